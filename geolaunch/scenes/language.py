"""The words of a language, and how it writes numbers, names, dates and remarks.

The words of a language lie in `data/strings-LANG.json`; nothing here holds a sentence of its own,
nor the order of its parts: how things are joined and counted is the language's own as well.
Words that were quoted from a report keep their own names and language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from geolaunch.constants import KM_PER_UNIT
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.names import languages
from geolaunch.places.reference_places import find_reference
from geolaunch.places.seas import Sea, find_sea, sea_label
from geolaunch.places.sites import Place, Site, find_site, local_name
from geolaunch.report.direction import SD_DEGREES_DEG, Direction, wind_of
from geolaunch.report.model import Reference, Remark
from geolaunch.report.quantity import Quantity, high_km, low_km, parse_quantity
from geolaunch.strings import strings

__all__ = [
    "KM_PER_MILE",
    "NBSP",
    "Words",
    "capital",
    "carrier",
    "date",
    "direction",
    "distance",
    "duration",
    "listed",
    "local_site_name",
    "number",
    "odds",
    "originator",
    "percent",
    "phrase",
    "plain_name",
    "reference",
    "remark",
    "rounded",
    "sea_as_given",
    "sea_name",
    "site_as_given",
    "site_name",
    "speaker",
    "words",
    "words_with",
]

NBSP = "\u00a0"
# What a table of sites notes behind a name.
_NOTED = re.compile(r", geolocated [0-9-]+$| \(facility list\)$")

KM_PER_MILE = KM_PER_UNIT["mi"]


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language, by group and key, and the house codes of its names of seas."""

    lang: str
    groups: Mapping[str, Any]
    sea_names: tuple[str, ...] = ()

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence `key` with its places filled; the values are text, never patterns."""
        return str(self.groups["sentence"][key]).format(**values)

    def of(self, group: str, key: str) -> str:
        """Return the word for `key` in a group, or `key` itself if the group has none."""
        return str(self.groups[group].get(key, key))


def words_with(lang: str, sea_names: Sequence[str]) -> Words:
    """Return the words of a language with house codes of the names of seas: ("es", "sj")."""
    return replace(words(lang), sea_names=tuple(sea_names))


@cache
def words(lang: str = "en") -> Words:
    """Return the words of a language; UnknownNameError names the languages there are."""
    if lang not in languages():
        raise UnknownNameError("language", lang, languages(), f"there is {', '.join(languages())}")
    return Words(lang, strings(lang))


# --- numbers --------------------------------------------------------------------------------------


def rounded(value: float, digits: int = 2) -> str:
    """Return a number cut to so many significant digits, with thousands set apart."""
    step = 10.0 ** (len(str(int(abs(value)))) - digits)
    return f"{round(value / step) * step:,.0f}" if step >= 1 else f"{value:.{digits}g}"


def odds(w: Words, chance: float, form: str = "odds_in") -> str:
    """Return a chance as a reader counts: "9 in 10", "about 1 in 2", "about 3 in 4".

    `form` names the sentence: `odds_in`, or `odds_joined` before a noun, "9-in-10".
    """
    for a, b in (
        (9, 10),
        (19, 20),
        (1, 2),
        (3, 4),
        (2, 3),
        (4, 5),
        (1, 4),
        (1, 3),
        (1, 5),
        (1, 10),
    ):
        if abs(chance - a / b) < 0.005:
            return w(form, a=a, b=b, percent=round(100 * a / b))
    if chance > 0.97:
        return w("almost_all")
    if chance < 0.03:
        return w("few")
    tenths = max(1, min(9, round(chance * 10)))
    return w("odds_about", a=tenths, b=10, percent=10 * tenths)


def distance(w: Words, quantity: Quantity) -> str:
    """Return a length: "about 370 km (230 mi)"; what was converted is rounded to two digits."""
    low, high = low_km(quantity), high_km(quantity)
    km = _span(w, low, high, given=quantity.unit == "km")
    mi = _span(w, low / KM_PER_MILE, high / KM_PER_MILE, given=quantity.unit == "mi")
    value = w("km_mi", km=km, mi=mi).replace(" km", NBSP + "km").replace(" mi", NBSP + "mi")
    return w.of("qualifier", quantity.qualifier).format(value=value)


def _span(w: Words, low: float, high: float, *, given: bool) -> str:
    """Return one number or two with a dash; as given, or rounded to two digits."""
    text = [f"{end:,g}" if given else rounded(end) for end in (low, high)]
    return text[0] if text[0] == text[1] else w("to").join(text)


def duration(w: Words, quantity: Quantity) -> str:
    """Return a duration in its own unit."""
    number = _span(w, quantity.low, quantity.high, given=True)
    value = w.of("unit", quantity.unit).format(value=number)
    return w.of("qualifier", quantity.qualifier).format(value=value)


# --- names ----------------------------------------------------------------------------------------


def originator(w: Words, name: str) -> str:
    """Return what the page calls an originator."""
    return w.of("originator", name)


def speaker(w: Words, name: str) -> str:
    """Return what a sentence calls an originator: its country, where it speaks for one."""
    return w.of("speaker", name) if name in w.groups["speaker"] else originator(w, name)


def carrier(w: Words, name: str) -> str:
    """Return what the page calls a carrier or a publisher."""
    return w.of("carrier", name)


def phrase(w: Words, said_so: str) -> str:
    """Return a standard phrase of ours in the reader's language; other words stay as they are."""
    return w.of("phrase", said_so)


def sea_name(w: Words, sea: Sea) -> str:
    """Return what a map calls a sea: by the names as set, or by all that it has."""
    return sea_label(sea, w.sea_names, w.lang)


def sea_as_given(w: Words, given: str) -> str:
    """Return the names as set of a reported sea; words that mean no sea stay as they are."""
    try:
        return sea_name(w, find_sea(given))
    except InputError:  # of a retracted report, say: no zone has asked which sea that is
        return given


def site_name(w: Words, site: Site) -> str:
    """Return what a map calls a site: its name in the reader's language where it has one."""
    return local_site_name(w, site) or phrase(w, plain_name(site.name))


def plain_name(name: str) -> str:
    """Return a site's name without what its table notes behind it: how its point was found."""
    return _NOTED.sub("", name)


def site_as_given(w: Words, given: str) -> str:
    """Return the name of a reported site, in the reader's language where it has one."""
    try:
        return local_site_name(w, find_site(given)) or given
    except InputError:  # of a retracted report, say: no zone has asked where that is
        return given


def local_site_name(w: Words, site: Site) -> str:
    """Return the name of a site in a language; "" where it has none, or has several."""
    names = {_local_name(w, place) for place in site.places}
    if len(names) == 1:
        return names.pop()
    given = [site.words.casefold()]
    own = (p for p in site.places if [name.casefold() for name in p.variants[:1]] == given)
    return next((_local_name(w, place) for place in own), "")


def _local_name(w: Words, place: Place) -> str:
    """Return the name of a place in a language, "" where it has none."""
    if place.offset_from is None:
        return local_name(place, w.lang)
    name = _local_name(w, place.offset_from)
    wind = w.of("wind", wind_of(place.offset_azimuth_deg))
    return w("site_relative", wind=wind, place=name) if name else ""


def direction(w: Words, reported: Direction) -> str:
    """Return a direction as a wind, or in degrees where it was reported so."""
    if reported.sd_deg == SD_DEGREES_DEG:
        return f"{reported.azimuth_deg:g}°"
    return w.of("wind", wind_of(reported.azimuth_deg))


def reference(w: Words, reported: Reference) -> str:
    """Return a landing as seen from a place: "about 200 km (120 mi) west of Oshima-Oshima"."""
    parts = {"place": _reference_name(w, reported.place)}
    if reported.distance:
        parts["distance"] = distance(w, reported.distance)
    if reported.direction:
        parts["direction"] = direction(w, reported.direction)
    if len(parts) == 1:
        return parts["place"]
    only = [key for key in ("distance", "direction") if key in parts]
    return w("reference" if len(only) == 2 else f"reference_{only[0]}", **parts)


def _reference_name(w: Words, given: str) -> str:
    """Return the name of a reference place in the reader's language where it has just one."""
    try:
        named = {_local_name(w, place) for place in find_reference(given)}
    except InputError:
        return phrase(w, given)
    return (named.pop() if len(named) == 1 else "") or phrase(w, given)


def date(w: Words, iso: str) -> str:
    """Return a day, a month or a year as a reader writes it; what is no date stays as it is."""
    parts = iso[:10].split("-")
    if len(parts[0]) != len("YYYY") or not all(part.isdigit() for part in parts):
        return iso
    year, month, day = map(int, [*parts, "0", "0"][:3])
    if not month:
        return w("year", year=year)
    name = w.groups["month"][month - 1]
    return w("date", day=day, month=name, year=year) if day else w("month", month=name, year=year)


def number(w: Words, count: int) -> str:
    """Return a small number as a word, a large one in digits."""
    numbers = w.groups["number"]
    return str(numbers[count]) if count < len(numbers) else str(count)


def listed(w: Words, names: Sequence[str], joint: str) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return w(f"{joint}_comma").join(names[:-1]) + (w(joint) if names[1:] else "") + names[-1]


def capital(text: str) -> str:
    """Return text with its first letter a capital."""
    return text[:1].upper() + text[1:]


# --- remarks --------------------------------------------------------------------------------------


def remark(w: Words, said_so: Remark) -> str:
    """Return a remark as a sentence, with who said something named as the page names them."""
    filled = {name: _named(w, name, value) for name, value in said_so.values.items()}
    figures = {name: figure(w, said_so.values[name]) for name in said_so.unprinted}
    return _unquoted(w(said_so.key, **{**filled, **figures}), figures.values())


def figure(w: Words, words: str) -> str:
    """Return a figure that no source printed so, in the reader's language."""
    try:
        quantity = parse_quantity(words)
    except ValueError:
        return phrase(w, words)
    return duration(w, quantity) if quantity.unit in ("min", "s") else distance(w, quantity)


def _unquoted(sentence: str, figures: Iterable[str]) -> str:
    """Return a sentence without the quotation marks round figures that no source printed."""
    for text in figures:
        sentence = sentence.replace(f"“{text}”", text).replace(f"「{text}」", text)
    return sentence


def _named(w: Words, name: str, value: str) -> str:
    """Return a value of a remark as the page says it: originators, lands or other words."""
    if name.startswith("who"):
        return _speakers(w, value)
    if name == "lands":
        return w("comma").join(phrase(w, land) for land in value.split(", "))
    return phrase(w, value)


def _speakers(w: Words, names: str) -> str:
    """Return originators, given as one text with commas, as the page calls them."""
    whole = originator(w, names)
    if whole != names:
        return whole
    return w("comma").join(originator(w, name) for name in names.split(", "))


def percent(chance: float, strings: Mapping[str, str] | None = None) -> str:
    """Return a chance in percent, in steps of 5 but near certainty and none.

    `strings` are the page's own words in its language, English if they are not given.
    """
    page = words().groups["page"] if strings is None else strings
    if chance < 0.01:
        return str(page["percent_under"]).format(value=1)
    if chance > 0.99:
        return str(page["percent_over"]).format(value=99)
    near_the_ends = chance < 0.05 or chance > 0.95
    value = f"{100 * chance:.0f}" if near_the_ends else f"{5 * round(20 * chance)}"
    return str(page["percent"]).format(value=value)
