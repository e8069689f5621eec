"""The claims of a launch side by side: one column an originator, one row a thing that was said.

What an originator said through several carriers stands in one column, since it is one voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from geolaunch.evidence import Evidence, Unused, originator_of
from geolaunch.report import Launch, Report, SitePoint
from geolaunch.wording import NBSP, Words, date, distance, duration, originator, remark

__all__ = ["Claim", "ClaimColumn", "ClaimRow", "claim_columns", "claim_rows"]


@dataclass(frozen=True, slots=True)
class ClaimColumn:
    """The head of one column of the table of claims: who said it, through whom, and when."""

    originator: str
    carrier: str = ""
    stated_at: str = ""
    status: str = ""
    url: str = ""  # http(s) only; "" for none
    arc_id: str = ""  # id of the distance-arc feature of this column, "" for none


@dataclass(frozen=True, slots=True)
class Claim:
    """One cell of the table: the figure as we show it and the words it came from."""

    text: str = ""  # "about 370 km (230 mi)"; "" where the column says nothing of it
    words: str = ""  # the words as said, "" if only the figure is known
    used: bool = True  # False: shown, but not evidence for the zone
    why_unused: str = ""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One row of the table: what is claimed, and one cell for each column."""

    name: str
    cells: tuple[Claim, ...]


def claim_columns(w: Words, launch: Launch, arc_ids: dict[str, str]) -> tuple[ClaimColumn, ...]:
    """Return the head of each column; `arc_ids` maps an originator to its arc on the map."""
    return tuple(
        ClaimColumn(
            originator=originator(w, name),
            carrier="; ".join(_once(report.carrier for report in reports)),
            stated_at="; ".join(date(w, day) for day in _once(r.stated_at for r in reports)),
            status=_status(reports),
            url=next((report.url for report in reports if report.url), ""),
            arc_id=arc_ids.get(name, ""),
        )
        for name, reports in _by_originator(launch)
    )


def claim_rows(w: Words, launch: Launch, evidence: Evidence) -> tuple[ClaimRow, ...]:
    """Return the rows in which anybody said anything, in a fixed order."""
    columns = _by_originator(launch)
    rows = (
        ClaimRow(
            w.of("row", name),
            tuple(_cell(w, name, told, who, reports, evidence) for who, reports in columns),
        )
        for name, told in _TOLD.items()
    )
    return tuple(row for row in rows if any(cell.text or cell.words for cell in row.cells))


def _by_originator(launch: Launch) -> list[tuple[str, list[Report]]]:
    """Return the reports of each originator, in the order in which they first speak."""
    groups: dict[str, list[Report]] = {}
    for report in launch.reports:
        groups.setdefault(originator_of(report), []).append(report)
    return list(groups.items())


def _once(texts: Iterable[str | None]) -> list[str]:
    """Return each text once, in order, without those that are missing."""
    return list(dict.fromkeys(text for text in texts if text))


def _status(reports: list[Report]) -> str:
    """Return the one status of all reports of an originator; "" if they have none or several."""
    statuses = {report.status for report in reports}
    return next(iter(statuses)) or "" if len(statuses) == 1 else ""


def _cell(
    w: Words,
    name: str,
    told: Callable[[Words, Report], str],
    who: str,
    reports: list[Report],
    evidence: Evidence,
) -> Claim:
    """Return what one originator said of one thing."""
    texts = _once(told(w, report) for report in reports)
    quoted = _once(_quoted(name, report) for report in reports)
    set_aside = [each for each in evidence.unused if each.originator == who]
    unused = [each for each in set_aside if each.field.split(".")[-1] == name]
    wholly = bool(unused) and len(unused) >= len(texts)
    return Claim(
        text="; ".join(texts),
        words="” · “".join(text for text in quoted if text not in texts),
        used=not wholly,
        why_unused=_why(w, unused) if wholly else "",
    )


def _why(w: Words, unused: list[Unused]) -> str:
    """Return why something is not used."""
    return "; ".join(_once(remark(w, each.why) for each in unused))


def _quoted(name: str, report: Report) -> str | None:
    """Return the words in which a report told a thing, if they are known."""
    quantity = {"range": report.range, "apogee": report.apogee, "flight_time": report.flight_time}
    if name in quantity:
        told = quantity[name]
        return told.words if told else None
    key = {"sea": "landing.sea", "near": "landing.near", "eez": "landing.eez.Japan"}.get(name, name)
    said = report.words.get(key)
    return said.words if said else None


# --- what a report says of each thing, in the page's words ----------------------------------------


def _range(w: Words, report: Report) -> str:
    return distance(w, report.range) if report.range else ""


def _apogee(w: Words, report: Report) -> str:
    return distance(w, report.apogee) if report.apogee else ""


def _flight_time(w: Words, report: Report) -> str:
    return duration(w, report.flight_time) if report.flight_time else ""


def _direction(w: Words, report: Report) -> str:
    degrees = "" if report.azimuth_deg is None else f"{report.azimuth_deg:g}°"
    told = report.direction.words if report.direction else ""
    return "; ".join(filter(None, (degrees, told)))


def _sea(w: Words, report: Report) -> str:
    return report.landing.sea or ""


def _near(w: Words, report: Report) -> str:
    return report.landing.near or ""


def _eez(w: Words, report: Report) -> str:
    return "; ".join(w(f"eez_{verdict}") for verdict in report.landing.eez.values())


def _reference(w: Words, report: Report) -> str:
    told = report.landing.reference
    if told is None:
        return ""
    away = distance(w, told.distance) if told.distance else ""
    direction = told.direction.words if told.direction else ""
    return " ".join(filter(None, (away, direction, told.place)))


def _site(w: Words, report: Report) -> str:
    if isinstance(report.site, SitePoint):
        point = report.site
        return f"{point.lat_deg:g}°, {point.lon_deg:g}° ± {point.sd_km:g}{NBSP}km"
    return report.site or ""


def _time_local(w: Words, report: Report) -> str:
    return w("utc9", time="\u2013".join(report.time_local)) if report.time_local else ""


def _count(w: Words, report: Report) -> str:
    return str(report.count) if report.count else ""


def _missile(w: Words, report: Report) -> str:
    names = (report.missile, report.missile_class and w.of("class", report.missile_class))
    return "; ".join(filter(None, names))


def _trajectory(w: Words, report: Report) -> str:
    return "" if report.trajectory == "unstated" else w(f"trajectory_{report.trajectory}")


_TOLD: dict[str, Callable[[Words, Report], str]] = {
    "range": _range,
    "apogee": _apogee,
    "flight_time": _flight_time,
    "direction": _direction,
    "sea": _sea,
    "near": _near,
    "reference": _reference,
    "eez": _eez,
    "site": _site,
    "time_local": _time_local,
    "count": _count,
    "missile": _missile,
    "trajectory": _trajectory,
}
