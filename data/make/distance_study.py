"""Print the figures behind MEASUREMENT_KM and BOUND_EXCESS_FRACTION in `geolaunch/quantity.py`.

Usage: ``python data/make/distance_study.py CLAIMS.csv``, a table of one row for each launch and
publisher with the columns `event_ids`, `publisher`, `range_km` and `range_qualifier`. Only a cell
with one number counts: a row for several missiles does not say which figure belongs to which.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator
from itertools import permutations
from pathlib import Path
from statistics import median
from typing import NamedTuple

SEOUL, TOKYO = "ROK JCS", "Japan MoD"
FIGURES, BOUND = ("approx", "exact"), "more_than"
NEAR_KM, HALF_KM = 50.0, 10.0


class Claim(NamedTuple):
    """One publisher's distance of one launch, in km."""

    event: str
    publisher: str
    range_km: float
    qualifier: str


def claims_in(path: Path) -> list[Claim]:
    """Return the claims of a table that give one number, in its order."""
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Claim(
                row["event_ids"], row["publisher"], float(row["range_km"]), row["range_qualifier"]
            )
            for row in csv.DictReader(stream)
            if row["range_km"].replace(".", "", 1).isdigit()
        ]


def neighbours(claims: Iterable[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Yield every two claims of one launch, in both orders."""
    by_event: dict[str, list[Claim]] = {}
    for claim in claims:
        by_event.setdefault(claim.event, []).append(claim)
    for group in by_event.values():
        yield from permutations(group, 2)


def figure_pairs(claims: list[Claim]) -> list[tuple[float, float]]:
    """Return (Seoul's km, Tokyo's km) of each launch for which both gave a figure."""
    return [
        (one.range_km, other.range_km)
        for one, other in neighbours(claims)
        if (one.publisher, other.publisher) == (SEOUL, TOKYO)
        if one.qualifier in FIGURES and other.qualifier in FIGURES
    ]


def bound_excesses(claims: list[Claim]) -> list[float]:
    """Return how far each other publisher's figure lies above a lower bound, as a fraction of it.

    A negative one is a bound that the figure breaks.
    """
    return sorted(
        figure.range_km / bound.range_km - 1
        for bound, figure in neighbours(claims)
        if bound.qualifier == BOUND and figure.qualifier in FIGURES
    )


def main(path: Path) -> None:
    """Print the figures."""
    claims = claims_in(path)
    pairs = figure_pairs(claims)
    apart_km = [abs(seoul - tokyo) for seoul, tokyo in pairs]
    print(f"launches with a figure by both {SEOUL} and {TOKYO}: {len(pairs)}")
    for limit in (HALF_KM, NEAR_KM):
        print(f"  at most {limit:g} km apart: {sum(gap <= limit for gap in apart_km)}")
    print(f"  the same: {apart_km.count(0)}; median {median(apart_km):g} km")
    for seoul, tokyo in pairs:
        if abs(seoul - tokyo) > NEAR_KM:
            print(f"  {seoul:g} km and {tokyo:g} km: {abs(seoul - tokyo):g} km apart")
    excesses = bound_excesses(claims)
    broken = sum(excess < 0 for excess in excesses)
    print(f"lower bounds beside another publisher's figure: {len(excesses)}, broken: {broken}")
    print(f"  excess: median {median(excesses):.1%}, largest {excesses[-1]:.0%}")
    print("  all: " + ", ".join(f"{excess:.1%}" for excess in excesses))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python data/make/distance_study.py CLAIMS.csv")
    main(Path(sys.argv[1]))
