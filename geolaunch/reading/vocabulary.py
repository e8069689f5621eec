"""The words that reports use, from `data/vocabulary/`, as phrases found in one walk over tokens.

A phrase carries one value in each category that it is of: "launch" is a verb of firing, and no
noun that missiles are counted by. Names of missiles, sites, seas and places are those that ship.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from typing import Any

from geolaunch.catalogue.missiles import missiles
from geolaunch.files import shipped_text
from geolaunch.places.reference_places import references
from geolaunch.places.seas import seas
from geolaunch.places.sites import cities, sites
from geolaunch.reading.tokens import Token, tokenise
from geolaunch.report.direction import WINDS

__all__ = ["Phrases", "Region", "english", "kinds_of_originators", "regions", "words_of"]

# Lists that tell where sentences end, and forms that are more than phrases.
_NO_PHRASES = ("starter", "abbreviation", "sea_forms", "sea_slots")

_CHOICE = re.compile(r"[(]([^()]*)[)]")
_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")

Tags = dict[str, str]


@dataclass(slots=True)
class Phrases:
    """Phrases by their words; `add` fills it when it is made, `match` reads it.

    `longest` holds how many words the longest phrase has that begins with a word.
    """

    tags: dict[tuple[str, ...], Tags] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, phrase: str, category: str, value: str) -> None:
        """Give a phrase a value in a category; values of one category are joined by `|`."""
        words = _words(phrase)
        tags = self.tags.setdefault(words, {})
        known = tags.get(category)
        if known is None:
            tags[category] = value
            self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))
        elif value not in known.split("|"):
            tags[category] = f"{known}|{value}"

    def match(self, tokens: Sequence[Token], first: int) -> tuple[int, Tags]:
        """Return how many tokens the longest phrase from `first` on has, and its tags; (0, {})."""
        most = self.longest.get(tokens[first].text)
        if most is None:
            return 0, {}
        words = tuple(token.text for token in tokens[first : first + most])
        for length in range(len(words), 0, -1):
            tags = self.tags.get(words[:length])
            if tags is not None:
                return length, tags
        return 0, {}


def _words(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase, as a text's tokens are."""
    if _PLAIN.fullmatch(phrase):
        return tuple(phrase.split())
    return tuple(token.text for token in tokenise(phrase))


@dataclass(frozen=True, slots=True)
class Region:
    """A province, a county or a coast that launches are told from: a wide point, degrees and km.

    `names` holds what it is called, by language.
    """

    name: str
    lon_deg: float
    lat_deg: float
    sd_km: float
    names: Mapping[str, tuple[str, ...]]


@cache
def words_of(name: str) -> Any:
    """Return the parsed file `data/vocabulary/<name>.json`."""
    return json.loads(shipped_text(f"vocabulary/{name}.json"))


@cache
def regions() -> tuple[Region, ...]:
    """Return the regions of `data/vocabulary/regions.csv`, in its order."""
    rows = csv.DictReader(io.StringIO(shipped_text("vocabulary/regions.csv")))
    return tuple(
        Region(
            name=row["name"],
            lon_deg=float(row["lon"]),
            lat_deg=float(row["lat"]),
            sd_km=float(row["sd_km"]),
            names={
                tag: tuple(filter(None, row[f"names_{tag}"].split("|")))
                for tag in ("en", "ko", "ja")
            },
        )
        for row in rows
    )


@cache
def kinds_of_originators() -> Mapping[str, str]:
    """Return the kind of each originator by its name: "ministry", "military" or "agency"."""
    return {row["name"]: row["kind"] for row in words_of("originators")}


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
        yield from _named("place", city.id, (city.name_en,))


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
