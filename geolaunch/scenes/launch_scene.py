"""Launches and their zones as one scene: features in drawing order, and every word around them.

Features come from `launch_features`, sentences from `launch_words`, the table from `claim_table`;
here they are put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

import numpy as np

from geolaunch.catalogue.launches import incomplete_days
from geolaunch.impact.contours import Region
from geolaunch.impact.zones import ImpactZone
from geolaunch.places.seas import seas
from geolaunch.report.model import UNATTRIBUTED, Launch, originators
from geolaunch.scenes import headline, launch_words
from geolaunch.scenes import language as wording
from geolaunch.scenes import scale as facts
from geolaunch.scenes.absence import documents, read_line, unknown
from geolaunch.scenes.account import summary
from geolaunch.scenes.claim_table import Claim, ClaimColumn, ClaimRow, claim_columns, claim_rows
from geolaunch.scenes.imprint import Imprint, imprint
from geolaunch.scenes.labels import cities_in_view, sea_names_in_view
from geolaunch.scenes.language import Words, sea_name, words_with
from geolaunch.scenes.launch_features import (
    ZONE_STYLES,
    Pair,
    in_catalogue,
    launch_features,
    named_apart,
    zone_parts,
    zone_words,
)
from geolaunch.scenes.model import Feature, LegendEntry, ReadDocument, Scene, SideView
from geolaunch.scenes.outlook import outlook
from geolaunch.scenes.scale import Span
from geolaunch.scenes.side_view import CheckedFlight, checked_flights, side_view, unfit_lines
from geolaunch.scenes.styles import STYLES

__all__ = ["WIDER_LEVEL", "scene"]

# A region that a map holds beside those it shows, for readers who ask for it.
WIDER_LEVEL = 0.95

GREATEST_CITIES = 8

# A smaller chance of a region is not named in words.
LEAST_CHANCE = 0.005

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
    Regions at the levels in `on_request` stay hidden until a reader asks for them. A map's
    `editorial_status` is "draft", "published", "corrected" or "", `not_drawn` are launches that
    were asked for and have no zone: id, and `why_not_drawn`.
    """
    w = words_with(lang, sea_names)
    split = [_split(zone, on_request) for zone in zones]
    pairs = [(launch, shown) for launch, (shown, _) in zip(launches, split, strict=True)]
    parts = [launch_features(w, *pairs[n], wider) for n, (_, wider) in enumerate(split)]
    together = (feature for part in parts for feature in part)
    features = tuple(named_apart(together) if len(pairs) > 1 else together)
    user = not all(in_catalogue(*pair) for pair in pairs)
    return Scene(
        features=features,
        **_view(w, features),
        **_table(w, pairs, parts),
        **_sentences(w, pairs, not_drawn, user=user),
        **_about(w, launches, not_drawn),
        settle=outlook(w, pairs),
        legend=_legend(w, pairs),
        sources=_sources(w, launches),
        strings=_page_words(w),
        **_imprint(w, launches, editorial_status, user=user),
    )


def _imprint(w: Words, launches: Sequence[Launch], editorial_status: str, *, user: bool) -> Imprint:
    """Return what the map says of itself."""
    return imprint(
        w,
        user=user,
        editorial_status=editorial_status,
        sources=_publishers(w, launches),
        originators=_speakers(w, launches),
        has_seas=True,
        day=facts.newest_date(w, launches),
    )


def _split(zone: ImpactZone, on_request: Sequence[float]) -> tuple[ImpactZone, list[Region]]:
    """Return a zone with the regions that are always shown, and its regions that are not."""
    waiting = [region for region in zone.regions if region.level in on_request]
    shown = tuple(region for region in zone.regions if region.level not in on_request)
    return (replace(zone, regions=shown), waiting) if shown else (zone, [])


# --- the view -------------------------------------------------------------------------------------


class _View(TypedDict):
    bounds: tuple[float, float, float, float]
    sea_labels: tuple[tuple[str, float, float], ...]
    places: tuple[tuple[str, float, float], ...]


def _view(w: Words, features: Sequence[Feature]) -> _View:
    """Return what of the Earth is shown, and the names on it."""
    bounds = _bounds(features)
    zones = [feature.geometry for feature in features if feature.kind == "impact-zone"]
    return _View(
        bounds=bounds,
        sea_labels=sea_names_in_view(w, bounds, zones),
        places=cities_in_view(bounds, w.lang, GREATEST_CITIES),
    )


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


# --- the table ------------------------------------------------------------------------------------


class _Table(TypedDict):
    columns: tuple[ClaimColumn, ...]
    rows: tuple[ClaimRow, ...]


def _table(w: Words, pairs: Sequence[Pair], parts: Sequence[Sequence[Feature]]) -> _Table:
    """Return the claims of all launches, one launch's columns after the other's.

    `parts` holds the features of each launch, among them the arc of each column.
    """
    columns = [
        claim_columns(w, launch, _arc_ids(features))
        for (launch, _), features in zip(pairs, parts, strict=True)
    ]
    rows = [claim_rows(w, launch, zone.evidence) for launch, zone in pairs]
    return _Table(
        columns=tuple(column for own in columns for column in own),
        rows=tuple(_joined_rows(rows, [len(own) for own in columns])),
    )


def _arc_ids(features: Iterable[Feature]) -> dict[str, str]:
    """Return the id of each originator's arc."""
    arcs = (feature for feature in features if feature.kind == "distance-arc")
    return {str(arc.properties["source"]): arc.id for arc in arcs}


def _joined_rows(tables: Sequence[Sequence[ClaimRow]], widths: Sequence[int]) -> Iterator[ClaimRow]:
    """Yield the rows of tables set side by side, empty cells where one of them has no such row."""
    for name in dict.fromkeys(row.name for rows in tables for row in rows):
        cells: list[Claim] = []
        for rows, width in zip(tables, widths, strict=True):
            cells += next((row.cells for row in rows if row.name == name), (Claim(),) * width)
        yield ClaimRow(name, tuple(cells))


# --- sentences ------------------------------------------------------------------------------------


class _About(TypedDict):
    title: str
    kicker: str
    as_of: str
    read_line: str
    read: tuple[ReadDocument, ...]


def _about(w: Words, launches: Sequence[Launch], not_drawn: Sequence[tuple[str, str]]) -> _About:
    """Return what says which launches they are, and what was read about them."""
    ids = [id_ for id_, _ in not_drawn]
    return _About(
        title=headline.title(w, launches, ids),
        kicker=headline.kicker(w, launches, ids),
        as_of=facts.as_of(w, launches),
        read_line=read_line(w, launches),
        read=documents(w, launches),
    )


class _Sentences(TypedDict):
    summary: str
    caveat: str
    caveat_short: str
    text_alternative: str
    one_line: str
    conflicts: tuple[str, ...]
    unknown: tuple[str, ...]
    notes: tuple[str, ...]
    scale: tuple[tuple[str, str], ...]
    side_view: SideView | None


def _sentences(
    w: Words, pairs: Sequence[Pair], not_drawn: Sequence[tuple[str, str]], *, user: bool
) -> _Sentences:
    """Return all sentences around the map, and the side view, whose figures some are about."""
    launches = [launch for launch, _ in pairs]
    checked = [checked_flights(launch) for launch in launches]
    spans_km = facts.coast_spans_km([zone.regions[-1].geometry for _, zone in pairs])
    about = _summary(w, pairs, [id_ for id_, _ in not_drawn])
    alternatives = [_alternative(w, *pair) for pair in pairs]
    notes = [[*_row_note(w, launch), *_notes(w, zone, user=user)] for launch, zone in pairs]
    conflicts = [_conflicts(w, zone, own) for (_, zone), own in zip(pairs, checked, strict=True)]
    gaps = [unknown(w, launch, zone) for launch, zone in pairs]
    return _Sentences(
        summary=about,
        caveat=w("caveat"),
        caveat_short=w("caveat_short"),
        text_alternative=w("space").join([*alternatives, facts.scale_words(w, spans_km)]),
        one_line=_one_line(w, pairs, about, spans_km),
        conflicts=_said_of(w, launches, conflicts),
        unknown=(*_left_out(w, launches, not_drawn), *_said_of(w, launches, gaps)),
        notes=_said_of(w, launches, notes),
        scale=facts.scale_box(w, spans_km),
        side_view=side_view(w, launches, checked),
    )


def _summary(w: Words, pairs: Sequence[Pair], left_out: Sequence[str]) -> str:
    """Return who says what of a launch; of several, how many of those asked for are drawn.

    The missiles of one launch that are drawn one by one are counted as missiles.
    """
    launch, zone = pairs[0]
    if len(pairs) == 1 and not left_out:
        return summary(w, launch, zone.evidence)
    odds = wording.odds(w, zone.regions[-1].level, "odds_joined")
    ids = [launch.id for launch, _ in pairs]
    launches = [dict.fromkeys(map(launch_words.launch_id_of, some)) for some in (ids, left_out)]
    if len({*launches[0], *launches[1]}) == 1:
        drawn, among, what = len(ids), len(ids) + len(left_out), "missiles"
    else:
        drawn, among, what = len(launches[0]), len({**launches[0], **launches[1]}), "launches"
    which = "all" if drawn == among else "one" if drawn == 1 else "some"
    key = f"summary_{what}_{which}"
    return w(key, drawn=drawn, count=among, odds=odds)


def _alternative(w: Words, launch: Launch, zone: ImpactZone) -> str:
    """Return what the picture shows, in words made from the zone."""
    chances = {
        _region_name(w, zone, name): chance
        for name, chance in zone.probabilities.items()
        if chance >= LEAST_CHANCE
    }
    areas = [(region.level, region.area_km2) for region in zone.regions]
    return launch_words.alternative(w, launch, zone.evidence, areas, chances)


def _one_line(w: Words, pairs: Sequence[Pair], about: str, spans_km: Mapping[str, Span]) -> str:
    """Return in one line what the picture shows; `about` is the summary of several launches."""
    launch, zone = pairs[0]
    coasts = facts.named_spans(w, spans_km)
    odds = wording.odds(w, zone.regions[-1].level)
    if len(pairs) > 1:
        return w("one_line_several", summary=about, **coasts)
    likeliest = max(zone.probabilities, key=zone.probabilities.__getitem__)
    return w(
        "one_line",
        it=launch_words.they(w, launch),
        fell=launch_words.fell(w, launch),
        launched=launch_words.launched(w, launch, zone.evidence),
        missiles=launch_words.missiles(w, launch),
        area=wording.rounded(zone.regions[-1].area_km2),
        odds=odds,
        region=_region_name(w, zone, likeliest),
        chance=wording.percent(zone.probabilities[likeliest], w.groups["page"]),
        **coasts,
    )


def _region_name(w: Words, zone: ImpactZone, name: str) -> str:
    """Return what the page calls a region: a sea by its set names, "on land", "other waters".

    Where the zone leaves the part of the Earth whose land and seas we have, the rest is not known.
    """
    named = {sea.id: sea for sea in seas()}
    if name in named:
        return sea_name(w, named[name])
    return facts.region_word(w, zone, name)


def _page_words(w: Words) -> Mapping[str, str]:
    """Return the page's own words, seas named as set, originators as the page names them."""
    sea_words = {f"property.{sea.id}": sea_name(w, sea) for sea in seas()}
    spoken = {f"source.{name}": text for name, text in w.groups["originator"].items()}
    return {**w.groups["page"], **sea_words, **spoken}


def _left_out(
    w: Words, launches: Sequence[Launch], reasons: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """Yield a line for each reason why launches are not on the map, and for each incomplete day."""
    days = {launch.date for launch in launches} | {id_[: len("YYYY-MM-DD")] for id_, _ in reasons}
    if any(launch.in_catalogue for launch in launches):
        for day, what in incomplete_days().items():
            if day in days:
                yield w("incomplete", date=wording.date(w, day), what=what)
    for reason in dict.fromkeys(why for _, why in reasons):
        yield launch_words.not_drawn(w, reason, [id_ for id_, why in reasons if why == reason])


def _said_of(
    w: Words, launches: Sequence[Launch], lines: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """Return the lines of all launches, each once, with the launches that it is true of."""
    ids: dict[str, list[str]] = {}
    for launch, own in zip(launches, lines, strict=True):
        for line in dict.fromkeys(own):
            ids.setdefault(line, []).append(launch.id)
    return tuple(launch_words.said_of(w, line, of, len(launches)) for line, of in ids.items())


def _row_note(w: Words, launch: Launch) -> tuple[str, ...]:
    """Return what the catalogue remarks on a launch; it does so in English alone."""
    return (f"{wording.capital(launch.note)}.",) if launch.note and w.lang == "en" else ()


def _conflicts(w: Words, zone: ImpactZone, checked: Sequence[CheckedFlight]) -> list[str]:
    """Return what disagrees: claims with one another, figures with the flight that they tell of."""
    remarks = (wording.remark(w, remark) for remark in zone.conflicts)
    return [*map(wording.capital, remarks), *unfit_lines(w, checked)]


def _notes(w: Words, zone: ImpactZone, *, user: bool) -> list[str]:
    """Return what to mind: what a user supplied, what was said and not used."""
    return [
        *([w("user_note")] if user else []),
        *launch_words.unused(w, zone.evidence.unused),
    ]


def _legend(w: Words, pairs: Sequence[Pair]) -> tuple[LegendEntry, ...]:
    """Return the legend: reported, derived and assumed things in that order."""
    _, zone = pairs[0]
    given = "legend_site" if zone.evidence.site.in_catalogue else "legend_site_user"
    entries = [
        LegendEntry("reported", w(given), STYLES["site"]),
        LegendEntry("reported", w("legend_arc"), STYLES["distance-arc"]),
    ]
    for region, part in reversed(zone_parts(zone)):
        text = zone_words(w, "legend", region, part)
        entries.append(LegendEntry("derived", text, STYLES[ZONE_STYLES[part]]))
    if any(other.evidence.directions for _, other in pairs):
        entries.append(LegendEntry("derived", w("legend_track"), STYLES["ground-track"]))
    text = w("legend_site_area", radius=facts.site_doubt(zone))
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
            given = ((report.carrier, report.url) for report in launch.reports)
            lines += ["; ".join(filter(None, pair)) for pair in given]
    return tuple(dict.fromkeys(filter(None, lines)))


def _publishers(w: Words, launches: Sequence[Launch]) -> list[str]:
    """Return whose texts the figures are from: publishers, or what a user's reports name."""
    names = [
        name
        for launch in launches
        for name in (
            [source.publisher for source in launch.sources]
            if launch.in_catalogue
            else [report.carrier for report in launch.reports]
        )
    ]
    return list(dict.fromkeys(wording.carrier(w, name) for name in names if name))


def _speakers(w: Words, launches: Sequence[Launch]) -> list[str]:
    """Return whose figures they are, as the page names them."""
    spoken = dict.fromkeys(name for launch in launches for name in originators(launch))
    return [wording.originator(w, name) for name in spoken if name != UNATTRIBUTED]
