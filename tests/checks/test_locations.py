"""Sites off their country, seas and places that site, distance and direction cannot give."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.seeded import launch, with_reports, with_word

from geolaunch.catalogue.launches import load
from geolaunch.checks.locations import check_countries, check_landing, check_namesakes
from geolaunch.places.sites import Place, find_places, sites
from geolaunch.report.model import Landing, Launch, Reference
from geolaunch.report.quantity import parse_quantity

(CHUNGHWA,) = find_places("chunghwa")
YELLOW = "Yellow Sea"


def told_sea(of: Launch, sea: str) -> Launch:
    return with_reports(
        of,
        lambda report: (
            replace(report, landing=replace(report.landing, sea=sea))
            if report.landing.sea
            else report
        ),
    )


def test_the_sites_that_ship_lie_in_their_country_and_by_their_namesakes() -> None:
    assert list(check_countries(sites())) == []
    assert list(check_namesakes(sites())) == []


@pytest.mark.parametrize(
    ("lon", "lat", "where"),
    [
        (126.98, 37.57, "Seoul"),
        (125.80, 41.46, "Manchuria"),
        (125.80, 35.9, "the Yellow Sea"),
        (-125.80, 38.8639, "the other half of the Earth"),
    ],
)
def test_a_site_moved_across_the_border(lon: float, lat: float, where: str) -> None:
    moved = replace(CHUNGHWA, lon_deg=lon, lat_deg=lat)
    (found,) = check_countries([moved])
    assert (found.check, found.severity, found.claims) == ("country", "fault", (CHUNGHWA.id,))
    assert "off the land of KP" in found.text, where


def test_longitude_and_latitude_swapped() -> None:
    swapped = replace(CHUNGHWA, lon_deg=CHUNGHWA.lat_deg, lat_deg=90 - 38.8)
    assert list(check_countries([swapped]))


def test_a_site_at_sea_is_as_good_as_its_spread() -> None:
    off = replace(CHUNGHWA, lon_deg=124.7, lat_deg=39.3, sd_km=10.0)  # off the west coast
    assert list(check_countries([off]))
    assert not list(check_countries([replace(off, sd_km=50.0)]))
    assert not list(check_countries([replace(off, country="ZZ")]))  # whose land does not ship


def test_a_namesake_far_off() -> None:
    far = Place("sunan-2", "Sunan", 129.0, 41.0, 5.0, "", "", ("Sunan area",), country="KP")
    found = list(check_namesakes([*sites(), far]))  # of two, either may be wrong
    assert [each.claims for each in found] == [("sunan", "sunan-2"), ("sunan-2", "sunan")]
    assert "shares a name with sunan, the nearest that does" in found[1].text
    assert not list(check_namesakes([replace(far, name="Elsewhere", variants=())]))


def test_the_catalogue_s_own_conflicts() -> None:
    found = [each for one in load() for each in check_landing(one)]
    assert {(each.launch, each.check) for each in found} == {
        ("2006-07-05-c", "landing place"),
        ("2014-08-14-a", "landing sea"),
        ("2017-07-04-a", "landing place"),
        ("2015-04-03-a", "landing sea"),
        ("2017-05-14-a", "landing place"),
        ("2024-09-18-a", "landing sea"),
    }


@pytest.mark.parametrize(
    ("name", "sea"),
    [
        ("2017-08-29-a", "Sea of Japan"),  # over Japan, 2,700 km
        ("2017-08-29-a", YELLOW),
        ("2022-10-04-a", "Sea of Japan"),  # 4,600 km
        ("2017-11-29-a", YELLOW),  # 250 km west of Aomori
        ("2022-11-02-c", YELLOW),  # to the east
        ("2016-06-22-a", YELLOW),  # 100 km from the east coast
    ],
)
def test_a_sea_swapped(name: str, sea: str) -> None:
    assert not [each for each in check_landing(launch(name)) if each.check == "landing sea"]
    (found,) = check_landing(told_sea(launch(name), sea))
    assert found.severity == "fault"
    assert "has a chance of" in found.text
    assert found.claims


def test_a_sea_that_only_a_place_speaks_against() -> None:
    """420 km from the east coast allow both seas; 700 km northwest of Niigata is in one.

    Since the Defense Agency said northeast, nothing but the sea's own word speaks for the other.
    """
    (found,) = check_landing(told_sea(launch("2006-07-05-b"), YELLOW))
    assert (found.check, found.severity) == ("landing sea", "fault")
    assert "northwest of Niigata" in found.text


def test_a_sea_that_distance_allows_is_let_be() -> None:
    """Without a direction a missile from Pyongyang may well have flown west."""
    assert list(check_landing(told_sea(launch("2022-12-23-b"), YELLOW))) == []


def test_a_place_that_the_distance_cannot_give() -> None:
    one = launch("2022-11-18-a")
    near = Landing(reference=Reference("Noto Peninsula", parse_quantity("20 km")))
    assert not list(check_landing(one))
    (found,) = check_landing(with_word(replace(one, reports=()), "X", landing=near,
                                       site="Sunan", range=parse_quantity("300 km")))  # fmt: skip
    assert (found.check, found.severity) == ("landing place", "conflict")
    assert "By X it fell “20 km of Noto Peninsula”" in found.text
    assert "km from the site; no place by 300 km from Sunan is that." in found.text


def test_a_distance_beyond_all_zones_is_a_fault() -> None:
    far = with_word(replace(launch("2022-11-18-a"), reports=()), "X", site="Sunan",
                    range=parse_quantity("15000 km"), landing=Landing(YELLOW))  # fmt: skip
    (found,) = check_landing(far)
    assert (found.severity, found.what) == ("fault", "no zone")
    assert "wanted at most 10,000 km" in found.text


def test_what_is_not_drawn_is_not_asked() -> None:
    assert list(check_landing(replace(launch("2022-11-18-a"), missile_class="cruise"))) == []
