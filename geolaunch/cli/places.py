"""The commands that look something up: a launch site, the schema of a report."""

from __future__ import annotations

import click

from geolaunch.cli.output import json_text, write
from geolaunch.cli.text import table

__all__ = ["places", "schema"]


@click.command()
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


@click.command()
def schema() -> None:
    """Print the JSON Schema of a report file."""
    from geolaunch.report.schema import json_schema

    write("-", json_text(json_schema()))
