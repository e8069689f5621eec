"""The English words and names that reports use, each phrase with its categories and values.

From `data/vocabulary/en.json` and the names of missiles, seas, sites and places that ship.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import product

from geolaunch.catalogue.missiles import missiles
from geolaunch.places.cities import cities
from geolaunch.places.provinces import regions
from geolaunch.places.reference_places import references
from geolaunch.places.seas import seas
from geolaunch.places.sites import sites
from geolaunch.reading.vocabulary import Phrases, words_of
from geolaunch.report.direction import WINDS

__all__ = [
    "english",
]

# Lists that tell where sentences end, and forms that are more than phrases.
_NO_PHRASES = ("starter", "abbreviation", "sea_forms", "sea_slots")


_CHOICE = re.compile(r"[(]([^()]*)[)]")


@cache
def english() -> Phrases:
    """Return the English phrases of every category."""
    phrases = Phrases()
    for phrase, category, value in _all_phrases():
        phrases.add(phrase, category, value)
    return phrases


def _all_phrases() -> Iterator[tuple[str, str, str]]:
    """Yield (phrase, category, value): the words of the language, then the names that ship."""
    for category, entries in words_of("en").items():
        if category in _NO_PHRASES:
            continue
        by_value = entries.items() if isinstance(entries, dict) else [("", entries)]
        for value, phrases in by_value:
            yield from ((form, category, value) for phrase in phrases for form in _forms(phrase))
    for row in words_of("originators"):
        yield from ((form, "actor", row["name"]) for name in row["en"] for form in _forms(name))
    for value, names in words_of("carriers").items():
        yield from ((name, "carrier", value) for name in names)
    yield from ((form, "wind", wind) for wind in WINDS for form in _winds(wind))
    yield from _names()


def _forms(phrase: str) -> Iterator[str]:
    """Yield the forms of a phrase: "(a|b) c" is both "a c" and "b c"."""
    parts = _CHOICE.split(phrase)
    choices = (part.split("|") if number % 2 else [part] for number, part in enumerate(parts))
    return ("".join(chosen) for chosen in product(*choices))


def _winds(wind: str) -> Iterator[str]:
    """Yield how a wind is said: northeast, north-east, north-eastward, northeasterly, due east."""
    joined = wind.replace("-", " ")
    apart = joined.replace("northe", "north e").replace("northw", "north w")
    apart = apart.replace("southe", "south e").replace("southw", "south w")
    for spelt in dict.fromkeys((joined, apart)):
        yield f"due {spelt}"
        yield from (f"{spelt}{ending}" for ending in ("", "ward", "wards", "ern", "erly"))


def _names() -> Iterator[tuple[str, str, str]]:
    """Yield the names that ship with other tables."""
    for missile in missiles():
        for name in (missile.name, *_names_proper(missile.aliases)):
            yield from ((spelt, "missile", missile.id) for spelt in _spellings(name))
    for sea in seas():
        yield from ((name, "sea", sea.id) for name in sea.aliases["en"])
    for place in sites():
        yield from _named("site", place.id, (place.name, *place.variants))
    for region in regions():
        yield from _named("region", region.name, region.names["en"])
    for reference in references():
        yield from _named("place", reference.id, (reference.name, *reference.variants))
    for city in cities():
        yield from _named("place", city.id, (city.name,))


def _names_proper(aliases: Iterable[str]) -> Iterator[str]:
    """Yield the aliases that are names, and no descriptions that fit others: "new ... weapon"."""
    return (alias for alias in aliases if not alias.startswith("new "))


def _named(category: str, value: str, names: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the names of one place."""
    yield from ((name, category, value) for name in names if name)


def _spellings(name: str) -> Iterator[str]:
    """Yield how a missile's name is spelt; a plural is a name too."""
    for spelt in (name, *_families(name)):
        yield spelt
        yield f"{spelt}s"


def _families(name: str) -> Iterator[str]:
    """Yield other spellings of one family's name: Hwasongpho-17, Hwaseong-17, HS-17."""
    if name.startswith("Hwasong-"):
        for family in ("Hwasongpho", "Hwasongpo", "Hwaseong", "HS", "Hwasong pho"):
            yield name.replace("Hwasong", family)
    if name.startswith("Pukguksong"):
        yield name.replace("Pukguksong", "Bukgeukseong")
        yield name.replace("Pukguksong", "Pukkuksong")
