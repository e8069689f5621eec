"""Where a launch left from: the sharpest account of its site, and accounts that exclude it."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from geolaunch.geodesy.sphere import sphere_distance_km
from geolaunch.impact.evidence import Unused
from geolaunch.places.sites import Place, Site, site_of
from geolaunch.report.model import Remark, Report, originator_of

__all__ = ["SiteEvidence", "site_evidence", "site_width_km"]

# Two accounts of a site exclude each other if they lie over so many of their joint widths apart,
# and over this share of the distance flown: nearer ones are one place described twice.
EXCLUDING_WIDTHS = 3.0
EXCLUDING_SHARE = 0.3


@dataclass(frozen=True, slots=True)
class SiteEvidence:
    """The site that counts, vaguer accounts of it, and accounts that cannot both be right."""

    site: Site
    unused: tuple[Unused, ...]
    conflicts: tuple[Remark, ...]


def site_evidence(reports: Iterable[Report], distance_km: float) -> SiteEvidence:
    """Return the sharpest account of the site; accounts that exclude it count beside it.

    At least one report names a site. `distance_km` is the shortest distance flown.
    """
    accounts = [
        (site_of(report.site, _words_of_site(report)), originator_of(report))
        for report in reports
        if report.site is not None
    ]
    accounts.sort(key=lambda account: site_width_km(account[0]))
    (sharpest, source), *vaguer = accounts
    others = [account for account in vaguer if _exclude(sharpest, account[0], distance_km)]
    counted = [sharpest, *(site for site, _ in others)]
    places = tuple(dict.fromkeys(place for site in counted for place in site.places))
    unused = tuple(
        Unused("site", originator, site.words, Remark("why_narrower"))
        for site, originator in vaguer
        if not set(site.places) <= set(places)
    )
    conflicts = tuple(
        Remark(
            "conflict_sites",
            {"a": sharpest.words, "who_a": source, "b": site.words, "who_b": originator},
        )
        for site, originator in others
    )
    return SiteEvidence(_joined(counted, places) if others else sharpest, unused, conflicts)


def _joined(accounts: list[Site], places: tuple[Place, ...]) -> Site:
    """Return several accounts as one site of all their places."""
    names = " / ".join(dict.fromkeys(site.words for site in accounts))
    return Site(names, places, all(site.in_catalogue for site in accounts))


def _words_of_site(report: Report) -> str:
    """Return the words that a report has for its site, "" where it has none."""
    return report.words["site"].words if "site" in report.words else ""


def _exclude(a: Site, b: Site, distance_km: float) -> bool:
    """Tell whether two accounts of a site cannot both be right."""
    apart_km = min(
        sphere_distance_km(near.lon_deg, near.lat_deg, far.lon_deg, far.lat_deg)
        for near in a.places
        for far in b.places
    )
    widths_km = math.hypot(site_width_km(a), site_width_km(b))
    return apart_km > EXCLUDING_WIDTHS * widths_km and apart_km > EXCLUDING_SHARE * distance_km


def site_width_km(site: Site) -> float:
    """Return a rough width of a site for comparing accounts of it: its widest place, in km."""
    return max(place.sd_km for place in site.places) * math.sqrt(len(site.places))
