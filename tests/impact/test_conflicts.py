"""What disagrees is said, in remarks that every language has; what cannot be is refused."""

from __future__ import annotations

import pytest
from helpers.evidence_of import evidence_of

from geolaunch.errors import NoPlaceLeftError
from geolaunch.impact import conflicts
from geolaunch.impact.zones import zone_of
from geolaunch.scenes.language import remark, words

SITE = {"site": "Sunan", "originator": "A"}


def said(*records: dict) -> list[str]:
    """The conflicts of the zone of some reports, as an English reader sees them."""
    return [remark(words("en"), each) for each in zone_of(evidence_of(*records)).conflicts]


def test_claims_that_agree_say_nothing() -> None:
    assert said(SITE | {"range_km": 400}, {"range_km": 410, "originator": "B"}) == []


def test_three_that_contradict_are_three_pairs() -> None:
    told = [{"range_km": km, "originator": who} for km, who in ((900, "B"), (1500, "C"))]
    pairs = conflicts.between_distances(evidence_of(SITE | {"range_km": 300}, *told))
    assert [(p.values["who_a"], p.values["who_b"]) for p in pairs] == [
        ("A", "B"),
        ("A", "C"),
        ("B", "C"),
    ]


def test_an_originator_that_contradicts_itself_is_told() -> None:
    (sentence,) = said(SITE | {"range": "about 300 km"}, SITE | {"range": "more than 800 km"})
    assert sentence == (
        "“about 300 km” and “more than 800 km”, both by A, do not fit together; "
        "the zone uses the first"
    )


def test_a_conditional_figure_that_the_flight_passed_is_told() -> None:
    bound = {"value": 300, "unit": "km", "qualifier": "conditional", "words": "could fly 300 km"}
    (sentence,) = said(SITE | {"range": "about 900 km"}, SITE | {"range": bound})
    assert "“could fly 300 km”" in sentence


def test_a_landmark_that_hardly_fits_is_told() -> None:
    reference = {"place": "Oshima-Oshima", "distance": "about 200 km", "direction": "west"}
    (sentence,) = said(SITE | {"range": "about 800 km", "landing": {"reference": reference}})
    assert sentence.startswith("the landing “about 200 km west of Oshima-Oshima” (A) hardly fits")


def test_a_landmark_that_cannot_be_is_refused_in_its_words() -> None:
    record = SITE | {"range": "about 100 km", "landing": {"near": "Hokkaido"}}
    with pytest.raises(NoPlaceLeftError) as refused:
        zone_of(evidence_of(record))
    for claim in ("Hokkaido", "about 100 km", "Sunan", "exclude each other"):
        assert claim in str(refused.value)


def test_a_landing_inland_is_shown() -> None:
    zone = zone_of(evidence_of(SITE | {"range": "about 300 km", "landing": {"near": "Chongjin"}}))
    assert zone.regions
    assert zone.probabilities["land"] > 0.2


def test_sites_too_far_apart_are_told() -> None:
    (sentence,) = said(SITE | {"range_km": 300}, {"site": "Wonsan", "originator": "B"})
    assert "are two places, too far apart to be one" in sentence
