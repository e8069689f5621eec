"""CSV tables: rows by the line an editor shows, every fault of form, and no formula written."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geolaunch import tables
from geolaunch.errors import InputError
from geolaunch.tables import (
    LARGEST_TABLE_BYTES,
    Fault,
    csv_text,
    guarded,
    read_table,
    table_bytes,
    unguarded,
)

AB = ("a", "b")


def refusals(data: bytes, columns: tuple[str, ...] = AB) -> list[str]:
    return [str(fault) for fault in read_table("t.csv", data, columns)[1]]


def rows(data: bytes, columns: tuple[str, ...] = AB) -> list[tuple[str, ...]]:
    table, faults = read_table("t.csv", data, columns)
    assert faults == []
    return [tuple(row.values()) for row in table.rows]


# --- what is read ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,2\n",
        b"a,b\r\n1,2\r\n",
        b"a,b\r1,2\r",
        b"a,b\n1,2",
        b"\xef\xbb\xbfa,b\n1,2\n",
        b'"a","b"\n"1","2"\n',
        b"a,b\n\n1,2\n\n\n",
        b"a,b\n,\n1,2\n,\n",
    ],
    ids=["LF", "CRLF", "CR", "no end", "BOM", "quoted", "blank lines", "empty rows"],
)
def test_one_table_in_many_forms(data: bytes) -> None:
    assert rows(data) == [("1", "2")]


def test_columns_may_stand_in_any_order() -> None:
    table, faults = read_table("t.csv", b"b,a\n2,1\n", AB)
    assert (faults, table.rows[0]["a"], table.columns) == ([], "1", ("b", "a"))


def test_rows_are_counted_as_an_editor_counts_lines() -> None:
    data = b'a,b\r\n"one\r\ntwo\nthree",2\r\n\r\n3,"4\n"\r\n5,6\r\n'
    table, faults = read_table("t.csv", data, AB)
    assert faults == []
    assert table.lines == (2, 6, 8)
    assert [row["a"] for row in table.rows] == ["one\r\ntwo\nthree", "3", "5"]
    editor = data.decode().replace("\r\n", "\n").split("\n")
    assert [editor[line - 1][0] for line in table.lines] == ['"', "3", "5"]


@pytest.mark.parametrize(
    "cell", ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "<script>alert(1)</script>", "a\u2028b", "'x"]
)
def test_formulas_and_markup_are_text(cell: str) -> None:
    assert rows(f'a,b\n"{cell}",2\n'.encode()) == [(cell, "2")]


# --- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        (b"", ['t.csv: got "no row"; wanted a head line of column names']),
        (b"\n\n", ['t.csv: got "no row"; wanted a head line of column names']),
        (b"a\n1\n", ['t.csv, row 1, b: got "no such column"; wanted the columns a, b']),
        (
            b"\n\na,bb,c\n",
            [
                't.csv, row 3, b: got "no such column"; wanted the columns a, b',
                't.csv, row 3, bb: got "an unknown column"; wanted none of that name; is it `b`',
                't.csv, row 3, c: got "an unknown column"; wanted none of that name',
            ],
        ),
        (b"a,b,a\n", ['t.csv, row 1, a: got "2 columns"; wanted one of that name']),
        (b"a;b\n1;2\n", ['t.csv, row 1: got "a;b"; wanted a comma between cells']),
        (b"a\tb\n", ['t.csv, row 1: got "a\\tb"; wanted a comma between cells']),
        (
            b'a,b\n"1\n",2,3\n4\n5,6\n',
            [
                't.csv, row 2: got "3 cells"; wanted 2 cells',
                't.csv, row 4: got "1 cells"; wanted 2 cells',
            ],
        ),
        ("a,b\n1,2\n".encode("utf-16"), ['t.csv: got "UTF-16"; wanted UTF-8: save the table']),
    ],
)
def test_faults_of_form(data: bytes, faults: list[str]) -> None:
    found = refusals(data)
    assert len(found) == len(faults)
    assert all(one.startswith(other) for one, other in zip(found, faults, strict=True)), found


def test_every_row_that_is_not_utf8_is_told_with_its_first_bad_byte() -> None:
    data = "a,b\n중화,2\n3,4\n".encode("cp949") + b'"5\n\xe9",6\nok,\xed\xa0\x80\n'
    assert refusals(data) == [
        't.csv, row 2: got "\\\\xc1"; wanted UTF-8; byte 4 of the file is none',
        't.csv, row 4: got "\\\\xe9"; wanted UTF-8; byte 18 of the file is none',
        't.csv, row 6: got "\\\\xed"; wanted UTF-8; byte 26 of the file is none',
    ]
    assert [data[n] for n in (4, 18, 26)] == [0xC1, 0xE9, 0xED]


def test_broken_quotes_are_told_and_the_rest_is_read() -> None:
    table, faults = read_table("t.csv", b'a,b\n"1"x,2\n3,4\n5,"6\n', AB)
    assert [row["a"] for row in table.rows] == ["3"]
    assert [(fault.row, fault.value) for fault in faults] == [
        (2, "',' expected after '\"'"),
        (4, "unexpected end of data"),
    ]


def test_a_quote_left_open_over_a_whole_table_is_one_fault() -> None:
    data = b'a,b\n1,2\n3,"4\n' + b"5,6\n" * 60_000
    table, faults = read_table("t.csv", data, AB)
    assert [fault.row for fault in faults] == [3]
    assert "field larger than field limit" in faults[0].value
    assert len(table.rows) > 20_000


def test_a_film_is_refused_by_its_size(tmp_path: Path) -> None:
    film = tmp_path / "launches.csv"
    with film.open("wb") as stream:
        stream.truncate(LARGEST_TABLE_BYTES * 100)  # a sparse file of 5 GB
    with pytest.raises(InputError, match=r"launches.csv: more than 50,000,000 bytes"):
        table_bytes(film)


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read .*: Is a directory; wanted a table"):
        table_bytes(tmp_path)


def test_ten_thousand_columns_are_no_table() -> None:
    """Their rows are not read: each filled up to that width would fill the memory."""
    table, faults = read_table(
        "t.csv", b",".join(b"x%d" % n for n in range(10_000)) + b"\n1" * 9, AB
    )
    assert (len(faults), table.rows) == (10_002, ())


def test_more_rows_than_any_table_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST_ROWS", 4)
    assert len(rows(b"a,b\n" + b"1,2\n" * 3 + b"\n\n")) == 3
    assert refusals(b"a,b\n" + b"1,2\n" * 9) == [
        't.csv, row 5: got "one row more"; wanted at most 4 rows'
    ]


def test_millions_of_blank_lines_are_none() -> None:
    assert rows(b"a,b\n" + b"\n" * 2_000_000 + b"1,2\n") == [("1", "2")]


# --- out ------------------------------------------------------------------------------------------

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
CELLS = TEXTS | st.sampled_from(["=1", "'=1", "''-1", "@", "\r", "\t", '"', '",', "a\nb", "'"])
TABLE = st.lists(st.lists(CELLS, min_size=2, max_size=2).filter(any), max_size=6)


@given(table=TABLE)
def test_what_is_written_is_read_again(table: list[list[str]]) -> None:
    assert rows(csv_text(AB, table).encode()) == [tuple(row) for row in table]


@given(table=TABLE)
def test_no_cell_that_is_written_is_a_formula(table: list[list[str]]) -> None:
    """As the csv module of Python reads it, which knows nothing of guards."""
    read = list(csv.reader(io.StringIO(csv_text(AB, table), newline="")))[1:]
    assert [len(row) for row in read] == [2] * len(table)
    assert not any(
        cell[:1] in ("=", "+", "-", "@", "\t", "\r") for row in read for cell in row if cell
    )


@given(cell=CELLS)
def test_a_guard_is_taken_off_again(cell: str) -> None:
    assert unguarded(str(guarded(cell))) == cell


@given(cell=CELLS)
def test_what_is_no_formula_needs_no_guard(cell: str) -> None:
    if cell.lstrip("'")[:1] not in ("=", "+", "-", "@", "\t", "\r") or not cell.strip("'"):
        assert guarded(cell) == cell


def test_numbers_are_no_formulas() -> None:
    assert csv_text(["x", "y"], [[-1.5, None], [370, "-5"]]) == "x,y\n-1.5,\n370,'-5\n"


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_told(data: bytes) -> None:
    table, faults = read_table("t.csv", data, AB)
    assert faults or set(table.columns) == set(AB)
    assert all(str(fault).isprintable() for fault in faults)


@given(text=st.lists(st.sampled_from(["a,b", '"', ",", "\n", "\r\n", "x", "1,2\n"]), max_size=12))
def test_every_line_told_is_a_line(text: list[str]) -> None:
    data = "".join(text)
    table, faults = read_table("t.csv", data.encode(), AB)
    lines = len(io.StringIO(data, newline="").readlines())
    assert all(1 <= line <= lines for line in table.lines)
    assert all(0 <= fault.row <= lines for fault in faults)
    assert list(table.lines) == sorted(set(table.lines))


def test_a_fault_of_a_whole_file_names_no_row() -> None:
    assert str(Fault("a.csv", 0, "", "x", "y")) == 'a.csv: got "x"; wanted y'
    assert str(Fault("a.csv", 3, "b", "x" * 99, "y")).startswith('a.csv, row 3, b: got "xxx')
    assert len(str(Fault("a.csv", 3, "b", "x" * 9999, "y"))) < 100
