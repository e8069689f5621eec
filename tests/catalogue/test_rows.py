"""Launches and claims as plain rows, CSV and GeoJSON: nothing merged, nothing lost."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from helpers.own_tables import sound, write
from helpers.record_strategies import records
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.catalogue.launches import find, load
from geolaunch.catalogue.rows import (
    FIGURES,
    claim_rows,
    claims_csv,
    launches_csv,
    launches_geojson,
    rows,
)
from geolaunch.catalogue.user_tables import read_catalogue
from geolaunch.files import shipped_text
from geolaunch.report.io import read_report
from geolaunch.report.model import Launch, Report, SitePoint, launches_of
from geolaunch.report.quantity import Quantity


def row_of(id_: str) -> dict[str, Any]:
    (row,) = rows(find(id_))
    return row


def km(value: float, qualifier: str = "about") -> Quantity:
    return Quantity(value, value, "km", qualifier)  # type: ignore[arg-type]


# --- rows -----------------------------------------------------------------------------------------


def test_a_row_a_launch_in_order() -> None:
    told = rows()
    assert [row["id"] for row in told] == [launch.id for launch in load()]
    assert len({tuple(row) for row in told}) == 1
    assert rows([]) == []


def test_the_row_of_27_march_2023() -> None:
    """JCS about 370 km and, in other clothes, more than 200 miles; Japan about 350."""
    row = row_of("2023-03-27-a")
    assert (row["range_low_km"], row["range_high_km"]) == (321.869, 370)
    assert (row["range_claims"], row["range_originators"], row["range_bounds"]) == (4, 2, 1)
    assert (row["apogee_low_km"], row["apogee_high_km"], row["apogee_claims"]) == (50, 50, 2)
    assert (row["flight_time_low_s"], row["flight_time_claims"]) == (None, 0)
    assert (row["site"], row["site_id"], row["site_sd_km"]) == ("Chunghwa County", "chunghwa", 10)
    assert (row["lon"], row["lat"]) == (125.8, 38.8639)
    assert (row["count"], row["missile"], row["missile_class"]) == (2, "Hwasong-11A", "SRBM")
    assert row["time_utc"] == "2023-03-26T22:47Z|2023-03-26T22:57Z"
    assert row["verified"] is True


def test_a_cruise_missile_has_a_path_and_no_range() -> None:
    row = row_of("2021-09-11-a")
    assert (row["path_length_low_km"], row["range_low_km"], row["range_claims"]) == (1500, None, 0)
    assert row["flight_time_low_s"] == pytest.approx(7580)


def test_what_was_revised_retracted_or_conditional_is_left_out() -> None:
    said = [
        Report(range=km(300), originator="A", status="first"),
        Report(range=km(320), originator="A", status="revised"),
        Report(range=km(330), originator="A", status="final"),
        Report(range=km(335, "more_than"), originator="A", status="final"),
        Report(range=km(900), originator="B", status="retracted"),
        Report(range=km(13000, "conditional"), originator="C"),
        Report(range=km(350), originator="D", status="first"),
        Report(range=Quantity(200, 210, "mi", "between")),
    ]
    (row,) = rows([Launch(id="x", reports=tuple(said))])
    assert (row["range_low_km"], row["range_high_km"]) == (321.869, 350)
    assert (row["range_claims"], row["range_originators"], row["range_bounds"]) == (4, 3, 1)


def test_no_figure_of_a_row_is_one_that_nobody_told() -> None:
    told = claim_rows()
    ends: dict[tuple[str, str], set[float]] = {}
    for claim in told:
        name = "path_length" if claim["distance_kind"] == "path" else claim["quantity"]
        if name in FIGURES:
            unit = FIGURES[name]
            key = (claim["launch"], name)
            ends.setdefault(key, set()).update({claim[f"low_{unit}"], claim[f"high_{unit}"]})
    for row in rows():
        for name, unit in FIGURES.items():
            low, high = row[f"{name}_low_{unit}"], row[f"{name}_high_{unit}"]
            assert (low is None) == (row[f"{name}_claims"] == 0)
            assert {low, high} - {None} <= ends.get((row["id"], name), set())
            assert low is None or low <= high
            assert row[f"{name}_originators"] <= row[f"{name}_claims"]


def test_a_report_file_s_launch() -> None:
    point = Report(site=SitePoint(127.5, 39.25, 4), originator="A")
    named = Report(site="Chunghwa", date="2023-03-27", missile="X", originator="B")
    several = Report(site="Kusong")
    told = rows(launches_of([point, named, several]))
    assert [(row["lon"], row["site_id"]) for row in told] == [
        (127.5, None),
        (125.8, "chunghwa"),
        (None, None),  # a name of several places is no point
    ]
    assert not any(row["verified"] for row in told)


# --- claims ---------------------------------------------------------------------------------------


def test_every_claim_is_a_row_and_keeps_its_cells() -> None:
    table = list(csv.DictReader(io.StringIO(shipped_text("claims.csv"))))
    told = claim_rows()
    assert len(told) == len(table)
    for claim, row in zip(table, told, strict=True):
        assert {key: row[key] or "" for key in claim} == claim


def test_the_ends_of_numbers_in_km_and_s() -> None:
    by_id = {row["id"]: row for row in claim_rows(find("2023-03-27-a"))}
    miles = next(row for row in by_id.values() if row["unit"] == "mi")
    assert (miles["low_km"], miles["high_km"], miles["low_s"]) == (321.869, 321.869, None)
    assert miles["publisher"] == "Newsweek"
    count = next(row for row in by_id.values() if row["quantity"] == "count")
    assert (count["low_km"], count["low_s"], count["value"]) == (None, None, "2")
    times = [row for row in claim_rows() if row["quantity"] == "flight_time"]
    assert all(row["low_s"] >= 40 and row["low_km"] is None for row in times)


@given(record=records())
def test_what_a_report_file_tells_is_claims(record: dict[str, Any]) -> None:
    (launch,) = launches_of([read_report(record, "x")])
    told = claim_rows([launch])
    assert [row["id"] for row in told] == [f"{launch.id}/{n}" for n in range(1, len(told) + 1)]
    assert {row["launch"] for row in told} <= {launch.id}
    assert not any(row["verified"] for row in told)
    report = launch.reports[0]
    for name, unit in FIGURES.items():
        quantity = getattr(report, name)
        found = [row for row in told if row["quantity"] == name]
        assert len(found) == (quantity is not None)
        if quantity:
            assert found[0][f"low_{unit}"] <= found[0][f"high_{unit}"]
            assert (found[0]["unit"], found[0]["qualifier"]) == (quantity.unit, quantity.qualifier)
            assert found[0]["words"] == quantity.words
    assert {row["originator"] for row in told} <= {report.originator}


# --- CSV ------------------------------------------------------------------------------------------


def test_csv_is_the_rows() -> None:
    read = list(csv.DictReader(io.StringIO(launches_csv())))
    assert len(read) == len(load())
    for ours, theirs in zip(rows(), read, strict=True):
        assert list(ours) == list(theirs)
        for key, value in ours.items():
            if isinstance(value, bool):
                assert theirs[key] == ("yes" if value else "no")
            elif isinstance(value, int | float):
                assert float(theirs[key]) == value
            else:
                assert theirs[key] == (value or "")
    assert ".0," not in launches_csv()


def test_csv_of_nothing_is_a_head() -> None:
    assert launches_csv([]).split("\n") == [",".join(rows()[0]), ""]
    assert claims_csv([]).split("\n") == [",".join(claim_rows()[0]), ""]


def test_claims_as_csv() -> None:
    read = list(csv.DictReader(io.StringIO(claims_csv())))
    assert [row["id"] for row in read] == [row["id"] for row in claim_rows()]


def test_a_formula_is_guarded(tmp_path: Path) -> None:
    own = read_catalogue(write(tmp_path, sound()))
    assert own[0].note == "=a note, with\na line break & <b>markup</b>"
    (first, _) = csv.DictReader(io.StringIO(launches_csv(own), newline=""))
    assert first["note"] == "'=a note, with\na line break & <b>markup</b>"


@given(text=st.text(st.characters(codec="utf-8"), max_size=10), sign=st.sampled_from("=+-@\t\r"))
def test_no_cell_of_ours_is_a_formula(text: str, sign: str) -> None:
    launch = Launch(id=sign + text, reports=(), note=f"{sign}{text}", missile=f"{sign}x")
    read = list(csv.reader(io.StringIO(launches_csv([launch]), newline="")))
    assert len(read) == 2
    assert not any(cell[:1] in "=+-@\t\r" for cell in read[1] if cell)


# --- GeoJSON --------------------------------------------------------------------------------------


def test_geojson_is_a_feature_a_launch() -> None:
    told = json.loads(launches_geojson())
    assert told["type"] == "FeatureCollection"
    assert [feature["id"] for feature in told["features"]] == [launch.id for launch in load()]
    for feature, row in zip(told["features"], rows(), strict=True):
        geometry = feature["geometry"]
        assert (geometry is None) == (row["lon"] is None)
        if geometry:
            lon, lat = geometry["coordinates"]
            assert geometry["type"] == "Point"
            assert 124 < lon < 131
            assert 37 < lat < 44
        properties = feature["properties"]
        assert (properties["kind"], properties["basis"]) == ("launch", "reported")
        assert {key: properties[key] for key in row if key not in ("lon", "lat")} == {
            key: value for key, value in row.items() if key not in ("lon", "lat")
        }
    assert "status" not in told
    assert "not a measurement" in told["caveat"]
    assert "Newsweek" in told["credits"]
    assert told["credits"] == sorted(told["credits"])


def test_geojson_says_what_a_user_supplied(tmp_path: Path) -> None:
    own = read_catalogue(write(tmp_path, sound()))
    told = json.loads(launches_geojson(own))
    assert told["status"] == "user-supplied, not verified"
    assert told["features"][0]["geometry"]["coordinates"] == [127.5, 39.25]
    assert told["features"][0]["properties"]["verified"] is False
    assert launches_geojson(own) == launches_geojson(iter(own))
