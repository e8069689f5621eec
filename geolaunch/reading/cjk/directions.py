"""Which way missiles flew in a Korean or Japanese sentence."""

from __future__ import annotations

from collections.abc import Iterator

from geolaunch.reading.cjk.sentences import Sentence, starts
from geolaunch.reading.mentions import Mention
from geolaunch.report.direction import parse_direction

__all__ = [
    "directions_in",
]


def directions_in(sentence: Sentence) -> Iterator[Mention]:
    """Yield the direction of flight."""
    pattern, _ = sentence.forms.names["winds"]
    for match in pattern.finditer(sentence.text):
        towards = starts(sentence.text, match.end(), sentence.forms.words["toward"])
        if towards and not sentence.text[: match.start()].endswith(
            ("\u671d\u9bae\u534a\u5cf6\u306e",)
        ):
            yield sentence.mention(
                "direction", parse_direction(match.group()), match.start(), match.end()
            )
            return
