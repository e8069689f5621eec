"""What is printed: tables in columns, reports side by side."""

from __future__ import annotations

import pytest

from geolaunch.cli.text import SIDE_BY_SIDE, number_text, side_by_side, table


def test_columns_stand_two_blanks_apart_whatever_the_script():
    text = table(["name", "km"], [["순안", "1"], ["P’yŏngyang", "20"]])
    assert text == "name        km\n순안        1\nP’yŏngyang  20\n"
    assert table(["a"], [["x\ny"]]) == "a\nx y\n"


def test_more_reports_than_fit_stand_in_several_tables():
    reports = [{"originator": f"O{n}", "date": "2031-01-01"} for n in range(SIDE_BY_SIDE + 1)]
    first, second = side_by_side(reports).split("\n\n")
    assert first.splitlines()[0].split() == [f"O{n}" for n in range(SIDE_BY_SIDE)]
    assert second.splitlines()[0].split() == [f"O{SIDE_BY_SIDE}"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"value": 370.0, "unit": "km"}, "370 km"),
        ({"value": [300, 350], "unit": "km"}, "300 to 350 km"),
    ],
)
def test_a_quantity_has_its_unit(value, text):
    assert number_text(value) == text
