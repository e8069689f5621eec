"""What a published flight time has over the vacuum arc: the boost, as an allowance in seconds.

A vacuum arc leaves the ground at full speed; a missile takes one to five minutes to reach it. What
is left of the published times after the arc grows with the launch speed, so the allowance is so
many seconds per km/s, one number a class, drawn together where a class has few flights.

The numbers are printed by `data/make/boost_fit.py`, from the launches of the catalogue of which one
publisher gave range, apogee and time, none of them a bound: 17, of which 16 make the fit (9 of
class ICBM, 6 IRBM, 1 SLBM); the time of one is shorter than its own arc. Each launch left out and
predicted from the others, 11 of the 17 times are met within 75 s, and all but two lie within
`SPREAD_SDS` standard deviations: that one, and KCNA's 39 minutes of 4 July 2017, 2.7 off. Two more
published times, which made no fit, lie within it and within 75 s too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["HELD", "SPREAD_SDS", "SPREAD_WORDS", "Boost", "boost"]

# Seconds per km/s of launch speed over the ground, and their standard deviation; `data/make/
# boost_fit.py`. The raw mean of the one SLBM is 14, of the six IRBMs 20, of the nine ICBMs 24.
_PER_SPEED: Mapping[str, tuple[float, float]] = {
    "SLBM": (20.3, 6.0),
    "IRBM": (19.3, 4.2),
    "ICBM": (23.3, 2.3),
}
_OTHER = (21.0, 7.0)
_ERROR_S = 53.0  # of one flight about its class

# A stated spread is so many standard deviations to either side. Chosen: the odd time lies 4 off,
# the worst of the others 2.7, the next 1.6, and 16 flights cannot tell a narrower one from luck.
SPREAD_SDS = 2.5

# How many published times it held, each predicted without its own launch, of how many; one of the
# others is shorter than its own arc.
HELD = (17, 19)
SPREAD_WORDS = (
    f"low to high: {SPREAD_SDS} standard deviations to either side, the boost never below 0; of "
    f"{HELD[1]} published times, each predicted without its own launch, {HELD[0]} lie inside, and "
    "one of the others is shorter than its own arc"
)


@dataclass(frozen=True, slots=True)
class Boost:
    """The allowance for a boost phase, in seconds to add to the time of a vacuum arc.

    `low_s` and `high_s` are its stated spread, the lower one never below 0. `fitted` is False for a
    class of which no flight made the fit: short-range missiles among them.
    """

    seconds: float
    sd_s: float
    fitted: bool

    @property
    def low_s(self) -> float:
        """The lower end of the stated spread."""
        return max(0.0, self.seconds - SPREAD_SDS * self.sd_s)

    @property
    def high_s(self) -> float:
        """The upper end of the stated spread."""
        return self.seconds + SPREAD_SDS * self.sd_s


def boost(launch_speed_km_s: float, missile_class: str | None = None) -> Boost:
    """Return the allowance for a vacuum arc that leaves at a speed over the ground, in km/s.

    `missile_class` is SLBM, IRBM or ICBM; any other, or None, takes the common figure, less sure.
    """
    fitted = missile_class in _PER_SPEED
    per_speed, per_speed_sd = _PER_SPEED.get(missile_class or "", _OTHER)
    sd_s = ((per_speed_sd * launch_speed_km_s) ** 2 + _ERROR_S**2) ** 0.5
    return Boost(per_speed * launch_speed_km_s, sd_s, fitted)
