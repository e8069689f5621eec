"""Provinces, counties and coasts that launches are reported from: wide points, named in reports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geolaunch.files import shipped_table

__all__ = [
    "Region",
    "regions",
]


@dataclass(frozen=True, slots=True)
class Region:
    """A province, a county or a coast as a place of launches: a wide point, degrees and km.

    `names` holds what it is called, by language.
    """

    name: str
    lon_deg: float
    lat_deg: float
    sd_km: float
    names: Mapping[str, tuple[str, ...]]


@cache
def regions() -> tuple[Region, ...]:
    """Return the regions of `data/vocabulary/regions.csv`, in its order."""
    return tuple(
        Region(
            name=row["name"],
            lon_deg=float(row["lon"]),
            lat_deg=float(row["lat"]),
            sd_km=float(row["sd_km"]),
            names={
                column.removeprefix("names_"): tuple(filter(None, cell.split("|")))
                for column, cell in row.items()
                if column.startswith("names_")
            },
        )
        for row in shipped_table("vocabulary/regions.csv")
    )
