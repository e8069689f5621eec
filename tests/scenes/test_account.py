"""Sentences: cases in files, a launch beside what its page says in every language."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.word_cases import said_of_case, word_cases

from geolaunch import zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.report.io import read_reports
from geolaunch.report.model import Launch, launches_of
from geolaunch.scenes.account import summary
from geolaunch.scenes.language import NBSP, words

W = words()


@pytest.mark.parametrize("path", word_cases(), ids=lambda path: path.stem)
def test_what_a_page_says_of_a_launch(path: Path) -> None:
    assert said_of_case(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


def launch_of(*reports: dict[str, object]) -> Launch:
    import json

    (launch,) = launches_of(
        read_reports(json.dumps([{"launch": "q", **report} for report in reports]), "case")
    )
    return launch


def sentence(*reports: dict[str, object]) -> str:
    launch = launch_of(*reports)
    return summary(W, launch, zone(launch).evidence).replace(NBSP, " ")


SITE = {"site": "sunan", "originator": "Japan MoD", "count": 1}


def test_equal_figures_are_merged_and_all_speak_together() -> None:
    text = sentence(
        SITE | {"range": "about 1,000 km"},
        {"range": "about 1,000 km", "originator": "ROK JCS"},
        {"range": "999.2 km", "originator": "KCNA"},
    )
    assert "All three say it flew about 1,000 km (620 mi)." in text


def test_a_finer_figure_stands_as_the_round_one_that_it_rounds_to() -> None:
    text = sentence(
        SITE | {"range": "about 1,100 km"},
        {"range": "about 1,080 km", "originator": "ROK JCS"},
        {"range": "1,090 km", "originator": "KCNA"},
    )
    assert "All three say it flew about 1,100 km (680 mi)." in text
    apart = sentence(
        SITE | {"range": "about 1,080 km"}, {"range": "1,090 km", "originator": "KCNA"}
    )
    assert "Japan" in apart
    assert "1,090" in apart


def test_two_that_agree_are_both_named() -> None:
    text = sentence(
        SITE | {"range": "about 400 km"}, {"range": "about 400 km", "originator": "ROK JCS"}
    )
    assert "Japan and South Korea say it flew about 400 km (250 mi)." in text


def test_figures_that_differ_each_have_their_speaker() -> None:
    text = sentence(
        SITE | {"range": "about 350 km"}, {"range": "about 370 km", "originator": "ROK JCS"}
    )
    assert "South Korea says it flew about 370 km (230 mi); Japan gives about 350 km" in text


def test_a_height_is_said_of_a_lofted_flight_alone() -> None:
    low = sentence(SITE | {"range": "about 400 km", "apogee": "about 100 km"})
    high = sentence(SITE | {"range": "about 1,000 km", "apogee": "about 6,000 km"})
    assert "rose" not in low
    assert "rose to about 6,000 km (3,700 mi)" in high


def test_the_landing_comes_before_the_distance_and_the_direction() -> None:
    place = {"place": "Oshima-Oshima", "distance": "about 200 km", "direction": "west"}
    text = sentence(
        SITE | {"range": "about 1,000 km", "direction": "east", "landing": {"reference": place}}
    )
    assert text.index("west of Oshima-Oshima") < text.index("1,000 km") < text.index(" east.")
    assert text.endswith("the reports given name no position.")


def test_without_a_speaker_the_sentence_names_none() -> None:
    launch = launch_from({"site": "sunan", "range": "about 400 km", "count": 1})
    text = summary(W, launch, zone(launch).evidence).replace(NBSP, " ")
    assert "It flew about 400 km (250 mi)." in text
