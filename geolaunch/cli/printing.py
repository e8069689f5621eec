"""What the command line prints of zones and rings: a map in a few lines, zones as tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geolaunch.cli.text import table
from geolaunch.scenes.language import remark, rounded, words

if TYPE_CHECKING:
    from geolaunch.impact.evidence import Unused
    from geolaunch.impact.zones import ImpactZone
    from geolaunch.reach.rings import Inside
    from geolaunch.report.model import Launch
    from geolaunch.scenes.model import Scene

__all__ = ["ring_lines", "summary_lines", "zone_table"]


def summary_lines(
    made: Scene,
    launches: Sequence[Launch],
    zones: Sequence[ImpactZone],
    *,
    on_request: Sequence[float] = (),
    verbose: bool,
) -> list[str]:
    """Return in a few lines what a map shows; with `verbose` also what is not used, and why.

    Regions at the levels in `on_request` are on the map only when a reader asks for them.
    """
    lines = [made.title + (f" [{made.status}]" if made.status else "")]
    for launch, each in zip(launches, zones, strict=True):
        lines += _zone_lines(launch, each, on_request)
        if verbose:
            lines += [_unused_line(item) for item in each.evidence.unused]
    lines += [f"not known  {line}" for line in made.unknown]
    return lines


# Which columns of the table of ways of drawing hold figures; no other table is like it.
COMPARED_COLUMNS = (False, True, True, False)


def ring_lines(made: Scene, inside: Sequence[Inside]) -> list[str]:
    """Return in a few lines what a map of reach rings shows: its tables, the places by name."""
    lines = [made.title + (f" [{made.status}]" if made.status else "")]
    first, *others = made.tables
    rows = [[cell for cell in row if cell != "–"] for row in first.rows]
    lines += [f"ring       {'; '.join(row)}" for row in rows]
    for each in others:
        if each.numeric == COMPARED_COLUMNS:
            lines += [f"compared   {way}: {low} to {high} km" for way, low, high, _ in each.rows]
    told = [f"{one.town.name} {one.distance_km:,.0f} km" for one in inside if one.town.named]
    if inside:
        lines += [f"inside     {len(inside):,} cities and places: -o FILE.csv lists them all"]
    lines += [f"named      {'; '.join(told[n : n + 4])}" for n in range(0, len(told), 4)]
    return [*lines, f"mind       {made.caveat_short}"]


def _conflicts(zone: ImpactZone) -> list[str]:
    """Return what disagrees, a sentence each."""
    return [remark(words("en"), each) for each in zone.conflicts]


def _unused_line(item: Unused) -> str:
    """Return the line of something that was said and not used."""
    return f"  not used   {item.words} ({item.originator}): {remark(words('en'), item.why)}"


def _zone_lines(launch: Launch, each: ImpactZone, on_request: Sequence[float]) -> list[str]:
    """Return the lines of one zone: site, distances, areas, chances, conflicts."""
    evidence = each.evidence
    lines = [
        f"launch     {launch.id}",
        f"site       {evidence.site.words}: {each.lat_deg:.3f} N {each.lon_deg:.3f} E, "
        f"known to {each.site_sd_km:.0f} km",
    ]
    lines += [f"distance   {each.words} ({each.originator})" for each in evidence.distances]
    lines += [f"direction  {e.direction.words} ({e.originator})" for e in evidence.directions]
    lines += [f"sea        {e.words} ({', '.join(e.originators)})" for e in evidence.seas]
    shown = [region for region in each.regions if region.level not in on_request]
    lines += [f"zone       {r.level:.0%}: {rounded(r.area_km2)} km2" for r in shown]
    likely = sorted(each.probabilities.items(), key=lambda pair: -pair[1])
    chances = ", ".join(f"{name} {chance:.0%}" for name, chance in likely if chance >= 0.005)
    return [*lines, f"chances    {chances}", *(f"conflict   {line}" for line in _conflicts(each))]


def zone_table(launches: Sequence[Launch], zones: Sequence[ImpactZone]) -> str:
    """Return zones as a table, one row a level, with the chances beneath."""
    head = ["launch", "source", "level", "area_km2"]
    rows = [
        [launch.id, each.source, f"{region.level:g}", f"{region.area_km2:,.0f}"]
        for launch, each in zip(launches, zones, strict=True)
        for region in each.regions
    ]
    chances = [
        [launch.id, each.source, name, f"{chance:.3f}"]
        for launch, each in zip(launches, zones, strict=True)
        for name, chance in each.probabilities.items()
    ]
    conflicts = "".join(f"conflict: {line}\n" for each in zones for line in _conflicts(each))
    chance_table = table(["launch", "source", "region", "probability"], chances)
    return table(head, rows) + chance_table + conflicts
