"""Text as tokens: words folded, numbers with their value, marks; each with its place in the text.

One pass of one expression without backtracking, so that the time is linear in the length of any
text. Hyphens inside a phrase are no tokens: "short-range" is two words, the second `joined`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Literal

__all__ = ["Token", "fold", "is_east_asian", "tokenise"]

# Full-width digits and letters, as Japanese prose has them, one character for one.
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}

_APOSTROPHES = "'\u2019`\u00b4\u2018\u02bc"
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2212~\u301c"
_ACCENTS = re.compile("[\u0300-\u036f]")

_EAST_ASIAN_LETTERS = "\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_EAST_ASIAN = re.compile(f"[{_EAST_ASIAN_LETTERS}]")
_LATIN = re.compile("[A-Za-z]")

# A number of more digits is none that a report says.
_LONGEST_NUMBER = 15

_LETTER = rf"(?:[^\W\d_{_EAST_ASIAN_LETTERS}])"

_TOKEN = re.compile(
    rf"(?P<number>\d+(?:,\d\d\d(?!\d))*(?:\.\d+)?)"
    rf"|(?P<initials>(?:[A-Za-z]\.){{2}}(?:[A-Za-z]\.)*|[aApP]\.[mM](?![^\W_]))"
    rf"|(?P<owner>[{_APOSTROPHES}][sS](?![^\W\d_]))"
    rf"|(?P<script>[{_EAST_ASIAN_LETTERS}]+)"  # a word of its own: "km" in "350km\u98db\u7fd4"
    rf"|(?P<word>{_LETTER}+(?:[{_APOSTROPHES}](?![sS](?![^\W\d_])){_LETTER}+)*)"
    rf"|(?P<dash>[{_DASHES}])"
    rf"|(?P<mark>[^\s])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark at [start, end) of the text.

    `text` is folded: no case, accents or apostrophes. `value` is a number's value, None else and
    for one too long to be meant; `joined` says that only a dash stands between it and the token
    before; `capital` that it began with a capital letter, `owner` that a possessive "'s" followed.
    """

    kind: Literal["number", "word", "mark"]
    text: str
    start: int
    end: int
    value: float | None = None
    joined: bool = False
    capital: bool = False
    owner: bool = False


def is_east_asian(text: str) -> bool:
    """Return whether a sentence is written in Korean or Japanese, not only a name in it."""
    return 2 * len(_EAST_ASIAN.findall(text)) > len(_LATIN.findall(text))


def fold(word: str) -> str:
    """Return a word without case, accents and apostrophes."""
    bare = word.casefold()
    if bare.isascii():
        return bare if "'" not in bare and "`" not in bare else re.sub("['`]", "", bare)
    letters = _ACCENTS.sub("", unicodedata.normalize("NFD", bare))
    return re.sub(f"[{_APOSTROPHES}]", "", unicodedata.normalize("NFC", letters))


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a text in order; a possessive "'s" is dropped, a dash between too."""
    tokens: list[Token] = []
    dash: re.Match[str] | None = None
    for match in _TOKEN.finditer(text.translate(_NARROW)):
        kind = match.lastgroup
        if kind == "owner":
            if tokens and tokens[-1].end == match.start():
                tokens[-1] = replace(tokens[-1], owner=True)
            continue
        if kind == "dash":
            if dash is not None:
                tokens.append(_mark(dash))
            dash = match
            continue
        joined = False
        if dash is not None:
            joined = _joins(dash, tokens, match)
            if not joined:
                tokens.append(_mark(dash))
            dash = None
        tokens.append(_token(match, joined))
    if dash is not None:
        tokens.append(_mark(dash))
    return tokens


def _joins(dash: re.Match[str], before: list[Token], after: re.Match[str]) -> bool:
    """Return whether a dash parts nothing: no blank beside it, or numbers on both sides."""
    if not before or before[-1].kind == "mark" or after.lastgroup == "mark":
        return False
    tight = before[-1].end == dash.start() and dash.end() == after.start()
    return (tight and dash.group() != "\u2014") or (
        before[-1].kind == "number" and after.lastgroup == "number"
    )


def _token(match: re.Match[str], joined: bool) -> Token:
    """Return the token of a match."""
    word, kind = match.group(), match.lastgroup
    if kind == "number":
        short = len(word) <= _LONGEST_NUMBER
        value = float(word.replace(",", "")) if short else None
        return Token("number", word, match.start(), match.end(), value, joined)
    if kind == "mark":
        return _mark(match, joined)
    capital = word[0].isupper()
    return Token("word", fold(word), match.start(), match.end(), None, joined, capital)


def _mark(match: re.Match[str], joined: bool = False) -> Token:
    """Return a mark as a token."""
    return Token("mark", match.group(), match.start(), match.end(), None, joined)
