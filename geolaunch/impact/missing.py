"""Statements about a launch that nobody made, with the values that they could have.

Ministries and newspapers say certain kinds of things about a launch: a direction, a distance, the
sea it fell into, a landing near a coast or so far from a place, a land flown over. For each kind
that no report of the launch holds, the values are those that the zone as it stands makes likely,
each with its chance. Nothing but what is usually reported is among them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from geolaunch.geodesy.shapes import inverse
from geolaunch.impact.conflicts import between_distances
from geolaunch.impact.contours import Contours
from geolaunch.impact.density import distance_density, distance_steps
from geolaunch.impact.evidence import (
    DirectionEvidence,
    DistanceEvidence,
    Evidence,
    LandmarkEvidence,
    OverflightEvidence,
    SeaEvidence,
)
from geolaunch.impact.landmarks import landmark_likelihood
from geolaunch.impact.paths import crossing_chance, profile
from geolaunch.impact.zones import ImpactZone
from geolaunch.places.coasts import find_coast
from geolaunch.places.lands import Land, countries_of, find_land
from geolaunch.places.reference_places import references
from geolaunch.places.seas import sea_label, seas
from geolaunch.places.sites import Place
from geolaunch.report.direction import WINDS, parse_direction, wind_of
from geolaunch.report.quantity import Quantity, Spread, distance_spread

__all__ = ["COASTS", "KINDS", "PLACES", "Now", "Possible", "kinds_in", "possible"]

FloatArray = NDArray[np.float64]

# A kind of statement that the zone makes less likely than the first is not listed: nobody says of
# what fell 1,000 km out that it fell near the coast. Of its values those below the second are not
# tried.
LEAST_CHANCE, LEAST_SHARE = 0.1, 0.02

# Figures are rounded to the first, as Japan's Ministry of Defense rounds most of its own; those
# below the third to the second.
STEP_KM, FINE_STEP_KM, FINE_BELOW_KM = 50.0, 10.0, 200.0
ROUNDED_BY = "Japan MoD"

# The coasts that landings are reported near, and the places they are reported from: those of the
# catalogue's statements that lie by the sea where most landings were. None was reported from
# farther off, on that sea (700 km from Niigata and from Oga); one nearer than a step is no figure.
COASTS = ("korea-east", "korea-west")
PLACES = (
    *("niigata-prefecture", "wakkanai", "oga-peninsula", "noto-peninsula", "oki"),
    *("okushiri", "shakotan-peninsula", "aomori-prefecture", "oshima-oshima"),
)
FARTHEST_KM = 700.0

# The lands that launches are reported to have flown over, none a part of another, and the one that
# they are reported not to have.
CROSSED, NOT_CROSSED = ("Hokkaido", "Honshu", "Okinawa"), "Japan"

_OVERFLIGHT = {"overflight.over", "overflight.not_over"}

KINDS = ("direction", "distance", "sea", "coast", "place", "overflight")

# Whoever it may be that says it.
ANYBODY = ""


@dataclass(frozen=True, slots=True)
class Now:
    """A zone as it stands, and the density that it is made of."""

    zone: ImpactZone
    contours: Contours

    @property
    def evidence(self) -> Evidence:
        """The evidence that the zone uses."""
        return self.zone.evidence


@dataclass(frozen=True, slots=True)
class Possible:
    """A statement that could be made: its chance, its words, and the evidence with it."""

    chance: float
    words: str
    evidence: Evidence


def possible(kind: str, now: Now, count: int) -> list[Possible]:
    """Return up to `count` values of a kind of statement, in order, with chances that sum to 1.

    None, if it is unlikely that anything of the kind could be said.
    """
    return _chosen(_VALUES[kind](now, count), count)


def kinds_in(given: Evidence) -> frozenset[str]:
    """Return the kinds of statements that reports hold, used for a zone or not.

    A second originator may always give a distance, a third adds little.
    """
    unused = {item.field for item in given.unused if item.why.key != "why_retracted"}
    places = [mark.coast is None or mark.is_a_place for mark in given.landmarks]
    held = {
        "direction": bool(given.directions) or "direction" in unused,
        "distance": len({distance.originator for distance in given.distances}) > 1,
        "sea": bool(given.seas),
        "coast": not all(places) or "landing.near" in unused,
        "place": any(places) or "landing.reference" in unused,
        "overflight": bool(given.overflights or unused & _OVERFLIGHT),
    }
    return frozenset(kind for kind, is_held in held.items() if is_held)


def _chosen(possible: Sequence[Possible], count: int) -> list[Possible]:
    """Return the likeliest values, in their order, with chances that sum to 1.

    None, if it is unlikely that anything of the kind could be said.
    """
    sayable = sum(value.chance for value in possible)
    if sayable < LEAST_CHANCE:
        return []
    likely = [value for value in possible if value.chance >= LEAST_SHARE * sayable]
    order = sorted(range(len(likely)), key=lambda place: -likely[place].chance)
    best = [likely[place] for place in sorted(order[:count])]
    whole = sum(value.chance for value in best)
    return [replace(value, chance=value.chance / whole) for value in best]


# --- one step a kind of statement -----------------------------------------------------------------


def _directions(now: Now, count: int) -> list[Possible]:
    """Return the eight winds: the chance of each is the mass about its azimuth from the site."""
    mass = now.contours.mass.sum(axis=0)
    eighths = np.rint(now.contours.grid.azimuth_deg / 45.0).astype(np.intp) % 8
    chances = np.bincount(eighths, mass, 8).tolist()
    return [
        _with_direction(now.evidence, wind, chance)
        for wind, chance in zip(WINDS[::2], chances, strict=True)
    ]


def _with_direction(evidence: Evidence, wind: str, chance: float) -> Possible:
    """Return the statement of one wind."""
    direction = DirectionEvidence(ANYBODY, parse_direction(wind))
    directions = (*evidence.directions, direction)
    return Possible(chance, wind, replace(evidence, directions=directions))


def _distances(now: Now, count: int) -> list[Possible]:
    """Return distances at equal steps of chance, as another originator would round them.

    The originator's own error widens what is known of the distance flown.
    """
    at_km, mass, site_sd_km = _flown(now)
    low, middle, high = _quantiles(at_km, mass, np.array([0.16, 0.5, 0.84])).tolist()
    width_km = (high - low) / 2.0
    scale_km = _spread(_about(middle), now.evidence).scale_km
    flown_km2 = max(width_km**2 - site_sd_km**2, 0.0)
    wider = math.sqrt(flown_km2 + scale_km**2) / width_km
    chances = (np.arange(count) + 0.5) / count
    figures_km = middle + wider * (_quantiles(at_km, mass, chances) - middle)
    rounded = [_about(figure) for figure in figures_km.tolist()]
    return [
        _with_distance(now.evidence, quantity, rounded.count(quantity) / count)
        for quantity in dict.fromkeys(rounded)
    ]


def _flown(now: Now) -> tuple[FloatArray, FloatArray, float]:
    """Return distances in km, the mass at each, and the site's error that is in it, in km.

    The distance flown varies as that from the site. From the mean of several sites that may be
    meant it was not flown: there the claims alone say what it was.
    """
    claims = now.evidence.distances
    if len(now.evidence.site.places) == 1 or not claims:
        grid = now.contours.grid
        return grid.distance_km, now.contours.mass.sum(axis=1), now.zone.site_sd_km
    steps = distance_steps(claims)
    return (
        steps,
        distance_density(claims, steps, mixture=bool(between_distances(now.evidence))),
        0.0,
    )


def _with_distance(evidence: Evidence, quantity: Quantity, chance: float) -> Possible:
    """Return the statement of one distance."""
    words = quantity.words or ""
    spread = _spread(quantity, evidence)
    distances = (*evidence.distances, DistanceEvidence(ANYBODY, spread, words))
    return Possible(chance, words, replace(evidence, distances=distances))


def _spread(distance: Quantity, evidence: Evidence) -> Spread:
    """Return the likelihood of a distance that is rounded as Japan's ministry rounds it."""
    return distance_spread(distance, irregular=evidence.irregular, originator=ROUNDED_BY)


def _seas(now: Now, count: int) -> list[Possible]:
    """Return the seas by the chance of each."""
    named = now.evidence.seas
    return [
        Possible(
            now.zone.probabilities.get(sea.id, 0.0),
            sea_label(sea),
            replace(now.evidence, seas=(*named, SeaEvidence(sea, (ANYBODY,), sea_label(sea)))),
        )
        for sea in seas()
    ]


def _coasts(now: Now, count: int) -> list[Possible]:
    """Return landings near a coast: the chance of each is the mass by the likelihood of it."""
    grid, mass = now.contours.grid, now.contours.mass
    marks = [
        LandmarkEvidence(ANYBODY, f"near {coast.name}", coast=coast)
        for coast in map(find_coast, COASTS)
    ]
    return [
        _with_landmark(
            now.evidence,
            mark,
            float((mass * landmark_likelihood(mark, grid.lon_deg, grid.lat_deg)).sum()),
        )
        for mark in marks
    ]


def _places(now: Now, count: int) -> list[Possible]:
    """Return landings as so far from the nearest place, for points all along the zone.

    The points part its mass, counted around the site, into equal shares; each lies at the middle
    distance of its azimuth. Where no place is near enough nothing is said.
    """
    marks = [mark for at in _points(now.contours, count) for mark in _from_nearest(*at)]
    words = [mark.words for mark in marks]
    distinct = {mark.words: mark for mark in marks}
    return [
        _with_landmark(now.evidence, mark, words.count(mark.words) / count)
        for mark in distinct.values()
    ]


def _with_landmark(evidence: Evidence, mark: LandmarkEvidence, chance: float) -> Possible:
    """Return the statement of a landing by a coast or a place."""
    landmarks = (*evidence.landmarks, mark)
    return Possible(chance, mark.words, replace(evidence, landmarks=landmarks))


def _overflights(now: Now, count: int) -> list[Possible]:
    """Return lands that it may have flown over, or not, where the zone reaches beyond some."""
    over = [(name, _crossing(now, find_land(name))) for name in CROSSED]
    if sum(chance for _, chance in over) < LEAST_CHANCE:
        return []
    none = 1.0 - _crossing(now, find_land(NOT_CROSSED))
    return [
        *(_with_overflight(now.evidence, name, chance, crossed=True) for name, chance in over),
        _with_overflight(now.evidence, NOT_CROSSED, none, crossed=False),
    ]


def _crossing(now: Now, land: Land) -> float:
    """Return the chance that it flew over a land."""
    zone, grid = now.zone, now.contours.grid
    seen = profile((land,), zone.lon_deg, zone.lat_deg, beyond=True)
    chance = crossing_chance(seen, zone.site_sd_km, grid.distance_km, grid.azimuth_deg)
    return float((now.contours.mass * chance).sum())


def _with_overflight(evidence: Evidence, name: str, chance: float, *, crossed: bool) -> Possible:
    """Return the statement of a land: what is said to be crossed is not assumed uncrossed."""
    land = find_land(name)
    words = f"over {name}" if crossed else f"not over {name}"
    overflight = OverflightEvidence(land, crossed, (ANYBODY,), words)
    own = countries_of(land, evidence.uncrossed) if crossed else frozenset()
    uncrossed = tuple(country for country in evidence.uncrossed if country not in own)
    overflights = (*evidence.overflights, overflight)
    return Possible(chance, words, replace(evidence, overflights=overflights, uncrossed=uncrossed))


_VALUES: Mapping[str, Callable[[Now, int], list[Possible]]] = MappingProxyType(
    {
        "direction": _directions,
        "distance": _distances,
        "sea": _seas,
        "coast": _coasts,
        "place": _places,
        "overflight": _overflights,
    }
)


# --- points, places, figures ----------------------------------------------------------------------


def _points(contours: Contours, count: int) -> Iterator[tuple[float, float]]:
    """Yield points (lon, lat) in degrees that part the mass, counted around the site."""
    grid, mass = contours.grid, contours.mass
    around = np.cumsum(mass.sum(axis=0))
    columns = np.searchsorted(around, around[-1] * (np.arange(count) + 0.5) / count)
    for column in columns.tolist():
        out = np.cumsum(mass[:, column])
        row = int(np.searchsorted(out, out[-1] / 2.0))
        yield float(grid.lon_deg[row, column]), float(grid.lat_deg[row, column])


def _from_nearest(lon_deg: float, lat_deg: float) -> Iterator[LandmarkEvidence]:
    """Yield a landing as so far from the nearest place, none if all are too near or too far."""
    places = [place for place in references() if place.id in PLACES]
    lon, lat = (np.array([getattr(p, name) for p in places]) for name in ("lon_deg", "lat_deg"))
    away, azimuth, _ = inverse(lon, lat, lon_deg, lat_deg)
    usable = (away >= STEP_KM) & (away <= FARTHEST_KM)
    if usable.any():
        nearest = int(np.argmin(np.where(usable, away, np.inf)))
        yield _landing(places[nearest], float(away[nearest]), float(azimuth[nearest]))


def _landing(place: Place, away_km: float, azimuth_deg: float) -> LandmarkEvidence:
    """Return "about 200 km west of X", to a step and one of eight winds."""
    distance, wind = _about(away_km), wind_of(45.0 * round(azimuth_deg / 45.0))
    words = f"{distance.words} {wind} of {place.name}"
    direction = parse_direction(wind)
    return LandmarkEvidence(ANYBODY, words, places=(place,), distance=distance, direction=direction)


def _about(km: float) -> Quantity:
    """Return a distance as a ministry would round it: "about 350 km"."""
    step_km = STEP_KM if km >= FINE_BELOW_KM else FINE_STEP_KM
    rounded = max(step_km * round(km / step_km), step_km)
    return Quantity(rounded, rounded, "km", "about", f"about {rounded:,.0f} km")


def _quantiles(at: FloatArray, mass: FloatArray, chances: FloatArray) -> FloatArray:
    """Return the values below which shares of a mass on rising nodes lie."""
    return np.interp(chances, (np.cumsum(mass) - mass / 2.0) / mass.sum(), at)
