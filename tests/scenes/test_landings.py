"""Where stages and pieces fell, as reported: strips that are never like an impact zone."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geolaunch import find, scene
from geolaunch.catalogue.inputs import launch_from
from geolaunch.geodesy.shapes import inverse
from geolaunch.scenes.landings import landing_words, landings, what_fell
from geolaunch.scenes.language import words
from geolaunch.scenes.shown import shown
from geolaunch.scenes.styles import STYLES

W = words("en")


def fell(place: str, distance: float | None, direction: str | None):
    reference = {"place": place}
    if distance:
        reference["distance"] = {"value": distance, "unit": "km", "qualifier": "about"}
    if direction:
        reference["direction"] = direction
    launch = launch_from({"site": "sohae", "landing": {"reference": reference}})
    (landing,) = landings(shown(launch, None))
    return landing


def test_an_offset_from_a_point_is_a_strip_at_that_distance_in_that_direction() -> None:
    area = fell("Okushiri", 300, "west").area
    lon, lat = shapely.get_coordinates(area).T
    away, azimuth, _ = inverse(139.47, 42.15, lon, lat)
    assert 240 < np.min(away) < 300 < np.max(away) < 360
    assert np.all((np.asarray(azimuth) % 360 > 225) & (np.asarray(azimuth) % 360 < 315))


def test_an_offset_from_a_land_is_from_its_nearest_shore_and_at_sea() -> None:
    area = fell("the Korean peninsula", 350, "west").area
    assert area.is_valid
    assert area.contains(shapely.Point(120.8, 38.6))  # 350 km west of the shore there
    assert not area.contains(shapely.Point(124.0, 37.0))  # too near
    assert not area.contains(shapely.Point(120.5, 36.5))  # in Shandong


def test_without_a_direction_it_is_all_around_and_without_both_about_the_place() -> None:
    around = fell("Okushiri", 300, None).area
    assert not around.contains(shapely.Point(139.47, 42.15))
    assert fell("Okushiri", None, None).area.contains(shapely.Point(139.47, 42.15))


def test_a_place_that_nobody_knows_is_said_and_not_drawn() -> None:
    (launch,) = find("2023-08-24")
    known = [landing.area is not None for landing in landings(shown(launch, None))]
    made = scene([launch], [None])
    (table,) = made.tables
    assert len(table.rows) == len(known)
    drawn = [feature for feature in made.features if feature.kind == "landing"]
    assert len(drawn) == sum(known)
    left = [row for row in table.rows if "not on the map" in row[1]]
    assert len(left) == len(known) - sum(known)


def test_each_piece_is_there_once_with_all_who_say_so() -> None:
    (launch,) = find("2023-08-24")
    pieces = landings(shown(launch, None))
    keys = [(one.reference.place, one.reference.distance.low) for one in pieces]
    assert len(keys) == len(set(keys)) == 3
    assert [what_fell(W, one) for one in pieces] == ["first piece", "second piece", "third piece"]
    assert landing_words(W, pieces[0]) == (
        "First piece fell about here, Japan’s MoD says: "
        "about 300\u00a0km (190\u00a0mi) west of the Korean peninsula"
    )


@pytest.mark.parametrize("name", ["2023-08-24", "2016-02-07", "2012-12-12"])
def test_no_piece_looks_like_an_impact_zone(name: str) -> None:
    (launch,) = find(name)
    made = scene([launch], [None])
    pieces = [feature for feature in made.features if feature.kind == "landing"]
    assert pieces
    for feature in pieces:
        assert feature.properties["basis"] == "reported"
        assert feature.style == STYLES["landing"]
        assert feature.geometry.is_valid
    assert not any(feature.kind == "impact-zone" for feature in made.features)
    assert not STYLES["landing"].soft_edge
