"""Which lands a missile flew over on its way to a place: a chance for each place.

The path is the great circle from the site. About a site, a land is a profile: for each azimuth the
distance at which its ray first meets the land, and that at which it has first left a part of it
behind. A path crosses a land to every place farther off than the one; a missile that is said to
have flown over a land fell farther off than the other.

The site's error s moves the path sideways: most at the site, not at all at the place of impact. Of
a place at the distance D, a land at the distance e looks as much as s (1 / e - 1 / D) to one side
(`crossing_chance`), so that the profile's edges are blurred by a normal law of that width.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from geolaunch.constants import FLATTENING, MEAN_RADIUS_KM
from geolaunch.places.lands import Land

__all__ = ["BINS", "FINE_BINS", "Profile", "crossing_chance", "nearest_km", "profile"]

FloatArray = NDArray[np.float64]

# Azimuths of a profile: of a land that somebody named, and of those that are assumed not crossed,
# which every zone looks at. Edges of the first are good to 0.05 degree, as a cape is 2 wide.
FINE_BINS = 3600
BINS = 720

# A land nearer than so many of the site's standard deviations is blurred as one that far.
NEAREST_WIDTHS = 2.0

# A profile is no finer than its bins: its edges are blurred by this share of one at least.
LEAST_BLUR_BINS = 0.5

# With the coarser profile, chances are computed at so many distances and interpolated.
ROWS = 24


@dataclass(frozen=True, slots=True)
class Profile:
    """Lands as seen from a site, in equal bins of azimuth from north, in km; inf where none is.

    `entry_km` is where a ray first meets one. A place counts as one that the path crosses a land
    to if it lies farther off than `past_km`: the entry, or where a ray has left one behind.
    """

    entry_km: FloatArray
    past_km: FloatArray


@dataclass(frozen=True, slots=True)
class _Outline:
    """The rings of lands in space: unit vectors (3, n) on the sphere of reduced latitudes.

    An edge runs from the vertex `edge` to the next one, and belongs to the ring `part`.
    """

    xyz: FloatArray
    edge: NDArray[np.intp]
    part: NDArray[np.intp]
    parts: int


@lru_cache(maxsize=64)
def _outline(lands: tuple[Land, ...]) -> _Outline:
    """Return the rings of lands in space."""
    rings = [ring for land in lands for ring in land.rings]
    last = np.cumsum([len(ring) for ring in rings]) - 1
    vertices = np.concatenate(rings)
    edge = np.delete(np.arange(len(vertices)), last)
    return _Outline(
        xyz=_in_space(vertices[:, 0], vertices[:, 1]),
        edge=edge,
        part=np.searchsorted(last, edge),
        parts=len(rings),
    )


def _in_space(lon_deg: FloatArray, lat_deg: FloatArray) -> FloatArray:
    """Return unit vectors (3, n) of points on the sphere of reduced latitudes."""
    lon = np.radians(lon_deg)
    lat = np.arctan((1 - FLATTENING) * np.tan(np.radians(lat_deg)))
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


@lru_cache(maxsize=512)
def profile(
    lands: tuple[Land, ...],
    lon_deg: float,
    lat_deg: float,
    *,
    beyond: bool = False,
    count: int = FINE_BINS,
) -> Profile:
    """Return the profile of lands about a site in degrees, in `count` bins.

    With `beyond`, a place in a land, or before its far shore, is none that the path crosses it to.
    """
    outline = _outline(lands)
    away, azimuth = _seen_from(lon_deg, lat_deg, outline.xyz)
    which, bins, met = _by_bins(away, azimuth * (count / (2 * np.pi)), outline.edge, count)
    entry = np.full(count, np.inf)
    np.minimum.at(entry, bins, met)
    if not beyond:
        return Profile(entry, entry)
    exit_ = np.zeros(outline.parts * count)
    np.maximum.at(exit_, outline.part[which] * count + bins, met)
    exit_[exit_ == 0.0] = np.inf
    return Profile(entry, exit_.reshape(outline.parts, count).min(axis=0))


def nearest_km(lands: tuple[Land, ...], lon_deg: float, lat_deg: float) -> float:
    """Return how far the nearest of lands lies from a site, in km."""
    return float(profile(lands, lon_deg, lat_deg, count=BINS).entry_km.min())


def _seen_from(lon_deg: float, lat_deg: float, xyz: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return distance in km and azimuth in radians of unit vectors (3, n).

    On the sphere of reduced latitudes, whose azimuths are those of the ellipsoid but for the
    longitude: to 0.1 degree and 0.3 % up to 2,000 km.
    """
    up = _in_space(np.array([lon_deg]), np.array([lat_deg]))[:, 0]
    east = np.array([-up[1], up[0], 0.0]) / np.hypot(up[0], up[1])
    toward, across, along = np.stack([up, east, np.cross(up, east)]) @ xyz
    away = MEAN_RADIUS_KM * np.arctan2(np.hypot(across, along), toward)
    return away, np.arctan2(across, along)


def _by_bins(
    away: FloatArray, azimuth: FloatArray, edge: NDArray[np.intp], count: int
) -> tuple[NDArray[np.intp], NDArray[np.intp], FloatArray]:
    """Return where edges meet the rays of the bins: which edge, at which bin, how far off.

    Along an edge 1 / distance is taken as linear in the azimuth.
    """
    begin = azimuth[edge]
    turn = np.remainder(azimuth[edge + 1] - begin + count / 2, count) - count / 2
    low = np.ceil(np.minimum(begin, begin + turn)).astype(np.intp)
    held = np.floor(np.maximum(begin, begin + turn)).astype(np.intp) - low + 1
    which = np.repeat(np.arange(len(edge)), held)
    bins = np.arange(len(which)) - np.repeat(np.cumsum(held) - held - low, held)
    share = (bins - begin[which]) / turn[which]
    near = 1.0 / np.maximum(away, 1e-3)
    start = near[edge][which]
    met = 1.0 / (start + share * (near[edge + 1][which] - start))
    return which, bins % count, met


def crossing_chance(
    seen: Profile,
    site_sd_km: float,
    distance_km: FloatArray,
    azimuth_deg: FloatArray,
) -> FloatArray:
    """Return the chance (n, m) that the path to each place crosses a land.

    Parameters
    ----------
    seen : Profile
        The land as seen from the mean site.
    site_sd_km : float
        The standard deviation of the site's circular normal error.
    distance_km, azimuth_deg : ndarray
        Of the places, (n,) rising and (m,).

    Returns
    -------
    ndarray
        Chances from 0 to 1; 0 where the land lies beyond the place.
    """
    count = len(distance_km) if len(seen.entry_km) == FINE_BINS else ROWS
    rows = np.unique(np.linspace(0, len(distance_km) - 1, count).astype(np.intp))
    few = distance_km[rows]
    met = seen.past_km < few[:, None]
    chance = np.zeros((len(rows), len(azimuth_deg)))
    if met.any():
        _add_runs(chance, met, seen.entry_km, site_sd_km, few, azimuth_deg)
    at = np.interp(distance_km, few, np.arange(len(rows)))
    down = np.maximum(0.0, 1.0 - np.abs(at[:, None] - np.arange(len(rows))))
    return np.asarray(down @ np.clip(chance, 0.0, 1.0))


def _add_runs(
    chance: FloatArray,
    met: NDArray[np.bool_],
    entry_km: FloatArray,
    site_sd_km: float,
    distance_km: FloatArray,
    azimuth_deg: FloatArray,
) -> None:
    """Add to chances (n, m) those of each run of bins that `met` (n, bins) marks."""
    open_bin = int(np.argmin(met[-1]))  # the farthest row has most of them
    turned = np.roll(met, -open_bin, axis=1)
    turned[:, 0] = False
    row, start = np.nonzero(turned & ~np.roll(turned, 1, axis=1))
    _, stop = np.nonzero(turned & ~np.roll(turned, -1, axis=1))
    near, bin_deg = np.roll(entry_km, -open_bin), 360.0 / len(entry_km)
    middle = ((start + stop) / 2 + open_bin) * bin_deg
    half = (stop - start + 1) / 2 * bin_deg
    off = np.remainder(azimuth_deg - middle[:, None] + 180.0, 360.0) - 180.0
    left, right = (
        np.maximum(_blur_deg(near[end], site_sd_km, distance_km[row]), LEAST_BLUR_BINS * bin_deg)
        for end in (start, stop)
    )
    inside = _normal_cdf((half[:, None] - off) / right[:, None])
    inside -= _normal_cdf((-half[:, None] - off) / left[:, None])
    chance += (row == np.arange(len(chance))[:, None]).astype(np.float32) @ inside


def _blur_deg(entry_km: FloatArray, site_sd_km: float, distance_km: FloatArray) -> FloatArray:
    """Return by how many degrees the site's error turns a land's edge as seen on the way."""
    near = np.maximum(entry_km, NEAREST_WIDTHS * site_sd_km)
    turned = np.degrees(site_sd_km * (1.0 / near - 1.0 / np.maximum(distance_km, near)))
    return np.asarray(turned)


def _normal_cdf(z: FloatArray) -> NDArray[np.float32]:
    """Return the normal distribution function to 2e-4 (Page, Applied Statistics 26, 75, 1977)."""
    x = z.astype(np.float32)
    return np.asarray(0.5 + 0.5 * np.tanh(0.7978846 * x * (1.0 + 0.044715 * x * x)), np.float32)
