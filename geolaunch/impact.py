"""The impact zone: the evidence in a report -> regions at any level, and chances by sea.

An impact is a site, a distance and an azimuth. What is said of each is a likelihood, never a wall;
their product is a density on a polar grid about the site (`density`). A region at the level p is
the highest-density one: the smallest area that holds p of the mass. Its outline is traced in the
plane of the grid and carried to (lon, lat) by the geodesic direct problem, exact at any range.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from geolaunch.density import (
    azimuth_density,
    distance_density,
    distance_steps,
    planar_density,
)
from geolaunch.errors import GeodesyRangeError, InputError, NoPlaceLeftError
from geolaunch.evidence import COMBINED, Evidence, SeaEvidence, gather
from geolaunch.geodesy import direct, inverse
from geolaunch.grid import Grid, around, azimuth_nodes, polar_grid, spaced_nodes
from geolaunch.outline import LEAST_SHARE, Outline, Region
from geolaunch.places import Site
from geolaunch.quantity import Spread
from geolaunch.regions import region_weights, sea_weight
from geolaunch.report import Launch

__all__ = ["LEVELS", "ImpactZone", "zone", "zone_of"]

FloatArray = NDArray[np.float64]

LEVELS = (0.5, 0.9)

# The chance that a report names a given sea although it fell elsewhere, chosen: about one report in
# fifty is taken to name a wrong one, any of four.
SEA_ERROR = 0.005

# Evidence that leaves less than this of the mass, each piece taken as right, is refused; below the
# second share it is reported as a conflict.
LEAST_MASS = 1e-6
CONFLICT_MASS = 0.02

# Two distances conflict when they lie more than so many of their joint scales apart.
CONFLICT_SCALES = 4.0

# Nodes of the grid, and of the coarse one that shows where the azimuths have mass.
DISTANCES, AZIMUTHS = 80, 180
COARSE_DISTANCES, COARSE_AZIMUTHS = 16, 72

# Up to here the error of a site adds to the azimuth's spread as an angle; beyond it, the site is
# split into narrower ones of this share of the distance.
ANGLE_SHARE = 0.3

GREATEST_DISTANCE_KM = 2000.0


@dataclass(frozen=True, slots=True)
class ImpactZone:
    """Where the missiles of a launch fell, as far as the evidence says.

    `regions` are nested, the smallest level first. `probabilities` holds the chance of each named
    region and sums to 1. `conflicts` says in sentences what disagrees. `lon_deg`, `lat_deg` and
    `site_sd_km` are the site as used. `azimuths_deg` (start, stop; stop may pass 360) bounds the
    largest region as seen from the site. `label_lonlat` is a point inside the smallest region for a
    label: the region has no centre to show.
    """

    launch: str
    source: str
    evidence: Evidence
    lon_deg: float
    lat_deg: float
    site_sd_km: float
    regions: tuple[Region, ...]
    probabilities: Mapping[str, float]
    conflicts: tuple[str, ...]
    azimuths_deg: tuple[float, float]
    label_lonlat: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Place:
    """One possible site: degrees, standard deviation in km, chance."""

    lon_deg: float
    lat_deg: float
    sd_km: float
    chance: float


def zone(launch: Launch, source: str = COMBINED, levels: Iterable[float] = LEVELS) -> ImpactZone:
    """Return the impact zone of a launch, by one originator or by all combined.

    `levels` are chances between 0 and 1. Raises InputError if there is no site or no distance, and
    NoPlaceLeftError if the claims exclude each other.
    """
    return zone_of(gather(launch, source), levels)


def zone_of(evidence: Evidence, levels: Iterable[float] = LEVELS) -> ImpactZone:
    """Return the impact zone of gathered evidence; see `zone`."""
    chosen = _checked_levels(levels)
    _check_distances(evidence)
    places = _places(evidence.site)
    mean = _mean_place(places)
    disputed = _disputes(evidence)
    steps = distance_steps(evidence.distances)
    law = distance_density(evidence.distances, steps, mixture=bool(disputed))
    grid, told = _grid(evidence, places, mean, (steps, law))
    seas = _sea_likelihood(evidence.seas, grid)
    conflicts = (*disputed, *_conflicts(evidence, grid, told, seas))
    return _zone(evidence, mean, grid, told * seas, chosen, conflicts)


# --- checks ---------------------------------------------------------------------------------------


def _checked_levels(levels: Iterable[float]) -> tuple[float, ...]:
    """Return the levels in rising order, each once; InputError outside (0, 1)."""
    chosen = tuple(sorted(set(levels)))
    for level in chosen:
        if not 0.0 < level < 1.0:
            raise InputError(f"got level {level:g}; wanted a chance between 0 and 1, like 0.9")
    if not chosen:
        raise InputError("got no level; wanted at least one chance between 0 and 1, like 0.9")
    return chosen


def _check_distances(evidence: Evidence) -> None:
    """Refuse distances beyond what is covered so far."""
    for each in evidence.distances:
        if each.spread.high_km > GREATEST_DISTANCE_KM:
            raise GeodesyRangeError(
                f"{evidence.launch}: got a distance of {each.words} by {each.originator}; zones "
                f"are drawn up to {GREATEST_DISTANCE_KM:,.0f} km so far; larger ones come with a "
                "later version"
            )


# --- the site -------------------------------------------------------------------------------------


def _places(site: Site) -> tuple[_Place, ...]:
    """Return the possible sites, each as likely as the next."""
    chance = 1.0 / len(site.places)
    return tuple(_Place(p.lon_deg, p.lat_deg, p.sd_km, chance) for p in site.places)


def _mean_place(places: tuple[_Place, ...]) -> _Place:
    """Return the mean of possible sites, its standard deviation that of all of them together."""
    if len(places) == 1:
        return places[0]
    first = places[0]
    lon, lat = (np.array([getattr(p, name) for p in places]) for name in ("lon_deg", "lat_deg"))
    far, azimuth, _ = inverse(first.lon_deg, first.lat_deg, lon, lat)
    xy = far * np.array([np.sin(np.radians(azimuth)), np.cos(np.radians(azimuth))])
    x, y = xy.mean(axis=1)
    lon0, lat0, _ = direct(
        first.lon_deg, first.lat_deg, np.degrees(np.arctan2(x, y)), np.hypot(x, y)
    )
    inside = np.mean([place.sd_km**2 for place in places])
    between = xy.var(axis=1).mean()
    return _Place(float(lon0), float(lat0), float(np.sqrt(inside + between)), 1.0)


def _split(places: tuple[_Place, ...], widest_km: float) -> tuple[_Place, ...]:
    """Return places none wider than `widest_km`: a wide normal as a lattice of narrow ones."""
    return tuple(part for place in places for part in _split_one(place, widest_km))


def _split_one(place: _Place, widest_km: float) -> list[_Place]:
    """Return one place as a lattice of places of `widest_km`, with the same mean and variance.

    At 1.5 widths apart their sum ripples by 3e-4 of itself.
    """
    if place.sd_km <= widest_km:
        return [place]
    rest_km = np.sqrt(place.sd_km**2 - widest_km**2)
    reach = int(np.ceil(3.0 * rest_km / (1.5 * widest_km)))
    ticks = np.arange(-reach, reach + 1) * widest_km * 1.5
    x, y = (axis.ravel() for axis in np.meshgrid(ticks, ticks))
    chance = np.exp(-(x**2 + y**2) / (2 * rest_km**2))
    chance *= place.chance / chance.sum()
    azimuth = np.degrees(np.arctan2(x, y))
    lon, lat, _ = direct(place.lon_deg, place.lat_deg, azimuth, np.hypot(x, y))
    parts = zip(lon.tolist(), lat.tolist(), chance.tolist(), strict=True)
    return [_Place(east, north, widest_km, share) for east, north, share in parts if share > 1e-5]


# --- the density ----------------------------------------------------------------------------------


def _grid(
    evidence: Evidence,
    places: tuple[_Place, ...],
    mean: _Place,
    distances: tuple[FloatArray, FloatArray],
) -> tuple[Grid, FloatArray]:
    """Return the grid about the mean site, and on it the density of site, distance and direction.

    The density is per km and radian, before the sea counts.
    """
    nodes = _distance_nodes(distances, mean, DISTANCES)
    coarse = _distance_nodes(distances, mean, COARSE_DISTANCES)
    site = around(mean.lon_deg, mean.lat_deg, nodes[0], nodes[-1])
    rough = polar_grid(site, coarse, _even_azimuths())
    mass = _told(evidence, places, mean, distances, rough) * rough.weight
    mass = (mass * _sea_likelihood(evidence.seas, rough)).sum(axis=0)
    azimuths = azimuth_nodes(rough.azimuth_deg, mass, AZIMUTHS + 1)
    grid = polar_grid(site, nodes, azimuths)
    return grid, _told(evidence, places, mean, distances, grid)


def _told(
    evidence: Evidence,
    places: tuple[_Place, ...],
    mean: _Place,
    distances: tuple[FloatArray, FloatArray],
    grid: Grid,
) -> FloatArray:
    """Return the density of site, distance and direction at the nodes, per km and radian."""
    steps, law = distances
    widest_km = ANGLE_SHARE * float(steps @ law)
    wide = bool(evidence.directions) and any(place.sd_km > widest_km for place in places)
    if len(places) == 1 and not wide:
        d = grid.distance_km
        along = planar_density(law, steps, mean.sd_km, d)
        extra = np.degrees(mean.sd_km / np.maximum(d, mean.sd_km))[:, None]
        azimuth = grid.azimuth_deg[None, :]
        around = azimuth_density(evidence.directions, azimuth, extra)
        return np.asarray((along * d)[:, None] * around)
    total = np.zeros_like(grid.lon_deg)
    laws: dict[float, FloatArray] = {}
    at = np.linspace(0.0, grid.distance_km[-1] + 6.0 * mean.sd_km, 1200)
    for place in _split(places, widest_km) if wide else places:
        if place.sd_km not in laws:
            laws[place.sd_km] = planar_density(law, steps, place.sd_km, at)
        total += place.chance * _told_from(place, evidence, (at, laws[place.sd_km]), grid)
    return total * grid.reduced_km


def _told_from(
    place: _Place, evidence: Evidence, law: tuple[FloatArray, FloatArray], grid: Grid
) -> FloatArray:
    """Return the density per km2 at the nodes if the launch was about one place.

    `law` is P(D) / D of the distance D from the place, at some distances.
    """
    d, azimuth, _ = inverse(place.lon_deg, place.lat_deg, grid.lon_deg, grid.lat_deg)
    extra = np.degrees(place.sd_km / np.maximum(d, place.sd_km))
    return np.asarray(np.interp(d, *law) * azimuth_density(evidence.directions, azimuth, extra))


def _distance_nodes(
    distances: tuple[FloatArray, FloatArray], mean: _Place, count: int
) -> FloatArray:
    """Return distances from the mean site, close together where the mass is.

    Their density follows the square root of the mass, plus a tenth spread evenly.
    """
    steps, law = distances
    low = max(steps[0] - 5.0 * mean.sd_km, 0.0)
    fine = np.linspace(low, steps[-1] + 5.0 * mean.sd_km, 400)
    density = np.sqrt(np.maximum(planar_density(law, steps, mean.sd_km, fine) * fine, 0.0))
    return spaced_nodes(fine, density, count)


def _even_azimuths() -> FloatArray:
    """Return the azimuths of the coarse grid, closed."""
    return np.linspace(0.0, 360.0, COARSE_AZIMUTHS + 1)


def _sea_likelihood(seas: tuple[SeaEvidence, ...], grid: Grid) -> FloatArray:
    """Return the likelihood of the named seas at the nodes; where several are named, of any."""
    if not seas:
        return np.ones_like(grid.lon_deg)
    return np.asarray(SEA_ERROR + (1.0 - SEA_ERROR) * _in_any(seas, grid), dtype=np.float64)


def _in_any(seas: tuple[SeaEvidence, ...], grid: Grid) -> FloatArray:
    """Return the chance that each node lies in one of the seas."""
    inside = sum(sea_weight(each.sea.id, grid.lon_deg, grid.lat_deg) for each in seas)
    return np.asarray(np.minimum(inside, 1.0), dtype=np.float64)


# --- conflicts ------------------------------------------------------------------------------------


def _disputes(evidence: Evidence) -> list[str]:
    """Return one sentence for each pair of distances that conflict beyond their spreads."""
    return [
        f"“{a.words}” ({a.originator}) and “{b.words}” ({b.originator}) cannot both be right; "
        "the zone shows both as possible"
        for a, b in combinations(evidence.distances, 2)
        if _apart(a.spread, b.spread)
    ]


def _apart(a: Spread, b: Spread) -> bool:
    """Tell whether two distances conflict: they lie too many of their joint scales apart."""
    joint = CONFLICT_SCALES * np.hypot(a.scale_km, b.scale_km)
    return bool(_lowest(a) - _highest(b) > joint or _lowest(b) - _highest(a) > joint)


def _lowest(spread: Spread) -> float:
    """Return the lowest distance that a claim names, 0 for an upper bound."""
    return 0.0 if spread.shape == "below" else spread.low_km


def _highest(spread: Spread) -> float:
    """Return the highest distance that a claim names, infinite for a lower bound."""
    return np.inf if spread.shape == "above" else spread.high_km


def _conflicts(evidence: Evidence, grid: Grid, told: FloatArray, seas: FloatArray) -> list[str]:
    """Return a sentence if sea and direction hardly fit the distance; refuse if they cannot.

    What counts is the share of the mass that is left when each piece is taken as right: without
    the errors that keep the likelihoods from being walls.
    """
    if not evidence.seas:
        return []
    inside = (seas - SEA_ERROR) / (1.0 - SEA_ERROR)
    base = told * grid.weight
    without = float((base * inside).sum() / base.sum())
    if evidence.directions:
        base = base * _taken_as_right(evidence, grid)
    left = float((base * inside).sum() / base.sum())
    if left < LEAST_MASS:
        raise NoPlaceLeftError(_excluding(evidence, with_direction=without >= LEAST_MASS))
    if left < CONFLICT_MASS:
        return [
            f"{_named(evidence, with_direction=True)} hardly agree: {_share(left)} of it is left"
        ]
    return []


def _taken_as_right(evidence: Evidence, grid: Grid) -> FloatArray:
    """Return the factor that takes the allowance for error out of the directions."""
    azimuth, extra = grid.azimuth_deg[None, :], 0.0
    strict = azimuth_density(evidence.directions, azimuth, extra, error=0.0)
    return np.asarray(strict / azimuth_density(evidence.directions, azimuth, extra))


def _excluding(evidence: Evidence, *, with_direction: bool) -> str:
    """Return the message of claims that exclude each other."""
    return (
        f"{evidence.launch}: {_named(evidence, with_direction=with_direction)} exclude each other: "
        f"less than {LEAST_MASS:g} of the mass is left; one of them must be wrong or misread"
    )


def _named(evidence: Evidence, *, with_direction: bool) -> str:
    """Return the claims in their own words, as one list."""
    told = [f"the distance “{each.words}”" for each in evidence.distances]
    told[-1] += f" from {evidence.site.words}"
    if with_direction:
        told += [f"the direction “{each.direction.words}”" for each in evidence.directions]
    told += [f"the sea “{each.words}”" for each in evidence.seas]
    return f"{', '.join(told[:-1])} and {told[-1]}"


def _share(share: float) -> str:
    """Return a small share in words."""
    return f"{100 * share:.1g} %" if share >= 1e-3 else f"{share:.0e}"


# --- regions --------------------------------------------------------------------------------------


def _zone(
    evidence: Evidence,
    mean: _Place,
    grid: Grid,
    density: FloatArray,
    levels: tuple[float, ...],
    conflicts: tuple[str, ...],
) -> ImpactZone:
    """Return the zone of a density, per km and radian, on a grid."""
    outline = Outline(mean.lon_deg, mean.lat_deg, grid, density)
    regions = outline.regions(levels)
    spot = regions[0].geometry.representative_point()
    return ImpactZone(
        launch=evidence.launch,
        source=evidence.source,
        evidence=evidence,
        lon_deg=mean.lon_deg,
        lat_deg=mean.lat_deg,
        site_sd_km=mean.sd_km,
        regions=regions,
        probabilities=_probabilities(grid, outline.mass),
        conflicts=conflicts,
        azimuths_deg=outline.azimuths_deg(levels[-1]),
        label_lonlat=(spot.x, spot.y),
    )


def _probabilities(grid: Grid, mass: FloatArray) -> dict[str, float]:
    """Return the chance of each named region: the mass at the nodes by how far they lie in it."""
    heavy = mass > mass.max() * LEAST_SHARE
    weights = region_weights(grid.lon_deg[heavy], grid.lat_deg[heavy])
    chances = {name: float(mass[heavy] @ inside) for name, inside in weights.items()}
    whole = sum(chances.values())
    return {name: chance / whole for name, chance in chances.items()}
