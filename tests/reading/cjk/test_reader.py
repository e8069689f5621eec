"""Korean and Japanese bulletins: what each sentence tells, and laws of any such text."""

# ruff: noqa: RUF001 (the signs of Korean and Japanese are what is tested)

import json
from datetime import date
from typing import Any

import pytest
from helpers.paths import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from geolaunch.constants import KM_PER_UNIT
from geolaunch.places.sites import site_of
from geolaunch.reading.cjk import reader as bulletins
from geolaunch.reading.cjk.days import days_in
from geolaunch.reading.cjk.forms import forms_of
from geolaunch.reading.cjk.numerals import number_value
from geolaunch.reading.cjk.sentences import Sentence
from geolaunch.reading.cjk.times import clocks_in
from geolaunch.reading.reader import Reading, read, reading_record
from geolaunch.reading.vocabulary import words_of
from geolaunch.report.direction import wind_of
from geolaunch.report.quantity import Quantity, seconds

LANGS = ("korean", "japanese")
DAY = "2023-12-18"
ROWS = [
    row
    for lang in LANGS
    for row in json.loads((CASES / f"forms-{lang}.json").read_text(encoding="utf-8"))
]


def figures_km(quantity: Quantity | None) -> list[float] | None:
    """Return the ends of a length in km."""
    if quantity is None:
        return None
    scale = KM_PER_UNIT[quantity.unit]
    return sorted({round(quantity.low * scale, 1), round(quantity.high * scale, 1)})


def field_of(reading: Reading, name: str) -> Any:
    """Return a field of the first report that has it, in the form of the rows."""
    reports = reading.reports

    def first(attribute: str) -> Any:
        return next((v for r in reports if (v := getattr(r, attribute))), None)

    match name:
        case "range_km":
            return figures_km(first("range") or first("path_length"))
        case "apogee_km":
            return figures_km(first("apogee"))
        case "flight_time_s":
            return seconds(first("flight_time")) if first("flight_time") else None
        case "time_local":
            return "-".join(first("time_local") or ()) or None
        case "sea":
            return next((r.landing.sea for r in reports if r.landing.sea), None)
        case "eez":
            return next((r.landing.eez["Japan"] for r in reports if r.landing.eez), None)
        case "direction":
            return first("direction") and wind_of(first("direction").azimuth_deg)
        case "trajectory":
            return next((r.trajectory for r in reports if r.trajectory != "unstated"), None)
        case _:
            return first(name)


@pytest.mark.parametrize("row", ROWS, ids=[row["text"][:24] for row in ROWS])
def test_a_sentence_tells_what_it_tells_and_no_more(row: dict[str, Any]) -> None:
    reading = read(row["text"], DAY)
    assert {name: field_of(reading, name) for name in row["told"]} == row["told"]
    for words, (start, end) in spans(reading_record(reading)):
        assert reading.text[start:end] == words
    for report in reading.reports:
        assert report.site is None or site_of(report.site).places


def spans(value: Any) -> list[tuple[str, list[int]]]:
    """Return every {words, span} within a record."""
    if isinstance(value, dict):
        own = [(value["words"], value["span"])] if {"words", "span"} <= value.keys() else []
        return own + [words for part in value.values() for words in spans(part)]
    return [words for part in value for words in spans(part)] if isinstance(value, list) else []


# --- numbers, times, days -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("350", 350),
        ("4,500", 4500),
        ("6 648.4", 6648.4),
        ("1001・2", 1001.2),
        ("1万5千", 15000),
        ("1만 5천", 15000),
        ("4천500", 4500),
        ("2천7백", 2700),
        ("1万234", 10234),
        ("1천", 1000),
        ("三百五十", 350),
        ("六〇〇", 600),
        ("千", 1000),
        ("一万五千", 15000),
    ],
)
def test_numbers(words: str, value: float) -> None:
    assert number_value(words) == value
    for lang, unit in (("ja", "キロ"), ("ko", "㎞")):
        match = forms_of(lang).length.fullmatch(f"{words}{unit}")
        assert match is not None
        assert match["low"] == words


@pytest.mark.parametrize("words", ["数百キロ", "수백㎞", "600mm", "300キログラム", "350kt"])
def test_what_is_no_length(words: str) -> None:
    assert not forms_of("ja").length.search(words)
    assert not forms_of("ko").length.search(words)


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("約350キロ", (350, 350, "about")),
        ("350キロ以上", (350, 350, "more_than")),
        ("少なくともおよそ500キロ", (500, 500, "more_than")),
        ("最大約800キロ", (800, 800, "less_than")),
        ("350キロ程度", (350, 350, "about")),
        ("1000キロを超えて", (1000, 1000, "more_than")),
        ("200キロ未満", (200, 200, "less_than")),
        ("300キロから350キロ", (300, 350, "between")),
        ("300~350km", (300, 350, "between")),
        ("３００～３５０ｋｍ", (300, 350, "between")),
    ],
)
def test_qualifiers_in_japanese(words: str, figures: tuple[float, float, str]) -> None:
    (report,) = read(f"ミサイルは{words}飛翔した。").reports
    assert report.range is not None
    assert (report.range.low, report.range.high, report.range.qualifier) == figures


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("약 350km를", (350, 350, "about")),
        ("350여㎞를", (350, 350, "about")),
        ("350km가량", (350, 350, "about")),
        ("350㎞ 이상", (350, 350, "more_than")),
        ("최소 350km", (350, 350, "more_than")),
        ("최대 약 800㎞를", (800, 800, "less_than")),
        ("200㎞ 미만", (200, 200, "less_than")),
        ("300∼350㎞를", (300, 350, "between")),
        ("300에서 350km를", (300, 350, "between")),
    ],
)
def test_qualifiers_in_korean(words: str, figures: tuple[float, float, str]) -> None:
    (report,) = read(f"미사일은 {words} 비행했다.").reports
    assert report.range is not None
    assert (report.range.low, report.range.high, report.range.qualifier) == figures


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("午前7時22分ごろ発射", ("07:22",)),
        ("午後0時30分発射", ("12:30",)),
        ("午前0時5分発射", ("00:05",)),
        ("夜の9時半ごろ発射", ("21:30",)),
        ("正午ごろ発射", ("12:00",)),
        ("7時47分頃から57分頃にかけて発射", ("07:47", "07:57")),
        ("6時53分頃及び7時23分頃発射", ("06:53", "07:23")),
        ("오전 7시 47분경부터 8시경까지 발사", ("07:47", "08:00")),
        ("밤 10시 38분께 발사", ("22:38",)),
        ("07:47~08:00께 발사", ("07:47", "08:00")),
        ("7時台に発射", ("07:00", "07:59")),
        ("25時発射", None),
        ("7時61分発射", None),
        ("7時間後に発射", None),
        ("2시간 뒤 발사", None),
    ],
)
def test_times_of_day(words: str, times: tuple[str, ...] | None) -> None:
    lang = "ko" if "발" in words else "ja"
    sentence = Sentence(words, words, 0, forms_of(lang))
    times_read = [clock.times for clock in clocks_in(sentence, sentence.cues(), [])]
    assert times_read == ([times] if times else [])


@pytest.mark.parametrize(
    "words", ["7時22分ごろ落下した", "7時22分に発表した", "7時22分(GMT)ごろ発射した"]
)
def test_times_of_something_else(words: str) -> None:
    (report,) = read(f"ミサイルは約350キロ飛び、{words}。").reports
    assert report.time_local == ()


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("令和6年9月18日", "2024-09-18"),
        ("令和元年5月9日", "2019-05-09"),
        ("昨年12月20日", "2022-12-20"),
        ("12月20日", "2023-12-20"),
        ("12月30日", "2022-12-30"),
        ("20日", "2023-11-20"),
        ("18日", "2023-12-18"),
        ("きのう", "2023-12-17"),
        ("2022년 11월 18일", "2022-11-18"),
        ("주체111(2022)년 11월 18일", "2022-11-18"),
        ("2022. 11. 18.", "2022-11-18"),
        ("오늘(18일)", "2023-12-18"),
        ("지난 4일", "2023-12-04"),
        ("2月30日", None),
        ("12日ぶり", None),
        ("3日間", None),
        ("18일 만에", None),
    ],
)
def test_days(words: str, day: str | None) -> None:
    lang = "ko" if any("가" <= sign <= "힣" for sign in words) else "ja"
    sentence = Sentence(words, words, 0, forms_of(lang))
    days = list(days_in(sentence, [], [], date.fromisoformat(DAY), None))
    assert [day_read.dates for day_read in days] == ([(date.fromisoformat(day),)] if day else [])


def test_a_day_that_needs_the_date_of_the_text_is_listed() -> None:
    (left,) = read("北朝鮮は18日、ミサイルを1発発射した。").unused
    assert (left.words, left.why) == ("18日", "a day that needs the date of the text")


# --- laws -----------------------------------------------------------------------------------------


@given(st.integers(1, 15000), st.sampled_from(["km", "キロ", "㎞", "海里"]))
@settings(max_examples=40, deadline=None)
def test_every_length_is_used_or_listed(length: int, unit: str) -> None:
    for text in (
        f"ミサイルは約{length:,}{unit}飛翔した。",
        f"ミサイルから{length}{unit}の町がある。",
        f"ミサイルは奥尻島の西約{length}{unit}に落下した。",
        f"通常の軌道で発射すれば{length}{unit}を超える。",
        f"昨年のミサイルは高度{length}{unit}だった。",
        f"爆撃機は{length}{unit}を飛んだ。",
    ):
        record = str(reading_record(read(text)))
        assert f"{length:,}{unit}" in record or f"{length}{unit}" in record


def test_a_vocabulary_is_of_the_same_lists_in_both_languages() -> None:
    assert set(words_of("ja")) == set(words_of("ko"))


def test_two_voices_in_one_sentence_stay_apart() -> None:
    text = "飛距離は防衛省が約650キロ、韓国軍が約700キロと分析した。ミサイルは1発だった。"
    said = {report.originator: figures_km(report.range) for report in read(text).reports}
    assert said == {"Japan MoD": [650.0], "ROK JCS": [700.0]}


def test_a_headline_is_no_voice_beside_the_ministrys() -> None:
    text = (
        "弾道ミサイル2発、EEZ外に落下か\n\n"
        "防衛省によると、ミサイル2発は約350キロ飛び、EEZの外側に落下した。\n"
        "韓国軍は約370キロ飛んだと分析している。"
    )
    assert [report.originator for report in read(text, DAY).reports] == ["Japan MoD", "ROK JCS"]


@pytest.mark.parametrize(
    ("speaker", "originator"),
    [
        ("합참은", "ROK JCS"),
        ("군 당국은", "ROK JCS"),
        ("미군 당국은", None),
        ("조선중앙통신은", "KCNA"),
        ("일본 방위성에 따르면", "Japan MoD"),
        ("우리 군은", "ROK JCS"),
    ],
)
def test_who_speaks_in_korean(speaker: str, originator: str | None) -> None:
    (report,) = read(f"{speaker} 미사일 1발이 350㎞를 비행했다고 밝혔다.", DAY).reports
    assert report.originator == originator


def test_a_paragraph_of_its_own_goes_on_with_no_other_launch() -> None:
    text = (
        "합참은 북한이 18일 원산에서 쏜 미사일 1발이 350㎞를 비행했다고 밝혔다.\n\n"
        "북한은 전날에도 미사일 1발을 쐈고 570㎞를 비행했다.\n\n"
        "일본 방위성은 미사일이 고도 50㎞에 달했다고 발표했다."
    )
    flights = [
        (report.date, report.originator, figures_km(report.range))
        for report in read(text, DAY).reports
    ]
    assert flights == [
        ("2023-12-18", "ROK JCS", [350.0]),
        ("2023-12-18", "Japan MoD", None),
        ("2023-12-17", None, [570.0]),
    ]


def test_a_day_told_as_gone_is_another_launch_even_if_the_text_has_no_date() -> None:
    text = (
        "합참은 북한이 27일 동해상으로 발사한 미사일이 370여㎞를 비행했다고 밝혔다. "
        "지난 19일에는 동창리 일대에서 쏜 미사일이 800여㎞를 비행했다."
    )
    reading = read(text)
    assert [report.range.high for report in reading.reports if report.range] == [370.0]
    assert [left.words for left in reading.unused if "km" in left.words or "㎞" in left.words] == [
        "800여㎞"
    ]
    (alone,) = read(text.partition(". ")[2]).reports  # the launch itself, where it is the only one
    assert alone.range is not None


HOSTILE = {
    "clocks": "午前7時20分から",
    "figures": "1万2千",
    "ordinals": "1発は",
    "lists": "1発目は5km飛翔、2発目は",
    "days": "12日、",
    "past": "昨年、今年、",
    "qualifiers": "約最大少なくとも",
    "hours": "1時間2分",
    "speakers": "合同参謀本部は",
    "korean": "비행거리 고도는 각각 5km, 6km ",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_work_grows_with_the_length_and_no_faster(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each character is read in one sentence, and no sentence is longer than 400 of them."""
    lengths: list[int] = []
    read_sentence = bulletins._read_sentence

    def counted(sentence: Sentence, memory: Any) -> None:
        lengths.append(len(sentence.text))
        read_sentence(sentence, memory)

    monkeypatch.setattr(bulletins, "_read_sentence", counted)
    text = "ミサイル発射 미사일 발사 " + HOSTILE[name] * 1500
    read(text, DAY)
    assert lengths
    assert max(lengths) <= 400
    assert sum(lengths) <= 2 * len(text)
