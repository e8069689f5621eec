"""How fast the page of a scene is written, beside an empty map of Folium.

    python -m pytest tests/benchmarks/test_page_speed.py --benchmark-only

Nothing timed is asserted; the table at the end gives the least times. Wanted: our part in 30 ms.
"""

from __future__ import annotations

from collections.abc import Iterator

import folium
import pytest
from helpers.scenes import crescent_scene

from geolaunch.views.page import page

least_s: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def _table(uncaptured) -> Iterator[None]:
    """Print the least times when all is measured."""
    yield
    with uncaptured():
        for name, seconds in least_s.items():
            ratio = seconds / least_s.get("an empty map of Folium", seconds)
            print(f"\n  {name}: {1000 * seconds:.1f} ms, {ratio:.2f} x an empty map", end="")
        print()


def test_an_empty_map(benchmark) -> None:
    made = benchmark.pedantic(
        lambda: folium.Map((39.0, 126.0)).get_root().render(), rounds=30, warmup_rounds=2
    )
    assert "L.map(" in made
    least_s["an empty map of Folium"] = benchmark.stats.stats.min


def test_page(benchmark) -> None:
    scene = crescent_scene()
    made = benchmark.pedantic(page, (scene,), rounds=30, warmup_rounds=2)
    assert made.startswith("<!")
    least_s["page"] = benchmark.stats.stats.min
