"""Who says what in English prose: the originator of each part of a sentence.

"X said", "according to X", "X detected"; "the ministry" and "it added" are whoever was meant last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from geolaunch.reading.english.sentences import Mark, Sentence
from geolaunch.reading.mentions import Speaker
from geolaunch.reading.vocabulary import kinds_of_originators, words_of

__all__ = [
    "Memory",
    "speakers_in",
]

_SAY_AFTER = 9  # tokens from a name to its verb: "X, in a notice to reporters on Monday, said"
_SAY_BEFORE = 4


@dataclass(slots=True)
class Memory:
    """Who spoke last, in all and by kind, and in which paragraph."""

    last: Speaker | None = None
    by_kind: dict[str, Speaker] = field(default_factory=dict)
    paragraph: int = -1


def speakers_in(sentence: Sentence, memory: Memory) -> list[Speaker]:
    """Return who is quoted in a sentence, in order, and keep them in memory.

    A sentence that names nobody continues what was said before it in its paragraph.
    """
    for mark in sentence.of("carrier"):
        _take_for_home(sentence, memory, mark)
    quoted = [
        speaker
        for mark in sentence.marks
        if (speaker := _speaker(sentence, mark, memory)) is not None
    ]
    quoted = list(_in_one_breath(sentence, quoted))
    for speaker in quoted:
        _remember(memory, speaker, sentence.paragraph)
    if not quoted and memory.last is not None and memory.paragraph == sentence.paragraph:
        return [_again(memory.last, 0)]
    return quoted


def _in_one_breath(sentence: Sentence, quoted: list[Speaker]) -> Iterator[Speaker]:
    """Yield speakers, each with the one whose name "and" joins before its own."""
    for speaker in quoted:
        at = speaker.first - 1
        mark = sentence.cover[at - 1] if at > 0 and sentence.word(at) == "and" else None
        other = None if mark is None else _named(sentence, mark)
        yield speaker if other is None else replace(speaker, other=other)


def _named(sentence: Sentence, mark: Mark) -> Speaker | None:
    """Return the originator or the country that a mark names."""
    name = mark.tags.get("actor") or mark.tags.get("country")
    if name is None:
        return None
    span, words = sentence.offsets(mark.first, mark.last), sentence.words(mark.first, mark.last)
    return Speaker(name.split("|")[0], words, span, mark.first, mark.last)


def _remember(memory: Memory, speaker: Speaker, paragraph: int) -> None:
    """Keep who spoke."""
    memory.last, memory.paragraph = speaker, paragraph
    kind = kinds_of_originators().get(speaker.name, "")
    memory.by_kind[kind] = speaker


def _take_for_home(sentence: Sentence, memory: Memory, mark: Mark) -> None:
    """Let "the ministry" be that of the country of a carrier that is named, if none was."""
    for row in words_of("originators"):
        if mark.tags["carrier"] in row.get("home", ()) and row["kind"] not in memory.by_kind:
            span, words = (
                sentence.offsets(mark.first, mark.last),
                sentence.words(mark.first, mark.last),
            )
            memory.by_kind[row["kind"]] = Speaker(row["name"], words, span, 0, 0)


def _speaker(sentence: Sentence, mark: Mark, memory: Memory) -> Speaker | None:
    """Return who speaks at a mark, None if it names nobody or says nothing of theirs."""
    if ("actor" in mark.tags and _speaks(sentence, mark)) or (
        "country" in mark.tags and _is_voice(sentence, mark)
    ):
        return _named(sentence, mark)
    kind = mark.tags.get("anaphora")
    if kind is None:
        return None
    if kind == "any":
        return _again(memory.last, mark.first) if memory.last else None
    if kind in memory.by_kind and _speaks(sentence, mark):
        return _again(memory.by_kind[kind], mark.first)
    return None


def _is_voice(sentence: Sentence, mark: Mark) -> bool:
    """Return whether a country stands for its government: "Japan said", "according to Japan"."""
    follows = sentence.word(mark.last + 1)
    said = sentence.is_(mark.last + 1, "say") or (
        follows in ("has", "had", "have") and sentence.is_(mark.last + 2, "say")
    )
    named_before = sentence.is_(mark.first - 1, "according")
    said = said or sentence.is_(mark.first - 1, "say")
    return said or (named_before and follows in (".", ",", "", "\u201d", '"', ";"))


def _again(speaker: Speaker, first: int) -> Speaker:
    """Return a speaker named before, as meant at a token of this sentence."""
    return Speaker(speaker.name, speaker.words, speaker.span, first, first)


def _speaks(sentence: Sentence, mark: Mark) -> bool:
    """Return whether a verb of saying goes with a name; a colon, or a date line in brackets."""
    after = sentence.word(mark.last + 1)
    if sentence.word(mark.first - 1) == ":" and after == "":  # a headline: "...: JCS"
        return True
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
