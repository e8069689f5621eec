"""Lands that a launch is reported to have flown over: each once, with all who say so."""

from __future__ import annotations

from dataclasses import dataclass

from shapely.geometry import Point, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geolaunch.errors import InputError
from geolaunch.places.lands import find_land
from geolaunch.report.model import Overflight, Reference, Report
from geolaunch.report.voices import latest
from geolaunch.scenes import language as wording
from geolaunch.scenes.language import Words
from geolaunch.scenes.shown import Shown

__all__ = ["Overflown", "land_area", "overflight_words", "overflown", "smallest"]

# Nobody needs to be told that a launch crossed the land that it left.
HOME = "north-korea"

# A prefecture is a disc, a coarse one: so much of it within a land makes it a part of that.
LEAST_PART = 0.3


@dataclass(frozen=True, slots=True)
class Overflown:
    """A land that a launch flew over: its words, where it lies, and all who say so."""

    words: str
    area: BaseGeometry
    originators: tuple[str, ...]

    def name(self, w: Words) -> str:
        """Return what the page calls it."""
        named = wording.reference(w, Reference(self.words))
        return named if named != self.words else wording.phrase(w, self.words)

    @property
    def mark(self) -> Point:
        """Where a mark of it stands."""
        return self.area.representative_point()


def overflown(launch: Shown) -> list[Overflown]:
    """Return the lands that a launch flew over as reported; those that nobody knows are left out.

    They stand in the table of claims all the same.
    """
    words: dict[str, str] = {}
    who: dict[str, dict[str, None]] = {}
    for said in latest(launch.launch.reports, _overflight):
        for given in said.value.over:
            id_ = _land_id(given)
            words.setdefault(id_, given)
            who.setdefault(id_, {})[said.originator] = None
    return [
        Overflown(words[id_], land_area(words[id_]), tuple(names))
        for id_, names in who.items()
        if id_ not in ("", HOME)
    ]


def _land_id(words: str) -> str:
    """Return the id of a land, "" if nobody knows it."""
    try:
        return find_land(words).id
    except InputError:
        return ""


def land_area(words: str) -> BaseGeometry:
    """Return where a land lies; UnknownNameError if nobody knows it."""
    return unary_union([Polygon(ring).buffer(0) for ring in find_land(words).rings])


def smallest(lands: list[Overflown]) -> list[Overflown]:
    """Return the lands that hold none of the others: who says Aomori has no use for Japan."""
    return [land for land in lands if not any(_holds(land, other) for other in lands)]


def _holds(land: Overflown, other: Overflown) -> bool:
    """Tell whether much of another land, a smaller one, is a part of one."""
    smaller = other.area.area < land.area.area
    return smaller and land.area.intersection(other.area).area > LEAST_PART * other.area.area


def _overflight(report: Report) -> Overflight | None:
    """Return what a report says of overflights, None if it names no land."""
    return report.overflight if report.overflight.over else None


def overflight_words(w: Words, land: Overflown) -> str:
    """Return the words beside its mark: "Flew over Aomori Prefecture, Japan's government says"."""
    names = [wording.originator(w, name) for name in land.originators]
    key = "overflight_label" if len(names) == 1 else "overflight_label_several"
    return w(key, land=land.name(w), who=wording.listed(w, names, "and"))
