"""All checks over the catalogue: each finding has a reason, and each reason its finding."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import replace
from itertools import chain

import pytest
from helpers.seeded import launch, other_half, with_reports, with_word
from helpers.work import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from geolaunch.catalogue.launches import by_missile, claims_of, load, why_not_drawn
from geolaunch.checks import locations as whereabouts
from geolaunch.checks import run as consistency
from geolaunch.checks.duplicates import find_twins
from geolaunch.checks.findings import Finding
from geolaunch.checks.run import (
    CHECKS,
    check,
    check_arc,
    known,
    new_findings,
    report_lines,
)
from geolaunch.files import shipped_text
from geolaunch.impact.evidence import Evidence
from geolaunch.impact.gather import gather
from geolaunch.impact.zones import ImpactZone, zone_of
from geolaunch.places.sites import find_places, sites
from geolaunch.report.io import read_reports
from geolaunch.report.model import launches_of
from geolaunch.report.quantity import parse_quantity
from geolaunch.report.voices import standing

FOUND = check()
QUIET = [one for one in load() if one.id not in {each.launch for each in FOUND}]
TIMED = [one for one in QUIET if one.time_utc and any(r.time_utc for r in one.reports)]
BOUNDED = ("more_than",)  # agrees with whatever is longer
MEASURED = [
    one
    for one in QUIET
    if any(r.range and r.range.qualifier not in BOUNDED for r in standing(one.reports))
]


def test_the_catalogue_has_no_finding_without_a_reason_and_no_stale_reason() -> None:
    assert [each.text for each in new_findings(FOUND)] == []


def test_every_finding_has_one_reason_in_words() -> None:
    rows = list(csv.DictReader(shipped_text("known_conflicts.csv").splitlines()))
    assert list(rows[0]) == ["launch", "check", "what", "reason"]
    keys = [(row["launch"], row["check"], row["what"]) for row in rows]
    assert len(set(keys)) == len(keys) == len(FOUND)
    assert [row["launch"] for row in rows] == sorted(row["launch"] for row in rows)
    assert all(len(row["reason"].split()) > 8 for row in rows)
    assert all(cell == cell.strip() for row in rows for cell in row.values())


def test_findings_are_sentences_with_numbers_and_name_claims() -> None:
    ids = {claim["id"] for one in load() for claim in claims_of(one)}
    for each in FOUND:
        assert re.match(r"[A-Z0-9]", each.text)
        assert each.text.endswith(".")
        assert each.severity == "conflict"  # nothing in the catalogue cannot be
        assert each.claims
        assert set(each.claims) <= ids | {one.id for one in load()}


def test_findings_differ_in_what_they_are_about() -> None:
    keys = {(each.launch, each.check, each.what) for each in FOUND}
    assert len(keys) == len(FOUND)


def test_a_launch_costs_no_more_zones_than_it_has_places_and_seas_to_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Zones are what a check costs: one for the seas, one for each place told, no more.

    `tests/benchmarks/test_check_speed.py` holds the time of all against that of one zone each.
    """
    made: Counter[str] = Counter()

    def counted(evidence: Evidence, levels: tuple[float, ...]) -> ImpactZone:
        made[evidence.launch] += 1
        return zone_of(evidence, levels)

    monkeypatch.setattr(whereabouts, "zone_of", counted)
    check()
    missiles = chain.from_iterable(map(by_missile, load()))
    drawn = [one for one in missiles if not why_not_drawn(one)]
    assert set(made) <= {one.id for one in drawn}
    for one in drawn:
        found = gather(one)
        assert made[one.id] <= bool(found.seas) + len(found.landmarks)


def test_one_figure_alone_asks_for_no_arc(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(consistency, "arc_check", lambda one: asked.append(one.id) or [])
    (one,) = launches_of(read_reports('{"site": "sunan", "range": "400 km", "launch": "q"}', "x"))
    assert list(check_arc(one)) == []
    assert asked == []
    list(check_arc(launch("2022-03-24-a")))
    assert asked == ["2022-03-24-a"]


def test_twice_the_launches_are_twice_the_work() -> None:
    """Launches are held against those of their own day and the next alone, not all against all."""
    once, twice = (calls(lambda n=n: list(find_twins(QUIET[:n]))) for n in (120, 240))
    assert twice < 3 * once


def test_most_launches_say_nothing() -> None:
    assert len(QUIET) > 250
    assert check(QUIET) == ()


# --- errors put in --------------------------------------------------------------------------------


def checks(*found: Finding) -> set[str]:
    return {each.check for each in new_findings(found, ())}


@given(st.sampled_from(TIMED))
@settings(max_examples=20, deadline=None)
def test_an_hour_on_the_wrong_half_of_the_day(one) -> None:
    assert "time" in checks(*check([replace(one, time_utc=other_half(one.time_utc))]))


@given(st.sampled_from(MEASURED))
@settings(max_examples=20, deadline=None)
def test_a_distance_three_times_as_long(one) -> None:
    (longest,) = sorted((r.range for r in one.reports if r.range), key=lambda r: -r.high)[:1]
    wrong = replace(longest, low=3 * longest.high + 200, high=3 * longest.high + 200,
                    qualifier="exact", words=None)  # fmt: skip
    assert "distance" in checks(*check([with_word(one, "X", range=wrong)]))


@given(st.sampled_from(QUIET))
@settings(max_examples=20, deadline=None)
def test_a_row_twice(one) -> None:
    assert "twin" in checks(*check([one, replace(one, id=f"{one.id}x")]))


def test_a_site_moved_across_the_border() -> None:
    (place,) = find_places("chunghwa")
    moved = [replace(p, lat_deg=37.4) if p is place else p for p in sites()]
    assert {"country"} <= checks(*check([], moved))
    assert check([]) == ()


def test_a_changed_figure_is_a_new_finding_and_leaves_a_stale_reason() -> None:
    one = launch("2025-11-07-a")
    worse = with_reports(
        one,
        lambda r: replace(r, range=parse_quantity("2000 km")) if r.originator == "CNS" else r,
    )
    others = [each for each in FOUND if each.launch != one.id]
    new, stale = new_findings([*others, *check([worse])])
    assert new.what == "about 700 km by ROK JCS; 2000 km by CNS"
    assert stale.severity == "fault"
    assert stale.text == (
        "known_conflicts.csv explains “about 700 km by ROK JCS; about 450 km by CNS”, which is no "
        "finding any more."
    )


def test_a_user_s_reports_are_checked_too() -> None:
    records = """[{"launch": "mine", "originator": "A", "range_km": 400, "site": "Sunan",
                   "landing": {"sea": "Yellow Sea"}, "direction": "east"},
                  {"launch": "mine", "originator": "B", "range_km": 900}]"""
    found = check(launches_of(read_reports(records, "mine.json")))
    assert {each.check for each in found} == {"landing sea", "distance"}
    assert {each.claims for each in found} == {("A",), ("A", "B")}


# --- the report -----------------------------------------------------------------------------------


def test_the_report() -> None:
    lines = report_lines(FOUND, known())
    assert lines[0] == f"no findings without a reason, {len(FOUND)} explained"
    assert len(lines) == 1 + 2 * len(FOUND)
    assert report_lines((), ()) == ["no findings"]
    (odd,) = check([replace(launch("2023-03-27-a"), date="2023-03-28", time_utc=(), reports=(),
                            sources=())])  # fmt: skip
    assert report_lines([odd], ()) == [
        "1 finding",
        "fault: 2023-03-27-a date: The date cannot be: its id is 2023-03-27-a, and its date "
        "2023-03-28.",
    ]
    explained = [each for each in known() if each.launch == "2024-06-26-a"]
    (finding,) = [each for each in FOUND if each.launch == "2024-06-26-a"]
    assert report_lines([finding], explained) == [
        "no findings without a reason, 1 explained",
        "explained: 2024-06-26-a outcome: The outcome is failure by ROK JCS; success by KCNA.",
        f"    {explained[0].reason}",
    ]


@pytest.mark.parametrize("one", CHECKS, ids=lambda one: one.__name__)
def test_every_check_is_told(one) -> None:
    assert re.match(r"Yield .+\.", one.__doc__ or "")
