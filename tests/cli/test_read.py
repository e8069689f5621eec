"""The command that reads prose, and maps drawn from an article at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from helpers.command_line import run

ARTICLE = (
    "SEOUL, March 27, 2023 - North Korea fired two short-range ballistic missiles from Chunghwa "
    "county on Monday, South Korea's Joint Chiefs of Staff said. They flew about 370 km into "
    "the East Sea. It was the seventh launch of the month.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_what_is_read_is_an_input_itself(article: Path) -> None:
    reports = run("read", str(article), "--json").stdout
    (report,) = json.loads(reports)["reports"]
    assert report["originator"] == "ROK JCS"
    assert report["count"] == 2
    assert report["range"]["value"] == 370
    start, stop = report["range"]["span"]
    assert "370 km" in ARTICLE[start:stop]
    (zone, *_) = json.loads(run("zone", "-", "--json", given=reports).stdout)["zones"]
    assert zone["verified"] is False


def test_a_pipe_takes_the_reports_and_a_terminal_the_table(article: Path) -> None:
    assert run("read", str(article)).stdout == run("read", str(article), "--json").stdout
    leader, follower = os.openpty()
    command = [sys.executable, "-m", "geolaunch", "read", str(article)]
    subprocess.run(command, stdout=follower, check=True, env={**os.environ, "TERM": "dumb"})
    os.close(follower)
    with os.fdopen(leader, "rb") as shown:
        assert shown.readline().split()[:3] == [b"ROK", b"JCS", b"value"]


def test_the_table_shows_value_words_and_sentence(article: Path) -> None:
    lines = run("read", str(article), "--table").stdout.splitlines()
    assert lines[0].split() == ["ROK", "JCS", "value", "words", "sentence"]
    (distance,) = (line for line in lines if line.startswith("range "))
    assert "about 370 km" in distance
    assert "They flew about 370 km" in distance


def test_a_map_of_an_article_is_the_map_of_what_was_read(article: Path, tmp_path: Path) -> None:
    direct, piped = tmp_path / "direct.html", tmp_path / "piped.html"
    assert run("map", "--text", str(article), "-o", str(direct)).exit_code == 0
    reports = run("read", str(article), "--json").stdout
    assert run("map", "-", "-o", str(piped), given=reports).exit_code == 0
    assert direct.read_bytes() == piped.read_bytes()


def test_a_region_is_called_by_its_words_on_the_map(tmp_path: Path) -> None:
    text = "A missile fired from the country's west coast flew 370 km, the JCS said.\n"
    page = tmp_path / "map.html"
    done = run("map", "--text", "-", "-o", str(page), given=text)
    assert done.exit_code == 0
    assert "west coast: 39.000 N 125.000 E, known to about 140 km" in done.stdout
    assert "west coast" in page.read_text(encoding="utf-8")


def test_the_table_shows_the_words_of_a_landing_given_from_a_place() -> None:
    text = "The missile fell 200 km west of Okushiri, the JCS said."
    lines = run("read", "-", "--table", given=text).stdout.splitlines()
    (place,) = (line for line in lines if line.startswith("landing.reference.place"))
    assert "200 km west of Okushiri" in place


@pytest.mark.parametrize(
    ("arguments", "given", "words"),
    [
        (("read", "-"), "", "no text in it"),
        (("read", "-"), "The weather was fine on Monday.", "no launch found"),
        (("read", "nothing.txt"), None, "cannot read nothing.txt"),
        (("read", "-", "--date", "soon"), ARTICLE, "soon"),
        (("map", "--text", "nothing.txt"), None, "cannot read nothing.txt"),
        (("map", "2023-03-27", "--text", "x.txt"), None, "one or the other"),
        (("map", "--text", "x.txt", "--range", "5 km"), None, "one or the other"),
    ],
)
def test_bad_input_is_one_clear_message(arguments, given, words, monkeypatch, tmp_path) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments, given=given)
    assert done.exit_code == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
