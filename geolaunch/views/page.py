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
from collections.abc import Callable
from functools import lru_cache
from importlib import import_module, resources
from itertools import groupby
from typing import Any
from urllib.parse import urlsplit

import folium
import jinja2
from branca.element import Element, Figure
from markupsafe import Markup

from geolaunch.errors import InputError, ShippedDataError, UnknownNameError
from geolaunch.files import shipped_text, template_text
from geolaunch.scenes.language import words as language
from geolaunch.scenes.model import LegendEntry, Scene
from geolaunch.scenes.styles import style_sheet_variables
from geolaunch.views.page_data import feature_name, hatch_colours, map_data, swatch, web_address
from geolaunch.views.profile import side_profile
from geolaunch.views.scripts import MAP_MODULES, RING_MODULES, script

__all__ = ["folium_map", "page"]


def page(scene: Scene, *, tiles: str | None = None, embed: bool = False) -> str:
    """Return the whole HTML page of `scene`; the same scene gives the same bytes.

    Parameters
    ----------
    scene : Scene
        The launch, ready to be drawn.
    tiles : str, optional
        The name of an xyzservices provider whose tiles lie under the zone in place of the shipped
        basemap. Only then does the page ask a host for anything: that provider's, for images.
    embed : bool, optional
        A page for an iframe: title, map, labels and its sources in one line, without a panel or a
        link. It needs no storage and no parent, so `sandbox="allow-scripts"` is enough for it.
    """
    return str(folium_map(scene, tiles=tiles, embed=embed).get_root().render())


def folium_map(scene: Scene, *, tiles: str | None = None, embed: bool = False) -> folium.Map:
    """Return `scene` as a Folium map, which a notebook shows; plain Folium layers can be added."""
    scene_map = SceneMap(scene)
    figure = SceneFigure(scene, scene_map, _tile_layer(tiles) if tiles else None, embed=embed)
    figure.add_child(scene_map)
    scene_map.add_child(SceneLayers())
    return scene_map


class SceneMap(folium.Map):
    """A Folium map that the page's own script makes, with a name that never varies."""

    _template = jinja2.Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = geolaunch.map.make({{ this.get_name()|tojson }});"
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
        call = Element(f"geolaunch.map.draw({self._parent.get_name()}, geolaunch.rings);")
        root = self.get_root()
        if isinstance(root, Figure):
            root.script.add_child(call, name=self.get_name())
        return ""


class SceneFigure(Figure):
    """The page around the map. Its own template: branca's has no language, no policy, no escape."""

    def __init__(
        self, scene: Scene, scene_map: SceneMap, tiles: dict[str, Any] | None, *, embed: bool
    ) -> None:
        super().__init__(ratio="75%")
        self._id = "geolaunch"
        self.header = Element()  # without branca's meta element: ours comes after the policy
        self.header._parent = self
        self.scene = scene
        self.scene_map = scene_map
        self.tiles = tiles
        self.embed = embed

    def render(self, **kwargs: Any) -> str:
        """Return the page: children first, since they fill the script, then the template."""
        for child in self._children.values():
            child.render(**kwargs)
        world = _needs_world(self.scene)
        modules = [MAP_MODULES, RING_MODULES] if _has_outlines(self.scene) else [MAP_MODULES]
        scripts = (_leaflet_js(), *map(script, modules), self.script.render(**kwargs))
        html = _shell().render(
            **_page_values(self.scene, self.tiles, world=world),
            embed=self.embed,
            policy=_policy(scripts, self.tiles),
            scripts=[Markup(script) for script in scripts],
            styles=[
                Markup(_leaflet_css()),
                Markup(style_sheet_variables() + template_text("page.css")),
            ],
            extra_head=Markup(self.header.render(**kwargs)),
            map_id=self.scene_map.get_name(),
        )
        # A lone surrogate cannot be written, and browsers drop a zero byte without a sign.
        return html.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")


def _page_values(scene: Scene, tiles: dict[str, Any] | None, *, world: bool) -> dict[str, Any]:
    """Return what the template draws: the scene, its words, and its data as JSON."""
    words = scene.strings
    hatches = hatch_colours(scene)
    drawn = {feature.id for feature in scene.features if feature.on_request}
    in_table = {column.arc_id for column in scene.columns}
    panel = _panel_names(scene)
    profile = side_profile(scene.side_view, language(scene.lang)) if scene.side_view else None
    return {
        "scene": scene,
        "words": words,
        "tiles": tiles,
        "hatches": hatches,
        "drawn_on_request": drawn,
        "has_arcs": bool(drawn & in_table),
        "toggles": _toggles(scene, in_table),
        "fade": next((f.style.fill for f in scene.features if f.style.fade), None),
        "legend": [(basis, list(group)) for basis, group in groupby(scene.legend, _basis)],
        "swatch": swatch,
        "profile": profile,
        "picture": Markup(profile.svg) if profile else "",
        "web_address": web_address,
        "world": world,
        "has_panel": bool(panel),
        "several": len({column.launch for column in scene.columns}) > 1,
        "panel_name": panel[0] if panel else "",
        "data": _script_json(map_data(scene, words, hatches, tiles, world=world)),
        "basemap": None if tiles else Markup(_basemap_text("world" if world else "basemap")),
    }


def _toggles(scene: Scene, in_table: set[str]) -> list[tuple[list[str], str]]:
    """Return the buttons under the map: the ids of what each shows, and its words.

    Features without words of their own share the button of their kind.
    """
    buttons: dict[str, list[str]] = {}
    for feature in scene.features:
        if feature.on_request and feature.id not in in_table:
            name = feature.label or feature_name(feature, scene.strings)
            buttons.setdefault(name, []).append(feature.id)
    return [(ids, name) for name, ids in buttons.items()]


def _panel_names(scene: Scene) -> list[str]:
    """Return the heads of the sections that the panel has, the one that names it whole first."""
    words = scene.strings
    heads = [
        (words["claims"], scene.columns),
        *((table.title, table.rows) for table in scene.tables),
        (words["conflicts"], scene.conflicts),
        (words["not_known"], scene.unknown),
        (words["for_scale"], scene.scale),
        *([(words["side_view"], scene.side_view.flights)] if scene.side_view else []),
        (words["notes"], scene.notes),
    ]
    return [head for head, content in heads if content]


def _basis(entry: LegendEntry) -> str:
    return entry.basis


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


# --- the parts of the page


def _script_json(value: Any) -> Markup:
    """Return JSON that is safe inside a script element: no character of it ends the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)


def _has_outlines(scene: Scene) -> bool:
    return any(feature.outline is not None for feature in scene.features)


def _needs_world(scene: Scene) -> bool:
    """Return whether the scene reaches beyond the basemap of East Asia and needs the world's.

    The frame about rings shows more than their bounds, as much as half again on each side.
    """
    west, south, east, north = scene.bounds
    share = 0.5 if _has_outlines(scene) else 0.0
    wide, tall = share * (east - west), share * (north - south)
    left, bottom, right, top = _basemap_box()
    across = left <= west - wide and east + wide <= right
    return not (across and bottom <= south - tall and north + tall <= top)


@lru_cache(maxsize=1)
def _basemap_box() -> tuple[float, float, float, float]:
    """Return (west, south, east, north) of the basemap of East Asia, in degrees."""
    ground = json.loads(_basemap_text("basemap"))
    west, south, east, north = (edge / ground["scale"] for edge in ground["box"])
    return west, south, east, north


@lru_cache(maxsize=2)
def _basemap_text(name: str) -> str:
    """Return a shipped basemap as it stands."""
    text = shipped_text(f"{name}.json").strip()
    if "<" in text:
        raise ShippedDataError(f"{name}.json holds a '<' and cannot stand inside a page")
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


def _own_css() -> str:
    """Return our style sheet, its colours before it."""
    return style_sheet_variables() + template_text("page.css")


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
