"""What is said of a launch in words and counts: type, class, sea, outcome, site, voice by voice.

The launch's own row is a voice among the others where nobody else says what it says. A name that is
not in the tables, or that several things bear, contradicts nobody.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import combinations

from geolaunch.catalogue.launches import claims_of, place_of, system_of
from geolaunch.catalogue.missiles import find_missile
from geolaunch.checks.findings import ROW, Finding, Said, claim_ids, listed, of_two, said, with_row
from geolaunch.errors import InputError
from geolaunch.geodesy.shapes import inverse
from geolaunch.impact.sites import site_width_km
from geolaunch.places.reference_places import find_reference
from geolaunch.places.seas import find_sea
from geolaunch.places.sites import Site, site_of
from geolaunch.report.model import Launch, Report, SitePoint

__all__ = ["check_sites", "check_words"]

# Two accounts of a site are one place described twice unless they lie so many joint widths apart:
# the measure by which a zone tells them apart.
SITE_WIDTHS = 3.0

# Where each check finds its claims, and what they are about, in a sentence.
_CHECKED: dict[str, tuple[str | tuple[str, ...], str]] = {
    "count": ("count", "number of missiles"),
    "missile": ("missile", "type"),
    "class": ("missile", "class"),
    "trajectory": ("trajectory", "trajectory"),
    "sea": (("landing.sea", "landing.near"), "sea or land of the landing"),
    "eez": ("landing.eez", "side of an EEZ on which it fell"),
    "outcome": ("outcome", "outcome"),
}


def check_words(launch: Launch) -> Iterator[Finding]:
    """Yield the counts, types, classes, trajectories, seas, verdicts and outcomes that differ."""
    outcomes = [
        Said(row["originator"], row["value"])
        for row in claims_of(launch)
        if row["quantity"] == "outcome"
    ]
    system = system_of(launch)
    undisputed = None if launch.outcome == "disputed" else launch.outcome
    types = said(launch, lambda report: _type(report.missile))
    countries = dict.fromkeys(name for report in launch.reports for name in report.landing.eez)
    by_check: list[tuple[str, Sequence[Said[str]]]] = [
        ("count", with_row(_counted(launch), said(launch, _counted))),
        ("missile", with_row(system.id if system else None, types)),
        ("class", with_row(launch.missile_class, said(launch, _class))),
        ("trajectory", said(launch, _trajectory)),
        ("sea", said(launch, _sea)),
        *(("eez", said(launch, partial(_eez, country=name))) for name in countries),
        ("outcome", with_row(undisputed, outcomes)),
    ]
    for check, voices in by_check:
        yield from _differing(launch, check, voices)


def _differing(launch: Launch, check: str, voices: Sequence[Said[str]]) -> Iterator[Finding]:
    """Yield one finding if voices say different words, each word with all who say it."""
    by_word: dict[str, list[str]] = {}
    for voice in voices:
        by_word.setdefault(voice.value, []).append(voice.who)
    if len(by_word) > 1:
        quantity, name = _CHECKED[check]
        what = listed(f"{word} by {', '.join(who)}" for word, who in by_word.items())
        ids = claim_ids(launch, quantity, [voice.who for voice in voices if voice.who != ROW])
        yield Finding(launch.id, check, ids, f"The {name} is {what}.", "conflict", what)


def _counted(of: Launch | Report) -> str | None:
    """Return how many missiles a launch or a report counts."""
    return str(of.count) if of.count else None


def _sea(report: Report) -> str | None:
    """Return the id of the sea in which a report has it fall, "land" if that was inland."""
    try:
        if report.landing.sea:
            return find_sea(report.landing.sea).id
        near = find_reference(report.landing.near) if report.landing.near else ()
    except InputError:
        return None
    return "land" if any(place.is_inland for place in near) else None


def _trajectory(report: Report) -> str | None:
    """Return what a report calls the trajectory."""
    return None if report.trajectory == "unstated" else report.trajectory


def _eez(report: Report, country: str) -> str | None:
    """Return on which side of a country's EEZ a report has it fall."""
    return report.landing.eez.get(country)


def _type(name: str | None) -> str | None:
    """Return the id of the missile that a name means, None if that is not one of the table."""
    try:
        return find_missile(name).id if name else None
    except InputError:
        return None


def _class(report: Report) -> str | None:
    """Return the class that a report gives, in words or by a type of the table."""
    known = _type(report.missile)
    return report.missile_class or (find_missile(known).missile_class if known else None)


# --- sites ----------------------------------------------------------------------------------------


def check_sites(launch: Launch) -> Iterator[Finding]:
    """Yield pairs of sites that cannot be one place; the launch's row is a voice."""
    voices = said(launch, lambda report: _site(report.site))
    place = place_of(launch) if launch.site else None
    heard = any(place in voice.value.places for voice in voices)
    row = Site(place.name, (place,)) if place and not heard else None
    for a, b in combinations(with_row(row, voices), 2):
        apart_km = _apart_km(a.value, b.value)
        allowed_km = SITE_WIDTHS * math.hypot(site_width_km(a.value), site_width_km(b.value))
        if apart_km > allowed_km:
            text = (
                f"It left from {a.value.name} by {a.who} and from {b.value.name} by {b.who}: "
                f"{apart_km:.0f} km apart, where {allowed_km:.0f} km could be one place told twice."
            )
            pair = (Said(a.who, a.value.name), Said(b.who, b.value.name))
            yield of_two(launch, "site", "site", text, *pair)


def _site(given: str | SitePoint | None) -> Site | None:
    """Return the site that is meant, None if it is not known."""
    try:
        return site_of(given) if given else None
    except InputError:
        return None


def _apart_km(a: Site, b: Site) -> float:
    """Return how far two sites lie apart, where a name means several places at the nearest."""
    return min(
        float(inverse(near.lon_deg, near.lat_deg, far.lon_deg, far.lat_deg)[0])
        for near in a.places
        for far in b.places
    )
