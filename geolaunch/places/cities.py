"""Cities: those that a map labels, and those that a reach ring may hold.

The labelled ones (`cities`) are few and about Korea and Japan. The others (`towns`) are those of
100,000 and more, capitals, and the places that articles about missile reach name ("Guam (Hagåtña)",
"Alaska (Anchorage)"). Populations are GeoNames', of the city and not of what is about it; they tell
a large city from a small one and are never added up. A place without a country is one that more
than one state claims (`data/SOURCES.md`). Coordinates are (lon, lat) in degrees on WGS84.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_table
from geolaunch.names import name_in

__all__ = ["City", "Town", "cities", "city_name", "country_name", "town_name", "towns"]


@dataclass(frozen=True, slots=True)
class City:
    """A city for labels: its English name, degrees, and a rank (1 is labelled first)."""

    id: str
    name: str
    lon_deg: float
    lat_deg: float
    country: str
    population: int
    rank: int


@dataclass(frozen=True, slots=True)
class Town:
    """A city or a place that articles name: a point in degrees, and how many live there.

    `country` is a code of ISO 3166-1 (XK for Kosovo), "" where more than one state claims the
    place. `capital` marks the capital of a country or of a territory with a code of its own,
    `named` a place that articles about missile reach name.
    """

    name: str
    country: str
    lon_deg: float
    lat_deg: float
    population: int
    capital: bool
    named: bool


# --- cities for labels ----------------------------------------------------------------------------


@cache
def cities() -> tuple[City, ...]:
    """Return the cities that ship for labels, in the order of `data/cities.csv`."""
    return tuple(
        City(
            id=row["id"],
            name=row["name"],
            lon_deg=float(row["lon"]),
            lat_deg=float(row["lat"]),
            country=row["country"],
            population=int(row["population"]),
            rank=int(row["rank"]),
        )
        for row in shipped_table("cities.csv")
    )


def city_name(city: City, lang: str) -> str:
    """Return a city's name in a language, English if it has none."""
    return name_in(lang, "place", city.id) or city.name


# --- cities that a ring may hold ------------------------------------------------------------------


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
        )
        for row in _rows()
    )


def town_name(town: Town, lang: str) -> str:
    """Return a town's name in a language, as GeoNames has it if there is none."""
    return name_in(lang, "town", f"{town.country}/{town.name}") or town.name


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
def _rows() -> tuple[Mapping[str, str], ...]:
    """Return the rows of the table that ships."""
    return tuple(shipped_table("gazetteer.csv"))
