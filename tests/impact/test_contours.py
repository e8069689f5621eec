"""Outlines: a level's mass and area against closed forms, seams, holes, vertices on the curve."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from helpers.evidence_of import evidence_of
from pyproj import Geod

from geolaunch.geodesy.shapes import inverse
from geolaunch.impact import contours as outline
from geolaunch.impact.contours import Contours
from geolaunch.impact.grid import around, polar_grid
from geolaunch.impact.zones import zone_of

WGS84 = Geod(ellps="WGS84")
LEVELS = (0.5, 0.9, 0.95)
AREA_TOLERANCE = 0.004
LON, LAT = 128.0, 38.0


def traced(density, distances, azimuths) -> Contours:
    """Return the outline of a density per km and radian, a function of distance and azimuth."""
    grid = polar_grid(around(LON, LAT, distances[0], distances[-1]), distances, azimuths)
    values = density(grid.distance_km[:, None], np.radians(grid.azimuth_deg[None, :]))
    return Contours(LON, LAT, grid, np.broadcast_to(values, grid.lon_deg.shape).copy())


def circle(start_deg: float = 0.0, count: int = 181) -> np.ndarray:
    return start_deg + np.linspace(0, 360, count)


def blob(x_km: float, y_km: float, sd_km: float):
    """Return a circular normal about a place in the plane, per km and radian."""

    def density(s, a):
        far2 = (s * np.sin(a) - x_km) ** 2 + (s * np.cos(a) - y_km) ** 2
        return s * np.exp(-far2 / (2 * sd_km**2))

    return density


def annulus(s, a):
    return np.exp(-(((s - 400) / 20) ** 2) / 2) + 0 * a


@pytest.mark.parametrize(("x", "y"), [(300, 0), (-200, 200), (0, -300), (30, 20), (0, 0)])
def test_a_circular_normal_has_circles_of_known_area(x, y) -> None:
    found = traced(blob(x, y, 40), np.linspace(0, 560, 281), circle(10, 361)).regions(LEVELS)
    for region in found:
        exact = np.pi * 40**2 * -2 * np.log(1 - region.level)
        assert region.area_km2 == pytest.approx(exact, rel=0.01)
        assert region.geometry.geom_type == "Polygon"
        assert not region.geometry.interiors


@pytest.mark.parametrize("start_deg", [0.0, 90.0, 273.3])
def test_an_annulus_goes_round_the_site_without_a_seam(start_deg) -> None:
    found = traced(annulus, np.linspace(250, 550, 201), circle(start_deg)).regions((0.5, 0.9))
    for region, half_width in zip(found, (0.6745 * 20, 1.6449 * 20), strict=True):
        assert region.geometry.geom_type == "Polygon"
        (hole,) = region.geometry.interiors
        assert shapely.Polygon(hole).contains(shapely.Point(LON, LAT))
        assert region.geometry.exterior.is_ccw
        assert not hole.is_ccw
        exact = 2 * np.pi * 400 * 2 * half_width
        assert region.area_km2 == pytest.approx(exact, rel=AREA_TOLERANCE)


def test_a_blob_on_the_seam_is_one_piece() -> None:
    distances = np.linspace(100, 500, 161)
    whole = traced(blob(300, 0, 40), distances, circle(270))
    cut = traced(blob(300, 0, 40), distances, circle(90))
    for one, other in zip(whole.regions(LEVELS), cut.regions(LEVELS), strict=True):
        assert other.geometry.geom_type == "Polygon"
        assert other.area_km2 == pytest.approx(one.area_km2, rel=0.005)


def test_a_region_about_the_site_holds_the_site() -> None:
    found = traced(blob(0, 0, 30), np.linspace(0, 200, 101), circle()).regions((0.5,))
    assert found[0].geometry.contains(shapely.Point(LON, LAT))
    assert not found[0].geometry.interiors


def test_two_blobs_are_two_polygons() -> None:
    def both(s, a):
        return blob(300, 0, 20)(s, a) + blob(-300, 0, 20)(s, a)

    (region,) = traced(both, np.linspace(200, 400, 101), circle(0, 361)).regions((0.9,))
    assert region.geometry.geom_type == "MultiPolygon"
    assert len(region.geometry.geoms) == 2
    assert region.geometry.is_valid


def test_masses_are_held_above_each_cut() -> None:
    found = traced(annulus, np.linspace(250, 550, 201), circle())
    levels = np.linspace(0.02, 0.98, 49)
    cuts = np.array([found.cut(level) for level in levels])
    assert (np.diff(cuts) < 0).all()
    # Per km2 the crest lies 1 km inside 400; per km it falls as z^2 / 2 from there.
    from scipy import stats

    z = stats.norm.ppf((1 + levels) / 2)
    assert cuts[0] - cuts == pytest.approx((z**2 - z[0] ** 2) / 2, abs=0.02)


def test_vertices_lie_where_the_geodesic_ends() -> None:
    (region,) = traced(annulus, np.linspace(250, 550, 201), circle()).regions((0.5,))
    lon, lat = shapely.get_coordinates(region.geometry).T
    far, _, _ = inverse(LON, LAT, lon, lat)
    inner, outer = far[far < 400], far[far > 400]
    assert np.ptp(inner) < 2 * outline.LEAST_BEND_KM
    assert np.ptp(outer) < 2 * outline.LEAST_BEND_KM


def test_a_tiny_ring_is_kept() -> None:
    tiny = traced(blob(300, 0, 0.02), np.linspace(299.8, 300.2, 41), 90 + np.linspace(0, 360, 4001))
    (region,) = tiny.regions((0.5,))
    assert 0 < region.area_km2 < 0.1
    assert region.geometry.is_valid


def test_azimuths_begin_within_the_circle() -> None:
    found = traced(blob(0, 300, 40), np.linspace(100, 500, 81), circle(180))
    start, stop = found.azimuths_deg(0.9)
    assert 330 < start < 360 < stop < 390


@pytest.mark.parametrize("seam_deg", [0.0, 60.0, 100.0, 130.0, 250.0])
@pytest.mark.parametrize(("first", "second"), [(70, 150), (20, 190), (350, 40)])
def test_azimuths_are_the_smallest_arc_wherever_the_seam_is(seam_deg, first, second) -> None:
    """As those of 15 September 2021, whose two parts had the grid's seam between them."""
    blobs = [
        blob(300 * np.sin(angle), 300 * np.cos(angle), 20) for angle in np.radians([first, second])
    ]

    def both(s, a):
        return blobs[0](s, a) + blobs[1](s, a)

    start, stop = traced(both, np.linspace(200, 400, 81), circle(seam_deg)).azimuths_deg(0.9)
    half = 20 * np.sqrt(-2 * np.log(0.1)) / 300 * 180 / np.pi  # 90 % of a circular normal
    assert (start + half) % 360 == pytest.approx(first, abs=3)
    assert (stop - half - start - half) % 360 == pytest.approx((second - first) % 360, abs=4)


def test_a_ring_goes_all_the_way_round() -> None:
    start, stop = traced(annulus, np.linspace(300, 500, 81), circle(40)).azimuths_deg(0.9)
    assert (start, stop - start) == pytest.approx((40, 360))


def test_an_uncut_region_lies_on_the_side_of_its_site():
    """The zone of a flight across the Pacific runs on past 180, and does not begin at -180."""
    record = {"site": "Sunan", "range": "about 5,500 km", "direction": "east"}
    for region in zone_of(evidence_of(record)).regions:
        assert region.outline is not None
        for ring in region.outline.rings:
            middle = (ring[:, 0].min() + ring[:, 0].max()) / 2
            assert abs(middle - 126.5) < 180
            assert ring[:, 0].max() > 140


def square(west: float, side_deg: float) -> shapely.Polygon:
    return shapely.box(west, 38.0, west + side_deg, 38.0 + side_deg)


@pytest.mark.parametrize(
    ("sides_deg", "parted"),
    [((1.0,), False), ((1.0, 0.05), False), ((1.0, 0.05, 0.05), False), ((1.0, 0.5), True)],
)
def test_specks_beside_an_area_do_not_make_it_several(sides_deg, parted) -> None:
    parts = [square(128.0 + 2 * n, side) for n, side in enumerate(sides_deg)]
    whole = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    assert outline.Region(0.9, 1.0, whole).is_parted is parted
