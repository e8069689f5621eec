"""How well statements are read: the bounds that were asked for, and the table as it is told."""

from __future__ import annotations

import pytest
from helpers.paths import ROOT
from reading_scores import rows, scores, table

TABLE = ROOT / "notebooks" / "reading-scores.md"

# What was asked for of statements that the rules were not written for.
ASKED_F1 = {
    **dict.fromkeys(("count", "range_km", "qualifier", "apogee_km", "time_local", "sea"), 0.95),
    **dict.fromkeys(("date", "site", "class"), 0.9),
}


@pytest.fixture(scope="module")
def measured():
    return scores(rows())


@pytest.mark.parametrize("field", ASKED_F1)
def test_a_field_is_read_as_well_as_asked(measured, field) -> None:
    assert measured[field].f1 >= ASKED_F1[field], measured[field]


def test_little_is_invented(measured) -> None:
    assert {field: score for field, score in measured.items() if score.precision < 0.95} == {}


def test_each_statement_has_its_own_text_and_values_that_count() -> None:
    every = rows()
    assert len({row["text"] for row in every}) == len({row["id"] for row in every}) == len(every)
    known = {*ASKED_F1, "flight_time_s", "missile", "eez"}
    assert {field for row in every for field in row["wanted"]} == known
    assert {row["lang"] for row in every} == {"en", "ja", "ko"}


def test_the_table_is_what_is_measured() -> None:
    assert TABLE.read_text(encoding="utf-8") == table()
