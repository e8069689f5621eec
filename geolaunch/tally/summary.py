"""What the catalogue counts as lines to print, and as flat records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby

from geolaunch.catalogue.launches import load
from geolaunch.report.model import Launch
from geolaunch.tally.counts import Ordinal, Row, Span, by, checked_day, ordinal, up_to
from geolaunch.tally.published import Comparison, compare, rows_told
from geolaunch.tally.rules import (
    Rule,
    class_of,
    count,
    date_of,
    find_rule,
    rules,
    shipped_table,
)

__all__ = ["records", "tally_lines"]


def tally_lines(
    date: str = "",
    key: str = "",
    rule: str | Rule = "",
    launches: Sequence[Launch] | None = None,
) -> list[str]:
    """Return what is counted among launches, the catalogue's if left out, as lines to print.

    With a `date`, the place of that day's launches under each rule (or under `rule` alone), what is
    disputed of its year, and the tallies that were published beside ours. With a `key` (see `by`),
    or without a date, a table of counts under `rule`, to the date if there is one.
    """
    given = load() if launches is None else launches
    asked = [find_rule(rule)] if rule or not date else list(rules().values())
    lines = [f"{each.name:<21} {each.words}" for each in asked] + _own_lines(given)
    if date:
        lines += _ordinal_lines(date, asked, given) + _dispute_lines(date, given)
        lines += _comparison_lines(date, asked, given)
    if not key and date:
        return lines
    return lines + _table_lines(_shown(date, key, given), key or "year", rule)


def _own_lines(given: Iterable[Launch]) -> list[str]:
    """Return a line that says how many launches are not the catalogue's own, if any is."""
    own = [launch.id for launch in given if not launch.in_catalogue]
    return ["", f"with {rows_told(own)} user-supplied, not verified"] if own else []


def records(
    date: str = "",
    key: str = "",
    rule: str | Rule = "",
    launches: Sequence[Launch] | None = None,
) -> dict[str, list[Record]]:
    """Return the same as flat records under `tally`, `ordinals` and `published`.

    A number that is a lower bound has `at_least` true beside it.
    """
    given = load() if launches is None else launches
    asked = [find_rule(rule)] if rule else list(rules().values())
    table = by(_shown(date, key, given), key or "year", rule) if key or not date else ()
    places = _ordinals(date, asked, given) if date else []
    beside = compare(date, given, asked) if date else ()
    return {
        "tally": [_row_record(row, key or "year", find_rule(rule)) for row in table],
        "ordinals": [_ordinal_record(each) for each in places],
        "published": [_comparison_record(each) for each in beside],
    }


Record = dict[str, str | int | bool | None]
_SPANS = ("missiles_of_year", "missiles_of_month", "event_of_year", "event_of_month")


def _shown(date: str, key: str, given: Iterable[Launch]) -> tuple[Launch, ...]:
    """Return the launches of a table: all, or those to a date; of its year alone but by years."""
    launches = up_to(given, date) if date else tuple(given)
    year = date.strip()[:4] if key not in ("", "year") else ""
    return tuple(each for each in launches if date_of(each).startswith(year))


def _ordinals(date: str, asked: Sequence[Rule], given: Sequence[Launch]) -> list[Ordinal]:
    """Return the places of a day's launches under each rule; [] on a day without a launch."""
    on_day = [launch for launch in given if date_of(launch) == checked_day(date)]
    return [ordinal(launch, rule, given) for launch in on_day for rule in asked]


def _ordinal_lines(date: str, asked: Sequence[Rule], given: Sequence[Launch]) -> list[str]:
    """Return a block a launch of the day: its place under each rule."""
    lines: list[str] = []
    for launch, places in groupby(_ordinals(date, asked, given), key=lambda each: each.launch):
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


def _dispute_lines(date: str, given: Iterable[Launch]) -> list[str]:
    """Return a block a launch of the year so far of which it is disputed that it took place."""
    so_far = [each for each in up_to(given, date) if date_of(each).startswith(date.strip()[:4])]
    lines: list[str] = []
    for launch in so_far:
        told = [row for row in shipped_table("disputed_launches.csv") if row["launch"] == launch.id]
        if told:
            number = launch.count or "an unknown number of"
            lines += ["", f"disputed   {launch.id}, {number} missiles, class {class_of(launch)}"]
            lines += [f"           {_stance(row)}" for row in told]
    return lines


def _stance(row: Mapping[str, str]) -> str:
    """Return what one voice says of whether a launch took place, and where it was read."""
    said = f", “{row['words']}”" if row["words"] else ""
    note = f", {row['note']}" if row["note"] else ""
    printed = ", ".join(filter(None, (row["carrier"], row["stated_at"])))
    return f"{row['originator']}: {row['stance']}{said} ({printed}){note}"


def _comparison_lines(date: str, asked: Sequence[Rule], given: Sequence[Launch]) -> list[str]:
    """Return a block a published tally: our counts, the difference, and why; like rules as one."""
    lines: list[str] = []
    for told, each in groupby(compare(date, given, asked), key=lambda one: one.published):
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
    shared = sum(row.events for row in rows) - whole.events
    note = f"  an event of several stands in the row of each: {shared} more in the rows"
    lines.append(f"{'total':<{width}}  {mark:>8}  {whole.events:>6}{note if shared else ''}")
    return lines + [f"left out: {why}, {rows_told(ids)}" for why, ids in whole.left_out.items()]


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
