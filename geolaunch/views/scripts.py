"""The page's JavaScript: modules of `templates/` joined into scripts that stand inside a page.

The files are ECMAScript modules, so that an editor, a linter and a type checker know what each
takes from another. A page that opens from a disk can import none: a browser refuses to fetch one.
So each module becomes a function that is called once, and what it exports stands in
`geolaunch.NAME`, where the modules after it find it. Only the two forms that our files use are
understood: `import { a, b } from "./name.js";` and `export` before a function or a constant.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geolaunch.errors import ShippedDataError
from geolaunch.files import template_text

__all__ = ["MAP_MODULES", "RING_MODULES", "script"]

# In the order in which they import one another.
MAP_MODULES = ("dom", "geo", "offsets", "labels", "fans", "details", "locator", "print", "map")
RING_MODULES = ("ring_words", "rings")  # on pages with rings alone, after those

_IMPORT = re.compile(r'^import \{([^{}]*)\} from "\./(\w+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:function\*?|const) (\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^ */\*\*.*?\*/\n", re.MULTILINE | re.DOTALL)
_LEFT = re.compile(r"^(?:import|export)\b.*", re.MULTILINE)


@lru_cache(maxsize=4)
def script(modules: tuple[str, ...]) -> str:
    """Return `modules` as one classic script; their documentation and types stay in the files."""
    start = "var geolaunch = globalThis.geolaunch ?? {};"
    return "\n".join((start, *(_as_function(name) for name in modules)))


def _as_function(name: str) -> str:
    """Return one module as a function that is called once and returns what the module exports."""
    text = _COMMENT.sub("", template_text(f"{name}.js"))
    exported = ", ".join(found[1] for found in _EXPORT.finditer(text))
    text = _EXPORT.sub("", _IMPORT.sub(r"const {\1} = geolaunch.\2;", text))
    if left := _LEFT.search(text):
        raise ShippedDataError(f"{name}.js holds {left[0]!r}, which no script can hold")
    body = text.strip()
    return f'geolaunch.{name} = (() => {{\n"use strict";\n{body}\nreturn {{ {exported} }};\n}})();'
