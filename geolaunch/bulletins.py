"""Bulletins of the Korean and Japanese ministries, short and formulaic, read by their forms.

Sentences are of bounded length, so the time is linear. What is read has the same shape as in
`prose`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from geolaunch.direction import parse_direction
from geolaunch.formfigures import figures_in
from geolaunch.forms import Forms, forms_of, found_at, named, next_of, which_in
from geolaunch.formtimes import clocks_in, day_in
from geolaunch.leftovers import Left
from geolaunch.prose import Told
from geolaunch.report import SitePoint
from geolaunch.seas import sea_label, seas
from geolaunch.sentences import Finding
from geolaunch.speakers import Speaker
from geolaunch.tokens import is_east_asian

__all__ = ["languages_of", "read_bulletin"]

_SENTENCE = re.compile(r"[^\u3002\n]{1,400}?(?:\u3002|\.(?=\s|$)|\n|$)|[^\u3002\n]{1,400}")
_CLAUSE = re.compile(r"(?:[^\u3001,()]|,(?=\d)|[(][^()]{0,120}[)]|[()])+[\u3001,]?")
_YEAR = re.compile("\\d{4}\\s?[\u5e74\ub144](?!\\s?\\d)")  # a year of no day
_PROVINCES = ("\ubd81\ub3c4", "\ub0a8\ub3c4", "\u5317\u9053", "\u5357\u9053")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def languages_of(text: str) -> tuple[str, ...]:
    """Return which of Korean and Japanese a text has letters of."""
    korean = re.search("[\uac00-\ud7a3]", text) is not None
    japanese = re.search("[\u3041-\u30fa]", text) is not None
    return ("ko",) * korean + ("ja",) * japanese


def read_bulletin(
    text: str, lang: str, base: date | None
) -> tuple[list[Told], list[Left], list[Finding]]:
    """Return what a bulletin tells of launches, and the measures that were left."""
    told, left = list[Told](), list[Left]()
    speaker: Speaker | None = None
    forms = forms_of(lang)
    narrow = text.translate(_NARROW)
    for match in _SENTENCE.finditer(narrow):
        sentence, start = match.group(), match.start()
        if not is_east_asian(sentence):
            continue
        found = next(named(forms, "actor", sentence, start), None)
        speaker = _speaker(found) if found else speaker
        plain = _without_what_is_none(forms, sentence)
        findings = _counted_each(list(_findings(forms, plain, start, lang)))
        day = day_in(forms, plain, start, base)
        used = [finding.span for finding in findings]
        left += _unused(forms, sentence, start, used)
        if findings or day:
            dates = day.value if day else ()
            told.append(Told(speaker, dates, day, 0, findings))
    return _resolved(told, text), left, []


def _without_what_is_none(forms: Forms, sentence: str) -> str:
    """Return a sentence with blanks for the clauses that tell of other launches, or of what may be.

    A clause without a verb goes on in the next: "last year, it fired 25". No place changes.
    """
    none = (*forms.words["past"], *forms.words["able"])
    if not _has(sentence, none) and not _YEAR.search(sentence):
        return sentence
    verbs = (*forms.words["fire"], *forms.words["fly"], *forms.words["land"])
    pieces, goes_on = list[str](), False
    for match in _CLAUSE.finditer(sentence):
        clause = match.group()
        told = _has(clause, none) or _YEAR.search(clause) is not None
        pieces.append(" " * len(clause) if told or goes_on else clause)
        goes_on = (told or goes_on) and not _has(clause, verbs)
    return "".join(pieces)


def _resolved(told: list[Told], text: str) -> list[Told]:
    """Return what is told with the words as they stand in the text, full-width digits kept."""
    for one in told:
        one.findings = [
            replace(finding, words=" ".join(text[finding.span[0] : finding.span[1]].split()))
            for finding in one.findings
        ]
    return told


def _counted_each(findings: list[Finding]) -> list[Finding]:
    """Return findings with "one each", at two times, as two."""
    times = [len(one.value) for one in findings if one.field == "time_local"]
    return [
        replace(one, value=one.value * sum(times), which="")
        if one.field == "count" and one.which and times
        else one
        for one in findings
    ]


def _speaker(found: Finding) -> Speaker:
    """Return an originator by name."""
    return Speaker(found.value, found.words, found.span, 0, 0)


def _has(sentence: str, names: Iterable[str]) -> bool:
    """Return whether a sentence holds one of several words."""
    return any(name in sentence for name in names)


def _findings(forms: Forms, sentence: str, start: int, lang: str) -> Iterator[Finding]:
    """Yield what a sentence says of a launch."""
    words = forms.words
    about = (*words["missile"], *words["fly"], *words["land"], *words["altitude"])
    if not _has(sentence, about):
        return
    yield from figures_in(forms, sentence, start)
    if _has(sentence, words["fire"]):
        yield from clocks_in(forms, sentence, start)
        yield from _sites(forms, sentence, start)
    yield from _missiles(forms, sentence, start)
    yield from _landings(forms, sentence, start)
    yield from _eez(forms, sentence, start, lang)
    yield from _directions(forms, sentence, start)


def _missiles(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield counts, classes, names and the kind of flight; what is one of several is no count."""
    for match in forms.count.finditer(sentence):
        value = forms.words["numerals"].get(match["count"]) or int(match["count"])
        part = match.start() > 2 and sentence[: match.start()].rstrip().endswith(_PARTS)
        if value and not part and not which_in(forms, sentence, match.end()):
            yield replace(found_at("count", value, match, start), which=match["each"] or "")
    for found in named(forms, "class", sentence, start):
        rank = 1 if found.value == "ballistic missile" else 2
        yield replace(found, field="missile_class", rank=rank)
    yield from named(forms, "missile", sentence, start)
    yield from named(forms, "trajectory", sentence, start)


_PARTS = ("\u3046\u3061", "\uc774 \uc911", "\uc774\uc911", "\uac00\uc6b4\ub370")  # "of these"


def _landings(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the seas that missiles were fired towards or fell into, and the coast."""
    words = forms.words
    landed = _has(sentence, words["land"])
    if not landed and not _has(sentence, (*words["fire"], *words["fly"])):
        return
    for found in named(forms, "sea", sentence, start):
        if not sentence[found.span[1] - start :].startswith(_PROVINCES):
            sea = next(one for one in seas() if one.id == found.value)
            rank = 3 if landed else 2
            yield replace(found, field="landing.sea", value=sea_label(sea), rank=rank)
    if landed:
        for found in named(forms, "near", sentence, start):
            after = found.span[1] - start
            if next_of(words["land"], sentence, after) < next_of(words["fire"], sentence, after):
                yield replace(found, field="landing.near")


def _sites(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the launch site: the narrowest name before "from", of sites before regions."""
    told = [
        one
        for one in named(forms, "site", sentence, start)
        if _has(sentence[one.span[1] - start : one.span[1] - start + 14], forms.words["from"])
    ]
    if not told:
        return
    sure = [one for one in told if isinstance(one.value, str)]
    best = sure[-1] if sure else min(told, key=lambda one: one.value.sd_km)
    value = best.value
    if not isinstance(value, str):
        value = SitePoint(value.lon_deg, value.lat_deg, value.sd_km)
    first, last = _phrase(forms, sentence, told, best, start)
    span = (start + first, start + last)
    yield replace(best, field="site", value=value, words=sentence[first:last], span=span)


def _phrase(
    forms: Forms, sentence: str, told: list[Finding], best: Finding, start: int
) -> tuple[int, int]:
    """Return where the words of a site begin and end: its province before, "area" after it."""
    first, last = best.span[0] - start, best.span[1] - start
    names = [one.words for one in told] + [n.strip() for n in forms.words["site_before"]]
    while grown := next((n for n in names if sentence[:first].rstrip(" (").endswith(n)), ""):
        first = sentence.rindex(grown, 0, first)
    last += len(")") * (sentence[last : last + 1] == ")" and "(" in sentence[first:last])
    while grown := next((n for n in forms.words["site_after"] if sentence.startswith(n, last)), ""):
        last += len(grown)
    return first, last


def _eez(forms: Forms, sentence: str, start: int, lang: str) -> Iterator[Finding]:
    """Yield whether it fell inside or outside of Japan's exclusive economic zone."""
    for name in forms.words["eez"]:
        at = sentence.find(name)
        if at < 0 or (lang == "ko" and "\uc77c\ubcf8" not in sentence):
            continue
        after = sentence[at + len(name) : at + len(name) + 12].replace("(EEZ)", "     ")
        sides = {
            after.find(word): side
            for side in ("outside", "inside")
            for word in forms.words[side]
            if word in after
        }
        if sides:
            end = at + len(name) + min(sides) + 1
            span = (start + at, start + end)
            yield Finding("landing.eez.Japan", sides[min(sides)], sentence[at:end], span)
            return


def _directions(forms: Forms, sentence: str, start: int) -> Iterator[Finding]:
    """Yield the direction of flight."""
    pattern, table = forms.names["winds"]
    for match in pattern.finditer(sentence):
        if sentence[match.end() :].lstrip(" ").startswith(tuple(forms.words["toward"])):
            yield found_at("direction", parse_direction(table[match.group()]), match, start)
            return


def _unused(forms: Forms, sentence: str, start: int, used: list[tuple[int, int]]) -> Iterator[Left]:
    """Yield the lengths of a sentence that no value was read from."""
    for match in forms.measure.finditer(sentence):
        span = (start + match.start(), start + match.end())
        taken = any(first < span[1] and span[0] < last for first, last in used)
        clock = match["unit"] in (forms.words["minute"], "\ubd84") and not match["before"]
        if not taken and not clock:
            words = match.group().strip()
            first = span[0] + len(match.group()) - len(match.group().lstrip())
            yield Left(words, (first, first + len(words)), sentence.strip(), "of what is not told")
