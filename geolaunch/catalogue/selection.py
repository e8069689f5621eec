"""Launches chosen by missile, class, site, outcome, dates and words.

Names are taken in any of their spellings and languages, whatever their case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain

from geolaunch.catalogue.claims import folded
from geolaunch.catalogue.columns import CLASSES, OUTCOMES, in_calendar
from geolaunch.catalogue.launches import Entry, claims_of, load, place_of, system_of
from geolaunch.catalogue.missiles import Missile, find_missile, missiles, names_of_missile
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.places.sites import Place, find_site, names_of_place, sites
from geolaunch.report.io import record_of
from geolaunch.report.model import Launch

__all__ = ["UNKNOWN", "select"]

# What chooses launches of which a thing is not known.
UNKNOWN = "unknown"

_Test = Callable[[Launch], bool]

# Columns of a claim that are no words: numbers of rows and codes.
_NO_WORDS = ("id", "launch", "missile_no", "supersedes", "seen", "source")


def select(
    launches: Iterable[Launch] | None = None,
    *,
    missile: str | None = None,
    missile_class: str | None = None,
    site: str | None = None,
    outcome: str | None = None,
    since: str | None = None,
    until: str | None = None,
    text: str | None = None,
) -> tuple[Launch, ...]:
    """Return the launches that pass every filter, in the order given.

    Parameters
    ----------
    launches
        Those to choose from; the catalogue's if left out.
    missile, site
        Any name, alias or id, also in Korean or Japanese, of a missile or a launch site, as the
        launch's own row has it. A site that several places share the name of means all of them.
        What others call a missile or a site than the row does is found by `text`.
    missile_class, outcome
        SRBM, MRBM, IRBM, ICBM, SLBM, SLV or cruise; success, failure or disputed; or `unknown`.
    since, until
        YYYY, YYYY-MM or YYYY-MM-DD in Korea, both ends included. A launch of which only the month
        is known passes if any of its days does; one without a date never.
    text
        Words that must all occur, in any order, in what is said of the launch: names of its
        missile and its site, notes, claims with their words, who made and printed them.

    Raises UnknownNameError with the nearest names for a name that nobody bears, and InputError for
    a date that does not exist or a range that ends before it begins.
    """
    given: tuple[Launch, ...] = load() if launches is None else tuple(launches)
    tests = [
        *_named_tests(given, missile, missile_class, site, outcome),
        *([] if since is None and until is None else [_between(since, until)]),
        *([] if text is None else [_with_words(text)]),
    ]
    return tuple(launch for launch in given if all(test(launch) for test in tests))


def _named_tests(
    given: Sequence[Launch],
    missile: str | None,
    missile_class: str | None,
    site: str | None,
    outcome: str | None,
) -> Iterator[_Test]:
    """Yield the tests for what a launch's own row names."""
    if missile is not None:
        yield _of_missile(missile, given)
    if missile_class is not None:
        yield _of_class(missile_class)
    if site is not None:
        yield _of_site(site, given)
    if outcome is not None:
        yield _of_outcome(outcome)


def _of_class(name: str) -> _Test:
    """Return the test for a missile class."""
    missile_class = _choice("missile class", name, CLASSES)
    return lambda launch: launch.missile_class == missile_class


def _of_outcome(name: str) -> _Test:
    """Return the test for an outcome."""
    outcome = _choice("outcome", name, OUTCOMES)
    return lambda launch: launch.outcome == outcome


def _choice(kind: str, given: str, choices: Sequence[str]) -> str | None:
    """Return one of a few words in its own case; None for `unknown`."""
    by_folded: dict[str, str | None] = {choice.casefold(): choice for choice in choices}
    by_folded[UNKNOWN] = None
    wanted = given.strip().casefold()
    if wanted not in by_folded:
        hint = f"wanted one of {', '.join(choices)}, {UNKNOWN}"
        raise UnknownNameError(kind, given, choices, hint)
    return by_folded[wanted]


def _of_missile(name: str, given: Sequence[Launch]) -> _Test:
    """Return the test for a missile: of its id, or of a name that no table holds."""
    ids = set()
    with suppress(UnknownNameError):
        ids.add(find_missile(name).id)
    wanted = folded(name)
    ids |= {own.id for own in _own_missiles(given) if wanted in map(folded, _names(own))}
    loose = [launch.missile for launch in (*load(), *given) if _is_loose(launch) and launch.missile]
    if not ids and wanted not in map(folded, loose):
        known = chain.from_iterable(map(_names, (*missiles(), *_own_missiles(given))))
        raise UnknownNameError("missile", name, [*known, *loose])
    return lambda launch: (
        launch.missile_id in ids
        if launch.missile_id
        else bool(launch.missile) and folded(launch.missile or "") == wanted
    )


def _is_loose(launch: Launch) -> bool:
    """Tell whether a launch's missile is in no table."""
    return launch.missile_id is None


def _own_missiles(given: Iterable[Launch]) -> list[Missile]:
    """Return the missiles of users' own tables."""
    own = {
        launch.own_missile.id: launch.own_missile
        for launch in given
        if isinstance(launch, Entry) and launch.own_missile
    }
    return list(own.values())


def _of_site(name: str, given: Sequence[Launch]) -> _Test:
    """Return the test for a launch site."""
    own = {
        launch.own_site.id: launch.own_site
        for launch in given
        if isinstance(launch, Entry) and launch.own_site
    }
    wanted = folded(name)
    ids = {place.id for place in own.values() if wanted in map(folded, _names(place))}
    with suppress(UnknownNameError):
        ids |= {place.id for place in find_site(name).places if place.id}
    if not ids:
        known = chain.from_iterable(map(_names, (*sites(), *own.values())))
        raise UnknownNameError("launch site", name, known, "see `geolaunch places`")
    return lambda launch: _site_id(launch) in ids


def _site_id(launch: Launch) -> str | None:
    """Return the id of the site that a launch left from, if it is in a table."""
    if isinstance(launch, Entry):
        return launch.site
    place = place_of(launch)
    return place.id if place else None


def _names(named: Place | Missile) -> Iterator[str]:
    """Yield every name that a place or a missile goes by."""
    if isinstance(named, Place):
        yield from (named.id, *names_of_place(named))
    else:
        yield from names_of_missile(named)


def _between(since: str | None, until: str | None) -> _Test:
    """Return the test for a range of dates, each as exact as it is given."""
    for name, date in (("since", since), ("until", until)):
        if date is not None and not in_calendar(date):
            wanted = "a date that exists: YYYY, YYYY-MM or YYYY-MM-DD"
            raise InputError(f"got {name} {date!r}; wanted {wanted}")
    first, last = since or "", until or ""
    if first and last and first[: len(last)] > last[: len(first)]:
        raise InputError(f"got since {first} and until {last}; wanted the earlier date first")

    def test(launch: Launch) -> bool:
        date = launch.date or ""
        begun = date[: len(first)] >= first[: len(date)]
        return bool(date) and begun and (not last or date[: len(last)] <= last[: len(date)])

    return test


def _with_words(text: str) -> _Test:
    """Return the test for words that must all occur, folded, in what is said of a launch."""
    words = folded(text).split()

    def test(launch: Launch) -> bool:
        texts = folded(" ".join(filter(None, _texts(launch))))
        return all(word in texts for word in words)

    return test


def _texts(launch: Launch) -> Iterator[str | None]:
    """Yield all that is said of a launch."""
    yield from (launch.id, launch.date, launch.missile, launch.missile_class, launch.note)
    yield from (
        launch.outcome,
        *(f"{source.publisher} {source.title}" for source in launch.sources),
    )
    things = (place_of(launch), system_of(launch))
    yield from chain.from_iterable(_names(named) for named in things if named)
    claims = claims_of(launch)
    for row in claims:
        yield from (cell for column, cell in row.items() if column not in _NO_WORDS)
    if not claims:
        yield from (str(record_of(report)) for report in launch.reports)
