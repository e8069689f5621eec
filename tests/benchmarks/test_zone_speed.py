"""How fast one zone is, beside what is done elsewhere, in one run on one machine.

    OPENBLAS_NUM_THREADS=1 python -m pytest tests/benchmarks --benchmark-only

Nothing timed is asserted; the table at the end gives the ratios of the least times, which a busy
machine disturbs least. Wanted: one zone of three levels
with a sea in 3 ms on one core, 30 times faster than 100,000 samples through a histogram, smoothing
and contours, 500 times faster than a kernel density of 10,000.
"""

from __future__ import annotations

from collections.abc import Iterator

import contourpy
import numpy as np
import pytest
from helpers.evidence_of import ZONE_CASES, evidence_in
from pyproj import Geod
from scipy import ndimage, stats

from geolaunch.impact.shape import SEA_ERROR
from geolaunch.impact.zones import zone_of
from geolaunch.places.regions import sea_weight

LEVELS = (0.5, 0.9, 0.95)
CELLS = 400  # a side of the histogram
KERNEL_CELLS = 150  # a side of the grid on which the kernel density is evaluated
SMOOTHING = 2.0  # cells
BY_NAME = {path.stem.removeprefix("zone-"): evidence_in(path) for path in ZONE_CASES}
ONE = BY_NAME["srbm-crescent-east-sea"]
least_s: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def _table(uncaptured) -> Iterator[None]:
    """Print the ratios when all is measured."""
    yield
    if len(least_s) < 3:
        return
    zone = least_s["zone"]
    with uncaptured():
        print("\n\none zone, three levels with a sea:", f"{1000 * zone:.2f} ms")
        for name, seconds in least_s.items():
            print(f"  {name:42s} {1000 * seconds:9.2f} ms  {seconds / zone:8.1f} x")


def sampled(count: int) -> np.ndarray:
    """Return `count` seeded samples of the same launch: rows of longitude, latitude, weight."""
    rng = np.random.default_rng(20230327)
    place, spread = ONE.site.places[0], ONE.distances[0].spread
    distance = spread.low_km + spread.scale_km * rng.standard_t(4, count)
    east, north = rng.normal(0, place.sd_km, (2, count))
    azimuth = rng.uniform(0, 2 * np.pi, count)
    x, y = distance * np.sin(azimuth) + east, distance * np.cos(azimuth) + north
    lon, lat, _ = Geod(ellps="WGS84").fwd(
        *np.full((2, count), [[place.lon_deg], [place.lat_deg]]),
        np.degrees(np.arctan2(x, y)),
        1000 * np.hypot(x, y),
    )
    return np.stack([lon, lat, SEA_ERROR + (1 - SEA_ERROR) * sea_weight("sea-of-japan", lon, lat)])


def contours(lon: np.ndarray, lat: np.ndarray, density: np.ndarray) -> list:
    """Return the regions that hold each level of the mass of a density on cells."""
    falling = np.sort(density.ravel())[::-1]
    held = np.cumsum(falling) / falling.sum()
    tracer = contourpy.contour_generator(lon, lat, density.T)
    return [tracer.filled(falling[np.searchsorted(held, level)], np.inf) for level in LEVELS]


def by_histogram(lon: np.ndarray, lat: np.ndarray, weight: np.ndarray) -> list:
    """Trace regions through a histogram of weighted samples and smoothing."""
    counts, lon, lat = np.histogram2d(lon, lat, bins=CELLS, weights=weight)
    smooth = ndimage.gaussian_filter(counts, SMOOTHING)
    return contours((lon[1:] + lon[:-1]) / 2, (lat[1:] + lat[:-1]) / 2, smooth)


def by_weighted_samples() -> list:
    """Draw 100,000 and weigh them by the sea: they are worth some 17,000."""
    return by_histogram(*sampled(100_000))


def by_samples_in_the_sea() -> list:
    """Draw until 100,000 fell into the sea."""
    lon, lat, weight = sampled(600_000)
    kept = np.flatnonzero(np.random.default_rng(1).uniform(size=len(lon)) < weight)[:100_000]
    return by_histogram(lon[kept], lat[kept], np.ones(len(kept)))


def by_kernels() -> list:
    """Trace regions through samples and a Gaussian kernel density."""
    *points, weight = sampled(10_000)
    lon, lat = (np.linspace(each.min(), each.max(), KERNEL_CELLS) for each in points)
    at = np.stack([each.ravel() for each in np.meshgrid(lon, lat, indexing="ij")])
    density = stats.gaussian_kde(points, weights=weight)(at).reshape(KERNEL_CELLS, KERNEL_CELLS)
    return contours(lon, lat, density)


def test_zone(benchmark) -> None:
    zone = benchmark.pedantic(zone_of, (ONE, LEVELS), rounds=600, warmup_rounds=20)
    assert len(zone.regions) == len(LEVELS)
    least_s["zone"] = benchmark.stats.stats.min


def test_weighted_samples(benchmark) -> None:
    assert len(benchmark.pedantic(by_weighted_samples, rounds=9, warmup_rounds=1)) == len(LEVELS)
    least_s["histogram of 100,000 weighted by the sea"] = benchmark.stats.stats.min


def test_samples_in_the_sea(benchmark) -> None:
    assert len(benchmark.pedantic(by_samples_in_the_sea, rounds=9, warmup_rounds=1)) == len(LEVELS)
    least_s["histogram of 100,000 that lie in the sea"] = benchmark.stats.stats.min


def test_kernel_density_of_samples(benchmark) -> None:
    assert len(benchmark.pedantic(by_kernels, rounds=3, warmup_rounds=1)) == len(LEVELS)
    least_s["gaussian_kde of 10,000"] = benchmark.stats.stats.min


@pytest.mark.parametrize("name", [name for name in BY_NAME if BY_NAME[name] is not ONE])
def test_other_zones(benchmark, name) -> None:
    benchmark(zone_of, BY_NAME[name], LEVELS)
    least_s[name] = benchmark.stats.stats.min
