"""What one more statement would make of the area that a page draws, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

from geolaunch.impact.gather import gather
from geolaunch.impact.settle import settle
from geolaunch.impact.zones import ImpactZone
from geolaunch.report.model import Launch
from geolaunch.scenes.language import Words, rounded

__all__ = ["outlook"]

# A statement that moves the area by less than a factor of e to this power is not worth a sentence.
LEAST_MOVED = 0.1


def outlook(w: Words, pairs: Sequence[tuple[Launch, ImpactZone]]) -> str:
    """Return what one more statement would change most, "" for several zones or for little.

    The area is that with the likeliest value of the statement: larger or smaller than now.
    """
    if len(pairs) != 1:
        return ""
    ((launch, zone),) = pairs
    known = settle(zone, gather(launch), values=1)
    if not known.changes or known.changes[0].moved(known.area_km2) < LEAST_MOVED:
        return ""
    most = known.changes[0]
    return w(
        "settle",
        kind=w(f"settle_{most.kind}"),
        now=rounded(known.area_km2),
        then=rounded(most.expected_km2),
    )
