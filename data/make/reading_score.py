"""Hold the reading of press sentences against what a careful reader took from them.

    python data/make/reading_score.py PATH [--rows]

PATH is a file of JSON lines {"id", "text", "url_or_source", "gold": {...}, "extra": {...}}. Printed
is one row a field: how many values are right, wrong, missed; precision, recall and their harmonic
mean. The date of each text is the last YYYY-MM-DD in its `url_or_source`, else the launch's own.
`date, named` counts only texts that name a day; `date` all that are dated by their source, the day
as given where the text names none. Of several launches the first is meant. A distance is
that of a flight, or of a way with turns where no other is given.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from geolaunch.catalogue.missiles import find_missile
from geolaunch.constants import KM_PER_UNIT, S_PER_UNIT
from geolaunch.errors import InputError
from geolaunch.reading.reader import read
from geolaunch.report.model import Report
from geolaunch.report.quantity import Quantity

# Values in other units are given to 0.1 km.
TOLERANCE_KM = 0.2
QUALIFIERS = {"approx": "about", "range": "between", "at_least": "more_than"}
CLASSES = {  # what a class is called; the first that fits is meant
    "SLBM": (
        "submarine-launched ballistic",
        "SLBM",
        "잠수함발사탄도미사일",
        "潜水艦発射弾道ミサイル",
    ),
    "ICBM": ("intercontinental", "ICBM", "대륙간탄도", "장거리 탄도미사일", "大陸間弾道ミサイル"),
    "cruise": ("cruise missile", "순항미사일", "巡航ミサイル"),
    "IRBM": ("intermediate-range", "IRBM", "중장거리 탄도", "중거리 탄도", "中距離弾道"),
    "MRBM": ("medium-range", "MRBM", "준중거리 탄도", "準中距離弾道"),
    "SRBM": (
        *("short-range ballistic", "short-range missile", "SRBM", "단거리 탄도미사일"),
        "短距離弾道ミサイル",
    ),
    "hypersonic": ("hypersonic", "극초음속", "極超音速"),
    "SLV": ("space launch vehicle", "우주발사체"),
    "ballistic missile": ("ballistic missile", "탄도미사일", "弾道ミサイル"),
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
    gold, extra = row["gold"], row.get("extra", {})
    given = re.findall(r"\d{4}-\d{2}-\d{2}", row["url_or_source"])
    reports = read(row["text"], given[-1] if given else gold["date"]).reports
    reports = tuple(report for report in reports if report.launch == reports[0].launch)
    yield "count", gold["n_missiles"], first(reports, "count")
    low, high = ends_of(gold["range_km"])
    got = first(reports, "range") or first(reports, "path_length")
    qualifier = gold["range_qualifier"]
    wanted = None if low is None else (low, high, QUALIFIERS.get(qualifier, qualifier))
    yield "distance, qualifier", wanted, near(got, low, high)
    low, high = ends_of(gold["apogee_km"])
    got = near(first(reports, "apogee"), low, high)
    yield "altitude", None if low is None else (low, high), got and got[:2]
    yield "time of day", gold["time_local"], "-".join(first(reports, "time_local") or ()) or None
    sea = next((r.landing.sea for r in reports if r.landing.sea), None)
    yield "sea", gold["landing_sea"], sea
    named = next((r for r in reports if r.date and r.words["date"].span), None)
    if named or row.get("date_stated_in_text"):
        yield "date, named", gold["date"], named.date if named else None
    if given and gold["date"]:
        yield "date", gold["date"], first(reports, "date")
    site = next((r.words["site"].words for r in reports if "site" in r.words), None)
    yield "site", folded(gold["site_text"]), folded(site)
    yield "class", wanted_class(gold["missile_type"]), first(reports, "missile_class")
    yield "name", wanted_name(gold["missile_type"]), first(reports, "missile")
    eez = next((r.landing.eez["Japan"] for r in reports if r.landing.eez), None)
    yield "EEZ", extra.get("eez"), eez
    low, high = ends_of(extra.get("flight_time_s"))
    got = first(reports, "flight_time")
    ends = got and (got.low * S_PER_UNIT[got.unit], got.high * S_PER_UNIT[got.unit])
    yield "flight time", None if low is None else (low, high), ends


def first(reports: tuple[Report, ...], field: str) -> Any:
    """Return the first value of a field in the reports, None without one."""
    return next((value for r in reports if (value := getattr(r, field))), None)


def ends_of(value: Any) -> tuple[float | None, float | None]:
    """Return the ends of a figure, or of those of several missiles, the lower first."""
    ends = sorted(value) if isinstance(value, list) else [value]
    return ends[0], ends[-1]


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


def wanted_class(text: str | None) -> str | None:
    """Return the class in the words for a missile, None where they are a name."""
    if text is None:
        return None
    return next((c for c, names in CLASSES.items() if any(name in text for name in names)), None)


def wanted_name(text: str | None) -> str | None:
    """Return the primary name of the missile in words, None where they name none."""
    for word in (text or "").split():
        try:
            return find_missile(word.replace("songpho", "song")).name
        except InputError:
            continue
    return None


if __name__ == "__main__":
    main(sys.argv[1], show_rows="--rows" in sys.argv)
