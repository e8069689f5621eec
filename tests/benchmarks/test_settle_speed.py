"""How fast it is said what one more statement would change, beside one zone, in the same run.

    OPENBLAS_NUM_THREADS=1 python -m pytest tests/benchmarks/test_settle_speed.py --benchmark-only

Nothing timed is asserted. Wanted: the page's line, one value a kind, in 40 ms on one core.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from helpers.evidence_of import evidence_in
from helpers.paths import CASES

from geolaunch.impact.settle import LEVEL, MOST_VALUES, settle
from geolaunch.impact.zones import zone_of

ONE = evidence_in(CASES / "settle-one-distance.json")
least_s: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def _table(uncaptured) -> Iterator[None]:
    """Print the ratios when all is measured."""
    yield
    if "one zone" not in least_s:
        return
    with uncaptured():
        print("\n\nwhat one more statement would change, beside one zone:")
        for name, seconds in least_s.items():
            print(f"  {name:32s} {1000 * seconds:8.2f} ms  {seconds / least_s['one zone']:6.1f} x")


def test_one_zone(benchmark) -> None:
    benchmark.pedantic(zone_of, (ONE, (LEVEL,)), rounds=200, warmup_rounds=10)
    least_s["one zone"] = benchmark.stats.stats.min


@pytest.mark.parametrize("values", [1, MOST_VALUES])
def test_settle(benchmark, values) -> None:
    zone = zone_of(ONE, (LEVEL,))
    outlook = benchmark.pedantic(settle, (zone, None, values), rounds=30, warmup_rounds=2)
    assert len(outlook.changes) >= 3
    least_s[f"all kinds, at most {values} values each"] = benchmark.stats.stats.min
