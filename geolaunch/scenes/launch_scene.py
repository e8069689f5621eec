"""Launches and their zones as one scene: features in drawing order, and every word around them.

Features come from `launch_features` and `reported`, the title from `headline`, sentences from
`account`, `absence` and, where there is no zone, `zoneless_words`, the table from `claim_table`;
here they are put together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypedDict

from geolaunch.catalogue.launches import incomplete_days
from geolaunch.checks.quick import quick_remarks
from geolaunch.impact.contours import Region
from geolaunch.impact.zones import ImpactZone
from geolaunch.places.seas import seas
from geolaunch.report.model import UNATTRIBUTED, Launch, originators
from geolaunch.scenes import headline, launch_words, zoneless_words
from geolaunch.scenes import language as wording
from geolaunch.scenes import scale as facts
from geolaunch.scenes.absence import documents, read_line, unknown
from geolaunch.scenes.account import summary
from geolaunch.scenes.claim_table import Claim, ClaimColumn, ClaimRow, claim_columns, claim_rows
from geolaunch.scenes.imprint import Imprint, imprint
from geolaunch.scenes.language import Words, sea_name, words_with
from geolaunch.scenes.launch_features import assumed_words, launch_features
from geolaunch.scenes.launch_legend import legend
from geolaunch.scenes.launch_view import together, view_of
from geolaunch.scenes.model import Feature, ReadDocument, Scene, SideView
from geolaunch.scenes.outlook import outlook
from geolaunch.scenes.reported import reported
from geolaunch.scenes.scale import Span
from geolaunch.scenes.shown import Shown, shown
from geolaunch.scenes.side_view import CheckedFlight, checked_flights, side_view, unfit_lines

__all__ = ["WIDER_LEVEL", "scene"]

# A region that a map holds beside those it shows, for readers who ask for it.
WIDER_LEVEL = 0.95

# A smaller chance of a region is not named in words.
LEAST_CHANCE = 0.005


def scene(
    launches: Sequence[Launch],
    zones: Sequence[ImpactZone | None],
    *,
    sea_names: Sequence[str] = (),
    lang: str = "en",
    on_request: Sequence[float] = (),
    editorial_status: str = "",
    not_drawn: Sequence[tuple[str, str]] = (),
) -> Scene:
    """Return the scene of launches and of the impact zone of each; None for one without a zone.

    A launch without a zone is on the map with its site and with what is reported of its way, and
    the page says why it has no zone. `sea_names` are house codes such as ("es", "sj"); a sea
    without one of them keeps all its names. Regions at the levels in `on_request` stay hidden until
    a reader asks for them. A map's `editorial_status` is "draft", "published", "corrected" or "",
    `not_drawn` are launches that were asked for and are not on the map at all: id, and
    `why_not_drawn`.
    """
    w = words_with(lang, sea_names)
    split = [_split(zone, on_request) for zone in zones]
    parts = [shown(launch, zone) for launch, (zone, _) in zip(launches, split, strict=True)]
    claims = [reported(part) for part in parts]
    drawn = [launch_features(w, part, wider) for part, (_, wider) in zip(parts, split, strict=True)]
    features = together(w, parts, claims, drawn)
    user = not all(part.in_catalogue for part in parts)
    return Scene(
        features=features,
        **view_of(w, features),
        **_table(w, parts, drawn),
        **_sentences(w, parts, not_drawn, user=user),
        **_about(w, parts, not_drawn),
        settle=_outlook(w, parts),
        tables=zoneless_words.landing_tables(w, parts, [own.landings for own in claims]),
        legend=legend(w, parts, claims),
        sources=_sources(w, launches),
        strings=_page_words(w),
        **_imprint(w, launches, editorial_status, user=user),
    )


def _outlook(w: Words, parts: Sequence[Shown]) -> str:
    """Return what one more statement would make of the zone of a launch, "" for several."""
    (first, *others) = parts
    return outlook(w, [(first.launch, first.zone)]) if first.zone and not others else ""


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


def _split(
    zone: ImpactZone | None, on_request: Sequence[float]
) -> tuple[ImpactZone | None, list[Region]]:
    """Return a zone with the regions that are always shown, and its regions that are not."""
    if zone is None:
        return None, []
    waiting = [region for region in zone.regions if region.level in on_request]
    always = tuple(region for region in zone.regions if region.level not in on_request)
    return (replace(zone, regions=always), waiting) if always else (zone, [])


# --- the table ------------------------------------------------------------------------------------


class _Table(TypedDict):
    columns: tuple[ClaimColumn, ...]
    rows: tuple[ClaimRow, ...]


def _table(w: Words, parts: Sequence[Shown], drawn: Sequence[Sequence[Feature]]) -> _Table:
    """Return the claims of all launches, one launch's columns after the other's.

    `drawn` holds the features of each launch, among them the arc of each column.
    """
    columns = [
        claim_columns(w, part.launch, _arc_ids(features))
        for part, features in zip(parts, drawn, strict=True)
    ]
    rows = [claim_rows(w, part.launch, part.evidence) for part in parts]
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


def _about(w: Words, parts: Sequence[Shown], not_drawn: Sequence[tuple[str, str]]) -> _About:
    """Return what says which launches they are, and what was read about them."""
    launches = [part.launch for part in parts]
    ids = [id_ for id_, _ in not_drawn]
    zones = any(part.zone for part in parts)
    return _About(
        title=headline.title(w, launches, ids) if zones else zoneless_words.title(w, parts),
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
    w: Words, parts: Sequence[Shown], not_drawn: Sequence[tuple[str, str]], *, user: bool
) -> _Sentences:
    """Return all sentences around the map, and the side view, whose figures some are about."""
    launches = [part.launch for part in parts]
    checked = [checked_flights(launch) for launch in launches]
    zones = [part.zone for part in parts if part.zone]
    spans_km = facts.coast_spans_km([zone.regions[-1].geometry for zone in zones]) if zones else {}
    about = _summary(w, parts, [id_ for id_, _ in not_drawn])
    notes = [[*_row_note(w, part.launch), *_notes(w, part, user=user)] for part in parts]
    conflicts = [_conflicts(w, part, own) for part, own in zip(parts, checked, strict=True)]
    return _Sentences(
        summary=about,
        caveat=w("caveat" if zones else "zoneless_caveat"),
        caveat_short=w("caveat_short" if zones else "zoneless_caveat_short"),
        text_alternative=_alternatives(w, parts, spans_km),
        one_line=_one_line(w, parts, about, spans_km),
        conflicts=_said_of(w, launches, conflicts),
        unknown=(*_left_out(w, launches, not_drawn), *_unknown(w, parts)),
        notes=_said_of(w, launches, notes),
        scale=facts.scale_box(w, spans_km) if zones else (),
        side_view=side_view(w, launches, checked),
    )


def _unknown(w: Words, parts: Sequence[Shown]) -> tuple[str, ...]:
    """Return what is not known; of several launches first which of them have no zone, and why."""
    launches = [part.launch for part in parts]
    lines = [
        unknown(w, part.launch, part.zone) if part.zone else zoneless_words.not_known(w, part)
        for part in parts
    ]
    if len(parts) == 1:
        return tuple(lines[0])
    own = [line if part.zone else line[1:] for part, line in zip(parts, lines, strict=True)]
    return (*zoneless_words.left_without(w, parts), *_said_of(w, launches, own))


def _summary(w: Words, parts: Sequence[Shown], not_drawn: Sequence[str]) -> str:
    """Return who says what of a launch; of several, how many of those asked for have a zone.

    The missiles of one launch that are drawn one by one are counted as missiles.
    """
    first = parts[0]
    zone = next((part.zone for part in parts if part.zone), None)
    if zone is None:
        return zoneless_words.summary(w, parts)
    if len(parts) == 1 and not not_drawn and first.zone:
        return summary(w, first.launch, first.zone.evidence)
    odds = wording.odds(w, zone.regions[-1].level, "odds_joined")
    ids = [part.launch.id for part in parts if part.zone]
    left_out = [*(part.launch.id for part in parts if not part.zone), *not_drawn]
    launches = [dict.fromkeys(map(launch_words.launch_id_of, some)) for some in (ids, left_out)]
    if len({*launches[0], *launches[1]}) == 1:
        drawn, among, what = len(ids), len(ids) + len(left_out), "missiles"
    else:
        drawn, among, what = len(launches[0]), len({**launches[0], **launches[1]}), "launches"
    which = "all" if drawn == among else "one" if drawn == 1 else "some"
    key = f"summary_{what}_{which}"
    return w(key, drawn=drawn, count=among, odds=odds)


def _alternatives(w: Words, parts: Sequence[Shown], spans_km: Mapping[str, Span]) -> str:
    """Return what the picture shows, in words made from the zones, or from what there is."""
    lines = [
        _alternative(w, part.launch, part.zone) if part.zone else zoneless_words.one_line(w, part)
        for part in parts
    ]
    return w("space").join([*lines, *([facts.scale_words(w, spans_km)] if spans_km else [])])


def _alternative(w: Words, launch: Launch, zone: ImpactZone) -> str:
    """Return what the picture shows, in words made from the zone."""
    chances = {
        _region_name(w, name): chance
        for name, chance in zone.probabilities.items()
        if chance >= LEAST_CHANCE
    }
    areas = [(region.level, region.area_km2) for region in zone.regions]
    whole = launch_words.alternative(w, launch, zone.evidence, areas, chances)
    return w("space").join([whole, *assumed_words(w, zone)])


def _one_line(w: Words, parts: Sequence[Shown], about: str, spans_km: Mapping[str, Span]) -> str:
    """Return in one line what the picture shows; `about` is the summary of several launches."""
    launch, zone = parts[0].launch, parts[0].zone
    if not spans_km:
        return about if len(parts) > 1 else zoneless_words.one_line(w, parts[0])
    coasts = facts.named_spans(w, spans_km)
    if len(parts) > 1 or zone is None:
        return w("one_line_several", summary=about, **coasts)
    odds = wording.odds(w, zone.regions[-1].level)
    likeliest = max(zone.probabilities, key=zone.probabilities.__getitem__)
    return w(
        "one_line",
        it=launch_words.they(w, launch),
        fell=launch_words.fell(w, launch),
        launched=launch_words.launched(w, launch, zone.evidence),
        missiles=launch_words.missiles(w, launch),
        area=wording.rounded(zone.regions[-1].area_km2),
        odds=odds,
        region=_region_name(w, likeliest),
        chance=wording.percent(zone.probabilities[likeliest], w.groups["page"]),
        **coasts,
    )


def _region_name(w: Words, name: str) -> str:
    """Return what the page calls a region: a sea by its set names, "on land", a sea unnamed."""
    named = {sea.id: sea for sea in seas()}
    return sea_name(w, named[name]) if name in named else w.of("region", name)


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


def _conflicts(w: Words, part: Shown, checked: Sequence[CheckedFlight]) -> list[str]:
    """Return what disagrees: claims with one another, figures with the flight that they tell of."""
    disputed = part.zone.conflicts if part.zone else ()
    said_by_zone = {remark.key for remark in disputed}
    found = [
        remark
        for remark in quick_remarks(part.launch)
        if not (remark.key == "conflict_found_site" and "conflict_sites" in said_by_zone)
    ]
    remarks = (wording.remark(w, remark) for remark in (*found, *disputed))
    return [*map(wording.capital, remarks), *unfit_lines(w, checked)]


def _notes(w: Words, part: Shown, *, user: bool) -> list[str]:
    """Return what to mind: what a user supplied, what is assumed, what was said and not used."""
    lines = [w("user_note")] if user else []
    if part.zone is None:
        return lines
    remarks = (wording.remark(w, remark) for remark in part.zone.remarks)
    return [
        *lines,
        *assumed_words(w, part.zone),
        *map(wording.capital, remarks),
        *launch_words.unused(w, part.zone.evidence.unused),
    ]


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
