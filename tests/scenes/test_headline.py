"""Titles: of every launch of the catalogue in every language, short, and no untrue word in them."""

from __future__ import annotations

import re

import pytest

from geolaunch import find, scene, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.catalogue.launches import by_missile, load, why_not_drawn
from geolaunch.names import languages
from geolaunch.places.sites import Place
from geolaunch.report.model import Launch, Overflight, Report
from geolaunch.scenes.headline import (
    LONGEST_TITLE,
    flew_over_japan,
    kicker,
    period,
    state_of,
    title,
    title_without_zone,
)
from geolaunch.scenes.language import words

OURS = {"en": "North Korean ", "ko": "북한", "ja": "北朝鮮"}
MISSILE = {"en": "missile", "ko": "미사일", "ja": "ミサイル"}
OVER = {"en": "over Japan", "ko": "일본 상공", "ja": "日本上空"}
UNTRUE = re.compile(r"nobody|not reported|no one|Seoul|Tokyo|say\b|says\b|발표|発表|None|[{}]")
ID = re.compile(r"[0-9]{4}-[0-9]{2}|[a-z]+-[0-9]")


def every_launch() -> list[Launch]:
    return [one for launch in load() for one in by_missile(launch)]


@pytest.mark.parametrize("lang", languages())
def test_the_title_of_every_launch_is_short_and_names_the_state_and_nothing_untrue(lang) -> None:
    w = words(lang)
    for launch in every_launch():
        texts = [title_without_zone(w, launch)]
        texts += [] if why_not_drawn(launch) else [title(w, [launch])]
        for text in texts:
            assert OURS[lang] in text, launch.id
            assert len(text) <= LONGEST_TITLE, text
            assert not UNTRUE.search(text), text
            assert not ID.search(text), text
            if launch.missile_class == "SLV":
                assert MISSILE[lang] not in text, text
                assert "fallen" not in text, text
            if OVER[lang] in text:
                assert flew_over_japan(launch), launch.id


@pytest.mark.parametrize("lang", languages())
def test_the_title_of_every_day_month_and_year_is_short_and_has_no_id(lang) -> None:
    w = words(lang)
    whole = load()
    for length in (4, 7, 10):
        for day in {(launch.date or "")[:length] for launch in whole}:
            some = [launch for launch in whole if (launch.date or "").startswith(day)]
            text = title(w, some)
            assert OURS[lang] in text
            assert len(text) <= LONGEST_TITLE, text
            assert not UNTRUE.search(text), text
            assert not re.search(r"[0-9]-[0-9]", text), text


@pytest.mark.parametrize("lang", languages())
def test_the_line_above_a_title_has_no_id_and_nothing_open(lang) -> None:
    w = words(lang)
    for launch in every_launch():
        line = kicker(w, [launch])
        assert line
        assert not re.search(r"[{}]|None|\b[0-9]{4}-[0-9]{2}-[0-9]{2}", line), line


def test_classes_and_numbers() -> None:
    w = words()
    said = {
        ("SRBM", 2): "North Korean ballistic missiles: where two may have fallen",
        ("ICBM", 1): "North Korean intercontinental missile: where it may have fallen",
        ("SLBM", 1): "North Korean submarine-launched missile: where it may have fallen",
        ("SLV", 1): "North Korean satellite launcher: where it may have come down",
        ("SRBM", None): "North Korean ballistic missile launch: where it may have ended",
        (None, 12): "North Korean missiles: where 12 may have fallen",
    }
    for (missile_class, count), text in said.items():
        given = {"site": "sunan", "range_km": 400, "missile_class": missile_class, "count": count}
        launch = launch_from({key: value for key, value in given.items() if value})
        assert title(w, [launch]) == text


def test_accounts_that_differ_on_the_number_leave_it_out() -> None:
    reports = tuple(Report(count=count, originator=who) for count, who in ((1, "A"), (3, "B")))
    launch = Launch("x", reports, missile_class="SRBM", in_catalogue=True, count=1)
    assert "launch: where it may have ended" in title(words(), [launch])
    more = tuple(Report(count=count, originator=who) for count, who in ((2, "A"), (3, "B")))
    launch = Launch("x", more, missile_class="SRBM", in_catalogue=True, count=2)
    assert title(words(), [launch]) == (
        "North Korean ballistic missiles: where they may have fallen"
    )


@pytest.mark.parametrize(
    ("over", "not_over", "flew"),
    [
        ("Aomori Prefecture", (), True),
        ("Hokkaido", (), True),
        ("Cape Erimo", (), True),
        ("Tohoku", (), True),
        ("Okinawa", (), True),
        ("North Korea", (), False),
        ("Baengnyeong Island", (), False),
        ("Korean peninsula", (), False),
        ("Japan", ("Japan",), False),
    ],
)
def test_japan_was_flown_over_only_if_it_is_said_and_not_denied(over, not_over, flew) -> None:
    reports = (
        Report(overflight=Overflight(over=(over,))),
        Report(overflight=Overflight(not_over=not_over)),
    )
    assert flew_over_japan(Launch("x", reports)) is flew


def test_a_withdrawn_overflight_is_none() -> None:
    reports = (Report(overflight=Overflight(over=("Japan",)), status="retracted"),)
    assert flew_over_japan(Launch("x", reports)) is False


@pytest.mark.parametrize(
    ("site", "state"),
    [
        ("sunan", "KP"),
        ("a site south of Pyongyang", "KP"),
        ({"lon": 47.16, "lat": 34.35, "sd_km": 5}, "IR"),
        ({"lon": 127.5, "lat": 36.5, "sd_km": 5}, "KR"),
        ({"lon": -150.0, "lat": 20.0, "sd_km": 5}, ""),
    ],
)
def test_the_state_is_that_of_the_launch_site(site, state) -> None:
    launch = launch_from({"site": site, "range_km": 300})
    assert state_of(launch) == state
    text = title(words(), [launch])
    named = {"KP": "North Korean", "IR": "Iranian", "KR": "South Korean", "": "Missile"}
    assert text.startswith(named[state])


def test_a_site_in_a_state_without_an_adjective_is_named_by_its_country(monkeypatch) -> None:
    far = Place("x", "X", 45.0, 15.0, 5.0, "city", "GeoNames", country="YE")
    monkeypatch.setattr("geolaunch.scenes.headline.place_of", lambda launch: far)
    launch = Launch("x", (), in_catalogue=True, missile_class="SRBM", count=1)
    assert title(words(), [launch]) == "Ballistic missile from Yemen: where it may have fallen"


def test_a_period_is_the_shortest_that_holds_all() -> None:
    w = words()
    assert period(w, find("2022-11-03")) == "3 November 2022"
    assert period(w, find("2022-11")) == "November 2022"
    assert period(w, find("2022")) == "2022"
    assert period(w, (*find("2017"), *find("2022"))) == "2017 to 2022"
    assert period(w, find("2022-11-03"), ["2022-12-01-a"]) == "2022"


def test_several_are_named_by_their_month_and_counted() -> None:
    drawn = [launch for launch in find("2022-11") if not why_not_drawn(launch)][:3]
    made = scene(drawn, [zone(one) for one in drawn], not_drawn=[("2022-11-02-x", "no distance")])
    assert made.title == "North Korean missile launches, November 2022: where they may have fallen"
    assert made.summary == (
        "3 of 4 launches are drawn. Each has a 9-in-10 chance of having fallen in its own area."
    )
    assert "each fell inside" not in made.one_line
