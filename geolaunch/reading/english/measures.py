"""Numbers with a unit and a qualifier in a sentence: "more than 200 miles", "430 and 690 km".

What a measure is a measure of, a flight's length or its height, is found in `roles`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from geolaunch.constants import KM_PER_UNIT
from geolaunch.reading.english.numerals import Number, number_at
from geolaunch.reading.english.sentences import Sentence
from geolaunch.report.quantity import Qualifier, Quantity, Unit

__all__ = ["Measure", "measures_in", "quantity_of"]

# The same length in two units agrees to this where both were rounded: "200 miles (320 km)".
_SAME_LENGTH = 0.07

_SECONDS = {"s": 1.0, "min": 60.0, "h": 3600.0}
_LENGTH_UNITS = {"km": "km", "m": "m", "mi": "mi", "nmi": "nmi", "ft": "ft"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit at tokens [first, last], its qualifier among them.

    `unit` is a unit of `Quantity`, or h. `others` holds other readings of the same words, as `low`
    and unit: "1.000 km", or a figure in brackets that is not the same length. `of_several` says
    that `low` and `high` are figures of several missiles and not an interval.
    """

    low: float
    high: float
    unit: str
    qualifier: Qualifier
    first: int
    last: int
    core: int
    others: tuple[tuple[float, str], ...] = ()
    of_several: bool = False

    @property
    def is_length(self) -> bool:
        """Whether it is a length, and no duration."""
        return self.unit in _LENGTH_UNITS


def quantity_of(measure: Measure, sentence: Sentence) -> Quantity:
    """Return a measure as a quantity with its words and their place; hours become minutes."""
    unit, factor = (measure.unit, 1.0) if measure.unit != "h" else ("min", 60.0)
    words = sentence.words(measure.first, measure.last)
    span = sentence.offsets(measure.first, measure.last)
    low, high = measure.low * factor, measure.high * factor
    return Quantity(low, high, _unit(unit), measure.qualifier, words, span)


def _unit(unit: str) -> Unit:
    """Return a unit as the type of units."""
    return unit  # type: ignore[return-value]


def measures_in(sentence: Sentence) -> list[Measure]:
    """Return the measures of a sentence in order; speeds are none."""
    return _paired(sentence, list(_joined(sentence, list(_plain(sentence)))))


def _plain(sentence: Sentence) -> Iterator[Measure]:
    """Yield each number with a unit, intervals as one, with the qualifier before it."""
    index = 0
    while index < len(sentence.tokens):
        measure = _measure_at(sentence, index)
        if measure is None:
            name = sentence.is_(index, "missile", "class")
            number = None if name else number_at(sentence.tokens, index)
            index = number.last + 1 if number else index + 1
            continue
        index = measure.last + 1
        if not _is_speed(sentence, measure.last):
            yield _qualified(sentence, measure)


def _measure_at(sentence: Sentence, index: int) -> Measure | None:
    """Return the measure whose number begins at a token."""
    if _is_minute(sentence, index):
        return None
    number = number_at(sentence.tokens, index)
    if number is None and sentence.word(index) in ("a", "an", "half"):
        return _spelt_hours(sentence, index)
    if number is None or sentence.is_(index, "missile", "class"):
        return None
    unit, last = _unit_at(sentence, number.last + 1)
    second = _second_number(sentence, last if unit else number.last)
    if second is not None:
        second_unit, end = _unit_at(sentence, second.last + 1)
        if second_unit and unit in ("", second_unit):
            return _interval(sentence, number, second, second_unit, end)
    if not unit or (unit == "h" and len(sentence.word(number.last)) == 4):  # "0747 hours"
        return None
    if unit in ("h", "min"):
        return _duration(sentence, number, unit, last)
    others = ((number.value * 1000, unit),) if number.two_ways else ()
    value = number.value
    return Measure(value, value, unit, "exact", number.first, last, number.first, others)


def _spelt_hours(sentence: Sentence, index: int) -> Measure | None:
    """Return "half an hour", "an hour and a half", "an hour and five minutes"; None for others."""
    half = sentence.word(index) == "half"
    at = index + (half and sentence.word(index + 1) in ("a", "an"))
    if sentence.tag(at + 1, "unit") != "h":
        return None
    rest = [sentence.word(at + more) for more in (2, 3, 4)]
    if half or rest == ["and", "a", "half"]:
        minutes, last = (30.0, at + 1) if half else (90.0, at + 4)
        return Measure(minutes, minutes, "min", "exact", index, last, index)
    return _duration(sentence, Number(1.0, index, index), "h", at + 1)


def _is_minute(sentence: Sentence, index: int) -> bool:
    """Return whether a token is the minutes of a time of day: "07:47 hours"."""
    if index < 2 or sentence.word(index - 1) != ":":
        return False
    hour, mark, minute = sentence.tokens[index - 2 : index + 1]
    return hour.kind == "number" and hour.end == mark.start and mark.end == minute.start


def _unit_at(sentence: Sentence, index: int) -> tuple[str, int]:
    """Return the unit that stands at a token and its last token; ("", index - 1) without one."""
    mark = sentence.cover[index] if index < len(sentence.tokens) else None
    if mark is None or mark.first != index or "unit" not in mark.tags:
        return "", index - 1
    return mark.tags["unit"], mark.last


def _second_number(sentence: Sentence, last: int) -> Number | None:
    """Return the second number of "300 to 350", "300-350", "430 and 690", "300 km to 350 km"."""
    following = last + 1
    if following >= len(sentence.tokens):
        return None
    if sentence.tokens[following].joined and sentence.tokens[following].kind == "number":
        return number_at(sentence.tokens, following)
    if sentence.word(following) in ("to", "and", "or") and following + 1 < len(sentence.tokens):
        skip = 1 if not sentence.is_(following + 1, "qualifier") else 2
        if following + skip < len(sentence.tokens):
            return number_at(sentence.tokens, following + skip)
    return None


def _interval(
    sentence: Sentence, number: Number, following: Number, unit: str, last: int
) -> Measure | None:
    """Return two numbers of one unit as an interval, or as figures of several missiles."""
    if not 0 < number.value < following.value and not 0 < following.value < number.value:
        value = following.value
        return (
            Measure(value, value, unit, "exact", number.first, last, number.first)
            if value
            else None
        )
    before = sentence.word(number.first - 1)
    of_several = (sentence.word(number.last + 1) == "and" and before != "between") or (
        "and" in {sentence.word(at) for at in range(number.last + 1, following.first)}
        and before != "between"
    )
    low, high = sorted((number.value, following.value))
    first = number.first - 1 if before in ("between", "from") else number.first
    return Measure(low, high, unit, "between", first, last, number.first, of_several=of_several)


def _duration(sentence: Sentence, number: Number, unit: str, last: int) -> Measure:
    """Return a duration: minutes, or hours and minutes, with the smaller unit that follows."""
    value, smaller = number.value, {"h": "min", "min": "s"}[unit]
    at = last + 1
    at += sentence.word(at) in ("and", ",")
    more = number_at(sentence.tokens, at) if at < len(sentence.tokens) else None
    if more is not None:
        unit_of_more, end = _unit_at(sentence, more.last + 1)
        if unit_of_more == smaller:
            value, unit, last = value * 60 + more.value, smaller, end
    return Measure(value, value, unit, "exact", number.first, last, number.first)


def _is_speed(sentence: Sentence, last: int) -> bool:
    """Return whether a length is one in a time: "km per hour", "miles an hour", "km/h"."""
    if sentence.tag(last, "unit") == "speed":
        return True
    after = sentence.word(last + 1)
    if after == "per" or (after == "/" and sentence.word(last + 2) in ("h", "s", "hr", "sec")):
        return True
    return after in ("an", "a") and sentence.word(last + 2) in ("hour", "second", "minute")


def _qualified(sentence: Sentence, measure: Measure) -> Measure:
    """Return a measure with the qualifier before and after it."""
    qualifier, first = measure.qualifier, measure.first
    while (before := _qualifier_before(sentence, first)) is not None:
        if not measure.is_length and _is_during(sentence, before[1], first):
            break
        first = before[1]
        if before[0] != "exact_soft" and qualifier in ("exact", "about"):
            qualifier = _stronger(qualifier, before[0])
    last = measure.last
    mark = sentence.cover[last + 1] if last + 1 < len(sentence.tokens) else None
    if mark is not None and "after_qualifier" in mark.tags and mark.first == last + 1:
        qualifier = _stronger(qualifier, mark.tags["after_qualifier"])
        last = mark.last
    elif sentence.word(last + 1) == "+" or sentence.word(measure.last - 1) == "+":
        qualifier, last = "more_than", max(last, last + (sentence.word(last + 1) == "+"))
    return replace(measure, qualifier=qualifier, first=first, last=last)


def _is_during(sentence: Sentence, first: int, end: int) -> bool:
    """Return whether "over" means "during": "travelled 989 km over 4,015 seconds"."""
    return end == first + 1 and sentence.word(first) == "over" and sentence.is_(first - 1, "unit")


def _stronger(qualifier: Qualifier, other: str) -> Qualifier:
    """Return the qualifier of two that says more: "about" gives way to a bound."""
    if qualifier == "between" or other in ("exact_soft", "exact"):
        return qualifier
    return other  # type: ignore[return-value]


def _qualifier_before(sentence: Sentence, first: int) -> tuple[str, int] | None:
    """Return the qualifier that ends before a token, and its first token."""
    at = first - 1
    if sentence.word(at) in ("a", "an", ".") and sentence.is_(at - 1, "qualifier"):
        at -= 1  # "about a thousand", "approx. 50"
    mark = sentence.cover[at] if at >= 0 else None
    if mark is not None and mark.last == at and "qualifier" in mark.tags:
        return mark.tags["qualifier"].split("|")[0], mark.first
    if sentence.word(at) in (">", "<"):
        return ("more_than" if sentence.word(at) == ">" else "less_than"), at
    return None


# --- the same said twice, and several figures -----------------------------------------------------


def _joined(sentence: Sentence, measures: list[Measure]) -> Iterator[Measure]:
    """Yield measures, one in other units taken with the one before: "200 miles (320 km)".

    Of the two the one in km is meant: originators measure in km, and the press converts.
    """
    index = 0
    while index < len(measures):
        measure = measures[index]
        following = measures[index + 1] if index + 1 < len(measures) else None
        bridge = _bridge(sentence, measure, following) if following else None
        if following is not None and bridge is not None:
            index += 1
            last = following.last + (sentence.word(following.last + 1) == ")" and "(" in bridge)
            if not _same_length(measure, following):
                measure = replace(
                    measure, last=last, others=(*measure.others, (following.low, following.unit))
                )
            elif not following.is_length:
                measure = replace(following, first=measure.first, last=last)
            elif following.unit == "km" and following.qualifier in (
                "exact",
                "about",
                measure.qualifier,
            ):
                measure = replace(
                    measure, low=following.low, high=following.high, unit="km", last=last
                )
            else:
                measure = replace(measure, last=last)
        yield measure
        index += 1


def _bridge(sentence: Sentence, first: Measure, second: Measure) -> str | None:
    """Return what stands between a measure and the same in another unit; None if it is another."""
    between = "".join(sentence.word(number) for number in range(first.last + 1, second.first))
    if (
        not first.is_length
        and not second.is_length
        and between == "("
        and first.unit != second.unit
    ):
        return between if _closes(sentence, second) and _same_length(first, second) else None
    if not first.is_length or not second.is_length or first.unit == second.unit or first.of_several:
        return None
    if between in ("(", "([", "["):
        return between if _closes(sentence, second) else None
    return between if between in ("or", ",or", "/", ",") and _same_length(first, second) else None


def _closes(sentence: Sentence, second: Measure) -> bool:
    """Return whether the bracket closes right after a measure: "(124 miles west)" does not."""
    return sentence.word(second.last + 1) in (")", "]")


def _same_length(first: Measure, second: Measure) -> bool:
    """Return whether two figures in different units are the same one rounded."""
    scale = KM_PER_UNIT if first.is_length else _SECONDS
    a, b = first.high * scale[first.unit], second.high * scale[second.unit]
    same = _SAME_LENGTH if first.is_length else 2 * _SAME_LENGTH
    return abs(a - b) <= same * max(a, b)


def _paired(sentence: Sentence, measures: list[Measure]) -> list[Measure]:
    """Return measures, "200 km and 300 km respectively" as one of several missiles."""
    index, kept = 0, list[Measure]()
    while index < len(measures):
        measure = measures[index]
        listed = _list_from(sentence, measures, index)
        if listed > index:
            figures = [measure.low for measure in measures[index : listed + 1]]
            ends, last = (min(figures), max(figures)), measures[listed].last
            measure = replace(measure, low=ends[0], high=ends[1], last=last, of_several=True)
            if ends[0] < ends[1]:
                measure = replace(measure, qualifier="between")
            index = listed
        kept.append(measure)
        index += 1
    return kept


def _list_from(sentence: Sentence, measures: list[Measure], index: int) -> int:
    """Return the last measure of the list that begins with one: "200 km, 250 km and 300 km"."""
    last = index
    while last + 1 < len(measures):
        measure, following = measures[last], measures[last + 1]
        between = [sentence.word(number) for number in range(measure.last + 1, following.first)]
        same = (
            measure.unit == following.unit
            and measure.is_length
            and measure.low == measure.high
            and following.low == following.high
        )
        if not same or between not in (["and"], [",", "and"], [","]):
            break
        last += 1
        if "and" in between:
            return last
    return index
