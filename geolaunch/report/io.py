"""Report files in and out: records read with the path of every fault, and written again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from geolaunch.errors import SchemaError, path_of, short
from geolaunch.report.clock import clock_faults
from geolaunch.report.fields import EVIDENCE, FIELDS, QUANTITY_KEYS, FieldSpec, kind_of_key, parted
from geolaunch.report.model import Report, free_name
from geolaunch.report.values import Faults, faults_at

__all__ = ["read_report", "read_reports", "record_of"]

Record = Mapping[str, Any]

# --- files -------------------------------------------------------------------------------------


def read_reports(text: str | bytes, where: str, *, one_clock: bool = False) -> tuple[Report, ...]:
    """Read a report file: one report, a list of them, or {"reports": [...]}.

    Each must say where it left, how far it flew or where it fell, or else bear the `launch` of one
    that does: it may then say no more than what left, how many, and when.

    A report with `stated` becomes one report for each time and status in it.

    `where` names the file in messages. With `one_clock`, times that contradict the report's own
    date, or each other in Korea and in UTC, are faults as well. Raises SchemaError with one line
    for each fault: the path of the field, what was got and what was wanted.
    """
    records, paths = _records(_parse_json(text, where), where)
    if not records:
        raise SchemaError(where, ["no report in it; wanted at least one"])
    reports: list[Report] = []
    faults: list[str] = []
    placed = _placed_launches(records)
    for record, path in zip(records, paths, strict=True):
        try:
            report = _report(record, path, bare=_launch_of(record) in placed)
            reports.append(report)
            if one_clock:
                times = clock_faults(report.date, report.time_utc, report.time_local)
                faults += [f"{_join(path, key)}: {fault}" for key, fault in times]
        except Faults as error:
            faults += error.faults
    if faults:
        raise SchemaError(where, faults)
    return tuple(_parted(reports))


def _parted(reports: list[Report]) -> Iterator[Report]:
    """Yield reports, each with `stated` as several; those of one without a launch get one name."""
    named = {report.launch for report in reports}
    for number, report in enumerate(reports, 1):
        if report.stated and not report.launch:
            report = replace(report, launch=free_name(number, named))
        yield from parted(report)


def _placed_launches(records: list[Any]) -> set[str]:
    """Return the launches of which a record makes a claim of a place."""
    claims = set(EVIDENCE) | set(QUANTITY_KEYS)
    placed = [record for record in records if isinstance(record, dict) and claims & record.keys()]
    return {launch for record in placed if (launch := _launch_of(record))}


def _launch_of(record: Any) -> str:
    """Return the launch that a record names, "" without one."""
    launch = record.get("launch") if isinstance(record, dict) else None
    return launch if isinstance(launch, str) else ""


def read_report(record: Record, where: str, *, bare: bool = False) -> Report:
    """Read one report from a mapping in the form of the schema; SchemaError lists every fault.

    A `bare` one may say no more than what left, how many, and when.
    """
    try:
        return _report(record, "", bare=bare)
    except Faults as error:
        raise SchemaError(where, error.faults) from None


def _parse_json(text: str | bytes, where: str) -> Any:
    """Return the parsed JSON; keys given twice and broken encodings are refused."""
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise SchemaError(
                where, [f"byte {error.start} is not UTF-8; save it as UTF-8"]
            ) from None
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_unique_keys)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise SchemaError(where, [f"{place}: {error.msg}; wanted JSON"]) from None
    except ValueError:  # Python reads no whole number of more than 4300 digits
        raise SchemaError(where, ["a number of thousands of digits; wanted a report"]) from None
    except Faults as error:
        raise SchemaError(where, error.faults) from None
    except RecursionError:
        raise SchemaError(where, ["nested too deeply; wanted a report"]) from None


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object as a dict; a key that stands in it twice is a fault."""
    record = dict(pairs)
    if len(record) < len(pairs):
        counts = Counter(key for key, _ in pairs)
        twice = [path_of(key) for key, count in counts.items() if count > 1]
        raise Faults([f"{key}: given twice in one object; wanted once" for key in twice])
    return record


def _records(parsed: Any, where: str) -> tuple[list[Any], list[str]]:
    """Return the report records of a parsed file with the path of each."""
    if isinstance(parsed, dict) and "reports" in parsed:
        extra = [path_of(key) for key in parsed if key not in ("reports", "unused")]
        if extra:
            raise SchemaError(where, [f"{key}: unknown field beside `reports`" for key in extra])
        reports = parsed["reports"]
        if not isinstance(reports, list):
            raise SchemaError(where, [f"reports: got {short(reports)}; wanted a list"])
        return reports, [f"reports[{n}]" for n in range(len(reports))]
    if isinstance(parsed, list):
        return parsed, [f"[{n}]" for n in range(len(parsed))]
    return [parsed], [""]


# --- one report --------------------------------------------------------------------------------


def _report(record: Any, path: str, *, bare: bool = False) -> Report:
    """Return one report from a parsed record, or raise every fault in it."""
    fields: dict[str, Any] = {}
    faults: list[str] = []
    for key, value in _object(record, path).items():
        try:
            name, kind = kind_of_key(key)
            if name in fields:
                raise ValueError(f"a second `{name}`; wanted one of its forms")
            fields[name] = None
            fields[name] = kind.read(value)
        except (ValueError, Faults) as error:
            faults += faults_at(_join(path, path_of(key)), error)
    if not bare:
        faults += [f"{path or 'report'}: {fault}" for fault in _missing(fields) if not faults]
    if faults:
        raise Faults(faults)
    return Report(**fields)


def _object(record: Any, path: str) -> Record:
    """Return `record` if it is an object."""
    if not isinstance(record, dict):
        raise Faults([f"{path or 'report'}: got {short(record)}; wanted an object"])
    return record


def _join(path: str, key: str) -> str:
    """Return the path of a key below a path."""
    return f"{path}.{key}" if path else key


def _missing(fields: Mapping[str, Any]) -> list[str]:
    """Return what a report lacks: it must say where it left, how far it flew, or where it fell."""
    if any(name in fields for name in EVIDENCE):
        return []
    return [f"no claim in it; wanted at least one of {', '.join(EVIDENCE)}"]


# --- records out -------------------------------------------------------------------------------

# In which order a record is written: plain words and numbers, then times, quantities and the rest.
_FIRST = (("text", "date", "count", "azimuth"), ("time",), ("quantity",))


def record_of(report: Report) -> dict[str, Any]:
    """Return a report as a record of the schema; what was not said is left out."""
    said = ((key, write, getattr(report, key)) for key, write in _WRITERS)
    values = ((key, write(value)) for key, write, value in said if value is not None)
    return {key: value for key, value in values if value is not None}


def _writing_order(spec: FieldSpec) -> tuple[bool, int]:
    """Return a key to sort fields by, as they are written: who said so comes last."""
    first = [place for place, kinds in enumerate(_FIRST) if spec.kind.name in kinds]
    return spec.attribution, 0 if spec.attribution else (first or [len(_FIRST)])[0]


_WRITERS = [(s.key, s.kind.write) for s in sorted(FIELDS.values(), key=_writing_order)]
