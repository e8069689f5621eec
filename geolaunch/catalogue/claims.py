"""Rows of `claims.csv` to reports: the claims of one originator in one source make one report.

A claim's `quantity` is a field of the report schema, so that the catalogue and a user's report file
are read by the same code. What is no part of a report stands aside: see `ASIDE`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from geolaunch import names
from geolaunch.errors import InputError
from geolaunch.names import bearers
from geolaunch.places.sites import Place, names_of_place
from geolaunch.report.fields import ALL_FIELDS, FIELDS, Cell
from geolaunch.report.io import read_report
from geolaunch.report.model import Report, Source

if TYPE_CHECKING:
    from geolaunch.tables import Row

__all__ = [
    "ASIDE",
    "CLAIMABLE",
    "MADE_BY",
    "by_name",
    "folded",
    "grouped",
    "path_of",
    "put",
    "report",
]

# What is no part of a report, by the first word of its quantity: what is said of stages, fairings
# and debris, which is not where the launch fell, and what became of it.
ASIDE = ("stage", "outcome")

# What may be claimed, and how it stands in `claims.csv`: fields of a report, and what stands aside.
CLAIMABLE: Mapping[str, Cell] = {
    **{path: spec.cell for path, spec in ALL_FIELDS.items() if spec.cell},
    **{
        f"stage.{path}": spec.cell
        for path, spec in ALL_FIELDS.items()
        if spec.cell and spec.of_stage
    },
    "outcome": Cell(),
}

_DAY = "YYYY-MM-DD"
_REFERENCE = "landing.reference."

# Who makes a claim, and when: columns of `claims.csv` that are fields of a report.
MADE_BY = tuple(
    path
    for path, spec in FIELDS.items()
    if spec.attribution and path not in ("url", "stated", "words")
)

# Claims that agree in these columns make one report.
_ONE_REPORT = (*MADE_BY, "source")


def grouped(claims: Iterable[Row]) -> Iterable[list[Row]]:
    """Return the claims of a launch that make one report each; what stands aside is left out.

    A landing located from a second place begins a report of its own: a report has one.
    """
    groups: dict[tuple[str | int, ...], list[Row]] = {}
    references: dict[tuple[str, ...], int] = {}
    for claim in claims:
        quantity = claim["quantity"]
        if quantity.split(".")[0] in ASIDE:
            continue
        account = tuple(claim[column] for column in _ONE_REPORT)
        if quantity == f"{_REFERENCE}place":
            references[account] = references.get(account, -1) + 1
        number = references.get(account, 0) if quantity.startswith(_REFERENCE) else 0
        groups.setdefault((*account, number), []).append(claim)
    return groups.values()


def report(
    launch: Row,
    claims: list[Row],
    sources: Mapping[str, Source],
    own: Mapping[str, Place] = MappingProxyType({}),
) -> Report:
    """Return the report that the claims of one account make.

    A site whose folded name is one of the user's `own` is that point, and its name is kept as the
    words. Raises InputError if two claims say the same thing, or if they make no report.
    """
    first = claims[0]
    record: dict[str, Any] = {"launch": launch["id"], "url": sources[first["source"]].address}
    record |= {key: first[key] for key in MADE_BY}
    record = {key: value for key, value in record.items() if value}
    if first["missile_no"]:
        record["missile_no"] = [int(number) for number in first["missile_no"].split("/")]
    for claim in claims:
        put(record, claim)
    if len(launch["date"]) == len(_DAY):
        record.setdefault("date", launch["date"])
    place = own.get(folded(record.get("site", "")))
    if place:
        record.setdefault("words", {}).setdefault("site", record["site"])
        record["site"] = {"lon": place.lon_deg, "lat": place.lat_deg, "sd_km": place.sd_km}
    return read_report(record, f"claims.csv, {first['id']}", bare=True)


def put(record: dict[str, Any], claim: Row) -> None:
    """Put one claim into a report record, under the path that its quantity names."""
    path = path_of(claim)
    *outer, key = path
    place = record
    for name in outer:
        place = place.setdefault(name, {})
    if key in place:
        raise InputError(f"claims.csv, {claim['id']}: a second {claim['quantity']}")
    value = place[key] = _VALUES[CLAIMABLE.get(".".join(path), Cell()).form](claim)
    if claim["words"] and not isinstance(value, dict):
        record.setdefault("words", {})[claim["quantity"]] = claim["words"]


def path_of(claim: Row) -> list[str]:
    """Return where in a report record a claim stands; the length of a path is no range."""
    if claim["quantity"] == "range" and claim["distance_kind"] == "path":
        return ["path_length"]
    return claim["quantity"].split(".")


# --- names ----------------------------------------------------------------------------------------


def by_name(places: Iterable[Place]) -> dict[str, Place]:
    """Return places by every folded name that one of them alone bears."""
    by_id = {place.id: place for place in places}
    named = (
        (folded(name), place)
        for place in by_id.values()
        for name in (place.id, *names_of_place(place))
    )
    return {name: who[0] for name, who in bearers(named).items() if len(who) == 1}


def folded(text: str) -> str:
    """Return a text for comparison: as names are folded, and without hyphens."""
    return names.folded(text, hyphen="")


# --- values ---------------------------------------------------------------------------------------


def _text(claim: Row) -> Any:
    """Return a claimed word."""
    return claim["value"]


def _number(claim: Row) -> Any:
    """Return a claimed number without a unit."""
    return float(claim["value"])


def _times(claim: Row) -> Any:
    """Return one claimed time, or two: `a/b`."""
    return claim["value"].split("/") if "/" in claim["value"] else claim["value"]


def _names(claim: Row) -> Any:
    """Return one claimed name, or several: `a|b`."""
    return claim["value"].split("|") if "|" in claim["value"] else claim["value"]


def _quantity(claim: Row) -> Any:
    """Return a claimed quantity as {value, unit, qualifier, words?}; `a/b` is an interval."""
    ends = [float(end) for end in claim["value"].split("/")]
    record: dict[str, Any] = {"value": ends if len(ends) > 1 else ends[0], "unit": claim["unit"]}
    record["qualifier"] = claim["qualifier"]
    return record | ({"words": claim["words"]} if claim["words"] else {})


_VALUES: Mapping[str, Callable[[Row], Any]] = {
    "text": _text,
    "number": _number,
    "times": _times,
    "names": _names,
    "quantity": _quantity,
}
