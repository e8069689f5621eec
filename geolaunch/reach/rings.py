"""How far a range goes from a place: reach rings, and the cities that lie inside them.

A ring says how far a published figure would go if it were right and flown in any direction; it is
somebody's estimate, not a threatened area. What several publish stays several rings: low and
high of one source make a band, "at least" and "up to" stay what they are, the longest flight that
was observed is a line of its own kind and no maximum. From a whole territory a ring is the geodesic
offset of its land, not a circle about its middle. Places are (lon, lat) in degrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, TypeAlias, TypeVar, cast

import numpy as np
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon

from geolaunch.catalogue.missiles import Missile, RangeClaim, find_missile
from geolaunch.errors import GeodesyRangeError, InputError, UnknownNameError
from geolaunch.geodesy.antimeridian import Outline, area_of, lines_of
from geolaunch.geodesy.ellipsoid import FloatArray, check_places
from geolaunch.geodesy.shapes import band_outline, inverse, outline
from geolaunch.geodesy.shapes import tolerance_km as usual_tolerance_km
from geolaunch.geodesy.sphere import angle_difference_deg
from geolaunch.places.cities import Town, towns
from geolaunch.places.sites import Place, Site, find_site, site_of
from geolaunch.places.territories import Territory, find_territory, territory_from
from geolaunch.reach.offset import distances_km, offset_outline
from geolaunch.report.model import SitePoint
from geolaunch.report.quantity import Quantity, check_distance, high_km, low_km, parse_quantity

__all__ = ["Inside", "Origin", "ReachRing", "origins_of", "places_inside", "reach_rings"]

Kind = Literal["given", "estimate", "lower-bound", "observed", "assertion"]
Range: TypeAlias = "float | str | Quantity | Missile"
Where: TypeAlias = "str | tuple[float, float] | SitePoint | Territory"

_T = TypeVar("_T")

_FILES = (".geojson", ".json")

# Words that begin with a number, or with a qualifier and a number, are a range and no name.
_QUALIFIERS = "about|around|between|from|less|more|at|up|over|under|nearly|some"
_FIGURE = re.compile(rf"\s*(?:[-+]?\d|(?:{_QUALIFIERS})\b.*\d)", re.IGNORECASE)

# Places that share a name and lie no farther than this from their middle are drawn as one: on a map
# of reach rings their rings would be one thick line.
ONE_PLACE_KM = 50.0


@dataclass(frozen=True, slots=True)
class Origin:
    """Where rings are drawn from: a point in degrees, or a whole territory.

    `words` is the name as given, `sd_km` how well a point is known; of a territory the point is the
    middle and stands for nothing. `in_catalogue` is False for what a user supplied.
    """

    words: str
    site: Site | None
    territory: Territory | None
    lon_deg: float
    lat_deg: float
    sd_km: float = 0.0
    in_catalogue: bool = True


@dataclass(frozen=True, slots=True)
class ReachRing:
    """One ring: a range from an origin, with all who publish it.

    `kind` is `given` for a range that the user asked for, else that of the claims (see
    `missiles.RangeClaim`). With an `inner_km` the figure is a band, from one to the other;
    otherwise it is `outer_km`, "at least" if `is_least`, "up to" if `is_most`. An `observed` one is
    a line and has no area.
    """

    origin: Origin
    kind: Kind
    inner_km: float | None
    outer_km: float
    outline: Outline = field(compare=False)  # follows from the rest
    words: str = ""
    is_least: bool = False
    is_most: bool = False
    missile: Missile | None = None
    claims: tuple[RangeClaim, ...] = ()

    @property
    def is_line(self) -> bool:
        """Tell whether this is the length of a flight that was observed."""
        return self.kind == "observed"

    @property
    def geometry(self) -> Polygon | MultiPolygon | LineString | MultiLineString:
        """The disc or band in RFC 7946 form; for an observed flight the line at its length."""
        return lines_of(self.outline) if self.is_line else area_of(self.outline)


@dataclass(frozen=True, slots=True)
class Inside:
    """A city or place, how far it lies from the origin, and the rings that hold it (by number).

    In a band the place may lie within reach or not, by the figures of that one source: `between`
    are the rings whose low figure does not hold it and whose high one does, `within` the others.
    """

    town: Town
    distance_km: float
    within: tuple[int, ...]
    between: tuple[int, ...]


def reach_rings(
    ranges: Range | Sequence[Range],
    where: Where | Sequence[Where],
    tolerance_km: float | None = None,
) -> tuple[ReachRing, ...]:
    """Return the reach rings of ranges from places, one for each figure and place.

    Parameters
    ----------
    ranges : float, str, Quantity, Missile, or several
        Kilometres; words with a unit ("5,500 nmi", "8,500 to 13,000 km"); a missile or its name,
        which stands for every figure that is published of it.
    where : str, (lon, lat), SitePoint, Territory, or several
        The name of a launch site, of a territory ("anywhere in North Korea") or of a GeoJSON file
        with the polygons of one; degrees.
    tolerance_km : float, optional
        How far the edges may lie from the true ring; `geodesy.tolerance_km` of the range without.

    Returns
    -------
    tuple of ReachRing
        In the order of the places and of the ranges, a missile's by growing distance.

    Raises
    ------
    InputError
        A range or a place is not understood, unknown, or out of what can be drawn; the missile's
        only published figure is the length of a path.
    """
    figures = _once(figure for given in _several(ranges) for figure in _figures(given))
    places: Sequence[Any] = [where] if _is_pair(where) else _several(where)
    origins = _once(origin for place in places for origin in origins_of(place))
    if not figures or not origins:
        raise InputError("got no range or no place to draw it from; wanted one of each at least")
    return tuple(_ring(figure, origin, tolerance_km) for origin in origins for figure in figures)


def origins_of(where: Where) -> tuple[Origin, ...]:
    """Return what a place means: one origin, or one for each place that bears the name."""
    if isinstance(where, Territory):
        return (_of_territory(where),)
    if _is_pair(where):
        lon, lat = cast(tuple[float, float], where)
        return _of_point(SitePoint(lon, lat, 0.0))
    if isinstance(where, SitePoint):
        return _of_point(where)
    if not isinstance(where, str):
        raise InputError(
            f"got a place of type {type(where).__name__}; wanted a name, a (lon, lat) pair, a "
            "SitePoint, a Territory or the path of a GeoJSON file"
        )
    if where.casefold().endswith(_FILES):
        return (_of_territory(territory_from(where)),)
    try:
        return (_of_territory(find_territory(where)),)
    except UnknownNameError as no_territory:
        try:
            return _of_site(find_site(where))
        except UnknownNameError as no_site:
            near = tuple(dict.fromkeys((*no_site.nearest, *no_territory.nearest)))
            hint = "or give --lon and --lat, or a GeoJSON file of a territory"
            raise UnknownNameError("launch site or territory", where, near, hint) from no_site


def places_inside(
    rings: Sequence[ReachRing], among: Iterable[Town] | None = None
) -> tuple[Inside, ...]:
    """Return the places that lie inside any of the rings, the nearest first.

    `among` are the places that are looked at, all of the gazetteer without it. The distance is that
    from the nearest of the rings' origins, 0 inside a territory. Observed flights hold nothing.
    """
    known = tuple(towns() if among is None else among)
    lon = np.array([town.lon_deg for town in known])
    lat = np.array([town.lat_deg for town in known])
    away: dict[int, FloatArray] = {}
    for ring in rings:
        if id(ring.origin) not in away:
            away[id(ring.origin)] = _away_km(ring.origin, lon, lat)
    areas = [(n, ring, away[id(ring.origin)]) for n, ring in enumerate(rings) if not ring.is_line]
    towns_inside = []
    for k, town in enumerate(known):
        reached = [(n, ring, km[k]) for n, ring, km in areas]
        holding = [(n, ring, km) for n, ring, km in reached if km <= ring.outer_km]
        if holding:
            between = [n for n, ring, km in holding if ring.inner_km and km > ring.inner_km]
            within = [n for n, _, _ in holding if n not in between]
            nearest_km = min(float(km) for _, _, km in reached)
            towns_inside.append(Inside(town, nearest_km, tuple(within), tuple(between)))
    return tuple(sorted(towns_inside, key=lambda at: (at.distance_km, at.town.name)))


# --- ranges -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Figure:
    """One range to be drawn, with all who publish it."""

    kind: Kind
    low_km: float | None
    high_km: float | None
    words: str = ""
    missile: Missile | None = None
    claims: tuple[RangeClaim, ...] = ()


def _figures(given: Range) -> list[_Figure]:
    """Return the figures that a range stands for."""
    if isinstance(given, Missile):
        return _published(given)
    if isinstance(given, Quantity):
        return [_asked_for(given)]
    if isinstance(given, str):
        return _figures_in(given)
    if not _is_number(given):
        raise InputError(f"got a range of type {type(given).__name__}; wanted km, words, a missile")
    return [_Figure("given", float(given), float(given))]


def _figures_in(words: str) -> list[_Figure]:
    """Return the figures that words give: a quantity with its unit, else a missile by its name."""
    try:
        quantity = parse_quantity(words)
    except ValueError as no_quantity:
        if _FIGURE.match(words):
            raise InputError(f"range {no_quantity}") from no_quantity
        return _published(find_missile(words))
    return [_asked_for(quantity)]


def _asked_for(quantity: Quantity) -> _Figure:
    """Return the figure of a quantity that a user gave."""
    if quantity.unit in ("s", "min"):
        raise InputError(f"got {quantity.words!r}, a time; wanted a distance")
    try:
        check_distance(quantity)
    except ValueError as error:
        raise GeodesyRangeError(f"range {error}") from error
    low, high = low_km(quantity), high_km(quantity)
    if low > high:
        raise InputError(f"got a range from {low:g} to {high:g} km; wanted the smaller first")
    bounded_low = quantity.qualifier != "less_than"
    bounded_high = quantity.qualifier != "more_than"
    return _Figure(
        "given", low if bounded_low else None, high if bounded_high else None, quantity.words or ""
    )


def _published(missile: Missile) -> list[_Figure]:
    """Return what is published of a missile: one figure for each kind and distance, growing."""
    drawn: dict[tuple[str, float | None, float | None], list[RangeClaim]] = {}
    for claim in missile.claims:
        if claim.radii_km:
            drawn.setdefault((claim.kind, claim.low_km, claim.high_km), []).append(claim)
    if not drawn:
        raise InputError(_why_nothing(missile))
    figures = [
        _Figure(cast(Kind, claims[0].kind), low, high, missile=missile, claims=tuple(claims))
        for (_, low, high), claims in drawn.items()
    ]
    return sorted(figures, key=lambda figure: (figure.high_km or figure.low_km or 0.0, figure.kind))


def _why_nothing(missile: Missile) -> str:
    """Return why nothing can be drawn of a missile."""
    paths = [claim for claim in missile.claims if claim.distance_kind == "path"]
    if not paths:
        return f"{missile.name}: no range of it is published here; give --range-km or --range"
    length = f"{paths[0].high_km or paths[0].low_km:,.0f} km"
    return (
        f"{missile.name}: its published figure, {length}, is the length of a path that may turn, "
        "not a distance from the site; no ring is drawn from it"
    )


# --- origins ------------------------------------------------------------------------------------


def _of_site(site: Site) -> tuple[Origin, ...]:
    """Return a site as an origin; where a name means far places, one for each of them.

    Near places that share a name are one origin in their middle, known as well as they lie close.
    """
    places = site.places
    lon, lat = (
        np.array([getattr(place, key) for place in places]) for key in ("lon_deg", "lat_deg")
    )
    middle = float(lon.mean()), float(lat.mean())
    apart_km = inverse(*middle, lon, lat)[0]
    if apart_km.max() > ONE_PLACE_KM:
        return tuple(_of_place(place, site) for place in places)
    sd_km = float(np.sqrt(np.mean(apart_km**2 + np.array([place.sd_km for place in places]) ** 2)))
    return (Origin(site.name, site, None, *middle, sd_km, site.in_catalogue),)


def _of_place(place: Place, site: Site) -> Origin:
    """Return one of the places that a name means as an origin."""
    alone = Site(place.name, (place,), site.in_catalogue)
    point = place.lon_deg, place.lat_deg
    return Origin(place.name, alone, None, *point, place.sd_km, site.in_catalogue)


def _of_point(point: SitePoint) -> tuple[Origin, ...]:
    """Return a user's own point as an origin, named by its degrees; longitudes in [-180, 180)."""
    check_places(np.array([point.lon_deg]), np.array([point.lat_deg]))
    turned = angle_difference_deg(point.lon_deg)
    lon = point.lon_deg if -180 <= point.lon_deg <= 180 else turned
    (place,) = site_of(point).places
    north, east = "N" if point.lat_deg >= 0 else "S", "E" if lon >= 0 else "W"
    name = f"{abs(point.lat_deg):.2f}° {north}, {abs(lon):.2f}° {east}"
    site = Site(name, (replace(place, name=name, lon_deg=lon),), in_catalogue=False)
    return (Origin(name, site, None, lon, point.lat_deg, point.sd_km, in_catalogue=False),)


def _of_territory(territory: Territory) -> Origin:
    """Return a territory as an origin, its point in the middle of the box about it."""
    west, south, east, north = territory.polygon.bounds
    middle = (west + east) / 2, (south + north) / 2
    return Origin(territory.name, None, territory, *middle, in_catalogue=territory.in_catalogue)


def _away_km(origin: Origin, lon_deg: FloatArray, lat_deg: FloatArray) -> FloatArray:
    """Return how far places lie from an origin, km."""
    if origin.territory is not None:
        return distances_km(origin.territory.polygon, lon_deg, lat_deg)
    return inverse(origin.lon_deg, origin.lat_deg, lon_deg, lat_deg)[0]


# --- rings --------------------------------------------------------------------------------------


def _ring(figure: _Figure, origin: Origin, tolerance_km: float | None) -> ReachRing:
    """Return the ring of a figure about an origin."""
    low, high = figure.low_km, figure.high_km
    outer = high if high is not None else low
    inner = low if low is not None and high is not None and low < high else None
    assert outer is not None  # a figure has an end at least
    is_band = inner is not None and figure.kind != "observed"
    return ReachRing(
        origin=origin,
        kind=figure.kind,
        inner_km=inner if is_band else None,
        outer_km=outer,
        outline=_outline(origin, inner if is_band else None, outer, tolerance_km),
        words=figure.words,
        is_least=high is None,
        is_most=low is None,
        missile=figure.missile,
        claims=figure.claims,
    )


def _outline(
    origin: Origin, inner: float | None, outer: float, tolerance_km: float | None
) -> Outline:
    """Return the outline of a disc or band about an origin."""
    if origin.territory is not None:
        land = origin.territory.polygon
        if inner is None:
            return offset_outline(land, outer, tolerance_km)
        width_km = (outer - inner) / 2  # edges closer to both than that cannot cross
        own_km = (
            usual_tolerance_km(km) if tolerance_km is None else tolerance_km
            for km in (outer, inner)
        )
        whole, hole = (
            offset_outline(land, km, min(float(own), width_km))
            for km, own in zip((outer, inner), own_km, strict=True)
        )
        rings = (*whole.rings, *(rows[::-1] for rows in hole.rings))
        return Outline(rings, whole.holds_north_pole and not hole.holds_north_pole)
    centre = origin.lon_deg, origin.lat_deg
    if inner is None:
        return outline(*centre, outer, tolerance_km)
    return band_outline(*centre, inner, outer, tolerance_km)


def _several(given: Any) -> Sequence[Any]:
    """Return what was given as a sequence, a single thing as one of one."""
    return given if isinstance(given, list | tuple) else [given]


def _is_pair(given: Any) -> bool:
    """Tell whether a (lon, lat) was given."""
    return isinstance(given, tuple) and len(given) == 2 and all(map(_is_number, given))


def _is_number(given: Any) -> bool:
    """Tell whether something is a number, which a truth value is not."""
    return isinstance(given, int | float | np.number) and not isinstance(given, bool)


def _once(given: Iterable[_T]) -> list[_T]:
    """Return things in order, each once."""
    kept: list[_T] = []
    for thing in given:
        if thing not in kept:
            kept.append(thing)
    return kept
