"""The allowance for the boost, against the published times that it was fitted to."""

from __future__ import annotations

import runpy
from typing import Any

import pytest
from helpers.paths import ROOT

from geolaunch.report.quantity import parse_quantity
from geolaunch.trajectory.boost import HELD, SPREAD_SDS, SPREAD_WORDS, boost

FIT = ROOT / "data" / "make" / "boost_fit.py"


@pytest.fixture(scope="module")
def study() -> Any:
    return runpy.run_path(str(FIT))


@pytest.fixture(scope="module")
def rows(study: Any) -> Any:
    return list(study["rows_in_catalogue"]())


def test_the_script_prints_the_numbers_that_ship(study: Any, rows: Any) -> None:
    fit = study["fitted"]([row for row in rows if row.counts])
    for name, (per_speed, sd) in fit.k.items():
        ours = boost(7.0, name)
        assert ours.seconds == pytest.approx(7 * per_speed, abs=0.5)
        assert ours.sd_s == pytest.approx(((7 * sd) ** 2 + fit.error_s**2) ** 0.5, abs=1)
        assert ours.low_s == max(0, ours.seconds - SPREAD_SDS * ours.sd_s)
        assert ours.fitted == (name != "other")


def test_left_out_times_are_met(study: Any, rows: Any) -> None:
    """Of 17 complete one-publisher sets, none of them a bound, 11 within 75 s."""
    assert len(rows) == 17
    assert sum(row.counts for row in rows) == 16
    off, sds = {}, {}
    for row in rows:
        allowance, sd = study["predicted"](study["left_out"](rows, row), row)
        off[row.event, row.publisher] = row.left_s - allowance
        sds[row.event, row.publisher] = (row.left_s - allowance) / sd
    near = [key for key, seconds in off.items() if abs(seconds) <= 75]
    assert len(near) == 11
    odd = [key for key, each in sds.items() if abs(each) > SPREAD_SDS]
    assert odd == [("2017-07-04-a", "KCNA"), ("2022-03-24-a", "KCNA")]


def test_times_that_made_no_fit_lie_in_the_stated_spread(study: Any, rows: Any) -> None:
    """Both, and within 75 s."""
    fit = study["fitted"]([row for row in rows if row.counts])
    unseen = list(study["rows_unseen"]())
    assert len(unseen) == 2
    assert not {row.event for row in unseen} & {row.event for row in rows}
    off = []
    for row in unseen:
        allowance, sd = study["predicted"](fit, row)
        off.append(row.left_s - allowance)
        assert abs(off[-1]) <= SPREAD_SDS * sd
        shipped = boost(row.speed_km_s, row.missile_class)
        assert shipped.low_s <= row.left_s <= shipped.high_s
    assert all(abs(each) <= 75 for each in off)


def test_the_words_of_the_spread_count_what_was_held_against_it(study: Any, rows: Any) -> None:
    count = len(rows) + len(list(study["rows_unseen"]()))
    assert (count - 2, count) == HELD
    assert f"of {count} published times" in SPREAD_WORDS
    assert f"{count - 2} lie inside" in SPREAD_WORDS
    assert f"{SPREAD_SDS} standard deviations" in SPREAD_WORDS


def test_a_time_is_as_sure_as_the_way_it_was_told(study: Any) -> None:
    told = [
        study["_rounding_sd_s"](parse_quantity(words))
        for words in ("4,052 s", "39 min", "about 39 min", "about 30 min")
    ]
    assert told[0] < told[1] == told[2] < told[3]


def test_a_faster_missile_burns_longer_and_the_spread_holds_it() -> None:
    slow, fast = boost(4.0, "ICBM"), boost(8.0, "ICBM")
    assert fast.seconds == pytest.approx(2 * slow.seconds)
    for each in (slow, fast, boost(1.0, None), boost(2.0, "SRBM")):
        assert 0 <= each.low_s < each.seconds < each.high_s
    assert boost(5.0, "SRBM") == boost(5.0, None)
    assert boost(5.0, "SRBM").sd_s > boost(5.0, "ICBM").sd_s
