"""The point and the sea at a distance off a place, as "200 km west of Hokkaido" gives them."""

from __future__ import annotations

import math

from geolaunch.constants import KM_PER_UNIT
from geolaunch.places.seas import Sea, sea_label, seas
from geolaunch.report.direction import Direction
from geolaunch.report.quantity import Quantity

__all__ = [
    "KM_PER_DEGREE",
    "moved",
    "sea_from",
]

KM_PER_DEGREE = 111.2


_NEAR_KM = 400.0


_NO_DISTANCE_KM = 150.0  # "west of Hokkaido": near enough to stay in its sea


def sea_from(
    start: tuple[float, float], distance: Quantity | None, towards: Direction | None
) -> str | None:
    """Return the sea that lies so far off a point (lon, lat); None where no one sea is sure.

    Where no direction is given it is the sea about the point, if the distance is not far.
    """
    km = _NO_DISTANCE_KM if distance is None else distance.value * KM_PER_UNIT[distance.unit]
    if towards is None and km > _NEAR_KM:
        return None
    at = moved(*start, towards.azimuth_deg, km) if towards else start
    holding = [sea for sea in seas() if _holds(sea, at)]
    return sea_label(holding[0]) if len(holding) == 1 else None


def _holds(sea: Sea, at: tuple[float, float]) -> bool:
    """Return whether a point (lon, lat) lies within the limits of a sea, by crossings."""
    lon, lat = at
    inside = False
    for (x1, y1), (x2, y2) in zip(sea.limits, sea.limits[1:] + sea.limits[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def moved(lon: float, lat: float, azimuth_deg: float, km: float) -> tuple[float, float]:
    """Return the point so far off in that direction, to 1 % or so: words are no better."""
    angle = math.radians(azimuth_deg)
    north, east = km * math.cos(angle), km * math.sin(angle)
    new_lat = lat + north / KM_PER_DEGREE
    return lon + east / (KM_PER_DEGREE * math.cos(math.radians((lat + new_lat) / 2))), new_lat
