"""Bulletins of the Korean and Japanese ministries, short and formulaic, read by their forms.

Every form looks at a bounded number of characters of one sentence of bounded length, so the time
is linear. The words stand in `data/vocabulary/ja.json` and `ko.json`; what is read has the same
shape as in `prose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from geolaunch.direction import parse_direction
from geolaunch.missiles import missiles
from geolaunch.places import sites
from geolaunch.prose import Left, Told
from geolaunch.quantity import Qualifier, Quantity, check_distance
from geolaunch.references import references
from geolaunch.report import Reference, SitePoint
from geolaunch.seas import sea_label, seas
from geolaunch.sentences import Finding
from geolaunch.speakers import Speaker
from geolaunch.tokens import is_east_asian
from geolaunch.vocabulary import regions, words_of

__all__ = ["languages_of", "read_bulletin"]

_LONGEST = 400  # characters of one sentence
_SENTENCE = re.compile(r"[^\u3002\n]{1,400}?(?:\u3002|\ub2e4\.(?=\s|$)|\n|$)|[^\u3002\n]{1,400}")
_NUMBER = r"(?<![\d.,])(?:\d{1,3}(?:,\d{3}){1,2}|\d{1,6})(?:\.\d{1,3})?"
_PROVINCES = ("\ubd81\ub3c4", "\ub0a8\ub3c4", "\u5317\u9053", "\u5357\u9053")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class _Forms:
    """The forms of one language as compiled expressions, and its words."""

    words: dict[str, Any]
    measure: re.Pattern[str]
    clock: re.Pattern[str]
    day: re.Pattern[str]
    count: re.Pattern[str]
    names: dict[str, tuple[re.Pattern[str], dict[str, Any]]]


def languages_of(text: str) -> tuple[str, ...]:
    """Return which of Korean and Japanese a text has letters of."""
    korean = re.search("[\uac00-\ud7a3]", text) is not None
    japanese = re.search("[\u3041-\u30fa]", text) is not None
    return ("ko",) * korean + ("ja",) * japanese


def read_bulletin(
    text: str, lang: str, base: date | None
) -> tuple[list[Told], list[Left], list[Finding]]:
    """Return what a bulletin tells of launches, and the measures that were left."""
    told, left = list[Told](), list[Left]()
    speaker: Speaker | None = None
    narrow = text.translate(_NARROW)
    for match in _SENTENCE.finditer(narrow):
        sentence, start = match.group(), match.start()
        if not is_east_asian(sentence):
            continue
        forms = _forms(lang)
        found = next(_named(forms, "actor", sentence, start), None)
        speaker = _speaker(found) if found else speaker
        findings = list(_findings(forms, sentence, start, lang))
        day = _day(forms, sentence, start, base)
        used = [finding.span for finding in findings]
        left += _unused(forms, sentence, start, used)
        if findings or day:
            dates = day.value if day else ()
            told.append(Told(speaker, dates, day, 0, findings))
    return _resolved(told, text), left, []


def _resolved(told: list[Told], text: str) -> list[Told]:
    """Return what is told with the words as they stand in the text, full-width digits kept."""
    for one in told:
        one.findings = [
            replace(finding, words=text[finding.span[0] : finding.span[1]])
            for finding in one.findings
        ]
    return told


def _speaker(found: Finding) -> Speaker:
    """Return an originator by name."""
    return Speaker(found.value, found.words, found.span, 0, 0)


# --- the forms of a language ----------------------------------------------------------------------


@cache
def _forms(lang: str) -> _Forms:
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
    return _Forms(
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


def _named(forms: _Forms, kind: str, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the names of a kind in a sentence."""
    pattern, table = forms.names[kind]
    for match in pattern.finditer(sentence):
        span = (start + match.start(), start + match.end())
        yield Finding(kind, table[match.group()], match.group(), span)


# --- one sentence ---------------------------------------------------------------------------------


def _has(sentence: str, names: Iterable[str]) -> bool:
    """Return whether a sentence holds one of several words."""
    return any(name in sentence for name in names)


def _findings(forms: _Forms, sentence: str, start: int, lang: str) -> Iterator[Finding]:
    """Yield what a sentence says of a launch."""
    words = forms.words
    if not _has(sentence, (*words["missile"], *words["fly"], *words["land"], *words["altitude"])):
        return
    if _has(sentence, words["past"]):
        return
    yield from _measures(forms, sentence, start)
    fired, landed = _has(sentence, words["fire"]), _has(sentence, words["land"])
    if fired:
        yield from _clocks(forms, sentence, start)
        yield from _sites(forms, sentence, start)
    for match in forms.count.finditer(sentence):
        value = words["numerals"].get(match["count"]) or int(match["count"])
        if value:
            yield _at("count", value, match, start)
    for found in _named(forms, "class", sentence, start):
        rank = 1 if found.value == "ballistic missile" else 2
        yield replace(found, field="missile_class", rank=rank)
    for found in _named(forms, "missile", sentence, start):
        yield replace(found, field="missile")
    for found in _named(forms, "trajectory", sentence, start):
        yield found
    if fired or landed or _has(sentence, words["fly"]):
        for found in _named(forms, "sea", sentence, start):
            if sentence[found.span[1] - start :].startswith(_PROVINCES):
                continue
            sea = next(one for one in seas() if one.id == found.value)
            yield replace(found, field="landing.sea", value=sea_label(sea))
    if landed:
        yield from (
            replace(found, field="landing.near") for found in _named(forms, "near", sentence, start)
        )
    yield from _eez(forms, sentence, start, lang)
    yield from _directions(forms, sentence, start)


def _at(field: str, value: Any, match: re.Match[str], start: int) -> Finding:
    """Return a value with the words of a match."""
    return Finding(field, value, match.group(), (start + match.start(), start + match.end()))


def _measures(forms: _Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the quantities of a sentence, by the word before each or after it."""
    for match in forms.measure.finditer(sentence):
        quantity = _quantity(forms, match, start)
        if quantity is None:
            continue
        kind = _role(forms, sentence, match, quantity)
        if kind == "landing.reference":
            yield from _reference(forms, sentence, match, start, quantity)
        elif kind:
            yield _at(kind, quantity, match, start)


def _quantity(forms: _Forms, match: re.Match[str], start: int) -> Quantity | None:
    """Return a match as a quantity; None for one that cannot be."""
    unit = next(unit for unit, names in forms.words["units"].items() if match["unit"] in names)
    low = float(match["number"].replace(",", ""))
    high = float(match["high"].replace(",", "")) if match["high"] else low
    qualifier: Qualifier = "between" if high > low else "exact"
    told = [
        name
        for side in ("before", "after")
        for name, spelt in forms.words[side].items()
        if match[side] in spelt
    ]
    if match["many"]:
        told.append("about")
    if qualifier == "exact" and told:
        bounds = [name for name in told if name != "about"]
        qualifier = bounds[0] if bounds else "about"
    span = (start + match.start(), start + match.end())
    quantity = Quantity(low, max(low, high), unit, qualifier, match.group(), span)
    try:
        if unit in ("km", "m"):
            check_distance(quantity)
    except ValueError:
        return None
    return quantity if low > 0 else None


def _role(forms: _Forms, sentence: str, match: re.Match[str], quantity: Quantity) -> str:
    """Return the field that a measure fills, "" for none."""
    words = forms.words
    before = sentence[max(0, match.start() - 14) : match.start()]
    after = sentence[match.end() : match.end() + 12]
    if quantity.unit in ("min", "s"):
        flown = _has(after[:7], words["fly"]) or _has(before, words["flight_time"])
        return "flight_time" if flown and words["hour"] not in before[-4:] else ""
    cut = max((before.rfind(mark) for mark in "\u3001,"), default=-1)
    near = before[cut + 1 :] if len(before) - cut > 3 else before
    if _has(near, words["altitude"]):
        return "apogee"
    if _has(near, words["distance"]) or _has(after, words["fly"]):
        return "range"
    winds = forms.names["winds"][0]
    if list(winds.finditer(before[-6:])) or winds.match(after.lstrip("\u306e ")):
        return "landing.reference" if _has(sentence, words["land"]) else ""
    return ""


def _reference(
    forms: _Forms, sentence: str, match: re.Match[str], start: int, quantity: Quantity
) -> Iterator[Finding]:
    """Yield a landing told from a place: the last one named before the distance."""
    pattern, table = forms.names["place"]
    places = list(pattern.finditer(sentence, max(0, match.start() - 25), match.start()))
    winds, names = forms.names["winds"]
    if not places:
        return
    told = list(winds.finditer(sentence, places[-1].end(), match.end() + 4))
    towards = parse_direction(names[told[0].group()]) if told else None
    reference = Reference(table[places[-1].group()], quantity, towards)
    end = max(match.end(), told[-1].end() if told else 0)
    words = sentence[places[-1].start() : end]
    span = (start + places[-1].start(), start + end)
    yield Finding("landing.reference", reference, words, span)


def _clocks(forms: _Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the times of launch."""
    for match in forms.clock.finditer(sentence):
        if _has(sentence[match.end() : match.end() + 4], ("\uac04", "\u9593")):
            continue
        one = _minutes(forms, match, "1", None)
        two = _minutes(forms, match, "2", match["half1"], match["hour1"])
        times = [f"{time // 60:02d}:{time % 60:02d}" for time in (one, two) if time is not None]
        if times:
            yield _at("time_local", tuple(dict.fromkeys(times)), match, start)


def _minutes(
    forms: _Forms, match: re.Match[str], which: str, half: str | None, hour: str | None = None
) -> int | None:
    """Return a time of day in minutes; the second of two may leave out the half and the hour."""
    told_hour, minute = match[f"hour{which}"] or hour, match[f"minute{which}"]
    if which == "2" and match["hour2"] is None and minute is None:
        return None
    half = match[f"half{which}"] or half
    hours = int(told_hour or 0)
    if half == forms.words["pm"] and hours < 12:
        hours += 12
    if half == forms.words["am"] and hours == 12:
        hours = 0
    value = hours * 60 + int(minute or 0)
    return value if hours < 24 and int(minute or 0) < 60 else None


def _sites(forms: _Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the launch site: the narrowest name before "from", of sites before regions."""
    found = list(_named(forms, "site", sentence, start))
    marks = (
        "\u304b\u3089",
        "\u3088\u308a",
        "\uc5d0\uc11c",
        "\ubd80\ud130",
        "\u306b\u304a\u3044\u3066",
    )
    told = [
        one
        for one in found
        if _has(sentence[one.span[1] - start : one.span[1] - start + 14], marks)
    ]
    if not told:
        return
    named = [one for one in told if isinstance(one.value, str)]
    best = named[-1] if named else min(told, key=lambda one: one.value.sd_km)
    value = best.value
    if not isinstance(value, str):
        value = SitePoint(value.lon_deg, value.lat_deg, value.sd_km)
    yield replace(best, field="site", value=value)


def _eez(forms: _Forms, sentence: str, start: int, lang: str) -> Iterator[Finding]:
    """Yield whether it fell inside or outside of Japan's exclusive economic zone."""
    for name in forms.words["eez"]:
        at = sentence.find(name)
        if at < 0 or (lang == "ko" and "\uc77c\ubcf8" not in sentence):
            continue
        after = sentence[at + len(name) : at + len(name) + 12].replace("(EEZ)", "     ")
        sides = {
            after.find(word): side
            for side in ("outside", "inside")
            for word in forms.words[side]
            if word in after
        }
        if sides:
            end = at + len(name) + min(sides) + 1
            span = (start + at, start + end)
            yield Finding("landing.eez.Japan", sides[min(sides)], sentence[at:end], span)
            return


def _directions(forms: _Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the direction of flight."""
    pattern, table = forms.names["winds"]
    for match in pattern.finditer(sentence):
        if sentence[match.end() :].lstrip("\ucabd ").startswith(tuple(forms.words["toward"])):
            yield _at("direction", parse_direction(table[match.group()]), match, start)
            return


def _day(forms: _Forms, sentence: str, start: int, base: date | None) -> Finding | None:
    """Return the day that a sentence names."""
    for match in forms.day.finditer(sentence):
        dates = _dates(match, base)
        if dates:
            return _at("date", dates, match, start)
    return None


def _dates(match: re.Match[str], base: date | None) -> tuple[date, ...]:
    """Return the date of a match, () if it needs a date of the text that is not known."""
    try:
        if match["month"]:
            year = int(match["year"]) if match["year"] else base.year if base else None
            return (date(year, int(match["month"]), int(match["day"])),) if year else ()
        if base is None:
            return ()
        if match["of"]:
            return (base.replace(day=int(match["of"])),)
        return (base - timedelta(days=1 if match["yesterday"] else 0),)
    except ValueError:
        return ()


def _unused(
    forms: _Forms, sentence: str, start: int, used: list[tuple[int, int]]
) -> Iterator[Left]:
    """Yield the lengths of a sentence that no value was read from."""
    for match in forms.measure.finditer(sentence):
        span = (start + match.start(), start + match.end())
        taken = any(first < span[1] and span[0] < last for first, last in used)
        clock = match["unit"] in (forms.words["minute"], "\ubd84") and not match["before"]
        if not taken and not clock:
            yield Left(match.group(), span, sentence.strip(), "of what is not told")
