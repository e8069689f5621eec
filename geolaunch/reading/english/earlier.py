"""Which parts of an English sentence tell of another time than the launch's.

"Last month" at the head of a sentence is of all that it says, in a clause of its own only of that
clause, and "since it fired" of what follows.
"""

from __future__ import annotations

from collections.abc import Iterator

from geolaunch.reading.english.days import Day
from geolaunch.reading.english.sentences import Sentence

__all__ = ["of_another_time"]

_HEAD = 5  # tokens at the beginning of a clause
_EVENTS = ("fire", "fly", "land", "unit")


def of_another_time(sentence: Sentence, named: list[Day]) -> list[range]:
    """Return the tokens that tell of another time; a part that names a day of its own does not."""
    own = [day for day in named if not day.background]
    marked = [(at, _part(sentence, at)) for at in _marks(sentence)]
    parts = [
        part
        for at, part in marked
        if not any(day.first in part and not _is_of_old(sentence, at, day) for day in own)
    ]
    return [*parts, *_old_clauses(sentence)]


def _is_of_old(sentence: Sentence, at: int, day: Day) -> bool:
    """Return whether a day without its year is one of years ago: "three years ago, on July 4"."""
    words = {sentence.word(number) for number in range(at, at + 4)}
    written = sentence.words(day.first, day.last)
    return bool(words & {"year", "years"}) and not any(
        len(word) == 4 and word.isdecimal() for word in written.split()
    )


def _marks(sentence: Sentence) -> Iterator[int]:
    """Yield the tokens of words for another time: "last month", "in November", "in 2017"."""
    yield from (mark.first for mark in sentence.of("background"))
    most = any(True for _ in sentence.of("superlative"))
    for mark in sentence.of("month"):
        before = sentence.word(mark.first - 1)
        if (before in ("in", "last") or sentence.tokens[mark.last].owner) or (
            before == "since" and not most
        ):
            yield mark.first
    for at in range(1, len(sentence.tokens)):
        if _is_year(sentence, at) and not (most and sentence.word(at - 1) == "since"):
            yield at


def _is_year(sentence: Sentence, number: int) -> bool:
    """Return whether a token is a year told as a time: "in 2017"."""
    word = sentence.word(number)
    is_year = len(word) == 4 and word.isdecimal() and 1950 <= int(word) <= 2100
    alone = not sentence.is_(number + 1, "unit", "thing", "zone", "class")
    return is_year and alone and sentence.word(number - 1) in ("in", "since", "of", "during")


def _part(sentence: Sentence, at: int) -> range:
    """Return the part of a sentence that words for another time are of."""
    if "than" in {sentence.word(at - back) for back in (1, 2, 3)}:
        return range(at, at + 2)  # "farther than in the previous test"
    clause = sentence.clause(at)
    commas = [number for number in clause if sentence.word(number) == ","]
    start = max((number + 1 for number in commas if number < at), default=clause.start)
    if at - clause.start <= _HEAD or start == clause.start:
        return clause
    end = min((number for number in commas if number > at), default=clause.stop)
    part = range(start, end)
    if any(sentence.is_(number, *_EVENTS) for number in part):
        return part
    if any(sentence.is_(number, "say") for number in part):
        return clause
    most = any(sentence.is_(number, "superlative") for number in part)
    return part if most else range(start, clause.stop)


def _old_clauses(sentence: Sentence) -> Iterator[range]:
    """Yield what an earlier launch did: "since it fired an ICBM on April 13"."""
    for mark in sentence.of("old"):
        after = range(mark.last + 1, min(mark.last + 9, len(sentence.tokens)))
        told = any(sentence.is_(at, "fire", "fly") for at in after)
        if told and not any(sentence.is_(at, "clock") for at in after):
            yield range(mark.first, _clause_end(sentence, mark.last))
            return


def _clause_end(sentence: Sentence, first: int) -> int:
    """Return where a clause ends: at a comma that another clause follows, else with the sentence.

    At the head of a sentence any comma ends it.
    """
    for at in range(first + 1, sentence.clause(first).stop):
        goes_on = sentence.word(at + 1) not in ("and", "but", "the", "they", "it")
        if sentence.word(at) == "," and (first <= _HEAD or not goes_on):
            return at
    return sentence.clause(first).stop
