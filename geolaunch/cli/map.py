"""The command that draws a launch, or several, as one page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from geolaunch.cli.options import (
    Filters,
    PageOptions,
    ZoneOptions,
    chosen,
    filtered,
    output_option,
    page_options,
    refuse_beside,
    scene_options,
    warned,
    zone_options,
)
from geolaunch.cli.output import file_line, format_of, open_page, tell, view_of, write
from geolaunch.cli.read import reading_of
from geolaunch.cli.text import not_drawn_line, summary_lines
from geolaunch.cli.zone import shown_on_map, zones_of
from geolaunch.errors import InputError

if TYPE_CHECKING:
    from geolaunch.report.model import Launch
    from geolaunch.scenes.model import Scene

__all__ = ["map_"]


@click.command("map")
@click.argument("given", metavar="[INPUT]", required=False)
@output_option("map", "map.html")
@filtered
@click.option(
    "--text",
    "article",
    metavar="FILE",
    help="Without INPUT: an article to read and draw; - for standard input.",
)
@click.option("--range", help='Without INPUT: how far it flew, "more than 200 miles".')
@click.option("--direction", help='Without INPUT: "east", "north-northeast", "85 degrees".')
@click.option("--sea", help='Without INPUT: the sea it fell into, "East Sea".')
@click.option("--date", help="Without INPUT: the Korean date, YYYY-MM-DD.")
@click.option("--count", type=int, help="Without INPUT: how many missiles.")
@click.option("--originator", help='Without INPUT: who says so, "ROK JCS".')
@zone_options
@click.option(
    "--tiles",
    metavar="NAME",
    help="Online tiles of an xyzservices provider, in place of the shipped basemap.",
)
@page_options
@click.pass_context
def map_(
    ctx: click.Context,
    /,
    given: str | None,
    output: str,
    filters: Filters,
    folder: str | None,
    article: str | None,
    zone_by: ZoneOptions,
    tiles: str | None,
    page: PageOptions,
    **claims: Any,
) -> None:
    """Draw a launch, or all that pass the filters, as one HTML file that needs no network.

    \b
    geolaunch map 2023-03-27 -o map.html
    geolaunch map --site chunghwa --range "more than 200 miles" --direction east --sea "East Sea"
    geolaunch map 2022 --missile hwasong-12

    INPUT: a launch id, a day, month or year, a report file, or - for standard input. Without
    --range, --missile, --site and the like choose launches of the catalogue.
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    wanted, style = format_of("map", output), scene_options(page)
    refuse_beside(f"-o {output}", {"tiles", "embed"} - set(wanted.options))
    if article is not None:
        launches = _read(article, given, _given(claims))
    else:
        launches = _launches(given, folder, filters, _given(claims))
    scene, lines = _drawn(launches, zone_by, style, verbose=ctx.obj["verbose"])
    content = view_of(scene, wanted, tiles=tiles, embed=page.embed)
    write(output, content)
    tell(ctx, lines + file_line(output, content), output)
    if page.open_:
        open_page(output)


def _drawn(
    launches: tuple[Launch, ...], zone_by: ZoneOptions, style: dict[str, Any], *, verbose: bool
) -> tuple[Scene, list[str]]:
    """Return the scene of launches, and what it shows in a few lines."""
    from geolaunch.impact.zones import LEVELS
    from geolaunch.scenes.launch_scene import WIDER_LEVEL, scene

    on_map, without_zone, not_drawn = shown_on_map(launches)
    wider = () if zone_by.levels or len(on_map) > 1 else (WIDER_LEVEL,)
    levels = (*(zone_by.levels or LEVELS), *wider)
    reasons = dict(without_zone)
    zones = [
        None
        if launch.id in reasons
        else zones_of([launch], zone_by.source, levels, zone_by.assume)[0]
        for launch in on_map
    ]
    drawn = scene(on_map, zones, on_request=wider, not_drawn=not_drawn, **style)
    lines = summary_lines(drawn, on_map, zones, on_request=wider, verbose=verbose)
    lines += [not_drawn_line(id_, why, "no zone") for id_, why in without_zone]
    return drawn, lines + [not_drawn_line(id_, why) for id_, why in not_drawn]


# --- which launches -------------------------------------------------------------------------------

# The filters that are fields of a report, too, for a launch given by options alone.
REPORT_FILTERS = ("missile", "missile_class", "site")


def _launches(
    given: str | None, folder: str | None, filters: Filters, claims: dict[str, Any]
) -> tuple[Launch, ...]:
    """Return the launches of an INPUT and of filters, or the one that the options describe."""
    from geolaunch.catalogue.inputs import launch_from, launches

    asked = filters.given()
    if not claims and (any(asked.values()) or folder is not None):
        return chosen(given, folder, filters)
    fields = _report_fields(claims)
    if "range" in claims:
        refuse_beside("--range", {"folder", *Filters._fields} - set(REPORT_FILTERS))
        fields |= {name: asked[name] for name in REPORT_FILTERS if name in asked}
    if given is not None:
        if fields:
            names = ", ".join(sorted(fields))
            raise InputError(f"got INPUT {given!r} and {names} as well; wanted one or the other")
        return warned(launches(given), given)
    if "site" not in fields or "range" not in fields:
        raise InputError(
            "got no INPUT; wanted a launch id, a date, a report file or -, or at least --site and "
            '--range, like --site chunghwa --range "more than 200 miles"'
        )
    return warned([launch_from(fields)], "command line")


def _report_fields(claims: dict[str, Any]) -> dict[str, Any]:
    """Return the options that describe a launch as the fields of a report."""
    fields = {name: value for name, value in claims.items() if name != "sea"}
    return {**fields, "landing": {"sea": claims["sea"]}} if "sea" in claims else fields


def _read(article: str, given: str | None, options: dict[str, Any]) -> tuple[Launch, ...]:
    """Return the launches that a press text reports; `--date` is the day of the text."""
    from geolaunch.report.model import launches_of

    refuse_beside(f"--text {article}", {"folder", *Filters._fields, *options} - {"date"})
    if given is not None:
        raise InputError(f"got --text {article} and {given} as well; wanted one or the other")
    return warned(launches_of(reading_of(article, options.get("date")).reports), article)


def _given(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options that were given, by name."""
    return {name: value for name, value in options.items() if value is not None}
