"""Who says what in English prose: the originator of each part of a sentence.

"X said", "according to X", "X detected"; "the ministry" and "it added" are whoever was meant last.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from geolaunch.sentences import Mark, Sentence
from geolaunch.vocabulary import kinds_of_originators

__all__ = ["Memory", "Speaker", "speaker_of", "speakers"]

_SAY_AFTER = 9  # tokens from a name to its verb: "X, in a notice to reporters on Monday, said"
_SAY_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Speaker:
    """An originator as named at tokens [first, last] of the sentence at hand, with its words."""

    name: str
    words: str
    span: tuple[int, int]
    first: int
    last: int


@dataclass(slots=True)
class Memory:
    """Who spoke last, in all and by kind, and in which paragraph."""

    last: Speaker | None = None
    by_kind: dict[str, Speaker] = field(default_factory=dict)
    paragraph: int = -1


def speakers(sentence: Sentence, memory: Memory) -> list[Speaker]:
    """Return who is quoted in a sentence, in order, and keep them in memory.

    A sentence that names nobody continues what was said before it in its paragraph.
    """
    found = [
        speaker
        for mark in sentence.marks
        if (speaker := _speaker(sentence, mark, memory)) is not None
    ]
    for speaker in found:
        _remember(memory, speaker, sentence.paragraph)
    if not found and memory.last is not None and memory.paragraph == sentence.paragraph:
        return [_again(memory.last, 0)]
    return found


def speaker_of(told: list[Speaker], first: int, findings_first: int) -> Speaker | None:
    """Return whose a value at token `first` is; `findings_first` is where the first value stands.

    Where the first speaker stands before all values each value is the last speaker's before it,
    else the next one's after it.
    """
    if not told:
        return None
    if len(told) == 1:
        return told[0]
    if told[0].first <= findings_first:
        before = [speaker for speaker in told if speaker.first <= first]
        return before[-1] if before else told[0]
    after = [speaker for speaker in told if speaker.first >= first]
    return after[0] if after else told[-1]


def _remember(memory: Memory, speaker: Speaker, paragraph: int) -> None:
    """Keep who spoke."""
    memory.last, memory.paragraph = speaker, paragraph
    kind = kinds_of_originators().get(speaker.name, "")
    memory.by_kind[kind] = speaker


def _speaker(sentence: Sentence, mark: Mark, memory: Memory) -> Speaker | None:
    """Return who speaks at a mark, None if it names nobody or says nothing of theirs."""
    if "actor" in mark.tags and _speaks(sentence, mark):
        span = sentence.offsets(mark.first, mark.last)
        words = sentence.words(mark.first, mark.last)
        return Speaker(mark.tags["actor"].split("|")[0], words, span, mark.first, mark.last)
    if "country" in mark.tags and sentence.is_(mark.last + 1, "say"):
        span = sentence.offsets(mark.first, mark.last)
        words = sentence.words(mark.first, mark.last)
        return Speaker(mark.tags["country"], words, span, mark.first, mark.last)
    kind = mark.tags.get("anaphora")
    if kind is None:
        return None
    if kind == "any":
        return _again(memory.last, mark.first) if memory.last else None
    if kind in memory.by_kind and _speaks(sentence, mark):
        return _again(memory.by_kind[kind], mark.first)
    return None


def _again(speaker: Speaker, first: int) -> Speaker:
    """Return a speaker named before, as meant at a token of this sentence."""
    return Speaker(speaker.name, speaker.words, speaker.span, first, first)


def _speaks(sentence: Sentence, mark: Mark) -> bool:
    """Return whether a verb of saying goes with a name; a colon, or a date line in brackets."""
    after = sentence.word(mark.last + 1)
    dated = sentence.number == 0 and sentence.word(mark.first - 1) == "(" and after == ")"
    if after == ":" or (dated and sentence.word(mark.last + 2) in ("-", "\u2013", "\u2014")):
        return True
    for number in range(mark.last + 1, min(mark.last + 1 + _SAY_AFTER, len(sentence.tokens))):
        if sentence.is_(number, "say"):
            return True
        if sentence.is_(number, "actor") and sentence.word(mark.last + 1) != "(":
            break
    before = range(mark.first - 1, max(-1, mark.first - 1 - _SAY_BEFORE), -1)
    return any(sentence.is_(number, "according", "say") for number in before)
