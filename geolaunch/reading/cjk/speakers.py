"""Who says what in Korean and Japanese: names that a particle makes a topic or a source."""

from __future__ import annotations

from collections.abc import Iterator

from geolaunch.reading.cjk.sentences import Sentence, named, starts
from geolaunch.reading.mentions import Mention, Speaker

__all__ = [
    "speakers_in",
]


def speakers_in(sentence: Sentence) -> Iterator[Speaker]:
    """Yield who speaks in a sentence: names that a particle makes a topic or a source.

    Those that only say "our" are meant where nobody else is.
    """
    words = sentence.forms.words
    found = [
        one
        for one in named(sentence, "actor")
        if not _is_within_a_word(sentence, one)
        if one.words in words["weak_actor"]
        or starts(sentence.text, one.span[1] - sentence.start, words["topic"])
        or sentence.text[one.span[1] - sentence.start :].strip() == ""
    ]
    sure = [one for one in found if one.words not in words["weak_actor"]]
    for one in sure or found[:1]:
        yield Speaker(one.value, one.words, one.span, one.span[0], one.span[1] - sentence.start)


def _is_within_a_word(sentence: Sentence, one: Mention) -> bool:
    """Return whether a name in Korean ends a longer one: that of another country's military."""
    at = one.span[0] - sentence.start
    return sentence.forms.lang == "ko" and "\uac00" <= sentence.text[at - 1 : at] <= "\ud7a3"
