"""The text of an article: bytes decoded, HTML stripped of markup, scripts and styles."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from html.parser import HTMLParser

from geolaunch.errors import InputError

__all__ = [
    "decoded",
    "plain_text",
    "sentence_finder",
]

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{1,40})")
_IS_HTML = re.compile(
    r"<(?:!doctype html|html|head|body|article|div|p|span|br|h[1-6])\b[^<>]{0,2000}>", re.I
)

# A "<" that opens no whole tag is text; the parser would look for its end again and again.
_TAG = re.compile(r"<(?=[a-zA-Z/!?])[^<>]{0,2000}>")

_SILENT = frozenset(("script", "style", "template", "noscript", "svg", "head"))
_BLOCKS = frozenset(
    (
        *("p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "section", "article"),
        *("header", "footer", "blockquote", "figure", "figcaption", "hr", "main", "aside", "nav"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "title", "dd", "dt", "pre"),
    )
)


def decoded(data: bytes, where: str) -> str:
    """Return bytes as text: by their mark, by the charset that HTML declares, else as UTF-8.

    Raises InputError with the first byte that is none of that encoding's.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _in(data, name, where)
    declared = _DECLARED.search(data[:2000])
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        codecs.lookup(name).name.encode()
    except LookupError:
        name = "utf-8"
    return _in(data, name, where)


def _in(data: bytes, encoding: str, where: str) -> str:
    """Return bytes as text in an encoding."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        what = f"byte {error.start} is not {encoding.upper().removesuffix('-SIG')}"
        raise InputError(f"{where}: {what}; save it as UTF-8") from None
    except (LookupError, ValueError):
        raise InputError(f"{where}: {encoding} is no encoding of text; save it as UTF-8") from None


def plain_text(text: str) -> str:
    """Return a text without markup where it is HTML, else as it stands."""
    if not _IS_HTML.search(text):
        return text
    parser = _Stripper()
    parser.feed(_with_whole_tags(text))
    parser.close()
    return "".join(parser.pieces)


def _with_whole_tags(text: str) -> str:
    """Return HTML in which every "<" opens a tag that ends, so that it is parsed in one pass."""
    pieces, at = [], 0
    for match in _TAG.finditer(text):
        pieces += [text[at : match.start()].replace("<", "&lt;"), _without_comment(match.group())]
        at = match.end()
    pieces.append(text[at:].replace("<", "&lt;"))
    return "".join(pieces)


def _without_comment(tag: str) -> str:
    """Return a tag; a comment or a declaration is none: the parser looks for its end."""
    return "" if tag[1] in "!?" else tag


class _Stripper(HTMLParser):
    """Gathers the text between tags; a block begins a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block or what is not shown."""
        if not self.silent and tag in _SILENT:
            self.silent = tag
        if tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_endtag(self, tag: str) -> None:
        """End a block or what is not shown."""
        if tag == self.silent:
            self.silent = ""
        if tag in _BLOCKS:
            self.pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        """Keep text that is shown."""
        if not self.silent:
            self.pieces.append(data)


def sentence_finder(text: str, spans: Sequence[tuple[int, int]]) -> Callable[[int], str]:
    """Return a function that returns the sentence about a place in a text, its blanks single.

    `spans` are those of the sentences.
    """
    starts = [start for start, _ in spans]

    def find(at: int) -> str:
        number = bisect_right(starts, at) - 1
        return " ".join(text[slice(*spans[number])].split()) if number >= 0 else ""

    return find
