"""Laws of vectors and ellipses that always hold."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from geolaunch.geodesy.ellipsoid import position_km
from geolaunch.trajectory.orbit import dot, geodetic, normal, turned

METRE = 1e-3
MILLIMETRE = 1e-3 * METRE
MICROMETRE = 1e-6 * METRE

law = settings(max_examples=80, deadline=None)
longitudes, latitudes = st.floats(-180, 180), st.floats(-90, 90)
heights_km = st.floats(0, 40_000)


@law
@given(longitudes, latitudes, heights_km)
def test_there_and_back(lon: float, lat: float, height: float) -> None:
    x, y, z = position_km(lon, lat, height)
    back_lat, back_height = geodetic(np.hypot(x, y), z)
    assert abs(back_height - height) < MICROMETRE + 1e-12 * height
    assert abs(back_lat - lat) * 111 < 10 * MILLIMETRE


@law
@given(longitudes, latitudes, st.floats(0, 10_000), st.floats(0.1, 100))
def test_up_is_up(lon: float, lat: float, height: float, step_km: float) -> None:
    place = position_km(lon, lat, height)
    up, told_km = normal(place)
    assert abs(dot(up, up) - 1) < 1e-12
    assert abs(told_km - height) < MILLIMETRE
    higher = position_km(lon, lat, height + step_km)
    moved = [a + step_km * b for a, b in zip(place, up, strict=True)]
    # Within a metre of the axis up is the axis itself.
    assert np.abs(np.array(moved) - np.array(higher)).max() < 10 * MILLIMETRE


@law
@given(longitudes, latitudes, st.floats(-360, 360))
def test_a_turn_moves_the_longitude_alone(lon: float, lat: float, turn_deg: float) -> None:
    one = turned(position_km(lon, lat), np.radians(turn_deg))
    other = position_km(lon + turn_deg, lat)
    assert np.abs(np.array(one) - np.array(other)).max() < MICROMETRE
