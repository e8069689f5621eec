"""The parts of an altitude profile as SVG: axes, curves, what was reported of them, a legend.

What was reported is solid: a line at the height, a dot where it came down. What is derived from
that is dashed over a tint; an arc whose height is assumed is hatched; and a way of which nobody can
tell is a plain dashed hump. Curves differ by number as well as by colour.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import dist
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from geolaunch.geodesy.ellipsoid import FloatArray
from geolaunch.report.quantity import Quantity
from geolaunch.scenes.styles import CURVES, FAINT, INK, QUIET, WHITE
from geolaunch.views.svg import px, shown, text_at, wrapped

__all__ = [
    "PANEL",
    "PICTURE",
    "POINTS",
    "Curve",
    "Frame",
    "Size",
    "StrokeKind",
    "axes",
    "colour_of",
    "drawn",
    "frame_of",
    "legend",
    "numbers",
]

StrokeKind = Literal["derived", "assumed", "cannot tell"]


# Of the line's width; a hump of which nobody can tell has the wider gaps.
DASHES = {"derived": (4.0, 1.4), "assumed": (1.0, 1.6), "cannot tell": (2.2, 2.2)}
TINT = 0.06  # of ink, under a derived arc

TICKS = 4.5
HEADROOM = 1.06
POINTS = 96
HATCHES = 22  # lines under an assumed arc
NUMBERS_AT = (0.66, 0.74, 0.34, 0.8, 0.26, 0.58, 0.86, 0.2, 0.92, 0.14)  # shares of the points


@dataclass(frozen=True, slots=True)
class Size:
    """How large a picture is and what is in it, in its own units; `text` is the size of letters.

    `plot` is how high the plot is, `tallest` how high it may grow to scale. Without `legend` the
    picture has no words but those of its axes.
    """

    width: float
    text: float
    left: float
    right: float
    plot: float
    tallest: float
    stroke: float
    legend: bool

    @property
    def line(self) -> float:
        """The height of a line of text."""
        return self.text * 4 / 3

    @property
    def top(self) -> float:
        """Where the plot begins, under the name of its axis."""
        return self.text * 2.2

    @property
    def radius(self) -> float:
        """The radius of a number's disc."""
        return self.text * 0.62


# A picture of its own, and one in a panel of 292 to 384 px, where its letters are 12 px or more.
PICTURE = Size(720, 24, 96, 28, 330, 560, 4, legend=True)
PANEL = Size(340, 14, 56, 12, 150, 320, 2.5, legend=False)


@dataclass(frozen=True, slots=True)
class Curve:
    """One line: its kind, points, what was reported of its ends, and words."""

    kind: StrokeKind
    x: FloatArray
    height_km: FloatArray
    apogee: Quantity | None
    apogee_km: float
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The plot: where it stands, how large it is, and what one unit of each axis measures."""

    size: Size
    left: float
    width: float
    height: float
    x_most: float
    y_most: float

    @property
    def bottom(self) -> float:
        """Where the ground is."""
        return self.size.top + self.height

    def at(self, x: ArrayLike, y: ArrayLike) -> tuple[FloatArray, FloatArray]:
        """Return places in the picture."""
        across, up = np.asarray(x) / self.x_most, np.asarray(y) / self.y_most
        return self.left + across * self.width, self.bottom - up * self.height

    def spot(self, x: float, y: float) -> tuple[float, float]:
        """Return one place in the picture."""
        across, up = self.at(x, y)
        return float(across), float(up)


def frame_of(curves: Sequence[Curve], to_scale: bool, size: Size) -> Frame:
    """Return the plot that holds all curves from 0, with room for the mark of the highest."""
    x_most = max(float(curve.x.max()) for curve in curves)
    y_most = max(float(curve.height_km.max()) for curve in curves) * HEADROOM
    room = size.width - size.left - size.right
    if not to_scale:
        return Frame(size, size.left, room, size.plot, x_most, y_most)
    per_km = min(room / x_most, size.tallest / y_most)
    width, height = x_most * per_km, y_most * per_km
    return Frame(size, size.left + (room - width) / 2, width, height, x_most, y_most)


def axes(frame: Frame, height: str, across: str) -> Iterable[str]:
    """Yield the axes: a faint line and a number at each tick, and what each measures."""
    size, bottom, right = frame.size, frame.bottom, frame.left + frame.width
    for value in _ticks(frame.y_most / HEADROOM, frame.height / (2.4 * size.text)):
        _, y = frame.spot(0.0, value)
        yield f'<path d="M{px(frame.left)} {px(y)}H{px(right)}" stroke="{FAINT}"/>'
        yield text_at(frame.left - size.text * 0.4, y + size.text / 3, shown(value), anchor="end")
    for value in _ticks(frame.x_most, frame.width / (4 * size.text)):
        x, _ = frame.spot(value, 0.0)
        yield f'<path d="M{px(x)} {px(bottom)}v{px(size.text / 3)}" stroke="{QUIET}"/>'
        anchor = "end" if x > size.width - 1.5 * size.text else "middle"
        place = size.width - 2 if anchor == "end" else x
        yield text_at(place, bottom + size.line, shown(value), anchor=anchor)
    ground = f"M{px(frame.left)} {px(bottom)}H{px(right)}"
    yield f'<path d="{ground}" stroke="{QUIET}" stroke-width="2"/>'
    yield text_at(size.right, size.text * 1.25, height, fill=QUIET)
    yield text_at(size.width - size.right, bottom + 2 * size.line, across, anchor="end", fill=QUIET)


def drawn(frame: Frame, curve: Curve, number: int) -> Iterable[str]:
    """Yield a curve and what was reported of it, from the ground up."""
    x, y = frame.at(curve.x, curve.height_km)
    way = "L".join(f"{px(a)} {px(b)}" for a, b in zip(x, y, strict=True))
    colour = colour_of(number)
    if curve.kind == "derived":
        yield f'<path d="M{way}Z" fill="{INK}" fill-opacity="{TINT}"/>'
    if curve.kind == "assumed":
        yield _hatched(frame, x, y, colour)
    yield f'<path class="curve" d="M{way}" {_stroke(frame.size, curve, number)}/>'
    if curve.apogee is not None:
        yield _height_line(frame, curve, colour)
    dot = px(frame.size.stroke * 1.6)
    yield f'<circle cx="{px(x[-1])}" cy="{px(frame.bottom)}" r="{dot}" fill="{colour}"/>'


def _hatched(frame: Frame, x: FloatArray, y: FloatArray, colour: str) -> str:
    """Return hatching between a curve and the ground."""
    at = np.linspace(x[0], x[-1], HATCHES + 2)[1:-1]
    rows = zip(at, np.interp(at, x, y), strict=True)
    ways = "".join(f"M{px(a)} {px(frame.bottom)}V{px(b)}" for a, b in rows)
    return f'<path class="hatch" d="{ways}" stroke="{colour}" stroke-opacity="0.55"/>'


def _height_line(frame: Frame, curve: Curve, colour: str) -> str:
    """Return the reported height as a line as long as the flight; an arrow where it is a bound."""
    size = frame.size
    x, y = frame.at([0.0, float(curve.x.max())], [curve.apogee_km] * 2)
    way = f"M{px(x[0])} {px(y[0])}H{px(x[1])}"
    step = {"more_than": -1, "less_than": 1}.get(curve.apogee.qualifier if curve.apogee else "", 0)
    if step:
        middle, reach, wing = (x[0] + x[1]) / 2, step * size.text * 0.55, size.text * 0.22
        way += f"M{px(middle)} {px(y[0])}v{px(reach)}"
        way += f"m{px(-wing)} {px(-step * wing)}l{px(wing)} {px(step * wing)}"
        way += f"l{px(wing)} {px(-step * wing)}"
    width = px(size.stroke * 0.6)
    return f'<path class="reported" d="{way}" stroke="{colour}" stroke-width="{width}"/>'


def numbers(frame: Frame, curves: Sequence[Curve]) -> Iterable[str]:
    """Yield the numbers of several curves, each on its own."""
    for n, place in enumerate(_badges(frame, curves)):
        yield _numbered(frame.size, *place, n)


def _badges(frame: Frame, curves: Sequence[Curve]) -> list[tuple[float, float]]:
    """Return where the numbers of several curves stand: on them, or further on where one stands."""
    taken: list[tuple[float, float]] = []
    for curve in curves if len(curves) > 1 else ():
        places = [_place(frame, curve, at) for at in NUMBERS_AT]
        free = (
            place
            for place in places
            if all(dist(place, other) > 2.2 * frame.size.radius for other in taken)
        )
        taken.append(next(free, places[0]))
    return taken


def _place(frame: Frame, curve: Curve, share: float) -> tuple[float, float]:
    """Return a place on a curve in the picture, so far along its points."""
    at = round(share * (POINTS - 1))
    return frame.spot(curve.x[at], curve.height_km[at])


def _numbered(size: Size, x: float, y: float, number: int) -> str:
    """Return a number in a disc of its curve's colour."""
    disc = f'<circle class="number" cx="{px(x)}" cy="{px(y)}" r="{px(size.radius)}" '
    disc += f'fill="{colour_of(number)}"/>'
    letter = px(size.text * 5 / 6)
    text = f'<text x="{px(x)}" y="{px(y + size.text * 0.3)}" text-anchor="middle" '
    return f'{disc}{text}fill="{WHITE}" font-size="{letter}">{number + 1}</text>'


def legend(
    frame: Frame, curves: Sequence[Curve], foot: Sequence[str], y: float
) -> tuple[list[str], float]:
    """Return the rows under the plot, and how far down they go."""
    size, rows = frame.size, list[str]()
    text, line, begin = size.text, size.line, size.right
    left, room = begin + 2.75 * text, size.width - 2 * begin - 2.75 * text
    for number, curve in enumerate(curves):
        y += line * 1.2
        middle, start, length = y - text / 3, begin, 2.2 * text
        if len(curves) > 1:
            rows.append(_numbered(size, begin + size.radius, middle, number))
            start, length = begin + 1.42 * text, 1.1 * text
        way = f"M{px(start)} {px(middle)}h{px(length)}"
        rows.append(f'<path d="{way}" {_stroke(size, curve, number)}/>')
        for n, words in enumerate(wrapped(curve.label, room, text)):
            y += line * (n > 0)
            rows.append(text_at(left, y, words))
        for words in wrapped(curve.note, room, text):
            y += line
            rows.append(text_at(left, y, words, fill=QUIET))
    y += text * 0.4
    for words in (part for note in foot for part in wrapped(note, size.width - 2 * begin, text)):
        y += line
        rows.append(text_at(begin, y, words, fill=QUIET))
    return rows, y


def colour_of(number: int) -> str:
    """Return the colour of a flight."""
    return CURVES[number % len(CURVES)]


def _stroke(size: Size, curve: Curve, number: int) -> str:
    """Return how a curve is drawn."""
    dash = " ".join(px(length * size.stroke) for length in DASHES[curve.kind])
    width = f'stroke-width="{px(size.stroke)}" stroke-dasharray="{dash}"'
    return f'stroke="{colour_of(number)}" {width} stroke-linejoin="round"'


def _ticks(most: float, room: float) -> list[float]:
    """Return round values from 0 up to `most`, no more than have room."""
    rough = most / min(TICKS, max(room, 1.0))
    ten = 10.0 ** np.floor(np.log10(rough))
    step = next(float(n * ten) for n in (1, 2, 5, 10) if n * ten >= rough * 0.999)
    ticks = [float(step * n) for n in range(int(most / step + 0.02) + 1)]
    return ticks if len(ticks) > 1 else [*ticks, most]
