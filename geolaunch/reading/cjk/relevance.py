"""The parts of a Korean or Japanese sentence that are about no launch at hand.

Other launches, totals of a year, and what could be: "last year", "the seventh this year", "if it
were fired on a normal trajectory".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from geolaunch.reading.cjk.days import Day
from geolaunch.reading.cjk.forms import any_of
from geolaunch.reading.cjk.measures import Measure
from geolaunch.reading.cjk.sentences import Cue, Sentence

__all__ = [
    "is_event",
    "of_another_time",
]

_SHORT = 20  # characters: "the missile was one" and no more


_COULD = "what could be, not what was"
_NEAR_DAYS = 2  # from the launch, or from the date of the text: still the same one


def of_another_time(
    sentence: Sentence,
    days: Sequence[Day],
    launch: date | None,
    base: date | None,
    *,
    launch_known: bool,
) -> list[tuple[int, int, str]]:
    """Return the parts of a sentence that are about other times, or of what could be, and why.

    `launch` is the day of the launch as stated before, `base` that of the text; `launch_known` says
    whether a launch was reported before.
    """
    words, text = sentence.forms.words, sentence.text
    parts = [(start, len(text), _COULD) for start, _ in _spots(sentence, "if")]
    for start, end in _spots(sentence, "total"):
        if words["month"] not in text[end : end + 6]:  # "on 27 March this year" is a day
            begin, until = _segment(text, start, end)
            if _counts_launches(sentence, begin, until):  # "37 times this year, 73 missiles in all"
                until = len(text)
            parts.append((begin, until, "told of a year"))
    parts += [(0, len(text), _COULD) for _ in _spots(sentence, "plan")[:1]]
    now = sentence.has("now")
    past = [span for span in _spots(sentence, "past") if not _since(sentence, span[1])]
    past += list(_other_years(sentence, base))
    past += [
        (day.start, day.end)
        for day in days
        if (
            _is_another(day, days, launch, base, now=now)
            if day.dates
            else day.past and launch_known
        )
    ]
    for start, end in past:
        begin = _segment(text, start, end)[0]
        parts.append((begin, _compared(sentence, end), "told of another time"))
    return parts


def _other_years(sentence: Sentence, base: date | None) -> Iterator[tuple[int, int]]:
    """Yield the years and months that are named without a day, but for the text's own.

    The month before is no other time: a text of the first tells of the last day.
    """
    for match in sentence.forms.month.finditer(sentence.text):
        year, month = int(match["year"] or 0), int(match["month"] or match["alone"] or 0)
        own = base is None or (
            year in (0, base.year) and month in (0, base.month, (base.month - 2) % 12 + 1)
        )
        stated = bool(match["year"]) and base is None
        if (stated or not own) and not _since(sentence, match.end()):
            yield match.span()


def _counts_launches(sentence: Sentence, begin: int, until: int) -> bool:
    """Return whether a part of a sentence tells of several launches, not of the how-manyth."""
    part = sentence.text[begin:until]
    times = (word for word in sentence.forms.words["times"] if word in part)
    return any(part[part.find(w) + len(w) :][:1] not in ("\u76ee", "\uc9f8") for w in times)


def _spots(sentence: Sentence, kind: str) -> list[tuple[int, int]]:
    """Return where the words of a list stand, but for those that a longer word hides."""
    if not sentence.has(kind):
        return []
    hidden = sentence.forms.words["no_cue"]
    pattern = re.compile(any_of((*sentence.forms.words[kind], *hidden)))
    return [
        match.span() for match in pattern.finditer(sentence.text) if match.group() not in hidden
    ]


def _segment(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of a sentence between commas that holds [start, end)."""
    begin = max(text.rfind("\u3001", 0, start), text.rfind(", ", 0, start)) + 1
    ends = [at for mark in ("\u3001", ", ") if (at := text.find(mark, end)) >= 0]
    return begin, min(ends, default=len(text))


def _since(sentence: Sentence, end: int) -> bool:
    """Return whether a time is only one since which others are counted."""
    near = sentence.text[end : end + 16]
    cut = min((at for mark in ("\u3001", ",") if (at := near.find(mark)) >= 0), default=16)
    return any(word in near[:cut] for word in sentence.forms.words["since"])


def _compared(sentence: Sentence, end: int) -> int:
    """Return where the words about another time end: at "than", else with the sentence."""
    ends = [
        at for word in sentence.forms.words["than"] if (at := sentence.text.find(word, end)) >= 0
    ]
    return min(ends, default=len(sentence.text))


def _is_another(
    day: Day, days: Sequence[Day], launch: date | None, base: date | None, *, now: bool
) -> bool:
    """Return whether a day is another launch's: one said to be over, or one beside "this time"."""
    if not (day.past or now):
        return False
    if now and not day.past:
        known = launch or base
        return known is not None and abs((known - day.dates[0]).days) > _NEAR_DAYS
    earlier = [other.dates[0] for other in days if other.start < day.start and other.dates]
    known = earlier[0] if earlier else launch
    return known is not None and known != day.dates[0]


def is_event(sentence: Sentence, cues: list[Cue], measures: list[Measure]) -> bool:
    """Return whether a sentence says what missiles did."""
    missiles = sentence.has("missile")
    kinds = {cue.kind for cue in cues}
    moved = bool(kinds & {"fly", "fire", "land"})
    if (not missiles and sentence.has("other_thing")) or (not moved and sentence.has("defence")):
        return False
    measured = bool(kinds & {"altitude", "distance", "flight_time"}) or any(
        f.kind for f in measures
    )
    short = len(sentence.text.strip()) <= _SHORT
    detected = "detect" in kinds or sentence.has("identified") or short
    return moved or measured or (missiles and detected)
