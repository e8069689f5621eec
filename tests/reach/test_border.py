"""Border points, and which of them is the nearest: against all of them by Karney's distances."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from helpers.geodesy_strategies import WGS84, law, places_everywhere
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import MultiPolygon, Polygon, box

from geolaunch.constants import MEAN_RADIUS_KM
from geolaunch.places.territories import find_territory
from geolaunch.reach import border
from geolaunch.reach.border import border_of, nearest_of, on_one_side, step_km

LANDS = {
    "north-korea": find_territory("north-korea").polygon,
    "a cap": box(-180, 70, 180, 90),
    "two boxes": MultiPolygon([box(0, 0, 1, 1), box(100, -40, 120, -30)]),
}


@pytest.mark.parametrize("name", LANDS)
@pytest.mark.parametrize("radius_km", [20.0, 2000.0])
def test_the_nearest_is_the_nearest_of_all(name, radius_km) -> None:
    made = border_of(LANDS[name], radius_km, 0.1)
    random = np.random.default_rng(1)
    near = random.choice(np.column_stack([made.lon_deg, made.lat_deg]), 40)
    near = np.clip(near + random.normal(0, 2, near.shape), (-1e3, -90), (1e3, 90))
    places = np.vstack([near, places_everywhere(random, 60)])
    found = nearest_of(made, *places.T)
    for place, distance_km, azimuth_deg, point in zip(
        places, found.distance_km, found.azimuth_deg, found.point, strict=True
    ):
        many = np.broadcast_to(place, (len(made.lon_deg), 2)).T
        azimuths, _, metres = WGS84.inv(made.lon_deg, made.lat_deg, *many)
        assert distance_km == pytest.approx(metres.min() / 1000, abs=1e-9)
        assert azimuth_deg == pytest.approx(azimuths[point])


@pytest.mark.parametrize("radius_km", [20.0, 300.0, 5000.0])
@pytest.mark.parametrize(
    "land", [box(-180, 70, 180, 80), box(0, -40, 60, -10), Polygon([(0, 0), (80, 60), (10, 70)])]
)
def test_border_points_are_as_near_as_the_border(land, radius_km) -> None:
    """The border between two of them is farther out than they are by no more than the error."""
    error_km = 0.05
    made = border_of(land, radius_km, error_km)
    fine = border_of(land, radius_km, error_km / 100)
    some = np.random.default_rng(2).integers(0, len(fine.lon_deg), 100)
    lon, lat = fine.lon_deg[some], fine.lat_deg[some]
    ends = np.concatenate(
        [WGS84.fwd(lon, lat, np.full(100, azimuth), np.full(100, 1000 * radius_km))[:2]
         for azimuth in (0.0, 90.0, 180.0, 270.0)], axis=1,
    )  # fmt: skip
    coarse_km, fine_km = (nearest_of(each, *ends).distance_km for each in (made, fine))
    # Nearer to the border than the radius an error may be greater: it is promised from there on.
    far = fine_km > 0.99 * radius_km
    assert far.any()
    assert (coarse_km - fine_km)[far].max() <= 1.05 * error_km


@law
@given(st.floats(1, 9000), st.floats(1e-4, 1))
def test_a_step_leaves_the_circle_by_the_error(radius_km: float, error_km: float) -> None:
    step = step_km(radius_km, error_km)
    rise_km = MEAN_RADIUS_KM * np.tan(radius_km / MEAN_RADIUS_KM)
    assert step**2 / (8 * rise_km) == pytest.approx(error_km)


def test_land_on_both_sides_of_the_antimeridian_is_turned_to_one() -> None:
    cut = MultiPolygon([box(178, 18, 180, 22), box(-180, 18, -177, 22), box(-179, 0, -178, 1)])
    turned = on_one_side(cut)
    assert turned.is_valid
    assert turned.equals(MultiPolygon([box(178, 18, 183, 22), box(181, 0, 182, 1)]))
    assert len(shapely.get_parts(turned)) == 2


@pytest.mark.parametrize(
    "land",
    [
        box(-180, 80, 180, 85),  # one part
        MultiPolygon([box(0, 0, 1, 1), box(100, 0, 101, 1)]),  # no wider than half the Earth
        MultiPolygon([box(-100, 0, 99, 1), box(-100, 4, 110, 5)]),  # the gap is at the side already
        MultiPolygon([box(178, 18, 183, 22), box(185, 0, 186, 1)]),  # runs on already
    ],
)
def test_other_land_stays_as_it_is(land) -> None:
    assert on_one_side(land) is land


def test_every_public_name_is_exported() -> None:
    own = {
        name
        for name, value in vars(border).items()
        if callable(value) and getattr(value, "__module__", "") == border.__name__
    }
    assert {name for name in own if not name.startswith("_")} == set(border.__all__)
