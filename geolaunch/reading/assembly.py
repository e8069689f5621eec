"""A report filled with what was read for one originator, and one for each other reading.

Figures of several missiles, each of one of them, are one interval; so are their times.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from geolaunch.constants import KM_PER_UNIT, S_PER_UNIT
from geolaunch.reading.mentions import Mention
from geolaunch.reading.unused import UnusedWords, unused_mention
from geolaunch.report.fields import QUANTITIES, with_value
from geolaunch.report.model import Report, Words
from geolaunch.report.quantity import Quantity

__all__ = ["agree", "readings", "same"]

_SAME = 0.03  # two figures that agree to this are one, given twice
_LONGEST_WORDS = 190  # characters of one value's words


def readings(
    base: Report,
    mentions: list[Mention],
    dates: tuple[date, ...],
    left: list[UnusedWords],
    text: str,
) -> Iterator[Report]:
    """Yield the report of one originator, then one for each other reading of its words."""
    by_field: dict[str, list[Mention]] = {}
    for mention in mentions:
        by_field.setdefault(mention.field, []).append(mention)
    main = base
    others: list[Mention] = []
    for name, of_field in by_field.items():
        joined = _joined(name, of_field, text)
        first, *rest = kept = _distinct(name, joined)
        left += [
            unused_mention(mention, "about what is told") for mention in _nearly_same(joined, kept)
        ]
        main = _filled(main, first)
        if name in (*QUANTITIES, "missile", "landing.reference"):
            others += rest
        else:
            left += [
                unused_mention(mention, f"a second {name}, told beside the first")
                for mention in rest
            ]
    yield main
    shared = _identity(main)
    yield from (_filled(shared, other) for other in others)
    for other_day in dates[1:]:
        yield replace(main, date=other_day.isoformat())


def _nearly_same(mentions: list[Mention], kept: list[Mention]) -> list[Mention]:
    """Return the figures that agree with one that is kept and are not the same."""
    return [
        mention
        for mention in mentions
        if isinstance(mention.value, Quantity)
        and not any(same(mention.value, k.value) for k in kept)
    ]


def _joined(name: str, mentions: list[Mention], text: str) -> list[Mention]:
    """Return mentions of one field, those of several missiles as one with the words from the first.

    Where they stand too far apart for the words of one value each stays a reading of its own.
    """
    of_one_missile = [mention for mention in mentions if mention.which]
    start = min((mention.span[0] for mention in of_one_missile), default=0)
    end = max((mention.span[1] for mention in of_one_missile), default=0)
    if len({mention.which for mention in of_one_missile}) < 2 or end - start > _LONGEST_WORDS:
        return mentions
    value = _interval([mention.value for mention in of_one_missile])
    if name not in (*QUANTITIES, "time_local") or value is None:
        return mentions
    words = " ".join(text[start:end].split())
    if isinstance(value, Quantity):
        value = replace(value, words=words, span=(start, end))
    mention = replace(of_one_missile[0], value=value, words=words, span=(start, end))
    return [mention, *(other for other in mentions if not other.which)]


def _interval(values: list[Any]) -> Any:
    """Return figures or times of several missiles as one; None if they are the same, or differ."""
    if all(same(value, values[0]) for value in values):
        return None
    if all(isinstance(value, tuple) for value in values):
        times = sorted(time for value in values for time in value)
        return times[0], times[-1]
    quantities = [value for value in values if isinstance(value, Quantity)]
    if len(quantities) < len(values) or len({quantity.unit for quantity in quantities}) > 1:
        return None
    low, high = (
        min(quantity.low for quantity in quantities),
        max(quantity.high for quantity in quantities),
    )
    return replace(quantities[0], low=low, high=high, qualifier="between")


def same(a: Any, b: Any) -> bool:
    """Return whether two values are the same figure, whatever is said of how sure it is."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        return (a.low, a.high, a.unit) == (b.low, b.high, b.unit)
    return bool(a == b)


def _distinct(name: str, mentions: list[Mention]) -> list[Mention]:
    """Return the values of one field that differ, the one meant first.

    Only those of the highest rank are meant; what agrees with one of them is the same value again.
    """
    top = max(mention.rank for mention in mentions)
    kept: list[Mention] = []
    for mention in mentions:
        if mention.rank < top or any(agree(mention.value, other.value) for other in kept):
            continue
        kept.append(mention)
    if name == "time_local":
        kept.sort(key=lambda other: -len(other.value))
        kept = [
            other for other in kept if other is kept[0] or not set(other.value) & set(kept[0].value)
        ]
    if name == "site":
        kept.sort(key=lambda other: not isinstance(other.value, str))
    return kept


def agree(a: Any, b: Any) -> bool:
    """Return whether two values are one, given twice."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        scale = KM_PER_UNIT if a.unit in KM_PER_UNIT else S_PER_UNIT
        if a.unit not in scale or b.unit not in scale:
            return False
        pairs = (
            (a.low * scale[a.unit], b.low * scale[b.unit]),
            (a.high * scale[a.unit], b.high * scale[b.unit]),
        )
        return all(abs(x - y) <= _SAME * max(x, y) for x, y in pairs)
    return bool(a == b)


def _filled(report: Report, mention: Mention) -> Report:
    """Return a report with one more value and its words."""
    filled = with_value(report, mention.field, mention.value)
    if mention.field in QUANTITIES:
        return filled
    said = Words(mention.words, mention.span)
    return replace(filled, words={**report.words, mention.field: said})


def _identity(report: Report) -> Report:
    """Return what another reading of a report shares with it: whose it is, of which launch."""
    kept = ("originator", "date")
    words = {name: said for name, said in report.words.items() if name in kept}
    return Report(launch=report.launch, date=report.date, originator=report.originator, words=words)
