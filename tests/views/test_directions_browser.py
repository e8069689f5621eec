"""Directions, landings and what is assumed, in a real browser with the network cut."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from helpers.browser import DESKTOP, LABELS, PHONE, SMALLEST, assert_apart, opened, serious
from helpers.scenes import crescent_scene

from geolaunch import find, page, scene, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.scenes.model import Scene

pytestmark = pytest.mark.browser

FAN = "path.direction"

# Where the fan begins and the two ends of its arc, on the screen, and its box.
CORNERS = """() => {
    const path = document.querySelector("path.direction");
    const fan = Object.values(map_geolaunch._layers).find((layer) => layer._path === path);
    const [ring] = fan.getLatLngs();
    const at = (place) => {
        const { x, y } = map_geolaunch.latLngToContainerPoint(place);
        return [x, y];
    };
    return [at(ring[0]), at(ring[1]), at(ring.at(-1))];
}"""


def flown(**fields: object) -> Scene:
    launch = launch_from({"site": "sunan", "range": "about 800 km", "direction": "east", **fields})
    return scene([launch], [zone(launch)])


def azimuth_and_length(start: list[float], end: list[float]) -> tuple[float, float]:
    x, y = end[0] - start[0], end[1] - start[1]
    return math.degrees(math.atan2(x, -y)) % 360, math.hypot(x, y)


@pytest.mark.parametrize(("size", "embed", "length"), [(DESKTOP, False, 96), (PHONE, False, 60)])
def test_a_wedge_is_as_long_and_as_wide_as_it_should_be(chromium, tmp_path, size, embed, length):
    made = flown()
    (feature,) = [one for one in made.features if one.kind == "direction"]
    half = feature.properties["half_width_deg"]
    with opened(chromium, tmp_path, page(made, embed=embed), size) as seen:
        start, first, last = seen.page.evaluate(CORNERS)
        seen.page.evaluate("map_geolaunch.setZoom(map_geolaunch.getZoom() + 1)")
        seen.page.wait_for_timeout(100)
        nearer = seen.page.evaluate(CORNERS)
        assert (seen.requests, seen.complaints) == ([], [])
    for begin, end, azimuth in ((start, first, 90 - half), (start, last, 90 + half)):
        got, long = azimuth_and_length(begin, end)
        assert got == pytest.approx(azimuth, abs=1.2)
        assert long == pytest.approx(length, abs=1.5)
    assert azimuth_and_length(nearer[0], nearer[1])[1] == pytest.approx(length, abs=1.5)


def test_in_an_iframe_it_is_short(chromium, tmp_path):
    with opened(chromium, tmp_path, page(flown(), embed=True), (640, 520)) as seen:
        start, first, _ = seen.page.evaluate(CORNERS)
    assert azimuth_and_length(start, first)[1] == pytest.approx(42, abs=1.5)


def test_a_wedge_fades_and_ends_before_the_zone(chromium, tmp_path):
    made = flown(range="about 150 km")
    with opened(chromium, tmp_path, page(made)) as seen:
        fill = seen.page.locator(FAN).get_attribute("fill")
        stops = seen.page.locator(f"{fill.removeprefix('url(').removesuffix(')')} stop")
        opacities = [stops.nth(n).get_attribute("stop-opacity") for n in range(2)]
        fan = seen.page.locator(FAN).bounding_box()
        nearest = seen.page.locator('path[data-feature*="/impact-zone/"]').first.bounding_box()
    assert opacities == ["0.5", "0.12"]
    assert fan["x"] + fan["width"] < nearest["x"] + nearest["width"] / 2


def test_a_wedge_opens_its_details_by_the_keyboard(chromium, tmp_path):
    with opened(chromium, tmp_path, page(flown())) as seen:
        seen.page.locator(FAN).focus()
        seen.page.keyboard.press("Enter")
        details = seen.page.locator(".details").inner_text()
    assert "9 chances in 10 within" in details
    assert "east" in details


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALLEST])
@pytest.mark.parametrize("day", ["2023-08-24", "2016-02-07", "2022-10-12", "2017-04-29"])
def test_a_page_without_a_zone_is_quiet_and_keeps_its_labels_apart(chromium, tmp_path, size, day):
    (launch,) = find(day)
    with opened(chromium, tmp_path, page(scene([launch], [None])), size) as seen:
        needed, there = seen.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        labels = seen.page.evaluate(LABELS)
        found = serious(seen)
        assert (seen.requests, seen.complaints, found) == ([], [], [])
    assert needed <= there
    assert_apart(labels)


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALLEST])
def test_no_label_stands_on_a_wedge(chromium, tmp_path, size):
    with opened(chromium, tmp_path, page(flown()), size) as seen:
        labels = seen.page.evaluate(LABELS)
        corners = seen.page.evaluate(CORNERS)
        frame = seen.page.locator("#map_geolaunch").bounding_box()
    assert any("Flew east" in label[0] for label in labels)
    assert_apart(labels)
    start, first, last = corners
    tip = ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
    for share in (0.3, 0.6, 0.9):
        x = frame["x"] + start[0] + share * (tip[0] - start[0])
        y = frame["y"] + start[1] + share * (tip[1] - start[1])
        for text, left, top, right, bottom in labels:
            assert not (left < x < right and top < y < bottom), text


def test_one_button_shows_all_features_that_have_no_words_of_their_own(chromium, tmp_path):
    made = crescent_scene()
    waiting = [replace(one, label="", on_request=True) for one in made.features[:2]]
    made = replace(made, features=(*waiting, *made.features[2:]))
    with opened(chromium, tmp_path, page(made)) as seen:
        button = seen.page.locator(".toggles button")
        assert button.count() == 1
        zones = seen.page.locator('path[data-feature*="impact-zone"]')
        assert zones.count() == 0
        button.focus()
        seen.page.keyboard.press("Enter")
        assert zones.count() == 2
        seen.page.keyboard.press("Enter")
        seen.page.keyboard.press("Tab")
        assert zones.count() == 0


def test_the_area_without_what_is_assumed_is_shown_on_request(chromium, tmp_path):
    launch = launch_from({"site": "sunan", "range": "about 1,000 km"})
    made = scene([launch], [zone(launch, assume="no-overflight")])
    with opened(chromium, tmp_path, page(made)) as seen:
        outline = seen.page.locator("path.unassumed")
        button = seen.page.locator('.toggles button[data-feature*="/unassumed/"]')
        assert outline.count() == 0
        button.focus()
        seen.page.keyboard.press("Enter")
        assert button.get_attribute("aria-pressed") == "true"
        assert outline.get_attribute("stroke-dasharray")
        assert outline.get_attribute("fill") == "none"
        labels = seen.page.evaluate(LABELS)
        assert serious(seen) == []
        assert (seen.requests, seen.complaints) == ([], [])
    assert any(label[0].startswith("Without what is assumed") for label in labels)
    assert_apart(labels)
