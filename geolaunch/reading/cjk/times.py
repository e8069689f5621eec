"""Times of day in a Korean or Japanese sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geolaunch.reading.cjk.sentences import Cue, Sentence

__all__ = [
    "Clock",
    "clocks_in",
]


@dataclass(frozen=True, slots=True)
class Clock:
    """One time of day or two, "HH:MM", at [start, end) of a sentence.

    `listed` says that two are given beside each other, not as the ends of an interval. `kind` is
    that of the word that governs it: "fire", "land", "say", "zone" for a time in another zone.
    """

    times: tuple[str, ...]
    start: int
    end: int
    listed: bool
    kind: str


# --- times of day ---------------------------------------------------------------------------------


def clocks_in(sentence: Sentence, cues: Sequence[Cue], actors: Sequence[int]) -> Iterator[Clock]:
    """Yield the times of day; `actors` are the ends of the names of speakers."""
    words = sentence.forms.words
    for match in sentence.forms.clock.finditer(sentence.text):
        around = sentence.text[max(0, match.start() - 10) : match.end() + 8]
        times = [
            minutes
            for minutes in (_first(match, words), _second(match, words))
            if minutes is not None
        ]
        if not times or times[0] < 0 or times[-1] < 0:
            continue
        if match["around"] in words["whole_hour"] and len(times) == 1:
            times.append(times[0] + 59)  # "in the hour of seven"
        spelt = tuple(dict.fromkeys(f"{minutes // 60:02d}:{minutes % 60:02d}" for minutes in times))
        kind = governing_verb(sentence, cues, match.start(), match.end(), actors)
        if any(zone in around for zone in words["zones"]):
            kind = "zone"
        listed = len(spelt) > 1 and match["until"] in words["both"]
        yield Clock(spelt, match.start(), match.end(), listed, kind)


def governing_verb(
    sentence: Sentence, cues: Sequence[Cue], start: int, end: int, actors: Sequence[int]
) -> str:
    """Return what happened at a time or on a day: the kind of the next verb, "" without one."""
    kinds = [cue.kind for cue in cues if cue.start >= end and cue.kind in _VERBS]
    kind = kinds[0] if kinds else ""
    if _of_speaker(sentence, start, end, actors) and "say" in kinds:
        return "say"
    return "fire" if kind in ("detect", "do") else kind


_VERBS = ("fire", "land", "say", "detect", "do")


_PARTS = frozenset("\u3001,\"'\u201c\u2018\u300c")  # commas and opening quotes


def _of_speaker(sentence: Sentence, start: int, end: int, actors: Sequence[int]) -> bool:
    """Return whether a time is the speaker's: "the ministry, on the 13th, ..."."""
    before = sentence.text[:start].rstrip()
    near = any(0 < len(before) - at <= 3 for at in actors)
    after = sentence.text[end:].lstrip(" ")[:1]
    return near and (after in _PARTS or sentence.forms.day.search(sentence.text, end) is not None)


def _first(match: re.Match[str], words: dict[str, object]) -> int | None:
    """Return the first time of a match in minutes, -1 for one that cannot be."""
    if match["noon"]:
        return 12 * 60
    half = match["half1"] or match["halfc1"]
    minute = match["minute1"] or match["minutec1"] or ("30" if match["thirty1"] else "0")
    return _minutes(half, match["hour1"] or match["hourc1"], minute, words)


def _second(match: re.Match[str], words: dict[str, object]) -> int | None:
    """Return the second time, which may leave out the half of the day and the hour; None."""
    if not match["until"]:
        return None
    half = match["half2"] or match["halfc2"] or match["half1"] or match["halfc1"]
    hour = match["hour2"] or match["hourc2"] or match["hour1"] or match["hourc1"] or "12"
    minute = match["minute2"] or match["minutec2"] or match["minute_alone"]
    return _minutes(half, hour, minute or ("30" if match["thirty2"] else "0"), words)


def _minutes(half: str | None, hour: str, minute: str, words: dict[str, object]) -> int:
    """Return a time of day in minutes, -1 for one that cannot be."""
    halves: dict[str, list[str]] = words["halves"]  # type: ignore[assignment]
    hours, minutes = int(hour), int(minute)
    if half in halves["pm"] and hours < 12:
        hours += 12
    if half in halves["am"] and hours == 12:
        hours = 0
    return hours * 60 + minutes if hours < 24 and minutes < 60 else -1


# --- days -----------------------------------------------------------------------------------------
