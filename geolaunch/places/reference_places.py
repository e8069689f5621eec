"""Places that landings are reported from: "about 200 km west of Oshima-Oshima island, Hokkaido".

A name that several places bear ("Akita", a city and a prefecture) gives them all. What is no such
place may be a city that the map labels, or else a launch site. Coordinates are (lon, lat) in
degrees on WGS84.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from geolaunch.errors import UnknownNameError
from geolaunch.names import bearers, folded
from geolaunch.places.cities import cities
from geolaunch.places.sites import Place, find_places, names_of_place, place_of_city, shipped_places

__all__ = ["find_reference", "references"]

_BEFORE = re.compile(r"^(?:(?:near|off|of|from|coast|coasts|shore|tip|waters|western|eastern) )+")
_KIND_OF = re.compile(r"(city|island|islands|islet|peninsula|cape|prefecture) of (.+)")
_AFTER = re.compile(
    r"(?: (?:north|east|south|west)(?:ern)?)? (?:islands?|islets?|tip|coast|shore)$"
)
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
