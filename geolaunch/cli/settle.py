"""The command that says what one more statement would make of an impact zone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from geolaunch.cli.options import format_option, named, output_option, with_tables
from geolaunch.cli.output import format_of, json_text, write
from geolaunch.cli.text import table
from geolaunch.cli.zone import drawable

if TYPE_CHECKING:
    from geolaunch.impact.settle import Change, Outlook
    from geolaunch.report.model import Launch

__all__ = ["settle"]

KINDS = {
    "direction": "a direction",
    "distance": "a distance by another originator",
    "sea": "the sea that it fell into",
    "coast": "a landing near a coast",
    "place": "a landing given from a place",
    "overflight": "a land that it did or did not fly over",
}
HEAD = ("statement", "expected_km2", "smallest_km2", "largest_km2", "most likely words")


@click.command()
@click.argument("given", metavar="INPUT")
@click.option(
    "--source",
    default="combined",
    show_default=True,
    metavar="ORIGINATOR",
    help="The zone by what one originator says alone.",
)
@format_option("settle")
@output_option("settle")
@with_tables
def settle(given: str, source: str, format_: str | None, output: str, folder: str | None) -> None:
    """Say what one more statement by a ministry or a newspaper would make of a zone.

    For each kind of statement that no report of the launch holds, the area is given that the 90 %
    zone would have: the mean by how likely each value is now, the smallest and the largest.

    INPUT: a launch id, a day, month or year, a report file, or - for standard input.

    \b
    geolaunch settle 2023-03-27 --format json
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    wanted = format_of("settle", output, format_)
    launches, not_drawn = drawable(named(given, folder))
    outlooks = [_outlook(launch, source) for launch in launches]
    for id_, why in not_drawn:
        click.echo(f"not drawn  {id_}: {why}", err=True)
    if wanted.name == "json":
        write(output, json_text({"launches": [_record(outlook) for outlook in outlooks]}))
    else:
        write(output, "\n".join(map(_text, outlooks)))


def _outlook(launch: Launch, source: str) -> Outlook:
    """Return what one more statement would make of the zone of a launch."""
    from geolaunch.impact.gather import gather
    from geolaunch.impact.settle import LEVEL, settle
    from geolaunch.impact.zones import zone

    return settle(zone(launch, source, (LEVEL,)), gather(launch))


def _text(outlook: Outlook) -> str:
    """Return an outlook as lines for a terminal."""
    from geolaunch.scenes.language import rounded

    now = f"{rounded(outlook.area_km2)} km2"
    first = f"{outlook.launch} ({outlook.source}): the {outlook.level:.0%} zone is {now}\n"
    if not outlook.changes:
        return f"{first}Every kind of statement that it could use was made.\n"
    rows = [[KINDS[change.kind], *_cells(change)] for change in outlook.changes]
    most = outlook.changes[0]
    least, largest = rounded(most.smallest_km2), rounded(most.largest_km2)
    to = least if least == largest else f"{least} to {largest}"
    subject = KINDS[most.kind].capitalize()
    last = f"{subject} would change it most: from {rounded(outlook.area_km2)} to about {to} km2."
    return f"{first}{table(HEAD, rows)}{last}\nA smaller area is not a truer one.\n"


def _cells(change: Change) -> list[str]:
    """Return the areas of a kind of statement, and its most likely words with their chance."""
    from geolaunch.scenes.language import rounded

    areas = [change.expected_km2, change.smallest_km2, change.largest_km2]
    likeliest = change.likeliest
    return [*map(rounded, areas), f"{likeliest.words} ({likeliest.chance:.0%})"]


def _record(outlook: Outlook) -> dict[str, Any]:
    """Return an outlook as plain values."""
    return {
        "launch": outlook.launch,
        "source": outlook.source,
        "level": outlook.level,
        "area_km2": round(outlook.area_km2),
        "basis": "derived",
        "statements": [
            {
                "kind": change.kind,
                "expected_area_km2": round(change.expected_km2),
                "smallest_area_km2": round(change.smallest_km2),
                "largest_area_km2": round(change.largest_km2),
                "values": [
                    {
                        "words": statement.words,
                        "chance": round(statement.chance, 4),
                        "area_km2": round(statement.area_km2),
                    }
                    for statement in change.statements
                ],
            }
            for change in outlook.changes
        ],
        "note": "A smaller area is not a truer one.",
    }
