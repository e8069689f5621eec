"""Bulletins of the Korean and Japanese ministries, short and formulaic, read by their forms.

Sentences are of bounded length, so the time is linear. What is read has the same shape as in
`prose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from geolaunch.direction import parse_direction
from geolaunch.forms import Forms, forms_of, found_at, named
from geolaunch.formtimes import clocks_in, day_in
from geolaunch.leftovers import Left
from geolaunch.prose import Told
from geolaunch.quantity import Qualifier, Quantity, check_distance
from geolaunch.report import Reference, SitePoint
from geolaunch.seas import sea_label, seas
from geolaunch.sentences import Finding
from geolaunch.speakers import Speaker
from geolaunch.tokens import is_east_asian

__all__ = ["languages_of", "read_bulletin"]

_SENTENCE = re.compile(r"[^\u3002\n]{1,400}?(?:\u3002|\ub2e4\.(?=\s|$)|\n|$)|[^\u3002\n]{1,400}")
_PROVINCES = ("\ubd81\ub3c4", "\ub0a8\ub3c4", "\u5317\u9053", "\u5357\u9053")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


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
        forms = forms_of(lang)
        found = next(named(forms, "actor", sentence, start), None)
        speaker = _speaker(found) if found else speaker
        findings = list(_findings(forms, sentence, start, lang))
        day = day_in(forms, sentence, start, base)
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


def _has(sentence: str, names: Iterable[str]) -> bool:
    """Return whether a sentence holds one of several words."""
    return any(name in sentence for name in names)


def _findings(forms: Forms, sentence: str, start: int, lang: str) -> Iterator[Finding]:
    """Yield what a sentence says of a launch."""
    words = forms.words
    about = (*words["missile"], *words["fly"], *words["land"], *words["altitude"])
    if not _has(sentence, about) or _has(sentence, words["past"]):
        return
    yield from _measures(forms, sentence, start)
    if _has(sentence, words["fire"]):
        yield from clocks_in(forms, sentence, start)
        yield from _sites(forms, sentence, start)
    yield from _missiles(forms, sentence, start)
    yield from _landings(forms, sentence, start)
    yield from _eez(forms, sentence, start, lang)
    yield from _directions(forms, sentence, start)


def _missiles(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield counts, classes, names and the kind of flight."""
    for match in forms.count.finditer(sentence):
        value = forms.words["numerals"].get(match["count"]) or int(match["count"])
        if value:
            yield found_at("count", value, match, start)
    for found in named(forms, "class", sentence, start):
        rank = 1 if found.value == "ballistic missile" else 2
        yield replace(found, field="missile_class", rank=rank)
    yield from named(forms, "missile", sentence, start)
    yield from named(forms, "trajectory", sentence, start)


def _landings(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the seas that missiles were fired towards or fell into, and the coast."""
    words = forms.words
    landed = _has(sentence, words["land"])
    if not landed and not _has(sentence, (*words["fire"], *words["fly"])):
        return
    for found in named(forms, "sea", sentence, start):
        if not sentence[found.span[1] - start :].startswith(_PROVINCES):
            sea = next(one for one in seas() if one.id == found.value)
            rank = 3 if landed else 2
            yield replace(found, field="landing.sea", value=sea_label(sea), rank=rank)
    if landed:
        for found in named(forms, "near", sentence, start):
            yield replace(found, field="landing.near")


def _measures(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the quantities of a sentence, by the word before each or after it."""
    for match in forms.measure.finditer(sentence):
        quantity = _quantity(forms, match, start)
        if quantity is None:
            continue
        kind = _role(forms, sentence, match, quantity)
        if kind == "landing.reference":
            yield from _reference(forms, sentence, match, start, quantity)
        elif kind:
            yield found_at(kind, quantity, match, start)


def _quantity(forms: Forms, match: re.Match[str], start: int) -> Quantity | None:
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


def _role(forms: Forms, sentence: str, match: re.Match[str], quantity: Quantity) -> str:
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
    forms: Forms, sentence: str, match: re.Match[str], start: int, quantity: Quantity
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


def _sites(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the launch site: the narrowest name before "from", of sites before regions."""
    found = list(named(forms, "site", sentence, start))
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
    sure = [one for one in told if isinstance(one.value, str)]
    best = sure[-1] if sure else min(told, key=lambda one: one.value.sd_km)
    value = best.value
    if not isinstance(value, str):
        value = SitePoint(value.lon_deg, value.lat_deg, value.sd_km)
    yield replace(best, field="site", value=value)


def _eez(forms: Forms, sentence: str, start: int, lang: str) -> Iterator[Finding]:
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


def _directions(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the direction of flight."""
    pattern, table = forms.names["winds"]
    for match in pattern.finditer(sentence):
        if sentence[match.end() :].lstrip("\ucabd ").startswith(tuple(forms.words["toward"])):
            yield found_at("direction", parse_direction(table[match.group()]), match, start)
            return


def _unused(forms: Forms, sentence: str, start: int, used: list[tuple[int, int]]) -> Iterator[Left]:
    """Yield the lengths of a sentence that no value was read from."""
    for match in forms.measure.finditer(sentence):
        span = (start + match.start(), start + match.end())
        taken = any(first < span[1] and span[0] < last for first, last in used)
        clock = match["unit"] in (forms.words["minute"], "\ubd84") and not match["before"]
        if not taken and not clock:
            yield Left(match.group(), span, sentence.strip(), "of what is not told")
