"""Launches that stand twice: one event under two ids, or one claim twice in a launch."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from operator import attrgetter

from geolaunch.checks.findings import Finding, claim_ids
from geolaunch.places.sites import find_places
from geolaunch.report.model import Launch, Report, originator_of, originators
from geolaunch.report.quantity import high_km, low_km

__all__ = ["check_repeated", "find_twins"]

# Times of one launch differ by this (`times.APART`); two launches of a day may too.
MINUTES = timedelta(minutes=15)

# What one voice says differently of two launches, and of one only by contradicting itself.
_APART: tuple[Callable[[Report], object], ...] = (
    attrgetter("time_utc"),
    attrgetter("time_local"),
    attrgetter("missile"),
    attrgetter("range"),
    attrgetter("apogee"),
)


def find_twins(launches: Iterable[Launch]) -> Iterator[Finding]:
    """Yield pairs of launches that may be one event under two ids.

    They left from the same site, within minutes or, where a time is missing, on the same day, and
    the same distance is reported of both; or all that is said of them is the same. A launch dated
    in UTC and again in Korea is such a pair too: the days may be neighbours where no
    time is known, but then the heights must agree as well. Two that one voice tells apart, by time,
    type, distance or height, are two.
    """
    by_day: dict[str, list[Launch]] = {}
    for launch in launches:
        by_day.setdefault(launch.date or "", []).append(launch)
    for day, here in by_day.items():
        for launch, neighbour in combinations(here, 2):
            if _is_twin(launch, neighbour):
                yield _twin(launch, neighbour)
        for launch in here:
            for neighbour in by_day.get(_after(day), ()):
                if _is_twin_of_next_day(launch, neighbour):
                    yield _twin(launch, neighbour)


def _twin(a: Launch, b: Launch) -> Finding:
    """Return the finding of two launches that may be one."""
    same = [f"{km:g} km" for km in sorted(_distances_km(a) & _distances_km(b))]
    times = sorted({*a.time_utc, *b.time_utc})
    shared = ", ".join((*times, f"site {a.site or 'not told'}", *same))
    text = f"{a.id} and {b.id} may be one launch under two ids: {shared}."
    return Finding(a.id, "twin", (a.id, b.id), text, "conflict", f"{a.id} {b.id}")


def _is_twin(a: Launch, b: Launch) -> bool:
    """Tell whether two launches of one date may be one event."""
    if _content(a) == _content(b):
        return True
    same = _distances_km(a) & _distances_km(b)
    if not same or not _same_site(a, b) or _described_apart(a, b):
        return False
    return _within_minutes(a, b) is not False


def _is_twin_of_next_day(a: Launch, b: Launch) -> bool:
    """Tell whether launches of neighbouring dates may be one, dated in two zones."""
    near = _within_minutes(a, b)
    if not _same_site(a, b) or _described_apart(a, b):
        return False
    if near is not None:
        return near
    same = _distances_km(a) & _distances_km(b) and _heights_km(a) & _heights_km(b)
    return bool(same)


def _described_apart(a: Launch, b: Launch) -> bool:
    """Tell whether one voice says of two launches what cannot be said of one."""
    return any(
        not first & second
        for tell in _APART
        for who in {*originators(a), *originators(b)}
        if (first := _said(a, who, tell)) and (second := _said(b, who, tell))
    )


def _said(launch: Launch, who: str, tell: Callable[[Report], object]) -> set[object]:
    """Return what one voice says of one thing, in a launch."""
    values = (tell(report) for report in launch.reports if originator_of(report) == who)
    return {it for it in values if it}


def _within_minutes(first: Launch, second: Launch) -> bool | None:
    """Tell whether two launches left within minutes; None where a time is not known."""
    times = [
        [datetime.fromisoformat(time) for time in launch.time_utc] for launch in (first, second)
    ]
    if not all(times):
        return None
    return min(abs(a - b) for a in times[0] for b in times[1]) <= MINUTES


def _same_site(a: Launch, b: Launch) -> bool:
    """Tell whether two launches left from one site, by its id or by a name."""
    return bool(_sites(a) & _sites(b))


def _sites(launch: Launch) -> set[str]:
    """Return the ids of all places that a launch may have left from."""
    names = {launch.site, *(r.site for r in launch.reports if isinstance(r.site, str))}
    known = {place.id for name in names if name for place in find_places(name)}
    return known | {name for name in names if name}


def _distances_km(launch: Launch) -> set[float]:
    """Return the distances, or lengths of paths, that are reported of a launch."""
    figures = [figure for r in launch.reports for figure in (r.range, r.path_length) if figure]
    return {km for figure in figures for km in (low_km(figure), high_km(figure))}


def _heights_km(launch: Launch) -> set[float]:
    """Return the greatest heights that are reported of a launch."""
    return {high_km(report.apogee) for report in launch.reports if report.apogee}


def _after(day: str) -> str:
    """Return the day after a date; "" for what is no day."""
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return ""


def _content(launch: Launch) -> tuple[object, ...]:
    """Return all that is said of a launch, without the names that it bears in the tables."""
    reports = tuple(replace(report, launch=None) for report in launch.reports)
    row = (launch.date, launch.time_utc, launch.count, launch.missile, launch.site, launch.outcome)
    return (*row, reports)


def check_repeated(launch: Launch) -> Iterator[Finding]:
    """Yield reports that stand twice in a launch: one voice through one carrier, the same words."""
    for report, times in Counter(map(_frozen, launch.reports)).items():
        if times > 1:
            who = report[0]
            text = f"{launch.id} has one report by {who} {times} times over."
            ids = claim_ids(launch, "", [who])
            yield Finding(launch.id, "repeated", ids, text, "fault", f"{times} times by {who}")


def _frozen(report: Report) -> tuple[str, str]:
    """Return a report as something to count: its originator, and all that it says."""
    return originator_of(report), repr(report)
