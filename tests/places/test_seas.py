"""Seas by name: aliases, house codes, languages."""

import sys
from itertools import combinations
from subprocess import run

import pytest

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.names import languages
from geolaunch.places.regions import limits
from geolaunch.places.seas import find_sea, parse_sea_names, sea_label, seas

SEA_IDS = ("sea-of-japan", "yellow-sea", "east-china-sea", "western-pacific")


def test_ids_are_those_of_the_regions() -> None:
    assert tuple(sea.id for sea in seas()) == SEA_IDS


@pytest.mark.parametrize(
    ("name", "sea_id"),
    [
        ("sea-of-japan", "sea-of-japan"),
        ("Sea of Japan", "sea-of-japan"),
        ("the  SEA OF JAPAN", "sea-of-japan"),
        ("East Sea", "sea-of-japan"),
        ("Sea of Japan / East Sea", "sea-of-japan"),
        ("East Sea / Sea of Japan", "sea-of-japan"),
        ("East Sea (Sea of Japan)", "sea-of-japan"),
        ("동해", "sea-of-japan"),
        ("日本海", "sea-of-japan"),
        ("日本海\uff08東海\uff09", "sea-of-japan"),
        ("West Sea", "yellow-sea"),
        ("서해", "yellow-sea"),
        ("黄海", "yellow-sea"),
        ("East China Sea", "east-china-sea"),
        ("東シナ海", "east-china-sea"),
        ("the Pacific", "western-pacific"),
        ("western Pacific", "western-pacific"),
        ("태평양", "western-pacific"),
    ],
)
def test_find_sea(name: str, sea_id: str) -> None:
    assert find_sea(name).id == sea_id


@pytest.mark.parametrize("sea", seas(), ids=lambda sea: sea.id)
def test_every_label_and_alias_finds_its_sea(sea) -> None:
    for lang in languages():
        assert find_sea(sea_label(sea, lang=lang)) == sea
    for lang, names in sea.aliases.items():
        assert all(find_sea(name, lang) == sea for name in names)


def test_same_characters_another_sea() -> None:
    assert find_sea("東海", lang="ko").id == "sea-of-japan"
    assert find_sea("東海", lang="zh").id == "east-china-sea"
    with pytest.raises(InputError, match="East China Sea and the Sea of Japan, by language"):
        find_sea("東海")


def test_unknown_sea_names_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"unknown sea 'Yelow Sea'.*Yellow Sea"):
        find_sea("Yelow Sea")
    with pytest.raises(UnknownNameError, match="unknown sea ''"):
        find_sea("")
    with pytest.raises(UnknownNameError, match="more than one sea"):
        find_sea("Yellow Sea / East Sea")


@pytest.mark.parametrize(
    ("sea_id", "codes", "label"),
    [
        ("sea-of-japan", "", "Sea of Japan / East Sea"),
        ("sea-of-japan", "sj,es", "Sea of Japan / East Sea"),
        ("sea-of-japan", "es, SJ", "East Sea / Sea of Japan"),
        ("sea-of-japan", "es", "East Sea"),
        ("yellow-sea", "es", "Yellow Sea / West Sea"),
        ("yellow-sea", "es,ys", "Yellow Sea"),
        ("western-pacific", "es", "Pacific Ocean"),
    ],
)
def test_sea_label(sea_id: str, codes: str, label: str) -> None:
    assert sea_label(find_sea(sea_id), parse_sea_names(codes)) == label


def test_labels_in_other_languages() -> None:
    sea = find_sea("sea-of-japan")
    assert sea_label(sea, lang="ko") == "동해 / 일본해"
    assert sea_label(sea, ("sj",), lang="ja") == "日本海"
    assert sea_label(sea, lang="xx") == "Sea of Japan / East Sea"


def test_unknown_code_names_the_codes() -> None:
    with pytest.raises(InputError, match=r"'east'; the codes are sj \(Sea of Japan\), es"):
        parse_sea_names("sj,east")
    with pytest.raises(InputError, match="unknown sea name code 'zz'"):
        sea_label(find_sea("East Sea"), ("zz",))


@pytest.mark.parametrize("sea_id", SEA_IDS)
def test_limits_are_valid(sea_id: str) -> None:
    assert limits(sea_id).is_valid


@pytest.mark.parametrize(("one", "other"), list(combinations(SEA_IDS, 2)))
def test_limits_do_not_overlap(one: str, other: str) -> None:
    assert limits(one).intersection(limits(other)).area == 0


def test_names_need_neither_numpy_nor_shapely() -> None:
    code = (
        "import sys; from geolaunch.places.seas import find_sea; find_sea('East Sea');"
        "sys.exit(bool({'numpy', 'shapely'} & set(sys.modules)))"
    )
    assert run([sys.executable, "-c", code], check=False).returncode == 0
