"""How long all checks of the catalogue take beside one zone of each launch, in one run.

    python -m pytest tests/benchmarks/test_check_speed.py --benchmark-only

Nothing timed is asserted. Wanted: at most 3 times the zones.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from geolaunch.catalogue.launches import load, why_not_drawn
from geolaunch.checks.run import check
from geolaunch.impact.zones import zone

least_s: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def _table(uncaptured) -> Iterator[None]:
    """Print the ratio when both are measured."""
    yield
    if len(least_s) == 2:
        with uncaptured():
            ratio = least_s["check"] / least_s["zones"]
            print(f"\nall checks: {ratio:.1f} x one zone of each launch (wanted at most 3)")


def test_zones(benchmark: Any) -> None:
    drawn = [launch for launch in load() if not why_not_drawn(launch)]
    benchmark.pedantic(lambda: [zone(launch) for launch in drawn], rounds=3, warmup_rounds=1)
    least_s["zones"] = benchmark.stats["min"]


def test_checks(benchmark: Any) -> None:
    benchmark.pedantic(check, rounds=3, warmup_rounds=1)
    least_s["check"] = benchmark.stats["min"]
