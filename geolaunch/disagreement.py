"""The figures of a launch against each other: distances, heights, flight times, directions.

Distances and heights are held against each other as a zone holds them (`conflicts`): two that lie
more than four of their joint errors apart cannot both be right, whatever their qualifiers. What
only bounds ("if on a normal trajectory") contradicts only what breaks it. The length of a path is
no distance over ground and is held against other paths only. A word that its own originator revised
is history and contradicts nobody.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import combinations
from operator import attrgetter

from geolaunch.conflicts import CONFLICT_SCALES, between_distances, between_others
from geolaunch.direction import Direction, from_degrees
from geolaunch.evidence import COMBINED, UNUSUAL, DirectionEvidence, DistanceEvidence, Evidence
from geolaunch.findings import Finding, Told, of_two, told
from geolaunch.places import Site
from geolaunch.quantity import Quantity, distance_spread, rounding_step, seconds
from geolaunch.report import Launch, Report

__all__ = ["check_directions", "check_figures", "check_flight_times"]

# The error of one originator's flight time beside its rounding, chosen: where two gave one they
# are a minute apart, and which moment a flight begins and ends at is not said.
FLIGHT_TIME_ERROR_S = 30.0

# What each length is called, and the column of `claims.csv` in which it stands.
_LENGTHS = {
    "range": ("distance", "range"),
    "apogee": ("apogee", "apogee"),
    "path_length": ("path length", "range"),
}

_QUALIFIED = {
    "more_than": "more than ",
    "less_than": "less than ",
    "about": "about ",
    "conditional": "up to ",
}


def check_figures(launch: Launch) -> Iterator[Finding]:
    """Yield pairs of distances, heights and lengths of paths that cannot both be right."""
    unusual = any(report.trajectory in UNUSUAL for report in launch.reports)
    for name, (check, column) in _LENGTHS.items():
        voices = [
            DistanceEvidence(
                each.who, distance_spread(each.value, irregular=unusual), _figure(each.value)
            )
            for each in told(launch, attrgetter(name))
        ]
        for a, b in combinations(voices, 2):
            if between_distances(_evidence(distances=(a, b))):
                ones = (Told(a.originator, a.words), Told(b.originator, b.words))
                yield of_two(launch, check, column, _differ(check, a, b), *ones)


def _differ(check: str, a: DistanceEvidence, b: DistanceEvidence) -> str:
    """Return the sentence of two lengths that cannot both be right."""
    apart = max(a.spread.low_km - b.spread.high_km, b.spread.low_km - a.spread.high_km)
    allowed = CONFLICT_SCALES * math.hypot(a.spread.scale_km, b.spread.scale_km)
    return (
        f"The {check} is {a.words} by {a.originator} and {b.words} by {b.originator}: "
        f"{apart:.0f} km apart, where {allowed:.0f} km could be error."
    )


def check_flight_times(launch: Launch) -> Iterator[Finding]:
    """Yield pairs of flight times that cannot both be right."""
    for a, b in combinations(told(launch, lambda report: report.flight_time), 2):
        apart_s = abs(seconds(a.value) - seconds(b.value))
        allowed_s = CONFLICT_SCALES * math.hypot(_error_s(a.value), _error_s(b.value))
        if apart_s > allowed_s:
            ones = (Told(a.who, _figure(a.value)), Told(b.who, _figure(b.value)))
            text = (
                f"It flew for {ones[0].value} by {a.who} and for {ones[1].value} by {b.who}: "
                f"{apart_s:.0f} s apart, where {allowed_s:.0f} s could be error."
            )
            yield of_two(launch, "flight time", "flight_time", text, *ones)


def _error_s(flight_time: Quantity) -> float:
    """Return the standard deviation of a flight time, its rounding included."""
    per_unit = seconds(flight_time) / flight_time.value
    rounding_s = rounding_step(flight_time.low) * per_unit / math.sqrt(12)
    return math.hypot(FLIGHT_TIME_ERROR_S, rounding_s)


def check_directions(launch: Launch) -> Iterator[Finding]:
    """Yield pairs of directions that cannot both be right."""
    for a, b in combinations(told(launch, _direction), 2):
        both = (DirectionEvidence(a.who, a.value), DirectionEvidence(b.who, b.value))
        if between_others(_evidence(directions=both)):
            turned = abs((a.value.azimuth_deg - b.value.azimuth_deg + 180.0) % 360.0 - 180.0)
            ones = (Told(a.who, a.value.words), Told(b.who, b.value.words))
            text = (
                f"It flew {a.value.words} by {a.who} and {b.value.words} by {b.who}: "
                f"{turned:.0f} degrees apart."
            )
            yield of_two(launch, "direction", "direction", text, *ones)


def _direction(report: Report) -> Direction | None:
    """Return a direction told in words or in degrees."""
    degrees = report.azimuth_deg
    return report.direction or (None if degrees is None else from_degrees(degrees))


def _figure(quantity: Quantity) -> str:
    """Return a figure with its unit and what qualifies it, in a fixed form."""
    ends = dict.fromkeys((f"{quantity.low:g}", f"{quantity.high:g}"))
    return f"{_QUALIFIED.get(quantity.qualifier, '')}{' to '.join(ends)} {quantity.unit}"


def _evidence(
    distances: tuple[DistanceEvidence, ...] = (), directions: tuple[DirectionEvidence, ...] = ()
) -> Evidence:
    """Return claims as evidence of a launch from nowhere, for the criteria of `conflicts`."""
    return Evidence("", COMBINED, Site("", ()), distances, directions, (), ())
