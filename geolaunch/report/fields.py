"""The fields of a report, in one table: how each is read, written, described, claimed and shown.

To add a field, add it to `Report` (or to `Landing`, `Reference`) in `model` and a row here. The
JSON Schema, reading and writing report files, the quantities that `claims.csv` may name, and the
evidence that reading looks for are made from this table. Its records are named tuples, which are
the cheapest to define, as every command loads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Literal, NamedTuple, TypeVar, cast

from geolaunch.constants import KM_PER_UNIT, S_PER_UNIT
from geolaunch.errors import nearest_names, short
from geolaunch.report.model import (
    STATUSES,
    TRAJECTORIES,
    Landing,
    Overflight,
    Reference,
    Report,
)
from geolaunch.report.quantity import QUALIFIERS
from geolaunch.report.quantity_json import number_kind, quantity_kind
from geolaunch.report.values import (
    AZIMUTH,
    COUNT,
    DATE,
    DIRECTION,
    MISSILE_NO,
    NAMES,
    SITE,
    STATED_AT,
    TEXT,
    TIME_LOCAL,
    TIME_UTC,
    Kind,
    choice,
    object_schema,
    read_object,
    stated_kind,
    words_kind,
)

__all__ = [
    "ALL_FIELDS",
    "DISTANCE_KINDS",
    "EVIDENCE",
    "FIELDS",
    "QUANTITIES",
    "QUANTITY_KEYS",
    "UNITS",
    "Cell",
    "FieldSpec",
    "kind_of_key",
    "parted",
    "value_at",
    "with_value",
]

R = TypeVar("R")

# Of a distance: over ground, along a path with turns, or nobody says which.
DISTANCE_KINDS = ("ground", "path", "unstated")


class Cell(NamedTuple):
    """How a claim of a field stands in `claims.csv`: the form of `value`, and what is beside it.

    `form` is `text`, `number`, `times` (one or two, `a/b`), `names` (one or several, `a|b`) or
    `quantity` (a number or `a/b`).
    `units`, `qualifiers` and `distance_kinds` are what these columns may hold, "" an empty cell.
    """

    form: Literal["text", "number", "times", "names", "quantity"] = "text"
    units: tuple[str, ...] = ("",)
    qualifiers: tuple[str, ...] = ("",)
    distance_kinds: tuple[str, ...] = ("",)


class FieldSpec(NamedTuple):
    """One field of a report.

    `path` is its name, with a point before a nested one: `landing.sea`. `kind` reads and writes it.
    `units` of a quantity are in km or in s. `evidence`: a report must have one such field. `row` is
    the key, in the strings' `row`, of the row of the claim table that shows it. `cell` is how it is
    claimed in `claims.csv`, None where it is no claim. `of_stage`: it is also claimed of a stage, a
    fairing or debris. `attribution`: it tells who said so, when and of which missiles, not what was
    said. `fields` are nested.
    """

    path: str
    kind: Kind
    units: Mapping[str, float] | None = None
    evidence: bool = False
    row: str = ""
    cell: Cell | None = None
    of_stage: bool = False
    attribution: bool = False
    fields: tuple[FieldSpec, ...] = ()

    @property
    def key(self) -> str:
        """The last part of the path: the key in its object."""
        return self.path.rpartition(".")[2]

    @property
    def unit(self) -> str:
        """The unit that a quantity is counted in: km, or s; "" of what is no quantity."""
        return "" if not self.units else "km" if "km" in self.units else "s"


# --- rows of the table ----------------------------------------------------------------------------


_WORD = Cell()


def _plain(
    path: str, kind: Kind, *, row: str = "", evidence: bool = False, cell: Cell = _WORD
) -> FieldSpec:
    """Return a field with one value that may be claimed, by its words if `cell` is left out."""
    return FieldSpec(path, kind, evidence=evidence, row=row, cell=cell)


def _attribution(path: str, kind: Kind = TEXT) -> FieldSpec:
    """Return a field that tells who said so, where, when and of which missiles."""
    return FieldSpec(path, kind, attribution=True)


def _quantity(
    path: str, units: Mapping[str, float], distance_kinds: tuple[str, ...] = ("",)
) -> FieldSpec:
    """Return a quantity of the flight."""
    cell = Cell("quantity", tuple(units), QUALIFIERS, distance_kinds)
    kind = quantity_kind(path, units)
    return FieldSpec(path, kind, units, evidence=True, row=path, cell=cell, of_stage=True)


def _landed(path: str, kind: Kind, *, row: str = "", cell: Cell = _WORD) -> FieldSpec:
    """Return one thing that is said of the landing, of a stage too."""
    return FieldSpec(path, kind, row=row, cell=cell, of_stage=True)


def _object(
    path: str,
    fields: tuple[FieldSpec, ...],
    make: Callable[..., Any],
    wanted: str,
    *,
    required: tuple[str, ...] = (),
) -> FieldSpec:
    """Return a field that holds others; one without a `required` part may not be empty."""

    def read(value: Any) -> Any:
        if not isinstance(value, dict) or not (value or required):
            raise ValueError(f"got {short(value)}; wanted {wanted}")
        readers = {spec.key: spec.kind.read for spec in fields}
        return make(**read_object(value, readers, required))

    def write(value: Any) -> dict[str, Any] | None:
        if value is None or isinstance(value, Mapping):
            return dict(value or {}) or None
        record = {spec.key: spec.kind.write(getattr(value, spec.key)) for spec in fields}
        return {key: part for key, part in record.items() if part is not None} or None

    schema = object_schema([*required], {spec.key: spec.kind.schema for spec in fields})
    schema |= {} if required else {"minProperties": 1}
    return FieldSpec(path, Kind("object", read, schema, write), fields=fields)


# --- the table ------------------------------------------------------------------------------------

_CLOCK = Cell("times", ("UTC+9", ""))

_EEZ = _object(
    "landing.eez",
    (_landed("landing.eez.Japan", choice("inside", "outside"), row="eez"),),
    dict,
    '{"Japan": "inside"} or "outside"',
)

_REFERENCE = _object(
    "landing.reference",
    (
        _landed("landing.reference.place", TEXT),
        _quantity("landing.reference.distance", KM_PER_UNIT, DISTANCE_KINDS)._replace(
            kind=quantity_kind("range", KM_PER_UNIT),
            evidence=False,
            row="",
        ),
        _landed("landing.reference.direction", DIRECTION),
    ),
    Reference,
    "{place, distance, direction}",
    required=("place",),
)

_LANDING = _object(
    "landing",
    (
        _landed("landing.sea", TEXT, row="sea"),
        _landed("landing.near", TEXT, row="near"),
        _EEZ,
        _REFERENCE._replace(row="reference"),
    ),
    Landing,
    "an object with sea, near, eez or reference",
)

_OVERFLIGHT = _object(
    "overflight",
    (
        _plain("overflight.over", NAMES, row="over", cell=Cell("names")),
        _plain("overflight.not_over", NAMES, row="not_over", cell=Cell("names")),
        _plain("overflight.time_local", TIME_LOCAL, row="over_time", cell=_CLOCK),
    ),
    Overflight,
    "an object with over, not_over or time_local",
)

_SPECS = (
    FieldSpec("launch", TEXT),
    _plain("date", DATE),
    _plain("time_local", TIME_LOCAL, row="time_local", cell=_CLOCK),
    _plain("time_utc", TIME_UTC, cell=Cell("times", ("UTC", ""))),
    _plain("count", COUNT, row="count", cell=Cell("number")),
    _plain("missile", TEXT, row="missile"),
    _plain("missile_class", TEXT),
    _plain("site", SITE, row="site", evidence=True),
    _quantity("range", KM_PER_UNIT, DISTANCE_KINDS),
    _quantity("apogee", KM_PER_UNIT),
    _quantity("flight_time", S_PER_UNIT),
    _quantity("path_length", KM_PER_UNIT, ("", "path")),
    _plain("azimuth_deg", AZIMUTH, evidence=True, cell=Cell("number")),
    _plain("direction", DIRECTION, row="direction", evidence=True),
    _plain("toward", TEXT, row="toward"),
    _plain("trajectory", choice(*TRAJECTORIES, unsaid="unstated"), row="trajectory"),
    _OVERFLIGHT._replace(evidence=True),
    _LANDING._replace(evidence=True),
    _plain("impact_time_local", TIME_LOCAL, row="impact_time", cell=_CLOCK)._replace(of_stage=True),
    _plain("launch_place", TEXT, row="launch_place", evidence=True),
    _attribution("missile_no", MISSILE_NO),
    _attribution("originator"),
    _attribution("carrier"),
    _attribution("stated_at", STATED_AT),
    _attribution("status", choice(*STATUSES)),
    _attribution("url"),
)

QUANTITIES = tuple(spec.path for spec in _SPECS if spec.units)

# What words may be kept of: a field, or a path below one, as `landing.sea`.
_PLAIN = [spec.path for spec in _SPECS if not spec.units]
WORDS_KEY_PATTERN = rf"^({'|'.join([*_PLAIN, 'words', *QUANTITIES])})(\.[A-Za-z_]+)*$"

# What may have been stated at a time of its own: what is said, and no part of an object.
_SAID = [spec.path for spec in _SPECS if not spec.attribution and spec.path != "launch"]
_STATED_PATTERN = rf"^({'|'.join(_SAID)})$"

FIELDS: Mapping[str, FieldSpec] = {
    spec.path: spec
    for spec in (
        *_SPECS,
        _attribution("stated", stated_kind(_STATED_PATTERN)),
        _attribution("words", words_kind(WORDS_KEY_PATTERN)),
    )
}


def _below(specs: Iterable[FieldSpec]) -> Iterator[FieldSpec]:
    """Yield fields, each with those in it after it."""
    for spec in specs:
        yield spec
        yield from _below(spec.fields)


# Every field by its path, the nested ones after what holds them.
ALL_FIELDS: Mapping[str, FieldSpec] = {spec.path: spec for spec in _below(FIELDS.values())}

# A report must hold at least one of these: where it left, how far it flew, where it fell.
EVIDENCE = tuple(spec.path for spec in FIELDS.values() if spec.evidence)

UNITS: Mapping[str, Mapping[str, float]] = {spec.path: spec.units for spec in _SPECS if spec.units}

# A quantity may stand under its name, or as a bare number under its name and unit: `range_km`.
QUANTITY_KEYS: Mapping[str, tuple[str, str]] = {
    key: (name, unit)
    for name, units in UNITS.items()
    for key, unit in [(name, ""), *((f"{name}_{unit}", unit) for unit in units)]
}

# --- readers and values by path -------------------------------------------------------------------


def kind_of_key(key: str) -> tuple[str, Kind]:
    """Return the field that a key of a report record fills, and the kind of value under that key.

    Raises ValueError with the nearest keys for a key that no report has.
    """
    name, unit = QUANTITY_KEYS.get(key, (key, ""))
    if name not in FIELDS:
        near = nearest_names(key, [*FIELDS, *QUANTITY_KEYS], 3)
        hint = f"; the nearest are {', '.join(near)}" if near else ""
        raise ValueError(f"unknown field{hint}")
    return name, number_kind(name, unit, UNITS[name]) if unit else FIELDS[name].kind


def value_at(report: Report, path: str) -> Any:
    """Return what a report says of a field, nested or not; None where it says nothing."""
    value: Any = report
    for key in path.split("."):
        if value is None:
            return None
        value = value.get(key) if isinstance(value, Mapping) else getattr(value, key)
    return value


def with_value(holder: R, path: str, value: Any) -> R:
    """Return a report, or a part of one, with another value of a field, nested or not."""
    key, _, rest = path.partition(".")
    if isinstance(holder, Mapping):
        return cast(R, {**holder, key: value})
    part = with_value(getattr(holder, key), rest, value) if rest else value
    return cast(R, replace(cast(Any, holder), **{key: part}))


def parted(report: Report) -> tuple[Report, ...]:
    """Return a report as reports all of whose fields were stated at one time, with one status.

    The first holds what is said at the report's own time, if that is anything; each other one what
    `stated` names.
    """
    if not report.stated:
        return (report,)
    said = {spec.path for spec in FIELDS.values() if not spec.attribution} - {"launch"}
    parts = [replace(_without(report, report.stated), stated={})]
    for stated in dict.fromkeys(report.stated.values()):
        own = {path for path in report.stated if report.stated[path] == stated}
        status, stated_at = stated.status or report.status, stated.stated_at or report.stated_at
        part = _without(report, said - own)
        parts.append(replace(part, stated={}, status=status, stated_at=stated_at))
    saying = [part for part in parts if any(value_at(part, p) != value_at(_EMPTY, p) for p in said)]
    return tuple(saying or parts[:1])


_EMPTY = Report()


def _without(report: Report, paths: Iterable[str]) -> Report:
    """Return a report that says nothing of some fields, nor has words for them."""
    gone = set(paths)
    words = {key: said for key, said in report.words.items() if key.split(".")[0] not in gone}
    empty = {path: getattr(_EMPTY, path) for path in gone}
    return replace(report, words=words, **empty)
