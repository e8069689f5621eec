"""What the lengths and durations of Korean and Japanese sentences are of.

A noun before a figure governs it ("the flight distance is about 1,000 km"), or what follows it
does ("flew about 400 km", which in these languages is said after the figure). Of a list all figures
are of what one of them is of; figures told of several missiles say of which.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geolaunch.reading.cjk.forms import Cue, Sentence, starts
from geolaunch.reading.cjk.measures import Figure, plain_figures

__all__ = ["figures_in", "which_of"]

_NEAR = 24  # characters between a noun and the figure that it governs
_LIST = 40  # characters between two figures of a list
_PARTICLES = "\u3001,\u306e\u306f\u304c\u3082\u3092\ub97c\uc744\uc740\ub294\uc774\uac00\ub3c4 :"
_TWO_PLACES = re.compile(
    "\\w\u3068[^\u3001,\\s]{1,8}\u306e$|\\w[\uacfc\uc640] \\S{1,6}$"
)  # X and Y
_LINKS = " \ub294\u308b"  # the end of a verb before a noun: "a height that exceeds 4,000 km"
_NOUNS = {"altitude": "apogee", "distance": "range", "flight_time": "flight_time", "able": "able"}


def figures_in(
    line: Sentence, cues: Sequence[Cue], taken: Sequence[tuple[int, int]]
) -> list[Figure]:
    """Return the figures of a sentence in order; `taken` are the places of times of day."""
    found = plain_figures(line, cues, taken)
    lengths = _governed(line, [one for one in found if one.is_length], cues)
    times = _governed(line, [one for one in found if not one.is_length], cues)
    return sorted((*lengths, *times), key=lambda one: one.start)


# --- what they are of -----------------------------------------------------------------------------


def _governed(line: Sentence, found: list[Figure], cues: Sequence[Cue]) -> list[Figure]:
    """Return figures with what each is of."""
    told: list[Figure] = []
    pending: list[str] = []
    for number, figure in enumerate(found):
        begin = told[-1].end if told and told[-1].why != _CORRECTED else 0
        following = found[number + 1].start if number + 1 < len(found) else len(line.text)
        nouns = _nouns(line, cues, begin, figure)
        listed = bool(told) and _is_listed(line, told[-1], figure)
        if len(nouns) > 1 and line.has("respective"):
            pending = list(nouns)
        if pending and (listed or len(nouns) > 1):
            kind, why = pending.pop(0), ""
        else:
            pending = []
            kind, why = _kind(line, cues, figure, following, nouns)
        if not kind and why == _UNTOLD and listed:
            kind, why = told[-1].kind, told[-1].why
        if figure.kind != "far":
            figure = replace(figure, kind=kind, why=why, which=which_of(line, figure.start))
        told.append(figure)
    return _numbered(line, _backwards(line, told))


_UNTOLD = "of what is not told"
_COULD = "what could be, not what was"
_TOLD = ("range", "apogee", "flight_time")
_CORRECTED = "corrected in the same sentence"


def _backwards(line: Sentence, told: list[Figure]) -> list[Figure]:
    """Return figures, each that nothing governs with what the next of its list is of."""
    for number in range(len(told) - 2, -1, -1):
        one, after = told[number], told[number + 1]
        free = not one.kind and one.why == _UNTOLD and after.kind in _TOLD
        if free and _is_listed(line, one, after):
            told[number] = replace(one, kind=after.kind, why="")
    return told


def _numbered(line: Sentence, told: list[Figure]) -> list[Figure]:
    """Return figures, those of a list without ordinals numbered in their order."""
    for number in range(1, len(told)):
        one, two = told[number - 1], told[number]
        if one.kind != two.kind or two.kind not in _TOLD or not _is_listed(line, one, two):
            continue
        first = one.which or "1"
        told[number - 1] = replace(one, which=first)  # "350 km, and the other 400"
        told[number] = replace(two, which=two.which or str(int(first) + 1))
    return told


def _is_listed(line: Sentence, one: Figure, two: Figure) -> bool:
    """Return whether two figures stand in one list: nothing but joining words between them."""
    between = line.text[one.end : two.start]
    if len(between) > _LIST:
        return False
    rest = line.forms.clock.sub("", between)
    for kind in ("ordinal", "actor"):
        rest = line.forms.names[kind][0].sub("", rest)
    for word in line.forms.words["joiner"]:
        rest = rest.replace(word, "")
    return not rest.strip()


def _nouns(line: Sentence, cues: Sequence[Cue], begin: int, figure: Figure) -> list[str]:
    """Return what the nouns before a figure make of it: the one beside it, those joined to it."""
    found = [c for c in cues if c.kind in _NOUNS and begin <= c.start and c.end <= figure.start]
    verbs = [c.end for c in cues if c.kind in ("fly", "land", "fire") and c.end <= figure.start]
    if not found or figure.start - found[-1].end > _NEAR:
        return []
    after = line.text[found[-1].end : figure.start]
    by = ("\u3067", "\ub85c ", "\uc73c\ub85c ", "\uc5d0\uc11c ")  # "at a height of"
    if after.startswith(by) or any(at > found[-1].end for at in verbs):
        return []
    joined = [found[-1]]
    for cue in reversed(found[:-1]):
        if joined[-1].start - cue.end > 3:
            break
        joined.append(cue)
    return [_noun(line, cue, cues) for cue in reversed(joined)]


def _noun(line: Sentence, cue: Cue, cues: Sequence[Cue]) -> str:
    """Return what a noun makes of a figure; a range that was measured is one flown."""
    measured = any(c.kind == "detect" and c.start > cue.end for c in cues)
    if cue.kind == "able" and line.forms.lang == "ko" and (measured or line.has("corrected")):
        return "range"
    before = line.text[max(0, cue.start - 12) : cue.start].rstrip()
    if before.endswith(tuple(line.forms.words["between"])) or _TWO_PLACES.search(before):
        return "between"
    return _NOUNS[cue.kind]


def _kind(
    line: Sentence, cues: Sequence[Cue], figure: Figure, following: int, nouns: list[str]
) -> tuple[str, str]:
    """Return what a figure is of, and why it is of nothing."""
    reach = min(following, _comma(line.text, figure.end), figure.end + 16)
    if not figure.is_length:
        return _kind_of_duration(line, cues, figure, nouns)
    why = _no_length_of_a_flight(line, figure, nouns, reach)
    if why:
        return "", why
    if nouns:
        return nouns[-1], ""
    after = line.text[figure.end : figure.end + 12].lstrip(_LINKS)
    if starts(after, 0, line.forms.words["up"]):
        return "apogee", ""
    if _is_offset(line, figure):
        return "reference", ""
    return ("range", "") if _is_flown(line, cues, figure, reach) else ("", _UNTOLD)


def _no_length_of_a_flight(line: Sentence, figure: Figure, nouns: list[str], reach: int) -> str:
    """Return why a length is none of this flight: what could be, a zone's, a way's; else ""."""
    words = line.forms.words
    if nouns[-1:] == ["able"]:
        return _COULD
    if any(word in line.text[figure.end : reach] for word in words["could"]):
        return _COULD
    if starts(line.text, figure.end, (*words["eez"], "\uc758 \ubc30\ud0c0\uc801")):
        return "the width of a zone"
    if nouns[-1:] == ["between"] or _is_from_a_place(line, figure):
        return "a distance between places"
    return _CORRECTED if _is_corrected(line, figure) else ""


def _is_from_a_place(line: Sentence, figure: Figure) -> bool:
    """Return whether a length is told from a place: "1,300 km away from Tokyo"."""
    words, before = line.forms.words, line.text[: figure.start].rstrip()
    from_here = before.endswith(tuple(words["origin"]))
    away = starts(line.text, figure.end, words["apart"]) or starts(
        line.text, figure.end + 1, words["apart"]
    )
    return bool(away) and not from_here and before.endswith((*words["from"], *words["as_far_as"]))


def _is_flown(line: Sentence, cues: Sequence[Cue], figure: Figure, reach: int) -> bool:
    """Return whether what follows a length makes it one flown, or its origin before it does."""
    words = line.forms.words
    tail = line.text[figure.end : figure.end + 34]
    lead = len(tail) - len(tail.lstrip(_PARTICLES))
    if _flies(cues, figure.end, reach) or starts(tail, lead, words["away"]):
        return True
    if line.text[: figure.start].rstrip().endswith(tuple(words["origin"])):
        return True
    taken = tail.startswith(("\u3092", "\ub97c", "\uc744"))  # the object of a verb
    return taken and any(c.kind == "fly" and 0 <= c.start - figure.end <= 34 for c in cues)


def _comma(text: str, at: int) -> int:
    """Return where the next comma stands."""
    found = [text.find(mark, at) for mark in ("\u3001", ",")]
    return min((i for i in found if i >= 0), default=len(text))


def _kind_of_duration(
    line: Sentence, cues: Sequence[Cue], figure: Figure, nouns: list[str]
) -> tuple[str, str]:
    """Return what a duration is of: the time flown, or from launch to landing."""
    words = line.forms.words
    if "flight_time" in nouns or _flies(cues, figure.end, figure.end + 8):
        return "flight_time", ""
    flown = line.forms.duration.match(line.text, figure.start)
    spanned = flown is not None and any(one in flown.group() for one in words["span"])
    if spanned and _flies(cues, figure.end, figure.end + 34):
        return "flight_time", ""
    before = line.text[max(0, figure.start - 8) : figure.start]
    later = starts(line.text, figure.end, words["later"]) or starts(
        line.text, figure.end + 1, words["later"]
    )
    landed = any(c.kind == "land" and 0 <= c.start - figure.end <= 34 for c in cues)
    if later and landed and any(one in before for one in words["since_launch"]):
        return "flight_time", ""
    return "", "an interval, not a flight" if later else _UNTOLD


def _flies(cues: Sequence[Cue], start: int, end: int) -> bool:
    """Return whether the first word that governs in [start, end] is of flying, or a distance."""
    first = next((c for c in cues if start <= c.start <= end and c.kind in _FLIGHT), None)
    return first is not None and first.kind in ("fly", "distance")


_FLIGHT = ("fly", "distance", "altitude", "able", "flight_time")


def _is_corrected(line: Sentence, figure: Figure) -> bool:
    """Return whether a figure is one that its sentence takes back."""
    before = line.text[max(0, figure.start - 8) : figure.start]
    return line.has("corrected") and any(word in before for word in line.forms.words["at_first"])


def _is_offset(line: Sentence, figure: Figure) -> bool:
    """Return whether a length is told from a place: "the sea 200 km west of X"."""
    winds, _ = line.forms.names["winds"]
    before = line.text[max(0, figure.start - 9) : figure.start].rstrip()
    ends = tuple(line.forms.words["from_place"])
    for match in winds.finditer(before):
        rest = before[match.end() :].strip()
        sure = bool(rest) or line.forms.lang == "ja" or len(match.group()) > 1
        if rest in ends and sure:  # in Korean the sign for west ends "from" too
            return True
    after = line.text[figure.end : figure.end + 4].lstrip("\u306e ")
    names_a_sea = after.startswith(tuple(line.forms.names["sea"][1]))
    return winds.match(after) is not None and not names_a_sea


def which_of(line: Sentence, at: int) -> str:
    """Return of which of several missiles what stands at `at` is told; "" for all, or for none."""
    pattern, table = line.forms.names["ordinal"]
    words = line.forms.words
    which, since = "", 0
    for match in pattern.finditer(line.text, 0, at):
        after = line.text[match.end() :].lstrip()
        if not after.startswith(tuple(words.get("no_ordinal", ()))):
            which, since = table[match.group()], match.end()
    return "" if any(word in line.text[since:at] for word in words["together"]) else which
