"""One reported number: value, unit, qualifier, the words it came from, and its spread in km.

A report says "more than 200 miles"; here that becomes the number 200, the unit mi, the qualifier
`more_than` and, for a distance, a `Spread`: the shape of the likelihood that the words give to each
true distance. Nothing is evaluated on a grid here, so that this module needs no numpy.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Literal, get_args

from geolaunch.constants import HALF_MERIDIAN_KM, KM_PER_UNIT, S_PER_UNIT

__all__ = [
    "LONGEST_WORDS",
    "QUALIFIERS",
    "Qualifier",
    "Quantity",
    "Spread",
    "Unit",
    "check_distance",
    "distance_spread",
    "high_km",
    "low_km",
    "parse_quantity",
    "published_step",
    "rounding_step",
    "seconds",
]

Unit = Literal["km", "m", "mi", "nmi", "ft", "s", "min"]
Qualifier = Literal["exact", "about", "more_than", "less_than", "between", "conditional"]

QUALIFIERS: tuple[str, ...] = get_args(Qualifier)


# Error of one originator's distance, beside the rounding of its figure. Study (data/make/
# distance_study.py): where the ROK JCS and Japan's MoD both gave one figure, 20 of 39 pairs are the
# same, 25 differ by at most 10 km and 37 by at most 50 km; at 4,500 km they differ by 100 km.
MEASUREMENT_KM = 12.0
MEASUREMENT_FRACTION = 0.01

# The same for irregular and gliding flights, chosen: they are the outliers of that study (570 km by
# one and 400 km by the other), since a radar loses them below its horizon.
IRREGULAR_FRACTION = 0.06

# How far a true distance lies above a stated lower bound (same study): of 14 figures that another
# publisher gave beside one, 2 break it and the median excess is 6.5 %, the largest 100 %; an
# exponential of mean 15 % (median 10 %) lies between that median and that tail.
BOUND_EXCESS_FRACTION = 0.15

# Figures are rounded to 10, 50 or 100 km; a step coarser than a third of the value is not assumed.
ROUNDING_STEPS = (100.0, 50.0, 10.0, 5.0, 1.0)

# Of the catalogue's distances under 1,000 km, Japan's are multiples of 50 in 78 of 86, and 33 of
# those are none of 100: it rounds to 50. Of the ROK's 117 a half are multiples of 50, as many of
# them odd ones; from 1,000 km on it says "about" of multiples of 100, and a plain figure is finer.
# KCNA gives figures to 10, 1 or 0.1 km.
MINISTRY_STEP = 50.0
JCS_PLAIN_STEP = 10.0
KCNA_STEP = 10.0


@dataclass(frozen=True, slots=True)
class Quantity:
    """One reported number, kept in the unit it was reported in.

    `low` and `high` differ only for the qualifier `between`. `words` is what was said, `span` its
    place in the text it was read from, as [start, end) character offsets; both None if not known.
    """

    low: float
    high: float
    unit: Unit
    qualifier: Qualifier
    words: str | None = None
    span: tuple[int, int] | None = None

    @property
    def value(self) -> float:
        """The number itself; the middle of a `between`."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Spread:
    """The likelihood of the true distance, in km, as its shape and three lengths.

    `shape` is `centre` (Student-t with 4 degrees of freedom about `low_km`), `above` (a soft step
    up at `low_km`, then a decay of length `decay_km`), `below` (its mirror at `high_km`),
    `between` (a soft step up at `low_km` and one down at `high_km`) or `within` (only the step
    down). `scale_km` is the width of the centre or of the steps.
    """

    shape: Literal["centre", "above", "below", "between", "within"]
    low_km: float
    high_km: float
    scale_km: float
    decay_km: float = 0.0


def low_km(quantity: Quantity) -> float:
    """Return the lower end of a length in km."""
    return quantity.low * KM_PER_UNIT[quantity.unit]


def high_km(quantity: Quantity) -> float:
    """Return the upper end of a length in km."""
    return quantity.high * KM_PER_UNIT[quantity.unit]


def seconds(quantity: Quantity) -> float:
    """Return a duration in seconds."""
    return quantity.value * S_PER_UNIT[quantity.unit]


def rounding_step(value: float) -> float:
    """Return the step to which a figure was probably rounded, in the figure's own unit."""
    if value != int(value):
        return float(10.0 ** -len(repr(value).partition(".")[2]))
    return next(
        step for step in ROUNDING_STEPS if value % step == 0 and step <= max(value / 3, 1.0)
    )


def published_step(quantity: Quantity, originator: str) -> float:
    """Return the step to which its originator probably rounded a distance, in its own unit."""
    step = rounding_step(quantity.low)
    below_1000 = low_km(quantity) < 1000.0
    if originator.startswith("KCNA"):
        return min(step, KCNA_STEP)
    if originator.startswith("ROK") and not below_1000 and quantity.qualifier != "about":
        return min(step, JCS_PLAIN_STEP)
    if originator.startswith(("ROK", "Japan")) and below_1000:
        return min(step, MINISTRY_STEP)
    return step


def distance_spread(distance: Quantity, *, irregular: bool = False, originator: str = "") -> Spread:
    """Return the likelihood that a reported distance gives to each true distance.

    The scale is the originator's own error; for a plain figure the error of rounding it adds in
    quadrature (a uniform error of one step has a standard deviation of step / sqrt 12). A flight
    that was `irregular` or gliding is less well measured. A conditional figure ("if on a normal
    trajectory") only bounds the true one: a lofted flight falls short of it. Who gave the figure
    tells to what it was rounded.
    """
    low, high = low_km(distance), high_km(distance)
    fraction = IRREGULAR_FRACTION if irregular else MEASUREMENT_FRACTION
    error_km = math.hypot(MEASUREMENT_KM, fraction * low)
    if distance.qualifier == "conditional":
        return Spread("within", 0.0, high, error_km)
    step_km = published_step(distance, originator) * KM_PER_UNIT[distance.unit]
    decay_km = max(BOUND_EXCESS_FRACTION * low, error_km)
    if distance.qualifier == "more_than":
        return Spread("above", low, low, error_km, decay_km)
    if distance.qualifier == "less_than":
        return Spread("below", high, high, error_km, decay_km)
    if distance.qualifier == "between":
        return Spread("between", low, high, max(error_km, (high - low) / 4))
    return Spread("centre", low, high, math.hypot(error_km, step_km / math.sqrt(12)))


def check_distance(quantity: Quantity) -> None:
    """Raise ValueError unless a distance lies above 0 and not beyond the antipode."""
    if not quantity.low > 0:
        raise ValueError(f"got {quantity.low:g} {quantity.unit}; wanted a distance above 0")
    if not high_km(quantity) <= HALF_MERIDIAN_KM:
        got = f"{quantity.high:g} {quantity.unit}"
        raise ValueError(
            f"got {got}, beyond the antipode; wanted at most {HALF_MERIDIAN_KM:,.0f} km"
        )


# --- words -------------------------------------------------------------------------------------

_UNIT_WORDS: dict[str, Unit] = {
    **dict.fromkeys(("km", "kms", "kilometer", "kilometers", "kilometre", "kilometres"), "km"),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), "m"),
    **dict.fromkeys(("mi", "mile", "miles"), "mi"),
    **dict.fromkeys(("nmi", "nautical mile", "nautical miles"), "nmi"),
    **dict.fromkeys(("ft", "foot", "feet"), "ft"),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("min", "mins", "minute", "minutes"), "min"),
}

_QUALIFIER_WORDS: dict[str, Qualifier] = {
    **dict.fromkeys(
        (
            "more than",
            "over",
            "at least",
            "above",
            "greater than",
            "exceeding",
            "upwards of",
            ">",
            "≥",
            ">=",
        ),
        "more_than",
    ),
    **dict.fromkeys(
        ("less than", "under", "below", "at most", "no more than", "up to", "<", "≤", "<="),
        "less_than",
    ),
    **dict.fromkeys(
        (
            "about",
            "around",
            "approximately",
            "approx.",
            "approx",
            "roughly",
            "some",
            "nearly",
            "almost",
            "an estimated",
            "estimated",
            "circa",
            "~",
        ),
        "about",
    ),
    "exactly": "exact",
}

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_BETWEEN = re.compile(
    rf"(?:(?:between|from)\s+)?(?P<low>{_NUMBER})\s*(?P<first>[a-z ]*?)\s*(?:-|\u2013|to|and)\s*"
    rf"(?P<high>{_NUMBER})[\s-]*(?P<unit>[a-z ]+)"
)
_SINGLE = re.compile(rf"(?P<value>{_NUMBER})\s*(?P<plus>\+?)[\s-]*(?P<unit>[a-z ]+)")
# On the Continent a point parts thousands: "1.000 km" may mean either.
_AMBIGUOUS = re.compile(r"[1-9]\d{0,2}\.\d{3}")

LONGEST_WORDS = 200  # of one quantity or one direction, in characters


def parse_quantity(words: str) -> Quantity:
    """Read one quantity from its words: "more than 200 miles", "about 350 km", "300 to 350 km".

    Raises ValueError with what was got and what is understood. A number without a unit is refused:
    miles and kilometres are both common in reports.
    """
    if len(words) > LONGEST_WORDS:
        raise ValueError(f"got {len(words)} characters; wanted one quantity, like 'about 370 km'")
    text = " ".join(words.casefold().split()).rstrip(".")
    qualifier, rest = _split_qualifier(text)
    between = _BETWEEN.fullmatch(rest)
    if between and qualifier in (None, "about"):
        return _between(between, words)
    single = _SINGLE.fullmatch(rest)
    if single is None:
        raise ValueError(
            f"got {words!r}; wanted a number with its unit, like 'more than 200 miles', "
            "'about 370 km' or '300 to 350 km'"
        )
    value = _positive(single["value"], words)
    qualifier = qualifier or ("more_than" if single["plus"] else "exact")
    return Quantity(value, value, _unit(single["unit"], words), qualifier, words)


def _split_qualifier(text: str) -> tuple[Qualifier | None, str]:
    """Return the qualifier that `text` begins with, if any, and the rest."""
    for phrase in sorted(_QUALIFIER_WORDS, key=len, reverse=True):
        if text.startswith(phrase):
            rest = text[len(phrase) :]
            if not phrase[-1].isalpha() or rest[:1].isspace():
                return _QUALIFIER_WORDS[phrase], rest.strip()
    return None, text


def _between(match: re.Match[str], words: str) -> Quantity:
    """Return the interval of a match of `_BETWEEN`; its ends in rising order."""
    low, high = _positive(match["low"], words), _positive(match["high"], words)
    unit = _unit(match["unit"], words)
    if match["first"] and _unit(match["first"], words) != unit:
        raise ValueError(f"got {words!r} with two units; wanted both ends in one unit")
    if low >= high:
        raise ValueError(f"got {words!r}; wanted the smaller number first")
    return Quantity(low, high, unit, "between", words)


def _positive(digits: str, words: str) -> float:
    """Return the number that `digits` write; a number that is not above 0 is refused."""
    if _AMBIGUOUS.fullmatch(digits):
        large = digits.replace(".", "")
        raise ValueError(
            f"got {words!r}, where the point may part thousands; wanted {large}, or {digits}0"
        )
    value = float(digits.replace(",", ""))
    if not 0 < value < math.inf:
        raise ValueError(f"got {words!r}; wanted a number above 0")
    return value


def _unit(name: str, words: str) -> Unit:
    """Return the unit that `name` means."""
    unit = _UNIT_WORDS.get(name.strip())
    if unit is None:
        known = "km, m, mi (miles), nmi (nautical miles), ft, s, min"
        raise ValueError(f"got {words!r}: {name.strip()!r} is no unit; wanted one of {known}")
    return unit
