"""Fit the allowance for the boost phase in `geolaunch/boost.py` and print what stands there.

Usage: ``python data/make/boost_fit.py [FLIGHT_TIMES.csv]``. Without a table, from the claims of the
catalogue; with one, from a row for each launch and publisher with the columns `event_id`,
`publisher`, `range_km`, `apogee_km`, `apogee_qualifier`, `flight_time_s`, `basis`, `seen` and
`complete_triplet`, sites and classes being the catalogue's.

A row counts if one publisher gave range, apogee and time, none of them a bound. Rows that nobody
has read (`recalled`) and times shorter than the arc itself are held against the fit but do not make
it. What is left over of the published time after the vacuum arc is proportional to the launch
speed, since a boost lasts longer the more speed it must give: y = k v + error, with one k a class,
drawn from a normal distribution about a common one (that is the shrinkage). The two widths, of the
classes about the common k and of the error, are integrated over a grid (flat in the error's
logarithm, half-normal in the other), the common k over a flat prior.

Each launch is then left out with all its rows and predicted from the others. Times that were
published of five more launches (`UNSEEN`) make no fit at all: they are kept to check it by.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from geolaunch.catalogue.launches import find, load
from geolaunch.geodesy.ellipsoid import direct
from geolaunch.places.sites import find_site
from geolaunch.report.quantity import Quantity, seconds
from geolaunch.trajectory.arc import arc
from geolaunch.trajectory.boost import SPREAD_SDS
from geolaunch.trajectory.flights import ASSUMED_AZIMUTH_DEG, arc_of, flights

CLASSES = ("SLBM", "IRBM", "ICBM")
ELSEWHERE = "other"

# Seconds per km/s. Class means of a boost: a mean acceleration of 2 to 4 g lasts 25 to 50 s per
# km/s, half of which an arc from the ground does not know of; so classes differ by a few.
CLASS_SD_SCALE = 6.0
CLASS_SD_GRID = np.linspace(0.25, 18.0, 72)
ERROR_S_GRID = np.geomspace(10.0, 150.0, 60)
WITHIN_S = 75.0

# Half a step of rounding, as a standard deviation: a time in whole minutes; between two clock times
# in whole minutes; and "about" a round number of minutes, of which the last five are not known.
SECOND_SD_S, MINUTE_SD_S, CLOCK_SD_S, ABOUT_SD_S = (step / 12**0.5 for step in (1, 60, 85, 300))

# Launch, whose range and apogee, the time in seconds and its rounding, and where it was printed.
UNSEEN = (
    ("2017-11-29-a", "KCNA", 3180.0, MINUTE_SD_S, "53 min, Reuters, 29 November 2017"),
    ("2024-10-31-a", "KCNA", 5156.0, SECOND_SD_S, "5,156 s, Chosun Ilbo, 1 November 2024"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One publisher's complete figures of one launch, and its vacuum arc."""

    event: str
    publisher: str
    missile_class: str
    time_s: float
    arc_s: float
    speed_km_s: float
    rounding_sd_s: float
    counts: bool

    @property
    def left_s(self) -> float:
        """What is left of the published time after the arc."""
        return self.time_s - self.arc_s


@dataclass(frozen=True, slots=True)
class Fit:
    """Seconds per km/s of each class with its standard deviation, and the error of one flight."""

    k: dict[str, tuple[float, float]]
    error_s: float


def rows_in_catalogue() -> Iterator[Row]:
    """Yield the complete figures of one originator in the catalogue, none of them a bound."""
    for launch in load():
        for flight in flights(launch):
            whole = flight.apogee is not None and flight.flight_time is not None
            if flight.arc is None or flight.flight_time is None or flight.bound or not whole:
                continue
            time_s, arc_s = seconds(flight.flight_time), float(flight.arc.time_s)
            yield Row(
                launch.id,
                flight.source,
                launch.missile_class or ELSEWHERE,
                time_s,
                arc_s,
                float(flight.arc.launch_speed_km_s),
                _rounding_sd_s(flight.flight_time),
                time_s > arc_s,
            )


def rows_unseen() -> Iterator[Row]:
    """Yield the published times that make no fit, each with its arc; the class is the launch's."""
    for name, who, time_s, sd_s, _ in UNSEEN:
        (launch,) = find(name)
        flight = arc_of(launch, who)
        assert flight is not None
        assert flight.arc is not None
        speed, arc_s = float(flight.arc.launch_speed_km_s), float(flight.arc.time_s)
        kind = launch.missile_class or ELSEWHERE
        yield Row(name, who, kind, time_s, arc_s, speed, sd_s, counts=False)


def _rounding_sd_s(time: Quantity) -> float:
    """Return the standard deviation of how a time was rounded, by the way it was given."""
    if time.unit == "s":
        return SECOND_SD_S
    if " to " in (time.words or ""):
        return CLOCK_SD_S
    return ABOUT_SD_S if time.qualifier == "about" and time.low % 5 == 0 else MINUTE_SD_S


def rows_in(path: Path) -> Iterator[Row]:
    """Yield the complete rows of one publisher whose apogee is no lower bound."""
    with path.open(encoding="utf-8", newline="") as stream:
        for cells in csv.DictReader(stream):
            mixed = "+" in cells["publisher"] or " / " in cells["publisher"]
            if cells["complete_triplet"] != "yes" or mixed:
                continue
            if cells["apogee_qualifier"] != "lower bound":
                yield _row(cells)


def _row(cells: dict[str, str]) -> Row:
    """Return one row with its arc."""
    day, letter = cells["event_id"].removeprefix("NK-").split("-")
    (launch,) = find(f"{day[:4]}-{day[4:6]}-{day[6:]}-{letter}")
    site = find_site(launch.site or "").places[0]
    impact = direct(site.lon_deg, site.lat_deg, ASSUMED_AZIMUTH_DEG, float(cells["range_km"]))
    flown = arc(site.lon_deg, site.lat_deg, impact[0], impact[1], float(cells["apogee_km"]))
    time_s, arc_s = float(cells["flight_time_s"]), float(flown.time_s)
    sd_s = MINUTE_SD_S if "minutes" in cells["basis"] else SECOND_SD_S
    if "difference" in cells["basis"]:
        sd_s = CLOCK_SD_S
    elif sd_s == MINUTE_SD_S and time_s % 300 == 0:
        sd_s = ABOUT_SD_S
    return Row(
        cells["event_id"],
        cells["publisher"],
        launch.missile_class or ELSEWHERE,
        time_s,
        arc_s,
        float(flown.launch_speed_km_s),
        sd_s,
        cells["seen"] == "retrieved" and time_s > arc_s,
    )


def fitted(rows: Sequence[Row]) -> Fit:
    """Return the fit to rows."""
    speed = np.array([row.speed_km_s for row in rows])
    left = np.array([row.left_s for row in rows])
    rounding = np.array([row.rounding_sd_s for row in rows])
    member = np.array([[row.missile_class == name for name in CLASSES] for row in rows], float)
    design = np.column_stack([speed, speed[:, None] * member])
    wanted = np.vstack([np.column_stack([np.ones(3), np.eye(3)]), [1.0, 0, 0, 0]])
    weights, means, covariances, errors = [], [], [], []
    for class_sd in CLASS_SD_GRID:
        for error_s in ERROR_S_GRID:
            weight = 1 / (error_s**2 + rounding**2)
            precision = (design.T * weight) @ design
            precision += np.diag([1e-12, *[1 / class_sd**2] * 3])
            covariance = np.linalg.inv(precision)
            mean = covariance @ (design.T * weight) @ left
            miss = (weight * (left - design @ mean) ** 2).sum() + (
                mean[1:] ** 2
            ).sum() / class_sd**2
            log = 0.5 * np.log(weight).sum() - 3 * np.log(class_sd) - miss / 2
            log += 0.5 * np.linalg.slogdet(covariance)[1] - class_sd**2 / (2 * CLASS_SD_SCALE**2)
            beyond = wanted @ covariance @ wanted.T
            beyond[3, 3] += class_sd**2  # of a class that was never seen
            weights.append(log)
            means.append(wanted @ mean)
            covariances.append(np.diag(beyond))
            errors.append(error_s**2)
    share = np.exp(np.array(weights) - max(weights))
    share /= share.sum()
    mean = share @ np.array(means)
    variance = share @ (np.array(covariances) + (np.array(means) - mean) ** 2)
    names = (*CLASSES, ELSEWHERE)
    found = {n: (float(m), float(v**0.5)) for n, m, v in zip(names, mean, variance, strict=True)}
    return Fit(found, float((share @ np.array(errors)) ** 0.5))


def predicted(fit: Fit, row: Row) -> tuple[float, float]:
    """Return the allowance for a row and its standard deviation, in seconds."""
    k, k_sd = fit.k.get(row.missile_class, fit.k[ELSEWHERE])
    sd = np.sqrt((k_sd * row.speed_km_s) ** 2 + fit.error_s**2 + row.rounding_sd_s**2)
    return k * row.speed_km_s, float(sd)


def left_out(rows: Sequence[Row], row: Row) -> Fit:
    """Return the fit to the rows of every other launch."""
    others = [each for each in rows if each.counts and each.event != row.event]
    fit = fitted(others)
    if not any(each.missile_class == row.missile_class for each in others):
        return Fit({ELSEWHERE: fit.k[ELSEWHERE]}, fit.error_s)
    return fit


def main(path: Path | None) -> None:
    """Print the fit, and each launch left out."""
    rows = list(rows_in_catalogue() if path is None else rows_in(path))
    counting = [row for row in rows if row.counts]
    fit = fitted(counting)
    print(f"rows: {len(rows)}, of which {len(counting)} make the fit")
    for name, (k, sd) in fit.k.items():
        print(f"  {name}: {k:.1f} s per km/s, standard deviation {sd:.1f}")
    print(f"  error of one flight: {fit.error_s:.0f} s")
    held_against("left out", rows, [left_out(rows, row) for row in rows])
    if path is None:
        unseen = list(rows_unseen())
        held_against("unseen", unseen, [fit] * len(unseen))


def held_against(what: str, rows: Sequence[Row], fits: Sequence[Fit]) -> None:
    """Print each row beside what a fit that has not seen it says, and how many are met."""
    near = inside = 0
    for row, fit in zip(rows, fits, strict=True):
        allowance, sd = predicted(fit, row)
        off = row.left_s - allowance
        near += abs(off) <= WITHIN_S
        inside += abs(off) <= SPREAD_SDS * sd
        print(
            f"{row.event} {row.publisher:12} {row.missile_class} {row.speed_km_s:.2f} km/s: "
            f"{row.time_s:.0f} s = arc {row.arc_s:.0f} + {row.left_s:.0f}, {what} "
            f"{allowance:.0f} ± {sd:.0f}: {off:+.0f} s, {off / sd:+.1f} sd"
            f"{'' if row.counts else ' (does not make the fit)'}"
        )
    print(f"{what}, within {WITHIN_S:g} s: {near} of {len(rows)}")
    print(f"{what}, within {SPREAD_SDS:g} standard deviations: {inside} of {len(rows)}")


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit("usage: python data/make/boost_fit.py [FLIGHT_TIMES.csv]")
    main(Path(sys.argv[1]) if len(sys.argv) == 2 else None)
