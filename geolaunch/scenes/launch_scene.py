"""All of it as one ordered collection of styled features and plain words; computes nothing.

Zones come from `impact`, words from `wording` and `claims`, curves from `geodesy`; here they get a
kind, a basis, a style and an id, and their place in the drawing order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

import numpy as np
from shapely.geometry import LineString, MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from geolaunch.geodesy.shapes import disc, path, ring
from geolaunch.impact.contours import Region
from geolaunch.impact.evidence import DistanceEvidence
from geolaunch.impact.zones import ImpactZone
from geolaunch.places.seas import sea_label, seas
from geolaunch.report.model import UNATTRIBUTED, Launch, originators
from geolaunch.report.quantity import Spread
from geolaunch.scenes import language as wording
from geolaunch.scenes import launch_words
from geolaunch.scenes import scale as facts
from geolaunch.scenes.claim_table import Claim, ClaimColumn, ClaimRow, claim_columns, claim_rows
from geolaunch.scenes.labels import cities_in_view, sea_labels_in_view
from geolaunch.scenes.language import Words, words
from geolaunch.scenes.model import Basis, Feature, LegendEntry, Scene, Style, checked_status
from geolaunch.scenes.scale import Span
from geolaunch.scenes.side_view import side_view, unfit_lines
from geolaunch.scenes.styles import STYLES
from geolaunch.version import VERSION

__all__ = [
    "WIDER_LEVEL",
    "scene",
]

Pair = tuple[Launch, ImpactZone]

# A circle of two standard deviations holds 86 % of a circular normal error.
SITE_AREA_WIDTHS = 2.0
LEAST_SITE_AREA_KM = 3.0

# An arc is drawn this much beyond the zone on both sides, so that its ends are seen.
ARC_MARGIN_DEG = 8.0

# A region that a map holds beside those it shows, for readers who ask for it.
WIDER_LEVEL = 0.95

# The level whose darker part is simply "about half".
HALF = 0.5


GREATEST_CITIES = 8
MARGINS = (0.24, 0.14)  # of what is drawn, on the sides and above and below


def scene(
    launches: Sequence[Launch],
    zones: Sequence[ImpactZone],
    *,
    sea_names: Sequence[str] = (),
    lang: str = "en",
    on_request: Sequence[float] = (),
    editorial_status: str = "",
    not_drawn: Sequence[tuple[str, str]] = (),
) -> Scene:
    """Return the scene of launches and of the impact zone of each.

    `sea_names` are house codes such as ("es", "sj"); a sea without one of them keeps all its names.
    Regions at the levels in `on_request` stay hidden until a reader asks for them.
    `editorial_status` is "draft", "published" or "corrected", or "" for a map that has none.
    `not_drawn` are launches that were asked for and have no zone: id, and `why_not_drawn`.
    """
    w = replace(words(lang), sea_names=tuple(sea_names))
    split = [_split(zone, on_request) for zone in zones]
    pairs = [(launch, shown) for launch, (shown, _) in zip(launches, split, strict=True)]
    wider = [regions for _, regions in split]
    features = tuple(
        feature
        for pair, regions in zip(pairs, wider, strict=True)
        for feature in _features(w, *pair, regions)
    )
    if len(pairs) > 1:
        features = tuple(_named_apart(features))
    spans_km = facts.coast_spans_km([zone.regions[-1].geometry for _, zone in pairs])
    bounds = _bounds(features)
    user = not all(_in_catalogue(*pair) for pair in pairs)
    return Scene(
        lang=lang,
        title=launch_words.title(w, launches, [zone.evidence for zone in zones]),
        summary=_summaries(w, pairs, spans_km, sea_names),
        caveat=w("caveat"),
        caveat_short=w("caveat_short"),
        text_alternative=w("space").join(
            [*(_alternative(w, *pair, sea_names) for pair in pairs), facts.scale_words(w, spans_km)]
        ),
        one_line=_one_line(w, pairs, spans_km, sea_names),
        as_of=facts.as_of(w, launches),
        status=w("user") if user else "",
        editorial_status=checked_status(editorial_status),
        mark=w(f"mark_{editorial_status}") if editorial_status else "",
        features=features,
        bounds=bounds,
        sea_labels=_sea_labels(bounds, features, sea_names, lang),
        places=cities_in_view(bounds, lang, GREATEST_CITIES),
        columns=tuple(column for pair in pairs for column in _columns(w, *pair)),
        rows=_rows(w, pairs),
        unknown=(
            *_not_drawn(w, not_drawn),
            *_said_of(w, pairs, lambda pair: _unknown(w, pair)),
        ),
        notes=_said_of(w, pairs, lambda pair: (*_row_note(w, pair), *_notes(w, pair, user=user))),
        scale=facts.scale_box(w, spans_km),
        legend=_legend(w, pairs),
        sources=_sources(w, launches),
        credits=(w("boundary"), _sea_credit(w, sea_names, lang)),
        source_line=_source_line(w, launches),
        credit_line=_credit_line(w, launches),
        correction=_correction(w, launches, editorial_status),
        strings=_page_words(w, sea_names, lang),
        side_view=side_view(w, launches),
    )


def _split(zone: ImpactZone, on_request: Sequence[float]) -> tuple[ImpactZone, list[Region]]:
    """Return a zone with the regions that are always shown, and its regions that are not."""
    waiting = [region for region in zone.regions if region.level in on_request]
    shown = tuple(region for region in zone.regions if region.level not in on_request)
    return (replace(zone, regions=shown), waiting) if shown else (zone, [])


def _in_catalogue(launch: Launch, zone: ImpactZone) -> bool:
    """Tell whether a launch and its site are the catalogue's own."""
    return launch.in_catalogue and zone.evidence.site.in_catalogue


def _named_apart(features: Iterable[Feature]) -> Iterator[Feature]:
    """Yield the features of several launches with labels that tell which is which.

    The widest region shown is labelled with its launch's id, a site with its bare name, once, and
    only where there are few; what else would be said stands in the details.
    """
    told = list(_labelled_once(features))
    names = dict.fromkeys(str(each.properties["name"]) for each in told if each.kind == "site")
    few = set(names) if len(names) <= SITES_NAMED else set()
    for feature in told:
        name = str(feature.properties.get("name", ""))
        if feature.kind != "site":
            yield feature
        else:
            yield replace(feature, label=name if name in few else "")
            few.discard(name)


def _labelled_once(features: Iterable[Feature]) -> Iterator[Feature]:
    """Yield features, of the regions of a launch only the widest shown with a label: its id."""
    named: set[object] = set()
    for feature in features:
        launch = feature.properties["launch"]
        if feature.kind != "impact-zone" or feature.on_request:
            yield feature
        else:
            yield replace(feature, label="" if launch in named else str(launch))
            named.add(launch)


# --- features -------------------------------------------------------------------------------------


def _features(w: Words, launch: Launch, zone: ImpactZone, wider: Sequence[Region]) -> list[Feature]:
    """Return the features of one launch in drawing order: areas, lines, the site on top.

    The regions in `wider` wait until they are asked for.
    """
    return [
        *(_zone_feature(w, launch, zone, region, "outer") for region in reversed(wider)),
        *(_zone_feature(w, launch, zone, *part) for part in reversed(_parts(zone))),
        _site_area(w, launch, zone),
        *_arcs(w, launch, zone),
        *_tracks(launch, zone),
        _site(w, launch, zone),
    ]


DRAWN = ("label", "label_lonlat", "on_request", "outline")


def _feature(
    launch: Launch,
    zone: ImpactZone,
    kind: str,
    basis: Basis,
    geometry: BaseGeometry,
    style: Style,
    **rest: object,
) -> Feature:
    """Return a feature; what is in `rest` beside its own fields becomes a property."""
    source = str(rest.pop("source", zone.source))
    name = str(rest.pop("name_in_id", ""))
    drawn = {key: rest.pop(key) for key in DRAWN if key in rest}
    properties = {
        "kind": kind,
        "basis": basis,
        "launch": launch.id,
        "source": source,
        "verified": _in_catalogue(launch, zone),
        **rest,
        **({"label": drawn["label"]} if drawn.get("label") else {}),
    }
    id_ = "/".join(filter(None, (launch.id, kind, source, name)))
    return Feature(id_, kind, geometry, properties, style, **drawn)  # type: ignore[arg-type]


Part = Literal["outer", "wide", "inner"]
ZONE_STYLES: Mapping[Part, str] = {
    "outer": "impact-zone-outer",
    "wide": "impact-zone",
    "inner": "impact-zone-inner",
}


def _parts(zone: ImpactZone) -> list[tuple[Region, Part]]:
    """Return the regions that are shown, all but the largest as inner ones."""
    *inner, largest = zone.regions
    return [*((region, "inner") for region in inner), (largest, "wide")]


def _zone_words(w: Words, what: str, region: Region, part: Part) -> str:
    """Return the label of a region, or its line in the legend (`what`)."""
    size = "wide" if part != "inner" else "half" if region.level == HALF else "narrow"
    several = "_parts" if what == "label" and region.is_parted else ""
    return w(f"{what}_{size}{several}", odds=wording.odds(w, region.level))


def _zone_feature(
    w: Words, launch: Launch, zone: ImpactZone, region: Region, part: Part
) -> Feature:
    """Return the feature of one region of a zone; the smaller ones are drawn darker."""
    return _feature(
        launch,
        zone,
        "impact-zone",
        "derived",
        region.geometry,
        STYLES[ZONE_STYLES[part]],
        name_in_id=f"{region.level:g}",
        level=region.level,
        area_km2=round(region.area_km2),
        probabilities={name: round(chance, 4) for name, chance in zone.probabilities.items()},
        label=wording.capital(_zone_words(w, "label", region, part)),
        label_lonlat=region.label_lonlat,
        on_request=part == "outer",
        outline=region.outline,
    )


def _site_area(w: Words, launch: Launch, zone: ImpactZone) -> Feature:
    """Return the circle that says how well the site is known; its width is our assumption."""
    radius_km = max(SITE_AREA_WIDTHS * zone.site_sd_km, LEAST_SITE_AREA_KM)
    return _feature(
        launch,
        zone,
        "site-area",
        "assumed",
        disc(zone.lon_deg, zone.lat_deg, radius_km),
        STYLES["site-area"],
        sd_km=round(zone.site_sd_km, 1),
        radius_km=round(radius_km, 1),
    )


def _site(w: Words, launch: Launch, zone: ImpactZone) -> Feature:
    """Return the marker of the site."""
    site = zone.evidence.site
    return _feature(
        launch,
        zone,
        "site",
        "reported",
        Point(zone.lon_deg, zone.lat_deg),
        STYLES["site"],
        name=wording.site_name(w, site),
        words=site.words,
        site_basis="; ".join(dict.fromkeys(f"{p.basis} ({p.source})" for p in site.places)),
        label=w("site_label", site=wording.site_name(w, site)),
        label_lonlat=(zone.lon_deg, zone.lat_deg),
    )


def _arcs(w: Words, launch: Launch, zone: ImpactZone) -> list[Feature]:
    """Return an arc for each originator's distance, shown when the reader asks for it."""
    return [
        _feature(
            launch,
            zone,
            "distance-arc",
            "reported",
            _arc_line(zone, each.spread),
            STYLES["distance-arc"],
            source=each.originator,
            radius_km=round((each.spread.low_km + each.spread.high_km) / 2, 1),
            words=each.words,
            label=_arc_label(w, launch, zone, each),
            on_request=True,
        )
        for each in zone.evidence.distances
    ]


def _arc_label(w: Words, launch: Launch, zone: ImpactZone, each: DistanceEvidence) -> str:
    """Return the label of an arc: who, and how far."""
    told = launch_words.told_distance(w, launch, zone.evidence, each.originator)
    return w("arc_label", originator=wording.originator(w, each.originator), distance=told)


def _arc_line(zone: ImpactZone, spread: Spread) -> LineString | MultiLineString:
    """Return the points at a distance from the site, as far round as the zone reaches."""
    start, stop = zone.azimuths_deg
    radius_km = (spread.low_km + spread.high_km) / 2
    if stop - start + 2 * ARC_MARGIN_DEG >= 360:
        return ring(zone.lon_deg, zone.lat_deg, radius_km)
    ends = (start - ARC_MARGIN_DEG, stop + ARC_MARGIN_DEG)
    return ring(zone.lon_deg, zone.lat_deg, radius_km, ends)


def _tracks(launch: Launch, zone: ImpactZone) -> list[Feature]:
    """Return a line along each reported direction; none where no direction was reported."""
    spread = zone.evidence.distances[0].spread
    length_km = (spread.low_km + spread.high_km) / 2
    return [
        _feature(
            launch,
            zone,
            "ground-track",
            "derived",
            path(zone.lon_deg, zone.lat_deg, each.direction.azimuth_deg, length_km),
            STYLES["ground-track"],
            source=each.originator,
            azimuth_deg=each.direction.azimuth_deg,
            words=each.direction.words,
        )
        for each in zone.evidence.directions
    ]


# --- the view -------------------------------------------------------------------------------------


def _bounds(features: Iterable[Feature]) -> tuple[float, float, float, float]:
    """Return west, south, east and north of what is always drawn, with a margin."""
    boxes = [_box(feature) for feature in features if not feature.on_request]
    west, south = (min(box[n] for box in boxes) for n in (0, 1))
    east, north = (max(box[n] for box in boxes) for n in (2, 3))
    x, y = (m * max(s, 1.0) for m, s in zip(MARGINS, (east - west, north - south), strict=True))
    return west - x, south - y, east + x, north + y


def _box(feature: Feature) -> tuple[float, float, float, float]:
    """Return west, south, east and north of a feature, past 180 where it runs on."""
    if feature.outline is None:
        west, south, east, north = feature.geometry.bounds
        return west, south, east, north
    rows = np.vstack(feature.outline.rings)
    (west, south), (east, north) = rows.min(axis=0), rows.max(axis=0)
    return float(west), float(south), float(east), float(north)


def _sea_labels(
    bounds: tuple[float, float, float, float],
    features: Iterable[Feature],
    sea_names: Sequence[str],
    lang: str,
) -> tuple[tuple[str, float, float], ...]:
    """Return the names of the seas in view, each where there is most open water."""
    zones = [feature.geometry for feature in features if feature.kind == "impact-zone"]
    spots = sea_labels_in_view(bounds, zones)
    return tuple((sea_label(sea, sea_names, lang), lon, lat) for sea, lon, lat in spots)


# --- words ----------------------------------------------------------------------------------------


SITES_NAMED = 3

# More sentences than that are a wall of text above the map; the table beside it says as much.
SENTENCES = 2


def _summaries(
    w: Words, pairs: Sequence[Pair], spans_km: Mapping[str, Span], sea_names: Sequence[str]
) -> str:
    """Return a sentence a launch; of many launches one for all of them."""
    if len(pairs) > SENTENCES:
        return _one_line(w, pairs, spans_km, sea_names)
    return w("space").join(_summary(w, *pair, sea_names) for pair in pairs)


def _summary(w: Words, launch: Launch, zone: ImpactZone, sea_names: Sequence[str]) -> str:
    """Return the sentence of one launch, its seas named as the map names them."""
    return launch_words.summary(w, launch, zone.evidence, _named_seas(w, zone, sea_names))


def _named_seas(w: Words, zone: ImpactZone, sea_names: Sequence[str]) -> list[str]:
    """Return the seas that were reported, named as the map names them; [] if land was as well."""
    if any(place.is_inland for mark in zone.evidence.landmarks for place in mark.places):
        return []
    return [sea_label(each.sea, sea_names, w.lang) for each in zone.evidence.seas]


def _alternative(w: Words, launch: Launch, zone: ImpactZone, sea_names: Sequence[str]) -> str:
    """Return what the picture shows, in words made from the zone."""
    chances = {
        _region_name(w, name, sea_names): chance
        for name, chance in zone.probabilities.items()
        if chance >= 0.005
    }
    areas = [(region.level, region.area_km2) for region in zone.regions]
    return launch_words.alternative(w, launch, zone.evidence, areas, chances)


def _one_line(
    w: Words, pairs: Sequence[Pair], spans_km: Mapping[str, Span], sea_names: Sequence[str]
) -> str:
    """Return in one line what the picture shows."""
    launch, zone = pairs[0]
    coasts = facts.named_spans(w, spans_km)
    odds = wording.odds(w, zone.regions[-1].level)
    if len(pairs) > 1:
        return w("one_line_several", count=len(pairs), odds=odds, **coasts)
    likeliest = max(zone.probabilities, key=zone.probabilities.__getitem__)
    return w(
        "one_line",
        launched=launch_words.launched(w, launch, zone.evidence),
        missiles=launch_words.missiles(w, launch),
        area=wording.rounded(zone.regions[-1].area_km2),
        odds=odds,
        region=_region_name(w, likeliest, sea_names),
        chance=wording.percent(zone.probabilities[likeliest], w.groups["page"]),
        **coasts,
    )


def _region_name(w: Words, name: str, sea_names: Sequence[str]) -> str:
    """Return what the page calls a region: a sea by its set names, "on land", "elsewhere"."""
    named = {sea.id: sea for sea in seas()}
    return sea_label(named[name], sea_names, w.lang) if name in named else w.of("region", name)


def _page_words(w: Words, sea_names: Sequence[str], lang: str) -> Mapping[str, str]:
    """Return the page's own words, seas named as set, originators as the page names them."""
    sea_words = {f"property.{sea.id}": sea_label(sea, sea_names, lang) for sea in seas()}
    spoken = {f"source.{name}": text for name, text in w.groups["originator"].items()}
    return {**w.groups["page"], **sea_words, **spoken}


def _columns(w: Words, launch: Launch, zone: ImpactZone) -> tuple[ClaimColumn, ...]:
    """Return the columns of one launch, each with its arc."""
    arcs = {f.properties["source"]: f.id for f in _arcs(w, launch, zone)}
    return claim_columns(w, launch, arcs)


def _rows(w: Words, pairs: Sequence[Pair]) -> tuple[ClaimRow, ...]:
    """Return the rows of all launches: one launch's columns after the other's."""
    tables = [(claim_rows(w, launch, zone.evidence)) for launch, zone in pairs]
    widths = [len(claim_columns(w, launch, {})) for launch, _ in pairs]
    names = dict.fromkeys(row.name for rows in tables for row in rows)
    return tuple(
        ClaimRow(
            name,
            tuple(
                cell
                for rows, width in zip(tables, widths, strict=True)
                for cell in next((r.cells for r in rows if r.name == name), (Claim(),) * width)
            ),
        )
        for name in names
    )


def _not_drawn(w: Words, told: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each reason why launches that were asked for are not on the map."""
    for reason in dict.fromkeys(why for _, why in told):
        yield launch_words.not_drawn(w, reason, [id_ for id_, why in told if why == reason])


def _said_of(
    w: Words, pairs: Sequence[Pair], lines_of: Callable[[Pair], Iterable[str]]
) -> tuple[str, ...]:
    """Return the lines of all launches, each once, with the launches that it is true of."""
    said: dict[str, list[str]] = {}
    for pair in pairs:
        for line in lines_of(pair):
            said.setdefault(line, []).append(pair[0].id)
    return tuple(launch_words.said_of(w, line, ids, len(pairs)) for line, ids in said.items())


def _row_note(w: Words, pair: Pair) -> tuple[str, ...]:
    """Return what the catalogue remarks on a launch; it does so in English alone."""
    note = pair[0].note if w.lang == "en" else None
    return (f"{wording.capital(note)}.",) if note else ()


def _unknown(w: Words, pair: Pair) -> Iterable[str]:
    """Return what is not known of a launch, each sentence once."""
    launch, zone = pair
    return dict.fromkeys(launch_words.unknown(w, launch, zone.evidence))


def _notes(w: Words, pair: Pair, *, user: bool) -> Iterable[str]:
    """Return what to mind: conflicts, what was said and not used, what nobody has checked."""
    launch, zone = pair
    notes = [w("user_note")] if user else []
    notes += [wording.remark(w, remark) for remark in zone.conflicts]
    notes += unfit_lines(w, [launch])
    notes += launch_words.unused(w, zone.evidence.unused)
    return dict.fromkeys(notes)


def _legend(w: Words, pairs: Sequence[Pair]) -> tuple[LegendEntry, ...]:
    """Return the legend: reported, derived and assumed things in that order."""
    _, zone = pairs[0]
    given = "legend_site" if zone.evidence.site.in_catalogue else "legend_site_user"
    entries = [
        LegendEntry("reported", w(given), STYLES["site"]),
        LegendEntry("reported", w("legend_arc"), STYLES["distance-arc"]),
    ]
    for region, part in reversed(_parts(zone)):
        text = _zone_words(w, "legend", region, part)
        entries.append(LegendEntry("derived", text, STYLES[ZONE_STYLES[part]]))
    if any(each.evidence.directions for _, each in pairs):
        entries.append(LegendEntry("derived", w("legend_track"), STYLES["ground-track"]))
    radius = wording.rounded(max(SITE_AREA_WIDTHS * zone.site_sd_km, LEAST_SITE_AREA_KM))
    text = w("legend_site_area", radius=radius)
    return (*entries, LegendEntry("assumed", text, STYLES["site-area"]))


def _sources(w: Words, launches: Sequence[Launch]) -> tuple[str, ...]:
    """Return one line a source: of the catalogue's own, or what a user's report names."""
    lines: list[str] = []
    for launch in launches:
        for source in launch.sources:
            day = wording.date(w, source.date)
            publisher = wording.carrier(w, source.publisher)
            lines.append(w("source_line", publisher=publisher, date=day))
        if not launch.in_catalogue:
            told = ((report.carrier, report.url) for report in launch.reports)
            lines += ["; ".join(filter(None, pair)) for pair in told]
    return tuple(dict.fromkeys(filter(None, lines)))


def _source_line(w: Words, launches: Sequence[Launch]) -> str:
    """Return the sources in one line: publishers, or what a user's reports name."""
    told = [
        name
        for launch in launches
        for name in (
            [source.publisher for source in launch.sources]
            if launch.in_catalogue
            else [report.carrier for report in launch.reports]
        )
    ]
    names = dict.fromkeys(wording.carrier(w, name) for name in told if name)
    return w("source_names", sources=w("comma").join(names)) if names else ""


def _credit_line(w: Words, launches: Sequence[Launch]) -> str:
    """Return in one line what made the map, and from whose figures and data."""
    spoken = dict.fromkeys(name for launch in launches for name in originators(launch))
    names = [wording.originator(w, name) for name in spoken if name != UNATTRIBUTED]
    told = w("comma").join(names)
    figures = (
        w("credit_line", version=VERSION, originators=told)
        if told
        else w("credit_line_given", version=VERSION)
    )
    return figures + w("space") + w("credit_land")


def _correction(w: Words, launches: Sequence[Launch], editorial_status: str) -> str:
    """Return what a reader should know of corrections."""
    if editorial_status == "corrected":
        return w("correction_made")
    day = facts.newest_date(w, launches)
    return w("correction_as_of", date=day) if day else w("correction")


def _sea_credit(w: Words, sea_names: Sequence[str], lang: str) -> str:
    """Return by which names the seas are called."""
    names = w("comma").join(sea_label(sea, sea_names, lang) for sea in seas()[:2])
    return w("credit_seas", names=names)
