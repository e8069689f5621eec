"""How fast the reach of a whole territory is made.

    OPENBLAS_NUM_THREADS=1 python -m pytest tests/benchmarks/test_reach_speed.py --benchmark-only

Nothing timed is asserted; the table at the end gives the least times, which a busy machine disturbs
least. Wanted: North Korea at 13,000 km in less than 100 ms. The others show what near radii and a
longer coast cost.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
import shapely

from geolaunch.geodesy.antimeridian import area_of
from geolaunch.places.cities import towns
from geolaunch.places.territories import find_territory
from geolaunch.reach.offset import distances_km, offset_outline
from geolaunch.reach.rings import places_inside, reach_rings

WANTED_MS = {"north-korea, 13,000 km": 100}
CASES = (
    ("north-korea", 13_000.0),
    ("north-korea", 1000.0),
    ("north-korea", 100.0),
    ("iran", 13_000.0),
    ("iran", 1000.0),
)
SLOW_KM = 2000.0
least_s: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def _table(uncaptured) -> Iterator[None]:
    """Print the least times when all is measured."""
    yield
    with uncaptured():
        for name, seconds in least_s.items():
            wanted = f" (wanted less than {WANTED_MS[name]})" if name in WANTED_MS else ""
            print(f"\n  {name}: {1000 * seconds:.1f} ms{wanted}", end="")
        print()


@pytest.mark.parametrize(("name", "radius_km"), CASES)
def test_reach_of_a_territory(benchmark, name, radius_km) -> None:
    land = find_territory(name).polygon
    rounds = 1 if radius_km < SLOW_KM else 30
    made = benchmark.pedantic(
        lambda: area_of(offset_outline(land, radius_km)), rounds=rounds, warmup_rounds=rounds // 10
    )
    assert made.is_valid
    assert made.covers(land)
    least_s[f"{name}, {radius_km:,.0f} km"] = benchmark.stats.stats.min


@pytest.mark.parametrize("name", ["north-korea", "iran"])
def test_distances_of_all_towns(benchmark, name) -> None:
    land = find_territory(name).polygon
    lon, lat = np.array([(town.lon_deg, town.lat_deg) for town in towns()]).T
    found = benchmark.pedantic(distances_km, (land, lon, lat), rounds=10, warmup_rounds=1)
    assert np.array_equal(found == 0, shapely.intersects_xy(land, lon, lat))
    least_s[f"distances of {len(lon):,} towns from {name}"] = benchmark.stats.stats.min


def test_a_missile_and_its_table(benchmark) -> None:
    def made() -> int:
        return len(places_inside(reach_rings("hwasong-15", "north-korea")))

    assert benchmark.pedantic(made, rounds=5, warmup_rounds=1) > 0
    least_s["hwasong-15 from north-korea, rings and places"] = benchmark.stats.stats.min
