"""Report files in and out: records read with the path of every fault, and written again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from geolaunch.errors import SchemaError, path_of, short
from geolaunch.report.fields import EVIDENCE, QUANTITY_KEYS, UNITS, Faults, faults_at, reader_of
from geolaunch.report.model import Landing, Reference, Report, SitePoint
from geolaunch.report.quantity import Quantity

__all__ = ["read_report", "read_reports", "record_of"]

Record = Mapping[str, Any]

# --- files -------------------------------------------------------------------------------------


def read_reports(text: str | bytes, where: str) -> tuple[Report, ...]:
    """Read a report file: one report, a list of them, or {"reports": [...]}.

    Each must say where it left, how far it flew or where it fell, or else bear the `launch` of one
    that does: it may then say no more than what left, how many, and when.

    `where` names the file in messages. Raises SchemaError with one line for each fault: the path of
    the field, what was got and what was wanted.
    """
    records, paths = _records(_parse_json(text, where), where)
    if not records:
        raise SchemaError(where, ["no report in it; wanted at least one"])
    reports, faults = [], []
    placed = _placed_launches(records)
    for record, path in zip(records, paths, strict=True):
        try:
            reports.append(_report(record, path, bare=_launch_of(record) in placed))
        except Faults as found:
            faults += found.faults
    if faults:
        raise SchemaError(where, faults)
    return tuple(reports)


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
    except Faults as found:
        raise SchemaError(where, found.faults) from None


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
    except Faults as found:
        raise SchemaError(where, found.faults) from None
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
            name, read = reader_of(key)
            if name in fields:
                raise ValueError(f"a second `{name}`; wanted one of its forms")
            fields[name] = None
            fields[name] = read(value)
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


def record_of(report: Report) -> dict[str, Any]:
    """Return a report as a record of the schema; what was not said is left out."""
    plain = ("launch", "date", "count", "missile", "missile_class", "azimuth_deg")
    record: dict[str, Any] = {name: getattr(report, name) for name in plain}
    record |= {name: _one_or_two(getattr(report, name)) for name in ("time_local", "time_utc")}
    record |= {name: _quantity_record(getattr(report, name)) for name in UNITS}
    record["site"] = _site_record(report.site)
    record["direction"] = report.direction.words if report.direction else None
    record["trajectory"] = report.trajectory if report.trajectory != "unstated" else None
    record["landing"] = _landing_record(report.landing) or None
    said = ("originator", "carrier", "stated_at", "status", "url")
    record |= {name: getattr(report, name) for name in said}
    record["words"] = {
        name: {"words": said.words} | ({"span": list(said.span)} if said.span else {})
        for name, said in report.words.items()
    } or None
    return {name: value for name, value in record.items() if value is not None}


def _one_or_two(times: tuple[str, ...]) -> str | list[str] | None:
    """Return no time as None, one as itself, two as a list."""
    return list(times) if len(times) > 1 else next(iter(times), None)


def _quantity_record(quantity: Quantity | None) -> dict[str, Any] | None:
    """Return a quantity as {value, unit, qualifier, words?, span?}."""
    if quantity is None:
        return None
    between = quantity.qualifier == "between"
    value = [quantity.low, quantity.high] if between else quantity.low
    record: dict[str, Any] = {"value": value, "unit": quantity.unit}
    record["qualifier"] = quantity.qualifier
    record |= {"words": quantity.words} if quantity.words else {}
    return record | ({"span": list(quantity.span)} if quantity.span else {})


def _site_record(site: str | SitePoint | None) -> str | dict[str, float] | None:
    """Return a site as its name or as {lon, lat, sd_km}."""
    if isinstance(site, SitePoint):
        return {"lon": site.lon_deg, "lat": site.lat_deg, "sd_km": site.sd_km}
    return site


def _landing_record(landing: Landing) -> dict[str, Any]:
    """Return what is said of the landing, without what is not."""
    stated = {
        "sea": landing.sea,
        "near": landing.near,
        "eez": dict(landing.eez) or None,
        "reference": _reference_record(landing.reference) if landing.reference else None,
    }
    return {name: value for name, value in stated.items() if value is not None}


def _reference_record(reference: Reference) -> dict[str, Any]:
    """Return {place, distance?, direction?}."""
    stated = {
        "place": reference.place,
        "distance": _quantity_record(reference.distance),
        "direction": reference.direction.words if reference.direction else None,
    }
    return {name: value for name, value in stated.items() if value is not None}
