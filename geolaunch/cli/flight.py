"""The commands about one flight: its track with heights, and altitude profiles."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from geolaunch.cli.options import check_ending, json_text, named, tell, with_tables, write
from geolaunch.errors import InputError

__all__ = ["profile", "track"]

# Modules that load numpy or shapely are imported in the command that needs them.

TRACKS, DRAWINGS = (".geojson", ".json", ".csv"), (".svg",)


@click.command()
@click.argument("given", metavar="INPUT")
@click.option("--source", metavar="ORIGINATOR", help="By whose figures; who says most without it.")
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Its record, no track; of several launches, 'flights', a list.",
)
@click.option(
    "-o",
    "--output",
    default="-",
    metavar="FILE",
    help="Where to write: .geojson or .csv; GeoJSON on standard output without it.",
)
@with_tables
@click.pass_context
def track(
    ctx: click.Context,
    given: str,
    source: str | None,
    output: str,
    folder: str | None,
    *,
    as_json: bool,
) -> None:
    """Give the track of a flight with heights and times, from one originator's own figures.

    An arc without thrust or air over the turning Earth: what is not reported is assumed, and said
    so. A flight that was depressed or manoeuvred has none.

    INPUT: a launch id or day, a report file, or - for standard input.
    """
    from geolaunch.trajectory.fit import fits, sentence
    from geolaunch.trajectory.flights import arc_of, flight, untold
    from geolaunch.views.geojson import track_csv, track_geojson
    from geolaunch.views.tracks import record, why_no_arc

    check_ending(output, TRACKS)
    launches = named(given, folder)
    if as_json:
        asked = [arc_of(launch, source) if source else None for launch in launches]
        records = [record(launch, one) for launch, one in zip(launches, asked, strict=True)]
        write(output, json_text(records[0] if len(records) == 1 else {"flights": records}))
        return
    told = [
        (arc_of(launch, source) if source else flight(launch)) or untold(launch)
        for launch in launches
    ]
    flown = [one for one in told if one.arc is not None]
    if not flown:
        reasons = "; ".join(f"{one.launch}: {why_no_arc(one)}" for one in told[:5])
        raise InputError(f"{given}: no flight of which a track can be drawn: {reasons}")
    if Path(output).suffix.lower() == ".csv":
        if len(flown) > 1:
            raise InputError(f"got {len(flown)} flights for one .csv; wanted one launch id")
        write(output, track_csv(flown[0]))
    else:
        write(output, track_geojson(flown))
    if output != "-":
        assumed = [
            f"assumed    {one.launch}: the {what}; nobody told one"
            for one in flown
            for what, is_so in (
                ("height", one.apogee is None),
                ("direction", one.direction == "assumed"),
            )
            if is_so
        ]
        unfit = [
            f"mind       {one.launch}, {one.source}: {sentence(found)}"
            for one in flown
            for found in fits(one)
            if found.fits is False
        ]
        tell(ctx, [*assumed, *unfit, f"file       {output}"], output)


@click.command()
@click.argument("given", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "--output", required=True, metavar="FILE.svg", help="Where to write the SVG.")
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="ORIGINATOR",
    help="By whose figures, each a line of its own; who says most without it.",
)
@click.option("--lang", default="en", show_default=True, help="Language: en, ko, ja.")
@click.option("--by-time", is_flag=True, help="Height by time instead of distance.")
@click.option("--to-scale", is_flag=True, help="The same scale up as along.")
@with_tables
@click.pass_context
def profile(
    ctx: click.Context,
    given: tuple[str, ...],
    output: str,
    folder: str | None,
    sources: tuple[str, ...],
    lang: str,
    *,
    by_time: bool,
    to_scale: bool,
) -> None:
    """Draw the heights of one or several flights as an SVG picture.

    INPUT: launch ids, days, report files; all of them in one picture.
    """
    from geolaunch.scenes.language import words
    from geolaunch.trajectory.flights import arc_of, flight
    from geolaunch.views.profile import profile_svg

    check_ending(output, DRAWINGS)
    told = [
        (launch, one)
        for each in given
        for launch in named(each, folder)
        for one in ([arc_of(launch, who) for who in sources] if sources else [flight(launch)])
    ]
    flown = [one for _, one in told if one is not None]
    if not flown:
        raise InputError(f"{', '.join(given)}: no flight with a distance to draw")
    against: Literal["time", "downrange"] = "time" if by_time else "downrange"
    write(output, profile_svg(flown, against=against, to_scale=to_scale, words=words(lang)))
    skipped = [f"not drawn  {launch.id}: no distance" for launch, one in told if one is None]
    tell(ctx, [*skipped, f"file       {output}"], output)
