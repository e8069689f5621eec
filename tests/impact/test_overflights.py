"""Lands that reports name, and the countries that a path is assumed not to have crossed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.evidence_of import evidence_of

from geolaunch.errors import InputError
from geolaunch.impact.gather import gather
from geolaunch.impact.zones import zone, zone_of
from geolaunch.report.io import read_report
from geolaunch.report.model import Launch, ReadSource, Source, launches_of

SITE = {"lon": 125.67, "lat": 39.24, "sd_km": 5}
PLAIN = {"site": SITE, "range": "about 2,700 km", "originator": "ROK JCS"}
READ = ReadSource(Source("a", "A", "", "2017-08-29", ""), ("Japan MoD",))


def launch_of(record: dict, *, read: bool = True) -> Launch:
    (launch,) = launches_of([read_report({"launch": "test", **record}, "test")])
    return replace(launch, read=(READ,) if read else ())


def over(*names: str, **more: object) -> dict:
    return {**PLAIN, "overflight": {"over": list(names)}, **more}


def test_a_land_is_one_land_whoever_names_it() -> None:
    evidence = evidence_of(over("Hokkaido"), over("the island of Hokkaido", originator="Japan MoD"))
    assert [it.land.id for it in evidence.overflights][:1] == ["hokkaido"]


def test_own_land_says_nothing_and_an_unknown_one_is_shown() -> None:
    evidence = evidence_of(over("North Korea", "the Korean peninsula", "Atlantis"))
    assert evidence.overflights == ()
    whys = [(item.words, item.why.key) for item in evidence.unused if "overflight" in item.field]
    assert whys[:2] == [("North Korea", "why_own_land"), ("the Korean peninsula", "why_own_land")]
    assert whys[2][0] == "Atlantis"
    assert whys[2][1].startswith("why_unknown")


def test_the_place_lies_beyond_the_land_that_was_flown_over() -> None:
    free, bound = (zone_of(evidence_of(record)) for record in (PLAIN, over("Hokkaido")))
    assert bound.regions[-1].area_km2 < free.regions[-1].area_km2 / 3
    start, stop = bound.azimuths_deg
    assert 50 < start < stop < 85


def test_a_land_off_the_path_is_a_conflict_and_is_kept() -> None:
    found = zone_of(evidence_of(over("Okinawa", direction="northeast")))
    assert "conflict_overflight" in [remark.key for remark in found.conflicts]


def test_a_denial_keeps_the_zone_off_what_lies_behind() -> None:
    far = {**PLAIN, "range": "about 1,800 km", "direction": "east"}
    free = zone_of(evidence_of(far))
    denied = zone_of(evidence_of({**far, "overflight": {"not_over": ["Japan"]}}))
    assert denied.probabilities["western-pacific"] < free.probabilities["western-pacific"] / 2


@pytest.mark.parametrize(
    ("assume", "read", "count"),
    [
        ("auto", True, 4),
        ("auto", False, 0),  # a user's lone text, or nothing read: our gap is no silence
        ("no-overflight", False, 4),
        ("none", True, 0),
    ],
)
def test_what_is_assumed_and_when(assume: str, read: bool, count: int) -> None:
    launch = launch_of({**PLAIN, "range": "about 800 km"}, read=read)
    found = zone(launch, assume=assume)
    assert len(found.evidence.uncrossed) == count
    assert (found.assumed is not None) == bool(count)
    if found.assumed:
        assert found.assumed.times_as_large > 1.5
        assert found.assumed.without.area_km2 > found.regions[-1].area_km2


def test_a_country_that_a_claim_names_is_not_assumed_away() -> None:
    assert gather(launch_of(over("Aomori Prefecture"))).uncrossed == (
        *("south-korea", "china", "russia"),
    )


def test_launches_from_elsewhere_assume_nothing() -> None:
    launch = launch_of({**PLAIN, "site": {"lon": 54.0, "lat": 35.2, "sd_km": 5}})
    assert gather(launch, assume="no-overflight").uncrossed == ()


def test_an_assumption_that_leaves_nothing_is_dropped_and_said() -> None:
    south = {**PLAIN, "range": "about 700 km", "azimuth_deg": 150}
    found = zone(launch_of(south))
    assert found.assumed is None
    assert [remark.key for remark in found.remarks][:1] == ["remark_assumed_dropped"]


def test_a_word_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="wanted one of auto, no-overflight, none"):
        gather(launch_of(PLAIN), assume="maybe")  # type: ignore[arg-type]


def test_sea_words_rule_out_land_where_no_sea_is_named() -> None:
    record = {"site": SITE, "range": "about 200 km", "originator": "Japan MoD"}
    bare = zone_of(evidence_of(record))
    told = zone_of(evidence_of({**record, "landing": {"eez": {"Japan": "outside"}}}))
    assert bare.probabilities["land"] > 0.4
    assert [remark.key for remark in bare.remarks] == ["remark_land_possible"]
    assert told.probabilities["land"] < bare.probabilities["land"] / 8
    assert told.remarks == ()


def test_a_landing_from_a_place_is_enough() -> None:
    record = {
        "site": SITE,
        "originator": "Japan MoD",
        "landing": {
            "reference": {
                "place": "Oshima-Oshima",
                "distance": {"value": 200, "unit": "km", "qualifier": "about"},
                "direction": "west",
            }
        },
    }
    found = zone_of(evidence_of(record))
    assert found.evidence.distances == ()
    assert 10_000 < found.regions[-1].area_km2 < 80_000
