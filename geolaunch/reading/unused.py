"""What was not used of a text: the words, the sentence that they stand in, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geolaunch.reading.english.measures import Measure
from geolaunch.reading.english.sentences import Finding, Sentence

__all__ = [
    "IN_ANOTHER_SCRIPT",
    "Left",
    "beside",
    "leave",
    "leave_all",
    "still_left",
    "without",
    "without_number",
]

IN_ANOTHER_SCRIPT = "in a sentence that is not English, and in none that is read"


@dataclass(frozen=True, slots=True)
class Left:
    """Words that were not used, the sentence they stand in, and why."""

    words: str
    span: tuple[int, int]
    sentence: str
    why: str


def leave(sentence: Sentence, first: int, last: int, why: str) -> Left:
    """Return words that were not used."""
    whole = sentence.words(0, len(sentence.tokens) - 1)
    return Left(sentence.words(first, last), sentence.offsets(first, last), whole, why)


def beside(finding: Finding, why: str) -> Left:
    """Return what was read from words and is not used."""
    return Left(finding.words, finding.span, "", why)


def leave_all(sentence: Sentence, found: list[Measure], why: str) -> list[Left]:
    """Return the measures of a sentence that is not taken."""
    return [leave(sentence, measure.first, measure.last, why) for measure in found]


def without(unused: Iterable[Left], findings: list[Finding]) -> list[Left]:
    """Return what was left and stands in no words that a value was read from."""
    taken = [finding.span for finding in findings]
    return [
        left
        for left in unused
        if not any(start <= left.span[0] and left.span[1] <= end for start, end in taken)
    ]


def still_left(left: list[Left], spans: Iterable[tuple[int, int]], length: int) -> list[Left]:
    """Return what was left, but what another script's reading took or left: `spans` are its own.

    `length` is that of the text.
    """
    taken = bytearray(length)
    for start, end in spans:
        taken[start:end] = b"\x01" * (end - start)
    return [one for one in left if one.why != IN_ANOTHER_SCRIPT or not any(taken[slice(*one.span)])]


def without_number(sentence: Sentence) -> Iterator[Left]:
    """Yield lengths without a figure: "several hundred kilometers"."""
    for mark in sentence.of("unit"):
        at = mark.first - 1
        if sentence.word(at) in (
            "hundred",
            "hundreds",
            "thousand",
            "thousands",
            "dozens",
            "of",
        ) and (
            sentence.word(at - 1) in ("several", "few", "many", "hundreds", "thousands", "dozens")
        ):
            yield leave(sentence, at - 1, mark.last, "no figure")
