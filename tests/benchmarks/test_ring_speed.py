"""How fast rings are made, beside what is done elsewhere, in one run on one machine.

    OPENBLAS_NUM_THREADS=1 python -m pytest tests/benchmarks/test_ring_speed.py --benchmark-only

Nothing timed is asserted; the table at the end gives the ratios of the least times, which a busy
machine disturbs least. Wanted: a valid disc of 5,500 and of 13,000 km, within its tolerance, in a
25th of the time that 360 points of pyproj.Geod.fwd and antimeridian.fix_polygon take; 10,000 rings
in one call in 3 times that of the bare direct problem for as many vertices.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

import antimeridian
import numpy as np
import pytest
import shapely
from pyproj import Geod
from shapely.geometry import Polygon

from geolaunch.geodesy import shapes as geodesy

LON_DEG, LAT_DEG = 126.0, 39.0
RADII_KM = (5500.0, 13000.0)
STEPS = 360
MANY = 10_000
WGS84 = Geod(ellps="WGS84")
least_s: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def _table(uncaptured) -> Iterator[None]:
    """Print the ratios when all is measured."""
    yield
    pairs = [(f"disc, {r:,.0f} km", f"fix_polygon, {r:,.0f} km", "x faster") for r in RADII_KM]
    pairs += [(f"direct problem, {MANY:,}", f"discs, {MANY:,}", "x the direct problem")]
    with uncaptured():
        for base, other, words in pairs:
            if base in least_s and other in least_s:
                ours, theirs = least_s[base], least_s[other]
                print(f"\n  {base}: {1000 * ours:.2f} ms; {other}: {1000 * theirs:.2f} ms;", end="")
                print(f" {theirs / ours:.1f} {words}", end="")
        print()


@pytest.fixture(scope="module")
def many() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return centres evenly over the Earth, and radii of 100 to 19,000 km."""
    rng = np.random.default_rng(5)
    lat = np.degrees(np.arcsin(rng.uniform(-1, 1, MANY)))
    return rng.uniform(-180, 180, MANY), lat, rng.uniform(100, 19_000, MANY)


def repaired(lon_deg: float, lat_deg: float, radius_km: float) -> shapely.Geometry:
    """Return what pyproj and antimeridian make of a ring, wound so that they make it right."""
    azimuth, around = np.linspace(360, 0, STEPS), np.ones(STEPS)
    ends = WGS84.fwd(lon_deg * around, lat_deg * around, azimuth, 1000 * radius_km * around)
    ring = Polygon(np.column_stack(ends[:2]))
    return shapely.geometry.shape(antimeridian.fix_polygon(ring, fix_winding=False))


def never_the_same(radius_km: float) -> Callable[[], tuple[tuple[float, float, float], dict]]:
    """Return a setup that moves the centre a little each time: nothing kept helps."""
    lats = (LAT_DEG + 1e-4 * step for step in count())
    return lambda: ((LON_DEG, next(lats), radius_km), {})


@pytest.mark.parametrize("radius_km", RADII_KM)
def test_disc(benchmark, radius_km) -> None:
    made = benchmark.pedantic(
        geodesy.disc, setup=never_the_same(radius_km), rounds=600, warmup_rounds=20
    )
    assert made.is_valid
    assert shapely.contains_xy(made, LON_DEG, LAT_DEG)
    least_s[f"disc, {radius_km:,.0f} km"] = benchmark.stats.stats.min


@pytest.mark.parametrize("radius_km", RADII_KM)
def test_direct_problem_and_antimeridian(benchmark, radius_km) -> None:
    made = benchmark.pedantic(repaired, setup=never_the_same(radius_km), rounds=60, warmup_rounds=3)
    assert shapely.contains_xy(made, LON_DEG, LAT_DEG)
    least_s[f"fix_polygon, {radius_km:,.0f} km"] = benchmark.stats.stats.min


def test_discs(benchmark, many) -> None:
    made = benchmark.pedantic(geodesy.discs, many, rounds=5, warmup_rounds=1)
    assert len(made) == MANY
    least_s[f"discs, {MANY:,}"] = benchmark.stats.stats.min


def test_bare_direct_problem(benchmark, many) -> None:
    """The same number of vertices, on the same rings, as arrays of longitudes and latitudes."""
    lon, lat, radius_km = many
    vertices = shapely.get_num_coordinates(geodesy.discs(*many))
    turn = np.arange(vertices.sum()) * (360 / vertices.mean())
    starts = [np.repeat(each, vertices) for each in (lon, lat)]
    distance_m = np.repeat(1000 * radius_km, vertices)
    ends = benchmark.pedantic(WGS84.fwd, (*starts, turn, distance_m), rounds=5, warmup_rounds=1)
    assert len(ends[0]) == vertices.sum()
    least_s[f"direct problem, {MANY:,}"] = benchmark.stats.stats.min
