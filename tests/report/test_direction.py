"""Directions: the 16 winds in many spellings, degrees, and what is refused."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from geolaunch.report.direction import WINDS, from_degrees, parse_direction, wind_of

# The compass card, clockwise from north in steps of 22.5 degrees.
CARD = [
    "N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE",
    "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW",
]  # fmt: skip
FULL = {"N": "north", "E": "east", "S": "south", "W": "west"}
# By the letters of the wind: a uniform error of its sector and a normal blur, in quadrature.
SD_DEG = {n: math.hypot(h / 3**0.5, b) for n, h, b in [(1, 22.5, 15), (2, 22.5, 4), (3, 11.25, 5)]}


def name_of(short: str) -> str:
    """Return the name of a wind, written out: NNE is north-northeast."""
    letters = [FULL[letter] for letter in short]
    return "".join(letters) if len(short) < 3 else f"{letters[0]}-{''.join(letters[1:])}"


def spellings(short: str) -> list[str]:
    name, joined = name_of(short), name_of(short).replace("-", "")
    spaced = " ".join(FULL[letter] for letter in short)
    return [
        *(short, short.lower(), ".".join(short) + ".", "-".join(short)),
        *(name, name.upper(), joined, spaced, spaced.replace(" ", "-"), f"{name}."),
        *(f"{name}ward", f"{name}wards", f"{name}erly", f"{name}ern", f"{joined}wards"),
        *(f"due {name}", f"to the {name}", f"toward the {name}", f"towards {name}"),
        *(f"in a {name}erly direction", f"heading {name}", f"  about\n {name}\t"),
    ]


@pytest.mark.parametrize(
    ("words", "wind"),
    [
        ("東", "east"),
        ("北東", "northeast"),
        ("西北西", "west-northwest"),
        ("동", "east"),
        ("북동", "northeast"),
        ("동북", "northeast"),
        ("서남", "southwest"),
        ("남남서", "south-southwest"),
    ],
)
def test_winds_in_korean_and_japanese(words: str, wind: str) -> None:
    told = parse_direction(words)
    assert (wind_of(told.azimuth_deg), told.words) == (wind, words)


@pytest.mark.parametrize("words", ["東西", "北北", "동동", "南東東東"])
def test_signs_that_mean_no_wind(words: str) -> None:
    with pytest.raises(ValueError, match="one of the 16 winds"):
        parse_direction(words)


@pytest.mark.parametrize(("step", "short"), list(enumerate(CARD)), ids=CARD)
def test_sixteen_winds_in_many_spellings(step: int, short: str) -> None:
    assert WINDS[step] == name_of(short)
    for words in spellings(short):
        direction = parse_direction(words)
        assert direction.azimuth_deg == step * 22.5, words
        assert direction.sd_deg == SD_DEG[len(short)], words
        assert direction.words == words


@pytest.mark.parametrize(
    ("words", "azimuth_deg"),
    [
        ("85 degrees", 85.0),
        ("85°", 85.0),
        ("85.5 deg", 85.5),
        ("85", 85.0),
        ("0 degrees", 0.0),
        ("000", 0.0),
        ("360 degrees", 0.0),
        ("  1 degree ", 1.0),
    ],
)
def test_degrees(words: str, azimuth_deg: float) -> None:
    direction = parse_direction(words)
    assert (direction.azimuth_deg, direction.words) == (azimuth_deg, words)
    assert direction.sd_deg < SD_DEG[3]  # sharper than any word


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("up", r"got 'up'; wanted one of the 16 winds \(north, .* or degrees"),
        ("", "got ''; wanted one of the 16 winds"),
        ("direction", "got 'direction'"),
        ("toward the East Sea", "got 'toward the East Sea'"),
        ("easternmost", "got 'easternmost'"),
        ("south-east-east", "got 'south-east-east'"),
        ("north south", "got 'north south'"),
        ("nn", "got 'nn'"),
        ("nan degrees", "got 'nan degrees'"),
        ("1e2 degrees", "got '1e2 degrees'"),
        ("-1 degrees", "got -1 degrees; wanted 0 to 360, clockwise from true north"),
        ("360.5", "got 360.5 degrees; wanted 0 to 360"),
        ("9" * 150, "got 1e\\+150 degrees; wanted 0 to 360"),
        ("9" * 400, "got 400 characters; wanted one direction"),
    ],
)
def test_what_no_wind_means_is_refused(words: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_direction(words)


@pytest.mark.parametrize("azimuth_deg", [float("nan"), float("inf"), -0.001, 360.001])
def test_degrees_outside_the_circle(azimuth_deg: float) -> None:
    with pytest.raises(ValueError, match="wanted 0 to 360"):
        from_degrees(azimuth_deg)


def test_degrees_get_words() -> None:
    assert from_degrees(72.5).words == "72.5 degrees"
    assert from_degrees(72.5, "an azimuth of 72.5").words == "an azimuth of 72.5"


@given(st.sampled_from(range(16)), st.floats(-11.2, 11.2))
def test_the_nearest_wind(step: int, off_deg: float) -> None:
    assert wind_of((step * 22.5 + off_deg) % 360) == WINDS[step]


@given(st.floats(0, 360))
@settings(max_examples=50)
def test_degrees_there_and_back(azimuth_deg: float) -> None:
    direction = from_degrees(azimuth_deg)
    assert 0 <= direction.azimuth_deg < 360
    read = parse_direction(f"{azimuth_deg:.6f} degrees").azimuth_deg
    assert (read - azimuth_deg + 180) % 360 - 180 == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("piece", ["9", "n", "to ", ".", "north-", "due due ", " "])
def test_hostile_words_are_refused(piece: str) -> None:
    """How long that takes is held by `tests/benchmarks/test_words_speed.py`."""
    for words in (piece * 1_000_000, (piece * 200)[:200]):
        with pytest.raises(ValueError, match="got") as refused:
            parse_direction(words)
        assert len(str(refused.value)) < 500


@pytest.mark.parametrize(
    ("words", "within_deg"), [("east", 33), ("northeast", 21), ("east-northeast", 13)]
)
def test_nine_in_ten_lie_within_the_half_width_that_pages_print(
    words: str, within_deg: int
) -> None:
    direction = parse_direction(words)
    half, blur = direction.half_width_deg, direction.blur_deg
    sample = stats.qmc.Sobol(2, rng=7).random_base2(16)
    off = half * (2 * sample[:, 0] - 1) + blur * stats.norm.ppf(sample[:, 1].clip(1e-9, 1 - 1e-9))
    assert round(float(np.quantile(abs(off), 0.9))) == within_deg


def test_degrees_are_no_sector() -> None:
    degrees = from_degrees(72)
    assert (degrees.half_width_deg, degrees.blur_deg) == (0, degrees.sd_deg)
