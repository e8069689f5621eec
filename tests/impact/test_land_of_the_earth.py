"""Chances far from East Asia: land is held against the polygons of another map, seas are named."""

import json

import numpy as np
import pytest
from helpers import oracle
from helpers.earth import on_land
from helpers.evidence_of import evidence_in, evidence_of
from helpers.paths import CASES

from geolaunch.impact.zones import zone_of
from geolaunch.places.regions import region_weights

TRUTH = json.loads((CASES / "land-of-the-earth.json").read_text("utf-8"))["land"]
LAND_TOLERANCE = 0.01  # of the maps, 1:50m blurred by 10 km against 1:10m, and of the draws


@pytest.mark.parametrize("name", TRUTH)
def test_land_has_the_chance_that_another_map_gives_it(name: str) -> None:
    chances = zone_of(evidence_in(CASES / f"{name}.json")).probabilities
    assert chances["land"] == pytest.approx(TRUTH[name], abs=LAND_TOLERANCE)
    assert sum(chances.values()) == pytest.approx(1)


@pytest.mark.slow
@pytest.mark.parametrize("name", TRUTH)
def test_sampling_finds_the_same_chances(name: str) -> None:
    evidence = evidence_in(CASES / f"{name}.json")
    draws = oracle.draw(evidence, 50_000, seed=2023, mixture=False)
    chances = oracle.chances(draws, seed=327)
    assert dict(zone_of(evidence).probabilities) == pytest.approx(chances, abs=LAND_TOLERANCE)


def test_every_case_of_the_earth_has_a_truth() -> None:
    assert {path.stem for path in CASES.glob("earth-*.json")} == set(TRUTH)


def test_the_pacific_does_not_end_with_the_map() -> None:
    """A report of the Pacific at 145 W is no conflict: nobody draws a limit there."""
    zone = zone_of(evidence_in(CASES / "earth-pacific-named-at-150-w.json"))
    assert zone.probabilities["western-pacific"] > 0.95
    assert not zone.conflicts


def test_a_zone_that_leaves_the_detailed_grid_keeps_its_land() -> None:
    """From Kashgar, half of the band lies west of 95 E and all of it on land."""
    zone = zone_of(evidence_of({"site": {"lon": 94, "lat": 40, "sd_km": 5}, "range_km": 400}))
    assert zone.probabilities["land"] == pytest.approx(1, abs=0.001)


def test_the_grid_of_the_earth_is_the_land_of_the_earth() -> None:
    rng = np.random.default_rng(12)
    lon, lat = rng.uniform(-180, 180, 20_000), np.degrees(np.arcsin(rng.uniform(-1, 1, 20_000)))
    far = ~((lon > 95) | (lon < -178)) | (lat < 0) | (lat > 66)
    lon, lat = lon[far], lat[far]
    land = region_weights(lon, lat)["land"]
    there = on_land(lon, lat)
    assert land.mean() == pytest.approx(there.mean(), abs=0.002)
    assert (np.abs(land - there) > 0.5).mean() < 0.006  # fjords and islets that pages leave out
