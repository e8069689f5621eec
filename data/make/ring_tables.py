"""Write `notebooks/ring-tables.md`: how far rings are off, and how much is on their wrong side.

Usage: ``python data/make/ring_tables.py``, with `antimeridian` installed (`pip install
antimeridian`); it takes ten seconds. The tables that compare also go into README.md, between the
lines BEGIN and END, where these stand. Seeded: the same libraries give the same bytes.

Truth is the inverse geodesic from the centre. Places that lie within the tolerance of a ring
(`geolaunch.geodesy.shapes.tolerance_km`) are on neither side of it: they are left out, and counted.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path
from textwrap import fill
from typing import NamedTuple

import antimeridian
import numpy as np
import pyproj
import shapely
from numpy.typing import NDArray
from pyproj import Geod
from shapely.geometry import MultiPolygon, Polygon, shape

from geolaunch.geodesy import shapes as geodesy
from geolaunch.geodesy.ellipsoid import direct, inverse
from geolaunch.reach.other_methods import STEPS, comparison_rows, sphere_ring

ROOT = Path(__file__).parents[2]
PAGE, README = ROOT / "notebooks" / "ring-tables.md", ROOT / "README.md"
BEGIN, END = "<!-- made by data/make/ring_tables.py -->", "<!-- end -->"

FloatArray = NDArray[np.float64]
Area = Polygon | MultiPolygon

SUNAN = (125.665, 39.238)
CENTRES = {
    "Sunan": SUNAN,
    "north pole": (0.0, 90.0),
    "south pole": (0.0, -90.0),
    "1 km from the north pole": (77.0, 89.991),
    "near the south pole": (-120.0, -88.0),
    "0 N 0 E": (0.0, 0.0),
    "0 N 180 E": (180.0, 0.0),
    "0 N 90 W": (-90.0, 0.0),
    "east of the antimeridian": (-179.999, 51.9),
    "west of it": (179.5, -16.5),
    "Svalbard": (15.6, 78.2),
    "Antarctic Peninsula": (-63.4, -64.8),
    "Alaska": (-147.7, 64.8),
    "Cape Town": (18.4, -33.9),
    "Singapore": (103.8, 1.3),
}
ERROR_RADII_KM = (1000, 4500, 6700, 10000, 13000, 15000)
SHARE_RADII_KM = (1000, 2000, 4500, 6700, 10000, 13000, 15000)
OUR_RADII_KM = (
    *(300, 1000, 2000, 4500, 6700, 10000, 13000, 15000),
    *(18000, 19900, 19950, 19990, 20003),
)

WGS84 = Geod(ellps="WGS84")
PLACES, CLOSE_PLACES, SEED = 200_000, 20_000, 20030503
# Random places of the whole Earth say little of a small disc, and nothing of the last kilometres
# before the antipode: close places lie so many tolerances about the ring or, where the ring itself
# runs about the antipode, within so many times its distance from that.
CLOSE_TOLERANCES, CLOSE_TO_ANTIPODE, ANTIPODE_FROM_KM = 20, 1.5, 19_900


class Count(NamedTuple):
    """How many places lie on the right side, on the wrong one, and too near a ring to tell."""

    right: int
    wrong: int
    near: int

    @property
    def share(self) -> str:
        """The wrong ones in words, in percent of those that lie on a side."""
        return f"{100 * self.wrong / (self.right + self.wrong):.2f}"


def places() -> tuple[FloatArray, FloatArray]:
    """Return random (lon, lat), as many to a square kilometre everywhere on the ellipsoid.

    The sine of the authalic latitude is what is drawn evenly.
    """
    rng = np.random.default_rng(SEED)
    sine = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 200_001))
    eccentricity = np.sqrt(WGS84.es)
    height = sine / (1 - WGS84.es * sine**2) + np.arctanh(eccentricity * sine) / eccentricity
    drawn = np.interp(rng.uniform(height[0], height[-1], PLACES), height, sine)
    return rng.uniform(-180, 180, PLACES), np.degrees(np.arcsin(drawn))


def close_places(
    rng: np.random.Generator, centre: tuple[float, float], radius_km: float
) -> tuple[FloatArray, FloatArray]:
    """Return random (lon, lat) close to a ring."""
    (lon, lat), azimuth = centre, rng.uniform(0, 360, CLOSE_PLACES)
    if radius_km < ANTIPODE_FROM_KM:
        off = CLOSE_TOLERANCES * geodesy.tolerance_km(radius_km)
        return direct(lon, lat, azimuth, radius_km + rng.uniform(-off, off, CLOSE_PLACES))[:2]
    reach_km = CLOSE_TO_ANTIPODE * (geodesy.GREATEST_RADIUS_KM - radius_km)
    distance_km = reach_km * np.sqrt(rng.uniform(size=CLOSE_PLACES))
    return direct(lon + 180, -lat, azimuth, distance_km)[:2]


def counted(
    area: Area, lon: FloatArray, lat: FloatArray, distance_km: FloatArray, radius_km: float
) -> Count:
    """Return on which side of a polygon's edge the places lie, by plain (lon, lat)."""
    shapely.prepare(area)
    inside = shapely.contains_xy(area, lon, lat)
    low, _, high, _ = area.bounds
    for turn in (-360, 360):  # a polygon that runs on past 180 is also held against their copies
        if low < -180 or high > 180:
            inside |= shapely.contains_xy(area, lon + turn, lat)
    off = np.abs(distance_km - radius_km) > geodesy.tolerance_km(radius_km)
    wrong = inside != (distance_km < radius_km)
    return Count(int((off & ~wrong).sum()), int((off & wrong).sum()), int((~off).sum()))


# --- how others make a polygon of a ring ---


def direct_ring(lon: float, lat: float, radius_km: float) -> FloatArray:
    """Return the ring that pyproj.Geod.fwd gives, in azimuth order, closed."""
    azimuth = np.linspace(0, 360, STEPS, endpoint=False)
    around = np.ones(STEPS)
    ends = WGS84.fwd(lon * around, lat * around, azimuth, 1000 * radius_km * around)
    rows = np.column_stack(ends[:2])
    return np.vstack([rows, rows[:1]])


def as_it_comes(lon: float, lat: float, radius_km: float) -> Area:
    """Return the polygon of that ring."""
    return Polygon(direct_ring(lon, lat, radius_km))


def as_turf(lon: float, lat: float, radius_km: float) -> Area:
    """Return the polygon of turf.circle: longitudes within half a turn of the centre's."""
    rows = sphere_ring(lon, lat, radius_km)
    rows[:, 0] = lon + np.remainder(rows[:, 0] - lon + 180, 360) - 180
    rows[-1] = rows[0]
    return Polygon(rows)


def repaired(turned: bool, **options: bool) -> Callable[[float, float, float], Area]:
    """Return the way to repair the ring, as it comes or turned, by `antimeridian`."""

    def made(lon: float, lat: float, radius_km: float) -> Area:
        ring = direct_ring(lon, lat, radius_km)[:: -1 if turned else 1]
        return shape(antimeridian.fix_polygon(Polygon(ring), **options))

    return made


PEERS = {
    "pyproj.Geod.fwd, shapely.Polygon": as_it_comes,
    "turf.circle, 720 steps": as_turf,
    "antimeridian, in azimuth order": repaired(False),
    "antimeridian, counter-clockwise": repaired(True),
    "antimeridian, counter-clockwise, fix_winding=False": repaired(True, fix_winding=False),
}


# --- the tables ---


def error_table() -> Iterator[str]:
    """Yield the lines of the first table."""
    rings = [comparison_rows(*SUNAN, radius_km) for radius_km in ERROR_RADII_KM]
    yield from head("way of drawing", ERROR_RADII_KM)
    for ways in zip(*rings, strict=True):
        yield row(ways[0][0], (f"{least} .. {greatest}" for _, least, greatest, _ in ways))


def share_table(lon: FloatArray, lat: FloatArray) -> Iterator[str]:
    """Yield the lines of the second table."""
    distance_km = inverse(*SUNAN, lon, lat)[0]
    yield from head("polygon", SHARE_RADII_KM)
    for name, made in {**PEERS, "geolaunch": geodesy.disc}.items():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of antimeridian, that a ring may be wound wrong
            areas = [made(*SUNAN, float(radius_km)) for radius_km in SHARE_RADII_KM]
        counts = zip(areas, SHARE_RADII_KM, strict=True)
        yield row(name, (counted(area, lon, lat, distance_km, r).share for area, r in counts))


def our_table(lon: FloatArray, lat: FloatArray) -> Iterator[str]:
    """Yield the lines of the third table: ours, at every radius from every centre."""
    rng = np.random.default_rng(SEED)
    counts: dict[int, list[tuple[Count, Count]]] = {radius_km: [] for radius_km in OUR_RADII_KM}
    for centre in CENTRES.values():
        distance_km = inverse(*centre, lon, lat)[0]
        for radius_km, so_far in counts.items():
            area = geodesy.disc(*centre, float(radius_km))
            if not area.is_valid:
                raise SystemExit(f"the disc of {radius_km} km about {centre} is not valid")
            close = close_places(rng, centre, radius_km)
            everywhere = counted(area, lon, lat, distance_km, radius_km)
            so_far.append(
                (everywhere, counted(area, *close, inverse(*centre, *close)[0], radius_km))
            )
    yield "| radius, km | tolerance, km | wrong, % | wrong | left out | close: wrong | left out |"
    yield "|" + "---:|" * 7
    for radius_km, pairs in counts.items():
        everywhere, close = (
            Count(*map(sum, zip(*each, strict=True))) for each in zip(*pairs, strict=True)
        )
        tolerance = f"{float(geodesy.tolerance_km(radius_km)):.2g}"
        figures = (everywhere.wrong, everywhere.near, close.wrong, close.near)
        yield row(
            f"{radius_km:,}", (tolerance, everywhere.share, *(f"{figure:,}" for figure in figures))
        )


def head(first: str, radii_km: tuple[int, ...]) -> Iterator[str]:
    """Yield the two lines that head a table with a column for each radius."""
    yield row(first, (f"{radius_km:,} km" for radius_km in radii_km))
    yield "|---|" + "---:|" * len(radii_km)


def row(first: str, cells: Iterator[str] | tuple[str, ...]) -> str:
    """Return one line of a table."""
    return "| " + " | ".join((first, *cells)) + " |"


# --- the page ---


def comparisons(lon: FloatArray, lat: FloatArray) -> str:
    """Return the two tables that compare, with what is said of them."""
    return "\n".join(
        [
            "How far a ring round Sunan (39.238 N 125.665 E) lies from its stated radius, at least",
            "and at most, km; minus is too near:",
            "",
            *error_table(),
            "",
            "How much of the Earth's surface lies on the wrong side of its polygon, %:",
            "",
            *share_table(lon, lat),
        ]
    )


def page(compared: str, lon: FloatArray, lat: FloatArray) -> str:
    """Return the whole page."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("shapely", "antimeridian"))
    how = (
        f"Each polygon was asked for {PLACES:,} random places, spread evenly over the ellipsoid; "
        "truth is the inverse geodesic. The polygons of turf.circle, which run on past longitude "
        "180, were asked for the copies of the places 360° off as well. Rings of others have "
        f"{STEPS} vertices. Places closer to the ring than the tolerance of ours are left out."
    )
    alone = (
        f"The same for geolaunch alone, from {len(CENTRES)} centres ({', '.join(CENTRES)}). For "
        f"each there are {PLACES:,} places of the whole Earth, and {CLOSE_PLACES:,} close to the "
        f"ring: within {CLOSE_TOLERANCES} tolerances of it or, from {ANTIPODE_FROM_KM:,} km on, "
        "all about the antipode."
    )
    parts = (
        "# Rings, measured",
        f"Made by `data/make/ring_tables.py` with PROJ {pyproj.proj_version_str}, {libraries}.",
        compared,
        fill(how, 100),
        fill(alone, 100),
        "\n".join(our_table(lon, lat)),
    )
    return "\n\n".join(parts) + "\n"


def into(text: str, block: str) -> str:
    """Return a text with the block between its lines BEGIN and END; without those as it is."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    return f"{before}{begin}\n{block}\n{end}{after}" if end else text


def main() -> None:
    """Write the page, and the block in the README."""
    lon, lat = places()
    compared = comparisons(lon, lat)
    PAGE.write_text(page(compared, lon, lat), encoding="utf-8", newline="\n")
    readme = README.read_text(encoding="utf-8")
    README.write_text(into(readme, compared), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
