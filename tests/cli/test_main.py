"""The shell: one command a library function, whole output, every exit code."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from helpers import own_tables
from jsonschema import Draft202012Validator

from geolaunch.cli import main as cli
from geolaunch.version import VERSION

REPORT = {"site": "sunan", "range": "about 400 km", "landing": {"sea": "East Sea"}}


def run(*arguments: str, given: str | None = None):
    return CliRunner().invoke(cli.main, list(arguments), input=given)


def refused(*arguments: str, given: str | None = None) -> str:
    """The one message of a command that must be refused."""
    result = run(*arguments, given=given)
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    assert result.stdout == ""
    return result.stderr


def test_map_writes_the_page_and_says_what_it_shows(tmp_path):
    target = tmp_path / "map.html"
    result = run("map", "2023-03-27", "-o", str(target))
    assert result.exit_code == 0
    for words in ("Chunghwa", "around 370-km (ROK JCS)", "about 350 kilometers (Japan MoD)"):
        assert words in result.stdout
    for words in (
        "zone       50%",
        "zone       90%",
        "not known  The direction",
        str(target),
        "kB",
    ):
        assert words in result.stdout
    html = target.read_text(encoding="utf-8")
    assert html.startswith("<!DOCTYPE html>")
    assert len(html.encode()) <= 500_000
    assert list(tmp_path.iterdir()) == [target]


def test_map_to_standard_output_keeps_the_summary_out_of_it():
    result = run("map", "2023-03-27", "-o", "-")
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert result.stdout.rstrip().endswith("</html>")
    assert "zone       90%" in result.stderr


def test_map_from_a_journalists_words(tmp_path):
    target = tmp_path / "x.html"
    words = ("--site", "chunghwa", "--range", "more than 200 miles", "--direction", "east")
    result = run("map", *words, "--sea", "East Sea", "-o", str(target))
    assert result.exit_code == 0
    assert "user-supplied, not verified" in result.stdout
    assert "user-supplied, not verified" in target.read_text(encoding="utf-8")


def test_map_as_geojson_marks_what_a_user_supplied(tmp_path):
    target = tmp_path / "x.geojson"
    run("map", "--site", "chunghwa", "--range", "300 km", "-o", str(target))
    made = json.loads(target.read_text(encoding="utf-8"))
    assert made["status"] == "user-supplied, not verified"
    assert {feature["properties"]["verified"] for feature in made["features"]} == {False}


def test_map_holds_the_wider_region_and_zone_does_not(tmp_path):
    target = tmp_path / "x.geojson"
    told = run("map", "2023-03-27", "-o", str(target)).stdout
    assert "95%" not in told
    assert levels_in(target) == [0.95, 0.9, 0.5]
    run("map", "2023-03-27", "--level", "0.8", "-o", str(target))
    assert levels_in(target) == [0.8]


def levels_in(path) -> list[float]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [each["properties"]["level"] for each in features if "level" in each["properties"]]


def test_map_bears_its_editorial_status(tmp_path):
    target = tmp_path / "x.html"
    run("map", "2023-03-27", "--status", "draft", "-o", str(target))
    html = target.read_text(encoding="utf-8")
    assert "<title>Draft: not for publication · Two missiles" in html
    assert '<p class="band" role="note">Draft: not for publication</p>' in html
    run("map", "2023-03-27", "--status", "corrected", "-o", str(target))
    html = target.read_text(encoding="utf-8")
    assert re.search(r'<strong class="mark">Corrected</strong>\s*<span class="as-of">As of', html)
    assert "this version replaces an earlier one" in html
    run("map", "2023-03-27", "--status", "published", "-o", str(target.with_suffix(".geojson")))
    exported = json.loads(target.with_suffix(".geojson").read_text(encoding="utf-8"))
    assert exported["editorial_status"] == "published"
    assert "final" in refused("map", "2023-03-27", "--status", "final", "-o", str(target))


def test_map_to_embed_has_no_panel_and_no_link(tmp_path):
    target = tmp_path / "x.html"
    assert run("map", "2023-03-27", "--embed", "-o", str(target)).exit_code == 0
    html = target.read_text(encoding="utf-8")
    html = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    assert '<body class="embed">' in html
    assert "<a " not in html
    assert "<table" not in html
    assert "<aside" not in html
    for words in ("Sources: AFP", "Map: geolaunch", "No boundary and no name", "Two missiles fell"):
        assert words in html


def test_sea_names_follow_the_house_style(tmp_path):
    target = tmp_path / "x.html"
    run("map", "2023-03-27", "--sea-names", "es,sj", "-o", str(target))
    assert "into the East Sea / Sea of Japan" in target.read_text(encoding="utf-8")
    run("map", "2023-03-27", "--sea-names", "es", "-o", str(target))
    html = target.read_text(encoding="utf-8")
    assert "into the East Sea;" in html
    assert "the Sea of Japan, or what both Koreas call the East Sea" in html  # quoted words stay


def test_quiet_says_nothing(tmp_path):
    assert run("-q", "map", "2023-03-27", "-o", str(tmp_path / "x.html")).output == ""


def test_verbose_says_what_was_not_used(tmp_path):
    result = run("-v", "map", "2023-03-27", "-o", str(tmp_path / "x.html"))
    assert "not used   more than 200 miles (ROK JCS)" in result.stdout


def test_zone_as_geojson_carries_what_the_schema_promises():
    made = json.loads(run("zone", "2023-03-27", "--format", "geojson").stdout)
    assert made["type"] == "FeatureCollection"
    assert [feature["properties"]["level"] for feature in made["features"]] == [0.9, 0.5]
    for feature in made["features"]:
        told = feature["properties"]
        assert told["kind"] == "impact-zone"
        assert told["basis"] == "derived"
        assert told["launch"] == "2023-03-27-a"
        assert told["source"] == "combined"
        assert sorted(told["probabilities"]) == [
            *("east-china-sea", "land", "other", "sea-of-japan", "western-pacific", "yellow-sea"),
        ]
        assert sum(told["probabilities"].values()) == pytest.approx(1, abs=1e-3)
    assert made["features"][0]["properties"]["area_km2"] > 20_000


def test_zone_as_json_is_the_plain_record():
    by_format = run("zone", "2023-03-27", "--format", "json", "--level", "0.95").stdout
    assert by_format == run("zone", "2023-03-27", "--json", "--level", "0.95").stdout
    (record,) = json.loads(by_format)["zones"]
    assert (record["level"], record["source"]) == (0.95, "combined")
    assert "geometry" not in record
    assert [each["field"] for each in record["unused"]].count("landing.eez") == 1


def test_zone_of_one_source_alone():
    (record, _) = json.loads(run("zone", "2023-03-27", "--json", "--source", "japan").stdout)[
        "zones"
    ]
    assert record["source"] == "Japan MoD"
    assert [each["originator"] for each in record["distances"]] == ["Japan MoD"]


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


def test_show_gives_every_claim_with_its_words():
    shown = run("show", "2023-03-27").stdout
    for words in ("ROK JCS via AFP", "Japan MoD via Jiji Press", "“on an irregular trajectory”"):
        assert words in shown
    assert "more than 200 mi  “more than 200 miles”" in shown


def test_show_as_json_is_an_input_itself():
    shown = run("show", "2023-03-27", "--json").stdout
    ours = json.loads(run("zone", "2023-03-27", "--json").stdout)["zones"]
    again = json.loads(run("zone", "-", "--json", given=shown).stdout)["zones"]
    assert [each["area_km2"] for each in again] == [each["area_km2"] for each in ours]
    assert {each["verified"] for each in again} == {False}


def test_places_gives_all_that_bear_a_name():
    assert "sd_km" in run("places", "chunghwa").stdout
    assert len(json.loads(run("places", "Kusong", "--json").stdout)["places"]) > 1


def test_schema_is_a_json_schema_that_takes_our_own_reports():
    schema = json.loads(run("schema").stdout)
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(run("show", "2023-03-27", "--json").stdout))


def test_version():
    assert run("--version").stdout == f"geolaunch {VERSION}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("zone", "2023-03-28"), ("2023-03-28", "2023-03-27")),
        (("zone", "2023-03-27-z"), ("unknown launch", "2023-03-27-a")),
        (("zone", "nothing.json"), ("cannot read nothing.json", "No such file")),
        (("map",), ("no INPUT", "--site")),
        (("map", "2023-03-27", "--site", "sunan", "--range", "5 km"), ("one or the other",)),
        (("map", "2023-03-27", "--site", "sunan"), ("no launch passes site 'sunan'",)),
        (("map", "2023", "--class", "SRBN"), ("SRBN", "SRBM")),
        (("map", "1984"), ("none of which can be drawn", "no distance")),
        (("map", "--site", "sunann", "--range", "5 km"), ("launch site 'sunann'", "sunan")),
        (("map", "--site", "sunan", "--range", "0 km"), ("0 km", "above 0")),
        (("map", "--site", "sunan", "--range", "-5 km"), ("'-5 km'", "number with its unit")),
        (("map", "--site", "sunan", "--range", "nan km"), ("'nan km'",)),
        (("map", "--site", "sunan", "--range", "30000 km"), ("antipode", "20,004")),
        (("map", "--site", "sunan", "--range", "11000 km"), ("11000 km", "10,000 km")),
        (("map", "--site", "sunan", "--range", "5 km", "--direction", "up"), ("'up'", "16 winds")),
        (
            ("map", "--site", "sunan", "--range", "5 km", "--sea", "Est Sea"),
            ("Est Sea", "East Sea"),
        ),
        (
            ("map", "--site", "sunan", "--range", "5 km", "--date", "2023-02-30"),
            ("date that exists",),
        ),
        (("map", "2023-03-27", "-o", "x.pdf"), ("x.pdf", ".html")),
        (("map", "2023-03-27", "-o", "/no/such/folder/x.html"), ("cannot write", "No such file")),
        (("map", "2023-03-27", "--sea-names", "xx", "-o", "-"), ("'xx'", "sj (Sea of Japan)")),
        (("map", "2023-03-27", "--lang", "tlh", "-o", "-"), ("language 'tlh'", "there is en")),
        (("zone", "2023-03-27", "--level", "1.5"), ("1.5", "between 0 and 1")),
        (("zone", "2023-03-27", "--level", "nan"), ("nan", "between 0 and 1")),
        (("zone", "2023-03-27", "--source", "KCNA"), ("'KCNA'", "ROK JCS, Japan MoD")),
        (("places", "atlantis"), ("launch site 'atlantis'",)),
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


def test_claims_that_exclude_each_other_are_named_in_their_words(tmp_path):
    target = tmp_path / "x.html"
    told = ("--site", "sunan", "--range", "about 50 km", "--sea", "Pacific Ocean")
    message = refused("map", *told, "-o", str(target))
    for words in ("about 50 km", "sunan", "Pacific Ocean", "exclude each other", "1e-06"):
        assert words in message
    assert not target.exists()


def test_a_fault_of_ours_is_exit_code_1(monkeypatch):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("geolaunch.catalogue.inputs.find", broken)
    result = run("zone", "2023-03-27")
    assert result.exit_code == 1
    assert "a fault of ours (ZeroDivisionError: by zero)" in result.stderr


def test_the_module_runs_and_a_closed_pipe_is_no_fault():
    command = f"{sys.executable} -m geolaunch schema | head -n 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("{\n", "")


@pytest.mark.parametrize("ending", ["html", "geojson"])
def test_same_input_same_bytes(tmp_path, ending):
    made = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.{ending}"
        command = [sys.executable, "-m", "geolaunch", "map", "2023-03-27", "-o", str(target)]
        environment = {"PYTHONHASHSEED": seed, "PATH": "", "TZ": f"UTC+{seed}"}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        made.append(target.read_bytes())
    assert made[0] == made[1]
    assert str(tmp_path).encode() not in made[0]


@pytest.mark.parametrize("kind", ["table", "json", "geojson"])
def test_a_zone_says_which_launches_have_none(kind):
    done = run("zone", "2006-07-05", "--format", kind)
    assert done.exit_code == 0
    assert done.stderr == "not drawn  2006-07-05-a: no distance\n"
    if kind == "geojson":
        not_known = json.loads(done.stdout)["not_known"]
        assert not_known[0].startswith("Not on the map: 2006-07-05-a.")


LOOK_UPS = [
    ("show", "2023-03-27"),
    ("catalogue", "2023-03-27-a"),
    ("tally", "--date", "2023-03-27"),
    ("places", "sunan"),
    ("schema",),
]


@pytest.mark.parametrize("command", LOOK_UPS)
def test_look_ups_load_nothing_heavy(command):
    code = (
        "import sys; from geolaunch.cli.main import main\n"
        f"main({list(command)!r}, standalone_mode=False)\n"
        "heavy = {'numpy', 'pyproj', 'shapely', 'folium', 'pandas', 'geopandas', 'contourpy'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


def test_our_own_code_takes_no_pandas_on_the_way_to_a_map(tmp_path):
    code = (
        "import sys; sys.modules['pandas'] = None; sys.modules['geopandas'] = None\n"
        "from geolaunch.cli.main import main\n"
        f"main(['map', '2023-03-27', '-o', {str(tmp_path / 'x.html')!r}], standalone_mode=False)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)


@pytest.mark.parametrize(
    ("command", "ending"),
    [
        (("catalogue", "own-1"), ""),
        (("show", "own-1"), ""),
        (("map", "own-1"), ".html"),
        (("zone", "own-1"), ""),
        (("track", "own-1"), ".geojson"),
        (("profile", "own-1"), ".svg"),
        (("tally", "--date", "2031-05-06"), ""),
        (("tally",), ".svg"),
    ],
)
def test_tables_of_one_s_own_go_into_every_command(tmp_path, command, ending):
    folder = str(own_tables.write(tmp_path / "own", own_tables.sound()))
    target = str(tmp_path / f"out{ending}") if ending else "-"
    output = ("-o", target) if ending else ()
    done = run(*command, "--catalogue", folder, *output)
    assert done.exit_code == 0, done.output
    told = Path(target).read_text(encoding="utf-8") if ending else done.stdout
    mark = "user-supplied" if ending == ".svg" and command[0] == "tally" else "own-1"
    assert mark in told or command[0] == "profile"
    broken = own_tables.sound()
    broken["launches.csv"][0]["date"] = "2031-02-30"
    assert "2031-02-30" in refused(
        *command, "--catalogue", str(own_tables.write(tmp_path / "bad", broken)), *output
    )


@pytest.mark.parametrize("command", ["show", "catalogue"])
def test_a_launch_by_its_id_loads_what_tells_of_it_and_little_else(command):
    """What one launch costs is what is loaded for it: the other commands and their tools are not.

    `tests/benchmarks/cold_start.py` holds the time against that of what it cannot do without.
    """
    code = (
        "import sys; from geolaunch.cli.main import main\n"
        f"main([{command!r}, '2022-11-18-a'], standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(told.stderr.split())
    other = {"cliflight", "clireading", "selection", "supplied", "tables", "tally", "consistency"}
    assert not loaded & {f"geolaunch.{name}" for name in other}
    assert not loaded & {"tempfile", "traceback", "difflib", "rich"}
    assert len([name for name in loaded if name.startswith("geolaunch.")]) < 20
