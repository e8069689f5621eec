"""Press text to reports: whole texts with what a careful reader takes, and laws of any text."""

import itertools
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from helpers.paths import CASES
from hypothesis import given, settings
from hypothesis import strategies as st

from geolaunch.errors import InputError, SchemaError
from geolaunch.places.sites import site_of
from geolaunch.reading.article import decoded, plain_text
from geolaunch.reading.reader import read, reading_record, refuse_empty
from geolaunch.report.io import read_reports
from geolaunch.report.model import launches_of

READING_CASES = sorted(CASES.glob("reading-*.txt"))


def wanted(case: Path) -> dict[str, Any]:
    return dict(json.loads(case.with_suffix(".json").read_text(encoding="utf-8")))


def spans(value: Any) -> list[tuple[str, list[int]]]:
    """Return every {words, span} within a record."""
    if isinstance(value, dict):
        own = [(value["words"], value["span"])] if {"words", "span"} <= value.keys() else []
        return own + [words for part in value.values() for words in spans(part)]
    if isinstance(value, list):
        return [words for part in value for words in spans(part)]
    return []


# --- cases ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", READING_CASES, ids=lambda case: case.stem)
def test_a_text_gives_its_record(case: Path) -> None:
    record = wanted(case)
    reading = read(case.read_text(encoding="utf-8"), record.pop("date"))
    assert reading_record(reading) == record


@pytest.mark.parametrize("case", READING_CASES, ids=lambda case: case.stem)
def test_every_value_stands_in_the_text(case: Path) -> None:
    reading = read(case.read_text(encoding="utf-8"), wanted(case)["date"])
    for words, (start, end) in spans(reading_record(reading)):
        assert " ".join(reading.text[start:end].split()) == words.strip()
    for report in reading.reports:
        said = {name.partition(".")[0] for name in report.words}
        plain = ("date", "time_local", "count", "missile", "missile_class", "site", "direction")
        assert {name for name in plain if getattr(report, name)} <= said


@pytest.mark.parametrize("case", READING_CASES, ids=lambda case: case.stem)
def test_a_reading_is_an_input_like_any_other(case: Path) -> None:
    record = wanted(case)
    text = json.dumps({key: record[key] for key in ("reports", "unused")})
    if case.stem in ("reading-no-launch", "reading-nothing-but-a-count"):
        with pytest.raises(SchemaError, match=r"no report in it|no claim in it"):
            read_reports(text, "-")
        return
    reports = read_reports(text, "-")
    assert reports == read(case.read_text(encoding="utf-8"), record["date"]).reports
    assert len(launches_of(reports)) == len({report.launch for report in reports})
    for report in reports:
        if report.site is not None:
            assert site_of(report.site).places


def test_sources_stay_apart_and_a_source_may_say_only_what_left() -> None:
    first, second = read(
        "The JCS said two missiles were fired at 7:47 a.m. on 27 March 2023. "
        "Japan's defence ministry said they flew 350 km."
    ).reports
    assert (first.originator, first.count, first.range) == ("ROK JCS", 2, None)
    assert second.originator == "Japan MoD"
    record = reading_record(
        read("The JCS said two missiles were fired. KCNA said they flew 350 km.")
    )
    assert len(read_reports(json.dumps(record), "-")) == 2


def test_figures_in_the_articles_own_voice_are_kept_beside_the_sources() -> None:
    said, narrated = read(
        "The missile flew 300 km.\n\nThe missile flew 350 km, the JCS said."
    ).reports
    assert said.range is not None
    assert (said.originator, said.range.low) == ("ROK JCS", 350)
    assert narrated.range is not None
    assert (narrated.originator, narrated.range.low) == (None, 300)


# --- days -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "base", "day"),
    [
        ("on Monday", "2023-03-27", "2023-03-27"),
        ("on Sunday", "2023-03-27", "2023-03-26"),
        ("on Tuesday", "2023-03-27", "2023-03-21"),
        ("yesterday", "2023-03-01", "2023-02-28"),
        ("today", "2023-03-27", "2023-03-27"),
        ("on March 14", "2023-03-27", "2023-03-14"),
        ("on 29 December", "2023-01-02", "2022-12-29"),
        ("on Dec. 31", "2023-01-02", "2022-12-31"),
        ("on 2 May 2017", None, "2017-05-02"),
        ("on May 2nd, 2017", None, "2017-05-02"),
        ("on 2017-05-02", None, "2017-05-02"),
        ("on 25/12/2022", None, "2022-12-25"),
        ("on Monday", None, None),
        ("on March 14", None, None),
        ("on February 30, 2020", None, None),
    ],
)
def test_days(words: str, base: str | None, day: str | None) -> None:
    (report,) = read(f"A missile was fired from Wonsan {words}.", base).reports
    assert report.date == day or (day is None and report.date == base)


def test_a_day_that_is_not_told_is_the_given_one_and_says_so() -> None:
    (report,) = read("A missile fired from Wonsan flew 240 km.", date(2020, 3, 2)).reports
    assert report.date == "2020-03-02"
    assert report.words["date"].span is None
    assert "given as the date of the text" in report.words["date"].words
    (state_media,) = read("KCNA said the missile flew 240 km.", "2020-03-03").reports
    assert state_media.date == "2020-03-02"
    assert "state media tell of a launch on the day after" in state_media.words["date"].words


def test_a_date_that_does_not_exist_is_refused() -> None:
    with pytest.raises(InputError, match="got '2023-02-30'; wanted a date that exists"):
        read("", "2023-02-30")


def test_a_day_without_the_date_of_the_text_is_listed() -> None:
    (left,) = read("A missile was fired from Wonsan on Monday.").unused
    assert (left.words, left.why) == ("Monday", "a day that needs the date of the text")


# --- nothing invented, nothing lost ---------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "The missiles are designed to reach targets 10,000 km away.",
        "Pyongyang fired more than 70 missiles in 2022.",
        "The missile could fly 13,000 km on a normal trajectory.",
        "It has a range of up to 5,500 kilometers.",
        "Seoul is 195 km from Pyongyang.",
        "Last month it fired a missile that flew 800 km.",
        "The bombers flew 2,000 km.",
        "The missile, if fired on a standard trajectory, would travel 15,000 km.",
        "So far this year, the North has fired 37 ballistic missiles.",
    ],
)
def test_general_statements_are_of_no_launch(text: str) -> None:
    reading = read(text, "2023-03-27")
    assert all((report.range, report.count) == (None, None) for report in reading.reports)
    assert bool(reading.unused) == (" km" in text or "kilometers" in text)


LENGTHS = st.integers(1, 15000)


@given(LENGTHS, st.sampled_from(["km", "kilometres", "miles", "nautical miles"]))
@settings(max_examples=60, deadline=None)
def test_every_length_is_used_or_listed(length: int, unit: str) -> None:
    for text in (
        f"The missile flew {length:,} {unit} before it fell.",
        f"A town lies {length} {unit} from the sea.",
        f"It fell {length} {unit} west of Okushiri after a missile test, the JCS said.",
        f"Some {length} {unit} was what a missile needed.",
    ):
        record = reading_record(read(text))
        assert f"{length:,} {unit}" in str(record) or f"{length} {unit}" in str(record)


WHO = ("the JCS said", "Japan's defence ministry said", "KCNA reported", "Tokyo and Seoul said")
SAID = (
    "the missile, fired from Sunan at 7:47 a.m., flew {}",
    "it rose {} and came down {} west of Okushiri",
    "the first covered {}, and the second {}",
    "after a flight of {} at an altitude of {} it fell into the East Sea",
    "a {} arc ended in waters off the east coast",
    "last month it flew {}; on Monday, {}",
    "since it fired one that flew {}, nothing had gone {}",
    "it could reach {}, and reached {}",
    "two missiles went {} and {}",
    "the launch site lies {} north of Pyongyang",
    "it exploded {} above a target {} away",
    "북한이 발사한 미사일은 {} 비행",
    "ミサイルは{}飛翔し、高度{}",
)
UNITS = ("km", "kilometers", "miles", "nautical miles", "-km")
JOINTS = (". ", "; ", ", ", ", and ", ".\n\n", " (", ") ", " - ")


@st.composite
def composed(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a text of sentences that come as they like, and each figure with its unit in it."""
    figures: list[str] = []
    pieces: list[str] = []
    numbers = iter(draw(st.lists(st.integers(11, 9999), min_size=16, max_size=16, unique=True)))
    for _ in range(draw(st.integers(1, 7))):
        frame = draw(st.sampled_from(SAID))
        lengths = [f"{next(numbers):,}{_unit(draw)}" for _ in range(frame.count("{}"))]
        figures += lengths
        pieces += [frame.format(*lengths), draw(st.sampled_from((*WHO, "")))]
    joints = draw(st.lists(st.sampled_from(JOINTS), min_size=len(pieces), max_size=len(pieces)))
    return "".join(itertools.chain(*zip(pieces, joints, strict=True))), figures


def _unit(draw: st.DrawFn) -> str:
    """Return a unit with what parts it from its number."""
    unit = draw(st.sampled_from(UNITS))
    return unit if unit.startswith("-") else f" {unit}"


@given(composed())
@settings(max_examples=200, deadline=None)
def test_nothing_is_invented_and_nothing_is_lost(text_and_figures: tuple[str, list[str]]) -> None:
    text, figures = text_and_figures
    reading = read(text, "2023-03-27")
    record = reading_record(reading)
    quotes = spans(record)
    for words, (start, end) in quotes:
        assert " ".join(reading.text[start:end].split()) == words
    for figure in figures:
        assert any(figure in words for words, _ in quotes), figure


@given(
    st.text(max_size=300),
    st.sampled_from(["", "The missile flew 5 km. ", "発射 5km ", "발사 5km "]),
)
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_what_is_read_stands_in_it(text: str, begin: str) -> None:
    reading = read(begin + text, "2023-03-27")
    record = reading_record(reading)
    for words, (start, end) in spans(record):
        assert " ".join(reading.text[start:end].split()) == " ".join(words.split())
    assert reading_record(read(begin + text, "2023-03-27")) == record


# --- what cannot be read --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no text in it"),
        (" \n ", "no text in it"),
        ("The weather was fine.", "no launch found in it"),
        ("Die Rakete flog 300 km weit.", "no launch found in it"),
    ],
)
def test_no_launch_says_what_was_looked_for(text: str, why: str) -> None:
    with pytest.raises(InputError, match=f"news.txt: {why}; looked for missiles fired, flown"):
        refuse_empty(read(text), "news.txt")


def test_bytes_of_several_encodings() -> None:
    text = "발사 1발"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decoded(text.encode(encoding), "-") == text
    declared = '<meta charset="shift_jis">発射'
    assert decoded(declared.encode("shift_jis"), "-") == declared
    with pytest.raises(InputError, match="-: byte 2 is not UTF-8; save it as UTF-8"):
        decoded(b"ab\xff", "-")
    with pytest.raises(InputError, match="save it as UTF-8"):
        decoded(b'<meta charset="base64">\xff', "-")


def test_markup_is_stripped_and_scripts_are_silent() -> None:
    text = plain_text(
        "<p>It flew &lt; 5&nbsp;km</p><script>if (a < b) flew(9)</script><p>a &amp; b"
    )
    assert text.split() == ["It", "flew", "<", "5", "km", "a", "&", "b"]
    assert plain_text("a < b > c") == "a < b > c"
