"""English prose read sentence by sentence: what each says of a launch, whose words, of which day.

What is told of other launches, of a year or of what could be is left, and listed where it holds a
number with a unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from geolaunch.direction import parse_direction
from geolaunch.measures import Measure, measures, quantity_of
from geolaunch.missilewords import missile_words
from geolaunch.moments import Clock, Day, clocks, days
from geolaunch.quantity import check_distance
from geolaunch.roles import role_of
from geolaunch.sentences import Finding, Sentence, finding, sentences
from geolaunch.speakers import Memory, Speaker, speaker_of, speakers
from geolaunch.tokens import is_east_asian
from geolaunch.vocabulary import english
from geolaunch.whereabouts import (
    governing_verb,
    landings,
    launch_sites,
    reference_landing,
    sea_of_offset,
)

__all__ = ["Left", "Told", "date_of_text", "read_english"]

# Where an article's own date stands: in its head.
_HEAD = 400


_SPEAKS_NEXT_DAY = "KCNA"  # it tells of a launch on the day after


@dataclass(frozen=True, slots=True)
class Left:
    """Words that were not used, the sentence they stand in, and why."""

    words: str
    span: tuple[int, int]
    sentence: str
    why: str


@dataclass(slots=True)
class Told:
    """What one sentence says of a launch by one speaker; `dates` are the days that may be meant.

    `day` holds the words of the day. `new_paragraph` says that the one before stood in another.
    """

    speaker: Speaker | None
    dates: tuple[date, ...]
    day: Finding | None
    paragraph: int
    findings: list[Finding] = field(default_factory=list)


def date_of_text(text: str) -> date | None:
    """Return the date that stands in the head of a text, with its year; None without one."""
    for sentence in sentences(text[:_HEAD], english()):
        for day in days(sentence, None):
            if len(day.dates) == 1 and not day.background:
                return day.dates[0]
    return None


def read_english(text: str, base: date | None) -> tuple[list[Told], list[Left], list[Finding]]:
    """Return what is told of launches, what was left, and the carriers named, in order."""
    told, left, carriers = list[Told](), list[Left](), list[Finding]()
    memory, known = Memory(), False
    for sentence in sentences(text, english()):
        if is_east_asian(text[slice(*sentence.span)]):
            continue
        carriers += _carriers(sentence)
        who = speakers(sentence, memory)
        all_measures = measures(sentence)
        known = known or _names_missiles(sentence)
        if not (_is_event(sentence) and (known or all_measures)):
            left += _unused(sentence, all_measures, "tells of no launch")
        elif _is_background(sentence, days(sentence, base)):
            left += _unused(sentence, all_measures, "told of another time")
        else:
            told += _told(sentence, who, all_measures, base, left)
        left += _without_number(sentence)
    return told, left, carriers


# --- which sentences tell of the launch -----------------------------------------------------------


def _names_missiles(sentence: Sentence) -> bool:
    """Return whether a sentence names missiles."""
    return any(True for kind in ("class", "missile", "thing") for _ in sentence.of(kind))


def _is_event(sentence: Sentence) -> bool:
    """Return whether a sentence tells what missiles did."""
    verbs = [
        mark for mark in sentence.marks if mark.tags.keys() & {"fire", "fly", "land", "detect"}
    ]
    if not verbs:
        return any(True for kind in ("altitude", "distance") for _ in sentence.of(kind))
    others = any(True for _ in sentence.of("other_thing"))
    if others and not _names_missiles(sentence):
        return False
    return not all(_is_only_possible(sentence, mark.first) for mark in verbs)


def _is_only_possible(sentence: Sentence, at: int) -> bool:
    """Return whether a verb says what may be: "could fly", "plans to launch"."""
    near = range(at - 1, max(-1, at - 3), -1)
    return any(sentence.is_(number, "able") for number in near)


def _is_background(sentence: Sentence, named: list[Day]) -> bool:
    """Return whether a sentence tells of another time, and of no day that it names."""
    if any(not day.background for day in named):
        return False
    if any(True for _ in sentence.of("background")):
        return True
    for mark in sentence.of("month"):
        if sentence.word(mark.first - 1) in ("in", "last", "since") and (
            not any(day.first <= mark.first <= day.last for day in named)
        ):
            return True
    return any(_is_year(sentence, number) for number in range(1, len(sentence.tokens)))


def _is_year(sentence: Sentence, number: int) -> bool:
    """Return whether a token is a year told as a time: "in 2017"."""
    word = sentence.word(number)
    is_year = len(word) == 4 and word.isdecimal() and 1950 <= int(word) <= 2100
    alone = not sentence.is_(number + 1, "unit", "thing", "zone", "class")
    return is_year and alone and sentence.word(number - 1) in ("in", "since", "of", "during")


# --- one sentence ---------------------------------------------------------------------------------


def _told(
    sentence: Sentence,
    who: list[Speaker],
    found: list[Measure],
    base: date | None,
    left: list[Left],
) -> Iterator[Told]:
    """Yield what each speaker says in a sentence; add to `left` what is not used."""
    findings = list(_findings(sentence, found, left))
    named = days(sentence, base)
    times = list(clocks(sentence, base))
    day = _launch_day(sentence, named, who)
    left += [
        _left(sentence, one.first, one.last, "a day that needs the date of the text")
        for one in named
        if not one.dates and not one.background
    ]
    findings += _times(sentence, times)
    dates = _korean(day, times) if day else ()
    words = finding(sentence, "date", dates, day.first, day.last) if day else None
    if not findings and not dates:
        return
    first = min((one.first for one in findings), default=0)
    groups: dict[str, Told] = {}
    for one in findings:
        speaker = speaker_of(who, one.first, first)
        name = speaker.name if speaker else ""
        groups.setdefault(name, Told(speaker, dates, words, sentence.paragraph)).findings.append(
            one
        )
    yield from groups.values() or [Told(who[0] if who else None, dates, words, sentence.paragraph)]


def _findings(sentence: Sentence, found: list[Measure], left: list[Left]) -> Iterator[Finding]:
    """Yield what a sentence says, but for days and times."""
    offsets = list[Measure]()
    for measure in found:
        role = role_of(sentence, measure, found)
        if role.kind == "site_offset":
            offsets.append(measure)
        elif role.kind == "reference":
            yield from _reference(sentence, measure, left)
        elif role.kind:
            yield from _quantities(sentence, role.kind, measure, left)
        else:
            left.append(_left(sentence, measure.first, measure.last, role.why))
    sites = list(launch_sites(sentence, offsets))
    yield from sites
    for offset in offsets:
        at = sentence.offsets(offset.first, offset.last)
        if not any(one.span[0] <= at[0] and at[1] <= one.span[1] for one in sites):
            left.append(_left(sentence, offset.first, offset.last, "of a place that is not known"))
    yield from landings(sentence)
    yield from missile_words(sentence)
    yield from _directions(sentence)
    for mark in sentence.of("trajectory"):
        yield finding(sentence, "trajectory", mark.tags["trajectory"], mark.first, mark.last)


def _quantities(
    sentence: Sentence, kind: str, measure: Measure, left: list[Left]
) -> Iterator[Finding]:
    """Yield a measure as a quantity, and its other readings."""
    quantity = quantity_of(measure, sentence)
    path = kind == "range" and _is_path(sentence)
    try:
        if kind == "range":
            check_distance(quantity)
    except ValueError:
        left.append(_left(sentence, measure.first, measure.last, "beyond the antipode"))
        return
    name = "path_length" if path else kind
    yield finding(sentence, name, quantity, measure.first, measure.last)
    for value, unit in measure.others:
        other = Measure(
            value, value, unit, measure.qualifier, measure.first, measure.last, measure.core
        )
        yield finding(sentence, name, quantity_of(other, sentence), measure.first, measure.last)


def _is_path(sentence: Sentence) -> bool:
    """Return whether a distance is the length of a way with turns."""
    cruise = any(mark.tags["class"].startswith("cruise") for mark in sentence.of("class"))
    shaped = {"orbit", "orbits", "oval", "elliptical", "circular", "pattern", "eight"}
    return cruise or any(
        shaped & {token.text for token in sentence.tokens[mark.first : mark.last + 1]}
        for mark in sentence.of("path")
    )


def _reference(sentence: Sentence, measure: Measure, left: list[Left]) -> Iterator[Finding]:
    """Yield a landing told from a place, and the sea that it lies in."""
    found = reference_landing(sentence, measure)
    if found is None:
        left.append(_left(sentence, measure.first, measure.last, "of a place that is not known"))
        return
    yield found
    sea = sea_of_offset(sentence, found)
    if sea is not None:
        yield sea


def _directions(sentence: Sentence) -> Iterator[Finding]:
    """Yield the directions of flight: "eastward", "toward the northeast"."""
    for mark in sentence.of("wind"):
        at = mark.first - 1
        at -= sentence.word(at) in ("the", "a", "an")
        text = sentence.word(mark.last)
        towards = sentence.word(at) in ("toward", "towards", "to", "in", "heading", "due", "headed")
        ends = text.endswith(("ward", "wards")) or sentence.word(mark.last + 1) == "direction"
        plain = sentence.is_(mark.first - 1, "fly", "fire") and not text.endswith("ern")
        verb = governing_verb(sentence, mark.first)
        follows = sentence.word(mark.last + 1)
        named = follows in ("of", "coast", "korea", "korean", "sea", "part", "province", "pyongan")
        capital = sentence.tokens[mark.first].capital
        if capital or named or verb not in ("fly", "fire", "detect"):
            continue
        if ends or plain or (towards and not text.endswith("ern")):
            words = sentence.words(mark.first, mark.last)
            yield finding(sentence, "direction", parse_direction(words), mark.first, mark.last)


# --- when -----------------------------------------------------------------------------------------


def _launch_day(sentence: Sentence, named: list[Day], who: list[Speaker]) -> Day | None:
    """Return the day of the launch that a sentence tells of; None where it names none."""
    near = [day for day in named if day.dates and not day.background]
    said = [day for day in near if _is_said_day(sentence, day)]
    flown = [day for day in near if day not in said]
    if flown:
        return min(flown, key=lambda day: (day.zone_min is not None, _from_verb(sentence, day)))
    if any(speaker.name == _SPEAKS_NEXT_DAY for speaker in who):
        return None
    return said[0] if said else None


def _is_said_day(sentence: Sentence, day: Day) -> bool:
    """Return whether a day is that of a statement: "said on Tuesday"."""
    at = day.first - 1
    at -= sentence.word(at) in ("on", "early", "late")
    return sentence.is_(at, "say") and not sentence.is_(at, "fire")


def _from_verb(sentence: Sentence, day: Day) -> int:
    """Return how many tokens a day stands from the nearest verb of firing."""
    verbs = [mark.first for kind in ("fire", "detect", "fly") for mark in sentence.of(kind)]
    return min((abs(day.first - verb) for verb in verbs), default=0)


def _korean(day: Day, times: list[Clock]) -> tuple[date, ...]:
    """Return the Korean dates of a day that was told with a time in another zone."""
    shift = 0
    if times and day.zone_min is not None:
        shift = int(times[0].minutes[0] < 540 - day.zone_min)
    elif times:
        shift = times[0].day_shift
    return tuple(one + timedelta(days=shift) for one in day.dates)


def _times(sentence: Sentence, times: list[Clock]) -> Iterator[Finding]:
    """Yield the times of launch; those of landings and of statements are none."""
    for clock in times:
        verb = governing_verb(sentence, clock.first)
        fired = any(True for kind in ("fire", "detect") for _ in sentence.of(kind))
        before = [sentence.is_(clock.first - back, "say") for back in (1, 2)]
        detects = [sentence.is_(clock.first - back, "detect") for back in (1, 2)]
        if fired and verb != "land" and (not any(before) or any(detects)):
            value = tuple(f"{one // 60:02d}:{one % 60:02d}" for one in clock.minutes)
            yield finding(sentence, "time_local", value[:2], clock.first, clock.last)


# --- what is left, and who printed it -------------------------------------------------------------


def _left(sentence: Sentence, first: int, last: int, why: str) -> Left:
    """Return words that were not used."""
    whole = sentence.words(0, len(sentence.tokens) - 1)
    return Left(sentence.words(first, last), sentence.offsets(first, last), whole, why)


def _unused(sentence: Sentence, found: list[Measure], why: str) -> list[Left]:
    """Return the measures of a sentence that is not taken."""
    return [_left(sentence, measure.first, measure.last, why) for measure in found]


def _without_number(sentence: Sentence) -> Iterator[Left]:
    """Yield lengths without a figure: "several hundred kilometers"."""
    for mark in sentence.of("unit"):
        at = mark.first - 1
        if sentence.word(at) in (
            "hundred",
            "hundreds",
            "thousand",
            "thousands",
            "dozens",
            "of",
        ) and (
            sentence.word(at - 1) in ("several", "few", "many", "hundreds", "thousands", "dozens")
        ):
            yield _left(sentence, at - 1, mark.last, "no figure")


def _carriers(sentence: Sentence) -> Iterator[Finding]:
    """Yield who printed it: "(Yonhap)", "Reuters reported", "told AFP"."""
    for mark in sentence.of("carrier"):
        bracket = sentence.word(mark.first - 1) == "(" and sentence.word(mark.last + 1) == ")"
        says = sentence.is_(mark.last + 1, "say") or sentence.is_(mark.first - 1, "according")
        told = sentence.word(mark.first - 1) == "told"
        if sentence.tokens[mark.first].capital and (bracket or says or told):
            yield finding(sentence, "carrier", mark.tags["carrier"], mark.first, mark.last)
