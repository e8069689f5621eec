"""What several sentences about a launch share: what flew, from where, how far, and its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from geolaunch.catalogue.launches import find
from geolaunch.errors import InputError
from geolaunch.impact.evidence import Evidence, Unused
from geolaunch.impact.statements import said
from geolaunch.report.model import Launch, originator_of
from geolaunch.report.quantity import Quantity
from geolaunch.report.voices import latest, standing
from geolaunch.scenes.language import (
    Words,
    date,
    distance,
    figure,
    number,
    odds,
    originator,
    percent,
    phrase,
    remark,
    rounded,
    site_name,
)

__all__ = [
    "LAUNCHER",
    "NAMED_AT_MOST",
    "alternative",
    "count_of",
    "distance_of",
    "fell",
    "is_single",
    "launch_id_of",
    "launch_name",
    "launched",
    "missiles",
    "not_drawn",
    "range_used",
    "said_of",
    "they",
    "unused",
]

LAUNCHER = "SLV"  # the class of a satellite launcher

NAMED_AT_MOST = 3  # launches; of more their number is given

# An id of the catalogue; one missile of a launch has its number behind a point (`by_missile`).
_ID = re.compile(
    r"(?P<launch>(?P<day>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)-(?P<letter>[a-z]))"
    r"(?:\.(?P<number>[0-9]+))?"
)


def launch_name(w: Words, launch_id: str) -> str:
    """Return what a reader calls a launch of the catalogue: "3 November 2022, 2nd".

    The first of the only launch of a day needs no number. An id of a user's own stays as it is.
    """
    named = _ID.fullmatch(launch_id)
    if named is None:
        return launch_id
    day = date(w, named["day"])
    try:
        alone = len(find(named["day"])) == 1
    except InputError:
        return launch_id
    nth = ord(named["letter"]) - ord("a")
    ordinals = w.groups["ordinal"]
    ordinal = ordinals[nth] if nth < len(ordinals) else nth + 1
    name = day if alone else w("launch_nth", date=day, nth=ordinal)
    return w("launch_missile", launch=name, number=named["number"]) if named["number"] else name


def launch_id_of(id_: str) -> str:
    """Return the id of the launch of which a missile is one, other ids as they are."""
    named = _ID.fullmatch(id_)
    return named["launch"] if named else id_


def is_single(launch: Launch) -> bool:
    """Tell whether a launch is one missile of a launch that is reported missile by missile."""
    named = _ID.fullmatch(launch.id)
    return bool(named and named["number"])


def count_of(launch: Launch) -> tuple[int, ...]:
    """Return how many missiles it was: one number, several where accounts differ, none if unsaid.

    What is said of some missiles of a launch only does not count them.
    """
    if is_single(launch):
        return (1,)
    reports = [report for report in standing(launch.reports) if not report.missile_no]
    counts = {statement.value for statement in latest(reports, lambda report: report.count)}
    return tuple(sorted(counts | ({launch.count} if launch.count and not counts else set())))


def they(w: Words, launch: Launch) -> str:
    """Return the pronoun of what was fired: "it" for one, or where the number is not said."""
    return w("they") if count_of(launch) not in ((1,), ()) else w("it")


def missiles(w: Words, launch: Launch) -> str:
    """Return what was fired, with its number: "two short-range ballistic missiles".

    Where the number is open, it is "one or more".
    """
    counts = count_of(launch)
    known = launch.missile_class in w.groups["class_many"]
    name = str(launch.missile_class) if known else "unknown" if launch.in_catalogue else "missile"
    if counts == (1,):
        return w.of("class_one", name)
    noun = w.of("class_many", name)
    if len(counts) == 1:
        return w("counted", count=number(w, counts[0]), noun=noun)
    return w("counted_some", noun=noun)


def fell(w: Words, launch: Launch) -> str:
    """Return "fell"; a satellite launcher, which may have broken up, "came down"."""
    return w("came_down") if launch.missile_class == LAUNCHER else w("fell")


def not_drawn(w: Words, reason: str, launches: Sequence[str]) -> str:
    """Return that launches are not on the map; `reason` is as `why_not_drawn` has it."""
    named = w("comma").join(launch_name(w, launch) for launch in launches)
    return w(f"not_drawn_{reason.split()[-1]}", launches=named)


def said_of(w: Words, line: str, launches: Sequence[str], among: int) -> str:
    """Return a line with the launches that it is true of, unless that is all `among` them."""
    if len(launches) == among:
        return line
    if len(launches) <= NAMED_AT_MOST:
        named = w("apart").join(launch_name(w, launch) for launch in launches)
        return w("said_of", launches=named, line=line)
    return w("said_of_many", count=len(launches), line=line)


def launched(w: Words, launch: Launch, evidence: Evidence) -> str:
    """Return "Launched on 27 March 2023 from Chunghwa, "."""
    site = site_name(w, evidence.site)
    if launch.date is None:
        return w("launched", site=site)
    return w("launched_on", date=date(w, launch.date), site=site)


def range_used(launch: Launch, evidence: Evidence, name: str) -> Quantity | None:
    """Return the distance of an originator that the zone uses, None if no report has its words."""
    used = next(claim for claim in evidence.distances if claim.originator == name)
    ranges = (
        report.range
        for report in launch.reports
        if report.range and originator_of(report) == name and said(report) == used.words
    )
    return next(ranges, None)


def distance_of(w: Words, launch: Launch, evidence: Evidence, name: str) -> str:
    """Return the distance of an originator that the zone uses, as the page writes it."""
    used = range_used(launch, evidence, name)
    if used is not None:
        return distance(w, used)
    return next(claim.words for claim in evidence.distances if claim.originator == name)


def unused(w: Words, items: Iterable[Unused]) -> list[str]:
    """Return what was said and not used, a sentence for each reason."""
    by_reason: dict[tuple[str, str], dict[str, None]] = {}
    for item in items:
        who = originator(w, item.originator)
        statement = (
            w("unused_item", words=phrase(w, item.words), originator=who)
            if item.printed
            else w("unused_figure", words=figure(w, item.words), originator=who)
        )
        by_reason.setdefault((item.why.key, remark(w, item.why)), {})[statement] = None
    return [
        w("unused_no_place", items=w("comma").join(statements))
        if key == "why_no_place"
        else w("unused", items=w("comma").join(statements), why=why)
        for (key, why), statements in by_reason.items()
    ]


def alternative(
    w: Words,
    launch: Launch,
    evidence: Evidence,
    areas: Sequence[tuple[float, float]],
    chances: Mapping[str, float],
) -> str:
    """Return what the picture shows, for those who do not see it.

    `areas` holds level and km2 of each region, `chances` those of the named regions.
    """
    way = {"it": they(w, launch), "fell": fell(w, launch)}
    zones = [
        w("zone_words", area=rounded(area), odds=odds(w, level), **way) for level, area in areas
    ]
    likely = sorted(chances.items(), key=lambda pair: -pair[1])
    page = w.groups["page"]
    listed_chances = w("comma").join(f"{name} {percent(chance, page)}" for name, chance in likely)
    return w(
        "text_alternative",
        launched=launched(w, launch, evidence),
        missiles=missiles(w, launch),
        zones=w("space").join(zones),
        chances=w("chance_words", chances=listed_chances),
    )
