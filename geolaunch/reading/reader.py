"""Press text to reports: one for each originator and launch, every value tied to its words.

`read` takes the text of an article or a statement in English, or of a bulletin of the Korean or
Japanese ministry, and returns `Report`s with what was not used. Nothing is invented: a value
without words has none here, but for the date where the caller gave that of the text. Where words
can be read two ways, both readings are reports.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from geolaunch.errors import InputError
from geolaunch.reading.article import plain_text, sentence_finder
from geolaunch.reading.english.reader import date_of_text, read_english
from geolaunch.reading.events import events_of, reports_of
from geolaunch.reading.languages import other_readers
from geolaunch.reading.mentions import Mention
from geolaunch.reading.unused import UnusedWords, not_taken
from geolaunch.report.io import record_of
from geolaunch.report.model import Report, Words

__all__ = ["LOOKED_FOR", "Reading", "read", "reading_record", "refuse_empty"]

LOOKED_FOR = (
    "missiles fired, flown or landed, with their number, site, distance, altitude, flight time, "
    "time of day, direction, sea or zone, in English, or in a bulletin in Korean or Japanese"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The reports read from a text, what was not used of it, and the text that spans count in.

    `sentences` are the spans of its sentences.
    """

    reports: tuple[Report, ...]
    unused: tuple[UnusedWords, ...]
    text: str
    sentences: tuple[tuple[int, int], ...] = ()


def read(text: str, date: date | str | None = None) -> Reading:
    """Read the reports in a text; `date` is the text's own, by which weekdays are resolved.

    HTML is stripped of its markup first; spans count in `Reading.text`. A report whose day is not
    stated takes the given date, and its words say so. The reading is empty if none is reported.
    """
    plain = plain_text(text)
    given = _as_date(date)
    base = given or date_of_text(plain)
    statements, unused, carriers, spans = read_english(plain, base)
    for reader in other_readers():
        for lang in reader.languages_of(plain):
            more, more_unused = reader.read_text(plain, lang, base)
            taken = [mention.span for statement in more for mention in statement.mentions]
            taken += [words.span for words in more_unused]
            unused = not_taken(unused, taken, len(plain)) + more_unused
            statements = statements + more
    reports = [
        report
        for number, event in enumerate(events_of(statements, base), 1)
        for report in reports_of(event, number, given, unused, plain)
    ]
    find = sentence_finder(plain, spans)
    unused = [
        words if words.sentence else replace(words, sentence=find(words.span[0]))
        for words in unused
    ]
    return Reading(tuple(_with_carrier(reports, carriers)), tuple(unused), plain, tuple(spans))


def reading_record(reading: Reading) -> dict[str, Any]:
    """Return a reading as {"reports": [...], "unused": [...]}, which is an input like any other."""
    return {
        "reports": [record_of(report) for report in reading.reports],
        "unused": [
            {
                "words": unused.words,
                "span": list(unused.span),
                "sentence": unused.sentence,
                "why": unused.why,
            }
            for unused in reading.unused
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


def _with_carrier(reports: list[Report], carriers: list[Mention]) -> list[Report]:
    """Return reports with the one carrier that a text names; with none where it names several."""
    named = {mention.value for mention in carriers}
    if len(named) != 1:
        return reports
    said = carriers[0]
    words = Words(said.words, said.span)
    return [
        replace(report, carrier=said.value, words={**report.words, "carrier": words})
        for report in reports
    ]
