"""The commands about one flight: its track with heights, and altitude profiles."""

from __future__ import annotations

from pathlib import Path

import click

from geolaunch.errors import InputError
from geolaunch.shell import check_ending, json_text, named, tell, with_tables, write

__all__ = ["profile", "track"]

# Modules that load numpy or shapely are imported in the command that needs them.

TRACKS, DRAWINGS = (".geojson", ".json", ".csv"), (".svg",)


@click.command()
@click.argument("given", metavar="INPUT")
@click.option("--source", metavar="ORIGINATOR", help="By whose figures; who says most without it.")
@click.option("--json", "as_json", is_flag=True, help="The figures of the flight, no track.")
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
    from geolaunch.arccheck import record
    from geolaunch.arcs import arc_of, flight
    from geolaunch.tracks import track_collection, track_csv

    check_ending(output, TRACKS)
    launches = named(given, folder)
    told = [arc_of(launch, source) if source else flight(launch) for launch in launches]
    if as_json:
        records = [record(launch, one) for launch, one in zip(launches, told, strict=True)]
        write(output, json_text({"flights": records}))
        return
    flown = [one for one in told if one is not None and one.arc is not None]
    if not flown:
        raise InputError(f"{given}: no flight of which a track can be drawn; --json says why")
    if Path(output).suffix.lower() == ".csv":
        if len(flown) > 1:
            raise InputError(f"got {len(flown)} flights for one .csv; wanted one launch id")
        write(output, track_csv(flown[0]))
    else:
        write(output, json_text(track_collection(flown)))
    if output != "-":
        aimless = [one.launch for one in flown if one.direction == "assumed"]
        lines = [f"assumed    {id_}: the direction; nobody told one" for id_ in aimless]
        tell(ctx, [*lines, f"file       {output}"], output)


@click.command()
@click.argument("given", metavar="INPUT...", nargs=-1, required=True)
@click.option("-o", "--output", required=True, metavar="FILE.svg", help="Where to write the SVG.")
@click.option("--by-time", is_flag=True, help="Height by time instead of distance.")
@click.option("--to-scale", is_flag=True, help="The same scale up as along.")
@with_tables
@click.pass_context
def profile(
    ctx: click.Context,
    given: tuple[str, ...],
    output: str,
    folder: str | None,
    *,
    by_time: bool,
    to_scale: bool,
) -> None:
    """Draw the heights of one or several flights as an SVG picture.

    INPUT: launch ids, days, report files; all of them in one picture.
    """
    from geolaunch.arcs import flight
    from geolaunch.profile import profile_svg

    check_ending(output, DRAWINGS)
    launches = [launch for each in given for launch in named(each, folder)]
    told = [(launch, flight(launch)) for launch in launches]
    flown = [one for _, one in told if one is not None]
    if not flown:
        raise InputError(f"{', '.join(given)}: no flight with a distance to draw")
    write(
        output,
        profile_svg(flown, against="time" if by_time else "downrange", to_scale=to_scale),
    )
    skipped = [f"not drawn  {launch.id}: no distance" for launch, one in told if one is None]
    tell(ctx, [*skipped, f"file       {output}"], output)
