"""Reach rings in words: names, titles, tables; nothing of ours left in English on other pages."""

# ruff: noqa: RUF001 (the punctuation of Korean and Japanese, and the minus sign, are tested)

from __future__ import annotations

import re
import string
from typing import Any

import pytest

from geolaunch import places_inside, reach_rings
from geolaunch.catalogue.missiles import missiles
from geolaunch.geodesy.shapes import GREATEST_RADIUS_KM, inverse
from geolaunch.names import languages
from geolaunch.places.cities import country_name, towns
from geolaunch.reach.other_methods import compared
from geolaunch.reach.rings import ReachRing
from geolaunch.scenes.language import phrase, words
from geolaunch.scenes.ring_tables import MOST_IN_CELL, tables
from geolaunch.scenes.ring_words import (
    MOST_IN_WORDS,
    alternative,
    chosen_places,
    column_names,
    country,
    holding,
    named_rings,
    notes,
    origin_name,
    say,
    summary,
    title,
    town_name,
    unknown,
    way_name,
    way_remark,
)

W = {lang: words(lang) for lang in languages()}
EN = W["en"]
SCRIPT = {"ko": re.compile("[가-힣]"), "ja": re.compile("[ぁ-んァ-ヶ一-龠]")}
SAME_EVERYWHERE = {"CSIS", "SBS", "geolaunch", "folium.Circle, L.circle"}


def rings(ranges: Any, where: Any = "sunan") -> tuple[ReachRing, ...]:
    return reach_rings(ranges, where)


def titled(ranges: Any, where: Any = "sunan", lang: str = "en") -> str:
    return title(W[lang], named_rings(W[lang], rings(ranges, where)))


def labels(ranges: Any, where: Any = "sunan", lang: str = "en") -> list[str]:
    return [each.label for each in named_rings(W[lang], rings(ranges, where))]


def told(made: tuple[ReachRing, ...], lang: str = "en", shown: int = 40, ways: bool = False):
    w = W[lang]
    inside = places_inside(made)
    drawn = compared(125.7, 39.2, made[0].outer_km) if ways else ()
    named = named_rings(w, made)
    return list(tables(w, named, inside, chosen_places(inside, shown), drawn))


# --- labels ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranges", "wanted"),
    [
        (1000.0, ["1,000 km · 540 nmi · 621 mi"]),
        (0.5, ["0.5 km · 0.27 nmi · 0.311 mi"]),
        ("5,500 nmi", ["10,186 km · 5,500 nmi · 6,329 mi"]),
        ("less than 1,000 km", ["up to 1,000 km · 540 nmi · 621 mi"]),
        ("more than 5,500 km", ["at least 5,500 km · 2,970 nmi · 3,418 mi"]),
        ("300 to 350 km", ["300–350 km · 162–189 nmi · 186–217 mi"]),
        ("toksa", ["CSIS and FT: 120–170 km"]),
        ("hwasong-5", ["CSIS and FT, CSIS: up to 300 km"]),
        ("hwasong-16a", ["longest flight seen: at least 500 km"]),
        ("hwasong-11c", ["longest flight seen: up to 750 km"]),
    ],
)
def test_labels(ranges, wanted):
    assert labels(ranges) == wanted


def test_labels_name_the_missile_and_the_origin_where_there_are_several():
    assert labels(["toksa", "hwasong-16a"]) == [
        "Toksa, CSIS and FT: 120–170 km",
        "Hwasong-16A, longest flight seen: at least 500 km",
    ]
    assert labels(1000.0, ["sunan", "north korea"]) == [
        "1,000 km · 540 nmi · 621 mi (Sunan area)",
        "1,000 km · 540 nmi · 621 mi (North Korea)",
    ]


def test_labels_in_other_languages():
    assert labels("hwasong-15", lang="ko") == [
        "주한미군: 최대 12,874km",
        "CSIS: 8,500–13,000km",
        "일본 방위성: 14,000km 이상",
    ]
    assert labels("hwasong-15", lang="ja")[-1] == "日本の防衛省：14,000km以上"
    assert labels(["toksa", "hwasong-16b"], lang="ko")[1] == (
        "화성-16나, 관측된 최장 비행: 1,100km"
    )


def test_ids_are_of_the_claim_or_of_the_range():
    named = named_rings(EN, rings([1000.0, "1,000 km", "toksa", "300 to 350 km"]))
    assert [each.id.split("/", 1)[0] for each in named] == ["reach-ring"] * 4
    assert [each.id.rsplit("/", 1)[1] for each in named] == [
        "1000km",
        "1000km-2",
        "toksa-1",
        "300-350km",
    ]


def test_a_column_stands_without_a_title():
    made = rings(["toksa", 500.0, "500 km"])
    assert column_names(EN, made) == [
        "Toksa, CSIS and FT: 120–170 km (Sunan area)",
        "500 km (Sunan area)",
        "500 km (Sunan area)-2",
    ]


@pytest.mark.parametrize(
    ("point", "names"),
    [
        (
            (178.0, -40.0),
            ["40.00° S, 178.00° E", "남위 40.00°, 동경 178.00°", "南緯40.00度、東経178.00度"],
        ),
        (
            (-5.5, 0.0),
            ["0.00° N, 5.50° W", "북위 0.00°, 서경 5.50°", "北緯0.00度、西経5.50度"],
        ),
    ],
)
def test_a_point_is_called_by_its_degrees(point, names):
    (ring,) = rings(500.0, point)
    assert [origin_name(W[lang], ring.origin) for lang in ("en", "ko", "ja")] == names
    assert ring.origin.words == names[0]


# --- title and sentences --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ranges", "where", "wanted"),
    [
        ("hwasong-15", "sunan", "How far Hwasong-15 is said to reach from Sunan area"),
        (
            ["hwasong-14", "hwasong-15"],
            "dprk",
            "How far Hwasong-14 and Hwasong-15 are said to reach from North Korea",
        ),
        ("kn-25", "sunan", "The longest flight seen of KN-25, drawn from Sunan area"),
        (1000.0, "sunan", "What lies within 1,000 km of Sunan area"),
        ("less than 1,000 km", "sunan", "What lies within 1,000 km of Sunan area"),
        ("more than 1,000 km", "sunan", "Reach rings from Sunan area"),
        ("300 to 350 km", "sunan", "Reach rings from Sunan area"),
        ([1000.0, "toksa"], ["sunan", "dprk"], "Reach rings from Sunan area and North Korea"),
    ],
)
def test_titles(ranges, where, wanted):
    assert titled(ranges, where) == wanted


def test_titles_in_other_languages():
    assert titled("hwasong-14", "dprk", "ko") == "화성-14의 추정 사거리…북한에서 어디까지 닿나"
    assert titled("hwasong-14", "dprk", "ja") == "火星14の推定射程、北朝鮮からどこまで届くか"
    assert titled(3000.0, (178, -40), "ja") == "南緯40.00度、東経178.00度から3,000km以内にある場所"


def test_the_summary_says_how_far_figures_differ_and_what_was_only_seen():
    text = summary(EN, rings(["hwasong-12", "hwasong-15", "toksa"]))
    assert "figures for Hwasong-12 run from 4,500 km to 5,000 km." in text
    assert "figures for Hwasong-15 run from 8,500 km to at least 14,000 km." in text
    assert "figures for Toksa run from 120 km to 170 km." in text
    assert "longest flight of Hwasong-12 that was seen is 3,700 km, which is no maximum." in text
    assert text.endswith("a straight line on this map is not the shortest way.")
    assert "run from" not in summary(EN, rings("hwasong-5"))


def test_the_summary_of_a_territory_says_from_where_distances_are():
    assert "from the nearest point of North Korea" in summary(EN, rings(500.0, "dprk"))


def test_the_picture_in_words():
    made = rings("hwasong-15")
    text = alternative(EN, named_rings(EN, made), places_inside(made))
    assert text.startswith(
        "A map of reach rings from Sunan area: US Forces Korea: up to 12,874 km; "
    )
    assert "name: Pyongyang, Seoul, Busan, Vladivostok, Beijing." in text
    near = rings(5.0, (0.0, -50.0))
    empty = alternative(EN, named_rings(EN, near), places_inside(near))
    assert empty == ("A map of reach rings from 50.00° S, 0.00° E: 5 km · 2.7 nmi · 3.11 mi.")


def test_many_rings_are_counted_in_words():
    made = rings([100.0 * n for n in range(1, MOST_IN_WORDS + 2)])
    text = alternative(EN, named_rings(EN, made), ())
    assert f"{MOST_IN_WORDS + 1} rings, the least of 100 km, the greatest of 700 km" in text


def test_what_lies_beyond_a_ring_of_nearly_all_the_earth_is_said():
    """That is a spot which no map of the world shows, as wide as the edge about the antipode is."""
    (far,) = rings([19_990.0])
    note, _ = notes(EN, [far], user=False)
    lon, lat = far.origin.lon_deg - 180, -far.origin.lat_deg
    edge = far.outline.rings[0]
    left_km = float(inverse(lon, lat, edge[:, 0], edge[:, 1])[0].max())
    assert 13.9 < left_km < 50
    assert note == (
        f"Farther than 19,990 km lies nothing but what is within {left_km:.0f} km of the antipode, "
        f"{-lat:.2f}° S, {-lon:.2f}° W."
    )
    (all_of_it,) = rings([GREATEST_RADIUS_KM])
    note, _ = notes(EN, [all_of_it], user=False)
    assert note == "Every place on Earth lies within 20,004 km."


def test_notes_and_what_is_not_known():
    made = rings(["hwasong-12", 13000.0])
    assert list(notes(EN, made, user=False)) == [
        "Hwasong-12: the longest flight seen is how far one flew, not how far one could.",
        "The rings are drawn to within 1.3 km of their true place.",
    ]
    assert "we have not checked it" in next(iter(notes(EN, made, user=True)))
    assert [line.split(":")[0] for line in unknown(EN, made)] == [
        "Whether a missile would fly as far in every direction",
        "The exact launch site",
    ]
    assert list(unknown(EN, rings("kn-25", "dprk"))) == []


# --- tables ---------------------------------------------------------------------------------------


def test_the_table_of_rings_pairs_every_figure_with_its_teller():
    (table, *_) = told(rings("hwasong-15"))
    assert table.head == ("Range", "What it is", "By")
    assert table.rows[0][1:] == (
        "published estimate (8,000 miles in kilometres)",
        "US Forces Korea via Anadolu, 11 July 2019",
    )
    assert table.rows[2] == (
        "at least 14,000 km · 7,559 nmi · 8,699 mi",
        "published lower bound (depends on payload)",
        "Japan’s MoD, August 2026",
    )
    (table, *_) = told(rings("hwasong-5"))
    assert table.rows[0][-1] == "CSIS and FT via Financial Times, 2017; CSIS, 2024"
    assert "none is a mean" in table.note


def test_the_table_of_rings_has_the_columns_it_needs():
    (plain, *_) = told(rings(1000.0))
    assert plain.head == ("Range", "What it is")
    assert plain.note == ""
    (mixed, *_) = told(rings([1000.0, "toksa", "hwasong-5"], ["sunan", "dprk"]))
    assert mixed.head == ("From", "Range", "What it is", "By")
    assert mixed.rows[0] == ("Sunan area", "1,000 km · 540 nmi · 621 mi", "range asked for", "–")
    assert mixed.rows[4][:2] == ("North Korea", "Toksa, 120–170 km · 65–92 nmi · 75–106 mi")


def test_the_table_of_places():
    made = rings("hwasong-15")
    table = told(made)[-1]
    assert table.head == ("Place", "Country", "Distance (km)", "Within", "Population")
    cells = {row[0]: row for row in table.rows}
    assert cells["Tokyo"] == ("Tokyo", "Japan", "1,297", "all", "9,733,276")
    band = "8,500–13,000 km (high figure only)"
    assert cells["New York"][3] == f"up to 12,874 km; at least 14,000 km; {band}"
    away = [int(row[2].replace(",", "")) for row in table.rows]
    assert away == sorted(away)
    assert "40 of the " in table.note
    assert "say nothing of danger" in table.note


def test_a_column_that_says_nothing_is_left_out():
    table = told(rings(1000.0))[-1]
    assert table.head == ("Place", "Country", "Distance (km)", "Population")
    assert table.numeric == (False, False, True, True)
    assert told(rings(1.0, (0.0, -50.0)))[-1].note.startswith("None of the cities")
    few = told(rings(900.0, (178.0, -40.0)))[-1]
    assert few.note.startswith(f"All cities and places inside that our list has ({len(few.rows)})")


def test_the_widest_rings_count_every_named_place():
    table = told(rings(20003.0))[-1]
    named = {town.name for town in towns() if town.named}
    assert named <= {row[0] for row in table.rows}


def test_many_rings_are_counted_in_a_cell():
    made = rings([500.0, *(1000.0 * n for n in range(1, MOST_IN_CELL + 3))])
    (tokyo,) = (one for one in places_inside(made) if one.town.name == "Tokyo")
    (cell,) = (row[3] for row in told(made)[-1].rows if row[0] == "Tokyo")
    assert cell == f"{len(tokyo.within)} of {len(made)} rings"
    assert holding(EN, tokyo, named_rings(EN, made)).count(";") == len(tokyo.within) - 1


def test_the_table_of_ways_of_drawing():
    table = told(rings(6700.0), ways=True)[1]
    assert table.title == "Why not a circle"
    ours, compasses, *_ = table.rows
    assert ours == ("geolaunch", "−0.5", "+0.5", "geodesics on WGS84, within 0.67 km")
    assert compasses[1].startswith("−2,")
    assert "6,700 km" in table.note
    far = compared(0.0, 88.0, 1000.0)
    assert way_remark(W["ko"], far[1], 1000.0) == "중심이 지도 밖에 있음"


# --- languages ------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", ["ko", "ja"])
def test_every_sentence_fills_the_same_places(lang):
    for key, text in EN.groups["reach"].items():
        wanted = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        other = W[lang].groups["reach"][key]
        assert {name for _, name, _, _ in string.Formatter().parse(other) if name} == wanted, key


@pytest.mark.parametrize("lang", ["ko", "ja"])
def test_what_claims_say_is_in_the_readers_language(lang):
    claims = [claim for missile in missiles() for claim in missile.claims]
    for group, names in (
        ("originator", {claim.originator for claim in claims}),
        ("carrier", {claim.carrier for claim in claims}),
        ("phrase", {claim.conditions for claim in claims} - {""}),
    ):
        for name in names - SAME_EVERYWHERE:
            assert SCRIPT[lang].search(W[lang].of(group, name)), name


@pytest.mark.parametrize("lang", ["ko", "ja"])
@pytest.mark.parametrize("center", [(125.7, 39.2), (0.0, 60.0), (0.0, 88.0)])
def test_ways_of_drawing_are_in_the_readers_language(lang, center):
    for way in compared(*center, 6700.0):
        for text in (way_name(W[lang], way), way_remark(W[lang], way, 6700.0)):
            assert text in SAME_EVERYWHERE or SCRIPT[lang].search(text), text


@pytest.mark.parametrize("lang", ["ko", "ja"])
def test_every_country_has_a_name(lang):
    for code in {town.country for town in towns()} - {""}:
        assert country(EN, code) == country_name(code)
        assert SCRIPT[lang].search(country(W[lang], code)), code
    assert country(W[lang], "") == ""


def test_a_name_that_nobody_translated_stays_as_it_is():
    plain = next(town for town in towns() if town_name(W["ko"], town) == town.name)
    assert town_name(W["ko"], plain) == plain.name
    assert titled("hwasong-12a", lang="ko").startswith("관측된 Hwasong-12A")
    assert phrase(W["ko"], "as nobody said") == "as nobody said"


def test_what_is_inserted_is_text_and_no_pattern():
    assert say(EN, "label", who="{length}", length="{0.__class__}") == "{length}: {0.__class__}"
