"""The polar grid: places and areas against geodesics, nodes against what is asked of them."""

from __future__ import annotations

import numpy as np
import pytest
from pyproj import Geod

from geolaunch.geodesy.shapes import reduced_length_km
from geolaunch.impact.grid import Grid, around, azimuth_nodes, polar_grid, spaced_nodes

WGS84 = Geod(ellps="WGS84")
PLACE_M = 6.0
PLACE_AT_POLE_M = 100.0
REDUCED_KM = 1e-4
EARTH_KM2 = 510_065_621.7


def grid(lat: float, low_km: float, high_km: float, count: int = 61) -> Grid:
    site = around(125.0, lat, low_km, high_km)
    return polar_grid(site, np.linspace(low_km, high_km, count), np.linspace(0, 360, 73))


@pytest.mark.parametrize("lat", [0.0, 38.9, -31.0, 60.0, 80.0])
@pytest.mark.parametrize(
    ("low_km", "high_km"), [(0, 500), (0, 2000), (1400, 2600), (0, 5000), (3000, 5000)]
)
def test_places_and_reduced_lengths_are_those_of_geodesics(lat, low_km, high_km) -> None:
    nodes = grid(lat, low_km, high_km)
    a, s = np.broadcast_arrays(nodes.azimuth_deg[None, :], nodes.distance_km[:, None])
    lon0, lat0 = np.full(a.size, 125.0), np.full(a.size, lat)
    lon, true_lat, _ = WGS84.fwd(lon0, lat0, a.ravel(), s.ravel() * 1000)
    off_m = WGS84.inv(lon, true_lat, *(each.ravel().astype(float) for each in _lonlat(nodes)))[2]
    polar = np.abs(true_lat) > 80
    assert off_m[~polar].max(initial=0) < PLACE_M
    assert off_m.max() < PLACE_AT_POLE_M
    reduced = reduced_length_km(125.0, lat, a, s)
    assert np.abs(nodes.reduced_km - reduced).max() < REDUCED_KM


def _lonlat(nodes: Grid) -> tuple[np.ndarray, np.ndarray]:
    return nodes.lon_deg, nodes.lat_deg


def test_the_weights_add_up_to_the_area() -> None:
    nodes = grid(38.9, 0, 2000, 401)
    ring = WGS84.fwd(
        *np.full((2, 3600), [[125.0], [38.9]]), np.arange(0, 360, 0.1)[::-1], [2e6] * 3600
    )
    area_km2 = abs(WGS84.polygon_area_perimeter(*ring[:2])[0]) / 1e6
    assert (nodes.reduced_km * nodes.weight).sum() == pytest.approx(area_km2, rel=1e-5)


def test_the_grid_closes() -> None:
    nodes = grid(38.9, 100, 900)
    assert nodes.lon_deg[:, -1] == pytest.approx(nodes.lon_deg[:, 0], abs=1e-4)
    assert nodes.weight[:, -1].max() == 0
    assert nodes.weight.sum() == pytest.approx(800 * 2 * np.pi)


def test_spaced_nodes_stand_where_the_density_is() -> None:
    fine = np.linspace(0, 1000, 401)
    density = np.exp(-(((fine - 400) / 20) ** 2))
    nodes = spaced_nodes(fine, density, 60)
    assert nodes[0] == 0
    assert nodes[-1] == 1000
    assert (np.diff(nodes) > 0).all()
    assert np.mean(np.abs(nodes - 400) < 60) > 0.8
    assert np.diff(nodes).max() < 250  # a tenth is spread evenly


def test_azimuth_nodes_begin_where_the_mass_is_least() -> None:
    even = np.linspace(0, 360, 73)
    mass = np.exp(-(((even - 90) / 15) ** 2)) + 1e-3
    mass[55] = mass[-1] = 0.0
    nodes = azimuth_nodes(even, mass, 161)
    assert nodes[0] == pytest.approx(275)
    assert nodes[-1] == pytest.approx(635)
    assert (np.diff(nodes) > 0).all()
    assert np.mean(np.abs(nodes % 360 - 90) < 45) > 0.6
