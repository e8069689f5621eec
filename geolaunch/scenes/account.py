"""The sentence under the title: who says that what flew from where, how far, and fell where.

What one speaker says stands together, and figures that are equal are said once: "all three say".
The landing as given comes first, then the height of a lofted flight, then distance, direction and
sea. A database speaks after governments; where the sentence would grow too long the last things are
left to the table, which holds them all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from geolaunch.impact.evidence import Evidence
from geolaunch.report.model import UNATTRIBUTED, Launch, Report
from geolaunch.report.quantity import Quantity, high_km, low_km
from geolaunch.report.voices import later_first, latest, reports_by
from geolaunch.scenes.headline import state_of
from geolaunch.scenes.language import (
    Words,
    capital,
    date,
    direction,
    distance,
    listed,
    number,
    phrase,
    reference,
    rounded,
    sea_name,
    site_name,
    speaker,
)
from geolaunch.scenes.launch_words import LAUNCHER, fell, missiles, range_used, they

__all__ = ["LONGEST", "summary"]

LONGEST = 50  # words of an English summary

# What may be said, in the order in which it is.
_KINDS = ("reference", "near", "over", "not_over", "height", "flew", "headed", "sea")

# Who compiles what others said: they speak last.
_DATABASES = ("CNS", "CSIS", "FAS", "38 North", "CSIS and FT", UNATTRIBUTED)

# Who speaks for several at once, or without a name: left out where another says the same.
_VAGUE = (
    "Japan and US governments",
    "Japan and ROK governments",
    "ROK and Japan officials",
    "Japanese government sources",
    "ROK military sources",
    "US officials",
)

# What a figure says that is no bound.
_POINTS = ("exact", "about")

# A height is told of a lofted flight; without a distance, of one that went this high.
_LOFTED_KM = 1000.0


@dataclass(frozen=True, slots=True)
class _Fact:
    """One thing that was said: its kind, as the page says it, and all who say so."""

    kind: str
    text: str
    speakers: tuple[str, ...]
    by_database: bool = False


_BRACKETS = re.compile(r"\s*\([^()]*\)")

Stated = tuple[str, str]  # an originator, and what it says as the page has it


def summary(w: Words, launch: Launch, evidence: Evidence) -> str:
    """Return who fired what from where, who says that it flew how far, and what our map is."""
    facts = _facts(w, launch, evidence)
    while True:
        text = w("space").join(
            filter(None, (_fired(w, launch, evidence), _said(w, launch, facts), _end(w, launch)))
        )
        if len(facts) <= 1 or _words(text) <= LONGEST:
            return text
        facts = _absorbed(facts) or _shortened(facts)


def _words(text: str) -> int:
    """Return how many words a text has; miles in brackets are no words of their own."""
    return sum(word != "/" for word in _BRACKETS.sub("", text).split(" ") if word)


def _shortened(facts: Sequence[_Fact]) -> list[_Fact]:
    """Return facts without the one that is missed least.

    Of a database first, then the sea, then a second figure for a thing, then the last.
    """
    places = range(len(facts))
    again = [_is_again(facts, n) for n in places]
    least = max(places, key=lambda n: (facts[n].by_database, facts[n].kind == "sea", again[n], n))
    return [fact for n, fact in enumerate(facts) if n != least]


def _absorbed(facts: Sequence[_Fact]) -> list[_Fact]:
    """Return facts with what the first speakers say with others told as theirs; [] for none.

    Only where nothing is left that is missed less: a database's, the sea, a second figure.
    """
    leading = facts[0].speakers
    spare = any(
        fact.by_database or fact.kind == "sea" or _is_again(facts, n)
        for n, fact in enumerate(facts)
    )
    told = [
        replace(fact, speakers=leading) if set(leading) < set(fact.speakers) else fact
        for fact in facts
    ]
    return [] if spare or not leading or told == list(facts) else told


def _is_again(facts: Sequence[_Fact], place: int) -> bool:
    """Tell whether another fact says the same kind of thing, and by those who speak first."""
    alike = [fact for fact in facts if fact.kind == facts[place].kind]
    leading = [fact for fact in alike if set(facts[0].speakers) <= set(fact.speakers)] or alike
    return leading[0] is not facts[place]


# --- what was fired -------------------------------------------------------------------------------


def _fired(w: Words, launch: Launch, evidence: Evidence) -> str:
    """Return "North Korea fired two short-range ballistic missiles from Chunghwa on ... ."."""
    site = site_name(w, evidence.site).removesuffix(" area").removesuffix(" launch")
    when = w("on", date=date(w, launch.date)) if launch.date else ""
    what, state = missiles(w, launch), state_of(launch)
    if state not in w.groups["state"]:
        return capital(w("fired", what=what, site=site, when=when))
    verb = w("verb_launched") if launch.missile_class == LAUNCHER else w("verb_fired")
    return w("fired_by", state=w.of("state", state), verb=verb, what=what, site=site, when=when)


# --- what was said --------------------------------------------------------------------------------


def _facts(w: Words, launch: Launch, evidence: Evidence) -> list[_Fact]:
    """Return what was said of the flight of all missiles, in the order in which it is told."""
    reports = [r for r in later_first(reports_by(launch, evidence.source)) if not r.missile_no]
    on_land = any(place.is_inland for mark in evidence.landmarks for place in mark.places)
    told: dict[str, Iterable[Stated]] = {
        "reference": _stated(reports, lambda report: _reference(w, report)),
        "near": _stated(reports, lambda report: _near(w, report)),
        "over": _stated(reports, lambda report: _lands(w, report.overflight.over)),
        "not_over": _stated(reports, lambda report: _lands(w, report.overflight.not_over)),
        "height": _heights(w, reports, evidence),
        "flew": _distances(w, launch, evidence),
        "headed": [(e.originator, direction(w, e.direction)) for e in evidence.directions],
        "sea": ()
        if on_land
        else [(who, sea_name(w, e.sea)) for e in evidence.seas for who in e.originators],
    }
    facts = [fact for kind in _KINDS for fact in _merged(w, kind, told[kind])]
    placed = {who for fact in facts if fact.kind == "reference" for who in fact.speakers}
    return [fact for fact in facts if fact.kind != "near" or not set(fact.speakers) & placed]


def _stated(reports: Sequence[Report], text: Callable[[Report], str]) -> Iterator[Stated]:
    """Yield who says what of one thing, of each its latest word."""
    for statement in latest(reports, lambda report: text(report) or None):
        yield statement.originator, statement.value


def _reference(w: Words, report: Report) -> str:
    """Return a landing as seen from a place, "" where none is reported."""
    given = report.landing.reference
    if given is None:
        return ""
    text = reference(w, given)
    return text if given.distance or given.direction else w("near_other", place=text)


def _near(w: Words, report: Report) -> str:
    """Return near what it fell, "" where that is not reported."""
    given = report.landing.near
    if not given:
        return ""
    own = w.groups["near"].get(given)
    return str(own) if own else w("near_other", place=phrase(w, given))


def _lands(w: Words, names: Sequence[str]) -> str:
    """Return lands as one text, "" for none."""
    return listed(w, [_land(w, name) for name in names], "and") if names else ""


def _land(w: Words, name: str) -> str:
    """Return the name of a land in the reader's language."""
    from geolaunch.report.model import Reference

    own = phrase(w, name)
    return own if own != name else reference(w, Reference(name))


def _heights(w: Words, reports: Sequence[Report], evidence: Evidence) -> Iterator[Stated]:
    """Yield the reported heights of a lofted flight, which rose higher than it went far."""
    far = [claim.spread.low_km for claim in evidence.distances]
    least_km = min(far) if far else _LOFTED_KM
    heights = [
        (statement.originator, statement.value)
        for statement in latest(reports, lambda report: report.apogee)
        if low_km(statement.value) > least_km
    ]
    return _equal(w, heights)


def _distances(w: Words, launch: Launch, evidence: Evidence) -> Iterator[Stated]:
    """Yield the distances that the zone uses, equal ones as one."""
    used = [(e.originator, range_used(launch, evidence, e.originator)) for e in evidence.distances]
    yield from _equal(w, [(who, given) for who, given in used if given is not None])
    for claim in evidence.distances:
        if (claim.originator, None) in used:
            yield claim.originator, claim.words


def _equal(w: Words, given: Sequence[tuple[str, Quantity]]) -> Iterator[Stated]:
    """Yield lengths as the page has them; those that round to another stand as that."""
    round_first = sorted((length for _, length in given), key=_digits)
    for who, length in given:
        same = next(other for other in round_first if _rounds_to(length, other))
        yield who, distance(w, same)


def _digits(length: Quantity) -> tuple[int, bool]:
    """Return a key to sort lengths by, the roundest first: its digits, and whether it is exact."""
    text = f"{length.high:g}".replace(".", "").rstrip("0")
    return len(text), length.qualifier != "about"


def _rounds_to(length: Quantity, other: Quantity) -> bool:
    """Tell whether a length is another, or becomes it where two digits are left of it."""
    ends, others = (low_km(length), high_km(length)), (low_km(other), high_km(other))
    if length.qualifier == other.qualifier and ends == others:
        return True
    if length.qualifier not in _POINTS or other.qualifier not in _POINTS:
        return False
    if ends == others:
        return True
    rounded_ends = tuple(float(rounded(end).replace(",", "")) for end in ends)
    return other.qualifier == "about" and rounded_ends == others


def _merged(w: Words, kind: str, told: Iterable[Stated]) -> Iterator[_Fact]:
    """Yield each thing that is said once, with all who say so; of each speaker the first alone."""
    heard: set[str] = set()
    by_text: dict[str, list[str]] = {}
    sources: dict[str, set[str]] = {}
    for who, text in sorted(told, key=lambda pair: pair[0] in _DATABASES):
        name = "" if who == UNATTRIBUTED else speaker(w, who)
        if name in heard:
            continue
        heard.add(name)
        by_text.setdefault(text, []).append(name)
        sources.setdefault(text, set()).add(who)
    for text, names in by_text.items():
        if names == [""] and len(heard) > 1:
            continue  # a voice without a name, beside one that has one
        vague = {speaker(w, who) for who in _VAGUE} if set(sources[text]) - set(_VAGUE) else set()
        known = tuple(name for name in names if name and name not in vague)
        yield _Fact(kind, text, known, sources[text] <= {*_DATABASES, *_VAGUE})


# --- as sentences ---------------------------------------------------------------------------------


def _said(w: Words, launch: Launch, facts: Sequence[_Fact]) -> str:
    """Return what was said, a clause for all that the same speakers say."""
    groups: dict[tuple[str, ...], dict[str, str]] = {}
    for fact in facts:
        groups.setdefault(fact.speakers, {}).setdefault(fact.kind, fact.text)
    everybody = {name for fact in facts for name in fact.speakers}
    clauses: list[str] = []
    flew = False
    for who, group in groups.items():
        if flew and who and set(group) == {"flew"}:
            clauses.append(_figure(w, who, group["flew"]))
        else:
            clauses.append(_clause(w, launch, who, everybody, _phrases(w, launch, group)))
        flew = flew or "flew" in group
    return capital(w("clauses").join(clauses)) + w("full_stop") if clauses else ""


def _clause(
    w: Words, launch: Launch, who: Sequence[str], everybody: set[str], phrases: Sequence[str]
) -> str:
    """Return a clause: who says it, and what."""
    it = they(w, launch)
    facts = listed(w, phrases, "facts")
    if not who:
        return w("clause_plain", it=it, facts=facts)
    if len(who) > 2 and set(who) == everybody:
        return w("clause_all", count=number(w, len(who)), it=it, facts=facts)
    several = _is_several(w, who)
    names = listed(w, who, "and")
    key = "clause_many" if several else "clause_one"
    return w(key, who=names, it=it, facts=facts)


def _is_several(w: Words, who: Sequence[str]) -> bool:
    """Tell whether a verb after these speakers is in the plural."""
    return len(who) > 1 or who[0] in {speaker(w, name) for name in _VAGUE}


def _figure(w: Words, who: Sequence[str], figure: str) -> str:
    """Return a clause of another distance alone, after one that says what it is of."""
    key = "clause_figure_many" if _is_several(w, who) else "clause_figure_one"
    return w(key, who=listed(w, who, "and"), distance=figure)


def _phrases(w: Words, launch: Launch, group: dict[str, str]) -> list[str]:
    """Return what the same speakers say as phrases, those that belong together as one."""
    how = fell(w, launch)
    sea = group.get("sea", "")
    phrases = []
    landed = next((group[kind] for kind in ("reference", "near") if kind in group), "")
    if landed:
        text = w("fact_landing", fell=how, landing=landed)
        phrases.append(w("fact_in_sea", landing=text, sea=sea) if sea else text)
    headed = group.get("headed", "")
    if headed and "over" in group and "flew" not in group:
        phrases.append(w("fact_headed_over", direction=headed, lands=group["over"]))
        group = {kind: text for kind, text in group.items() if kind not in ("headed", "over")}
    kinds = [kind for kind in ("over", "not_over", "height") if kind in group]
    phrases += [w(f"fact_{kind}", value=group[kind]) for kind in kinds]
    path = _path(w, group)
    if path and sea and not landed:
        path = w("fact_into", path=path, sea=sea)
    elif sea and not landed:
        phrases.append(w("fact_sea", fell=how, sea=sea))
    return [*phrases, path] if path else phrases


def _path(w: Words, group: dict[str, str]) -> str:
    """Return how far and in which direction, "" where neither is said."""
    flew, headed = group.get("flew", ""), group.get("headed", "")
    if flew and headed:
        return w("fact_flew_headed", distance=flew, direction=headed)
    if flew:
        return w("fact_flew", distance=flew)
    return w("fact_headed", direction=headed) if headed else ""


def _end(w: Words, launch: Launch) -> str:
    """Return what the shading is, and that no position is given."""
    if not launch.in_catalogue:
        return w("shading_given")
    placed = any(report.landing.reference for report in launch.reports)
    return w("shading_placed") if placed else w("shading")
