"""What reading takes from words: mentions, and the statements of speakers that hold them.

A mention is one value with its words; a statement, all that one speaker says in one sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

__all__ = [
    "Mention",
    "Speaker",
    "Statement",
    "speaker_of",
    "statements_of",
]


@dataclass(slots=True)
class Statement:
    """What one sentence says of a launch by one speaker; `dates` are the days that may be meant.

    `day` holds the words of the day, `paragraph` counts from 0.
    """

    speaker: Speaker | None
    dates: tuple[date, ...]
    day: Mention | None
    paragraph: int
    mentions: list[Mention] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Speaker:
    """An originator as named at tokens [first, last] of the sentence at hand, with its words.

    `other` is who says the same in one breath: "Seoul and Tokyo said".
    """

    name: str
    words: str
    span: tuple[int, int]
    first: int
    last: int
    other: Speaker | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One value read from words: the field of a report that it is of, its words, their place.

    Of two values of a field the one of higher `rank` is meant; `first` is its first token in the
    sentence, by which it is given to a speaker; `which` says which of several missiles it is of.
    """

    field: str
    value: Any
    words: str
    span: tuple[int, int]
    rank: int = 2
    first: int = 0
    which: str = ""


def speaker_of(speakers: list[Speaker], first: int, mentions_first: int) -> Speaker | None:
    """Return whose a value at token `first` is; `mentions_first` is where the first value stands.

    Where the first speaker stands before all values each value is the last speaker's before it,
    else the next one's after it.
    """
    if not speakers:
        return None
    if len(speakers) == 1:
        return speakers[0]
    if speakers[0].first <= mentions_first:
        before = [speaker for speaker in speakers if speaker.first <= first]
        return before[-1] if before else speakers[0]
    after = [speaker for speaker in speakers if speaker.first >= first]
    return after[0] if after else speakers[-1]


def statements_of(
    mentions: list[Mention],
    speakers: list[Speaker],
    dates: tuple[date, ...],
    day: Mention | None,
    paragraph: int,
) -> list[Statement]:
    """Return the mentions of a sentence as the statements of its speakers, [] if it says nothing.

    A sentence that names a day alone is one statement, of its first speaker.
    """
    if not mentions and not dates:
        return []
    first = min((mention.first for mention in mentions), default=0)
    statements: dict[str, Statement] = {}
    for mention in mentions:
        speaker = speaker_of(speakers, mention.first, first)
        for voice in (speaker, speaker.other) if speaker and speaker.other else (speaker,):
            name = voice.name if voice else ""
            statement = statements.setdefault(name, Statement(voice, dates, day, paragraph))
            statement.mentions.append(mention)
    if statements:
        return list(statements.values())
    return [Statement(speakers[0] if speakers else None, dates, day, paragraph)]
