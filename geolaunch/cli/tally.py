"""The command that counts launches and missiles under named rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from geolaunch.cli.options import chosen, format_option, output_option, with_tables
from geolaunch.cli.output import format_of, json_text, tell, write
from geolaunch.errors import InputError

if TYPE_CHECKING:
    from geolaunch.report.model import Launch

__all__ = ["tally"]


@click.command()
@click.option("--date", help="A day, YYYY-MM-DD: its launches' places in the counts, and others'.")
@click.option("--by", "key", metavar="KEY", help="Count by year, month, class or site.")
@click.option("--rule", help="A counting rule by name; all of them without it.")
@with_tables
@format_option("tally")
@output_option("tally")
@click.pass_context
def tally(
    ctx: click.Context,
    date: str | None,
    key: str | None,
    rule: str | None,
    folder: str | None,
    format_: str | None,
    output: str,
) -> None:
    """Count missiles and launch events under named rules, beside the tallies that were published.

    \b
    geolaunch tally --date 2023-03-27
    geolaunch tally --by class --rule ballistic -o bars.svg
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    from geolaunch.tally.summary import records, tally_lines

    wanted = format_of("tally", output, format_)
    question = date or "", key or "", rule or "", chosen(None, folder)
    if wanted.name == "svg":
        write(output, _bars(*question))
        tell(ctx, [f"file       {output}"], output)
    elif wanted.name == "json":
        write(output, json_text(records(*question)))
    elif wanted.name == "csv":
        from geolaunch.tables import csv_text

        tables = records(*question)
        rows = tables["tally"] or tables["published"] or tables["ordinals"]
        columns = list(rows[0]) if rows else []
        write(output, csv_text(columns, [[row[name] for name in columns] for row in rows]))
    else:
        write(output, "\n".join(tally_lines(*question)) + "\n")


def _bars(date: str, key: str, rule: str, among: Sequence[Launch]) -> str:
    """Return the missiles of each year by class as bars."""
    from geolaunch.strings import not_verified
    from geolaunch.tally.counts import by_year_and_class, up_to
    from geolaunch.tally.rules import find_rule
    from geolaunch.views.bar_chart import bars_svg

    if key not in ("", "year"):
        raise InputError(f"got --by {key} with an .svg; wanted none: bars are by year and class")
    counted_by = find_rule(rule)
    launches = up_to(among, date) if date else among
    rows = by_year_and_class(launches, counted_by)
    own = sum(not launch.in_catalogue for launch in launches)
    last = date or max((launch.date or "" for launch in launches), default="")
    subtitle = f"{counted_by.name}: {counted_by.words}; up to {last}"
    subtitle += f"; {own:,} of the rows {not_verified()}" if own else ""
    return bars_svg(rows, "North Korean missiles launched", subtitle=subtitle)
