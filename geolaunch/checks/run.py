"""Do the claims of a launch agree: with the clock, with the map, with the arc, with each other.

Each check is a small function from a launch to its findings. What the catalogue's own launches
yield is listed with a reason in `data/known_conflicts.csv`: a finding without a reason is new, and
a reason without its finding is stale. Nothing is removed from the catalogue for a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from geolaunch.catalogue.launches import Entry, load
from geolaunch.checks.duplicates import find_twins
from geolaunch.checks.figures import (
    check_directions,
    check_figures,
    check_flight_times,
    check_quoted,
)
from geolaunch.checks.findings import Finding, claim_ids
from geolaunch.checks.locations import (
    check_countries,
    check_landing,
    check_namesakes,
    check_points,
)
from geolaunch.checks.quick import QUICK_CHECKS
from geolaunch.checks.statements import check_words
from geolaunch.files import shipped_table
from geolaunch.places.sites import Place, sites
from geolaunch.report.model import Launch, originator_of
from geolaunch.trajectory.fit import arc_check, sentence

__all__ = ["CHECKS", "Finding", "Known", "check", "known", "new_findings", "report_lines"]


# Of which any two of one voice bound the third.
ARC_FIGURES = ("range", "apogee", "flight_time")


def check_arc(launch: Launch) -> Iterator[Finding]:
    """Yield the figures of one originator that cannot belong to one flight; see `trajectory/fit`.

    One figure alone fits every flight: where nobody gives two, no arc is computed.
    """
    figures_by: dict[str, set[str]] = {}
    for report in launch.reports:
        of_arc = {name for name in ARC_FIGURES if getattr(report, name)}
        figures_by.setdefault(originator_of(report), set()).update(of_arc)
    if all(len(figures) < 2 for figures in figures_by.values()):
        return
    for fit in arc_check(launch):
        if fit.fits is False:
            what = f"{fit.originator}: {', '.join(fit.claims)}"
            text = f"By {fit.originator}, {sentence(fit)}."
            ids = (claim_ids(launch, name, [fit.originator]) for name in fit.claims)
            yield Finding(launch.id, "arc", tuple(chain(*ids)), text, "conflict", what)


# One launch at a time, in the order of a report; those that cost little come first.
CHECKS: tuple[Callable[[Launch], Iterator[Finding]], ...] = (
    *QUICK_CHECKS,
    check_points,
    check_landing,
    check_quoted,
    check_figures,
    check_flight_times,
    check_arc,
    check_directions,
    check_words,
)


@dataclass(frozen=True, slots=True)
class Known:
    """A finding that is explained: the launch, the check and what it is about, and the reason."""

    launch: str
    check: str
    what: str
    reason: str


def check(
    launches: Iterable[Launch] | None = None, places: Iterable[Place] | None = None
) -> tuple[Finding, ...]:
    """Return all that does not agree in launches and in launch sites; () if all does.

    Both are the catalogue's where they are not given; with launches of a user come the sites of
    their own. Findings on sites come first, then those on launches, in the order given.
    """
    checked = tuple(load() if launches is None else launches)
    shipped = sites() if launches is None else _own_sites(checked)
    where = shipped if places is None else tuple(places)
    single = [
        finding for launch in checked for check_one in CHECKS for finding in check_one(launch)
    ]
    return (*check_countries(where), *check_namesakes(where), *find_twins(checked), *single)


def _own_sites(launches: Iterable[Launch]) -> tuple[Place, ...]:
    """Return the sites that stand in a user's tables, each once."""
    own = (launch.own_site for launch in launches if isinstance(launch, Entry))
    return tuple(dict.fromkeys(place for place in own if place))


@cache
def known() -> tuple[Known, ...]:
    """Return the explained findings of the catalogue, in the order of `known_conflicts.csv`."""
    return tuple(Known(**row) for row in shipped_table("known_conflicts.csv"))


def new_findings(
    findings: Iterable[Finding], explained: Iterable[Known] | None = None
) -> tuple[Finding, ...]:
    """Return the findings without a reason, and one for each reason whose finding is gone.

    `explained` is `known()` if it is not given.
    """
    reasons = {_key(reason): reason for reason in (known() if explained is None else explained)}
    present = {_key(finding): finding for finding in findings}
    unexplained = [finding for key, finding in present.items() if key not in reasons]
    stale = [reason for key, reason in reasons.items() if key not in present]
    return (*unexplained, *map(_stale, stale))


def report_lines(findings: Sequence[Finding], explained: Sequence[Known]) -> list[str]:
    """Return a report of findings as lines: the new ones, then the explained with their reasons."""
    reasons = {_key(known): known.reason for known in explained}
    new = new_findings(findings, explained)
    old = [finding for finding in findings if _key(finding) in reasons]
    counted = f" without a reason, {len(old)} explained" if explained else ""
    lines = [f"{_count(new, 'finding')}{counted}"]
    lines += [f"{finding.severity}: {_where(finding)}: {finding.text}" for finding in new]
    for finding in old:
        lines += [f"explained: {_where(finding)}: {finding.text}", f"    {reasons[_key(finding)]}"]
    return lines


def _key(of: Finding | Known) -> tuple[str, str, str]:
    """Return what tells a finding from every other."""
    return of.launch, of.check, of.what


def _stale(of: Known) -> Finding:
    """Return the finding of a reason whose finding is gone."""
    text = f"known_conflicts.csv explains “{of.what}”, which is no finding any more."
    return Finding(of.launch, of.check, (), text, "fault", of.what)


def _where(finding: Finding) -> str:
    """Return where a finding is: the launch and the check."""
    return " ".join(filter(None, (finding.launch, finding.check)))


def _count(of: Sequence[Finding], noun: str) -> str:
    """Return a number of things in words."""
    return f"{len(of) or 'no'} {noun}{'' if len(of) == 1 else 's'}"
