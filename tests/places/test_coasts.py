"""Coasts by name, and distances to them against published ones and against geodesics."""

import itertools

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from pyproj import Geod

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.files import shipped_path
from geolaunch.geodesy.shapes import disc, sector
from geolaunch.names import names_of
from geolaunch.places.coasts import (
    Coast,
    coasts,
    distance_km,
    find_coast,
    nearest_farthest_km,
    shore_lines,
)
from geolaunch.places.regions import coast_lines

KM = 1.0
METRE = 0.001
KM_PER_DEGREE = 111.2
FILE_BYTES = 60_000
CORE_EAST = 149.1  # degrees: east of it the page draws no small islands
SHORE_KM = 1.0  # how far the stored shore may lie from the coast that the page draws
CHORD_KM = 0.2  # what chords instead of geodesics may cost, up to 2,000 km
AREA_KM = 1.0  # what nearest_farthest_km promises
LIANCOURT_ROCKS = (131.866, 37.2415)
WGS84 = Geod(ellps="WGS84")


def brute_km(coast: Coast, lon: float, lat: float, step_degrees: float = 0.01) -> float:
    """Return the distance to the nearest of a coast's points, so close together, by geodesics."""
    dense = [shapely.segmentize(shapely.LineString(line), step_degrees) for line in lines(coast)]
    x, y = shapely.get_coordinates(dense).T
    _, _, away_m = WGS84.inv(np.full(len(x), lon), np.full(len(x), lat), x, y)
    return float(away_m.min()) / 1000


def lines(coast: Coast) -> list[np.ndarray]:
    return [line for line in shore_lines(coast) if len(line) > 1]


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("the east coast of the Korean peninsula", "korea-east"),
        ("near the east coast of the Korean Peninsula", "korea-east"),
        ("the Korean Peninsula's eastern coast", "korea-east"),
        ("the Korean Peninsula\u2019s eastern coast", "korea-east"),
        ("east coast of Korea", "korea-east"),
        ("한반도 동해안", "korea-east"),
        ("朝鮮半島の東岸", "korea-east"),
        ("the western coast of the Korean peninsula", "korea-west"),
        ("North Korea's east coast", "north-korea-east"),
        ("east coast of North Korea", "north-korea-east"),
        ("the North Korean east coast", "north-korea-east"),
        ("off the DPRK's east coast", "north-korea-east"),
        ("the Democratic People's Republic of Korea's east coast", "north-korea-east"),
        ("the west coast of the DPRK", "north-korea-west"),
        ("South Korea's eastern seaboard", "south-korea-east"),
        ("the Republic of Korea's west coast", "south-korea-west"),
        ("the ROK's south coast", "korea-south"),
        ("the Japanese coast", "japan"),
        ("the Japanese west coast", "japan-sea-coast"),
        ("the coast of Japan", "japan"),
        ("Japan's coast", "japan"),
        ("Japan", "japan"),
        ("日本沿岸", "japan"),
        ("the west coast of Japan", "japan-sea-coast"),
        ("off the coast of Hokkaido", "hokkaido"),
        ("Hokkaido's west coast", "hokkaido-west"),
        ("South Korea's coast", "south-korea"),
        ("the south coast of Korea", "korea-south"),
    ],
)
def test_one_coast_in_many_words(words: str, id_: str) -> None:
    assert find_coast(words).id == id_


@pytest.mark.parametrize("coast", coasts(), ids=lambda coast: coast.id)
def test_every_name_of_a_coast_finds_it(coast: Coast) -> None:
    for name in (coast.id, coast.name, *names_of("coast", coast.id), *coast.variants):
        assert name
        assert find_coast(f" {name.upper()} ") is coast


def test_no_name_means_two_coasts() -> None:
    names = [
        name.casefold()
        for coast in coasts()
        for name in (coast.id, coast.name, *names_of("coast", coast.id), *coast.variants)
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("the east coast of the Korea peninsular", "the east coast of the Korean peninsula"),
        ("the south coast of North Korea", "the coast of North Korea"),
        ("the coast of Hokaido", "the coast of Hokkaido"),
    ],
)
def test_an_unknown_coast_says_the_nearest(words: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        find_coast(words)
    assert nearest in refused.value.nearest
    assert str(refused.value).startswith(f"unknown coast {words!r}; the nearest names are ")
    assert "korea-east, korea-west" in str(refused.value)


@pytest.mark.parametrize(
    "words", ["", " ", "the", "coast", "east coast", "the coast of", "coast of Peru", "x" * 3000]
)
def test_words_that_name_no_coast(words: str) -> None:
    with pytest.raises(UnknownNameError, match="unknown coast"):
        find_coast(words)


# --- the file -------------------------------------------------------------------------------------


def test_the_file_is_small() -> None:
    assert shipped_path("coasts.json").stat().st_size < FILE_BYTES


def test_shores_are_those_that_the_page_draws() -> None:
    drawn = shapely.MultiLineString(list(coast_lines()))
    shapely.prepare(drawn)
    for coast in (find_coast("japan"), find_coast("north-korea"), find_coast("south-korea")):
        corners = np.vstack(lines(coast))
        points = shapely.points(corners[corners[:, 0] < CORE_EAST])
        assert shapely.distance(points, drawn).max() * KM_PER_DEGREE < SHORE_KM


@pytest.mark.parametrize(
    ("id_", "start", "stop"),
    [
        ("north-korea-east", (130.70, 42.29), (128.36, 38.61)),  # Tumen; armistice line
        ("south-korea-east", (128.36, 38.61), (129.10, 35.09)),  # armistice line; Busan
        ("tohoku-west", (139.54, 38.56), (140.35, 41.26)),  # Nezugaseki; Cape Tappi
        ("hokkaido-west", (140.20, 41.40), (141.94, 45.52)),  # Cape Shirakami; Cape Soya
        ("north-korea-northeast", (129.20, 40.67), (130.70, 42.29)),  # Kimchaek; Tumen
        ("sanriku", (141.53, 40.54), (141.54, 38.30)),  # Hachinohe; Oshika
    ],
)
def test_sides_end_where_they_should(
    id_: str, start: tuple[float, float], stop: tuple[float, float]
) -> None:
    lines = shore_lines(find_coast(id_))  # one after the other: they meet, as at Kimchaek
    assert all(np.array_equal(a[-1], b[0]) for a, b in itertools.pairwise(lines))
    ends = sorted([tuple(lines[0][0]), tuple(lines[-1][-1])])
    assert np.allclose(ends, sorted([start, stop]), atol=0.06)


@pytest.mark.parametrize(
    ("place", "id_"),
    [
        ((129.33, 34.40), "japan"),  # Tsushima
        ((133.28, 36.25), "japan"),  # Oki
        ((138.40, 38.03), "japan"),  # Sado
        ((139.48, 42.15), "japan"),  # Okushiri
        ((139.36, 41.51), "hokkaido"),  # Oshima-Oshima
        ((127.99, 26.48), "japan"),  # Okinawa
        ((126.56, 33.38), "south-korea"),  # Jeju
        ((130.87, 37.50), "south-korea"),  # Ulleungdo
    ],
)
def test_islands_count_for_their_country(place: tuple[float, float], id_: str) -> None:
    assert distance_km(find_coast(id_), *place) < 20 * KM


@pytest.mark.parametrize(
    "place",
    [LIANCOURT_ROCKS, (123.47, 25.74), (145.9, 44.1)],  # also Senkaku / Diaoyu, and Kunashir
)
def test_islands_that_several_states_claim_count_for_none(place: tuple[float, float]) -> None:
    for coast in coasts():
        assert distance_km(coast, *place) > 15 * KM


# --- distances ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "place", "km", "tolerance_km"),
    [
        # Published, shore to shore: Ulleungdo 87 km and Oki 157 km from the Liancourt Rocks.
        ("south-korea", LIANCOURT_ROCKS, 87.0, 2.0),
        ("japan", LIANCOURT_ROCKS, 157.0, 3.0),
        # Ulleungdo lies 130 km off the mainland (Jukbyeon), its middle 5 km further.
        ("south-korea-east", (130.87, 37.50), 135.0, 5.0),
        ("south-korea-west", (126.978, 37.566), 25.0, 5.0),  # Seoul: Incheon's harbour
        # Busan's Taejongdae, on an island that Natural Earth does not have, to Tsushima.
        ("japan", (129.0885, 35.052), 49.5, 1.0),
    ],
)
def test_published_distances(
    id_: str, place: tuple[float, float], km: float, tolerance_km: float
) -> None:
    assert distance_km(find_coast(id_), *place) == pytest.approx(km, abs=tolerance_km)


def test_the_published_width_of_the_tsugaru_strait() -> None:
    hokkaido = np.vstack(lines(find_coast("hokkaido")))
    across_km = distance_km(find_coast("tohoku-west"), *hokkaido.T)
    assert across_km.min() == pytest.approx(19.5, abs=1.5 * KM)


@pytest.mark.parametrize("id_", [coast.id for coast in coasts()])
def test_distances_are_those_of_geodesics(id_: str) -> None:
    coast = find_coast(id_)
    points = np.random.default_rng(3).uniform((118, 26), (152, 48), (12, 2))
    away_km = distance_km(coast, *points.T)
    assert away_km.max() < 2500
    oracle = [brute_km(coast, *point) for point in points]
    # the oracle's points lie up to 0.6 km from the nearest one, which costs little from afar
    assert np.allclose(away_km, oracle, atol=CHORD_KM + 0.05)


def test_up_to_2000_km_and_beyond() -> None:
    coast = find_coast("korea-east")
    for lon, lat, tolerance_km in ((150.0, 45.0, 0.2), (128.0, 20.0, 0.2), (180.0, 30.0, 4.0)):
        assert distance_km(coast, lon, lat) == pytest.approx(
            brute_km(coast, lon, lat), abs=tolerance_km
        )


def test_far_side_and_poles_are_places_too() -> None:
    away_km = distance_km(find_coast("japan"), [-43.0, 0.0, 0.0], [-36.0, 90.0, -90.0])
    assert np.all((away_km > 4000) & (away_km < 20100))


def test_chords_agree_with_geographiclib() -> None:
    """From one place to the one corner that is nearest."""
    (line,) = shore_lines(find_coast("south-korea-east"))
    place = (131.0, 36.5)
    away_m = [Geodesic.WGS84.Inverse(place[1], place[0], y, x)["s12"] for x, y in line]
    found = float(distance_km(find_coast("south-korea-east"), *place))
    assert found <= min(away_m) / 1000 + METRE
    assert found == pytest.approx(min(away_m) / 1000, abs=1 * KM)


def test_on_the_shore_it_is_nothing() -> None:
    for coast in coasts():
        corners = np.vstack(lines(coast))
        assert distance_km(coast, *corners.T).max() < 5 * METRE


def test_it_cannot_grow_by_more_than_one_goes() -> None:
    coast = find_coast("japan")
    lon, lat = np.linspace(128, 150, 2000), np.linspace(44, 30, 2000)
    _, _, step_m = WGS84.inv(lon[:-1], lat[:-1], lon[1:], lat[1:])
    grown_km = np.abs(np.diff(distance_km(coast, lon, lat)))
    assert np.all(grown_km <= step_m / 1000 * 1.001 + METRE)


def test_shapes_and_gaps() -> None:
    coast = find_coast("korea-east")
    grid = distance_km(coast, np.linspace(129, 135, 30), np.linspace(36, 42, 40)[:, None])
    assert grid.shape == (40, 30)
    assert grid[7, 5] == distance_km(
        coast, np.linspace(129, 135, 30)[5], np.linspace(36, 42, 40)[7]
    )
    assert distance_km(coast, 130.0, 38.0).shape == ()
    assert distance_km(coast, [], []).shape == (0,)
    holed = distance_km(coast, [130.0, np.nan, 131.0], [38.0, 38.0, np.nan])
    assert np.isnan(holed).tolist() == [False, True, True]
    assert distance_km(coast, 490.0, 38.0) == pytest.approx(float(distance_km(coast, 130.0, 38.0)))


# --- areas ----------------------------------------------------------------------------------------

AREAS = {
    "sector": sector(127.5, 39.2, 380, 460, 60, 120),
    "crescent": sector(127.5, 39.2, 600, 700, 20, 110),
    "a disc at sea": disc(134.5, 39, 50),
    "a disc in Honshu": disc(138.3, 36.2, 40),
    "a box in the Pacific": shapely.box(150, 33, 160, 43),
    "two discs": shapely.MultiPolygon([disc(133, 39, 60), disc(148, 39, 30)]),
    "a ring about an island": disc(133.2, 36.2, 80).difference(disc(133.2, 36.2, 50)),
}


@pytest.mark.parametrize("id_", ["japan", "south-korea"])
@pytest.mark.parametrize("area", AREAS.values(), ids=AREAS)
def test_nearest_and_farthest_against_a_fine_grid(area: shapely.Geometry, id_: str) -> None:
    coast = find_coast(id_)
    west, south, east, north = area.bounds
    lon, lat = np.meshgrid(np.linspace(west, east, 250), np.linspace(south, north, 250))
    inside = shapely.contains_xy(area, lon, lat)
    away_km = distance_km(coast, lon[inside], lat[inside])
    spacing_km = KM_PER_DEGREE * np.hypot(east - west, north - south) / 250
    nearest_km, farthest_km = nearest_farthest_km(coast, area)
    assert away_km.min() - spacing_km <= nearest_km <= away_km.min() + METRE
    assert away_km.max() - AREA_KM <= farthest_km <= away_km.max() + spacing_km


@pytest.mark.parametrize("id_", ["japan", "korea-east"])
def test_a_disc_lies_about_its_middle(id_: str) -> None:
    """At sea the nearest place of a disc is nearer by its radius."""
    coast = find_coast(id_)
    middle_km = float(distance_km(coast, 134.5, 39.5))
    nearest_km, farthest_km = nearest_farthest_km(coast, disc(134.5, 39.5, 80))
    assert nearest_km == pytest.approx(middle_km - 80, abs=0.3 * KM)
    assert middle_km < farthest_km <= middle_km + 80 + CHORD_KM


def test_a_smaller_area_lies_between() -> None:
    coast = find_coast("japan")
    outer = nearest_farthest_km(coast, disc(134, 39.5, 120))
    inner = nearest_farthest_km(coast, disc(134, 39.5, 40))
    assert outer[0] < inner[0] < inner[1] < outer[1] + AREA_KM


def test_an_area_that_meets_the_shore_is_no_way_off() -> None:
    coast = find_coast("japan")
    for area in (disc(139.36, 41.51, 30), disc(138.5, 36, 150), shapely.box(120, 20, 150, 50)):
        assert nearest_farthest_km(coast, area)[0] == 0


def test_inland_it_is_as_far_to_the_shore() -> None:
    nearest_km, farthest_km = nearest_farthest_km(find_coast("japan"), disc(138.3, 36.2, 40))
    assert 50 * KM < nearest_km < farthest_km < 130 * KM  # Nagano is 115 km from any sea at most


@pytest.mark.parametrize("what", ["POINT (130 38)", "LINESTRING (1 1, 2 2)", "POLYGON EMPTY"])
def test_what_is_no_area_is_refused(what: str) -> None:
    with pytest.raises(InputError, match=r"wants a Polygon or a MultiPolygon"):
        nearest_farthest_km(find_coast("japan"), shapely.from_wkt(what))  # type: ignore[arg-type]
