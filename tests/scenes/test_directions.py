"""A reported direction as a wedge: as wide as the evidence has it, cut to a land flown over."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geolaunch import scene, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.geodesy.shapes import inverse
from geolaunch.geodesy.sphere import angle_difference_deg
from geolaunch.scenes.directions import WIDTHS, fan_of, ground_sector, wedge_words, wedges
from geolaunch.scenes.language import words
from geolaunch.scenes.model import Feature
from geolaunch.scenes.shown import Shown, shown

W = words("en")


def part_of(**fields: object) -> Shown:
    launch = launch_from(fields)
    return shown(launch, zone(launch) if "range" in fields else None)


def wedge_feature(**fields: object) -> Feature:
    launch = launch_from(fields)
    made = scene([launch], [zone(launch)])
    (feature,) = [one for one in made.features if one.kind == "direction"]
    return feature


@pytest.mark.parametrize("word", ["east", "northeast", "north-northeast", "85 degrees"])
def test_a_wedge_is_as_wide_as_the_evidence_takes_the_word_to_be(word: str) -> None:
    part = part_of(site="sunan", range="about 400 km", direction=word)
    (wedge,) = wedges(part)
    assert part.evidence is not None
    (used,) = part.evidence.directions
    assert wedge.half_width_deg == WIDTHS * used.direction.sd_deg
    assert wedge.stop_deg - wedge.start_deg == pytest.approx(2 * wedge.half_width_deg)
    middle = (wedge.start_deg + wedge.stop_deg) / 2
    assert middle == pytest.approx(used.direction.azimuth_deg)


def test_a_launch_without_a_zone_has_its_wedge_too() -> None:
    (wedge,) = wedges(part_of(site="sunan", direction="east", originator="ROK JCS"))
    assert wedge.originators == ("ROK JCS",)


def test_without_a_site_there_is_nowhere_to_draw_it() -> None:
    assert wedges(part_of(direction="east")) == []


def test_a_land_flown_over_cuts_the_wedge_to_the_azimuths_that_cross_it() -> None:
    over = {"over": ["Aomori Prefecture"]}
    part = part_of(site="mupyong-ri", range="about 4,500 km", direction="east", overflight=over)
    (wedge,) = wedges(part)
    assert [land.words for land in wedge.lands] == ["Aomori Prefecture"]
    assert wedge.stop_deg - wedge.start_deg < wedge.half_width_deg
    (land,) = wedge.lands
    lon, lat = shapely.get_coordinates(land.area).T
    _, seen, _ = inverse(part.lon_deg, part.lat_deg, lon, lat)
    middle = (wedge.start_deg + wedge.stop_deg) / 2
    assert np.abs(angle_difference_deg(np.asarray(seen), middle)).max() < 15


def test_a_land_in_another_direction_cuts_nothing() -> None:
    over = {"over": ["Okinawa"]}
    whole = part_of(site="sunan", range="about 900 km", direction="east")
    cut = part_of(site="sunan", range="about 900 km", direction="east", overflight=over)
    assert wedges(cut)[0].lands == ()
    assert wedges(cut)[0].start_deg == wedges(whole)[0].start_deg


def test_a_wedge_never_reaches_the_zone() -> None:
    part = part_of(site="sunan", range="about 400 km", direction="east")
    fan = fan_of(part, wedges(part)[0])
    area, length_km = ground_sector(fan, 5_000.0)
    assert part.zone is not None
    assert length_km <= fan.reach_km
    assert not area.intersects(part.zone.regions[-1].geometry)


def test_in_a_file_it_is_a_sector_on_the_ground_and_reported() -> None:
    feature = wedge_feature(site="sunan", range="about 400 km", direction="east")
    properties = feature.properties
    assert properties["basis"] == "reported"
    assert (properties["azimuth_deg"], properties["words"]) == (90, "east")
    assert feature.geometry.is_valid
    fan = feature.fan
    assert fan is not None
    lon, lat = shapely.get_coordinates(feature.geometry).T
    away_km, azimuth_deg, _ = inverse(fan.lon_deg, fan.lat_deg, lon, lat)
    assert np.max(away_km) == pytest.approx(properties["length_km"], abs=0.1)
    far = np.asarray(away_km) > properties["length_km"] / 2
    off = np.abs(angle_difference_deg(np.asarray(azimuth_deg)[far], 90.0))
    assert off.max() == pytest.approx(properties["half_width_deg"], abs=0.2)


def test_its_length_goes_with_the_scale_of_the_map() -> None:
    near = wedge_feature(site="sunan", range="about 300 km", direction="east")
    far = wedge_feature(site="sunan", range="about 2,000 km", direction="east")
    assert near.properties["length_km"] < far.properties["length_km"] / 2


def test_who_says_so_stands_beside_it() -> None:
    part = part_of(site="sunan", direction="northeast", originator="ROK JCS")
    assert wedge_words(W, wedges(part)[0]) == "Flew northeast, South Korea’s JCS says"


def test_the_legend_says_what_a_wedge_means() -> None:
    launch = launch_from({"site": "sunan", "range": "about 400 km", "direction": "northeast"})
    made = scene([launch], [zone(launch)])
    (entry,) = [entry for entry in made.legend if entry.style.fade]
    (used,) = zone(launch).evidence.directions
    half = f"{WIDTHS * used.direction.sd_deg:.0f}"
    assert entry.basis == "reported"
    assert entry.text == f"Flew northeast: 9 chances in 10 within {half}° of it"
