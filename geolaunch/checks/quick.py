"""The checks that cost little, for launches from any input: files, tables, texts, options.

What ships is checked as a whole, with reasons, and is left out here. A check that draws a zone of
its own (seas that a flight cannot reach) or an arc is left to `run`: the map says the same itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from geolaunch.catalogue.launches import Entry
from geolaunch.checks.dates import check_calendar, check_weekdays
from geolaunch.checks.duplicates import check_repeated
from geolaunch.checks.findings import Finding
from geolaunch.checks.statements import check_sites
from geolaunch.checks.times import check_clock, check_falls
from geolaunch.errors import InputError
from geolaunch.report.model import Launch, Remark, SitePoint

__all__ = ["QUICK_CHECKS", "quick_findings", "quick_remarks", "refuse_impossible"]

# One launch at a time, in the order of a report.
QUICK_CHECKS: tuple[Callable[[Launch], Iterator[Finding]], ...] = (
    check_calendar,
    check_weekdays,
    check_clock,
    check_falls,
    check_repeated,
    check_sites,
)


def quick_findings(launches: Iterable[Launch]) -> tuple[Finding, ...]:
    """Return what does not agree in launches that do not ship; () if all does.

    What disagrees is what `check` finds in them, but for what a zone or an arc alone can show.
    """
    return tuple(finding for launch in launches for finding in _findings(launch))


def quick_remarks(launch: Launch) -> tuple[Remark, ...]:
    """Return the same of one launch as sentences in the reader's language."""
    return tuple(_remark(finding) for finding in _findings(launch))


def refuse_impossible(launches: Iterable[Launch], where: str) -> None:
    """Refuse points whose latitude and longitude are swapped; InputError names row and field."""
    swapped = [
        f"{where}: {finding.text}"
        for finding in quick_findings(launches)
        if finding.check == "swapped"
    ]
    if swapped:
        raise InputError("\n".join(swapped))


def _findings(launch: Launch) -> Iterator[Finding]:
    """Yield what does not agree in one launch that does not ship."""
    if launch.in_catalogue:
        return
    if _has_point(launch):
        yield from _points(launch)
    for check in QUICK_CHECKS:
        yield from check(launch)


def _has_point(launch: Launch) -> bool:
    """Tell whether a site of a launch is a point that was given, not a name."""
    own = isinstance(launch, Entry) and launch.own_site is not None
    return own or any(isinstance(report.site, SitePoint) for report in launch.reports)


def _points(launch: Launch) -> Iterator[Finding]:
    """Yield what is wrong with the points of a launch; only then shapely is loaded."""
    from geolaunch.checks.locations import check_countries, check_points

    if isinstance(launch, Entry) and launch.own_site:
        for finding in check_countries([launch.own_site]):
            yield replace(finding, launch=launch.id)
    yield from check_points(launch)


def _remark(finding: Finding) -> Remark:
    """Return a finding as a sentence: its figures, and who gives them in brackets."""
    parts = (part.partition(" by ") for part in finding.what.split("; "))
    figures = "; ".join(f"{figure} ({who})" if who else figure for figure, _, who in parts)
    return Remark(f"conflict_found_{finding.check}", {"what": figures})
