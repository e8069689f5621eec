"""Territories: names, the land that ships, and polygons that a user hands in."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.files import shipped_path
from geolaunch.names import names_of
from geolaunch.places.regions import land
from geolaunch.places.territories import (
    LARGEST_FILE_BYTES,
    MOST_POSITIONS,
    Territory,
    find_territory,
    territories,
    territory_from,
)

KM2 = 1.0
DEGREE = 1.0
FILE_BYTES = 64_000
SQUARE = [[124.0, 38.0], [126.0, 38.0], [126.0, 40.0], [124.0, 40.0], [124.0, 38.0]]
BOX = shapely.box(124, 38, 126, 40)


def parts(territory: Territory) -> list[Any]:
    return list(shapely.get_parts(territory.polygon))


def area_km2(territory: Territory) -> float:
    """Return the area by geographiclib, the edges taken as geodesics."""
    total_m2 = 0.0
    for part in parts(territory):
        for ring in (part.exterior, *part.interiors):
            polygon = Geodesic.WGS84.Polygon()
            for lon, lat in ring.coords[:-1]:
                polygon.AddPoint(lat, lon)
            total_m2 += polygon.Compute()[2]  # holes run clockwise and count below zero
    return total_m2 / 1e6


# --- the territories that ship --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("North Korea", "north-korea"),
        ("north-korea", "north-korea"),
        ("  anywhere in  NORTH KOREA ", "north-korea"),
        ("anywhere in the DPRK", "north-korea"),
        ("the whole of North Korea", "north-korea"),
        ("within North Korean territory", "north-korea"),
        ("D.P.R.K.", "north-korea"),
        ("Democratic People\u2019s Republic of Korea", "north-korea"),
        ("북한", "north-korea"),
        ("北朝鮮", "north-korea"),
        ("the territory of the Republic of Korea", "south-korea"),
        ("ROK", "south-korea"),
        ("한국", "south-korea"),
        ("Iran", "iran"),
        ("the Islamic Republic of Iran", "iran"),
    ],
)
def test_a_territory_by_many_names(words: str, id_: str) -> None:
    found = find_territory(words)
    assert found.id == id_
    assert found.words == words
    assert found.in_catalogue


@pytest.mark.parametrize("territory", territories(), ids=lambda territory: territory.id)
def test_every_name_of_a_territory_finds_it(territory: Territory) -> None:
    for name in (territory.id, territory.name, *names_of("territory", territory.id)):
        assert find_territory(name).id == territory.id
    for name in territory.variants:
        assert find_territory(f"anywhere in {name.upper()}").id == territory.id


@pytest.mark.parametrize("words", ["Korea", "Norht Korea", "Taiwan", "", "anywhere in"])
def test_no_territory_of_that_name(words: str) -> None:
    with pytest.raises(UnknownNameError, match=r"unknown territory .*GeoJSON file") as refused:
        find_territory(words)
    if "ore" in words:
        assert "North Korea" in refused.value.nearest


def test_the_land_is_valid_counter_clockwise_and_small() -> None:
    for territory in territories():
        assert territory.polygon.is_valid
        for part in parts(territory):
            assert part.exterior.is_ccw
            assert not any(hole.is_ccw for hole in part.interiors)
    assert shipped_path("territories.json").stat().st_size < FILE_BYTES


@pytest.mark.parametrize(
    ("id_", "km2"),
    # CIA World Factbook, area in all: it counts inland water, as the land here does
    [("north-korea", 120_538), ("south-korea", 99_720), ("iran", 1_648_195)],
)
def test_as_large_as_others_say(id_: str, km2: float) -> None:
    assert area_km2(find_territory(id_)) == pytest.approx(km2 * KM2, rel=0.025)


@pytest.mark.parametrize(
    ("id_", "inside", "outside"),
    [
        # Pyongyang, Rason, Sinuiju, Cho-do off the west coast; Seoul, Dandong, Baengnyeong-do
        (
            "north-korea",
            [(125.75, 39.03), (130.3, 42.25), (124.4, 40.08), (124.84, 38.53)],
            [(126.98, 37.57), (124.38, 40.13), (124.68, 37.96), (129.0, 39.5)],
        ),
        # Seoul, Jeju, Ulleungdo; Kaesong, Tsushima, the Liancourt Rocks
        (
            "south-korea",
            [(126.98, 37.57), (126.55, 33.37), (130.87, 37.5)],
            [(126.55, 37.97), (129.3, 34.4), (131.8667, 37.2417)],
        ),
        # Tehran, Qeshm, Mashhad; Baghdad, Abu Musa, Greater Tunb
        (
            "iran",
            [(51.39, 35.69), (55.9, 26.8), (59.6, 36.3)],
            [(44.4, 33.3), (55.03, 25.87), (55.3, 26.26)],
        ),
    ],
)
def test_what_lies_inside(
    id_: str, inside: list[tuple[float, float]], outside: list[tuple[float, float]]
) -> None:
    polygon = find_territory(id_).polygon
    assert [place for place in inside if not polygon.contains(shapely.Point(place))] == []
    assert [place for place in outside if polygon.intersects(shapely.Point(place))] == []


def test_the_map_draws_the_same_land() -> None:
    """The basemap is the same source, simplified by 0.003 degree, without islands under 2 km2."""
    ground = land().buffer(0.006 * DEGREE)
    for id_ in ("north-korea", "south-korea"):
        off = find_territory(id_).polygon.difference(ground)
        assert off.area < 1e-3 * DEGREE**2


def test_neighbours_meet_and_do_not_overlap() -> None:
    north, south = (find_territory(id_).polygon for id_ in ("north-korea", "south-korea"))
    assert north.intersection(south).area == 0
    assert north.intersection(south).length > 1.5 * DEGREE  # the line of 1953


def test_a_name_is_looked_up_without_the_heavy_libraries() -> None:
    code = (
        "import sys, geolaunch.places.territories; print({'numpy', 'shapely'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"


# --- a user's own ---------------------------------------------------------------------------------


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings or [SQUARE])}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features), **members}


def moved(ring: list[list[float]], east: float) -> list[list[float]]:
    return [[lon + east, lat] for lon, lat in ring]


def written(tmp_path: Path, content: Any) -> Path:
    path = tmp_path / "mine.geojson"
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (polygon(), "mine"),
        (feature(polygon()), "mine"),
        (feature(polygon(), name=" East <b>"), "East <b>"),
        (feature(polygon(), name=7), "mine"),
        (feature(polygon(), name="  "), "mine"),
        ({"type": "Feature", "properties": None, "geometry": polygon()}, "mine"),
        (collection(feature(polygon(), name="One"), name="All"), "One"),
        (collection(feature(polygon()), name="All"), "All"),
        (collection(feature(polygon(), name="A"), feature(polygon(), name="B")), "mine"),
        ({"type": "MultiPolygon", "coordinates": [[SQUARE]]}, "mine"),
        (b"\xef\xbb\xbf" + json.dumps(polygon()).encode(), "mine"),
        (polygon([[*place, 12.5] for place in SQUARE]), "mine"),
        (polygon(SQUARE[::-1]), "mine"),
    ],
)
def test_a_square_in_every_form(tmp_path: Path, content: Any, name: str) -> None:
    mine = territory_from(written(tmp_path, content))
    assert (mine.id, mine.name, mine.words, mine.source) == ("", name, name, "user")
    assert not mine.in_catalogue
    assert mine.polygon.geom_type == "Polygon"
    assert mine.polygon.equals(BOX)
    assert all(part.exterior.is_ccw for part in parts(mine))


def test_a_hole_stays_a_hole(tmp_path: Path) -> None:
    hole = [[124.5, 38.5], [125.5, 38.5], [125.5, 39.5], [124.5, 39.5], [124.5, 38.5]]
    mine = territory_from(written(tmp_path, polygon(SQUARE, hole)))
    assert mine.polygon.equals(BOX.difference(shapely.box(124.5, 38.5, 125.5, 39.5)))


@pytest.mark.parametrize(("east", "kind"), [(1.0, "Polygon"), (5.0, "MultiPolygon")])
def test_several_polygons_are_joined(tmp_path: Path, east: float, kind: str) -> None:
    both = collection(feature(polygon()), feature(polygon(moved(SQUARE, east))))
    mine = territory_from(written(tmp_path, both))
    assert mine.polygon.geom_type == kind
    assert mine.polygon.is_valid
    assert mine.polygon.equals(BOX.union(shapely.box(124 + east, 38, 126 + east, 40)))


@given(st.floats(-480, 230), st.sampled_from([1, -1]))
def test_a_polygon_may_run_on_past_the_antimeridian(
    tmp_path_factory: pytest.TempPathFactory, east: float, turn: int
) -> None:
    ring = moved(SQUARE, east)[::turn]
    mine = territory_from(written(tmp_path_factory.mktemp("any"), polygon(ring)))
    assert mine.polygon.equals(shapely.Polygon(ring))
    assert parts(mine)[0].exterior.is_ccw


@pytest.mark.parametrize("territory", territories(), ids=lambda territory: territory.id)
def test_there_and_back(tmp_path: Path, territory: Territory) -> None:
    geometry = json.loads(shapely.to_geojson(territory.polygon))
    mine = territory_from(written(tmp_path, feature(geometry, name="x")))
    assert mine.polygon == territory.polygon


OPEN = SQUARE[:-1]
BOW_TIE = [[124, 38], [126, 40], [126, 38], [124, 40], [124, 38]]
WIDE = [[-190, 0], [180, 0], [180, 10], [-190, 10], [-190, 0]]
WANTED = "wanted a Polygon or a MultiPolygon"
LONLAT = "wanted [longitude, latitude] in degrees"
RANGES = "wanted a longitude in -360 to 360, then a latitude in -90 to 90 degrees"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "line 1, column 1: Expecting value; wanted GeoJSON"),
        (b'{"type": }', "line 1, column 10: Expecting value; wanted GeoJSON"),
        (b"\xff\xfe{}", "byte 0 is not UTF-8; save it as UTF-8"),
        (b"[" * 100_000, "nested too deeply; wanted GeoJSON"),
        (b'{"type": ' + b"1" * 5000 + b"}", "a number of thousands of digits; wanted GeoJSON"),
        ([], "got []; wanted a GeoJSON object"),
        ({}, f"type: got null; {WANTED}"),
        ({"type": "Point", "coordinates": [125, 39]}, f'type: got "Point"; {WANTED}'),
        ({"type": ["Polygon"]}, f'type: got ["Polygon"]; {WANTED}'),
        (feature(None), f"geometry.type: got null; {WANTED}"),
        (feature("Polygon"), f'geometry.type: got "Polygon"; {WANTED}'),
        (
            collection(feature(polygon()), feature({"type": "LineString", "coordinates": []})),
            f'features[1].geometry.type: got "LineString"; {WANTED}',
        ),
        (collection(), "features: got []; wanted at least one feature"),
        ({"type": "FeatureCollection"}, "features: got null; wanted at least one feature"),
        (collection(3), "features[0]: got 3; wanted a Feature"),
        (collection(polygon([])), 'features[0]: got {"type": "Polygon", "coordinates": [[]]}'),
        ({"type": "Polygon"}, "coordinates: got null; wanted a list of at least one ring"),
        (
            {"type": "MultiPolygon", "coordinates": []},
            "coordinates: got []; wanted a list of at least one polygon",
        ),
        (
            {"type": "MultiPolygon", "coordinates": [[SQUARE], []]},
            "coordinates[1]: got []; wanted a list of at least one ring",
        ),
        (polygon([]), "coordinates[0]: got []; wanted a list of at least one position"),
        (polygon(SQUARE, 5), "coordinates[1]: got 5; wanted a list of at least one position"),
        (polygon(SQUARE[:3]), "coordinates[0]: got 3 positions; wanted at least four"),
        (polygon(OPEN), "coordinates[0]: got an open ring"),
        (polygon([*OPEN, [125]]), f"coordinates[0][4]: got [125]; {LONLAT}"),
        (polygon([*OPEN, None]), f"coordinates[0][4]: got null; {LONLAT}"),
        (polygon([*OPEN, ["125", 38]]), f'coordinates[0][4]: got ["125", 38]; {LONLAT}'),
        (polygon([*OPEN, [True, 38]]), f"coordinates[0][4]: got [true, 38]; {LONLAT}"),
        (polygon([*OPEN, [39, 125]]), f"coordinates[0][4]: got [39, 125]; {RANGES}"),
        (polygon([*OPEN, [361, 38]]), f"coordinates[0][4]: got [361, 38]; {RANGES}"),
        (polygon([*OPEN, [float("nan"), 38]]), f"coordinates[0][4]: got [NaN, 38]; {RANGES}"),
        (polygon([*OPEN, [10**400, 38]]), "coordinates[0][4]: got [1000000000"),
        (
            polygon([*OPEN, [125, -float("inf")]]),
            f"coordinates[0][4]: got [125, -Infinity]; {RANGES}",
        ),
        (polygon(BOW_TIE), "coordinates: got no polygon (Self-intersection[125 39])"),
        (polygon([[1, 1]] * 4), "coordinates: got no polygon (Too few points"),
        (polygon(SQUARE, moved(SQUARE, 9)), "coordinates: got no polygon (Hole lies outside shell"),
        (polygon(WIDE), "coordinates: got longitudes -190 to 180; wanted 360 degrees"),
        (
            collection(feature(polygon()), feature(polygon(BOW_TIE))),
            "features[1].geometry.coordinates: got no polygon",
        ),
        (feature(polygon(), name="a\nb"), 'properties.name: got "a\\nb"; wanted a line of text'),
        (feature(polygon(), name="\ud800"), 'properties.name: got "\\ud800"; wanted a line'),
        (feature(polygon(), name="x" * 201), "properties.name: got"),
    ],
)
def test_what_is_refused(tmp_path: Path, content: Any, told: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InputError) as refused:
        territory_from(path)
    assert str(refused.value).startswith(f"{path}: {told}")
    assert len(str(refused.value)) < 400


@pytest.mark.slow
def test_too_many_positions(tmp_path: Path) -> None:
    top = [[n / MOST_POSITIONS, 1.0] for n in range(MOST_POSITIONS, 0, -1)]
    path = written(tmp_path, polygon([[0.0, 0.0], *top, [0.0, 0.0]]))
    with pytest.raises(InputError, match=r"got 100,002 positions; wanted at most 100,000"):
        territory_from(path)


def test_too_large_a_file(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(polygon()).encode() + b" " * LARGEST_FILE_BYTES)
    with pytest.raises(InputError, match=r"more than 20,000,000 bytes; wanted the polygons of one"):
        territory_from(path)


@pytest.mark.parametrize("name", ["not-there.geojson", "."])
def test_no_file_to_read(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=r"cannot read .*; wanted a GeoJSON file"):
        territory_from(tmp_path / name)
