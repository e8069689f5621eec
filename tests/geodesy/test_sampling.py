"""Vertices on curves: as few as keep straight edges on them, measured by the inverse problem."""

from __future__ import annotations

import math

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from helpers.geodesy_strategies import (
    HALF_MERIDIAN_KM,
    METRE,
    MICROMETRE,
    Figure,
    along_edges,
    along_mercator_edges,
    distances_km,
    equal_error_edges,
    figures,
    latitudes,
    law,
    off_km,
    promised_km,
    tolerances_km,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from geolaunch.geodesy import sampling as tracing
from geolaunch.geodesy.ellipsoid import direct, inverse
from geolaunch.geodesy.sampling import Trace, half_rings, pole_distances_km, trace

NEAR_KM = 19_950.0  # beyond, parts of a ring have been overtaken: see test_geodesy.py
LEAST_EDGES = 18  # of half a ring


MEETS_KM = 1e-6


def to_pole_km(figure: Figure) -> float:
    """Return how near a ring comes to a pole."""
    north_km = float(distances_km((0.0, figure.lat), np.array([[0.0, 90.0]]))[0])
    return min(abs(figure.radius_km - each) for each in (north_km, HALF_MERIDIAN_KM - north_km))


def half_ring(figure: Figure, tolerance_km: float) -> np.ndarray:
    """Return the (lon, lat) rows of one half ring, longitudes from the centre's."""
    half = half_rings(*(np.array([each]) for each in (*figure[1:], tolerance_km)))
    assert half.first.tolist() == [0, len(half.lon_deg)]
    return np.column_stack([half.lon_deg, half.lat_deg])


def ring_at(lat: float, radius_km: float, azimuth_deg: np.ndarray) -> Trace:
    """Return places on the eastern half of a ring and its tangents there."""
    lon, end_lat, forward = direct(0.0, lat, azimuth_deg, radius_km)
    return np.abs(lon), end_lat, forward + 90


# --- poles ---


@law
@given(latitudes)
def test_pole_distances_are_geographiclibs(lat: float) -> None:
    north, south = pole_distances_km(np.array([lat]))
    for found, pole in ((north, 90.0), (south, -90.0)):
        wanted = Geodesic.WGS84.Inverse(lat, 0.0, pole, 0.0)["s12"] / 1000
        assert found[0] == pytest.approx(wanted, abs=1 * MICROMETRE)


def test_the_half_meridian_is_geographiclibs() -> None:
    found = Geodesic.WGS84.Inverse(-90.0, 0.0, 90.0, 0.0)["s12"] / 1000
    assert pytest.approx(found, abs=1 * MICROMETRE) == tracing.HALF_MERIDIAN_KM
    assert pytest.approx(HALF_MERIDIAN_KM, abs=1 * MICROMETRE) == tracing.HALF_MERIDIAN_KM


# --- half rings ---


@law
@given(figures(0.001, NEAR_KM), tolerances_km)
def test_half_rings_lie_on_the_ring_and_their_edges_within_the_tolerance(
    figure: Figure, asked_km: float | None
) -> None:
    tolerance_km = promised_km(figure.radius_km, asked_km)
    rows = half_ring(figure, tolerance_km)
    about = Figure(0.0, figure.lat, figure.radius_km)
    assert off_km(about, rows) < 1 * MICROMETRE
    allowed_km = tolerance_km + 1 * MICROMETRE
    assert off_km(about, along_edges(rows)) <= allowed_km
    assert off_km(about, along_mercator_edges(rows)) <= allowed_km
    assert np.min(rows[:, 0]) >= 0
    assert np.max(rows[:, 0]) <= 180


@law
@given(figures(0.001, NEAR_KM))
def test_half_rings_run_from_north_to_south(figure: Figure) -> None:
    rows = half_ring(figure, promised_km(figure.radius_km, None))
    for row, azimuth in ((rows[0], 0.0), (rows[-1], 180.0)):
        end = direct(0.0, figure.lat, azimuth, figure.radius_km)
        assert inverse(*row, *end[:2])[0] < 1 * MICROMETRE
    half = half_rings(*(np.array([each]) for each in (*figure[1:], 1.0)))
    to_poles = np.concatenate(pole_distances_km(np.array([figure.lat])))
    assert [half.holds_north[0], half.holds_south[0]] == (figure.radius_km > to_poles).tolist()


@pytest.mark.slow
@law
@given(figures(0.1, NEAR_KM), tolerances_km)
def test_a_ring_has_hardly_more_edges_than_equal_error_needs(
    figure: Figure, asked_km: float | None
) -> None:
    tolerance_km = max(promised_km(figure.radius_km, asked_km), 1e-3 * METRE)
    edges = 2 * len(half_ring(figure, tolerance_km)) - 2
    needed = equal_error_edges(figure, tolerance_km, least=2 * LEAST_EDGES)
    # Edges are placed for 0.8 of the tolerance, so 1.12 times as many; a few more mend what misses.
    # Right at a pole an edge is off by more than the sum of its parts: some more are halved there.
    halved = 8 if to_pole_km(figure) > 100 else 24
    assert edges <= 1.2 * needed + halved


@law
@given(figures(100.0, NEAR_KM))
def test_a_ring_with_every_other_vertex_is_out_of_the_tolerance(figure: Figure) -> None:
    """Twice the edge is four times the error, so there was no room to spare."""
    assume(to_pole_km(figure) > MEETS_KM)
    tolerance_km = promised_km(figure.radius_km, None)
    rows = half_ring(figure, tolerance_km)
    assume(len(rows) > 2 * LEAST_EDGES)
    half = rows[::2]
    about = Figure(0.0, figure.lat, figure.radius_km)
    worst_km = max(off_km(about, along_edges(half)), off_km(about, along_mercator_edges(half)))
    assert worst_km > 2 * tolerance_km


def test_5500_km_from_39_n_takes_a_fifth_of_even_spacing() -> None:
    """It passes 183 km from the pole: 2,745 evenly spaced vertices for 100 m in (lon, lat).

    (Somewhat fewer where one stands due north, as here.)
    By equal error in (lon, lat) alone 402; for edges straight in Mercator 875 even ones.
    """
    figure = Figure(126.0, 39.0, 5500.0)
    assert equal_error_edges(figure, 0.1, mercator=False) == pytest.approx(402, rel=0.02)
    edges = 2 * len(half_ring(figure, 0.1)) - 2
    assert edges <= 2745 / 5
    assert edges < 875
    assert _even_edges(figure, 0.1) == pytest.approx(2745, rel=0.1)


def _even_edges(figure: Figure, tolerance_km: float) -> int:
    """Return how many even steps of azimuth keep edges straight in (lon, lat) in the tolerance."""
    low, high = 16, 2**14
    while high - low > 1:
        middle = (low + high) // 2
        turns = np.arange(middle + 1) * (360 / middle)
        lon, lat, _ = direct(0.0, figure.lat, turns, figure.radius_km)
        rows = np.column_stack([np.degrees(np.unwrap(np.radians(lon))), lat])
        worst_km = off_km(Figure(0.0, figure.lat, figure.radius_km), along_edges(rows))
        low, high = (low, middle) if worst_km <= tolerance_km else (middle, high)
    return high


def test_many_half_rings_are_those_one_by_one() -> None:
    """More than one chunk of them, of all kinds."""
    random = np.random.default_rng(7)
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, 600)))
    radius = np.exp(random.uniform(0, math.log(NEAR_KM), 600))
    tolerance = np.maximum(0.1, 1e-4 * radius)
    many = half_rings(lat, radius, tolerance)
    assert many.first[0] == 0
    assert many.first[-1] == len(many.lon_deg) == len(many.lat_deg)
    for n in range(0, 600, 7):
        one = half_rings(lat[n : n + 1], radius[n : n + 1], tolerance[n : n + 1])
        where = slice(many.first[n], many.first[n + 1])
        assert many.lon_deg[where] == pytest.approx(one.lon_deg, abs=1e-9)
        assert many.lat_deg[where] == pytest.approx(one.lat_deg, abs=1e-9)
        assert many.holds_north[n] == one.holds_north[0]
        assert many.holds_south[n] == one.holds_south[0]


# --- one curve ---


@pytest.mark.slow
@law
@given(figures(1.0, 15_000.0), st.floats(1, 179), tolerances_km)
def test_a_traced_geodesic_stays_within_the_tolerance(
    figure: Figure, azimuth: float, asked_km: float | None
) -> None:
    lat = min(max(figure.lat, -89.0), 89.0)
    tolerance_km = promised_km(figure.radius_km, asked_km)

    def place(distance_km: np.ndarray) -> Trace:
        return direct(0.0, lat, azimuth, distance_km)

    def continuous(distance_km: np.ndarray) -> Trace:
        lon, end_lat, forward = place(distance_km)
        return np.where(lon < -90, lon + 360, lon), end_lat, forward

    lon, end_lat, _ = trace(continuous, 0.0, figure.radius_km, tolerance_km, 2)
    rows = np.column_stack([lon, end_lat])
    ends = place(np.array([0.0, figure.radius_km]))
    assert inverse(*rows[0], ends[0][0], ends[1][0])[0] < 1 * MICROMETRE
    assert inverse(*rows[-1], ends[0][1], ends[1][1])[0] < 1 * MICROMETRE
    for places in (along_edges(rows), along_mercator_edges(rows)):
        assert _aside_km(lat, azimuth, places) <= tolerance_km + 1 * MICROMETRE


def _aside_km(lat: float, azimuth: float, places: np.ndarray) -> float:
    """Return how far the worst place lies aside of the geodesic from (0, lat) at an azimuth.

    On a sphere it would be asin(sin d sin(turn)); here by that, then by Newton's steps along it.
    """
    if len(places) == 0:
        return 0.0
    along_km = inverse(0.0, lat, places[:, 0], places[:, 1])[0]
    for _ in range(4):
        lon, end_lat, forward = direct(0.0, lat, azimuth, along_km)
        off, towards, _ = inverse(lon, end_lat, places[:, 0], places[:, 1])
        along_km = np.maximum(along_km + off * np.cos(np.radians(towards - forward)), 0.0)
    lon, end_lat, _ = direct(0.0, lat, azimuth, along_km)
    return float(np.max(inverse(lon, end_lat, places[:, 0], places[:, 1])[0]))


def test_a_parallel_is_traced_with_the_least_edges() -> None:
    def parallel(lon_deg: np.ndarray) -> Trace:
        return lon_deg, np.full_like(lon_deg, 50.0), np.full_like(lon_deg, 90.0)

    lon, lat, _ = trace(parallel, 0.0, 170.0, 0.1, 5)
    assert lon == pytest.approx(np.linspace(0, 170, 6))
    assert np.all(lat == 50.0)


def test_traced_rings_agree_with_half_rings() -> None:
    """The same ring by the way for one curve and by the way for many."""
    figure, tolerance_km = Figure(0.0, 39.0, 5500.0), 0.1
    lon, lat, _ = trace(
        lambda azimuth: ring_at(39.0, 5500.0, np.clip(azimuth, 0, 180)), 0.0, 180.0, 0.1, 18
    )
    rows = np.column_stack([lon, lat])
    assert off_km(figure, along_edges(rows)) <= tolerance_km
    assert len(rows) == pytest.approx(len(half_ring(figure, tolerance_km)), rel=0.1)
    assert np.max(np.abs(distances_km((0.0, 39.0), rows) - 5500)) < 1 * MICROMETRE


def test_every_public_name_is_exported() -> None:
    own = {
        name
        for name, value in vars(tracing).items()
        if callable(value) and getattr(value, "__module__", "") == tracing.__name__
    }
    assert {name for name in own if not name.startswith("_")} == {
        name
        for name in tracing.__all__
        if getattr(getattr(tracing, name), "__module__", "") == tracing.__name__
    }
