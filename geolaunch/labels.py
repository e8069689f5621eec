"""Where names stand on a map: seas in open water within the view, cities by need."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geolaunch.places import City, cities
from geolaunch.regions import sea_weight
from geolaunch.seas import Sea, seas

__all__ = ["Bounds", "cities_in_view", "sea_labels_in_view"]

FloatArray = NDArray[np.float64]
Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees

# The view is looked at on so many points a side, 5 % of it apart: half a label.
LATTICE = 20

# A sea is named where its open water reaches at least this share of the view.
LEAST_ROOM = 0.04

# Open water is where a point lies in the sea by more than this chance.
OPEN = 0.95


def cities_in_view(
    bounds: Bounds, lang: str, greatest: int
) -> tuple[tuple[str, float, float], ...]:
    """Return (name, lon, lat) of the cities in view, the most needed first, at most `greatest`."""
    west, south, east, north = bounds
    inside = [
        city for city in cities() if west < city.lon_deg < east and south < city.lat_deg < north
    ]
    inside.sort(key=lambda city: (city.rank, -city.population))
    return tuple((_name(city, lang), city.lon_deg, city.lat_deg) for city in inside[:greatest])


def _name(city: City, lang: str) -> str:
    """Return a city's name in a language, English if it has none."""
    return {"ko": city.name_ko, "ja": city.name_ja}.get(lang) or city.name_en


def sea_labels_in_view(
    bounds: Bounds, avoid: Sequence[BaseGeometry]
) -> tuple[tuple[Sea, float, float], ...]:
    """Return (sea, lon, lat) for the seas in view, each where most open water lies around.

    The point keeps as far as it can from land, from the edge of the view and from `avoid`. A page
    may be wider or taller than the view: each sea comes with several points, the best first.
    """
    west, south, east, north = bounds
    wide, tall = 0.5 * (east - west), 0.5 * (north - south)
    views = (
        bounds,
        (west - wide, south, east + wide, north),
        (west, south - tall, east, north + tall),
    )
    spots = [(sea, spot) for sea in seas() for view in views for spot in _spots(sea, view, avoid)]
    return tuple((sea, lon, lat) for sea, (lon, lat) in spots)


def _spots(sea: Sea, view: Bounds, avoid: Sequence[BaseGeometry]) -> list[tuple[float, float]]:
    """Return the point of a view with most open water of a sea around it; [] if there is little."""
    west, south, east, north = view
    x, y = np.meshgrid(*(2 * [(np.arange(LATTICE) + 0.5) / LATTICE]))
    lon, lat = west + x * (east - west), south + y * (north - south)
    kept_off = [shapely.contains_xy(area, lon, lat) for area in avoid]
    free = (sea_weight(sea.id, lon, lat) > OPEN) & ~np.any(
        [*kept_off, np.zeros_like(lon, bool)], axis=0
    )
    room = _room(free, x, y)
    best = np.unravel_index(int(np.argmax(room)), room.shape)
    return [(float(lon[best]), float(lat[best]))] if room[best] > LEAST_ROOM else []


def _room(free: NDArray[np.bool_], x: FloatArray, y: FloatArray) -> FloatArray:
    """Return for each free point of the unit view how far off the nearest taken one or edge is.

    A label is wide and low: distances across count a third of those up and down.
    """
    room = np.minimum(np.minimum(x, 1 - x) / 3, np.minimum(y, 1 - y))
    if not free.all():
        across = np.abs(x[free][:, None] - x[~free][None, :]) / 3
        up = np.abs(y[free][:, None] - y[~free][None, :])
        room[free] = np.minimum(room[free], np.maximum(across, up).min(axis=1))
    return np.asarray(np.where(free, room, 0.0))
