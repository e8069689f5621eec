"""Launches and claims as plain rows, as CSV and as GeoJSON.

No row makes one figure out of several: a distance or a height is the lowest and the highest that
anybody stands by, with how many figures there are and by how many originators. The figures
themselves, with their qualifiers and sources, are the rows of claims.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, Any

from geolaunch.catalogue.claims import CLAIMABLE, MADE_BY
from geolaunch.catalogue.launches import claims_of, load, place_of, system_of
from geolaunch.report.fields import ALL_FIELDS, FIELDS, QUANTITIES, UNITS, parted
from geolaunch.report.io import record_of
from geolaunch.report.model import Launch, Report
from geolaunch.report.quantity import Quantity
from geolaunch.report.voices import latest
from geolaunch.version import VERSION

if TYPE_CHECKING:
    from geolaunch.tables import Row

__all__ = ["FIGURES", "claim_rows", "claims_csv", "launches_csv", "launches_geojson", "rows"]

# The quantities in the row of a launch, and the unit of their columns: lengths before times.
FIGURES = dict(sorted(((name, FIELDS[name].unit) for name in QUANTITIES), key=itemgetter(1)))

# Six decimals of a degree are 0.1 m, as RFC 7946, section 11.2, advises.
DECIMALS = 6

CAVEAT = (
    "Figures are those that the named originators reported, lowest and highest, not a measurement "
    "of ours. A point is a published launch site with its spread."
)

Plain = dict[str, Any]


def rows(launches: Iterable[Launch] | None = None) -> list[Plain]:
    """Return launches as plain rows, one each, the catalogue's if left out; None is "not known".

    `date` is Korean (UTC+9), YYYY-MM-DD or YYYY-MM; `time_utc` holds the times of a salvo parted by
    `|`. `lon` and `lat` are degrees of the launch site, `site_sd_km` is its standard deviation.

    Of range, apogee, path_length (km over ground, km high, km of a path with turns) and flight_time
    (s) stand `_low` and `_high`, the lowest and the highest figure as reported, `_claims`, how many
    figures that is, `_originators`, by how many, and `_bounds`, how many of them say only "more
    than" or "less than". Left out are what was retracted, what its originator revised since, and
    what is conditional ("if on a normal trajectory"). `verified` is False for what a user supplied.
    """
    return [_launch_row(launch) for launch in (load() if launches is None else launches)]


def _launch_row(launch: Launch) -> Plain:
    """Return one launch as a plain row."""
    place, system = place_of(launch), system_of(launch)
    row: Plain = {
        "id": launch.id,
        "date": launch.date,
        "time_utc": "|".join(launch.time_utc) or None,
        "count": launch.count,
        "missile": launch.missile,
        "missile_id": system.id if system else None,
        "missile_class": launch.missile_class,
        "outcome": launch.outcome,
        "site": place.name if place else None,
        "site_id": place.id or None if place else None,
        "lon": round(place.lon_deg, DECIMALS) if place else None,
        "lat": round(place.lat_deg, DECIMALS) if place else None,
        "site_sd_km": place.sd_km if place else None,
    }
    for name, unit in FIGURES.items():
        row |= _figure(launch, name, unit)
    row["verified"] = launch.in_catalogue
    row["note"] = launch.note
    row["sources"] = "; ".join(dict.fromkeys(source.publisher for source in launch.sources)) or None
    return row


def _figure(launch: Launch, name: str, unit: str) -> Plain:
    """Return the lowest and the highest figure of one kind, and how many there are."""
    value: Callable[[Report], Quantity | None] = attrgetter(name)
    figures = [
        (statement.originator, statement.value)
        for statement in latest(launch.reports, value)
        if statement.value.qualifier != "conditional"
    ]
    ends = [end for _, figure in figures for end in _ends(name, figure)]
    bounds = [figure for _, figure in figures if figure.qualifier in ("more_than", "less_than")]
    return {
        f"{name}_low_{unit}": min(ends, default=None),
        f"{name}_high_{unit}": max(ends, default=None),
        f"{name}_claims": len(figures),
        f"{name}_originators": len({originator for originator, _ in figures}),
        f"{name}_bounds": len(bounds),
    }


def _ends(name: str, quantity: Quantity) -> tuple[float, float]:
    """Return the lower and the upper end of a figure in km or s, freed of binary dust."""
    scale = UNITS[name][quantity.unit]
    return round(quantity.low * scale, 3), round(quantity.high * scale, 3)


# --- claims ---------------------------------------------------------------------------------------


def claim_rows(launches: Iterable[Launch] | None = None) -> list[Plain]:
    """Return the claims on launches as plain rows, one each; None is "not said".

    The columns are those of `claims.csv` with `low` and `high`, the ends of a number in km or s
    (one number is both), `publisher` and `address` of the source, and `verified`. What a report
    file says is claims as well, with the launch's id and a number for an id.
    """
    given = load() if launches is None else launches
    return [row for launch in given for row in _rows_of_claims(launch)]


_FIRST = ("id", "launch", "missile_no", "quantity", "value")
_BESIDE = ("qualifier", "distance_kind", *(column for column in MADE_BY if column != "missile_no"))
_REST = ("supersedes", "words", "seen", "note", "source")


# What a report file does not say of a claim, unless it is a quantity.
_UNKNOWN_TO_A_FILE = ("unit", "qualifier", "distance_kind", "supersedes", "seen", "note")


def _rows_of_claims(launch: Launch) -> Iterator[Plain]:
    """Yield the claims of one launch."""
    known = {source.id: source for source in launch.sources}
    for claim in claims_of(launch) or _claims_of_reports(launch):
        source = known.get(claim["source"])
        row: Plain = {key: claim[key] or None for key in _FIRST}
        row |= {"unit": claim["unit"] or None} | _ends_of_claim(claim)
        row |= {key: claim[key] or None for key in (*_BESIDE, *_REST)}
        row["publisher"] = source.publisher if source else None
        row["address"] = (source.address if source else claim.get("url")) or None
        row["verified"] = launch.in_catalogue
        yield row


def _ends_of_claim(claim: Row) -> Plain:
    """Return the ends of a length in km or of a duration in s; None for what is neither."""
    row: Plain = dict.fromkeys(("low_km", "high_km", "low_s", "high_s"))
    spec = ALL_FIELDS.get(claim["quantity"].removeprefix("stage."))
    if spec is None or not spec.units or claim["unit"] not in spec.units:
        return row
    scale = spec.units[claim["unit"]]
    ends = [round(float(end) * scale, 3) for end in claim["value"].split("/")]
    return row | {f"low_{spec.unit}": ends[0], f"high_{spec.unit}": ends[-1]}


def _claims_of_reports(launch: Launch) -> Iterator[Row]:
    """Yield what the reports of a file say as rows of the form of `claims.csv`."""
    number = count(1)
    for report in chain.from_iterable(map(parted, launch.reports)):
        record = record_of(report)
        said = record.pop("words", {})
        shared = {key: _as_text(record.pop(key, "")) for key in (*MADE_BY, "url")}
        record.pop("launch", None)
        for path, value in _leaves(record, ""):
            claim = dict.fromkeys(_UNKNOWN_TO_A_FILE, "")
            claim |= {"id": f"{launch.id}/{next(number)}", "launch": launch.id, "source": ""}
            claim |= {"quantity": path, "words": said.get(path, {}).get("words", "")} | shared
            yield claim | (value if isinstance(value, dict) else {"value": _as_text(value, path)})


def _leaves(record: Plain, outer: str) -> Iterator[tuple[str, Any]]:
    """Yield each thing said in a record by its path; a quantity as its columns."""
    for key, value in record.items():
        path = f"{outer}{key}"
        if isinstance(value, dict) and "unit" in value:
            beside = {name: str(value.get(name, "")) for name in ("unit", "qualifier", "words")}
            yield path, beside | {"value": _as_text(value["value"])}
        elif isinstance(value, dict):
            yield from _leaves(value, f"{path}.")
        else:
            yield path, value


def _as_text(value: Any, path: str = "") -> str:
    """Return a value as a cell of `claims.csv` has it; several names are parted by `|`."""
    if isinstance(value, list):
        named = path in CLAIMABLE and CLAIMABLE[path].form == "names"
        return ("|" if named else "/").join(map(_as_text, value))
    return str(int(value) if isinstance(value, float) and value.is_integer() else value)


# --- texts ----------------------------------------------------------------------------------------


def launches_csv(launches: Iterable[Launch] | None = None) -> str:
    """Return launches as CSV, the columns of `rows`; a cell that begins like a formula is guarded.

    The guard is an apostrophe before it. "Not known" is an empty cell; yes and no are words.
    """
    return _as_csv(rows(launches), _launch_row(Launch(id="", reports=())))


def claims_csv(launches: Iterable[Launch] | None = None) -> str:
    """Return the claims on launches as CSV, the columns of `claim_rows`; see `launches_csv`."""
    example = Launch(id="", reports=(Report(count=1),))
    return _as_csv(claim_rows(launches), next(_rows_of_claims(example)))


def _as_csv(plain: list[Plain], columns: Iterable[str]) -> str:
    """Return plain rows as CSV."""
    from geolaunch.tables import csv_text  # here, so that a listing does not load it

    return csv_text([*columns], ([_cell(value) for value in row.values()] for row in plain))


def _cell(value: Any) -> Any:
    """Return a value as a cell for people: yes and no, 370 and not 370.0."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return int(value) if isinstance(value, float) and value.is_integer() else value


def launches_geojson(launches: Iterable[Launch] | None = None) -> str:
    """Return launches as GeoJSON (RFC 7946), the same bytes for the same launches.

    A feature is a launch at its site, (lon, lat) degrees on WGS84; its geometry is null where no
    site is known. Its properties are those of `rows` with `kind` and `basis`. Beside the features
    stand `generator`, `caveat`, `credits` (the publishers) and, if a user supplied any, `status`.
    """
    from geolaunch.strings import not_verified  # here, so that one launch does not load it

    given = tuple(load() if launches is None else launches)
    publishers = {source.publisher for launch in given for source in launch.sources}
    collection = {
        "type": "FeatureCollection",
        "generator": f"geolaunch {VERSION}",
        "caveat": CAVEAT,
        **({} if all(launch.in_catalogue for launch in given) else {"status": not_verified()}),
        "credits": sorted(publishers),
        "features": [_feature(row) for row in rows(given)],
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _feature(row: Plain) -> Plain:
    """Return one launch as a feature."""
    point = {"type": "Point", "coordinates": [row["lon"], row["lat"]]}
    properties = {key: value for key, value in row.items() if key not in ("lon", "lat")}
    return {
        "type": "Feature",
        "id": row["id"],
        "properties": {"kind": "launch", "basis": "reported", **properties},
        "geometry": None if row["lon"] is None else point,
    }
