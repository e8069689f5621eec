"""Seas and land as areas: the raster against its definition, the coast against known areas."""

import sys
from subprocess import run

import numpy as np
import pytest
import shapely
from pyproj import Geod

from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_path
from geolaunch.places import regions
from geolaunch.places.regions import (
    COAST_SD_KM,
    LIMIT_SD_KM,
    border_lines,
    coast_lines,
    land,
    limits,
    region_ids,
    region_weights,
    sea_weight,
)
from geolaunch.places.seas import seas

WGS84 = Geod(ellps="WGS84")
REGIONS = region_ids()
SEAS = REGIONS[:-2]
# Bilinear between nodes 5.6 km apart of an edge of 4 km spread: 5.6^2 / 8 * 0.242 / 4^2 = 0.06 at
# most for a straight coast, a third more where two coasts meet; rounding to 1/255 adds 0.004.
RASTER_TOLERANCE = 0.08
# The same by the mean: the error has both signs and is large in a narrow band only.
RASTER_MEAN_TOLERANCE = 0.015
SAMPLES = 4000  # its own noise is at most 0.5 / sqrt(4000) = 0.008, four times that is allowed
SAMPLING_TOLERANCE = 4 * 0.5 / SAMPLES**0.5
AREA_TOLERANCE = 0.012  # all come out 0.4 to 1.2 % large: the 1:10m coast closes small inlets


def scattered(rng, lon: float, lat: float, sd_km: float) -> np.ndarray:
    """Return points normally scattered about (lon, lat), by the geodesic."""
    east, north = rng.normal(0, sd_km * 1000, (2, SAMPLES))
    azimuth, distance = np.degrees(np.arctan2(east, north)), np.hypot(east, north)
    ends = WGS84.fwd(np.full(SAMPLES, lon), np.full(SAMPLES, lat), azimuth, distance)
    return shapely.points(*ends[:2])


def places(rng) -> np.ndarray:
    """Return 240 points: 80 anywhere, 80 within 12 km of a coast, 80 within 40 km of a limit."""
    anywhere = np.column_stack((rng.uniform(117, 150, 80), rng.uniform(24, 50, 80)))
    box = shapely.box(118, 25, 149, 49)
    coast = shapely.MultiLineString(list(coast_lines())).intersection(box)
    edges = shapely.MultiLineString([limits(sea).exterior for sea in SEAS]).intersection(box)
    near = [
        shapely.get_coordinates(line.interpolate(rng.uniform(0, 1, 80), normalized=True))
        + rng.normal(0, spread_degrees, (80, 2))
        for line, spread_degrees in ((coast, 0.05), (edges, 0.18))
    ]
    return np.concatenate((anywhere, *near))


@pytest.fixture(scope="module")
def compared() -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """The raster and, by sampling, the definition in the module's docstring."""
    rng = np.random.default_rng(20230327)
    points = places(rng)
    ground, rings = land(), {sea: limits(sea) for sea in SEAS}
    for area in (ground, *rings.values()):
        shapely.prepare(area)
    exact = {name: np.zeros(len(points)) for name in REGIONS}
    for index, (lon, lat) in enumerate(points):
        near = ground.intersection(shapely.box(lon - 0.5, lat - 0.5, lon + 0.5, lat + 0.5))
        shapely.prepare(near)
        on_land = near.contains(scattered(rng, lon, lat, COAST_SD_KM)).mean()
        steps = scattered(rng, lon, lat, LIMIT_SD_KM)
        exact["land"][index] = on_land
        for sea in SEAS:
            exact[sea][index] = (1 - on_land) * rings[sea].contains(steps).mean()
    exact["other"] = 1 - sum(exact[name] for name in REGIONS[:-1])
    return region_weights(*points.T), exact


@pytest.mark.slow
@pytest.mark.parametrize("region", REGIONS)
def test_raster_keeps_the_definition(compared, region: str) -> None:
    raster, exact = compared
    error = np.abs(raster[region] - exact[region])
    assert error.max() < RASTER_TOLERANCE + SAMPLING_TOLERANCE
    assert error.mean() < RASTER_MEAN_TOLERANCE


@pytest.mark.slow
def test_definition_test_sees_every_region(compared) -> None:
    _, exact = compared
    assert all((weights > 0.5).sum() >= 3 for weights in exact.values())


def test_weights_sum_to_one() -> None:
    rng = np.random.default_rng(1)
    weights = region_weights(rng.uniform(90, 185, 5000), rng.uniform(-5, 70, 5000))
    assert tuple(weights) == REGIONS
    total = sum(weights.values())
    assert np.allclose(total, 1, atol=1e-6)  # single precision
    assert all(part.min() >= 0 for part in weights.values())


@pytest.mark.parametrize(
    ("place", "lon", "lat", "region"),
    [
        ("Seoul", 126.98, 37.57, "land"),
        ("Pyongyang", 125.75, 39.03, "land"),
        ("middle of Jeju", 126.55, 33.38, "land"),
        ("middle of Sado", 138.35, 38.02, "land"),
        ("Hakodate hills", 140.60, 42.05, "land"),
        ("off Wonsan", 128.60, 39.20, "sea-of-japan"),
        ("Liancourt Rocks", 131.87, 37.24, "sea-of-japan"),
        ("west of Oshima-Oshima", 137.50, 41.50, "sea-of-japan"),
        ("Tartar Strait", 140.60, 48.50, "sea-of-japan"),
        ("off Pohang", 130.00, 36.00, "sea-of-japan"),
        ("off Nampo", 124.00, 38.50, "yellow-sea"),
        ("Bohai", 119.50, 38.60, "yellow-sea"),
        ("off Gunsan", 125.00, 35.80, "yellow-sea"),
        ("west of Okinawa", 126.50, 27.50, "east-china-sea"),
        ("off Shanghai", 124.00, 31.00, "east-china-sea"),
        ("east of Hokkaido", 153.20, 41.50, "western-pacific"),
        ("off Tokyo", 142.50, 35.00, "western-pacific"),
        ("Philippine Sea", 130.00, 20.00, "western-pacific"),
        ("over the date line", -179.00, 30.00, "western-pacific"),
        ("Sea of Okhotsk", 147.00, 50.00, "other"),
        ("Suo-nada, Inland Sea", 131.35, 33.80, "other"),
        ("South China Sea", 115.00, 15.00, "other"),
        ("Atlantic", -30.00, 30.00, "other"),
        ("South Atlantic", -15.00, -30.00, "other"),
        ("North Pole", 10.00, 90.00, "other"),
        ("Caspian Sea", 51.00, 40.00, "other"),
        ("Bering Sea, over the date line", -178.00, 58.00, "other"),
        ("Tasman Sea", 160.00, -38.00, "other"),
        ("Gulf of Mexico", -90.00, 25.00, "other"),
        ("Pacific at 170 W", -170.00, 10.00, "western-pacific"),
        ("the same, counted on", 190.00, 10.00, "western-pacific"),
        ("South Pacific", -120.00, -40.00, "western-pacific"),
        ("Gulf of Alaska", -145.00, 57.00, "western-pacific"),
        ("Isfahan", 51.67, 32.65, "land"),
        ("Nagpur", 79.09, 21.15, "land"),
        ("South Pole", 0.00, -90.00, "land"),
        ("Fairbanks", -147.70, 64.84, "land"),
        ("Greenwich", 0.00, 51.48, "land"),
    ],
)
def test_landmarks(place: str, lon: float, lat: float, region: str) -> None:
    weights = region_weights([lon], [lat])
    assert weights[region][0] > 0.9, place


def test_of_no_place_nothing_is_known() -> None:
    weights = region_weights([float("nan"), 126.98], [30.0, 37.57])
    assert np.isnan(weights["land"][0])
    assert np.isnan(weights["other"][0])
    assert weights["land"][1] > 0.9


def test_one_sea_is_the_same_as_all() -> None:
    lon, lat = np.meshgrid(np.linspace(94, 183, 40), np.linspace(-1, 67, 30))
    weights = region_weights(lon, lat)
    for region in REGIONS[:-1]:
        one = sea_weight(region, lon, lat)
        assert one.shape == lon.shape
        assert np.array_equal(one, weights[region])


def test_unknown_region_is_refused() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown region 'sea-of-japn'.*sea-of-japan"):
        sea_weight("sea-of-japn", [130], [40])
    with pytest.raises(UnknownNameError, match="unknown sea 'land'"):
        limits("land")


def test_spreads_of_the_raster_are_those_of_the_module() -> None:
    with np.load(shipped_path("regions.npz"), allow_pickle=False) as stored:
        assert stored["sd_km"].tolist() == [COAST_SD_KM, LIMIT_SD_KM]


def test_land_is_valid() -> None:
    assert land().is_valid


@pytest.mark.parametrize(
    ("island", "lon", "lat", "area_km2"),
    [  # areas: Geospatial Information Authority of Japan, rounded; main island only
        ("Honshu", 138.5, 36.5, 227_940),
        ("Hokkaido", 142.8, 43.3, 77_980),
        ("Kyushu", 131.0, 32.5, 36_780),
        ("Shikoku", 133.5, 33.7, 18_300),
    ],
)
def test_islands_have_their_area(island: str, lon: float, lat: float, area_km2: float) -> None:
    found = [part for part in land().geoms if part.contains(shapely.Point(lon, lat))]
    area, _ = WGS84.geometry_area_perimeter(shapely.orient_polygons(found[0]))
    assert area / 1e6 == pytest.approx(area_km2, rel=AREA_TOLERANCE), island


@pytest.mark.parametrize(
    ("island", "lon", "lat"),
    [
        ("Ulleungdo", 130.87, 37.50),
        ("Jeju", 126.55, 33.38),
        ("Tsushima", 129.24, 34.20),
        ("Oki", 133.27, 36.25),
        ("Sado", 138.38, 38.03),
        ("Okushiri", 139.47, 42.15),
        ("Rishiri", 141.23, 45.18),
        ("Rebun", 141.03, 45.38),
        ("Oshima-Oshima", 139.36, 41.51),
        ("Okinawa", 127.98, 26.60),
    ],
)
def test_islands_are_there(island: str, lon: float, lat: float) -> None:
    assert land().contains(shapely.Point(lon, lat)), island


def test_disputed_rocks_are_a_label_and_no_land() -> None:
    assert not land().intersects(shapely.box(131.8, 37.2, 131.95, 37.3))


def test_coast_has_no_edge_on_the_frame() -> None:
    frame = shapely.box(85, -1, 183, 67).exterior
    on_frame = shapely.MultiLineString(list(coast_lines())).intersection(frame)
    assert on_frame.length == 0


def test_armistice_line_is_dashed_and_the_yalu_is_not() -> None:
    def dashed(lon: float, lat: float) -> set[bool]:
        place = shapely.Point(lon, lat).buffer(0.15)
        return {flag for flag, line in border_lines() if shapely.LineString(line).intersects(place)}

    assert dashed(127.5, 38.3) == {True}
    assert dashed(125.0, 40.6) == {False}


def test_labels_lie_in_their_sea() -> None:
    for sea in seas():
        lon, lat = sea.label_lonlat
        assert sea_weight(sea.id, [lon], [lat])[0] > 0.99


def test_import_reads_no_file() -> None:
    code = (
        "import geolaunch.places.regions as r; "
        "from geolaunch.places.regions import _grid, _chances, land;"
        "assert not any(f.cache_info().currsize for f in (_grid, _chances, land, r.seas))"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0


def test_no_points_have_no_chances() -> None:
    assert sea_weight("sea-of-japan", np.array([]), np.array([])).shape == (0,)


def test_seas_out_of_reach_are_told_apart_without_being_loaded() -> None:
    regions._chances.cache_clear()
    near_korea = region_weights(np.array([126.0, 131.0]), np.array([38.0, 39.0]))
    assert near_korea["western-pacific"].tolist() == [0.0, 0.0]
    assert regions._chances.cache_info().currsize == 3  # land and the two seas beside it
