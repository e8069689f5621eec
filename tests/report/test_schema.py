"""The JSON Schema says what the readers do: the two are held together by `jsonschema`."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from helpers.paths import CASES
from helpers.record_strategies import KEYS, ODD_VALUES, odd_records, records
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from geolaunch.errors import SchemaError
from geolaunch.report.fields import EVIDENCE, FIELDS, QUANTITY_KEYS
from geolaunch.report.io import read_report, read_reports, record_of
from geolaunch.report.schema import json_schema


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


def in_schema(given: Any) -> bool:
    return bool(validator().is_valid(given))


def is_read(given: Any) -> bool:
    try:
        read_reports(json.dumps(given), "file")
    except SchemaError:
        return False
    return True


def test_it_is_a_schema_of_the_draft_that_it_names() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"] == Draft202012Validator.META_SCHEMA["$id"]
    assert json.loads(json.dumps(json_schema())) == json_schema()


def test_it_knows_the_keys_of_the_readers() -> None:
    assert set(json_schema()["$defs"]["report"]["properties"]) == {*FIELDS, *QUANTITY_KEYS}


def test_two_calls_share_nothing() -> None:
    json_schema()["$defs"].clear()
    assert json_schema()["$defs"]


@given(records())
@settings(max_examples=60, deadline=None)
def test_what_is_right_is_right_for_both(record: dict[str, Any]) -> None:
    for form in (record, [record], {"reports": [record, record], "unused": None}):
        assert is_read(form)
        assert in_schema(form)
    assert in_schema(record_of(read_report(record, "record")))


@given(odd_records())
@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_wrong_is_wrong_for_both(record: Any) -> None:
    assert is_read(record) == in_schema(record)


@pytest.mark.parametrize("key", KEYS)
def test_every_odd_value_under_every_key(key: str) -> None:
    for value in ODD_VALUES:
        for record in ({"site": "x"} | {key: value}, {key: value}):
            assert is_read(record) == in_schema(record), record


@given(st.recursive(st.none() | st.booleans() | st.integers(0, 3) | st.just("7 km"), st.lists))
@settings(max_examples=50, deadline=None)
def test_what_is_no_record_is_none_for_both(given: Any) -> None:
    for form in (given, {"reports": given}, {"site": given}, {"range": given}):
        if not (isinstance(given, str) or form == {"range": "7 km"}):
            assert is_read(form) == in_schema(form)


@pytest.mark.parametrize("path", sorted(CASES.glob("records-*.json")), ids=lambda path: path.stem)
def test_the_cases(path: Path) -> None:
    case = json.loads(path.read_text(encoding="utf-8"))
    given = case.get("input", case)
    assert in_schema(given) == is_read(given) == ("faults" not in case)


@pytest.mark.parametrize("key", sorted(QUANTITY_KEYS))
def test_each_key_of_a_quantity_alone_and_beside_another(key: str) -> None:
    name, unit = QUANTITY_KEYS[key]
    unit_key = "flight_time_s" if name == "flight_time" else f"{name}_km"
    value = 5 if unit else ("5 min" if name == "flight_time" else "5 km")
    assert in_schema({key: value})
    assert is_read({key: value})
    both = {key: value} | {unit_key: 5}
    assert in_schema(both) == is_read(both) == (key == unit_key)


@pytest.mark.parametrize("name", EVIDENCE)
def test_one_claim_is_enough(name: str) -> None:
    values = {"azimuth_deg": 85, "direction": "east", "landing": {"sea": "x"}, "site": "x"}
    values |= {"overflight": {"over": "x"}, "launch_place": "x"}
    record = {name: values.get(name, "5 min" if name == "flight_time" else "5 km")}
    assert in_schema(record)
    assert is_read(record)
    rest = {"date": "2023-03-27", "originator": "JCS", "trajectory": "glide"}
    assert in_schema(rest | record)
    assert not in_schema(rest)
    assert not is_read(rest)


BETWEEN = {"unit": "km", "qualifier": "between"}


@pytest.mark.parametrize(
    "record",
    [
        {"range": "far away"},
        {"range": "12 min"},
        {"landing": {"reference": {"place": "x", "distance": "far"}}},
        {"direction": "up"},
        {"range": {"value": [350, 300], **BETWEEN}},
        {"site": "x", "words": {"site": {"words": "x", "span": [9, 3]}}},
        {"range_km": 20004},
        {"range": {"value": [300, 30000], **BETWEEN}},
        {"site": "x", "date": "2023-02-30"},
        {"site": "x", "time_utc": "2023-02-30T07:47Z"},
        {"site": "x", "stated_at": "2023-02-30"},
        {"apogee_km": 10**400},
        {"site": "\ud800"},
    ],
    ids=str,
)
def test_what_json_schema_cannot_say(record: dict[str, Any]) -> None:
    """The list stands in the docstring of the module."""
    assert in_schema(record)
    assert not is_read(record)
