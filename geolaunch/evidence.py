"""What the reports of a launch say about where it fell, as likelihoods; and what is left out, why.

Each originator speaks once on each thing: of its distances the sharpest counts and the vaguer ones
are listed, since a newspaper's "more than 200 miles" is the military's 370 km in other clothes.
Nothing is dropped silently: what a zone does not use stands in `unused` with the reason.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from geolaunch.direction import Direction, from_degrees
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.places import Site, site_of
from geolaunch.quantity import Quantity, Spread, distance_spread
from geolaunch.report import UNATTRIBUTED, Launch, Reference, Report, SitePoint, originators
from geolaunch.seas import Sea, find_sea

__all__ = [
    "COMBINED",
    "DirectionEvidence",
    "DistanceEvidence",
    "Evidence",
    "Remark",
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
class Remark:
    """A sentence to be said in the reader's language: its key in the strings, and what fills it."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)


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
    why: Remark


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
        unused=(
            *vague_sites,
            *vague,
            *no_directions,
            *_not_yet_used(reports),
            *_retracted(_reports_by(launch, source)),
        ),
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
    standing = [report for report in _reports_by(launch, source) if report.status != "retracted"]
    return tuple(sorted(standing, key=lambda report: _STATUS_RANK[report.status]))


def _reports_by(launch: Launch, source: str) -> tuple[Report, ...]:
    """Return the reports of one originator, or all of them."""
    name = source_name(launch, source)
    return tuple(r for r in launch.reports if name in (COMBINED, originator_of(r)))


# --- one kind of evidence after the other ---------------------------------------------------------


def _site(reports: Iterable[Report]) -> tuple[list[Site], list[Unused]]:
    """Return the sharpest site first; sites told more widely are listed as unused."""
    told = [(site_of(r.site), originator_of(r)) for r in reports if r.site is not None]
    told.sort(key=lambda pair: site_width_km(pair[0]))
    unused = [
        Unused("site", originator, site.words, Remark("why_narrower"))
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
            why = Remark("why_conditional")
            unused.append(Unused("range", originator, words, why))
        elif originator in used:
            why = Remark("why_same", {"words": used[originator].words})
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


# Kept and shown; the zone does not use them yet.
_NOT_YET = (
    "landing.near",
    "landing.eez",
    "landing.reference",
    "trajectory",
    "apogee",
    "flight_time",
)


def _not_yet_used(reports: Iterable[Report]) -> list[Unused]:
    """Return what is kept and shown but does not shape the zone yet."""
    why = Remark("why_not_yet")
    return [
        Unused(field, originator_of(report), words, why)
        for report in reports
        for field, words in _statements(report)
        if field in _NOT_YET
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
    unusual = report.trajectory in ("irregular", "glide")  # a zone takes the others for granted
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
