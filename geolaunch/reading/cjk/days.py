"""Days in a Korean or Japanese sentence.

A day of a month without its year takes the year that puts it nearest before the date of the text,
and a day without its month the month that does. "The same day" is the one named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geolaunch.reading.cjk.sentences import Cue, Sentence
from geolaunch.reading.cjk.times import governing_verb

__all__ = [
    "Day",
    "days_in",
    "first_full_date",
]

_AHEAD = timedelta(days=7)  # a day so little after the date of the text is of the same year


@dataclass(frozen=True, slots=True)
class Day:
    """A day at [start, end) of a sentence; () where it needs the date of the text.

    `said` marks the day of a statement, `past` one said to be over: "last 4 July".
    """

    dates: tuple[date, ...]
    start: int
    end: int
    said: bool
    past: bool


_NONE = date.min  # a day that does not exist


def first_full_date(text: str, pattern: re.Pattern[str]) -> date | None:
    """Return the first date of a text that has its year; None without one."""
    for match in pattern.finditer(text):
        if match["year"]:
            return _exact(match["year"], match["month"], match["day"])
        if match["y"]:
            return _exact(match["y"], match["m"], match["d"])
    return None


def days_in(
    sentence: Sentence,
    cues: Sequence[Cue],
    actors: Sequence[int],
    base: date | None,
    last: date | None,
) -> Iterator[Day]:
    """Yield the days of a sentence; `last` is the day named last before it."""
    for match in sentence.forms.day.finditer(sentence.text):
        dated = _resolved(match, sentence.forms.words, base, last)
        if dated is _NONE:
            continue
        kind = governing_verb(sentence, cues, match.start(), match.end(), actors)
        past = bool(match["past"])
        dates = (dated,) if dated else ()
        last = dated or last
        yield Day(dates, match.start(), match.end(), kind == "say", past)


def _resolved(
    match: re.Match[str], words: dict[str, object], base: date | None, last: date | None
) -> date | None:
    """Return the date of a match, None if it needs one that is not known, `_NONE` if none is."""
    if match["y"]:
        return _exact(match["y"], match["m"], match["d"]) or _NONE
    if match["month"]:
        return _month_day(match, words, base)
    if match["of"]:
        return _bare(int(match["of"]), base)
    if match["bare"]:
        return _bare(int(match["bare"]), base, None if match["past"] else last)
    if match["same_day"]:
        return last or base
    day = (last or base) if match["day_before"] else base
    if day is None:
        return None
    return day - timedelta(days=1) if match["yesterday"] or match["day_before"] else day


def _month_day(match: re.Match[str], words: dict[str, object], base: date | None) -> date | None:
    """Return a date with its month; the year given, of an era, or the nearest before the text's."""
    month, day = match["month"], match["day"]
    if match["year"]:
        return _exact(match["year"], month, day) or _NONE
    if match["era"]:
        eras: dict[str, int] = words["eras"]  # type: ignore[assignment]
        of_era = 1 if match["of_era"] == "\u5143" else int(match["of_era"])
        return _exact(eras[match["era"]] + of_era, month, day) or _NONE
    if base is None:
        return None
    if match["last_year"]:
        return _exact(base.year - 1, month, day) or _NONE
    dated = _exact(base.year, month, day)
    if dated is None or dated > base + _AHEAD:
        return _exact(base.year - 1, month, day) or dated or _NONE
    return dated


def _bare(day: int, base: date | None, last: date | None = None) -> date | None:
    """Return a day of the month of the day named last, of a text, or of the month before."""
    beside = _exact(last.year, last.month, day) if last else None
    if beside is not None and (base is None or beside <= base + timedelta(days=1)):
        return beside
    if base is None:
        return None
    dated = _exact(base.year, base.month, day)
    if dated is not None and dated <= base + timedelta(days=1):
        return dated
    before = base.replace(day=1) - timedelta(days=1)
    return _exact(before.year, before.month, day) or _NONE


def _exact(year: str | int, month: str | int, day: str | int) -> date | None:
    """Return a date, None if the calendar has none such."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
