"""Zones and reach rings as plain records, and the places inside rings as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from geolaunch.impact.zones import ImpactZone
from geolaunch.reach.rings import Inside, ReachRing
from geolaunch.report.model import Launch, ReadSource
from geolaunch.scenes.language import remark, words
from geolaunch.scenes.ring_words import column_names
from geolaunch.tables import csv_text

__all__ = [
    "places_csv",
    "ring_records",
    "zone_records",
]


def ring_records(rings: Sequence[ReachRing], inside: Sequence[Inside]) -> dict[str, Any]:
    """Return reach rings and the places inside them as plain values, with every claim's source."""
    return {
        "rings": [_ring_record(ring) for ring in rings],
        "inside": [
            {
                "name": place.town.name,
                "country": place.town.country,
                "lon": place.town.lon_deg,
                "lat": place.town.lat_deg,
                "population": place.town.population,
                "distance_km": round(place.distance_km, 1),
                "within": list(place.within),
                "between": list(place.between),
            }
            for place in inside
        ],
        "note": words("en").groups["reach"]["note"],
    }


def _ring_record(ring: ReachRing) -> dict[str, Any]:
    """Return one ring as plain values."""
    origin = ring.origin
    point = {"lon": round(origin.lon_deg, 6), "lat": round(origin.lat_deg, 6)}
    where = {"territory": origin.words} if origin.territory else point
    return {
        "from": origin.words,
        **where,
        "kind": ring.kind,
        "inner_km": ring.inner_km,
        "radius_km": ring.outer_km,
        "at_least": ring.is_least,
        "up_to": ring.is_most,
        "missile": ring.missile.id if ring.missile else None,
        "claims": [
            {
                "originator": claim.originator,
                "carrier": claim.carrier,
                "stated_at": claim.stated_at,
                "conditions": claim.conditions,
                "source": claim.source,
            }
            for claim in ring.claims
        ],
        "verified": origin.in_catalogue and bool(ring.claims),
    }


def places_csv(rings: Sequence[ReachRing], inside: Sequence[Inside]) -> str:
    """Return the places inside rings as CSV, a column for each ring: yes, no, or maybe in a band.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    areas = [n for n, ring in enumerate(rings) if not ring.is_line]
    heads = column_names(words("en"), [rings[n] for n in areas])
    rows = []
    for place in inside:
        town = place.town
        held = {**dict.fromkeys(place.within, "yes"), **dict.fromkeys(place.between, "maybe")}
        row = [town.name, town.country, town.lon_deg, town.lat_deg, town.population]
        rows.append([*row, f"{place.distance_km:.1f}", *(held.get(n, "no") for n in areas)])
    columns = ["name", "country", "lon", "lat", "population", "distance_km", *heads]
    return csv_text(columns, rows)


def zone_records(launches: Iterable[Launch], zones: Iterable[ImpactZone]) -> list[dict[str, Any]]:
    """Return zones as plain records: one a level, with all that the zone stands on."""
    w = words("en")
    return [
        {
            "launch": launch.id,
            "source": zone.source,
            "level": region.level,
            "area_km2": round(region.area_km2),
            "probabilities": {k: round(v, 4) for k, v in zone.probabilities.items()},
            "basis": "derived",
            "verified": launch.in_catalogue and zone.evidence.site.in_catalogue,
            "site": {
                "name": zone.evidence.site.words,
                "lon": round(zone.lon_deg, 5),
                "lat": round(zone.lat_deg, 5),
                "sd_km": round(zone.site_sd_km, 2),
            },
            "distances": [
                {"originator": entry.originator, "words": entry.words}
                for entry in zone.evidence.distances
            ],
            "conflicts": [remark(w, entry) for entry in zone.conflicts],
            "sources_read": [_document_record(read) for read in launch.read],
            "unused": [
                {
                    "field": u.field,
                    "originator": u.originator,
                    "words": u.words,
                    "why": remark(w, u.why),
                }
                for u in zone.evidence.unused
            ],
        }
        for launch, zone in zip(launches, zones, strict=True)
        for region in zone.regions
    ]


def _document_record(read: ReadSource) -> dict[str, Any]:
    """Return a document that was read whole as a plain record."""
    return {
        "publisher": read.source.publisher,
        "date": read.source.date,
        "address": read.source.address,
        "originators": list(read.originators),
    }
