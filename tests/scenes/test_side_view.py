"""The flights of a map from the side: who is drawn, what is said, and what does not fit."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from helpers.browser import DESKTOP, PHONE, SMALLEST, opened, serious
from helpers.flights import SITE, launch_of
from helpers.scenes import HOSTILE

from geolaunch import find, geojson, page, scene, zone
from geolaunch.catalogue.launches import load, why_not_drawn
from geolaunch.names import languages
from geolaunch.report.model import Launch
from geolaunch.scenes import side_view as sideview
from geolaunch.scenes.language import Words, words
from geolaunch.scenes.model import Scene, SideView
from geolaunch.scenes.side_view import MOST_FLIGHTS, checked_flights
from geolaunch.scenes.side_view import side_view as side_view_of
from geolaunch.scenes.side_view import unfit_lines as unfit_lines_of
from geolaunch.views.profile import side_profile

W = words("en")
ODD = find("2022-03-24")


def side_view(w: Words, launches: Sequence[Launch]) -> SideView | None:
    return side_view_of(w, launches, [checked_flights(launch) for launch in launches])


def unfit_lines(w: Words, launches: Sequence[Launch]) -> list[str]:
    return [line for launch in launches for line in unfit_lines_of(w, checked_flights(launch))]


def made(*records: dict[str, Any], missile_class: str | None = None) -> SideView | None:
    return side_view(W, [launch_of(*records, missile_class=missile_class)])


def told(view: SideView | None) -> str:
    assert view is not None
    drawn = side_profile(view, W)
    said = " ".join([*(row.note for row in drawn.rows), drawn.key, *view.notes])
    return said.replace("\u00a0", " ")


def scene_of(launches: tuple[Launch, ...], lang: str = "en") -> Scene:
    return scene(launches, [zone(launch) for launch in launches], lang=lang)


# --- who is drawn ---------------------------------------------------------------------------------


def test_each_originator_has_its_own_arc() -> None:
    view = side_view(W, ODD)
    assert view is not None
    labels = [row.label for row in side_profile(view, W).rows]
    assert labels == ["South Korea’s JCS", "Japan’s MoD", "North Korea’s KCNA"]
    assert [row.kind for row in side_profile(view, W).rows] == ["derived"] * 3


def test_a_distance_and_a_height_of_two_make_no_arc() -> None:
    other = {"apogee_km": 6000, "originator": "B"}
    view = made(SITE | {"range_km": 1000}, other)
    assert view is not None
    (row,) = side_profile(view, W).rows
    assert (row.label, row.kind) == ("A", "assumed")  # that of A alone, and its height is assumed


def test_an_assumed_arc_only_where_nobody_told_a_height() -> None:
    whole = SITE | {"range_km": 700, "apogee_km": 200, "originator": "B"}
    view = made(SITE | {"range_km": 700}, whole)
    assert view is not None
    assert [(row.label, row.kind) for row in side_profile(view, W).rows] == [("B", "derived")]
    alone = told(made(SITE | {"range_km": 700}))
    assert "hatched: assumed" in alone
    assert "more if it was lofted" in alone
    assert "free fall" not in alone  # the time of an assumed height is no more than assumed


def test_a_flight_of_which_nobody_can_tell_says_so() -> None:
    view = side_view(W, find("2023-03-27"))
    assert "depressed or manoeuvring: cannot tell" in told(view)
    assert "free fall" not in told(view)


@pytest.mark.parametrize(
    ("record", "missile_class"),
    [
        ({"range_km": 1500}, "cruise"),
        ({"range_km": 700, "trajectory": "glide"}, None),
        ({"range_km": 1000, "apogee_km": 60_000}, None),
    ],
)
def test_nothing_to_draw_is_no_picture(record: Any, missile_class: str | None) -> None:
    assert made(SITE | record, missile_class=missile_class) is None


def test_of_several_launches_those_with_a_height_are_drawn_and_named() -> None:
    several = (*find("2017-11-29"), *find("2017-09-15"), launch_of(SITE | {"range_km": 700}))
    view = side_view(W, several)
    assert view is not None
    assert [row.label for row in side_profile(view, W).rows] == [
        "2017-11-29-a, North Korea’s KCNA",
        "2017-09-15-a, South Korea’s JCS",
    ]
    assert view.notes == ()


def test_too_many_lines_are_no_picture() -> None:
    (launch,) = find("2017-11-29")
    assert side_view(W, [replace(launch, id=f"x{n}") for n in range(MOST_FLIGHTS)]) is not None
    assert side_view(W, [replace(launch, id=f"x{n}") for n in range(MOST_FLIGHTS + 1)]) is None


def test_views_compute_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of a scene is drawn without a single arc."""
    ready = scene_of(ODD)

    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("a view asked for an arc")

    for name in ("flights", "flight", "fits", "rough_range_km"):
        monkeypatch.setattr(sideview, name, refused)
    monkeypatch.setattr("geolaunch.views.profile.fits", refused)
    monkeypatch.setattr("geolaunch.trajectory.arc._solved", refused)
    assert 'class="side-view"' in page(ready)


# --- what does not fit ----------------------------------------------------------------------------


def test_figures_that_cannot_be_one_flight_are_a_conflict_on_the_map() -> None:
    lines = unfit_lines(W, ODD)
    assert lines == [
        "North Korea’s KCNA: 4,052 s is shorter than the 4,112 s of free fall over 1,090 km and up "
        "to 6,248.5 km, without any boost. One of the three figures is wrong."
    ]
    assert lines[0] in scene_of(ODD).conflicts
    assert lines[0] in page(scene_of(ODD))
    assert lines[0] in json.loads(geojson(scene_of(ODD)))["conflicts"]


@pytest.mark.parametrize(
    ("record", "words_"),
    [
        ({"range_km": 1000, "apogee_km": 60_000}, "which way round the Earth"),
        ({"apogee_km": 6000, "flight_time": "50 minutes"}, "even without going anywhere"),
        ({"range_km": 3700, "flight_time": "5 minutes"}, "nothing falls so fast"),
        (
            {"range_km": 1000, "apogee_km": 6000, "flight_time": "4,600 s"},
            "or it did not fall free",
        ),
    ],
)
def test_each_finding_has_its_sentence_in_every_language(record: Any, words_: str) -> None:
    launch = launch_of(SITE | record)
    (line,) = unfit_lines(W, [launch])
    assert words_ in line
    for lang in languages():
        (line,) = unfit_lines(words(lang), [launch])
        assert line.startswith("A")
        assert "{" not in line
        assert lang == "en" or not re.search("figures|falls|wrong|Earth", line)


def test_no_other_launch_of_the_catalogue_has_such_a_note() -> None:
    drawn = [launch for launch in load() if not why_not_drawn(launch)]
    assert {launch.id for launch in drawn if unfit_lines(W, [launch])} == {"2022-03-24-a"}


def test_figures_of_two_publishers_are_never_held_against_each_other() -> None:
    other = {"originator": "B", "flight_time": "900 s"}
    assert unfit_lines(W, [launch_of(SITE | {"range_km": 1000, "apogee_km": 6000}, other)]) == []


# --- how far it might reach -----------------------------------------------------------------------


def test_a_lofted_flight_has_published_ranges_and_a_rough_bound() -> None:
    said = told(side_view(W, find("2017-11-29")))
    assert "Published range estimates of the Hwasong-15: 8,500–13,000 km (CSIS)" in said
    assert "at least 14,000 km (Japan’s MoD)" in said
    assert "A rough bound, no range of the missile" in said
    assert "about 10,000 km (6,200 mi)" in said


def test_no_rough_bound_from_6000_km_up_and_none_of_a_flat_flight() -> None:
    assert "rough bound" not in told(side_view(W, find("2023-07-12")))
    assert "Published range estimates of the Hwasong-18" in told(side_view(W, find("2023-07-12")))
    assert "rough bound" not in told(side_view(W, find("2022-11-02-b")))
    flat = told(side_view(W, find("2017-09-15")))
    assert "rough bound" not in flat
    assert "Published" not in flat


def test_no_ranges_of_a_missile_that_sources_name_differently() -> None:
    assert "Published" not in told(side_view(W, ODD))


def test_a_rough_bound_is_no_ring() -> None:
    kinds = {feature.kind for feature in scene_of(find("2017-11-29")).features}
    assert not {kind for kind in kinds if "ring" in kind}


# --- the page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", languages())
def test_the_picture_is_in_the_panel_and_says_what_it_shows(lang: str) -> None:
    html = page(scene_of(find("2023-03-27"), lang))
    panel = html.split('<section class="side-view"')[1].split("</section>")[0]
    assert panel.count("<svg") == 1
    assert 'role="img"' in panel
    p = words(lang).groups["profile"]
    desc = panel.split("<desc")[1].split("</desc>")[0]
    for where in (desc, panel.split("</svg>")[1]):
        assert p["cannot_tell"] in where
    assert len(html.encode()) <= 500_000


@pytest.mark.parametrize(("day", "first"), [("2017-11-29", True), ("2023-03-27", False)])
def test_an_arc_stands_before_the_claims_and_a_mere_shape_after_them(day: str, first: bool) -> None:
    html = page(scene_of(find(day)))
    side, claims = (html.index(f'<section class="{name}"') for name in ("side-view", "claims"))
    assert (side < claims) == first
    assert html.count('<section class="side-view"') == 1


def test_ranges_alone_have_no_picture_and_an_embedded_page_none_either() -> None:
    glide = launch_of(SITE | {"range_km": 700, "trajectory": "glide"})
    assert "side-view" not in page(scene_of((glide,))).split("</style>")[-1]
    assert 'class="side-view"' not in page(scene_of(ODD), embed=True)


def test_the_same_bytes() -> None:
    assert page(scene_of(ODD)) == page(scene_of(find("2022-03-24")))


def far_up() -> tuple[Launch, ...]:
    """A flight as high as has five figures, and as long."""
    return (launch_of(SITE | {"range_km": 9_900, "apogee_km": 12_500}),)


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESKTOP, (768, 1024), PHONE, SMALLEST])
@pytest.mark.parametrize("flown", [ODD, find("2017-11-29"), far_up()], ids=["odd", "one", "far"])
def test_the_panel_fits_and_its_letters_are_12_px(
    chromium: Any, tmp_path: Any, size: Any, flown: tuple[Launch, ...]
) -> None:
    with opened(chromium, tmp_path, page(scene_of(flown)), size) as seen:
        svg = seen.page.locator(".side-view svg")
        assert svg.count() == 1
        least = (
            "[...document.querySelectorAll('.side-view text:not([font-size])')].map((one) => "
            "14 * one.getBoundingClientRect().height / one.getBBox().height)"
        )
        assert min(seen.page.evaluate(least)) >= 12
        inside = """() => {
            const frame = document.querySelector(".side-view svg").getBoundingClientRect();
            const drawn = document.querySelectorAll(".side-view svg :is(text, path, circle)");
            return [...drawn].every((one) => {
                const box = one.getBoundingClientRect();
                return box.left >= frame.left - 1 && box.right <= frame.right + 1
                    && box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
            });
        }"""
        assert seen.page.evaluate(inside)
        needed, there = seen.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert needed <= there
        assert serious(seen) == []
        assert (seen.requests, seen.complaints) == ([], [])


@pytest.mark.browser
@pytest.mark.parametrize(
    ("day", "sheets"), [("2023-03-27", 1), ("2022-03-24", 2), ("2017-11-29", 2)]
)
def test_it_prints_with_the_page(chromium: Any, tmp_path: Any, day: str, sheets: int) -> None:
    """On one sheet; on two where, as of 2017-11-29, nine originators said forty things."""
    with opened(chromium, tmp_path, page(scene_of(find(day)))) as seen:
        count = re.search(rb"/Count (\d+)", seen.page.pdf(prefer_css_page_size=True))
        assert count is not None
        assert int(count[1]) == sheets
        seen.page.emulate_media(media="print")
        assert seen.page.locator(".side-view svg").is_visible()


@pytest.mark.browser
def test_no_name_of_a_report_is_markup(chromium: Any, tmp_path: Any) -> None:
    launch = launch_of(SITE | {"range_km": 700, "apogee_km": 300, "originator": HOSTILE})
    with opened(chromium, tmp_path, page(scene_of((launch,)))) as seen:
        assert "window.__pwned=1" in seen.page.locator(".side-view").inner_text()
        assert seen.pwned() is None
        assert seen.page.locator(".side-view script, .side-view img").count() == 0
        assert (seen.requests, seen.complaints) == ([], [])
