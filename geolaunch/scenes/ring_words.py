"""Reach rings in plain words: what each is called, and the title and sentences of a map.

The words of a language lie in the group `reach` of `data/strings-LANG.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geolaunch.catalogue import missiles
from geolaunch.catalogue.missiles import Missile, RangeClaim
from geolaunch.constants import KM_PER_UNIT
from geolaunch.geodesy.shapes import inverse, tolerance_km
from geolaunch.names import name_in
from geolaunch.places import cities
from geolaunch.places.cities import Town
from geolaunch.reach.other_methods import Compared
from geolaunch.reach.rings import Inside, Origin, ReachRing
from geolaunch.scenes import language as wording
from geolaunch.scenes.language import Words
from geolaunch.scenes.scale import site_doubt_km

__all__ = [
    "MOST_IN_WORDS",
    "NamedRing",
    "alternative",
    "chosen_places",
    "claim_properties",
    "claims_of",
    "column_names",
    "country",
    "holding",
    "km_text",
    "missile_name",
    "missiles_of",
    "named_rings",
    "notes",
    "origin_name",
    "origin_slug",
    "origins_of_rings",
    "range_words",
    "say",
    "summary",
    "title",
    "town_name",
    "unknown",
    "way_name",
    "way_remark",
]


MOST_IN_WORDS = 6  # rings named in the words of the picture; of more their number is given

# What lies beyond a wider ring is hard to see on a map.
NEARLY_ALL_KM = 19_000.0  # beyond, less than 1,050 km about the antipode are left


@dataclass(frozen=True, slots=True)
class NamedRing:
    """A ring and what it is called: its length in words, and who says so.

    `length` is in all three units, `short` in km alone; `brief` is that with the missile and origin
    where rings of several are on the map, `label` what the map writes on the ring.
    """

    ring: ReachRing
    id: str
    length: str
    short: str
    brief: str
    who: str
    label: str


def chosen_places(inside: Sequence[Inside], greatest: int) -> tuple[Inside, ...]:
    """Return the places to show, the nearest first: named in articles, capitals, the largest."""
    needed = sorted(
        inside,
        key=lambda place: (not place.town.named, not place.town.capital, -place.town.population),
    )
    return tuple(sorted(needed[:greatest], key=lambda place: (place.distance_km, place.town.name)))


# --- words ----------------------------------------------------------------------------------------


def say(w: Words, key: str, **values: object) -> str:
    """Return a sentence about rings with its places filled."""
    return str(w.groups["reach"][key]).format(**values)


def km_text(value: float) -> str:
    """Return kilometres, or another unit, as a whole number; below 10 with what it has behind."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.3g}"


def _span(values: Iterable[float]) -> str:
    """Return one number, or two as a span."""
    return "–".join(km_text(value) for value in values)


def range_words(w: Words, ring: ReachRing) -> tuple[str, str]:
    """Return a ring's range in all three units, and in km alone: "at least 14,000 km"."""
    ends = [ring.outer_km] if ring.inner_km is None else [ring.inner_km, ring.outer_km]
    units = {unit: _span(end / KM_PER_UNIT[unit] for end in ends) for unit in ("km", "nmi", "mi")}
    whole, short = say(w, "length", **units), say(w, "length_km", km=units["km"])
    key = "atleast" if ring.is_least else "upto" if ring.is_most else ""
    if not key:
        return whole, short
    return say(w, key, length=whole), say(w, key, length=short)


def _who(w: Words, ring: ReachRing) -> str:
    """Return who publishes a ring's figure, or ""."""
    names = dict.fromkeys(claim.originator for claim in ring.claims)
    return w("comma").join(wording.originator(w, name) for name in names)


def missile_name(w: Words, missile: Missile) -> str:
    """Return what a page calls a missile."""
    return missiles.missile_name(missile, w.lang)


def named_rings(w: Words, rings: Sequence[ReachRing]) -> list[NamedRing]:
    """Return the rings with their ids and words; no two ids are the same."""
    several_missiles = len({ring.missile.id for ring in rings if ring.missile}) > 1
    several_origins = len(origins_of_rings(rings)) > 1
    named = []
    seen: dict[str, int] = {}
    for ring in rings:
        length, short = range_words(w, ring)
        missile = missile_name(w, ring.missile) if ring.missile and several_missiles else ""
        origin = f" ({origin_name(w, ring.origin)})" if several_origins else ""
        brief = w("comma").join(filter(None, (missile, short))) + origin
        label = _label(w, ring, missile) + origin
        id_ = _numbered(_id(ring), seen)
        named.append(NamedRing(ring, id_, length, short, brief, _who(w, ring), label))
    return named


def _label(w: Words, ring: ReachRing, missile: str) -> str:
    """Return what is written on a ring, `missile` if rings of several are on the map."""
    length, short = range_words(w, ring)
    if ring.is_line:
        label = say(w, "observed_label", length=short)
        return w("comma").join(filter(None, (missile, label)))
    teller = w("comma").join(filter(None, (missile, _who(w, ring))))
    return say(w, "label", who=teller, length=short) if teller else length


def column_names(w: Words, rings: Sequence[ReachRing]) -> list[str]:
    """Return a name for each ring that stands without a title: missile, teller, range, origin."""
    seen: dict[str, int] = {}
    names = []
    for ring in rings:
        missile = missile_name(w, ring.missile) if ring.missile else ""
        teller = w("comma").join(filter(None, (missile, _who(w, ring))))
        short = range_words(w, ring)[1]
        label = say(w, "label", who=teller, length=short) if teller else short
        names.append(_numbered(f"{label} ({origin_name(w, ring.origin)})", seen))
    return names


def _numbered(name: str, seen: dict[str, int]) -> str:
    """Return a name, with a number after it if it has been seen before."""
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"


def _id(ring: ReachRing) -> str:
    """Return the id of a ring: its kind, where it is drawn from, and whose figure it is."""
    kind = "longest-flight" if ring.is_line else "reach-ring"
    figure = ring.claims[0].id.replace("/", "-") if ring.claims else f"{ring.outer_km:g}km"
    if not ring.claims and ring.inner_km is not None:
        figure = f"{ring.inner_km:g}-{figure}"
    return f"{kind}/{origin_slug(ring.origin)}/{figure}"


def origin_slug(origin: Origin) -> str:
    """Return the part of an id that names an origin."""
    known = origin.territory.id if origin.territory else ""
    if origin.site is not None:
        known = origin.site.places[0].id
    return known or re.sub(r"[^\w.,-]+", "-", origin.words).strip("-").casefold() or "origin"


def origins_of_rings(rings: Sequence[ReachRing]) -> list[Origin]:
    """Return the origins of rings, each once, by whatever name it was given."""
    return list({_key(ring.origin): ring.origin for ring in reversed(rings)}.values())[::-1]


def _key(origin: Origin) -> tuple[object, ...]:
    """Return what tells an origin from another: its id and its point."""
    return origin_slug(origin), origin.lon_deg, origin.lat_deg


def origin_name(w: Words, origin: Origin) -> str:
    """Return what a page calls an origin; a user's point is called by its degrees."""
    if origin.site is not None and not origin.in_catalogue:
        return _point_name(w, origin)
    if origin.site is not None:
        return wording.site_name(w, origin.site)
    local = name_in(w.lang, "territory", origin.territory.id) if origin.territory else ""
    return local or origin.words


def _point_name(w: Words, origin: Origin) -> str:
    """Return a point in degrees: "40.00° S, 178.00° E"."""
    return _degrees(w, origin.lon_deg, origin.lat_deg)


def _degrees(w: Words, lon_deg: float, lat_deg: float) -> str:
    """Return a place in degrees."""
    lat = say(w, f"lat_{_side(lat_deg, 'south', 'north')}", deg=f"{abs(lat_deg):.2f}")
    lon = say(w, f"lon_{_side(lon_deg, 'west', 'east')}", deg=f"{abs(lon_deg):.2f}")
    return lat + w("comma") + lon


def _side(degrees: float, below: str, above: str) -> str:
    """Return on which side of zero degrees lie."""
    return below if degrees < 0 else above


def _listed(w: Words, names: Iterable[str]) -> str:
    """Return names, each once: "a", "a and b", "a, b and c"."""
    *first, last = dict.fromkeys(names)
    return w("and_comma").join(first) + (w("and") if first else "") + last


def _origin_names(w: Words, rings: Sequence[ReachRing]) -> str:
    """Return what a page calls the origins of rings."""
    return _listed(w, (origin_name(w, origin) for origin in origins_of_rings(rings)))


def missiles_of(rings: Sequence[ReachRing]) -> list[Missile]:
    """Return the missiles of rings, each once."""
    return list({ring.missile.id: ring.missile for ring in rings if ring.missile}.values())


def title(w: Words, named: Sequence[NamedRing]) -> str:
    """Return the title of a map of rings."""
    rings = [entry.ring for entry in named]
    origin, missiles = _origin_names(w, rings), missiles_of(rings)
    if missiles and all(ring.missile for ring in rings):
        called = _listed(w, (missile_name(w, missile) for missile in missiles))
        key = "title_missile" if len(missiles) == 1 else "title_missiles"
        key = "title_observed" if all(ring.is_line for ring in rings) else key
        return say(w, key, missile=called, origin=origin)
    is_one = len(named) == 1 and rings[0].inner_km is None and not rings[0].is_least
    if is_one:
        within = say(w, "length_km", km=km_text(rings[0].outer_km))
        return say(w, "title_range", range=within, origin=origin)
    return say(w, "title_several", origin=origin)


def summary(w: Words, rings: Sequence[ReachRing]) -> str:
    """Return what a reader should know before all else."""
    lines = []
    for missile in missiles_of(rings):
        own = [ring for ring in rings if ring.missile and ring.missile.id == missile.id]
        lines += _spread(w, missile, [ring for ring in own if not ring.is_line])
        flights = [ring for ring in own if ring.is_line]
        if flights:
            length = range_words(w, max(flights, key=lambda each: each.outer_km))[1]
            called = missile_name(w, missile)
            lines.append(say(w, "summary_observed", missile=called, length=length))
    lands = [origin for origin in origins_of_rings(rings) if origin.territory]
    if lands:
        named = _listed(w, (origin_name(w, each) for each in lands))
        lines.append(say(w, "summary_territory", origin=named))
    return w("space").join([*lines, say(w, "summary")])


def _spread(w: Words, missile: Missile, estimates: Sequence[ReachRing]) -> list[str]:
    """Return between what the published figures of a missile lie, if they differ."""
    ends = [
        (km, ring.is_least)
        for ring in estimates
        for km in (ring.inner_km or ring.outer_km, ring.outer_km)
    ]
    if not ends or min(ends)[0] == max(ends)[0]:
        return []
    least, (greatest, is_least) = say(w, "length_km", km=km_text(min(ends)[0])), max(ends)
    most = say(w, "length_km", km=km_text(greatest))
    most = say(w, "atleast", length=most) if is_least else most
    return [say(w, "summary_differ", missile=missile_name(w, missile), least=least, greatest=most)]


def alternative(w: Words, named: Sequence[NamedRing], inside: Sequence[Inside]) -> str:
    """Return what the picture shows, in words."""
    rings = _in_words(w, named)
    origin = _origin_names(w, [entry.ring for entry in named])
    towns = [entry.town for entry in inside if entry.town.named][:5]
    if not towns:
        return say(w, "alternative_none", origin=origin, rings=rings)
    nearest = w("comma").join(town_name(w, town) for town in towns)
    count = f"{len(inside):,}"
    return say(w, "alternative", origin=origin, rings=rings, count=count, nearest=nearest)


def _in_words(w: Words, named: Sequence[NamedRing]) -> str:
    """Return the rings by their labels, or how many there are and of what range."""
    if len(named) <= MOST_IN_WORDS:
        return "; ".join(entry.label for entry in named)
    ends = [entry.ring.inner_km or entry.ring.outer_km for entry in named]
    least = say(w, "length_km", km=km_text(min(ends)))
    greatest = say(w, "length_km", km=km_text(max(entry.ring.outer_km for entry in named)))
    return say(w, "alternative_many", count=len(named), least=least, greatest=greatest)


def unknown(w: Words, rings: Sequence[ReachRing]) -> Iterable[str]:
    """Yield what is not known, a sentence each."""
    if any(ring.claims and not ring.is_line for ring in rings):
        yield say(w, "unknown_direction")
    for origin in origins_of_rings(rings):
        if origin.sd_km >= 1:
            radius = wording.rounded(site_doubt_km(origin.sd_km))
            yield say(w, "unknown_site", origin=origin_name(w, origin), radius=radius)


def notes(w: Words, rings: Sequence[ReachRing], *, user: bool) -> Iterable[str]:
    """Yield what to mind."""
    if user:
        yield say(w, "note_user")
    for missile in missiles_of([ring for ring in rings if ring.is_line]):
        yield say(w, "note_observed", missile=missile_name(w, missile))
    yield from (_far_side(w, ring) for ring in rings if _is_nearly_all(ring))
    coarsest = max(float(tolerance_km(ring.outer_km)) for ring in rings)
    yield say(w, "note_tolerance", tolerance=f"{coarsest:.2g}")


def _is_nearly_all(ring: ReachRing) -> bool:
    """Tell whether a ring is so wide that what lies beyond it is hard to see on a map."""
    at_point = ring.origin.territory is None
    return at_point and not ring.is_line and ring.outer_km > NEARLY_ALL_KM


def _far_side(w: Words, ring: ReachRing) -> str:
    """Return what lies beyond a ring that holds nearly all of the Earth."""
    length = say(w, "length_km", km=km_text(ring.outer_km))
    if not ring.outline.rings:
        return say(w, "note_all", length=length)
    lon = (ring.origin.lon_deg + 360) % 360 - 180
    lat = -ring.origin.lat_deg
    edge = ring.outline.rings[0]  # the outer one stands first
    left_km = float(inverse(lon, lat, edge[:, 0], edge[:, 1])[0].max())
    left = say(w, "length_km", km=km_text(left_km))
    return say(w, "note_antipode", length=length, left=left, place=_degrees(w, lon, lat))


def town_name(w: Words, town: Town) -> str:
    """Return a town's name in a language, as GeoNames has it if we have none."""
    return cities.town_name(town, w.lang)


def country(w: Words, code: str) -> str:
    """Return the name of a country by its code, "" for a place that several states claim."""
    return w.of("country", code) if code else ""


def claim_properties(w: Words, claims: Sequence[RangeClaim]) -> dict[str, object]:
    """Return what the claims behind a ring say of themselves, each thing once."""
    values_of = {
        "carrier": dict.fromkeys(wording.carrier(w, claim.carrier) for claim in claims),
        "stated_at": dict.fromkeys(claim.stated_at for claim in claims),
        "conditions": dict.fromkeys(wording.phrase(w, claim.conditions) for claim in claims),
    }
    joined = {key: "; ".join(filter(None, values)) for key, values in values_of.items()}
    return {key: text for key, text in joined.items() if text}


def claims_of(rings: Sequence[ReachRing]) -> list[RangeClaim]:
    """Return every claim behind rings."""
    return [claim for ring in rings for claim in ring.claims]


# --- tables -------------------------------------------------------------------------------------


def holding(w: Words, place: Inside, named: Sequence[NamedRing]) -> str:
    """Return which rings hold a place: all, or their ranges, in a band "high figure only"."""
    areas = [n for n, entry in enumerate(named) if not entry.ring.is_line]
    if len(place.within) == len(areas):
        return say(w, "inside_all")
    parts = [named[n].brief for n in place.within]
    parts += [say(w, "inside_maybe", rings=named[n].brief) for n in place.between]
    return "; ".join(dict.fromkeys(parts))


def way_name(w: Words, way: Compared) -> str:
    """Return what a way of drawing is called."""
    return wording.phrase(w, way.name)


def way_remark(w: Words, way: Compared, radius_km: float) -> str:
    """Return what a way of drawing does."""
    if way.key == "ours":
        return say(w, "compared_ours", tolerance=f"{float(tolerance_km(radius_km)):.2g}")
    return wording.phrase(w, way.remark)
