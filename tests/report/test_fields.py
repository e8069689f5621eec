"""The table of fields holds every field of a report, once, and nothing else."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest
from helpers.record_strategies import records
from hypothesis import given, settings

from geolaunch.files import shipped_text
from geolaunch.report.fields import (
    ALL_FIELDS,
    EVIDENCE,
    FIELDS,
    QUANTITIES,
    UNITS,
    kind_of_key,
    value_at,
    with_value,
)
from geolaunch.report.io import read_report, record_of
from geolaunch.report.model import Landing, Reference, Report

JAPAN = "landing.eez.Japan"


def names(record: type[Any], prefix: str = "") -> set[str]:
    """Return the paths of the fields of a record."""
    return {f"{prefix}{each.name}" for each in fields(record)}


def test_it_has_each_field_of_a_report_and_of_what_a_report_holds() -> None:
    assert set(FIELDS) == names(Report)
    nested = names(Landing, "landing.") | names(Reference, "landing.reference.") | {JAPAN}
    assert set(ALL_FIELDS) == set(FIELDS) | nested


def test_the_rows_of_the_claim_table_are_those_of_the_strings() -> None:
    rows = [spec.row for spec in ALL_FIELDS.values() if spec.row]
    assert len(rows) == len(set(rows))
    for lang in ("en", "ko", "ja"):
        assert set(rows) == set(json.loads(shipped_text(f"strings-{lang}.json"))["row"])


def test_evidence_is_where_it_left_how_far_it_flew_and_where_it_fell() -> None:
    places = ("azimuth_deg", "direction", "landing")
    assert ("site", *QUANTITIES, *places) == EVIDENCE
    assert set(UNITS) == set(QUANTITIES)
    assert [FIELDS[name].unit for name in QUANTITIES] == ["km", "km", "s", "km"]


def test_a_nested_value_is_read_and_replaced_by_its_path() -> None:
    report = Report(landing=Landing(sea="East Sea", eez={"Japan": "inside"}))
    assert value_at(report, "landing.sea") == "East Sea"
    assert value_at(report, JAPAN) == "inside"
    assert value_at(Report(), JAPAN) is value_at(Report(), "landing.reference.place") is None
    other = with_value(with_value(report, JAPAN, "outside"), "landing.near", "Hokkaido")
    eez = {"Japan": "outside"}
    assert other == replace(report, landing=Landing(sea="East Sea", near="Hokkaido", eez=eez))
    assert with_value(Report(), "count", 2) == Report(count=2)


@given(records())
@settings(max_examples=60, deadline=None)
def test_every_value_of_a_report_stands_under_its_path(record: dict[str, Any]) -> None:
    report = read_report(record, "record")
    again = Report()
    for path, spec in FIELDS.items():
        again = with_value(again, path, value_at(report, path))
        assert spec.kind.write(value_at(report, path)) == record_of(report).get(path)
    assert again == report


def test_a_key_that_no_report_has_names_the_nearest() -> None:
    assert kind_of_key("range_km")[0] == kind_of_key("range")[0] == "range"
    with pytest.raises(ValueError, match="unknown field; the nearest are apogee"):
        kind_of_key("apoge")
