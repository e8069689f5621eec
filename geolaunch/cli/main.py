"""The command line: a thin shell, one command a library function.

Results go to standard output or to `-o FILE`, messages to standard error. Exit codes: 0 done, 2
what was given cannot be used (one clear message), 1 a fault of ours.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geolaunch.cli.options import (
    FILTERS,
    check_ending,
    chosen,
    filtered,
    json_text,
    named,
    styled,
    tell,
    told_zone,
    with_tables,
    write,
)
from geolaunch.cli.text import table
from geolaunch.errors import GeolaunchError, InputError
from geolaunch.version import VERSION

if TYPE_CHECKING:
    from geolaunch.impact.zones import ImpactZone
    from geolaunch.reach.other_methods import Compared
    from geolaunch.reach.rings import ReachRing
    from geolaunch.report.model import Launch
    from geolaunch.report.quantity import Quantity
    from geolaunch.scenes.model import Scene

__all__ = ["main", "run"]

# Modules that load numpy, shapely or folium are imported in the command that needs them, so that
# `show`, `places` and `schema` answer at once.

PAGES, GEOJSON, TABLES = (".html", ".htm"), (".geojson", ".json"), (".csv",)

RINGS_FILE = "rings.html"

INPUT_HELP = "INPUT: a launch id, a date (YYYY-MM-DD), a report file, or - for standard input."


# Commands with a module of their own, which is imported when one of them is asked for.
ELSEWHERE = {
    "catalogue": "geolaunch.cli.catalogue",
    "show": "geolaunch.cli.catalogue",
    "check": "geolaunch.cli.catalogue",
    "tally": "geolaunch.cli.catalogue",
    "track": "geolaunch.cli.flight",
    "profile": "geolaunch.cli.flight",
    "read": "geolaunch.cli.read",
}


class Commands(click.Group):
    """The commands, with our errors turned into exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted({*super().list_commands(ctx), *ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None if there is none."""
        if cmd_name not in ELSEWHERE:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(import_module(ELSEWHERE[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an InputError is one message and exit code 2, any other fault 1."""
        try:
            return super().invoke(ctx)
        except InputError as error:
            click.echo(f"geolaunch: {error}", err=True)
            ctx.exit(2)
        except GeolaunchError as error:
            click.echo(f"geolaunch: {error}", err=True)
            ctx.exit(1)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception as error:
            if ctx.params.get("verbose"):
                import traceback  # here, as it is seldom needed

                traceback.print_exc()
            name = type(error).__name__
            click.echo(f"geolaunch: a fault of ours ({name}: {error}); -v shows where", err=True)
            ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, "--version", message="geolaunch %(version)s")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")
@click.option("-v", "--verbose", is_flag=True, help="Say more: evidence used and not, tracebacks.")
@click.pass_context
def main(ctx: click.Context, *, quiet: bool, verbose: bool) -> None:
    """Draw reported missile launches as honest maps.

    geolaunch turns what reports say of a missile test into estimated impact zones with their
    uncertainty. It explains what others reported; every figure keeps its source.

    Exit codes: 0 done; 2 the input cannot be used; 1 a fault of ours.
    """
    ctx.obj = {"quiet": quiet, "verbose": verbose}


@main.command("map")
@click.argument("given", metavar="[INPUT]", required=False)
@click.option(
    "-o",
    "--output",
    default="map.html",
    show_default=True,
    metavar="FILE",
    help="Where to write: .html or .geojson; - for standard output.",
)
@filtered
@click.option(
    "--text",
    "article",
    metavar="FILE",
    help="Without INPUT: an article to read and draw; - for standard input.",
)
@click.option("--range", "range_", help='Without INPUT: how far it flew, "more than 200 miles".')
@click.option("--direction", help='Without INPUT: "east", "north-northeast", "85 degrees".')
@click.option("--sea", help='Without INPUT: the sea it fell into, "East Sea".')
@click.option("--date", help="Without INPUT: the Korean date, YYYY-MM-DD.")
@click.option("--count", type=int, help="Without INPUT: how many missiles.")
@click.option("--originator", help='Without INPUT: who says so, "ROK JCS".')
@told_zone
@click.option(
    "--tiles",
    metavar="NAME",
    help="Online tiles of an xyzservices provider, in place of the shipped basemap.",
)
@styled
@click.pass_context
def map_(
    ctx: click.Context,
    /,
    given: str | None,
    output: str,
    levels: tuple[float, ...],
    sea_names: str,
    lang: str,
    tiles: str | None,
    source: str,
    editorial_status: str | None,
    folder: str | None,
    article: str | None,
    *,
    embed: bool,
    open_: bool,
    **told: Any,
) -> None:
    """Draw a launch, or all that pass the filters, as one HTML file that needs no network.

    \b
    geolaunch map 2023-03-27 -o map.html
    geolaunch map --site chunghwa --range "more than 200 miles" --direction east --sea "East Sea"
    geolaunch map 2022 --missile hwasong-12

    INPUT: a launch id, a day, month or year, a report file, or - for standard input. Without
    --range, --missile, --site and the like choose launches of the catalogue.
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    from geolaunch.cli.printing import summary_lines
    from geolaunch.impact.zones import LEVELS
    from geolaunch.places.seas import parse_sea_names
    from geolaunch.scenes.launch_scene import WIDER_LEVEL, scene

    check_ending(output, (*PAGES, *GEOJSON))
    codes = parse_sea_names(sea_names)
    found = _launches(given, folder, told) if article is None else _read(article, given, told)
    launches, not_drawn = _drawable(found)
    wider = () if levels or len(launches) > 1 else (WIDER_LEVEL,)
    zones = _zones(launches, source, (*(levels or LEVELS), *wider))
    made = scene(
        launches,
        zones,
        sea_names=codes,
        lang=lang,
        on_request=wider,
        editorial_status=editorial_status or "",
        not_drawn=not_drawn,
    )
    text = _as_page_or_geojson(made, output, tiles, embed=embed)
    write(output, text)
    lines = summary_lines(made, launches, zones, on_request=wider, verbose=ctx.obj["verbose"])
    lines += [f"not drawn  {id_}: {why}" for id_, why in not_drawn]
    size = [] if output == "-" else [f"file       {output} ({len(text.encode()) / 1000:,.0f} kB)"]
    tell(ctx, lines + size, output)
    if open_ and output != "-":
        import webbrowser  # here, as it costs 5 ms

        webbrowser.open(Path(output).resolve().as_uri())


@main.command()
@click.option("--site", "sites", multiple=True, help="A launch site, as the press names it.")
@click.option(
    "--from",
    "territories",
    multiple=True,
    metavar="TERRITORY",
    help="A site, a whole territory (north-korea), or a GeoJSON file of its polygons.",
)
@click.option("--lon", type=float, help="With --lat: any point, degrees east.")
@click.option("--lat", type=float, help="With --lon: degrees north.")
@click.option("--range-km", "ranges_km", multiple=True, type=float, help="A range in km.")
@click.option("--range", "ranges", multiple=True, help='A range with its unit: "5,500 nmi".')
@click.option("--missile", "missiles", multiple=True, help="Every published figure of a missile.")
@click.option(
    "-o",
    "--output",
    default=RINGS_FILE,
    show_default=True,
    metavar="FILE",
    help="Where to write: .html, .geojson, or .csv for all places inside; - for standard output.",
)
@click.option("--compare", is_flag=True, help="Show how others would draw the first ring, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the rings and all places as JSON.")
@styled
@click.pass_context
def rings(
    ctx: click.Context,
    /,
    sites: tuple[str, ...],
    territories: tuple[str, ...],
    lon: float | None,
    lat: float | None,
    ranges_km: tuple[float, ...],
    ranges: tuple[str, ...],
    missiles: tuple[str, ...],
    output: str,
    sea_names: str,
    lang: str,
    editorial_status: str | None,
    *,
    compare: bool,
    embed: bool,
    as_json: bool,
    open_: bool,
) -> None:
    """Draw reach rings: published ranges from a site, a point or a whole territory.

    \b
    geolaunch rings --site sunan --range-km 1000 --range "5,500 nmi" -o rings.html
    geolaunch rings --from north-korea --missile hwasong-15 -o reach.geojson

    Every ring is geodesic, right at every radius. It is a published estimate, not a threatened
    area. Options may be repeated.
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    from geolaunch.catalogue.missiles import find_missile
    from geolaunch.cli.printing import ring_lines
    from geolaunch.places.seas import parse_sea_names
    from geolaunch.reach.rings import places_inside, reach_rings
    from geolaunch.report.quantity import parse_quantity
    from geolaunch.scenes.ring_scene import rings_scene

    check_ending(output, (*PAGES, *GEOJSON, *TABLES))
    codes = parse_sea_names(sea_names)
    wanted: list[Any] = [*ranges_km, *(_range(words, parse_quantity) for words in ranges)]
    wanted += [find_missile(name) for name in missiles]
    if not wanted:
        raise InputError("got no range; wanted --range-km, --range or --missile")
    made = reach_rings(wanted, _places(sites, territories, lon, lat))
    inside = places_inside(made)
    if as_json:
        from geolaunch.views.geojson import ring_records

        if compare or output != RINGS_FILE:
            raise InputError("got --json with -o or --compare; wanted one or the other")
        write("-", json_text(ring_records(made, inside)))
        return
    if Path(output).suffix.lower() in TABLES:
        from geolaunch.views.geojson import places_csv

        text = places_csv(made, inside)
        write(output, text)
        tell(ctx, [f"file       {output}: {len(inside):,} cities and places inside"], output)
        return
    ways = _compared(made) if compare else ()
    drawn = rings_scene(
        made, inside, ways, sea_names=codes, lang=lang, editorial_status=editorial_status or ""
    )
    text = _as_page_or_geojson(drawn, output, None, embed=embed)
    write(output, text)
    size = [] if output == "-" else [f"file       {output} ({len(text.encode()) / 1000:,.0f} kB)"]
    tell(ctx, ring_lines(drawn, inside) + size, output)
    if open_ and output != "-":
        import webbrowser  # here, as it costs 5 ms

        webbrowser.open(Path(output).resolve().as_uri())


@main.command()
@click.argument("given", metavar="INPUT")
@told_zone
@click.option(
    "--format",
    "format_",
    type=click.Choice(["geojson", "json", "table"]),
    help="What to write; the ending of -o FILE without it, else a table.",
)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write.")
@with_tables
def zone(
    given: str,
    levels: tuple[float, ...],
    source: str,
    format_: str | None,
    output: str,
    folder: str | None,
    *,
    as_json: bool,
) -> None:
    """Give the impact zone of a launch: areas, chances by sea, outlines.

    INPUT: a launch id, a day, month or year, a report file, or - for standard input.
    """
    launches, not_drawn = _drawable(named(given, folder))
    zones = _zones(launches, source, levels)
    for id_, why in not_drawn:
        click.echo(f"not drawn  {id_}: {why}", err=True)
    endings = {".geojson": "geojson", ".json": "json"}
    kind = "json" if as_json else format_ or endings.get(Path(output).suffix.lower(), "table")
    if kind == "geojson":
        from geolaunch.scenes.launch_scene import scene
        from geolaunch.views.geojson import geojson

        made = scene(launches, zones, not_drawn=not_drawn)
        write(output, geojson(made, kinds=["impact-zone"]))
    elif kind == "json":
        from geolaunch.views.geojson import zone_records

        write(output, json_text({"zones": zone_records(launches, zones)}))
    else:
        from geolaunch.cli.printing import zone_table

        write(output, zone_table(launches, zones))


@main.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="As plain records.")
def places(name: str, *, as_json: bool) -> None:
    """Look up a launch site by any of its names: coordinates, spread and source.

    A name that several places bear gives them all: a map allows for each of them.
    """
    from geolaunch.places.sites import find_site

    rows = [
        {
            "id": place.id,
            "name": place.name,
            "lon_deg": round(place.lon_deg, 4),
            "lat_deg": round(place.lat_deg, 4),
            "sd_km": round(place.sd_km, 1),
            "basis": place.basis,
            "source": place.source,
        }
        for place in find_site(name).places
    ]
    if as_json:
        write("-", json_text({"places": rows}))
    else:
        write("-", table(list(rows[0]), [[str(value) for value in row.values()] for row in rows]))


@main.command()
def schema() -> None:
    """Print the JSON Schema of a report file."""
    from geolaunch.report.schema import json_schema

    write("-", json_text(json_schema()))


def run() -> None:
    """Run the command line as a process of its own.

    At its end Python looks through all that the imports made for cyclic garbage once more, a fifth
    of the time of a map; frozen objects are left alone. And it does so all along while they load,
    a tenth of the time; what loads stays, so that it need not look before there are many more.
    """
    gc.set_threshold(100_000, 50, 50)
    atexit.register(gc.freeze)
    main(prog_name="geolaunch")


# --- what the commands share ----------------------------------------------------------------------


def _launches(given: str | None, folder: str | None, told: dict[str, Any]) -> tuple[Launch, ...]:
    """Return the launches of an INPUT and of filters, or the one that the options tell of."""
    from geolaunch.catalogue.inputs import launch_from, launches

    if told.get("range_") is None:
        filters = {key: told.pop(key) for key in FILTERS if key in told}
        asked = any(filters.values())
        if not any(_fields(told)) and (asked or folder is not None):
            return chosen(given, folder, **filters)
    fields = _fields({key: value for key, value in told.items() if key not in _ONLY_FILTERS})
    if given is not None:
        if fields:
            names = ", ".join(sorted(fields))
            raise InputError(f"got INPUT {given!r} and {names} as well; wanted one or the other")
        return launches(given)
    if "site" not in fields or "range" not in fields:
        raise InputError(
            "got no INPUT; wanted a launch id, a date, a report file or -, or at least --site and "
            '--range, like --site chunghwa --range "more than 200 miles"'
        )
    return (launch_from(fields),)


def _read(article: str, given: str | None, told: dict[str, Any]) -> tuple[Launch, ...]:
    """Return the launches that a press text tells of; `--date` is the day of the text."""
    from geolaunch.cli.read import reading_of
    from geolaunch.report.model import launches_of

    date = told.pop("date", None)
    asked = sorted(key for key, value in told.items() if value is not None)
    if given is not None or asked:
        also = given if given is not None else ", ".join(asked)
        raise InputError(f"got --text {article} and {also} as well; wanted one or the other")
    return launches_of(reading_of(article, date).reports)


# What a report has no field for.
_ONLY_FILTERS = ("outcome", "since", "until", "text")


def _drawable(
    found: tuple[Launch, ...],
) -> tuple[tuple[Launch, ...], tuple[tuple[str, str], ...]]:
    """Return the launches of which there is a zone, and why there is none of the others.

    One launch alone is left to tell for itself why it cannot be drawn.
    """
    from geolaunch.catalogue.launches import why_not_drawn

    if len(found) == 1:
        return found, ()
    reasons = [(launch, why_not_drawn(launch)) for launch in found]
    drawn = tuple(launch for launch, why in reasons if not why)
    if not drawn:
        told = "; ".join(f"{launch.id}: {why}" for launch, why in reasons[:5])
        raise InputError(f"got {len(found)} launches, none of which can be drawn: {told}")
    return drawn, tuple((launch.id, why) for launch, why in reasons if why)


def _range(words: str, parse: Callable[[str], Quantity]) -> Quantity:
    """Return a range with its unit, or an InputError that names the option."""
    try:
        return parse(words)
    except ValueError as error:
        raise InputError(f"--range {error}") from error


def _places(
    sites: Sequence[str], territories: Sequence[str], lon: float | None, lat: float | None
) -> list[Any]:
    """Return the places that rings are drawn from, as the options name them."""
    from geolaunch.places.sites import find_site
    from geolaunch.report.model import SitePoint

    if (lon is None) != (lat is None):
        given, other = ("--lon", "--lat") if lat is None else ("--lat", "--lon")
        raise InputError(f"got {given} without {other}; a point needs both")
    for name in sites:
        find_site(name)  # --from would take a territory of that name
    points = [] if lon is None or lat is None else [SitePoint(lon, lat, 0.0)]
    places = [*sites, *territories, *points]
    if not places:
        raise InputError("got no place; wanted --site, --from or --lon and --lat")
    return places


def _compared(made: Sequence[ReachRing]) -> Sequence[Compared]:
    """Return the first ring as others draw it; a point is wanted, as they know nothing else."""
    from geolaunch.reach.other_methods import compared

    first = made[0]
    if first.origin.territory is not None:
        raise InputError("got --compare with a territory; wanted a site or a point")
    return compared(first.origin.lon_deg, first.origin.lat_deg, first.outer_km)


def _fields(told: dict[str, Any]) -> dict[str, Any]:
    """Return the options that tell of a launch as the fields of a report."""
    names = {"range_": "range"}
    fields = {names.get(key, key): value for key, value in told.items() if value is not None}
    if "sea" in fields:
        fields["landing"] = {"sea": fields.pop("sea")}
    return fields


def _zones(
    launches: Sequence[Launch], source: str, levels: tuple[float, ...]
) -> tuple[ImpactZone, ...]:
    """Return the zone of each launch."""
    from geolaunch.impact.zones import LEVELS, zone

    return tuple(zone(launch, source, levels or LEVELS) for launch in launches)


def _as_page_or_geojson(made: Scene, output: str, tiles: str | None, *, embed: bool) -> str:
    """Return a scene as the kind of text that the file's ending asks for."""
    if Path(output).suffix.lower() in GEOJSON:
        from geolaunch.views.geojson import geojson

        return geojson(made)
    from geolaunch.views.page import page

    return page(made, tiles=tiles, embed=embed)
