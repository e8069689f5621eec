"""The page's JavaScript modules as they stand inside a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from geolaunch.errors import ShippedDataError
from geolaunch.files import template_text
from geolaunch.views import scripts
from geolaunch.views.scripts import MAP_MODULES, RING_MODULES, script

MODULES = (*MAP_MODULES, *RING_MODULES)
FOLDER = Path(scripts.__file__).parent / "templates"


def exports(name: str) -> set[str]:
    """The names that the file of a module exports."""
    return set(
        re.findall(r"^export (?:function\*?|const) (\w+)", template_text(f"{name}.js"), re.M)
    )


def imports(name: str) -> list[tuple[str, set[str]]]:
    """What the file of a module imports: module and names."""
    form = r'^import \{([^}]*)\} from "\./(\w+)\.js";$'
    found = re.findall(form, template_text(f"{name}.js"), re.M)
    return [(module, set(re.findall(r"\w+", names))) for names, module in found]


def test_every_file_is_a_module_of_some_page() -> None:
    assert {path.stem for path in FOLDER.glob("*.js")} == set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_what_the_modules_before_it_export(name: str) -> None:
    before = MODULES[: MODULES.index(name)]
    for module, names in imports(name):
        assert module in before
        assert names <= exports(module)


@pytest.mark.parametrize("name", MODULES)
def test_no_module_turns_the_type_checker_off(name: str) -> None:
    assert not re.search(r"@ts-|biome-ignore|\bany\b(?=[}>\]|)])", template_text(f"{name}.js"))


def test_a_script_holds_neither_imports_nor_documentation() -> None:
    text = script(MAP_MODULES)
    assert not re.search(r"^\s*(import|export)\b", text, re.M)
    assert "@param" not in text
    assert text.count('"use strict";') == len(MAP_MODULES)
    assert all(f"geolaunch.{name} = " in text for name in MAP_MODULES)


def test_pages_without_rings_hold_no_module_of_theirs() -> None:
    assert "ring_words" not in script(MAP_MODULES)


def test_a_form_of_import_that_no_script_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scripts, "template_text", lambda name: 'import * as geo from "./geo.js";\n')
    with pytest.raises(ShippedDataError, match=r"odd.js holds 'import \* as geo .*'"):
        script(("odd",))
