"""What is not known: a gap in our record is never told as silence, and nothing said is denied."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest

from geolaunch import find, geojson, page, scene, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.catalogue.launches import by_missile, load, why_not_drawn
from geolaunch.cli.text import summary_lines
from geolaunch.impact.zones import ImpactZone
from geolaunch.names import languages
from geolaunch.report.model import Launch, ReadSource, Report, Source
from geolaunch.scenes import launch_words
from geolaunch.scenes.absence import absence, documents, read_line, unknown
from geolaunch.scenes.account import LONGEST, summary
from geolaunch.scenes.headline import kicker
from geolaunch.scenes.language import Words, number, words
from geolaunch.scenes.model import Scene
from geolaunch.scenes.scale import as_of, site_doubt, site_doubt_km
from geolaunch.strings import strings

W = words()

# What tells a gap of ours as silence of the world, in each language.
SILENCE = {
    "en": r"[Nn]obody |[Nn]o one |not reported|[Nn]o \w+ was reported|^not said$",
    "ko": r"발표되지 않|발표한 곳이 없|발표가 없|보도되지 않|언급 없음",
    "ja": r"発表されていない|発表がない|発表がなく|どこも発表|報じられていない|言及なし",
}

# What a line of a gap denies, by its key: it may stand only where no report says any of it.
DENIED = {
    "unknown_direction": lambda r: r.direction or r.azimuth_deg is not None or r.toward,
    "unknown_direction_placed": lambda r: r.direction or r.azimuth_deg is not None or r.toward,
    "unknown_apogee": lambda r: r.apogee,
    "unknown_time": lambda r: r.flight_time or r.impact_time_local,
}
BARE = {
    "given_distance": lambda r: r.range,
    "given_direction": lambda r: r.direction or r.azimuth_deg is not None,
    "given_over": lambda r: r.overflight.over,
    "given_reference": lambda r: r.landing.reference,
    "given_near": lambda r: r.landing.near,
    "given_sea": lambda r: r.landing.sea,
}
SAID_FIRST = re.compile(r"\{\w+\}.*", re.DOTALL)


def drawn() -> list[Launch]:
    every = [one for launch in load() for one in by_missile(launch)]
    return [launch for launch in every if not why_not_drawn(launch)]


@pytest.fixture(scope="module")
def zones() -> dict[str, tuple[Launch, ImpactZone]]:
    return {launch.id: (launch, zone(launch)) for launch in drawn()}


def texts_of(made: Scene) -> Iterator[str]:
    yield from (made.title, made.kicker, made.summary, made.one_line, made.text_alternative)
    yield from (made.read_line, made.caveat, made.caveat_short, made.as_of)
    yield from (*made.unknown, *made.notes, *made.conflicts)
    yield from (entry.text for entry in made.legend)


def assert_nothing_is_denied(w: Words, launch: Launch, lines: list[str]) -> None:
    """No gap denies what any report says, standing or not; each says how much was read."""
    for key, says in DENIED.items():
        head = w.groups["sentence"][key].split("{")[0]
        told = [line for line in lines if line.startswith(head)]
        if any(map(says, launch.reports)):
            assert not told, (launch.id, told)
        for line in told:
            assert absence(w, launch) in line, line
    kept = [report for report in launch.reports if report.status != "retracted"]
    for key, says in BARE.items():
        if any(map(says, kept)):
            assert w(key) in lines[0], (launch.id, key, lines[0])


# --- the whole catalogue --------------------------------------------------------------------------


@pytest.mark.parametrize("lang", languages())
def test_no_gap_denies_a_claim_that_is_there(lang: str, zones) -> None:
    w = words(lang)
    for launch, its_zone in zones.values():
        lines = unknown(w, launch, its_zone)
        assert_nothing_is_denied(w, launch, lines)
        sentence = summary(w, launch, its_zone.evidence)
        for text in (*lines, sentence, read_line(w, [launch])):
            assert not re.search(SILENCE[lang], text), (launch.id, text)
            assert not re.search(r"[{}]|\bNone\b(?! of)", text), (launch.id, text)


@pytest.mark.slow
def test_no_page_of_the_catalogue_tells_a_gap_as_silence(zones) -> None:
    for launch, its_zone in zones.values():
        made = scene([launch], [its_zone])
        for text in texts_of(made):
            assert not re.search(SILENCE["en"], text), (launch.id, text)
        assert made.strings["not_said"] == "not in our sources"


def test_what_a_zone_uses_stands_in_the_sentence_or_the_list(zones) -> None:
    """A landing as seen from a place comes first in the sentence, in English within 50 words."""
    for launch, its_zone in zones.values():
        text = summary(W, launch, its_zone.evidence)
        bare = re.sub(r"\s*\([^()]*\)", "", text).replace(" / ", " ")
        assert len(bare.split(" ")) <= LONGEST or text.count(";") == 0, text
        assert text.endswith("position."), text


@pytest.mark.parametrize("lang", languages())
def test_the_line_above_the_title_denies_no_type(lang: str) -> None:
    w = words(lang)
    for launch in drawn():
        names = {report.missile for report in launch.reports if report.missile}
        if w("type_not_said") in kicker(w, [launch]):
            known = [name for name in names if re.search("[A-Z0-9]", name)]
            assert set(known) <= set(w.groups["class"]), (launch.id, known)


@pytest.mark.parametrize("lang", languages())
def test_no_string_tells_a_gap_as_silence(lang: str) -> None:
    for name, group in strings(lang).items():
        texts = group.values() if isinstance(group, dict) else group
        for text in texts:
            assert not re.search(SILENCE[lang], text), (name, text)


# --- how much was read ----------------------------------------------------------------------------


def launch_read(count: int, **said: object) -> Launch:
    read = tuple(
        ReadSource(Source(f"s{n}", f"Paper {n}", "", "2023-03-27", f"https://p.org/{n}"), ("X",))
        for n in range(count)
    )
    report = Report(site="sunan", originator="X", **said)  # type: ignore[arg-type]
    return Launch("2023-03-27-a", (report,), date="2023-03-27", in_catalogue=True, read=read)


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "No full statement has been read for this launch."),
        (1, "The one source read for this launch does not give it."),
        (4, "None of the four sources read for this launch gives it."),
        (12, "None of the 12 sources read for this launch gives it."),
    ],
)
def test_a_gap_says_how_much_was_read(count: int, text: str) -> None:
    assert absence(W, launch_read(count)) == text


def test_a_document_that_was_read_twice_counts_once() -> None:
    launch = launch_read(2)
    twice = Launch("x", launch.reports, in_catalogue=True, read=(*launch.read, *launch.read))
    assert absence(W, twice) == absence(W, launch)
    assert len(documents(W, [twice])) == 2


def test_a_user_s_reports_are_called_the_reports_given() -> None:
    launch = launch_from({"site": "sunan", "range_km": 400})
    lines = unknown(W, launch, zone(launch))
    assert "The direction. The reports given do not say." in " ".join(lines)
    assert not any("source" in line for line in lines)
    assert read_line(W, [launch]) == ""


def test_the_documents_are_one_click_away_and_in_the_export() -> None:
    base = find("2023-03-27")[0]
    launch = Launch(
        base.id, base.reports, base.date, in_catalogue=True, read=launch_read(3).read, count=2
    )
    made = scene([launch], [zone(launch)])
    html = page(made)
    assert "<summary>The three sources that were read whole for this launch</summary>" in html
    assert 'href="https://p.org/2"' in html
    exported = json.loads(geojson(made))["sources_read"]
    assert [one["publisher"] for one in exported] == ["Paper 0", "Paper 1", "Paper 2"]
    assert exported[0]["address"] == "https://p.org/0"
    assert exported[0]["originators"] == ["X"]


# --- as of, and one number for a site -------------------------------------------------------------


def test_as_of_is_the_newest_claim_and_never_older_than_the_newest_launch() -> None:
    for launch in load():
        stated = [r.stated_at[:10] for r in launch.reports if r.stated_at]
        newest = max([*stated, launch.date or ""])
        if len(newest) == len("YYYY-MM-DD") and all(len(r) == 10 for r in stated):
            day = int(newest[8:])
            assert as_of(W, [launch]).startswith(f"As of {day} "), (launch.id, newest)
    both = [*find("1998-08-31"), *find("2023-03-27")]
    assert as_of(W, both) == "As of 27 March 2023"


def test_a_site_has_one_number_everywhere() -> None:
    (launch,) = find("2023-03-27")
    its_zone = zone(launch)
    made = scene([launch], [its_zone])
    number_ = site_doubt(its_zone)
    (area,) = (feature for feature in made.features if feature.kind == "site-area")
    assert area.properties["radius_km"] == site_doubt_km(its_zone.site_sd_km)
    assert "sd_km" not in area.properties
    assert any(f"known to about {number_} km" in line for line in made.unknown)
    assert any(f"{number_} km" in entry.text for entry in made.legend)


def test_a_zone_far_from_east_asia_lies_on_land_and_never_elsewhere() -> None:
    site = {"lon": 47.16, "lat": 34.35, "sd_km": 5}
    launch = launch_from({"site": site, "range_km": 650, "originator": "My Paper"})
    made = scene([launch], [zone(launch)])
    assert "most likely: on land (80" in made.one_line
    assert "a sea that has no name here 20" in made.text_alternative
    assert "elsewhere" not in made.one_line + made.text_alternative
    assert made.title.startswith("Iranian missile launch")
    lines = summary_lines(made, [launch], [zone(launch)], verbose=False)
    assert "chances    land 82%, another sea 18%" in lines


# --- launches by name -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("2023-03-27-a", "27 March 2023"),
        ("2022-11-03-b", "3 November 2022, 2nd"),
        ("2017-03-06-a.2", "6 March 2017, missile 2"),
        ("my-launch", "my-launch"),
    ],
)
def test_a_launch_is_named_by_its_day(id_: str, name: str) -> None:
    alone = len(find("2017-03-06")) == 1
    if id_.startswith("2017") and not alone:
        name = name.replace("2017,", "2017, 1st,")
    assert launch_words.launch_name(W, id_) == name


def test_an_incomplete_day_says_so() -> None:
    drawn_ = [launch for launch in find("2022-11-02") if not why_not_drawn(launch)]
    made = scene(drawn_, [zone(launch) for launch in drawn_])
    assert made.unknown[0].startswith("The record of 2 November 2022 is known to be incomplete: ")
    assert number(W, 1) == "one"
