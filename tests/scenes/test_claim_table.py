"""The claims of a launch side by side: what the table says of each thing."""

import pytest

from geolaunch.catalogue.inputs import launch_from
from geolaunch.catalogue.launches import find
from geolaunch.impact.gather import gather
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


def test_a_launch_of_the_catalogue_has_a_column_an_originator() -> None:
    (launch,) = find("2023-02-18")
    rows = claim_rows(words(), launch, gather(launch))
    flown = next(row for row in rows if row.name == "Distance flown")
    assert [cell.text.split("\u00a0")[0] for cell in flown.cells] == [
        "about 900",
        "about 900",
        "989",
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
