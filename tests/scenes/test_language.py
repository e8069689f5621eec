"""Figures in words: units, rounding, chances; the words of a language in one place."""

from __future__ import annotations

import re

import pytest

from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_text, template_text
from geolaunch.report.model import TRAJECTORIES
from geolaunch.report.quantity import parse_quantity
from geolaunch.scenes import language as wording

W = wording.words("en")
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("about 370 km", "about 370 km (230 mi)"),
        ("more than 200 miles", "more than 320 km (200 mi)"),
        ("300 to 350 km", "300–350 km (190–220 mi)"),
        ("less than 1,000 km", "less than 1,000 km (620 mi)"),
        ("100 nmi", "190 km (120 mi)"),
        ("4,500 km", "4,500 km (2,800 mi)"),
    ],
)
def test_a_distance_has_both_units_and_no_false_precision(told, shown):
    assert wording.distance(W, parse_quantity(told)).replace(NBSP, " ") == shown


def test_number_and_unit_never_part():
    assert f"370{NBSP}km" in wording.distance(W, parse_quantity("about 370 km"))


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.9, "9 in 10"),
        (0.5, "1 in 2"),
        (0.75, "3 in 4"),
        (0.95, "19 in 20"),
        (0.42, "about 4 in 10"),
    ],
)
def test_odds(chance, words):
    assert wording.odds(W, chance) == words


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.963, "96 %"),
        (0.93, "95 %"),
        (0.52, "50 %"),
        (0.031, "3 %"),
        (0.004, "under 1 %"),
        (1.0, "over 99 %"),
    ],
)
def test_percent_goes_in_fives_but_near_the_ends(chance, words):
    assert wording.percent(chance).replace(NBSP, " ") == words


def test_a_date_is_read_and_other_text_kept():
    assert wording.date(W, "2023-03-27") == "27 March 2023"
    assert wording.date(W, "2023-03-27T01:30+00:00") == "27 March 2023"
    assert wording.date(W, "in spring") == "in spring"


def test_braces_in_quoted_words_stay_text():
    assert "{odds}" in W("fact_headed", direction="{odds} {0} {direction.__class__}")


def test_an_unknown_language_names_those_there_are():
    with pytest.raises(UnknownNameError, match="there is en, ja, ko"):
        wording.words("xx")


def test_every_sentence_asked_for_is_there():
    code = "".join(
        path.read_text(encoding="utf-8")
        for path in __import__("pathlib").Path(wording.__file__).parent.glob("*.py")
    )
    asked = set(re.findall(r"""\bw\(\s*["']([a-z0-9_]+)["']""", code))
    assert asked <= set(W.groups["sentence"])
    fixed = {f"eez_{v}" for v in ("inside", "outside")}
    fixed |= {f"trajectory_{v}" for v in TRAJECTORIES if v != "unstated"}
    fixed |= {"legend_site", "legend_site_user", "odds_in", "odds_joined"}
    fixed |= {f"{joint}{end}" for joint in ("and", "or", "facts") for end in ("", "_comma")}
    families = ("why_", "conflict_", "claim_", "label_", "legend_", "mark_", "reference", "scale_")
    families += ("not_drawn_", "given_", "fact_", "clause_", "summary_", "assumed_", "settle_")
    families += ("zoneless_", "wedge_", "landing_", "overflight_", "unassumed_", "remark_")
    fixed |= {key for key in W.groups["sentence"] if key.startswith(families)}
    assert set(W.groups["sentence"]) - asked - fixed == set()


def test_every_page_word_of_the_template_is_there():
    template = template_text("page.html")
    asked = set(re.findall(r"words\.([a-z_]+)", template)) - {"get"}
    assert asked <= set(W.groups["page"])
    assert shipped_text("strings-en.json").isprintable() is False
