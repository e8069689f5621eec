"""The track of a flight with heights, for files: rows, CSV, one GeoJSON feature; and its record.

A track is derived from claims; it is `assumed` where its apogee is, or the direction that it went.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from geolaunch.catalogue.launches import system_of
from geolaunch.catalogue.missiles import RangeClaim
from geolaunch.errors import InputError
from geolaunch.geodesy.ellipsoid import FloatArray
from geolaunch.report.model import Launch, originators
from geolaunch.report.quantity import seconds
from geolaunch.scenes.language import words
from geolaunch.tables import csv_text
from geolaunch.trajectory.arc import Arc, downrange_km, rotation_offset_km, track
from geolaunch.trajectory.boost import SPREAD_WORDS
from geolaunch.trajectory.fit import Fit, arc_check, fits, sentence
from geolaunch.trajectory.flights import LaunchArc, flight, rough_range_km, untold
from geolaunch.version import VERSION

__all__ = [
    "COLUMNS",
    "WHY_NO_ARC",
    "record",
    "track_collection",
    "track_csv",
    "track_feature",
    "track_rows",
    "why_no_arc",
]

CAVEAT = (
    "An arc of free fall computed from reported figures, without thrust or air: not a tracked "
    "flight. Where direction_basis is assumed, the ground track means nothing."
)

WHY_NO_ARC: Mapping[str, str] = {
    "arc_cruise": "a cruise missile has no arc",
    "arc_satellite": "a satellite launcher burns most of the way, so it has no arc",
    "arc_failed": "it failed, so how it flew is not known",
    "arc_irregular": "it is called irregular or gliding, so how it flew is not known",
    "arc_flat": "depressed or manoeuvring: {apogee_km} km high over {range_km} km, cannot tell",
    "arc_no_distance": "no distance by {who} is in the sources",
    "arc_no_height": "no height is in the sources",
    "arc_nothing": "neither a distance nor a height is in the sources",
    "arc_near": "it came down too near its site for an arc to have a direction",
    "arc_no_site": "no site is known",
    "arc_none": "no arc of free fall has these figures: {why}",
}

# Of a height that is assumed; what stands there of one that was reported is `SPREAD_WORDS`.
ASSUMED_WORDS = (
    "the height is assumed, and with it the time: no spread of it can be stated, and a lofted "
    "flight takes much longer"
)

# What stands beside a rough bound, wherever one is written.
ROUGH_NOTE = (
    "a rough bound from this flight's own figures, not a range of the missile: how far its speed "
    "would carry it on the flattest arc of free fall"
)

COLUMNS = ("time_s", "lon_deg", "lat_deg", "height_km", "downrange_km", "speed_km_s")
_DIGITS = (2, 5, 5, 3, 3, 4)  # a metre, and what a metre takes at 8 km/s


def track_rows(flight: LaunchArc, count: int = 64) -> tuple[dict[str, float], ...]:
    """Return points along a flight's arc: the columns of `COLUMNS`, from the site to the impact.

    Times and speeds are those of the vacuum arc, without the boost, speeds over the turning Earth.
    Raises InputError, with why, for a flight that has no arc.
    """
    table = _table(_arc_of(flight), count)
    return tuple(dict(zip(COLUMNS, map(float, row), strict=True)) for row in table)


def track_csv(flight: LaunchArc, count: int = 64) -> str:
    """Return the rows of a flight as CSV, in each what it is of, by whom and on what basis."""
    head = (flight.launch, flight.source, _basis(flight), str(flight.verified).lower())
    rows = (head + tuple(row.values()) for row in track_rows(flight, count))
    return csv_text(("launch", "source", "basis", "verified", *COLUMNS), rows)


def track_feature(flight: LaunchArc, count: int = 64) -> dict[str, Any]:
    """Return a flight as a GeoJSON feature: (lon, lat, height in metres), cut at the antimeridian.

    Raises InputError, with why, for a flight that has no arc.
    """
    arc = _arc_of(flight)
    lines = _lines(_table(arc, count))
    single = len(lines) == 1
    return {
        "type": "Feature",
        "id": f"{flight.launch}/track/{flight.source}",
        "geometry": {
            "type": "LineString" if single else "MultiLineString",
            "coordinates": lines[0] if single else lines,
        },
        "properties": {
            "kind": "track",
            "basis": _basis(flight),
            "launch": flight.launch,
            "source": flight.source,
            "verified": flight.verified,
            "bound": flight.bound or None,
            "apogee_basis": _apogee_basis(flight),
            "direction_basis": flight.direction,
            "range_km": round(float(arc.range_km), 3),
            "apogee_km": round(float(arc.apogee_km), 3),
            "arc_time_s": round(float(arc.time_s), 1),
            "rotation_offset_km": _offset_km(arc),
        },
    }


def track_collection(flights: Sequence[LaunchArc]) -> dict[str, Any]:
    """Return flights as a GeoJSON FeatureCollection; see `track_feature`."""
    verified = all(flight.verified for flight in flights)
    return {
        "type": "FeatureCollection",
        "generator": f"geolaunch {VERSION}",
        "caveat": CAVEAT,
        **({} if verified else {"status": words()("user")}),
        "features": [track_feature(flight) for flight in flights],
    }


def record(launch: Launch, own: LaunchArc | None = None) -> dict[str, Any]:
    """Return a flight as plain values for JSON: None where a figure is not known.

    `own` is whose figures, and `consistency` then holds that originator's findings alone; without
    it the figures are those of `arcs.flight`, and the findings those of all `sources`. `ballistic`
    is True, False, or None where nobody can tell. The `basis` of a height or an arc that nobody
    reported is `assumed`.
    """
    chosen = own or flight(launch) or untold(launch)
    findings = fits(own) if own else arc_check(launch)
    return {
        "launch": launch.id,
        "source": chosen.source or None,
        "sources": list(originators(launch)),
        "verified": launch.in_catalogue,
        **_figures(launch, chosen),
        "consistency": [_plain(fit) for fit in findings],
    }


def _figures(launch: Launch, flight: LaunchArc) -> dict[str, Any]:
    """Return the figures of a flight, with what each rests on."""
    allowance, flown = flight.boost, flight.arc
    rough, arc_s = rough_range_km(flight), flight.arc_time_s or 0.0
    sure = allowance is not None and flight.apogee is not None
    low_s = arc_s + allowance.low_s if allowance and sure else None
    high_s = arc_s + allowance.high_s if allowance and sure else None
    return {
        "ballistic": {"no": False, "cannot tell": None}.get(flight.ballistic, True),
        "ballistic_basis": _ballistic_basis(flight),
        "why_no_arc": why_no_arc(flight) or None,
        "range_km": _rounded(flight.range_km, 3),
        "apogee_km": _rounded(flight.apogee_km, 3),
        "apogee_basis": _apogee_basis(flight),
        "bound": flight.bound or None,
        "direction_basis": flight.direction if flown else None,
        "arc_time_s": _rounded(flight.arc_time_s, 1),
        "boost_s": allowance and round(allowance.seconds, 1),
        "boost_low_s": allowance and round(allowance.low_s, 1),
        "boost_high_s": allowance and round(allowance.high_s, 1),
        "boost_fitted": allowance and allowance.fitted,
        "flight_time_s": _rounded(flight.flight_time_s, 1),
        "flight_time_sd_s": _rounded(flight.flight_time_sd_s, 1),
        "flight_time_low_s": _rounded(low_s, 1),
        "flight_time_high_s": _rounded(high_s, 1),
        "spread": allowance and (SPREAD_WORDS if sure else ASSUMED_WORDS),
        "reported_time_s": seconds(flight.flight_time) if flight.flight_time else None,
        "apex_time_s": None if flown is None else round(float(flown.apex_time_s), 1),
        "rotation_offset_km": None if flown is None else _offset_km(flown),
        "rough_range_km": None if rough is None else round(rough, -2),
        "rough_range_note": None if rough is None else ROUGH_NOTE,
        "published_ranges": _published(launch),
    }


def _ballistic_basis(flight: LaunchArc) -> str:
    """Return what it rests on whether a flight was ballistic."""
    if flight.why is not None and flight.why.key == "arc_flat":
        return "derived"
    return "assumed" if flight.ballistic == "assumed" else "reported"


def _apogee_basis(flight: LaunchArc) -> str | None:
    """Return what an apogee rests on, None where there is none."""
    if flight.apogee is not None:
        return "reported"
    return None if flight.arc is None else "assumed"


def _plain(fit: Fit) -> dict[str, Any]:
    """Return a finding as plain values."""
    return {
        "originator": fit.originator,
        "claims": list(fit.claims),
        "fits": fit.fits,
        "text": sentence(fit),
    }


def _published(launch: Launch) -> list[dict[str, Any]]:
    """Return the published range estimates of the launch's missile, each with its author."""
    system = system_of(launch)
    claims: Sequence[RangeClaim] = system.claims if system else ()
    return [
        {
            "missile": system.name if system else None,
            "kind": claim.kind,
            "low_km": claim.low_km,
            "high_km": claim.high_km,
            "conditions": claim.conditions or None,
            "originator": claim.originator,
            "stated_at": claim.stated_at,
        }
        for claim in claims
        if claim.kind in ("estimate", "lower-bound") and claim.radii_km
    ]


def _offset_km(arc: Arc) -> float:
    """Return how far the ground track of an arc lies off the geodesic at most, in km."""
    return round(float(rotation_offset_km(arc)), 3)


def _rounded(value: float | None, digits: int) -> float | None:
    """Return a number with so many digits."""
    return None if value is None else round(value, digits)


def why_no_arc(flight: LaunchArc) -> str:
    """Return in words why a flight has no arc, "" if it has one."""
    return WHY_NO_ARC[flight.why.key].format(**flight.why.values) if flight.why else ""


def _arc_of(flight: LaunchArc) -> Arc:
    """Return the arc of a flight, or refuse one that has none."""
    if flight.arc is None:
        why = why_no_arc(flight) or "no figures"
        raise InputError(f"{flight.launch}, {flight.source}: no arc and so no track: {why}")
    return flight.arc


def _basis(flight: LaunchArc) -> str:
    """Return what a track rests on."""
    return "assumed" if flight.apogee is None or flight.direction == "assumed" else "derived"


def _table(arc: Arc, count: int) -> FloatArray:
    """Return the columns of `COLUMNS` for each point, rounded."""
    points = track(arc, count)
    gone = downrange_km(arc, points)
    columns = (points.time_s, points.lon_deg, points.lat_deg, points.height_km, gone)
    rounded = [np.round(a, n) for a, n in zip((*columns, points.speed_km_s), _DIGITS, strict=True)]
    return np.stack(rounded, axis=-1) + 0.0  # minus nothing is nothing


def _lines(table: FloatArray) -> list[list[list[float]]]:
    """Return (lon, lat, metres), cut where the track crosses the antimeridian."""
    lon = table[:, 1]
    lines: list[list[list[float]]] = [[]]
    for n, (x, y, high_km) in enumerate(table[:, 1:4]):
        step = x - lon[n - 1] if n else 0.0
        if abs(step) > 180:
            side = 180.0 if step < 0 else -180.0
            share = (side - lon[n - 1]) / (step - 360 * np.sign(step))
            cut = table[n - 1, 2:4] + share * (table[n, 2:4] - table[n - 1, 2:4])
            lines[-1].append(_vertex(side, *cut))
            lines.append([_vertex(-side, *cut)])
        lines[-1].append(_vertex(x, y, high_km))
    return lines


def _vertex(lon_deg: float, lat_deg: float, height_km: float) -> list[float]:
    """Return one place of a GeoJSON line."""
    return [float(lon_deg), round(float(lat_deg), 5), float(round(height_km * 1000))]
