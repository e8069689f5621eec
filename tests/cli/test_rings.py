"""`geolaunch rings`: what it writes, what it prints, and what it refuses, in which words."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers.command_line import run

from geolaunch.cli.rings import rings as command

SITE = ("--site", "sunan")
MIXED = (*SITE, "--range-km", "1000", "--range", "5,500 nmi", "--missile", "hwasong-15")
MIXED = (*MIXED, "--from", "north-korea")
NOTE = "Published estimate, not a threatened area"


def rings(*arguments: str):
    result = run("rings", *arguments)
    assert result.exit_code == 0, result.output
    return result


def territory(path: Path, geometry: Any = None, **properties: Any) -> str:
    """A GeoJSON file of a territory: a box in the sea, unless `geometry` says otherwise."""
    square = [[10, 10], [11, 10], [11, 11], [10, 11], [10, 10]]
    shape = geometry or {"type": "Polygon", "coordinates": [square]}
    feature = {"type": "Feature", "properties": properties, "geometry": shape}
    path.write_text(json.dumps(feature), encoding="utf-8")
    return str(path)


def ids(collection: Any) -> list[str]:
    return [feature["id"] for feature in collection["features"]]


# --- what it writes -------------------------------------------------------------------------------


def test_a_page_and_what_it_shows(tmp_path):
    target = tmp_path / "rings.html"
    printed = rings(*MIXED, "-o", str(target)).stdout
    html = target.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert "Reach rings from Sunan area and North Korea" in html
    assert list(tmp_path.iterdir()) == [target]
    for words in (
        "Reach rings from Sunan area and North Korea\n",
        "ring       Sunan area; 1,000 km · 540 nmi · 621 mi; range asked for\n",
        "ring       Sunan area; 10,186 km · 5,500 nmi · 6,329 mi; range asked for\n",
        "at least 14,000 km · 7,559 nmi · 8,699 mi; published lower bound (depends on payload); ",
        "cities and places: -o FILE.csv lists them all\n",
        "Hawaii (Honolulu) ",
        "Alaska (Anchorage) ",
        f"mind       {NOTE}",
        f"file       {target} ({len(html.encode()) / 1000:,.0f} kB)\n",
    ):
        assert words in printed


def test_geojson_has_the_rings_of_the_page(tmp_path):
    target, other = tmp_path / "rings.geojson", tmp_path / "rings.html"
    rings(*MIXED, "-o", str(target))
    rings(*MIXED, "-o", str(other))
    exported = json.loads(target.read_text(encoding="utf-8"))
    data = re.search(r'id="scene-data">(.*?)</script>', other.read_text("utf-8"), re.DOTALL)
    drawn = json.loads(data[1])
    assert [feature["id"] for feature in exported["features"]] == [
        feature["id"] for feature in drawn["features"]
    ]
    about_sunan = [
        feature["properties"]
        for feature in exported["features"]
        if feature["properties"]["kind"] == "reach-ring" and "center" in feature["properties"]
    ]
    assert [ring["radius_km"] for ring in about_sunan] == [14000, 13000, 12874, 10186, 1000]
    assert {tuple(ring["center"]) for ring in about_sunan} == {tuple(about_sunan[0]["center"])}
    assert {ring["note"] for ring in about_sunan} == {NOTE.lower()[:1] + NOTE[1:]}


def test_every_ending_is_written_and_none_is_half_written(tmp_path):
    for ending in ("html", "htm", "geojson", "json", "csv"):
        target = tmp_path / f"x.{ending}"
        rings(*SITE, "--range-km", "300", "-o", str(target))
        assert target.stat().st_size > 500
    before = sorted(path.name for path in tmp_path.iterdir())
    (tmp_path / "x.html").write_text("before", encoding="utf-8")
    assert run("rings", *SITE, "--range-km", "0", "-o", str(tmp_path / "x.html")).exit_code == 2
    assert (tmp_path / "x.html").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_without_a_name_the_page_is_rings_html(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert "rings.html (" in rings(*SITE, "--range-km", "300").stdout
    assert [path.name for path in tmp_path.iterdir()] == ["rings.html"]


def test_to_standard_output_the_summary_keeps_out_of_it():
    result = rings(*SITE, "--range-km", "300", "-o", "-")
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert result.stdout.rstrip().endswith("</html>")
    assert "ring       300 km · 162 nmi · 186 mi" in result.stderr
    assert "file" not in result.stderr


@pytest.mark.parametrize("ending", ["html", "geojson", "csv"])
def test_the_name_of_the_file_changes_no_byte_of_it(tmp_path, ending):
    written = []
    for seed, name in (("1", "a"), ("2", "b")):
        target = tmp_path / f"{name}.{ending}"
        command = [sys.executable, "-m", "geolaunch", "-q", "rings", *MIXED, "-o", str(target)]
        environment = {"PYTHONHASHSEED": seed, "PATH": "", "TZ": f"UTC+{seed}"}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        written.append(target.read_bytes())
    assert written[0] == written[1]
    assert str(tmp_path).encode() not in written[0]


def test_quiet_says_nothing_and_verbose_no_less(tmp_path):
    target = str(tmp_path / "x.html")
    short = (*SITE, "--range-km", "300", "-o", target)
    assert run("-q", "rings", *short).output == ""
    assert "ring       300 km" in run("-v", "rings", *short).stdout


def test_json_gives_rings_and_places_with_every_source():
    record = json.loads(rings(*MIXED, "--json").stdout)
    assert record["note"] == NOTE.lower()[:1] + NOTE[1:]
    assert len(record["rings"]) == 10
    by_source = {ring["claims"][0]["source"] for ring in record["rings"] if ring["claims"]}
    assert any("Strategic Digest" in source for source in by_source)
    (pyongyang,) = (place for place in record["inside"] if place["name"] == "Pyongyang")
    assert pyongyang["distance_km"] == 0.0  # from the nearest origin: North Korea
    band = next(n for n, ring in enumerate(record["rings"]) if ring["inner_km"] == 8500)
    (sydney,) = (place for place in record["inside"] if place["name"] == "Canberra")
    assert band in sydney["between"]
    assert band not in sydney["within"]


def test_csv_has_every_place_and_a_column_for_each_ring(tmp_path):
    target = tmp_path / "x.csv"
    printed = rings(*SITE, "--missile", "hwasong-12", "--range-km", "300", "-o", str(target)).stdout
    rows = list(csv.reader(io.StringIO(target.read_text(encoding="utf-8"))))
    assert rows[0][6:] == [
        "300 km (Sunan area)",
        "Hwasong-12, CSIS and FT, CSIS: up to 4,500 km (Sunan area)",
        "Hwasong-12, Japan’s MoD: up to 5,000 km (Sunan area)",
    ]
    assert printed == f"file       {target}: {len(rows) - 1:,} cities and places inside\n"


def test_any_point_and_any_territory(tmp_path):
    printed = rings("--lon", "178", "--lat", "-40", "--range-km", "3000", "-o", "-").stderr
    assert (
        "What lies within 3,000 km of 40.00° S, 178.00° E [user-supplied, not verified]" in printed
    )
    path = territory(tmp_path / "isle.geojson", name="Isle of Mine")
    printed = rings("--from", path, "--range-km", "500", "-o", "-").stderr
    assert "What lies within 500 km of Isle of Mine [user-supplied, not verified]" in printed
    assert "How far Hwasong-14 is said to reach from North Korea" in (
        rings("--from", "anywhere in North Korea", "--missile", "KN-20", "-o", "-").stderr
    )


@pytest.mark.parametrize(("lang", "title"), [("ko", "화성-15의 추정"), ("ja", "火星15の推定射程")])
def test_the_page_is_in_the_readers_language(tmp_path, lang, title):
    target = tmp_path / "x.html"
    rings(*SITE, "--missile", "hwasong-15", "--lang", lang, "-o", str(target))
    html = target.read_text(encoding="utf-8")
    assert f'<html lang="{lang}">' in html
    assert f"<title>{title}" in html


def test_other_ways_of_drawing_are_printed_with_their_error(tmp_path):
    target = tmp_path / "x.html"
    printed = rings(*SITE, "--range-km", "6700", "--compare", "-o", str(target)).stdout
    assert re.search(r"compared   geolaunch: −0\.\d to \+0\.\d km\n", printed)  # noqa: RUF001
    assert re.search(r"compared   compass circle on a Mercator map: −2,\d{3} to \+1,", printed)  # noqa: RUF001
    html = target.read_text(encoding="utf-8")
    for words in ("Why not a circle", "folium.Circle", "compared-ring/mercator", "turf.circle"):
        assert words in html
    assert "compared   " not in rings(*SITE, "--range-km", "6700", "-o", str(target)).stdout


def test_status_embed_and_sea_names(tmp_path):
    target = tmp_path / "x.html"
    near = (*SITE, "--range-km", "900", "-o", str(target))
    rings(*near, "--status", "draft", "--sea-names", "es")
    html = target.read_text(encoding="utf-8")
    assert "<title>Draft: not for publication · What lies" in html
    assert "Sea names as set: East Sea" in html
    rings(*near, "--status", "corrected")
    assert "replaces an earlier one" in target.read_text(encoding="utf-8")
    rings(*near, "--embed")
    html = re.sub(r"<script.*?</script>", "", target.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert '<body class="embed">' in html
    assert "<table" not in html
    assert NOTE in html


def test_the_help_names_every_option():
    printed = run("rings", "--help").stdout
    for option in command.params:
        for name in option.opts:
            assert name in printed
        assert option.help
    assert "It is a published estimate, not a threatened area" in " ".join(printed.split())
    assert 'geolaunch rings --site sunan --range-km 1000 --range "5,500 nmi"' in printed
    assert "rings " in run("--help").stdout


def test_the_examples_of_the_help_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    rings(*MIXED[:6], "-o", "rings.html")
    rings("--from", "north-korea", "--missile", "hwasong-15", "-o", "reach.geojson")
    assert {path.name for path in tmp_path.iterdir()} == {"rings.html", "reach.geojson"}


# --- what it refuses ------------------------------------------------------------------------------

ANY = ("--range-km", "300")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((*SITE, "--range-km", "0"), ("0", "wanted 0.001 to 20,003.9315 km")),
        ((*SITE, "--range-km", "-5"), ("-5", "wanted 0.001 to 20,003.9315 km")),
        ((*SITE, "--range-km", "nan"), ("nan", "wanted 0.001 to 20,003.9315 km")),
        ((*SITE, "--range-km", "inf"), ("inf", "wanted 0.001 to 20,003.9315 km")),
        ((*SITE, "--range-km", "20004.1"), ("20004", "wanted 0.001 to 20,003.9315 km")),
        ((*SITE, "--range", "20,100 km"), ("20100 km", "antipode", "20,004")),
        ((*SITE, "--range", "0 km"), ("--range", "0 km", "above 0")),
        ((*SITE, "--range", "nan km"), ("--range", "nan km", "number with its unit")),
        ((*SITE, "--range", "3000 to 1000 km"), ("3000 to 1000 km", "smaller number first")),
        ((*SITE, "--range", "1000"), ("--range", "'1000'", "number with its unit")),
        ((*SITE, "--range", "20 min"), ("20 min", "a time", "wanted a distance")),
        ((*SITE, "--range", "hwasong-15"), ("--range", "hwasong-15", "number with its unit")),
        ((*SITE, "--missile", "hwasong-51"), ("missile 'hwasong-51'", "nearest", "hwasong-5")),
        ((*SITE, "--missile", "KN-30"), ("KN-30", "2 missiles", "hwasong-11c, hwasong-18")),
        ((*SITE, "--missile", "hwasal-2"), ("Hwasal-2", "2,000 km", "path", "no ring")),
        ((*SITE,), ("got no range", "--range-km, --range or --missile")),
        (ANY, ("got no place", "--site, --from or --lon and --lat")),
        (("--lon", "5", *ANY), ("--lon without --lat",)),
        (("--lat", "5", *ANY), ("--lat without --lon",)),
        (("--lon", "5", "--lat", "91", *ANY), ("latitude 91", "(lon, lat)")),
        (("--lon", "5", "--lat", "nan", *ANY), ("latitude nan",)),
        (("--lon", "nan", "--lat", "5", *ANY), ("longitude nan",)),
        (("--site", "sunann", *ANY), ("launch site 'sunann'", "unan")),
        (("--site", "north-korea", *ANY), ("launch site 'north-korea'",)),
        (("--from", "north-corea", *ANY), ("'north-corea'", "North Korea", "GeoJSON")),
        (("--from", "nothing.geojson", *ANY), ("cannot read nothing.geojson", "No such file")),
        (("--from", "north-korea", *ANY, "--compare"), ("--compare", "wanted a site or a point")),
        ((*SITE, *ANY, "-o", "x.pdf"), ("x.pdf", ".html", ".geojson", ".csv")),
        ((*SITE, *ANY, "-o", "/no/such/folder/x.html"), ("cannot write", "No such file")),
        ((*SITE, *ANY, "--lang", "tlh"), ("language 'tlh'", "en, ja, ko")),
        ((*SITE, *ANY, "--sea-names", "xx"), ("'xx'", "sj (Sea of Japan)")),
    ],
)
def test_bad_input_is_one_clear_message(tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    result = run("rings", *arguments)
    assert result.exit_code == 2, result.output
    assert result.stdout == ""
    assert result.stderr.startswith("geolaunch: ")
    assert result.stderr.count("\n") == 1
    for word in words:
        assert word in result.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("geometry", "words"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, ('"Point"', "Polygon or a MultiPolygon")),
        (
            {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
            ('"LineString"', "Polygon or a MultiPolygon"),
        ),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]},
            ("no polygon", "do not cross"),
        ),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [2, 0]]]}, ("open ring",)),
        ({"type": "Polygon", "coordinates": [[[0, 95], [1, 1], [1, 0], [0, 95]]]}, ("[0, 95]",)),
    ],
)
def test_a_territory_that_is_no_polygon_is_refused_by_file_and_field(tmp_path, geometry, words):
    path = territory(tmp_path / "mine.geojson", geometry)
    result = run("rings", "--from", path, *ANY, "-o", str(tmp_path / "x.html"))
    assert result.exit_code == 2
    for word in (f"{path}: geometry.", *words):
        assert word in result.stderr
    assert not (tmp_path / "x.html").exists()


def test_a_file_that_is_no_geojson(tmp_path):
    path = tmp_path / "mine.json"
    path.write_text("{", encoding="utf-8")
    result = run("rings", "--from", str(path), *ANY, "-o", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{path}: line 1, column 2" in result.stderr


@pytest.mark.parametrize(
    "arguments", [("--range-km", "ten"), ("--status", "final"), ("--width", "3")]
)
def test_what_click_refuses_is_exit_code_2_as_well(arguments):
    result = run("rings", *SITE, *arguments, "-o", "-")
    assert (result.exit_code, result.stdout) == (2, "")
    assert arguments[0] in result.stderr


def test_a_command_that_draws_no_ring_loads_none_of_this():
    code = (
        "import sys; from geolaunch.cli.main import main\n"
        "main(['schema'], standalone_mode=False)\n"
        "ours = {name for name in sys.modules if name.startswith('geolaunch.')}\n"
        "assert not ours & {'geolaunch.reach.rings', 'geolaunch.scenes.ring_scene', "
        "'geolaunch.places.cities'}"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
