"""The kinds of values in a report: how each is read from JSON, written again, and its JSON Schema.

A reader takes what JSON gave and returns the value, or raises ValueError with one sentence; a
reader of an object raises `Faults`, which carries the path below it. A writer returns None for what
was not said.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from typing import Any, NamedTuple

from geolaunch.errors import path_of, short
from geolaunch.report.direction import Direction, from_degrees, parse_direction
from geolaunch.report.model import STATUSES, SitePoint, Stated, Words

__all__ = [
    "AZIMUTH",
    "COUNT",
    "DATE",
    "DATE_PATTERN",
    "DIRECTION",
    "LONGEST_TEXT",
    "MISSILE_NO",
    "NAMES",
    "SITE",
    "STATED_AT",
    "STATED_AT_PATTERN",
    "TEXT",
    "TIME_LOCAL",
    "TIME_UTC",
    "TIME_UTC_PATTERN",
    "Faults",
    "Kind",
    "Reader",
    "above_zero",
    "between_schema",
    "choice",
    "faults_at",
    "object_schema",
    "one_of",
    "read_object",
    "read_span",
    "read_text",
    "stated_kind",
    "words_kind",
]

Record = Mapping[str, Any]
Reader = Callable[[Any], Any]
Writer = Callable[[Any], Any]

# [0-9], since \d takes the digits of every script in Python and only these in JSON Schema.
_DAY, _TIME = "[0-9]{4}-[0-9]{2}-[0-9]{2}", "([01][0-9]|2[0-3]):[0-5][0-9]"
_SECONDS = "(:[0-5][0-9])?"
DATE_PATTERN = f"^{_DAY}$"
TIME_PATTERN = f"^{_TIME}$"
TIME_UTC_PATTERN = f"^{_DAY}T{_TIME}{_SECONDS}Z$"
STATED_AT_PATTERN = f"^{_DAY}(T{_TIME}{_SECONDS}(Z|[+-]{_TIME}))?$"
LONGEST_TEXT = 2000

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Faults(Exception):  # noqa: N818 - carries faults up to SchemaError, never leaves the package
    """Faults below one path, each "path: what was got; what was wanted"."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults


def faults_at(path: str, error: ValueError | Faults) -> list[str]:
    """Return what is wrong at a path, one line each, the path first."""
    if isinstance(error, Faults):
        return [f"{path}.{fault}" for fault in error.faults]
    return [f"{path}: {error}"]


class Kind(NamedTuple):
    """One kind of value: its name, its reader, its JSON Schema, and its writer."""

    name: str
    read: Reader
    schema: Mapping[str, Any]
    write: Writer = lambda value: value


# --- texts, numbers, words out of a list ----------------------------------------------------------


def read_text(value: Any) -> str:
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


def above_zero(value: Any) -> float:
    """Read a number above 0."""
    number = _number(value)
    if number <= 0:
        raise ValueError(f"got {number:g}; wanted a number above 0")
    return number


def _whole(value: Any) -> int:
    """Read a whole number; 2.0 is one, as JSON knows only one kind of number."""
    number = _number(value)
    if not number.is_integer():
        raise ValueError(f"got {number:g}; wanted a whole number")
    return int(number)


def _read_count(value: Any) -> int:
    """Read a number of missiles."""
    count = _whole(value)
    if not 1 <= count <= 1000:
        raise ValueError(f"got {short(value)}; wanted 1 to 1000 missiles")
    return count


def between_schema(low: float, high: float, description: str) -> dict[str, Any]:
    """Return the schema of a number between two bounds."""
    return {"type": "number", "minimum": low, "maximum": high, "description": description}


def one_of(choices: tuple[str, ...]) -> Reader:
    """Return the reader of a word out of `choices`."""

    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"got {short(value)}; wanted one of {', '.join(choices)}")
        return str(value)

    return read


def choice(*choices: str, unsaid: str | None = None) -> Kind:
    """Return the kind of a word out of `choices`; `unsaid` is not written."""

    def write(value: str | None) -> str | None:
        return None if value == unsaid else value

    return Kind("choice", one_of(choices), {"enum": list(choices)}, write)


TEXT = Kind("text", read_text, {"$ref": "#/$defs/text"})
COUNT = Kind("count", _read_count, {"type": "integer", "minimum": 1, "maximum": 1000})


# --- several texts, several numbers ---------------------------------------------------------------


def _read_names(value: Any) -> tuple[str, ...]:
    """Read one name, or a list of names."""
    names = value if isinstance(value, list) and value else [value]
    return tuple(read_text(name) for name in names)


def _read_missile_no(value: Any) -> tuple[int, ...]:
    """Read the number of one missile of a launch, or a list of numbers, each once, rising."""
    numbers = value if isinstance(value, list) and value else [value]
    return tuple(sorted({_read_count(number) for number in numbers}))


def _write_several(values: tuple[Any, ...]) -> Any:
    """Return nothing as None, one value as itself, several as a list."""
    return list(values) if len(values) > 1 else next(iter(values), None)


def _several_schema(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the schema of one value or a list of them."""
    return {"anyOf": [dict(item), {"type": "array", "items": dict(item), "minItems": 1}]}


NAMES = Kind("names", _read_names, _several_schema(TEXT.schema), _write_several)
MISSILE_NO = Kind(
    "numbers",
    _read_missile_no,
    _several_schema(COUNT.schema)
    | {"description": "which missiles of the launch, counted from 1; left out for all"},
    _write_several,
)


# --- dates and times ------------------------------------------------------------------------------


def _read_date(value: Any) -> str:
    """Read a Korean date, YYYY-MM-DD."""
    if isinstance(value, str) and re.fullmatch(DATE_PATTERN, value):
        with suppress(ValueError):
            return date.fromisoformat(value).isoformat()
    raise ValueError(f"got {short(value)}; wanted a date that exists, YYYY-MM-DD")


def _read_stated_at(value: Any) -> str:
    """Read when a claim was made: a date, or a date and time, in ISO 8601."""
    if isinstance(value, str) and re.fullmatch(STATED_AT_PATTERN, value):
        with suppress(ValueError):
            datetime.fromisoformat(value)
            return value
    raise ValueError(f"got {short(value)}; wanted YYYY-MM-DD or YYYY-MM-DDTHH:MM with its zone")


def _read_times(value: Any, pattern: str, wanted: str) -> tuple[str, ...]:
    """Read one time, or a list of [start, end]."""
    times = value if isinstance(value, list) and len(value) == 2 else [value]
    if not all(isinstance(time, str) and re.fullmatch(pattern, time) for time in times):
        raise ValueError(f"got {short(value)}; wanted {wanted}")
    return tuple(times)


def _read_time_local(value: Any) -> tuple[str, ...]:
    """Read a local time (UTC+9): "HH:MM" or [start, end]."""
    return _read_times(value, TIME_PATTERN, '"HH:MM" or [start, end], 00:00 to 23:59')


def _read_time_utc(value: Any) -> tuple[str, ...]:
    """Read a time in UTC: "YYYY-MM-DDTHH:MMZ" or [start, end]."""
    times = _read_times(value, TIME_UTC_PATTERN, '"YYYY-MM-DDTHH:MMZ" or [start, end]')
    for time in times:
        _read_date(time[:10])
    return times


def _times_schema(pattern: str, description: str) -> dict[str, Any]:
    """Return the schema of one time or [start, end]."""
    time = {"type": "string", "pattern": pattern}
    two = {"type": "array", "items": time, "minItems": 2, "maxItems": 2}
    return {"anyOf": [time, two], "description": description}


DATE = Kind("date", _read_date, {"$ref": "#/$defs/date"})
TIME_LOCAL = Kind(
    "time", _read_time_local, _times_schema(TIME_PATTERN, "Korean time, UTC+9"), _write_several
)
TIME_UTC = Kind("time", _read_time_utc, _times_schema(TIME_UTC_PATTERN, "UTC"), _write_several)
STATED_AT = Kind(
    "moment",
    _read_stated_at,
    {
        "type": "string",
        "pattern": STATED_AT_PATTERN,
        "description": "ISO 8601 date, or date and time with its zone",
    },
)


# --- directions -----------------------------------------------------------------------------------


def _read_azimuth(value: Any) -> float:
    """Read an azimuth in degrees."""
    return from_degrees(_number(value)).azimuth_deg


def _read_direction(value: Any) -> Direction:
    """Read a direction from its words."""
    return parse_direction(read_text(value))


def _write_direction(direction: Direction | None) -> str | None:
    """Return the words of a direction."""
    return direction.words if direction else None


AZIMUTH = Kind("azimuth", _read_azimuth, between_schema(0, 360, "clockwise from true north"))
DIRECTION = Kind("direction", _read_direction, TEXT.schema, _write_direction)


# --- objects --------------------------------------------------------------------------------------


def read_object(
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


def object_schema(required: list[str], properties: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of an object that has these keys and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def read_span(value: Any) -> tuple[int, int]:
    """Read [start, end) character offsets."""
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError(f"got {short(value)}; wanted [start, end] as character offsets")
    start, end = _whole(value[0]), _whole(value[1])
    if not 0 <= start < end:
        raise ValueError(f"got {short(value)}; wanted [start, end] with 0 <= start < end")
    return start, end


def _read_site(value: Any) -> str | SitePoint:
    """Read a site: a name, or {lon, lat, sd_km}."""
    if isinstance(value, str):
        return read_text(value)
    if not isinstance(value, dict):
        raise ValueError(f"got {short(value)}; wanted a name or {{lon, lat, sd_km}}")
    readers = {"lon": _within(180), "lat": _within(90), "sd_km": _read_site_sd}
    point = read_object(value, readers, tuple(readers))
    return SitePoint(point["lon"], point["lat"], point["sd_km"])


def _within(limit: float) -> Reader:
    """Return the reader of a number between -limit and limit."""

    def read(value: Any) -> float:
        number = _number(value)
        if abs(number) > limit:
            raise ValueError(f"got {number:g}; wanted {-limit:g} to {limit:g} degrees")
        return number

    return read


def _read_site_sd(value: Any) -> float:
    """Read the standard deviation of a site in km."""
    number = _number(value)
    if not 0 <= number <= 500:
        raise ValueError(f"got {number:g}; wanted 0 to 500 km")
    return number


def _write_site(site: str | SitePoint | None) -> str | dict[str, float] | None:
    """Return a site as its name or as {lon, lat, sd_km}."""
    if isinstance(site, SitePoint):
        return {"lon": site.lon_deg, "lat": site.lat_deg, "sd_km": site.sd_km}
    return site


SITE = Kind(
    "place", _read_site, {"anyOf": [TEXT.schema, {"$ref": "#/$defs/site_point"}]}, _write_site
)

# --- the words of plain fields --------------------------------------------------------------------


def words_kind(pattern: str) -> Kind:
    """Return the kind of {field: words}, {field: {words, span?}}; a field matches `pattern`."""

    def read(value: Any) -> dict[str, Words]:
        if not isinstance(value, dict):
            raise ValueError(f"got {short(value)}; wanted an object of field: words")
        return read_object(value, {key: _read_words for key in value if re.fullmatch(pattern, key)})

    schema = {
        "type": "object",
        "propertyNames": {"pattern": pattern},
        "additionalProperties": {"$ref": "#/$defs/words"},
    }
    return Kind("words", read, schema, _write_words)


def _read_words(value: Any) -> Words:
    """Read the words of one field."""
    if isinstance(value, str):
        return Words(read_text(value))
    if not isinstance(value, dict):
        raise ValueError(f"got {short(value)}; wanted words or {{words, span}}")
    return Words(**read_object(value, {"words": read_text, "span": read_span}, ("words",)))


def _write_words(words: Mapping[str, Words]) -> dict[str, Any] | None:
    """Return {field: {words, span?}}, None for no words."""
    return {
        name: {"words": said.words} | ({"span": list(said.span)} if said.span else {})
        for name, said in words.items()
    } or None


# --- when one field was stated --------------------------------------------------------------------


def stated_kind(pattern: str) -> Kind:
    """Return the kind of {field: {status?, stated_at?}}; a field matches `pattern`."""
    readers = {"status": one_of(STATUSES), "stated_at": _read_stated_at}

    def read_one(value: Any) -> Stated:
        if not isinstance(value, dict) or not value:
            raise ValueError(f"got {short(value)}; wanted an object with status or stated_at")
        return Stated(**read_object(value, readers))

    def read(value: Any) -> dict[str, Stated]:
        if not isinstance(value, dict):
            raise ValueError(
                f"got {short(value)}; wanted an object of field: {{status, stated_at}}"
            )
        return read_object(value, {key: read_one for key in value if re.fullmatch(pattern, key)})

    parts = {"status": {"enum": list(STATUSES)}, "stated_at": STATED_AT.schema}
    schema = {
        "type": "object",
        "propertyNames": {"pattern": pattern},
        "additionalProperties": object_schema([], parts) | {"minProperties": 1},
    }
    return Kind("stated", read, schema, _write_stated)


def _write_stated(stated: Mapping[str, Stated]) -> dict[str, Any] | None:
    """Return {field: {status?, stated_at?}}, None for none."""
    return {
        path: {
            key: value
            for key, value in (("status", part.status), ("stated_at", part.stated_at))
            if value
        }
        for path, part in stated.items()
    } or None
