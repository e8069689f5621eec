"""Which word of an originator stands: the latest on each thing, and nothing that was retracted."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.errors import UnknownNameError
from geolaunch.report.model import STATUSES, UNATTRIBUTED, Launch, Report, Status
from geolaunch.report.voices import (
    by_originator,
    is_retracted,
    later_first,
    latest,
    rank,
    replaced,
    reports_by,
    retracted,
    standing,
)


def report(originator: str | None, status: Status | None, count: int | None = None) -> Report:
    """Return a report that says how many missiles, or nothing."""
    return Report(originator=originator, status=status, count=count)


def counts(*reports: Report) -> list[tuple[str, int]]:
    """Return who still says which number."""
    return [(each.originator, each.value) for each in latest(reports, lambda r: r.count)]


def test_a_later_word_replaces_an_earlier_one_whatever_the_order() -> None:
    first, revised, final = (
        report("JCS", "first", 1),
        report("JCS", "revised", 2),
        report("JCS", "final", 3),
    )
    assert counts(first, revised) == counts(revised, first) == [("JCS", 2)]
    assert counts(final, first, revised) == counts(first, revised, final) == [("JCS", 3)]


def test_a_word_without_a_status_is_a_first_one() -> None:
    assert counts(report("JCS", None, 1), report("JCS", "first", 2)) == [("JCS", 1), ("JCS", 2)]
    assert counts(report("JCS", None, 1), report("JCS", "revised", 2)) == [("JCS", 2)]


def test_originators_do_not_replace_one_another() -> None:
    assert counts(report("JCS", "first", 1), report("MoD", "final", 2)) == [("JCS", 1), ("MoD", 2)]
    assert counts(report(None, "first", 1)) == [(UNATTRIBUTED, 1)]


def test_a_later_word_on_another_thing_replaces_nothing() -> None:
    assert counts(report("JCS", "first", 1), report("JCS", "final")) == [("JCS", 1)]


def test_what_was_retracted_neither_stands_nor_replaces() -> None:
    taken_back, first = report("JCS", "retracted", 9), report("JCS", "first", 1)
    assert counts(taken_back, first) == [("JCS", 1)]
    assert counts(taken_back) == []
    assert standing([taken_back, first]) == later_first([taken_back, first]) == (first,)
    assert retracted([first, taken_back]) == (taken_back,)
    assert replaced([taken_back, first], lambda r: r.count) == ()


def test_each_replaced_word_is_paired_with_the_one_that_stands() -> None:
    old, new, same = (
        report("JCS", "first", 1),
        report("JCS", "revised", 2),
        report("JCS", "revised", 3),
    )
    ((earlier, later),) = replaced([old, new, same, report("MoD", None, 4)], lambda r: r.count)
    assert (earlier.report, later.report) == (old, new)
    assert (earlier.value, later.value, later.originator) == (1, 2, "JCS")


def test_reports_by_one_originator_or_all() -> None:
    launch = Launch("x", (report("JCS", "retracted"), report("MoD", None), report("JCS", None)))
    assert reports_by(launch) == launch.reports
    assert reports_by(launch, "jcs") == (launch.reports[0], launch.reports[2])
    with pytest.raises(UnknownNameError, match="the originators of x are JCS, MoD"):
        reports_by(launch, "TASS")


def test_originators_stand_in_the_order_in_which_they_speak() -> None:
    a, b, c = report("MoD", None, 1), report("JCS", None, 2), report("MoD", "final", 3)
    assert list(by_originator([a, b, c]).items()) == [("MoD", (a, c)), ("JCS", (b,))]


def test_every_status_has_a_rank() -> None:
    assert get_args(Status) == STATUSES
    assert [rank(report("JCS", status)) for status in STATUSES] == [2, 1, 0, 3]


any_report = st.builds(
    report,
    st.sampled_from([None, "JCS", "MoD"]),
    st.sampled_from([None, *STATUSES]),
    st.none() | st.integers(1, 3),
)


@given(st.lists(any_report, max_size=8))
def test_every_word_stands_or_was_replaced_or_was_retracted(reports: list[Report]) -> None:
    kept = [each.report for each in latest(reports, lambda r: r.count)]
    gone = [old.report for old, _ in replaced(reports, lambda r: r.count)]
    back = [each for each in reports if is_retracted(each) and each.count is not None]
    said = [each for each in reports if each.count is not None]
    assert sorted(map(id, [*kept, *gone, *back])) == sorted(map(id, said))


@given(st.lists(any_report, max_size=8))
def test_later_words_come_first_else_in_the_order_given(reports: list[Report]) -> None:
    ordered = later_first(reports)
    assert list(ordered) == [r for n in range(3) for r in reports if rank(r) == n]
