"""Which word of an originator stands: the final one, else the revised one, else the first.

An originator may speak of a launch several times, and through several carriers. What it retracted
does not stand, and its later word on one thing replaces its earlier ones on that thing alone: a
revised distance leaves the first direction as it is. Originators never replace one another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from geolaunch.report.model import (
    COMBINED,
    Launch,
    Report,
    Status,
    originator_of,
    source_name,
)

__all__ = [
    "RETRACTED",
    "Statement",
    "by_originator",
    "is_retracted",
    "later_first",
    "latest",
    "missile_numbers",
    "rank",
    "replaced",
    "reports_by",
    "retracted",
    "standing",
]

T = TypeVar("T")

RETRACTED: Status = "retracted"

# The later word has the smaller number; a word without a status is a first one.
_RANKS: Mapping[Status | None, int] = {"final": 0, "revised": 1, "first": 2, None: 2, RETRACTED: 3}


class Statement(NamedTuple, Generic[T]):
    """What one originator said of one thing, and the report that says so."""

    originator: str
    value: T
    report: Report


def rank(report: Report) -> int:
    """Return a number to sort by, later words first: final 0, revised 1, first 2, retracted 3."""
    return _RANKS[report.status]


def is_retracted(report: Report) -> bool:
    """Tell whether the originator took a report back."""
    return report.status == RETRACTED


def standing(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return the reports that were not retracted, in the order given."""
    return tuple(report for report in reports if not is_retracted(report))


def retracted(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return the reports that were retracted, in the order given."""
    return tuple(report for report in reports if is_retracted(report))


def later_first(reports: Iterable[Report]) -> tuple[Report, ...]:
    """Return the reports that were not retracted, later words first, else in the order given."""
    return tuple(sorted(standing(reports), key=rank))


def reports_by(launch: Launch, source: str = COMBINED) -> tuple[Report, ...]:
    """Return the reports of one originator, or of all, whether or not they stand.

    Raises UnknownNameError with the originators of the launch if `source` is none of them.
    """
    name = source_name(launch, source)
    return tuple(r for r in launch.reports if name in (COMBINED, originator_of(r)))


def by_originator(reports: Iterable[Report]) -> dict[str, tuple[Report, ...]]:
    """Return the reports of each originator, in the order in which they first speak."""
    groups: dict[str, list[Report]] = {}
    for report in reports:
        groups.setdefault(originator_of(report), []).append(report)
    return {name: tuple(group) for name, group in groups.items()}


# What is said of one missile alone makes a zone of its own if it says how far or which way it flew,
# or where it fell; a time, a height or a site of its own does not.
_OWN_FLIGHT = ("range", "azimuth_deg", "direction", "overflight", "landing")
_EMPTY = Report()


def missile_numbers(launch: Launch) -> tuple[int, ...]:
    """Return the numbers of the missiles of a launch if their flights are reported apart, rising.

    They are all missiles that the launch is known to be of. () if all that is reported of a flight
    or a landing, and not replaced by a later word, is of every missile.
    """
    numbers = {
        number
        for name in _OWN_FLIGHT
        for report in _latest_of(launch, name)
        for number in report.missile_no
    }
    return tuple(sorted(numbers | set(range(1, (launch.count or 0) + 1)))) if numbers else ()


def _latest_of(launch: Launch, name: str) -> Iterator[Report]:
    """Yield the reports that say something of a field which no later word replaced."""

    def value(report: Report) -> object:
        said = getattr(report, name)
        return None if said == getattr(_EMPTY, name) else said

    yield from (statement.report for statement in latest(launch.reports, value))


def latest(
    reports: Iterable[Report], value: Callable[[Report], T | None]
) -> tuple[Statement[T], ...]:
    """Return what each originator still says of one thing, in the order of the reports.

    `value` returns what a report says of it, None for nothing. An originator whose later word
    comes through several carriers, or gives several figures, has several statements.
    """
    statements = _statements(reports, value)
    first_rank = {who: rank(statement.report) for who, statement in _best(statements).items()}
    return tuple(s for s in statements if rank(s.report) == first_rank[s.originator])


def replaced(
    reports: Iterable[Report], value: Callable[[Report], T | None]
) -> tuple[tuple[Statement[T], Statement[T]], ...]:
    """Return each statement that a later word replaced, with the (first) one that did."""
    statements = _statements(reports, value)
    best = _best(statements)
    pairs = ((statement, best[statement.originator]) for statement in statements)
    return tuple((old, new) for old, new in pairs if rank(old.report) > rank(new.report))


def _statements(
    reports: Iterable[Report], value: Callable[[Report], T | None]
) -> list[Statement[T]]:
    """Return all that was said of one thing and not retracted."""
    values = ((report, value(report)) for report in standing(reports))
    return [
        Statement(originator_of(report), given, report)
        for report, given in values
        if given is not None
    ]


def _best(statements: Iterable[Statement[T]]) -> dict[str, Statement[T]]:
    """Return the first statement of the latest word of each originator."""
    best: dict[str, Statement[T]] = {}
    for statement in statements:
        known = best.setdefault(statement.originator, statement)
        if rank(statement.report) < rank(known.report):
            best[statement.originator] = statement
    return best
