"""A launch in plain words: its title, the summary, what the picture shows, what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from geolaunch.impact.evidence import Evidence, Unused
from geolaunch.impact.gather import said
from geolaunch.report.direction import Direction
from geolaunch.report.model import UNATTRIBUTED, Launch, originator_of
from geolaunch.scenes.language import (
    Words,
    capital,
    date,
    direction,
    distance,
    listed,
    local_site_name,
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
    "NAMED_AT_MOST",
    "SLASH",
    "alternative",
    "distance_of",
    "launched",
    "missiles",
    "not_drawn",
    "said_of",
    "summary",
    "title",
    "unknown",
    "unused",
]

NAMED_AT_MOST = 3  # launches; of more their number is given


SLASH = "km_mi_slash"  # the form of a distance that stands before a bracket


def missiles(w: Words, launch: Launch) -> str:
    """Return "two missiles", "a missile"; "one or more missiles" where nobody says how many."""
    if launch.count is None:
        return w("some_missiles")
    if launch.count == 1:
        return w("a_missile")
    return w("missiles", count=number(w, launch.count))


def title(w: Words, launches: Sequence[Launch], evidence: Sequence[Evidence]) -> str:
    """Return the title: who says what fell where, or what a user gave."""
    if len(launches) > 1:
        return _title_several(w, launches)
    launch = launches[0]
    who = [claim.originator for claim in evidence[0].distances]
    named = [name for name in who if any(report.originator == name for report in launch.reports)]
    if not named or not launch.in_catalogue:
        return w("title_user", missiles=missiles(w, launch))
    speakers = list(dict.fromkeys(w.of("speaker", name) for name in named))
    say = w("say") if len(speakers) > 1 else w("says")
    who_says = listed(w, speakers, "and")
    return w("title", missiles=capital(missiles(w, launch)), who=who_says, say=say)


def _title_several(w: Words, launches: Sequence[Launch]) -> str:
    """Return the title of several launches: how many, and of which days if all are known."""
    days = sorted({launch.date or "" for launch in launches})
    if not days[0]:
        return w("title_several", count=len(launches))
    first, last = date(w, days[0]), date(w, days[-1])
    if first == last:
        return w("title_several_on", count=len(launches), date=first)
    return w("title_several_from", count=len(launches), first=first, last=last)


def not_drawn(w: Words, reason: str, launches: Sequence[str]) -> str:
    """Return that launches are not on the map; `reason` is as `why_not_drawn` has it."""
    return w(f"not_drawn_{reason.split()[-1]}", launches=w("comma").join(launches))


def said_of(w: Words, line: str, launches: Sequence[str], among: int) -> str:
    """Return a line with the launches that it is true of, unless that is all `among` them."""
    if len(launches) == among:
        return line
    if len(launches) <= NAMED_AT_MOST:
        return w("said_of", launches=w("comma").join(launches), line=line)
    return w("said_of_many", count=len(launches), line=line)


def summary(w: Words, launch: Launch, evidence: Evidence, seas: Sequence[str]) -> str:
    """Return one sentence: what flew how far, by whom, into which sea, and in which direction."""
    distances = [
        _distance_by(w, claim.originator, distance_of(w, launch, evidence, claim.originator, SLASH))
        for claim in evidence.distances
    ]
    flown = next((claim.direction for claim in evidence.directions), None)
    return w(
        "summary",
        launched=launched(w, launch, evidence),
        missiles=missiles(w, launch),
        distances=listed(w, distances, "or_by"),
        sea=w("into", sea=listed(w, seas, "or")) if seas else "",
        direction=_direction_words(w, flown) if flown else w("no_direction"),
    )


def _direction_words(w: Words, reported: Direction) -> str:
    """Return the clause of a direction: the words that were said, and the wind they mean."""
    wind = direction(w, reported)
    if reported.words.isascii():
        return w("direction", direction=reported.words, wind=wind)
    return w("direction_in_signs", direction=reported.words, wind=wind)


def _distance_by(w: Words, name: str, far: str) -> str:
    """Return a distance and who reported it, if that is known."""
    if name == UNATTRIBUTED:
        return far
    return w("distance_by", distance=far, originator=originator(w, name))


def launched(w: Words, launch: Launch, evidence: Evidence) -> str:
    """Return "Launched on 27 March 2023 from Chunghwa, "."""
    site = site_name(w, evidence.site)
    if launch.date is None:
        return w("launched", site=site)
    return w("launched_on", date=date(w, launch.date), site=site)


def distance_of(
    w: Words, launch: Launch, evidence: Evidence, name: str, form: str = "km_mi"
) -> str:
    """Return the distance of an originator that the zone uses, as the page writes it."""
    used = next(claim for claim in evidence.distances if claim.originator == name)
    texts = (
        distance(w, report.range, form)
        for report in launch.reports
        if report.range and originator_of(report) == name and said(report) == used.words
    )
    return next(texts, used.words)


def unknown(w: Words, launch: Launch, evidence: Evidence) -> list[str]:
    """Return what is not known, one sentence each, the most important first."""
    said = launch.reports
    places = evidence.site.places
    # A place that it fell near says whither as well: then the zone is no band.
    is_placed = any(landmark.places for landmark in evidence.landmarks)
    lines = [] if evidence.directions or is_placed else [w("unknown_direction")]
    site = local_site_name(w, evidence.site) or evidence.site.words
    if len(places) > 1:
        lines.append(w("unknown_site_several", count=len(places), site=site))
    else:
        lines.append(w("unknown_site", site=site, sd=rounded(places[0].sd_km, 1)))
    if launch.count and launch.count > 1:
        lines.append(
            w("unknown_both")
            if launch.count == 2
            else w("unknown_each", count=number(w, launch.count))
        )
    if not any(report.landing.reference for report in said):
        lines.append(w("unknown_point"))
    lines += [] if any(report.apogee for report in said) else [w("unknown_apogee")]
    return lines + ([] if any(report.flight_time for report in said) else [w("unknown_time")])


def unused(w: Words, items: Iterable[Unused]) -> list[str]:
    """Return what was said and not used, a sentence for each reason."""
    by_reason: dict[tuple[str, str], dict[str, None]] = {}
    for item in items:
        who = originator(w, item.originator)
        statement = w("unused_item", words=phrase(w, item.words), originator=who)
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
    zones = [w("zone_words", area=rounded(area), odds=odds(w, level)) for level, area in areas]
    likely = sorted(chances.items(), key=lambda pair: -pair[1])
    page = w.groups["page"]
    listed_chances = w("comma").join(f"{name} {percent(chance, page)}" for name, chance in likely)
    return w(
        "text_alternative",
        launched=launched(w, launch, evidence),
        zones=w("space").join(zones),
        chances=w("chance_words", chances=listed_chances),
    )
