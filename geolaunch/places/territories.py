"""Land of whole territories: "anywhere in North Korea", or a user's own polygons from a file.

Polygons are (lon, lat) in degrees on WGS84, outside rings counter-clockwise; an edge is straight in
(lon, lat). Those that ship are Natural Earth's at 1:10m, rounded by world-atlas to 0.0036 degree of
longitude and 0.0017 of latitude (0.2 km at most, beside some 0.5 km of the map itself), with every
island that Natural Earth has but those that more than one state claims (`data/SOURCES.md`).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from geolaunch.errors import InputError, UnknownNameError, short
from geolaunch.files import shipped_text
from geolaunch.names import folded, names_of

if TYPE_CHECKING:
    from shapely.geometry import MultiPolygon, Polygon

__all__ = ["Territory", "find_territory", "territories", "territory_from"]

# A country at 1:10m takes 2 MB at most; a film given by mistake must not fill the memory.
LARGEST_FILE_BYTES = 20_000_000
# Russia has 37,000 positions at 1:10m. More than this and a reach takes longer than anyone waits.
MOST_POSITIONS = 100_000
LONGEST_NAME = 200

# A polygon may run on past the antimeridian, as most tools write it, or be cut there (RFC 7946).
WEST_DEG, EAST_DEG = -360.0, 360.0

_BEFORE = re.compile(
    r"^(?:(?:anywhere|somewhere|everywhere|all|whole|entire|territory|land|soil|in|of|on|from|"
    r"within|inside) )+"
)
_NOT_TEXT = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")

Position: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory: its names, and its land as polygons of (lon, lat) in degrees.

    `words` is the name as given, "anywhere in North Korea"; `country` the code of ISO 3166-1 that
    sites of it bear. `in_catalogue` is False for one that a
    user supplied; such a one has no id.
    """

    id: str
    name: str
    words: str
    polygon: Polygon | MultiPolygon
    source: str
    in_catalogue: bool = True
    variants: tuple[str, ...] = ()
    country: str = ""


# --- the territories that ship --------------------------------------------------------------------


@cache
def territories() -> tuple[Territory, ...]:
    """Return the territories that ship, in the order of `data/territories.json`."""
    stored: dict[str, Any] = json.loads(shipped_text("territories.json"))
    return tuple(
        Territory(
            id=row["id"],
            name=row["name"],
            words=row["name"],
            polygon=_joined([_unpacked(rings, stored["scale"]) for rings in row["land"]]),
            source=row["source"],
            variants=tuple(row["variants"]),
            country=row["country"],
        )
        for row in stored["territories"]
    )


def find_territory(name: str) -> Territory:
    """Return the territory that a name means: "North Korea", "anywhere in the DPRK", an id.

    Raises UnknownNameError with the nearest names if none that ships bears it.
    """
    territory = _by_name().get(_key(name))
    if territory is None:
        known = [known_name for shipped in territories() for known_name in _names(shipped)]
        hint = "any other is given as a GeoJSON file of its polygons"
        raise UnknownNameError("territory", name, known, hint)
    return replace(territory, words=name)


@cache
def _by_name() -> dict[str, Territory]:
    """Return the territories by each folded id, name and variant."""
    return {
        _key(name): territory
        for territory in territories()
        for name in (territory.id, *_names(territory))
    }


def _names(territory: Territory) -> tuple[str, ...]:
    """Return every name that a territory goes by, the plain one first."""
    return (territory.name, *territory.variants, *names_of("territory", territory.id))


def _key(name: str) -> str:
    """Return a name as it is looked up: folded, without dots, articles and "anywhere in"."""
    bare = folded(name.replace(".", ""))
    return _BEFORE.sub("", " ".join(re.sub(r"\bthe\b", " ", bare).split()))


def _unpacked(rings: list[list[int]], scale: int) -> list[list[Position]]:
    """Return the rings of a stored polygon in degrees."""
    return [
        [
            (x / scale, y / scale)
            for x, y in zip(accumulate(ring[::2]), accumulate(ring[1::2]), strict=True)
        ]
        for ring in rings
    ]


# --- a user's own ---------------------------------------------------------------------------------


def territory_from(path: str | os.PathLike[str]) -> Territory:
    """Return the territory that a GeoJSON file holds, marked as not in the catalogue.

    The file holds a Polygon or MultiPolygon, a Feature of one, or a FeatureCollection of them, in
    (lon, lat) degrees; polygons that overlap are joined. A polygon may run on past the antimeridian
    (longitudes -360 to 360) or be cut there. The name is the one feature's `properties.name`, else
    the collection's `name`, else the file's. Raises InputError with the file, the feature's number
    (from 0) and the field.
    """
    parsed = _parsed(_read(path), f"{path}: ")
    geometries = _geometries(parsed, f"{path}: ")
    polygons = [polygon for at, geometry in geometries for polygon in _rings(geometry, at)]
    total = sum(len(ring) for _, rings in polygons for ring in rings)
    if total > MOST_POSITIONS:
        raise InputError(f"{path}: got {total:,} positions; wanted at most {MOST_POSITIONS:,}")
    for at, rings in polygons:
        _check_polygon(rings, at)
    name = _name(parsed, f"{path}: ") or _NOT_TEXT.sub("", Path(path).stem)
    return Territory(
        id="",
        name=name,
        words=name,
        polygon=_joined([rings for _, rings in polygons]),
        source="user",
        in_catalogue=False,
    )


def _read(path: str | os.PathLike[str]) -> bytes:
    """Return the bytes of a file that is not too long."""
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(LARGEST_FILE_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}; wanted a GeoJSON file") from error
    if len(data) > LARGEST_FILE_BYTES:
        raise InputError(
            f"{path}: more than {LARGEST_FILE_BYTES:,} bytes; wanted the polygons of one territory"
        )
    return data


# Below, `at` is where a field stands, for messages: "FILE: features[2].geometry." and the like.


def _parsed(data: bytes, at: str) -> dict[str, Any]:
    """Return the JSON object that a file holds."""
    try:
        parsed = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise InputError(f"{at}byte {error.start} is not UTF-8; save it as UTF-8") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise InputError(f"{at}{place}: {error.msg}; wanted GeoJSON") from None
    except RecursionError:
        raise InputError(f"{at}nested too deeply; wanted GeoJSON") from None
    except ValueError:  # Python reads no whole number of more than 4300 digits
        raise InputError(f"{at}a number of thousands of digits; wanted GeoJSON") from None
    if not isinstance(parsed, dict):
        raise InputError(f"{at}got {short(parsed)}; wanted a GeoJSON object")
    return parsed


def _geometries(parsed: dict[str, Any], at: str) -> Iterator[tuple[str, Any]]:
    """Yield each geometry of a GeoJSON object with where its fields stand."""
    if parsed.get("type") == "FeatureCollection":
        features = parsed.get("features")
        if not isinstance(features, list) or not features:
            raise InputError(f"{at}features: got {short(features)}; wanted at least one feature")
        for number, feature in enumerate(features):
            if not isinstance(feature, dict) or feature.get("type") != "Feature":
                raise InputError(f"{at}features[{number}]: got {short(feature)}; wanted a Feature")
            yield f"{at}features[{number}].geometry.", feature.get("geometry")
    elif parsed.get("type") == "Feature":
        yield f"{at}geometry.", parsed.get("geometry")
    else:
        yield at, parsed


def _rings(geometry: Any, at: str) -> Iterator[tuple[str, list[list[Position]]]]:
    """Yield the rings of each polygon of a geometry with where it stands."""
    kind = geometry.get("type") if isinstance(geometry, dict) else geometry
    if kind not in ("Polygon", "MultiPolygon") or kind is geometry:
        raise InputError(f"{at}type: got {short(kind)}; wanted a Polygon or a MultiPolygon")
    at = f"{at}coordinates"
    given = geometry.get("coordinates")
    if kind == "Polygon":
        yield at, [_ring(ring, f"{at}[{n}]") for n, ring in enumerate(_list(given, "ring", at))]
        return
    for part, rings in enumerate(_list(given, "polygon", at)):
        here = f"{at}[{part}]"
        listed = enumerate(_list(rings, "ring", here))
        yield here, [_ring(ring, f"{here}[{n}]") for n, ring in listed]


def _list(given: Any, of: str, at: str) -> list[Any]:
    """Return a list that is not empty."""
    if not isinstance(given, list) or not given:
        raise InputError(f"{at}: got {short(given)}; wanted a list of at least one {of}")
    return given


def _ring(given: Any, at: str) -> list[Position]:
    """Return a closed ring of at least four positions."""
    positions = enumerate(_list(given, "position", at))
    ring = [_position(position, f"{at}[{n}]") for n, position in positions]
    if len(ring) < 4:
        raise InputError(f"{at}: got {len(ring)} positions; wanted at least four")
    if ring[0] != ring[-1]:
        raise InputError(f"{at}: got an open ring; wanted its last position equal to its first")
    return ring


def _position(given: Any, at: str) -> Position:
    """Return (lon, lat) in degrees; a height is allowed and means nothing here."""
    if not isinstance(given, list) or len(given) not in (2, 3) or not all(map(_is_number, given)):
        raise InputError(f"{at}: got {short(given)}; wanted [longitude, latitude] in degrees")
    lon, lat = given[:2]
    if not WEST_DEG <= lon <= EAST_DEG or not -90 <= lat <= 90:
        wanted = f"a longitude in {WEST_DEG:g} to {EAST_DEG:g}, then a latitude in -90 to 90"
        raise InputError(f"{at}: got {short(given)}; wanted {wanted} degrees")
    return float(lon), float(lat)


def _is_number(value: Any) -> bool:
    """Return whether JSON gave a number; true and false are none."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _check_polygon(rings: list[list[Position]], at: str) -> None:
    """Raise InputError unless rings make a polygon, once around the Earth at most."""
    import shapely  # here, so that what names no territory does not wait for it

    polygon = shapely.Polygon(rings[0], rings[1:])
    if not polygon.is_valid:
        why = shapely.is_valid_reason(polygon)
        raise InputError(f"{at}: got no polygon ({why}); wanted rings that do not cross")
    west, _, east, _ = polygon.bounds
    if east - west > 360.0:
        raise InputError(
            f"{at}: got longitudes {west:g} to {east:g}; wanted 360 degrees of them at most"
        )


def _name(parsed: dict[str, Any], at: str) -> str:
    """Return the name that a GeoJSON object gives itself; "" if it gives none."""
    features = parsed.get("features") or [parsed]
    given, where = parsed.get("name"), "name"
    if len(features) == 1 and isinstance(properties := features[0].get("properties"), dict):
        given, where = properties.get("name", given), "properties.name"
    if not isinstance(given, str) or not given.strip():
        return ""
    if len(given) > LONGEST_NAME or _NOT_TEXT.search(given):
        wanted = f"a line of text of at most {LONGEST_NAME} characters"
        raise InputError(f"{at}{where}: got {short(given)}; wanted {wanted}")
    return given.strip()


def _joined(polygons: list[list[list[Position]]]) -> Polygon | MultiPolygon:
    """Return polygons as one geometry, counter-clockwise; those that overlap are joined."""
    import shapely

    parts = [shapely.Polygon(rings[0], rings[1:]) for rings in polygons]
    together = shapely.MultiPolygon(parts)
    whole = together if together.is_valid else shapely.union_all(parts)
    oriented: Any = shapely.orient_polygons(whole)
    only_one = oriented.geom_type == "MultiPolygon" and len(oriented.geoms) == 1
    land: Polygon | MultiPolygon = oriented.geoms[0] if only_one else oriented
    return land
