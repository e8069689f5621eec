"""Reported numbers: units, words, qualifiers, rounding and spreads."""

import math
import re
from contextlib import suppress

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import constants

from geolaunch.constants import HALF_MERIDIAN_KM, KM_PER_UNIT, S_PER_UNIT
from geolaunch.report import quantity as quantity_module
from geolaunch.report.quantity import (
    Quantity,
    check_distance,
    distance_spread,
    high_km,
    low_km,
    parse_quantity,
    published_step,
    rounding_step,
    seconds,
)

UNIT_WORDS = {
    "km": ["km", "kms", "kilometer", "kilometers", "kilometre", "kilometres", "KM"],
    "m": ["m", "meter", "meters", "metre", "metres"],
    "mi": ["mi", "mile", "miles", "Miles"],
    "nmi": ["nmi", "nautical mile", "nautical miles"],
    "ft": ["ft", "foot", "feet"],
    "s": ["s", "sec", "secs", "second", "seconds"],
    "min": ["min", "mins", "minute", "minutes"],
}
QUALIFIER_WORDS = {
    "exact": ["", "exactly "],
    "about": [
        *("about ", "around ", "approximately ", "approx. ", "approx ", "roughly ", "some "),
        *("nearly ", "almost ", "an estimated ", "estimated ", "circa ", "~", "~ ", "About "),
    ],
    "more_than": [
        *("more than ", "over ", "at least ", "above ", "greater than ", "exceeding "),
        *("upwards of ", ">", "> ", ">= ", "≥", "More  than "),
    ],
    "less_than": [
        *("less than ", "under ", "below ", "at most ", "no more than ", "up to "),
        *("<", "< ", "<=", "≤ "),
    ],
}


# --- units ----------------------------------------------------------------------------------------


def test_units_are_as_defined() -> None:
    """SciPy's constants (CODATA; the international mile, foot and nautical mile) are the oracle."""
    metres = {
        "km": constants.kilo,
        "m": 1.0,
        "mi": constants.mile,
        "nmi": constants.nautical_mile,
        "ft": constants.foot,
    }
    in_km = {unit: length / constants.kilo for unit, length in metres.items()}
    assert pytest.approx(in_km, rel=1e-15) == KM_PER_UNIT
    assert {"s": 1.0, "min": constants.minute} == S_PER_UNIT


def test_lengths_and_times_of_a_quantity() -> None:
    miles = Quantity(200, 250, "mi", "between")
    assert (low_km(miles), high_km(miles)) == pytest.approx((321.8688, 402.336), rel=1e-12)
    assert miles.value == 225
    assert seconds(Quantity(20, 30, "min", "between")) == 1500


def test_the_antipode_is_half_a_meridian() -> None:
    meridian = Geodesic.WGS84.Inverse(-90, 0, 90, 0)
    assert meridian["s12"] / 1000 == pytest.approx(HALF_MERIDIAN_KM, abs=1e-3)


# --- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "word"), [(unit, word) for unit, words in UNIT_WORDS.items() for word in words]
)
def test_every_unit_in_words(unit: str, word: str) -> None:
    for words in (f"370 {word}", f"370{word}", f"370-{word}", f"370 {word}."):
        assert parse_quantity(words) == Quantity(370, 370, unit, "exact", words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("qualifier", "phrase"),
    [(qualifier, phrase) for qualifier, words in QUALIFIER_WORDS.items() for phrase in words],
)
def test_every_qualifier_in_words(qualifier: str, phrase: str) -> None:
    quantity = parse_quantity(f"{phrase}1,200.5 miles")
    assert quantity == Quantity(1200.5, 1200.5, "mi", qualifier, f"{phrase}1,200.5 miles")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("300 to 350 km", 300, 350, "km"),
        ("300-350 km", 300, 350, "km"),
        ("300\u2013350km", 300, 350, "km"),
        ("between 300 and 350 km", 300, 350, "km"),
        ("from 300 to 350 kilometres", 300, 350, "km"),
        ("300 km to 350 km", 300, 350, "km"),
        ("about 300 to 350 km", 300, 350, "km"),
        ("1,000-1,100 nautical miles", 1000, 1100, "nmi"),
        ("10 to 12 minutes", 10, 12, "min"),
    ],
)
def test_between(words: str, low: float, high: float, unit: str) -> None:
    assert parse_quantity(words) == Quantity(low, high, unit, "between", words)  # type: ignore[arg-type]


def test_a_plus_is_more_than() -> None:
    assert parse_quantity("200+ miles").qualifier == "more_than"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("200", "got '200'; wanted a number with its unit, like 'more than 200 miles'"),
        ("miles", "got 'miles'; wanted a number with its unit"),
        ("", "got ''; wanted a number with its unit"),
        ("far", "got 'far'; wanted a number with its unit"),
        ("two hundred miles", "wanted a number with its unit"),
        ("1,0000 km", "wanted a number with its unit"),
        ("-5 km", "wanted a number with its unit"),
        ("1e5 km", "wanted a number with its unit"),
        ("nan km", "wanted a number with its unit"),
        ("at least about 370 km", "wanted a number with its unit"),
        ("more than 300 to 350 km", "wanted a number with its unit"),
        ("0 km", "got '0 km'; wanted a number above 0"),
        ("0-5 km", "got '0-5 km'; wanted a number above 0"),
        ("200 leagues", "'leagues' is no unit; wanted one of km, m, mi .*, ft, s, min"),
        ("3.7 hundred km", "'hundred km' is no unit"),
        ("350 to 300 km", "got '350 to 300 km'; wanted the smaller number first"),
        ("300 to 300 km", "wanted the smaller number first"),
        ("300 mi to 350 km", "with two units; wanted both ends in one unit"),
        ("9" * 199, "wanted a number with its unit"),
        ("x" * 201, "got 201 characters; wanted one quantity, like 'about 370 km'"),
    ],
)
def test_words_that_are_refused(words: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_quantity(words)


HOSTILE = [
    *("9", "9,", "9,999", "1.", " ", "a ", "1 a", "1 -", "more than ", "between ", "\u2013"),
    *("1 to ", "1 and 1 ", "n a u t ", "(", "~", "\x00", "9" * 50 + " "),
]


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("end", ["", "!", " km", " 1 km", " to 1 x"])
def test_hostile_words_are_refused(piece: str, end: str) -> None:
    """How long that takes is held by `tests/benchmarks/test_words_speed.py`."""
    for length in (199 - len(end), 1_000_000):
        words = (piece * (length // len(piece))) + end
        try:
            quantity = parse_quantity(words)
            assert len(words) <= 200
            assert 0 < quantity.low <= quantity.high < math.inf
        except ValueError as refused:
            assert len(str(refused)) < 1200  # noqa: PT017 - some of them are quantities


def test_no_pattern_sees_more_than_200_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a pattern may cost grows with what it reads: longer words are refused before any."""
    seen: list[int] = []

    class Spy:
        def __init__(self, pattern: re.Pattern[str]) -> None:
            self.pattern = pattern

        def fullmatch(self, text: str) -> re.Match[str] | None:
            seen.append(len(text))
            return self.pattern.fullmatch(text)

    for name, value in list(vars(quantity_module).items()):
        if isinstance(value, re.Pattern):
            monkeypatch.setattr(quantity_module, name, Spy(value))
    for piece in HOSTILE:
        for length in (150, 100_000):
            with suppress(ValueError):
                parse_quantity(piece * (length // len(piece)) + " km")
    assert seen
    assert max(seen) <= 200


PLAIN_NUMBERS = st.one_of(
    st.integers(1, 10**9).map(float),
    st.decimals("0.001", "99999", places=3).map(float),
)


@given(
    PLAIN_NUMBERS,
    st.sampled_from([(u, w) for u, words in UNIT_WORDS.items() for w in words]),
    st.sampled_from([(q, w) for q, words in QUALIFIER_WORDS.items() for w in words]),
    st.booleans(),
)
def test_there_and_back(
    value: float, unit: tuple[str, str], qualifier: tuple[str, str], commas: bool
) -> None:
    figure = f"{value:,.4f}" if commas else f"{value:.4f}"  # three would be ambiguous
    words = f"{qualifier[1]}{figure.removesuffix('.0000')} {unit[1]}"
    assert parse_quantity(words) == Quantity(value, value, unit[0], qualifier[0], words)  # type: ignore[arg-type]


@given(st.integers(1, 20000), st.integers(1, 20000), st.sampled_from(["to", "-", "\u2013", "and"]))
def test_between_there_and_back(low: int, more: int, joint: str) -> None:
    words = f"{low} {joint} {low + more} km"
    assert parse_quantity(words) == Quantity(low, low + more, "km", "between", words)


# --- rounding and spreads -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "step"),
    [
        *((4500, 100), (300, 100), (350, 50), (200, 50), (370, 10), (100, 10), (30, 10)),
        *((20, 5), (15, 5), (787, 1), (7, 1), (2, 1), (1, 1)),
        *((1002.3, 0.1), (0.5, 0.1), (0.25, 0.01)),
    ],
)
def test_rounding_step(figure: float, step: float) -> None:
    assert rounding_step(figure) == pytest.approx(step, rel=1e-12)


@pytest.mark.parametrize(
    ("words", "originator", "step"),
    [
        ("about 400 km", "Japan MoD", 50),
        ("about 350 km", "Japan MoD", 50),
        ("about 370 km", "Japan MoD", 10),
        ("about 1,000 km", "Japan MoD", 100),
        ("about 800 km", "ROK JCS", 50),
        ("about 1,000 km", "ROK JCS", 100),
        ("1,000 km", "ROK JCS", 10),
        ("800 km", "KCNA", 10),
        ("998.5 km", "KCNA", 0.1),
        ("about 800 km", "CNS", 100),
    ],
)
def test_a_figure_is_rounded_as_its_publisher_rounds(words, originator, step) -> None:
    quantity = parse_quantity(words)
    assert published_step(quantity, originator) == pytest.approx(step)
    finer = distance_spread(quantity, originator=originator)
    assert finer.scale_km <= distance_spread(quantity).scale_km


@given(PLAIN_NUMBERS)
def test_a_figure_is_a_multiple_of_its_step(figure: float) -> None:
    step = rounding_step(figure)
    assert 0 < step <= max(figure / 3, 1)
    assert round(figure / step) * step == pytest.approx(figure, rel=1e-9)


def spread_of(words: str) -> tuple[str, float, float, float]:
    spread = distance_spread(parse_quantity(words))
    return spread.shape, spread.low_km, spread.high_km, spread.scale_km


def test_a_figure_has_the_error_of_measuring_and_of_rounding_it() -> None:
    shape, low, high, scale = spread_of("about 370 km")
    assert (shape, low, high) == ("centre", 370, 370)
    assert scale == pytest.approx(math.hypot(12, 3.7, 10 / math.sqrt(12)), rel=1e-12)


def test_a_coarser_figure_of_one_distance_is_wider() -> None:
    widths = [spread_of(words)[3] for words in ("368.5 km", "368 km", "370 km", "350 km", "400 km")]
    assert widths == sorted(widths)
    assert widths[-1] > 1.5 * widths[0]


def test_a_step_is_one_of_the_unit_that_was_used() -> None:
    """200 miles is rounded to 50 miles, which is 80 km."""
    scale = spread_of("about 200 miles")[3]
    assert scale == pytest.approx(math.hypot(12, 3.218688, 80.4672 / math.sqrt(12)), rel=1e-9)


@pytest.mark.parametrize(("words", "shape"), [("more than", "above"), ("less than", "below")])
def test_a_bound_is_one_sided(words: str, shape: str) -> None:
    spread = distance_spread(parse_quantity(f"{words} 200 miles"))
    assert spread.shape == shape
    assert spread.low_km == spread.high_km == pytest.approx(321.8688)
    assert spread.decay_km == pytest.approx(0.15 * 321.8688)
    near = distance_spread(parse_quantity(f"{words} 10 km"))
    assert near.decay_km == near.scale_km  # never sharper than the step itself


def test_between_keeps_both_ends() -> None:
    assert spread_of("300 to 310 km")[:3] == ("between", 300, 310)
    assert spread_of("300 to 310 km")[3] == pytest.approx(math.hypot(12, 3))
    assert spread_of("300 to 500 km")[3] == 50


@given(st.integers(10, 2000), st.sampled_from(["about", "more than", "less than"]))
@settings(max_examples=50)
def test_a_farther_distance_is_known_no_better(tens: int, words: str) -> None:
    spread, farther = (
        distance_spread(parse_quantity(f"{words} {km} km")) for km in (10 * tens, 20 * tens)
    )
    assert 12 <= spread.scale_km <= farther.scale_km
    assert spread.decay_km <= farther.decay_km


@pytest.mark.parametrize(
    ("quantity", "told"),
    [
        (Quantity(20004, 20004, "km", "exact"), "got 20004 km, beyond the antipode; .* 20,004 km"),
        (Quantity(300, 13000, "mi", "between"), "got 13000 mi, beyond the antipode"),
        (Quantity(math.inf, math.inf, "km", "exact"), "beyond the antipode"),
        (Quantity(0, 0, "km", "exact"), "got 0 km; wanted a distance above 0"),
        (Quantity(-5, 10, "mi", "between"), "got -5 mi; wanted a distance above 0"),
        (Quantity(math.nan, math.nan, "km", "exact"), "got nan km"),
        (Quantity(1, math.nan, "km", "between"), "got nan km"),
    ],
)
def test_what_is_no_distance_on_earth(quantity: Quantity, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        check_distance(quantity)


def test_the_antipode_itself_is_a_distance() -> None:
    check_distance(Quantity(HALF_MERIDIAN_KM, HALF_MERIDIAN_KM, "km", "exact"))


def test_a_point_that_may_part_thousands_is_refused():
    with pytest.raises(ValueError, match=r"may part thousands; wanted 1000, or 1\.0000"):
        parse_quantity("1.000 km")
    assert parse_quantity("0.125 km").low == 0.125
