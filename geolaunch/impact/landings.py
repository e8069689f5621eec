"""What reports say of where it came down, as evidence: by a coast, a place, a region, at sea.

"Near X" is X a coast or a place; "east of X", "between X and Y" are near nothing, but say where.
"About 200 km west of X" is told from a place, or from a region: its distance counts from the
region's nearest shore, its direction from the region's middle.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from geolaunch.errors import UnknownNameError
from geolaunch.geodesy.sphere import sphere_distance_km
from geolaunch.impact.evidence import AtSeaEvidence, LandmarkEvidence, Unused
from geolaunch.impact.statements import place_words, state_of
from geolaunch.places.reference_places import find_reference
from geolaunch.places.sites import Place
from geolaunch.report.direction import Direction, parse_direction
from geolaunch.report.model import Reference, Remark, Report, originator_of
from geolaunch.report.quantity import high_km, low_km
from geolaunch.report.voices import latest, replaced

if TYPE_CHECKING:
    from geolaunch.places.coasts import Coast

__all__ = ["at_sea", "landmarks_of", "unknown_place"]

# "Between X and Y": as wide as a quarter of what lies between them, so that both lie two standard
# deviations off.
BETWEEN_WIDTHS = 4.0

_SIDE_OF = re.compile(r"(?:the (?:sea|waters|area) )?(?P<direction>[a-z-]+) of (?P<place>.+)", re.I)
_BETWEEN = re.compile(r"between (?P<one>.+) and (?P<other>.+)", re.I)

# Words that mean a sea, whichever: in English, Korean and Japanese.
_SEA_WORDS = re.compile(
    r"\b(?:seas?|ocean|waters|offshore)\b|\boff (?:the |its |[\w' ]{0,30})(?:coast|shore)"
    r"|해상|공해|해역|바다|앞바다|영해|동해|서해|태평양"
    r"|海上|公海|海域|海面|日本海|太平洋|黄海|領海|沖",
    re.I,
)


# --- by a coast or a place ------------------------------------------------------------------------


def landmarks_of(
    reports: tuple[Report, ...],
) -> tuple[tuple[LandmarkEvidence, ...], tuple[Unused, ...]]:
    """Return the landings by a coast or a place; places that nobody knows are unused."""
    marks: list[LandmarkEvidence] = []
    unused = [
        Unused(
            "landing.reference",
            old.originator,
            place_words(old.value),
            Remark("why_same", {"words": place_words(new.value)}),
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
            unused.append(unknown_place("landing.near", originator, near or "", error))
        try:
            marks += [_from_place(originator, reference)] if reference else []
        except UnknownNameError as error:
            words = place_words(reference) if reference else ""
            unused.append(unknown_place("landing.reference", originator, words, error))
    used, again = _once(marks)
    return used, (*unused, *again)


def _once(marks: Iterable[LandmarkEvidence]) -> tuple[tuple[LandmarkEvidence, ...], list[Unused]]:
    """Return each landing that a state tells, once; and those that say the same again.

    "3,200 km east of Japan" and "3,200 km east of Tohoku" are one: the narrower of them counts. So
    is "3,200 km east of Kamaishi" beside them: one landing, measured once.
    """
    used: dict[tuple[object, ...], LandmarkEvidence] = {}
    unused = []
    regions = {_told_by(mark) for mark in marks if _is_from_region(mark)}
    for mark in sorted(marks, key=_width_km):
        *state_and_figures, place = _told_by(mark)
        by_region = (*state_and_figures, None)
        key = by_region if by_region in regions else (*state_and_figures, place)
        known = used.setdefault(key, mark)
        if known is not mark and (known.originator, known.words) != (mark.originator, mark.words):
            field = "landing.reference" if mark.distance or mark.direction else "landing.near"
            why = Remark("why_same_state", {"who": known.originator})
            unused.append(Unused(field, mark.originator, mark.words, why))
    kept = set(map(id, used.values()))
    return tuple(mark for mark in marks if id(mark) in kept), unused


def _width_km(mark: LandmarkEvidence) -> float:
    """Return how wide the reference of a landing is, in km: regions after places."""
    return max((place.sd_km for place in mark.places), default=0.0)


def _told_by(mark: LandmarkEvidence) -> tuple[object, ...]:
    """Return what makes two landings one: the state, and the place or, of regions, the figures."""
    figures = (
        mark.distance and (mark.distance.qualifier, low_km(mark.distance), high_km(mark.distance)),
        mark.direction and mark.direction.azimuth_deg,
    )
    place = mark.coast.id if mark.coast else tuple(place.id or place.name for place in mark.places)
    return (state_of(mark.originator), figures, None if _is_from_region(mark) else place)


def _is_from_region(mark: LandmarkEvidence) -> bool:
    """Tell whether a landing is so far off a region or a coast."""
    return mark.coast is not None and mark.distance is not None


def _reference(report: Report) -> Reference | None:
    """Return the place from which a report describes the landing."""
    return report.landing.reference


def _near(originator: str, words: str) -> LandmarkEvidence:
    """Return what "near X" says, X a coast or a place; also "east of X", "between X and Y"."""
    try:
        return LandmarkEvidence(originator, words, coast=_coast(words))
    except UnknownNameError:
        pass
    between = _BETWEEN.fullmatch(words)
    if between:
        return LandmarkEvidence(originator, words, places=_between(words, *between.groups()))
    side = _side_of(words)
    if side:
        direction, reference = side
        return _from(originator, words, Reference(reference, None, direction))
    return LandmarkEvidence(originator, words, places=find_reference(words))


def _side_of(words: str) -> tuple[Direction, str] | None:
    """Return the direction and the place of "east of X"; None for other words."""
    match = _SIDE_OF.fullmatch(" ".join(words.split()))
    if match is None:
        return None
    try:
        return parse_direction(match["direction"]), match["place"]
    except ValueError:
        return None


def _between(words: str, one: str, other: str) -> tuple[Place, ...]:
    """Return the middle of what lies between two places, as a wide place."""
    a, b = find_reference(one)[0], find_reference(other)[0]
    apart_km = sphere_distance_km(a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg)
    lon, lat = (a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2
    return (Place("", words, lon, lat, apart_km / BETWEEN_WIDTHS, "middle of two", a.source),)


def _from_place(originator: str, reference: Reference) -> LandmarkEvidence:
    """Return what "about 200 km west of X" says."""
    return _from(originator, place_words(reference), reference)


def _from(originator: str, words: str, reference: Reference) -> LandmarkEvidence:
    """Return what is said of a landing from a place, or from a region and its shore."""
    coast = None
    try:
        places = find_reference(reference.place)
    except UnknownNameError as error:
        try:
            coast = _coast(reference.place)
        except UnknownNameError:
            raise error from None
        places = (_middle(coast),)
    return LandmarkEvidence(
        originator,
        words,
        coast=coast,
        places=places,
        distance=reference.distance,
        direction=reference.direction,
    )


def _middle(coast: Coast) -> Place:
    """Return the middle of a shore, as wide as it is long: what a direction counts from."""
    from geolaunch.places.lands import shore_middle

    lon, lat, sd_km = shore_middle(coast)
    return Place(coast.id, coast.name, lon, lat, sd_km, "shore, its middle", "Natural Earth")


def _coast(words: str) -> Coast:
    """Return the coast that words mean; UnknownNameError if none."""
    from geolaunch.places.coasts import find_coast  # here, so that listing claims loads no numpy

    return find_coast(words)


def unknown_place(field: str, originator: str, words: str, error: UnknownNameError) -> Unused:
    """Return a landing by a place that nobody knows: shown, not used."""
    if error.nearest:
        why = Remark("why_unknown", {"nearest": ", ".join(error.nearest)})
        return Unused(field, originator, words, why)
    return Unused(field, originator, words, Remark("why_unknown_place"))


# --- at sea ---------------------------------------------------------------------------------------


def at_sea(reports: Iterable[Report]) -> AtSeaEvidence | None:
    """Return that it fell into some sea, from words that name none: None if nobody says so.

    A ministry's verdict on an EEZ, inside or outside, is one on waters. Where somebody says that it
    fell on land, nothing is taken from such words.
    """
    said = [(originator_of(report), words) for report in reports for words in _sea_words(report)]
    on_land = any(_is_inland(report.landing.near) for report in reports)
    if not said or on_land:
        return None
    return AtSeaEvidence(tuple(dict.fromkeys(who for who, _ in said)), said[0][1])


def _sea_words(report: Report) -> Iterator[str]:
    """Yield the words of a report's landing that mean a sea."""
    landing = report.landing
    kept = [report.words[key].words for key in report.words if key.startswith("landing")]
    named = [landing.near, landing.reference.place if landing.reference else None]
    for words in filter(None, (*named, *kept)):
        if _SEA_WORDS.search(words):
            yield words
    for country, verdict in landing.eez.items():
        yield f"{verdict} the EEZ of {country}"


def _is_inland(near: str | None) -> bool:
    """Tell whether a landing is reported to be on land."""
    try:
        return near is not None and any(place.is_inland for place in find_reference(near))
    except UnknownNameError:
        return False
