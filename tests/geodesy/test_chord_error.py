"""How far straight edges leave a curve, held against the inverse problem along each edge."""

from __future__ import annotations

import math

import numpy as np
import pytest
from helpers.geodesy_strategies import (
    MICROMETRE,
    Figure,
    along_edges,
    along_mercator_edges,
    figures,
    law,
    off_km,
    to_pole_km,
)
from hypothesis import assume, given
from hypothesis import strategies as st

from geolaunch.geodesy import chord_error as chords
from geolaunch.geodesy.chord_error import chord_error_km, short_chord_error_km
from geolaunch.geodesy.ellipsoid import direct, inverse
from geolaunch.geodesy.sampling import Trace


def ring_at(lat: float, radius_km: float, azimuth_deg: np.ndarray) -> Trace:
    """Return places on the eastern half of a ring and its tangents there."""
    lon, end_lat, forward = direct(0.0, lat, azimuth_deg, radius_km)
    return np.abs(lon), end_lat, forward + 90


def worst_km(figure: Figure, lon: np.ndarray, lat: np.ndarray) -> float:
    """Return how far the worst place on an edge lies off a ring about longitude 0, in any chart."""
    about = Figure(0.0, figure.lat, figure.radius_km)
    rows = np.column_stack([lon, lat])
    return max(off_km(about, along_edges(rows)), off_km(about, along_mercator_edges(rows)))


@law
@given(figures(10.0, 15_000.0), st.floats(20, 160), st.floats(0.5, 2))
def test_the_error_of_a_short_edge_is_what_the_inverse_problem_measures(
    figure: Figure, azimuth: float, span: float
) -> None:
    lon, lat, tangent = ring_at(figure.lat, figure.radius_km, np.array([azimuth, azimuth + span]))
    assume(np.max(np.abs(lat)) < 80 and abs(lon[1] - lon[0]) < 10)
    length_km = float(inverse(lon[0], lat[0], lon[1], lat[1])[0])
    wanted_km = worst_km(figure, lon, lat)
    found_km = float(chord_error_km(lon, lat, tangent)[0])
    assert found_km == pytest.approx(wanted_km, rel=0.02, abs=1e-6 * length_km)
    about_km = float(short_chord_error_km(lon, lat, tangent)[0])
    assert about_km == pytest.approx(wanted_km, rel=0.2, abs=1e-5 * length_km)


@law
@given(
    st.floats(-80, 80),
    st.sampled_from([-90.0, 90.0]),
    st.floats(-3, 2.5).map(lambda power: 10.0**power),
    st.sampled_from([-1, 1]),
    st.floats(-3, 2.5).map(lambda power: 10.0**power),
    st.floats(-3, 2.5).map(lambda power: 10.0**power),
)
def test_an_edge_about_a_pole_is_not_measured_too_short(
    lat: float, pole: float, gap_km: float, side: int, before_km: float, after_km: float
) -> None:
    """It begins and ends a metre to 300 km from where the ring passes, and may turn by 90 degrees.

    Straight in (lon, lat) it is a piece of a spiral there, and no short edge of anything.
    """
    radius_km = to_pole_km(lat, pole) + side * gap_km
    assume(500 < radius_km < 19_500)
    across_km = 6371 * math.sin(radius_km / 6371)
    passed = 0.0 if pole > 0 else 180.0
    ends = np.sort(np.abs(passed - np.degrees(np.array([before_km, after_km]) / across_km)))
    assume(ends[1] - ends[0] > 1e-6)
    lon, end_lat, tangent = ring_at(lat, radius_km, ends)
    wanted_km = worst_km(Figure(0.0, lat, radius_km), lon, end_lat)
    found_km = float(chord_error_km(lon, end_lat, tangent)[0])
    assert found_km >= 0.96 * wanted_km - 1 * MICROMETRE
    if np.min(np.abs(end_lat)) > 85:  # else Mercator counts for all of the edge
        assert found_km <= 1.05 * wanted_km + 1e-4 * abs(before_km - after_km)


def test_an_edge_half_round_a_pole_is_off_by_its_distance_from_it() -> None:
    """A straight line through the pole, drawn as half a parallel."""
    half = np.array([0.0, 180.0]), np.array([89.0, 89.0]), np.array([0.0, 180.0])
    to_the_pole_km = float(inverse(0.0, 89.0, 0.0, 90.0)[0])
    assert chord_error_km(*half)[0] == pytest.approx(to_the_pole_km, rel=0.01)


def test_an_edge_that_turns_back_on_its_curve_tells_nothing_but_its_length() -> None:
    lon, lat = np.array([10.0, 12.0]), np.array([50.0, 50.0])
    length_km = float(inverse(10.0, 50.0, 12.0, 50.0)[0])
    found = chord_error_km(lon, lat, np.array([270.0, 90.0]))
    assert found[0] == pytest.approx(length_km, rel=1e-3)


def test_edges_of_many_curves_are_measured_at_once() -> None:
    azimuths = np.array([10.0, 25.0, 60.0, 110.0])
    one, other = ring_at(39.0, 5500.0, azimuths), ring_at(-20.0, 12_000.0, azimuths)
    both = chord_error_km(*(np.array(pair) for pair in zip(one, other, strict=True)))
    assert both.shape == (2, 3)
    for found, alone in zip(both, (one, other), strict=True):
        assert found == pytest.approx(chord_error_km(*alone), rel=1e-12)


def test_what_is_straight_in_both_charts_has_no_error() -> None:
    meridian = chord_error_km(np.zeros(3), np.array([0.0, 40.0, 80.0]), np.zeros(3))
    assert meridian == pytest.approx([0, 0], abs=1e-9)
    parallel = chord_error_km(np.array([0.0, 60.0, 120.0]), np.full(3, 50.0), np.full(3, 90.0))
    assert parallel == pytest.approx([0, 0], abs=1e-9)


def test_a_rhumb_line_is_straight_in_mercator_and_bent_in_lon_lat() -> None:
    """Measured apart: halfway up in latitude the rhumb line is not halfway in longitude."""
    lat = np.array([40.0, 60.0])
    height = np.arcsinh(np.tan(np.radians(lat)))
    lon = np.degrees(height - height[0])  # at 45 degrees
    middle = np.arcsinh(math.tan(math.radians(50.0))) - height[0]
    aside_deg = abs((lon[0] + lon[1]) / 2 - math.degrees(middle)) * math.cos(math.radians(50.0))
    aside_km = aside_deg * 111.2 * math.sqrt(0.5)  # the line runs north-east
    found = chord_error_km(lon, lat, np.array([45.0, 45.0]))
    assert found[0] == pytest.approx(aside_km, rel=0.1)


def test_beyond_85_degrees_mercator_does_not_count() -> None:
    """North-west by north a straight edge in (lon, lat) is bent only for Mercator."""
    lat, lon = np.array([86.0, 88.0]), np.array([0.0, 20.0])
    azimuths = np.degrees(np.arctan2(10 * np.cos(np.radians(lat)), 1.0))
    assert chord_error_km(lon, lat, azimuths)[0] < 0.5
    lower = np.degrees(np.arctan2(10 * np.cos(np.radians(lat - 4)), 1.0))
    assert chord_error_km(lon, lat - 4, lower)[0] > 2


def test_every_public_name_is_exported() -> None:
    own = {
        name
        for name, value in vars(chords).items()
        if callable(value) and getattr(value, "__module__", "") == chords.__name__
    }
    assert {name for name in own if not name.startswith("_")} == set(chords.__all__)
