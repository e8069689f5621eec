"""A polar grid about a site: its nodes as places on Earth, and what each stands for.

With s the distance and a the azimuth, a node stands for ds da, and for an area of m12(s, a) ds da,
m12 the reduced length of the geodesic (Karney 2013, equation 38).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geolaunch.geodesy.shapes import direct, reduced_length_km

__all__ = ["Around", "Grid", "around", "azimuth_nodes", "polar_grid", "spaced_nodes"]

FloatArray = NDArray[np.float64]
Single = NDArray[np.float32]

# Place, m12 and their like are smooth functions of (s, a): so many Chebyshev nodes in distance and
# Fourier nodes in azimuth give m12 to 0.1 m and places, in single precision, to 6 m up to 5,000 km
# (100 m at a pole; tests/impact/test_grid.py), at a hundredth of the cost of a geodesic a cell.
CHEBYSHEV_NODES = 8
FOURIER_NODES = 8


@dataclass(frozen=True, slots=True)
class Around:
    """Places and spreads about a site between two distances, ready to be interpolated.

    `known` holds the unit normal of the ellipsoid (x, y, z), which is smooth across poles and
    antimeridian, and the reduced length in km, at Chebyshev nodes in distance and Fourier nodes in
    azimuth.
    """

    middle_km: float
    half_km: float
    known: FloatArray


@dataclass(frozen=True, slots=True)
class Grid:
    """Nodes in polar coordinates about a site, and what each stands for.

    `distance_km` (n,) and `azimuth_deg` (m,), rising; the last azimuth is the first + 360, so that
    the grid closes. `lon_deg`, `lat_deg`, `reduced_km` (the reduced length m12) and `weight` (the
    integration weight ds da of a node, in km and radians) have the shape (n, m); the last column
    has no weight. The area that a node stands for is reduced_km * weight.
    """

    distance_km: FloatArray
    azimuth_deg: FloatArray
    lon_deg: Single
    lat_deg: Single
    reduced_km: FloatArray
    weight: FloatArray


def around(lon_deg: float, lat_deg: float, low_km: float, high_km: float) -> Around:
    """Return what there is about a site between two distances in km, from a few geodesics."""
    middle, half = (high_km + low_km) / 2.0, (high_km - low_km) / 2.0
    s = middle + half * _chebyshev_points()
    a = np.arange(FOURIER_NODES) * 360.0 / FOURIER_NODES
    lon, lat, _ = direct(lon_deg, lat_deg, a[None, :], s[:, None])
    reduced = reduced_length_km(lon_deg, lat_deg, a[None, :], s[:, None])
    lon, lat = np.radians(lon), np.radians(lat)
    x, y, z = np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)
    return Around(middle, half, np.stack([x, y, z, reduced]))


def polar_grid(site: Around, distance_km: FloatArray, azimuth_deg: FloatArray) -> Grid:
    """Return the grid of these distances and azimuths about a site.

    `distance_km` (n,) rises within the bounds of `site`; `azimuth_deg` (m,) rises and ends 360
    above its first.
    """
    across = _barycentric((distance_km - site.middle_km) / site.half_km)
    along = _dirichlet(np.radians(azimuth_deg))
    *normal, reduced = across @ site.known @ along
    lon, lat = _lonlat(*(component.astype(np.float32) for component in normal))
    share = _trapezoid(np.radians(azimuth_deg))
    share[0] += share[-1]
    share[-1] = 0.0
    weight = _trapezoid(distance_km)[:, None] * share[None, :]
    return Grid(distance_km, azimuth_deg, lon, lat, reduced, weight)


def _lonlat(x: Single, y: Single, z: Single) -> tuple[Single, Single]:
    """Return degrees of unit normals, in single precision: to 5 m, at a pole to 100 m."""
    return np.degrees(np.arctan2(y, x)), np.degrees(np.arcsin(np.clip(z, -1.0, 1.0)))


def _trapezoid(nodes: FloatArray) -> FloatArray:
    """Return the integration weights of the trapezoid rule on nodes."""
    gaps = np.diff(nodes)
    weights = np.zeros(len(nodes))
    weights[:-1] += gaps / 2
    weights[1:] += gaps / 2
    return weights


def _chebyshev_points() -> FloatArray:
    """Return the Chebyshev nodes of the first kind in [-1, 1]."""
    return np.asarray(np.cos(np.pi * (np.arange(CHEBYSHEV_NODES) + 0.5) / CHEBYSHEV_NODES))


def _barycentric(at: FloatArray) -> FloatArray:
    """Return the matrix that takes values at the Chebyshev points to values at `at` in [-1, 1]."""
    n = np.arange(CHEBYSHEV_NODES)
    signs = (-1.0) ** n * np.sin(np.pi * (n + 0.5) / CHEBYSHEV_NODES)
    gaps = at[:, None] - _chebyshev_points()[None, :]
    gaps[gaps == 0.0] = 1e-15
    terms = signs / gaps
    return np.asarray(terms / terms.sum(axis=1, keepdims=True))


def _dirichlet(azimuth: FloatArray) -> FloatArray:
    """Return the matrix of trigonometric interpolation to azimuths in radians, on equal nodes."""
    nodes = np.arange(FOURIER_NODES) * 2.0 * np.pi / FOURIER_NODES
    half = (azimuth[None, :] - nodes[:, None]) / 2.0
    half[np.abs(np.sin(half)) < 1e-9] = 1e-9
    return np.asarray(np.sin(FOURIER_NODES * half) / (FOURIER_NODES * np.tan(half)))


# --- nodes ---


def azimuth_nodes(azimuth_deg: FloatArray, mass: FloatArray, count: int) -> FloatArray:
    """Return azimuths around the circle, close together where the mass is.

    `mass` (m,) is that at the closed `azimuth_deg`. They start and end where the mass is least, so
    that the seam cuts as little as it can.
    """
    start = int(np.argmin(mass[:-1]))
    around = np.roll(mass[:-1], -start)
    around = np.maximum(around, np.maximum(np.roll(around, 1), np.roll(around, -1)))
    closed = np.append(around, around[0])
    even = azimuth_deg[start] + azimuth_deg - azimuth_deg[0]
    return spaced_nodes(even, np.sqrt(closed), count)


def spaced_nodes(fine: FloatArray, density: FloatArray, count: int) -> FloatArray:
    """Return `count` nodes from the first to the last of `fine`, as dense as `density` says."""
    share = density / density.sum() + 0.1 / len(density)
    climbed = np.concatenate([[0.0], np.cumsum((share[1:] + share[:-1]) / 2)])
    return np.interp(np.linspace(0.0, climbed[-1], count), climbed, fine)
