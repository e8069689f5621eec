"""A launch without a zone: its scene, its page, its words, in every language and every view."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from geolaunch import find, geojson, page, scene, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.catalogue.launches import by_missile, load, why_not_drawn
from geolaunch.names import languages
from geolaunch.report.model import Launch
from geolaunch.scenes.shown import shown

ONE_OF_EACH = {
    shown(launch, None).why: launch for launch in reversed(load()) if why_not_drawn(launch)
}


@pytest.mark.parametrize("launch", ONE_OF_EACH.values(), ids=str)
@pytest.mark.parametrize("lang", sorted(languages()))
def test_each_reason_has_a_page_that_says_it(launch: Launch, lang: str) -> None:
    made = scene([launch], [None], lang=lang)
    html = page(made)
    assert made.title in html
    assert made.unknown[0] in html.replace("&#39;", "'")
    assert not any(feature.kind == "impact-zone" for feature in made.features)
    assert not made.scale
    assert len(html.encode()) <= 500_000


def test_a_cruise_missile_says_that_its_path_is_no_distance() -> None:
    launch = launch_from({"site": "chunghwa", "missile_class": "cruise", "path_length": "1,500 km"})
    made = scene([launch], [None])
    assert "the length of its path says nothing of where it fell" in made.summary
    assert [feature.kind for feature in made.features] == ["site-area", "site"]
    assert any(claim.text for row in made.rows for claim in row.cells)


def test_what_is_reported_is_never_called_an_estimate() -> None:
    launch = launch_from({"site": "chunghwa", "direction": "east"})
    made = scene([launch], [None])
    assert "estimate" not in made.caveat.casefold() + made.caveat_short.casefold()
    assert "estimate" in scene(find("2023-03-27"), [zone(*find("2023-03-27"))]).caveat.casefold()


def test_a_gap_in_the_record_is_not_silence_of_the_world() -> None:
    launch = launch_from({"site": "chunghwa"})
    made = scene([launch], [None])
    assert "The reports given do not say." in made.summary


def test_a_map_of_several_keeps_the_site_of_those_without_a_zone() -> None:
    one = launch_from({"site": "sunan", "range": "about 400 km", "originator": "ROK JCS"})
    other = replace(launch_from({"site": "sinpo", "missile_class": "cruise"}), id="other")
    made = scene([one, other], [zone(one), None])
    sites = [feature.properties["launch"] for feature in made.features if feature.kind == "site"]
    assert sites == [one.id, "other"]
    assert {column.launch for column in made.columns} == {one.id, "other"}
    assert "1 of 2 launches is drawn" in made.summary
    assert any(line.startswith("other: No area is drawn") for line in made.unknown)


def test_the_export_holds_what_the_page_shows() -> None:
    (launch,) = find("2023-08-24")
    made = scene([launch], [None])
    exported = json.loads(geojson(made))
    assert [one["id"] for one in exported["features"]] == [one.id for one in made.features]
    assert exported["not_known"] == list(made.unknown)


def test_every_launch_of_the_catalogue_gives_a_scene() -> None:
    for launch in load():
        for missile in by_missile(launch):
            if not why_not_drawn(missile):
                continue
            made = scene([missile], [None])
            west, south, east, north = made.bounds
            assert west < east
            assert south < north
            assert made.summary
            assert len(made.title) <= 75


def test_a_launch_without_even_a_site_shows_the_land_that_it_is_from() -> None:
    launch = next(
        launch for launch in load() if why_not_drawn(launch) and shown(launch, None).site is None
    )
    made = scene([launch], [None])
    assert made.bounds[0] < 124.3
    assert made.bounds[2] > 130.6
