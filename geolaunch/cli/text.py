"""What is printed on a terminal: tables, reports side by side, a map in a few lines.

Light: what it imports is loaded at once, so that `show` and `catalogue` answer at once. The lines
of zones and rings import the language of scenes when they are wanted.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geolaunch.impact.evidence import Unused
    from geolaunch.impact.zones import ImpactZone
    from geolaunch.reach.rings import Inside
    from geolaunch.report.model import Launch
    from geolaunch.scenes.model import Scene

__all__ = [
    "launch_heading",
    "not_drawn_line",
    "number_text",
    "ring_lines",
    "side_by_side",
    "summary_lines",
    "table",
    "zone_table",
]

# --- tables ---------------------------------------------------------------------------------------


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table: plain when piped; on a terminal as wide as it, coloured unless NO_COLOR."""
    if not sys.stdout.isatty():
        return _plain([head, *rows])
    from rich.console import Console  # here, as it costs a third of a command that is piped
    from rich.table import Table
    from rich.text import Text

    drawn = Table(*head, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    colour = not os.environ.get("NO_COLOR")
    console = Console(force_terminal=colour, no_color=not colour)
    with console.capture() as captured:
        console.print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _plain(rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns, two blanks apart, each cell on one line."""
    cells = [[" ".join(cell.split("\n")) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in cells
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _width(text: str) -> int:
    """Return how many columns a text takes: two for each East Asian wide sign, none for accents."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


# --- reports --------------------------------------------------------------------------------------


def launch_heading(launch: Launch) -> str:
    """Return one line that says which launch it is."""
    mark = "" if launch.in_catalogue else _not_verified()
    parts = (launch.id, launch.missile, launch.missile_class, launch.outcome, mark)
    return "  ".join(filter(None, parts))


def _not_verified() -> str:
    """Return the mark of what a user supplied."""
    from geolaunch.strings import not_verified  # here, so that `show` does not load it

    return not_verified()


# So many reports stand side by side: more are too wide for a terminal.
SIDE_BY_SIDE = 5


def side_by_side(records: Sequence[dict[str, Any]]) -> str:
    """Return reports as tables with a column for each, up to SIDE_BY_SIDE in one table."""
    columns = [_column(record) for record in records]
    parts = [columns[n : n + SIDE_BY_SIDE] for n in range(0, len(columns), SIDE_BY_SIDE)]
    return "\n".join(_beside(part) for part in parts)


def _beside(columns: Sequence[tuple[str, dict[str, str]]]) -> str:
    """Return columns of claims as one table; a claim that none of them makes has no row."""
    names = list(dict.fromkeys(name for _, claims in columns for name in claims))
    rows = [[name, *(claims.get(name, "") for _, claims in columns)] for name in names]
    return table(["", *(head for head, _ in columns)], rows)


def _column(record: Mapping[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the head of a report and its claims by field."""
    claims = dict(record)
    words = claims.pop("words", {})
    originator = claims.pop("originator", "originator not stated")
    carrier = claims.pop("carrier", None)
    head = originator if carrier in (None, originator) else f"{originator} via {carrier}"
    return head, dict(_fields(claims, words, ""))


def _fields(
    record: Mapping[str, Any], words: Mapping[str, Any], path: str
) -> Iterator[tuple[str, str]]:
    """Yield each field's name and its value as text, nested ones by their path."""
    for key, value in record.items():
        name = f"{path}{key}"
        if isinstance(value, dict) and "unit" in value:
            yield name, _quantity_text(value)
        elif isinstance(value, dict):
            yield from _fields(value, words, f"{name}.")
        elif name != "launch":
            text = " to ".join(value) if isinstance(value, list) else str(value)
            yield name, text + (f"  “{words[name]['words']}”" if name in words else "")


def _quantity_text(value: Mapping[str, Any]) -> str:
    """Return a quantity record as one line."""
    words = f"  “{value['words']}”" if "words" in value else ""
    qualifier = "" if value["qualifier"] == "between" else value["qualifier"].replace("_", " ")
    return f"{qualifier} {number_text(value)}{words}".lstrip()


def number_text(value: Mapping[str, Any]) -> str:
    """Return the number of a quantity record, or both its ends, with the unit."""
    number = value["value"]
    text = " to ".join(f"{n:g}" for n in number) if isinstance(number, list) else f"{number:g}"
    return f"{text} {value['unit']}"


def not_drawn_line(launch_id: str, why: str, what: str = "not drawn") -> str:
    """Return the line of a launch that has no zone; `why` is as `why_not_drawn` has it."""
    gap = " in our sources" if why.startswith("no ") else ""
    return f"{what:<11}{launch_id}: {why}{gap}"


# --- maps -----------------------------------------------------------------------------------------


def summary_lines(
    scene: Scene,
    launches: Sequence[Launch],
    zones: Sequence[ImpactZone | None],
    *,
    on_request: Sequence[float] = (),
    verbose: bool,
) -> list[str]:
    """Return in a few lines what a map shows; with `verbose` also what is not used, and why.

    Regions at the levels in `on_request` are on the map only when a reader asks for them.
    """
    lines = [_title(scene)]
    for launch, zone in zip(launches, zones, strict=True):
        lines += _zone_lines(launch, zone, on_request) if zone else [f"launch     {launch.id}"]
        if verbose and zone:
            lines += [_unused_line(item) for item in zone.evidence.unused]
    lines += [f"not known  {line}" for line in scene.unknown]
    return lines


def _title(scene: Scene) -> str:
    """Return the title of a scene with its status."""
    return scene.title + (f" [{scene.status}]" if scene.status else "")


def _zone_lines(launch: Launch, zone: ImpactZone, on_request: Sequence[float]) -> list[str]:
    """Return the lines of one zone: site, claims, areas, chances, what to mind."""
    from geolaunch.scenes.language import rounded
    from geolaunch.scenes.scale import site_doubt

    evidence = zone.evidence
    lines = [
        f"launch     {launch.id}",
        f"site       {evidence.site.words}: {zone.lat_deg:.3f} N {zone.lon_deg:.3f} E, "
        f"known to about {site_doubt(zone)} km",
    ]
    lines += [f"distance   {claim.words} ({claim.originator})" for claim in evidence.distances]
    lines += [f"direction  {e.direction.words} ({e.originator})" for e in evidence.directions]
    lines += [f"sea        {e.words} ({', '.join(e.originators)})" for e in evidence.seas]
    if evidence.at_sea:
        lines.append(
            f"at sea     {evidence.at_sea.words} ({', '.join(evidence.at_sea.originators)})"
        )
    lines += [f"landing    {mark.words} ({mark.originator})" for mark in evidence.landmarks]
    for path in evidence.overflights:
        over = "over" if path.crossed else "not over"
        lines.append(f"flew       {over} {path.words} ({', '.join(path.originators)})")
    shown = [region for region in zone.regions if region.level not in on_request]
    lines += [f"zone       {r.level:.0%}: {rounded(r.area_km2)} km2" for r in shown]
    likely = sorted(zone.probabilities.items(), key=lambda pair: -pair[1])
    shown_chances = (pair for pair in likely if pair[1] >= 0.005)
    chances = ", ".join(f"{_region(name)} {chance:.0%}" for name, chance in shown_chances)
    lines += [f"chances    {chances}", *(f"assumed    {line}" for line in _assumed(zone))]
    lines += [f"conflict   {line}" for line in _conflicts(zone)]
    return [*lines, *(f"note       {line}" for line in _notes(zone))]


def _region(name: str) -> str:
    """Return what a terminal calls a region: its id, or words for a sea that has no name here."""
    return "another sea" if name == "other" else name


def _unused_line(item: Unused) -> str:
    """Return the line of something that was reported and not used."""
    from geolaunch.scenes.language import remark, words

    return f"  not used   {item.words} ({item.originator}): {remark(words('en'), item.why)}"


def _conflicts(zone: ImpactZone) -> list[str]:
    """Return what disagrees, a sentence each."""
    from geolaunch.scenes.language import remark, words

    return [remark(words("en"), conflict) for conflict in zone.conflicts]


def _notes(zone: ImpactZone) -> list[str]:
    """Return what to mind in a zone beside its conflicts, a sentence each."""
    from geolaunch.scenes.language import remark, words

    return [remark(words("en"), note) for note in zone.remarks]


def _assumed(zone: ImpactZone) -> list[str]:
    """Return what a zone takes for granted, as a page says it; [] where it makes no difference."""
    from geolaunch.scenes.language import words
    from geolaunch.scenes.launch_features import assumed_words

    return [line.removeprefix("Assumed: ") for line in assumed_words(words("en"), zone)]


def zone_table(launches: Sequence[Launch], zones: Sequence[ImpactZone]) -> str:
    """Return zones as a table, one row a level, with the chances beneath."""
    pairs = list(zip(launches, zones, strict=True))
    head = ["launch", "source", "level", "area_km2"]
    rows = [
        [launch.id, zone.source, f"{region.level:g}", f"{region.area_km2:,.0f}"]
        for launch, zone in pairs
        for region in zone.regions
    ]
    chances = [
        [launch.id, zone.source, _region(name), f"{chance:.3f}"]
        for launch, zone in pairs
        for name, chance in zone.probabilities.items()
    ]
    conflicts = "".join(f"conflict: {line}\n" for zone in zones for line in _conflicts(zone))
    chance_table = table(["launch", "source", "region", "probability"], chances)
    assumed = "".join(f"assumed: {line}\n" for zone in zones for line in _assumed(zone))
    unused = "".join(
        f"{_unused_line(item)}\n"
        for zone in zones
        for item in zone.evidence.unused
        if item.why.key.startswith("why_unknown")
    )
    notes = "".join(f"note: {line}\n" for zone in zones for line in _notes(zone))
    return table(head, rows) + chance_table + assumed + conflicts + notes + unused


# Which columns of the table of ways of drawing hold figures; no other table is like it.
COMPARED_COLUMNS = (False, True, True, False)


def ring_lines(scene: Scene, inside: Sequence[Inside]) -> list[str]:
    """Return in a few lines what a map of reach rings shows: its tables, the places by name."""
    first, *others = scene.tables
    rows = [[cell for cell in row if cell != "–"] for row in first.rows]
    lines = [_title(scene), *(f"ring       {'; '.join(row)}" for row in rows)]
    for other in others:
        if other.numeric == COMPARED_COLUMNS:
            lines += [f"compared   {way}: {low} to {high} km" for way, low, high, _ in other.rows]
    if inside:
        lines += [f"inside     {len(inside):,} cities and places: -o FILE.csv lists them all"]
    named = [f"{at.town.name} {at.distance_km:,.0f} km" for at in inside if at.town.named]
    lines += [f"named      {'; '.join(named[n : n + 4])}" for n in range(0, len(named), 4)]
    return [*lines, f"mind       {scene.caveat_short}"]
