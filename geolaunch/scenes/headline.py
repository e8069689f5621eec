"""The title of a map and the line above it: whose launch, what flew, when, and by whom its type.

A title names the state by the country of the launch site, and says no more than the reports do: no
ministry is made to say where something fell, a satellite launcher is called no missile, and Japan
was flown over only where a standing report says so and none denies it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

import shapely

from geolaunch.catalogue.launches import place_of, shipped_rows, sources, system_of
from geolaunch.catalogue.missiles import find_missile, missile_name
from geolaunch.errors import InputError
from geolaunch.places.reference_places import find_reference
from geolaunch.places.sites import Place
from geolaunch.places.territories import territories
from geolaunch.report.model import UNATTRIBUTED, Launch, SitePoint
from geolaunch.report.voices import latest, standing
from geolaunch.scenes.language import Words, capital, carrier, date, listed, number, phrase, speaker
from geolaunch.scenes.launch_words import LAUNCHER, count_of, is_single, launch_id_of

__all__ = ["flew_over_japan", "kicker", "period", "state_of", "title", "title_without_zone"]

# A longer title is not read at a glance, and breaks twice on a phone.
LONGEST_TITLE = 75

# So many names of a type stand above the title; the table has them all.
TYPES_NAMED = 2

# The territories that ship, by country.
_COUNTRIES = {"north-korea": "KP", "south-korea": "KR", "iran": "IR"}

# The catalogue's launches whose site is not known are those of the state that it is about.
_CATALOGUE = "KP"


# --- which state ----------------------------------------------------------------------------------


def state_of(launch: Launch) -> str:
    """Return the country (ISO 3166-1) of the launch site, else of the missile; "" if not known."""
    own = place_of(launch) if launch.in_catalogue else None
    found = [own.country] if own else []
    found += [_country_of_site(report.site) for report in standing(launch.reports) if report.site]
    system = system_of(launch)
    found += [system.country] if system else []
    found += [_CATALOGUE] if launch.in_catalogue else []
    return next((country for country in found if country), "")


def _country_of_site(given: str | SitePoint) -> str:
    """Return the country of a reported site, "" where it is not known."""
    from geolaunch.places.sites import site_of

    if isinstance(given, SitePoint):
        return _country_at(given.lon_deg, given.lat_deg)
    try:
        places = site_of(given).places
    except InputError:
        return ""
    countries = {_country_of(place) for place in places}
    return countries.pop() if len(countries) == 1 else ""


def _country_of(place: Place) -> str:
    """Return the country of a place, of one beside another that of the other."""
    whole = place.offset_from or place
    return whole.country or _country_at(whole.lon_deg, whole.lat_deg)


def _country_at(lon_deg: float, lat_deg: float) -> str:
    """Return the country of a point on a territory that ships, else ""."""
    point = shapely.Point(lon_deg, lat_deg)
    inside = (one.id for one in territories() if one.polygon.intersects(point))
    return _COUNTRIES.get(next(inside, ""), "")


# --- what flew over what --------------------------------------------------------------------------


def flew_over_japan(launch: Launch) -> bool:
    """Tell whether standing reports say that it flew over Japan, and none that it did not."""
    reports = standing(launch.reports)
    over = {land for report in reports for land in report.overflight.over}
    not_over = {land for report in reports for land in report.overflight.not_over}
    return any(map(_in_japan, over)) and not any(map(_in_japan, not_over))


# Lands of Japan that are no reference places, and the box that holds those that are.
_JAPANESE = ("japan", "hokkaido", "honshu", "tohoku", "okinawa", "kyushu", "shikoku")
_JAPANESE_BASES = ("prefecture", "peninsula", "cape", "island", "city")
_JAPAN_BOX = shapely.Polygon(
    [(129.3, 31.0), (132.5, 31.0), (142.5, 34.0), (146.0, 45.6), (141.0, 45.6), (129.3, 34.2)]
)


@cache
def _in_japan(land: str) -> bool:
    """Tell whether a land is Japan or a part of it."""
    if land.casefold() in _JAPANESE:
        return True
    try:
        places = find_reference(land)
    except InputError:
        return False
    return all(
        place.basis.startswith(_JAPANESE_BASES)
        and _JAPAN_BOX.contains(shapely.Point(place.lon_deg, place.lat_deg))
        for place in places
    )


# --- titles ---------------------------------------------------------------------------------------


def title(w: Words, launches: Sequence[Launch], ids: Sequence[str] = ()) -> str:
    """Return the title of a map of one launch, or of several.

    `ids` are the launches that were asked for and are not drawn.
    """
    return _several(w, launches, ids) if len(launches) > 1 or ids else _one(w, launches[0])


def title_without_zone(w: Words, launch: Launch) -> str:
    """Return the title of a page about a launch for which there is no zone."""
    return w("title_known", what=_owned(w, launch, _noun(w, launch, many=False)))


def _one(w: Words, launch: Launch) -> str:
    """Return the title of one launch."""
    if launch.missile_class == LAUNCHER:
        what = _owned(w, launch, _noun(w, launch, many=False))
        failed = launch.outcome == "failure"
        return w("title_slv_failed", what=what) if failed else w("title_slv", what=what)
    counts = count_of(launch)
    many = bool(counts) and counts[0] > 1
    noun = _noun(w, launch, many=many)
    over = flew_over_japan(launch)
    if over:
        noun = w("title_missiles") if many else w("title_missile")
    what = _owned(w, launch, noun)
    if over:
        what = w("that_flew_over", what=what)
    if not counts or (counts[0] == 1 and len(counts) > 1):
        return w("title_unsure", what=what)
    if not many:
        return w("title_one", what=what)
    if len(counts) > 1 or over:
        return w("title_some", what=what)
    return w("title_many", what=what, count=number(w, counts[0]))


def _noun(w: Words, launch: Launch, *, many: bool) -> str:
    """Return what flew as a title has it: "intercontinental missile"."""
    name = launch.missile_class or ("unknown" if launch.in_catalogue else "missile")
    group = "title_nouns" if many else "title_noun"
    return w.of(group, name if name in w.groups[group] else "missile")


def _owned(w: Words, launch: Launch, noun: str) -> str:
    """Return what flew with whose it was: "North Korean ballistic missile"."""
    return capital(_of_state(w, state_of(launch), noun))


def _of_state(w: Words, state: str, noun: str) -> str:
    """Return a thing with the state whose it is, alone where that is not known."""
    if state in w.groups["state_of"]:
        return w("of_state", state=w.of("state_of", state), noun=noun)
    return w("of_country", country=w.of("country", state), noun=noun) if state else noun


def _several(w: Words, launches: Sequence[Launch], ids: Sequence[str]) -> str:
    """Return the title of several launches: whose, what, and of which time."""
    whole = {launch_id_of(id_) for id_ in (*(launch.id for launch in launches), *ids)}
    if len(whole) == 1 and all(map(is_single, launches)):
        what = _owned(w, launches[0], _noun(w, launches[0], many=True))
        return w("title_many", what=what, count=number(w, len(launches)))
    classes = {launch.missile_class == LAUNCHER for launch in launches}
    kind = "mixed" if len(classes) > 1 else "slv" if classes == {True} else "missile"
    states = {state_of(launch) for launch in launches}
    state = states.pop() if len(states) == 1 else ""
    what = capital(_of_state(w, state, w.of("launches", kind)))
    when = period(w, launches, ids)
    if not when:
        return w("title_several_undated", what=what)
    long = w("title_several", what=what, when=when)
    return long if len(long) <= LONGEST_TITLE else w("title_several_short", what=what, when=when)


def period(w: Words, launches: Iterable[Launch], ids: Iterable[str] = ()) -> str:
    """Return the shortest time that holds launches: a day, a month, a year, or years; "" for none.

    `ids` are those of launches that are not drawn: they begin with their day.
    """
    days = sorted(
        {launch.date or "" for launch in launches} | {id_[:10] for id_ in ids if _day(id_)}
    )
    if not days or not days[0]:
        return ""
    first, last = days[0], days[-1]
    for length in (len("YYYY-MM-DD"), len("YYYY-MM"), len("YYYY")):
        if first[:length] == last[:length] and len(first) >= length:
            return date(w, first[:length])
    return w("years", first=date(w, first[:4]), last=date(w, last[:4]))


def _day(launch_id: str) -> bool:
    """Tell whether an id begins with a day, as those of the catalogue do."""
    head = launch_id[:10].split("-")
    return len(head) == 3 and all(part.isdigit() for part in head)


# --- the line above the title ---------------------------------------------------------------------


def kicker(w: Words, launches: Sequence[Launch], ids: Sequence[str] = ()) -> str:
    """Return the line above a title: the day, the class, and by whom which type."""
    if len(launches) > 1 or ids:
        return period(w, launches, ids)
    launch = launches[0]
    when = date(w, launch.date) if launch.date else ""
    flew = w.of("class", launch.missile_class) if launch.missile_class else ""
    what = w("apart").join(filter(None, (flew, _types(w, launch))))
    return w("kicker").join(filter(None, (when, what)))


def _types(w: Words, launch: Launch) -> str:
    """Return the types that reports name, each with who says so: "Hwasong-11A, by CNS"."""
    by_type: dict[str, dict[str, None]] = {}
    for statement in latest(launch.reports, lambda report: report.missile):
        name = _type_name(w, statement.value)
        if name:
            by_type.setdefault(name, {})[statement.originator] = None
    if not by_type and launch.id in shipped_rows():
        return _type_of_row(w, launch)
    if not by_type:
        return w("type_not_said") if launch.in_catalogue else w("type_not_given")
    return w("apart").join(
        w("type_by", type=name, who=listed(w, [speaker(w, one) for one in who], "and"))
        if UNATTRIBUTED not in who
        else name
        for name, who in list(by_type.items())[:TYPES_NAMED]
    )


def _type_of_row(w: Words, launch: Launch) -> str:
    """Return the type that the row of a launch has, by its source; a row may have none."""
    name = _type_name(w, launch.missile) if launch.missile else ""
    if not name:
        return w("type_not_said")
    source = sources()[shipped_rows()[launch.id]["source"]]
    who = speaker(w, "CNS") if source.publisher.startswith("CNS") else carrier(w, source.publisher)
    return w("type_by", type=name, who=who)


def _type_name(w: Words, given: str) -> str:
    """Return a type as the page names it, "" for a class or a mere description."""
    if given in w.groups["class"]:
        return ""
    try:
        return missile_name(find_missile(given), w.lang)
    except InputError:
        return phrase(w, given) if any(sign.isupper() or sign.isdigit() for sign in given) else ""
