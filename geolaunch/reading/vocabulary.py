"""The words that reports use, from `data/vocabulary/`, and phrases found in one walk over tokens.

A phrase carries one value in each category that it is of: "launch" is a verb of firing, and no
noun that missiles are counted by.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from geolaunch.files import shipped_text
from geolaunch.reading.tokens import Token, tokenise

__all__ = [
    "Phrases",
    "kinds_of_originators",
    "words_of",
]


_PLAIN = re.compile(r"[a-z]+(?: [a-z]+)*")

Tags = dict[str, str]


@dataclass(slots=True)
class Phrases:
    """Phrases by their words; `add` fills it when it is made, `match` reads it.

    `longest` holds how many words the longest phrase has that begins with a word.
    """

    tags: dict[tuple[str, ...], Tags] = field(default_factory=dict)
    longest: dict[str, int] = field(default_factory=dict)

    def add(self, phrase: str, category: str, value: str) -> None:
        """Give a phrase a value in a category; values of one category are joined by `|`."""
        words = _words(phrase)
        tags = self.tags.setdefault(words, {})
        known = tags.get(category)
        if known is None:
            tags[category] = value
            self.longest[words[0]] = max(self.longest.get(words[0], 0), len(words))
        elif value not in known.split("|"):
            tags[category] = f"{known}|{value}"

    def match(self, tokens: Sequence[Token], first: int) -> tuple[int, Tags]:
        """Return how many tokens the longest phrase from `first` on has, and its tags; (0, {})."""
        most = self.longest.get(tokens[first].text)
        if most is None:
            return 0, {}
        words = tuple(token.text for token in tokens[first : first + most])
        for length in range(len(words), 0, -1):
            tags = self.tags.get(words[:length])
            if tags is not None:
                return length, tags
        return 0, {}


def _words(phrase: str) -> tuple[str, ...]:
    """Return the folded words of a phrase, as a text's tokens are."""
    if _PLAIN.fullmatch(phrase):
        return tuple(phrase.split())
    return tuple(token.text for token in tokenise(phrase))


@cache
def words_of(name: str) -> Any:
    """Return the parsed file `data/vocabulary/<name>.json`."""
    return json.loads(shipped_text(f"vocabulary/{name}.json"))


@cache
def kinds_of_originators() -> Mapping[str, str]:
    """Return the kind of each originator by its name: "ministry", "military" or "agency"."""
    return {row["name"]: row["kind"] for row in words_of("originators")}
