"""The reach near land, as rings; what it holds is tested in `test_offset`."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from helpers.geodesy_strategies import WGS84
from shapely.geometry import MultiPolygon, Polygon, box

from geolaunch.geodesy.antimeridian import Outline, area_of
from geolaunch.reach import near_offset as growth
from geolaunch.reach.border import border_of
from geolaunch.reach.near_offset import grown_rings


def rings_of(land: Polygon | MultiPolygon, radius_km: float, allowed_km: float = 0.05) -> list:
    """Return the rings about land."""
    return grown_rings(land, border_of(land, radius_km, 0.1 * allowed_km), radius_km, allowed_km)


def test_two_circles_cross_where_they_cross() -> None:
    """Two dots 100 km apart: places 60 km from both lie on the way between them, 33 km off it."""
    east_deg = WGS84.fwd(0, 10, 90, 100_000)[0]
    dots = MultiPolygon([box(lon, 10, lon + 1e-7, 10 + 1e-7) for lon in (0.0, east_deg)])
    (rows,) = rings_of(dots, 60.0)
    away_km = [
        WGS84.inv(np.full(len(rows), lon), np.full(len(rows), 10.0), *rows.T)[2] / 1000
        for lon in (0.0, east_deg)
    ]
    both = np.flatnonzero(np.abs(away_km[0] - away_km[1]) < 0.01)
    assert len(both) == 2
    for each in away_km:
        assert each[both] == pytest.approx([60.0, 60.0], abs=0.005)
    assert np.minimum(*away_km) == pytest.approx(np.full(len(rows), 60.0), abs=0.005)


def test_dots_that_do_not_meet_have_a_ring_each() -> None:
    dots = MultiPolygon([box(lon, 10, lon + 1e-7, 10 + 1e-7) for lon in (0.0, 2.0)])
    assert [len(rings_of(dots, km)) for km in (109.0, 111.0)] == [2, 1]


def test_rings_are_closed_and_have_the_area_on_their_left() -> None:
    lake = Polygon(box(0, 40, 8, 46).exterior, [box(2, 41, 6, 45).exterior])
    outer, inner = sorted(rings_of(lake, 50.0), key=lambda rows: -np.ptp(rows[:, 0]))
    for rows in (outer, inner):
        assert rows[0].tolist() == rows[-1].tolist()
    assert Polygon(outer).exterior.is_ccw
    assert not Polygon(inner).exterior.is_ccw
    assert area_of(Outline((outer, inner), holds_north_pole=False)).is_valid


def test_a_ring_about_the_pole_makes_a_turn() -> None:
    (rows,) = rings_of(box(-180, 80, 180, 90), 300.0)
    assert abs(rows[-1, 0] - rows[0, 0]) == pytest.approx(360)
    assert np.ptp(rows[:, 1]) < 0.001


def test_a_finer_tolerance_has_more_vertices() -> None:
    land = box(0, 40, 8, 46)
    coarse, fine = (rings_of(land, 200.0, km)[0] for km in (0.5, 0.005))
    assert len(fine) > 5 * len(coarse)
    areas = [shapely.area(Polygon(rows)) for rows in (coarse, fine)]
    assert areas[0] == pytest.approx(areas[1], rel=1e-3)


def test_every_public_name_is_exported() -> None:
    own = {
        name
        for name, value in vars(growth).items()
        if callable(value) and getattr(value, "__module__", "") == growth.__name__
    }
    assert {name for name in own if not name.startswith("_")} == set(growth.__all__)
    assert growth.__all__ == sorted(growth.__all__)
