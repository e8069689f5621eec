"""One reported direction: winds or degrees to an azimuth, its spread, and the words for it."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from geolaunch.report.quantity import LONGEST_WORDS

__all__ = ["WINDS", "Direction", "from_degrees", "parse_direction", "wind_of"]

WINDS = (
    "north",
    "north-northeast",
    "northeast",
    "east-northeast",
    "east",
    "east-southeast",
    "southeast",
    "south-southeast",
    "south",
    "south-southwest",
    "southwest",
    "west-southwest",
    "west",
    "west-northwest",
    "northwest",
    "north-northwest",
)

# Standard deviations, chosen: a wind covers the half-way to its neighbours in the compass that the
# speaker uses. "East" is said in compasses of 4, 8 and 16 winds, "northeast" in 8 and 16,
# "east-northeast" only in 16. Half-widths of 45, 22.5 and 11.25 degrees are the limits; a uniform
# error of a 4- and 8-wind compass mixed has a standard deviation of about 20.
SD_CARDINAL_DEG = 20.0
SD_INTERCARDINAL_DEG = 13.0
SD_SECONDARY_DEG = 8.0
SD_DEGREES_DEG = 5.0

_LETTERS = {"n": "north", "e": "east", "s": "south", "w": "west"}
_NOISE = re.compile(
    r"\b(?:due|to|toward|towards|the|in|an?|direction|heading|of|roughly|about|mostly)\b"
)
_DEGREES = re.compile(r"(?P<value>-?\d+(?:\.\d+)?)\s*(?:°|deg|degs|degrees?)?")


@dataclass(frozen=True, slots=True)
class Direction:
    """Where it flew: azimuth in degrees clockwise from true north, in [0, 360), with its spread."""

    azimuth_deg: float
    sd_deg: float
    words: str


def from_degrees(azimuth_deg: float, words: str = "") -> Direction:
    """Return the direction of an azimuth in degrees; ValueError outside [0, 360]."""
    if not (math.isfinite(azimuth_deg) and 0 <= azimuth_deg <= 360):
        raise ValueError(f"got {azimuth_deg:g} degrees; wanted 0 to 360, clockwise from true north")
    return Direction(azimuth_deg % 360.0, SD_DEGREES_DEG, words or f"{azimuth_deg:g} degrees")


def parse_direction(words: str) -> Direction:
    """Read a direction from its words: "eastward", "north-northeast", "NNE", "85 degrees".

    The signs of the winds in Korean and Japanese are read too, as they stand in bulletins.
    Raises ValueError with the 16 winds if no wind is meant.
    """
    if len(words) > LONGEST_WORDS:
        raise ValueError(f"got {len(words)} characters; wanted one direction, like 'northeast'")
    text = " ".join(words.casefold().split())
    degrees = _DEGREES.fullmatch(text)
    if degrees:
        return from_degrees(float(degrees["value"]), words)
    wind = _wind_name(text)
    if wind is None:
        raise ValueError(
            f"got {words!r}; wanted one of the 16 winds ({', '.join(WINDS[:5])}, ...) "
            "or degrees clockwise from true north, like '85 degrees'"
        )
    return Direction(WINDS.index(wind) * 22.5, _sd_of(wind), words)


def wind_of(azimuth_deg: float) -> str:
    """Return the name of the wind (of 16) nearest to an azimuth in degrees."""
    return WINDS[round(azimuth_deg / 22.5) % 16]


def _wind_name(text: str) -> str | None:
    """Return the wind that folded words mean, None if they mean none."""
    core = re.sub(r"[\s.-]", "", _NOISE.sub("", text))
    if core.translate(_SIGNS) != core:  # Korean names northeast both ways round
        core = re.sub("^([ew])([ns])$", r"\2\1", core.translate(_SIGNS))
    if core in _SHORT:
        return _SHORT[core]
    for ending in ("wards", "ward", "erly", "ern"):
        core = core.removesuffix(ending)
    return _JOINED.get(core)


def _sd_of(wind: str) -> float:
    """Return the standard deviation in degrees of a wind's azimuth."""
    if "-" in wind:
        return SD_SECONDARY_DEG
    return SD_CARDINAL_DEG if wind in _LETTERS.values() else SD_INTERCARDINAL_DEG


_SIGNS = str.maketrans(
    "\u6771\u897f\u5357\u5317\ub3d9\uc11c\ub0a8\ubd81", "ewsnewsn"
)  # Japanese and Korean
_JOINED = {wind.replace("-", ""): wind for wind in WINDS}
_SHORT = {
    re.sub(r"([nesw])[a-z]*?(?=north|south|east|west|$)", r"\1", j): w for j, w in _JOINED.items()
}
