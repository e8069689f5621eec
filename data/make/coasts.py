"""Make `data/coasts.json`: coasts by name, from Natural Earth through npm `world-atlas` 2.0.2.

Usage: ``python data/make/coasts.py [FOLDER]``, FOLDER being the unpacked package; without it the
package is fetched by ``npm pack``. The same package gives the same bytes.

The form::

    {"scale": 10000, "coasts": [{"id", "name", "variants", "pieces"}, ...],
     "pieces": {"north-korea-east": [line, ...], ...}}

A line is stored as in `basemap.json`: ``x0, y0``, then ``dx, dy`` to each next point, longitude
first, in degrees times `scale`. A coast is made of pieces, so that no shore is stored twice.

A side ("the east coast of the Korean peninsula") is the shore of the mainland or main island alone;
a country is all its shores, islands included, but for islands under 2 km2, which the map does not
draw either, and for the islands that more than one state claims, which count for none.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from basemap import (
    SCALE,
    SMALLEST_KM2,
    Topology,
    arc_line,
    area_km2,
    compact,
    countries_of_arcs,
    deltas,
    fetch,
    read,
    ring,
    simplified,
)
from shapely.geometry import Polygon

# On top of the 0.003 degree of the basemap: together less than 1 km.
TOLERANCE_DEGREES = 0.006

# Boxes (w, s, e, n) about islands that more than one state claims and that Natural Earth draws for
# Japan or South Korea: Liancourt Rocks (Dokdo / Takeshima), and Senkaku / Diaoyu. The islands
# north-east of Hokkaido are not among its shores of Japan.
DISPUTED = ((131.8, 37.2, 131.95, 37.3), (123.4, 25.6, 124.7, 26.0))

# Where one side ends and the next begins, (lon, lat): the nearest point of the shore is taken.
BUSAN = (129.10, 35.09)
HAENAM = (126.52, 34.29)  # the southern tip of the mainland
SHIMONOSEKI = (130.90, 34.00)  # the west end of Honshu, on the strait
NOTO = (137.33, 37.53)
KIMCHAEK = (129.20, 40.67)  # where the northeast of North Korea begins
NEZUGASEKI = (139.54, 38.56)  # where Tohoku begins
HACHINOHE = (141.53, 40.54)  # the Sanriku coast runs from here
OSHIKA = (141.53, 38.29)  # to here
NAKOSO = (140.79, 36.87)  # where Tohoku ends
TAPPI = (140.35, 41.26)
SHIRAKAMI = (140.20, 41.40)
SHAKOTAN = (140.35, 43.38)
SOYA = (141.94, 45.52)
NORTH_OF_TSUGARU = 41.4  # degrees: the islands of Japan north of it are Hokkaido's

Rings = list[np.ndarray]

# id, name, other names, pieces
COASTS: list[tuple[str, str, list[str], list[str]]] = [
    (
        "korea-east",
        "the east coast of the Korean peninsula",
        ["동해안", "한반도 동쪽 해안", "朝鮮半島東海岸", "朝鮮半島の東岸", "朝鮮半島の東海岸"],
        ["north-korea-east", "north-korea-northeast", "south-korea-east"],
    ),
    (
        "korea-west",
        "the west coast of the Korean peninsula",
        ["서해안", "한반도 서쪽 해안", "朝鮮半島西海岸", "朝鮮半島の西岸", "朝鮮半島の西海岸"],
        ["north-korea-west", "south-korea-west"],
    ),
    (
        "korea-south",
        "the south coast of the Korean peninsula",
        [
            *("남해안", "한국 남해안", "朝鮮半島の南岸", "韓国南岸", "韓国の南岸"),
            *("the south coast of South Korea", "South Korea south"),
        ],
        ["south-korea-south"],
    ),
    (
        "korea",
        "the coast of the Korean peninsula",
        ["朝鮮半島沿岸", "朝鮮半島の海岸"],
        [
            *("north-korea-east", "north-korea-northeast", "south-korea-east"),
            *("south-korea-south", "south-korea-west", "north-korea-west"),
        ],
    ),
    (
        "north-korea-east",
        "the east coast of North Korea",
        ["북한의 동해안", "北朝鮮の東岸", "北朝鮮東海岸", "北朝鮮の東海岸"],
        ["north-korea-east", "north-korea-northeast"],
    ),
    (
        "north-korea-west",
        "the west coast of North Korea",
        ["북한의 서해안", "北朝鮮の西岸", "北朝鮮西海岸", "北朝鮮の西海岸"],
        ["north-korea-west"],
    ),
    (
        "north-korea-northeast",
        "the northeast coast of North Korea",
        [
            *("the northeastern coast of North Korea", "the coast of northeastern North Korea"),
            *("North Korea's northeast coast", "북한 북동부 해안", "북한 동북부 연안"),
            *(
                "北朝鮮北東部の沿岸",
                "北朝鮮東北部の沿岸",
                "北朝鮮の東北部の沿岸",
                "北朝鮮の北東部沿岸",
            ),
        ],
        ["north-korea-northeast"],
    ),
    (
        "south-korea-east",
        "the east coast of South Korea",
        ["남한 동해안", "한국의 동해안", "韓国の東岸", "韓国東海岸", "韓国の東海岸"],
        ["south-korea-east"],
    ),
    (
        "south-korea-west",
        "the west coast of South Korea",
        ["남한 서해안", "한국의 서해안", "韓国の西岸", "韓国西海岸", "韓国の西海岸"],
        ["south-korea-west"],
    ),
    (
        "north-korea",
        "the coast of North Korea",
        [
            *("the North Korean coast", "the coast of the DPRK"),
            "the coast of the Democratic People's Republic of Korea",
            *("북한 연안", "北朝鮮沿岸", "北朝鮮の海岸"),
        ],
        [
            *("north-korea-east", "north-korea-northeast"),
            *("north-korea-west", "north-korea-islands"),
        ],
    ),
    (
        "south-korea",
        "the coast of South Korea",
        [
            *(
                "the South Korean coast",
                "the coast of the ROK",
                "the coast of the Republic of Korea",
            ),
            *("한국 연안", "남한 해안", "韓国沿岸", "韓国の海岸"),
        ],
        ["south-korea-east", "south-korea-south", "south-korea-west", "south-korea-islands"],
    ),
    (
        "japan",
        "the coast of Japan",
        ["the Japanese coast", "일본 연안", "日本沿岸", "日本の海岸"],
        [
            *(
                "honshu-west",
                "tohoku-west",
                "tohoku-north",
                "sanriku",
                "tohoku-east",
                "honshu-rest",
            ),
            *("hokkaido-west", "hokkaido-rest", "hokkaido-islands", "japan-rest"),
        ],
    ),
    (
        "japan-sea-coast",
        "the west coast of Japan",
        [
            *("Japan's Sea of Japan coast", "Japan's coast on the Sea of Japan"),
            *("Japan's East Sea coast", "Japan's coast on the East Sea"),
            *("the Sea of Japan coast of Japan", "the East Sea coast of Japan"),
        ],
        ["honshu-west", "tohoku-west", "hokkaido-west"],
    ),
    (
        "tohoku-west",
        "the west coast of Tohoku",
        ["the west coast of northern Honshu", "東北の日本海沿岸"],
        ["tohoku-west"],
    ),
    (
        "tohoku",
        "the coast of Tohoku",
        [
            *("Tohoku region", "northeastern Japan", "northeast Japan"),
            *("도호쿠", "도호쿠 지방", "東北地方", "東北"),
        ],
        ["tohoku-west", "tohoku-north", "sanriku", "tohoku-east"],
    ),
    (
        "sanriku",
        "the Sanriku coast",
        ["三陸", "三陸沖", "산리쿠", "산리쿠 앞바다"],
        ["sanriku"],
    ),
    (
        "honshu",
        "the coast of Honshu",
        ["the main island of Japan", "혼슈", "本州"],
        ["honshu-west", "tohoku-west", "tohoku-north", "sanriku", "tohoku-east", "honshu-rest"],
    ),
    (
        "hokkaido",
        "the coast of Hokkaido",
        ["홋카이도 연안", "北海道沿岸", "北海道の海岸"],
        ["hokkaido-west", "hokkaido-rest", "hokkaido-islands"],
    ),
    (
        "hokkaido-west",
        "the west coast of Hokkaido",
        ["北海道の西岸", "北海道西海岸"],
        ["hokkaido-west"],
    ),
]


def main(arguments: list[str]) -> None:
    """Write `data/coasts.json` from the package in the folder given, or from npm."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[0]) if arguments else fetch(Path(scratch))
        topology = read(folder / "countries-10m.json")
    text = as_text({**north_korea(topology), **south_korea(topology), **japan(topology)})
    (Path(__file__).resolve().parent.parent / "coasts.json").write_text(text, encoding="utf-8")


# --- shores ---------------------------------------------------------------------------------------


def polygons(topology: Topology, country: str) -> Iterator[list[int]]:
    """Yield the arcs of the outer ring of each polygon of a country."""
    for row in topology["objects"]["countries"]["geometries"]:
        if row["properties"]["name"] == country:
            yield from (rings[0] for rings in row["arcs"])


def islands(topology: Topology, country: str) -> Rings:
    """Return the outer rings of a country's polygons that count, the largest first."""
    rings = [ring(topology, arcs) for arcs in polygons(topology, country)]
    large = [one for one in rings if size_km2(one) >= SMALLEST_KM2["10m"] and not disputed(one)]
    return sorted(large, key=size_km2, reverse=True)


def size_km2(points: np.ndarray) -> float:
    """Return the area in a ring; 0 where a ring has shrunk to a line."""
    return area_km2(Polygon(points)) if len(points) >= 4 else 0.0


def disputed(points: np.ndarray) -> bool:
    """Return whether an island lies in one of the boxes of those that several states claim."""
    lon, lat = points.mean(axis=0)
    return any(w <= lon <= e and s <= lat <= n for w, s, e, n in DISPUTED)


def mainland_shores(topology: Topology, country: str) -> Rings:
    """Return the arcs of a country's largest polygon that no neighbour shares, west to east."""
    owners = countries_of_arcs(topology)
    largest = max(polygons(topology, country), key=lambda arcs: size_km2(ring(topology, arcs)))
    alone = [i for i in largest if owners[i if i >= 0 else ~i] == {country}]
    lines = [np.asarray(arc_line(topology, index)) for index in alone]
    return sorted(lines, key=lambda line: float(line[:, 0].mean()))


def north_korea(topology: Topology) -> dict[str, Rings]:
    """Return the pieces of North Korea: the mouths of Yalu and Tumen part them of themselves."""
    west, east = mainland_shores(topology, "North Korea")
    from_south = east if east[0, 1] < east[-1, 1] else east[::-1]
    border = nearest(from_south, KIMCHAEK)
    return {
        "north-korea-east": [from_south[: border + 1]],
        "north-korea-northeast": [from_south[border:]],
        "north-korea-west": [west],
        "north-korea-islands": islands(topology, "North Korea")[1:],
    }


def south_korea(topology: Topology) -> dict[str, Rings]:
    """Return the pieces of South Korea, its one mainland shore cut at Haenam and Busan."""
    (shore,) = mainland_shores(topology, "South Korea")
    from_west = shore if shore[0, 0] < shore[-1, 0] else shore[::-1]
    first, second = nearest(from_west, HAENAM), nearest(from_west, BUSAN)
    return {
        "south-korea-east": [from_west[second:]],
        "south-korea-south": [from_west[first : second + 1]],
        "south-korea-west": [from_west[: first + 1]],
        "south-korea-islands": islands(topology, "South Korea")[1:],
    }


def japan(topology: Topology) -> dict[str, Rings]:
    """Return the pieces of Japan."""
    honshu, hokkaido, *others = islands(topology, "Japan")
    west, rest = cut(honshu, SHIMONOSEKI, NOTO, TAPPI)
    border = nearest(west, NEZUGASEKI)
    from_north = rest if nearest(rest, HACHINOHE) < nearest(rest, NAKOSO) else rest[::-1]
    hachinohe, oshika, nakoso = (nearest(from_north, end) for end in (HACHINOHE, OSHIKA, NAKOSO))
    hokkaido_west, hokkaido_rest = cut(hokkaido, SHIRAKAMI, SHAKOTAN, SOYA)
    northern = [one[:, 1].mean() > NORTH_OF_TSUGARU for one in others]
    return {
        "honshu-west": [west[: border + 1]],
        "tohoku-west": [west[border:]],
        "tohoku-north": [from_north[: hachinohe + 1]],
        "sanriku": [from_north[hachinohe : oshika + 1]],
        "tohoku-east": [from_north[oshika : nakoso + 1]],
        "honshu-rest": [from_north[nakoso:]],
        "hokkaido-west": [hokkaido_west],
        "hokkaido-rest": [hokkaido_rest],
        "hokkaido-islands": [one for one, north in zip(others, northern, strict=True) if north],
        "japan-rest": [one for one, north in zip(others, northern, strict=True) if not north],
    }


def nearest(points: np.ndarray, place: tuple[float, float]) -> int:
    """Return which of `points` lies nearest to `place`."""
    away = (points - place) * (np.cos(np.radians(place[1])), 1.0)
    return int(np.argmin(np.hypot(*away.T)))


def cut(
    closed: np.ndarray,
    start: tuple[float, float],
    through: tuple[float, float],
    stop: tuple[float, float],
) -> tuple[np.ndarray, np.ndarray]:
    """Return the part of a ring from `start` by way of `through` to `stop`, and the other part."""
    turned = np.roll(closed[:-1], -nearest(closed[:-1], start), axis=0)
    last = nearest(turned, stop)
    one, other = turned[: last + 1], np.vstack([turned[last:], turned[:1]])
    on_one = nearest(turned, through) <= last
    return (one, other) if on_one else (other[::-1], one[::-1])


# --- the file -------------------------------------------------------------------------------------


def as_text(pieces: dict[str, Rings]) -> str:
    """Return the file's text: a coast or a line a line."""
    keys = ("id", "name", "variants", "pieces")
    rows = [as_json(dict(zip(keys, coast, strict=True))) for coast in COASTS]
    stored = [f'"{name}":[\n' + ",\n".join(lines(rings)) + "]" for name, rings in pieces.items()]
    return (
        f'{{"scale":{SCALE},\n"coasts":[\n'
        + ",\n".join(rows)
        + '],\n"pieces":{\n'
        + ",\n".join(stored)
        + "}}\n"
    )


def lines(rings: Rings) -> Iterator[str]:
    """Yield each line as the file has it."""
    for points in rings:
        yield compact(deltas(simplified(points, TOLERANCE_DEGREES)))


def as_json(row: dict[str, object]) -> str:
    """Return a record as JSON without blanks, its letters as they are."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main(sys.argv[1:])
