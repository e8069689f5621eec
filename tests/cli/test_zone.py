"""`geolaunch zone`: its forms, its inputs, and what it refuses."""

from __future__ import annotations

import json

import pytest
from helpers.command_line import refused, run

REPORT = {"site": "sunan", "range": "about 400 km", "landing": {"sea": "East Sea"}}


def test_zone_as_geojson_carries_what_the_schema_promises():
    exported = json.loads(run("zone", "2023-03-27", "--format", "geojson").stdout)
    assert exported["type"] == "FeatureCollection"
    assert [feature["properties"]["level"] for feature in exported["features"]] == [0.9, 0.5]
    for feature in exported["features"]:
        properties = feature["properties"]
        assert properties["kind"] == "impact-zone"
        assert properties["basis"] == "derived"
        assert properties["launch"] == "2023-03-27-a"
        assert properties["source"] == "combined"
        assert sorted(properties["probabilities"]) == [
            *("east-china-sea", "land", "other", "sea-of-japan", "western-pacific", "yellow-sea"),
        ]
        assert sum(properties["probabilities"].values()) == pytest.approx(1, abs=1e-3)
    assert 8_000 < exported["features"][0]["properties"]["area_km2"] < 20_000


def test_zone_as_json_is_the_plain_record():
    by_format = run("zone", "2023-03-27", "--format", "json", "--level", "0.95").stdout
    assert by_format == run("zone", "2023-03-27", "--json", "--level", "0.95").stdout
    (record,) = json.loads(by_format)["zones"]
    assert (record["level"], record["source"]) == (0.95, "combined")
    assert "geometry" not in record
    assert [item["field"] for item in record["unused"]].count("landing.eez") == 2


def test_zone_of_one_source_alone():
    (record, _) = json.loads(run("zone", "2023-03-27", "--json", "--source", "japan").stdout)[
        "zones"
    ]
    assert record["source"] == "Japan MoD"
    assert [claim["originator"] for claim in record["distances"]] == ["Japan MoD"]


def test_zone_as_a_table_is_plain_when_piped():
    result = run("zone", "2023-03-27")
    assert result.stdout.splitlines()[0].split() == ["launch", "source", "level", "area_km2"]
    assert "\x1b" not in result.stdout


@pytest.mark.parametrize("form", ["one", "list", "reports"])
def test_input_is_one_report_a_list_or_an_object(tmp_path, form):
    value = {"one": REPORT, "list": [REPORT], "reports": {"reports": [REPORT]}}[form]
    path = tmp_path / "mine.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    from_file = run("zone", str(path), "--json")
    assert from_file.exit_code == 0
    assert from_file.stdout == run("zone", "-", "--json", given=json.dumps(value)).stdout
    assert json.loads(from_file.stdout)["zones"][0]["verified"] is False


@pytest.mark.parametrize("kind", ["table", "json", "geojson"])
def test_a_zone_says_which_launches_have_none(kind):
    done = run("zone", "2017-03-06", "--format", kind)
    assert done.exit_code == 0
    assert done.stderr == "not drawn  2017-03-06-b: no distance in our sources\n"
    if kind == "geojson":
        not_known = json.loads(done.stdout)["not_known"]
        assert not_known[0].startswith("Not on the map: 6 March 2017, 2nd.")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("zone", "2023-03-28"), ("2023-03-28", "2023-03-27")),
        (("zone", "2023-03-27-z"), ("unknown launch", "2023-03-27-a")),
        (("zone", "nothing.json"), ("cannot read nothing.json", "No such file")),
        (("zone", "2023-03-27", "--level", "1.5"), ("1.5", "between 0 and 1")),
        (("zone", "2023-03-27", "--level", "nan"), ("nan", "between 0 and 1")),
        (("zone", "2023-03-27", "--source", "KCNA"), ("'KCNA'", "ROK JCS, Japan MoD")),
    ],
)
def test_bad_input_is_one_clear_message(arguments, words):
    message = refused(*arguments)
    for word in words:
        assert word in message
    assert message.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "wanted JSON"),
        ("{", "line 1, column 2"),
        ("[]", "no report in it"),
        (
            '{"reports": [{"rang_km": 3}]}',
            "reports[0].rang_km: unknown field; the nearest are range_km",
        ),
        ('{"range": {"value": 3}}', "range.unit: missing"),
        ('{"range_km": NaN, "site": "sunan"}', "got NaN"),
        ('{"range_km": 300}', "no report names a launch site"),
        ('{"site": "sunan"}', "no report gives a distance"),
        ('{"site": {"lon": 1, "lat": 2}, "range_km": 5}', "site.sd_km: missing"),
    ],
)
def test_bad_files_name_the_field(text, words):
    assert words in refused("zone", "-", given=text)


def test_a_launch_reported_missile_by_missile_has_a_zone_for_each(tmp_path):
    site = {"launch": "two", "site": "sunan"}
    reports = [
        site | {"range_km": 350, "missile_no": 1},
        site | {"range_km": 620, "missile_no": 2},
    ]
    path = tmp_path / "two.json"
    path.write_text(json.dumps(reports), encoding="utf-8")
    zones = json.loads(run("zone", str(path), "--json").stdout)["zones"]
    assert [zone["launch"] for zone in zones] == ["two.1", "two.1", "two.2", "two.2"]
    assert run("map", str(path), "-o", str(tmp_path / "map.html")).exit_code == 0
