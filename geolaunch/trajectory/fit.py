"""Can the figures of one publisher belong to one flight: each pair and triple, with the numbers.

Distance, apogee and time are three figures of one arc, so that two give bounds on the third. Only
figures of one originator are held against each other: two that disagree are no news, but one that
disagrees with itself is. Every apogee has a vacuum arc; so a pair that fits proves nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from geolaunch.constants import KM_PER_UNIT, MEAN_RADIUS_KM, S_PER_UNIT
from geolaunch.errors import InputError
from geolaunch.report.model import Launch, Remark
from geolaunch.report.quantity import Quantity, rounding_step, seconds
from geolaunch.trajectory.arc import arc
from geolaunch.trajectory.flights import LaunchArc, flights
from geolaunch.trajectory.orbit import GM_KM3_S2

__all__ = ["SENTENCES", "Fit", "arc_check", "fits", "sentence"]

# Nothing that falls flies over ground faster than this, in km/s: a circular orbit at the ground,
# and the turn of the ground at the equator against it.
_FASTEST_KM_S = 7.91 + 0.47

# A time given as "about" a round number of minutes is rounded to five of them.
_ABOUT_MIN = 5.0

SENTENCES = {
    "fit_range_apogee": "{range} km and {apogee} km can be one arc of {arc_s} s; an arc exists for "
    "every apogee, so this proves little",
    "fit_none": "{range} km and {apogee} km make no arc: {why}",
    "fit_flat": "{range} km and {apogee} km: depressed or manoeuvring, cannot tell",
    "fit_time_least": "{time_s} s is long enough for {apogee} km, which takes {least_s} s straight "
    "up and down",
    "fit_time_short": "{time_s} s is shorter than the {least_s} s that {apogee} km takes straight "
    "up and down",
    "fit_range_time": "{time_s} s is long enough for {range} km",
    "fit_range_fast": "{time_s} s is too short for {range} km: no fall is that fast",
    "fit_whole": "{time_s} s is the {arc_s} s arc of the same source's own figures and {left_s} s, "
    "where a boost takes {low_s} to {high_s} s",
    "fit_whole_bound": "{time_s} s is no shorter than the {arc_s} s arc of the same source's own "
    "figures, which are lower bounds",
    "fit_whole_upper": "{time_s} s is no longer than the {arc_s} s arc of the same source's own "
    "figures and a boost, which are upper bounds",
    "fit_whole_mixed": "{time_s} s cannot be held against an arc of a lower and an upper bound",
    "fit_whole_short": "{time_s} s is shorter than the {arc_s} s arc of the same source's own "
    "figures",
    "fit_whole_off": "{time_s} s is the {arc_s} s arc of the same source's own figures and "
    "{left_s} s, where a boost takes {low_s} to {high_s} s only",
}


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether two or three figures of one originator can belong to one flight.

    `fits` is None where nobody can say. `claims` are field names of a report; `remark` is the key
    of a sentence and its numbers.
    """

    launch: str
    originator: str
    claims: tuple[str, ...]
    fits: bool | None
    remark: Remark


def arc_check(launch: Launch) -> tuple[Fit, ...]:
    """Return what each pair and triple of an originator's figures says, in the reports' order.

    Distance and apogee, apogee and time, distance and time, and the three together; originators
    that give one figure alone make none. Cruise missiles and satellite launchers make none either,
    and where a flight was no free fall, the answer is only: cannot tell.
    """
    return tuple(fit for flight in flights(launch, assume=False) for fit in fits(flight))


def sentence(fit: Fit) -> str:
    """Return a fit as a sentence in English."""
    return SENTENCES[fit.remark.key].format(**fit.remark.values)


# --- one originator -------------------------------------------------------------------------------


def fits(flight: LaunchArc) -> tuple[Fit, ...]:
    """Return what each pair and triple of one originator's figures says."""
    if flight.ballistic == "no":
        return ()
    answers: list[Fit | None] = []
    if flight.range and flight.apogee:
        answers.append(_range_apogee(flight))
    if flight.apogee and flight.flight_time and flight.ballistic != "cannot tell":
        answers.append(_apogee_time(flight))
    if flight.range and flight.flight_time:
        answers.append(_range_time(flight))
    if flight.range and flight.apogee and flight.flight_time and flight.arc is not None:
        answers.append(_whole(flight))
    return tuple(fit for fit in answers if fit is not None)


def _range_apogee(flight: LaunchArc) -> Fit | None:
    """Return what distance and apogee say; None where only the site is missing."""
    claims = ("range", "apogee")
    if flight.arc is not None:
        return _fit(flight, claims, True, "fit_range_apogee", arc_s=flight.arc_time_s)
    if flight.ballistic == "cannot tell":
        return _fit(flight, claims, None, "fit_flat")
    if flight.why is None or flight.why.key != "arc_none":
        return None
    return _fit(flight, claims, False, "fit_none", why=flight.why.values["why"])


def _apogee_time(flight: LaunchArc) -> Fit:
    """Return what apogee and time say: no flight that high is shorter than straight up and down."""
    least_s = _upright_s(_least_apogee_km(flight))
    upper = flight.apogee is not None and flight.apogee.qualifier == "less_than"
    fits = upper or _time_s(flight) + _time_step_s(flight.flight_time) >= least_s
    key = "fit_time_least" if fits else "fit_time_short"
    return _fit(flight, ("apogee", "flight_time"), fits, key, least_s=least_s)


def _range_time(flight: LaunchArc) -> Fit:
    """Return what distance and time say: only whether any fall could be that fast."""
    upper = flight.range is not None and flight.range.qualifier == "less_than"
    fastest = (flight.range_km or 0.0) / _FASTEST_KM_S
    fits = upper or _time_s(flight) + _time_step_s(flight.flight_time) >= fastest
    key = "fit_range_time" if fits else "fit_range_fast"
    return _fit(flight, ("range", "flight_time"), fits, key)


def _whole(flight: LaunchArc) -> Fit:
    """Return what all three say: whether the time is that of the arc and of a boost."""
    assert flight.boost is not None
    time_s, arc_s = _time_s(flight), flight.arc_time_s or 0.0
    slack_s = _time_step_s(flight.flight_time) + _arc_step_s(flight)
    short = flight.bound in ("", "lower") and time_s + slack_s < arc_s
    early = not flight.bound and time_s + slack_s < arc_s + flight.boost.low_s
    late = flight.bound in ("", "upper") and time_s - slack_s > arc_s + flight.boost.high_s
    key = {"": "fit_whole", "lower": "fit_whole_bound", "upper": "fit_whole_upper"}.get(
        flight.bound, "fit_whole_mixed"
    )
    if short:
        key = "fit_whole_short"
    elif early or late:
        key = "fit_whole_off"
    fits = None if flight.bound == "mixed" else not (short or early or late)
    numbers = {"arc_s": arc_s, "left_s": time_s - arc_s}
    spread = {"low_s": flight.boost.low_s, "high_s": flight.boost.high_s}
    return _fit(flight, ("range", "apogee", "flight_time"), fits, key, **numbers, **spread)


# --- figures and their steps ----------------------------------------------------------------------


def _time_s(flight: LaunchArc) -> float:
    """Return the reported time in seconds."""
    return seconds(flight.flight_time) if flight.flight_time else 0.0


def _time_step_s(flight_time: Quantity | None) -> float:
    """Return how far a time may be off by the way it was given, in seconds.

    Half a step of its unit; a whole minute where it is between two clock times, which both are
    rounded; five where it is about a round number of minutes; and half an interval.
    """
    if flight_time is None:
        return 0.0
    step = 0.5
    if flight_time.unit == "min" and flight_time.qualifier == "about":
        step = 1.0 if flight_time.low % _ABOUT_MIN else _ABOUT_MIN
    return (step + (flight_time.high - flight_time.low) / 2) * S_PER_UNIT[flight_time.unit]


def _arc_step_s(flight: LaunchArc) -> float:
    """Return how much the rounding of an apogee can change the time of its arc, in seconds."""
    if flight.apogee is None or flight.arc is None:
        return 0.0
    step_km = rounding_step(flight.apogee.low) * KM_PER_UNIT[flight.apogee.unit]
    half_km = (
        step_km + (flight.apogee.high - flight.apogee.low) * KM_PER_UNIT[flight.apogee.unit]
    ) / 2
    vacuum_arc = flight.arc
    ends = (
        vacuum_arc.lon_deg,
        vacuum_arc.lat_deg,
        vacuum_arc.impact_lon_deg,
        vacuum_arc.impact_lat_deg,
    )
    try:
        higher = arc(*ends, float(vacuum_arc.apogee_km) + half_km)
    except InputError:
        return 0.0
    return float(higher.time_s) - float(vacuum_arc.time_s)


def _upright_s(apogee_km: float) -> float:
    """Return the time straight up to a height and down again, in space: the least of any arc.

    Of a thin ellipse with its far end at that height; over the mean radius, since it hardly counts.
    """
    semi_major = (MEAN_RADIUS_KM + apogee_km) / 2
    turn = math.acos(MEAN_RADIUS_KM / semi_major - 1)
    return 2 * math.sqrt(semi_major**3 / GM_KM3_S2) * (turn + math.sin(turn))


def _least_apogee_km(flight: LaunchArc) -> float:
    """Return the lowest apogee that the figure may mean by its rounding, in km."""
    assert flight.apogee is not None
    low = flight.apogee.low - rounding_step(flight.apogee.low) / 2
    return max(low, flight.apogee.low / 2) * KM_PER_UNIT[flight.apogee.unit]


def _fit(
    flight: LaunchArc, claims: tuple[str, ...], fits: bool | None, key: str, **values: Any
) -> Fit:
    """Return a fit with its numbers as a reader sees them."""
    whole = {name: round(value) for name, value in values.items() if not isinstance(value, str)}
    known = {"range": flight.range_km, "apogee": flight.apogee_km} | values | whole
    if flight.flight_time:
        known["time_s"] = _time_s(flight)
    shown = {name: _shown(value) for name, value in known.items() if value is not None}
    return Fit(flight.launch, flight.source, claims, fits, Remark(key, shown))


def _shown(value: float | str) -> str:
    """Return a number in words: thousands set apart, at most one decimal."""
    if isinstance(value, str):
        return value
    whole = round(value)
    return f"{value:,.1f}" if abs(value) < 10_000 and abs(value - whole) > 0.04 else f"{whole:,}"
