"""Every colour stands once: in `scenes/styles`, from which pictures and the style sheet take it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import geolaunch
from geolaunch import find, page, scene, zone
from geolaunch.scenes.styles import PAGE, RING_STYLES, STYLES, style_sheet_variables

FOLDER = Path(geolaunch.__file__).parent
COLOUR = re.compile(
    r"(?<![\w&])#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgb|hsl)a?\(\d", re.IGNORECASE
)
ENDINGS = {".py", ".css", ".html", ".js"}
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix in ENDINGS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_no_colour_stands_outside_the_styles(path: Path) -> None:
    if path != FOLDER / "scenes" / "styles.py":
        assert COLOUR.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("text", ["fill: #fff;", '"#1C2227"', "#0b5cad22", "rgba(28, 34, 39, 0.1)"])
def test_the_test_sees_colours(text: str) -> None:
    assert COLOUR.search(text)
    assert not COLOUR.search("url(#hatch-0), &#39; #zone #1 #a-b")


def test_a_variable_that_the_style_sheet_names_has_a_colour() -> None:
    sheet = (FOLDER / "views" / "templates" / "page.css").read_text(encoding="utf-8")
    assert set(re.findall(r"var\(--([\w-]+)", sheet)) <= set(PAGE)


def test_the_page_has_the_variables_before_its_style_sheet() -> None:
    launches = find("2023-03-27")
    html = page(scene(launches, [zone(launch) for launch in launches]))
    assert f"{style_sheet_variables()}* {{ box-sizing" in html


def test_a_site_looks_the_same_on_every_map() -> None:
    assert RING_STYLES["site"] == STYLES["site"]
