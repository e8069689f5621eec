"""WGS84 against C. F. F. Karney's GeographicLib and its test data, and laws that always hold."""

from __future__ import annotations

import gzip
import math
from pathlib import Path

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import LineString, MultiPolygon, Point, Polygon

from geolaunch import geodesy
from geolaunch.errors import GeodesyRangeError, InputError

KILOMETRE = 1.0
METRE = 1e-3 * KILOMETRE
MILLIMETRE = 1e-3 * METRE
MICROMETRE = 1e-6 * METRE

ORACLE = Geodesic.WGS84
GEODTEST = Path(__file__).parents[2] / "shared" / "reference" / "GeodTest-short.dat.gz"

# Five rows of GeodTest.dat (C. F. F. Karney, 2010, https://doi.org/10.5281/zenodo.32156): lat1,
# lon1, azi1, lat2, lon2, azi2 in degrees, s12 in metres, a12 in degrees, m12 in metres, S12 in m^2.
GEODTEST_ROWS = """\
36.530042355041 0 176.125875162171 -48.164270779097768864 5.762344694676510456 175.334308316285410561 9398502.0434687 84.663858149358862201 6333544.7732452481809 -559418252332.321555
63.758775485865 0 63.327049113388 25.17974033943720596 107.504991932891908801 154.05555223257211081 8337896.7811702 74.995657826681196357 6161977.3081946679644 64201492089310.286611
10.921226035849 0 55.357395703568 35.247410984329374119 59.471562388985018642 81.179468094302121466 6552967.9476886 59.026613241850537737 5455151.8726335506024 18229548126795.283291
.003311913742 0 90.001862369144 .001762385472585824 32.846794581272844 90.003358355630087731 3656488.4472191 32.957294150507910671 3458160.8183571795545 1055056257.496928
20.423135394589 0 169.895260694771 -21.179388017798691648 179.757116934570412271 10.155770628519677379 19917969.3423672 179.233700164312609141 141945.8619235957633 -113108441562692.361818
"""  # noqa: E501

law = settings(max_examples=60, deadline=None)

longitudes = st.floats(-180, 180)
latitudes = st.floats(-90, 90)
azimuths = st.floats(-360, 360)
tolerances_km = st.sampled_from([0.001, 0.01, 0.1, 1.0, 10.0])


@st.composite
def centres_and_radii(draw: st.DrawFn) -> tuple[float, float, float]:
    """Draw (lon, lat, radius_km) of figures that are covered, close to 85 degrees included."""
    lat = draw(st.floats(-84, 84))
    room_km = min(geodesy.GREATEST_RADIUS_KM, (84.9 - abs(lat)) * 111)
    return draw(st.floats(-90, 90)), lat, draw(st.floats(0.1, room_km))


@st.composite
def centres_and_bands(draw: st.DrawFn) -> tuple[float, float, float, float]:
    """Draw (lon, lat, inner_km, outer_km) of bands that are covered, hair-thin ones included."""
    lon, lat, outer_km = draw(centres_and_radii())
    return lon, lat, outer_km * draw(st.floats(0.01, 0.98)), outer_km


def geodtest_rows() -> list[object]:
    """Return the typed rows, and the 10,000 of the short file where it is there."""
    typed = np.loadtxt(GEODTEST_ROWS.splitlines())
    sets: list[object] = [pytest.param(typed, id="typed")]
    if GEODTEST.is_file():
        sets.append(pytest.param(GEODTEST, id="GeodTest-short"))
    return sets


@pytest.fixture(scope="module", params=geodtest_rows())
def rows(request: pytest.FixtureRequest) -> np.ndarray:
    if isinstance(request.param, Path):
        with gzip.open(request.param, "rt") as lines:
            return np.loadtxt(lines).T
    return request.param.T


def distances_km(lon: float, lat: float, places: np.ndarray) -> np.ndarray:
    return geodesy.inverse(lon, lat, places[:, 0], places[:, 1])[0]


def along_edges(curve: np.ndarray) -> np.ndarray:
    """Return places on the straight (lon, lat) edges of a curve."""
    shares = (0.2, 0.35, 0.5, 0.65, 0.8)
    return np.vstack([(1 - share) * curve[:-1] + share * curve[1:] for share in shares])


def off_path_km(start: tuple[float, float], azimuth_deg: float, places: np.ndarray) -> np.ndarray:
    """Return how far places lie to the side of the geodesic that leaves a start at an azimuth."""
    distance_km, azimuth, _ = geodesy.inverse(*start, places[:, 0], places[:, 1])
    aside = np.sin(np.radians(azimuth - azimuth_deg))
    return np.abs(aside) * geodesy.reduced_length_km(*start, azimuth_deg, distance_km)


# --- the two problems, against Karney ---


def test_direct_ends_where_geodtest_says(rows: np.ndarray) -> None:
    lat1, lon1, azimuth1, lat2, lon2, azimuth2, s12 = rows[:7]
    lon, lat, azimuth = geodesy.direct(lon1, lat1, azimuth1, s12 / 1000)
    assert np.max(geodesy.inverse(lon, lat, lon2, lat2)[0]) < 1 * MICROMETRE
    # At the pole an azimuth belongs to a longitude: weigh the turn with the distance from the axis.
    from_axis_km = 6378.137 * np.cos(np.radians(lat2))
    turn = np.radians((azimuth - azimuth2 + 180) % 360 - 180)
    assert np.max(np.abs(turn) * from_axis_km) < 1 * MICROMETRE


def test_inverse_gives_geodtest_distances(rows: np.ndarray) -> None:
    lat1, lon1, _, lat2, lon2, _, s12 = rows[:7]
    distance_km, _, _ = geodesy.inverse(lon1, lat1, lon2, lat2)
    assert np.max(np.abs(distance_km - s12 / 1000)) < 1 * MICROMETRE


def test_inverse_azimuths_lead_there_and_back(rows: np.ndarray) -> None:
    lat1, lon1, _, lat2, lon2 = rows[:5]
    distance_km, azimuth1, azimuth2 = geodesy.inverse(lon1, lat1, lon2, lat2)
    lon, lat, _ = geodesy.direct(lon1, lat1, azimuth1, distance_km)
    assert np.max(geodesy.inverse(lon, lat, lon2, lat2)[0]) < 1 * MICROMETRE
    lon, lat, _ = geodesy.direct(lon2, lat2, azimuth2 + 180, distance_km)
    assert np.max(geodesy.inverse(lon, lat, lon1, lat1)[0]) < 1 * MICROMETRE


def test_direct_example_of_karney_2013() -> None:
    """Algorithms for geodesics, table 2: 10,000 km from 40 N at azimuth 30."""
    lon, lat, azimuth = geodesy.direct(0.0, 40.0, 30.0, 10_000.0)
    assert lon == pytest.approx(137.84490004377, abs=1e-11)
    assert lat == pytest.approx(41.79331020506, abs=1e-11)
    assert azimuth == pytest.approx(149.09016931807, abs=1e-11)


def test_nearly_antipodal_example_of_karney_2013() -> None:
    """Algorithms for geodesics, its nearly antipodal example, where older methods fail."""
    distance_km, azimuth1, azimuth2 = geodesy.inverse(0.0, -30.0, 179.8, 29.9)
    assert distance_km == pytest.approx(19_989.832827610, abs=1 * MICROMETRE)
    assert azimuth1 == pytest.approx(161.89052473633, abs=1e-11)
    assert azimuth2 == pytest.approx(18.09073724574, abs=1e-11)


def test_wellington_to_salamanca_of_the_geographiclib_manual() -> None:
    distance_km, _, _ = geodesy.inverse(174.81, -41.32, -5.50, 40.96)
    assert distance_km == pytest.approx(19_959.679267, abs=0.5 * MILLIMETRE)


@law
@given(longitudes, latitudes, azimuths, st.floats(0, 19_000))
def test_there_and_back(lon: float, lat: float, azimuth: float, distance_km: float) -> None:
    there = geodesy.direct(lon, lat, azimuth, distance_km)
    back = geodesy.direct(there[0], there[1], there[2] + 180, distance_km)
    assert geodesy.inverse(back[0], back[1], lon, lat)[0] < 1 * MICROMETRE
    assert geodesy.inverse(lon, lat, there[0], there[1])[0] == pytest.approx(
        distance_km, abs=1 * MICROMETRE
    )


def test_direct_and_inverse_broadcast() -> None:
    lon, lat, azimuth = geodesy.direct(129.0, 39.0, np.arange(4.0)[:, None], [10.0, 20.0, 30.0])
    assert lon.shape == lat.shape == azimuth.shape == (4, 3)
    assert geodesy.inverse(129.0, 39.0, lon, lat)[0] == pytest.approx(
        np.tile([10.0, 20.0, 30.0], (4, 1)), abs=1 * MICROMETRE
    )
    assert geodesy.direct(129.0, 39.0, 90.0, 10.0)[0].shape == ()


def test_longitude_comes_first() -> None:
    """Due east from Wonsan the longitude grows and the latitude hardly changes."""
    lon, lat, _ = geodesy.direct(127.5, 39.4, 90.0, 100.0)
    assert lon == pytest.approx(127.5 + 100 / (111.32 * math.cos(math.radians(39.4))), abs=0.01)
    assert lat == pytest.approx(39.4, abs=0.01)


@given(st.floats(-720, 720), latitudes)
@law
def test_longitudes_come_out_within_half_a_turn(lon: float, lat: float) -> None:
    end = geodesy.direct(lon, lat, 90.0, 500.0)
    assert -180 <= end[0] <= 180
    within = (lon + 180) % 360 - 180
    assert geodesy.inverse(*geodesy.direct(within, lat, 90.0, 500.0)[:2], *end[:2])[0] < (
        1 * MICROMETRE
    )


# --- curves ---


@law
@given(centres_and_radii())
def test_every_vertex_of_a_ring_lies_at_its_radius(figure: tuple[float, float, float]) -> None:
    lon, lat, radius_km = figure
    ring = shapely.get_coordinates(geodesy.ring(lon, lat, radius_km))
    for place_lon, place_lat in ring[:: max(1, len(ring) // 24)]:
        found = ORACLE.Inverse(lat, lon, place_lat, place_lon)["s12"] / 1000
        assert found == pytest.approx(radius_km, abs=1 * MICROMETRE)
    assert np.max(np.abs(distances_km(lon, lat, ring) - radius_km)) < 1 * MICROMETRE


@law
@given(centres_and_radii(), tolerances_km)
def test_edges_of_a_ring_stay_within_the_tolerance(
    figure: tuple[float, float, float], tolerance_km: float
) -> None:
    lon, lat, radius_km = figure
    ring = shapely.get_coordinates(geodesy.ring(lon, lat, radius_km, tolerance_km=tolerance_km))
    assert np.max(np.abs(distances_km(lon, lat, along_edges(ring)) - radius_km)) <= tolerance_km


@law
@given(centres_and_radii(), tolerances_km)
def test_a_ring_has_no_more_vertices_than_it_needs(
    figure: tuple[float, float, float], tolerance_km: float
) -> None:
    """With every other vertex gone (four times the sagitta) it is clearly out of the tolerance."""
    lon, lat, radius_km = figure
    ring = shapely.get_coordinates(geodesy.ring(lon, lat, radius_km, tolerance_km=tolerance_km))
    assume(len(ring) > 73)  # 5 degrees an edge are taken at least
    off_km = np.abs(distances_km(lon, lat, along_edges(ring[::2])) - radius_km)
    assert np.max(off_km) > 2 * tolerance_km


@law
@given(centres_and_radii(), azimuths, tolerances_km)
def test_edges_of_a_path_stay_within_the_tolerance(
    figure: tuple[float, float, float], azimuth: float, tolerance_km: float
) -> None:
    lon, lat, distance_km = figure
    path = shapely.get_coordinates(geodesy.path(lon, lat, azimuth, distance_km, tolerance_km))
    assert np.max(off_path_km((lon, lat), azimuth, along_edges(path))) <= tolerance_km


def test_a_path_through_the_equator_is_not_taken_for_straight() -> None:
    """The geodesic lies on its chord halfway, and off it at the quarters."""
    start_lon, start_lat, back = geodesy.direct(20.0, 0.0, 225.0, 1000.0)
    lon, lat, azimuth = float(start_lon), float(start_lat), float(back) + 180
    path = shapely.get_coordinates(geodesy.path(lon, lat, azimuth, 2000.0, 0.01))
    assert np.max(off_path_km((lon, lat), azimuth, along_edges(path))) <= 10 * METRE
    straight = np.linspace(path[0], path[-1], 5)
    assert np.max(off_path_km((lon, lat), azimuth, straight)) > 1 * KILOMETRE


@law
@given(centres_and_radii(), azimuths)
def test_a_path_starts_and_ends_where_it_should_in_equal_steps(
    figure: tuple[float, float, float], azimuth: float
) -> None:
    lon, lat, distance_km = figure
    path = shapely.get_coordinates(geodesy.path(lon, lat, azimuth, distance_km))
    end = ORACLE.Direct(lat, lon, azimuth, distance_km * 1000)
    assert distances_km(lon, lat, path[:1])[0] < 1 * MICROMETRE
    assert distances_km(end["lon2"], end["lat2"], path[-1:])[0] < 1 * MICROMETRE
    steps = np.diff(distances_km(lon, lat, path))
    assert steps == pytest.approx(distance_km / len(steps), abs=1 * MICROMETRE)


def test_a_ring_without_azimuths_is_closed_and_starts_north() -> None:
    ring = geodesy.ring(129.0, 39.0, 500.0)
    assert isinstance(ring, LineString)
    assert ring.is_ring
    north = shapely.get_coordinates(ring)[0]
    assert north[0] == pytest.approx(129.0, abs=1e-12)
    assert north[1] > 39.0


@law
@given(centres_and_radii(), azimuths, st.floats(0.1, 359.9))
def test_an_arc_runs_clockwise_between_its_azimuths(
    figure: tuple[float, float, float], start: float, span: float
) -> None:
    lon, lat, radius_km = figure
    arc = shapely.get_coordinates(geodesy.ring(lon, lat, radius_km, (start, start + span)))
    turned = np.cumsum(np.diff(geodesy.inverse(lon, lat, arc[:, 0], arc[:, 1])[1]) % 360)
    first = geodesy.direct(lon, lat, start, radius_km)
    assert distances_km(float(first[0]), float(first[1]), arc[:1])[0] < 1 * MICROMETRE
    assert turned[-1] == pytest.approx(span, abs=np.degrees(1 * MILLIMETRE / radius_km))
    assert np.diff(turned) == pytest.approx(span / len(turned), abs=1e-3)


# --- areas ---


@law
@given(centres_and_radii(), tolerances_km, st.randoms(use_true_random=False))
def test_a_point_is_in_a_disc_exactly_when_its_distance_says_so(
    figure: tuple[float, float, float], tolerance_km: float, random: np.random.Generator
) -> None:
    lon, lat, radius_km = figure
    disc = geodesy.disc(lon, lat, radius_km, tolerance_km)
    turns = [random.uniform(0, 360) for _ in range(200)]
    reaches = [random.uniform(0, 2 * radius_km) for _ in range(100)]
    reaches += [radius_km + 3 * random.uniform(-1, 1) * tolerance_km for _ in range(100)]
    places = np.column_stack(geodesy.direct(lon, lat, turns, np.abs(reaches))[:2])
    distance_km = distances_km(lon, lat, places)
    clear = np.abs(distance_km - radius_km) > tolerance_km
    inside = shapely.contains_xy(disc, places)
    assert np.array_equal(inside[clear], (distance_km < radius_km)[clear])


@law
@given(centres_and_radii())
def test_a_disc_holds_its_own_centre(figure: tuple[float, float, float]) -> None:
    lon, lat, radius_km = figure
    assert geodesy.disc(lon, lat, radius_km).contains(Point(lon, lat))


@law
@given(centres_and_bands(), azimuths, st.floats(1, 359), tolerances_km)
def test_areas_are_valid_and_wound_as_rfc_7946_wants(
    figure: tuple[float, float, float, float], start: float, span: float, tolerance_km: float
) -> None:
    lon, lat, inner_km, outer_km = figure
    disc = geodesy.disc(lon, lat, outer_km, tolerance_km)
    band = geodesy.band(lon, lat, inner_km, outer_km, tolerance_km)
    sector = geodesy.sector(lon, lat, inner_km, outer_km, start, start + span, tolerance_km)
    for area in (disc, band, sector):
        assert isinstance(area, Polygon)
        assert area.is_valid
        assert area.exterior.is_ccw
    assert [hole.is_ccw for hole in band.interiors] == [False]


@law
@given(centres_and_radii(), st.floats(-90, 90))
def test_turning_about_the_pole_turns_the_answer(
    figure: tuple[float, float, float], other_lon: float
) -> None:
    lon, lat, radius_km = figure
    here = shapely.get_coordinates(geodesy.disc(lon, lat, radius_km))
    there = shapely.get_coordinates(geodesy.disc(other_lon, lat, radius_km))
    assert there == pytest.approx(here + np.array([other_lon - lon, 0.0]), abs=1e-11)


@law
@given(centres_and_bands(), azimuths, st.floats(1, 359))
def test_two_sectors_make_the_band_and_two_discs_too(
    figure: tuple[float, float, float, float], start: float, span: float
) -> None:
    lon, lat, inner_km, outer_km = figure
    tolerance_km = 10 * METRE
    radii = (lon, lat, inner_km, outer_km)
    one = geodesy.sector(*radii, start, start + span, tolerance_km)
    rest = geodesy.sector(*radii, start + span, start, tolerance_km)
    band = geodesy.polygon_area_km2(geodesy.band(*radii, tolerance_km))
    discs = [geodesy.disc(lon, lat, radius, tolerance_km) for radius in (outer_km, inner_km)]
    # Each edge is off by the tolerance at most, over the length of all the edges.
    allowed_km2 = tolerance_km * 8 * math.pi * outer_km
    assert geodesy.polygon_area_km2(one) + geodesy.polygon_area_km2(rest) == pytest.approx(
        band, abs=allowed_km2
    )
    outer, inner = map(geodesy.polygon_area_km2, discs)
    assert outer - inner == pytest.approx(band, abs=allowed_km2)


@law
@given(centres_and_bands(), azimuths, st.floats(1, 359))
def test_a_point_is_in_a_sector_exactly_when_distance_and_azimuth_say_so(
    figure: tuple[float, float, float, float], start: float, span: float
) -> None:
    lon, lat, inner_km, outer_km = figure
    tolerance_km = 10 * METRE
    sector = geodesy.sector(lon, lat, inner_km, outer_km, start, start + span, tolerance_km)
    shares, turns = np.meshgrid(np.linspace(0.05, 1.5, 12), np.linspace(0, 360, 25)[:-1])
    reach_km, azimuth = shares.ravel() * outer_km, turns.ravel()
    past_start = (azimuth - start) % 360
    wanted = (inner_km < reach_km) & (reach_km < outer_km) & (past_start < span)
    # Left out: what lies within the tolerance of the arcs or of the sides.
    margin_deg = np.degrees(2 * tolerance_km / np.minimum(reach_km, inner_km))
    clear = np.minimum(np.abs(reach_km - inner_km), np.abs(reach_km - outer_km)) > tolerance_km
    for side in (0, span, 360):
        clear &= np.abs(past_start - side) > margin_deg
    places = np.column_stack(geodesy.direct(lon, lat, azimuth, reach_km)[:2])
    assert np.array_equal(shapely.contains_xy(sector, places)[clear], wanted[clear])


def test_a_band_thinner_than_the_tolerance_is_still_a_band() -> None:
    """At 606 km the two edges, each traced to 0.1 km, have different vertices and would cross."""
    band = geodesy.band(129.0, 39.0, 606.0, 606.002)
    assert band.is_valid
    on_a_plane_km2 = 2 * math.pi * 606 * 0.002
    assert geodesy.polygon_area_km2(band) == pytest.approx(on_a_plane_km2, rel=0.01)


# --- what is refused ---


@pytest.mark.parametrize("radius_km", [0.0, -1.0, math.nan, math.inf, -math.inf, 2000.1])
def test_radii_that_are_not_covered_are_refused_with_the_value(radius_km: float) -> None:
    words = rf"={radius_km:g}: .* more than 0 and up to 2,000 km; larger rings come with a later"
    figures = [
        lambda: geodesy.path(129.0, 39.0, 90.0, radius_km),
        lambda: geodesy.ring(129.0, 39.0, radius_km),
        lambda: geodesy.disc(129.0, 39.0, radius_km),
        lambda: geodesy.band(129.0, 39.0, radius_km, 500.0),
        lambda: geodesy.band(129.0, 39.0, 500.0, radius_km),
        lambda: geodesy.sector(129.0, 39.0, radius_km, 500.0, 0.0, 90.0),
        lambda: geodesy.sector(129.0, 39.0, 500.0, radius_km, 0.0, 90.0),
    ]
    for figure in figures:
        with pytest.raises(GeodesyRangeError, match=words):
            figure()


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_values_that_are_not_finite_are_refused_with_the_value(value: float) -> None:
    for problem in (geodesy.direct, geodesy.reduced_length_km, geodesy.path, geodesy.inverse):
        for position in range(4):
            values = [10.0, 20.0, 30.0, 40.0]
            values[position] = value
            with pytest.raises(GeodesyRangeError, match=rf"got .*{value:g}"):
                problem(*values)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: geodesy.direct(39.0, 129.0, 0, 1), r"latitude 129: .*the order is \(lon, lat\)"),
        (lambda: geodesy.disc(39.0, 129.0, 10), r"latitude 129: .*the order is \(lon, lat\)"),
        (lambda: geodesy.inverse(0, 0, 0, [1, 91]), r"latitude 91"),
        (lambda: geodesy.direct(0, 0, 0, [5, -7]), r"distance -7 km: .*turn the azimuth by 180"),
        (lambda: geodesy.reduced_length_km(0, 0, 0, -1), r"distance -1 km"),
        (lambda: geodesy.disc(0.0, 80.0, 1000), r"reaches 88\.9\d° N: .*85° S and 85° N"),
        (lambda: geodesy.disc(0.0, -84.0, 200), r"reaches 85\.\d\d° S"),
        (lambda: geodesy.disc(0.0, 82.0, 2000), r"reaches|antimeridian"),
        (lambda: geodesy.path(0.0, 80.0, 0.0, 2000), r"reaches 8\d\.\d\d° N"),
        (lambda: geodesy.disc(175.0, 40.0, 500), r"antimeridian .*later version"),
        (lambda: geodesy.path(-179.0, 40.0, 270.0, 500), r"touches the antimeridian"),
        (lambda: geodesy.path(180.0, 40.0, 90.0, 500), r"touches the antimeridian"),
        (lambda: geodesy.path(180.0, 40.0, 270.0, 500), r"touches the antimeridian"),
        (lambda: geodesy.path(-180.0, 40.0, 90.0, 500), r"touches the antimeridian"),
        (lambda: geodesy.path(180.0, 0.0, 0.0, 500), r"touches the antimeridian"),
        (lambda: geodesy.disc(0.0, 0.0, 10, 0.0), r"tolerance_km=0: .*0\.001 km or more"),
        (lambda: geodesy.disc(0.0, 0.0, 10, math.nan), r"tolerance_km=nan"),
        (lambda: geodesy.band(0.0, 0.0, 20, 10), r"inner_km=20 and outer_km=10: the inner one"),
        (lambda: geodesy.sector(0.0, 0.0, 10, 10, 0, 90), r"inner_km=10 and outer_km=10"),
        (lambda: geodesy.sector(0.0, 0.0, 10, 20, 0, 360), r"from 0 to 360: .*use .*band"),
        (lambda: geodesy.ring(0.0, 0.0, 10, (30, 30)), r"from 30 to 30: .*ring without azimuths"),
        (lambda: geodesy.ring(0.0, 0.0, 10, (30, math.nan)), r"azimuth nan"),
    ],
)
def test_errors_say_what_was_got_and_what_is_covered(call: object, words: str) -> None:
    with pytest.raises(GeodesyRangeError, match=words):
        call()  # type: ignore[operator]


@law
@given(longitudes, latitudes, st.floats(2, 2000))
def test_a_disc_is_refused_exactly_when_it_leaves_what_is_covered(
    lon: float, lat: float, radius_km: float
) -> None:
    to_85_km = min(geodesy.inverse(lon, lat, lon, edge)[0] for edge in (-85.0, 85.0))
    meridian = np.column_stack([np.full(9001, 180.0), np.linspace(-90, 90, 9001)])
    to_antimeridian_km = np.min(distances_km(lon, lat, meridian))
    assume(min(abs(to_85_km - radius_km), abs(to_antimeridian_km - radius_km)) > 1 * KILOMETRE)
    if abs(lat) < 85 and radius_km < min(to_85_km, to_antimeridian_km):
        assert geodesy.disc(lon, lat, radius_km).is_valid
    else:
        with pytest.raises(GeodesyRangeError, match="later version"):
            geodesy.disc(lon, lat, radius_km)


# --- sizes ---


def test_reduced_lengths_of_geodtest(rows: np.ndarray) -> None:
    lat1, lon1, azimuth1, _, _, _, s12, _, m12 = rows[:9]
    found_km = geodesy.reduced_length_km(lon1, lat1, azimuth1, s12 / 1000)
    assert np.max(np.abs(found_km - m12 / 1000)) < 0.1 * MILLIMETRE
    near = s12 < 5_000_000
    assert found_km[near] == pytest.approx(m12[near] / 1000, rel=1e-9, abs=1 * MICROMETRE)


@law
@given(st.one_of(latitudes, st.sampled_from([-90.0, 0.0, 1e-9, 90.0])), azimuths)
def test_reduced_length_agrees_with_geographiclib(lat: float, azimuth: float) -> None:
    distances = np.geomspace(0.1, 20_000, 16)
    found = geodesy.reduced_length_km(129.0, lat, azimuth, distances)
    mask = Geodesic.DISTANCE_IN | Geodesic.REDUCEDLENGTH
    line = ORACLE.Line(lat, 129.0, azimuth, mask)
    wanted = np.array([line.Position(1000 * each, mask)["m12"] / 1000 for each in distances])
    assert np.max(np.abs(found - wanted)) < 0.1 * MILLIMETRE
    near = distances < 5000
    assert found[near] == pytest.approx(wanted[near], rel=1e-9)


@law
@given(latitudes, azimuths, st.floats(0, 15_000))
def test_reduced_length_is_the_same_from_both_ends(
    lat: float, azimuth: float, distance_km: float
) -> None:
    lon2, lat2, azimuth2 = geodesy.direct(0.0, lat, azimuth, distance_km)
    there = geodesy.reduced_length_km(0.0, lat, azimuth, distance_km)
    back = geodesy.reduced_length_km(lon2, lat2, azimuth2 + 180, distance_km)
    assert there == pytest.approx(back, abs=0.1 * MILLIMETRE)


def test_reduced_length_broadcasts_and_starts_at_zero() -> None:
    found = geodesy.reduced_length_km(129.0, 39.0, np.arange(5.0)[:, None], [0.0, 1.0, 100.0])
    assert found.shape == (5, 3)
    assert np.all(found[:, 0] == 0)
    assert found[:, 1] == pytest.approx(1.0, abs=1 * MILLIMETRE)
    assert geodesy.reduced_length_km(np.zeros((7, 1)), 39.0, 10.0, [1.0, 2.0]).shape == (7, 2)


def exact_disc_area_km2(lat: float, radius_km: float) -> float:
    """Return the area within a geodesic distance: GeographicLib's m12 summed, polar coordinates."""
    nodes, weights = np.polynomial.legendre.leggauss(12)
    mask = Geodesic.DISTANCE_IN | Geodesic.REDUCEDLENGTH
    total = 0.0
    for azimuth in np.arange(0, 360, 15.0):
        line = ORACLE.Line(lat, 0.0, azimuth, mask)
        for node, weight in zip((nodes + 1) / 2, weights / 2, strict=True):
            m12 = line.Position(1000 * radius_km * node, mask)["m12"]
            total += weight * m12 / 1000
    return total * radius_km * math.radians(15.0)


@settings(law, max_examples=25)
@given(centres_and_radii())
def test_a_disc_has_the_area_that_the_ellipsoid_gives_it(
    figure: tuple[float, float, float],
) -> None:
    lon, lat, radius_km = figure
    tolerance_km = 1 * METRE
    found = geodesy.polygon_area_km2(geodesy.disc(lon, lat, radius_km, tolerance_km))
    allowed_km2 = tolerance_km * 2 * math.pi * radius_km
    assert found == pytest.approx(exact_disc_area_km2(lat, radius_km), abs=allowed_km2)


@law
@given(centres_and_bands())
def test_areas_agree_with_proj(figure: tuple[float, float, float, float]) -> None:
    lon, lat, inner_km, outer_km = figure
    tolerance_km = 1e-5 * (outer_km - inner_km)
    band = geodesy.band(lon, lat, inner_km, outer_km, max(tolerance_km, 1 * METRE))
    proj_m2, _ = Geod(ellps="WGS84").geometry_area_perimeter(band)
    assert geodesy.polygon_area_km2(band) == pytest.approx(
        proj_m2 / 1e6, rel=1e-4, abs=1 * METRE * 4 * math.pi * outer_km
    )


def test_the_whole_earth_has_its_published_area() -> None:
    """NIMA TR8350.2 (2000), table 3.3: the sphere of equal area has a radius of 6371007.1809 m."""
    lon, lat = np.array([-180.0, 180.0, 180.0, -180.0]), np.array([-90.0, -90.0, 90.0, 90.0])
    earth_km2 = 4 * math.pi * 6371.0071809**2
    assert geodesy.ring_area_km2(lon, lat) == pytest.approx(earth_km2, abs=0.02)
    assert geodesy.ring_area_km2(lon[::-1], lat[::-1]) == pytest.approx(-earth_km2, abs=0.02)


def test_a_ring_may_repeat_its_first_vertex_or_not() -> None:
    lon, lat = np.array([128.0, 130.0, 129.0, 128.0]), np.array([38.0, 38.5, 40.0, 38.0])
    assert geodesy.ring_area_km2(lon, lat) == geodesy.ring_area_km2(lon[:-1], lat[:-1]) > 0


def test_several_polygons_add_up_and_holes_are_taken_out() -> None:
    disc, band = geodesy.disc(129.0, 39.0, 100.0), geodesy.band(-60.0, -20.0, 100.0, 300.0)
    clockwise = Polygon(band.exterior.coords[::-1], [band.interiors[0].coords[::-1]])
    whole = geodesy.polygon_area_km2(MultiPolygon([disc, clockwise]))
    filled = geodesy.polygon_area_km2(Polygon(band.exterior))
    hole = geodesy.polygon_area_km2(Polygon(band.interiors[0]))
    assert whole == pytest.approx(geodesy.polygon_area_km2(disc) + filled - hole, rel=1e-12)
    assert hole == pytest.approx(math.pi * 100**2, rel=0.01)


def test_nothing_has_no_area_and_a_line_is_refused() -> None:
    assert geodesy.polygon_area_km2(Polygon()) == 0.0
    assert geodesy.polygon_area_km2(MultiPolygon()) == 0.0
    with pytest.raises(InputError, match=r"got a LineString: .*wants a Polygon or a MultiPolygon"):
        geodesy.polygon_area_km2(geodesy.ring(129.0, 39.0, 100.0))


def test_every_public_function_is_exported() -> None:
    own = {name for name, value in vars(geodesy).items() if is_own_function(value)}
    assert {name for name in own if not name.startswith("_")} == {
        name for name in geodesy.__all__ if is_own_function(getattr(geodesy, name))
    }


def is_own_function(value: object) -> bool:
    return callable(value) and getattr(value, "__module__", "") == geodesy.__name__
