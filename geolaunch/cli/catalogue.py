"""The command that lists the launches of the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from geolaunch.cli.options import Filters, chosen, filtered, format_option, output_option
from geolaunch.cli.output import format_of, json_text, tell, write
from geolaunch.cli.text import table

if TYPE_CHECKING:
    from geolaunch.report.model import Launch

__all__ = ["catalogue"]

# The columns of the table on a terminal, each with its heading; the other formats have them all.
LISTED = {
    "id": "id",
    "count": "count",
    "missile": "missile",
    "missile_class": "class",
    "site": "site",
    "outcome": "outcome",
    "range_low_km": "range_low_km",
    "range_high_km": "range_high_km",
    "apogee_high_km": "apogee_high_km",
}


@click.command()
@click.argument("given", metavar="[INPUT]", required=False)
@filtered
@format_option("catalogue")
@output_option("catalogue")
@click.pass_context
def catalogue(
    ctx: click.Context,
    /,
    given: str | None,
    filters: Filters,
    folder: str | None,
    format_: str | None,
    output: str,
) -> None:
    """List the launches of the catalogue, or those that pass every filter.

    \b
    geolaunch catalogue --missile hwasong-15
    geolaunch catalogue 2022 --class ICBM --format csv -o icbm.csv

    INPUT: a launch id, a day, a month or a year in Korea. One row a launch; where several give a
    figure, the row has the lowest and the highest.
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    wanted = format_of("catalogue", output, format_)
    launches = chosen(given, folder, filters)
    write(output, _CONTENT[wanted.name](launches))
    if output != "-":
        tell(ctx, [f"file       {output}: {len(launches):,} launches"], output)


def _table(launches: Sequence[Launch]) -> str:
    """Return launches as a table, a row each."""
    from geolaunch.catalogue.rows import rows

    cells = [[_text(row[column]) for column in LISTED] for row in rows(launches)]
    return table(list(LISTED.values()), cells)


def _text(value: Any) -> str:
    """Return one cell of the table."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _csv(launches: Sequence[Launch]) -> str:
    """Return launches as CSV."""
    from geolaunch.catalogue.rows import launches_csv

    return launches_csv(launches)


def _json(launches: Sequence[Launch]) -> str:
    """Return launches as JSON."""
    from geolaunch.catalogue.rows import rows

    return json_text({"launches": rows(launches)})


def _geojson(launches: Sequence[Launch]) -> str:
    """Return launches as GeoJSON."""
    from geolaunch.catalogue.rows import launches_geojson

    return launches_geojson(launches)


def _parquet(launches: Sequence[Launch]) -> bytes:
    """Return launches as GeoParquet."""
    from geolaunch.catalogue.frames import frame, parquet

    return parquet(frame(launches))


# What makes each format of `cli.output`; each imports what it needs when it is called.
_CONTENT: Mapping[str, Callable[[Sequence[Launch]], str | bytes]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "geojson": _geojson,
    "parquet": _parquet,
}
