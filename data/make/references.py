"""Make `data/references.csv`: the places from which ministries and the press tell landings.

Usage: ``python data/make/references.py [FOLDER]``, FOLDER being npm `world-atlas` 2.0.2 unpacked;
without it the package is fetched by ``npm pack``. The same package gives the same bytes.

Where a place is an island, a peninsula, a cape or a prefecture's shore, its point is measured on
Natural Earth's coast; a town's is GeoNames'. How well a phrase is placed (`sd_km`) is ours: an
islet 2, a cape 3, a town 5, an island its size, a peninsula 10 to 40, a prefecture's shore 20 to
60. `disc` is the area of a place that missiles are said to have flown over, where it is not a
small one about its point. Parts of North Korea, where landings on land were reported, are wide
points of ours. Natural Earth draws the Liancourt Rocks with South Korea; only their place is taken
from it.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from basemap import Topology, fetch, read, ring
from coasts import islands, japan, polygons
from shapely.geometry import LineString, MultiLineString, Point, Polygon, box

HEAD = ("id", "name", "variants", "lon", "lat", "sd_km", "basis", "source", "disc")

Box = tuple[float, float, float, float]  # west, south, east, north, degrees


@dataclass(frozen=True)
class Measure:
    """How the point of a place is found, what point that is, and on whose map."""

    point: Callable[[Topology], Point]
    basis: str
    source: str = "Natural Earth"


def main(arguments: list[str]) -> None:
    """Write `data/references.csv` from the package in the folder given, or from npm."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[0]) if arguments else fetch(Path(scratch))
        topology = read(folder / "countries-10m.json")
    path = Path(__file__).resolve().parent.parent / "references.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(HEAD)
        for names in NAMES:
            measure, sd_km = MEASURED[names[0]]
            point = measure.point(topology)
            place = (f"{point.x:.3f}", f"{point.y:.3f}", sd_km)
            disc = DISCS.get(names[0], "")
            writer.writerow((*names, *place, measure.basis, measure.source, disc))


# --- how a place is measured ----------------------------------------------------------------------


def at(lon: float, lat: float, basis: str, source: str) -> Measure:
    """Return a point that a source gives."""
    return Measure(lambda _: Point(lon, lat), basis, source)


def island(country: str, lon: float, lat: float) -> Measure:
    """Return the middle of the island of a country that holds a point."""

    def point(topology: Topology) -> Point:
        found = [Polygon(one) for one in islands(topology, country)]
        (only,) = (one for one in found if one.contains(Point(lon, lat)))
        return only.centroid

    return Measure(point, "island, its middle")


def rocks(drawn_with: str, within: Box) -> Measure:
    """Return the middle of what Natural Earth draws in a box, however small."""

    def point(topology: Topology) -> Point:
        found = [ring(topology, arcs) for arcs in polygons(topology, drawn_with)]
        points = np.vstack([one for one in found if box(*within).contains(Point(one[0]))])
        return Point(points.mean(axis=0))

    return Measure(point, "rocks, their middle")


def land(country: str, within: Box, basis: str = "peninsula, middle of its land") -> Measure:
    """Return the middle of a country's land in a box."""

    def point(topology: Topology) -> Point:
        found = shapely.union_all([Polygon(one).buffer(0) for one in islands(topology, country)])
        return found.intersection(box(*within)).centroid

    return Measure(point, basis)


def land_of_islands(country: str, within: Box) -> Measure:
    """Return the middle of the islands in a box."""
    return land(country, within, "islands, middle of their land")


def shore(piece: str, within: Box, basis: str = "prefecture, middle of its shore") -> Measure:
    """Return the middle of a prefecture's shore: a piece of Japan's, in a box."""
    return Measure(
        lambda topology: lines(topology, piece).intersection(box(*within)).centroid, basis
    )


def cape(piece: str, within: Box, towards: tuple[int, int]) -> Measure:
    """Return the point of a piece of Japan's shore in a box farthest to (east, north)."""

    def point(topology: Topology) -> Point:
        points = shapely.get_coordinates(lines(topology, piece).intersection(box(*within)))
        return Point(points[np.argmax(points @ towards)])

    return Measure(point, "cape")


def lines(topology: Topology, piece: str) -> MultiLineString:
    """Return a piece of Japan's shore."""
    return MultiLineString([LineString(one) for one in japan(topology)[piece]])


# --- the places -----------------------------------------------------------------------------------

# id, name, variants
NAMES = [
    ("oshima-oshima", "Oshima-Oshima", "Oshima Oshima|Oshima-Oshima Island|Oshima"),
    ("okushiri", "Okushiri Island", "Okushiri|Okushirito"),
    ("rishiri", "Rishiri Island", "Rishiri|Rishirito"),
    ("rebun", "Rebun Island", "Rebun|Rebunto"),
    ("sado", "Sado Island", "Sado|Sadogashima"),
    ("oki", "Oki Islands", "Oki|Oki archipelago|Okinoshima, Shimane|隠岐"),
    ("dogo", "Dogo Island", "Dogo|Dogo, Oki Islands|Oki-Dogo"),
    ("tsushima", "Tsushima", "Tsushima Island|쓰시마|대마도"),
    ("ulleungdo", "Ulleungdo", "Ulleung Island|Ulleung-do|Ulleung|Ullung"),
    (
        "liancourt-rocks",
        "Liancourt Rocks (Dokdo / Takeshima)",
        "Liancourt Rocks|Dokdo|Takeshima|Tokto|Dokdo / Takeshima|독도|다케시마|竹島|独島",
    ),
    ("jeju-island", "Jeju Island", "Jejudo|Jeju-do|Cheju Island|Cheju"),
    ("jindo", "Jindo", "Jindo Island|Chindo"),
    ("baengnyeong", "Baengnyeong Island", "Baengnyeongdo|Baengnyeong|Baekryeong"),
    ("alsom", "Alsom islet", "Alsom|Al-som|Alsom Island|Al Island"),
    ("samar", "Samar Island", "Samar"),
    ("noto-peninsula", "Noto Peninsula", "Noto|the tip of Noto Peninsula"),
    ("oga-peninsula", "Oga Peninsula", "Oga"),
    ("shakotan-peninsula", "Shakotan Peninsula", "Shakotan"),
    ("oshima-peninsula", "Oshima Peninsula", "Oshima"),
    ("tsugaru-peninsula", "Tsugaru Peninsula", "Tsugaru"),
    ("shimokita-peninsula", "Shimokita Peninsula", "Shimokita"),
    ("taean-peninsula", "Taean Peninsula", "Taean"),
    ("cape-erimo", "Cape Erimo", "Erimo|Erimo Misaki|Cape Erimomisaki"),
    ("cape-tappi", "Cape Tappi", "Tappi|Cape Tappizaki|Tappizaki|竜飛崎|竜飛岬"),
    ("cape-soya", "Cape Soya", "Soya Misaki"),
    ("aomori-prefecture", "Aomori Prefecture", "Aomori|Aomori-ken"),
    ("akita-prefecture", "Akita Prefecture", "Akita|Akita-ken"),
    ("yamagata-prefecture", "Yamagata Prefecture", "Yamagata|Yamagata-ken"),
    ("niigata-prefecture", "Niigata Prefecture", "Niigata|Niigata-ken"),
    ("ishikawa-prefecture", "Ishikawa Prefecture", "Ishikawa|Ishikawa-ken"),
    ("shimane-prefecture", "Shimane Prefecture", "Shimane|Shimane-ken"),
    ("iwate-prefecture", "Iwate Prefecture", "Iwate|Iwate-ken"),
    ("hachinohe", "Hachinohe", ""),
    ("hegura", "Hegura Island", "Hegura|Hegurajima|Hegura-jima"),
    ("kyuroku", "Kyuroku Island", "Kyuroku|Kyurokujima|Kyuroku-jima"),
    ("wakkanai", "Wakkanai", ""),
    ("sokcho", "Sokcho", "Sokch'o"),
    ("manila", "Manila", ""),
    ("eocheongdo", "Eocheongdo", "Eocheong Island|Eocheong-do|Ocheongdo"),
    (
        "north-korea-northeast",
        "the northeast of North Korea",
        "northeastern North Korea|northeast North Korea|the northeastern part of North Korea",
    ),
    ("north-korea-inland", "inland North Korea", "the interior of North Korea|North Korea inland"),
    ("okinawa", "Okinawa", "Okinawa Prefecture|Okinawa region|Okinawa Islands|沖縄県|沖縄地方"),
    ("kamaishi", "Kamaishi", "Kamaishi, Iwate"),
    ("gunsan", "Gunsan", "Kunsan"),
    ("pyeongtaek-gunsan", "Pyeongtaek to Gunsan", "between Pyeongtaek and Gunsan"),
    ("northern-limit-line", "the Northern Limit Line in the east", "the NLL|NLL"),
    ("ung-island", "Ung Island", "Ungdo|Ung-do|Ung islet"),
    ("okinotorishima", "Okinotorishima", "Okinotori|Parece Vela"),
    ("russia-east", "the coast of Russia's Primorye", "Russia|Russia's Far East|Primorye"),
]

# How each is measured, and its sd_km.
MEASURED: dict[str, tuple[Measure, float]] = {
    "oshima-oshima": (island("Japan", 139.36, 41.51), 2),
    "okushiri": (island("Japan", 139.48, 42.15), 8),
    "rishiri": (island("Japan", 141.23, 45.17), 6),
    "rebun": (island("Japan", 141.03, 45.38), 7),
    "sado": (island("Japan", 138.40, 38.03), 20),
    "oki": (land_of_islands("Japan", (132.9, 35.9, 133.5, 36.4)), 20),
    "dogo": (island("Japan", 133.28, 36.24), 8),
    "tsushima": (land_of_islands("Japan", (129.1, 34.0, 129.55, 34.75)), 20),
    "ulleungdo": (island("South Korea", 130.87, 37.50), 5),
    "liancourt-rocks": (rocks("South Korea", (131.8, 37.2, 131.95, 37.3)), 2),
    "jeju-island": (island("South Korea", 126.56, 33.38), 25),
    "jindo": (island("South Korea", 126.25, 34.45), 10),
    "baengnyeong": (island("South Korea", 124.68, 37.96), 5),
    "alsom": (at(129.547, 40.646, "islet off Hwadae County", "CNS/NTI database"), 2),
    "samar": (island("Philippines", 125.0, 12.0), 50),
    "noto-peninsula": (land("Japan", (136.6, 36.95, 137.4, 37.6)), 25),
    "oga-peninsula": (land("Japan", (139.65, 39.82, 139.95, 40.05)), 10),
    "shakotan-peninsula": (land("Japan", (140.2, 43.1, 140.75, 43.4)), 20),
    "oshima-peninsula": (land("Japan", (139.7, 41.35, 141.2, 42.5)), 40),
    "tsugaru-peninsula": (land("Japan", (140.2, 40.85, 140.72, 41.3)), 20),
    "shimokita-peninsula": (land("Japan", (140.7, 41.1, 141.5, 41.6)), 20),
    "taean-peninsula": (land("South Korea", (126.1, 36.6, 126.4, 36.95)), 20),
    "cape-erimo": (cape("hokkaido-rest", (142.9, 41.8, 143.5, 42.2), (0, -1)), 3),
    "cape-tappi": (cape("tohoku-west", (140.2, 41.1, 140.4, 41.35), (0, 1)), 3),
    "cape-soya": (cape("hokkaido-west", (141.7, 45.4, 142.1, 45.6), (0, 1)), 3),
    "aomori-prefecture": (
        shore("tohoku-west", (139.5, 40.33, 140.6, 41.3), "prefecture, middle of its west shore"),
        40,
    ),
    "akita-prefecture": (shore("tohoku-west", (139.5, 39.11, 140.4, 40.33)), 40),
    "yamagata-prefecture": (shore("tohoku-west", (139.3, 38.5, 140.2, 39.11)), 20),
    "niigata-prefecture": (shore("honshu-west", (137.6, 36.9, 139.8, 38.57)), 60),
    "ishikawa-prefecture": (shore("honshu-west", (136.2, 36.3, 137.4, 37.6)), 40),
    "shimane-prefecture": (shore("honshu-west", (131.67, 34.4, 133.3, 35.65)), 50),
    "iwate-prefecture": (shore("sanriku", (141.3, 38.98, 142.3, 40.45)), 50),
    "hachinohe": (at(141.5, 40.5, "city", "GeoNames"), 5),
    "hegura": (at(136.92, 37.85, "islet", "GeoNames"), 2),
    "kyuroku": (at(139.5, 40.53, "islet", "GeoNames"), 2),
    "wakkanai": (at(141.674, 45.409, "city", "GeoNames"), 5),
    "sokcho": (at(128.592, 38.207, "city", "GeoNames"), 5),
    "manila": (at(120.982, 14.604, "city", "GeoNames"), 10),
    "eocheongdo": (at(126.0, 36.1, "islet, approximate", "own work"), 10),
    "okinawa": (at(127.9, 26.5, "island, approximate", "own work"), 40),
    "kamaishi": (at(141.883, 39.276, "city", "GeoNames"), 5),
    "gunsan": (at(126.711, 35.979, "city", "GeoNames"), 5),
    "pyeongtaek-gunsan": (at(126.6, 36.5, "shore between two cities, its middle", "own work"), 40),
    "northern-limit-line": (at(128.5, 38.61, "line at sea, its end on the shore", "own work"), 60),
    "ung-island": (at(127.6, 39.25, "islet in Yonghung Bay, approximate", "own work"), 15),
    "okinotorishima": (at(136.081, 20.423, "reef", "GeoNames"), 2),
    "russia-east": (at(132.6, 43.1, "shore, its middle", "own work"), 60),
    "north-korea-northeast": (at(129.4, 41.4, "part of the country, its middle", "own work"), 60),
    "north-korea-inland": (at(126.6, 40.1, "part of the country, its middle", "own work"), 110),
}

# Where a place is an area to fly over, the disc that stands for it: longitude and latitude of its
# middle in degrees, radius in km. A prefecture's has its area (Geospatial Information Authority of
# Japan, 2023: Aomori 9,646 km2, Akita 11,638, Iwate 15,275, Yamagata 9,323, Niigata 12,584,
# Ishikawa 4,186, Shimane 6,708); Okinawa is the main island, Miyako, and the strait between them.
DISCS = {
    "aomori-prefecture": "140.83 40.78 55",
    "akita-prefecture": "140.41 39.75 61",
    "iwate-prefecture": "141.36 39.60 70",
    "yamagata-prefecture": "140.14 38.45 54",
    "niigata-prefecture": "138.92 37.52 63",
    "ishikawa-prefecture": "136.77 36.77 37",
    "shimane-prefecture": "132.55 35.07 46",
    "okinawa": "126.60 25.70 170",
    "oshima-peninsula": "140.45 42.00 65",
}


if __name__ == "__main__":
    main(sys.argv[1:])
