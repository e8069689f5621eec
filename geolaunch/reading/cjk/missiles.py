"""How many missiles a Korean or Japanese sentence is about, which, and which a figure is of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geolaunch.reading.cjk.forms import any_of
from geolaunch.reading.cjk.measures import Measure
from geolaunch.reading.cjk.sentences import Cue, Sentence, named, starts
from geolaunch.reading.cjk.times import Clock
from geolaunch.reading.mentions import Mention

__all__ = [
    "counts_in",
    "missiles_in",
    "subject_of",
    "which_missile",
]


def counts_in(sentence: Sentence, clocks: Sequence[Clock]) -> Iterator[Mention]:
    """Yield how many missiles: "one each" at two times are two; some of several rank below."""
    words = sentence.forms.words
    ordinal, _ = sentence.forms.names["ordinal"]
    ordinals = (
        [match.span() for match in ordinal.finditer(sentence.text)]
        if _tells_apart(sentence)
        else []
    )
    for match in sentence.forms.count.finditer(sentence.text):
        start, end = match.start("count"), match.end()
        if match["many"] == "\u6570" or any(a <= start < b for a, b in ordinals):
            continue
        value = words["numerals"].get(match["count"]) or int(match["count"])
        if length := starts(sentence.text, end, words["each"]):
            end += length
            times = sum(len(clock.times) for clock in clocks if clock.kind == "fire")
            value *= max(1, times if any(clock.listed for clock in clocks) else 1)
        before = sentence.text[max(0, match.start() - 5) : match.start()].rstrip()
        part = before.endswith(tuple(words["part"]))
        if value:
            first = match.start("before") if match["before"] else start
            yield sentence.mention("count", value, first, end, 1 if part else 2)


def subject_of(
    sentence: Sentence, cues: Sequence[Cue], measures: Sequence[Measure]
) -> Iterator[Mention]:
    """Yield one, of rank 0, for a missile that is the subject of one flight."""
    flown = [measure for measure in measures if measure.kind in ("range", "apogee", "flight_time")]
    several = any(measure.which or measure.quantity.qualifier == "between" for measure in flown)
    if several or not (flown or any(cue.kind == "land" for cue in cues)):
        return
    names = [mention.span for mention in named(sentence, "missile")]
    missile = re.compile(any_of(sentence.forms.words["missile"]))
    names += [sentence.span(*match.span()) for match in missile.finditer(sentence.text)]
    for first, last in sorted(names):
        rest = sentence.text[last - sentence.start :].lstrip(_CLOSES)
        if rest.startswith(tuple(sentence.forms.words["subject"])):
            yield sentence.mention("count", 1, first - sentence.start, last - sentence.start, 0)
            return


_CLOSES = "\u300d\u300f\u300b\"'\u201d\u2019)\ud615\u578b"  # quotes, and "type"


def _tells_apart(sentence: Sentence) -> bool:
    """Return whether a sentence tells missiles apart: "one ... the other"."""
    pattern, table = sentence.forms.names["ordinal"]
    return bool({table[match.group()] for match in pattern.finditer(sentence.text)} - {"1"})


def missiles_in(sentence: Sentence) -> Iterator[Mention]:
    """Yield classes, names and the kind of flight."""
    never = tuple(sentence.forms.words["no_missile"])
    for mention in named(sentence, "class"):
        rank = 1 if mention.value == "ballistic missile" else 2
        start, end = (at - sentence.start for at in mention.span)
        yield sentence.mention("missile_class", mention.value, start, end, rank)
    for mention in named(sentence, "missile"):
        after = sentence.text[mention.span[1] - sentence.start :]
        if not after[:1].isdecimal() and not after.startswith(never):
            yield mention
    yield from named(sentence, "trajectory")


# --- sites ----------------------------------------------------------------------------------------


def which_missile(sentence: Sentence, at: int) -> str:
    """Return which of several missiles the words at `at` are about; "" for all, or for none."""
    pattern, table = sentence.forms.names["ordinal"]
    words = sentence.forms.words
    which, since = "", 0
    for match in pattern.finditer(sentence.text, 0, at):
        after = sentence.text[match.end() :].lstrip()
        if not after.startswith(tuple(words.get("no_ordinal", ()))):
            which, since = table[match.group()], match.end()
    return "" if any(word in sentence.text[since:at] for word in words["together"]) else which
