"""The track of a flight with heights, for files: rows, CSV, one GeoJSON feature.

A track is derived from claims; it is `assumed` where its apogee is, or the direction that it went.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from geolaunch.arcs import LaunchArc
from geolaunch.ellipsoid import FloatArray
from geolaunch.errors import InputError
from geolaunch.trajectory import Arc, downrange_km, rotation_offset_km, track

__all__ = ["COLUMNS", "track_collection", "track_csv", "track_feature", "track_rows"]

COLUMNS = ("time_s", "lon_deg", "lat_deg", "height_km", "downrange_km", "speed_km_s")
_DIGITS = (2, 5, 5, 3, 3, 4)  # a metre, and what a metre takes at 8 km/s


def track_rows(told: LaunchArc, count: int = 64) -> tuple[dict[str, float], ...]:
    """Return points along a flight's arc: the columns of `COLUMNS`, from the site to the impact.

    Times and speeds are those of the vacuum arc, without the boost, speeds over the turning Earth.
    Raises InputError, with why, for a flight that has no arc.
    """
    table = _table(_arc_of(told), count)
    return tuple(dict(zip(COLUMNS, map(float, row), strict=True)) for row in table)


def track_csv(told: LaunchArc, count: int = 64) -> str:
    """Return the rows of a flight as CSV, with the launch, the source and the basis in each."""
    stream = io.StringIO()
    head = {"launch": told.launch, "source": told.source, "basis": _basis(told)}
    writer = csv.DictWriter(stream, [*head, *COLUMNS], lineterminator="\n")
    writer.writeheader()
    writer.writerows(head | row for row in track_rows(told, count))
    return stream.getvalue()


def track_feature(told: LaunchArc, count: int = 64) -> dict[str, Any]:
    """Return a flight as a GeoJSON feature: (lon, lat, height in metres), cut at the antimeridian.

    Raises InputError, with why, for a flight that has no arc.
    """
    arc = _arc_of(told)
    lines = _lines(_table(arc, count))
    single = len(lines) == 1
    return {
        "type": "Feature",
        "id": f"{told.launch}-{told.source}-track",
        "geometry": {
            "type": "LineString" if single else "MultiLineString",
            "coordinates": lines[0] if single else lines,
        },
        "properties": {
            "kind": "track",
            "basis": _basis(told),
            "launch": told.launch,
            "source": told.source,
            "bound": told.bound or None,
            "apogee_basis": "assumed" if told.apogee is None else "reported",
            "direction_basis": told.direction,
            "range_km": round(float(arc.range_km), 3),
            "apogee_km": round(float(arc.apogee_km), 3),
            "arc_time_s": round(float(arc.time_s), 1),
            "rotation_offset_km": round(float(rotation_offset_km(arc)), 3),
        },
    }


def track_collection(flights: Sequence[LaunchArc]) -> dict[str, Any]:
    """Return flights as a GeoJSON FeatureCollection; see `track_feature`."""
    return {"type": "FeatureCollection", "features": [track_feature(each) for each in flights]}


def _arc_of(told: LaunchArc) -> Arc:
    """Return the arc of a flight, or refuse one that has none."""
    if told.arc is None:
        why = told.why.key.removeprefix("arc_").replace("_", " ") if told.why else "no figures"
        raise InputError(f"{told.launch}, {told.source}: no arc and so no track ({why})")
    return told.arc


def _basis(told: LaunchArc) -> str:
    """Return what a track rests on."""
    return "assumed" if told.apogee is None or told.direction == "assumed" else "derived"


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
