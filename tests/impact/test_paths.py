"""Lands on the way: profiles against PROJ's geodesics, and the blur of the site's error."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from helpers import oracle

from geolaunch.impact.paths import BINS, crossing_chance, nearest_km, profile
from geolaunch.places.lands import find_land, lands

SITE = (125.67, 39.24)
COUNTRIES = tuple(lands()[name] for name in ("south-korea", "china", "russia", "japan"))
EDGE_DEG = 0.6  # two bins: no test looks nearer to an edge
KM = 8.0


@pytest.mark.parametrize("name", ["Hokkaido", "Aomori Prefecture", "Japan", "South Korea"])
def test_a_ray_crosses_what_the_geodesic_crosses(name: str) -> None:
    seen = profile((find_land(name),), *SITE)
    azimuth = np.arange(0, 360, 0.1)
    here = np.isfinite(seen.entry_km)
    inner = here & np.roll(here, 6) & np.roll(here, -6)
    outer = here | np.roll(here, 6) | np.roll(here, -6)
    far, sites = np.full(len(azimuth), 4000.0), np.full((2, len(azimuth)), np.array([SITE]).T)
    met = oracle._cross([find_land(name)], *sites, azimuth, far, beyond=False)
    assert (met >= inner).all()
    assert (met <= outer).all()


def test_entry_and_exit_lie_on_the_shore() -> None:
    seen = profile((find_land("Hokkaido"),), *SITE, beyond=True)
    (ring,) = find_land("Hokkaido").rings
    for number in np.flatnonzero(np.isfinite(seen.entry_km))[20:-20:40]:
        for km in (seen.entry_km[number], seen.past_km[number]):
            lon, lat, _ = oracle.WGS84.fwd(*SITE, number * 360 / len(seen.entry_km), 1000 * km)
            assert shapely.LinearRing(ring).distance(shapely.Point(lon, lat)) * 111 < KM


def test_a_land_lies_on_the_way_only_to_what_is_beyond_it() -> None:
    seen = profile((find_land("Hokkaido"),), *SITE, beyond=True)
    chance = crossing_chance(seen, 5.0, np.array([800.0, 1300.0, 2700.0]), np.array([70.0, 90.0]))
    assert chance == pytest.approx(np.array([[0, 0], [0, 0], [1, 0]]), abs=1e-3)


def test_the_site_blurs_the_edge_of_a_land() -> None:
    seen = profile(COUNTRIES, *SITE, count=BINS)
    azimuth = np.linspace(95, 115, 201)
    sharp, wide = (
        crossing_chance(seen, sd, np.linspace(300.0, 700.0, 40), azimuth)[20] for sd in (1.0, 20.0)
    )
    assert np.ptp(sharp) > 0.99
    assert np.abs(np.diff(wide)).max() < np.abs(np.diff(sharp)).max() / 3


def test_korea_s_neighbours_are_near() -> None:
    assert 100 < nearest_km(COUNTRIES, *SITE) < 170  # the armistice line, and the Yalu
