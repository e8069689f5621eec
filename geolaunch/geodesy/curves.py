"""Rings and radials as rows of vertices, for `shapes`: whole rings, parts of them, lines across.

Rows are (lon, lat) in degrees on the true curve, longitudes counted from the centre's unless said
otherwise; lengths are in km. What comes in has been checked. Beyond 19,950 km from the centre
shorter geodesics may have overtaken others: there a ring runs along the cut locus, or has a gap.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from geolaunch.constants import HALF_MERIDIAN_KM
from geolaunch.geodesy.antimeridian import Outline
from geolaunch.geodesy.ellipsoid import FloatArray, direct, inverse
from geolaunch.geodesy.sampling import HalfRings, Trace, half_rings, pole_distances_km, trace
from geolaunch.geodesy.sphere import angle_difference_deg

__all__ = [
    "GREATEST_RADIUS_KM",
    "OVERTAKEN_FROM_KM",
    "about_centre",
    "arc_rows",
    "followed",
    "halves",
    "off_poles_km",
    "outlines",
    "radial_rows",
    "reversed_outline",
    "ring_tolerance_km",
    "sector_rows",
    "usual_tolerance_km",
    "without_repeats",
]

GREATEST_RADIUS_KM = HALF_MERIDIAN_KM  # from pole to pole: no two places lie farther apart


# Beyond this a geodesic may have been overtaken by another, shorter one: the cut locus of a place
# is a piece of the antipodal parallel, nearest for a place on the equator: 19,970.33 km, half the
# circumference of the auxiliary sphere of radius b (Karney 2013, section 4).
OVERTAKEN_FROM_KM = 19_950.0
_LEAST_FAR_EDGES = 36
_FAR_STEP_DEG = 0.5  # there, rings are a few hundred kilometres round: this is steps of under 3 km
_SHORTER_KM = 1e-9  # shorter by a micrometre is shorter
_AT_POLE_KM = 5e-10
_NOTHING_LEFT_KM = 1e-4  # nearer to the antipode than that there is no ring to draw


def ring_tolerance_km(radius_km: ArrayLike, wanted_km: float | None) -> FloatArray:
    """Return the tolerance for a ring; see `tolerance_km`."""
    radius = np.asarray(radius_km, dtype=np.float64)
    left = np.maximum(GREATEST_RADIUS_KM - radius, _NOTHING_LEFT_KM)
    round_km = 1e-3 * np.minimum(radius, left)
    return np.asarray(np.minimum(usual_tolerance_km(radius, wanted_km), round_km))


def usual_tolerance_km(distance_km: ArrayLike, wanted_km: float | None) -> FloatArray:
    """Return the tolerance for a distance without what keeps a small ring round."""
    distance = np.asarray(distance_km, dtype=np.float64)
    return (
        np.maximum(0.1, 1e-4 * distance) if wanted_km is None else np.full_like(distance, wanted_km)
    )


def off_poles_km(radius: FloatArray, poles_km: tuple[FloatArray, FloatArray]) -> FloatArray:
    """Return radii that meet no pole: one that does to half a micrometre falls short by that.

    A ring through a pole has no longitude there.
    """
    for pole_km in poles_km:
        radius = np.where(np.abs(radius - pole_km) < _AT_POLE_KM, pole_km - _AT_POLE_KM, radius)
    return radius


def halves(
    lat: FloatArray, radius: FloatArray, wanted_km: float | None, *, usual: bool = False
) -> HalfRings:
    """Return the eastern halves of rings; `usual` keeps the usual tolerance as well."""
    allowed = ring_tolerance_km(radius, wanted_km)
    if usual:
        allowed = np.minimum(allowed, ring_tolerance_km(radius, None))
    poles_km = pole_distances_km(lat)
    radius = off_poles_km(radius, poles_km)
    far = radius > OVERTAKEN_FROM_KM
    if not far.any():
        return half_rings(lat, radius, allowed, poles_km)
    near = _pieces(half_rings(lat[~far], radius[~far], allowed[~far])) if not far.all() else []
    beyond = [_far_half(*ring) for ring in zip(lat[far], radius[far], allowed[far], strict=True)]
    next_near, next_beyond = iter(near), iter(beyond)
    mixed = [next(next_beyond if is_far else next_near) for is_far in far]
    first = np.concatenate(([0], np.cumsum([len(rows) for rows in mixed])))
    rows = np.vstack(mixed)
    north, south = poles_km
    return HalfRings(rows[:, 0], rows[:, 1], first, radius > north, radius > south)


def _pieces(half: HalfRings) -> list[FloatArray]:
    """Return the (lon, lat) rows of each half ring."""
    return np.split(np.column_stack([half.lon_deg, half.lat_deg]), half.first[1:-1])


def outlines(lon: FloatArray, half: HalfRings) -> list[Outline]:
    """Return whole rings, counter-clockwise from due north, from their eastern halves."""
    centre = np.where((lon < -180) | (lon > 180), angle_difference_deg(lon), lon).tolist()
    first = half.first.tolist()
    whole = []
    for n, (north, south) in enumerate(
        zip(half.holds_north.tolist(), half.holds_south.tolist(), strict=True)
    ):
        begin, end = first[n], first[n + 1]
        if end == begin:
            whole.append(Outline((), holds_north_pole=True))
            continue
        count = end - begin
        rows = np.empty((2 * count - 1, 2))
        east = half.lon_deg[begin:end]
        np.subtract(centre[n], east, out=rows[:count, 0])
        np.add(centre[n] - 360 * south, east[-2::-1], out=rows[count:, 0])
        rows[-1, 0] = rows[0, 0] + 360 * (north - south)
        rows[:count, 1] = half.lat_deg[begin:end]
        rows[count:, 1] = half.lat_deg[begin : end - 1][::-1]
        whole.append(Outline((rows,), north))
    return whole


def reversed_outline(whole: Outline) -> Outline:
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
    north, south = (radius > float(pole_km[0]) for pole_km in pole_distances_km(np.array([lat])))

    def place(azimuth_deg: FloatArray) -> Trace:
        lon, end_lat, forward = _eastern(lat, azimuth_deg, np.full_like(azimuth_deg, radius))
        lon = np.where(azimuth_deg == 0, 180.0 * north, lon)
        return np.where(azimuth_deg == 180, 180.0 * south, lon), end_lat, forward + 90

    to_corner = trace(place, 0.0, last, allowed_km, _LEAST_FAR_EDGES)
    from_corner = trace(place, 180.0 - last, 180.0, allowed_km, _LEAST_FAR_EDGES)
    before, after = (np.column_stack(part[:2]) for part in (to_corner, from_corner))
    return np.vstack([before, after[1:]])  # the corner stands once


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


def arc_rows(
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
        _arc_part(lat, radius, first, last, allowed_km, along_cut=along_cut)
        for first, last in pairwise([start, *turns, stop])
    ]
    return followed(*(part for part in parts if len(part))) if any(map(len, parts)) else parts[0]


def _arc_part(
    lat: float, radius: float, start: float, stop: float, allowed_km: float, *, along_cut: bool
) -> FloatArray:
    """Return rows of an arc that lies wholly to the east or wholly to the west of the centre."""
    base = 180.0 * np.floor((start + stop) / 360)
    is_east = base % 360 == 0
    passed = [radius > float(pole_km[0]) for pole_km in pole_distances_km(np.array([lat]))]
    over = passed if is_east else passed[::-1]

    def place(azimuth_deg: FloatArray) -> Trace:
        within = np.clip(azimuth_deg - base, 0, 180)
        # The western half is the eastern one in a mirror: 180 + a is there what 180 - a is here.
        mirrored = within if is_east else 180 - within
        distance = np.full_like(within, radius)
        if radius > OVERTAKEN_FROM_KM:
            distance = _until_overtaken_km(lat, mirrored, radius)
        lon, end_lat, forward = _eastern(lat, mirrored, distance)
        lon = np.where(within == 0, 180.0 * over[0], np.where(within == 180, 180.0 * over[1], lon))
        tangent = forward + 90 if is_east else 90 - forward
        return (lon, end_lat, tangent) if is_east else (-lon, end_lat, tangent)

    if radius > OVERTAKEN_FROM_KM:
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
    meeting = np.array([middle - shared]) if start <= middle - shared <= stop else np.empty(0)
    return np.unique(np.concatenate([azimuths[kept & (azimuths != middle + shared)], meeting]))


def _until_overtaken_km(lat: float, azimuth: FloatArray, radius: float) -> FloatArray:
    """Return a radius, or how far from the centre the geodesic is overtaken where that is less."""
    low, high = np.full_like(azimuth, OVERTAKEN_FROM_KM), np.full_like(azimuth, radius)
    late = _overtaken(lat, azimuth, high)
    for _ in range(48):
        middle = (low + high) / 2
        too_far = _overtaken(lat, azimuth, middle)
        low, high = np.where(too_far, low, middle), np.where(too_far, middle, high)
    return np.where(late, low, radius)


def radial_rows(
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
    if far > OVERTAKEN_FROM_KM:
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
    north, south = (float(pole_km[0]) for pole_km in pole_distances_km(np.array([lat])))
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


def followed(*parts: FloatArray) -> FloatArray:
    """Return curves joined end to end, each moved by whole turns to where the last one ended."""
    joined = [parts[0]]
    end_deg = parts[0][-1, 0]
    for part in parts[1:]:
        turned = part + np.array([360 * np.round((end_deg - part[0, 0]) / 360), 0.0])
        joined.append(turned[1:])
        end_deg = turned[-1, 0]
    return np.vstack(joined)


def about_centre(lon_deg: float, rows: FloatArray) -> FloatArray:
    """Return rows whose longitudes counted from a centre's with those of the map."""
    centre = angle_difference_deg(lon_deg)
    about: FloatArray = rows + np.array([centre, 0.0])
    return about


def sector_rows(
    lat: float, inner: float, outer: float, start: float, stop: float, near_km: float, far_km: float
) -> FloatArray:
    """Return the edge of a sector with the sector on its left, longitudes from the centre's."""
    return followed(
        arc_rows(lat, inner, start, stop, near_km),
        radial_rows(lat, stop, inner, outer, far_km, 1 if stop % 360 else -1, bounded=True),
        arc_rows(lat, outer, start, stop, far_km)[::-1],
        radial_rows(lat, start, inner, outer, far_km, -1 if start % 360 else 1, bounded=True)[::-1],
    )


def without_repeats(rows: FloatArray) -> FloatArray:
    """Return rows without those that repeat the one before."""
    return rows[np.concatenate(([True], np.any(rows[1:] != rows[:-1], axis=1)))]
