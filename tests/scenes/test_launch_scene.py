"""One scene for all views: ids, kinds, basis, words; what is drawn as what."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import shapely

from geolaunch import InputError, find, folium_map, geojson, launches, page, scene, zone
from geolaunch.catalogue.inputs import launch_from
from geolaunch.names import languages
from geolaunch.places.regions import sea_weight
from geolaunch.scenes import language as wording
from geolaunch.scenes.labels import cities_in_view, sea_labels_in_view
from geolaunch.scenes.launch_words import launch_name
from geolaunch.scenes.model import Scene
from geolaunch.views.page_data import map_data

FEATURE_KEYS = {"kind", "basis", "launch", "source", "verified"}


@pytest.fixture(scope="module")
def made() -> Scene:
    told = find("2023-03-27")
    return scene(told, [zone(launch) for launch in told])


def scene_of(**fields: object) -> Scene:
    launch = launch_from(fields)
    return scene([launch], [zone(launch)])


def test_every_feature_says_what_it_is(made):
    for feature in made.features:
        assert set(feature.properties) >= FEATURE_KEYS
        assert feature.properties["kind"] == feature.kind
        assert feature.properties["basis"] in ("reported", "derived", "assumed")
    ids = [feature.id for feature in made.features]
    assert len(set(ids)) == len(ids)


def test_map_and_export_hold_the_same_ids_and_properties(made):
    exported = json.loads(geojson(made))["features"]
    assert [each["id"] for each in exported] == [each.id for each in made.features]
    assert [each["properties"] for each in exported] == [
        json.loads(json.dumps(each.properties)) for each in made.features
    ]
    drawn = map_data(made, made.strings, ["#6B6B6B"], None)["features"]
    assert [each["id"] for each in drawn] == [each.id for each in made.features]
    assert [len(each["facts"]) for each in drawn] == [
        len(each.properties) + (5 if "probabilities" in each.properties else 0)
        for each in made.features
    ]


def test_nothing_assumed_is_drawn_like_something_reported(made):
    styles = {basis: set() for basis in ("reported", "derived", "assumed")}
    for feature in made.features:
        styles[feature.properties["basis"]].add(feature.style)
    assert not styles["assumed"] & (styles["reported"] | styles["derived"])
    assert all(style.hatch for style in styles["assumed"])
    assert {entry.basis for entry in made.legend} == {"reported", "derived", "assumed"}


def test_no_centre_and_no_wedge_without_a_direction():
    (launch,) = find("2023-03-27")
    reports = tuple(replace(report, direction=None) for report in launch.reports)
    launch = replace(launch, reports=reports)
    made = scene([launch], [zone(launch)])
    kinds = [feature.kind for feature in made.features if feature.kind != "unassumed"]
    assert kinds == [
        "impact-zone",
        "impact-zone",
        "site-area",
        "distance-arc",
        "distance-arc",
        "site",
    ]
    (only_point,) = [f for f in made.features if f.geometry.geom_type == "Point"]
    assert only_point.kind == "site"
    assert not any(key in made.summary for key in ("no direction", "nobody", "not reported"))


def test_a_wedge_where_a_direction_was_reported():
    made = scene_of(site="wonsan", range="about 400 km", direction="east")
    (wedge,) = [feature for feature in made.features if feature.kind == "direction"]
    assert wedge.properties["basis"] == "reported"
    assert wedge.style.fade
    assert "(250\u00a0mi) east" in made.summary
    assert not any(line.startswith("The direction") for line in made.unknown)


def test_arcs_wait_until_they_are_asked_for(made):
    arcs = {feature.id: feature for feature in made.features if feature.kind == "distance-arc"}
    assert all(arc.on_request for arc in arcs.values())
    assert {column.arc_id for column in made.columns} == set(arcs)
    assert sorted(arc.properties["radius_km"] for arc in arcs.values()) == [350, 370]


def test_the_view_holds_all_that_is_drawn_and_never_the_world(made):
    view = shapely.box(*made.bounds)
    for feature in made.features:
        assert view.covers(feature.geometry)
    west, south, east, north = made.bounds
    assert east - west < 12
    assert north - south < 12


def wider_scene() -> Scene:
    told = find("2023-03-27")
    zones = [zone(launch, levels=(0.5, 0.9, 0.95)) for launch in told]
    return scene(told, zones, on_request=(0.95,))


def test_the_wider_region_waits_until_it_is_asked_for(made):
    wider = wider_scene()
    zones = [feature for feature in wider.features if feature.kind == "impact-zone"]
    assert [(each.properties["level"], each.on_request) for each in zones] == [
        (0.95, True),
        (0.9, False),
        (0.5, False),
    ]
    assert len({each.style for each in zones}) == 3
    assert zones[0].label.startswith("19 in 20: fell in")
    assert shapely.box(*wider.bounds).covers(zones[0].geometry)
    assert shapely.covers(zones[0].geometry.buffer(1e-3), zones[1].geometry)
    assert wider.bounds == made.bounds
    assert (wider.text_alternative, wider.one_line) == (made.text_alternative, made.one_line)
    assert (wider.legend, wider.scale) == (made.legend, made.scale)
    drawn = map_data(wider, wider.strings, ["#6B6B6B"], None)["features"]
    assert [each["lowest"] for each in drawn[:3]] == [False, True, False]


def test_a_region_that_alone_was_asked_for_is_shown():
    (told,) = find("2023-03-27")
    made = scene([told], [zone(told, levels=(0.95,))], on_request=(0.95,))
    (only,) = [feature for feature in made.features if feature.kind == "impact-zone"]
    assert only.on_request is False


def test_a_zone_in_parts_says_that_it_is_in_one_of_them(made):
    for feature in made.features:
        if feature.kind == "impact-zone":
            several = feature.geometry.geom_type == "MultiPolygon"
            assert several == feature.label.endswith(("of these areas", "darker parts"))
    one = scene_of(
        site="wonsan", range="about 400 km", direction="east", landing={"sea": "East Sea"}
    )
    labels = [each.label for each in one.features if each.kind == "impact-zone"]
    assert labels == ["9 in 10: fell inside here", "About half: in the darker part"]


def test_scale_and_one_line_speak_of_the_zone(made):
    (japan, south_korea, familiar) = made.scale
    assert japan[0] == "Zone to the coast of Japan"
    assert south_korea[0] == "Zone to the coast of South Korea"
    assert familiar == ("Seoul to Busan", "about 330\u00a0km (200\u00a0mi)")
    for text in (made.one_line, made.text_alternative):
        assert "\n" not in text
        assert japan[1] in text
        assert south_korea[1] in text
    assert "9 in 10" in made.one_line


@pytest.mark.parametrize(
    ("status", "mark"),
    [
        ("", ""),
        ("draft", "Draft: not for publication"),
        ("published", ""),
        ("corrected", "Corrected"),
    ],
)
def test_editorial_status(status, mark):
    told = find("2023-03-27")
    zones = [zone(launch) for launch in told]
    made = scene(told, zones, editorial_status=status)
    assert (made.editorial_status, made.mark) == (status, mark)
    assert ("replaces an earlier one" in made.correction) == (status == "corrected")
    exported = json.loads(geojson(made))
    assert exported.get("editorial_status", "") == status
    assert exported["text_alternative"] == made.one_line
    with pytest.raises(InputError, match="draft, published, corrected"):
        scene(told, zones, editorial_status="final")


def test_what_was_retracted_is_struck_through_and_never_hidden(tmp_path):
    reports = [
        {"site": "sunan", "range": "about 400 km", "status": "final", "stated_at": "2023-01-02"},
        {"range": "about 900 km", "status": "retracted", "stated_at": "2023-01-03"},
        {"range": "about 420 km", "status": "first", "stated_at": "2023-01-04"},
    ]
    for report in reports:
        report |= {"launch": "q", "originator": "X"}
    reports.append(
        {"range": "about 800 km", "originator": "Y", "launch": "q", "status": "retracted"}
        | {"landing": {"near": "the moon"}, "words": {"landing.near": "near the moon"}}
    )
    path = tmp_path / "statuses.json"
    path.write_text(json.dumps(reports), encoding="utf-8")
    told = launches(str(path))
    made = scene(told, [zone(launch) for launch in told])
    assert [column.statuses for column in made.columns] == [
        ("final", "retracted", "first"),
        ("retracted",),
    ]
    assert [column.retracted for column in made.columns] == [False, True]
    rows = {row.name: row.cells for row in made.rows}
    x, y = rows["Distance flown"]
    assert "400" in x.text
    assert "420" in x.text
    assert "900" not in x.text
    assert "900" in x.struck
    assert x.used
    assert (y.text, y.words, y.struck_words) == ("", "", "about 800 km")
    assert "800" in y.struck
    assert rows["Fell near"][1].struck == "the moon"
    assert made.as_of == "As of 4 January 2023"
    html = page(made)
    for words in ("900", "800", "the moon", "near the moon", "first statement"):
        assert words in html
    assert html.count("<del>") == 3


def test_words_of_the_page(made):
    assert made.title == "North Korean ballistic missiles: where two may have fallen"
    assert made.as_of == "As of 27 March 2023"
    assert made.status == ""
    assert "9 in 10" in made.text_alternative
    assert {column.originator for column in made.columns} == {"South Korea’s JCS", "Japan’s MoD"}
    rows = {row.name: row.cells for row in made.rows}
    assert rows["Distance flown"][0].words == "around 370-km” · “more than 200 miles"
    assert rows["Fell near"][1].used is True
    assert rows["Japan’s EEZ"][1].used is False
    assert rows["Japan’s EEZ"][1].why_unused
    assert rows["Distance flown"][1].used is True
    assert any("Newsweek" in line for line in made.sources)
    assert any("endorse" in line for line in made.credits)
    assert "GeoNames" in made.credit_line


def test_what_a_user_gave_is_marked():
    made = scene_of(site="chunghwa", range_km=370)
    assert made.status == "user-supplied, not verified"
    assert any("we have not checked it" in line for line in made.notes)
    assert made.title == "North Korean missile launch: where it may have ended"
    assert made.summary.endswith("the reports given name no position.")


def test_several_launches_share_one_scene(tmp_path):
    reports = [
        {"launch": "a", "site": "sunan", "range_km": 400, "originator": "X"},
        {"launch": "b", "site": "wonsan", "range_km": 300, "originator": "Y"},
    ]
    path = tmp_path / "two.json"
    path.write_text(json.dumps(reports), encoding="utf-8")
    told = launches(str(path))
    made = scene(told, [zone(launch) for launch in told])
    assert made.title == "North Korean missile launches: where they may have fallen"
    assert made.summary.startswith("All 2 launches are drawn. Each has a 9-in-10 chance")
    assert {feature.properties["launch"] for feature in made.features} == {"a", "b"}
    assert all(len(row.cells) == len(made.columns) == 2 for row in made.rows)


def test_several_launches_are_told_apart_in_words():
    told = find("2006-07-05")
    drawn, left = told[1:], [(told[0].id, "no distance")]
    made = scene(drawn, [zone(launch) for launch in drawn], not_drawn=left)
    assert made.title == "North Korean missile launches, 5 July 2006: where they may have fallen"
    assert made.summary.startswith("5 of 6 launches are drawn.")
    assert made.unknown[0] == (
        "Not on the map: 5 July 2006, 1st. How far it flew is not in our sources."
    )
    lines = " ".join(made.unknown)
    assert "5 July 2006, 3rd: Whether both flew equally far" in lines
    assert "5 July 2006, 6th: How long it flew" in lines
    assert "\nThe exact launch site. “Kittaeryong" in "\n".join(made.unknown)  # of all: no names
    assert any(line.startswith("5 July 2006, 3rd: The landing “") for line in made.conflicts)
    assert {column.launch for column in made.columns} == {
        launch_name(wording.words(), launch.id) for launch in drawn
    }
    assert page(made).count('<span class="meta">5 July 2006, ') == len(made.columns)


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("why", ["a cruise missile", "no site", "no distance"])
def test_each_reason_for_not_drawing_is_said_in_each_language(lang, why):
    (launch,) = find("2023-03-27")
    made = scene([launch], [zone(launch)], lang=lang, not_drawn=[("x", why), ("y", why)])
    assert "x" in made.unknown[0]
    assert "y" in made.unknown[0]


def test_titles_of_several_launches_tell_their_days():
    told = [*find("2022-11-18"), *find("2023-03-16")]
    zones = [zone(launch) for launch in told]
    title = scene(told, zones).title
    assert title == "North Korean missile launches, 2022 to 2023: where they may have fallen"
    assert scene(told, zones, lang="ja").title == (
        "2022年～2023年、北朝鮮のミサイル発射の落下推定範囲"  # noqa: RUF001
    )


def test_two_voices_of_one_state_speak_once_in_the_sentence():
    (launch,) = find("2021-09-28")
    assert scene([launch], [zone(launch)]).summary.count("South Korea says") <= 1


def test_what_came_down_on_land_is_not_said_to_be_in_the_sea():
    (launch,) = find("2024-09-18")
    made = scene([launch], [zone(launch)])
    assert "Sea of Japan" not in made.summary
    assert "Came down on land, ROK JCS says; in the sea, CNS says." in made.notes
    korean = scene([launch], [zone(launch)], lang="ko").notes
    assert len(korean) == len(made.notes) - 1
    assert not any("land" in note for note in korean)


def test_conflicts_and_unused_claims_stand_in_the_notes():
    reports = [
        {"site": "sunan", "range_km": 200, "originator": "X", "launch": "q"},
        {"range_km": 900, "originator": "Y", "launch": "q", "landing": {"near": "the coast"}},
    ]
    from geolaunch.report.io import read_reports
    from geolaunch.report.model import launches_of

    (launch,) = launches_of(read_reports(json.dumps(reports), "two"))
    made = scene([launch], [zone(launch)])
    assert any("cannot both be right" in line for line in made.conflicts)
    assert any("“the coast”" in line for line in made.notes)


def test_what_is_no_evidence_of_a_place_is_told_in_one_line():
    (launch,) = find("2022-03-24")
    notes = scene([launch], [zone(launch)]).notes
    told = [note for note in notes if note.startswith("Shown")]
    assert len(told) == 1
    for words in (
        "6,248.5\u00a0km (3,900\u00a0mi) (North Korea’s KCNA)",
        "“約71分飛翔し” (Japan’s MoD)",
        "inside the EEZ",
    ):
        assert words in told[0]


def test_seas_are_named_in_open_water_off_the_zone(made):
    names = {text for text, _, _ in made.sea_labels}
    assert names == {"Sea of Japan / East Sea", "Yellow Sea / West Sea"}
    zones = [feature.geometry for feature in made.features if feature.kind == "impact-zone"]
    for sea, lon, lat in sea_labels_in_view(made.bounds, zones):
        assert sea_weight(sea.id, lon, lat) > 0.9
        assert not any(shapely.contains_xy(area, lon, lat) for area in zones)


def test_at_most_so_many_cities_and_the_capitals_among_them():
    names = [name for name, _, _ in cities_in_view((120.0, 33.0, 142.0, 45.0), "en", 8)]
    assert len(names) == 8
    assert set(names) >= {"Pyongyang", "Seoul", "Tokyo"}
    assert [name for name, _, _ in cities_in_view((126.0, 37.0, 128.0, 38.0), "ko", 1)] == ["서울"]


def test_the_export_is_rfc_7946(made):
    exported = json.loads(geojson(made))
    assert exported["sea_names"] == ["Sea of Japan / East Sea", "Yellow Sea / West Sea"]
    for feature in exported["features"]:
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        assert shape.is_valid
        west, south, east, north = feature["bbox"]
        assert (west, south) == pytest.approx(shape.bounds[:2])
        assert (east, north) == pytest.approx(shape.bounds[2:])
        for part in shapely.get_parts(shape):
            if part.geom_type == "Polygon":
                assert part.exterior.is_ccw
                assert not any(hole.is_ccw for hole in part.interiors)


def test_a_notebook_gets_a_folium_map(made):
    assert "<iframe" in folium_map(made)._repr_html_()


def test_the_page_says_what_the_scene_says(made):
    html = page(made)
    for words in (made.title, "370", "350", "Japan’s EEZ", "What is not known"):
        assert words in html
