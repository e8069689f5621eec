"""CSV tables in and out: rows with the line that each begins on, every fault of form, no formulas.

A table is UTF-8 with commas, quoted as RFC 4180 has it; a byte order mark, CRLF and line breaks in
quotes are read as what they are. What a spreadsheet would take for a formula is written with an
apostrophe before it, and that apostrophe is taken off again when the table is read.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from geolaunch.errors import InputError, nearest_names, path_of, short

__all__ = [
    "LARGEST_TABLE_BYTES",
    "Fault",
    "Row",
    "Table",
    "csv_text",
    "guarded",
    "read_table",
    "table_bytes",
    "unguarded",
]

Row = Mapping[str, str]

# The claims that ship take 100 bytes each: a table five times as long as the longest we foresee
# (100,000 rows) is read, and a film given by mistake is refused before it fills the memory.
LARGEST_TABLE_BYTES = 50_000_000


# Five times the longest table that we foresee; and a head longer than any of ours, of which rows
# are not read and names not worth a hint each.
MOST_ROWS = 500_000
MOST_COLUMNS = 50

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_GUARDED = re.compile(r"'+[=+\-@\t\r]")

_QUOTED = re.compile('[,"\r\n]')

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_QUOTES = 'a cell in double quotes, closed, with "" for a quote inside it'


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a table.

    `row` is the line that the row begins on, counted from 1 as an editor does, line breaks in
    quotes included; 0 means the file as a whole. `column` is "" where no one column is at fault.
    `value` is what stands there.
    """

    file: str
    row: int
    column: str
    value: str
    wanted: str

    def __str__(self) -> str:
        row = f"row {self.row}" if self.row else ""
        where = ", ".join(filter(None, (self.file, row, path_of(self.column))))
        value = short(self.value)
        got = value if value.isprintable() else ascii(value)[1:-1]
        return f"{where}: got {got}; wanted {self.wanted}"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table and the line that each begins on.

    `ragged` holds the lines of rows with more or fewer cells than the head: filled up or cut.
    """

    file: str
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    lines: tuple[int, ...] = ()
    ragged: frozenset[int] = frozenset()


def table_bytes(path: Path) -> bytes:
    """Return the bytes of a table; InputError if it cannot be read or is larger than any table."""
    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST_TABLE_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}; wanted a table") from error
    if len(data) > LARGEST_TABLE_BYTES:
        raise InputError(f"{path}: more than {LARGEST_TABLE_BYTES:,} bytes; wanted a table")
    return data


def read_table(
    file: str, data: bytes, columns: Sequence[str], optional: Sequence[str] = ()
) -> tuple[Table, list[Fault]]:
    """Read a table that wants `columns`, in any order: what could be read, and every fault of form.

    Cells with bytes that are not UTF-8 keep them as lone surrogates. `columns` of () takes any. A
    table need not have the `optional` ones; those that `columns` names too are then empty.
    """
    if data[:2] in _UTF16:
        return Table(file), [Fault(file, 0, "", "UTF-16", "UTF-8: save the table as that")]
    text = data.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    lines = list(islice(_records(file, text), MOST_ROWS + 1))
    faults = _not_utf8(file, data, [line for line, _ in lines])
    faults += [broken for _, broken in lines if isinstance(broken, Fault)]
    records = [(line, cells) for line, cells in lines if not isinstance(cells, Fault)]
    if not records:
        return Table(file), [*faults, Fault(file, 0, "", "no row", "a head line of column names")]
    line, head = records[0]
    faults += _head_faults(file, line, head, columns or head, optional)
    if len(lines) > MOST_ROWS:
        faults.append(Fault(file, lines[-1][0], "", "one row more", f"at most {MOST_ROWS:,} rows"))
    if len(lines) > MOST_ROWS or len(head) > MOST_COLUMNS:
        return Table(file, tuple(head)), faults
    ragged = {line: len(cells) for line, cells in records[1:] if len(cells) != len(head)}
    faults += [Fault(file, at, "", f"{n} cells", f"{len(head)} cells") for at, n in ragged.items()]
    left_out = [name for name in columns if name in optional and name not in head]
    return _table(file, head, records[1:], frozenset(ragged), left_out), faults


def _table(
    file: str,
    head: list[str],
    records: Sequence[tuple[int, list[str]]],
    ragged: frozenset[int],
    left_out: Sequence[str],
) -> Table:
    """Return the rows below a head, filled up or cut to its width; columns `left_out` are empty."""
    blank = [""] * len(head)
    empty = dict.fromkeys(left_out, "")
    rows = tuple(
        {name: unguarded(cell) for name, cell in zip(head, [*cells, *blank], strict=False)} | empty
        for _, cells in records
    )
    columns = (*head, *left_out)
    return Table(file, columns, rows, tuple(line for line, _ in records), ragged)


def _not_utf8(file: str, data: bytes, starts: Sequence[int]) -> list[Fault]:
    """Return one fault for each line with a byte that is not UTF-8, with the row it is in."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return []
    faults, start = [], 0
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            byte = f"\\x{line[error.start]:02x}"
            wanted = f"UTF-8; byte {start + error.start} of the file is none"
            before = bisect_right(starts, number)
            row = starts[before - 1] if before else number
            faults.append(Fault(file, row, "", byte, wanted))
        start += len(line)
    return faults


def _records(file: str, text: str) -> Iterator[tuple[int, list[str] | Fault]]:
    """Yield each row that is not blank, or a fault for a broken one, with its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, Fault(file, line, "", str(error), _QUOTES)
        else:
            if any(cells):
                yield line, cells


def _head_faults(
    file: str, line: int, head: Sequence[str], columns: Sequence[str], optional: Sequence[str]
) -> Iterator[Fault]:
    """Yield what is wrong with the names of the columns."""
    if len(head) == 1 and re.search("[;\t]", head[0]):
        yield Fault(file, line, "", head[0], "a comma between cells")
        return
    for name in columns:
        if name not in head and name not in optional:
            yield Fault(file, line, name, "no such column", f"the columns {', '.join(columns)}")
    for name, count in Counter(head).items():
        if name not in columns and name not in optional:
            near = nearest_names(name, columns, 1) if len(head) <= MOST_COLUMNS else ()
            hint = f"; is it `{near[0]}`" if near else ""
            yield Fault(file, line, name, "an unknown column", f"none of that name{hint}")
        elif count > 1:
            yield Fault(file, line, name, f"{count} columns", "one of that name")


# --- out ------------------------------------------------------------------------------------------


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV text with LF; None is an empty cell, and no text is a formula."""
    return "".join(",".join(map(_quoted, row)) + "\n" for row in (columns, *rows))


def _quoted(cell: object) -> str:
    """Return a cell as it stands in the text."""
    text = "" if cell is None else str(guarded(cell))
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def guarded(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; a number stays what it is."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that `guarded` put before it."""
    return cell[1:] if cell[:1] == "'" and _GUARDED.match(cell) else cell
