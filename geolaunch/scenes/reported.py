"""What is reported of the way of a launch: directions, lands flown over, landings of its parts."""

from __future__ import annotations

from dataclasses import dataclass

from geolaunch.scenes.directions import Wedge, wedges
from geolaunch.scenes.landings import Landing, landings
from geolaunch.scenes.language import Words
from geolaunch.scenes.launch_features import (
    direction_features,
    landing_features,
    overflight_features,
)
from geolaunch.scenes.model import Feature
from geolaunch.scenes.overflights import Overflown, overflown, smallest
from geolaunch.scenes.shown import Shown

__all__ = ["Reported", "reported", "reported_features"]


@dataclass(frozen=True, slots=True)
class Reported:
    """The directions, the lands flown over and the landings that are reported of a launch."""

    wedges: tuple[Wedge, ...]
    lands: tuple[Overflown, ...]
    landings: tuple[Landing, ...]


def reported(launch: Shown) -> Reported:
    """Return what is reported of the way of a launch."""
    lands = smallest(overflown(launch))
    return Reported(tuple(wedges(launch)), tuple(lands), tuple(landings(launch)))


def reported_features(
    w: Words, launch: Shown, claims: Reported, view_km: float | None
) -> list[Feature]:
    """Return the features of what is reported; `view_km` is the map's width, None for no wedges."""
    directions = [] if view_km is None else direction_features(w, launch, claims.wedges, view_km)
    return [
        *landing_features(w, launch, claims.landings),
        *directions,
        *overflight_features(w, launch, claims.lands),
    ]
