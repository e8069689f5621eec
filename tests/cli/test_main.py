"""The group of commands: exit codes, and what each command loads."""

from __future__ import annotations

import subprocess
import sys

import pytest
from helpers.command_line import run

from geolaunch.version import VERSION


def test_version():
    assert run("--version").stdout == f"geolaunch {VERSION}\n"


def test_an_internal_error_is_exit_code_1(monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("geolaunch.catalogue.inputs.find", broken)
    result = run("zone", "2023-03-27")
    assert result.exit_code == 1
    assert "an internal error (ZeroDivisionError: by zero)" in result.stderr


def test_the_module_runs_and_a_closed_pipe_is_no_error():
    command = f"{sys.executable} -m geolaunch schema | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("{\n", "")


LOOK_UPS = [
    ("show", "2023-03-27"),
    ("catalogue", "2023-03-27-a"),
    ("tally", "--date", "2023-03-27"),
    ("places", "sunan"),
    ("schema",),
]


@pytest.mark.parametrize("command", LOOK_UPS)
def test_look_ups_load_nothing_heavy(command):
    code = (
        "import sys; from geolaunch.cli.main import main\n"
        f"main({list(command)!r}, standalone_mode=False)\n"
        "heavy = {'numpy', 'pyproj', 'shapely', 'folium', 'pandas', 'geopandas', 'contourpy'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize("command", ["show", "catalogue"])
def test_a_launch_by_its_id_loads_its_own_tables_and_little_else(command):
    """What one launch costs is what is loaded for it: the other commands and their tools are not.

    `tests/benchmarks/cold_start.py` holds the time against that of what it cannot do without.
    """
    code = (
        "import sys; from geolaunch.cli.main import main\n"
        f"main([{command!r}, '2022-11-18-a'], standalone_mode=False)\n"
        "print(*(name for name, module in sys.modules.items()\n"
        "        if not hasattr(module, '__path__')), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(done.stderr.split())
    ours = [name.split(".")[1:] for name in loaded if name.startswith("geolaunch.")]
    steps: dict[str, set[str]] = {}
    for step, *module in ours:
        steps.setdefault(step, set()).update(module)
    root = {step for step, modules in steps.items() if not modules}
    assert root <= {"constants", "errors", "files", "names", "version"}
    assert steps.keys() - root == {"catalogue", "cli", "places", "report"}
    assert steps["cli"] == {"main", "options", "output", "text", command}
    assert steps["places"] == {"sites"}
    listing = {"missiles", "rows"} if command == "catalogue" else {"inputs"}
    assert steps["catalogue"] == {"claims", "launches", *listing}
    assert "schema" not in steps["report"]
    assert not loaded & {"tempfile", "traceback", "difflib", "rich"}
