"""Make `data/world.json`: land and borders of the whole world, from npm `world-atlas` 2.0.2.

Usage: ``python data/make/world.py [FOLDER]``, FOLDER being the unpacked package; without it the
package is fetched by ``npm pack``. The same package gives the same bytes.

The form is that of `basemap.json`, with a coarser `scale` and no `core_box`::

    {"scale": 50, "box": [w, s, e, n],
     "land": [[ring, ...], ...], "borders": [{"dashed": false, "line": [...]}, ...]}

The world is a cylinder, not a sheet: each polygon stands here once, whole, its western end in
[-180, 180), and runs on past 180 where it crosses that meridian (Russia from -18 to 190, with the
rest of its continent). A page draws copies of all of it at -360 and 360 degrees. Only Antarctica is
cut: it goes around, from -180 to 180, and is closed along -90. Those three edges lie on the sides
of `box`, so that the rule of `basemap.json` (an edge on a side of `box` is no coast) holds here,
and the copies of Antarctica touch. No other edge lies on a side.

The coast is Natural Earth's at 1:50m, simplified by what shows on a Mercator page: half of its
points lie within 2 km of the coast that is drawn, 95 % within 15 km; the heads of fjords and small
islands are left out. Who owns what is not in the file.
"""

from __future__ import annotations

import heapq
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import shapely.affinity
from basemap import NOT_BORDERS, Topology, arc_line, compact, countries_of_arcs, fetch, ring
from shapely.geometry import LineString, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge
from territories import whole

SCALE = 50  # stored units a degree: 0.02 degree, off by 1.1 km at most
BOX = (-180.0, -90.0, 180.0, 90.0)
# In square degrees of longitude on a Mercator page: the triangle that a point makes with its two
# neighbours, below which it is left out (Visvalingam and Whyatt 1993). Of equal size this keeps the
# run of a coast better than Douglas and Peucker's distance, which keeps every fjord as a spike.
SMALLEST_TRIANGLE_DEGREES2 = 0.05
# Islands below are left out, in the same unit; Guam (540 km2) has 0.035.
SMALLEST_DEGREES2 = 0.034
# An islet keeps its shape: no triangle of more than this share of it is left out.
SHARE_OF_ISLET = 0.08
# A Mercator page magnifies the Arctic, which is no reason to know it better than Korea: beyond this
# latitude both grow with the page. Antarctica is drawn so that it is there.
FINE_TO_DEG = 60.0
ANTARCTIC_DEG = -60.0
ANTARCTIC_TIMES = 3.0
MERCATOR_LIMIT_DEG = 86.0  # no coast lies nearer to a pole

# Lines that are dashed: the pair, the box (w, s, e, n) in which they are or None for everywhere,
# and why. Natural Earth 4.1 draws who holds the ground, so that only one line of those that the two
# sides claim is there.
EVERYWHERE = None
DASHED: list[tuple[str, str, tuple[float, float, float, float] | None, str]] = [
    ("North Korea", "South Korea", EVERYWHERE, "armistice line of 1953"),
    ("China", "India", EVERYWHERE, "not agreed; the line of control and the McMahon line"),
    ("China", "Bhutan", EVERYWHERE, "not agreed"),
    ("India", "Pakistan", (73.0, 32.3, 78.0, 36.0), "line of control in Kashmir"),
    ("China", "Pakistan", EVERYWHERE, "Kashmir: agreed by the two in 1963, not by India"),
    ("India", "Siachen Glacier", EVERYWHERE, "Kashmir: no line is agreed on the glacier"),
    ("Pakistan", "Siachen Glacier", EVERYWHERE, "Kashmir: no line is agreed on the glacier"),
    ("China", "Siachen Glacier", EVERYWHERE, "Kashmir: no line is agreed on the glacier"),
    ("Israel", "Palestine", EVERYWHERE, "armistice lines of 1949"),
    ("Israel", "Syria", EVERYWHERE, "Golan: line of disengagement of 1974"),
    ("Israel", "Lebanon", EVERYWHERE, "line of withdrawal of 2000"),
    ("Cyprus", "N. Cyprus", EVERYWHERE, "ceasefire line of 1974"),
    ("Kosovo", "Serbia", EVERYWHERE, "Serbia does not recognise it as a border"),
    ("Russia", "Ukraine", (32.0, 45.0, 36.5, 46.6), "Crimea: Ukraine's, held by Russia since 2014"),
    ("Somalia", "Somaliland", EVERYWHERE, "Somalia does not recognise it as a border"),
    ("S. Sudan", "Sudan", EVERYWHERE, "not yet determined; Abyei"),
    ("Kenya", "S. Sudan", EVERYWHERE, "not agreed; the Ilemi Triangle"),
    ("Egypt", "Sudan", (33.3, 21.5, 37.5, 22.5), "not agreed; Halaib and Bir Tawil"),
    ("Guyana", "Venezuela", EVERYWHERE, "Essequibo: before the International Court of Justice"),
]
# Natural Earth has the berm, a line of the war across Western Sahara, in place of its border: that
# is left out, and the parallel of the treaties of 1904 and 1912 drawn for it, dashed.
LEFT_OUT = NOT_BORDERS | {frozenset({"Morocco", "W. Sahara"})}
SAHARA_PARALLEL = 27 + 40 / 60
SAHARA_EAST = -8.67  # the meridian of the same treaties


def main(arguments: list[str]) -> None:
    """Write `data/world.json` from the package in the folder given, or from npm."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[0]) if arguments else fetch(Path(scratch))
        topology = whole(folder / "countries-50m.json")
    topology["arcs"] = [simplified(np.array(arc)) for arc in topology["arcs"]]
    ground = land(topology)
    text = as_text(ground, list(borders(topology, ground)))
    (Path(__file__).resolve().parent.parent / "world.json").write_text(text, encoding="utf-8")


def mercator(lat_deg: np.ndarray) -> np.ndarray:
    """Return how far north latitudes stand on a Mercator page, in degrees of longitude."""
    return np.asarray(np.degrees(np.arcsinh(np.tan(np.radians(held(lat_deg))))))


def held(lat_deg: np.ndarray) -> np.ndarray:
    """Return latitudes held off the poles, which no Mercator page shows."""
    return np.asarray(np.clip(lat_deg, -MERCATOR_LIMIT_DEG, MERCATOR_LIMIT_DEG))


def simplified(arc: np.ndarray) -> list[tuple[float, float]]:
    """Return `arc` without the points that matter less than the tolerance on the page, ends kept.

    Simplifying arcs, not polygons, keeps borders and coasts joined.
    """
    smallest = SMALLEST_TRIANGLE_DEGREES2 * coarseness(float(arc[:, 1].mean())) ** 2
    on_page = np.column_stack((arc[:, 0], mercator(arc[:, 1])))
    if len(arc) >= 4 and np.array_equal(arc[0], arc[-1]):
        smallest = min(smallest, SHARE_OF_ISLET * float(Polygon(on_page).area))
    return [(lon, lat) for lon, lat in arc[kept(on_page.tolist(), smallest)].tolist()]


def kept(points: list[list[float]], smallest: float) -> list[int]:
    """Return which points stay when those of the smallest triangles go first, ends kept.

    A point's triangle counts as no smaller than those that went before it.
    """
    before, after = list(range(-1, len(points) - 1)), list(range(1, len(points) + 1))

    def triangle(at: int) -> float:
        (ax, ay), (bx, by), (cx, cy) = (points[n] for n in (before[at], at, after[at]))
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    sizes = [triangle(at) if 0 < at < len(points) - 1 else np.inf for at in range(len(points))]
    heap = [(size, at) for at, size in enumerate(sizes)]
    heapq.heapify(heap)
    while heap and heap[0][0] < smallest:
        size, at = heapq.heappop(heap)
        if size != sizes[at]:
            continue  # replaced since, or gone
        sizes[at] = -1.0
        after[before[at]], before[after[at]] = after[at], before[at]
        for beside in (before[at], after[at]):
            if 0 < beside < len(points) - 1:
                sizes[beside] = max(size, triangle(beside))
                heapq.heappush(heap, (sizes[beside], beside))
    return [at for at, size in enumerate(sizes) if size >= 0]


def coarseness(lat_deg: float) -> float:
    """Return how many times coarser than at the equator the page may be drawn at a latitude."""
    if lat_deg < ANTARCTIC_DEG:
        return ANTARCTIC_TIMES
    return max(1.0, float(np.cos(np.radians(FINE_TO_DEG)) / np.cos(np.radians(lat_deg))))


def land(topology: Topology) -> list[Polygon]:
    """Return the land of the world, each polygon once, the largest on the page first.

    Pieces that meet at the antimeridian are joined through copies a turn to either side.
    """
    around, others = [], []
    for indices in topology["objects"]["land"]["geometries"][0]["arcs"]:
        rings = [np.array(ring(topology, one)) for one in indices]
        if abs(rings[0][-1, 0] - rings[0][0, 0]) > 180.0:
            around.append(Polygon(closed_at_the_pole(rings[0])))
        elif len(rings[0]) >= 4:
            holes = [hole for hole in rings[1:] if len(hole) >= 4]
            others.append(shapely.make_valid(Polygon(rings[0], holes)))
    copies = [
        shapely.affinity.translate(part, turn) for part in others for turn in (-360.0, 0.0, 360.0)
    ]
    joined = [
        part
        for part in shapely.get_parts(on_grid(shapely.union_all(copies)))
        if -180.0 <= part.bounds[0] < 180.0
    ]
    found = [*shapely.get_parts(on_grid(shapely.union_all(around))), *joined]
    large = [shapely.orient_polygons(without_small_holes(part)) for part in found if is_large(part)]
    return sorted(large, key=lambda part: (-page_area(part), part.bounds))


def closed_at_the_pole(points: np.ndarray) -> list[tuple[float, float]]:
    """Return the ring of a continent about the south pole, from -180 to 180, closed along -90."""
    eastward = points if points[-1, 0] > points[0, 0] else points[::-1]
    if not np.allclose(eastward[[0, -1], 0], (-180.0, 180.0)):
        raise SystemExit("the ring about the pole does not begin at the antimeridian")
    coast = [(lon, lat) for lon, lat in eastward.tolist()]
    return [
        (-180.0, coast[0][1]),
        *coast[1:-1],
        (180.0, coast[0][1]),
        (180.0, -90.0),
        (-180.0, -90.0),
    ]


def on_grid(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry on the grid of the file, valid there."""
    return shapely.set_precision(geometry, 1 / SCALE)


def page_area(polygon: Polygon) -> float:
    """Return what a polygon takes of a Mercator page, in square degrees of longitude, no holes."""
    lon, lat = np.array(polygon.exterior.coords).T
    return float(Polygon(np.column_stack((lon, mercator(lat)))).area)


def is_large(polygon: Polygon) -> bool:
    """Return whether a polygon is large enough to be drawn."""
    _, south, _, north = polygon.bounds
    return page_area(polygon) >= SMALLEST_DEGREES2 * coarseness((south + north) / 2) ** 2


def without_small_holes(polygon: Polygon) -> Polygon:
    """Return `polygon` with those of its holes alone that are large enough to be drawn."""
    return Polygon(polygon.exterior, [one for one in polygon.interiors if is_large(Polygon(one))])


def borders(topology: Topology, ground: list[Polygon]) -> Iterator[tuple[bool, LineString]]:
    """Yield (dashed, line) for the borders on the land drawn, by the names of the neighbours."""
    of_pair: dict[frozenset[str], list[LineString]] = defaultdict(list)
    for index, names in countries_of_arcs(topology).items():
        if len(names) == 2:
            of_pair[frozenset(names)].append(LineString(arc_line(topology, index)))
    everything = shapely.union_all(ground)
    found: list[tuple[bool, BaseGeometry]] = []
    for pair in sorted(of_pair.keys() - LEFT_OUT, key=sorted):
        whole_line, dashed_in = linemerge(of_pair[pair]), dashed_part(pair)
        found.append((True, whole_line.intersection(dashed_in)))
        found.append((False, whole_line.difference(dashed_in)))
    parallel = LineString([(-20.0, SAHARA_PARALLEL), (SAHARA_EAST, SAHARA_PARALLEL)])
    found.append((True, parallel.intersection(everything)))
    for dashed, lines in found:
        yield from ((dashed, line) for line in lines_of(lines) if line.intersects(everything))


def dashed_part(pair: frozenset[str]) -> Polygon:
    """Return where the border of two neighbours is dashed: everywhere, in a box, or nowhere."""
    for one, other, sides, _ in DASHED:
        if pair == {one, other}:
            return box(*(sides or BOX))
    return Polygon()


def lines_of(geometry: BaseGeometry) -> list[LineString]:
    """Return the lines of a geometry, joined where they meet, without the smallest enclaves."""
    parts = [part for part in shapely.get_parts(geometry) if isinstance(part, LineString)]
    lines = [part for part in parts if not part.is_empty]
    joined = shapely.get_parts(shapely.line_merge(shapely.MultiLineString(lines)))
    return [line for line in joined if not line.is_ring or is_large(Polygon(line))]


def deltas(points: Iterable[tuple[float, ...]]) -> list[int]:
    """Return points in degrees as the file has them: the first, then the steps, whole numbers."""
    on_file = np.rint(np.array(list(points)) * SCALE).astype(int)
    steps = np.diff(on_file, axis=0)
    return [int(value) for value in (*on_file[0], *steps[np.any(steps != 0, axis=1)].ravel())]


def as_text(ground: list[Polygon], border_lines: list[tuple[bool, LineString]]) -> str:
    """Return the file's text: a polygon or a border a line."""
    land_rows = [
        compact([deltas(one.coords) for one in (part.exterior, *part.interiors)]) for part in ground
    ]
    stored = [(dashed, deltas(line.coords)) for dashed, line in border_lines]
    border_rows = [
        compact({"dashed": dashed, "line": line}) for dashed, line in stored if len(line) >= 4
    ]
    sides: list[Any] = [round(side * SCALE) for side in BOX]
    return (
        f'{{"scale":{SCALE},\n"box":{compact(sides)},\n"land":[\n'
        + ",\n".join(land_rows)
        + '],\n"borders":[\n'
        + ",\n".join(border_rows)
        + "]}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
