"""One orbit through two places in space, by how high it rises: the ellipse behind a vacuum arc.

Gravity is that of a point, and space does not turn: the axes are those of the Earth at the moment
of launch. Angles in radians, lengths in km, times in seconds; all of it is vectorised, and what
does not exist comes out as nan.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geolaunch.geodesy.ellipsoid import FloatArray
from geolaunch.trajectory.geocentric import (
    GM_KM3_S2,
    TURN_RAD_S,
    Vector,
    dot,
    geodetic,
    less,
    normal,
    plus,
    scaled,
)

__all__ = [
    "ELLIPSE_ROWS",
    "Ellipse",
    "along",
    "duration_s",
    "ellipse_of",
    "ellipse_through",
    "height_at_apex_km",
    "rises",
    "rows_of",
]

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
    """Return the orbit through two places in space whose highest point, between them, is told.

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


def _angle(one: Vector, other: Vector) -> FloatArray:
    """Return the angle between vectors in radians, sharp for small ones too."""
    across = (
        one[1] * other[2] - one[2] * other[1],
        one[2] * other[0] - one[0] * other[2],
        one[0] * other[1] - one[1] * other[0],
    )
    return np.asarray(np.arctan2(np.sqrt(dot(across, across)), dot(one, other)))


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
    return np.stack([np.ravel(each) for each in flat])


def ellipse_of(rows: FloatArray) -> Ellipse:
    """Return rows as an ellipse."""
    a, b, e, x1, y1, z1, x2, y2, z2, start, stop, apex = rows
    return Ellipse(a, b, e, (x1, y1, z1), (x2, y2, z2), start, stop, apex)
