"""Angles round the full circle, and distances on a sphere, for what is only compared.

It needs no arrays and no library, so that what compares a few places or directions loads neither.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias, overload

from geolaunch.constants import MEAN_RADIUS_KM

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    FloatArray: TypeAlias = NDArray[np.float64]

__all__ = ["angle_difference_deg", "sphere_distance_km"]


@overload
def angle_difference_deg(a_deg: float, b_deg: float = 0.0) -> float: ...
@overload
def angle_difference_deg(a_deg: FloatArray, b_deg: float = 0.0) -> FloatArray: ...
def angle_difference_deg(a_deg: float | FloatArray, b_deg: float = 0.0) -> float | FloatArray:
    """Return `a_deg` - `b_deg` as an angle in [-180, 180); of one angle alone, the angle itself.

    Of a longitude alone it is the same meridian in that range.
    """
    return (a_deg - b_deg + 180.0) % 360.0 - 180.0


def sphere_distance_km(
    lon_a_deg: float, lat_a_deg: float, lon_b_deg: float, lat_b_deg: float
) -> float:
    """Return how far two places lie apart on a sphere of the mean radius: within 0.6 % of WGS84.

    By the haversine formula, which keeps its digits where places are near (Sinnott 1984).
    """
    lat_a, lat_b = math.radians(lat_a_deg), math.radians(lat_b_deg)
    lon = math.radians(lon_b_deg - lon_a_deg)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(lon / 2) ** 2
    return 2 * MEAN_RADIUS_KM * math.asin(math.sqrt(min(half, 1.0)))
