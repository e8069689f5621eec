"""From a density on a polar grid to regions: how dense a level's region is, and where it ends.

A region at the level p is the highest-density one, the smallest area that holds p of the mass. Its
edge, a contour, is traced in the azimuthal equidistant plane about the site (x east, y north, km)
and carried to (lon, lat) by the geodesic direct problem, so that it is exact at any distance.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import contourpy
import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LinearRing, LineString, MultiPolygon, Polygon

from geolaunch.geodesy.antimeridian import Outline, area_of
from geolaunch.geodesy.shapes import direct, inverse, polygon_area_km2
from geolaunch.impact.grid import Grid

__all__ = ["Contours", "Region"]

FloatArray = NDArray[np.float64]
Area = Polygon | MultiPolygon
Rings = list[FloatArray]  # one polygon: (x, y) or (lon, lat) rings, closed, the outer one first

# Densities below this share of the densest are taken as equal.
LEAST_DENSITY = 1e-12

# The mass above a density is known at so many densities, in equal steps of its logarithm.
CUTS = 2048

# Where a field falls by more than this across a cell, as at a coast, the cell's mass lies near its
# top: it is not spread over more (areas at 50 % came out 0.9 % small with no bound, 0.7 % with it).
WIDEST_SPAN = 0.5

# Contours bend at every line of the grid; bends of less than this are smoothed away, which takes a
# third of the vertices, and moves areas by under 0.1 %, or 0.2 % for a range of 30 km
# (tests/impact/test_zones.py).
LEAST_BEND_KM = 0.05

# Parts that together are less than this share of a region are specks, as at a coast across a
# strait: nobody would say that something fell "in one of these areas".
LEAST_PART = 0.01

# Beyond this a region may hold a pole, which its rings alone do not show.
POLAR_DEG = 85.0

# Far from the site an edge that is straight in the plane bends on the Earth, most near a pole.
FAR_KM, LONGEST_FAR_EDGE_KM = 2500.0, 50.0

# Where polygons are put together at the seam, vertices closer than a metre become one: two that
# differ by rounding alone can change places on the way to (lon, lat), and the ring cross itself.
SNAP_KM = 1e-3


@dataclass(frozen=True, slots=True)
class Region:
    """The smallest area that holds `level` of the mass; (lon, lat) degrees, km2 on WGS84."""

    level: float
    area_km2: float
    geometry: Polygon | MultiPolygon
    outline: Outline | None = None  # its edge uncut, where the antimeridian or a pole cuts it

    @property
    def label_lonlat(self) -> tuple[float, float]:
        """A point inside, for a label: the region has no centre to show."""
        spot = self.geometry.representative_point()
        return spot.x, spot.y

    @property
    def is_parted(self) -> bool:
        """Tell whether it is several areas to a reader: specks beside a large one do not count."""
        if self.outline is not None or isinstance(self.geometry, Polygon):
            return False
        largest = max(self.geometry.geoms, key=lambda part: part.area)
        return bool(self.geometry.area - largest.area > LEAST_PART * self.geometry.area)


class Contours:
    """The regions of one density. `mass` (n, m) is that of each node of `grid` and sums to 1."""

    def __init__(self, lon_deg: float, lat_deg: float, grid: Grid, density: FloatArray) -> None:
        """Take a density per km and radian on a grid about a site in degrees."""
        self._lon_deg, self._lat_deg, self._grid = lon_deg, lat_deg, grid
        mass = density * grid.weight
        self.mass = mass / mass.sum()
        self._log = _log_per_km2(density, grid)
        self._tracer = _tracer(grid, self._log)
        self._falling, self._held = _held_above(self._log, self.mass)

    @property
    def grid(self) -> Grid:
        """The grid that the density stands on."""
        return self._grid

    def cut(self, level: float) -> float:
        """Return the logarithm of the density, per km2, above which `level` of the mass lies."""
        return float(np.interp(level, self._held, self._falling))

    def regions(self, levels: tuple[float, ...]) -> tuple[Region, ...]:
        """Return the region of each level, exteriors counter-clockwise and holes clockwise."""
        traced = [self._polygons(self.cut(level)) for level in levels]
        return tuple(
            Region(level, polygon_area_km2(geometry), geometry, outline)
            for level, (geometry, outline) in zip(levels, self._on_earth(traced), strict=True)
        )

    def azimuths_deg(self, level: float) -> tuple[float, float]:
        """Return the smallest arc that holds a region as seen from the site: start and stop.

        The start lies in [0, 360); the stop may pass 360.
        """
        held = np.any(self._log[:, :-1] > self.cut(level), axis=0)
        return _arc_of(self._grid.azimuth_deg[:-1], held)

    def _polygons(self, cut: float) -> list[Rings]:
        """Return the polygons denser than `cut`: rings of (x, y) in km, the outer one first."""
        filled: Any = self._tracer.filled(cut, np.inf)
        points, offsets = filled
        polygons = [
            [vertices[a:b] for a, b in pairwise(ends)]
            for vertices, ends in zip(points, offsets, strict=True)
        ]
        return _joined(polygons) if self._log[:, 0].max() > cut else polygons

    def _on_earth(self, traced: list[list[Rings]]) -> list[tuple[Area, Outline | None]]:
        """Return polygons of (x, y) rings in km, a list a level, as geometries in (lon, lat)."""
        whole = [ring for polygons in traced for rings in polygons for ring in rings]
        rings = [_fewer_vertices(ring) for ring in whole]
        if self._grid.distance_km[-1] > FAR_KM:
            rings = [shapely.get_coordinates(_segmented(ring)) for ring in rings]
        x, y = np.concatenate(rings).T
        azimuth = np.degrees(np.arctan2(x, y))
        lon, lat, _ = direct(self._lon_deg, self._lat_deg, azimuth, np.hypot(x, y))
        ends = np.cumsum([len(ring) for ring in rings])
        on_earth = iter(np.split(np.column_stack([lon, lat]), ends[:-1]))
        placed = [[[next(on_earth) for _ in rings] for rings in polygons] for polygons in traced]
        if np.ptp(lon) < 180.0 and np.abs(lat).max() < POLAR_DEG:
            return [(_geometry(polygons), None) for polygons in placed]
        return [
            _across(polygons, self._hold_north_pole(planar), self._lon_deg)
            for polygons, planar in zip(placed, traced, strict=True)
        ]

    def _hold_north_pole(self, planar: list[Rings]) -> bool:
        """Tell whether polygons in the plane about the site hold the north pole."""
        pole_km = float(inverse(self._lon_deg, self._lat_deg, 0.0, 90.0)[0])
        return any(shapely.contains_xy(Polygon(r[0], r[1:]), 0.0, pole_km) for r in planar)


def _arc_of(azimuth_deg: FloatArray, held: NDArray[np.bool_]) -> tuple[float, float]:
    """Return the smallest arc that holds the azimuths `held`, of (m,) that go round once.

    It is all but the widest gap between two that follow one another, wherever the grid's seam is.
    """
    if held.all():
        return float(azimuth_deg[0] % 360.0), float(azimuth_deg[0] % 360.0 + 360.0)
    index = np.flatnonzero(held)
    following = np.append(index[1:], index[0] + len(held))
    turns = np.append(azimuth_deg, azimuth_deg + 360.0)
    gaps = np.where(following - index > 1, turns[following] - turns[index], 0.0)
    widest = int(np.argmax(gaps))
    start = float(turns[following[widest]] % 360.0)
    return start, start + 360.0 - float(gaps[widest])


def _across(
    polygons: list[Rings], holds_north_pole: bool, site_lon_deg: float
) -> tuple[Area, Outline | None]:
    """Return polygons of (lon, lat) rings that the antimeridian or a pole may cut.

    The uncut ones lie on the site's side of it.
    """
    rings = tuple(
        _beside(np.column_stack([np.unwrap(ring[:, 0], period=360), ring[:, 1]]), site_lon_deg)
        for outer_and_holes in polygons
        for ring in outer_and_holes
    )
    uncut = Outline(rings, holds_north_pole)
    geometry = area_of(uncut)
    return (geometry, uncut) if geometry.is_valid else (_mended(geometry), uncut)


def _beside(ring: FloatArray, lon_deg: float) -> FloatArray:
    """Return a ring moved by whole turns to where its middle is nearest to a longitude."""
    middle = (ring[:, 0].min() + ring[:, 0].max()) / 2
    beside: FloatArray = ring + np.array([360 * np.round((lon_deg - middle) / 360), 0.0])
    return beside


def _segmented(ring: FloatArray) -> LineString:
    """Return a ring with more vertices where its edges are long."""
    line: LineString = shapely.segmentize(LineString(ring), LONGEST_FAR_EDGE_KM)
    return line


def _fewer_vertices(ring: FloatArray) -> FloatArray:
    """Return a ring without the vertices that bend it less than can be seen; a tiny one whole."""
    simple = shapely.simplify(LineString(ring), LEAST_BEND_KM, preserve_topology=False)
    few = shapely.get_coordinates(simple)
    return few if len(few) > 3 else ring


def _geometry(polygons: list[Rings]) -> Area:
    """Return polygons of (lon, lat) rings as one valid geometry.

    A contour that runs into a node can leave a notch of no width, which crosses itself by rounding.
    """
    parts = [Polygon(outer, holes) for outer, *holes in polygons]
    geometry = parts[0] if len(parts) == 1 else MultiPolygon(parts)
    return geometry if geometry.is_valid else _mended(geometry)


def _mended(geometry: Area) -> Area:
    """Return the areas of a geometry that crosses itself."""
    whole: Any = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    oriented: Area = shapely.orient_polygons(whole)
    return oriented


def _log_per_km2(density: FloatArray, grid: Grid) -> FloatArray:
    """Return the logarithm of a density per km and radian as one per km2.

    In the tails it runs straighter between nodes than the density does. At the site itself, where
    all azimuths meet, it is that close by.
    """
    start = 1 if grid.distance_km[0] == 0.0 else 0
    per_km2 = np.empty_like(density)
    per_km2[start:] = density[start:] / grid.reduced_km[start:]
    per_km2[:start] = per_km2[1, :-1].mean()
    per_km2[:, -1] = per_km2[:, 0]
    return np.asarray(np.log(np.maximum(per_km2, per_km2.max() * LEAST_DENSITY)))


def _held_above(log: FloatArray, mass: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return falling logarithms of density, and the mass that lies where it is denser than each.

    A node stands for a cell across which the logarithm changes by so much: its mass is spread
    evenly over that span, so that a cell which a contour cuts counts in part.
    """
    half = np.clip(_change(log) / 2.0, 1e-6, WIDEST_SPAN / 2.0)
    slope = (mass / (2.0 * half)).ravel()
    ends = np.concatenate([(log + half).ravel(), (log - half).ravel()])
    top = ends.max()
    step = min(top - ends.min(), -np.log(LEAST_DENSITY)) / CUTS
    place = np.minimum((top - ends) / step, CUTS)
    after, slopes = np.ceil(place).astype(np.intp), np.concatenate([slope, -slope])
    begun = np.cumsum(np.bincount(after, slopes, CUTS + 1))
    offset = np.cumsum(np.bincount(after, slopes * place, CUTS + 1))
    number = np.arange(CUTS + 1)
    return top - step * number, (number * begun - offset) * step


def _change(log: FloatArray) -> FloatArray:
    """Return by how much a field changes across the cell of each node, the way it changes most."""
    along, across = np.zeros_like(log), np.zeros_like(log)
    along[1:-1] = log[2:] - log[:-2]
    across[:, 1:-1] = log[:, 2:] - log[:, :-2]
    across[:, 0] = log[:, 1] - log[:, -2]
    return np.asarray(np.maximum(np.abs(along), np.abs(across)) / 2.0)


def _tracer(grid: Grid, log: FloatArray) -> contourpy.ContourGenerator:
    """Return the tracer of contours in the plane.

    The class itself, as `contourpy.contour_generator` looks for masked values first, which costs
    more than a contour.
    """
    unmasked: Any = None
    return contourpy.SerialContourGenerator(
        *_plane(grid),
        log,
        unmasked,
        corner_mask=False,
        line_type=contourpy.LineType.SeparateCode,
        fill_type=contourpy.FillType.OuterOffset,
        quad_as_tri=False,
        z_interp=contourpy.ZInterp.Linear,
    )


def _plane(grid: Grid) -> tuple[FloatArray, FloatArray]:
    """Return the nodes in the plane, km; the last column stands exactly on the first."""
    azimuth = np.radians(grid.azimuth_deg)
    azimuth[-1] = azimuth[0]
    distance = grid.distance_km[:, None]
    return distance * np.sin(azimuth), distance * np.cos(azimuth)


def _joined(polygons: list[Rings]) -> list[Rings]:
    """Return polygons that the grid's seam cut, put together again."""
    cut = [Polygon(outer, holes) for outer, *holes in polygons]
    valid = [shapely.make_valid(part, method="structure") for part in cut]
    parts = shapely.get_parts(shapely.orient_polygons(shapely.union_all(valid)))
    return [[_without_repeats(ring) for ring in (part.exterior, *part.interiors)] for part in parts]


def _without_repeats(ring: LinearRing) -> FloatArray:
    """Return the vertices of a ring, closed, without those that repeat the one before."""
    xy = shapely.get_coordinates(ring)[:-1]
    kept = xy[np.hypot(*(xy - np.roll(xy, 1, axis=0)).T) > SNAP_KM]
    return np.concatenate([kept, kept[:1]])
