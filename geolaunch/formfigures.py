"""Figures with units in Korean and Japanese bulletins: of a flight, its height, from a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from geolaunch.direction import Direction, parse_direction
from geolaunch.forms import Forms, found_at, number_of, which_in
from geolaunch.landings import sea_from
from geolaunch.quantity import Qualifier, Quantity, check_distance
from geolaunch.references import references
from geolaunch.report import Reference
from geolaunch.sentences import Finding

__all__ = ["figures_in"]

_BEFORE, _AFTER = 14, 12  # characters on either side in which a word tells what a figure is of


def figures_in(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the quantities of a sentence, by the word before each or after it.

    What only names its missile is of what the others are: "the first 600 km, the second flew 120".
    """
    found, begun = list[tuple[re.Match[str], Quantity, str, str]](), 0
    for match in forms.measure.finditer(sentence):
        quantity = _quantity(forms, match, start)
        if quantity is not None:
            which = which_in(forms, sentence, match.start())
            found.append((match, quantity, _role(forms, sentence, match, quantity, begun), which))
        begun = match.end()
    other = next((kind for _, _, kind, which in found if which and kind == "range"), "")
    for match, quantity, kind, which in found:
        length = quantity.unit in ("km", "m")
        told = kind or (other if which and length else "")
        reference = _reference(forms, sentence, match, start, quantity) if length else None
        if reference is not None:
            yield from reference
        elif told and told != "landing.reference":
            yield replace(found_at(told, quantity, match, start), which=which)


def _quantity(forms: Forms, match: re.Match[str], start: int) -> Quantity | None:
    """Return a match as a quantity; None for one that cannot be."""
    unit = next(unit for unit, names in forms.words["units"].items() if match["unit"] in names)
    low = number_of(forms, match["number"])
    high = number_of(forms, match["high"]) if match["high"] else low
    if low is None or high is None or low <= 0:
        return None
    told = found_at("", None, match, start)
    qualifier = "between" if high > low else _qualifier(forms, match)
    quantity = Quantity(low, max(low, high), unit, qualifier, told.words, told.span)
    try:
        if unit in ("km", "m"):
            check_distance(quantity)
    except ValueError:
        return None
    return quantity


def _qualifier(forms: Forms, match: re.Match[str]) -> Qualifier:
    """Return what a figure is qualified by: a bound before "about"."""
    told = [
        name
        for side in ("before", "after")
        for name, spellings in forms.words[side].items()
        if any(spelt in (match[side] or "") for spelt in spellings)
    ]
    if match["many"]:
        told.append("about")
    bounds = [name for name in told if name != "about"]
    return bounds[0] if bounds else "about" if told else "exact"


def _role(forms: Forms, sentence: str, match: re.Match[str], quantity: Quantity, begun: int) -> str:
    """Return the field that a figure fills, "" for none; `begun` is where the one before ended."""
    words = forms.words
    before = sentence[max(begun, match.start() - _BEFORE) : match.start()]
    after = sentence[match.end() : match.end() + _AFTER]
    if quantity.unit in ("min", "s"):
        flown = _has(after[:7], words["fly"]) or _has(before, words["flight_time"])
        return "flight_time" if flown and words["hour"] not in before[-4:] else ""
    if _has(before, words["altitude"]):
        return "apogee"
    away = after.lstrip().startswith(tuple(words["away"])) and _has(sentence, words["land"])
    if away or _has(before, words["distance"]) or _has(after, words["fly"]):
        return "range"
    return ""


def _has(sentence: str, names: list[str]) -> bool:
    """Return whether a sentence holds one of several words."""
    return any(name in sentence for name in names)


# --- landings told from a place -------------------------------------------------------------------


def _reference(
    forms: Forms, sentence: str, match: re.Match[str], start: int, quantity: Quantity
) -> list[Finding] | None:
    """Return a landing told from the place right before its distance, and the sea of that."""
    pattern, table = forms.names["place"]
    if not _has(sentence, forms.words["land"]):
        return None
    places = list(pattern.finditer(sentence, max(0, match.start() - 25), match.start()))
    gap = forms.offset.fullmatch(sentence, places[-1].end(), match.start()) if places else None
    if gap is None:
        return None
    pattern_of_winds, winds = forms.names["winds"]
    after = pattern_of_winds.match(sentence, match.end())
    told = gap["wind"] or (after.group() if after else "")
    if not told:
        return None
    place, towards = table[places[-1].group()], parse_direction(winds[told])
    first, last = places[-1].start(), after.end() if after and not gap["wind"] else match.end()
    span = (start + first, start + last)
    words = sentence[first:last]
    reference = Finding("landing.reference", Reference(place, quantity, towards), words, span)
    return [reference, *_sea(reference, place, quantity, towards)]


def _sea(told: Finding, place: str, quantity: Quantity, towards: Direction) -> Iterator[Finding]:
    """Yield the sea that lies so far off a place, ranked below one that is named."""
    for known in references():
        if known.name == place:
            sea = sea_from((known.lon_deg, known.lat_deg), quantity, towards)
            if sea is not None:
                yield replace(told, field="landing.sea", value=sea, rank=1)
