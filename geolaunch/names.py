"""Names by language, and how a name is folded and found.

A language is two files of data: `strings-LANG.json`, the page's words, by which it is found, and
`names-LANG.json`, its names by kind and id (`place`, `town`, `coast`, `territory`, `missile`, and
`sea`, whose names stand under house codes). A thing without a name there goes by its English one,
which stands in the thing's own table.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from geolaunch.files import shipped_names, shipped_text

__all__ = [
    "ENGLISH",
    "bearers",
    "folded",
    "languages",
    "name_columns",
    "name_in",
    "names_in_columns",
    "names_of",
    "sea_names_in",
]

T = TypeVar("T")

ENGLISH = "en"

# Apostrophes of every kind: typewriter's, quotation marks, primes, and the modifier letters that
# romanizations write for an aspirated consonant or a break (P\u02bcy\u014fngyang).
_APOSTROPHES = dict.fromkeys(
    (*b"'`", 0xB4, *range(0x2B9, 0x2C0), *range(0x2018, 0x201C), 0x2032, 0x2035, 0xFF07)
)
_HYPHENS = (*b"-_", *range(0x2010, 0x2016), 0x2212, 0xFF0D)
# Combining marks of Latin letters; those of kana are other letters and stay.
_MARKS = dict.fromkeys(range(0x300, 0x370))

_NAME_COLUMN = "name_"


# --- folding --------------------------------------------------------------------------------------


def folded(name: str, *, hyphen: str = " ") -> str:
    """Return a name for comparison: no case, width, marks, apostrophes or doubled blanks.

    Marks of any romanization go: Wŏnsan is Wonsan, P’yŏngyang and P'yongyang are Pyongyang.
    `hyphen` takes the place of each hyphen.
    """
    plain = name.translate(_APOSTROPHES)
    if not plain.isascii():
        apart = unicodedata.normalize("NFKD", plain).casefold()
        bare = unicodedata.normalize("NFKD", apart).translate(_MARKS)
        plain = unicodedata.normalize("NFC", bare)
    return " ".join(plain.translate(dict.fromkeys(_HYPHENS, hyphen)).casefold().split())


def bearers(named: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Return what bears each name, each thing once, in the order given; "" is no name."""
    by_name: dict[str, dict[int, T]] = {}
    for name, thing in named:
        by_name.setdefault(name, {})[id(thing)] = thing
    return {name: tuple(things.values()) for name, things in by_name.items() if name}


# --- names by language ----------------------------------------------------------------------------


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that pages can be in: those of `strings-LANG.json`, sorted."""
    files = shipped_names("strings-*.json")
    return tuple(name.removeprefix("strings-").removesuffix(".json") for name in files)


def name_in(lang: str, kind: str, id_: str) -> str:
    """Return the name of what ships as `id_` in a language, "" if it has none there."""
    return str(_names_in(lang).get(kind, {}).get(id_, ""))


def names_of(kind: str, id_: str) -> tuple[str, ...]:
    """Return the names of what ships as `id_` in all languages but English."""
    return tuple(filter(None, (name_in(lang, kind, id_) for lang in languages())))


def sea_names_in(lang: str, id_: str) -> Mapping[str, str]:
    """Return a sea's names in a language by house code, its default order first; {} if none."""
    names: Mapping[str, str] = _names_in(lang).get("sea", {}).get(id_, {})
    return names


def name_columns() -> tuple[str, ...]:
    """Return the columns of a user's table that hold names by language, `name_LANG`."""
    return tuple(f"{_NAME_COLUMN}{lang}" for lang in languages() if lang != ENGLISH)


def names_in_columns(row: Mapping[str, str]) -> tuple[tuple[str, str], ...] | None:
    """Return a user's own names, (language, name), from the columns `name_LANG` of a row.

    None if the table has no such columns.
    """
    columns = [column for column in name_columns() if column in row]
    given = [(column.removeprefix(_NAME_COLUMN), row[column]) for column in columns]
    return tuple(pair for pair in given if pair[1]) if given else None


@cache
def _names_in(lang: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the file `names-LANG.json`; {} where a language has none, as English."""
    file = f"names-{lang}.json"
    names: Mapping[str, Mapping[str, Any]] = (
        json.loads(shipped_text(file)) if shipped_names(file) else {}
    )
    return names
