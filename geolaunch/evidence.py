"""What the reports of a launch say about where it fell, as likelihoods; and what is left out, why.

Each originator speaks once on each thing: of its distances the sharpest counts and the vaguer ones
are listed, since a newspaper's "more than 200 miles" is the military's 370 km in other clothes.
Nothing is dropped silently: what a zone does not use stands in `unused` with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from geolaunch.direction import Direction, from_degrees
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.places import Site, site_of
from geolaunch.quantity import Spread, distance_spread
from geolaunch.report import UNATTRIBUTED, Launch, Report, originators
from geolaunch.seas import Sea, find_sea

__all__ = [
    "COMBINED",
    "DirectionEvidence",
    "DistanceEvidence",
    "Evidence",
    "SeaEvidence",
    "Unused",
    "gather",
    "originator_of",
    "said",
    "source_name",
]

COMBINED = "combined"

# Of two figures by one originator the later word counts: final, then revised, then first.
_STATUS_RANK = {"final": 0, "revised": 1, "first": 2, None: 2}


@dataclass(frozen=True, slots=True)
class DistanceEvidence:
    """One originator's distance: the likelihood of each true distance, and the words."""

    originator: str
    spread: Spread
    words: str


@dataclass(frozen=True, slots=True)
class DirectionEvidence:
    """One originator's direction."""

    originator: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class SeaEvidence:
    """A sea that it is said to have fallen into, and by whom, each once."""

    sea: Sea
    originators: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Unused:
    """Something that was said and that the zone does not use: what, by whom, and why."""

    field: str
    originator: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that counts for one zone. `source` is an originator, or `combined` for all of them."""

    launch: str
    source: str
    site: Site
    distances: tuple[DistanceEvidence, ...]
    directions: tuple[DirectionEvidence, ...]
    seas: tuple[SeaEvidence, ...]
    unused: tuple[Unused, ...]


def gather(launch: Launch, source: str = COMBINED) -> Evidence:
    """Return the evidence of a launch, of one originator or combined.

    Raises InputError if no site or no distance is left to work with, and UnknownNameError for a
    source, site or sea that nobody knows.
    """
    reports = _reports_of(launch, source)
    sites, vague_sites = _site(reports)
    distances, vague = _distances(reports)
    if not sites:
        raise InputError(
            f"{launch.id}: no report names a launch site; wanted `site` in one of them"
        )
    if not distances:
        raise InputError(
            f"{launch.id}: no report gives a distance that can be used; wanted `range` in one"
        )
    directions, no_directions = _directions(reports)
    return Evidence(
        launch=launch.id,
        source=source_name(launch, source),
        site=sites[0],
        distances=distances,
        directions=directions,
        seas=_seas(reports),
        unused=(*vague_sites, *vague, *no_directions, *_not_yet_used(reports), *_retracted(launch)),
    )


def source_name(launch: Launch, source: str) -> str:
    """Return the originator that `source` names, in the catalogue's spelling, or `combined`."""
    if source == COMBINED:
        return source
    known = originators(launch)
    exact = [name for name in known if name.casefold() == source.casefold()]
    inside = [name for name in known if source.casefold() in name.casefold()]
    if exact or len(inside) == 1:
        return (exact or inside)[0]
    hint = f"the originators of {launch.id} are {', '.join(known)}, or `{COMBINED}`"
    raise UnknownNameError("source", source, [*known, COMBINED], hint)


def originator_of(report: Report) -> str:
    """Return who made a report's claims."""
    return report.originator or UNATTRIBUTED


def _reports_of(launch: Launch, source: str) -> tuple[Report, ...]:
    """Return the reports that count, those of the later word first."""
    name = source_name(launch, source)
    chosen = [r for r in launch.reports if name in (COMBINED, originator_of(r))]
    standing = [report for report in chosen if report.status != "retracted"]
    return tuple(sorted(standing, key=lambda report: _STATUS_RANK[report.status]))


# --- one kind of evidence after the other ---------------------------------------------------------


def _site(reports: Iterable[Report]) -> tuple[list[Site], list[Unused]]:
    """Return the sharpest site first; sites told more widely are listed as unused."""
    told = [(site_of(r.site), originator_of(r)) for r in reports if r.site is not None]
    told.sort(key=lambda pair: site_width_km(pair[0]))
    unused = [
        Unused("site", originator, site.words, "a narrower account of the site is used")
        for site, originator in told[1:]
        if site.places != told[0][0].places
    ]
    return [site for site, _ in told], unused


def site_width_km(site: Site) -> float:
    """Return a rough width of a site for comparing accounts of it: its widest place, in km."""
    return max(place.sd_km for place in site.places) * math.sqrt(len(site.places))


def _distances(reports: tuple[Report, ...]) -> tuple[tuple[DistanceEvidence, ...], list[Unused]]:
    """Return each originator's sharpest distance; the others are listed as unused."""
    used: dict[str, DistanceEvidence] = {}
    unused: list[Unused] = []
    for report in sorted(reports, key=_sharpness):
        if report.range is None:
            continue
        originator, words = originator_of(report), said(report)
        if report.range.qualifier == "conditional":
            why = "holds only if the flight had been another one"
            unused.append(Unused("range", originator, words, why))
        elif originator in used:
            why = f"the same originator's “{used[originator].words}” is used"
            unused.append(Unused("range", originator, words, why))
        else:
            used[originator] = DistanceEvidence(originator, distance_spread(report.range), words)
    return tuple(used.values()), unused


def _sharpness(report: Report) -> tuple[int, bool, float]:
    """Return the sorting key of a report's distance: the later word, then centres, then width."""
    if report.range is None or report.range.qualifier == "conditional":
        return (9, True, 0.0)
    spread = distance_spread(report.range)
    return (_STATUS_RANK[report.status], spread.shape != "centre", spread.scale_km)


def said(report: Report) -> str:
    """Return the words of a report's distance, or its figure if the words are not known."""
    quantity = report.range
    if quantity is None:
        return ""
    figure = (
        f"{quantity.low:g}"
        if quantity.low == quantity.high
        else f"{quantity.low:g} to {quantity.high:g}"
    )
    return quantity.words or f"{figure} {quantity.unit}"


def _directions(reports: Iterable[Report]) -> tuple[tuple[DirectionEvidence, ...], list[Unused]]:
    """Return each originator's first direction, degrees before words; others are unused."""
    used: dict[str, DirectionEvidence] = {}
    unused: list[Unused] = []
    for report in reports:
        told = [from_degrees(report.azimuth_deg)] if report.azimuth_deg is not None else []
        told += [report.direction] if report.direction else []
        for direction in told:
            originator = originator_of(report)
            if originator in used:
                why = "a sharper direction by the same originator is used"
                unused.append(Unused("direction", originator, direction.words, why))
            else:
                used[originator] = DirectionEvidence(originator, direction)
    return tuple(used.values()), unused


def _seas(reports: Iterable[Report]) -> tuple[SeaEvidence, ...]:
    """Return each sea that was named, once, with all who named it."""
    named: dict[str, tuple[Sea, dict[str, None], str]] = {}
    for report in reports:
        if report.landing.sea is not None:
            sea = find_sea(report.landing.sea)
            _, who, _ = named.setdefault(sea.id, (sea, {}, report.landing.sea))
            who[originator_of(report)] = None
    return tuple(SeaEvidence(sea, tuple(who), words) for sea, who, words in named.values())


def _not_yet_used(reports: Iterable[Report]) -> list[Unused]:
    """Return what is kept and shown but does not shape the zone yet."""
    why = "kept and shown; this version does not use it for the zone"
    unused: list[Unused] = []
    for report in reports:
        originator, landing = originator_of(report), report.landing
        if landing.near:
            unused.append(Unused("landing.near", originator, landing.near, why))
        for country, verdict in landing.eez.items():
            words = f"{verdict} the EEZ of {country}"
            unused.append(Unused("landing.eez", originator, words, why))
        if landing.reference:
            unused.append(Unused("landing.reference", originator, landing.reference.place, why))
        if report.trajectory in ("irregular", "glide"):
            unused.append(Unused("trajectory", originator, report.trajectory, why))
    return unused


def _retracted(launch: Launch) -> list[Unused]:
    """Return the reports that their originator took back."""
    return [
        Unused("report", originator_of(report), said(report), "retracted by its originator")
        for report in launch.reports
        if report.status == "retracted"
    ]
