"""What one source said of one launch, and a launch as the event that several reports are about.

Frozen records, and no coordinates but those that the user gave: names become places in `places`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from typing import Literal, get_args

from geolaunch.errors import UnknownNameError
from geolaunch.report.direction import Direction
from geolaunch.report.quantity import Quantity

__all__ = [
    "COMBINED",
    "STATUSES",
    "TRAJECTORIES",
    "UNATTRIBUTED",
    "UNUSUAL",
    "Landing",
    "Launch",
    "Overflight",
    "ReadSource",
    "Reference",
    "Remark",
    "Report",
    "SitePoint",
    "Source",
    "Stated",
    "Words",
    "free_name",
    "launches_of",
    "originator_of",
    "originators",
    "source_name",
]

COMBINED = "combined"


# Trajectories on which distances are less well measured.
UNUSUAL = ("irregular", "glide")


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence to be said in the reader's language: its key in the strings, and what fills it.

    `unprinted` names the values that are figures of ours: no source printed such words.
    """

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    unprinted: frozenset[str] = frozenset()


Trajectory = Literal["ballistic", "irregular", "glide", "lofted", "normal", "unstated"]
Status = Literal["first", "revised", "final", "retracted"]
Eez = Literal["inside", "outside"]

TRAJECTORIES: tuple[Trajectory, ...] = get_args(Trajectory)
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class SitePoint:
    """A launch site that the user gave as a point: degrees, and its standard deviation in km."""

    lon_deg: float
    lat_deg: float
    sd_km: float


@dataclass(frozen=True, slots=True)
class Reference:
    """A landing located from a place: "about 200 km west of X"."""

    place: str
    distance: Quantity | None = None
    direction: Direction | None = None


@dataclass(frozen=True, slots=True)
class Landing:
    """What is said of where it came down; None or empty where nothing was said."""

    sea: str | None = None
    near: str | None = None
    eez: Mapping[str, Eez] = field(default_factory=dict)
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Overflight:
    """Lands that it is said to have flown over, those that it is said not to have, and when.

    `time_local` is one "HH:MM" or two, in Korean time.
    """

    over: tuple[str, ...] = ()
    not_over: tuple[str, ...] = ()
    time_local: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one plain field and their [start, end) offsets in the text, if known."""

    words: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """When one field of a report was stated, and with which status, where the rest was not."""

    status: Status | None = None
    stated_at: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """The claims of one originator about one launch event, through one carrier.

    `missile_no` are the numbers of the missiles of the launch that the report speaks of, from 1;
    empty for all of them. `date` is the Korean date (UTC+9) as YYYY-MM-DD; `time_local` and
    `impact_time_local` are one "HH:MM" or two, `time_utc` the same as YYYY-MM-DDTHH:MMZ.
    `launch_place` is where it left in words that name no site, as "near the west coast of North
    Korea"; `toward` what it was fired toward, which is no compass direction. `range` is the
    distance flown over ground, `apogee` the greatest height, `path_length` that of a way with
    turns, as a cruise missile's: it says nothing of how far off it fell. `stated` holds what is
    said at another time, or with another status, than the rest of the report, by field. `words`
    maps a field's name to what was said of it.
    """

    launch: str | None = None
    date: str | None = None
    time_local: tuple[str, ...] = ()
    time_utc: tuple[str, ...] = ()
    count: int | None = None
    missile: str | None = None
    missile_class: str | None = None
    site: str | SitePoint | None = None
    launch_place: str | None = None
    range: Quantity | None = None
    apogee: Quantity | None = None
    flight_time: Quantity | None = None
    path_length: Quantity | None = None
    azimuth_deg: float | None = None
    direction: Direction | None = None
    toward: str | None = None
    trajectory: Trajectory = "unstated"
    overflight: Overflight = field(default_factory=Overflight)
    landing: Landing = field(default_factory=Landing)
    impact_time_local: tuple[str, ...] = ()
    missile_no: tuple[int, ...] = ()
    originator: str | None = None
    carrier: str | None = None
    stated_at: str | None = None
    status: Status | None = None
    url: str | None = None
    stated: Mapping[str, Stated] = field(default_factory=dict)
    words: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a claim was read: publisher, title, date (YYYY-MM-DD) and address, "" if not known."""

    id: str
    publisher: str
    title: str
    date: str
    address: str


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A document that was read whole for a launch, and the originators that speak in it.

    An excerpt, a table or a snippet is none: what it does not say, its author may have said.
    """

    source: Source
    originators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Launch:
    """A launch event and its reports. `in_catalogue` is False for what a user supplied.

    `date` is the Korean date; of some old launches only the month is known (YYYY-MM). `missile` is
    a name and `missile_id` its id in `data/missiles.csv`, `site` an id in `data/sites.csv`,
    `time_utc` one time a missile, YYYY-MM-DDTHH:MMZ, as far as they are known. `read` are the
    documents that were read whole for it: what none of them says, we do not know.
    """

    id: str
    reports: tuple[Report, ...]
    date: str | None = None
    missile: str | None = None
    missile_class: str | None = None
    count: int | None = None
    outcome: str | None = None
    sources: tuple[Source, ...] = ()
    in_catalogue: bool = False
    missile_id: str | None = None
    site: str | None = None
    time_utc: tuple[str, ...] = ()
    note: str | None = None
    read: tuple[ReadSource, ...] = ()


def launches_of(reports: Iterable[Report]) -> tuple[Launch, ...]:
    """Group user-supplied reports into launches by their key `launch`, in the order given.

    A report without that key is a launch of its own, named by its number in the input.
    """
    given = tuple(reports)
    named = {report.launch for report in given}
    groups: dict[str, list[Report]] = {}
    for number, report in enumerate(given, 1):
        groups.setdefault(report.launch or free_name(number, named), []).append(report)
    return tuple(_launch_of(key, tuple(group)) for key, group in groups.items())


def free_name(number: int, taken: Set[str | None]) -> str:
    """Return a name for a report without a launch, which no named launch bears."""
    name = f"user-supplied-{number}"
    return name if name not in taken else f"{name} (unnamed)"


def _launch_of(key: str, reports: tuple[Report, ...]) -> Launch:
    """Return one launch; its plain fields are those of the first report that has them."""
    return Launch(
        id=key,
        reports=reports,
        date=next((report.date for report in reports if report.date), None),
        missile=next((report.missile for report in reports if report.missile), None),
        missile_class=next((r.missile_class for r in reports if r.missile_class), None),
        count=next((report.count for report in reports if report.count), None),
    )


def originators(launch: Launch) -> tuple[str, ...]:
    """Return who made claims about a launch, each once, in the order of the reports."""
    return tuple({report.originator or UNATTRIBUTED: None for report in launch.reports})


UNATTRIBUTED = "originator not stated"


def source_name(launch: Launch, source: str) -> str:
    """Return the originator that `source` names, in the catalogue's spelling, or `combined`."""
    if source == COMBINED:
        return source
    known = originators(launch)
    exact = [name for name in known if name.casefold() == source.casefold()]
    inside = [name for name in known if source.casefold() in name.casefold()]
    if exact or len(inside) == 1:
        return (exact or inside)[0]
    hint = f"the originators of {launch.id} are {', '.join(known)}, or `{COMBINED}`"
    raise UnknownNameError("source", source, [*known, COMBINED], hint)


def originator_of(report: Report) -> str:
    """Return who made a report's claims."""
    return report.originator or UNATTRIBUTED
