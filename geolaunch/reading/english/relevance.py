"""Which English sentences, and which parts of one, are about the launch, and its day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from geolaunch.reading.english.days import Day
from geolaunch.reading.english.missiles import which_missile
from geolaunch.reading.english.noun_phrases import governing_verb
from geolaunch.reading.english.sentences import Sentence
from geolaunch.reading.english.times import Clock, in_a_list
from geolaunch.reading.mentions import Mention, Speaker

__all__ = [
    "is_event",
    "korean_dates",
    "launch_day",
    "launch_times",
    "names_missiles",
    "of_another_time",
    "tells_when",
]

_HEAD = 5  # tokens at the beginning of a clause


_EVENTS = ("fire", "fly", "land", "unit")


_SPEAKS_NEXT_DAY = "KCNA"  # it reports a launch on the day after


def names_missiles(sentence: Sentence) -> bool:
    """Return whether a sentence names missiles."""
    return any(True for kind in ("class", "missile", "thing") for _ in sentence.of(kind))


def tells_when(sentence: Sentence) -> bool:
    """Return whether a sentence reports a firing, or that it was detected, by somebody."""
    fired = any(True for kind in ("fire", "detect") for _ in sentence.of(kind))
    return fired and any(True for kind in ("clock", "zone") for _ in sentence.of(kind))


def is_event(sentence: Sentence) -> bool:
    """Return whether a sentence says what missiles did."""
    verbs = [
        mark for mark in sentence.marks if mark.tags.keys() & {"fire", "fly", "land", "detect"}
    ]
    if all(any(True for _ in sentence.of(kind)) for kind in ("eez", "reach")):
        return True
    if not verbs:
        if names_missiles(sentence) and any(
            True for kind in ("identify", "eez", "fail", "reach") for _ in sentence.of(kind)
        ):
            return True
        return any(
            True for kind in ("altitude", "distance", "flight_time") for _ in sentence.of(kind)
        )
    others = any(True for _ in sentence.of("other_thing"))
    if others and not names_missiles(sentence):
        return False
    return not all(_is_only_possible(sentence, mark.first) for mark in verbs)


def _is_only_possible(sentence: Sentence, at: int) -> bool:
    """Return whether a verb says what may be: "could fly", "plans to launch"."""
    near = range(at - 1, max(-1, at - 3), -1)
    return any(sentence.is_(number, "able") for number in near)


def launch_day(sentence: Sentence, named: list[Day], who: list[Speaker]) -> Day | None:
    """Return the day of the launch that a sentence reports; None where it names none."""
    near = [day for day in named if day.dates and not day.background]
    said = [day for day in near if _is_said_day(sentence, day)]
    flown = [day for day in near if day not in said]
    if flown:
        return min(flown, key=lambda day: (day.zone_min is not None, _from_verb(sentence, day)))
    if any(speaker.name == _SPEAKS_NEXT_DAY for speaker in who):
        return None
    return said[0] if said else None


def _is_said_day(sentence: Sentence, day: Day) -> bool:
    """Return whether a day is that of a statement: "said on Tuesday"."""
    if sentence.word(day.last + 1) == "(" and sentence.is_(day.last + 2, "carrier", "actor"):
        return True  # a date line: "SEOUL, March 27 (Yonhap)"
    at = day.first - 1
    at -= sentence.word(at) in ("on", "early", "late")
    return sentence.is_(at, "say") and not sentence.is_(at, "fire")


def _from_verb(sentence: Sentence, day: Day) -> int:
    """Return how many tokens a day stands from the nearest verb of firing."""
    verbs = [mark.first for kind in ("fire", "detect", "fly") for mark in sentence.of(kind)]
    return min((abs(day.first - verb) for verb in verbs), default=0)


def korean_dates(day: Day, clocks: list[Clock]) -> tuple[date, ...]:
    """Return the Korean dates of a day that was given with a time in another zone."""
    shift = 0
    if clocks and day.zone_min is not None:
        shift = int(clocks[0].minutes[0] < 540 - day.zone_min)
    elif clocks:
        shift = clocks[0].day_shift
    return tuple(named + timedelta(days=shift) for named in day.dates)


def launch_times(sentence: Sentence, clocks: list[Clock]) -> Iterator[Mention]:
    """Yield the times of launch; those of landings and of statements are none.

    Those of a list are of several missiles, and so are those that name theirs.
    """
    fired = any(True for kind in ("fire", "detect") for _ in sentence.of(kind))
    over = {"over", "passed", "crossed"} & {token.text for token in sentence.tokens}
    if not fired and (over or not any(True for _ in sentence.of("fly"))):
        return
    launches = [clock for clock in clocks if _is_of_launch(sentence, clock)]
    listed = [in_a_list(sentence, a.last, b.first) for a, b in pairwise(launches)]
    named = [which_missile(sentence, clock.first)[0] for clock in launches]
    for number, clock in enumerate(launches):
        value = tuple(f"{minute // 60:02d}:{minute % 60:02d}" for minute in clock.minutes)
        in_list = any(listed[max(0, number - 1) : number + 1])
        which = named[number] or (str(number + 1) if in_list else "1" if any(named) else "")
        told_at = sentence.mention("time_local", value[:2], clock.first, clock.last)
        yield replace(told_at, which=which)


def _is_of_launch(sentence: Sentence, clock: Clock) -> bool:
    """Return whether a time of day is one at which missiles left."""
    if sentence.is_(clock.last + 1, "fire"):
        return True  # "its 5:34 a.m. liftoff"
    before = [sentence.is_(clock.first - back, "say") for back in (1, 2)]
    detects = [sentence.is_(clock.first - back, "detect") for back in (1, 2)]
    landed = governing_verb(sentence, clock.first) == "land"
    return not landed and (not any(before) or any(detects))


def of_another_time(sentence: Sentence, named: list[Day]) -> list[range]:
    """Return the tokens about another time; a part that names a day of its own is not."""
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
    """Return whether a token is a year given as a time: "in 2017"."""
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
        fired = any(sentence.is_(at, "fire", "fly") for at in after)
        if fired and not any(sentence.is_(at, "clock") for at in after):
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
