"""Days and times of day in Korean and Japanese bulletins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from geolaunch.forms import Forms, found_at, named, next_of, which_in
from geolaunch.sentences import Finding

__all__ = ["clocks_in", "day_in"]


def clocks_in(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the times of launch; those of landings are none."""
    for match in forms.clock.finditer(sentence):
        fired, landed = (
            next_of(forms.words[kind], sentence, match.end()) for kind in ("fire", "land")
        )
        if landed < fired or any(
            word in sentence[match.end() : match.end() + 4] for word in ("\uac04", "\u9593")
        ):
            continue
        one = _minutes(forms, match, "1", None)
        two = _minutes(forms, match, "2", match["half1"], match["hour1"])
        times = [f"{time // 60:02d}:{time % 60:02d}" for time in (one, two) if time is not None]
        if times:
            told = found_at("time_local", tuple(dict.fromkeys(times)), match, start)
            yield replace(told, which=which_in(forms, sentence, match.start()))


def _minutes(
    forms: Forms, match: re.Match[str], which: str, half: str | None, hour: str | None = None
) -> int | None:
    """Return a time of day in minutes; the second of two may leave out the half and the hour."""
    told_hour, minute = match[f"hour{which}"] or hour, match[f"minute{which}"]
    if which == "2" and match["hour2"] is None and minute is None:
        return None
    half = match[f"half{which}"] or half
    hours = int(told_hour or 0)
    if half == forms.words["pm"] and hours < 12:
        hours += 12
    if half == forms.words["am"] and hours == 12:
        hours = 0
    value = hours * 60 + int(minute or 0)
    return value if hours < 24 and int(minute or 0) < 60 else None


def day_in(forms: Forms, sentence: str, start: int, base: date | None) -> Finding | None:
    """Return the day that a sentence names; that of a statement only where it names no other."""
    found = [
        (match, dates)
        for match in forms.day.finditer(sentence)
        if (dates := _dates(forms, match, base))
    ]
    flown = [one for one in found if not _is_said(forms, sentence, one[0].start(), start)]
    for match, dates in flown or found[:1]:
        return found_at("date", dates, match, start)
    return None


def _is_said(forms: Forms, sentence: str, at: int, start: int) -> bool:
    """Return whether a day follows who tells it: "朝鮮中央通信は13日"."""
    for actor in named(forms, "actor", sentence, start):
        gap = sentence[actor.span[1] - start : at].strip("\u3001, ")
        if actor.span[1] - start <= at and gap in forms.words["topic"]:
            return True
    return False


def _dates(forms: Forms, match: re.Match[str], base: date | None) -> tuple[date, ...]:
    """Return the date of a match, () if it needs a date of the text that is not known."""
    try:
        if match["month"]:
            year = _year(forms, match) or (base.year if base else None)
            return (date(year, int(match["month"]), int(match["day"])),) if year else ()
        if base is None:
            return ()
        if match["of"]:
            return (base.replace(day=int(match["of"])),)
        if match["only"]:
            near = [base + timedelta(days=days) for days in range(1, -60, -1)]
            return tuple(day for day in near if day.day == int(match["only"]))[:1]
        return (base - timedelta(days=1 if match["yesterday"] else 0),)
    except ValueError:
        return ()


def _year(forms: Forms, match: re.Match[str]) -> int | None:
    """Return the year of a match, of an era or plain; None without one."""
    if match["era"]:
        return int(forms.words["era"][match["era"]]) + int(match["era_year"])
    return int(match["year"]) if match["year"] else None
