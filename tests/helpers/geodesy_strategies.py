"""Figures anywhere on Earth, and how far they are from the truth, for the tests of the geodesy.

Centres and radii are drawn from all there are, and often from where rings go wrong: poles, radii
that meet a pole exactly or by a hair, the antimeridian, the last kilometres before the antipode.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import shapely
from hypothesis import settings
from hypothesis import strategies as st
from pyproj import Geod
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geolaunch.geodesy import ellipsoid
from geolaunch.geodesy import shapes as geodesy

KILOMETRE = 1.0
METRE = 1e-3 * KILOMETRE
MILLIMETRE = 1e-3 * METRE
MICROMETRE = 1e-6 * METRE

# GeographicLib 2.0: the meridian from pole to pole; the area is the test of the whole Earth's.
HALF_MERIDIAN_KM = 20003.931458625447
EARTH_KM2 = 510_065_621.724
FARTHEST_KM = 20_003.93  # a metre and a half before the antipode

WGS84 = Geod(ellps="WGS84")

# Drawn anew from the code of the test alone: the same figures in each run.
law = settings(max_examples=80, deadline=None, derandomize=True)

seeds = st.integers(0, 2**32 - 1)
azimuths = st.one_of(
    st.sampled_from([0.0, 90.0, 180.0, 270.0]), st.floats(-360, 360).map(lambda deg: round(deg, 3))
)
spans = st.one_of(
    st.sampled_from([90.0, 180.0, 270.0]), st.floats(1, 359).map(lambda deg: round(deg, 3))
)
tolerances_km = st.sampled_from([None, 0.01, 0.1, 1.0, 10.0])
longitudes = st.one_of(
    st.floats(-180, 180), st.sampled_from([-180.0, 180.0, 0.0, 179.9999999, -179.9999])
)
latitudes = st.one_of(
    st.floats(-90, 90),
    st.sampled_from([90.0, -90.0, 0.0, 1e-9, -89.5, 89.9999, -89.99999999]),
)


class Figure(NamedTuple):
    """A centre, (lon, lat) in degrees, and a radius."""

    lon: float
    lat: float
    radius_km: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.lon, self.lat


class Band(NamedTuple):
    """A centre and two radii."""

    lon: float
    lat: float
    inner_km: float
    outer_km: float

    @property
    def centre(self) -> tuple[float, float]:
        return self.lon, self.lat


def to_pole_km(lat: float, pole: float) -> float:
    return float(WGS84.inv(0.0, lat, 0.0, pole)[2]) / 1000


@st.composite
def figures(draw: st.DrawFn, least_km: float = 0.001, greatest_km: float = FARTHEST_KM) -> Figure:
    """Draw a centre and a radius, special ones often."""
    lon, lat = draw(longitudes), draw(latitudes)
    radius_km = draw(
        st.one_of(
            st.floats(math.log(least_km), math.log(greatest_km)).map(math.exp),
            st.floats(least_km, greatest_km),
            st.floats(19_950, 20_003.9),
            _about_a_pole(lat),
        )
    )
    return Figure(lon, lat, min(max(radius_km, least_km), greatest_km))


@st.composite
def _about_a_pole(draw: st.DrawFn, lat: float) -> float:
    """Draw a radius that meets a pole, or misses it by a nanometre up to a kilometre."""
    gap_km = draw(st.one_of(st.just(0.0), st.floats(-9, 0).map(lambda power: 10.0**power)))
    return to_pole_km(lat, draw(st.sampled_from([-90.0, 90.0]))) + draw(
        st.sampled_from([-gap_km, gap_km])
    )


@st.composite
def bands(draw: st.DrawFn, greatest_km: float = FARTHEST_KM) -> Band:
    """Draw a centre and two radii, close ones too."""
    lon, lat, outer_km = draw(figures(0.01, greatest_km))
    return Band(lon, lat, outer_km * draw(st.floats(0.11, 0.89)), outer_km)


def promised_km(radius_km: float, asked_km: float | None) -> float:
    """Return the tolerance that a ring promises to keep: see `geodesy.tolerance_km`."""
    usual = float(geodesy.tolerance_km(radius_km))
    round_still = 1e-3 * min(radius_km, HALF_MERIDIAN_KM - radius_km)
    return usual if asked_km is None else min(asked_km, round_still)


def distances_km(centre: tuple[float, float], places: np.ndarray) -> np.ndarray:
    return ellipsoid.inverse(*centre, places[..., 0], places[..., 1])[0]


def places_everywhere(random: np.random.Generator, count: int) -> np.ndarray:
    """Return (lon, lat) rows, evenly over the sphere."""
    lat = np.degrees(np.arcsin(random.uniform(-1, 1, count)))
    return np.column_stack([random.uniform(-180, 180, count), lat])


def places_near(
    figure: Figure, tolerance_km: float, random: np.random.Generator, count: int
) -> np.ndarray:
    """Return places 1.0001 to 100 tolerances inside and outside a ring."""
    away_km = tolerance_km * 10 ** random.uniform(math.log10(1.0001), 2, count)
    reach_km = figure.radius_km + random.choice([-1, 1], count) * away_km
    reach_km = np.clip(reach_km, 0, HALF_MERIDIAN_KM)
    turns = random.uniform(0, 360, count)
    return np.column_stack(ellipsoid.direct(*figure.centre, turns, reach_km)[:2])


def misplaced(
    area: BaseGeometry, wanted: np.ndarray, clear: np.ndarray, places: np.ndarray
) -> np.ndarray:
    """Return the places, as rows, that an area holds and should not, or should and does not."""
    shapely.prepare(area)
    wrong = (shapely.contains_xy(area, places) != wanted) & clear
    return places[wrong]


# What is measured of an edge: eighths of it.
_SHARES = np.linspace(0, 1, 9)[1:-1]


def along_edges(rows: np.ndarray) -> np.ndarray:
    """Return places on edges straight in (lon, lat)."""
    steps = np.diff(rows, axis=0)
    return np.concatenate([rows[:-1] + share * steps for share in _SHARES])


def along_mercator_edges(rows: np.ndarray) -> np.ndarray:
    """Return places on edges straight in Mercator, those below 85 degrees."""
    bounded = np.clip(rows[:, 1], -89.9999999, 89.9999999)
    height = np.arcsinh(np.tan(np.radians(bounded)))
    flat = along_edges(np.column_stack([rows[:, 0], height]))
    places = np.column_stack([flat[:, 0], np.degrees(np.arctan(np.sinh(flat[:, 1])))])
    return places[np.abs(places[:, 1]) < 85]


def off_km(figure: Figure, places: np.ndarray) -> float:
    """Return how far the worst of some places lies from a ring."""
    if len(places) == 0:
        return 0.0
    return float(np.max(np.abs(distances_km(figure.centre, places) - figure.radius_km)))


def equal_error_edges(
    figure: Figure, tolerance_km: float, *, mercator: bool = True, least: int = 0
) -> float:
    """Return how many edges a ring needs where each is off by just the tolerance.

    The ring is cut into many short edges, each measured by the inverse problem: one that is off by
    e stands for sqrt(e / tolerance) of an edge. Both charts count, or (lon, lat) alone. No edge is
    longer than of so many even ones, at `least`.
    """
    turns = _fine_turns_deg(figure)
    lon, lat, _ = ellipsoid.direct(0.0, figure.lat, turns, np.full_like(turns, figure.radius_km))
    rows = np.column_stack([np.degrees(np.unwrap(np.radians(lon))), lat])
    middle = (rows[1:] + rows[:-1]) / 2
    centre = (0.0, figure.lat)
    error_km = np.abs(distances_km(centre, middle) - figure.radius_km)
    if mercator:
        height = np.arcsinh(np.tan(np.radians(rows[:, 1])))
        at = np.degrees(np.arctan(np.sinh((height[1:] + height[:-1]) / 2)))
        flat = np.column_stack([middle[:, 0], at])
        bent_km = np.abs(distances_km(centre, flat) - figure.radius_km)
        error_km = np.where(np.abs(at) < 85, np.maximum(error_km, bent_km), error_km)
    evenly = least * np.diff(turns) / 360
    return float(np.maximum(np.sqrt(error_km / tolerance_km), evenly).sum())


def _fine_turns_deg(figure: Figure) -> np.ndarray:
    """Return azimuths all around, finer towards north and south, where rings pass poles."""
    graded = np.concatenate([[0.0], np.geomspace(1e-7, 90.0, 3000)])
    half = np.concatenate([graded, 180 - graded[-2::-1]])
    return np.concatenate([half, 360 - half[-2::-1]])


# --- what RFC 7946 wants of an area ---


def faults_of(area: Polygon | MultiPolygon) -> list[str]:
    """Return what is wrong with the form of an area, nothing where it is in order."""
    found = [] if area.is_valid else [shapely.is_valid_reason(area)]
    for part in shapely.get_parts(area):
        found += ["an exterior runs clockwise"] * (not part.exterior.is_ccw)
        for ring in (part.exterior, *part.interiors):
            found += _faults_of_ring(shapely.get_coordinates(ring))
        found += ["a hole runs counter-clockwise" for hole in part.interiors if hole.is_ccw]
    return found


def _faults_of_ring(rows: np.ndarray) -> list[str]:
    """Return what is wrong with one ring."""
    lon, lat = rows.T
    found = []
    if np.max(np.abs(lon)) > 180 or np.max(np.abs(lat)) > 90:
        found.append("a vertex lies off the map")
    if np.any(np.all(rows[1:] == rows[:-1], axis=1)):
        found.append("a vertex is repeated")
    if not np.array_equal(rows[0], rows[-1]):
        found.append("a ring is not closed")
    along_pole = (np.abs(lat[1:]) == 90) & (lat[1:] == lat[:-1])
    if np.any((np.abs(np.diff(lon)) > 180) & ~along_pole):
        found.append("an edge crosses the antimeridian")
    return found
