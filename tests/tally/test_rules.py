"""Counting rules: held against counting straight over the table."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from helpers.tallies import BY_ID, RULES, YEARS, of_year, rows
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.catalogue.launches import find, load, sources
from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_text
from geolaunch.report.model import Launch
from geolaunch.tally.counts import Span, by, by_year_and_class, ordinal
from geolaunch.tally.rules import CLASSES, Rule, count, find_rule, rules
from geolaunch.tally.summary import tally_lines

BALLISTIC = {"SRBM", "MRBM", "IRBM", "ICBM", "SLBM"}
IDS = list(BY_ID)
(DENIED,) = find("2023-02-23")


def launch_of(id_: str, *times: str, site: str | None = None) -> Launch:
    date = id_.rsplit("-", 1)[0]
    return Launch(id_, (), date, missile_class="SRBM", count=1, site=site, time_utc=times)


MORE = [
    ("ballistic", "ballistic-and-cruise"),
    ("cruise", "ballistic-and-cruise"),
    ("no-failures", "ballistic-and-cruise"),
    ("ballistic-and-cruise", "with-satellites"),
    ("ballistic-and-cruise", "with-disputed"),
    ("with-satellites", "everything"),
    ("with-disputed", "everything"),
]
DISPUTE_FIELDS = [
    "launch", "originator", "stance", "words", "carrier", "stated_at", "note", "source",
]  # fmt: skip


# --- totals, by counting that shares no code ------------------------------------------------------


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize(
    ("rule", "classes", "denied", "failures"),
    [
        ("ballistic-and-cruise", BALLISTIC | {"cruise"}, False, True),
        ("ballistic", BALLISTIC, False, True),
        ("cruise", {"cruise"}, False, True),
        ("with-satellites", BALLISTIC | {"cruise", "SLV"}, False, True),
        ("with-disputed", BALLISTIC | {"cruise"}, True, True),
        ("everything", BALLISTIC | {"cruise", "SLV", ""}, True, True),
        ("no-failures", BALLISTIC | {"cruise"}, False, False),
    ],
)
def test_totals_are_those_of_the_table(
    year: str, rule: str, classes: set[str], denied: bool, failures: bool
) -> None:
    failed = {"failure"} if failures else {"failure", "disputed"}  # by JCS, the disputed one failed
    told = [
        row
        for row in rows("launches.csv")
        if row["date"].startswith(year)
        and row["class"] in classes
        and (denied or row["id"] != "2023-02-23-a")
        and (failures or row["outcome"] not in failed)
    ]
    found = count(of_year(year), rule)
    assert found.missiles == sum(int(row["count"] or 1) for row in told)
    assert list(found.unknown) == [row["id"] for row in told if not row["count"]]
    assert list(found.counted) == [row["id"] for row in told]
    whole_days = {row["date"] for row in told if len(row["date"]) == 10}
    assert found.events == len(whole_days) + sum(len(row["date"]) < 10 for row in told)


@pytest.mark.parametrize("rule", RULES)
def test_nothing_is_left_out_in_silence(rule: str) -> None:
    found = count(load(), rule)
    left_out = [id_ for ids in found.left_out.values() for id_ in ids]
    assert sorted([*found.counted, *left_out]) == sorted(launch.id for launch in load())


def test_reasons_for_not_counting() -> None:
    left_out = count(load(), "no-failures").left_out
    assert left_out["not detected by ROK JCS's word"] == ("2023-02-23-a",)
    assert "2024-06-26-a" in left_out["failure"]  # JCS: a failure; KCNA: a success
    assert "2023-11-21-a" in left_out["class SLV"]
    assert set(count(load(), "everything").left_out) == set()


def test_whose_word_decides() -> None:
    by_kcna = replace(find_rule("no-failures"), name="by KCNA", word="KCNA")
    (disputed,) = find("2024-06-26")
    assert count([disputed], by_kcna).missiles == 1
    assert count([disputed], "no-failures").missiles == 0
    assert count([DENIED], "with-disputed").missiles == 4
    assert count([DENIED]).missiles == 0


def test_an_unknown_number_is_at_least_one_and_said_so() -> None:
    (launch,) = find("2023-07-22")
    assert launch.count is None
    found = count([launch])
    assert (found.missiles, found.unknown) == (1, ("2023-07-22-a",))
    assert ordinal(launch).missiles_of_year == Span(29, 29, at_least=True)
    (row,) = by([launch], "year")
    assert (row.known, row.unknown, row.missiles) == (0, 1, 1)
    assert any("1+" in line and "of unknown number" in line for line in tally_lines(key="year"))
    (before,) = find("2023-07-12")
    assert not ordinal(before).missiles_of_year.at_least


# --- events ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "events"),
    [("ballistic", 2), ("by-row", 4), ("by-site", 4), ("by-hours", 2), ("by-warnings", 5)],
)
def test_what_makes_an_event(rule: str, events: int) -> None:
    """Two sites on one day, two hours apart; a third launch of no time and site; one next day."""
    launches = [
        launch_of("2020-01-01-a", "2019-12-31T23:00Z", "2019-12-31T23:10Z", site="x"),
        launch_of("2020-01-01-b", "2020-01-01T01:00Z", site="y"),
        launch_of("2020-01-01-c"),
        launch_of("2020-01-02-a", "2020-01-02T01:00Z", site="x"),
    ]
    assert count(launches, rule).events == events


def test_hours_part_one_day_and_join_two() -> None:
    night = [
        launch_of("2020-01-01-a", "2020-01-01T00:00Z"),
        launch_of("2020-01-01-b", "2020-01-01T14:00Z"),
        launch_of("2020-01-02-a", "2020-01-01T16:00Z"),
    ]
    assert count(night, "by-hours").events == 2
    last = ordinal(night[-1], "by-hours", night)
    assert (last.event_of_year, last.event_of_month) == (Span(2, 2), Span(2, 2))


def test_a_launch_without_a_time_belongs_to_the_first_event_of_its_day() -> None:
    day = [
        launch_of("2020-01-01-a", "2019-12-31T20:00Z"),
        launch_of("2020-01-01-b", "2020-01-01T08:00Z"),
        launch_of("2020-01-01-c"),
    ]
    assert count(day, "by-hours").events == 2
    assert ordinal(day[2], "by-hours", day).event_of_year == Span(1, 1)


def test_launches_of_no_stated_site_are_not_taken_for_one() -> None:
    assert [launch.site for launch in find("2026-09-20")] == [None, None]
    assert count(find("2026-09-20"), "by-site").events == 2


@pytest.mark.parametrize("apart_hours", [5.6, 7.5, 9.7])
def test_any_gap_about_six_hours_makes_the_same_events(apart_hours: float) -> None:
    """No two launches that follow each other lie between 5.6 and 9.7 hours apart."""
    rule = replace(find_rule("by-hours"), apart_hours=apart_hours)
    assert count(load(), rule).events == count(load(), "by-hours").events


def test_the_words_tell_the_hours() -> None:
    rule = find_rule("by-hours")
    assert f"more than {rule.apart_hours:.0f} hours" in rule.words
    assert {each.event for each in rules().values()} == {"day", "site", "row", "hours", "time"}
    assert all(each.apart_hours == 0 for each in rules().values() if each.event != "hours")


def test_a_launch_of_a_month_alone_is_an_event_by_itself() -> None:
    assert count(find("1984-09"), "by-site").events == len(find("1984-09")) == 2


# --- laws -----------------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(IDS), unique=True))
def test_rules_are_ordered_on_any_launches(ids: list[str]) -> None:
    launches = [BY_ID[id_] for id_ in ids]
    for less, more in MORE:
        smaller, greater = count(launches, less), count(launches, more)
        assert smaller.missiles <= greater.missiles
        assert smaller.events <= greater.events
        assert set(smaller.counted) <= set(greater.counted)
    days = count(launches).events
    assert days <= count(launches, "by-site").events <= count(launches, "by-row").events


@given(st.sets(st.sampled_from(IDS)), st.sampled_from(RULES))
def test_missiles_add_up_over_any_parting(some: set[str], rule: str) -> None:
    inside = [launch for launch in load() if launch.id in some]
    outside = [launch for launch in load() if launch.id not in some]
    parts = count(inside, rule).missiles + count(outside, rule).missiles
    assert parts == count(load(), rule).missiles


@given(st.permutations([id_ for id_ in IDS if id_.startswith("2023")]), st.sampled_from(RULES))
def test_order_does_not_matter(ids: list[str], rule: str) -> None:
    shuffled, straight = count([BY_ID[id_] for id_ in ids], rule), count(of_year("2023"), rule)
    assert (shuffled.missiles, shuffled.events) == (straight.missiles, straight.events)
    assert shuffled.counted == straight.counted


# --- the tables that ship -------------------------------------------------------------------------


def test_disputes_are_well_formed() -> None:
    table = rows("disputed_launches.csv")
    assert list(table[0]) == DISPUTE_FIELDS
    for row in table:
        assert find(row["launch"])[0].id == row["launch"]
        assert row["stance"] in {"told", "not detected", "denied", "differs", "confirmed"}
        assert row["source"] in sources()
        assert row["originator"]


def test_rules_are_named_once_in_words() -> None:
    table = json.loads(shipped_text("counting_rules.json"))["rules"]
    assert [row["name"] for row in table] == RULES
    assert RULES[0] == "ballistic-and-cruise"
    assert len({each.words for each in rules().values()}) == len(RULES)
    assert all(set(each.classes) <= set(CLASSES) for each in rules().values())
    assert len({replace(each, name="", words="") for each in rules().values()}) == len(RULES)


# --- refusals, lines, records ---------------------------------------------------------------------


def test_unknown_names_say_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown counting rule 'balistic'.*ballistic"):
        count([], "balistic")
    with pytest.raises(UnknownNameError, match=r"unknown key 'months'.*month"):
        by([], "months")
    assert find_rule(" Ballistic ") is find_rule("ballistic")
    own = Rule("mine", "only satellites", ("SLV",))
    assert count(load(), own).missiles == 10


def test_no_launches_are_no_missiles() -> None:
    found = count([])
    assert (found.missiles, found.events, found.counted, found.left_out) == (0, 0, (), {})
    assert by([], "year") == by_year_and_class([]) == ()
