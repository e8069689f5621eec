"""The words of a place in an English sentence, and the verb that governs them."""

from __future__ import annotations

from geolaunch.reading.english.measures import Measure
from geolaunch.reading.english.sentences import Sentence

__all__ = [
    "governing_verb",
    "phrase_end",
]

_REACH = 22  # tokens from a verb to the place that it governs
_LONGEST = 24  # tokens of one place
_GOVERNING = ("fire", "detect", "fly", "land")


def governing_verb(sentence: Sentence, index: int) -> str:
    """Return the category of the nearest governing verb before a token, "" without one."""
    for at in range(index - 1, max(-1, index - _REACH), -1):
        if sentence.word(at) == ";":
            break
        if sentence.word(at + 1) in ("site", "pad", "station", "ground", "vehicle"):
            continue
        for verb in ("land", "fly", "fire", "detect"):
            if sentence.is_(at, verb):
                return verb
    return ""


def phrase_end(sentence: Sentence, first: int, offsets: list[Measure]) -> int | None:
    """Return the last token of the phrase of a place that begins at a token, None without one."""
    at, last = first, None
    while at < len(sentence.tokens) and at < first + _LONGEST:
        offset = next((measure for measure in offsets if measure.first <= at <= measure.last), None)
        if offset is not None:
            at = offset.last + 1
            continue
        country = _country_end(sentence, at)
        if sentence.word(at) == "," and last is not None:
            if not _province_after(sentence, at + 1):
                break
        elif country is not None:
            at = country
            last = last if sentence.tokens[at].owner else at
        elif _is_direction(sentence, at):
            break
        elif _is_name(sentence, at):
            last = last if sentence.is_(at, "adjective") else at
        elif not _is_link(sentence, at) and not _to_the_wind(sentence, at):
            break
        at += 1
    return last


def _is_link(sentence: Sentence, at: int) -> bool:
    """Return whether a token stands between the words of one place."""
    return sentence.is_(at, "det", "link", "keep") or sentence.word(at) == "the"


def _country_end(sentence: Sentence, at: int) -> int | None:
    """Return the last token of a country that owns a place or holds it: "the North's", "of the"."""
    mark = sentence.cover[at]
    if mark is None or mark.first != at or not mark.tags.keys() & {"country", "anaphora"}:
        return None
    if not sentence.tokens[mark.last].capital:
        return None
    if sentence.tokens[mark.last].owner:
        return mark.last
    return mark.last if sentence.is_(at - 1, "link") and "site" not in mark.tags else None


def _is_direction(sentence: Sentence, at: int) -> bool:
    """Return whether "a northeastern direction" begins here, no part of a place."""
    return sentence.is_(at, "wind") and sentence.word(at + 1) == "direction"


def _is_name(sentence: Sentence, at: int) -> bool:
    """Return whether a token can be a part of a place's name or of what it is called."""
    token = sentence.tokens[at]
    if token.kind != "word" or sentence.is_(at, "weekday", "month", "clock", "day"):
        return False
    if sentence.is_(at, "site", "region", "place", "place_noun", "land_point", "wind"):
        return True
    if sentence.is_(at, "zone"):
        return False
    if sentence.is_(at, "link", "det", "keep", "from", "to", "say", "actor", "anaphora"):
        return False
    if token.joined and at and sentence.tokens[at - 1].capital:
        return True  # "Sino-ri"
    return token.capital and not sentence.is_(at, *_GOVERNING, "class", "missile", "sea")


def _to_the_wind(sentence: Sentence, at: int) -> bool:
    """Return whether a token begins "to the south"."""
    return (
        sentence.word(at) == "to"
        and sentence.word(at + 1) == "the"
        and (sentence.is_(at + 2, "wind"))
    )


def _province_after(sentence: Sentence, at: int) -> bool:
    """Return whether a province or a county follows a comma."""
    if sentence.is_(at, "region") and at < len(sentence.tokens):
        return sentence.tokens[at].capital
    if sentence.is_(at, "site"):
        return sentence.word(at) == "pyongyang" or sentence.word(at + 1) == "county"
    if sentence.word(at) == "north" and sentence.word(at + 1) == "korea":
        return True
    near = range(at, min(at + 3, len(sentence.tokens)))
    return any(sentence.word(number) in ("province", "county") for number in near)
