"""Tallies that others published, beside ours: where they differ, and which launches may make it.

No rule was made to meet them: where a published tally is not met, the launches that may make the
difference are named.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from geolaunch.catalogue.launches import load
from geolaunch.files import shipped_table
from geolaunch.report.model import Launch
from geolaunch.tally.counts import checked_day
from geolaunch.tally.rules import (
    CLASSES,
    Rule,
    class_of,
    count,
    date_of,
    disputes,
    events_of,
    find_rule,
    in_order,
    missiles_in,
    rules,
    those_counted,
)

__all__ = ["Comparison", "Published", "compare", "ids_text", "published"]

# What a published tally counts, as classes.
_KINDS = {"ballistic": CLASSES[:5], "cruise": ("cruise",), "any": CLASSES}


@dataclass(frozen=True, slots=True)
class Published:
    """A tally as someone stated it: a row of `data/published_tallies.csv`, both days inclusive."""

    id: str
    stated_at: str
    first_day: str
    last_day: str
    quantity: str
    kind: str
    qualifier: str
    value: int
    words: str
    originator: str
    carrier: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """A published tally beside the count of one rule over the same days.

    `difference` is ours less theirs, `holds` whether what they said is true of our count, and `why`
    says which launches may make the difference, "" if what they said holds.
    """

    published: Published
    rule: str
    ours: int
    at_least: bool
    difference: int
    holds: bool
    why: str


@cache
def published() -> tuple[Published, ...]:
    """Return the published tallies, in the order of `data/published_tallies.csv`."""
    rows: list[dict[str, Any]] = [dict(row) for row in shipped_table("published_tallies.csv")]
    return tuple(Published(**{**row, "value": int(row["value"])}) for row in rows)


def compare(
    date: str,
    launches: Iterable[Launch] | None = None,
    beside: Iterable[str | Rule] | None = None,
) -> tuple[Comparison, ...]:
    """Return the tallies that were stated on a day or run to it, `beside` each rule's count.

    A rule is held to the kind that was counted: beside "15 ballistic missiles" stands what it
    counts of ballistic ones. Rules that then come to the same stand once.
    () if no tally of that day is known; InputError if it is not YYYY-MM-DD.
    """
    day = checked_day(date)
    given = tuple(load() if launches is None else launches)
    asked = [find_rule(rule) for rule in (rules() if beside is None else beside)]
    return tuple(
        _compared(tally, rule, given)
        for tally in published()
        if day in (tally.stated_at, tally.last_day)
        for rule in _fitting(tally, asked)
    )


def _fitting(tally: Published, asked: Iterable[Rule]) -> Iterable[Rule]:
    """Return the rules that a published tally can be held against, cut to its kind."""
    fitting: dict[Rule, Rule] = {}
    for rule in sorted(asked, key=lambda rule: not set(rule.classes) <= set(_KINDS[tally.kind])):
        if (tally.quantity == "warnings") != (rule.event == "time"):
            continue
        classes = tuple(name for name in rule.classes if name in _KINDS[tally.kind])
        cut = replace(rule, classes=classes)
        if tally.quantity == "missiles":
            cut = replace(cut, event="day", apart_hours=0.0)
        if classes and not (tally.kind == "any" and classes == _KINDS["cruise"]):
            fitting.setdefault(replace(cut, name="", words=""), cut)
    return fitting.values()


def _compared(tally: Published, rule: Rule, launches: Iterable[Launch]) -> Comparison:
    """Return a published tally beside one rule's count over the same days."""
    given = [x for x in launches if tally.first_day <= date_of(x) <= tally.last_day]
    counted = those_counted(given, rule)
    ours = _number(tally, counted, rule)
    at_least = tally.quantity == "missiles" and not all(launch.count for launch in counted)
    holds = _holds(tally, ours) or (at_least and ours < tally.value)
    return Comparison(
        published=tally,
        rule=rule.name,
        ours=ours,
        at_least=at_least,
        difference=ours - tally.value,
        holds=holds,
        why="" if holds else _why(tally, given, counted, rule),
    )


def _number(tally: Published, counted: Sequence[Launch], rule: Rule) -> int:
    """Return our count of what a published tally counts."""
    return missiles_in(counted) if tally.quantity == "missiles" else len(events_of(counted, rule))


def _holds(tally: Published, ours: int) -> bool:
    """Return whether a published tally is true of our count."""
    if tally.qualifier == "more_than":
        return ours > tally.value
    return ours == tally.value or (tally.qualifier == "at_least" and ours > tally.value)


def _why(tally: Published, given: Sequence[Launch], counted: Sequence[Launch], rule: Rule) -> str:
    """Return which launches may make a difference: any one, or a disputed one and another.

    Of the launches of a class that the rule does not count it says how many they are.
    """
    of_class = [launch for launch in given if class_of(launch) in rule.classes]
    for first in (None, *(launch for launch in of_class if launch.id in disputes())):
        base = _toggled(counted, first)
        others = [launch for launch in of_class if launch is not first]
        fitting = [x for x in others if _holds(tally, _number(tally, _toggled(base, x), rule))]
        if fitting:
            lead = f"{_verb(first, counted)} {_named(first)} and " if first else ""
            return f"it would agree {lead}{_ways(fitting, counted)}"
    of_kind = [launch for launch in given if class_of(launch) in _KINDS[tally.kind]]
    left_out = [f"{why}, {ids_text(ids)}" for why, ids in count(of_kind, rule).left_out.items()]
    if left_out and _number(tally, counted, rule) < tally.value:
        return f"left out: {'; '.join(left_out)}"
    return "no one launch makes the difference"


def _toggled(counted: Sequence[Launch], launch: Launch | None) -> tuple[Launch, ...]:
    """Return the launches with `launch` added, or without it if it was among them."""
    without = tuple(other for other in counted if other is not launch)
    if launch is None or len(without) < len(counted):
        return without
    return tuple(sorted((*counted, launch), key=in_order))


def _verb(launch: Launch, counted: Sequence[Launch]) -> str:
    """Return whether a launch would have to go or to come."""
    return "without" if launch in counted else "with"


def _ways(fitting: Iterable[Launch], counted: Sequence[Launch]) -> str:
    """Return launches of which any one would do: a few by name, of many those with a note."""
    ways = []
    for verb in ("without", "with"):
        launches = [launch for launch in fitting if _verb(launch, counted) == verb]
        few = len(launches) <= NAMED_AT_MOST
        names = [_named(launch) for launch in launches if few or launch.note]
        if len(launches) == 1:
            ways.append(f"{verb} {_named(launches[0])}")
        elif few and launches:
            ways.append(f"{verb} any one of {'; '.join(names)}")
        elif launches:
            which = f", such as {'; '.join(names)}" if 0 < len(names) <= NAMED_AT_MOST else ""
            ways.append(f"{verb} any one of {len(launches)} launches{which}")
    return ", or ".join(ways)


# Of more launches than these only the number is given.
NAMED_AT_MOST = 3


def _named(launch: Launch) -> str:
    """Return a launch by its id, with its note if it has one."""
    return f"{launch.id} ({launch.note})" if launch.note else launch.id


def ids_text(ids: Sequence[str]) -> str:
    """Return a few ids as they are, of many how many rows they are."""
    return "; ".join(ids) if len(ids) <= NAMED_AT_MOST else f"{len(ids)} rows"
