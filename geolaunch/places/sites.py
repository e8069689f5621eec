"""Names to places: launch sites and cities, each with its uncertainty.

A name that several places bear is a mixture of them, never the first match. Coordinates are
(lon, lat) in degrees on WGS84.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_table
from geolaunch.names import bearers, folded, name_in, names_in_columns, names_of
from geolaunch.report.direction import parse_direction
from geolaunch.report.model import SitePoint

if TYPE_CHECKING:
    from geolaunch.places.cities import City

__all__ = [
    "CITY_SD_KM",
    "PART_OF_COUNTRY",
    "Place",
    "Site",
    "find_places",
    "find_site",
    "is_site_name",
    "local_name",
    "names_of_place",
    "place_of_city",
    "place_of_row",
    "shipped_places",
    "site_of",
    "sites",
]

# "A site south of Pyongyang" names no distance. The launch sites that the press has described so
# lie 20 to 40 km off; the point is put 30 km out with a standard deviation as wide as that.
RELATIVE_OFFSET_KM = 30.0
RELATIVE_SD_KM = 30.0

# A phrase that names a city means its middle or its edge.
CITY_SD_KM = 5.0

# A part of a country: a landing reported there is one on land.
PART_OF_COUNTRY = "part of the country, its middle"

# A point that a user gave to less than this is no better known than a runway is long.
SMALLEST_SD_KM = 0.5

_RELATIVE = re.compile(
    r"(?:an?\s+|the\s+)?(?:(?:site|area|region|place|location|point)\s+)?(?:to\s+the\s+)?"
    r"(?P<direction>[\w-]+)\s+of\s+(?P<place>.+)"
)
_BEFORE = re.compile(
    r"^(?:(?:an?|the|in|at|from|near|around|off|area|areas|vicinity|of|waters|coast|site|"
    r"location|place|point|city|county|region)\s+)+"
)
_WITHIN = re.compile(r"\s+(?:in|of)\s+|,")
_AFTER = re.compile(r"\s+(?:area|areas|region|vicinity)$")


@dataclass(frozen=True, slots=True)
class Place:
    """A named place: a point in degrees, and how far from it the thing meant may be, in km.

    `sd_km` is a standard deviation in each direction. "A site south of X" is a place too:
    `offset_from` is X and `offset_azimuth_deg` the direction. `own_names` are the names by language
    of a place from a user's table, (language, name); None for one that ships, whose names stand
    under its id in `names-LANG.json`.
    """

    id: str
    name: str
    lon_deg: float
    lat_deg: float
    sd_km: float
    basis: str
    source: str
    variants: tuple[str, ...] = ()
    country: str = ""
    own_names: tuple[tuple[str, str], ...] | None = None
    offset_from: Place | None = None
    offset_azimuth_deg: float = 0.0

    @property
    def is_inland(self) -> bool:
        """Whether a landing there is one on land."""
        return self.basis == PART_OF_COUNTRY

    @property
    def territory(self) -> str:
        """The territory of which a place that is inland is a part, by its id; else ""."""
        return self.id.rpartition("-")[0] if self.is_inland else ""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a launch left: one place or several that share the name, each as likely as the next.

    `words` is the name as given. `in_catalogue` is False for a point that a user supplied.
    """

    words: str
    places: tuple[Place, ...]
    in_catalogue: bool = True

    @property
    def name(self) -> str:
        """What a map calls it: the place's own name, or the words if several places are meant."""
        return self.places[0].name if len(self.places) == 1 else self.words


@cache
def sites() -> tuple[Place, ...]:
    """Return the launch sites that ship, in the order of `data/sites.csv`."""
    return shipped_places("sites.csv")


def shipped_places(table: str) -> tuple[Place, ...]:
    """Return the places of a table that ships, in its order."""
    return tuple(map(place_of_row, shipped_table(table)))


def place_of_row(row: Mapping[str, str]) -> Place:
    """Return the place of a row of a table in the form of `data/sites.csv`."""
    return Place(
        id=row["id"],
        name=row["name"],
        lon_deg=float(row["lon"]),
        lat_deg=float(row["lat"]),
        sd_km=float(row["sd_km"]),
        basis=row["basis"],
        source=row["source"],
        variants=tuple(filter(None, row["variants"].split("|"))),
        country=row.get("country", ""),
        own_names=names_in_columns(row),
    )


def place_of_city(city: City) -> Place:
    """Return a city that maps label as a place."""
    point = (city.lon_deg, city.lat_deg)
    return Place(city.id, city.name, *point, CITY_SD_KM, "city", "GeoNames")


def local_name(place: Place, lang: str) -> str:
    """Return the name of a place in a language, "" where it has none."""
    if place.own_names is not None:
        return dict(place.own_names).get(lang, "")
    return name_in(lang, "place", place.id)


def names_of_place(place: Place) -> tuple[str, ...]:
    """Return every name that a place goes by, in every language, its English one first."""
    if place.own_names is not None:
        local = tuple(name for _, name in place.own_names)
    else:
        local = names_of("place", place.id)
    return (place.name, *place.variants, *local)


def find_places(name: str) -> tuple[Place, ...]:
    """Return every launch site of that name, variant or id; () if there is none.

    A plain id ("kusong") is a name too and means all that bear it; one with a hyphen is exact.
    """
    by_id = tuple(place for place in sites() if place.id == name)
    return by_id if by_id and "-" in name else _sites_by_name().get(folded(name), by_id)


@cache
def _sites_by_name() -> Mapping[str, tuple[Place, ...]]:
    """Return the launch sites by each folded name and variant."""
    return bearers((folded(name), place) for place in sites() for name in names_of_place(place))


def find_site(words: str) -> Site:
    """Return the site that words mean: an id, a name or variant, or "a site south of Pyongyang".

    Raises UnknownNameError with the nearest names if they mean none.
    """
    places = find_places(words) or find_places(_core(words)) or _relative(words)
    if not places:
        known = {name for place in sites() for name in (place.id, *names_of_place(place))}
        hint = "give it as {lon, lat, sd_km} in a report file, or see `geolaunch places`"
        raise UnknownNameError("launch site", words, sorted(known), hint)
    return Site(words, places)


def is_site_name(words: str) -> bool:
    """Return whether `find_site` knows what words mean, without working out where it lies."""
    return bool(find_places(words) or find_places(_core(words)) or _relative_parts(words))


def site_of(given: str | SitePoint, said: str = "") -> Site:
    """Return the site of a report: its name looked up, or the user's own point.

    A point is called as was `said`, else by its coordinates.
    """
    if isinstance(given, str):
        return find_site(given)
    words = said or f"{given.lat_deg:.3f}, {given.lon_deg:.3f}"
    sd_km = max(given.sd_km, SMALLEST_SD_KM)
    basis = "given by the user"
    place = Place("", words, given.lon_deg, given.lat_deg, sd_km, basis, "user")
    return Site(words, (place,), in_catalogue=False)


def _core(words: str) -> str:
    """Return a site's bare name: "around Chunghwa area in North Hwanghae" is "chunghwa"."""
    core = _WITHIN.split(_BEFORE.sub("", " ".join(words.casefold().split())))[0]
    return _AFTER.sub("", core)


def _relative(words: str) -> tuple[Place, ...]:
    """Return the wide place meant by "a site south of X"; () if the words have another form."""
    parts = _relative_parts(words)
    return tuple(_offset(base, parts[1], words) for base in parts[0]) if parts else ()


def _relative_parts(words: str) -> tuple[tuple[Place, ...], float] | None:
    """Return what "a site south of X" is measured from and its azimuth; None for another form."""
    match = _RELATIVE.fullmatch(" ".join(words.casefold().split()))
    if match is None:
        return None
    try:
        azimuth_deg = parse_direction(match["direction"]).azimuth_deg
    except ValueError:
        return None
    bases = _bases(match["place"])
    return (bases, azimuth_deg) if bases else None


def _bases(name: str) -> tuple[Place, ...]:
    """Return what a relative place is reckoned from: a city, else a launch site's area."""
    from geolaunch.places.cities import cities  # here, as a look-up by name does without them

    wanted = {folded(name), folded(_core(name))}
    for city in cities():
        if not wanted.isdisjoint({city.id, folded(city.name)}):
            return (place_of_city(city),)
    return find_places(name) or find_places(_core(name))


def _offset(base: Place, azimuth_deg: float, words: str) -> Place:
    """Return the wide place at an assumed distance from `base`."""
    from geolaunch.geodesy.shapes import direct  # here, so that a look-up by name loads no numpy

    lon, lat, _ = direct(base.lon_deg, base.lat_deg, azimuth_deg, RELATIVE_OFFSET_KM)
    basis = f"{RELATIVE_OFFSET_KM:g} km from {base.name}, as no distance is named"
    sd_km = (RELATIVE_SD_KM**2 + base.sd_km**2) ** 0.5
    place = Place("", words, float(lon), float(lat), sd_km, basis, base.source)
    return replace(place, offset_from=base, offset_azimuth_deg=azimuth_deg)
