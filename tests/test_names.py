"""Names are found in any romanization; a language of pages is its files of data alone."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import pytest

from geolaunch.catalogue.missiles import find_missile
from geolaunch.files import shipped_path, shipped_text
from geolaunch.names import bearers, folded, languages, name_in, names_of
from geolaunch.places.coasts import find_coast
from geolaunch.places.reference_places import find_reference
from geolaunch.places.seas import find_sea
from geolaunch.places.sites import find_site
from geolaunch.places.territories import find_territory

PYONGYANG = [
    "Pyongyang",
    "P'yŏngyang",
    "P\u2019yŏngyang",
    "P\u02bcyo\u0306ngyang",
    "P\u2018yongyang",
    "PYŎNGYANG",
    "\uff30\uff59\uff4fngyang",
]


def _sites(words: str) -> set[str]:
    return {place.id for place in find_site(words).places}


def _references(words: str) -> set[str]:
    return {place.id for place in find_reference(words)}


@pytest.mark.parametrize("name", PYONGYANG)
def test_marks_of_every_romanization_go(name: str) -> None:
    assert folded(name) == "pyongyang"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("  Tongch\u2019ang-ri ", "tongchang ri"),
        ("Tongch\u2019ang\u2013ri", "tongchang ri"),
        ("Ōshima-Ōshima", "oshima oshima"),
        ("Hagåtña", "hagatna"),
        ("동창리", "동창리"),
        ("ガ", "ガ"),
        ("ｶﾞ", "ガ"),
    ],
)
def test_a_name_is_folded(name: str, plain: str) -> None:
    assert folded(name) == plain
    assert folded(folded(name)) == plain


def test_hyphens_may_go_altogether() -> None:
    assert folded("Tongch\u2019ang-ri", hyphen="") == "tongchangri"


def test_a_name_has_all_its_bearers_each_once() -> None:
    a, b = "first", "second"
    assert bearers([("x", a), ("x", b), ("x", a), ("", a), ("y", b)]) == {"x": (a, b), "y": (b,)}


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("P\u2019yŏngyang", "Pyongyang"),
        ("P'yŏngyang", "Pyongyang"),
        ("Wŏnsan", "Wonsan"),
        ("Kaech\u2019ŏn", "Kaechon"),
        ("a site south of P\u2019yŏngyang", "a site south of Pyongyang"),
        ("Kusŏng", "Kusong"),
    ],
)
def test_a_site_is_found_with_marks_and_without(marked: str, plain: str) -> None:
    points = {(place.lon_deg, place.lat_deg) for place in find_site(marked).places}
    assert points == {(place.lon_deg, place.lat_deg) for place in find_site(plain).places}


@pytest.mark.parametrize(
    ("find", "marked", "plain"),
    [
        (_references, "Ōshima-Ōshima", "Oshima-Oshima"),
        (_references, "the city of P\u2019yŏngyang", "Pyongyang city"),
        (_references, "Hamhŭng", "Hamhung"),
        (lambda name: find_sea(name).id, "Éast Sea", "East Sea"),
        (lambda name: find_coast(name).id, "the coast of Hokkaidō", "Hokkaido"),
        (lambda name: find_coast(name).id, "Tōhoku\u2019s west coast", "tohoku-west"),
        (lambda name: find_territory(name).id, "Īrān", "Iran"),
        (lambda name: find_missile(name).id, "Hwasŏng-15", "Hwasong-15"),
    ],
)
def test_other_names_are_found_with_marks_and_without(
    find: Callable[[str], object], marked: str, plain: str
) -> None:
    assert find(marked) == find(plain)


# --- languages ------------------------------------------------------------------------------------


def test_names_by_language() -> None:
    assert name_in("ko", "place", "pyongyang") == "평양"
    assert name_in("ja", "territory", "north-korea") == "北朝鮮"
    assert name_in("en", "place", "pyongyang") == ""
    assert name_in("ko", "place", "nowhere") == ""
    assert set(names_of("missile", "hwasong-15")) == {"화성-15", "火星15"}


@pytest.mark.parametrize("lang", set(languages()) - {"en"})
def test_every_name_is_of_something_that_ships(lang: str) -> None:
    from geolaunch.catalogue.missiles import missiles
    from geolaunch.places.cities import cities, towns
    from geolaunch.places.coasts import coasts
    from geolaunch.places.lands import lands
    from geolaunch.places.reference_places import references
    from geolaunch.places.seas import seas
    from geolaunch.places.sites import sites
    from geolaunch.places.territories import territories

    names = json.loads(shipped_text(f"names-{lang}.json"))
    ships = {
        "place": {place.id for place in (*sites(), *references(), *cities())},
        "town": {f"{town.country}/{town.name}" for town in towns()},
        "coast": {coast.id for coast in coasts()},
        "territory": {territory.id for territory in territories()},
        "land": set(lands()),
        "missile": {missile.id for missile in missiles()},
        "sea": {sea.id for sea in seas()},
    }
    assert set(names) == set(ships)
    for kind, by_id in names.items():
        assert set(by_id) <= ships[kind], kind
    for sea in seas():
        assert set(names["sea"][sea.id]) == set(sea.names)


def test_a_language_is_its_files_of_data_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(shipped_path("sites.csv").parent, data)
    (data / "strings-xx.json").write_text(shipped_text("strings-en.json"), encoding="utf-8")
    names = {
        "place": {"pyongyang": "Pajongjango", "chunghwa": "Ĉunghŭa"},
        "sea": {"sea-of-japan": {"es": "Orienta Maro", "sj": "Japana Maro"}},
    }
    (data / "names-xx.json").write_text(json.dumps(names), encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from geolaunch import files;"
        "data = Path(sys.argv.pop(1)); files._data_folder = lambda: data;"
        "from geolaunch.cli.main import main; main(prog_name='geolaunch')"
    )

    def geolaunch(*arguments: str) -> str:
        command = [sys.executable, "-c", code, str(data), *arguments]
        done = run(command, capture_output=True, text=True, encoding="utf-8", check=True)
        return done.stdout

    page = tmp_path / "page.html"
    geolaunch("map", "2023-03-27", "--lang", "xx", "-o", str(page))
    html = page.read_text(encoding="utf-8")
    assert '<html lang="xx">' in html
    assert "Ĉunghŭa" in html
    assert "Orienta Maro / Japana Maro" in html
    assert "chunghwa" in geolaunch("places", "Cunghua")
    assert "xx" in geolaunch("map", "--help")
