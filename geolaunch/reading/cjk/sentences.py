"""A sentence in Korean or Japanese, the words that govern others in it, and the names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from geolaunch.reading.cjk.forms import Forms
from geolaunch.reading.mentions import Mention

__all__ = [
    "Cue",
    "Sentence",
    "named",
    "starts",
]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that governs others, at [start, end) of its sentence, by its kind."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with full-width signs made narrow, as it stands in the text, and where."""

    text: str
    raw: str
    start: int
    forms: Forms

    def words(self, start: int, end: int) -> str:
        """Return words as they stand in the text, with blanks made single."""
        return " ".join(self.raw[start:end].split())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets of words in the text."""
        return self.start + start, self.start + end

    def mention(
        self, field: str, value: Any, start: int, end: int, rank: int = 2, which: str = ""
    ) -> Mention:
        """Return a value with the words at [start, end) of the sentence."""
        span = self.span(start, end)
        return Mention(field, value, self.words(start, end), span, rank, span[0], which)

    def cues(self) -> list[Cue]:
        """Return the words that govern, in order."""
        kinds = self.forms.cues
        cues = (
            Cue(kinds[match.group()], match.start(), match.end())
            for match in self.forms.cue.finditer(self.text)
        )
        return [cue for cue in cues if cue.kind != "no_cue"]

    def has(self, *kinds: str) -> bool:
        """Return whether a word of some lists of the vocabulary stands in the sentence."""
        return any(word in self.text for kind in kinds for word in self.forms.words[kind])


def starts(text: str, at: int, words: Iterable[str]) -> int:
    """Return how long the longest of some words is that stands at `at`; 0 for none of them."""
    return max((len(word) for word in words if text.startswith(word, at)), default=0)


def named(sentence: Sentence, kind: str) -> Iterator[Mention]:
    """Yield the names of a kind in a sentence."""
    pattern, table = sentence.forms.names[kind]
    for match in pattern.finditer(sentence.text):
        yield sentence.mention(kind, table[match.group()], match.start(), match.end())
