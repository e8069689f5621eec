"""What each cell of the catalogue's tables may hold, as `data/TABLES.md` says: all their faults.

A check takes a cell and returns what was wanted, or "" if the cell is fine. Checks run once for
each value that a column holds, so that a table of 100,000 rows takes seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from geolaunch import names
from geolaunch.report.model import STATUSES
from geolaunch.report.values import LONGEST_TEXT, STATED_AT_PATTERN, TIME_UTC_PATTERN
from geolaunch.tables import Fault, Row, Table

__all__ = [
    "CLASSES",
    "COLUMNS",
    "NUMBER",
    "OPTIONAL_COLUMNS",
    "OUTCOMES",
    "SEEN",
    "column_faults",
    "in_calendar",
    "is_readable",
    "name_columns",
    "whole_rows",
]

Check = Callable[[str], str]

CLASSES = ("SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "SLV", "cruise")
OUTCOMES = ("success", "failure", "disputed")

# How much of a claim's document was read: all of it, or an excerpt that a search showed.
SEEN = ("whole", "excerpt")

NUMBER = re.compile(r"-?[0-9]{1,12}(\.[0-9]{1,12})?")
_ID = re.compile(r"[\w-]{1,100}")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_NOT_UTF8 = re.compile("[\ud800-\udfff]")
_DATE = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")


# --- checks of one cell ---------------------------------------------------------------------------


def _text(cell: str) -> str:
    """Check a text that may be left out."""
    return "text, or an empty cell" if cell and not cell.strip() else ""


def _some(wanted: str) -> Check:
    """Return the check of a cell that may not be empty."""
    return lambda cell: "" if cell.strip() else wanted


def _id(cell: str) -> str:
    """Check an id."""
    return "" if _ID.fullmatch(cell) else "an id of up to 100 letters, digits, - and _"


def _matching(pattern: str, wanted: str) -> Check:
    """Return the check of a pattern."""
    return lambda cell: "" if re.fullmatch(pattern, cell) else wanted


def _one_of(*choices: str) -> Check:
    """Return the check of a word out of `choices`, which may be left out."""
    wanted = f"one of {', '.join(choices)}, or an empty cell"
    return lambda cell: "" if cell in ("", *choices) else wanted


def _number(low: float, high: float, unit: str) -> Check:
    """Return the check of a number between two others."""
    wanted = f"{low:g} to {high:g} {unit}"

    def check(cell: str) -> str:
        return "" if NUMBER.fullmatch(cell) and low <= float(cell) <= high else wanted

    return check


def _count(cell: str) -> str:
    """Check a number of missiles."""
    fine = not cell or re.fullmatch("[1-9][0-9]{0,2}", cell)
    return "" if fine else "1 to 999 missiles, or an empty cell"


def _missile_no(cell: str) -> str:
    """Check the numbers of missiles that a claim is of."""
    fine = not cell or re.fullmatch("[1-9][0-9]{0,2}(/[1-9][0-9]{0,2})*", cell)
    return "" if fine else "1, or 1/2 for several, or an empty cell for all of them"


def in_calendar(text: str) -> bool:
    """Tell whether a text is a year, a month or a day that exists: YYYY, YYYY-MM, YYYY-MM-DD."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - len("YYYY") :])
    except ValueError:
        return False
    return True


def _date(*forms: str) -> Check:
    """Return the check of a date that exists, in one of the forms."""
    wanted = f"a date that exists, {' or '.join(form or 'an empty cell' for form in forms)}"
    lengths = {len(form) for form in forms}
    return lambda cell: "" if len(cell) in lengths and (not cell or in_calendar(cell)) else wanted


def _is_moment(text: str, pattern: str) -> bool:
    """Tell whether a text is a date and time of a pattern, and exists."""
    return bool(re.fullmatch(pattern, text)) and in_calendar(text[: len("YYYY-MM-DD")])


def _times_utc(cell: str) -> str:
    """Check times in UTC parted by |."""
    fine = not cell or all(_is_moment(time, TIME_UTC_PATTERN) for time in cell.split("|"))
    return "" if fine else "times in UTC, YYYY-MM-DDTHH:MMZ, parted by |, or an empty cell"


def _stated_at(cell: str) -> str:
    """Check when a claim was made."""
    fine = not cell or _is_moment(cell, STATED_AT_PATTERN)
    return "" if fine else "YYYY-MM-DD, YYYY-MM-DDTHH:MM with its zone, or an empty cell"


# --- the columns of each table --------------------------------------------------------------------

_SOURCE = "an id in sources.csv: every figure has its source"

COLUMNS: Mapping[str, Mapping[str, Check]] = {
    "launches.csv": {
        "id": _id,
        "date": _date("YYYY-MM", "YYYY-MM-DD"),
        "time_utc": _times_utc,
        "count": _count,
        "missile": _text,
        "missile_name": _text,
        "class": _one_of(*CLASSES),
        "class_basis": _text,
        "site": _text,
        "outcome": _one_of(*OUTCOMES),
        "note": _text,
        "source": _some(_SOURCE),
    },
    "claims.csv": {
        "id": _some("an id"),
        "launch": _some("an id in launches.csv"),
        "missile_no": _missile_no,
        "quantity": _some("a quantity, like range or landing.sea"),
        "value": _some("a value"),
        "unit": _text,
        "qualifier": _text,
        "distance_kind": _text,
        "originator": _some("who says so"),
        "carrier": _text,
        "stated_at": _stated_at,
        "status": _one_of(*STATUSES),
        "supersedes": _text,
        "words": _text,
        "seen": _one_of(*SEEN),
        "note": _text,
        "source": _some(_SOURCE),
    },
    "sources.csv": {
        "id": _id,
        "publisher": _some("whose print it is"),
        "title": _text,
        "date": _date("", "YYYY", "YYYY-MM", "YYYY-MM-DD"),
        "address": _matching('|https?://[^\\s"<>]+', "http(s)://..., or an empty cell"),
    },
    "sources_read.csv": {
        "launch": _some("an id in launches.csv"),
        "source": _some(_SOURCE),
        "originators": _some("who speaks in it, parted by |"),
    },
    "sites.csv": {
        "id": _id,
        "name": _some("a name"),
        "variants": _text,
        "country": _matching("|[A-Z]{2}", "a code of ISO 3166-1 like KP, or an empty cell"),
        "lon": _number(-180, 180, "degrees"),
        "lat": _number(-90, 90, "degrees"),
        "sd_km": _number(0, 500, "km"),
        "basis": _text,
        "source": _text,
    },
    "missiles.csv": {
        "id": _id,
        "name": _some("a name"),
        "aliases": _text,
        "country": _matching("|[A-Z]{2}", "a code of ISO 3166-1 like KP, or an empty cell"),
        "missile_class": _one_of(*CLASSES),
        "propellant": _text,
        "first_seen": _date("", "YYYY", "YYYY-MM", "YYYY-MM-DD"),
        "first_seen_as": _text,
    },
}

# Columns that a user's own table may leave out: their cells are then empty.
OPTIONAL_COLUMNS: Mapping[str, tuple[str, ...]] = {"claims.csv": ("missile_no", "seen")}


# Tables whose rows may bear names by language, in columns that a table need not have.
_NAMED = ("sites.csv", "missiles.csv")


def name_columns(file: str) -> tuple[str, ...]:
    """Return the columns of names by language, `name_LANG`, that a table may have."""
    return names.name_columns() if file in _NAMED else ()


# --- the cells of a table -------------------------------------------------------------------------


def whole_rows(table: Table) -> Iterator[tuple[int, Row]]:
    """Yield the line and the cells of each row of the right length."""
    for line, row in zip(table.lines, table.rows, strict=True):
        if line not in table.ragged:
            yield line, row


def column_faults(table: Table) -> Iterator[Fault]:
    """Yield what is wrong with cells by themselves."""
    checks = {**COLUMNS[table.file], **dict.fromkeys(name_columns(table.file), _text)}
    for column, check in checks.items():
        if column in table.columns:
            wanted_by_cell: dict[str, str] = {}
            for line, row in whole_rows(table):
                cell = row[column]
                wanted = wanted_by_cell.get(cell)
                if wanted is None:
                    wanted = wanted_by_cell[cell] = _wanted(cell, check)
                if wanted:
                    yield Fault(table.file, line, column, cell, wanted)


def _wanted(cell: str, check: Check) -> str:
    """Return what was wanted of a cell in place of what stands there, "" if it is fine."""
    if _NOT_UTF8.search(cell):
        return ""  # reported already, with the byte
    if len(cell) > LONGEST_TEXT:
        return f"at most {LONGEST_TEXT:,} characters (got {len(cell):,})"
    if _CONTROL.search(cell):
        return "text without control characters"
    return check(cell)


def is_readable(cell: str) -> bool:
    """Tell whether a cell is text that a further check may look at."""
    return not (_NOT_UTF8.search(cell) or _wanted(cell, _text))
