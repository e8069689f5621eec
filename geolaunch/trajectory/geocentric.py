"""Places in space: (lon, lat, height over WGS84) and Earth-centred x, y, z, there and back.

Degrees on every angle, kilometres on every length. The x axis runs through lon 0 on the equator, z
through the north pole, and both turn with the Earth. Heights are over the ellipsoid, along its
normal; no height is told from a sphere. All of it is vectorised.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from pyproj import Geod

from geolaunch.constants import E2, EQUATOR_RADIUS_KM, FLATTENING, POLAR_RADIUS_KM
from geolaunch.geodesy.ellipsoid import FloatArray

__all__ = [
    "GM_KM3_S2",
    "TURN_RAD_S",
    "Vector",
    "dot",
    "geodetic",
    "less",
    "normal",
    "plus",
    "position_km",
    "scaled",
    "turned",
]

# NIMA TR8350.2 (2000), tables 3.1 and 3.2: the gravitation of the whole Earth, and its rotation.
GM_KM3_S2 = 398600.4418
TURN_RAD_S = 7.292115e-5

_WGS84 = Geod(ellps="WGS84")
_EP2_B_KM = E2 / (1 - E2) * POLAR_RADIUS_KM

Vector = tuple[FloatArray, FloatArray, FloatArray]


def position_km(lon_deg: ArrayLike, lat_deg: ArrayLike, height_km: ArrayLike = 0.0) -> Vector:
    """Return Earth-centred x, y, z in km of places at a height over the ellipsoid."""
    lon, lat = np.radians(lon_deg), np.radians(lat_deg)
    height = np.asarray(height_km, dtype=np.float64)
    across = EQUATOR_RADIUS_KM / np.sqrt(1 - E2 * np.sin(lat) ** 2)
    from_axis = (across + height) * np.cos(lat)
    z = (across * (1 - E2) + height) * np.sin(lat)
    return from_axis * np.cos(lon), from_axis * np.sin(lon), z


def geodetic(from_axis_km: FloatArray, z_km: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the latitude in degrees and the height in km, by the distance from the axis and z.

    One step of B. R. Bowring ("The accuracy of geodetic latitude and height equations", Survey
    Review 28, 202-206, 1985): from the ground to 40,000 km it is good to a micrometre.
    """
    radius = np.sqrt(from_axis_km**2 + z_km**2)
    tangent = (z_km * (1 - FLATTENING)) * (
        1 + _EP2_B_KM / radius
    )  # of the parametric latitude, times
    length = np.sqrt(tangent**2 + from_axis_km**2)
    sine, cosine = tangent / length, from_axis_km / length
    north = z_km + _EP2_B_KM * sine**3
    out = from_axis_km - (E2 * EQUATOR_RADIUS_KM) * cosine**3
    length = np.sqrt(north**2 + out**2)
    sine, cosine = north / length, out / length
    height = from_axis_km * cosine + z_km * sine - EQUATOR_RADIUS_KM * np.sqrt(1 - E2 * sine**2)
    return np.degrees(np.arctan2(sine, cosine)), height


def normal(place: Vector) -> tuple[Vector, FloatArray]:
    """Return the unit vector straight up at places in space, and their height in km."""
    x, y, z = place
    from_axis = np.hypot(x, y)
    lat_deg, height_km = geodetic(from_axis, z)
    lat = np.radians(lat_deg)
    level = np.cos(lat) / np.maximum(from_axis, 1e-9)  # on the axis x and y are 0 as well
    return (x * level, y * level, np.sin(lat)), height_km


def turned(place: Vector, angle_rad: ArrayLike) -> Vector:
    """Return places turned eastward about the Earth's axis by an angle in radians."""
    x, y, z = place
    sine, cosine = np.sin(angle_rad), np.cos(angle_rad)
    return x * cosine - y * sine, x * sine + y * cosine, z


def dot(one: Vector, other: Vector) -> FloatArray:
    """Return the scalar product of vectors."""
    return one[0] * other[0] + one[1] * other[1] + one[2] * other[2]


def plus(one: Vector, other: Vector) -> Vector:
    """Return the sum of vectors."""
    return one[0] + other[0], one[1] + other[1], one[2] + other[2]


def less(one: Vector, other: Vector) -> Vector:
    """Return the difference of vectors."""
    return one[0] - other[0], one[1] - other[1], one[2] - other[2]


def scaled(one: Vector, by: FloatArray) -> Vector:
    """Return vectors times numbers."""
    return one[0] * by, one[1] * by, one[2] * by
