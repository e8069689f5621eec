"""How long hostile words take beside plain ones of the same length, in one run on one machine.

    python -m pytest tests/benchmarks/test_words_speed.py --benchmark-only

A pattern that looks back from every letter to every other would show as a ratio of thousands.
Nothing timed is asserted; wanted: at most 100 times what plain words of a report take.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any

import pytest

from geolaunch.report.direction import parse_direction
from geolaunch.report.quantity import parse_quantity

QUANTITIES = [
    *("9", "9,", "9,999", "1.", " ", "a ", "1 a", "1 -", "more than ", "between ", "\u2013"),
    *("1 to ", "1 and 1 ", "n a u t ", "(", "~", "\x00", "9" * 50 + " "),
]
DIRECTIONS = ["9", "n", "to ", ".", "north-", "due due ", " "]
ENDS = ["", "!", " km", " 1 km", " to 1 x"]
PLAIN = {
    "quantity": ["between 300 and 350 kilometres"],
    "direction": ["toward the north-northeast"],
}

least_s: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def _table(uncaptured) -> Iterator[None]:
    """Print the ratios when all is measured."""
    yield
    with uncaptured():
        for name in ("quantity", "direction"):
            if {name, f"hostile {name}"} <= least_s.keys():
                ratio = least_s[f"hostile {name}"] / least_s[name]
                print(f"\nhostile {name}: {ratio:.1f} x plain words (wanted at most 100)")


def all_of(read: Callable[[str], object], texts: list[str]) -> None:
    """Read texts, which may be refused."""
    for text in texts:
        with suppress(ValueError):
            read(text)


@pytest.mark.parametrize(
    ("name", "read", "texts"),
    [
        ("quantity", parse_quantity, PLAIN["quantity"]),
        ("direction", parse_direction, PLAIN["direction"]),
        (
            "hostile quantity",
            parse_quantity,
            [(piece * 200)[: 199 - len(end)] + end for piece in QUANTITIES for end in ENDS],
        ),
        ("hostile direction", parse_direction, [(piece * 200)[:200] for piece in DIRECTIONS]),
    ],
)
def test_words(benchmark: Any, name: str, read: Callable[[str], object], texts: list[str]) -> None:
    benchmark(all_of, read, texts)
    least_s[name] = benchmark.stats["min"] / len(texts)
