"""A user's own catalogue, in tables of the form of ours: read whole, or refused with every fault.

The folder holds `launches.csv`, `claims.csv` and `sources.csv`, and may hold `sources_read.csv`,
`sites.csv` and `missiles.csv`; `data/TABLES.md` lists their columns. Sources, sites and missiles
that ship may be named too; where an id is in both, the user's own stands. All launches are marked
as not ours.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TypeVar

from geolaunch.catalogue.claims import by_name, grouped, path_of, report
from geolaunch.catalogue.columns import COLUMNS, OPTIONAL_COLUMNS, name_columns
from geolaunch.catalogue.integrity import cell_faults
from geolaunch.catalogue.launches import (
    Entry,
    claims_of,
    entry_of,
    load,
    shipped_rows,
    sources,
    system_of,
)
from geolaunch.catalogue.missiles import Missile, missile_of, missiles
from geolaunch.errors import InputError, SchemaError
from geolaunch.names import languages, name_in
from geolaunch.places.sites import Place, find_places, place_of_row, sites
from geolaunch.report.model import Report, SitePoint, Source, Words
from geolaunch.tables import Fault, Row, Table, read_table, table_bytes

__all__ = ["faults", "joined", "read_catalogue"]

T = TypeVar("T", Place, Missile)

REQUIRED = ("launches.csv", "claims.csv", "sources.csv")

# Nobody reads more lines of a message than this; `faults` gives them all.
MOST_SHOWN = 50


def read_catalogue(path: str | os.PathLike[str]) -> tuple[Entry, ...]:
    """Return the launches of a folder of tables, each marked as not in the catalogue that ships.

    Raises SchemaError with the first 50 faults and the number of them all if there is any, and
    InputError if the folder or a table in it cannot be read.
    """
    entries, wrong = _examined(Path(path))
    if wrong:
        lines = [str(fault) for fault in wrong[:MOST_SHOWN]]
        more = len(wrong) - len(lines)
        lines += [f"and {more:,} more faults, {len(wrong):,} in all"] if more else []
        raise SchemaError(str(path), lines)
    return entries


def faults(path: str | os.PathLike[str]) -> tuple[Fault, ...]:
    """Return every fault of a folder of tables, by table, row and column; () if it is sound.

    Raises InputError if the folder or a table in it cannot be read at all.
    """
    return _examined(Path(path))[1]


def joined(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the launches that ship and a user's own, by date; what is the same in both is ours.

    The user's ids are not those of other launches of ours: `read_catalogue` has seen to that.
    """
    own = [entry for entry in entries if entry.id not in shipped_rows()]
    return tuple(sorted((*load(), *own), key=lambda entry: entry.date or ""))


# --- one folder -----------------------------------------------------------------------------------


def _examined(folder: Path) -> tuple[tuple[Entry, ...], tuple[Fault, ...]]:
    """Return the launches of a folder of tables, and every fault in it."""
    tables, wrong = _tables(folder)
    ours = {
        "sources.csv": sources(),
        "sites.csv": {place.id: place for place in sites()},
        "missiles.csv": {missile.id: missile for missile in missiles()},
    }
    wrong += cell_faults(tables, ours)
    wrong += _clashes(tables)
    entries: tuple[Entry, ...] = ()
    if all(set(COLUMNS[file]) <= set(table.columns) for file, table in tables.items()):
        entries, more = _entries(tables, {(fault.file, fault.row) for fault in wrong})
        wrong += more
    return entries, tuple(sorted(wrong, key=_place_in_the_tables))


def _place_in_the_tables(fault: Fault) -> tuple[int, int, int]:
    """Return where a fault stands among others."""
    columns = [*COLUMNS[fault.file], *name_columns(fault.file)]
    column = columns.index(fault.column) if fault.column in columns else -1
    return [*COLUMNS].index(fault.file), fault.row, column


def _tables(folder: Path) -> tuple[dict[str, Table], list[Fault]]:
    """Return the tables of a folder by file name, and every fault of their form."""
    if not folder.is_dir():
        raise InputError(
            f"cannot read {folder}: not a folder; wanted one that holds {', '.join(REQUIRED)}"
        )
    tables: dict[str, Table] = {}
    faults: list[Fault] = []
    for file, columns in COLUMNS.items():
        path = folder / file
        if path.exists():
            optional = (*OPTIONAL_COLUMNS.get(file, ()), *name_columns(file))
            tables[file], more = read_table(file, table_bytes(path), tuple(columns), optional)
            faults += more
        elif file in REQUIRED:
            faults.append(Fault(file, 0, "", "no such file", "a table of that name"))
    return tables, faults


def _clashes(tables: Mapping[str, Table]) -> Iterator[Fault]:
    """Yield ids of launches that ship, if anything that is said of them is not the same."""
    if not {"launches.csv", "claims.csv"} <= tables.keys():
        return
    claims: dict[str, list[Row]] = {}
    for row in tables["claims.csv"].rows:
        claims.setdefault(row.get("launch", ""), []).append(row)
    for line, row in zip(tables["launches.csv"].lines, tables["launches.csv"].rows, strict=True):
        id_ = row.get("id", "")
        ours = shipped_rows().get(id_)
        if ours and (ours != row or list(claims_of(id_)) != claims.get(id_, [])):
            wanted = "an id of your own: a launch that ships has it, and differs from this one"
            yield Fault("launches.csv", line, "id", id_, wanted)


# --- launches -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Own:
    """What a user's tables hold, by id, and the user's sites by folded name as well."""

    sources: Mapping[str, Source]
    sites: Mapping[str, Place]
    site_names: Mapping[str, Place]
    missiles: Mapping[str, Missile]


def _entries(
    tables: Mapping[str, Table], bad: Set[tuple[str, int]]
) -> tuple[tuple[Entry, ...], list[Fault]]:
    """Return the launches of rows that are not `bad`, and what is wrong with whole accounts."""

    def good(file: str) -> Iterator[tuple[int, Row]]:
        table = tables.get(file, Table(file))
        pairs = zip(table.lines, table.rows, strict=True)
        return ((line, row) for line, row in pairs if (file, line) not in bad)

    places = _not_ours("place", (_place(row) for _, row in good("sites.csv")), sites())
    systems = (replace(missile, claims=()) for missile in missiles())
    rockets = (missile_of(row) for _, row in good("missiles.csv"))
    own = _Own(
        sources={**sources(), **{row["id"]: _source(row) for _, row in good("sources.csv")}},
        sites={place.id: place for place in places},
        site_names=by_name(places),
        missiles={missile.id: missile for missile in _not_ours("missile", rockets, systems)},
    )
    claims: dict[str, list[tuple[int, Row]]] = {}
    for line, row in good("claims.csv"):
        if row["source"] in own.sources:
            claims.setdefault(row["launch"], []).append((line, row))
    read: dict[str, list[Row]] = {}
    for _, row in good("sources_read.csv"):
        if row["source"] in own.sources:
            read.setdefault(row["launch"], []).append(row)
    entries, wrong = [], []
    for _, row in good("launches.csv"):
        numbered = claims.get(row["id"], [])
        reports, more = _reports(row, numbered, own)
        wrong += more
        launch_claims = [claim for _, claim in numbered]
        entries.append(_entry(row, launch_claims, reports, own, read.get(row["id"], ())))
    return tuple(entries), wrong


def _not_ours(kind: str, own: Iterable[T], ours: Iterable[T]) -> list[T]:
    """Return what stands in a user's table and not, word for word, in ours.

    What a table has no columns of names for has none, unless all else of it is ours.
    """
    shipped = set(chain.from_iterable((thing, _with_names(kind, thing)) for thing in ours))
    return [
        thing if thing.own_names is not None else replace(thing, own_names=())
        for thing in own
        if thing not in shipped
    ]


def _with_names(kind: str, thing: T) -> T:
    """Return what ships as a user's table would have it, with its names in their columns."""
    names = ((lang, name_in(lang, kind, thing.id)) for lang in languages())
    return replace(thing, own_names=tuple(pair for pair in names if pair[1]))


def _entry(
    row: Row, claims: list[Row], reports: list[Report], own: _Own, read: Iterable[Row]
) -> Entry:
    """Return one launch, with its site and its missile where they are the user's."""
    everything = [*reports, *_site_of_row(row, reports, own)]
    entry = replace(
        entry_of(row, claims, everything, own.sources, read),
        own_site=own.sites.get(row["site"]),
        own_missile=own.missiles.get(row["missile"]),
    )
    system = system_of(entry)
    return replace(entry, missile=entry.missile or (system.name if system else None))


def _site_of_row(row: Row, reports: Iterable[Report], own: _Own) -> Iterator[Report]:
    """Yield a report of the site in a launch's own row, if no claim names one.

    Its originator is not stated: a row says what is known of a launch, and not by whom.
    """
    id_ = row["site"]
    place = own.sites.get(id_) or next((known for known in sites() if known.id == id_), None)
    if place is None or any(report.site for report in reports):
        return
    named = id_ if len(find_places(place.name)) > 1 else place.name
    mine = id_ in own.sites
    source = own.sources.get(row["source"])
    yield Report(
        launch=row["id"],
        date=row["date"] if len(row["date"]) == len("YYYY-MM-DD") else None,
        site=SitePoint(place.lon_deg, place.lat_deg, place.sd_km) if mine else named,
        carrier=(source.publisher if source else "") or None,
        words={"site": Words(place.name)} if mine else {},
    )


def _reports(
    row: Row, numbered: list[tuple[int, Row]], own: _Own
) -> tuple[list[Report], list[Fault]]:
    """Return the reports of a launch, and what is wrong with accounts as a whole.

    That is claims that say the same thing twice, and claims that make no report together.
    """
    lines = {claim["id"]: line for line, claim in numbered}
    reports, wrong = [], []
    for group in grouped(claim for _, claim in numbered):
        twice = list(_said_twice(group, lines))
        wrong += twice
        try:
            if not twice:
                reports.append(report(row, group, own.sources, own.site_names))
        except SchemaError as error:
            for fault in error.faults:
                value, _, wanted = fault.partition("; wanted ")
                line = lines[_beside(group, fault)["id"]]
                wrong.append(Fault("claims.csv", line, "quantity", value, wanted))
    return reports, wrong


def _said_twice(group: Iterable[Row], lines: Mapping[str, int]) -> Iterator[Fault]:
    """Yield claims of one account of which an earlier one says the same thing."""
    first: dict[tuple[str, ...], int] = {}
    for claim in group:
        line = lines[claim["id"]]
        earlier = first.setdefault(tuple(path_of(claim)), line)
        if earlier != line:
            wanted = f"one claim of it in one account: row {earlier} is of the same voice and print"
            yield Fault("claims.csv", line, "quantity", claim["quantity"], wanted)


def _beside(group: list[Row], fault: str) -> Row:
    """Return the claim of an account that a fault of its report is nearest to."""
    field = fault.partition(":")[0]
    path = field if field.startswith("time_") else field.rpartition(".")[0]
    return next((claim for claim in group if path and claim["quantity"].startswith(path)), group[0])


def _source(row: Row) -> Source:
    """Return a user's own source."""
    return Source(**{column: row[column] for column in COLUMNS["sources.csv"]})


def _place(row: Row) -> Place:
    """Return a user's own launch site."""
    basis, source = row["basis"] or "given by the user", row["source"] or "user"
    return place_of_row({**row, "basis": basis, "source": source})
