"""The claims of a launch against the map: sites in their country, seas and places within reach.

What a zone takes as evidence is left out here and asked for instead: the chance of the sea that was
reported, by site, distance and direction alone; and whether any place fits both them and a landing
by a coast or a place.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from shapely import MultiPolygon, Point, Polygon
from shapely.affinity import scale
from shapely.ops import nearest_points

from geolaunch.catalogue.launches import Entry, by_missile, system_of, why_not_drawn
from geolaunch.catalogue.missiles import Missile, find_missile
from geolaunch.checks.findings import Finding, Severity, claim_ids
from geolaunch.errors import InputError, NoPlaceLeftError
from geolaunch.geodesy.shapes import direct, inverse
from geolaunch.impact.conflicts import CONFLICT_MASS
from geolaunch.impact.evidence import Evidence, LandmarkEvidence
from geolaunch.impact.gather import gather
from geolaunch.impact.zones import zone_of
from geolaunch.places.seas import sea_label
from geolaunch.places.sites import Place
from geolaunch.places.territories import territories
from geolaunch.report.model import Launch, SitePoint, originator_of, originators
from geolaunch.report.quantity import high_km, low_km

__all__ = ["check_countries", "check_landing", "check_namesakes", "check_points"]

# The land that ships is good to half a km, and has no islets.
MAP_KM = 1.0

# Two places of one name are one area described twice unless they lie this far apart, and farther
# than so many of their joint standard deviations.
NAMESAKES_KM = 30.0
NAMESAKE_SDS = 3.0

# A reported sea with less than CONFLICT_MASS is a conflict; with less than this, the claims cannot
# all be right.
FAULT_MASS = 1e-3


# --- sites ----------------------------------------------------------------------------------------


def check_countries(places: Iterable[Place]) -> Iterator[Finding]:
    """Yield sites that lie off the land of the country that they name, by more than their spread.

    A country whose land does not ship is not checked. Where latitude and longitude are swapped,
    that is what is found.
    """
    for place in places:
        yield from _off_country(place, "", "fault")


def check_points(launch: Launch) -> Iterator[Finding]:
    """Yield points, given as launch sites, that lie off the country of the launch's missile.

    A missile may leave from abroad or from a ship, so that this is a conflict and no fault. Sites
    of a user's tables name their own country (`check_countries`).
    """
    missile = system_of(launch) or _missile_by_name(launch.missile)
    if missile is None or (isinstance(launch, Entry) and launch.own_site):
        return
    for who, point in dict.fromkeys((originator_of(r), r.site) for r in launch.reports):
        if isinstance(point, SitePoint):
            name = f"given by {who}"
            place = Place(
                id=name,
                name=name,
                lon_deg=point.lon_deg,
                lat_deg=point.lat_deg,
                sd_km=point.sd_km,
                basis="",
                source="",
                country=missile.country,
            )
            yield from _off_country(place, launch.id, "conflict")


def _missile_by_name(name: str | None) -> Missile | None:
    """Return the missile that a name means, None if that is not one of the table."""
    try:
        return find_missile(name) if name else None
    except InputError:
        return None


def _off_country(place: Place, launch: str, severity: Severity) -> Iterator[Finding]:
    """Yield what is found if a place lies off its country by more than its spread."""
    lands = {territory.country: territory.polygon for territory in territories()}
    land, allowed_km = lands.get(place.country), place.sd_km + MAP_KM
    if land is None or (off_km := _off_km(place, land)) <= allowed_km:
        return
    at = f"The site {place.id} at {place.lat_deg:.4f} N, {place.lon_deg:.4f} E"
    off = f"lies {off_km:.0f} km off the land of {place.country}"
    if abs(place.lon_deg) <= 90.0:
        turned = replace(place, lon_deg=place.lat_deg, lat_deg=place.lon_deg)
        if _off_km(turned, land) <= allowed_km:
            text = f"{at} {off}, and in it with lon and lat swapped: give lat {place.lon_deg:g}, "
            text += f"lon {place.lat_deg:g}."
            what = f"{place.id} lat {place.lat_deg:g} lon {place.lon_deg:g}"
            yield Finding(launch, "swapped", (place.id,), text, "fault", what)
            return
    text = f"{at} {off}, and is given to {place.sd_km:g} km."
    what = f"{place.id} {off_km:.0f} km off {place.country}"
    yield Finding(launch, "country", (place.id,), text, severity, what)


def _off_km(place: Place, land: Polygon | MultiPolygon) -> float:
    """Return how far a place lies off a land, 0 on it; the nearest point is that of a flat map."""
    narrow = math.cos(math.radians(place.lat_deg))
    flat = scale(land, narrow, 1.0, origin=(0, 0))
    near, _ = nearest_points(flat, Point(place.lon_deg * narrow, place.lat_deg))
    return float(inverse(place.lon_deg, place.lat_deg, near.x / narrow, near.y)[0])


def check_namesakes(places: Iterable[Place]) -> Iterator[Finding]:
    """Yield sites that lie far from every other site that shares one of their names."""
    bearers: dict[str, list[Place]] = {}
    known = tuple(places)
    for place in known:
        for name in {place.name, *place.variants}:
            bearers.setdefault(name.casefold(), []).append(place)
    for place in known:
        others = {
            other.id: other
            for name in {place.name, *place.variants}
            for other in bearers[name.casefold()]
            if other.id != place.id
        }
        if not others:
            continue
        nearest = min(others.values(), key=lambda other: _apart_km(place, other))
        apart_km = _apart_km(place, nearest)
        if apart_km > max(NAMESAKES_KM, NAMESAKE_SDS * math.hypot(place.sd_km, nearest.sd_km)):
            text = (
                f"The site {place.id} shares a name with {nearest.id}, the nearest that does, and "
                f"lies {apart_km:.0f} km from it."
            )
            what = f"{place.id} {apart_km:.0f} km from {nearest.id}"
            yield Finding("", "namesake", (place.id, nearest.id), text, "fault", what)


def _apart_km(a: Place, b: Place) -> float:
    """Return how far apart two sites lie."""
    return float(inverse(a.lon_deg, a.lat_deg, b.lon_deg, b.lat_deg)[0])


# --- the landing ----------------------------------------------------------------------------------


def check_landing(launch: Launch) -> Iterator[Finding]:
    """Yield seas and places of a landing that site, distance and direction cannot give.

    A launch for which no zone can be computed at all is a fault. One that is reported missile by
    missile is held to this for each of them.
    """
    for missile in by_missile(launch):
        yield from _check_landing(missile)


def _check_landing(launch: Launch) -> Iterator[Finding]:
    """Yield what is wrong with the landing of a launch whose reports speak of one flight."""
    if why_not_drawn(launch):
        return
    try:
        yield from _landing(launch, gather(launch))
    except InputError as error:
        yield Finding(launch.id, "landing", originators(launch), f"{error}.", "fault", "no zone")


def _landing(launch: Launch, evidence: Evidence) -> Iterator[Finding]:
    """Yield the places that fit nothing else, then the seas that the rest does not give."""
    bare = replace(evidence, seas=(), landmarks=())
    fitting = tuple(landmark for landmark in evidence.landmarks if _fits(bare, landmark))
    for landmark in evidence.landmarks:
        if landmark not in fitting:
            yield _misplaced(launch, evidence, landmark)
    if evidence.seas:
        yield from _seas(launch, replace(evidence, landmarks=fitting))


def _seas(launch: Launch, evidence: Evidence) -> Iterator[Finding]:
    """Yield the reported seas that have hardly a chance if they are not taken as evidence."""
    chances = zone_of(replace(evidence, seas=()), (0.5,)).probabilities
    likelier = max(chances, key=lambda region: chances[region])
    by = "".join((_by(evidence), *(f", {claim.words}" for claim in evidence.landmarks)))
    for claim in evidence.seas:
        chance = chances[claim.sea.id]
        if chance < CONFLICT_MASS:
            text = (
                f"The {sea_label(claim.sea)}, told by {', '.join(claim.originators)}, has a chance "
                f"of {_percent(chance)} {by}; {likelier} has {_percent(chances[likelier])}."
            )
            severity: Severity = "fault" if chance < FAULT_MASS else "conflict"
            ids = claim_ids(launch, "landing.sea", claim.originators)
            yield Finding(launch.id, "landing sea", ids, text, severity, f"{claim.sea.id} {by}")


def _percent(chance: float) -> str:
    """Return a chance as a text; what is lost between the nodes of a grid is no figure."""
    if chance >= 0.1:
        return f"{100 * chance:.0f} %"
    return f"{100 * chance:.2g} %" if chance >= 1e-4 else "under 0.01 %"


def _by(evidence: Evidence) -> str:
    """Return by what a chance is given: the distances, the site and the directions."""
    far = " and ".join(dict.fromkeys(claim.words for claim in evidence.distances))
    ways = "".join(f", {claim.direction.words}" for claim in evidence.directions)
    return f"by {far} from {evidence.site.words}{ways}"


def _fits(bare: Evidence, landmark: LandmarkEvidence) -> bool:
    """Tell whether any place fits a landmark and the rest."""
    try:
        remarks = zone_of(replace(bare, landmarks=(landmark,)), (0.5,)).conflicts
    except NoPlaceLeftError:
        return False
    return all(remark.key != "conflict_landmark" for remark in remarks)


def _misplaced(launch: Launch, evidence: Evidence, landmark: LandmarkEvidence) -> Finding:
    """Return the finding of a landing by a landmark that nothing else allows."""
    far = [
        f"{_far_km(site, landmark, place.lon_deg, place.lat_deg):.0f} km"
        for site in evidence.site.places
        for place in landmark.places
    ]
    off = f", {' or '.join(far)} from the site" if far else ""
    text = (
        f"By {landmark.originator} it fell “{landmark.words}”{off}; no place {_by(evidence)} is "
        "that."
    )
    kind = "landing.near" if landmark.distance is None else "landing.reference"
    ids = claim_ids(launch, kind, [landmark.originator])
    what = f"{landmark.words} {_by(evidence)}"
    return Finding(launch.id, "landing place", ids, text, "conflict", what)


def _far_km(site: Place, landmark: LandmarkEvidence, lon_deg: float, lat_deg: float) -> float:
    """Return how far from a site a landing by a place lies, as far as its words say."""
    lon, lat = lon_deg, lat_deg
    if landmark.distance and landmark.direction:
        away_km = (low_km(landmark.distance) + high_km(landmark.distance)) / 2
        east, north, _ = direct(lon, lat, landmark.direction.azimuth_deg, away_km)
        lon, lat = float(east), float(north)
    return float(inverse(site.lon_deg, site.lat_deg, lon, lat)[0])
