"""The launches that ship: claims joined into reports, reports into launches; load and find.

The tables are tidy CSV in `data/`, described in `data/TABLES.md`: `launches.csv` (one row a missile
or a salvo), `claims.csv` (one figure or statement by one originator through one carrier),
`sources.csv`. A claim's `quantity` is a field of the report schema, so that the catalogue and a
user's file are read by the same code; those of `ASIDE` are kept beside the reports. Rows are turned
into reports when their launch is asked for: to find one launch costs little.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from geolaunch.errors import ShippedDataError, UnknownNameError
from geolaunch.fields import UNITS
from geolaunch.files import shipped_text
from geolaunch.records import read_report
from geolaunch.report import Launch, Report, Source

__all__ = ["ASIDE", "claims_of", "find", "load", "sources", "why_not_drawn"]

Row = Mapping[str, str]
Rows = tuple[Row, ...]

# What is no part of a report, by the first word of its quantity: what is told of stages, fairings
# and debris, which is not where the launch fell; when it fell; and what became of it.
ASIDE = ("stage", "impact_time_local", "outcome")

_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
_DAY = "YYYY-MM-DD"
_REFERENCE = "landing.reference."

# Claims that agree in these columns make one report.
_ONE_REPORT = ("originator", "source", "carrier", "stated_at", "status")


@cache
def sources() -> Mapping[str, Source]:
    """Return the sources that ship, by id."""
    return {row["id"]: Source(**row) for row in _rows("sources.csv")}


@cache
def load() -> tuple[Launch, ...]:
    """Return every launch of the catalogue with its reports, in the order of `launches.csv`."""
    return tuple(_loaded(name) for name in _launch_rows())


def find(name: str) -> tuple[Launch, ...]:
    """Return the launch of an id, or all launches of a Korean date (YYYY-MM-DD).

    Of some old launches only the month is known, and their date is YYYY-MM. Raises UnknownNameError
    with the nearest ids and dates if there is none.
    """
    wanted = name.strip().casefold()
    rows = _launch_rows()
    found = tuple(_loaded(id_) for id_, row in rows.items() if wanted in (id_, row["date"]))
    if not found:
        known = {known for id_, row in rows.items() for known in (id_, row["date"])}
        kind = "launch date" if _DATE.fullmatch(wanted) else "launch"
        hint = "an INPUT is a launch id, a date, a report file, or - for standard input"
        raise UnknownNameError(kind, name, sorted(known), hint)
    return found


def claims_of(launch_id: str) -> Rows:
    """Return the rows of `claims.csv` on a launch, those beside the reports included."""
    return _claim_rows().get(launch_id, ())


def why_not_drawn(launch: Launch) -> str:
    """Return in a few words why no zone is drawn for a launch, "" if one is.

    A zone wants a site and a distance that was flown; a cruise missile's path is none.
    """
    standing = [report for report in launch.reports if report.status != "retracted"]
    if launch.missile_class == "cruise":
        return "a cruise missile"
    if not any(report.site for report in standing):
        return "no site"
    ranges = [report.range for report in standing if report.range]
    return "" if any(told.qualifier != "conditional" for told in ranges) else "no distance"


# --- the tables -----------------------------------------------------------------------------------


def _rows(name: str) -> Iterable[Row]:
    """Return the rows of a table that ships."""
    return csv.DictReader(io.StringIO(shipped_text(name)))


@cache
def _launch_rows() -> Mapping[str, Row]:
    """Return the rows of `launches.csv` by id."""
    return {row["id"]: row for row in _rows("launches.csv")}


@cache
def _claim_rows() -> Mapping[str, Rows]:
    """Return the rows of `claims.csv` by launch."""
    found: dict[str, list[Row]] = {}
    for claim in _rows("claims.csv"):
        found.setdefault(claim["launch"], []).append(claim)
    return {launch: tuple(claims) for launch, claims in found.items()}


# --- launches from rows ---------------------------------------------------------------------------


@cache
def _loaded(launch_id: str) -> Launch:
    """Return the launch of an id."""
    return _launch(_launch_rows()[launch_id], claims_of(launch_id))


def _launch(row: Row, claims: Sequence[Row]) -> Launch:
    """Return a launch with one report for each originator, source and state of their account."""
    return Launch(
        id=row["id"],
        reports=tuple(_report(row, group) for group in _grouped(claims)),
        date=row["date"],
        missile=row["missile_name"] or None,
        missile_class=row["class"] or None,
        count=int(row["count"]) if row["count"] else None,
        outcome=row["outcome"] or None,
        sources=tuple(sources()[id_] for id_ in dict.fromkeys(c["source"] for c in claims)),
        in_catalogue=True,
        missile_id=row["missile"] or None,
        site=row["site"] or None,
        time_utc=tuple(filter(None, row["time_utc"].split("|"))),
        note=row["note"] or None,
    )


def _grouped(claims: Iterable[Row]) -> Iterable[list[Row]]:
    """Return the claims that make one report each; what stands aside is left out.

    A landing told from a second place begins a report of its own: a report has one.
    """
    groups: dict[tuple[str | int, ...], list[Row]] = {}
    references: dict[tuple[str, ...], int] = {}
    for claim in claims:
        quantity = claim["quantity"]
        if quantity.split(".")[0] in ASIDE:
            continue
        account = tuple(claim[column] for column in _ONE_REPORT)
        if quantity == f"{_REFERENCE}place":
            references[account] = references.get(account, -1) + 1
        number = references.get(account, 0) if quantity.startswith(_REFERENCE) else 0
        groups.setdefault((*account, number), []).append(claim)
    return groups.values()


def _report(launch: Row, claims: list[Row]) -> Report:
    """Return the report that the claims of one originator in one source make."""
    first = claims[0]
    source = sources()[first["source"]]
    record: dict[str, Any] = {"launch": launch["id"], "url": source.address}
    record |= {key: first[key] for key in ("originator", "carrier", "stated_at", "status")}
    record = {key: value for key, value in record.items() if value}
    for claim in claims:
        _put(record, claim)
    if len(launch["date"]) == len(_DAY):
        record.setdefault("date", launch["date"])
    return read_report(record, f"claims.csv, {first['id']}", bare=True)


def _put(record: dict[str, Any], claim: Row) -> None:
    """Put one claim into a report record, under the path that its quantity names."""
    *outer, key = _path(claim)
    place = record
    for name in outer:
        place = place.setdefault(name, {})
    if key in place:
        raise ShippedDataError(f"claims.csv, {claim['id']}: a second {claim['quantity']}")
    value = place[key] = _READERS.get(key, _text)(claim)
    if claim["words"] and not isinstance(value, dict):
        record.setdefault("words", {})[claim["quantity"]] = claim["words"]


def _path(claim: Row) -> list[str]:
    """Return where in a report record a claim stands; the length of a path is no range."""
    if claim["quantity"] == "range" and claim["distance_kind"] == "path":
        return ["path_length"]
    return claim["quantity"].split(".")


# --- values ---------------------------------------------------------------------------------------


def _text(claim: Row) -> Any:
    """Return a claimed word."""
    return claim["value"]


def _number(claim: Row) -> Any:
    """Return a claimed number without a unit."""
    return float(claim["value"])


def _times(claim: Row) -> Any:
    """Return one claimed time, or two: `a/b`."""
    return claim["value"].split("/") if "/" in claim["value"] else claim["value"]


def _quantity(claim: Row) -> Any:
    """Return a claimed quantity as {value, unit, qualifier, words?}; `a/b` is an interval."""
    ends = [float(end) for end in claim["value"].split("/")]
    record: dict[str, Any] = {"value": ends if len(ends) > 1 else ends[0], "unit": claim["unit"]}
    record["qualifier"] = claim["qualifier"]
    return record | ({"words": claim["words"]} if claim["words"] else {})


_READERS: dict[str, Callable[[Row], Any]] = {
    **dict.fromkeys((*UNITS, "distance"), _quantity),
    **dict.fromkeys(("time_local", "time_utc"), _times),
    **dict.fromkeys(("count", "azimuth_deg"), _number),
}
