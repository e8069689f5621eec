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

__all__ = ["Forms", "forms_of", "found_at", "named", "next_of", "number_of", "which_in"]

# Digits, with the signs for ten thousand, thousand and hundred among them: "1,090", "1万234".
_NUMBER = "(?<![\\d.,\u30fb])\\d[\\d.,\u30fb{scales}]{{0,11}}"
_PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,6})(?:\.\d{1,3})?")


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one language as compiled expressions, and its words."""

    words: dict[str, Any]
    measure: re.Pattern[str]
    clock: re.Pattern[str]
    day: re.Pattern[str]
    count: re.Pattern[str]
    offset: re.Pattern[str]
    names: dict[str, tuple[re.Pattern[str], dict[str, Any]]]


@cache
def forms_of(lang: str) -> Forms:
    """Return the forms of a language."""
    words = words_of(lang)
    tables = _tables(lang)
    return Forms(
        words=words,
        measure=_measure(words),
        clock=_clock(words),
        day=_day(words),
        count=_count(words),
        offset=re.compile(
            rf"(?:{_any(words['of_place'])})\s?(?P<wind>{_any(tables['winds'])})"
            rf"(?:{_any(words['of_wind'])})?\s?|(?:{_any(words['of_place'])})\s?"
        ),
        names={kind: _compiled(table) for kind, table in tables.items()},
    )


def _measure(words: dict[str, Any]) -> re.Pattern[str]:
    """Return the form of a figure with a unit: "약 370km", "およそ300キロから350キロ"."""
    number = _NUMBER.format(scales="".join(words["scales"]))
    units = _any(name for names in words["units"].values() for name in names)
    before = _any(name for names in words["before"].values() for name in names)
    after = _any(name for names in words["after"].values() for name in names)
    return re.compile(
        rf"(?P<before>(?:{before})(?:\s?(?:{before}))?)?\s?(?P<number>{number})\s?"
        rf"(?:(?:{units})?\s?(?:[~\u301c-]|\uc5d0\uc11c|\u304b\u3089)\s?(?P<high>{number})\s?)?"
        rf"(?P<many>\uc5ec)?\s?(?P<unit>{units})(?![A-Za-z])(?:\s?(?P<after>{after}))?"
    )


def _clock(words: dict[str, Any]) -> re.Pattern[str]:
    """Return the form of a time of day or two; the second may leave out its hour."""
    half, around = f"(?:{words['am']}|{words['pm']})", f"(?:{_any(words['around'])})?"
    hour, minute = words["hour"], words["minute"]
    one = (
        rf"(?P<half1>{half})?\s?(?P<hour1>\d{{1,2}})(?:\s?{hour}|:(?=\d\d))"
        rf"(?:\s?(?P<minute1>\d{{1,2}})(?:\s?{minute}|(?<=:\d\d)))?{around}"
    )
    two = (
        rf"(?P<half2>{half})?\s?(?:(?P<hour2>\d{{1,2}})(?:\s?{hour}|:(?=\d\d)))?"
        rf"(?:\s?(?P<minute2>\d{{1,2}})(?:\s?{minute}|(?<=:\d\d)))?{around}"
    )
    return re.compile(rf"{one}(?:\s?(?:{_any(words['until'])})\s?,?\s?{two})?")


def _day(words: dict[str, Any]) -> re.Pattern[str]:
    """Return the form of a day: with its month or without, today, yesterday."""
    year, month, day = words["year"], words["month"], words["day"]
    eras = _any(words["era"]) or "(?!)"
    no_day = _any(words["no_day"])
    return re.compile(
        rf"(?:(?:(?P<era>{eras})(?P<era_year>\d{{1,2}})|(?P<year>\d{{4}}))\s?{year}\s?)?"
        rf"(?P<month>\d{{1,2}})\s?{month}\s?(?P<day>\d{{1,2}})\s?{day}"
        rf"|(?P<today>{_any(words['today'])})(?:\s?[(]\s?(?P<of>\d{{1,2}})\s?{day}\s?[)])?"
        rf"|(?P<yesterday>{_any(words['yesterday'])})"
        rf"|(?<!\d)(?P<only>\d{{1,2}})\s?{day}(?!{no_day})"
    )


def _count(words: dict[str, Any]) -> re.Pattern[str]:
    """Return the form of a number of missiles; ordinals are none."""
    before = _any(name for names in words["before"].values() for name in names)
    numerals = rf"(?<![\uac00-\ud7a3\u4e00-\u9fff])(?:{_any(words['numerals'])})"
    return re.compile(
        rf"(?P<before>{before})?\s?(?P<count>(?<!\d)\d{{1,3}}|{numerals})\s?"
        rf"(?:{_any(words['counter'])})(?!{_any(words['no_count'])})"
        rf"(?P<each>{_any(words['each']) or '(?!)'})?"
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
    kana = {spelt: name for name, spellings in words["kana"].items() for spelt in spellings}
    tables["site"] = {
        name: name for place in sites() if (name := getattr(place, f"name_{lang}"))
    } | {region_name: region for region in regions() for region_name in region.names[lang]}
    tables["site"] |= kana
    tables["place"] = {
        name: one.name for one in references() if (name := getattr(one, f"name_{lang}"))
    } | {name: land for land, names in words["lands"].items() for name in names}
    tables["ordinal"] = {
        name: which for which, names in words["ordinals"].items() for name in names
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
    """Return a value with the words of a match, without the blanks about them."""
    words = match.group().rstrip("\u3001, ")
    first = start + match.start() + len(words) - len(words.lstrip())
    return Finding(field, value, words.lstrip(), (first, first + len(words.lstrip())))


def next_of(names: Iterable[str], sentence: str, at: int) -> int:
    """Return where the first of several words stands after a place, the end if none does."""
    found = [sentence.find(name, at) for name in names]
    return min((place for place in found if place >= 0), default=len(sentence))


def which_in(forms: Forms, sentence: str, at: int) -> str:
    """Return which of several missiles is named last before a place; "" for none."""
    told = list(forms.names["ordinal"][0].finditer(sentence, 0, at))
    return str(forms.names["ordinal"][1][told[-1].group()]) if told else ""


def number_of(forms: Forms, words: str) -> float | None:
    """Return the number that digits with signs of scale mean: "1,090", "1万234"; None for none."""
    total, rest = 0.0, words.replace("\u30fb", ".").rstrip(".,")
    for sign, scale in forms.words["scales"].items():
        head, found, tail = rest.partition(sign)
        if found:
            value = _plain_number(head)
            if value is None:
                return None
            total, rest = total + value * scale, tail
    value = _plain_number(rest) if rest else 0.0
    return None if value is None else total + value


def _plain_number(words: str) -> float | None:
    """Return the value of digits with commas and a point; None if they are none."""
    return float(words.replace(",", "")) if _PLAIN.fullmatch(words) else None
