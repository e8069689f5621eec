"""One launch under two ids and one report twice are found; what one voice tells apart is two."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.seeded import later, launch, with_reports

from geolaunch.catalogue.launches import load
from geolaunch.checks.duplicates import check_repeated, find_twins
from geolaunch.report.model import Launch

ONE = launch("2023-03-27-a")


def pairs(*launches: Launch) -> list[str]:
    return [finding.what for finding in find_twins(launches)]


def by(of: Launch, who: str) -> Launch:
    return with_reports(of, lambda report: replace(report, originator=who))


def test_two_days_of_the_catalogue_have_rows_alike() -> None:
    assert pairs(*load()) == [
        "2014-02-27-a 2014-02-27-b",
        "2014-03-03-a 2014-03-03-b",
        "2019-05-04-a 2019-05-04-b",
    ]
    assert not [each for one in load() for each in check_repeated(one)]


@pytest.mark.parametrize("one", load()[::7], ids=lambda one: one.id)
def test_a_row_twice(one: Launch) -> None:
    assert pairs(one, replace(one, id="again")) == [f"{one.id} again"]


def test_minutes_apart_by_another_voice() -> None:
    again = by(replace(ONE, id="again", time_utc=later(ONE.time_utc, 0.1)), "X")
    again = with_reports(again, lambda report: replace(report, time_utc=(), time_local=()))
    assert pairs(ONE, again) == ["2023-03-27-a again"]
    assert pairs(ONE, replace(again, time_utc=later(ONE.time_utc, 2))) == []


def test_the_same_under_its_date_in_utc() -> None:
    again = by(replace(ONE, id="again", date="2023-03-28"), "X")
    assert pairs(ONE, again) == ["2023-03-27-a again"]
    untimed = replace(again, time_utc=())
    lower = with_reports(untimed, lambda report: replace(report, apogee=None))
    assert pairs(ONE, untimed) == ["2023-03-27-a again"]
    assert pairs(ONE, lower) == []


def test_what_one_voice_tells_apart_is_two() -> None:
    first, second = launch("2022-09-28-a"), launch("2022-09-28-b")  # 7 min apart, both 360 km
    assert pairs(first, second) == []
    assert pairs(first, by(second, "X")) == ["2022-09-28-a 2022-09-28-b"]


def test_a_report_twice() -> None:
    (found,) = check_repeated(replace(ONE, reports=(*ONE.reports, ONE.reports[0])))
    assert found.what == "2 times by ROK JCS"
    assert found.severity == "fault"
