"""The profile: what stands in the SVG, whoever reads it, and that nothing else can."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from helpers.flights import SITE, launch_of
from helpers.paths import CASES

from geolaunch.catalogue.launches import find
from geolaunch.errors import InputError
from geolaunch.names import languages
from geolaunch.scenes.language import words
from geolaunch.scenes.styles import CURVES
from geolaunch.trajectory.flights import LaunchArc, arc_of, flight
from geolaunch.views.profile import PANEL, PICTURE, profile, profile_svg

ENGLISH = words("en").groups["profile"]
SVG = "{http://www.w3.org/2000/svg}"
PAYLOADS = (CASES / "markup-payloads.txt").read_text("utf-8").splitlines()


def flown(*records: dict[str, Any]) -> LaunchArc:
    found = flight(launch_of(*records))
    assert found is not None
    return found


LOFTED = flown(SITE | {"range_km": 1000, "apogee_km": 6000})
FLAT = flown(SITE | {"range_km": 350, "apogee_km": 50})
ASSUMED = flown(SITE | {"range_km": 700})


def read(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def curves(svg: str) -> list[ElementTree.Element]:
    return [path for path in read(svg).iter(f"{SVG}path") if path.get("class") == "curve"]


def points(path: ElementTree.Element) -> list[tuple[float, float]]:
    found = re.findall(r"(-?[\d.]+) (-?[\d.]+)", path.get("d") or "")
    return [(float(x), float(y)) for x, y in found]


def texts(svg: str) -> str:
    said = " ".join(text.text or "" for text in read(svg).iter(f"{SVG}text"))
    return said.replace("\u00a0", " ")


def test_it_says_in_words_what_it_shows() -> None:
    svg = profile_svg([LOFTED], labels=["A test"], ids="one")
    root = read(svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "one-title one-desc"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (title.get("id"), title.text) == ("one-title", "Height of the flight")
    said = (desc.text or "").replace("\u00a0", " ")
    assert said.startswith("A test: 6,000 km (3,700 mi) high, 1,000 km (620 mi) far; free fall 66")


def test_the_curve_is_the_arc() -> None:
    (path,) = curves(profile_svg([LOFTED]))
    made = points(path)
    ground = made[0][1]
    assert made[-1][1] == pytest.approx(ground, abs=0.2)
    top = min(y for _, y in made)
    assert 250 < ground - top < PICTURE.plot
    assert [x for x, _ in made] == sorted(x for x, _ in made)


def test_the_time_axis_is_in_minutes_of_the_arc() -> None:
    svg = profile_svg([LOFTED], against="time")
    assert ENGLISH["time"] in texts(svg)
    assert " 60 " in texts(svg)
    assert ENGLISH["not_to_scale"] not in texts(svg)


def test_to_scale_a_kilometre_is_a_kilometre() -> None:
    for each, range_km, apogee_km in ((LOFTED, 1000, 6000), (ASSUMED, 700, ASSUMED.apogee_km)):
        (path,) = curves(profile_svg([each], to_scale=True))
        xs, ys = zip(*points(path), strict=True)
        assert (max(ys) - min(ys)) / (max(xs) - min(xs)) == pytest.approx(
            (apogee_km or 0) / range_km, rel=0.02
        )


def of_class(svg: str, name: str) -> list[ElementTree.Element]:
    return [path for path in read(svg).iter(f"{SVG}path") if path.get("class") == name]


def test_reported_is_solid_derived_is_dashed_and_assumed_is_hatched() -> None:
    svg = profile_svg([LOFTED, ASSUMED, FLAT])
    dashes = [path.get("stroke-dasharray") for path in curves(svg)]
    assert None not in dashes
    assert len(set(dashes)) == 3
    heights = of_class(svg, "reported")
    assert len(heights) == 2  # nobody told the height of the second
    assert not any(path.get("stroke-dasharray") for path in heights)
    assert len(of_class(svg, "hatch")) == 1
    assert "depressed or manoeuvring: cannot tell" in texts(svg)
    assert "height assumed, as none is in our sources" in texts(svg)
    for meaning in ("Solid: reported", "dashed over a tint", "hatched: assumed", "dashes alone"):
        assert meaning in texts(svg)


def test_the_key_tells_of_no_stroke_that_is_not_there() -> None:
    assert profile([LOFTED]).key == (
        "Solid: reported; dashed over a tint: derived, an arc of free fall; "
        "with the boost: a span that held 17 of 19 published times"
    )
    assert profile([FLAT]).key == "Solid: reported; dashes alone: a shape, no arc"


def test_a_hump_of_which_nobody_can_tell_has_no_area_and_no_hatching() -> None:
    svg = profile_svg([FLAT])
    assert not of_class(svg, "hatch")
    assert "fill-opacity" not in svg
    assert "fill-opacity" in profile_svg([LOFTED])


def test_a_reported_height_is_a_line_at_that_height() -> None:
    svg = profile_svg([LOFTED])
    (height,) = of_class(svg, "reported")
    (path,) = curves(svg)
    at = float(re.findall(r"[\d.]+", height.get("d") or "")[1])
    assert at == pytest.approx(min(y for _, y in points(path)), abs=0.5)


def test_a_bound_has_an_arrow() -> None:
    for words_, sign in (("more than 6,000 km", "v-"), ("less than 6,000 km", "v")):
        told = flown(SITE | {"range_km": 1000, "apogee": words_})
        (height,) = of_class(profile_svg([told]), "reported")
        assert sign in (height.get("d") or "")
    (plain,) = of_class(profile_svg([LOFTED]), "reported")
    assert "v" not in (plain.get("d") or "")


def test_a_lower_bound_is_said_to_be_one() -> None:
    bound = flown(SITE | {"range_km": 1000, "apogee": "more than 6,000 km"})
    said = texts(profile_svg([bound]))
    assert "more than 6,000 km" in said
    assert re.search(r"free fall \d+ min or more, with the boost \d+ min or more", said)


def numbers(svg: str) -> list[ElementTree.Element]:
    return [disc for disc in read(svg).iter(f"{SVG}circle") if disc.get("class") == "number"]


def test_several_are_told_apart_by_number_and_colour() -> None:
    names = ("2017-07-28-a", "2017-09-15-a", "2019-10-02-a", "2022-01-30-a")
    told = [flight(find(name)[0]) for name in names]
    svg = profile_svg([each for each in told if each is not None])
    assert "Heights of 4 flights" in svg
    strokes = [path.get("stroke") for path in curves(svg)]
    assert strokes == list(CURVES)
    discs = [(float(c.get("cx") or 0), float(c.get("cy") or 0)) for c in numbers(svg)]
    assert len(discs) == 8  # on the curves, and in the list under them
    for n, (x, y) in enumerate(discs):
        assert all((x - a) ** 2 + (y - b) ** 2 > 30**2 for a, b in discs[:n])


def test_flights_as_like_as_two_eggs_keep_their_numbers_apart() -> None:
    discs = {(c.get("cx"), c.get("cy")) for c in numbers(profile_svg([LOFTED] * 6))}
    assert len(discs) == 12


def test_what_cannot_be_drawn_is_named() -> None:
    bare = flown({"originator": "A", "range_km": 700})
    svg = profile_svg([LOFTED, bare], labels=["one", "two"])
    assert "Not drawn: two" in texts(svg)
    assert "Not drawn: two" in svg.split("</desc>")[0]
    assert "Not drawn: b" in texts(profile_svg([LOFTED, FLAT], against="time", labels=["a", "b"]))


def test_a_flat_flight_with_a_time_stands_on_the_time_axis() -> None:
    timed = flown(SITE | {"range_km": 350, "apogee_km": 50, "flight_time": "6 minutes"})
    (path,) = curves(profile_svg([timed], against="time"))
    (other,) = curves(profile_svg([FLAT]))
    assert path.get("stroke-dasharray") == other.get("stroke-dasharray")


@pytest.mark.parametrize("payload", [*PAYLOADS, "a\x00b\x1b[0m", "'\"]]>&", "\ud800"])
def test_no_text_becomes_markup(payload: str) -> None:
    plain = profile_svg([LOFTED], labels=["plain"])
    told = replace(LOFTED, launch=payload, source=payload)
    for svg in (
        profile_svg([LOFTED], labels=[payload], ids=payload),
        profile_svg([told]),
    ):
        kinds = {each.tag for each in read(svg).iter()}
        assert kinds == {each.tag for each in read(plain).iter()}
        attributes = {key for each in read(svg).iter() for key in each.attrib}
        assert attributes == {key for each in read(plain).iter() for key in each.attrib}
        svg.encode("utf-8")


def test_the_same_input_gives_the_same_bytes_and_asks_for_nothing() -> None:
    told = arc_of(find("2022-03-24-a")[0], "KCNA")
    assert told is not None
    svg = profile_svg([told, LOFTED])
    assert svg == profile_svg([told, LOFTED])
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|<script|url\(|@import|href", svg)
    assert len(svg.encode()) < 12_000


def test_everything_stands_inside_the_picture() -> None:
    long = "一" * 90 + " " + "word " * 40
    told = [LOFTED, FLAT]
    for svg in (
        profile_svg(told, labels=[long, "x" * 200]),
        profile_svg([FLAT]),
        *(profile_svg(told, words=words(lang), size=size)
          for lang in languages() for size in (PICTURE, PANEL)),
    ):  # fmt: skip
        root = read(svg)
        _, _, width, height = map(float, (root.get("viewBox") or "").split())
        assert width == float(root.get("width") or 0)
        for text in root.iter(f"{SVG}text"):
            assert 0 <= float(text.get("x") or 0) <= width
            assert 14 <= float(text.get("y") or 0) <= height - 4


def test_text_is_twelve_pixels_on_a_phone() -> None:
    """A picture 360 px wide; in a page of 320 px, less its margins, the panel's."""
    assert PICTURE.text * 360 / PICTURE.width >= 12
    assert PANEL.text * 292 / PANEL.width >= 12


def test_a_panel_says_its_words_beside_the_picture() -> None:
    rows = profile([LOFTED, FLAT], labels=["A", "B"]).rows
    assert [(row.number, row.label, row.kind) for row in rows] == [
        (1, "A", "derived"),
        (2, "B", "cannot tell"),
    ]
    svg = profile_svg([LOFTED, FLAT], labels=["A", "B"], size=PANEL)
    assert "cannot tell" not in texts(svg)
    assert "cannot tell" in svg  # for those who do not see it
    assert [row.number for row in profile([LOFTED]).rows] == [0]


def test_a_time_that_does_not_fit_is_said_to() -> None:
    told = arc_of(find("2022-03-24-a")[0], "KCNA")
    assert told is not None
    (row,) = profile([told]).rows
    assert row.note.replace("\u00a0", " ").endswith(
        "time reported: 4,052 s (67.5 min), which does not fit"
    )
    fit = flown(SITE | {"range_km": 1000, "apogee_km": 6000, "flight_time": "69 minutes"})
    (row,) = profile([fit]).rows
    assert row.note.replace("\u00a0", " ").endswith("time reported: 69 min")


def test_one_flight_by_several_is_not_several_flights() -> None:
    other = flown(SITE | {"range_km": 950, "apogee_km": 5900, "originator": "B"})
    assert "as 2 sources tell it" in profile_svg([LOFTED, other])
    assert "Heights of 2 flights" in profile_svg([LOFTED, replace(other, launch="y")])


@pytest.mark.parametrize(
    ("flights", "options", "words"),
    [
        ([], {}, "nothing to draw of no flight"),
        ([LOFTED], {"labels": ["a", "b"]}, "got 2 labels for 1 flights"),
        ([LOFTED], {"against": "time", "to_scale": True}, "minutes have no scale"),
        ([FLAT], {"against": "time"}, "nothing to draw of x, A"),
    ],
)
def test_what_cannot_be_is_refused(flights: Any, options: Any, words: str) -> None:
    with pytest.raises(InputError, match=words):
        profile_svg(flights, **options)
