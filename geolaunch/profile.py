"""An altitude profile as an SVG string: how high, by how far or by when, several flights together.

It needs nothing but itself: no script, no font, no request. What was reported is solid: a line at
the height, a dot where it came down. What is derived from that is dashed: the arc of free fall. An
arc whose height is assumed is hatched; and a flight of which nobody can tell is a plain dashed hump
under its height: a shape for its two figures, no physics. Flights are told apart by number as well
as by colour. The same input gives the same bytes, and all text is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from math import dist
from typing import Any, Literal
from unicodedata import category, east_asian_width

import numpy as np
from numpy.typing import ArrayLike

from geolaunch import wording
from geolaunch.arccheck import fits
from geolaunch.arcs import LaunchArc
from geolaunch.ellipsoid import FloatArray
from geolaunch.errors import InputError
from geolaunch.quantity import Quantity, seconds
from geolaunch.trajectory import downrange_km, track
from geolaunch.wording import NBSP, Words

__all__ = ["PANEL", "PICTURE", "Profile", "ProfileRow", "Size", "profile", "profile_svg"]

Against = Literal["downrange", "time"]
Kind = Literal["derived", "assumed", "cannot tell"]

# Okabe and Ito's palette, those of at least 3:1 on white.
COLOURS = ("#0072B2", "#D55E00", "#1C2227", "#008560")
INK, GREY, FAINT = "#1C2227", "#4D5358", "#D5D8DA"

# Of the line's width; a hump of which nobody can tell has the wider gaps.
DASHES = {"derived": (4.0, 1.4), "assumed": (1.0, 1.6), "cannot tell": (2.2, 2.2)}
TINT = 0.06  # of ink, under a derived arc

TICKS = 4.5
HEADROOM = 1.06
POINTS = 96
HATCHES = 22  # lines under an assumed arc
NUMBERS_AT = (0.66, 0.74, 0.34, 0.8, 0.26, 0.58, 0.86, 0.2, 0.92, 0.14)  # shares of the points

# XML 1.0 has no other control characters, and no way to write them.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

_NARROW = frozenset(" \u00a0.,:;'’!|()[]ijlrtf-")


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
PANEL = Size(340, 14, 46, 12, 150, 320, 2.5, legend=False)


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One flight of a profile in words: its number (0 for a single one), colour, name and note."""

    number: int
    colour: str
    kind: Kind
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class Profile:
    """A picture and its words: what each flight is, and what the strokes mean."""

    svg: str
    rows: tuple[ProfileRow, ...]
    key: str


@dataclass(frozen=True, slots=True)
class _Curve:
    """One line: its kind, points, what was reported of its ends, and words."""

    kind: Kind
    x: FloatArray
    height_km: FloatArray
    apogee: Quantity | None
    apogee_km: float
    label: str
    note: str


@dataclass(frozen=True, slots=True)
class _Frame:
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


def profile(
    flights: Sequence[LaunchArc],
    *,
    against: Against = "downrange",
    to_scale: bool = False,
    labels: Sequence[str] = (),
    words: Words | None = None,
    size: Size = PICTURE,
    ids: str = "profile",
) -> Profile:
    """Return an altitude profile of flights: one SVG element, and what it says.

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
    words : Words, optional
        The words of a language, English without it.
    size : Size
        `PICTURE`, with a legend, or `PANEL`, whose rows and key a page says beside it.
    ids : str
        What the ids in the SVG begin with: two in one page need two.

    Raises
    ------
    InputError
        There is nothing to draw, the labels are not as many as the flights, or a scale was asked
        for against time.
    """
    if to_scale and against == "time":
        raise InputError("got a profile against time to scale; minutes have no scale in km")
    w = words or wording.words()
    curves, missing = _curves(flights, against, labels, w)
    if not curves:
        names = ", ".join(missing) or "no flight"
        raise InputError(f"nothing to draw of {names}: wanted an arc, or a distance and an apogee")
    frame = _frame(curves, to_scale, size)
    title = _title(flights, curves, w)
    foot = _foot(curves, missing, against, to_scale, w)
    numbered = len(curves) > 1
    return Profile(
        svg=_svg(frame, curves, title, foot, against, w, re.sub(r"[^\w-]", "-", ids)),
        rows=tuple(
            ProfileRow(n + 1 if numbered else 0, _colour(n), curve.kind, curve.label, curve.note)
            for n, curve in enumerate(curves)
        ),
        key=foot[0],
    )


def profile_svg(flights: Sequence[LaunchArc], **options: Any) -> str:
    """Return the picture of `profile` alone, which takes the same."""
    return profile(flights, **options).svg


# --- curves ---------------------------------------------------------------------------------------


def _curves(
    flights: Sequence[LaunchArc], against: Against, labels: Sequence[str], w: Words
) -> tuple[list[_Curve], list[str]]:
    """Return the lines of flights, and the names of those that have none."""
    if labels and len(labels) != len(flights):
        raise InputError(f"got {len(labels)} labels for {len(flights)} flights; wanted one each")
    named = labels or [_named(one, w) for one in flights]
    made = [
        (name, _curve(each, name, against, w)) for name, each in zip(named, flights, strict=True)
    ]
    curves = [curve for _, curve in made if curve is not None]
    return curves, [name for name, curve in made if curve is None]


def _named(told: LaunchArc, w: Words) -> str:
    """Return what a flight is called: its launch, whose figures, and whether anybody checked."""
    name = told.launch + w("comma") + wording.originator(w, told.source)
    return name if told.verified else f"{name} ({w('user')})"


def _curve(told: LaunchArc, label: str, against: Against, w: Words) -> _Curve | None:
    """Return the line of a flight; None if there is none on that axis."""
    if told.arc is not None:
        points = track(told.arc, POINTS)
        x = points.time_s / 60 if against == "time" else downrange_km(told.arc, points)
        kind: Kind = "assumed" if told.arc.assumed else "derived"
        height = points.height_km
        return _Curve(kind, x, height, told.apogee, told.apogee_km or 0.0, label, _note(told, w))
    if told.range_km is None or told.apogee_km is None or told.ballistic != "cannot tell":
        return None
    if against == "time" and told.flight_time is None:
        return None
    share = np.linspace(0.0, 1.0, POINTS)
    most = told.range_km
    if against == "time" and told.flight_time is not None:
        most = seconds(told.flight_time) / 60
    high = told.apogee_km
    hump = high * np.sin(np.pi * share)
    return _Curve("cannot tell", share * most, hump, told.apogee, high, label, _note(told, w))


def _note(told: LaunchArc, w: Words) -> str:
    """Return what is said of a flight under its name: its figures, its arc, its time."""
    p = w.groups["profile"]
    far = wording.distance(w, told.range) if told.range else ""
    parts = []
    if told.apogee is None:
        high = f"{wording.rounded(told.apogee_km or 0.0)}{NBSP}km"
        parts.append(p["assumed"].format(apogee=high, range=far))
    else:
        high = wording.distance(w, told.apogee)
        parts.append(p["figures"].format(apogee=high, range=far))
    if told.arc is None:
        parts.append(p["cannot_tell"])
    elif told.bound != "mixed" and told.apogee is not None:
        parts.append(
            p[f"arc_time_{told.bound}" if told.bound else "arc_time"].format(**_min(told, w))
        )
    if told.flight_time is not None:
        key = "time_unfit" if any(each.fits is False for each in fits(told)) else "time_told"
        parts.append(p[key].format(time=_time(told.flight_time, w)))
    return w("apart").join(parts)


def _min(told: LaunchArc, w: Words) -> dict[str, str]:
    """Return the minutes of an arc, and of the flight from least to most.

    A tenth of a minute is told where a time was told in seconds, so that the two can be compared.
    """
    arc_s, boost = told.arc_time_s or 0.0, told.boost
    low_s, high_s = (boost.low_s, boost.high_s) if boost else (0.0, 0.0)
    digits = 1 if told.flight_time and told.flight_time.unit == "s" else 0
    told_s = {"arc": arc_s, "low": arc_s + low_s, "high": arc_s + high_s}
    minutes = {name: _minutes(s, digits, w) for name, s in told_s.items()}
    return minutes | {"least": f"{told_s['low'] / 60:.{digits}f}"}


def _minutes(time_s: float, digits: int, w: Words) -> str:
    """Return a time in minutes."""
    return w.of("unit", "min").format(value=f"{time_s / 60:.{digits}f}").replace(" ", NBSP)


def _time(told: Quantity, w: Words) -> str:
    """Return a reported time, in minutes too where it was told in seconds."""
    said = wording.duration(w, told).replace(" s", f"{NBSP}s")
    if told.unit != "s":
        return said
    both = w.groups["profile"]["time_both"]
    return str(both.format(time=said, minutes=_minutes(seconds(told), 1, w)))


# --- the picture ----------------------------------------------------------------------------------


def _title(flights: Sequence[LaunchArc], curves: Sequence[_Curve], w: Words) -> str:
    """Return the title: of one flight, of one as several tell it, or of several."""
    if len(curves) == 1:
        return str(w.groups["profile"]["title"])
    one = len({each.launch for each in flights}) == 1
    key = "title_sources" if one else "title_several"
    return str(w.groups["profile"][key]).format(count=len(curves))


def _foot(
    curves: Sequence[_Curve], missing: Sequence[str], against: Against, to_scale: bool, w: Words
) -> list[str]:
    """Return the lines at the foot: what the strokes mean, the scale, and who is missing."""
    p = w.groups["profile"]
    lines = [_key([curve.kind for curve in curves], w)]
    lines += [] if against == "time" else [p["to_scale" if to_scale else "not_to_scale"]]
    return lines + ([p["not_drawn"].format(names=", ".join(missing))] if missing else [])


def _key(kinds: Iterable[Kind], w: Words) -> str:
    """Return what the strokes mean."""
    p, there = w.groups["profile"], set(kinds)
    names = [
        "key_reported",
        *(["key_derived"] if "derived" in there else []),
        *(["key_assumed"] if "assumed" in there else []),
        *(["key_shape"] if "cannot tell" in there else []),
    ]
    return wording.capital(w("apart").join(str(p[name]) for name in names))


def _svg(
    frame: _Frame,
    curves: Sequence[_Curve],
    title: str,
    foot: Sequence[str],
    against: Against,
    w: Words,
    ids: str,
) -> str:
    """Return the whole element."""
    size, p = frame.size, w.groups["profile"]
    said = [p["said"].format(label=each.label, note=each.note) for each in curves]
    below = frame.bottom + 2.45 * size.line
    legend, y = _legend(frame, curves, foot, below) if size.legend else ([], below)
    height, width = round(y + size.line / 2), round(size.width)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" style="max-width:100%;height:auto" role="img" '
        f'aria-labelledby="{ids}-title {ids}-desc" font-size="{_n(size.text)}" '
        'font-family="system-ui, sans-serif" fill="none">',
        f'<title id="{ids}-title">{_escaped(title)}</title>',
        f'<desc id="{ids}-desc">{_escaped(" ".join([*said, *foot]))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#FFFFFF"/>',
        *_axes(frame, p["height"], p[against]),
        *(part for n, curve in enumerate(curves) for part in _drawn(frame, curve, n)),
        *(_numbered(size, *place, n) for n, place in enumerate(_badges(frame, curves))),
        *legend,
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _frame(curves: Sequence[_Curve], to_scale: bool, size: Size) -> _Frame:
    """Return the plot that holds all curves from 0, with room for the mark of the highest."""
    x_most = max(float(curve.x.max()) for curve in curves)
    y_most = max(float(curve.height_km.max()) for curve in curves) * HEADROOM
    room = size.width - size.left - size.right
    if not to_scale:
        return _Frame(size, size.left, room, size.plot, x_most, y_most)
    per_km = min(room / x_most, size.tallest / y_most)
    width, height = x_most * per_km, y_most * per_km
    return _Frame(size, size.left + (room - width) / 2, width, height, x_most, y_most)


def _axes(frame: _Frame, height: str, across: str) -> Iterable[str]:
    """Yield the axes: a faint line and a number at each tick, and what each measures."""
    size, bottom, right = frame.size, frame.bottom, frame.left + frame.width
    for value in _ticks(frame.y_most / HEADROOM, frame.height / (2.4 * size.text)):
        _, y = frame.at(0.0, value)
        yield f'<path d="M{_n(frame.left)} {_n(y)}H{_n(right)}" stroke="{FAINT}"/>'
        yield _text(frame.left - size.text * 0.4, y + size.text / 3, _shown(value), anchor="end")
    for value in _ticks(frame.x_most, frame.width / (4 * size.text)):
        x, _ = frame.at(value, 0.0)
        yield f'<path d="M{_n(x)} {_n(bottom)}v{_n(size.text / 3)}" stroke="{GREY}"/>'
        anchor = "end" if x > size.width - 1.5 * size.text else "middle"
        place = size.width - 2 if anchor == "end" else x
        yield _text(place, bottom + size.line, _shown(value), anchor=anchor)
    yield f'<path d="M{_n(frame.left)} {_n(bottom)}H{_n(right)}" stroke="{GREY}" stroke-width="2"/>'
    yield _text(size.right, size.text * 1.25, height, fill=GREY)
    yield _text(size.width - size.right, bottom + 2 * size.line, across, anchor="end", fill=GREY)


def _drawn(frame: _Frame, curve: _Curve, number: int) -> Iterable[str]:
    """Yield a curve and what was reported of it, from the ground up."""
    x, y = frame.at(curve.x, curve.height_km)
    way = "L".join(f"{_n(a)} {_n(b)}" for a, b in zip(x, y, strict=True))
    colour = _colour(number)
    if curve.kind == "derived":
        yield f'<path d="M{way}Z" fill="{INK}" fill-opacity="{TINT}"/>'
    if curve.kind == "assumed":
        yield _hatched(frame, x, y, colour)
    yield f'<path class="curve" d="M{way}" {_stroke(frame.size, curve, number)}/>'
    if curve.apogee is not None:
        yield _height_line(frame, curve, colour)
    dot = _n(frame.size.stroke * 1.6)
    yield f'<circle cx="{_n(x[-1])}" cy="{_n(frame.bottom)}" r="{dot}" fill="{colour}"/>'


def _hatched(frame: _Frame, x: FloatArray, y: FloatArray, colour: str) -> str:
    """Return hatching between a curve and the ground."""
    at = np.linspace(x[0], x[-1], HATCHES + 2)[1:-1]
    rows = zip(at, np.interp(at, x, y), strict=True)
    ways = "".join(f"M{_n(a)} {_n(frame.bottom)}V{_n(b)}" for a, b in rows)
    return f'<path class="hatch" d="{ways}" stroke="{colour}" stroke-opacity="0.55"/>'


def _height_line(frame: _Frame, curve: _Curve, colour: str) -> str:
    """Return the reported height as a line as long as the flight; an arrow where it is a bound."""
    size = frame.size
    x, y = frame.at([0.0, float(curve.x.max())], [curve.apogee_km] * 2)
    way = f"M{_n(x[0])} {_n(y[0])}H{_n(x[1])}"
    step = {"more_than": -1, "less_than": 1}.get(curve.apogee.qualifier if curve.apogee else "", 0)
    if step:
        middle, reach, wing = (x[0] + x[1]) / 2, step * size.text * 0.55, size.text * 0.22
        way += f"M{_n(middle)} {_n(y[0])}v{_n(reach)}"
        way += f"m{_n(-wing)} {_n(-step * wing)}l{_n(wing)} {_n(step * wing)}"
        way += f"l{_n(wing)} {_n(-step * wing)}"
    width = _n(size.stroke * 0.6)
    return f'<path class="reported" d="{way}" stroke="{colour}" stroke-width="{width}"/>'


def _badges(frame: _Frame, curves: Sequence[_Curve]) -> list[tuple[float, float]]:
    """Return where the numbers of several curves stand: on them, or further on where one stands."""
    taken: list[tuple[float, float]] = []
    for curve in curves if len(curves) > 1 else ():
        places = [_place(frame, curve, at) for at in NUMBERS_AT]
        free = (
            place
            for place in places
            if all(dist(place, each) > 2.2 * frame.size.radius for each in taken)
        )
        taken.append(next(free, places[0]))
    return taken


def _place(frame: _Frame, curve: _Curve, share: float) -> tuple[float, float]:
    """Return a place on a curve in the picture, so far along its points."""
    at = round(share * (POINTS - 1))
    x, y = frame.at(curve.x[at], curve.height_km[at])
    return float(x), float(y)


def _numbered(size: Size, x: float, y: float, number: int) -> str:
    """Return a number in a disc of its curve's colour."""
    disc = f'<circle class="number" cx="{_n(x)}" cy="{_n(y)}" r="{_n(size.radius)}" '
    disc += f'fill="{_colour(number)}"/>'
    letter = _n(size.text * 5 / 6)
    text = f'<text x="{_n(x)}" y="{_n(y + size.text * 0.3)}" text-anchor="middle" '
    return f'{disc}{text}fill="#FFFFFF" font-size="{letter}">{number + 1}</text>'


def _legend(
    frame: _Frame, curves: Sequence[_Curve], foot: Sequence[str], y: float
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
        way = f"M{_n(start)} {_n(middle)}h{_n(length)}"
        rows.append(f'<path d="{way}" {_stroke(size, curve, number)}/>')
        for n, told in enumerate(_wrapped(curve.label, room, text)):
            y += line * (n > 0)
            rows.append(_text(left, y, told))
        for told in _wrapped(curve.note, room, text):
            y += line
            rows.append(_text(left, y, told, fill=GREY))
    y += text * 0.4
    for told in (part for each in foot for part in _wrapped(each, size.width - 2 * begin, text)):
        y += line
        rows.append(_text(begin, y, told, fill=GREY))
    return rows, y


def _colour(number: int) -> str:
    """Return the colour of a flight."""
    return COLOURS[number % len(COLOURS)]


def _stroke(size: Size, curve: _Curve, number: int) -> str:
    """Return how a curve is drawn."""
    dash = " ".join(_n(each * size.stroke) for each in DASHES[curve.kind])
    width = f'stroke-width="{_n(size.stroke)}" stroke-dasharray="{dash}"'
    return f'stroke="{_colour(number)}" {width} stroke-linejoin="round"'


# --- text and numbers -----------------------------------------------------------------------------


def _ticks(most: float, room: float) -> list[float]:
    """Return round values from 0 up to `most`, no more than have room."""
    rough = most / min(TICKS, max(room, 1.0))
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


def _wrapped(text: str, room: float, letter: float) -> list[str]:
    """Return a text in lines of a width, by what its letters take up at most on the mean."""
    room /= letter
    lines, line = [], ""
    for piece in re.findall(r"[^ ]+ *| +", text):
        for part in _cut(piece, room):
            if line and not _closes(part) and _width(line + part.rstrip()) > room:
                lines.append(line.rstrip())
                line = ""
            line += part
    return [*lines, line.rstrip()] if line.strip() else lines


def _cut(piece: str, room: float) -> Iterable[str]:
    """Yield a word, or its letters where it is too long or has no blanks, as in Japanese."""
    wide = any(east_asian_width(each) in "WF" and not _is_korean(each) for each in piece)
    yield from piece if wide or _width(piece) > room else [piece]


def _closes(part: str) -> bool:
    """Tell whether a part is a mark that ends a phrase, as no line of Japanese begins."""
    return len(part) == 1 and part > "\u2fff" and category(part) in ("Pe", "Pf", "Po")


def _is_korean(letter: str) -> bool:
    """Tell whether a letter is of Korean, which sets words apart."""
    return "\uac00" <= letter <= "\ud7a3"


def _width(text: str) -> float:
    """Return about how wide a text is, in sizes of its letters, in a font that runs wide."""
    return sum(map(_letter_width, text))


def _letter_width(letter: str) -> float:
    """Return about how wide a letter is."""
    if east_asian_width(letter) in "WF":
        return 1.0
    if letter in _NARROW:
        return 0.37
    if letter in "mwMW":
        return 0.95
    return 0.66 if letter.isupper() or letter.isdigit() else 0.61


def _shown(value: float) -> str:
    """Return a number with its thousands set apart, one decimal only where it says something."""
    whole = round(value)
    far = abs(value - whole) > 0.05
    return f"{value:,.1f}" if far and value < 10_000 else f"{whole:,}"


def _n(value: float | FloatArray) -> str:
    """Return a coordinate, to a tenth of a unit."""
    return f"{float(value):.1f}".removesuffix(".0")
