"""The impact zone's model by seeded sampling, written apart from geolaunch's own arithmetic.

A true site, a true distance and a true azimuth are drawn, and a geodesic carries them to a place on
Earth; the named seas weigh each draw. The parameters (what spread a claim has) are those of the
evidence; the laws are SciPy's, geodesics PROJ's, seas and land the polygons themselves, blurred by
jitter as the docstring of `geolaunch.regions` defines them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from pyproj import Geod
from scipy import stats

from geolaunch.density import DIRECTION_ERROR
from geolaunch.evidence import Evidence
from geolaunch.impact import SEA_ERROR
from geolaunch.places import Site
from geolaunch.quantity import ANTIPODE_KM, Spread
from geolaunch.regions import COAST_SD_KM, LIMIT_SD_KM, land, limits

WGS84 = Geod(ellps="WGS84")
T4 = stats.t(4)
SEAS = ("sea-of-japan", "yellow-sea", "east-china-sea", "western-pacific")
FINE = 200_001  # steps of an inverse distribution function


@dataclass(frozen=True)
class Draws:
    """Impact points in degrees, and how much each counts; the weights sum to 1."""

    lon: np.ndarray
    lat: np.ndarray
    weight: np.ndarray

    @property
    def effective(self) -> float:
        """How many draws of equal weight these are worth."""
        return 1.0 / float(np.sum(self.weight**2))

    def inside(self, area: shapely.Geometry) -> float:
        """Return the share of the draws in an area."""
        shapely.prepare(area)
        return float(self.weight @ shapely.contains_xy(area, self.lon, self.lat))


def draw(evidence: Evidence, count: int, seed: int, *, mixture: bool) -> Draws:
    """Return impact points drawn from what `evidence` says."""
    rng = np.random.default_rng(seed)
    lon, lat = _site(evidence.site, count, rng)
    distance = _distance([each.spread for each in evidence.distances], count, rng, mixture)
    azimuth = _azimuth([each.direction for each in evidence.directions], count, rng)
    lon, lat, _ = WGS84.fwd(lon, lat, azimuth, distance * 1000)
    if not evidence.seas:
        return Draws(lon, lat, np.full(count, 1.0 / count))
    # One jitter gives a weight that is right on average, which is all that a weighted sum needs.
    found = region_of(lon, lat, rng)
    named = np.isin(found, [SEAS.index(each.sea.id) for each in evidence.seas])
    weight = np.where(named, 1.0, SEA_ERROR)
    return Draws(lon, lat, weight / weight.sum())


def chances(draws: Draws, seed: int) -> dict[str, float]:
    """Return the chance of each region, by jitters of their own."""
    found = region_of(draws.lon, draws.lat, np.random.default_rng(seed))
    share = np.bincount(found, draws.weight, len(SEAS) + 2)
    return dict(zip((*SEAS, "land", "other"), share.tolist(), strict=True))


def region_of(lon: np.ndarray, lat: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return the number of the region in which each point lies after a jitter of its own."""
    found = np.full(len(lon), len(SEAS) + 1)
    x, y = _jittered(lon, lat, LIMIT_SD_KM, rng)
    for number, sea in enumerate(SEAS):
        found[shapely.contains_xy(_prepared(limits(sea)), x, y)] = number
    found[_on_land(*_jittered(lon, lat, COAST_SD_KM, rng))] = len(SEAS)
    return found


# --- one draw after the other ---


def _site(site: Site, count: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Draw true sites: one of the places, and a circular normal about it."""
    which = rng.integers(len(site.places), size=count)
    lon, lat, sd_km = (
        np.array([getattr(place, name) for place in site.places])[which]
        for name in ("lon_deg", "lat_deg", "sd_km")
    )
    return _jittered(lon, lat, sd_km, rng)


def _jittered(
    lon: np.ndarray, lat: np.ndarray, sd_km: np.ndarray | float, rng: np.random.Generator
) -> tuple[np.ndarray, np.ndarray]:
    """Return each point moved by a circular normal error."""
    far = sd_km * rng.rayleigh(size=len(lon))
    lon, lat, _ = WGS84.fwd(lon, lat, rng.uniform(0, 360, len(lon)), far * 1000)
    return lon, lat


def _distance(
    spreads: list[Spread], count: int, rng: np.random.Generator, mixture: bool
) -> np.ndarray:
    """Draw true distances in km by the inverse of their distribution function."""
    reach = max(spread.high_km + 100 * spread.scale_km for spread in spreads) * 2
    at = np.linspace(0.0, min(reach, ANTIPODE_KM), FINE)
    likelihoods = np.array([_likelihood(spread, at) for spread in spreads])
    if mixture:
        density = (likelihoods / likelihoods.sum(axis=1, keepdims=True)).sum(axis=0)
    else:
        density = likelihoods.prod(axis=0)
    return _drawn(at, density, count, rng)


def _likelihood(spread: Spread, at: np.ndarray) -> np.ndarray:
    """Return the likelihood of true distances, by SciPy's Student-t."""
    from_low, from_high = at - spread.low_km, spread.high_km - at
    rise, fall = T4.cdf(from_low / spread.scale_km), T4.cdf(from_high / spread.scale_km)
    match spread.shape:
        case "above":
            return rise * np.exp(-np.clip(from_low, 0, None) / spread.decay_km)
        case "below":
            return fall * np.exp(-np.clip(from_high, 0, None) / spread.decay_km)
        case "between":
            return rise * fall
    return T4.pdf(from_low / spread.scale_km)


def _azimuth(directions: list, count: int, rng: np.random.Generator) -> np.ndarray:
    """Draw azimuths in degrees: all directions hold, each is wrong at times."""
    at = np.linspace(0.0, 360.0, FINE)
    density = np.ones(FINE)
    for each in directions:
        turns = [each.azimuth_deg + turn for turn in (-360, 0, 360)]
        bell = sum(stats.norm.pdf(at, centre, each.sd_deg) for centre in turns)
        density *= (1 - DIRECTION_ERROR) * bell + DIRECTION_ERROR / 360
    return _drawn(at, density, count, rng)


def _drawn(
    at: np.ndarray, density: np.ndarray, count: int, rng: np.random.Generator
) -> np.ndarray:
    """Draw from a density on equal steps."""
    climbed = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
    return np.interp(rng.uniform(0, climbed[-1], count), climbed, at)


# --- land ---


def _prepared(area: shapely.Geometry) -> shapely.Geometry:
    shapely.prepare(area)
    return area


def _on_land(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Tell which points lie on land, part by part of the land about them."""
    inside = np.zeros(len(lon), bool)
    box = shapely.box(lon.min(), lat.min(), lon.max(), lat.max())
    for part in shapely.get_parts(land()):
        if part.intersects(box):
            inside |= shapely.contains_xy(_prepared(part), lon, lat)
    return inside
