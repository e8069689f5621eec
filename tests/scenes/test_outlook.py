"""The sentence on what one more statement would change: where it stands, and where it does not."""

from __future__ import annotations

import pytest
from helpers.evidence_of import launch_of

from geolaunch.impact.zones import zone
from geolaunch.scenes.language import words
from geolaunch.scenes.launch_scene import scene
from geolaunch.scenes.outlook import outlook
from geolaunch.views.page import page

ONE = {"site": "sunan", "range": "about 400 km", "originator": "A", "landing": {"sea": "East Sea"}}
ALL = {
    **ONE,
    "direction": "east",
    "landing": {
        "sea": "East Sea",
        "near": "the east coast of the Korean peninsula",
        "reference": {"place": "Oki Islands", "distance": "about 300 km", "direction": "northwest"},
    },
}


@pytest.mark.parametrize("lang", ["en", "ko", "ja"])
def test_the_sentence_has_both_areas_and_stands_on_the_page(lang) -> None:
    launch = launch_of(ONE)
    drawn = scene([launch], [zone(launch)], lang=lang)
    assert drawn.settle
    assert drawn.settle.count("km²") == {"en": 1, "ko": 2, "ja": 2}[lang]
    assert f'<p class="settle">{drawn.settle}</p>' in page(drawn)


def test_it_says_that_smaller_is_not_truer_and_asks_nobody_to_look() -> None:
    sentence = outlook(words("en"), [(launch_of(ONE), zone(launch_of(ONE)))])
    assert sentence.endswith("A smaller area is not a truer one.")
    assert not {"observe", "watch", "look", "measure"} & set(sentence.lower().split())


def test_several_zones_have_no_such_sentence() -> None:
    launch = launch_of(ONE)
    assert outlook(words("en"), [(launch, zone(launch))] * 2) == ""


def test_nothing_is_said_where_little_would_change() -> None:
    launch = launch_of(ALL, {**ONE, "originator": "B"})
    drawn = scene([launch], [zone(launch)])
    assert drawn.settle == ""
    assert "settle" not in page(drawn).split("</style>")[-1].split("<script")[0]
