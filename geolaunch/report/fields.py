"""One field of a report record: read into its value, or refused with what was wanted.

Each reader takes what JSON gave and returns the value, or raises ValueError with one sentence; a
reader of an object raises `Faults`, which carries the path below it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from geolaunch.constants import KM_PER_UNIT, S_PER_UNIT
from geolaunch.errors import nearest_names, path_of, short
from geolaunch.report.direction import Direction, from_degrees, parse_direction
from geolaunch.report.model import STATUSES, TRAJECTORIES, Landing, Reference, SitePoint, Words
from geolaunch.report.quantity import QUALIFIERS, Quantity, check_distance, parse_quantity

__all__ = [
    "EVIDENCE",
    "FIELDS",
    "QUANTITY_KEYS",
    "UNITS",
    "Faults",
    "faults_at",
    "reader_of",
]

Record = Mapping[str, Any]
Reader = Callable[[Any], Any]

UNITS = {
    "range": KM_PER_UNIT,
    "apogee": KM_PER_UNIT,
    "flight_time": S_PER_UNIT,
    "path_length": KM_PER_UNIT,
}
QUANTITY_KEYS = {
    key: (name, unit)
    for name, units in UNITS.items()
    for key, unit in [(name, ""), *((f"{name}_{unit}", unit) for unit in units)]
}
# A report must hold at least one of these: where it left, how far it flew, where it fell.
EVIDENCE = (
    "site",
    "range",
    "apogee",
    "flight_time",
    "path_length",
    "azimuth_deg",
    "direction",
    "landing",
)

# [0-9], since \d takes the digits of every script in Python and only these in JSON Schema.
_DAY, _TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "([01][0-9]|2[0-3]):[0-5][0-9]"
_SECONDS = "(:[0-5][0-9])?"
DATE_PATTERN = f"^{_DAY}$"
TIME_PATTERN = f"^{_TIME}$"
TIME_UTC_PATTERN = f"^{_DAY}T{_TIME}{_SECONDS}Z$"
STATED_AT_PATTERN = f"^{_DAY}(T{_TIME}{_SECONDS}(Z|[+-]{_TIME}))?$"
LONGEST_TEXT = 2000

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Faults(Exception):  # noqa: N818 - carries faults up to SchemaError, never leaves the module
    """Faults found below one path, each "path: what was got; what was wanted"."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults


def faults_at(path: str, error: ValueError | Faults) -> list[str]:
    """Return what was found wrong at a path, one line each, the path first."""
    if isinstance(error, Faults):
        return [f"{path}.{fault}" for fault in error.faults]
    return [f"{path}: {error}"]


def reader_of(key: str) -> tuple[str, Reader]:
    """Return the record's field that a key fills and the function that reads its value."""
    if key in QUANTITY_KEYS:
        name, unit = QUANTITY_KEYS[key]
        return name, lambda value: _quantity(value, name, unit)
    if key in FIELDS:
        return key, FIELDS[key]
    near = nearest_names(key, [*FIELDS, *QUANTITY_KEYS], 3)
    hint = f"; the nearest are {', '.join(near)}" if near else ""
    raise ValueError(f"unknown field{hint}")


def _text(value: Any) -> str:
    """Read a short text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"got {short(value)}; wanted text")
    if len(value) > LONGEST_TEXT:
        raise ValueError(f"got {len(value)} characters; wanted at most {LONGEST_TEXT}")
    if _LONE_SURROGATE.search(value):
        raise ValueError(f"got {short(value)}, half of a surrogate pair; wanted text")
    return value


def _number(value: Any) -> float:
    """Read a finite number; true and false are none, nor is a number too large for a float."""
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not abs(value) <= sys.float_info.max:
        raise ValueError(f"got {short(value)}; wanted a finite number")
    return float(value)


def _whole(value: Any) -> int:
    """Read a whole number; 2.0 is one, as JSON knows only one kind of number."""
    number = _number(value)
    if not number.is_integer():
        raise ValueError(f"got {number:g}; wanted a whole number")
    return int(number)


def _count(value: Any) -> int:
    """Read a number of missiles."""
    count = _whole(value)
    if not 1 <= count <= 1000:
        raise ValueError(f"got {short(value)}; wanted 1 to 1000 missiles")
    return count


def _one_of(choices: tuple[str, ...]) -> Reader:
    """Return the reader of a word out of `choices`."""

    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"got {short(value)}; wanted one of {', '.join(choices)}")
        return str(value)

    return read


def _date(value: Any) -> str:
    """Read a Korean date, YYYY-MM-DD."""
    if isinstance(value, str) and re.fullmatch(DATE_PATTERN, value):
        with suppress(ValueError):
            return date.fromisoformat(value).isoformat()
    raise ValueError(f"got {short(value)}; wanted a date that exists, YYYY-MM-DD")


def _stated_at(value: Any) -> str:
    """Read when a claim was made: a date, or a date and time, in ISO 8601."""
    if isinstance(value, str) and re.fullmatch(STATED_AT_PATTERN, value):
        with suppress(ValueError):
            datetime.fromisoformat(value)
            return value
    raise ValueError(f"got {short(value)}; wanted YYYY-MM-DD or YYYY-MM-DDTHH:MM with its zone")


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
    if unit:
        number = _above_zero(value)
        quantity = Quantity(number, number, unit, "exact")  # type: ignore[arg-type]
    elif isinstance(value, dict):
        quantity = _quantity_object(value, name)
    elif isinstance(value, str):
        quantity = parse_quantity(_text(value))
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
    readers = {
        "value": _interval if record.get("qualifier") == "between" else _pair,
        "unit": _one_of(tuple(UNITS[name])),
        "qualifier": _one_of(QUALIFIERS),
        "words": _text,
        "span": _span,
    }
    read = _object(record, readers, ("value", "unit", "qualifier"))
    low, high = read["value"]
    return Quantity(low, high, read["unit"], read["qualifier"], read.get("words"), read.get("span"))


def _object(
    record: Record, readers: Mapping[str, Reader], required: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Read every key of an object by its reader, or raise all that is missing or wrong in it."""
    all_of = ", ".join(required)
    faults = [f"{key}: missing; wanted all of {all_of}" for key in required if key not in record]
    values: dict[str, Any] = {}
    for key, value in record.items():
        try:
            if key not in readers:
                raise ValueError(f"unknown field; known are {', '.join(readers)}")
            values[key] = readers[key](value)
        except (ValueError, Faults) as error:
            faults += faults_at(path_of(key), error)
    if faults:
        raise Faults(faults)
    return values


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
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"got {short(value)}; wanted [start, end] as character offsets")
    start, end = _whole(value[0]), _whole(value[1])
    if not 0 <= start < end:
        raise ValueError(f"got {short(value)}; wanted [start, end] with 0 <= start < end")
    return start, end


def _site(value: Any) -> str | SitePoint:
    """Read a site: a name, or {lon, lat, sd_km}."""
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, dict):
        raise ValueError(f"got {short(value)}; wanted a name or {{lon, lat, sd_km}}")
    readers = {"lon": _within(180), "lat": _within(90), "sd_km": _site_sd}
    point = _object(value, readers, tuple(readers))
    return SitePoint(point["lon"], point["lat"], point["sd_km"])


def _within(limit: float) -> Reader:
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
    readers = {"sea": _text, "near": _text, "eez": _eez, "reference": _reference}
    return Landing(**_object(value, readers))


def _eez(value: Any) -> dict[str, str]:
    """Read {"Japan": "inside"|"outside"}."""
    if not isinstance(value, dict) or not value:
        raise ValueError(f'got {short(value)}; wanted {{"Japan": "inside"}} or "outside"')
    return _object(value, {"Japan": _one_of(("inside", "outside"))})


def _reference(value: Any) -> Reference:
    """Read {place, distance?, direction?}."""
    if not isinstance(value, dict):
        raise ValueError(f"got {short(value)}; wanted {{place, distance, direction}}")
    readers = {"place": _text, "distance": _distance, "direction": _direction}
    return Reference(**_object(value, readers, ("place",)))


def _distance(value: Any) -> Quantity:
    """Read a distance: words or an object."""
    return _quantity(value, "range", "")


def _words(value: Any) -> dict[str, Words]:
    """Read the words of plain fields: {field: words} or {field: {words, span?}}."""
    if not isinstance(value, dict):
        raise ValueError(f"got {short(value)}; wanted an object of field: words")
    return _object(value, {key: _word for key in value if re.fullmatch(WORDS_KEY_PATTERN, key)})


def _word(value: Any) -> Words:
    """Read the words of one field."""
    if isinstance(value, str):
        return Words(_text(value))
    if not isinstance(value, dict):
        raise ValueError(f"got {short(value)}; wanted words or {{words, span}}")
    return Words(**_object(value, {"words": _text, "span": _span}, ("words",)))


FIELDS: dict[str, Reader] = {
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

# What words may be kept of: a field, or a path below one, as `landing.sea`.
WORDS_KEY_PATTERN = rf"^({'|'.join([*FIELDS, *UNITS])})(\.[A-Za-z]+)*$"
