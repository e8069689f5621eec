"""The page as text: what is in it, what is not, and that it never varies."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser

import folium
import pytest
from helpers.paths import ROOT
from helpers.reach_scenes import SUNAN, disc, reach_scene, site, sunan_scene
from helpers.scenes import HOSTILE, PAGE_WORDS, crescent_scene
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.scenes.claim_table import Claim, ClaimColumn
from geolaunch.scenes.model import Table
from geolaunch.views import page_data as pagedata
from geolaunch.views.page import folium_map, page


class Elements(HTMLParser):
    """The elements of a page, in order, as (name, attributes), and each script's own text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_data(self, data):
        if self.found and self.found[-1][0] == "script" and self.scripts:
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)

    def handle_endtag(self, tag):
        self.found.append((f"/{tag}", {}))


@pytest.fixture(scope="module")
def html() -> str:
    return page(crescent_scene())


def test_same_scene_same_bytes(html):
    assert page(crescent_scene()) == html
    command = (
        "import sys; sys.path.insert(0, 'tests');"
        "from helpers.scenes import crescent_scene; from geolaunch.views.page import page;"
        "sys.stdout.buffer.write(page(crescent_scene()).encode())"
    )
    root = ROOT
    other = subprocess.run(
        [sys.executable, "-c", command], cwd=root, capture_output=True, check=True
    )
    assert other.stdout == html.encode()


def test_size(html):
    assert len(html.encode()) <= 500_000


def test_it_is_a_folium_map_that_a_notebook_shows():
    scene_map = folium_map(crescent_scene())
    assert isinstance(scene_map, folium.Map)
    assert "<iframe srcdoc=" in scene_map._repr_html_()
    assert scene_map._repr_html_() == scene_map._repr_html_()


def test_other_folium_maps_are_left_alone():
    before = (list(folium.Map.default_js), list(folium.Map.default_css))
    folium_map(crescent_scene()).get_root().render()
    assert (folium.Map.default_js, folium.Map.default_css) == before
    assert folium.Map.default_js


def test_a_plain_folium_layer_can_be_added():
    scene_map = folium_map(crescent_scene())
    folium.Circle((37.5, 127.0), radius=1000).add_to(scene_map)
    html = scene_map.get_root().render()
    assert "L.circle(" in html
    assert_policy_holds_the_hash_of_every_script(html)


def test_nothing_is_asked_for(html):
    for _, attributes in Elements(html).found:
        assert "src" not in attributes
        assert "srcset" not in attributes
    assert {name for name, _ in Elements(html).found}.isdisjoint({"link", "img", "iframe", "base"})
    assert "sourceMappingURL" not in html
    styles = "".join(re.findall(r"<style>(.*?)</style>", html, re.DOTALL))
    assert "@import" not in styles
    assert set(re.findall(r"url\((.*?)\)", styles)) <= {"#default#VML"}


def test_policy_is_the_first_thing_in_the_head(html):
    names = [name for name, _ in Elements(html).found]
    head = names.index("head")
    policy = Elements(html).found[head + 1]
    assert policy[1]["http-equiv"] == "Content-Security-Policy"
    content = str(policy[1]["content"])
    assert content.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'; ")
    assert "'unsafe-inline'" not in content.split("script-src")[1]
    assert content.endswith("base-uri 'none'; form-action 'none'")
    assert html.index("charset=") < 1024


def assert_policy_holds_the_hash_of_every_script(html):
    elements = Elements(html)
    (content,) = [one["content"] for _, one in elements.found if "http-equiv" in one]
    policy = re.search(r"script-src ([^;]*);", str(content)).group(1)
    run = [text for attributes, text in elements.scripts if "type" not in attributes]
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in run]
    assert policy.split() == [f"'sha256-{one}'" for one in hashes]


def test_policy_names_the_scripts_of_the_page(html):
    assert_policy_holds_the_hash_of_every_script(html)


def test_words_are_there_without_a_script(html):
    scene = crescent_scene()
    bare = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
    said = [scene.summary, scene.caveat, scene.as_of, scene.text_alternative, *scene.unknown]
    said += [*scene.notes, *scene.sources, *scene.credits, "flew about 370 kilometers"]
    said += [entry.text for entry in scene.legend]
    for text in said:
        assert text.replace("'", "&#39;") in bare
    assert '<html lang="en">' in bare
    for basis in ("Reported", "Derived", "Assumed"):
        assert f'<h2 class="basis">{basis}</h2>' in bare


def test_what_is_not_used_says_why(html):
    assert re.search(r'class="unused">.*?<span class="why">kept and shown', html, re.DOTALL)


def test_status_is_marked():
    assert "user-supplied, not verified" not in page(crescent_scene())
    marked = page(crescent_scene(status="user-supplied, not verified"))
    assert '<strong class="status">user-supplied, not verified</strong>' in marked


def test_a_retracted_column_is_struck_through_and_kept():
    scene = crescent_scene()
    columns = (replace(scene.columns[0], statuses=("retracted",)), scene.columns[1])
    taken_back = Claim(used=False, struck="about 370 km", struck_words="flew about 370 kilometers")
    row = replace(scene.rows[0], cells=(taken_back, scene.rows[0].cells[1]))
    html = page(replace(scene, columns=columns, rows=(row,)))
    assert '<th scope="col" class="retracted">' in html
    assert re.search(r"<del><span class=\"value\">about 370 km</span><q>flew about 370 k", html)
    assert '<span class="why">retracted</span>' in html


def test_words_of_another_language_take_the_place_of_ours():
    html = page(crescent_scene(lang="ko", strings={**PAGE_WORDS, "claims": "누가 무엇을 말했나"}))
    assert '<html lang="ko">' in html
    assert "누가 무엇을 말했나" in html
    assert "Who says what" not in html


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "data:text/html,x", "//host/x", "https:", "http://a b", "ftp://h/"],
)
def test_only_web_addresses_become_links(url):
    scene = crescent_scene(columns=(ClaimColumn("A", url=url), ClaimColumn("B")), sources=(url,))
    links = [attributes for name, attributes in Elements(page(scene)).found if name == "a"]
    assert links == []


def test_links_keep_their_manners(html):
    links = [attributes for name, attributes in Elements(html).found if name == "a"]
    assert {link["href"] for link in links} == {
        "https://example.org/jcs",
        "https://example.org/mod",
    }
    assert all(link["rel"] == "noopener noreferrer" for link in links)


def test_hostile_words_make_no_element():
    calm = [name for name, _ in Elements(page(crescent_scene())).found]
    hostile = page(crescent_scene(title=HOSTILE, summary=HOSTILE, caveat=HOSTILE, as_of=HOSTILE))
    assert [name for name, _ in Elements(hostile).found] == calm
    assert "{{ 7*7 }}" in hostile


def test_a_lone_surrogate_can_be_written():
    assert page(crescent_scene(title="a\ud800b")).encode("utf-8")


def test_data_is_whole(html):
    data = json.loads(re.search(r'id="scene-data">(.*?)</script>', html, re.DOTALL).group(1))
    scene = crescent_scene()
    assert [one["id"] for one in data["features"]] == [one.id for one in scene.features]
    assert [one["hidden"] for one in data["features"]] == [one.on_request for one in scene.features]
    zone = data["features"][0]
    facts = {name: value for name, value, _ in zone["facts"]}
    assert facts["Area (km²)"] == "61,234"
    assert facts["Chance: Sea of Japan / East Sea"] == "95\N{NO-BREAK SPACE}%"
    assert [zone["lowest"], data["features"][1]["lowest"]] == [True, False]
    assert zone["claims"] == [0, 1]
    arc = data["features"][3]
    assert [data["columns"][n][0] for n in arc["claims"]] == ["South Korea's JCS"]


def unpacked(flat: list[int]) -> list[tuple[float, float]]:
    xs, ys, points = 0, 0, []
    for n in range(0, len(flat), 2):
        xs, ys = xs + flat[n], ys + flat[n + 1]
        points.append((xs / 10_000, ys / 10_000))
    return points


def test_coordinates_are_whole_steps_of_a_ten_thousandth_of_a_degree():
    line = LineString([(-179.99994, 10.00006), (-179.9, 10.0), (-179.9, 10.0), (179.5, -89.9)])
    shape, parts = pagedata._packed(line)
    assert shape == "line"
    assert parts[0][:2] == [-1_799_999, 100_001]
    assert unpacked(parts[0]) == [(-179.9999, 10.0001), (-179.9, 10.0), (179.5, -89.9)]


def test_shapes_keep_their_holes_and_parts():
    holed = Polygon(box(0, 0, 3, 3).exterior, [box(1, 1, 2, 2).exterior.coords])
    shape, parts = pagedata._packed(MultiPolygon([holed, box(5, 5, 6, 6)]))
    assert (shape, [len(part) for part in parts]) == ("polygon", [2, 1])
    assert pagedata._packed(Point(125.8, 38.86)) == ("point", [[1_258_000, 388_600]])


def test_a_page_with_rings_is_no_larger_and_runs_what_its_policy_names():
    html = page(sunan_scene())
    assert len(html.encode()) <= 500_000
    assert html == page(sunan_scene())
    assert_policy_holds_the_hash_of_every_script(html)
    assert "const rings = " in html


def test_a_page_without_rings_or_world_carries_neither(html):
    assert "const rings = " not in html
    assert '"world":false' in html


def test_an_outline_is_drawn_in_place_of_its_geometry():
    html = page(reach_scene([disc(SUNAN, 6700), disc(SUNAN, 15000), site(SUNAN)]))
    data = json.loads(re.search(r'id="scene-data">(.*?)</script>', html, re.DOTALL).group(1))
    near, far, mark = data["features"]
    assert data["world"]
    assert [near["shape"], far["shape"], mark["shape"]] == ["ring", "ring", "point"]
    assert [near["turns"], far["turns"]] == [[1], [0]]
    assert [near["pole"], far["pole"]] == [True, True]
    first, *_, last = unpacked(near["parts"][0])
    assert last[0] - first[0] == pytest.approx(360)
    assert last[1] == pytest.approx(first[1])
    assert near["at"] == pytest.approx(first, abs=1e-4)


@pytest.mark.parametrize(
    ("bounds", "needs"),
    [
        ((117.0, 33.0, 134.0, 46.0), False),
        ((112.0, 24.0, 140.0, 50.0), False),  # half as much again on each side still fits
        ((100.0, 15.0, 150.0, 55.0), True),
        ((-54.0, -60.0, 306.0, 80.0), True),
    ],
)
def test_rings_near_the_edge_of_the_fine_basemap_get_the_world(bounds, needs):
    html = page(reach_scene([disc(SUNAN, 1000)], bounds=bounds))
    assert f'"world":{str(needs).lower()}' in html


def test_zones_beyond_the_fine_basemap_get_the_world():
    assert '"world":true' in page(crescent_scene(bounds=(170.0, 45.0, 190.0, 55.0)))
    assert '"world":false' in page(crescent_scene(bounds=(86.0, 0.0, 182.0, 66.0)))


def test_tables_are_real_and_escaped():
    bad = Table(HOSTILE, (HOSTILE, "km"), ((HOSTILE, "7"),), (False, True), HOSTILE)
    calm = Table("a", ("b", "km"), (("c", "7"),), (False, True), "d")
    html = page(sunan_scene(tables=(bad,)))
    assert [name for name, _ in Elements(html).found] == [
        name for name, _ in Elements(page(sunan_scene(tables=(calm,)))).found
    ]
    assert '<th scope="col" class="number">km</th>' in html
    assert '<td class="number">7</td>' in html


def test_tiles_come_from_one_host():
    html = page(crescent_scene(), tiles="OpenStreetMap.Mapnik")
    assert "img-src data: https://tile.openstreetmap.org;" in html
    assert "basemap-data" not in html.split("<script>")[0]
    assert "OpenStreetMap contributors" in html
    assert_policy_holds_the_hash_of_every_script(html)


def test_unknown_tiles_are_refused_with_names_like_it():
    with pytest.raises(UnknownNameError, match=r"OpenStreetMap\.Mapnick.*OpenStreetMap\.Mapnik"):
        page(crescent_scene(), tiles="OpenStreetMap.Mapnick")


@pytest.mark.parametrize("name", ["Thunderforest.Landscape", "CartoDB.Positron"])
def test_tiles_that_need_a_key_are_refused(name):
    with pytest.raises(InputError, match="key"):
        page(crescent_scene(), tiles=name)


def test_tiles_without_xyzservices_say_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "xyzservices", None)
    with pytest.raises(InputError, match=r"pip install 'geolaunch\[tiles\]'"):
        page(crescent_scene(), tiles="OpenStreetMap.Mapnik")
