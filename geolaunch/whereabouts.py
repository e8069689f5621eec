"""Where an English sentence says that missiles left and came down: sites, seas, zones, places."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

from geolaunch.direction import parse_direction
from geolaunch.measures import Measure, quantity_of
from geolaunch.places import is_site_name, sites
from geolaunch.references import references
from geolaunch.report import Reference, SitePoint
from geolaunch.roles import offset_at
from geolaunch.seas import Sea, sea_label, seas
from geolaunch.sentences import Finding, Mark, Sentence, finding
from geolaunch.vocabulary import regions

__all__ = ["landings", "launch_sites", "reference_landing", "sea_of_offset"]

KM_PER_DEGREE = 111.2
_REACH = 22  # tokens from a verb to the place that it governs
_OTHER_LANDS = ("japan", "japanese", "hokkaido", "honshu", "russian", "russia", "china", "chinese")
_GOVERNING = ("fire", "detect", "fly", "land")

# A site told with its distance from a place ("50 km north of X") is as good as such figures are.
_OFFSET_SITE_SD_KM = 10.0
_UNTOLD_KM = 150.0  # "west of Hokkaido": near enough to stay in its sea


# --- where it left --------------------------------------------------------------------------------


def launch_sites(sentence: Sentence, offsets: list[Measure]) -> Iterator[Finding]:
    """Yield the launch sites that a sentence names; `offsets` are told from a place to the site."""
    end, named = -1, False
    for index in range(len(sentence.tokens) - 1):
        opening = _opening(sentence, index) if index > end else None
        if opening is None:
            continue
        if governing_verb(sentence, index) not in opening[1]:
            continue
        first = opening[0]
        last = phrase_end(sentence, first, offsets)
        if last is None:
            continue
        value = _site_value(sentence, first, last, offsets)
        wider = named and isinstance(value, SitePoint)  # "Kusong, in North Pyongan province"
        if value is not None and not wider:
            end, named = last, named or isinstance(value, str)
            yield finding(sentence, "site", value, first, last)
            for more in _joined_sites(sentence, last, offsets):
                end = more[1]
                yield finding(sentence, "site", more[2], more[0], more[1])


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
    if sentence.is_(index, "from"):
        measured = sentence.is_(index - 1, "unit")  # "flew 600 km from Sunan"
        return index + 1, ("fly",) if measured else ("fire", "detect", "fly", "")
    if sentence.word(index) in ("at", "in", "inside"):
        return index + 1, ("fire", "detect")
    if sentence.is_(index, "keep") and not sentence.is_(index - 1, "from", "at"):
        return index, ("fire", "detect")
    return None


def governing_verb(sentence: Sentence, index: int) -> str:
    """Return the category of the nearest governing verb before a token, "" without one."""
    for at in range(index - 1, max(-1, index - _REACH), -1):
        if sentence.word(at) == ";":
            break
        if sentence.word(at + 1) in ("site", "pad", "station", "ground", "vehicle"):
            continue
        for verb in ("land", "fly", "fire", "detect"):
            if sentence.is_(at, verb):
                return verb
    return ""


def phrase_end(sentence: Sentence, first: int, offsets: list[Measure]) -> int | None:
    """Return the last token of the phrase of a place that begins at a token, None without one."""
    at, last = first, None
    while at < len(sentence.tokens) and at < first + 24:
        offset = next((one for one in offsets if one.first <= at <= one.last), None)
        if offset is not None:
            at = offset.last + 1
            continue
        if sentence.word(at) == "," and last is not None:
            if not _province_after(sentence, at + 1):
                break
        elif _is_name(sentence, at):
            last = at
        elif not sentence.is_(at, "det", "link", "keep") and not _to_the_wind(sentence, at):
            break
        at += 1
    return last


def _is_name(sentence: Sentence, at: int) -> bool:
    """Return whether a token can be a part of a place's name or of what it is called."""
    token = sentence.tokens[at]
    if token.kind != "word" or sentence.is_(at, "weekday", "month", "clock", "day"):
        return False
    if sentence.is_(at, "site", "region", "place", "place_noun", "wind"):
        return True
    if sentence.is_(at, "zone"):
        return False
    if sentence.is_(at, "link", "det", "keep", "from", "to", "say", "actor", "anaphora"):
        return False
    return token.capital and not sentence.is_(at, *_GOVERNING, "class", "missile", "sea")


def _to_the_wind(sentence: Sentence, at: int) -> bool:
    """Return whether a token begins "to the south"."""
    return (
        sentence.word(at) == "to"
        and sentence.word(at + 1) == "the"
        and (sentence.is_(at + 2, "wind"))
    )


def _province_after(sentence: Sentence, at: int) -> bool:
    """Return whether a province or a county follows a comma."""
    if sentence.is_(at, "region") and at < len(sentence.tokens):
        return sentence.tokens[at].capital
    if sentence.is_(at, "site"):
        return sentence.word(at + 1) == "county"
    if sentence.word(at) == "north" and sentence.word(at + 1) == "korea":
        return True
    near = range(at, min(at + 3, len(sentence.tokens)))
    return any(sentence.word(number) in ("province", "county") for number in near)


def _site_value(
    sentence: Sentence, first: int, last: int, offsets: list[Measure]
) -> str | SitePoint | None:
    """Return a site's words where its name is known, a wide point for a region, else None."""
    words = sentence.words(first, last)
    offset = next((one for one in offsets if first <= one.first <= last), None)
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
    told = {mark.tags["region"].split("|")[0] for mark in marks if "region" in mark.tags}
    wide = [region for region in regions() if region.name in told]
    if not wide:
        return None
    region = min(wide, key=lambda one: one.sd_km)
    return SitePoint(region.lon_deg, region.lat_deg, region.sd_km)


def _offset_site(sentence: Sentence, offset: Measure) -> SitePoint | None:
    """Return the site of "50 km north of Pyongyang"."""
    told = offset_at(sentence, offset)
    if told is None or not told[0]:
        return None
    last = phrase_end(sentence, told[1], [])
    mark = sentence.cover[told[1]]
    if last is None or mark is None or "site" not in mark.tags:
        return None
    place = next(site for site in sites() if site.id == mark.tags["site"].split("|")[0])
    quantity = quantity_of(offset, sentence)
    km = quantity.value * {"km": 1.0, "mi": 1.609344, "nmi": 1.852}.get(quantity.unit, 0.001)
    azimuth = parse_direction(told[0]).azimuth_deg
    lon, lat = _moved(place.lon_deg, place.lat_deg, azimuth, km)
    return SitePoint(
        round(lon, 4), round(lat, 4), round(math.hypot(place.sd_km, _OFFSET_SITE_SD_KM))
    )


@cache
def _widths_km() -> dict[str, float]:
    """Return the standard deviations of the launch sites, by id."""
    return {site.id: site.sd_km for site in sites()}


def _width_km(ids: str) -> float:
    """Return how wide the narrowest of several places is."""
    return min(_widths_km()[one] for one in ids.split("|"))


def _moved(lon: float, lat: float, azimuth_deg: float, km: float) -> tuple[float, float]:
    """Return the point so far off in that direction, to 1 % or so: words are no better."""
    angle = math.radians(azimuth_deg)
    north, east = km * math.cos(angle), km * math.sin(angle)
    new_lat = lat + north / KM_PER_DEGREE
    return lon + east / (KM_PER_DEGREE * math.cos(math.radians((lat + new_lat) / 2))), new_lat


# --- where it came down ---------------------------------------------------------------------------


def landings(sentence: Sentence) -> Iterator[Finding]:
    """Yield the seas, the zone and the coast that a sentence says of a landing."""
    yield from _seas(sentence)
    yield from _eez(sentence)
    yield from _near(sentence)


def _seas(sentence: Sentence) -> Iterator[Finding]:
    """Yield the seas that missiles were fired towards or fell into; a landing's ranks higher."""
    for mark in sentence.of("sea"):
        verb = governing_verb(sentence, mark.first)
        before = sentence.word(mark.first - 1)
        if verb and not (sentence.is_(mark.first - 1, "from") or before == "waters"):
            rank = 3 if verb == "land" else 2
            ids = mark.tags["sea"].split("|")
            sea = next(sea for sea in seas() if sea.id in ids)
            yield finding(sentence, "landing.sea", sea_label(sea), mark.first, mark.last, rank)


def _eez(sentence: Sentence) -> Iterator[Finding]:
    """Yield whether a landing lay inside or outside of Japan's exclusive economic zone."""
    for mark in sentence.of("eez"):
        near = range(mark.first - 1, max(-1, mark.first - 10), -1)
        owner = {sentence.word(number) for number in near}
        if "south" in owner and "korea" in owner and not owner & {"japan", "japanese"}:
            continue
        side = next((number for number in near if sentence.is_(number, "eez_side")), None)
        if side is None or not _is_landing(sentence, mark.last):
            continue
        told = sentence.tag(side, "eez_side") or ""
        first = side
        denied = [n for n in range(side - 1, max(-1, side - 8), -1) if sentence.is_(n, "not")]
        if denied and told == "inside":
            told, first = "outside", denied[0]
        yield finding(sentence, "landing.eez.Japan", told, first, mark.last)


def _is_landing(sentence: Sentence, last: int) -> bool:
    """Return whether a landing or a flight is told before a place."""
    return any(sentence.is_(number, "land", "fly", "fire") for number in range(last)) or any(
        sentence.word(number) in ("reached", "reach", "entered", "enter") for number in range(last)
    )


def _near(sentence: Sentence) -> Iterator[Finding]:
    """Yield the coast or the place that a landing was near to."""
    for index in range(len(sentence.tokens) - 1):
        near = sentence.word(index) == "near" or (
            sentence.word(index) == "off" and sentence.word(index - 1) in ("just", "waters")
        )
        if not near or governing_verb(sentence, index) != "land":
            continue
        last = phrase_end(sentence, index + 1, [])
        if last is not None and not sentence.is_(index, "sea"):
            words = sentence.words(index + 1, last)
            yield finding(sentence, "landing.near", words, index + 1, last)


def reference_landing(sentence: Sentence, measure: Measure) -> Finding | None:
    """Return "about 200 km west of Oshima-Oshima" as a landing told from a place."""
    told = offset_at(sentence, measure)
    if told is None:
        return _off_coast(sentence, measure)
    direction, first = told
    last = phrase_end(sentence, first, [])
    if last is None:
        return None
    place = sentence.words(first, last)
    towards = parse_direction(direction) if direction else None
    reference = Reference(place, quantity_of(measure, sentence), towards)
    return finding(sentence, "landing.reference", reference, measure.first, last)


def _off_coast(sentence: Sentence, measure: Measure) -> Finding | None:
    """Return "60 km off its east coast" as a landing told from that coast."""
    mark = sentence.cover[measure.last + 1]
    if mark is None:
        return None
    place = f"the {sentence.words(mark.last - 1, mark.last)} of North Korea"
    reference = Reference(place, quantity_of(measure, sentence))
    return finding(sentence, "landing.reference", reference, measure.first, mark.last)


def sea_of_offset(sentence: Sentence, found: Finding) -> Finding | None:
    """Return the sea that "130 miles west of Hokkaido" lies in; None where no sea is sure."""
    told: Reference = found.value
    if told.direction is None:
        return None
    start = next((p for p in _points_in(sentence, found)), None)
    if start is None:
        return None
    km = _UNTOLD_KM
    if told.distance is not None:
        km = told.distance.value * {"km": 1.0, "mi": 1.609344, "nmi": 1.852}.get(
            told.distance.unit, 0.001
        )
    at = _moved(*start, told.direction.azimuth_deg, km)
    holding = [sea for sea in seas() if _holds(sea, at)]
    if len(holding) != 1:
        return None
    return Finding("landing.sea", sea_label(holding[0]), found.words, found.span, 1, found.first)


def _points_in(sentence: Sentence, found: Finding) -> Iterator[tuple[float, float]]:
    """Yield the points of the known places within the words of a finding, (lon, lat)."""
    for mark in _marks_between(sentence, found.span):
        if "place" in mark.tags:
            ids = mark.tags["place"].split("|")
            yield from ((one.lon_deg, one.lat_deg) for one in references() if one.id in ids)
        if "land_point" in mark.tags:
            lon, lat = mark.tags["land_point"].split()
            yield float(lon), float(lat)


def _marks_between(sentence: Sentence, span: tuple[int, int]) -> Iterator[Mark]:
    """Yield the marks within offsets of the text."""
    for mark in sentence.marks:
        start, end = sentence.offsets(mark.first, mark.last)
        if span[0] <= start and end <= span[1]:
            yield mark


def _holds(sea: Sea, at: tuple[float, float]) -> bool:
    """Return whether a point (lon, lat) lies within the limits of a sea, by crossings."""
    lon, lat = at
    inside = False
    for (x1, y1), (x2, y2) in zip(sea.limits, sea.limits[1:] + sea.limits[:1], strict=True):
        if (y1 > lat) != (y2 > lat) and lon < x1 + (lat - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside
