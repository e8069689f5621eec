"""What the commands share: where results go, and the launches that options choose."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geolaunch.errors import InputError
from geolaunch.files import write_whole

if TYPE_CHECKING:
    from geolaunch.report.model import Launch

__all__ = [
    "FILTERS",
    "check_ending",
    "chosen",
    "filtered",
    "json_text",
    "named",
    "styled",
    "tell",
    "told_zone",
    "with_tables",
    "write",
]

# Options that choose launches of the catalogue, by the name of what they filter.
FILTERS = ("missile", "missile_class", "site", "outcome", "since", "until", "text")


def check_ending(output: str, endings: Sequence[str]) -> None:
    """Refuse a file whose ending says nothing we write."""
    if output != "-" and Path(output).suffix.lower() not in endings:
        raise InputError(f"got -o {output}; wanted a file that ends in {', '.join(endings)}, or -")


def json_text(value: Any) -> str:
    """Return a value as JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write(output: str, text: str) -> None:
    """Write text to a file, whole or not at all, or to standard output."""
    if output == "-":
        click.echo(text, nl=False)
    else:
        write_whole(output, text)


def tell(ctx: click.Context, lines: Sequence[str], output: str) -> None:
    """Print what was done, on standard error if standard output holds the result itself."""
    if not ctx.obj["quiet"]:
        click.echo("\n".join(lines), err=output == "-")


def filtered(command: Any) -> Any:
    """Add the options that choose launches of the catalogue to a command."""
    options = (
        click.option("--missile", help="Of this type: any name or alias."),
        click.option("--class", "missile_class", help="SRBM, MRBM, IRBM, ICBM, SLBM, SLV, cruise."),
        click.option("--site", help="From this launch site, as the press names it."),
        click.option("--outcome", help="success, failure, disputed or unknown."),
        click.option("--since", help="From this day on, YYYY, YYYY-MM or YYYY-MM-DD."),
        click.option("--until", help="Up to this day, included."),
        click.option("--words", "text", help="With these words in what is told of it."),
        with_tables,
    )
    return _with(options, command)


def styled(command: Any) -> Any:
    """Add the options that say how a page looks and reads to a command."""
    options = (
        click.option(
            "--sea-names",
            default="",
            metavar="CODES",
            help='House style of sea names: "sj,es", "es,sj", "es", ...',
        ),
        click.option(
            "--lang", default="en", show_default=True, help="Language of the page's own words."
        ),
        click.option(
            "--status",
            "editorial_status",
            type=click.Choice(["draft", "published", "corrected"]),
            help="How far the map has come; a draft and a corrected map bear a mark.",
        ),
        click.option(
            "--embed", is_flag=True, help="A page for an iframe: title, map, sources in one line."
        ),
        click.option("--open", "open_", is_flag=True, help="Open the page in a browser."),
    )
    return _with(options, command)


def with_tables(command: Any) -> Any:
    """Add the option that names tables of a user's own to a command."""
    return click.option(
        "--catalogue",
        "folder",
        metavar="FOLDER",
        help="Tables of your own, added to ours; see data/TABLES.md.",
    )(command)


def told_zone(command: Any) -> Any:
    """Add the options that say whose claims count, and which regions are wanted, to a command."""
    options = (
        click.option(
            "--source",
            default="combined",
            show_default=True,
            metavar="ORIGINATOR",
            help="What one originator says alone.",
        ),
        click.option(
            "--level",
            "levels",
            multiple=True,
            type=float,
            metavar="CHANCE",
            help="A region's chance, like 0.9; may be repeated.  [default: 0.5, 0.9]",
        ),
    )
    return _with(options, command)


def _with(options: Sequence[Callable[[Any], Any]], command: Any) -> Any:
    """Return a command with options, the first of them first in its help."""
    for option in reversed(options):
        command = option(command)
    return command


def named(given: str, folder: str | None) -> tuple[Launch, ...]:
    """Return the launches that an INPUT names: of a report file, or of the catalogues."""
    from geolaunch.catalogue.inputs import launches

    return chosen(given, folder) if folder is not None else launches(given)


def chosen(given: str | None, folder: str | None, **filters: str | None) -> tuple[Launch, ...]:
    """Return the launches that an INPUT and filters choose, of our catalogue and a user's own."""
    from geolaunch.catalogue.launches import find, load

    known: Sequence[Launch] | None = None
    if folder is not None:
        from geolaunch.catalogue.user_tables import joined, read_catalogue

        known = joined(read_catalogue(folder))
    found = find(given, known) if given else known if known is not None else load()
    if not any(filters.values()):
        return tuple(found)
    from geolaunch.catalogue.selection import select

    passed = select(found, **filters)
    if not passed:
        told = ", ".join(f"{key} {value!r}" for key, value in filters.items() if value)
        raise InputError(f"no launch passes {told}; `geolaunch catalogue` lists them all")
    return passed
