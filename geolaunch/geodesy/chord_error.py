"""How far straight edges leave the curve between their ends, drawn in (lon, lat) and in Mercator.

An edge and a curve that share both ends part on the way. By how much is known at three places: at
either end, where the two directions tell how fast they part, and halfway, where the place that the
map gives to the middle of the edge is held against the curve itself. That is taken for the cubic
through the ends along the tangents, in space, where a pole is a place like any other: an arc of
600 km, a tenth of the Earth's radius, leaves its own cubic by a metre. The polynomial of the fourth
degree that has these values gives the greatest distance, on edges that cross half the meridians
about a pole as on others.

Degrees on every angle in, kilometres on every length.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from geolaunch.constants import E2, EQUATOR_RADIUS_KM
from geolaunch.geodesy.ellipsoid import FloatArray

__all__ = ["chord_error_km", "short_chord_error_km"]


# Web pages end at 85.05 degrees: what an edge does in Mercator beyond matters to nobody.
_HIGH = float(np.arctanh(np.sin(np.radians(85.0))))  # Mercator's ordinate
# Where the polynomial is looked at: in the middle of an edge, and so far to both sides of it.
_ASIDE = (0.12, 0.24, 0.36)
_NEXT_TO_NOTHING = 1e-300


class _Ends(NamedTuple):
    """What the measure takes from one end of each edge; kilometres and radians."""

    lon_rad: FloatArray
    lat_rad: FloatArray
    height: FloatArray  # Mercator's ordinate
    sine: FloatArray  # of the latitude
    cosine: FloatArray
    across_km: FloatArray  # for each radian of longitude: the radius of the parallel
    along_km: FloatArray  # for each radian of latitude
    up_km: FloatArray  # from the plane of the equator
    east: FloatArray  # the tangent, of length 1
    north: FloatArray


def chord_error_km(lon_deg: FloatArray, lat_deg: FloatArray, azimuth_deg: FloatArray) -> FloatArray:
    """Return how far the curve leaves each edge, km: the greater of both charts.

    Shapes (..., n) in, (..., n - 1) out; `azimuth_deg` is the azimuth of the curve's tangent. The
    longitudes are continuous. Beyond 85 degrees only the (lon, lat) chart counts. An edge that
    makes more than a right angle with a tangent tells nothing of the curve: its length comes out.
    """
    left, right = _both_ends(lon_deg, lat_deg, azimuth_deg)
    space = _Space.of(left, right)
    aside = space.aside_km(*_middles(left, right))
    error = _in_either(_greatest(aside, _rises(left, right)), left, right)
    return np.maximum(error, space.lost_km)


def short_chord_error_km(
    lon_deg: FloatArray, lat_deg: FloatArray, azimuth_deg: FloatArray
) -> FloatArray:
    """Return `chord_error_km` of short edges, about, from their ends alone, in a third of the time.

    What is cubic leaves its chord by an eighth of the sum of what its tangents rise above it.
    """
    left, right = _both_ends(lon_deg, lat_deg, azimuth_deg)
    return _in_either(np.add.reduce(np.abs(_rises(left, right))) / 8, left, right)


def _both_ends(
    lon_deg: FloatArray, lat_deg: FloatArray, azimuth_deg: FloatArray
) -> tuple[_Ends, _Ends]:
    """Return what the vertices bring to their edges: the left end of each, and the right one."""
    lat, azimuth = np.radians(lat_deg), np.radians(azimuth_deg)
    sine, cosine = np.sin(lat), np.maximum(np.cos(lat), 1e-15)
    flat = 1 - E2 * sine * sine
    across = EQUATOR_RADIUS_KM / np.sqrt(flat)
    at = (
        np.radians(lon_deg),
        lat,
        np.arcsinh(sine / cosine),
        sine,
        cosine,
        across * cosine,
        across / flat * (1 - E2),
        across * sine * (1 - E2),
        np.sin(azimuth),
        np.cos(azimuth),
    )
    return _Ends(*(values[..., :-1] for values in at)), _Ends(*(values[..., 1:] for values in at))


def _in_either(error_km: FloatArray, left: _Ends, right: _Ends) -> FloatArray:
    """Return the greater of the errors in (lon, lat) and in Mercator, if both ends are not high.

    What lies as near a pole as both ends is no farther apart than they are from it together.
    """
    flat = np.minimum(error_km[0], left.across_km + right.across_km)
    high = np.minimum(np.abs(left.height), np.abs(right.height)) > _HIGH
    return np.asarray(np.maximum(flat, np.where(high, 0.0, error_km[1])))


# --- in space ---


class _Space(NamedTuple):
    """Edges in space, x, y, z first, in kilometres from the first end of each.

    The axes are those of the Earth, turned so that x points from its axis to the edge's middle.
    """

    start: FloatArray  # the first end, from the centre of the Earth
    chord: FloatArray
    long_km: FloatArray
    first: FloatArray  # the tangents, of the length that makes the cubic of a circle's ends its arc
    last: FloatArray
    lost_km: FloatArray  # the length of edges at more than a right angle to a tangent, 0 of others

    @classmethod
    def of(cls, left: _Ends, right: _Ends) -> _Space:
        """Return edges from their left ends to their right ones."""
        half = (right.lon_rad - left.lon_rad) / 2
        cosine, sine = np.cos(half), np.sin(half)
        start = np.array([left.across_km * cosine, -left.across_km * sine, left.up_km])
        chord = np.array([right.across_km * cosine, right.across_km * sine, right.up_km]) - start
        long = np.sqrt(np.maximum(np.add.reduce(chord * chord), _NEXT_TO_NOTHING))
        first, last = _tangent(left, cosine, -sine), _tangent(right, cosine, sine)
        ahead, behind = np.add.reduce(chord * first), np.add.reduce(chord * last)
        lost_km = np.where(np.minimum(ahead, behind) < 0, long, 0.0)
        reach = long / np.maximum(0.5 + 0.25 * (ahead + behind) / long, 0.25)
        return cls(start, chord, long, first * reach, last * reach, lost_km)

    def aside_km(self, sine: FloatArray, cosine: FloatArray) -> FloatArray:
        """Return how far to the left of the curve the middles lie, given their latitudes, km."""
        across = EQUATOR_RADIUS_KM / np.sqrt(1 - E2 * sine * sine)
        start, chord, first, last = (
            rows[:, None] for rows in (self.start, self.chord, self.first, self.last)
        )
        away = np.array([across * cosine, np.zeros_like(sine), across * sine * (1 - E2)]) - start
        at = np.add.reduce(away * chord) / (self.long_km * self.long_km)
        at = np.minimum(np.maximum(at, 0.0), 1.0)
        # The cubic leaves its chord by so much of what either tangent does.
        to_first = at * (1 - at) * (1 - at)
        to_last = at * (1 - at) * at
        away = away - (at + to_first - to_last) * chord - to_first * first + to_last * last
        # What points to the left, level with the ground, is up and across the chord.
        x, y, z = self.chord
        aside = sine * (x * away[1] - y * away[0]) + cosine * (y * away[2] - z * away[1])
        return np.asarray(aside / self.long_km)


def _tangent(end: _Ends, cosine: FloatArray, sine: FloatArray) -> FloatArray:
    """Return the tangent at an end in space, of length 1, given how far it lies from the middle."""
    inwards = end.north * end.sine
    return np.array(
        [
            -end.east * sine - inwards * cosine,
            end.east * cosine - inwards * sine,
            end.north * end.cosine,
        ]
    )


# --- on the map: (lon, lat) first, Mercator second ---


def _middles(left: _Ends, right: _Ends) -> tuple[FloatArray, FloatArray]:
    """Return the sine and the cosine of the latitude halfway in both charts."""
    halfway = (left.height + right.height) / 2
    middle = np.array([(left.lat_rad + right.lat_rad) / 2, np.arctan(np.sinh(halfway))])
    return np.sin(middle), np.cos(middle)


def _rises(left: _Ends, right: _Ends) -> FloatArray:
    """Return how fast edges leave the tangents to their left, km an edge: (both ends, both charts).

    (lon, lat) stands before Mercator.
    """
    turn, up = right.lon_rad - left.lon_rad, right.lat_rad - left.lat_rad
    up_there = right.height - left.height
    rises = []
    for end in (left, right):
        away, along = end.north * end.across_km * turn, end.east * end.along_km
        rises += [along * up - away, along * end.cosine * up_there - away]
    return np.array(rises).reshape(2, 2, *turn.shape)


def _greatest(middle: FloatArray, rises: FloatArray) -> FloatArray:
    """Return the greatest distance of edges from the curve.

    What has a value halfway and slopes at both ends is t (1 - t) (a + b (t - 1/2) + c (t - 1/2)^2).
    """
    first, last = rises
    a, b = 4 * middle, np.abs(first + last)  # as far to either side: the greater of the two
    c = 2 * (first - last) - 4 * a
    worst = np.abs(middle)
    for off in _ASIDE:
        worst = np.maximum(worst, (0.25 - off**2) * (np.abs(a + off**2 * c) + off * b))
    return np.asarray(worst)
