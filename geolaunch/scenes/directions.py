"""A reported direction as a short wedge at the site, never as a line to the zone.

A compass word is a sector: a line along its middle would miss the zone as often as not. The wedge
is as wide as the evidence takes the word to be, 9 chances in 10, and is cut to the azimuths that
cross a land which it is said to have flown over.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geolaunch.geodesy.shapes import inverse, sector
from geolaunch.geodesy.sphere import angle_difference_deg
from geolaunch.report.direction import Direction, from_degrees
from geolaunch.report.model import Report
from geolaunch.report.voices import latest
from geolaunch.scenes import language as wording
from geolaunch.scenes.language import Words
from geolaunch.scenes.model import Fan
from geolaunch.scenes.overflights import Overflown, overflown
from geolaunch.scenes.shown import Shown

__all__ = ["Wedge", "fan_of", "ground_sector", "wedge_legend", "wedge_words", "wedges"]

# So many standard deviations to either side hold 9 chances in 10 of a normal error.
WIDTHS = 1.645

# A wedge ends so far of the way to the zone, however short that makes it.
SHARE_OF_THE_WAY = 0.6

# It is no shorter than this share of the way to the middle: a zone may reach to the site itself.
SHARE_TO_THE_MIDDLE = 0.4

# In a file a wedge is as long as it looks on a page: 96 pixels of a map 836 pixels wide.
SHARE_OF_THE_VIEW = 96 / 836

LEAST_LENGTH_KM = 5.0
APEX_KM = 0.001
NO_ZONE_KM = 20_000.0

# A land seen over more of the horizon than this is too near to cut anything.
WIDEST_LAND_DEG = 170.0


@dataclass(frozen=True, slots=True)
class Wedge:
    """A direction and all who say so, with the azimuths that it stands for, clockwise.

    `lands` are those by which it was cut.
    """

    direction: Direction
    originators: tuple[str, ...]
    start_deg: float
    stop_deg: float
    lands: tuple[Overflown, ...]

    @property
    def half_width_deg(self) -> float:
        """How far to either side of its middle 9 chances in 10 lie, before it is cut."""
        return WIDTHS * self.direction.sd_deg


def wedges(launch: Shown) -> list[Wedge]:
    """Return the wedges of a launch: one for each direction, with all who give it."""
    if launch.site is None:
        return []
    lands = overflown(launch)
    speakers: dict[tuple[float, float], dict[str, Direction]] = {}
    for name, direction in _directions(launch):
        key = (direction.azimuth_deg, direction.sd_deg)
        speakers.setdefault(key, {}).setdefault(name, direction)
    return [_cut(next(iter(who.values())), tuple(who), launch, lands) for who in speakers.values()]


def _directions(launch: Shown) -> Iterable[tuple[str, Direction]]:
    """Return each originator's direction: those that the zone uses, or else as reported."""
    if launch.evidence is not None:
        return [(used.originator, used.direction) for used in launch.evidence.directions]
    return [(said.originator, said.value) for said in latest(launch.launch.reports, _direction)]


def _direction(report: Report) -> Direction | None:
    """Return the direction of a report, in degrees if it gives any."""
    return report.direction if report.azimuth_deg is None else from_degrees(report.azimuth_deg)


def _cut(
    direction: Direction, who: tuple[str, ...], launch: Shown, lands: Sequence[Overflown]
) -> Wedge:
    """Return the wedge of a direction, cut to the azimuths that cross each land in turn."""
    half = WIDTHS * direction.sd_deg
    low, high = -half, half
    cut_by = []
    for land in lands:
        span = _azimuths(land.area, launch, direction.azimuth_deg)
        if span is None or max(low, span[0]) >= min(high, span[1]):
            continue
        if span[0] > low or span[1] < high:
            cut_by.append(land)
        low, high = max(low, span[0]), min(high, span[1])
    middle = direction.azimuth_deg
    return Wedge(direction, who, middle + low, middle + high, tuple(cut_by))


def _azimuths(area: BaseGeometry, launch: Shown, azimuth_deg: float) -> tuple[float, float] | None:
    """Return the azimuths that an area is seen at, counted from one; None if it is too near."""
    lon, lat = shapely.get_coordinates(area).T
    _, seen_deg, _ = inverse(launch.lon_deg, launch.lat_deg, lon, lat)
    angle = np.radians(seen_deg)
    middle = math.degrees(math.atan2(np.sin(angle).mean(), np.cos(angle).mean()))
    off = angle_difference_deg(np.asarray(seen_deg), middle)
    if np.ptp(off) > WIDEST_LAND_DEG:
        return None
    beside = angle_difference_deg(middle, azimuth_deg)
    return beside + float(off.min()), beside + float(off.max())


# --- what is drawn --------------------------------------------------------------------------------


def fan_of(launch: Shown, wedge: Wedge) -> Fan:
    """Return the wedge as a page draws it: as long as it may be before it comes near the zone."""
    reach_km = NO_ZONE_KM
    if launch.zone is not None:
        lon, lat = shapely.get_coordinates(launch.zone.regions[-1].geometry).T
        away_km, _, _ = inverse(launch.lon_deg, launch.lat_deg, lon, lat)
        middle_km, _, _ = inverse(launch.lon_deg, launch.lat_deg, *launch.zone.label_lonlat)
        reach_km = max(
            SHARE_OF_THE_WAY * float(np.min(away_km)), SHARE_TO_THE_MIDDLE * float(middle_km)
        )
    return Fan(launch.lon_deg, launch.lat_deg, wedge.start_deg, wedge.stop_deg, reach_km)


def ground_sector(fan: Fan, view_km: float) -> tuple[BaseGeometry, float]:
    """Return a wedge on the ground, for files, and its length in km; `view_km` is the map's width.

    The length means nothing: it goes with the scale of the map, as on a page.
    """
    length_km = min(fan.reach_km, SHARE_OF_THE_VIEW * view_km)
    length_km = max(LEAST_LENGTH_KM, 10.0 * math.floor(length_km / 10.0))
    azimuths = (fan.start_deg % 360.0, fan.stop_deg % 360.0)
    return sector(fan.lon_deg, fan.lat_deg, APEX_KM, length_km, *azimuths), length_km


# --- words ----------------------------------------------------------------------------------------


def wedge_words(w: Words, wedge: Wedge) -> str:
    """Return the words beside a wedge: "Flew northeast, Japan's MoD says"."""
    names = [wording.originator(w, name) for name in wedge.originators]
    key = "wedge_label" if len(names) == 1 else "wedge_label_several"
    towards = wording.direction(w, wedge.direction)
    return w(key, direction=towards, who=wording.listed(w, names, "and"))


def wedge_legend(w: Words, wedge: Wedge) -> str:
    """Return its line in the legend: how far to either side of the word 9 chances in 10 lie."""
    towards = wording.direction(w, wedge.direction)
    half = f"{wedge.half_width_deg:.0f}"
    if not wedge.lands:
        return w("legend_wedge", direction=towards, half=half)
    lands = wording.listed(w, [land.name(w) for land in wedge.lands], "and")
    return w("legend_wedge_cut", direction=towards, half=half, lands=lands)
