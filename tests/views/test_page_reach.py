"""The page of a scene with reach rings, in a real browser: which side is filled, and no seam."""

from __future__ import annotations

import base64
import re
from dataclasses import fields, replace
from typing import Any

import numpy as np
import pytest
from helpers.browser import (
    DESKTOP,
    LABELS,
    LAND,
    PHONE,
    SEA,
    SMALLEST,
    Opened,
    assert_apart,
    opened,
    serious,
)
from helpers.reach_scenes import (
    REACH,
    SUNAN,
    WGS84,
    band_outline,
    cities_table,
    disc,
    disc_outline,
    reach,
    reach_scene,
    site,
    sunan_scene,
    world_about,
)
from helpers.scenes import HOSTILE, PAGE_WORDS, crescent_scene
from numpy.typing import NDArray

from geolaunch.geodesy.antimeridian import Outline
from geolaunch.scenes.model import Scene, Table
from geolaunch.scenes.styles import Style
from geolaunch.views.page import page

pytestmark = pytest.mark.browser

FILL = (0x00, 0x72, 0xB2)
LINE_KM = 90.0  # the line, and pixels that a coast mixes, lie nearer to the ring than this
NEXT_TO = 1  # of 255: what rounding in blending may make of a colour
RING_LINES = '.leaflet-marks-pane path[data-feature^="reach-ring"]'


def blended(ground: tuple[int, ...]) -> tuple[int, ...]:
    share = REACH.fill_opacity
    return tuple(
        round(under * (1 - share) + over * share) for under, over in zip(ground, FILL, strict=True)
    )


def bare(features: Any, lon: float = SUNAN[0]) -> str:
    """A page with nothing on the map but land and these features, without their labels."""
    silent = [replace(feature, label="") for feature in features]
    return page(reach_scene(silent, bounds=world_about(lon), sea_labels=(), tables=()))


def look(seen: Opened, lon: float, lat: float, zoom: float) -> None:
    seen.page.evaluate(
        "([lon, lat, zoom]) => { map_geolaunch.setView([lat, lon], zoom, { animate: false }); }",
        [lon, lat, zoom],
    )


def pixels(seen: Opened) -> NDArray[np.int_]:
    """The map as (row, column, channel): the browser itself decodes its screenshot."""
    seen.page.add_style_tag(content=".leaflet-control { display: none }")
    shot = seen.page.locator(".folium-map").screenshot()
    decoder = seen.page.context.new_page()
    script = """async (text) => {
        const bytes = Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const brush = canvas.getContext("2d");
        brush.drawImage(image, 0, 0);
        const { data } = brush.getImageData(0, 0, image.width, image.height);
        let packed = "";
        for (let n = 0; n < data.length; n += 32768) {
            packed += String.fromCharCode(...data.subarray(n, n + 32768));
        }
        return [image.width, image.height, btoa(packed)];
    }"""
    width, height, packed = decoder.evaluate(script, base64.b64encode(shot).decode())
    decoder.close()
    flat = np.frombuffer(base64.b64decode(packed), np.uint8).astype(int)
    return flat.reshape(height, width, 4)[:, :, :3]


def places(seen: Opened, shape: tuple[int, ...]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The (lon, lat) of the middle of each pixel of the map, by Mercator's formula."""
    script = """() => { const corner = map_geolaunch.getPixelBounds().min;
        return [corner.x, corner.y, 256 * 2 ** map_geolaunch.getZoom()]; }"""
    left, top, world_px = seen.page.evaluate(script)
    x, y = np.meshgrid(np.arange(shape[1]) + 0.5 + left, np.arange(shape[0]) + 0.5 + top)
    lon = x / world_px * 360 - 180
    lat = np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y / world_px))))
    return lon, lat


def is_like(seen_colours: NDArray[Any], colour: tuple[int, ...]) -> NDArray[np.bool_]:
    like: NDArray[np.bool_] = np.abs(seen_colours - np.array(colour)).max(axis=-1) <= NEXT_TO
    return like


BOTH_POLES = (60.0, -20.0)
OUTLINES = {
    "the north pole inside": (SUNAN, disc_outline(SUNAN, 6700), (0.0, 6700.0)),
    "a hole about the antipode": (SUNAN, disc_outline(SUNAN, 15000), (0.0, 15000.0)),
    "about 180 E": ((180.0, 20.0), disc_outline((180.0, 20.0), 6700), (0.0, 6700.0)),
    "both poles inside": (BOTH_POLES, disc_outline(BOTH_POLES, 13000), (0.0, 13000.0)),
    "a band with the pole in it": (SUNAN, band_outline(SUNAN, 5400, 9000), (5400.0, 9000.0)),
    "a band round the pole": (SUNAN, band_outline(SUNAN, 6000, 9000), (6000.0, 9000.0)),
    "the south pole inside": ((-30.0, -75.0), disc_outline((-30.0, -75.0), 4000), (0.0, 4000.0)),
    "a centre on the pole": ((0.0, 90.0), disc_outline((0.0, 90.0), 4000), (0.0, 4000.0)),
    "the whole Earth": (SUNAN, Outline((), True), (0.0, 30000.0)),
}


@pytest.mark.parametrize("name", OUTLINES)
def test_the_fill_is_on_the_right_side_of_every_ring(chromium, tmp_path, name):
    center, outline, (inner_km, outer_km) = OUTLINES[name]
    lon = center[0]
    with opened(chromium, tmp_path, bare([reach("one", outline, "")], lon)) as seen:
        views = [(lon, 20.0, 1.9), (lon + 360, 40.0, 2.5), (lon - 360, -40.0, 2.5)]
        for view in (*views, (lon + 180, 85.0, 2.0), (lon - 180, -85.0, 2.0)):
            look(seen, *view)
            colours = pixels(seen)[::3, ::3]
            x, y = (one[::3, ::3] for one in places(seen, (3 * len(colours), 3 * len(colours[0]))))
            x, y = x[: len(colours), : len(colours[0])], y[: len(colours), : len(colours[0])]
            away = WGS84.inv(*np.broadcast_arrays(*center, x)[:2], x, y)[2] / 1000
            to_ring = np.minimum(np.abs(away - inner_km), np.abs(away - outer_km))
            clear = (to_ring > LINE_KM) & (np.abs(y) < 84.9)
            filled = is_like(colours, blended(SEA)) | is_like(colours, blended(LAND))
            empty = is_like(colours, SEA) | is_like(colours, LAND)
            inside = (inner_km < away) & (away < outer_km)
            assert not np.any(clear & inside & empty), view
            assert not np.any(clear & ~inside & filled), view
            assert np.mean((filled | empty)[clear]) > 0.75  # the rest are coasts and borders
        assert (seen.requests, seen.complaints) == ([], [])


# At the date line, one above another: discs that lie over it, and one whose ring begins there, so
# that its copies are joined there. And a latitude at which all is open sea for 8 degrees each way.
AT_THE_DATE_LINE = {
    "discs over it": ([disc(SUNAN, 6700), disc(SUNAN, 15000), disc((180.0, 20.0), 3000)], 33.0),
    "a ring that begins there": ([disc((0.0, 75.0), 6000)], 57.0),
}


@pytest.mark.parametrize("zoom", [2.25, 4, 6.1])
@pytest.mark.parametrize("turn", [-360, 0, 360])
@pytest.mark.parametrize("name", AT_THE_DATE_LINE)
def test_there_is_no_seam_at_the_date_line(chromium, tmp_path, zoom, turn, name):
    features, lat_deg = AT_THE_DATE_LINE[name]
    expected = SEA
    for _ in features:
        expected = blended(expected)
    with opened(chromium, tmp_path, bare(features)) as seen:
        look(seen, 180.03 + turn, lat_deg, zoom)
        colours = pixels(seen)
        lon, lat = places(seen, colours.shape)
        row = int(np.argmin(np.abs(lat[:, 0] - lat_deg)))
        near = np.abs(lon[row] - 180 - turn) < 6
        assert near.sum() > 30
        assert np.ptp(colours[row][near], axis=0).max() <= NEXT_TO
        assert np.abs(colours[row][near] - np.array(expected)).max() <= NEXT_TO + 1


def test_a_line_runs_on_where_its_ring_begins(chromium, tmp_path):
    """The ring about Sunan begins to the north, at 54 W: there its copies are joined."""
    lon = SUNAN[0] + 180
    (ring,) = disc_outline(SUNAN, 6700).rings
    lat = float(ring[0, 1])
    with opened(chromium, tmp_path, bare([disc(SUNAN, 6700)])) as seen:
        for turn in (0, -360):
            look(seen, lon + turn, lat, 4)
            colours = pixels(seen)
            x, y = places(seen, colours.shape)
            near = np.abs(x[0] - lon - turn) < 4
            row = int(np.argmin(np.abs(y[:, 0] - lat)))
            strip = colours[row - 3 : row + 4][:, near]
            assert np.all(strip[:, :, 0].min(axis=0) < 110)  # every column holds the blue line


@pytest.fixture(scope="module")
def html() -> str:
    return page(sunan_scene())


def words_along(seen: Opened) -> dict[str, list[tuple[float, float, float, float]]]:
    """The words that run along rings, each with the boxes of its characters on the screen."""
    script = """() => [...document.querySelectorAll("text.along")].map((text) => {
        const frame = document.getElementById("map_geolaunch").getBoundingClientRect();
        const [x, y] = [text.getScreenCTM().e, text.getScreenCTM().f];
        const boxes = [...Array(text.getNumberOfChars()).keys()].map((n) => {
            const one = text.getExtentOfChar(n);
            return [one.x + x, one.y + y, one.x + one.width + x, one.y + one.height + y];
        });
        return [text.textContent, boxes];
    })"""
    return dict(seen.page.evaluate(script))


@pytest.mark.parametrize("size", [DESKTOP, (768, 1024), PHONE, SMALLEST])
def test_labels_of_rings_stand_free_and_whole(chromium, tmp_path, html, size):
    with opened(chromium, tmp_path, html, size) as seen:
        labels = seen.page.evaluate(LABELS)
        along = words_along(seen)
        frame = seen.page.locator(".folium-map").bounding_box()
        needed, there = seen.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert (seen.requests, seen.complaints) == ([], [])
    assert needed <= there
    assert_apart(labels)
    said = {name for name, *_ in labels} | set(along)
    whole = "6,700 km · 3,618 nmi · 4,163 mi"
    assert {"6,700 km" if size == SMALLEST else whole, "Sunan"} <= said
    if size == DESKTOP:
        assert "15,000 km · 8,099 nmi · 9,321 mi" in said
        assert "longest flight observed: 1,000 km" in said
    right, bottom = frame["x"] + frame["width"], frame["y"] + frame["height"]
    for text, boxes in along.items():
        assert len(boxes) == len(text)
        for x0, y0, x1, y1 in boxes:
            assert x1 > x0, f"{text} is cut off"
            assert frame["x"] < x0
            assert x1 < right
            assert frame["y"] < y0
            assert y1 < bottom
            for name, left, top, other_right, other_bottom in labels:
                middle = (x0 + x1) / 2, (y0 + y1) / 2
                covers = left < middle[0] < other_right and top < middle[1] < other_bottom
                assert not covers, f"{name} stands on {text}"


def test_words_leave_a_gap_in_every_line(chromium, tmp_path, html):
    """Two rings so near that words on one lie on both: no line goes through the words."""
    scene = reach_scene([disc(SUNAN, 6700), disc(SUNAN, 6760)], sea_labels=(), tables=())
    with opened(chromium, tmp_path, page(scene)) as seen:
        clips = seen.page.locator(RING_LINES).evaluate_all(
            "some => some.map((one) => one.getAttribute('clip-path'))"
        )
        assert clips == ["url(#ring-gaps)"] * 2
        text = next(iter(words_along(seen)))
        (x0, y0, x1, y1) = words_along(seen)[text][text.index("·") - 1]  # a space
        red, *_ = seen.colour_at((x0 + x1) / 2, (y0 + y1) / 2)
        assert red > 150


@pytest.mark.parametrize("turn", [360, -360, 180])
def test_labels_and_towns_come_along_when_the_map_is_panned(chromium, tmp_path, html, turn):
    with opened(chromium, tmp_path, html) as seen:
        look(seen, SUNAN[0] + turn, 30, 2)
        shown = {name for name, *_ in seen.page.evaluate(LABELS)}
        assert words_along(seen)
    assert shown >= ({"London", "Washington"} if turn == 180 else {"Sunan", "Tokyo", "Guam"})


def test_the_map_ends_where_the_world_does(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html) as seen:
        for lon, lat, zoom in [(125.0, 89.0, 3), (125.0, -89.0, 1), (900.0, 0.0, 2)]:
            look(seen, lon, lat, zoom)
            script = """() => { const b = map_geolaunch.getBounds();
                return [b.getWest(), b.getSouth(), b.getEast(), b.getNorth()]; }"""
            west, south, east, north = seen.page.evaluate(script)
            assert north <= 85.06
            assert south >= -85.06
            assert east - west <= 360.5
            assert west >= SUNAN[0] - 541
            assert east <= SUNAN[0] + 541


def test_world_maps_have_neither_scale_bar_nor_locator(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html) as seen:
        assert not seen.page.locator(".leaflet-control-scale").is_visible()
        assert seen.page.locator(".locator").count() == 0
        look(seen, 125, 39, 6)
        assert seen.page.locator(".leaflet-control-scale").is_visible()


def test_a_small_ring_keeps_the_finer_coast(chromium, tmp_path):
    small = reach_scene([disc(SUNAN, 600), site(SUNAN)], bounds=(117, 33, 134, 46), tables=())
    html = page(small)
    assert '"world":false' in html
    with opened(chromium, tmp_path, html) as seen:
        assert seen.page.locator(".leaflet-control-scale").is_visible()
        assert seen.page.locator(".locator").count() == 1
        assert is_like(np.array(seen.colour_at(*seen.on_screen(123.5, 36.0))), blended(SEA))
        assert (seen.requests, seen.complaints) == ([], [])


# --- what can be pressed


def test_a_ring_opens_by_keyboard_and_by_a_press_beside_its_line(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html) as seen:
        seen.page.locator('path[data-feature="reach-ring/6700"]').press("Enter")
        assert "not a threatened area" in seen.page.get_by_role("dialog").inner_text()
        seen.page.keyboard.press("Escape")
        assert seen.page.get_by_role("dialog").count() == 0
        lon, lat, _ = WGS84.fwd(*SUNAN, 235.0, 6_700_000)
        x, y = seen.on_screen(lon, lat)
        seen.page.mouse.click(x + 4, y)
        assert "6,700 km" in seen.page.get_by_role("dialog").inner_text()


def test_the_sea_inside_a_ring_can_be_dragged_and_opens_nothing(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html) as seen:
        seen.page.mouse.click(*seen.on_screen(165, 38))
        assert seen.page.get_by_role("dialog").count() == 0


@pytest.mark.parametrize(("count", "stops"), [(12, 12), (28, 0)])
def test_many_towns_are_no_stops_of_the_tab_key(chromium, tmp_path, count, stops):
    scene = sunan_scene()
    towns = [feature for feature in scene.features if feature.kind == "town"][:count]
    some = [disc(SUNAN, 6700), *towns]
    with opened(chromium, tmp_path, page(replace(scene, features=tuple(some)))) as seen:
        assert seen.page.locator(".town-mark").count() == count
        assert seen.page.locator('.town-mark[tabindex="0"][role="button"]').count() == stops
        assert seen.page.locator('.town-mark[aria-hidden="true"]').count() == count - stops
        seen.page.mouse.click(*seen.on_screen(360 - 157.86, 21.31))
        assert "Honolulu" in seen.page.get_by_role("dialog").inner_text()
        seen.page.keyboard.press("Escape")
        assert serious(seen) == []


def test_a_ring_on_request_comes_and_goes_with_its_words(chromium, tmp_path):
    scene = reach_scene([disc(SUNAN, 6700, on_request=True), site(SUNAN)])
    with opened(chromium, tmp_path, page(scene)) as seen:
        button = seen.page.locator('button[data-feature="reach-ring/6700"]')
        for _ in range(2):
            assert seen.page.locator(RING_LINES).count() == 0
            assert words_along(seen) == {}
            button.click()
            assert seen.page.locator(RING_LINES).count() == 1
            assert len(words_along(seen)) == 1
            button.click()
        assert seen.page.locator("[data-area], clipPath").count() == 0
        assert seen.complaints == []


# --- the panel


def test_a_long_table_scrolls_and_prints_whole(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html) as seen:
        box = seen.page.get_by_role("region", name="Cities by distance from Sunan")
        rows = box.locator("tbody tr")
        assert rows.count() == len(cities_table().rows)
        assert box.bounding_box()["height"] < 14 * rows.first.bounding_box()["height"]
        seen.page.emulate_media(media="print")
        assert box.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
        assert re.search(rb"/Type\s*/Page\b", seen.page.pdf(prefer_css_page_size=True))


@pytest.mark.parametrize("scene", [sunan_scene, crescent_scene])
def test_the_view_is_the_same_after_printing(chromium, tmp_path, scene):
    script = """() => { const { lng, lat } = map_geolaunch.getCenter();
        return [map_geolaunch.getZoom(), lng, lat]; }"""
    with opened(chromium, tmp_path, page(scene())) as seen:
        seen.page.emulate_media(reduced_motion="no-preference")
        seen.page.reload()
        before = seen.page.evaluate(script)
        seen.page.pdf(prefer_css_page_size=True)
        seen.page.wait_for_timeout(500)  # longer than Leaflet's longest animation
        assert seen.page.evaluate(script) == pytest.approx(before, abs=0.02)


def test_figures_stand_under_each_other(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html) as seen:
        cells = seen.page.locator(".figures tbody td:nth-child(2)")
        styles = cells.evaluate_all(
            "some => some.map((one) => { const style = getComputedStyle(one);"
            " return [style.textAlign, style.fontVariantNumeric].join(' '); })"
        )
        assert set(styles) == {"right tabular-nums"}
        assert seen.page.locator(".figures thead th").nth(1).evaluate(
            "one => getComputedStyle(one).textAlign"
        ) == ("right")
        assert seen.page.locator(".figures tbody th[scope=row]").first.inner_text() == "Seoul"
        assert "GeoNames" in seen.page.locator(".figures .note").inner_text()


def test_there_are_no_empty_sections(chromium, tmp_path, html):
    with opened(chromium, tmp_path, html) as seen:
        heads = seen.page.locator("aside h2").all_inner_texts()
        assert heads == ["Cities by distance from Sunan"]
        assert seen.page.locator("aside").get_attribute("aria-label") == heads[0]
        assert seen.page.locator("section:not(:has(*))").count() == 0
    with opened(chromium, tmp_path, page(sunan_scene(tables=()))) as seen:
        assert seen.page.locator("aside").count() == 0
        stage = seen.page.locator(".stage").bounding_box()
        assert stage["width"] > 1200
        assert seen.complaints == []


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_nothing_serious_for_axe(chromium, tmp_path, html, size):
    with opened(chromium, tmp_path, html, size) as seen:
        assert serious(seen) == []
        seen.page.locator('path[data-feature="reach-ring/6700"]').press("Enter")
        assert serious(seen) == []


def test_an_embedded_page_fits_and_shows_its_rings(chromium, tmp_path):
    with opened(chromium, tmp_path, page(sunan_scene(), embed=True), (480, 520)) as seen:
        needed, there = seen.page.evaluate("[document.documentElement.scrollHeight, innerHeight]")
        assert needed <= there
        assert seen.page.locator(RING_LINES).count() == 2
        assert (seen.requests, seen.complaints) == ([], [])


def hostile_scene() -> Scene:
    scene = sunan_scene()
    words = {field.name: HOSTILE for field in fields(Scene) if field.type == "str"}
    style = Style(stroke=HOSTILE, stroke_width_px=2, dash=HOSTILE, fill=HOSTILE, fill_opacity=0.1)
    bad = [
        replace(feature, label=HOSTILE, properties={HOSTILE: HOSTILE}) for feature in scene.features
    ]
    table = Table(HOSTILE, (HOSTILE, HOSTILE), ((HOSTILE, HOSTILE),), (False, True), HOSTILE)
    return replace(
        scene,
        **{**words, "lang": "en"},
        features=(*bad, replace(disc(SUNAN, 3000), id=HOSTILE, style=style)),
        tables=(table,),
        strings=PAGE_WORDS,
    )


def test_hostile_words_are_shown_and_never_run(chromium, tmp_path):
    with opened(chromium, tmp_path, page(hostile_scene())) as seen:
        assert "<script>window.__pwned=1</script>" in seen.page.locator(".figures").inner_text()
        assert seen.page.locator(".figures table").count() == 1
        seen.page.locator('path[data-feature="reach-ring/6700"]').press("Enter")
        assert "onerror" in seen.page.get_by_role("dialog").inner_text()
        assert seen.page.locator("img").count() == 0
        assert seen.pwned() is None
        assert (seen.requests, seen.complaints) == ([], [])
