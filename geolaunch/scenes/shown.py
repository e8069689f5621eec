"""A launch as a map shows it: with its impact zone, or with the reason why it has none.

Either way it has what its reports say of its site: a launch without a zone is still on the map.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Literal, cast

from geolaunch.catalogue.launches import place_of, why_not_drawn
from geolaunch.geodesy.sphere import sphere_distance_km
from geolaunch.impact.evidence import Evidence
from geolaunch.impact.sites import site_evidence
from geolaunch.impact.zones import ImpactZone
from geolaunch.places.sites import Site
from geolaunch.report.model import COMBINED, Launch
from geolaunch.report.voices import standing
from geolaunch.scenes.language import Words

__all__ = ["Reason", "Shown", "missile_number", "name_among", "shown", "why_no_zone"]

# Why a launch has no zone; the sentence of each is `zoneless_why_REASON` in the strings.
Reason = Literal["cruise", "satellite", "satellite_failed", "failure", "site", "distance"]


@dataclass(frozen=True, slots=True)
class Shown:
    """A launch with its zone, or why it has none, and its site: degrees, and how well known in km.

    `why` is None where there is a zone; `site` is None where no report names any, and `lon_deg`,
    `lat_deg` and `site_sd_km` mean nothing then.
    """

    launch: Launch
    zone: ImpactZone | None
    why: Reason | None
    site: Site | None
    lon_deg: float = 0.0
    lat_deg: float = 0.0
    site_sd_km: float = 0.0

    @property
    def source(self) -> str:
        """Whose claims are shown: an originator, or all combined."""
        return self.zone.source if self.zone else COMBINED

    @property
    def evidence(self) -> Evidence | None:
        """What counts for the zone, if there is one."""
        return self.zone.evidence if self.zone else None

    @property
    def in_catalogue(self) -> bool:
        """Whether the launch and its site are the catalogue's own."""
        return self.launch.in_catalogue and (self.site is None or self.site.in_catalogue)


def shown(launch: Launch, zone: ImpactZone | None) -> Shown:
    """Return a launch as a map shows it, with its zone or without one."""
    if zone is not None:
        site = zone.evidence.site
        return Shown(launch, zone, None, site, zone.lon_deg, zone.lat_deg, zone.site_sd_km)
    named = _site(launch)
    if named is None:
        return Shown(launch, None, why_no_zone(launch), None)
    return Shown(launch, None, why_no_zone(launch), named, *_middle(named))


def why_no_zone(launch: Launch) -> Reason:
    """Return why a launch has no zone, of several reasons the one that says most."""
    why = why_not_drawn(launch).rpartition(" ")[2]
    if why == "missile":
        return "cruise"
    if launch.missile_class == "SLV":
        return "satellite" if launch.outcome == "success" else "satellite_failed"
    if why == "distance" and launch.outcome == "failure":
        return "failure"
    return "site" if why == "site" else "distance"


def _site(launch: Launch) -> Site | None:
    """Return the sharpest account of where a launch left, else the site of its row, if any."""
    reports = [report for report in standing(launch.reports) if report.site is not None]
    if reports:
        return site_evidence(reports, math.inf).site
    place = place_of(launch)
    return Site(place.name, (place,)) if place else None


def _middle(site: Site) -> tuple[float, float, float]:
    """Return the middle of the places that a site may mean, and how far off it may be, in km."""
    lon_deg = fmean(place.lon_deg for place in site.places)
    lat_deg = fmean(place.lat_deg for place in site.places)
    squares = (
        place.sd_km**2 + sphere_distance_km(lon_deg, lat_deg, place.lon_deg, place.lat_deg) ** 2 / 2
        for place in site.places
    )
    return lon_deg, lat_deg, math.sqrt(fmean(squares))


# --- names ----------------------------------------------------------------------------------------


def name_among(w: Words, launch: Launch, launches: Sequence[Launch]) -> str:
    """Return what a map calls one launch of several: "3 November, 2nd", or as little as tells them.

    A launch of a report file has the name that the file gives it.
    """
    number = missile_number(launch)
    ordinal = w.groups["ordinal"]
    whole = launch.id.rpartition(".")[0] if number else launch.id
    parts = []
    if not launch.in_catalogue or launch.date is None:
        parts.append(whole)
    elif len({other.date for other in launches}) > 1:
        parts.append(_day(w, launch.date))
    if launch.in_catalogue and _of_that_day(launch, launches):
        parts.append(_nth(ordinal, 1 + ord(whole[-1]) - ord("a")))
    if number:
        parts.append(_nth(ordinal, number))
    return w("comma").join(parts) or launch.id


def missile_number(launch: Launch) -> int:
    """Return the number of the missile that a launch is of a larger one, 0 if it is a whole one."""
    _, point, number = launch.id.rpartition(".")
    return int(number) if point and number.isdecimal() and launch.in_catalogue else 0


def _of_that_day(launch: Launch, launches: Sequence[Launch]) -> bool:
    """Tell whether other launches of a day, other than its own missiles, are on the same map."""
    own = launch.id.partition(".")[0]
    return any(
        other.date == launch.date and other.id.partition(".")[0] != own for other in launches
    )


def _day(w: Words, date: str) -> str:
    """Return a day without its year."""
    parts = date.split("-")
    if len(parts) != 3:
        return date
    month = cast(list[str], w.groups["month"])[int(parts[1]) - 1]
    return w("day_of_month", day=int(parts[2]), month=month)


def _nth(ordinals: Sequence[str], number: int) -> str:
    """Return "1st", "2nd"; a number beyond those that the language lists stands by itself."""
    return ordinals[number - 1] if 0 < number <= len(ordinals) else str(number)
