"""The missiles that ship: names, classes, published range estimates, longest flights.

A range is a claim like any other: someone's figure, printed somewhere, at some date. Figures that
differ stay side by side, and no figure is ever made from two. All distances are in km.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cache

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.files import shipped_text

__all__ = ["Missile", "RangeClaim", "find_missile", "missile_of", "missiles"]

# What stands after a name in Korean and Japanese: "type", "number".
_TYPE = re.compile(r"(?<=\d)[형호型号]$")

# Spellings of one family's name: Hwasongpho-15 (the state's own of late), Hwaseong-15, HS-15.
_HWASONG = re.compile(r"^(?:hwasongpho|hwasongpo|hwaseong|hs)(?=\d)")
_HWASONG_KO = re.compile(r"^화성포(?=\d)")
_HWASONG_JA = re.compile(r"^火星砲(?=\d)")


@dataclass(frozen=True, slots=True)
class RangeClaim:
    """One published figure of how far a missile reaches or has flown, in km.

    `kind` is `estimate` (how far it is thought to reach), `lower-bound` (at least so far),
    `observed` (the longest flight seen, never a maximum range) or `assertion` (the state's own).
    `low_km` alone is "at least", `high_km` alone is "up to", the same in both is one figure.
    `distance_kind` is `ground`, or `path` for a cruise missile: the length of a path that may turn,
    which is no distance from the launch site, and so no radius of a ring.
    """

    id: str
    kind: str
    low_km: float | None
    high_km: float | None
    distance_kind: str
    conditions: str
    originator: str
    carrier: str
    stated_at: str
    source: str

    @property
    def radii_km(self) -> tuple[float, ...]:
        """The figures that are radii of rings, the smaller first; () for the length of a path."""
        if self.distance_kind == "path":
            return ()
        return tuple(sorted({km for km in (self.low_km, self.high_km) if km is not None}))


@dataclass(frozen=True, slots=True)
class Missile:
    """One system: its names, its class as in reports (SRBM to ICBM, SLBM, SLV, cruise), its claims.

    `first_seen` is YYYY, YYYY-MM or YYYY-MM-DD in Korean time, `first_seen_as` what was seen then:
    a `launch` or a `parade`. `propellant` is solid, liquid, jet, or empty where nobody says.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    name_ko: str
    name_ja: str
    country: str
    missile_class: str
    propellant: str
    first_seen: str
    first_seen_as: str
    claims: tuple[RangeClaim, ...]


@cache
def missiles() -> tuple[Missile, ...]:
    """Return the missiles that ship with their claims, in the order of `data/missiles.csv`."""
    claims: dict[str, list[RangeClaim]] = {}
    for row in _rows("missile_claims.csv"):
        claims.setdefault(row["missile"], []).append(_claim(row))
    return tuple(missile_of(row, tuple(claims.get(row["id"], ()))) for row in _rows("missiles.csv"))


def missile_of(row: Mapping[str, str], claims: tuple[RangeClaim, ...] = ()) -> Missile:
    """Return the missile of a row of a table in the form of `data/missiles.csv`."""
    told = {each.name: row[each.name] for each in fields(Missile) if each.type == "str"}
    aliases = tuple(filter(None, row["aliases"].split("|")))
    return Missile(**told, aliases=aliases, claims=claims)


def find_missile(name: str) -> Missile:
    """Return the missile of an id, a name or an alias, in whatever case and punctuation.

    Raises InputError if several bear the name, with their ids, and UnknownNameError with the
    nearest names if none does.
    """
    found = _by_name().get(_folded(name), ())
    if not found:
        known = [known for missile in missiles() for known in _names(missile)]
        hint = "a range in km can be given in its place"
        raise UnknownNameError("missile", name, known, hint)
    if len(found) > 1:
        bearers = ", ".join(missile.id for missile in found)
        raise InputError(f"{name!r} is the name of {len(found)} missiles: {bearers}; give the id")
    return found[0]


@cache
def _by_name() -> Mapping[str, tuple[Missile, ...]]:
    """Return the missiles by each folded name; an id is its own missile's alone."""
    found: dict[str, dict[str, Missile]] = {}
    for missile in missiles():
        for name in _names(missile):
            found.setdefault(_folded(name), {})[missile.id] = missile
    by_name = {name: tuple(bearers.values()) for name, bearers in found.items()}
    return by_name | {_folded(missile.id): (missile,) for missile in missiles()}


def _names(missile: Missile) -> Iterator[str]:
    """Yield every name that a missile goes by, its id first."""
    yield missile.id
    yield from filter(None, (missile.name, *missile.aliases, missile.name_ko, missile.name_ja))


def _folded(name: str) -> str:
    """Return a name for comparison: no case, accents, blanks, hyphens or apostrophes."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = unicodedata.normalize("NFC", re.sub(r"[\W_]+", "", letters))
    plain = _HWASONG.sub("hwasong", _TYPE.sub("", bare))
    return _HWASONG_JA.sub("火星", _HWASONG_KO.sub("화성", plain))


def _rows(name: str) -> Iterator[Mapping[str, str]]:
    """Yield the rows of a table that ships."""
    yield from csv.DictReader(io.StringIO(shipped_text(name)))


def _claim(row: Mapping[str, str]) -> RangeClaim:
    """Return a row of `data/missile_claims.csv` as a claim; an empty figure is None."""
    return RangeClaim(
        id=row["id"],
        kind=row["kind"],
        low_km=float(row["low_km"]) if row["low_km"] else None,
        high_km=float(row["high_km"]) if row["high_km"] else None,
        distance_kind=row["distance_kind"],
        conditions=row["conditions"],
        originator=row["originator"],
        carrier=row["carrier"],
        stated_at=row["stated_at"],
        source=row["source"],
    )
