"""Make `data/regions.npz`: the chances that `places.regions` defines, at the nodes of two grids.

Usage: ``python data/make/regions.py [FOLDER]`` after `basemap.py` and `seas.py`; a minute. FOLDER
is the unpacked npm package `world-atlas` 2.0.2; without it the package is fetched by ``npm pack``.
Areas are rasterised to cells of half a step (exact along the parallel, four lines a cell along the
meridian) and blurred with a Gaussian whose width in degrees follows the latitude. Same input, same
bytes.

About East Asia (`NEAR`) stand land and seas, from the shipped map: a step of 0.05 degree (5.6 km)
keeps the bilinear error within 0.06 at a coast of 4 km spread; at 0.1 degree it would be 0.2. For
the whole Earth (`FAR`) stand land, from Natural Earth at 1:50m, by the same rule at a coast of 10
km spread, and the inside of the limits of seas that leave `NEAR` (the Pacific), land included.
Lakes are land, but for the Caspian Sea. Rows are stored as differences from node to node, which
compress better.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from basemap import Topology, fetch, ring
from shapely.affinity import translate
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from territories import whole

from geolaunch.places.regions import (
    COAST_SD_KM,
    FAR_COAST_SD_KM,
    LIMIT_SD_KM,
    land,
    limits,
)
from geolaunch.places.seas import seas

MARGIN_CELLS = 80  # two degrees near, five far: more than five spreads
LINES_PER_CELL = 4
# WGS84: semi-major axis and first eccentricity squared.
SEMI_MAJOR_KM = 6378.137
ECCENTRICITY2 = 0.00669437999014
BEYOND_POLE_DEG = -100.0  # where the land about the south pole is closed, past all margins

Array = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Frame:
    """A grid of nodes on a plate carree, its sides and its step in degrees."""

    west: float
    south: float
    east: float
    north: float
    step: float

    @property
    def cell(self) -> float:
        """The side of a cell in degrees: every other cell has a node in its middle."""
        return self.step / 2

    def first_cell(self, side: float) -> float:
        """Return the coordinate of the middle of the first cell, the margin before `side`."""
        return side - MARGIN_CELLS * self.cell


NEAR = Frame(95.0, 0.0, 182.0, 66.0, 0.05)
FAR = Frame(-180.0, -90.0, 180.0, 90.0, 0.125)


def main(arguments: list[str]) -> None:
    """Write `data/regions.npz`."""
    on_land = blurred(NEAR, land(), COAST_SD_KM)
    chances = {"land": on_land}
    for sea in (sea.id for sea in seas()):
        chances[sea] = (1 - on_land) * blurred(NEAR, MultiPolygon([limits(sea)]), LIMIT_SD_KM)
    stored = {"grid": grid_row(NEAR, on_land), "sd_km": np.array([COAST_SD_KM, LIMIT_SD_KM])}
    for name, values in as_bytes(chances).items():
        stored |= windowed(name.replace("-", "_"), values)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[0]) if arguments else fetch(Path(scratch))
        earth = land_of_the_earth(whole(folder / "countries-50m.json"))
    stored |= far_chances(earth)
    path = Path(__file__).resolve().parent.parent / "regions.npz"
    np.savez_compressed(path, allow_pickle=False, **stored)


def far_chances(earth: MultiPolygon) -> dict[str, npt.NDArray[Any]]:
    """Return what is stored of the whole Earth."""
    insides = {"land": (earth, FAR_COAST_SD_KM)}
    for polygon, id_ in ((limits(sea.id), sea.id) for sea in seas()):
        if not shapely.box(NEAR.west, NEAR.south, NEAR.east, NEAR.north).contains(polygon):
            insides[id_] = (all_around([polygon]), LIMIT_SD_KM)
    stored = {"far_sd_km": np.array(FAR_COAST_SD_KM)}
    for name, (area, sd_km) in insides.items():
        far = as_bytes({name: blurred(FAR, area, sd_km)})[name]
        steps = np.diff(far, axis=1, prepend=np.uint8(0))
        stored |= {"far_grid": grid_row(FAR, far), f"far_{name.replace('-', '_')}": steps}
    return stored


def grid_row(frame: Frame, values: npt.NDArray[Any]) -> Array:
    """Return a grid as it is stored: west, south, step, columns, rows."""
    rows, columns = values.shape
    return np.array([frame.west, frame.south, frame.step, columns, rows])


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


# --- the land of the whole Earth ------------------------------------------------------------------


def land_of_the_earth(topology: Topology) -> MultiPolygon:
    """Return the land of the Earth with copies a turn to either side, each point once."""
    return all_around(part for one in land_polygons(topology) for part in polygons_of(one))


def all_around(parts: Iterable[Polygon]) -> MultiPolygon:
    """Return polygons with copies a turn to either side, joined where they meet."""
    turned = [translate(part, turn) for part in parts for turn in (-360.0, 0.0, 360.0)]
    return MultiPolygon(polygons_of(shapely.union_all(turned)))


def land_polygons(topology: Topology) -> Iterator[BaseGeometry]:
    """Yield the land as it is stored; that about the south pole is closed beyond the pole."""
    for indices in topology["objects"]["land"]["geometries"][0]["arcs"]:
        outside, *holes = (np.array(ring(topology, one)) for one in indices)
        if abs(outside[-1, 0] - outside[0, 0]) > 180.0:
            ends = [(outside[at, 0], BEYOND_POLE_DEG) for at in (-1, 0)]
            yield shapely.make_valid(Polygon([*map(tuple, outside.tolist()), *ends]))
        elif len(outside) >= 4:
            whole_holes = [hole for hole in holes if len(hole) >= 4]
            yield shapely.make_valid(Polygon(outside, whole_holes))


def polygons_of(geometry: BaseGeometry) -> list[Polygon]:
    """Return the polygons of a geometry."""
    return [part for part in shapely.get_parts(geometry) if isinstance(part, Polygon)]


# --- areas to chances -----------------------------------------------------------------------------


def blurred(frame: Frame, area: MultiPolygon, sd_km: float) -> Array:
    """Return P(node + N(0, sd_km^2 I) is in `area`) at the nodes, rows from the south."""
    cells = coverage(frame, area)
    lat_rad = np.radians(frame.first_cell(frame.south) + frame.cell * np.arange(cells.shape[0]))
    root = np.sqrt(1 - ECCENTRICITY2 * np.sin(lat_rad) ** 2)
    km_east = np.radians(SEMI_MAJOR_KM * np.cos(lat_rad) / root)  # per degree of longitude
    km_north = np.radians(SEMI_MAJOR_KM * (1 - ECCENTRICITY2) / root**3).mean()
    along = along_parallels(frame, cells, np.asarray(sd_km / km_east)[:, None])
    across = gaussian(along.T, np.asarray(sd_km / km_north), frame.cell).T
    return across[MARGIN_CELLS:-MARGIN_CELLS:2]


def along_parallels(frame: Frame, cells: Array, sd_degrees: Array) -> Array:
    """Return rows blurred, at the nodes; where the grid goes around, so does the blur."""
    turn = round(360.0 / frame.cell)
    if cells.shape[1] - 2 * MARGIN_CELLS <= turn:
        return gaussian(cells, sd_degrees, frame.cell)[:, MARGIN_CELLS:-MARGIN_CELLS:2]
    once = gaussian(cells[:, MARGIN_CELLS : MARGIN_CELLS + turn], sd_degrees, frame.cell)[:, ::2]
    return np.concatenate((once, once[:, :1]), axis=1)


def gaussian(rows: Array, sd_degrees: Array, cell: float) -> Array:
    """Return each row blurred with its spread, less the spread that averaging over cells gave."""
    frequency = np.fft.rfftfreq(rows.shape[1], cell)
    variance = sd_degrees**2 - cell**2 / 12
    transfer = np.exp(-2 * np.pi**2 * variance * frequency**2)
    return np.fft.irfft(np.fft.rfft(rows, axis=1) * transfer, rows.shape[1], axis=1)


def coverage(frame: Frame, area: MultiPolygon) -> Array:
    """Return the share of each cell that lies in `area`, rows from the south.

    Each edge changes what lies east of it, by its direction: the running sum along a row of these
    changes is the share covered.
    """
    shape = tuple(
        round((high - low) / frame.cell) + 1 + 2 * MARGIN_CELLS
        for low, high in ((frame.south, frame.north), (frame.west, frame.east))
    )
    changes = np.zeros((shape[0], shape[1] + 1))
    for polygon in area.geoms:
        add_polygon(frame, changes, polygon)
    return np.cumsum(changes, axis=1)[:, :-1]


def add_polygon(frame: Frame, changes: Array, polygon: Polygon) -> None:
    """Add the changes of share along the edges of `polygon`, outside and holes."""
    sides = np.array([frame.first_cell(frame.west), frame.first_cell(frame.south)])
    corner = sides - frame.cell / 2
    for points in map(shapely.get_coordinates, oriented_rings(polygon)):
        scaled = (points - corner) / frame.cell
        add_edges(changes, scaled[:-1], scaled[1:])


def oriented_rings(polygon: Polygon) -> Iterable[BaseGeometry]:
    """Return the rings, land always on the left hand."""
    oriented = shapely.orient_polygons(polygon)
    return [oriented.exterior, *oriented.interiors]


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
    main(sys.argv[1:])
