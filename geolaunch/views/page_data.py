"""A scene as the data that the page's script draws: plain JSON values, coordinates as deltas.

Nothing here is markup: the script writes every text with `textContent`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
from shapely.geometry.base import BaseGeometry

from geolaunch.geodesy.antimeridian import Outline
from geolaunch.scenes.claim_table import Claim
from geolaunch.scenes.language import percent
from geolaunch.scenes.model import Fan, Feature, Scene
from geolaunch.scenes.styles import HATCH, Style

__all__ = ["feature_name", "hatch_colours", "map_data", "swatch", "web_address"]

CHANCES = ("level", "probabilities")  # properties that are chances, or hold them

SCRIPT_WORDS = ("claims", "close", "retracted", "zoom_in", "zoom_out")  # what the script says

COORDINATE_SCALE = 10_000  # integers for each degree: 1e-4 degree is 11 m, finer than any claim

UNITS = (("_km2", "km²"), ("_km", "km"), ("_mi", "mi"), ("_deg", "°"), ("_s", "s"), ("_min", "min"))


def map_data(
    scene: Scene,
    words: Mapping[str, str],
    hatches: list[str],
    tiles: dict[str, Any] | None,
    *,
    world: bool = False,
) -> dict[str, Any]:
    """Return all that the page's script draws, as plain JSON values; places are [lon, lat].

    `world` tells the script to draw everything again at 360 degrees, on a map of the whole Earth.
    """
    return {
        "scale": COORDINATE_SCALE,
        "world": world,
        "bounds": [round(edge, 4) for edge in scene.bounds],
        "columns": [
            [column.originator, list(_column_lines(scene, n, words))]
            for n, column in enumerate(scene.columns)
        ],
        "features": [_feature_data(feature, scene, words, hatches) for feature in scene.features],
        "seas": [[text, round(lon, 4), round(lat, 4)] for text, lon, lat in scene.sea_labels],
        "places": [[text, round(lon, 4), round(lat, 4)] for text, lon, lat in scene.places],
        "tiles": tiles,
        "words": {key: words[key] for key in SCRIPT_WORDS},
    }


def _feature_data(
    feature: Feature, scene: Scene, words: Mapping[str, str], hatches: list[str]
) -> dict[str, Any]:
    """Return one feature as the page's script takes it."""
    lon, lat = feature.label_lonlat or _somewhere(feature)
    soft = [
        other.id
        for other in scene.features
        if other.style.soft_edge and not other.on_request and _same(other, feature)
    ]
    return {
        "id": feature.id,
        "kind": feature.kind,
        **_drawn(feature),
        "style": _style_data(feature.style, hatches),
        "label": feature.label,
        "at": [round(lon, 4), round(lat, 4)],
        "hidden": feature.on_request,
        "lowest": soft[:1] == [feature.id],
        "name": feature_name(feature, words),
        "facts": list(_facts(feature.properties, words)),
        "claims": _claims_of(feature, scene),
    }


def _same(feature: Feature, other: Feature) -> bool:
    """Return whether both say something of the same launch by the same source."""
    return all(
        feature.properties.get(key) == other.properties.get(key) for key in ("launch", "source")
    )


def feature_name(feature: Feature, words: Mapping[str, str]) -> str:
    """Return what the feature is called where it has to be named in a few words."""
    kind = words.get(f"kind.{feature.kind}", _spaced(feature.kind))
    return f"{kind}: {feature.label}" if feature.label else kind


def _somewhere(feature: Feature) -> tuple[float, float]:
    """Return a (lon, lat) that lies on the feature: on its line, where it has an outline."""
    if feature.outline is not None and feature.outline.rings:
        lon, lat = feature.outline.rings[0][0]
        return float(lon), float(lat)
    point = feature.geometry.representative_point()
    return point.x, point.y


def _style_data(style: Style, hatches: list[str]) -> dict[str, Any]:
    """Return a style in Leaflet's own option names."""
    fill = f"url(#{_hatch_id(style, hatches)})" if style.hatch else style.fill
    return {
        "stroke": style.stroke is not None and style.stroke_width_px > 0,
        "color": style.stroke,
        "weight": style.stroke_width_px,
        "dashArray": style.dash,
        "fill": fill is not None,
        "fillColor": fill,
        "fillOpacity": style.fill_opacity,
        "soft": style.soft_edge,
        "fade": style.fade,
    }


def _drawn(feature: Feature) -> dict[str, Any]:
    """Return the shape of a feature and its parts: its fan or its outline's rings, if any."""
    if feature.fan is not None:
        return _fan_data(feature.fan)
    if feature.outline is not None:
        return _outline_data(feature.outline)
    shape, parts = _packed(feature.geometry)
    return {"shape": shape, "parts": parts}


def _fan_data(fan: Fan) -> dict[str, Any]:
    """Return a fan as the page's script takes it: its beginning, azimuths, length at most, km."""
    return {
        "shape": "fan",
        "parts": [_deltas([(fan.lon_deg, fan.lat_deg)])],
        "azimuths": [round(fan.start_deg, 2), round(fan.stop_deg, 2)],
        "reach": round(fan.reach_km, 1),
    }


def _outline_data(outline: Outline) -> dict[str, Any]:
    """Return an outline as the page's script takes it; each ring ends where it began, or 360 on."""
    return {
        "shape": "ring",
        "parts": [_deltas(ring) for ring in outline.rings],
        "turns": list(outline.turns),
        "pole": outline.holds_north_pole,
    }


def _packed(geometry: BaseGeometry) -> tuple[str, list[Any]]:
    """Return the shape's name and its parts, each ring or line as flat integer deltas."""
    parts = list(getattr(geometry, "geoms", [geometry]))
    kind = parts[0].geom_type if parts else "Polygon"
    if kind == "Point":
        return "point", [_deltas(part.coords) for part in parts]
    if kind in {"LineString", "LinearRing"}:
        return "line", [_deltas(part.coords) for part in parts]
    return "polygon", [
        [_deltas(ring.coords) for ring in (part.exterior, *part.interiors)] for part in parts
    ]


def _deltas(coordinates: Any) -> list[int]:
    """Return (lon, lat) pairs as x0, y0, dx, dy, ... in units of 1e-4 degree."""
    grid = np.rint(np.asarray(coordinates)[:, :2] * COORDINATE_SCALE).astype(np.int64)
    steps = np.diff(grid, axis=0)
    moved = steps[np.any(steps != 0, axis=1)]
    deltas: list[int] = np.concatenate((grid[:1], moved)).ravel().tolist()
    return deltas


def _facts(
    properties: Mapping[str, Any], words: Mapping[str, str], parent: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Yield each property as (name, value, web address or ""), nested ones one by one."""
    for key, value in properties.items():
        head = f"{_property_name(parent, words)}: " if parent else ""
        name = head + _property_name(str(key), words)
        if isinstance(value, Mapping):
            yield from _facts(value, words, key)
        else:
            text = _property_text(parent or str(key), value, words)
            yield name, text, web_address(value)


def _property_name(key: str, words: Mapping[str, str]) -> str:
    """Return the name of a property in words: `area_km2` is "Area (km²)"."""
    if (known := words.get(f"property.{key}")) is not None:
        return known
    for ending, unit in UNITS:
        if key.endswith(ending):
            return f"{_spaced(key.removesuffix(ending))} ({unit})"
    return _spaced(key)


def _property_text(key: str, value: Any, words: Mapping[str, str]) -> str:
    """Return the value of a property in words."""
    if value is None or value == "":
        return words["not_said"]
    if isinstance(value, bool):
        return words["yes"] if value else words["no"]
    if isinstance(value, float) and key in CHANCES:
        return percent(value, words)
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    if isinstance(value, (list, tuple)):
        return "; ".join(_property_text(key, item, words) for item in value)
    return words.get(f"{key}.{value}", str(value))


def _spaced(key: str) -> str:
    """Return a key as words, with a capital: `distance-arc` is "Distance arc"."""
    text = key.replace("_", " ").replace("-", " ").strip()
    return text[:1].upper() + text[1:]


def _claims_of(feature: Feature, scene: Scene) -> list[int]:
    """Return the columns of claims that a popup lists: an arc's own, a zone's or a site's all."""
    if feature.kind == "distance-arc":
        return [n for n, column in enumerate(scene.columns) if column.arc_id == feature.id]
    if feature.kind in {"impact-zone", "site"}:
        launch = feature.properties.get("launch", "")
        return [n for n, column in enumerate(scene.columns) if column.launch in ("", launch)]
    return []


def _column_lines(scene: Scene, column: int, words: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the claims of one column as [what, text, words, why it is not used, struck]."""
    for row in scene.rows:
        claim = row.cells[column] if column < len(row.cells) else Claim()
        if claim.said:
            unused = "" if claim.used else (claim.why_unused or words["not_used"])
            struck = claim.struck or claim.struck_words
            yield [row.name, claim.text, claim.words, unused, struck]


# --- styles and the legend ---


def hatch_colours(scene: Scene) -> list[str]:
    """Return the colours that are hatched anywhere, in the order in which they appear."""
    styles = [feature.style for feature in scene.features]
    styles += [entry.style for entry in scene.legend]
    return list(dict.fromkeys(_hatch_colour(style) for style in styles if style.hatch))


def _hatch_colour(style: Style) -> str:
    return style.fill or style.stroke or HATCH


def _hatch_id(style: Style, hatches: list[str]) -> str:
    return f"hatch-{hatches.index(_hatch_colour(style))}"


def swatch(style: Style, hatches: list[str]) -> dict[str, Any]:
    """Return the legend's sample of a style: a dot, a line or an area, with SVG attributes."""
    area = style.fill is not None or style.hatch
    solid = area and not style.hatch and style.fill_opacity >= 1
    return {
        "shape": "fan" if style.fade else "dot" if solid else "area" if area else "line",
        "fill": f"url(#{_hatch_id(style, hatches)})" if style.hatch else style.fill,
        "opacity": style.fill_opacity,
        "stroke": style.stroke if style.stroke_width_px > 0 else None,
        "width": style.stroke_width_px,
        "dash": style.dash,
        "soft": style.soft_edge,
    }


# --- addresses ---


def web_address(value: Any) -> str:
    """Return `value` if it is an http or https address, else ""."""
    if not isinstance(value, str) or not re.match(r"https?://[^\s/]", value, re.IGNORECASE):
        return ""
    return "" if re.search(r"[\x00-\x20\x7f]", value) else value
