"""A browser with the network cut: opens one page from the disk and writes down what it does."""

from __future__ import annotations

import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP, PHONE, SMALLEST = (1280, 800), (390, 844), (320, 568)


def chromium_path() -> str | None:
    """The path of the system's Chromium, None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@dataclass
class Opened:
    """A page that was opened, and what it asked for and complained of."""

    page: Any
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def colour_at(self, x: float, y: float) -> tuple[int, int, int]:
        """The colour of one pixel as the browser shows it."""
        clip = {"x": int(x), "y": int(y), "width": 1, "height": 1}
        return _first_pixel(self.page.screenshot(clip=clip))

    def on_screen(self, lon: float, lat: float) -> tuple[float, float]:
        """Where (lon, lat) lies on the screen, by Leaflet, in pixels."""
        script = """([lon, lat]) => {
            const frame = document.getElementById("map_geolaunch").getBoundingClientRect();
            const at = map_geolaunch.latLngToContainerPoint(L.latLng(lat, lon));
            return [frame.x + at.x, frame.y + at.y];
        }"""
        x, y = self.page.evaluate(script, [lon, lat])
        return x, y

    def pwned(self) -> Any:
        """What a script that must not run would have left behind."""
        return self.page.evaluate("window.__pwned")


@contextmanager
def opened(
    browser: Any,
    folder: Path,
    html: str,
    size: tuple[int, int] = DESKTOP,
    beside: str = "",
    **options: Any,
) -> Iterator[Opened]:
    """Open `html` from a file, with every other request written down and refused.

    The file `beside`, of the same folder, may be asked for as well: a page in an iframe.
    """
    address = _written(folder, html)
    allowed = {address, (folder / beside).as_uri()}
    viewport = {"width": size[0], "height": size[1]}
    context = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
    page = context.new_page()
    page.set_default_timeout(5_000)
    seen = Opened(page)

    def decide(route: Any) -> None:
        if route.request.url in allowed:
            route.continue_()
        else:
            seen.requests.append(route.request.url)
            route.abort()

    context.route("**/*", decide)
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", lambda message: _note(seen, message))
    try:
        page.goto(address)
        yield seen
    finally:
        context.close()


def _written(folder: Path, html: str) -> str:
    path = folder / "page.html"
    path.write_text(html, encoding="utf-8", newline="\n")
    return path.as_uri()


def _note(seen: Opened, message: Any) -> None:
    if message.type in {"error", "warning"}:
        seen.complaints.append(message.text)


def _first_pixel(png: bytes) -> tuple[int, int, int]:
    """The colour of a picture of one pixel, whose one row no PNG filter can have changed."""
    at, packed = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    _, red, green, blue = zlib.decompress(packed)[:4]
    return red, green, blue


LABELS = """() => [...document.querySelectorAll(".label:not(.covered) > .text")].map((one) => {
    const box = one.getBoundingClientRect();
    return [one.textContent, box.left, box.top, box.right, box.bottom];
})"""


def assert_apart(labels):
    for n, (text, left, top, right, bottom) in enumerate(labels):
        for text2, left2, top2, right2, bottom2 in labels[n + 1 :]:
            beside = left >= right2 or left2 >= right
            assert beside or top >= bottom2 or top2 >= bottom, f"{text} covers {text2}"


def serious(seen: Opened) -> list[tuple[str, list[str]]]:
    """What axe finds serious or worse: the rule and the elements."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(seen.page).response["violations"]
    bad = [one for one in found if one["impact"] in {"serious", "critical"}]
    return [(one["id"], [node["html"] for node in one["nodes"]]) for one in bad]


LAND, SEA = (0xF3, 0xF0, 0xEA), (0xDD, 0xE8, 0xEE)
