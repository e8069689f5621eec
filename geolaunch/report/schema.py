"""The JSON Schema of a report file.

It is made from the table in `fields`, where each kind of value has its own schema; a test holds it
to the readers with `jsonschema`. What JSON Schema cannot say only the readers refuse: words that
mean no quantity or no direction, an end before its start, a distance beyond the antipode, a date
that does not exist, a number too large for a float, half of a surrogate pair, a launch none of
whose reports makes a claim of a place.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from geolaunch.report.fields import EVIDENCE, FIELDS, QUANTITY_KEYS, UNITS, kind_of_key
from geolaunch.report.quantity import QUALIFIERS
from geolaunch.report.values import DATE_PATTERN, LONGEST_TEXT, between_schema, object_schema

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
    plain = [name for name in FIELDS if name not in UNITS]
    return {
        "type": "object",
        "description": "One originator x one launch event; unknown keys are refused.",
        "properties": {key: _schema_of(key) for key in (*plain, *QUANTITY_KEYS)},
        "additionalProperties": False,
        "anyOf": [{"required": [key]} for key in evidence],
        "allOf": [_at_most_one(name) for name in UNITS],
    }


def _schema_of(key: str) -> dict[str, Any]:
    """Return the schema of the value under a key of a report; an object's is a definition."""
    name, kind = kind_of_key(key)
    return {"$ref": f"#/$defs/{name}"} if FIELDS[name].fields else deepcopy(dict(kind.schema))


def _at_most_one(quantity: str) -> dict[str, Any]:
    """Return the rule that a quantity is given in one of its forms only."""
    keys = [key for key, (name, _) in QUANTITY_KEYS.items() if name == quantity]
    none = {"not": {"anyOf": [{"required": [key]} for key in keys]}}
    return {"oneOf": [none, *({"required": [key]} for key in keys)]}


def _shared_schemas() -> dict[str, Any]:
    """Return the definitions that several fields use."""
    text = {"$ref": "#/$defs/text"}
    span = {
        "type": "array",
        "items": {"type": "integer", "minimum": 0},
        "minItems": 2,
        "maxItems": 2,
        "description": "[start, end) character offsets",
    }
    said = {"words": text, "span": span}
    return {
        **{f"quantity_{name}": _quantity_schema(units, said) for name, units in UNITS.items()},
        "text": {"type": "string", "minLength": 1, "maxLength": LONGEST_TEXT, "pattern": r"\S"},
        "above_zero": {"type": "number", "exclusiveMinimum": 0},
        "date": {"type": "string", "format": "date", "pattern": DATE_PATTERN},
        "words": {"anyOf": [text, object_schema(["words"], said)]},
        "site_point": object_schema(
            ["lon", "lat", "sd_km"],
            {
                "lon": between_schema(-180, 180, "degrees"),
                "lat": between_schema(-90, 90, "degrees"),
                "sd_km": between_schema(0, 500, "standard deviation of the site"),
            },
        ),
        **{name: deepcopy(dict(spec.kind.schema)) for name, spec in FIELDS.items() if spec.fields},
    }


def _quantity_schema(units: Iterable[str], said: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of {value, unit, qualifier, words?, span?}."""
    above_zero = {"$ref": "#/$defs/above_zero"}
    interval = {"type": "array", "items": above_zero, "minItems": 2, "maxItems": 2}
    properties = {
        "value": {"anyOf": [above_zero, interval]},
        "unit": {"enum": list(units)},
        "qualifier": {"enum": list(QUALIFIERS)},
        **said,
    }
    return object_schema(["value", "unit", "qualifier"], properties) | {
        "if": {"properties": {"qualifier": {"const": "between"}}},
        "then": {"properties": {"value": interval}},
        "else": {"properties": {"value": above_zero}},
    }
