"""Scenes of reach rings: one set of features for page and file, views, legends, what is marked."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from typing import Any

import geopandas
import numpy as np
import pytest
import shapely
from helpers.browser import DESKTOP, PHONE, opened, serious
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geolaunch import InputError, geojson, page, places_inside, reach_rings, rings_scene
from geolaunch.places.cities import towns
from geolaunch.places.territories import Territory
from geolaunch.reach.other_methods import compared
from geolaunch.report.model import SitePoint
from geolaunch.scenes.model import Feature, Scene
from geolaunch.scenes.ring_scene import FULL_FILL_UP_TO, GREATEST_PLACES, RING_STYLES
from geolaunch.views.page_data import map_data

WGS84 = Geod(ellps="WGS84")
SUNAN = (125.665, 39.238)
NEW_ZEALAND = (178.0, -40.0)
KEYS = {"kind", "basis", "source", "verified", "label"}
NOTE = "published estimate, not a threatened area"
BESIDE = 0.01  # of the radius: what lies so far inside or outside the ring is so in the file too


def scene_of(ranges: Any, where: Any, *, ways: bool = False, **options: Any) -> Scene:
    made = reach_rings(ranges, where)
    origin = made[0].origin
    drawn = compared(origin.lon_deg, origin.lat_deg, made[0].outer_km) if ways else ()
    return rings_scene(made, places_inside(made), drawn, **options)


SCENES = {
    "a missile": lambda: scene_of("hwasong-15", "sunan"),
    "a longest flight": lambda: scene_of("hwasong-12", "sunan"),
    "a territory": lambda: scene_of("hwasong-14", "anywhere in North Korea"),
    "across the date line": lambda: scene_of(3000.0, NEW_ZEALAND),
    "a user's band": lambda: scene_of("1,000 to 3,000 km", NEW_ZEALAND),
    "compared": lambda: scene_of(6700.0, "sunan", ways=True),
    "about a pole": lambda: scene_of([300.0, "5,500 nmi"], (0.0, 90.0)),
    "nearly all of the Earth": lambda: scene_of(19990.0, "sunan", ways=True),
    "several of all": lambda: scene_of([1000.0, "hwasong-15", "hwasong-12"], ["sunan", "dprk"]),
}


@pytest.fixture(scope="module", params=SCENES)
def made(request) -> Scene:
    return SCENES[request.param]()


@pytest.fixture(scope="module")
def missile() -> Scene:
    return SCENES["a missile"]()


def of_kind(scene: Scene, *kinds: str) -> list[Feature]:
    return [feature for feature in scene.features if feature.kind in kinds]


def area_of(feature: dict[str, Any]) -> Any:
    return shapely.from_geojson(json.dumps(feature["geometry"]))


def away(center: tuple[float, float], radius_km: float) -> list[tuple[float, float]]:
    """Places all round at a distance, by pyproj."""
    turn = np.arange(0.0, 360.0, 15.0)
    lon, lat = (np.full(turn.shape, value) for value in center)
    x, y, _ = WGS84.fwd(lon, lat, turn, np.full(turn.shape, radius_km * 1000))
    return list(zip(x, y, strict=True))


def share_inside(area: Any, places: list[tuple[float, float]]) -> float:
    return float(np.mean([shapely.intersects_xy(area, *place) for place in places]))


# --- one set of features --------------------------------------------------------------------------


def test_every_feature_says_what_it_is(made):
    for feature in made.features:
        assert set(feature.properties) >= KEYS
        assert feature.properties["kind"] == feature.kind
        assert feature.properties["basis"] in ("reported", "derived", "assumed")
        assert feature.properties["source"]
    ids = [feature.id for feature in made.features]
    assert len(set(ids)) == len(ids)


def test_map_and_export_hold_the_same_ids_and_properties(made):
    exported = json.loads(geojson(made))["features"]
    assert [each["id"] for each in exported] == [each.id for each in made.features]
    assert [each["properties"] for each in exported] == [
        json.loads(json.dumps(each.properties)) for each in made.features
    ]
    drawn = map_data(made, made.strings, [], None)["features"]
    assert [each["id"] for each in drawn] == [each.id for each in made.features]
    for each, feature in zip(drawn, made.features, strict=True):
        assert len(each["facts"]) == len(feature.properties)


def test_the_same_again_is_the_same_bytes():
    for draw in (lambda one: page(one), geojson):
        texts = {draw(SCENES["several of all"]()) for _ in range(2)}
        assert len(texts) == 1


def test_every_ring_says_that_it_is_no_threatened_area(made):
    rings = of_kind(made, "reach-ring", "longest-flight")
    assert rings
    assert {ring.properties["note"] for ring in rings} == {NOTE}
    assert NOTE in made.caveat.lower()
    assert NOTE in made.caveat_short.lower()


def test_every_ring_bears_a_label_and_its_radius(made):
    for ring in of_kind(made, "reach-ring", "longest-flight"):
        assert f"{ring.properties['radius_km']:,.0f} km" in ring.label
        assert ring.properties["label"] == ring.label


def test_given_ranges_are_labelled_in_all_three_units():
    rings = of_kind(scene_of([1000.0, "5,500 nmi", "1,000 mi"], "sunan"), "reach-ring")
    assert sorted(ring.label for ring in rings) == [
        "1,000 km · 540 nmi · 621 mi",
        "1,609 km · 869 nmi · 1,000 mi",
        "10,186 km · 5,500 nmi · 6,329 mi",
    ]


def test_wide_rings_lie_under_narrow_ones_and_marks_on_top(made):
    kinds = [feature.kind for feature in made.features]
    last = {kind: len(kinds) - 1 - kinds[::-1].index(kind) for kind in set(kinds)}
    first = {kind: kinds.index(kind) for kind in set(kinds)}
    assert last["reach-ring"] < first.get("town", len(kinds))
    assert last["reach-ring"] < first.get("site", len(kinds))
    wide = [ring.properties["radius_km"] for ring in of_kind(made, "reach-ring", "longest-flight")]
    assert wide == sorted(wide, reverse=True)


# --- the file -------------------------------------------------------------------------------------


def test_the_export_is_rfc_7946(made):
    exported = json.loads(geojson(made), parse_constant=lambda found: pytest.fail(found))
    assert exported["type"] == "FeatureCollection"
    for feature in exported["features"]:
        shape = area_of(feature)
        assert shape.is_valid
        assert not shape.is_empty
        assert feature["bbox"] == pytest.approx(shape.bounds)
        west, south, east, north = shape.bounds
        assert -180 <= west <= east <= 180
        assert -90 <= south <= north <= 90
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon":
                assert part.exterior.is_ccw
                assert not any(hole.is_ccw for hole in part.interiors)


def test_rings_of_the_file_hold_what_lies_within_their_radii(made):
    """By pyproj; a wrong ring may be as valid as the right one. No point lies on a seam."""
    for feature in json.loads(geojson(made))["features"]:
        told = feature["properties"]
        if told["kind"] != "reach-ring" or "center" not in told:
            continue
        area, center, outer = area_of(feature), tuple(told["center"]), told["radius_km"]
        assert share_inside(area, away(center, outer * (1 - BESIDE))) == 1
        if outer * (1 + BESIDE) < 20003:
            assert share_inside(area, away(center, outer * (1 + BESIDE))) == 0
        inner = told.get("inner_km", 0.0)
        assert share_inside(area, away(center, inner * (1 + BESIDE))) == 1
        if inner:
            assert share_inside(area, away(center, inner * (1 - BESIDE))) == 0


def test_a_territorys_ring_is_told_from_the_territory():
    made = json.loads(geojson(SCENES["a territory"]()))["features"]
    rings = [each for each in made if each["properties"]["kind"] == "reach-ring"]
    assert {each["properties"]["from"] for each in rings} == {"North Korea"}
    assert not any("center" in each["properties"] for each in rings)
    (land,) = (each for each in made if each["properties"]["kind"] == "territory")
    assert land["id"] == "territory/north-korea"
    for ring in rings:
        if "inner_km" in ring["properties"]:
            assert area_of(ring).disjoint(area_of(land))
        else:
            assert area_of(ring).contains(area_of(land))


def test_lines_and_areas_are_what_they_say(made):
    for feature in made.features:
        wanted = {
            "longest-flight": ("LineString", "MultiLineString"),
            "compared-ring": ("LineString", "MultiLineString"),
            "town": ("Point",),
            "site": ("Point",),
        }.get(feature.kind, ("Polygon", "MultiPolygon"))
        assert feature.geometry.geom_type in wanted


def test_geopandas_reads_it(tmp_path, made):
    path = tmp_path / "rings.geojson"
    path.write_text(geojson(made), encoding="utf-8")
    table = geopandas.read_file(path)
    assert list(table["kind"]) == [feature.kind for feature in made.features]
    assert table.crs.to_epsg() == 4326
    assert table.geometry.is_valid.all()
    rings = table[table["kind"] == "reach-ring"]
    assert rings["radius_km"].gt(0).all()
    assert set(rings["note"]) == {NOTE}


# --- what a claim is told as ----------------------------------------------------------------------


def test_a_missiles_figures_keep_their_source_and_sense(missile):
    told = {ring.label: ring.properties for ring in of_kind(missile, "reach-ring")}
    assert list(told) == [
        "Japan’s MoD: at least 14,000 km",
        "CSIS: 8,500–13,000 km",
        "US Forces Korea: up to 12,874 km",
    ]
    band = told["CSIS: 8,500–13,000 km"]
    assert (band["inner_km"], band["radius_km"]) == (8500.0, 13000.0)
    assert band["range_kind"] == "published estimate"
    assert band["verified"] is True
    least = told["Japan’s MoD: at least 14,000 km"]
    assert least["range_kind"] == "published lower bound"
    assert least["conditions"] == "depends on payload"
    assert "inner_km" not in least
    carried = told["US Forces Korea: up to 12,874 km"]
    assert (carried["carrier"], carried["stated_at"]) == ("Anadolu", "2019-07-11")


def test_the_longest_flight_is_a_line_of_its_own_and_no_maximum():
    made = SCENES["a longest flight"]()
    (flight,) = of_kind(made, "longest-flight")
    assert flight.label == "longest flight seen: 3,700 km"
    assert flight.properties["range_kind"] == "longest flight seen, no maximum"
    assert flight.style.fill is None
    assert flight.style.dash
    assert "which is no maximum" in made.summary
    (entry,) = (one for one in made.legend if one.style == flight.style)
    assert "no maximum" in entry.text
    (town,) = (one for one in of_kind(made, "town") if one.properties["name"] == "Tokyo")
    assert town.properties["rings"] == "all"  # the flight holds nothing, the two rings do


def test_only_a_longest_flight_has_nothing_inside():
    made = scene_of("hwasong-16a", "sunan")
    assert made.title == "The longest flight seen of Hwasong-16A, drawn from Sunan area"
    assert "longest flight seen: at least 500 km" in made.text_alternative
    assert of_kind(made, "town") == []
    assert [table.title for table in made.tables] == ["The rings"]
    assert not any("rotation" in line for line in made.unknown)


def test_a_user_s_place_is_marked():
    mine = Territory("", "my island", "my island", shapely.box(10, 10, 11, 11), "user", False)
    for where in (NEW_ZEALAND, SitePoint(*NEW_ZEALAND, 5.0), mine):
        made = scene_of("hwasong-15", where)
        assert made.status == "user-supplied, not verified"
        assert any("we have not checked it" in note for note in made.notes)
        assert {f.properties["verified"] for f in of_kind(made, "reach-ring", "territory")} == {
            False
        }
        assert any("as given" in entry.text for entry in made.legend)
        assert json.loads(geojson(made))["status"] == made.status


def test_a_range_that_was_asked_for_is_nobodys_claim():
    made = scene_of(1000.0, "sunan")
    (ring,) = of_kind(made, "reach-ring")
    assert made.status == ""
    assert ring.properties["range_kind"] == "range asked for"
    assert ring.properties["source"] == "user-supplied, not verified"
    assert ring.properties["verified"] is False
    assert made.sources == ()
    assert made.source_line == ""
    assert "from the figures given" in made.credit_line


def test_what_is_not_known_is_said(missile):
    assert any("rotation" in line for line in missile.unknown)
    assert any("“Sunan area” is known to about 10 km" in line for line in missile.unknown)
    assert scene_of(300.0, NEW_ZEALAND).unknown == ()


def test_two_names_of_one_place_are_one_place():
    made = scene_of(1000.0, ["sunan", "Sunan", NEW_ZEALAND, NEW_ZEALAND])
    assert len(of_kind(made, "site")) == 2
    assert len({feature.id for feature in made.features}) == len(made.features)


def test_two_points_of_one_name_keep_ids_of_their_own():
    made = scene_of(1000.0, [(10.001, 20.0), (10.002, 20.0)])
    ids = [feature.id for feature in of_kind(made, "site", "reach-ring")]
    assert len(ids) == len(set(ids)) == 4


def test_no_more_places_are_drawn_than_can_be_read(made):
    drawn = of_kind(made, "town")
    assert len(drawn) <= GREATEST_PLACES
    inside = [town for town in towns() if town.named]
    if made.bounds[2] - made.bounds[0] == 360 and len(drawn) == GREATEST_PLACES:
        named = {feature.properties["name"] for feature in drawn}
        assert len(named & {town.name for town in inside}) >= 20


# --- the picture ----------------------------------------------------------------------------------


def test_nothing_assumed_is_drawn_like_anything_else(made):
    styles: dict[str, set[Any]] = {"reported": set(), "derived": set(), "assumed": set()}
    for feature in made.features:
        styles[feature.properties["basis"]].add(feature.style)
    assert not styles["assumed"] & (styles["reported"] | styles["derived"])
    legend = {entry.style for entry in made.legend}
    assert legend == {feature.style for feature in made.features if feature.kind != "town"}
    assert [entry.basis for entry in made.legend] == sorted(
        (entry.basis for entry in made.legend), key=("reported", "derived", "assumed").index
    )


def test_other_ways_of_drawing_are_assumed_and_say_how_far_off_they_are():
    made = SCENES["compared"]()
    found = {ring.id: ring for ring in of_kind(made, "compared-ring")}
    assert set(found) == {"compared-ring/mercator", "compared-ring/folium"}
    for ring in found.values():
        assert ring.properties["basis"] == "assumed"
        least, greatest = ring.properties["error_km"]
        assert least < -1000 < 1000 < greatest
    (entry,) = (one for one in made.legend if one.basis == "assumed")
    assert "wrongly" in entry.text


def test_bounds_fit_a_ring_that_has_room():
    west, south, east, north = scene_of(1000.0, "sunan").bounds
    assert (west, east) == pytest.approx((SUNAN[0] - 14, SUNAN[0] + 14), abs=1)
    assert (south, north) == pytest.approx((39.2 - 10.5, 39.2 + 10.5), abs=0.5)


def test_bounds_run_on_past_the_date_line():
    west, _, east, _ = SCENES["across the date line"]().bounds
    assert west < 150 < 200 < east
    west, _, east, _ = scene_of(1000.0, (-179.0, 10.0)).bounds
    assert west < -185 < -172 < east


@pytest.mark.parametrize(
    ("ranges", "where"),
    [
        (6700.0, "sunan"),
        (19990.0, "sunan"),
        (10100.0, (10.0, 0.0)),
        ("15,000 to 19,000 km", "sunan"),
        (300.0, (0.0, 90.0)),
        (1.0, (0.0, 89.0)),
        ("hwasong-15", "dprk"),
    ],
)
def test_bounds_are_the_world_about_a_wide_ring_or_a_pole(ranges, where):
    made = scene_of(ranges, where)
    west, south, east, north = made.bounds
    assert east - west == 360
    middle = reach_rings(ranges, where)[0].origin.lon_deg
    assert (west + east) / 2 == pytest.approx(middle)
    assert (south, north) == (-58.0, 84.0)
    assert made.sea_labels == ()
    assert not any(line.startswith("Sea names") for line in made.credits)


def test_seas_are_named_near_by_and_as_set():
    made = scene_of(1000.0, "sunan", sea_names=("es",))
    assert "East Sea" in {name for name, _, _ in made.sea_labels}
    assert any(line.startswith("Sea names as set: East Sea") for line in made.credits)


def test_many_areas_are_fainter_each():
    few, many = SCENES["a missile"](), SCENES["several of all"]()
    assert {f.style for f in of_kind(few, "reach-ring")} == {
        RING_STYLES["reach-ring"],
        RING_STYLES["reach-band"],
    }
    rings = of_kind(many, "reach-ring")
    assert len(rings) > FULL_FILL_UP_TO
    assert sum(ring.style.fill_opacity for ring in rings) < 0.16 * (FULL_FILL_UP_TO + 1)
    assert {ring.style for ring in rings} <= {entry.style for entry in many.legend}


def test_editorial_status():
    made = scene_of(1000.0, "sunan", editorial_status="draft")
    assert made.mark == "Draft: not for publication"
    corrected = scene_of(1000.0, "sunan", editorial_status="corrected")
    assert "replaces an earlier one" in corrected.correction
    with pytest.raises(InputError, match="final"):
        scene_of(1000.0, "sunan", editorial_status="final")


@settings(max_examples=25, deadline=None)
@given(
    lon=st.floats(-180, 180),
    lat=st.floats(-90, 90),
    ranges=st.lists(st.floats(0.001, 20003.9), min_size=1, max_size=3),
)
def test_any_centre_and_any_radii_make_a_scene(lon, lat, ranges):
    made = rings_scene(reach_rings(ranges, (lon, lat)))
    west, south, east, north = made.bounds
    assert west < east <= west + 360.001
    assert west <= lon <= east
    assert -85 < south < north < 85
    assert len({feature.id for feature in made.features}) == len(made.features)
    for feature in json.loads(geojson(made))["features"]:
        assert all(map(math.isfinite, feature["bbox"]))


# --- real pages in a browser ----------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("size", [DESKTOP, PHONE])
@pytest.mark.parametrize("name", ["a missile", "compared", "across the date line"])
def test_a_real_page_is_quiet_and_accessible(chromium, tmp_path, name, size):
    made = replace(SCENES[name](), editorial_status="draft", mark="Draft")
    with opened(chromium, tmp_path, page(made), size) as seen:
        needed, there = seen.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        said = seen.page.evaluate("document.body.innerText")
        assert serious(seen) == []
        assert (seen.requests, seen.complaints) == ([], [])
    assert needed <= there
    for text in (made.title, made.caveat, "The rings", "What lies inside", *made.unknown):
        assert text in said


@pytest.mark.browser
def test_a_real_ring_opens_with_its_source(chromium, tmp_path, missile):
    with opened(chromium, tmp_path, page(missile)) as seen:
        ring = of_kind(missile, "reach-ring")[-1]
        seen.page.locator(f'path[data-feature="{ring.id}"]').first.press("Enter")
        said = seen.page.get_by_role("dialog").inner_text()
    for words in ("US Forces Korea", "Anadolu", NOTE, "12,874"):
        assert words in said
