"""The flights of a map seen from the side: which are drawn, and which figures do not fit.

Each originator's own figures are drawn on their own; those of two never make one arc. A flight of
which nobody told a height is drawn only where no originator told one, and then as assumed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from geolaunch.catalogue.launches import system_of
from geolaunch.catalogue.missiles import RangeClaim, find_missile
from geolaunch.errors import InputError
from geolaunch.report.model import Launch
from geolaunch.report.quantity import Quantity
from geolaunch.scenes import language as wording
from geolaunch.scenes.language import Words
from geolaunch.scenes.model import SideView
from geolaunch.trajectory.fit import Finding, fits
from geolaunch.trajectory.flights import LaunchArc, flight, flights, flown, rough_range_km

__all__ = ["MOST_FLIGHTS", "drawn_flights", "side_view", "unfit_lines"]

# More lines than that in a panel hide one another; `geolaunch profile` draws those that are chosen.
MOST_FLIGHTS = 6

# A flight is lofted where four times its height is this much more than its distance: on a flatter
# path the same speed would have carried it farther, so that published ranges are of interest.
LOFTED = 1.5

# Lower, a height that is rounded to 50 or 100 km says nothing of a flatter path.
LEAST_LOFTED_KM = 300.0


def drawn_flights(launches: Sequence[Launch]) -> tuple[LaunchArc, ...]:
    """Return the flights that a page draws: of one launch each originator's, else one a launch.

    Those without a reported height are left out; but of one launch without any reported height
    one flight is drawn, as assumed.
    """
    if len(launches) == 1:
        whole = [own for own in flights(launches[0], assume=False) if _has_height(own)]
        return tuple(whole or filter(_is_drawn, [flight(launches[0])]))
    fullest = (flight(launch, assume=False) for launch in launches)
    return tuple(own for own in fullest if _has_height(own))


def _is_drawn(own: LaunchArc | None) -> TypeGuard[LaunchArc]:
    """Tell whether there is a flight, and anything of it to draw."""
    return own is not None and flown(own)


def _has_height(own: LaunchArc | None) -> TypeGuard[LaunchArc]:
    """Tell whether there is a flight to draw with a height that was reported."""
    return _is_drawn(own) and own.apogee is not None


def side_view(w: Words, launches: Sequence[Launch]) -> SideView | None:
    """Return the flights of a map with their words; None where there is nothing to draw."""
    drawn = drawn_flights(launches)
    if not drawn or len(drawn) > MOST_FLIGHTS:
        return None
    several = len(launches) > 1
    return SideView(
        flights=drawn,
        labels=tuple(_label(w, own, several=several) for own in drawn),
        unfit=tuple(any(fit.fits is False for fit in fits(own)) for own in drawn),
        notes=() if several else tuple(_range_notes(w, launches[0], drawn)),
    )


def unfit_lines(w: Words, launches: Sequence[Launch]) -> list[str]:
    """Return a sentence for each originator whose figures cannot belong to one flight."""
    return [
        _unfit(w, fit)
        for launch in launches
        for own in flights(launch, assume=False)
        for fit in _gravest(fits(own))
    ]


# --- words ----------------------------------------------------------------------------------------


def _label(w: Words, told: LaunchArc, *, several: bool) -> str:
    """Return what a flight is called: who told of it, and of several launches which."""
    who = wording.originator(w, told.source)
    return f"{told.launch}{w('comma')}{who}" if several else who


def _gravest(findings: Sequence[Finding]) -> list[Finding]:
    """Return the finding of most figures that cannot be of one flight, [] if there is none."""
    unfit = [each for each in findings if each.fits is False]
    return [max(unfit, key=lambda each: len(each.claims))] if unfit else []


def _unfit(w: Words, found: Finding) -> str:
    """Return the sentence of figures that cannot be of one flight."""
    values = {name: wording.phrase(w, text) for name, text in found.remark.values.items()}
    who = wording.originator(w, found.originator)
    return str(w.groups["unfit"][found.remark.key]).format(who=who, **values)


def _range_notes(w: Words, launch: Launch, told: Sequence[LaunchArc]) -> list[str]:
    """Return what is published of the range of a lofted missile, and a rough bound on it."""
    lofted = [each for each in told if _is_lofted(each)]
    if not lofted:
        return []
    whole = [each for each in lofted if not each.bound] or lofted
    return [*_published(w, launch), *_rough(w, whole[0])]


def _is_lofted(told: LaunchArc) -> bool:
    """Tell whether a flight went much higher than it had to."""
    if told.arc is None or told.apogee is None:
        return False
    high_km = told.apogee_km or 0.0
    return high_km >= LEAST_LOFTED_KM and 4 * high_km > LOFTED * (told.range_km or 0.0)


def _rough(w: Words, told: LaunchArc) -> list[str]:
    """Return the rough bound on a range by a test's own figures, [] where it has no meaning."""
    rough_km = rough_range_km(told)
    if rough_km is None:
        return []
    step = 10 ** (len(str(int(rough_km))) - 2)  # two digits: it is off by up to a quarter
    whole = float(step * round(rough_km / step))
    far = wording.distance(w, Quantity(whole, whole, "km", "exact", ""))
    key = "rough_lower" if told.bound == "lower" else "rough"
    who = wording.originator(w, told.source)
    return [str(w.groups["profile"][key]).format(who=who, range=far)]


def _published(w: Words, launch: Launch) -> list[str]:
    """Return the published range estimates of a launch's missile with their authors, [] if none.

    Where sources name two missiles, whose ranges these would be is open, and none are told.
    """
    system = system_of(launch)
    if system is None or _types(launch) - {system.id}:
        return []
    kinds = ("estimate", "lower-bound")
    told = [each for each in find_missile(system.id).claims if each.kind in kinds]
    claims = w("apart").join(_claim(w, each) for each in told if each.radii_km)
    if not claims:
        return []
    name = {"ko": system.name_ko, "ja": system.name_ja}.get(w.lang, "") or system.name
    return [str(w.groups["profile"]["published"]).format(missile=name, claims=claims)]


def _types(launch: Launch) -> set[str]:
    """Return the ids of the missiles that reports name."""
    found = set()
    for report in launch.reports:
        try:
            found |= {find_missile(report.missile).id} if report.missile else set()
        except InputError:
            continue
    return found


def _claim(w: Words, claim: RangeClaim) -> str:
    """Return one published range and its author."""
    reach = w.groups["reach"]
    far = reach["length_km"].format(km=w("to").join(f"{km:,.0f}" for km in claim.radii_km))
    if claim.low_km is None:
        far = reach["upto"].format(length=far)
    elif claim.high_km is None:
        far = reach["atleast"].format(length=far)
    return w("distance_by", distance=far, originator=wording.originator(w, claim.originator))
