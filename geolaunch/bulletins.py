"""Korean and Japanese bulletins and news of launches, short and formulaic, read by their forms.

Sentences are of bounded length, so the time is linear. What is read has the same shape as in
`prose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from geolaunch.formlandings import landings_in, reference_in
from geolaunch.formmeasures import Figure, figures_in, which_of
from geolaunch.forms import Cue, Forms, Line, any_of, forms_of, named, starts
from geolaunch.formtimes import Clock, Day, clocks_in, days_in, first_full_date
from geolaunch.leftovers import Left
from geolaunch.prose import Told
from geolaunch.report import SitePoint
from geolaunch.sentences import Finding
from geolaunch.speakers import Speaker, speaker_of
from geolaunch.tokens import is_east_asian

__all__ = ["languages_of", "read_bulletin"]

_SENTENCE = re.compile(
    r"[^\u3002\n]{1,400}?(?:\u3002|(?<=[\uac00-\ud7a3)\"'\u201d\u2019])\.(?=[\s\"'\u201d\u2019\[]|$)|\n|$)"
    r"|[^\u3002\n]{1,400}"
)
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPELT = ("\ubbf8\uc2f8\uc77c", "\ubbf8\uc0ac\uc77c")  # missile, as the North spells it
_NEAR_DAYS = 2  # from the launch, or from the date of the text: told of the same one
_STATE_MEDIA = "KCNA"  # it tells of a launch on the day after


@dataclass(slots=True)
class _Memory:
    """What was told before a sentence: who spoke last, the last day, the day of the launch."""

    base: date | None
    speaker: Speaker | None = None
    last: date | None = None
    launch: date | None = None
    told: list[Told] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def languages_of(text: str) -> tuple[str, ...]:
    """Return which of Korean and Japanese a text has letters of."""
    korean = re.search("[\uac00-\ud7a3]", text) is not None
    japanese = re.search("[\u3041-\u30fa]", text) is not None
    return ("ko",) * korean + ("ja",) * japanese


def read_bulletin(
    text: str, lang: str, base: date | None
) -> tuple[list[Told], list[Left], list[Finding]]:
    """Return what a bulletin tells of launches, and the measures that were left."""
    forms, narrow = forms_of(lang), text.translate(_NARROW)
    narrow = narrow.replace(*_SPELT)
    memory = _Memory(base or first_full_date(narrow[:4000], forms.day))
    for match in _SENTENCE.finditer(narrow):
        sentence, start = match.group(), match.start()
        if is_east_asian(sentence) and _is_in(sentence, lang):
            line = Line(sentence, text[start : match.end()], start, forms)
            _read_line(line, memory)
    return _one_where_no_more(memory.told, narrow, forms), memory.left, []


def _one_where_no_more(told: list[Told], text: str, forms: Forms) -> list[Told]:
    """Return what is told with one missile for a subject, where the text never tells of several.

    "The missile" has no number in these languages: a text that counts has said how many.
    """
    counts = [one for part in told for one in part.findings if one.field == "count"]
    many = any(word in text for word in forms.words["plural"])
    if many or any(one.rank > 0 for one in counts):
        for part in told:
            part.findings = [f for f in part.findings if f.field != "count" or f.rank > 0]
    return told


def _is_in(sentence: str, lang: str) -> bool:
    """Return whether a sentence is in a language, where a text may be in both."""
    korean = re.search("[\uac00-\ud7a3]", sentence) is not None
    japanese = re.search("[\u3041-\u30fa]", sentence) is not None
    return korean if lang == "ko" else japanese or not korean


# --- one sentence ---------------------------------------------------------------------------------


def _read_line(line: Line, memory: _Memory) -> None:
    """Add what a sentence tells to what was told, and the measures that it does not use."""
    cues = line.cues()
    who = list(_speakers(line))
    ends = [speaker.last for speaker in who]
    clocks = list(clocks_in(line, cues, ends))
    figures = figures_in(line, cues, [(one.start, one.end) for one in clocks])
    days = list(days_in(line, cues, ends, memory.base, memory.last))
    gone = _gone(line, days, memory)
    memory.last = next((d.dates[0] for d in reversed(days) if d.dates), memory.last)
    findings, used = list[Finding](), set[int]()
    if _tells_of_a_launch(line, cues):
        for one in _findings(line, cues, clocks, figures, used):
            at = one.span[0] - line.start
            if not any(start <= at < end for start, end, _ in gone):
                findings.append(one)
    memory.left += _unused(line, figures, findings, gone)
    memory.speaker = who[-1] if who else memory.speaker
    said = who or ([memory.speaker] if memory.speaker else [])
    day = _launch_day(line, cues, days, gone, said, memory)
    _tell(line, findings, day, said, memory)


def _tell(
    line: Line, findings: list[Finding], day: Day | None, who: list[Speaker], memory: _Memory
) -> None:
    """Add what each speaker says in a sentence."""
    dates = day.dates if day else ()
    words = line.finding("date", dates, day.start, day.end) if day and dates else None
    if not findings and not dates:
        return
    memory.launch = dates[0] if dates else memory.launch
    first = min((one.first for one in findings), default=0)
    groups: dict[str, Told] = {}
    for one in findings:
        speaker = speaker_of(who, one.first, first)
        name = speaker.name if speaker else ""
        groups.setdefault(name, Told(speaker, dates, words, 0)).findings.append(one)
    memory.told += groups.values() or [Told(who[0] if who else None, dates, words, 0)]


def _speakers(line: Line) -> Iterator[Speaker]:
    """Yield who speaks in a sentence: names that a particle makes a topic or a source.

    Those that only say "our" are meant where nobody else is.
    """
    words = line.forms.words
    found = [
        one
        for one in named(line, "actor")
        if one.words in words["weak_actor"]
        or starts(line.text, one.span[1] - line.start, words["topic"])
        or line.text[one.span[1] - line.start :].strip() == ""
    ]
    sure = [one for one in found if one.words not in words["weak_actor"]]
    for one in sure or found[:1]:
        yield Speaker(one.value, one.words, one.span, one.span[0], one.span[1] - line.start)


def _tells_of_a_launch(line: Line, cues: list[Cue]) -> bool:
    """Return whether a sentence tells what missiles did."""
    missiles = line.has("missile")
    if not missiles and line.has("other_thing"):
        return False
    kinds = {cue.kind for cue in cues}
    return missiles or bool(kinds & {"fly", "fire", "land", "altitude", "distance", "flight_time"})


def _findings(
    line: Line, cues: list[Cue], clocks: list[Clock], figures: list[Figure], used: set[int]
) -> Iterator[Finding]:
    """Yield what a sentence says of a launch."""
    kinds = {cue.kind for cue in cues}
    yield from _quantities(line, figures)
    yield from _times(line, clocks, kinds)
    if "fire" in kinds or "detect" in kinds:
        yield from _sites(line)
    yield from _counts(line, clocks)
    yield from _subject(line, cues, figures)
    yield from _missiles(line)
    yield from landings_in(line, cues)


def _quantities(line: Line, figures: list[Figure]) -> Iterator[Finding]:
    """Yield the quantities of a sentence; a cruise missile's way has turns."""
    cruise = any(one.value == "cruise" for one in named(line, "class"))
    for figure in figures:
        if figure.kind == "reference":
            yield from reference_in(line, figure)
        elif figure.kind in ("range", "apogee", "flight_time"):
            name = "path_length" if cruise and figure.kind == "range" else figure.kind
            yield line.finding(
                name, figure.quantity, figure.start, figure.end, which=figure.which
            )


def _times(line: Line, clocks: list[Clock], kinds: set[str]) -> Iterator[Finding]:
    """Yield the times of launch; several that are told one by one are of several missiles."""
    launches = [
        one
        for one in clocks
        if one.kind == "fire"
        or (one.kind == "" and ("fire" in kinds or which_of(line, one.start)))
    ]
    for number, one in enumerate(launches, 1):
        which = which_of(line, one.start) or (str(number) if len(launches) > 1 else "")
        yield line.finding("time_local", one.times, one.start, one.end, which=which)


# --- missiles -------------------------------------------------------------------------------------


def _counts(line: Line, clocks: list[Clock]) -> Iterator[Finding]:
    """Yield how many missiles: "one each" at two times are two; some of several rank below."""
    words = line.forms.words
    ordinal, _ = line.forms.names["ordinal"]
    told = [match.span() for match in ordinal.finditer(line.text)] if _tells_apart(line) else []
    for match in line.forms.count.finditer(line.text):
        start, end = match.start("count"), match.end()
        if match["many"] == "\u6570" or any(a <= start < b for a, b in told):
            continue
        value = words["numerals"].get(match["count"]) or int(match["count"])
        if starts(line.text, end, words["each"]):
            times = sum(len(one.times) for one in clocks if one.kind == "fire")
            value *= max(1, times if any(one.listed for one in clocks) else 1)
        before = line.text[max(0, match.start() - 5) : match.start()].rstrip()
        part = before.endswith(tuple(words["part"]))
        if value:
            first = match.start("before") if match["before"] else start
            yield line.finding("count", value, first, end, 1 if part else 2)


def _subject(line: Line, cues: list[Cue], figures: list[Figure]) -> Iterator[Finding]:
    """Yield one, of rank 0, for a missile that is the subject of one flight."""
    flown = [one for one in figures if one.kind in ("range", "apogee", "flight_time")]
    several = any(one.which or one.quantity.qualifier == "between" for one in flown)
    if several or not (flown or any(cue.kind == "land" for cue in cues)):
        return
    names = [one.span for one in named(line, "missile")]
    missile = re.compile(any_of(line.forms.words["missile"]))
    names += [line.span(*match.span()) for match in missile.finditer(line.text)]
    for first, last in sorted(names):
        rest = line.text[last - line.start :].lstrip(_CLOSES)
        if rest.startswith(tuple(line.forms.words["subject"])):
            yield line.finding("count", 1, first - line.start, last - line.start, 0)
            return


_CLOSES = "\u300d\u300f\u300b\"'\u201d\u2019)\ud615\u578b"  # quotes, and "type"


def _tells_apart(line: Line) -> bool:
    """Return whether a sentence tells missiles apart: "one ... the other"."""
    pattern, table = line.forms.names["ordinal"]
    return bool({table[one.group()] for one in pattern.finditer(line.text)} - {"1"})


def _missiles(line: Line) -> Iterator[Finding]:
    """Yield classes, names and the kind of flight."""
    never = tuple(line.forms.words["no_missile"])
    for found in named(line, "class"):
        rank = 1 if found.value == "ballistic missile" else 2
        start, end = (at - line.start for at in found.span)
        yield line.finding("missile_class", found.value, start, end, rank)
    for found in named(line, "missile"):
        after = line.text[found.span[1] - line.start :]
        if not after[:1].isdecimal() and not after.startswith(never):
            yield found
    yield from named(line, "trajectory")


# --- sites ----------------------------------------------------------------------------------------


def _sites(line: Line) -> Iterator[Finding]:
    """Yield the launch site: the narrowest name before "from", of sites before regions."""
    told = [one for one in named(line, "site") if _is_left_from(line, one)]
    if not told:
        return
    sure = [one for one in told if isinstance(one.value, str)]
    best = sure[-1] if sure else min(told, key=lambda one: one.value.sd_km)
    value, (start, end) = best.value, (at - line.start for at in best.span)
    if not isinstance(value, str):
        value = SitePoint(value.lon_deg, value.lat_deg, value.sd_km)
    off = line.forms.names["waters"][1].get(best.words)
    sea = _waters_after(line, end)
    if off and sea:
        value, end = off, sea
    yield line.finding("site", value, start, end)


def _is_left_from(line: Line, one: Finding) -> bool:
    """Return whether "from" follows a name, which is no part of another word."""
    start, end = (at - line.start for at in one.span)
    before, after = line.text[start - 1 : start], line.text[end : end + 18]
    if line.forms.lang == "ko" and "\uac00" <= before <= "\ud7a3" and before not in _ENDS_OF_PLACES:
        return False
    at = min((after.find(word) for word in line.forms.words["from"] if word in after), default=-1)
    return at >= 0 and not any(mark in after[:at] for mark in "\u3001,")


_ENDS_OF_PLACES = "\ub3c4\uc2dc\ud55c"  # province, city, (North) Korea


def _waters_after(line: Line, end: int) -> int:
    """Return where "the waters off" ends that follows a name; 0 without it."""
    near = line.text[end : end + 12]
    found = [near.find(word) + len(word) for word in line.forms.words["waters"] if word in near]
    return end + max(found) if found else 0


# --- other launches, what could be, and what is left ----------------------------------------------


def _gone(line: Line, days: list[Day], memory: _Memory) -> list[tuple[int, int, str]]:
    """Return the parts of a sentence that tell of other times, or of what could be, and why."""
    words, text = line.forms.words, line.text
    found = [
        (start, len(text), "what could be, not what was") for start, _ in _spots(line, "if")
    ]
    for start, end in _spots(line, "total"):
        if not text[end : end + 4].lstrip()[:1].isdecimal() or text[end : end + 6].find(words["month"]) < 0:
            found.append((*_segment(text, start, end), "told of a year"))
    now = line.has("now")
    past = [span for span in _spots(line, "past") if not _since(line, span[1])]
    past += [(day.start, day.end) for day in days if _is_another(day, days, memory, now=now)]
    for start, end in past:
        begin = _segment(text, start, end)[0]
        found.append((begin, _compared(line, end), "told of another time"))
    return found


def _spots(line: Line, kind: str) -> list[tuple[int, int]]:
    """Return where the words of a list stand, but for those that a longer word hides."""
    if not line.has(kind):
        return []
    hidden = line.forms.words["no_cue"]
    pattern = re.compile(any_of((*line.forms.words[kind], *hidden)))
    return [one.span() for one in pattern.finditer(line.text) if one.group() not in hidden]


def _segment(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the part of a sentence between commas that holds [start, end)."""
    begin = max(text.rfind("\u3001", 0, start), text.rfind(", ", 0, start)) + 1
    ends = [at for mark in ("\u3001", ", ") if (at := text.find(mark, end)) >= 0]
    return begin, min(ends, default=len(text))


def _since(line: Line, end: int) -> bool:
    """Return whether a time is only one since which others are told."""
    near = line.text[end : end + 16]
    cut = min((at for mark in ("\u3001", ",") if (at := near.find(mark)) >= 0), default=16)
    return any(word in near[:cut] for word in line.forms.words["since"])


def _compared(line: Line, end: int) -> int:
    """Return where what is told of another time ends: at "than", else with the sentence."""
    ends = [at for word in line.forms.words["than"] if (at := line.text.find(word, end)) >= 0]
    return min(ends, default=len(line.text))


def _is_another(day: Day, days: list[Day], memory: _Memory, *, now: bool) -> bool:
    """Return whether a day is another launch's: one told as gone, or one beside "this time"."""
    if not day.dates or not (day.past or now):
        return False
    if now and not day.past:
        known = memory.launch or memory.base
        return known is not None and abs((known - day.dates[0]).days) > _NEAR_DAYS
    earlier = [one.dates[0] for one in days if one.start < day.start and one.dates]
    known = earlier[0] if earlier else memory.launch
    return known is not None and known != day.dates[0]


def _launch_day(
    line: Line,
    cues: list[Cue],
    days: list[Day],
    gone: list[tuple[int, int, str]],
    who: list[Speaker],
    memory: _Memory,
) -> Day | None:
    """Return the day of the launch that a sentence tells of; None where it names none."""
    here = [one for one in days if not any(a <= one.start < b for a, b, _ in gone)]
    here = [one for one in here if not starts(line.text, one.end, line.forms.words["since"])]
    memory.left += [
        Left(
            line.words(one.start, one.end),
            line.span(one.start, one.end),
            line.text.strip(),
            "a day that needs the date of the text",
        )
        for one in here
        if not one.dates and _tells_of_a_launch(line, cues)
    ]
    if not {cue.kind for cue in cues} & {"fire", "detect", "fly", "land"}:
        return None
    flown = [one for one in here if one.dates and not one.said]
    if flown:
        return flown[0]
    said = [one for one in here if one.dates]
    state_media = any(speaker.name == _STATE_MEDIA for speaker in who)
    return said[0] if said and not state_media and memory.launch is None else None


def _unused(
    line: Line,
    figures: list[Figure],
    findings: list[Finding],
    gone: list[tuple[int, int, str]],
) -> Iterator[Left]:
    """Yield the measures of a sentence that no value was read from."""
    used = [finding.span for finding in findings]
    for figure in figures:
        span = line.span(figure.start, figure.end)
        if any(first < span[1] and span[0] < last for first, last in used):
            continue
        why = next((why for a, b, why in gone if a <= figure.start < b), figure.why)
        yield Left(line.words(*_within(line, span)), span, line.raw.strip(), why or "tells of no launch")


def _within(line: Line, span: tuple[int, int]) -> tuple[int, int]:
    """Return offsets of the text as those of a sentence."""
    return span[0] - line.start, span[1] - line.start
