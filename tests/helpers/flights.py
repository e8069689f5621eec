"""Short ways to a flight, for the tests of what is computed from one."""

from __future__ import annotations

from typing import Any

from geolaunch.report.io import read_report
from geolaunch.report.model import Launch, launches_of
from geolaunch.trajectory.flights import flight

SITE = {"site": "Sunan", "originator": "A"}


def launch_of(*records: dict[str, Any], missile_class: str | None = None) -> Launch:
    first = records[0] | ({"missile_class": missile_class} if missile_class else {})
    return launches_of([read_report(r | {"launch": "x"}, "t") for r in (first, *records[1:])])[0]


def flight_of(*records: dict[str, Any], missile_class: str | None = None) -> Any:
    return flight(launch_of(*records, missile_class=missile_class))
