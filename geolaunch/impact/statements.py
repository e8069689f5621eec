"""The words of a report: what it says of where a missile left, flew and fell, field by field."""

from __future__ import annotations

from dataclasses import replace

from geolaunch.places.sites import site_of
from geolaunch.report.direction import Direction, from_degrees
from geolaunch.report.model import UNUSUAL, Reference, Report, SitePoint
from geolaunch.report.quantity import Quantity, parse_quantity

__all__ = [
    "directions_of",
    "figure_words",
    "is_printed",
    "place_words",
    "said",
    "site_words",
    "state_of",
    "statements",
]

# Of these states one body measures and several speak: the same words of two of them, as of Tokyo's
# ministry and of its cabinet, are one statement.
STATES = ("Japan", "ROK")


# How a figure is bounded, the statements that are figures, and those that are put together from
# several values.
_BOUNDS = {"about": "about ", "more_than": "more than ", "less_than": "less than "}
_FIGURES = ("range", "apogee", "flight_time", "path_length")
_COMPOSED = ("landing.eez", "landing.reference", "overflight.over", "overflight.not_over")


def state_of(originator: str) -> str:
    """Return whose measurement an originator tells: its state's, or else its own."""
    return next((state for state in STATES if originator.startswith(state)), originator)


def directions_of(report: Report) -> list[Direction]:
    """Return the directions that a report gives: in degrees, in words, both or none."""
    degrees = [] if report.azimuth_deg is None else [from_degrees(report.azimuth_deg)]
    return degrees + ([report.direction] if report.direction else [])


def statements(report: Report) -> list[tuple[str, str]]:
    """Return all that a report says of where it left, flew and fell: the field and the words."""
    landing = report.landing
    site = report.site if report.site is None else site_words(report.site)
    unusual = report.trajectory in UNUSUAL  # a zone takes the others for granted
    statements = [
        ("site", site),
        ("range", said(report)),
        *(("direction", direction.words) for direction in directions_of(report)),
        ("landing.sea", landing.sea),
        ("landing.near", landing.near),
        *(("landing.eez", f"{it} the EEZ of {country}") for country, it in landing.eez.items()),
        ("overflight.over", " and ".join(report.overflight.over)),
        ("overflight.not_over", " and ".join(report.overflight.not_over)),
        ("landing.reference", landing.reference and place_words(landing.reference)),
        ("trajectory", report.trajectory if unusual else None),
        ("apogee", figure_words(report.apogee)),
        ("flight_time", figure_words(report.flight_time)),
        ("path_length", figure_words(report.path_length)),
    ]
    return [(field, words) for field, words in statements if words]


def said(report: Report) -> str:
    """Return the words of a report's distance, or its figure if the words are not known."""
    return figure_words(report.range)


def figure_words(quantity: Quantity | None) -> str:
    """Return the words of a quantity, or its figure if they are not known; "" for None.

    `parse_quantity` reads the figure: "more than 4,000 km".
    """
    if quantity is None:
        return ""
    figure = (
        f"{quantity.low:,.12g}"
        if quantity.low == quantity.high
        else f"{quantity.low:,.12g} to {quantity.high:,.12g}"
    )
    bound = _BOUNDS.get(quantity.qualifier, "")
    return quantity.words or f"{bound}{figure} {quantity.unit}"


def is_printed(report: Report, field: str) -> bool:
    """Tell whether the words of a statement are a source's own, not put together here."""
    if field in _FIGURES:
        quantity: Quantity | None = getattr(report, field)
        return quantity is None or quantity.words is not None
    return field not in _COMPOSED


def site_words(given: str | SitePoint) -> str:
    """Return what a site is called, whether or not it is known."""
    return given if isinstance(given, str) else site_of(given).words


def place_words(reference: Reference) -> str:
    """Return the words of a landing by a place: "about 200 km west of X"."""
    direction = reference.direction.words if reference.direction else ""
    away = " ".join(filter(None, (_distance_alone(reference.distance), direction)))
    return f"{away} of {reference.place}" if away else reference.place


def _distance_alone(distance: Quantity | None) -> str:
    """Return the words of a distance, or its figure where they say more than that."""
    if distance is None or distance.words is None:
        return figure_words(distance)
    try:
        parse_quantity(distance.words)
    except ValueError:
        return figure_words(replace(distance, words=None))
    return distance.words
