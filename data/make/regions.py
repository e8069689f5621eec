"""Make `data/regions.npz`: the chances that `places.regions` defines, at the nodes of a grid.

Usage: ``python data/make/regions.py`` after `basemap.py` and `seas.py`; half a minute. Areas are
rasterised to cells of half a step (exact along the parallel, four lines a cell along the meridian)
and blurred with a Gaussian whose width in degrees follows the latitude. Same input, same bytes.

A step of 0.05 degree (5.6 km) keeps the bilinear error within 0.06 at a coast of 4 km spread; at
0.1 degree it would be 0.2.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geolaunch.places.regions import COAST_SD_KM, LIMIT_SD_KM, land, limits
from geolaunch.places.seas import seas

WEST, SOUTH, EAST, NORTH = 95.0, 0.0, 182.0, 66.0
STEP_DEGREES = 0.05
CELL_DEGREES = STEP_DEGREES / 2
MARGIN_CELLS = 80  # two degrees: more than five spreads at 66 N
LINES_PER_CELL = 4
# WGS84: semi-major axis and first eccentricity squared.
SEMI_MAJOR_KM = 6378.137
ECCENTRICITY2 = 0.00669437999014

Array = npt.NDArray[np.float64]


def main() -> None:
    """Write `data/regions.npz`."""
    on_land = blurred(land(), COAST_SD_KM)
    chances = {"land": on_land}
    for sea in (sea.id for sea in seas()):
        chances[sea] = (1 - on_land) * blurred(MultiPolygon([limits(sea)]), LIMIT_SD_KM)
    rows, columns = on_land.shape
    stored = {
        "grid": np.array([WEST, SOUTH, STEP_DEGREES, columns, rows]),
        "sd_km": np.array([COAST_SD_KM, LIMIT_SD_KM]),
    }
    for name, values in as_bytes(chances).items():
        stored |= windowed(name.replace("-", "_"), values)
    path = Path(__file__).resolve().parent.parent / "regions.npz"
    np.savez_compressed(path, allow_pickle=False, **stored)


def windowed(name: str, values: npt.NDArray[np.uint8]) -> dict[str, npt.NDArray[Any]]:
    """Return the smallest window of `values` that holds all but zeros, and its first node."""
    rows, columns = (np.flatnonzero(values.any(axis=axis)) for axis in (1, 0))
    window = values[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return {name: window, f"{name}_corner": np.array([rows[0], columns[0]])}


def as_bytes(chances: dict[str, Array]) -> dict[str, npt.NDArray[np.uint8]]:
    """Return chances as 0 to 255, their sum at a node never above 255: the largest gives way."""
    stack = np.rint(np.clip(np.stack(list(chances.values())), 0, 1) * 255).astype(np.int16)
    excess = np.maximum(stack.sum(axis=0) - 255, 0)
    largest = stack.argmax(axis=0)
    np.put_along_axis(stack, largest[None], stack.max(axis=0)[None] - excess[None], axis=0)
    return dict(zip(chances, stack.astype(np.uint8), strict=True))


def blurred(area: MultiPolygon, sd_km: float) -> Array:
    """Return P(node + N(0, sd_km^2 I) is in `area`) at the nodes, rows from the south."""
    cells = coverage(area)
    lat_rad = np.radians(first_cell(SOUTH) + CELL_DEGREES * np.arange(cells.shape[0]))
    root = np.sqrt(1 - ECCENTRICITY2 * np.sin(lat_rad) ** 2)
    km_east = np.radians(SEMI_MAJOR_KM * np.cos(lat_rad) / root)  # per degree of longitude
    km_north = np.radians(SEMI_MAJOR_KM * (1 - ECCENTRICITY2) / root**3).mean()
    along = gaussian(cells, np.asarray(sd_km / km_east)[:, None])[:, MARGIN_CELLS:-MARGIN_CELLS:2]
    across = gaussian(along.T, np.asarray(sd_km / km_north)).T
    return across[MARGIN_CELLS:-MARGIN_CELLS:2]


def first_cell(side: float) -> float:
    """Return the coordinate of the middle of the first cell, the margin before `side`."""
    return side - MARGIN_CELLS * CELL_DEGREES


def gaussian(rows: Array, sd_degrees: Array) -> Array:
    """Return each row blurred with its spread, less the spread that averaging over cells gave."""
    frequency = np.fft.rfftfreq(rows.shape[1], CELL_DEGREES)
    variance = sd_degrees**2 - CELL_DEGREES**2 / 12
    transfer = np.exp(-2 * np.pi**2 * variance * frequency**2)
    return np.fft.irfft(np.fft.rfft(rows, axis=1) * transfer, rows.shape[1], axis=1)


def coverage(area: MultiPolygon) -> Array:
    """Return the share of each cell that lies in `area`, rows from the south.

    Each edge changes what lies east of it, by its direction: the running sum along a row of these
    changes is the share covered.
    """
    shape = tuple(
        round((high - low) / CELL_DEGREES) + 1 + 2 * MARGIN_CELLS
        for low, high in ((SOUTH, NORTH), (WEST, EAST))
    )
    changes = np.zeros((shape[0], shape[1] + 1))
    for polygon in area.geoms:
        add_polygon(changes, polygon)
    return np.cumsum(changes, axis=1)[:, :-1]


def add_polygon(changes: Array, polygon: Polygon) -> None:
    """Add the changes of share along the edges of `polygon`, outside and holes."""
    for ring in oriented_rings(polygon):
        points = shapely.get_coordinates(ring)
        corner = np.array([first_cell(WEST), first_cell(SOUTH)]) - CELL_DEGREES / 2
        scaled = (points - corner) / CELL_DEGREES
        add_edges(changes, scaled[:-1], scaled[1:])


def oriented_rings(polygon: Polygon) -> list[BaseGeometry]:
    """Return the rings, land always on the left hand."""
    whole = shapely.orient_polygons(polygon)
    return [whole.exterior, *whole.interiors]


def add_edges(changes: Array, start: Array, end: Array) -> None:
    """Add the changes along edges given in cells from the corner of the grid."""
    lines = changes.shape[0] * LINES_PER_CELL
    from_line, to_line = (
        np.clip(np.ceil(y * LINES_PER_CELL - 0.5), 0, lines).astype(int)
        for y in (start[:, 1], end[:, 1])
    )
    count = abs(to_line - from_line)
    edge = np.repeat(np.arange(len(count)), count)
    nth = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    line = np.minimum(from_line, to_line)[edge] + nth
    slope = (end - start)[edge]
    y = (line + 0.5) / LINES_PER_CELL
    x = start[edge, 0] + (y - start[edge, 1]) * slope[:, 0] / slope[:, 1]
    add_crossings(changes, line // LINES_PER_CELL, x, -np.sign(slope[:, 1]) / LINES_PER_CELL)


def add_crossings(changes: Array, row: npt.NDArray[np.int64], x: Array, amount: Array) -> None:
    """Add `amount` of cover east of `x` in each row: a part of one cell, and all beyond it."""
    inside = np.clip(x, 0, changes.shape[1] - 1 - 1e-9)
    column = inside.astype(int)
    beyond = inside - column
    np.add.at(changes, (row, column), amount * (1 - beyond))
    np.add.at(changes, (row, column + 1), amount * beyond)


if __name__ == "__main__":
    main()
