"""Where an English sentence says that missiles left."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

from geolaunch.constants import KM_PER_UNIT
from geolaunch.places.provinces import regions
from geolaunch.places.sites import is_site_name, sites
from geolaunch.reading.english.lengths import offset_at
from geolaunch.reading.english.measures import Measure, quantity_of
from geolaunch.reading.english.noun_phrases import governing_verb, phrase_end
from geolaunch.reading.english.numerals import number_at
from geolaunch.reading.english.sentences import Sentence
from geolaunch.reading.mentions import Mention
from geolaunch.reading.offsets import moved
from geolaunch.report.direction import parse_direction
from geolaunch.report.model import SitePoint

__all__ = ["sites_in"]

_OTHER_LANDS = ("japan", "japanese", "hokkaido", "honshu", "russian", "russia", "china", "chinese")

_NO_PLACES = ("north", "south", "korea", "korean", "mach")
_AIMED = ("toward", "towards", "target", "into")

# A site given by its distance from a place ("50 km north of X") is as good as such figures are.
_OFFSET_SITE_SD_KM = 10.0


def sites_in(sentence: Sentence, offsets: list[Measure], flown: list[Measure]) -> Iterator[Mention]:
    """Yield the launch sites that a sentence names.

    `offsets` are distances from a place to the site, `flown` are those that a missile flew. A place
    that is not known has no value.
    """
    ends = {measure.last for measure in flown}
    end, named = -1, False
    for index in range(len(sentence.tokens) - 1):
        opening = _opening(sentence, index) if index > end else None
        if opening is None or (_is_length(sentence, index - 1) and index - 1 not in ends):
            continue
        if governing_verb(sentence, index) not in opening[1]:
            continue
        first = opening[0]
        last = phrase_end(sentence, first, offsets)
        if last is None:
            continue
        value = _site_value(sentence, first, last, offsets)
        wider = named and isinstance(value, SitePoint)  # "Kusong, in North Pyongan province"
        if value is None and _is_unknown(sentence, first, last):
            yield sentence.mention("site", None, first, last)
        if value is not None and not wider:
            end, named = last, named or isinstance(value, str)
            yield sentence.mention("site", value, first, last)
            for more in _joined_sites(sentence, last, offsets):
                end = more[1]
                yield sentence.mention("site", more[2], more[0], more[1])


def _is_length(sentence: Sentence, at: int) -> bool:
    """Return whether a token is a unit of length."""
    return sentence.tag(at, "unit") in KM_PER_UNIT


def _is_unknown(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether words name a place beside countries and lands, right after what was fired."""
    before = sentence.is_(first - 2, "fire", "class", "thing", "missile", "clock", "zone")
    called = any(sentence.is_(at, "place_noun") for at in range(first, last + 1))
    return (before or called) and any(
        sentence.tokens[at].capital
        and sentence.tokens[at].text not in (*_OTHER_LANDS, *_NO_PLACES)
        and not sentence.is_(at, "country", "anaphora", "wind", "sea", "land_point", "place_noun")
        for at in range(first, last + 1)
    )


def _joined_sites(
    sentence: Sentence, last: int, offsets: list[Measure]
) -> Iterator[tuple[int, int, str]]:
    """Yield the first and last token and the value of sites in a list: "Sunan, Kaechon and X"."""
    while True:
        at = last + 1 + (sentence.word(last + 1) == ",")
        at += sentence.word(at) == "and"
        if at == last + 1 or not sentence.is_(at, "site") or not sentence.tokens[at].capital:
            return
        end = phrase_end(sentence, at, offsets)
        value = None if end is None else _site_value(sentence, at, end, offsets)
        if end is None or not isinstance(value, str):
            return
        yield at, end, value
        last = end


def _opening(sentence: Sentence, index: int) -> tuple[int, tuple[str, ...]] | None:
    """Return where the phrase after "from", "at", "near" begins, and the verbs that may govern."""
    if sentence.is_(index, "from") and (named_first := _first_of_several(sentence, index + 1)):
        return named_first, ("fire", "detect", "fly", "")
    if sentence.is_(index, "from"):
        measured = _is_length(sentence, index - 1)  # "flew 600 km from Sunan"
        return index + 1, ("fly", "land") if measured else ("fire", "detect", "fly", "")
    if sentence.word(index) in ("left", "leaving", "departed") or (
        sentence.word(index) == "of" and sentence.word(index - 1) == "downrange"
    ):
        return index + 1, ("fire", "detect", "fly", "land", "")
    if sentence.word(index) in ("at", "in", "inside"):
        return index + 1, ("fire", "detect")
    named = sentence.is_(index, "site") and sentence.word(index) in ("near", "off")
    if not (named or sentence.is_(index, "keep")) or sentence.is_(index - 1, "from", "at"):
        return None
    aimed = any(sentence.word(at) in _AIMED for at in range(index - 4, index))
    return None if aimed else (index, ("fire", "detect"))


def _first_of_several(sentence: Sentence, first: int) -> int:
    """Return the first name of "four places including Sunan, Kaechon and X"; 0 for one place."""
    number = number_at(sentence.tokens, first) if first < len(sentence.tokens) else None
    if number is None or not sentence.is_(number.last + 1, "place_noun"):
        return 0
    near = range(number.last + 2, min(number.last + 6, len(sentence.tokens)))
    return next((at for at in near if sentence.is_(at, "site")), 0)


def _site_value(
    sentence: Sentence, first: int, last: int, offsets: list[Measure]
) -> str | SitePoint | None:
    """Return a site's words where its name is known, a wide point for a region, else None."""
    words = sentence.words(first, last)
    offset = next((measure for measure in offsets if first <= measure.first <= last), None)
    if offset is not None:
        return _offset_site(sentence, offset)
    marks = [mark for mark in sentence.marks if first <= mark.first and mark.last <= last]
    named = [mark for mark in marks if "site" in mark.tags]
    if named and is_site_name(words):
        return words
    if named:
        best = min(named, key=lambda mark: _width_km(mark.tags["site"]))
        return sentence.words(best.first, best.last)
    folded = {sentence.word(number) for number in range(first, last + 1)}
    if folded & set(_OTHER_LANDS) or ("south" in folded and "korea" in folded):
        return None
    names = {mark.tags["region"].split("|")[0] for mark in marks if "region" in mark.tags}
    wide = [region for region in regions() if region.name in names]
    if not wide:
        return None
    region = min(wide, key=lambda region: region.sd_km)
    return SitePoint(region.lon_deg, region.lat_deg, region.sd_km)


def _offset_site(sentence: Sentence, offset: Measure) -> SitePoint | None:
    """Return the site of "50 km north of Pyongyang"."""
    from_place = offset_at(sentence, offset)
    if from_place is None or not from_place[0] or from_place[1] >= len(sentence.tokens):
        return None
    last = phrase_end(sentence, from_place[1], [])
    mark = sentence.cover[from_place[1]]
    if last is None or mark is None or "site" not in mark.tags:
        return None
    place = next(site for site in sites() if site.id == mark.tags["site"].split("|")[0])
    quantity = quantity_of(offset, sentence)
    km = quantity.value * KM_PER_UNIT[quantity.unit]
    azimuth = parse_direction(from_place[0]).azimuth_deg
    lon, lat = moved(place.lon_deg, place.lat_deg, azimuth, km)
    return SitePoint(
        round(lon, 4), round(lat, 4), round(math.hypot(place.sd_km, _OFFSET_SITE_SD_KM))
    )


@cache
def _widths_km() -> dict[str, float]:
    """Return the standard deviations of the launch sites, by id."""
    return {site.id: site.sd_km for site in sites()}


def _width_km(ids: str) -> float:
    """Return how wide the narrowest of several places is."""
    return min(_widths_km()[id_] for id_ in ids.split("|"))
