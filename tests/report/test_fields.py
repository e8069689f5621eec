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
    parted,
    value_at,
    with_value,
)
from geolaunch.report.io import read_report, record_of
from geolaunch.report.model import Landing, Overflight, Reference, Report, Stated, Words

JAPAN = "landing.eez.Japan"


def names(record: type[Any], prefix: str = "") -> set[str]:
    """Return the paths of the fields of a record."""
    return {f"{prefix}{each.name}" for each in fields(record)}


def test_it_has_each_field_of_a_report_and_of_what_a_report_holds() -> None:
    assert set(FIELDS) == names(Report)
    nested = names(Landing, "landing.") | names(Reference, "landing.reference.") | {JAPAN}
    nested |= names(Overflight, "overflight.")
    assert set(ALL_FIELDS) == set(FIELDS) | nested


def test_the_rows_of_the_claim_table_are_those_of_the_strings() -> None:
    rows = [spec.row for spec in ALL_FIELDS.values() if spec.row]
    assert len(rows) == len(set(rows))
    for lang in ("en", "ko", "ja"):
        assert set(rows) == set(json.loads(shipped_text(f"strings-{lang}.json"))["row"])


def test_evidence_is_where_it_left_how_far_it_flew_and_where_it_fell() -> None:
    places = ("azimuth_deg", "direction", "overflight", "landing", "launch_place")
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


def test_what_was_stated_at_another_time_is_a_report_of_its_own() -> None:
    report = Report(
        count=2,
        missile="Hwasong-12",
        landing=Landing(sea="East Sea"),
        originator="Japan MoD",
        status="first",
        stated_at="2022-11-03",
        stated={
            "landing": Stated(status="retracted", stated_at="2022-11-04"),
            "count": Stated(stated_at="2022-11-04"),
        },
        words={"landing.sea": Words("into the East Sea"), "missile": Words("a Hwasong-12")},
    )
    rest, landing, count = parted(report)
    assert (rest.count, rest.missile, rest.landing) == (None, "Hwasong-12", Landing())
    assert (rest.status, rest.stated_at, set(rest.words)) == ("first", "2022-11-03", {"missile"})
    assert (landing.landing, landing.missile) == (Landing(sea="East Sea"), None)
    assert (landing.status, landing.stated_at) == ("retracted", "2022-11-04")
    assert set(landing.words) == {"landing.sea"}
    assert (count.count, count.status, count.stated_at) == (2, "first", "2022-11-04")
    assert {part.originator for part in (rest, landing, count)} == {"Japan MoD"}
    assert parted(rest) == (rest,)


@given(records())
@settings(max_examples=60, deadline=None)
def test_the_parts_of_a_report_say_all_that_it_says_once(record: dict[str, Any]) -> None:
    report = read_report(record, "record")
    parts = [record_of(part) for part in parted(report)]
    assert not any("stated" in part for part in parts)
    shared = {spec.path for spec in FIELDS.values() if spec.attribution} | {"launch"}
    for path, value in record_of(report).items():
        if path not in shared:
            assert [part[path] for part in parts if path in part] == [value]


def test_a_key_that_no_report_has_names_the_nearest() -> None:
    assert kind_of_key("range_km")[0] == kind_of_key("range")[0] == "range"
    with pytest.raises(ValueError, match="unknown field; the nearest are apogee"):
        kind_of_key("apoge")
