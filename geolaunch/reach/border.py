"""The border of a territory as points, and which of them is the nearest to a place.

Border points stand so close that the nearest of them is as near as the border itself. Candidates
are found by the straight line through the Earth, which knows a distance to a fraction of a
per mille; between those that are as near by it, the geodesic decides.

(lon, lat) degrees, kilometres, azimuths clockwise from true north.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

from geolaunch.constants import MEAN_RADIUS_KM
from geolaunch.geodesy.ellipsoid import FloatArray, in_space_km, inverse

__all__ = ["Border", "Nearest", "border_of", "nearest_of", "on_one_side", "step_km"]


_WIDEST_STEP_KM = 25.0
_GREATEST_ARC = 1.5  # just under a quarter of the Earth, where circles are straight
_KM_PER_DEG = 111.7  # the longest degree of latitude

# A straight line through a sphere is 2 r sin(d / 2r) long; the radii of curvature of the ellipsoid
# are 6,335 to 6,400 km. Of two distances, the straight lines so differ by up to this from what
# they would on one sphere, times sin u - u cos u, u being the half of the angle.
_BENT_KM = 130.0
_RUN = 64  # places in a row whose distances to all that may be the nearest are held at once


_Land = Polygon | MultiPolygon
_Indices = NDArray[np.intp]


class Border(NamedTuple):
    """Points along the border of a territory, and where they lie as seen from its middle."""

    lon_deg: FloatArray
    lat_deg: FloatArray
    away_km: FloatArray
    azimuth_rad: FloatArray
    middle: tuple[float, float]


class Nearest(NamedTuple):
    """The nearest border point to each of some places: its index, and the way from it."""

    point: _Indices
    distance_km: FloatArray
    azimuth_deg: FloatArray  # at the border point, towards the place


# --- the land and its border ---


def on_one_side(territory: _Land) -> _Land:
    """Return land whose parts lie on both sides of the antimeridian with all of them on one.

    RFC 7946 cuts it there. The parts begin after the widest stretch of longitudes without land, and
    what lies west of that is moved on by 360 degrees; what met at the cut is one part again.
    """
    parts = shapely.get_parts(territory)
    west, _, east, _ = territory.bounds
    if len(parts) == 1 or east - west <= 180:
        return territory
    bounds = shapely.bounds(parts)
    order = np.argsort(bounds[:, 0])
    first, last = bounds[order, 0], np.maximum.accumulate(bounds[order, 2])
    gaps = first[1:] - last[:-1]
    widest = int(np.argmax(gaps))
    if gaps[widest] <= west + 360 - east:
        return territory
    moved = shapely.transform(parts[order[: widest + 1]], _turned_once)
    return cast(_Land, shapely.union_all([*parts[order[widest + 1 :]], *moved]))


def _turned_once(lonlat: FloatArray) -> FloatArray:
    """Return (lon, lat) rows a turn to the east."""
    return np.asarray(lonlat + np.array([360.0, 0.0]))


def border_of(territory: _Land, radius_km: float, error_km: float) -> Border:
    """Return border points of which the nearest to a place is as near as the border.

    The error is that at places so far from the border; it is less at places that are farther.
    """
    rings = shapely.get_rings(shapely.get_parts(territory))
    dense = [_dense(shapely.get_coordinates(ring), radius_km, error_km) for ring in rings]
    lonlat = np.unique(np.vstack(dense), axis=0)
    middle = _middle(lonlat)
    away, azimuth, _ = inverse(*middle, lonlat[:, 0], lonlat[:, 1])
    return Border(lonlat[:, 0], lonlat[:, 1], away, np.radians(azimuth), middle)


def step_km(radius_km: float, error_km: float) -> float:
    """Return how long a step along a circle of a radius is that leaves it by an error.

    A straight line leaves the circle that touches it by s^2 / (2 r tan(radius / r)) in s.
    """
    arc = min(radius_km / MEAN_RADIUS_KM, _GREATEST_ARC)
    return float((8 * MEAN_RADIUS_KM * np.tan(arc) * error_km) ** 0.5)


def _dense(lonlat: FloatArray, radius_km: float, error_km: float) -> FloatArray:
    """Return a ring of (lon, lat) rows with more of them: its edges leave them by up to an error.

    The edges, straight in (lon, lat), bend on the Earth: along a parallel as much as that does.
    """
    start, turn = lonlat[:-1], np.diff(lonlat, axis=0)
    lat = np.radians(np.abs(lonlat[:, 1]))
    low, high = np.minimum(lat[:-1], lat[1:]), np.maximum(lat[:-1], lat[1:])
    low = np.where(lonlat[:-1, 1] * lonlat[1:, 1] < 0, 0.0, low)
    east, north = _KM_PER_DEG * np.abs(turn).T
    long_km = np.hypot(east * np.cos(low), north)
    steepest = np.clip(np.pi / 4, low, high)  # where sine times cosine is the greatest
    oblique = 1 + (north / np.maximum(long_km, 1e-9)) ** 2
    bent = (east**2 / MEAN_RADIUS_KM) * np.abs(np.sin(2 * steepest) / 2) * oblique
    steps = np.hypot(long_km / step_km(radius_km, error_km), (bent / (8 * error_km)) ** 0.5)
    pieces = np.maximum(np.ceil(np.maximum(steps, long_km / _WIDEST_STEP_KM)), 1).astype(np.intp)
    edge = np.repeat(np.arange(len(pieces)), pieces)
    share = (np.arange(len(edge)) - np.repeat(np.cumsum(pieces) - pieces, pieces)) / pieces[edge]
    return np.asarray(start[edge] + turn[edge] * share[:, None])


def _middle(lonlat: FloatArray) -> tuple[float, float]:
    """Return the middle of the box about places, as (lon, lat)."""
    low, high = lonlat.min(axis=0), lonlat.max(axis=0)
    lon, lat = (low + high) / 2
    return float(lon), float(lat)


# --- the nearest ---


def nearest_of(border: Border, lon_deg: FloatArray, lat_deg: FloatArray) -> Nearest:
    """Return the nearest border point to each of some places, given in order along a curve."""
    places, points = in_space_km(lon_deg, lat_deg), in_space_km(border.lon_deg, border.lat_deg)
    every = np.arange(len(places)), np.arange(len(points))
    which, point = (
        np.concatenate(parts) for parts in zip(*_candidates(places, points, *every), strict=True)
    )
    distance, azimuth, _ = inverse(
        border.lon_deg[point], border.lat_deg[point], lon_deg[which], lat_deg[which]
    )
    order = np.lexsort((distance, which))
    _, firsts = np.unique(which[order], return_index=True)
    best = order[firsts]
    return Nearest(point[best], distance[best], azimuth[best])


def _candidates(
    places: FloatArray, points: FloatArray, which: _Indices, some: _Indices
) -> list[tuple[_Indices, _Indices]]:
    """Return pairs of places and points that may be the nearest to them, the halves apart."""
    run, among = places[which], points[some]
    middle = run.mean(axis=0)
    around = np.linalg.norm(run - middle, axis=1).max()
    off = np.linalg.norm(among - middle, axis=1)
    least = off.min() + around
    near = off - around <= least + _bent_km(least)
    if len(which) > _RUN:
        half = len(which) // 2
        return [
            pair
            for part in (which[:half], which[half:])
            for pair in _candidates(places, points, part, some[near])
        ]
    run, among = run - middle, among[near] - middle
    squared = (run**2).sum(axis=1)[:, None] + (among**2).sum(axis=1) - 2 * run @ among.T
    straight = np.sqrt(np.maximum(squared, 0.0))
    nearest = straight.min(axis=1)
    place, point = np.nonzero(straight <= (nearest + _bent_km(nearest))[:, None])
    return [(which[place], some[near][point])]


def _bent_km(straight_km: FloatArray) -> FloatArray:
    """Return by how much the straight line to what is nearest may be longer than the shortest."""
    half = np.arcsin(np.minimum(straight_km / (2 * MEAN_RADIUS_KM), 1.0))
    return np.asarray(_BENT_KM * (np.sin(half) - half * np.cos(half)) + 1e-6)
