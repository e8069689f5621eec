"""Every colour, and how each kind of feature is drawn: the one place to change either.

A scene carries styles, a picture takes colours, and a page's style sheet has those of `PAGE` as
variables: `--ink`, `--land` and so on. Hues are Okabe and Ito's ("Color Universal Design", 2008),
one for a role: vermilion is where something fell, blue a distance, ink what was seen or given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = [
    "BARS",
    "BLUE",
    "BROWN",
    "CURVES",
    "FAINT",
    "GREY",
    "HATCH",
    "INK",
    "LINE_ACROSS",
    "PAGE",
    "QUIET",
    "RING_STYLES",
    "STYLES",
    "VERMILION",
    "WHITE",
    "Style",
    "style_sheet_variables",
]


@dataclass(frozen=True, slots=True)
class Style:
    """How a feature is drawn, in page pixels; views map it onto their own machinery."""

    stroke: str | None = None  # CSS colour of the line, None for no line
    stroke_width_px: float = 0.0
    dash: str | None = None  # SVG dash array, None for a solid line
    fill: str | None = None  # CSS colour of the fill, None for no fill
    fill_opacity: float = 0.0
    hatch: bool = False  # the fill is drawn as hatching
    soft_edge: bool = False  # the edge of the fill fades out
    fade: bool = False  # the fill fades away from where the thing begins


VERMILION, BLUE, GREEN, BROWN = "#D55E00", "#0072B2", "#008560", "#8A3A00"
INK, GREY, WHITE = "#1C2227", "#6B6B6B", "#FFFFFF"

# --- what is drawn on a map -----------------------------------------------------------------------

STYLES: Mapping[str, Style] = {
    "impact-zone": Style(fill=VERMILION, fill_opacity=0.28, soft_edge=True),
    "impact-zone-outer": Style(fill=VERMILION, fill_opacity=0.16, soft_edge=True),
    "impact-zone-inner": Style(fill=VERMILION, fill_opacity=0.42, soft_edge=True),
    "site": Style(stroke=WHITE, stroke_width_px=2, fill=INK, fill_opacity=1.0),
    "site-area": Style(stroke=GREY, stroke_width_px=1, fill=GREY, fill_opacity=0.9, hatch=True),
    "distance-arc": Style(stroke=BLUE, stroke_width_px=2),
    "direction": Style(fill=INK, fill_opacity=0.5, fade=True),
    "landing": Style(stroke=INK, stroke_width_px=1.2, fill=INK, fill_opacity=0.07),
    "overflight": Style(stroke=INK, stroke_width_px=2, fill=WHITE, fill_opacity=1.0),
    "unassumed": Style(stroke=BROWN, stroke_width_px=1.3, dash="5 4"),
}

RING_STYLES: Mapping[str, Style] = {
    "reach-ring": Style(stroke=BLUE, stroke_width_px=1.6, fill=BLUE, fill_opacity=0.08),
    "reach-band": Style(stroke=BLUE, stroke_width_px=1.6, fill=BLUE, fill_opacity=0.16),
    "longest-flight": Style(stroke=INK, stroke_width_px=1.4, dash="6 4"),
    "compared-ring": Style(stroke=BROWN, stroke_width_px=1.4, dash="2 3"),
    "territory": Style(stroke=GREY, stroke_width_px=1, fill=GREY, fill_opacity=0.35),
    "site": STYLES["site"],
    "town": Style(fill=INK, fill_opacity=1.0),
}

HATCH = "#555555"  # of a hatched style that has no colour of its own

# --- pictures -------------------------------------------------------------------------------------

CURVES = (BLUE, VERMILION, INK, GREEN)  # of a profile, in turn: those of at least 3:1 on white
QUIET, FAINT = "#4D5358", "#D5D8DA"  # of its axes, and of the lines across

# Of a bar chart, a class each; a pattern tells apart those that print alike.
BARS = (BLUE, "#E69F00", "#009E73", "#000000", "#56B4E9", "#CC79A7", "#F0E442", VERMILION)
LINE_ACROSS = "#D0D4D8"  # behind the bars

# --- the page -------------------------------------------------------------------------------------


def _translucent(colour: str, opacity: float) -> str:
    """Return a colour of six hex digits as the style sheet has one that lets others through."""
    red, green, blue = (int(colour[n : n + 2], 16) for n in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {opacity:g})"


PAGE: Mapping[str, str] = {
    "ink": INK,
    "quiet": "#505A62",
    "muted": "#63686C",
    "paper": WHITE,
    "shade": "#F4F1EC",
    "hair": "#DDD7CD",
    "edge": "#8B8479",
    "focus": "#0B5CAD",
    "sea": "#DDE8EE",
    "sea-ink": "#486676",
    "land": "#F3F0EA",
    "coast": "#B8B1A6",
    "border": "#A8A093",
    "place-ink": "#454B50",
    "place-dot": "#6D6A64",
    "zone-ink": "#7F3800",
    "zone-halo": "#FFF3E8",
    "locator-sea": "#EEF3F5",
    "locator-land": "#E4DED3",
    "scale-ground": _translucent(WHITE, 0.72),
    "scale-line": "#555C61",
    "scale-ink": "#2C3338",
    "shadow": _translucent("#000000", 0.28),
    "warning-edge": "#6B4E00",
    "warning-ground": "#FFF6D9",
    "warning-ink": "#4A3600",
    "band-ground": "#FFE08A",
    "band-ink": "#3A2C00",
    "watermark": _translucent(INK, 0.13),
}


def style_sheet_variables() -> str:
    """Return the rule that gives a page's style sheet its colours as variables."""
    lines = "".join(f"  --{name}: {colour};\n" for name, colour in PAGE.items())
    return f":root {{\n{lines}}}\n"
