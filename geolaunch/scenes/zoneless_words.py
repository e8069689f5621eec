"""A launch without an impact zone in plain words: what is known, and why no area is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from geolaunch.scenes import headline
from geolaunch.scenes.absence import absence
from geolaunch.scenes.landings import Landing, landing_words, speakers, what_fell
from geolaunch.scenes.landings import landings as landings_of
from geolaunch.scenes.language import Words, date, local_site_name, reference, rounded
from geolaunch.scenes.launch_words import launch_name, missiles
from geolaunch.scenes.model import Table
from geolaunch.scenes.scale import site_doubt_km
from geolaunch.scenes.shown import Shown

__all__ = ["landing_tables", "left_without", "not_known", "one_line", "summary", "title"]


def title(w: Words, launches: Sequence[Shown]) -> str:
    """Return the title of a page about launches none of which has a zone."""
    if len(launches) == 1:
        return headline.title_without_zone(w, launches[0].launch)
    when = headline.period(w, [launch.launch for launch in launches])
    if not when:
        return w("zoneless_title_undated", count=len(launches))
    return w("zoneless_title", count=len(launches), when=when)


def summary(w: Words, launches: Sequence[Shown]) -> str:
    """Return what was launched, when and from where, and why no area is drawn."""
    if len(launches) == 1:
        return w("space").join([_launched(w, launches[0]), _why(w, launches[0])])
    return w("zoneless_none", count=len(launches))


def one_line(w: Words, launch: Shown) -> str:
    """Return what a page shows of a launch without a zone, for those who do not see it."""
    placed = [f"{landing_words(w, each)}." for each in landings_of(launch) if each.area is not None]
    return w("space").join([summary(w, [launch]), *placed])


def left_without(w: Words, launches: Sequence[Shown]) -> list[str]:
    """Return of each reason which of several launches have no zone."""
    names: dict[str, list[str]] = {}
    for launch in launches:
        if launch.zone is None:
            names.setdefault(_why(w, launch), []).append(launch_name(w, launch.launch.id))
    return [
        w("zoneless_of", launches=w("apart").join(of_why), why=why) for why, of_why in names.items()
    ]


def _why(w: Words, launch: Shown) -> str:
    """Return why a launch has no zone, as a sentence."""
    reason = launch.why or "distance"
    if reason in ("distance", "site"):
        return w(f"zoneless_why_{reason}", absence=absence(w, launch.launch))
    return w(f"zoneless_why_{reason}")


def not_known(w: Words, launch: Shown) -> list[str]:
    """Return what is not known of a launch without a zone, the most important first."""
    lines = [w("zoneless_where", why=_why(w, launch))]
    if launch.site is None:
        return lines
    name = local_site_name(w, launch.site) or launch.site.words
    several = len(launch.site.places)
    if several > 1:
        return [*lines, w("zoneless_site_several", count=several, site=name)]
    return [*lines, w("unknown_site", site=name, radius=rounded(site_doubt_km(launch.site_sd_km)))]


def _launched(w: Words, launch: Shown) -> str:
    """Return what was launched, when and from where, as far as that is known."""
    what = {"missiles": missiles(w, launch.launch)}
    if launch.launch.date:
        what["date"] = date(w, launch.launch.date)
    if launch.site:
        what["site"] = local_site_name(w, launch.site) or launch.site.name
    parts = "".join(f"_{part}" for part in ("date", "site") if part in what)
    return w(f"zoneless_launched{parts}", **what)


def landing_tables(
    w: Words, launches: Sequence[Shown], landings: Sequence[Sequence[Landing]]
) -> tuple[Table, ...]:
    """Return the table of what came down where, if anything did; `landings` are those of each.

    A landing from a place that nobody knows is in the table although it is not on the map.
    """
    rows = tuple(
        (
            _which(w, launch, launches) + what_fell(w, landing),
            *_said(w, landing),
        )
        for launch, own in zip(launches, landings, strict=True)
        for landing in own
    )
    head = (w("landing_head_what"), w("landing_head_where"), w("landing_head_who"))
    return (Table(w("landing_title"), head, rows, (False,) * 3),) if rows else ()


def _which(w: Words, launch: Shown, launches: Sequence[Shown]) -> str:
    """Return of which of several launches something is said, "" if there is just one."""
    return f"{launch_name(w, launch.launch.id)}{w('comma')}" if len(launches) > 1 else ""


def _said(w: Words, landing: Landing) -> tuple[str, str]:
    """Return from where a landing is reported, or that it is not on the map, and who says so."""
    where = reference(w, landing.reference)
    marked = where if landing.area is not None else w("landing_left", place=where)
    return marked, speakers(w, landing)
