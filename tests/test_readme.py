"""What the README shows is what comes out: commands, output, code."""

from __future__ import annotations

import re
import shlex
from collections import Counter

import pytest
from click.testing import CliRunner
from helpers.paths import ROOT

from geolaunch.catalogue.launches import by_missile, claims_of, load, sources, why_not_drawn
from geolaunch.checks.run import check
from geolaunch.cli import main as cli
from geolaunch.report.io import read_reports
from geolaunch.report.model import launches_of

README = ROOT / "README.md"
pytestmark = pytest.mark.skipif(not README.is_file(), reason="the README is not beside these tests")


def blocks(language: str) -> list[str]:
    text = README.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def shown() -> list[tuple[str, str]]:
    """The commands whose output the README shows, each with that output."""
    text = README.read_text(encoding="utf-8") if README.is_file() else ""
    return re.findall(r"<!-- run: (.*?) -->\n```text\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize(("command", "output"), shown())
def test_the_output_shown_is_the_output(command, output, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(command)
    assert program == "geolaunch"
    result = CliRunner().invoke(cli.main, arguments)
    assert result.exit_code == 0
    assert result.stdout == output


def test_something_is_shown():
    assert len(shown()) >= 1


def test_the_two_commands_stand_as_they_are():
    first, second = blocks("sh")[0].splitlines()
    assert first == (
        "python3 -m venv .venv && .venv/bin/pip install . "
        "&& .venv/bin/geolaunch map 2023-03-27 -o map.html"
    )
    assert second == ".venv/bin/pip install -e '.[test]' && .venv/bin/python -m pytest"


def test_the_journalists_command_runs(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (command,) = blocks("sh")[1].splitlines()
    assert CliRunner().invoke(cli.main, shlex.split(command)[1:]).exit_code == 0
    assert (tmp_path / "x.html").is_file()


def test_the_editors_command_runs(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (command,) = blocks("sh")[2].splitlines()
    assert CliRunner().invoke(cli.main, shlex.split(command)[1:]).exit_code == 0
    assert (tmp_path / "reach.html").is_file()


def test_the_report_file_reads():
    (launch,) = launches_of(read_reports(blocks("json")[0], "README"))
    assert len(launch.reports) == 2


def test_the_code_runs():
    for code in blocks("python"):
        exec(code, {})


def is_drawn(launch):
    return any(not why_not_drawn(missile) for missile in by_missile(launch))


def test_the_catalogue_is_as_large_as_said():
    launches = load()
    reasons = Counter(filter(None, map(why_not_drawn, launches)))
    numbers = {
        "launches since 1984": len(launches),
        "claims": sum(len(claims_of(launch)) for launch in launches),
        "sources": len(sources()),
        "launches have a\nzone": sum(map(is_drawn, launches)),
        "have no distance": reasons["no distance"],
        "are cruise missiles": reasons["a cruise missile"],
        "have no site": reasons["no site"],
        "disagreements": len(check()),
    }
    text = README.read_text(encoding="utf-8")
    for what, number in numbers.items():
        assert f"{number:,} {what}" in text, (what, number)


def test_the_pictures_are_small():
    images = list((ROOT / "notebooks" / "images").glob("*.png"))
    assert len(images) == 3
    assert all(image.stat().st_size < 300_000 for image in images)
