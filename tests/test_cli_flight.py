"""The commands about one flight: what they write, and what they refuse."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
import shapely
from click.testing import CliRunner, Result
from shapely.geometry import shape

from geolaunch import cli


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, list(arguments))


def test_a_track_as_geojson_has_heights_and_its_basis() -> None:
    made = json.loads(run("track", "2017-11-29", "--source", "KCNA").stdout)
    (feature,) = made["features"]
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
    (flight,) = json.loads(run("track", "2022-03-24", "--source", "KCNA", "--json").stdout)[
        "flights"
    ]
    assert flight["apogee_km"] == 6248.5
    unfit = [each["text"] for each in flight["consistency"] if each["fits"] is False]
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
        (("profile", "2017-11-29", "-o", "x.png"), ".svg"),
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
