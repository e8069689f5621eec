"""The reach of a whole territory: all places up to a distance from any place in it.

The geodesic offset of a polygon, not a circle about its middle. Its edge lies at the distance from
the nearest point of the land: it is the outermost of the rings about the points of the border.
Seen from the middle of the territory, a far ring about each border point crosses each azimuth once;
the farthest crossing is the edge. Near the land, where the offset follows bays and capes, the edge
is first drawn in the plane (azimuthal equidistant about the middle) and then moved to the distance.
In both, what is nearest is picked by approximate distances among the points of the border, and the
distance from those that could be it is Karney's.

(lon, lat) degrees, kilometres, azimuths clockwise from true north.
"""

from __future__ import annotations

from typing import NamedTuple, cast

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

from geolaunch.antimeridian import Outline
from geolaunch.ellipsoid import FloatArray, direct, inverse
from geolaunch.errors import GeodesyRangeError, InputError
from geolaunch.geodesy import tolerance_km as usual_tolerance_km
from geolaunch.tracing import Trace, trace

__all__ = ["GREATEST_KM", "LEAST_KM", "distances_km", "offset_outline"]

LEAST_KM = 10.0
GREATEST_KM = 19_900.0  # with the width of the territory: rings beyond meet their cut locus

_EARTH_KM = 6371.0
# The distance between two places a few hundred kilometres apart, as far as a third knows it by its
# distances and azimuths to both and the law of cosines: good to the flattening times that.
_FLATTENING = 1 / 298.25
_FROM_THE_MIDDLE = (
    1.5  # in widths of the territory: from there on every azimuth meets the edge once
)

# Of the tolerance: what the spacing of the border points may take, and what an edge may; where two
# capes are as far, the edge has a corner, which lies off its chord by twice what the tangents say.
_BORDER_SHARE, _EDGE_SHARE = 0.1, 0.4
_WIDEST_STEP_KM = 25.0

_SIMPLER_DEG, _DISTANCE_ERROR_KM = 0.001, 1.0  # 0.1 km; of what _BORDER_SHARE is taken
_AT_ONCE = 500  # places whose distances to every border point are held at once

_ROUNDS = 8
_THERE_KM = 1e-6


class _Border(NamedTuple):
    """Points along the border of a territory, and where they lie as seen from its middle."""

    lon_deg: FloatArray
    lat_deg: FloatArray
    away_km: FloatArray
    azimuth_rad: FloatArray
    middle: tuple[float, float]


def offset_outline(
    territory: Polygon | MultiPolygon, radius_km: float, tolerance_km: float | None = None
) -> Outline:
    """Return the edge of all that lies up to a distance from a territory.

    Parameters
    ----------
    territory : Polygon or MultiPolygon
        Land in (lon, lat) degrees, edges straight in them; longitudes may run on past 180.
    radius_km : float
        Geodesic distance, 10 km or more, and with the width of the territory up to 19,900 km.
    tolerance_km : float, optional
        How far the edges may lie from the true edge; without it as for a ring of the radius.

    Returns
    -------
    Outline
        `antimeridian.area_of` it is the area in RFC 7946 form.

    Raises
    ------
    GeodesyRangeError
        The radius is out of what is covered.
    InputError
        The territory is no polygon, or an empty or invalid one.
    """
    _check(territory, radius_km)
    allowed_km = float(usual_tolerance_km(radius_km)) if tolerance_km is None else tolerance_km
    border = _border(territory, radius_km, allowed_km)
    widest_km = float(border.away_km.max())
    if not radius_km + widest_km <= GREATEST_KM:
        raise GeodesyRangeError(
            f"got radius_km={radius_km:g} from a territory {widest_km:,.0f} km wide about its "
            f"middle: wanted {LEAST_KM:g} to {GREATEST_KM - widest_km:,.0f} km"
        )
    north_km = float(inverse(0.0, 90.0, border.lon_deg, border.lat_deg)[0].min())
    if radius_km >= _FROM_THE_MIDDLE * widest_km:
        rings = [_seen_from_middle(border, radius_km, allowed_km)]
    else:
        rings = _followed_along(territory, border, radius_km, allowed_km)
    return Outline(tuple(rings), north_km <= radius_km)


def distances_km(
    territory: Polygon | MultiPolygon, lon_deg: FloatArray, lat_deg: FloatArray
) -> FloatArray:
    """Return how far places (1-D arrays, degrees) lie from a territory, km: 0 within it.

    Good to 0.3 km from 50 km on, and to 1 km nearer than that.
    """
    simple = shapely.simplify(territory, _SIMPLER_DEG)
    border = _border(simple, 50.0, _DISTANCE_ERROR_KM)
    away, azimuth, _ = inverse(*border.middle, lon_deg, lat_deg)
    seen = _unit_vectors(away, np.radians(azimuth))
    from_border = _unit_vectors(border.away_km, border.azimuth_rad)
    margin = _margin_km(float(border.away_km.max()))
    found = np.empty(len(lon_deg))
    for first in range(0, len(lon_deg), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        cosine = np.clip(seen[part] @ from_border.T, -1.0, 1.0)
        farthest = np.arccos(cosine.max(axis=1)) + margin / _EARTH_KM
        which, point = np.nonzero(cosine >= np.cos(np.minimum(farthest, np.pi))[:, None])
        distance, _, _ = inverse(
            border.lon_deg[point], border.lat_deg[point], lon_deg[part][which], lat_deg[part][which]
        )
        found[part] = np.minimum.reduceat(distance, np.flatnonzero(np.diff(which, prepend=-1)))
    return np.where(shapely.intersects_xy(territory, lon_deg, lat_deg), 0.0, found)


def _unit_vectors(away_km: FloatArray, azimuth_rad: FloatArray) -> FloatArray:
    """Return places by distance and azimuth as unit vectors, (n, 3): the middle is (0, 0, 1)."""
    arc = away_km / _EARTH_KM
    return np.column_stack(
        [np.sin(arc) * np.sin(azimuth_rad), np.sin(arc) * np.cos(azimuth_rad), np.cos(arc)]
    )


# --- the border as points ---


def _border(territory: Polygon | MultiPolygon, radius: float, allowed: float) -> _Border:
    """Return border points so close that the nearest of them is as near as the border."""
    # From a distance d, a straight border leaves the circle that touches it by s^2 / (2 d tan) in
    # s; beyond a quarter of the Earth it is the corners that are nearest.
    arc = min(radius / _EARTH_KM, 1.5)
    step_km = min((8 * _EARTH_KM * np.tan(arc) * _BORDER_SHARE * allowed) ** 0.5, _WIDEST_STEP_KM)
    dense = shapely.segmentize(territory, step_km / 111.7)
    lonlat = np.unique(shapely.get_coordinates(dense), axis=0)
    middle = _middle(lonlat)
    away, azimuth, _ = inverse(*middle, lonlat[:, 0], lonlat[:, 1])
    return _Border(lonlat[:, 0], lonlat[:, 1], away, np.radians(azimuth), middle)


def _middle(lonlat: FloatArray) -> tuple[float, float]:
    """Return the middle of the box about places, as (lon, lat)."""
    low, high = lonlat.min(axis=0), lonlat.max(axis=0)
    lon, lat = (low + high) / 2
    return float(lon), float(lat)


# --- far from the land: the farthest crossing on each azimuth ---


def _seen_from_middle(border: _Border, radius: float, allowed: float) -> FloatArray:
    """Return the edge as (lon, lat) rows, counter-clockwise from due north."""
    needed = _needed(border, radius)
    halves = [_half(needed, radius, allowed, is_east=is_east) for is_east in (True, False)]
    east, west = halves
    # The western half is given from north to south as if it were eastern; its mirror is what is.
    west = west * np.array([-1.0, 1.0])
    east = east[::-1]
    east[:, 0] += 360 * round((west[-1, 0] - east[0, 0]) / 360)
    rows = np.vstack([west, east[1:]])
    rows[-1] = rows[0] + np.array([360.0 * round((rows[-1, 0] - rows[0, 0]) / 360), 0.0])
    centre = (border.middle[0] + 180) % 360 - 180
    return np.column_stack([rows[:, 0] + centre, rows[:, 1]])


def _half(border: _Border, radius: float, allowed: float, *, is_east: bool) -> FloatArray:
    """Return half the edge, north to south, longitudes counted from the middle to its side."""
    sign = 1.0 if is_east else -1.0
    lat = border.middle[1]

    def place(azimuth_deg: FloatArray) -> Trace:
        away, bearing = _farthest(border, radius, sign * np.radians(azimuth_deg))
        lon, end_lat, _ = direct(0.0, lat, azimuth_deg, away)
        lon = np.where(lon < -90, lon + 360, np.maximum(lon, 0.0))
        # Due north and due south the edge lies on the meridian of the middle, or beyond the pole.
        ends = (azimuth_deg == 0) | (azimuth_deg == 180)
        lon = np.where(ends, np.where(lon > 90, 180.0, 0.0), lon)
        return lon, end_lat, sign * bearing + 90

    lon, end_lat, _ = trace(place, 0.0, 180.0, _EDGE_SHARE * allowed, 18)
    return np.column_stack([lon, end_lat])


def _needed(border: _Border, radius: float) -> _Border:
    """Return the border points that may be the nearest to some place of the edge."""
    azimuths = np.radians(np.arange(0.0, 360.0, 1.0))
    crossing = _crossings_km(border, radius, azimuths)
    # Between two of these azimuths a crossing changes by a half degree's worth of its width.
    width = float(border.away_km.max())
    behind = crossing.max(axis=1)[:, None] - crossing
    near = (behind <= _margin_km(width) + width * np.radians(0.5) ** 2 * 4).any(axis=0)
    return _picked(border, near)


def _picked(border: _Border, picked: NDArray[np.bool_]) -> _Border:
    """Return some of the border points."""
    lon, lat, away, azimuth = (each[picked] for each in border[:4])
    return _Border(lon, lat, away, azimuth, border.middle)


def _margin_km(width_km: float) -> float:
    """Return how far a crossing by the law of cosines may be off."""
    return 3 * _FLATTENING * width_km + 0.01


def _crossings_km(border: _Border, radius: float, azimuth_rad: FloatArray) -> FloatArray:
    """Return where each azimuth leaves the ring about each border point, about: (azimuths, points).

    The law of cosines on a sphere, solved for the side that lies along the azimuth.
    """
    away = border.away_km / _EARTH_KM
    toward = np.sin(away) * np.cos(azimuth_rad[:, None] - border.azimuth_rad)
    straight = np.cos(away)
    cosine = np.cos(radius / _EARTH_KM) / np.hypot(straight, toward)
    across = np.arccos(np.clip(cosine, -1.0, 1.0))
    return np.asarray(_EARTH_KM * (np.arctan2(toward, straight) + across))


def _farthest(
    border: _Border, radius: float, azimuth_rad: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return how far the edge lies along azimuths, and the bearing there away from the nearest."""
    crossing = _crossings_km(border, radius, azimuth_rad)
    best = crossing.max(axis=1)
    which, point = np.nonzero(best[:, None] - crossing <= _margin_km(float(border.away_km.max())))
    away = crossing[which, point]
    azimuth_deg = np.degrees(azimuth_rad)[which]
    for _ in range(_ROUNDS):
        lon, lat, heading = direct(*border.middle, azimuth_deg, away)
        distance, _, bearing = inverse(border.lon_deg[point], border.lat_deg[point], lon, lat)
        short = radius - distance
        away = away + short / np.maximum(np.cos(np.radians(bearing - heading)), 0.2)
        if np.abs(short).max() < _THERE_KM:
            break
    first = np.flatnonzero(np.diff(which, prepend=-1))
    farthest = np.maximum.reduceat(away, first)
    is_it = np.flatnonzero(away == np.repeat(farthest, np.diff(np.append(first, len(away)))))
    _, one = np.unique(which[is_it], return_index=True)
    return farthest, bearing[is_it[one]]


# --- near the land: first in the plane, then moved to the distance ---


def _followed_along(
    territory: Polygon | MultiPolygon, border: _Border, radius: float, allowed: float
) -> list[FloatArray]:
    """Return the edges of a near offset, each with the area on its left."""
    plane = _planar(territory, border.middle, allowed)
    grown = shapely.buffer(plane, radius, quad_segs=32)
    nearest = _Nearest(border, radius)
    middle_lon = border.middle[0]
    rings = []
    for part in shapely.get_parts(shapely.orient_polygons(grown)):
        for edge in (part.exterior, *part.interiors):
            rows = _moved(edge, nearest, border.middle, radius, allowed)
            rows[:, 0] = np.unwrap(rows[:, 0] - middle_lon, period=360)
            rows[:, 0] += (middle_lon + 180) % 360 - 180
            rows[-1] = rows[0] + np.array([360.0 * round((rows[-1, 0] - rows[0, 0]) / 360), 0.0])
            rings.append(rows)
    return rings


def _planar(
    territory: Polygon | MultiPolygon, middle: tuple[float, float], allowed: float
) -> Polygon | MultiPolygon:
    """Return the territory in kilometres about its middle, azimuthal equidistant."""

    def project(lonlat: FloatArray) -> FloatArray:
        away, azimuth, _ = inverse(*middle, lonlat[:, 0], lonlat[:, 1])
        angle = np.radians(azimuth)
        return np.column_stack([away * np.sin(angle), away * np.cos(angle)])

    flat = shapely.transform(shapely.segmentize(territory, 0.1), project)
    simple = shapely.simplify(shapely.make_valid(flat), allowed / 2)
    return cast(Polygon | MultiPolygon, simple)


def _moved(
    edge: shapely.LinearRing,
    nearest: _Nearest,
    middle: tuple[float, float],
    radius: float,
    allowed: float,
) -> FloatArray:
    """Return a planar edge moved to where the distance is the radius, as (lon, lat) rows."""

    def place(along_km: FloatArray) -> Trace:
        xy = shapely.get_coordinates(shapely.line_interpolate_point(edge, along_km))
        azimuth = np.degrees(np.arctan2(xy[:, 0], xy[:, 1]))
        lon, lat, _ = direct(*middle, azimuth, np.hypot(xy[:, 0], xy[:, 1]))
        for _ in range(_ROUNDS):
            from_lon, from_lat, bearing, distance = nearest(lon, lat)
            lon, lat, heading = direct(from_lon, from_lat, bearing, radius)
            if np.abs(distance - radius).max() < _THERE_KM:
                break
        return np.unwrap(lon, period=360), lat, heading - 90

    lon, lat, _ = trace(place, 0.0, float(edge.length), _EDGE_SHARE * allowed, 36)
    return np.column_stack([lon, lat])


class _Nearest:
    """The nearest border point to each of some places, and the azimuth from it to the place."""

    def __init__(self, border: _Border, radius: float) -> None:
        self.border = border
        x, y = np.sin(border.azimuth_rad), np.cos(border.azimuth_rad)
        points = shapely.points(border.away_km * x, border.away_km * y)
        self.points = np.asarray(points, dtype=np.object_)
        self.tree = shapely.STRtree(self.points)
        # Across the azimuths the plane stretches by a sixth of the square of the angle from its
        # middle; in it the nearest point is so much farther, at most.
        angle = (float(border.away_km.max()) + radius) / _EARTH_KM
        self.stretch = 1 + angle**2 / 3 + 2 * _FLATTENING

    def __call__(
        self, lon_deg: FloatArray, lat_deg: FloatArray
    ) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
        """Return lon, lat of the nearest points, the azimuths from them and the distances, km."""
        away, azimuth, _ = inverse(*self.border.middle, lon_deg, lat_deg)
        angle = np.radians(azimuth)
        places = shapely.points(away * np.sin(angle), away * np.cos(angle))
        first = self.points[self.tree.nearest(places)]
        within = shapely.distance(places, first) * self.stretch
        which, point = self.tree.query(places, predicate="dwithin", distance=within)
        lon, lat = self.border.lon_deg[point], self.border.lat_deg[point]
        distance, bearing, _ = inverse(lon, lat, lon_deg[which], lat_deg[which])
        order = np.lexsort((distance, which))
        _, one = np.unique(which[order], return_index=True)
        best = order[one]
        return lon[best], lat[best], bearing[best], distance[best]


# --- what is refused ---


def _check(territory: Polygon | MultiPolygon, radius_km: float) -> None:
    """Refuse what is no polygon, or a radius that is none."""
    kind = getattr(territory, "geom_type", type(territory).__name__)
    if kind not in ("Polygon", "MultiPolygon"):
        raise InputError(f"got a {kind}: a territory is a Polygon or a MultiPolygon")
    if territory.is_empty or not territory.is_valid:
        fault = "an empty polygon" if territory.is_empty else shapely.is_valid_reason(territory)
        raise InputError(f"got a territory that encloses no land: {fault}")
    if not LEAST_KM <= radius_km <= GREATEST_KM:
        raise GeodesyRangeError(
            f"got radius_km={radius_km:g} from a territory: wanted {LEAST_KM:g} to "
            f"{GREATEST_KM:,.0f} km less the width of the territory"
        )
