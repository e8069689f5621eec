"""Reach rings in plain words: what each is called, and the title, sentences and tables of a map.

The words of a language lie in the group `reach` of `data/strings-LANG.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geolaunch import wording
from geolaunch.circles import Compared
from geolaunch.features import Table
from geolaunch.gazetteer import Town, country_name
from geolaunch.geodesy import tolerance_km
from geolaunch.missiles import RangeClaim
from geolaunch.quantity import KM_PER_UNIT
from geolaunch.reach import Inside, Origin, ReachRing
from geolaunch.wording import Words

__all__ = [
    "NamedRing",
    "alternative",
    "chosen_places",
    "claim_properties",
    "claims_of",
    "holding",
    "named_rings",
    "notes",
    "origin_name",
    "origin_slug",
    "origins_of_rings",
    "range_words",
    "say",
    "summary",
    "tables",
    "title",
    "town_name",
    "unknown",
]


@dataclass(frozen=True, slots=True)
class NamedRing:
    """A ring and what it is called: its length in words, and who says so."""

    ring: ReachRing
    id: str
    length: str
    short: str
    who: str
    label: str


def chosen_places(inside: Sequence[Inside], greatest: int) -> tuple[Inside, ...]:
    """Return the places to show, the nearest first: named in articles, capitals, the largest."""
    needed = sorted(
        inside, key=lambda each: (not each.town.named, not each.town.capital, -each.town.population)
    )
    return tuple(sorted(needed[:greatest], key=lambda each: (each.distance_km, each.town.name)))


# --- words ----------------------------------------------------------------------------------------


def say(w: Words, key: str, **values: object) -> str:
    """Return a sentence about rings with its places filled."""
    return str(w.groups["reach"][key]).format(**values)


def _km(value: float) -> str:
    """Return kilometres, or another unit, as a whole number; below 10 with what it has behind."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.3g}"


def _span(values: Iterable[float]) -> str:
    """Return one number, or two as a span."""
    return "–".join(_km(value) for value in values)


def range_words(w: Words, ring: ReachRing) -> tuple[str, str]:
    """Return a ring's range in all three units, and in km alone: "at least 14,000 km"."""
    ends = [ring.outer_km] if ring.inner_km is None else [ring.inner_km, ring.outer_km]
    units = {unit: _span(end / KM_PER_UNIT[unit] for end in ends) for unit in ("km", "nmi", "mi")}
    whole, short = say(w, "length", **units), say(w, "length_km", km=units["km"])
    key = "atleast" if ring.is_least else "upto" if ring.is_most else ""
    if not key or ring.is_line:
        return whole, short
    return say(w, key, length=whole), say(w, key, length=short)


def _who(w: Words, ring: ReachRing) -> str:
    """Return who publishes a ring's figure, or ""."""
    names = dict.fromkeys(claim.originator for claim in ring.claims)
    return w("comma").join(wording.originator(w, name) for name in names)


def named_rings(w: Words, rings: Sequence[ReachRing]) -> list[NamedRing]:
    """Return the rings with their ids and words; no two ids are the same."""
    missiles = {ring.missile.id for ring in rings if ring.missile}
    origins = origins_of_rings(rings)
    made = []
    seen: dict[str, int] = {}
    for ring in rings:
        length, short = range_words(w, ring)
        who = _who(w, ring)
        teller = w("space").join(
            part
            for part in (ring.missile.name if ring.missile and len(missiles) > 1 else "", who)
            if part
        )
        if ring.is_line:
            label = say(w, "observed_label", length=short)
            label = say(w, "label", who=ring.missile.name, length=label) if ring.missile else label
        else:
            label = say(w, "label", who=teller, length=short) if teller else length
        if len(origins) > 1:
            label = f"{label} ({origin_name(w, ring.origin)})"
        plain = _id(ring)
        seen[plain] = seen.get(plain, 0) + 1
        id_ = plain if seen[plain] == 1 else f"{plain}-{seen[plain]}"
        made.append(NamedRing(ring, id_, length, short, who, label))
    return made


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
    """Return the origins of rings, each once."""
    return list({id(ring.origin): ring.origin for ring in rings}.values())


def origin_name(w: Words, origin: Origin) -> str:
    """Return what a page calls an origin."""
    if origin.site is not None:
        return wording.site_name(w, origin.site)
    local = (
        {"ko": origin.territory.name_ko, "ja": origin.territory.name_ja} if origin.territory else {}
    )
    return local.get(w.lang) or origin.words


def _origin_names(w: Words, rings: Sequence[ReachRing]) -> str:
    """Return what a page calls the origins of rings."""
    return w("comma").join(dict.fromkeys(origin_name(w, each) for each in origins_of_rings(rings)))


def _missile_names(w: Words, rings: Sequence[ReachRing]) -> str:
    """Return the missiles of rings, in the language where we know their names."""
    names = {}
    for ring in rings:
        if ring.missile:
            local = {"ko": ring.missile.name_ko, "ja": ring.missile.name_ja}.get(w.lang)
            names[local or ring.missile.name] = True
    return w("comma").join(names)


def title(w: Words, named: Sequence[NamedRing]) -> str:
    """Return the title of a map of rings."""
    rings = [each.ring for each in named]
    origin, missiles = _origin_names(w, rings), _missile_names(w, rings)
    if missiles and all(ring.missile for ring in rings):
        key = "title_observed" if all(ring.is_line for ring in rings) else "title_missile"
        return say(w, key, missile=missiles, origin=origin)
    if len(named) == 1:
        return say(w, "title_range", range=named[0].short, origin=origin)
    return say(w, "title_several", origin=origin)


def summary(w: Words, rings: Sequence[ReachRing]) -> str:
    """Return what a reader should know before all else."""
    lines = []
    estimates = [ring for ring in rings if ring.claims and not ring.is_line]
    ends = [km for ring in estimates for km in (ring.inner_km or ring.outer_km, ring.outer_km)]
    if ends and min(ends) < max(ends):
        lines.append(say(w, "summary_differ", least=_km(min(ends)), greatest=_km(max(ends))))
    seen = [ring.outer_km for ring in rings if ring.is_line]
    if seen:
        lines.append(say(w, "summary_observed", km=_km(max(seen))))
    lands = [origin for origin in origins_of_rings(rings) if origin.territory]
    if lands:
        named = w("comma").join(origin_name(w, each) for each in lands)
        lines.append(say(w, "summary_territory", origin=named))
    return w("space").join([*lines, say(w, "summary")])


def alternative(w: Words, named: Sequence[NamedRing], inside: Sequence[Inside]) -> str:
    """Return what the picture shows, in words."""
    rings = w("comma").join(each.label for each in named)
    origin = _origin_names(w, [each.ring for each in named])
    told = [each.town for each in inside if each.town.named][:5]
    if not told:
        return say(w, "alternative_none", origin=origin, rings=rings)
    nearest = w("comma").join(town_name(w, town) for town in told)
    count = f"{len(inside):,}"
    return say(w, "alternative", origin=origin, rings=rings, count=count, nearest=nearest)


def unknown(w: Words, rings: Sequence[ReachRing]) -> Iterable[str]:
    """Yield what is not known, a sentence each."""
    if any(ring.claims for ring in rings):
        yield say(w, "unknown_direction")
    for origin in origins_of_rings(rings):
        if origin.sd_km >= 1:
            sd = _km(origin.sd_km)
            yield say(w, "unknown_site", origin=origin_name(w, origin), sd=sd)


def notes(w: Words, rings: Sequence[ReachRing], *, user: bool) -> Iterable[str]:
    """Yield what to mind."""
    if user:
        yield w("user_note")
    for ring in rings:
        if ring.is_line and ring.missile:
            yield say(w, "note_observed", missile=ring.missile.name)
    coarsest = max(float(tolerance_km(ring.outer_km)) for ring in rings)
    yield say(w, "note_tolerance", tolerance=f"{coarsest:.2g}")


def town_name(w: Words, town: Town) -> str:
    """Return a town's name in a language, as GeoNames has it if we have none."""
    return {"ko": town.name_ko, "ja": town.name_ja}.get(w.lang) or town.name


def claim_properties(claims: Sequence[RangeClaim]) -> dict[str, object]:
    """Return what the claims behind a ring say of themselves, each thing once."""
    told = {
        "carrier": dict.fromkeys(claim.carrier for claim in claims),
        "stated_at": dict.fromkeys(claim.stated_at for claim in claims),
        "conditions": dict.fromkeys(claim.conditions for claim in claims),
    }
    joined = {key: "; ".join(filter(None, values)) for key, values in told.items()}
    return {key: text for key, text in joined.items() if text}


def claims_of(rings: Sequence[ReachRing]) -> list[RangeClaim]:
    """Return every claim behind rings."""
    return [claim for ring in rings for claim in ring.claims]


# --- tables -------------------------------------------------------------------------------------


def tables(
    w: Words,
    named: Sequence[NamedRing],
    inside: Sequence[Inside],
    shown: Sequence[Inside],
    compared: Sequence[Compared],
) -> Iterable[Table]:
    """Yield the tables beside the map."""
    yield _rings_table(w, named)
    if compared:
        yield _compared_table(w, named[0], compared)
    if not all(each.ring.is_line for each in named):
        yield _inside_table(w, named, inside, shown)


def _rings_table(w: Words, named: Sequence[NamedRing]) -> Table:
    """Return the table of the rings: what, how far, by whom, when, on what conditions."""
    head = ("rings_range", "rings_what", "rings_by", "rings_stated", "rings_conditions")
    rows = []
    for each in named:
        told = claim_properties(each.ring.claims)
        missile = each.ring.missile.name + w("space") if each.ring.missile else ""
        rows.append(
            (
                missile + each.length,
                say(w, f"kind.{each.ring.kind}"),
                each.who or w("user"),
                str(told.get("stated_at", "")),
                str(told.get("conditions", "")),
            )
        )
    kept = [n for n in range(len(head)) if n < 2 or any(row[n] for row in rows)]
    heads = [say(w, head[n]) for n in kept]
    return Table(
        title=say(w, "rings_title"),
        head=tuple(heads),
        rows=tuple(tuple(row[n] for n in kept) for row in rows),
        numeric=(False,) * len(kept),
        note=say(w, "rings_note") if any(each.ring.claims for each in named) else "",
    )


def _inside_table(
    w: Words, named: Sequence[NamedRing], inside: Sequence[Inside], shown: Sequence[Inside]
) -> Table:
    """Return the table of the places inside; the nearest first."""
    keys = ("place", "country", "distance", "rings", "people")
    rows = tuple(
        (
            town_name(w, each.town),
            country_name(each.town.country) if each.town.country else "–",
            f"{each.distance_km:,.0f}",
            holding(w, each, named),
            f"{each.town.population:,}" if each.town.population else "–",
        )
        for each in shown
    )
    counted = say(w, "inside_note", shown=len(shown), count=f"{len(inside):,}")
    return Table(
        title=say(w, "inside_title"),
        head=tuple(say(w, f"inside_{key}") for key in keys),
        rows=rows,
        numeric=(False, False, True, False, True),
        note=counted if rows else say(w, "inside_none"),
    )


def holding(w: Words, place: Inside, named: Sequence[NamedRing]) -> str:
    """Return which rings hold a place: all, or their ranges; "or not" inside a band."""
    areas = [n for n, each in enumerate(named) if not each.ring.is_line]
    if len(place.within) == len(areas):
        return say(w, "inside_all")
    parts = [named[n].short for n in place.within]
    parts += [say(w, "inside_maybe", rings=named[n].short) for n in place.between]
    return "; ".join(parts)


def _compared_table(w: Words, first: NamedRing, compared: Sequence[Compared]) -> Table:
    """Return the table of ways of drawing one ring."""
    rows = tuple((way.name, *(_error_words(way)), way.remark) for way in compared)
    keys = ("way", "least", "greatest", "remark")
    return Table(
        title=say(w, "compared_title"),
        head=tuple(say(w, f"compared_{key}") for key in keys),
        rows=rows,
        numeric=(False, True, True, False),
        note=say(w, "compared_note", range=say(w, "length_km", km=_km(first.ring.outer_km))),
    )


def _error_words(way: Compared) -> tuple[str, str]:
    """Return the least and the greatest error of a way of drawing."""
    if way.error_km is None:
        return "–", "–"
    least, greatest = (f"{km:+,.0f}" if abs(km) >= 100 else f"{km:+.1f}" for km in way.error_km)
    return least, greatest
