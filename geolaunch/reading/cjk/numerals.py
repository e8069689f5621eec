"""Numbers as Korean and Japanese prose writes them: digits, scales, and the mixtures of both.

"4,500", "6 648.4", "1001・2", "1만5천", "4천500", "1万234", "2千", "三百五十", "六〇〇".
"""

from __future__ import annotations

import re

__all__ = ["NUMBER", "number_value"]

# State media part thousands by blanks, and Japanese papers write decimals after a middle dot.
_DIGITS = (
    r"(?:\d{1,3}(?:,\d{3}){1,2}(?!\d)|(?<![\w-])\d{1,3}\x20\d{3}(?!\d)|\d{1,6})"
    r"(?:\.\d{1,4}|\u30fb\d{1,2}(?!\d))?"
)
_SCALE = "[\u4e07\ub9cc\u5343\ucc9c\u767e\ubc31]"  # ten thousand, thousand, hundred
_KANJI = "\u3007\u4e00\u4e8c\u4e09\u56db\u4e94\u516d\u4e03\u516b\u4e5d"
_SCALES = {
    **dict.fromkeys("\u5341\uc2ed", 10.0),
    **dict.fromkeys("\u767e\ubc31", 100.0),
    **dict.fromkeys("\u5343\ucc9c", 1000.0),
}
_MYRIAD = "\u4e07\ub9cc"

# "several hundred" has no measure: nothing of it is taken for one.
NUMBER = (
    rf"(?<![\d.,\u6570\uc218])(?:(?:{_DIGITS}\s?{_SCALE}\s?){{1,3}}(?:{_DIGITS})?|{_DIGITS}"
    rf"|(?<![{_KANJI}\u5341\u767e\u5343\u4e07])[{_KANJI}\u5341\u767e\u5343\u4e07]{{1,9}})"
)

_PIECE = re.compile(r"\d[\d, ]*(?:[.\u30fb]\d+)?|\S")

_PLAIN = {ord(","): None, ord(" "): None, 0x30FB: "."}


def number_value(text: str) -> float:
    """Return the value of a number that `NUMBER` matches."""
    total = section = 0.0
    current: float | None = None
    for piece in _PIECE.findall(text):
        if piece[0].isdecimal():
            current = float(piece.translate(_PLAIN))
        elif piece in _KANJI:
            current = (current or 0.0) * 10 + _KANJI.index(piece)
        elif piece in _SCALES:
            section += (1.0 if current is None else current) * _SCALES[piece]
            current = None
        elif piece in _MYRIAD:
            total += (section + (current or 0.0) or 1.0) * 10_000
            section, current = 0.0, None
    return total + section + (current or 0.0)
