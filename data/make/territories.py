"""Make `data/territories.json`: the land of whole territories, from npm `world-atlas` 2.0.2.

Usage: ``python data/make/territories.py [FOLDER]``, FOLDER being the unpacked package; without it
the package is fetched by ``npm pack``. The same package gives the same bytes.

The form::

    {"scale": 10000, "territories": [
      {"id", "name", "country", "variants", "source", "land": [[ring, ...], ...]}, ...]}

A ring is stored as in `basemap.json`: ``x0, y0``, then ``dx, dy`` to each next point, longitude
first, in degrees times `scale`. The first ring of a polygon is its outside and runs
counter-clockwise, the others are holes. Nothing is simplified and no island is too small.

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
from basemap import SCALE, Topology, compact, deltas, fetch, ring, unwrapped
from shapely.geometry import Polygon

SOURCE = "Natural Earth 4.1, 1:10m"

# Boxes (w, s, e, n) about islands that more than one state claims and that Natural Earth draws as
# parts of these territories: Liancourt Rocks (Dokdo / Takeshima); Abu Musa and the Tunbs. They
# count for none, as in `coasts.py`.
DISPUTED = ((131.8, 37.2, 131.95, 37.3), (54.9, 25.8, 55.5, 26.35))

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
    (Path(__file__).resolve().parent.parent / "territories.json").write_text(text, encoding="utf-8")


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
    (country,) = (
        one
        for one in topology["objects"]["countries"]["geometries"]
        if one["properties"]["name"] == name
    )
    several = country["type"] == "MultiPolygon"
    polygons = [
        Polygon(*_outside_and_holes(topology, indices))
        for indices in (country["arcs"] if several else [country["arcs"]])
    ]
    kept = [
        shapely.orient_polygons(polygon)
        for polygon in polygons
        if not any(shapely.box(*sides).contains(polygon) for sides in DISPUTED)
    ]
    if not all(polygon.is_valid for polygon in kept):
        raise SystemExit(f"{name}: a polygon of world-atlas is not valid")
    return sorted(kept, key=lambda polygon: (-polygon.area, polygon.bounds))


def _outside_and_holes(
    topology: Topology, indices: list[list[int]]
) -> tuple[np.ndarray, list[np.ndarray]]:
    """Return the rings of a polygon, its outside apart."""
    outside, *holes = (ring(topology, one) for one in indices)
    return outside, holes


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
