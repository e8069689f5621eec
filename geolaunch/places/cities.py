"""Cities that a reach ring may hold: those of 100,000 and more, capitals, and well-known places.

The places that articles about missile reach name are among them ("Guam (Hagåtña)", "Alaska
(Anchorage)"). Populations are GeoNames', of the city and not of what is about it; they tell a large
city from a small one and are never added up. A place without a country is one that more than one
state claims (`data/SOURCES.md`). Coordinates are (lon, lat) in degrees on WGS84, to 0.001 degree.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_text

__all__ = ["Town", "country_name", "towns"]


@dataclass(frozen=True, slots=True)
class Town:
    """A city or a place that articles name: a point in degrees, and how many live there.

    `country` is a code of ISO 3166-1 (XK for Kosovo), "" where more than one state claims the
    place. `capital` marks the capital of a country or of a territory with a code of its own,
    `named` a place that articles about missile reach name. Names in Korean and Japanese are given
    where we are sure of them, else empty.
    """

    name: str
    country: str
    lon_deg: float
    lat_deg: float
    population: int
    capital: bool
    named: bool
    name_ko: str = ""
    name_ja: str = ""


@cache
def towns() -> tuple[Town, ...]:
    """Return the cities and places that ship, by country, the most populous of each first."""
    return tuple(
        Town(
            name=row["name"],
            country=row["country"],
            lon_deg=float(row["lon"]),
            lat_deg=float(row["lat"]),
            population=int(row["population"]),
            capital="capital" in row["kind"],
            named="named" in row["kind"],
            name_ko=row["name_ko"],
            name_ja=row["name_ja"],
        )
        for row in _rows()
    )


def country_name(code: str) -> str:
    """Return the English name of a town's country by its code, "" for none.

    Raises UnknownNameError if no town that ships is of that country.
    """
    if not code:
        return ""
    if code not in _country_names():
        raise UnknownNameError("country code", code, _country_names())
    return _country_names()[code]


@cache
def _country_names() -> Mapping[str, str]:
    """Return the names of countries by code; the first row of each carries its name."""
    return {row["country"]: row["country_name"] for row in _rows() if row["country_name"]}


@cache
def _rows() -> tuple[dict[str, str], ...]:
    """Return the rows of the table that ships."""
    return tuple(csv.DictReader(io.StringIO(shipped_text("gazetteer.csv"))))
