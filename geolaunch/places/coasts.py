"""Coasts by name, and how far places and areas lie from them.

A report says "near the east coast of the Korean peninsula"; a page says how far a zone lies from
the nearest coast of Japan. A side of the peninsula or of an island is the shore of the mainland or
of the main island; a country is all its shores, islands included. Islands that more than one state
claims count for no coast (`data/SOURCES.md`).

Distances are to the shore line, from the sea and from inland alike. They are measured as chords
between points of the WGS84 ellipsoid and turned into arcs of a sphere, which keeps them within
0.02 km of the geodesic up to 1,000 km and 0.2 km up to 2,000 km; the stored shore itself is good to
1 km. A shore of thousands of edges is searched in blocks: one distance to the middle of a block
tells whether any of its edges can be the nearest.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import MultiLineString, MultiPolygon, Polygon

from geolaunch.constants import MEAN_RADIUS_KM
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.files import shipped_text
from geolaunch.geodesy.ellipsoid import FloatArray, in_space_km
from geolaunch.names import folded, names_of

__all__ = [
    "Coast",
    "coasts",
    "distance_km",
    "find_coast",
    "nearest_farthest_km",
    "shore_lines",
]


# No degree of arc on WGS84 is longer (the meridian at the pole).
_KM_PER_DEGREE = 111.694

# Edges in a block, and places looked up together: of 4 to 32 and of 64 to 1,800 the fastest, for
# 1,800 places and the coasts of Korea and Japan. Neighbours in a grid share their blocks, and what
# is computed on the way stays in the cache.
_BLOCK_EDGES = 8
_PLACES_AT_ONCE = 150

# Single precision is off by at most 2 km where a chord is short and the shore 3,000 km long, so
# that many more blocks are looked into; the chords to their edges come from differences, exact.
_SLACK_KM = 2.0

# An edge straight in (lon, lat) is cut so short that it stays within 0.1 km of its chord.
_LONGEST_EDGE_DEGREES = 0.5

# Nearest and farthest are good to this; nobody prints them finer than 10 km.
_TOLERANCE_KM = 1.0

_SIDES = "north|east|south|west"
_SHORE = r"(?:coast|coastline|coastal area|seaboard|shore|shoreline|side)"
_BEFORE = re.compile(r"^(?:(?:near|off|along|from|to|at|close|around|the|waters|of) )+")
_SIDE_OF = re.compile(rf"(?:(?P<side>{_SIDES})(?:ern)? )?{_SHORE}(?: of| off)? (?P<land>.+)")
_LAND_S_SIDE = re.compile(rf"(?P<land>.+?)(?: (?P<side>{_SIDES})(?:ern)?)? {_SHORE}")
_POSSESSIVE = re.compile("['\u2019`\u02bc]s\\b")

SingleArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Coast:
    """A coast by name; `pieces` are the stored shores that make it up."""

    id: str
    name: str
    variants: tuple[str, ...]
    pieces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Shore:
    """The edges of shores in space, in km, in blocks.

    An edge runs from `start` by `along`; `per_square` is 1 over its length squared, 0 for a point.
    All is relative to `origin`, a point of the shore, in single precision: good to 1 m.
    """

    origin: FloatArray  # 3, from the middle of the Earth
    start: SingleArray  # 3 x blocks x edges
    along: SingleArray  # 3 x blocks x edges
    per_square: SingleArray  # blocks x edges
    middle: SingleArray  # blocks x 3: a point of the shore in each block
    reach_km: SingleArray  # blocks: how far from it a block goes at most


# --- names ----------------------------------------------------------------------------------------


@cache
def coasts() -> tuple[Coast, ...]:
    """Return the coasts that ship, in the order of `data/coasts.json`."""
    return tuple(
        Coast(
            id=row["id"],
            name=row["name"],
            variants=tuple(row["variants"]),
            pieces=tuple(row["pieces"]),
        )
        for row in _stored()["coasts"]
    )


def find_coast(words: str) -> Coast:
    """Return the coast that words mean: "North Korea's east coast", "the coast of Japan", an id.

    A side is found by any name of the whole coast, too: "the east coast of the DPRK". Raises
    UnknownNameError with the nearest names if they mean none that ships.
    """
    coast = _by_name().get(_key(words)) or _side_of_a_whole(words)
    if coast is None:
        known = [shipped.name for shipped in coasts()]
        hint = "the coasts are " + ", ".join(shipped.id for shipped in coasts())
        raise UnknownNameError("coast", words, known, hint)
    return coast


@cache
def _by_name() -> dict[str, Coast]:
    """Return the coasts by each folded id, name and variant."""
    return {
        _key(name): coast
        for coast in coasts()
        for name in (coast.id, coast.name, *names_of("coast", coast.id), *coast.variants)
    }


def _side_of_a_whole(words: str) -> Coast | None:
    """Return the side of a land that goes by another name than its sides do."""
    land, side = _land_and_side(words)
    whole = _by_name().get(land)
    return _by_name().get(_key(f"{whole.id}-{side}")) if whole and side else None


def _key(words: str) -> str:
    """Return a coast's name as "land side": "the eastern coast of Korea" is "korea east"."""
    return " ".join(filter(None, _land_and_side(words)))


def _land_and_side(words: str) -> tuple[str, str]:
    """Return the land in a name of a coast, folded, and the side, "" for all of it."""
    bare = folded(_POSSESSIVE.sub("", words.casefold()))
    plain = _BEFORE.sub("", " ".join(re.sub(r"\bthe\b", " ", bare).split()))
    match = _SIDE_OF.fullmatch(plain) or _LAND_S_SIDE.fullmatch(plain)
    if match is None:
        return plain, ""
    return match["land"], match["side"] or ""


# --- distances ------------------------------------------------------------------------------------


def distance_km(coast: Coast, lon_deg: ArrayLike, lat_deg: ArrayLike) -> FloatArray:
    """Return how far each place lies from the nearest point of a coast.

    Parameters
    ----------
    coast : Coast
        As `find_coast` returns it.
    lon_deg, lat_deg : array_like
        Places in degrees, at sea or inland.

    Returns
    -------
    ndarray
        Distance to the shore line in km, of the broadcast shape of the input (0-d for scalars);
        nan where a coordinate is.
    """
    lon, lat = np.broadcast_arrays(np.asarray(lon_deg, float), np.asarray(lat_deg, float))
    places = in_space_km(lon.ravel(), lat.ravel())
    away_km = np.full(len(places), np.nan)
    good = np.isfinite(places).all(axis=1)
    if good.any():
        away_km[good] = _arc_km(_nearest_chord_km(_shore(coast.pieces), places[good]))
    return away_km.reshape(lon.shape)


def nearest_farthest_km(coast: Coast, geometry: Polygon | MultiPolygon) -> tuple[float, float]:
    """Return the smallest and the largest distance from the places of an area to a coast.

    Each place of the area has its own nearest point of the coast; these are the distances of the
    place that has it nearest and of the one that has it farthest. The first is 0 where the area
    touches or crosses the shore line; inland, distances are to the shore as well.

    Parameters
    ----------
    coast : Coast
        As `find_coast` returns it.
    geometry : Polygon or MultiPolygon
        (lon, lat) in degrees.

    Returns
    -------
    nearest_km, farthest_km : float
        Good to 1 km.

    Raises
    ------
    InputError
        The geometry is neither a polygon nor several, or is empty.
    """
    if geometry.geom_type not in ("Polygon", "MultiPolygon") or geometry.is_empty:
        got = f"an empty {geometry.geom_type}" if geometry.is_empty else f"a {geometry.geom_type}"
        raise InputError(f"got {got}: a distance from an area wants a Polygon or a MultiPolygon")
    shapely.prepare(geometry)
    edge = shapely.segmentize(geometry, _LONGEST_EDGE_DEGREES)
    away_km = distance_km(coast, *shapely.get_coordinates(edge).T)
    nearest = 0.0 if geometry.intersects(_shore_line(coast.pieces)) else _gap_km(coast, edge)
    return nearest, _farthest_km(coast, geometry, float(away_km.max()))


def shore_lines(coast: Coast) -> tuple[FloatArray, ...]:
    """Return the lines of a coast, each an array of (lon, lat) in degrees."""
    return _lines(coast.pieces)


def _gap_km(coast: Coast, edge: Polygon | MultiPolygon) -> float:
    """Return the smallest distance between the edge of an area and a coast that it does not cross.

    It lies at a corner of the one or of the other.
    """
    from_edge = _nearest_chord_km(
        _shore(coast.pieces), in_space_km(*shapely.get_coordinates(edge).T)
    )
    rings = [shapely.get_coordinates(ring) for ring in _rings(edge)]
    from_shore = _nearest_chord_km(_blocks(rings), _corners(coast.pieces))
    return float(_arc_km(np.minimum(from_edge.min(), from_shore.min())))


def _farthest_km(coast: Coast, geometry: Polygon | MultiPolygon, best_km: float) -> float:
    """Return the largest distance to a coast in an area, `best_km` being one that is reached.

    The area's cells are halved and halved again where they may hold more: a distance cannot grow by
    more than one goes.
    """
    west, south, east, north = geometry.bounds
    half = np.array([(east - west) / 16, (north - south) / 16])
    steps = np.arange(-7, 8, 2)
    cells = np.array([(west + east) / 2, (south + north) / 2]) + half * _pairs(steps)
    while len(cells):
        away_km = distance_km(coast, *cells.T)
        inside = shapely.contains_xy(geometry, *cells.T)
        best_km = max(best_km, float(np.max(away_km, where=inside, initial=0.0)))
        shrink = np.cos(np.radians(np.maximum(np.abs(cells[:, 1]) - half[1], 0.0)))
        radius_km = _KM_PER_DEGREE * np.hypot(half[0] * shrink, half[1])
        open_ = (away_km + radius_km > best_km + _TOLERANCE_KM) & (radius_km > _TOLERANCE_KM / 2)
        cells = cells[open_][_meets(geometry, cells[open_], half)]
        half = half / 2
        cells = (cells[:, None, :] + half * _pairs(np.array([-1, 1]))).reshape(-1, 2)
    return best_km


def _pairs(steps: NDArray[np.int_]) -> NDArray[np.int_]:
    """Return every pair of the steps."""
    return np.stack(np.meshgrid(steps, steps), axis=-1).reshape(-1, 2)


def _meets(
    geometry: Polygon | MultiPolygon, cells: FloatArray, half: FloatArray
) -> NDArray[np.bool_]:
    """Return which cells, given by their middles and half their sides, meet an area."""
    (west, south), (east, north) = (cells - half).T, (cells + half).T
    met: NDArray[np.bool_] = shapely.intersects(geometry, shapely.box(west, south, east, north))
    return met


# --- nearest edges --------------------------------------------------------------------------------


def _nearest_chord_km(shore: _Shore, places: FloatArray) -> FloatArray:
    """Return the chord from each place (rows in space, km) to the nearest point of a shore."""
    parts = range(0, len(places), _PLACES_AT_ONCE)
    return np.concatenate([_of_a_few_km(shore, places[i : i + _PLACES_AT_ONCE]) for i in parts])


def _of_a_few_km(shore: _Shore, places: FloatArray) -> FloatArray:
    """Return `_nearest_chord_km` of so few places that what is computed on the way stays small."""
    from_origin = (places - shore.origin).astype(np.float32)
    blocks = _blocks_in_question(shore, from_origin)
    to_middle = _apart_km(from_origin, shore.middle[blocks])
    limit_km = to_middle.min(axis=1, keepdims=True) + _SLACK_KM
    place, which = np.divmod(
        np.flatnonzero(to_middle - shore.reach_km[blocks] <= limit_km), len(blocks)
    )
    squares = _edge_squares_km2(shore, from_origin[place], blocks[which])
    first = np.searchsorted(place, np.arange(len(places))) * squares.shape[1]
    nearest: FloatArray = np.minimum.reduceat(squares.ravel(), first).astype(float)
    return np.sqrt(nearest)


def _blocks_in_question(shore: _Shore, places: SingleArray) -> NDArray[np.intp]:
    """Return the blocks that may be nearest to any of the places, as seen from their midst."""
    midst = places.mean(axis=0, keepdims=True)
    spread_km = float(np.sqrt(np.max(np.sum((places - midst) ** 2, axis=1))))
    to_middle = _apart_km(midst, shore.middle)[0]
    limit_km = to_middle.min() + 2 * spread_km + _SLACK_KM
    return np.flatnonzero(to_middle - shore.reach_km <= limit_km)


def _apart_km(ones: SingleArray, others: SingleArray) -> SingleArray:
    """Return the chords between all of some points and all of others."""
    squares: SingleArray = ones @ (-2 * others.T)
    squares += np.einsum("ij,ij->i", ones, ones)[:, None]
    squares += np.einsum("ij,ij->i", others, others)
    np.maximum(squares, 0.0, out=squares)
    return np.sqrt(squares, out=squares)


def _edge_squares_km2(shore: _Shore, places: SingleArray, blocks: NDArray[np.intp]) -> SingleArray:
    """Return the square of the chord from each place to each edge of its block, a row a place."""
    along = np.take(shore.along, blocks, axis=1)
    away = places.T[:, :, None] - np.take(shore.start, blocks, axis=1)
    share = _dot(away, along)
    share *= np.take(shore.per_square, blocks, axis=0)
    along *= np.clip(share, 0.0, 1.0, out=share)
    away -= along
    return _dot(away, away)


def _dot(ones: SingleArray, others: SingleArray) -> SingleArray:
    """Return the scalar products along the first axis."""
    products: SingleArray = ones * others
    total: SingleArray = products[0]
    total += products[1]
    total += products[2]
    return total


def _arc_km(chord_km: FloatArray) -> FloatArray:
    """Return the arcs above chords on a sphere of the Earth's mean radius."""
    half = np.minimum(chord_km / (2 * MEAN_RADIUS_KM), 1.0)
    arc: FloatArray = 2 * MEAN_RADIUS_KM * np.arcsin(half)
    return arc


# --- shores ---------------------------------------------------------------------------------------


@cache
def _shore(pieces: tuple[str, ...]) -> _Shore:
    """Return the edges of stored pieces."""
    return _blocks(_lines(pieces))


@cache
def _corners(pieces: tuple[str, ...]) -> FloatArray:
    """Return the points of stored pieces in space."""
    return in_space_km(*np.vstack(_lines(pieces)).T)


@cache
def _shore_line(pieces: tuple[str, ...]) -> MultiLineString:
    """Return stored pieces as lines in (lon, lat) degrees."""
    return MultiLineString([line for line in _lines(pieces) if len(line) > 1])


@cache
def _lines(pieces: tuple[str, ...]) -> tuple[FloatArray, ...]:
    """Return the lines of stored pieces as arrays of (lon, lat) in degrees."""
    stored = _stored()
    return tuple(
        np.cumsum(np.reshape(deltas, (-1, 2)), axis=0) / stored["scale"]
        for piece in pieces
        for deltas in stored["pieces"][piece]
    )


@cache
def _stored() -> dict[str, Any]:
    """Return the coasts as they are stored; the form stands in `data/make/coasts.py`."""
    stored: dict[str, Any] = json.loads(shipped_text("coasts.json"))
    return stored


def _rings(area: Polygon | MultiPolygon) -> Iterator[Any]:
    """Yield the rings of an area."""
    for polygon in shapely.get_parts(area):
        yield from (polygon.exterior, *polygon.interiors)


def _blocks(lines: Sequence[FloatArray]) -> _Shore:
    """Return the edges of lines in (lon, lat) degrees; the last block of a line is filled up."""
    rows = [in_space_km(*line.T) for line in lines]
    origin = rows[0][0]
    start = np.concatenate([_filled(row[:-1] - origin) for row in rows])
    stop = np.concatenate([_filled(row[1:] - origin) for row in rows])
    squares = np.sum((stop - start) ** 2, axis=2)
    per_square = np.divide(1.0, squares, out=np.zeros_like(squares), where=squares > 0)
    middle = start[:, _BLOCK_EDGES // 2]
    ends = np.concatenate([start, stop], axis=1)
    reach_km = np.sqrt(np.max(np.sum((ends - middle[:, None, :]) ** 2, axis=2), axis=1))
    return _Shore(
        origin=origin,
        start=_coordinates_first(start),
        along=_coordinates_first(stop - start),
        per_square=per_square.astype(np.float32),
        middle=middle.astype(np.float32),
        reach_km=reach_km.astype(np.float32),
    )


def _filled(rows: FloatArray) -> FloatArray:
    """Return rows in blocks, the last row repeated until the last block is full."""
    blocks = -(-len(rows) // _BLOCK_EDGES)
    full = np.minimum(np.arange(blocks * _BLOCK_EDGES), len(rows) - 1)
    return rows[full].reshape(blocks, _BLOCK_EDGES, 3)


def _coordinates_first(rows: FloatArray) -> SingleArray:
    """Return rows of (x, y, z) as three arrays in single precision."""
    return np.ascontiguousarray(np.moveaxis(rows, -1, 0), np.float32)
