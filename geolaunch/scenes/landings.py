"""Where stages, pieces and launches without a zone are reported to have come down.

"About 350 km west of the Korean peninsula" is a strip: all places about that far from the nearest
land of the peninsula, in that direction from it, at sea. It is drawn as what it is, the words of a
report, and never like an impact zone: nothing is computed of it but its edge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString, MultiPoint, Point
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from geolaunch.catalogue.launches import claims_of
from geolaunch.errors import InputError
from geolaunch.geodesy.shapes import direct, inverse
from geolaunch.geodesy.sphere import angle_difference_deg
from geolaunch.places.lands import find_land, lands
from geolaunch.places.reference_places import find_reference
from geolaunch.places.regions import look_up, region_weight
from geolaunch.report.direction import parse_direction
from geolaunch.report.model import Reference, Report
from geolaunch.report.quantity import Qualifier, Quantity, Unit, high_km, low_km
from geolaunch.report.voices import latest
from geolaunch.scenes import language as wording
from geolaunch.scenes.language import Words
from geolaunch.scenes.overflights import land_area
from geolaunch.scenes.shown import Shown

if TYPE_CHECKING:
    from geolaunch.tables import Row

__all__ = ["Landing", "landing_words", "landings", "speakers", "what_fell"]

FloatArray = NDArray[np.float64]

STAGE = "stage.landing.reference."

# The error of an offset beside its rounding, as zones take it (`impact/landmarks`), and so many
# standard deviations to either side hold 9 chances in 10.
OFFSET_ERROR_KM = 25.0
WIDTHS = 1.645

# A strip is as vague as its words: the bays of a coast are not in them.
SMOOTH_KM = 8.0

STEPS = 721  # points around a place that an edge is looked for on
LEAST_RADIUS_KM = 5.0
POINT_DEG = 1e-3  # as large as a point is drawn


@dataclass(slots=True)
class Landing:
    """What came down where, and all who say so.

    `what` is the catalogue's note ("second stage"), "" where it has none, `number` its place among
    the pieces that its originator names; 0 for the launch itself. `area` is None where nobody knows
    the place.
    """

    reference: Reference
    number: int
    what: str = ""
    originators: dict[str, None] = field(default_factory=dict)
    area: BaseGeometry | None = None

    @property
    def middle(self) -> tuple[float, float] | None:
        """A place in it where its words stand, in degrees; None if it is on no map."""
        if self.area is None:
            return None
        at = self.area.representative_point()
        return at.x, at.y


def landings(launch: Shown) -> list[Landing]:
    """Return where stages and pieces of a launch fell, and without a zone the launch itself."""
    merged: dict[tuple[object, ...], Landing] = {}
    for landing in (*_own(launch), *_of_stages(launch)):
        known = merged.setdefault(_key(landing), landing)
        known.what = known.what or landing.what
        known.originators |= landing.originators
    for landing in merged.values():
        landing.area = _area(landing.reference)
    return list(merged.values())


def _key(landing: Landing) -> tuple[object, ...]:
    """Return what is the same in two accounts of one landing."""
    reference = landing.reference
    distance = reference.distance and low_km(reference.distance)
    direction = reference.direction and reference.direction.azimuth_deg
    place = reference.place.casefold().removeprefix("the ")
    return bool(landing.number), place, distance, direction


def _own(launch: Shown) -> Iterator[Landing]:
    """Yield where a launch without a zone fell itself, if that is reported from a place."""
    if launch.zone is not None:
        return
    for said in latest(launch.launch.reports, _reference):
        yield Landing(said.value, 0, originators={said.originator: None})


def _reference(report: Report) -> Reference | None:
    return report.landing.reference


def _of_stages(launch: Shown) -> Iterator[Landing]:
    """Yield the landings of stages and pieces, from the claims that stand beside the reports."""
    accounts: dict[tuple[str, ...], list[Row]] = {}
    for claim in claims_of(launch.launch):
        if claim["quantity"].startswith(STAGE) and claim["status"] != "retracted":
            account = (claim["originator"], claim["carrier"], claim["source"], claim["stated_at"])
            accounts.setdefault(account, []).append(claim)
    for claims in accounts.values():
        for number, parts in enumerate(_pieces(claims), 1):
            what = next((claim["note"] for claim in parts.values() if claim["note"]), "")
            who = {parts["place"]["originator"]: None}
            yield Landing(_reference_of(parts), number, what, who)


def _pieces(claims: Iterable[Row]) -> Iterator[dict[str, Row]]:
    """Yield the claims of one piece after the other, by what they say.

    A second distance, or direction, begins a second piece; it is from the same place if no other is
    named.
    """
    parts: dict[str, Row] = {}
    for claim in claims:
        name = claim["quantity"].removeprefix(STAGE)
        if name in parts and len(parts) > 1:
            yield parts
            parts = {"place": parts["place"]}
        parts[name] = claim
    if "place" in parts:
        yield parts


def _reference_of(parts: dict[str, Row]) -> Reference:
    """Return the landing that the claims of one piece report."""
    distance, direction = parts.get("distance"), parts.get("direction")
    return Reference(
        parts["place"]["value"],
        _quantity(distance) if distance else None,
        parse_direction(direction["value"]) if direction else None,
    )


def _quantity(claim: Row) -> Quantity:
    """Return the distance of a claim."""
    ends = [float(end) for end in claim["value"].split("/")]
    unit: Unit = claim["unit"]  # type: ignore[assignment]
    qualifier: Qualifier = claim["qualifier"] or "about"  # type: ignore[assignment]
    return Quantity(ends[0], ends[-1], unit, qualifier, claim["words"] or None)


# --- where it lies --------------------------------------------------------------------------------


def _area(reference: Reference) -> BaseGeometry | None:
    """Return the strip of places that a landing may mean; None if nobody knows its place."""
    land = _place(reference.place)
    if land is None:
        return None
    middle = land.centroid
    plane = _Plane(middle.x, middle.y)
    strip = plane.on_earth(_strip(plane, plane.of_earth(land).simplify(SMOOTH_KM), reference))
    return None if strip.is_empty else strip


def _place(words: str) -> BaseGeometry | None:
    """Return the land that a landing is reported from, or the point; None if nobody knows it."""
    try:
        if find_land(words).id in lands():
            return land_area(words)
        place = find_reference(words)[0]
    except InputError:
        return None
    return Point(place.lon_deg, place.lat_deg).buffer(POINT_DEG)


@dataclass(frozen=True, slots=True)
class _Plane:
    """A plane in km in which distances and directions from one place are true."""

    lon_deg: float
    lat_deg: float

    def of_earth(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape of (lon, lat) degrees in the plane."""
        return shapely.transform(shape, self._to_plane)

    def on_earth(self, shape: BaseGeometry) -> BaseGeometry:
        """Return a shape of the plane in (lon, lat) degrees."""
        return shapely.transform(shape, self._from_plane)

    def _to_plane(self, places: FloatArray) -> FloatArray:
        away, azimuth, _ = inverse(self.lon_deg, self.lat_deg, *places.T)
        angle = np.radians(azimuth)
        return np.column_stack([away * np.sin(angle), away * np.cos(angle)])

    def _from_plane(self, points: FloatArray) -> FloatArray:
        azimuth = np.degrees(np.arctan2(*points.T)) % 360.0
        lon, lat, _ = direct(self.lon_deg, self.lat_deg, azimuth, np.hypot(*points.T))
        return np.column_stack([lon, lat])


def _strip(plane: _Plane, land: BaseGeometry, reference: Reference) -> BaseGeometry:
    """Return, in the plane, what lies as far from a land as reported, in that direction, at sea."""
    if reference.distance is None:
        return land.buffer(max(LEAST_RADIUS_KM, OFFSET_ERROR_KM))
    off_km = WIDTHS * OFFSET_ERROR_KM
    near, far = low_km(reference.distance), high_km(reference.distance)
    around = land.buffer(far + off_km).difference(land.buffer(max(1.0, near - off_km)))
    if reference.direction is None:
        return around
    edge = _shell(land.buffer((near + far) / 2))
    points = shapely.line_interpolate_point(edge, np.linspace(0, 1, STEPS), normalized=True)
    nearest = shapely.get_point(shapely.shortest_line(points, land), -1)
    dx, dy = (shapely.get_coordinates(points) - shapely.get_coordinates(nearest)).T
    off = angle_difference_deg(np.degrees(np.arctan2(dx, dy)), reference.direction.azimuth_deg)
    kept = np.abs(off) <= WIDTHS * reference.direction.sd_deg
    at_sea = ~_on_land(shapely.get_coordinates(plane.on_earth(MultiPoint(list(points)))))
    kept = kept & at_sea if (kept & at_sea).any() else kept
    half_km = (far - near) / 2 + off_km
    lines = [LineString(run).simplify(SMOOTH_KM / 2) for run in _runs(points, kept)]
    runs = [line.buffer(half_km, cap_style="flat") for line in lines]
    return unary_union(runs)


def _on_land(places: FloatArray) -> NDArray[np.bool_]:
    """Tell which places of (lon, lat) lie on land."""
    return np.asarray(region_weight("land", look_up(*places.T)) > 0.5)


def _shell(area: BaseGeometry) -> LineString:
    """Return the outer edge of an area, of several the longest."""
    parts = [part.exterior for part in getattr(area, "geoms", [area])]
    return LineString(max(parts, key=lambda edge: edge.length))


def _runs(points: NDArray[np.object_], kept: NDArray[np.bool_]) -> Iterator[NDArray[np.object_]]:
    """Yield the runs of points of a closed edge that are kept, of two points or more."""
    if not kept.all():
        start = int(np.argmin(kept))
        points, kept = np.roll(points[:-1], -start), np.roll(kept[:-1], -start)
    ends = np.flatnonzero(np.diff(np.concatenate(([False], kept, [False])).astype(int)))
    for first, last in zip(ends[::2], ends[1::2], strict=True):
        if last - first > 1:
            yield points[first:last]


# --- words ----------------------------------------------------------------------------------------


def what_fell(w: Words, landing: Landing) -> str:
    """Return what came down: "second stage", "2nd piece", or the launch itself."""
    if not landing.number:
        return w("landing_itself")
    named = wording.phrase(w, landing.what)
    known = named and (w.lang == "en" or named != landing.what)
    return named if known else w("landing_piece", number=landing.number)


def speakers(w: Words, landing: Landing) -> str:
    """Return who says so, as the page names them."""
    return wording.listed(w, [wording.originator(w, name) for name in landing.originators], "and")


def landing_words(w: Words, landing: Landing) -> str:
    """Return the words beside it: what fell about here, who says so, and in which words."""
    return w(
        "landing_label" if len(landing.originators) == 1 else "landing_label_several",
        what=wording.capital(what_fell(w, landing)),
        who=speakers(w, landing),
        place=wording.reference(w, landing.reference),
    )
