"""Curves on the Earth as vertices: as few as keep the straight edges between them on the curve.

A file's reader draws an edge straight in (lon, lat); a web map draws it straight in Mercator. Both
must stay within a tolerance of the curve: each edge is measured in both charts (`chord_error`).
A short edge is off by the square of its length, so vertices are spaced by equal error, which takes
a sixth of what even spacing takes where a ring passes near a pole, for there an edge of a few
kilometres can cross many meridians. Right at a pole no edge is short, and that square tells
nothing: every edge is measured again as it was drawn, and halved until it holds.

Degrees on every angle, kilometres on every length.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod

from geolaunch.constants import EQUATOR_RADIUS_KM, FLATTENING, HALF_MERIDIAN_KM
from geolaunch.geodesy.chord_error import chord_error_km, short_chord_error_km
from geolaunch.geodesy.ellipsoid import FloatArray

__all__ = [
    "Curve",
    "HalfRings",
    "Trace",
    "half_rings",
    "pole_distances_km",
    "trace",
]

_WGS84 = Geod(a=EQUATOR_RADIUS_KM * 1000, f=FLATTENING)

# The sphere on which both poles lie as far from any place as they do on the ellipsoid.
_RECTIFYING_KM = HALF_MERIDIAN_KM / np.pi

# Edges are placed for this share of the tolerance, as curvature varies within the pieces over which
# it is taken to be constant; what is off by more than the other is halved. The measure made one of
# a million edges too small by 3.4 %, and few by more than 1 %.
_AIM, _MISSED = 0.8, 0.96

# The first look at half a ring, in steps that shrink towards each pole in proportion to how near
# the ring comes to it: 2 x 24 see a ring that passes a metre from a pole.
_LOOKS = np.linspace(0, 1, 2 * 24 + 1)
_LEAST_WIDTH_RAD = 1e-9
# Where one comes nearer than a milliradian, seen from the centre, those would be too far apart.
_GRAZING_RAD, _GRAZING_LOOKS = 1e-3, np.linspace(0, 1, 2 * 96 + 1)
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


# --- one curve ---


def trace(place: Curve, start: float, stop: float, tolerance_km: float, least_edges: int) -> Trace:
    """Return vertices on a curve from one parameter to another, edges within the tolerance.

    `place` gives (lon, lat, azimuth of the tangent) in degrees for an array of parameters, the
    longitudes continuous.
    """
    at = np.linspace(start, stop, _FIRST_EDGES + 1)
    placed = place(at)
    for _ in range(_ROUNDS):
        at = _respaced(at, chord_error_km(*placed), tolerance_km, least_edges)
        placed = place(at)
        if chord_error_km(*placed).max() <= _NEARLY * tolerance_km:
            break
    only = np.zeros(len(at), dtype=np.intp)
    vertices = _Vertices(only, at, *placed)
    _, _, *line = _mended(lambda _, at: place(at), vertices, np.array([tolerance_km]))
    return line[0], line[1], line[2]


def _respaced(
    at: FloatArray, error_km: FloatArray, tolerance_km: float, least_edges: int
) -> FloatArray:
    """Return parameters at which the edges have about equal errors."""
    evenly = least_edges * np.diff(at) / (at[-1] - at[0])
    share = np.maximum(np.sqrt(error_km / (_AIM * tolerance_km)), evenly)
    total = np.concatenate(([0.0], np.cumsum(share)))
    edges = int(np.ceil(total[-1]))
    return np.interp(np.linspace(0, total[-1], edges + 1), total, at)


# --- edges that miss ---


class _Vertices(NamedTuple):
    """Vertices of curves in one row: which curve, the parameter on it, place and tangent."""

    curve: NDArray[np.intp]
    at: FloatArray
    lon_deg: FloatArray
    lat_deg: FloatArray
    azimuth_deg: FloatArray


def _mended(
    place: Callable[[NDArray[np.intp], FloatArray], Trace],
    vertices: _Vertices,
    tolerance_km: FloatArray,
) -> _Vertices:
    """Return vertices with more of them in edges that miss their curve's tolerance.

    `place` gives the trace of curves at parameters.
    """
    allowed = _MISSED * tolerance_km[vertices.curve[:-1]]
    is_edge = vertices.curve[1:] == vertices.curve[:-1]
    missed = np.flatnonzero((chord_error_km(*vertices[2:]) > allowed) & is_edge)
    for _ in range(_ROUNDS):
        if len(missed) == 0:
            break
        curve = vertices.curve[missed]
        middle = (vertices.at[missed] + vertices.at[missed + 1]) / 2
        new = (curve, middle, *place(curve, middle))
        vertices = _Vertices(
            *(np.insert(old, missed + 1, added) for old, added in zip(vertices, new, strict=True))
        )
        # Each was one edge and is two; the others are where they were.
        missed = missed + np.arange(len(missed))
        missed = np.column_stack([missed, missed + 1]).ravel()
        ends = missed[:, None] + np.array([0, 1])
        error = chord_error_km(*(values[ends] for values in vertices[2:]))[:, 0]
        missed = missed[error > _MISSED * tolerance_km[vertices.curve[missed]]]
    return vertices


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


def half_rings(
    lat_deg: FloatArray,
    radius_km: FloatArray,
    tolerance_km: FloatArray,
    poles_km: tuple[FloatArray, FloatArray] | None = None,
) -> HalfRings:
    """Return the eastern halves of the rings about centres at these latitudes; 1-D arrays.

    For radii at which every place that is reached along a geodesic is reached by no shorter one.
    `poles_km` are the `pole_distances_km` of the latitudes, where they are known already.
    """
    poles_km = pole_distances_km(lat_deg) if poles_km is None else poles_km
    given = (lat_deg, radius_km, tolerance_km, *poles_km)
    parts = [
        _half_rings(*(values[first : first + _CHUNK] for values in given))
        for first in range(0, len(lat_deg), _CHUNK)
    ]
    if len(parts) == 1:
        return parts[0]
    starts = np.cumsum([0] + [part.first[-1] for part in parts])
    firsts = [part.first[:-1] + start for part, start in zip(parts, starts, strict=False)]
    lon, lat, _, north, south = (np.concatenate(field) for field in zip(*parts, strict=True))
    return HalfRings(lon, lat, np.concatenate([*firsts, starts[-1:]]), north, south)


def _half_rings(
    lat: FloatArray,
    radius: FloatArray,
    tolerance: FloatArray,
    north_km: FloatArray,
    south_km: FloatArray,
) -> HalfRings:
    """Return one chunk of half rings; edges that miss the tolerance are halved."""
    halves = _Halves.of(lat, radius, north_km, south_km)
    at, share = _first_look(halves, tolerance)
    edges = np.ceil(share.sum(axis=1)).astype(np.int64)
    ring = np.repeat(np.arange(len(lat)), edges + 1)
    spaced = _spaced(at, share, edges, ring)
    vertices = _Vertices(ring, spaced, *halves.place(ring, spaced))
    ring, _, lon_deg, lat_deg, _ = _mended(halves.place, vertices, tolerance)
    first = np.searchsorted(ring, np.arange(len(lat) + 1))
    return HalfRings(lon_deg, lat_deg, first, halves.holds_north, halves.holds_south)


def _first_look(halves: _Halves, tolerance: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return parameters, and how many edges the piece of each half ring between them wants."""
    spacing = halves.spacing
    nearest = np.minimum(spacing.north_width, spacing.south_width).min()
    at = _LOOKS if nearest > _GRAZING_RAD else _GRAZING_LOOKS
    azimuth = _Spacing(*(values[:, None] for values in spacing)).azimuth_rad(at)
    ring = np.repeat(np.arange(len(azimuth)), len(at))
    placed = halves.placed(ring, np.tile(at, len(azimuth)), azimuth.ravel())
    error = short_chord_error_km(*(values.reshape(azimuth.shape) for values in placed))
    evenly = _LEAST_EDGES / np.pi * (azimuth[:, 1:] - azimuth[:, :-1])
    return at, np.maximum(np.sqrt(error / (_AIM * tolerance[:, None])), evenly)


def _spaced(
    at: FloatArray, share: FloatArray, edges: np.ndarray, ring: NDArray[np.intp]
) -> FloatArray:
    """Return the parameter of each vertex of half rings, at equal steps of the summed shares."""
    first = np.zeros(len(edges) + 1, dtype=np.int64)
    np.cumsum(edges + 1, out=first[1:])
    step = np.arange(first[-1]) - first[ring]
    total = np.zeros((len(share), len(at)))
    np.cumsum(share, axis=1, out=total[:, 1:])
    apart = 2 * np.arange(len(share))  # each ring on a stretch of its own
    total = total / total[:, -1:] + apart[:, None]
    known = at + apart[:, None]
    spaced = np.interp(step / edges[ring] + apart[ring], total.ravel(), known.ravel()) - apart[ring]
    spaced[first[:-1]] = 0.0
    spaced[first[1:] - 1] = 1.0
    return np.asarray(np.minimum(np.maximum(spaced, 0.0), 1.0))


class _Halves(NamedTuple):
    """The eastern halves of rings, as curves of the parameter of their spacing."""

    lat: FloatArray
    radius: FloatArray
    spacing: _Spacing
    holds_north: np.ndarray
    holds_south: np.ndarray

    @classmethod
    def of(
        cls, lat: FloatArray, radius: FloatArray, north: FloatArray, south: FloatArray
    ) -> _Halves:
        """Return the halves of rings about centres at latitudes, so far from the poles."""
        speed = _RECTIFYING_KM * np.sin(radius / _RECTIFYING_KM)
        spacing = _Spacing.of((radius - north) / speed, (radius - south) / speed)
        return cls(lat, radius, spacing, radius > north, radius > south)

    def place(self, ring: NDArray[np.intp], at: FloatArray) -> Trace:
        """Return the places of some rings at parameters, and the azimuths of the tangents there."""
        return self.placed(ring, at, self.spacing.rows(ring).azimuth_rad(at))

    def placed(self, ring: NDArray[np.intp], at: FloatArray, azimuth_rad: FloatArray) -> Trace:
        """Return the same, given the azimuths from the centre as well."""
        lon_deg, lat_deg, back = _WGS84.fwd(
            np.zeros_like(at),
            self.lat[ring],
            np.degrees(azimuth_rad),
            self.radius[ring] * 1000,
            inplace=True,  # all four are made here and needed by nobody else
            return_back_azimuth=False,
        )
        lon_deg = np.where(at == 0, 180.0 * self.holds_north[ring], np.abs(lon_deg))
        lon_deg = np.where(at == 1, 180.0 * self.holds_south[ring], lon_deg)
        return lon_deg, lat_deg, back + 90


class _Spacing(NamedTuple):
    """Azimuths as a function of a parameter from 0 to 1, slow where a ring passes a pole.

    Of each ring a number; or a column of one, where all rings are looked at together.
    """

    north_width: FloatArray
    south_width: FloatArray
    north_rate: FloatArray
    south_rate: FloatArray

    @classmethod
    def of(cls, north_gap_rad: FloatArray, south_gap_rad: FloatArray) -> _Spacing:
        """Return the spacing for rings that pass the poles at these angles seen from the centre."""
        widths = [
            np.minimum(np.maximum(np.abs(gap), _LEAST_WIDTH_RAD), 1e3)
            for gap in (north_gap_rad, south_gap_rad)
        ]
        north, south = widths
        return cls(north, south, np.arcsinh(np.pi / 2 / north), np.arcsinh(np.pi / 2 / south))

    def rows(self, which: NDArray[np.intp]) -> _Spacing:
        """Return the spacing of some rings, one for each of many parameters."""
        return _Spacing(*(values[which] for values in self))

    def azimuth_rad(self, at: FloatArray) -> FloatArray:
        """Return azimuths in [0, pi] at parameters in [0, 1]."""
        is_north = at <= 0.5
        to_pole = 2 * np.where(is_north, at, 1 - at)
        width = np.where(is_north, self.north_width, self.south_width)
        rate = np.where(is_north, self.north_rate, self.south_rate)
        turned = np.minimum(width * np.sinh(to_pole * rate), np.pi / 2)
        return np.asarray(np.where(is_north, turned, np.pi - turned))
