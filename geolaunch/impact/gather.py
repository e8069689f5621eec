"""The reports of a launch to evidence: what counts for its zone, and what is left out, why.

One step a kind of evidence: it takes the reports, later words first, and returns what counts and
what does not. Each originator speaks once on each thing: of its distances the sharpest counts and
the vaguer ones are listed, since a newspaper's "more than 200 miles" is the military's 370 km in
other clothes. Nothing is dropped silently: what a zone does not use stands in `unused` with the
reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.impact.evidence import (
    DirectionEvidence,
    DistanceEvidence,
    Evidence,
    LandmarkEvidence,
    SeaEvidence,
    Unused,
)
from geolaunch.impact.sites import site_evidence
from geolaunch.places.reference_places import find_reference
from geolaunch.places.seas import Sea, find_sea
from geolaunch.places.sites import site_of
from geolaunch.report.direction import Direction, from_degrees
from geolaunch.report.model import (
    COMBINED,
    UNUSUAL,
    Launch,
    Reference,
    Remark,
    Report,
    SitePoint,
    originator_of,
    source_name,
)
from geolaunch.report.quantity import Quantity, distance_spread
from geolaunch.report.voices import (
    later_first,
    latest,
    missile_numbers,
    rank,
    replaced,
    reports_by,
    retracted,
)

__all__ = ["gather", "said"]

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


def gather(launch: Launch, source: str = COMBINED) -> Evidence:
    """Return the evidence of a launch, of one originator or combined.

    Raises InputError if no site or no distance is left to work with, and UnknownNameError for a
    source, site or sea that nobody knows.
    """
    reports = later_first(reports_by(launch, source))
    _refuse_several(launch)
    _refuse_paths(launch, reports)
    irregular = any(report.trajectory in UNUSUAL for report in reports)
    distances = _distances(reports, irregular=irregular)
    _check_enough(launch, reports, distances.used)
    site = site_evidence(reports, min(distance.spread.high_km for distance in distances.used))
    directions, seas, landmarks = _directions(reports), _seas(reports), _landmarks(reports)
    return Evidence(
        launch=launch.id,
        source=source_name(launch, source),
        site=site.site,
        distances=distances.used,
        directions=directions.used,
        seas=seas.used,
        unused=(
            *site.unused,
            *distances.unused,
            *_paths(reports),
            *directions.unused,
            *landmarks.unused,
            *_of_no_place(reports),
            *_retracted(reports_by(launch, source)),
        ),
        landmarks=landmarks.used,
        conditions=distances.conditions,
        vague=distances.vague,
        irregular=irregular,
        conflicts=site.conflicts,
    )


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
        why = f"{_said(path)} is the length of its path" if path else "it is a cruise missile"
        raise InputError(
            f"{launch.id}: {why}, which says nothing of where it fell; no zone is drawn for it"
        )


def _check_enough(
    launch: Launch, reports: Iterable[Report], distances: tuple[DistanceEvidence, ...]
) -> None:
    """Refuse reports without a site or without a distance that can be used."""
    if not any(report.site is not None for report in reports):
        raise InputError(
            f"{launch.id}: no report names a launch site; wanted `site` in one of them"
        )
    if not distances:
        raise InputError(
            f"{launch.id}: no report gives a distance that can be used; wanted `range` in one"
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
        spread = distance_spread(report.range, irregular=irregular)
        distance = DistanceEvidence(originator, spread, said(report))
        if spread.shape == "within":
            conditions.append(distance)
        elif originator in used:
            vague.append(distance)
            unused.append(_said_better("range", originator, distance.words, used[originator].words))
        else:
            used[originator] = distance
    return _Distances(tuple(used.values()), tuple(unused), tuple(conditions), tuple(vague))


def _sharpness(report: Report) -> tuple[int, bool, float]:
    """Return the sorting key of a report's distance: the later word, then centres, then width."""
    if report.range is None:
        return (9, True, 0.0)
    spread = distance_spread(report.range)
    return (rank(report), spread.shape != "centre", spread.scale_km)


def _said_better(field: str, originator: str, words: str, better: str) -> Unused:
    """Return what its originator said better, later or in other words."""
    return Unused(field, originator, words, Remark("why_same", {"words": better}))


def _directions(reports: Iterable[Report]) -> _Gathered[DirectionEvidence]:
    """Return each originator's direction: the later word, then the sharpest; others are unused."""
    directions = [
        (rank(report), direction.sd_deg, originator_of(report), direction)
        for report in reports
        for direction in _directions_of(report)
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


def _directions_of(report: Report) -> list[Direction]:
    """Return the directions that a report gives: in degrees, in words, both or none."""
    degrees = [] if report.azimuth_deg is None else [from_degrees(report.azimuth_deg)]
    return degrees + ([report.direction] if report.direction else [])


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


def _landmarks(reports: tuple[Report, ...]) -> _Gathered[LandmarkEvidence]:
    """Return the landings by a coast or a place; places that nobody knows are unused."""
    marks: list[LandmarkEvidence] = []
    unused = [
        _said_better(
            "landing.reference", old.originator, _place_words(old.value), _place_words(new.value)
        )
        for old, new in replaced(reports, _reference)
    ]
    standing = [statement.report for statement in latest(reports, _reference)]
    for report in reports:
        originator, near = originator_of(report), report.landing.near
        reference = report.landing.reference if report in standing else None
        try:
            marks += [_near(originator, near)] if near else []
        except UnknownNameError as error:
            unused.append(_unknown_place("landing.near", originator, near or "", error))
        try:
            marks += [_from_place(originator, reference)] if reference else []
        except UnknownNameError as error:
            words = _place_words(reference) if reference else ""
            unused.append(_unknown_place("landing.reference", originator, words, error))
    distinct = {(mark.originator, mark.words): mark for mark in marks}
    return _Gathered(tuple(distinct.values()), tuple(unused))


def _reference(report: Report) -> Reference | None:
    """Return the place from which a report describes the landing."""
    return report.landing.reference


def _near(originator: str, words: str) -> LandmarkEvidence:
    """Return what "near X" says, X a coast or a place."""
    from geolaunch.places.coasts import find_coast  # here, so that listing claims loads no numpy

    try:
        return LandmarkEvidence(originator, words, coast=find_coast(words))
    except UnknownNameError:
        return LandmarkEvidence(originator, words, places=find_reference(words))


def _from_place(originator: str, reference: Reference) -> LandmarkEvidence:
    """Return what "about 200 km west of X" says."""
    return LandmarkEvidence(
        originator,
        _place_words(reference),
        places=find_reference(reference.place),
        distance=reference.distance,
        direction=reference.direction,
    )


def _unknown_place(field: str, originator: str, words: str, error: UnknownNameError) -> Unused:
    """Return a landing by a place that nobody knows: shown, not used."""
    if error.nearest:
        why = Remark("why_unknown", {"nearest": ", ".join(error.nearest)})
        return Unused(field, originator, words, why)
    return Unused(field, originator, words, Remark("why_unknown_place"))


# --- what no zone uses ----------------------------------------------------------------------------


def _paths(reports: Iterable[Report]) -> list[Unused]:
    """Return the lengths of paths, which are no distances from the site."""
    return [
        Unused("path_length", originator_of(report), _said(report.path_length), Remark("why_path"))
        for report in reports
        if report.path_length
    ]


def _of_no_place(reports: Iterable[Report]) -> list[Unused]:
    """Return what is kept and shown but does not shape the zone."""
    why = Remark("why_no_place")
    return [
        Unused(field, originator_of(report), words, why)
        for report in reports
        for field, words in _statements(report)
        if field in _NO_PLACE
    ]


def _retracted(reports: Iterable[Report]) -> list[Unused]:
    """Return what originators said and retracted."""
    return [
        Unused(field, originator_of(report), words, Remark("why_retracted"))
        for report in retracted(reports)
        for field, words in _statements(report)
    ]


# --- the words of a report ------------------------------------------------------------------------


def _statements(report: Report) -> list[tuple[str, str]]:
    """Return all that a report says of where it left, flew and fell: the field and the words."""
    landing = report.landing
    site = report.site if report.site is None else _site_words(report.site)
    unusual = report.trajectory in UNUSUAL  # a zone takes the others for granted
    statements = [
        ("site", site),
        ("range", said(report)),
        *(("direction", direction.words) for direction in _directions_of(report)),
        ("landing.sea", landing.sea),
        ("landing.near", landing.near),
        *(("landing.eez", f"{it} the EEZ of {country}") for country, it in landing.eez.items()),
        ("landing.reference", landing.reference and _place_words(landing.reference)),
        ("trajectory", report.trajectory if unusual else None),
        ("apogee", _said(report.apogee)),
        ("flight_time", _said(report.flight_time)),
        ("path_length", _said(report.path_length)),
    ]
    return [(field, words) for field, words in statements if words]


def said(report: Report) -> str:
    """Return the words of a report's distance, or its figure if the words are not known."""
    return _said(report.range)


def _said(quantity: Quantity | None) -> str:
    """Return the words of a quantity, or its figure if they are not known; "" for None."""
    if quantity is None:
        return ""
    figure = (
        f"{quantity.low:g}"
        if quantity.low == quantity.high
        else f"{quantity.low:g} to {quantity.high:g}"
    )
    return quantity.words or f"{figure} {quantity.unit}"


def _site_words(given: str | SitePoint) -> str:
    """Return what a site is called, whether or not it is known."""
    return given if isinstance(given, str) else site_of(given).words


def _place_words(reference: Reference) -> str:
    """Return the words of a landing by a place: "about 200 km west of X"."""
    direction = reference.direction.words if reference.direction else ""
    away = " ".join(filter(None, (_said(reference.distance), direction)))
    return f"{away} of {reference.place}" if away else reference.place
