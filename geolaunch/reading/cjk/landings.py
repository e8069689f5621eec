"""Where a Korean or Japanese sentence says that missiles came down: seas, zones, coasts, places."""

from __future__ import annotations

from collections.abc import Iterator

from geolaunch.places.reference_places import references
from geolaunch.places.seas import sea_label, seas
from geolaunch.reading.cjk.forms import Cue, Sentence, named, starts
from geolaunch.reading.cjk.measures import Figure
from geolaunch.reading.mentions import Mention
from geolaunch.reading.offsets import sea_from
from geolaunch.report.direction import parse_direction
from geolaunch.report.model import Reference

__all__ = ["landings_in", "reference_in"]

# What makes a province of a sea's name: the Yellow Sea's is that of two.
_PROVINCES = (
    *("\ubd81\ub3c4", "\ub0a8\ub3c4", "\u5317\u9053", "\u5357\u9053"),
    *(")\u5317\u9053", ")\u5357\u9053"),
)
_MOVES = ("land", "fire", "fly", "detect")


def landings_in(line: Sentence, cues: list[Cue]) -> Iterator[Mention]:
    """Yield the seas, the zone, the coast and the direction that a sentence tells of."""
    kinds = {cue.kind for cue in cues}
    yield from _eez(line)
    if not kinds & set(_MOVES):
        return
    yield from _seas(line, cues)
    yield from _directions(line)
    if "land" in kinds:
        for found in named(line, "near"):
            start, end = (at - line.start for at in found.span)
            yield line.mention("landing.near", found.value, start, end)


def _seas(line: Sentence, cues: list[Cue]) -> Iterator[Mention]:
    """Yield the seas that missiles were fired towards or fell into; a landing's ranks higher."""
    never = (*_PROVINCES, *line.forms.words["no_sea"])
    for found in named(line, "sea"):
        start, end = (at - line.start for at in found.span)
        if line.text.startswith(never, end):
            continue
        after = [cue.kind for cue in cues if cue.start >= end and cue.kind in _MOVES]
        sea = next(one for one in seas() if one.id == found.value)
        rank = 3 if after[:1] == ["land"] else 2
        yield line.mention("landing.sea", sea_label(sea), start, end, rank)


def _eez(line: Sentence) -> Iterator[Mention]:
    """Yield whether it fell inside or outside of Japan's exclusive economic zone."""
    words = line.forms.words
    if words["eez_owner"] and not line.has("eez_owner"):
        return
    for match in line.forms.zone.finditer(line.text):
        side, end = _side(line, match.end())
        if side:
            yield line.mention("landing.eez.Japan", side, match.start(), end)
            return


def _side(line: Sentence, at: int) -> tuple[str, int]:
    """Return on which side of the zone named before `at` it fell, and where that is told."""
    words, text = line.forms.words, line.text
    denied = starts(text, at, words["denied"])
    if denied:
        return "outside", at + denied
    for link in words["eez_link"]:
        for side in ("outside", "inside"):
            length = starts(text, at + len(link), words[side])
            if length and text.startswith(link, at):
                return side, len(text[: at + len(link) + length].rstrip())
    return "", at


def _directions(line: Sentence) -> Iterator[Mention]:
    """Yield the direction of flight."""
    pattern, _ = line.forms.names["winds"]
    for match in pattern.finditer(line.text):
        towards = starts(line.text, match.end(), line.forms.words["toward"])
        if towards and not line.text[: match.start()].endswith(("\u671d\u9bae\u534a\u5cf6\u306e",)):
            yield line.mention(
                "direction", parse_direction(match.group()), match.start(), match.end()
            )
            return


# --- from a place ---------------------------------------------------------------------------------


def reference_in(line: Sentence, figure: Figure) -> Iterator[Mention]:
    """Yield a landing told from a place, the last named before the distance, and its sea."""
    pattern, table = line.forms.names["place"]
    begin = max(0, figure.start - 30)
    places = list(pattern.finditer(line.text, begin, figure.start))
    winds, _ = line.forms.names["winds"]
    if not places:
        return
    last = places[-1]
    told = list(winds.finditer(line.text, last.end(), figure.end + 4))
    if not told:
        return
    start, end, name = last.start(), last.end(), table[last.group()]
    more = line.text[end : told[0].start()].strip("\u306e ")
    if more.endswith(tuple(line.forms.words["island"])) and len(more) > 1:
        end = end + line.text[end : told[0].start()].find(more) + len(more)
        name = line.words(start, end)
    towards = parse_direction(told[0].group())
    until = max(figure.end, told[-1].end())
    reference = Reference(name, figure.quantity, towards)
    yield line.mention("landing.reference", reference, start, until)
    point = next((one for one in references() if one.name == table[last.group()]), None)
    at = (point.lon_deg, point.lat_deg) if point else None
    sea = sea_from(at, reference.distance, towards) if at else None
    if sea is not None:
        yield line.mention("landing.sea", sea, start, until, 1)
