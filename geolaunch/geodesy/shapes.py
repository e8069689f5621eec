"""Pure WGS84 on (lon, lat): direct and inverse, and curves and areas at a distance.

Degrees on every angle, kilometres on every length; azimuths run clockwise from true north; places
are (lon, lat) in that order, longitudes out in [-180, 180].

`path`, `ring`, `disc`, `band` and `sector` hold for any centre on Earth and any radius from a
metre to the antipode: about a pole or both, across the antimeridian, beyond a hemisphere. Areas
are in RFC 7946 form, cut at the antimeridian; `outline` gives the same edge uncut. Vertices lie on
the true curve, and as many of them are taken as keep the edges between them within a tolerance of
it, whether these are drawn straight in (lon, lat), as a GeoJSON reader does, or in Mercator, as a
web map does.

A valid polygon may be the exact complement of what was meant; what decides is whether a place lies
inside, and that is what the tests hold against the inverse problem.
"""

from __future__ import annotations

from typing import cast

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon

from geolaunch.errors import GeodesyRangeError
from geolaunch.geodesy.antimeridian import Outline, area_of, line_of, lines_of
from geolaunch.geodesy.curves import (
    GREATEST_RADIUS_KM,
    OVERTAKEN_FROM_KM,
    about_centre,
    arc_rows,
    halves,
    off_poles_km,
    outlines,
    radial_rows,
    reversed_outline,
    ring_tolerance_km,
    sector_rows,
    usual_tolerance_km,
    without_repeats,
)
from geolaunch.geodesy.ellipsoid import (
    FloatArray,
    LonLat,
    check_azimuths,
    check_places,
    direct,
    inverse,
    polygon_area_km2,
    reduced_length_km,
    ring_area_km2,
)
from geolaunch.geodesy.sampling import pole_distances_km

__all__ = [
    "GREATEST_RADIUS_KM",
    "LEAST_RADIUS_KM",
    "LEAST_TOLERANCE_KM",
    "FloatArray",
    "LonLat",
    "Outline",
    "band",
    "band_outline",
    "direct",
    "disc",
    "discs",
    "inverse",
    "outline",
    "path",
    "polygon_area_km2",
    "reduced_length_km",
    "ring",
    "ring_area_km2",
    "sector",
    "tolerance_km",
]

LEAST_RADIUS_KM = 0.001
LEAST_TOLERANCE_KM = 0.001  # a finer edge would be finer than any report


_JOINED_DEG = 1e-9  # where two areas are joined, places closer than 0.1 mm are one


Area = Polygon | MultiPolygon
Line = LineString | MultiLineString


def tolerance_km(radius_km: ArrayLike) -> FloatArray:
    """Return how far the edges of a ring may lie from it where nothing else is asked for, km.

    0.1 km up to a radius of 1,000 km and 0.01 % of it beyond; in any case no more than a thousandth
    of the radius, and of what is left to the antipode: a small ring stays round, about its centre
    and about its antipode.
    """
    return ring_tolerance_km(radius_km, None)


# --- curves ---


def path(
    lon_deg: float,
    lat_deg: float,
    azimuth_deg: float,
    distance_km: float,
    tolerance_km: float | None = None,
) -> Line:
    """Return the geodesic that leaves a place at an azimuth, from there to a distance.

    Parameters
    ----------
    lon_deg, lat_deg : float
        Start in degrees.
    azimuth_deg : float
        Azimuth at the start, degrees clockwise from true north.
    distance_km : float
        Length, 0.001 to 20,003.93 km, as far as the antipode.
    tolerance_km : float, optional
        How far straight edges may lie from the curve, 0.001 or more; `tolerance_km` without it.

    Returns
    -------
    LineString or MultiLineString
        (lon, lat) vertices on the geodesic, the start first, cut at the antimeridian. Over a pole
        the line runs along it, at latitude 90, from one meridian to the other.

    Raises
    ------
    GeodesyRangeError
        A value is not finite, or the place or the distance is none on Earth.
    """
    _check_figure(lon_deg, lat_deg, tolerance_km, distance_km=distance_km)
    check_azimuths(np.asarray(azimuth_deg, dtype=np.float64))
    allowed_km = min(float(usual_tolerance_km(distance_km, tolerance_km)), 1e-3 * distance_km)
    rows = radial_rows(lat_deg, azimuth_deg, 0.0, distance_km, allowed_km)
    return line_of(about_centre(lon_deg, rows))


def ring(
    lon_deg: float,
    lat_deg: float,
    radius_km: float,
    azimuths: tuple[float, float] | None = None,
    tolerance_km: float | None = None,
) -> Line:
    """Return the places at one distance from a place: a curve, not an area.

    Parameters
    ----------
    lon_deg, lat_deg : float
        Centre in degrees.
    radius_km : float
        Geodesic distance, 0.001 to 20,003.93 km, as far as the antipode.
    azimuths : (start_deg, stop_deg), optional
        The arc clockwise from `start_deg` to `stop_deg`; without it the full circle.
    tolerance_km : float, optional
        How far straight edges may lie from the curve, 0.001 or more; `tolerance_km` without it.

    Returns
    -------
    LineString or MultiLineString
        (lon, lat) vertices clockwise about the centre, cut at the antimeridian; closed for a full
        circle that is not cut, which starts due north. Where others have overtaken the geodesics
        (beyond 19,970 km) there is no arc; one that is overtaken whole is empty.

    Raises
    ------
    GeodesyRangeError
        A value is not finite, or the place, the radius or the arc is none on Earth.
    """
    if azimuths is None:
        whole = outline(lon_deg, lat_deg, radius_km, tolerance_km)
        return lines_of(reversed_outline(whole))
    _check_figure(lon_deg, lat_deg, tolerance_km, radius_km=radius_km)
    return _arc(lon_deg, lat_deg, radius_km, _clockwise(*azimuths), tolerance_km)


def _arc(
    lon_deg: float,
    lat_deg: float,
    radius_km: float,
    azimuths: tuple[float, float],
    tolerance_km: float | None,
) -> Line:
    """Return the part of a ring between two azimuths, where its geodesics are the shortest."""
    allowed_km = float(ring_tolerance_km(radius_km, tolerance_km))
    poles_km = pole_distances_km(np.array([lat_deg]))
    radius_km = float(off_poles_km(np.array([radius_km]), poles_km)[0])
    rows = arc_rows(lat_deg, radius_km, *azimuths, allowed_km, along_cut=False)
    return line_of(about_centre(lon_deg, rows))


def outline(
    lon_deg: float, lat_deg: float, radius_km: float, tolerance_km: float | None = None
) -> Outline:
    """Return the edge of a disc uncut, for maps that can be panned across the antimeridian.

    Parameters and errors are those of `disc`, which is `antimeridian.area_of` this. The one ring
    runs counter-clockwise about the centre from due north; within 0.1 m of the antipode there is
    none.
    """
    _check_figure(lon_deg, lat_deg, tolerance_km, radius_km=radius_km)
    half = halves(np.array([lat_deg]), np.array([radius_km]), tolerance_km)
    return outlines(np.array([lon_deg]), half)[0]


# --- areas ---


def disc(
    lon_deg: float, lat_deg: float, radius_km: float, tolerance_km: float | None = None
) -> Area:
    """Return the places up to a distance from a place.

    Parameters
    ----------
    lon_deg, lat_deg : float
        Centre in degrees.
    radius_km : float
        Geodesic distance, 0.001 to 20,003.93 km, as far as the antipode.
    tolerance_km : float, optional
        How far straight edges may lie from the true edge, 0.001 or more; `tolerance_km` without it.

    Returns
    -------
    Polygon or MultiPolygon
        (lon, lat) vertices in RFC 7946 form: cut at the antimeridian, along a pole that lies
        inside, exteriors counter-clockwise, what is left about the antipode a hole.

    Raises
    ------
    GeodesyRangeError
        A value is not finite, or the place or the radius is none on Earth.
    """
    return area_of(outline(lon_deg, lat_deg, radius_km, tolerance_km))


def discs(
    lon_deg: ArrayLike,
    lat_deg: ArrayLike,
    radius_km: ArrayLike,
    tolerance_km: float | None = None,
) -> NDArray[np.object_]:
    """Return many discs at once: `disc` for arrays of centres and radii of one (broadcast) shape.

    Raises GeodesyRangeError for the first value that is none on Earth.
    """
    shaped = np.broadcast_arrays(
        *(np.asarray(values, dtype=np.float64) for values in (lon_deg, lat_deg, radius_km))
    )
    lon, lat, radius = (values.ravel() for values in shaped)
    check_places(lon, lat)
    _check_tolerance(tolerance_km)
    _check_radii("radius_km", radius)
    if len(lon) == 0:
        return np.empty(shaped[0].shape, dtype=np.object_)
    areas = np.empty(len(lon), dtype=np.object_)
    areas[:] = [area_of(edge) for edge in outlines(lon, halves(lat, radius, tolerance_km))]
    return areas.reshape(shaped[0].shape)


def band(
    lon_deg: float,
    lat_deg: float,
    inner_km: float,
    outer_km: float,
    tolerance_km: float | None = None,
) -> Area:
    """Return the places between two distances from a place, all around it.

    Parameters
    ----------
    lon_deg, lat_deg : float
        Centre in degrees.
    inner_km, outer_km : float
        Geodesic distances, 0.001 to 20,003.93 km, the inner one the smaller.
    tolerance_km : float, optional
        How far straight edges may lie from the true edges, 0.001 or more; `tolerance_km` without
        it, and never more than half the width of the band.

    Returns
    -------
    Polygon or MultiPolygon
        (lon, lat) vertices in RFC 7946 form, as those of `disc`.

    Raises
    ------
    GeodesyRangeError
        A value is not finite, the place or a radius is none on Earth, or the inner radius is not
        the smaller.
    """
    return area_of(band_outline(lon_deg, lat_deg, inner_km, outer_km, tolerance_km))


def band_outline(
    lon_deg: float,
    lat_deg: float,
    inner_km: float,
    outer_km: float,
    tolerance_km: float | None = None,
) -> Outline:
    """Return the two edges of a band uncut, the outer one first; see `outline` and `band`."""
    _check_figure(lon_deg, lat_deg, tolerance_km, inner_km=inner_km, outer_km=outer_km)
    allowed_km = _half_width_km(inner_km, outer_km)
    if tolerance_km is not None:
        allowed_km = min(tolerance_km, allowed_km)
    radii = np.array([outer_km, inner_km])
    half = halves(np.array([lat_deg, lat_deg]), radii, allowed_km, usual=tolerance_km is None)
    outer, inner = outlines(np.array([lon_deg, lon_deg]), half)
    rings = (*outer.rings, *reversed_outline(inner).rings)
    return Outline(rings, outer.holds_north_pole and not inner.holds_north_pole)


def sector(
    lon_deg: float,
    lat_deg: float,
    inner_km: float,
    outer_km: float,
    start_azimuth_deg: float,
    stop_azimuth_deg: float,
    tolerance_km: float | None = None,
) -> Area:
    """Return the places between two distances and two azimuths from a place.

    Parameters
    ----------
    lon_deg, lat_deg, inner_km, outer_km, tolerance_km
        Degrees and km, as those of `band`.
    start_azimuth_deg, stop_azimuth_deg : float
        The sector lies clockwise from the start to the stop; it may pass through north.

    Returns
    -------
    Polygon or MultiPolygon
        (lon, lat) vertices in RFC 7946 form, as those of `disc`.

    Raises
    ------
    GeodesyRangeError
        A value is not finite, the place or a radius is none on Earth, the inner radius is not the
        smaller, or the azimuths leave no sector or all of it.
    """
    _check_figure(lon_deg, lat_deg, tolerance_km, inner_km=inner_km, outer_km=outer_km)
    half_width_km = _half_width_km(inner_km, outer_km)
    both_km = ring_tolerance_km([inner_km, outer_km], tolerance_km)
    near_km, far_km = np.minimum(both_km, half_width_km).tolist()
    azimuths = _clockwise(start_azimuth_deg, stop_azimuth_deg)
    return _sector(lon_deg, lat_deg, (inner_km, outer_km), azimuths, (near_km, far_km))


def _sector(
    lon_deg: float,
    lat_deg: float,
    radii_km: tuple[float, float],
    azimuths: tuple[float, float],
    allowed_km: tuple[float, float],
) -> Area:
    """Return a sector that has been checked; radii and tolerances are inner and outer."""
    poles_km = pole_distances_km(np.array([lat_deg]))
    inner_km, outer_km = off_poles_km(np.array(radii_km), poles_km).tolist()
    start, stop = azimuths
    if outer_km <= OVERTAKEN_FROM_KM or stop - start <= 180:
        rows = sector_rows(lat_deg, inner_km, outer_km, start, stop, *allowed_km)
        return _enclosed(lon_deg, rows)
    # It may lie on both sides of the cut locus where its sides end, with a slit between.
    halfway = (start + stop) / 2
    turn = 360 * (halfway >= 360)
    parts = [
        _enclosed(lon_deg, sector_rows(lat_deg, inner_km, outer_km, *ends, *allowed_km))
        for ends in ((start, halfway), (halfway - turn, stop - turn))
    ]
    joined = shapely.union_all(parts, grid_size=_JOINED_DEG)
    return cast(Area, shapely.orient_polygons(joined))


def _enclosed(lon_deg: float, rows: FloatArray) -> Area:
    """Return what lies on the left of an edge; that alone says whether it holds a pole."""
    edge = without_repeats(about_centre(lon_deg, rows))
    return area_of(Outline((edge,), holds_north_pole=False))


# --- whole rings ---


# --- parts of rings, and lines across them ---


# --- what is refused, and in which words ---


def _check_figure(
    lon_deg: float, lat_deg: float, tolerance_km: float | None, **radii_km: float
) -> None:
    """Refuse a centre, a tolerance or radii that are none on Earth."""
    check_places(np.asarray(lon_deg, dtype=np.float64), np.asarray(lat_deg, dtype=np.float64))
    for name, radius_km in radii_km.items():
        _check_radii(name, np.asarray(radius_km, dtype=np.float64))
    _check_tolerance(tolerance_km)


def _check_radii(name: str, radius_km: FloatArray) -> None:
    """Refuse distances below a metre or beyond the antipode."""
    good = (radius_km >= LEAST_RADIUS_KM) & (radius_km <= GREATEST_RADIUS_KM)
    if not good.all():
        first = float(radius_km[~good].flat[0])
        raise GeodesyRangeError(
            f"got {name}={first:.12g}: wanted {LEAST_RADIUS_KM:g} to {GREATEST_RADIUS_KM:,.4f} km, "
            "which is as far as two places on Earth can lie apart"
        )


def _check_tolerance(tolerance_km: float | None) -> None:
    """Refuse a tolerance that no edge can keep."""
    if tolerance_km is not None and not LEAST_TOLERANCE_KM <= tolerance_km < np.inf:
        raise GeodesyRangeError(
            f"got tolerance_km={tolerance_km:g}: a tolerance is {LEAST_TOLERANCE_KM} km or more"
        )


def _half_width_km(inner_km: float, outer_km: float) -> float:
    """Return half the width between two distances: edges closer than that to both cannot cross."""
    if not outer_km - inner_km >= LEAST_TOLERANCE_KM:
        raise GeodesyRangeError(
            f"got inner_km={inner_km:.12g} and outer_km={outer_km:.12g}: the inner one is the "
            f"smaller, by {LEAST_TOLERANCE_KM} km or more"
        )
    return (outer_km - inner_km) / 2


def _clockwise(start_deg: float, stop_deg: float) -> tuple[float, float]:
    """Return the azimuths, the start in [0, 360) and the stop less than a turn after it."""
    check_azimuths(np.array([start_deg, stop_deg], dtype=np.float64))
    start = start_deg % 360 % 360  # a hair below 0 is 360 at first
    span = (stop_deg - start) % 360
    if span in (0.0, 360.0):
        raise GeodesyRangeError(
            f"got azimuths from {start_deg:g} to {stop_deg:g}: no arc or all of it; "
            "for the full circle use ring without azimuths, or band"
        )
    return start, start + span
