"""Make `data/basemap.json`: land and borders, from Natural Earth through npm `world-atlas` 2.0.2.

Usage: ``python data/make/basemap.py [FOLDER]``, FOLDER being the unpacked package; without it the
package is fetched by ``npm pack``. The same package gives the same bytes.

The form, so that a page can draw it in a few lines::

    {"scale": 10000, "core_box": [w, s, e, n], "box": [w, s, e, n],
     "land": [[ring, ...], ...], "borders": [{"dashed": false, "line": [...]}, ...]}

A ring or a line is a flat list of whole numbers, longitude first: ``x0, y0``, then ``dx, dy`` to
each next point, all in degrees times `scale`. A ring is closed (its last point is its first). The
first ring of a polygon is its outside, the others are holes. `box` and `core_box` are in the same
units. The coast is not stored twice: it is every edge of a ring that does not lie on a side of
`box`.

Inside `core_box` the coast is the 1:10m one, outside it the 1:50m one. Who owns what is not in the
file; a border is an arc that two countries share, dashed where it is an armistice line or disputed.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
import shapely.affinity
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry
from shapely.ops import linemerge

SCALE = 10_000  # stored units a degree: 1e-4 degree, at most 11 m
# The sides cross as few coasts as can be: all of Taiwan, Sakhalin and Iturup lie inside the core.
CORE_BOX = (115.0, 21.5, 149.1, 54.5)
BOX = (85.0, -1.0, 183.0, 67.0)  # longitudes go on past 180
# world-atlas is rounded to 0.0036 degree of longitude, so less than that keeps only its staircase.
TOLERANCE_DEGREES = {"10m": 0.003, "50m": 0.015}
SMALLEST_KM2 = {"10m": 2.0, "50m": 60.0}  # islands below are left out; Oshima-Oshima has 9.7 km2
KM_PER_DEGREE = 111.2

# Borders of no state: Hong Kong and Macao are parts of China.
NOT_BORDERS = {frozenset({"China", "Hong Kong"}), frozenset({"China", "Macao"})}
# The Military Demarcation Line of 1953; the lines that China, India and Bhutan have not agreed on.
DASHED = {
    frozenset({"North Korea", "South Korea"}),
    frozenset({"China", "India"}),
    frozenset({"China", "Bhutan"}),
}

Topology = dict[str, Any]


def main(arguments: list[str]) -> None:
    """Write `data/basemap.json` from the package in the folder given, or from npm."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(arguments[0]) if arguments else fetch(Path(scratch))
        coarse, fine = (read(folder / f"countries-{name}.json") for name in ("50m", "10m"))
    text = as_text(joined_land(coarse, fine), joined_borders(coarse, fine))
    (Path(__file__).resolve().parent.parent / "basemap.json").write_text(text, encoding="utf-8")


def fetch(scratch: Path) -> Path:
    """Return the folder of the package, fetched with npm into `scratch`."""
    subprocess.run(["npm", "pack", "--silent", "world-atlas@2.0.2"], cwd=scratch, check=True)
    with tarfile.open(next(scratch.glob("world-atlas-*.tgz"))) as archive:
        archive.extractall(scratch, filter="data")
    return scratch / "package"


def read(path: Path) -> Topology:
    """Return the TopoJSON at `path` with its arcs decoded and simplified, (lon, lat) in degrees."""
    topology: Topology = json.loads(path.read_text(encoding="utf-8"))
    tolerance = TOLERANCE_DEGREES[path.stem.split("-")[1]]
    scale, translate = (topology["transform"][name] for name in ("scale", "translate"))
    whole = (np.cumsum(arc, axis=0) * scale + translate for arc in topology["arcs"])
    topology["arcs"] = [simplified(unwrapped(arc), tolerance) for arc in whole]
    return topology


def unwrapped(points: Any) -> np.ndarray:
    """Return `points` with longitudes that run on over the antimeridian, where TopoJSON's jump."""
    lon, lat = np.asarray(points, float).T
    return np.column_stack((np.unwrap(lon, period=360.0), lat))


def simplified(arc: np.ndarray, tolerance_degrees: float) -> list[tuple[float, float]]:
    """Return `arc` without the points that matter less than the tolerance, ends kept.

    Simplifying arcs, not polygons, keeps borders and coasts joined. Longitudes are shrunk for it,
    so that the tolerance is the same distance both ways.
    """
    shrink = np.cos(np.radians(arc[:, 1].mean()))
    line = LineString(arc * (shrink, 1.0)).simplify(tolerance_degrees, preserve_topology=False)
    return [(x / shrink, y) for x, y in line.coords]


def arc_line(topology: Topology, index: int) -> list[tuple[float, float]]:
    """Return arc `index`; one's complement means the arc backwards, as TopoJSON has it."""
    arcs: list[list[tuple[float, float]]] = topology["arcs"]
    return arcs[index] if index >= 0 else arcs[~index][::-1]


def ring(topology: Topology, indices: Iterable[int]) -> np.ndarray:
    """Return the ring that the arcs `indices` make."""
    points: list[tuple[float, float]] = []
    for index in indices:
        points += arc_line(topology, index)[1 if points else 0 :]
    return unwrapped(points)


def land(topology: Topology, smallest_km2: float) -> BaseGeometry:
    """Return the land of the box as one valid geometry, without islands under `smallest_km2`."""
    polygons = []
    for indices in topology["objects"]["land"]["geometries"][0]["arcs"]:
        rings = [ring(topology, one) for one in indices]
        if len(rings[0]) >= 4:
            holes = [hole for hole in rings[1:] if len(hole) >= 4]
            polygons.append(shapely.make_valid(Polygon(rings[0], holes)))
    everywhere = [
        shapely.affinity.translate(part, turn)
        for part in polygons
        for turn in (-360.0, 0.0, 360.0)
        if area_km2(part) >= smallest_km2
    ]
    return shapely.union_all([part for part in everywhere if part.intersects(box(*BOX))])


def area_km2(geometry: BaseGeometry) -> float:
    """Return the area in km2, good to a few per cent: enough to tell islets from islands."""
    shrink = float(np.cos(np.radians(geometry.centroid.y))) if not geometry.is_empty else 0.0
    return float(geometry.area) * KM_PER_DEGREE**2 * shrink


def joined_land(coarse: Topology, fine: Topology) -> MultiPolygon:
    """Return the land in the box: 1:10m in the core, 1:50m about it, the seam dissolved."""
    core, whole = box(*CORE_BOX), box(*BOX)
    outside = land(coarse, SMALLEST_KM2["50m"]).intersection(whole).difference(core)
    inside = land(fine, SMALLEST_KM2["10m"]).intersection(core)
    both = shapely.set_precision(outside.union(inside), 1 / SCALE)
    parts: list[Polygon] = [p for p in shapely.get_parts(both) if isinstance(p, Polygon)]
    large = [part for part in parts if area_km2(part) >= SMALLEST_KM2["10m"]]
    large.sort(key=lambda part: (-part.area, part.bounds))
    return MultiPolygon(large)


def countries_of_arcs(topology: Topology) -> dict[int, set[str]]:
    """Return for each arc the names of the countries whose outline it is part of."""
    owners: dict[int, set[str]] = defaultdict(set)
    for country in topology["objects"]["countries"]["geometries"]:
        for index in flat(country.get("arcs", [])):
            owners[index if index >= 0 else ~index].add(country["properties"]["name"])
    return owners


def flat(nested: Any) -> Iterator[int]:
    """Yield the whole numbers in lists of lists, whatever their depth."""
    if isinstance(nested, int):
        yield nested
        return
    for item in nested:
        yield from flat(item)


def borders(topology: Topology) -> Iterator[tuple[bool, BaseGeometry]]:
    """Yield (dashed, lines) for each pair of neighbours, by their names."""
    of_pair: dict[frozenset[str], list[LineString]] = defaultdict(list)
    for index, names in countries_of_arcs(topology).items():
        pair = frozenset(names)
        if len(pair) == 2 and pair not in NOT_BORDERS:
            of_pair[pair].append(LineString(arc_line(topology, index)))
    for pair in sorted(of_pair, key=sorted):
        yield pair in DASHED, linemerge(of_pair[pair])


def joined_borders(coarse: Topology, fine: Topology) -> list[tuple[bool, LineString]]:
    """Return (dashed, line) for the borders in the box, 1:10m in the core, 1:50m about it."""
    core, about = box(*CORE_BOX), box(*BOX).difference(box(*CORE_BOX))
    found = [(dashed, line.intersection(core)) for dashed, line in borders(fine)]
    found += [(dashed, line.intersection(about)) for dashed, line in borders(coarse)]
    return [
        (dashed, part)
        for dashed, lines in found
        for part in shapely.get_parts(lines)
        if isinstance(part, LineString) and not part.is_empty
    ]


def deltas(points: Iterable[tuple[float, ...]]) -> list[int]:
    """Return points in degrees as the file has them: the first, then the steps, whole numbers."""
    whole = np.rint(np.array(list(points)) * SCALE).astype(int)
    steps = np.diff(whole, axis=0)
    return [int(value) for value in (*whole[0], *steps[np.any(steps != 0, axis=1)].ravel())]


def as_text(land_parts: MultiPolygon, border_lines: list[tuple[bool, LineString]]) -> str:
    """Return the file's text: a polygon or a border a line."""
    polygons = [
        [deltas(ring.coords) for ring in (part.exterior, *part.interiors)]
        for part in land_parts.geoms
    ]
    lines = [{"dashed": dashed, "line": deltas(line.coords)} for dashed, line in border_lines]
    head = {"scale": SCALE, "core_box": units(CORE_BOX), "box": units(BOX)}
    body: dict[str, list[Any]] = {
        "land": polygons,
        "borders": [line for line in lines if len(line["line"]) >= 4],
    }
    return (
        "{"
        + ",\n".join(
            [f'"{name}":{compact(value)}' for name, value in head.items()]
            + [
                f'"{name}":[\n' + ",\n".join(map(compact, rows)) + "]"
                for name, rows in body.items()
            ]
        )
        + "}\n"
    )


def units(box_degrees: tuple[float, ...]) -> list[int]:
    """Return a box in the file's units."""
    return [round(value * SCALE) for value in box_degrees]


def compact(value: Any) -> str:
    """Return `value` as JSON without blanks."""
    return json.dumps(value, separators=(",", ":"))


if __name__ == "__main__":
    main(sys.argv[1:])
