"""The impact zone's model by seeded sampling, written apart from geolaunch's own arithmetic.

A true site, a true distance and a true azimuth are drawn, and a geodesic carries them to a place on
Earth; the named seas weigh each draw. The parameters (what spread a claim has) are those of the
evidence; the laws are SciPy's, geodesics PROJ's, seas and land the polygons themselves, blurred by
jitter as the docstring of `geolaunch.places.regions` defines them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from pyproj import Geod, Transformer
from scipy import stats

from geolaunch.constants import HALF_MERIDIAN_KM, KM_PER_UNIT
from geolaunch.impact.density import DIRECTION_ERROR
from geolaunch.impact.evidence import Evidence, LandmarkEvidence
from geolaunch.impact.landmarks import (
    LANDMARK_ERROR,
    NEAR_COAST_KM,
    NEAR_PLACE_KM,
    OFFSET_ERROR_KM,
    REGION_KM,
    landing_distances_km,
)
from geolaunch.impact.shape import DENIAL_ERROR, OVERFLIGHT_ERROR, SEA_ERROR, UNREPORTED
from geolaunch.impact.statements import state_of
from geolaunch.places.coasts import shore_lines
from geolaunch.places.lands import lands
from geolaunch.places.regions import (
    COAST_SD_KM,
    FAR_COAST_SD_KM,
    LIMIT_SD_KM,
    land,
    limits,
    sea_weight,
)
from geolaunch.places.sites import Site
from geolaunch.report.quantity import Spread, rounding_step
from helpers.earth import on_land

WGS84 = Geod(ellps="WGS84")
T4 = stats.t(4)
SEAS = ("sea-of-japan", "yellow-sea", "east-china-sea", "western-pacific")
STEPS_OF_A_WAY = 40  # places of a path: between them it is straight to 1 km
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
        return _effective(self.weight)

    def inside(self, area: shapely.Geometry) -> float:
        """Return the share of the draws in an area."""
        shapely.prepare(area)
        return float(self.weight @ shapely.contains_xy(area, self.lon, self.lat))


def draw(evidence: Evidence, effective: int, seed: int, *, mixture: bool) -> Draws:
    """Return impact points drawn from what `evidence` says, worth `effective` equal draws or more.

    Where seas are named, most draws are thinned out by a rough chance to lie in them, and what is
    left is weighed by the exact one over the rough one: which rough chance it is changes nothing.
    """
    rng = np.random.default_rng(seed)
    parts: list[np.ndarray] = []
    while not parts or _effective(np.concatenate(parts, axis=1)[2]) < effective:
        parts.append(_drawn_once(evidence, effective, rng, mixture))
    lon, lat, weight = np.concatenate(parts, axis=1)
    return Draws(lon, lat, weight / weight.sum())


def _drawn_once(
    evidence: Evidence, count: int, rng: np.random.Generator, mixture: bool
) -> np.ndarray:
    """Return rows of longitude, latitude and weight of at most `count` draws."""
    lon, lat = _site(evidence.site, count, rng)
    spreads = [each.spread for each in evidence.distances]
    bounds = [each.spread for each in evidence.conditions]
    if spreads:
        distance = _distance(spreads, bounds, count, rng, mixture)
    else:
        distance = _any(evidence, count, rng)
    once = {(state_of(it.originator), it.direction.azimuth_deg): it for it in evidence.directions}
    azimuth = _azimuth([each.direction for each in once.values()], count, rng)
    from_lon, from_lat = lon, lat
    lon, lat, _ = WGS84.fwd(lon, lat, azimuth, distance * 1000)
    kept = rng.uniform(size=len(lon)) < _ways(evidence, from_lon, from_lat, azimuth, distance)
    lon, lat = lon[kept], lat[kept]
    error = LANDMARK_ERROR if evidence.distances else 0.0
    for each in evidence.landmarks:  # thinned, so that all that are left count the same
        kept = rng.uniform(size=len(lon)) < error + (1 - error) * _landmark(each, lon, lat)
        lon, lat = lon[kept], lat[kept]
    count = len(lon)
    if evidence.at_sea and not evidence.seas:
        found = region_of(lon, lat, rng)
        return np.stack([lon, lat, np.where(found == len(SEAS), SEA_ERROR, 1.0)])
    if not evidence.seas:
        return np.stack([lon, lat, np.ones(count)])
    rough = 0.02 + 0.98 * sum(sea_weight(each.sea.id, lon, lat) for each in evidence.seas)
    kept = rng.uniform(size=count) < rough
    lon, lat, rough = lon[kept], lat[kept], rough[kept]
    # One jitter gives a weight that is right on average, which is all that a weighted sum needs.
    found = region_of(lon, lat, rng)
    named = np.isin(found, [SEAS.index(each.sea.id) for each in evidence.seas])
    return np.stack([lon, lat, np.where(named, 1.0, SEA_ERROR) / rough])


def _effective(weight: np.ndarray) -> float:
    """Return how many draws of equal weight weighted draws are worth."""
    return float(weight.sum() ** 2 / (weight**2).sum())


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
        found[shapely.contains_xy(_prepared(limits(sea)), x % 360, y)] = number
    near = (lon % 360 >= 95) & (lon % 360 <= 182) & (lat >= 0) & (lat <= 66)
    x, y = _jittered(lon, lat, np.where(near, COAST_SD_KM, FAR_COAST_SD_KM), rng)
    found[np.where(near, _on_land(x, y), on_land(x, y))] = len(SEAS)
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
    spreads: list[Spread],
    bounds: list[Spread],
    count: int,
    rng: np.random.Generator,
    mixture: bool,
) -> np.ndarray:
    """Draw true distances in km by the inverse of their distribution function."""
    reach = max(spread.high_km + 100 * spread.scale_km for spread in spreads) * 2
    at = np.linspace(0.0, min(reach, HALF_MERIDIAN_KM), FINE)
    likelihoods = np.array([_likelihood(spread, at) for spread in spreads])
    if mixture:
        density = (likelihoods / likelihoods.sum(axis=1, keepdims=True)).sum(axis=0)
    else:
        density = likelihoods.prod(axis=0)
    for bound in bounds:
        density = density * _likelihood(bound, at)
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
        case "within":
            return fall
    return T4.pdf(from_low / spread.scale_km)


def _azimuth(directions: list, count: int, rng: np.random.Generator) -> np.ndarray:
    """Draw azimuths in degrees: all directions hold, each is wrong at times."""
    at = np.linspace(0.0, 360.0, FINE)
    density = np.ones(FINE)
    for each in directions:
        turns = [each.azimuth_deg + turn for turn in (-360, 0, 360)]
        bell = sum(_sector(at - centre, each) for centre in turns)
        density *= (1 - DIRECTION_ERROR) * bell + DIRECTION_ERROR / 360
    return _drawn(at, density, count, rng)


def _sector(off: np.ndarray, direction) -> np.ndarray:
    """Return the density per degree of a uniform error and a normal one, added."""
    half = direction.half_width_deg
    blur = np.sqrt(direction.sd_deg**2 - half**2 / 3)
    if half == 0:
        return stats.norm.pdf(off, 0, blur)
    return (stats.norm.cdf((off + half) / blur) - stats.norm.cdf((off - half) / blur)) / (2 * half)


def _drawn(at: np.ndarray, density: np.ndarray, count: int, rng: np.random.Generator) -> np.ndarray:
    """Draw from a density on equal steps."""
    climbed = np.concatenate([[0.0], np.cumsum((density[1:] + density[:-1]) / 2)])
    return np.interp(rng.uniform(0, climbed[-1], count), climbed, at)


def _any(evidence: Evidence, count: int, rng: np.random.Generator) -> np.ndarray:
    """Draw distances of places that are alike, where a landing alone says how far off it was."""
    site = evidence.site.places[0]
    low, high = landing_distances_km(evidence.landmarks, site.lon_deg, site.lat_deg)
    return np.sqrt(rng.uniform(low**2, high**2, count))


# --- lands on the way ---


def _ways(evidence, lon, lat, azimuth, distance) -> np.ndarray:
    """Return how likely what is said and assumed of lands is, given each whole path."""
    likelihood = np.ones(len(lon))
    for each in evidence.overflights:
        crossed = _cross([each.land], lon, lat, azimuth, distance, beyond=each.crossed)
        right = crossed if each.crossed else ~crossed
        error = OVERFLIGHT_ERROR if each.crossed else DENIAL_ERROR
        likelihood *= error + (1 - error) * right
    if evidence.uncrossed:
        countries = [lands()[id_] for id_ in evidence.uncrossed]
        crossed = _cross(countries, lon, lat, azimuth, distance, beyond=False)
        likelihood *= np.where(crossed, UNREPORTED, 1.0)
    return likelihood


def _cross(crossed, lon, lat, azimuth, distance, *, beyond: bool) -> np.ndarray:
    """Tell which geodesics meet lands; with `beyond`, which have one wholly behind them."""
    way = _lines(lon, lat, azimuth, np.zeros(len(lon)), distance)
    met = np.zeros(len(lon), bool)
    for ring in (ring for one in crossed for ring in one.rings):
        part = _prepared(shapely.Polygon(ring))
        meets = shapely.intersects(part, way)
        if beyond:
            some = np.flatnonzero(meets)
            on = _lines(lon[some], lat[some], azimuth[some], distance[some], distance[some] + 1500)
            meets[some[shapely.intersects(part, on)]] = False
        met |= meets
    return met


def _lines(lon, lat, azimuth, start_km, stop_km) -> np.ndarray:
    """Return geodesics between two distances from their sites, as lines of (lon, lat)."""
    share = np.linspace(0.0, 1.0, STEPS_OF_A_WAY)
    far = start_km[:, None] + (stop_km - start_km)[:, None] * share
    shape = far.shape
    x, y, _ = WGS84.fwd(
        *(np.broadcast_to(each[:, None], shape).ravel() for each in (lon, lat, azimuth)),
        far.ravel() * 1000,
    )
    return shapely.linestrings(np.stack([x, y], axis=-1).reshape(*shape, 2))


# --- landmarks ---


def _landmark(landmark: LandmarkEvidence, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Return the likelihood of a landing reported from a coast or a place, taken as right."""
    if landmark.coast is not None and landmark.places:
        return _from_region(landmark, lon, lat)
    if landmark.coast is not None:
        return np.exp(-((_off_shore_km(landmark, lon, lat) / NEAR_COAST_KM) ** 2) / 2)
    return np.mean([_from_place(landmark, place, lon, lat) for place in landmark.places], axis=0)


def _off_shore_km(landmark: LandmarkEvidence, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Return the distance to a coast, measured on a plane about the middle of the points."""
    centre = f"+proj=aeqd +ellps=WGS84 +lon_0={np.median(lon)} +lat_0={np.median(lat)}"
    plane = Transformer.from_crs("EPSG:4326", centre, always_xy=True)
    lines = [np.column_stack(plane.transform(*line.T)) for line in shore_lines(landmark.coast)]
    shore = _prepared(shapely.multilinestrings([shapely.linestrings(line) for line in lines]))
    return shapely.distance(shapely.points(*plane.transform(lon, lat)), shore) / 1000


def _from_region(landmark: LandmarkEvidence, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Return the likelihood of a landing by a region, taken as right."""
    (middle,) = landmark.places
    off_shore = replace(middle, sd_km=REGION_KM)
    likelihood = np.ones(len(lon))
    if landmark.distance is not None:
        away = _off_shore_km(landmark, lon, lat)
        likelihood *= _offset(landmark, off_shore, away)
    if landmark.direction is not None:
        azimuth, _, metres = WGS84.inv(
            np.full(len(lon), middle.lon_deg), np.full(len(lon), middle.lat_deg), lon, lat
        )
        likelihood *= _toward(landmark, middle, azimuth, metres / 1000)
    return likelihood


def _from_place(landmark, place, lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Return the likelihood of a landing reported from one place, taken as right."""
    azimuth, _, metres = WGS84.inv(
        np.full(len(lon), place.lon_deg), np.full(len(lon), place.lat_deg), lon, lat
    )
    away = metres / 1000
    if landmark.distance is None and landmark.direction is None:
        return np.exp(-(away**2) / (NEAR_PLACE_KM**2 + place.sd_km**2) / 2)
    likelihood = np.ones(len(lon))
    if landmark.distance is not None:
        likelihood *= _offset(landmark, place, away)
    if landmark.direction is not None:
        likelihood *= _toward(landmark, place, azimuth, away)
    return likelihood


def _offset(landmark, place, away: np.ndarray) -> np.ndarray:
    """Return the likelihood of the distance from a place."""
    step = rounding_step(landmark.distance.low) * KM_PER_UNIT[landmark.distance.unit]
    scale = np.sqrt(OFFSET_ERROR_KM**2 + step**2 / 12 + place.sd_km**2)
    middle = landmark.distance.value * KM_PER_UNIT[landmark.distance.unit]
    return T4.pdf((away - middle) / scale) / T4.pdf(0)


def _toward(landmark, place, azimuth: np.ndarray, away: np.ndarray) -> np.ndarray:
    """Return the likelihood of the direction from a place."""
    off = (azimuth - landmark.direction.azimuth_deg + 180) % 360 - 180
    sd = np.hypot(landmark.direction.sd_deg, np.degrees(np.arctan2(place.sd_km, away)))
    return stats.norm.pdf(off / sd) / stats.norm.pdf(0)


# --- land ---


def _prepared(area: shapely.Geometry) -> shapely.Geometry:
    shapely.prepare(area)
    return area


def _on_land(lon: np.ndarray, lat: np.ndarray) -> np.ndarray:
    """Tell which points lie on land."""
    box = shapely.box(lon.min(), lat.min(), lon.max(), lat.max())
    parts = shapely.get_parts(land())
    near = shapely.multipolygons(parts[shapely.intersects(parts, box)])
    return shapely.contains_xy(_prepared(near), lon, lat)
