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
    mentions = [
        mention
        for mention in named(sentence, "actor")
        if not _is_within_a_word(sentence, mention)
        if mention.words in words["weak_actor"]
        or starts(sentence.text, mention.span[1] - sentence.start, words["topic"])
        or sentence.text[mention.span[1] - sentence.start :].strip() == ""
    ]
    sure = [mention for mention in mentions if mention.words not in words["weak_actor"]]
    for mention in sure or mentions[:1]:
        yield Speaker(
            mention.value,
            mention.words,
            mention.span,
            mention.span[0],
            mention.span[1] - sentence.start,
        )


def _is_within_a_word(sentence: Sentence, mention: Mention) -> bool:
    """Return whether a name in Korean ends a longer one: that of another country's military."""
    at = mention.span[0] - sentence.start
    return sentence.forms.lang == "ko" and "\uac00" <= sentence.text[at - 1 : at] <= "\ud7a3"
