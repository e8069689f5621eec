"""Places that landings are told from: names, what they mean, and where they lie."""

import math

import pytest
import shapely
from geographiclib.geodesic import Geodesic

from geolaunch.errors import UnknownNameError
from geolaunch.names import names_of
from geolaunch.places.cities import cities
from geolaunch.places.reference_places import find_reference, references
from geolaunch.places.regions import land
from geolaunch.places.sites import Place, local_name, names_of_place, sites

KM = 1.0
ISLETS = ("alsom", "eocheongdo", "hegura", "kyuroku", "ung-island")  # too small for the map


def ids(words: str) -> list[str]:
    return [place.id for place in find_reference(words)]


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("Oshima-Oshima island, Hokkaido", "oshima-oshima"),
        ("\u014cshima-\u014cshima", "oshima-oshima"),
        ("渡島大島", "oshima-oshima"),
        ("Japan's Noto Peninsula", "noto-peninsula"),
        ("the tip of the Noto Peninsula", "noto-peninsula"),
        ("Noto Peninsula tip, Ishikawa", "noto-peninsula"),
        ("Oga Peninsula in Akita Prefecture", "oga-peninsula"),
        ("Aomori Prefecture\u2019s Cape Tappi", "cape-tappi"),
        ("Hokkaido's Okushiri Island", "okushiri"),
        ("the island of Okushiri", "okushiri"),
        ("the coast of Akita Prefecture", "akita-prefecture"),
        ("the city of Akita", "akita"),
        ("Akita City", "akita"),
        ("Hachinohe, Aomori", "hachinohe"),
        ("Cape Erimo, Hokkaido", "cape-erimo"),
        ("Ulleungdo, ROK", "ulleungdo"),
        ("울릉도", "ulleungdo"),
        ("Sokcho, ROK", "sokcho"),
        ("Jeju Island", "jeju-island"),
        ("Alsom islet, off Hwadae County, North Hamgyong", "alsom"),
        ("Dogo, Oki Islands, Shimane", "dogo"),
        ("Chongjin", "chongjin"),
        ("Busan", "busan"),
        ("부산", "busan"),
        ("Vladivostok, Russia", "vladivostok"),
        ("Musudan-ri", "musudan-ri"),
    ],
)
def test_one_place_in_many_words(words: str, id_: str) -> None:
    assert ids(words) == [id_]


@pytest.mark.parametrize("name", ["Dokdo", "Takeshima", "Liancourt Rocks", "독도", "竹島"])
def test_the_liancourt_rocks_are_called_by_all_their_names(name: str) -> None:
    (place,) = find_reference(name)
    assert place.name == "Liancourt Rocks (Dokdo / Takeshima)"
    assert {"독도", "다케시마"} <= set(local_name(place, "ko").strip(")").replace("(", "").split())
    assert "独島 / 竹島" in local_name(place, "ja")


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Akita", ["akita-prefecture", "akita"]),
        ("Niigata", ["niigata-prefecture", "niigata"]),
        ("Aomori", ["aomori-prefecture", "aomori"]),
        ("Oshima", ["oshima-oshima", "oshima-peninsula"]),
    ],
)
def test_a_name_that_several_places_bear_is_all_of_them(words: str, meant: list[str]) -> None:
    assert ids(words) == meant


@pytest.mark.parametrize("place", references(), ids=lambda place: place.id)
def test_every_name_of_a_place_finds_it(place: Place) -> None:
    for name in (place.id, *names_of_place(place)):
        assert place in find_reference(f"  {name.upper()} ")


def test_cities_and_launch_sites_are_found_too() -> None:
    for city in cities():
        for name in (city.name, *names_of("place", city.id)):
            assert city.id in ids(name)
    for site in sites():
        assert find_reference(site.name)


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("Ogga Peninsula", "Oga Peninsula"),
        ("Oshima-Oshma", "Oshima-Oshima"),
        ("Ulleungdu", "Ulleungdo"),
        ("Vladivostock", "Vladivostok"),
        ("Noto Peninsulla", "Noto Peninsula"),
    ],
)
def test_an_unknown_place_says_the_nearest(words: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        find_reference(words)
    assert nearest in refused.value.nearest
    assert str(refused.value).startswith(f"unknown reference place {words!r}; the nearest names")
    assert "launch sites are known too" in str(refused.value)


def test_a_far_place_is_not_offered_for_a_few_letters() -> None:
    """Five of the letters of Hokkaido are those of Oki-Dogo, 900 km off."""
    for words in ("Hokkaidou", "the island of Hokkaidoo", "Hokaido"):
        with pytest.raises(UnknownNameError) as refused:
            find_reference(words)
        assert not {"Oki-Dogo", "Dogo Island", "Oki Islands", "Oki"} & set(refused.value.nearest)


def test_a_town_of_the_gazetteer_is_told_by_the_places_near_it() -> None:
    with pytest.raises(UnknownNameError) as refused:
        find_reference("Tomakomai")
    assert "Oshima Peninsula" in refused.value.nearest
    assert not {"Sado Island", "Tsushima"} & set(refused.value.nearest)


def test_not_every_peninsula_is_like_every_other() -> None:
    with pytest.raises(UnknownNameError) as refused:
        find_reference("Izu Peninsula")
    assert not any("Peninsula" in name for name in refused.value.nearest)


@pytest.mark.parametrize(
    "words", ["", " ", ",", "'s", "the", "of", "coast", "island", "Atlantis", "x" * 3000]
)
def test_words_that_name_no_place(words: str) -> None:
    with pytest.raises(UnknownNameError, match="unknown reference place"):
        find_reference(words)


# --- the table ------------------------------------------------------------------------------------


def test_ids_are_unique_also_among_cities() -> None:
    known = [place.id for place in references()] + [city.id for city in cities()]
    assert len(known) == len(set(known))


def test_each_place_has_a_spread_a_basis_and_a_source() -> None:
    for place in references():
        widest = 120 * KM if place.basis.startswith("part of the country") else 60 * KM
        assert 2 * KM <= place.sd_km <= widest
        assert place.basis
        assert place.source in {"Natural Earth", "GeoNames", "CNS/NTI database", "own work"}
        assert len(set(place.variants)) == len(place.variants)


def test_places_lie_on_land_but_for_rocks_and_bays() -> None:
    ground = land()
    for place in references():
        if place.id not in {"liancourt-rocks", "okinotorishima", *ISLETS}:
            away_degrees = ground.distance(shapely.Point(place.lon_deg, place.lat_deg))
            assert away_degrees * 111 < max(5 * KM, place.sd_km / 2), place.id


@pytest.mark.parametrize(
    ("id_", "lon", "lat", "km"),
    [
        # Smithsonian GVP (Oshima-Oshima); public lists of places; the rest to the minute of arc
        ("oshima-oshima", 139.367, 41.51, 3.0),
        ("liancourt-rocks", 131.8667, 37.2417, 3.0),
        ("ulleungdo", 130.8667, 37.5, 3.0),
        ("okushiri", 139.45, 42.15, 5.0),
        ("cape-erimo", 143.2473, 41.9272, 3.0),
        ("cape-soya", 141.9367, 45.5228, 3.0),
        ("cape-tappi", 140.3495, 41.257, 3.0),
        ("oga-peninsula", 139.77, 39.95, 10.0),
        ("noto-peninsula", 137.25, 37.45, 40.0),
    ],
)
def test_places_lie_where_others_put_them(id_: str, lon: float, lat: float, km: float) -> None:
    (place,) = find_reference(id_)
    away_m = Geodesic.WGS84.Inverse(lat, lon, place.lat_deg, place.lon_deg)["s12"]
    assert away_m / 1000 < min(km, 2 * place.sd_km)
    assert math.isfinite(away_m)
