"""Seas and land as areas, and the chance that a place known to a few km lies in each.

A place is "in the Sea of Japan" or "on land" only up to how well coast and limit are known. So for
a point p, N being normal and the same in all directions::

    land(p)  = P(p + N(0, COAST_SD_KM^2 I) is on land)
    sea S(p) = (1 - land(p)) * P(p + N(0, LIMIT_SD_KM^2 I) is inside the limits of S)

and what is left is "other": a sea that has no name here. `data/make/regions.py` computes this once
into `data/regions.npz`; here it is looked up, bilinear between nodes. Near East Asia (95 to 182 E,
0 to 66 N) land is the land that the page draws (`data/basemap.json`). Anywhere else it is Natural
Earth's at 1:50m with FAR_COAST_SD_KM for COAST_SD_KM, and the only seas with a name
are those whose limits lead there (the Pacific).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPolygon, Polygon

from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_path, shipped_text
from geolaunch.places.seas import seas

__all__ = [
    "COAST_SD_KM",
    "FAR_COAST_SD_KM",
    "LIMIT_SD_KM",
    "Lookup",
    "border_lines",
    "coast_lines",
    "land",
    "limits",
    "look_up",
    "region_ids",
    "region_shares",
    "region_weight",
    "region_weights",
    "sea_weight",
    "some_of",
]

# Coasts: the 1:10m coast is simplified to 0.3 km, but leaves out islets and estuaries of a few km;
# a position given to the nearest km or arc minute adds one or two.
COAST_SD_KM = 4.0
# The 1:50m coast of the rest of the Earth: half of its points lie within 2 km of the coast, few are
# off by more than 10, and islands under some ten km are left out.
FAR_COAST_SD_KM = 10.0
# Limits: nobody reports them to better than "in the Korea Strait"; conventions differ by as much.
LIMIT_SD_KM = 15.0

# Six standard deviations of a limit, in degrees of latitude: no chance is left beyond.
BLUR_DEG = 6.0 * LIMIT_SD_KM / 110.0

LAND = "land"

FloatArray = npt.NDArray[np.floating[Any]]
Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The nodes: rows from south to north, columns from west to east, on a plate carree."""

    west: float  # longitude of the first column, degrees
    south: float  # latitude of the first row, degrees
    step: float  # between nodes, degrees
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where points lie among the nodes: the south-west node of each, and its four weights.

    `box` holds the first and last row and the first and last column that any of them needs. Points
    off the detailed grid have no weight there and stand in `far`, None if there are none.
    """

    node: npt.NDArray[np.intp]
    weights: tuple[Weights, ...]  # SW, SE, NW, NE; they sum to 1/255 or 0
    box: tuple[int, int, int, int]
    far: _Far | None = None


@dataclass(frozen=True, slots=True)
class _Far:
    """The points off the detailed grid: which ones, counted row by row, and their degrees."""

    index: npt.NDArray[np.intp]
    lon_deg: Weights
    lat_deg: Weights


def region_ids() -> tuple[str, ...]:
    """Return the ids of the regions: the seas that ship, then "land", then "other"."""
    return (*(sea.id for sea in seas()), "land", "other")


def sea_weight(sea_id: str, lon: npt.ArrayLike, lat: npt.ArrayLike) -> Weights:
    """Return the chance that each point (degrees) lies in the region `sea_id`, anywhere on Earth.

    `sea_id` is one of `region_ids` but "other"; UnknownNameError if it is not.
    """
    return region_weight(sea_id, look_up(lon, lat))


def region_weight(region: str, at: Lookup) -> Weights:
    """Return `sea_weight` of points that are looked up already, for several regions in turn."""
    value = np.zeros(at.node.shape, np.float32)
    for corner, weight in zip(_corner_values(region, at), at.weights, strict=False):
        value += corner * weight
    if at.far is not None:
        value.ravel()[at.far.index] = _far_weight(region, at.far)
    return value


def region_shares(at: Lookup, mass: FloatArray) -> dict[str, float]:
    """Return the share of the masses at points (n,) that lies in each region; the sum is 1."""
    whole, single = float(mass.sum()), mass.astype(np.float32)
    masses = [weight * single for weight in at.weights]
    shares = {}
    for name in region_ids()[:-1]:
        corners = zip(_corner_values(name, at), masses, strict=False)
        shares[name] = sum(float(corner @ part) for corner, part in corners) / whole
        if at.far is not None:
            shares[name] += float(_far_weight(name, at.far) @ single[at.far.index]) / whole
    shares["other"] = max(1.0 - sum(shares.values()), 0.0)
    total = sum(shares.values())  # 1 but for single precision
    return {name: share / total for name, share in shares.items()}


def region_weights(lon: npt.ArrayLike, lat: npt.ArrayLike) -> dict[str, Weights]:
    """Return the chance that each point (degrees) lies in each region; they sum to 1.

    Where a coordinate is nan nothing is known: land and "other" are nan.
    """
    at = look_up(lon, lat)
    weights = {name: region_weight(name, at) for name in region_ids()[:-1]}
    other = 1 - sum(weights.values(), start=np.float32(0))
    return {**weights, "other": np.maximum(other, np.float32(0))}


@cache
def _grid() -> _Grid:
    """Return the detailed grid about East Asia."""
    return _stored_grid("grid")


def _stored_grid(name: str) -> _Grid:
    """Return a grid of the raster that ships."""
    with np.load(shipped_path("regions.npz"), allow_pickle=False) as stored:
        west, south, step, columns, rows = stored[name].tolist()
    return _Grid(west, south, step, int(columns), int(rows))


@cache
def _chances(region: str) -> npt.NDArray[np.uint8]:
    """Return the chances of `region` at all nodes, 0 to 255, row after row in one flat array.

    Only the window where a region is at all is stored, so that one sea loads in a millisecond.
    """
    if region not in region_ids()[:-1]:
        raise UnknownNameError("region", region, region_ids()[:-1])
    grid, name = _grid(), region.replace("-", "_")
    with np.load(shipped_path("regions.npz"), allow_pickle=False) as stored:
        window, (row, column) = stored[name], stored[f"{name}_corner"]
    whole = np.zeros((grid.rows, grid.columns), np.uint8)
    whole[row : row + window.shape[0], column : column + window.shape[1]] = window
    return whole.ravel()


def look_up(lon: npt.ArrayLike, lat: npt.ArrayLike) -> Lookup:
    """Return where points (degrees) lie among the nodes."""
    grid = _grid()
    east, north = np.broadcast_arrays(_eastern(_single(lon)), _single(lat))
    x, y = (east - grid.west) / grid.step, (north - grid.south) / grid.step
    unit, far = np.full(x.shape, np.float32(1 / 255)), None
    inside = (x >= 0) & (x <= grid.columns - 1) & (y >= 0) & (y <= grid.rows - 1)
    if not inside.all():
        outside = ~inside
        far = _Far(np.flatnonzero(outside), east[outside], north[outside])
        x, y, unit = (np.where(inside, each, np.float32(0)) for each in (x, y, unit))
    column = np.minimum(x.astype(np.int32), grid.columns - 2)
    row = np.minimum(y.astype(np.int32), grid.rows - 2)
    weights = _corners((x - column).astype(np.float32), (y - row).astype(np.float32), unit)
    ends = (row.min(), row.max() + 1, column.min(), column.max() + 1) if row.size else (0,) * 4
    box = (int(ends[0]), int(ends[1]), int(ends[2]), int(ends[3]))
    return Lookup((row * grid.columns + column).astype(np.intp), weights, box, far)


def some_of(at: Lookup, wanted: npt.NDArray[np.bool_]) -> Lookup:
    """Return the look-up of those of its points that are wanted, in one row, with their own box."""
    index = np.flatnonzero(wanted)
    node, weights = at.node.take(index), tuple(weight.take(index) for weight in at.weights)
    if not node.size:
        return Lookup(node, weights, (0, 0, 0, 0))
    row, column = np.divmod(node, _grid().columns)
    box = (int(row.min()), int(row.max()) + 1, int(column.min()), int(column.max()) + 1)
    return Lookup(node, weights, box, at.far and _some_far(at.far, wanted.ravel()))


def _some_far(far: _Far, wanted: npt.NDArray[np.bool_]) -> _Far | None:
    """Return those of the points off the detailed grid that are wanted of all points."""
    kept = wanted[far.index]
    if not kept.any():
        return None
    index = (np.cumsum(wanted) - 1)[far.index[kept]]
    return _Far(index, far.lon_deg[kept], far.lat_deg[kept])


def _far_weight(region: str, far: _Far) -> Weights:
    """Return the chance of a region at points off the detailed grid."""
    if region not in _far_regions():
        return np.zeros(far.index.shape, np.float32)
    land_there = _far_inside(LAND, far)
    return land_there if region == LAND else (1 - land_there) * _far_inside(region, far)


def _far_inside(region: str, far: _Far) -> Weights:
    """Return the chance to lie within an area on the grid of the Earth; nan where a degree is."""
    grid = _far_grid()
    known = np.isfinite(far.lon_deg) & np.isfinite(far.lat_deg)
    lon, lat = (np.where(known, each, np.float32(0)) for each in (far.lon_deg, far.lat_deg))
    x, y = (lon - grid.west) % 360 / grid.step, (lat - grid.south) / grid.step
    column = np.clip(x.astype(np.int32), 0, grid.columns - 2)
    row = np.clip(y.astype(np.int32), 0, grid.rows - 2)
    unit = np.where(known, np.float32(1 / 255), np.float32(np.nan))
    weights = _corners((x - column).astype(np.float32), (y - row).astype(np.float32), unit)
    flat, node = _far_chances(region), row * grid.columns + column
    inside = np.zeros(node.shape, np.float32)
    for first, weight in zip((0, 1, grid.columns, grid.columns + 1), weights, strict=True):
        inside += flat.take(node + first) * weight
    return inside


@cache
def _far_regions() -> frozenset[str]:
    """Return the regions that go on past the detailed grid: land, and seas with such limits."""
    with np.load(shipped_path("regions.npz"), allow_pickle=False) as stored:
        return frozenset(name for name in region_ids() if _far_name(name) in stored.files)


def _far_name(region: str) -> str:
    """Return the name under which a region's part of the grid of the Earth is stored."""
    return f"far_{region.replace('-', '_')}"


@cache
def _far_grid() -> _Grid:
    """Return the grid of the whole Earth; its last column is its first."""
    return _stored_grid("far_grid")


@cache
def _far_chances(region: str) -> npt.NDArray[np.uint8]:
    """Return the chances to lie within an area at all nodes of the Earth, 0 to 255, in one row."""
    with np.load(shipped_path("regions.npz"), allow_pickle=False) as stored:
        steps = stored[_far_name(region)]
    return np.cumsum(steps, axis=1, dtype=np.uint8).ravel()


def _corner_values(region: str, at: Lookup) -> Iterator[npt.NDArray[np.uint8]]:
    """Yield the chances of `region`, 0 to 255, at the SW, SE, NW and NE node of each point.

    Nothing is loaded or yielded where none of the points comes near the region.
    """
    if not _meets(region, at.box):
        return
    flat, columns = _chances(region), _grid().columns
    for first in (0, 1, columns, columns + 1):
        yield flat[first:].take(at.node)


def _meets(region: str, box: tuple[int, int, int, int]) -> bool:
    """Tell whether a region may lie in a box of rows and columns; land may lie anywhere."""
    if region == "land" or region not in region_ids():
        return True
    grid = _grid()
    south, north = (grid.south + grid.step * row for row in box[:2])
    west, east = (grid.west + grid.step * column for column in box[2:])
    wide = BLUR_DEG / np.cos(np.radians(north))
    around = (west - wide, south - BLUR_DEG, east + wide, north + BLUR_DEG)
    return bool(_prepared_limits(region).intersects(shapely.box(*around)))


@cache
def _prepared_limits(sea_id: str) -> Polygon:
    """Return the limits of a sea, ready to be asked often."""
    polygon = limits(sea_id)
    shapely.prepare(polygon)
    return polygon


def _single(degrees: npt.ArrayLike) -> Weights:
    """Return degrees in single precision, which keeps them to a few metres."""
    return np.asarray(degrees, np.float32)


def _eastern(lon: Weights) -> Weights:
    """Return longitudes with the western hemisphere counted on past 180."""
    west = lon < 0
    return np.where(west, lon + np.float32(360), lon) if west.any() else lon


def _corners(right: Weights, up: Weights, unit: Weights) -> tuple[Weights, ...]:
    """Return the bilinear weights of the SW, SE, NW and NE node, `unit` in all."""
    top = up * unit
    bottom = unit - top
    south_east, north_east = right * bottom, right * top
    return bottom - south_east, south_east, top - north_east, north_east


@cache
def limits(sea_id: str) -> Polygon:
    """Return the limits of a sea as a polygon in (lon, lat) degrees, land included."""
    rings = {sea.id: sea.limits for sea in seas()}
    if sea_id not in rings:
        raise UnknownNameError("sea", sea_id, rings)
    return Polygon(rings[sea_id])


@cache
def land() -> MultiPolygon:
    """Return the land of the basemap in (lon, lat) degrees; longitudes run on past 180."""
    basemap = _basemap()
    polygons = ([_points(ring, basemap["scale"]) for ring in rings] for rings in basemap["land"])
    return MultiPolygon([Polygon(outside, holes) for outside, *holes in polygons])


@cache
def coast_lines() -> tuple[FloatArray, ...]:
    """Return the coast as arrays of (lon, lat): the rings of the land, cut at the map's frame."""
    basemap = _basemap()
    rings = (_points(ring, basemap["scale"]) for polygon in basemap["land"] for ring in polygon)
    west, south, east, north = (side / basemap["scale"] for side in basemap["box"])
    frame = np.array([[west, south], [east, north]])
    return tuple(line for ring in rings for line in _off_the_frame(ring, frame))


@cache
def border_lines() -> tuple[tuple[bool, FloatArray], ...]:
    """Return the borders as (dashed, array of (lon, lat)), dashed where armistice or disputed."""
    basemap = _basemap()
    return tuple(
        (row["dashed"], _points(row["line"], basemap["scale"])) for row in basemap["borders"]
    )


def _off_the_frame(ring: FloatArray, frame: FloatArray) -> Iterator[FloatArray]:
    """Yield the runs of `ring` that do not lie along a side of `frame`."""
    start, end = ring[:-1], ring[1:]
    along = np.any((start == end) & ((start == frame[0]) | (start == frame[1])), axis=1)
    for run in np.split(np.arange(len(ring)), np.flatnonzero(along) + 1):
        if len(run) > 1:
            yield ring[run]


def _points(deltas: list[int], scale: int) -> FloatArray:
    """Return the points of a stored ring or line as an array of (lon, lat) in degrees."""
    return np.cumsum(np.reshape(deltas, (-1, 2)), axis=0) / scale


@cache
def _basemap() -> dict[str, Any]:
    """Return the basemap as it is stored; its form stands in `data/make/basemap.py`."""
    basemap: dict[str, Any] = json.loads(shipped_text("basemap.json"))
    return basemap
