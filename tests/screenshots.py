"""Make the README's pictures: python tests/screenshots.py (needs Chromium, pngquant if there)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from helpers.paths import ROOT
from playwright.sync_api import sync_playwright

IMAGES = ROOT / "notebooks" / "images"
MAP = ("map", "2023-03-27")
RINGS = ("rings", "--site", "sunan", "--missile", "hwasong-15")
PICTURES = {
    "map-desktop": (MAP, 1280, 800),
    "map-phone": (MAP, 390, 844),
    "rings-desktop": (RINGS, 1120, 720),
}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(FLAGS)
        )
        for name, (command, width, height) in PICTURES.items():
            path = Path(folder) / f"{name}.html"
            words = [sys.executable, "-m", "geolaunch", "-q", *command, "-o", str(path)]
            subprocess.run(words, check=True)
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(path.as_uri())
            page.wait_for_timeout(500)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main()
