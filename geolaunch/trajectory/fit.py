"""Can the figures of one publisher belong to one flight: each pair and triple, with the numbers.

Distance, apogee and time are three figures of one arc, so that two give bounds on the third. Only
figures of one originator are held against each other: two that disagree are no news, one that
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

__all__ = ["SENTENCES", "Finding", "arc_check", "fits", "sentence"]

# Nothing that falls flies over ground faster than this, in km/s: a circular orbit at the ground,
# and the turn of the ground at the equator against it.
_FASTEST_KM_S = 7.91 + 0.47

# Of a time told as "about" a round number of minutes, the last five are not known either.
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
class Finding:
    """Whether two or three figures of one originator can belong to one flight.

    `fits` is None where nobody can tell. `claims` are field names of a report; `remark` is the key
    of a sentence and its numbers.
    """

    launch: str
    originator: str
    claims: tuple[str, ...]
    fits: bool | None
    remark: Remark


def arc_check(launch: Launch) -> tuple[Finding, ...]:
    """Return what each pair and triple of an originator's figures says, in the reports' order.

    Distance and apogee, apogee and time, distance and time, and the three together; originators
    that give one figure alone make none. Cruise missiles and satellite launchers make none either,
    and where a way is not that of a fall, only what is told of it: cannot tell.
    """
    return tuple(found for told in flights(launch, assume=False) for found in fits(told))


def sentence(finding: Finding) -> str:
    """Return a finding in English."""
    return SENTENCES[finding.remark.key].format(**finding.remark.values)


# --- one originator -------------------------------------------------------------------------------


def fits(told: LaunchArc) -> tuple[Finding, ...]:
    """Return what each pair and triple of one originator's figures says."""
    if told.ballistic == "no":
        return ()
    found: list[Finding | None] = []
    if told.range and told.apogee:
        found.append(_range_apogee(told))
    if told.apogee and told.flight_time and told.ballistic != "cannot tell":
        found.append(_apogee_time(told))
    if told.range and told.flight_time:
        found.append(_range_time(told))
    if told.range and told.apogee and told.flight_time and told.arc is not None:
        found.append(_whole(told))
    return tuple(each for each in found if each is not None)


def _range_apogee(told: LaunchArc) -> Finding | None:
    """Return what distance and apogee say; None where only the site is missing."""
    claims = ("range", "apogee")
    if told.arc is not None:
        return _finding(told, claims, True, "fit_range_apogee", arc_s=told.arc_time_s)
    if told.ballistic == "cannot tell":
        return _finding(told, claims, None, "fit_flat")
    if told.why is None or told.why.key != "arc_none":
        return None
    return _finding(told, claims, False, "fit_none", why=told.why.values["why"])


def _apogee_time(told: LaunchArc) -> Finding:
    """Return what apogee and time say: no way that high is shorter than straight up and down."""
    least_s = _upright_s(_least_apogee_km(told))
    upper = told.apogee is not None and told.apogee.qualifier == "less_than"
    fits = upper or _time_s(told) + _time_step_s(told.flight_time) >= least_s
    key = "fit_time_least" if fits else "fit_time_short"
    return _finding(told, ("apogee", "flight_time"), fits, key, least_s=least_s)


def _range_time(told: LaunchArc) -> Finding:
    """Return what distance and time say: only that it cannot have flown faster than anything."""
    upper = told.range is not None and told.range.qualifier == "less_than"
    fastest = (told.range_km or 0.0) / _FASTEST_KM_S
    fits = upper or _time_s(told) + _time_step_s(told.flight_time) >= fastest
    key = "fit_range_time" if fits else "fit_range_fast"
    return _finding(told, ("range", "flight_time"), fits, key)


def _whole(told: LaunchArc) -> Finding:
    """Return what all three say: the time is that of the arc and of a boost, or it is not."""
    assert told.boost is not None
    time_s, arc_s = _time_s(told), told.arc_time_s or 0.0
    slack_s = _time_step_s(told.flight_time) + _arc_step_s(told)
    short = told.bound in ("", "lower") and time_s + slack_s < arc_s
    early = not told.bound and time_s + slack_s < arc_s + told.boost.low_s
    late = told.bound in ("", "upper") and time_s - slack_s > arc_s + told.boost.high_s
    key = {"": "fit_whole", "lower": "fit_whole_bound", "upper": "fit_whole_upper"}.get(
        told.bound, "fit_whole_mixed"
    )
    if short:
        key = "fit_whole_short"
    elif early or late:
        key = "fit_whole_off"
    fits = None if told.bound == "mixed" else not (short or early or late)
    numbers = {"arc_s": arc_s, "left_s": time_s - arc_s}
    spread = {"low_s": told.boost.low_s, "high_s": told.boost.high_s}
    return _finding(told, ("range", "apogee", "flight_time"), fits, key, **numbers, **spread)


# --- figures and their steps ----------------------------------------------------------------------


def _time_s(told: LaunchArc) -> float:
    """Return the reported time in seconds."""
    return seconds(told.flight_time) if told.flight_time else 0.0


def _time_step_s(told: Quantity | None) -> float:
    """Return how far a time may be off by the way it was told, in seconds.

    Half a step of its unit; a whole minute where it is between two clock times, which both are
    rounded; five where it is about a round number of minutes; and half an interval.
    """
    if told is None:
        return 0.0
    step = 0.5
    if told.unit == "min" and told.qualifier == "about":
        step = 1.0 if told.low % _ABOUT_MIN else _ABOUT_MIN
    return (step + (told.high - told.low) / 2) * S_PER_UNIT[told.unit]


def _arc_step_s(told: LaunchArc) -> float:
    """Return how far the time of an arc hangs on how its apogee was rounded, in seconds."""
    if told.apogee is None or told.arc is None:
        return 0.0
    step_km = rounding_step(told.apogee.low) * KM_PER_UNIT[told.apogee.unit]
    half_km = (step_km + (told.apogee.high - told.apogee.low) * KM_PER_UNIT[told.apogee.unit]) / 2
    flown = told.arc
    ends = (flown.lon_deg, flown.lat_deg, flown.impact_lon_deg, flown.impact_lat_deg)
    try:
        higher = arc(*ends, float(flown.apogee_km) + half_km)
    except InputError:
        return 0.0
    return float(higher.time_s) - float(flown.time_s)


def _upright_s(apogee_km: float) -> float:
    """Return the time straight up to a height and down again, in space: the least of any arc.

    Of a thin ellipse with its far end at that height; over the mean radius, since it hardly counts.
    """
    semi_major = (MEAN_RADIUS_KM + apogee_km) / 2
    turn = math.acos(MEAN_RADIUS_KM / semi_major - 1)
    return 2 * math.sqrt(semi_major**3 / GM_KM3_S2) * (turn + math.sin(turn))


def _least_apogee_km(told: LaunchArc) -> float:
    """Return the lowest apogee that the figure may mean by its rounding, in km."""
    assert told.apogee is not None
    low = told.apogee.low - rounding_step(told.apogee.low) / 2
    return max(low, told.apogee.low / 2) * KM_PER_UNIT[told.apogee.unit]


def _finding(
    told: LaunchArc, claims: tuple[str, ...], fits: bool | None, key: str, **values: Any
) -> Finding:
    """Return a finding with its numbers as a reader sees them."""
    whole = {name: round(value) for name, value in values.items() if not isinstance(value, str)}
    known = {"range": told.range_km, "apogee": told.apogee_km} | values | whole
    if told.flight_time:
        known["time_s"] = _time_s(told)
    shown = {name: _shown(value) for name, value in known.items() if value is not None}
    return Finding(told.launch, told.source, claims, fits, Remark(key, shown))


def _shown(value: float | str) -> str:
    """Return a number in words: thousands set apart, at most one decimal where it was told so."""
    if isinstance(value, str):
        return value
    whole = round(value)
    return f"{value:,.1f}" if abs(value) < 10_000 and abs(value - whole) > 0.04 else f"{whole:,}"
