"""The claims of a launch -> its arc: from the figures of ONE publisher, never of two.

A distance by one government and an apogee by another make an arc that nobody saw. The launch
site and the direction are no figures of the flight: they are taken from whoever reports them.

An arc is drawn only where it means something. A cruise missile has none, nor has a satellite
launcher, whose engines burn most of the way. A flight that somebody calls irregular or gliding, a
failure, and a flight that stayed low and flat cannot be judged: each gets a plain profile, without
physics.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from geolaunch.catalogue.launches import claims_of
from geolaunch.constants import MEAN_RADIUS_KM
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.geodesy.ellipsoid import direct, inverse
from geolaunch.places.reference_places import find_reference
from geolaunch.places.sites import Place, site_of
from geolaunch.report.model import (
    UNUSUAL,
    Launch,
    Remark,
    Report,
    originator_of,
    originators,
    source_name,
)
from geolaunch.report.quantity import Quantity, high_km, low_km
from geolaunch.report.voices import later_first, reports_by
from geolaunch.trajectory.arc import LEAST_RANGE_KM, Arc, arc, minimum_energy_arc
from geolaunch.trajectory.boost import Boost, boost

__all__ = [
    "ASSUMED_AZIMUTH_DEG",
    "FLAT_APOGEE_KM",
    "FLAT_RATIO",
    "ROUGH_RANGE_TO_APOGEE_KM",
    "LaunchArc",
    "arc_of",
    "flight",
    "flights",
    "flown",
    "fullest",
    "rough_range_km",
    "untold",
]

Ballistic = Literal["reported", "assumed", "cannot tell", "no"]
Bound = Literal["", "lower", "upper", "mixed"]
DirectionBasis = Literal["reported", "derived", "assumed"]

# Under this apogee a flight may be in air that bears it, and under this ratio of 4 x apogee to
# range (1 on the flattest vacuum arc of least energy over flat ground) it is depressed or steered:
# the short-range missiles that were seen to pull up lie at 0.3 to 0.65.
FLAT_APOGEE_KM = 100.0
FLAT_RATIO = 0.7

# Used where no direction was reported. It hardly changes the time of an arc: 8 s between 45 and 110
# degrees, for 6,000 km up and 1,000 km down range. The ground track it changes; none is drawn then.
ASSUMED_AZIMUTH_DEG = 80.0

# Above this a test's own figures say nothing of the range on a flatter arc: the plain formula has
# no answer from about 6,500 km on, and overshoots below that.
ROUGH_RANGE_TO_APOGEE_KM = 6000.0

_QUALIFIER_RANK = {"exact": 0, "about": 1, "between": 2}
_BOUND_RANK = 3


@dataclass(frozen=True, slots=True)
class LaunchArc:
    """One publisher's figures of one launch, and the vacuum arc that they make.

    `arc` is None where there is none, and `why` says why. `ballistic` is `reported` (somebody says
    so), `assumed` (nobody says otherwise), `cannot tell` or `no`. `bound` is `lower` where a figure
    is a lower bound ("more than"), so that the arc, its time and its height are at least that much;
    `upper` and `mixed` likewise. `apogee` is None where the publisher gave none: the arc of least
    energy then stands in, and `arc.assumed` says so. `direction` tells whether the azimuth was
    reported, derived from where it fell, or assumed: on an assumed azimuth the ground track means
    nothing. `boost` is what to add to the arc's time. `verified` is False for what a user supplied.
    """

    launch: str
    source: str
    site: str = ""
    missile_class: str | None = None
    range: Quantity | None = None
    apogee: Quantity | None = None
    flight_time: Quantity | None = None
    ballistic: Ballistic = "assumed"
    bound: Bound = ""
    direction: DirectionBasis = "assumed"
    arc: Arc | None = None
    boost: Boost | None = None
    why: Remark | None = None
    verified: bool = False

    @property
    def range_km(self) -> float | None:
        """The reported distance, in km; the middle of an interval."""
        return _middle_km(self.range)

    @property
    def apogee_km(self) -> float | None:
        """The apogee in km: as reported, else that of the assumed arc, else None."""
        if self.apogee is None and self.arc is not None:
            return float(self.arc.apogee_km)
        return _middle_km(self.apogee)

    @property
    def arc_time_s(self) -> float | None:
        """How long the vacuum arc takes, without the boost."""
        return None if self.arc is None else float(self.arc.time_s)

    @property
    def flight_time_s(self) -> float | None:
        """How long the flight takes by the arc and the allowance for the boost; None without."""
        if self.arc is None or self.boost is None:
            return None
        return float(self.arc.time_s) + self.boost.seconds

    @property
    def flight_time_sd_s(self) -> float | None:
        """The standard deviation of that."""
        return None if self.boost is None else self.boost.sd_s


def arc_of(launch: Launch, source: str, *, assume: bool = True) -> LaunchArc | None:
    """Return the flight by one originator's figures; None if it gives neither distance nor apogee.

    Without an apogee the arc of least energy stands in, or none if `assume` is False. Raises
    UnknownNameError if no originator of that name reports on the launch.
    """
    who = source_name(launch, source)
    reports = later_first(reports_by(launch, who))
    flight = LaunchArc(
        launch=launch.id,
        source=who,
        missile_class=launch.missile_class,
        range=_sharpest(report.range for report in reports),
        apogee=_sharpest(report.apogee for report in reports),
        flight_time=_sharpest(report.flight_time for report in reports) or _clock_time(launch, who),
        ballistic=_ballistic(launch),
        verified=launch.in_catalogue,
    )
    if flight.range is None and flight.apogee is None:
        return None
    why = _why_none(launch, flight)
    if why is not None:
        ballistic: Ballistic = "cannot tell" if why.key == "arc_flat" else flight.ballistic
        return replace(flight, why=why, ballistic=ballistic, bound=_bound(flight))
    if flight.apogee is None and not assume:
        return replace(flight, why=Remark("arc_no_height"), bound=_bound(flight))
    return _with_arc(launch, replace(flight, bound=_bound(flight)))


def flights(launch: Launch, *, assume: bool = True) -> tuple[LaunchArc, ...]:
    """Return the flight by each originator's figures, in the order of the reports; see `arc_of`."""
    reported = (arc_of(launch, who, assume=assume) for who in originators(launch))
    return tuple(flight for flight in reported if flight is not None)


def flight(launch: Launch, *, assume: bool = True) -> LaunchArc | None:
    """Return the flight by the originator whose figures say most; None if nobody gives any.

    A full set counts before a part, figures before bounds, the earlier in the reports before the
    later. For `assume` see `arc_of`.
    """
    return fullest(flights(launch, assume=assume))


def fullest(flights: Iterable[LaunchArc]) -> LaunchArc | None:
    """Return the flight whose figures say most, None of none; see `flight`."""
    return max(flights, key=_completeness, default=None)


def untold(launch: Launch) -> LaunchArc:
    """Return the flight of a launch for which nobody gives a figure: no arc, and why."""
    flight = LaunchArc(launch.id, "", ballistic=_ballistic(launch), verified=launch.in_catalogue)
    return replace(flight, why=_why_no_fall(launch, flight) or Remark("arc_nothing"))


def flown(flight: LaunchArc) -> bool:
    """Tell whether there is anything to draw: an arc, or figures that cannot be judged."""
    whole = flight.range is not None and flight.apogee is not None
    return flight.arc is not None or (whole and flight.ballistic == "cannot tell")


def rough_range_km(flight: LaunchArc) -> float | None:
    """Return a rough bound on how far the same launch speed reaches, from a test's own figures.

    That of a vacuum arc of least energy over a sphere that does not turn, from the speed of the
    same over range and apogee: sin(psi / 2) = q / (2 - q) with q = v² R / GM. It misses published
    estimates by up to a quarter, and is no range of the missile: another payload, another burn.
    None where it has no meaning: without a reported apogee, for a bound that is an upper one, and
    from 6,000 km up. Never drawn as a ring.
    """
    if flight.arc is None or flight.arc.assumed or flight.bound in ("upper", "mixed"):
        return None
    if (flight.apogee_km or 0.0) >= ROUGH_RANGE_TO_APOGEE_KM:
        return None
    return _reach_km(float(flight.arc.range_km), float(flight.arc.apogee_km))


# --- what a flight is ---


def _ballistic(launch: Launch) -> Ballistic:
    """Return what is said of a launch's trajectory; flat ones are recognised later, by figures."""
    ways = {report.trajectory for report in later_first(launch.reports)}
    kind = (launch.missile_class or "").casefold()
    if kind.startswith("cruise") or kind == "slv":
        return "no"
    if ways & set(UNUSUAL) or launch.outcome == "failure":
        return "cannot tell"
    return "reported" if "ballistic" in ways else "assumed"


def _why_none(launch: Launch, flight: LaunchArc) -> Remark | None:
    """Return why there is no arc, None if there may be one."""
    why = _why_no_fall(launch, flight)
    if why is not None:
        return why
    if flight.range is None:
        return Remark("arc_no_distance", {"who": flight.source})
    if (flight.range_km or 0.0) < LEAST_RANGE_KM:
        return Remark("arc_near")
    if _is_flat(flight):
        figures = {"apogee_km": f"{flight.apogee_km:g}", "range_km": f"{flight.range_km:g}"}
        return Remark("arc_flat", figures)
    return None


def _why_no_fall(launch: Launch, flight: LaunchArc) -> Remark | None:
    """Return why a launch was no free fall, or cannot be judged, whatever its figures."""
    kind = (launch.missile_class or "").casefold()
    if flight.ballistic == "no":
        return Remark("arc_cruise" if kind.startswith("cruise") else "arc_satellite")
    if flight.ballistic == "cannot tell":
        return Remark("arc_failed" if launch.outcome == "failure" else "arc_irregular")
    return None


def _is_flat(flight: LaunchArc) -> bool:
    """Tell whether a flight stayed so low and flat that it may not have been an arc."""
    range_km, apogee_km = flight.range_km, flight.apogee_km
    if range_km is None or apogee_km is None:
        return False
    return apogee_km < FLAT_APOGEE_KM and 4 * apogee_km / range_km < FLAT_RATIO


def _bound(flight: LaunchArc) -> Bound:
    """Return which way the figures are bounds."""
    qualifiers = {
        figure.qualifier for figure in (flight.range, flight.apogee) if figure is not None
    }
    lower, upper = "more_than" in qualifiers, "less_than" in qualifiers
    if lower and upper:
        return "mixed"
    return "lower" if lower else "upper" if upper else ""


def _with_arc(launch: Launch, flight: LaunchArc) -> LaunchArc:
    """Return the figures with their arc, or with why there is none."""
    site = _site(launch)
    if site is None or flight.range_km is None:
        return replace(flight, why=Remark("arc_no_site"))
    azimuth_deg, basis = _azimuth(launch, flight.source, site)
    there = direct(site.lon_deg, site.lat_deg, azimuth_deg, flight.range_km)
    ends = (site.lon_deg, site.lat_deg, there[0], there[1])
    try:
        vacuum_arc = (
            minimum_energy_arc(*ends)
            if flight.apogee is None
            else arc(*ends, flight.apogee_km or 0)
        )
    except InputError as error:
        reason = str(error).rpartition(": ")[2]
        return replace(flight, site=site.name, why=Remark("arc_none", {"why": reason}))
    allowance = boost(float(vacuum_arc.launch_speed_km_s), flight.missile_class)
    return replace(flight, site=site.name, direction=basis, arc=vacuum_arc, boost=allowance)


def _reach_km(range_km: float, apogee_km: float) -> float | None:
    """Return the range of least energy at the launch speed of an arc, over a resting sphere."""
    radius = MEAN_RADIUS_KM
    over = apogee_km / radius
    bend = 1 - math.cos(range_km / radius / 2)
    eccentricity = over / (over + bend)
    energy = 2 - radius * (1 + eccentricity) / (radius + apogee_km)
    if energy >= 1:
        return None
    return 2 * radius * math.asin(energy / (2 - energy))


# --- who says what ---


def _sharpest(quantities: Iterable[Quantity | None]) -> Quantity | None:
    """Return the figure that says most; conditional ones ("if on a normal path") do not count."""
    figures = [
        figure for figure in quantities if figure is not None and figure.qualifier != "conditional"
    ]
    return min(
        figures, key=lambda figure: _QUALIFIER_RANK.get(figure.qualifier, _BOUND_RANK), default=None
    )


def _completeness(flight: LaunchArc) -> tuple[bool, bool, bool, bool, bool]:
    """Return how much an originator's figures say, to compare them by."""
    whole = flight.range is not None and flight.apogee is not None
    return (
        flight.arc is not None,
        whole,
        not flight.bound,
        flight.flight_time is not None,
        flown(flight),
    )


def _middle_km(length: Quantity | None) -> float | None:
    """Return a length in km, the middle of an interval; None for none."""
    return None if length is None else (low_km(length) + high_km(length)) / 2


def _clock_time(launch: Launch, who: str) -> Quantity | None:
    """Return the time from launch to impact by the clock times, in Korea, of one originator."""
    clock_times: dict[str, set[str]] = {"time_local": set(), "impact_time_local": set()}
    for row in claims_of(launch):
        if (
            row["originator"] == who
            and row["quantity"] in clock_times
            and row["status"] != "retracted"
        ):
            clock_times[row["quantity"]].add(row["value"])
    if any(len(times) != 1 for times in clock_times.values()):
        return None
    (start,), (stop,) = clock_times["time_local"], clock_times["impact_time_local"]
    if "/" in start + stop:
        return None
    minutes = (_minutes(stop) - _minutes(start)) % (24 * 60)
    return Quantity(minutes, minutes, "min", "about", f"{start} to {stop}") if minutes else None


def _minutes(clock: str) -> int:
    """Return "HH:MM" in minutes."""
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


# --- where from, and which way ---


def _site(launch: Launch) -> Place | None:
    """Return the sharpest site that anybody names, the first of several places of that name."""
    reported = [report.site for report in later_first(launch.reports) if report.site is not None]
    named = [*reported, *([launch.site] if launch.site else [])]
    sites = []
    for name in named:
        try:
            sites.append(site_of(name))
        except UnknownNameError:
            continue
    best = min(sites, key=lambda site: (len(site.places), site.places[0].sd_km), default=None)
    return None if best is None else best.places[0]


def _azimuth(launch: Launch, who: str, site: Place) -> tuple[float, DirectionBasis]:
    """Return the azimuth in degrees: as reported, by the originator itself if it gives one."""
    standing = sorted(later_first(launch.reports), key=lambda report: originator_of(report) != who)
    for report in standing:
        if report.azimuth_deg is not None:
            return report.azimuth_deg, "reported"
        if report.direction is not None:
            return report.direction.azimuth_deg, "reported"
    for report in standing:
        towards = _towards(report, site)
        if towards is not None:
            return towards, "derived"
    return ASSUMED_AZIMUTH_DEG, "assumed"


def _towards(report: Report, site: Place) -> float | None:
    """Return the azimuth of a landing "200 km west of X"; None without distance or direction."""
    reference = report.landing.reference
    if reference is None or reference.distance is None or reference.direction is None:
        return None
    try:
        place = find_reference(reference.place)[0]
    except UnknownNameError:
        return None
    off_km = (low_km(reference.distance) + high_km(reference.distance)) / 2
    lon, lat, _ = direct(place.lon_deg, place.lat_deg, reference.direction.azimuth_deg, off_km)
    return float(inverse(site.lon_deg, site.lat_deg, lon, lat)[1])
