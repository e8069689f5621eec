"""Seas by name: which sea a text means, and what a map calls it.

Sea names are in dispute, so a sea has several, each under a short house code ("sj", "es"), and a
map shows all of them unless asked otherwise. What a reader types is looked up among the
aliases of every language; the same characters can mean another sea in another language.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.files import shipped_text
from geolaunch.names import folded, languages, sea_names_in

__all__ = ["Sea", "find_sea", "parse_sea_names", "sea_label", "seas"]

LonLat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sea:
    """One sea.

    `names` holds its English names by house code, the default order first. `aliases` holds what
    texts call it, by language. `limits` is a ring of (lon, lat) in degrees, open, drawn generously
    over land; `label_lonlat` lies in open water, and a map's name for the sea no farther than
    `label_km` from it (None is anywhere): a strait counts to a sea and is not called by its name.
    `follows` says whose limits these are.
    """

    id: str
    names: Mapping[str, str]
    aliases: Mapping[str, tuple[str, ...]]
    limits: tuple[LonLat, ...]
    label_lonlat: LonLat
    label_km: float | None
    follows: str


@cache
def seas() -> tuple[Sea, ...]:
    """Return the seas that ship, in the order of the regions."""
    return tuple(
        Sea(
            id=row["id"],
            names=row["names"],
            aliases={lang: tuple(names) for lang, names in row["aliases"].items()},
            limits=tuple((lon, lat) for lon, lat in row["limits"]),
            label_lonlat=(row["label"][0], row["label"][1]),
            label_km=row["label_km"],
            follows=row["follows"],
        )
        for row in json.loads(shipped_text("seas.json"))
    )


def find_sea(name: str, lang: str | None = None) -> Sea:
    """Return the sea that `name` means: an id or a name in any language, or in `lang` only.

    Several names of one sea, as in "Sea of Japan / East Sea" or "East Sea (Sea of Japan)", are that
    sea. InputError where the languages differ (東海) and `lang` is not given; UnknownNameError
    where nothing is called so.
    """
    known = _by_alias(lang)
    parts = map(_key, re.split(r"[/()\uff08\uff09\u30fb]", name))
    names = [part for part in parts if part]
    meanings = [known.get(part, frozenset()) for part in names]
    ids = frozenset.intersection(*meanings) if meanings else frozenset[str]()
    if not ids:
        mixed = bool(meanings) and all(meanings)
        there_are = f"the seas are {', '.join(sea_label(sea) for sea in seas())}"
        hint = "the names are those of more than one sea" if mixed else there_are
        raise UnknownNameError("sea", name, _english_names(), hint)
    if len(ids) > 1:
        which = " and the ".join(next(iter(_by_id()[id_].names.values())) for id_ in sorted(ids))
        raise InputError(f"sea {name!r} means the {which}, by language; give the language")
    return _by_id()[next(iter(ids))]


def sea_label(sea: Sea, codes: Sequence[str] = (), lang: str = "en") -> str:
    """Return what a map in `lang` calls `sea`: its names of these house codes, in that order.

    Codes of other seas are passed over; with none of its own the sea keeps all its names. A
    language without names of its own gets the English ones. InputError for a code that no sea has.
    """
    _refuse_unknown(codes)
    names = sea_names_in(lang, sea.id) or sea.names
    chosen = [names[code] for code in codes if code in names]
    return " / ".join(chosen or names.values())


def parse_sea_names(text: str) -> tuple[str, ...]:
    """Return the house codes in text such as "sj,es"; () for "". InputError for an unknown one."""
    codes = tuple(code.strip().casefold() for code in text.split(",") if code.strip())
    _refuse_unknown(codes)
    return codes


def _refuse_unknown(codes: Sequence[str]) -> None:
    """Raise InputError if one of `codes` is no house code, naming those there are."""
    there_are = {code: name for sea in seas() for code, name in sea.names.items()}
    for code in codes:
        if code not in there_are:
            listed = ", ".join(f"{known} ({name})" for known, name in there_are.items())
            raise InputError(f"unknown sea name code {code!r}; the codes are {listed}")


@cache
def _by_id() -> dict[str, Sea]:
    """Return the seas by id."""
    return {sea.id: sea for sea in seas()}


@cache
def _by_alias(lang: str | None) -> dict[str, frozenset[str]]:
    """Return the ids of the seas that each folded name means in `lang`, or in any language."""
    ids_by_name: dict[str, set[str]] = {}
    for sea in seas():
        spoken = (names for tag, names in _aliases(sea).items() if lang in (None, tag))
        for name in (sea.id, *chain.from_iterable(spoken)):
            ids_by_name.setdefault(_key(name), set()).add(sea.id)
    return {name: frozenset(ids) for name, ids in ids_by_name.items()}


def _english_names() -> list[str]:
    """Return the English names of all seas, to suggest from."""
    return [name for sea in seas() for name in sea.aliases["en"]]


def _aliases(sea: Sea) -> Mapping[str, Iterable[str]]:
    """Return what texts call a sea, by language: what a page calls it, if we have no more."""
    pages = {lang: sea_names_in(lang, sea.id).values() for lang in languages()}
    return {**pages, **sea.aliases}


def _key(name: str) -> str:
    """Return a sea's name as it is looked up: without a leading "the"."""
    return folded(name).removeprefix("the ")
