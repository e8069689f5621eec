"""Which way missiles flew in an English sentence: "eastward", "350 km northeast", turns."""

from __future__ import annotations

from collections.abc import Iterator

from geolaunch.reading.english.noun_phrases import governing_verb
from geolaunch.reading.english.sentences import Mark, Sentence
from geolaunch.reading.mentions import Mention
from geolaunch.report.direction import parse_direction

__all__ = ["directions_in", "has_turns"]

_TOWARDS = ("toward", "towards", "to", "in", "heading", "due", "headed")
_PLACES = ("of", "coast", "korea", "korean", "sea", "part", "province", "pyongan", "side")


def directions_in(sentence: Sentence) -> Iterator[Mention]:
    """Yield the directions of flight, of which a wind in a place's name is none."""
    for mark in sentence.of("wind"):
        if _is_direction(sentence, mark) or _is_from_site(sentence, mark):
            words = sentence.words(mark.first, mark.last)
            yield sentence.mention("direction", parse_direction(words), mark.first, mark.last)


def _is_direction(sentence: Sentence, mark: Mark) -> bool:
    """Return whether a wind tells of a flight: "eastward", "toward the east", "flew northeast"."""
    follows, text = sentence.word(mark.last + 1), sentence.word(mark.last)
    if sentence.tokens[mark.first].capital or follows in _PLACES:
        return False
    if governing_verb(sentence, mark.first) not in ("fly", "fire", "detect"):
        return False
    if text.endswith(("ward", "wards")) or follows == "direction":
        return True
    before = mark.first - 1
    before -= sentence.word(before) in ("the", "a", "an")
    near = sentence.word(before) in _TOWARDS or sentence.is_(mark.first - 1, "fly", "fire", "unit")
    return near and not text.endswith("ern")


def _is_from_site(sentence: Sentence, mark: Mark) -> bool:
    """Return whether a landing is located from the site: "155 miles northeast of the site"."""
    if not sentence.is_(mark.first - 1, "unit") or sentence.word(mark.last + 1) != "of":
        return False
    near = range(mark.last + 2, mark.last + 5)
    return any(sentence.word(at) in ("site", "launch", "launchpad") for at in near)


def has_turns(sentence: Sentence) -> bool:
    """Return whether what flew was a cruise missile, or went round: its length is of a way."""
    cruise = any(mark.tags["class"].startswith("cruise") for mark in sentence.of("class"))
    return cruise or any(True for _ in sentence.of("path"))
