"""`geolaunch check`: what it prints of a catalogue, and its exit codes."""

from __future__ import annotations

from pathlib import Path

from helpers import own_tables
from helpers.command_line import run


def test_our_own_catalogue_has_nothing_that_is_not_explained():
    done = run("check")
    assert done.exit_code == 0
    short = run("check", "--short").stdout
    assert "explained" in done.stdout
    assert not any(line.startswith(("explained", "    ")) for line in short.splitlines())


def test_faults_of_form_are_listed_and_the_claims_left_for_later(tmp_path: Path):
    tables = own_tables.sound()
    tables["launches.csv"][0]["date"] = "2031-02-30"
    folder = own_tables.write(tmp_path / "own", tables)
    done = run("check", str(folder))
    assert done.exit_code == 2
    assert "launches.csv" in done.stdout
    assert "2031-02-30" in done.stdout
    faults = len(done.stdout.splitlines())
    counted = f"{faults} fault{'s' if faults > 1 else ''}"
    assert done.stderr == (
        f"geolaunch: {folder}: {counted}; correct them, then the claims are checked\n"
    )


def test_conflicts_in_a_folder_of_sound_form_are_exit_code_2(tmp_path: Path):
    done = run("check", str(own_tables.write(tmp_path / "own", own_tables.sound())))
    assert (done.exit_code, done.stderr) == (2, "")
    assert "fault: country: The site own-pad" in done.stdout
