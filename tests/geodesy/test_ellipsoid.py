"""WGS84 against C. F. F. Karney's GeographicLib and its test data, and laws that always hold."""

from __future__ import annotations

import gzip
import math
from pathlib import Path

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from helpers.geodesy_strategies import (
    EARTH_KM2,
    MICROMETRE,
    MILLIMETRE,
    WGS84,
    Band,
    azimuths,
    bands,
    latitudes,
    law,
    longitudes,
)
from helpers.paths import SHARED
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer
from shapely.geometry import LineString, MultiPolygon, Polygon

from geolaunch.errors import GeodesyRangeError, InputError
from geolaunch.geodesy import ellipsoid
from geolaunch.geodesy.shapes import band, disc

ORACLE = Geodesic.WGS84
GEODTEST = SHARED / "reference" / "GeodTest-short.dat.gz"

# Five rows of GeodTest.dat (C. F. F. Karney, 2010, https://doi.org/10.5281/zenodo.32156): lat1,
# lon1, azi1, lat2, lon2, azi2 in degrees, s12 in metres, a12 in degrees, m12 in metres, S12 in m^2.
GEODTEST_ROWS = """\
36.530042355041 0 176.125875162171 -48.164270779097768864 5.762344694676510456 175.334308316285410561 9398502.0434687 84.663858149358862201 6333544.7732452481809 -559418252332.321555
63.758775485865 0 63.327049113388 25.17974033943720596 107.504991932891908801 154.05555223257211081 8337896.7811702 74.995657826681196357 6161977.3081946679644 64201492089310.286611
10.921226035849 0 55.357395703568 35.247410984329374119 59.471562388985018642 81.179468094302121466 6552967.9476886 59.026613241850537737 5455151.8726335506024 18229548126795.283291
.003311913742 0 90.001862369144 .001762385472585824 32.846794581272844 90.003358355630087731 3656488.4472191 32.957294150507910671 3458160.8183571795545 1055056257.496928
20.423135394589 0 169.895260694771 -21.179388017798691648 179.757116934570412271 10.155770628519677379 19917969.3423672 179.233700164312609141 141945.8619235957633 -113108441562692.361818
"""  # noqa: E501


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


# --- the two problems, against Karney ---


def test_direct_ends_where_geodtest_says(rows: np.ndarray) -> None:
    lat1, lon1, azimuth1, lat2, lon2, azimuth2, s12 = rows[:7]
    lon, lat, azimuth = ellipsoid.direct(lon1, lat1, azimuth1, s12 / 1000)
    assert np.max(ellipsoid.inverse(lon, lat, lon2, lat2)[0]) < 1 * MICROMETRE
    # At the pole an azimuth belongs to a longitude: weigh the turn with the distance from the axis.
    from_axis_km = 6378.137 * np.cos(np.radians(lat2))
    turn = np.radians((azimuth - azimuth2 + 180) % 360 - 180)
    assert np.max(np.abs(turn) * from_axis_km) < 1 * MICROMETRE


def test_inverse_gives_geodtest_distances(rows: np.ndarray) -> None:
    lat1, lon1, _, lat2, lon2, _, s12 = rows[:7]
    distance_km, _, _ = ellipsoid.inverse(lon1, lat1, lon2, lat2)
    assert np.max(np.abs(distance_km - s12 / 1000)) < 1 * MICROMETRE


def test_inverse_azimuths_lead_there_and_back(rows: np.ndarray) -> None:
    lat1, lon1, _, lat2, lon2 = rows[:5]
    distance_km, azimuth1, azimuth2 = ellipsoid.inverse(lon1, lat1, lon2, lat2)
    lon, lat, _ = ellipsoid.direct(lon1, lat1, azimuth1, distance_km)
    assert np.max(ellipsoid.inverse(lon, lat, lon2, lat2)[0]) < 1 * MICROMETRE
    lon, lat, _ = ellipsoid.direct(lon2, lat2, azimuth2 + 180, distance_km)
    assert np.max(ellipsoid.inverse(lon, lat, lon1, lat1)[0]) < 1 * MICROMETRE


def test_direct_example_of_karney_2013() -> None:
    """Algorithms for geodesics, table 2: 10,000 km from 40 N at azimuth 30."""
    lon, lat, azimuth = ellipsoid.direct(0.0, 40.0, 30.0, 10_000.0)
    assert lon == pytest.approx(137.84490004377, abs=1e-11)
    assert lat == pytest.approx(41.79331020506, abs=1e-11)
    assert azimuth == pytest.approx(149.09016931807, abs=1e-11)


def test_nearly_antipodal_example_of_karney_2013() -> None:
    """Algorithms for geodesics, its nearly antipodal example, where older methods fail."""
    distance_km, azimuth1, azimuth2 = ellipsoid.inverse(0.0, -30.0, 179.8, 29.9)
    assert distance_km == pytest.approx(19_989.832827610, abs=1 * MICROMETRE)
    assert azimuth1 == pytest.approx(161.89052473633, abs=1e-11)
    assert azimuth2 == pytest.approx(18.09073724574, abs=1e-11)


def test_wellington_to_salamanca_of_the_geographiclib_manual() -> None:
    distance_km, _, _ = ellipsoid.inverse(174.81, -41.32, -5.50, 40.96)
    assert distance_km == pytest.approx(19_959.679267, abs=0.5 * MILLIMETRE)


@law
@given(longitudes, latitudes, azimuths, st.floats(0, 19_000))
def test_there_and_back(lon: float, lat: float, azimuth: float, distance_km: float) -> None:
    there = ellipsoid.direct(lon, lat, azimuth, distance_km)
    back = ellipsoid.direct(there[0], there[1], there[2] + 180, distance_km)
    assert ellipsoid.inverse(back[0], back[1], lon, lat)[0] < 1 * MICROMETRE
    assert ellipsoid.inverse(lon, lat, there[0], there[1])[0] == pytest.approx(
        distance_km, abs=1 * MICROMETRE
    )


def test_direct_and_inverse_broadcast() -> None:
    lon, lat, azimuth = ellipsoid.direct(129.0, 39.0, np.arange(4.0)[:, None], [10.0, 20.0, 30.0])
    assert lon.shape == lat.shape == azimuth.shape == (4, 3)
    assert ellipsoid.inverse(129.0, 39.0, lon, lat)[0] == pytest.approx(
        np.tile([10.0, 20.0, 30.0], (4, 1)), abs=1 * MICROMETRE
    )
    assert ellipsoid.direct(129.0, 39.0, 90.0, 10.0)[0].shape == ()


def test_longitude_comes_first() -> None:
    """Due east from Wonsan the longitude grows and the latitude hardly changes."""
    lon, lat, _ = ellipsoid.direct(127.5, 39.4, 90.0, 100.0)
    assert lon == pytest.approx(127.5 + 100 / (111.32 * math.cos(math.radians(39.4))), abs=0.01)
    assert lat == pytest.approx(39.4, abs=0.01)


@given(st.floats(-720, 720), latitudes)
@law
def test_longitudes_come_out_within_half_a_turn(lon: float, lat: float) -> None:
    end = ellipsoid.direct(lon, lat, 90.0, 500.0)
    assert -180 <= end[0] <= 180
    within = (lon + 180) % 360 - 180
    assert ellipsoid.inverse(*ellipsoid.direct(within, lat, 90.0, 500.0)[:2], *end[:2])[0] < (
        1 * MICROMETRE
    )


# --- sizes ---


def test_reduced_lengths_of_geodtest(rows: np.ndarray) -> None:
    lat1, lon1, azimuth1, _, _, _, s12, _, m12 = rows[:9]
    found_km = ellipsoid.reduced_length_km(lon1, lat1, azimuth1, s12 / 1000)
    assert np.max(np.abs(found_km - m12 / 1000)) < 0.1 * MILLIMETRE
    near = s12 < 5_000_000
    assert found_km[near] == pytest.approx(m12[near] / 1000, rel=1e-9, abs=1 * MICROMETRE)


@law
@given(st.one_of(latitudes, st.sampled_from([-90.0, 0.0, 1e-9, 90.0])), azimuths)
def test_reduced_length_agrees_with_geographiclib(lat: float, azimuth: float) -> None:
    distances = np.geomspace(0.1, 20_000, 16)
    found = ellipsoid.reduced_length_km(129.0, lat, azimuth, distances)
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
    lon2, lat2, azimuth2 = ellipsoid.direct(0.0, lat, azimuth, distance_km)
    there = ellipsoid.reduced_length_km(0.0, lat, azimuth, distance_km)
    back = ellipsoid.reduced_length_km(lon2, lat2, azimuth2 + 180, distance_km)
    assert there == pytest.approx(back, abs=0.1 * MILLIMETRE)


def test_reduced_length_broadcasts_and_starts_at_zero() -> None:
    found = ellipsoid.reduced_length_km(129.0, 39.0, np.arange(5.0)[:, None], [0.0, 1.0, 100.0])
    assert found.shape == (5, 3)
    assert np.all(found[:, 0] == 0)
    assert found[:, 1] == pytest.approx(1.0, abs=1 * MILLIMETRE)
    assert ellipsoid.reduced_length_km(np.zeros((7, 1)), 39.0, 10.0, [1.0, 2.0]).shape == (7, 2)


def test_the_whole_earth_has_its_published_area() -> None:
    """NIMA TR8350.2 (2000), table 3.3: the sphere of equal area has a radius of 6371007.1809 m."""
    lon, lat = np.array([-180.0, 180.0, 180.0, -180.0]), np.array([-90.0, -90.0, 90.0, 90.0])
    earth_km2 = 4 * math.pi * 6371.0071809**2
    assert ellipsoid.ring_area_km2(lon, lat) == pytest.approx(earth_km2, abs=0.02)
    assert ellipsoid.ring_area_km2(lon[::-1], lat[::-1]) == pytest.approx(-earth_km2, abs=0.02)


def test_a_ring_may_repeat_its_first_vertex_or_not() -> None:
    lon, lat = np.array([128.0, 130.0, 129.0, 128.0]), np.array([38.0, 38.5, 40.0, 38.0])
    assert ellipsoid.ring_area_km2(lon, lat) == ellipsoid.ring_area_km2(lon[:-1], lat[:-1]) > 0


def test_several_polygons_add_up_and_holes_are_taken_out() -> None:
    one, other = disc(129.0, 39.0, 100.0), band(-60.0, -20.0, 100.0, 300.0)
    clockwise = Polygon(other.exterior.coords[::-1], [other.interiors[0].coords[::-1]])
    whole = ellipsoid.polygon_area_km2(MultiPolygon([one, clockwise]))
    filled = ellipsoid.polygon_area_km2(Polygon(other.exterior))
    hole = ellipsoid.polygon_area_km2(Polygon(other.interiors[0]))
    assert whole == pytest.approx(ellipsoid.polygon_area_km2(one) + filled - hole, rel=1e-12)
    assert hole == pytest.approx(math.pi * 100**2, rel=0.01)


def test_nothing_has_no_area_and_a_line_is_refused() -> None:
    assert ellipsoid.polygon_area_km2(Polygon()) == 0.0
    assert ellipsoid.polygon_area_km2(MultiPolygon()) == 0.0
    with pytest.raises(InputError, match=r"got a LineString: .*wants a Polygon or a MultiPolygon"):
        ellipsoid.polygon_area_km2(LineString([(129, 39), (130, 39), (130, 40)]))


@law
@given(bands())
def test_ring_areas_agree_with_proj(figure: Band) -> None:
    """PROJ's edges are geodesics: straight ones are cut short for it, and count as straight.

    Of a ring that runs along a pole it may give the area outside, less the Earth.
    """
    disc_km2 = ellipsoid.polygon_area_km2(disc(*figure.centre, figure.outer_km))
    allowed_km2 = 1e-4 * disc_km2 + 1e-6
    for part in shapely.get_parts(band(*figure)):
        for ring in (part.exterior, *part.interiors):
            found_km2 = ellipsoid.ring_area_km2(*shapely.get_coordinates(ring).T)
            fine = shapely.get_coordinates(shapely.segmentize(ring, 0.2))
            off_km2 = found_km2 - WGS84.polygon_area_perimeter(*fine.T)[0] / 1e6
            assert abs(off_km2 - EARTH_KM2 * round(off_km2 / EARTH_KM2)) < allowed_km2


# --- curvature ---


def test_radii_of_curvature_are_the_published_ones() -> None:
    """NIMA TR8350.2 (2000), table 3.3: 6399593.6258 m at the poles, a and b^2/a at the equator."""
    along, across = ellipsoid.radii_of_curvature_km([0.0, 90.0, -90.0])
    assert across == pytest.approx([6378.137, 6399.5936258, 6399.5936258], abs=1e-7)
    assert along == pytest.approx([6335.439327, 6399.5936258, 6399.5936258], abs=1e-6)


@law
@given(st.floats(-89.9, 89.9))
def test_radii_of_curvature_turn_short_steps_into_degrees(lat: float) -> None:
    along, across = ellipsoid.radii_of_curvature_km(lat)
    north = ORACLE.Direct(lat, 0.0, 0.0, 10.0)
    east = ORACLE.Direct(lat, 0.0, 90.0, 10.0)
    assert math.radians(north["lat2"] - lat) * along * 1000 == pytest.approx(10.0, rel=1e-5)
    turned = math.radians(east["lon2"]) * math.cos(math.radians(lat))
    assert turned * across * 1000 == pytest.approx(10.0, rel=1e-5)


# --- what is refused ---


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_values_that_are_not_finite_are_refused_with_the_value(value: float) -> None:
    for problem in (ellipsoid.direct, ellipsoid.reduced_length_km, ellipsoid.inverse):
        for position in range(4):
            values = [10.0, 20.0, 30.0, 40.0]
            values[position] = value
            with pytest.raises(GeodesyRangeError, match=rf"got .*{value:g}"):
                problem(*values)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: ellipsoid.direct(39.0, 129.0, 0, 1), r"latitude 129: .*the order is \(lon, lat\)"),
        (lambda: ellipsoid.inverse(0, 0, 0, [1, 91]), r"latitude 91"),
        (lambda: ellipsoid.direct(0, 0, 0, [5, -7]), r"distance -7 km: .*turn the azimuth by 180"),
        (lambda: ellipsoid.reduced_length_km(0, 0, 0, -1), r"distance -1 km"),
        (lambda: ellipsoid.check_azimuths(np.array([1, np.nan])), r"azimuth nan: .*clockwise"),
        (
            lambda: ellipsoid.check_places(np.array([0.0]), np.array([-90.1])),
            r"latitude -90\.1: latitudes lie in \[-90, 90\]",
        ),
    ],
)
def test_errors_say_what_was_got_and_what_was_wanted(call: object, words: str) -> None:
    with pytest.raises(GeodesyRangeError, match=words):
        call()  # type: ignore[operator]


def test_every_public_function_is_exported() -> None:
    own = {name for name, value in vars(ellipsoid).items() if is_own_function(value)}
    assert {name for name in own if not name.startswith("_")} == {
        name for name in ellipsoid.__all__ if is_own_function(getattr(ellipsoid, name))
    }


def is_own_function(value: object) -> bool:
    return callable(value) and getattr(value, "__module__", "") == ellipsoid.__name__


# --- places in space ---


@law
@given(longitudes, latitudes, st.floats(0, 40_000))
def test_places_in_space_are_those_of_proj(lon: float, lat: float, height: float) -> None:
    to_space = Transformer.from_crs("EPSG:4979", "EPSG:4978", always_xy=True)
    theirs = np.array(to_space.transform(lon, lat, height * 1000)) / 1000
    assert np.abs(np.array(ellipsoid.position_km(lon, lat, height)) - theirs).max() < MILLIMETRE
