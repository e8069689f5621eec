"""Places from which landings are told: "about 200 km west of Oshima-Oshima island, Hokkaido".

A name that several places bear ("Akita", a city and a prefecture) gives them all. What is no such
place may be a city that the map labels, or else a launch site. Coordinates are (lon, lat) in
degrees on WGS84.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_text
from geolaunch.places.sites import City, Place, cities, find_places

__all__ = ["ReferencePlace", "find_reference", "references"]

# A part of a country: who tells of a landing there tells of one on land.
PART_OF_COUNTRY = "part of the country, its middle"

# A phrase that names a city means its middle or its edge.
CITY_SD_KM = 5.0

_BEFORE = re.compile(r"^(?:(?:near|off|of|from|coast|coasts|shore|tip|waters|western|eastern) )+")
_KIND_OF = re.compile(r"(city|island|islands|islet|peninsula|cape|prefecture) of (.+)")
_AFTER = re.compile(
    r"(?: (?:north|east|south|west)(?:ern)?)? (?:islands?|islets?|tip|coast|shore)$"
)
_OWNER = re.compile(r"^.+?['\u2019]s\s+")
_WITHIN = re.compile(r"\s+(?:in|of)\s+|,")


@dataclass(frozen=True, slots=True)
class ReferencePlace:
    """A place that landings are told from: a point in degrees, and how well the phrase places it.

    `sd_km` is the standard deviation, in each direction, of the point that was meant.
    """

    id: str
    name: str
    lon_deg: float
    lat_deg: float
    sd_km: float
    basis: str
    source: str
    variants: tuple[str, ...] = ()
    name_ko: str = ""
    name_ja: str = ""

    @property
    def is_inland(self) -> bool:
        """Whether a landing there is one on land."""
        return self.basis == PART_OF_COUNTRY

    @property
    def country(self) -> str:
        """The territory of which a place that is inland is a part, by its id; else ""."""
        return self.id.rpartition("-")[0] if self.is_inland else ""


@cache
def references() -> tuple[ReferencePlace, ...]:
    """Return the reference places that ship, in the order of `data/references.csv`."""
    return tuple(
        ReferencePlace(
            id=row["id"],
            name=row["name"],
            lon_deg=float(row["lon"]),
            lat_deg=float(row["lat"]),
            sd_km=float(row["sd_km"]),
            basis=row["basis"],
            source=row["source"],
            variants=tuple(filter(None, row["variants"].split("|"))),
            name_ko=row["name_ko"],
            name_ja=row["name_ja"],
        )
        for row in csv.DictReader(io.StringIO(shipped_text("references.csv")))
    )


def find_reference(words: str) -> tuple[ReferencePlace, ...]:
    """Return every place that words mean: "Japan's Noto Peninsula", "the city of Akita", an id.

    Reference places and cities come first, launch sites only where there is neither. Raises
    UnknownNameError with the nearest names if there is nothing of that name.
    """
    for reading in _readings(words):
        found = _by_name().get(_folded(reading)) or _launch_sites(reading)
        if found:
            return found
    known = [name for place in (*references(), *_cities()) for name in _names(place)]
    hint = "the cities of the map and the launch sites are known too"
    raise UnknownNameError("reference place", words, known, hint)


def _readings(words: str) -> Iterator[str]:
    """Yield words as they stand, then less and less of what stands about the name."""
    plain = " ".join(words.split())
    own = _OWNER.sub("", plain)
    for reading in (plain, own, _WITHIN.split(plain)[0], _WITHIN.split(own)[0]):
        yield reading
        yield _AFTER.sub("", reading.casefold())


@cache
def _by_name() -> Mapping[str, tuple[ReferencePlace, ...]]:
    """Return reference places and cities by each folded id, name and variant."""
    found: dict[str, dict[str, ReferencePlace]] = {}
    for place in (*references(), *_cities()):
        for name in (place.id, *_names(place)):
            found.setdefault(_folded(name), {})[place.id] = place
    return {name: tuple(places.values()) for name, places in found.items() if name}


def _names(place: ReferencePlace) -> Iterator[str]:
    """Yield every name that a place goes by."""
    yield from filter(None, (place.name, *place.variants, place.name_ko, place.name_ja))
    if place.basis == "city":
        yield f"{place.name} city"


def _folded(name: str) -> str:
    """Return a name for comparison: no case, accents, hyphens or articles."""
    letters = unicodedata.normalize("NFD", name.casefold())
    bare = re.sub("[\u0300-\u036f'\u2019`]", "", letters).replace("-", " ")
    plain = _BEFORE.sub("", " ".join(re.sub(r"\bthe\b", " ", bare).split()))
    return _KIND_OF.sub(r"\2 \1", plain)


def _launch_sites(name: str) -> tuple[ReferencePlace, ...]:
    """Return the launch sites of that name as reference places."""
    return tuple(_from_site(place) for place in find_places(name))


@cache
def _cities() -> tuple[ReferencePlace, ...]:
    """Return the cities that ship as reference places."""
    return tuple(_from_city(city) for city in cities())


def _from_city(city: City) -> ReferencePlace:
    """Return a city as a reference place."""
    return ReferencePlace(
        id=city.id,
        name=city.name_en,
        lon_deg=city.lon_deg,
        lat_deg=city.lat_deg,
        sd_km=CITY_SD_KM,
        basis="city",
        source="GeoNames",
        name_ko=city.name_ko,
        name_ja=city.name_ja,
    )


def _from_site(place: Place) -> ReferencePlace:
    """Return a launch site as a reference place."""
    return ReferencePlace(
        id=place.id,
        name=place.name,
        lon_deg=place.lon_deg,
        lat_deg=place.lat_deg,
        sd_km=place.sd_km,
        basis=place.basis,
        source=place.source,
        variants=place.variants,
        name_ko=place.name_ko,
        name_ja=place.name_ja,
    )
