"""The tables beside a map of reach rings: the rings, the places inside, other ways of drawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from geolaunch.catalogue.missiles import RangeClaim
from geolaunch.reach.other_methods import Compared
from geolaunch.reach.rings import Inside, ReachRing
from geolaunch.scenes import language as wording
from geolaunch.scenes.language import Words
from geolaunch.scenes.model import Table
from geolaunch.scenes.ring_words import (
    NamedRing,
    claim_properties,
    country,
    holding,
    km_text,
    missile_name,
    missiles_of,
    origin_name,
    origins_of_rings,
    say,
    town_name,
    way_name,
    way_remark,
)

__all__ = [
    "MOST_IN_CELL",
    "tables",
]

MOST_IN_CELL = 3  # rings named in a cell; of more their number is given


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
    if not all(entry.ring.is_line for entry in named):
        yield _inside_table(w, named, inside, shown)


def _rings_table(w: Words, named: Sequence[NamedRing]) -> Table:
    """Return the table of the rings: from where, how far, what that is, by whom and when."""
    rings = [entry.ring for entry in named]
    several_missiles = len(missiles_of(rings)) > 1
    rows = []
    for entry in named:
        missile = entry.ring.missile
        called = missile_name(w, missile) if missile and several_missiles else ""
        rows.append(
            (
                origin_name(w, entry.ring.origin) if len(origins_of_rings(rings)) > 1 else "",
                w("comma").join(filter(None, (called, entry.length))),
                _what(w, entry.ring),
                "; ".join(dict.fromkeys(_claimant(w, claim) for claim in entry.ring.claims)),
            )
        )
    keys = ("rings_from", "rings_range", "rings_what", "rings_by")
    kept = [n for n in range(len(keys)) if any(row[n] for row in rows)]
    return Table(
        title=say(w, "rings_title"),
        head=tuple(say(w, keys[n]) for n in kept),
        rows=tuple(tuple(row[n] or "–" for n in kept) for row in rows),
        numeric=(False,) * len(kept),
        note=say(w, "rings_note") if any(entry.ring.claims for entry in named) else "",
    )


def _what(w: Words, ring: ReachRing) -> str:
    """Return what kind of figure a ring shows, and on what conditions."""
    what = say(w, f"kind.{ring.kind}")
    conditions = claim_properties(w, ring.claims).get("conditions", "")
    return say(w, "what_with", what=what, conditions=conditions) if conditions else what


def _claimant(w: Words, claim: RangeClaim) -> str:
    """Return who published a figure, who printed it if that was another, and when."""
    who = wording.originator(w, claim.originator)
    if not claim.carrier.startswith(claim.originator):
        who = say(w, "told_via", who=who, carrier=wording.carrier(w, claim.carrier))
    date = _date(w, claim.stated_at)
    return say(w, "told_on", who=who, date=date) if date else who


def _date(w: Words, iso: str) -> str:
    """Return a date as a reader writes it: of a day, of a month, of a year."""
    if len(iso) == len("YYYY-MM"):
        return say(w, "date_month", year=iso[:4], month=w.groups["month"][int(iso[5:]) - 1])
    return say(w, "date_year", year=iso) if len(iso) == len("YYYY") else wording.date(w, iso)


def _inside_table(
    w: Words, named: Sequence[NamedRing], inside: Sequence[Inside], shown: Sequence[Inside]
) -> Table:
    """Return the table of the places inside, the nearest first; by which rings, if these differ."""
    keys = ("place", "country", "distance", "rings", "people")
    numeric = (False, False, True, False, True)
    rows = [
        (
            town_name(w, place.town),
            country(w, place.town.country) or "–",
            f"{place.distance_km:,.0f}",
            _holding_in_short(w, place, named),
            f"{place.town.population:,}" if place.town.population else "–",
        )
        for place in shown
    ]
    differ = any(row[3] != say(w, "inside_all") for row in rows)
    kept = [n for n, key in enumerate(keys) if differ or key != "rings"]
    return Table(
        title=say(w, "inside_title"),
        head=tuple(say(w, f"inside_{keys[n]}") for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in rows),
        numeric=tuple(numeric[n] for n in kept),
        note=_inside_note(w, len(inside), len(shown)),
    )


def _inside_note(w: Words, count: int, shown: int) -> str:
    """Return which of the places inside are shown, and what the populations are."""
    if not count:
        return say(w, "inside_none")
    key = "inside_note" if shown < count else "inside_note_all"
    which = say(w, key, shown=shown, count=f"{count:,}")
    return which + w("space") + say(w, "inside_population")


def _holding_in_short(w: Words, place: Inside, named: Sequence[NamedRing]) -> str:
    """Return which rings hold a place, or how many of them if that are too many for a cell."""
    held = len(place.within) + len(place.between)
    areas = sum(not entry.ring.is_line for entry in named)
    if held <= MOST_IN_CELL or len(place.within) == areas:
        return holding(w, place, named)
    return say(w, "inside_count", count=held, all=areas)


def _compared_table(w: Words, first: NamedRing, compared: Sequence[Compared]) -> Table:
    """Return the table of ways of drawing one ring."""
    radius_km = first.ring.outer_km
    rows = tuple(
        (way_name(w, way), *_error_words(way), way_remark(w, way, radius_km)) for way in compared
    )
    keys = ("way", "least", "greatest", "remark")
    return Table(
        title=say(w, "compared_title"),
        head=tuple(say(w, f"compared_{key}") for key in keys),
        rows=rows,
        numeric=(False, True, True, False),
        note=say(w, "compared_note", range=say(w, "length_km", km=km_text(radius_km))),
    )


def _error_words(way: Compared) -> tuple[str, str]:
    """Return the least and the greatest error of a way of drawing."""
    if way.error_km is None:
        return "–", "–"
    signed = [f"{km:+z,.0f}" if abs(km) >= 100 else f"{km:+z.1f}" for km in way.error_km]
    least, greatest = (text.replace("-", "\N{MINUS SIGN}") for text in signed)
    return least, greatest
