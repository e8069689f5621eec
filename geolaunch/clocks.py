"""Times of day in an English sentence, in Korean time (UTC+9) unless a zone is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta, weekday

from geolaunch.sentences import Sentence

__all__ = ["Clock", "clocks"]

KOREAN_OFFSET_MIN = 540
_NAMED = {"noon": 720, "midnight": 0}  # minutes after midnight
_BEFORE_NAMED = ("at", "around", "about", "shortly", "before", "after", "until", "and")

# Pyongyang's own time from 15 August 2015 to 4 May 2018: the days, and minutes from UTC.
_PYONGYANG_TIME = (date(2015, 8, 15), date(2018, 5, 4), 510)


@dataclass(frozen=True, slots=True)
class Clock:
    """One time of day or two, in minutes after midnight in Korea, at tokens [first, last].

    `day_shift` is how many days later it is in Korea than where the time was told.
    """

    minutes: tuple[int, ...]
    first: int
    last: int
    in_utc: bool = False
    day_shift: int = 0


def clocks(sentence: Sentence, day: date | None) -> Iterator[Clock]:
    """Yield the times of day in a sentence, two as one where they are the ends of an interval."""
    singles = _singles(sentence, day)
    index = 0
    while index < len(singles):
        one = singles[index]
        two = singles[index + 1] if index + 1 < len(singles) else None
        if two is not None and two.in_utc != one.in_utc and _bracketed(sentence, two):
            index += 1  # the same time told again for another zone
            following = singles[index + 1] if index + 1 < len(singles) else None
            if following is not None and _joins(sentence, two.last + 1, following.first):
                yield Clock(one.minutes + following.minutes, one.first, following.last)
                index += 2
                continue
            yield one
        elif two is not None and _joins(sentence, one.last, two.first):
            yield Clock(one.minutes + two.minutes, one.first, two.last, one.in_utc, one.day_shift)
            index += 1
        else:
            yield one
        index += 1


def _bracketed(sentence: Sentence, clock: Clock) -> bool:
    """Return whether a time stands in brackets."""
    return sentence.word(clock.first - 1) == "("


def _joins(sentence: Sentence, last: int, first: int) -> bool:
    """Return whether what stands between two times makes them the ends of an interval."""
    gap = [sentence.word(number) for number in range(last + 1, first)]
    gap = [word for word in gap if word not in ("about", "around", "approximately", ")", ",")]
    if gap == [] and sentence.tokens[first].joined:
        return True
    return gap in (["to"], ["and"], ["until"], ["through"], ["till"])


def _singles(sentence: Sentence, day: date | None) -> list[Clock]:
    """Return each time of day by itself; the second of "7:47-8 a.m." gives the first its half."""
    raw, index = list[tuple[int, str, str, int, int, bool]](), 0
    while index < len(sentence.tokens):
        found = _raw_clock(sentence, index)
        if found is not None:
            raw.append(found)
        index = found[4] + 1 if found else index + 1
    return [
        _clock(sentence, one, raw[number + 1] if number + 1 < len(raw) else None, day)
        for number, one in enumerate(raw)
        if one[5] or (number + 1 < len(raw) and _joins(sentence, one[4], raw[number + 1][3]))
    ]


def _raw_clock(sentence: Sentence, index: int) -> tuple[int, str, str, int, int, bool] | None:
    """Return (minutes, half, zone, first, last, whole) of a time at a token; None if none is.

    `half` is "am", "pm" or ""; not `whole` is a bare hour, a time only before another one.
    """
    token = sentence.tokens[index]
    if token.text in _NAMED:
        told = sentence.word(index - 1) in _BEFORE_NAMED
        return (_NAMED[token.text], "", "", index, index, True) if told else None
    hands = _hands(sentence, index)
    if hands is None:
        return None
    hour, minute, last, whole = hands
    half = sentence.tag(last + 1, "clock") or ""
    if half:
        last, whole = _end(sentence, last + 1), True
    zone, last = _zone(sentence, last, whole=whole)
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    return hour * 60 + minute, half, zone, index, last, whole


def _hands(sentence: Sentence, index: int) -> tuple[int, int, int, bool] | None:
    """Return hour, minute, last token, and whether it is a time by itself: 7:47, 0747 hours, 8."""
    token = sentence.tokens[index]
    if token.kind != "number" or not token.text.isdecimal() or len(token.text) > 4:
        return None
    if sentence.word(index + 1) == ":" and _is_minute(sentence, index + 2):
        seconds = sentence.word(index + 3) == ":" and _is_minute(sentence, index + 4)
        return int(token.text), int(sentence.word(index + 2)), index + 2 + 2 * seconds, True
    if len(token.text) == 4:
        named = sentence.word(index + 1) == "hours"
        if not named and not sentence.is_(index + 1, "zone", "clock"):
            return None
        hour, minute = divmod(int(token.text), 100)
        return hour, minute, index + named, True
    return int(token.text), 0, index, False


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


def _clock(
    sentence: Sentence,
    raw: tuple[int, str, str, int, int, bool],
    following: tuple[int, str, str, int, int, bool] | None,
    day: date | None,
) -> Clock:
    """Return a raw time in Korean time; half and zone may be those of the next, which it joins."""
    minutes, half, zone, first, last, _ = raw
    if following is not None and _joins(sentence, last, following[3]):
        half, zone = half or following[1], zone or following[2]
    if half == "am" and minutes >= 720:
        minutes -= 720
    elif half == "pm" and minutes < 720:
        minutes += 720
    offset = _offset_min(zone, day)
    moved = minutes + KOREAN_OFFSET_MIN - offset
    return Clock((moved % 1440,), first, last, zone == "0", moved // 1440)


def _offset_min(zone: str, day: date | None) -> int:
    """Return the offset of a zone from UTC in minutes on a day; Korean time where none is told."""
    if zone == "pyongyang":
        first, last, offset = _PYONGYANG_TIME
        return offset if day is not None and first <= day <= last else KOREAN_OFFSET_MIN
    if zone in ("eastern", "pacific"):
        summer = day is None or _is_us_summer(day)
        return (-240 if summer else -300) - (180 if zone == "pacific" else 0)
    return int(zone) if zone else KOREAN_OFFSET_MIN


def _is_us_summer(day: date) -> bool:
    """Return whether clocks in the United States stand at summer time, by the law of 2007."""
    march = date(day.year, 3, 8) + relativedelta(weekday=weekday(6)(+1))
    november = date(day.year, 11, 1) + relativedelta(weekday=weekday(6)(+1))
    return march <= day < november
