"""What a zone assumes is marked as assumed in every view; the larger area waits to be asked for."""

from __future__ import annotations

import json

import pytest

from geolaunch import find, geojson, page, scene, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.impact.zones import ImpactZone
from geolaunch.report.model import Launch
from geolaunch.scenes.launch_features import LEAST_TIMES
from geolaunch.scenes.model import Scene
from geolaunch.scenes.styles import STYLES

FIELDS = {"site": "sunan", "range": "about 1,000 km"}


@pytest.fixture(scope="module")
def launch() -> Launch:
    return launch_from(FIELDS)


@pytest.fixture(scope="module")
def assuming(launch: Launch) -> ImpactZone:
    return zone(launch, assume="no-overflight")


@pytest.fixture(scope="module")
def made(launch: Launch, assuming: ImpactZone) -> Scene:
    return scene([launch], [assuming])


def test_the_area_without_it_waits_and_is_larger(made: Scene, assuming: ImpactZone) -> None:
    (outline,) = [feature for feature in made.features if feature.kind == "unassumed"]
    assert assuming.assumed is not None
    assert assuming.assumed.times_as_large >= LEAST_TIMES
    assert outline.on_request
    assert outline.properties["basis"] == "assumed"
    assert outline.properties["visible"] is False
    assert outline.style == STYLES["unassumed"]
    assert (outline.style.fill, bool(outline.style.dash)) == (None, True)
    assert outline.geometry.area > assuming.regions[-1].geometry.area


def test_every_view_says_what_is_assumed(made: Scene) -> None:
    said = "it crossed no other country, as that would have been reported"
    assert [entry.basis for entry in made.legend if said in entry.text] == ["assumed"]
    assert any(said in line for line in made.notes)
    assert said in made.text_alternative
    html = page(made)
    assert html.count('data-feature="user-supplied-1/unassumed/combined"') == 1
    exported = json.loads(geojson(made))
    assert any(said in line for line in exported["notes"])
    regions = [one for one in exported["features"] if one["properties"]["kind"] == "impact-zone"]
    assert all("Japan" in one["properties"]["assumed_not_crossed"] for one in regions)


def test_where_nothing_is_assumed_nothing_is_said_of_it(launch: Launch) -> None:
    plain = scene([launch], [zone(launch, assume="none")])
    assert not any(feature.kind == "unassumed" for feature in plain.features)
    assert not any("no other country" in entry.text for entry in plain.legend)
    assert not any("no other country" in line for line in plain.notes)


def test_of_several_launches_one_button_shows_all(launch: Launch, assuming: ImpactZone) -> None:
    (other,) = find("2023-03-27")
    made = scene([launch, other], [assuming, zone(other)])
    outlines = [feature for feature in made.features if feature.kind == "unassumed"]
    assert outlines
    assert not any(feature.label for feature in outlines)
