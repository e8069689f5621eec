"""Bars by year and class as an SVG string: how many missiles, known and of unknown number.

Nothing is asked of the reader's machine: no script, no font, no style sheet from elsewhere. The
colours are Okabe and Ito's ("Color Universal Design", 2008); in grey the classes differ by
their patterns and by their order, which is that of the legend. The same rows make the same bytes.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from geolaunch.scenes.styles import BARS, INK, LINE_ACROSS, WHITE
from geolaunch.tally.counts import Row
from geolaunch.tally.rules import CLASSES

__all__ = ["WIDTH_PX", "bars_svg"]

WIDTH_PX = 720
_LEFT_PX, _RIGHT_PX, _PLOT_PX, _FOOT_PX = 44, 6, 300, 44
_TITLE_LINE_PX, _SUBTITLE_LINE_PX, _AXIS_NAME_PX, _LEGEND_LINE_PX = 27, 21, 42, 25
_LEGEND_COLUMNS, _LEGEND_COLUMN_PX = 3, 222
_GAP = 0.18  # of the width of a year that parts its bar from the next
_WIDEST_BAR_PX = 56.0

# As many letters go into the width in the size for narrow screens.
_TITLE_LETTERS, _SUBTITLE_LETTERS = 52, 70

# Narrower years have no room for the "+" of a lower bound, which the hatch tells as well.
_ROOM_FOR_PLUS_PX = 26


@dataclass(frozen=True, slots=True)
class _Look:
    """The colour of a class and the pattern on it: lines, dots or nothing."""

    fill: str
    mark: str = ""


# The pattern of each class, in the order in which bars are stacked. Neighbours differ in lightness,
# and the two pairs that are alike in grey in pattern. White marks on dark fills, ink on light ones.
_MARKS = (
    "",
    "",
    f'<path d="M0 2h5" stroke="{WHITE}" stroke-width="1"/>',
    "",
    f'<path d="M2.5 0v5" stroke="{INK}" stroke-width="1"/>',
    f'<circle cx="2.5" cy="2.5" r="1.1" fill="{WHITE}"/>',
    "",
    f'<path d="M0 2.5h5M2.5 0v5" stroke="{WHITE}" stroke-width="0.8"/>',
)
_LOOKS: Mapping[str, _Look] = {
    kind: _Look(fill, mark) for kind, fill, mark in zip(CLASSES, BARS, _MARKS, strict=True)
}

# On a narrow screen the picture is scaled down: letters grow, and figures on single bars give way.
_STYLE = (
    ".{id} text{{font:12px system-ui,sans-serif;fill:{ink}}}"
    ".{id} .t{{font-size:17px;font-weight:600}}"
    ".{id} .n{{font-size:10px}}"
    "@media(max-width:560px){{.{id} text{{font-size:18px}}.{id} .t{{font-size:23px}}"
    ".{id} .n{{display:none}}}}"
)

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def bars_svg(
    rows: Iterable[Row],
    title: str,
    *,
    subtitle: str = "",
    years: tuple[int, int] | None = None,
) -> str:
    """Return bars by year, missiles stacked by class, as one `<svg>` element, 720 px wide.

    `rows` are those of `tally.by_year_and_class`: `key` a year, `kind` a class; a class that is not
    in CLASSES is drawn as one not stated. Launches of unknown number are hatched, one missile each,
    since nobody knows more. `years` are the first and last on the axis, those of the rows if not
    given; years between without a launch stay empty. Texts are escaped, whatever they hold.
    """
    bars = _bars(rows, years)
    totals = {year: sum(known + unknown for _, known, unknown in of) for year, of in bars.items()}
    step, top = _scale(max(totals.values(), default=0))
    drawn = {kind for own in bars.values() for kind, _, _ in own}
    kinds = [kind for kind in CLASSES if kind in drawn]
    name = _name(bars, title, subtitle)
    head, head_px = _head(title, subtitle)
    plot = _Plot(name, top, tuple(bars), head_px + _AXIS_NAME_PX)
    height_px = plot.legend_px + _legend_lines(kinds, bars) * _LEGEND_LINE_PX
    parts = [
        _svg_tag(name, height_px),
        f'<title id="{name}-t">{_text(title)}</title>',
        f'<desc id="{name}-d">{_text(_described(bars, subtitle))}</desc>',
        f"<style>{_STYLE.format(id=name, ink=INK)}</style>",
        f"<defs>{''.join(_patterns(name, kinds))}</defs>",
        f'<rect width="{WIDTH_PX}" height="{height_px}" fill="{WHITE}"/>',
        *head,
        *_axis(plot, step),
        *(part for year, own in bars.items() for part in _bar(plot, year, own)),
        *_legend(plot, kinds, bars),
    ]
    return "".join([*parts, "</svg>\n"])


def _svg_tag(name: str, height_px: int) -> str:
    """Return the start tag of the picture; its title and description bear its name."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="{name}" width="{WIDTH_PX}" '
        f'height="{height_px}" viewBox="0 0 {WIDTH_PX} {height_px}" role="img" '
        f'aria-labelledby="{name}-t" aria-describedby="{name}-d" '
        'style="max-width:100%;height:auto">'
    )


def _head(title: str, subtitle: str) -> tuple[list[str], int]:
    """Return title and subtitle in lines that fit, and how high they are in px."""
    lines, done_px = [], 0
    for text, letters, line_px, kind in (
        (title, _TITLE_LETTERS, _TITLE_LINE_PX, "t"),
        (subtitle, _SUBTITLE_LETTERS, _SUBTITLE_LINE_PX, ""),
    ):
        for line in wrap(text, letters):
            done_px += line_px
            lines.append(_label(6, done_px - 3, line, kind=kind))
    return lines, done_px


Bars = Mapping[int, Sequence[tuple[str, int, int]]]  # by year: class, known, of unknown number


def _bars(rows: Iterable[Row], years: tuple[int, int] | None) -> Bars:
    """Return the parts of each year's bar in the order of CLASSES, years without one too."""
    counts: dict[tuple[int, str], tuple[int, int]] = {}
    for row in rows:
        key = int(row.key), row.kind if row.kind in CLASSES else CLASSES[-1]
        known, unknown = counts.get(key, (0, 0))
        counts[key] = known + row.known, unknown + row.unknown
    filled = [year for year, _ in counts]
    first, last = years or (min(filled, default=0), max(filled, default=-1))
    return {
        year: [(kind, *counts[year, kind]) for kind in CLASSES if (year, kind) in counts]
        for year in range(first, last + 1)
    }


def _scale(most: int) -> tuple[int, int]:
    """Return the step of the axis, 1, 2 or 5 times a power of ten, and its top: 3 to 8 steps."""
    step = 1
    while step * 8 < most:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return step, max(step * -(-most // step), step)


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where things stand, in px of the picture."""

    name: str
    top: int
    years: tuple[int, ...]
    top_px: int

    @property
    def foot_px(self) -> int:
        """The height at which bars stand."""
        return self.top_px + _PLOT_PX

    @property
    def legend_px(self) -> int:
        """The height at which the legend begins."""
        return self.foot_px + _FOOT_PX

    @property
    def slot_px(self) -> float:
        """The width of a year."""
        return (WIDTH_PX - _LEFT_PX - _RIGHT_PX) / max(len(self.years), 1)

    @property
    def bar_px(self) -> float:
        """The width of a bar."""
        return min(self.slot_px * (1 - _GAP), _WIDEST_BAR_PX)

    def x(self, year: int) -> float:
        """Return the middle of a year."""
        return _LEFT_PX + (year - self.years[0] + 0.5) * self.slot_px

    def y(self, missiles: int) -> float:
        """Return the height of so many missiles."""
        return self.foot_px - _PLOT_PX * missiles / self.top


def _axis(plot: _Plot, step: int) -> Iterator[str]:
    """Yield the lines across, their figures, the years and what both axes are."""
    for missiles in range(0, plot.top + 1, step):
        y = _px(plot.y(missiles))
        line = INK if missiles == 0 else LINE_ACROSS
        yield f'<path d="M{_LEFT_PX} {y}H{WIDTH_PX - _RIGHT_PX}" stroke="{line}"/>'
        yield _label(_LEFT_PX - 7, plot.y(missiles) + 4, f"{missiles}", "end")
    every = next(n for n in (1, 2, 5, 10, 20, 50, 10_000) if n * plot.slot_px >= 62 or n == 10_000)
    for year in plot.years:
        if year % every == 0:
            yield f'<path d="M{_px(plot.x(year))} {plot.foot_px}v5" stroke="{INK}"/>'
            yield _label(plot.x(year), plot.foot_px + 22, f"{year}", "middle")
    yield _label(6, plot.top_px - 15, "missiles a year")


def _bar(plot: _Plot, year: int, parts: Sequence[tuple[str, int, int]]) -> Iterator[str]:
    """Yield the parts of one year's bar from the axis up, and its total above."""
    x, done = plot.x(year) - plot.bar_px / 2, 0
    for kind, known, unknown in parts:
        for number, hatched in ((known, False), (unknown, True)):
            if number:
                said = f"{year}, {kind}: {number}" + (" of unknown number" if hatched else "")
                yield _box(
                    plot.name, kind, hatched,
                    x, plot.y(done + number), plot.bar_px, plot.y(done) - plot.y(done + number),
                    said,
                )  # fmt: skip
                done += number
    if done:
        bound = any(unknown for _, _, unknown in parts) and plot.slot_px >= _ROOM_FOR_PLUS_PX
        mark = "+" * bound
        yield _label(plot.x(year), plot.y(done) - 4, f"{done}{mark}", "middle", "n")


def _box(
    name: str,
    kind: str,
    hatched: bool,
    x: float,
    y: float,
    wide: float,
    high: float,
    said: str = "",
) -> str:
    """Return a box in the look of a class, with what it says to a pointer."""
    look = _LOOKS[kind]
    number = CLASSES.index(kind)
    fill = f"url(#{name}-h{number})" if hatched else look.fill
    frame = f'x="{_px(x)}" y="{_px(y)}" width="{_px(wide)}" height="{_px(high)}"'
    hint = f"<title>{_text(said)}</title>" if said else ""
    box = f'<rect {frame} fill="{fill}" stroke="{INK}" stroke-width="0.6">{hint}</rect>'
    if look.mark and not hatched:
        box += f'<rect {frame} fill="url(#{name}-p{number})" pointer-events="none"/>'
    return box


def _patterns(name: str, kinds: Iterable[str]) -> Iterator[str]:
    """Yield for each class its marks, and the hatch of its launches of unknown number."""
    size = 'width="5" height="5" patternUnits="userSpaceOnUse"'
    for kind in kinds:
        number, look = CLASSES.index(kind), _LOOKS[kind]
        if look.mark:
            yield f'<pattern id="{name}-p{number}" {size}>{look.mark}</pattern>'
        yield (
            f'<pattern id="{name}-h{number}" {size} patternTransform="rotate(45)">'
            f'<rect width="5" height="5" fill="{WHITE}"/>'
            f'<rect width="2.4" height="5" fill="{look.fill}"/>'
            f'<rect width="0.7" height="5" fill="{INK}"/></pattern>'
        )


def _legend(plot: _Plot, kinds: Sequence[str], bars: Bars) -> Iterator[str]:
    """Yield the classes that are shown with their totals, and what the hatch means."""
    for number, kind in enumerate(kinds):
        line, column = divmod(number, _LEGEND_COLUMNS)
        x = 6 + column * _LEGEND_COLUMN_PX
        y = plot.legend_px + line * _LEGEND_LINE_PX
        known, unknown = _sum_of(bars, kind)
        said = f"{_KIND_NAMES.get(kind, kind)} {known + unknown}{'+' * bool(unknown)}"
        yield _box(plot.name, kind, False, x, y, 14, 14) + _label(x + 21, y + 13, said)
    if _any_unknown(bars):
        kind = next(kind for kind in kinds if _sum_of(bars, kind)[1])
        y = plot.legend_px + (_legend_lines(kinds, bars) - 1) * _LEGEND_LINE_PX
        said = "hatched: number not known, at least one missile a launch"
        yield _box(plot.name, kind, True, 6, y, 14, 14) + _label(27, y + 13, said)


_KIND_NAMES = {"SLV": "satellite launcher", CLASSES[-1]: "class not stated"}


def _legend_lines(kinds: Sequence[str], bars: Bars) -> int:
    """Return how many lines the legend has."""
    return -(-len(kinds) // _LEGEND_COLUMNS) + _any_unknown(bars)


def _sum_of(bars: Bars, kind: str) -> tuple[int, int]:
    """Return the missiles of a class over all years: known, and launches of unknown number."""
    parts = [part for of in bars.values() for part in of if part[0] == kind]
    return sum(known for _, known, _ in parts), sum(unknown for _, _, unknown in parts)


def _any_unknown(bars: Bars) -> bool:
    """Return whether any launch is of unknown number."""
    return any(unknown for of in bars.values() for _, _, unknown in of)


def _described(bars: Bars, subtitle: str) -> str:
    """Return the chart in words: what it counts, the years, the classes, each year's figure."""
    lines = []
    for year, parts in bars.items():
        least = sum(known + unknown for _, known, unknown in parts)
        mark = "at least " if any(unknown for _, _, unknown in parts) else ""
        classes = ", ".join(f"{kind} {known + unknown}" for kind, known, unknown in parts)
        lines += [f"{year}: {mark}{least} ({classes})"] if parts else []
    lead = f"{subtitle.rstrip('.')}. " if subtitle else ""
    return f"{lead}Missiles a year, stacked by class. {'; '.join(lines) or 'No launch'}."


def _name(bars: Bars, title: str, subtitle: str) -> str:
    """Return a name for ids and the class that the content alone makes: two charts, two names."""
    content = repr((title, subtitle, sorted(bars.items())))
    return f"geolaunch-bars-{zlib.crc32(content.encode('utf-8', 'replace')):08x}"


def _label(x: float, y: float, text: str, anchor: str = "start", kind: str = "") -> str:
    """Return a text; `kind` is its class in the style sheet."""
    styled = f' class="{kind}"' if kind else ""
    return f'<text{styled} x="{_px(x)}" y="{_px(y)}" text-anchor="{anchor}">{_text(text)}</text>'


def _px(value: float) -> str:
    """Return a length with a hundredth of a px at most, the shortest way."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _text(text: str) -> str:
    """Return a text that can only be text: escaped, without what XML forbids."""
    return escape(_FORBIDDEN.sub("\ufffd", text), quote=True)
