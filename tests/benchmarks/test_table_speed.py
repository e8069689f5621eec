"""How long a table of 100,000 rows takes beside reading it as plain CSV, in one run on one machine.

    python -m pytest tests/benchmarks/test_table_speed.py --benchmark-only

Nothing timed is asserted. Wanted: at most 50 times `csv.DictReader` over the same file, with faults
in two cells of each row or without.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from helpers.own_tables import write_long

from geolaunch.catalogue.user_tables import faults

ROWS = 100_000
least_s: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def _table(uncaptured) -> Iterator[None]:
    """Print the ratios when all is measured."""
    yield
    if len(least_s) < 3:
        return
    with uncaptured():
        for name in ("sound", "faulty"):
            ratio = least_s[name] / least_s["plain"]
            print(f"\n{ROWS:,} rows, {name}: {ratio:.1f} x csv.DictReader (wanted at most 50)")


def plain(path: Path) -> int:
    """Read a table as rows of cells by name."""
    with path.open(encoding="utf-8", newline="") as stream:
        return sum(1 for _ in csv.DictReader(stream))


def test_plain(benchmark: Any, tmp_path: Path) -> None:
    path = write_long(tmp_path / "own", ROWS, bad=False) / "claims.csv"
    assert benchmark.pedantic(plain, (path,), rounds=3) == ROWS
    least_s["plain"] = benchmark.stats["min"]


@pytest.mark.parametrize(("name", "bad"), [("sound", False), ("faulty", True)])
def test_faults(benchmark: Any, tmp_path: Path, name: str, *, bad: bool) -> None:
    folder = write_long(tmp_path / "own", ROWS, bad=bad)
    found = benchmark.pedantic(faults, (folder,), rounds=3)
    assert len(found) == (2 * ROWS if bad else 0)
    least_s[name] = benchmark.stats["min"]
