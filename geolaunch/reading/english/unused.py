"""unused."""

from __future__ import annotations

from collections.abc import Iterator

from geolaunch.reading.english.measures import Measure
from geolaunch.reading.english.sentences import Sentence
from geolaunch.reading.unused import UnusedWords

__all__ = [
    "unused_measures",
    "unused_words",
    "without_number",
]


def unused_words(sentence: Sentence, first: int, last: int, why: str) -> UnusedWords:
    """Return words that were not used."""
    whole = sentence.words(0, len(sentence.tokens) - 1)
    return UnusedWords(sentence.words(first, last), sentence.offsets(first, last), whole, why)


def unused_measures(sentence: Sentence, measures: list[Measure], why: str) -> list[UnusedWords]:
    """Return the measures of a sentence that is not taken."""
    return [unused_words(sentence, measure.first, measure.last, why) for measure in measures]


def without_number(sentence: Sentence) -> Iterator[UnusedWords]:
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
            yield unused_words(sentence, at - 1, mark.last, "no figure")
