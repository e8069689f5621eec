"""Where results go, and which ending of a file makes which view: for every command, here alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from geolaunch.errors import InputError
from geolaunch.files import write_whole

if TYPE_CHECKING:
    from geolaunch.scenes.model import Scene

__all__ = [
    "FORMATS",
    "Format",
    "file_line",
    "format_of",
    "json_text",
    "open_page",
    "tell",
    "view_of",
    "where_help",
    "write",
]


class Format(NamedTuple):
    """What a command can write: its name for `--format`, and the endings of files that ask for it.

    A view of a scene names its function and module, which is imported when the view is asked for,
    and those of the command's options that the function takes. `note` says in the help what is
    special about the format. What is not text is never written to standard output.
    """

    name: str
    endings: tuple[str, ...]
    module: str = ""
    function: str = ""
    options: tuple[str, ...] = ()
    note: str = ""
    is_text: bool = True


# The views of a scene, which every command that draws one can write. A new one is a module in
# `views` and a line here.
SCENE = (
    Format("page", (".html", ".htm"), "geolaunch.views.page", "page", ("tiles", "embed")),
    Format("geojson", (".geojson", ".json"), "geolaunch.views.geojson", "geojson"),
)

TABLE = Format("table", (".txt", ""))

# What each command can write. Without an ending or a --format it writes the first.
FORMATS: dict[str, tuple[Format, ...]] = {
    "map": SCENE,
    "rings": (*SCENE, Format("csv", (".csv",), note="for all places inside")),
    "zone": (TABLE, Format("geojson", (".geojson",)), Format("json", (".json",))),
    "settle": (TABLE, Format("json", (".json",))),
    "catalogue": (
        TABLE,
        Format("csv", (".csv",)),
        Format("json", (".json",)),
        Format("geojson", (".geojson",)),
        Format("parquet", (".parquet",), is_text=False),
    ),
    "tally": (
        TABLE,
        Format("csv", (".csv",)),
        Format("json", (".json",)),
        Format("svg", (".svg",), note="for bars by year"),
    ),
    "track": (Format("geojson", (".geojson", ".json")), Format("csv", (".csv",))),
    "profile": (Format("svg", (".svg",)),),
}


def format_of(command: str, output: str, name: str | None = None) -> Format:
    """Return the format that a `--format` names, else that of the file's ending.

    On standard output without a name it is the first of the command's formats. InputError if no
    format of the command has that ending, or if standard output cannot take the format.
    """
    formats = FORMATS[command]
    ending = Path(output).suffix.lower()
    if name is not None:
        matches = [known for known in formats if known.name == name]
    elif output == "-":
        matches = list(formats)
    else:
        matches = [known for known in formats if ending in known.endings]
    if not matches:
        endings = ", ".join(filter(None, (end for known in formats for end in known.endings)))
        raise InputError(f"got -o {output}; wanted a file that ends in {endings}, or -")
    if output == "-" and not matches[0].is_text:
        raise InputError(f"got {matches[0].name} for standard output; wanted -o FILE")
    return matches[0]


def where_help(command: str) -> str:
    """Return the help of a command's -o: the first ending of each format, with its note."""
    shown = [f"{known.endings[0]} {known.note}".rstrip() for known in FORMATS[command]]
    *most, last = shown
    return f"Where to write: {', '.join(most)} or {last}" if most else f"Where to write: {last}"


def view_of(scene: Scene, wanted: Format, **options: Any) -> str | bytes:
    """Return a scene in the wanted format, made with those of the options that it takes."""
    function = getattr(import_module(wanted.module), wanted.function)
    taken = {name: options[name] for name in wanted.options if name in options}
    content: str | bytes = function(scene, **taken)
    return content


def json_text(value: Any) -> str:
    """Return a value as JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def write(output: str, content: str | bytes) -> None:
    """Write content to a file, whole or not at all, or to standard output."""
    if output == "-":
        click.echo(content, nl=False)
    else:
        write_whole(output, content)


def file_line(output: str, content: str | bytes) -> list[str]:
    """Return the line that names a written file and its size; none for standard output."""
    size = len(content.encode() if isinstance(content, str) else content)
    return [] if output == "-" else [f"file       {output} ({size / 1000:,.0f} kB)"]


def tell(ctx: click.Context, lines: Sequence[str], output: str) -> None:
    """Print what was done, on standard error if standard output holds the result itself."""
    if not ctx.obj["quiet"]:
        click.echo("\n".join(lines), err=output == "-")


def open_page(output: str) -> None:
    """Open a written page in a browser; standard output is left alone."""
    if output != "-":
        import webbrowser  # here, as it costs 5 ms

        webbrowser.open(Path(output).resolve().as_uri())
