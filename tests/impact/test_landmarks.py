"""Landings told from a coast or a place: where the likelihood is high, and how it falls."""

from __future__ import annotations

import numpy as np
import pytest

from geolaunch.geodesy.shapes import direct
from geolaunch.impact.evidence import LandmarkEvidence
from geolaunch.impact.landmarks import (
    LANDMARK_ERROR,
    NEAR_COAST_KM,
    landmark_likelihood,
    with_error,
)
from geolaunch.places.coasts import find_coast
from geolaunch.places.reference_places import find_reference
from geolaunch.places.regions import sea_weight
from geolaunch.report.direction import parse_direction
from geolaunch.report.quantity import parse_quantity

OSHIMA = find_reference("Oshima-Oshima")
FIVE_PER_CENT = 0.05  # of the greatest likelihood: what every fourth node leaves between them


def grid_about(lon: float, lat: float, far_km: float) -> tuple[np.ndarray, np.ndarray]:
    """A polar lattice about a point, as fine as the zone's own where it matters."""
    distance, azimuth = np.linspace(1.0, far_km, 72), np.linspace(0.0, 360.0, 161)
    lons, lats, _ = direct(lon, lat, azimuth[None, :], distance[:, None])
    return lons, lats


def test_an_offset_is_likeliest_where_it_was_told() -> None:
    told = LandmarkEvidence(
        "A",
        "about 200 km west",
        None,
        OSHIMA,
        parse_quantity("about 200 km"),
        parse_direction("west"),
    )
    lon, lat = grid_about(OSHIMA[0].lon_deg, OSHIMA[0].lat_deg, 400.0)
    likelihood = landmark_likelihood(told, lon, lat)
    best = np.unravel_index(np.argmax(likelihood), likelihood.shape)
    wanted_lon, wanted_lat, _ = direct(OSHIMA[0].lon_deg, OSHIMA[0].lat_deg, 270.0, 200.0)
    assert lon[best] == pytest.approx(float(wanted_lon), abs=0.1)
    assert lat[best] == pytest.approx(float(wanted_lat), abs=0.1)
    assert likelihood.max() == pytest.approx(1.0, abs=FIVE_PER_CENT)


@pytest.mark.parametrize(
    ("words", "near", "far"), [("more than 100 km", 50, 300), ("less than 100 km", 300, 50)]
)
def test_a_bound_is_open_on_one_side(words: str, near: float, far: float) -> None:
    told = LandmarkEvidence("A", words, None, OSHIMA, parse_quantity(words))
    lon, lat = grid_about(OSHIMA[0].lon_deg, OSHIMA[0].lat_deg, 400.0)
    rows = landmark_likelihood(told, lon, lat).mean(axis=1)
    distance = np.linspace(1.0, 400.0, 72)
    assert np.interp(far, distance, rows) == pytest.approx(1.0, abs=FIVE_PER_CENT)
    assert np.interp(near, distance, rows) < 0.5


def test_near_a_coast_falls_off_with_the_distance_from_it() -> None:
    told = LandmarkEvidence("A", "near", find_coast("the east coast of the Korean peninsula"))
    lat = np.full((9, 9), 39.0)
    lon = np.tile(np.linspace(127.6, 133.0, 9), (9, 1))
    row = landmark_likelihood(told, lon, lat)[0]
    assert np.all(np.diff(row[1:]) < 0)
    assert row[-1] < np.exp(-((300 / NEAR_COAST_KM) ** 2) / 2) * 2


def test_several_places_of_a_name_are_each_as_likely() -> None:
    both = find_reference("Akita")
    assert len(both) > 1
    lon, lat = grid_about(both[0].lon_deg, both[0].lat_deg, 300.0)
    told = parse_quantity("about 100 km")
    whole = landmark_likelihood(LandmarkEvidence("A", "x", None, both, told), lon, lat)
    parts = [
        landmark_likelihood(LandmarkEvidence("A", "x", None, (p,), told), lon, lat) for p in both
    ]
    assert whole == pytest.approx(np.mean(parts, axis=0))


def test_a_statement_may_be_wrong() -> None:
    assert with_error(np.array([0.0, 1.0])).tolist() == [LANDMARK_ERROR, 1.0]


def test_a_landing_told_to_be_inland_is_on_land() -> None:
    (place,) = find_reference("the northeastern part of North Korea")
    assert place.is_inland
    assert not OSHIMA[0].is_inland
    told = LandmarkEvidence("A", "the northeast of North Korea", None, (place,))
    lon, lat = grid_about(place.lon_deg, place.lat_deg, 250.0)
    likelihood = landmark_likelihood(told, lon, lat)
    land = sea_weight("land", lon, lat)
    assert likelihood[land == 0].max() == 0
    assert likelihood[land > 0.99].max() > 0.9
    beyond_the_tumen = (lon > 129.5) & (lat > 43.1)  # land too, but of another country
    assert likelihood[beyond_the_tumen].max() == 0
