"""Angles round the circle, and distances on a sphere, held against WGS84."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.geodesy.ellipsoid import inverse
from geolaunch.geodesy.sphere import angle_difference_deg, sphere_distance_km

ANGLES = st.floats(-720, 720)
LONGITUDES, LATITUDES = st.floats(-180, 180), st.floats(-90, 90)


@pytest.mark.parametrize(
    ("a", "b", "difference"),
    [(350, 10, -20), (10, 350, 20), (90, 90, 0), (270, 90, -180), (181, 0, -179), (-180, 0, -180)],
)
def test_a_difference_is_the_short_way_round(a: float, b: float, difference: float) -> None:
    assert angle_difference_deg(a, b) == difference


@given(ANGLES, ANGLES)
def test_a_difference_leads_from_one_angle_to_the_other(a: float, b: float) -> None:
    difference = angle_difference_deg(a, b)
    assert -180 <= difference < 180
    turn = np.radians(b + difference - a)
    assert np.cos(turn) == pytest.approx(1, abs=1e-9)


def test_angles_in_an_array_are_compared_one_by_one() -> None:
    turned = angle_difference_deg(np.array([0.0, 190.0, 359.0]), 10.0)
    assert turned.tolist() == [-10, -180, -11]


@given(LONGITUDES, LATITUDES, LONGITUDES, LATITUDES)
def test_the_sphere_is_within_its_error_of_the_ellipsoid(
    lon_a: float, lat_a: float, lon_b: float, lat_b: float
) -> None:
    on_ellipsoid = float(inverse(lon_a, lat_a, lon_b, lat_b)[0])
    on_sphere = sphere_distance_km(lon_a, lat_a, lon_b, lat_b)
    assert on_sphere == pytest.approx(on_ellipsoid, rel=0.006, abs=1e-6)
