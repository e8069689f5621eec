"""Hold the catalogue against another public table of launches, missile by missile.

Usage: ``python data/make/agreement.py nk-missile-tests.csv [--write]``, the table being that of
nagix/nk-missile-tests without its prose: date, time, series, missile, facility, landing, apogee,
distance. It prints how often the two agree on date, time, site, distance and apogee, and each
difference with the reason that `data/differences.csv` gives; the exit code is 1 if one has none.
``--write`` writes the differences found to that file, the reasons it had kept, new ones empty.

That table has a row a missile and dates in UTC, where the time is known; ours has a row a salvo
and dates in Korea. A row is given to the launch that it fits best, each of ours taking as many as
it has missiles. A figure agrees if any originator gives it in ours.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from geolaunch.catalogue.launches import claims_of, load
from geolaunch.files import shipped_text
from geolaunch.places.sites import find_site
from geolaunch.report.model import Launch

DIFFERENCES = Path(__file__).resolve().parent.parent / "differences.csv"
HEAD = ("launch", "quantity", "ours", "theirs", "why")
KM_PER = {"km": 1.0, "mi": 1.609344}
KOREA = timedelta(hours=9)
ANY_NUMBER = 99
TIME_MINUTES = 2.0  # times that differ by less are one time, rounded
FIGURE_KM = 1.0  # 1001 is 1001.2
NO_FIT = 100.0

# Their facilities whose name in data/sites.csv is another; a wider entry of ours is no difference.
FACILITIES = {
    "baegun": "paegun-ri",
    "chunghwa": "chunghwa chunghwa-2023",
    "hwangju": "hwangju hwangju-area",
    "jangyon": "changyon changyon-2023",
    "kaechon": "kaechon kaechon-airbase",
    "koksan": "koksan-cns",
    "kusong": "kusong-testing-ground",
    "mupyong-ni": "mupyong-ri mupyong-ri-plant",
    "nampo": "nampo-south",
    "north-kusong": "kusong-north",
    "panghyon-ab": "panghyon-airbase",
    "pyongsong": "pyongsong-field",
    "pyongyang": "sunan-airport",
    "ryokpo": "ryokpo-road",
    "samsok-test": "samsok-test samsok-district",
    "samsok-test-3": "samsok-test-3",
    "sariwon": "sariwon-cns",
    "sinpo": "sinpo sinpo-waters sinpo-shipyard",
    "sohae": "sohae tongchang-ri",
    "sondok-ab": "sondok-airbase",
    "sunan": "sunan sunan-2022",
    "sunchon": "sunchon-airbase",
    "taesong": "lake-taesong",
    "tongchon": "tongchon-cns",
    "uiju": "uiju-cns",
    "wonsan": "wonsan-kalma",
    "yangdok": "yangdok-tunnel",
}


@dataclass(frozen=True)
class Theirs:
    """One missile of their table; figures in km, None where it has none."""

    row: int
    date: str
    time: str  # "HH:MM" in UTC, "" if not known
    facility: str
    distance_km: float | None
    apogee_km: float | None

    @property
    def days(self) -> set[str]:
        """Return the Korean days that its date may mean: given in UTC, or in Korea."""
        if not self.time:
            return {self.date}
        moment = datetime.fromisoformat(f"{self.date}T{self.time}")
        return {self.date, (moment + KOREA).date().isoformat()}


@dataclass(frozen=True)
class Ours:
    """One launch of the catalogue: all the figures that anybody gives, in km."""

    launch: Launch
    source: str  # of its row in launches.csv
    sites: frozenset[str]
    distances_km: tuple[tuple[float, float], ...]
    apogees_km: tuple[tuple[float, float], ...]
    times: frozenset[datetime]


def main(arguments: list[str]) -> int:
    """Print the agreement; return 1 if a difference has no reason."""
    write = "--write" in arguments
    theirs = read(next(argument for argument in arguments if argument != "--write"))
    ours = [of_launch(launch, source) for launch, source in zip(load(), row_sources(), strict=True)]
    pairs, alone = matched(theirs, ours)
    counts, differences = compared(pairs, ours)
    differences += missing(pairs, alone, ours)
    reasons = known()
    rows = [(*each, reasons.get(each, "")) for each in dict.fromkeys(differences)]
    for name, (agree, all_) in counts.items():
        print(f"{name:9}{agree:4} of {all_} missiles agree")
    beside = Counter(each.source for each in ours if each.launch.id not in pairs)
    print(
        f"{len(pairs)} launches are in both, {len(ours) - len(pairs)} in ours alone {dict(beside)}"
    )
    print(f"{len(rows)} differences")
    for row in rows:
        print("  " + " · ".join(row[:4]) + f": {row[4] or 'NOT EXPLAINED'}")
    for stale in reasons.keys() - set(differences):
        print(f"  no longer found: {' · '.join(stale)}")
    if write:
        with DIFFERENCES.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, lineterminator="\n").writerows([HEAD, *rows])
    return int(any(not row[4] for row in rows) or bool(reasons.keys() - set(differences)))


# --- the two tables -------------------------------------------------------------------------------


def read(path: str) -> list[Theirs]:
    """Return the missiles of their table."""
    with Path(path).open(encoding="utf-8") as stream:
        return [
            Theirs(
                row=number,
                date=row["date"],
                time=row["time"].partition(" ")[0].replace("unknown", ""),
                facility=row["facility"],
                distance_km=figure(row["distance"]),
                apogee_km=figure(row["apogee"]),
            )
            for number, row in enumerate(csv.DictReader(stream), 2)
        ]


def figure(text: str) -> float | None:
    """Return a figure of theirs, None for none."""
    return None if text in ("", "unknown") else float(text)


def row_sources() -> list[str]:
    """Return the source of each row of `launches.csv`."""
    return [row["source"] for row in csv.DictReader(shipped_text("launches.csv").splitlines())]


def of_launch(launch: Launch, source: str) -> Ours:
    """Return what anybody says of a launch, as far as their table has it."""
    claims = claims_of(launch.id)
    named = {claim["value"] for claim in claims if claim["quantity"] == "site"}
    sites = {place.id for name in named for place in find_site(name).places}
    return Ours(
        launch,
        source,
        frozenset(sites | ({launch.site} if launch.site else set())),
        spans_km(claims, "range"),
        spans_km(claims, "apogee"),
        frozenset(datetime.fromisoformat(time.rstrip("Z")) for time in launch.time_utc),
    )


def spans_km(claims: Iterable[Mapping[str, str]], name: str) -> tuple[tuple[float, float], ...]:
    """Return the figures of a quantity in km, each as the interval that it is."""
    found = []
    for claim in claims:
        if claim["quantity"] == name:
            ends = [float(end) * KM_PER[claim["unit"]] for end in claim["value"].split("/")]
            found.append((ends[0], ends[-1]))
    return tuple(found)


# --- one to the other -----------------------------------------------------------------------------


def matched(theirs: list[Theirs], ours: list[Ours]) -> tuple[dict[str, list[Theirs]], list[Theirs]]:
    """Return their missiles by the id of our launch, and those that fit none."""
    fits = sorted(
        (
            (misfit(mine, each), n, each.row, each, mine.launch)
            for n, mine in enumerate(ours)
            for each in theirs
        ),
        key=lambda fit: fit[:3],
    )
    pairs: dict[str, list[Theirs]] = defaultdict(list)
    given: set[int] = set()
    for points, _, row, each, launch in fits:
        free = (launch.count or ANY_NUMBER) - len(pairs.get(launch.id, ()))
        if points < NO_FIT and row not in given and free > 0:
            pairs[launch.id].append(each)
            given.add(row)
    return dict(pairs), [each for each in theirs if each.row not in given]


def misfit(mine: Ours, each: Theirs) -> float:
    """Return how badly a missile of theirs fits a launch of ours; `NO_FIT`: not at all."""
    days = {day_off(mine.launch.date, day) for day in each.days}
    points = NO_FIT * (min(days) > 1) + 4.0 * min(days)
    points += 3.0 * (not same_site(mine, each))
    points += 3.0 * (not holds(mine.distances_km, each.distance_km))
    points += 2.0 * (not holds(mine.apogees_km, each.apogee_km))
    points += 2.0 * (bool(each.time and mine.times) and not same_time(mine, each))
    return points + 5.0 * (mine.source == "csis-beyond-parallel")


def day_off(ours: str, theirs: str) -> int:
    """Return how many days lie between two dates; two months are the same or not."""
    if len(ours) < 10 or len(theirs) < 10:
        return 0 if ours == theirs else 9
    return abs((datetime.fromisoformat(ours) - datetime.fromisoformat(theirs)).days)


def same_site(mine: Ours, each: Theirs) -> bool:
    """Tell whether anybody names their facility, or a wider place about it."""
    wanted = FACILITIES.get(each.facility, each.facility).split()
    return each.facility == "unknown" or not mine.sites.isdisjoint(wanted)


def same_time(mine: Ours, each: Theirs) -> bool:
    """Tell whether one of our times is theirs; their date may be that of Korea."""
    hour, minute = map(int, each.time.split(":"))
    return any(
        abs((time.hour * 60 + time.minute) - (hour * 60 + minute)) <= TIME_MINUTES
        for time in mine.times
    )


def holds(spans: Iterable[tuple[float, float]], wanted: float | None) -> bool:
    """Tell whether a figure is among ours; where they have none, nothing is to be held."""
    if wanted is None:
        return True
    return any(low - FIGURE_KM <= wanted <= high + FIGURE_KM for low, high in spans)


# --- what differs ---------------------------------------------------------------------------------


Difference = tuple[str, str, str, str]


def compared(
    pairs: Mapping[str, list[Theirs]], ours: Iterable[Ours]
) -> tuple[dict[str, tuple[int, int]], list[Difference]]:
    """Return by quantity how many agree, and what does not."""
    agree: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    differences: list[Difference] = []
    for mine in ours:
        missiles = pairs.get(mine.launch.id, [])
        for each in missiles:
            for name, same, here, there in held(mine, each):
                all_[name] += 1
                agree[name] += same
                if not same:
                    differences.append((mine.launch.id, name, here, there))
        if missiles and mine.launch.count and mine.launch.count != len(missiles):
            counts = (str(mine.launch.count), str(len(missiles)))
            differences.append((mine.launch.id, "count", *counts))
    return {name: (agree[name], all_[name]) for name in all_}, differences


def held(mine: Ours, each: Theirs) -> Iterable[tuple[str, bool, str, str]]:
    """Yield each quantity that both give: whether it agrees, our text, theirs."""
    launch = mine.launch
    utc = {f"{time:%Y-%m-%d}" for time in mine.times}
    days = utc if each.time and utc else {launch.date}
    yield "date", each.date in days, "|".join(sorted(days)), each.date
    if each.time and mine.times:
        times = "|".join(sorted(f"{time:%H:%M}" for time in mine.times))
        yield "time", same_time(mine, each), times, each.time
    if mine.sites:
        yield "site", same_site(mine, each), "|".join(sorted(mine.sites)), each.facility
    for name, spans, wanted in (
        ("distance", mine.distances_km, each.distance_km),
        ("apogee", mine.apogees_km, each.apogee_km),
    ):
        if wanted is not None:
            yield name, holds(spans, wanted), text(spans), f"{wanted:g}"


def text(spans: Iterable[tuple[float, float]]) -> str:
    """Return figures as one text."""
    return "|".join(
        dict.fromkeys(f"{a:.5g}" if a == b else f"{a:.5g} to {b:.5g}" for a, b in sorted(spans))
    )


def missing(
    pairs: Mapping[str, list[Theirs]], alone: Iterable[Theirs], ours: Iterable[Ours]
) -> list[Difference]:
    """Return what only one of the two has, of the launches that both take from CNS."""
    from_there = [each.launch for each in ours if each.source == "cns-nti"]
    return [
        *((each.id, "missing", each.date, "") for each in from_there if each.id not in pairs),
        *(("", "missing", "", f"{each.date} {each.time} {each.facility}") for each in alone),
    ]


def known() -> dict[Difference, str]:
    """Return the differences that are explained, and the reasons."""
    with DIFFERENCES.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    return {(r["launch"], r["quantity"], r["ours"], r["theirs"]): r["why"] for r in rows}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
