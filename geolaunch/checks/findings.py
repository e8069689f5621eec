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
from geolaunch.report.model import Launch, Report
from geolaunch.report.voices import latest

__all__ = [
    "ROW",
    "Finding",
    "Said",
    "Severity",
    "claim_ids",
    "listed",
    "of_two",
    "said",
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
class Said(Generic[T]):
    """One value and who gives it."""

    who: str
    value: T


def said(launch: Launch, value: Callable[[Report], T | None]) -> tuple[Said[T], ...]:
    """Return what each originator still says of one thing, each value once a voice.

    What was retracted is left out, and so is a word that its originator revised: that is the
    history of one voice and contradicts nobody.
    """
    statements = latest(launch.reports, value)
    return tuple(dict.fromkeys(Said(s.originator, s.value) for s in statements))


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


def with_row(value: T | None, voices: Sequence[Said[T]]) -> tuple[Said[T], ...]:
    """Return what voices say, after what the launch's own row says, if nobody else says that."""
    if value is None or any(voice.value == value for voice in voices):
        return tuple(voices)
    return (Said(ROW, value), *voices)


def of_two(launch: Launch, check: str, quantity: str, text: str, *two: Said[str]) -> Finding:
    """Return the conflict of two voices, each with its figure or word in short.

    `quantity` is the beginning of a name in `claims.csv`.
    """
    ids = claim_ids(launch, quantity, [voice.who for voice in two if voice.who != ROW])
    what = listed(f"{voice.value} by {voice.who}" for voice in two)
    return Finding(launch.id, check, ids, text, "conflict", what)
