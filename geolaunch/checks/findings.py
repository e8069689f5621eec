"""What a check of a launch finds, and what its claims say of one thing, voice by voice.

A finding says that something cannot be so (`fault`) or that two voices differ by more than their
errors allow (`conflict`). Nothing is removed: findings are listed, and those that are explained
stand in `data/known_conflicts.csv`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from geolaunch.catalogue.launches import claims_of
from geolaunch.report.model import STATUSES, Launch, Report, originator_of

__all__ = [
    "ROW",
    "Finding",
    "Severity",
    "Told",
    "claim_ids",
    "listed",
    "of_two",
    "told",
    "with_row",
]

Severity = Literal["fault", "conflict"]
T = TypeVar("T")

# The voice of what stands in the launch's own row of `launches.csv`.
ROW = "the launch's row"


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found in a launch.

    `launch` is its id, "" where a table itself is at fault. `check` names the check, `what` the
    figures that it is about, in short: the three together tell a finding from every other, and a
    figure that changes makes another finding. `claims` are ids of `claims.csv`, or originators
    where a launch has none there. `text` is a sentence with the numbers.
    """

    launch: str
    check: str
    claims: tuple[str, ...]
    text: str
    severity: Severity
    what: str


@dataclass(frozen=True, slots=True)
class Told(Generic[T]):
    """One value and who told it."""

    who: str
    value: T


def _standing(launch: Launch, value: Callable[[Report], T | None]) -> list[tuple[Report, T]]:
    """Return what each originator still says of one thing: its latest word, as often as it says it.

    What was retracted is left out, and so is a first word that its originator revised: that is the
    history of one voice and contradicts nobody.
    """
    said = [(report, value(report)) for report in launch.reports if report.status != "retracted"]
    given = [(report, it) for report, it in said if it is not None]
    latest: dict[str, int] = {}
    for report, _ in given:
        who = originator_of(report)
        latest[who] = max(latest.get(who, 0), _rank(report))
    return [(report, it) for report, it in given if _rank(report) == latest[originator_of(report)]]


def told(launch: Launch, value: Callable[[Report], T | None]) -> tuple[Told[T], ...]:
    """Return what each originator says of one thing, each value once a voice."""
    voices = (Told(originator_of(report), it) for report, it in _standing(launch, value))
    return tuple(dict.fromkeys(voices))


def _rank(report: Report) -> int:
    """Return how late a word is: a first one or the only one 0, then revised, then final."""
    return STATUSES.index(report.status) if report.status else 0


def claim_ids(
    launch: Launch, quantity: str | tuple[str, ...], who: Iterable[str]
) -> tuple[str, ...]:
    """Return the ids of what originators claim of a quantity, or the originators themselves.

    `quantity` is the beginning of a name in `claims.csv`, or several; what a later claim replaced
    is left out.
    """
    voices = tuple(dict.fromkeys(who))
    rows = claims_of(launch)
    replaced = {row["supersedes"] for row in rows}
    ids = tuple(
        row["id"]
        for row in rows
        if row["quantity"].startswith(quantity)
        and row["originator"] in voices
        and row["id"] not in replaced
    )
    return ids or voices


def listed(parts: Iterable[str]) -> str:
    """Return short accounts as one text, each once."""
    return "; ".join(dict.fromkeys(parts))


def with_row(value: T | None, voices: Sequence[Told[T]]) -> tuple[Told[T], ...]:
    """Return what voices say, after what the launch's own row says, if nobody else says that."""
    if value is None or any(each.value == value for each in voices):
        return tuple(voices)
    return (Told(ROW, value), *voices)


def of_two(launch: Launch, check: str, quantity: str, text: str, *two: Told[str]) -> Finding:
    """Return the conflict of two voices, each with its figure or word in short.

    `quantity` is the beginning of a name in `claims.csv`.
    """
    ids = claim_ids(launch, quantity, [each.who for each in two if each.who != ROW])
    what = listed(f"{each.value} by {each.who}" for each in two)
    return Finding(launch.id, check, ids, text, "conflict", what)
