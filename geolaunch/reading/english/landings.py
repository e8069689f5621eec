"""Where an English sentence says that missiles came down: seas, zones, coasts, places."""

from __future__ import annotations

from collections.abc import Iterator

from geolaunch.places.reference_places import references
from geolaunch.places.seas import sea_label, seas
from geolaunch.reading.english.lengths import offset_at
from geolaunch.reading.english.measures import Measure, quantity_of
from geolaunch.reading.english.noun_phrases import governing_verb, phrase_end
from geolaunch.reading.english.sentences import Mark, Sentence
from geolaunch.reading.mentions import Mention
from geolaunch.reading.offsets import sea_from
from geolaunch.report.direction import parse_direction
from geolaunch.report.model import Reference

__all__ = [
    "landings_in",
    "landings_in_a_direction",
    "reference_landing",
    "sea_of_offset",
]

_REACHED = ("reached", "reach", "entered", "enter", "entering", "reaching")


def landings_in(sentence: Sentence) -> Iterator[Mention]:
    """Yield the seas, the zone and the coast that a sentence says of a landing, no stage's."""
    if any(True for _ in sentence.of("stage")):
        return
    yield from _seas(sentence)
    yield from _eez(sentence)
    yield from _near(sentence)


def _seas(sentence: Sentence) -> Iterator[Mention]:
    """Yield the seas that missiles were fired towards or fell into; a landing's ranks higher."""
    for mark in sentence.of("sea"):
        verb = governing_verb(sentence, mark.first)
        before = sentence.word(mark.first - 1)
        if verb and not (sentence.is_(mark.first - 1, "from") or before == "waters"):
            rank = 3 if verb == "land" else 2
            ids = mark.tags["sea"].split("|")
            sea = next(sea for sea in seas() if sea.id in ids)
            yield sentence.mention("landing.sea", sea_label(sea), mark.first, mark.last, rank)


def _eez(sentence: Sentence) -> Iterator[Mention]:
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
            answer = "outside" if not_so else "inside"
            yield sentence.mention("landing.eez.Japan", answer, reached, mark.last)
            continue
        if side is None or not _is_landing(sentence, mark.last):
            continue
        answer = sentence.tag(side, "eez_side") or ""
        outer = sentence.cover[side]
        first = outer.first if outer else side
        denied = [n for n in range(side - 1, max(-1, side - 8), -1) if sentence.is_(n, "not")]
        if denied and answer == "inside":
            answer, first = "outside", denied[0]
        yield sentence.mention("landing.eez.Japan", answer, first, mark.last)


def _is_landing(sentence: Sentence, last: int) -> bool:
    """Return whether a landing or a flight is reported before a place."""
    return any(sentence.is_(number, "land", "fly", "fire") for number in range(last))


def _near(sentence: Sentence) -> Iterator[Mention]:
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
            yield sentence.mention("landing.near", words, index + 1, last)


def reference_landing(sentence: Sentence, measure: Measure) -> Mention | None:
    """Return "about 200 km west of Oshima-Oshima" as a landing by its distance from a place."""
    offset = offset_at(sentence, measure)
    if offset is None:
        return _off_coast(sentence, measure)
    direction, first = offset
    last = phrase_end(sentence, first, [])
    if last is None:
        return None
    place = sentence.words(first, last)
    if not any(sentence.tokens[at].capital for at in range(first, last + 1)):
        return None  # "163 km from the coast"
    towards = parse_direction(direction) if direction else None
    reference = Reference(place, quantity_of(measure, sentence), towards)
    return sentence.mention("landing.reference", reference, measure.first, last)


def landings_in_a_direction(sentence: Sentence) -> Iterator[Mention]:
    """Yield "west of Hokkaido" as a landing in that direction, where no distance is given."""
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
            yield sentence.mention("landing.reference", reference, mark.first, last)


def _off_coast(sentence: Sentence, measure: Measure) -> Mention | None:
    """Return "60 km off its east coast" as a landing by its distance from that coast."""
    mark = sentence.cover[measure.last + 1]
    if mark is None:
        return None
    place = f"the {sentence.words(mark.last - 1, mark.last)} of North Korea"
    reference = Reference(place, quantity_of(measure, sentence))
    return sentence.mention("landing.reference", reference, measure.first, mark.last)


def sea_of_offset(sentence: Sentence, mention: Mention) -> Mention | None:
    """Return the sea that "130 miles west of Hokkaido" lies in; None where no sea is sure."""
    reference: Reference = mention.value
    start = next((p for p in _points_in(sentence, mention)), None)
    if start is None:
        return None
    sea = sea_from(start, reference.distance, reference.direction)
    if sea is None:
        return None
    return Mention("landing.sea", sea, mention.words, mention.span, 1, mention.first)


def _points_in(sentence: Sentence, mention: Mention) -> Iterator[tuple[float, float]]:
    """Yield the points of the known places within the words of a mention, (lon, lat)."""
    for mark in _marks_between(sentence, mention.span):
        if "place" in mark.tags:
            ids = mark.tags["place"].split("|")
            yield from ((place.lon_deg, place.lat_deg) for place in references() if place.id in ids)
        if "land_point" in mark.tags:
            lon, lat = mark.tags["land_point"].split()
            yield float(lon), float(lat)


def _marks_between(sentence: Sentence, span: tuple[int, int]) -> Iterator[Mark]:
    """Yield the marks within offsets of the text."""
    for mark in sentence.marks:
        start, end = sentence.offsets(mark.first, mark.last)
        if span[0] <= start and end <= span[1]:
            yield mark
