"""A launch as a map shows it: with a zone or the reason why there is none, its site, its name."""

from __future__ import annotations

from dataclasses import replace
from statistics import fmean

import pytest

from geolaunch import find, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.catalogue.launches import by_missile, load, why_not_drawn
from geolaunch.scenes.language import words
from geolaunch.scenes.shown import missile_number, name_among, shown, why_no_zone

W = words("en")


def test_a_zone_brings_its_own_site() -> None:
    (launch,) = find("2023-03-27")
    own = zone(launch)
    part = shown(launch, own)
    assert (part.lon_deg, part.lat_deg, part.site_sd_km) == (
        own.lon_deg,
        own.lat_deg,
        own.site_sd_km,
    )
    assert part.why is None
    assert part.evidence is own.evidence


def test_a_launch_without_a_zone_has_a_reason_and_the_site_of_its_reports() -> None:
    launch = launch_from({"site": "chunghwa", "missile_class": "cruise"})
    part = shown(launch, None)
    assert part.why == "cruise"
    assert part.site is not None
    assert part.site.name == "Chunghwa County"
    assert part.site_sd_km == part.site.places[0].sd_km
    assert not part.in_catalogue


def test_of_several_places_the_middle_is_as_wide_as_they_lie_apart() -> None:
    part = shown(launch_from({"site": "kusong"}), None)
    assert part.site is not None
    assert len(part.site.places) > 1
    assert part.site_sd_km**2 > fmean(place.sd_km**2 for place in part.site.places)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"missile_class": "cruise"}, "cruise"),
        ({"missile_class": "SLV", "outcome": "success"}, "satellite"),
        ({"missile_class": "SLV", "outcome": "failure"}, "satellite_failed"),
        ({"outcome": "failure"}, "failure"),
        ({}, "distance"),
    ],
)
def test_the_reason_says_most_of_what_there_is_to_say(changes: dict[str, str], reason: str) -> None:
    launch = replace(launch_from({"site": "sunan"}), **changes)
    assert why_no_zone(launch) == reason


def test_a_site_that_nobody_names_is_the_reason() -> None:
    assert why_no_zone(launch_from({"range": "about 300 km"})) == "site"


def test_every_launch_of_the_catalogue_has_a_zone_or_a_reason() -> None:
    reasons = [why_no_zone(launch) for launch in load() if why_not_drawn(launch)]
    assert {"cruise", "satellite", "failure", "distance"} <= set(reasons)
    for launch in load():
        part = shown(launch, None)
        if part.site is not None:
            assert part.site_sd_km > 0


def test_a_name_is_as_short_as_tells_launches_apart() -> None:
    month = [launch for launch in load() if (launch.date or "").startswith("2022-11")]
    names = [name_among(W, launch, month) for launch in month]
    assert len(set(names)) == len(names)
    assert "18 November" in names
    assert "3 November, 2nd" in names
    day = [launch for launch in month if launch.date == "2022-11-03"]
    assert [name_among(W, launch, day) for launch in day] == ["1st", "2nd", "3rd"]


def test_the_missiles_of_one_launch_are_numbered() -> None:
    (whole,) = find("2023-03-27")
    reports = [replace(report, missile_no=(n % 2 + 1,)) for n, report in enumerate(whole.reports)]
    missiles = by_missile(replace(whole, reports=tuple(reports)))
    assert [missile_number(one) for one in missiles] == [1, 2]
    assert [name_among(W, one, missiles) for one in missiles] == ["1st", "2nd"]
