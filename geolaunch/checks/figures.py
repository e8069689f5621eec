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

from geolaunch.checks.findings import Finding, Said, claim_ids, of_two, said
from geolaunch.constants import KM_PER_UNIT, S_PER_UNIT
from geolaunch.geodesy.sphere import angle_difference_deg
from geolaunch.impact.conflicts import CONFLICT_SCALES, between_distances, between_others
from geolaunch.impact.evidence import DirectionEvidence, DistanceEvidence, Evidence
from geolaunch.places.sites import Site
from geolaunch.report.direction import Direction, from_degrees
from geolaunch.report.model import COMBINED, UNUSUAL, Launch, Report, originator_of
from geolaunch.report.quantity import (
    Quantity,
    distance_spread,
    parse_quantity,
    rounding_step,
    seconds,
)

__all__ = ["check_directions", "check_figures", "check_flight_times", "check_quoted"]

# The error of one originator's flight time beside its rounding, chosen: where two gave one they
# are a minute apart, and which moment a flight begins and ends at is not said.
FLIGHT_TIME_ERROR_S = 30.0

# What each length is called, and the column of `claims.csv` in which it stands.
_LENGTHS = {
    "range": ("distance", "range"),
    "apogee": ("apogee", "apogee"),
    "path_length": ("path length", "range"),
}

_QUOTED = {**_LENGTHS, "flight_time": ("flight time", "flight_time")}

# A figure in another unit than the quoted one may have been rounded by this.
ROUNDED = 0.01

_BOUNDS = ("more_than", "less_than")

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
                voice.who, distance_spread(voice.value, irregular=unusual), _figure(voice.value)
            )
            for voice in said(launch, attrgetter(name))
        ]
        for a, b in combinations(voices, 2):
            if between_distances(_evidence(distances=(a, b))):
                pair = (Said(a.originator, a.words), Said(b.originator, b.words))
                yield of_two(launch, check, column, _differ(check, a, b), *pair)


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
    for a, b in combinations(said(launch, lambda report: report.flight_time), 2):
        apart_s = abs(seconds(a.value) - seconds(b.value))
        allowed_s = CONFLICT_SCALES * math.hypot(_error_s(a.value), _error_s(b.value))
        if apart_s > allowed_s:
            pair = (Said(a.who, _figure(a.value)), Said(b.who, _figure(b.value)))
            text = (
                f"It flew for {pair[0].value} by {a.who} and for {pair[1].value} by {b.who}: "
                f"{apart_s:.0f} s apart, where {allowed_s:.0f} s could be error."
            )
            yield of_two(launch, "flight time", "flight_time", text, *pair)


def _error_s(flight_time: Quantity) -> float:
    """Return the standard deviation of a flight time, its rounding included."""
    per_unit = seconds(flight_time) / flight_time.value
    rounding_s = rounding_step(flight_time.low) * per_unit / math.sqrt(12)
    return math.hypot(FLIGHT_TIME_ERROR_S, rounding_s)


def check_directions(launch: Launch) -> Iterator[Finding]:
    """Yield pairs of directions that cannot both be right."""
    for a, b in combinations(said(launch, _direction), 2):
        both = (DirectionEvidence(a.who, a.value), DirectionEvidence(b.who, b.value))
        if between_others(_evidence(directions=both)):
            turned = abs(angle_difference_deg(a.value.azimuth_deg, b.value.azimuth_deg))
            pair = (Said(a.who, a.value.words), Said(b.who, b.value.words))
            text = (
                f"It flew {a.value.words} by {a.who} and {b.value.words} by {b.who}: "
                f"{turned:.0f} degrees apart."
            )
            yield of_two(launch, "direction", "direction", text, *pair)


def check_quoted(launch: Launch) -> Iterator[Finding]:
    """Yield figures that are not those of the words quoted beside them: a unit or a bound lost.

    Words that are no single figure ("an altitude of about 50 kilometers") are left alone.
    """
    for report in launch.reports:
        for name, (check, column) in _QUOTED.items():
            figure = getattr(report, name)
            quoted = _quoted(figure.words) if figure and figure.words else None
            if quoted and not _is_same(figure, quoted):
                who, given = originator_of(report), _figure(figure)
                text = (
                    f"The {check} by {who} is {given}, where the words that it is from, "
                    f"“{figure.words}”, say {_figure(quoted)}."
                )
                what = f"{given} by {who}, quoted as {_figure(quoted)}"
                ids = claim_ids(launch, column, [who])
                yield Finding(launch.id, "quoted", ids, text, "fault", what)


def _quoted(words: str) -> Quantity | None:
    """Return the figure that quoted words are, None if they are more or less than one."""
    try:
        return parse_quantity(words)
    except ValueError:
        return None


def _is_same(figure: Quantity, quoted: Quantity) -> bool:
    """Tell whether a figure is what was quoted: as much, and a bound only where that is one."""
    scale = {**KM_PER_UNIT, **S_PER_UNIT}
    as_much = all(
        abs(a * scale[figure.unit] - b * scale[quoted.unit]) <= ROUNDED * b * scale[quoted.unit]
        for a, b in ((figure.low, quoted.low), (figure.high, quoted.high))
    )
    bounds = [quantity.qualifier for quantity in (figure, quoted) if quantity.qualifier in _BOUNDS]
    return as_much and len(bounds) != 1 and len(set(bounds)) <= 1


def _direction(report: Report) -> Direction | None:
    """Return the direction that a report gives in words or in degrees."""
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
