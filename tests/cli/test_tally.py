"""`geolaunch tally`: lines, records and bars."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from helpers.command_line import refused, run


def test_lines_name_the_rule_and_the_total():
    lines = run("tally", "--by", "class", "--rule", "ballistic").stdout.splitlines()
    assert lines[0].startswith("ballistic")
    assert any(line.startswith("total") for line in lines)


def test_records_as_json_and_csv_are_the_same(tmp_path: Path):
    tally = json.loads(run("tally", "--format", "json").stdout)["tally"]
    rows = list(csv.DictReader(io.StringIO(run("tally", "--format", "csv").stdout)))
    assert [row["year"] for row in rows] == [row["year"] for row in tally]
    assert [int(row["missiles"]) for row in rows] == [row["missiles"] for row in tally]
    for ending in ("csv", "json"):
        target = tmp_path / f"x.{ending}"
        assert run("tally", "-o", str(target)).exit_code == 0
        text = target.read_text(encoding="utf-8")
        assert text == run("tally", "--format", ending).stdout


def test_bars_are_by_year_and_class(tmp_path: Path):
    target = tmp_path / "bars.svg"
    done = run("tally", "--date", "2023-03-27", "-o", str(target))
    assert done.stdout == f"file       {target}\n"
    assert "up to 2023-03-27" in target.read_text(encoding="utf-8")
    message = refused("tally", "--by", "site", "-o", str(tmp_path / "other.svg"))
    assert "bars are by year and class" in message
    assert not (tmp_path / "other.svg").exists()


def test_unknown_rules_keys_and_endings_are_refused():
    assert "counting rule" in refused("tally", "--rule", "balistic")
    assert "year, month, class, site" in refused("tally", "--by", "moon")
    assert ".txt, .csv, .json, .svg, or -" in refused("tally", "-o", "x.pdf")
