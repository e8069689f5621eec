"""Figures of one publisher that cannot belong to one flight are found, and no others."""

from __future__ import annotations

from typing import Any

import pytest
from helpers.flights import SITE, launch_of

from geolaunch.catalogue.launches import find, load
from geolaunch.trajectory.fit import SENTENCES, arc_check, sentence

WHOLE = ("range", "apogee", "flight_time")


def check(*records: dict[str, Any], missile_class: str | None = None) -> Any:
    return arc_check(launch_of(*records, missile_class=missile_class))


def whole(*records: dict[str, Any]) -> Any:
    return next(each for each in check(*records) if each.claims == WHOLE)


def test_the_odd_figure_is_flagged_with_its_numbers() -> None:
    (found,) = (
        each
        for each in arc_check(find("2022-03-24-a")[0])
        if each.originator == "KCNA" and each.claims == WHOLE
    )
    assert found.fits is False
    assert sentence(found) == (
        "4,052 s is shorter than the 4,112 s arc of the same source's own figures"
    )


def test_no_consistent_launch_is_flagged() -> None:
    flagged = {
        (each.launch, each.originator)
        for launch in load()
        for each in arc_check(launch)
        if each.fits is False
    }
    assert flagged == {("2022-03-24-a", "KCNA")}


def test_three_figures_make_three_pairs_and_a_triple() -> None:
    found = check(SITE | {"range_km": 1000, "apogee_km": 6000, "flight_time": "4,150 s"})
    assert [each.claims for each in found] == [
        ("range", "apogee"),
        ("apogee", "flight_time"),
        ("range", "flight_time"),
        WHOLE,
    ]
    assert all(each.fits for each in found)


@pytest.mark.parametrize(
    ("apogee", "time", "fits", "key"),
    [
        ("6,000 km", "4,150 s", True, "fit_whole"),
        ("6,000 km", "3,900 s", False, "fit_whole_short"),
        ("6,000 km", "3,960 s", False, "fit_whole_off"),
        ("6,000 km", "4,600 s", False, "fit_whole_off"),
        ("6,000 km", "about 70 minutes", True, "fit_whole"),
        ("more than 6,000 km", "4,600 s", True, "fit_whole_bound"),
        ("more than 6,000 km", "3,800 s", False, "fit_whole_short"),
        ("less than 6,000 km", "3,000 s", True, "fit_whole_upper"),
        ("less than 6,000 km", "4,600 s", False, "fit_whole_off"),
    ],
)
def test_a_time_is_that_of_the_arc_and_of_a_boost(
    apogee: str, time: str, fits: bool, key: str
) -> None:
    told = SITE | {"range_km": 1000, "apogee": apogee, "flight_time": time}
    found = next(each for each in check(told, missile_class="ICBM") if each.claims == WHOLE)
    assert (found.fits, found.remark.key) == (fits, key)


def test_a_bound_both_ways_says_nothing() -> None:
    told = {"range": "more than 900 km", "apogee": "less than 6,000 km", "flight_time": "900 s"}
    assert whole(SITE | told).fits is None


def test_a_time_too_short_for_a_height_needs_no_distance() -> None:
    (found,) = check(SITE | {"apogee_km": 6000, "flight_time": "50 minutes"})
    assert (found.claims, found.fits) == (("apogee", "flight_time"), False)
    assert "straight up and down" in sentence(found)


def test_nothing_falls_faster_than_an_orbit() -> None:
    (found,) = check(SITE | {"range_km": 3700, "flight_time": "5 minutes"})
    assert (found.claims, found.fits) == (("range", "flight_time"), False)


def test_one_figure_alone_and_those_of_two_are_not_compared() -> None:
    other = {"apogee_km": 6000, "originator": "B"}
    assert check(SITE | {"range_km": 1000}, other) == ()


def test_nobody_can_tell_of_a_flat_flight() -> None:
    (found,) = check(SITE | {"range_km": 350, "apogee_km": 50})
    assert found.fits is None
    assert sentence(found) == "350 km and 50 km: depressed or manoeuvring, cannot tell"


def test_a_cruise_missile_is_no_arc() -> None:
    told = SITE | {"range_km": 1500, "apogee_km": 1, "flight_time": "7,580 s"}
    assert check(told, missile_class="cruise") == ()


def test_no_arc_at_all_is_told() -> None:
    (found,) = check(SITE | {"range_km": 19_000, "apogee_km": 1000})
    assert found.fits is False
    assert "which way round" in sentence(found)


def test_every_sentence_can_be_filled() -> None:
    told = {each.remark.key for launch in load() for each in arc_check(launch)}
    assert told <= set(SENTENCES)
    for launch in load():
        for each in arc_check(launch):
            assert "{" not in sentence(each)
