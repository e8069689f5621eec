"""Make `data/territories.json`: the land of whole territories, from npm `world-atlas` 2.0.2.

Usage: ``python data/make/territories.py [FOLDER]``, FOLDER being the unpacked package; without it
the package is fetched by ``npm pack``. The same package gives the same bytes.

The form::

    {"scale": 10000, "territories": [
      {"id", "name", "country", "variants", "source", "land": [[ring, ...], ...]}, ...]}

A ring is stored as in `basemap.json`: ``x0, y0``, then ``dx, dy`` to each next point, longitude
first, in degrees times `scale`. The first ring of a polygon is its outside and runs
counter-clockwise, the others are holes. Nothing is simplified and no island is too small.

It makes `data/lands.json` too: the lands near Korea that a missile's path may cross::

    {"scale": 10000, "lands": [{"id", "name", "variants", "pieces"}, ...],
     "pieces": {"hokkaido": [ring, ...], ...}}

Those are simplified to 2 km, cut at a box about Korea and Japan, and have no island under 300 km2
and none that more than one state claims: for a path that is known to tens of km.

Here are only territories whose land borders Natural Earth draws as both sides of them do. Of others
(Kashmir, Crimea, Taiwan, ...) any polygon would take a side: a user who needs one hands it in.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from basemap import SCALE, Topology, area_km2, compact, deltas, fetch, ring, unwrapped
from shapely.geometry import Polygon

SOURCE = "Natural Earth 4.1, 1:10m"

# Boxes (w, s, e, n) about islands that more than one state claims and that Natural Earth draws as
# parts of these territories: Liancourt Rocks (Dokdo / Takeshima); Abu Musa and the Tunbs. They
# count for none, as in `coasts.py`.
DISPUTED = ((131.8, 37.2, 131.95, 37.3), (54.9, 25.8, 55.5, 26.35))

# What is simplified away of a land that paths cross, in degrees; the box (w, s, e, n) in which they
# are kept, and the smallest island.
LAND_TOLERANCE_DEGREES = 0.018
LANDS_WITHIN = (115.0, 24.0, 149.0, 52.0)
CHINA_WITHIN = (117.0, 24.0, 131.5, 44.5)  # from Korea its other borders lie behind these
SMALLEST_LAND_KM2 = 300.0

# Boxes about the islands north-east of Hokkaido and Senkaku / Diaoyu, which several states claim.
DISPUTED_LANDS = (*DISPUTED, (145.3, 43.3, 148.95, 45.6), (123.4, 25.6, 124.7, 26.0))

# Tohoku is Honshu north of this line, (lon, lat) from west to east.
TOHOKU_SOUTH = ((139.0, 38.55), (139.9, 37.9), (139.6, 37.2), (140.8, 36.85), (142.0, 36.85))

# id, name, other names, pieces
LANDS: list[tuple[str, str, list[str], list[str]]] = [
    ("north-korea", "North Korea", ["DPRK"], ["north-korea"]),
    ("south-korea", "South Korea", ["ROK", "Republic of Korea"], ["south-korea"]),
    (
        "korean-peninsula",
        "the Korean peninsula",
        ["Korea", "the peninsula"],
        ["north-korea", "south-korea"],
    ),
    ("china", "China", ["PRC", "Manchuria"], ["china"]),
    ("russia", "Russia", ["Russia's Far East", "Primorye"], ["russia"]),
    (
        "japan",
        "Japan",
        ["the Japanese archipelago", "the Japanese islands", "日本列島", "일본 열도", "日本上空"],
        ["hokkaido", "honshu-tohoku", "honshu-rest", "japan-rest"],
    ),
    ("hokkaido", "Hokkaido", ["northern Japan"], ["hokkaido"]),
    ("honshu", "Honshu", ["the main island of Japan"], ["honshu-tohoku", "honshu-rest"]),
    ("tohoku", "Tohoku", ["northeastern Japan", "northeast Japan", "東北"], ["honshu-tohoku"]),
]

# id, name (also Natural Earth's), country, other names
TERRITORIES: list[tuple[str, str, str, list[str]]] = [
    (
        "north-korea",
        "North Korea",
        "KP",
        [
            "DPRK",
            "D.P.R.K.",
            "Democratic People's Republic of Korea",
            "North Korean territory",
            "조선민주주의인민공화국",
            "朝鮮民主主義人民共和国",
        ],
    ),
    (
        "south-korea",
        "South Korea",
        "KR",
        [
            "ROK",
            "R.O.K.",
            "Republic of Korea",
            "South Korean territory",
            "남한",
            "대한민국",
            "大韓民国",
        ],
    ),
    (
        "iran",
        "Iran",
        "IR",
        [
            "Islamic Republic of Iran",
            "Iranian territory",
            "이란 이슬람 공화국",
            "イラン・イスラム共和国",
        ],
    ),
]


def main(arguments: list[str]) -> None:
    """Write `data/territories.json` from the package in the folder given, or from npm."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[0]) if arguments else fetch(Path(scratch))
        topology = whole(folder / "countries-10m.json")
    text = as_text([record(topology, *row) for row in TERRITORIES])
    folder = Path(__file__).resolve().parent.parent
    (folder / "territories.json").write_text(text, encoding="utf-8")
    (folder / "lands.json").write_text(lands_text(pieces_of(topology)), encoding="utf-8")


def whole(path: Path) -> Topology:
    """Return the TopoJSON at `path` with its arcs decoded, every point kept, in degrees."""
    topology: Topology = json.loads(path.read_text(encoding="utf-8"))
    scale, translate = (topology["transform"][name] for name in ("scale", "translate"))
    arcs = (unwrapped(np.cumsum(arc, axis=0) * scale + translate) for arc in topology["arcs"])
    topology["arcs"] = [list(map(tuple, arc.tolist())) for arc in arcs]
    return topology


def record(
    topology: Topology, id_: str, name: str, country: str, variants: list[str]
) -> dict[str, Any]:
    """Return a territory as the file has it."""
    return {
        "id": id_,
        "name": name,
        "country": country,
        "variants": variants,
        "source": SOURCE,
        "land": [
            [deltas(one.coords) for one in (part.exterior, *part.interiors)]
            for part in land_of(topology, name)
        ],
    }


def land_of(topology: Topology, name: str) -> list[Polygon]:
    """Return the land of the country `name`, counter-clockwise, the largest polygon first."""
    kept = [
        shapely.orient_polygons(polygon)
        for polygon in polygons_of(topology, name)
        if not any(shapely.box(*sides).contains(polygon) for sides in DISPUTED)
    ]
    if not all(polygon.is_valid for polygon in kept):
        raise SystemExit(f"{name}: a polygon of world-atlas is not valid")
    return sorted(kept, key=lambda polygon: (-polygon.area, polygon.bounds))


def polygons_of(topology: Topology, name: str) -> list[Polygon]:
    """Return the polygons of the country `name` as they are stored."""
    (country,) = (
        one
        for one in topology["objects"]["countries"]["geometries"]
        if one["properties"]["name"] == name
    )
    several = country["type"] == "MultiPolygon"
    return [
        Polygon(*_outside_and_holes(topology, indices))
        for indices in (country["arcs"] if several else [country["arcs"]])
    ]


def _outside_and_holes(
    topology: Topology, indices: list[list[int]]
) -> tuple[np.ndarray, list[np.ndarray]]:
    """Return the rings of a polygon, its outside apart."""
    outside, *holes = (ring(topology, one) for one in indices)
    return outside, holes


# --- lands that paths cross -----------------------------------------------------------------------


def pieces_of(topology: Topology) -> dict[str, list[Polygon]]:
    """Return the pieces of the lands that paths cross."""
    honshu, hokkaido, *others = simple_land_of(topology, "Japan")
    north, rest = parted_honshu(honshu)
    return {
        "north-korea": simple_land_of(topology, "North Korea"),
        "south-korea": simple_land_of(topology, "South Korea"),
        "china": simple_land_of(topology, "China", CHINA_WITHIN),
        "russia": simple_land_of(topology, "Russia"),
        "hokkaido": [hokkaido],
        "honshu-tohoku": north,
        "honshu-rest": rest,
        "japan-rest": others,
    }


def simple_land_of(
    topology: Topology, name: str, within: tuple[float, ...] = LANDS_WITHIN
) -> list[Polygon]:
    """Return the land of a country near Korea, simplified, the largest polygon first."""
    polygons = [polygon.buffer(0) for polygon in polygons_of(topology, name)]
    whole_land = shapely.union_all(polygons)
    near = shapely.simplify(whole_land.intersection(shapely.box(*within)), LAND_TOLERANCE_DEGREES)
    kept = [
        Polygon(part.exterior)
        for part in shapely.get_parts(near)
        if area_km2(part) >= SMALLEST_LAND_KM2
        and not any(shapely.box(*sides).contains(part) for sides in DISPUTED_LANDS)
    ]
    return sorted(map(shapely.orient_polygons, kept), key=lambda part: (-part.area, part.bounds))


def parted_honshu(honshu: Polygon) -> tuple[list[Polygon], list[Polygon]]:
    """Return Tohoku and the rest of Honshu, which meet in a line."""
    north_of = Polygon([*TOHOKU_SOUTH, (143.0, 42.0), (139.0, 42.0)])
    pieces = (honshu.intersection(north_of), honshu.difference(north_of))
    north, rest = (shapely.get_parts(shapely.orient_polygons(piece)).tolist() for piece in pieces)
    return (
        [part for part in north if area_km2(part) >= SMALLEST_LAND_KM2],
        [part for part in rest if area_km2(part) >= SMALLEST_LAND_KM2],
    )


def lands_text(pieces: dict[str, list[Polygon]]) -> str:
    """Return the text of `lands.json`: a land or a ring a line."""
    heads = ",\n".join(
        compact(dict(zip(("id", "name", "variants", "pieces"), land, strict=True)))
        for land in LANDS
    )
    rings = ",\n".join(
        f'"{name}":[\n' + ",\n".join(compact(deltas(part.exterior.coords)) for part in parts) + "]"
        for name, parts in pieces.items()
    )
    return f'{{"scale":{SCALE},"lands":[\n{heads}],\n"pieces":{{\n{rings}}}}}\n'


def as_text(records: list[dict[str, Any]]) -> str:
    """Return the file's text: a polygon a line."""
    heads = (compact({key: row[key] for key in row if key != "land"})[:-1] for row in records)
    lands = (",\n".join(map(compact, row["land"])) for row in records)
    body = ",\n".join(
        f'{head},"land":[\n{land}]}}' for head, land in zip(heads, lands, strict=True)
    )
    return f'{{"scale":{SCALE},"territories":[\n{body}]}}\n'


if __name__ == "__main__":
    main(sys.argv[1:])
