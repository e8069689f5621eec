"""Bars as SVG: well-formed, true to their rows, without markup from data, and readable."""

import re
import xml.etree.ElementTree as ET

import pytest
from helpers.browser import DESKTOP, PHONE, opened
from helpers.paths import CASES
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.catalogue.launches import load
from geolaunch.tally.counts import Row, by_year_and_class
from geolaunch.tally.rules import CLASSES, UNSTATED
from geolaunch.views.bar_chart import WIDTH_PX, bars_svg

SVG = "{http://www.w3.org/2000/svg}"
PAYLOADS = (CASES / "markup-payloads.txt").read_text("utf-8").splitlines()
OKABE_ITO = {
    "#000000", "#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7",
}  # fmt: skip

ROWS = (
    Row("2020", "SRBM", 9, 0, 4),
    Row("2020", "cruise", 0, 2, 2),
    Row("2022", "SRBM", 58, 0, 26),
    Row("2022", "ICBM", 8, 0, 8),
)


def tree(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def boxes(root: ET.Element) -> list[tuple[str, ET.Element]]:
    """Return the parts of bars with what each says."""
    return [
        (title.text or "", box)
        for box in root.iter(f"{SVG}rect")
        if (title := box.find(f"{SVG}title")) is not None
    ]


def texts(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def everything() -> str:
    return bars_svg(by_year_and_class(load(), "everything"), "All launches")


def test_each_part_of_a_bar_is_as_high_as_its_missiles() -> None:
    root = tree(bars_svg(ROWS, "t"))
    said = {title: float(box.get("height", "")) for title, box in boxes(root)}
    assert list(said) == [
        "2020, SRBM: 9",
        "2020, cruise: 2 of unknown number",
        "2022, SRBM: 58",
        "2022, ICBM: 8",
    ]
    one_px = said["2022, SRBM: 58"] / 58
    for title, high_px in said.items():
        missiles = int(re.findall(r": (\d+)", title)[0])
        assert high_px == pytest.approx(missiles * one_px, abs=0.02)


def test_parts_stand_on_each_other_and_on_the_axis() -> None:
    (first, second) = (box for title, box in boxes(tree(bars_svg(ROWS, "t"))) if "2022" in title)
    foot = float(first.get("y", "")) + float(first.get("height", ""))
    assert foot == pytest.approx(27 + 42 + 300, abs=0.01)
    top_of_first = float(first.get("y", ""))
    assert float(second.get("y", "")) + float(second.get("height", "")) == pytest.approx(
        top_of_first, abs=0.02
    )
    assert first.get("x") == second.get("x")


def test_unknown_numbers_are_hatched_and_the_legend_says_so() -> None:
    root = tree(bars_svg(ROWS, "t"))
    hatched = [title for title, box in boxes(root) if "-h" in box.get("fill", "")]
    assert hatched == ["2020, cruise: 2 of unknown number"]
    assert "hatched: number not known, at least one missile a launch" in texts(root)
    assert {"11+", "66"} <= set(texts(root))
    known = tree(bars_svg(ROWS[2:], "t"))
    assert not any("hatched" in text for text in texts(known))


def test_the_legend_has_the_classes_in_their_order_with_totals() -> None:
    found = [text for text in texts(tree(everything())) if re.search(r"[a-zA-Z] \d+\+?$", text)]
    names = [text.rsplit(" ", 1)[0] for text in found]
    shown = {"SLV": "satellite launcher", UNSTATED: "class not stated"}
    assert names == [shown.get(kind, kind) for kind in CLASSES]
    assert "IRBM 20" in found


def test_years_without_a_launch_stay_on_the_axis() -> None:
    root = tree(bars_svg(ROWS, "t"))
    assert {"2020", "2021", "2022"} <= set(texts(root))
    wider = tree(bars_svg(ROWS, "t", years=(2018, 2023)))
    assert {"2018", "2023"} <= set(texts(wider))


@pytest.mark.parametrize(("most", "step"), [(3, "1"), (8, "1"), (9, "2"), (79, "10"), (93, "20")])
def test_the_axis_goes_by_1_2_and_5(most: int, step: str) -> None:
    figures = texts(tree(bars_svg([Row("2020", "SRBM", most, 0, 1)], "t")))
    assert figures.index("0") + 1 == figures.index(step)


def test_it_is_named_and_described_for_those_who_do_not_see_it() -> None:
    root = tree(bars_svg(ROWS, "Missiles", subtitle="by rule x"))
    by_id = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    assert root.get("role") == "img"
    assert by_id[root.get("aria-labelledby")] == "Missiles"
    assert by_id[root.get("aria-describedby")] == (
        "by rule x. Missiles a year, stacked by class. "
        "2020: at least 11 (SRBM 9, cruise 2); 2022: 66 (SRBM 58, ICBM 8)."
    )


def test_colours_are_okabe_and_itos_one_a_class() -> None:
    looks = {}
    for kind in CLASSES:
        ((_, box),) = boxes(tree(bars_svg([Row("2020", kind, 3, 0, 1)], "t")))
        looks[kind] = box.get("fill")
    assert set(looks.values()) == OKABE_ITO
    together = {
        title.split(", ")[1].split(":")[0]: box.get("fill")
        for title, box in boxes(tree(everything()))
        if "unknown" not in title
    }
    assert together == looks


def test_classes_alike_in_grey_differ_in_their_marks() -> None:
    """Lightness by Rec. 709; classes nearer than a step that the eye parts have other marks."""
    root = tree(everything())
    marks = {each.get("id", ""): ET.tostring(each) for each in root.iter(f"{SVG}pattern")}
    looks = []
    for number, kind in enumerate(CLASSES):
        fill = next(
            b.get("fill", "") for t, b in boxes(root) if f", {kind}:" in t and "unk" not in t
        )
        red, green, blue = (int(fill[n : n + 2], 16) for n in (1, 3, 5))
        found = [mark for name, mark in marks.items() if name.endswith(f"-p{number}")]
        mark = re.sub(rb'id="[^"]*"', b"", found[0]) if found else b""
        looks.append((kind, 0.2126 * red + 0.7152 * green + 0.0722 * blue, mark))
    for n, (kind, grey, mark) in enumerate(looks):
        for other, other_grey, other_mark in looks[n + 1 :]:
            assert abs(grey - other_grey) > 40 or mark != other_mark, (kind, other)


def test_same_rows_same_bytes_and_two_charts_share_no_id() -> None:
    assert everything() == everything()
    assert bars_svg(ROWS, "t") == bars_svg(iter(ROWS), "t") == bars_svg(ROWS[::-1], "t")
    ids = [set(re.findall(r'\bid="([^"]+)"', bars_svg(ROWS, title))) for title in ("a", "b")]
    assert ids[0]
    assert not ids[0] & ids[1]


def test_nothing_from_elsewhere() -> None:
    svg = everything()
    assert re.findall(r"https?://[^\"' ]+", svg) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"<script|<image|<foreignObject|href|@import|\bon\w+=", svg)
    root = tree(svg)
    assert root.get("width") == str(WIDTH_PX) == "720"
    assert root.get("viewBox") == f"0 0 720 {root.get('height')}"


@pytest.mark.parametrize("payload", PAYLOADS)
def test_markup_stays_text(payload: str) -> None:
    plain, bad = tree(bars_svg(ROWS, "t", subtitle="s")), [Row("2020", payload, 1, 0, 1)]
    root = tree(bars_svg([*ROWS, *bad], payload, subtitle=payload))
    assert {each.tag for each in root.iter()} <= {each.tag for each in plain.iter()} | {
        f"{SVG}circle"
    }
    assert (root.find(f"{SVG}title")).text == payload


@given(st.text(), st.text())
def test_any_text_is_well_formed(title: str, subtitle: str) -> None:
    root = tree(bars_svg(ROWS, title, subtitle=subtitle))
    assert len(boxes(root)) == 4


@given(
    st.lists(
        st.builds(
            Row,
            key=st.integers(1980, 2040).map(str),
            kind=st.sampled_from(CLASSES),
            known=st.integers(0, 5000),
            unknown=st.integers(0, 9),
            events=st.integers(0, 9),
        ),
        max_size=30,
    )
)
def test_bars_stay_within_the_plot(rows: list[Row]) -> None:
    root = tree(bars_svg(rows, "t"))
    total = sum(int(re.findall(r": (\d+)", title)[0]) for title, _ in boxes(root))
    assert total == sum(row.missiles for row in rows)
    for _, box in boxes(root):
        x, y, wide, high = (float(box.get(name, "")) for name in ("x", "y", "width", "height"))
        assert 44 <= x <= x + wide <= WIDTH_PX - 6 + 0.01
        assert 69 - 0.01 <= y <= y + high <= 369 + 0.02


def test_no_rows_make_an_empty_chart() -> None:
    root = tree(bars_svg([], "nothing"))
    assert boxes(root) == []
    assert "No launch." in "".join(root.itertext())


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_texts_do_not_overlap_and_stay_inside(chromium, tmp_path, size) -> None:
    rule = "all that anybody told of, with satellite launchers, disputed launches and rockets"
    svg = bars_svg(by_year_and_class(load(), "everything"), "Missiles launched", subtitle=rule)
    page = f"<!doctype html><meta name=viewport content='width=device-width'><body>{svg}"
    with opened(chromium, tmp_path, page, size) as seen:
        frames = seen.page.evaluate(
            """() => [...document.querySelectorAll("svg text")].map(t => {
                const {left, right, top, bottom} = t.getBoundingClientRect();
                return {left, right, top, bottom, text: t.textContent};
            }).filter(frame => frame.right > frame.left)"""
        )
        outer = seen.page.evaluate(
            """() => { const {left, right, top, bottom} =
                document.querySelector("svg").getBoundingClientRect();
                return {left, right, top, bottom}; }"""
        )
        assert seen.complaints == seen.requests == []
    assert outer["right"] <= size[0]
    assert len(frames) > 15
    for n, one in enumerate(frames):
        assert outer["left"] <= one["left"] <= one["right"] <= outer["right"], one["text"]
        assert outer["top"] <= one["top"] <= one["bottom"] <= outer["bottom"], one["text"]
        for other in frames[n + 1 :]:
            wide = min(one["right"], other["right"]) - max(one["left"], other["left"])
            high = min(one["bottom"], other["bottom"]) - max(one["top"], other["top"])
            assert wide <= 0.5 or high <= 3, (one["text"], other["text"])  # 3 px: line spacing
