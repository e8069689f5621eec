"""The world's land and borders: whole polygons, nothing cut but Antarctica, lines by the policy."""

import json
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import shapely
import shapely.affinity
from geographiclib.geodesic import Geodesic

from geolaunch.files import shipped_path, shipped_text
from geolaunch.places.cities import cities
from geolaunch.places.regions import land as land_of_the_basemap

DEGREE = 1.0
FILE_BYTES = 110_000
LAND_KM2 = 148.94e6  # CIA World Factbook, the world's land; ice shelves are in neither


@cache
def stored() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(shipped_text("world.json"))
    return found


def units(flat: list[int]) -> list[tuple[int, int]]:
    """Return the points of a stored ring or line in the file's units."""
    return [(int(x), int(y)) for x, y in np.cumsum(np.reshape(flat, (-1, 2)), axis=0)]


def degrees(flat: list[int]) -> list[tuple[float, float]]:
    return [(x / stored()["scale"], y / stored()["scale"]) for x, y in units(flat)]


@cache
def polygons() -> tuple[shapely.Polygon, ...]:
    return tuple(
        shapely.Polygon(degrees(rings[0]), list(map(degrees, rings[1:])))
        for rings in stored()["land"]
    )


@cache
def borders(dashed: bool) -> shapely.MultiLineString:
    return shapely.MultiLineString(
        [degrees(one["line"]) for one in stored()["borders"] if one["dashed"] is dashed]
    )


def holding(lon: float, lat: float) -> list[shapely.Polygon]:
    return [one for one in polygons() if one.contains(shapely.Point(lon, lat))]


# --- the form -------------------------------------------------------------------------------------


def test_form_and_size() -> None:
    assert set(stored()) == {"scale", "box", "land", "borders"}
    assert shipped_path("world.json").stat().st_size < FILE_BYTES
    assert [side / stored()["scale"] for side in stored()["box"]] == [-180, -90, 180, 90]
    for ring in (ring for rings in stored()["land"] for ring in rings):
        assert len(ring) >= 8
        assert units(ring)[0] == units(ring)[-1]
    for border in stored()["borders"]:
        assert set(border) == {"dashed", "line"}
        assert len(border["line"]) >= 4


def test_polygons_are_valid_and_apart() -> None:
    assert all(one.is_valid and one.exterior.is_ccw for one in polygons())
    tree = shapely.STRtree(polygons())
    crossing = tree.query(polygons(), predicate="overlaps")
    assert crossing.size == 0


def test_each_polygon_stands_once_with_its_west_on_the_map() -> None:
    for one in polygons():
        west, _, east, _ = one.bounds
        assert -180 <= west < 180
        assert east - west <= 360
    for turn in (-360, 360):
        copies = [shapely.affinity.translate(one, turn) for one in polygons()]
        tree = shapely.STRtree(copies)
        for at, other in tree.query(polygons(), predicate="intersects").T:
            assert polygons()[at].intersection(copies[other]).area == 0


def test_only_antarctica_has_edges_on_the_sides() -> None:
    west, south, east, north = stored()["box"]
    on_a_side = [
        (a, b)
        for rings in stored()["land"]
        for ring in rings
        for a, b in pairwise(units(ring))
        if (a[0] == b[0] and a[0] in (west, east)) or (a[1] == b[1] and a[1] in (south, north))
    ]
    coast = on_a_side[0][0][1]
    assert on_a_side == [
        ((west, coast), (west, south)),
        ((west, south), (east, south)),
        ((east, south), (east, coast)),
    ]
    assert -85 < coast / stored()["scale"] < -78  # the copies meet at the same height


# --- the land -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((37.6, 55.8), (188.0, 66.5)),  # Moscow and Chukotka
        ((-9.0, 39.0), (127.0, 37.5)),  # Lisbon and Seoul
        ((179.5, 71.2), (181.0, 71.2)),  # Wrangel Island
        ((-150.0, 65.0), (-70.0, -30.0)),  # Alaska and Chile
        ((-179.9, -89.0), (179.9, -89.0)),  # about the south pole
    ],
)
def test_one_piece(one: tuple[float, float], other: tuple[float, float]) -> None:
    (first,), (second,) = holding(*one), holding(*other)
    assert first is second


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Guam", 144.78, 13.45),
        ("Okinawa", 128.1, 26.65),
        ("Oahu", -158.0, 21.45),
        ("Anchorage", -149.6, 61.2),
        ("Jeju", 126.55, 33.38),
        ("Taiwan", 121.0, 23.8),
        ("Hokkaido", 142.8, 43.4),
        ("Iceland", -19.0, 64.9),
        ("South Pole", 0.0, -89.5),
        ("Viti Levu, Fiji", 178.0, -17.8),
        ("Tasmania", 146.6, -42.0),
    ],
)
def test_land_is_there(name: str, lon: float, lat: float) -> None:
    assert len(holding(lon, lat)) == 1, name


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("North Pole", 0.0, 89.5),
        ("Sea of Japan", 134.0, 40.0),
        ("Black Sea", 34.0, 43.3),
        ("Caspian Sea", 50.5, 42.0),
        ("Red Sea", 38.0, 20.5),
        ("Hudson Bay", -85.0, 60.0),
        ("date line", 180.0, 0.0),
        ("Yellow Sea", 123.5, 36.0),
    ],
)
def test_water_is_there(name: str, lon: float, lat: float) -> None:
    assert holding(lon, lat) == [], name


@pytest.mark.slow
def test_as_much_land_as_others_say() -> None:
    total_m2 = 0.0
    for ring in (ring for one in polygons() for ring in (one.exterior, *one.interiors)):
        polygon = Geodesic.WGS84.Polygon()
        for lon, lat in shapely.segmentize(ring, 5 * DEGREE).coords[:-1]:
            polygon.AddPoint(lat, lon)
        total_m2 += polygon.Compute()[2]  # holes run clockwise and count below zero
    assert total_m2 / 1e6 == pytest.approx(LAND_KM2, rel=0.02)


def test_the_label_cities_stand_on_it() -> None:
    ground = shapely.union_all(polygons()).buffer(0.25 * DEGREE)
    places = [shapely.Point(city.lon_deg, city.lat_deg) for city in cities()]
    assert all(ground.contains(place) for place in places)


def test_it_is_the_land_of_the_basemap_drawn_coarser() -> None:
    about_korea = shapely.box(116, 25, 148, 53)
    fine = land_of_the_basemap().intersection(about_korea)
    coarse = shapely.union_all(polygons()).intersection(about_korea)
    assert fine.symmetric_difference(coarse).area < 0.03 * fine.area


# --- the borders ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "lon", "lat", "dashed"),
    [
        ("armistice line in Korea", 127.1, 38.25, True),
        ("line of control in Kashmir", 74.0, 34.0, True),
        ("Siachen", 77.4, 35.5, True),
        ("Aksai Chin", 78.7, 34.2, True),
        ("McMahon Line", 94.3, 29.2, True),
        ("Bhutan and China", 90.3, 28.2, True),
        ("West Bank", 34.95, 31.8, True),
        ("Golan", 35.88, 33.0, True),
        ("Cyprus", 33.3, 35.1, True),
        ("Kosovo and Serbia", 21.3, 42.9, True),
        ("isthmus of Crimea", 33.8, 46.1, True),
        ("Somaliland", 48.9, 9.7, True),
        ("Western Sahara and Morocco", -10.5, 27.667, True),
        ("Sudan and South Sudan", 28.0, 9.5, True),
        ("Halaib", 35.0, 22.0, True),
        ("Essequibo", -60.7, 7.2, True),
        ("United States and Canada", -100.0, 49.0, False),
        ("North Korea and China", 126.9, 41.75, False),
        ("Punjab", 74.6, 31.4, False),
        ("Donets", 39.8, 49.6, False),
        ("Egypt and Sudan", 28.0, 22.0, False),
        ("Russia and Kazakhstan", 61.4, 53.9, False),
    ],
)
def test_lines_follow_the_policy(name: str, lon: float, lat: float, dashed: bool) -> None:
    at = shapely.Point(lon, lat)
    assert borders(dashed).distance(at) < 0.35 * DEGREE, name
    assert borders(not dashed).distance(at) > 2 * borders(dashed).distance(at), name


@pytest.mark.parametrize(
    ("name", "lon", "lat"),
    [
        ("Hong Kong", 114.1, 22.53),
        ("Macao", 113.55, 22.2),
        ("the berm in Western Sahara", -12.5, 25.5),
        ("Taiwan Strait", 119.5, 24.5),
        ("Kerch Strait", 36.6, 45.3),
        ("antimeridian in Chukotka", 180.0, 67.0),
    ],
)
def test_no_line(name: str, lon: float, lat: float) -> None:
    at = shapely.Point(lon, lat)
    assert min(borders(dashed).distance(at) for dashed in (True, False)) > 0.35 * DEGREE, name


def test_borders_run_on_land() -> None:
    ground = shapely.union_all(polygons()).buffer(0.2 * DEGREE)
    for dashed in (True, False):
        assert ground.contains(borders(dashed))
