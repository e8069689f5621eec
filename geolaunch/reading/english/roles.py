"""What a measure in an English sentence is of: a flight's length, its height, its time.

The nearest governing word before a measure decides ("flew", "altitude", "landed"), unless what
follows it does ("50 km high", "200 km west of"). What could be flown, and how wide a zone is, are
no measures of a launch.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from geolaunch.reading.english.lengths import (
    is_away,
    is_far_after,
    is_from_launch,
    is_height_of_flight,
    is_noun_phrase,
    is_offset,
    is_sent,
    is_turn,
    is_up,
    is_width,
    is_with_a_height,
    offset_at,
)
from geolaunch.reading.english.measures import Measure
from geolaunch.reading.english.missiles import which_after, which_missile
from geolaunch.reading.english.sentences import Sentence

__all__ = ["Role", "roles_of"]

Kind = Literal["range", "apogee", "flight_time", "reference", "site_offset", ""]

# How far a governing word may stand before its measure, in tokens.
_REACH = 18
_NOUNS = ("altitude", "distance", "flight_time")
_VERBS = ("fly", "land", "fire", "detect", "fail")
_ALOFT = ("in", "aloft", "airborne")
_BREAKS = (";", "-", "\u2013", "\u2014")
_NO_FLIGHT = (
    "later",
    "earlier",
    "before",
    "after",
    "apart",
    "ago",
    "between",
    "interval",
    "since",
    "into",
)


@dataclass(frozen=True, slots=True)
class Role:
    """What a measure is of; `kind` is "" for what is none of a launch, `why` says why."""

    kind: Kind
    why: str = ""


_NOT_SAID = Role("", "of what is not told")
_BY_CUE = {
    "altitude": Role("apogee"),
    **dict.fromkeys(("fly", "distance", "flight_time"), Role("range")),
}


def roles_of(sentence: Sentence, measures: list[Measure]) -> Iterator[tuple[Measure, Role, str]]:
    """Yield each measure, what it is of, and which of several missiles it is of.

    A figure that only names its missile is of what the one before was: "and the second 120 km".
    """
    before: dict[bool, tuple[str, Role]] = {}
    for measure in measures:
        cue, at = governing(sentence, measure, measures)
        which, told_at = which_missile(sentence, measure.first)
        which = which or which_after(sentence, measure.last)
        role = _role(sentence, measure, cue, at)
        other, same = before.get(measure.is_length, ("", role))
        if which and other not in ("", which) and _says_no_more(sentence, at, told_at, measure):
            role = same
        if which == "2" and role.kind == "apogee" and _has_two_peaks(sentence):
            role = Role("", "a second peak")
        if which and role.kind and which != other:
            before[measure.is_length] = which, role
        yield measure, role, which


def _has_two_peaks(sentence: Sentence) -> bool:
    """Return whether two peaks of one flight are given: "its first peak at 101 km, its second"."""
    return any(sentence.word(mark.first) == "first" for mark in sentence.of("altitude"))


def _says_no_more(sentence: Sentence, cue_at: int, told_at: int, measure: Measure) -> bool:
    """Return whether a missile's name alone stands before a figure, and nothing that governs it."""
    gap = [at for at in range(told_at + 1, measure.first) if sentence.word(at) != ","]
    governed = told_at < cue_at < measure.first
    return not governed and len(gap) <= 2 and not any(_is_verb(sentence, at) for at in gap)


def _role(sentence: Sentence, measure: Measure, cue: str, at: int) -> Role:
    """Return what a measure is of, by what governs it and by what follows it."""
    if measure.low <= 0:
        return Role("", "not above zero")
    if not measure.is_length:
        return _role_of_duration(sentence, measure, cue, at)
    none = _no_length_of_a_flight(sentence, measure, at)
    if none:
        return Role("", none)
    role = _by_words_about(sentence, measure, cue, at)
    if role is not None:
        return role
    if cue != "altitude" and is_offset(sentence, measure):
        return _role_of_offset(sentence, measure, cue)
    if is_far_after(sentence, measure) or (cue == "fire" and is_sent(sentence, measure)):
        return Role("range")
    return _BY_CUE.get(cue, _NOT_SAID)


def _by_words_about(sentence: Sentence, measure: Measure, cue: str, at: int) -> Role | None:
    """Return what a length is of by the words right about it; None where the verb decides."""
    if is_up(sentence, measure) and not is_noun_phrase(sentence, measure):
        return Role("apogee")
    if cue == "altitude" and _is_explosion(sentence, at):
        return Role("", "the height of an explosion")
    if cue in ("land", "fail", "fire") and is_away(sentence, measure):
        return Role("range")
    if cue == "fail":
        return Role("range") if sentence.word(measure.first - 1) == "after" else _NOT_SAID
    if cue in ("fly", "distance") and is_height_of_flight(sentence, measure, at):
        return Role("apogee")
    lofted = any(mark.tags["trajectory"] == "ballistic" for mark in sentence.of("trajectory"))
    if lofted and sentence.is_(measure.first - 1, "reach"):
        return Role("apogee")  # "on its lofted flight it reached 2,111.5 km"
    if cue == "land" and sentence.word(measure.first - 1) == "after":
        return Role("range")  # "fell into the sea after 620 km"
    if cue == "detect" and sentence.word(measure.first - 1) == "for":
        return Role("range")  # "was followed by radar for 500 km"
    return None


def _is_verb(sentence: Sentence, at: int) -> bool:
    """Return whether a token governs what follows, or parts it from what stands before."""
    return sentence.is_(at, *_VERBS, *_NOUNS) or sentence.tokens[at].kind != "word"


def _no_length_of_a_flight(sentence: Sentence, measure: Measure, at: int) -> str:
    """Return why a length is none of a flight: a zone's, a turn's, a possible one; else ""."""
    if sentence.is_(measure.last + 1, "eez") or is_width(sentence, measure):
        return "the width of a zone"
    if _is_possible(sentence, measure, at):
        return "what could be, not what was"
    if sentence.word(measure.first - 1) in ("against", "than", "versus", "not"):
        return "what it is compared with"
    return "the length of a turn" if is_turn(sentence, measure) else ""


def governing(sentence: Sentence, measure: Measure, others: list[Measure]) -> tuple[str, int]:
    """Return the nearest governing word before a measure, as its category, and its token.

    A noun governs one measure; a verb all that follow it.
    """
    taken = [other.first for other in others if other.first < measure.first]
    for at in _outside_brackets(sentence, measure.first):
        if sentence.word(at) in _BREAKS and not sentence.tokens[at].joined:
            break
        for noun in _NOUNS:
            if sentence.is_(at, noun) and not any(at < first for first in taken):
                return noun, at
        for verb in _VERBS:
            if sentence.is_(at, verb) and not _is_name_part(sentence, at):
                return verb, at
    return "", measure.first


def _outside_brackets(sentence: Sentence, first: int) -> Iterator[int]:
    """Yield the tokens before one, back to `_REACH` of them; what stands in brackets is passed."""
    depth = count = 0
    for at in range(first - 1, -1, -1):
        word = sentence.word(at)
        if word == "(" and depth == 0:  # the measure itself stands in these
            continue
        depth += (word == ")") - (word == "(")
        count += depth == 0
        if count >= _REACH:
            return
        if depth == 0:
            yield at


def _is_name_part(sentence: Sentence, at: int) -> bool:
    """Return whether what looks like a verb is a noun here: "launch site"."""
    return sentence.word(at + 1) in ("site", "pad", "sites", "vehicle", "station", "ground", "area")


def _role_of_duration(sentence: Sentence, measure: Measure, cue: str, at: int) -> Role:
    """Return what a duration is of."""
    if _is_until_landing(sentence, measure, cue):
        return Role("flight_time")
    if _is_interval(sentence, measure):
        return Role("", "an interval, not a flight")
    if _is_possible(sentence, measure, at):
        return Role("", "what could be, not what was")
    if _is_flown_by_what_follows(sentence, measure):
        return Role("flight_time")
    if cue in ("flight_time", "fly") and measure.first - at <= _REACH:
        preceded = sentence.word(measure.first - 1)
        if preceded in ("every", "within", "after", "in") and cue == "fly":
            return Role("flight_time" if preceded == "in" else "", "an interval, not a flight")
        return Role("flight_time")
    return _NOT_SAID


def _is_flown_by_what_follows(sentence: Sentence, measure: Measure) -> bool:
    """Return whether what follows makes a duration one of a flight: "70 minutes in the air"."""
    following = measure.last + 1
    if sentence.word(following) == "to" and sentence.is_(following + 1, "fly", "land"):
        return True  # "took six minutes to cover"
    if sentence.is_(following, "fly") and sentence.word(following) in _ALOFT:
        return True
    for number in range(following, following + 4):
        if sentence.word(number) in ("flight", "long", "airborne", "aloft"):
            return True
        if sentence.word(number) in (",", ".", "(", "and"):
            break
    return False


def _is_until_landing(sentence: Sentence, measure: Measure, cue: str) -> bool:
    """Return whether a duration is that to a landing: "was fired and fell 86 minutes later"."""
    following = measure.last + 1
    after_launch = sentence.word(following) == "after" and any(
        sentence.is_(at, "fire") for at in range(following + 1, following + 5)
    )
    fired = any(mark.first < measure.first for mark in sentence.of("fire"))
    later = sentence.word(following) == "later" and fired
    return cue == "land" and (later or after_launch)


def _is_interval(sentence: Sentence, measure: Measure) -> bool:
    """Return whether a duration lies between events: "5 minutes later", "apart"."""
    after = measure.last + 1
    if sentence.word(after) not in _NO_FLIGHT:
        return False
    lands = any(sentence.is_(number, "land") for number in range(after + 1, after + 4))
    return sentence.word(after) != "before" or not lands


def _is_possible(sentence: Sentence, measure: Measure, at: int) -> bool:
    """Return whether a measure is of what could be flown: "can fly", "a range of up to"."""
    clause = sentence.clause(measure.first)
    if any(mark.first in clause for mark in sentence.of("standard")):
        return True
    for number in range(measure.first - 1, max(-1, min(at, measure.first) - 7), -1):
        if sentence.is_(number, "able"):
            flown = _is_flown_after(sentence, number, measure)
            return not flown and not is_with_a_height(sentence, measure)
        if sentence.word(number) in (";", ":") or (sentence.word(number) == "," and number < at):
            break
    return False


def _is_flown_after(sentence: Sentence, able: int, measure: Measure) -> bool:
    """Return whether a verb of what was done stands between "able to" and a measure."""
    done = (
        "flown",
        "fallen",
        "flew",
        "traveled",
        "travelled",
        "covered",
        "landed",
        "fell",
        "reached",
        "soared",
    )
    return any(sentence.word(number) in done for number in range(able + 1, measure.first))


def _is_explosion(sentence: Sentence, at: int) -> bool:
    """Return whether a height is that of an explosion: "exploded at an altitude of 800 m"."""
    for number in range(at - 1, max(-1, at - 6), -1):
        if sentence.is_(number, "fail"):
            return True
        if sentence.is_(number, "fly", "land") or sentence.word(number) == ",":
            return False
    return False


def _role_of_offset(sentence: Sentence, measure: Measure, cue: str) -> Role:
    """Return what a length from a place is of, by the verb that governs it."""
    offset = offset_at(sentence, measure)
    if offset and is_from_launch(sentence, offset[1]) and cue != "altitude":
        return Role("range")
    if sentence.is_(measure.first - 1, "copula") and cue != "distance":
        return Role("", "a distance between places")
    if cue in ("fly", "distance", "flight_time"):
        return Role("range") if not offset or not offset[0] else Role("reference")
    at_site = offset and not offset[0] and sentence.is_(offset[1], "site")
    if cue == "land" and at_site:
        return Role("range")  # "fell 370 km from Sunan"
    if cue == "land":
        staged = any(True for _ in sentence.of("stage"))
        return Role("", "where a stage fell") if staged else Role("reference")
    if cue in ("fire", "detect"):
        bracket = sentence.word(measure.first - 1) == "("
        return _NOT_SAID if bracket else Role("site_offset")
    return Role("", "a distance between places")
