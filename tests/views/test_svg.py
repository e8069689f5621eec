"""Text in pictures: lines that fit, words that stay whole, nothing that is markup."""

# ruff: noqa: RUF001 (the punctuation of Japanese is what is tested)

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from geolaunch.views.svg import escaped, px, shown, text_at, wrapped


def test_a_figure_keeps_its_unit_and_lines_fit() -> None:
    lines = wrapped("more than 6,200\u00a0km high, about 1,080\u00a0km far", 240.0, 24.0)
    assert len(lines) > 1
    assert all("km" not in line.split()[0] for line in lines)
    assert "".join(lines).replace(" ", "") == "morethan6,200\u00a0kmhigh,about1,080\u00a0kmfar"


def test_japanese_breaks_anywhere_but_before_a_closing_mark() -> None:
    text = "高度（二千八百マイル）、距離（五百九十マイル）、自由落下" * 3
    for room in range(120, 360, 12):
        lines = wrapped(text, room, 24.0)
        assert "".join(lines) == text
        assert not any(line[0] in "）、" for line in lines)


def test_korean_words_stay_whole() -> None:
    text = "옅은 바탕의 파선: 계산한 자유 낙하 궤도"
    assert " ".join(wrapped(text, 150.0, 24.0)).split() == text.split()


def test_a_word_longer_than_a_line_is_cut() -> None:
    lines = wrapped("x" * 90, 240.0, 24.0)
    assert "".join(lines) == "x" * 90
    assert len({len(line) for line in lines[:-1]}) == 1


@pytest.mark.parametrize("text", ["<b>&amp;\"'", "a\x00b\x1b", "\ud800", "]]>"])
def test_text_is_text(text: str) -> None:
    element = ElementTree.fromstring(text_at(1.0, 2.0, text).encode("utf-8"))
    assert element.tag == "text"
    assert list(element) == []
    assert escaped("\x00") == "\ufffd"


def test_numbers() -> None:
    assert [shown(value) for value in (0.0, 6248.5, 4475.0, 12_345.6)] == [
        "0", "6,248.5", "4,475", "12,346",
    ]  # fmt: skip
    assert [px(value) for value in (1.0, 1.26, 0.04)] == ["1", "1.3", "0"]
