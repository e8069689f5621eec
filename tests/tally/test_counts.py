"""Missiles and events under named rules: held against counting straight over the table."""

import csv
import json
import sys
from collections import Counter
from dataclasses import replace
from itertools import combinations, pairwise
from subprocess import run

import pytest
from helpers.paths import CASES
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.catalogue.launches import find, load, sources
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.files import shipped_text
from geolaunch.report.model import Launch
from geolaunch.tally.counts import KEYS, Span, by, by_year_and_class, ordinal, up_to
from geolaunch.tally.published import compare, published
from geolaunch.tally.rules import CLASSES, UNSTATED, Rule, count, find_rule, rules
from geolaunch.tally.summary import records, tally_lines

CASE = json.loads((CASES / "tally-2023-03-27.json").read_text("utf-8"))
BALLISTIC = {"SRBM", "MRBM", "IRBM", "ICBM", "SLBM"}
YEARS = sorted({launch.date[:4] for launch in load()})
RULES = list(rules())
BY_ID = {launch.id: launch for launch in load()}
IDS = list(BY_ID)
(DENIED,) = find("2023-02-23")


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(shipped_text(name).splitlines()))


def of_year(year: str) -> list[Launch]:
    return [launch for launch in load() if launch.date.startswith(year)]


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


def launch_of(id_: str, *times: str, site: str | None = None) -> Launch:
    date = id_.rsplit("-", 1)[0]
    return Launch(id_, (), date, missile_class="SRBM", count=1, site=site, time_utc=times)


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


@pytest.mark.parametrize("rule", RULES)
def test_months_add_up_to_years_and_years_to_all(rule: str) -> None:
    months, years = by(load(), "month", rule), by(load(), "year", rule)
    for name in ("known", "unknown", "missiles", "events"):
        summed = Counter[str]()
        for row in months:
            summed[row.key[:4]] += getattr(row, name)
        assert dict(summed) == {row.key: getattr(row, name) for row in years}
    whole = count(load(), rule)
    assert sum(row.missiles for row in years) == whole.missiles
    assert sum(row.unknown for row in years) == len(whole.unknown)
    assert sum(row.events for row in years) == whole.events


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("key", ["class", "site"])
def test_classes_and_sites_part_the_missiles(rule: str, key: str) -> None:
    found = by(load(), key, rule)
    assert sum(row.missiles for row in found) == count(load(), rule).missiles
    assert all(1 <= row.events <= count(load(), rule).events for row in found)
    assert sum(row.events for row in found) >= count(load(), rule).events


def test_year_and_class_part_the_year() -> None:
    found = by_year_and_class(load(), "everything")
    for year in by(load(), "year", "everything"):
        of_it = [row for row in found if row.key == year.key]
        assert sum(row.known for row in of_it) == year.known
        assert sum(row.unknown for row in of_it) == year.unknown
        places = [CLASSES.index(row.kind) for row in of_it]
        assert places == sorted(set(places))
    assert [row.key for row in found] == sorted(row.key for row in found)
    assert UNSTATED in {row.kind for row in found}


@pytest.mark.parametrize("rule", RULES)
def test_the_last_launch_of_a_year_has_the_count_as_its_number(rule: str) -> None:
    for year in YEARS:
        found = count(of_year(year), rule)
        if found.counted:
            (last,) = find(found.counted[-1])
            told = ordinal(last, rule)
            assert told.missiles_of_year.last == found.missiles
            assert told.missiles_of_year.at_least == bool(found.unknown)
            assert told.event_of_year.last == found.events


@pytest.mark.parametrize("rule", RULES)
def test_missiles_are_numbered_without_gap_or_overlap(rule: str) -> None:
    spans = [ordinal(launch, rule).missiles_of_year for launch in of_year("2022")]
    counted = [span for span in spans if span]
    assert counted[0].first == 1
    assert all(after.first == before.last + 1 for before, after in pairwise(counted))


MORE = [
    ("ballistic", "ballistic-and-cruise"),
    ("cruise", "ballistic-and-cruise"),
    ("no-failures", "ballistic-and-cruise"),
    ("ballistic-and-cruise", "with-satellites"),
    ("ballistic-and-cruise", "with-disputed"),
    ("with-satellites", "everything"),
    ("with-disputed", "everything"),
]


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


def test_catalogue_order_within_a_day_is_that_of_the_clock() -> None:
    """Ordinals go by the letter of the id, which must be the order of the launches."""
    against = {
        (a.id, b.id)
        for a, b in combinations([each for each in load() if each.time_utc], 2)
        if a.date == b.date and min(a.time_utc) > min(b.time_utc)
    }
    assert against == set()


# --- what others counted --------------------------------------------------------------------------


@pytest.mark.parametrize("rule", CASE["ordinals"])
def test_ordinals_of_the_first_launch(rule: str) -> None:
    (launch,) = find(CASE["date"])
    told = ordinal(launch, rule)
    for name, (first, last) in CASE["ordinals"][rule].items():
        assert getattr(told, name) == Span(first, last), name


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

TALLY_FIELDS = [
    "id", "stated_at", "first_day", "last_day", "quantity", "kind", "qualifier", "value", "words",
    "originator", "carrier", "note", "source",
]  # fmt: skip
DISPUTE_FIELDS = [
    "launch", "originator", "stance", "words", "carrier", "stated_at", "note", "source",
]  # fmt: skip


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


@pytest.mark.parametrize("date", ["2023-3-27", "2023-02-30", "2023", "", "x"])
def test_a_day_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(InputError, match="wanted YYYY-MM-DD"):
        compare(date)
    with pytest.raises(InputError, match="wanted YYYY-MM-DD"):
        up_to(load(), date)


def test_up_to_a_day_is_with_it() -> None:
    assert up_to(load(), "2023-03-27")[-1].id == "2023-03-27-a"
    assert up_to(load(), "1983-12-31") == ()


def test_no_launches_are_no_missiles() -> None:
    found = count([])
    assert (found.missiles, found.events, found.counted, found.left_out) == (0, 0, (), {})
    assert by([], "year") == by_year_and_class([]) == ()


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
