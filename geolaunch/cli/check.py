"""The command that checks a catalogue: its form, and whether the claims in it agree."""

from __future__ import annotations

import click

__all__ = ["check"]


@click.command()
@click.argument("path", metavar="[FOLDER]", required=False)
@click.option("-q", "--short", is_flag=True, help="Leave out what is explained.")
@click.pass_context
def check(ctx: click.Context, path: str | None, *, short: bool) -> None:
    """Check the catalogue, or a folder of tables of your own: its form, and whether claims agree.

    Faults of form are listed by file, row and column, all of them; without any, the claims on each
    launch are compared: clocks, places, seas, arcs, figures. Exit code 2 if anything is found in a
    folder of your own, or in ours without a reason in our `known_conflicts.csv`.
    """
    from geolaunch.checks.run import check as consistency
    from geolaunch.checks.run import known, new_findings, report_lines

    if path is None:
        findings, explained = consistency(), known()
    else:
        from geolaunch.catalogue.user_tables import faults, read_catalogue

        wrong = faults(path)
        if wrong:
            for fault in wrong:
                click.echo(str(fault))
            counted = f"{len(wrong):,} fault{'s' if len(wrong) > 1 else ''}"
            click.echo(
                f"geolaunch: {path}: {counted}; correct them, then the claims are checked", err=True
            )
            ctx.exit(2)
        findings, explained = consistency(read_catalogue(path)), ()
    lines = report_lines(findings, explained)
    shown = [line for line in lines if not (short and line.startswith(("explained", "    ")))]
    click.echo("\n".join(shown))
    ctx.exit(2 if new_findings(findings, explained) else 0)
