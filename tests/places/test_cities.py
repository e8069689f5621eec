"""The gazetteer: cities where others put them, each once, by names that are neutral."""

import subprocess
import sys
from collections import defaultdict
from itertools import combinations

import pytest
from geographiclib.geodesic import Geodesic

from geolaunch.errors import UnknownNameError
from geolaunch.files import shipped_path
from geolaunch.names import names_of
from geolaunch.places.cities import Town, cities, city_name, country_name, town_name, towns

KM = 1.0
FILE_BYTES = 200_000
SMALLEST = 100_000


def away_km(one: Town, lon: float, lat: float) -> float:
    return float(Geodesic.WGS84.Inverse(one.lat_deg, one.lon_deg, lat, lon)["s12"]) / 1000


def names_of_town(town: Town) -> tuple[str, ...]:
    return names_of("town", f"{town.country}/{town.name}")


def called(name: str) -> Town:
    (found,) = (town for town in towns() if town.name == name)
    return found


def test_small_and_many() -> None:
    assert shipped_path("gazetteer.csv").stat().st_size < FILE_BYTES
    assert 4_500 < len(towns()) < 5_500
    assert sum(town.capital for town in towns()) > 230
    assert 30 <= sum(town.named for town in towns()) <= 45


def test_each_row_is_whole() -> None:
    for town in towns():
        assert town.name == town.name.strip() != ""
        assert -180 <= town.lon_deg <= 180
        assert -90 <= town.lat_deg <= 90
        assert town.population >= SMALLEST or town.capital or town.named
        assert len(names_of_town(town)) in (0, 2)
        assert names_of_town(town) or not town.named
    assert len({(town.name, town.lon_deg, town.lat_deg) for town in towns()}) == len(towns())


def test_by_country_the_largest_first() -> None:
    order = [(town.country, -town.population) for town in towns()]
    assert order == sorted(order)


@pytest.mark.parametrize(
    ("name", "lon", "lat", "population"),
    [
        # public lists of places and censuses, to the minute of arc and within a third
        ("Guam (Hagåtña)", 144.75, 13.475, 1_051),
        ("Okinawa (Naha)", 127.68, 26.21, 317_000),
        ("Hawaii (Honolulu)", -157.857, 21.307, 350_000),
        ("Alaska (Anchorage)", -149.9, 61.217, 291_000),
        ("Alaska (Fairbanks)", -147.72, 64.84, 32_500),
        ("Darwin", 130.84, -12.46, 139_900),
        ("Seattle", -122.33, 47.61, 737_000),
        ("San Francisco", -122.42, 37.78, 874_000),
        ("Los Angeles", -118.24, 34.05, 3_900_000),
        ("Washington, D.C.", -77.04, 38.9, 690_000),
        ("New York", -74.0, 40.71, 8_800_000),
        ("Tokyo", 139.69, 35.69, 9_730_000),
        ("Seoul", 126.98, 37.57, 9_700_000),
        ("Suva", 178.44, -18.14, 93_000),
    ],
)
def test_where_and_how_large(name: str, lon: float, lat: float, population: int) -> None:
    town = called(name)
    assert away_km(town, lon, lat) < 5 * KM
    assert town.population == pytest.approx(population, rel=1 / 3)


def test_the_cities_of_the_map_are_there_by_the_same_names() -> None:
    for city in cities():
        (town,) = (
            one
            for one in towns()
            if one.country == city.country and away_km(one, city.lon_deg, city.lat_deg) < 0.5 * KM
        )
        assert city.name in (town.name, town.name.rpartition("(")[2].rstrip(")"))
        assert city_name(city, "ko") in town_name(town, "ko")
        assert city_name(city, "ja") in town_name(town, "ja")
        assert city.population == town.population


@pytest.mark.parametrize(
    ("country", "name"),
    [
        ("JP", "Setagaya"),
        ("US", "Brooklyn"),
        ("FR", "Paris 15 Vaugirard"),
        ("CN", "Pudong"),
        ("RU", "Kalininskiy"),
        ("US", "New South Memphis"),
    ],
)
def test_districts_are_no_cities(country: str, name: str) -> None:
    assert (country, name) not in {(town.country, town.name) for town in towns()}
    assert any(town.country == country for town in towns())


def test_no_two_stand_for_one_city() -> None:
    """Capitals, named places and the cities of the map stay, whatever is beside them."""
    labels = {(round(city.lon_deg, 3), round(city.lat_deg, 3)) for city in cities()}
    by_square = defaultdict(list)
    for town in towns():
        free = town.capital or town.named or (town.lon_deg, town.lat_deg) in labels
        if not free:
            by_square[town.country, round(town.lat_deg)].append(town)
    pairs = (pair for group in by_square.values() for pair in combinations(group, 2))
    for one, other in pairs:
        small, large = sorted((one, other), key=lambda town: town.population)
        if abs(one.lon_deg - other.lon_deg) < 0.1 and large.population < 2 * small.population:
            assert away_km(one, other.lon_deg, other.lat_deg) > 9.9 * KM, (one, other)


@pytest.mark.parametrize("name", ["Jerusalem", "Sevastopol", "Srinagar", "Muzaffarābād"])
def test_places_in_dispute_have_no_country(name: str) -> None:
    assert called(name).country == ""


def test_capitals() -> None:
    capitals = {(town.country, town.name) for town in towns() if town.capital}
    some = {("KP", "Pyongyang"), ("BR", "Brasília"), ("PW", "Ngerulmud"), ("KZ", "Astana")}
    assert some <= capitals
    assert ("US", "New York") not in capitals
    of_each = [country for country, _ in capitals if country]
    assert len(of_each) == len(set(of_each))


def test_country_names() -> None:
    names = {code: country_name(code) for code in {town.country for town in towns()}}
    assert names["KP"] == "North Korea"
    assert names["XK"] == "Kosovo"
    assert names[""] == ""
    assert all(name for code, name in names.items() if code)
    assert len(set(names.values())) == len(names)
    with pytest.raises(UnknownNameError, match="unknown country code 'ZZ'"):
        country_name("ZZ")


def test_light() -> None:
    code = (
        "import sys; from geolaunch.places.cities import towns; towns();"
        "print({'numpy', 'shapely'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
