"""What others counted, beside ours."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.tallies import CASE, rows

from geolaunch.catalogue.launches import load, sources
from geolaunch.tally.published import compare, published
from geolaunch.tally.summary import tally_lines

TALLY_FIELDS = [
    "id", "stated_at", "first_day", "last_day", "quantity", "kind", "qualifier", "value", "words",
    "originator", "carrier", "note", "source",
]  # fmt: skip


# --- what others counted --------------------------------------------------------------------------


@pytest.mark.parametrize("words", CASE["published"])
def test_published_tallies_beside_ours(words: str) -> None:
    found = {each.rule: each for each in compare(CASE["date"]) if each.published.words == words}
    for rule, (ours, holds, why) in CASE["published"][words].items():
        each = found[rule]
        assert (each.ours, each.holds) == (ours, holds), rule
        assert each.difference == ours - each.published.value
        assert why in each.why
        assert bool(each.why) != holds


def test_the_articles_15_ballistic_missiles_are_met_by_no_rule() -> None:
    told = [e for e in compare("2023-03-27") if e.published.words == "15 ballistic missiles"]
    assert len(told) >= 3
    assert not any(each.holds for each in told)
    assert all(each.ours == 16 for each in told)
    lines = tally_lines("2023-03-27")
    at = next(n for n, line in enumerate(lines) if "15 ballistic missiles" in line)
    assert any("no rule shown gives what was published" in line for line in lines[at : at + 6])


def test_a_difference_names_launches_that_make_it() -> None:
    """Take the launch that is named as making it out of the catalogue: then they agree."""
    without = [launch for launch in load() if launch.id != "2023-01-01-a"]
    told = {(each.published.words, each.rule): each for each in compare("2023-03-27", without)}
    assert told["15 ballistic missiles", "ballistic"].holds
    assert told["20th and 21st missiles of the year", "ballistic-and-cruise"].holds
    assert not told["the 10th of the year", "ballistic-and-cruise"].holds
    assert told["the 10th of the year", "with-disputed"].holds


def test_an_unknown_number_may_be_what_a_greater_tally_counts() -> None:
    known = [replace(launch, count=None) if launch.id == "2023-03-09-a" else launch
             for launch in load()]  # fmt: skip
    found = {each.rule: each for each in compare("2023-03-27", known)
             if each.published.words == "15 ballistic missiles"}  # fmt: skip
    assert (found["ballistic"].ours, found["ballistic"].at_least) == (11, True)
    assert found["ballistic"].holds


def test_more_than_20_is_not_20() -> None:
    before = [launch for launch in load() if launch.id != "2023-03-27-a"]
    found = {each.rule: each for each in compare("2023-03-27", before)
             if each.published.words.startswith("more than 20")}  # fmt: skip
    assert (found["ballistic-and-cruise"].ours, found["with-disputed"].ours) == (20, 24)
    assert not found["ballistic-and-cruise"].holds
    assert found["with-disputed"].holds


def test_a_day_without_tallies_has_none() -> None:
    assert compare("1999-01-01") == ()
    assert tally_lines("1999-01-01")[-1] == "published  no tally of 1999-01-01 is known"
    assert "launch     none on 1999-01-01" in tally_lines("1999-01-01")


def test_a_tally_is_found_by_its_last_day_too() -> None:
    assert {each.published.stated_at for each in compare("2022-12-31")} > {"2023-01-21"}


# --- the tables that ship -------------------------------------------------------------------------


def test_published_tallies_are_well_formed() -> None:
    table = rows("published_tallies.csv")
    assert list(table[0]) == TALLY_FIELDS
    assert len({row["id"] for row in table}) == len(table)
    for row in table:
        assert row["id"].startswith(f"{row['stated_at']}/")
        assert row["first_day"] <= row["last_day"] <= row["stated_at"]
        assert row["quantity"] in {"missiles", "events", "warnings"}
        assert row["kind"] in {"any", "ballistic", "cruise"}
        assert row["qualifier"] in {"exact", "about", "at_least", "more_than"}
        assert row["words"]
        assert len(row["words"].split()) <= 8
        assert row["originator"]
        assert row["carrier"]
        assert row["source"] in sources()
        assert all(cell == cell.strip() for cell in row.values())
    assert [row["id"] for row in table] == [each.id for each in published()]
