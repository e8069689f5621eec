"""The commands about one flight: what they write, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shapely
from helpers.command_line import run
from shapely.geometry import shape


def test_a_track_as_geojson_has_heights_and_its_basis() -> None:
    exported = json.loads(run("track", "2017-11-29", "--source", "KCNA").stdout)
    (feature,) = exported["features"]
    assert feature["properties"]["basis"] in ("derived", "assumed")
    heights = shapely.get_coordinates(shape(feature["geometry"]), include_z=True)[:, 2]
    assert max(heights) == pytest.approx(4_475_000, abs=5_000)


def test_a_track_as_csv_is_one_flight(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    done = run("track", "2017-11-29", "-o", str(path))
    assert done.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert float(rows[0]["height_km"]) == pytest.approx(0, abs=0.001)
    assert float(rows[-1]["height_km"]) == pytest.approx(0, abs=0.001)


def test_the_figures_of_a_flight_and_whether_they_agree() -> None:
    flight = json.loads(run("track", "2022-03-24", "--source", "KCNA", "--json").stdout)
    assert flight["apogee_km"] == 6248.5
    unfit = [fit["text"] for fit in flight["consistency"] if fit["fits"] is False]
    assert any("4,052 s is shorter than the" in text for text in unfit)


def test_profiles_stand_in_one_picture(tmp_path: Path) -> None:
    path = tmp_path / "x.svg"
    done = run("profile", "2017-11-29", "2017-09-15", "-o", str(path))
    assert done.exit_code == 0
    root = ElementTree.fromstring(path.read_text(encoding="utf-8"))
    assert root.tag.endswith("svg")
    assert "2017-09-15-a" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("track", "2023-03-28"), "2023-03-28"),
        (("track", "1984-04-09"), "no flight of which a track can be drawn"),
        (("track", "2017-11-29", "-o", "x.png"), "x.png"),
        (("track", "2017-11-29", "--source", "nobody"), "nobody"),
        (("profile", "1984-04-09", "-o", "x.svg"), "nothing to draw"),
        (("track", "2021-09-11"), "a cruise missile has no arc"),
        (("track", "2023-03-27"), "is called irregular or gliding"),
        (("profile", "2017-11-29", "-o", "x.png"), ".svg"),
        (("profile", "2017-11-29", "-o", "x.svg", "--source", "nobody"), "nobody"),
        (("profile", "2017-11-29", "-o", "x.svg", "--lang", "xx"), "en, ja, ko"),
        (("profile", "2017-11-29", "-o", "x.svg", "--by-time", "--to-scale"), "scale"),
    ],
)
def test_bad_input_is_one_clear_message(arguments, words, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


REPORT = {"launch": "mine", "site": "Sunan", "originator": "A"}


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ({"range_km": 700, "apogee_km": 0}, "apogee_km: got 0; wanted a number above 0"),
        ({"range_km": 700, "apogee_km": -5}, "apogee_km: got -5"),
        ({"range_km": 700, "apogee_km": float("nan")}, "apogee_km: got NaN"),
        ({"apogee_km": 700}, "no distance by A is in the sources"),
        ({"range_km": 20_000, "apogee_km": 1000}, "which way round the Earth"),
        ({"range_km": 1000, "apogee_km": 60_000}, "which way round the Earth"),
        ({"range_km": 1000, "apogee_km": 1e9}, "never come down there"),
        ({"range_km": 25_000, "apogee_km": 1000}, "beyond the antipode"),
        ({"range_km": 10_000, "apogee_km": 1}, "depressed or manoeuvring"),
        ({"range_km": 3, "apogee_km": 100}, "too near its site"),
        ({"range_km": 700, "apogee_km": 150, "trajectory": "glide"}, "irregular or gliding"),
        ({"range_km": 1500, "missile_class": "cruise"}, "a cruise missile has no arc"),
    ],
)
def test_figures_that_make_no_arc_are_refused_with_why(claims, words, tmp_path) -> None:
    path, out = tmp_path / "r.json", tmp_path / "x.geojson"
    path.write_text(json.dumps([REPORT | claims]), encoding="utf-8")
    done = run("track", str(path), "-o", str(out))
    assert done.exit_code == 2
    assert words in done.stderr
    assert not out.exists()


def test_what_does_not_fit_and_what_is_assumed_is_said(tmp_path) -> None:
    out = str(tmp_path / "x.geojson")
    printed = run("track", "2022-03-24", "--source", "KCNA", "-o", out).stdout
    assert "mind       2022-03-24-a, KCNA: 4,052 s is shorter than the 4,112 s arc" in printed
    path = tmp_path / "r.json"
    path.write_text(json.dumps([REPORT | {"range_km": 700}]), encoding="utf-8")
    printed = run("track", str(path), "-o", out).stdout
    assert "assumed    mine: the height; no report used here gives one" in printed
    assert "assumed    mine: the direction; no report used here gives one" in printed


def test_a_profile_by_several_sources_and_in_korean(tmp_path) -> None:
    path = tmp_path / "x.svg"
    sources = ("--source", "KCNA", "--source", "Japan MoD")
    done = run("profile", "2022-03-24", *sources, "--lang", "ko", "-o", str(path))
    assert done.exit_code == 0
    svg = path.read_text(encoding="utf-8")
    assert svg.count('class="curve"') == 2
    assert "조선중앙통신" in svg
    assert "Height" not in svg


def test_the_record_of_one_flight_stands_alone_and_of_several_in_a_list() -> None:
    single = json.loads(run("track", "2023-03-27", "--json").stdout)
    several = json.loads(run("track", "2022-10-06", "--json").stdout)
    assert single["launch"] == "2023-03-27-a"
    assert [flight["launch"] for flight in several["flights"]] == ["2022-10-06-a", "2022-10-06-b"]
    assert all(set(flight) == set(single) for flight in several["flights"])
