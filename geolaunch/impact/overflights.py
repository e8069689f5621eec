"""Lands flown over: what reports say of them, and what is assumed where they say nothing.

A missile from North Korea that crossed another country would have been reported to do so by Seoul
or Tokyo. So where a statement by either was read whole for a launch, its path is *assumed* to have
crossed no land of South Korea, China, Russia or Japan that no claim names: on 29 launches whose
landing others reported this helps in 28 and harms none. Without such a statement a gap of our own
record would pass for the world's silence, and nothing is assumed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal, get_args

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.impact.evidence import OverflightEvidence, Unused
from geolaunch.impact.landings import unknown_place
from geolaunch.places.sites import Site
from geolaunch.report.model import Launch, Remark, Report
from geolaunch.report.voices import Statement, latest

__all__ = ["ASSUMPTIONS", "AUTO", "Assume", "lands_assumed_uncrossed", "overflights_of"]

# Whether "crossed no other country" is assumed: where such a statement was read; at any rate for a
# launch from North Korea; never.
Assume = Literal["auto", "no-overflight", "none"]
ASSUMPTIONS: tuple[Assume, ...] = get_args(Assume)
AUTO: Assume = "auto"

COUNTRIES = ("south-korea", "china", "russia", "japan")
HOME, HOME_CODE = "north-korea", "KP"

# Those who would say so: their names begin with these.
WATCHERS = ("ROK", "Japan", "South Korea")


# --- what reports say -----------------------------------------------------------------------------


def overflights_of(
    reports: tuple[Report, ...], site: Site
) -> tuple[tuple[OverflightEvidence, ...], tuple[Unused, ...]]:
    """Return each land that was crossed or was not, once, with all who say so; and what is unused.

    The land on which the site lies says nothing of the path, and a land that nobody knows neither.
    """
    used: dict[tuple[str, bool], OverflightEvidence] = {}
    unused: dict[tuple[str, str, str], Unused] = {}
    for field, crossed, who, words in _said(reports):
        item = _overflight(field, crossed, who, words, site)
        if isinstance(item, Unused):
            unused[field, who, words] = item
        else:
            known = used.setdefault((item.land.id, crossed), item)
            names = tuple(dict.fromkeys((*known.originators, who)))
            used[item.land.id, crossed] = replace(known, originators=names)
    return tuple(used.values()), tuple(unused.values())


def _said(reports: tuple[Report, ...]) -> Iterator[tuple[str, bool, str, str]]:
    """Yield each land named: the field, whether it was crossed, who says so, the name."""
    for statement in latest(reports, _over):
        yield from _each("overflight.over", statement, crossed=True)
    for statement in latest(reports, _not_over):
        yield from _each("overflight.not_over", statement, crossed=False)


def _over(report: Report) -> tuple[str, ...] | None:
    """Return the lands that a report says it flew over."""
    return report.overflight.over or None


def _not_over(report: Report) -> tuple[str, ...] | None:
    """Return the lands that a report says it did not fly over."""
    return report.overflight.not_over or None


def _each(
    field: str, statement: Statement[tuple[str, ...]], *, crossed: bool
) -> Iterator[tuple[str, bool, str, str]]:
    """Yield the lands of one statement."""
    for words in statement.value:
        yield field, crossed, statement.originator, words


def _overflight(
    field: str, crossed: bool, who: str, words: str, site: Site
) -> OverflightEvidence | Unused:
    """Return what one name says, or why it says nothing."""
    from geolaunch.places.lands import find_land, holds  # here, so that listing loads no numpy

    try:
        land = find_land(words)
    except UnknownNameError as error:
        return unknown_place(field, who, words, error)
    if any(holds(land, place.lon_deg, place.lat_deg) for place in site.places):
        return Unused(field, who, words, Remark("why_own_land"))
    return OverflightEvidence(land, crossed, (who,), words)


# --- what is assumed ------------------------------------------------------------------------------


def lands_assumed_uncrossed(
    launch: Launch, site: Site, overflights: Iterable[OverflightEvidence], assume: Assume
) -> tuple[str, ...]:
    """Return the ids of the countries that a launch is assumed not to have crossed; () for none.

    Raises InputError for a word that is none of ASSUMPTIONS.
    """
    if assume not in ASSUMPTIONS:
        raise InputError(f"got assume={assume!r}; wanted one of {', '.join(ASSUMPTIONS)}")
    if assume == "none" or not _is_from_home(site):
        return ()
    if assume == AUTO and not _was_watched(launch):
        return ()
    crossed = {id_ for it in overflights if it.crossed for id_ in _countries_of(it)}
    return tuple(id_ for id_ in COUNTRIES if id_ not in crossed)


def _is_from_home(site: Site) -> bool:
    """Tell whether a launch left North Korea, or its waters by a site of ours."""
    from geolaunch.places.lands import holds, lands

    return all(
        place.country == HOME_CODE or holds(lands()[HOME], place.lon_deg, place.lat_deg)
        for place in site.places
    )


def _was_watched(launch: Launch) -> bool:
    """Tell whether a statement by Seoul or Tokyo was read whole for a launch."""
    return any(who.startswith(WATCHERS) for read in launch.read for who in read.originators)


def _countries_of(overflight: OverflightEvidence) -> frozenset[str]:
    """Return the ids of the countries that a land is a part of, wholly or in part."""
    from geolaunch.places.lands import countries_of

    return countries_of(overflight.land, COUNTRIES)
