"""A launch in plain words: the title, the claims side by side, and what is not known.

The words of a language lie in `data/strings-LANG.json`; nothing here holds a sentence of its own,
nor the order of its parts: how things are joined and counted is the language's own as well.
Words that were quoted from a report keep their own names and language.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from geolaunch.constants import KM_PER_UNIT
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.files import shipped_text
from geolaunch.impact.evidence import Evidence, Unused
from geolaunch.impact.gather import said
from geolaunch.places.reference_places import ReferencePlace, find_reference
from geolaunch.places.seas import find_sea, sea_label
from geolaunch.places.sites import Place, Site, find_site
from geolaunch.report.direction import SD_DEGREES_DEG, Direction, wind_of
from geolaunch.report.model import UNATTRIBUTED, Launch, Reference, Remark, originator_of
from geolaunch.report.quantity import Quantity, high_km, low_km

__all__ = [
    "LANGUAGES",
    "NBSP",
    "Words",
    "alternative",
    "capital",
    "carrier",
    "date",
    "direction",
    "distance",
    "duration",
    "missiles",
    "not_drawn",
    "odds",
    "originator",
    "percent",
    "phrase",
    "reference",
    "remark",
    "rounded",
    "said_of",
    "sea_as_told",
    "site_as_told",
    "site_name",
    "summary",
    "title",
    "told_distance",
    "unknown",
    "unused",
    "words",
]

LANGUAGES = ("en", "ko", "ja")

NBSP = "\u00a0"
NAMED_AT_MOST = 3  # launches; of more their number is told
SLASH = "km_mi_slash"  # the form of a distance that stands before a bracket
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


@cache
def words(lang: str = "en") -> Words:
    """Return the words of a language; UnknownNameError names the languages there are."""
    if lang not in LANGUAGES:
        raise UnknownNameError("language", lang, LANGUAGES, f"there is {', '.join(LANGUAGES)}")
    return Words(lang, json.loads(shipped_text(f"strings-{lang}.json")))


# --- numbers --------------------------------------------------------------------------------------


def rounded(value: float, digits: int = 2) -> str:
    """Return a number cut to so many significant digits, with thousands set apart."""
    step = 10.0 ** (len(str(int(abs(value)))) - digits)
    return f"{round(value / step) * step:,.0f}" if step >= 1 else f"{value:.{digits}g}"


def odds(w: Words, chance: float) -> str:
    """Return a chance as a reader counts: "9 in 10", "about 1 in 2", "about 3 in 4"."""
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
            return w("odds_in", a=a, b=b, percent=round(100 * a / b))
    if chance > 0.97:
        return w("almost_all")
    if chance < 0.03:
        return w("few")
    tenths = max(1, min(9, round(chance * 10)))
    return w("odds_about", a=tenths, b=10, percent=10 * tenths)


def distance(w: Words, quantity: Quantity, form: str = "km_mi") -> str:
    """Return a length: "about 370 km (230 mi)"; what was converted is rounded to two digits.

    `form` names the sentence that joins the two: `km_mi`, or `km_mi_slash` inside brackets.
    """
    low, high = low_km(quantity), high_km(quantity)
    km = _span(w, low, high, given=quantity.unit == "km")
    mi = _span(w, low / KM_PER_MILE, high / KM_PER_MILE, given=quantity.unit == "mi")
    value = w(form, km=km, mi=mi).replace(" km", NBSP + "km").replace(" mi", NBSP + "mi")
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


def carrier(w: Words, name: str) -> str:
    """Return what the page calls a carrier or a publisher."""
    return w.of("carrier", name)


def phrase(w: Words, said_so: str) -> str:
    """Return a standard phrase of ours in the reader's language; other words stay as they are."""
    return w.of("phrase", said_so)


def sea_as_told(w: Words, told: str) -> str:
    """Return the names as set of the sea that was told; words that mean no sea stay as they are."""
    try:
        return sea_label(find_sea(told), w.sea_names, w.lang)
    except InputError:  # of a retracted report, say: no zone has asked which sea that is
        return told


def site_name(w: Words, site: Site) -> str:
    """Return what a map calls a site: its name in the reader's language where it has one."""
    return _local_site(w, site) or site.name


def site_as_told(w: Words, told: str) -> str:
    """Return the name of a site that was told, in the reader's language where it has one."""
    try:
        return _local_site(w, find_site(told)) or told
    except InputError:  # of a retracted report, say: no zone has asked where that is
        return told


def _local_site(w: Words, site: Site) -> str:
    """Return the name of a site in a language; "" where it has none, or has several."""
    names = {_local_name(w, place) for place in site.places}
    if len(names) == 1:
        return names.pop()
    told = [site.words.casefold()]
    own = (p for p in site.places if [name.casefold() for name in p.variants[:1]] == told)
    return next((_local_name(w, place) for place in own), "")


def _local_name(w: Words, place: Place | ReferencePlace) -> str:
    """Return the name of a place in a language, "" where it has none."""
    base = getattr(place, "offset_from", None)
    if base is None:
        return {"ko": place.name_ko, "ja": place.name_ja}.get(w.lang, "")
    name = _local_name(w, base)
    wind = w.of("wind", wind_of(getattr(place, "offset_azimuth_deg", 0.0)))
    return w("site_relative", wind=wind, place=name) if name else ""


def direction(w: Words, told: Direction) -> str:
    """Return a direction as a wind, or in degrees where it was told so."""
    if told.sd_deg == SD_DEGREES_DEG:
        return f"{told.azimuth_deg:g}°"
    return w.of("wind", wind_of(told.azimuth_deg))


def reference(w: Words, told: Reference) -> str:
    """Return a landing told from a place: "about 200 km (120 mi) west of Oshima-Oshima"."""
    parts = {"place": _reference_name(w, told.place)}
    if told.distance:
        parts["distance"] = distance(w, told.distance)
    if told.direction:
        parts["direction"] = direction(w, told.direction)
    if len(parts) == 1:
        return parts["place"]
    only = [key for key in ("distance", "direction") if key in parts]
    return w("reference" if len(only) == 2 else f"reference_{only[0]}", **parts)


def _reference_name(w: Words, told: str) -> str:
    """Return the name of a reference place in the reader's language where it has just one."""
    try:
        named = {_local_name(w, place) for place in find_reference(told)}
    except InputError:
        return told
    return (named.pop() if len(named) == 1 else "") or told


def date(w: Words, iso: str) -> str:
    """Return a date as a reader writes it; what is no date stays as it is."""
    parts = iso[:10].split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return iso
    year, month, day = map(int, parts)
    return w("date", day=day, month=w.groups["month"][month - 1], year=year)


def missiles(w: Words, launch: Launch) -> str:
    """Return "two missiles", "a missile"; "one or more missiles" where nobody says how many."""
    if launch.count is None:
        return w("some_missiles")
    if launch.count == 1:
        return w("a_missile")
    return w("missiles", count=_number(w, launch.count))


def _number(w: Words, count: int) -> str:
    """Return a small number as a word, a large one in digits."""
    numbers = w.groups["number"]
    return str(numbers[count]) if count < len(numbers) else str(count)


def _listed(w: Words, names: Sequence[str], joint: str) -> str:
    """Return "a", "a and b", "a, b and c"."""
    return w(f"{joint}_comma").join(names[:-1]) + (w(joint) if names[1:] else "") + names[-1]


def capital(text: str) -> str:
    """Return text with its first letter a capital."""
    return text[:1].upper() + text[1:]


# --- sentences ------------------------------------------------------------------------------------


def title(w: Words, launches: Sequence[Launch], evidence: Sequence[Evidence]) -> str:
    """Return the title: who says what fell where, or what a user gave."""
    if len(launches) > 1:
        return _title_several(w, launches)
    launch = launches[0]
    who = [each.originator for each in evidence[0].distances]
    named = [name for name in who if any(report.originator == name for report in launch.reports)]
    if not named or not launch.in_catalogue:
        return w("title_user", missiles=missiles(w, launch))
    speakers = list(dict.fromkeys(w.of("speaker", name) for name in named))
    say = w("say") if len(speakers) > 1 else w("says")
    listed = _listed(w, speakers, "and")
    return w("title", missiles=capital(missiles(w, launch)), who=listed, say=say)


def _title_several(w: Words, launches: Sequence[Launch]) -> str:
    """Return the title of several launches: how many, and of which days if all are known."""
    days = sorted({launch.date or "" for launch in launches})
    if not days[0]:
        return w("title_several", count=len(launches))
    first, last = date(w, days[0]), date(w, days[-1])
    if first == last:
        return w("title_several_on", count=len(launches), date=first)
    return w("title_several_from", count=len(launches), first=first, last=last)


def not_drawn(w: Words, reason: str, launches: Sequence[str]) -> str:
    """Return that launches are not on the map; `reason` is one of `catalogue.why_not_drawn`."""
    return w(f"not_drawn_{reason.split()[-1]}", launches=w("comma").join(launches))


def said_of(w: Words, line: str, launches: Sequence[str], among: int) -> str:
    """Return a line with the launches that it is true of, unless that is all `among` them."""
    if len(launches) == among:
        return line
    if len(launches) <= NAMED_AT_MOST:
        return w("said_of", launches=w("comma").join(launches), line=line)
    return w("said_of_many", count=len(launches), line=line)


def summary(w: Words, launch: Launch, evidence: Evidence, seas: Sequence[str]) -> str:
    """Return one sentence: what flew how far, by whom, into which sea, and in which direction."""
    told = [
        _distance_by(w, each.originator, told_distance(w, launch, evidence, each.originator, SLASH))
        for each in evidence.distances
    ]
    flown = next((each.direction for each in evidence.directions), None)
    return w(
        "summary",
        launched=launched(w, launch, evidence),
        missiles=missiles(w, launch),
        distances=_listed(w, told, "or_by"),
        sea=w("into", sea=_listed(w, seas, "or")) if seas else "",
        direction=_direction_told(w, flown) if flown else w("no_direction"),
    )


def _direction_told(w: Words, told: Direction) -> str:
    """Return the clause that tells a direction: the words that were said, and the wind meant."""
    wind = direction(w, told)
    if told.words.isascii():
        return w("direction", direction=told.words, wind=wind)
    return w("direction_in_signs", direction=told.words, wind=wind)


def _distance_by(w: Words, name: str, told: str) -> str:
    """Return a distance and who told it, if anybody did."""
    if name == UNATTRIBUTED:
        return told
    return w("distance_by", distance=told, originator=originator(w, name))


def launched(w: Words, launch: Launch, evidence: Evidence) -> str:
    """Return "Launched on 27 March 2023 from Chunghwa, "."""
    site = site_name(w, evidence.site)
    if launch.date is None:
        return w("launched", site=site)
    return w("launched_on", date=date(w, launch.date), site=site)


def told_distance(
    w: Words, launch: Launch, evidence: Evidence, name: str, form: str = "km_mi"
) -> str:
    """Return the distance of an originator that the zone uses, as the page writes it."""
    used = next(each for each in evidence.distances if each.originator == name)
    told = (
        distance(w, report.range, form)
        for report in launch.reports
        if report.range and originator_of(report) == name and said(report) == used.words
    )
    return next(told, used.words)


def unknown(w: Words, launch: Launch, evidence: Evidence) -> list[str]:
    """Return what is not known, one sentence each, the most important first."""
    said = launch.reports
    places = evidence.site.places
    # A place that it fell near says whither as well: then the zone is no band.
    is_placed = any(landmark.places for landmark in evidence.landmarks)
    lines = [] if evidence.directions or is_placed else [w("unknown_direction")]
    site = _local_site(w, evidence.site) or evidence.site.words
    if len(places) > 1:
        lines.append(w("unknown_site_several", count=len(places), site=site))
    else:
        lines.append(w("unknown_site", site=site, sd=rounded(places[0].sd_km, 1)))
    if launch.count and launch.count > 1:
        lines.append(
            w("unknown_both")
            if launch.count == 2
            else w("unknown_each", count=_number(w, launch.count))
        )
    if not any(report.landing.reference for report in said):
        lines.append(w("unknown_point"))
    lines += [] if any(report.apogee for report in said) else [w("unknown_apogee")]
    return lines + ([] if any(report.flight_time for report in said) else [w("unknown_time")])


def remark(w: Words, said_so: Remark) -> str:
    """Return a remark as a sentence, with who said something named as the page names them."""
    filled = {
        name: _speakers(w, value) if name.startswith("who") else phrase(w, value)
        for name, value in said_so.values.items()
    }
    return w(said_so.key, **filled)


def _speakers(w: Words, names: str) -> str:
    """Return originators, given as one text with commas, as the page calls them."""
    whole = originator(w, names)
    if whole != names:
        return whole
    return w("comma").join(originator(w, name) for name in names.split(", "))


def unused(w: Words, items: Iterable[Unused]) -> list[str]:
    """Return what was said and not used, a sentence for each reason."""
    by_reason: dict[tuple[str, str], dict[str, None]] = {}
    for item in items:
        who = originator(w, item.originator)
        words_told = w("unused_item", words=phrase(w, item.words), originator=who)
        by_reason.setdefault((item.why.key, remark(w, item.why)), {})[words_told] = None
    return [
        w("unused_no_place", items=w("comma").join(told))
        if key == "why_no_place"
        else w("unused", items=w("comma").join(told), why=why)
        for (key, why), told in by_reason.items()
    ]


def alternative(
    w: Words,
    launch: Launch,
    evidence: Evidence,
    areas: Sequence[tuple[float, float]],
    chances: Mapping[str, float],
) -> str:
    """Return what the picture shows, for those who do not see it.

    `areas` holds level and km2 of each region, `chances` those of the named regions.
    """
    zones = [w("zone_words", area=rounded(area), odds=odds(w, level)) for level, area in areas]
    likely = sorted(chances.items(), key=lambda pair: -pair[1])
    page = w.groups["page"]
    told = w("comma").join(f"{name} {percent(chance, page)}" for name, chance in likely)
    return w(
        "text_alternative",
        launched=launched(w, launch, evidence),
        zones=w("space").join(zones),
        chances=w("chance_words", chances=told),
    )


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
