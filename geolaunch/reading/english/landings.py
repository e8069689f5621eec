"""Where an English sentence says that missiles came down: seas, zones, coasts, places."""

from __future__ import annotations

from collections.abc import Iterator

from geolaunch.constants import KM_PER_UNIT
from geolaunch.places.reference_places import references
from geolaunch.places.seas import Sea, sea_label, seas
from geolaunch.reading.english.lengths import offset_at
from geolaunch.reading.english.measures import Measure, quantity_of
from geolaunch.reading.english.noun_phrases import governing_verb, moved, phrase_end
from geolaunch.reading.english.sentences import Mark, Sentence, finding
from geolaunch.reading.finding import Finding
from geolaunch.report.direction import Direction, parse_direction
from geolaunch.report.model import Reference
from geolaunch.report.quantity import Quantity

__all__ = ["landings", "reference_landing", "sea_from", "sea_of_offset", "untold_landings"]

_REACHED = ("reached", "reach", "entered", "enter", "entering", "reaching")
_NEAR_KM = 400.0
_UNTOLD_KM = 150.0  # "west of Hokkaido": near enough to stay in its sea


def landings(sentence: Sentence) -> Iterator[Finding]:
    """Yield the seas, the zone and the coast that a sentence says of a landing, no stage's."""
    if any(True for _ in sentence.of("stage")):
        return
    yield from _seas(sentence)
    yield from _eez(sentence)
    yield from _near(sentence)


def _seas(sentence: Sentence) -> Iterator[Finding]:
    """Yield the seas that missiles were fired towards or fell into; a landing's ranks higher."""
    for mark in sentence.of("sea"):
        verb = governing_verb(sentence, mark.first)
        before = sentence.word(mark.first - 1)
        if verb and not (sentence.is_(mark.first - 1, "from") or before == "waters"):
            rank = 3 if verb == "land" else 2
            ids = mark.tags["sea"].split("|")
            sea = next(sea for sea in seas() if sea.id in ids)
            yield finding(sentence, "landing.sea", sea_label(sea), mark.first, mark.last, rank)


def _eez(sentence: Sentence) -> Iterator[Finding]:
    """Yield whether a landing lay inside or outside of Japan's exclusive economic zone."""
    for mark in sentence.of("eez"):
        near = range(mark.first - 1, max(-1, mark.first - 10), -1)
        owner = {sentence.word(number) for number in near}
        if "south" in owner and "korea" in owner and not owner & {"japan", "japanese"}:
            continue
        side = next((number for number in near if sentence.is_(number, "eez_side")), None)
        reached = next((n for n in near if sentence.word(n) in _REACHED), None)
        if reached is not None:
            not_so = any(sentence.is_(n, "not") for n in range(max(0, reached - 5), reached))
            told = "outside" if not_so else "inside"
            yield finding(sentence, "landing.eez.Japan", told, reached, mark.last)
            continue
        if side is None or not _is_landing(sentence, mark.last):
            continue
        told = sentence.tag(side, "eez_side") or ""
        outer = sentence.cover[side]
        first = outer.first if outer else side
        denied = [n for n in range(side - 1, max(-1, side - 8), -1) if sentence.is_(n, "not")]
        if denied and told == "inside":
            told, first = "outside", denied[0]
        yield finding(sentence, "landing.eez.Japan", told, first, mark.last)


def _is_landing(sentence: Sentence, last: int) -> bool:
    """Return whether a landing or a flight is told before a place."""
    return any(sentence.is_(number, "land", "fly", "fire") for number in range(last))


def _near(sentence: Sentence) -> Iterator[Finding]:
    """Yield the coast or the place that a landing was near to."""
    for index in range(len(sentence.tokens) - 1):
        near = sentence.word(index) == "near" or (
            sentence.word(index) == "off" and sentence.word(index - 1) in ("just", "waters")
        )
        if not near or governing_verb(sentence, index) != "land":
            continue
        last = phrase_end(sentence, index + 1, [])
        if last is not None and not sentence.is_(index, "sea"):
            words = sentence.words(index + 1, last)
            yield finding(sentence, "landing.near", words, index + 1, last)


def reference_landing(sentence: Sentence, measure: Measure) -> Finding | None:
    """Return "about 200 km west of Oshima-Oshima" as a landing told from a place."""
    told = offset_at(sentence, measure)
    if told is None:
        return _off_coast(sentence, measure)
    direction, first = told
    last = phrase_end(sentence, first, [])
    if last is None:
        return None
    place = sentence.words(first, last)
    if not any(sentence.tokens[at].capital for at in range(first, last + 1)):
        return None  # "163 km from the coast"
    towards = parse_direction(direction) if direction else None
    reference = Reference(place, quantity_of(measure, sentence), towards)
    return finding(sentence, "landing.reference", reference, measure.first, last)


def untold_landings(sentence: Sentence) -> Iterator[Finding]:
    """Yield "west of Hokkaido" as a landing told from a place, where no distance is told."""
    for mark in sentence.of("wind"):
        bare = sentence.word(mark.last + 1) == "of" and not sentence.is_(
            mark.first - 1, "unit", "to"
        )
        if not bare or governing_verb(sentence, mark.first) != "land":
            continue
        last = phrase_end(sentence, mark.last + 2, [])
        known = last is not None and any(
            sentence.is_(at, "place", "land_point") for at in range(mark.last + 2, last + 1)
        )
        if last is not None and known and sentence.word(mark.first - 1) not in ("the", ")"):
            towards = parse_direction(sentence.words(mark.first, mark.last))
            reference = Reference(sentence.words(mark.last + 2, last), None, towards)
            yield finding(sentence, "landing.reference", reference, mark.first, last)


def _off_coast(sentence: Sentence, measure: Measure) -> Finding | None:
    """Return "60 km off its east coast" as a landing told from that coast."""
    mark = sentence.cover[measure.last + 1]
    if mark is None:
        return None
    place = f"the {sentence.words(mark.last - 1, mark.last)} of North Korea"
    reference = Reference(place, quantity_of(measure, sentence))
    return finding(sentence, "landing.reference", reference, measure.first, mark.last)


def sea_of_offset(sentence: Sentence, found: Finding) -> Finding | None:
    """Return the sea that "130 miles west of Hokkaido" lies in; None where no sea is sure."""
    told: Reference = found.value
    start = next((p for p in _points_in(sentence, found)), None)
    if start is None:
        return None
    sea = sea_from(start, told.distance, told.direction)
    if sea is None:
        return None
    return Finding("landing.sea", sea, found.words, found.span, 1, found.first)


def sea_from(
    start: tuple[float, float], distance: Quantity | None, towards: Direction | None
) -> str | None:
    """Return the sea that lies so far off a point (lon, lat); None where no one sea is sure.

    Where no direction is told it is the sea about the point, if the distance is not far.
    """
    km = _UNTOLD_KM if distance is None else distance.value * KM_PER_UNIT[distance.unit]
    if towards is None and km > _NEAR_KM:
        return None
    at = moved(*start, towards.azimuth_deg, km) if towards else start
    holding = [sea for sea in seas() if _holds(sea, at)]
    return sea_label(holding[0]) if len(holding) == 1 else None


def _points_in(sentence: Sentence, found: Finding) -> Iterator[tuple[float, float]]:
    """Yield the points of the known places within the words of a finding, (lon, lat)."""
    for mark in _marks_between(sentence, found.span):
        if "place" in mark.tags:
            ids = mark.tags["place"].split("|")
            yield from ((one.lon_deg, one.lat_deg) for one in references() if one.id in ids)
        if "land_point" in mark.tags:
            lon, lat = mark.tags["land_point"].split()
            yield float(lon), float(lat)


def _marks_between(sentence: Sentence, span: tuple[int, int]) -> Iterator[Mark]:
    """Yield the marks within offsets of the text."""
    for mark in sentence.marks:
        start, end = sentence.offsets(mark.first, mark.last)
        if span[0] <= start and end <= span[1]:
            yield mark


def _holds(sea: Sea, at: tuple[float, float]) -> bool:
    """Return whether a point (lon, lat) lies within the limits of a sea, by crossings."""
    lon, lat = at
    inside = False
    for (x1, y1), (x2, y2) in zip(sea.limits, sea.limits[1:] + sea.limits[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside
