"""Real launches of the catalogue with an error put in, for the tests of what finds it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from geolaunch.catalogue.launches import find
from geolaunch.report.model import Launch, Report


def launch(name: str) -> Launch:
    """The one launch of an id."""
    (found,) = find(name)
    return found


def with_reports(of: Launch, change: Callable[[Report], Report]) -> Launch:
    """A launch with each of its reports changed."""
    return replace(of, reports=tuple(map(change, of.reports)))


def with_word(of: Launch, who: str, **fields: Any) -> Launch:
    """A launch with one more account, by `who`."""
    return replace(of, reports=(*of.reports, Report(originator=who, **fields)))


def later(times: tuple[str, ...], hours: float) -> tuple[str, ...]:
    """Times in UTC, as many hours later."""
    moved = [datetime.fromisoformat(time) + timedelta(hours=hours) for time in times]
    return tuple(f"{time:%Y-%m-%dT%H:%MZ}" for time in moved)


def other_half(times: tuple[str, ...]) -> tuple[str, ...]:
    """Times in UTC on the other half of the same Korean day, AM for PM."""
    korean = [datetime.fromisoformat(time) + timedelta(hours=9) for time in times]
    return later(times, 12 if all(time.hour < 12 for time in korean) else -12)
