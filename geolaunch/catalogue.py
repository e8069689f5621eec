"""The launches that ship: claims joined into reports, reports into launches; load and find.

The tables are tidy CSV in `data/`: `launches.csv` (one row a launch), `claims.csv` (one figure or
statement by one originator through one carrier), `sources.csv`. A claim's `quantity` is a field of
the report schema, so that the catalogue and a user's file are read by the same code.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from geolaunch.errors import ShippedDataError, UnknownNameError
from geolaunch.fields import UNITS
from geolaunch.files import shipped_text
from geolaunch.records import read_report
from geolaunch.report import Launch, Report, Source

__all__ = ["find", "load", "sources"]

Row = Mapping[str, str]

_DATE = re.compile(r"\d{4}-\d\d-\d\d")

# Claims that agree in these columns make one report.
_ONE_REPORT = ("originator", "source", "carrier", "stated_at", "status")


@cache
def sources() -> Mapping[str, Source]:
    """Return the sources that ship, by id."""
    return {row["id"]: Source(**row) for row in _rows("sources.csv")}


@cache
def load() -> tuple[Launch, ...]:
    """Return every launch of the catalogue with its reports, in the order of `launches.csv`."""
    claims: dict[str, list[Row]] = {}
    for claim in _rows("claims.csv"):
        claims.setdefault(claim["launch"], []).append(claim)
    return tuple(_launch(row, claims.get(row["id"], [])) for row in _rows("launches.csv"))


def find(name: str) -> tuple[Launch, ...]:
    """Return the launch of an id, or all launches of a Korean date (YYYY-MM-DD).

    Raises UnknownNameError with the nearest ids and dates if there is none.
    """
    wanted = name.strip().casefold()
    found = tuple(launch for launch in load() if wanted in (launch.id, launch.date))
    if not found:
        known = {known for launch in load() for known in (launch.id, launch.date) if known}
        kind = "launch date" if _DATE.fullmatch(wanted) else "launch"
        hint = "an INPUT is a launch id, a date, a report file, or - for standard input"
        raise UnknownNameError(kind, name, sorted(known), hint)
    return found


def _rows(name: str) -> Iterable[Row]:
    """Return the rows of a table that ships."""
    return csv.DictReader(io.StringIO(shipped_text(name)))


def _launch(row: Row, claims: list[Row]) -> Launch:
    """Return a launch with one report for each originator, source and state of their account."""
    groups: dict[tuple[str, ...], list[Row]] = {}
    for claim in claims:
        groups.setdefault(tuple(claim[column] for column in _ONE_REPORT), []).append(claim)
    return Launch(
        id=row["id"],
        reports=tuple(_report(row, group) for group in groups.values()),
        date=row["date"],
        missile=row["missile"] or None,
        missile_class=row["class"] or None,
        count=int(row["count"]) if row["count"] else None,
        outcome=row["outcome"] or None,
        sources=tuple(sources()[id_] for id_ in dict.fromkeys(c["source"] for c in claims)),
        in_catalogue=True,
    )


def _report(launch: Row, claims: list[Row]) -> Report:
    """Return the report that the claims of one originator in one source make."""
    record: dict[str, Any] = {"launch": launch["id"], "date": launch["date"]}
    record |= {key: claims[0][key] for key in ("originator", "carrier") if claims[0][key]}
    record |= {key: claims[0][key] for key in ("stated_at", "status") if claims[0][key]}
    for claim in claims:
        _put(record, claim)
    source = sources()[claims[0]["source"]]
    report = read_report(record, f"claims.csv, {claims[0]['id']}")
    return replace(report, url=source.address or None)


def _put(record: dict[str, Any], claim: Row) -> None:
    """Put one claim into a report record, under the path that its quantity names."""
    *outer, key = claim["quantity"].split(".")
    place = record
    for name in outer:
        place = place.setdefault(name, {})
    if key in place:
        raise ShippedDataError(f"claims.csv, {claim['id']}: a second {claim['quantity']}")
    place[key] = _value(claim)
    if claim["words"] and claim["quantity"] not in UNITS:
        record.setdefault("words", {})[claim["quantity"]] = claim["words"]


def _value(claim: Row) -> Any:
    """Return a claim's value in the form of the report schema."""
    quantity, value = claim["quantity"], claim["value"]
    if quantity in UNITS:
        return _quantity(claim)
    if quantity in ("time_local", "time_utc"):
        return value.split("/") if "/" in value else value
    if quantity in ("count", "azimuth_deg"):
        return float(value)
    return value


def _quantity(claim: Row) -> dict[str, Any]:
    """Return a claimed quantity as {value, unit, qualifier, words?}; `a/b` is an interval."""
    ends = [float(end) for end in claim["value"].split("/")]
    record: dict[str, Any] = {"value": ends if len(ends) > 1 else ends[0], "unit": claim["unit"]}
    record["qualifier"] = claim["qualifier"]
    return record | ({"words": claim["words"]} if claim["words"] else {})
