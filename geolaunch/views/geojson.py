"""The layers as files for other software: GeoJSON (RFC 7946) in this first form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from geolaunch.impact.zones import ImpactZone
from geolaunch.reach.rings import Inside, ReachRing
from geolaunch.report.model import Launch
from geolaunch.scenes.language import remark, words
from geolaunch.scenes.model import Feature, Scene
from geolaunch.scenes.ring_words import column_names
from geolaunch.tables import csv_text
from geolaunch.trajectory.flights import LaunchArc
from geolaunch.version import VERSION
from geolaunch.views.tracks import track_collection, track_csv

__all__ = [
    "collection",
    "geojson",
    "places_csv",
    "ring_records",
    "track_csv",
    "track_geojson",
    "zone_records",
]

# Six decimals of a degree are 0.1 m, as RFC 7946, section 11.2, advises.
DECIMALS = 6


def geojson(scene: Scene, kinds: Iterable[str] | None = None) -> str:
    """Return a scene as GeoJSON text, the same bytes for the same scene.

    Coordinates are (lon, lat) degrees on WGS84, outer rings counter-clockwise. Every feature has
    `kind`, `basis`, `source` and `verified`, those of a launch `launch` as well; `kinds` picks
    some. Beside the features stand `title`, `caveat`, `text_alternative`, `as_of`, `sea_names`,
    `credits`, the `notes` and `not_known` (what of it is not drawn, too) where there are any, the
    `editorial_status` if the map has one and, where a user supplied the data, `status`.
    """
    return json.dumps(collection(scene, kinds), ensure_ascii=False, indent=1) + "\n"


def collection(scene: Scene, kinds: Iterable[str] | None = None) -> dict[str, Any]:
    """Return a scene as a GeoJSON FeatureCollection of plain values; see `geojson`."""
    wanted = None if kinds is None else set(kinds)
    chosen = [each for each in scene.features if wanted is None or each.kind in wanted]
    return {
        "type": "FeatureCollection",
        "generator": f"geolaunch {VERSION}",
        "title": scene.title,
        "caveat": scene.caveat,
        "text_alternative": scene.one_line,
        **({"as_of": scene.as_of} if scene.as_of else {}),
        **({"editorial_status": scene.editorial_status} if scene.editorial_status else {}),
        **({"status": scene.status} if scene.status else {}),
        **({"notes": list(scene.notes)} if scene.notes else {}),
        "sea_names": list(dict.fromkeys(text for text, _, _ in scene.sea_labels)),
        "credits": [scene.credit_line, *scene.credits],
        **({"not_known": list(scene.unknown)} if scene.unknown else {}),
        "features": [_feature(each) for each in chosen],
    }


def track_geojson(flights: Sequence[LaunchArc]) -> str:
    """Return the tracks of flights with heights as GeoJSON text: (lon, lat, metres)."""
    return json.dumps(track_collection(flights), ensure_ascii=False, indent=1) + "\n"


def _feature(feature: Feature) -> dict[str, Any]:
    """Return one feature as plain values."""
    shape = feature.geometry.__geo_interface__
    return {
        "type": "Feature",
        "id": feature.id,
        "bbox": [round(edge, DECIMALS) for edge in feature.geometry.bounds],
        "properties": _plain(feature.properties),
        "geometry": {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])},
    }


def ring_records(rings: Sequence[ReachRing], inside: Sequence[Inside]) -> dict[str, Any]:
    """Return reach rings and the places inside them as plain values, with every claim's source."""
    return {
        "rings": [_ring_record(ring) for ring in rings],
        "inside": [
            {
                "name": each.town.name,
                "country": each.town.country,
                "lon": each.town.lon_deg,
                "lat": each.town.lat_deg,
                "population": each.town.population,
                "distance_km": round(each.distance_km, 1),
                "within": list(each.within),
                "between": list(each.between),
            }
            for each in inside
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
    for each in inside:
        town = each.town
        held = {**dict.fromkeys(each.within, "yes"), **dict.fromkeys(each.between, "maybe")}
        row = [town.name, town.country, town.lon_deg, town.lat_deg, town.population]
        rows.append([*row, f"{each.distance_km:.1f}", *(held.get(n, "no") for n in areas)])
    columns = ["name", "country", "lon", "lat", "population", "distance_km", *heads]
    return csv_text(columns, rows)


def _plain(value: Any) -> Any:
    """Return a value with its mappings as dicts, for JSON."""
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return value


def _rounded(coordinates: Any) -> Any:
    """Return nested coordinates cut to six decimals."""
    if isinstance(coordinates, float):
        return round(coordinates, DECIMALS)
    return [_rounded(inner) for inner in coordinates]


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
                {"originator": each.originator, "words": each.words}
                for each in zone.evidence.distances
            ],
            "conflicts": [remark(w, each) for each in zone.conflicts],
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
