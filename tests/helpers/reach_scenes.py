"""Scenes with reach rings made by hand: the direct problem of pyproj at even steps, unwrapped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry import MultiPolygon, Point, box

from geolaunch.geodesy.antimeridian import Outline
from geolaunch.scenes.model import Feature, LegendEntry, Scene, Table
from geolaunch.scenes.styles import Style
from helpers.scenes import MARK, PAGE_WORDS, crescent_scene

WGS84 = Geod(ellps="WGS84")
SUNAN = (125.665, 39.238)
POLE_LAT_DEG = 90.0
KM_PER_MILE, KM_PER_NAUTICAL_MILE = 1.609344, 1.852

REACH = Style(stroke="#0072B2", stroke_width_px=1.6, fill="#0072B2", fill_opacity=0.09)
LONGEST = Style(stroke="#1C2227", stroke_width_px=1.4, dash="6 4")
COMPARED = Style(stroke="#8A3A00", stroke_width_px=1.4, dash="2 3")
TOWN = Style(fill="#1C2227", fill_opacity=1)

# Cities far and near, the more important first, as a scene has them.
TOWNS = (
    ("Tokyo", 139.69, 35.69),
    ("Beijing", 116.4, 39.91),
    ("Washington", -77.04, 38.9),
    ("Moscow", 37.62, 55.75),
    ("New Delhi", 77.23, 28.61),
    ("London", -0.13, 51.51),
    ("Canberra", 149.13, -35.28),
    ("Guam", 144.79, 13.47),
    ("Honolulu", -157.86, 21.31),
    ("Anchorage", -149.9, 61.22),
    ("Los Angeles", -118.24, 34.05),
    ("New York", -74.0, 40.71),
    ("Seoul", 126.98, 37.57),
    ("Manila", 120.98, 14.6),
    ("Singapore", 103.85, 1.29),
    ("Jakarta", 106.85, -6.21),
    ("Cairo", 31.25, 30.06),
    ("Nairobi", 36.82, -1.28),
    ("Lagos", 3.39, 6.45),
    ("Paris", 2.35, 48.85),
    ("Berlin", 13.41, 52.52),
    ("Tehran", 51.42, 35.69),
    ("Mexico City", -99.13, 19.43),
    ("Lima", -77.03, -12.04),
    ("Buenos Aires", -58.38, -34.6),
    ("Cape Town", 18.42, -33.93),
    ("Auckland", 174.76, -36.85),
    ("Suva", 178.44, -18.14),
)


def ring(center: tuple[float, float], radius_km: float, *, inward: bool = False) -> NDArray[Any]:
    """Return the ring with the disc on its left, or with what lies outside on its left."""
    azimuths = np.linspace(360.0, 0.0, 1441)
    lon, lat = center
    ones = np.ones_like(azimuths)
    x, y, _ = WGS84.fwd(lon * ones, lat * ones, azimuths, radius_km * 1000 * ones)
    points = np.column_stack((np.unwrap(x, period=360.0), y))
    points[-1] = points[0] + (round((points[-1, 0] - points[0, 0]) / 360) * 360, 0)
    return points[::-1] if inward else points


def holds_pole(center: tuple[float, float], radius_km: float) -> bool:
    """Return whether the north pole lies within the radius."""
    return bool(WGS84.inv(*center, 0.0, POLE_LAT_DEG)[2] < radius_km * 1000)


def disc_outline(center: tuple[float, float], radius_km: float) -> Outline:
    return Outline((ring(center, radius_km),), holds_pole(center, radius_km))


def band_outline(center: tuple[float, float], inner_km: float, outer_km: float) -> Outline:
    rings = (ring(center, outer_km), ring(center, inner_km, inward=True))
    return Outline(rings, holds_pole(center, outer_km) and not holds_pole(center, inner_km))


def in_km_and_miles(radius_km: float) -> str:
    nautical, miles = radius_km / KM_PER_NAUTICAL_MILE, radius_km / KM_PER_MILE
    return f"{radius_km:,.0f} km · {nautical:,.0f} nmi · {miles:,.0f} mi"


def reach(
    name: str,
    outline: Outline,
    label: str,
    style: Style = REACH,
    kind: str = "reach-ring",
    **properties: Any,
) -> Feature:
    """Return a feature whose geometry must not be drawn: it lies in the Gulf of Guinea."""
    return Feature(
        id=f"{kind}/{name}",
        kind=kind,
        geometry=MultiPolygon([box(-1, -1, 1, 1)]),
        properties={"kind": kind, "basis": "derived", **properties},
        style=style,
        label=label,
        outline=outline,
    )


def disc(center: tuple[float, float], radius_km: float, **changes: Any) -> Feature:
    feature = reach(
        f"{radius_km:g}",
        disc_outline(center, radius_km),
        in_km_and_miles(radius_km),
        radius_km=radius_km,
        center=list(center),
        note="published estimate, not a threatened area",
    )
    return replace(feature, **changes)


def town(name: str, lon: float, lat: float) -> Feature:
    properties = {"kind": "town", "basis": "derived", "name": name, "population": 1_000_000}
    return Feature(f"town/{name}", "town", Point(lon, lat), properties, TOWN, name, (lon, lat))


def site(center: tuple[float, float], label: str = "Sunan") -> Feature:
    properties = {"kind": "site", "basis": "reported", "name": label}
    return Feature("site/sunan", "site", Point(center), properties, MARK, label, center)


def cities_table(count: int = 28) -> Table:
    """Return a table of distances from Sunan: longer than what shows at once."""
    far = sorted((WGS84.inv(*SUNAN, lon, lat)[2] / 1000, name) for name, lon, lat in TOWNS)
    rows = [
        (name, f"{km:,.0f}", f"{km / KM_PER_MILE:,.0f}", "both" if km < 6700 else "15,000 km")
        for km, name in far
    ]
    return Table(
        title="Cities by distance from Sunan",
        head=("City", "km", "mi", "Inside"),
        rows=tuple(rows[:count]),
        numeric=(False, True, True, False),
        note="Distances on the WGS84 ellipsoid. City positions: GeoNames, CC BY 4.0.",
    )


def world_about(lon: float, south: float = -60.0, north: float = 80.0) -> tuple[float, ...]:
    return lon - 180, south, lon + 180, north


def reach_scene(features: Sequence[Feature], **changes: Any) -> Scene:
    """Return a scene with these features and no claims at all."""
    words = "published estimate, not a threatened area"
    scene = crescent_scene(
        title="How far is 6,700 and 15,000 km from Sunan?",
        summary="Every point within each ring is at most that far from Sunan, over the Earth.",
        caveat=f"Each ring is a {words}: it says nothing of aim, payload or intent.",
        caveat_short=f"A {words}.",
        text_alternative="A map of the world with rings about Sunan at 6,700 and 15,000 km.",
        one_line="Rings at 6,700 and 15,000 km about Sunan.",
        as_of="",
        features=tuple(features),
        bounds=world_about(SUNAN[0]),
        sea_labels=(
            ("Pacific Ocean", -170.0, 5.0),
            ("Pacific Ocean", -130.0, -10.0),
            ("Indian Ocean", 80.0, -15.0),
            ("Atlantic Ocean", -35.0, 25.0),
        ),
        places=(),
        columns=(),
        rows=(),
        unknown=(),
        notes=(),
        scale=(),
        legend=(
            LegendEntry("reported", "launch site", MARK),
            LegendEntry("derived", f"within the distance: {words}", REACH),
            LegendEntry("reported", "longest flight observed: no maximum", LONGEST),
        ),
        sources=(),
        source_line="Distances by geolaunch.",
        credit_line="Map: geolaunch; land by Natural Earth; cities by GeoNames, CC BY 4.0.",
        correction="Corrections: none.",
        strings=PAGE_WORDS,
        tables=(cities_table(),),
    )
    return replace(scene, **changes)


def sunan_scene(**changes: Any) -> Scene:
    """Rings at 6,700 and 15,000 km about Sunan, a longest flight, cities, and a table."""
    features = (
        disc(SUNAN, 15000),
        disc(SUNAN, 6700),
        reach(
            "longest",
            disc_outline(SUNAN, 1000),
            "longest flight observed: 1,000 km",
            LONGEST,
            "longest-flight",
        ),
        *(town(*one) for one in TOWNS),
        site(SUNAN),
    )
    return reach_scene(features, **changes)
