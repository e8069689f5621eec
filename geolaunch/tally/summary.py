"""What the catalogue counts as lines to print, and as flat records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter

from geolaunch.catalogue.launches import load
from geolaunch.files import shipped_table
from geolaunch.report.model import Launch
from geolaunch.strings import not_verified
from geolaunch.tally.counts import Ordinal, Row, Span, by, checked_day, ordinal, up_to
from geolaunch.tally.published import Comparison, compare, ids_text
from geolaunch.tally.rules import (
    Rule,
    class_of,
    count,
    date_of,
    find_rule,
    rules,
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
    lines = [f"{shown.name:<21} {shown.words}" for shown in asked] + _own_lines(given)
    if date:
        lines += _ordinal_lines(date, asked, given) + _dispute_lines(date, given)
        lines += _comparison_lines(date, asked, given)
    if not key and date:
        return lines
    return lines + _table_lines(_shown(date, key, given), key or "year", rule)


def _own_lines(given: Iterable[Launch]) -> list[str]:
    """Return a line that says how many launches are not the catalogue's own, if any is."""
    own = [launch.id for launch in given if not launch.in_catalogue]
    return ["", f"with {ids_text(own)} {not_verified()}"] if own else []


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
        "ordinals": [_ordinal_record(place) for place in places],
        "published": [_comparison_record(comparison) for comparison in beside],
    }


Record = dict[str, str | int | bool | None]
_SPANS = ("missiles_of_year", "missiles_of_month", "event_of_year", "event_of_month")


def _shown(date: str, key: str, given: Iterable[Launch]) -> tuple[Launch, ...]:
    """Return the launches of a table: all, or those to a date; of its year alone but by years."""
    launches = up_to(given, date) if date else tuple(given)
    year = date.strip()[:4] if key not in ("", "year") else ""
    return tuple(launch for launch in launches if date_of(launch).startswith(year))


def _ordinals(date: str, asked: Sequence[Rule], given: Sequence[Launch]) -> list[Ordinal]:
    """Return the places of a day's launches under each rule; [] on a day without a launch."""
    on_day = [launch for launch in given if date_of(launch) == checked_day(date)]
    return [ordinal(launch, rule, given) for launch in on_day for rule in asked]


def _ordinal_lines(date: str, asked: Sequence[Rule], given: Sequence[Launch]) -> list[str]:
    """Return a block for each launch of the day: its place under each rule."""
    lines: list[str] = []
    for launch, places in groupby(_ordinals(date, asked, given), key=attrgetter("launch")):
        lines += ["", f"launch     {launch}"]
        lines += [f"  {place.rule:<21} {_place(place)}" for place in places]
    return lines or ["", f"launch     none on {date}"]


def _place(place: Ordinal) -> str:
    """Return the place of a launch in words."""
    if place.why_not:
        return f"not counted: {place.why_not}"
    year, month, event, event_of_month = (_span(getattr(place, name)) for name in _SPANS)
    return (
        f"missile {year} of the year, {month} of the month; "
        f"event {event} of the year, {event_of_month} of the month"
    )


def _span(span: Span | None) -> str:
    """Return a span as "20-21"; a lower bound says so."""
    if span is None:
        return "begun before"
    text = f"{span.first}" if span.first == span.last else f"{span.first}-{span.last}"
    return f"at least {text}" if span.at_least else text


def _dispute_lines(date: str, given: Iterable[Launch]) -> list[str]:
    """Return a block for each launch of the year so far that may not have taken place."""
    so_far = [x for x in up_to(given, date) if date_of(x).startswith(date.strip()[:4])]
    lines: list[str] = []
    for launch in so_far:
        rows = [row for row in shipped_table("disputed_launches.csv") if row["launch"] == launch.id]
        if rows:
            number = launch.count or "an unknown number of"
            lines += ["", f"disputed   {launch.id}, {number} missiles, class {class_of(launch)}"]
            lines += [f"           {_stance(row)}" for row in rows]
    return lines


def _stance(row: Mapping[str, str]) -> str:
    """Return what one voice says of whether a launch took place, and where it was read."""
    said = f", “{row['words']}”" if row["words"] else ""
    note = f", {row['note']}" if row["note"] else ""
    printed = ", ".join(filter(None, (row["carrier"], row["stated_at"])))
    return f"{row['originator']}: {row['stance']}{said} ({printed}){note}"


def _comparison_lines(date: str, asked: Sequence[Rule], given: Sequence[Launch]) -> list[str]:
    """Return a block for each published tally: our counts, the difference, and why.

    Rules that come to the same stand in one line.
    """
    lines: list[str] = []
    for tally, comparisons in groupby(compare(date, given, asked), key=attrgetter("published")):
        who = tally.carrier
        who = who if tally.originator == who else f"{tally.originator} via {who}"
        lines += ["", f"published  {tally.value} {tally.quantity}, “{tally.words}”: {who}"]
        lines.append(f"           {tally.first_day} to {tally.last_day}")
        lines += [f"           note: {tally.note}"] if tally.note else []
        alike: dict[tuple[str, str], list[str]] = {}
        for comparison in comparisons:
            ours = f"{comparison.ours}{'+' * comparison.at_least}"
            alike.setdefault((ours, _verdict(comparison)), []).append(comparison.rule)
        for (ours, verdict), names in alike.items():
            lines += [f"  {ours:>5}  {', '.join(names)}", f"         {verdict}"]
        if not any(verdict.startswith("agrees") for _, verdict in alike):
            lines.append("         no rule shown gives what was published")
    return lines or ["", f"published  no tally of {date} is known"]


def _verdict(comparison: Comparison) -> str:
    """Return whether our count agrees with a published tally, by how much not, and why."""
    if not comparison.holds:
        return f"{comparison.difference:+d}: {comparison.why}"
    return f"agrees, {comparison.difference:+d}" if comparison.difference else "agrees"


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
    return lines + [f"left out: {why}, {ids_text(ids)}" for why, ids in whole.left_out.items()]


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


def _ordinal_record(place: Ordinal) -> Record:
    """Return the place of a launch as a flat record."""
    record: Record = {"launch": place.launch, "rule": place.rule, "why_not": place.why_not or None}
    for name in _SPANS:
        span: Span | None = getattr(place, name)
        record[f"{name}_first"] = span.first if span else None
        record[f"{name}_last"] = span.last if span else None
    spans = (place.missiles_of_year, place.missiles_of_month)
    return record | {"at_least": any(span.at_least for span in spans if span)}


def _comparison_record(comparison: Comparison) -> Record:
    """Return a comparison as a flat record: what was published, then ours."""
    whole = asdict(comparison)
    return {**whole.pop("published"), **whole}
