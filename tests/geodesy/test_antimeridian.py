"""Outlines cut at the antimeridian: laws, the package `antimeridian`, and cases by hand."""

from __future__ import annotations

import antimeridian
import numpy as np
import pytest
import shapely
from helpers.geodesy_strategies import (
    EARTH_KM2,
    Figure,
    faults_of,
    figures,
    law,
    places_everywhere,
    seeds,
    to_pole_km,
)
from hypothesis import assume, given
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, box

from geolaunch.geodesy import antimeridian as ours
from geolaunch.geodesy.antimeridian import Outline, area_of, line_of, lines_of
from geolaunch.geodesy.ellipsoid import polygon_area_km2
from geolaunch.geodesy.shapes import outline

WORLD = box(-180, -90, 180, 90)
THEIR_ROUNDING_DEG2 = 1e-4  # it rounds where edges cross to 7 decimals, and edges are long
ON_GRID = st.integers(-36, 36).map(lambda tens: tens * 10.0)  # often on a side of the map


def closed(*rows: tuple[float, float], turns: int = 0) -> np.ndarray:
    """Return a ring of these rows."""
    return np.array([*rows, (rows[0][0] + 360 * turns, rows[0][1])], dtype=float)


def complement(of: Outline) -> Outline:
    return Outline(tuple(rows[::-1] for rows in of.rings), not of.holds_north_pole)


@st.composite
def stars(draw: st.DrawFn) -> Outline:
    """Draw an area around a place, anywhere on the unwrapped map, away from the poles."""
    lon, lat = draw(st.one_of(ON_GRID, st.floats(-540, 540))), draw(st.floats(-60, 60))
    reaches = draw(st.lists(st.sampled_from([2.0, 10.0, 20.0, 25.5]), min_size=4, max_size=24))
    turns = np.linspace(0, 2 * np.pi, len(reaches) + 1)[:-1]
    lons = lon + np.round(reaches * np.cos(turns) * draw(st.sampled_from([1, 5])), 9)
    rows = np.column_stack([lons, lat + np.round(reaches * np.sin(turns), 9)])
    return Outline((np.vstack([rows, rows[:1]]),), holds_north_pole=False)


@st.composite
def caps(draw: st.DrawFn, least_lat: int = -89) -> Outline:
    """Draw an area about the north pole, its edge once round the Earth from anywhere."""
    first = draw(st.one_of(ON_GRID, st.floats(-540, 540)))
    lats = draw(st.lists(st.integers(least_lat, 89), min_size=4, max_size=24))
    lons = first + np.linspace(0, 360, len(lats) + 1)
    return Outline((np.column_stack([lons, [*lats, lats[0]]]),), holds_north_pole=True)


def inside(of: Outline, places: np.ndarray) -> np.ndarray:
    """Tell which places an area holds: who goes due north crosses its edge an odd number of times.

    At the pole `holds_north_pole` says what is so.
    """
    odd = np.zeros(len(places), dtype=bool)
    for rows in of.rings:
        start, stop = rows[:-1], rows[1:]
        least = np.minimum(start[:, 0], stop[:, 0])
        run = stop[:, 0] - start[:, 0]
        ahead = (places[:, :1] - least) % 360  # how far east of the edge's western end
        met = ahead < np.abs(run)
        lon = least + ahead
        share = (lon - start[:, 0]) / np.where(run == 0, 1, run)
        lat = start[:, 1] + share * (stop[:, 1] - start[:, 1])
        odd ^= (np.sum(met & (lat > places[:, 1:]), axis=1) % 2).astype(bool)
    return odd ^ of.holds_north_pole


def holds_south_pole(of: Outline) -> bool:
    """Tell whether the south pole lies inside: each turn round the Earth lies between the poles."""
    return of.holds_north_pole ^ bool(sum(of.turns) % 2)


# --- laws ---


@law
@given(st.one_of(stars(), caps()), st.booleans(), seeds)
def test_an_area_holds_what_lies_on_the_left_of_its_outline(
    drawn: Outline, turned: bool, seed: int
) -> None:
    edge = complement(drawn) if turned else drawn
    area = area_of(edge)
    assert faults_of(area) == []
    places = places_everywhere(np.random.default_rng(seed), 500)
    clear = shapely.distance(area.boundary, shapely.points(places)) > 1e-9
    assert np.array_equal(shapely.contains_xy(area, places)[clear], inside(edge, places)[clear])
    assert np.any(clear)


@law
@given(st.one_of(stars(), caps()))
def test_an_area_and_its_complement_make_the_map(drawn: Outline) -> None:
    area, rest = area_of(drawn), area_of(complement(drawn))
    assert area.area + rest.area == pytest.approx(WORLD.area, rel=1e-12)
    assert area.intersection(rest).area < 1e-6
    assert polygon_area_km2(area) + polygon_area_km2(rest) == pytest.approx(EARTH_KM2, rel=1e-9)


@law
@given(st.one_of(stars(), caps()), ON_GRID)
def test_turning_the_earth_turns_the_area(drawn: Outline, turn_deg: float) -> None:
    turned = Outline(
        tuple(rows + np.array([turn_deg, 0.0]) for rows in drawn.rings), drawn.holds_north_pole
    )
    assert area_of(turned).area == pytest.approx(area_of(drawn).area, rel=1e-9)


@law
@given(stars(), caps(86), seeds)
def test_areas_of_several_rings_hold_what_they_should(
    star: Outline, cap: Outline, seed: int
) -> None:
    """The area between a cap and the south pole, less a star that lies in it; and turned about."""
    (hole,), (edge,) = star.rings, cap.rings
    south = Outline((edge[::-1],), holds_north_pole=False)
    both = Outline((*south.rings, hole[::-1]), holds_north_pole=False)
    places = places_everywhere(np.random.default_rng(seed), 500)
    for drawn in (both, complement(both)):
        area = area_of(drawn)
        assert area.is_valid
        clear = shapely.distance(area.boundary, shapely.points(places)) > 1e-9
        wanted = inside(drawn, places)
        assert np.array_equal(shapely.contains_xy(area, places)[clear], wanted[clear])


@law
@given(st.one_of(stars(), caps()))
def test_lines_are_as_long_as_their_outline_and_cut_at_the_sides(drawn: Outline) -> None:
    cut = lines_of(drawn)
    assert cut.length == pytest.approx(sum(LineString(rows).length for rows in drawn.rings))
    lines = list(getattr(cut, "geoms", [cut]))
    for line in lines:
        rows = shapely.get_coordinates(line)
        assert np.max(np.abs(rows[:, 0])) <= 180
        assert np.any(rows[1:] != rows[:-1], axis=1).all()
        if len(lines) > 1:
            assert np.abs(rows[[0, -1], 0]).tolist() == [180.0, 180.0]
    if len(lines) == 1 and drawn.turns == (0,):
        assert lines[0].is_closed


@law
@given(st.one_of(stars(), caps()), st.booleans())
def test_the_package_antimeridian_cuts_the_same(drawn: Outline, turned: bool) -> None:
    edge = complement(drawn) if turned else drawn
    assert _theirs(edge).symmetric_difference(area_of(edge)).area < THEIR_ROUNDING_DEG2


@law
@given(figures(100.0, 19_900.0))
def test_the_package_antimeridian_cuts_discs_the_same(figure: Figure) -> None:
    gaps = [abs(to_pole_km(figure.lat, pole) - figure.radius_km) for pole in (-90.0, 90.0)]
    assume(min(gaps) > 0.001)  # it goes by crossings alone, too few where a pole is met
    edge = outline(*figure)
    assert _theirs(edge).symmetric_difference(area_of(edge)).area < THEIR_ROUNDING_DEG2


def _theirs(edge: Outline) -> Polygon | MultiPolygon:
    """Return the second opinion on an area of one ring, counter-clockwise."""
    (rows,) = edge.rings
    _without_the_sides(rows)
    lon = (rows[:, 0] + 180) % 360 - 180
    return antimeridian.fix_polygon(
        Polygon(np.column_stack([lon, rows[:, 1]])[:-1]), fix_winding=False, great_circle=False
    )


def _without_the_sides(rows: np.ndarray) -> None:
    """Leave out rings with a vertex on a side, which that package takes as being on both."""
    assume(np.all(np.abs((rows[:, 0] + 180) % 360) > 1e-6))
    assume(np.all(np.abs(np.diff(rows[:, 0])) < 179))  # a longer edge it takes for a crossing


# --- cases by hand ---


def test_an_area_across_the_antimeridian_is_cut_in_two() -> None:
    edge = Outline((closed((170, 10), (190, 10), (190, 20), (170, 20)),), holds_north_pole=False)
    area = area_of(edge)
    assert isinstance(area, MultiPolygon)
    assert area.equals(MultiPolygon([box(170, 10, 180, 20), box(-180, 10, -170, 20)]))


@pytest.mark.parametrize("shift", [-720.0, -360.0, 0.0, 360.0])
@pytest.mark.parametrize(
    ("west", "east", "parts"),
    [(170, 180, 1), (180, 190, 1), (-190, -180, 1), (-180, 180, 1), (0, 350, 2), (190, 530, 1)],
)
def test_boxes_that_touch_the_sides(west: float, east: float, parts: int, shift: float) -> None:
    """A side along the antimeridian belongs to the half that the area lies in."""
    middle = (west + east) / 2
    south, north = ((west, -10), (middle, -10), (east, -10)), ((east, 20), (middle, 20), (west, 20))
    rows = closed(*south, *north)
    area = area_of(Outline((rows + np.array([shift, 0.0]),), holds_north_pole=False))
    assert faults_of(area) == []
    assert area.area == pytest.approx(30.0 * (east - west))
    assert len(shapely.get_parts(area)) == parts


def test_caps_run_along_the_pole_that_they_hold() -> None:
    north = Outline((closed((0, 70), (120, 70), (240, 70), turns=1),), holds_north_pole=True)
    assert area_of(north).equals(box(-180, 70, 180, 90))
    south = Outline((closed((0, -70), (-120, -70), (-240, -70), turns=-1),), False)
    assert area_of(south).equals(box(-180, -90, 180, -70))
    assert (north.turns, south.turns) == ((1,), (-1,))


def test_all_but_a_box_is_the_map_with_a_hole() -> None:
    rest = Outline((closed((10, 10), (10, 20), (20, 20), (20, 10)),), holds_north_pole=True)
    area = area_of(rest)
    assert isinstance(area, Polygon)
    assert area.equals(WORLD.difference(box(10, 10, 20, 20)))
    assert faults_of(area) == []


def test_all_but_a_box_across_the_antimeridian_is_the_map_with_two_bites() -> None:
    rest = Outline((closed((170, 10), (170, 20), (190, 20), (190, 10)),), holds_north_pole=True)
    bitten = WORLD.difference(box(170, 10, 180, 20)).difference(box(-180, 10, -170, 20))
    assert area_of(rest).equals(bitten)
    assert faults_of(area_of(rest)) == []


def test_a_belt_has_two_edges_and_no_pole() -> None:
    north = closed((0, 20), (-120, 20), (-240, 20), turns=-1)
    south = closed((5, -10), (125, -10), (245, -10), turns=1)
    belt = Outline((north, south), holds_north_pole=False)
    assert belt.turns == (-1, 1)
    assert not holds_south_pole(belt)
    assert area_of(belt).equals(box(-180, -10, 180, 20))
    rest = area_of(complement(belt))
    assert rest.equals(WORLD.difference(box(-180, -10, 180, 20)))
    assert faults_of(rest) == []


def test_each_hole_lies_in_the_part_around_it() -> None:
    rings = (
        closed((0, 0), (30, 0), (30, 30), (0, 30)),
        closed((160, 0), (200, 0), (200, 30), (160, 30)),
        closed((10, 10), (10, 20), (20, 20), (20, 10)),
        closed((165, 10), (165, 20), (175, 20), (175, 10)),
    )
    area = area_of(Outline(rings, holds_north_pole=False))
    assert sorted(len(part.interiors) for part in shapely.get_parts(area)) == [0, 1, 1]
    assert area.area == 900 + 1200 - 200
    assert faults_of(area) == []


def test_no_rings_are_all_or_nothing() -> None:
    assert area_of(Outline((), holds_north_pole=True)).equals(WORLD)
    assert area_of(Outline((), holds_north_pole=False)).is_empty
    assert lines_of(Outline((), holds_north_pole=False)).is_empty


def test_an_open_line_is_cut_and_keeps_its_sense() -> None:
    line = line_of(np.array([[170.0, 0.0], [190.0, 20.0], [200.0, 20.0]]))
    assert isinstance(line, MultiLineString)
    assert [list(part.coords) for part in line.geoms] == [
        [(170.0, 0.0), (180.0, 10.0)],
        [(-180.0, 10.0), (-170.0, 20.0), (-160.0, 20.0)],
    ]
    whole = line_of(np.array([[370.0, 0.0], [380.0, 20.0]]))
    assert list(whole.coords) == [(10.0, 0.0), (20.0, 20.0)]


def test_a_line_that_only_touches_the_side_is_not_cut() -> None:
    touching = line_of(np.array([[170.0, 0.0], [180.0, 5.0], [170.0, 10.0]]))
    assert list(touching.coords) == [(170.0, 0.0), (180.0, 5.0), (170.0, 10.0)]
    along = line_of(np.array([[-180.0, 0.0], [-180.0, 5.0]]))
    assert along.length == 5.0


def test_every_public_name_is_exported() -> None:
    own = {
        name
        for name, value in vars(ours).items()
        if callable(value) and getattr(value, "__module__", "") == ours.__name__
    }
    assert sorted(name for name in own if not name.startswith("_")) == ours.__all__
