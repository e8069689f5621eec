"""One publisher's claims make one arc, and only where an arc means something."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers import own_tables
from helpers.flights import SITE, flight_of, launch_of

from geolaunch.catalogue.launches import find, load
from geolaunch.catalogue.user_tables import read_catalogue
from geolaunch.errors import UnknownNameError
from geolaunch.report.model import Remark
from geolaunch.trajectory.fit import fits
from geolaunch.trajectory.flights import arc_of, flight, flights, flown, rough_range_km


def test_an_arc_has_the_figures_that_were_told() -> None:
    found = flight_of(SITE | {"range": "1,000 km", "apogee": "6,000 km", "azimuth_deg": 75})
    assert float(found.arc.range_km) == pytest.approx(1000, abs=1e-6)
    assert float(found.arc.apogee_km) == pytest.approx(6000, abs=1e-3)
    assert (found.ballistic, found.bound, found.direction) == ("assumed", "", "reported")
    assert found.flight_time_s == pytest.approx(found.arc_time_s + found.boost.seconds)


def test_miles_are_miles() -> None:
    found = flight_of(SITE | {"range": "580 miles", "apogee": "1,740 miles"})
    assert found.range_km == pytest.approx(933.4, abs=0.1)
    assert found.apogee_km == pytest.approx(2800.3, abs=0.1)


def test_figures_of_two_publishers_never_make_one_arc() -> None:
    launch = launch_of(SITE | {"range_km": 1000}, {"apogee_km": 6000, "originator": "B"})
    one, other = flights(launch)
    assert one.apogee is None
    assert one.arc is not None
    assert one.arc.assumed
    assert other.arc is None
    assert other.why.key == "arc_no_distance"
    assert not flown(other)
    assert flight(launch) is not None
    assert flight(launch).source == "A"  # type: ignore[union-attr]


def test_no_arc_of_the_catalogue_holds_a_figure_of_another_publisher() -> None:
    """Each figure of each flight stands in a report of that originator."""
    for launch in load():
        for each in flights(launch):
            own = [r for r in launch.reports if r.originator == each.source]
            assert each.range is None or each.range in [report.range for report in own]
            assert each.apogee is None or each.apogee in [report.apogee for report in own]


def test_the_originator_that_says_most_is_taken() -> None:
    launch = find("2022-11-18-a")[0]
    by = {each.source: each for each in flights(launch)}
    assert set(by) >= {"KCNA", "Japan MoD", "ROK JCS"}
    assert flight(launch) == by["Japan MoD"]  # as complete as KCNA's, and earlier in the reports
    assert by["Japan MoD"].flight_time is not None
    assert arc_of(launch, "kcna") == by["KCNA"]


def test_who_says_nothing_of_it_makes_nothing() -> None:
    launch = launch_of(
        SITE | {"range_km": 400}, {"landing": {"sea": "East Sea"}, "originator": "B"}
    )
    assert arc_of(launch, "B") is None
    with pytest.raises(UnknownNameError, match="originators of x are A, B"):
        arc_of(launch, "C")
    assert flight(launch_of({"site": "Sunan"})) is None


@pytest.mark.parametrize(
    ("range_", "apogee", "bound"),
    [
        ("about 1,000 km", "about 6,000 km", ""),
        ("about 1,000 km", "more than 6,000 km", "lower"),
        ("more than 1,000 km", "6,000 km", "lower"),
        ("1,000 km", "less than 6,000 km", "upper"),
        ("more than 1,000 km", "less than 6,000 km", "mixed"),
    ],
)
def test_a_bound_makes_a_bound(range_: str, apogee: str, bound: str) -> None:
    assert flight_of(SITE | {"range": range_, "apogee": apogee}).bound == bound


def test_a_figure_counts_before_a_bound_and_a_later_word_before_a_first() -> None:
    bound = SITE | {"range": "more than 900 km", "apogee": "more than 2,000 km", "carrier": "c"}
    found = flight_of(bound, SITE | {"range": "about 950 km", "apogee": "about 2,100 km"})
    assert (found.range_km, found.apogee_km, found.bound) == (950, 2100, "")
    first = SITE | {"range_km": 900, "status": "first"}
    assert flight_of(first, SITE | {"range_km": 800, "status": "final"}).range_km == 800
    taken_back = SITE | {"range_km": 900, "status": "retracted"}
    assert flight_of(taken_back) is None


def test_what_it_would_have_flown_is_not_what_it_flew() -> None:
    would = {"value": 10_000, "unit": "km", "qualifier": "conditional"}
    assert flight_of(SITE | {"range": would, "apogee_km": 2800}).why.key == "arc_no_distance"


@pytest.mark.parametrize(
    ("record", "missile_class", "ballistic", "why"),
    [
        ({"range_km": 350, "apogee_km": 50}, None, "cannot tell", "arc_flat"),
        ({"range_km": 450, "apogee_km": 99}, None, "assumed", None),
        ({"range_km": 700, "apogee_km": 101}, None, "assumed", None),
        ({"range_km": 700, "apogee_km": 200, "trajectory": "irregular"}, None, "cannot tell",
         "arc_irregular"),
        ({"range_km": 700, "apogee_km": 200, "trajectory": "glide"}, None, "cannot tell",
         "arc_irregular"),
        ({"range_km": 700, "apogee_km": 200, "trajectory": "ballistic"}, None, "reported", None),
        ({"range_km": 1500, "apogee_km": 1}, "cruise", "no", "arc_cruise"),
        ({"range_km": 1500, "apogee_km": 500}, "SLV", "no", "arc_satellite"),
    ],
)  # fmt: skip
def test_an_arc_only_where_it_means_something(
    record: Any, missile_class: str | None, ballistic: str, why: str | None
) -> None:
    found = flight_of(SITE | record, missile_class=missile_class)
    assert found.ballistic == ballistic
    assert (found.arc is None) == (why is not None)
    assert (found.why.key if found.why else None) == why


def test_what_one_calls_irregular_is_so_for_all() -> None:
    pull_up = {"originator": "B", "trajectory": "irregular", "range_km": 710}
    found = flight_of(SITE | {"range_km": 700, "apogee_km": 200}, pull_up)
    assert found.ballistic == "cannot tell"


def test_a_failure_has_no_arc() -> None:
    launch = next(
        each
        for each in load()
        if each.outcome == "failure" and any(r.range and r.apogee for r in each.reports)
    )
    found = flight(launch)
    assert found is not None
    assert found.arc is None
    assert found.ballistic in ("cannot tell", "no")


def test_no_site_is_no_arc() -> None:
    found = flight_of({"originator": "A", "range_km": 700, "apogee_km": 200})
    assert (found.arc, found.why.key) == (None, "arc_no_site")


def test_figures_without_an_arc_say_why() -> None:
    found = flight_of(SITE | {"range_km": 19_000, "apogee_km": 1000})
    assert found.why.key == "arc_none"
    assert found.why.values["why"] == "it is open which way round the Earth it goes"
    assert not flown(found)
    near = flight_of(SITE | {"range_km": 3, "apogee_km": 100})
    assert (near.arc, near.why.key) == (None, "arc_near")


def test_without_an_assumption_there_is_no_arc_of_least_energy() -> None:
    launch = launch_of(SITE | {"range_km": 700})
    (found,) = flights(launch, assume=False)
    assert (found.arc, found.why) == (None, Remark("arc_no_height"))
    assert flights(launch)[0].arc is not None


def test_a_landing_told_from_a_place_gives_the_direction() -> None:
    reference = {"place": "Oshima-Oshima", "distance": "about 200 km", "direction": "west"}
    found = flight_of(
        SITE | {"range_km": 1000, "apogee_km": 6000, "landing": {"reference": reference}}
    )
    assert found.direction == "derived"
    assert found.arc.impact_lon_deg == pytest.approx(137.0, abs=1)
    assert found.arc.impact_lat_deg == pytest.approx(41.5, abs=0.7)
    nobody = flight_of(SITE | {"range_km": 1000, "apogee_km": 6000})
    assert nobody.direction == "assumed"
    assert abs(float(nobody.arc.time_s - found.arc.time_s)) < 10


def test_clock_times_by_one_originator_are_a_flight_time() -> None:
    found = arc_of(find("2019-10-02-a")[0], "Japan MoD")
    assert found is not None
    assert found.flight_time is not None
    assert (found.flight_time.value, found.flight_time.unit) == (17, "min")
    assert found.flight_time.words == "07:10 to 07:27"


@pytest.mark.parametrize("zone", ["UTC+9", ""])
def test_a_clock_of_a_users_tables_counts_too(zone: str, tmp_path: Path) -> None:
    """An empty zone is Korean time; 50 minutes are too few for 6,000 km up and down."""
    tables = own_tables.sound()
    km = {"unit": "km", "qualifier": "exact", "distance_kind": "unstated"}
    height = {"unit": "km", "qualifier": "exact"}
    tables["claims.csv"] = [
        own_tables.claim("own-1/1", "site", "the Hidden Pad"),
        own_tables.claim("own-1/2", "range", "1000", **km),
        own_tables.claim("own-1/3", "apogee", "6000", **height),
        own_tables.claim("own-1/4", "time_local", "10:01", unit=zone),
        own_tables.claim("own-1/5", "impact_time_local", "10:51", unit=zone),
        own_tables.claim(
            "own-2/1", "site", "Sunan", launch="own-2", originator="CNS", source="cns-nti"
        ),
    ]
    launch = read_catalogue(own_tables.write(tmp_path, tables))[0]
    found = arc_of(launch, "Us")
    assert found is not None
    assert found.flight_time is not None
    assert found.flight_time.value == 50
    assert any(each.fits is False for each in fits(found))


def test_a_rough_range_only_where_it_has_a_meaning() -> None:
    def rough(apogee: str, range_: str = "950 km") -> float | None:
        return rough_range_km(flight_of(SITE | {"range": range_, "apogee": apogee}))

    assert rough("4,475 km") == pytest.approx(9_900, rel=0.05)
    assert rough("6,000 km") is None
    assert rough("6,500 km") is None
    assert rough("less than 3,000 km") is None
    assert rough_range_km(flight_of(SITE | {"range_km": 950})) is None
    # An arc of least energy is its own longest.
    assert rough("200 km", "800 km") == pytest.approx(800, rel=0.01)
