"""A country's site, sea, coast and territory are rows of data: no module knows their names."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path
from subprocess import run
from typing import Any

import numpy as np
import pytest

from geolaunch.files import shipped_path

NAMES = {
    "place": {"test-pad": "시험장"},
    "sea": {"new-sea": {"ns": "새바다"}},
    "coast": {"newland": "새나라 해안", "newland-west": "새나라 서해안"},
    "territory": {"newland": "새나라"},
}
SITE = ("test-pad", "Test Pad", "Test Pad area", "PH", 121.0, 16.0, 5, "a pad", "made up")
SEA = {
    "id": "new-sea",
    "names": {"ns": "New Sea"},
    "aliases": {"en": ["New Sea"]},
    "limits": [[112.0, 12.0], [120.5, 12.0], [120.5, 20.0], [112.0, 20.0]],
    "label": [116.0, 16.0],
    "label_km": None,
    "follows": "made up",
}
LAND = [1200000, 140000, 20000, 0, 0, 40000, -20000, 0, 0, -40000]
WEST = [1200000, 140000, 0, 40000]
TERRITORY = {
    "id": "newland",
    "name": "Newland",
    "country": "PH",
    "variants": ["Republic of Newland"],
    "source": "made up",
    "land": [[LAND]],
}
COASTS = [
    {"id": "newland", "name": "the coast of Newland", "variants": ["the coast of the RNL"]},
    {"id": "newland-west", "name": "the west coast of Newland", "variants": []},
]
CODE = """
import json, sys
from pathlib import Path
from geolaunch import files
data = Path(sys.argv.pop(1))
files._data_folder = lambda: data
from geolaunch.checks.locations import check_countries
from geolaunch.cli.main import main
from geolaunch.places import coasts, seas, sites, territories
if sys.argv[1] == "found":
    (place,) = sites.find_site("Test Pad").places
    sea, coast = seas.find_sea("New Sea"), coasts.find_coast("the RNL's west coast")
    territory = territories.find_territory("anywhere in the Republic of Newland")
    print(json.dumps([place.id, sea.id, coast.id, territory.id]))
    print(json.dumps([finding.what for finding in check_countries(sites.sites())]))
else:
    main(prog_name="geolaunch")
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "data"
    shutil.copytree(shipped_path("sites.csv").parent, folder)
    for name, change in (
        ("seas.json", lambda rows: [*rows, SEA]),
        ("names-ko.json", _with_names),
        ("territories.json", _with_territory),
        ("coasts.json", _with_coasts),
    ):
        path = folder / name
        path.write_text(json.dumps(change(json.loads(path.read_text("utf-8")))), encoding="utf-8")
    with (folder / "sites.csv").open("a", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerow(SITE)
    with np.load(folder / "regions.npz") as stored:  # as data/make/regions.py makes it
        arrays = dict(stored)
    west, south, step, *_ = arrays["grid"]
    corner = [round((12.0 - south) / step), round((112.0 - west) / step)]
    size = (round(8.0 / step), round(8.0 / step))
    arrays |= {"new_sea": np.full(size, 255, np.uint8), "new_sea_corner": np.array(corner)}
    row, column = np.array(corner) - arrays["land_corner"]
    arrays["land"][row : row + size[0], column : column + size[1]] = 0
    np.savez_compressed(folder / "regions.npz", **arrays)
    return folder


def _with_names(names: dict[str, Any]) -> dict[str, Any]:
    return {kind: {**by_id, **NAMES.get(kind, {})} for kind, by_id in names.items()}


def _with_territory(stored: dict[str, Any]) -> dict[str, Any]:
    return {**stored, "territories": [*stored["territories"], TERRITORY]}


def _with_coasts(stored: dict[str, Any]) -> dict[str, Any]:
    pieces = {**stored["pieces"], "newland-west": [WEST], "newland-rest": [LAND]}
    of = (["newland-west", "newland-rest"], ["newland-west"])
    rows = [{**coast, "pieces": parts} for coast, parts in zip(COASTS, of, strict=True)]
    return {**stored, "coasts": [*stored["coasts"], *rows], "pieces": pieces}


def geolaunch(data: Path, *arguments: str) -> str:
    command = [sys.executable, "-c", CODE, str(data), *arguments]
    done = run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_all_are_found_and_the_site_is_held_to_its_land(data: Path) -> None:
    ids, findings = geolaunch(data, "found").splitlines()
    assert json.loads(ids) == ["test-pad", "new-sea", "newland-west", "newland"]
    assert not [what for what in json.loads(findings) if "test-pad" in what]
    sites = (data / "sites.csv").read_text("utf-8")
    (data / "sites.csv").write_text(sites.replace("121.0,16.0", "125.0,16.0"), encoding="utf-8")
    _, findings = geolaunch(data, "found").splitlines()
    (data / "sites.csv").write_text(sites, encoding="utf-8")
    assert [what for what in json.loads(findings) if what.startswith("test-pad") and "PH" in what]


def test_a_launch_into_the_sea_is_drawn_and_named(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    launch = ("--site", "Test Pad", "--range", "400 km", "--direction", "west", "--sea", "New Sea")
    geolaunch(data, "map", *launch, "--lang", "ko", "-o", str(page))
    html = page.read_text(encoding="utf-8")
    assert "새바다" in html
    zone = tmp_path / "zone.geojson"
    geolaunch(data, "map", *launch, "-o", str(zone))
    features = json.loads(zone.read_text(encoding="utf-8"))["features"]
    (chances,) = {
        json.dumps(feature["properties"]["probabilities"])
        for feature in features
        if "probabilities" in feature["properties"]
    }
    assert json.loads(chances)["new-sea"] > 0.99


def test_a_ring_about_the_territory_names_it(data: Path, tmp_path: Path) -> None:
    page = tmp_path / "rings.html"
    geolaunch(
        data, "rings", "--from", "Newland", "--range-km", "500", "--lang", "ko", "-o", str(page)
    )
    assert "새나라" in page.read_text(encoding="utf-8")
