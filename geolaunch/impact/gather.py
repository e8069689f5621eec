"""The reports of a launch to evidence: what counts for its zone, and what is left out, why.

One step a kind of evidence: it takes the reports, later words first, and returns what counts and
what does not. Each originator speaks once on each thing: of its distances the sharpest counts and
the vaguer ones are listed, since a newspaper's "more than 200 miles" is the military's 370 km in
other clothes. Nothing is dropped silently: what a zone does not use stands in `unused` with the
reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from geolaunch.errors import InputError
from geolaunch.impact.evidence import (
    DirectionEvidence,
    DistanceEvidence,
    Evidence,
    LandmarkEvidence,
    SeaEvidence,
    Unused,
)
from geolaunch.impact.landings import at_sea, landmarks_of
from geolaunch.impact.overflights import AUTO, Assume, lands_assumed_uncrossed, overflights_of
from geolaunch.impact.sites import site_evidence
from geolaunch.impact.statements import directions_of, figure_words, is_printed, said, statements
from geolaunch.places.seas import Sea, find_sea
from geolaunch.report.model import (
    COMBINED,
    UNUSUAL,
    Launch,
    Remark,
    Report,
    originator_of,
    source_name,
)
from geolaunch.report.quantity import distance_spread
from geolaunch.report.voices import later_first, missile_numbers, rank, reports_by, retracted

__all__ = ["gather"]

T = TypeVar("T")

# Kept and shown; they say little of where it fell, and the zone does not use them.
_NO_PLACE = ("landing.eez", "apogee", "flight_time")


@dataclass(frozen=True, slots=True)
class _Gathered(Generic[T]):
    """What counts of one kind of evidence, and what does not."""

    used: tuple[T, ...]
    unused: tuple[Unused, ...] = ()


@dataclass(frozen=True, slots=True)
class _Distances(_Gathered[DistanceEvidence]):
    """The distances that count; those that only bound it, and those that say less than another."""

    conditions: tuple[DistanceEvidence, ...] = ()
    vague: tuple[DistanceEvidence, ...] = ()


def gather(launch: Launch, source: str = COMBINED, assume: Assume = AUTO) -> Evidence:
    """Return the evidence of a launch, of one originator or combined.

    `assume` says whether the path is assumed to have crossed no other country (`zones.zone`).
    Raises InputError if no site is left to work with, or neither a distance nor a landing told from
    a place, and UnknownNameError for a source, site or sea that nobody knows.
    """
    reports = later_first(reports_by(launch, source))
    _refuse_several(launch)
    _refuse_paths(launch, reports)
    irregular = any(report.trajectory in UNUSUAL for report in reports)
    distances, seas = _distances(reports, irregular=irregular), _seas(reports)
    landmarks, unused_places = landmarks_of(reports)
    _check_enough(launch, reports, distances.used, landmarks)
    site = site_evidence(reports, _least_km(distances.used))
    directions = _directions(reports)
    overflights, unused_lands = overflights_of(reports, site.site)
    aside = (*_paths(reports), *directions.unused, *unused_places, *unused_lands)
    return Evidence(
        launch=launch.id,
        source=source_name(launch, source),
        site=site.site,
        distances=distances.used,
        directions=directions.used,
        seas=seas.used,
        unused=(
            *(*site.unused, *distances.unused, *aside),
            *(*_of_no_place(reports), *_retracted(reports_by(launch, source))),
        ),
        landmarks=landmarks,
        conditions=distances.conditions,
        vague=distances.vague,
        irregular=irregular,
        conflicts=site.conflicts,
        overflights=overflights,
        at_sea=None if seas.used else at_sea(reports),
        uncrossed=lands_assumed_uncrossed(launch, site.site, overflights, assume),
    )


def _least_km(distances: Iterable[DistanceEvidence]) -> float:
    """Return the shortest distance that it may have flown; infinity if none is given."""
    return min((distance.spread.high_km for distance in distances), default=math.inf)


def _refuse_several(launch: Launch) -> None:
    """Refuse a launch that is reported missile by missile: no one distance is that of all."""
    numbers = missile_numbers(launch)
    if numbers:
        each = ", ".join(f"{launch.id}.{number}" for number in numbers)
        raise InputError(
            f"{launch.id}: its missiles are reported one by one, and each has a zone of its own; "
            f"wanted one of {each}"
        )


def _refuse_paths(launch: Launch, reports: Iterable[Report]) -> None:
    """Refuse a cruise missile: nobody knows the way that it took."""
    path = next((report.path_length for report in reports if report.path_length), None)
    cruise = (launch.missile_class or "").casefold().startswith("cruise")
    if cruise or (path and not any(report.range for report in reports)):
        why = (
            f"{figure_words(path)} is the length of its path" if path else "it is a cruise missile"
        )
        raise InputError(
            f"{launch.id}: {why}, which says nothing of where it fell; no zone is drawn for it"
        )


def _check_enough(
    launch: Launch,
    reports: Iterable[Report],
    distances: tuple[DistanceEvidence, ...],
    landmarks: tuple[LandmarkEvidence, ...],
) -> None:
    """Refuse reports without a site, or with neither a distance nor a landing from a place."""
    if not any(report.site is not None for report in reports):
        raise InputError(
            f"{launch.id}: no report names a launch site; wanted `site` in one of them"
        )
    if not (distances or any(landmark.is_a_place for landmark in landmarks)):
        raise InputError(
            f"{launch.id}: no report gives a distance that can be used; wanted `range` in one, "
            "or a landing told from a place"
        )


# --- one step a kind of evidence ------------------------------------------------------------------


def _distances(reports: tuple[Report, ...], *, irregular: bool) -> _Distances:
    """Return each originator's sharpest distance, and what becomes of the others."""
    used: dict[str, DistanceEvidence] = {}
    conditions, vague, unused = [], [], []
    for report in sorted(reports, key=_sharpness):
        if report.range is None:
            continue
        originator = originator_of(report)
        spread = distance_spread(report.range, irregular=irregular, originator=originator)
        printed = is_printed(report, "range")
        distance = DistanceEvidence(originator, spread, said(report), printed)
        if spread.shape == "within":
            conditions.append(distance)
        elif originator in used:
            vague.append(distance)
            unused.append(_vaguer(distance, used[originator]))
        else:
            used[originator] = distance
    return _Distances(tuple(used.values()), tuple(unused), tuple(conditions), tuple(vague))


def _sharpness(report: Report) -> tuple[int, bool, float]:
    """Return the sorting key of a report's distance: the later word, then centres, then width."""
    if report.range is None:
        return (9, True, 0.0)
    spread = distance_spread(report.range)
    return (rank(report), spread.shape != "centre", spread.scale_km)


def _vaguer(distance: DistanceEvidence, better: DistanceEvidence) -> Unused:
    """Return a distance of which its originator gave a sharper one."""
    unprinted = frozenset[str]() if better.printed else frozenset({"words"})
    why = Remark("why_same", {"words": better.words}, unprinted)
    return Unused("range", distance.originator, distance.words, why, distance.printed)


def _said_better(field: str, originator: str, words: str, better: str) -> Unused:
    """Return what its originator said better, later or in other words."""
    return Unused(field, originator, words, Remark("why_same", {"words": better}))


def _directions(reports: Iterable[Report]) -> _Gathered[DirectionEvidence]:
    """Return each originator's direction: the later word, then the sharpest; others are unused."""
    directions = [
        (rank(report), direction.sd_deg, originator_of(report), direction)
        for report in reports
        for direction in directions_of(report)
    ]
    used: dict[str, DirectionEvidence] = {}
    unused: list[Unused] = []
    for _, _, originator, direction in sorted(directions, key=lambda item: item[:2]):
        if originator in used:
            better = used[originator].direction.words
            unused.append(_said_better("direction", originator, direction.words, better))
        else:
            used[originator] = DirectionEvidence(originator, direction)
    return _Gathered(tuple(used.values()), tuple(unused))


def _seas(reports: Iterable[Report]) -> _Gathered[SeaEvidence]:
    """Return each sea that was named, once, with all who named it."""
    named: dict[str, tuple[Sea, dict[str, None], str]] = {}
    for report in reports:
        if report.landing.sea is not None:
            sea = find_sea(report.landing.sea)
            _, who, _ = named.setdefault(sea.id, (sea, {}, report.landing.sea))
            who[originator_of(report)] = None
    return _Gathered(
        tuple(SeaEvidence(sea, tuple(who), words) for sea, who, words in named.values())
    )


# --- what no zone uses ----------------------------------------------------------------------------


def _paths(reports: Iterable[Report]) -> list[Unused]:
    """Return the lengths of paths, which are no distances from the site."""
    return [
        Unused(
            "path_length",
            originator_of(report),
            figure_words(report.path_length),
            Remark("why_path"),
            is_printed(report, "path_length"),
        )
        for report in reports
        if report.path_length
    ]


def _of_no_place(reports: Iterable[Report]) -> list[Unused]:
    """Return what is kept and shown but does not shape the zone."""
    why = Remark("why_no_place")
    return [
        Unused(field, originator_of(report), words, why, is_printed(report, field))
        for report in reports
        for field, words in statements(report)
        if field in _NO_PLACE
    ]


def _retracted(reports: Iterable[Report]) -> list[Unused]:
    """Return what originators said and retracted."""
    why = Remark("why_retracted")
    return [
        Unused(field, originator_of(report), words, why, is_printed(report, field))
        for report in retracted(reports)
        for field, words in statements(report)
    ]
