"""Tracks for files: the arc's own points, with what they rest on."""

from __future__ import annotations

import csv
import io
import json
from itertools import pairwise

import pytest
from test_arcs import SITE, told

from geolaunch.ellipsoid import inverse
from geolaunch.errors import InputError
from geolaunch.tracks import COLUMNS, track_csv, track_feature, track_rows

FLIGHT = SITE | {"range_km": 1000, "apogee_km": 6000, "azimuth_deg": 75}
METRE = 1e-3


def test_rows_run_from_the_site_to_the_impact() -> None:
    flight = told(FLIGHT)
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
    read = list(csv.DictReader(io.StringIO(track_csv(told(FLIGHT), 9))))
    rows = track_rows(told(FLIGHT), 9)
    assert [{name: float(row[name]) for name in COLUMNS} for row in read] == list(rows)
    assert {(row["launch"], row["source"], row["basis"]) for row in read} == {("x", "A", "derived")}


def test_the_feature_is_geojson_with_metres() -> None:
    feature = track_feature(told(FLIGHT))
    assert json.loads(json.dumps(feature)) == feature
    assert feature["geometry"]["type"] == "LineString"
    highest = max(place[2] for place in feature["geometry"]["coordinates"])
    assert highest == pytest.approx(6_000_000, abs=5000)
    assert feature["properties"]["basis"] == "derived"


@pytest.mark.parametrize("change", [{"azimuth_deg": None}, {"apogee_km": None}])
def test_what_is_assumed_is_marked(change: dict[str, None]) -> None:
    record = {key: value for key, value in (FLIGHT | change).items() if value is not None}
    assert track_feature(told(record))["properties"]["basis"] == "assumed"


@pytest.mark.parametrize(("lon", "azimuth"), [(175.0, 75), (-175.0, 285)])
def test_a_track_across_the_antimeridian_is_cut_there(lon: float, azimuth: float) -> None:
    site = {"site": {"lon": lon, "lat": 30, "sd_km": 1}, "azimuth_deg": azimuth}
    geometry = track_feature(told(FLIGHT | site))["geometry"]
    assert geometry["type"] == "MultiLineString"
    one, other = geometry["coordinates"]
    assert abs(one[-1][0]) == abs(other[0][0]) == 180
    assert one[-1][0] == -other[0][0]
    assert one[-1][1:] == other[0][1:]
    for line in (one, other):
        assert all(abs(a[0] - b[0]) < 10 for a, b in pairwise(line))


def test_no_arc_is_no_track() -> None:
    with pytest.raises(InputError, match=r"no arc and so no track \(flat\)"):
        track_rows(told(SITE | {"range_km": 350, "apogee_km": 50}))
