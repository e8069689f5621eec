"""Claims put together: one report an originator and source, in the words of the report schema."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.catalogue.claims import by_name, folded, grouped, path_of, report
from geolaunch.catalogue.launches import sources
from geolaunch.errors import InputError
from geolaunch.places.sites import Place
from geolaunch.report.io import read_report, record_of
from geolaunch.report.model import Overflight, Report, SitePoint
from geolaunch.report.quantity import Quantity

CLAIM = {
    "launch": "x",
    "missile_no": "",
    "unit": "",
    "qualifier": "",
    "distance_kind": "",
    "originator": "ROK JCS",
    "carrier": "AFP",
    "stated_at": "2023-03-27",
    "status": "",
    "words": "",
    "seen": "",
    "source": "afp-2023-03-27",
}
LAUNCH = {"id": "x", "date": "2023-03-27"}


def reports(claims: list[dict[str, str]], own: Mapping[str, Place] | None = None) -> list[Report]:
    return [report(LAUNCH, group, sources(), own or {}) for group in grouped(claims)]


def claim(id_: str, quantity: str, value: str, **rest: str) -> dict[str, str]:
    return CLAIM | {"id": id_, "quantity": quantity, "value": value} | rest


KM = {"unit": "km", "qualifier": "about"}


def test_first_word_and_revision_are_two_reports() -> None:
    first = claim("x/1", "range", "400", status="first", **KM)
    revised = claim("x/2", "range", "650", status="revised", **KM)
    told = reports([first, revised])
    assert [(r.status, r.range.value) for r in told if r.range] == [
        ("first", 400),
        ("revised", 650),
    ]


def test_one_account_does_not_say_two_things_of_one_quantity() -> None:
    twice = [claim("x/1", "range", "400", **KM), claim("x/2", "range", "650", **KM)]
    with pytest.raises(InputError, match=r"claims.csv, x/2: a second range"):
        reports(twice)


def test_values_in_every_form() -> None:
    claims = [
        claim("x/1", "range", "300/350", unit="mi", qualifier="between", words="300 to 350 miles"),
        claim("x/2", "azimuth_deg", "85.5"),
        claim("x/3", "count", "2"),
        claim("x/4", "time_utc", "2023-03-26T22:47Z/2023-03-26T23:00Z"),
        claim("x/5", "landing.eez.Japan", "inside", words="within the EEZ"),
        claim("x/6", "overflight.over", "Hokkaido|Aomori Prefecture"),
        claim("x/7", "overflight.not_over", "Okinawa", words="not over Okinawa"),
        claim("x/8", "impact_time_local", "07:50", unit="UTC+9"),
    ]
    (report,) = reports(claims)
    assert report.range == Quantity(300, 350, "mi", "between", "300 to 350 miles")
    assert (report.azimuth_deg, report.count) == (85.5, 2)
    assert report.time_utc == ("2023-03-26T22:47Z", "2023-03-26T23:00Z")
    assert report.landing.eez == {"Japan": "inside"}
    assert report.overflight == Overflight(("Hokkaido", "Aomori Prefecture"), ("Okinawa",))
    assert report.words["overflight.not_over"].words == "not over Okinawa"
    assert report.impact_time_local == ("07:50",)
    assert report.words["landing.eez.Japan"].words == "within the EEZ"
    assert report.url == sources()["afp-2023-03-27"].address
    assert read_report(record_of(report), "record") == report


def test_what_stands_aside_makes_no_report() -> None:
    aside = [
        claim("x/1", "outcome", "failure"),
        claim("x/2", "stage.range", "400", **KM),
        claim("x/3", "stage.impact_time_local", "07:50"),
    ]
    assert reports(aside) == []


def test_what_is_said_of_each_missile_is_a_report_of_its_own() -> None:
    claims = [
        claim("x/1", "site", "Chunghwa"),
        claim("x/2", "range", "350", missile_no="1", **KM),
        claim("x/3", "range", "340", missile_no="2/3", **KM),
    ]
    whole, first, others = reports(claims)
    assert [report.missile_no for report in (whole, first, others)] == [(), (1,), (2, 3)]
    assert (first.range, first.site) == (Quantity(350, 350, "km", "about"), None)


def test_each_place_that_a_landing_is_told_from_is_a_report() -> None:
    place, far = "landing.reference.place", "landing.reference.distance"
    claims = [
        claim("x/1", place, "Okushiri Island"),
        claim("x/2", far, "200", **KM),
        claim("x/3", place, "Shakotan Peninsula"),
        claim("x/4", far, "150", **KM),
    ]
    told = [r.landing.reference for r in reports(claims)]
    assert [(each.place, each.distance.value) for each in told if each and each.distance] == [
        ("Okushiri Island", 200),
        ("Shakotan Peninsula", 150),
    ]


def test_the_length_of_a_path_is_no_range() -> None:
    flown = claim("x/1", "range", "1500", **KM, distance_kind="path")
    assert path_of(flown) == ["path_length"]
    (told,) = reports([flown])
    assert (told.range, told.path_length) == (None, Quantity(1500, 1500, "km", "about"))


PAD = Place(
    "pad",
    "My Pad",
    127.5,
    39.5,
    4.0,
    "",
    "user",
    ("Pad-One", "The Pad"),
    own_names=(("ko", "발사장"),),
)
OTHER = Place("other", "Other Pad", 128.5, 40.5, 4.0, "", "user", ("The Pad",))


@pytest.mark.parametrize("name", ["pad", "MY PAD", "my  pad", "Pad One", "padone", "발사장"])
def test_a_site_of_one_s_own_is_its_point(name: str) -> None:
    own = by_name([PAD, OTHER])
    (told,) = reports([claim("x/1", "site", name)], own)
    if name == "Pad One":
        assert told.site == name  # a hyphen is no blank
        return
    assert told.site == SitePoint(127.5, 39.5, 4.0)
    assert told.words["site"].words == name


def test_a_name_that_two_bear_is_neither() -> None:
    assert "the pad" not in by_name([PAD, OTHER])
    assert by_name([PAD])["the pad"] is PAD


@given(text=st.text(max_size=20))
def test_a_folded_text_stays_as_it_is(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert folded(f"  {text.lower()} ") == folded(text.lower())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hwasong-15", "hwasong15"),
        ("\uff2b\uff2e\uff0d\uff12\uff13", "kn-23"),
        ("P'yongyang", "P\u2019YONGYANG"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert folded(one) == folded(other)
