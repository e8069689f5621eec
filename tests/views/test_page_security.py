"""Hostile words through every text field of a report, from the file to a real browser.

`cases/markup-payloads.txt` holds one payload a line, after the families of OWASP's XSS filter
evasion cheat sheet; `\\uXXXX` in it stands for that character. What runs sets `window.__pwned`, and
what loads asks example.org.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from helpers.browser import Opened, opened
from helpers.paths import CASES

from geolaunch import InputError, launches, page, reach_rings, rings_scene, scene, zone
from geolaunch.places.territories import territory_from

pytestmark = pytest.mark.browser

FILE = CASES / "markup-payloads.txt"
PAYLOADS = [
    re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), line)
    for line in FILE.read_text(encoding="utf-8").splitlines()
]
A_PAGE, A_LAUNCH = 40, 8
BATCHES = [range(n, min(n + A_PAGE, len(PAYLOADS))) for n in range(0, len(PAYLOADS), A_PAGE)]

# What a reader sees of a report without asking; the launch's own name stands in the details.
SHOWN = (
    *("originator", "carrier", "missile", "missile_class", "url"),
    *("range.words", "apogee.words", "flight_time.words", "near", "place", "landing.eez.Japan"),
    *("count", "site", "landing.sea", "trajectory"),
)


def marked(number: int, field: str) -> str:
    """A payload that tells, wherever it turns up, in which field it was."""
    return f"{PAYLOADS[number]}¦{number}.{field}¦"


def report(number: int) -> dict[str, Any]:
    """A report with one payload in every field that takes words; a few share a launch."""

    def bad(field: str) -> str:
        return marked(number, field)

    def quantity(field: str, value: float, unit: str) -> dict[str, Any]:
        return {"value": value, "unit": unit, "qualifier": "about", "words": bad(f"{field}.words")}

    first = number - number % A_LAUNCH
    together = range(first, min(first + A_LAUNCH, len(PAYLOADS)))
    plain = ("originator", "carrier", "missile", "missile_class", "url")
    words = ("count", "site", "landing.sea", "landing.eez.Japan", "trajectory")
    return {
        **{field: bad(field) for field in plain},
        "launch": "".join(marked(each, "launch") for each in together),
        "site": {"lon": 126, "lat": 39, "sd_km": 5},
        "date": "2023-03-27",
        "stated_at": "2023-03-27T08:30+09:00",
        "count": 2,
        "trajectory": "irregular",
        "range": quantity("range", 400, "km"),
        "apogee": quantity("apogee", 50, "km"),
        "flight_time": quantity("flight_time", 8, "min"),
        "landing": {
            "sea": "East Sea",
            "near": bad("near"),
            "eez": {"Japan": "outside"},
            "reference": {"place": bad("place"), "distance": "about 200 km"},
        },
        "words": {field: {"words": bad(field)} for field in words},
    }


def pages(folder: Path, numbers: range, *, embed: bool = False) -> str:
    """The page of a file of reports, by the way that every file goes."""
    path = folder / "reports.json"
    path.write_text(json.dumps([report(n) for n in numbers]), encoding="utf-8")
    told = launches(str(path))
    zones = [zone(launch, levels=(0.5, 0.9, 0.95)) for launch in told]
    made = scene(told, zones, on_request=(0.95,), editorial_status="draft")
    return page(made, embed=embed)


def bare(text: str) -> str:
    """A text without what a browser may show as another kind of space, or as no sign at all."""
    return re.sub(r"[\s\x00-\x20\x7f-\x9f\ufffd\ufeff]+", "", text)


def assert_nothing_ran(seen: Opened, scripts: int = 5) -> None:
    assert seen.pwned() is None
    assert seen.requests == []
    assert seen.complaints == []
    odd = "img, iframe, object, embed, base, link, math, video, audio, form, input, template, style"
    script = f"[...document.body.querySelectorAll({odd!r})].map((one) => one.outerHTML)"
    assert seen.page.evaluate(script) == []
    assert seen.page.locator("script").count() == scripts  # two of data, the others our own
    assert {urlsplit(address).scheme for address in links(seen)} <= {"http", "https"}


def links(seen: Opened) -> list[str]:
    """The addresses of the page's links, without Leaflet's own buttons."""
    script = "[...document.querySelectorAll('a:not(.leaflet-bar a)')].map((one) => one.href)"
    found: list[str] = seen.page.evaluate(script)
    return found


def test_there_are_two_hundred_at_least():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 200


@pytest.mark.parametrize("numbers", BATCHES, ids=lambda numbers: f"{numbers[0]}-{numbers[-1]}")
def test_payloads_are_shown_and_never_run(chromium, tmp_path, numbers):
    with opened(chromium, tmp_path, pages(tmp_path, numbers)) as seen:
        seen.page.locator(".site-mark").first.press("Enter")
        said = bare(seen.page.evaluate("document.body.innerText"))
        for button in seen.page.locator("button.toggle").all()[:2]:
            button.click()
        missing = [
            marked(n, field)
            for n in numbers
            for field in SHOWN
            if bare(marked(n, field)) not in said
        ]
        assert missing == []
        assert bare(marked(numbers[0], "launch")) in said
        assert_nothing_ran(seen)


def test_payloads_do_not_run_in_an_embedded_page_either(chromium, tmp_path):
    html = pages(tmp_path, range(0, len(PAYLOADS), 4), embed=True)
    with opened(chromium, tmp_path, html) as seen:
        seen.page.locator(".site-mark").first.press("Enter")
        assert seen.page.get_by_role("dialog").count() == 1
        assert links(seen) == []
        assert_nothing_ran(seen)


# --- the name of a territory that a user draws reach rings from -----------------------------------

CONTROL = re.compile("[\x00-\x1f\x7f]")
NAMES = [n for n, payload in enumerate(PAYLOADS) if not CONTROL.search(payload)]
SOME_NAMES = [NAMES[n : n + A_PAGE] for n in range(0, len(NAMES), A_PAGE)]


def territory_file(folder: Path, name: str, number: int) -> Path:
    """A file of a territory of that name: a box of its own in the sea."""
    west, south = -170 + number % 20, -30 + number // 20
    corners = [[west, south], [west + 0.5, south], [west, south + 0.5], [west, south]]
    path = folder / f"territory-{number}.geojson"
    polygon = {"type": "Polygon", "coordinates": [corners]}
    feature = {"type": "Feature", "properties": {"name": name}, "geometry": polygon}
    path.write_text(json.dumps(feature), encoding="utf-8")
    return path


def rings_page(folder: Path, numbers: list[int], *, embed: bool = False) -> str:
    """The page of reach rings about territories of such names."""
    where = [territory_from(territory_file(folder, marked(n, "name"), n)) for n in numbers]
    return page(rings_scene(reach_rings(300.0, where), editorial_status="draft"), embed=embed)


@pytest.mark.parametrize("numbers", SOME_NAMES, ids=lambda numbers: f"{numbers[0]}-{numbers[-1]}")
def test_names_of_territories_are_shown_and_never_run(chromium, tmp_path, numbers):
    with opened(chromium, tmp_path, rings_page(tmp_path, numbers)) as seen:
        seen.page.locator('path[data-feature^="reach-ring"]').first.press("Enter")
        assert seen.page.get_by_role("dialog").count() == 1
        said = bare(seen.page.evaluate("document.body.innerText"))
        assert [n for n in numbers if bare(marked(n, "name")) not in said] == []
        assert_nothing_ran(seen, scripts=6)


def test_names_of_territories_do_not_run_in_an_embedded_page_either(chromium, tmp_path):
    with opened(chromium, tmp_path, rings_page(tmp_path, NAMES[::6], embed=True)) as seen:
        assert links(seen) == []
        assert_nothing_ran(seen, scripts=6)


def test_control_characters_in_a_territorys_name_are_refused(tmp_path):
    hostile = sorted(set(range(len(PAYLOADS))) - set(NAMES))
    assert hostile
    for n in hostile:
        with pytest.raises(InputError, match=r"properties\.name"):
            territory_from(territory_file(tmp_path, f"x{PAYLOADS[n]}x", n))


def test_a_place_is_one_that_we_know_or_none():
    for n in range(0, len(PAYLOADS), 7):
        with pytest.raises(InputError):
            reach_rings(300.0, PAYLOADS[n])
