"""The web page: one scene as a Folium map in one HTML file that opens from a disk, offline.

Everything the page needs is inside it: Leaflet, the style sheet, the basemap and the words. A
Content-Security-Policy names the hashes of our own scripts, so that no other script runs and no
request leaves, whatever a report's text holds. Words become text in two ways only: through Jinja
with autoescape, and as JSON that the page's script writes with `textContent`.

Folium's own popups, icons and links are not used: they need jQuery, Bootstrap and a network, and
branca compiles what it is given as a Jinja template, so no word of a report may pass through it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import import_module, resources
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

import folium
import jinja2
import numpy as np
from branca.element import Element, Figure
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from geolaunch.errors import InputError, ShippedDataError, UnknownNameError
from geolaunch.files import shipped_text, template_text
from geolaunch.layers import Claim, Feature, LegendEntry, Scene, Style

__all__ = ["folium_map", "page"]

COORDINATE_SCALE = 10_000  # integers for each degree: 1e-4 degree is 11 m, finer than any claim

# The page's own words in English; a scene's `strings` of the same keys take their place.
PAGE_WORDS: Mapping[str, str] = {
    "assumed": "Assumed",
    "claims": "Who says what",
    "claims_hint": "Press a name to see its distance on the map.",
    "close": "Close",
    "credits": "Credits",
    "derived": "Derived",
    "legend": "How to read the map",
    "map": "Map",
    "no": "no",
    "no_script": "The map needs JavaScript; everything else on this page does not.",
    "not_known": "What is not known",
    "not_said": "not said",
    "not_used": "not used for the zone",
    "notes": "Mind",
    "reported": "Reported",
    "retracted": "retracted",
    "show": "Show on the map:",
    "show_arc": "show the distance on the map",
    "source_link": "source",
    "sources": "Sources",
    "via": "via",
    "yes": "yes",
    "zoom_in": "Zoom in",
    "zoom_out": "Zoom out",
}

UNITS = (("_km2", "km²"), ("_km", "km"), ("_mi", "mi"), ("_deg", "°"), ("_s", "s"), ("_min", "min"))


def page(scene: Scene, *, tiles: str | None = None) -> str:
    """Return the whole HTML page of `scene`; the same scene gives the same bytes.

    Parameters
    ----------
    scene : Scene
        The launch, ready to be drawn.
    tiles : str, optional
        The name of an xyzservices provider whose tiles lie under the zone in place of the shipped
        basemap. Only then does the page ask a host for anything: that provider's, for images.
    """
    return str(folium_map(scene, tiles=tiles).get_root().render())


def folium_map(scene: Scene, *, tiles: str | None = None) -> folium.Map:
    """Return `scene` as a Folium map, which a notebook shows; plain Folium layers can be added."""
    scene_map = SceneMap(scene)
    figure = SceneFigure(scene, scene_map, _tile_layer(tiles) if tiles else None)
    figure.add_child(scene_map)
    scene_map.add_child(SceneLayers())
    return scene_map


class SceneMap(folium.Map):
    """A Folium map that the page's own script makes, with a name that never varies."""

    _template = jinja2.Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = geolaunch.map({{ this.get_name()|tojson }});"
        "{% endmacro %}"
    )

    def __init__(self, scene: Scene) -> None:
        west, south, east, north = scene.bounds
        super().__init__(location=((south + north) / 2, (west + east) / 2), tiles=None)
        self._id = "geolaunch"
        self.default_js = []
        self.default_css = []


class SceneLayers(Element):
    """The layers of the scene; the data itself lies in the page as JSON."""

    def __init__(self) -> None:
        super().__init__()
        self._name = "SceneLayers"
        self._id = "geolaunch"

    def render(self, **kwargs: Any) -> str:
        """Put the one call that draws into the script of the page."""
        if self._parent is None:
            return ""
        call = Element(f"geolaunch.draw({self._parent.get_name()});")
        root = self.get_root()
        if isinstance(root, Figure):
            root.script.add_child(call, name=self.get_name())
        return ""


class SceneFigure(Figure):
    """The page around the map. Its own template: branca's has no language, no policy, no escape."""

    def __init__(self, scene: Scene, scene_map: SceneMap, tiles: dict[str, Any] | None) -> None:
        super().__init__(ratio="75%")
        self._id = "geolaunch"
        self.header = Element()  # without branca's meta element: ours comes after the policy
        self.header._parent = self
        self.scene = scene
        self.scene_map = scene_map
        self.tiles = tiles

    def render(self, **kwargs: Any) -> str:
        """Return the page: children first, since they fill the script, then the template."""
        for child in self._children.values():
            child.render(**kwargs)
        scripts = (_leaflet_js(), template_text("page.js"), self.script.render(**kwargs))
        html = _shell().render(
            **_page_values(self.scene, self.tiles),
            policy=_policy(scripts, self.tiles),
            scripts=[Markup(script) for script in scripts],
            styles=[Markup(_leaflet_css()), Markup(template_text("page.css"))],
            extra_head=Markup(self.header.render(**kwargs)),
            map_id=self.scene_map.get_name(),
        )
        return html.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate cannot be written


def _page_values(scene: Scene, tiles: dict[str, Any] | None) -> dict[str, Any]:
    """Return what the template draws: the scene, its words, and its data as JSON."""
    words = {**PAGE_WORDS, **scene.strings}
    hatches = _hatches(scene)
    drawn = {feature.id for feature in scene.features if feature.on_request}
    in_table = {column.arc_id for column in scene.columns}
    return {
        "scene": scene,
        "words": words,
        "tiles": tiles,
        "hatches": hatches,
        "drawn_on_request": drawn,
        "has_arcs": bool(drawn & in_table),
        "toggles": [
            (feature.id, _feature_name(feature, words))
            for feature in scene.features
            if feature.on_request and feature.id not in in_table
        ],
        "legend": [(basis, list(group)) for basis, group in groupby(scene.legend, _basis)],
        "swatch": _swatch,
        "web_address": _web_address,
        "data": _script_json(_map_data(scene, words, hatches, tiles)),
        "basemap": None if tiles else Markup(_basemap_text()),
    }


def _basis(entry: LegendEntry) -> str:
    return entry.basis


# --- the data of the map


def _map_data(
    scene: Scene, words: Mapping[str, str], hatches: list[str], tiles: dict[str, Any] | None
) -> dict[str, Any]:
    """Return all that the page's script draws, as plain JSON values; places are [lon, lat]."""
    return {
        "scale": COORDINATE_SCALE,
        "bounds": [round(edge, 4) for edge in scene.bounds],
        "features": [_feature_data(feature, scene, words, hatches) for feature in scene.features],
        "seas": [[text, round(lon, 4), round(lat, 4)] for text, lon, lat in scene.sea_labels],
        "places": [[text, round(lon, 4), round(lat, 4)] for text, lon, lat in scene.places],
        "tiles": tiles,
        "words": {key: words[key] for key in ("claims", "close", "zoom_in", "zoom_out")},
    }


def _feature_data(
    feature: Feature, scene: Scene, words: Mapping[str, str], hatches: list[str]
) -> dict[str, Any]:
    """Return one feature as the page's script takes it."""
    lon, lat = feature.label_lonlat or _inside(feature.geometry)
    soft = [one.id for one in scene.features if one.style.soft_edge and _same(one, feature)]
    shape, parts = _packed(feature.geometry)
    return {
        "id": feature.id,
        "kind": feature.kind,
        "shape": shape,
        "parts": parts,
        "style": _style_data(feature.style, hatches),
        "label": feature.label,
        "at": [round(lon, 4), round(lat, 4)],
        "hidden": feature.on_request,
        "lowest": soft[:1] == [feature.id],
        "name": _feature_name(feature, words),
        "facts": list(_facts(feature.properties, words)),
        "claims": _claims_of(feature, scene, words),
    }


def _same(one: Feature, other: Feature) -> bool:
    """Return whether both say something of the same launch by the same source."""
    return all(one.properties.get(key) == other.properties.get(key) for key in ("launch", "source"))


def _feature_name(feature: Feature, words: Mapping[str, str]) -> str:
    """Return what the feature is called where it has to be named in a few words."""
    kind = words.get(f"kind.{feature.kind}", _spaced(feature.kind))
    return f"{kind}: {feature.label}" if feature.label else kind


def _inside(geometry: BaseGeometry) -> tuple[float, float]:
    """Return a (lon, lat) that lies on the geometry."""
    point = geometry.representative_point()
    return point.x, point.y


def _style_data(style: Style, hatches: list[str]) -> dict[str, Any]:
    """Return a style in Leaflet's own option names."""
    fill = f"url(#{_hatch_id(style, hatches)})" if style.hatch else style.fill
    return {
        "stroke": style.stroke is not None and style.stroke_width_px > 0,
        "color": style.stroke,
        "weight": style.stroke_width_px,
        "dashArray": style.dash,
        "fill": fill is not None,
        "fillColor": fill,
        "fillOpacity": style.fill_opacity,
        "soft": style.soft_edge,
    }


def _packed(geometry: BaseGeometry) -> tuple[str, list[Any]]:
    """Return the shape's name and its parts, each ring or line as flat integer deltas."""
    parts = list(getattr(geometry, "geoms", [geometry]))
    kind = parts[0].geom_type if parts else "Polygon"
    if kind == "Point":
        return "point", [_deltas(part.coords) for part in parts]
    if kind in {"LineString", "LinearRing"}:
        return "line", [_deltas(part.coords) for part in parts]
    return "polygon", [
        [_deltas(ring.coords) for ring in (part.exterior, *part.interiors)] for part in parts
    ]


def _deltas(coordinates: Any) -> list[int]:
    """Return (lon, lat) pairs as x0, y0, dx, dy, ... in units of 1e-4 degree."""
    grid = np.rint(np.asarray(coordinates)[:, :2] * COORDINATE_SCALE).astype(np.int64)
    steps = np.diff(grid, axis=0)
    moved = steps[np.any(steps != 0, axis=1)]
    deltas: list[int] = np.concatenate((grid[:1], moved)).ravel().tolist()
    return deltas


def _facts(
    properties: Mapping[str, Any], words: Mapping[str, str], parent: str = ""
) -> Iterator[tuple[str, str, str]]:
    """Yield each property as (name, value, web address or ""), nested ones one by one."""
    for key, value in properties.items():
        name = parent + _property_name(str(key), words)
        if isinstance(value, Mapping):
            yield from _facts(value, words, f"{name}: ")
        else:
            yield name, _property_text(str(key), value, words), _web_address(value)


def _property_name(key: str, words: Mapping[str, str]) -> str:
    """Return the name of a property in words: `area_km2` is "Area (km²)"."""
    if (known := words.get(f"property.{key}")) is not None:
        return known
    for ending, unit in UNITS:
        if key.endswith(ending):
            return f"{_spaced(key.removesuffix(ending))} ({unit})"
    return _spaced(key)


def _property_text(key: str, value: Any, words: Mapping[str, str]) -> str:
    """Return the value of a property in words."""
    if value is None or value == "":
        return words["not_said"]
    if isinstance(value, bool):
        return words["yes"] if value else words["no"]
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
    if isinstance(value, (list, tuple)):
        return "; ".join(_property_text(key, item, words) for item in value)
    return words.get(f"{key}.{value}", str(value))


def _spaced(key: str) -> str:
    """Return a key as words, with a capital: `distance-arc` is "Distance arc"."""
    text = key.replace("_", " ").replace("-", " ").strip()
    return text[:1].upper() + text[1:]


def _claims_of(
    feature: Feature, scene: Scene, words: Mapping[str, str]
) -> list[tuple[str, list[list[str]]]]:
    """Return the claims that a popup lists, by originator: an arc's own, a zone's or site's all."""
    if feature.kind == "distance-arc":
        chosen = [n for n, column in enumerate(scene.columns) if column.arc_id == feature.id]
    elif feature.kind in {"impact-zone", "site"}:
        chosen = list(range(len(scene.columns)))
    else:
        chosen = []
    return [(scene.columns[n].originator, list(_column_lines(scene, n, words))) for n in chosen]


def _column_lines(scene: Scene, column: int, words: Mapping[str, str]) -> Iterator[list[str]]:
    """Yield the claims of one column as [what, text, words, why it is not used]."""
    for row in scene.rows:
        claim = row.cells[column] if column < len(row.cells) else Claim()
        if claim.text or claim.words:
            unused = "" if claim.used else (claim.why_unused or words["not_used"])
            yield [row.name, claim.text, claim.words, unused]


# --- styles and the legend


def _hatches(scene: Scene) -> list[str]:
    """Return the colours that are hatched anywhere, in the order in which they appear."""
    styles = [feature.style for feature in scene.features]
    styles += [entry.style for entry in scene.legend]
    return list(dict.fromkeys(_hatch_colour(style) for style in styles if style.hatch))


def _hatch_colour(style: Style) -> str:
    return style.fill or style.stroke or "#555"


def _hatch_id(style: Style, hatches: list[str]) -> str:
    return f"hatch-{hatches.index(_hatch_colour(style))}"


def _swatch(style: Style, hatches: list[str]) -> dict[str, Any]:
    """Return the legend's sample of a style: a dot, a line or an area, with SVG attributes."""
    area = style.fill is not None or style.hatch
    solid = area and not style.hatch and style.fill_opacity >= 1
    return {
        "shape": "dot" if solid else "area" if area else "line",
        "fill": f"url(#{_hatch_id(style, hatches)})" if style.hatch else style.fill,
        "opacity": style.fill_opacity,
        "stroke": style.stroke if style.stroke_width_px > 0 else None,
        "width": style.stroke_width_px,
        "dash": style.dash,
        "soft": style.soft_edge,
    }


# --- what may be asked for, and by whom


def _policy(scripts: tuple[str, ...], tiles: dict[str, Any] | None) -> str:
    """Return the Content-Security-Policy: our scripts by their hashes, images from nowhere else."""
    hashes = " ".join(_hash(script) for script in scripts)
    images = f"data: {tiles['origin']}" if tiles else "data:"
    return (
        f"default-src 'none'; img-src {images}; style-src 'unsafe-inline'; script-src {hashes}; "
        "base-uri 'none'; form-action 'none'"
    )


@lru_cache(maxsize=8)
def _hash(script: str) -> str:
    """Return the hash of an inline script as a policy names it."""
    digest = hashlib.sha256(script.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _tile_layer(name: str) -> dict[str, Any]:
    """Return address, host, credit and deepest zoom of the tiles called `name`."""
    provider = _tile_provider(name)
    if provider.requires_token():
        raise InputError(f"tiles {name!r} need a key of your own; choose others")
    url = provider.build_url()
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname:
        raise InputError(f"tiles {name!r} have no https address ({url}); choose others")
    return {
        "url": url,
        "origin": f"https://{parts.netloc}",
        "credit": str(provider.get("attribution", provider.name)),
        "max_zoom": int(provider.get("max_zoom", 18)),
    }


def _tile_provider(name: str) -> Any:
    """Return the xyzservices provider called `name`."""
    try:
        providers = import_module("xyzservices").providers
    except ModuleNotFoundError as error:
        raise InputError("tiles need xyzservices: pip install 'geolaunch[tiles]'") from error
    try:
        return providers.query_name(name)
    except ValueError as error:
        raise UnknownNameError("tiles", name, providers.flatten()) from error


def _web_address(value: Any) -> str:
    """Return `value` if it is an http or https address, else ""."""
    if not isinstance(value, str) or not re.match(r"https?://[^\s/]", value, re.IGNORECASE):
        return ""
    return "" if re.search(r"[\x00-\x20\x7f]", value) else value


# --- the parts of the page


def _script_json(value: Any) -> Markup:
    """Return JSON that is safe inside a script element: no character of it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


@lru_cache(maxsize=1)
def _basemap_text() -> str:
    """Return the shipped basemap as it stands."""
    text = shipped_text("basemap.json").strip()
    if "<" in text:
        raise ShippedDataError("basemap.json holds a '<' and cannot stand inside a page")
    return text


@lru_cache(maxsize=1)
def _leaflet_js() -> str:
    """Return Leaflet without the line that would make a browser ask for its source map."""
    text = _leaflet_file("leaflet.js").replace("\r\n", "\n")
    return re.sub(r"//# sourceMappingURL=\S*", "", text).strip()


@lru_cache(maxsize=1)
def _leaflet_css() -> str:
    """Return Leaflet's style without the rules that ask for images, none of which is used here."""
    return re.sub(r"[^{}]+\{[^{}]*url\([^{}]*\}", "\n", _leaflet_file("leaflet.css")).strip()


def _leaflet_file(name: str) -> str:
    """Return a file that XStatic-Leaflet ships."""
    try:
        path = resources.files("xstatic.pkg.leaflet") / "data" / name
        return path.read_text(encoding="utf-8")
    except (ModuleNotFoundError, FileNotFoundError) as error:
        raise ShippedDataError(f"{name} is missing: pip install XStatic-Leaflet") from error


@lru_cache(maxsize=1)
def _shell() -> jinja2.Template:
    """Return the template of the page, which escapes whatever it is not told to leave."""
    loader: Callable[[str], str] = template_text
    environment = jinja2.Environment(
        loader=jinja2.FunctionLoader(loader),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    return environment.get_template("page.html")
