"""Reach rings as one ordered collection of styled features and plain words; computes nothing.

Rings and other ways of drawing come from `reach`; here they get a kind, a style, an id and
their words, and the tables that stand beside the map: the rings, what lies inside, the comparison.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypedDict

import numpy as np
import shapely
from shapely.geometry import MultiLineString, Point

from geolaunch.geodesy.antimeridian import Outline, line_of
from geolaunch.reach.other_methods import Compared
from geolaunch.reach.rings import Inside, Origin, ReachRing
from geolaunch.scenes import language as wording
from geolaunch.scenes.imprint import imprint
from geolaunch.scenes.labels import sea_names_in_view
from geolaunch.scenes.language import Words, words_with
from geolaunch.scenes.model import Feature, LegendEntry, Scene
from geolaunch.scenes.ring_tables import tables
from geolaunch.scenes.ring_words import (
    NamedRing,
    alternative,
    chosen_places,
    claim_properties,
    claims_of,
    country,
    holding,
    missile_name,
    named_rings,
    notes,
    origin_name,
    origin_slug,
    origins_of_rings,
    say,
    summary,
    title,
    town_name,
    unknown,
    way_name,
    way_remark,
)
from geolaunch.scenes.styles import RING_STYLES, Style

__all__ = ["rings_scene"]

# So many places are drawn and listed beside the map; the table as a file has them all.
GREATEST_PLACES = 40

# A ring wider than this, or about a pole, is seen on the whole world.
WORLD_FROM_DEG = 220.0
ABOUT_THE_ANTIPODE_KM = 10_001.0  # from pole to equator: a wider ring lies nearer the antipode
VIEW_LATITUDES_DEG = (-58.0, 84.0)  # what is beyond is ice; a ring there widens the view
GREATEST_VIEW_LATITUDE_DEG = 84.0
MARGIN = 0.08

SEAS_NAMED_UP_TO_DEG = 55.0  # across the view: on more of the Earth they would only crowd Korea

# So many areas may lie upon one another with the whole fill; of more, each is fainter.
FULL_FILL_UP_TO = 4

# Ways of drawing that are put on the map: the others differ from them by less than a line's width.
COMPARED_ON_MAP = ("mercator", "folium")


def rings_scene(
    rings: Sequence[ReachRing],
    inside: Sequence[Inside] = (),
    compared: Sequence[Compared] = (),
    *,
    sea_names: Sequence[str] = (),
    lang: str = "en",
    editorial_status: str = "",
) -> Scene:
    """Return the scene of reach rings, of the places inside them, and of other ways of drawing.

    `sea_names` are house codes, `lang` is en, ko or ja, `editorial_status` is "draft", "published",
    "corrected" or "". `compared` belongs to the first ring.
    """
    w = words_with(lang, sea_names)
    named = named_rings(w, rings)
    shown = chosen_places(inside, GREATEST_PLACES)
    user = not all(origin.in_catalogue for origin in origins_of_rings(rings))
    bounds = _bounds(rings)
    seas = _sea_labels(w, bounds)
    features = tuple(_with_own_ids(_features(w, named, shown, compared)))
    return Scene(
        **_sentences(w, named, inside, user=user),
        features=features,
        bounds=bounds,
        sea_labels=seas,
        legend=_legend(w, rings, compared),
        sources=tuple(dict.fromkeys(claim.source for claim in claims_of(rings))),
        strings=w.groups["page"],
        tables=tuple(tables(w, named, inside, shown, compared)),
        **imprint(
            w,
            user=user,
            editorial_status=editorial_status,
            sources=_originators(w, rings),
            originators=_originators(w, rings),
            has_seas=bool(seas),
        ),
    )


class _Sentences(TypedDict):
    title: str
    summary: str
    caveat: str
    caveat_short: str
    text_alternative: str
    one_line: str
    unknown: tuple[str, ...]
    notes: tuple[str, ...]


def _sentences(
    w: Words, named: Sequence[NamedRing], inside: Sequence[Inside], *, user: bool
) -> _Sentences:
    """Return the sentences around a map of rings."""
    rings = [entry.ring for entry in named]
    in_words = alternative(w, named, inside)
    return _Sentences(
        title=title(w, named),
        summary=summary(w, rings),
        caveat=say(w, "caveat"),
        caveat_short=say(w, "caveat_short"),
        text_alternative=in_words,
        one_line=in_words,
        unknown=tuple(unknown(w, rings)),
        notes=tuple(notes(w, rings, user=user)),
    )


def _originators(w: Words, rings: Sequence[ReachRing]) -> list[str]:
    """Return who publishes the figures, as the page names them; [] where nobody does."""
    names = (wording.originator(w, claim.originator) for claim in claims_of(rings))
    return list(dict.fromkeys(names))


# --- features -------------------------------------------------------------------------------------


def _features(
    w: Words, named: Sequence[NamedRing], shown: Sequence[Inside], compared: Sequence[Compared]
) -> Iterable[Feature]:
    """Yield the features in drawing order: widest rings first, points on top."""
    for origin in origins_of_rings([entry.ring for entry in named]):
        if origin.territory is not None:
            yield _territory(w, origin)
    share = _fill_share([entry.ring for entry in named])
    for entry in sorted(named, key=lambda entry: -entry.ring.outer_km):
        yield _ring_feature(w, entry, share)
    for way in compared:
        if way.key in COMPARED_ON_MAP and way.rings:
            yield _compared_feature(w, named[0], way)
    for place in sorted(shown, key=lambda place: (not place.town.named, -place.town.population)):
        yield _town_feature(w, place, named)
    for origin in origins_of_rings([entry.ring for entry in named]):
        if origin.site is not None:
            yield _site(w, origin)


def _with_own_ids(features: Iterable[Feature]) -> Iterable[Feature]:
    """Yield features with ids of their own: two of a user's points may lie in one place."""
    seen: dict[str, int] = {}
    for feature in features:
        seen[feature.id] = seen.get(feature.id, 0) + 1
        yield (
            feature
            if seen[feature.id] == 1
            else replace(feature, id=f"{feature.id}-{seen[feature.id]}")
        )


def _ring_feature(w: Words, named: NamedRing, fill_share: float) -> Feature:
    """Return the feature of a ring: a disc or a band, or the line of a flight that was seen."""
    ring = named.ring
    kind = "longest-flight" if ring.is_line else "reach-ring"
    band = ring.inner_km is not None
    properties = {
        "kind": kind,
        "basis": "derived",
        "note": say(w, "note"),
        "range_kind": say(w, f"kind.{ring.kind}"),
        "radius_km": round(ring.outer_km, 3),
        **({"inner_km": round(ring.inner_km, 3)} if ring.inner_km is not None else {}),
        "from": origin_name(w, ring.origin),
        **_center(ring.origin),
        **({"missile": missile_name(w, ring.missile)} if ring.missile else {}),
        "source": named.who or w("user"),
        **claim_properties(w, ring.claims),
        **({"words": ring.words} if ring.words else {}),
        "verified": ring.origin.in_catalogue and bool(ring.claims),
        "label": named.label,
    }
    style = _style("reach-band" if band else kind, fill_share)
    return Feature(
        named.id, kind, ring.geometry, properties, style, named.label, outline=ring.outline
    )


def _style(kind: str, fill_share: float) -> Style:
    """Return a style with its fill thinned."""
    style = RING_STYLES[kind]
    return replace(style, fill_opacity=round(style.fill_opacity * fill_share, 3))


def _fill_share(rings: Sequence[ReachRing]) -> float:
    """Return how much of its fill each ring keeps, so that all of them leave the land in sight."""
    count = sum(not ring.is_line for ring in rings)
    return min(1.0, FULL_FILL_UP_TO / max(count, 1))


def _center(origin: Origin) -> dict[str, list[float]]:
    """Return the centre of a ring as [lon, lat]; one about a territory has none."""
    if origin.territory is not None:
        return {}
    return {"center": [round(origin.lon_deg, 6), round(origin.lat_deg, 6)]}


def _compared_feature(w: Words, first: NamedRing, way: Compared) -> Feature:
    """Return the ring as others draw it, a line."""
    rings = tuple(way.rings)
    lines = shapely.get_parts([line_of(rows) for rows in rings])
    least, greatest = way.error_km or (float("nan"), float("nan"))
    properties = {
        "kind": "compared-ring",
        "basis": "assumed",
        "name": way_name(w, way),
        "radius_km": round(first.ring.outer_km, 3),
        "error_km": [round(least, 1), round(greatest, 1)],
        "remark": way_remark(w, way, first.ring.outer_km),
        "source": way_name(w, way),
        "verified": False,
        "label": way_name(w, way),
    }
    return Feature(
        f"compared-ring/{way.key}",
        "compared-ring",
        MultiLineString(list(lines)),
        properties,
        RING_STYLES["compared-ring"],
        way_name(w, way),
        outline=Outline(rings, holds_north_pole=False),
    )


def _town_feature(w: Words, place: Inside, named: Sequence[NamedRing]) -> Feature:
    """Return the dot of a city or place."""
    town = place.town
    name = town_name(w, town)
    properties = {
        "kind": "town",
        "basis": "reported",
        "name": name,
        "country": country(w, town.country),
        "population": town.population,
        "distance_km": round(place.distance_km),
        "rings": holding(w, place, named),
        "source": "GeoNames",
        "verified": True,
        "label": name,
    }
    at = (town.lon_deg, town.lat_deg)
    slug = re.sub(r"[^\w]+", "-", town.name).strip("-").casefold()
    id_ = f"town/{town.country.casefold() or 'xx'}/{slug}"
    return Feature(
        f"{id_}/{town.lon_deg:g},{town.lat_deg:g}",
        "town",
        Point(at),
        properties,
        RING_STYLES["town"],
        name,
        at,
    )


def _site(w: Words, origin: Origin) -> Feature:
    """Return the marker of a site or point."""
    assert origin.site is not None
    places, known = origin.site.places, origin.in_catalogue
    bases = (f"{place.basis} ({place.source})" for place in places)
    name = origin_name(w, origin)
    at = (origin.lon_deg, origin.lat_deg)
    properties = {
        "kind": "site",
        "basis": "reported",
        "name": name,
        "source": "; ".join(dict.fromkeys(p.source for p in places)) if known else w("user"),
        "site_basis": "; ".join(dict.fromkeys(bases)) if known else w("user"),
        "sd_km": round(origin.sd_km, 1),
        "verified": origin.in_catalogue,
        "label": name,
    }
    return Feature(
        f"site/{origin_slug(origin)}", "site", Point(at), properties, RING_STYLES["site"], name, at
    )


def _territory(w: Words, origin: Origin) -> Feature:
    """Return the land that rings are drawn about."""
    assert origin.territory is not None
    name = origin_name(w, origin)
    properties = {
        "kind": "territory",
        "basis": "reported",
        "name": name,
        "source": origin.territory.source if origin.in_catalogue else w("user"),
        "verified": origin.in_catalogue,
        "label": name,
    }
    return Feature(
        f"territory/{origin_slug(origin)}",
        "territory",
        origin.territory.polygon,
        properties,
        RING_STYLES["territory"],
        name,
        (origin.lon_deg, origin.lat_deg),
    )


# --- the view -------------------------------------------------------------------------------------


def _bounds(rings: Sequence[ReachRing]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the view: about the rings, or the whole world."""
    rows = [np.vstack(ring.outline.rings) for ring in rings if ring.outline.rings]
    lon_deg = rings[0].origin.lon_deg
    if rows and not any(_is_around(ring) for ring in rings):
        every = np.vstack(rows)
        (west, south), (east, north) = every.min(axis=0), every.max(axis=0)
        limit = GREATEST_VIEW_LATITUDE_DEG
        if east - west <= WORLD_FROM_DEG and south < limit and north > -limit:
            x, y = MARGIN * (east - west), MARGIN * (north - south)
            edges = west - x, max(south - y, -limit), east + x, min(north + y, limit)
            return tuple(float(edge) for edge in edges)  # type: ignore[return-value]
    south, north = VIEW_LATITUDES_DEG
    return lon_deg - 180, south, lon_deg + 180, north


def _is_around(ring: ReachRing) -> bool:
    """Tell whether a ring goes round a pole, or is so wide that it closes about the antipode."""
    edge = ring.outline
    closes = edge.holds_north_pole or ring.outer_km > ABOUT_THE_ANTIPODE_KM
    return closes or any(edge.turns) or not edge.rings


def _sea_labels(
    w: Words, bounds: tuple[float, float, float, float]
) -> tuple[tuple[str, float, float], ...]:
    """Return the names of the seas in view; none on more of the Earth, where they would crowd."""
    west, _, east, _ = bounds
    return () if east - west > SEAS_NAMED_UP_TO_DEG else sea_names_in_view(w, bounds, [])


def _legend(
    w: Words, rings: Sequence[ReachRing], compared: Sequence[Compared]
) -> tuple[LegendEntry, ...]:
    """Return the legend: reported, derived and assumed things in that order."""
    entries = [_legend_of_origin(w, origin) for origin in origins_of_rings(rings)]
    share = _fill_share(rings)
    areas = [ring for ring in rings if not ring.is_line]
    discs = [ring for ring in areas if ring.inner_km is None]
    if discs:
        key = "legend_ring" if any(ring.claims for ring in discs) else "legend_ring_given"
        entries.append(LegendEntry("derived", say(w, key), _style("reach-ring", share)))
    bands = [ring for ring in areas if ring.inner_km is not None]
    if bands:
        key = "legend_band" if any(ring.claims for ring in bands) else "legend_band_given"
        entries.append(LegendEntry("derived", say(w, key), _style("reach-band", share)))
    if len(areas) < len(rings):
        text = say(w, "legend_observed")
        entries.append(LegendEntry("derived", text, RING_STYLES["longest-flight"]))
    if any(way.key in COMPARED_ON_MAP and way.rings for way in compared):
        text = say(w, "legend_compared")
        entries.append(LegendEntry("assumed", text, RING_STYLES["compared-ring"]))
    return tuple(dict.fromkeys(entries))


def _legend_of_origin(w: Words, origin: Origin) -> LegendEntry:
    """Return the line of the legend about where rings are drawn from."""
    kind = "site" if origin.territory is None else "territory"
    key = f"legend_{kind}" if origin.in_catalogue else f"legend_{kind}_user"
    return LegendEntry("reported", say(w, key), RING_STYLES[kind])
