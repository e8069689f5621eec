"""What one more statement would make of a zone: laws, and what is never listed."""

from __future__ import annotations

from csv import DictReader
from dataclasses import replace
from typing import Any

import pytest
import shapely
from helpers.evidence_of import ZONE_CASES, evidence_in, evidence_of
from helpers.paths import ROOT

from geolaunch.errors import UnknownNameError
from geolaunch.impact.evidence import DirectionEvidence, Evidence
from geolaunch.impact.missing import KINDS, PLACES, Now, possible
from geolaunch.impact.settle import LEVEL, MOST_VALUES, Outlook, settle
from geolaunch.impact.zones import contours_of, zone_of
from geolaunch.places.reference_places import find_reference
from geolaunch.places.sites import Place
from geolaunch.report.direction import Direction

# The share of a zone that may lie beyond where 99.9 % of the mass was before: contours of two grids
# are never quite the same line.
OUTSIDE = 0.01
SAME_AREA = 0.01  # what another grid changes, as in tests/impact/test_zones.py

SITE = {"lon": 128.0, "lat": 39.0, "sd_km": 5}
PLAIN = {"site": SITE, "range": "about 400 km", "originator": "A"}
AT_SEA = {**PLAIN, "landing": {"sea": "East Sea"}}
FAR = {**PLAIN, "range": "about 4,600 km", "direction": "east"}
EASTWARD = {**PLAIN, "direction": "east"}
EVERYTHING = {
    **PLAIN,
    "direction": "east",
    "landing": {
        "sea": "East Sea",
        "near": "the east coast of the Korean peninsula",
        "reference": {"place": "Oki Islands", "distance": "about 300 km", "direction": "northwest"},
    },
}
REFERENCE = "landing.reference.place"
NAMES = [path.stem.removeprefix("zone-") for path in ZONE_CASES]


def outlook_of(*records: dict[str, Any]) -> Outlook:
    """Return what one more statement would make of the zone of reports."""
    return settle(zone_of(evidence_of(*records)))


def references_of(words: str) -> tuple[Place, ...]:
    """Return the places that words of the catalogue mean, none if nobody knows them."""
    try:
        return find_reference(words)
    except UnknownNameError:
        return ()


def now_of(evidence: Evidence) -> Now:
    """Return a zone as it stands, with its density."""
    return Now(zone_of(evidence), contours_of(evidence))


# --- laws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ZONE_CASES, ids=NAMES)
def test_of_every_zone_chances_sum_to_one(path) -> None:
    outlook = settle(zone_of(evidence_in(path)))
    for change in outlook.changes:
        assert 1 <= len(change.statements) <= MOST_VALUES
        assert sum(statement.chance for statement in change.statements) == pytest.approx(1)
        assert 0 < change.smallest_km2 <= change.expected_km2 * (1 + 1e-12)
        assert change.expected_km2 <= change.largest_km2 * (1 + 1e-12)
        words = [statement.words for statement in change.statements]
        assert len(set(words)) == len(words)


def test_the_area_now_is_that_of_the_zone() -> None:
    zone = zone_of(evidence_of(AT_SEA), (0.5, LEVEL))
    outlook = settle(zone)
    assert (outlook.level, outlook.source, outlook.launch) == (LEVEL, "combined", "test")
    assert outlook.area_km2 == pytest.approx(zone.regions[1].area_km2, rel=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_a_statement_that_agrees_gives_no_zone_outside_the_zone(kind) -> None:
    evidence = evidence_of(FAR if kind == "overflight" else PLAIN)
    (wide,) = zone_of(evidence, [0.999]).regions
    statements = possible(kind, now_of(evidence), MOST_VALUES)
    assert statements
    for value in statements:
        (region,) = zone_of(value.evidence, [LEVEL]).regions
        outside = shapely.difference(region.geometry, wide.geometry).area
        assert outside <= OUTSIDE * region.geometry.area, value.words


def test_a_statement_that_says_nothing_changes_nothing() -> None:
    evidence = evidence_of(AT_SEA)
    nothing = DirectionEvidence("B", Direction(90.0, 1e6, "somewhere"))
    (without,) = contours_of(evidence).regions((LEVEL,))
    (with_it,) = contours_of(replace(evidence, directions=(nothing,))).regions((LEVEL,))
    assert with_it.area_km2 == pytest.approx(without.area_km2, rel=SAME_AREA)


def test_a_sea_that_holds_the_whole_zone_changes_nothing() -> None:
    far_out = {"site": {"lon": 134.0, "lat": 39.5, "sd_km": 5}, "range_km": 100, "originator": "A"}
    outlook = outlook_of(far_out)
    (sea,) = [change for change in outlook.changes if change.kind == "sea"]
    assert [statement.words for statement in sea.statements] == ["Sea of Japan / East Sea"]
    assert sea.expected_km2 == pytest.approx(outlook.area_km2, rel=SAME_AREA)
    assert sea.moved(outlook.area_km2) < SAME_AREA
    assert outlook.changes[-1] == sea


def test_the_same_zone_gives_the_same_outlook() -> None:
    assert outlook_of(AT_SEA) == outlook_of(AT_SEA)


def test_the_kind_that_moves_the_area_most_comes_first() -> None:
    outlook = outlook_of(PLAIN)
    moved = [change.moved(outlook.area_km2) for change in outlook.changes]
    assert moved == sorted(moved, reverse=True)
    assert {change.kind for change in outlook.changes} == {*KINDS} - {"overflight"}


def test_a_zone_can_grow() -> None:
    """A second distance can lie so far off that both stand side by side."""
    bound = {**PLAIN, "range": "more than 400 km", "direction": "east"}
    outlook = outlook_of(bound)
    (distance,) = [change for change in outlook.changes if change.kind == "distance"]
    assert distance.smallest_km2 < outlook.area_km2
    near = {**PLAIN, "landing": {"near": "the west coast of the Korean peninsula"}}
    assert any(change.largest_km2 > outlook.area_km2 for change in outlook_of(near).changes)


# --- what is missing ------------------------------------------------------------------------------


def test_what_was_said_is_not_missing() -> None:
    assert {change.kind for change in outlook_of(EVERYTHING).changes} == {"distance"}
    second = {**PLAIN, "range": "about 420 km", "originator": "B"}
    assert outlook_of(EVERYTHING, second).changes == ()


def test_what_another_originator_said_is_not_missing_either() -> None:
    own, other = evidence_of(PLAIN), evidence_of(PLAIN, {**EVERYTHING, "originator": "B"})
    assert settle(zone_of(own), other).changes == ()


def test_landings_are_given_from_places_of_the_record() -> None:
    """What could be said is what is said: no place is offered that no statement starts from."""
    with (ROOT / "data" / "claims.csv").open(encoding="utf-8", newline="") as rows:
        said = {row["value"] for row in DictReader(rows) if row["quantity"] == REFERENCE}
    known = {place.id for words in said for place in references_of(words)}
    assert set(PLACES) <= known


def test_a_landing_by_a_place_that_nobody_knows_is_not_missing() -> None:
    unknown = {**PLAIN, "landing": {"reference": {"place": "Atlantis", "distance": "about 50 km"}}}
    assert "place" not in {change.kind for change in outlook_of(unknown).changes}


def test_what_was_retracted_is_missing() -> None:
    retracted = {**PLAIN, "direction": "east", "status": "retracted"}
    outlook = outlook_of({**PLAIN, "originator": "B"}, retracted)
    assert "direction" in {change.kind for change in outlook.changes}


def test_no_coast_and_no_sea_is_named_that_the_zone_does_not_reach() -> None:
    iran = {"site": {"lon": 53.9, "lat": 35.2, "sd_km": 5}, "range_km": 300, "originator": "A"}
    assert {change.kind for change in outlook_of(iran).changes} == {"direction", "distance"}


def test_an_overflight_is_missing_only_where_the_zone_reaches_beyond() -> None:
    over = possible("overflight", now_of(evidence_of(FAR)), MOST_VALUES)
    assert [value.words for value in over][-1] == "not over Japan"
    assert {"over Hokkaido", "over Honshu"} & {value.words for value in over}
    assert possible("overflight", now_of(evidence_of(EASTWARD)), MOST_VALUES) == []
    crossed = {**FAR, "overflight": {"over": ["Hokkaido"]}}
    assert "overflight" not in {change.kind for change in outlook_of(crossed).changes}


def test_a_land_that_is_said_to_be_crossed_is_not_assumed_uncrossed() -> None:
    free = now_of(evidence_of(FAR))
    evidence = replace(free.evidence, uncrossed=("south-korea", "japan"))
    assumed = replace(free, zone=replace(free.zone, evidence=evidence))
    statements = possible("overflight", assumed, MOST_VALUES)
    lands = {value.words: value.evidence.uncrossed for value in statements}
    assert lands["over Honshu"] == ("south-korea",)
    assert lands["not over Japan"] == ("south-korea", "japan")


# --- values ---------------------------------------------------------------------------------------


def test_winds_are_as_likely_as_their_share_of_the_zone() -> None:
    winds = possible("direction", now_of(evidence_of(PLAIN)), MOST_VALUES)
    assert len(winds) == 8
    assert [wind.chance for wind in winds] == pytest.approx([1 / 8] * 8, abs=0.01)


def test_a_second_distance_is_expected_about_the_first() -> None:
    distances = possible("distance", now_of(evidence_of(AT_SEA)), MOST_VALUES)
    chances = {value.words: value.chance for value in distances}
    assert list(chances) == [f"about {km} km" for km in (300, 350, 400, 450, 500)]
    assert max(chances, key=lambda words: chances[words]) == "about 400 km"
    assert chances["about 300 km"] == pytest.approx(1 / MOST_VALUES)


def test_from_one_of_several_sites_a_distance_is_as_the_claims_say() -> None:
    """The mean of two sites is no place from which anything was flown."""
    both = {**AT_SEA, "site": "sinpo"}
    second = {**AT_SEA, "site": "sohae", "originator": "B"}
    evidence = evidence_of(both, second)
    assert len(evidence.site.places) > 1
    alone = replace(evidence, distances=evidence.distances[:1])
    words = [value.words for value in possible("distance", now_of(alone), MOST_VALUES)]
    assert words == [f"about {km} km" for km in (300, 350, 400, 450, 500)]


def test_a_single_value_is_the_most_typical() -> None:
    now = now_of(evidence_of({**AT_SEA, "direction": "east"}))
    (distance,) = possible("distance", now, 1)
    assert (distance.words, distance.chance) == ("about 400 km", 1.0)
    (place,) = possible("place", now, 1)
    assert place.words.endswith("of Oki Islands")
    outlook = settle(now.zone, values=1)
    assert all(len(change.statements) == 1 for change in outlook.changes)
