"""A scene: styled features in drawing order, and every word around them; views draw just this.

The map, the figure and the export of one launch hold the same feature ids and properties because
they all read one `Scene`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from shapely.geometry.base import BaseGeometry

from geolaunch.errors import InputError
from geolaunch.geodesy.antimeridian import Outline
from geolaunch.scenes.claim_table import ClaimColumn, ClaimRow
from geolaunch.scenes.styles import Style
from geolaunch.trajectory.flights import LaunchArc

__all__ = [
    "EDITORIAL_STATUSES",
    "Basis",
    "Fan",
    "Feature",
    "LegendEntry",
    "ReadDocument",
    "Scene",
    "SideView",
    "Table",
    "checked_status",
]

# How far a map has come in a newsroom.
EDITORIAL_STATUSES = ("draft", "published", "corrected")


Basis = Literal["reported", "derived", "assumed"]


@dataclass(frozen=True, slots=True)
class Fan:
    """A sector that a page draws as long on the screen at any scale: a direction, not a distance.

    It begins at (lon, lat) and lies clockwise from the start to the stop azimuth, in degrees.
    `reach_km` is how long it may be over ground, so that it ends before what matters more.
    """

    lon_deg: float
    lat_deg: float
    start_deg: float
    stop_deg: float
    reach_km: float


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing on the map.

    `geometry` is in (lon, lat) degrees. `properties` holds `kind`, `basis`, `launch`, `source` and
    whatever else is true of the feature: it is what an export writes and a popup lists. `label` is
    drawn beside the feature ("" for none); `on_request` features stay hidden until asked for.

    A file holds `geometry`, cut at the antimeridian. A map that can be panned across it draws
    `outline` instead, where there is one: the same curve uncut. A page draws `fan`, where there is
    one, and a file the sector on the ground that goes with the map's scale.
    """

    id: str
    kind: str
    geometry: BaseGeometry
    properties: Mapping[str, Any]
    style: Style
    label: str = ""
    label_lonlat: tuple[float, float] | None = None
    on_request: bool = False
    outline: Outline | None = None
    fan: Fan | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table beside the map: a title, a note under it, a head, and rows as wide as the head."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...]  # which columns hold figures, set to the right
    note: str = ""


@dataclass(frozen=True, slots=True)
class SideView:
    """The flights from the side, each with what to call it, and what is said under the picture."""

    flights: tuple[LaunchArc, ...]
    labels: tuple[str, ...]  # one a flight
    unfit: tuple[bool, ...]  # whether the figures of a flight cannot be those of one flight
    notes: tuple[str, ...]  # published ranges and a rough bound, of a lofted flight

    @property
    def has_arc(self) -> bool:
        """Whether an arc of reported figures is drawn, which is worth more than a mere shape."""
        return any(flight.arc is not None and not flight.arc.assumed for flight in self.flights)


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A document that was read whole for a launch, as the page names it; "" for what is open."""

    launch: str
    publisher: str
    date: str
    address: str
    originators: tuple[str, ...]  # who speaks in it


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: a sample of a style and what it means."""

    basis: Basis
    text: str
    style: Style


@dataclass(frozen=True, slots=True)
class Scene:
    """A launch (or several) ready to be drawn: features in drawing order and all words around."""

    lang: str
    title: str  # "North Korean ballistic missiles: where two may have fallen"
    summary: str  # who fired what, who says how far it flew, and what the shading is
    caveat: str  # what the map does not claim
    caveat_short: str  # the same for a small page
    text_alternative: str  # what the picture shows, in words
    one_line: str  # the same in one line, for the alt text of a picture
    status: str  # "" or "user-supplied, not verified"
    editorial_status: str  # "", "draft", "published" or "corrected"
    mark: str  # that status as a reader sees it; "" where it needs no mark
    features: tuple[Feature, ...]
    bounds: tuple[float, float, float, float]  # west, south, east, north in degrees
    sea_labels: tuple[tuple[str, float, float], ...]  # text, lon, lat
    unknown: tuple[str, ...]  # "what is not known", one sentence each
    notes: tuple[str, ...]  # what is assumed, evidence not used
    legend: tuple[LegendEntry, ...]
    sources: tuple[str, ...]  # one line a source
    credits: tuple[str, ...]  # the boundary line, and by which names the seas are called
    source_line: str  # the sources in one line
    credit_line: str  # what made the map, from whose figures and data, in one line
    correction: str  # of what day the figures are, or that an earlier version was replaced
    strings: Mapping[str, str]  # the page's own words in `lang` ("claims": "Claims", ...)
    # what not every map has
    as_of: str = ""  # "As of 27 March 2023, 08:30 in Korea"; "" if no claim says when it was made
    places: tuple[tuple[str, float, float], ...] = ()  # cities to label: text, lon, lat
    kicker: str = ""  # the line above the title: "27 March 2023 · ...; Hwasong-11A, by CNS"
    conflicts: tuple[str, ...] = ()  # what disagrees: said before anything else
    settle: str = ""  # what one more statement would change most; "" for little, or several zones
    read_line: str = ""  # "The three sources read whole for this launch"
    read: tuple[ReadDocument, ...] = ()  # those sources
    columns: tuple[ClaimColumn, ...] = ()
    rows: tuple[ClaimRow, ...] = ()
    scale: tuple[tuple[str, str], ...] = ()  # "for scale": what is measured, and how far it is
    tables: tuple[Table, ...] = ()
    side_view: SideView | None = None  # None where there is nothing to draw


def checked_status(status: str) -> str:
    """Return an editorial status, or refuse one that is none."""
    if status and status not in EDITORIAL_STATUSES:
        wanted = ", ".join(EDITORIAL_STATUSES)
        raise InputError(f"got editorial status {status!r}; wanted one of {wanted}")
    return status
