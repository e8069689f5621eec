"""Korean and Japanese pages: nothing left in English, grammar that holds whatever is inserted."""

# ruff: noqa: RUF001 (the punctuation of Korean and Japanese is what is tested)

from __future__ import annotations

import json
import re
import string
from collections.abc import Sequence
from dataclasses import replace
from html import unescape
from typing import Any

import pytest
from helpers.browser import DESKTOP, LABELS, PHONE, assert_apart, opened

from geolaunch import find, page, places_inside, reach_rings, rings_scene, scene, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.files import shipped_text
from geolaunch.names import languages
from geolaunch.places.cities import town_name, towns
from geolaunch.places.sites import find_site
from geolaunch.reach.other_methods import compared
from geolaunch.report.direction import WINDS, from_degrees, parse_direction
from geolaunch.report.model import Reference
from geolaunch.report.quantity import parse_quantity
from geolaunch.scenes import language as wording
from geolaunch.scenes.model import Scene

OTHERS = ("ko", "ja")
W = {lang: wording.words(lang) for lang in languages()}
SCRIPT = {"ko": re.compile("[가-힣]"), "ja": re.compile("[ぁ-んァ-ヶ一-龠]")}
UNSEEN = str.maketrans(
    {"\N{NO-BREAK SPACE}": " ", "\N{ZERO WIDTH SPACE}": "", "\N{WORD JOINER}": ""}
)

# What one language fills in beside or in place of what English does.
OTHER_PLACES = {
    "odds_in": {"percent"},
    "odds_about": {"percent"},
    "odds_joined": {"percent"},
    "incomplete": {"date"},  # what is missing is written in English
}

# Punctuation, figures and units, the same in every language.
WORDLESS = re.compile(r"(?:\{\w+\}|km|[\W\d_])*")

# Names and abbreviations that stand in Latin letters on any page.
LATIN = {
    *("AFP", "BY", "CC", "CNS", "EEZ", "Earth", "GeoNames", "JavaScript", "Natural", "TV", "UTC"),
    *("geolaunch", "km", "mi"),
}


def strings(lang: str) -> dict[tuple[str, str], str]:
    """Every string of a language, by group and key."""
    return {
        (group, str(key)): text
        for group, held in W[lang].groups.items()
        for key, text in (held.items() if isinstance(held, dict) else enumerate(held))
    }


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def plain(text: str) -> str:
    return text.translate(UNSEEN)


@pytest.fixture(scope="module", params=OTHERS)
def lang(request) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def reported(lang) -> Scene:
    told = find("2023-03-27")
    return scene(told, [zone(launch) for launch in told], lang=lang)


@pytest.fixture(scope="module")
def given(lang) -> Scene:
    launch = launch_from(
        {
            "site": "a site south of Pyongyang",
            "range": "more than 200 miles",
            "direction": "eastward",
            "flight_time": "8 min",
            "landing": {"sea": "East Sea"},
            "date": "2023-03-27",
            "count": 12,
            "originator": "ROK JCS",
        }
    )
    return scene([launch], [zone(launch)], lang=lang, sea_names=("sj",))


# --- the strings ----------------------------------------------------------------------------------


def test_the_same_groups_and_keys(lang):
    assert set(strings(lang)) == set(strings("en"))


def test_no_key_twice(lang):
    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        assert len(dict(pairs)) == len(pairs)
        return dict(pairs)

    json.loads(shipped_text(f"strings-{lang}.json"), object_pairs_hook=once)


def test_the_same_places_to_fill(lang):
    for (group, key), text in strings("en").items():
        wanted = OTHER_PLACES.get(key, places(text)) if group == "sentence" else places(text)
        assert places(strings(lang)[group, key]) == wanted, key


def test_nothing_is_left_in_english(lang):
    for key, text in strings(lang).items():
        if not WORDLESS.fullmatch(text):
            assert SCRIPT[lang].search(text), key


def test_no_particle_hangs_on_the_last_letter_of_what_is_inserted():
    by_letter = re.compile(r"\}[”’\")]*(?:은|는|이|가|을|를|과|와|로|으로|이다|다)(?![가-힣])")
    found = [text for text in strings("ko").values() if by_letter.search(text)]
    assert found == []


def test_the_register_is_a_newspapers():
    polite = {"ko": "습니다|입니다|세요|[가-힣]요[.]", "ja": "です|ます(?:。|$)|ください"}
    for lang, endings in polite.items():
        assert [text for text in strings(lang).values() if re.search(endings, text)] == []


def test_labels_of_a_zone_are_short(lang):
    names = [name for name in W[lang].groups["sentence"] if name.startswith("label_")]
    for name in names:
        assert len(W[lang](name, odds="90%")) <= (19 if name.endswith("_parts") else 15), name


def test_disputed_names_are_both_there_and_neutral(lang):
    both = {"ko": "리앙쿠르 암초: 독도 / 다케시마", "ja": "リアンクール岩礁：竹島 / 独島"}
    assert both[lang] in W[lang]("boundary")


# --- reach rings ----------------------------------------------------------------------------------

REACHES: dict[str, tuple[Any, Any]] = {
    "point": (3000.0, (178.0, -40.0)),
    "territory": ("hwasong-14", "north korea"),
    "missiles": (["hwasong-12", "hwasong-15", "taepodong-2"], "sunan"),
    "compare": (6700.0, "sunan"),
}


@pytest.fixture(scope="module", params=REACHES)
def reach(request, lang) -> Scene:
    made = reach_rings(*REACHES[request.param])
    first = made[0]
    ways = (
        compared(first.origin.lon_deg, first.origin.lat_deg, first.outer_km)
        if request.param == "compare"
        else ()
    )
    drawn = rings_scene(made, places_inside(made), ways, lang=lang, editorial_status="corrected")
    return replace(drawn, sources=())  # the titles of what was published stay as they are


def untranslated(lang: str) -> set[str]:
    """The letters of places that nobody gave a name in a language, as GeoNames spells them."""
    plain = [town.name for town in towns() if town_name(town, lang) == town.name]
    return set(re.findall("[A-Za-z]{2,}", " ".join(plain)))


REACH_LATIN = {
    *(*LATIN, "CSIS", "DIA", "EPSG", "FT", "KBS", "WGS"),
    *("folium", "Circle", "circle", "turf"),
}


def test_no_english_beside_reach_rings_but_names_of_places(lang, reach):
    html = page(reach)
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    text = unescape(re.sub("<[^>]*>", " ", text))
    found = set(re.findall("[A-Za-z]{2,}", text))
    assert found - REACH_LATIN <= untranslated(lang)
    assert SCRIPT[lang].search(reach.title)
    assert len(found & REACH_LATIN) > 3


def test_what_a_ring_says_when_it_is_opened_is_translated(lang, reach):
    catalogue = {feature.id for feature in reach.features if feature.properties["verified"]}
    data = re.search(r'id="scene-data">(.*?)</script>', page(reach), re.DOTALL)
    assert data
    for feature in json.loads(data[1])["features"]:
        assert SCRIPT[lang].search(feature["name"])
        for name, value, _ in feature["facts"]:
            assert SCRIPT[lang].search(name), name
            if feature["kind"] in ("site", "territory") and feature["id"] in catalogue:
                continue  # what our tables say of a place's point is the same on every page
            found = set(re.findall("[A-Za-z]{3,}", value)) - REACH_LATIN - untranslated(lang)
            assert found == set(), value


def sentences_of(scene: Scene) -> Sequence[str]:
    return (scene.title, scene.summary, scene.caveat, *scene.unknown, *scene.notes)


def test_no_place_to_fill_is_left_open(lang, reach):
    cells = [cell for table in reach.tables for row in table.rows for cell in row]
    labels = [feature.label for feature in reach.features]
    for text in (*sentences_of(reach), reach.text_alternative, *cells, *labels):
        assert not re.search(r"[{}]|None|nan", text), text


# --- figures, dates and names ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("told", "korean", "japanese"),
    [
        ("about 370 km", "약 370km(230마일)", "約370km（230マイル）"),
        ("more than 200 miles", "320km(200마일) 이상", "320km（200マイル）超"),
        ("300 to 350 km", "300~350km(190~220마일)", "300～350km（190～220マイル）"),
        ("less than 1,000 km", "1,000km(620마일) 미만", "1,000km（620マイル）未満"),
    ],
)
def test_distances(told, korean, japanese):
    quantity = parse_quantity(told)
    assert plain(wording.distance(W["ko"], quantity)) == korean
    assert plain(wording.distance(W["ja"], quantity)) == japanese


def test_durations():
    assert plain(wording.duration(W["ko"], parse_quantity("about 8 min"))) == "약 8분"
    assert plain(wording.duration(W["ja"], parse_quantity("90 s"))) == "90秒"


def test_dates():
    assert wording.date(W["ko"], "2023-03-27") == "2023년 3월 27일"
    assert wording.date(W["ja"], "2023-03-27") == "2023年3月27日"


@pytest.mark.parametrize(
    ("chance", "korean", "japanese"),
    [(0.004, "1% 미만", "1%未満"), (0.52, "50%", "50%"), (1.0, "99% 초과", "99%超")],
)
def test_percent(chance, korean, japanese):
    assert wording.percent(chance, W["ko"].groups["page"]) == korean
    assert wording.percent(chance, W["ja"].groups["page"]) == japanese


@pytest.mark.parametrize(
    ("told", "korean", "japanese"),
    [
        ("chunghwa", "중화", "中和"),
        ("Kusong", "구성", "亀城"),  # six places bear the name: it is that of the city's area
        ("a site south of Pyongyang", "평양 남쪽", "平壌の南"),
        ("Sinpo Shipyard", "신포조선소", "新浦造船所"),
        ("Samsok, geolocated 2022-10-06", "삼석", "三石"),
    ],
)
def test_sites(told, korean, japanese):
    assert wording.site_name(W["ko"], find_site(told)) == korean
    assert wording.site_name(W["ja"], find_site(told)) == japanese
    assert wording.site_as_given(W["en"], told) == told


def test_a_site_or_a_sea_that_nobody_knows_keeps_its_words(lang):
    assert wording.site_as_given(W[lang], "Atlantis") == "Atlantis"
    assert wording.sea_as_given(W[lang], "Sea of Atlantis") == "Sea of Atlantis"


def test_winds_and_degrees():
    assert list(W["en"].groups["wind"]) == list(WINDS)
    assert wording.direction(W["ko"], parse_direction("NNE")) == "북북동쪽"
    assert wording.direction(W["ja"], parse_direction("eastward")) == "東"
    assert wording.direction(W["ja"], from_degrees(85)) == "85°"


def test_a_landing_told_from_a_place_has_the_order_of_the_language():
    distance, west = parse_quantity("about 200 km"), parse_direction("west")
    told = Reference("Oshima-Oshima", distance, west)
    assert plain(wording.reference(W["en"], told)) == "about 200 km (120 mi) west of Oshima-Oshima"
    assert plain(wording.reference(W["ko"], told)) == "오시마오시마섬 서쪽 약 200km(120마일)"
    assert plain(wording.reference(W["ja"], told)) == "渡島大島の西約200km（120マイル）"
    assert wording.reference(W["ja"], Reference("Oshima-Oshima", None, west)) == "渡島大島の西"
    assert wording.reference(W["ko"], Reference("Atlantis")) == "Atlantis"


# --- pages ----------------------------------------------------------------------------------------


def test_titles(lang, reported, given):
    titles = {
        "ko": "북한 탄도미사일 2발 낙하 추정 범위",
        "ja": "北朝鮮の弾道ミサイル2発の落下推定範囲",
    }
    counted = {"ko": "북한 미사일 12발", "ja": "北朝鮮のミサイル12発"}
    assert reported.title == titles[lang]
    assert given.title.startswith(counted[lang])
    assert SCRIPT[lang].search(given.status)


@pytest.mark.parametrize("which", ["reported", "given"])
def test_no_english_on_the_page_but_quoted_words(request, lang, which):
    html = page(request.getfixturevalue(which))
    assert f'<html lang="{lang}">' in html
    text = re.sub(r"<(script|style|svg|q)\b.*?</\1>", " ", html, flags=re.DOTALL)
    text = re.sub("“[^”]*”|「[^」]*」", " ", unescape(re.sub("<[^>]*>", " ", text)))
    assert set(re.findall("[A-Za-z]{2,}", text)) <= LATIN


def test_what_a_popup_names_is_translated(lang, reported):
    data = re.search(r'id="scene-data">(.*?)</script>', page(reported), re.DOTALL)
    assert data
    for feature in json.loads(data[1])["features"]:
        assert SCRIPT[lang].search(feature["name"])
        for name, _, _ in feature["facts"]:
            assert SCRIPT[lang].search(name), name


def test_seas_are_named_as_set(lang, reported, given):
    both = {"ko": "동해 / 일본해", "ja": "日本海 / 東海"}[lang]
    one = {"ko": "일본해", "ja": "日本海"}[lang]
    assert both in reported.summary
    assert both in {name for name, _, _ in reported.sea_labels}
    (text,) = {cell.text for row in reported.rows for cell in row.cells if both in cell.text}
    assert text == both
    assert both not in given.summary
    told = [cell for row in given.rows for cell in row.cells if cell.text == one]
    assert [cell.words for cell in told] == ["East Sea"]  # quoted words keep their own name


def test_what_was_said_stays_as_it_was_said(reported):
    words = " ".join(cell.words for row in reported.rows for cell in row.cells)
    assert "more than 200 miles" in words
    assert "towards the East Sea" in words


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("which", ["reported", "given"])
def test_a_page_fits_and_its_labels_are_read(chromium, tmp_path, request, lang, which, size):
    made = request.getfixturevalue(which)
    with opened(chromium, tmp_path, page(made), size) as seen:
        needed, there = seen.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert needed <= there
        needed, there = seen.page.evaluate(
            "(() => { const t = document.querySelector('.scroll');"
            " return [t.scrollWidth, t.clientWidth]; })()"
        )
        assert needed <= there
        labels = seen.page.evaluate(LABELS)
        sizes = seen.page.evaluate(
            "[...document.querySelectorAll('.label > .text')]"
            ".map((one) => parseFloat(getComputedStyle(one).fontSize))"
        )
        slanted = seen.page.evaluate(
            "[...document.querySelectorAll('.label > .text')]"
            ".filter((one) => getComputedStyle(one).fontStyle !== 'normal').length"
        )
        assert (seen.requests, seen.complaints) == ([], [])
    assert_apart(labels)
    shown = {label[0] for label in labels}
    wanted = {f.label for f in made.features if f.label and not f.on_request}
    assert wanted <= shown
    assert min(sizes) >= 12
    assert slanted == 0
