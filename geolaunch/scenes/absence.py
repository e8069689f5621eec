"""What is not known of a launch, and what we have read of it.

A gap in our record is never told as silence of the world: "none of the four sources read for this
launch gives it" counts documents that were read whole, and no line denies what any report says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from geolaunch.impact.zones import ImpactZone
from geolaunch.report.model import Launch, ReadSource, Report
from geolaunch.report.voices import standing
from geolaunch.scenes.language import (
    Words,
    carrier,
    date,
    listed,
    local_site_name,
    number,
    phrase,
    plain_name,
)
from geolaunch.scenes.launch_words import count_of, fell, they
from geolaunch.scenes.model import ReadDocument
from geolaunch.scenes.scale import site_doubt

__all__ = ["absence", "documents", "read_line", "unknown"]


def absence(w: Words, launch: Launch) -> str:
    """Return that what was read of a launch does not say a thing, and how much was read."""
    if not launch.in_catalogue:
        return w("absent_given")
    count = len(_read(launch))
    if count == 0:
        return w("absent_unread")
    return w("absent_one") if count == 1 else w("absent_many", count=number(w, count))


def documents(w: Words, launches: Sequence[Launch]) -> tuple[ReadDocument, ...]:
    """Return the documents that were read whole for launches, each once a launch."""
    return tuple(
        ReadDocument(
            launch=launch.id,
            publisher=carrier(w, read.source.publisher),
            date=date(w, read.source.date) if read.source.date else "",
            address=read.source.address,
            originators=read.originators,
        )
        for launch in launches
        for read in _read(launch)
    )


def read_line(w: Words, launches: Sequence[Launch]) -> str:
    """Return what was read whole, in one line; "" for reports of a user's own."""
    if not any(launch.in_catalogue for launch in launches):
        return ""
    count = len({read.source.id for launch in launches for read in _read(launch)})
    if count == 0:
        return w("read_none") if len(launches) == 1 else w("read_none_several")
    if len(launches) > 1:
        return w("read_several", count=count)
    return w("read_one") if count == 1 else w("read_many", count=number(w, count))


def _read(launch: Launch) -> tuple[ReadSource, ...]:
    """Return the documents that were read whole for a launch, each once."""
    return tuple({read.source.id: read for read in launch.read}.values())


# --- what is not known ----------------------------------------------------------------------------

Says = Callable[[Report], object]

# What says something of where it fell, by the key of its name in the sentence.
_GIVEN: dict[str, Says] = {
    "given_distance": lambda report: report.range,
    "given_direction": lambda report: report.direction or report.azimuth_deg is not None,
    "given_toward": lambda report: report.toward,
    "given_over": lambda report: report.overflight.over,
    "given_reference": lambda report: report.landing.reference,
    "given_near": lambda report: report.landing.near,
    "given_sea": lambda report: report.landing.sea,
}
_WHITHER = ("given_direction", "given_toward")
_PLACED = ("given_over", "given_reference", "given_near")


def unknown(w: Words, launch: Launch, zone: ImpactZone) -> list[str]:
    """Return what is not known, one line each, the most important first."""
    said = {key for key, says in _GIVEN.items() if any(map(says, launch.reports))}
    kept = standing(launch.reports)
    given = [key for key, says in _GIVEN.items() if any(map(says, kept))]
    return [
        _point(w, launch, given),
        *_direction(w, launch, said),
        *_each(w, launch),
        _site(w, zone),
        *_height_and_time(w, launch),
    ]


def _point(w: Words, launch: Launch, given: Sequence[str]) -> str:
    """Return that no position is given, and what is instead."""
    way = {"it": they(w, launch), "fell": fell(w, launch)}
    what = listed(w, [w(key) for key in given], "and") if given else ""
    if not what:
        return w("unknown_point_bare", **way)
    if not launch.in_catalogue:
        return w("unknown_point_user", given=what, **way)
    return w("unknown_point", given=what, **way)


def _direction(w: Words, launch: Launch, given: Collection[str]) -> Iterator[str]:
    """Yield that no direction is given, unless any report gives one, or what it was fired at."""
    if any(key in given for key in _WHITHER):
        return
    gap = absence(w, launch)
    if any(key in given for key in _PLACED):
        yield w("unknown_direction_placed", absence=gap)
    else:
        yield w("unknown_direction", absence=gap)


def _each(w: Words, launch: Launch) -> Iterator[str]:
    """Yield that the figures of several missiles are given for all together, where they are."""
    counts = count_of(launch)
    if len(counts) != 1 or counts[0] < 2 or any(report.missile_no for report in launch.reports):
        return
    yield w("unknown_both") if counts[0] == 2 else w("unknown_each", count=number(w, counts[0]))


def _site(w: Words, zone: ImpactZone) -> str:
    """Return how well the launch site is known."""
    site = zone.evidence.site
    name = local_site_name(w, site) or phrase(w, plain_name(site.words))
    if len(site.places) > 1:
        return w("unknown_site_several", count=len(site.places), site=name)
    return w("unknown_site", site=name, radius=site_doubt(zone))


def _height_and_time(w: Words, launch: Launch) -> Iterator[str]:
    """Yield that the height and the time of the flight are not given, where they are not."""
    gap = absence(w, launch)
    if not any(report.apogee for report in launch.reports):
        yield w("unknown_apogee", absence=gap)
    if not any(report.flight_time or report.impact_time_local for report in launch.reports):
        yield w("unknown_time", absence=gap)
