"""The legend of a map of launches: what is reported, derived and assumed, in that order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geolaunch.scenes import language as wording
from geolaunch.scenes.directions import wedge_legend
from geolaunch.scenes.language import Words
from geolaunch.scenes.launch_features import (
    ZONE_STYLES,
    makes_a_difference,
    site_area_km,
    zone_parts,
    zone_words,
)
from geolaunch.scenes.model import LegendEntry
from geolaunch.scenes.reported import Reported
from geolaunch.scenes.shown import Shown
from geolaunch.scenes.styles import STYLES

__all__ = ["legend"]

# Of more directions than that the legend says once what a wedge means.
WEDGES_NAMED = 3


def legend(
    w: Words, launches: Sequence[Shown], claims: Sequence[Reported]
) -> tuple[LegendEntry, ...]:
    """Return the legend: reported, derived and assumed things in that order."""
    return (*_reported(w, launches, claims), *_derived(w, launches), *_assumed(w, launches))


def _reported(
    w: Words, launches: Sequence[Shown], claims: Sequence[Reported]
) -> Iterator[LegendEntry]:
    """Yield the entries of what is reported."""
    sited = [launch.site for launch in launches if launch.site]
    if sited:
        given = "legend_site" if sited[0].in_catalogue else "legend_site_user"
        yield LegendEntry("reported", w(given), STYLES["site"])
    texts = dict.fromkeys(wedge_legend(w, wedge) for own in claims for wedge in own.wedges)
    for text in texts if len(texts) <= WEDGES_NAMED else [w("legend_wedge_several")]:
        yield LegendEntry("reported", text, STYLES["direction"])
    if any(own.lands for own in claims):
        yield LegendEntry("reported", w("legend_overflight"), STYLES["overflight"])
    if any(landing.area for own in claims for landing in own.landings):
        yield LegendEntry("reported", w("legend_landing"), STYLES["landing"])
    if any(launch.zone and launch.zone.evidence.distances for launch in launches):
        yield LegendEntry("reported", w("legend_arc"), STYLES["distance-arc"])


def _derived(w: Words, launches: Sequence[Shown]) -> Iterator[LegendEntry]:
    """Yield the entries of what is computed: the regions of the zones."""
    zone = next((launch.zone for launch in launches if launch.zone), None)
    for region, part in reversed(zone_parts(zone)) if zone else ():
        text = zone_words(w, "legend", region, part)
        yield LegendEntry("derived", text, STYLES[ZONE_STYLES[part]])


def _assumed(w: Words, launches: Sequence[Shown]) -> Iterator[LegendEntry]:
    """Yield the entries of what is assumed."""
    sited = next((launch for launch in launches if launch.site), None)
    if sited:
        text = w("legend_site_area", radius=wording.rounded(site_area_km(sited)))
        yield LegendEntry("assumed", text, STYLES["site-area"])
    zones = [launch.zone for launch in launches if launch.zone and launch.zone.assumed]
    if len(launches) > 1 and zones:
        yield LegendEntry("assumed", w("legend_unassumed_several"), STYLES["unassumed"])
    elif zones and zones[0].assumed and makes_a_difference(zones[0]):
        text = w("legend_unassumed", times=f"{zones[0].assumed.times_as_large:.2g}")
        yield LegendEntry("assumed", text, STYLES["unassumed"])
