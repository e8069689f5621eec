"""The date of a launch against the calendar, its id, its sources and the words quoted of it.

Dates are Korean (UTC+9 throughout, also while Pyongyang kept UTC+8:30). Of some old launches only
the month is known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from geolaunch.catalogue.launches import load, system_of
from geolaunch.checks.findings import ROW, Finding, Said, of_two, said
from geolaunch.report.model import Launch, Report, originator_of

__all__ = ["check_calendar", "check_weekdays"]

# The first ballistic missile that flew left on this day.
FIRST_FLIGHT = date(1942, 10, 3)

# A launch is taken for a slip of the pen if it is later than all that the catalogue knows by more
# than this; the library asks no clock, so that an answer does not change from day to day.
NEWEST_YEARS = 5

# A newspaper of the Americas may bear the date before the launch's in Korea.
DATE_LINE = timedelta(days=1)

_ID = re.compile(r"(?P<date>\d{4}-\d\d(?:-\d\d)?)-[a-z]+")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)


def check_calendar(launch: Launch) -> Iterator[Finding]:
    """Yield dates that cannot be: not in the calendar, too early, too late, or not the id's.

    Too late is a date after one of the launch's own sources was printed, and too early one at which
    nobody had seen its missile. A date by which a source differs from the launch is a conflict.
    """
    if launch.date is None:
        return
    yield from (_fault(launch, why) for why in _impossible(launch, launch.date))
    for voice in said(launch, lambda report: report.date):
        if voice.value != launch.date:
            text = f"It is dated {launch.date}, and {voice.who} dates it {voice.value}."
            pair = (Said(ROW, launch.date), voice)
            yield of_two(launch, "date", "date", text, *pair)


def _impossible(launch: Launch, day: str) -> Iterator[str]:
    """Yield why a date cannot be."""
    named = _ID.fullmatch(launch.id)
    if named and named["date"] != day:
        yield f"its id is {launch.id}, and its date {day}"
    span = _days(day)
    if span is None:
        yield f"{day} is not in the calendar"
        return
    first, last = span
    if last < FIRST_FLIGHT:
        yield f"it is of {day}, and no ballistic missile flew before {FIRST_FLIGHT}"
    if first.year > _newest().year + NEWEST_YEARS:
        yield f"it is of {day}, and the catalogue knows nothing later than {_newest()}"
    for what, printed in _printed(launch):
        if printed < first - DATE_LINE:
            yield f"it is of {day}, and {what} was printed on {printed}"
    missile = system_of(launch)
    seen = _days(missile.first_seen) if missile else None
    if missile and seen and last < seen[0]:
        yield f"it is of {day}, and {missile.name} was first seen {missile.first_seen}"


def _printed(launch: Launch) -> Iterator[tuple[str, date]]:
    """Yield the last day on which each source and each account may have been printed."""
    dated = [(f"its source {source.id}", source.date) for source in launch.sources]
    dated += [(f"what {originator_of(r)} says", (r.stated_at or "")[:10]) for r in launch.reports]
    for what, day in dict.fromkeys(dated):
        span = _days(day)
        if span:
            yield what, span[1]


def _fault(launch: Launch, why: str) -> Finding:
    """Return a fault of the date."""
    return Finding(launch.id, "date", (ROW,), f"The date cannot be: {why}.", "fault", why)


def check_weekdays(launch: Launch) -> Iterator[Finding]:
    """Yield weekdays in quoted words that are not the launch's: in Korea, or in the Americas."""
    span = _days(launch.date or "")
    if span is None or span[0] != span[1]:
        return
    first = span[0]
    days = {first, first - timedelta(days=1)} if _night_before(launch) else {first}
    right = {_WEEKDAYS[day.weekday()] for day in days}
    for report in launch.reports:
        for words in _words(report):
            for named in dict.fromkeys(day.capitalize() for day in _WEEKDAY.findall(words)):
                if named not in right:
                    who = originator_of(report)
                    text = (
                        f"{who} is quoted with {named} (“{words}”), and {launch.date} was a "
                        f"{_WEEKDAYS[first.weekday()]}."
                    )
                    what = f"{named} by {who}"
                    yield Finding(launch.id, "weekday", (who,), text, "fault", what)


def _night_before(launch: Launch) -> bool:
    """Tell whether it may still have been the day before in Washington (UTC-5)."""
    moments = [datetime.fromisoformat(time) for time in launch.time_utc]
    return not moments or any(
        (time - timedelta(hours=5)).date() < (time + timedelta(hours=9)).date() for time in moments
    )


def _words(report: Report) -> Iterator[str]:
    """Yield what is quoted in a report."""
    yield from (field.words for field in report.words.values())
    figures = (report.range, report.apogee, report.flight_time, report.path_length)
    yield from (figure.words for figure in figures if figure and figure.words)


def _days(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of a date, a month or a year; None if it is none."""
    try:
        if len(text) == len("YYYY-MM-DD"):
            return date.fromisoformat(text), date.fromisoformat(text)
        year, month = int(text[:4]), int(text[5:] or 0)
        first, final = date(year, month or 1, 1), date(year, month or 12, 1)
        return first, final.replace(day=monthrange(final.year, final.month)[1])
    except ValueError:
        return None


@cache
def _newest() -> date:
    """Return the newest day on which the catalogue has a launch."""
    return max(span[1] for launch in load() if (span := _days(launch.date or "")))
