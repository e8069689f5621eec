"""Days and times of day in an English sentence.

A weekday or "yesterday" is resolved against the date of the text; a day of a month without its year
takes the year that puts it nearest before that date. Times are Korean (UTC+9) unless a zone is
told; `dateutil` reads dates and knows which exist.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.parser import ParserError, parse
from dateutil.relativedelta import relativedelta, weekday

from geolaunch.sentences import Sentence

__all__ = ["Clock", "Day", "clocks", "days"]

KOREAN_OFFSET_MIN = 540
# Pyongyang's own time from 15 August 2015 to 4 May 2018.
_NAMED = {"noon": 720, "midnight": 0}
_PYONGYANG_TIME = (date(2015, 8, 15), date(2018, 5, 4), 510)


@dataclass(frozen=True, slots=True)
class Day:
    """A day at tokens [first, last]: one date, two if the words may mean either, () if unknown.

    `background` marks one that others are told from: "since 4 July". `zone_min` is the offset from
    UTC of a day said with a time in another zone, None else.
    """

    dates: tuple[date, ...]
    first: int
    last: int
    background: bool = False
    relative: bool = False
    zone_min: int | None = None


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


# --- days -----------------------------------------------------------------------------------------


def days(sentence: Sentence, base: date | None) -> list[Day]:
    """Return the days that a sentence names, resolved against the date of its text if known."""
    found, index = list[Day](), 0
    while index < len(sentence.tokens):
        day = (
            _iso(sentence, index)
            or _month_day(sentence, index, base)
            or _numeric(sentence, index)
            or _relative_day(sentence, index, base)
        )
        if day is not None:
            found.append(day)
        index = day.last + 1 if day else index + 1
    return found


def _day(sentence: Sentence, dates: tuple[date, ...], first: int, last: int) -> Day:
    """Return a day with what stands about it."""
    before = sentence.tag(first - 1, "since") is not None
    if sentence.is_(first - 1, "det") and first > 1:
        before = before or sentence.is_(first - 2, "since")
    return Day(dates, first, last, before)


def _iso(sentence: Sentence, index: int) -> Day | None:
    """Return 2023-03-27, 2023/3/27 or 2023.3.27."""
    tokens = sentence.tokens[index : index + 5]
    if not tokens or tokens[0].kind != "number" or len(tokens[0].text) not in (4, 6, 7):
        return None
    step = 1 if len(tokens) > 1 and tokens[1].joined else 2
    parts = [token.text for token in tokens[: 2 * step + 1 : step]]
    marks = {token.text for token in tokens[1 : 2 * step : 2]} if step == 2 else set()
    if len(parts) < 3 or not all(part.isdecimal() for part in parts) or marks - {"/", "."}:
        return None
    if step == 1 and not tokens[2].joined:
        return None
    found = _date(int(parts[0]), int(parts[1]), int(parts[2])) if len(parts[0]) == 4 else None
    return _day(sentence, (found,), index, index + 2 * step) if found else None


def _numeric(sentence: Sentence, index: int) -> Day | None:
    """Return 3/4/2023: two dates, since some put the day first, unless only one exists."""
    tokens = sentence.tokens[index : index + 5]
    if len(tokens) < 5 or any(token.kind != "number" for token in tokens[::2]):
        return None
    if tokens[1].text != "/" or tokens[3].text != "/" or len(tokens[4].text) != 4:
        return None
    a, b, year = (int(token.text) if token.text.isdecimal() else 0 for token in tokens[::2])
    both = {_date(year, a, b), _date(year, b, a)} - {None}
    dates = tuple(sorted(found for found in both if found))
    return _day(sentence, dates, index, index + 4) if dates else None


def _month_day(sentence: Sentence, index: int, base: date | None) -> Day | None:
    """Return "March 27", "27 March 2023", "Mar. 27th, 2023"; a month alone is no day."""
    month = sentence.tag(index, "month")
    first = last = index
    number = None
    if month is not None and sentence.cover[index] is not None:
        at = index + 1 + (sentence.word(index + 1) == ".")
        number, last = _day_number(sentence, at)
    elif sentence.tokens[index].kind == "number":
        number, at = _day_number(sentence, index)
        at += 1 + (sentence.word(at + 1) == "of")
        month, last = sentence.tag(at, "month"), at
        if sentence.word(at + 1) == ".":
            last = at + (sentence.tokens[at + 1].end == sentence.tokens[at].end + 1)
    if month is None or number is None:
        return None
    year, end = _year(sentence, last + 1)
    try:
        written = f"{year or 2000:04d}-{int(month):02d}-{number:02d}"
        found = parse(written, yearfirst=True).date()
    except (ParserError, ValueError, OverflowError):
        return None
    if year is None:
        dates = _with_year(found, base)
        return _day(sentence, dates, first, last)
    return _day(sentence, (found,), first, end)


def _day_number(sentence: Sentence, index: int) -> tuple[int | None, int]:
    """Return a day of a month and its last token: 27 or 27th; (None, index) for another number."""
    token = sentence.tokens[index] if index < len(sentence.tokens) else None
    if token is None or token.kind != "number" or not token.text.isdecimal():
        return None, index
    if not 1 <= len(token.text) <= 2 or not 1 <= int(token.text) <= 31:
        return None, index
    if sentence.word(index + 1) == ":":  # "March 7:47"
        return None, index
    ordinal = sentence.word(index + 1) in ("st", "nd", "rd", "th")
    return int(token.text), index + ordinal


def _year(sentence: Sentence, index: int) -> tuple[int | None, int]:
    """Return the year after a day and its token: "2023" or ", 2023"."""
    at = index + (sentence.word(index) == ",")
    word = sentence.word(at)
    if len(word) == 4 and word.isdecimal() and 1950 <= int(word) <= 2100:
        return int(word), at
    return None, index - 1


def _with_year(found: date, base: date | None) -> tuple[date, ...]:
    """Return a day with the year that puts it nearest before the day after the text's date."""
    if base is None:
        return ()
    years = (base.year + 1, base.year, base.year - 1)
    dated = [dated for year in years if (dated := _date(year, found.month, found.day))]
    return tuple(one for one in dated if one <= base + timedelta(days=1))[:1]


def _date(year: int, month: int, day: int) -> date | None:
    """Return a date if it exists."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative_day(sentence: Sentence, index: int, base: date | None) -> Day | None:
    """Return a weekday, "today" or "yesterday"; () of dates where the text's date is not known."""
    mark = sentence.cover[index]
    if mark is None or mark.first != index:
        return None
    if "weekday" in mark.tags and sentence.tokens[index].capital:
        zone, last = _zone_near(sentence, index, mark.last)
        if base is None:
            dates: tuple[date, ...] = ()
        else:
            back = weekday(int(mark.tags["weekday"]))(-1)
            moment = datetime(base.year, base.month, base.day)
            dates = ((moment + relativedelta(weekday=back)).date(),)
        plain = _day(sentence, dates, index, last)
        return Day(plain.dates, index, last, plain.background, True, zone)
    if "day" in mark.tags:
        shift = timedelta(days=int(mark.tags["day"].split("|")[0]))
        plain = _day(sentence, (base + shift,) if base else (), index, mark.last)
        return Day(plain.dates, index, mark.last, plain.background, True)
    return None


def _zone_near(sentence: Sentence, first: int, last: int) -> tuple[int | None, int]:
    """Return the zone said beside a weekday ("Sunday GMT") and the last token of both."""
    before = sentence.tag(first - 1, "zone")
    if before is not None and before.lstrip("-").isdecimal() and before != "540":
        return int(before), last
    zone = sentence.tag(last + 1, "zone")
    if zone is None or not zone.lstrip("-").isdecimal() or zone == "540":
        return None, last
    mark = sentence.cover[last + 1]
    return int(zone), mark.last if mark else last + 1


# --- times of day ---------------------------------------------------------------------------------


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
        before = sentence.word(index - 1)
        told = before in ("at", "around", "about", "shortly", "before", "after", "until", "and")
        return (_NAMED[token.text], "", "", index, index, True) if told else None
    if token.kind != "number" or not token.text.isdecimal() or len(token.text) > 4:
        return None
    following, minute, last = sentence.word(index + 1), 0, index
    hour, whole = int(token.text), False
    if following in (":", ".", "h") and _is_minute(sentence, index + 2):
        minute, last, whole = int(sentence.word(index + 2)), index + 2, following == ":"
        if sentence.word(last + 1) == ":" and _is_minute(sentence, last + 2):
            last += 2
    elif len(token.text) == 4:
        hour, minute = divmod(hour, 100)
        if not _has_zone(sentence, index):
            return None
        whole = True
    half = sentence.tag(last + 1, "clock") or ""
    if half:
        mark = sentence.cover[last + 1]
        last, whole = mark.last if mark else last + 1, True
    elif sentence.word(last + 1) == "hours" and len(token.text) == 4:
        last += 1
    zone = sentence.tag(last + 1, "zone") or ""
    spaced = sentence.is_(last + 1, "weekday") and (sentence.tag(last + 2, "zone") or "")
    if zone and (whole or zone != "540"):
        mark = sentence.cover[last + 1]
        last = mark.last if mark else last + 1
    elif spaced:
        mark = sentence.cover[last + 2]
        zone, last = spaced, mark.last if mark else last + 2
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    return hour * 60 + minute, half, zone, index, last, whole


def _is_minute(sentence: Sentence, index: int) -> bool:
    """Return whether a token is two digits of minutes, right after the mark before."""
    word = sentence.word(index)
    near = index < len(sentence.tokens) and (
        sentence.tokens[index].start == sentence.tokens[index - 1].end
    )
    return near and len(word) == 2 and word.isdecimal() and int(word) < 60


def _has_zone(sentence: Sentence, index: int) -> bool:
    """Return whether four digits are a time: "2247 GMT", "0747 hours"."""
    return sentence.is_(index + 1, "zone", "clock") or sentence.word(index + 1) == "hours"


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
    """Return whether clocks in the United States stand at summer time, as the law has been since 2007."""
    march = date(day.year, 3, 8) + relativedelta(weekday=weekday(6)(+1))
    november = date(day.year, 11, 1) + relativedelta(weekday=weekday(6)(+1))
    return march <= day < november
