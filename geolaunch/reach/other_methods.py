"""How rings are drawn elsewhere, and how far each is off.

Every function here but `error_km` and `compared` draws a ring wrongly, and on purpose: as a pair of
compasses, Leaflet and Folium, a sphere or a buffer in web Mercator draw it. What comes back is an
(n, 2) array of (lon, lat) rows in degrees, clockwise from due north and closed, its longitudes
continuous: they may pass 180, and a ring round a pole ends 360° from where it began. Lengths are in
kilometres. The rings of this package are those of `geolaunch.geodesy.shapes`.

Web Mercator (EPSG:3857) takes the Earth for a sphere of the equator's radius; its map is a square,
cut at 85.05°.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import degrees

import numpy as np

from geolaunch.constants import EQUATOR_RADIUS_KM, MEAN_RADIUS_KM
from geolaunch.errors import GeodesyRangeError
from geolaunch.geodesy import shapes as geodesy
from geolaunch.geodesy.ellipsoid import FloatArray, check_places, inverse

__all__ = [
    "LEAFLET_RADIUS_KM",
    "MERCATOR_EDGE_DEG",
    "STEPS",
    "Compared",
    "buffer_3857",
    "compared",
    "comparison_rows",
    "error_km",
    "folium_circle",
    "mercator_circle",
    "sphere_ring",
]

# WGS84's equator: the sphere of EPSG:3857, and the one that many take for the Earth.
LEAFLET_RADIUS_KM = 6371.0  # L.CRS.Earth.R in Leaflet 1.9.3
MERCATOR_EDGE_DEG = 85.0511287798  # L.Projection.SphericalMercator.MAX_LATITUDE

STEPS = (
    720  # a vertex every half a degree: the chord of a circle misses it by 1/100,000 of its radius
)
_FINE = 10  # errors are taken at so many times more places, for they peak sharply near a pole


@dataclass(frozen=True, slots=True)
class Compared:
    """One way of drawing a ring, what it draws, and how far that is off.

    Attributes
    ----------
    key : str
        A short name for ids: ours, mercator, folium, sphere-mean, sphere-equator, buffer-3857.
    name : str
        The way in words.
    rings : tuple of ndarray
        (lon, lat) rows as the module's docstring has them; empty where this way draws nothing.
    error_km : (float, float) or None
        `error_km` of the rings; None where there are none.
    remark : str
        What this way does.
    """

    key: str
    name: str
    rings: tuple[FloatArray, ...]
    error_km: tuple[float, float] | None
    remark: str


# --- the ways ---


def mercator_circle(
    lon_deg: float, lat_deg: float, radius_km: float, steps: int = STEPS
) -> FloatArray:
    """Return what a pair of compasses draws on a flat Mercator map.

    Its opening is the radius at the scale that the map has at the centre's latitude.
    """
    _check(lon_deg, lat_deg, radius_km)
    _check_on_map(lat_deg)
    half = radius_km / (EQUATOR_RADIUS_KM * np.cos(np.radians(lat_deg)))
    return _ellipse(lon_deg, _mercator(lat_deg), half, half, steps)


def buffer_3857(lon_deg: float, lat_deg: float, radius_km: float, steps: int = STEPS) -> FloatArray:
    """Return a buffer in EPSG:3857: kilometres of the map taken for kilometres of the Earth."""
    _check(lon_deg, lat_deg, radius_km)
    _check_on_map(lat_deg)
    half = radius_km / EQUATOR_RADIUS_KM
    return _ellipse(lon_deg, _mercator(lat_deg), half, half, steps)


def folium_circle(
    lon_deg: float, lat_deg: float, radius_km: float, steps: int = STEPS
) -> FloatArray:
    """Return what folium.Circle shows: the ellipse on the Mercator map that Leaflet draws.

    Its top and bottom are the latitudes one radius north and south on a sphere of 6,371 km, taken
    back to the edge of the map when they lie beyond it; its width is that of the sphere's ring at
    the latitude of the ellipse's middle or, where that ring has none, the radius over the cosine of
    the centre's latitude. That is `L.Circle._project` of Leaflet 1.9.3, before it rounds to pixels.
    """
    _check(lon_deg, lat_deg, radius_km)
    _check_on_map(lat_deg)
    radius, lat = radius_km / LEAFLET_RADIUS_KM, np.radians(lat_deg)
    north, south = (_mercator(_on_map(lat_deg + sign * np.degrees(radius))) for sign in (1, -1))
    middle = (north + south) / 2
    middle_lat = np.arctan(np.sinh(middle))
    cosine = np.cos(radius) - np.sin(lat) * np.sin(middle_lat)
    cosine /= np.cos(lat) * np.cos(middle_lat)
    width = np.arccos(cosine) if -1 <= cosine < 1 else radius / np.cos(lat)
    return _ellipse(lon_deg, middle, width, north - middle, steps)


def sphere_ring(
    lon_deg: float,
    lat_deg: float,
    radius_km: float,
    sphere_km: float = MEAN_RADIUS_KM,
    steps: int = STEPS,
) -> FloatArray:
    """Return the ring by great circles on a sphere of a radius: turf.circle with the default one.

    Latitudes of the Earth are taken as they stand for those of the sphere.
    """
    _check(lon_deg, lat_deg, radius_km)
    if not 0 < sphere_km < np.inf:
        raise GeodesyRangeError(f"got sphere_km={sphere_km:g}: a sphere's radius is over 0 km")
    arc, lat, azimuth = radius_km / sphere_km, np.radians(lat_deg), _turn(steps)
    ahead = np.cos(azimuth) * np.sin(arc)
    up = np.sin(lat) * np.cos(arc) + np.cos(lat) * ahead
    out = np.cos(lat) * np.cos(arc) - np.sin(lat) * ahead
    east = np.sin(azimuth) * np.sin(arc)
    lon = lon_deg + np.degrees(np.unwrap(np.arctan2(east, out)))
    rows = np.column_stack([lon, np.degrees(np.arctan2(up, np.hypot(out, east)))])
    rows[-1] = rows[0] + [360 * np.round((lon[-1] - lon[0]) / 360), 0]
    return rows


# --- how far they are off ---


def error_km(
    ring: FloatArray, lon_deg: float, lat_deg: float, radius_km: float, between: int = 1
) -> tuple[float, float]:
    """Return by how much a drawn ring misses its stated radius, at least and at most, km.

    Parameters
    ----------
    ring : ndarray
        (n, 2) rows of (lon, lat) in degrees, longitudes continuous.
    lon_deg, lat_deg : float
        The true centre in degrees.
    radius_km : float
        The radius that the ring is said to have.
    between : int
        Into how many parts each edge, straight in (lon, lat), is cut; 1 takes the vertices alone.

    Returns
    -------
    least_km, greatest_km : float
        The geodesic distance from the centre less the stated radius: below 0 where the ring is
        drawn too near, above where it is drawn too far.
    """
    places = ring
    if between > 1:
        at = np.linspace(0, len(ring) - 1, (len(ring) - 1) * between + 1)
        places = np.column_stack([np.interp(at, np.arange(len(ring)), column) for column in ring.T])
    error = inverse(lon_deg, lat_deg, places[:, 0], places[:, 1])[0] - radius_km
    return float(error.min()), float(error.max())


def compared(lon_deg: float, lat_deg: float, radius_km: float) -> tuple[Compared, ...]:
    """Return our ring and the same ring as others draw it, each with its error, ours first.

    Where the centre lies beyond the edge of a Mercator map, the ways that need one draw nothing.

    Raises
    ------
    GeodesyRangeError
        The centre is not on Earth, or the radius is not one that rings are drawn for.
    """
    ours = _ours(lon_deg, lat_deg, radius_km)
    return (ours, *(_other(way, lon_deg, lat_deg, radius_km) for way in _WAYS))


def comparison_rows(
    lon_deg: float, lat_deg: float, radius_km: float
) -> tuple[tuple[str, str, str, str], ...]:
    """Return `compared` as rows of text: way, least and greatest error in km, remark."""
    return tuple(
        (way.name, *(_in_words(way.error_km)), way.remark)
        for way in compared(lon_deg, lat_deg, radius_km)
    )


# --- each way, drawn and measured ---


@dataclass(frozen=True, slots=True)
class _Way:
    """One way of others: what it is called, what it draws, and whether that needs a flat map."""

    key: str
    name: str
    remark: str
    draw: Callable[..., FloatArray]
    flat: bool = True


_WAYS = (
    _Way(
        "mercator",
        "compass circle on a Mercator map",
        "the map's scale at the centre, taken for its scale everywhere",
        mercator_circle,
    ),
    _Way("folium", "folium.Circle, L.circle", "an ellipse on the map", folium_circle),
    _Way(
        "sphere-mean",
        "sphere of 6,371.0088 km (turf.circle)",
        "the Earth taken for a sphere",
        partial(sphere_ring, sphere_km=MEAN_RADIUS_KM),
        flat=False,
    ),
    _Way(
        "sphere-equator",
        "sphere of 6,378.137 km",
        "the Earth taken for a sphere of the equator's radius",
        partial(sphere_ring, sphere_km=EQUATOR_RADIUS_KM),
        flat=False,
    ),
    _Way(
        "buffer-3857",
        "buffer in EPSG:3857",
        "kilometres of the map, taken for kilometres of the Earth",
        buffer_3857,
    ),
)
_OURS_BETWEEN = 16  # parts of an edge at which our own ring is measured, for its edges are long


def _ours(lon: float, lat: float, radius_km: float) -> Compared:
    """Return our own ring, measured along its edges."""
    rings = geodesy.outline(lon, lat, radius_km).rings
    errors = [error_km(ring, lon, lat, radius_km, _OURS_BETWEEN) for ring in rings]
    least, greatest = zip(*errors, strict=True)
    remark = f"geodesics on WGS84, within {geodesy.tolerance_km(radius_km):g} km"
    return Compared("ours", "geolaunch", rings, (min(least), max(greatest)), remark)


def _other(way: _Way, lon: float, lat: float, radius_km: float) -> Compared:
    """Return the ring of another way, measured at many places."""
    if way.flat and abs(lat) > MERCATOR_EDGE_DEG:
        return Compared(way.key, way.name, (), None, "the centre lies beyond the edge of the map")
    fine = way.draw(lon, lat, radius_km, steps=_FINE * STEPS)
    error = error_km(fine, lon, lat, radius_km)
    remark = way.remark
    if way.key == "folium" and _is_cut(lat, radius_km):
        remark += ", cut at 85°, where the map ends"
    return Compared(way.key, way.name, (fine[::_FINE],), error, remark)


def _is_cut(lat_deg: float, radius_km: float) -> bool:
    """Tell whether Leaflet takes the top or the bottom of its ellipse back to the map's edge."""
    return abs(lat_deg) + degrees(radius_km / LEAFLET_RADIUS_KM) > MERCATOR_EDGE_DEG


def _in_words(error: tuple[float, float] | None) -> tuple[str, str]:
    """Return the two errors with their signs, as many decimals as they deserve."""
    if error is None:
        return "-", "-"
    least, greatest = (f"{km:+z,.{2 - (abs(km) >= 1) - (abs(km) >= 10)}f}" for km in error)
    return least, greatest


# --- the map ---


def _mercator(lat_deg: float) -> float:
    """Return the Mercator ordinate of a latitude, in radii of the sphere."""
    return float(np.arcsinh(np.tan(np.radians(lat_deg))))


def _on_map(lat_deg: float) -> float:
    """Return a latitude, or the edge of the map where it lies beyond."""
    return float(np.clip(lat_deg, -MERCATOR_EDGE_DEG, MERCATOR_EDGE_DEG))


def _turn(steps: int) -> FloatArray:
    """Return the angles of one turn in steps, radians, 0 and the full turn among them."""
    return np.linspace(0, 2 * np.pi, steps + 1)


def _ellipse(lon_deg: float, y: float, across: float, up: float, steps: int) -> FloatArray:
    """Return (lon, lat) rows of an ellipse on the map; its height and half axes in radii."""
    turn = _turn(steps)
    lon = lon_deg + np.degrees(across * np.sin(turn))
    rows = np.column_stack([lon, np.degrees(np.arctan(np.sinh(y + up * np.cos(turn))))])
    rows[-1] = rows[0]
    return rows


# --- what is refused, and in which words ---


def _check(lon_deg: float, lat_deg: float, radius_km: float) -> None:
    """Refuse a centre that is not on Earth and a radius that no ring has."""
    check_places(np.asarray(lon_deg, dtype=np.float64), np.asarray(lat_deg, dtype=np.float64))
    if not 0 < radius_km < np.inf:
        raise GeodesyRangeError(f"got radius_km={radius_km:g}: a radius is over 0 km, and finite")


def _check_on_map(lat_deg: float) -> None:
    """Refuse a centre beyond the edge of a Mercator map."""
    if abs(lat_deg) > MERCATOR_EDGE_DEG:
        raise GeodesyRangeError(
            f"got a centre at latitude {lat_deg:g}: a Mercator map ends at "
            f"{MERCATOR_EDGE_DEG:.2f}° north and south"
        )
