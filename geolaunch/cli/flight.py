"""The commands about a flight: its track with heights, and altitude profiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal

import click

from geolaunch.cli.options import Language, named_missiles, output_option, with_tables
from geolaunch.cli.output import format_of, json_text, tell, where_help, write
from geolaunch.cli.text import not_drawn_line
from geolaunch.errors import InputError
from geolaunch.names import ENGLISH

if TYPE_CHECKING:
    from geolaunch.report.model import Launch
    from geolaunch.trajectory.flights import LaunchArc

__all__ = ["profile", "track"]

# Modules that load numpy or shapely are imported in the function that needs them.


@click.command()
@click.argument("given", metavar="INPUT")
@click.option(
    "--source", metavar="ORIGINATOR", help="Whose figures; without it, of whoever gives most."
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Its record, no track; of several launches, 'flights', a list.",
)
@output_option("track")
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
    from geolaunch.views.geojson import track_csv, track_geojson

    wanted = format_of("track", output)
    launches = named_missiles(given, folder)
    if as_json:
        write(output, _records(launches, source))
        return
    flights = _flights_with_arc(launches, source, given)
    if wanted.name == "geojson":
        write(output, track_geojson(flights))
    elif len(flights) > 1:
        raise InputError(f"got {len(flights)} flights for one .csv; wanted one launch id")
    else:
        write(output, track_csv(flights[0]))
    if output != "-":
        tell(ctx, [*_assumed(flights), *_unfit(flights), f"file       {output}"], output)


def _records(launches: Sequence[Launch], source: str | None) -> str:
    """Return the record of a flight as JSON; those of several as a list under `flights`."""
    from geolaunch.trajectory.flights import arc_of
    from geolaunch.views.tracks import record

    arcs = [arc_of(launch, source) if source else None for launch in launches]
    records = [record(launch, arc) for launch, arc in zip(launches, arcs, strict=True)]
    return json_text(records[0] if len(records) == 1 else {"flights": records})


def _flights_with_arc(
    launches: Sequence[Launch], source: str | None, given: str
) -> list[LaunchArc]:
    """Return the flights that have an arc; InputError with the reasons if none has."""
    from geolaunch.trajectory.flights import arc_of, flight, untold
    from geolaunch.views.tracks import why_no_arc

    flights = [
        (arc_of(launch, source) if source else flight(launch)) or untold(launch)
        for launch in launches
    ]
    with_arc = [flown for flown in flights if flown.arc is not None]
    if not with_arc:
        reasons = "; ".join(f"{flown.launch}: {why_no_arc(flown)}" for flown in flights[:5])
        raise InputError(f"{given}: no flight of which a track can be drawn: {reasons}")
    return with_arc


def _assumed(flights: Sequence[LaunchArc]) -> Iterator[str]:
    """Yield a line for each height and direction that is assumed."""
    for flown in flights:
        if flown.apogee is None:
            yield f"assumed    {flown.launch}: the height; no report used here gives one"
        if flown.direction == "assumed":
            yield f"assumed    {flown.launch}: the direction; no report used here gives one"


def _unfit(flights: Sequence[LaunchArc]) -> list[str]:
    """Return a line for each pair of figures that cannot belong to one flight."""
    from geolaunch.trajectory.fit import fits, sentence

    return [
        f"mind       {flown.launch}, {flown.source}: {sentence(fit)}"
        for flown in flights
        for fit in fits(flown)
        if fit.fits is False
    ]


@click.command()
@click.argument("given", metavar="INPUT...", nargs=-1, required=True)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="FILE.svg",
    help=f"{where_help('profile')}; - for standard output.",
)
@click.option(
    "--source",
    "sources",
    multiple=True,
    metavar="ORIGINATOR",
    help="Whose figures, each a line of its own; without it, of whoever gives most.",
)
@click.option("--lang", type=Language(), default=ENGLISH, show_default=True, help="Language.")
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

    format_of("profile", output)  # refuses other endings
    pairs = [
        (launch, flown)
        for name in given
        for launch in named_missiles(name, folder)
        for flown in ([arc_of(launch, who) for who in sources] if sources else [flight(launch)])
    ]
    flights = [flown for _, flown in pairs if flown is not None]
    if not flights:
        raise InputError(f"{', '.join(given)}: no flight with a distance to draw")
    against: Literal["time", "downrange"] = "time" if by_time else "downrange"
    write(output, profile_svg(flights, against=against, to_scale=to_scale, words=words(lang)))
    skipped = [not_drawn_line(launch.id, "no distance") for launch, flown in pairs if flown is None]
    tell(ctx, [*skipped, f"file       {output}"], output)
