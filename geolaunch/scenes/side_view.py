"""The flights of a map seen from the side: which are drawn, and which figures do not fit.

Each originator's own figures are drawn on their own; those of two never make one arc. A flight
without a reported height is drawn only where no originator reports one, and then as assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geolaunch.catalogue.launches import system_of
from geolaunch.catalogue.missiles import RangeClaim, find_missile, missile_name
from geolaunch.errors import InputError
from geolaunch.report.model import Launch
from geolaunch.report.quantity import Quantity
from geolaunch.scenes import language as wording
from geolaunch.scenes.language import Words
from geolaunch.scenes.model import SideView
from geolaunch.trajectory.fit import Fit, fits
from geolaunch.trajectory.flights import LaunchArc, flight, flights, flown, fullest, rough_range_km

__all__ = ["MOST_FLIGHTS", "CheckedFlight", "checked_flights", "side_view", "unfit_lines"]

# More lines than that in a panel hide one another; `geolaunch profile` draws those that are chosen.
MOST_FLIGHTS = 6

# A flight is lofted where four times its height is this much more than its distance: on a flatter
# path the same speed would have carried it farther, so that published ranges are of interest.
LOFTED = 1.5

# Lower, a height that is rounded to 50 or 100 km says nothing of a flatter path.
LEAST_LOFTED_KM = 300.0


@dataclass(frozen=True, slots=True)
class CheckedFlight:
    """A flight, and what its figures say of one another."""

    flight: LaunchArc
    fits: tuple[Fit, ...]

    @property
    def unfit(self) -> bool:
        """Whether the figures cannot be those of one flight."""
        return any(fit.fits is False for fit in self.fits)


def checked_flights(launch: Launch) -> tuple[CheckedFlight, ...]:
    """Return each originator's flight, none with an assumed height, and how its figures fit."""
    return tuple(CheckedFlight(own, fits(own)) for own in flights(launch, assume=False))


def side_view(
    w: Words, launches: Sequence[Launch], checked: Sequence[Sequence[CheckedFlight]]
) -> SideView | None:
    """Return the flights of a map with their words; None where there is nothing to draw.

    Of one launch each originator's is drawn, else one a launch; `checked` holds those of each
    launch. Flights without a reported height are left out; but of one launch without any reported
    height one flight is drawn, as assumed.
    """
    several = len(launches) > 1
    drawn = _fullest(checked) if several else _of_one(launches[0], checked[0])
    if not drawn or len(drawn) > MOST_FLIGHTS:
        return None
    own = tuple(entry.flight for entry in drawn)
    return SideView(
        flights=own,
        labels=tuple(_label(w, flight, several=several) for flight in own),
        unfit=tuple(entry.unfit for entry in drawn),
        notes=() if several else tuple(_range_notes(w, launches[0], own)),
    )


def _fullest(checked: Sequence[Sequence[CheckedFlight]]) -> list[CheckedFlight]:
    """Return of each launch the flight whose figures say most, if its height was reported."""
    drawn = []
    for own in checked:
        by_flight = {id(entry.flight): entry for entry in own}
        full = fullest([entry.flight for entry in own])
        if full is not None and _has_height(full):
            drawn.append(by_flight[id(full)])
    return drawn


def _of_one(launch: Launch, checked: Sequence[CheckedFlight]) -> list[CheckedFlight]:
    """Return every flight of a launch with a reported height, or one of an assumed height."""
    whole = [entry for entry in checked if _has_height(entry.flight)]
    assumed = None if whole else flight(launch)
    if assumed is None or not flown(assumed):
        return whole
    return [CheckedFlight(assumed, fits(assumed))]


def _has_height(own: LaunchArc) -> bool:
    """Return whether there is anything of a flight to draw, and its height was reported."""
    return flown(own) and own.apogee is not None


def unfit_lines(w: Words, checked: Sequence[CheckedFlight]) -> list[str]:
    """Return a sentence for each originator whose figures cannot belong to one flight."""
    return [_unfit(w, fit) for entry in checked for fit in _gravest(entry.fits)]


# --- words ----------------------------------------------------------------------------------------


def _label(w: Words, flight: LaunchArc, *, several: bool) -> str:
    """Return what a flight is called: whose figures they are, and of several launches which."""
    who = wording.originator(w, flight.source)
    return f"{flight.launch}{w('comma')}{who}" if several else who


def _gravest(pairs: Sequence[Fit]) -> list[Fit]:
    """Return the fit of most figures that cannot be of one flight, [] if there is none."""
    unfit = [fit for fit in pairs if fit.fits is False]
    return [max(unfit, key=lambda fit: len(fit.claims))] if unfit else []


def _unfit(w: Words, fit: Fit) -> str:
    """Return the sentence of figures that cannot be of one flight."""
    values = {name: wording.phrase(w, text) for name, text in fit.remark.values.items()}
    who = wording.originator(w, fit.originator)
    return str(w.groups["unfit"][fit.remark.key]).format(who=who, **values)


def _range_notes(w: Words, launch: Launch, drawn: Sequence[LaunchArc]) -> list[str]:
    """Return what is published of the range of a lofted missile, and a rough bound on it."""
    lofted = [flight for flight in drawn if _is_lofted(flight)]
    if not lofted:
        return []
    whole = [flight for flight in lofted if not flight.bound] or lofted
    return [*_published(w, launch), *_rough(w, whole[0])]


def _is_lofted(flight: LaunchArc) -> bool:
    """Tell whether a flight went much higher than it had to."""
    if flight.arc is None or flight.apogee is None:
        return False
    high_km = flight.apogee_km or 0.0
    return high_km >= LEAST_LOFTED_KM and 4 * high_km > LOFTED * (flight.range_km or 0.0)


def _rough(w: Words, flight: LaunchArc) -> list[str]:
    """Return the rough bound on a range by a test's own figures, [] where it has no meaning."""
    rough_km = rough_range_km(flight)
    if rough_km is None:
        return []
    step = 10 ** (len(str(int(rough_km))) - 2)  # two digits: it is off by up to a quarter
    whole = float(step * round(rough_km / step))
    far = wording.distance(w, Quantity(whole, whole, "km", "exact", ""))
    key = "rough_lower" if flight.bound == "lower" else "rough"
    who = wording.originator(w, flight.source)
    return [str(w.groups["profile"][key]).format(who=who, range=far)]


def _published(w: Words, launch: Launch) -> list[str]:
    """Return the published range estimates of a launch's missile with their authors, [] if none.

    Where sources name two missiles, whose ranges these would be is open, and none are named.
    """
    system = system_of(launch)
    if system is None or _types(launch) - {system.id}:
        return []
    kinds = ("estimate", "lower-bound")
    ranges = [claim for claim in find_missile(system.id).claims if claim.kind in kinds]
    claims = w("apart").join(_claim(w, claim) for claim in ranges if claim.radii_km)
    if not claims:
        return []
    name = missile_name(system, w.lang)
    return [str(w.groups["profile"]["published"]).format(missile=name, claims=claims)]


def _types(launch: Launch) -> set[str]:
    """Return the ids of the missiles that reports name."""
    types = set()
    for report in launch.reports:
        try:
            types |= {find_missile(report.missile).id} if report.missile else set()
        except InputError:
            continue
    return types


def _claim(w: Words, claim: RangeClaim) -> str:
    """Return one published range and its author."""
    reach = w.groups["reach"]
    far = reach["length_km"].format(km=w("to").join(f"{km:,.0f}" for km in claim.radii_km))
    if claim.low_km is None:
        far = reach["upto"].format(length=far)
    elif claim.high_km is None:
        far = reach["atleast"].format(length=far)
    return w("distance_by", distance=far, originator=wording.originator(w, claim.originator))
