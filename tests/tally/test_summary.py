"""Tallies as lines and as records."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from subprocess import run

import pytest
from helpers.tallies import BY_ID, RULES, of_year

from geolaunch.catalogue.launches import load
from geolaunch.tally.counts import KEYS, by, up_to
from geolaunch.tally.rules import UNSTATED, count, find_rule
from geolaunch.tally.summary import records, tally_lines

# --- refusals, lines, records ---------------------------------------------------------------------


@pytest.mark.parametrize("key", KEYS)
def test_lines_have_a_row_a_key_and_the_total(key: str) -> None:
    lines = tally_lines("2023-03-27", key, "ballistic")
    table = lines[next(n for n, line in enumerate(lines) if line.startswith(key)) :]
    assert [line.split("  ")[0].strip() for line in table[1:]][: len(table) - 2]
    total = next(line for line in table if line.startswith("total"))
    launches = load() if key == "year" else of_year("2023")
    found = count(up_to(launches, "2023-03-27"), "ballistic")
    assert total.split()[1].rstrip("+") == str(found.missiles)
    assert total.split()[2] == str(found.events)


def test_records_are_flat_and_json() -> None:
    told = records("2023-03-27", "month")
    assert json.loads(json.dumps(told)) == told
    assert [row["month"] for row in told["tally"]] == ["2023-01", "2023-02", "2023-03"]
    assert sum(row["missiles"] for row in told["tally"]) == 22
    assert len(told["ordinals"]) == len(RULES)
    assert {row["rule"] for row in told["published"]} <= set(RULES)
    (only,) = records("2023-03-27", rule="ballistic")["ordinals"]
    assert (only["missiles_of_year_first"], only["missiles_of_year_last"]) == (15, 16)
    cruise = next(row for row in told["ordinals"] if row["rule"] == "cruise")
    assert cruise["why_not"] == "class SRBM"
    assert cruise["event_of_year_first"] is None
    assert records("2023-03-27")["tally"] == []
    assert records()["ordinals"] == records()["published"] == []
    assert [row["year"] for row in records()["tally"]] == [r.key for r in by(load(), "year")]


def test_what_is_disputed_of_the_year_is_told_voice_by_voice() -> None:
    lines = tally_lines("2023-03-27")
    at = lines.index("disputed   2023-02-23-a, 4 missiles, class cruise")
    assert lines[at + 1] == "           KCNA: told (VOA, 2023-02-24), four missiles"
    assert lines[at + 2] == "           ROK JCS: not detected (CSIS Beyond Parallel)"
    assert any("confirmed, “later confirmed by South Korea’s military”" in line for line in lines)
    assert not any(line.startswith("disputed") for line in tally_lines("2023-02-22"))
    assert not any(line.startswith("disputed") for line in tally_lines("2024-03-18"))


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_is_understood_by_itself(rule: str) -> None:
    words = find_rule(rule).words
    assert "the same" not in words
    assert not any(other in words for other in RULES if "-" in other)
    assert "event" in words
    assert "missiles" in words


def test_what_is_not_stated_stands_last_and_shared_events_are_told() -> None:
    sites = [row.key for row in by(load(), "site")]
    assert sites[-1] == UNSTATED
    assert sites[:-1] == sorted(sites[:-1])
    (total,) = (line for line in tally_lines(key="class") if line.startswith("total"))
    rows_of_class = by(load(), "class")
    more = sum(row.events for row in rows_of_class) - count(load()).events
    assert total.endswith(f"an event of several stands in the row of each: {more} more in the rows")
    (total,) = (line for line in tally_lines(key="year") if line.startswith("total"))
    assert "more in the rows" not in total


def test_launches_of_a_user_count_and_are_told_as_such() -> None:
    own = replace(BY_ID["2023-03-27-a"], id="mine", in_catalogue=False, count=5)
    given = (*load(), own)
    assert "with mine user-supplied, not verified" in tally_lines(launches=given)
    assert not any("user-supplied" in line for line in tally_lines())
    lines = tally_lines("2023-03-27", rule="ballistic", launches=given)
    assert any("missile 17-21 of the year" in line for line in lines)
    told = records("2023-03-27", rule="ballistic", launches=given)
    assert [row["launch"] for row in told["ordinals"]] == ["2023-03-27-a", "mine"]
    ours = {row["words"]: row["ours"] for row in told["published"]}
    assert ours["15 ballistic missiles"] == 21


def test_it_is_light() -> None:
    code = (
        "import sys, geolaunch.views.bar_chart, geolaunch.tally.summary as t\n"
        "t.tally_lines('2023-03-27')\n"
        "heavy = {'numpy', 'shapely', 'pyproj', 'folium', 'pandas', 'geopandas', 'matplotlib'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    told = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "[]\n"
