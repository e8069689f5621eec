"""Cells by themselves: columns as `data/TABLES.md` tells them, and what each may hold."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geolaunch.catalogue.columns import CLASSES, COLUMNS, column_faults, in_calendar
from geolaunch.files import shipped_text
from geolaunch.tables import read_table

DESCRIBED = [file for file in COLUMNS if file != "missiles.csv"]  # TABLES.md leaves that one out


@pytest.mark.parametrize("file", DESCRIBED)
def test_columns_are_those_that_are_described(file: str) -> None:
    text = shipped_text("TABLES.md").split(f"## `{file}`")[1].split("\n## ")[0]
    assert re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE) == list(COLUMNS[file])


@pytest.mark.parametrize("file", COLUMNS)
def test_columns_are_those_that_ship_and_the_tables_have_no_fault(file: str) -> None:
    table, faults = read_table(file, shipped_text(file).encode(), tuple(COLUMNS[file]))
    assert faults == []
    assert table.columns == tuple(COLUMNS[file])
    assert list(column_faults(table)) == []


def test_classes_are_those_that_are_described() -> None:
    told = shipped_text("TABLES.md").split("| `class` |")[1].splitlines()[0]
    assert all(name in told for name in CLASSES)


@pytest.mark.parametrize(
    ("file", "column", "good", "bad"),
    [
        (
            "launches.csv",
            "id",
            ["2031-05-06-a", "나로-1", "x_1"],
            ["", "a b", "a/b", "a.b", "x" * 101],
        ),
        (
            "launches.csv",
            "date",
            ["2024-02-29", "1984-09"],
            ["", "2023-02-29", "2022-13", "2022", "2022-1-1", "0000-01-01", "\uff12022-01-01"],
        ),
        (
            "launches.csv",
            "time_utc",
            ["", "2022-01-01T00:00Z", "2022-01-01T00:00Z|2022-01-01T23:59:59Z"],
            ["2022-01-01", "2022-02-30T00:00Z", "2022-01-01T24:00Z", "2022-01-01T00:00Z|", "07:30"],
        ),
        ("launches.csv", "count", ["", "1", "30"], ["0", "-1", "1.5", "two", "1000", "\uff12"]),
        ("launches.csv", "class", ["", "SRBM", "cruise"], ["srbm", "Cruise", "ABM"]),
        ("launches.csv", "outcome", ["", "disputed"], ["Success", "unknown"]),
        (
            "launches.csv",
            "note",
            ["", "=cmd", "<b>", "a\nb\tc"],
            [" ", "a\x00b", "\x1b[2J", "\x9b"],
        ),
        ("launches.csv", "source", ["x"], ["", " "]),
        (
            "claims.csv",
            "stated_at",
            ["", "2022-01-01", "2022-01-01T10:30+09:00", "2022-01-01T10:30Z"],
            ["2022-01", "2022-01-01T10:30", "yesterday"],
        ),
        (
            "claims.csv",
            "missile_no",
            ["", "1", "12", "1/2/3"],
            ["0", "1,2", "1-3", "a", "1/", "1000", "1|2"],
        ),
        ("claims.csv", "seen", ["", "whole", "excerpt"], ["Whole", "yes", "snippet"]),
        ("sources_read.csv", "originators", ["Japan MoD", "ROK JCS|KCNA"], ["", " "]),
        ("claims.csv", "status", ["", "first", "retracted"], ["corrected"]),
        ("claims.csv", "words", ["", "x" * 2000], ["x" * 2001]),
        ("sources.csv", "date", ["", "2022", "2022-05", "2022-05-06"], ["May 2022", "2022-5"]),
        (
            "sources.csv",
            "address",
            ["", "https://x.example/a?b=c", "http://x.example"],
            ["javascript:alert(1)", "x.example", "https://x y", 'https://x"', "data:text/html,x"],
        ),
        (
            "sites.csv",
            "lon",
            ["-180", "127.5", "180"],
            ["", "180.1", "1e2", "nan", "127,5", "127°"],
        ),
        ("sites.csv", "lat", ["-90", "39.25"], ["90.5", "39N", "inf"]),
        ("sites.csv", "sd_km", ["0", "500"], ["-1", "501", "5 km"]),
        ("sites.csv", "country", ["", "KP"], ["North Korea", "kp", "PRK"]),
        ("missiles.csv", "first_seen", ["", "2018", "2018-02-08"], ["2018-02-30"]),
        ("missiles.csv", "missile_class", ["", "ICBM"], ["icbm"]),
    ],
)
def test_what_cells_may_hold(file: str, column: str, good: list[str], bad: list[str]) -> None:
    check = COLUMNS[file][column]
    for cell in good:
        assert not faulty(file, column, cell), cell
        assert check(cell) == ""
    for cell in bad:
        assert faulty(file, column, cell), cell


def faulty(file: str, column: str, cell: str) -> bool:
    data = 'id,{0}\nrow-1,"{1}"\n' if column != "id" else 'title,{0}\nrow-1,"{1}"\n'
    quoted = cell.replace('"', '""')
    table, _ = read_table(file, data.format(column, quoted).encode(), ())
    return any(fault.column == column and fault.row == 2 for fault in column_faults(table))


@given(st.text(st.sampled_from("0123456789-"), max_size=10) | st.dates().map(str))
@example("2024-02-29")
@example("2023-02-29")
def test_a_date_is_in_the_calendar_as_python_has_it(text: str) -> None:
    parts = text.split("-")
    shaped = re.fullmatch(r"\d{4}(-\d\d){0,2}", text) is not None
    try:
        date(*(int(part) for part in (*parts, "1", "1")[:3]))
    except (ValueError, OverflowError):
        shaped = False
    assert in_calendar(text) == shaped
