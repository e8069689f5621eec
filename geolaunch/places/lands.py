"""Lands that a missile is said to have flown over, or not: countries, islands, prefectures, capes.

A land is rings of (lon, lat) in degrees, good to 2 km and cut at a box about Korea and Japan
(`data/lands.json`, made by `data/make/territories.py`). A prefecture, a peninsula or a cape is a
disc: that of its row in `data/references.csv`, else one about its point.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geolaunch.constants import MEAN_RADIUS_KM
from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_table, shipped_text
from geolaunch.geodesy.shapes import direct
from geolaunch.names import folded, names_of
from geolaunch.places.coasts import Coast, shore_lines
from geolaunch.places.reference_places import find_reference
from geolaunch.places.sites import Place

__all__ = ["Land", "countries_of", "find_land", "holds", "lands", "shore_middle"]

FloatArray = NDArray[np.float64]

# "Over Cape Erimo" is said of a path known to some tens of km; chosen. A place whose point is less
# well known than that is as large as its point is uncertain, and half as much again.
LEAST_DISC_KM = 20.0
DISC_WIDTHS = 1.5

KM_PER_DEGREE = MEAN_RADIUS_KM * np.pi / 180.0

# Sides of a disc: at 16 the polygon lies within 2 % of the circle.
_SIDES = 16


@dataclass(frozen=True, slots=True)
class Land:
    """A land: its id and name, and its rings, arrays of (lon, lat) in degrees, closed."""

    id: str
    name: str
    rings: tuple[FloatArray, ...] = field(compare=False, repr=False)


@cache
def lands() -> Mapping[str, Land]:
    """Return the lands that ship as polygons, by id, in the order of `data/lands.json`."""
    stored = _stored()
    return {
        row["id"]: Land(
            row["id"], row["name"], tuple(ring for name in row["pieces"] for ring in _piece(name))
        )
        for row in stored["lands"]
    }


def find_land(words: str) -> Land:
    """Return the land that words mean: "Hokkaido", "Aomori Prefecture", "the Korean peninsula".

    Raises UnknownNameError with the nearest names if they mean none.
    """
    id_ = _by_name().get(_key(words))
    if id_ is not None:
        return lands()[id_]
    try:
        places = find_reference(words)
    except UnknownNameError as error:
        known = [land.name for land in lands().values()]
        raise UnknownNameError("land", words, [*known, *error.nearest]) from None
    return _disc(places[0])


def holds(land: Land, lon_deg: float, lat_deg: float) -> bool:
    """Tell whether a point in degrees lies on a land."""
    return any(bool(shapely.contains_xy(shapely.Polygon(r), lon_deg, lat_deg)) for r in land.rings)


@cache
def countries_of(land: Land, among: tuple[str, ...]) -> frozenset[str]:
    """Return which of the lands of these ids a land has a part of."""
    here = shapely.union_all([shapely.Polygon(ring) for ring in land.rings])
    return frozenset(
        id_
        for id_ in among
        if any(here.intersects(shapely.Polygon(ring)) for ring in lands()[id_].rings)
    )


@cache
def shore_middle(coast: Coast) -> tuple[float, float, float]:
    """Return the middle of a shore, (lon, lat) in degrees, and how wide it lies about it in km.

    The width is a standard deviation in each direction, of points a tenth of a degree apart.
    """
    points = np.concatenate([_evenly(line) for line in shore_lines(coast)])
    lon, lat = points.mean(axis=0).tolist()
    km = (points - (lon, lat)) * (KM_PER_DEGREE * np.cos(np.radians(lat)), KM_PER_DEGREE)
    return lon, lat, float(np.sqrt(km.var(axis=0).mean()))


def _evenly(line: FloatArray) -> FloatArray:
    """Return points of a line of (lon, lat) a tenth of a degree apart, one at least."""
    run = np.append(0.0, np.cumsum(np.hypot(*np.diff(line, axis=0).T)))
    at = np.arange(0.05, max(run[-1], 0.06), 0.1)
    return np.column_stack([np.interp(at, run, column) for column in line.T])


@cache
def _disc(place: Place) -> Land:
    """Return the disc that stands for a place."""
    lon, lat, radius_km = _discs().get(place.id) or (
        *(place.lon_deg, place.lat_deg),
        max(LEAST_DISC_KM, DISC_WIDTHS * place.sd_km),
    )
    around = np.linspace(0.0, 360.0, _SIDES + 1)
    x, y, _ = direct(lon, lat, around, np.full(len(around), radius_km))
    return Land(place.id, place.name, (np.column_stack([x, y]),))


@cache
def _discs() -> Mapping[str, tuple[float, float, float]]:
    """Return the discs of reference places: longitude, latitude and radius in km, by id."""
    rows = shipped_table("references.csv")
    cells = {row["id"]: row["disc"].split() for row in rows if row["disc"]}
    return {id_: (float(lon), float(lat), float(km)) for id_, (lon, lat, km) in cells.items()}


@cache
def _by_name() -> Mapping[str, str]:
    """Return the ids of lands by each folded id, name and variant."""
    return {
        _key(name): row["id"]
        for row in _stored()["lands"]
        for name in (row["id"], row["name"], *row["variants"], *names_of("land", row["id"]))
    }


def _key(words: str) -> str:
    """Return a land's name as it is looked up: folded, without articles."""
    return " ".join(word for word in folded(words).split() if word != "the")


def _piece(name: str) -> list[FloatArray]:
    """Return the rings of a stored piece in degrees."""
    stored = _stored()
    return [
        np.column_stack([list(accumulate(ring[::2])), list(accumulate(ring[1::2]))])
        / stored["scale"]
        for ring in stored["pieces"][name]
    ]


@cache
def _stored() -> dict[str, Any]:
    """Return the lands as they are stored; the form stands in `data/make/territories.py`."""
    stored: dict[str, Any] = json.loads(shipped_text("lands.json"))
    return stored
