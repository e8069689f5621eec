"""The reach of a whole territory: all places up to a distance from any place in it.

The geodesic offset of a polygon, not a circle about its middle. Its edge lies at the distance from
the nearest point of the land: it is the outermost of the rings about the points of the border.
Seen from the middle of the territory, a far ring about each border point crosses each azimuth once;
the farthest crossing is the edge. Crossings are compared by the law of cosines first; for those
that could be the farthest the distance is Karney's. Near the land, where the offset follows bays
and capes, it is grown from the offset in the plane: see `near_offset`.

(lon, lat) degrees, kilometres, azimuths clockwise from true north.
"""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

from geolaunch.constants import HALF_MERIDIAN_KM, MEAN_RADIUS_KM
from geolaunch.errors import GeodesyRangeError, InputError
from geolaunch.geodesy.antimeridian import Outline
from geolaunch.geodesy.ellipsoid import FloatArray, direct, inverse
from geolaunch.geodesy.sampling import Trace, trace
from geolaunch.geodesy.shapes import LEAST_TOLERANCE_KM
from geolaunch.geodesy.shapes import tolerance_km as usual_tolerance_km
from geolaunch.geodesy.sphere import angle_difference_deg
from geolaunch.reach.border import Border, border_of, on_one_side
from geolaunch.reach.near_offset import grown_rings

__all__ = ["GREATEST_KM", "LEAST_KM", "distances_km", "offset_outline"]

LEAST_KM = 10.0
GREATEST_KM = 19_900.0  # with the width of the territory: rings beyond meet their cut locus

_FROM_THE_MIDDLE = 1.5  # in widths: from there on every azimuth meets the edge once

# What the law of cosines makes of the distance of two places, from where a third sees them, is off
# by up to w^2 / l * (0.012 + 30 km / l), w being the lesser of the distances to the third, l what
# is left of the greater to the antipode; and never by more than the flattening makes of half the
# Earth. Measured at 400,000 pairs of places for each of 60 pairs of distances.
_LAW_SHARE, _LAW_KM, _LAW_WORST_KM = 0.012, 30.0, 53.0
_LEAST_LEFT_KM = 20.0
_STEEPEST = 0.2  # the sine at which the way from the middle meets a ring about a border point

# Of the tolerance: what the spacing of the border points may take, and what an edge may; where two
# capes are as far, the edge has a corner, which lies off its chord by twice what the tangents say.
_BORDER_SHARE, _EDGE_SHARE = 0.08, 0.4

_SIMPLER_DEG, _BORDER_ERROR_KM = 0.001, 0.1  # for distances: 0.1 km both
_AT_ONCE = 500  # places whose distances to every border point are held at once

_ROUND_SHARE = 1e-3  # of the radius: edges no farther off than that leave a small ring round

_LOOKS_DEG = 1.0, 0.25  # a first look, and one at what it leaves
_HELD = 500_000  # crossings held at once

_ROUNDS = 8
_THERE_KM = 1e-6
_BENT_KM = 100.0  # a step by the tangent misses by less than its square over this


def offset_outline(
    territory: Polygon | MultiPolygon, radius_km: float, tolerance_km: float | None = None
) -> Outline:
    """Return the outline of all that lies up to a distance from a territory.

    Parameters
    ----------
    territory : Polygon or MultiPolygon
        Land in (lon, lat) degrees, edges straight in them. Across the antimeridian longitudes may
        run on past 180, or the land is cut there as RFC 7946 wants it.
    radius_km : float
        Geodesic distance, 10 km or more, and with the width of the territory up to 19,900 km.
    tolerance_km : float, optional
        How far the edges may lie from the true edge, 0.001 or more, and no more than keeps a small
        ring round; without it as for a ring of the radius.

    Returns
    -------
    Outline
        The uncut edge; `antimeridian.area_of` gives the area in RFC 7946 form.

    Raises
    ------
    GeodesyRangeError
        The radius is out of what is covered, the territory is too wide for it or for any, or the
        tolerance is too fine.
    InputError
        The territory is no polygon, or an empty or invalid one.
    """
    _check(territory, radius_km, tolerance_km)
    return _outline(on_one_side(territory), radius_km, _allowed_km(radius_km, tolerance_km))


def _outline(land: Polygon | MultiPolygon, radius_km: float, allowed_km: float) -> Outline:
    """Return the outline of a reach, as a far ring or as one near the land."""
    border = border_of(land, radius_km, _BORDER_SHARE * allowed_km)
    widest_km = float(border.away_km.max())
    _check_width(radius_km, widest_km)
    north_pole_km = float(inverse(0.0, 90.0, border.lon_deg, border.lat_deg)[0].min())
    if radius_km >= _FROM_THE_MIDDLE * widest_km:
        rings = [_seen_from_middle(border, radius_km, allowed_km)]
    else:
        rings = grown_rings(land, border, radius_km, allowed_km)
    return Outline(tuple(rings), north_pole_km <= radius_km)


def distances_km(
    territory: Polygon | MultiPolygon, lon_deg: FloatArray, lat_deg: FloatArray
) -> FloatArray:
    """Return how far places (1-D arrays, degrees) lie from a territory, km: 0 within it.

    Good to 0.3 km from 50 km on, and to 1 km nearer than that.
    """
    land = on_one_side(territory)
    border = border_of(shapely.simplify(land, _SIMPLER_DEG), 50.0, _BORDER_ERROR_KM)
    away, azimuth, _ = inverse(*border.middle, lon_deg, lat_deg)
    seen = _unit_vectors(away, np.radians(azimuth))
    from_border = _unit_vectors(border.away_km, border.azimuth_rad)
    margin = _margin_km(float(border.away_km.max()), away)
    nearest_km = np.empty(len(lon_deg))
    for first in range(0, len(lon_deg), _AT_ONCE):
        part = slice(first, first + _AT_ONCE)
        cosine = np.clip(seen[part] @ from_border.T, -1.0, 1.0)
        farthest = np.arccos(cosine.max(axis=1)) + margin[part] / MEAN_RADIUS_KM
        which, point = np.nonzero(cosine >= np.cos(np.minimum(farthest, np.pi))[:, None])
        distance, _, _ = inverse(
            border.lon_deg[point], border.lat_deg[point], lon_deg[part][which], lat_deg[part][which]
        )
        nearest_km[part] = np.minimum.reduceat(distance, _firsts(which))
    turned = [shapely.intersects_xy(land, lon_deg + turn, lat_deg) for turn in (-360, 0, 360)]
    return np.where(np.any(turned, axis=0), 0.0, nearest_km)


def _unit_vectors(away_km: FloatArray, azimuth_rad: FloatArray) -> FloatArray:
    """Return places by distance and azimuth as unit vectors, (n, 3): the middle is (0, 0, 1)."""
    arc = away_km / MEAN_RADIUS_KM
    return np.column_stack(
        [np.sin(arc) * np.sin(azimuth_rad), np.sin(arc) * np.cos(azimuth_rad), np.cos(arc)]
    )


# --- far from the land: the farthest crossing on each azimuth ---


def _seen_from_middle(border: Border, radius: float, allowed: float) -> FloatArray:
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
    centre = angle_difference_deg(border.middle[0])
    return np.column_stack([rows[:, 0] + centre, rows[:, 1]])


def _half(border: Border, radius: float, allowed: float, *, is_east: bool) -> FloatArray:
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


def _needed(border: Border, radius: float) -> Border:
    """Return the border points that may be the nearest to some place of the edge."""
    for look_deg in _LOOKS_DEG:
        border = _seen(border, radius, np.radians(look_deg))
    return border


def _seen(border: Border, radius: float, look_rad: float) -> Border:
    """Return the border points that may be the nearest, judged at azimuths so far apart."""
    # From one of these azimuths to halfway to the next a crossing changes by that angle times the
    # width, and so does that of another point, the other way.
    width = float(border.away_km.max())
    turned_km = 2.5 * width * look_rad / 2
    azimuths = np.arange(0.0, 2 * np.pi, look_rad)
    near = np.zeros(len(border.lon_deg), dtype=np.bool_)
    for some in np.array_split(azimuths, 1 + len(azimuths) * len(near) // _HELD):
        crossing = _crossings_km(border, radius, some)
        best = crossing.max(axis=1)[:, None]
        near |= (best - crossing <= _behind_km(width, best) + turned_km).any(axis=0)
    return _picked(border, near)


def _picked(border: Border, picked: NDArray[np.bool_]) -> Border:
    """Return some of the border points."""
    lon, lat, away, azimuth = (column[picked] for column in border[:4])
    return Border(lon, lat, away, azimuth, border.middle)


def _margin_km(width_km: float, away_km: FloatArray) -> FloatArray:
    """Return how much two distances by the law of cosines may differ from what they do, at most.

    Both are from land of a width to a place that is so far away from its middle.
    """
    left = np.maximum(HALF_MERIDIAN_KM - away_km, _LEAST_LEFT_KM)
    error = width_km**2 / left * (_LAW_SHARE + _LAW_KM / left)
    return np.asarray(2 * np.minimum(error, min(_LAW_WORST_KM, 2 * width_km)) + 0.01)


def _behind_km(width_km: float, away_km: FloatArray) -> FloatArray:
    """Return how far behind the farthest crossing one may lie that is the farthest in truth."""
    left = np.maximum(HALF_MERIDIAN_KM - away_km, _LEAST_LEFT_KM)
    sine = np.minimum(width_km / left, 1.0)
    met = np.maximum(np.sqrt(1 - sine**2), _STEEPEST)
    return np.asarray(1.5 * _margin_km(width_km, away_km) / met)


def _crossings_km(border: Border, radius: float, azimuth_rad: FloatArray) -> FloatArray:
    """Return where each azimuth leaves the ring about each border point, about: (azimuths, points).

    The law of cosines on a sphere, solved for the side that lies along the azimuth.
    """
    away = border.away_km / MEAN_RADIUS_KM
    toward = np.sin(away) * np.cos(azimuth_rad[:, None] - border.azimuth_rad)
    straight = np.cos(away)
    cosine = np.cos(radius / MEAN_RADIUS_KM) / np.hypot(straight, toward)
    across = np.arccos(np.clip(cosine, -1.0, 1.0))
    return np.asarray(MEAN_RADIUS_KM * (np.arctan2(toward, straight) + across))


def _farthest(
    border: Border, radius: float, azimuth_rad: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return how far the edge lies along azimuths, and the bearing there away from the nearest."""
    crossing = _crossings_km(border, radius, azimuth_rad)
    best = crossing.max(axis=1)[:, None]
    which, point = np.nonzero(best - crossing <= _behind_km(float(border.away_km.max()), best))
    away = crossing[which, point]
    azimuth_deg = np.degrees(azimuth_rad)
    for _ in range(_ROUNDS):
        lon, lat, heading = direct(*border.middle, azimuth_deg[which], away)
        distance, _, bearing = inverse(border.lon_deg[point], border.lat_deg[point], lon, lat)
        cosine = np.cos(np.radians(bearing - heading))
        step = (radius - distance) / np.maximum(cosine, _STEEPEST)
        away = away + step
        if np.abs(step).max() < _THERE_KM:
            break
        # What is still behind by more than another step may change need not be followed further.
        doubt = np.where(cosine < 2 * _STEEPEST, 2 * np.abs(step), step**2 / _BENT_KM + _THERE_KM)
        surely = np.maximum.reduceat(away - doubt, _firsts(which))
        kept = away + doubt >= surely[which]
        which, point = which[kept], point[kept]
        away, bearing = away[kept], bearing[kept]
    farthest = np.maximum.reduceat(away, _firsts(which))
    is_it = np.flatnonzero(away == farthest[which])
    _, firsts = np.unique(which[is_it], return_index=True)
    return farthest, bearing[is_it[firsts]]


def _firsts(which: NDArray[np.intp]) -> NDArray[np.intp]:
    """Return where each of some sorted indices stands first."""
    return np.flatnonzero(np.diff(which, prepend=-1))


# --- what is refused ---


def _check(territory: Polygon | MultiPolygon, radius_km: float, tolerance_km: float | None) -> None:
    """Refuse what is no polygon, or a radius or tolerance that is none."""
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
    if tolerance_km is not None and not LEAST_TOLERANCE_KM <= tolerance_km < np.inf:
        raise GeodesyRangeError(
            f"got tolerance_km={tolerance_km:g}: a tolerance is {LEAST_TOLERANCE_KM} km or more"
        )


def _check_width(radius_km: float, widest_km: float) -> None:
    """Refuse land so wide that its reach would meet itself beyond the antipode of its middle."""
    if widest_km > GREATEST_KM - LEAST_KM:
        raise GeodesyRangeError(
            f"got a territory {widest_km:,.0f} km wide about its middle: wanted up to "
            f"{GREATEST_KM - LEAST_KM:,.0f} km, whatever the radius"
        )
    if not radius_km + widest_km <= GREATEST_KM:
        raise GeodesyRangeError(
            f"got radius_km={radius_km:g} from a territory {widest_km:,.0f} km wide about its "
            f"middle: wanted {LEAST_KM:g} to {GREATEST_KM - widest_km:,.0f} km"
        )


def _allowed_km(radius_km: float, tolerance_km: float | None) -> float:
    """Return the tolerance: the usual one, or that asked for if it keeps a small ring round."""
    usual_km = float(usual_tolerance_km(radius_km))
    if tolerance_km is None:
        return usual_km
    return min(tolerance_km, max(usual_km, _ROUND_SHARE * radius_km))
