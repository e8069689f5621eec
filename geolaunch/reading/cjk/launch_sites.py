"""Where a Korean or Japanese sentence says that missiles left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geolaunch.reading.cjk.sentences import Sentence, named
from geolaunch.reading.mentions import Mention
from geolaunch.report.model import SitePoint

__all__ = [
    "sites_in",
]

_JOINTS_OF_PLACES = ("", "\u306e", "(", "\u00b7")  # "of" in Japanese, a second name in brackets


_ENDS_OF_PLACES = "\ub3c4\uc2dc\ud55c"  # province, city, (North) Korea


def sites_in(sentence: Sentence) -> Iterator[Mention]:
    """Yield the launch site: the narrowest name before "from", of sites before regions."""
    mentions = [mention for mention in named(sentence, "site") if _is_left_from(sentence, mention)]
    if not mentions:
        return
    sure = [mention for mention in mentions if isinstance(mention.value, str)]
    best = sure[-1] if sure else min(mentions, key=lambda mention: mention.value.sd_km)
    value, (start, end) = best.value, (at - sentence.start for at in best.span)
    if not isinstance(value, str):
        value = SitePoint(value.lon_deg, value.lat_deg, value.sd_km)
    off = sentence.forms.names["waters"][1].get(best.words)
    sea = _waters_after(sentence, end)
    if off and sea:
        value, end = off, sea
    yield sentence.mention("site", value, *_phrase(sentence, mentions, start, end))


def _phrase(
    sentence: Sentence, mentions: Sequence[Mention], start: int, end: int
) -> tuple[int, int]:
    """Return the place of the whole phrase: its province before, and "area" or "off" after it."""
    for mention in sorted(mentions, key=lambda mention: mention.span, reverse=True):
        first, last = (at - sentence.start for at in mention.span)
        if last <= start and sentence.text[last:start].strip() in _JOINTS_OF_PLACES:
            start = first
    return start, max(end, _until_from(sentence, end))


def _is_left_from(sentence: Sentence, mention: Mention) -> bool:
    """Return whether "from" follows a name, which is no part of another word."""
    start, end = (at - sentence.start for at in mention.span)
    before = sentence.text[start - 1 : start]
    if (
        sentence.forms.lang == "ko"
        and "\uac00" <= before <= "\ud7a3"
        and before not in _ENDS_OF_PLACES
    ):
        return False
    return _until_from(sentence, end) >= 0


def _until_from(sentence: Sentence, end: int) -> int:
    """Return where "from" begins that soon follows a name which ends there; -1 without it."""
    after = sentence.text[end : end + 18]
    at = min(
        (after.find(word) for word in sentence.forms.words["from"] if word in after), default=-1
    )
    if at < 0 or any(mark in after[:at] for mark in "\u3001,"):
        return -1
    return end + len(after[:at].rstrip())


def _waters_after(sentence: Sentence, end: int) -> int:
    """Return where "the waters off" ends that follows a name; 0 without it."""
    near = sentence.text[end : end + 12]
    ends = [near.find(word) + len(word) for word in sentence.forms.words["waters"] if word in near]
    return end + max(ends) if ends else 0
