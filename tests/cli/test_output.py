"""Where results go: the endings of every command, and what each of them makes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from helpers.command_line import refused, run

from geolaunch.cli import output
from geolaunch.cli.main import COMMANDS
from geolaunch.cli.output import FORMATS, Format, format_of
from geolaunch.errors import InputError

CASES = [
    (command, known, ending)
    for command, formats in FORMATS.items()
    for known in formats
    for ending in known.endings
]


@pytest.mark.parametrize(("command", "known", "ending"), CASES)
def test_an_ending_makes_its_format_in_any_case_and_folder(command, known, ending):
    for name in (f"x{ending}", f"a.b/x{ending.upper()}", f"x.html{ending}" if ending else "x"):
        assert format_of(command, name) is known


@pytest.mark.parametrize("command", FORMATS)
def test_an_ending_that_nobody_writes_is_refused_with_those_that_are_known(command):
    with pytest.raises(InputError) as refusal:
        format_of(command, "x.docx")
    for known in FORMATS[command]:
        for ending in known.endings:
            assert ending in str(refusal.value)
    assert "got -o x.docx; wanted a file that ends in ." in str(refusal.value)


@pytest.mark.parametrize("command", FORMATS)
def test_no_two_formats_of_a_command_share_a_name_or_an_ending(command):
    assert command in COMMANDS
    names = [known.name for known in FORMATS[command]]
    endings = [ending for known in FORMATS[command] for ending in known.endings]
    assert len(names) == len(set(names))
    assert len(endings) == len(set(endings))


@pytest.mark.parametrize("command", FORMATS)
def test_the_first_format_goes_to_standard_output_and_a_name_goes_before_an_ending(command):
    assert format_of(command, "-") is FORMATS[command][0]
    for known in FORMATS[command]:
        assert format_of(command, "x.html", known.name) is known


@pytest.mark.parametrize("command", FORMATS)
def test_the_help_names_the_first_ending_of_every_format(command):
    shown = run(command, "--help").stdout
    for known in FORMATS[command]:
        assert known.endings[0] in shown


def test_what_is_no_text_is_refused_on_standard_output():
    with pytest.raises(InputError, match="got parquet for standard output; wanted -o FILE"):
        format_of("catalogue", "-", "parquet")


def test_zone_refuses_a_file_that_it_cannot_write(tmp_path: Path):
    target = tmp_path / "x.pdf"
    message = refused("zone", "2023-03-27", "-o", str(target))
    assert message.endswith("wanted a file that ends in .txt, .geojson, .json, or -\n")
    assert not target.exists()


def test_a_view_of_a_scene_is_a_module_and_one_line(tmp_path: Path, monkeypatch):
    """A format that is added to the table is written by `map` and `rings` at once."""
    module = ModuleType("new_view")
    module.outline = lambda scene, *, embed: json.dumps([scene.title, embed])  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "new_view", module)
    added = Format("new", (".new",), "new_view", "outline", ("embed",))
    for command in ("map", "rings"):
        monkeypatch.setitem(output.FORMATS, command, (*FORMATS[command], added))
    target = tmp_path / "x.new"
    assert run("map", "2023-03-27", "--embed", "-o", str(target)).exit_code == 0
    title, embed = json.loads(target.read_text(encoding="utf-8"))
    assert title.startswith("North Korean ballistic missiles")
    assert embed is True
    done = run("rings", "--site", "sunan", "--range-km", "300", "-o", str(target))
    assert done.exit_code == 0
    assert json.loads(target.read_text(encoding="utf-8"))[1] is False
