"""Days in an English sentence: dates, weekdays, "yesterday".

A weekday is resolved against the date of the text; a day of a month without its year takes the year
that puts it nearest before that date. `dateutil` knows which dates exist.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dateutil.parser import ParserError, parse
from dateutil.relativedelta import relativedelta, weekday

from geolaunch.reading.english.sentences import Sentence

__all__ = ["Day", "days_in"]

# Offsets from UTC, in minutes, of the zones in which days are not those of Korea; what standard
# time and summer time differ by moves no launch to another day.
_OFFSETS_MIN = {
    **{str(offset): offset for offset in (0, -240, -300, -360, -420, -480, -540, -600, 60, 120)},
    "180": 180,
    "eastern": -300,
    "central": -360,
    "pacific": -480,
}


@dataclass(frozen=True, slots=True)
class Day:
    """A day at tokens [first, last]: one date, two if the words may mean either, () if unknown.

    `background` marks one that others are counted from: "since 4 July". `zone_min` is the offset
    from UTC of a day said with a time in another zone, None else.
    """

    dates: tuple[date, ...]
    first: int
    last: int
    background: bool = False
    relative: bool = False
    zone_min: int | None = None


def days_in(sentence: Sentence, base: date | None) -> list[Day]:
    """Return the days that a sentence names, resolved against the date of its text if known."""
    days, index = list[Day](), 0
    while index < len(sentence.tokens):
        named = sentence.is_(index, "month", "weekday", "day")
        if sentence.tokens[index].kind != "number" and not named:
            index += 1
            continue
        day = (
            _iso(sentence, index)
            or _month_day(sentence, index, base)
            or _numeric(sentence, index)
            or _nth(sentence, index, base)
            or _relative_day(sentence, index, base)
        )
        if day is not None:
            days.append(day)
        index = day.last + 1 if day else index + 1
    return days


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
    day = _date(int(parts[0]), int(parts[1]), int(parts[2])) if len(parts[0]) == 4 else None
    return _day(sentence, (day,), index, index + 2 * step) if day else None


def _numeric(sentence: Sentence, index: int) -> Day | None:
    """Return 3/4/2023: two dates, since some put the day first, unless only one exists."""
    tokens = sentence.tokens[index : index + 5]
    if len(tokens) < 5 or any(token.kind != "number" for token in tokens[::2]):
        return None
    if tokens[1].text != "/" or tokens[3].text != "/" or len(tokens[4].text) != 4:
        return None
    a, b, year = (int(token.text) if token.text.isdecimal() else 0 for token in tokens[::2])
    both = {_date(year, a, b), _date(year, b, a)} - {None}
    dates = tuple(sorted(day for day in both if day))
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
        parsed = parse(written, yearfirst=True).date()
    except (ParserError, ValueError, OverflowError):
        return None
    if year is None:
        dates = _with_year(parsed, base)
        return _day(sentence, dates, first, last)
    return _day(sentence, (parsed,), first, end)


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


def _nth(sentence: Sentence, index: int, base: date | None) -> Day | None:
    """Return "on the 20th": the latest such day that the text can mean."""
    number, last = _day_number(sentence, index)
    if number is None or last == index or sentence.word(index - 1) != "the":
        return None
    if sentence.word(index - 2) != "on" or base is None:
        return None
    latest = [base - timedelta(days=back) for back in range(-1, 60)]
    return _day(sentence, tuple(day for day in latest if day.day == number)[:1], index, last)


def _year(sentence: Sentence, index: int) -> tuple[int | None, int]:
    """Return the year after a day and its token: "2023" or ", 2023"."""
    at = index + (sentence.word(index) == ",")
    word = sentence.word(at)
    if len(word) == 4 and word.isdecimal() and 1950 <= int(word) <= 2100:
        return int(word), at
    return None, index - 1


def _with_year(named: date, base: date | None) -> tuple[date, ...]:
    """Return a day with the year that puts it nearest before the day after the text's date."""
    if base is None:
        return ()
    years = (base.year + 1, base.year, base.year - 1)
    dated = [dated for year in years if (dated := _date(year, named.month, named.day))]
    return tuple(day for day in dated if day <= base + timedelta(days=1))[:1]


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
    before = sentence.tag(first - 1 - (sentence.word(first - 1) == "on"), "zone")
    if before in _OFFSETS_MIN:
        return _OFFSETS_MIN[before], last
    zone = sentence.tag(last + 1, "zone")
    if zone not in _OFFSETS_MIN:
        return None, last
    mark = sentence.cover[last + 1]
    return _OFFSETS_MIN[zone], mark.last if mark else last + 1
