"""The words that readers see, by language: `data/strings-LANG.json`, read once.

Any package may take a sentence from here. How numbers, names and dates are written in a language is
`geolaunch.scenes.language`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from geolaunch.files import shipped_text

__all__ = ["not_verified", "sentence", "strings"]


@cache
def strings(lang: str = "en") -> Mapping[str, Any]:
    """Return the words of a language by group and key; `geolaunch.names.languages` lists those."""
    groups: Mapping[str, Any] = json.loads(shipped_text(f"strings-{lang}.json"))
    return groups


def sentence(key: str, lang: str = "en", **values: object) -> str:
    """Return the sentence of a key with its places filled; the values are text, never patterns."""
    return str(strings(lang)["sentence"][key]).format(**values)


def not_verified(lang: str = "en") -> str:
    """Return the mark of what a user supplied and nobody of ours has checked."""
    return sentence("user", lang)
