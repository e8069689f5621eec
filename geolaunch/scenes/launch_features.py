"""The features of a launch: its zone, its site, what is reported of its way, in drawing order.

Zones come from `impact`, words from `language` and `launch_words`, curves from `geodesy`; here they
get a kind, a basis, a style and an id. Nothing is computed but the curves that are drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from geolaunch.geodesy.shapes import disc, ring
from geolaunch.impact.contours import Region
from geolaunch.impact.evidence import DistanceEvidence
from geolaunch.impact.zones import Assumed, ImpactZone
from geolaunch.report.model import Launch
from geolaunch.report.quantity import Spread
from geolaunch.scenes import language as wording
from geolaunch.scenes import launch_words
from geolaunch.scenes.directions import Wedge, fan_of, ground_sector, wedge_words
from geolaunch.scenes.landings import Landing, landing_words, what_fell
from geolaunch.scenes.language import Words
from geolaunch.scenes.model import Basis, Feature
from geolaunch.scenes.overflights import Overflown, overflight_words
from geolaunch.scenes.scale import site_doubt_km
from geolaunch.scenes.shown import Shown, name_among
from geolaunch.scenes.styles import STYLES, Style

__all__ = [
    "ZONE_STYLES",
    "assumed_words",
    "direction_features",
    "landing_features",
    "launch_features",
    "makes_a_difference",
    "named_apart",
    "overflight_features",
    "site_area_km",
    "zone_parts",
    "zone_words",
]

Part = Literal["outer", "wide", "inner"]

ZONE_STYLES: Mapping[Part, str] = {
    "outer": "impact-zone-outer",
    "wide": "impact-zone",
    "inner": "impact-zone-inner",
}

# An arc is drawn this much beyond the zone on both sides, so that its ends are seen.
ARC_MARGIN_DEG = 8.0

# The level whose darker part is simply "about half".
HALF = 0.5

# An area that is larger by less than this looks the same.
LEAST_TIMES = 1.05

# Of the sites of several launches, at most so many bear their names on the map.
SITES_NAMED = 3

# What of several launches is drawn without words: the legend and the details have them.
NAMED_ALONE = ("direction", "landing", "overflight", "unassumed")

# What a feature has of its own beside its properties.
DRAWN = ("label", "label_lonlat", "on_request", "outline", "fan")


def named_apart(
    w: Words, features: Iterable[Feature], launches: Sequence[Launch]
) -> Iterator[Feature]:
    """Yield the features of several launches with labels that tell which is which.

    The widest region shown is labelled with its launch, a site with its bare name, once, and only
    where there are few; what else would be said stands in the details.
    """
    names = {launch.id: name_among(w, launch, launches) for launch in launches}
    labelled = list(_labelled_once(features, names))
    sites = {str(site.properties["name"]) for site in labelled if site.kind == "site"}
    few = sites if len(sites) <= SITES_NAMED else set()
    for feature in labelled:
        name = str(feature.properties.get("name", ""))
        if feature.kind in NAMED_ALONE:
            yield replace(feature, label="")
        elif feature.kind != "site":
            yield feature
        else:
            yield replace(feature, label=name if name in few else "")
            few.discard(name)


def _labelled_once(features: Iterable[Feature], names: Mapping[str, str]) -> Iterator[Feature]:
    """Yield features, of the regions of a launch only the widest shown with a label: its name."""
    named: set[str] = set()
    for feature in features:
        launch = str(feature.properties["launch"])
        if feature.kind != "impact-zone" or feature.on_request:
            yield feature
        else:
            yield replace(feature, label="" if launch in named else names[launch])
            named.add(launch)


def launch_features(w: Words, launch: Shown, wider: Sequence[Region]) -> list[Feature]:
    """Return the features of one launch in drawing order: areas, lines, the site on top.

    The regions in `wider` wait until they are asked for.
    """
    site = [] if launch.site is None else [_site_area(launch), _site(w, launch)]
    if launch.zone is None:
        return site
    zone = launch.zone
    return [
        *_unassumed(w, launch, zone),
        *(_zone_feature(w, launch, zone, region, "outer") for region in reversed(wider)),
        *(_zone_feature(w, launch, zone, *part) for part in reversed(zone_parts(zone))),
        *site[:1],
        *_arcs(w, launch, zone),
        *site[1:],
    ]


def _feature(
    launch: Shown, kind: str, basis: Basis, geometry: BaseGeometry, style: Style, **rest: object
) -> Feature:
    """Return a feature; what is in `rest` beside its own fields becomes a property."""
    source = str(rest.pop("source", launch.source))
    name = str(rest.pop("name_in_id", ""))
    drawn = {key: rest.pop(key) for key in DRAWN if key in rest}
    properties = {
        "kind": kind,
        "basis": basis,
        "launch": launch.launch.id,
        "source": source,
        "verified": launch.in_catalogue,
        **rest,
        **({"label": drawn["label"]} if drawn.get("label") else {}),
    }
    id_ = "/".join(filter(None, (launch.launch.id, kind, source, name)))
    return Feature(id_, kind, geometry, properties, style, **drawn)  # type: ignore[arg-type]


def zone_parts(zone: ImpactZone) -> list[tuple[Region, Part]]:
    """Return the regions that are shown, all but the largest as inner ones."""
    *inner, largest = zone.regions
    return [*((region, "inner") for region in inner), (largest, "wide")]


def zone_words(w: Words, what: str, region: Region, part: Part) -> str:
    """Return the label of a region, or its line in the legend (`what`)."""
    size = "wide" if part != "inner" else "half" if region.level == HALF else "narrow"
    several = "_parts" if what == "label" and region.is_parted else ""
    return w(f"{what}_{size}{several}", odds=wording.odds(w, region.level))


def _zone_feature(w: Words, launch: Shown, zone: ImpactZone, region: Region, part: Part) -> Feature:
    """Return the feature of one region of a zone; the smaller ones are drawn darker."""
    return _feature(
        launch,
        "impact-zone",
        "derived",
        region.geometry,
        STYLES[ZONE_STYLES[part]],
        name_in_id=f"{region.level:g}",
        level=region.level,
        area_km2=round(region.area_km2),
        probabilities={name: round(chance, 4) for name, chance in zone.probabilities.items()},
        **({"assumed_not_crossed": _uncrossed(w, zone.assumed)} if zone.assumed else {}),
        label=wording.capital(zone_words(w, "label", region, part)),
        label_lonlat=region.label_lonlat,
        on_request=part == "outer",
        outline=region.outline,
    )


def makes_a_difference(zone: ImpactZone) -> bool:
    """Tell whether what a zone assumes makes it smaller by more than could be seen."""
    return zone.assumed is not None and zone.assumed.times_as_large >= LEAST_TIMES


def assumed_words(w: Words, zone: ImpactZone) -> list[str]:
    """Return what a zone assumes and what that does to it, [] where it makes no difference."""
    if zone.assumed is None or not makes_a_difference(zone):
        return []
    return [w("assumed_lands", times=f"{zone.assumed.times_as_large:.2g}")]


def _uncrossed(w: Words, assumed: Assumed) -> list[str]:
    """Return the names of the lands that a zone assumes not to have been crossed."""
    return [wording.phrase(w, land.name) for land in assumed.lands]


def _unassumed(w: Words, launch: Shown, zone: ImpactZone) -> list[Feature]:
    """Return the larger area without what the zone assumes, which waits until it is asked for."""
    assumed = zone.assumed
    if assumed is None or not makes_a_difference(zone):
        return []
    region = assumed.without
    return [
        _feature(
            launch,
            "unassumed",
            "assumed",
            region.geometry,
            STYLES["unassumed"],
            level=region.level,
            area_km2=round(region.area_km2),
            times_as_large=round(assumed.times_as_large, 2),
            visible=False,
            label=w("unassumed_label", odds=wording.odds(w, region.level)),
            label_lonlat=_farthest(region, zone.regions[-1]),
            on_request=True,
            outline=region.outline,
        )
    ]


def _farthest(region: Region, other: Region) -> tuple[float, float]:
    """Return the point of the edge of a region that lies farthest from the middle of another."""
    edge = shapely.get_coordinates(region.geometry)
    middle = other.geometry.centroid
    lon, lat = edge[np.argmax(np.hypot(edge[:, 0] - middle.x, edge[:, 1] - middle.y))]
    return float(lon), float(lat)


# --- the site -------------------------------------------------------------------------------------


def _site_area(launch: Shown) -> Feature:
    """Return the circle that says how well the site is known; its width is our assumption."""
    radius_km = site_area_km(launch)
    return _feature(
        launch,
        "site-area",
        "assumed",
        disc(launch.lon_deg, launch.lat_deg, radius_km),
        STYLES["site-area"],
        radius_km=round(radius_km, 1),
    )


def site_area_km(launch: Shown) -> float:
    """Return the radius of the circle that says how well the site is known, in km."""
    return site_doubt_km(launch.site_sd_km)


def _site(w: Words, launch: Shown) -> Feature:
    """Return the marker of the site."""
    site = launch.site
    assert site is not None
    return _feature(
        launch,
        "site",
        "reported",
        Point(launch.lon_deg, launch.lat_deg),
        STYLES["site"],
        name=wording.site_name(w, site),
        words=site.words,
        site_basis="; ".join(dict.fromkeys(f"{p.basis} ({p.source})" for p in site.places)),
        label=w("site_label", site=wording.site_name(w, site)),
        label_lonlat=(launch.lon_deg, launch.lat_deg),
    )


# --- what is reported of its way ------------------------------------------------------------------


def _arcs(w: Words, launch: Shown, zone: ImpactZone) -> list[Feature]:
    """Return an arc for each originator's distance, shown when the reader asks for it."""
    return [
        _feature(
            launch,
            "distance-arc",
            "reported",
            _arc_line(zone, distance.spread),
            STYLES["distance-arc"],
            source=distance.originator,
            radius_km=round((distance.spread.low_km + distance.spread.high_km) / 2, 1),
            words=distance.words,
            label=_arc_label(w, launch, zone, distance),
            on_request=True,
        )
        for distance in zone.evidence.distances
    ]


def _arc_label(w: Words, launch: Shown, zone: ImpactZone, distance: DistanceEvidence) -> str:
    """Return the label of an arc: who, and how far."""
    name = distance.originator
    far = launch_words.distance_of(w, launch.launch, zone.evidence, name)
    return w("arc_label", originator=wording.originator(w, name), distance=far)


def _arc_line(zone: ImpactZone, spread: Spread) -> LineString | MultiLineString:
    """Return the points at a distance from the site, as far round as the zone reaches."""
    start, stop = zone.azimuths_deg
    radius_km = (spread.low_km + spread.high_km) / 2
    if stop - start + 2 * ARC_MARGIN_DEG >= 360:
        return ring(zone.lon_deg, zone.lat_deg, radius_km)
    ends = (start - ARC_MARGIN_DEG, stop + ARC_MARGIN_DEG)
    return ring(zone.lon_deg, zone.lat_deg, radius_km, ends)


def direction_features(
    w: Words, launch: Shown, wedges: Sequence[Wedge], view_km: float
) -> list[Feature]:
    """Return the wedge of each reported direction; `view_km` is how wide the map is."""
    features = []
    for wedge in wedges:
        fan = fan_of(launch, wedge)
        area, length_km = ground_sector(fan, view_km)
        lands = [land.name(w) for land in wedge.lands]
        features.append(
            _feature(
                launch,
                "direction",
                "reported",
                area,
                STYLES["direction"],
                source=" / ".join(wedge.originators),
                azimuth_deg=round(wedge.direction.azimuth_deg, 1),
                half_width_deg=round(wedge.half_width_deg, 1),
                length_km=length_km,
                words=wedge.direction.words,
                **({"lands": lands} if lands else {}),
                label=wedge_words(w, wedge),
                label_lonlat=(launch.lon_deg, launch.lat_deg),
                fan=fan,
            )
        )
    return features


def landing_features(w: Words, launch: Shown, landings: Sequence[Landing]) -> list[Feature]:
    """Return the strip of each reported landing of a stage, a piece or a launch without a zone."""
    return [
        _feature(
            launch,
            "landing",
            "reported",
            landing.area,
            STYLES["landing"],
            source=" / ".join(landing.originators),
            name_in_id=str(number),
            what=what_fell(w, landing),
            place=wording.reference(w, landing.reference),
            label=landing_words(w, landing),
            label_lonlat=landing.middle,
        )
        for number, landing in enumerate(landings, 1)
        if landing.area is not None
    ]


def overflight_features(w: Words, launch: Shown, lands: Sequence[Overflown]) -> list[Feature]:
    """Return a mark on each land that it is reported to have flown over."""
    return [
        _feature(
            launch,
            "overflight",
            "reported",
            land.mark,
            STYLES["overflight"],
            source=" / ".join(land.originators),
            name_in_id=str(number),
            words=land.words,
            label=overflight_words(w, land),
            label_lonlat=(land.mark.x, land.mark.y),
        )
        for number, land in enumerate(lands, 1)
    ]
