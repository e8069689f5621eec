"""The impact zone: the evidence in a report -> regions at any level, and chances by sea.

An impact is a site, a distance and an azimuth. What is said of each is a likelihood, never a wall;
their product is a density on a polar grid about the site (`density`). A region at the level p is
the highest-density one: the smallest area that holds p of the mass. Its contour is traced in the
plane of the grid and carried to (lon, lat) by the geodesic direct problem, exact at any range.

A seeded sampling of the same model (tests/helpers/oracle.py) finds the stated mass inside each
region to 0.5 percentage points, for sites known to 200 km or better; at 300 km chances are off by
up to 0.7.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from geolaunch.errors import GeodesyRangeError, InputError
from geolaunch.geodesy.shapes import direct, inverse
from geolaunch.impact.conflicts import (
    between_distances,
    between_others,
    of_landmark,
    of_little_left,
    within_one_originator,
)
from geolaunch.impact.contours import Contours, Region
from geolaunch.impact.density import (
    AzimuthLaw,
    SiteLaw,
    azimuth_density,
    azimuth_law,
    distance_density,
    distance_steps,
    site_law,
    wave_shares,
    within_conditions,
)
from geolaunch.impact.evidence import Evidence, SeaEvidence
from geolaunch.impact.gather import gather
from geolaunch.impact.grid import Grid, around, azimuth_nodes, polar_grid, spaced_nodes
from geolaunch.impact.landmarks import landmark_likelihood, with_error
from geolaunch.places.regions import Lookup, look_up, region_shares, region_weight, some_of
from geolaunch.places.sites import Site
from geolaunch.report.model import COMBINED, Launch, Remark

__all__ = ["LEVELS", "ImpactZone", "contours_of", "zone", "zone_of"]

FloatArray = NDArray[np.float64]

LEVELS = (0.5, 0.9)

# The chance that a report names a given sea although it fell elsewhere, chosen: about one report in
# fifty is taken to name a wrong one, any of four.
SEA_ERROR = 0.005

# Where more than this share of the mass lies in the named seas, nothing can be below those.
SUSPECT_MASS = 0.2

# Nodes with a smaller share of the heaviest node's mass count for no chance: all of them together
# hold under 1e-4 of the mass in every test case, far out in the tails.
LEAST_SHARE = 1e-4

# Nodes of the grid, and of the coarse one that shows where the azimuths have mass.
DISTANCES, AZIMUTHS = 72, 160
COARSE_DISTANCES, COARSE_AZIMUTHS = 16, 72

# Distances stand as dense as this power of the mass, plus a tenth spread evenly: of 0.3, 0.35, 0.4,
# 0.45 and 0.5 it serves the levels from 50 to 95 % best.
NODE_POWER = 0.4

# Nodes of the polar table about one of several places that a name may mean.
TABLE_DISTANCES, TABLE_AZIMUTHS = 200, 361

# The places of a grid are good to 250 m up to here (tests/impact/test_grid.py). No test flew half
# as far.
GREATEST_DISTANCE_KM = 10_000.0


@dataclass(frozen=True, slots=True)
class ImpactZone:
    """Where the missiles of a launch fell, as far as the evidence says.

    `regions` are nested, the smallest level first. `probabilities` holds the chance of each named
    region and sums to 1. `conflicts` are remarks on what disagrees. `lon_deg`, `lat_deg` and
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
    conflicts: tuple[Remark, ...]
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
    disputed = between_distances(evidence)
    model = _model(evidence, mixture=bool(disputed))
    shape = _shape(model, evidence)
    agreed = (*evidence.conflicts, *within_one_originator(evidence), *between_others(evidence))
    conflicts = (*disputed, *agreed, *_conflicts(evidence, model, shape))
    return _zone(evidence, model.mean, shape, chosen, conflicts)


def contours_of(evidence: Evidence) -> Contours:
    """Return what `zone_of` takes its regions from, without remarks and chances by sea.

    It refuses nothing: of evidence that excludes itself it holds what errors leave.
    """
    model = _model(evidence, mixture=bool(between_distances(evidence)))
    shape = _shape(model, evidence)
    density = shape.claimed * _sea_likelihood(shape.inside)
    for mark in shape.marks:
        density *= with_error(mark)
    return Contours(model.mean.lon_deg, model.mean.lat_deg, shape.grid, density)


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
    """Refuse distances for which no zone is drawn."""
    for distance in evidence.distances:
        if distance.spread.high_km > GREATEST_DISTANCE_KM:
            raise GeodesyRangeError(
                f"{evidence.launch}: got a distance of {distance.words} by {distance.originator}; "
                f"wanted at most {GREATEST_DISTANCE_KM:,.0f} km: no zone is drawn beyond"
            )


# --- the site -------------------------------------------------------------------------------------


def _places(site: Site) -> tuple[_Place, ...]:
    """Return the possible sites, all equally likely."""
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


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is said, on a grid.

    `claimed` is the density of site, distance and direction per km and radian, `inside` the chance
    of each node to lie in a named sea, `at` where the nodes lie among the regions; `marks` holds
    the likelihood of each landmark, taken as right.
    """

    grid: Grid
    claimed: FloatArray
    at: Lookup
    inside: FloatArray
    marks: tuple[FloatArray, ...]


def _model(evidence: Evidence, *, mixture: bool) -> _Model:
    """Return the laws of what is said; `mixture` if its distances cannot all be right."""
    places = _places(evidence.site)
    mean = _mean_place(places)
    steps = distance_steps(evidence.distances)
    law = distance_density(evidence.distances, steps, mixture=mixture)
    law = within_conditions(law, steps, evidence.conditions)
    spread = site_law(law, steps, mean.sd_km)
    sites = (spread,) if len(places) == 1 else tuple(site_law(law, steps, p.sd_km) for p in places)
    return _Model(places, mean, sites, spread, azimuth_law(evidence.directions))


def _grid(model: _Model, evidence: Evidence) -> Grid:
    """Return the grid about the mean site, its nodes close together where the mass is.

    A coarse grid first shows which azimuths seas and landmarks leave.
    """
    nodes, coarse = (_distance_nodes(model.spread, n) for n in (DISTANCES, COARSE_DISTANCES))
    site = around(model.mean.lon_deg, model.mean.lat_deg, nodes[0], nodes[-1])
    even = np.linspace(0.0, 360.0, COARSE_AZIMUTHS + 1)
    rough = polar_grid(site, coarse, even)
    mass = _claimed(model, rough) * rough.weight
    for mark in _marks(evidence, rough):
        mass *= with_error(mark)
    if evidence.seas:
        mass *= _sea_likelihood(_in_any(evidence.seas, look_up(rough.lon_deg, rough.lat_deg)))
    return polar_grid(site, nodes, azimuth_nodes(even, mass.sum(axis=0), AZIMUTHS + 1))


def _distance_nodes(law: SiteLaw, count: int) -> FloatArray:
    """Return distances from the mean site, close together where the mass is."""
    return spaced_nodes(law.at_km, (law.planar * law.at_km) ** NODE_POWER, count)


def _shape(model: _Model, evidence: Evidence) -> _Shape:
    """Return the density of what is said on a grid about the mean site."""
    grid = _grid(model, evidence)
    at = look_up(grid.lon_deg, grid.lat_deg)
    inside = _in_any(evidence.seas, at)
    return _Shape(grid, _claimed(model, grid), at, inside, _marks(evidence, grid))


def _marks(evidence: Evidence, grid: Grid) -> tuple[FloatArray, ...]:
    """Return the likelihood of each landmark at the nodes, taken as right."""
    return tuple(
        landmark_likelihood(landmark, grid.lon_deg, grid.lat_deg) for landmark in evidence.landmarks
    )


def _claimed(model: _Model, grid: Grid) -> FloatArray:
    """Return the density of site, distance and direction at the nodes, per km and radian."""
    if len(model.places) == 1:
        d = grid.distance_km
        along = np.interp(d, model.spread.at_km, model.spread.planar) * d
        return np.asarray(along[:, None] * _around(model, model.spread, d, grid.azimuth_deg))
    total = np.zeros(grid.lon_deg.shape)
    for place, law in zip(model.places, model.sites, strict=True):
        total += place.chance * _claimed_from(place, law, model, grid)
    return np.asarray(total * grid.reduced_km)


def _around(
    model: _Model, law: SiteLaw, distance_km: FloatArray, azimuth_deg: FloatArray
) -> FloatArray:
    """Return the density (n, m) of azimuths per radian at distances from a place."""
    shares = wave_shares(model.azimuth, law, model.mean.lat_deg, distance_km)
    return azimuth_density(model.azimuth, shares, azimuth_deg)


def _claimed_from(place: _Place, law: SiteLaw, model: _Model, grid: Grid) -> FloatArray:
    """Return the density per km2 at the nodes if the launch was about one of several places.

    The density of the azimuth, which changes slowly with distance, is looked up in a polar table
    about that place.
    """
    d, azimuth, _ = inverse(place.lon_deg, place.lat_deg, grid.lon_deg, grid.lat_deg)
    distances = np.linspace(law.at_km[0], law.at_km[-1], TABLE_DISTANCES)
    azimuths = np.linspace(0.0, 360.0, TABLE_AZIMUTHS)
    table = _around(model, law, distances, azimuths)
    density = _bilinear(table, _among(d, distances), _among(azimuth % 360.0, azimuths))
    return np.asarray(np.interp(d, law.at_km, law.planar) * density)


def _among(at: FloatArray, nodes: FloatArray) -> FloatArray:
    """Return where values lie among equal nodes, counted in steps from the first, within them."""
    return np.asarray(np.clip((at - nodes[0]) / (nodes[1] - nodes[0]), 0.0, len(nodes) - 1.001))


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
    inside = sum(region_weight(named.sea.id, at) for named in seas)
    return np.asarray(np.minimum(inside, 1.0), dtype=np.float64)


def _sea_likelihood(inside: FloatArray) -> FloatArray:
    """Return the likelihood of the named seas, where the chance to lie in one is `inside`."""
    return SEA_ERROR + (1.0 - SEA_ERROR) * inside


# --- conflicts ------------------------------------------------------------------------------------


def _conflicts(evidence: Evidence, model: _Model, shape: _Shape) -> tuple[Remark, ...]:
    """Return a remark for what hardly fits together; refuse what cannot be.

    What counts is what is left when each piece is taken as right: without the errors that keep the
    likelihoods from being walls.
    """
    remarks = [
        remark
        for landmark, mark in zip(evidence.landmarks, shape.marks, strict=True)
        for remark in of_landmark(evidence, landmark, _fit(mark, shape))
    ]
    without = left = _share_inside(shape.claimed, shape)
    if not evidence.seas or left > SUSPECT_MASS:
        return tuple(remarks)
    if evidence.directions:
        anywhere, strict = azimuth_law([]), azimuth_law(evidence.directions, error=0.0)
        without = _share_inside(_claimed(replace(model, azimuth=anywhere), shape.grid), shape)
        left = _share_inside(_claimed(replace(model, azimuth=strict), shape.grid), shape)
    return (*remarks, *of_little_left(evidence, left, without))


def _fit(mark: FloatArray, shape: _Shape) -> float:
    """Return the best that a landmark and the rest of the claims do at any one place, at most 1."""
    return float((shape.claimed * mark).max() / shape.claimed.max())


def _share_inside(density: FloatArray, shape: _Shape) -> float:
    """Return the share of a density, per km and radian, that lies in the named seas."""
    mass = density * shape.grid.weight
    return float((mass * shape.inside).sum() / mass.sum())


# --- regions --------------------------------------------------------------------------------------


def _zone(
    evidence: Evidence,
    mean: _Place,
    shape: _Shape,
    levels: tuple[float, ...],
    conflicts: tuple[Remark, ...],
) -> ImpactZone:
    """Return the zone of a density on a grid."""
    density = shape.claimed * _sea_likelihood(shape.inside)
    for mark in shape.marks:
        density *= with_error(mark)
    contours = Contours(mean.lon_deg, mean.lat_deg, shape.grid, density)
    regions = contours.regions(levels)
    spot = regions[0].geometry.representative_point()
    return ImpactZone(
        launch=evidence.launch,
        source=evidence.source,
        evidence=evidence,
        lon_deg=mean.lon_deg,
        lat_deg=mean.lat_deg,
        site_sd_km=mean.sd_km,
        regions=regions,
        probabilities=_probabilities(shape.at, contours.mass),
        conflicts=conflicts,
        azimuths_deg=contours.azimuths_deg(levels[-1]),
        label_lonlat=(spot.x, spot.y),
    )


def _probabilities(at: Lookup, mass: FloatArray) -> dict[str, float]:
    """Return the chance of each named region: the mass at the nodes by how far they lie in it.

    Every other azimuth does: the chances change by 0.15 percentage points at most.
    """
    masses = mass[:, :-1:2]
    heavy = np.zeros(mass.shape, bool)
    heavy[:, :-1:2] = masses > masses.max() * LEAST_SHARE
    return region_shares(some_of(at, heavy), mass[heavy])
