"""The layers as files for other software: GeoJSON (RFC 7946) in this first form."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from geolaunch.scenes.model import Feature, ReadDocument, Scene
from geolaunch.trajectory.flights import LaunchArc
from geolaunch.version import VERSION
from geolaunch.views.tracks import track_collection, track_csv

__all__ = [
    "collection",
    "geojson",
    "track_csv",
    "track_geojson",
]

# Six decimals of a degree are 0.1 m, as RFC 7946, section 11.2, advises.
DECIMALS = 6


def geojson(scene: Scene, kinds: Iterable[str] | None = None) -> str:
    """Return a scene as GeoJSON text, the same bytes for the same scene.

    Coordinates are (lon, lat) degrees on WGS84, outer rings counter-clockwise. Every feature has
    `kind`, `basis`, `source` and `verified`, those of a launch `launch` as well; `kinds` picks
    some. Beside the features stand `title`, `caveat`, `text_alternative`, `as_of`, `sea_names`,
    `credits`, the `conflicts`, `notes` and `not_known` (what of it is not drawn, too) where there
    are any, `sources_read` (the documents that were read whole), the `editorial_status` if the map
    has one and, where a user supplied the data, `status`.
    """
    return json.dumps(collection(scene, kinds), ensure_ascii=False, indent=1) + "\n"


def collection(scene: Scene, kinds: Iterable[str] | None = None) -> dict[str, Any]:
    """Return a scene as a GeoJSON FeatureCollection of plain values; see `geojson`."""
    wanted = None if kinds is None else set(kinds)
    chosen = [feature for feature in scene.features if wanted is None or feature.kind in wanted]
    return {
        "type": "FeatureCollection",
        "generator": f"geolaunch {VERSION}",
        "title": scene.title,
        "caveat": scene.caveat,
        "text_alternative": scene.one_line,
        **({"as_of": scene.as_of} if scene.as_of else {}),
        **({"editorial_status": scene.editorial_status} if scene.editorial_status else {}),
        **({"status": scene.status} if scene.status else {}),
        **({"conflicts": list(scene.conflicts)} if scene.conflicts else {}),
        **({"notes": list(scene.notes)} if scene.notes else {}),
        "sea_names": list(dict.fromkeys(text for text, _, _ in scene.sea_labels)),
        "credits": [scene.credit_line, *scene.credits],
        **({"not_known": list(scene.unknown)} if scene.unknown else {}),
        **({"sources_read": [_read(one) for one in scene.read]} if scene.read else {}),
        "features": [_feature(feature) for feature in chosen],
    }


def track_geojson(flights: Sequence[LaunchArc]) -> str:
    """Return the tracks of flights with heights as GeoJSON text: (lon, lat, metres)."""
    return json.dumps(track_collection(flights), ensure_ascii=False, indent=1) + "\n"


def _read(document: ReadDocument) -> dict[str, Any]:
    """Return a document that was read whole as plain values."""
    return {**asdict(document), "originators": list(document.originators)}


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
