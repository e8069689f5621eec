"""Where names stand on a map: seas in open water within the view, cities by need."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geolaunch.geodesy.ellipsoid import inverse
from geolaunch.places.cities import cities, city_name
from geolaunch.places.regions import sea_weight
from geolaunch.places.seas import Sea, seas
from geolaunch.scenes.language import Words, sea_name

__all__ = ["Bounds", "cities_in_view", "sea_labels_in_view", "sea_names_in_view"]

FloatArray = NDArray[np.float64]
Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees
Spot = tuple[float, float, float]  # degrees of open water about it, lon, lat

# The view is looked at on so many points a side, 5 % of it apart: half a label.
LATTICE = 20

# A sea is named where its open water reaches at least this share of the view.
LEAST_ROOM = 0.04

# No sea is named farther to the north or south: a page's map ends there.
FARTHEST_DEG = 85.0

# A label is wide and low: distances across count a third of those up and down.
ACROSS = 3.0

# The best places of a view for a name, no two of them nearer than a share of it: which of them is
# free hangs on the size of the page and on the labels of what matters more.
SPOTS, APART = 3, 0.2

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
    return tuple((city_name(city, lang), city.lon_deg, city.lat_deg) for city in inside[:greatest])


def sea_names_in_view(
    w: Words, bounds: Bounds, avoid: Sequence[BaseGeometry]
) -> tuple[tuple[str, float, float], ...]:
    """Return (name, lon, lat) of the seas in view, as the map calls them.

    The points are those of `sea_labels_in_view`.
    """
    return tuple(
        (sea_name(w, sea), lon, lat) for sea, lon, lat in sea_labels_in_view(bounds, avoid)
    )


def sea_labels_in_view(
    bounds: Bounds, avoid: Sequence[BaseGeometry]
) -> tuple[tuple[Sea, float, float], ...]:
    """Return (sea, lon, lat) for the seas in view, where most open water lies around.

    The points keep as far as they can from land, from the edge of the view and from `avoid`. A page
    may be wider or taller than the view, and what matters more stands where it must: each sea comes
    with several points, that with the most open water first.
    """
    west, south, east, north = bounds
    wide, tall = 0.5 * (east - west), 0.5 * (north - south)
    views = (
        bounds,
        (west - wide, south, east + wide, north),
        (west, max(south - tall, -FARTHEST_DEG), east, min(north + tall, FARTHEST_DEG)),
    )
    return tuple(
        (sea, lon, lat)
        for sea in seas()
        for _, lon, lat in sorted(
            (spot for view in views for spot in _spots(sea, view, avoid)), reverse=True
        )
    )


def _spots(sea: Sea, view: Bounds, avoid: Sequence[BaseGeometry]) -> list[Spot]:
    """Return the points of a view with most room for the name of a sea; [] if there is little.

    They are SPOTS at most, and none near another.
    """
    west, south, east, north = view
    x, y = np.meshgrid(*(2 * [(np.arange(LATTICE) + 0.5) / LATTICE]))
    lon, lat = west + x * (east - west), south + y * (north - south)
    kept_off = [shapely.contains_xy(area, lon, lat) for area in avoid]
    free = (sea_weight(sea.id, lon, lat) > OPEN) & _in_its_body(sea, lon, lat)
    free &= ~np.any([*kept_off, np.zeros_like(lon, bool)], axis=0)
    water = _open_water(free, x, y)
    room = np.minimum(water, np.minimum(np.minimum(x, 1 - x) / ACROSS, np.minimum(y, 1 - y)))
    spots = []
    for _ in range(SPOTS):
        best = np.unravel_index(int(np.argmax(room)), room.shape)
        if room[best] <= LEAST_ROOM:
            break
        spots.append((float(water[best] * (north - south)), float(lon[best]), float(lat[best])))
        room = np.where(np.hypot(x - x[best], y - y[best]) < APART, 0.0, room)
    return spots


def _in_its_body(sea: Sea, lon: FloatArray, lat: FloatArray) -> NDArray[np.bool_]:
    """Tell which points lie where a map may call the water by the name of a sea."""
    if sea.label_km is None:
        return np.ones(lon.shape, bool)
    return inverse(*sea.label_lonlat, lon, lat)[0] <= sea.label_km


def _open_water(free: NDArray[np.bool_], x: FloatArray, y: FloatArray) -> FloatArray:
    """Return for each free point of the unit view how far off the nearest taken one is, up to 1."""
    water = np.where(free, 1.0, 0.0)
    if free.any() and not free.all():
        across = np.abs(x[free][:, None] - x[~free][None, :]) / ACROSS
        up = np.abs(y[free][:, None] - y[~free][None, :])
        water[free] = np.maximum(across, up).min(axis=1)
    return water
