"""Measures of a Korean or Japanese sentence that no value was read from."""

from __future__ import annotations

from collections.abc import Iterator

from geolaunch.reading.cjk.measures import Measure
from geolaunch.reading.cjk.sentences import Sentence
from geolaunch.reading.mentions import Mention
from geolaunch.reading.unused import UnusedWords

__all__ = [
    "unused_measures",
]


def unused_measures(
    sentence: Sentence,
    measures: list[Measure],
    mentions: list[Mention],
    gone: list[tuple[int, int, str]],
) -> Iterator[UnusedWords]:
    """Yield the measures of a sentence that no value was read from."""
    used = [mention.span for mention in mentions]
    for measure in measures:
        span = sentence.span(measure.start, measure.end)
        if any(first < span[1] and span[0] < last for first, last in used):
            continue
        why = next((why for a, b, why in gone if a <= measure.start < b), measure.why)
        words = sentence.words(measure.start, measure.end)
        yield UnusedWords(words, span, sentence.raw.strip(), why or "tells of no launch")
