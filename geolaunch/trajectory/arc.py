"""The vacuum arc behind the figures: one ellipse from a site to where it fell, as high as reported.

The arc is a two-body orbit in space, taken back to the turning Earth: no air, no boost, gravity as
that of a point. It leaves the ellipsoid's surface at the site and meets it at the impact, and its
apex is its greatest height over the ellipsoid. Each arc is solved from figures that were reported;
what comes out is how the flight looked, and no direction or speed to fly it with. A vacuum arc
exists for any apogee, so that there is one proves nothing about a flight.

Degrees on every angle, kilometres, seconds; (lon, lat) in that order. All of it is vectorised: give
arrays of one (broadcast) shape and the fields of the answer have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geolaunch.constants import MEAN_RADIUS_KM
from geolaunch.errors import InputError
from geolaunch.geodesy.ellipsoid import FloatArray, check_places, direct, inverse, position_km
from geolaunch.trajectory.orbit import (
    ELLIPSE_ROWS,
    TURN_RAD_S,
    Ellipse,
    along,
    dot,
    duration_s,
    ellipse_of,
    ellipse_through,
    height_at_apex_km,
    rises,
    rows_of,
    turned,
)

__all__ = [
    "FURTHEST_TURN_DEG",
    "LEAST_RANGE_KM",
    "Arc",
    "Track",
    "arc",
    "downrange_km",
    "minimum_energy_arc",
    "rotation_offset_km",
    "track",
]

LEAST_RANGE_KM = 5.0  # nearer, an arc is straight up and down, and has no direction

# Beyond this angle, that between the two places and that of the Earth's turn in the time together,
# an arc may go either way round the Earth.
FURTHEST_TURN_DEG = 170.0

# Each step leaves under a tenth of the error in time and a hundredth of that in height (the Earth
# turns slowly against a flight), so what is left after a step this short is nothing: the ground
# turns a centimetre in 0.02 ms. An arc straight up and down settles no closer, for rounding.
_MOST_STEPS = 40
_CLOSE_S = 1e-4
_CLOSE_KM = 1e-6

# So many arcs, or track points, are computed at once: their arrays stay in the processor's cache.
_BLOCK = 8192

_KM_PER_DEG = 111.2  # of a great circle, on the mean: only to tell how far round the Earth it is
_FOOT_STEPS = 4

_SEEKING = (0.2, 0.05, 0.0125)  # steps of the logarithm of the apogee of least energy
_ARC_ROWS = 7  # what `Arc` holds of numbers after the range


@dataclass(frozen=True, slots=True)
class Arc:
    """A vacuum arc over the turning Earth; every field but the last two is an array of one shape.

    `range_km` is the geodesic from site to impact. `apogee_km` is the greatest height over the
    ellipsoid, over the place `apex_lon_deg`, `apex_lat_deg`. Times count from the launch of the
    arc, without any boost. Speeds are over the turning Earth, as a radar would see them.
    `assumed` says that no apogee was given and the arc is the one of least energy.
    """

    lon_deg: FloatArray
    lat_deg: FloatArray
    impact_lon_deg: FloatArray
    impact_lat_deg: FloatArray
    range_km: FloatArray
    apogee_km: FloatArray
    apex_lon_deg: FloatArray
    apex_lat_deg: FloatArray
    apex_time_s: FloatArray
    time_s: FloatArray
    launch_speed_km_s: FloatArray
    impact_speed_km_s: FloatArray
    ellipse: Ellipse
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Track:
    """Points along arcs: arrays of the arcs' shape and one axis more, launch to impact.

    Places under the arc on the turning Earth, height over the ellipsoid, time since the launch of
    the arc, and speed over the turning Earth.
    """

    lon_deg: FloatArray
    lat_deg: FloatArray
    height_km: FloatArray
    time_s: FloatArray
    speed_km_s: FloatArray


def arc(
    lon_deg: ArrayLike,
    lat_deg: ArrayLike,
    impact_lon_deg: ArrayLike,
    impact_lat_deg: ArrayLike,
    apogee_km: ArrayLike,
) -> Arc:
    """Return the vacuum arcs from sites to where reports say it fell, as high as they say.

    Parameters
    ----------
    lon_deg, lat_deg, impact_lon_deg, impact_lat_deg : array_like
        Launch sites and reported impacts in degrees.
    apogee_km : array_like
        Reported greatest heights over the ellipsoid, above 0.

    Returns
    -------
    Arc
        Fields of the broadcast shape of the input (0-d for scalars).

    Raises
    ------
    GeodesyRangeError
        A place is none on Earth.
    InputError
        An apogee is not above 0, the places lie less than 5 km apart, or there is no such arc: so
        flat that it would leave downwards, or so far or high that it may go either way round.
    """
    shaped = _broadcast(lon_deg, lat_deg, impact_lon_deg, impact_lat_deg, apogee_km)
    flat = np.stack([values.ravel() for values in shaped])
    check_places(flat[0], flat[1])
    check_places(flat[2], flat[3])
    range_km, apogee = inverse(*flat[:4])[0], flat[4]
    _check("apogee", apogee, (apogee > 0) & np.isfinite(apogee), "above 0 km")
    _check("range", range_km, range_km >= LEAST_RANGE_KM, f"{LEAST_RANGE_KM:g} km or more")
    rows = _in_blocks(flat)
    _check_solved(rows, range_km, apogee)
    return _arc_of(shaped[:4], range_km, rows)


def minimum_energy_arc(
    lon_deg: ArrayLike,
    lat_deg: ArrayLike,
    impact_lon_deg: ArrayLike,
    impact_lat_deg: ArrayLike,
) -> Arc:
    """Return the arcs that leave slowest over the turning ground: of least energy, all assumed.

    They stand in where nobody gave an apogee, and are marked so. Parameters and errors are those of
    `arc`. The apogee is sought from that over a resting sphere (R. H. Battin, "An Introduction to
    the Mathematics and Methods of Astrodynamics", 1999, section 6.5) by parabolas through the
    launch speed; the speed hardly changes about its least, so that the height is good to 0.1 %.
    """
    ends = lon_deg, lat_deg, impact_lon_deg, impact_lat_deg
    half = inverse(*ends)[0] / MEAN_RADIUS_KM / 2
    apogee = MEAN_RADIUS_KM / 2 * (np.cos(half) + np.sin(half) - 1)
    ways = np.reshape([-1.0, 0.0, 1.0], (3, *[1] * np.ndim(apogee)))
    for step in _SEEKING:
        left, middle, right = arc(*ends, apogee * np.exp(ways * step)).launch_speed_km_s
        bend = np.maximum(left - 2 * middle + right, 1e-15)
        apogee = apogee * np.exp(step * np.clip((left - right) / (2 * bend), -1, 1))
    return replace(arc(*ends, apogee), assumed=True)


def track(arc: Arc, count: int = 64) -> Track:
    """Return `count` points (2 or more) along arcs, evenly spaced in eccentric anomaly.

    The first is the site and the last the impact, at height 0. Time is explicit in that anomaly
    (Kepler's equation), and the points lie closest where the arc bends most.
    """
    if count < 2:
        raise InputError(f"got {count} points; wanted 2 or more along an arc")
    rows = rows_of(arc.ellipse)
    points = np.empty((5, rows.shape[1], count))
    share = np.linspace(0.0, 1.0, count)
    for at in _blocks(rows.shape[1], max(1, _BLOCK // count)):
        ellipse = ellipse_of(rows[:, at, None])
        turn = ellipse.start_rad + share * (ellipse.stop_rad - ellipse.start_rad)
        points[:, at] = along(ellipse, turn)
    return Track(*points.reshape(5, *np.shape(arc.time_s), count))


def downrange_km(arc: Arc, points: Track) -> FloatArray:
    """Return how far the points of a track lie from the site, over ground, in km."""
    lon, lat = np.asarray(arc.lon_deg)[..., None], np.asarray(arc.lat_deg)[..., None]
    return inverse(lon, lat, points.lon_deg, points.lat_deg)[0]


def rotation_offset_km(arc: Arc, count: int = 64) -> FloatArray:
    """Return how far the ground track lies from the geodesic between its ends at most, in km.

    On an Earth that does not turn the two would agree to some hundreds of metres; what they differ
    by is what the turn does. Of `count` points along each arc the farthest is taken, the maximum
    between them by a parabola.
    """
    return _peak(_off_geodesic_km(arc, track(arc, count)))


# --- the solution ---


def _arc_of(places_deg: tuple[FloatArray, ...], range_km: FloatArray, rows: FloatArray) -> Arc:
    """Return flat ranges and rows as arcs of the shape of the places: lon, lat of both ends."""
    shape = places_deg[0].shape
    solved = rows.reshape(len(rows), *shape)
    copies = (values.copy() for values in places_deg)
    numbers = (*copies, range_km.reshape(shape), *map(np.asarray, solved[:_ARC_ROWS]))
    return Arc(*numbers, ellipse=ellipse_of(solved[_ARC_ROWS:]))  # type: ignore[arg-type,misc]


def _in_blocks(given: FloatArray) -> FloatArray:
    """Return the rows of all arcs, solved block by block."""
    rows = np.empty((_ARC_ROWS + ELLIPSE_ROWS, given.shape[1]))
    for at in _blocks(given.shape[1], _BLOCK):
        rows[:, at] = _solved(given[:, at])
    return rows


def _solved(given: FloatArray) -> FloatArray:
    """Return the rows of one block of arcs: what `Arc` holds after the range, then the ellipse.

    Two things are not known: how long it flies, which says how far the impact has turned; and how
    far from the Earth's centre the orbit's highest point lies, for the apex to have the reported
    height. Each is corrected by what it was off, until neither moves; nan if that never happens.
    """
    site, impact, apogee = position_km(*given[:2]), position_km(*given[2:4]), given[4]
    top = np.sqrt(dot(site, site)) + apogee
    time = np.zeros_like(top)
    with np.errstate(all="ignore"):  # an arc that does not exist comes out as nan, and is refused
        for _ in range(_MOST_STEPS):
            target = turned(impact, TURN_RAD_S * time)
            ellipse = ellipse_through(site, target, top)
            flown = duration_s(ellipse)
            short_km = apogee - height_at_apex_km(ellipse)
            moving = (np.abs(flown - time) > _CLOSE_S) | (np.abs(short_km) > _CLOSE_KM)
            time, top = flown, top + short_km
            if not moving.any():
                break
        start, apex, stop = (
            along(ellipse, turn) for turn in (ellipse.start_rad, ellipse.apex_rad, ellipse.stop_rad)
        )
        there = ~moving & rises(ellipse, site, target)
    fields = np.stack([apex[2], apex[0], apex[1], apex[3], stop[3], start[4], stop[4]])
    return np.concatenate([np.where(there, fields, np.nan), rows_of(ellipse)])


def _off_geodesic_km(arc: Arc, points: Track) -> FloatArray:
    """Return how far places lie from the geodesic between an arc's ends, km.

    The foot of each is found by going along by what the place lies ahead of the last guess; four
    steps are exact to a metre for places up to 1,000 km off.
    """
    lon, lat, range_km, end_lon, end_lat = (
        np.asarray(values)[..., None]
        for values in (
            arc.lon_deg,
            arc.lat_deg,
            arc.range_km,
            arc.impact_lon_deg,
            arc.impact_lat_deg,
        )
    )
    _, azimuth, _ = inverse(lon, lat, end_lon, end_lat)
    foot_km = np.zeros(points.lon_deg.shape)
    for _ in range(_FOOT_STEPS):
        foot_lon, foot_lat, onward = direct(lon, lat, azimuth, foot_km)
        off, towards, _ = inverse(foot_lon, foot_lat, points.lon_deg, points.lat_deg)
        foot_km = np.clip(foot_km + off * np.cos(np.radians(towards - onward)), 0, range_km)
    return off


def _peak(values: FloatArray) -> FloatArray:
    """Return the maximum along the last axis, by a parabola through the three greatest in a row."""
    at = np.clip(np.argmax(values, axis=-1), 1, values.shape[-1] - 2)[..., None]
    left, middle, right = (
        np.take_along_axis(values, at + step, axis=-1)[..., 0] for step in (-1, 0, 1)
    )
    bend = left - 2 * middle + right
    rise = np.where(bend < 0, (right - left) ** 2 / (-8 * np.where(bend < 0, bend, -1.0)), 0.0)
    return np.asarray(np.maximum(middle + rise, np.maximum(left, right)))


# --- blocks, and what is refused ---


def _broadcast(*values: ArrayLike) -> tuple[FloatArray, ...]:
    """Return the values as float arrays of one shape."""
    return np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in values))


def _blocks(count: int, size: int) -> Iterator[slice]:
    """Yield slices of so many arcs each."""
    for begin in range(0, count, size):
        yield slice(begin, begin + size)


def _check(what: str, values_km: FloatArray, good: NDArray[np.bool_], wanted: str) -> None:
    """Refuse lengths that are not as wanted."""
    if not good.all():
        raise InputError(f"got {what} {values_km[~good].flat[0]:g} km; wanted {wanted}")


def _check_solved(rows: FloatArray, range_km: FloatArray, apogee_km: FloatArray) -> None:
    """Refuse arcs that do not exist, and those that may go either way round the Earth."""
    there = np.isfinite(rows[0])
    turn_deg = range_km / _KM_PER_DEG + np.degrees(TURN_RAD_S * rows[4])
    for good, why in (
        (there, "it would leave downwards or never come down there"),
        (turn_deg <= FURTHEST_TURN_DEG, "it is open which way round the Earth it goes"),
    ):
        if not good.all():
            first = np.flatnonzero(~good)[0]
            which = f"over {range_km[first]:g} km, {apogee_km[first]:g} km high"
            raise InputError(f"no vacuum arc {which}: {why}")
