"""The launches that ship: claims joined into reports, reports into launches; load and find.

The tables are tidy CSV in `data/`, described in `data/TABLES.md`: `launches.csv` (one row a missile
or a salvo), `claims.csv` (one figure or statement by one originator through one carrier),
`sources.csv`. Rows are turned into reports when their launch is asked for: to find one launch costs
little. What a user supplies in tables of the same form is read by `user_tables`.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from geolaunch.catalogue.claims import ASIDE, grouped, report
from geolaunch.errors import InputError, ShippedDataError, UnknownNameError
from geolaunch.files import shipped_table, shipped_text
from geolaunch.places.sites import Place, site_of, sites
from geolaunch.report.model import Launch, ReadSource, Report, Source
from geolaunch.report.voices import missile_numbers, standing

if TYPE_CHECKING:
    from geolaunch.catalogue.missiles import Missile
    from geolaunch.tables import Row

__all__ = [
    "ASIDE",
    "Entry",
    "by_missile",
    "claims_of",
    "entry_of",
    "find",
    "incomplete_days",
    "load",
    "place_of",
    "shipped_rows",
    "sources",
    "system_of",
    "why_not_drawn",
]

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?")
_SPAN = re.compile(r"[0-9]{4}(-[0-9]{2})?")


@dataclass(frozen=True, slots=True)
class Entry(Launch):
    """A launch of a catalogue, ours or a user's, with the rows of `claims.csv` on it.

    `own_site` and `own_missile` are its site and its missile where they stand in the user's tables
    and not in ours.
    """

    claims: tuple[Row, ...] = ()
    own_site: Place | None = None
    own_missile: Missile | None = None


@cache
def sources() -> Mapping[str, Source]:
    """Return the sources that ship, by id."""
    return {row["id"]: Source(**row) for row in shipped_table("sources.csv")}


@cache
def load() -> tuple[Entry, ...]:
    """Return every launch of the catalogue with its reports, in the order of `launches.csv`."""
    return tuple(_loaded(id_) for id_ in shipped_rows())


def find(name: str, launches: Sequence[Launch] | None = None) -> tuple[Launch, ...]:
    """Return the launch of an id, or all launches of a Korean date: a day, a month or a year.

    A date is YYYY-MM-DD, YYYY-MM or YYYY; of some old launches only the month is known. An id with
    the number of a missile, `2017-03-06-a.2`, is that missile as `by_missile` has it. `launches`
    are those to look among, the catalogue's if left out. Raises UnknownNameError with the nearest
    ids and dates if there is none.
    """
    wanted = name.strip().casefold()
    if of_missile := _of_missile(wanted, launches):
        return of_missile
    if launches is None:
        dates = {id_: row["date"] for id_, row in shipped_rows().items()}
        matches: tuple[Launch, ...] = tuple(
            _loaded(id_) for id_, date in dates.items() if _is_named(wanted, id_, date)
        )
    else:
        dates = {launch.id: launch.date or "" for launch in launches}
        matches = tuple(
            launch for launch in launches if _is_named(wanted, launch.id, launch.date or "")
        )
    if not matches:
        raise _unknown(name, wanted, dates)
    return matches


def _of_missile(wanted: str, launches: Sequence[Launch] | None) -> tuple[Launch, ...]:
    """Return the missile of a launch that a folded id with its number names, () if none does."""
    whole, point, number = wanted.rpartition(".")
    if not (point and number.isdecimal()):
        return ()
    if launches is None:
        launches = [_loaded(id_) for id_ in shipped_rows() if id_.casefold() == whole]
    named = (launch for launch in launches if launch.id.casefold() == whole)
    missiles = chain.from_iterable(map(by_missile, named))
    return tuple(missile for missile in missiles if missile.id.casefold() == wanted)


def by_missile(launch: Launch) -> tuple[Launch, ...]:
    """Return a launch as one launch for each of its missiles, if their flights are reported apart.

    Missile 2 of `2017-03-06-a` is `2017-03-06-a.2`; what is said of all missiles is said of each.
    Two missiles' figures are then never taken for two figures of one. A launch of which nothing is
    said missile by missile is returned as it is.
    """
    numbers = missile_numbers(launch)
    return tuple(_missile(launch, number) for number in numbers) or (launch,)


def _missile(launch: Launch, number: int) -> Launch:
    """Return what is reported of one missile of a launch as a launch of its own."""
    of_it = [r for r in launch.reports if not r.missile_no or number in r.missile_no]
    times = launch.time_utc
    missile = replace(
        launch,
        id=f"{launch.id}.{number}",
        reports=tuple(replace(report, missile_no=()) for report in of_it),
        count=1,
        time_utc=times[number - 1 : number] if len(times) == launch.count else times,
    )
    if not isinstance(missile, Entry):
        return missile
    numbered = [(row, row["missile_no"].split("/")) for row in missile.claims]
    return replace(missile, claims=tuple(row for row, of in numbered if {"", str(number)} & {*of}))


def _unknown(name: str, wanted: str, dates: Mapping[str, str]) -> UnknownNameError:
    """Return the error of a name that no launch has; by a day, with the launches next to it."""
    if _DATE.fullmatch(wanted):
        days = sorted({day for day in dates.values() if day})
        at = bisect_left(days, wanted)
        beside = days[max(at - 1, 0) : at + 1]
        hint = "dates are those in Korea (UTC+9); the launches next to it are of "
        error = UnknownNameError("launch date", name, (), hint + " and ".join(beside))
        error.nearest = tuple(beside)
        return error
    known = {known for pair in dates.items() for known in pair if known}
    kind = "launch date" if _SPAN.fullmatch(wanted) else "launch"
    hint = "an INPUT is a launch id, a date, a report file, or - for standard input"
    return UnknownNameError(kind, name, sorted(known), hint)


def _is_named(wanted: str, id_: str, date: str) -> bool:
    """Tell whether a folded name is a launch's id or date, or its month or year."""
    return wanted in (id_.casefold(), date) or bool(
        _SPAN.fullmatch(wanted) and date.startswith(f"{wanted}-")
    )


def claims_of(launch: str | Launch) -> tuple[Row, ...]:
    """Return the rows of `claims.csv` on a launch, those beside the reports included.

    An id means a launch that ships. A launch from a report file has no rows.
    """
    if isinstance(launch, Launch):
        return launch.claims if isinstance(launch, Entry) else ()
    head, cells = _claim_cells()
    return tuple(dict(zip(head, row, strict=True)) for row in cells.get(launch, ()))


def place_of(launch: Launch) -> Place | None:
    """Return the place that a launch left from; None if no site is named, or one of several places.

    In a catalogue it is the row's site, else the first of the reports that means one place. Raises
    UnknownNameError if a report names an unknown site.
    """
    if isinstance(launch, Entry):
        return launch.own_site or _places().get(launch.site or "")
    named = [site_of(report.site) for report in standing(launch.reports) if report.site]
    return next((site.places[0] for site in named if len(site.places) == 1), None)


def system_of(launch: Launch) -> Missile | None:
    """Return the missile of a launch, if it is in the table of missiles."""
    own = launch.own_missile if isinstance(launch, Entry) else None
    return own or _systems().get(launch.missile_id or "")


def why_not_drawn(launch: Launch) -> str:
    """Return in a few words why no zone is drawn for a launch, "" if one is.

    A zone wants a site and a distance that was flown, or a landing told from a place; a cruise
    missile's path is no distance. A launch that is reported missile by missile has a zone for each
    of them: see `by_missile`.
    """
    reports = standing(launch.reports)
    if missile_numbers(launch):
        return "its missiles are reported apart"
    if launch.missile_class == "cruise":
        return "a cruise missile"
    if not any(report.site for report in reports):
        return "no site"
    distances = [report.range for report in reports if report.range]
    flown = any(distance.qualifier != "conditional" for distance in distances)
    return "" if flown or any(map(_is_placed, reports)) else "no distance"


def _is_placed(report: Report) -> bool:
    """Tell whether a report says of a place that is known that it fell near it, or so far off."""
    near, reference = report.landing.near, report.landing.reference
    if reference and (reference.distance is not None or reference.direction is None):
        return _is_known(reference.place)
    return near is not None and _is_known(near)


def _is_known(place: str) -> bool:
    """Tell whether a landing may be told from a place."""
    from geolaunch.places.reference_places import find_reference  # here, so `show` does not load it

    try:
        return bool(find_reference(place))
    except UnknownNameError:
        return False


# --- launches from rows ---------------------------------------------------------------------------


def entry_of(
    row: Row,
    claims: Iterable[Row],
    reports: Iterable[Report],
    sources: Mapping[str, Source],
    read: Iterable[Row] = (),
) -> Entry:
    """Return a launch from its row, its claims, the reports made from those, and what was read.

    `read` are its rows of `sources_read.csv`.
    """
    rows = tuple(claims)
    return Entry(
        id=row["id"],
        reports=tuple(reports),
        date=row["date"],
        missile=row["missile_name"] or None,
        missile_class=row["class"] or None,
        count=int(row["count"]) if row["count"] else None,
        outcome=row["outcome"] or None,
        sources=tuple(sources[id_] for id_ in dict.fromkeys(claim["source"] for claim in rows)),
        missile_id=row["missile"] or None,
        site=row["site"] or None,
        time_utc=tuple(filter(None, row["time_utc"].split("|"))),
        note=row["note"] or None,
        read=tuple(
            ReadSource(sources[document["source"]], tuple(document["originators"].split("|")))
            for document in read
        ),
        claims=rows,
    )


# --- the tables that ship -------------------------------------------------------------------------


@cache
def shipped_rows() -> Mapping[str, Row]:
    """Return the rows of `launches.csv` by id."""
    return {row["id"]: row for row in shipped_table("launches.csv")}


@cache
def _loaded(launch_id: str) -> Entry:
    """Return the launch of an id, marked as the catalogue's own."""
    row, claims = shipped_rows()[launch_id], claims_of(launch_id)
    try:
        reports = [report(row, group, sources()) for group in grouped(claims)]
    except InputError as error:
        raise ShippedDataError(str(error)) from error
    entry = entry_of(row, claims, reports, sources(), _read().get(launch_id, ()))
    return replace(entry, in_catalogue=True)


@cache
def incomplete_days() -> Mapping[str, str]:
    """Return the days of which launches are known to be missing here, and what is known of them."""
    return {row["day"]: row["what"] for row in shipped_table("incomplete_days.csv")}


@cache
def _claim_cells() -> tuple[list[str], Mapping[str, list[list[str]]]]:
    """Return the head of `claims.csv` and the cells of its rows by launch; few are ever wanted."""
    head, *rows = csv.reader(io.StringIO(shipped_text("claims.csv")))
    by_launch: dict[str, list[list[str]]] = {}
    for row in rows:
        by_launch.setdefault(row[head.index("launch")], []).append(row)
    return head, by_launch


@cache
def _read() -> Mapping[str, list[Row]]:
    """Return the rows of `sources_read.csv` by launch."""
    by_launch: dict[str, list[Row]] = {}
    for row in shipped_table("sources_read.csv"):
        by_launch.setdefault(row["launch"], []).append(row)
    return by_launch


@cache
def _places() -> Mapping[str, Place]:
    """Return the launch sites that ship by id."""
    return {place.id: place for place in sites()}


@cache
def _systems() -> Mapping[str, Missile]:
    """Return the missiles that ship by id."""
    from geolaunch.catalogue.missiles import missiles  # here, so that `show` does not load it

    return {missile.id: missile for missile in missiles()}
