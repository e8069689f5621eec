"""Launches chosen: by names in any spelling, by dates with both ends, by words."""

from contextlib import suppress
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from helpers.own_tables import sound, write
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.catalogue.columns import CLASSES, OUTCOMES
from geolaunch.catalogue.launches import load
from geolaunch.catalogue.missiles import missiles
from geolaunch.catalogue.selection import UNKNOWN, select
from geolaunch.catalogue.user_tables import joined, read_catalogue
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.places.sites import sites
from geolaunch.report.model import Launch, Report, SitePoint


def ids(**filters: Any) -> list[str]:
    return [launch.id for launch in select(**filters)]


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["Hwasong-15", "hwasong15", "KN-22", "화성-15형", "火星15", "HS-15"]
)
def test_a_missile_by_any_of_its_names(name: str) -> None:
    chosen = select(missile=name)
    assert {launch.missile_id for launch in chosen} == {"hwasong-15"}
    assert chosen == tuple(launch for launch in load() if launch.missile_id == "hwasong-15")
    assert "2017-11-29-a" in {launch.id for launch in chosen}


def test_a_missile_that_no_table_holds_is_found_by_its_name() -> None:
    launch = next(launch for launch in load() if launch.missile and not launch.missile_id)
    assert launch in select(missile=(launch.missile or "").upper())


@pytest.mark.parametrize("name", ["Sohae Satellite Launching Station", "서해위성발사장", "sohae"])
def test_a_site_by_any_of_its_names(name: str) -> None:
    assert {launch.site for launch in select(site=name)} == {"sohae"}


def test_a_site_of_several_places_means_them_all() -> None:
    by_id = {place.id: place for place in sites()}
    chosen = {launch.site or "" for launch in select(site="Kusong")}
    assert len(chosen) > 1
    assert all("Kusong" in (by_id[id_].name, *by_id[id_].variants) for id_ in chosen)


@pytest.mark.parametrize("kind", CLASSES)
def test_a_class_in_any_case(kind: str) -> None:
    chosen = select(missile_class=f" {kind.swapcase()}")
    assert chosen == select(missile_class=kind) != ()
    assert {launch.missile_class for launch in chosen} == {kind}


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_an_outcome(outcome: str) -> None:
    assert {launch.outcome for launch in select(outcome=outcome.title())} == {outcome}


def test_what_is_not_known_can_be_asked_for() -> None:
    assert {launch.missile_class for launch in select(missile_class=UNKNOWN)} == {None}
    assert {launch.outcome for launch in select(outcome="Unknown")} == {None}


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (
            {"missile": "Hwasung-15"},
            r"unknown missile 'Hwasung-15'; the nearest names are hwasong-15",
        ),
        ({"missile": ""}, "unknown missile ''"),
        ({"site": "Sonan"}, r"unknown launch site 'Sonan'; the nearest names are .*sunan"),
        ({"site": "a site south of Pyongyang"}, "unknown launch site 'a site south of Pyongyang'"),
        (
            {"missile_class": "MRB"},
            r"unknown missile class 'MRB'; the nearest .* MRBM.*wanted one of",
        ),
        (
            {"outcome": "failed"},
            r"unknown outcome 'failed'.*wanted one of success, failure, disputed",
        ),
        ({"since": "2022-13"}, r"got since '2022-13'; wanted a date that exists: YYYY, YYYY-MM or"),
        ({"until": "2023-02-29"}, r"got until '2023-02-29'; wanted a date that exists"),
        ({"since": ""}, r"got since ''; wanted a date"),
        (
            {"since": "2023", "until": "2022-12"},
            r"got since 2023 and until 2022-12; wanted the earlier",
        ),
    ],
)
def test_what_nobody_knows_is_refused(filters: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        select(**filters)


# --- dates ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2022", "2022", "2022-01-05-a", "2022-12-31-a"),
        ("2022-11", "2022-11-02", "2022-11-02-a", "2022-11-02-e"),
        ("2023-03-27", "2023-03-27", "2023-03-27-a", "2023-03-27-a"),
        (None, "1984-04-09", "1984-04-09-a", "1984-04-09-b"),
        ("2026-09-20", None, "2026-09-20-a", "2026-09-20-b"),
    ],
)
def test_both_ends_are_in(since: str | None, until: str | None, first: str, last: str) -> None:
    chosen = ids(since=since, until=until)
    assert chosen[0] == first
    assert chosen[-1] >= last[:10]
    assert chosen == [
        each.id
        for each in load()
        if (since or "")[: len(each.date or "")] <= (each.date or "")[: len(since or "")]
        and (not until or (each.date or "")[: len(until)] <= until[: len(each.date or "")])
    ]


def test_a_launch_of_which_the_month_is_known_may_be_of_any_of_its_days() -> None:
    assert "1984-09-a" in ids(since="1984-09-15", until="1984-09-15")
    assert "1984-09-a" not in ids(since="1984-10-01")
    assert "1984-09-a" not in ids(until="1984-08-31")


def test_a_launch_without_a_date_is_in_no_range() -> None:
    undated = Launch(id="x", reports=())
    assert select([undated]) == (undated,)
    assert select([undated], until="2030") == select([undated], since="1900") == ()


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "launch"),
    [
        ("a site south of Pyongyang", "2023-03-27-a"),  # words of a claim
        ("PYONGYANG south newsweek", "2023-03-27-a"),  # in any order, its carrier
        ("tv asahi", "2023-03-27-a"),  # publisher
        ("화성-11가", "2023-03-27-a"),  # a name of its missile
        ("중화", "2023-03-27-a"),  # and of its site
        ("second stage", "1998-08-31-a"),  # a note on a claim that stands aside
        ("2023-03-27", "2023-03-27-a"),
    ],
)
def test_words_that_are_told_of_a_launch(text: str, launch: str) -> None:
    assert launch in ids(text=text)


def test_every_word_must_occur() -> None:
    assert ids(text="Newsweek qqqq") == []
    assert ids(text="") == ids()
    assert set(ids(text="newsweek asahi")) == set(ids(text="newsweek")) & set(ids(text="asahi"))


def test_words_of_a_report_file_are_searched() -> None:
    report = Report(site=SitePoint(127, 39, 1), originator="Somebody Else", missile="Rocket")
    launch = Launch(id="x", reports=(report,), missile="Rocket")
    assert select([launch], text="somebody rocket") == (launch,)
    assert select([launch], text="nobody") == ()
    assert select([launch], missile="rocket") == (launch,)
    assert select([launch], site="sunan") == ()


# --- a user's own ---------------------------------------------------------------------------------


def test_a_user_s_own_names(tmp_path: Path) -> None:
    both = joined(read_catalogue(write(tmp_path, sound())))
    for name in ("Own Rocket", "own-rocket", "or-1", "Rocket One"):
        assert [launch.id for launch in select(both, missile=name)] == ["own-1"]
    for name in ("own-pad", "the hidden pad", "비밀 발사장"):
        assert [launch.id for launch in select(both, site=name)] == ["own-1"]
    assert select(both, text="markup daily")[0].id == "own-1"
    assert select(both, since="2031") == both[-2:]
    with pytest.raises(UnknownNameError) as refused:
        select(both, missile="Own Rockett")
    assert refused.value.nearest[0] in ("Own Rocket", "own-rocket")


# --- laws -----------------------------------------------------------------------------------------

DATES = st.sampled_from(["1984", "2006-07", "2017-07-04", "2022", "2022-11", "2022-11-02", "2026"])
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "missile": st.sampled_from([missile.name for missile in missiles()]),
        "missile_class": st.sampled_from([*CLASSES, UNKNOWN]),
        "site": st.sampled_from(["Sunan", "원산", "Wonsan", "sohae", "Sinpo", "chunghwa"]),
        "outcome": st.sampled_from([*OUTCOMES, UNKNOWN]),
        "since": DATES,
        "text": st.sampled_from(["JCS", "about", "EEZ", "km", "east sea"]),
    },
)


@given(filters=FILTERS)
def test_what_is_chosen_is_a_part_in_order(filters: dict[str, str]) -> None:
    order = [launch.id for launch in load()]
    chosen = ids(**filters)
    assert chosen == [id_ for id_ in order if id_ in set(chosen)]
    assert select(select(**filters), **filters) == select(**filters)


@given(filters=FILTERS.filter(lambda filters: 1 < len(filters) < 4))
def test_filters_commute(filters: dict[str, str]) -> None:
    at_once = select(**filters)
    for order in permutations(filters):
        chosen: tuple[Launch, ...] = load()
        for name in order:
            chosen = select(chosen, **{name: filters[name]})
        assert chosen == at_once


@given(
    filters=st.dictionaries(
        st.sampled_from(["missile", "missile_class", "site", "outcome", "since", "until", "text"]),
        st.text(max_size=12),
        max_size=3,
    )
)
def test_any_text_chooses_or_is_refused(filters: dict[str, str]) -> None:
    with suppress(InputError):
        assert set(ids(**filters)) <= set(ids())
