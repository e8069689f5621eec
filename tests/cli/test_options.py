"""The options that several commands share."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import own_tables
from helpers.command_line import refused, run


@pytest.mark.parametrize(
    ("command", "ending"),
    [
        (("catalogue", "own-1"), ""),
        (("show", "own-1"), ""),
        (("map", "own-1"), ".html"),
        (("zone", "own-1"), ""),
        (("track", "own-1"), ".geojson"),
        (("profile", "own-1"), ".svg"),
        (("tally", "--date", "2031-05-06"), ""),
        (("tally",), ".svg"),
    ],
)
def test_tables_of_one_s_own_go_into_every_command(tmp_path, command, ending):
    folder = str(own_tables.write(tmp_path / "own", own_tables.sound()))
    target = str(tmp_path / f"out{ending}") if ending else "-"
    output = ("-o", target) if ending else ()
    done = run(*command, "--catalogue", folder, *output)
    assert done.exit_code == 0, done.output
    written = Path(target).read_text(encoding="utf-8") if ending else done.stdout
    mark = "user-supplied" if ending == ".svg" and command[0] == "tally" else "own-1"
    assert mark in written or command[0] == "profile"
    broken = own_tables.sound()
    broken["launches.csv"][0]["date"] = "2031-02-30"
    assert "2031-02-30" in refused(
        *command, "--catalogue", str(own_tables.write(tmp_path / "bad", broken)), *output
    )
