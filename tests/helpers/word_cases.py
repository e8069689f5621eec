"""Cases of words: a launch in a file, and beside it what a page says of it in three languages."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from geolaunch import scene, zone
from geolaunch.names import languages
from geolaunch.report.io import read_report
from geolaunch.report.model import Launch, ReadSource, Source
from geolaunch.scenes.model import Scene
from helpers.paths import CASES

__all__ = ["launch_of_case", "said_of_case", "word_cases"]


def word_cases() -> list[Path]:
    """Return the cases, `words-NAME.json` each."""
    return sorted(CASES.glob("words-*.json"))


def launch_of_case(path: Path) -> Launch:
    """Return the launch of a case; `read` are the publishers of documents that were read whole."""
    given: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    reports = given.pop("reports")
    read = [
        ReadSource(Source(f"{name}-{n}", name, "", given["date"], ""), (name,))
        for n, name in enumerate(given.pop("read"))
    ]
    return Launch(
        **given,
        reports=tuple(read_report(report, path.name, bare=True) for report in reports),
        read=tuple(read),
    )


def scenes_of_case(path: Path) -> list[Scene]:
    """Return the scene of a case in each language."""
    launch = launch_of_case(path)
    drawn = zone(launch)
    return [scene([launch], [replace(drawn)], lang=lang) for lang in languages()]


def said_of_case(path: Path) -> str:
    """Return what the pages of a case say: of each language kicker, title, sentence and gaps."""
    parts = [
        "\n".join((one.lang, one.kicker, one.title, one.summary, *(f"- {x}" for x in one.unknown)))
        for one in scenes_of_case(path)
    ]
    return "\n\n".join(parts) + "\n"
