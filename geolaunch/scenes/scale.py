"""What can be said of a zone in figures: distances to coasts, a familiar distance, and as of when.

Distances between a zone and a coast run from that of its nearest place to that of its farthest, and
are rounded outwards, so that the span still holds what it speaks of.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from shapely.geometry import MultiPolygon, Polygon

from geolaunch.constants import KOREAN_TIME
from geolaunch.geodesy.shapes import inverse
from geolaunch.impact.zones import ImpactZone
from geolaunch.places.cities import City, cities, city_name
from geolaunch.places.coasts import find_coast, nearest_farthest_km
from geolaunch.report.model import Launch
from geolaunch.scenes.language import KM_PER_MILE, NBSP, Words, date, rounded

__all__ = [
    "COASTS",
    "FAMILIAR",
    "Span",
    "as_of",
    "coast_spans_km",
    "familiar_km",
    "moment",
    "named_spans",
    "newest_date",
    "scale_box",
    "scale_words",
    "site_doubt",
    "site_doubt_km",
    "span_words",
]

Area = Polygon | MultiPolygon
Span = tuple[float, float]  # the nearest and the farthest, in km

COASTS = ("japan", "south-korea")  # ids in data/coasts.json
FAMILIAR = ("seoul", "busan")  # ids in data/cities.csv

# A zone's edge is not known to less than 10 km; beyond 1,000 km it is vaguer still. (below, step)
STEPS = ((10.0, 1.0), (1000.0, 10.0), (math.inf, 50.0))
FAMILIAR_STEP = 10.0


# --- distances ------------------------------------------------------------------------------------


def coast_spans_km(areas: Sequence[Area]) -> dict[str, Span]:
    """Return how far areas lie from each of `COASTS`: the nearest of all and the farthest of all.

    The nearest is 0 where one of the areas reaches the coast.
    """
    return {name: _span_km(name, areas) for name in COASTS}


def _span_km(name: str, areas: Sequence[Area]) -> Span:
    """Return the nearest and the farthest distance from any of the areas to a coast."""
    coast = find_coast(name)
    nearest, farthest = zip(*(nearest_farthest_km(coast, area) for area in areas), strict=True)
    return min(nearest), max(farthest)


def familiar_km() -> float:
    """Return the distance that readers know, between the two cities of `FAMILIAR`, in km."""
    start, end = _familiar_cities()
    distance_km, _, _ = inverse(start.lon_deg, start.lat_deg, end.lon_deg, end.lat_deg)
    return float(distance_km)


def _familiar_cities() -> tuple[City, City]:
    """Return the two cities of the familiar distance."""
    by_id = {city.id: city for city in cities()}
    return by_id[FAMILIAR[0]], by_id[FAMILIAR[1]]


def scale_box(w: Words, spans_km: Mapping[str, Span]) -> tuple[tuple[str, str], ...]:
    """Return the lines of the box "for scale": what is measured, and how far it is."""
    coasts = ((w(f"scale_{name}"), span_words(w, span)) for name, span in spans_km.items())
    familiar = _familiar(w)
    return (*coasts, (w("familiar", **familiar), w("familiar_distance", **familiar)))


def scale_words(w: Words, spans_km: Mapping[str, Span]) -> str:
    """Return the same in sentences."""
    return f"{w('scale_words', **named_spans(w, spans_km))} {w('familiar_words', **_familiar(w))}"


def span_words(w: Words, span_km: Span) -> str:
    """Return "240\u2013610 km (150\u2013380 mi)"; 0 is where an area reaches the coast."""
    return _both_units(w, _outward, span_km)


def named_spans(w: Words, spans_km: Mapping[str, Span]) -> dict[str, str]:
    """Return the distances to the coasts in words, under the names that sentences have for them."""
    return {name.replace("-", "_"): span_words(w, span) for name, span in spans_km.items()}


def _familiar(w: Words) -> dict[str, str]:
    """Return the familiar distance as sentences want it: `start`, `end`, `distance`."""
    start, end = (city_name(city, w.lang) for city in _familiar_cities())
    span_km = (familiar_km(), familiar_km())
    return {"start": start, "end": end, "distance": _both_units(w, _nearest_step, span_km)}


def _both_units(w: Words, rounded: Callable[[Span], Span], span_km: Span) -> str:
    """Return a span in km and in mi, each rounded from the unrounded figure."""
    low, high = span_km
    km, mi = rounded(span_km), rounded((low / KM_PER_MILE, high / KM_PER_MILE))
    value = w("km_mi", km=_span_text(w, km), mi=_span_text(w, mi))
    return value.replace(" km", f"{NBSP}km").replace(" mi", f"{NBSP}mi")


def _outward(span: Span) -> Span:
    """Return a span rounded so that it holds the span itself."""
    low, high = span
    step_low, step_high = _step(low), _step(high)
    return math.floor(low / step_low) * step_low, math.ceil(high / step_high) * step_high


def _nearest_step(span: Span) -> Span:
    """Return a span rounded to the step of the familiar distance."""
    low, high = (round(end / FAMILIAR_STEP) * FAMILIAR_STEP for end in span)
    return low, high


def _step(value: float) -> float:
    """Return to what a distance of that size is rounded."""
    return next(step for below, step in STEPS if value < below)


def _span_text(w: Words, span: Span) -> str:
    """Return one number or two with a dash."""
    text = [f"{end:,.0f}" for end in span]
    return text[0] if text[0] == text[1] else w("to").join(text)


# --- how well a site is known ---------------------------------------------------------------------

# A circle of two standard deviations holds 86 % of a circular normal error.
SITE_WIDTHS = 2.0
LEAST_SITE_KM = 3.0


def site_doubt_km(sd_km: float) -> float:
    """Return how far off a site may be, by its standard deviation; the one number for it, in km."""
    return max(SITE_WIDTHS * sd_km, LEAST_SITE_KM)


def site_doubt(zone: ImpactZone) -> str:
    """Return how far off the launch site may be, as every list, map and legend says it."""
    return rounded(site_doubt_km(zone.site_sd_km))


# --- which part of the Earth we know --------------------------------------------------------------


# --- when -----------------------------------------------------------------------------------------


def moment(w: Words, stated_at: str) -> str:
    """Return when something was stated: its date, and its time in Korea where it has one.

    A time given in another zone stands beside it as it was given.
    """
    if len(stated_at) <= len("YYYY-MM-DD"):
        return date(w, stated_at)
    said = datetime.fromisoformat(stated_at)
    korean = said.astimezone(KOREAN_TIME)
    stamp = w("moment", date=date(w, korean.date().isoformat()), time=f"{korean:%H:%M}")
    if said.utcoffset() == korean.utcoffset():
        return stamp
    day = date(w, said.date().isoformat())
    return w("moment_said", told=stamp, date=day, time=f"{said:%H:%M}", zone=said.tzname())


def as_of(w: Words, launches: Iterable[Launch]) -> str:
    """Return "As of 27 March 2023, 08:30 in Korea": the newest claim, or the newest launch.

    It is never older than the newest launch that is shown; "" if nothing has a date.
    """
    newest = _newest(launches)
    return w("as_of", date=moment(w, newest)) if newest else ""


def newest_date(w: Words, launches: Iterable[Launch]) -> str:
    """Return the date of the newest claim or launch, "" if nothing has one."""
    newest = _newest(launches)
    return date(w, _korean_day(newest)) if newest else ""


def _newest(launches: Iterable[Launch]) -> str:
    """Return when the newest claim was stated, no earlier than the newest launch; "" for neither.

    Of the last day the latest time counts; where a claim of that day has no time, nobody can tell
    which is the newest, and only the day is returned.
    """
    shown = tuple(launches)
    stated = [r.stated_at for launch in shown for r in launch.reports if r.stated_at]
    newest_launch = max((launch.date for launch in shown if launch.date), default="")
    if newest_launch > max(map(_korean_day, stated), default=""):
        return newest_launch
    last = max(map(_korean_day, stated), default="")
    of_that_day = [time for time in stated if _korean_day(time) == last]
    if last in of_that_day or not last:
        return last
    return max(of_that_day, key=datetime.fromisoformat)


def _korean_day(stated_at: str) -> str:
    """Return the day in Korea on which something was stated; a bare date stands as it is."""
    if len(stated_at) <= len("YYYY-MM-DD"):
        return stated_at
    return datetime.fromisoformat(stated_at).astimezone(KOREAN_TIME).date().isoformat()
