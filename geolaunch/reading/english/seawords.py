"""Seas that an English sentence tells of without their name: "waters off its east coast".

The forms stand in `data/vocabulary/en.json`: words, and slots for one of several words. No form
repeats anything, so that the time is linear.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from geolaunch.reading.tokens import Token
from geolaunch.reading.vocabulary import words_of

__all__ = ["unnamed_seas"]

_SLOT = re.compile(r"{(\w+)}")

# A form must hold one of these, and what is followed by one of those is no sea: "off the east coast
# city of Hamhung".
_ENDS = frozenset(("coast", "coasts", "coastline", "shore", "shores", "seaboard"))
_WATERS = frozenset(("waters", "water", "sea", "seas", "ocean", "area", "areas"))
_NO_SEA = "(?! (?:city|town|port|village|area|region|resort|county|province|site|base)s?(?: |$))"


def unnamed_seas(tokens: Sequence[Token]) -> Iterator[tuple[int, int, str]]:
    """Yield the first and the last token of each such phrase, and the id of its sea."""
    words = [token.text for token in tokens]
    if not (_ENDS.intersection(words) or _WATERS.intersection(words)):
        return
    starts, at = list[int](), 0
    for word in words:
        starts.append(at)
        at += len(word) + 1
    for match in _forms().finditer(" ".join(words)):
        first = bisect_left(starts, match.start())
        last = bisect_left(starts, match.end()) - 1
        yield first, last, (match.lastgroup or "").replace("_", "-")


@cache
def _forms() -> re.Pattern[str]:
    """Return the forms of all seas as one expression over folded words, a group a sea."""
    words = words_of("en")
    slots = {name: f"(?:{'|'.join(spelt)})" for name, spelt in words["sea_slots"].items()}
    seas = [
        f"(?P<{sea.replace('-', '_')}>{_SLOT.sub(lambda slot: slots[slot[1]], '|'.join(forms))})"
        for sea, forms in words["sea_forms"].items()
    ]
    return re.compile(rf"(?<!\S)(?:{'|'.join(seas)})(?!\S){_NO_SEA}")
