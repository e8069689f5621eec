"""Counting rules: which missiles count, whose word decides in a dispute, what makes one event.

A tally is only as good as its rule: which missiles count, whether failures do, whose word stands
where a launch itself is in dispute, and what makes one event. Every count names its rule and says
what the rule leaves out. No rule was made to meet anybody's figures.

A launch of which nobody says how many missiles it was counts as one at least: the tally is then a
lower bound, and lists those launches. One of which only the month is known is an event by itself.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

from geolaunch.catalogue.launches import claims_of
from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_table, shipped_text
from geolaunch.report.model import Launch

__all__ = [
    "CLASSES",
    "UNSTATED",
    "Event",
    "Rule",
    "Tally",
    "class_of",
    "count",
    "date_of",
    "disputes",
    "events_of",
    "find_rule",
    "in_order",
    "missiles_in",
    "rules",
    "those_counted",
    "why_not",
]

UNSTATED = "not stated"  # the class or the site of a launch for which no report gives one
CLASSES = ("SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "SLV", "cruise", UNSTATED)

# The stances of an originator that says a launch did not take place.
_DENIALS = ("not detected", "denied")


@dataclass(frozen=True, slots=True)
class Rule:
    """What is counted, and what makes one event.

    `word` is the originator whose word decides whether a disputed launch took place and whether it
    failed. `event` is `day` (the launches of a Korean day are one event), `site` (those of a day
    and a site), `row` (each row of the catalogue, a missile or a salvo), `hours` (a new one after
    more than `apart_hours` without a launch) or `time` (each reported time of launch).
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


@cache
def rules() -> Mapping[str, Rule]:
    """Return the counting rules that ship, by name; the first is the default."""
    table = json.loads(shipped_text("counting_rules.json"))["rules"]
    shipped = (Rule(**{**row, "classes": tuple(row["classes"])}) for row in table)
    return {rule.name: rule for rule in shipped}


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
    counted = those_counted(given, rule)
    left_out: dict[str, tuple[str, ...]] = {}
    for launch in given:
        if why := why_not(launch, rule):
            left_out[why] = (*left_out.get(why, ()), launch.id)
    return Tally(
        rule=rule.name,
        missiles=missiles_in(counted),
        events=len(events_of(counted, rule)),
        unknown=tuple(launch.id for launch in counted if not launch.count),
        counted=tuple(launch.id for launch in counted),
        left_out=left_out,
    )


def those_counted(launches: Iterable[Launch], rule: Rule) -> tuple[Launch, ...]:
    """Return the launches that a rule counts, by date."""
    return tuple(sorted((x for x in launches if not why_not(x, rule)), key=in_order))


def why_not(launch: Launch, rule: Rule) -> str:
    """Return in a few words why a rule does not count a launch, "" if it does."""
    if class_of(launch) not in rule.classes:
        return f"class {class_of(launch)}"
    if any((rule.word, denial) in disputes().get(launch.id, ()) for denial in _DENIALS):
        return f"not detected by {rule.word}'s word"
    return "" if rule.failures or _outcome(launch, rule.word) != "failure" else "failure"


def in_order(launch: Launch) -> tuple[str, str]:
    """Return what launches are ordered by: the day, and within it the letter of the id."""
    return date_of(launch), launch.id


def date_of(launch: Launch) -> str:
    """Return the Korean date of a launch, "" if no report gives one."""
    return launch.date or ""


def class_of(launch: Launch) -> str:
    """Return the class of a launch."""
    return launch.missile_class or UNSTATED


def _outcome(launch: Launch, word: str) -> str:
    """Return the outcome by the word of an originator if it gave one, else by the catalogue."""
    claims = (claim for claim in claims_of(launch) if claim["quantity"] == "outcome")
    own = (claim["value"] for claim in claims if claim["originator"] == word)
    return next(own, launch.outcome or "")


@cache
def disputes() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return who says what of whether a launch took place, (originator, stance), by launch."""
    stances: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in shipped_table("disputed_launches.csv"):
        stance = (row["originator"], row["stance"])
        stances[row["launch"]] = (*stances.get(row["launch"], ()), stance)
    return stances


def missiles_in(launches: Iterable[Launch]) -> int:
    """Return how many missiles at the least; a launch of unknown number is one."""
    return sum(launch.count or 1 for launch in launches)


# --- events ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Event:
    """One event: the Korean date on which it begins, and the launches in it, maybe in part."""

    date: str
    launches: tuple[Launch, ...]


def events_of(counted: Sequence[Launch], rule: Rule) -> tuple[Event, ...]:
    """Return the events that counted launches make, in the order in which they begin."""
    keys_of = _EVENT_KEYS.get(rule.event) or _keys_by_hours(counted, rule.apart_hours)
    groups: dict[Hashable, list[Launch]] = {}
    for launch in counted:
        for key in dict.fromkeys(keys_of(launch)):
            groups.setdefault(key, []).append(launch)
    return tuple(Event(date_of(group[0]), tuple(group)) for group in groups.values())


def _day(launch: Launch) -> str:
    """Return the Korean day of a launch; its id, which no other shares, if that is not known."""
    return date_of(launch) if len(date_of(launch)) == len("YYYY-MM-DD") else launch.id


_EVENT_KEYS: Mapping[str, Callable[[Launch], Sequence[Hashable]]] = {
    "day": lambda launch: (_day(launch),),
    "site": lambda launch: ((_day(launch), launch.site or launch.id),),
    "row": lambda launch: (launch.id,),
    "time": lambda launch: [(launch.id, time) for time in launch.time_utc or ("",)],
}


def _keys_by_hours(
    counted: Sequence[Launch], apart_hours: float
) -> Callable[[Launch], Sequence[Hashable]]:
    """Return the function that gives a launch's events: runs of times without so long a gap.

    A launch without a time belongs to the first event of its day.
    """
    times = sorted({time for launch in counted for time in launch.time_utc}, key=_moment)
    run_of = dict.fromkeys(times[:1], 0)
    for before, time in pairwise(times):
        gap = _moment(time) - _moment(before) > timedelta(hours=apart_hours)
        run_of[time] = run_of[before] + gap
    of_day = {_day(x): run_of[x.time_utc[0]] for x in reversed(counted) if x.time_utc}

    def keys(launch: Launch) -> Sequence[Hashable]:
        runs = [run_of[time] for time in launch.time_utc]
        return runs or (of_day.get(_day(launch), _day(launch)),)

    return keys


def _moment(time: str) -> datetime:
    """Return a time as it stands in the catalogue, YYYY-MM-DDTHH:MMZ."""
    return datetime.fromisoformat(time.replace("Z", "+00:00"))
