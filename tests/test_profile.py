"""The profile: what stands in the SVG, whoever reads it, and that nothing else can."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from test_arcs import SITE, launch_of

from geolaunch.arcs import LaunchArc, arc_of, flight
from geolaunch.catalogue import find
from geolaunch.errors import InputError
from geolaunch.profile import COLOURS, DASHES, ENGLISH, profile_svg

SVG = "{http://www.w3.org/2000/svg}"
PAYLOADS = (Path(__file__).parent / "cases" / "markup-payloads.txt").read_text("utf-8").splitlines()


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
    return " ".join(text.text or "" for text in read(svg).iter(f"{SVG}text"))


def test_it_says_in_words_what_it_shows() -> None:
    svg = profile_svg([LOFTED], labels=["A test"], ids="one")
    root = read(svg)
    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "one-title one-desc"
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert (title.get("id"), title.text) == ("one-title", "Height of the flight")
    assert (desc.text or "").startswith("A test: 6,000 km high, 1,000 km far; vacuum arc 66 min")


def test_the_curve_is_the_arc() -> None:
    (path,) = curves(profile_svg([LOFTED]))
    made = points(path)
    ground = made[0][1]
    assert made[-1][1] == pytest.approx(ground, abs=0.2)
    top = min(y for _, y in made)
    assert 250 < ground - top < 330
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


def test_what_is_assumed_or_cannot_be_told_is_dashed_and_says_so() -> None:
    svg = profile_svg([LOFTED, ASSUMED, FLAT])
    dashes = [path.get("stroke-dasharray") or "" for path in curves(svg)]
    assert dashes == [DASHES["arc"], DASHES["assumed"], DASHES["cannot tell"]]
    assert len(set(dashes)) == 3
    assert "depressed or manoeuvring: cannot tell" in texts(svg)
    assert "height assumed (least energy)" in texts(svg)


def test_a_lower_bound_is_said_to_be_one() -> None:
    bound = flown(SITE | {"range_km": 1000, "apogee": "more than 6,000 km"})
    said = texts(profile_svg([bound]))
    assert "at least 6,000 km high" in said
    assert "vacuum arc at least" in said


def test_several_are_told_apart_by_number_and_colour() -> None:
    names = ("2017-07-28-a", "2017-09-15-a", "2019-10-02-a", "2022-01-30-a")
    told = [flight(find(name)[0]) for name in names]
    svg = profile_svg([each for each in told if each is not None])
    assert "Heights of 4 flights" in svg
    strokes = [path.get("stroke") for path in curves(svg)]
    assert strokes == list(COLOURS)
    discs = [
        (float(c.get("cx") or 0), float(c.get("cy") or 0)) for c in read(svg).iter(f"{SVG}circle")
    ]
    assert len(discs) == 8  # on the curves, and in the list under them
    for n, (x, y) in enumerate(discs):
        assert all((x - a) ** 2 + (y - b) ** 2 > 30**2 for a, b in discs[:n])


def test_flights_as_like_as_two_eggs_keep_their_numbers_apart() -> None:
    svg = profile_svg([LOFTED] * 6)
    discs = {(c.get("cx"), c.get("cy")) for c in read(svg).iter(f"{SVG}circle")}
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
    assert path.get("stroke-dasharray") == DASHES["cannot tell"]


@pytest.mark.parametrize("payload", [*PAYLOADS, "a\x00b\x1b[0m", "'\"]]>&", "\ud800"])
def test_no_text_becomes_markup(payload: str) -> None:
    plain = profile_svg([LOFTED], labels=["plain"])
    told = replace(LOFTED, launch=payload, source=payload)
    for svg in (
        profile_svg([LOFTED], labels=[payload], ids=payload),
        profile_svg([told]),
        profile_svg([LOFTED], words={**ENGLISH, "height": payload, "downrange": payload}),
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
    assert svg.isascii()
    assert len(svg) < 12_000


def test_everything_stands_inside_the_picture() -> None:
    long = "一" * 90 + " " + "word " * 40
    for svg in (profile_svg([LOFTED, FLAT], labels=[long, "x" * 200]), profile_svg([FLAT])):
        root = read(svg)
        _, _, width, height = map(float, (root.get("viewBox") or "").split())
        assert width == 720
        for text in root.iter(f"{SVG}text"):
            assert 0 <= float(text.get("x") or 0) <= width
            assert 20 <= float(text.get("y") or 0) <= height - 4


def test_text_is_twelve_pixels_on_a_page_of_360() -> None:
    root = read(profile_svg([LOFTED]))
    assert float(root.get("font-size") or 0) / 2 >= 12


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
