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
from geolaunch.impact.conflicts import (
    between_distances,
    between_others,
    of_landmark,
    of_little_left,
    of_overflight,
    within_one_originator,
)
from geolaunch.impact.contours import Contours, Region
from geolaunch.impact.density import azimuth_law
from geolaunch.impact.evidence import Evidence
from geolaunch.impact.gather import gather
from geolaunch.impact.overflights import AUTO, Assume
from geolaunch.impact.paths import nearest_km
from geolaunch.impact.shape import UNREPORTED, Model, Shape, SitePlace, claimed, model_of, shape_of
from geolaunch.places.lands import Land, lands
from geolaunch.places.regions import Lookup, region_shares, some_of
from geolaunch.report.model import COMBINED, Launch, Remark

__all__ = ["LEVELS", "Assumed", "ImpactZone", "contours_of", "zone", "zone_of"]

FloatArray = NDArray[np.float64]

LEVELS = (0.5, 0.9)

# Where more than this share of the mass lies in the named seas, nothing can be below those.
SUSPECT_MASS = 0.2

# Nodes with a smaller share of the heaviest node's mass count for no chance: all of them together
# hold under 1e-4 of the mass in every test case, far out in the tails.
LEAST_SHARE = 1e-4

# The places of a grid are good to 250 m up to here (tests/impact/test_grid.py). No test flew half
# as far.
GREATEST_DISTANCE_KM = 10_000.0


# An assumption that leaves less than this share of what was said is not made: it would outweigh it.
LEAST_ASSUMED = 0.05

# A smaller chance that it fell on land is not worth a word.
LEAST_LAND = 0.05

# An assumption that takes less than this share of the mass changes no area that could be seen.
LEAST_DIFFERENCE = 0.01

# Where the land of another country is nearer to the site than so many of the site's standard
# deviations, which way the path leaves says little of whether it crosses it.
NEAR_BORDER_WIDTHS = 2.0


@dataclass(frozen=True, slots=True)
class Assumed:
    """That the path crossed none of some countries, and what the zone would be without it.

    `without` is the region of the largest level, and `times_as_large` its area over that of the
    zone's own.
    """

    lands: tuple[Land, ...]
    times_as_large: float
    without: Region


@dataclass(frozen=True, slots=True)
class ImpactZone:
    """Where the missiles of a launch fell, as far as the evidence says.

    `regions` are nested, the smallest level first. `probabilities` holds the chance of each named
    region and sums to 1. `conflicts` are remarks on what disagrees, `remarks` those on what a
    reader should know beside. `lon_deg`, `lat_deg` and `site_sd_km` are the site as used.
    `azimuths_deg` (start, stop; stop may pass 360) is the smallest arc that holds the largest
    region as seen from the site. `label_lonlat` is a point inside the smallest region for a label:
    the region has no centre to show. `assumed` is what the zone takes for granted, None if nothing.
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
    remarks: tuple[Remark, ...] = ()
    assumed: Assumed | None = None


def zone(
    launch: Launch,
    source: str = COMBINED,
    levels: Iterable[float] = LEVELS,
    assume: Assume = AUTO,
) -> ImpactZone:
    """Return the impact zone of a launch, by one originator or by all combined.

    Parameters
    ----------
    launch : Launch
        With a site, and a distance or a landing told from a place.
    source : str
        An originator of its reports, or `combined`.
    levels : iterable of float
        Chances between 0 and 1.
    assume : str
        Whether a launch from North Korea is assumed to have crossed no other country that nobody
        named: `auto`, where a statement by Seoul or Tokyo was read whole for it; `no-overflight`,
        at any rate; `none`, never.

    Returns
    -------
    ImpactZone
        With `assumed` where something was.

    Raises
    ------
    InputError
        There is no site, or neither a distance nor a landing.
    NoPlaceLeftError
        The claims exclude each other.
    """
    return zone_of(gather(launch, source, assume), levels)


def zone_of(evidence: Evidence, levels: Iterable[float] = LEVELS) -> ImpactZone:
    """Return the impact zone of gathered evidence; see `zone`."""
    chosen = _checked_levels(levels)
    _check_distances(evidence)
    disputed = between_distances(evidence)
    model = model_of(evidence, mixture=bool(disputed))
    shape = shape_of(model, evidence)
    agreed = (*evidence.conflicts, *within_one_originator(evidence), *between_others(evidence))
    conflicts = (*disputed, *agreed, *_conflicts(evidence, model, shape))
    return _zone(evidence, model.mean, shape, chosen, conflicts)


def contours_of(evidence: Evidence) -> Contours:
    """Return what `zone_of` takes its regions from, without remarks and chances by sea.

    It refuses nothing: of evidence that excludes itself it holds what errors leave.
    """
    model = model_of(evidence, mixture=bool(between_distances(evidence)))
    shape = shape_of(model, evidence)
    density, _ = _with_what_is_assumed(evidence, model.mean, shape, shape.reported())
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


# --- conflicts ------------------------------------------------------------------------------------


def _conflicts(evidence: Evidence, model: Model, shape: Shape) -> tuple[Remark, ...]:
    """Return a remark for what hardly fits together; refuse what cannot be.

    What counts is what is left when each piece is taken as right: without the errors that keep the
    likelihoods from being walls.
    """
    remarks = [
        remark
        for landmark, mark in zip(evidence.landmarks, shape.marks, strict=True)
        for remark in of_landmark(evidence, landmark, _fit(mark, shape))
    ]
    remarks += [
        remark
        for overflight, (path, _) in zip(evidence.overflights, shape.paths, strict=True)
        for remark in of_overflight(overflight, _fit(path, shape))
    ]
    without = left = _share_inside(shape.claimed, shape)
    if not (evidence.seas or evidence.at_sea) or left > SUSPECT_MASS:
        return tuple(remarks)
    if evidence.directions:
        anywhere, strict = azimuth_law([]), azimuth_law(evidence.directions, error=0.0)
        without = _share_inside(claimed(replace(model, azimuth=anywhere), shape.grid), shape)
        left = _share_inside(claimed(replace(model, azimuth=strict), shape.grid), shape)
    return (*remarks, *of_little_left(evidence, left, without))


def _fit(mark: FloatArray, shape: Shape) -> float:
    """Return the best that a likelihood and the rest of the claims do at any place, at most 1."""
    return float((shape.claimed * mark).max() / shape.claimed.max())


def _share_inside(density: FloatArray, shape: Shape) -> float:
    """Return the share of a density, per km and radian, that lies in the seas that are said."""
    mass = density * shape.grid.weight
    return float((mass * shape.inside).sum() / mass.sum())


# --- regions --------------------------------------------------------------------------------------


def _zone(
    evidence: Evidence,
    mean: SitePlace,
    shape: Shape,
    levels: tuple[float, ...],
    conflicts: tuple[Remark, ...],
) -> ImpactZone:
    """Return the zone of a density on a grid."""
    reported = shape.reported()
    density, remarks = _with_what_is_assumed(evidence, mean, shape, reported)
    contours = Contours(mean.lon_deg, mean.lat_deg, shape.grid, density)
    regions = contours.regions(levels)
    spot = regions[0].geometry.representative_point()
    chances = _probabilities(shape.at, contours.mass)
    assumed = None
    if density is not reported:
        assumed = _assumed(evidence, mean, shape, reported, regions)
    return ImpactZone(
        launch=evidence.launch,
        source=evidence.source,
        evidence=evidence,
        lon_deg=mean.lon_deg,
        lat_deg=mean.lat_deg,
        site_sd_km=mean.sd_km,
        regions=regions,
        probabilities=chances,
        conflicts=conflicts,
        azimuths_deg=contours.azimuths_deg(levels[-1]),
        label_lonlat=(spot.x, spot.y),
        remarks=(*remarks, *_of_land(evidence, chances)),
        assumed=assumed,
    )


# --- what is assumed ------------------------------------------------------------------------------


def _with_what_is_assumed(
    evidence: Evidence, mean: SitePlace, shape: Shape, reported: FloatArray
) -> tuple[FloatArray, tuple[Remark, ...]]:
    """Return the density with what is assumed, the same if nothing is; and what to say of it."""
    if shape.abroad is None:
        return reported, ()
    if _share_abroad(shape, reported) > 1.0 - LEAST_ASSUMED:
        names = ", ".join(land.name for land in _uncrossed(evidence))
        return reported, (Remark("remark_assumed_dropped", {"lands": names}),)
    assumed = reported * (1.0 - (1.0 - UNREPORTED) * shape.abroad)
    return assumed, _near_border(_uncrossed(evidence), mean)


def _share_abroad(shape: Shape, density: FloatArray) -> float:
    """Return the share of a density whose path crosses a country that it is assumed not to."""
    if shape.abroad is None:
        return 0.0
    mass = density * shape.grid.weight
    return float((mass * shape.abroad).sum() / mass.sum())


def _near_border(uncrossed: tuple[Land, ...], mean: SitePlace) -> tuple[Remark, ...]:
    """Return which lands the site lies so near to that the assumption says little of them."""
    reach_km = NEAR_BORDER_WIDTHS * mean.sd_km
    if nearest_km(uncrossed, mean.lon_deg, mean.lat_deg) > reach_km:
        return ()
    near = (it for it in uncrossed if nearest_km((it,), mean.lon_deg, mean.lat_deg) < reach_km)
    return (Remark("remark_near_border", {"lands": ", ".join(land.name for land in near)}),)


def _uncrossed(evidence: Evidence) -> tuple[Land, ...]:
    """Return the lands that are assumed not to have been crossed."""
    return tuple(lands()[id_] for id_ in evidence.uncrossed)


def _assumed(
    evidence: Evidence,
    mean: SitePlace,
    shape: Shape,
    reported: FloatArray,
    regions: tuple[Region, ...],
) -> Assumed:
    """Return what was assumed, and the largest region without it: the same if it hardly differs."""
    largest = regions[-1]
    if _share_abroad(shape, reported) < LEAST_DIFFERENCE:
        return Assumed(_uncrossed(evidence), 1.0, largest)
    without = Contours(mean.lon_deg, mean.lat_deg, shape.grid, reported)
    (larger,) = without.regions((largest.level,))
    return Assumed(_uncrossed(evidence), larger.area_km2 / largest.area_km2, larger)


def _of_land(evidence: Evidence, chances: Mapping[str, float]) -> tuple[Remark, ...]:
    """Return that nothing excludes land, where nothing does and some of the zone lies on it."""
    told = evidence.seas or evidence.at_sea or evidence.landmarks
    return () if told or chances["land"] < LEAST_LAND else (Remark("remark_land_possible"),)


# --- chances --------------------------------------------------------------------------------------


def _probabilities(at: Lookup, mass: FloatArray) -> dict[str, float]:
    """Return the chance of each named region: the mass at the nodes by how far they lie in it.

    Every other azimuth does: the chances change by 0.15 percentage points at most.
    """
    masses = mass[:, :-1:2]
    heavy = np.zeros(mass.shape, bool)
    heavy[:, :-1:2] = masses > masses.max() * LEAST_SHARE
    return region_shares(some_of(at, heavy), mass[heavy])
