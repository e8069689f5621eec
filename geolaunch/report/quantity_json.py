"""A quantity in JSON: words with a unit, an object, or a number under a key like `range_km`.

Its two kinds stand beside those of `values`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from geolaunch.errors import short
from geolaunch.report.quantity import QUALIFIERS, Quantity, Unit, check_distance, parse_quantity
from geolaunch.report.values import (
    TEXT,
    Kind,
    above_zero,
    one_of,
    read_object,
    read_span,
    read_text,
)

__all__ = ["number_kind", "quantity_kind"]

Record = Mapping[str, Any]


def quantity_kind(name: str, units: Mapping[str, float]) -> Kind:
    """Return the kind of a quantity: words with a unit, or {value, unit, qualifier, words?, span?}.

    `name` is that of its definition in the schema; a `range` may not reach beyond the antipode.
    """

    def read(value: Any) -> Quantity:
        if isinstance(value, dict):
            return _checked(_read_quantity_object(value, units), name, units)
        if isinstance(value, str):
            return _checked(parse_quantity(read_text(value)), name, units)
        key = f"`{name}_{next(iter(units))}`"
        wanted = f"words with a unit, an object, or a number under a key like {key}"
        raise ValueError(f"got {short(value)}; wanted {wanted}")

    schema = {"anyOf": [TEXT.schema, {"$ref": f"#/$defs/quantity_{name}"}]}
    return Kind("quantity", read, schema, _write_quantity)


def number_kind(name: str, unit: str, units: Mapping[str, float]) -> Kind:
    """Return the kind of a quantity that is a bare number, under a key that names its unit."""

    def read(value: Any) -> Quantity:
        number = above_zero(value)
        return _checked(Quantity(number, number, cast(Unit, unit), "exact"), name, units)

    return Kind("quantity", read, {"$ref": "#/$defs/above_zero"}, _write_quantity)


def _checked(quantity: Quantity, name: str, units: Mapping[str, float]) -> Quantity:
    """Return a quantity whose unit is one of its own, and which fits on Earth if it is a range."""
    if quantity.unit not in units:
        raise ValueError(f"got unit {quantity.unit!r}; wanted one of {', '.join(units)}")
    if name == "range":
        check_distance(quantity)
    return quantity


def _read_quantity_object(record: Record, units: Mapping[str, float]) -> Quantity:
    """Read {value, unit, qualifier, words?, span?}."""
    readers = {
        "value": _read_interval if record.get("qualifier") == "between" else _read_pair,
        "unit": one_of(tuple(units)),
        "qualifier": one_of(QUALIFIERS),
        "words": read_text,
        "span": read_span,
    }
    read = read_object(record, readers, ("value", "unit", "qualifier"))
    low, high = read["value"]
    return Quantity(low, high, read["unit"], read["qualifier"], read.get("words"), read.get("span"))


def _read_pair(value: Any) -> tuple[float, float]:
    """Read one number as an interval of no width."""
    number = above_zero(value)
    return number, number


def _read_interval(value: Any) -> tuple[float, float]:
    """Read [low, high]."""
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"got {short(value)}; wanted [low, high] for `between`")
    low, high = above_zero(value[0]), above_zero(value[1])
    if low >= high:
        raise ValueError(f"got {short(value)}; wanted the smaller number first")
    return low, high


def _write_quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    """Return a quantity as {value, unit, qualifier, words?, span?}."""
    if quantity is None:
        return None
    between = quantity.qualifier == "between"
    value = [quantity.low, quantity.high] if between else quantity.low
    record: dict[str, Any] = {"value": value, "unit": quantity.unit}
    record["qualifier"] = quantity.qualifier
    record |= {"words": quantity.words} if quantity.words else {}
    return record | ({"span": list(quantity.span)} if quantity.span else {})
