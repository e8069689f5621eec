"""How many missiles and launch events, under named counting rules; and what others counted.

A tally is only as good as its rule: which missiles count, whether failures do, whose word stands
where a launch itself is in dispute, and what makes one event. Every count here names its rule and
says what the rule leaves out. No rule was made to meet anybody's figures: where a published tally
is not met, the launches that may make the difference are named.

A launch of which nobody says how many missiles it was counts as one at least: the tally is then a
lower bound, and lists those launches. One of which only the month is known is an event by itself.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date as calendar_day
from datetime import datetime, timedelta
from functools import cache
from itertools import groupby, pairwise
from typing import Any

from geolaunch.catalogue import claims_of, load
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.files import shipped_text
from geolaunch.report import Launch

__all__ = [
    "CLASSES",
    "KEYS",
    "UNSTATED",
    "Comparison",
    "Ordinal",
    "Published",
    "Row",
    "Rule",
    "Span",
    "Tally",
    "by",
    "by_year_and_class",
    "compare",
    "count",
    "find_rule",
    "ordinal",
    "published",
    "records",
    "rules",
    "tally_lines",
    "up_to",
]

UNSTATED = "not stated"  # the class or the site of a launch of which nobody tells it
CLASSES = ("SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "SLV", "cruise", UNSTATED)

# What a published tally counts, as classes.
_KINDS = {"ballistic": CLASSES[:5], "cruise": ("cruise",), "any": CLASSES}

# What an originator says of a launch that did not take place by its word.
_DENIALS = ("not detected", "denied")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is counted, and what makes one event.

    `word` is the originator whose word decides whether a disputed launch took place and whether it
    failed. `event` is `day` (the launches of a Korean day are one event), `site` (those of a day
    and a site), `row` (each row of the catalogue, a missile or a salvo), `hours` (a new one after
    more than `apart_hours` without a launch) or `time` (each time of launch that was told).
    """

    name: str
    words: str
    classes: tuple[str, ...]
    failures: bool = True
    word: str = "ROK JCS"
    event: str = "day"
    apart_hours: float = 0.0


@dataclass(frozen=True, slots=True)
class Tally:
    """A count under a rule: `missiles` at least, `events`, and the ids behind them.

    `unknown` are the launches counted as one missile because nobody says how many they were, and
    `left_out` maps each reason for not counting to the launches that it keeps out.
    """

    rule: str
    missiles: int
    events: int
    unknown: tuple[str, ...]
    counted: tuple[str, ...]
    left_out: Mapping[str, tuple[str, ...]]


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


# --- counting -------------------------------------------------------------------------------------


@cache
def rules() -> Mapping[str, Rule]:
    """Return the counting rules that ship, by name; the first is the default."""
    table = json.loads(shipped_text("counting_rules.json"))["rules"]
    made = (Rule(**{**row, "classes": tuple(row["classes"])}) for row in table)
    return {rule.name: rule for rule in made}


def find_rule(rule: str | Rule = "") -> Rule:
    """Return the rule of a name, the default for ""; UnknownNameError with the nearest names."""
    if isinstance(rule, Rule):
        return rule
    wanted = rule.strip().casefold() or next(iter(rules()))
    if wanted not in rules():
        raise UnknownNameError("counting rule", rule, rules(), f"the rules: {', '.join(rules())}")
    return rules()[wanted]


def count(launches: Iterable[Launch], rule: str | Rule = "") -> Tally:
    """Return how many missiles and events launches are under a rule, and what it leaves out."""
    rule, given = find_rule(rule), tuple(launches)
    counted = _counted(given, rule)
    left_out: dict[str, tuple[str, ...]] = {}
    for launch in given:
        if why := _why_not(launch, rule):
            left_out[why] = (*left_out.get(why, ()), launch.id)
    return Tally(
        rule=rule.name,
        missiles=_missiles(counted),
        events=len(_events(counted, rule)),
        unknown=tuple(launch.id for launch in counted if not launch.count),
        counted=tuple(launch.id for launch in counted),
        left_out=left_out,
    )


def _counted(launches: Iterable[Launch], rule: Rule) -> tuple[Launch, ...]:
    """Return the launches that a rule counts, by date."""
    return tuple(sorted((each for each in launches if not _why_not(each, rule)), key=_order))


def _why_not(launch: Launch, rule: Rule) -> str:
    """Return in a few words why a rule does not count a launch, "" if it does."""
    if _class(launch) not in rule.classes:
        return f"class {_class(launch)}"
    if any((rule.word, denial) in _disputes().get(launch.id, ()) for denial in _DENIALS):
        return f"not detected by {rule.word}'s word"
    return "" if rule.failures or _outcome(launch, rule.word) != "failure" else "failure"


def _order(launch: Launch) -> tuple[str, str]:
    """Return what launches are ordered by: the day, and within it the letter of the id."""
    return _date(launch), launch.id


def _date(launch: Launch) -> str:
    """Return the Korean date of a launch, "" if nobody tells it."""
    return launch.date or ""


def _class(launch: Launch) -> str:
    """Return the class of a launch."""
    return launch.missile_class or UNSTATED


def _outcome(launch: Launch, word: str) -> str:
    """Return the outcome by the word of an originator if it gave one, else by the catalogue."""
    told = (row for row in claims_of(launch.id) if row["quantity"] == "outcome")
    return next((row["value"] for row in told if row["originator"] == word), launch.outcome or "")


@cache
def _disputes() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return who says what of whether a launch took place, (originator, stance), by launch."""
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in _table("disputed_launches.csv"):
        told = (row["originator"], row["stance"])
        found[row["launch"]] = (*found.get(row["launch"], ()), told)
    return found


def _table(name: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table that ships."""
    yield from csv.DictReader(io.StringIO(shipped_text(name)))


def _missiles(launches: Iterable[Launch]) -> int:
    """Return how many missiles at the least; a launch of unknown number is one."""
    return sum(launch.count or 1 for launch in launches)


# --- events ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Event:
    """One event: the Korean date on which it begins, and the launches in it, maybe in part."""

    date: str
    launches: tuple[Launch, ...]


def _events(counted: Sequence[Launch], rule: Rule) -> tuple[_Event, ...]:
    """Return the events that counted launches make, in the order in which they begin."""
    keys_of = _EVENT_KEYS.get(rule.event) or _keys_by_hours(counted, rule.apart_hours)
    groups: dict[Hashable, list[Launch]] = {}
    for launch in counted:
        for key in dict.fromkeys(keys_of(launch)):
            groups.setdefault(key, []).append(launch)
    return tuple(_Event(_date(group[0]), tuple(group)) for group in groups.values())


def _day(launch: Launch) -> str:
    """Return the Korean day of a launch; its id, which no other shares, if that is not known."""
    return _date(launch) if len(_date(launch)) == len("YYYY-MM-DD") else launch.id


_EVENT_KEYS: Mapping[str, Callable[[Launch], Sequence[Hashable]]] = {
    "day": lambda launch: (_day(launch),),
    "site": lambda launch: ((_day(launch), launch.site or launch.id),),
    "row": lambda launch: (launch.id,),
    "time": lambda launch: [(launch.id, time) for time in launch.time_utc or ("",)],
}


def _keys_by_hours(
    counted: Sequence[Launch], apart_hours: float
) -> Callable[[Launch], Sequence[Hashable]]:
    """Return what tells the events of a launch: runs of times without a gap of so many hours.

    A launch without a time belongs to the first event of its day.
    """
    times = sorted({time for launch in counted for time in launch.time_utc}, key=_moment)
    run_of = dict.fromkeys(times[:1], 0)
    for before, time in pairwise(times):
        gap = _moment(time) - _moment(before) > timedelta(hours=apart_hours)
        run_of[time] = run_of[before] + gap
    of_day = {_day(each): run_of[each.time_utc[0]] for each in reversed(counted) if each.time_utc}

    def keys(launch: Launch) -> Sequence[Hashable]:
        runs = [run_of[time] for time in launch.time_utc]
        return runs or (of_day.get(_day(launch), _day(launch)),)

    return keys


def _moment(time: str) -> datetime:
    """Return a time as it stands in the catalogue, YYYY-MM-DDTHH:MMZ."""
    return datetime.fromisoformat(time.replace("Z", "+00:00"))


# --- the place of a launch among others, and tables -----------------------------------------------


def ordinal(
    launch: Launch, rule: str | Rule = "", among: Iterable[Launch] | None = None
) -> Ordinal:
    """Return which missiles and which event of its year and month a launch is under a rule.

    `among` are the launches to count with, the catalogue if not given.
    """
    rule = find_rule(rule)
    if why := _why_not(launch, rule):
        return Ordinal(launch.id, rule.name, why)
    counted = _counted(load() if among is None else among, rule)
    events = _events(counted, rule)
    year, month = _date(launch)[:4], _date(launch)[:7]
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
    of_period = [each for each in counted if _date(each).startswith(period)]
    so_far = [each for each in of_period if _order(each) <= _order(launch)]
    last = _missiles(so_far)
    return Span(last - (launch.count or 1) + 1, last, not all(each.count for each in so_far))


def _event_span(launch: Launch, events: Iterable[_Event], period: str) -> Span | None:
    """Return which events of a period a launch belongs to; None if its event began before."""
    of_period = [event for event in events if event.date.startswith(period)]
    numbers = [number for number, each in enumerate(of_period, 1) if launch in each.launches]
    return Span(numbers[0], numbers[-1]) if numbers else None


# The key of a launch that counts for a date: its own, or that on which its event began.
KEYS: Mapping[str, Callable[[str, Launch], str]] = {
    "year": lambda date, launch: date[:4],
    "month": lambda date, launch: date[:7],
    "class": lambda date, launch: _class(launch),
    "site": lambda date, launch: launch.site or UNSTATED,
}


def by(launches: Iterable[Launch], key: str, rule: str | Rule = "") -> tuple[Row, ...]:
    """Return counts by `year`, `month`, `class` or `site`; keys without a launch have no row.

    Years and months stand in order, classes as in CLASSES, sites by id. An event belongs to the
    year and month in which it begins. Raises UnknownNameError for any other key.
    """
    if key not in KEYS:
        raise UnknownNameError("key", key, KEYS, f"the keys: {', '.join(KEYS)}")
    key_of = KEYS[key]
    rows = _rows(launches, find_rule(rule), lambda date, launch: (key_of(date, launch), ""))
    return tuple(sorted(rows, key=lambda row: CLASSES.index(row.key))) if key == "class" else rows


def by_year_and_class(launches: Iterable[Launch], rule: str | Rule = "") -> tuple[Row, ...]:
    """Return counts by year and, within it, by class; a pair without a launch has no row."""
    rows = _rows(launches, find_rule(rule), lambda date, launch: (date[:4], _class(launch)))
    return tuple(sorted(rows, key=lambda row: (row.key, CLASSES.index(row.kind))))


def _rows(
    launches: Iterable[Launch], rule: Rule, key_of: Callable[[str, Launch], tuple[str, str]]
) -> tuple[Row, ...]:
    """Return a row for each pair of key and kind that a counted launch has, in order."""
    counted = _counted(launches, rule)
    groups: dict[tuple[str, str], list[Launch]] = {}
    for launch in counted:
        groups.setdefault(key_of(_date(launch), launch), []).append(launch)
    events = [
        pair
        for event in _events(counted, rule)
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
    last = _checked_day(date)
    return tuple(launch for launch in launches if _date(launch) <= last)


def _checked_day(date: str) -> str:
    """Return a day as YYYY-MM-DD; InputError if there is no such day."""
    try:
        return calendar_day.fromisoformat(date.strip()).isoformat()
    except ValueError as error:
        raise InputError(f"{date!r} is no day; wanted YYYY-MM-DD, as in 2023-03-27") from error


# --- what others counted --------------------------------------------------------------------------


@cache
def published() -> tuple[Published, ...]:
    """Return the published tallies, in the order of `data/published_tallies.csv`."""
    rows: list[dict[str, Any]] = [dict(row) for row in _table("published_tallies.csv")]
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
    day = _checked_day(date)
    given = tuple(load() if launches is None else launches)
    asked = [find_rule(rule) for rule in (rules() if beside is None else beside)]
    return tuple(
        _compared(told, rule, given)
        for told in published()
        if day in (told.stated_at, told.last_day)
        for rule in _fitting(told, asked)
    )


def _fitting(told: Published, asked: Iterable[Rule]) -> Iterable[Rule]:
    """Return the rules that a published tally can be held against, cut to its kind."""
    fitting: dict[Rule, Rule] = {}
    for rule in sorted(asked, key=lambda rule: not set(rule.classes) <= set(_KINDS[told.kind])):
        if (told.quantity == "warnings") != (rule.event == "time"):
            continue
        classes = tuple(each for each in rule.classes if each in _KINDS[told.kind])
        cut = replace(rule, classes=classes)
        if told.quantity == "missiles":
            cut = replace(cut, event="day", apart_hours=0.0)
        if classes and not (told.kind == "any" and classes == _KINDS["cruise"]):
            fitting.setdefault(replace(cut, name="", words=""), cut)
    return fitting.values()


def _compared(told: Published, rule: Rule, launches: Iterable[Launch]) -> Comparison:
    """Return a published tally beside one rule's count over the same days."""
    given = [each for each in launches if told.first_day <= _date(each) <= told.last_day]
    counted = _counted(given, rule)
    ours = _number(told, counted, rule)
    at_least = told.quantity == "missiles" and not all(each.count for each in counted)
    holds = _holds(told, ours) or (at_least and ours < told.value)
    return Comparison(
        published=told,
        rule=rule.name,
        ours=ours,
        at_least=at_least,
        difference=ours - told.value,
        holds=holds,
        why="" if holds else _why(told, given, counted, rule),
    )


def _number(told: Published, counted: Sequence[Launch], rule: Rule) -> int:
    """Return our count of what a published tally counts."""
    return _missiles(counted) if told.quantity == "missiles" else len(_events(counted, rule))


def _holds(told: Published, ours: int) -> bool:
    """Return whether what was said is true of our count."""
    if told.qualifier == "more_than":
        return ours > told.value
    return ours == told.value or (told.qualifier == "at_least" and ours > told.value)


def _why(told: Published, given: Sequence[Launch], counted: Sequence[Launch], rule: Rule) -> str:
    """Return which launches may make a difference: any one, or a disputed one and another.

    Launches of a class that the rule does not count are told as a number.
    """
    of_class = [each for each in given if _class(each) in rule.classes]
    for first in (None, *(each for each in of_class if each.id in _disputes())):
        base = _toggled(counted, first)
        others = [each for each in of_class if each is not first]
        found = [e for e in others if _holds(told, _number(told, _toggled(base, e), rule))]
        if found:
            lead = f"{_verb(first, counted)} {_named(first)} and " if first else ""
            return f"it would agree {lead}{_ways(found, counted)}"
    of_kind = [each for each in given if _class(each) in _KINDS[told.kind]]
    left_out = [f"{why}, {_rows_told(ids)}" for why, ids in count(of_kind, rule).left_out.items()]
    if left_out and _number(told, counted, rule) < told.value:
        return f"left out: {'; '.join(left_out)}"
    return "no one launch makes the difference"


def _toggled(counted: Sequence[Launch], launch: Launch | None) -> tuple[Launch, ...]:
    """Return the launches with `launch` added, or without it if it was among them."""
    without = tuple(each for each in counted if each is not launch)
    if launch is None or len(without) < len(counted):
        return without
    return tuple(sorted((*counted, launch), key=_order))


def _verb(launch: Launch, counted: Sequence[Launch]) -> str:
    """Return whether a launch would have to go or to come."""
    return "without" if launch in counted else "with"


def _ways(found: Iterable[Launch], counted: Sequence[Launch]) -> str:
    """Return launches of which any one would do: a few by name, of many those with a note."""
    ways = []
    for verb in ("without", "with"):
        launches = [each for each in found if _verb(each, counted) == verb]
        few = len(launches) <= NAMED_AT_MOST
        names = [_named(each) for each in launches if few or each.note]
        if len(launches) == 1:
            ways.append(f"{verb} {_named(launches[0])}")
        elif few and launches:
            ways.append(f"{verb} any one of {'; '.join(names)}")
        elif launches:
            which = f", as {'; '.join(names)}" if 0 < len(names) <= NAMED_AT_MOST else ""
            ways.append(f"{verb} any one of {len(launches)} launches{which}")
    return ", or ".join(ways)


# More launches than these are told as a number.
NAMED_AT_MOST = 3


def _named(launch: Launch) -> str:
    """Return a launch by its id, with its note if it has one."""
    return f"{launch.id} ({launch.note})" if launch.note else launch.id


# --- as lines and as records ----------------------------------------------------------------------


def tally_lines(date: str = "", key: str = "", rule: str | Rule = "") -> list[str]:
    """Return what the catalogue counts, as lines to print.

    With a `date`, the place of that day's launches under each rule (or under `rule` alone), and the
    tallies that were published beside ours. With a `key` (see `by`), or without a date, a table of
    counts under `rule`, to the date if there is one.
    """
    asked = [find_rule(rule)] if rule or not date else list(rules().values())
    lines = [f"{each.name:<21} {each.words}" for each in asked]
    if date:
        lines += _ordinal_lines(date, asked) + _comparison_lines(date, asked)
    return lines + (_table_lines(_shown(date, key), key or "year", rule) if key or not date else [])


def records(date: str = "", key: str = "", rule: str | Rule = "") -> dict[str, list[Record]]:
    """Return the same as flat records under `tally`, `ordinals` and `published`.

    A number that is a lower bound has `at_least` true beside it.
    """
    asked = [find_rule(rule)] if rule else list(rules().values())
    table = by(_shown(date, key), key or "year", rule) if key or not date else ()
    return {
        "tally": [_row_record(row, key or "year", find_rule(rule)) for row in table],
        "ordinals": [_ordinal_record(each) for each in _ordinals(date, asked)] if date else [],
        "published": [_comparison_record(e) for e in compare(date, beside=asked)] if date else [],
    }


Record = dict[str, str | int | bool | None]
_SPANS = ("missiles_of_year", "missiles_of_month", "event_of_year", "event_of_month")


def _shown(date: str, key: str) -> tuple[Launch, ...]:
    """Return the launches of a table: all, or those to a date; of its year alone but by years."""
    launches = up_to(load(), date) if date else load()
    year = date.strip()[:4] if key not in ("", "year") else ""
    return tuple(each for each in launches if _date(each).startswith(year))


def _ordinals(date: str, asked: Sequence[Rule]) -> list[Ordinal]:
    """Return the places of a day's launches under each rule; [] on a day without a launch."""
    on_day = [launch for launch in load() if _date(launch) == _checked_day(date)]
    return [ordinal(launch, rule) for launch in on_day for rule in asked]


def _ordinal_lines(date: str, asked: Sequence[Rule]) -> list[str]:
    """Return a block a launch of the day: its place under each rule."""
    lines: list[str] = []
    for launch, places in groupby(_ordinals(date, asked), key=lambda each: each.launch):
        lines += ["", f"launch     {launch}"]
        lines += [f"  {each.rule:<21} {_place(each)}" for each in places]
    return lines or ["", f"launch     none on {date}"]


def _place(told: Ordinal) -> str:
    """Return the place of a launch in words."""
    if told.why_not:
        return f"not counted: {told.why_not}"
    year, month, event, event_of_month = (_span(getattr(told, name)) for name in _SPANS)
    return (
        f"missile {year} of the year, {month} of the month; "
        f"event {event} of the year, {event_of_month} of the month"
    )


def _span(told: Span | None) -> str:
    """Return a span as "20-21"; a lower bound is told as one."""
    if told is None:
        return "begun before"
    text = f"{told.first}" if told.first == told.last else f"{told.first}-{told.last}"
    return f"at least {text}" if told.at_least else text


def _comparison_lines(date: str, asked: Sequence[Rule]) -> list[str]:
    """Return a block a published tally: our counts, the difference, and why; like rules as one."""
    lines: list[str] = []
    for told, each in groupby(compare(date, beside=asked), key=lambda one: one.published):
        who = told.carrier
        who = who if told.originator == who else f"{told.originator} via {who}"
        lines += ["", f"published  {told.value} {told.quantity}, “{told.words}”: {who}"]
        lines.append(f"           {told.first_day} to {told.last_day}")
        lines += [f"           note: {told.note}"] if told.note else []
        alike: dict[tuple[str, str], list[str]] = {}
        for one in each:
            ours = f"{one.ours}{'+' * one.at_least}"
            agrees = f"agrees, {one.difference:+d}" if one.difference else "agrees"
            verdict = agrees if one.holds else f"{one.difference:+d}: {one.why}"
            alike.setdefault((ours, verdict), []).append(one.rule)
        for (ours, verdict), names in alike.items():
            lines += [f"  {ours:>5}  {', '.join(names)}", f"         {verdict}"]
        if not any(verdict.startswith("agrees") for _, verdict in alike):
            lines.append("         no rule shown gives what was published")
    return lines or ["", f"published  no tally of {date} is known"]


def _table_lines(launches: Sequence[Launch], key: str, rule: str | Rule) -> list[str]:
    """Return a table of counts with its total, and what the rule leaves out."""
    rows, whole = by(launches, key, rule), count(launches, rule)
    width = max(len(name) for name in ("total", key, *(row.key for row in rows)))
    lines = ["", f"{key:<{width}}  missiles  events"]
    for row in rows:
        unknown = f"  {row.unknown} of unknown number, one each at least" if row.unknown else ""
        mark = f"{row.missiles}{'+' * bool(row.unknown)}"
        lines.append(f"{row.key:<{width}}  {mark:>8}  {row.events:>6}{unknown}")
    mark = f"{whole.missiles}{'+' * bool(whole.unknown)}"
    lines.append(f"{'total':<{width}}  {mark:>8}  {whole.events:>6}")
    return lines + [f"left out: {why}, {_rows_told(ids)}" for why, ids in whole.left_out.items()]


def _rows_told(ids: Sequence[str]) -> str:
    """Return a few rows by id, many as a number."""
    return "; ".join(ids) if len(ids) <= NAMED_AT_MOST else f"{len(ids)} rows"


def _row_record(row: Row, key: str, rule: Rule) -> Record:
    """Return a row of a table as a flat record."""
    return {
        key: row.key,
        "rule": rule.name,
        "missiles": row.missiles,
        "at_least": bool(row.unknown),
        "launches_of_unknown_number": row.unknown,
        "events": row.events,
    }


def _ordinal_record(told: Ordinal) -> Record:
    """Return the place of a launch as a flat record."""
    record: Record = {"launch": told.launch, "rule": told.rule, "why_not": told.why_not or None}
    for name in _SPANS:
        span: Span | None = getattr(told, name)
        record[f"{name}_first"] = span.first if span else None
        record[f"{name}_last"] = span.last if span else None
    spans = (told.missiles_of_year, told.missiles_of_month)
    return record | {"at_least": any(span.at_least for span in spans if span)}


def _comparison_record(each: Comparison) -> Record:
    """Return a comparison as a flat record: what was published, then ours."""
    whole = asdict(each)
    return {**whole.pop("published"), **whole}
