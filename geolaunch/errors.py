"""What can go wrong, as a tree; every message says what was got, what was wanted, and where.

::

    GeolaunchError
    ├── InputError (ValueError)        what was given cannot be read or used: exit code 2
    │   ├── SchemaError                a record breaks the schema: the path of each field
    │   ├── UnknownNameError           no launch, site, sea or place of that name: the nearest ones
    │   ├── NoPlaceLeftError           claims that exclude each other: which, in their own words
    │   └── GeodesyRangeError          a radius or place outside what is computed so far
    └── ShippedDataError (RuntimeError)   a file that ships is missing or broken: an internal error
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cached_property
from typing import Any

__all__ = [
    "LONGEST_SHOWN",
    "GeodesyRangeError",
    "GeolaunchError",
    "InputError",
    "NoPlaceLeftError",
    "SchemaError",
    "ShippedDataError",
    "UnknownNameError",
    "nearest_names",
    "path_of",
    "short",
]

LONGEST_SHOWN = 60


class GeolaunchError(Exception):
    """The root of the tree: catch this to catch all that geolaunch raises on purpose."""


class InputError(GeolaunchError, ValueError):
    """What was given cannot be read or used."""


class SchemaError(InputError):
    """A record breaks the schema; `faults` holds one line for each field, path first."""

    def __init__(self, where: str, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{where}: {fault}" for fault in self.faults))


class UnknownNameError(InputError):
    """Nothing is known under that name; `nearest` holds the names that look like it.

    They are looked for when they are asked for: a name is often tried in one table after another.
    """

    def __init__(
        self,
        kind: str,
        name: str,
        known: Iterable[str],
        hint: str = "",
        nearest: tuple[str, ...] | None = None,
    ) -> None:
        super().__init__(kind, name, tuple(known), hint, nearest)
        self._message = f"unknown {kind} {name!r}", f"; {hint}" if hint else ""
        if nearest is not None:
            self.nearest = nearest

    @cached_property
    def nearest(self) -> tuple[str, ...]:
        """The known names that look like it, the likest first."""
        _, name, known, *_ = self.args
        return nearest_names(name, known)

    def __str__(self) -> str:
        unknown, hint = self._message
        names = ", ".join(self.nearest)
        return f"{unknown}; the nearest names are {names}{hint}" if names else f"{unknown}{hint}"


class NoPlaceLeftError(InputError):
    """The claims exclude each other: no place on Earth satisfies them all."""


class GeodesyRangeError(InputError):
    """A radius or a place that the geodesy does not cover (yet)."""


class ShippedDataError(GeolaunchError, RuntimeError):
    """A data file that ships with geolaunch is missing or broken."""


def nearest_names(name: str, known: Iterable[str], count: int = 4) -> tuple[str, ...]:
    """Return up to `count` of the `known` names that look like `name`, the likest first.

    Of names that differ only in case the first stands for all.
    """
    from difflib import get_close_matches  # here, as it is seldom needed

    by_folded: dict[str, str] = {}
    for candidate in known:
        by_folded.setdefault(candidate.casefold(), candidate)
    close = get_close_matches(name.casefold(), by_folded, n=count, cutoff=0.5)
    return tuple(by_folded[folded] for folded in close)


def path_of(key: str) -> str:
    """Return a key as it stands in a path: cut if it is long, what does not print escaped."""
    return _cut(key if key.isprintable() else ascii(key)[1:-1])


def short(value: Any) -> str:
    """Return a value for a message, cut to one short line."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except RecursionError:
        return "a value nested too deeply"
    return _cut(text.encode("utf-8", "backslashreplace").decode())


def _cut(text: str) -> str:
    """Return a text for a message, its end left out if it is long."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[: LONGEST_SHOWN - 3]}..."
