"""Times of day in an English sentence, in Korean time (UTC+9) unless a zone is given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from dateutil.relativedelta import relativedelta, weekday

from geolaunch.reading.english.numerals import number_at
from geolaunch.reading.english.sentences import Sentence

__all__ = ["Clock", "clocks_in", "in_a_list"]

_SOFT = frozenset(("about", "around", "approximately", ")", ",", "at", "again"))
_HALF_DAYS = {"morning": "am", "afternoon": "pm", "evening": "pm", "night": "pm"}

KOREAN_OFFSET_MIN = 540
_NAMED = {"noon": 720, "midday": 720, "midnight": 0}  # minutes after midnight
_BEFORE_NAMED = ("at", "around", "about", "shortly", "before", "after", "until", "and", "just")

_US_BEHIND_MIN = {"eastern": 0, "central": 60, "pacific": 180}  # minutes behind Washington

# Pyongyang's own time from 15 August 2015 to 4 May 2018: the days, and minutes from UTC.
_PYONGYANG_TIME = (date(2015, 8, 15), date(2018, 5, 4), 510)


@dataclass(frozen=True, slots=True)
class Clock:
    """One time of day or two, in minutes after midnight in Korea, at tokens [first, last].

    `day_shift` is how many days later it is in Korea than where the time was given.
    """

    minutes: tuple[int, ...]
    first: int
    last: int
    in_utc: bool = False
    day_shift: int = 0


def clocks_in(sentence: Sentence, day: date | None) -> Iterator[Clock]:
    """Yield the times of day in a sentence, two as one where they are the ends of an interval."""
    singles = _singles(sentence, day)
    index = 0
    while index < len(singles):
        clock = singles[index]
        other = singles[index + 1] if index + 1 < len(singles) else None
        if other is not None and other.in_utc != clock.in_utc and _bracketed(sentence, other):
            index += 1  # the same time given again for another zone
            following = singles[index + 1] if index + 1 < len(singles) else None
            if following is not None and _joins(sentence, other.last + 1, following.first):
                yield Clock(clock.minutes + following.minutes, clock.first, following.last)
                index += 2
                continue
            yield clock
        elif other is not None and _joins(sentence, clock.last, other.first):
            yield Clock(
                clock.minutes + other.minutes,
                clock.first,
                other.last,
                clock.in_utc,
                clock.day_shift,
            )
            index += 1
        else:
            yield clock
        index += 1


def _bracketed(sentence: Sentence, clock: Clock) -> bool:
    """Return whether a time stands in brackets."""
    return sentence.word(clock.first - 1) == "("


def _joins(sentence: Sentence, last: int, first: int) -> bool:
    """Return whether what stands between two times makes them the ends of an interval."""
    gap = [word for word in _between(sentence, last, first) if word not in _SOFT]
    if gap == [] and sentence.tokens[first].joined:
        return True
    return gap in (["to"], ["and"], ["until"], ["through"], ["till"])


def in_a_list(sentence: Sentence, last: int, first: int) -> bool:
    """Return whether only commas and "and" stand between two times: "6:37 a.m. and 6:42 a.m."."""
    return set(_between(sentence, last, first)) <= {*_SOFT, "and", "to"}


def _between(sentence: Sentence, last: int, first: int) -> list[str]:
    """Return the words between two tokens."""
    return [sentence.word(number) for number in range(last + 1, first)]


def _singles(sentence: Sentence, day: date | None) -> list[Clock]:
    """Return each time of day by itself; the last of "7:47, 7:50-8 a.m." gives all its half."""
    raw, index = list[_Raw](), 0
    while index < len(sentence.tokens):
        time = _raw_clock(sentence, index)
        if time is not None:
            raw.append(time)
        index = time.last + 1 if time else index + 1
    whole = list[_Raw]()
    for time in reversed(raw):
        following = whole[-1] if whole else None
        if following is not None and in_a_list(sentence, time.last, following.first):
            half, zone = time.half or following.half, time.zone or following.zone
            whole.append(replace(time, half=half, zone=zone))
        elif time.whole:
            whole.append(time)
    return [_clock(_past(sentence, time), day) for time in reversed(whole)]


def _past(sentence: Sentence, time: _Raw) -> _Raw:
    """Return the time of "10 minutes after 8 a.m.", else the time as it is."""
    at = time.first - 2
    way = {"past": 1, "after": 1, "before": -1}.get(sentence.word(time.first - 1), 0)
    if not way or at < 1 or sentence.tag(at, "unit") != "min":
        return time
    number = number_at(sentence.tokens, at - 1)
    if number is None or not number.value.is_integer() or number.value >= 60:
        return time
    minutes = (time.minutes + way * int(number.value)) % 1440
    return replace(time, minutes=minutes, first=at - 1)


@dataclass(frozen=True, slots=True)
class _Raw:
    """A time of day as written, at tokens [first, last]; `half` is "am", "pm" or "".

    Not `whole` is a bare hour, a time only before another one.
    """

    minutes: int
    half: str
    zone: str
    first: int
    last: int
    whole: bool


def _raw_clock(sentence: Sentence, index: int) -> _Raw | None:
    """Return the time that begins at a token, None if none does."""
    token = sentence.tokens[index]
    if token.text in _NAMED:
        named = sentence.word(index - 1) in _BEFORE_NAMED
        return _Raw(_NAMED[token.text], "", "", index, index, True) if named else None
    hands = _hands(sentence, index)
    if hands is None:
        return None
    hour, minute, last, whole = hands
    half = sentence.tag(last + 1, "clock")
    if half is not None:
        last, whole = _end(sentence, last + 1), True
    elif not whole:
        half = _half_of_day(sentence, index, last)
        whole = bool(half)
    zone, last = _zone(sentence, last, whole=whole)
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    return _Raw(hour * 60 + minute, half or "", zone, index, last, whole)


def _half_of_day(sentence: Sentence, index: int, last: int) -> str:
    """Return the half of the day of a bare hour, as in "at 7 on Monday morning"; "" without one."""
    if not {sentence.word(index - 1), sentence.word(index - 2)} & {"at", "around"}:
        return ""
    for at in range(last + 1, last + 4):
        if sentence.word(at) in _HALF_DAYS:
            return _HALF_DAYS[sentence.word(at)]
        if not sentence.is_(at, "weekday", "zone") and sentence.word(at) not in ("on", "this"):
            return ""
    return ""


def _hands(sentence: Sentence, index: int) -> tuple[int, int, int, bool] | None:
    """Return hour, minute, last token, and whether it is a time by itself: 7:47, 0747 hours, 8."""
    token = sentence.tokens[index]
    if token.kind != "number" or len(token.text) > 5:
        return None
    hour_text, dot, minute_text = token.text.partition(".")
    if dot and len(minute_text) == 2 and sentence.is_(index + 1, "clock"):  # "6.20am"
        return int(hour_text), int(minute_text), index, True
    if not token.text.isdecimal() or len(token.text) > 4:
        return None
    if sentence.word(index + 1) == ":" and _is_minute(sentence, index + 2):
        seconds = sentence.word(index + 3) == ":" and _is_minute(sentence, index + 4)
        return int(token.text), int(sentence.word(index + 2)), index + 2 + 2 * seconds, True
    if len(token.text) == 4:
        named = sentence.tag(index + 1, "unit") == "h"
        hour, minute = divmod(int(token.text), 100)
        return hour, minute, index + named, named or sentence.is_(index + 1, "zone", "clock")
    bracketed = sentence.word(index - 1) == "(" and sentence.word(index + 1) == ")"
    return None if bracketed else (int(token.text), 0, index, False)


def _zone(sentence: Sentence, last: int, *, whole: bool) -> tuple[str, int]:
    """Return the zone after a time, a weekday perhaps between, and the last token of all."""
    zone = sentence.tag(last + 1, "zone") or ""
    if zone and (whole or zone != "540"):
        return zone, _end(sentence, last + 1)
    beyond = sentence.tag(last + 2, "zone") or ""
    if not zone and beyond and sentence.is_(last + 1, "weekday"):
        return beyond, _end(sentence, last + 2)
    return zone, last


def _end(sentence: Sentence, index: int) -> int:
    """Return the last token of the phrase at a token."""
    mark = sentence.cover[index]
    return mark.last if mark else index


def _is_minute(sentence: Sentence, index: int) -> bool:
    """Return whether a token is two digits of minutes, right after the mark before."""
    word = sentence.word(index)
    near = index < len(sentence.tokens) and (
        sentence.tokens[index].start == sentence.tokens[index - 1].end
    )
    return near and len(word) == 2 and word.isdecimal() and int(word) < 60


def _clock(raw: _Raw, day: date | None) -> Clock:
    """Return a time in Korean time."""
    minutes = raw.minutes
    if raw.half == "am" and minutes >= 720:
        minutes -= 720
    elif raw.half == "pm" and minutes < 720:
        minutes += 720
    moved = minutes + KOREAN_OFFSET_MIN - _offset_min(raw.zone, day)
    return Clock((moved % 1440,), raw.first, raw.last, raw.zone == "0", moved // 1440)


def _offset_min(zone: str, day: date | None) -> int:
    """Return the offset of a zone from UTC in minutes on a day; Korean time where none is given."""
    if zone == "pyongyang":
        first, last, offset = _PYONGYANG_TIME
        return offset if day is not None and first <= day <= last else KOREAN_OFFSET_MIN
    if zone in _US_BEHIND_MIN:
        summer = day is None or _is_us_summer(day)
        return (-240 if summer else -300) - _US_BEHIND_MIN[zone]
    return int(zone) if zone else KOREAN_OFFSET_MIN


def _is_us_summer(day: date) -> bool:
    """Return whether clocks in the United States stand at summer time, by the law of 2007."""
    march = date(day.year, 3, 8) + relativedelta(weekday=weekday(6)(+1))
    november = date(day.year, 11, 1) + relativedelta(weekday=weekday(6)(+1))
    return march <= day < november
