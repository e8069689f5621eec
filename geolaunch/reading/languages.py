"""The readers of languages beside English, found by listing the packages beside this module.

To add a language is to add a package with a module `reader` that has what `LanguageReader` names,
and its words as `data/vocabulary/LANG.json`. English reads every text first: it lists the measures
in sentences of another script as unused, until one of these takes them.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

from geolaunch.reading.mentions import Statement
from geolaunch.reading.unused import UnusedWords

__all__ = ["LanguageReader", "other_readers"]

_READS_FIRST = "english"


class LanguageReader(Protocol):
    """What the module `reader` of a language holds."""

    @staticmethod
    def languages_of(text: str) -> tuple[str, ...]:
        """Return the languages to read a text in, "ko" or "ja"; () where it is in none of them."""

    @staticmethod
    def read_text(
        text: str, lang: str, base: date | None
    ) -> tuple[list[Statement], list[UnusedWords]]:
        """Return what a text says of launches, and the measures that no value was read from.

        `base` is the date of the text, None where it is not known. Spans count in `text`.
        """


@cache
def other_readers() -> tuple[LanguageReader, ...]:
    """Return the readers of the languages beside English, in the order of their packages' names."""
    names = (module.name for module in iter_modules([str(Path(__file__).parent)]) if module.ispkg)
    return tuple(
        cast(LanguageReader, import_module(f"{__package__}.{name}.reader"))
        for name in sorted(names)
        if name != _READS_FIRST
    )
