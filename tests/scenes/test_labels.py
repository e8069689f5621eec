"""Names on a map: seas in the open water of their body, never in a strait that counts to them."""

from __future__ import annotations

import pytest
import shapely

from geolaunch.geodesy.ellipsoid import inverse
from geolaunch.places.regions import sea_weight
from geolaunch.places.seas import find_sea, seas
from geolaunch.scenes.labels import SPOTS, sea_labels_in_view

KOREA_STRAIT = (126.0, 32.0, 130.5, 35.5)
EAST_ASIA = (118.0, 28.0, 144.0, 46.0)


def test_a_strait_is_not_called_by_the_name_of_the_sea_that_it_counts_to() -> None:
    assert sea_weight("sea-of-japan", 128.5, 33.5) > 0.95
    named = {sea.id for sea, lon, lat in sea_labels_in_view(KOREA_STRAIT, []) if lon < 131}
    assert "sea-of-japan" not in named


@pytest.mark.parametrize("view", [EAST_ASIA, KOREA_STRAIT, (124.0, 36.0, 133.0, 41.0)])
def test_names_stand_in_the_body_of_their_sea_the_most_open_water_first(view) -> None:
    zone = shapely.box(130.0, 37.0, 131.0, 41.0)
    told = sea_labels_in_view(view, [zone])
    assert told
    for sea in seas():
        spots = [(lon, lat) for named, lon, lat in told if named is sea]
        assert len(spots) <= 3 * SPOTS
        for lon, lat in spots:
            assert sea_weight(sea.id, lon, lat) > 0.95
            assert not shapely.contains_xy(zone, lon, lat)
            if sea.label_km is not None:
                assert inverse(*sea.label_lonlat, lon, lat)[0] <= sea.label_km


def test_open_water_beats_the_bay_behind_the_zone() -> None:
    zone = shapely.box(129.6, 36.8, 130.8, 41.2)
    told = sea_labels_in_view((124.5, 36.0, 132.5, 42.0), [zone])
    first = next((lon, lat) for sea, lon, lat in told if sea is find_sea("Sea of Japan"))
    assert first[0] > 129.6


def test_each_sea_has_the_middle_of_its_body_in_open_water() -> None:
    for sea in seas():
        assert sea_weight(sea.id, *sea.label_lonlat) > 0.95


def test_a_view_that_reaches_for_a_pole_is_named_too() -> None:
    assert all(lat < 85 for _, _, lat in sea_labels_in_view((100.0, -5.0, 200.0, 78.0), []))
