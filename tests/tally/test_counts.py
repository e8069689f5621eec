"""Counts by year, month, class and site, and the number of a launch in its year."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, pairwise

import pytest
from helpers.tallies import CASE, RULES, YEARS, of_year

from geolaunch.catalogue.launches import find, load
from geolaunch.errors import InputError
from geolaunch.tally.counts import Span, by, by_year_and_class, ordinal, up_to
from geolaunch.tally.published import compare
from geolaunch.tally.rules import CLASSES, UNSTATED, count

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


# --- refusals, lines, records ---------------------------------------------------------------------


@pytest.mark.parametrize("date", ["2023-3-27", "2023-02-30", "2023", "", "x"])
def test_a_day_that_is_none_is_refused(date: str) -> None:
    with pytest.raises(InputError, match="wanted YYYY-MM-DD"):
        compare(date)
    with pytest.raises(InputError, match="wanted YYYY-MM-DD"):
        up_to(load(), date)


def test_up_to_a_day_is_with_it() -> None:
    assert up_to(load(), "2023-03-27")[-1].id == "2023-03-27-a"
    assert up_to(load(), "1983-12-31") == ()
