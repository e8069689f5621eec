"""The page in a real browser with the network cut."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from typing import Any

import pytest
from helpers.browser import (
    DESKTOP,
    LABELS,
    LAND,
    PHONE,
    SEA,
    SMALLEST,
    assert_apart,
    opened,
    serious,
)
from helpers.scenes import HOSTILE, PAGE_WORDS, SITE, crescent_scene
from shapely.geometry import Point

from geolaunch import find, scene, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.scenes.claim_table import Claim, ClaimColumn, ClaimRow
from geolaunch.scenes.model import Feature, Scene
from geolaunch.scenes.styles import Style
from geolaunch.views.page import folium_map, page

pytestmark = pytest.mark.browser

ZONES = '.leaflet-zones-pane path[data-feature*="impact-zone"]'
JCS_ARC = 'path[data-feature="2023-03-27-a/distance-arc/jcs"]'
JCS_BUTTON = 'button[data-feature="2023-03-27-a/distance-arc/jcs"]'
SITE_MARK = '.site-mark[role="button"]'


@pytest.fixture(scope="module")
def html() -> str:
    return page(crescent_scene())


@pytest.fixture
def desktop(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html) as seen:
        yield seen
        assert seen.requests == []
        assert seen.complaints == []


@pytest.mark.parametrize("size", [DESKTOP, (768, 1024), PHONE, SMALLEST])
def test_every_width_is_quiet_fits_and_keeps_its_labels_apart(chromium, tmp_path, html, size):
    with opened(chromium, tmp_path, html, size) as seen:
        widths = "[document.documentElement.scrollWidth, innerWidth]"
        needed, there = seen.page.evaluate(widths)
        assert needed <= there
        assert seen.page.locator(ZONES).count() == 2
        seen.page.locator(JCS_BUTTON).click()
        labels = seen.page.evaluate(LABELS)
        assert (seen.requests, seen.complaints) == ([], [])
    assert {"Launched near Chunghwa", "9 in 10: they fell inside here"} <= {
        one[0] for one in labels
    }
    assert_apart(labels)


@pytest.mark.parametrize("size", [DESKTOP, PHONE, SMALLEST])
def test_the_sea_that_it_fell_into_is_named_at_every_width(chromium, tmp_path, size):
    (launch,) = find("2023-03-27")
    with opened(chromium, tmp_path, page(scene([launch], [zone(launch)])), size) as seen:
        labels = seen.page.evaluate(LABELS)
    names = [" ".join(one[0].split()) for one in labels]
    assert names.count("Sea of Japan / East Sea") == 1
    assert_apart(labels)


def test_many_columns_scroll_in_their_own_box(chromium, tmp_path):
    scene = crescent_scene()
    rows = tuple(replace(row, cells=row.cells * 3) for row in scene.rows)
    html = page(replace(scene, columns=scene.columns * 3, rows=rows))
    with opened(chromium, tmp_path, html, SMALLEST) as seen:
        widths = "[document.documentElement.scrollWidth, innerWidth]"
        needed, there = seen.page.evaluate(widths)
        assert needed <= there


def test_land_sea_and_zone_are_drawn(desktop):
    assert desktop.colour_at(*desktop.on_screen(127.6, 36.2)) == LAND
    assert desktop.colour_at(*desktop.on_screen(130.6, 36.9)) == SEA
    red, _, blue = desktop.colour_at(*desktop.on_screen(129.99, 39.2))
    assert red - blue > 60


def test_longitude_and_latitude_are_not_swapped(chromium, tmp_path):
    # 20 E 60 N and 60 E 20 N are both on Earth, so a swap draws, but somewhere else.
    mark = replace(
        crescent_scene().features[-1], geometry=Point(20.0, 60.0), label="", label_lonlat=None
    )
    scene = crescent_scene(
        features=(mark,), bounds=(10.0, 55.0, 30.0, 65.0), sea_labels=(), places=()
    )
    with opened(chromium, tmp_path, page(scene)) as seen:
        frame = seen.page.locator(".folium-map").bounding_box()
        drawn = seen.page.locator(f"{SITE_MARK} circle").bounding_box()
        assert drawn["x"] + drawn["width"] / 2 == pytest.approx(
            frame["x"] + frame["width"] / 2, abs=3
        )
        middle = (drawn["y"] + drawn["height"] / 2 - frame["y"]) / frame["height"]
        assert 0.5 < middle < 0.6  # Mercator: 60 N lies below the middle of 55 N to 65 N


def test_view_holds_the_bounds_and_not_the_world(desktop):
    script = """() => { const b = map_geolaunch.getBounds();
        return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]; }"""
    west, south, east, north = desktop.page.evaluate(script)
    inner = crescent_scene().bounds
    assert (west, south) < inner[:2]
    assert south < inner[1]
    assert (east, north) > inner[2:]
    assert north > inner[3]
    assert east - west < 25
    assert north - south < 15


@pytest.mark.parametrize("key", ["Enter", " "])
def test_details_open_and_close_by_keyboard(desktop, key):
    mark = desktop.page.locator(SITE_MARK)
    mark.focus()
    desktop.page.keyboard.press(key)
    dialog = desktop.page.get_by_role("dialog")
    assert "Chunghwa county" in dialog.inner_text()
    assert "flew about 370 kilometers" in dialog.inner_text()
    assert desktop.page.evaluate("document.activeElement.getAttribute('role')") == "dialog"
    desktop.page.keyboard.press("Escape")
    assert dialog.count() == 0
    assert desktop.page.evaluate(f"document.activeElement.matches('{SITE_MARK}')")


def test_every_feature_is_reached_by_tab(desktop):
    reached = set()
    for _ in range(30):
        desktop.page.keyboard.press("Tab")
        script = "[document.activeElement.dataset.feature, document.activeElement.ariaLabel]"
        feature, name = desktop.page.evaluate(script)
        if feature and name:
            reached.add(feature)
    shown = {feature.id for feature in crescent_scene().features if not feature.on_request}
    assert reached >= shown


def test_a_zone_opens_by_the_mouse_with_its_properties(desktop):
    desktop.page.mouse.click(*desktop.on_screen(129.99, 39.2))
    text = desktop.page.get_by_role("dialog").inner_text()
    assert "21,457" in text
    assert "Japan's MoD" in text
    desktop.page.get_by_role("button", name="Close").click()
    assert desktop.page.get_by_role("dialog").count() == 0


def test_an_arc_comes_and_goes_with_its_button(desktop):
    button = desktop.page.locator(JCS_BUTTON)
    assert desktop.page.locator(JCS_ARC).count() == 0
    button.click()
    assert button.get_attribute("aria-pressed") == "true"
    assert desktop.page.locator(JCS_ARC).count() == 1
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    assert desktop.page.locator(JCS_ARC).count() == 0


def test_an_arc_shows_while_its_button_has_the_focus(desktop):
    desktop.page.keyboard.press("Tab")
    desktop.page.locator(JCS_BUTTON).focus()
    assert desktop.page.locator(JCS_ARC).count() == 1
    desktop.page.keyboard.press("Tab")
    assert desktop.page.locator(JCS_ARC).count() == 0


def test_the_smallest_screen_tells_title_zone_and_site(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html, SMALLEST) as seen:
        for what in (
            "h1",
            ".label.zone > .text >> nth=0",
            ".label.site > .text",
            ".site-mark circle",
        ):
            place = seen.page.locator(what).bounding_box()
            assert place["y"] + place["height"] <= SMALLEST[1]
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= SMALLEST[0]
        assert seen.on_screen(129.99, 39.2)[1] < SMALLEST[1]


def test_a_notebook_shows_it(chromium, tmp_path):
    shown = f"<!DOCTYPE html><body>{folium_map(crescent_scene())._repr_html_()}</body>"
    with opened(chromium, tmp_path, shown) as seen:
        frame = seen.page.frame_locator("iframe")
        frame.locator(SITE_MARK).press("Enter")
        assert "Chunghwa county" in frame.get_by_role("dialog").inner_text()
        assert frame.locator(ZONES).count() == 2
        assert (seen.requests, seen.complaints) == ([], [])


def test_prints_on_one_page(desktop):
    pdf = desktop.page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/Count 1\b", pdf)


def test_nothing_serious_for_axe(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html) as seen:
        seen.page.locator(JCS_BUTTON).click()
        seen.page.locator(SITE_MARK).press("Enter")
        assert serious(seen) == []


# --- a launch of the catalogue: the wider region, editorial status, an iframe


def real_scene(**options: Any) -> Scene:
    told = find("2023-03-27")
    zones = [zone(launch, levels=(0.5, 0.9, 0.95)) for launch in told]
    return scene(told, zones, on_request=(0.95,), **options)


def east_of_wonsan() -> Scene:
    fields = {"site": "wonsan", "range": "about 400 km", "direction": "east"}
    launch = launch_from({**fields, "landing": {"sea": "East Sea"}})
    return scene([launch], [zone(launch)])


WIDER = '.leaflet-zones-pane path[data-feature$="/0.95"]'
WIDER_BUTTON = 'button[data-feature$="/0.95"]'


def test_the_wider_region_lies_below_and_comes_with_its_button(chromium, tmp_path):
    with opened(chromium, tmp_path, page(real_scene())) as seen:
        assert seen.page.locator(WIDER).count() == 0
        assert "19 in 20" not in seen.page.locator(".folium-map").inner_text()
        button = seen.page.locator(WIDER_BUTTON)
        button.focus()
        seen.page.keyboard.press("Enter")
        assert button.get_attribute("aria-pressed") == "true"
        drawn = seen.page.evaluate(
            f"[...document.querySelectorAll('{ZONES}')].map(one => one.dataset.feature)"
        )
        assert [each.rpartition("/")[2] for each in drawn] == ["0.95", "0.9", "0.5"]
        assert seen.page.locator(".label.zone >> text=19 in 20").count() == 1
        assert serious(seen) == []
        seen.page.keyboard.press("Enter")
        assert seen.page.locator(WIDER).count() == 0
        assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.parametrize("size", [DESKTOP, (768, 1024), PHONE, SMALLEST])
@pytest.mark.parametrize("made", [real_scene, east_of_wonsan])
def test_labels_keep_apart_and_seas_keep_to_their_side(chromium, tmp_path, size, made):
    with opened(chromium, tmp_path, page(made()), size) as seen:
        labels = seen.page.evaluate(LABELS)
        site = seen.page.locator(f"{SITE_MARK} circle").bounding_box()
    assert_apart(labels)
    names = {one[0].replace("\n", " "): one for one in labels}
    assert any(name.startswith("9 in 10") for name in names)
    assert any(name.startswith("Launched from") for name in names)
    for name, left, top, right, bottom in labels:
        middle = site["x"] + site["width"] / 2, site["y"] + site["height"] / 2
        assert not (left < middle[0] < right and top < middle[1] < bottom), f"{name} hides the site"
    assert_seas_lie_where_they_are(names)


def assert_seas_lie_where_they_are(names):
    """No name of a sea stands on the wrong side of Korea, however small the screen."""
    east = [one[1:] for name, one in names.items() if name.startswith("Sea of Japan")]
    west = [one[1:] for name, one in names.items() if name.startswith("Yellow Sea")]
    launched = next(one[1] for name, one in names.items() if name.startswith("Launched from"))
    assert all(left > launched for left, *_ in east)
    assert all(right <= left for left, *_ in east for _, _, right, _ in west)


def test_a_draft_says_so_everywhere(chromium, tmp_path):
    with opened(chromium, tmp_path, page(real_scene(editorial_status="draft"))) as seen:
        assert seen.page.title().startswith("Draft: not for publication")
        mark = '.frame[data-mark="Draft: not for publication"]'
        content = f"getComputedStyle(document.querySelector('{mark}'), '::after').content"
        assert "Draft" in seen.page.evaluate(content)
        assert serious(seen) == []
        seen.page.emulate_media(media="print")
        assert seen.page.locator(".band").is_visible()
        assert "Draft" in seen.page.evaluate(content)
        assert re.search(rb"/Count 1\b", seen.page.pdf(prefer_css_page_size=True))


def test_a_corrected_map_says_so_beside_its_date(chromium, tmp_path):
    with opened(chromium, tmp_path, page(real_scene(editorial_status="corrected"))) as seen:
        stamp = seen.page.locator(".stamp").inner_text()
        assert re.match(r"Corrected\s+As of 27 March 2023", stamp)
        assert "replaces an earlier one" in seen.page.locator("footer").inner_text()
        assert serious(seen) == []


def test_a_real_launch_prints_on_one_page(chromium, tmp_path):
    with opened(chromium, tmp_path, page(real_scene())) as seen:
        assert re.search(rb"/Count 1\b", seen.page.pdf(prefer_css_page_size=True))


@pytest.mark.parametrize("width", [320, 480, 800])
def test_an_embedded_page_works_in_a_sandboxed_iframe(chromium, tmp_path, width):
    inner = page(real_scene(), embed=True)
    (tmp_path / "map.html").write_text(inner, encoding="utf-8")
    host = (
        "<!DOCTYPE html><html lang='en'><title>An article</title><main><h1>An article</h1><iframe "
        f"src='map.html' title='A map' sandbox='allow-scripts' width={width} height=520></iframe>"
        "</main></html>"
    )
    with opened(chromium, tmp_path, host, beside="map.html") as seen:
        frame = seen.page.frames[1]
        frame.wait_for_selector(ZONES)
        assert frame.evaluate("self.origin") == "null"
        assert frame.locator(ZONES).count() == 2
        needed, there = frame.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert needed <= there
        text = frame.locator("body").inner_text()
        for words in (
            "where two may have fallen",
            "Sources: AFP",
            "Map: geolaunch",
            "9 in 10: fell",
        ):
            assert words in text
        frame.locator(SITE_MARK).press("Enter")
        assert frame.get_by_role("dialog").is_visible()
        assert frame.locator("a[href^=http]").count() == 0
        seen.page.keyboard.press("Escape")
        assert frame.get_by_role("dialog").count() == 0
        labels = frame.evaluate(LABELS)
        assert_apart(labels)
        assert (seen.requests, seen.complaints) == ([], [])


def test_an_embedded_page_fits_an_iframe_and_pleases_axe(chromium, tmp_path):
    made = real_scene(editorial_status="draft")
    with opened(chromium, tmp_path, page(made, embed=True), (800, 520)) as seen:
        needed, there = seen.page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
        assert needed <= there
        assert seen.page.locator(".band").is_visible()
        assert serious(seen) == []
        assert re.search(rb"/Count 1\b", seen.page.pdf(prefer_css_page_size=True))


def hostile_scene() -> Scene:
    """A scene with the hostile words in every field that holds words."""
    bad = HOSTILE
    scene = crescent_scene()
    column = ClaimColumn(
        bad, bad, bad, (bad,), "javascript:window.__pwned=1", scene.columns[0].arc_id
    )
    claim = Claim(bad, bad, False, bad, bad, bad)
    words = {field.name: bad for field in fields(Scene) if field.type == "str"}
    return replace(
        scene,
        **{**words, "lang": '"><img src=x onerror=window.__pwned=1>'},
        features=tuple(hostile_feature(feature) for feature in scene.features),
        sea_labels=((bad, 131.8, 39.2),),
        places=((bad, 126.978, 37.567),),
        columns=(column,),
        rows=(ClaimRow(bad, (claim,)),),
        unknown=(bad, "javascript:window.__pwned=1"),
        notes=(bad,),
        scale=((bad, bad),),
        sources=(bad, "javascript:window.__pwned=1"),
        credits=(bad,),
        legend=tuple(replace(entry, text=bad) for entry in scene.legend),
        strings={**PAGE_WORDS, **dict.fromkeys(("claims", "close", "zoom_in", "map"), bad)},
    )


def hostile_feature(feature: Feature) -> Feature:
    told = {**feature.properties, HOSTILE: HOSTILE, "url": "javascript:window.__pwned=1"}
    style = (
        replace(feature.style, dash=HOSTILE) if feature.kind == "distance-arc" else feature.style
    )
    return replace(feature, label=HOSTILE, properties=told, style=style)


def test_hostile_words_are_shown_and_never_run(chromium, tmp_path):
    with opened(chromium, tmp_path, page(hostile_scene())) as seen:
        seen.page.locator("th button.toggle").click()
        seen.page.locator(SITE_MARK).press("Enter")
        dialog = seen.page.get_by_role("dialog")
        assert "<script>window.__pwned=1</script>" in dialog.inner_text()
        assert "onerror" in seen.page.locator("h1").inner_text()
        assert seen.page.title().startswith("</script>")
        assert seen.page.locator("img").count() == 0
        assert seen.page.locator('a[href^="javascript"]').count() == 0
        assert seen.page.locator(ZONES).count() == 2
        assert seen.pwned() is None
        assert seen.requests == []
        assert seen.complaints == []


def test_the_policy_holds_even_if_markup_came_through(chromium, tmp_path, html):
    attack = (
        "<script>window.__pwned=1</script><img src=x onerror='window.__pwned=1'>"
        "<img src='https://example.org/x.png'><a href='javascript:window.__pwned=1' id=bad>x</a>"
    )
    with opened(chromium, tmp_path, html.replace("<h1>", f"{attack}<h1>")) as seen:
        seen.page.locator("#bad").click()
        assert seen.pwned() is None
        assert seen.requests == []
        assert seen.page.locator(ZONES).count() == 2


def test_the_words_are_there_without_a_script(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html, java_script_enabled=False) as seen:
        text = seen.page.locator("body").inner_text()
    assert "The map needs JavaScript" in text
    assert "flew about 370 kilometers" in text


def test_a_site_over_the_date_line_is_still_one_map(chromium, tmp_path):
    style = Style(fill="#1C2227", fill_opacity=1)
    mark = Feature("x/site", "site", Point(179.0, 50.0), {"kind": "site"}, style, "Here")
    scene = crescent_scene(features=(mark,), bounds=(170.0, 45.0, 190.0, 55.0))
    with opened(chromium, tmp_path, page(scene)) as seen:
        assert seen.page.locator(SITE_MARK).is_visible()
        assert seen.complaints == []


def test_the_site_lies_where_it_was_said(desktop):
    drawn = desktop.page.locator(f"{SITE_MARK} circle").bounding_box()
    x, y = desktop.on_screen(*SITE)
    assert drawn["x"] + drawn["width"] / 2 == pytest.approx(x, abs=2)
    assert drawn["y"] + drawn["height"] / 2 == pytest.approx(y, abs=2)
