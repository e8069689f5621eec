"""How fast 100,000 arcs are, apex, times and 64 track points each, beside what else there is.

    OPENBLAS_NUM_THREADS=1 taskset -c 0 python -m pytest tests/benchmarks/test_arc_speed.py \\
        --benchmark-only

Nothing timed is asserted; the table at the end gives the ratios of the least times. Wanted: the
100,000 in under 5 s on one core. The baselines are of the same run: as many track points through
pyproj's direct geodesic, which is what a ground track on the ellipsoid costs without any dynamics,
and one arc at a time, numerically integrated with scipy.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from pyproj import Geod
from scipy.integrate import solve_ivp

from geolaunch.geodesy.ellipsoid import direct
from geolaunch.trajectory.arc import arc, track
from geolaunch.trajectory.orbit import GM_KM3_S2

COUNT, POINTS = 100_000, 64
RNG = np.random.default_rng(6)
LON, LAT = RNG.uniform(-180, 180, COUNT), RNG.uniform(-80, 80, COUNT)
AZIMUTH, RANGE_KM = RNG.uniform(0, 360, COUNT), RNG.uniform(200, 8000, COUNT)
THERE = direct(LON, LAT, AZIMUTH, RANGE_KM)
APOGEE_KM = RNG.uniform(100, 6500, COUNT)
GEOD = Geod(ellps="WGS84")
least_s: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def _table(uncaptured) -> Iterator[None]:
    """Print the ratios when all is measured."""
    yield
    if len(least_s) < 3:
        return
    ours = least_s["arcs and tracks"]
    with uncaptured():
        print(f"\n\n{COUNT:,} arcs of {POINTS} points:", f"{ours:.2f} s (wanted under 5)")
        for name, seconds in least_s.items():
            print(f"  {name:46s} {seconds:9.2f} s  {seconds / ours:8.1f} x")


def arcs_and_tracks() -> None:
    points = track(arc(LON, LAT, THERE[0], THERE[1], APOGEE_KM), POINTS)
    assert np.isfinite(points.height_km).all()


def geodesics() -> None:
    lon, lat, azimuth = (np.repeat(each, POINTS) for each in (LON, LAT, AZIMUTH))
    metres = (RANGE_KM[:, None] * np.linspace(0, 1000, POINTS)).ravel()
    GEOD.fwd(lon, lat, azimuth, metres)


def integrations(count: int = 100) -> None:
    """Fly `count` arcs of 6,000 km numerically, to a metre."""

    def pull(_: float, state: np.ndarray) -> np.ndarray:
        place = state[:3]
        return np.concatenate([state[3:], -GM_KM3_S2 * place / np.linalg.norm(place) ** 3])

    times = np.linspace(0, 3900, POINTS)
    for _ in range(count):
        start = np.array([6371.0, 0, 0, 7.7, 0.9, 0])
        solve_ivp(pull, (0, 3900), start, "DOP853", t_eval=times, rtol=1e-9, atol=1e-6)


def test_arcs_and_tracks(benchmark) -> None:
    benchmark.pedantic(arcs_and_tracks, rounds=5, warmup_rounds=1)
    least_s["arcs and tracks"] = benchmark.stats.stats.min


def test_geodesics(benchmark) -> None:
    benchmark.pedantic(geodesics, rounds=5, warmup_rounds=1)
    least_s["as many points by pyproj's direct geodesic"] = benchmark.stats.stats.min


def test_integrations(benchmark) -> None:
    benchmark.pedantic(integrations, rounds=3, warmup_rounds=1)
    least_s["numerical integration, 100 arcs x 1,000"] = benchmark.stats.stats.min * COUNT / 100
