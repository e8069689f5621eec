"""The claims of a launch side by side: one column an originator, one row a thing that was said.

What an originator said through several carriers stands in one column, since it is one voice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Literal

from geolaunch.catalogue.claims import path_of
from geolaunch.catalogue.launches import claims_of
from geolaunch.constants import KOREAN_TIME
from geolaunch.impact.evidence import Evidence, Unused
from geolaunch.report.direction import Direction
from geolaunch.report.fields import ALL_FIELDS, FIELDS, QUANTITIES, value_at
from geolaunch.report.model import Launch, Reference, Report, SitePoint
from geolaunch.report.quantity import Quantity
from geolaunch.report.voices import RETRACTED, by_originator, retracted, standing
from geolaunch.scenes.language import (
    NBSP,
    Words,
    carrier,
    direction,
    distance,
    duration,
    originator,
    phrase,
    reference,
    remark,
    sea_as_given,
    site_as_given,
)
from geolaunch.scenes.launch_words import launch_name
from geolaunch.scenes.scale import moment

__all__ = ["Claim", "ClaimColumn", "ClaimRow", "claim_columns", "claim_rows"]


_REFERENCE = "landing.reference"


@dataclass(frozen=True, slots=True)
class ClaimColumn:
    """The head of one column of the table of claims: who said it, through whom, and when."""

    originator: str
    carrier: str = ""
    stated_at: str = ""
    statuses: tuple[str, ...] = ()  # of its reports, each once, as they were given
    url: str = ""  # http(s) only; "" for none
    arc_id: str = ""  # id of the distance-arc feature of this column, "" for none
    launch: str = ""  # the launch that it speaks of, as a reader calls it

    @property
    def retracted(self) -> bool:
        """Whether all that stands in the column was taken back."""
        return self.statuses == (RETRACTED,)


@dataclass(frozen=True, slots=True)
class Claim:
    """One cell of the table: the figure as we show it and the words it came from."""

    text: str = ""  # "about 370 km (230 mi)"; "" where the column says nothing of it
    words: str = ""  # the words as said, "" if only the figure is known
    used: bool = True  # False: shown, but not evidence for the zone
    why_unused: str = ""
    struck: str = ""  # what was taken back: shown struck through, never hidden
    struck_words: str = ""  # and its words
    excerpt: bool = False  # nobody has read more than an excerpt of where it was said

    @property
    def said(self) -> bool:
        """Whether anything stands in the cell."""
        return any((self.text, self.words, self.struck, self.struck_words))


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
            carrier=w("apart").join(
                carrier(w, name) for name in _once(report.carrier for report in reports)
            ),
            stated_at=w("apart").join(
                _once(moment(w, report.stated_at) for report in reports if report.stated_at)
            ),
            statuses=tuple(_once(report.status for report in reports)),
            url=next((report.url for report in reports if report.url), ""),
            arc_id=arc_ids.get(name, ""),
            launch=launch_name(w, launch.id),
        )
        for name, reports in by_originator(launch.reports).items()
    )


def claim_rows(w: Words, launch: Launch, evidence: Evidence | None) -> tuple[ClaimRow, ...]:
    """Return the rows in which anybody said anything, in a fixed order.

    `evidence` tells what a zone does not use, None where there is no zone.
    """
    columns = by_originator(launch.reports).items()
    excerpts = _known_from_excerpts(launch)
    rows = (
        ClaimRow(
            w.of("row", name),
            tuple(
                replace(
                    _cell(w, name, text, who, reports, evidence),
                    excerpt=(who, _FIELD_OF_ROW[name].path) in excerpts,
                )
                for who, reports in columns
            ),
        )
        for name, text in _TEXTS.items()
    )
    return tuple(row for row in rows if any(cell.said for cell in row.cells))


def _known_from_excerpts(launch: Launch) -> set[tuple[str, str]]:
    """Return what is known from excerpts alone: an originator, and the path of a row's field."""
    seen: dict[tuple[str, str], set[str]] = {}
    for claim in claims_of(launch):
        path = ".".join(path_of(claim))
        path = _REFERENCE if path.startswith(_REFERENCE) else path
        seen.setdefault((claim["originator"], path), set()).add(claim.get("seen", ""))
    return {said for said, how in seen.items() if how == {"excerpt"}}


def _once(texts: Iterable[str | None]) -> list[str]:
    """Return each text once, in order, without those that are missing."""
    return list(dict.fromkeys(text for text in texts if text))


def _cell(
    w: Words,
    name: str,
    text_of: Callable[[Words, Report], str],
    who: str,
    reports: tuple[Report, ...],
    evidence: Evidence | None,
) -> Claim:
    """Return what one originator said of one thing, and what of it was retracted."""
    kept, taken_back = standing(reports), retracted(reports)
    statements = [text for text in (text_of(w, report) for report in kept) if text]
    texts = _once(statements)
    struck = [text for text in _once(text_of(w, r) for r in taken_back) if text not in texts]
    quoted = _once(_quoted(name, report) for report in kept)
    struck_words = _once(_quoted(name, report) for report in taken_back)
    unused = [
        statement
        for statement in (evidence.unused if evidence else ())
        if statement.originator == who
        and statement.field.split(".")[-1] == name
        and statement.why.key != "why_retracted"
    ]
    wholly = bool(unused) and len(unused) >= len(statements)
    return Claim(
        text=w("apart").join(texts),
        words=w("quotes_apart").join(text for text in quoted if text not in texts),
        used=not wholly,
        why_unused=_why(w, unused) if wholly else "",
        struck=w("apart").join(struck),
        struck_words=w("quotes_apart").join(
            text for text in struck_words if text not in (*struck, *texts, *quoted)
        ),
    )


def _why(w: Words, unused: list[Unused]) -> str:
    """Return why something is not used."""
    return w("apart").join(_once(remark(w, statement.why) for statement in unused))


def _quoted(name: str, report: Report) -> str | None:
    """Return the words of a report for the thing in a row, if they are known."""
    spec = _FIELD_OF_ROW[name]
    value = value_at(report, spec.path)
    said = report.words.get(spec.path)
    if said is None and isinstance(value, Quantity | Direction):
        return value.words
    if said is None and isinstance(value, Reference):
        return _quoted_reference(value, report)
    if spec.units:
        return None
    return said.words if said else _as_given(name, report)


def _quoted_reference(value: Reference, report: Report) -> str | None:
    """Return the words of a landing as seen from a place; those of its parts may be the same."""
    said = [report.words.get(f"{_REFERENCE}.{part}") for part in ("place", "distance", "direction")]
    parts = [own.words if own else None for own in said]
    parts[1] = parts[1] or (value.distance.words if value.distance else None)
    return " … ".join(_once(parts)) or None


def _as_given(name: str, report: Report) -> str | None:
    """Return a name as a report gives it, where the table names the thing in its own words."""
    site = report.site if isinstance(report.site, str) else None
    return {"sea": report.landing.sea, "near": report.landing.near, "site": site}.get(name)


# --- what a report says of each thing, in the page's words ----------------------------------------


def _quantity(name: str, w: Words, report: Report) -> str:
    quantity: Quantity | None = getattr(report, name)
    if quantity is None:
        return ""
    return distance(w, quantity) if FIELDS[name].unit == "km" else duration(w, quantity)


def _direction(w: Words, report: Report) -> str:
    degrees = "" if report.azimuth_deg is None else f"{report.azimuth_deg:g}°"
    wind = direction(w, report.direction) if report.direction else ""
    return w("apart").join(_once((degrees, wind)))


def _sea(w: Words, report: Report) -> str:
    return sea_as_given(w, report.landing.sea) if report.landing.sea else ""


def _near(w: Words, report: Report) -> str:
    return phrase(w, report.landing.near) if report.landing.near else ""


def _eez(w: Words, report: Report) -> str:
    return w("apart").join(w(f"eez_{verdict}") for verdict in report.landing.eez.values())


def _reference(w: Words, report: Report) -> str:
    return reference(w, report.landing.reference) if report.landing.reference else ""


def _site(w: Words, report: Report) -> str:
    if isinstance(report.site, SitePoint):
        point = report.site
        return f"{point.lat_deg:g}°, {point.lon_deg:g}° ± {point.sd_km:g}{NBSP}km"
    return site_as_given(w, report.site) if report.site else ""


def _time_local(w: Words, report: Report) -> str:
    return _in_korean_time(
        w, report.time_local or tuple(_in_korea(time) for time in report.time_utc)
    )


def _in_korean_time(w: Words, times: tuple[str, ...]) -> str:
    """Return times of day with their zone, "" for none."""
    return w("utc9", time=w("to").join(times)) if times else ""


def _in_korea(time_utc: str) -> str:
    """Return the time of day in Korea (UTC+9) of a time in UTC."""
    return f"{datetime.fromisoformat(time_utc).astimezone(KOREAN_TIME):%H:%M}"


def _count(w: Words, report: Report) -> str:
    return str(report.count) if report.count else ""


def _missile(w: Words, report: Report) -> str:
    names = (report.missile, report.missile_class and w.of("class", report.missile_class))
    return w("apart").join(filter(None, names))


def _trajectory(w: Words, report: Report) -> str:
    return "" if report.trajectory == "unstated" else w(f"trajectory_{report.trajectory}")


def _impact_time(w: Words, report: Report) -> str:
    return _in_korean_time(w, report.impact_time_local)


def _over_time(w: Words, report: Report) -> str:
    return _in_korean_time(w, report.overflight.time_local)


def _lands(part: Literal["over", "not_over"]) -> Callable[[Words, Report], str]:
    """Return what tells the lands that it flew over, or did not, by their names on the map."""
    return lambda w, report: w("apart").join(
        phrase(w, land) for land in getattr(report.overflight, part)
    )


def _plain(name: str) -> Callable[[Words, Report], str]:
    """Return what tells a place in words, by its name on the map if it is a place of ours."""
    return lambda w, report: phrase(w, getattr(report, name)) if getattr(report, name) else ""


# The rows in their order: the key of each in the strings, and what a report says of it.
_TEXTS: dict[str, Callable[[Words, Report], str]] = {
    **{name: partial(_quantity, name) for name in QUANTITIES},
    "direction": _direction,
    "toward": _plain("toward"),
    "over": _lands("over"),
    "not_over": _lands("not_over"),
    "over_time": _over_time,
    "sea": _sea,
    "near": _near,
    "reference": _reference,
    "eez": _eez,
    "site": _site,
    "launch_place": _plain("launch_place"),
    "time_local": _time_local,
    "impact_time": _impact_time,
    "count": _count,
    "missile": _missile,
    "trajectory": _trajectory,
}

_FIELD_OF_ROW = {spec.row: spec for spec in ALL_FIELDS.values() if spec.row}
