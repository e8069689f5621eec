"""Pure WGS84 on (lon, lat): direct and inverse, and curves and areas at a distance.

Degrees on every angle, kilometres on every length; azimuths run clockwise from true north; places
are (lon, lat) in that order, longitudes out in [-180, 180].

`path`, `ring`, `disc`, `band` and `sector` hold for any centre on Earth and any radius from a
metre to the antipode: about a pole or both, across the antimeridian, beyond a hemisphere. Areas
are in RFC 7946 form, cut at the antimeridian; `outline` gives the same edge uncut. Vertices lie on
the true curve, and as many of them are taken as keep the edges between them within a tolerance of
it, whether these are drawn straight in (lon, lat), as a GeoJSON reader does, or in Mercator, as a
web map does.

A valid polygon may be the exact complement of what was meant; what decides is whether a place lies
inside, and that is what the tests hold against the inverse problem.
"""

from __future__ import annotations

from itertools import pairwise
from typing import cast

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon

from geolaunch.constants import HALF_MERIDIAN_KM
from geolaunch.errors import GeodesyRangeError
from geolaunch.geodesy.antimeridian import Outline, area_of, line_of, lines_of
from geolaunch.geodesy.ellipsoid import (
    FloatArray,
    LonLat,
    check_azimuths,
    check_places,
    direct,
    inverse,
    polygon_area_km2,
    reduced_length_km,
    ring_area_km2,
)
from geolaunch.geodesy.sampling import HalfRings, Trace, half_rings, pole_distances_km, trace
from geolaunch.geodesy.sphere import angle_difference_deg

__all__ = [
    "GREATEST_RADIUS_KM",
    "LEAST_RADIUS_KM",
    "LEAST_TOLERANCE_KM",
    "FloatArray",
    "LonLat",
    "Outline",
    "band",
    "band_outline",
    "direct",
    "disc",
    "discs",
    "inverse",
    "outline",
    "path",
    "polygon_area_km2",
    "reduced_length_km",
    "ring",
    "ring_area_km2",
    "sector",
    "tolerance_km",
]

GREATEST_RADIUS_KM = HALF_MERIDIAN_KM  # from pole to pole: no two places lie farther apart
LEAST_RADIUS_KM = 0.001
LEAST_TOLERANCE_KM = 0.001  # a finer edge would be finer than any report

# Beyond this a geodesic may have been overtaken by another, shorter one: the cut locus of a place
# is a piece of the antipodal parallel, nearest for a place on the equator: 19,970.33 km, half the
# circumference of the auxiliary sphere of radius b (Karney 2013, section 4).
_OVERTAKEN_FROM_KM = 19_950.0
_LEAST_FAR_EDGES = 36
_FAR_STEP_DEG = 0.5  # there, rings are a few hundred kilometres round: this is steps of under 3 km
_SHORTER_KM = 1e-9  # shorter by a micrometre is shorter

_JOINED_DEG = 1e-9  # where two areas are joined, places closer than 0.1 mm are one

_AT_POLE_KM = 5e-10
_NOTHING_LEFT_KM = 1e-4  # nearer to the antipode than that there is no ring to draw

Area = Polygon | MultiPolygon
Line = LineString | MultiLineString


def tolerance_km(radius_km: ArrayLike) -> FloatArray:
    """Return how far the edges of a ring may lie from it where nothing else is asked for, km.

    0.1 km up to a radius of 1,000 km and 0.01 % of it beyond; in any case no more than a thousandth
    of the radius, and of what is left to the antipode: a small ring stays round, about its centre
    and about its antipode.
    """
    return _allowed_km(radius_km, None)


# --- curves ---


def path(
    lon_deg: float,
    lat_deg: float,
    azimuth_deg: float,
    distance_km: float,
    tolerance_km: float | None = None,
) -> Line:
    """Return the geodesic that leaves a place at an azimuth, from there to a distance.

    Parameters
    ----------
    lon_deg, lat_deg : float
        Start in degrees.
    azimuth_deg : float
        Azimuth at the start, degrees clockwise from true north.
    distance_km : float
        Length, 0.001 to 20,003.93 km, as far as the antipode.
    tolerance_km : float, optional
        How far straight edges may lie from the curve, 0.001 or more; `tolerance_km` without it.

    Returns
    -------
    LineString or MultiLineString
        (lon, lat) vertices on the geodesic, the start first, cut at the antimeridian. Over a pole
        the line runs along it, at latitude 90, from one meridian to the other.

    Raises
    ------
    GeodesyRangeError
        A value is not finite, or the place or the distance is none on Earth.
    """
    _check_figure(lon_deg, lat_deg, tolerance_km, distance_km=distance_km)
    check_azimuths(np.asarray(azimuth_deg, dtype=np.float64))
    allowed_km = min(float(_usual_km(distance_km, tolerance_km)), 1e-3 * distance_km)
    return line_of(_about(lon_deg, _radial(lat_deg, azimuth_deg, 0.0, distance_km, allowed_km)))


def ring(
    lon_deg: float,
    lat_deg: float,
    radius_km: float,
    azimuths: tuple[float, float] | None = None,
    tolerance_km: float | None = None,
) -> Line:
    """Return the places at one distance from a place: a curve, not an area.

    Parameters
    ----------
    lon_deg, lat_deg : float
        Centre in degrees.
    radius_km : float
        Geodesic distance, 0.001 to 20,003.93 km, as far as the antipode.
    azimuths : (start_deg, stop_deg), optional
        The arc clockwise from `start_deg` to `stop_deg`; without it the full circle.
    tolerance_km : float, optional
        How far straight edges may lie from the curve, 0.001 or more; `tolerance_km` without it.

    Returns
    -------
    LineString or MultiLineString
        (lon, lat) vertices clockwise about the centre, cut at the antimeridian; closed for a full
        circle that is not cut, which starts due north. Where others have overtaken the geodesics
        (beyond 19,970 km) there is no arc; one that is overtaken whole is empty.

    Raises
    ------
    GeodesyRangeError
        A value is not finite, or the place, the radius or the arc is none on Earth.
    """
    if azimuths is None:
        whole = outline(lon_deg, lat_deg, radius_km, tolerance_km)
        return lines_of(_reversed(whole))
    _check_figure(lon_deg, lat_deg, tolerance_km, radius_km=radius_km)
    start, stop = _clockwise(*azimuths)
    allowed_km = float(_allowed_km(radius_km, tolerance_km))
    poles_km = pole_distances_km(np.array([lat_deg]))
    radius_km = float(_off_poles_km(np.array([radius_km]), poles_km)[0])
    rows = _arc(lat_deg, radius_km, start, stop, allowed_km, along_cut=False)
    return line_of(_about(lon_deg, rows))


def outline(
    lon_deg: float, lat_deg: float, radius_km: float, tolerance_km: float | None = None
) -> Outline:
    """Return the edge of a disc uncut, for maps that can be panned across the antimeridian.

    Parameters and errors are those of `disc`, which is `antimeridian.area_of` this. The one ring
    runs counter-clockwise about the centre from due north; within 0.1 m of the antipode there is
    none.
    """
    _check_figure(lon_deg, lat_deg, tolerance_km, radius_km=radius_km)
    half = _halves(np.array([lat_deg]), np.array([radius_km]), tolerance_km)
    return _outlines(np.array([lon_deg]), half)[0]


# --- areas ---


def disc(
    lon_deg: float, lat_deg: float, radius_km: float, tolerance_km: float | None = None
) -> Area:
    """Return the places up to a distance from a place.

    Parameters
    ----------
    lon_deg, lat_deg : float
        Centre in degrees.
    radius_km : float
        Geodesic distance, 0.001 to 20,003.93 km, as far as the antipode.
    tolerance_km : float, optional
        How far straight edges may lie from the true edge, 0.001 or more; `tolerance_km` without it.

    Returns
    -------
    Polygon or MultiPolygon
        (lon, lat) vertices in RFC 7946 form: cut at the antimeridian, along a pole that lies
        inside, exteriors counter-clockwise, what is left about the antipode a hole.

    Raises
    ------
    GeodesyRangeError
        A value is not finite, or the place or the radius is none on Earth.
    """
    return area_of(outline(lon_deg, lat_deg, radius_km, tolerance_km))


def discs(
    lon_deg: ArrayLike,
    lat_deg: ArrayLike,
    radius_km: ArrayLike,
    tolerance_km: float | None = None,
) -> NDArray[np.object_]:
    """Return many discs at once: `disc` for arrays of centres and radii of one (broadcast) shape.

    Raises GeodesyRangeError for the first value that is none on Earth.
    """
    shaped = np.broadcast_arrays(
        *(np.asarray(each, dtype=np.float64) for each in (lon_deg, lat_deg, radius_km))
    )
    lon, lat, radius = (each.ravel() for each in shaped)
    check_places(lon, lat)
    _check_tolerance(tolerance_km)
    _check_radii("radius_km", radius)
    if len(lon) == 0:
        return np.empty(shaped[0].shape, dtype=np.object_)
    made = np.empty(len(lon), dtype=np.object_)
    made[:] = [area_of(each) for each in _outlines(lon, _halves(lat, radius, tolerance_km))]
    return made.reshape(shaped[0].shape)


def band(
    lon_deg: float,
    lat_deg: float,
    inner_km: float,
    outer_km: float,
    tolerance_km: float | None = None,
) -> Area:
    """Return the places between two distances from a place, all around it.

    Parameters
    ----------
    lon_deg, lat_deg : float
        Centre in degrees.
    inner_km, outer_km : float
        Geodesic distances, 0.001 to 20,003.93 km, the inner one the smaller.
    tolerance_km : float, optional
        How far straight edges may lie from the true edges, 0.001 or more; `tolerance_km` without
        it, and never more than half the width of the band.

    Returns
    -------
    Polygon or MultiPolygon
        (lon, lat) vertices in RFC 7946 form, as those of `disc`.

    Raises
    ------
    GeodesyRangeError
        A value is not finite, the place or a radius is none on Earth, or the inner radius is not
        the smaller.
    """
    return area_of(band_outline(lon_deg, lat_deg, inner_km, outer_km, tolerance_km))


def band_outline(
    lon_deg: float,
    lat_deg: float,
    inner_km: float,
    outer_km: float,
    tolerance_km: float | None = None,
) -> Outline:
    """Return the two edges of a band uncut, the outer one first; see `outline` and `band`."""
    _check_figure(lon_deg, lat_deg, tolerance_km, inner_km=inner_km, outer_km=outer_km)
    allowed_km = _half_width_km(inner_km, outer_km)
    if tolerance_km is not None:
        allowed_km = min(tolerance_km, allowed_km)
    radii = np.array([outer_km, inner_km])
    half = _halves(np.array([lat_deg, lat_deg]), radii, allowed_km, usual=tolerance_km is None)
    outer, inner = _outlines(np.array([lon_deg, lon_deg]), half)
    rings = (*outer.rings, *_reversed(inner).rings)
    return Outline(rings, outer.holds_north_pole and not inner.holds_north_pole)


def sector(
    lon_deg: float,
    lat_deg: float,
    inner_km: float,
    outer_km: float,
    start_azimuth_deg: float,
    stop_azimuth_deg: float,
    tolerance_km: float | None = None,
) -> Area:
    """Return the places between two distances and two azimuths from a place.

    Parameters
    ----------
    lon_deg, lat_deg : float
        Centre in degrees.
    inner_km, outer_km : float
        Geodesic distances, 0.001 to 20,003.93 km, the inner one the smaller.
    start_azimuth_deg, stop_azimuth_deg : float
        The sector lies clockwise from the start to the stop; it may pass through north.
    tolerance_km : float, optional
        How far straight edges may lie from the true edges, 0.001 or more; `tolerance_km` without
        it, and never more than half the width.

    Returns
    -------
    Polygon or MultiPolygon
        (lon, lat) vertices in RFC 7946 form, as those of `disc`.

    Raises
    ------
    GeodesyRangeError
        A value is not finite, the place or a radius is none on Earth, the inner radius is not the
        smaller, or the azimuths leave no sector or all of it.
    """
    _check_figure(lon_deg, lat_deg, tolerance_km, inner_km=inner_km, outer_km=outer_km)
    half_width_km = _half_width_km(inner_km, outer_km)
    near_km, far_km = (
        min(float(_allowed_km(each, tolerance_km)), half_width_km) for each in (inner_km, outer_km)
    )
    start, stop = _clockwise(start_azimuth_deg, stop_azimuth_deg)
    poles_km = pole_distances_km(np.array([lat_deg]))
    inner_km, outer_km = _off_poles_km(np.array([inner_km, outer_km]), poles_km).tolist()
    if outer_km <= _OVERTAKEN_FROM_KM or stop - start <= 180:
        rows = _sector_rows(lat_deg, inner_km, outer_km, start, stop, near_km, far_km)
        return _enclosed(lon_deg, rows)
    # Such a one may lie on both sides of the cut locus where its sides end, with a slit between.
    halfway = (start + stop) / 2
    parts = [
        _enclosed(lon_deg, _sector_rows(lat_deg, inner_km, outer_km, *ends, near_km, far_km))
        for ends in (
            (start, halfway),
            (halfway - 360 * (halfway >= 360), stop - 360 * (halfway >= 360)),
        )
    ]
    joined = shapely.union_all(parts, grid_size=_JOINED_DEG)
    return cast(Area, shapely.orient_polygons(joined))


def _sector_rows(
    lat: float, inner: float, outer: float, start: float, stop: float, near_km: float, far_km: float
) -> FloatArray:
    """Return the edge of a sector with the sector on its left, longitudes from the centre's."""
    return _followed(
        _arc(lat, inner, start, stop, near_km),
        _radial(lat, stop, inner, outer, far_km, 1 if stop % 360 else -1, bounded=True),
        _arc(lat, outer, start, stop, far_km)[::-1],
        _radial(lat, start, inner, outer, far_km, -1 if start % 360 else 1, bounded=True)[::-1],
    )


def _enclosed(lon_deg: float, rows: FloatArray) -> Area:
    """Return what lies on the left of an edge; that alone says whether it holds a pole."""
    return area_of(Outline((_without_repeats(_about(lon_deg, rows)),), holds_north_pole=False))


def _without_repeats(rows: FloatArray) -> FloatArray:
    """Return rows without those that repeat the one before."""
    return rows[np.concatenate(([True], np.any(rows[1:] != rows[:-1], axis=1)))]


# --- whole rings ---


def _allowed_km(radius_km: ArrayLike, wanted_km: float | None) -> FloatArray:
    """Return the tolerance for a ring; see `tolerance_km`."""
    radius = np.asarray(radius_km, dtype=np.float64)
    left = np.maximum(GREATEST_RADIUS_KM - radius, _NOTHING_LEFT_KM)
    round_km = 1e-3 * np.minimum(radius, left)
    return np.asarray(np.minimum(_usual_km(radius, wanted_km), round_km))


def _usual_km(distance_km: ArrayLike, wanted_km: float | None) -> FloatArray:
    """Return the tolerance for a distance without what keeps a small ring round."""
    distance = np.asarray(distance_km, dtype=np.float64)
    return (
        np.maximum(0.1, 1e-4 * distance) if wanted_km is None else np.full_like(distance, wanted_km)
    )


def _off_poles_km(radius: FloatArray, poles_km: tuple[FloatArray, FloatArray]) -> FloatArray:
    """Return radii that meet no pole: one that does to half a micrometre falls short by that.

    A ring through a pole has no longitude there.
    """
    for pole_km in poles_km:
        radius = np.where(np.abs(radius - pole_km) < _AT_POLE_KM, pole_km - _AT_POLE_KM, radius)
    return radius


def _halves(
    lat: FloatArray, radius: FloatArray, wanted_km: float | None, *, usual: bool = False
) -> HalfRings:
    """Return the eastern halves of rings; `usual` keeps the usual tolerance as well."""
    allowed = _allowed_km(radius, wanted_km)
    if usual:
        allowed = np.minimum(allowed, _allowed_km(radius, None))
    poles_km = pole_distances_km(lat)
    radius = _off_poles_km(radius, poles_km)
    far = radius > _OVERTAKEN_FROM_KM
    if not far.any():
        return half_rings(lat, radius, allowed, poles_km)
    near = _pieces(half_rings(lat[~far], radius[~far], allowed[~far])) if not far.all() else []
    beyond = [_far_half(*each) for each in zip(lat[far], radius[far], allowed[far], strict=True)]
    near_ones, beyond_ones = iter(near), iter(beyond)
    mixed = [next(beyond_ones if is_far else near_ones) for is_far in far]
    first = np.concatenate(([0], np.cumsum([len(rows) for rows in mixed])))
    rows = np.vstack(mixed)
    north, south = poles_km
    return HalfRings(rows[:, 0], rows[:, 1], first, radius > north, radius > south)


def _pieces(half: HalfRings) -> list[FloatArray]:
    """Return the (lon, lat) rows of each half ring."""
    return np.split(np.column_stack([half.lon_deg, half.lat_deg]), half.first[1:-1])


def _outlines(lon: FloatArray, half: HalfRings) -> list[Outline]:
    """Return whole rings, counter-clockwise from due north, from their eastern halves."""
    centre = np.where((lon < -180) | (lon > 180), angle_difference_deg(lon), lon).tolist()
    first = half.first.tolist()
    made = []
    for n, (north, south) in enumerate(
        zip(half.holds_north.tolist(), half.holds_south.tolist(), strict=True)
    ):
        begin, end = first[n], first[n + 1]
        if end == begin:
            made.append(Outline((), holds_north_pole=True))
            continue
        count = end - begin
        rows = np.empty((2 * count - 1, 2))
        east = half.lon_deg[begin:end]
        np.subtract(centre[n], east, out=rows[:count, 0])
        np.add(centre[n] - 360 * south, east[-2::-1], out=rows[count:, 0])
        rows[-1, 0] = rows[0, 0] + 360 * (north - south)
        rows[:count, 1] = half.lat_deg[begin:end]
        rows[count:, 1] = half.lat_deg[begin : end - 1][::-1]
        made.append(Outline((rows,), north))
    return made


def _reversed(whole: Outline) -> Outline:
    """Return the outline of what lies outside."""
    return Outline(tuple(rows[::-1] for rows in whole.rings), not whole.holds_north_pole)


def _far_half(lat: float, radius: float, allowed_km: float) -> FloatArray:
    """Return the (lon, lat) rows of half a ring of which a part may have been overtaken.

    What is left beyond the radius is a piece about the antipode whose edge has two corners on the
    cut locus, one in either half: there the geodesics of two azimuths, the same to the north and to
    the south of due east, arrive together. Between those azimuths others have been there before.
    """
    if GREATEST_RADIUS_KM - radius < _NOTHING_LEFT_KM:
        return np.empty((0, 2))
    last = _overtaken_azimuth_deg(lat, radius)
    north, south = (radius > float(each[0]) for each in pole_distances_km(np.array([lat])))

    def place(azimuth_deg: FloatArray) -> Trace:
        lon, end_lat, forward = _eastern(lat, azimuth_deg, np.full_like(azimuth_deg, radius))
        lon = np.where(azimuth_deg == 0, 180.0 * north, lon)
        return np.where(azimuth_deg == 180, 180.0 * south, lon), end_lat, forward + 90

    to_corner = trace(place, 0.0, last, allowed_km, _LEAST_FAR_EDGES)
    from_corner = trace(place, 180.0 - last, 180.0, allowed_km, _LEAST_FAR_EDGES)
    halves = (np.column_stack(each[:2]) for each in (to_corner, from_corner))
    return np.vstack([next(halves), next(halves)[1:]])  # the corner stands once


def _overtaken_azimuth_deg(lat: float, radius: float) -> float:
    """Return the greatest azimuth up to 90 at which nothing is shorter than a radius."""
    low, high = 0.0, 90.0
    if not _overtaken(lat, np.array([high]), np.array([radius]))[0]:
        return high
    for _ in range(48):  # to 90 / 2^48 degrees
        middle = (low + high) / 2
        if _overtaken(lat, np.array([middle]), np.array([radius]))[0]:
            high = middle
        else:
            low = middle
    return low


def _overtaken(lat: float, azimuth: FloatArray, distance: FloatArray) -> NDArray[np.bool_]:
    """Tell where geodesics end at a place to which there is a shorter way."""
    lon, end_lat, _ = direct(0.0, lat, azimuth, distance)
    return np.asarray(inverse(0.0, lat, lon, end_lat)[0] < distance - _SHORTER_KM)


# --- parts of rings, and lines across them ---


def _arc(
    lat: float,
    radius: float,
    start: float,
    stop: float,
    allowed_km: float,
    *,
    along_cut: bool = True,
) -> FloatArray:
    """Return rows at one distance clockwise from `start` to `stop`, in parts from pole to pole.

    Where the geodesics have been overtaken the rows go `along_cut`, the cut locus, or are left out.
    """
    turns = np.arange(np.floor(start / 180) + 1, np.ceil(stop / 180)) * 180
    parts = [
        _arc_part(lat, radius, one, other, allowed_km, along_cut=along_cut)
        for one, other in pairwise([start, *turns, stop])
    ]
    return _followed(*(part for part in parts if len(part))) if any(map(len, parts)) else parts[0]


def _arc_part(
    lat: float, radius: float, start: float, stop: float, allowed_km: float, *, along_cut: bool
) -> FloatArray:
    """Return rows of an arc that lies wholly to the east or wholly to the west of the centre."""
    base = 180.0 * np.floor((start + stop) / 360)
    is_east = base % 360 == 0
    poles = [float(each[0]) for each in pole_distances_km(np.array([lat]))]
    over = [radius > each for each in (poles if is_east else poles[::-1])]

    def place(azimuth_deg: FloatArray) -> Trace:
        within = np.clip(azimuth_deg - base, 0, 180)
        # The western half is the eastern one in a mirror: 180 + a is there what 180 - a is here.
        mirrored = within if is_east else 180 - within
        distance = np.full_like(within, radius)
        if radius > _OVERTAKEN_FROM_KM:
            distance = _until_overtaken_km(lat, mirrored, radius)
        lon, end_lat, forward = _eastern(lat, mirrored, distance)
        lon = np.where(within == 0, 180.0 * over[0], np.where(within == 180, 180.0 * over[1], lon))
        tangent = forward + 90 if is_east else 90 - forward
        return (lon, end_lat, tangent) if is_east else (-lon, end_lat, tangent)

    if radius > _OVERTAKEN_FROM_KM:
        azimuths = _far_azimuths_deg(lat, radius, start, stop, base + 90, along_cut=along_cut)
        lon, end_lat, _ = place(azimuths)
    else:
        least = max(2, int(np.ceil((stop - start) / 10)))
        lon, end_lat, _ = trace(place, start, stop, allowed_km, least)
    return np.column_stack([lon, end_lat])


def _far_azimuths_deg(
    lat: float, radius: float, start: float, stop: float, middle: float, *, along_cut: bool
) -> FloatArray:
    """Return azimuths of a far arc in one half, without those at which the edge would run twice.

    The geodesics of azimuths as far to both sides of the `middle` (due east or west) are overtaken
    at one place: where an arc holds both, its edge goes from the one to the other in one place.
    """
    open_deg = 90 - _overtaken_azimuth_deg(lat, radius)  # overtaken to so much of the middle
    ends = np.array([middle - open_deg, middle + open_deg])
    even = np.linspace(start, stop, max(3, int((stop - start) / _FAR_STEP_DEG)))
    azimuths = np.unique(np.concatenate([even, ends[(ends > start) & (ends < stop)]]))
    shared = max(0.0, min(middle - start, stop - middle, open_deg)) if along_cut else open_deg
    if shared == 0:
        return azimuths
    kept = np.abs(azimuths - middle) >= shared
    one = np.array([middle - shared]) if start <= middle - shared <= stop else np.empty(0)
    return np.unique(np.concatenate([azimuths[kept & (azimuths != middle + shared)], one]))


def _until_overtaken_km(lat: float, azimuth: FloatArray, radius: float) -> FloatArray:
    """Return a radius, or how far from the centre the geodesic is overtaken where that is less."""
    low, high = np.full_like(azimuth, _OVERTAKEN_FROM_KM), np.full_like(azimuth, radius)
    late = _overtaken(lat, azimuth, high)
    for _ in range(48):
        middle = (low + high) / 2
        too_far = _overtaken(lat, azimuth, middle)
        low, high = np.where(too_far, low, middle), np.where(too_far, middle, high)
    return np.where(late, low, radius)


def _radial(
    lat: float,
    azimuth: float,
    near: float,
    far: float,
    allowed_km: float,
    side: int = 1,
    *,
    bounded: bool = False,
) -> FloatArray:
    """Return rows along an azimuth; over a pole they go on to that `side`: 1 east, -1 west.

    A `bounded` one ends where it is overtaken.
    """
    within = azimuth % 360 % 360  # a hair below 0 is 360 at first
    if far > _OVERTAKEN_FROM_KM:
        mirrored = np.array([within if within <= 180 else 360 - within])
        far = float(_until_overtaken_km(lat, mirrored, far)[0]) if bounded else far
    if within in (0.0, 180.0):
        return _meridian(lat, within == 0, near, far, side)
    is_east = within < 180

    def place(distance_km: FloatArray) -> Trace:
        azimuths = np.full_like(distance_km, within if is_east else 360 - within)
        lon, end_lat, forward = _eastern(lat, azimuths, distance_km)
        return (lon, end_lat, forward) if is_east else (-lon, end_lat, -forward)

    lon, end_lat, _ = trace(place, near, far, allowed_km, 2)
    return np.column_stack([lon, end_lat])


def _meridian(lat: float, northward: bool, near: float, far: float, side: int) -> FloatArray:
    """Return rows due north or due south, along a pole where it is passed."""
    north, south = (float(each[0]) for each in pole_distances_km(np.array([lat])))
    pole_km, pole = (north, 90.0) if northward else (south, -90.0)
    distances = np.array([near, far])
    ends = direct(0.0, lat, 0.0 if northward else 180.0, distances)[1]
    lons = np.where(distances > pole_km, 180.0 * side, 0.0)
    rows = np.column_stack([lons, ends])
    if lons[0] == lons[1]:
        return rows
    return np.vstack([rows[:1], [[0.0, pole], [180.0 * side, pole]], rows[1:]])


def _eastern(lat: float, azimuth: FloatArray, distance: FloatArray) -> Trace:
    """Return where geodesics at azimuths in [0, 180] end, longitudes counted on to the east."""
    lon, end_lat, forward = direct(0.0, lat, azimuth, distance)
    # A rounding may put a place on the meridian of the start a hair to its west.
    return np.where(lon < -90, lon + 360, np.maximum(lon, 0.0)), end_lat, forward


def _followed(*parts: FloatArray) -> FloatArray:
    """Return curves joined end to end, each moved by whole turns to where the last one ended."""
    joined = [parts[0]]
    end_deg = parts[0][-1, 0]
    for part in parts[1:]:
        turned = part + np.array([360 * np.round((end_deg - part[0, 0]) / 360), 0.0])
        joined.append(turned[1:])
        end_deg = turned[-1, 0]
    return np.vstack(joined)


def _about(lon_deg: float, rows: FloatArray) -> FloatArray:
    """Return rows whose longitudes counted from a centre's with those of the map."""
    centre = angle_difference_deg(lon_deg)
    about: FloatArray = rows + np.array([centre, 0.0])
    return about


# --- what is refused, and in which words ---


def _check_figure(
    lon_deg: float, lat_deg: float, tolerance_km: float | None, **radii_km: float
) -> None:
    """Refuse a centre, a tolerance or radii that are none on Earth."""
    check_places(np.asarray(lon_deg, dtype=np.float64), np.asarray(lat_deg, dtype=np.float64))
    for name, radius_km in radii_km.items():
        _check_radii(name, np.asarray(radius_km, dtype=np.float64))
    _check_tolerance(tolerance_km)


def _check_radii(name: str, radius_km: FloatArray) -> None:
    """Refuse distances below a metre or beyond the antipode."""
    good = (radius_km >= LEAST_RADIUS_KM) & (radius_km <= GREATEST_RADIUS_KM)
    if not good.all():
        first = float(radius_km[~good].flat[0])
        raise GeodesyRangeError(
            f"got {name}={first:.12g}: wanted {LEAST_RADIUS_KM:g} to {GREATEST_RADIUS_KM:,.4f} km, "
            "which is as far as two places on Earth can lie apart"
        )


def _check_tolerance(tolerance_km: float | None) -> None:
    """Refuse a tolerance that no edge can keep."""
    if tolerance_km is not None and not LEAST_TOLERANCE_KM <= tolerance_km < np.inf:
        raise GeodesyRangeError(
            f"got tolerance_km={tolerance_km:g}: a tolerance is {LEAST_TOLERANCE_KM} km or more"
        )


def _half_width_km(inner_km: float, outer_km: float) -> float:
    """Return half the width between two distances: edges closer than that to both cannot cross."""
    if not outer_km - inner_km >= LEAST_TOLERANCE_KM:
        raise GeodesyRangeError(
            f"got inner_km={inner_km:.12g} and outer_km={outer_km:.12g}: the inner one is the "
            f"smaller, by {LEAST_TOLERANCE_KM} km or more"
        )
    return (outer_km - inner_km) / 2


def _clockwise(start_deg: float, stop_deg: float) -> tuple[float, float]:
    """Return the azimuths, the start in [0, 360) and the stop less than a turn after it."""
    check_azimuths(np.array([start_deg, stop_deg], dtype=np.float64))
    start = start_deg % 360 % 360  # a hair below 0 is 360 at first
    span = (stop_deg - start) % 360
    if span in (0.0, 360.0):
        raise GeodesyRangeError(
            f"got azimuths from {start_deg:g} to {stop_deg:g}: no arc or all of it; "
            "for the full circle use ring without azimuths, or band"
        )
    return start, start + span
