"""The command that reads prose: an article or a bulletin, for a person to confirm."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from geolaunch.cli.output import json_text, write
from geolaunch.cli.text import number_text, table
from geolaunch.errors import InputError

if TYPE_CHECKING:
    from geolaunch.reading.reader import Reading

__all__ = ["read", "reading_of"]

# No article is longer; a film given by mistake is refused before it fills the memory.
LARGEST_TEXT_BYTES = 5_000_000

LONGEST_SENTENCE = 160  # characters of it that the table shows


@click.command()
@click.argument("given", metavar="FILE")
@click.option("--date", help="The day of the article, YYYY-MM-DD: what its weekdays stand for.")
@click.option("--json", "form", flag_value="json", help="As reports, an INPUT themselves.")
@click.option("--table", "form", flag_value="table", help="Value, words and sentence in columns.")
def read(given: str, date: str | None, form: str | None) -> None:
    """Read a press text: one report an originator and launch, each value with its words.

    \b
    geolaunch read article.txt
    geolaunch read - | geolaunch map - -o map.html

    FILE: plain text or HTML, English, or a bulletin of the Korean or the Japanese ministry; - for
    standard input. What was not used of the text is listed. Nothing found is exit code 2. On a
    terminal it prints tables, into a pipe or a file JSON.
    """  # noqa: D301 - click reads the backspace as "keep these lines"
    from geolaunch.reading.reader import reading_record

    reading = reading_of(given, date)
    as_json = form == "json" or (form is None and not sys.stdout.isatty())
    write("-", json_text(reading_record(reading)) if as_json else _as_tables(reading))


def reading_of(given: str, date: str | None = None) -> Reading:
    """Return what a file or standard input reports; InputError if that is nothing."""
    from geolaunch.reading.article import decoded
    from geolaunch.reading.reader import read as read_text
    from geolaunch.reading.reader import refuse_empty

    reading = read_text(decoded(_bytes(given), given), date)
    refuse_empty(reading, given)
    return reading


def _bytes(given: str) -> bytes:
    """Return the bytes of a file or of standard input."""
    try:
        if given == "-":
            data = sys.stdin.buffer.read(LARGEST_TEXT_BYTES + 1)
        else:
            with Path(given).open("rb") as stream:
                data = stream.read(LARGEST_TEXT_BYTES + 1)
    except OSError as error:
        raise InputError(f"cannot read {given}: {error.strerror}; wanted an article") from error
    if len(data) > LARGEST_TEXT_BYTES:
        raise InputError(f"{given}: more than {LARGEST_TEXT_BYTES:,} bytes; wanted an article")
    return data


def _as_tables(reading: Reading) -> str:
    """Return what was read as tables, a report each, and what was not used."""
    from geolaunch.reading.article import sentence_finder
    from geolaunch.reading.reader import reading_record

    record = reading_record(reading)
    sentence_at = sentence_finder(reading.text, reading.sentences)
    parts = []
    for report in record["reports"]:
        head = [report.get("originator", "originator not stated"), "value", "words", "sentence"]
        rows = [
            [value.name, value.text, value.words, _cut(sentence_at(value.span[0]))]
            if value.span
            else [value.name, value.text, value.words, ""]
            for value in _values(report, report.get("words", {}), "")
            if value.name not in ("launch", "originator")
        ]
        parts.append(table(head, rows))
    if record["unused"]:
        rows = [[item["words"], item["why"], _cut(item["sentence"])] for item in record["unused"]]
        parts.append(table(["not used", "why", "sentence"], rows))
    return "\n".join(parts)


class _Value(NamedTuple):
    """One value of a report: its path, how it is printed, its words and their place in the text."""

    name: str
    text: str
    words: str
    span: list[int] | None


def _values(
    report: dict[str, Any], words: dict[str, dict[str, Any]], path: str
) -> Iterator[_Value]:
    """Yield each value of a report, nested ones by their path."""
    for key, value in report.items():
        name = f"{path}{key}"
        if name == "words":
            continue
        if isinstance(value, dict) and "unit" in value:
            text = f"{str(value['qualifier']).replace('_', ' ')} {number_text(value)}"
            yield _Value(name, text, str(value.get("words") or ""), value.get("span"))
        elif isinstance(value, dict) and name != "site":
            yield from _values(value, words, f"{name}.")
        else:
            said = words.get(name) or words.get(path.removesuffix(".")) or {}
            text = " to ".join(map(str, value)) if isinstance(value, list) else str(value)
            yield _Value(name, text, str(said.get("words", "")), said.get("span"))


def _cut(sentence: str) -> str:
    """Return a sentence, cut to what a line holds."""
    whole = len(sentence) <= LONGEST_SENTENCE
    return sentence if whole else sentence[:LONGEST_SENTENCE] + "\u2026"
