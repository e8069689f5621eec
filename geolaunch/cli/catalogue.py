"""The commands about the catalogue: list it, show a launch, check it, count in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geolaunch.cli.options import (
    check_ending,
    chosen,
    filtered,
    json_text,
    named,
    tell,
    with_tables,
    write,
)
from geolaunch.cli.text import launch_heading, side_by_side, table
from geolaunch.errors import InputError
from geolaunch.report.io import record_of

if TYPE_CHECKING:
    from geolaunch.report.model import Launch

__all__ = ["catalogue", "check", "show", "tally"]

# Modules that load numpy, shapely or pandas are imported in the command that needs them, so that
# the others answer at once.

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
}  # the columns of the table on a terminal; the other formats have them all

FORMATS = ("table", "csv", "json", "geojson", "parquet")


@click.command()
@click.argument("given", metavar="[INPUT]", required=False)
@filtered
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    help="What to write; the ending of -o FILE without it, else table.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write.")
@click.pass_context
def catalogue(
    ctx: click.Context,
    /,
    given: str | None,
    folder: str | None,
    format_: str | None,
    output: str,
    **filters: Any,
) -> None:
    """List the launches of the catalogue, or those that pass every filter.

    \b
    geolaunch catalogue --missile hwasong-15
    geolaunch catalogue 2022 --class ICBM --format csv -o icbm.csv

    INPUT: a launch id, a day, a month or a year in Korea. One row a launch; of a figure that
    several give stand the lowest and the highest.
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    from geolaunch.catalogue.rows import launches_csv, launches_geojson, rows

    launches = chosen(given, folder, **filters)
    kind = format_ or Path(output).suffix.lstrip(".").lower() or "table"
    if kind == "txt":
        kind = "table"
    if kind not in FORMATS:
        raise InputError(f"got -o {output}; wanted --format, or an ending of {', '.join(FORMATS)}")
    if kind == "parquet":
        _write_parquet(output, launches)
    elif kind == "csv":
        write(output, launches_csv(launches))
    elif kind == "geojson":
        write(output, launches_geojson(launches))
    elif kind == "json":
        write(output, json_text({"launches": rows(launches)}))
    else:
        told = [[_text(row[key]) for key in LISTED] for row in rows(launches)]
        write(output, table(list(LISTED.values()), told))
    if output != "-":
        tell(ctx, [f"file       {output}: {len(launches):,} launches"], output)


def _text(value: Any) -> str:
    """Return one cell of the table."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _write_parquet(output: str, launches: Any) -> None:
    """Write launches as GeoParquet, whole or not at all."""
    from geolaunch.catalogue.frames import frame, parquet
    from geolaunch.files import write_whole

    if output == "-":
        raise InputError("got parquet for standard output; wanted -o FILE")
    write_whole(output, parquet(frame(launches)))


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
        for line in (*_aside(launch), *_notes(launch)):
            click.echo(line)


def _aside(launch: Any) -> list[str]:
    """Return what is told of a launch and is no part of a report: stages, outcomes."""
    from geolaunch.catalogue.launches import ASIDE, claims_of

    claims = [each for each in claims_of(launch) if each["quantity"].split(".")[0] in ASIDE]
    return [
        f"also told  {each['quantity']}: {_said(each)} ({each['originator']})" for each in claims
    ]


def _said(claim: Any) -> str:
    """Return the value of a claim with its qualifier and its unit."""
    qualifier = "" if claim["qualifier"] == "exact" else claim["qualifier"].replace("_", " ")
    return " ".join(filter(None, (qualifier, claim["value"], claim["unit"])))


def _notes(launch: Any) -> list[str]:
    """Return what the tables remark on a launch and on single claims of it."""
    from geolaunch.catalogue.launches import claims_of

    told = [("", launch.note)]
    for claim in claims_of(launch):
        told.append((f"{claim['quantity']} by {claim['originator']}: ", claim["note"]))
    return [f"note       {of}{note}" for of, note in dict.fromkeys(told) if note]


@click.command()
@click.argument("path", metavar="[FOLDER]", required=False)
@click.option("-q", "--short", is_flag=True, help="Leave out what is explained.")
@click.pass_context
def check(ctx: click.Context, path: str | None, *, short: bool) -> None:
    """Check the catalogue, or a folder of tables of your own: its form, and whether claims agree.

    Faults of form are told by file, row and column, all of them; then what the claims of each
    launch say of one another: clocks, places, seas, arcs, figures. Exit code 2 if anything is found
    in a folder of your own, or in ours without a reason in our `known_conflicts.csv`.
    """
    from geolaunch.checks.run import check as consistency
    from geolaunch.checks.run import known, new_findings, report_lines

    if path is None:
        findings, explained = consistency(), known()
    else:
        from geolaunch.catalogue.user_tables import faults, read_catalogue

        found = faults(path)
        if found:
            for each in found:
                click.echo(str(each))
            told = f"{path}: {len(found):,} fault{'s' if len(found) > 1 else ''}"
            click.echo(f"geolaunch: {told}; mend them, and the claims are checked", err=True)
            ctx.exit(2)
        findings, explained = consistency(read_catalogue(path)), ()
    lines = report_lines(findings, explained)
    shown = [line for line in lines if not (short and line.startswith(("explained", "    ")))]
    click.echo("\n".join(shown))
    ctx.exit(2 if new_findings(findings, explained) else 0)


@click.command()
@click.option("--date", help="A day, YYYY-MM-DD: its launches' places in the counts, and others'.")
@click.option("--by", "key", metavar="KEY", help="Count by year, month, class or site.")
@click.option("--rule", help="A counting rule by name; all of them without it.")
@with_tables
@click.option(
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="What to write.",
)
@click.option("-o", "--output", default="-", metavar="FILE", help="Where; .svg draws bars by year.")
@click.pass_context
def tally(
    ctx: click.Context,
    date: str | None,
    key: str | None,
    rule: str | None,
    folder: str | None,
    format_: str,
    output: str,
) -> None:
    """Count missiles and launch events under named rules, beside the tallies that were published.

    \b
    geolaunch tally --date 2023-03-27
    geolaunch tally --by class --rule ballistic -o bars.svg
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    from geolaunch.tally.summary import records, tally_lines

    launches = chosen(None, folder)
    asked = date or "", key or "", rule or "", launches
    if Path(output).suffix.lower() == ".svg":
        write(output, _bars(*asked))
        tell(ctx, [f"file       {output}"], output)
        return
    if format_ == "json":
        write(output, json_text(records(*asked)))
    elif format_ == "csv":
        from geolaunch.tables import csv_text

        told = records(*asked)
        flat = told["tally"] or told["published"] or told["ordinals"]
        columns = list(flat[0]) if flat else []
        write(output, csv_text(columns, [[row[name] for name in columns] for row in flat]))
    else:
        check_ending(output, (".txt", ".svg"))
        write(output, "\n".join(tally_lines(*asked)) + "\n")


def _bars(date: str, key: str, rule: str, among: Sequence[Launch]) -> str:
    """Return the missiles of each year by class as bars."""
    from geolaunch.tally.counts import by_year_and_class, up_to
    from geolaunch.tally.rules import find_rule
    from geolaunch.views.bar_chart import bars_svg

    if key not in ("", "year"):
        raise InputError(f"got --by {key} with an .svg; wanted none: bars are by year and class")
    asked = find_rule(rule)
    launches = up_to(among, date) if date else among
    rows = by_year_and_class(launches, asked)
    own = sum(not launch.in_catalogue for launch in launches)
    last = date or max((launch.date or "" for launch in launches), default="")
    told = f"{asked.name}: {asked.words}; up to {last}"
    told += f"; {own:,} of the rows user-supplied, not verified" if own else ""
    return bars_svg(rows, "North Korean missiles launched", subtitle=told)
