"""The claims of a launch -> its arc: from the figures of ONE publisher, never of two.

A distance by one government and an apogee by another make an arc that nobody saw. What the site is
and which way it went is not a figure of the flight: it is taken from whoever says it.

An arc is drawn only where it means something. A cruise missile has none, nor has a satellite
launcher, which burns most of the way. Of a flight that somebody calls irregular or gliding, of a
failure, and of one that stayed low and flat nobody can tell: it gets a plain profile, no physics.
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

# Where nobody tells a direction. The time of an arc hangs little on it: at 6,000 km up and 1,000 km
# down range, 45 to 110 degrees make 8 s. The ground track does, and is not drawn then.
ASSUMED_AZIMUTH_DEG = 80.0

# Above this a test's own figures say nothing of the range on a flatter arc: the plain formula has
# no answer from about 6,500 km, and overshoots before.
ROUGH_RANGE_TO_APOGEE_KM = 6000.0

_STATUS_RANK = {"final": 0, "revised": 1, "first": 2, None: 2}
_QUALIFIER_RANK = {"exact": 0, "about": 1, "between": 2}
_BOUND_RANK = 3


@dataclass(frozen=True, slots=True)
class LaunchArc:
    """One publisher's figures of one launch, and the vacuum arc that they make.

    `arc` is None where there is none, and `why` says why. `ballistic` is `reported` (somebody says
    so), `assumed` (nobody says otherwise), `cannot tell` or `no`. `bound` is `lower` where a figure
    is one ("more than"), so that the arc, its time and its height are at least so much; `upper` and
    `mixed` likewise. `apogee` is None where the publisher gave none: an arc of least energy then
    stands in and `arc.assumed` says so. `direction` tells whether the azimuth was reported, derived
    from where it fell, or assumed: a ground track of an assumed one means nothing. `boost` is what
    to add to the arc's time. `verified` is False for what a user supplied.
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
    """Return what one originator's figures make; None if it gives neither distance nor apogee.

    Without an apogee the arc of least energy stands in, or none if `assume` is False. Raises
    UnknownNameError if nobody of that name speaks of the launch.
    """
    who = source_name(launch, source)
    spoken = [report for report in _standing(launch) if originator_of(report) == who]
    told = LaunchArc(
        launch=launch.id,
        source=who,
        missile_class=launch.missile_class,
        range=_sharpest(report.range for report in spoken),
        apogee=_sharpest(report.apogee for report in spoken),
        flight_time=_sharpest(report.flight_time for report in spoken) or _clock_time(launch, who),
        ballistic=_ballistic(launch),
        verified=launch.in_catalogue,
    )
    if told.range is None and told.apogee is None:
        return None
    why = _why_none(launch, told)
    if why is not None:
        ballistic: Ballistic = "cannot tell" if why.key == "arc_flat" else told.ballistic
        return replace(told, why=why, ballistic=ballistic, bound=_bound(told))
    if told.apogee is None and not assume:
        return replace(told, why=Remark("arc_no_height"), bound=_bound(told))
    return _with_arc(launch, replace(told, bound=_bound(told)))


def flights(launch: Launch, *, assume: bool = True) -> tuple[LaunchArc, ...]:
    """Return what each originator's figures make, in the order of the reports; see `arc_of`."""
    told = (arc_of(launch, who, assume=assume) for who in originators(launch))
    return tuple(each for each in told if each is not None)


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
    """Return what there is of a launch of which nobody gives a figure: no arc, and why."""
    told = LaunchArc(launch.id, "", ballistic=_ballistic(launch), verified=launch.in_catalogue)
    return replace(told, why=_why_no_fall(launch, told) or Remark("arc_nothing"))


def flown(told: LaunchArc) -> bool:
    """Tell whether there is anything to draw: an arc, or the figures of a way nobody can tell."""
    whole = told.range is not None and told.apogee is not None
    return told.arc is not None or (whole and told.ballistic == "cannot tell")


def rough_range_km(told: LaunchArc) -> float | None:
    """Return a rough bound on how far the same launch speed reaches, from a test's own figures.

    That of a vacuum arc of least energy over a sphere that does not turn, from the speed of the
    same over range and apogee: sin(psi / 2) = q / (2 - q) with q = v² R / GM. It misses published
    estimates by up to a quarter, and is no range of the missile: another payload, another burn.
    None where it has no meaning: without a reported apogee, for a bound that is an upper one, and
    from 6,000 km up. Never drawn as a ring.
    """
    if told.arc is None or told.arc.assumed or told.bound in ("upper", "mixed"):
        return None
    if (told.apogee_km or 0.0) >= ROUGH_RANGE_TO_APOGEE_KM:
        return None
    return _reach_km(float(told.arc.range_km), float(told.arc.apogee_km))


# --- what a flight is ---


def _ballistic(launch: Launch) -> Ballistic:
    """Return what is said of a launch's way: the flat ones are told by their figures, later."""
    ways = {report.trajectory for report in _standing(launch)}
    kind = (launch.missile_class or "").casefold()
    if kind.startswith("cruise") or kind == "slv":
        return "no"
    if ways & set(UNUSUAL) or launch.outcome == "failure":
        return "cannot tell"
    return "reported" if "ballistic" in ways else "assumed"


def _why_none(launch: Launch, told: LaunchArc) -> Remark | None:
    """Return why there is no arc, None if there may be one."""
    why = _why_no_fall(launch, told)
    if why is not None:
        return why
    if told.range is None:
        return Remark("arc_no_distance", {"who": told.source})
    if (told.range_km or 0.0) < LEAST_RANGE_KM:
        return Remark("arc_near")
    if _is_flat(told):
        figures = {"apogee_km": f"{told.apogee_km:g}", "range_km": f"{told.range_km:g}"}
        return Remark("arc_flat", figures)
    return None


def _why_no_fall(launch: Launch, told: LaunchArc) -> Remark | None:
    """Return why a launch was no free fall, or nobody can tell, whatever its figures."""
    kind = (launch.missile_class or "").casefold()
    if told.ballistic == "no":
        return Remark("arc_cruise" if kind.startswith("cruise") else "arc_satellite")
    if told.ballistic == "cannot tell":
        return Remark("arc_failed" if launch.outcome == "failure" else "arc_irregular")
    return None


def _is_flat(told: LaunchArc) -> bool:
    """Tell whether a flight stayed so low and flat that nobody can tell whether it was an arc."""
    range_km, apogee_km = told.range_km, told.apogee_km
    if range_km is None or apogee_km is None:
        return False
    return apogee_km < FLAT_APOGEE_KM and 4 * apogee_km / range_km < FLAT_RATIO


def _bound(told: LaunchArc) -> Bound:
    """Return which way the figures are bounds."""
    qualifiers = {each.qualifier for each in (told.range, told.apogee) if each is not None}
    lower, upper = "more_than" in qualifiers, "less_than" in qualifiers
    if lower and upper:
        return "mixed"
    return "lower" if lower else "upper" if upper else ""


def _with_arc(launch: Launch, told: LaunchArc) -> LaunchArc:
    """Return the figures with their arc, or with why there is none."""
    site = _site(launch)
    if site is None or told.range_km is None:
        return replace(told, why=Remark("arc_no_site"))
    azimuth_deg, basis = _azimuth(launch, told.source, site)
    there = direct(site.lon_deg, site.lat_deg, azimuth_deg, told.range_km)
    ends = (site.lon_deg, site.lat_deg, there[0], there[1])
    try:
        flown = (
            minimum_energy_arc(*ends) if told.apogee is None else arc(*ends, told.apogee_km or 0)
        )
    except InputError as error:
        why = str(error).rpartition(": ")[2]
        return replace(told, site=site.name, why=Remark("arc_none", {"why": why}))
    allowance = boost(float(flown.launch_speed_km_s), told.missile_class)
    return replace(told, site=site.name, direction=basis, arc=flown, boost=allowance)


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


def _standing(launch: Launch) -> list[Report]:
    """Return the reports that were not taken back, those of the later word first."""
    standing = [report for report in launch.reports if report.status != "retracted"]
    return sorted(standing, key=lambda report: _STATUS_RANK[report.status])


def _sharpest(told: Iterable[Quantity | None]) -> Quantity | None:
    """Return the figure that says most; a conditional one ("if on a normal path") is none."""
    figures = [each for each in told if each is not None and each.qualifier != "conditional"]
    return min(
        figures, key=lambda each: _QUALIFIER_RANK.get(each.qualifier, _BOUND_RANK), default=None
    )


def _completeness(told: LaunchArc) -> tuple[bool, bool, bool, bool, bool]:
    """Return how much an originator's figures say, to compare them by."""
    whole = told.range is not None and told.apogee is not None
    return (told.arc is not None, whole, not told.bound, told.flight_time is not None, flown(told))


def _middle_km(told: Quantity | None) -> float | None:
    """Return a length in km, the middle of an interval; None for none."""
    return None if told is None else (low_km(told) + high_km(told)) / 2


def _clock_time(launch: Launch, who: str) -> Quantity | None:
    """Return the time between launch and impact as one originator told them by Korea's clock."""
    told: dict[str, set[str]] = {"time_local": set(), "impact_time_local": set()}
    for row in claims_of(launch):
        if row["originator"] == who and row["quantity"] in told and row["status"] != "retracted":
            told[row["quantity"]].add(row["value"])
    if any(len(times) != 1 for times in told.values()):
        return None
    (start,), (stop,) = told["time_local"], told["impact_time_local"]
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
    """Return the sharpest site that anybody names, the first of several of that name."""
    told = [report.site for report in _standing(launch) if report.site is not None]
    named = [*told, *([launch.site] if launch.site else [])]
    found = []
    for name in named:
        try:
            found.append(site_of(name))
        except UnknownNameError:
            continue
    best = min(found, key=lambda site: (len(site.places), site.places[0].sd_km), default=None)
    return None if best is None else best.places[0]


def _azimuth(launch: Launch, who: str, site: Place) -> tuple[float, DirectionBasis]:
    """Return which way it went, in degrees: as told, by the originator itself if it says so."""
    standing = sorted(_standing(launch), key=lambda report: originator_of(report) != who)
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
    """Return the azimuth of a landing told from a place; None if it is not told so far."""
    told = report.landing.reference
    if told is None or told.distance is None or told.direction is None:
        return None
    try:
        place = find_reference(told.place)[0]
    except UnknownNameError:
        return None
    off_km = (low_km(told.distance) + high_km(told.distance)) / 2
    lon, lat, _ = direct(place.lon_deg, place.lat_deg, told.direction.azimuth_deg, off_km)
    return float(inverse(site.lon_deg, site.lat_deg, lon, lat)[1])
