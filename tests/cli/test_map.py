"""`geolaunch map`: what it writes, what it prints, and what it refuses."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from helpers.command_line import refused, run


def test_map_writes_the_page_and_says_what_it_shows(tmp_path):
    target = tmp_path / "map.html"
    result = run("map", "2023-03-27", "-o", str(target))
    assert result.exit_code == 0
    for words in ("Chunghwa", "around 370-km (ROK JCS)", "about 350 kilometers (Japan MoD)"):
        assert words in result.stdout
    for words in (
        "zone       50%",
        "zone       90%",
        "direction  northeast (Japan MoD)",
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
    exported = json.loads(target.read_text(encoding="utf-8"))
    assert exported["status"] == "user-supplied, not verified"
    assert {feature["properties"]["verified"] for feature in exported["features"]} == {False}


def test_map_holds_the_wider_region_and_zone_does_not(tmp_path):
    target = tmp_path / "x.geojson"
    printed = run("map", "2023-03-27", "-o", str(target)).stdout
    assert "zone       95%" not in printed
    assert levels_in(target) == [0.95, 0.9, 0.5]
    run("map", "2023-03-27", "--level", "0.8", "-o", str(target))
    assert levels_in(target) == [0.8]


def levels_in(path) -> list[float]:
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [f["properties"]["level"] for f in features if "level" in f["properties"]]


def test_map_bears_its_editorial_status(tmp_path):
    target = tmp_path / "x.html"
    run("map", "2023-03-27", "--status", "draft", "-o", str(target))
    html = target.read_text(encoding="utf-8")
    assert "<title>Draft: not for publication · North Korean" in html
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
    for words in (
        "Sources: AFP",
        "Map: geolaunch",
        "No boundary and no name",
        "where two may have fallen",
    ):
        assert words in html


def test_sea_names_follow_the_house_style(tmp_path):
    target = tmp_path / "x.html"
    run("map", "2023-03-27", "--sea-names", "es,sj", "-o", str(target))
    assert ": East Sea / Sea of Japan (" in target.read_text(encoding="utf-8")
    run("map", "2023-03-27", "--sea-names", "es", "-o", str(target))
    html = target.read_text(encoding="utf-8")
    assert ": East Sea (" in html
    assert "the Sea of Japan, or what both Koreas call the East Sea" in html  # quoted words stay


def test_quiet_says_nothing(tmp_path):
    assert run("-q", "map", "2023-03-27", "-o", str(tmp_path / "x.html")).output == ""


def test_verbose_says_what_was_not_used(tmp_path):
    result = run("-v", "map", "2023-03-27", "-o", str(tmp_path / "x.html"))
    assert "not used   more than 200 miles (ROK JCS)" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("map",), ("no INPUT", "--site")),
        (("map", "2023-03-27", "--site", "sunan", "--range", "5 km"), ("one or the other",)),
        (("map", "2023-03-27", "--site", "sunan"), ("no launch passes site 'sunan'",)),
        (("map", "2023", "--class", "SRBN"), ("SRBN", "SRBM")),
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
    ],
)
def test_bad_input_is_one_clear_message(arguments, words):
    message = refused(*arguments)
    for word in words:
        assert word in message
    assert message.count("\n") == 1


def test_claims_that_exclude_each_other_are_named_in_their_words(tmp_path):
    target = tmp_path / "x.html"
    claims = ("--site", "sunan", "--range", "about 50 km", "--sea", "Pacific Ocean")
    message = refused("map", *claims, "-o", str(target))
    for words in ("about 50 km", "sunan", "Pacific Ocean", "exclude each other", "1e-06"):
        assert words in message
    assert not target.exists()


@pytest.mark.parametrize("ending", ["html", "geojson"])
def test_same_input_same_bytes(tmp_path, ending):
    written = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}.{ending}"
        command = [sys.executable, "-m", "geolaunch", "map", "2023-03-27", "-o", str(target)]
        environment = {"PYTHONHASHSEED": seed, "PATH": "", "TZ": f"UTC+{seed}"}
        subprocess.run(command, check=True, capture_output=True, env=environment)
        written.append(target.read_bytes())
    assert written[0] == written[1]
    assert str(tmp_path).encode() not in written[0]


def test_our_own_code_takes_no_pandas_on_the_way_to_a_map(tmp_path):
    code = (
        "import sys; sys.modules['pandas'] = None; sys.modules['geopandas'] = None\n"
        "from geolaunch.cli.main import main\n"
        f"main(['map', '2023-03-27', '-o', {str(tmp_path / 'x.html')!r}], standalone_mode=False)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
