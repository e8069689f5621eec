"""Where a Korean or Japanese sentence says that missiles came down: seas, zones, coasts, places."""

from __future__ import annotations

from collections.abc import Iterator

from geolaunch.places.reference_places import references
from geolaunch.places.seas import sea_label, seas
from geolaunch.reading.cjk.directions import directions_in
from geolaunch.reading.cjk.measures import Measure
from geolaunch.reading.cjk.sentences import Cue, Sentence, named, starts
from geolaunch.reading.mentions import Mention
from geolaunch.reading.offsets import sea_from
from geolaunch.report.direction import parse_direction
from geolaunch.report.model import Reference

__all__ = [
    "landings_in",
    "reference_in",
]

# What makes a province of a sea's name: the Yellow Sea's is that of two.
_PROVINCES = (
    *("\ubd81\ub3c4", "\ub0a8\ub3c4", "\u5317\u9053", "\u5357\u9053"),
    *(")\u5317\u9053", ")\u5357\u9053"),
)
_MOVES = ("land", "fire", "fly", "detect")


def landings_in(sentence: Sentence, cues: list[Cue]) -> Iterator[Mention]:
    """Yield the seas, the zone, the coast and the direction that a sentence reports."""
    kinds = {cue.kind for cue in cues}
    yield from _eez(sentence)
    if not kinds & set(_MOVES):
        return
    yield from _seas(sentence, cues)
    yield from directions_in(sentence)
    if "land" in kinds:
        for mention in named(sentence, "near"):
            start, end = (at - sentence.start for at in mention.span)
            yield sentence.mention("landing.near", mention.value, start, end)


def _seas(sentence: Sentence, cues: list[Cue]) -> Iterator[Mention]:
    """Yield the seas that missiles were fired towards or fell into; a landing's ranks higher."""
    never = (*_PROVINCES, *sentence.forms.words["no_sea"])
    for mention in named(sentence, "sea"):
        start, end = (at - sentence.start for at in mention.span)
        if sentence.text.startswith(never, end):
            continue
        after = [cue.kind for cue in cues if cue.start >= end and cue.kind in _MOVES]
        sea = next(sea for sea in seas() if sea.id == mention.value)
        rank = 3 if after[:1] == ["land"] else 2
        yield sentence.mention("landing.sea", sea_label(sea), start, end, rank)


def _eez(sentence: Sentence) -> Iterator[Mention]:
    """Yield whether it fell inside or outside of Japan's exclusive economic zone."""
    words = sentence.forms.words
    if words["eez_owner"] and not sentence.has("eez_owner"):
        return
    for match in sentence.forms.zone.finditer(sentence.text):
        side, end = _side(sentence, match.end())
        if side:
            yield sentence.mention("landing.eez.Japan", side, match.start(), end)
            return


def _side(sentence: Sentence, at: int) -> tuple[str, int]:
    """Return on which side of the zone named before `at` it fell, and where its words end."""
    words, text = sentence.forms.words, sentence.text
    denied = starts(text, at, words["denied"])
    if denied:
        return "outside", at + denied
    for link in words["eez_link"]:
        for side in ("outside", "inside"):
            length = starts(text, at + len(link), words[side])
            if length and text.startswith(link, at):
                return side, len(text[: at + len(link) + length].rstrip())
    return "", at


# --- from a place ---------------------------------------------------------------------------------


def reference_in(sentence: Sentence, measure: Measure) -> Iterator[Mention]:
    """Yield a landing by its distance from the place named last before it, and its sea."""
    pattern, table = sentence.forms.names["place"]
    begin = max(0, measure.start - 30)
    places = list(pattern.finditer(sentence.text, begin, measure.start))
    winds, _ = sentence.forms.names["winds"]
    if not places:
        return
    last = places[-1]
    directions = list(winds.finditer(sentence.text, last.end(), measure.end + 4))
    if not directions:
        return
    start, end, name = last.start(), last.end(), table[last.group()]
    more = sentence.text[end : directions[0].start()].strip("\u306e ")
    if more.endswith(tuple(sentence.forms.words["island"])) and len(more) > 1:
        end = end + sentence.text[end : directions[0].start()].find(more) + len(more)
        name = sentence.words(start, end)
    towards = parse_direction(directions[0].group())
    until = max(measure.end, directions[-1].end())
    reference = Reference(name, measure.quantity, towards)
    yield sentence.mention("landing.reference", reference, start, until)
    point = next((place for place in references() if place.name == table[last.group()]), None)
    at = (point.lon_deg, point.lat_deg) if point else None
    sea = sea_from(at, reference.distance, towards) if at else None
    if sea is not None:
        yield sentence.mention("landing.sea", sea, start, until, 1)
