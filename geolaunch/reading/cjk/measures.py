"""Lengths and durations in Korean and Japanese sentences, with their qualifiers.

What each is of is told in `formmeasures`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geolaunch.reading.cjk.forms import Cue, Sentence, starts
from geolaunch.reading.cjk.numerals import number_value
from geolaunch.report.quantity import Qualifier, Quantity, Unit, check_distance

__all__ = ["Figure", "plain_figures"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A length or a duration at [start, end) of a sentence, and what it is of.

    `kind` is a field of the report, "reference" for a landing told from a place, "" for none, and
    then `why` says why. `which` is the missile that it is told of, "" for all.
    """

    quantity: Quantity
    start: int
    end: int
    kind: str = ""
    why: str = "of what is not told"
    which: str = ""

    @property
    def is_length(self) -> bool:
        """Whether it is a length, and no duration."""
        return self.quantity.unit not in ("s", "min")


def plain_figures(
    line: Sentence, cues: Sequence[Cue], taken: Sequence[tuple[int, int]]
) -> list[Figure]:
    """Return the figures of a sentence in order; `taken` are the places of times of day."""
    found = sorted((*_lengths(line), *_durations(line, taken)), key=lambda one: one.start)
    found = [one for one in found if not _is_speed(line, one, cues)]
    return [one for n, one in enumerate(found) if not _converts(line, found[n - 1 : n], one)]


def _lengths(line: Sentence) -> Iterator[Figure]:
    """Yield the lengths of a sentence."""
    for match in line.forms.length.finditer(line.text):
        unit = _unit(line, match["unit"])
        low = number_value(match["low"])
        high = number_value(match["high"]) if match["high"] else low
        two = low > high or line.has("corrected")
        again = match.end("to") if match["to"] and two else len(line.text)
        second = line.forms.length.match(line.text, again)
        if second is None:
            yield from _figure(line, match, low, high, unit)
            continue
        yield from _figure(line, match, low, low, unit, match.end("low"))
        yield from _figure(line, second, high, high, unit)


def _unit(line: Sentence, name: str) -> Unit:
    """Return the unit of a length."""
    units: dict[Unit, list[str]] = line.forms.words["units"]
    return next(unit for unit, names in units.items() if name in names)


def _durations(line: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[Figure]:
    """Yield the durations of a sentence: hours become minutes."""
    around = line.forms.words["around"]
    for match in line.forms.duration.finditer(line.text):
        clock = any(start < match.end() and match.start() < end for start, end in taken)
        if clock or starts(line.text, match.end(), around):
            continue
        if match["h"]:
            value, unit = int(match["h"]) * 60.0 + int(match["hmin"] or 0), "min"
        elif match["mins"]:
            value, unit = number_value(match["min"]) * 60 + int(match["mins"]), "s"
        else:
            value = number_value(match["min"] or match["s"])
            unit = "min" if match["min"] else "s"
        yield from _figure(line, match, value, value, unit)  # type: ignore[arg-type]


def _figure(
    line: Sentence, match: re.Match[str], low: float, high: float, unit: Unit, end: int = 0
) -> Iterator[Figure]:
    """Yield a match as a figure; nothing for zero, and no kind for what is beyond the antipode."""
    start, end = match.start(), end or len(match.group().rstrip()) + match.start()
    qualifier = _qualifier(line, match, between=high > low)
    span, words = line.span(start, end), line.words(start, end)
    quantity = Quantity(low, max(low, high), unit, qualifier, words, span)
    if low <= 0:
        return
    try:
        if unit not in ("s", "min"):
            check_distance(quantity)
        yield Figure(quantity, start, end)
    except ValueError:
        yield Figure(quantity, start, end, "far", "beyond the antipode")


def _qualifier(line: Sentence, match: re.Match[str], *, between: bool) -> Qualifier:
    """Return the qualifier of a match: a bound says more than "about"."""
    if between:
        return "between"
    words = line.forms.words
    told = [
        name
        for side in ("before", "after")
        for name, spelt in words[side].items()
        if any(one in (match[side] or "") for one in spelt)
    ]
    if match["many"]:
        told.append("about")
    bounds: list[Qualifier] = [name for name in told if name != "about"]
    return bounds[0] if bounds else "about" if told else "exact"


def _is_speed(line: Sentence, figure: Figure, cues: Sequence[Cue]) -> bool:
    """Return whether a figure is a speed: "at 300 km an hour"."""
    before = any(c.kind == "speed" and 0 <= figure.start - c.end <= 1 for c in cues)
    return before or line.text[figure.end : figure.end + 2] in ("/h", "/s")


def _converts(line: Sentence, before: list[Figure], one: Figure) -> bool:
    """Return whether a figure in brackets is the one before it in another unit."""
    if not before or before[0].quantity.unit == one.quantity.unit:
        return False
    same = before[0].is_length == one.is_length
    return same and line.text[before[0].end : one.start].strip() == "("
