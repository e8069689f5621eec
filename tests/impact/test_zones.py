"""Impact zones: held against sampling of the same model, against laws, and against bad input.

Each `cases/zone-*.json` is one launch, named for what it tries.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from helpers import oracle
from helpers.evidence_of import ZONE_CASES, evidence_in, evidence_of
from hypothesis import given, settings
from hypothesis import strategies as st

from geolaunch.errors import GeodesyRangeError, InputError, NoPlaceLeftError
from geolaunch.geodesy.shapes import direct
from geolaunch.impact import contours as outline
from geolaunch.impact import shape
from geolaunch.impact.zones import ImpactZone, zone_of
from geolaunch.places.regions import region_ids
from geolaunch.scenes.language import remark, words

LEVELS = (0.5, 0.9, 0.95)
POINTS = 0.005  # half a percentage point
EFFECTIVE = 120_000  # draws: a standard error of 0.14 percentage points at 50 %
DRAWS_NEAR = 2.5  # standard errors of the sampling itself that are allowed
AREA_TOLERANCE = 0.01
EDGE_TOLERANCE = 0.05
METRE_IN_DEGREES = 1 / 111_000
NAMES = [path.stem.removeprefix("zone-") for path in ZONE_CASES]
QUICK = {"srbm-crescent-east-sea", "two-that-conflict"}  # the others draw long

PLAIN = {"site": {"lon": 128.0, "lat": 38.0, "sd_km": 5}, "range_km": 400, "originator": "A"}
EASTWARD = {**PLAIN, "direction": "east"}
MORE_THAN = {"site": PLAIN["site"], "range": "more than 300 km", "originator": "A"}


# --- the oracle -----------------------------------------------------------------------------------


def test_there_are_cases_enough() -> None:
    assert len(ZONE_CASES) >= 12


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(path, id=name, marks=() if name in QUICK else pytest.mark.slow)
        for path, name in zip(ZONE_CASES, NAMES, strict=True)
    ],
)
def test_sampling_finds_the_same_masses_and_chances(path) -> None:
    evidence = evidence_in(path)
    zone = zone_of(evidence, LEVELS)
    mixture = any(each.key == "conflict_distances" for each in zone.conflicts)
    draws = oracle.draw(evidence, EFFECTIVE, seed=2023, mixture=mixture)
    chances = oracle.chances(draws, seed=327)
    allowed = POINTS + DRAWS_NEAR * 0.5 / draws.effective**0.5
    found = {region.level: draws.inside(region.geometry) for region in zone.regions}
    assert found == pytest.approx({level: level for level in LEVELS}, abs=allowed)
    assert dict(zone.probabilities) == pytest.approx(chances, abs=allowed)


def test_the_oracle_weighs_by_the_exact_regions() -> None:
    evidence = evidence_of({**PLAIN, "landing": {"sea": "East Sea"}})
    draws = oracle.draw(evidence, 20_000, seed=1, mixture=False)
    in_sea = oracle.chances(draws, seed=2)["sea-of-japan"]
    assert in_sea > 0.9
    assert draws.effective >= 20_000


@pytest.mark.parametrize("path", ZONE_CASES, ids=NAMES)
def test_areas_are_those_of_a_fine_grid(path, monkeypatch) -> None:
    evidence = evidence_in(path)
    areas = [region.area_km2 for region in zone_of(evidence, LEVELS).regions]
    monkeypatch.setattr(shape, "DISTANCES", 480)
    monkeypatch.setattr(shape, "AZIMUTHS", 960)
    fine = [region.area_km2 for region in zone_of(evidence, LEVELS).regions]
    by_a_land = "over-" in path.stem or "without-a-distance" in path.stem  # steps along its edge
    assert areas == pytest.approx(fine, rel=EDGE_TOLERANCE if by_a_land else AREA_TOLERANCE)


def test_fewer_vertices_move_areas_by_little(monkeypatch) -> None:
    fewer = [zone_of(evidence_in(path), LEVELS).regions for path in ZONE_CASES]
    monkeypatch.setattr(outline, "LEAST_BEND_KM", 0.0)
    every = [zone_of(evidence_in(path), LEVELS).regions for path in ZONE_CASES]
    for path, few, full in zip(ZONE_CASES, fewer, every, strict=True):
        tolerance = 0.002 if "30-km" in path.stem else 0.001
        areas = [region.area_km2 for region in few]
        assert areas == pytest.approx([region.area_km2 for region in full], rel=tolerance)
    assert _vertices(fewer) < 0.7 * _vertices(every)


def _vertices(zones) -> int:
    return sum(len(shapely.get_coordinates(r.geometry)) for regions in zones for r in regions)


# --- laws -----------------------------------------------------------------------------------------


def _proper(zone: ImpactZone) -> None:
    """Check what every zone keeps: valid, wound as RFC 7946 wants, nested, labelled inside."""
    for region in zone.regions:
        assert region.geometry.is_valid
        for part in shapely.get_parts(region.geometry):
            assert part.exterior.is_ccw
            assert not any(hole.is_ccw for hole in part.interiors)
    for small, large in zip(zone.regions, zone.regions[1:], strict=False):
        outside = small.geometry.difference(large.geometry)
        assert outside.area < 1e-3 * small.geometry.area  # vertices stand up to 50 m off
        assert small.area_km2 < large.area_km2
    assert zone.regions[0].geometry.contains(shapely.Point(zone.label_lonlat))
    assert tuple(zone.probabilities) == region_ids()
    assert sum(zone.probabilities.values()) == pytest.approx(1, abs=1e-6)
    assert all(0 <= chance <= 1 for chance in zone.probabilities.values())


@pytest.mark.parametrize("path", ZONE_CASES, ids=NAMES)
def test_every_case_is_proper(path) -> None:
    _proper(zone_of(evidence_in(path), (0.05, 0.3, 0.5, 0.9, 0.95, 0.99)))


records = st.fixed_dictionaries(
    {
        "site": st.fixed_dictionaries(
            {
                "lon": st.floats(100, 140),
                "lat": st.floats(-60, 60),
                "sd_km": st.sampled_from([0.5, 3, 10, 30, 80]),
            }
        ),
        "range": st.builds(
            lambda value, qualifier: {"value": value, "unit": "km", "qualifier": qualifier},
            st.integers(20, 1200),
            st.sampled_from(["exact", "about", "more_than", "less_than"]),
        ),
    },
    optional={
        "direction": st.sampled_from(["east", "north-northeast", "southwest", "275 degrees"])
    },
)


@settings(max_examples=60, deadline=None)
@given(records)
def test_zones_are_proper_whatever_is_reported(record) -> None:
    _proper(zone_of(evidence_of(record), LEVELS))


@settings(max_examples=20, deadline=None)
@given(st.floats(-60, 20), st.sampled_from([EASTWARD, PLAIN, MORE_THAN]))
def test_rotating_the_scene_about_the_pole_rotates_the_answer(turn_deg, record) -> None:
    turned = {**record, "site": {**PLAIN["site"], "lon": PLAIN["site"]["lon"] + turn_deg}}
    here, there = zone_of(evidence_of(record), LEVELS), zone_of(evidence_of(turned), LEVELS)
    turn = np.array([turn_deg, 0.0])
    for one, other in zip(here.regions, there.regions, strict=True):
        moved = shapely.transform(one.geometry, lambda xy: xy + turn)
        assert moved.hausdorff_distance(other.geometry) < METRE_IN_DEGREES
        assert other.area_km2 == pytest.approx(one.area_km2, rel=1e-6)


def test_a_sea_that_covers_the_whole_zone_changes_nothing() -> None:
    ocean = {**PLAIN, "site": {"lon": 168.0, "lat": 25.0, "sd_km": 5}, "range_km": 100}
    bare = zone_of(evidence_of(ocean), LEVELS)
    named = zone_of(evidence_of({**ocean, "landing": {"sea": "western Pacific"}}), LEVELS)
    assert bare.probabilities["western-pacific"] == pytest.approx(1, abs=1e-5)
    for one, other in zip(bare.regions, named.regions, strict=True):
        assert other.area_km2 == pytest.approx(one.area_km2, rel=1e-5)


@settings(max_examples=25, deadline=None)
@given(st.integers(100, 1500), st.floats(0.3, 0.95), st.sampled_from([EASTWARD, PLAIN]))
def test_a_smaller_spread_gives_a_smaller_area(range_km, shrunk, record) -> None:
    evidence = evidence_of({**record, "range_km": range_km})
    (distance,) = evidence.distances
    spread = replace(distance.spread, scale_km=distance.spread.scale_km * shrunk)
    sharper = replace(evidence, distances=(replace(distance, spread=spread),))
    for wide, narrow in zip(
        zone_of(evidence, LEVELS).regions, zone_of(sharper, LEVELS).regions, strict=True
    ):
        assert narrow.area_km2 < wide.area_km2


def test_a_sharper_direction_or_site_gives_a_smaller_area() -> None:
    told = [{**PLAIN, "azimuth_deg": 90}, {**PLAIN, "direction": "east"}, PLAIN]
    areas = [zone_of(evidence_of(record)).regions[0].area_km2 for record in told]
    assert areas == sorted(areas)
    sites = [{**PLAIN["site"], "sd_km": sd_km} for sd_km in (1, 10, 30, 90)]
    areas = [zone_of(evidence_of({**EASTWARD, "site": s})).regions[0].area_km2 for s in sites]
    assert areas == sorted(areas)


def test_two_directions_that_agree_are_sharper_than_one() -> None:
    one = zone_of(evidence_of(EASTWARD))
    two = zone_of(evidence_of(EASTWARD, {"originator": "B", "direction": "east"}))
    assert two.conflicts == ()
    assert two.regions[0].area_km2 < 0.85 * one.regions[0].area_km2


def test_the_same_input_gives_the_same_zone() -> None:
    one, other = (zone_of(evidence_in(ZONE_CASES[0]), LEVELS) for _ in range(2))
    assert [shapely.to_wkb(r.geometry) for r in one.regions] == [
        shapely.to_wkb(r.geometry) for r in other.regions
    ]


def test_levels_come_back_in_rising_order_each_once() -> None:
    zone = zone_of(evidence_of(EASTWARD), (0.9, 0.5, 0.9))
    assert [region.level for region in zone.regions] == [0.5, 0.9]


def test_azimuths_bound_the_largest_region() -> None:
    start, stop = zone_of(evidence_of(EASTWARD)).azimuths_deg
    assert 20 < start < 90 < stop < 160
    start, stop = zone_of(evidence_of({**PLAIN, "direction": "north"})).azimuths_deg
    assert 270 < start < 360 < stop < 450


# --- conflicts ------------------------------------------------------------------------------------


def sentences(zone: ImpactZone) -> list[str]:
    """The conflicts of a zone as a reader sees them."""
    return [remark(words("en"), each) for each in zone.conflicts]


def test_distances_far_apart_are_a_mixture_and_said_to_be() -> None:
    zone = zone_of(evidence_of(EASTWARD, {"originator": "B", "range_km": 900}))
    (sentence,) = sentences(zone)
    assert sentence == (
        "400\u00a0km (250\u00a0mi) (A) and 900\u00a0km (560\u00a0mi) (B) cannot both be right; "
        "the zone shows both as possible"
    )
    assert zone.regions[-1].geometry.geom_type == "MultiPolygon"


def test_directions_that_point_apart_are_said_to() -> None:
    zone = zone_of(evidence_of(EASTWARD, {"originator": "B", "direction": "west"}))
    assert sentences(zone) == [
        "“east” (A) and “west” (B) hardly agree; the zone shows both as possible",
    ]
    assert len(shapely.get_parts(zone.regions[0].geometry)) == 2


def test_two_seas_are_said_to_be_two() -> None:
    other = {"originator": "B", "landing": {"sea": "Yellow Sea"}}
    zone = zone_of(evidence_of({**PLAIN, "landing": {"sea": "East Sea"}}, other))
    assert sentences(zone) == [
        "“East Sea” (A) and “Yellow Sea” (B) are two seas; the zone shows both as possible",
    ]


def test_a_direction_away_from_the_sea_is_a_conflict() -> None:
    zone = zone_of(evidence_of({**PLAIN, "direction": "west", "landing": {"sea": "East Sea"}}))
    assert sentences(zone) == [
        "400 km, “west”, “East Sea” hardly agree: hardly any place fits them all, "
        "and the area is where they clash least",
    ]
    assert zone.regions


def test_a_conflict_names_the_direction_only_where_it_matters() -> None:
    zone = zone_of(
        evidence_of({**EASTWARD, "range_km": 500, "landing": {"sea": "western Pacific"}})
    )
    (sentence,) = sentences(zone)
    assert sentence.startswith("500 km, “western Pacific” hardly agree: ")


@pytest.mark.parametrize("turned", [{}, {"direction": "west"}])
def test_claims_that_leave_no_place_are_refused_in_their_words(turned) -> None:
    record = {"site": "sunan", "range": "50 km", "landing": {"sea": "western pacific"}, **turned}
    with pytest.raises(NoPlaceLeftError) as refused:
        zone_of(evidence_of(record))
    assert str(refused.value) == (
        "test: the distance “50 km” from sunan and the sea “western pacific” exclude each other: "
        "less than 1e-06 of the mass is left; one of them must be wrong or misread"
    )


def test_a_direction_that_leaves_no_place_is_named() -> None:
    record = {"site": "sunan", "range_km": 300, "azimuth_deg": 270, "landing": {"sea": "East Sea"}}
    with pytest.raises(
        NoPlaceLeftError, match="the direction “270 degrees” and the sea “East Sea”"
    ):
        zone_of(evidence_of(record))


def test_a_wide_site_keeps_a_place_that_its_middle_leaves_not() -> None:
    narrow = {"lon": 126.4, "lat": 38.0, "sd_km": 1}
    record = {"range_km": 100, "azimuth_deg": 0, "landing": {"sea": "Yellow Sea"}}
    wide = zone_of(evidence_of({**record, "site": {**narrow, "sd_km": 120}}))
    assert wide.probabilities["yellow-sea"] > 0.5
    assert wide.conflicts == ()


# --- bad input ------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [0.0, 1.0, -0.1, 50, float("nan"), float("inf")])
def test_a_level_outside_0_and_1_is_refused(level) -> None:
    with pytest.raises(InputError) as refused:
        zone_of(evidence_of(EASTWARD), (0.5, level))
    wanted = f"got level {level:g}; wanted a chance between 0 and 1, like 0.9"
    assert str(refused.value) == wanted


def test_no_level_is_refused() -> None:
    with pytest.raises(
        InputError, match="got no level; wanted at least one chance between 0 and 1"
    ):
        zone_of(evidence_of(EASTWARD), ())


def test_a_distance_beyond_what_is_drawn_is_refused() -> None:
    with pytest.raises(GeodesyRangeError) as refused:
        zone_of(evidence_of({**PLAIN, "range_km": 10_001}))
    assert str(refused.value) == (
        "test: got a distance of 10,001 km by A; wanted at most 10,000 km: no zone is drawn beyond"
    )


@pytest.mark.parametrize(
    ("lat", "range_km", "pole_inside"),
    [(50.0, 1000, False), (84.0, 400, False), (84.0, 670, True), (39.2, 4600, False)],
)
@pytest.mark.parametrize("lon", [178.0, -179.99, 180.0])
def test_a_zone_across_the_antimeridian_or_a_pole_is_the_zone_elsewhere_turned(
    lon, lat, range_km, pole_inside
) -> None:
    claims = {"originator": "A", "range_km": range_km}
    here = zone_of(evidence_of({**claims, "site": {"lon": lon, "lat": lat, "sd_km": 5}}))
    there = zone_of(evidence_of({**claims, "site": {"lon": 20.0, "lat": lat, "sd_km": 5}}))
    for region, other in zip(here.regions, there.regions, strict=True):
        assert region.area_km2 == pytest.approx(other.area_km2, rel=1e-3)
        assert region.geometry.is_valid
        west, _, east, north = region.geometry.bounds
        assert -180 <= west < east <= 180
        assert (north == 90) == pole_inside
        azimuths = np.arange(7.0, 360.0, 30.0)
        for km, inside in ((range_km, True), (0.7 * range_km, False), (1.3 * range_km, False)):
            x, y, _ = direct(lon, lat, azimuths, float(km))
            assert (shapely.contains_xy(region.geometry, x, y) == inside).all()


@pytest.mark.parametrize(("missing", "words"), [("site", "no report names a launch site")])
def test_evidence_without_a_site_is_refused(missing, words) -> None:
    record = {key: value for key, value in PLAIN.items() if key != missing}
    with pytest.raises(InputError, match=words):
        evidence_of(record)


def test_probabilities_are_numbers_that_json_takes() -> None:
    zone = zone_of(evidence_of(EASTWARD))
    assert all(type(chance) is float for chance in zone.probabilities.values())
    assert all(type(region.area_km2) is float for region in zone.regions)
    assert np.isfinite(zone.label_lonlat).all()
