"""Paths, rings, discs, bands and sectors anywhere on Earth, against the inverse problem.

A ring is right when what lies inside it is what lies nearer; a valid polygon may be the exact
complement. Places within the tolerance of an edge are on neither side of it and left out.
"""

from __future__ import annotations

import json
import math
from functools import cache

import numpy as np
import pytest
import shapely
from helpers.geodesy_strategies import (
    EARTH_KM2,
    FARTHEST_KM,
    HALF_MERIDIAN_KM,
    METRE,
    MICROMETRE,
    MILLIMETRE,
    WGS84,
    Band,
    Figure,
    along_edges,
    along_mercator_edges,
    azimuths,
    bands,
    distances_km,
    faults_of,
    figures,
    latitudes,
    law,
    longitudes,
    misplaced,
    off_km,
    places_everywhere,
    places_near,
    promised_km,
    seeds,
    spans,
    to_pole_km,
    tolerances_km,
)
from helpers.paths import CASES
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, Point, Polygon

from geolaunch.errors import GeodesyRangeError
from geolaunch.geodesy import shapes as geodesy
from geolaunch.geodesy.antimeridian import Outline, area_of, lines_of
from geolaunch.geodesy.ellipsoid import direct, inverse, polygon_area_km2, reduced_length_km

# Nothing is overtaken nearer than this: each geodesic is the shortest (Karney 2013, section 4).
FREE_KM = 19_950.0  # 19,970.33 and more, of which the code keeps a margin

CENTRES = {
    "Sunan": (125.665, 39.238),
    "north pole": (0.0, 90.0),
    "south pole": (0.0, -90.0),
    "0 N 0 E": (0.0, 0.0),
    "0 N 180 E": (180.0, 0.0),
    "39 N 180 E": (180.0, 39.0),
    "50 S 180 W": (-180.0, -50.0),
    "11 m from the north pole": (30.0, 89.9999),
    "near the south pole": (-77.0, -89.5),
    "west of the antimeridian": (179.99, 65.0),
    "east of it": (-179.5, -20.0),
    "0 N 90 E": (90.0, 0.0),
    "Antarctic Circle": (45.0, -66.5),
    "Greenwich": (0.0, 51.5),
    "a hair from the equator": (10.0, 1e-9),
}
RADII_KM = (
    *(0.001, 1, 300, 1000, 2000, 4500, 6700, 10_000, 10_001.965729, 13_000, 15_000, 18_000),
    *(19_900, 19_949.9, 19_950, 19_955, 19_965, 19_970, 19_980, 19_990, 20_003, 20_003.9),
)
MEETING = [  # radii that meet a pole to the last digit, and its neighbours
    *((lon, 0.0, 10001.965729312724) for lon in (0.0, 90.0, 180.0, -180.0, 20.5)),
    *((lon, 0.0, 10001.965729312722) for lon in (0.0, 180.0)),
    *((lon, -48.61056917104263, 4615.645127516649) for lon in (0.0, 180.0, -74.3)),
    (-180.0, -55.85340173373811, 16194.20641820088),
    (172.6, -1e-9, 10001.96572920215),
    (0.0, 88.8014035330745, 19870.05564675577),
    (-168.4, 89.9999, 0.011169397956283423),
    (20.0, 39.0, 5667.964),
    (20.0, 60.0, 3339.5848),
]


def cases(values: dict[str, tuple[float, float]]) -> list[object]:
    return [pytest.param(value, id=key) for key, value in values.items()]


def around_km(radius_km: float) -> float:
    """Return about how long a ring is, rather more."""
    return 2 * math.pi * (6400 * math.sin(math.pi * radius_km / HALF_MERIDIAN_KM) + 50)


def noise_of_km(radius_km: float) -> float:
    """Return what a vertex may be off: more where a ring's corners are found by bisection."""
    return 2 * MICROMETRE if radius_km < FREE_KM else 0.2 * MILLIMETRE


def complement(of: Outline) -> Outline:
    return Outline(tuple(rows[::-1] for rows in of.rings), not of.holds_north_pole)


def parts_of(line: LineString | MultiLineString) -> list[np.ndarray]:
    return [shapely.get_coordinates(part) for part in shapely.get_parts(line)]


# --- discs: what lies inside ---


def assert_disc_is_right(figure: Figure, asked_km: float | None, seed: int, count: int) -> None:
    """Hold a disc to the inverse problem at places everywhere, and close to the ring."""
    disc = geodesy.disc(*figure, asked_km)
    tolerance_km = promised_km(figure.radius_km, asked_km)
    random = np.random.default_rng(seed)
    near = places_near(figure, tolerance_km, random, 200)
    places = np.vstack([places_everywhere(random, count), near])
    to_centre_km = distances_km(figure.centre, places)
    clear = np.abs(to_centre_km - figure.radius_km) > tolerance_km * 1.00005
    wrong = misplaced(disc, to_centre_km < figure.radius_km, clear, places)
    assert len(wrong) == 0, f"{len(wrong)} misplaced, as {wrong[0]}"
    assert np.any(clear)
    assert faults_of(disc) == []
    assert disc.covers(Point((figure.lon + 180) % 360 - 180, figure.lat))


@law
@given(figures(), tolerances_km, seeds)
def test_a_point_is_in_a_disc_exactly_when_its_distance_says_so(
    figure: Figure, asked_km: float | None, seed: int
) -> None:
    assert_disc_is_right(figure, asked_km, seed, 300)


@settings(law, max_examples=60)
@given(longitudes, latitudes, st.floats(-6, 1.8), st.integers(-3, 3), seeds)
def test_a_disc_about_its_antipode_is_right_where_it_passes_a_pole(
    lon: float, lat: float, power: float, side: int, seed: int
) -> None:
    """The antipode lies near a pole, which the ring about it holds, meets or misses."""
    gap_km = 10**power
    near_lat = math.copysign(90 - min(gap_km / 111.7, 0.4), lat)
    to_pole = to_pole_km(near_lat, -math.copysign(90.0, lat))
    radius_km = min(max(to_pole + side * 0.1 * gap_km, 1.0), FARTHEST_KM)
    assert_disc_is_right(Figure(lon, near_lat, radius_km), None, seed, 50)


@pytest.mark.parametrize("centre", cases(CENTRES))
def test_no_place_is_misclassified(centre: tuple[float, float]) -> None:
    """The table of the README at a tenth of its places, and at more radii."""
    places = places_everywhere(np.random.default_rng(20030503), 20_000)
    to_centre_km = distances_km(centre, places)
    for radius_km in RADII_KM:
        disc = geodesy.disc(*centre, radius_km)
        clear = np.abs(to_centre_km - radius_km) > promised_km(radius_km, None)
        assert len(misplaced(disc, to_centre_km < radius_km, clear, places)) == 0, radius_km
        assert np.mean(clear) > 0.99
        assert_disc_is_right(Figure(*centre, radius_km), None, 1, 0)


@pytest.mark.parametrize("figure", MEETING)
def test_a_disc_may_meet_a_pole_exactly(figure: tuple[float, float, float]) -> None:
    assert_disc_is_right(Figure(*figure), None, 2, 500)
    area_km2 = polygon_area_km2(geodesy.disc(*figure))
    rest_km2 = polygon_area_km2(area_of(complement(geodesy.outline(*figure))))
    assert area_km2 + rest_km2 == pytest.approx(EARTH_KM2, rel=1e-9)


@pytest.mark.parametrize("centre", cases(CENTRES))
def test_a_disc_as_far_as_the_antipode_is_all_of_the_earth(centre: tuple[float, float]) -> None:
    disc = geodesy.disc(*centre, geodesy.GREATEST_RADIUS_KM)
    assert disc.is_valid
    assert polygon_area_km2(disc) == pytest.approx(EARTH_KM2, abs=1e-3)
    places = places_everywhere(np.random.default_rng(3), 1000)
    assert shapely.contains_xy(disc, places).all()


D3 = json.loads((CASES / "d3-geo-circles.json").read_text("utf-8"))
KM_PER_D3_DEGREE = 6371.0088 * math.pi / 180


@pytest.mark.parametrize("answer", D3["answers"], ids=lambda answer: str(answer["center"]))
def test_d3_geo_finds_the_same_places_inside(answer: dict[str, object]) -> None:
    """On a sphere, so places nearer to the ring than 60 km are left out."""
    lon, lat = answer["center"]
    places = np.array(D3["points"])
    to_centre_km = np.array(answer["distances_deg"]) * KM_PER_D3_DEGREE
    for circle in answer["circles"]:
        disc = geodesy.disc(lon, lat, circle["radius_km"])
        theirs = np.array(list(circle["contains"])) == "1"
        clear = np.abs(to_centre_km - circle["radius_km"]) > 60
        assert np.mean(clear) > 0.9
        assert len(misplaced(disc, theirs, clear, places)) == 0, circle["radius_km"]
        share = circle["area_sr"] / (4 * math.pi)
        ring_share = 35 * around_km(circle["radius_km"]) / EARTH_KM2  # the sphere is 35 km off
        assert polygon_area_km2(disc) / EARTH_KM2 == pytest.approx(share, rel=0.007, abs=ring_share)


def test_salamanca_lies_in_a_disc_about_wellington_that_just_reaches_it() -> None:
    """The example of GeographicLib's manual: 19,959.679267 km, 44 km from the antipode."""
    salamanca = Point(-5.50, 40.96)
    assert geodesy.disc(174.81, -41.32, 19_959.8).contains(salamanca)
    assert not geodesy.disc(174.81, -41.32, 19_959.6).contains(salamanca)


# --- discs: their size ---


@cache
def polar_nodes() -> tuple[np.ndarray, np.ndarray]:
    """Return Gauss-Legendre nodes and weights on (0, 1), enough for waves of one meridian."""
    nodes, weights = np.polynomial.legendre.leggauss(40)
    return (nodes + 1) / 2, weights / 2


def exact_disc_area_km2(lat: float, radius_km: float) -> float:
    """Return the area within a geodesic distance: the reduced length summed, polar coordinates."""
    nodes, weights = polar_nodes()
    turns = np.arange(0, 360, 2.0)[:, None]
    m12 = reduced_length_km(0.0, lat, turns, radius_km * nodes[None, :])
    return float((m12 @ weights).sum()) * radius_km * math.radians(2.0)


@law
@given(figures(0.1, 19_900.0))
def test_a_disc_has_the_area_that_the_ellipsoid_gives_it(figure: Figure) -> None:
    asked_km = max(1 * METRE, 1e-5 * min(figure.radius_km, HALF_MERIDIAN_KM - figure.radius_km))
    found_km2 = polygon_area_km2(geodesy.disc(*figure, asked_km))
    wanted_km2 = exact_disc_area_km2(figure.lat, figure.radius_km)
    assert found_km2 == pytest.approx(wanted_km2, rel=1e-4, abs=asked_km * around_km(figure[2]))


@law
@given(figures(19_000.0, 19_949.0))
def test_what_a_disc_leaves_has_the_area_of_the_rest(figure: Figure) -> None:
    """Held to what is left, which near the antipode is little beside the disc."""
    left_km2 = polygon_area_km2(area_of(complement(geodesy.outline(*figure))))
    wanted_km2 = EARTH_KM2 - exact_disc_area_km2(figure.lat, figure.radius_km)
    assert left_km2 == pytest.approx(wanted_km2, rel=5e-3, abs=0.2)


@settings(law, max_examples=40)
@given(figures(19_950.0, 20_003.0))
def test_what_is_left_about_the_antipode_has_the_area_that_its_places_say(figure: Figure) -> None:
    """Places on an even grid about the antipode, each with the area of its cell."""
    lat = -min(max(figure.lat, -89.9), 89.9)
    side = np.linspace(-110, 110, 111)
    east, north = (each.ravel() for each in np.meshgrid(side, side))
    reach, turn = np.hypot(east, north), np.degrees(np.arctan2(east, north))
    lons, lats, _ = direct(0.0, lat, turn, reach)
    beyond = distances_km((180.0, -lat), np.column_stack([lons, lats])) > figure.radius_km
    left = area_of(complement(geodesy.outline(180.0, -lat, figure.radius_km)))
    counted_km2 = 4 * float(beyond.sum())  # two kilometres from place to place
    perimeter_km = 2 * math.pi * 70
    assert polygon_area_km2(left) == pytest.approx(counted_km2, abs=0.3 * perimeter_km)


@law
@given(figures(), tolerances_km)
def test_a_disc_and_what_lies_outside_make_the_whole_earth(
    figure: Figure, asked_km: float | None
) -> None:
    edge = geodesy.outline(*figure, asked_km)
    disc, rest = area_of(edge), area_of(complement(edge))
    assert disc.equals(geodesy.disc(*figure, asked_km))
    assert faults_of(rest) == []
    assert polygon_area_km2(disc) + polygon_area_km2(rest) == pytest.approx(EARTH_KM2, rel=1e-9)
    assert disc.intersection(rest).area < 1e-6


@law
@given(bands())
def test_a_band_is_what_the_outer_disc_has_over_the_inner(figure: Band) -> None:
    band_km2 = polygon_area_km2(geodesy.band(*figure))
    outer, inner = (
        polygon_area_km2(geodesy.disc(*figure.centre, each)) for each in (figure[3], figure[2])
    )
    tolerance_km = float(geodesy.tolerance_km(figure[2:]).max())
    allowed_km2 = 2 * tolerance_km * (around_km(figure.outer_km) + around_km(figure.inner_km))
    assert band_km2 == pytest.approx(outer - inner, abs=min(allowed_km2, 0.02 * outer))


# --- rings: edges and vertices ---


@law
@given(figures(), tolerances_km)
def test_edges_of_an_outline_stay_within_the_tolerance_in_both_charts(
    figure: Figure, asked_km: float | None
) -> None:
    (rows,) = geodesy.outline(*figure, asked_km).rings
    noise_km = noise_of_km(figure.radius_km)
    assert off_km(figure, rows) < noise_km
    allowed_km = promised_km(figure.radius_km, asked_km) + noise_km
    assert off_km(figure, along_edges(rows)) <= allowed_km
    assert off_km(figure, along_mercator_edges(rows)) <= allowed_km


@law
@given(figures(1.0, 19_000.0))
def test_a_finer_tolerance_takes_more_vertices(figure: Figure) -> None:
    """A hundred times finer, that is: what mends a ring that grazes a pole may take some back."""
    counts = [len(geodesy.outline(*figure, each).rings[0]) for each in (0.001, 0.01, 0.1, 1.0)]
    assert counts[0] >= counts[2]
    assert counts[1] >= counts[3]


def test_the_usual_tolerance() -> None:
    """100 m up to 1,000 km, 0.01 % beyond, and small rings stay round about both ends."""
    radii = [0.001, 50, 300, 1000, 5500, 13_000, HALF_MERIDIAN_KM - 10]
    found = geodesy.tolerance_km(radii)
    assert found == pytest.approx([1e-6, 0.05, 0.1, 0.1, 0.55, 1.3, 0.01])
    assert float(geodesy.tolerance_km(300.0)) == pytest.approx(0.1)


@law
@given(figures())
def test_an_outline_is_closed_continuous_and_counts_its_turns(figure: Figure) -> None:
    edge = geodesy.outline(*figure)
    (rows,), (turns,) = edge.rings, edge.turns
    holds_north, holds_south = (
        figure.radius_km > to_pole_km(figure.lat, pole) for pole in (90.0, -90.0)
    )
    gap_km = min(abs(figure.radius_km - to_pole_km(figure.lat, pole)) for pole in (90.0, -90.0))
    assert rows[-1] == pytest.approx(rows[0] + np.array([360.0 * turns, 0.0]), abs=1e-11)
    assert np.max(np.abs(np.diff(rows[:, 0]))) <= 180
    assert np.any(rows[1:] != rows[:-1], axis=1).all()
    if gap_km > 1 * MICROMETRE:
        assert edge.holds_north_pole == holds_north
        assert turns == int(holds_north) - int(holds_south)


@law
@given(figures(0.001, FREE_KM))
def test_the_area_lies_on_the_left_of_an_outline(figure: Figure) -> None:
    (rows,) = geodesy.outline(*figure).rings
    _, ahead, _ = inverse(rows[:-1, 0], rows[:-1, 1], rows[1:, 0], rows[1:, 1])
    aside_km = 3 * promised_km(figure.radius_km, None)
    length_km = inverse(rows[:-1, 0], rows[:-1, 1], rows[1:, 0], rows[1:, 1])[0]
    # Looked at from a vertex the area lies left of an edge, if that is long beside the step.
    long = length_km > 3 * aside_km
    start = rows[:-1][long]
    for turn, nearer in ((-60.0, True), (120.0, False)):
        beside = direct(start[:, 0], start[:, 1], ahead[long] + turn, aside_km)[:2]
        to_centre_km = distances_km(figure.centre, np.column_stack(beside))
        assert np.array_equal(to_centre_km < figure.radius_km, np.full(len(start), nearer))
    assert np.any(long)


@law
@given(figures(), tolerances_km)
def test_a_ring_is_the_outline_clockwise_and_cut(figure: Figure, asked_km: float | None) -> None:
    ring = geodesy.ring(*figure, None, asked_km)
    edge = geodesy.outline(*figure, asked_km)
    (rows,) = edge.rings
    assert ring.equals(lines_of(complement(edge)))
    assert ring.length == pytest.approx(LineString(rows).length, rel=1e-9)
    for part in parts_of(ring):
        assert np.max(np.abs(part[:, 0])) <= 180
        assert np.max(np.abs(np.diff(part[:, 0]))) <= 180
    if isinstance(ring, LineString) and edge.turns == (0,):
        assert ring.is_ring


def test_a_ring_without_azimuths_is_closed_and_starts_north() -> None:
    ring = geodesy.ring(129.0, 39.0, 500.0)
    assert isinstance(ring, LineString)
    assert ring.is_ring
    assert not shapely.is_ccw(ring)
    north = shapely.get_coordinates(ring)[0]
    assert north[0] == pytest.approx(129.0, abs=1e-12)
    assert north[1] > 39.0


@law
@given(figures(0.001, FREE_KM), azimuths, spans, tolerances_km)
def test_an_arc_runs_clockwise_between_its_azimuths(
    figure: Figure, start: float, span: float, asked_km: float | None
) -> None:
    arc = geodesy.ring(*figure, (start, start + span), asked_km)
    parts = parts_of(arc)
    rows = np.vstack(parts)
    allowed_km = promised_km(figure.radius_km, asked_km) + 1 * MICROMETRE
    for part in parts:
        assert off_km(figure, along_edges(part)) <= allowed_km
        assert off_km(figure, along_mercator_edges(part)) <= allowed_km
    for row, azimuth in ((rows[0], start), (rows[-1], start + span)):
        end = direct(*figure.centre, azimuth, figure.radius_km)
        assert inverse(*row, *end[:2])[0] < 1 * MICROMETRE
    # At a pole, and where its distance from the centre is a hair, the azimuth of a row is noise.
    seen = inverse(*figure.centre, rows[:, 0], rows[:, 1])[1]
    past_start = (seen - start) % 360
    slack = np.degrees(1 * METRE / (figure.radius_km + 1e-9)) if figure.radius_km > 1 else 1e-3
    slack += np.degrees(1 * METRE / max(HALF_MERIDIAN_KM - figure.radius_km, 1.0))
    assert np.all((past_start <= span + slack) | (past_start >= 360 - slack))


@law
@given(figures(FREE_KM, FARTHEST_KM), azimuths, spans)
def test_an_arc_beyond_the_cut_locus_never_leaves_its_disc(
    figure: Figure, start: float, span: float
) -> None:
    """Where other geodesics are shorter there is no arc; overtaken whole it is empty."""
    allowed_km = promised_km(figure.radius_km, None) + noise_of_km(figure.radius_km)
    arc = geodesy.ring(*figure, (start, start + span))
    if arc.is_empty:
        within = np.linspace(start, start + span, 9)
        ends = direct(*figure.centre, within, figure.radius_km)
        assert np.all(distances_km(figure.centre, np.column_stack(ends[:2])) < figure.radius_km)
        return
    rows = np.vstack(parts_of(arc))
    reached_km = distances_km(figure.centre, rows)
    assert np.max(reached_km) < figure.radius_km + allowed_km  # where it is cut
    turns = np.array([start, start + span])
    ends = direct(*figure.centre, turns, figure.radius_km)
    direct_km = distances_km(figure.centre, np.column_stack(ends[:2]))
    for row, lon, lat, far_km in zip(rows[[0, -1]], *ends[:2], direct_km, strict=True):
        if far_km > figure.radius_km - 1e-8:
            assert inverse(*row, lon, lat)[0] < 1 * METRE


# --- paths ---


@law
@given(figures(), azimuths, tolerances_km)
def test_a_path_is_the_geodesic(figure: Figure, azimuth: float, asked_km: float | None) -> None:
    """Seen from halfway, from where every place of it has one shortest geodesic."""
    lon, lat, distance_km = figure
    parts = parts_of(geodesy.path(lon, lat, azimuth, distance_km, asked_km))
    rows = np.vstack(parts)
    for row, reach_km in ((rows[0], 0.0), (rows[-1], distance_km)):
        end = direct(lon, lat, azimuth, reach_km)
        assert inverse(*row, *end[:2])[0] < 1 * MICROMETRE
    middle_lon, middle_lat, ahead = map(float, direct(lon, lat, azimuth, distance_km / 2))
    usual_km = min(max(0.1, 1e-4 * distance_km), 1e-3 * distance_km)
    allowed_km = 1.01 * (usual_km if asked_km is None else asked_km) + 1 * MICROMETRE
    for part in parts:
        crossed = part[1:-1] if len(parts) > 1 else part
        assert _aside_km((middle_lon, middle_lat), ahead, crossed) < 1 * MICROMETRE
        for places in (along_edges(part), along_mercator_edges(part)):
            assert _aside_km((middle_lon, middle_lat), ahead, places) <= allowed_km


def _aside_km(start: tuple[float, float], azimuth: float, places: np.ndarray) -> float:
    """Return how far the worst place lies aside of the geodesic both ways through a start."""
    if len(places) == 0:
        return 0.0
    to_start_km, seen, _ = inverse(*start, places[:, 0], places[:, 1])
    aside = np.abs(np.sin(np.radians(seen - azimuth)))
    return float(np.max(aside * reduced_length_km(*start, seen, to_start_km)))


@law
@given(figures(), azimuths)
def test_a_path_goes_on_and_never_back(figure: Figure, azimuth: float) -> None:
    assume(figure.radius_km < FREE_KM)
    rows = np.vstack(parts_of(geodesy.path(*figure.centre, azimuth, figure.radius_km)))
    steps = np.diff(distances_km(figure.centre, rows))
    assert np.min(steps) > -promised_km(figure.radius_km, None)  # where it is cut


@pytest.mark.parametrize("lat", [0.0, 39.0, -80.0])
def test_a_path_to_the_antipode_takes_hardly_more_vertices_than_a_shorter_one(lat: float) -> None:
    """A ring about the antipode is small and wants fine edges; a path is long and does not."""
    counts = [
        len(shapely.get_coordinates(geodesy.path(0.0, lat, 60.0, each)))
        for each in (19_000.0, FARTHEST_KM)
    ]
    assert counts[1] <= 1.5 * counts[0]


@pytest.mark.parametrize("lon", [0.0, 180.0, -180.0, 77.7])
@pytest.mark.parametrize(("azimuth", "pole"), [(0.0, 90.0), (180.0, -90.0), (360.0, 90.0)])
def test_a_path_over_a_pole_runs_along_it(lon: float, azimuth: float, pole: float) -> None:
    path = geodesy.path(lon, pole * 8 / 9, azimuth, 3000.0)
    rows = np.vstack(parts_of(path))
    assert np.sum(rows[:, 1] == pole) >= 2
    off_pole = rows[np.abs(rows[:, 1]) != 90]
    assert (off_pole[:, 0] - lon + 90) % 180 - 90 == pytest.approx(0, abs=1e-9)
    if abs(lon) != 180:
        assert path.length == pytest.approx(10 + 180 + 16.86, abs=0.05)


def test_a_path_that_heads_north_but_for_a_rounding_runs_along_the_pole_too() -> None:
    """-1e-20 % 360 is 360.0."""
    assert geodesy.path(0.0, 80.0, -1e-20, 3000.0).equals(geodesy.path(0.0, 80.0, 0.0, 3000.0))


def test_a_path_through_the_equator_is_not_taken_for_straight() -> None:
    """The geodesic lies on its chord halfway, and off it at the quarters."""
    start_lon, start_lat, back = map(float, direct(20.0, 0.0, 225.0, 1000.0))
    path = shapely.get_coordinates(geodesy.path(start_lon, start_lat, back + 180, 2000.0, 0.01))
    start = (start_lon, start_lat)
    assert _aside_km(start, back + 180, along_edges(path)) <= 10 * METRE
    assert _aside_km(start, back + 180, np.linspace(path[0], path[-1], 5)) > 1


def test_a_path_is_cut_at_the_antimeridian() -> None:
    path = geodesy.path(170.0, 10.0, 90.0, 5000.0)
    assert isinstance(path, MultiLineString)
    first, last = parts_of(path)
    assert first[0] == pytest.approx([170.0, 10.0])
    assert (first[-1, 0], last[0, 0]) == (180.0, -180.0)
    assert first[-1, 1] == last[0, 1]


# --- bands and sectors ---


@law
@given(bands(), tolerances_km, seeds)
def test_a_point_is_in_a_band_exactly_when_its_distance_says_so(
    figure: Band, asked_km: float | None, seed: int
) -> None:
    lon, lat, inner_km, outer_km = figure
    band = geodesy.band(*figure, asked_km)
    assert faults_of(band) == []
    places = places_everywhere(np.random.default_rng(seed), 300)
    wanted, clear = np.ones((2, 300 + 2 * 100), dtype=bool)
    for radius_km in (inner_km, outer_km):
        near = places_near(
            Figure(lon, lat, radius_km),
            promised_km(radius_km, asked_km),
            np.random.default_rng(seed + 1),
            100,
        )
        places = np.vstack([places, near])
    to_centre_km = distances_km((lon, lat), places)
    for radius_km in (inner_km, outer_km):
        off = np.abs(to_centre_km - radius_km)
        clear &= off > promised_km(radius_km, asked_km) * 1.00005 + 1e-9
    wanted = (inner_km < to_centre_km) & (to_centre_km < outer_km)
    wrong = misplaced(band, wanted, clear, places)
    to_north_km = to_pole_km(lat, 90.0)
    if min(abs(to_north_km - inner_km), abs(to_north_km - outer_km)) > 1 * MICROMETRE:
        edge = geodesy.band_outline(*figure, asked_km)
        assert edge.holds_north_pole == (inner_km < to_north_km < outer_km)
    assert len(wrong) == 0, f"{len(wrong)} misplaced, as {wrong[0]}"
    assert not band.contains(Point((lon + 180) % 360 - 180, lat))


def test_a_band_has_two_edges_the_outer_one_first() -> None:
    edge = geodesy.band_outline(125.665, 39.238, 5500.0, 13_000.0)
    outer, inner = edge.rings
    assert distances_km((125.665, 39.238), outer) == pytest.approx(13_000.0)
    assert distances_km((125.665, 39.238), inner) == pytest.approx(5500.0)
    assert edge.turns == (1, 0)
    assert edge.holds_north_pole
    assert area_of(edge).equals(geodesy.band(125.665, 39.238, 5500.0, 13_000.0))


@pytest.mark.parametrize("centre", cases(CENTRES))
@pytest.mark.parametrize("inner_km", [0.01, 606.0, 10_001.96, 13_000.0, 19_960.0])
def test_a_band_thinner_than_the_tolerance_is_still_a_band(
    centre: tuple[float, float], inner_km: float
) -> None:
    """The two edges, each traced to the usual tolerance, would cross."""
    band = geodesy.band(*centre, inner_km, inner_km + 0.002)
    assert band.is_valid
    if inner_km < FREE_KM:
        wanted_km2 = exact_disc_area_km2(centre[1], inner_km + 0.002)
        wanted_km2 -= exact_disc_area_km2(centre[1], inner_km)
        assert polygon_area_km2(band) == pytest.approx(wanted_km2, rel=0.05)


@law
@given(bands(), azimuths, spans, tolerances_km, seeds)
def test_a_point_is_in_a_sector_exactly_when_distance_and_azimuth_say_so(
    figure: Band, start: float, span: float, asked_km: float | None, seed: int
) -> None:
    lon, lat, inner_km, outer_km = figure
    sector = geodesy.sector(*figure, start, start + span, asked_km)
    assert faults_of(sector) == []
    random = np.random.default_rng(seed)
    width_km = outer_km - inner_km
    reach_km = random.uniform(max(0, inner_km - width_km), min(19_970.0, outer_km + width_km), 400)
    sides = random.choice([start, start + span], 400)
    turn = sides + random.choice([1, 30], 400) * random.uniform(-1, 1, 400)
    turn[:200] = random.uniform(0, 360, 200)
    places = np.column_stack(direct(lon, lat, turn, reach_km)[:2])
    off = np.minimum(np.abs(reach_km - inner_km), np.abs(reach_km - outer_km))
    past_start = (turn - start) % 360
    to_side = np.minimum(np.minimum(past_start, 360 - past_start), np.abs(past_start - span))
    m12 = reduced_length_km(lon, lat, turn, reach_km)
    aside_km = np.where(to_side < 60, np.radians(to_side) * m12, np.inf)
    tolerance_km = max(promised_km(each, asked_km) for each in (inner_km, outer_km))
    clear = (off > tolerance_km) & (aside_km > 1.5 * tolerance_km + 1e-6)
    wanted = (inner_km < reach_km) & (reach_km < outer_km) & (past_start < span)
    wrong = misplaced(sector, wanted, clear, places)
    assert len(wrong) == 0, f"{len(wrong)} misplaced, as {wrong[0]}"


@pytest.mark.parametrize("figure", MEETING)
def test_sectors_and_bands_may_meet_a_pole_exactly(figure: tuple[float, float, float]) -> None:
    lon, lat, radius_km = figure
    for inner_km, outer_km in ((radius_km / 2, radius_km), (radius_km, (radius_km + 20e3) / 2)):
        band = geodesy.band(lon, lat, inner_km, outer_km)
        assert faults_of(band) == []
        for start, stop in ((0, 270), (270, 90), (180, 0), (10, 170), (90, 0)):
            one = geodesy.sector(lon, lat, inner_km, outer_km, start, stop)
            rest = geodesy.sector(lon, lat, inner_km, outer_km, stop, start)
            assert faults_of(one) == faults_of(rest) == [], (start, stop)
            sum_km2 = polygon_area_km2(one) + polygon_area_km2(rest)
            assert sum_km2 == pytest.approx(polygon_area_km2(band), rel=1e-3), (start, stop)


@pytest.mark.parametrize("outer_km", [19_960.0, 19_972.0, 19_983.0, 20_003.0])
@pytest.mark.parametrize("centre", [(0.5, 0.0), (0.5, 1.0), (-0.6, 1.0), (90.0, 0.0), (0.5, 39.0)])
def test_a_sector_may_reach_the_cut_locus(centre: tuple[float, float], outer_km: float) -> None:
    """Its edge runs along the cut locus, where another way round is as short; that may be cut."""
    places = places_everywhere(np.random.default_rng(4), 400)
    to_centre_km, azimuth, _ = inverse(*centre, *places.T)
    far = (to_centre_km > 9990) & (to_centre_km < outer_km)
    for start, stop in ((0, 90), (0, 180), (90, 270), (80, 100), (100, 80)):
        sector = geodesy.sector(*centre, 9990.0, outer_km, start, stop)
        assert faults_of(sector) == [], (start, stop)
        past_start, span = (azimuth - start) % 360, (stop - start) % 360
        to_side = np.minimum(np.minimum(past_start, 360 - past_start), np.abs(past_start - span))
        clear = (np.abs(to_centre_km - 9990) > 2) & (to_side > 0.1) & (to_centre_km < 19_900)
        wanted = far & (past_start < span)
        assert len(misplaced(sector, wanted, clear, places)) == 0, (start, stop)


@pytest.mark.parametrize("start", [-5.96e-8, -1e-20, 359.99999999, 180 - 1e-9, 1e-12])
@pytest.mark.parametrize("radius_km", [0.01, 1000.0, 5667.0, 19_000.0])
def test_a_sector_may_begin_a_rounding_before_north(start: float, radius_km: float) -> None:
    sector = geodesy.sector(65.0, 39.0, radius_km / 8, radius_km, start, start + 90)
    assert faults_of(sector) == []
    even = geodesy.sector(65.0, 39.0, radius_km / 8, radius_km, round(start), round(start) + 90)
    assert polygon_area_km2(sector) == pytest.approx(polygon_area_km2(even), rel=1e-3)


@law
@given(bands(), azimuths, spans)
def test_two_sectors_make_the_band(figure: Band, start: float, span: float) -> None:
    one = geodesy.sector(*figure, start, start + span)
    rest = geodesy.sector(*figure, start + span, start)
    assert faults_of(one) == faults_of(rest) == []
    tolerance_km = float(geodesy.tolerance_km(figure[2:]).max())
    lengths_km = around_km(figure.inner_km) + around_km(figure.outer_km) + 4 * figure.outer_km
    band_km2 = polygon_area_km2(geodesy.band(*figure))
    allowed_km2 = min(2 * tolerance_km * lengths_km, 0.02 * band_km2)
    assert polygon_area_km2(one) + polygon_area_km2(rest) == pytest.approx(
        band_km2, abs=allowed_km2
    )
    overlap = shapely.intersection(one, rest)
    areas = [each for each in shapely.get_parts(overlap) if isinstance(each, Polygon)]
    assert sum(map(polygon_area_km2, areas)) <= allowed_km2


# --- the same elsewhere ---


@law
@given(figures(), longitudes)
def test_turning_about_the_pole_turns_the_answer(figure: Figure, other_lon: float) -> None:
    lon, lat, radius_km = figure
    here, there = geodesy.outline(*figure), geodesy.outline(other_lon, lat, radius_km)
    assert there.holds_north_pole == here.holds_north_pole
    (rows,), (turned,) = here.rings, there.rings
    shift = turned[0] - rows[0]
    assert (shift[0] - (other_lon - lon) + 180) % 360 - 180 == pytest.approx(0, abs=1e-10)
    assert turned == pytest.approx(rows + shift, abs=1e-9)
    # The map of it is as large, however it is cut.
    flat = geodesy.disc(*figure).area
    assert geodesy.disc(other_lon, lat, radius_km).area == pytest.approx(flat, rel=1e-6)


@law
@given(longitudes, latitudes, st.integers(-3, 3), st.floats(1, FARTHEST_KM))
def test_whole_turns_of_longitude_change_nothing(
    lon: float, lat: float, turns: int, radius_km: float
) -> None:
    here, there = (geodesy.disc(each, lat, radius_km) for each in (lon, lon + 360 * turns))
    assert there.area == pytest.approx(here.area, rel=1e-6)
    assert there.symmetric_difference(here).area < 1e-6 * max(here.area, 1.0)


@law
@given(figures())
def test_the_other_hemisphere_is_a_mirror(figure: Figure) -> None:
    lon, lat, radius_km = figure
    disc = geodesy.disc(*figure)
    mirrored = shapely.affinity.scale(
        geodesy.disc(lon, -lat, radius_km), yfact=-1.0, origin=(0.0, 0.0)
    )
    off = [
        each
        for each in shapely.get_parts(disc.symmetric_difference(mirrored))
        if isinstance(each, Polygon)
    ]
    allowed_km2 = 2 * promised_km(radius_km, None) * around_km(radius_km) + 1e-3
    assert sum(map(polygon_area_km2, off)) <= allowed_km2


def test_many_discs_are_those_one_by_one() -> None:
    random = np.random.default_rng(11)
    lon = np.concatenate([random.uniform(-180, 180, 36), [180, -180, 0, 541]]).reshape(10, 4)
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, (10, 1))))
    lat[:4, 0] = 90, -90, 0, 89.9999
    radii = np.array([0.5, 5500, 13_000, 19_990])
    for asked_km in (None, 0.5):
        many = geodesy.discs(lon, lat, radii, asked_km)
        assert many.shape == (10, 4)
        for index in np.ndindex(10, 4):
            one = geodesy.disc(lon[index], lat[index[0], 0], radii[index[1]], asked_km)
            assert shapely.equals_exact(many[index], one, 1e-9), index


def test_more_discs_than_a_chunk_are_those_one_by_one() -> None:
    random = np.random.default_rng(12)
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, 600)))
    radii = np.exp(random.uniform(0, math.log(FARTHEST_KM), 600))
    many = geodesy.discs(170.0, lat, radii)
    for n in range(0, 600, 11):
        assert shapely.equals_exact(many[n], geodesy.disc(170.0, lat[n], radii[n]), 1e-9), n


def test_no_discs_at_all() -> None:
    assert geodesy.discs([], [], 1000.0).shape == (0,)
    assert geodesy.discs(np.zeros((0, 3)), 39.0, [1.0, 2.0, 3.0]).shape == (0, 3)
    assert geodesy.discs(129.0, 39.0, 500.0).shape == ()


# --- what is refused ---

FIGURES = {
    "path": lambda radius_km: geodesy.path(129.0, 39.0, 90.0, radius_km),
    "ring": lambda radius_km: geodesy.ring(129.0, 39.0, radius_km),
    "arc": lambda radius_km: geodesy.ring(129.0, 39.0, radius_km, (0.0, 90.0)),
    "outline": lambda radius_km: geodesy.outline(129.0, 39.0, radius_km),
    "disc": lambda radius_km: geodesy.disc(129.0, 39.0, radius_km),
    "discs": lambda radius_km: geodesy.discs(129.0, 39.0, [500.0, radius_km]),
    "inner of a band": lambda radius_km: geodesy.band(129.0, 39.0, radius_km, 500.0),
    "outer of a band": lambda radius_km: geodesy.band(129.0, 39.0, 500.0, radius_km),
    "inner of a sector": lambda radius_km: geodesy.sector(129.0, 39.0, radius_km, 500.0, 0.0, 90.0),
    "outer of a sector": lambda radius_km: geodesy.sector(129.0, 39.0, 500.0, radius_km, 0.0, 90.0),
}


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(
    "radius_km", [0.0, -1.0, math.nan, math.inf, -math.inf, 0.0005, 20_004.1, 40_000.0]
)
def test_radii_that_are_none_on_earth_are_refused_with_the_value(
    figure: str, radius_km: float
) -> None:
    words = rf"_km={radius_km:g}: wanted 0\.001 to 20,003\.9315 km, which is as far as two places"
    with pytest.raises(GeodesyRangeError, match=words):
        FIGURES[figure](radius_km)


def test_a_refused_radius_is_told_apart_from_the_greatest() -> None:
    """To six digits 20,003.94 km would be 20003.9, which is less than what is wanted."""
    with pytest.raises(GeodesyRangeError, match=r"radius_km=20003\.94"):
        geodesy.disc(129.0, 39.0, 20_003.94)
    with pytest.raises(GeodesyRangeError, match=r"inner_km=606 and outer_km=606\.0005"):
        geodesy.band(129.0, 39.0, 606.0, 606.0005)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_values_that_are_not_finite_are_refused_with_the_value(value: float) -> None:
    for position in range(4):
        values = [10.0, 20.0, 30.0, 40.0]
        values[position] = value
        with pytest.raises(GeodesyRangeError, match=rf"got .*{value:g}"):
            geodesy.path(*values)
        with pytest.raises(GeodesyRangeError, match=rf"got .*{value:g}"):
            geodesy.band(*values)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: geodesy.disc(39.0, 129.0, 10), r"latitude 129: .*the order is \(lon, lat\)"),
        (lambda: geodesy.discs([0, 1], [5, -91], 10), r"latitude -91"),
        (lambda: geodesy.disc(0.0, 0.0, 10, 0.0), r"tolerance_km=0: .*0\.001 km or more"),
        (lambda: geodesy.disc(0.0, 0.0, 10, -0.1), r"tolerance_km=-0\.1"),
        (lambda: geodesy.disc(0.0, 0.0, 10, 0.0009), r"tolerance_km=0\.0009"),
        (lambda: geodesy.disc(0.0, 0.0, 10, math.nan), r"tolerance_km=nan"),
        (lambda: geodesy.discs([0.0], 0.0, 10, math.inf), r"tolerance_km=inf"),
        (lambda: geodesy.path(0.0, 0.0, 10, 10, math.nan), r"tolerance_km=nan"),
        (lambda: geodesy.path(0.0, 0.0, math.inf, 10), r"azimuth inf: .*clockwise from true north"),
        (lambda: geodesy.band(0.0, 0.0, 20, 10), r"inner_km=20 and outer_km=10: the inner one"),
        (lambda: geodesy.band(0.0, 0.0, 20, 20), r"inner_km=20 and outer_km=20: .*the smaller"),
        (lambda: geodesy.band_outline(0.0, 0.0, 20, 10), r"inner_km=20 and outer_km=10"),
        (lambda: geodesy.sector(0.0, 0.0, 10, 10, 0, 90), r"inner_km=10 and outer_km=10"),
        (lambda: geodesy.sector(0.0, 0.0, 10, 20, 0, 360), r"from 0 to 360: .*use .*band"),
        (lambda: geodesy.sector(0.0, 0.0, 10, 20, 0, math.nan), r"azimuth nan"),
        (lambda: geodesy.sector(0.0, 0.0, 10, 20, 1e-20, 0), r"no arc or all of it"),
        (lambda: geodesy.ring(0.0, 0.0, 10, (30, 30)), r"from 30 to 30: .*ring without azimuths"),
        (lambda: geodesy.ring(0.0, 0.0, 10, (30, math.nan)), r"azimuth nan"),
    ],
)
def test_errors_say_what_was_got_and_what_was_wanted(call: object, words: str) -> None:
    with pytest.raises(GeodesyRangeError, match=words):
        call()  # type: ignore[operator]


@pytest.mark.parametrize("radius_km", [0.001, FARTHEST_KM, geodesy.GREATEST_RADIUS_KM])
def test_the_least_and_the_greatest_radius_are_accepted(radius_km: float) -> None:
    assert geodesy.disc(129.0, 39.0, radius_km).is_valid
    assert geodesy.band(129.0, 39.0, *sorted([radius_km, 500.0])).is_valid
    assert pytest.approx(geodesy.GREATEST_RADIUS_KM, abs=1e-9) == (
        WGS84.inv(0.0, -90.0, 0.0, 90.0)[2] / 1000
    )


def test_every_public_function_is_exported() -> None:
    own = {name for name, value in vars(geodesy).items() if is_own_function(value)}
    assert {name for name in own if not name.startswith("_")} == {
        name for name in geodesy.__all__ if is_own_function(getattr(geodesy, name))
    }


def is_own_function(value: object) -> bool:
    return callable(value) and getattr(value, "__module__", "") == geodesy.__name__
