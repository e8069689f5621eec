"""Tallies under a rule: the place of a launch among others, and tables by year, class, site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date as calendar_day

from geolaunch.catalogue.launches import load
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.report.model import Launch
from geolaunch.tally.rules import (
    CLASSES,
    UNSTATED,
    Event,
    Rule,
    class_of,
    date_of,
    events_of,
    find_rule,
    in_order,
    missiles_in,
    those_counted,
    why_not,
)

__all__ = [
    "KEYS",
    "Ordinal",
    "Row",
    "Span",
    "by",
    "by_year_and_class",
    "checked_day",
    "ordinal",
    "up_to",
]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table of counts: `known` missiles, and `unknown` launches of unknown number.

    `kind` is the class where the row is of a year and a class, else "". An event with launches of
    several classes or sites stands in the row of each.
    """

    key: str
    kind: str
    known: int
    unknown: int
    events: int

    @property
    def missiles(self) -> int:
        """How many missiles at the least."""
        return self.known + self.unknown


@dataclass(frozen=True, slots=True)
class Span:
    """From the `first` to the `last`; `at_least` if a number that goes into it is unknown."""

    first: int
    last: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Ordinal:
    """Which missiles and which event of its year and month a launch is under a rule.

    Where the rule does not count it, `why_not` says why and the spans are None. An event that began
    before the month is None for the month.
    """

    launch: str
    rule: str
    why_not: str = ""
    missiles_of_year: Span | None = None
    missiles_of_month: Span | None = None
    event_of_year: Span | None = None
    event_of_month: Span | None = None


def ordinal(
    launch: Launch, rule: str | Rule = "", among: Iterable[Launch] | None = None
) -> Ordinal:
    """Return which missiles and which event of its year and month a launch is under a rule.

    `among` are the launches to count with, the catalogue if not given.
    """
    rule = find_rule(rule)
    if why := why_not(launch, rule):
        return Ordinal(launch.id, rule.name, why)
    counted = those_counted(load() if among is None else among, rule)
    events = events_of(counted, rule)
    year, month = date_of(launch)[:4], date_of(launch)[:7]
    return Ordinal(
        launch=launch.id,
        rule=rule.name,
        missiles_of_year=_missile_span(launch, counted, year),
        missiles_of_month=_missile_span(launch, counted, month),
        event_of_year=_event_span(launch, events, year),
        event_of_month=_event_span(launch, events, month),
    )


def _missile_span(launch: Launch, counted: Iterable[Launch], period: str) -> Span:
    """Return which missiles those of a launch are, of a period: the beginning of a date."""
    of_period = [other for other in counted if date_of(other).startswith(period)]
    so_far = [other for other in of_period if in_order(other) <= in_order(launch)]
    last = missiles_in(so_far)
    return Span(last - (launch.count or 1) + 1, last, not all(other.count for other in so_far))


def _event_span(launch: Launch, events: Iterable[Event], period: str) -> Span | None:
    """Return which events of a period a launch belongs to; None if its event began before."""
    of_period = [event for event in events if event.date.startswith(period)]
    numbers = [number for number, event in enumerate(of_period, 1) if launch in event.launches]
    return Span(numbers[0], numbers[-1]) if numbers else None


# The key of a launch that counts for a date: its own, or that on which its event began.
KEYS: Mapping[str, Callable[[str, Launch], str]] = {
    "year": lambda date, launch: date[:4],
    "month": lambda date, launch: date[:7],
    "class": lambda date, launch: class_of(launch),
    "site": lambda date, launch: launch.site or UNSTATED,
}


def by(launches: Iterable[Launch], key: str, rule: str | Rule = "") -> tuple[Row, ...]:
    """Return counts by `year`, `month`, `class` or `site`; keys without a launch have no row.

    Years and months stand in order, classes as in CLASSES, sites by id, what is not stated last. An
    event belongs to the year and month in which it begins. Raises UnknownNameError for any other
    key.
    """
    if key not in KEYS:
        raise UnknownNameError("key", key, KEYS, f"the keys: {', '.join(KEYS)}")
    key_of = KEYS[key]
    rows = _rows(launches, find_rule(rule), lambda date, launch: (key_of(date, launch), ""))
    if key == "class":
        return tuple(sorted(rows, key=lambda row: CLASSES.index(row.key)))
    return tuple(sorted(rows, key=lambda row: row.key == UNSTATED))


def by_year_and_class(launches: Iterable[Launch], rule: str | Rule = "") -> tuple[Row, ...]:
    """Return counts by year and, within it, by class; a pair without a launch has no row."""
    rows = _rows(launches, find_rule(rule), lambda date, launch: (date[:4], class_of(launch)))
    return tuple(sorted(rows, key=lambda row: (row.key, CLASSES.index(row.kind))))


def _rows(
    launches: Iterable[Launch], rule: Rule, key_of: Callable[[str, Launch], tuple[str, str]]
) -> tuple[Row, ...]:
    """Return a row for each pair of key and kind that a counted launch has, in order."""
    counted = those_counted(launches, rule)
    groups: dict[tuple[str, str], list[Launch]] = {}
    for launch in counted:
        groups.setdefault(key_of(date_of(launch), launch), []).append(launch)
    events = [
        pair
        for event in events_of(counted, rule)
        for pair in {key_of(event.date, launch) for launch in event.launches}
    ]
    return tuple(
        Row(
            *pair,
            known=sum(launch.count or 0 for launch in groups[pair]),
            unknown=sum(not launch.count for launch in groups[pair]),
            events=events.count(pair),
        )
        for pair in sorted(groups)
    )


def up_to(launches: Iterable[Launch], date: str) -> tuple[Launch, ...]:
    """Return the launches up to and with a Korean day; InputError if it is not YYYY-MM-DD."""
    last = checked_day(date)
    return tuple(launch for launch in launches if date_of(launch) <= last)


def checked_day(date: str) -> str:
    """Return a day as YYYY-MM-DD; InputError if there is no such day."""
    try:
        return calendar_day.fromisoformat(date.strip()).isoformat()
    except ValueError as error:
        raise InputError(f"{date!r} is no day; wanted YYYY-MM-DD, as in 2023-03-27") from error
