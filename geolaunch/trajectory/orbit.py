"""One orbit through two places in space, by how high it rises: the ellipse behind a vacuum arc.

Gravity is that of a point, and space does not turn: the axes are those of the Earth at the moment
of launch. Angles in radians, lengths in km, times in seconds; all of it is vectorised, and what
does not exist comes out as nan.

Places in space are Earth-centred x, y, z: the x axis runs through lon 0 on the equator, z through
the north pole, and both turn with the Earth. Longitudes and latitudes are in degrees, heights over
the ellipsoid, along its normal, never over a sphere.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geolaunch.constants import E2, EQUATOR_RADIUS_KM, FLATTENING, POLAR_RADIUS_KM
from geolaunch.geodesy.ellipsoid import FloatArray

__all__ = [
    "ELLIPSE_ROWS",
    "GM_KM3_S2",
    "TURN_RAD_S",
    "Ellipse",
    "Vector",
    "along",
    "dot",
    "duration_s",
    "ellipse_of",
    "ellipse_through",
    "geodetic",
    "height_at_apex_km",
    "less",
    "normal",
    "plus",
    "rises",
    "rows_of",
    "scaled",
    "turned",
]

# NIMA TR8350.2 (2000), tables 3.1 and 3.2: the gravitation of the whole Earth, and its rotation.
GM_KM3_S2 = 398600.4418
TURN_RAD_S = 7.292115e-5


_EP2_B_KM = E2 / (1 - E2) * POLAR_RADIUS_KM


Vector = tuple[FloatArray, FloatArray, FloatArray]


ELLIPSE_ROWS = 12


@dataclass(frozen=True, slots=True)
class Ellipse:
    """The orbit in space, in axes that are those of the Earth at the moment of launch.

    A place on it is `semi_major_km * (cos(psi) + eccentricity)` along the unit vector `outward`,
    from the Earth's centre to the orbit's highest point, and `semi_minor_km * sin(psi)` along
    `onward`, the way of flight there; psi, the eccentric anomaly from that point, runs from
    `start_rad` (below 0) to `stop_rad`, and is `apex_rad` at the greatest height over the ground.
    """

    semi_major_km: FloatArray
    semi_minor_km: FloatArray
    eccentricity: FloatArray
    outward: Vector
    onward: Vector
    start_rad: FloatArray
    stop_rad: FloatArray
    apex_rad: FloatArray


def ellipse_through(site: Vector, target: Vector, top_km: FloatArray) -> Ellipse:
    """Return the orbit through two places in space whose highest point, between them, is known.

    With k the ratio of the highest radius to that of a place, and phi the angle between the two,
    r = p / (1 - e cos phi) gives e = (k - 1) / (k - cos phi) at either place; both together are a
    linear equation in the sine and the cosine of the angle from the site to the highest point.
    """
    radius1, radius2 = np.sqrt(dot(site, site)), np.sqrt(dot(target, target))
    up = scaled(site, 1 / radius1)
    angle = _angle(site, target)
    ahead = scaled(less(scaled(target, 1 / radius2), scaled(up, np.cos(angle))), 1 / np.sin(angle))
    over1, over2 = (top_km - radius1) / radius1, (top_km - radius2) / radius2
    cosine, sine = over1 * np.cos(angle) - over2, over1 * np.sin(angle)
    before = np.arctan2(sine, cosine) - np.arccos((over1 - over2) / np.hypot(cosine, sine))
    bend = 2 * np.sin(before / 2) ** 2
    eccentricity, roundness = over1 / (over1 + bend), bend / (over1 + bend)  # e and 1 - e
    semi_major = top_km / (1 + eccentricity)
    start, stop = (
        2 * np.arctan2(np.sqrt(1 + eccentricity) * np.sin(phi), np.sqrt(roundness) * np.cos(phi))
        for phi in (-before / 2, (angle - before) / 2)
    )
    outward = plus(scaled(up, np.cos(before)), scaled(ahead, np.sin(before)))
    onward = less(scaled(ahead, np.cos(before)), scaled(up, np.sin(before)))
    semi_minor = semi_major * np.sqrt((1 + eccentricity) * roundness)
    lying = Ellipse(
        semi_major, semi_minor, eccentricity, outward, onward, start, stop, np.zeros_like(start)
    )
    return replace(lying, apex_rad=_apex_rad(lying))


def _apex_rad(ellipse: Ellipse) -> FloatArray:
    """Return where an orbit is highest over the ellipsoid, as an eccentric anomaly from its top.

    There the way of flight is level with the ground below. The Earth's flattening tilts the ground
    by up to 0.2 degrees; three Newton steps on that leave less than a micrometre in height.
    """
    turn = np.zeros_like(ellipse.eccentricity)
    for _ in range(3):
        up, _ = normal(_place(ellipse, turn))
        level = np.arctan2(
            ellipse.semi_minor_km * dot(ellipse.onward, up),
            ellipse.semi_major_km * dot(ellipse.outward, up),
        )
        turn = turn + (level - turn) / ellipse.eccentricity
    return turn


def rises(ellipse: Ellipse, site: Vector, target: Vector) -> NDArray[np.bool_]:
    """Tell whether orbits leave the ground upwards at the site and meet it downwards."""
    ends = ((site, ellipse.start_rad, 1), (target, ellipse.stop_rad, -1))
    climbs = [sign * dot(_way(ellipse, turn), normal(at)[0]) > 0 for at, turn, sign in ends]
    return (ellipse.start_rad < 0) & (ellipse.stop_rad > 0) & climbs[0] & climbs[1]


def _angle(a: Vector, b: Vector) -> FloatArray:
    """Return the angle between vectors in radians, sharp for small ones too."""
    across = (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )
    return np.asarray(np.arctan2(np.sqrt(dot(across, across)), dot(a, b)))


# --- along the orbit ---


def _place(ellipse: Ellipse, turn_rad: FloatArray) -> Vector:
    """Return where an orbit is at eccentric anomalies from its top, in space."""
    out = ellipse.semi_major_km * (np.cos(turn_rad) + ellipse.eccentricity)
    on = ellipse.semi_minor_km * np.sin(turn_rad)
    return plus(scaled(ellipse.outward, out), scaled(ellipse.onward, on))


def _way(ellipse: Ellipse, turn_rad: FloatArray) -> Vector:
    """Return the way of flight there, of no set length."""
    out = -ellipse.semi_major_km * np.sin(turn_rad)
    on = ellipse.semi_minor_km * np.cos(turn_rad)
    return plus(scaled(ellipse.outward, out), scaled(ellipse.onward, on))


def _since_top_s(ellipse: Ellipse, turn_rad: FloatArray) -> FloatArray:
    """Return the time since the highest point: Kepler's equation, explicit this way round."""
    radian_s = ellipse.semi_major_km * np.sqrt(ellipse.semi_major_km / GM_KM3_S2)
    return radian_s * (turn_rad + ellipse.eccentricity * np.sin(turn_rad))


def duration_s(ellipse: Ellipse) -> FloatArray:
    """Return the time from site to impact, s."""
    return _since_top_s(ellipse, ellipse.stop_rad) - _since_top_s(ellipse, ellipse.start_rad)


def along(ellipse: Ellipse, turn_rad: FloatArray) -> FloatArray:
    """Return the rows of `Track` at eccentric anomalies from the top."""
    x, y, z = _place(ellipse, turn_rad)
    time = _since_top_s(ellipse, turn_rad) - _since_top_s(ellipse, ellipse.start_rad)
    axis2 = x**2 + y**2
    lat, height = geodetic(np.sqrt(axis2), z)
    lon = np.degrees(np.arctan2(y, x) - TURN_RAD_S * time)
    # Vis viva, less what the turning ground moves along: |v - w x r|² = v² - 2 w Hz + w² (x² + y²).
    about_axis = ellipse.outward[0] * ellipse.onward[1] - ellipse.outward[1] * ellipse.onward[0]
    momentum = ellipse.semi_minor_km * np.sqrt(GM_KM3_S2 / ellipse.semi_major_km) * about_axis
    square = GM_KM3_S2 * (2 / np.sqrt(axis2 + z**2) - 1 / ellipse.semi_major_km)
    square = square - 2 * TURN_RAD_S * momentum + TURN_RAD_S**2 * axis2
    return np.stack([lon - 360 * np.round(lon / 360), lat, height, time, np.sqrt(square)])


def height_at_apex_km(ellipse: Ellipse) -> FloatArray:
    """Return the greatest height of orbits over the ellipsoid, in km."""
    return normal(_place(ellipse, ellipse.apex_rad))[1]


# --- rows of plain arrays ---


def rows_of(ellipse: Ellipse) -> FloatArray:
    """Return an ellipse as rows of flat arrays."""
    flat = (
        ellipse.semi_major_km,
        ellipse.semi_minor_km,
        ellipse.eccentricity,
        *ellipse.outward,
        *ellipse.onward,
        ellipse.start_rad,
        ellipse.stop_rad,
        ellipse.apex_rad,
    )
    return np.stack([np.ravel(values) for values in flat])


def ellipse_of(rows: FloatArray) -> Ellipse:
    """Return rows as an ellipse."""
    a, b, e, x1, y1, z1, x2, y2, z2, start, stop, apex = rows
    return Ellipse(a, b, e, (x1, y1, z1), (x2, y2, z2), start, stop, apex)


# --- places in space ---


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


def dot(a: Vector, b: Vector) -> FloatArray:
    """Return the scalar product of vectors."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def plus(a: Vector, b: Vector) -> Vector:
    """Return the sum of vectors."""
    return a[0] + b[0], a[1] + b[1], a[2] + b[2]


def less(a: Vector, b: Vector) -> Vector:
    """Return the difference of vectors."""
    return a[0] - b[0], a[1] - b[1], a[2] - b[2]


def scaled(vector: Vector, by: FloatArray) -> Vector:
    """Return vectors times numbers."""
    return vector[0] * by, vector[1] * by, vector[2] * by
