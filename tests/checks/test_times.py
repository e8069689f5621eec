"""The AM/PM trap: an hour on the wrong half of the day is found wherever a second word stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from helpers.own_tables import claim, sound, write
from helpers.seeded import later, launch, other_half, with_reports, with_word

from geolaunch.catalogue.launches import load
from geolaunch.catalogue.user_tables import read_catalogue
from geolaunch.checks.findings import Finding
from geolaunch.checks.times import check_clock, check_falls
from geolaunch.report.model import Launch

TWELVE_HOURS_LATE = ["2016-02-07-a", "2017-07-04-a"]  # in a public table
TIMED = [
    one for one in load() if one.time_utc and any(r.time_utc or r.time_local for r in one.reports)
]


def found(of: Launch) -> list[Finding]:
    return [*check_clock(of), *check_falls(of)]


def test_the_catalogue_s_clocks_agree() -> None:
    odd = [each for one in load() for each in found(one)]
    assert {each.severity for each in odd} == {"conflict"}
    assert {each.launch for each in odd} == {
        *("2009-07-04-a", "2009-07-04-b", "2014-08-14-a"),  # a day's missiles in one row
        *("2016-04-28-a", "2019-05-04-a", "2022-06-05-d"),  # hours of several in the words of one
    }


@pytest.mark.parametrize("name", TWELVE_HOURS_LATE)
def test_the_two_launches_of_a_public_table_with_its_hour_in_the_row(name: str) -> None:
    wrong = replace(launch(name), time_utc=later(launch(name).time_utc, 12))
    assert any("12 h 0 min apart" in each.text for each in found(wrong))
    assert {each.severity for each in found(wrong)} == {"fault"}


@pytest.mark.parametrize("name", TWELVE_HOURS_LATE)
def test_the_same_with_its_hour_in_the_row_and_the_claim(name: str) -> None:
    """What is left to find it: other voices, or a fall before the launch."""
    wrong = with_reports(
        replace(launch(name), time_utc=later(launch(name).time_utc, 12)),
        lambda report: replace(report, time_utc=later(report.time_utc, 12)),
    )
    assert found(wrong)
    assert all("wrong half of the day" in each.text for each in found(wrong))


@pytest.mark.parametrize("one", TIMED, ids=lambda one: one.id)
def test_am_for_pm_in_any_row(one: Launch) -> None:
    wrong = replace(one, time_utc=other_half(one.time_utc))
    assert any(each.severity == "fault" for each in found(wrong))


def test_half_an_hour_is_pyongyang_s_own_clock_and_nine_hours_are_the_zone() -> None:
    one = launch("2017-07-04-a")
    said = [each.text for each in found(replace(one, time_utc=later(one.time_utc, 0.5)))]
    assert said
    assert all("as Pyongyang's clock was" in text or "31 min" in text for text in said)
    said = [each.text for each in found(replace(one, time_utc=later(one.time_utc, 9)))]
    assert any("Korean time taken for UTC" in text for text in said)


def test_the_date_in_utc_is_not_the_date_in_korea() -> None:
    one = launch("2017-05-14-a")  # 20:28 UTC on the 13th
    (each,) = [e for e in found(replace(one, date="2017-05-13")) if "CNS" in e.text]
    assert each.text == (
        "It left at 20:28 UTC by CNS, 05:28 on 2017-05-14 in Korea, and is of 2017-05-13."
    )


def test_one_account_in_two_zones() -> None:
    one = replace(launch("2023-03-27-a"), reports=(), time_utc=())
    agrees = {"time_utc": ("2023-03-26T22:47Z",), "time_local": ("07:47",), "date": "2023-03-27"}
    assert found(with_word(one, "A", **agrees)) == []
    (each,) = found(with_word(one, "A", **agrees | {"time_local": ("19:47",)}))
    assert each.what == "19:47 in Korea and 2023-03-26T22:47Z by A"
    assert "12 h 0 min apart" in each.text


def test_salvos_are_held_against_the_start_or_the_whole() -> None:
    one = replace(launch("2023-03-27-a"), reports=())  # 07:47 and 07:57
    assert found(with_word(one, "A", time_local=("07:47",))) == []
    assert found(with_word(one, "A", time_local=("07:47", "08:00"))) == []
    assert found(with_word(one, "A", time_local=("07:47", "08:20")))


def test_a_salvo_past_midnight() -> None:
    one = replace(launch("2023-03-27-a"), reports=(), time_utc=())
    (each,) = found(with_word(one, "A", time_local=("23:50", "00:05")))
    assert "00:05 on 2023-03-28" in each.text


def test_a_word_printed_before_the_launch() -> None:
    one = replace(launch("2023-03-27-a"), reports=())
    assert found(with_word(one, "A", stated_at="2023-03-27T07:50+09:00")) == []
    (each,) = found(with_word(one, "A", stated_at="2023-03-27T07:40+09:00"))
    assert each.text.startswith("It left at 22:47 and 22:57 UTC by the launch's row, and A told")


def test_falls() -> None:
    one = launch("2022-11-18-a")  # 10:14 to 11:23, 69 min by Japan's ministry
    assert found(one) == []
    longer = with_reports(
        one,
        lambda r: (
            replace(r, flight_time=replace(r.flight_time, low=60.0, high=60.0))
            if r.flight_time and r.originator == "Japan MoD"
            else r
        ),
    )
    (each,) = found(longer)
    assert each.text == "It flew for 60 min and fell 69 min after it left, both by Japan MoD."
    assert each.severity == "conflict"


@pytest.mark.parametrize(
    ("fell", "faults"), [("10:12/10:16", []), ("10:12/09:58", ["fall"]), ("09:58/10:16", ["fall"])]
)
def test_the_falls_of_two_missiles_are_held_to_it_each(
    tmp_path: Path, fell: str, faults: list[str]
) -> None:
    """It left at 10:02; after 10:12, 09:58 is of the next day."""
    tables = sound()
    tables["launches.csv"][0]["time_utc"] = "2031-05-06T01:02Z"
    tables["claims.csv"].append(claim("own-1/8", "time_utc", "2031-05-06T01:02Z", unit="UTC"))
    tables["claims.csv"].append(claim("own-1/9", "impact_time_local", fell, unit="UTC+9"))
    (first, _) = read_catalogue(write(tmp_path, tables))
    assert [finding.check for finding in check_falls(first)] == faults


def test_a_report_file_has_no_falls() -> None:
    one = launch("2016-02-07-a")
    late = Launch("x", one.reports, date=one.date, time_utc=later(one.time_utc, 12))
    assert list(check_falls(late)) == []
    claims = {finding.claims for finding in check_clock(late)}
    assert claims == {("the launch's row", "Japan government"), ("the launch's row", "CNS")}
