"""What a text says, grouped: by launch, then by originator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from geolaunch.reading.assembly import agree, readings, same
from geolaunch.reading.mentions import Mention, Statement
from geolaunch.reading.unused import UnusedWords, unused_mention
from geolaunch.report.fields import ALL_FIELDS, EVIDENCE, QUANTITIES
from geolaunch.report.model import Report, Words

__all__ = ["Event", "events_of", "reports_of"]

_STATE_MEDIA = "KCNA"
_NEAR_DAYS = 2  # from a text's own date: the day of a launch reported before without one
_MOST_LAUNCHES = 50  # days looked through; an article reports two or three
_MOST_VALUES = 60  # of one field, by one originator, of one launch; no article has a dozen


@dataclass(slots=True)
class Event:
    """A launch as a text reports it: its day, and what each originator says."""

    dates: tuple[date, ...] = ()
    day: Mention | None = None
    by_speaker: dict[str, list[Statement]] = field(default_factory=dict)


def events_of(statements: Iterable[Statement], base: date | None) -> list[Event]:
    """Return the launches reported, the first one first, each with what its speakers say.

    What names no day goes on with the launch of its paragraph, else with the first launch.
    """
    events: list[Event] = []
    current, paragraph = -1, -1
    for statement in statements:
        current = _event_of(
            events, statement, current if paragraph == statement.paragraph else -1, base
        )
        paragraph = statement.paragraph
        event = events[current]
        if statement.dates and not event.dates:
            event.dates, event.day = statement.dates, statement.day
        name = statement.speaker.name if statement.speaker else ""
        event.by_speaker.setdefault(name, []).append(statement)
    return events


def _event_of(events: list[Event], statement: Statement, current: int, base: date | None) -> int:
    """Return the number of the launch that a sentence reports; a new one is added.

    A day near the text's own is that of a launch reported before it without a day; another is not.
    """
    if not events:
        events.append(Event())
        return 0
    if not statement.dates:
        return max(current, 0)
    for number, event in enumerate(events[:_MOST_LAUNCHES]):
        if event.dates == statement.dates:
            return number
    near = base is None or abs((statement.dates[0] - base).days) <= _NEAR_DAYS
    if not events[0].dates and near:
        return 0
    events.append(Event())
    return len(events) - 1


def reports_of(
    event: Event, number: int, given: date | None, left: list[UnusedWords], text: str
) -> Iterator[Report]:
    """Yield the reports of one launch: one an originator, and one for each other reading."""
    by_state_media = _STATE_MEDIA in event.by_speaker
    narrated = _mentions(event.by_speaker.pop("", []), left)
    groups = {name: _mentions(statements, left) for name, statements in event.by_speaker.items()}
    speakers = {name: statements[0].speaker for name, statements in event.by_speaker.items()}
    if len(groups) == 1 or (groups and not _names(narrated) & _EVIDENCE):
        said = [mention for own in groups.values() for mention in own]
        groups = {name: [*own, *_lacking(narrated, own)] for name, own in groups.items()}
        used = [mention for own in groups.values() for mention in own]
        besides = _said_besides(narrated, said)
        left += [
            unused_mention(mention, f"a second {mention.field}, told beside the first")
            for mention in narrated
            if mention not in used and mention not in besides and not _is_said(mention, said, same)
            if mention.rank > 1
        ]
        narrated = besides
    if narrated:
        groups[""], speakers[""] = narrated, None
    for name, mentions in groups.items():
        if not mentions:
            continue
        speaker = speakers[name]
        words = {"originator": Words(speaker.words, speaker.span)} if speaker else {}
        base = Report(launch=f"launch-{number}", originator=name or None, words=words)
        base = _dated(base, event, given, by_state_media=by_state_media)
        yield from readings(base, mentions, event.dates, left, text)


_EVIDENCE = frozenset(path for path in ALL_FIELDS if path.split(".")[0] in EVIDENCE)


def _mentions(statements: Iterable[Statement], left: list[UnusedWords]) -> list[Mention]:
    """Return what was said in several sentences, of each field so much as can be meant."""
    kept: list[Mention] = []
    counts: Counter[str] = Counter()
    for mention in (mention for statement in statements for mention in statement.mentions):
        counts[mention.field] += 1
        if counts[mention.field] <= _MOST_VALUES:
            kept.append(mention)
        elif mention.rank > 1:
            left.append(unused_mention(mention, f"a further {mention.field}, of very many"))
    return kept


def _names(mentions: Iterable[Mention]) -> set[str]:
    """Return the fields that mentions fill."""
    return {mention.field for mention in mentions}


def _lacking(narrated: Iterable[Mention], own: Iterable[Mention]) -> list[Mention]:
    """Return what the article says in its own voice and the one originator does not say."""
    best = {mention.field: 0 for mention in own}
    for mention in own:
        best[mention.field] = max(best[mention.field], mention.rank)
    return [mention for mention in narrated if mention.rank > best.get(mention.field, 0)]


def _said_besides(narrated: Iterable[Mention], said: list[Mention]) -> list[Mention]:
    """Return figures in the article's own voice that differ from what the originators say."""
    fields = _names(said)
    return [
        mention
        for mention in narrated
        if mention.field in fields.intersection(QUANTITIES) and not _is_said(mention, said, agree)
    ]


def _is_said(mention: Mention, said: list[Mention], alike: Callable[[Any, Any], bool]) -> bool:
    """Return whether an originator says what is alike."""
    return any(mention.field == other.field and alike(mention.value, other.value) for other in said)


def _dated(report: Report, event: Event, given: date | None, *, by_state_media: bool) -> Report:
    """Return a report with its day, as stated, or by the date given for the text.

    State media tell of a launch on the day after: a text that quotes them is of that day or later.
    """
    if event.dates and event.day is not None:
        words = Words(event.day.words, event.day.span)
        day = event.dates[0].isoformat()
        return replace(report, date=day, words={**report.words, "date": words})
    if given is None:
        return report
    date_told, why = given, f"{given.isoformat()}, given as the date of the text; it names no day"
    if by_state_media:
        date_told -= timedelta(days=1)
        why = f"the day before {why}, and state media tell of a launch on the day after"
    return replace(report, date=date_told.isoformat(), words={**report.words, "date": Words(why)})
