"""The missiles that ship: names, classes, published range estimates, longest flights.

A range is a claim like any other: someone's figure, printed somewhere, at some date. Figures that
differ stay side by side, and no figure is ever made from two. All distances are in km.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from geolaunch.errors import InputError, UnknownNameError
from geolaunch.files import shipped_table
from geolaunch.names import bearers, folded, name_in, names_in_columns, names_of

__all__ = [
    "Missile",
    "RangeClaim",
    "find_missile",
    "missile_name",
    "missile_of",
    "missiles",
    "names_of_missile",
]

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
    `own_names` are the names by language in a user's own table, None for a missile that ships.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str
    missile_class: str
    propellant: str
    first_seen: str
    first_seen_as: str
    claims: tuple[RangeClaim, ...]
    own_names: tuple[tuple[str, str], ...] | None = None


@cache
def missiles() -> tuple[Missile, ...]:
    """Return the missiles that ship with their claims, in the order of `data/missiles.csv`."""
    claims: dict[str, list[RangeClaim]] = {}
    for row in shipped_table("missile_claims.csv"):
        claims.setdefault(row["missile"], []).append(_claim(row))
    return tuple(
        missile_of(row, tuple(claims.get(row["id"], ()))) for row in shipped_table("missiles.csv")
    )


def missile_of(row: Mapping[str, str], claims: tuple[RangeClaim, ...] = ()) -> Missile:
    """Return the missile of a row of a table in the form of `data/missiles.csv`."""
    texts = {field.name: row[field.name] for field in fields(Missile) if field.type == "str"}
    aliases = tuple(filter(None, row["aliases"].split("|")))
    return Missile(**texts, aliases=aliases, claims=claims, own_names=names_in_columns(row))


def find_missile(name: str) -> Missile:
    """Return the missile of an id, a name or an alias, in whatever case and punctuation.

    Raises InputError if several bear the name, with their ids, and UnknownNameError with the
    nearest names if none does.
    """
    named = _by_name().get(_key(name), ())
    if not named:
        known = [known for missile in missiles() for known in names_of_missile(missile)]
        hint = "a range in km can be given in its place"
        raise UnknownNameError("missile", name, known, hint)
    if len(named) > 1:
        bearers = ", ".join(missile.id for missile in named)
        raise InputError(f"{name!r} is the name of {len(named)} missiles: {bearers}; give the id")
    return named[0]


@cache
def _by_name() -> Mapping[str, tuple[Missile, ...]]:
    """Return the missiles by each folded name; an id is its own missile's alone."""
    pairs = ((_key(name), missile) for missile in missiles() for name in names_of_missile(missile))
    return bearers(pairs) | {_key(missile.id): (missile,) for missile in missiles()}


def missile_name(missile: Missile, lang: str) -> str:
    """Return the name of a missile in a language, its plain one if it has none there."""
    if missile.own_names is not None:
        return dict(missile.own_names).get(lang, "") or missile.name
    return name_in(lang, "missile", missile.id) or missile.name


def names_of_missile(missile: Missile) -> tuple[str, ...]:
    """Return every name that a missile goes by, in every language, its id first."""
    if missile.own_names is not None:
        local = tuple(name for _, name in missile.own_names)
    else:
        local = names_of("missile", missile.id)
    return (missile.id, missile.name, *missile.aliases, *local)


def _key(name: str) -> str:
    """Return a name as it is looked up: folded, without blanks, its family spelt one way."""
    # Marks of kana go too: the 11ガ of some is the 11カ of others.
    letters = unicodedata.normalize("NFKD", folded(name, hyphen=""))
    bare = unicodedata.normalize("NFC", re.sub(r"[\W_]+", "", letters))
    plain = _HWASONG.sub("hwasong", _TYPE.sub("", bare))
    return _HWASONG_JA.sub("火星", _HWASONG_KO.sub("화성", plain))


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
