"""One field of a report record: read into its value, or refused with what was wanted.

Each reader takes what JSON gave and returns the value, or raises ValueError with one sentence; a
reader of an object raises `Faults`, which carries the path below it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from geolaunch.direction import Direction, from_degrees, parse_direction
from geolaunch.errors import nearest_names
from geolaunch.quantity import (
    KM_PER_UNIT,
    QUALIFIERS,
    S_PER_UNIT,
    Quantity,
    check_distance,
    parse_quantity,
)
from geolaunch.report import STATUSES, TRAJECTORIES, Landing, Reference, SitePoint, Words

__all__ = ["EVIDENCE", "FIELDS", "QUANTITY_KEYS", "UNITS", "Faults", "reader_of", "short"]

Record = Mapping[str, Any]

UNITS = {"range": KM_PER_UNIT, "apogee": KM_PER_UNIT, "flight_time": S_PER_UNIT}
QUANTITY_KEYS = {
    key: (name, unit)
    for name, units in UNITS.items()
    for key, unit in [(name, ""), *((f"{name}_{unit}", unit) for unit in units)]
}
# A report must hold at least one of these: where it left, how far it flew, where it fell.
EVIDENCE = ("site", "range", "apogee", "flight_time", "azimuth_deg", "direction", "landing")

TIME_PATTERN = r"^([01]\d|2[0-3]):[0-5]\d$"
TIME_UTC_PATTERN = r"^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?Z$"
LONGEST_TEXT = 2000


class Faults(Exception):  # noqa: N818 - carries faults up to SchemaError, never leaves the module
    """Faults found below one path, each "path: what was got; what was wanted"."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults


def reader_of(key: str) -> tuple[str, Callable[[Any], Any]]:
    """Return the record's field that a key fills and the function that reads its value."""
    if key in QUANTITY_KEYS:
        name, unit = QUANTITY_KEYS[key]
        return name, lambda value: _quantity(value, name, unit)
    if key in FIELDS:
        return key, FIELDS[key]
    near = nearest_names(key, [*FIELDS, *QUANTITY_KEYS], 3)
    hint = f"; the nearest are {', '.join(near)}" if near else ""
    raise ValueError(f"unknown field{hint}")


def short(value: Any) -> str:
    """Return a value for a message, cut to one short line."""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:57]}..."


def _text(value: Any) -> str:
    """Read a short text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"got {short(value)}; wanted text")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"got {len(value)} characters; wanted at most {LONGEST_TEXT}")
    return value


def _number(value: Any) -> float:
    """Read a finite number; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise ValueError(f"got {short(value)}; wanted a finite number")
    return float(value)


def _count(value: Any) -> int:
    """Read a number of missiles."""
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 1000:
        raise ValueError(f"got {short(value)}; wanted a whole number of missiles, 1 or more")
    return value


def _one_of(choices: tuple[str, ...]) -> Callable[[Any], str]:
    """Return the reader of a word out of `choices`."""

    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"got {short(value)}; wanted one of {', '.join(choices)}")
        return str(value)

    return read


def _date(value: Any) -> str:
    """Read a Korean date, YYYY-MM-DD."""
    try:
        return date.fromisoformat(value).isoformat() if len(value) == 10 else _no_date(value)
    except (TypeError, ValueError):
        return _no_date(value)


def _no_date(value: Any) -> str:
    """Refuse what is no date."""
    raise ValueError(f"got {short(value)}; wanted a date that exists, YYYY-MM-DD")


def _stated_at(value: Any) -> str:
    """Read when a claim was made: a date, or a date and time, in ISO 8601."""
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(
            f"got {short(value)}; wanted YYYY-MM-DD or YYYY-MM-DDTHH:MM with its zone"
        ) from None
    return str(value)


def _times(value: Any, pattern: str, wanted: str) -> tuple[str, ...]:
    """Read one time, or a list of [start, end]."""
    times = value if isinstance(value, list) and len(value) == 2 else [value]
    if not all(isinstance(time, str) and re.fullmatch(pattern, time) for time in times):
        raise ValueError(f"got {short(value)}; wanted {wanted}")
    return tuple(times)


def _time_local(value: Any) -> tuple[str, ...]:
    """Read a local time (UTC+9): "HH:MM" or [start, end]."""
    return _times(value, TIME_PATTERN, '"HH:MM" or [start, end], 00:00 to 23:59')


def _time_utc(value: Any) -> tuple[str, ...]:
    """Read a time in UTC: "YYYY-MM-DDTHH:MMZ" or [start, end]."""
    times = _times(value, TIME_UTC_PATTERN, '"YYYY-MM-DDTHH:MMZ" or [start, end]')
    for time in times:
        _date(time[:10])
    return times


def _azimuth(value: Any) -> float:
    """Read an azimuth in degrees."""
    return from_degrees(_number(value)).azimuth_deg


def _direction(value: Any) -> Direction:
    """Read a direction from its words."""
    return parse_direction(_text(value))


def _quantity(value: Any, name: str, unit: str) -> Quantity:
    """Read a quantity: a number under a key with its unit, words, or an object."""
    if isinstance(value, dict):
        quantity = _quantity_object(value, name)
    elif isinstance(value, str) and not unit:
        quantity = parse_quantity(_text(value))
    elif unit:
        number = _above_zero(value)
        quantity = Quantity(number, number, unit, "exact")  # type: ignore[arg-type]
    else:
        wanted = (
            f"words with a unit, an object, or a number under a key like `{name}_{_first(name)}`"
        )
        raise ValueError(f"got {short(value)}; wanted {wanted}")
    if quantity.unit not in UNITS[name]:
        raise ValueError(f"got unit {quantity.unit!r}; wanted one of {', '.join(UNITS[name])}")
    if name == "range":
        check_distance(quantity)
    return quantity


def _first(name: str) -> str:
    """Return the unit that a quantity is most often given in."""
    return next(iter(UNITS[name]))


def _above_zero(value: Any) -> float:
    """Read a number above 0."""
    number = _number(value)
    if number <= 0:
        raise ValueError(f"got {number:g}; wanted a number above 0")
    return number


def _quantity_object(record: Record, name: str) -> Quantity:
    """Read {value, unit, qualifier, words?, span?}."""
    _keys(record, ("value", "unit", "qualifier"), ("words", "span"))
    unit = _below("unit", _one_of(tuple(UNITS[name])), record["unit"])
    qualifier = _below("qualifier", _one_of(QUALIFIERS), record["qualifier"])
    low, high = _below("value", _interval if qualifier == "between" else _pair, record["value"])
    words = _below("words", _text, record["words"]) if "words" in record else None
    span = _below("span", _span, record["span"]) if "span" in record else None
    return Quantity(low, high, unit, qualifier, words, span)


def _keys(record: Record, required: tuple[str, ...], optional: tuple[str, ...]) -> None:
    """Refuse an object that lacks a required key or has one that is not known."""
    faults = [
        f"{key}: missing; wanted all of {', '.join(required)}"
        for key in required
        if key not in record
    ]
    known = (*required, *optional)
    faults += [
        f"{key}: unknown field; known are {', '.join(known)}" for key in record if key not in known
    ]
    if faults:
        raise Faults(faults)


def _below(key: str, read: Callable[[Any], Any], value: Any) -> Any:
    """Read the value of a key inside an object, so that a fault carries the key."""
    try:
        return read(value)
    except ValueError as error:
        raise Faults([f"{key}: {error}"]) from None
    except Faults as found:
        raise Faults([f"{key}.{fault}" for fault in found.faults]) from None


def _pair(value: Any) -> tuple[float, float]:
    """Read one number as an interval of no width."""
    number = _above_zero(value)
    return number, number


def _interval(value: Any) -> tuple[float, float]:
    """Read [low, high]."""
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"got {short(value)}; wanted [low, high] for `between`")
    low, high = _above_zero(value[0]), _above_zero(value[1])
    if low >= high:
        raise ValueError(f"got {short(value)}; wanted the smaller number first")
    return low, high


def _span(value: Any) -> tuple[int, int]:
    """Read [start, end) character offsets."""
    whole = isinstance(value, list) and len(value) == 2 and all(type(n) is int for n in value)
    if not whole or not 0 <= value[0] < value[1]:
        raise ValueError(f"got {short(value)}; wanted [start, end] as character offsets")
    return value[0], value[1]


def _site(value: Any) -> str | SitePoint:
    """Read a site: a name, or {lon, lat, sd_km}."""
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, dict):
        raise ValueError(f"got {short(value)}; wanted a name or {{lon, lat, sd_km}}")
    _keys(value, ("lon", "lat", "sd_km"), ())
    lon, lat = _below("lon", _within(180), value["lon"]), _below("lat", _within(90), value["lat"])
    return SitePoint(lon, lat, _below("sd_km", _site_sd, value["sd_km"]))


def _within(limit: float) -> Callable[[Any], float]:
    """Return the reader of a number between -limit and limit."""

    def read(value: Any) -> float:
        number = _number(value)
        if abs(number) > limit:
            raise ValueError(f"got {number:g}; wanted {-limit:g} to {limit:g} degrees")
        return number

    return read


def _site_sd(value: Any) -> float:
    """Read the standard deviation of a site in km."""
    number = _number(value)
    if not 0 <= number <= 500:
        raise ValueError(f"got {number:g}; wanted 0 to 500 km")
    return number


def _landing(value: Any) -> Landing:
    """Read what is said of the landing."""
    if not isinstance(value, dict) or not value:
        raise ValueError(f"got {short(value)}; wanted an object with sea, near, eez or reference")
    _keys(value, (), ("sea", "near", "eez", "reference"))
    readers = {"sea": _text, "near": _text, "eez": _eez, "reference": _reference}
    return Landing(**{key: _below(key, readers[key], given) for key, given in value.items()})


def _eez(value: Any) -> dict[str, str]:
    """Read {"Japan": "inside"|"outside"}."""
    if not isinstance(value, dict) or not value:
        raise ValueError(f'got {short(value)}; wanted {{"Japan": "inside"}} or "outside"')
    _keys(value, (), ("Japan",))
    return {key: _below(key, _one_of(("inside", "outside")), given) for key, given in value.items()}


def _reference(value: Any) -> Reference:
    """Read {place, distance, direction}."""
    if not isinstance(value, dict):
        raise ValueError(f"got {short(value)}; wanted {{place, distance, direction}}")
    _keys(value, ("place",), ("distance", "direction"))
    distance = value.get("distance")
    direction = value.get("direction")
    return Reference(
        place=_below("place", _text, value["place"]),
        distance=_below("distance", lambda given: _quantity(given, "range", ""), distance)
        if distance is not None
        else None,
        direction=_below("direction", _direction, direction) if direction is not None else None,
    )


def _words(value: Any) -> dict[str, Words]:
    """Read the words of plain fields: {field: words} or {field: {words, span?}}."""
    if not isinstance(value, dict):
        raise ValueError(f"got {short(value)}; wanted an object of field: words")
    return {key: _below(key, _word, given) for key, given in value.items()}


def _word(value: Any) -> Words:
    """Read the words of one field."""
    if isinstance(value, str):
        return Words(_text(value))
    if not isinstance(value, dict):
        raise ValueError(f"got {short(value)}; wanted words or {{words, span}}")
    _keys(value, ("words",), ("span",))
    span = _below("span", _span, value["span"]) if "span" in value else None
    return Words(_below("words", _text, value["words"]), span)


FIELDS: dict[str, Callable[[Any], Any]] = {
    "launch": _text,
    "date": _date,
    "time_local": _time_local,
    "time_utc": _time_utc,
    "count": _count,
    "missile": _text,
    "missile_class": _text,
    "site": _site,
    "azimuth_deg": _azimuth,
    "direction": _direction,
    "trajectory": _one_of(TRAJECTORIES),
    "landing": _landing,
    "originator": _text,
    "carrier": _text,
    "stated_at": _stated_at,
    "status": _one_of(STATUSES),
    "url": _text,
    "words": _words,
}
