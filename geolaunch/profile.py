"""An altitude profile as an SVG string: how high, by how far or by when, several flights together.

It needs nothing but itself: no script, no font, no request. Arcs are solid lines, an arc with an
assumed apogee is long-dashed, and a flight of which nobody can tell is a plain dashed hump with
its label: a shape for its two figures, no physics. Lines are told apart by number as well as by
colour. The same input gives the same bytes, and all text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import dist
from typing import Literal
from unicodedata import east_asian_width

import numpy as np
from numpy.typing import ArrayLike

from geolaunch.arcs import LaunchArc
from geolaunch.ellipsoid import FloatArray
from geolaunch.errors import InputError
from geolaunch.quantity import seconds
from geolaunch.trajectory import downrange_km, track

__all__ = ["ENGLISH", "profile_svg"]

Against = Literal["downrange", "time"]

# Every text of the picture; a translation is the same keys.
ENGLISH: Mapping[str, str] = {
    "title": "Height of the flight",
    "title_several": "Heights of {count} flights",
    "height": "Height, km",
    "downrange": "Distance over ground, km",
    "time": "Minutes from launch, without the boost",
    "figures": "{apogee} km high, {range} km far",
    "figures_lower": "at least {apogee} km high, {range} km far",
    "figures_upper": "at most {apogee} km high, {range} km far",
    "figures_mixed": "{apogee} km high, {range} km far, in part bounds",
    "assumed": "height assumed (least energy): {figures}",
    "cannot_tell": "depressed or manoeuvring: cannot tell. {figures}",
    "arc_time": "vacuum arc {arc} min, with the boost about {flight} min",
    "arc_time_lower": "vacuum arc at least {arc} min, with the boost about {flight} min or more",
    "arc_time_upper": "vacuum arc at most {arc} min, with the boost about {flight} min or less",
    "not_drawn": "Not drawn: {names}",
    "to_scale": "To scale; the ground's curve is not drawn",
    "not_to_scale": "Height and distance are not to one scale",
    "said": "{label}: {note}.",
}

# Okabe and Ito's palette, those of at least 3:1 on white.
COLOURS = ("#0072B2", "#D55E00", "#1C2227", "#008560")
INK, GREY, FAINT = "#1C2227", "#4D5358", "#D5D8DA"
DASHES = {"arc": "", "assumed": "24 8", "cannot tell": "9 8"}

# In units of the picture, which is 720 wide: a page of 360 px shows it at half the size, so that
# text of 24 is 12 px there.
WIDTH = 720
TEXT = 24
LINE = 32
LEFT, RIGHT, TOP = 96, 28, 52
TALLEST = 560  # of the plot, to scale
USUAL = 330  # and else
TICKS = 4.5
HEADROOM = 1.06
POINTS = 96
NUMBER_RADIUS = 15
NUMBERS_AT = (0.5, 0.62, 0.72, 0.8, 0.38, 0.28, 0.86, 0.2, 0.92, 0.14)  # shares of the points

# XML 1.0 has no other control characters, and no way to write them.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class _Curve:
    """One line: its kind, points, and words."""

    kind: str
    x: FloatArray
    height_km: FloatArray
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class _Frame:
    """The plot: where it stands, how large it is, and what one unit of each axis measures."""

    left: float
    width: float
    height: float
    x_most: float
    y_most: float

    def at(self, x: ArrayLike, y: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return places in the picture."""
        across, up = np.asarray(x) / self.x_most, np.asarray(y) / self.y_most
        return self.left + across * self.width, TOP + self.height - up * self.height


def profile_svg(
    flights: Sequence[LaunchArc],
    *,
    against: Against = "downrange",
    to_scale: bool = False,
    labels: Sequence[str] = (),
    words: Mapping[str, str] = ENGLISH,
    ids: str = "profile",
) -> str:
    """Return an altitude profile of flights as one SVG element.

    Parameters
    ----------
    flights : sequence of LaunchArc
        Of `arcs.flight` or `arcs.arc_of`; in this order they are numbered.
    against : {"downrange", "time"}
        What the horizontal axis is: kilometres over ground from the site, or minutes of the arc.
    to_scale : bool
        One scale for both axes; only against distance.
    labels : sequence of str, optional
        What to call each flight; its launch and publisher without it.
    words : mapping
        The texts, `ENGLISH` or a translation of it.
    ids : str
        What the ids in the SVG begin with: two in one page need two.

    Raises
    ------
    InputError
        There is nothing to draw, the labels are not as many as the flights, or a scale was asked
        for against time.
    """
    if labels and len(labels) != len(flights):
        raise InputError(f"got {len(labels)} labels for {len(flights)} flights; wanted one each")
    if to_scale and against == "time":
        raise InputError("got a profile against time to scale; minutes have no scale in km")
    named = labels or [f"{each.launch}, {each.source}" for each in flights]
    told = list(zip(named, flights, strict=True))
    made = [(name, _curve(each, name, against, words)) for name, each in told]
    curves = [curve for _, curve in made if curve is not None]
    missing = [name for name, curve in made if curve is None]
    if not curves:
        names = ", ".join(missing) or "no flight"
        raise InputError(f"nothing to draw of {names}: wanted an arc, or a distance and an apogee")
    return _svg(curves, missing, against, to_scale, words, re.sub(r"[^\w-]", "-", ids))


# --- curves ---------------------------------------------------------------------------------------


def _curve(
    told: LaunchArc, label: str, against: Against, words: Mapping[str, str]
) -> _Curve | None:
    """Return the line of a flight; None if there is none on that axis."""
    note = _note(told, words)
    if told.arc is not None:
        points = track(told.arc, POINTS)
        x = points.time_s / 60 if against == "time" else downrange_km(told.arc, points)
        return _Curve("assumed" if told.arc.assumed else "arc", x, points.height_km, label, note)
    if told.range_km is None or told.apogee_km is None or told.ballistic == "no":
        return None
    if against == "time" and told.flight_time is None:
        return None
    share = np.linspace(0.0, 1.0, POINTS)
    most = told.range_km
    if against == "time" and told.flight_time is not None:
        most = seconds(told.flight_time) / 60
    return _Curve("cannot tell", share * most, told.apogee_km * np.sin(np.pi * share), label, note)


def _note(told: LaunchArc, words: Mapping[str, str]) -> str:
    """Return what is said of a flight under its name."""
    key = f"figures_{told.bound}" if told.bound else "figures"
    figures = words[key].format(
        apogee=_shown(told.apogee_km or 0.0), range=_shown(told.range_km or 0.0)
    )
    if told.arc is None:
        return words["cannot_tell"].format(figures=figures)
    if told.arc.assumed:
        figures = words["assumed"].format(figures=figures)
    if told.bound == "mixed":
        return figures
    key = f"arc_time_{told.bound}" if told.bound else "arc_time"
    arc_s, flight_s = told.arc_time_s or 0.0, told.flight_time_s or 0.0
    times = words[key].format(arc=f"{arc_s / 60:.0f}", flight=f"{flight_s / 60:.0f}")
    return f"{figures}; {times}"


# --- the picture ----------------------------------------------------------------------------------


def _svg(
    curves: Sequence[_Curve],
    missing: Sequence[str],
    against: Against,
    to_scale: bool,
    words: Mapping[str, str],
    ids: str,
) -> str:
    """Return the whole element."""
    frame = _frame(curves, to_scale)
    title = words["title" if len(curves) == 1 else "title_several"].format(count=len(curves))
    said = [words["said"].format(label=each.label, note=each.note) for each in curves]
    if missing:
        said.append(words["not_drawn"].format(names=", ".join(missing)))
    y = TOP + frame.height + 2.6 * LINE
    legend, y = _legend(curves, y)
    foot = [] if against == "time" else [words["to_scale" if to_scale else "not_to_scale"]]
    foot += [words["not_drawn"].format(names=", ".join(missing))] if missing else []
    y += 10
    for text in (line for each in foot for line in _wrapped(each, WIDTH - 2 * RIGHT)):
        y += LINE
        legend.append(_text(RIGHT, y, text, fill=GREY))
    height = round(y + LINE / 2 + 4)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" style="max-width:100%;height:auto" role="img" '
        f'aria-labelledby="{ids}-title {ids}-desc" font-size="{TEXT}" '
        'font-family="system-ui, sans-serif" fill="none">',
        f'<title id="{ids}-title">{_escaped(title)}</title>',
        f'<desc id="{ids}-desc">{_escaped(" ".join(said))}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="#FFFFFF"/>',
        *_axes(frame, words["height"], words[against]),
        *(_line(frame, curve, n) for n, curve in enumerate(curves)),
        *(_numbered(x, y, n) for n, (x, y) in enumerate(_badges(frame, curves))),
        *legend,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _frame(curves: Sequence[_Curve], to_scale: bool) -> _Frame:
    """Return the plot that holds all curves from 0, with room for the number on the highest."""
    x_most = max(float(curve.x.max()) for curve in curves)
    y_most = max(float(curve.height_km.max()) for curve in curves) * HEADROOM
    room = WIDTH - LEFT - RIGHT
    if not to_scale:
        return _Frame(LEFT, room, USUAL, x_most, y_most)
    per_km = min(room / x_most, TALLEST / y_most)
    width, height = x_most * per_km, y_most * per_km
    return _Frame(LEFT + (room - width) / 2, width, height, x_most, y_most)


def _axes(frame: _Frame, height: str, across: str) -> Iterable[str]:
    """Yield the axes: a faint line and a number at each tick, and what each measures."""
    bottom, right = TOP + frame.height, frame.left + frame.width
    for value in _ticks(frame.y_most / HEADROOM, frame.height):
        _, y = frame.at(0.0, value)
        yield f'<path d="M{_n(frame.left)} {_n(y)}H{_n(right)}" stroke="{FAINT}"/>'
        yield _text(frame.left - 10, y + 8, _shown(value), anchor="end")
    for value in _ticks(frame.x_most, frame.width):
        x, _ = frame.at(value, 0.0)
        yield f'<path d="M{_n(x)} {_n(bottom)}v8" stroke="{GREY}"/>'
        yield _text(x, bottom + 32, _shown(value), anchor="middle")
    yield f'<path d="M{_n(frame.left)} {_n(bottom)}H{_n(right)}" stroke="{GREY}" stroke-width="2"/>'
    yield _text(RIGHT, 30, height, fill=GREY)
    yield _text(WIDTH - RIGHT, bottom + 32 + LINE, across, anchor="end", fill=GREY)


def _line(frame: _Frame, curve: _Curve, number: int) -> str:
    """Return the line of a curve."""
    x, y = frame.at(curve.x, curve.height_km)
    way = "L".join(f"{_n(a)} {_n(b)}" for a, b in zip(x, y, strict=True))
    return f'<path class="curve" d="M{way}" {_stroke(curve, number)} stroke-linejoin="round"/>'


def _badges(frame: _Frame, curves: Sequence[_Curve]) -> list[tuple[float, float]]:
    """Return where the numbers of several curves stand: on top, or further on where one stands."""
    taken: list[tuple[float, float]] = []
    for curve in curves if len(curves) > 1 else ():
        places = [_place(frame, curve, at) for at in NUMBERS_AT]
        free = (
            place
            for place in places
            if all(dist(place, each) > 2.2 * NUMBER_RADIUS for each in taken)
        )
        taken.append(next(free, places[0]))
    return taken


def _place(frame: _Frame, curve: _Curve, share: float) -> tuple[float, float]:
    """Return a place on a curve in the picture, so far along its points."""
    at = round(share * (POINTS - 1))
    x, y = frame.at(curve.x[at], curve.height_km[at])
    return float(x), float(y)


def _numbered(x: float, y: float, number: int) -> str:
    """Return a number in a disc of its curve's colour."""
    colour = COLOURS[number % len(COLOURS)]
    disc = f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{NUMBER_RADIUS}" fill="{colour}"/>'
    text = f'<text x="{_n(x)}" y="{_n(y + 7)}" text-anchor="middle" fill="#FFFFFF" font-size="20">'
    return f"{disc}{text}{number + 1}</text>"


def _legend(curves: Sequence[_Curve], y: float) -> tuple[list[str], float]:
    """Return the rows under the plot, and how far down they go."""
    rows: list[str] = []
    left, room = RIGHT + 66, WIDTH - 2 * RIGHT - 66
    for number, curve in enumerate(curves):
        y += LINE + 6
        rows.append(
            f'<path d="M{RIGHT} {_n(y - 8)}h52" {_stroke(curve, number)}/>'
            if len(curves) == 1
            else _numbered(RIGHT + 15, y - 8, number)
            + f'<path d="M{RIGHT + 34} {_n(y - 8)}h26" {_stroke(curve, number)}/>'
        )
        for n, text in enumerate(_wrapped(curve.label, room)):
            y += LINE * (n > 0)
            rows.append(_text(left, y, text))
        for text in _wrapped(curve.note, room):
            y += LINE
            rows.append(_text(left, y, text, fill=GREY))
    return rows, y


def _stroke(curve: _Curve, number: int) -> str:
    """Return how a curve is drawn."""
    dash = DASHES[curve.kind]
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'stroke="{COLOURS[number % len(COLOURS)]}" stroke-width="4"{dashed}'


# --- text and numbers -----------------------------------------------------------------------------


def _ticks(most: float, room: float) -> list[float]:
    """Return round values from 0 up to `most`, as many as have room."""
    rough = most / min(TICKS, max(room / 96, 1.0))
    ten = 10.0 ** np.floor(np.log10(rough))
    step = next(float(each * ten) for each in (1, 2, 5, 10) if each * ten >= rough * 0.999)
    ticks = [float(step * n) for n in range(int(most / step + 0.02) + 1)]
    return ticks if len(ticks) > 1 else [*ticks, most]


def _text(
    x: float | FloatArray, y: float | FloatArray, text: str, *, anchor: str = "", fill: str = INK
) -> str:
    """Return one line of text."""
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{_n(x)}" y="{_n(y)}"{anchored} fill="{fill}">{_escaped(text)}</text>'


def _escaped(text: str) -> str:
    """Return text as XML holds it, without what it cannot hold."""
    return escape(_UNWRITABLE.sub("\ufffd", text))


def _wrapped(text: str, room: float) -> list[str]:
    """Return a text in lines of a width, by what its letters take up at most on the mean."""
    lines, line = [], ""
    for piece in re.findall(r"\S+\s*|\s+", text):
        for part in _cut(piece, room):
            if line and _width(line + part.rstrip()) > room:
                lines.append(line.rstrip())
                line = ""
            line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def _cut(piece: str, room: float) -> Iterable[str]:
    """Yield a word, or its letters where it is too long or has no blanks, as in Japanese."""
    wide = any(east_asian_width(letter) in "WF" for letter in piece)
    yield from piece if wide or _width(piece) > room else [piece]


def _width(text: str) -> float:
    """Return about how wide a text is."""
    return TEXT * sum(1.0 if east_asian_width(each) in "WF" else 0.54 for each in text)


def _shown(value: float) -> str:
    """Return a number with its thousands set apart, one decimal only where it says something."""
    whole = round(value)
    far = abs(value - whole) > 0.05
    return f"{value:,.1f}" if far and value < 10_000 else f"{whole:,}"


def _n(value: float | FloatArray) -> str:
    """Return a coordinate, to a tenth of a unit."""
    return f"{float(value):.1f}".removesuffix(".0")
