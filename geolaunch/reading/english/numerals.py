"""Numbers as English prose writes them: digits, words, and the mixtures of both.

"370", "6,248.5", "7 687.5", "611-point-four", "two hundred", "nine hundred and thirty".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geolaunch.reading.tokens import Token

__all__ = ["Number", "number_at"]

_ONES = {
    "zero": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALES = {"hundred": 100.0, "thousand": 1000.0}
_DIGITS = {word: str(value) for word, value in _ONES.items() if value < 10}
_MONTHS = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
        *("october", "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug"),
        *("sep", "sept", "oct", "nov", "dec", "mach", "no"),
    )
)
_LONGEST = 9  # tokens of one number: "nine hundred and ninety nine point nine"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens [first, last]. `two_ways` marks "1.000", a thousand to some readers."""

    value: float
    first: int
    last: int
    two_ways: bool = False


def number_at(tokens: Sequence[Token], first: int) -> Number | None:
    """Return the number that begins at a token, None if none does."""
    token = tokens[first]
    if token.kind == "number":
        return None if token.value is None else _in_digits(tokens, first, token.value)
    if token.text in _ONES or token.text in _TENS:
        return _in_words(tokens, first)
    if token.text in ("a", "an") and _text(tokens, first + 1) in _SCALES:
        scale = _in_words(tokens, first + 1, 1.0)
        return Number(scale.value, first, scale.last)
    return None


def _in_digits(tokens: Sequence[Token], first: int, value: float) -> Number:
    """Return a number in digits, with a spelt decimal or a scale after it."""
    if _goes_on_in_digits(tokens, first):
        return _in_groups(tokens, first, value)
    last = first
    if _text(tokens, first + 1) == "point":
        digits, last = _decimals(tokens, first + 2)
        if digits:
            return Number(float(f"{int(value)}.{digits}"), first, last)
        last = first
    if _text(tokens, first + 1) in _SCALES:
        return Number(value * _SCALES[_text(tokens, first + 1)], first, first + 1)
    text = tokens[first].text
    whole, _, part = text.partition(".")
    two_ways = len(part) == 3 and len(whole) <= 3 and not whole.startswith("0") and "," not in text
    return Number(value, first, last, two_ways)


def _in_groups(tokens: Sequence[Token], first: int, value: float) -> Number:
    """Return a number whose thousands stand apart: "7 687.5", as state media write it."""
    last = first
    while _goes_on_in_digits(tokens, last):
        last += 1
        value = value * 1000 + (tokens[last].value or 0.0)
    return Number(value, first, last)


def _goes_on_in_digits(tokens: Sequence[Token], number: int) -> bool:
    """Return whether three more digits follow a blank; not after a day, as in "May 14 787 km"."""
    token, following = tokens[number], tokens[number + 1] if number + 1 < len(tokens) else None
    if (
        following is None
        or following.kind != "number"
        or following.joined
        or following.start != token.end + 1
    ):
        return False
    whole, _, part = following.text.partition(".")
    begins = number == 0 or tokens[number - 1].kind != "number"
    if begins and number and tokens[number - 1].text == ":":  # "07:47 370 km"
        return False
    short = 1 <= len(token.text) <= 3 and token.text.isdecimal() and not token.text.startswith("0")
    goes_on = short if begins else len(token.text) == 3
    day = begins and number > 0 and tokens[number - 1].text in _MONTHS
    return goes_on and not day and len(whole) == 3 and whole.isdecimal() and len(part) <= 2


def _in_words(tokens: Sequence[Token], first: int, begun: float | None = None) -> Number:
    """Return a number in words; `begun` is 1 where "a" stood before a scale."""
    total, group, last = 0.0, begun or 0.0, first - 1
    for number in range(first, min(first + _LONGEST, len(tokens))):
        word = tokens[number].text
        if word in _ONES and (group % 100 == 0 or (group % 10 == 0 and group % 100 >= 20)):
            if group % 100 and _ONES[word] > 9:
                break
            group += _ONES[word]
        elif word in _TENS and group % 100 == 0:
            group += _TENS[word]
        elif word == "hundred" and 0 < group < 100:
            group *= 100
        elif word == "thousand" and group > 0:
            total, group = total + group * 1000, 0.0
        elif word == "and" and last == number - 1 and tokens[last].text in _SCALES:
            if not _goes_on(tokens, number + 1):
                break
            continue
        else:
            break
        last = number
    digits, after = _decimals(tokens, last + 2) if _text(tokens, last + 1) == "point" else ("", 0)
    value = total + group
    return (
        Number(float(f"{int(value)}.{digits}"), first, after)
        if digits
        else Number(value, first, last)
    )


def _goes_on(tokens: Sequence[Token], number: int) -> bool:
    """Return whether a number in words goes on after "and"; not "four hundred and six missiles"."""
    word, after = _text(tokens, number), _text(tokens, number + 1)
    return (word in _ONES or word in _TENS) and after not in _SCALES


def _decimals(tokens: Sequence[Token], first: int) -> tuple[str, int]:
    """Return the spelt digits after "point" and the last of their tokens."""
    digits, last = "", first - 1
    for number in range(first, min(first + 4, len(tokens))):
        token = tokens[number]
        digit = token.text if token.text.isdecimal() else _DIGITS.get(token.text, "")
        if not digit or not digit.isascii():
            break
        digits, last = digits + digit, number
    return digits, last


def _text(tokens: Sequence[Token], number: int) -> str:
    """Return the text of a token, "" beyond the end."""
    return tokens[number].text if number < len(tokens) else ""
