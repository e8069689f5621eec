"""Launches and claims as data frames with typed columns, and as GeoParquet.

A view of the plain rows of `rows`: nothing is computed here.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from geolaunch.catalogue.columns import CLASSES, OUTCOMES, SEEN
from geolaunch.catalogue.rows import FIGURES, claim_rows, rows
from geolaunch.errors import InputError
from geolaunch.report.fields import DISTANCE_KINDS
from geolaunch.report.model import STATUSES, Launch
from geolaunch.report.quantity import QUALIFIERS

if TYPE_CHECKING:
    import geopandas
    import pandas

__all__ = ["claims_frame", "frame", "parquet"]

# pandas and GeoPandas are imported where a frame is made: a list of launches needs neither.

CRS = "EPSG:4326"

Plain = dict[str, Any]


def frame(launches: Iterable[Launch] | None = None) -> geopandas.GeoDataFrame:
    """Return launches as a GeoDataFrame, one row each, the catalogue's if left out.

    The geometry is the launch site in EPSG:4326, (lon, lat) degrees, None where none is known;
    `site_sd_km` is its standard deviation.

    ====================================  ========================================================
    column                                what
    ====================================  ========================================================
    id, missile, missile_id, site,        text; `missile_id` and `site_id` are ids of the tables
    site_id, note, sources
    date                                  datetime64: the Korean date (UTC+9), the first of the
                                          month where `date_known_to` is `month`
    date_known_to                         category: day, month
    first_utc, last_utc                   datetime64, UTC: the first and the last of a salvo
    count                                 Int64: missiles
    missile_class, outcome                category
    range_low_km, range_high_km           Float64: the lowest and highest distance reported
    range_claims, range_originators,      Int64: how many figures, by how many, and how many of
    range_bounds                          them say only "more than" or "less than"
    apogee_..., path_length_...,          the same of the greatest height (km), the length of a
    flight_time_...                       path with turns (km), and the time of flight (s)
    verified                              bool: False for what a user supplied
    ====================================  ========================================================

    No figure is made out of several: what was retracted, revised by its originator, or conditional
    is left out, and the rest stays apart as low, high and how many. `claims_frame` has every figure
    with its source.
    """
    import geopandas
    import shapely

    given = rows(launches)
    points = [
        None if row["lon"] is None else shapely.Point(row["lon"], row["lat"]) for row in given
    ]
    columns = _typed([_with_moments(row) for row in given], _LAUNCH_TYPES)
    return geopandas.GeoDataFrame(columns, geometry=points, crs=CRS)


def claims_frame(launches: Iterable[Launch] | None = None) -> pandas.DataFrame:
    """Return the claims on launches as a DataFrame, one row each, the catalogue's if left out.

    `value` and `unit` are as reported, `low_km`, `high_km`, `low_s`, `high_s` (Float64) the ends of
    a number in km or s, missing where it is neither. `qualifier`, `distance_kind`, `status` and
    `seen` are categories, `verified` is bool, the rest is text: `stated_at` too, a day or a moment.
    """
    return _typed(claim_rows(launches), _CLAIM_TYPES)


def parquet(table: geopandas.GeoDataFrame | pandas.DataFrame) -> bytes:
    """Return a frame as (Geo)Parquet; InputError with the install line if pyarrow is missing."""
    try:
        import pyarrow  # noqa: F401
    except ModuleNotFoundError:
        wanted = "pip install 'geolaunch[parquet]'"
        raise InputError(
            f"Parquet is written by pyarrow, which is not installed: {wanted}"
        ) from None
    out = io.BytesIO()
    table.to_parquet(out, index=False)
    return out.getvalue()


# --- types ----------------------------------------------------------------------------------------

# A tuple is the words of a category.
_Types = Mapping[str, str | tuple[str, ...]]

_LAUNCH_TYPES: _Types = {
    "id": "string",
    "date": "datetime64[us]",
    "date_known_to": ("day", "month"),
    "first_utc": "datetime64[us, UTC]",
    "last_utc": "datetime64[us, UTC]",
    "count": "Int64",
    "missile": "string",
    "missile_id": "string",
    "missile_class": CLASSES,
    "outcome": OUTCOMES,
    "site": "string",
    "site_id": "string",
    "site_sd_km": "Float64",
    **{
        f"{name}_{what}": kind
        for name, unit in FIGURES.items()
        for what, kind in (
            (f"low_{unit}", "Float64"),
            (f"high_{unit}", "Float64"),
            ("claims", "Int64"),
            ("originators", "Int64"),
            ("bounds", "Int64"),
        )
    },
    "verified": "bool",
    "note": "string",
    "sources": "string",
}

_CLAIM_TYPES: _Types = {
    **dict.fromkeys(("id", "launch", "missile_no", "quantity", "value", "unit"), "string"),
    **dict.fromkeys(("low_km", "high_km", "low_s", "high_s"), "Float64"),
    "qualifier": QUALIFIERS,
    "distance_kind": DISTANCE_KINDS,
    **dict.fromkeys(("originator", "carrier", "stated_at"), "string"),
    "status": STATUSES,
    **dict.fromkeys(("supersedes", "words"), "string"),
    "seen": SEEN,
    **dict.fromkeys(("note", "source", "publisher", "address"), "string"),
    "verified": "bool",
}


def _typed(plain: list[Plain], types: _Types) -> pandas.DataFrame:
    """Return plain rows as a frame of typed columns."""
    import pandas

    columns = {}
    for name, kind in types.items():
        dtype: Any = pandas.CategoricalDtype(kind) if isinstance(kind, tuple) else kind
        columns[name] = pandas.Series([row[name] for row in plain], dtype=dtype)
    return pandas.DataFrame(columns)


def _with_moments(row: Plain) -> Plain:
    """Return the row of a launch with its dates and times as such."""
    date = row["date"] or ""
    known_to = {len("YYYY-MM"): "month", len("YYYY-MM-DD"): "day"}.get(len(date))
    times = [
        datetime.fromisoformat(time) for time in filter(None, (row["time_utc"] or "").split("|"))
    ]
    return row | {
        "date": datetime.fromisoformat(date if known_to == "day" else f"{date}-01")
        if date
        else None,
        "date_known_to": known_to,
        "first_utc": min(times, default=None),
        "last_utc": max(times, default=None),
    }
