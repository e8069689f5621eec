"""What a map of launches shows: its features together, how much of the Earth, names on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypedDict

import numpy as np

from geolaunch.geodesy.shapes import inverse
from geolaunch.places.territories import find_territory
from geolaunch.scenes.labels import Bounds, cities_in_view, sea_names_in_view
from geolaunch.scenes.language import Words
from geolaunch.scenes.launch_features import named_apart
from geolaunch.scenes.model import Feature
from geolaunch.scenes.reported import Reported, reported_features
from geolaunch.scenes.shown import Shown

__all__ = ["together", "view_of"]

GREATEST_CITIES = 8

MARGINS = (0.24, 0.14)  # of what is drawn, on the sides and above and below

# A map that shows no zone is at least so many degrees wide and high.
LEAST_VIEW_DEG = (7.0, 4.6)

# What is shown where not even the site is known: every launch of the catalogue is from there.
WHERE_ALL_BEGAN = "north-korea"


def together(
    w: Words,
    parts: Sequence[Shown],
    claims: Sequence[Reported],
    drawn: Sequence[Sequence[Feature]],
) -> tuple[Feature, ...]:
    """Return the features of all launches, what is reported of the way of each below its site.

    How long a wedge is in a file goes with the width of the map.
    """
    without = [
        reported_features(w, part, own, None) for part, own in zip(parts, claims, strict=True)
    ]
    view_km = _width_km(_bounds([f for own in (*drawn, *without) for f in own]))
    features = []
    for part, own, alone in zip(parts, claims, drawn, strict=True):
        zones = [feature for feature in alone if feature.kind == "impact-zone"]
        others = [feature for feature in alone if feature.kind != "impact-zone"]
        features += [*zones, *reported_features(w, part, own, view_km), *others]
    if len(parts) == 1:
        return tuple(features)
    return tuple(named_apart(w, features, [part.launch for part in parts]))


def _width_km(bounds: Bounds) -> float:
    """Return how wide a view is on the ground, halfway up."""
    west, south, east, north = bounds
    lat_deg = (south + north) / 2
    quarter_km, _, _ = inverse(west, lat_deg, west + (east - west) / 4, lat_deg)
    return 4 * float(quarter_km)


class _View(TypedDict):
    bounds: Bounds
    sea_labels: tuple[tuple[str, float, float], ...]
    places: tuple[tuple[str, float, float], ...]


def view_of(w: Words, features: Sequence[Feature]) -> _View:
    """Return what of the Earth is shown, and the names on it."""
    bounds = _bounds(features)
    zones = [feature.geometry for feature in features if feature.kind == "impact-zone"]
    return _View(
        bounds=bounds,
        sea_labels=sea_names_in_view(w, bounds, zones),
        places=cities_in_view(bounds, w.lang, GREATEST_CITIES),
    )


def _bounds(features: Iterable[Feature]) -> Bounds:
    """Return west, south, east and north of what is always drawn, with a margin."""
    always = [feature for feature in features if not feature.on_request and feature.fan is None]
    boxes = [_box(feature) for feature in always] or [_where_all_began()]
    west, south = (min(box[n] for box in boxes) for n in (0, 1))
    east, north = (max(box[n] for box in boxes) for n in (2, 3))
    x, y = (m * max(s, 1.0) for m, s in zip(MARGINS, (east - west, north - south), strict=True))
    if not any(feature.kind == "impact-zone" for feature in always):
        x, y = (
            max(margin, (least - size) / 2)
            for margin, least, size in zip(
                (x, y), LEAST_VIEW_DEG, (east - west, north - south), strict=True
            )
        )
    return west - x, south - y, east + x, north + y


def _where_all_began() -> Bounds:
    """Return west, south, east and north of the land that the catalogue's launches are from."""
    west, south, east, north = find_territory(WHERE_ALL_BEGAN).polygon.bounds
    return west, south, east, north


def _box(feature: Feature) -> Bounds:
    """Return west, south, east and north of a feature, past 180 where it runs on."""
    if feature.outline is None:
        west, south, east, north = feature.geometry.bounds
        return west, south, east, north
    rows = np.vstack(feature.outline.rings)
    (west, south), (east, north) = rows.min(axis=0), rows.max(axis=0)
    return float(west), float(south), float(east), float(north)
