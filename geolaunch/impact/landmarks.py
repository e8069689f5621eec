"""Landings by a coast or a place, as likelihoods: "near X", "about 200 km west of X".

Such evidence is not separable in distance and azimuth from the launch site: it is evaluated at the
longitude and latitude of the nodes. What varies slowly, the way from the landmark to each node, is
computed on every fourth node and interpolated; the likelihood itself stands on all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geolaunch.constants import HALF_MERIDIAN_KM, KM_PER_UNIT, MEAN_RADIUS_KM
from geolaunch.geodesy.shapes import inverse
from geolaunch.geodesy.sphere import angle_difference_deg
from geolaunch.impact.evidence import LandmarkEvidence
from geolaunch.places.coasts import Coast, distance_km
from geolaunch.places.sites import Place
from geolaunch.places.territories import find_territory
from geolaunch.report.direction import Direction
from geolaunch.report.quantity import Quantity, high_km, low_km, rounding_step

__all__ = ["landing_distances_km", "landmark_likelihood", "with_error"]

FloatArray = NDArray[np.float64]
Degrees = NDArray[np.floating[Any]]

# "Near the east coast" names no distance: one landing in three may lie over 100 km off; chosen, and
# wide on purpose, since a narrower width would tear a band at sea into two lobes on a mere word.
NEAR_COAST_KM = 100.0
NEAR_PLACE_KM = 30.0

# The error of an offset beside its rounding: in the tables of known landings it misses the
# site-plus-distance figure by 25 km at the quartiles.
OFFSET_ERROR_KM = 25.0

# From which point of a region's shore an offset counts is not said: the error beside that of an
# offset from a place, chosen, and wide.
REGION_KM = 40.0

# The chance that a report names a given landmark although it fell elsewhere, chosen: about one
# statement in fifty is taken to be wrong, any of some twenty that could be made.
LANDMARK_ERROR = 1e-3

# How many standard deviations about a reported landing are looked at.
REACH_WIDTHS = 5.0

STRIDE = 4


def with_error(strict: FloatArray) -> FloatArray:
    """Return the likelihood of a statement that may be wrong, from that of it taken as right."""
    return np.asarray(LANDMARK_ERROR + (1.0 - LANDMARK_ERROR) * strict)


def landmark_likelihood(
    landmark: LandmarkEvidence, lon_deg: Degrees, lat_deg: Degrees
) -> FloatArray:
    """Return the likelihood of one statement taken as right, at most 1, at nodes (n, m) in degrees.

    Where several places bear the name it is their mean: all are as likely to be meant.
    """
    if landmark.coast is not None and not landmark.places:
        return _bell(_off_shore_km(landmark.coast, lon_deg, lat_deg), NEAR_COAST_KM)
    if landmark.coast is not None:
        return _from_region(landmark, landmark.coast, lon_deg, lat_deg)
    likelihoods = [_from_place(landmark, place, lon_deg, lat_deg) for place in landmark.places]
    return np.asarray(np.mean(likelihoods, axis=0))


def landing_distances_km(
    landmarks: Iterable[LandmarkEvidence], lon_deg: float, lat_deg: float
) -> tuple[float, float]:
    """Return between which distances from a site a landing told from a place lies, in km.

    With all that its error can reach; of several the one that says most.
    """
    bounds = [_bounds_km(mark, lon_deg, lat_deg) for mark in landmarks if mark.is_a_place]
    return min(bounds, key=lambda ends: ends[1] - ends[0])


def _bounds_km(landmark: LandmarkEvidence, lon_deg: float, lat_deg: float) -> tuple[float, float]:
    """Return the nearest and the farthest place of one landing from a site, in km."""
    nearest, farthest = [], []
    for place in landmark.places:
        away = float(inverse(lon_deg, lat_deg, place.lon_deg, place.lat_deg)[0])
        off = high_km(landmark.distance) if landmark.distance else NEAR_PLACE_KM
        reach = off + REACH_WIDTHS * np.hypot(OFFSET_ERROR_KM, place.sd_km)
        nearest.append(away - reach)
        farthest.append(away + reach)
    return max(float(min(nearest)), 0.0), min(float(max(farthest)), HALF_MERIDIAN_KM)


def _off_shore_km(coast: Coast, lon_deg: Degrees, lat_deg: Degrees) -> FloatArray:
    """Return how far nodes (n, m) lie from a shore."""
    (away,) = _every_fourth(lambda *at: (distance_km(coast, *at),), lon_deg, lat_deg)
    return away


def _from_region(
    landmark: LandmarkEvidence, coast: Coast, lon_deg: Degrees, lat_deg: Degrees
) -> FloatArray:
    """Return the likelihood of a landing by a region: so far off its shore, that way from it."""
    likelihood = np.ones(lon_deg.shape)
    if landmark.distance is not None:
        away = _off_shore_km(coast, lon_deg, lat_deg)
        likelihood *= _offset(landmark.distance, REGION_KM, away)
    if landmark.direction is not None:
        (middle,) = landmark.places
        x, y = _every_fourth(lambda lon, lat: _way(middle, lon, lat), lon_deg, lat_deg)
        likelihood *= _towards(landmark.direction, middle.sd_km, x, y)
    return likelihood


def _from_place(
    landmark: LandmarkEvidence, place: Place, lon_deg: Degrees, lat_deg: Degrees
) -> FloatArray:
    """Return the likelihood of a landing by one place."""
    x, y = _every_fourth(lambda lon, lat: _way(place, lon, lat), lon_deg, lat_deg)
    away = np.hypot(x, y)
    if landmark.distance is None and landmark.direction is None:
        near = _bell(away, float(np.hypot(NEAR_PLACE_KM, place.sd_km)))
        return near * _on_land_of(place, lon_deg, lat_deg) if place.is_inland else near
    likelihood = np.ones_like(away)
    if landmark.distance is not None:
        likelihood *= _offset(landmark.distance, place.sd_km, away)
    if landmark.direction is not None:
        likelihood *= _towards(landmark.direction, place.sd_km, x, y)
    return likelihood


def _way(place: Place, lon_deg: Degrees, lat_deg: Degrees) -> tuple[FloatArray, FloatArray]:
    """Return how far east and north of a place points lie, in km along the way from it.

    On a sphere: to 0.3 %, 0.6 km of 200, at a tenth of the cost of the geodesics.
    """
    lat0, lat, lon = np.radians(place.lat_deg), np.radians(lat_deg), np.radians(lon_deg)
    turn = lon - np.radians(place.lon_deg)
    cos = np.cos(lat)
    east = cos * np.sin(turn)
    north = np.cos(lat0) * np.sin(lat) - np.sin(lat0) * cos * np.cos(turn)
    chord = np.hypot(east, north)
    arc = np.arctan2(chord, np.sin(lat0) * np.sin(lat) + np.cos(lat0) * cos * np.cos(turn))
    scale = MEAN_RADIUS_KM * arc / np.maximum(chord, np.finfo(float).tiny)
    return scale * east, scale * north


def _bell(away_km: FloatArray, scale_km: float) -> FloatArray:
    """Return a normal likelihood of a distance, 1 at none."""
    return np.asarray(np.exp(-((away_km / scale_km) ** 2) / 2))


def _on_land_of(place: Place, lon_deg: Degrees, lat_deg: Degrees) -> FloatArray:
    """Return 1 for points on the land of the country that a place is a part of, else 0."""
    land = find_territory(place.territory).polygon
    shapely.prepare(land)
    return np.asarray(shapely.contains_xy(land, lon_deg, lat_deg), dtype=np.float64)


def _offset(offset: Quantity, place_sd_km: float, away_km: FloatArray) -> FloatArray:
    """Return the likelihood of an offset: Student-t (4 degrees of freedom), rounding and place."""
    step_km = rounding_step(offset.low) * KM_PER_UNIT[offset.unit]
    half_km = (high_km(offset) - low_km(offset)) / 2
    scale = np.sqrt(OFFSET_ERROR_KM**2 + step_km**2 / 12 + place_sd_km**2 + half_km**2)
    z = (away_km - (low_km(offset) + high_km(offset)) / 2) / scale
    if offset.qualifier == "more_than":
        z = np.minimum(z, 0.0)
    if offset.qualifier in ("less_than", "conditional"):
        z = np.maximum(z, 0.0)
    return np.asarray((1.0 + z * z / 4.0) ** -2.5)


def _towards(direction: Direction, place_sd_km: float, x: FloatArray, y: FloatArray) -> FloatArray:
    """Return the likelihood of a direction from a place, as wide as the place looks from there."""
    azimuth = np.degrees(np.arctan2(x, y))
    off = angle_difference_deg(azimuth, direction.azimuth_deg)
    extra = np.degrees(np.arctan2(place_sd_km, np.hypot(x, y)))
    return np.asarray(np.exp(-((off / np.hypot(direction.sd_deg, extra)) ** 2) / 2))


# --- every fourth node ----------------------------------------------------------------------------


def _every_fourth(
    field: Callable[[FloatArray, FloatArray], tuple[FloatArray, ...]],
    lon_deg: Degrees,
    lat_deg: Degrees,
) -> tuple[FloatArray, ...]:
    """Return a smooth field of (lon, lat) at all nodes (n, m), computed at every fourth one."""
    rows, columns = (_kept(size) for size in lon_deg.shape)
    few = np.ix_(rows, columns)
    down, across = _between(rows, lon_deg.shape[0]), _between(columns, lon_deg.shape[1])
    return tuple(
        down @ values @ across.T
        for values in field(lon_deg[few].astype(float), lat_deg[few].astype(float))
    )


def _kept(size: int) -> NDArray[np.intp]:
    """Return every fourth index and the last."""
    kept = np.arange(0, size, STRIDE)
    return kept if kept[-1] == size - 1 else np.append(kept, size - 1)


def _between(kept: NDArray[np.intp], size: int) -> FloatArray:
    """Return the matrix (size, kept) of linear interpolation from kept indices to all."""
    unit = np.eye(len(kept))
    return np.stack([np.interp(np.arange(size), kept, row) for row in unit], axis=1)
