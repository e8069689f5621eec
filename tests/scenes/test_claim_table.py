"""The claims of a launch side by side: what the table says of each thing."""

from dataclasses import replace

import pytest

from geolaunch import page, scene, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.catalogue.launches import Entry, find
from geolaunch.impact.evidence import Evidence
from geolaunch.impact.gather import gather
from geolaunch.report.model import Landing, Report
from geolaunch.report.quantity import parse_quantity
from geolaunch.scenes.claim_table import claim_rows
from geolaunch.scenes.language import words

SAID = {"site": "Sunan", "range": "1000 km"}


def cells(said: dict[str, object], name: str, lang: str = "en") -> list[str]:
    launch = launch_from(SAID | said)
    rows = claim_rows(words(lang), launch, gather(launch))
    return [cell.text for row in rows if row.name == name for cell in row.cells]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ({"time_utc": "2023-03-26T22:47Z"}, "07:47 (UTC+9)"),
        ({"time_utc": ["2023-03-26T22:47Z", "2023-03-26T22:57:30Z"]}, "07:47\u201307:57 (UTC+9)"),
        ({"time_local": "07:48", "time_utc": "2023-03-26T22:47Z"}, "07:48 (UTC+9)"),
    ],
)
def test_a_time_in_utc_is_shown_in_korean_time(said: dict[str, object], text: str) -> None:
    assert cells(said, "Time in Korea") == [text]


def test_the_length_of_a_path_has_a_row_of_its_own() -> None:
    assert cells({"path_length_km": 1500}, "Length of its path") == ["1,500\u00a0km (930\u00a0mi)"]
    launch = launch_from(SAID | {"path_length_km": 1500})
    (row,) = (r for r in claim_rows(words(), launch, gather(launch)) if "path" in r.name)
    assert not row.cells[0].used
    assert row.cells[0].why_unused.startswith("the length of a path")


def test_one_figure_through_two_carriers_is_used() -> None:
    (launch,) = find("2023-03-27")
    rows = claim_rows(words(), launch, gather(launch))
    (flown,) = (row for row in rows if row.name == "Distance flown")
    ministry = flown.cells[1]
    assert ministry.text == "about 350\u00a0km (220\u00a0mi)"
    assert ministry.words == "about 350 kilometers” · “約３５０ｋｍ程度飛翔"
    assert ministry.used


def test_a_launch_of_the_catalogue_has_a_column_an_originator() -> None:
    (launch,) = find("2023-02-18")
    rows = claim_rows(words(), launch, gather(launch))
    flown = next(row for row in rows if row.name == "Distance flown")
    assert [cell.text.split("\u00a0")[0] for cell in flown.cells] == [
        "about 900",
        "about 900",
        "989",
        "",
        "",
    ]


@pytest.mark.parametrize(
    ("said", "row", "text"),
    [
        ({"overflight": {"over": ["Hokkaido", "Japan"]}}, "Flew over", "Hokkaido; Japan"),
        ({"overflight": {"not_over": "Japan"}}, "Did not fly over", "Japan"),
        ({"overflight": {"time_local": "07:06"}}, "Over land at", "07:06 (UTC+9)"),
        ({"toward": "Okinawa"}, "Fired toward", "Okinawa"),
        ({"launch_place": "near the west coast"}, "Launched from, in words", "near the west coast"),
        ({"impact_time_local": ["07:58", "08:11"]}, "Fell at", "07:58\u201308:11 (UTC+9)"),
        ({"trajectory": "lofted"}, "Trajectory", "lofted"),
    ],
)
def test_what_is_said_of_its_way_and_its_fall(said: dict[str, object], row: str, text: str) -> None:
    assert cells(said, row) == [text]


def test_the_words_of_a_landing_as_seen_from_a_place_are_shown() -> None:
    place = {"place": "Aomori Prefecture", "distance": "about 250 km", "direction": "west"}
    said = {"landing": {"reference": place}}
    one = {**said, "words": {"landing.reference.place": "青森県西方約250キロ"}}
    launch = launch_from(SAID | one)
    (row,) = (r for r in claim_rows(words(), launch, gather(launch)) if "from a place" in r.name)
    assert row.cells[0].text.startswith("about 250\u00a0km (160\u00a0mi) west of Aomori Prefecture")
    assert row.cells[0].words.startswith("青森県西方約250キロ")


def row_of(seen: str, quantity: str, value: str) -> dict[str, str]:
    row = dict.fromkeys(("missile_no", "distance_kind", "note"), "")
    return row | {"quantity": quantity, "value": value, "originator": "X", "seen": seen}


@pytest.mark.parametrize(("seen", "excerpt"), [("excerpt", True), ("whole", False), ("", False)])
def test_a_claim_known_from_an_excerpt_alone_says_so(seen: str, excerpt: bool) -> None:
    report = Report(site="sunan", originator="X", landing=Landing(sea="East Sea"))
    claims = (row_of("whole", "site", "sunan"), row_of(seen, "landing.sea", "East Sea"))
    launch = Entry("x", (report,), in_catalogue=True, claims=claims)
    rows = claim_rows(words(), launch, gather_of(launch))
    marked = {row.name: row.cells[0].excerpt for row in rows}
    assert marked == {"Launched from": False, "Fell into": excerpt}


def gather_of(launch: Entry) -> Evidence:
    whole = replace(launch, reports=(*launch.reports, Report(range=parse_quantity("400 km"))))
    return gather(whole)


def test_a_gap_in_the_table_is_ours() -> None:
    (launch,) = find("2023-02-18")
    html = page(scene([launch], [zone(launch)]))
    assert '<span class="none">not in our sources</span>' in html
    assert "not said" not in html
