"""Places that landings are reported from: "about 200 km west of Oshima-Oshima island, Hokkaido".

A name that several places bear ("Akita", a city and a prefecture) gives them all. What is no such
place may be a city that the map labels, or else a launch site. Coordinates are (lon, lat) in
degrees on WGS84.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from geolaunch.errors import UnknownNameError
from geolaunch.geodesy.sphere import sphere_distance_km
from geolaunch.names import bearers, folded
from geolaunch.places.cities import cities, towns
from geolaunch.places.sites import Place, find_places, names_of_place, place_of_city, shipped_places

__all__ = ["find_reference", "references"]

# How many names are offered for one that is not known, and how near a town they are.
MOST_OFFERED = 4
BESIDE_KM = 300.0

# How like a name must be to be offered (difflib's ratio): without its kind, if no word of it begins
# with the same letter, and with its kind.
LIKE, VERY_LIKE, SURE = 0.6, 0.75, 0.9

_BEFORE = re.compile(r"^(?:(?:near|off|of|from|coast|coasts|shore|tip|waters|western|eastern) )+")
_KIND_OF = re.compile(r"(city|island|islands|islet|peninsula|cape|prefecture) of (.+)")
_AFTER = re.compile(
    r"(?: (?:north|east|south|west)(?:ern)?)? (?:islands?|islets?|tip|coast|shore)$"
)
_KIND = re.compile(r"\b(?:city|islands?|islets?|peninsula|cape|prefecture)\b")
_OWNER = re.compile(r"^.+?['\u2019]s\s+")
_WITHIN = re.compile(r"\s+(?:in|of)\s+|,")


@cache
def references() -> tuple[Place, ...]:
    """Return the reference places that ship, in the order of `data/references.csv`."""
    return shipped_places("references.csv")


def find_reference(words: str) -> tuple[Place, ...]:
    """Return every place that words mean: "Japan's Noto Peninsula", "the city of Akita", an id.

    Reference places and cities come first, launch sites only where there is neither. Raises
    UnknownNameError with the nearest names if there is nothing of that name.
    """
    for reading in _readings(words):
        places = _by_name().get(_key(reading)) or find_places(reading)
        if places:
            return places
    hint = "the cities of the map and the launch sites are known too"
    raise UnknownNameError("reference place", words, (), hint, _nearest(words))


@cache
def _nearest(words: str) -> tuple[str, ...]:
    """Return the names of places near the town of that name on the map, then of those like words.

    Names are compared without their kinds ("Ogga Peninsula"), so that not every peninsula is like
    every other.
    """
    by_core: dict[str, str] = {}
    for place in (*references(), *_cities()):
        for name in _names(place):
            by_core.setdefault(_core(name), name)
            by_core.setdefault(_key(name), name)
    core, key = _core(words), _key(words)
    like = [by_core[known] for known in (*_alike(core, LIKE, by_core), *_alike(key, SURE, by_core))]
    return tuple(dict.fromkeys((*_beside(words), *like)))[:MOST_OFFERED]


def _alike(core: str, like: float, known: Iterable[str]) -> list[str]:
    """Return the names that are at least as like one as wanted, the likest first.

    They have a word that begins as it does, or are very like: "Hokkaido" shares five letters with
    "Oki-Dogo", which lies 900 km from it.
    """
    from difflib import SequenceMatcher, get_close_matches  # here, as it is seldom needed

    return [
        name
        for name in get_close_matches(core, known, 4 * MOST_OFFERED, like)
        if any(word[:1] == core[:1] for word in name.split())
        or SequenceMatcher(None, core, name).ratio() >= VERY_LIKE
    ]


def _core(name: str) -> str:
    """Return a name as it is compared with others: folded, without its kind."""
    key = _key(name)
    return _KIND.sub("", key).strip() or key


def _beside(words: str) -> list[str]:
    """Return the names of the reference places nearest to a town of that name; [] if none is."""
    key = _core(words)
    town = next((town for town in towns() if folded(town.name) == key), None)
    if town is None:
        return []
    far_km = {
        place.name: sphere_distance_km(town.lon_deg, town.lat_deg, place.lon_deg, place.lat_deg)
        for place in references()
    }
    near = [name for name, km in far_km.items() if km < BESIDE_KM]
    return sorted(near, key=lambda name: far_km[name])


def _readings(words: str) -> Iterator[str]:
    """Yield words as they stand, then less and less of what stands about the name."""
    plain = " ".join(words.split())
    own = _OWNER.sub("", plain)
    for reading in (plain, own, _WITHIN.split(plain)[0], _WITHIN.split(own)[0]):
        yield reading
        yield _AFTER.sub("", reading.casefold())


@cache
def _by_name() -> Mapping[str, tuple[Place, ...]]:
    """Return reference places and cities by each folded id, name and variant."""
    return bearers(
        (_key(name), place)
        for place in (*references(), *_cities())
        for name in (place.id, *_names(place))
    )


def _names(place: Place) -> Iterator[str]:
    """Yield every name that a place goes by."""
    yield from names_of_place(place)
    if place.basis == "city":
        yield f"{place.name} city"


def _key(name: str) -> str:
    """Return a name as it is looked up: folded, without articles and "near", its kind last."""
    plain = _BEFORE.sub("", " ".join(re.sub(r"\bthe\b", " ", folded(name)).split()))
    return _KIND_OF.sub(r"\2 \1", plain)


@cache
def _cities() -> tuple[Place, ...]:
    """Return the cities that ship as reference places."""
    return tuple(map(place_of_city, cities()))
