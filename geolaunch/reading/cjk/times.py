"""Days and times of day in Korean and Japanese bulletins.

A day of a month without its year takes the year that puts it nearest before the date of the text,
and a day without its month the month that does. "The same day" is the one named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from geolaunch.reading.cjk.forms import Cue, Sentence

__all__ = ["Clock", "Day", "clocks_in", "days_in", "first_full_date"]

_AHEAD = timedelta(days=7)  # a day so little after the date of the text is of the same year


@dataclass(frozen=True, slots=True)
class Clock:
    """One time of day or two, "HH:MM", at [start, end) of a sentence.

    `listed` says that two are told beside each other, not as the ends of an interval. `kind` is
    that of the word that governs it: "fire", "land", "say", "zone" for a time in another zone.
    """

    times: tuple[str, ...]
    start: int
    end: int
    listed: bool
    kind: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day at [start, end) of a sentence; () where it needs the date of the text.

    `said` marks the day of a statement, `past` one told as gone: "last 4 July".
    """

    dates: tuple[date, ...]
    start: int
    end: int
    said: bool
    past: bool


# --- times of day ---------------------------------------------------------------------------------


def clocks_in(line: Sentence, cues: Sequence[Cue], actors: Sequence[int]) -> Iterator[Clock]:
    """Yield the times of day; `actors` are the ends of the names of speakers."""
    words = line.forms.words
    for match in line.forms.clock.finditer(line.text):
        around = line.text[max(0, match.start() - 10) : match.end() + 8]
        times = [one for one in (_first(match, words), _second(match, words)) if one is not None]
        if not times or times[0] < 0 or times[-1] < 0:
            continue
        if match["around"] in words["whole_hour"] and len(times) == 1:
            times.append(times[0] + 59)  # "in the hour of seven"
        told = tuple(dict.fromkeys(f"{one // 60:02d}:{one % 60:02d}" for one in times))
        kind = _governor(line, cues, match.start(), match.end(), actors)
        if any(zone in around for zone in words["zones"]):
            kind = "zone"
        listed = len(told) > 1 and match["until"] in words["both"]
        yield Clock(told, match.start(), match.end(), listed, kind)


def _governor(
    line: Sentence, cues: Sequence[Cue], start: int, end: int, actors: Sequence[int]
) -> str:
    """Return what is told of a time or a day: the kind of the next verb, "" without one."""
    told = [cue.kind for cue in cues if cue.start >= end and cue.kind in _VERBS]
    kind = told[0] if told else ""
    if _of_speaker(line, start, end, actors) and "say" in told:
        return "say"
    return "fire" if kind in ("detect", "do") else kind


_VERBS = ("fire", "land", "say", "detect", "do")


_PARTS = frozenset("\u3001,\"'\u201c\u2018\u300c")  # commas and opening quotes


def _of_speaker(line: Sentence, start: int, end: int, actors: Sequence[int]) -> bool:
    """Return whether a time is the speaker's: "the ministry, on the 13th, ..."."""
    before = line.text[:start].rstrip()
    near = any(0 < len(before) - at <= 3 for at in actors)
    after = line.text[end:].lstrip(" ")[:1]
    return near and (after in _PARTS or line.forms.day.search(line.text, end) is not None)


def _first(match: re.Match[str], words: dict[str, object]) -> int | None:
    """Return the first time of a match in minutes, -1 for one that cannot be."""
    if match["noon"]:
        return 12 * 60
    half = match["half1"] or match["halfc1"]
    minute = match["minute1"] or match["minutec1"] or ("30" if match["thirty1"] else "0")
    return _minutes(half, match["hour1"] or match["hourc1"], minute, words)


def _second(match: re.Match[str], words: dict[str, object]) -> int | None:
    """Return the second time, which may leave out the half of the day and the hour; None."""
    if not match["until"]:
        return None
    half = match["half2"] or match["halfc2"] or match["half1"] or match["halfc1"]
    hour = match["hour2"] or match["hourc2"] or match["hour1"] or match["hourc1"] or "12"
    minute = match["minute2"] or match["minutec2"] or match["minute_alone"]
    return _minutes(half, hour, minute or ("30" if match["thirty2"] else "0"), words)


def _minutes(half: str | None, hour: str, minute: str, words: dict[str, object]) -> int:
    """Return a time of day in minutes, -1 for one that cannot be."""
    halves: dict[str, list[str]] = words["halves"]  # type: ignore[assignment]
    hours, minutes = int(hour), int(minute)
    if half in halves["pm"] and hours < 12:
        hours += 12
    if half in halves["am"] and hours == 12:
        hours = 0
    return hours * 60 + minutes if hours < 24 and minutes < 60 else -1


# --- days -----------------------------------------------------------------------------------------


def first_full_date(text: str, pattern: re.Pattern[str]) -> date | None:
    """Return the first date of a text that has its year; None without one."""
    for match in pattern.finditer(text):
        if match["year"]:
            return _exact(match["year"], match["month"], match["day"])
        if match["y"]:
            return _exact(match["y"], match["m"], match["d"])
    return None


def days_in(
    line: Sentence, cues: Sequence[Cue], actors: Sequence[int], base: date | None, last: date | None
) -> Iterator[Day]:
    """Yield the days of a sentence; `last` is the day named last before it."""
    for match in line.forms.day.finditer(line.text):
        found = _resolved(match, line.forms.words, base, last)
        if found is _NONE:
            continue
        kind = _governor(line, cues, match.start(), match.end(), actors)
        past = bool(match["past"])
        dates = (found,) if found else ()
        last = found or last
        yield Day(dates, match.start(), match.end(), kind == "say", past)


_NONE = date.min  # a day that does not exist


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
    """Return a date with its month; the year told, of an era, or the nearest before the text's."""
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
    found = _exact(base.year, month, day)
    if found is None or found > base + _AHEAD:
        return _exact(base.year - 1, month, day) or found or _NONE
    return found


def _bare(day: int, base: date | None, last: date | None = None) -> date | None:
    """Return a day of the month of the day named last, of a text, or of the month before."""
    beside = _exact(last.year, last.month, day) if last else None
    if beside is not None and (base is None or beside <= base + timedelta(days=1)):
        return beside
    if base is None:
        return None
    found = _exact(base.year, base.month, day)
    if found is not None and found <= base + timedelta(days=1):
        return found
    before = base.replace(day=1) - timedelta(days=1)
    return _exact(before.year, before.month, day) or _NONE


def _exact(year: str | int, month: str | int, day: str | int) -> date | None:
    """Return a date, None if the calendar has none such."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
