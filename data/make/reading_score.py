"""Hold the reading of press sentences against what a careful reader took from them.

    python data/make/reading_score.py PATH [--rows]

PATH is a file of JSON lines {"id", "text", "url_or_source", "gold": {...}, "extra": {...}}. Printed
is one row a field: how many values are right, wrong, missed; precision, recall and their harmonic
mean. The date of each text is the last YYYY-MM-DD in its `url_or_source`. `date, named` counts only
texts that name a day; `date` counts all, the day as given where the text names none.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geolaunch.quantity import KM_PER_UNIT, Quantity, seconds
from geolaunch.reading import read
from geolaunch.report import Report

# Values in other units are given to 0.1 km.
TOLERANCE_KM = 0.2
QUALIFIERS = {"approx": "about", "range": "between", "at_least": "more_than"}
CLASSES = {
    "short-range ballistic missile": "SRBM",
    "medium-range ballistic missile": "MRBM",
    "intermediate-range ballistic missile": "IRBM",
    "intercontinental ballistic missile": "ICBM",
    "submarine-launched ballistic missile": "SLBM",
    "cruise missile": "cruise",
}
Row = Mapping[str, Any]


def main(path: str, *, show_rows: bool) -> None:
    """Print the table for the file at `path`, with each difference where `show_rows`."""
    counts: dict[str, list[int]] = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for field, wanted, got in compared(row):
            right, wrong, missed = counts.setdefault(field, [0, 0, 0])
            same = wanted == got
            counts[field] = [
                right + (same and wanted is not None),
                wrong + (not same and got is not None),
                missed + (not same and wanted is not None),
            ]
            if show_rows and not same:
                print(f"{row['id']} {field}: wanted {wanted!r}, got {got!r}")
    print(
        f"{'field':24} {'right':>5} {'wrong':>5} {'missed':>6} {'prec.':>6} {'recall':>6} {'F1':>6}"
    )
    for field, (right, wrong, missed) in counts.items():
        precision = right / (right + wrong) if right + wrong else 1.0
        recall = right / (right + missed) if right + missed else 1.0
        mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        print(
            f"{field:24} {right:5} {wrong:5} {missed:6} {precision:6.2f} {recall:6.2f} {mean:6.2f}"
        )


def compared(row: Row) -> Iterator[tuple[str, Any, Any]]:
    """Yield (field, wanted, got) for each field of a row."""
    given = re.findall(r"\d{4}-\d{2}-\d{2}", row["url_or_source"])
    reports = read(row["text"], given[-1] if given else None).reports
    gold, extra = row["gold"], row.get("extra", {})
    yield "count", gold["n_missiles"], first(reports, "count")
    low, high = wanted_km(gold["range_km"])
    got = first(reports, "range")
    qualifier = gold["range_qualifier"]
    wanted = None if low is None else (low, high, QUALIFIERS.get(qualifier, qualifier))
    yield "distance, qualifier", wanted, near(got, low, high)
    high = wanted_km(gold["apogee_km"])
    got = near(first(reports, "apogee"), *high)
    yield "altitude", (high if high[0] else None), (got and got[:2])
    yield "time of day", gold["time_local"], "-".join(first(reports, "time_local") or ()) or None
    sea = next((r.landing.sea for r in reports if r.landing.sea), None)
    yield "sea", gold["landing_sea"], sea
    named = next((r for r in reports if r.date and r.words["date"].span), None)
    if named or row.get("date_stated_in_text"):
        yield "date, named", gold["date"], named.date if named else None
    yield "date", gold["date"], first(reports, "date")
    site = next((r.words["site"].words for r in reports if "site" in r.words), None)
    yield "site", folded(gold["site_text"]), folded(site)
    yield "class", wanted_class(gold["missile_type"]), first(reports, "missile_class")
    yield "name", wanted_name(gold["missile_type"]), first(reports, "missile")
    eez = next((r.landing.eez["Japan"] for r in reports if r.landing.eez), None)
    yield "EEZ", extra.get("eez"), eez
    time = first(reports, "flight_time")
    yield "flight time", extra.get("flight_time_s"), seconds(time) if time else None


def first(reports: tuple[Report, ...], field: str) -> Any:
    """Return the first value of a field in the reports, None without one."""
    return next((value for r in reports if (value := getattr(r, field))), None)


def wanted_km(value: Any) -> tuple[float | None, float | None]:
    """Return the ends of a distance in km."""
    low, high = value if isinstance(value, list) else (value, value)
    return low, high


def near(got: Quantity | None, low: float | None, high: float | None) -> Any:
    """Return a distance as (low, high, qualifier), its ends as wanted where they are near them."""
    if got is None:
        return None
    ends = (got.low * KM_PER_UNIT[got.unit], got.high * KM_PER_UNIT[got.unit])
    wanted = (low, high)
    close = [
        w if w and abs(g - w) <= TOLERANCE_KM else g for g, w in zip(ends, wanted, strict=True)
    ]
    return (*close, got.qualifier)


def folded(words: str | None) -> str | None:
    """Return words for comparison, without case and articles."""
    return None if words is None else re.sub(r"\b(the|a|an) ", "", words.casefold())


def wanted_class(told: str | None) -> str | None:
    """Return the class in the words for a missile, None where they are a name."""
    if told is None:
        return None
    for words, code in CLASSES.items():
        if words in told or code in told.split():
            return code
    return "ballistic missile" if "ballistic missile" in told else None


def wanted_name(told: str | None) -> str | None:
    """Return the name in the words for a missile, None where they are a class."""
    found = re.search(r"[A-Z][a-z]+-\d+", told or "")
    return found.group().replace("songpho", "song") if found else None


if __name__ == "__main__":
    main(sys.argv[1], show_rows="--rows" in sys.argv)
