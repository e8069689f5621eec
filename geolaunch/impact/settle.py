"""What one more statement about a launch would make of its zone.

For each kind of statement that no report of the launch holds (`missing`), the zone is computed anew
with each value that the statement could have, by the same model as any other, and weighed by the
chance of the value.

The area grows as well as shrinks: a second distance can contradict the first. A smaller area is not
a truer one, and nothing here says what would be right.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geolaunch.impact.contours import Contours
from geolaunch.impact.evidence import Evidence
from geolaunch.impact.missing import KINDS, Now, Possible, kinds_in, possible
from geolaunch.impact.zones import ImpactZone, contours_of

__all__ = ["LEVEL", "MOST_VALUES", "Change", "Outlook", "Statement", "settle"]

# The region whose area is compared, and how many values of a statement are tried at most.
LEVEL = 0.9
MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that could be made: its words, how likely, and the area of the zone with it.

    `chance` is that of these words, if a statement of the kind is made and the zone is right.
    """

    words: str
    chance: float
    area_km2: float


@dataclass(frozen=True, slots=True)
class Change:
    """What a kind of statement would change; the chances of its `statements` sum to 1.

    `kind` is `direction`, `distance`, `sea`, `coast`, `place` or `overflight`. The statements stand
    in the order of their values, as winds around the compass.
    """

    kind: str
    statements: tuple[Statement, ...]

    @property
    def expected_km2(self) -> float:
        """The mean area with such a statement, each weighed by its chance."""
        return sum(statement.chance * statement.area_km2 for statement in self.statements)

    @property
    def smallest_km2(self) -> float:
        """The area with the statement that leaves the smallest."""
        return min(statement.area_km2 for statement in self.statements)

    @property
    def largest_km2(self) -> float:
        """The area with the statement that leaves the largest, which may be more than now."""
        return max(statement.area_km2 for statement in self.statements)

    @property
    def likeliest(self) -> Statement:
        """The most likely statement, the first of several."""
        return max(self.statements, key=lambda statement: statement.chance)

    def moved(self, area_km2: float) -> float:
        """Return how much it moves `area_km2`: the mean size of the logarithm of the ratio.

        Growth counts as much as shrinking by the same factor.
        """
        return sum(
            statement.chance * abs(math.log(statement.area_km2 / area_km2))
            for statement in self.statements
        )


@dataclass(frozen=True, slots=True)
class Outlook:
    """The area of a zone at `level` now, and what each missing kind of statement would change.

    `changes` begin with the kind that moves the area most.
    """

    launch: str
    source: str
    level: float
    area_km2: float
    changes: tuple[Change, ...]


def settle(zone: ImpactZone, given: Evidence | None = None, values: int = MOST_VALUES) -> Outlook:
    """Return what one more statement would make of a zone.

    `given` is the evidence in all reports of the launch: what it holds is not missing. Without it
    that is the zone's own. At most `values` values of each kind are tried; 1 is the most typical.
    """
    now = Now(zone, contours_of(zone.evidence))
    area_km2 = _area_km2(now.contours)
    held = kinds_in(given or zone.evidence)
    tried = [
        Change(kind, tuple(_tried(possible(kind, now, values))))
        for kind in KINDS
        if kind not in held
    ]
    changes = sorted(
        (change for change in tried if change.statements),
        key=lambda change: -change.moved(area_km2),
    )
    return Outlook(zone.launch, zone.source, LEVEL, area_km2, tuple(changes))


def _tried(values: Iterable[Possible]) -> Iterator[Statement]:
    """Yield each statement with the area of the zone that uses it."""
    for value in values:
        area_km2 = _area_km2(contours_of(value.evidence))
        yield Statement(value.words, value.chance, area_km2)


def _area_km2(contours: Contours) -> float:
    """Return the area of the region that is compared."""
    (region,) = contours.regions((LEVEL,))
    return region.area_km2
