"""The catalogue's tables as a whole: ids that stand once, keys that lead on, claims that hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Any

from geolaunch.catalogue.claims import CLAIMABLE, folded, put
from geolaunch.catalogue.columns import (
    COLUMNS,
    NUMBER,
    OUTCOMES,
    column_faults,
    is_readable,
    whole_rows,
)
from geolaunch.errors import SchemaError, UnknownNameError, nearest_names, path_of
from geolaunch.names import names_in_columns
from geolaunch.places.sites import find_site
from geolaunch.report.clock import clock_faults
from geolaunch.report.fields import Cell
from geolaunch.report.io import read_report
from geolaunch.tables import Fault, Row, Table

__all__ = ["cell_faults"]

Ids = Mapping[str, Mapping[str, object]]

# How many names that are not known are listed with those that look like them, and how many launch
# sites are looked up in vain: to look through hundreds of names takes milliseconds each time.
MOST_HINTS = 20
MOST_UNKNOWN_SITES = 200

# Which column holds ids of which table.
_KEYS = {
    "launches.csv": {"missile": "missiles.csv", "site": "sites.csv", "source": "sources.csv"},
    "sources_read.csv": {"launch": "launches.csv", "source": "sources.csv"},
    "claims.csv": {
        "launch": "launches.csv",
        "supersedes": "claims.csv",
        "source": "sources.csv",
    },
}


def cell_faults(tables: Mapping[str, Table], ours: Ids) -> Iterator[Fault]:
    """Yield every fault of the cells of a user's tables, by their file names.

    `ours` are the rows of the tables that ship, by id: what a source, a site or a missile may also
    be an id of. Rows of the wrong length are left alone: nobody knows which cell stands where.
    """
    for table in tables.values():
        yield from column_faults(table)
        yield from _twice(table)
        yield from _key_faults(table, tables, ours)
    if "sources_read.csv" in tables:
        yield from _read_twice(tables["sources_read.csv"])
    if "launches.csv" in tables:
        yield from _name_faults(tables, ours)
        yield from _clock_faults(tables["launches.csv"])
    if "claims.csv" in tables:
        yield from _claim_faults(tables["claims.csv"], tables.get("sites.csv"))


def _twice(table: Table) -> Iterator[Fault]:
    """Yield ids that an earlier row has, whatever their case."""
    first: dict[str, int] = {}
    for line, row in zip(table.lines, table.rows, strict=True):
        id_ = row.get("id", "")
        earlier = first.setdefault(id_.casefold(), line)
        if id_ and earlier != line:
            yield Fault(table.file, line, "id", id_, f"an id of its own: row {earlier} has it")


def _read_twice(table: Table) -> Iterator[Fault]:
    """Yield documents that an earlier row counts as read for the same launch."""
    first: dict[tuple[str, str], int] = {}
    for line, row in whole_rows(table):
        source = row.get("source", "")
        earlier = first.setdefault((row.get("launch", ""), source), line)
        if source and earlier != line:
            wanted = f"one row a launch and source: row {earlier} has both"
            yield Fault(table.file, line, "source", source, wanted)


# --- keys -----------------------------------------------------------------------------------------


def _key_faults(table: Table, tables: Mapping[str, Table], ours: Ids) -> Iterator[Fault]:
    """Yield ids of rows that are in no table."""
    for column, target in _KEYS.get(table.file, {}).items():
        aimed = tables.get(target, Table(target))
        ids = dict.fromkeys((*ours.get(target, ()), *(row.get("id", "") for row in aimed.rows)))
        if column not in table.columns or not ids or (aimed.columns and "id" not in aimed.columns):
            continue  # the missing column or table is a fault already
        dangling = [
            (line, row[column])
            for line, row in whole_rows(table)
            if row[column] not in ids and row[column].strip() and is_readable(row[column])
        ]
        hints = _hints([id_ for _, id_ in dangling], ids)
        for line, id_ in dangling:
            yield Fault(table.file, line, column, id_, f"an id in {target}{hints.get(id_, '')}")


def _hints(unknown: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """Return what looks like each of the first few names that are not known."""
    hints = {}
    for name in list(dict.fromkeys(unknown))[:MOST_HINTS]:
        near = nearest_names(name, known, 3)
        hints[name] = f"; the nearest are {', '.join(map(path_of, near))}" if near else ""
    return hints


def _name_faults(tables: Mapping[str, Table], ours: Ids) -> Iterator[Fault]:
    """Yield names of missiles that are not those of their ids."""
    names = {id_: getattr(row, "name", "") for id_, row in ours.get("missiles.csv", {}).items()}
    rows = tables["missiles.csv"].rows if "missiles.csv" in tables else ()
    names |= {row.get("id", ""): row.get("name", "") for row in rows}
    for line, row in whole_rows(tables["launches.csv"]):
        name, wanted = row.get("missile_name", ""), names.get(row.get("missile", ""), "")
        if name and wanted and name != wanted and is_readable(name):
            own = f"{wanted!r}, the name of {row['missile']}, or an empty cell"
            yield Fault("launches.csv", line, "missile_name", name, own)


def _clock_faults(table: Table) -> Iterator[Fault]:
    """Yield times of launches that are not on their dates in Korea."""
    if not {"date", "time_utc"} <= set(table.columns):
        return
    for line, row in whole_rows(table):
        checks = (COLUMNS[table.file][column](row[column]) for column in ("date", "time_utc"))
        if row["time_utc"] and not any(checks):
            times = tuple(row["time_utc"].split("|"))
            for column, fault in clock_faults(row["date"], times):
                wanted = fault.partition("; wanted ")[2]
                yield Fault(table.file, line, column, row[column], wanted)


# --- claims ---------------------------------------------------------------------------------------

_SHAPE = ("quantity", "value", "unit", "qualifier", "distance_kind")


def _claim_faults(table: Table, sites: Table | None) -> Iterator[Fault]:
    """Yield what is wrong with claims as a whole: value, unit, qualifier, what they supersede."""
    if not {*_SHAPE, "supersedes"} <= set(table.columns):
        return
    yield from _quantity_faults(table)
    yield from _site_faults(table, _own_names(sites))
    known: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    by_id = {row.get("id", ""): (n, row) for n, row in zip(table.lines, table.rows, strict=True)}
    for line, row in whole_rows(table):
        shape = tuple(row[column] for column in _SHAPE)
        if shape not in known:
            known[shape] = list(_shape_wanted(row)) if all(map(is_readable, shape)) else []
        for column, wanted in known[shape]:
            yield Fault(table.file, line, column, row[column], wanted)
        at, earlier = by_id.get(row["supersedes"], (0, row))
        if row["supersedes"] and at and not (at < line and _same_matter(row, earlier)):
            wanted = "an earlier claim of the same launch, quantity and originator"
            yield Fault(table.file, line, "supersedes", row["supersedes"], wanted)


def _same_matter(later: Row, earlier: Row) -> bool:
    """Tell whether two claims are of one voice on one thing."""
    same = ("launch", "quantity", "originator")
    return all(later.get(key) == earlier.get(key) for key in same)


def _quantity_faults(table: Table) -> Iterator[Fault]:
    """Yield quantities that are no field of a report and do not stand aside."""
    unknown = [
        (line, row["quantity"])
        for line, row in whole_rows(table)
        if row["quantity"].strip()
        and row["quantity"] not in CLAIMABLE
        and is_readable(row["quantity"])
    ]
    hints = _hints([quantity for _, quantity in unknown], CLAIMABLE)
    for line, quantity in unknown:
        wanted = f"a field of a report file that can be claimed{hints.get(quantity, '')}"
        yield Fault(table.file, line, "quantity", quantity, wanted)


def _site_faults(table: Table, own: Set[str]) -> Iterator[Fault]:
    """Yield names of launch sites that are neither the user's own nor among those that ship."""
    hints: dict[str, str | None] = {}
    in_vain = 0
    for line, row in whole_rows(table):
        name = row["value"]
        if row["quantity"] != "site" or not (name.strip() and is_readable(name)):
            continue
        if name not in hints:
            hints[name] = None if folded(name) in own else _unknown_site(name)
            in_vain += hints[name] is not None
        if in_vain > MOST_UNKNOWN_SITES:
            value = f"more than {MOST_UNKNOWN_SITES} unknown launch sites"
            yield Fault(table.file, line, "value", value, "known ones; the rest was not looked up")
            return
        if hints[name] is not None:
            wanted = f"the name of a launch site, in your sites.csv or ours{hints[name]}"
            yield Fault(table.file, line, "value", name, wanted)


def _unknown_site(name: str) -> str | None:
    """Return what looks like a launch site that is not known; None if it is known."""
    try:
        find_site(name)
    except UnknownNameError as error:
        return f"; the nearest are {', '.join(error.nearest)}" if error.nearest else ""
    return None


def _own_names(sites: Table | None) -> set[str]:
    """Return the folded names that one alone of a user's own sites bears."""
    bearers: dict[str, set[str]] = {}
    for row in sites.rows if sites else ():
        local = [name for _, name in names_in_columns(row) or ()]
        names = [row.get("id", ""), row.get("name", ""), *local]
        for name in filter(None, (*names, *row.get("variants", "").split("|"))):
            bearers.setdefault(folded(name), set()).add(row.get("id", "").casefold())
    return {name for name, ids in bearers.items() if len(ids) == 1}


def _shape_wanted(row: Row) -> Iterator[tuple[str, str]]:
    """Yield what was wanted of the value, unit, qualifier and kind of a claim, column by column."""
    quantity = row["quantity"]
    cell = CLAIMABLE.get(quantity)
    if cell is None:
        return
    choices = {
        "unit": cell.units,
        "qualifier": cell.qualifiers,
        "distance_kind": cell.distance_kinds,
    }
    for column, allowed in choices.items():
        if row[column] not in allowed:
            words = ", ".join(word or "an empty cell" for word in allowed)
            yield column, f"{words} beside {quantity}"
    if row["value"].strip():
        yield from (("value", wanted) for wanted in _value_wanted(row, cell))


def _value_wanted(row: Row, cell: Cell) -> Iterator[str]:
    """Yield what was wanted of the value of a claim."""
    value = row["value"]
    if row["quantity"] == "outcome":
        if value not in OUTCOMES:
            yield f"one of {', '.join(OUTCOMES)}"
    elif cell.form == "number" and not NUMBER.fullmatch(value):
        yield "a number"
    elif cell.form == "quantity" and not all(map(NUMBER.fullmatch, value.split("/"))):
        yield "a number like 370 or 0.5, or an interval like 350/370"
    else:
        yield from _unread(row, cell)


def _unread(row: Row, cell: Cell) -> Iterator[str]:
    """Yield what the readers of a report file want in place of a claim's value.

    A wrong unit or qualifier is reported by itself: here a right one stands in for it.
    """
    quantity = row["quantity"].removeprefix("stage.")
    assumed = "between" if "/" in row["value"] else "about"
    beside = {
        "unit": row["unit"] if row["unit"] in cell.units else cell.units[0],
        "qualifier": row["qualifier"] if row["qualifier"] in cell.qualifiers else assumed,
    }
    record: dict[str, Any] = {}
    if quantity.startswith("landing.reference.") and not quantity.endswith("place"):
        record = {"landing": {"reference": {"place": "a place"}}}
    put(record, {**row, **beside, "id": "", "quantity": quantity, "words": ""})
    try:
        read_report(record, "", bare=True)
    except SchemaError as error:
        for fault in error.faults:
            yield fault.partition("; wanted ")[2] or fault.partition(": ")[2]
