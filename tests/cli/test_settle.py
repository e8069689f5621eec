"""`geolaunch settle`: its whole output, its forms, and what it refuses."""

from __future__ import annotations

import json

import pytest
from helpers.command_line import refused, run
from helpers.paths import CASES

REPORT = (CASES / "settle-one-distance.json").read_text(encoding="utf-8")
TABLE = (CASES / "settle-one-distance.txt").read_text(encoding="utf-8")


def test_the_whole_table_is_as_in_the_case() -> None:
    assert run("settle", "-", given=REPORT).stdout == TABLE


def test_json_has_every_value_with_its_unit() -> None:
    (launch,) = json.loads(run("settle", "-", "--format", "json", given=REPORT).stdout)["launches"]
    assert list(launch) == ["launch", "source", "level", "area_km2", "basis", "statements", "note"]
    assert (launch["level"], launch["basis"]) == (0.9, "derived")
    for change in launch["statements"]:
        areas = [value["area_km2"] for value in change["values"]]
        assert change["smallest_area_km2"] == min(areas)
        assert change["largest_area_km2"] == max(areas)
        assert sum(value["chance"] for value in change["values"]) == pytest.approx(1, abs=1e-3)


def test_a_file_is_written_by_its_ending(tmp_path) -> None:
    path = tmp_path / "x.json"
    assert run("settle", "-", "-o", str(path), given=REPORT).stdout == ""
    assert json.loads(path.read_text(encoding="utf-8"))["launches"]


def test_one_originator_alone() -> None:
    (launch,) = json.loads(
        run("settle", "2023-03-27", "--source", "japan", "--format", "json").stdout
    )["launches"]
    assert launch["source"] == "Japan MoD"
    # the sea and a second distance were given by others: they are not missing
    assert not {"sea", "distance"} & {change["kind"] for change in launch["statements"]}


def test_a_launch_without_a_zone_is_refused() -> None:
    assert "no report gives a distance" in refused("settle", "2023-11-21")


def test_nothing_is_missing() -> None:
    landing = {
        "sea": "East Sea",
        "near": "the east coast of the Korean peninsula",
        "reference": {"place": "Oki Islands", "distance": "about 300 km"},
    }
    one = {"launch": "x", "site": "sunan", "range_km": 400, "direction": "east", "originator": "A"}
    reports = [{**one, "landing": landing}, {**one, "originator": "B"}]
    printed = run("settle", "-", given=json.dumps({"reports": reports})).stdout
    assert printed.splitlines()[1] == "Every kind of statement that it could use was made."


def test_help_has_an_example() -> None:
    assert "geolaunch settle 2023-03-27 --format json" in run("settle", "--help").stdout
