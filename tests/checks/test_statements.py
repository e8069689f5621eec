"""Words and counts on which voices differ are listed with all who say each; so are sites."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from helpers.seeded import launch, with_reports, with_word

from geolaunch.catalogue.launches import claims_of, load
from geolaunch.checks.findings import Finding
from geolaunch.checks.statements import check_sites, check_words
from geolaunch.report.model import Landing, Launch, SitePoint

BARE = Launch("x", ())
ONE = launch("2023-03-27-a")


def two(a: dict[str, Any], b: dict[str, Any], of: Launch = BARE) -> list[Finding]:
    one = with_word(with_word(of, "A", **a), "B", **b)
    return [*check_words(one), *check_sites(one)]


def test_the_catalogue_s_own_conflicts() -> None:
    found = {(each.launch, each.check) for one in load() for each in check_words(one)}
    assert found == {
        *((f"2014-{day}-a", "count") for day in ("06-26", "08-14", "09-06")),
        ("2015-04-03-a", "sea"),
        ("2017-08-26-a", "outcome"),
        ("2022-03-24-a", "missile"),
        ("2024-03-18-a", "count"),
        ("2024-11-05-a", "count"),
        ("2024-06-26-a", "outcome"),
        ("2024-09-18-a", "sea"),
    }
    places = {each.launch for one in load() for each in check_sites(one)}
    assert places == {
        "2014-03-03-a",
        "2014-03-03-b",
        "2014-07-09-a",
        "2014-09-01-a",
        "2015-04-02-a",
        "2015-04-03-a",
        "2016-03-10-a",
        "2016-08-03-a",
        "2016-08-03-b",
        "2017-02-12-a",
        "2022-10-01-a",
        "2022-10-01-b",
        "2022-11-02-a",
    }


@pytest.mark.parametrize(
    ("a", "b", "what"),
    [
        ({"count": 1}, {"count": 2}, "1 by A; 2 by B"),
        ({"missile": "Scud-B"}, {"missile": "Nodong"}, "hwasong-5 by A; hwasong-7 by B"),
        ({"missile_class": "SRBM"}, {"missile_class": "MRBM"}, "SRBM by A; MRBM by B"),
        ({"missile": "Hwasong-15"}, {"missile_class": "SRBM"}, "ICBM by A; SRBM by B"),
        ({"trajectory": "glide"}, {"trajectory": "ballistic"}, "glide by A; ballistic by B"),
        (
            {"landing": Landing("East Sea")},
            {"landing": Landing("Yellow Sea")},
            "sea-of-japan by A; yellow-sea by B",
        ),
        (
            {"landing": Landing(eez={"Japan": "inside"})},
            {"landing": Landing(eez={"Japan": "outside"})},
            "inside by A; outside by B",
        ),
    ],
)
def test_words_that_differ(a: dict[str, Any], b: dict[str, Any], what: str) -> None:
    found = [each for each in two(a, b) if each.what == what]
    assert len(found) == 1
    assert two(a, a) == []
    assert two(b, {}) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ({"missile": "Scud-B"}, {"missile": "Hwasong-5"}),
        ({"missile": "Scud-B"}, {"missile": "a short-range missile"}),
        ({"missile": "KN-30"}, {"missile": "Hwasong-18"}),  # the name of two systems
        ({"landing": Landing("Sea of Japan")}, {"landing": Landing("East Sea")}),
        ({"trajectory": "unstated"}, {"trajectory": "glide"}),
        (
            {"landing": Landing(eez={"Japan": "inside"})},
            {"landing": Landing(eez={"Russia": "outside"})},
        ),
        ({"site": "Chunghwa"}, {"site": "Junghwa"}),
        ({"site": "Pyongyang"}, {"site": "Sunan"}),
        ({"site": "nowhere that is known"}, {"site": "Sunan"}),
    ],
)
def test_words_that_do_not(a: dict[str, Any], b: dict[str, Any]) -> None:
    assert two(a, b) == []


def test_all_who_say_a_word_stand_with_it() -> None:
    (found,) = check_words(with_word(ONE, "X", count=3))
    assert found.what == "2 by ROK JCS, Japan MoD; 3 by X"
    assert found.text == "The number of missiles is 2 by ROK JCS, Japan MoD; 3 by X."
    assert set(found.claims) <= {claim["id"] for claim in claims_of(ONE)}


@pytest.mark.parametrize(
    ("field", "value", "check"),
    [
        ("count", 3, "count"),
        ("missile_id", "hwasong-15", "missile"),
        ("missile_class", "SRBM", "class"),
        ("site", "sohae", "site"),
    ],
)
def test_a_row_that_nobody_bears_out(field: str, value: object, check: str) -> None:
    wrong = replace(launch("2022-11-18-a"), **{field: value})
    found = [*check_words(wrong), *check_sites(wrong)]
    assert check in {each.check for each in found}
    assert all("the launch's row" in each.text for each in found)


def test_an_outcome_that_the_row_does_not_dispute() -> None:
    disputed = launch("2024-06-26-a")
    (found,) = check_words(replace(disputed, outcome="success"))
    assert found.what == "failure by ROK JCS; success by KCNA"
    one_voice = tuple(row for row in claims_of(disputed) if row["originator"] != "ROK JCS")
    alone = replace(disputed, claims=one_voice)  # type: ignore[call-arg]
    assert list(check_words(alone)) == []
    (found,) = check_words(replace(alone, outcome="failure"))
    assert found.what == "failure by the launch's row; success by KCNA"


def test_a_site_moved_across_the_border() -> None:
    moved = with_reports(
        ONE,
        lambda report: (
            replace(report, site=SitePoint(126.98, 37.57, 1.0))
            if report.originator == "CNS" and report.site
            else report
        ),
    )
    moved = moved if moved != ONE else with_word(ONE, "CNS", site=SitePoint(126.98, 37.57, 1.0))
    found = list(check_sites(moved))
    assert found
    assert all("km apart" in each.text and "37.570, 126.980" in each.text for each in found)


def test_history_is_no_conflict() -> None:
    one = with_word(BARE, "A", count=1, status="first")
    assert list(check_words(with_word(one, "A", count=2, status="revised"))) == []
    assert list(check_words(with_word(one, "B", count=2, status="retracted"))) == []
