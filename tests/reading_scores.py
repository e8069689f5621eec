"""How well statements are read: what is right, wrong and missed of each field, as a table.

    python tests/reading_scores.py > notebooks/reading-scores.md

The statements are of our own writing, in the manner of the press and of ministries, with what a
careful reader takes from each (`tests/cases/statements.jsonl`): `wanted` holds only what the text
says of the launch. Those `held_out` nobody who wrote the rules had seen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from helpers.paths import CASES

from geolaunch.catalogue.missiles import find_missile
from geolaunch.constants import KM_PER_UNIT, S_PER_UNIT
from geolaunch.errors import InputError
from geolaunch.places.seas import find_sea
from geolaunch.reading.reader import read
from geolaunch.report.model import Report
from geolaunch.report.quantity import Quantity

STATEMENTS = CASES / "statements.jsonl"
NEAR_KM, NEAR_S = 0.3, 1.0  # figures in other units are given to 0.1 km

Row = Mapping[str, Any]

# What a reader may leave away from the words for a place.
_SMALL_WORDS = frozenset(
    ["the", "a", "an", "near", "around", "from", "area", "in", "of", "at", "its"]
)
_SHARED = 0.6  # of the words of the shorter: the same place, told longer


class Score(NamedTuple):
    """How many values of a field are right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """How many of the values that were read are right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """How many of the values that are told were read."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def rows() -> list[Row]:
    return [json.loads(line) for line in STATEMENTS.read_text(encoding="utf-8").splitlines()]


def scores(chosen: Iterable[Row]) -> dict[str, Score]:
    """Return the score of each field over some statements."""
    by_field: dict[str, Score] = {}
    for row in chosen:
        for field, wanted, got, same in _compared(row):
            score = by_field.get(field, Score())
            by_field[field] = Score(
                score.right + (same and wanted is not None),
                score.wrong + (not same and got is not None),
                score.missed + (not same and wanted is not None),
            )
    return by_field


def _compared(row: Row) -> Iterator[tuple[str, Any, Any, bool]]:
    """Yield (field, wanted, got, whether they are the same) for each field of a statement."""
    wanted = row["wanted"]
    reports = read(row["text"], row["day"]).reports
    for field, (got_of, is_same) in FIELDS.items():
        want, got = wanted.get(field), got_of(reports)
        if want is None and field in _ONLY_IF_WANTED:
            continue
        same = want is None and got is None
        yield field, want, got, same or bool(want and got and is_same(want, got))
    if _near(wanted.get("range_km", [0]), _figures(reports, "range", KM_PER_UNIT), NEAR_KM):
        # How a distance is told, where it was read.
        qualifier = _first(reports, "range").qualifier
        yield "qualifier", wanted["qualifier"], qualifier, qualifier == wanted["qualifier"]


def _first(reports: Iterable[Report], field: str) -> Any:
    return next((value for report in reports if (value := getattr(report, field))), None)


def _figures(
    reports: Iterable[Report], field: str, per_unit: Mapping[str, float]
) -> list[list[float]] | None:
    """Return the figures of a field in km or seconds: of all reports together, then of each."""
    quantities: list[Quantity] = [value for report in reports if (value := getattr(report, field))]
    ends_of_each = [
        [quantity.low * per_unit[quantity.unit], quantity.high * per_unit[quantity.unit]]
        for quantity in quantities
    ]
    return (
        [sorted(end for ends in ends_of_each for end in ends), *ends_of_each]
        if ends_of_each
        else None
    )


def _near(wanted: list[float], got: list[list[float]] | None, near: float) -> bool:
    """Tell whether the ends of what is wanted are told, by one source or by all together.

    Where sources differ, a statement is labelled with what the first of them says.
    """
    low, high = wanted[0], wanted[-1]
    return any(abs(ends[0] - low) <= near and abs(ends[-1] - high) <= near for ends in got or ())


def _is_same_place(wanted: str, got: str) -> bool:
    """Tell whether two phrases tell one place: one holds the other, or they share most words."""
    if wanted in got or got in wanted:
        return True
    first, second = (
        set(re.findall(r"\w+", words.casefold())) - _SMALL_WORDS for words in (wanted, got)
    )
    return len(first & second) >= _SHARED * min(len(first), len(second))


def _missile_id(reports: tuple[Report, ...]) -> str | None:
    name = _first(reports, "missile")
    try:
        return find_missile(name).id if name else None
    except InputError:
        return str(name)


def _sea_id(reports: tuple[Report, ...]) -> str | None:
    name = next((report.landing.sea for report in reports if report.landing.sea), None)
    return find_sea(name).id if name else None


def _same(wanted: Any, got: Any) -> bool:
    return bool(wanted == got)


def _km(field: str) -> Callable[[tuple[Report, ...]], Any]:
    return lambda reports: _figures(reports, field, KM_PER_UNIT)


def _same_km(wanted: Any, got: Any) -> bool:
    return _near(wanted, got, NEAR_KM)


FIELDS: Mapping[str, tuple[Callable[[tuple[Report, ...]], Any], Callable[[Any, Any], bool]]] = {
    "count": (lambda reports: _first(reports, "count"), _same),
    "range_km": (_km("range"), _same_km),
    "apogee_km": (_km("apogee"), _same_km),
    "flight_time_s": (
        lambda reports: _figures(reports, "flight_time", S_PER_UNIT),
        lambda wanted, got: _near(wanted, got, NEAR_S),
    ),
    "time_local": (lambda reports: "-".join(_first(reports, "time_local") or ()) or None, _same),
    "sea": (_sea_id, _same),
    "site": (
        lambda reports: next(
            (report.words["site"].words for report in reports if "site" in report.words), None
        ),
        _is_same_place,
    ),
    "class": (lambda reports: _first(reports, "missile_class"), _same),
    "missile": (_missile_id, _same),
    "eez": (
        lambda reports: next(
            (report.landing.eez["Japan"] for report in reports if report.landing.eez), None
        ),
        _same,
    ),
    "date": (lambda reports: _first(reports, "date"), _same),
}

# A class may be told beside a name, and a day that the text does not tell is that of the article.
_ONLY_IF_WANTED = frozenset({"class", "missile", "date"})


def table() -> str:
    """Return the scores of all statements and of those held out, as Markdown."""
    everything = rows()
    held_out = [row for row in everything if row["held_out"]]
    both = scores(everything), scores(held_out)
    lines = [
        "# How well statements are read",
        "",
        "Made by `python tests/reading_scores.py`; held by `tests/reading/test_scores.py`.",
        "",
        f"{len(everything)} statements of our own writing, in English, Japanese and Korean, with",
        "what a careful reader takes from them (`tests/cases/statements.jsonl`). The rules were",
        f"written beside most of them; {len(held_out)} were held out: who wrote the rules had not",
        "seen them. P is precision, R recall, F1 their harmonic mean.",
        "",
        "| field | right | wrong | missed | P | R | F1 | held out: right | wrong | missed | F1 |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for field, score in both[0].items():
        other = both[1].get(field, Score())
        cells = [field, *score, *(f"{x:.2f}" for x in (score.precision, score.recall, score.f1))]
        lines.append("| " + " | ".join(map(str, [*cells, *other, f"{other.f1:.2f}"])) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(table(), end="")
