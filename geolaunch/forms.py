"""The forms of Korean and Japanese bulletins as expressions, from `data/vocabulary/`.

Each looks at a bounded number of characters, so that it is linear in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from geolaunch.missiles import missiles
from geolaunch.places import sites
from geolaunch.references import references
from geolaunch.sentences import Finding
from geolaunch.vocabulary import regions, words_of

__all__ = ["Forms", "forms_of", "found_at", "named"]

_NUMBER = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,6})(?:\.\d{1,3})?"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one language as compiled expressions, and its words."""

    words: dict[str, Any]
    measure: re.Pattern[str]
    clock: re.Pattern[str]
    day: re.Pattern[str]
    count: re.Pattern[str]
    names: dict[str, tuple[re.Pattern[str], dict[str, Any]]]


@cache
def forms_of(lang: str) -> Forms:
    """Return the forms of a language."""
    words = words_of(lang)
    units = _any(name for names in words["units"].values() for name in names)
    before = _any(name for names in words["before"].values() for name in names)
    after = _any(name for names in words["after"].values() for name in names)
    half, around = f"(?:{words['am']}|{words['pm']})", _any(words["around"])
    hour, minute = words["hour"], words["minute"]
    at = rf"(?P<half{{0}}>{half})?\s?(?P<hour{{0}}>\d{{{{1,2}}}})\s?{hour}"
    at += rf"(?:\s?(?P<minute{{0}}>\d{{{{1,2}}}})\s?{minute})?(?:{around})?"
    late = at.format(2).replace(
        rf"(?P<hour2>\d{{1,2}})\s?{hour}", rf"(?:(?P<hour2>\d{{1,2}})\s?{hour})?"
    )
    until = _any(words["until"])
    year, month, day = words["year"], words["month"], words["day"]
    numerals = _any(words["numerals"])
    return Forms(
        words=words,
        measure=re.compile(
            rf"(?P<before>{before})?\s?(?P<number>{_NUMBER})\s?(?:(?P<to>[~\u301c-]|\uc5d0\uc11c|\u304b\u3089)\s?"
            rf"(?P<high>{_NUMBER})\s?)?(?P<many>\uc5ec)?\s?(?P<unit>{units})(?:\s?(?P<after>{after}))?"
        ),
        clock=re.compile(rf"{at.format(1)}(?:\s?(?:{until})\s?,?\s?{late})?"),
        day=re.compile(
            rf"(?:(?P<year>\d{{4}})\s?{year}\s?)?(?P<month>\d{{1,2}})\s?{month}\s?"
            rf"(?P<day>\d{{1,2}})\s?{day}"
            rf"|(?P<today>{_any(words['today'])})(?:\s?[(]\s?(?P<of>\d{{1,2}})\s?{day}\s?[)])?"
            rf"|(?P<yesterday>{_any(words['yesterday'])})"
        ),
        count=re.compile(
            rf"(?P<before>{before})?\s?(?P<count>\d{{1,3}}|{numerals})\s?(?:{_any(words['counter'])})(?!\uc0ac|\u5c04|\u8868|\uc694)"
        ),
        names={kind: _compiled(table) for kind, table in _tables(lang).items()},
    )


def _any(names: Iterable[str]) -> str:
    """Return an expression for any of several words, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _compiled(table: dict[str, Any]) -> tuple[re.Pattern[str], dict[str, Any]]:
    """Return an expression for any name of a table, and the table."""
    return re.compile(_any(table) or "(?!)"), table


def _tables(lang: str) -> dict[str, dict[str, Any]]:
    """Return names by kind: each name with what it means."""
    words = words_of(lang)
    tables: dict[str, dict[str, Any]] = {
        kind: {name: value for value, names in words[kind].items() for name in names}
        for kind in ("class", "sea", "near", "trajectory", "winds")
    }
    tables["actor"] = {name: row["name"] for row in words_of("originators") for name in row[lang]}
    tables["site"] = {
        name: name for place in sites() if (name := getattr(place, f"name_{lang}"))
    } | {region_name: region for region in regions() for region_name in region.names[lang]}
    tables["place"] = {
        name: one.name for one in references() if (name := getattr(one, f"name_{lang}"))
    }
    tables["missile"] = {
        name: one.name for one in missiles() if (name := getattr(one, f"name_{lang}"))
    } | {alias: one.name for one in missiles() for alias in one.aliases if not alias.isascii()}
    return tables


def named(forms: Forms, kind: str, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the names of a kind in a sentence."""
    pattern, table = forms.names[kind]
    for match in pattern.finditer(sentence):
        span = (start + match.start(), start + match.end())
        yield Finding(kind, table[match.group()], match.group(), span)


def found_at(field: str, value: Any, match: re.Match[str], start: int) -> Finding:
    """Return a value with the words of a match."""
    return Finding(field, value, match.group(), (start + match.start(), start + match.end()))
