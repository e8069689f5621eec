"""What is said of a launch, on a polar grid about its site: one density, and each likelihood.

Site, distance and direction make a density; seas, landmarks, lands flown over and lands assumed not
to have been are likelihoods at the same nodes. Each is kept as it is when taken as right, so that
conflicts can be told; `Shape.likelihood` allows for their errors.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geolaunch.geodesy.shapes import direct, inverse
from geolaunch.impact.density import (
    FINE_STEPS,
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
from geolaunch.impact.evidence import Evidence, OverflightEvidence
from geolaunch.impact.grid import Grid, around, azimuth_nodes, polar_grid, spaced_nodes
from geolaunch.impact.landmarks import landing_distances_km, landmark_likelihood, with_error
from geolaunch.impact.paths import BINS, Profile, crossing_chance, profile
from geolaunch.places.lands import lands
from geolaunch.places.regions import Lookup, look_up, region_weight
from geolaunch.places.sites import Site

__all__ = ["Model", "Shape", "SitePlace", "claimed", "model_of", "shape_of"]

FloatArray = NDArray[np.float64]

# The chance that a report names a given sea although it fell elsewhere, chosen: about one report in
# fifty is taken to name a wrong one, any of four. That it fell into some sea is as seldom wrong.
SEA_ERROR = 0.005

# The chance that a given land is said to have been flown over although it was not, chosen as that
# of landmarks: about one statement in fifty is wrong, any of some twenty lands. A denial has one
# alternative only.
OVERFLIGHT_ERROR = 1e-3
DENIAL_ERROR = 0.02

# What is left of the chance of a place whose path crosses a country that nobody said it crossed.
# On 29 launches with known landings anything from 0.005 to 0.1 scores the same.
UNREPORTED = 0.02

# A landing that alone says where it fell is no wall either: this is left beyond it.
LEAST_MARK = 1e-9

# Nodes of the grid, and of the coarse one that shows where the azimuths have mass.
DISTANCES, AZIMUTHS = 72, 160
COARSE_DISTANCES, COARSE_AZIMUTHS = 16, 72

# "Did not pass over Japan" cuts a density along a whole coast. Where at least this share of it is
# cut, the grid is so many times as fine each way: of 1, 2, 4 and 6 the first that holds the case
# zone-not-over-japan to half a percentage point (2.4, 1.3, 0.8 and 0.7 points off at 50 %).
LEAST_CUT = 0.01
FINER_ALONG_A_COAST = 6

# Distances stand as dense as this power of the mass, plus a tenth spread evenly: of 0.3, 0.35, 0.4,
# 0.45 and 0.5 it serves the levels from 50 to 95 % best.
NODE_POWER = 0.4

# Nodes of the polar table about one of several places that a name may mean.
TABLE_DISTANCES, TABLE_AZIMUTHS = 200, 361


@dataclass(frozen=True, slots=True)
class SitePlace:
    """One possible site: degrees, standard deviation in km, chance."""

    lon_deg: float
    lat_deg: float
    sd_km: float
    chance: float


# --- the site -------------------------------------------------------------------------------------


def _places(site: Site) -> tuple[SitePlace, ...]:
    """Return the possible sites, all equally likely."""
    chance = 1.0 / len(site.places)
    return tuple(SitePlace(p.lon_deg, p.lat_deg, p.sd_km, chance) for p in site.places)


def _mean_place(places: tuple[SitePlace, ...]) -> SitePlace:
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
    return SitePlace(float(lon0), float(lat0), float(np.sqrt(inside + between)), 1.0)


# --- the density ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Model:
    """What is said of site, distance and direction, as laws: one `sites` a place.

    `spread` is the law of the distance from the mean place, which says where nodes are wanted.
    """

    places: tuple[SitePlace, ...]
    mean: SitePlace
    sites: tuple[SiteLaw, ...]
    spread: SiteLaw
    azimuth: AzimuthLaw


@dataclass(frozen=True, slots=True)
class Shape:
    """What is said, on a grid: all (n, m) but for `at`, where its nodes lie among the regions.

    `claimed` is the density of site, distance and direction per km and radian. Taken as right, each
    is a likelihood: `inside` the chance to lie in a named sea, or in any if one is said to; `marks`
    those of the landmarks; `paths` those of the lands flown over, each with the chance that it is
    said in error. `abroad` is the chance that the
    path crosses a country that it is assumed not to, None where nothing is assumed. `is_flown` says
    whether a distance flown was given: where only a landing tells how far off it fell, its error
    would be a ring about the site that nobody spoke of, and is left out.
    """

    grid: Grid
    claimed: FloatArray
    at: Lookup
    inside: FloatArray
    marks: tuple[FloatArray, ...]
    paths: tuple[tuple[FloatArray, float], ...]
    abroad: FloatArray | None
    is_flown: bool = True

    def reported(self) -> FloatArray:
        """Return the density of all that is reported, each piece with its error."""
        density = self.claimed * sea_likelihood(self.inside)
        for mark in self.marks:
            density *= with_error(mark) if self.is_flown else np.maximum(mark, LEAST_MARK)
        for path, error in self.paths:
            density *= error + (1.0 - error) * path
        return density


def model_of(evidence: Evidence, *, mixture: bool) -> Model:
    """Return the laws of what is said; `mixture` if its distances cannot all be right."""
    places = _places(evidence.site)
    mean = _mean_place(places)
    steps, law = _distances(evidence, mean, mixture=mixture)
    law = within_conditions(law, steps, evidence.conditions)
    spread = site_law(law, steps, mean.sd_km)
    sites = (spread,) if len(places) == 1 else tuple(site_law(law, steps, p.sd_km) for p in places)
    return Model(places, mean, sites, spread, azimuth_law(evidence.directions))


def _distances(
    evidence: Evidence, mean: SitePlace, *, mixture: bool
) -> tuple[FloatArray, FloatArray]:
    """Return equal steps of distance in km and the density of the true distance on them.

    Where nobody gave a distance flown, it is that of any place of the reported landing alike.
    """
    if evidence.distances:
        fine = distance_steps(evidence.distances)
        return fine, distance_density(evidence.distances, fine, mixture=mixture)
    low, high = landing_distances_km(evidence.landmarks, mean.lon_deg, mean.lat_deg)
    step = (high - low) / FINE_STEPS
    steps = np.asarray(low + step * (np.arange(FINE_STEPS) + 0.5), np.float64)
    return steps, np.asarray(steps / steps.sum())


def _grid(model: Model, evidence: Evidence) -> Grid:
    """Return the grid about the mean site, its nodes close together where the mass is.

    A coarse grid first shows which azimuths seas, landmarks and lands leave. What is assumed counts
    in part, so that the area without it is well drawn too.
    """
    nodes, coarse = (_distance_nodes(model.spread, n) for n in (DISTANCES, COARSE_DISTANCES))
    site = around(model.mean.lon_deg, model.mean.lat_deg, nodes[0], nodes[-1])
    even = np.linspace(0.0, 360.0, COARSE_AZIMUTHS + 1)
    rough = polar_grid(site, coarse, even)
    shape = _on_grid(model, evidence, rough)
    mass = shape.reported() * rough.weight
    if shape.abroad is not None:
        mass *= 1.0 - (1.0 - np.sqrt(UNREPORTED)) * shape.abroad
    finer = FINER_ALONG_A_COAST if _is_cut(evidence, shape) else 1
    nodes = nodes if finer == 1 else _distance_nodes(model.spread, finer * DISTANCES)
    return polar_grid(site, nodes, azimuth_nodes(even, mass.sum(axis=0), finer * AZIMUTHS + 1))


def _is_cut(evidence: Evidence, shape: Shape) -> bool:
    """Tell whether a land that was not flown over takes away some of what is claimed."""
    mass = shape.claimed * shape.grid.weight
    denials = (
        likelihood
        for overflight, (likelihood, _) in zip(evidence.overflights, shape.paths, strict=True)
        if not overflight.crossed
    )
    return any(((1.0 - kept) * mass).sum() > LEAST_CUT * mass.sum() for kept in denials)


def _distance_nodes(law: SiteLaw, count: int) -> FloatArray:
    """Return distances from the mean site, close together where the mass is."""
    return spaced_nodes(law.at_km, (law.planar * law.at_km) ** NODE_POWER, count)


def shape_of(model: Model, evidence: Evidence) -> Shape:
    """Return the density of what is said on a grid about the mean site."""
    return _on_grid(model, evidence, _grid(model, evidence))


def _on_grid(model: Model, evidence: Evidence, grid: Grid) -> Shape:
    """Return what is said at the nodes of a grid."""
    at = look_up(grid.lon_deg, grid.lat_deg)
    return Shape(
        grid=grid,
        claimed=claimed(model, grid),
        at=at,
        inside=_at_sea(evidence, at),
        marks=_marks(evidence, grid),
        paths=tuple(_path(model, grid, overflight) for overflight in evidence.overflights),
        abroad=_abroad(model, evidence, grid),
        is_flown=bool(evidence.distances),
    )


def _marks(evidence: Evidence, grid: Grid) -> tuple[FloatArray, ...]:
    """Return the likelihood of each landmark at the nodes, taken as right."""
    return tuple(
        landmark_likelihood(landmark, grid.lon_deg, grid.lat_deg) for landmark in evidence.landmarks
    )


def claimed(model: Model, grid: Grid) -> FloatArray:
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
    model: Model, law: SiteLaw, distance_km: FloatArray, azimuth_deg: FloatArray
) -> FloatArray:
    """Return the density (n, m) of azimuths per radian at distances from a place."""
    shares = wave_shares(model.azimuth, law, model.mean.lat_deg, distance_km)
    return azimuth_density(model.azimuth, shares, azimuth_deg)


def _claimed_from(place: SitePlace, law: SiteLaw, model: Model, grid: Grid) -> FloatArray:
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


# --- seas -----------------------------------------------------------------------------------------


def _at_sea(evidence: Evidence, at: Lookup) -> FloatArray:
    """Return the chance that each place lies where it is said to have fallen, as to seas.

    In one of those named; in any if it is only said to be at sea; 1 if nothing is said.
    """
    if evidence.seas:
        inside = sum(region_weight(named.sea.id, at) for named in evidence.seas)
        return np.asarray(np.minimum(inside, 1.0), dtype=np.float64)
    if evidence.at_sea:
        return np.asarray(1.0 - region_weight("land", at), dtype=np.float64)
    return np.ones(at.node.shape)


def sea_likelihood(inside: FloatArray) -> FloatArray:
    """Return the likelihood of what is said of seas, where the chance of it is `inside`."""
    return SEA_ERROR + (1.0 - SEA_ERROR) * inside


# --- lands on the way -----------------------------------------------------------------------------


def _path(model: Model, grid: Grid, overflight: OverflightEvidence) -> tuple[FloatArray, float]:
    """Return the likelihood of a land flown over, or not, taken as right; and its error."""
    land, beyond = (overflight.land,), overflight.crossed
    seen = [profile(land, p.lon_deg, p.lat_deg, beyond=beyond) for p in model.places]
    crossed = _crossing(model, grid, seen)
    return (crossed, OVERFLIGHT_ERROR) if overflight.crossed else (1.0 - crossed, DENIAL_ERROR)


def _abroad(model: Model, evidence: Evidence, grid: Grid) -> FloatArray | None:
    """Return the chance of crossing a country that it is assumed not to; None if nothing is."""
    if not evidence.uncrossed:
        return None
    known = lands()
    countries = tuple(known[id_] for id_ in evidence.uncrossed)
    seen = [profile(countries, p.lon_deg, p.lat_deg, count=BINS) for p in model.places]
    return _crossing(model, grid, seen)


def _crossing(model: Model, grid: Grid, seen: list[Profile]) -> FloatArray:
    """Return the chance that the path to each node crosses a land, as seen from each place.

    Of several places that the site may be, each counts as much as the node is like it.
    """
    if len(model.places) == 1:
        sd_km = model.mean.sd_km
        return crossing_chance(seen[0], sd_km, grid.distance_km, grid.azimuth_deg)
    likely, total = np.zeros(grid.lon_deg.shape), np.zeros(grid.lon_deg.shape)
    for place, law, view in zip(model.places, model.sites, seen, strict=True):
        share = place.chance * _claimed_from(place, law, model, grid)
        likely += share * _crossing_from(place, law, view, grid)
        total += share
    return np.asarray(likely / np.maximum(total, np.finfo(float).tiny))


def _crossing_from(place: SitePlace, law: SiteLaw, seen: Profile, grid: Grid) -> FloatArray:
    """Return the chance at the nodes if the launch was about one of several places."""
    d, azimuth, _ = inverse(place.lon_deg, place.lat_deg, grid.lon_deg, grid.lat_deg)
    distances = np.linspace(law.at_km[0], law.at_km[-1], TABLE_DISTANCES)
    azimuths = np.linspace(0.0, 360.0, TABLE_AZIMUTHS)
    table = crossing_chance(seen, place.sd_km, distances, azimuths)
    return _bilinear(table, _among(d, distances), _among(azimuth % 360.0, azimuths))
