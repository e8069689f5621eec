"""What was not used of a text: the words, the sentence that they stand in, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geolaunch.reading.mentions import Mention

__all__ = [
    "IN_ANOTHER_SCRIPT",
    "UnusedWords",
    "not_taken",
    "unused_mention",
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


def unused_mention(mention: Mention, why: str) -> UnusedWords:
    """Return a value that was read and is not used, as its words."""
    return UnusedWords(mention.words, mention.span, "", why)


def without(unused: Iterable[UnusedWords], mentions: list[Mention]) -> list[UnusedWords]:
    """Return the unused words that stand in none that a value was read from."""
    taken = [mention.span for mention in mentions]
    return [
        words
        for words in unused
        if not any(start <= words.span[0] and words.span[1] <= end for start, end in taken)
    ]


def not_taken(
    unused: list[UnusedWords], spans: Iterable[tuple[int, int]], length: int
) -> list[UnusedWords]:
    """Return the unused words but those that the reader of another script took or listed.

    `spans` are all that it took and listed, `length` is that of the text.
    """
    taken = bytearray(length)
    for start, end in spans:
        taken[start:end] = b"\x01" * (end - start)
    return [
        words
        for words in unused
        if words.why != IN_ANOTHER_SCRIPT or not any(taken[slice(*words.span)])
    ]
