"""Dates that cannot be are found; weekdays in quotations are held against Korea's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.seeded import launch, with_word

from geolaunch.catalogue.launches import load
from geolaunch.checks.dates import check_calendar, check_weekdays
from geolaunch.report.model import Launch, Report, Source, Words

MONDAY = launch("2023-03-27-a")  # 07:47 in Korea: Sunday evening in Washington


def why(of: Launch) -> list[str]:
    return [finding.text for finding in check_calendar(of)]


def quoted(of: Launch, words: str) -> list[str]:
    report = Report(originator="A", words={"time_local": Words(words)})
    return [found.what for found in check_weekdays(replace(of, reports=(report,)))]


def test_the_catalogue_differs_from_a_source_on_one_day_only() -> None:
    found = [each for one in load() for each in check_calendar(one)]
    assert {(each.launch, each.severity) for each in found} == {
        ("2009-07-04-a", "conflict"),
        ("2009-07-04-b", "conflict"),
    }


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("2023-03-28", "its id is 2023-03-27-a, and its date 2023-03-28"),
        ("2023-02-30", "not in the calendar"),
        ("27 March", "not in the calendar"),
        ("1923-03-27", "no ballistic missile flew before 1942-10-03"),
        ("2203-03-27", "the catalogue knows nothing later than 2026-10-03"),
        ("2023-03-29", "its source afp-2023-03-27 was printed on 2023-03-27"),
        ("2023-03-29", "what Japan MoD says was printed on 2023-03-27"),
    ],
)
def test_an_impossible_date(day: str, reason: str) -> None:
    assert any(reason in text for text in why(replace(MONDAY, date=day)))


def test_a_newspaper_of_the_day_before_is_that_of_the_americas() -> None:
    paper = Source("p", "P", "", "2023-03-26", "")
    assert why(replace(MONDAY, sources=(paper,))) == []
    assert why(replace(MONDAY, sources=(replace(paper, date="2023-03-25"),)))
    for coarse in ("2023-03", "2023", ""):  # may still have been printed after it
        assert why(replace(MONDAY, sources=(replace(paper, date=coarse),))) == []
    assert why(replace(MONDAY, sources=(replace(paper, date="2023-02"),)))


def test_a_missile_that_nobody_had_seen() -> None:
    early = replace(launch("2017-07-04-a"), id="x", date="2016-07-04", sources=(), reports=())
    assert why(early) == ["The date cannot be: it is of 2016-07-04, and Hwasong-14 was first seen "
                          "2017-07-04."]  # fmt: skip
    assert why(replace(early, missile_id=None)) == []
    assert why(replace(early, missile_id="of no table")) == []


def test_a_month_is_a_date_too() -> None:
    (month,) = [one for one in load() if one.id == "1990-05-a"]
    assert why(month) == []
    assert why(replace(month, date="1990-13"))


def test_a_date_by_another_source() -> None:
    (found,) = check_calendar(with_word(MONDAY, "X", date="2023-03-26"))
    assert (found.check, found.severity, found.claims) == ("date", "conflict", ("X",))
    assert found.text == "It is dated 2023-03-27, and X dates it 2023-03-26."


def test_weekdays() -> None:
    assert quoted(MONDAY, "early on Monday morning") == []
    assert quoted(MONDAY, "on SUNDAY evening in Washington") == []
    assert quoted(MONDAY, "launched Tuesday from Sunan") == ["Tuesday by A"]
    afternoon = replace(MONDAY, time_utc=("2023-03-27T07:00Z",))
    assert quoted(afternoon, "on Sunday") == ["Sunday by A"]
    assert quoted(replace(MONDAY, time_utc=()), "on Sunday") == []
    assert quoted(replace(MONDAY, date="2023-03"), "on Friday") == []
