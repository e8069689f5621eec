"""The command that shows every claim of a launch side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from geolaunch.cli.options import named, with_tables
from geolaunch.cli.output import json_text, write
from geolaunch.cli.text import launch_heading, side_by_side
from geolaunch.report.io import record_of

if TYPE_CHECKING:
    from geolaunch.report.model import Launch

__all__ = ["show"]


@click.command()
@click.argument("given", metavar="INPUT")
@with_tables
@click.option("--json", "as_json", is_flag=True, help="As reports, which are an INPUT themselves.")
def show(given: str, folder: str | None, *, as_json: bool) -> None:
    """Show every claim of a launch side by side, one column a source, with its words.

    INPUT: a launch id, a day, month or year, a report file, or - for standard input.
    """
    launches = named(given, folder)
    if as_json:
        reports = [record_of(report) for launch in launches for report in launch.reports]
        write("-", json_text({"reports": reports}))
        return
    for number, launch in enumerate(launches):
        click.echo(("\n" if number else "") + launch_heading(launch))
        click.echo(side_by_side([record_of(report) for report in launch.reports]), nl=False)
        for line in (*_aside(launch), *_notes(launch), *_read(launch)):
            click.echo(line)


def _aside(launch: Launch) -> list[str]:
    """Return the claims on a launch that are no part of a report: stages, outcomes."""
    from geolaunch.catalogue.launches import ASIDE, claims_of

    claims = [claim for claim in claims_of(launch) if claim["quantity"].split(".")[0] in ASIDE]
    return [
        f"also said  {claim['quantity']}: {_value(claim)} ({claim['originator']})"
        for claim in claims
    ]


def _value(claim: Mapping[str, str]) -> str:
    """Return the value of a claim with its qualifier and its unit."""
    qualifier = "" if claim["qualifier"] == "exact" else claim["qualifier"].replace("_", " ")
    return " ".join(filter(None, (qualifier, claim["value"], claim["unit"])))


def _notes(launch: Launch) -> list[str]:
    """Return the notes of the tables on a launch and on single claims on it, each once."""
    from geolaunch.catalogue.launches import claims_of

    notes = [("", launch.note)]
    for claim in claims_of(launch):
        notes.append((f"{claim['quantity']} by {claim['originator']}: ", claim["note"]))
    return [f"note       {of}{note}" for of, note in dict.fromkeys(notes) if note]


def _read(launch: Launch) -> list[str]:
    """Return the documents that were read whole for a launch of the catalogue, or that none was."""
    if launch.in_catalogue and not launch.read:
        return ["read whole none: what is not here, its sources may have said"]
    return [
        f"read whole {', '.join(filter(None, (r.source.publisher, r.source.date)))}"
        + (f": {r.source.address}" if r.source.address else "")
        for r in launch.read
    ]
