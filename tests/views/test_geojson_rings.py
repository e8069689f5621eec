"""Reach rings as plain records and as a table for a spreadsheet."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pandas
import pytest

from geolaunch import places_inside, reach_rings
from geolaunch.places.cities import towns
from geolaunch.places.territories import territory_from
from geolaunch.views.records import places_csv, ring_records

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
RINGS = reach_rings(["hwasong-15", 1000.0], "sunan")
INSIDE = places_inside(RINGS)
BAND, NEAR = "Hwasong-15, CSIS: 8,500–13,000 km (Sunan area)", "1,000 km (Sunan area)"


def test_pandas_opens_the_table():
    table = pandas.read_csv(io.StringIO(places_csv(RINGS, INSIDE)), keep_default_na=False)
    assert list(table.columns[:6]) == [
        *("name", "country", "lon", "lat", "population", "distance_km"),
    ]
    assert len(table.columns) == 6 + len(RINGS)
    assert len(table) == len(INSIDE)
    assert table["distance_km"].is_monotonic_increasing
    assert (table[NEAR] == "yes").sum() == (table["distance_km"] <= 1000).sum()
    assert set(table[BAND]) == {"yes", "maybe", "no"}
    by_name = table.set_index("name")
    assert by_name.loc["Tokyo", BAND] == "yes"
    assert by_name.loc["Washington, D.C.", BAND] == "maybe"
    assert by_name.loc["Tokyo", NEAR] == "no"
    assert by_name.loc["Guam (Hagåtña)", "country"] == "GU"


def test_a_band_says_maybe_between_its_figures_and_nowhere_else():
    table = pandas.read_csv(io.StringIO(places_csv(RINGS, INSIDE)))
    between = table["distance_km"].between(8500, 13000)
    assert set(table.loc[between, BAND]) == {"maybe"}
    assert "maybe" not in set(table.loc[~between, BAND])


def test_a_longest_flight_is_no_column():
    rings = reach_rings("hwasong-12", "sunan")
    head = places_csv(rings, places_inside(rings)).splitlines()[0]
    assert "3,700" not in head
    assert len(rings) == 3
    assert head.count("(Sunan area)") == 2


def test_no_cell_is_a_formula(tmp_path):
    square = [[10, 10], [11, 10], [11, 11], [10, 11], [10, 10]]
    feature = {
        "type": "Feature",
        "properties": {"name": "=HYPERLINK(1)"},
        "geometry": {"type": "Polygon", "coordinates": [square]},
    }
    path = tmp_path / "x.geojson"
    path.write_text(json.dumps(feature), encoding="utf-8")
    rings = reach_rings(500.0, territory_from(path))
    signs = [sign for sign in FORMULA_SIGNS if sign != "\r"]  # a bare one ends the line for pandas
    bad = [replace(towns()[0], name=f"{sign}1+1", lon_deg=10.5, lat_deg=10.5) for sign in signs]
    text = places_csv(rings, places_inside(rings, bad))
    table = pandas.read_csv(io.StringIO(text), keep_default_na=False)
    assert [name[0] for name in table["name"]] == ["'"] * len(signs)
    assert not any(str(cell).startswith(FORMULA_SIGNS) for cell in [*table.columns, *table["name"]])
    assert table["lon"].tolist() == [10.5] * len(signs)


def test_numbers_below_zero_stay_numbers():
    rings = reach_rings(500.0, (178.0, -40.0))
    table = pandas.read_csv(io.StringIO(places_csv(rings, places_inside(rings))))
    assert table["lat"].dtype == float
    assert (table["lat"] < -35).all()


def test_records_are_plain_values_with_every_source():
    made = ring_records(RINGS, INSIDE[:3])
    assert json.loads(json.dumps(made, allow_nan=False)) == made
    assert [ring["radius_km"] for ring in made["rings"]] == [12874, 13000, 14000, 1000]
    assert [ring["inner_km"] for ring in made["rings"]] == [None, 8500, None, None]
    assert [(ring["at_least"], ring["up_to"]) for ring in made["rings"]] == [
        (False, True),
        (False, False),
        (True, False),
        (False, False),
    ]
    assert [ring["verified"] for ring in made["rings"]] == [True, True, True, False]
    assert all(claim["source"] for ring in made["rings"] for claim in ring["claims"])
    assert made["rings"][0]["lon"] == pytest.approx(125.69, abs=0.05)
    assert made["inside"][0]["within"] == [0, 1, 2, 3]
    assert made["note"] == "published estimate, not a threatened area"


def test_a_territory_is_named_and_has_no_point():
    (ring,) = ring_records(reach_rings(500.0, "dprk"), ())["rings"]
    assert ring["territory"] == "North Korea"
    assert not {"lon", "lat"} & set(ring)
