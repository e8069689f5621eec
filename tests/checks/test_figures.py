"""Figures that cannot both be right are listed; bounds, intervals and history are not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from helpers.seeded import launch, with_word
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.catalogue.launches import load
from geolaunch.checks.figures import (
    check_directions,
    check_figures,
    check_flight_times,
    check_quoted,
)
from geolaunch.checks.findings import Finding
from geolaunch.report.direction import parse_direction
from geolaunch.report.model import Launch
from geolaunch.report.quantity import Quantity, parse_quantity

BARE = Launch("x", ())


def km(words: str) -> Quantity:
    return parse_quantity(words)


def told(*figures: str, field: str = "range", **fields: Any) -> list[Finding]:
    one = BARE
    for number, words in enumerate(figures):
        one = with_word(one, "ABCDE"[number], **{field: km(words)}, **fields)
    return [*check_figures(one), *check_flight_times(one)]


def test_the_catalogue_s_own_conflicts() -> None:
    figures = [each for one in load() for each in check_figures(one)]
    assert {(each.launch, each.check) for each in figures} == {
        ("2017-07-04-a", "distance"),
        ("2017-07-04-a", "apogee"),
        ("2022-01-05-a", "distance"),
        ("2022-01-17-a", "distance"),
        ("2023-09-13-a", "distance"),
        ("2023-12-17-a", "distance"),
        ("2024-04-02-a", "distance"),
        ("2025-11-07-a", "distance"),
    }
    times = [each.launch for one in load() for each in check_flight_times(one)]
    assert times == ["2022-03-24-a"]
    assert not [each for one in load() for each in check_directions(one)]


def test_a_contradicting_claim() -> None:
    (found,) = [
        each
        for each in check_figures(with_word(launch("2022-11-18-a"), "X", range=km("700 km")))
        if "KCNA" in each.text
    ]
    assert found.text == (
        "The distance is 999.2 km by KCNA and 700 km by X: 299 km apart, where 143 km could be "
        "error."
    )
    assert found.claims == ("2022-11-18-a/13",)
    assert found.what == "999.2 km by KCNA; 700 km by X"


def test_distance_and_height_swapped_by_one_of_several_voices() -> None:
    one = launch("2022-11-18-a")
    swapped = replace(
        one,
        reports=tuple(
            replace(r, range=r.apogee, apogee=r.range) if r.originator == "KCNA" else r
            for r in one.reports
        ),
    )
    assert {each.check for each in check_figures(swapped)} == {"distance", "apogee"}


@pytest.mark.parametrize(
    "figures",
    [
        ("400 km", "410 km", "about 400 km"),
        ("more than 200 miles", "370 km"),  # a newspaper's bound
        ("between 300 and 600 km", "450 km"),
        ("less than 200 km", "about 150 km"),
    ],
)
def test_what_agrees(figures: tuple[str, ...]) -> None:
    assert told(*figures) == []


@pytest.mark.parametrize(
    "figures",
    [
        ("400 km", "700 km"),
        ("more than 700 km", "400 km"),
        ("less than 200 km", "400 km"),
        ("between 300 and 350 km", "600 km"),
        ("more than 700 km", "less than 400 km"),
    ],
)
def test_what_does_not(figures: tuple[str, ...]) -> None:
    (found,) = told(*figures)
    assert found.severity == "conflict"
    assert found.check == "distance"


def test_a_condition_is_broken_only_from_above() -> None:
    condition = replace(km("500 km"), qualifier="conditional")
    for other, breaks in (("300 km", False), ("505 km", False), ("900 km", True)):
        one = with_word(with_word(BARE, "A", range=condition), "B", range=km(other))
        assert bool([*check_figures(one)]) == breaks


def test_a_path_is_no_distance() -> None:
    one = with_word(with_word(BARE, "A", range=km("400 km")), "B", path_length=km("1500 km"))
    assert list(check_figures(one)) == []
    (found,) = told("1500 km", "2500 km", field="path_length")
    assert found.check == "path length"


def test_unusual_flights_are_less_well_measured() -> None:
    assert told("620 km", "760 km")
    assert not told("620 km", "760 km", trajectory="irregular")


def test_history_is_no_conflict() -> None:
    first = with_word(BARE, "A", range=km("450 km"), status="first")
    revised = with_word(first, "A", range=km("600 km"), status="revised")
    assert list(check_figures(revised)) == []
    (found,) = check_figures(with_word(revised, "B", range=km("450 km")))
    assert found.what == "600 km by A; 450 km by B"
    assert list(check_figures(launch("2019-07-25-a"))) == []  # 430 to 690, then 600 of both
    taken_back = with_word(first, "B", range=km("900 km"), status="retracted")
    assert list(check_figures(taken_back)) == []


def test_one_voice_with_two_figures_contradicts_itself() -> None:
    one = with_word(with_word(BARE, "A", range=km("450 km")), "A", range=km("900 km"))
    assert [each.what for each in check_figures(one)] == ["450 km by A; 900 km by A"]


def test_flight_times() -> None:
    assert told("71 min", "4200 s", field="flight_time") == []
    (found,) = told("71 min", "61 min", field="flight_time")
    assert found.text == (
        "It flew for 71 min by A and for 61 min by B: 600 s apart, where 196 s could be error."
    )
    assert told("about 30 min", "23 min", field="flight_time") == []  # a round half hour


def test_directions() -> None:
    one = with_word(BARE, "A", direction=parse_direction("east"))
    assert not [*check_directions(with_word(one, "B", azimuth_deg=70.0))]
    assert not [*check_directions(with_word(one, "B", direction=parse_direction("northeast")))]
    (found,) = check_directions(with_word(one, "B", azimuth_deg=350.0))
    assert found.text == "It flew east by A and 350 degrees by B: 100 degrees apart."


@given(st.permutations(range(4)))
def test_the_order_of_the_reports_does_not_matter(order: list[int]) -> None:
    figures = ["400 km", "700 km", "more than 900 km", "420 km"]
    names = "ABCD"
    one = BARE
    for number in order:
        one = with_word(one, names[number], range=km(figures[number]))
    found = {frozenset(each.what.split("; ")) for each in check_figures(one)}
    assert len(found) == 5  # all pairs but that of 400 and 420 km


@pytest.mark.parametrize(
    ("words", "changes", "told_as"),
    [
        ("about 350 kilometers", {"unit": "mi"}, "about 350 mi"),  # a unit mistaken
        ("more than 200 miles", {"qualifier": "about"}, "about 200 mi"),  # a bound lost
        ("about 370 km", {"qualifier": "more_than"}, "more than 370 km"),  # and one made up
        ("less than 200 km", {"qualifier": "more_than"}, "more than 200 km"),
        ("1,000 km", {"low": 100.0, "high": 100.0}, "100 km"),
        ("300 to 350 km", {"low": 350.0, "qualifier": "exact"}, "350 km"),
    ],
)
def test_a_figure_that_is_not_the_one_quoted(words: str, changes: dict, told_as: str) -> None:
    (found,) = check_quoted(with_word(BARE, "A", range=replace(km(words), **changes)))
    assert found.severity == "fault"
    assert f"The distance by A is {told_as}, where the words" in found.text
    assert f"“{words}”" in found.text


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("385 miles", {"qualifier": "about"}),
        ("about 350 kilometers", {}),
        ("more than 200 miles", {"low": 322.0, "high": 322.0, "unit": "km"}),  # rounded
        ("exactly 385 miles", {"words": "an altitude of about 50 kilometers"}),  # no figure
        ("400 km", {"words": None}),
    ],
)
def test_a_figure_that_may_be_the_one_quoted(words: str, changes: dict) -> None:
    assert not list(check_quoted(with_word(BARE, "A", range=replace(km(words), **changes))))


def test_our_figures_are_those_quoted() -> None:
    assert not [each for one in load() for each in check_quoted(one)]
