"""What the tests of tallies share: the launches by id and year, the rules, the case."""

from __future__ import annotations

import csv
import json

from geolaunch.catalogue.launches import load
from geolaunch.files import shipped_text
from geolaunch.report.model import Launch
from geolaunch.tally.rules import rules
from helpers.paths import CASES

CASE = json.loads((CASES / "tally-2023-03-27.json").read_text("utf-8"))
YEARS = sorted({launch.date[:4] for launch in load()})
RULES = list(rules())
BY_ID = {launch.id: launch for launch in load()}


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(shipped_text(name).splitlines()))


def of_year(year: str) -> list[Launch]:
    return [launch for launch in load() if launch.date.startswith(year)]
