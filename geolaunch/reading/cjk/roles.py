"""What the lengths and durations of Korean and Japanese sentences are of.

A noun before a measure governs it ("the flight distance is about 1,000 km"), or what follows it
does ("flew about 400 km", which in these languages stands after the measure). All measures of a
list are of what one of them is of; those of several missiles say of which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geolaunch.reading.cjk.measures import Measure, measures_in
from geolaunch.reading.cjk.missiles import which_missile
from geolaunch.reading.cjk.sentences import Cue, Sentence, starts

__all__ = [
    "with_roles",
]

_NEAR = 24  # characters between a noun and the measure that it governs
_LIST = 40  # characters between two measures of a list
_PARTICLES = "\u3001,\u306e\u306f\u304c\u3082\u3092\ub97c\uc744\uc740\ub294\uc774\uac00\ub3c4 :"
_TWO_PLACES = re.compile(
    "\\w\u3068[^\u3001,\\s]{1,8}\u306e$|\\w[\uacfc\uc640] \\S{1,6}$"
)  # X and Y
_LINKS = " \ub294\u308b"  # the end of a verb before a noun: "a height that exceeds 4,000 km"
_NOUNS = {"altitude": "apogee", "distance": "range", "flight_time": "flight_time", "able": "able"}


def with_roles(
    sentence: Sentence, cues: Sequence[Cue], taken: Sequence[tuple[int, int]]
) -> list[Measure]:
    """Return the measures of a sentence in order; `taken` are the places of times of day."""
    measures = measures_in(sentence, cues, taken)
    lengths = _governed(sentence, [measure for measure in measures if measure.is_length], cues)
    times = _governed(sentence, [measure for measure in measures if not measure.is_length], cues)
    return sorted((*lengths, *times), key=lambda measure: measure.start)


# --- what they are of -----------------------------------------------------------------------------


def _governed(sentence: Sentence, measures: list[Measure], cues: Sequence[Cue]) -> list[Measure]:
    """Return measures with what each is of."""
    governed: list[Measure] = []
    pending: list[str] = []
    for number, measure in enumerate(measures):
        begin = governed[-1].end if governed and governed[-1].why != _CORRECTED else 0
        following = measures[number + 1].start if number + 1 < len(measures) else len(sentence.text)
        nouns = _nouns(sentence, cues, begin, measure)
        listed = bool(governed) and _is_listed(sentence, governed[-1], measure)
        if len(nouns) > 1 and sentence.has("respective"):
            pending = list(nouns)
        if pending and (listed or len(nouns) > 1):
            kind, why = pending.pop(0), ""
        else:
            pending = []
            kind, why = _kind(sentence, cues, measure, following, nouns)
        if not kind and why == _NOT_SAID and listed:
            kind, why = governed[-1].kind, governed[-1].why
        if measure.kind != "far":
            measure = replace(
                measure, kind=kind, why=why, which=which_missile(sentence, measure.start)
            )
        governed.append(measure)
    return _numbered(sentence, _backwards(sentence, governed))


_NOT_SAID = "of what is not told"
_COULD = "what could be, not what was"
_TOLD = ("range", "apogee", "flight_time")
_CORRECTED = "corrected in the same sentence"


def _backwards(sentence: Sentence, measures: list[Measure]) -> list[Measure]:
    """Return measures, each that nothing governs with what the next of its list is of."""
    for number in range(len(measures) - 2, -1, -1):
        measure, after = measures[number], measures[number + 1]
        free = not measure.kind and measure.why == _NOT_SAID and after.kind in _TOLD
        if free and _is_listed(sentence, measure, after):
            measures[number] = replace(measure, kind=after.kind, why="")
    return measures


def _numbered(sentence: Sentence, measures: list[Measure]) -> list[Measure]:
    """Return measures, those of a list without ordinals numbered in their order."""
    for number in range(1, len(measures)):
        before, after = measures[number - 1], measures[number]
        if (
            before.kind != after.kind
            or after.kind not in _TOLD
            or not _is_listed(sentence, before, after)
        ):
            continue
        first = before.which or "1"
        measures[number - 1] = replace(before, which=first)  # "350 km, and the other 400"
        measures[number] = replace(after, which=after.which or str(int(first) + 1))
    return measures


def _is_listed(sentence: Sentence, first: Measure, second: Measure) -> bool:
    """Return whether two measures stand in one list: nothing but joining words between them."""
    between = sentence.text[first.end : second.start]
    if len(between) > _LIST:
        return False
    rest = sentence.forms.clock.sub("", between)
    for kind in ("ordinal", "actor"):
        rest = sentence.forms.names[kind][0].sub("", rest)
    for word in sentence.forms.words["joiner"]:
        rest = rest.replace(word, "")
    return not rest.strip()


def _nouns(sentence: Sentence, cues: Sequence[Cue], begin: int, measure: Measure) -> list[str]:
    """Return what the nouns before a measure make of it: the one beside it, those joined to it."""
    nouns = [c for c in cues if c.kind in _NOUNS and begin <= c.start and c.end <= measure.start]
    verbs = [c.end for c in cues if c.kind in ("fly", "land", "fire") and c.end <= measure.start]
    if not nouns or measure.start - nouns[-1].end > _NEAR:
        return []
    after = sentence.text[nouns[-1].end : measure.start]
    by = ("\u3067", "\ub85c ", "\uc73c\ub85c ", "\uc5d0\uc11c ")  # "at a height of"
    if after.startswith(by) or any(at > nouns[-1].end for at in verbs):
        return []
    joined = [nouns[-1]]
    for cue in reversed(nouns[:-1]):
        if joined[-1].start - cue.end > 3:
            break
        joined.append(cue)
    return [_noun(sentence, cue, cues) for cue in reversed(joined)]


def _noun(sentence: Sentence, cue: Cue, cues: Sequence[Cue]) -> str:
    """Return what a noun makes of a measure; a range that was measured is one flown."""
    measured = any(c.kind == "detect" and c.start > cue.end for c in cues)
    if (
        cue.kind == "able"
        and sentence.forms.lang == "ko"
        and (measured or sentence.has("corrected"))
    ):
        return "range"
    before = sentence.text[max(0, cue.start - 12) : cue.start].rstrip()
    if before.endswith(tuple(sentence.forms.words["between"])) or _TWO_PLACES.search(before):
        return "between"
    return _NOUNS[cue.kind]


def _kind(
    sentence: Sentence, cues: Sequence[Cue], measure: Measure, following: int, nouns: list[str]
) -> tuple[str, str]:
    """Return what a measure is of, and why it is of nothing."""
    reach = min(following, _comma(sentence.text, measure.end), measure.end + 16)
    if not measure.is_length:
        return _kind_of_duration(sentence, cues, measure, nouns)
    why = _no_length_of_a_flight(sentence, measure, nouns, reach)
    if why:
        return "", why
    if nouns:
        return nouns[-1], ""
    after = sentence.text[measure.end : measure.end + 12].lstrip(_LINKS)
    if starts(after, 0, sentence.forms.words["up"]):
        return "apogee", ""
    if _is_offset(sentence, measure):
        return "reference", ""
    return ("range", "") if _is_flown(sentence, cues, measure, reach) else ("", _NOT_SAID)


def _no_length_of_a_flight(
    sentence: Sentence, measure: Measure, nouns: list[str], reach: int
) -> str:
    """Return why a length is none of this flight: what could be, a zone's, a way's; else ""."""
    words = sentence.forms.words
    if nouns[-1:] == ["able"]:
        return _COULD
    if any(word in sentence.text[measure.end : reach] for word in words["could"]):
        return _COULD
    if starts(sentence.text, measure.end, (*words["eez"], "\uc758 \ubc30\ud0c0\uc801")):
        return "the width of a zone"
    if nouns[-1:] == ["between"] or _is_from_a_place(sentence, measure):
        return "a distance between places"
    return _CORRECTED if _is_corrected(sentence, measure) else ""


def _is_from_a_place(sentence: Sentence, measure: Measure) -> bool:
    """Return whether a length is a distance from a place: "1,300 km away from Tokyo"."""
    words, before = sentence.forms.words, sentence.text[: measure.start].rstrip()
    from_here = before.endswith(tuple(words["origin"]))
    away = starts(sentence.text, measure.end, words["apart"]) or starts(
        sentence.text, measure.end + 1, words["apart"]
    )
    return bool(away) and not from_here and before.endswith((*words["from"], *words["as_far_as"]))


def _is_flown(sentence: Sentence, cues: Sequence[Cue], measure: Measure, reach: int) -> bool:
    """Return whether what follows a length makes it one flown, or its origin before it does."""
    words = sentence.forms.words
    tail = sentence.text[measure.end : measure.end + 34]
    lead = len(tail) - len(tail.lstrip(_PARTICLES))
    if _flies(cues, measure.end, reach) or starts(tail, lead, words["away"]):
        return True
    if sentence.text[: measure.start].rstrip().endswith(tuple(words["origin"])):
        return True
    taken = tail.startswith(("\u3092", "\ub97c", "\uc744"))  # the object of a verb
    return taken and any(c.kind == "fly" and 0 <= c.start - measure.end <= 34 for c in cues)


def _comma(text: str, at: int) -> int:
    """Return where the next comma stands."""
    places = [text.find(mark, at) for mark in ("\u3001", ",")]
    return min((i for i in places if i >= 0), default=len(text))


def _kind_of_duration(
    sentence: Sentence, cues: Sequence[Cue], measure: Measure, nouns: list[str]
) -> tuple[str, str]:
    """Return what a duration is of: the time flown, or from launch to landing."""
    words = sentence.forms.words
    if "flight_time" in nouns or _flies(cues, measure.end, measure.end + 8):
        return "flight_time", ""
    flown = sentence.forms.duration.match(sentence.text, measure.start)
    spanned = flown is not None and any(word in flown.group() for word in words["span"])
    if spanned and _flies(cues, measure.end, measure.end + 34):
        return "flight_time", ""
    before = sentence.text[max(0, measure.start - 8) : measure.start]
    later = starts(sentence.text, measure.end, words["later"]) or starts(
        sentence.text, measure.end + 1, words["later"]
    )
    landed = any(c.kind == "land" and 0 <= c.start - measure.end <= 34 for c in cues)
    if later and landed and any(word in before for word in words["since_launch"]):
        return "flight_time", ""
    return "", "an interval, not a flight" if later else _NOT_SAID


def _flies(cues: Sequence[Cue], start: int, end: int) -> bool:
    """Return whether the first word that governs in [start, end] is of flying, or a distance."""
    first = next((c for c in cues if start <= c.start <= end and c.kind in _FLIGHT), None)
    return first is not None and first.kind in ("fly", "distance")


_FLIGHT = ("fly", "distance", "altitude", "able", "flight_time")


def _is_corrected(sentence: Sentence, measure: Measure) -> bool:
    """Return whether a measure is one that its sentence takes back."""
    before = sentence.text[max(0, measure.start - 8) : measure.start]
    return sentence.has("corrected") and any(
        word in before for word in sentence.forms.words["at_first"]
    )


def _is_offset(sentence: Sentence, measure: Measure) -> bool:
    """Return whether a length is a distance off a place: "the sea 200 km west of X"."""
    winds, _ = sentence.forms.names["winds"]
    before = sentence.text[max(0, measure.start - 9) : measure.start].rstrip()
    ends = tuple(sentence.forms.words["from_place"])
    for match in winds.finditer(before):
        rest = before[match.end() :].strip()
        sure = bool(rest) or sentence.forms.lang == "ja" or len(match.group()) > 1
        if rest in ends and sure:  # in Korean the sign for west ends "from" too
            return True
    after = sentence.text[measure.end : measure.end + 4].lstrip("\u306e ")
    names_a_sea = after.startswith(tuple(sentence.forms.names["sea"][1]))
    return winds.match(after) is not None and not names_a_sea
