"""Text in an SVG picture: escaped, in lines as wide as there is room, and its numbers.

A picture has no layout of its own and no font that is sure to be there, so that widths are taken
from what letters take up in a font that runs wide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from unicodedata import category, east_asian_width

from geolaunch.scenes.styles import INK

__all__ = ["escaped", "px", "shown", "text_at", "wrapped"]

# XML 1.0 has no other control characters, and no way to write them.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NARROW = frozenset(" \u00a0.,:;'’!|()[]ijlrtf-")


def text_at(x: float, y: float, text: str, *, anchor: str = "", fill: str = INK) -> str:
    """Return one line of text."""
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{px(x)}" y="{px(y)}"{anchored} fill="{fill}">{escaped(text)}</text>'


def escaped(text: str) -> str:
    """Return text as XML holds it, without what it cannot hold."""
    return escape(_UNWRITABLE.sub("\ufffd", text))


def wrapped(text: str, room: float, letter: float) -> list[str]:
    """Return a text in lines of a width, by what its letters take up at most on the mean."""
    room /= letter
    lines, line = [], ""
    for piece in re.findall(r"[^ ]+ *| +", text):
        for part in _cut(piece, room):
            if line and not _closes(part) and _width(line + part.rstrip()) > room:
                lines.append(line.rstrip())
                line = ""
            line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def _cut(piece: str, room: float) -> Iterable[str]:
    """Yield a word, or its letters where it is too long or has no blanks, as in Japanese."""
    wide = any(east_asian_width(letter) in "WF" and not _is_korean(letter) for letter in piece)
    yield from piece if wide or _width(piece) > room else [piece]


def _closes(part: str) -> bool:
    """Tell whether a part is a mark that ends a phrase, as no line of Japanese begins."""
    return len(part) == 1 and part > "\u2fff" and category(part) in ("Pe", "Pf", "Po")


def _is_korean(letter: str) -> bool:
    """Tell whether a letter is of Korean, which sets words apart."""
    return "\uac00" <= letter <= "\ud7a3"


def _width(text: str) -> float:
    """Return about how wide a text is, in sizes of its letters, in a font that runs wide."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    """Return about how wide a letter is."""
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.37
    if letter in "mwMW":
        return 0.95
    return 0.66 if letter.isupper() or letter.isdigit() else 0.61


def shown(value: float) -> str:
    """Return a number with its thousands set apart, one decimal only where it says something."""
    whole = round(value)
    far = abs(value - whole) > 0.05
    return f"{value:,.1f}" if far and value < 10_000 else f"{whole:,}"


def px(value: float) -> str:
    """Return a length or a place of the picture, to a tenth of a unit."""
    return f"{float(value):.1f}".removesuffix(".0")
