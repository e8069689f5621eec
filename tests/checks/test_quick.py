"""What `check` finds is said at every way in: of files, tables and texts alike."""

import json

import pytest
from click.testing import CliRunner
from helpers.own_tables import sound, write
from helpers.paths import CASES

from geolaunch.catalogue.inputs import launches
from geolaunch.catalogue.launches import load
from geolaunch.checks.quick import quick_findings, quick_remarks
from geolaunch.cli.main import main
from geolaunch.errors import SchemaError
from geolaunch.impact.zones import zone
from geolaunch.scenes.launch_scene import scene

OFF_DATE = CASES / "door-a-time-on-another-day.json"
TWO_CLOCKS = CASES / "door-two-clocks.json"
APART = CASES / "door-voices-twelve-hours-apart.json"
OFF_COUNTRY = CASES / "door-a-point-off-the-country.json"


@pytest.mark.parametrize(
    ("path", "field"), [(OFF_DATE, "reports[0].time_utc"), (TWO_CLOCKS, "reports[0].time_local")]
)
@pytest.mark.parametrize("command", ["map", "show", "track", "zone"])
def test_what_cannot_be_is_refused_by_file_and_field(path, field: str, command: str) -> None:
    with pytest.raises(SchemaError, match=r"in Korea"):
        launches(str(path))
    result = CliRunner().invoke(main, [command, str(path)])
    assert result.exit_code == 2
    assert f"{path}: {field}: got " in result.stderr


@pytest.mark.parametrize(
    ("path", "check"), [(APART, "time"), (OFF_COUNTRY, "country")], ids=["time", "country"]
)
def test_what_disagrees_is_said_by_every_command_and_on_the_page(path, check, tmp_path) -> None:
    (launch,) = launches(str(path))
    assert [finding.check for finding in quick_findings([launch])] == [check]
    (remark,) = quick_remarks(launch)
    assert remark.key == f"conflict_found_{check}"
    for lang in ("en", "ko", "ja"):
        drawn = scene([launch], [zone(launch)], lang=lang)
        assert any(remark.values["what"] in line for line in drawn.conflicts), lang
    for command in ("map", "show", "track", "zone"):
        more = [] if command in ("show", "zone") else ["-o", str(tmp_path / "out")]
        more = [] if not more else [more[0], more[1] + {"map": ".html", "track": ".csv"}[command]]
        result = CliRunner().invoke(main, [command, str(path), *more])
        assert result.exit_code == 0
        assert f"{launch.id} {check}: " in result.stderr


def test_quiet_is_quiet() -> None:
    result = CliRunner().invoke(main, ["-q", "show", str(APART)])
    assert result.stderr == ""


def test_of_what_ships_nothing_is_said_twice() -> None:
    assert quick_findings(load()) == ()


def test_a_site_in_the_row_alone_is_drawn(tmp_path) -> None:
    tables = sound()
    tables["claims.csv"] = [row for row in tables["claims.csv"] if row["quantity"] != "site"]
    folder = write(tmp_path, tables)
    result = CliRunner().invoke(main, ["zone", "--catalogue", str(folder), "own-1", "--json"])
    assert result.exit_code == 0, result.output
    assert json.loads(result.stdout)["zones"]


def test_swapped_coordinates_are_refused(tmp_path) -> None:
    tables = sound()
    (pad,) = [row for row in tables["sites.csv"] if row["id"] == "own-pad"]
    pad |= {"country": "IR", "lon": "32.65", "lat": "51.67", "sd_km": "5"}
    folder = write(tmp_path, tables)
    result = CliRunner().invoke(main, ["zone", "--catalogue", str(folder), "own-1"])
    assert result.exit_code == 2
    assert "own-pad" in result.stderr
    assert "lon and lat swapped: give lat 32.65, lon 51.67" in result.stderr


def test_a_launch_off_its_date_in_a_row_is_refused_by_row(tmp_path) -> None:
    tables = sound()
    tables["launches.csv"][0]["date"] = "2031-05-05"
    folder = write(tmp_path, tables)
    result = CliRunner().invoke(main, ["map", "--catalogue", str(folder), "own-1"])
    assert result.exit_code == 2
    assert "launches.csv" in result.stderr
    assert "time_utc" in result.stderr
