"""The land of the whole Earth as polygons, from the world that pages draw (`data/world.json`)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

import numpy as np
import shapely
import shapely.affinity

from geolaunch.files import shipped_text

TURNS_DEG = (-360.0, 0.0, 360.0)


@cache
def earth_land() -> shapely.MultiPolygon:
    """Return the land in degrees; it runs on past 180, and past -180 in a copy."""
    world = json.loads(shipped_text("world.json"))
    rings = [[_degrees(ring, world["scale"]) for ring in rings] for rings in world["land"]]
    parts = [
        shapely.affinity.translate(shapely.Polygon(outside, holes), turn)
        for turn in TURNS_DEG
        for outside, *holes in rings
    ]
    land = shapely.MultiPolygon(parts)
    shapely.prepare(land)
    return land


def on_land(lon_deg: np.ndarray, lat_deg: np.ndarray) -> np.ndarray:
    """Tell which points lie on land, anywhere on Earth."""
    return shapely.contains_xy(earth_land(), lon_deg, lat_deg)


def _degrees(flat: Sequence[int], scale: int) -> np.ndarray:
    """Return the points of a stored ring, (n, 2)."""
    return np.cumsum(np.reshape(flat, (-1, 2)), axis=0) / scale
