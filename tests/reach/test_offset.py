"""Offsets of territories: each place is held or not as the nearest border point by Karney says."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
import shapely
from helpers.geodesy_strategies import (
    METRE,
    WGS84,
    along_edges,
    along_mercator_edges,
    faults_of,
    law,
    misplaced,
    places_everywhere,
    to_pole_km,
)
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely import affinity
from shapely.geometry import LineString, MultiPolygon, Polygon, box

from geolaunch.errors import GeodesyRangeError, InputError
from geolaunch.geodesy.antimeridian import Outline, area_of
from geolaunch.geodesy.shapes import disc, tolerance_km
from geolaunch.places.cities import towns
from geolaunch.places.territories import find_territory
from geolaunch.reach import border, offset
from geolaunch.reach import near_offset as growth
from geolaunch.reach.offset import distances_km, offset_outline

Land = Polygon | MultiPolygon

COUNTRIES_KM = {
    "north-korea": (50, 100, 300, 700, 1000, 2000, 5500, 13_000, 18_000, 19_100),
    "south-korea": (50, 100, 300, 700, 1000, 2000, 5500, 13_000, 18_000, 19_100),
    "iran": (50, 100, 300, 700, 1000, 2000, 5500, 13_000, 18_000, 18_700),
}
CASES = [(name, float(km)) for name, radii in COUNTRIES_KM.items() for km in radii]


def square(lon: float, lat: float, width: float, height: float | None = None) -> Polygon:
    """Return a box about a place, degrees."""
    x, y = width / 2, (width if height is None else height) / 2
    return box(lon - x, lat - y, lon + x, lat + y)


OWN = {
    "on the equator": square(10, 0, 4),
    "across the antimeridian": box(178, 18, 183, 22),
    "at 85 N": square(30, 85, 10, 4),
    "a strip of 38 degrees": square(-70, -35, 2, 38),
    "two islands far apart": MultiPolygon([square(0, 0, 1), square(30, 10, 1)]),
    "a triangle of 10 km": Polygon([(126, 39), (126.1, 39), (126.05, 39.08)]),
    "a bay to the north": Polygon(
        [(0, 40), (12, 40), (12, 50), (9, 50), (9, 43), (3, 43), (3, 50), (0, 50)]
    ),
    "land about a lake": Polygon(square(20, 45, 12).exterior, [square(20, 45, 8).exterior]),
    "a corner on the pole": Polygon([(0, 80), (40, 80), (40, 90), (0, 90)]),
    "all about the pole, not on it": box(-180, 80, 180, 85),
    "a cap to the pole": box(-180, 84, 180, 90),
}
# The mouth of the bay closes at 215 km, what is left of it at 236; the lake at 330, the hole about
# the pole at 555.
OWN_KM = {
    "a bay to the north": (50, 200, 240, 700, 2000, 5500, 13_000, 18_500),
    "land about a lake": (50, 200, 320, 1000, 5500),
    "two islands far apart": (50, 700, 1500, 3000, 5500, 13_000),
    "a strip of 38 degrees": (50, 300, 1000, 3000, 5500, 13_000, 17_000),
    "all about the pole, not on it": (300, 600, 5500),
    "a cap to the pole": (300, 2000, 13_000),
    "a corner on the pole": (50, 700, 5500, 13_000),
}
USUAL_KM = (50, 300, 1000, 5500, 13_000, 18_500)
OWN_CASES = [(name, float(km)) for name in OWN for km in OWN_KM.get(name, USUAL_KM)]


# --- what is true -----------------------------------------------------------------------------


class Border:
    """Points along a border, in runs: the nearest run is looked for first, then in it."""

    EACH = 20

    def __init__(self, land: Land, step_deg: float) -> None:
        self.land = land
        self.step_km = 111.7 * step_deg
        lonlat = shapely.get_coordinates(shapely.segmentize(land, step_deg))
        missing = -len(lonlat) % self.EACH
        filled = np.vstack([lonlat, np.repeat(lonlat[-1:], missing, axis=0)])
        self.runs = filled.reshape(-1, self.EACH, 2)
        self.middles = self.runs[:, self.EACH // 2]
        self.lengths_km = apart_km(self.middles[:, None], self.runs).max(axis=1)

    def distances_km(self, places: np.ndarray) -> np.ndarray:
        """Return how far (lon, lat) rows lie from the border; 1-Lipschitz, so no run is missed."""
        return np.concatenate([self._some_km(part) for part in np.array_split(places, 8)])

    def _some_km(self, places: np.ndarray) -> np.ndarray:
        if len(places) == 0:
            return np.empty(0)
        about = apart_km(places[:, None], self.middles[None])
        which, run = np.nonzero(about - self.lengths_km <= about.min(axis=1)[:, None])
        nearest = apart_km(places[which][:, None], self.runs[run]).min(axis=1)
        return np.minimum.reduceat(nearest, np.flatnonzero(np.diff(which, prepend=-1)))

    def vertex_error_km(self, radius_km: float) -> float:
        """Return what the spacing of border points may take, a tenth of the tolerance, and ours.

        Between two points that are s apart a border is nearer by s^2 / (8 r tan), r of the Earth.
        """
        rise_km = 6371 * np.tan(min(radius_km / 6371, 1.5))
        return 0.11 * float(tolerance_km(radius_km)) + float(self.step_km**2 / 8 / rise_km)

    def holds(self, places: np.ndarray) -> np.ndarray:
        """Tell which places lie on the land, which may run on past the antimeridian."""
        lon, lat = places.T
        turned = [shapely.intersects_xy(self.land, lon + turn, lat) for turn in (-360, 0, 360)]
        return np.any(turned, axis=0)


def apart_km(some: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return the distances between (lon, lat) rows of shapes that go together."""
    ends = np.broadcast_arrays(some[..., 0], some[..., 1], others[..., 0], others[..., 1])
    return WGS84.inv(*(np.ravel(each) for each in ends))[2].reshape(ends[0].shape) / 1000


@cache
def border_of(name: str) -> Border:
    if name in COUNTRIES_KM:
        return Border(find_territory(name).polygon, 0.01)
    return Border(OWN[name], 0.05 if "about the pole" in name or "cap" in name else 0.02)


@cache
def outline_of(name: str, radius_km: float) -> Outline:
    return offset_outline(border_of(name).land, radius_km)


def near_edge(made: Outline, away_km: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return places so far from places on the edges, any way."""
    rows = np.vstack([ring[:-1] for ring in made.rings])
    after = np.vstack([ring[1:] for ring in made.rings])
    edge = random.integers(0, len(rows), len(away_km))
    share = random.uniform(0, 1, (len(away_km), 1))
    lon, lat = (rows[edge] * share + after[edge] * (1 - share)).T
    turns = random.uniform(0, 360, len(away_km))
    return np.column_stack(WGS84.fwd(lon, lat, turns, 1000 * away_km)[:2])


def wrong_places(
    border: Border, radius_km: float, made: Outline, near: int = 150, far: int = 50
) -> np.ndarray:
    """Return rows of those places that an offset holds and should not, or the other way round."""
    allowed_km = float(tolerance_km(radius_km))
    random = np.random.default_rng(round(radius_km))
    away_km = allowed_km * 10 ** random.uniform(0, 2, near)
    places = np.vstack([near_edge(made, away_km, random), places_everywhere(random, far)])
    distance_km = border.distances_km(places)
    clear = np.abs(distance_km - radius_km) > allowed_km
    assert np.count_nonzero(clear) > (near + far) / 3
    wanted = border.holds(places) | (distance_km <= radius_km)
    return misplaced(area_of(made), wanted, clear, places)


def vertices_off_km(border: Border, radius_km: float, made: Outline, some: int = 80) -> float:
    """Return how far the worst of some vertices lies from the distance."""
    rows = np.vstack(made.rings)
    if len(rows) > some:
        rows = np.random.default_rng(1).choice(rows, some, replace=False)
    return float(np.abs(border.distances_km(rows) - radius_km).max())


def edges_off_km(border: Border, radius_km: float, made: Outline, some: int = 80) -> float:
    """Return how far the worst of some places on the edges, in both charts, lies from it."""
    on = [kind(ring) for ring in made.rings for kind in (along_edges, along_mercator_edges)]
    rows = np.random.default_rng(2).choice(np.vstack(on), some)
    return float(np.abs(border.distances_km(rows) - radius_km).max())


# --- countries --------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "radius_km"), CASES)
def test_a_place_is_in_reach_of_a_country_if_its_nearest_border_is(name, radius_km) -> None:
    made = outline_of(name, radius_km)
    assert wrong_places(border_of(name), radius_km, made).tolist() == []


@pytest.mark.parametrize(("name", "radius_km"), CASES)
def test_vertices_lie_at_the_distance_and_edges_within_the_tolerance(name, radius_km) -> None:
    border, made = border_of(name), outline_of(name, radius_km)
    assert vertices_off_km(border, radius_km, made) <= border.vertex_error_km(radius_km)
    assert edges_off_km(border, radius_km, made) <= float(tolerance_km(radius_km)) + METRE


@pytest.mark.parametrize(("name", "radius_km"), CASES)
def test_the_reach_of_a_country_is_valid_and_holds_it(name, radius_km) -> None:
    area = area_of(outline_of(name, radius_km))
    assert faults_of(area) == []
    assert area.covers(border_of(name).land)


@pytest.mark.parametrize("name", COUNTRIES_KM)
def test_the_reach_of_a_country_grows_with_the_radius(name) -> None:
    grown = [area_of(outline_of(name, float(km))) for km in COUNTRIES_KM[name]]
    for smaller, larger in pairwise(grown):
        assert larger.covers(smaller)


# --- shapes of our own ------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "radius_km"), OWN_CASES)
def test_a_place_is_in_reach_of_a_shape_if_its_nearest_border_is(name, radius_km) -> None:
    border, made = border_of(name), outline_of(name, radius_km)
    assert wrong_places(border, radius_km, made, 100, 30).tolist() == []
    edge_error_km = float(tolerance_km(radius_km)) + border.vertex_error_km(radius_km)
    assert vertices_off_km(border, radius_km, made, 40) <= border.vertex_error_km(radius_km)
    assert edges_off_km(border, radius_km, made, 40) <= edge_error_km


@pytest.mark.parametrize(("name", "radius_km"), OWN_CASES)
def test_the_reach_of_a_shape_is_valid_and_holds_it(name, radius_km) -> None:
    area = area_of(outline_of(name, radius_km))
    assert faults_of(area) == []
    corners = shapely.get_coordinates(OWN[name]) * (1, 1 - 1e-9)
    lon = (corners[:, 0] + 180) % 360 - 180
    assert shapely.intersects_xy(area, lon, corners[:, 1]).all()


@pytest.mark.parametrize(
    ("name", "open_km", "closed_km"),
    [("a bay to the north", 234, 237), ("land about a lake", 320, 340)],
)
def test_a_bay_or_lake_closes_at_its_radius(name, open_km, closed_km) -> None:
    before, after = (offset_outline(OWN[name], km) for km in (open_km, closed_km))
    assert [len(made.rings) for made in (before, after)] == [2, 1]
    hole = Polygon(min(before.rings, key=len))
    assert not hole.exterior.is_ccw  # the area on its left
    middle = np.array(hole.centroid.coords)
    assert border_of(name).distances_km(middle)[0] > open_km


def test_islands_grow_together() -> None:
    parts = [
        len(shapely.get_parts(area_of(outline_of("two islands far apart", km))))
        for km in (50.0, 1500.0, 3000.0)
    ]
    assert parts == [2, 2, 1]


def test_the_pole_is_held_where_it_is_in_reach() -> None:
    assert not outline_of("all about the pole, not on it", 300.0).holds_north_pole
    assert outline_of("all about the pole, not on it", 300.0).turns in ((1, -1), (-1, 1))
    assert outline_of("all about the pole, not on it", 600.0).holds_north_pole
    assert outline_of("a cap to the pole", 300.0).holds_north_pole
    assert not outline_of("at 85 N", 50.0).holds_north_pole
    assert outline_of("at 85 N", 1000.0).holds_north_pole


@pytest.mark.parametrize("radius_km", [300.0, 2000.0, 13_000.0])
def test_a_cap_grows_to_a_cap(radius_km) -> None:
    """In (lon, lat) a polygon holds a pole only along its side: 84 to 90 N is the cap there."""
    (rows,) = outline_of("a cap to the pole", radius_km).rings
    to_pole_of_each = [to_pole_km(lat, 90.0) for lat in rows[:, 1]]
    wanted_km = radius_km + to_pole_km(84.0, 90.0)
    assert to_pole_of_each == pytest.approx(
        [wanted_km] * len(rows), abs=0.11 * float(tolerance_km(radius_km))
    )


@pytest.mark.parametrize("radius_km", [10.0, 50.0, 700.0, 5500.0, 13_000.0, 18_000.0, 19_850.0])
@pytest.mark.parametrize("lonlat", [(126.0, 39.0), (180.0, 0.0), (0.0, -89.0)])
def test_a_square_of_a_metre_reaches_as_far_as_its_middle(lonlat, radius_km) -> None:
    width = 1e-5
    made = offset_outline(square(*lonlat, width), radius_km)
    rows = np.vstack(made.rings)
    off_km = np.abs(apart_km(np.array(lonlat), rows) - radius_km)
    assert off_km.max() < 0.001
    random = np.random.default_rng(3)
    away_km = tolerance_km(radius_km) * 10 ** random.uniform(0.1, 2, 100)
    places = near_edge(made, away_km, random)
    round_area = disc(*lonlat, radius_km)
    clear = np.abs(apart_km(np.array(lonlat), places) - radius_km) > 1.01 * tolerance_km(radius_km)
    wanted = shapely.contains_xy(round_area, places)
    assert misplaced(area_of(made), wanted, clear, places).tolist() == []


# --- laws -------------------------------------------------------------------------------------


@st.composite
def lands(draw: st.DrawFn) -> Polygon:
    """Draw land of 20 to 1,500 km with up to seven corners, about a place at longitude 0."""
    lat = draw(st.floats(-75, 75))
    size_deg = draw(st.floats(0.2, 6))
    turns = sorted(draw(st.lists(st.integers(0, 35), min_size=3, max_size=7, unique=True)))
    out = [draw(st.floats(0.3, 1)) for _ in turns]
    angle = np.radians(np.array(turns) * 10.0)
    x, y = np.array(out) * np.sin(angle), np.array(out) * np.cos(angle)
    land = Polygon(np.column_stack([size_deg * x, lat + size_deg * y]))
    assume(land.is_valid and land.area > 0.05 * size_deg**2)
    return shapely.orient_polygons(land)


far_km = st.floats(1200, 18_000)
near_km = st.floats(80, 1200)
few = settings(law, max_examples=20)


@few
@given(lands(), far_km)
def test_far_from_any_land(land: Polygon, radius_km: float) -> None:
    border, made = Border(land, 0.05), offset_outline(land, radius_km)
    assert wrong_places(border, radius_km, made, 80, 20).tolist() == []
    assert vertices_off_km(border, radius_km, made, 30) <= border.vertex_error_km(radius_km)
    assert faults_of(area_of(made)) == []


@few
@given(lands(), near_km)
def test_near_any_land(land: Polygon, radius_km: float) -> None:
    border, made = Border(land, 0.02), offset_outline(land, radius_km)
    assert wrong_places(border, radius_km, made, 80, 20).tolist() == []
    assert area_of(made).covers(land)


@few
@given(lands(), st.one_of(near_km, far_km), st.floats(-179, 179))
def test_land_moved_along_its_parallel_reaches_the_same(
    land: Polygon, radius_km: float, by_deg: float
) -> None:
    made = offset_outline(land, radius_km)
    moved = offset_outline(affinity.translate(land, by_deg), radius_km)
    assert moved.turns == made.turns
    assert moved.holds_north_pole == made.holds_north_pole
    assert area_of(moved).area == pytest.approx(area_of(made).area, rel=1e-3)
    back = [ring - (by_deg, 0) for ring in moved.rings]
    border = Border(land, 0.05)
    off_km = vertices_off_km(border, radius_km, Outline(tuple(back), False), 20)
    assert off_km <= border.vertex_error_km(radius_km)


@few
@given(lands(), far_km)
def test_a_mirrored_land_has_a_mirrored_reach(land: Polygon, radius_km: float) -> None:
    made = offset_outline(land, radius_km)
    mirrored = offset_outline(affinity.scale(land, yfact=-1, origin=(0, 0)), radius_km)
    random = np.random.default_rng(4)
    away_km = float(tolerance_km(radius_km)) * 10 ** random.uniform(0.5, 2, 60)
    places = near_edge(made, away_km, random)
    one = shapely.contains_xy(area_of(made), places)
    other = shapely.contains_xy(area_of(mirrored), places * (1, -1))
    distance_km = Border(land, 0.05).distances_km(places)
    clear = np.abs(distance_km - radius_km) > tolerance_km(radius_km)
    assert np.array_equal(one[clear], other[clear])


@few
@given(lands(), st.one_of(near_km, far_km), st.floats(1.02, 3))
def test_more_radius_more_reach(land: Polygon, radius_km: float, more: float) -> None:
    assume(radius_km * more < 18_000)
    smaller, larger = (offset_outline(land, km) for km in (radius_km, radius_km * more))
    assert shapely.make_valid(area_of(larger)).covers(shapely.make_valid(area_of(smaller)))


def test_a_finer_tolerance_is_kept() -> None:
    land = OWN["on the equator"]
    border = Border(land, 0.002)
    made = offset_outline(land, 500, 0.01)
    assert edges_off_km(border, 500, made) <= 0.01
    assert len(made.rings[0]) > 2 * len(offset_outline(land, 500).rings[0])


def test_the_same_land_gives_the_same_bytes() -> None:
    for radius_km in (100.0, 5500.0):
        once, again = (offset_outline(border_of("north-korea").land, radius_km) for _ in range(2))
        assert [each.tobytes() for each in once.rings] == [each.tobytes() for each in again.rings]


# --- distances --------------------------------------------------------------------------------

TOWNS = np.array([(town.lon_deg, town.lat_deg) for town in towns()])


def distances_off_km(border: Border, places: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return how far distances are off, and the distances, km."""
    wanted = np.where(border.holds(places), 0.0, border.distances_km(places))
    return np.abs(distances_km(border.land, *places.T) - wanted), wanted


def about(name: str, count: int) -> np.ndarray:
    """Return places on and about the land of a territory."""
    west, south, east, north = border_of(name).land.bounds
    random = np.random.default_rng(5)
    lon = random.uniform(west - 2, east + 2, count)
    return np.column_stack([lon, random.uniform(max(south - 2, -90), min(north + 2, 90), count)])


@pytest.mark.parametrize("name", [*COUNTRIES_KM, "two islands far apart", "a bay to the north"])
def test_distances_are_those_to_the_nearest_border_point(name) -> None:
    land = border_of(name).land
    own = np.array([part.representative_point().coords[0] for part in shapely.get_parts(land)])
    places = np.vstack([about(name, 150), own, TOWNS[::25]])
    off_km, wanted_km = distances_off_km(border_of(name), places)
    assert (off_km < np.where(wanted_km < 50, 1.0, 0.3)).all()
    inside = border_of(name).holds(places)
    assert inside.any()
    assert (distances_km(border_of(name).land, *places[inside].T) == 0).all()


@pytest.mark.parametrize("name", ["north-korea", "south-korea"])
def test_distances_of_the_towns_near_the_antipode(name) -> None:
    """Buenos Aires, Montevideo and what lies about them."""
    east = TOWNS[(TOWNS[:, 1] < -30) & (TOWNS[:, 0] < -50) & (TOWNS[:, 0] > -66)]
    off_km, wanted_km = distances_off_km(border_of(name), east)
    assert len(east) > 20
    assert wanted_km.max() > 19_000
    assert off_km.max() < 0.3


def test_no_places_have_no_distances() -> None:
    assert distances_km(OWN["on the equator"], np.empty(0), np.empty(0)).shape == (0,)


def test_reach_and_distances_agree() -> None:
    """Two ways to the same: who lies within the offset, and whose distance is less."""
    off = distances_km(border_of("north-korea").land, *TOWNS.T)
    for radius_km in (1000.0, 5500.0, 13_000.0):
        held = shapely.contains_xy(area_of(outline_of("north-korea", radius_km)), TOWNS)
        clear = np.abs(off - radius_km) > tolerance_km(radius_km) + 0.3
        assert np.array_equal(held[clear], (off <= radius_km)[clear])


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize("radius_km", [5, 0, -100, 9.99, float("nan"), float("inf"), 19_900.1])
def test_a_radius_out_of_what_is_covered(radius_km) -> None:
    with pytest.raises(GeodesyRangeError) as refused:
        offset_outline(OWN["on the equator"], radius_km)
    assert str(refused.value) == (
        f"got radius_km={radius_km:g} from a territory: wanted 10 to 19,900 km less the width of "
        "the territory"
    )


def test_a_radius_that_the_width_of_the_land_makes_too_great() -> None:
    with pytest.raises(
        GeodesyRangeError, match=r"got radius_km=19900 from a territory 314 km wide about its"
    ):
        offset_outline(OWN["on the equator"], 19_900)


@pytest.mark.parametrize(
    ("given_land", "words"),
    [
        (LineString([(0, 0), (1, 1)]), "got a LineString: a territory is a Polygon or a Multi"),
        (shapely.Point(0, 0), "got a Point: a territory is a Polygon or a MultiPolygon"),
        (shapely.GeometryCollection(), "got a GeometryCollection: a territory is a Polygon or"),
        ("North Korea", "got a str: a territory is a Polygon or a MultiPolygon"),
        (None, "got a NoneType: a territory is a Polygon or a MultiPolygon"),
        (Polygon(), "got a territory that encloses no land: an empty polygon"),
        (MultiPolygon(), "got a territory that encloses no land: an empty polygon"),
        (
            Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]),
            "got a territory that encloses no land: Self-intersection[0.5 0.5]",
        ),
        (box(0, 88, 1, 92), "got latitude 9"),
    ],
)
def test_what_is_no_land_is_refused(given_land: Any, words: str) -> None:
    with pytest.raises(InputError) as refused:
        offset_outline(given_land, 500)
    assert str(refused.value).startswith(words)


@pytest.mark.parametrize("allowed_km", [0.0, -1.0, 0.0009, float("nan"), float("inf")])
def test_a_tolerance_that_no_edge_can_keep(allowed_km) -> None:
    with pytest.raises(GeodesyRangeError) as refused:
        offset_outline(OWN["on the equator"], 5500, allowed_km)
    assert str(refused.value) == f"got tolerance_km={allowed_km:g}: a tolerance is 0.001 km or more"


def test_land_too_wide_for_any_radius_is_told_so() -> None:
    with pytest.raises(GeodesyRangeError) as refused:
        offset_outline(box(-180, -5, 180, 5), 300)
    assert str(refused.value) == (
        "got a territory 20,002 km wide about its middle: wanted up to 19,890 km, whatever the "
        "radius"
    )


# --- where it goes wrong most easily ----------------------------------------------------------


@pytest.mark.parametrize(("name", "radius_km"), [("north-korea", 19_500.0), ("iran", 18_700.0)])
def test_far_to_the_last_radius_that_is_allowed(name, radius_km) -> None:
    """Near the antipode the law of cosines knows crossings to 50 km."""
    border = border_of(name)
    off_km = vertices_off_km(border, radius_km, outline_of(name, radius_km), 200)
    assert off_km <= border.vertex_error_km(radius_km)


@pytest.mark.parametrize("radius_km", [3340.0, 3450.0, 4000.0])
def test_islands_that_have_just_met(radius_km) -> None:
    """At a corner the nearest island changes from one step to the next."""
    land = MultiPolygon([square(0, 0, 1), square(60, 0, 1)])
    border, made = Border(land, 0.02), offset_outline(land, radius_km, 3.0)
    assert vertices_off_km(border, radius_km, made, 300) <= 0.3
    assert edges_off_km(border, radius_km, made, 300) <= 3.0
    assert faults_of(area_of(made)) == []


@pytest.mark.parametrize("radius_km", [216.0, 220.0, 230.0, 235.0])
def test_what_is_left_of_a_bay_is_a_hole(radius_km) -> None:
    border, made = border_of("a bay to the north"), outline_of("a bay to the north", radius_km)
    assert faults_of(area_of(made)) == []
    assert len(area_of(made).interiors) == 1
    assert vertices_off_km(border, radius_km, made, 1000) <= border.vertex_error_km(radius_km)
    assert edges_off_km(border, radius_km, made, 1000) <= float(tolerance_km(radius_km))


CORNERS_KM = [("south-korea", 34.73), ("south-korea", 23.75), ("iran", 21.47), ("iran", 30.0)]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "radius_km"), CORNERS_KM)
def test_a_sharp_corner_is_not_rounded_off(name, radius_km) -> None:
    """Inlets that end in a cusp were filled by up to five tolerances there."""
    border, made = border_of(name), outline_of(name, radius_km)
    error_km = float(tolerance_km(radius_km)) + border.vertex_error_km(radius_km)
    assert edges_off_km(border, radius_km, made, 4000) <= error_km


@pytest.mark.parametrize("radius_km", [25.0, 40.0, 65.0, 110.0, 180.0, 290.0, 480.0, 900.0, 1500.0])
@pytest.mark.parametrize("name", ["iran", "south-korea", "a bay to the north"])
def test_no_edges_cross_at_any_radius(name, radius_km) -> None:
    """Not by a nanometre either: a GeoJSON reader may refuse it."""
    assert faults_of(area_of(outline_of(name, radius_km))) == []


CUT = MultiPolygon([box(178, 18, 180, 22), box(-180, 18, -177, 22)])


@pytest.mark.parametrize("radius_km", [50.0, 5500.0])
def test_land_that_is_cut_at_the_antimeridian_is_land_that_runs_on(radius_km) -> None:
    whole = border_of("across the antimeridian")
    made, wanted = offset_outline(CUT, radius_km), outline_of("across the antimeridian", radius_km)
    assert wrong_places(whole, radius_km, made).tolist() == []
    assert area_of(made).area == pytest.approx(area_of(wanted).area, rel=1e-4)


def test_a_place_on_land_that_runs_on_past_the_antimeridian_is_on_it() -> None:
    for land in (OWN["across the antimeridian"], CUT):
        lon = np.array([-179.5, 180.0, -180.0, 179.0, -177.5])
        assert (distances_km(land, lon, np.full(5, 20.0)) == 0).all()
        away_km = apart_km(np.array([-177.0, 20.0]), np.array([-176.0, 20.0]))
        east = distances_km(land, np.array([-176.0]), np.array([20.0]))
        assert east == pytest.approx([float(away_km)], abs=0.3)


@pytest.mark.parametrize("name", COUNTRIES_KM)
def test_distances_near_the_antipode(name) -> None:
    middle = shapely.centroid(border_of(name).land)
    random = np.random.default_rng(6)
    lon = middle.x - 180 + random.uniform(-4, 4, 400)
    places = np.column_stack([lon, random.uniform(-4, 4, 400) - middle.y])
    off_km, _ = distances_off_km(border_of(name), places)
    assert off_km.max() < 0.3


# Work is counted, not timed: geodesics solved, of which a million take a second on a slow machine.
# The times themselves are benchmarks/test_reach_speed.py's.


@pytest.fixture
def solved(monkeypatch) -> list[int]:
    """Return how many geodesics each call has solved since."""
    counts: list[int] = []

    def counted(solve):
        def count(*given):
            counts.append(np.broadcast(*given).size)
            return solve(*given)

        return count

    for module in (offset, growth):
        monkeypatch.setattr(module, "direct", counted(module.direct))
    for module in (offset, growth, border):
        monkeypatch.setattr(module, "inverse", counted(module.inverse))
    return counts


@pytest.mark.slow
@pytest.mark.parametrize("name", ["iran", "south-korea"])
def test_no_radius_takes_many_geodesics(name, solved) -> None:
    for radius_km in (20.0, 50.0, 200.0, 700.0, 1000.0, 2000.0, 18_000.0):
        solved.clear()
        offset_outline(border_of(name).land, radius_km)
        assert 0 < sum(solved) < 500_000


@pytest.mark.slow
def test_a_parallel_takes_few_vertices_and_few_geodesics(solved) -> None:
    """All that lies south of 70 S: its edge is straight on the map, 13,700 km round."""
    made = offset_outline(box(-180, -90, 180, -70), 10)
    assert 0 < sum(solved) < 1_500_000
    assert sum(map(len, made.rings)) < 100
    lat = np.vstack(made.rings)[:, 1]
    off_km = [to_pole_km(each, -90.0) - to_pole_km(-70.0, -90.0) - 10 for each in lat]
    assert np.abs(off_km).max() <= 0.0011


def test_every_public_name_is_exported() -> None:
    own = {
        name
        for name, value in vars(offset).items()
        if callable(value) and getattr(value, "__module__", "") == offset.__name__
    }
    assert {name for name in own if not name.startswith("_")} | {
        "GREATEST_KM",
        "LEAST_KM",
    } == set(offset.__all__)
    assert offset.__all__ == sorted(offset.__all__)
