"""`geolaunch catalogue`: the same launches in every format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from helpers.command_line import refused, run

WANTED = ("--missile", "hwasong-15")


def ids() -> list[str]:
    launches = json.loads(run("catalogue", *WANTED, "--format", "json").stdout)["launches"]
    return [launch["id"] for launch in launches]


def test_a_table_has_a_row_a_launch():
    head, *rows = run("catalogue", *WANTED).stdout.splitlines()
    assert head.split()[:5] == ["id", "count", "missile", "class", "site"]
    assert [row.split()[0] for row in rows] == ids()
    assert "2017-11-29-a" in ids()


def test_a_file_has_the_format_of_its_ending_and_its_name_is_printed(tmp_path: Path):
    for ending in ("csv", "json", "geojson", "txt"):
        target = tmp_path / f"x.{ending}"
        done = run("catalogue", *WANTED, "-o", str(target))
        assert done.stdout == f"file       {target}: {len(ids())} launches\n"
        text = target.read_text(encoding="utf-8")
        assert text == run("catalogue", *WANTED, "--format", _format(ending)).stdout
    rows = list(csv.DictReader(io.StringIO((tmp_path / "x.csv").read_text(encoding="utf-8"))))
    assert [row["id"] for row in rows] == ids()


def _format(ending: str) -> str:
    return "table" if ending == "txt" else ending


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--missile", "hwasong-51"), ("hwasong-51",)),
        (("--since", "2030"), ("no launch passes since '2030'", "lists them all")),
        (("--format", "parquet"), ("got parquet for standard output", "-o FILE")),
        (("-o", "x.pdf"), ("x.pdf", ".txt, .csv, .json, .geojson, .parquet, or -")),
        (("1066",), ("1066",)),
    ],
)
def test_bad_input_is_one_clear_message(arguments, words):
    message = refused("catalogue", *arguments)
    for word in words:
        assert word in message
    assert message.count("\n") == 1
