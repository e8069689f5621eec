"""Short ways to evidence, for the tests of what is computed from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geolaunch.impact.evidence import Evidence
from geolaunch.impact.gather import gather
from geolaunch.report.io import read_report, read_reports
from geolaunch.report.model import Launch, launches_of
from helpers.paths import CASES

ZONE_CASES = sorted(CASES.glob("zone-*.json"))


def evidence_of(*records: dict[str, Any]) -> Evidence:
    """Return the evidence of one launch from records in the form of the schema."""
    return gather(launch_of(*records))


def launch_of(*records: dict[str, Any]) -> Launch:
    """Return one launch from records in the form of the schema."""
    reports = [read_report({"launch": "test", **record}, "test") for record in records]
    return launches_of(reports)[0]


def evidence_in(path: Path) -> Evidence:
    """Return the evidence of the one launch in a case file."""
    (launch,) = launches_of(read_reports(path.read_text("utf-8"), path.name))
    return gather(launch)
