"""The command that gives the impact zone of a launch, and the zones that a map draws."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

import click

from geolaunch.cli.options import (
    ZoneOptions,
    format_option,
    named,
    output_option,
    refuse_beside,
    with_tables,
    zone_options,
)
from geolaunch.cli.output import format_of, json_text, write
from geolaunch.cli.text import not_drawn_line, zone_table
from geolaunch.errors import InputError

if TYPE_CHECKING:
    from geolaunch.impact.overflights import Assume
    from geolaunch.impact.zones import ImpactZone
    from geolaunch.report.model import Launch

__all__ = ["drawable", "shown_on_map", "zone", "zones_of"]

NotDrawn = tuple[tuple[str, str], ...]  # the ids of launches without a zone, each with the reason


@click.command()
@click.argument("given", metavar="INPUT")
@zone_options
@format_option("zone")
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@output_option("zone")
@with_tables
def zone(
    given: str,
    zone_by: ZoneOptions,
    format_: str | None,
    output: str,
    folder: str | None,
    *,
    as_json: bool,
) -> None:
    """Give the impact zone of a launch: areas, chances by sea, contours.

    INPUT: a launch id, a day, month or year, a report file, or - for standard input.
    """
    if as_json:
        refuse_beside("--json", ["format_"])
    wanted = format_of("zone", output, "json" if as_json else format_)
    launches, not_drawn = drawable(named(given, folder))
    zones = zones_of(launches, zone_by.source, zone_by.levels, zone_by.assume)
    for id_, why in not_drawn:
        click.echo(not_drawn_line(id_, why), err=True)
    write(output, _content(wanted.name, launches, zones, not_drawn))


def _content(
    form: str, launches: Sequence[Launch], zones: Sequence[ImpactZone], not_drawn: NotDrawn
) -> str:
    """Return zones in the form that was asked for."""
    if form == "geojson":
        from geolaunch.scenes.launch_scene import scene
        from geolaunch.views.geojson import geojson

        return geojson(scene(launches, zones, not_drawn=not_drawn), kinds=["impact-zone"])
    if form == "json":
        from geolaunch.views.records import zone_records

        return json_text({"zones": zone_records(launches, zones)})
    return zone_table(launches, zones)


def drawable(launches: tuple[Launch, ...]) -> tuple[tuple[Launch, ...], NotDrawn]:
    """Return the launches that have a zone, and why the others have none.

    One that is reported missile by missile is a launch for each of them. A launch that is alone is
    passed on unchecked: the error of its zone says why it has none.
    """
    from geolaunch.catalogue.launches import by_missile, why_not_drawn

    launches = tuple(chain.from_iterable(map(by_missile, launches)))
    if len(launches) == 1:
        return launches, ()
    reasons = [(launch, why_not_drawn(launch)) for launch in launches]
    drawn = tuple(launch for launch, why in reasons if not why)
    if not drawn:
        listed = "; ".join(f"{launch.id}: {why}" for launch, why in reasons[:5])
        raise InputError(f"got {len(launches)} launches, none of which can be drawn: {listed}")
    return drawn, tuple((launch.id, why) for launch, why in reasons if why)


def shown_on_map(launches: tuple[Launch, ...]) -> tuple[tuple[Launch, ...], NotDrawn, NotDrawn]:
    """Return the launches that a map shows, those of them without a zone, and those it cannot show.

    Both come with the reason why there is no zone. A launch of a user's own of which nobody names a
    site can be on no map; alone it is passed on, and refused when its zone is asked for.
    """
    from geolaunch.catalogue.launches import by_missile, why_not_drawn
    from geolaunch.scenes.shown import shown

    launches = tuple(chain.from_iterable(map(by_missile, launches)))
    reasons = [(launch, why_not_drawn(launch)) for launch in launches]
    without = [(launch, why) for launch, why in reasons if why]
    nowhere = [
        (launch.id, why)
        for launch, why in without
        if not launch.in_catalogue and shown(launch, None).site is None
    ]
    left = {id_ for id_, _ in nowhere}
    placed = tuple((launch.id, why) for launch, why in without if launch.id not in left)
    if len(left) == len(launches):
        return launches, (), ()
    on_map = tuple(launch for launch in launches if launch.id not in left)
    return on_map, placed, tuple(nowhere)


def zones_of(
    launches: Sequence[Launch],
    source: str,
    levels: tuple[float, ...],
    assume: Assume = "auto",
) -> tuple[ImpactZone, ...]:
    """Return the zone of each launch as the options say, at the usual levels if none are given."""
    from geolaunch.impact.zones import LEVELS, zone

    chosen = levels or LEVELS
    return tuple(zone(it, source, chosen, assume) for it in launches)
