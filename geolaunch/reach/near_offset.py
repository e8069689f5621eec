"""The reach of a territory near it, where the edge follows bays and capes.

Any place in reach lies on the way from the nearest border point to the edge. So if an area lies
within the reach and holds the land, the reach is that area and all ways on from its own edge: each
is a piece of the geodesic from the nearest border point, as long as the radius. The area to begin
with is the offset in the plane (azimuthal equidistant about the middle of the land): no place on
Earth is farther from another than there (Toponogov's theorem), so that offset lies within.
The strips that are added are all in reach themselves; where two capes are as far, theirs overlap,
and their union has the corner. Bays close, lakes fill and islands meet by that union alone.

(lon, lat) degrees, kilometres; x, y in kilometres on the plane.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

from geolaunch.constants import MEAN_RADIUS_KM
from geolaunch.geodesy.antimeridian import Outline, area_of
from geolaunch.geodesy.ellipsoid import FloatArray, direct, inverse
from geolaunch.geodesy.sphere import angle_difference_deg
from geolaunch.reach.border import Border, nearest_of, step_km

__all__ = ["grown_rings"]

Land = Polygon | MultiPolygon
_Polygons = NDArray[np.object_]

# Of the radius: what the land is simplified by before its offset in the plane, and a first step of
# that, for time.
_SIMPLER, _FIRST_STEP = 0.004, 0.1
_QUARTER_EDGES = 8  # of a quarter circle there
# Of the tolerance: how far a circle leaves the chords that are drawn of it, how deep a corner may
# be that is not followed into, what is near enough to the edge not to be moved, how wide a hole is
# that is drawn at all, and how far edges of the outline leave the edge as computed: less where
# they would cross.
_CHORD_SHARE, _CORNER_SHARE, _THERE, _NARROWEST = 0.05, 0.15, 0.025, 0.5
_EDGE_SHARES = (0.4, 0.2, 0.1)
_LAND_STEP_DEG, _LAND_ERROR_KM = 0.1, 0.005  # straight in (lon, lat), not in the plane: 2 m
_LONGEST_KM = 50.0
_ABOUT_RAD = 1.5  # a turn of that much within an edge is no bend: it is from one cape to another
_ROUNDS = 8
_RUN = 12

_HALVINGS = 16
_LEAST_EDGES = 36  # however little a ring bends: other maps bend it too
_MERCATOR_RAD = np.radians(85.0)  # web pages end there


def grown_rings(
    land: Land, border: Border, radius_km: float, allowed_km: float
) -> list[FloatArray]:
    """Return the edges of all that lies up to a distance from land, as rings of an `Outline`."""
    area = _grown(land, border, radius_km, allowed_km)
    rings = [
        _turned(shapely.get_coordinates(ring), border.middle, _CHORD_SHARE * allowed_km)
        for ring in shapely.get_rings(shapely.get_parts(shapely.orient_polygons(area)))
    ]
    for share in _EDGE_SHARES:
        thin = _thinned(rings, share * allowed_km)
        if area_of(Outline(tuple(thin), holds_north_pole=False)).is_valid:
            return thin
    return rings


def _grown(land: Land, border: Border, radius: float, allowed: float) -> Land:
    """Return all that lies up to a distance from land, on the plane."""
    area = _begun(land, border.middle, radius)
    # Beyond a quarter of the Earth circles bend the other way.
    bend_km = min(radius, np.pi * MEAN_RADIUS_KM - radius)
    step = min(step_km(bend_km, _CHORD_SHARE * allowed), _LONGEST_KM)
    there = np.empty(0, dtype=np.complex128)
    for _ in range(_ROUNDS):
        area = shapely.segmentize(shapely.orient_polygons(area), step)
        moved = [
            _moved(shapely.get_coordinates(ring), there, border, radius, _THERE * allowed)
            for ring in shapely.get_rings(shapely.get_parts(area))
        ]
        deep_km = _CORNER_SHARE * allowed
        strips = [_strips(edge, border, radius, deep_km) for edge in moved if edge.any]
        if not strips:
            break
        there = np.unique(
            np.concatenate([there, *(_complex(edge.xy[~edge.is_moved]) for edge in moved)])
        )
        grown = shapely.union_all([area, *np.concatenate(strips)])
        area = _without_slivers(cast(Land, grown), _NARROWEST * allowed)
    return area


def _without_slivers(area: Land, width_km: float) -> Land:
    """Return an area without the holes that are narrower than a width."""
    parts = [
        Polygon(
            part.exterior,
            [hole for hole in part.interiors if 2 * Polygon(hole).area > width_km * hole.length],
        )
        for part in shapely.get_parts(area)
    ]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _begun(land: Land, middle: tuple[float, float], radius: float) -> Land:
    """Return the offset in the plane, drawn so that it lies within the reach."""
    dense = shapely.segmentize(land, _LAND_STEP_DEG)
    flat = shapely.transform(dense, lambda lonlat: _plane(lonlat, middle))
    simpler_km = _SIMPLER * radius
    simple = shapely.simplify(shapely.make_valid(flat), simpler_km)
    # In two steps, of which the first fills bays and joins islands: ten times as fast.
    first_km = _FIRST_STEP * radius
    joined = shapely.buffer(simple, first_km, quad_segs=_QUARTER_EDGES)
    rest_km = radius - first_km - simpler_km - _LAND_ERROR_KM
    return cast(Land, shapely.buffer(joined, rest_km, quad_segs=_QUARTER_EDGES))


class _Moved(NamedTuple):
    """An edge on the plane, where its places are moved to, and the border points nearest them."""

    xy: FloatArray
    ends: FloatArray
    is_moved: NDArray[np.bool_]
    lon_deg: FloatArray
    lat_deg: FloatArray
    point: NDArray[np.intp]

    @property
    def any(self) -> bool:
        """Tell whether a place is moved at all."""
        return bool(self.is_moved.any())


def _moved(
    xy: FloatArray, there: NDArray[np.complex128], border: Border, radius: float, near_km: float
) -> _Moved:
    """Return an edge with its places moved to the distance; those that are `there` already stay."""
    ends, lonlat = xy.copy(), np.zeros_like(xy)
    is_moved, point = np.zeros(len(xy), dtype=np.bool_), np.zeros(len(xy), dtype=np.intp)
    asked = ~np.isin(_complex(xy), there)
    asked[1:] |= asked[:-1]  # of the next to a moved place the nearest is wanted as well
    asked[:-1] |= asked[1:]
    if asked.any():
        lonlat[asked] = _earth(xy[asked], border.middle)
        nearest = nearest_of(border, *lonlat[asked].T)
        point[asked], is_moved[asked] = nearest.point, radius - nearest.distance_km > near_km
        ends[asked] = _reached(border, nearest.point, nearest.azimuth_deg, radius)
        ends[~is_moved] = xy[~is_moved]
    return _Moved(xy, ends, is_moved, lonlat[:, 0], lonlat[:, 1], point)


def _reached(
    border: Border, point: NDArray[np.intp], azimuth_deg: FloatArray, radius: float
) -> FloatArray:
    """Return (x, y) rows at the distance from border points."""
    lon, lat, _ = direct(border.lon_deg[point], border.lat_deg[point], azimuth_deg, radius)
    return _plane(np.column_stack([lon, lat]), border.middle)


def _strips(moved: _Moved, border: Border, radius: float, deep_km: float) -> _Polygons:
    """Return what lies between the places of an edge and where they are moved to, as polygons."""
    xy, ends, point = moved.xy, moved.ends, moved.point
    edges = np.flatnonzero(moved.is_moved[:-1] | moved.is_moved[1:])
    is_corner = _corner_depth_km(moved, border, edges) > deep_km
    whole, torn = edges[~is_corner], edges[is_corner]
    strips = _joined(xy, ends, whole)
    # Each of two capes is followed on to the other place, so that their circles cross on the way.
    for start, other in ((torn, torn + 1), (torn + 1, torn)):
        at = border.lon_deg[point[start]], border.lat_deg[point[start]]
        away, azimuth, _ = inverse(*at, moved.lon_deg[other], moved.lat_deg[other])
        far = _reached(border, point[start], azimuth, radius)
        # What lies farther from the first cape than the radius is not in its reach.
        near = np.where((away < radius)[:, None], xy[other], far)
        strips.append(_polygons(np.stack([xy[start], near, far, ends[start]], axis=1)))
    polygons = np.concatenate(strips)
    with_area = polygons[shapely.area(polygons) > 0]
    return np.asarray(shapely.make_valid(with_area), dtype=np.object_)


def _joined(xy: FloatArray, ends: FloatArray, edges: NDArray[np.intp]) -> list[_Polygons]:
    """Return strips along edges, those of `_RUN` that follow on one another as one: for time."""
    begins = np.diff(edges, prepend=-2) != 1
    place = np.arange(len(edges))
    since = place - np.maximum.accumulate(np.where(begins, place, 0))
    heads = edges[: max(len(edges) - _RUN + 1, 0)]
    heads = heads[(since[: len(heads)] % _RUN == 0) & (edges[_RUN - 1 :] - heads == _RUN - 1)]
    run = heads[:, None] + np.arange(_RUN + 1)
    long = _polygons(np.concatenate([xy[run], ends[run[:, ::-1]]], axis=1))
    is_one = np.asarray(shapely.is_valid(long))
    single = np.setdiff1d(edges, run[is_one, :-1])
    corners = [xy[single], xy[single + 1], ends[single + 1], ends[single]]
    return [long[is_one], _polygons(np.stack(corners, axis=1))]


def _polygons(corners: FloatArray) -> _Polygons:
    """Return polygons of their corners, (n, corners, 2)."""
    closed = np.concatenate([corners, corners[:, :1]], axis=1)
    return np.asarray(shapely.polygons(closed), dtype=np.object_)


def _corner_depth_km(moved: _Moved, border: Border, edges: NDArray[np.intp]) -> FloatArray:
    """Return by how much the circles about the nearest border points may cross within an edge.

    They do where the way out turns inwards from one end to the other: to the right, the area being
    on the left of the edge. A quarter of the edge times that turn is as deep as they may cross.
    """
    out = moved.ends - _xy(border.away_km[moved.point], border.azimuth_rad[moved.point])
    start, stop = out[edges], out[edges + 1]
    across = start[:, 0] * stop[:, 1] - start[:, 1] * stop[:, 0]
    turn = np.arctan2(across, (start * stop).sum(axis=1))
    turn = np.where(np.abs(turn) > _ABOUT_RAD, -np.abs(turn), turn)
    long_km = np.hypot(*(moved.xy[edges + 1] - moved.xy[edges]).T)
    return np.asarray(long_km * -turn / 4)


# --- outlines of it ---


def _turned(xy: FloatArray, middle: tuple[float, float], error_km: float) -> FloatArray:
    """Return an edge as (lon, lat) rows, more of them where straight is not straight there."""
    for _ in range(_HALVINGS):
        lonlat = _unwrapped(_earth(xy, middle), middle)
        between = (xy[:-1] + xy[1:]) / 2
        there = _earth(between, middle)
        there[:, 0] += 360 * np.round((lonlat[:-1, 0] - there[:, 0]) / 360)
        wide = np.flatnonzero(_off_km(there, lonlat[:-1], lonlat[1:]) > error_km)
        if len(wide) == 0:
            break
        xy = np.insert(xy, wide + 1, between[wide], axis=0)
    return _unwrapped(_earth(xy, middle), middle)


def _unwrapped(lonlat: FloatArray, middle: tuple[float, float]) -> FloatArray:
    """Return a closed curve with longitudes that run on, and whole turns between its ends."""
    lon = np.unwrap(lonlat[:, 0] - middle[0], period=360) + angle_difference_deg(middle[0])
    lon[-1] = lon[0] + 360.0 * round((lon[-1] - lon[0]) / 360)
    return np.column_stack([lon, lonlat[:, 1]])


def _thinned(rings: list[FloatArray], error_km: float) -> list[FloatArray]:
    """Return as few of the rows of curves as keep straight edges within an error of them.

    Where such edges would cross, all the rows are kept.
    """
    kept = [_needed(rows, error_km) for rows in rings]
    for _ in range(_ROUNDS):
        crossing = _crossing([rows[some] for rows, some in zip(rings, kept, strict=True)])
        if not any(map(len, crossing)):
            break
        for some, edges in zip(kept, crossing, strict=True):
            some[:-1] |= np.isin(np.cumsum(some)[:-1] - 1, edges)
    return [rows[some] for rows, some in zip(rings, kept, strict=True)]


def _needed(rows: FloatArray, error_km: float) -> NDArray[np.bool_]:
    """Tell which rows of one curve are wanted."""
    last = len(rows) - 1
    kept = np.zeros(len(rows), dtype=np.bool_)
    kept[np.linspace(0, last, min(last, _LEAST_EDGES) + 1).astype(np.intp)] = True
    while True:
        ends = np.flatnonzero(kept)
        edge = np.cumsum(kept)[:-1] - 1
        off = _off_km(rows[:-1], rows[ends[edge]], rows[ends[edge + 1]])
        worst = np.maximum.reduceat(off, ends[:-1])
        missed = np.flatnonzero((off == worst[edge]) & (off > error_km))
        if len(missed) == 0:
            return kept
        _, firsts = np.unique(edge[missed], return_index=True)
        kept[missed[firsts]] = True


def _crossing(rings: list[FloatArray]) -> list[NDArray[np.intp]]:
    """Return which edges of each ring meet others that do not follow on them."""
    lines = np.concatenate(
        [shapely.linestrings(np.stack([rows[:-1], rows[1:]], axis=1)) for rows in rings]
    )
    first = np.cumsum([0] + [len(rows) - 1 for rows in rings])
    edge, other = shapely.STRtree(lines).query(lines, predicate="intersects")
    ring = np.searchsorted(first, edge, side="right") - 1
    long = np.diff(first)[ring]
    ahead = np.where((other >= first[ring]) & (other < first[ring + 1]), (other - edge) % long, 2)
    met = np.unique(edge[(ahead > 1) & (ahead < long - 1)])
    return [met[(met >= low) & (met < high)] - low for low, high in pairwise(first.tolist())]


def _off_km(lonlat: FloatArray, start: FloatArray, stop: FloatArray) -> FloatArray:
    """Return how far places lie from edges, straight in (lon, lat) and in Mercator: the greater."""
    lat = np.radians(lonlat[:, 1])
    scale_km = MEAN_RADIUS_KM * np.cos(lat)
    flat = np.radians(np.stack([lonlat, start, stop]))
    off = _off(np.stack([flat[..., 0] * scale_km, flat[..., 1] * MEAN_RADIUS_KM], axis=-1))
    bounded = np.clip(flat[..., 1], -_MERCATOR_RAD, _MERCATOR_RAD)
    height = np.arcsinh(np.tan(bounded))
    bent = _off(np.stack([flat[..., 0] * scale_km, height * scale_km], axis=-1))
    return np.where(np.abs(lat) < _MERCATOR_RAD, np.maximum(off, bent), off)


def _off(corners: FloatArray) -> FloatArray:
    """Return how far places lie from straight edges: (place and both ends, n, x and y)."""
    place, start, stop = corners
    way, to = stop - start, place - start
    long = np.maximum((way**2).sum(axis=1), 1e-30)
    share = np.clip((way * to).sum(axis=1) / long, 0.0, 1.0)
    return np.asarray(np.hypot(*(to - way * share[:, None]).T))


# --- the plane ---


def _plane(lonlat: FloatArray, middle: tuple[float, float]) -> FloatArray:
    """Return places as (x, y) rows about the middle, azimuthal equidistant."""
    away, azimuth, _ = inverse(*middle, lonlat[:, 0], lonlat[:, 1])
    return _xy(away, np.radians(azimuth))


def _xy(away_km: FloatArray, azimuth_rad: FloatArray) -> FloatArray:
    """Return places by distance and azimuth from the middle as (x, y) rows."""
    return np.column_stack([away_km * np.sin(azimuth_rad), away_km * np.cos(azimuth_rad)])


def _earth(xy: FloatArray, middle: tuple[float, float]) -> FloatArray:
    """Return (x, y) rows as (lon, lat) rows."""
    azimuth = np.degrees(np.arctan2(xy[:, 0], xy[:, 1]))
    lon, lat, _ = direct(*middle, azimuth, np.hypot(xy[:, 0], xy[:, 1]))
    return np.column_stack([lon, lat])


def _complex(xy: FloatArray) -> NDArray[np.complex128]:
    """Return (x, y) rows as x + iy, to be found again."""
    return np.ascontiguousarray(xy).view(np.complex128)[:, 0]
