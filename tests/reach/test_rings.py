"""Reach rings: what a range and a place stand for, which rings are drawn, what lies inside them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from geographiclib.geodesic import Geodesic
from helpers.geodesy_strategies import METRE, WGS84, distances_km, faults_of, law, longitudes
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.catalogue.missiles import Missile, RangeClaim, find_missile, missiles
from geolaunch.errors import GeodesyRangeError, InputError, UnknownNameError
from geolaunch.geodesy.antimeridian import Outline, area_of
from geolaunch.geodesy.shapes import band, disc, tolerance_km
from geolaunch.places.cities import Town, towns
from geolaunch.places.sites import Site, find_places, find_site
from geolaunch.places.territories import find_territory
from geolaunch.reach import rings as reach
from geolaunch.reach.rings import Inside, ReachRing, origins_of, places_inside, reach_rings
from geolaunch.report.model import SitePoint
from geolaunch.report.quantity import Quantity, parse_quantity

SUNAN = (125.67, 39.2)
TOWNS = {town.name: town for town in towns()}
PATH_ONLY = {
    missile.id: missile
    for missile in missiles()
    if all(claim.distance_kind == "path" for claim in missile.claims)
}
DRAWN = [missile for missile in missiles() if missile.id not in PATH_ONLY]


def figures(rings: tuple[ReachRing, ...]) -> list[tuple[Any, ...]]:
    """Return what rings say of their figures: kind, inner, outer, and which end is open."""
    open_end = {(True, False): "at least", (False, True): "up to", (False, False): ""}
    return [
        (ring.kind, ring.inner_km, ring.outer_km, open_end[ring.is_least, ring.is_most])
        for ring in rings
    ]


def one(rings: tuple[ReachRing, ...]) -> ReachRing:
    (ring,) = rings
    return ring


def claim(number: int, kind: str, low: float | None, high: float | None, **more: str) -> RangeClaim:
    """Return a claim of our own."""
    kept = {"distance_kind": "ground", "originator": f"voice {number}"} | more
    return RangeClaim(
        id=f"test/{number}",
        kind=kind,
        low_km=low,
        high_km=high,
        distance_kind=kept["distance_kind"],
        conditions="",
        originator=kept["originator"],
        carrier="",
        stated_at="2020",
        source="",
    )


def missile(*claims: RangeClaim) -> Missile:
    return replace(find_missile("hwasong-15"), id="test", name="Test-1", claims=claims)


# --- forms of a range -------------------------------------------------------------------------


@pytest.mark.parametrize("km", [5500, 5500.0, np.float64(5500), np.int64(5500), np.float32(5500)])
def test_a_number_is_kilometres(km) -> None:
    ring = one(reach_rings(km, "sunan"))
    assert figures((ring,)) == [("given", None, 5500.0, "")]
    assert isinstance(ring.outer_km, float)
    assert (ring.words, ring.missile, ring.claims, ring.is_line) == ("", None, (), False)


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("5,500 nmi", (None, 5500 * 1.852, "")),
        ("about 3,400 miles", (None, 3400 * 1.609344, "")),
        ("2000 m", (None, 2.0, "")),
        ("8,500 to 13,000 km", (8500, 13_000, "")),
        ("about 300 to 350 mi", (300 * 1.609344, 350 * 1.609344, "")),
        ("more than 200 miles", (None, 200 * 1.609344, "at least")),
        ("10,000+ km", (None, 10_000, "at least")),
        ("up to 500 km", (None, 500, "up to")),
        ("less than 500 km", (None, 500, "up to")),
    ],
)
def test_words_are_a_distance_with_its_unit(words, wanted) -> None:
    """A nautical mile is 1,852 m and a mile 1,609.344 m, both by definition."""
    ring = one(reach_rings(words, "sunan"))
    ((kind, inner, outer, end),) = figures((ring,))
    assert (kind, end) == ("given", wanted[2])
    assert inner == (wanted[0] and pytest.approx(wanted[0]))
    assert outer == pytest.approx(wanted[1])
    assert ring.words == words
    by_quantity = one(reach_rings(parse_quantity(words), "sunan"))
    assert figures((by_quantity,)) == figures((ring,))


@pytest.mark.parametrize("name", ["hwasong-15", " HWASONG 15", "KN-22", "화성-15", "火星15"])
def test_words_are_a_missile(name) -> None:
    rings = reach_rings(name, "sunan")
    assert {ring.missile for ring in rings} == {find_missile("hwasong-15")}
    assert figures(rings) == figures(reach_rings(find_missile("hwasong-15"), "sunan"))


def test_several_ranges_keep_their_order() -> None:
    rings = reach_rings([3000, "hwasong-12", "500 km"], "sunan")
    assert [ring.outer_km for ring in rings] == [3000, 3700, 4500, 5000, 500]
    assert figures(reach_rings((1000, "500 km"), "sunan")) == figures(
        reach_rings([1000, "500 km"], "sunan")
    )


@pytest.mark.parametrize(
    ("given_range", "kind", "words"),
    [
        (0, GeodesyRangeError, "got radius_km=0: wanted 0.001 to 20,003.93"),
        (-5, GeodesyRangeError, "got radius_km=-5: wanted 0.001 to 20,003.93"),
        (float("nan"), GeodesyRangeError, "got radius_km=nan: wanted 0.001 to 20,003.93"),
        (float("inf"), GeodesyRangeError, "got radius_km=inf: wanted 0.001 to 20,003.93"),
        (20_004, GeodesyRangeError, "got radius_km=20004: wanted 0.001 to 20,003.93"),
        ("0.5 m", GeodesyRangeError, "got radius_km=0.0005: wanted 0.001 to"),
        ("25,000 km", GeodesyRangeError, "range got 25000 km, beyond the antipode; wanted at most"),
        ("0 km", InputError, "range got '0 km'; wanted a number above 0"),
        ("1000", InputError, "range got '1000'; wanted a number with its unit, like 'more than"),
        ("15", InputError, "range got '15'; wanted a number with its unit"),
        ("5 to 3 km", InputError, "range got '5 to 3 km'; wanted the smaller number first"),
        ("1.000 km", InputError, "range got '1.000 km', where the point may part thousands"),
        ("370 furlongs", InputError, "range got '370 furlongs': 'furlongs' is no unit"),
        ("10 min", InputError, "got '10 min', a time; wanted a distance"),
        (Quantity(90, 90, "s", "exact", "90 s"), InputError, "got '90 s', a time; wanted a dist"),
        (Quantity(-1, -1, "km", "exact"), GeodesyRangeError, "range got -1 km; wanted a distance"),
        ("hwasong-51", UnknownNameError, "unknown missile 'hwasong-51'; the nearest names are "),
        ("", UnknownNameError, "unknown missile ''; a range in km can be given in its place"),
        (True, InputError, "got a range of type bool; wanted km, words, a missile"),
        (None, InputError, "got a range of type NoneType; wanted km, words, a missile"),
        ({"km": 5}, InputError, "got a range of type dict; wanted km, words, a missile"),
        ([], InputError, "got no range or no place to draw it from; wanted one of each at least"),
        ("13,000 to 13,000.0001 km", GeodesyRangeError, "got inner_km=13000 and outer_km=13000"),
    ],
)
def test_what_is_no_range_is_refused(given_range, kind, words) -> None:
    with pytest.raises(kind) as refused:
        reach_rings(given_range, "sunan")
    assert str(refused.value).startswith(words)
    assert "\n" not in str(refused.value)


def test_the_nearest_names_of_a_missile() -> None:
    with pytest.raises(UnknownNameError) as refused:
        reach_rings("hwasung-15", "sunan")
    assert "hwasong-15" in refused.value.nearest


# --- what is published of a missile -----------------------------------------------------------


def test_hwasong_15_is_three_figures() -> None:
    """USFK's 12,874 km, CSIS' band and Japan's lower bound: never one ring made of them."""
    rings = reach_rings("hwasong-15", SUNAN)
    assert figures(rings) == [
        ("estimate", None, 12_874, "up to"),
        ("estimate", 8500, 13_000, ""),
        ("lower-bound", None, 14_000, "at least"),
    ]
    assert [[each.originator for each in ring.claims] for ring in rings] == [
        ["USFK"],
        ["CSIS"],
        ["Japan MoD"],
    ]
    assert [ring.words for ring in rings] == ["", "", ""]


def test_the_same_figure_of_several_is_one_ring_with_all_of_them() -> None:
    rings = reach_rings("hwasong-12", SUNAN)
    assert figures(rings) == [
        ("observed", None, 3700, ""),
        ("estimate", None, 4500, "up to"),
        ("estimate", None, 5000, "up to"),
    ]
    assert [len(ring.claims) for ring in rings] == [1, 2, 1]
    assert len({each.originator for each in rings[1].claims}) == 2


def test_at_least_and_up_to_one_distance_stay_apart() -> None:
    """15,000 km of the Hwasong-17 is Japan's least and CSIS' most."""
    rings = reach_rings("hwasong-17", SUNAN)
    assert sorted(figures(rings)) == [
        ("estimate", None, 15_000, "up to"),
        ("lower-bound", None, 15_000, "at least"),
    ]


@pytest.mark.parametrize("drawn", DRAWN, ids=lambda each: each.id)
def test_every_claim_of_a_missile_is_in_one_ring(drawn) -> None:
    rings = reach_rings(drawn, SUNAN, 5.0)
    told = [each for ring in rings for each in ring.claims]
    wanted = [each for each in drawn.claims if each.distance_kind == "ground"]
    assert sorted(each.id for each in told) == sorted(each.id for each in wanted)
    for ring in rings:
        ends = {(each.kind, each.low_km, each.high_km) for each in ring.claims}
        assert len(ends) == 1  # no figure is made from two
        ((kind, low, high),) = ends
        assert ring.kind == kind
        assert ring.outer_km == (low if high is None else high)
        assert ring.is_least == (high is None)
        assert ring.is_most == (low is None)
        assert ring.missile is drawn
    assert len({(ring.kind, ring.inner_km, ring.outer_km, ring.is_least) for ring in rings}) == len(
        rings
    )
    assert [ring.outer_km for ring in rings] == sorted(ring.outer_km for ring in rings)


def test_a_flight_that_was_observed_is_a_line() -> None:
    longest, *areas = reach_rings("hwasong-12", SUNAN)
    assert longest.is_line
    assert longest.geometry.geom_type == "LineString"
    ends = shapely.get_coordinates(longest.geometry)
    assert distances_km(SUNAN, ends) == pytest.approx(np.full(len(ends), 3700), abs=1 * METRE)
    for ring in areas:
        assert not ring.is_line
        assert ring.geometry.geom_type in ("Polygon", "MultiPolygon")


def test_an_observed_pair_of_figures_is_no_band() -> None:
    ring = one(reach_rings(missile(claim(1, "observed", 700, 800)), SUNAN))
    assert figures((ring,)) == [("observed", None, 800, "")]
    assert ring.is_line


def test_what_the_state_claims_of_itself_keeps_its_kind() -> None:
    ring = one(reach_rings(missile(claim(1, "assertion", None, 4000)), SUNAN))
    assert figures((ring,)) == [("assertion", None, 4000, "up to")]


def test_one_distance_of_two_kinds_is_two_rings() -> None:
    given_claims = claim(1, "estimate", 800, 800), claim(2, "observed", 800, 800)
    rings = reach_rings(missile(*given_claims), SUNAN)
    assert [ring.kind for ring in rings] == ["estimate", "observed"]


def test_the_length_of_a_path_is_left_out_beside_a_distance() -> None:
    given_claims = claim(1, "estimate", None, 900), claim(2, "estimate", 9, 9, distance_kind="path")
    ring = one(reach_rings(missile(*given_claims), SUNAN))
    assert [each.id for each in ring.claims] == ["test/1"]


@pytest.mark.parametrize("cruise", PATH_ONLY.values(), ids=lambda each: each.id)
def test_a_cruise_missile_is_refused_with_the_reason(cruise) -> None:
    (figure,) = {each.high_km for each in cruise.claims}
    with pytest.raises(InputError) as refused:
        reach_rings(cruise.id, "sunan")
    assert str(refused.value) == (
        f"{cruise.name}: its published figure, {figure:,.0f} km, is the length of a path that may "
        "turn, not a distance from the site; no ring is drawn from it"
    )


def test_there_are_cruise_missiles_and_all_of_them_are_refused() -> None:
    cruise = {each.id for each in missiles() if each.missile_class == "cruise"}
    assert cruise == set(PATH_ONLY)
    assert {"hwasal-1", "hwasal-2", "kn-01"} <= cruise


def test_a_missile_of_which_nothing_is_published() -> None:
    with pytest.raises(InputError) as refused:
        reach_rings(missile(), "sunan")
    assert str(refused.value) == (
        "Test-1: no range of it is published here; give --range-km or --range"
    )


# --- forms of a place -------------------------------------------------------------------------


def test_a_site_by_name_keeps_its_uncertainty() -> None:
    (origin,) = origins_of("sunan")
    (place,) = find_places("sunan")
    assert (origin.words, origin.sd_km) == (place.name, place.sd_km)
    assert (origin.lon_deg, origin.lat_deg) == (place.lon_deg, place.lat_deg)
    assert origin.in_catalogue
    assert origin.site == find_site("sunan")
    assert origin.territory is None


def test_a_site_told_from_a_city_is_one() -> None:
    (origin,) = origins_of("a site south of Pyongyang")
    assert origin.words == "a site south of Pyongyang"
    assert origin.sd_km > 30
    away = Geodesic.WGS84.Inverse(39.034, 125.754, origin.lat_deg, origin.lon_deg)
    assert away["s12"] / 1000 == pytest.approx(30, abs=2)
    assert abs(away["azi1"]) == pytest.approx(180, abs=3)


@pytest.mark.parametrize(
    "name", ["North Korea", "north-korea", "anywhere in North Korea", "DPRK", "북한"]
)
def test_a_territory_by_name(name) -> None:
    (origin,) = origins_of(name)
    assert origin.words == "North Korea"
    assert origin.territory == replace(find_territory("north-korea"), words=name)
    assert origin.site is None
    assert origin.in_catalogue
    assert origins_of(origin.territory) == (origin,)
    west, south, east, north = origin.territory.polygon.bounds
    assert west < origin.lon_deg < east
    assert south < origin.lat_deg < north


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ((126, 39), "39.00° N, 126.00° E"),
        ((-70.5, -33.456), "33.46° S, 70.50° W"),
        ((0.0, 0.0), "0.00° N, 0.00° E"),
        ((0, -90), "90.00° S, 0.00° E"),
        ((190, 10), "10.00° N, 170.00° W"),
        ((np.float64(126), np.float64(39)), "39.00° N, 126.00° E"),
        (SitePoint(126, 39, 0.0), "39.00° N, 126.00° E"),
    ],
)
def test_a_point_is_named_by_its_degrees(point, words) -> None:
    (origin,) = origins_of(point)
    assert origin.words == words
    assert not origin.in_catalogue
    assert origin.territory is None
    lon, lat = point if isinstance(point, tuple) else (point.lon_deg, point.lat_deg)
    ring = one(reach_rings(1000, point))
    rows = np.vstack(ring.outline.rings)
    assert distances_km((lon, lat), rows) == pytest.approx(np.full(len(rows), 1000), abs=1 * METRE)


def test_several_places_come_in_their_order_each_with_every_range() -> None:
    rings = reach_rings([500, 700], ["sunan", (10, 10), "south korea"])
    assert [(ring.origin.words, ring.outer_km) for ring in rings] == [
        (find_places("sunan")[0].name, 500),
        (find_places("sunan")[0].name, 700),
        ("10.00° N, 10.00° E", 500),
        ("10.00° N, 10.00° E", 700),
        ("South Korea", 500),
        ("South Korea", 700),
    ]
    assert rings[0].origin is rings[1].origin
    pairs = reach_rings(500, ((10, 10), (20, 20)))
    assert [ring.origin.lon_deg for ring in pairs] == [10, 20]


@pytest.mark.parametrize("ending", [".geojson", ".JSON"])
def test_a_file_of_a_territory(tmp_path: Path, ending) -> None:
    box = shapely.box(10, 10, 12, 12)
    path = tmp_path / f"my land{ending}"
    path.write_text(json.dumps(shapely.geometry.mapping(box)), encoding="utf-8")
    (origin,) = origins_of(str(path))
    assert origin.words == "my land"
    assert not origin.in_catalogue
    assert origin.territory is not None
    assert origin.territory.polygon.equals(box)
    assert (origin.lon_deg, origin.lat_deg) == (11, 11)


def test_near_places_of_one_name_are_one_in_their_middle() -> None:
    """The sd is that of a place drawn from any of them: theirs and how far they lie apart."""
    (origin,) = origins_of("kusong")
    places = find_places("kusong")
    assert len(places) == 6
    lon, lat = (np.array([getattr(each, key) for each in places]) for key in ("lon_deg", "lat_deg"))
    assert (origin.lon_deg, origin.lat_deg) == pytest.approx((lon.mean(), lat.mean()))
    apart_km = distances_km((origin.lon_deg, origin.lat_deg), np.column_stack([lon, lat]))
    assert apart_km.max() < reach.ONE_PLACE_KM
    wanted_km2 = np.mean(apart_km**2 + np.array([each.sd_km**2 for each in places]))
    assert origin.sd_km == pytest.approx(wanted_km2**0.5)
    assert origin.sd_km > apart_km.mean()
    assert len(reach_rings(3000, "kusong")) == 1


def test_far_places_of_one_name_stay_several(monkeypatch) -> None:
    (here,) = find_places("sunan")
    there = replace(here, name="Other", lon_deg=here.lon_deg + 3, sd_km=7)
    both = Site("two of a name", (here, there))
    monkeypatch.setattr(reach, "find_site", lambda _: both)
    rings = reach_rings([500, 1000], "two of a name")
    assert [(ring.origin.words, ring.outer_km) for ring in rings] == [
        (here.name, 500),
        (here.name, 1000),
        ("Other", 500),
        ("Other", 1000),
    ]
    assert [ring.origin.sd_km for ring in rings[1:3]] == [here.sd_km, 7]
    assert rings[3].origin.site == Site("Other", (there,))
    assert rings[3].origin.lon_deg == there.lon_deg


@pytest.mark.parametrize(
    ("where", "kind", "words"),
    [
        ("nosuch", UnknownNameError, "unknown launch site or territory 'nosuch'; the nearest "),
        ("", UnknownNameError, "unknown launch site or territory ''; or give --lon and --lat, or"),
        ("missing.geojson", InputError, "cannot read missing.geojson: No such file or directory"),
        ((126, 95), GeodesyRangeError, "got latitude 95: latitudes lie in [-90, 90] degrees; the"),
        ((float("nan"), 0), GeodesyRangeError, "got longitude nan: not finite degrees"),
        ([], InputError, "got no range or no place to draw it from; wanted one of each at least"),
    ],
)
def test_what_is_no_place_is_refused(where, kind, words) -> None:
    with pytest.raises(kind) as refused:
        reach_rings(500, where)
    assert str(refused.value).startswith(words)
    assert "\n" not in str(refused.value)


def test_the_nearest_names_of_sites_and_territories() -> None:
    with pytest.raises(UnknownNameError) as refused:
        origins_of("Sunann")
    assert "Sunan" in " ".join(refused.value.nearest)
    with pytest.raises(UnknownNameError) as refused:
        origins_of("Noth Korea")
    assert "North Korea" in refused.value.nearest
    assert str(refused.value).endswith("or give --lon and --lat, or a GeoJSON file of a territory")


@pytest.mark.parametrize("km", [5, 9.9, 19_800])
def test_a_territory_has_radii_of_its_own(km) -> None:
    with pytest.raises(GeodesyRangeError, match=f"got radius_km={km:g} from a territory"):
        reach_rings(km, "north-korea")


# --- geometry ---------------------------------------------------------------------------------


@law
@given(longitudes, st.floats(-90, 90), st.floats(1, 20_003))
def test_a_ring_from_a_point_is_the_disc(lon: float, lat: float, km: float) -> None:
    ring = one(reach_rings(km, (lon, lat)))
    assert ring.geometry.equals(disc(lon, lat, km))


def test_a_band_from_a_point_is_the_band() -> None:
    ring = one(reach_rings("8,500 to 13,000 km", SUNAN))
    assert ring.geometry.equals(band(*SUNAN, 8500, 13_000))


@pytest.mark.parametrize("words", ["150 to 300 km", "700 to 1,000 km", "8,500 to 13,000 km"])
def test_a_band_from_a_territory_is_what_lies_between_its_reaches(words) -> None:
    ring = one(reach_rings(words, "north-korea"))
    assert faults_of(ring.geometry) == []
    inner, outer = (
        area_of(one(reach_rings(km, "north-korea")).outline)
        for km in (ring.inner_km, ring.outer_km)
    )
    left = shapely.difference(outer, inner)
    assert shapely.symmetric_difference(left, ring.geometry).area < 1e-9 * left.area


def test_a_tolerance_is_handed_on() -> None:
    for where in (SUNAN, "north-korea"):
        fine, usual = (one(reach_rings(2000, where, each)) for each in (0.02, None))
        assert len(fine.outline.rings[0]) > 2 * len(usual.outline.rings[0])
    with pytest.raises(GeodesyRangeError, match=r"a tolerance is 0\.001 km or more"):
        reach_rings(2000, SUNAN, 0.0)


def test_the_same_twice() -> None:
    ranges = ["hwasong-12", "500 to 700 km"]
    once, again = (reach_rings(ranges, ["sunan", "north-korea"], 1.0) for _ in range(2))
    assert figures(once) == figures(again)
    for one_ring, other in zip(once, again, strict=True):
        assert one_ring.origin == other.origin
        assert one_ring.geometry.wkb == other.geometry.wkb
    assert places_inside(once) == places_inside(again)


# --- places inside ----------------------------------------------------------------------------


def geodesic_km(one_lonlat: tuple[float, float], town: Town) -> float:
    """Return a distance by geographiclib."""
    found = Geodesic.WGS84.Inverse(*one_lonlat[::-1], town.lat_deg, town.lon_deg)
    return float(found["s12"]) / 1000


@pytest.mark.parametrize(
    ("name", "published_km"),
    [
        ("Guam (Hagåtña)", 3400),
        ("Hawaii (Honolulu)", 7400),
        ("Washington, D.C.", 11_000),
        ("Tokyo", 1300),
        ("Seoul", 195),
        ("Okinawa (Naha)", 1400),
    ],
)
def test_distances_from_pyongyang_as_they_are_published(name, published_km) -> None:
    """The round figures of the press, from Pyongyang: good to a twentieth."""
    (found,) = places_inside(reach_rings(13_000, (125.754, 39.034)), [TOWNS[name]])
    assert found.distance_km == pytest.approx(published_km, rel=0.05)


def test_places_in_reach_of_a_point_one_by_one() -> None:
    among = towns()[::7]
    rings = reach_rings([1000, 5500, "8,500 to 13,000 km", "hwasong-12"], "sunan")
    centre = rings[0].origin.lon_deg, rings[0].origin.lat_deg
    found = {each.town: each for each in places_inside(rings, among)}
    for town in among:
        km = geodesic_km(centre, town)
        within = {n for n, outer in ((0, 1000), (1, 5500), (2, 8500), (4, 4500), (5, 5000))
                  if km <= outer}  # fmt: skip
        between = {2} if 8500 < km <= 13_000 else set()
        assert (town in found) == bool(within | between)
        if town in found:
            assert found[town].distance_km == pytest.approx(km, abs=1 * METRE)
            assert set(found[town].within) == within
            assert set(found[town].between) == between


def test_places_in_reach_of_a_territory_one_by_one() -> None:
    land = find_territory("south-korea").polygon
    border = shapely.get_coordinates(shapely.segmentize(land, 0.02))
    among = [*towns()[::150], TOWNS["Seoul"], TOWNS["Pyongyang"], TOWNS["Tokyo"], TOWNS["Beijing"]]
    found = {each.town: each for each in places_inside(reach_rings([900, 7000], "ROK"), among)}
    for town in among:
        ones = np.ones(len(border))
        ends = WGS84.inv(*border.T, town.lon_deg * ones, town.lat_deg * ones)
        km = 0.0 if shapely.contains_xy(land, town.lon_deg, town.lat_deg) else ends[2].min() / 1000
        assert (town in found) == (km <= 7000)
        if town in found:
            assert found[town].distance_km == pytest.approx(km, abs=0.3 if km > 50 else 1.0)
            assert found[town].within == ((0, 1) if km <= 900 else (1,))
    assert found[TOWNS["Seoul"]].distance_km == 0
    assert 0 < found[TOWNS["Pyongyang"]].distance_km < 160


def test_a_place_in_a_band_is_reached_or_not() -> None:
    """Anchorage is 5,700 km and Los Angeles 9,500 km off: the published figures differ about it."""
    rings = reach_rings("hwasong-15", "sunan")
    among = [TOWNS[name] for name in ("Alaska (Anchorage)", "Los Angeles", "Lima")]
    near, far = places_inside(rings, among)  # Lima is 16,000 km off: none holds it
    assert (near.town.name, near.within, near.between) == ("Alaska (Anchorage)", (0, 1, 2), ())
    assert (far.town.name, far.within, far.between) == ("Los Angeles", (0, 2), (1,))


def test_the_nearest_come_first_and_of_equals_the_first_name() -> None:
    found = places_inside(reach_rings(2000, ["sunan", "north-korea"]))
    keys = [(each.distance_km, each.town.name) for each in found]
    assert keys == sorted(keys)
    at_home = [each for each in found if each.distance_km == 0]
    assert len(at_home) > 5
    assert {each.town.country for each in at_home} == {"KP"}


def test_the_distance_is_that_of_the_nearest_origin() -> None:
    tokyo = TOWNS["Tokyo"]
    (found,) = places_inside(reach_rings(20_000, ["sunan", (139.0, 35.0)]), [tokyo])
    assert found.within == (0, 1)
    assert found.distance_km == pytest.approx(geodesic_km((139.0, 35.0), tokyo), abs=1 * METRE)


def test_observed_flights_hold_nothing() -> None:
    lines = tuple(ring for ring in reach_rings("hwasong-12", "sunan") if ring.is_line)
    assert places_inside(lines) == ()
    assert places_inside(()) == ()
    assert places_inside(reach_rings(5000, "sunan"), []) == ()


def test_who_lies_inside_lies_in_the_area() -> None:
    """The table and the map agree on all places farther from the edge than its tolerance."""
    lonlat = np.array([(town.lon_deg, town.lat_deg) for town in towns()])
    for km, where in ((800, "kusong"), (13_000, "kusong"), (800, "DPRK"), (13_000, "DPRK")):
        ring = one(reach_rings(km, where))
        away_km = {each.town: each.distance_km for each in places_inside((ring,))}
        told = np.array([town in away_km for town in towns()])
        wider = {each.town: each.distance_km for each in places_inside(reach_rings(km + 50, where))}
        gap_km = np.array([abs(wider.get(town, np.inf) - km) for town in towns()])
        clear = gap_km > tolerance_km(km) + 0.3
        assert np.array_equal(shapely.contains_xy(ring.geometry, lonlat)[clear], told[clear])
        assert 0 < np.count_nonzero(told) < len(told)


# --- faults that were found: a mark goes when its fault does --------------------------------------


def test_two_ranges_may_come_as_a_pair() -> None:
    """A tuple of two numbers is taken for a (lon, lat), as a range too."""
    assert [ring.outer_km for ring in reach_rings((1000, 2000), "sunan")] == [1000, 2000]


@pytest.mark.parametrize("where", [None, 5, [126.0, 39.0], (126, 39, 5), (126,), {"lon": 1}])
def test_what_is_no_form_of_a_place_is_refused(where) -> None:
    """Told now: 'float' object has no attribute 'casefold'."""
    with pytest.raises(InputError):
        reach_rings(500, where)


@pytest.mark.parametrize(
    "words", ["about 370 s", "more than 300", "about 1.000 km", "between 5 and 3 km", "-5 km"]
)
def test_a_range_that_begins_with_a_word_is_no_missile(words) -> None:
    """Told now: unknown missile 'about 370 s'."""
    with pytest.raises(InputError) as refused:
        reach_rings(words, "sunan")
    assert "missile" not in str(refused.value)


def test_rings_can_be_compared() -> None:
    """Two alike raise the ValueError of numpy arrays now, and hash() a TypeError."""
    assert reach_rings(500, "sunan") == reach_rings(500, "sunan")


def test_a_quantity_with_its_ends_turned_is_refused() -> None:
    """The disc of 300 km is drawn now."""
    with pytest.raises(InputError):
        reach_rings(Quantity(500, 300, "km", "between"), "sunan")


def test_a_point_keeps_the_uncertainty_that_a_user_gave() -> None:
    (origin,) = origins_of(SitePoint(126, 39, 20.0))
    assert origin.sd_km == 20


@pytest.mark.parametrize("words", ["2,000 to 2,000.05 km", "13,000 to 13,000.5 km"])
def test_the_edges_of_a_narrow_band_from_a_territory_keep_to_it(words) -> None:
    """As those of a point do: they are off by half its width at most. Now by up to 2.6 widths."""
    ring = one(reach_rings(words, "north-korea"))
    outer = ring.outline.rings[0]
    middle = (outer[1:] + outer[:-1]) / 2
    land = find_territory("north-korea").polygon
    border = shapely.get_coordinates(shapely.segmentize(land, 0.02))
    ends = np.random.default_rng(1).choice(middle, 40)
    km = [
        WGS84.inv(*border.T, np.full(len(border), lon), np.full(len(border), lat))[2].min() / 1000
        for lon, lat in ends
    ]
    assert ring.inner_km is not None
    width_km = ring.outer_km - ring.inner_km
    assert np.abs(np.array(km) - ring.outer_km).max() <= width_km / 2 + 2 * METRE


# --- the records ------------------------------------------------------------------------------


@pytest.mark.parametrize("record", [Inside, ReachRing, reach.Origin, Outline])
def test_records_are_frozen(record) -> None:
    assert record.__dataclass_params__.frozen


def test_every_public_name_is_exported() -> None:
    own = {
        name
        for name, value in vars(reach).items()
        if callable(value) and getattr(value, "__module__", "") == reach.__name__
    }
    assert {name for name in own if not name.startswith("_")} == set(reach.__all__)
    assert reach.__all__ == sorted(reach.__all__)
