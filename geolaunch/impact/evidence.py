"""What the reports of a launch say about where it fell, as likelihoods: one record a kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geolaunch.places.seas import Sea
from geolaunch.places.sites import Place, Site
from geolaunch.report.direction import Direction
from geolaunch.report.model import Remark
from geolaunch.report.quantity import Quantity, Spread

if TYPE_CHECKING:
    from geolaunch.places.coasts import Coast
    from geolaunch.places.lands import Land

__all__ = [
    "AtSeaEvidence",
    "DirectionEvidence",
    "DistanceEvidence",
    "Evidence",
    "LandmarkEvidence",
    "OverflightEvidence",
    "SeaEvidence",
    "Unused",
]


@dataclass(frozen=True, slots=True)
class DistanceEvidence:
    """One originator's distance: the likelihood of each true distance, and the words.

    The words are a figure of ours, not `printed`, where no source's own are known.
    """

    originator: str
    spread: Spread
    words: str
    printed: bool = True


@dataclass(frozen=True, slots=True)
class DirectionEvidence:
    """One originator's direction."""

    originator: str
    direction: Direction


@dataclass(frozen=True, slots=True)
class SeaEvidence:
    """A sea that it is said to have fallen into, and all who say so."""

    sea: Sea
    originators: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class LandmarkEvidence:
    """A landing by a coast or a place: "near X", "about 200 km west of X".

    Either `coast` or `places` (as many as bear the name) is given, or both for a region: its shore,
    from which the distance counts, and its middle, from which the direction does. Without a
    distance and a direction it fell near there; else so far off, in that direction, whichever is
    known.
    """

    originator: str
    words: str
    coast: Coast | None = None
    places: tuple[Place, ...] = ()
    distance: Quantity | None = None
    direction: Direction | None = None

    @property
    def is_a_place(self) -> bool:
        """Whether it tells a place well enough to draw one without a distance flown."""
        nearby = self.coast is None and self.direction is None
        return bool(self.places) and (self.distance is not None or nearby)


@dataclass(frozen=True, slots=True)
class AtSeaEvidence:
    """That it fell into a sea that is not named, all who say so, and the words of the first."""

    originators: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class OverflightEvidence:
    """A land that it is said to have flown over before it fell, or not to; all who say so."""

    land: Land
    crossed: bool
    originators: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Unused:
    """Something that was said and that the zone does not use: what, by whom, and why.

    The words are ours, not `printed`, where no source's own are known.
    """

    field: str
    originator: str
    words: str
    why: Remark
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that counts for one zone. `source` is an originator, or `combined` for all of them.

    `conditions` are distances that only bound the true one, `vague` those that say less than
    another by the same originator: they are held against it, and not counted. `irregular` says that
    somebody calls the flight so. `conflicts` are those found while gathering. `distances` may be
    empty where a landing is reported from a place: that alone then says how far off it fell.

    `uncrossed` is assumed, not reported: ids of countries that it did not fly over, as that would
    have been reported; () where nothing is assumed.
    """

    launch: str
    source: str
    site: Site
    distances: tuple[DistanceEvidence, ...]
    directions: tuple[DirectionEvidence, ...]
    seas: tuple[SeaEvidence, ...]
    unused: tuple[Unused, ...]
    landmarks: tuple[LandmarkEvidence, ...] = ()
    conditions: tuple[DistanceEvidence, ...] = ()
    vague: tuple[DistanceEvidence, ...] = ()
    irregular: bool = False
    conflicts: tuple[Remark, ...] = ()
    overflights: tuple[OverflightEvidence, ...] = ()
    at_sea: AtSeaEvidence | None = None
    uncrossed: tuple[str, ...] = ()
