"""Closed curves on the Earth, cut at the antimeridian and closed about the poles.

A curve that crosses the antimeridian or goes round a pole is no ring on a flat map of longitudes
and latitudes. RFC 7946 (section 3.1.9) wants it cut there: the pieces are joined along the sides
of the map, the area on the left, as d3-geo and the package `antimeridian` do. That an area lies on
the left of its outline is what tells it from its complement, which is just as valid a polygon.

(lon, lat) degrees throughout.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon

from geolaunch.geodesy.ellipsoid import FloatArray

__all__ = ["Outline", "area_of", "line_of", "lines_of"]

WORLD = np.array([[-180.0, -90.0], [180.0, -90.0], [180.0, 90.0], [-180.0, 90.0], [-180.0, -90.0]])

# The way round the map with the area on the left: up the eastern side, west along the top, down,
# east along the bottom; one degree of a side is one.
_WAY_ROUND = 1080.0
_CORNERS = ((0.0, (180.0, -90.0)), (180.0, (180.0, 90.0)), (540.0, (-180.0, 90.0)),
            (720.0, (-180.0, -90.0)))  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """What bounds an area, uncut: curves that run on across the antimeridian, and round the poles.

    Each of `rings` is an (n, 2) array of (lon, lat) rows with the area on its left, its longitudes
    continuous, closed: the last row is the first plus (360 * turns, 0), where the turns are 0 for a
    ring that comes back, 1 for one that goes once eastwards round the Earth (the area lies north
    of it) and -1 for one that goes westwards. `holds_north_pole` tells whether the area does: rings
    alone do not say it. Without rings the area is all of the Earth, or nothing.
    """

    rings: tuple[FloatArray, ...]
    holds_north_pole: bool

    @property
    def turns(self) -> tuple[int, ...]:
        """Return how often each ring goes round the Earth: 0, 1 or -1."""
        return tuple(round((ring[-1, 0] - ring[0, 0]) / 360) for ring in self.rings)


def area_of(outline: Outline) -> Polygon | MultiPolygon:
    """Return the area of an outline in RFC 7946 form: longitudes in [-180, 180], cut there.

    Exteriors run counter-clockwise and holes clockwise; an outline without rings is the whole map,
    or an empty polygon.
    """
    closed: list[FloatArray] = []
    chains: list[FloatArray] = []
    for ring in outline.rings:
        pieces = _cut(ring)
        (closed if pieces[0].joined else chains).extend(piece.rows for piece in pieces)
    exteriors: list[FloatArray] = []
    holes: list[FloatArray] = []
    for loop in closed + _joined(chains):
        (exteriors if _is_counterclockwise(loop) else holes).append(loop)
    if not exteriors and (holes or outline.holds_north_pole):
        exteriors = [WORLD]
    return _assembled(exteriors, holes)


def lines_of(outline: Outline) -> LineString | MultiLineString:
    """Return the curves of an outline as lines, cut at the antimeridian; they keep their sense."""
    return _lines([piece.rows for ring in outline.rings for piece in _cut(ring)])


def line_of(rows: FloatArray) -> LineString | MultiLineString:
    """Return an open curve of (lon, lat) rows, longitudes continuous, cut at the antimeridian.

    Without rows the line is empty.
    """
    return _lines([piece.rows for piece in _cut(rows, is_open=True)]) if len(rows) else LineString()


def _lines(pieces: list[FloatArray]) -> LineString | MultiLineString:
    """Return one line, or several."""
    lines = [LineString(rows) for rows in map(_without_repeats, pieces) if len(rows) > 1]
    return lines[0] if len(lines) == 1 else MultiLineString(lines)


# --- cutting ---


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a curve within [-180, 180], and whether it is a whole ring that met no side."""

    rows: FloatArray
    joined: bool


def _cut(rows: FloatArray, *, is_open: bool = False) -> list[_Piece]:
    """Return a curve in pieces; each begins and ends at a side unless it is whole, or an end."""
    if not is_open:
        rows = _begun_off_side(rows)
    rows, sheet = _sheets(rows)
    crossed = np.flatnonzero(sheet[1:] != sheet[:-1])
    if len(crossed) == 0:
        return [_Piece(_shifted(rows, sheet[0]), joined=True)]
    pieces = []
    before: list[FloatArray] = []
    first = 0
    for edge in crossed.tolist():
        leaving, entering = _crossing(rows[edge], rows[edge + 1], sheet[edge], sheet[edge + 1])
        inner = _shifted(rows[first : edge + 1], sheet[edge])
        pieces.append(np.vstack([*before, inner, leaving]))
        before, first = [entering], edge + 1
    rest = np.vstack([*before, _shifted(rows[first:], sheet[-1])])
    if is_open:
        pieces.append(rest)
    else:
        pieces[0] = np.vstack([rest[:-1], pieces[0]])  # the last row is the first again
    return [_Piece(piece, joined=False) for piece in pieces]


def _begun_off_side(rows: FloatArray) -> FloatArray:
    """Return a ring that does not begin on a side of the map, where it would belong to two."""
    if (rows[0, 0] + 180) % 360 != 0:
        return rows
    away = np.flatnonzero((rows[:, 0] + 180) % 360 != 0)
    if len(away) == 0:
        return rows
    turn = np.array([rows[-1, 0] - rows[0, 0], 0.0])
    return np.vstack([rows[away[0] : -1], rows[: away[0] + 1] + turn])


def _sheets(rows: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return rows, and which copy of the map each longitude lies on: 0 for (-180, 180).

    A place on a side belongs to the copy that the curve comes from, so that one that only touches
    the side is not cut. One that lies on it but for a rounding is put there.
    """
    turned = (rows[:, 0] + 180) / 360
    sheet = np.floor(turned)
    on_side = turned == sheet
    if on_side.any():
        rows = np.column_stack([np.where(on_side, 360 * sheet - 180, rows[:, 0]), rows[:, 1]])
        away = np.flatnonzero(~on_side)
        if len(away) == 0:
            return rows, np.full_like(sheet, sheet[0])
        source = np.maximum.accumulate(np.where(on_side, -1, np.arange(len(sheet))))
        source[source < 0] = away[0]
        sheet = sheet[source]
    return rows, sheet


def _crossing(
    start: FloatArray, stop: FloatArray, sheet: float, next_sheet: float
) -> tuple[FloatArray, FloatArray]:
    """Return where an edge leaves one copy of the map and where it enters the next, (1, 2) each."""
    east = next_sheet > sheet
    side = 360 * (sheet + 0.5 if east else sheet - 0.5)
    part = (side - start[0]) / (stop[0] - start[0])
    lat = start[1] + part * (stop[1] - start[1])
    leaving = 180.0 if east else -180.0
    return np.array([[leaving, lat]]), np.array([[-leaving, lat]])


def _shifted(rows: FloatArray, sheet: float) -> FloatArray:
    """Return rows moved from their copy of the map into [-180, 180]."""
    if sheet == 0:
        return rows
    return np.column_stack([rows[:, 0] - 360 * sheet, rows[:, 1]])


def _without_repeats(rows: FloatArray) -> FloatArray:
    """Return rows without those that repeat the one before."""
    moved = rows[1:] != rows[:-1]
    new = moved[:, 0] | moved[:, 1]
    return rows if new.all() else rows[np.concatenate(([True], new))]


# --- joining ---


def _joined(chains: list[FloatArray]) -> list[FloatArray]:
    """Return closed loops: chains from side to side, joined along the sides, area on the left."""
    starts = [_place_on_way(chain[0]) for chain in chains]
    loops = []
    left = set(range(len(chains)))
    while left:
        first = now = min(left)
        parts = []
        while True:
            left.discard(now)
            parts.append(chains[now])
            end = _place_on_way(chains[now][-1])
            # A chain that begins where this one ends is the next, even by a rounding behind.
            ahead = [(start - end) % _WAY_ROUND for start in starts]
            ahead = [0.0 if way > _WAY_ROUND - 1e-9 else way for way in ahead]
            following = ahead.index(min(ahead))
            parts.extend(_corners(end, ahead[following]))
            if following == first or following not in left:
                break
            now = following
        loops.append(np.concatenate([*parts, chains[first][:1]]))
    return [loop for loop in map(_without_repeats, loops) if len(loop) > 3]


def _place_on_way(place: FloatArray) -> float:
    """Return how far along the way round the map a place on a side lies."""
    return float(place[1] + 90 if place[0] > 0 else 630 - place[1])


def _corners(start: float, ahead: float) -> list[FloatArray]:
    """Return the corners of the map that are passed on the way, none or one row of each."""
    passed = sorted(((place - start) % _WAY_ROUND, corner) for place, corner in _CORNERS)
    on_way = [corner for way, corner in passed if way < ahead]
    return [np.array(on_way)] if on_way else []


def _is_counterclockwise(loop: FloatArray) -> bool:
    """Tell whether a closed loop runs counter-clockwise on the map."""
    x, y = loop[:, 0] - loop[0, 0], loop[:, 1] - loop[0, 1]
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) > 0


def _assembled(exteriors: list[FloatArray], holes: list[FloatArray]) -> Polygon | MultiPolygon:
    """Return the polygons of exteriors, each with the holes that lie in it."""
    if not exteriors:
        return Polygon()
    if not holes:  # half the time of the classes themselves
        parts = [cast(Polygon, shapely.polygons(exterior)) for exterior in exteriors]
        return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)
    if len(exteriors) == 1:
        return Polygon(exteriors[0], holes)
    return MultiPolygon(_with_holes(exteriors, holes))


def _with_holes(exteriors: list[FloatArray], holes: list[FloatArray]) -> list[Polygon]:
    """Return polygons, each hole in the smallest exterior that holds it."""
    filled = [Polygon(exterior) for exterior in exteriors]
    inside: list[list[FloatArray]] = [[] for _ in filled]
    for hole in holes:
        around = [n for n, polygon in enumerate(filled) if polygon.covers(Polygon(hole))]
        inside[min(around, key=lambda n: filled[n].area)].append(hole)
    return [Polygon(rows, some) for rows, some in zip(exteriors, inside, strict=True)]
