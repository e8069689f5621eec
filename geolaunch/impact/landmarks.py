"""Landings by a coast or a place, as likelihoods: "near X", "about 200 km west of X".

Such evidence is not separable in distance and azimuth from the launch site: it is evaluated at the
longitude and latitude of the nodes. What varies slowly, the way from the landmark to each node, is
computed on every fourth node and interpolated; the likelihood itself stands on all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geolaunch.constants import KM_PER_UNIT
from geolaunch.geodesy.shapes import inverse
from geolaunch.geodesy.sphere import angle_difference_deg
from geolaunch.impact.evidence import LandmarkEvidence
from geolaunch.places.coasts import distance_km
from geolaunch.places.sites import Place
from geolaunch.places.territories import find_territory
from geolaunch.report.direction import Direction
from geolaunch.report.quantity import Quantity, high_km, low_km, rounding_step

__all__ = ["landmark_likelihood", "with_error"]

FloatArray = NDArray[np.float64]
Degrees = NDArray[np.floating[Any]]

# "Near the east coast" names no distance: one landing in three may lie over 100 km off; chosen, and
# wide on purpose, since a narrower width would tear a band at sea into two lobes on a mere word.
NEAR_COAST_KM = 100.0
NEAR_PLACE_KM = 30.0

# The error of an offset beside its rounding: in the tables of known landings it misses the
# site-plus-distance figure by 25 km at the quartiles.
OFFSET_ERROR_KM = 25.0

# The chance that a report names a given landmark although it fell elsewhere, chosen: about one
# statement in fifty is taken to be wrong, any of some twenty that could be made.
LANDMARK_ERROR = 1e-3

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
    if landmark.coast is not None:
        coast = landmark.coast
        (away,) = _every_fourth(lambda *at: (distance_km(coast, *at),), lon_deg, lat_deg)
        return _bell(away, NEAR_COAST_KM)
    likelihoods = [_from_place(landmark, place, lon_deg, lat_deg) for place in landmark.places]
    return np.asarray(np.mean(likelihoods, axis=0))


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
    """Return how far east and north of a place points lie, km along the geodesic from it."""
    away, azimuth, _ = inverse(place.lon_deg, place.lat_deg, lon_deg, lat_deg)
    angle = np.radians(azimuth)
    return away * np.sin(angle), away * np.cos(angle)


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
