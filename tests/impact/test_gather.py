"""What counts for a zone, who said it, and that nothing said is dropped silently."""

from dataclasses import replace
from typing import Any

import pytest
from helpers.evidence_of import evidence_of
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.impact.evidence import Evidence, Unused
from geolaunch.impact.gather import gather
from geolaunch.places.sites import find_site
from geolaunch.report.fields import EVIDENCE
from geolaunch.report.io import read_report
from geolaunch.report.model import COMBINED, Launch, Remark, source_name
from geolaunch.report.quantity import distance_spread

SITE = {"site": "Chunghwa"}


def launch_of(*records: dict[str, Any]) -> Launch:
    return Launch("x", tuple(read_report(record, "record") for record in records))


def used(evidence: Evidence) -> dict[str, str]:
    return {each.originator: each.words for each in evidence.distances}


def unused(evidence: Evidence) -> list[tuple[str, str, str]]:
    return [(each.field, each.originator, each.words) for each in evidence.unused]


# --- distances ------------------------------------------------------------------------------------


def test_each_originator_speaks_once_and_sharpest() -> None:
    launch = launch_of(
        SITE | {"originator": "JCS", "range": "more than 200 miles"},
        {"originator": "JCS", "range": "about 370 km"},
        {"originator": "MoD", "range": "about 350 km"},
        {"originator": "JCS", "range": "300 to 400 km"},
    )
    evidence = gather(launch)
    assert used(evidence) == {"JCS": "about 370 km", "MoD": "about 350 km"}
    assert unused(evidence) == [
        ("range", "JCS", "more than 200 miles"),
        ("range", "JCS", "300 to 400 km"),
    ]
    assert all(
        each.why == Remark("why_same", {"words": "about 370 km"}) for each in evidence.unused
    )


def test_the_figure_counts_not_the_order() -> None:
    sharp = {"originator": "JCS", "range": "368 km"} | SITE
    coarse = {"originator": "JCS", "range": "400 km"}
    assert used(gather(launch_of(sharp, coarse))) == used(gather(launch_of(coarse, sharp)))


@pytest.mark.parametrize("later", ["revised", "final"])
def test_the_later_word_counts_even_if_it_is_vaguer(later: str) -> None:
    launch = launch_of(
        SITE | {"range": "373 km", "status": "first"},
        {"range": "more than 600 km", "status": later},
    )
    evidence = gather(launch)
    assert [each.words for each in evidence.distances] == ["more than 600 km"]
    assert [each.words for each in evidence.unused] == ["373 km"]


def test_a_conditional_distance_only_bounds_the_true_one() -> None:
    could = {
        "value": 15000,
        "unit": "km",
        "qualifier": "conditional",
        "words": "could fly 15,000 km",
    }
    evidence = gather(launch_of(SITE | {"range": could}, {"range": "about 1000 km"}))
    assert [each.words for each in evidence.distances] == ["about 1000 km"]
    (bound,) = evidence.conditions
    assert (bound.words, bound.spread.shape) == ("could fly 15,000 km", "within")
    assert evidence.unused == ()
    with pytest.raises(InputError, match="x: no report gives a distance that can be used"):
        gather(launch_of(SITE | {"range": could}))


def test_what_was_retracted_is_listed_field_by_field() -> None:
    taken_back = {
        "originator": "JCS",
        "status": "retracted",
        "site": "nowhere known",
        "range_km": 900,
        "direction": "south",
        "landing": {"sea": "Atlantis", "eez": {"Japan": "inside"}},
    }
    launch = launch_of(taken_back, SITE | {"originator": "JCS", "range_km": 370})
    evidence = gather(launch)
    assert used(evidence) == {"JCS": "370 km"}
    assert (evidence.directions, evidence.seas) == ((), ())
    assert unused(evidence) == [
        ("site", "JCS", "nowhere known"),
        ("range", "JCS", "900 km"),
        ("direction", "JCS", "south"),
        ("landing.sea", "JCS", "Atlantis"),
        ("landing.eez", "JCS", "inside the EEZ of Japan"),
    ]
    assert {each.why.key for each in evidence.unused} == {"why_retracted"}


def test_a_figure_without_words_is_shown_as_a_figure() -> None:
    between = {"value": [300, 350], "unit": "mi", "qualifier": "between"}
    launch = launch_of(
        SITE | {"range": between, "originator": "A"}, {"range_nmi": 180, "originator": "B"}
    )
    assert used(gather(launch)) == {"A": "300 to 350 mi", "B": "180 nmi"}


# --- directions, sites, seas ----------------------------------------------------------------------


def test_degrees_count_before_words_whatever_their_order() -> None:
    words = {"originator": "JCS", "direction": "eastward"}
    degrees = {"originator": "JCS", "azimuth_deg": 72}
    base = SITE | {"range_km": 370, "originator": "MoD"}
    for records in ([words, degrees], [degrees, words], [words | degrees]):
        evidence = gather(launch_of(base, *records))
        assert [(d.originator, d.direction.azimuth_deg) for d in evidence.directions] == [
            ("JCS", 72)
        ]
        assert unused(evidence) == [("direction", "JCS", "eastward")]
        assert evidence.unused[0].why == Remark("why_same", {"words": "72 degrees"})


def test_a_revised_direction_counts() -> None:
    first = SITE | {"range_km": 370, "azimuth_deg": 72, "status": "first"}
    evidence = gather(launch_of(first, {"direction": "north", "status": "final"}))
    assert [each.direction.words for each in evidence.directions] == ["north"]
    assert [each.words for each in evidence.unused] == ["72 degrees"]


def test_the_narrower_account_of_the_site_is_used() -> None:
    launch = launch_of(
        {"originator": "JCS", "site": "a site south of Pyongyang", "range_km": 370},
        {"originator": "MoD", "site": "the Chunghwa area"},
        {"originator": "US", "site": "Chunghwa County"},
    )
    evidence = gather(launch)
    assert evidence.site == find_site("the Chunghwa area")
    assert unused(evidence) == [("site", "JCS", "a site south of Pyongyang")]


def test_a_sea_is_one_sea_under_all_its_names() -> None:
    launch = launch_of(
        SITE | {"range_km": 370, "originator": "JCS", "landing": {"sea": "East Sea"}},
        {"originator": "MoD", "landing": {"sea": "Sea of Japan"}},
        {"originator": "US", "landing": {"sea": "Pacific"}},
    )
    seas = gather(launch).seas
    assert [(each.sea.id, each.originators) for each in seas] == [
        ("sea-of-japan", ("JCS", "MoD")),
        ("western-pacific", ("US",)),
    ]
    assert seas[0].words == "East Sea"


def test_what_the_zone_does_not_use_yet_is_listed() -> None:
    record = SITE | {
        "range_km": 370,
        "originator": "MoD",
        "apogee": "about 50 km",
        "flight_time_min": 7,
        "landing": {"eez": {"Japan": "outside"}},
    }
    evidence = gather(launch_of(record))
    assert unused(evidence) == [
        ("landing.eez", "MoD", "outside the EEZ of Japan"),
        ("apogee", "MoD", "about 50 km"),
        ("flight_time", "MoD", "7 min"),
    ]
    assert all(each.why == Remark("why_no_place") for each in evidence.unused)


def test_landings_told_from_landmarks_count() -> None:
    told = {
        "near": "the east coast of the Korean peninsula",
        "reference": {"place": "Alsom", "distance": "20 km", "direction": "west"},
    }
    evidence = gather(launch_of(SITE | {"range_km": 370, "originator": "MoD", "landing": told}))
    near, offset = evidence.landmarks
    assert near.coast is not None
    assert near.coast.id == "korea-east"
    assert [place.id for place in offset.places] == ["alsom"]
    assert offset.words == "20 km west of Alsom"
    assert evidence.unused == ()


def test_a_place_that_was_told_anew_counts_in_its_later_form() -> None:
    """Another originator's place stands, and so does a second place in the same account."""
    first = {"originator": "MoD", "status": "first", "landing": {"reference": FROM_OGA}} | SITE
    later = {"originator": "MoD", "status": "final", "range": "1000 km"}
    noto, oki = ({"reference": {"place": name}} for name in ("Noto Peninsula", "Oki Islands"))
    other = {"originator": "JCS", "status": "first", "landing": {"reference": {"place": "Akita"}}}
    evidence = gather(launch_of(first, other, later | {"landing": noto}, later | {"landing": oki}))
    told = [(each.originator, each.words) for each in evidence.landmarks]
    assert told == [("MoD", "Noto Peninsula"), ("MoD", "Oki Islands"), ("JCS", "Akita")]
    assert [each for each in evidence.unused if each.field == "landing.reference"] == [
        Unused(
            "landing.reference",
            "MoD",
            "about 300 km west of Oga Peninsula",
            Remark("why_same", {"words": "Noto Peninsula"}),
        )
    ]


FROM_OGA = {"place": "Oga Peninsula", "distance": "about 300 km", "direction": "west"}


def test_the_length_of_a_path_is_no_distance() -> None:
    path = {"originator": "KCNA", "path_length": "1500 km"}
    evidence = gather(launch_of(SITE | {"range": "200 km"}, path))
    assert Unused("path_length", "KCNA", "1500 km", Remark("why_path")) in evidence.unused
    with pytest.raises(InputError, match=r"1500 km is the length of its path, which says nothing"):
        gather(launch_of(SITE | path))


@pytest.mark.parametrize("missile_class", ["cruise", "Cruise missile"])
def test_a_cruise_missile_has_no_zone_whatever_is_told_of_it(missile_class: str) -> None:
    launch = replace(launch_of(SITE | {"range": "200 km"}), missile_class=missile_class)
    with pytest.raises(InputError, match="x: it is a cruise missile, which says nothing"):
        gather(launch)


def test_an_unknown_landmark_is_shown_and_not_used() -> None:
    told = {"near": "Atlantis", "reference": {"place": "Oshima Oshimma"}}
    evidence = gather(launch_of(SITE | {"range_km": 370, "originator": "MoD", "landing": told}))
    assert evidence.landmarks == ()
    assert [(each.field, each.words) for each in evidence.unused] == [
        ("landing.near", "Atlantis"),
        ("landing.reference", "Oshima Oshimma"),
    ]
    assert "Oshima-Oshima" in evidence.unused[1].why.values["nearest"]


def test_an_irregular_flight_is_less_well_measured() -> None:
    plain = gather(launch_of(SITE | {"range_km": 370}))
    wild = gather(launch_of(SITE | {"range_km": 370}, {"trajectory": "irregular", "apogee_km": 50}))
    assert wild.irregular
    assert wild.distances[0].spread.scale_km > 1.5 * plain.distances[0].spread.scale_km


def test_sites_too_far_apart_to_be_one_are_both_possible() -> None:
    a = SITE | {"range_km": 300, "originator": "A"}
    evidence = gather(launch_of(a, {"site": "Wonsan", "originator": "B"}))
    assert {place.id for place in evidence.site.places} == {"chunghwa", "wonsan"}
    (conflict,) = evidence.conflicts
    assert conflict.key == "conflict_sites"
    near = gather(launch_of(a, {"site": "a site south of Pyongyang", "originator": "B"}))
    assert [place.id for place in near.site.places] == ["chunghwa"]


def test_a_vague_figure_is_kept_to_be_held_against_the_sharp_one() -> None:
    sharp = SITE | {"range": "about 370 km", "originator": "A"}
    evidence = gather(launch_of(sharp, {"range": "more than 200 miles", "originator": "A"}))
    assert [each.words for each in evidence.vague] == ["more than 200 miles"]


# --- by source ------------------------------------------------------------------------------------

TWO = launch_of(
    SITE | {"originator": "ROK JCS", "range_km": 370, "direction": "east"},
    SITE | {"originator": "Japan MoD", "range_km": 350},
    {"originator": "Japan MoD", "range_km": 900, "status": "retracted"},
)


@pytest.mark.parametrize("source", ["ROK JCS", "rok jcs", "JCS", "jcs"])
def test_one_source_alone(source: str) -> None:
    evidence = gather(TWO, source)
    assert evidence.source == "ROK JCS"
    assert used(evidence) == {"ROK JCS": "370 km"}
    assert evidence.unused == ()


def test_all_sources_are_the_default() -> None:
    evidence = gather(TWO)
    assert evidence == gather(TWO, COMBINED)
    assert evidence.source == COMBINED
    assert set(used(evidence)) == {"ROK JCS", "Japan MoD"}
    assert unused(evidence) == [("range", "Japan MoD", "900 km")]


@pytest.mark.parametrize("source", ["KCNA", "o", ""])
def test_an_unknown_source_names_those_there_are(source: str) -> None:
    with pytest.raises(UnknownNameError, match=r"the originators of x are ROK JCS, Japan MoD, or"):
        source_name(TWO, source)


# --- what leaves nothing to work with -------------------------------------------------------------


def test_no_site_and_no_distance() -> None:
    with pytest.raises(InputError, match="x: no report names a launch site; wanted `site`"):
        gather(launch_of({"range_km": 370}))
    with pytest.raises(InputError, match="x: no report gives a distance that can be used; wanted"):
        gather(launch_of(SITE | {"apogee_km": 50}))


def test_a_site_or_sea_that_nobody_knows() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown launch site 'Chungwha'.*Chunghwa"):
        gather(launch_of({"range_km": 370, "site": "Chungwha"}))
    with pytest.raises(UnknownNameError, match=r"unknown sea 'Yelow Sea'.*Yellow Sea"):
        gather(launch_of(SITE | {"range_km": 370, "landing": {"sea": "Yelow Sea"}}))


# --- the law: nothing said is dropped silently ----------------------------------------------------

ORIGINATORS = ["JCS", "MoD", "KCNA"]
DISTANCES = ["about 370 km", "371 km", "more than 200 miles", "300 to 400 km", "up to 500 km"]
SAID = st.fixed_dictionaries(
    {"originator": st.sampled_from(ORIGINATORS)},
    optional={
        "site": st.sampled_from(["Chunghwa", "a site south of Pyongyang", "Wonsan", "Kusong"]),
        "range": st.sampled_from(DISTANCES)
        | st.just({"value": 900, "unit": "km", "qualifier": "conditional"}),
        "azimuth_deg": st.sampled_from([70, 85]),
        "direction": st.sampled_from(["east", "NNE", "southward"]),
        "status": st.sampled_from(["first", "revised", "final", "retracted"]),
        "trajectory": st.sampled_from(["irregular", "glide"]),
        "apogee": st.sampled_from(["about 50 km", "more than 100 km"]),
        "flight_time": st.just("7 min"),
        "path_length": st.just("1500 km"),
        "landing": st.sampled_from(
            [
                {"sea": "East Sea"},
                {"near": "the coast", "eez": {"Japan": "outside"}},
                {"reference": {"place": "Alsom"}, "sea": "Pacific"},
            ]
        ),
    },
)


def told(record: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what a record says of where it flew, in the words of a listing."""
    landing = record.get("landing", {})
    distance = record.get("range")
    words = "900 km" if isinstance(distance, dict) else distance
    azimuth = f"{record['azimuth_deg']} degrees" if "azimuth_deg" in record else None
    pairs = [
        ("site", record.get("site")),
        ("range", words),
        ("direction", azimuth),
        ("direction", record.get("direction")),
        ("landing.sea", landing.get("sea")),
        ("landing.near", landing.get("near")),
        ("landing.eez", "outside the EEZ of Japan" if "eez" in landing else None),
        ("landing.reference", "Alsom" if "reference" in landing else None),
        *(
            (name, record.get(name))
            for name in ("trajectory", "apogee", "flight_time", "path_length")
        ),
    ]
    return [(field, said) for field, said in pairs if said]


@given(st.lists(SAID, min_size=1, max_size=6))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
def test_all_that_was_said_is_used_or_listed_with_the_reason(records: list[dict[str, Any]]) -> None:
    records = [record for record in records if record.keys() & set(EVIDENCE)]
    standing = [record for record in records if record.get("status") != "retracted"]
    assume(any("site" in record for record in standing))
    assume(any(isinstance(record.get("range"), str) for record in standing))
    evidence = gather(launch_of(*records))
    accounted = {(each.field, each.originator, each.words) for each in evidence.unused}
    accounted |= {("range", each.originator, each.words) for each in evidence.distances}
    accounted |= {("range", each.originator, each.words) for each in evidence.conditions}
    accounted |= {("direction", d.originator, d.direction.words) for d in evidence.directions}
    accounted |= {
        (f"landing.{kind}", m.originator, m.words)
        for m in evidence.landmarks
        for kind in ("near", "reference")
    }
    accounted |= {
        ("trajectory", r.get("originator"), "irregular") for r in standing if evidence.irregular
    }
    accounted |= {
        ("trajectory", r.get("originator"), "glide") for r in standing if evidence.irregular
    }
    for record in records:
        for field, words in told(record):
            in_use = (field == "site" and words in evidence.site.words.split(" / ")) or any(
                field == "landing.sea"
                and words == sea.words
                and record["originator"] in sea.originators
                for sea in evidence.seas
            )
            assert in_use or (field, record["originator"], words) in accounted
    assert all(each.why for each in evidence.unused)
    assert len(used(evidence)) == len(evidence.distances)


@given(st.permutations(DISTANCES))
@settings(max_examples=30, deadline=None)
def test_the_sharpest_is_the_sharpest_in_any_order(words: list[str]) -> None:
    launch = launch_of(*(SITE | {"range": said} for said in words))
    (distance,) = gather(launch).distances
    assert distance.words == "371 km"
    assert distance.spread == distance_spread(launch.reports[words.index("371 km")].range)  # type: ignore[arg-type]
    assert {each.words for each in gather(launch).unused} == set(words) - {"371 km"}


def test_a_landing_from_a_region_and_from_a_town_in_it_is_measured_once() -> None:
    far = {"distance": "about 3,200 km", "direction": "east"}
    record = {"site": "Sunan", "range": "about 4,600 km", "originator": "Japan MoD"}
    region, town = (
        {**record, "landing": {"reference": {"place": place, **far}}}
        for place in ("Tohoku", "Kamaishi")
    )
    evidence = evidence_of(region, town)
    assert len(evidence.landmarks) == 1
    assert len(evidence_of(town, region).landmarks) == 1
    assert any(unused.field == "landing.reference" for unused in evidence.unused)
