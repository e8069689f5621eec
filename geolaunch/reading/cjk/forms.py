"""The forms of Korean and Japanese bulletins as expressions, from `data/vocabulary/`.

Each looks at a bounded number of characters, so that it is linear in a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from geolaunch.catalogue.missiles import missiles
from geolaunch.names import name_in
from geolaunch.places.provinces import regions
from geolaunch.places.reference_places import references
from geolaunch.places.sites import local_name, sites
from geolaunch.reading.cjk.numerals import NUMBER
from geolaunch.reading.vocabulary import words_of

__all__ = [
    "Forms",
    "any_of",
    "forms_of",
]

# What governs measures and times, by the list of words in the vocabulary; `no_cue` only hides.
_CUES = (
    *("altitude", "distance", "flight_time", "fly", "fire", "land", "detect", "say", "able"),
    *("do", "no_cue", "speed"),
)

_FROM_TO = "[~\u301c\u223c\u2013-]|\uc5d0\uc11c|\u304b\u3089|\u4e43\u81f3|\ub0b4\uc9c0"


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of one language as compiled expressions, and its words."""

    lang: str
    words: dict[str, Any]
    cue: re.Pattern[str]
    cues: dict[str, str]
    length: re.Pattern[str]
    duration: re.Pattern[str]
    clock: re.Pattern[str]
    day: re.Pattern[str]
    count: re.Pattern[str]
    zone: re.Pattern[str]
    month: re.Pattern[str]
    names: dict[str, tuple[re.Pattern[str], dict[str, Any]]]


@cache
def forms_of(lang: str) -> Forms:
    """Return the forms of a language."""
    words = words_of(lang)
    cues = {word: kind for kind in _CUES for word in words[kind]}
    return Forms(
        lang=lang,
        words=words,
        cue=re.compile(any_of(cues)),
        cues=cues,
        length=_length(words),
        duration=_duration(words),
        clock=_clock(words),
        day=_day(words),
        count=_count(words),
        month=re.compile(
            rf"(?<!\d)(?P<year>(?:19|20)\d\d)\s?{words['year']}\s?"
            rf"(?:(?P<month>\d{{1,2}})\s?{words['month']})?(?!\s?\d)"
            rf"|(?<![\d.])(?P<alone>\d{{1,2}})\s?{words['month']}(?:{any_of(words['of_month'])})"
        ),
        zone=re.compile(any_of(words["eez"])),
        names={kind: (re.compile(any_of(t) or "(?!)"), t) for kind, t in _tables(lang).items()},
    )


def any_of(names: Iterable[str]) -> str:
    """Return an expression for any of several words, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def _all(words: dict[str, Any], kind: str) -> str:
    """Return an expression for the words of every value of a table."""
    return any_of(name for names in words[kind].values() for name in names)


def _count(words: dict[str, Any]) -> re.Pattern[str]:
    """Return counts: a number of one to three digits and its counter; "four to five" has none."""
    number = r"(?<![\d.,~\u223c\u301c-])(?<!\d\u3001)\d{1,3}"
    return re.compile(
        rf"(?:(?P<before>{_all(words, 'before')})\s?)?"
        rf"(?P<count>{number}|{any_of(words['numerals'])})(?P<many>{any_of(words['many'])})?\s?"
        rf"(?!{any_of(words['no_counter'])})(?:{any_of(words['counter'])})"
    )


def _length(words: dict[str, Any]) -> re.Pattern[str]:
    """Return lengths: qualifiers, a number or two, a unit, qualifiers after it."""
    unit = f"(?:{_all(words, 'units')})(?![A-Za-z])"
    before, many = _all(words, "before"), any_of(words["many"])
    return re.compile(
        rf"(?P<before>(?:(?:{before})[\s\u306e]?){{0,3}})(?P<low>{NUMBER})\s?(?P<many>{many})?\s?"
        rf"(?:(?:{unit})?\s?(?P<to>{_FROM_TO})\s?(?:{before})?\s?(?P<high>{NUMBER})\s?(?:{many})?\s?)?"
        rf"(?!{any_of(words['no_unit'])})(?P<unit>{unit})"
        rf"\s?(?P<after>(?:{_all(words, 'after')}){{0,2}})"
    )


def _duration(words: dict[str, Any]) -> re.Pattern[str]:
    """Return durations: hours, minutes, seconds, each with the next smaller."""
    hour, minute, second = (any_of(words["durations"][unit]) for unit in ("h", "min", "s"))
    many, never = any_of(words["many"]), any_of(words["no_duration"])
    return re.compile(
        rf"(?P<before>(?:(?:{_all(words, 'before')})\s?){{0,3}})(?:"
        rf"(?P<h>\d{{1,2}})\s?(?:{hour})(?:\s?(?P<hmin>\d{{1,2}})\s?(?:{minute}))?"
        rf"|(?P<min>{NUMBER})\s?(?P<many>{many})?\s?(?!{never})(?:{minute})"
        rf"(?:\s?(?P<mins>\d{{1,2}})\s?(?:{second}))?"
        rf"|(?P<s>{NUMBER})\s?(?:{many})?\s?(?!{never})(?:{second})(?![A-Za-z]))"
        rf"(?:{any_of(words['span'])})?\s?(?P<after>(?:{_all(words, 'after')})?)"
    )


def _clock(words: dict[str, Any]) -> re.Pattern[str]:
    """Return times of day: one, or two joined, the second with its minutes alone."""
    half = f"(?:{_all(words, 'halves')})"
    hour = rf"(?!{any_of(words['no_hour'])}){words['hour']}"
    minute, around = words["minute"], f"(?:{any_of((*words['around'], *words['whole_hour']))})?"
    thirty = rf"(?P<thirty{{0}}>{words['half_hour']})"
    minutes = rf"\s?(?:(?P<minute{{0}}>\d{{{{1,2}}}})\s?{minute}|{thirty})?"
    pattern = (
        rf"(?:(?P<half{{0}}>{half})\s?\u306e?)?(?P<hour{{0}}>\d{{{{1,2}}}})\s?{hour}{minutes}"
        rf"|(?:(?P<halfc{{0}}>{half})\s?\u306e?)?(?P<hourc{{0}}>\d{{{{1,2}}}}):(?P<minutec{{0}}>\d\d)(?!\d)"
    )
    first, second = pattern.format(1), pattern.format(2)
    joined = rf"\s?(?P<until>{any_of(words['until'])})\s?,?\s?"
    late = rf"(?:{second}|(?P<minute_alone>\d{{1,2}})\s?{minute}(?!\u9593|\uac04))"
    noon = rf"(?P<noon>{any_of(words['noon'])})"
    return re.compile(
        rf"(?:(?<!\d)(?<!\d[:.])(?:{first})|{noon})(?P<around>{around})(?:{joined}{late}{around})?"
    )


def _day(words: dict[str, Any]) -> re.Pattern[str]:
    """Return days: dates with or without year and month, in eras, and words for days."""
    year, month, day = words["year"], words["month"], words["day"]
    era = f"(?P<era>{any_of(words['eras']) or '(?!)'})\\s?(?P<of_era>\\d{{1,2}}|\u5143)\\s?{year}"
    named = f"(?P<last_year>{any_of(words['last_year'])})|{any_of(words['this_year'])}"
    at = rf"(?P<day>\d{{1,2}})\s?(?!{any_of(words['no_day'])}){day}"
    kinds = ("today", "yesterday", "same_day", "day_before")
    word = "|".join(f"(?P<{kind}>{any_of(words[kind])})" for kind in kinds)
    return re.compile(
        rf"(?:(?:(?P<year>(?<!\d)\d{{4}})\)?\s?{year}|{era}|(?:{named})(?:\uc758|\u306e)?)\s?)?"
        rf"(?P<month>(?<!\d)\d{{1,2}})\s?{month}\s?{at}"
        rf"|(?<!\d)(?P<y>20\d\d|19\d\d)[./-]\s?(?P<m>\d{{1,2}})[./-]\s?(?P<d>\d{{1,2}})(?!\d)"
        rf"|(?:{word})(?:\s?[(]\s?(?:\d{{1,2}}\s?{month}\s?)?(?P<of>\d{{1,2}})\s?{day}\s?[)])?"
        rf"|(?:(?P<past>{any_of(words['of_past']) or '(?!)'})\s?)?(?<!\d)(?P<bare>\d{{1,2}})\s?"
        rf"(?!{any_of(words['no_day'])}){day}"
    )


# --- names ----------------------------------------------------------------------------------------


def _tables(lang: str) -> dict[str, dict[str, Any]]:
    """Return names by kind: each name with what it means."""
    words = words_of(lang)
    tables: dict[str, dict[str, Any]] = {
        kind: {name: value for value, names in words[kind].items() for name in names}
        for kind in ("class", "sea", "near", "trajectory", "winds", "ordinal")
    }
    actors = {name: row["name"] for row in words_of("originators") for name in row[lang]}
    more = {name: value for value, names in words["actor"].items() for name in names}
    return tables | {
        "actor": actors | more,
        "site": _sites(lang),
        "waters": _waters(lang),
        "place": _places(lang),
        "missile": {spelt: name for name, spelt in reversed(list(_missiles(lang)))},
    }


def _sites(lang: str) -> dict[str, Any]:
    """Return sites by their names in a language, and regions, which are points and widths."""
    words = words_of(lang)
    known: dict[str, Any] = {name: name for place in sites() if (name := local_name(place, lang))}
    known |= {name: region for region in regions() for name in region.names[lang]}
    for kind in ("site", "region"):
        for name, others in words[kind].items():
            known |= dict.fromkeys(others, known[name])
    return known


def _waters(lang: str) -> dict[str, str]:
    """Return the waters off a site by the name of the site in a language."""
    all_sites = sites()
    off = {
        place.name.removeprefix("Waters off "): place.name
        for place in all_sites
        if place.name.startswith("Waters off ")
    }
    words = words_of(lang)["site"]
    names: dict[str, str] = {}
    for place in all_sites:
        waters, name = off.get(place.name.split()[0]), local_name(place, lang)
        if waters and name and " " not in name and place.name.endswith(" area"):
            names |= dict.fromkeys((name, *words.get(name, ())), waters)
    return names


def _places(lang: str) -> dict[str, str]:
    """Return reference places by their names in a language."""
    names = {name: place.name for place in references() if (name := local_name(place, lang))}
    return names | {
        other: place for place, others in words_of(lang)["place"].items() for other in others
    }


def _missiles(lang: str) -> Iterator[tuple[str, str]]:
    """Yield the primary name of each missile with how it is spelt in a language."""
    forms = words_of(lang)["missile_forms"]
    for missile in missiles():
        for alias in missile.aliases:
            if not alias.isascii():
                yield missile.name, alias
        name = name_in(lang, "missile", missile.id)
        family = next((family for family in forms if name and name.startswith(family)), "")
        if family:
            rest = name.removeprefix(family).lstrip("-")
            yield from ((missile.name, f"{spelt}{rest}") for spelt in forms[family])
        if name:
            yield missile.name, name
