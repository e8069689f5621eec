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

# A compass word is a sector: as wide as the compass of its speaker has winds, its edges blurred. Of
# 211 directions of flight by ministries and militaries 6 are words of a 16-wind compass (all east-
# northeast, by Japan), so that the compass in use has eight winds and "east" reaches 22.5 degrees
# to either side; a word of sixteen winds reaches 11.25. The blur is chosen: "east" is also said of
# flights that end well north of east, as the first word for anything that leaves over the east
# coast (of 29 landings reported by others, those called "east" scatter by some 20 degrees), while
# who says "northeast" has looked. 9 chances in 10 lie within 33, 21 and 13 degrees.
SECTOR_DEG, SECONDARY_SECTOR_DEG = 22.5, 11.25
BLUR_CARDINAL_DEG = 15.0
BLUR_INTERCARDINAL_DEG = 4.0
BLUR_SECONDARY_DEG = 5.0
SD_DEGREES_DEG = 5.0

_LETTERS = {"n": "north", "e": "east", "s": "south", "w": "west"}
_NOISE = re.compile(
    r"\b(?:due|to|toward|towards|the|in|an?|direction|heading|of|roughly|about|mostly)\b"
)
_DEGREES = re.compile(r"(?P<value>-?\d+(?:\.\d+)?)\s*(?:°|deg|degs|degrees?)?")


@dataclass(frozen=True, slots=True)
class Direction:
    """Where it flew: azimuth in degrees clockwise from true north, in [0, 360), with its spread.

    `sd_deg` is the standard deviation of the whole. A compass word is a sector, flat up to
    `half_width_deg` on either side and blurred at its edges; of degrees that is 0.
    """

    azimuth_deg: float
    sd_deg: float
    words: str
    half_width_deg: float = 0.0

    @property
    def blur_deg(self) -> float:
        """The standard deviation of the normal error that blurs the sector's edges."""
        return math.sqrt(self.sd_deg**2 - self.half_width_deg**2 / 3)


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
    half_width, blur = _sector_of(wind)
    sd_deg = math.hypot(half_width / math.sqrt(3), blur)
    return Direction(WINDS.index(wind) * 22.5, sd_deg, words, half_width)


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


def _sector_of(wind: str) -> tuple[float, float]:
    """Return the half-width of a wind's sector and the blur of its edges, in degrees."""
    if "-" in wind:
        return SECONDARY_SECTOR_DEG, BLUR_SECONDARY_DEG
    cardinal = wind in _LETTERS.values()
    return SECTOR_DEG, BLUR_CARDINAL_DEG if cardinal else BLUR_INTERCARDINAL_DEG


_SIGNS = str.maketrans(
    "\u6771\u897f\u5357\u5317\ub3d9\uc11c\ub0a8\ubd81", "ewsnewsn"
)  # Japanese and Korean
_JOINED = {wind.replace("-", ""): wind for wind in WINDS}
_SHORT = {
    re.sub(r"([nesw])[a-z]*?(?=north|south|east|west|$)", r"\1", j): w for j, w in _JOINED.items()
}
