"""English prose read sentence by sentence: what each says of a launch, whose words, of which day.

What is said of other launches, of a year or of what could be is not used, and listed where it
holds a number with a unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from geolaunch.reading.english.days import days_in
from geolaunch.reading.english.directions import directions_in, has_turns
from geolaunch.reading.english.landings import (
    landings_in,
    landings_in_a_direction,
    reference_landing,
    sea_of_offset,
)
from geolaunch.reading.english.launch_sites import sites_in
from geolaunch.reading.english.measures import Measure, measures_in, quantity_of
from geolaunch.reading.english.missiles import missiles_in
from geolaunch.reading.english.phrases import english
from geolaunch.reading.english.relevance import (
    is_event,
    korean_dates,
    launch_day,
    launch_times,
    names_missiles,
    of_another_time,
    tells_when,
)
from geolaunch.reading.english.roles import roles_of
from geolaunch.reading.english.sentences import Sentence, sentences
from geolaunch.reading.english.speakers import Memory, speakers_in
from geolaunch.reading.english.times import clocks_in
from geolaunch.reading.english.unused import unused_measures, unused_words, without_number
from geolaunch.reading.mentions import Mention, Speaker, Statement, statements_of
from geolaunch.reading.tokens import is_east_asian
from geolaunch.reading.unused import IN_ANOTHER_SCRIPT, UnusedWords, unused_mention, without
from geolaunch.report.quantity import Qualifier, check_distance

__all__ = [
    "date_of_text",
    "read_english",
]

# Where an article's own date stands: in its head.
_HEAD = 400

_OLD = "told of another time"


def date_of_text(text: str) -> date | None:
    """Return the date that stands in the head of a text, with its year; None without one."""
    for sentence in sentences(text[:_HEAD], english()):
        for day in days_in(sentence, None):
            if len(day.dates) == 1 and not day.background:
                return day.dates[0]
    return None


def read_english(
    text: str, base: date | None
) -> tuple[list[Statement], list[UnusedWords], list[Mention], list[tuple[int, int]]]:
    """Return what is said of launches, the words not used, carriers named, and spans of sentences.

    The measures of a sentence in another script are unused until another reader takes them.
    """
    statements, left, carriers = list[Statement](), list[UnusedWords](), list[Mention]()
    memory, known = Memory(), False
    spans = list[tuple[int, int]]()
    for sentence in sentences(text, english()):
        spans.append(sentence.span)
        if is_east_asian(text[slice(*sentence.span)]):
            left += unused_measures(sentence, measures_in(sentence), IN_ANOTHER_SCRIPT)
            continue
        carriers += _carriers(sentence)
        who = speakers_in(sentence, memory)
        all_measures = measures_in(sentence)
        known = known or bool(statements) or names_missiles(sentence)
        sure = known or all_measures or (who and tells_when(sentence))
        if not (sure and is_event(sentence)):
            left += unused_measures(sentence, all_measures, "tells of no launch")
        else:
            statements += _statements(sentence, who, all_measures, base, left)
        left += without_number(sentence)
    return statements, left, carriers, spans


# --- one sentence ---------------------------------------------------------------------------------


def _statements(
    sentence: Sentence,
    who: list[Speaker],
    measures: list[Measure],
    base: date | None,
    left: list[UnusedWords],
) -> list[Statement]:
    """Return what each speaker says in a sentence; add to `left` what is not used."""
    named = days_in(sentence, base)
    old = {at for part in of_another_time(sentence, named) for at in part}
    unused = [unused_words(sentence, m.first, m.last, _OLD) for m in measures if m.core in old]
    now = [measure for measure in measures if measure.core not in old]
    mentions = [mention for mention in _mentions(sentence, now, unused) if mention.first not in old]
    named = [day for day in named if day.first not in old]
    clocked = [clock for clock in clocks_in(sentence, base) if clock.first not in old]
    day = launch_day(sentence, named, who)
    unused += [
        unused_words(sentence, day.first, day.last, "a day that needs the date of the text")
        for day in named
        if not day.dates and not day.background
    ]
    unused += [
        unused_words(sentence, clock.first, clock.last, "a time of no launch") for clock in clocked
    ]
    mentions += launch_times(sentence, clocked)
    left += without(unused, mentions)
    dates = korean_dates(day, clocked) if day else ()
    words = sentence.mention("date", dates, day.first, day.last) if day else None
    return statements_of(mentions, who, dates, words, sentence.paragraph)


def _mentions(
    sentence: Sentence, measures: list[Measure], left: list[UnusedWords]
) -> Iterator[Mention]:
    """Yield what a sentence says, but for days and times."""
    offsets, flown = list[Measure](), list[Measure]()
    for measure, role, which in roles_of(sentence, measures):
        if role.kind == "site_offset":
            offsets.append(measure)
        elif role.kind == "reference":
            yield from _reference(sentence, measure, left)
        elif role.kind:
            flown.append(measure)
            yield from _quantities(sentence, role.kind, measure, which, left)
        else:
            left.append(unused_words(sentence, measure.first, measure.last, role.why))
    named = list(sites_in(sentence, offsets, flown))
    sites = [site for site in named if site.value is not None]
    yield from sites
    if not sites:
        left += [unused_mention(mention, "a place that is not known") for mention in named]
    for offset in offsets:
        at = sentence.offsets(offset.first, offset.last)
        if not any(mention.span[0] <= at[0] and at[1] <= mention.span[1] for mention in sites):
            left.append(
                unused_words(sentence, offset.first, offset.last, "of a place that is not known")
            )
    yield from landings_in(sentence)
    for mention in landings_in_a_direction(sentence):
        yield from filter(None, (mention, sea_of_offset(sentence, mention)))
    yield from missiles_in(sentence)
    yield from directions_in(sentence)
    for mark in sentence.of("trajectory"):
        yield sentence.mention("trajectory", mark.tags["trajectory"], mark.first, mark.last)


def _quantities(
    sentence: Sentence, kind: str, measure: Measure, which: str, left: list[UnusedWords]
) -> Iterator[Mention]:
    """Yield a measure as a quantity, with the missile that it is of, and its other readings."""
    quantity = quantity_of(measure, sentence)
    path = kind == "range" and has_turns(sentence)
    try:
        if kind == "range":
            check_distance(quantity)
    except ValueError:
        left.append(unused_words(sentence, measure.first, measure.last, "beyond the antipode"))
        return
    name = "path_length" if path else kind
    mention = sentence.mention(name, quantity, measure.first, measure.last)
    yield replace(mention, which=which)
    qualifier: Qualifier = "exact" if measure.qualifier == "between" else measure.qualifier
    for value, unit in measure.others:
        other = Measure(value, value, unit, qualifier, measure.first, measure.last, measure.core)
        yield sentence.mention(name, quantity_of(other, sentence), measure.first, measure.last)


def _reference(sentence: Sentence, measure: Measure, left: list[UnusedWords]) -> Iterator[Mention]:
    """Yield a landing by its distance from a place, and the sea that it lies in."""
    mention = reference_landing(sentence, measure)
    if mention is None:
        left.append(
            unused_words(sentence, measure.first, measure.last, "of a place that is not known")
        )
        return
    yield mention
    sea = sea_of_offset(sentence, mention)
    if sea is not None:
        yield sea


def _carriers(sentence: Sentence) -> Iterator[Mention]:
    """Yield who printed it: "(Yonhap)", "Reuters reported", "told AFP"."""
    for mark in sentence.of("carrier"):
        bracket = sentence.word(mark.first - 1) == "(" and sentence.word(mark.last + 1) == ")"
        says = sentence.is_(mark.last + 1, "say") or sentence.is_(mark.first - 1, "according")
        spoken_to = sentence.word(mark.first - 1) == "told"
        if sentence.tokens[mark.first].capital and (bracket or says or spoken_to):
            yield sentence.mention("carrier", mark.tags["carrier"], mark.first, mark.last)
