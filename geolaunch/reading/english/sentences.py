"""Sentences of a text, each with its tokens and the phrases marked in it.

No sentence is longer than `LONGEST_SENTENCE` tokens: what follows looks a fixed number of tokens to
either side and some rules at a whole sentence, so the time stays linear in any text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from geolaunch.reading.mentions import Mention
from geolaunch.reading.tokens import Token, tokenise
from geolaunch.reading.vocabulary import Phrases, words_of

__all__ = [
    "Mark",
    "Sentence",
    "sentences",
    "unnamed_seas",
]

_SLOT = re.compile(r"{(\w+)}")


# A form must hold one of these, and what is followed by one of those is no sea: "off the east coast
# city of Hamhung".
_SHORES = frozenset(("coast", "coasts", "coastline", "shore", "shores", "seaboard"))


_WATERS = frozenset(("waters", "water", "sea", "seas", "ocean", "area", "areas"))


_NO_SEA = "(?! (?:city|town|port|village|area|region|resort|county|province|site|base)s?(?: |$))"


LONGEST_SENTENCE = 150  # tokens; the longest of the press have some 80

LONGEST_WORDS = 1000  # characters kept of one value

_PARAGRAPH = re.compile(r"\n[ \t\r\f\v]*\n")
_ENDS = frozenset(".!?\u3002\u2026")
_PARTING = frozenset(";-\u2013\u2014")
_CLOSING = frozenset("\"'\u201d\u2019)]\u00bb")


@dataclass(frozen=True, slots=True)
class Mark:
    """A phrase found at tokens [first, last]: its value in each category that it is of."""

    first: int
    last: int
    tags: Mapping[str, str]


@dataclass(slots=True)
class Sentence:
    """A sentence: its tokens, its marks, and which mark covers each token, with that one's tags."""

    text: str
    tokens: list[Token]
    paragraph: int
    number: int
    marks: list[Mark] = field(default_factory=list)
    cover: list[Mark | None] = field(default_factory=list)
    tags: list[Mapping[str, str]] = field(default_factory=list)

    @property
    def span(self) -> tuple[int, int]:
        """The [start, end) offsets of the sentence in the text."""
        return self.tokens[0].start, self.tokens[-1].end

    def tag(self, number: int, category: str) -> str | None:
        """Return the value in a category of the phrase that covers a token; None without one."""
        return self.tags[number].get(category) if 0 <= number < len(self.tags) else None

    def is_(self, number: int, *categories: str) -> bool:
        """Return whether a token stands in a phrase of one of these categories."""
        tags = self.tags[number] if 0 <= number < len(self.tags) else None
        if tags:
            for category in categories:  # a loop, for it is asked half a million times a megabyte
                if category in tags:
                    return True
        return False

    def of(self, category: str) -> Iterator[Mark]:
        """Yield the marks of a category in order."""
        return (mark for mark in self.marks if category in mark.tags)

    def word(self, number: int) -> str:
        """Return the folded text of a token, "" beyond the ends."""
        return self.tokens[number].text if 0 <= number < len(self.tokens) else ""

    def clause(self, number: int) -> range:
        """Return the tokens about one up to a semicolon or a dash with blanks on either side."""
        last = len(self.tokens)
        first = next((at + 1 for at in range(number - 1, -1, -1) if self._parts(at)), 0)
        return range(first, next((at for at in range(number, last) if self._parts(at)), last))

    def _parts(self, number: int) -> bool:
        """Return whether a token parts two clauses."""
        return self.tokens[number].kind == "mark" and self.tokens[number].text in _PARTING

    def words(self, first: int, last: int) -> str:
        """Return the text from one token to another, with its blanks made single."""
        start, end = self.offsets(first, last)
        return " ".join(self.text[start : min(end, start + LONGEST_WORDS)].split())

    def offsets(self, first: int, last: int) -> tuple[int, int]:
        """Return the [start, end) offsets of tokens [first, last]."""
        return self.tokens[first].start, self.tokens[last].end

    def mention(self, field: str, value: Any, first: int, last: int, rank: int = 2) -> Mention:
        """Return a value with the words of tokens [first, last]."""
        span = self.offsets(first, last)
        return Mention(field, value, self.words(first, last), span, rank, first)


def sentences(text: str, phrases: Phrases) -> Iterator[Sentence]:
    """Yield the sentences of a text in order, with their phrases marked."""
    breaks = iter([match.start() for match in _PARAGRAPH.finditer(text)] + [len(text) + 1])
    next_break, paragraph, number = next(breaks), 0, 0
    tokens = tokenise(text)
    while tokens and next_break < tokens[0].start:
        next_break = next(breaks)
    first = 0
    for index in range(len(tokens)):
        last = index + 1 == len(tokens)
        new_paragraph = last or tokens[index + 1].start > next_break
        if new_paragraph or _ends(tokens, index, text) or index + 1 - first >= LONGEST_SENTENCE:
            sentence = Sentence(text, tokens[first : index + 1], paragraph, number)
            _mark(sentence, phrases)
            yield sentence
            first, number = index + 1, number + 1
        if new_paragraph and not last:
            paragraph += 1
            while next_break < tokens[index + 1].start:
                next_break = next(breaks)


def _mark(sentence: Sentence, phrases: Phrases) -> None:
    """Find the phrases of a sentence, the longest at each place from left to right."""
    seas = {first: (last, sea) for first, last, sea in unnamed_seas(sentence.tokens)}
    sentence.cover = [None] * len(sentence.tokens)
    sentence.tags = [{}] * len(sentence.tokens)
    index = 0
    while index < len(sentence.tokens):
        length, tags = _phrase_at(sentence.tokens, index, phrases)
        if index in seas and seas[index][0] - index + 1 >= length:
            last, sea = seas[index]
            length, tags = last - index + 1, {"sea": sea}
        if length:
            mark = Mark(index, index + length - 1, tags)
            sentence.marks.append(mark)
            sentence.cover[index : index + length] = [mark] * length
            sentence.tags[index : index + length] = [tags] * length
        index += max(length, 1)


def _phrase_at(tokens: list[Token], index: int, phrases: Phrases) -> tuple[int, Mapping[str, str]]:
    """Return the phrase at a token; "the" is a part of an originator's name."""
    length, tags = phrases.match(tokens, index)
    if tokens[index].text == "the" and index + 1 < len(tokens):
        named, tags_of_name = phrases.match(tokens, index + 1)
        if "actor" in tags_of_name and named >= length:
            return named + 1, tags_of_name
    return length, tags


def _ends(tokens: list[Token], index: int, text: str) -> bool:
    """Return whether a sentence ends with a token."""
    token = tokens[index]
    if index + 1 == len(tokens):
        return True
    following = tokens[index + 1]
    gap = following.start > token.end
    if token.text in _CLOSING and index and tokens[index - 1].text in _ENDS:
        return gap and _begins(following)
    if token.text == "\u3002":
        return True
    if token.text in _ENDS:
        return gap and _begins(following) and not _abbreviates(tokens, index)
    if token.kind == "word" and text[token.end - 1] == ".":  # "a.m.", "U.S."
        return gap and following.capital and following.text in _starters()
    return False


def _begins(token: Token) -> bool:
    """Return whether a token can begin a sentence."""
    return token.kind != "word" or token.capital or not token.text.isascii()


def _abbreviates(tokens: list[Token], index: int) -> bool:
    """Return whether a full stop belongs to a shortened word, as in "Gen." or "Nov. 18"."""
    before = tokens[index - 1] if index else None
    if before is None or before.kind != "word" or before.end != tokens[index].start:
        return False
    return before.text in _abbreviations() and (before.capital or before.text == "approx")


@cache
def _starters() -> frozenset[str]:
    """Return the words that begin a sentence after "a.m." and "U.S."."""
    return frozenset(words_of("en")["starter"])


@cache
def _abbreviations() -> frozenset[str]:
    """Return the shortened words after which a full stop ends nothing."""
    return frozenset(words_of("en")["abbreviation"])


def unnamed_seas(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield the first and the last token of each such phrase, and the id of its sea."""
    words = [token.text for token in tokens]
    if not (_SHORES.intersection(words) or _WATERS.intersection(words)):
        return
    starts, at = list[int](), 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    for match in _sea_forms().finditer(" ".join(words)):
        first = bisect_left(starts, match.start())
        last = bisect_left(starts, match.end()) - 1
        yield first, last, (match.lastgroup or "").replace("_", "-")


@cache
def _sea_forms() -> re.Pattern[str]:
    """Return the forms of all seas as one expression over folded words, a group a sea."""
    words = words_of("en")
    slots = {name: f"(?:{'|'.join(spelt)})" for name, spelt in words["sea_slots"].items()}
    seas = [
        f"(?P<{sea.replace('-', '_')}>{_SLOT.sub(lambda slot: slots[slot[1]], '|'.join(forms))})"
        for sea, forms in words["sea_forms"].items()
    ]
    return re.compile(rf"(?<!\S)(?:{'|'.join(seas)})(?!\S){_NO_SEA}")
