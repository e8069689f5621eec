"""How many missiles a Korean or Japanese sentence tells of, which, and from where they left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from geolaunch.reading.cjk.forms import Cue, Sentence, any_of, named, starts
from geolaunch.reading.cjk.measures import Figure
from geolaunch.reading.cjk.times import Clock
from geolaunch.reading.mentions import Mention
from geolaunch.report.model import SitePoint

__all__ = ["counts_in", "missiles_in", "sites_in", "subject_of"]


def counts_in(line: Sentence, clocks: Sequence[Clock]) -> Iterator[Mention]:
    """Yield how many missiles: "one each" at two times are two; some of several rank below."""
    words = line.forms.words
    ordinal, _ = line.forms.names["ordinal"]
    told = [match.span() for match in ordinal.finditer(line.text)] if _tells_apart(line) else []
    for match in line.forms.count.finditer(line.text):
        start, end = match.start("count"), match.end()
        if match["many"] == "\u6570" or any(a <= start < b for a, b in told):
            continue
        value = words["numerals"].get(match["count"]) or int(match["count"])
        if each := starts(line.text, end, words["each"]):
            end += each
            times = sum(len(one.times) for one in clocks if one.kind == "fire")
            value *= max(1, times if any(one.listed for one in clocks) else 1)
        before = line.text[max(0, match.start() - 5) : match.start()].rstrip()
        part = before.endswith(tuple(words["part"]))
        if value:
            first = match.start("before") if match["before"] else start
            yield line.mention("count", value, first, end, 1 if part else 2)


def subject_of(line: Sentence, cues: Sequence[Cue], figures: Sequence[Figure]) -> Iterator[Mention]:
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
            yield line.mention("count", 1, first - line.start, last - line.start, 0)
            return


_CLOSES = "\u300d\u300f\u300b\"'\u201d\u2019)\ud615\u578b"  # quotes, and "type"


def _tells_apart(line: Sentence) -> bool:
    """Return whether a sentence tells missiles apart: "one ... the other"."""
    pattern, table = line.forms.names["ordinal"]
    return bool({table[one.group()] for one in pattern.finditer(line.text)} - {"1"})


def missiles_in(line: Sentence) -> Iterator[Mention]:
    """Yield classes, names and the kind of flight."""
    never = tuple(line.forms.words["no_missile"])
    for found in named(line, "class"):
        rank = 1 if found.value == "ballistic missile" else 2
        start, end = (at - line.start for at in found.span)
        yield line.mention("missile_class", found.value, start, end, rank)
    for found in named(line, "missile"):
        after = line.text[found.span[1] - line.start :]
        if not after[:1].isdecimal() and not after.startswith(never):
            yield found
    yield from named(line, "trajectory")


# --- sites ----------------------------------------------------------------------------------------


def sites_in(line: Sentence) -> Iterator[Mention]:
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
    yield line.mention("site", value, *_phrase(line, told, start, end))


def _phrase(line: Sentence, told: Sequence[Mention], start: int, end: int) -> tuple[int, int]:
    """Return the place of the whole phrase: its province before, and "area" or "off" after it."""
    for one in sorted(told, key=lambda one: one.span, reverse=True):
        first, last = (at - line.start for at in one.span)
        if last <= start and line.text[last:start].strip() in _JOINTS_OF_PLACES:
            start = first
    return start, max(end, _until_from(line, end))


_JOINTS_OF_PLACES = ("", "\u306e", "(", "\u00b7")  # "of" in Japanese, a second name in brackets


def _is_left_from(line: Sentence, one: Mention) -> bool:
    """Return whether "from" follows a name, which is no part of another word."""
    start, end = (at - line.start for at in one.span)
    before = line.text[start - 1 : start]
    if line.forms.lang == "ko" and "\uac00" <= before <= "\ud7a3" and before not in _ENDS_OF_PLACES:
        return False
    return _until_from(line, end) >= 0


def _until_from(line: Sentence, end: int) -> int:
    """Return where "from" begins that soon follows a name which ends there; -1 without it."""
    after = line.text[end : end + 18]
    at = min((after.find(word) for word in line.forms.words["from"] if word in after), default=-1)
    if at < 0 or any(mark in after[:at] for mark in "\u3001,"):
        return -1
    return end + len(after[:at].rstrip())


_ENDS_OF_PLACES = "\ub3c4\uc2dc\ud55c"  # province, city, (North) Korea


def _waters_after(line: Sentence, end: int) -> int:
    """Return where "the waters off" ends that follows a name; 0 without it."""
    near = line.text[end : end + 12]
    found = [near.find(word) + len(word) for word in line.forms.words["waters"] if word in near]
    return end + max(found) if found else 0
