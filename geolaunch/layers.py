"""All of it as one ordered collection of styled features and plain words; computes nothing.

Zones come from `impact`, words from `wording` and `claims`, curves from `geodesy`; here they get a
kind, a basis, a style and an id, and their place in the drawing order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry

from geolaunch import wording
from geolaunch.claims import Claim, ClaimColumn, ClaimRow, claim_columns, claim_rows
from geolaunch.evidence import DistanceEvidence
from geolaunch.features import Basis, Feature, LegendEntry, Scene, Style
from geolaunch.geodesy import disc, path, ring
from geolaunch.impact import ImpactZone
from geolaunch.labels import cities_in_view, sea_labels_in_view
from geolaunch.outline import Region
from geolaunch.quantity import Spread
from geolaunch.report import Launch
from geolaunch.seas import sea_label, seas
from geolaunch.version import VERSION
from geolaunch.wording import Words, words

__all__ = ["STYLES", "scene"]

Pair = tuple[Launch, ImpactZone]

# --- styles: one look for a kind, the same in page, figure and file -----------------------------

# Okabe and Ito's palette ("Color Universal Design", 2008), one hue for a role.
VERMILION, BLUE, INK, GREY = "#D55E00", "#0072B2", "#1C2227", "#6B6B6B"

STYLES: Mapping[str, Style] = {
    "impact-zone": Style(fill=VERMILION, fill_opacity=0.28, soft_edge=True),
    "impact-zone-inner": Style(fill=VERMILION, fill_opacity=0.42, soft_edge=True),
    "site": Style(stroke="#FFFFFF", stroke_width_px=2, fill=INK, fill_opacity=1.0),
    "site-area": Style(stroke=GREY, stroke_width_px=1, fill=GREY, fill_opacity=0.9, hatch=True),
    "distance-arc": Style(stroke=BLUE, stroke_width_px=2),
    "ground-track": Style(stroke=INK, stroke_width_px=1.5, dash="6 5"),
}

# A circle of two standard deviations holds 86 % of a circular normal error.
SITE_AREA_WIDTHS = 2.0
LEAST_SITE_AREA_KM = 3.0

# An arc is drawn this much beyond the zone on both sides, so that its ends are seen.
ARC_MARGIN_DEG = 8.0

GREATEST_CITIES = 8
MARGINS = (0.24, 0.14)  # of what is drawn, on the sides and above and below


def scene(
    launches: Sequence[Launch],
    zones: Sequence[ImpactZone],
    *,
    sea_names: Sequence[str] = (),
    lang: str = "en",
) -> Scene:
    """Return the scene of launches and of the impact zone of each.

    `sea_names` are house codes such as ("es", "sj"); a sea without one of them keeps all its names.
    """
    w = words(lang)
    pairs = list(zip(launches, zones, strict=True))
    features = tuple(feature for pair in pairs for feature in _features(w, *pair))
    bounds = _bounds(features)
    user = not all(_in_catalogue(*pair) for pair in pairs)
    return Scene(
        lang=lang,
        title=wording.title(w, launches, [zone.evidence for zone in zones]),
        summary=" ".join(_summary(w, *pair, sea_names) for pair in pairs),
        caveat=w("caveat"),
        text_alternative=" ".join(_alternative(w, *pair, sea_names) for pair in pairs),
        as_of=wording.as_of(w, launches),
        status=w("user") if user else "",
        features=features,
        bounds=bounds,
        sea_labels=_sea_labels(bounds, features, sea_names, lang),
        places=cities_in_view(bounds, lang, GREATEST_CITIES),
        columns=tuple(column for pair in pairs for column in _columns(w, *pair)),
        rows=_rows(w, pairs),
        unknown=_unknown(w, pairs),
        notes=_notes(w, pairs, user=user),
        legend=_legend(w, pairs),
        sources=_sources(w, launches),
        credits=_credits(w, sea_names, lang),
        strings=_page_words(w, sea_names, lang),
    )


def _in_catalogue(launch: Launch, zone: ImpactZone) -> bool:
    """Tell whether a launch and its site are the catalogue's own."""
    return launch.in_catalogue and zone.evidence.site.in_catalogue


# --- features -------------------------------------------------------------------------------------


def _features(w: Words, launch: Launch, zone: ImpactZone) -> list[Feature]:
    """Return the features of one launch in drawing order: areas, lines, the site on top."""
    return [
        *(_zone_feature(w, launch, zone, region) for region in reversed(zone.regions)),
        _site_area(w, launch, zone),
        *_arcs(w, launch, zone),
        *_tracks(launch, zone),
        _site(w, launch, zone),
    ]


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
    drawn = {key: rest.pop(key) for key in ("label", "label_lonlat", "on_request") if key in rest}
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


def _zone_feature(w: Words, launch: Launch, zone: ImpactZone, region: Region) -> Feature:
    """Return the feature of one region of a zone; all but the largest are drawn darker."""
    largest = region is zone.regions[-1]
    key = "label_only" if len(zone.regions) == 1 else "label_wide" if largest else "label_narrow"
    return _feature(
        launch,
        zone,
        "impact-zone",
        "derived",
        region.geometry,
        STYLES["impact-zone" if largest else "impact-zone-inner"],
        name_in_id=f"{region.level:g}",
        level=region.level,
        area_km2=round(region.area_km2),
        probabilities={name: round(chance, 4) for name, chance in zone.probabilities.items()},
        label=wording.capital(w(key, odds=wording.odds(w, region.level))),
        label_lonlat=region.label_lonlat,
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
        name=site.name,
        words=site.words,
        site_basis="; ".join(dict.fromkeys(f"{p.basis} ({p.source})" for p in site.places)),
        label=w("site_label", site=site.name),
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
    told = wording.told_distance(w, launch, zone.evidence, each.originator)
    return w("arc_label", originator=wording.originator(w, each.originator), distance=told)


def _arc_line(zone: ImpactZone, spread: Spread) -> LineString:
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
    boxes = [feature.geometry.bounds for feature in features if not feature.on_request]
    west, south = (min(box[n] for box in boxes) for n in (0, 1))
    east, north = (max(box[n] for box in boxes) for n in (2, 3))
    x, y = (m * max(s, 1.0) for m, s in zip(MARGINS, (east - west, north - south), strict=True))
    return west - x, south - y, east + x, north + y


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


def _summary(w: Words, launch: Launch, zone: ImpactZone, sea_names: Sequence[str]) -> str:
    """Return the sentence of one launch, its seas named as the map names them."""
    return wording.summary(w, launch, zone.evidence, _named_seas(w, zone, sea_names))


def _named_seas(w: Words, zone: ImpactZone, sea_names: Sequence[str]) -> list[str]:
    """Return the seas that were reported, named as the map names them."""
    return [sea_label(each.sea, sea_names, w.lang) for each in zone.evidence.seas]


def _alternative(w: Words, launch: Launch, zone: ImpactZone, sea_names: Sequence[str]) -> str:
    """Return what the picture shows, in words made from the zone."""
    chances = {
        _region_name(w, name, sea_names): chance
        for name, chance in zone.probabilities.items()
        if chance >= 0.005
    }
    areas = [(region.level, region.area_km2) for region in zone.regions]
    return wording.alternative(w, launch, zone.evidence, areas, chances)


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


def _unknown(w: Words, pairs: Sequence[Pair]) -> tuple[str, ...]:
    """Return what is not known of any of the launches, each sentence once."""
    lines = (line for launch, zone in pairs for line in wording.unknown(w, launch, zone.evidence))
    return tuple(dict.fromkeys(lines))


def _notes(w: Words, pairs: Sequence[Pair], *, user: bool) -> tuple[str, ...]:
    """Return what to mind: conflicts, what was said and not used, what nobody has checked."""
    notes = [w("user_note")] if user else []
    for _, zone in pairs:
        notes += zone.conflicts
        notes += [wording.unused(w, item) for item in zone.evidence.unused]
    return tuple(dict.fromkeys(notes))


def _legend(w: Words, pairs: Sequence[Pair]) -> tuple[LegendEntry, ...]:
    """Return the legend: reported, derived and assumed things in that order."""
    _, zone = pairs[0]
    given = "legend_site" if zone.evidence.site.in_catalogue else "legend_site_user"
    entries = [
        LegendEntry("reported", w(given), STYLES["site"]),
        LegendEntry("reported", w("legend_arc"), STYLES["distance-arc"]),
    ]
    for region in zone.regions[::-1]:
        style = STYLES["impact-zone" if region is zone.regions[-1] else "impact-zone-inner"]
        text = w("legend_zone", odds=wording.odds(w, region.level))
        entries.append(LegendEntry("derived", text, style))
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
            lines.append(w("source_line", publisher=source.publisher, date=day))
        if not launch.in_catalogue:
            told = ((report.carrier, report.url) for report in launch.reports)
            lines += ["; ".join(filter(None, pair)) for pair in told]
    return tuple(dict.fromkeys(filter(None, lines)))


def _credits(w: Words, sea_names: Sequence[str], lang: str) -> tuple[str, ...]:
    """Return the credits of the data, the boundary line and the tool's own."""
    names = ", ".join(sea_label(sea, sea_names, lang) for sea in seas()[:2])
    tool = w("credit_tool", version=VERSION, names=names)
    return w("boundary"), w("credit_land"), tool
