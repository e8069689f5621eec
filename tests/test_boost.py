"""The allowance for the boost, against the published times that it was fitted to."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

import pytest

from geolaunch.boost import SPREAD_SDS, boost

FIT = Path(__file__).parents[1] / "data" / "make" / "boost_fit.py"


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
    """Of 12 complete one-publisher sets, none of them a bound, 10 within 75 s."""
    assert len(rows) == 12
    assert sum(row.counts for row in rows) == 11
    off, sds = {}, {}
    for row in rows:
        allowance, sd = study["predicted"](study["left_out"](rows, row), row)
        off[row.event, row.publisher] = row.left_s - allowance
        sds[row.event, row.publisher] = (row.left_s - allowance) / sd
    near = [key for key, seconds in off.items() if abs(seconds) <= 75]
    assert len(near) == 10
    assert len(near) / len(rows) >= 0.8
    odd = [key for key, each in sds.items() if abs(each) > SPREAD_SDS]
    assert odd == [("2022-03-24-a", "KCNA")]


def test_a_faster_missile_burns_longer_and_the_spread_holds_it() -> None:
    slow, fast = boost(4.0, "ICBM"), boost(8.0, "ICBM")
    assert fast.seconds == pytest.approx(2 * slow.seconds)
    for each in (slow, fast, boost(1.0, None), boost(2.0, "SRBM")):
        assert 0 <= each.low_s < each.seconds < each.high_s
    assert boost(5.0, "SRBM") == boost(5.0, None)
    assert boost(5.0, "SRBM").sd_s > boost(5.0, "ICBM").sd_s
