"""What stands about a length in an English sentence: "50 km up", "800 km away", "200 km west of".

The words after a length and right before it, which tell what it is of whatever verb governs it.
"""

from __future__ import annotations

from geolaunch.reading.english.measures import Measure
from geolaunch.reading.english.sentences import Sentence

__all__ = [
    "is_away",
    "is_far_after",
    "is_from_launch",
    "is_height_of_flight",
    "is_noun_phrase",
    "is_offset",
    "is_sent",
    "is_turn",
    "is_up",
    "is_width",
    "is_with_a_height",
    "offset_at",
]

_WAYS = frozenset(
    (
        *("flight", "trajectory", "trip", "journey", "arc", "hop", "path", "course", "voyage"),
        *("track", "shot", "launch"),
    )
)
_BOUND = ("into", "toward", "towards", "to", "before", "on", "over", "across", "in", "and", ",")
_ORIGINS = frozenset(("launch", "site", "launchpad", "pad", "origin", "launcher"))
_STARTED = frozenset(("started", "began", "set", "rose", "came"))


def is_away(sentence: Sentence, measure: Measure) -> bool:
    """Return whether a target lay so far off, from nowhere but the site: "700 km away"."""
    ends = (".", ",", "", ")", "and", "\u201d", '"')
    following, then = sentence.word(measure.last + 1), sentence.word(measure.last + 2)
    if following in ("away", "distant"):
        return then not in ("from", "to")
    return following == "off" and then in ends


def is_up(sentence: Sentence, measure: Measure) -> bool:
    """Return whether what follows makes a length a height: "50 km high", "50 km up"."""
    following = measure.last + 1
    up = sentence.word(following) == "up" and sentence.word(following + 1) != "to"
    went_up = sentence.word(measure.first - 1) == "up" and sentence.is_(measure.first - 2, "fly")
    words = {sentence.word(at) for at in range(measure.first, measure.core)}
    return up or went_up or bool(words & {"high", "higher"}) or sentence.is_(following, "high")


def is_far_after(sentence: Sentence, measure: Measure) -> bool:
    """Return whether what follows makes a length one flown: "350 km in distance", "behind it"."""
    following, then = sentence.word(measure.last + 1), sentence.word(measure.last + 2)
    if sentence.is_(measure.last + 1, "far") or (following == "behind" and then in ("it", "them")):
        return True
    if following == "out" and then not in ("of", "to"):
        return True
    if following in ("separated", "separates", "lay") or (following, then) == ("is", "how"):
        return is_from_launch(sentence, measure.last + 2) or then == "how"
    for at in range(measure.last + 1, min(measure.last + 4, len(sentence.tokens))):
        if sentence.word(at) in _WAYS:
            return True
        if sentence.tokens[at].kind != "word" or sentence.is_(at, "distance", "flight_time"):
            return False
    return False


def is_noun_phrase(sentence: Sentence, measure: Measure) -> bool:
    """Return whether "altitude of" another figure follows."""
    return sentence.word(measure.last + 1) == "altitude" and (
        sentence.word(measure.last + 2) == "of"
    )


def is_width(sentence: Sentence, measure: Measure) -> bool:
    """Return whether a length is the width of a zone: "which extends 200 nautical miles"."""
    before = range(max(0, measure.first - 5), measure.first)
    if any(sentence.is_(number, "width") for number in before):
        return True
    if sentence.word(measure.last + 1) in ("area", "mark", "wide"):
        return True
    if sentence.word(measure.first - 1) in ("area", "zone"):  # "from the area 600 km off"
        return True
    after = range(measure.last + 1, min(measure.last + 4, len(sentence.tokens)))
    if any(sentence.word(number) in ("limit", "zone", "radius", "wide") for number in after):
        return True
    near = range(max(0, measure.first - 4), measure.first)
    return any(sentence.is_(number, "eez") for number in near) and measure.unit == "nmi"


def is_turn(sentence: Sentence, measure: Measure) -> bool:
    """Return whether a length is that of a manoeuvre."""
    turns = ("maneuver", "manoeuvre", "maneuvering", "manoeuvring", "turn")
    return any(sentence.word(measure.last + more) in turns for more in (1, 2, 3))


def offset_at(sentence: Sentence, measure: Measure) -> tuple[str, int] | None:
    """Return the direction words and the first token of the place of "200 km west of X"."""
    at = measure.last + 1
    at += sentence.word(at) in ("to", "away")
    at += sentence.word(at) == "the"
    direction = ""
    if sentence.is_(at, "wind"):
        mark = sentence.cover[at]
        last = mark.last if mark else at
        direction, at = sentence.words(at, last), last + 1
    if sentence.word(at) == "of" and direction:
        return direction, at + 1
    if sentence.word(at) in ("from", "off"):
        return direction, at + 1
    return None


def is_offset(sentence: Sentence, measure: Measure) -> bool:
    """Return whether a length is one from a place."""
    if measure.of_several:  # of several missiles: "370 km and 410 km from Sunan"
        offset = offset_at(sentence, measure)
        return offset is not None and not offset[0] and sentence.is_(offset[1], "site")
    mark = sentence.cover[measure.last + 1] if measure.last + 1 < len(sentence.tokens) else None
    if mark is not None and "sea" in mark.tags and sentence.word(mark.first) == "off":
        return True
    return offset_at(sentence, measure) is not None


def is_with_a_height(sentence: Sentence, measure: Measure) -> bool:
    """Return whether a height is given beside a range, so that both were flown."""
    if sentence.word(measure.last + 1) not in (",", "and", "with", "at"):
        return False
    near = range(measure.last + 2, measure.last + 5)
    return any(sentence.is_(at, "altitude") and sentence.word(at + 1) == "of" for at in near)


def is_height_of_flight(sentence: Sentence, measure: Measure, cue_at: int) -> bool:
    """Return whether a length is a height: "flew at 50 km", "covered 300 km at up to 50 km"."""
    if sentence.word(measure.first - 1) != "at":
        return False
    flew = sentence.word(measure.first - 2) in ("flew", "flying", "fly")
    return flew or any(sentence.is_(at, "unit") for at in range(cue_at, measure.first))


def is_sent(sentence: Sentence, measure: Measure) -> bool:
    """Return whether a missile was sent so far: "sent it some 950 km into the sea"."""
    following = measure.last + 1
    ends = following >= len(sentence.tokens) or sentence.word(following) in (*_BOUND, ".")
    return ends and sentence.word(measure.first - 1) not in ("site", "(", "at", "within", "of")


def is_from_launch(sentence: Sentence, first: int) -> bool:
    """Return whether a place is that of the launch: "its launch site", "where it was fired"."""
    for at in range(first, min(first + 5, len(sentence.tokens))):
        if sentence.word(at) in _ORIGINS:
            return True
        if sentence.word(at) == "where":
            after = range(at + 1, at + 6)
            return any(sentence.is_(n, "fire") or sentence.word(n) in _STARTED for n in after)
    return False
