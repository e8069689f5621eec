"""The impact zone: the evidence in a report -> regions at any level, and chances by sea.

An impact is a site, a distance and an azimuth. What is said of each is a likelihood, never a wall;
their product is a density on a polar grid about the site (`density`). A region at the level p is
the highest-density one: the smallest area that holds p of the mass. Its outline is traced in the
plane of the grid and carried to (lon, lat) by the geodesic direct problem, exact at any range.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from geolaunch.density import (
    DIRECTION_ERROR,
    AzimuthLaw,
    SiteLaw,
    azimuth_density,
    azimuth_law,
    distance_density,
    distance_steps,
    site_law,
    wave_shares,
)
from geolaunch.direction import Direction
from geolaunch.errors import GeodesyRangeError, InputError, NoPlaceLeftError
from geolaunch.evidence import COMBINED, DistanceEvidence, Evidence, SeaEvidence, gather
from geolaunch.geodesy import direct, inverse
from geolaunch.grid import Grid, around, azimuth_nodes, polar_grid, spaced_nodes
from geolaunch.outline import Outline, Region
from geolaunch.places import Site
from geolaunch.quantity import Spread
from geolaunch.regions import REGIONS, Lookup, look_up, region_weight
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

# Where more than this share of the mass lies in the named seas, nothing can be below those.
SUSPECT_MASS = 0.2

# Two distances conflict when they lie more than so many of their joint scales apart, two directions
# so many of their joint standard deviations.
CONFLICT_SCALES = 4.0
CONFLICT_TURNS = 3.0

# Nodes of the grid, and of the coarse one that shows where the azimuths have mass.
DISTANCES, AZIMUTHS = 80, 180
COARSE_DISTANCES, COARSE_AZIMUTHS = 16, 72

# Nodes of the polar table about one of several places that a name may mean.
TABLE_DISTANCES, TABLE_AZIMUTHS = 800, 361

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
    disputed = _disputes(evidence)
    model = _model(evidence, mixture=bool(disputed))
    shape = _shape(model, evidence.seas)
    conflicts = (*disputed, *_other_disputes(evidence), *_conflicts(evidence, model, shape))
    return _zone(evidence, model.mean, shape, chosen, conflicts)


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


# --- the density ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Model:
    """What is said of site, distance and direction, as laws: one `sites` a place.

    `spread` is the law of the distance from the mean place, which says where nodes are wanted.
    """

    places: tuple[_Place, ...]
    mean: _Place
    sites: tuple[SiteLaw, ...]
    spread: SiteLaw
    azimuth: AzimuthLaw


def _model(evidence: Evidence, *, mixture: bool, error: float = DIRECTION_ERROR) -> _Model:
    """Return the laws of what is said; `error` is the allowance for a wrong direction."""
    places = _places(evidence.site)
    mean = _mean_place(places)
    steps = distance_steps(evidence.distances)
    law = distance_density(evidence.distances, steps, mixture=mixture)
    spread = site_law(law, steps, mean.sd_km)
    sites = (spread,) if len(places) == 1 else tuple(site_law(law, steps, p.sd_km) for p in places)
    return _Model(places, mean, sites, spread, azimuth_law(evidence.directions, error))


def _grid(model: _Model, seas: tuple[SeaEvidence, ...]) -> Grid:
    """Return the grid about the mean site, its nodes close together where the mass is.

    A coarse grid first shows which azimuths the seas leave.
    """
    nodes, coarse = (_distance_nodes(model.spread, n) for n in (DISTANCES, COARSE_DISTANCES))
    site = around(model.mean.lon_deg, model.mean.lat_deg, nodes[0], nodes[-1])
    even = np.linspace(0.0, 360.0, COARSE_AZIMUTHS + 1)
    rough = polar_grid(site, coarse, even)
    mass = _told(model, rough) * rough.weight
    if seas:
        mass *= _sea_likelihood(_in_any(seas, look_up(rough.lon_deg, rough.lat_deg)))
    return polar_grid(site, nodes, azimuth_nodes(even, mass.sum(axis=0), AZIMUTHS + 1))


def _distance_nodes(law: SiteLaw, count: int) -> FloatArray:
    """Return distances from the mean site, as dense as the square root of the mass, and a tenth."""
    return spaced_nodes(law.at_km, np.sqrt(np.maximum(law.planar * law.at_km, 0.0)), count)


def _shape(model: _Model, seas: tuple[SeaEvidence, ...]) -> _Shape:
    """Return the density of what is said on a grid about the mean site."""
    grid = _grid(model, seas)
    at = look_up(grid.lon_deg, grid.lat_deg)
    return _Shape(grid, _told(model, grid), at, _in_any(seas, at))


def _told(model: _Model, grid: Grid) -> FloatArray:
    """Return the density of site, distance and direction at the nodes, per km and radian."""
    if len(model.places) == 1:
        d = grid.distance_km
        along = np.interp(d, model.spread.at_km, model.spread.planar) * d
        return along[:, None] * _around(model, model.spread, d, grid.azimuth_deg)
    total = np.zeros_like(grid.lon_deg)
    for place, law in zip(model.places, model.sites, strict=True):
        total += place.chance * _told_from(place, law, model, grid)
    return total * grid.reduced_km


def _around(
    model: _Model, law: SiteLaw, distance_km: FloatArray, azimuth_deg: FloatArray
) -> FloatArray:
    """Return the density (n, m) of azimuths per radian at distances from a place."""
    shares = wave_shares(model.azimuth, law, model.mean.lat_deg, distance_km)
    return azimuth_density(model.azimuth, shares, azimuth_deg)


def _told_from(place: _Place, law: SiteLaw, model: _Model, grid: Grid) -> FloatArray:
    """Return the density per km2 at the nodes if the launch was about one of several places.

    It is looked up, bilinear, in a fine polar table about that place.
    """
    d, azimuth, _ = inverse(place.lon_deg, place.lat_deg, grid.lon_deg, grid.lat_deg)
    distances = np.linspace(law.at_km[0], law.at_km[-1], TABLE_DISTANCES)
    azimuths = np.linspace(0.0, 360.0, TABLE_AZIMUTHS)
    table = _around(model, law, distances, azimuths)
    table *= np.interp(distances, law.at_km, law.planar)[:, None]
    return _bilinear(table, _among(d, distances), _among(azimuth % 360.0, azimuths))


def _among(at: FloatArray, nodes: FloatArray) -> FloatArray:
    """Return where values lie among equal nodes, counted in steps from the first, within them."""
    return np.clip((at - nodes[0]) / (nodes[1] - nodes[0]), 0.0, len(nodes) - 1.001)


def _bilinear(table: FloatArray, row: FloatArray, column: FloatArray) -> FloatArray:
    """Return the values of a table between its nodes."""
    i, j = row.astype(np.intp), column.astype(np.intp)
    up, right = row - i, column - j
    south = table[i, j] * (1.0 - right) + table[i, j + 1] * right
    north = table[i + 1, j] * (1.0 - right) + table[i + 1, j + 1] * right
    return np.asarray(south * (1.0 - up) + north * up)


def _in_any(seas: tuple[SeaEvidence, ...], at: Lookup) -> FloatArray:
    """Return the chance that each place lies in one of the seas; 1 if none is named."""
    if not seas:
        return np.ones(at.node.shape)
    inside = sum(region_weight(each.sea.id, at) for each in seas)
    return np.asarray(np.minimum(inside, 1.0), dtype=np.float64)


def _sea_likelihood(inside: FloatArray) -> FloatArray:
    """Return the likelihood of the named seas, where the chance to lie in one is `inside`."""
    return SEA_ERROR + (1.0 - SEA_ERROR) * inside


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is said, on a grid.

    `told` is the density of site, distance and direction per km and radian, `inside` the chance of
    each node to lie in a named sea, `at` where the nodes lie among the regions.
    """

    grid: Grid
    told: FloatArray
    at: Lookup
    inside: FloatArray


# --- conflicts ------------------------------------------------------------------------------------


def _disputes(evidence: Evidence) -> list[str]:
    """Return one sentence for each pair of distances that conflict beyond their spreads."""
    return [
        f"{_quoted(a)} and {_quoted(b)} cannot both be right; the zone shows both as possible"
        for a, b in combinations(evidence.distances, 2)
        if _apart(a.spread, b.spread)
    ]


def _other_disputes(evidence: Evidence) -> list[str]:
    """Return one sentence for each pair of directions or of seas that do not agree."""
    directions = [
        f"“{a.direction.words}” ({a.originator}) and “{b.direction.words}” ({b.originator}) hardly "
        "agree; the zone shows both as possible"
        for a, b in combinations(evidence.directions, 2)
        if _turned_deg(a.direction, b.direction)
        > CONFLICT_TURNS * np.hypot(a.direction.sd_deg, b.direction.sd_deg)
    ]
    seas = [
        f"“{a.words}” ({', '.join(a.originators)}) and “{b.words}” ({', '.join(b.originators)}) "
        "are two seas; the zone shows both as possible"
        for a, b in combinations(evidence.seas, 2)
    ]
    return directions + seas


def _quoted(distance: DistanceEvidence) -> str:
    """Return a distance in its words, and who says so."""
    return f"“{distance.words}” ({distance.originator})"


def _turned_deg(a: Direction, b: Direction) -> float:
    """Return the angle between two directions, 0 to 180 degrees."""
    return abs((a.azimuth_deg - b.azimuth_deg + 180.0) % 360.0 - 180.0)


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


def _conflicts(evidence: Evidence, model: _Model, shape: _Shape) -> list[str]:
    """Return a sentence if sea and direction hardly fit the distance; refuse if they cannot.

    What counts is the share of the mass that is left when each piece is taken as right: without
    the errors that keep the likelihoods from being walls.
    """
    if not evidence.seas or _share_inside(shape.told, shape) > SUSPECT_MASS:
        return []
    strict = replace(model, azimuth=azimuth_law(evidence.directions, error=0.0))
    left = _share_inside(np.maximum(_told(strict, shape.grid), 0.0), shape)
    anywhere = replace(model, azimuth=azimuth_law([]))
    turned = bool(evidence.directions)
    if turned:
        turned = _share_inside(_told(anywhere, shape.grid), shape) >= CONFLICT_MASS
    if left < LEAST_MASS:
        raise NoPlaceLeftError(_excluding(evidence, with_direction=turned))
    if left < CONFLICT_MASS:
        named = _named(evidence, with_direction=turned)
        return [f"{named} hardly agree: {_share(left)} of it is left"]
    return []


def _share_inside(told: FloatArray, shape: _Shape) -> float:
    """Return the share of a density, per km and radian, that lies in the named seas."""
    mass = told * shape.grid.weight
    return float((mass * shape.inside).sum() / mass.sum())


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
    shape: _Shape,
    levels: tuple[float, ...],
    conflicts: tuple[str, ...],
) -> ImpactZone:
    """Return the zone of a density on a grid."""
    density = shape.told * _sea_likelihood(shape.inside)
    outline = Outline(mean.lon_deg, mean.lat_deg, shape.grid, density)
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
        probabilities=_probabilities(shape.at, outline.mass),
        conflicts=conflicts,
        azimuths_deg=outline.azimuths_deg(levels[-1]),
        label_lonlat=(spot.x, spot.y),
    )


def _probabilities(at: Lookup, mass: FloatArray) -> dict[str, float]:
    """Return the chance of each named region: the mass at the nodes by how far they lie in it."""
    chances = {name: float(np.vdot(region_weight(name, at), mass)) for name in REGIONS[:-1]}
    chances["other"] = max(1.0 - sum(chances.values()), 0.0)
    whole = sum(chances.values())
    return {name: chance / whole for name, chance in chances.items()}
