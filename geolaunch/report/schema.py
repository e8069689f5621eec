"""The JSON Schema of a report file.

It says the same as the readers in `fields`; a test holds the two together with `jsonschema`. What
JSON Schema cannot say only the readers refuse: words that mean no quantity or no direction, an end
before its start, a distance beyond the antipode, a date that does not exist, a number too large for
a float, half of a surrogate pair, a launch none of whose reports makes a claim of a place.
"""

from __future__ import annotations

from typing import Any

from geolaunch.report.fields import (
    DATE_PATTERN,
    EVIDENCE,
    FIELDS,
    LONGEST_TEXT,
    QUANTITY_KEYS,
    STATED_AT_PATTERN,
    TIME_PATTERN,
    TIME_UTC_PATTERN,
    UNITS,
    WORDS_KEY_PATTERN,
)
from geolaunch.report.model import STATUSES, TRAJECTORIES
from geolaunch.report.quantity import QUALIFIERS

__all__ = ["json_schema"]


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of an input: one report, a list, or {"reports": [...]}."""
    report = {"$ref": "#/$defs/report"}
    reports = {
        "type": "array",
        "items": {"anyOf": [report, {"$ref": "#/$defs/report_beside"}]},
        "contains": report,
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "geolaunch reports",
        "description": "What originators said of launches: one report, a list, or an object.",
        "anyOf": [
            report,
            reports,
            {
                "type": "object",
                "required": ["reports"],
                "properties": {
                    "reports": reports,
                    "unused": True,
                },
                "additionalProperties": False,
            },
        ],
        "$defs": {
            "report": _report_schema(),
            "report_beside": _report_beside_schema(),
            **_shared_schemas(),
        },
    }


def _report_beside_schema() -> dict[str, Any]:
    """Return the schema of a report that stands beside one of its launch that makes a claim."""
    schema = {key: value for key, value in _report_schema().items() if key != "anyOf"}
    description = "Of a launch that another report places: when, how many, which, by whom."
    return schema | {"required": ["launch"], "description": description}


def _report_schema() -> dict[str, Any]:
    """Return the schema of one report."""
    keys = [key for key, (name, _) in QUANTITY_KEYS.items() if name in EVIDENCE]
    evidence = [name for name in EVIDENCE if name not in UNITS] + keys
    return {
        "type": "object",
        "description": "One originator x one launch event; unknown keys are refused.",
        "properties": _plain_schemas() | _quantity_schemas(),
        "additionalProperties": False,
        "anyOf": [{"required": [key]} for key in evidence],
        "allOf": [_at_most_one(name) for name in UNITS],
    }


def _at_most_one(quantity: str) -> dict[str, Any]:
    """Return the rule that a quantity is given in one of its forms only."""
    keys = [key for key, (name, _) in QUANTITY_KEYS.items() if name == quantity]
    none = {"not": {"anyOf": [{"required": [key]} for key in keys]}}
    return {"oneOf": [none, *({"required": [key]} for key in keys)]}


def _quantity_schemas() -> dict[str, Any]:
    """Return the schemas of range, apogee and flight time under each of their keys."""
    return {
        key: _quantity_schema(name, with_unit=bool(unit))
        for key, (name, unit) in QUANTITY_KEYS.items()
    }


def _quantity_schema(name: str, *, with_unit: bool) -> dict[str, Any]:
    """Return the schema of a quantity: a number under a key with its unit, else words or object."""
    if with_unit:
        return {"$ref": "#/$defs/above_zero"}
    return {"anyOf": [{"$ref": "#/$defs/text"}, {"$ref": f"#/$defs/quantity_{name}"}]}


def _plain_schemas() -> dict[str, Any]:
    """Return the schemas of the fields that are no quantities."""
    text = {"$ref": "#/$defs/text"}
    schemas: dict[str, Any] = dict.fromkeys(FIELDS, text)
    return schemas | {
        "date": {"$ref": "#/$defs/date"},
        "time_local": _one_or_two_schema(TIME_PATTERN, "Korean time, UTC+9"),
        "time_utc": _one_or_two_schema(TIME_UTC_PATTERN, "UTC"),
        "count": {"type": "integer", "minimum": 1, "maximum": 1000},
        "site": {"anyOf": [text, {"$ref": "#/$defs/site_point"}]},
        "azimuth_deg": _between_schema(0, 360, "clockwise from true north"),
        "trajectory": {"enum": list(TRAJECTORIES)},
        "landing": {"$ref": "#/$defs/landing"},
        "stated_at": {
            "type": "string",
            "pattern": STATED_AT_PATTERN,
            "description": "ISO 8601 date, or date and time with its zone",
        },
        "status": {"enum": list(STATUSES)},
        "words": {
            "type": "object",
            "propertyNames": {"pattern": WORDS_KEY_PATTERN},
            "additionalProperties": {"$ref": "#/$defs/words"},
        },
    }


def _one_or_two_schema(pattern: str, description: str) -> dict[str, Any]:
    """Return the schema of one time or [start, end]."""
    time = {"type": "string", "pattern": pattern}
    two = {"type": "array", "items": time, "minItems": 2, "maxItems": 2}
    return {"anyOf": [time, two], "description": description}


def _between_schema(low: float, high: float, description: str) -> dict[str, Any]:
    """Return the schema of a number between two bounds."""
    return {"type": "number", "minimum": low, "maximum": high, "description": description}


def _object_schema(required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has these keys and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def _shared_schemas() -> dict[str, Any]:
    """Return the definitions that several fields use."""
    text = {"$ref": "#/$defs/text"}
    above_zero = {"$ref": "#/$defs/above_zero"}
    span = {
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
        "description": "[start, end) character offsets",
    }
    said = {"words": text, "span": span}
    interval = {"type": "array", "items": above_zero, "minItems": 2, "maxItems": 2}
    quantities = {
        f"quantity_{name}": _object_schema(
            ["value", "unit", "qualifier"],
            {
                "value": {"anyOf": [above_zero, interval]},
                "unit": {"enum": list(units)},
                "qualifier": {"enum": list(QUALIFIERS)},
                **said,
            },
        )
        | {
            "if": {"properties": {"qualifier": {"const": "between"}}},
            "then": {"properties": {"value": interval}},
            "else": {"properties": {"value": above_zero}},
        }
        for name, units in UNITS.items()
    }
    return quantities | {
        "text": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "pattern": r"\S"},
        "above_zero": {"type": "number", "exclusiveMinimum": 0},
        "date": {"type": "string", "format": "date", "pattern": DATE_PATTERN},
        "words": {"anyOf": [text, _object_schema(["words"], said)]},
        "site_point": _object_schema(
            ["lon", "lat", "sd_km"],
            {
                "lon": _between_schema(-180, 180, "degrees"),
                "lat": _between_schema(-90, 90, "degrees"),
                "sd_km": _between_schema(0, 500, "standard deviation of the site"),
            },
        ),
        "landing": _object_schema([], _landing_schemas()) | {"minProperties": 1},
    }


def _landing_schemas() -> dict[str, Any]:
    """Return the schemas of what is said of the landing."""
    text = {"$ref": "#/$defs/text"}
    eez = _object_schema([], {"Japan": {"enum": ["inside", "outside"]}}) | {"minProperties": 1}
    distance = {"anyOf": [text, {"$ref": "#/$defs/quantity_range"}]}
    reference = _object_schema(["place"], {"place": text, "distance": distance, "direction": text})
    return {"sea": text, "near": text, "eez": eez, "reference": reference}
