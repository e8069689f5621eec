"""The command that draws reach rings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from geolaunch.cli.options import (
    PageOptions,
    output_option,
    page_options,
    refuse_beside,
    scene_options,
)
from geolaunch.cli.output import (
    Format,
    file_line,
    format_of,
    json_text,
    open_page,
    tell,
    view_of,
    write,
)
from geolaunch.cli.text import ring_lines
from geolaunch.errors import InputError

if TYPE_CHECKING:
    from geolaunch.reach.other_methods import Compared
    from geolaunch.reach.rings import Inside, ReachRing

__all__ = ["rings"]

RINGS_FILE = "rings.html"


@click.command()
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
@output_option("rings", RINGS_FILE)
@click.option("--compare", is_flag=True, help="Show how others would draw the first ring, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the rings and all places as JSON.")
@page_options
@click.pass_context
def rings(
    ctx: click.Context,
    /,
    output: str,
    page: PageOptions,
    *,
    compare: bool,
    as_json: bool,
    **asked: Any,
) -> None:
    """Draw reach rings: published ranges from a site, a point or a whole territory.

    \b
    geolaunch rings --site sunan --range-km 1000 --range "5,500 nmi" -o rings.html
    geolaunch rings --from north-korea --missile hwasong-15 -o reach.geojson

    Every ring is geodesic, right at every radius. It is a published estimate, not a threatened
    area. Options may be repeated.
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    from geolaunch.reach.rings import places_inside, reach_rings

    wanted, style = format_of("rings", output), scene_options(page)
    _refuse_unused(wanted, output, as_json=as_json)
    drawn = reach_rings(_ranges(asked), _places(asked))
    inside = places_inside(drawn)
    if as_json:
        _print_json(drawn, inside)
    elif wanted.name == "csv":
        _write_places(ctx, drawn, inside, output)
    else:
        from geolaunch.scenes.ring_scene import rings_scene

        scene = rings_scene(drawn, inside, _compared(drawn) if compare else (), **style)
        content = view_of(scene, wanted, embed=page.embed)
        write(output, content)
        tell(ctx, ring_lines(scene, inside) + file_line(output, content), output)
        if page.open_:
            open_page(output)


def _refuse_unused(wanted: Format, output: str, *, as_json: bool) -> None:
    """Raise InputError if options were given that what is written has no use for."""
    if as_json:
        refuse_beside("--json", {"output", "compare", *PageOptions._fields})
    elif wanted.name == "csv":
        refuse_beside(f"-o {output}", {"compare", *PageOptions._fields})
    else:
        refuse_beside(f"-o {output}", {"embed"} - set(wanted.options))


def _print_json(drawn: Sequence[ReachRing], inside: Sequence[Inside]) -> None:
    """Print rings and the places inside them as JSON."""
    from geolaunch.views.records import ring_records

    write("-", json_text(ring_records(drawn, inside)))


def _write_places(
    ctx: click.Context, drawn: Sequence[ReachRing], inside: Sequence[Inside], output: str
) -> None:
    """Write the places inside rings as CSV."""
    from geolaunch.views.records import places_csv

    write(output, places_csv(drawn, inside))
    tell(ctx, [f"file       {output}: {len(inside):,} cities and places inside"], output)


def _ranges(asked: dict[str, Any]) -> list[Any]:
    """Return the ranges of the options: kilometres, quantities with their unit, missiles."""
    from geolaunch.catalogue.missiles import find_missile
    from geolaunch.report.quantity import parse_quantity

    ranges: list[Any] = list(asked["ranges_km"])
    for words in asked["ranges"]:
        try:
            ranges.append(parse_quantity(words))
        except ValueError as error:
            raise InputError(f"--range {error}") from error
    ranges += [find_missile(name) for name in asked["missiles"]]
    if not ranges:
        raise InputError("got no range; wanted --range-km, --range or --missile")
    return ranges


def _places(asked: dict[str, Any]) -> list[Any]:
    """Return the places that rings are drawn from, as the options name them."""
    from geolaunch.places.sites import find_site
    from geolaunch.report.model import SitePoint

    lon, lat = asked["lon"], asked["lat"]
    if (lon is None) != (lat is None):
        given, other = ("--lon", "--lat") if lat is None else ("--lat", "--lon")
        raise InputError(f"got {given} without {other}; a point needs both")
    for name in asked["sites"]:
        find_site(name)  # --from would take a territory of that name
    points = [] if lon is None else [SitePoint(lon, lat, 0.0)]
    places = [*asked["sites"], *asked["territories"], *points]
    if not places:
        raise InputError("got no place; wanted --site, --from or --lon and --lat")
    return places


def _compared(drawn: Sequence[ReachRing]) -> Sequence[Compared]:
    """Return the first ring as other methods draw it; InputError unless it is about a point."""
    from geolaunch.reach.other_methods import compared

    first = drawn[0]
    if first.origin.territory is not None:
        raise InputError("got --compare with a territory; wanted a site or a point")
    return compared(first.origin.lon_deg, first.origin.lat_deg, first.outer_km)
