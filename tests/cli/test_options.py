"""Options that would be dropped are refused by name, whichever command takes them."""

from __future__ import annotations

import pytest
from helpers.command_line import run

CHUNGHWA = ("map", "--site", "chunghwa", "--range", "200 miles")
RINGS = ("rings", "--site", "sunan", "--range-km", "1000")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*CHUNGHWA, "--since", "2022"), "got --since with --range"),
        ((*CHUNGHWA, "--until", "2022"), "got --until with --range"),
        ((*CHUNGHWA, "--outcome", "success"), "got --outcome with --range"),
        ((*CHUNGHWA, "--words", "sea"), "got --words with --range"),
        ((*CHUNGHWA, "--catalogue", "own"), "got --catalogue with --range"),
        ((*CHUNGHWA, "--until", "2023", "--since", "2022"), "got --since, --until with --range"),
        (("map", "--text", "x.txt", "--catalogue", "own"), "got --catalogue with --text x.txt"),
        (("map", "--text", "x.txt", "--since", "2022"), "got --since with --text x.txt"),
        (("map", "--text", "x.txt", "--site", "sunan"), "got --site with --text x.txt"),
        (("map", "--text", "x.txt", "--sea", "East Sea"), "got --sea with --text x.txt"),
        (("map", "2023-03-27", "--embed", "-o", "x.geojson"), "got --embed with -o x.geojson"),
        (("map", "2023-03-27", "--tiles", "A", "-o", "x.json"), "got --tiles with -o x.json"),
        ((*RINGS, "--compare", "-o", "x.csv"), "got --compare with -o x.csv"),
        ((*RINGS, "--lang", "ko", "-o", "x.csv"), "got --lang with -o x.csv"),
        ((*RINGS, "--embed", "-o", "x.geojson"), "got --embed with -o x.geojson"),
        ((*RINGS, "--json", "-o", "x.html"), "got --output with --json"),
        ((*RINGS, "--json", "--compare", "--open"), "got --compare, --open with --json"),
        (("zone", "2023-03-27", "--json", "--format", "geojson"), "got --format with --json"),
    ],
)
def test_an_option_that_would_be_dropped_is_refused(
    arguments: tuple[str, ...], words: str, tmp_path, monkeypatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        (*CHUNGHWA, "--missile", "hwasong-12", "--class", "IRBM", "--lang", "ko"),
        (*RINGS, "--compare", "--status", "draft", "--sea-names", "es"),
        ("zone", "2023-03-27", "--json"),
    ],
)
def test_options_that_are_of_use_are_taken(arguments: tuple[str, ...]) -> None:
    output = () if arguments[0] == "zone" else ("-o", "-")
    done = run(*arguments, *output)
    assert done.exit_code == 0, done.output
