"""Tables and claims as the command line prints them: columns of text, a report beside another.

Light: what it imports is loaded at once, so that `show` and `catalogue` answer at once.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geolaunch.report.model import Launch

__all__ = ["launch_heading", "side_by_side", "table"]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table: plain when piped; on a terminal as wide as it, coloured unless NO_COLOR."""
    if not sys.stdout.isatty():
        return _plain([head, *rows])
    from rich.console import Console  # here, as it costs a third of a command that is piped
    from rich.table import Table
    from rich.text import Text

    drawn = Table(*head, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    colour = not os.environ.get("NO_COLOR")
    console = Console(force_terminal=colour, no_color=not colour)
    with console.capture() as captured:
        console.print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _plain(rows: Sequence[Sequence[str]]) -> str:
    """Return rows in columns, two blanks apart, each cell on one line."""
    cells = [[" ".join(cell.split("\n")) for cell in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in cells
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _width(text: str) -> int:
    """Return how many columns a text takes: two for each East Asian wide sign, none for accents."""
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(unicodedata.combining(sign) > 0 for sign in text)


def launch_heading(launch: Launch) -> str:
    """Return one line that says which launch it is."""
    known = "" if launch.in_catalogue else "user-supplied, not verified"
    parts = (launch.id, launch.missile, launch.missile_class, launch.outcome, known)
    return "  ".join(filter(None, parts))


# So many reports stand side by side: more are too wide for a terminal.
SIDE_BY_SIDE = 5


def side_by_side(records: Sequence[dict[str, Any]]) -> str:
    """Return reports as tables, a column each, of so many as stand beside one another."""
    columns = [_column(record) for record in records]
    parts = [columns[n : n + SIDE_BY_SIDE] for n in range(0, len(columns), SIDE_BY_SIDE)]
    return "\n".join(_beside(part) for part in parts)


def _beside(columns: Sequence[tuple[str, dict[str, str]]]) -> str:
    """Return columns of claims as one table; a claim that nobody of them makes has no row."""
    names = list(dict.fromkeys(name for _, claims in columns for name in claims))
    rows = [[name, *(claims.get(name, "") for _, claims in columns)] for name in names]
    return table(["", *(head for head, _ in columns)], rows)


def _column(record: dict[str, Any]) -> tuple[str, dict[str, str]]:
    """Return the head of a report and its claims by field."""
    told = dict(record)
    said = told.pop("words", {})
    who = told.pop("originator", "originator not stated")
    through = told.pop("carrier", None)
    head = who if through in (None, who) else f"{who} via {through}"
    return head, dict(_fields(told, said, ""))


def _fields(record: dict[str, Any], said: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """Yield each field's name and what stands for it, nested ones by their path."""
    for key, value in record.items():
        name = f"{path}{key}"
        if isinstance(value, dict) and "unit" in value:
            yield name, _quantity_text(value)
        elif isinstance(value, dict):
            yield from _fields(value, said, f"{name}.")
        elif name != "launch":
            text = " to ".join(value) if isinstance(value, list) else str(value)
            yield name, text + (f"  “{said[name]['words']}”" if name in said else "")


def _quantity_text(value: dict[str, Any]) -> str:
    """Return a quantity record as one line."""
    number = value["value"]
    text = " to ".join(f"{n:g}" for n in number) if isinstance(number, list) else f"{number:g}"
    words = f"  “{value['words']}”" if "words" in value else ""
    qualifier = "" if value["qualifier"] == "between" else value["qualifier"].replace("_", " ")
    return f"{qualifier} {text} {value['unit']}{words}".lstrip()
