"""The tables that ship: schema, unique ids, places where they should be."""

import csv
import json

import pytest
import shapely

from geolaunch.files import shipped_path, shipped_text
from geolaunch.names import name_in
from geolaunch.places.regions import land

SITE_FIELDS = [
    "id", "name", "variants", "country", "lon", "lat", "sd_km", "basis",
    "source",
]  # fmt: skip
CITY_FIELDS = [
    "id", "name", "lon", "lat", "country", "population", "rank",
]  # fmt: skip
NORTH_KOREA = shapely.box(124.0, 37.6, 130.8, 43.1)
NORTH_EAST_ASIA = shapely.box(115, 22, 150, 52)
COAST_TOLERANCE_DEGREES = 0.03  # 3 km: harbours and sites on the beach
PAGE_BASEMAP_BYTES = 240_000
RASTER_BYTES = 1_000_000


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(shipped_text(name).splitlines()))


def point(row: dict[str, str]) -> shapely.Point:
    return shapely.Point(float(row["lon"]), float(row["lat"]))


@pytest.mark.parametrize(
    ("name", "fields"), [("sites.csv", SITE_FIELDS), ("cities.csv", CITY_FIELDS)]
)
def test_fields_and_ids(name: str, fields: list[str]) -> None:
    table = rows(name)
    assert list(table[0]) == fields
    ids = [row["id"] for row in table]
    assert len(set(ids)) == len(ids)
    assert all(id_ == id_.lower() and " " not in id_ for id_ in ids)
    assert all(value == value.strip() for row in table for value in row.values())


def test_sites_are_in_north_korea_or_just_off_it() -> None:
    near_land = land().intersection(shapely.box(123, 37, 132, 44)).buffer(0.15)
    for row in rows("sites.csv"):
        assert NORTH_KOREA.contains(point(row)), row["id"]
        assert near_land.contains(point(row)), row["id"]


def test_sites_have_a_spread_a_basis_and_a_source() -> None:
    for row in rows("sites.csv"):
        assert 1 <= float(row["sd_km"]) <= 40
        assert row["name"]
        assert row["basis"]
        assert row["source"] in {"CNS/NTI facility list", "CSIS", "GeoNames", "approximate"}
        assert row["source"] != "approximate" or float(row["sd_km"]) >= 10
        variants = [name for name in row["variants"].split("|") if name]
        assert len(set(variants)) == len(variants)


def named(name: str) -> dict[str, float]:
    """Return id and spread of the sites that bear `name`."""
    return {
        row["id"]: float(row["sd_km"])
        for row in rows("sites.csv")
        if name in row["variants"].split("|")
    }


@pytest.mark.parametrize("name", ["Chunghwa", "Chunghwa County", "Junghwa", "Junghwa County"])
def test_a_county_stays_as_wide_as_it_was_said(name: str) -> None:
    assert named(name) == {"chunghwa": 10}


def test_the_place_found_later_has_its_own_name() -> None:
    assert named("Chunghwa geolocated 2023-03-27") == {"chunghwa-2023": 1}


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Sunan", {"sunan"}),
        ("Pyongyang", {"pyongyang"}),
        ("Wonsan", {"wonsan"}),
        ("Wonsan area", {"wonsan"}),
        ("Tongchang-ri", {"tongchang-ri"}),
        ("Sunan International Airport", {"sunan-airport"}),
        ("Sinpo", {"sinpo", "sinpo-waters"}),
    ],
)
def test_plain_names_belong_to_areas(name: str, ids: set[str]) -> None:
    assert set(named(name)) == ids


def test_a_name_that_several_places_bear_is_on_all() -> None:
    assert {"kusong", "kusong-north", "panghyon", "panghyon-airbase"} <= set(named("Kusong"))


def test_cities_are_on_land_in_the_region() -> None:
    shore = land().buffer(COAST_TOLERANCE_DEGREES)
    for row in rows("cities.csv"):
        assert NORTH_EAST_ASIA.contains(point(row)), row["id"]
        assert shore.contains(point(row)), row["id"]
        assert row["name"]
        assert all(name_in(lang, "place", row["id"]) for lang in ("ko", "ja"))
        assert int(row["population"]) > 100_000
        assert row["rank"] in {"1", "2", "3"}


def test_about_as_many_cities_as_a_map_can_use() -> None:
    table = rows("cities.csv")
    assert 30 <= len(table) <= 45
    assert sum(row["rank"] == "1" for row in table) <= 8


def test_basemap_form_and_size() -> None:
    basemap = json.loads(shipped_text("basemap.json"))
    assert set(basemap) == {"scale", "core_box", "box", "land", "borders"}
    assert len(shipped_text("basemap.json").encode()) < PAGE_BASEMAP_BYTES
    west, south, east, north = basemap["box"]
    for ring in (ring for polygon in basemap["land"] for ring in polygon):
        assert len(ring) >= 8
        assert sum(ring[2::2]) == sum(ring[3::2]) == 0  # closed
        assert west <= ring[0] <= east
        assert south <= ring[1] <= north


def test_raster_is_small() -> None:
    assert shipped_path("regions.npz").stat().st_size < RASTER_BYTES
