"""An altitude profile as an SVG string: how high, by how far or by when, several flights together.

It needs nothing but itself: no script, no font, no request. A flight of which nobody can tell gets
a hump under its height, a shape for its two figures, no physics; `strokes` draws. The same input
gives the same bytes, and all text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from geolaunch.errors import InputError
from geolaunch.report.quantity import Quantity, seconds
from geolaunch.scenes import language as wording
from geolaunch.scenes.language import NBSP, Words
from geolaunch.scenes.model import SideView
from geolaunch.scenes.styles import WHITE
from geolaunch.trajectory.arc import downrange_km, track
from geolaunch.trajectory.boost import HELD
from geolaunch.trajectory.fit import fits
from geolaunch.trajectory.flights import LaunchArc
from geolaunch.views.profile_parts import (
    PANEL,
    PICTURE,
    POINTS,
    Curve,
    Frame,
    Size,
    StrokeKind,
    axes,
    colour_of,
    drawn,
    frame_of,
    legend,
    numbers,
)
from geolaunch.views.svg import escaped, px

__all__ = [
    "PANEL",
    "PICTURE",
    "Profile",
    "ProfileRow",
    "Size",
    "profile",
    "profile_svg",
]


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One flight of a profile in words: its number (0 for a single one), colour, name and note."""

    number: int
    colour: str
    kind: StrokeKind
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A picture and its words: what each flight is, and what the strokes mean."""

    svg: str
    rows: tuple[ProfileRow, ...]
    key: str


Against = Literal["downrange", "time"]


def profile(
    flights: Sequence[LaunchArc],
    *,
    against: Against = "downrange",
    to_scale: bool = False,
    labels: Sequence[str] = (),
    words: Words | None = None,
    size: Size = PICTURE,
    ids: str = "profile",
    unfit: Sequence[bool] | None = None,
) -> Profile:
    """Return an altitude profile of flights: one SVG element, and what it says.

    Flights are numbered in the order given. `against` is what the horizontal axis is: kilometres
    over ground from the site, or minutes of the arc; `to_scale` gives both axes one scale, only
    against distance. `labels` are what to call each flight, its launch and publisher without them.
    `size` is `PICTURE`, with a legend, or `PANEL`, whose rows and key a page says beside it. The
    ids in the SVG begin with `ids`: two in one page need two. `unfit` tells of each flight whether
    its figures cannot be those of one flight; worked out without it.

    Raises InputError where there is nothing to draw, the labels are not as many as the flights, or
    a scale is asked for against time.
    """
    if to_scale and against == "time":
        raise InputError("got a profile against time to scale; minutes have no scale in km")
    w = words or wording.words()
    if unfit is None:
        unfit = [any(fit.fits is False for fit in fits(flight)) for flight in flights]
    curves, missing = _curves(flights, against, labels, unfit, w)
    if not curves:
        names = ", ".join(missing) or "no flight"
        raise InputError(f"nothing to draw of {names}: wanted an arc, or a distance and an apogee")
    title, foot = _title(flights, curves, w), _foot(curves, missing, against, to_scale, w)
    frame, ids = frame_of(curves, to_scale, size), re.sub(r"[^\w-]", "-", ids)
    return Profile(_svg(frame, curves, title, foot, against, w, ids), _rows(curves), foot[0])


def _rows(curves: Sequence[Curve]) -> tuple[ProfileRow, ...]:
    """Return each curve in words, numbered where there are several."""
    numbered = len(curves) > 1
    return tuple(
        ProfileRow(n + 1 if numbered else 0, colour_of(n), curve.kind, curve.label, curve.note)
        for n, curve in enumerate(curves)
    )


def side_profile(view: SideView, words: Words) -> Profile:
    """Return the profile of a page's side view, which its panel has room for."""
    return profile(view.flights, labels=view.labels, unfit=view.unfit, words=words, size=PANEL)


def profile_svg(flights: Sequence[LaunchArc], **options: Any) -> str:
    """Return the picture of `profile` alone, which takes the same."""
    return profile(flights, **options).svg


# --- curves ---------------------------------------------------------------------------------------


def _curves(
    flights: Sequence[LaunchArc],
    against: Against,
    labels: Sequence[str],
    unfit: Sequence[bool],
    w: Words,
) -> tuple[list[Curve], list[str]]:
    """Return the lines of flights, and the names of those that have none."""
    if labels and len(labels) != len(flights):
        raise InputError(f"got {len(labels)} labels for {len(flights)} flights; wanted one each")
    names = labels or [_named(flight, w) for flight in flights]
    notes = [_note(flight, w, bad) for flight, bad in zip(flights, unfit, strict=True)]
    named = [
        (name, _curve(flight, name, note, against))
        for flight, name, note in zip(flights, names, notes, strict=True)
    ]
    curves = [curve for _, curve in named if curve is not None]
    return curves, [name for name, curve in named if curve is None]


def _named(flight: LaunchArc, w: Words) -> str:
    """Return what a flight is called: its launch, whose figures, and whether anybody checked."""
    name = flight.launch + w("comma") + wording.originator(w, flight.source)
    return name if flight.verified else f"{name} ({w('user')})"


def _curve(flight: LaunchArc, label: str, note: str, against: Against) -> Curve | None:
    """Return the line of a flight; None if there is none on that axis."""
    apogee, high_km = flight.apogee, flight.apogee_km
    if flight.arc is not None:
        points = track(flight.arc, POINTS)
        x = points.time_s / 60 if against == "time" else downrange_km(flight.arc, points)
        kind: StrokeKind = "assumed" if flight.arc.assumed else "derived"
        return Curve(kind, x, points.height_km, apogee, high_km or 0.0, label, note)
    if flight.range_km is None or high_km is None or flight.ballistic != "cannot tell":
        return None
    if against == "time" and flight.flight_time is None:
        return None
    share = np.linspace(0.0, 1.0, POINTS)
    most = flight.range_km
    if against == "time" and flight.flight_time is not None:
        most = seconds(flight.flight_time) / 60
    hump = high_km * np.sin(np.pi * share)
    return Curve("cannot tell", share * most, hump, apogee, high_km, label, note)


def _note(flight: LaunchArc, w: Words, unfit: bool) -> str:
    """Return what is said of a flight under its name: its figures, its arc, its time."""
    p = w.groups["profile"]
    far = wording.distance(w, flight.range) if flight.range else ""
    parts = []
    if flight.apogee is None:
        high = f"{wording.rounded(flight.apogee_km or 0.0)}{NBSP}km"
        parts.append(p["assumed"].format(apogee=high, range=far))
    else:
        high = wording.distance(w, flight.apogee)
        parts.append(p["figures"].format(apogee=high, range=far))
    if flight.arc is None:
        parts.append(p["cannot_tell"])
    elif flight.bound != "mixed" and flight.apogee is not None:
        key = f"arc_time_{flight.bound}" if flight.bound else "arc_time"
        parts.append(p[key].format(**_arc_minutes(flight, w)))
    if flight.flight_time is not None:
        key = "time_unfit" if unfit else "time_told"
        parts.append(p[key].format(time=_time(flight.flight_time, w)))
    return w("apart").join(parts)


def _arc_minutes(flight: LaunchArc, w: Words) -> dict[str, str]:
    """Return the minutes of an arc, and of the flight from least to most.

    They have a decimal where the reported time is in seconds, so that the two can be compared.
    """
    arc_s, boost = flight.arc_time_s or 0.0, flight.boost
    low_s, high_s = (boost.low_s, boost.high_s) if boost else (0.0, 0.0)
    digits = 1 if flight.flight_time and flight.flight_time.unit == "s" else 0
    times_s = {"arc": arc_s, "low": arc_s + low_s, "high": arc_s + high_s}
    minutes = {name: _minutes(s, digits, w) for name, s in times_s.items()}
    return minutes | {"least": f"{times_s['low'] / 60:.{digits}f}"}


def _minutes(time_s: float, digits: int, w: Words) -> str:
    """Return a time in minutes."""
    return w.of("unit", "min").format(value=f"{time_s / 60:.{digits}f}").replace(" ", NBSP)


def _time(reported: Quantity, w: Words) -> str:
    """Return a reported time, in minutes too where it is in seconds."""
    text = wording.duration(w, reported).replace(" s", f"{NBSP}s")
    if reported.unit != "s":
        return text
    both = w.groups["profile"]["time_both"]
    return str(both.format(time=text, minutes=_minutes(seconds(reported), 1, w)))


# --- the picture ----------------------------------------------------------------------------------


def _title(flights: Sequence[LaunchArc], curves: Sequence[Curve], w: Words) -> str:
    """Return the title: of one flight, of one as several tell it, or of several."""
    if len(curves) == 1:
        return str(w.groups["profile"]["title"])
    single = len({flight.launch for flight in flights}) == 1
    key = "title_sources" if single else "title_several"
    return str(w.groups["profile"][key]).format(count=len(curves))


def _foot(
    curves: Sequence[Curve], missing: Sequence[str], against: Against, to_scale: bool, w: Words
) -> list[str]:
    """Return the lines at the foot: what the strokes mean, the scale, and who is missing."""
    p = w.groups["profile"]
    lines = [_key([curve.kind for curve in curves], w)]
    lines += [] if against == "time" else [p["to_scale" if to_scale else "not_to_scale"]]
    return lines + ([p["not_drawn"].format(names=", ".join(missing))] if missing else [])


def _key(kinds: Iterable[StrokeKind], w: Words) -> str:
    """Return what the strokes mean."""
    p, there = w.groups["profile"], set(kinds)
    names = [
        "key_reported",
        *(["key_derived"] if "derived" in there else []),
        *(["key_assumed"] if "assumed" in there else []),
        *(["key_shape"] if "cannot tell" in there else []),
        *(["key_boost"] if "derived" in there else []),
    ]
    held = {"held": HELD[0], "count": HELD[1]}
    return wording.capital(w("apart").join(str(p[name]).format(**held) for name in names))


def _svg(
    frame: Frame,
    curves: Sequence[Curve],
    title: str,
    foot: Sequence[str],
    against: Against,
    w: Words,
    ids: str,
) -> str:
    """Return the whole element."""
    size, p = frame.size, w.groups["profile"]
    said = [p["said"].format(label=curve.label, note=curve.note) for curve in curves]
    below = frame.bottom + 2.45 * size.line
    under, y = legend(frame, curves, foot, below) if size.legend else ([], below)
    height, width = round(y + size.line / 2), round(size.width)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" style="max-width:100%;height:auto" role="img" '
        f'aria-labelledby="{ids}-title {ids}-desc" font-size="{px(size.text)}" '
        'font-family="system-ui, sans-serif" fill="none">',
        f'<title id="{ids}-title">{escaped(title)}</title>',
        f'<desc id="{ids}-desc">{escaped(" ".join([*said, *foot]))}</desc>',
        f'<rect width="{width}" height="{height}" fill="{WHITE}"/>',
        *axes(frame, p["height"], p[against]),
        *(part for n, curve in enumerate(curves) for part in drawn(frame, curve, n)),
        *numbers(frame, curves),
        *under,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"
