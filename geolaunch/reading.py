"""Press text to reports: one for each originator and launch, every value tied to its words.

`read` takes the text of an article or a statement in English, or of a bulletin of the Korean or
Japanese ministry, and returns `Report`s with what was not used. Nothing is invented: a value
without words has none here, but for the date where the caller gave that of the text. Where words
can be read two ways, both readings are reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from geolaunch.article import plain_text
from geolaunch.bulletins import languages_of, read_bulletin
from geolaunch.errors import InputError
from geolaunch.fields import EVIDENCE
from geolaunch.prose import Left, Told, date_of_text, read_english
from geolaunch.quantity import KM_PER_UNIT, S_PER_UNIT, Quantity
from geolaunch.records import record_of
from geolaunch.report import Report, Words
from geolaunch.sentences import Finding

__all__ = ["LOOKED_FOR", "Reading", "read", "reading_record", "refuse_empty"]

LOOKED_FOR = (
    "missiles fired, flown or landed, with their number, site, distance, altitude, flight time, "
    "time of day, direction, sea or zone, in English, or in a bulletin in Korean or Japanese"
)

_QUANTITIES = ("range", "apogee", "flight_time", "path_length")
_NEAR_DAYS = 2
_MOST_LAUNCHES = 50  # days looked through; an article tells of two or three
_MOST_VALUES = 60  # of one field, by one originator, of one launch; no article has a dozen
_SAME = 0.03  # two figures that agree to this are one, told twice


@dataclass(frozen=True, slots=True)
class Reading:
    """The reports read from a text, what was not used of it, and the text that spans count in."""

    reports: tuple[Report, ...]
    unused: tuple[Left, ...]
    text: str


@dataclass(slots=True)
class _Event:
    """A launch as a text tells of it: its day, and what each originator says."""

    dates: tuple[date, ...] = ()
    day: Finding | None = None
    by_speaker: dict[str, list[Told]] = field(default_factory=dict)


def read(text: str, date: date | str | None = None) -> Reading:
    """Read the reports in a text; `date` is the text's own, by which weekdays are resolved.

    HTML is stripped of its markup first; spans count in `Reading.text`. A report whose day is not
    told takes the given date, and its words say so. The reading is empty if no launch is told.
    """
    plain = plain_text(text)
    given = _as_date(date)
    base = given or date_of_text(plain)
    told, left, carriers = read_english(plain, base)
    for lang in languages_of(plain):
        in_lang, more, _ = read_bulletin(plain, lang, base)
        told, left = told + in_lang, left + more
    events = _events(told, base)
    reports = [
        report
        for number, event in enumerate(events, 1)
        for report in _reports(event, number, given, left)
    ]
    return Reading(tuple(_with_carrier(reports, carriers)), tuple(left), plain)


def reading_record(reading: Reading) -> dict[str, Any]:
    """Return a reading as {"reports": [...], "unused": [...]}, which is an input like any other."""
    return {
        "reports": [record_of(report) for report in reading.reports],
        "unused": [
            {
                "words": left.words,
                "span": list(left.span),
                "sentence": left.sentence,
                "why": left.why,
            }
            for left in reading.unused
        ],
    }


def refuse_empty(reading: Reading, where: str) -> None:
    """Raise InputError with what was looked for if no launch was found in a text."""
    if not reading.reports:
        what = "no text in it" if not reading.text.strip() else "no launch found in it"
        raise InputError(f"{where}: {what}; looked for {LOOKED_FOR}")


def _as_date(given: date | str | None) -> date | None:
    """Return a date that was given as one or as YYYY-MM-DD."""
    if given is None or isinstance(given, date):
        return given
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise InputError(f"date: got {given!r}; wanted a date that exists, YYYY-MM-DD") from None


# --- launches and speakers ------------------------------------------------------------------------


def _events(told: Iterable[Told], base: date | None) -> list[_Event]:
    """Return the launches told of, the first one first, each with what its speakers say.

    What names no day goes on with the launch of its paragraph, else with the first launch.
    """
    events: list[_Event] = []
    current, paragraph = -1, -1
    for one in told:
        current = _event_of(events, one, current if paragraph == one.paragraph else -1, base)
        paragraph = one.paragraph
        event = events[current]
        if one.dates and not event.dates:
            event.dates, event.day = one.dates, one.day
        name = one.speaker.name if one.speaker else ""
        event.by_speaker.setdefault(name, []).append(one)
    return events


def _event_of(events: list[_Event], told: Told, current: int, base: date | None) -> int:
    """Return the number of the launch that a sentence tells of; a new one is added.

    A day near the text's own is that of a launch told before it without a day; another is not.
    """
    if not events:
        events.append(_Event())
        return 0
    if not told.dates:
        return max(current, 0)
    for number, event in enumerate(events[:_MOST_LAUNCHES]):
        if event.dates == told.dates:
            return number
    near = base is None or abs((told.dates[0] - base).days) <= _NEAR_DAYS
    if not events[0].dates and near:
        return 0
    events.append(_Event())
    return len(events) - 1


def _reports(event: _Event, number: int, given: date | None, left: list[Left]) -> Iterator[Report]:
    """Yield the reports of one launch: one an originator, and one for each other reading."""
    narrated = _findings(event.by_speaker.pop("", []), left)
    groups = {name: _findings(told, left) for name, told in event.by_speaker.items()}
    speakers = {name: told[0].speaker for name, told in event.by_speaker.items()}
    if len(groups) == 1 or (groups and not _names(narrated) & set(_EVIDENCE)):
        said = [finding for own in groups.values() for finding in own]
        groups = {name: [*own, *_lacking(narrated, own)] for name, own in groups.items()}
        narrated = _told_besides(narrated, said)
    if narrated:
        groups[""], speakers[""] = narrated, None
    for name, findings in groups.items():
        if not findings:
            continue
        speaker = speakers[name]
        words = {"originator": Words(speaker.words, speaker.span)} if speaker else {}
        base = Report(launch=f"launch-{number}", originator=name or None, words=words)
        base = _dated(base, event, name, given)
        yield from _readings(base, findings, event, left)


_EVIDENCE = (*EVIDENCE, "landing.sea", "landing.near", "landing.eez.Japan", "landing.reference")


def _findings(told: Iterable[Told], left: list[Left]) -> list[Finding]:
    """Return what was said in several sentences, of each field so much as can be meant."""
    kept: list[Finding] = []
    counts: Counter[str] = Counter()
    for finding in (finding for one in told for finding in one.findings):
        counts[finding.field] += 1
        if counts[finding.field] <= _MOST_VALUES:
            kept.append(finding)
        elif finding.rank > 1:
            left.append(_beside(finding))
    return kept


def _names(findings: Iterable[Finding]) -> set[str]:
    """Return the fields that findings fill."""
    return {finding.field for finding in findings}


def _lacking(narrated: Iterable[Finding], own: Iterable[Finding]) -> list[Finding]:
    """Return what the article tells in its own voice and the one originator does not say."""
    best = {finding.field: 0 for finding in own}
    for finding in own:
        best[finding.field] = max(best[finding.field], finding.rank)
    return [finding for finding in narrated if finding.rank > best.get(finding.field, 0)]


def _told_besides(narrated: Iterable[Finding], said: list[Finding]) -> list[Finding]:
    """Return figures in the article's own voice that differ from what the originators say."""
    fields = _names(said)
    return [
        finding
        for finding in narrated
        if finding.field in fields.intersection(_QUANTITIES)
        and not any(finding.field == one.field and _agree(finding.value, one.value) for one in said)
    ]


def _dated(report: Report, event: _Event, name: str, given: date | None) -> Report:
    """Return a report with its day, as told or as the date given for the text.

    State media tell of a launch on the day after, so that their text's date is not its day.
    """
    if event.dates and event.day is not None:
        told = Words(event.day.words, event.day.span)
        day = event.dates[0].isoformat()
        return replace(report, date=day, words={**report.words, "date": told})
    if given is None or name == "KCNA":
        return report
    told = Words(f"{given.isoformat()}, given as the date of the text; it names no day")
    return replace(report, date=given.isoformat(), words={**report.words, "date": told})


# --- one report -----------------------------------------------------------------------------------


def _readings(
    base: Report, findings: list[Finding], event: _Event, left: list[Left]
) -> Iterator[Report]:
    """Yield the report of one originator, then one for each other reading of its words."""
    by_field: dict[str, list[Finding]] = {}
    for finding in findings:
        by_field.setdefault(finding.field, []).append(finding)
    main = base
    others: list[Finding] = []
    for name, found in by_field.items():
        first, *rest = _distinct(name, found)
        main = _filled(main, first)
        if name in (*_QUANTITIES, "missile", "landing.reference"):
            others += rest
        else:
            left += [_beside(one) for one in rest]
    yield main
    shared = _identity(main)
    yield from (_filled(shared, other) for other in others)
    for other_day in event.dates[1:]:
        yield replace(main, date=other_day.isoformat())


def _distinct(name: str, found: list[Finding]) -> list[Finding]:
    """Return the values of one field that differ, the one meant first.

    Only those of the highest rank are meant; what agrees with one of them is told twice.
    """
    top = max(finding.rank for finding in found)
    kept: list[Finding] = []
    for finding in found:
        if finding.rank < top or any(_agree(finding.value, one.value) for one in kept):
            continue
        kept.append(finding)
    if name == "time_local":
        kept.sort(key=lambda one: -len(one.value))
        kept = [one for one in kept if one is kept[0] or not set(one.value) & set(kept[0].value)]
    if name == "site":
        kept.sort(key=lambda one: not isinstance(one.value, str))
    return kept


def _agree(a: Any, b: Any) -> bool:
    """Return whether two values are one, told twice."""
    if isinstance(a, Quantity) and isinstance(b, Quantity):
        scale = KM_PER_UNIT if a.unit in KM_PER_UNIT else S_PER_UNIT
        if a.unit not in scale or b.unit not in scale:
            return False
        pairs = (
            (a.low * scale[a.unit], b.low * scale[b.unit]),
            (a.high * scale[a.unit], b.high * scale[b.unit]),
        )
        return all(abs(x - y) <= _SAME * max(x, y) for x, y in pairs)
    return bool(a == b)


def _filled(report: Report, finding: Finding) -> Report:
    """Return a report with one more value and its words."""
    name, value = finding.field, finding.value
    if name in _QUANTITIES:
        return replace(report, **{name: value})
    words = {**report.words, name: Words(finding.words, finding.span)}
    if name == "landing.eez.Japan":
        return replace(report, landing=replace(report.landing, eez={"Japan": value}), words=words)
    if name.startswith("landing."):
        part = name.removeprefix("landing.")
        return replace(report, landing=replace(report.landing, **{part: value}), words=words)
    return replace(report, **{name: value}, words=words)


def _identity(report: Report) -> Report:
    """Return what another reading of a report shares with it: whose it is, of which launch."""
    kept = ("originator", "date")
    words = {name: said for name, said in report.words.items() if name in kept}
    return Report(launch=report.launch, date=report.date, originator=report.originator, words=words)


def _beside(finding: Finding) -> Left:
    """Return a value that was told beside the one that a report holds."""
    return Left(finding.words, finding.span, "", f"a second {finding.field}, told beside the first")


def _with_carrier(reports: list[Report], carriers: list[Finding]) -> list[Report]:
    """Return reports with the one carrier that a text names; with none where it names several."""
    named = {finding.value for finding in carriers}
    if len(named) != 1:
        return reports
    said = carriers[0]
    words = Words(said.words, said.span)
    return [
        replace(report, carrier=said.value, words={**report.words, "carrier": words})
        for report in reports
    ]
