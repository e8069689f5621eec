"""Curves on the Earth as vertices: as few as keep the straight edges between them on the curve.

A file's reader draws an edge straight in (lon, lat); a web map draws it straight in Mercator. Both
must stay within a tolerance of the curve, so each edge is measured in both charts: a curve whose
tangents make small angles with a chord lies about an eighth of the chord times those angles off it.
Vertices are then spaced by equal error, which takes a sixth of what even spacing takes where a ring
passes near a pole, for there an edge of a few kilometres can cross many meridians.

Degrees on every angle, kilometres on every length.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

from geolaunch.ellipsoid import FloatArray

__all__ = [
    "HALF_MERIDIAN_KM",
    "Curve",
    "HalfRings",
    "Trace",
    "chord_error_km",
    "half_rings",
    "pole_distances_km",
    "trace",
]

_A_KM, _F = 6378.137, 1 / 298.257223563  # WGS84
_E2 = _F * (2 - _F)
_WGS84 = Geod(a=_A_KM * 1000, f=_F)

# The meridian from pole to pole: no two places on Earth lie farther apart (GeographicLib 2.0).
HALF_MERIDIAN_KM = 20003.931458625443
# The sphere on which both poles lie as far from any place as they do on the ellipsoid.
_RECTIFYING_KM = HALF_MERIDIAN_KM / np.pi
_GREATEST_CURVATURE_RADIUS_KM = (
    6399.594  # a^2/b, at the poles: errors come out too great, if at all
)

# Web pages end at 85.05 degrees: what an edge does in Mercator beyond matters to nobody.
_MERCATOR_LATITUDE_RAD = np.radians(85.0)

# Edges are placed for this share of the tolerance: the estimate is good to a few hundredths, and
# curvature varies within the pieces over which it is taken to be constant.
_AIM = 0.8
_MISSED = 0.98  # of the tolerance: what is estimated to be off by more gets another vertex

# The first look at half a ring, in steps that shrink towards each pole in proportion to how near
# the ring comes to it: 2 x 28 see a ring that passes a metre from a pole.
_QUARTER_STEPS = 28
_LEAST_WIDTH_RAD = 1e-9
# Where one comes nearer than a milliradian, seen from the centre, those would be too far apart.
_GRAZING_RAD, _GRAZING_STEPS = 1e-3, 96
# However little it bends in both charts, half a ring has at least so many edges, and none is longer
# than even ones would be: along a longer one curvature varies too much, and other maps bend it too.
_LEAST_EDGES = 18
_CHUNK = 256  # rings at once: their arrays stay in the processor's cache

_FIRST_EDGES = 32
_ROUNDS = 24
_NEARLY = (
    4.0  # tolerances: from there on the edges that miss are halved, as one with a corner in it
)

Trace = tuple[FloatArray, FloatArray, FloatArray]  # lon, lat, azimuth of the tangent
Curve = Callable[[FloatArray], Trace]


class _Frame(NamedTuple):
    """What the measure of an edge takes from each vertex; any one shape."""

    lon_rad: FloatArray
    lat_rad: FloatArray
    height: FloatArray  # Mercator's ordinate, radians
    cos_lat: FloatArray
    flat: FloatArray  # the radius of curvature along the meridian over that across it
    east: FloatArray  # the curve's tangent, of length 1
    north: FloatArray
    across: FloatArray  # meridians that the tangent crosses, radians for each radian of length


def chord_error_km(lon_deg: FloatArray, lat_deg: FloatArray, azimuth_deg: FloatArray) -> FloatArray:
    """Return how far the curve leaves each edge, km: the greater of both charts.

    Shapes (..., n) in, (..., n - 1) out; `azimuth_deg` is the azimuth of the curve's tangent. The
    longitudes are continuous. Beyond 85 degrees only the (lon, lat) chart counts.
    """
    at = _frame(lon_deg, lat_deg, azimuth_deg)
    first, last = (_Frame(*(each[..., cut] for each in at)) for cut in _ENDS)
    # More than a right angle between tangent and edge: nothing is known of the curve yet.
    x = (last.lon_rad - first.lon_rad) * 0.5 * (first.cos_lat + last.cos_lat)
    y = last.lat_rad - first.lat_rad
    lost = np.minimum(first.east * x + first.north * y, last.east * x + last.north * y) < 0
    away = np.hypot(x, y) * _GREATEST_CURVATURE_RADIUS_KM
    return np.where(lost, away, 0.0) + _chord_error_km(at)


_ENDS = np.s_[:-1], np.s_[1:]


def _frame(lon_deg: FloatArray, lat_deg: FloatArray, azimuth_deg: FloatArray) -> _Frame:
    """Return what each vertex brings to its edges."""
    lat = np.radians(lat_deg)
    azimuth = np.radians(azimuth_deg)
    sine = np.sin(lat)
    cosine = np.maximum(np.cos(lat), 1e-15)
    east = np.sin(azimuth)
    return _Frame(
        np.radians(lon_deg),
        lat,
        np.arcsinh(sine / cosine),
        cosine,
        (1 - _E2) / (1 - _E2 * sine * sine),
        east,
        np.cos(azimuth),
        east / cosine,
    )


def _chord_error_km(at: _Frame) -> FloatArray:
    """Return the greater error of each edge in the two charts, km.

    A curve that is cubic between its ends leaves its chord by an eighth of the sum of what its end
    tangents, as long as the edge, rise above it.
    """
    cosine = 0.5 * (at.cos_lat[..., :-1] + at.cos_lat[..., 1:])
    flat = 0.5 * (at.flat[..., :-1] + at.flat[..., 1:])
    x = np.diff(at.lon_rad) * cosine
    rises = at.north[..., :-1] * x, at.north[..., 1:] * x
    error = _risen(np.diff(at.lat_rad) * flat * cosine, at.across, rises)
    in_mercator = _risen(np.diff(at.height) * flat * cosine, at.east, rises)
    high = np.abs(at.lat_rad) > _MERCATOR_LATITUDE_RAD
    if high.any():
        in_mercator[high[..., :-1] & high[..., 1:]] = 0.0
    # What lies as near a pole as both ends is no farther apart than they are from it together.
    worst = np.minimum(np.maximum(error, in_mercator) / 8, 2 * cosine)
    return worst * _GREATEST_CURVATURE_RADIUS_KM


def _risen(y: FloatArray, east: FloatArray, rises: tuple[FloatArray, FloatArray]) -> FloatArray:
    """Return by how much both end tangents rise above the edges, of length 1."""
    return np.abs(east[..., :-1] * y - rises[0]) + np.abs(east[..., 1:] * y - rises[1])


# --- one curve ---


def trace(place: Curve, start: float, stop: float, tolerance_km: float, least_edges: int) -> Trace:
    """Return vertices on a curve from one parameter to another, edges within the tolerance.

    `place` gives (lon, lat, azimuth of the tangent) in degrees for an array of parameters, the
    longitudes continuous.
    """
    at = np.linspace(start, stop, _FIRST_EDGES + 1)
    made = place(at)
    for _ in range(_ROUNDS):
        at = _respaced(at, chord_error_km(*made), tolerance_km, least_edges)
        made = place(at)
        if chord_error_km(*made).max() <= _NEARLY * tolerance_km:
            break
    return _mended(place, at, tolerance_km, made)


def _mended(place: Curve, at: FloatArray, tolerance_km: float, made: Trace | None = None) -> Trace:
    """Return the vertices at parameters, with more of them in edges that miss the tolerance."""
    made = place(at) if made is None else made
    for _ in range(_ROUNDS):
        missed = np.flatnonzero(chord_error_km(*made) > _MISSED * tolerance_km)
        if len(missed) == 0:
            break
        at, made = _halved(place, at, made, missed)
    return made


def _halved(
    place: Curve, at: FloatArray, made: Trace, edges: NDArray[np.intp]
) -> tuple[FloatArray, Trace]:
    """Return the parameters and vertices with one more in the middle of some edges."""
    middle = (at[edges] + at[edges + 1]) / 2
    lon, lat, azimuth = (
        np.insert(known, edges + 1, new) for known, new in zip(made, place(middle), strict=True)
    )
    return np.insert(at, edges + 1, middle), (lon, lat, azimuth)


def _respaced(
    at: FloatArray, error_km: FloatArray, tolerance_km: float, least_edges: int
) -> FloatArray:
    """Return parameters at which the edges have about equal errors."""
    evenly = least_edges * np.diff(at) / (at[-1] - at[0])
    share = np.maximum(np.sqrt(error_km / (_AIM * tolerance_km)), evenly)
    total = np.concatenate(([0.0], np.cumsum(share)))
    edges = int(np.ceil(total[-1]))
    return np.interp(np.linspace(0, total[-1], edges + 1), total, at)


# --- many rings ---


class HalfRings(NamedTuple):
    """The eastern halves of rings: flat vertices from azimuth 0 to 180, `first` of each ring's.

    The longitudes count from the centre's, in [0, 180]; `first` has one more entry than there are
    rings. The western halves are their mirror images.
    """

    lon_deg: FloatArray
    lat_deg: FloatArray
    first: np.ndarray
    holds_north: np.ndarray
    holds_south: np.ndarray


def pole_distances_km(lat_deg: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return how far latitudes lie from the north and from the south pole, km."""
    zero = np.zeros_like(lat_deg)
    north = _WGS84.inv(zero, lat_deg, zero, np.full_like(lat_deg, 90.0))[2] / 1000
    return north, HALF_MERIDIAN_KM - north


def half_rings(lat_deg: FloatArray, radius_km: FloatArray, tolerance_km: FloatArray) -> HalfRings:
    """Return the eastern halves of the rings about centres at these latitudes; 1-D arrays.

    For radii at which every place that is reached along a geodesic is reached by no shorter one.
    """
    parts = [
        _half_rings(*(each[first : first + _CHUNK] for each in (lat_deg, radius_km, tolerance_km)))
        for first in range(0, len(lat_deg), _CHUNK)
    ]
    if len(parts) == 1:
        return parts[0]
    starts = np.cumsum([0] + [part.first[-1] for part in parts])
    firsts = [part.first[:-1] + start for part, start in zip(parts, starts, strict=False)]
    lon, lat, _, north, south = (np.concatenate(each) for each in zip(*parts, strict=True))
    return HalfRings(lon, lat, np.concatenate([*firsts, starts[-1:]]), north, south)


def _half_rings(lat: FloatArray, radius: FloatArray, tolerance: FloatArray) -> HalfRings:
    """Return one chunk of half rings; those that miss the tolerance get more vertices."""
    north, south = pole_distances_km(lat)
    holds_north, holds_south = radius > north, radius > south
    speed = _RECTIFYING_KM * np.sin(radius / _RECTIFYING_KM)
    spacing = _Spacing.of((radius - north) / speed, (radius - south) / speed)
    nearest = min(spacing.north_width.min(), spacing.south_width.min())
    steps = _QUARTER_STEPS if nearest > _GRAZING_RAD else _GRAZING_STEPS
    places = spacing.azimuth_rad(np.linspace(0, 1, 2 * steps + 1)[None, :])
    error = _chord_error_km(_placed(lat, radius, places, holds_north, holds_south))
    evenly = _LEAST_EDGES / np.pi * np.diff(places, axis=1)
    share = np.maximum(np.sqrt(error / (_AIM * tolerance[:, None])), evenly)
    edges = np.ceil(share.sum(axis=1)).astype(np.int64)
    flat = _flat(lat, radius, spacing, share, edges, holds_north, holds_south)
    missed = np.flatnonzero(_worst(flat.error_km, flat.first) > _MISSED * tolerance)
    if len(missed) == 0:
        return HalfRings(flat.lon_deg, flat.lat_deg, flat.first, holds_north, holds_south)
    parts = np.split(np.column_stack([flat.lon_deg, flat.lat_deg]), flat.first[1:-1])
    params = np.split(flat.at, flat.first[1:-1])
    for n in missed.tolist():
        place = _placing(
            lat[n], radius[n], spacing.rows(np.intp(n)), holds_north[n], holds_south[n]
        )
        error = chord_error_km(*place(params[n]))
        at = _respaced(params[n], error, float(tolerance[n]), _LEAST_EDGES)
        lon_deg, lat_deg, _ = _mended(place, at, float(tolerance[n]))
        parts[n] = np.column_stack([lon_deg, lat_deg])
    first = np.concatenate(([0], np.cumsum([len(rows) for rows in parts])))
    lon_deg, lat_deg = np.vstack(parts).T
    return HalfRings(lon_deg, lat_deg, first, holds_north, holds_south)


def _placing(
    lat: float, radius: float, spacing: _Spacing, holds_north: bool, holds_south: bool
) -> Curve:
    """Return half a ring as a curve of the parameter of its spacing."""

    def place(at: FloatArray) -> Trace:
        azimuth = spacing.azimuth_rad(at)
        lon_deg, lat_deg, forward = _direct(
            np.full_like(at, lat), azimuth, np.full_like(at, radius)
        )
        lon_deg = np.where(at == 0, 180.0 * holds_north, lon_deg)
        return np.where(at == 1, 180.0 * holds_south, lon_deg), lat_deg, forward + 90

    return place


class _Spacing(NamedTuple):
    """Azimuths as a function of a parameter from 0 to 1, slow where a ring passes a pole."""

    north_width: FloatArray
    south_width: FloatArray
    north_rate: FloatArray
    south_rate: FloatArray

    @classmethod
    def of(cls, north_gap_rad: FloatArray, south_gap_rad: FloatArray) -> _Spacing:
        """Return the spacing for rings that pass the poles at these angles seen from the centre."""
        widths = [
            np.clip(np.abs(gap), _LEAST_WIDTH_RAD, 1e3)[:, None]
            for gap in (north_gap_rad, south_gap_rad)
        ]
        north, south = widths
        return cls(north, south, np.arcsinh(np.pi / 2 / north), np.arcsinh(np.pi / 2 / south))

    def rows(self, which: NDArray[np.intp] | np.intp) -> _Spacing:
        """Return the spacing of some rings, or of one."""
        return _Spacing(*(each[which, 0] for each in self))

    def azimuth_rad(self, at: FloatArray) -> FloatArray:
        """Return azimuths in [0, pi] at parameters in [0, 1]."""
        first = self.north_width * np.sinh(2 * at * self.north_rate)
        last = np.pi - self.south_width * np.sinh(2 * (1 - at) * self.south_rate)
        return np.where(at <= 0.5, np.minimum(first, np.pi / 2), np.maximum(last, np.pi / 2))


class _Flat(NamedTuple):
    """Vertices of many half rings in one row, and the error of the edge after each."""

    lon_deg: FloatArray
    lat_deg: FloatArray
    first: np.ndarray
    error_km: FloatArray
    at: FloatArray  # the parameter of each vertex


def _flat(
    lat: FloatArray,
    radius: FloatArray,
    spacing: _Spacing,
    share: FloatArray,
    edges: np.ndarray,
    holds_north: np.ndarray,
    holds_south: np.ndarray,
) -> _Flat:
    """Return the vertices of half rings at equal steps of the summed shares."""
    rings, steps = share.shape
    first = np.concatenate(([0], np.cumsum(edges + 1)))
    ring = np.repeat(np.arange(rings), edges + 1)
    step = np.arange(first[-1]) - first[ring]
    total = np.zeros((rings, steps + 1))
    np.cumsum(share, axis=1, out=total[:, 1:])
    total = (
        total / total[:, -1:] + 2 * np.arange(rings)[:, None]
    )  # each ring on a stretch of its own
    known = np.arange(rings)[:, None] * 2 + np.linspace(0, 1, steps + 1)[None, :]
    at = np.interp(step / edges[ring] + 2 * ring, total.ravel(), known.ravel()) - 2 * ring
    at[first[:-1]] = 0.0
    at[first[1:] - 1] = 1.0
    azimuth = spacing.rows(ring).azimuth_rad(np.clip(at, 0, 1))
    lon_deg, lat_deg, back = _direct(lat[ring], azimuth, radius[ring])
    lon_deg[first[:-1]] = np.where(holds_north, 180.0, 0.0)
    lon_deg[first[1:] - 1] = np.where(holds_south, 180.0, 0.0)
    error = _chord_error_km(_frame(lon_deg, lat_deg, back + 90))
    error[first[1:-1] - 1] = 0.0  # from one ring to the next there is no edge
    return _Flat(lon_deg, lat_deg, first, error, at)


def _worst(error_km: FloatArray, first: np.ndarray) -> FloatArray:
    """Return the greatest error of each half ring."""
    worst: FloatArray = np.maximum.reduceat(error_km, first[:-1])
    return worst


def _placed(
    lat: FloatArray,
    radius: FloatArray,
    azimuth_rad: FloatArray,
    holds_north: np.ndarray,
    holds_south: np.ndarray,
) -> _Frame:
    """Return the frame at (rings, places) azimuths."""
    shape = azimuth_rad.shape
    each = np.repeat(np.arange(shape[0]), shape[1])
    lon_deg, lat_deg, back = _direct(lat[each], azimuth_rad.ravel(), radius[each])
    lon_deg = lon_deg.reshape(shape)
    lon_deg[:, 0] = np.where(holds_north, 180.0, 0.0)
    lon_deg[:, -1] = np.where(holds_south, 180.0, 0.0)
    return _frame(lon_deg, lat_deg.reshape(shape), back.reshape(shape) + 90)


def _direct(lat: FloatArray, azimuth_rad: FloatArray, radius_km: FloatArray) -> Trace:
    """Return where geodesics from longitude 0 end, east of it, and their azimuths there."""
    lon, lat2, azimuth = _WGS84.fwd(
        np.zeros_like(lat),
        lat,
        np.degrees(azimuth_rad),
        radius_km * 1000,
        return_back_azimuth=False,
    )
    return np.abs(lon), lat2, azimuth
