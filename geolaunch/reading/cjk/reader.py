"""Korean and Japanese bulletins and news of launches, short and formulaic, read by their forms.

Sentences are of bounded length, so the time is linear. What is read has the same shape as in
`english`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from geolaunch.reading.assembly import agree
from geolaunch.reading.cjk.days import Day, days_in, first_full_date
from geolaunch.reading.cjk.forms import Forms, forms_of
from geolaunch.reading.cjk.landings import landings_in, reference_in
from geolaunch.reading.cjk.launch_sites import sites_in
from geolaunch.reading.cjk.measures import Measure
from geolaunch.reading.cjk.missiles import counts_in, missiles_in, subject_of, which_missile
from geolaunch.reading.cjk.relevance import is_event, of_another_time
from geolaunch.reading.cjk.roles import with_roles
from geolaunch.reading.cjk.sentences import Cue, Sentence, named, starts
from geolaunch.reading.cjk.speakers import speakers_in
from geolaunch.reading.cjk.times import Clock, clocks_in
from geolaunch.reading.cjk.unused import unused_measures
from geolaunch.reading.mentions import Mention, Speaker, Statement, statements_of
from geolaunch.reading.tokens import is_east_asian
from geolaunch.reading.unused import UnusedWords
from geolaunch.report.fields import QUANTITIES

__all__ = [
    "languages_of",
    "read_text",
]

_SENTENCE = re.compile(
    r"[^\u3002\n]{1,400}?(?:\u3002|(?<=[\uac00-\ud7a3)\"'\u201d\u2019])\.(?=[\s\"'\u201d\u2019\[]|$)|\n|$)"
    r"|[^\u3002\n]{1,400}"
)
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_EVIDENCE = (*QUANTITIES, "landing.", "site", "direction", "time_local")
_SPELT = ("\ubbf8\uc2f8\uc77c", "\ubbf8\uc0ac\uc77c")  # missile, as the North spells it
_STATE_MEDIA = "KCNA"  # it reports a launch on the day after


@dataclass(slots=True)
class _Memory:
    """What was read before: who spoke last in the paragraph, the last day, the launch's."""

    base: date | None
    speaker: Speaker | None = None
    last: date | None = None
    launch: date | None = None
    paragraph: int = 0
    statements: list[Statement] = field(default_factory=list)
    left: list[UnusedWords] = field(default_factory=list)


def languages_of(text: str) -> tuple[str, ...]:
    """Return which of Korean and Japanese a text has letters of; a list may have no kana.

    The sign of "launch" is written so in Japanese alone.
    """
    korean = re.search("[\uac00-\ud7a3]", text) is not None
    japanese = re.search("[\u3041-\u30fa\u767a]", text) is not None
    return ("ko",) * korean + ("ja",) * japanese


def read_text(text: str, lang: str, base: date | None) -> tuple[list[Statement], list[UnusedWords]]:
    """Return what a bulletin says of launches, and the measures that no value was read from."""
    forms, narrow = forms_of(lang), text.translate(_NARROW)
    narrow = narrow.replace(*_SPELT)
    memory = _Memory(base or first_full_date(narrow[:4000], forms.day))
    for match in _SENTENCE.finditer(narrow):
        said, start = match.group(), match.start()
        if "\n\n" in narrow[max(0, start - 2) : start] or not said.strip():
            memory.paragraph, memory.speaker = memory.paragraph + 1, None
        if is_east_asian(said) and _is_in(said, lang):
            sentence = Sentence(said, text[start : match.end()], start, forms)
            _read_sentence(sentence, memory)
    statements = _without_echoes(_one_where_no_more(memory.statements, narrow, forms))
    return statements, memory.left


def _without_echoes(statements: list[Statement]) -> list[Statement]:
    """Return the statements without the measures and places of a headline that somebody else gives.

    Nobody is named in a headline: what it repeats is no voice of its own.
    """
    first = next((number for number, part in enumerate(statements) if part.speaker), 0)
    said = [mention for part in statements[first:] if part.speaker for mention in part.mentions]
    for part in statements[:first]:
        if not part.dates:
            part.mentions = [mention for mention in part.mentions if not _is_echo(mention, said)]
    return [part for part in statements if part.mentions or part.dates]


def _is_echo(mention: Mention, said: list[Mention]) -> bool:
    """Return whether somebody says the same of a measure or a place."""
    same = (other for other in said if other.field == mention.field)
    return mention.field.startswith(_EVIDENCE) and any(
        agree(mention.value, other.value) for other in same
    )


def _one_where_no_more(statements: list[Statement], text: str, forms: Forms) -> list[Statement]:
    """Return the statements, with one missile for a subject only where the text counts none.

    "The missile" has no number in these languages: a text that counts has said how many.
    """
    counts = [
        mention for part in statements for mention in part.mentions if mention.field == "count"
    ]
    many = any(word in text for word in forms.words["plural"])
    if many or any(mention.rank > 0 for mention in counts):
        for part in statements:
            part.mentions = [f for f in part.mentions if f.field != "count" or f.rank > 0]
    return statements


def _is_in(text: str, lang: str) -> bool:
    """Return whether a sentence is in a language, where a text may be in both."""
    korean = re.search("[\uac00-\ud7a3]", text) is not None
    japanese = re.search("[\u3041-\u30fa]", text) is not None
    return korean if lang == "ko" else japanese or not korean


# --- one sentence ---------------------------------------------------------------------------------


def _read_sentence(sentence: Sentence, memory: _Memory) -> None:
    """Add what a sentence says, and the measures in it that no value was read from."""
    cues = sentence.cues()
    who = list(speakers_in(sentence))
    ends = [speaker.last for speaker in who]
    clocks = list(clocks_in(sentence, cues, ends))
    measures = with_roles(sentence, cues, [(clock.start, clock.end) for clock in clocks])
    days = list(days_in(sentence, cues, ends, memory.base, memory.last))
    gone = of_another_time(
        sentence, days, memory.launch, memory.base, launch_known=bool(memory.statements)
    )
    memory.last = next((d.dates[0] for d in reversed(days) if d.dates), memory.last)
    mentions = list[Mention]()
    tells = is_event(sentence, cues, measures)
    if tells:
        for mention in _mentions(sentence, cues, clocks, measures):
            at = mention.span[0] - sentence.start
            if not any(start <= at < end for start, end, _ in gone):
                mentions.append(mention)
    memory.left += unused_measures(sentence, measures, mentions, gone)
    memory.speaker = who[-1] if who else memory.speaker
    said = who or ([memory.speaker] if memory.speaker else [])
    day = _launch_day(sentence, cues, days, gone, said, memory, tells=tells)
    _tell(sentence, mentions, day, said, memory)


def _tell(
    sentence: Sentence,
    mentions: list[Mention],
    day: Day | None,
    who: list[Speaker],
    memory: _Memory,
) -> None:
    """Add what each speaker says in a sentence."""
    dates = day.dates if day else ()
    words = sentence.mention("date", dates, day.start, day.end) if day and dates else None
    memory.launch = dates[0] if dates else memory.launch
    memory.statements += statements_of(mentions, who, dates, words, memory.paragraph)


def _mentions(
    sentence: Sentence, cues: list[Cue], clocks: list[Clock], measures: list[Measure]
) -> Iterator[Mention]:
    """Yield what a sentence says of a launch."""
    kinds = {cue.kind for cue in cues}
    yield from _quantities(sentence, measures)
    yield from _times(sentence, clocks, kinds)
    if "fire" in kinds or "detect" in kinds:
        yield from sites_in(sentence)
    yield from counts_in(sentence, clocks)
    yield from subject_of(sentence, cues, measures)
    yield from missiles_in(sentence)
    yield from landings_in(sentence, cues)


def _quantities(sentence: Sentence, measures: list[Measure]) -> Iterator[Mention]:
    """Yield the quantities of a sentence; a cruise missile's way has turns."""
    cruise = any(mention.value == "cruise" for mention in named(sentence, "class"))
    for measure in measures:
        if measure.kind == "reference":
            yield from reference_in(sentence, measure)
        elif measure.kind in ("range", "apogee", "flight_time"):
            name = "path_length" if cruise and measure.kind == "range" else measure.kind
            yield sentence.mention(
                name, measure.quantity, measure.start, measure.end, which=measure.which
            )


def _times(sentence: Sentence, clocks: list[Clock], kinds: set[str]) -> Iterator[Mention]:
    """Yield the times of launch; several that are given one by one are of several missiles."""
    launches = [
        clock
        for clock in clocks
        if clock.kind == "fire"
        or (clock.kind == "" and ("fire" in kinds or which_missile(sentence, clock.start)))
    ]
    for number, clock in enumerate(launches, 1):
        which = which_missile(sentence, clock.start) or (str(number) if len(launches) > 1 else "")
        yield sentence.mention("time_local", clock.times, clock.start, clock.end, which=which)


def _launch_day(
    sentence: Sentence,
    cues: list[Cue],
    days: list[Day],
    gone: list[tuple[int, int, str]],
    who: list[Speaker],
    memory: _Memory,
    *,
    tells: bool,
) -> Day | None:
    """Return the day of the launch that a sentence reports; None where it names none."""
    here = [day for day in days if not any(a <= day.start < b for a, b, _ in gone)]
    here = [
        day for day in here if not starts(sentence.text, day.end, sentence.forms.words["since"])
    ]
    memory.left += [
        UnusedWords(
            sentence.words(day.start, day.end),
            sentence.span(day.start, day.end),
            sentence.text.strip(),
            "a day that needs the date of the text",
        )
        for day in here
        if not day.dates and tells
    ]
    if not {cue.kind for cue in cues} & {"fire", "detect", "fly", "land"}:
        return None
    flown = [day for day in here if day.dates and not day.said]
    if flown:
        return flown[0]
    said = [day for day in here if day.dates]
    state_media = any(speaker.name == _STATE_MEDIA for speaker in who)
    return said[0] if said and not state_media and memory.launch is None else None
