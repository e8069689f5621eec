"""Tracks for files: the arc's own points, with what they rest on."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from itertools import pairwise

import pytest
from helpers.flights import SITE, flight_of, launch_of
from shapely.geometry import shape

from geolaunch.catalogue.launches import find, load
from geolaunch.errors import InputError
from geolaunch.geodesy.ellipsoid import inverse
from geolaunch.trajectory.flights import arc_of, flights
from geolaunch.views.geojson import track_geojson
from geolaunch.views.profile import profile_svg
from geolaunch.views.tracks import (
    COLUMNS,
    record,
    track_collection,
    track_csv,
    track_feature,
    track_rows,
    why_no_arc,
)

FLIGHT = SITE | {"range_km": 1000, "apogee_km": 6000, "azimuth_deg": 75}
METRE = 1e-3


def test_rows_run_from_the_site_to_the_impact() -> None:
    flight = flight_of(FLIGHT)
    rows = track_rows(flight)
    assert [tuple(row) for row in rows] == [COLUMNS] * 64
    assert (rows[0]["time_s"], rows[0]["height_km"], rows[0]["downrange_km"]) == (0, 0, 0)
    assert rows[-1]["downrange_km"] == 1000
    assert max(row["height_km"] for row in rows) == pytest.approx(6000, abs=5)
    assert inverse(
        rows[-1]["lon_deg"], rows[-1]["lat_deg"], flight.arc.impact_lon_deg,
        flight.arc.impact_lat_deg,
    )[0] < 2 * METRE  # fmt: skip


def test_csv_is_the_same_rows() -> None:
    read = list(csv.DictReader(io.StringIO(track_csv(flight_of(FLIGHT), 9))))
    rows = track_rows(flight_of(FLIGHT), 9)
    assert [{name: float(row[name]) for name in COLUMNS} for row in read] == list(rows)
    assert {(row["launch"], row["source"], row["basis"]) for row in read} == {("x", "A", "derived")}


def test_the_feature_is_geojson_with_metres() -> None:
    feature = track_feature(flight_of(FLIGHT))
    assert json.loads(json.dumps(feature)) == feature
    assert feature["geometry"]["type"] == "LineString"
    highest = max(place[2] for place in feature["geometry"]["coordinates"])
    assert highest == pytest.approx(6_000_000, abs=5000)
    assert feature["properties"]["basis"] == "derived"


@pytest.mark.parametrize("change", [{"azimuth_deg": None}, {"apogee_km": None}])
def test_what_is_assumed_is_marked(change: dict[str, None]) -> None:
    record = {key: value for key, value in (FLIGHT | change).items() if value is not None}
    assert track_feature(flight_of(record))["properties"]["basis"] == "assumed"


@pytest.mark.parametrize(("lon", "azimuth"), [(175.0, 75), (-175.0, 285)])
def test_a_track_across_the_antimeridian_is_cut_there(lon: float, azimuth: float) -> None:
    site = {"site": {"lon": lon, "lat": 30, "sd_km": 1}, "azimuth_deg": azimuth}
    geometry = track_feature(flight_of(FLIGHT | site))["geometry"]
    assert geometry["type"] == "MultiLineString"
    one, other = geometry["coordinates"]
    assert abs(one[-1][0]) == abs(other[0][0]) == 180
    assert one[-1][0] == -other[0][0]
    assert one[-1][1:] == other[0][1:]
    for line in (one, other):
        assert all(abs(a[0] - b[0]) < 10 for a, b in pairwise(line))


def test_no_arc_is_no_track() -> None:
    with pytest.raises(InputError, match="no arc and so no track: depressed or manoeuvring: 50 km"):
        track_rows(flight_of(SITE | {"range_km": 350, "apogee_km": 50}))


# --- the record of a flight


def test_the_record_is_plain_json_with_what_was_asked_for() -> None:
    made = record(find("2022-11-18-a")[0])
    assert json.loads(json.dumps(made)) == made
    assert (made["range_km"], made["apogee_km"]) == (1000, 6000)
    assert (made["ballistic"], made["ballistic_basis"]) == (True, "assumed")
    assert made["flight_time_s"] == pytest.approx(made["arc_time_s"] + made["boost_s"], abs=0.11)
    assert abs(made["flight_time_s"] - made["reported_time_s"]) < made["flight_time_sd_s"]
    assert made["flight_time_low_s"] < made["flight_time_s"] < made["flight_time_high_s"]
    assert "standard deviations" in made["spread"]
    assert made["rotation_offset_km"] > 50
    assert {"KCNA", "Japan MoD"} <= set(made["sources"])
    assert {each["originator"] for each in made["consistency"]} >= {"KCNA", "Japan MoD"}


def test_the_record_of_one_originator_has_its_own_findings() -> None:
    launch = find("2022-03-24-a")[0]
    made = record(launch, arc_of(launch, "KCNA"))
    assert made["source"] == "KCNA"
    assert {each["originator"] for each in made["consistency"]} == {"KCNA"}
    assert [each["fits"] for each in made["consistency"]] == [True, False, True, False]


def test_the_record_of_a_flight_of_which_nobody_can_tell_has_no_physics() -> None:
    made = record(find("2023-03-27-a")[0])
    assert (made["ballistic"], made["ballistic_basis"]) == (None, "reported")
    assert made["arc_time_s"] is made["flight_time_s"] is made["rotation_offset_km"] is None
    flat = record(launch_of(SITE | {"range_km": 350, "apogee_km": 50}))
    assert (flat["ballistic"], flat["ballistic_basis"]) == (None, "derived")
    assert "depressed or manoeuvring" in flat["why_no_arc"]


def test_a_cruise_missile_is_not_ballistic() -> None:
    told_ = launch_of(SITE | {"range_km": 1500, "apogee_km": 1}, missile_class="cruise")
    assert record(told_)["ballistic"] is False
    path = record(find("2021-09-11-a")[0])  # the length of a path, no distance and no height
    assert (path["ballistic"], path["ballistic_basis"]) == (False, "reported")
    assert path["why_no_arc"] == "a cruise missile has no arc"


def test_a_rough_range_is_labelled_and_stands_beside_published_ones() -> None:
    made = record(find("2017-11-29-a")[0])
    assert made["rough_range_km"] == pytest.approx(9_900, rel=0.05)
    assert "not a range of the missile" in made["rough_range_note"]
    assert {each["originator"] for each in made["published_ranges"]} >= {"CSIS", "Japan MoD"}
    high = record(find("2022-03-24-a")[0])
    assert high["rough_range_km"] is high["rough_range_note"] is None


def test_the_time_of_an_assumed_height_has_no_spread() -> None:
    made = record(launch_of(SITE | {"range_km": 1000}, missile_class="ICBM"))
    assert made["apogee_basis"] == "assumed"
    assert made["flight_time_low_s"] is made["flight_time_high_s"] is None
    assert "no spread" in made["spread"]


def test_every_record_has_the_same_keys() -> None:
    nothing = record(launch_of({"site": "Sunan"}))
    assert set(nothing) == set(record(find("2022-11-18-a")[0]))
    assert {key for key, value in nothing.items() if value} == {
        "launch",
        "sources",
        "ballistic",
        "ballistic_basis",
        "why_no_arc",
    }
    assert nothing["why_no_arc"] == "neither a distance nor a height is in the sources"


def test_every_reason_for_no_arc_can_be_said() -> None:
    for launch in load():
        for each in flights(launch, assume=False):
            assert (each.arc is None) == bool(why_no_arc(each))
            assert "{" not in why_no_arc(each)


@pytest.mark.parametrize("hostile", ["=1+1", "@SUM(A1)", "+2", "-3", '"a",b'])
def test_no_cell_of_a_track_is_a_formula(hostile: str) -> None:
    text = track_csv(replace(flight_of(FLIGHT), launch=hostile, source=hostile), 3)
    row = next(csv.DictReader(io.StringIO(text)))
    for name in ("launch", "source"):
        assert not row[name].startswith(("=", "@", "+", "-"))
        assert row[name].removeprefix("'") == hostile


def test_what_a_user_supplied_is_marked_everywhere() -> None:
    own, ours = flight_of(FLIGHT), arc_of(find("2017-11-29-a")[0], "KCNA")
    assert ours is not None
    for flight, verified in ((own, False), (ours, True)):
        assert track_feature(flight)["properties"]["verified"] is verified
        row = next(csv.DictReader(io.StringIO(track_csv(flight, 3))))
        assert row["verified"] == str(verified).lower()
        assert ("status" in track_collection([flight])) is not verified
        assert ("user-supplied, not verified" in profile_svg([flight])) is not verified
    assert track_collection([ours, own])["status"] == "user-supplied, not verified"
    assert record(launch_of(FLIGHT))["verified"] is False
    assert record(find("2017-11-29-a")[0])["verified"] is True


def test_a_collection_says_what_it_is_not() -> None:
    made = json.loads(track_geojson([flight_of(FLIGHT)]))
    assert made["type"] == "FeatureCollection"
    assert "not a tracked flight" in made["caveat"]
    assert shape(made["features"][0]["geometry"]).has_z
