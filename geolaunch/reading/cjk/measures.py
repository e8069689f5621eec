"""Lengths and durations in Korean and Japanese sentences, with their qualifiers.

What each is of is found in `roles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geolaunch.reading.cjk.numerals import number_value
from geolaunch.reading.cjk.sentences import Cue, Sentence, starts
from geolaunch.report.quantity import Qualifier, Quantity, Unit, check_distance

__all__ = ["Measure", "measures_in"]


@dataclass(frozen=True, slots=True)
class Measure:
    """A length or a duration at [start, end) of a sentence, and what it is of.

    `kind` is a field of the report, "reference" for the distance of a landing from a place, "" for
    none, and then `why` says why. `which` is the missile that it is of, "" for all.
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


def measures_in(
    sentence: Sentence, cues: Sequence[Cue], taken: Sequence[tuple[int, int]]
) -> list[Measure]:
    """Return the measures of a sentence in order; `taken` are the places of times of day."""
    measures = sorted(
        (*_lengths(sentence), *_durations(sentence, taken)), key=lambda measure: measure.start
    )
    measures = [measure for measure in measures if not _is_speed(sentence, measure, cues)]
    return [
        measure
        for n, measure in enumerate(measures)
        if not _converts(sentence, measures[n - 1 : n], measure)
    ]


def _lengths(sentence: Sentence) -> Iterator[Measure]:
    """Yield the lengths of a sentence."""
    for match in sentence.forms.length.finditer(sentence.text):
        unit = _unit(sentence, match["unit"])
        low = number_value(match["low"])
        high = number_value(match["high"]) if match["high"] else low
        two = low > high or sentence.has("corrected")
        again = match.end("to") if match["to"] and two else len(sentence.text)
        second = sentence.forms.length.match(sentence.text, again)
        if second is None:
            yield from _measure(sentence, match, low, high, unit)
            continue
        yield from _measure(sentence, match, low, low, unit, match.end("low"))
        yield from _measure(sentence, second, high, high, unit)


def _unit(sentence: Sentence, name: str) -> Unit:
    """Return the unit of a length."""
    units: dict[Unit, list[str]] = sentence.forms.words["units"]
    return next(unit for unit, names in units.items() if name in names)


def _durations(sentence: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[Measure]:
    """Yield the durations of a sentence: hours become minutes."""
    around = sentence.forms.words["around"]
    for match in sentence.forms.duration.finditer(sentence.text):
        clock = any(start < match.end() and match.start() < end for start, end in taken)
        if clock or starts(sentence.text, match.end(), around):
            continue
        if match["h"]:
            value, unit = int(match["h"]) * 60.0 + int(match["hmin"] or 0), "min"
        elif match["mins"]:
            value, unit = number_value(match["min"]) * 60 + int(match["mins"]), "s"
        else:
            value = number_value(match["min"] or match["s"])
            unit = "min" if match["min"] else "s"
        yield from _measure(sentence, match, value, value, unit)  # type: ignore[arg-type]


def _measure(
    sentence: Sentence, match: re.Match[str], low: float, high: float, unit: Unit, end: int = 0
) -> Iterator[Measure]:
    """Yield a match as a measure; nothing for zero, and no kind for what is beyond the antipode."""
    start, end = match.start(), end or len(match.group().rstrip()) + match.start()
    qualifier = _qualifier(sentence, match, between=high > low)
    span, words = sentence.span(start, end), sentence.words(start, end)
    quantity = Quantity(low, max(low, high), unit, qualifier, words, span)
    if low <= 0:
        return
    try:
        if unit not in ("s", "min"):
            check_distance(quantity)
        yield Measure(quantity, start, end)
    except ValueError:
        yield Measure(quantity, start, end, "far", "beyond the antipode")


def _qualifier(sentence: Sentence, match: re.Match[str], *, between: bool) -> Qualifier:
    """Return the qualifier of a match: a bound says more than "about"."""
    if between:
        return "between"
    words = sentence.forms.words
    names = [
        name
        for side in ("before", "after")
        for name, spelt in words[side].items()
        if any(spelling in (match[side] or "") for spelling in spelt)
    ]
    if match["many"]:
        names.append("about")
    bounds: list[Qualifier] = [name for name in names if name != "about"]
    return bounds[0] if bounds else "about" if names else "exact"


def _is_speed(sentence: Sentence, measure: Measure, cues: Sequence[Cue]) -> bool:
    """Return whether a measure is a speed: "at 300 km an hour"."""
    before = any(c.kind == "speed" and 0 <= measure.start - c.end <= 1 for c in cues)
    return before or sentence.text[measure.end : measure.end + 2] in ("/h", "/s")


def _converts(sentence: Sentence, before: list[Measure], measure: Measure) -> bool:
    """Return whether a measure in brackets is the one before it in another unit."""
    if not before or before[0].quantity.unit == measure.quantity.unit:
        return False
    same = before[0].is_length == measure.is_length
    return same and sentence.text[before[0].end : measure.start].strip() == "("
