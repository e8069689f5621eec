"""The reports of a launch to evidence: what counts for its zone, and what is left out, why.

Each originator speaks once on each thing: of its distances the sharpest counts and the vaguer ones
are listed, since a newspaper's "more than 200 miles" is the military's 370 km in other clothes.
Nothing is dropped silently: what a zone does not use stands in `unused` with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.geodesy.sphere import sphere_distance_km
from geolaunch.impact.evidence import (
    DirectionEvidence,
    DistanceEvidence,
    Evidence,
    LandmarkEvidence,
    SeaEvidence,
    Unused,
)
from geolaunch.places.reference_places import find_reference
from geolaunch.places.seas import Sea, find_sea
from geolaunch.places.sites import Site, site_of
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

__all__ = [
    "gather",
    "said",
    "site_width_km",
]

# Of two figures by one originator the later word counts: final, then revised, then first.
_STATUS_RANK = {"final": 0, "revised": 1, "first": 2, None: 2}


@dataclass(frozen=True, slots=True)
class _Sites:
    """The site that counts, what was told more widely, and accounts that cannot both be right."""

    site: Site
    unused: tuple[Unused, ...]
    conflicts: tuple[Remark, ...]


@dataclass(frozen=True, slots=True)
class _Distances:
    """The distances that count, that bound, that say less, and what is said of the last."""

    used: tuple[DistanceEvidence, ...]
    conditions: tuple[DistanceEvidence, ...]
    vague: tuple[DistanceEvidence, ...]
    unused: tuple[Unused, ...]


# Kept and shown; they say little of where it fell, and the zone does not use them.
_NO_PLACE = ("landing.eez", "apogee", "flight_time")


def gather(launch: Launch, source: str = COMBINED) -> Evidence:
    """Return the evidence of a launch, of one originator or combined.

    Raises InputError if no site or no distance is left to work with, and UnknownNameError for a
    source, site or sea that nobody knows.
    """
    reports = _reports_of(launch, source)
    _refuse_paths(launch, reports)
    irregular = any(report.trajectory in UNUSUAL for report in reports)
    distances = _distances(reports, irregular=irregular)
    if not any(report.site is not None for report in reports):
        raise InputError(
            f"{launch.id}: no report names a launch site; wanted `site` in one of them"
        )
    if not distances.used:
        raise InputError(
            f"{launch.id}: no report gives a distance that can be used; wanted `range` in one"
        )
    sites = _site(reports, min(each.spread.high_km for each in distances.used))
    directions, no_directions = _directions(reports)
    landmarks, no_landmarks = _landmarks(reports)
    retracted = _retracted(_reports_by(launch, source))
    paths = _paths(reports)
    aside = (*sites.unused, *distances.unused, *paths, *no_directions, *no_landmarks)
    return Evidence(
        launch=launch.id,
        source=source_name(launch, source),
        site=sites.site,
        distances=distances.used,
        directions=directions,
        seas=_seas(reports),
        unused=(*aside, *_of_no_place(reports), *retracted),
        landmarks=landmarks,
        conditions=distances.conditions,
        vague=distances.vague,
        irregular=irregular,
        conflicts=sites.conflicts,
    )


def _refuse_paths(launch: Launch, reports: Iterable[Report]) -> None:
    """Refuse a cruise missile: nobody knows the way that it took."""
    path = next((report.path_length for report in reports if report.path_length), None)
    cruise = (launch.missile_class or "").casefold().startswith("cruise")
    if cruise or (path and not any(report.range for report in reports)):
        told = f"{_said(path)} is the length of its path" if path else "it is a cruise missile"
        raise InputError(
            f"{launch.id}: {told}, which says nothing of where it fell; no zone is drawn for it"
        )


def _reports_of(launch: Launch, source: str) -> tuple[Report, ...]:
    """Return the reports that count, those of the later word first."""
    standing = [report for report in _reports_by(launch, source) if report.status != "retracted"]
    return tuple(sorted(standing, key=lambda report: _STATUS_RANK[report.status]))


def _reports_by(launch: Launch, source: str) -> tuple[Report, ...]:
    """Return the reports of one originator, or all of them."""
    name = source_name(launch, source)
    return tuple(r for r in launch.reports if name in (COMBINED, originator_of(r)))


def _site(reports: Iterable[Report], distance_km: float) -> _Sites:
    """Return the sharpest account of the site; accounts that exclude it count beside it.

    Two accounts exclude each other if they lie over three of their joint widths apart, and over 0.3
    of the distance flown: nearer ones are one place told twice.
    """
    told = [
        (site_of(r.site, _said_of_site(r)), originator_of(r)) for r in reports if r.site is not None
    ]
    told.sort(key=lambda pair: site_width_km(pair[0]))
    sharpest = told[0][0]
    others = [pair for pair in told[1:] if _excluded(sharpest, pair[0], distance_km)]
    places = {
        place: None for site in (sharpest, *(site for site, _ in others)) for place in site.places
    }
    unused = tuple(
        Unused("site", originator, site.words, Remark("why_narrower"))
        for site, originator in told[1:]
        if not set(site.places) <= set(places)
    )
    conflicts = tuple(
        Remark(
            "conflict_sites",
            {"a": sharpest.words, "who_a": told[0][1], "b": site.words, "who_b": who},
        )
        for site, who in others
    )
    names = " / ".join(dict.fromkeys(site.words for site in (sharpest, *(s for s, _ in others))))
    known = sharpest.in_catalogue and all(site.in_catalogue for site, _ in others)
    site = Site(names, tuple(places), known) if others else sharpest
    return _Sites(site, unused, conflicts)


def _said_of_site(report: Report) -> str:
    """Return the words that a report has for its site, "" where it has none."""
    return report.words["site"].words if "site" in report.words else ""


def _excluded(one: Site, other: Site, distance_km: float) -> bool:
    """Tell whether two accounts of a site cannot both be right; see `_site`."""
    apart = min(
        sphere_distance_km(a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg)
        for a in one.places
        for b in other.places
    )
    widths = math.hypot(site_width_km(one), site_width_km(other))
    return apart > 3.0 * widths and apart > 0.3 * distance_km


def site_width_km(site: Site) -> float:
    """Return a rough width of a site for comparing accounts of it: its widest place, in km."""
    return max(place.sd_km for place in site.places) * math.sqrt(len(site.places))


def _distances(reports: tuple[Report, ...], *, irregular: bool) -> _Distances:
    """Return each originator's sharpest distance, and what becomes of the others."""
    used: dict[str, DistanceEvidence] = {}
    conditions, vague, unused = [], [], []
    for report in sorted(reports, key=_sharpness):
        if report.range is None:
            continue
        originator = originator_of(report)
        spread = distance_spread(report.range, irregular=irregular)
        told = DistanceEvidence(originator, spread, said(report))
        if spread.shape == "within":
            conditions.append(told)
        elif originator in used:
            vague.append(told)
            why = Remark("why_same", {"words": used[originator].words})
            unused.append(Unused("range", originator, told.words, why))
        else:
            used[originator] = told
    return _Distances(tuple(used.values()), tuple(conditions), tuple(vague), tuple(unused))


def _sharpness(report: Report) -> tuple[int, bool, float]:
    """Return the sorting key of a report's distance: the later word, then centres, then width."""
    if report.range is None:
        return (9, True, 0.0)
    spread = distance_spread(report.range)
    return (_STATUS_RANK[report.status], spread.shape != "centre", spread.scale_km)


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


def _directions(reports: Iterable[Report]) -> tuple[tuple[DirectionEvidence, ...], list[Unused]]:
    """Return each originator's direction: the later word, then the sharpest; others are unused."""
    told = [
        (_STATUS_RANK[report.status], direction.sd_deg, originator_of(report), direction)
        for report in reports
        for direction in _told_directions(report)
    ]
    used: dict[str, DirectionEvidence] = {}
    unused: list[Unused] = []
    for _, _, originator, direction in sorted(told, key=lambda item: item[:2]):
        if originator in used:
            why = Remark("why_same", {"words": used[originator].direction.words})
            unused.append(Unused("direction", originator, direction.words, why))
        else:
            used[originator] = DirectionEvidence(originator, direction)
    return tuple(used.values()), unused


def _told_directions(report: Report) -> list[Direction]:
    """Return the directions that a report gives: in degrees, in words, both or none."""
    degrees = [] if report.azimuth_deg is None else [from_degrees(report.azimuth_deg)]
    return degrees + ([report.direction] if report.direction else [])


def _seas(reports: Iterable[Report]) -> tuple[SeaEvidence, ...]:
    """Return each sea that was named, once, with all who named it."""
    named: dict[str, tuple[Sea, dict[str, None], str]] = {}
    for report in reports:
        if report.landing.sea is not None:
            sea = find_sea(report.landing.sea)
            _, who, _ = named.setdefault(sea.id, (sea, {}, report.landing.sea))
            who[originator_of(report)] = None
    return tuple(SeaEvidence(sea, tuple(who), words) for sea, who, words in named.values())


def _landmarks(
    reports: Iterable[Report],
) -> tuple[tuple[LandmarkEvidence, ...], list[Unused]]:
    """Return the landings told from coasts and places; unknown ones are listed as unused."""
    known: list[LandmarkEvidence] = []
    counted, unused = _later_references(reports)
    for report in counted:
        originator, landing = originator_of(report), report.landing
        try:
            known += [_near(originator, landing.near)] if landing.near else []
        except UnknownNameError as error:
            unused.append(_unknown_place("landing.near", originator, landing.near or "", error))
        try:
            known += [_from_place(originator, landing.reference)] if landing.reference else []
        except UnknownNameError as error:
            words = _reference_words(landing.reference) if landing.reference else ""
            unused.append(_unknown_place("landing.reference", originator, words, error))
    once = {(each.originator, each.words): each for each in known}
    return tuple(once.values()), unused


def _later_references(reports: Iterable[Report]) -> tuple[list[Report], list[Unused]]:
    """Return reports, later words first, without the places that their originator told anew."""
    counted: list[Report] = []
    unused: list[Unused] = []
    latest: dict[str, tuple[int, Reference]] = {}
    for report in reports:
        who, told, rank = (
            originator_of(report),
            report.landing.reference,
            _STATUS_RANK[report.status],
        )
        if told is not None and rank > latest.setdefault(who, (rank, told))[0]:
            why = Remark("why_same", {"words": _reference_words(latest[who][1])})
            unused.append(Unused("landing.reference", who, _reference_words(told), why))
            report = replace(report, landing=replace(report.landing, reference=None))
        counted.append(report)
    return counted, unused


def _near(originator: str, words: str) -> LandmarkEvidence:
    """Return what "near X" says, X a coast or a place."""
    from geolaunch.places.coasts import find_coast  # here, so that telling claims loads no numpy

    try:
        return LandmarkEvidence(originator, words, coast=find_coast(words))
    except UnknownNameError:
        return LandmarkEvidence(originator, words, places=find_reference(words))


def _from_place(originator: str, told: Reference) -> LandmarkEvidence:
    """Return what "about 200 km west of X" says."""
    places = find_reference(told.place)
    words = _reference_words(told)
    return LandmarkEvidence(originator, words, None, places, told.distance, told.direction)


def _unknown_place(field: str, originator: str, words: str, error: UnknownNameError) -> Unused:
    """Return a landing told from a place that nobody knows: shown, not used."""
    if error.nearest:
        return Unused(
            field, originator, words, Remark("why_unknown", {"nearest": ", ".join(error.nearest)})
        )
    return Unused(field, originator, words, Remark("why_unknown_place"))


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
    """Return what originators said and took back."""
    return [
        Unused(field, originator_of(report), words, Remark("why_retracted"))
        for report in reports
        if report.status == "retracted"
        for field, words in _statements(report)
    ]


def _statements(report: Report) -> list[tuple[str, str]]:
    """Return all that a report says of where it left, flew and fell: the field and the words."""
    landing = report.landing
    site = report.site if report.site is None else _site_words(report.site)
    unusual = report.trajectory in UNUSUAL  # a zone takes the others for granted
    told = [
        ("site", site),
        ("range", said(report)),
        *(("direction", direction.words) for direction in _told_directions(report)),
        ("landing.sea", landing.sea),
        ("landing.near", landing.near),
        *(("landing.eez", f"{it} the EEZ of {country}") for country, it in landing.eez.items()),
        ("landing.reference", landing.reference and _reference_words(landing.reference)),
        ("trajectory", report.trajectory if unusual else None),
        ("apogee", _said(report.apogee)),
        ("flight_time", _said(report.flight_time)),
        ("path_length", _said(report.path_length)),
    ]
    return [(field, words) for field, words in told if words]


def _site_words(given: str | SitePoint) -> str:
    """Return what a site is called, whether or not it is known."""
    return given if isinstance(given, str) else site_of(given).words


def _reference_words(reference: Reference) -> str:
    """Return the words of a landing told from a place: "about 200 km west of X"."""
    direction = reference.direction.words if reference.direction else ""
    away = " ".join(filter(None, (_said(reference.distance), direction)))
    return f"{away} of {reference.place}" if away else reference.place
