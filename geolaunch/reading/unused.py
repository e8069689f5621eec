"""What was not used of a text: the words, the sentence that they stand in, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geolaunch.reading.mentions import Mention

__all__ = [
    "IN_ANOTHER_SCRIPT",
    "UnusedWords",
    "beside",
    "still_left",
    "without",
]

IN_ANOTHER_SCRIPT = "in a sentence that is not English, and in none that is read"


@dataclass(frozen=True, slots=True)
class UnusedWords:
    """Words that were not used, the sentence they stand in, and why."""

    words: str
    span: tuple[int, int]
    sentence: str
    why: str


def beside(mention: Mention, why: str) -> UnusedWords:
    """Return what was read from words and is not used."""
    return UnusedWords(mention.words, mention.span, "", why)


def without(unused: Iterable[UnusedWords], mentions: list[Mention]) -> list[UnusedWords]:
    """Return what was left and stands in no words that a value was read from."""
    taken = [mention.span for mention in mentions]
    return [
        left
        for left in unused
        if not any(start <= left.span[0] and left.span[1] <= end for start, end in taken)
    ]


def still_left(
    left: list[UnusedWords], spans: Iterable[tuple[int, int]], length: int
) -> list[UnusedWords]:
    """Return what was left, but what another script's reading took or left: `spans` are its own.

    `length` is that of the text.
    """
    taken = bytearray(length)
    for start, end in spans:
        taken[start:end] = b"\x01" * (end - start)
    return [one for one in left if one.why != IN_ANOTHER_SCRIPT or not any(taken[slice(*one.span)])]
