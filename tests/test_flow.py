"""Imports run one way: downwards in the table of modules in the package's docstring."""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import run

import pytest

import geolaunch

FOLDER = Path(geolaunch.__file__).parent
ENTRIES = {"__init__", "__main__"}  # the door and the way in: they stand outside the table
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in ENTRIES)
VIEWS = {"webmap", "figure", "export"}
DATA = ("files", "data")  # the folder of files that ship, a package without a module in the table

ROW = re.compile(r"^(?P<module>[a-z_0-9]+) {2,}\S")


def table() -> list[str]:
    """Return the modules in the order of the table."""
    _, head, rest = (geolaunch.__doc__ or "").split("============  ====", 2)
    assert head
    rows, _ = re.split(r"^============ +=+$", rest, maxsplit=1, flags=re.MULTILINE)
    return [match["module"] for match in map(ROW.match, rows.splitlines()) if match]


def imports(source: str) -> Iterator[tuple[str, int]]:
    """Yield each module of ours that `source` imports, at the top or inside, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "geolaunch":
                    yield alias.name.partition(".")[2] or "the door", node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from ((name, node.lineno) for name in _imported_from(node))
        elif isinstance(node, ast.Constant) and re.fullmatch(r"geolaunch\.\w+", str(node.value)):
            yield str(node.value).partition(".")[2], node.lineno  # as import_module takes it


def _imported_from(node: ast.ImportFrom) -> Iterator[str]:
    """Yield the modules of ours in `from X import ...`."""
    package, _, module = (node.module or "").partition(".")
    if node.level:
        yield "a relative import"
    elif package == "geolaunch" and module:
        yield module
    elif package == "geolaunch":
        yield from (name.name if name.name in MODULES else "the door" for name in node.names)


def faults(module: str, source: str) -> list[str]:
    """Return the imports of `module` that go against the table."""
    above = table()[: table().index(module)]
    return [
        f"{module}.py, line {line}: imports {name}"
        for name, line in imports(source)
        if name not in above and (module, name) != DATA
    ]


def test_every_module_has_one_row() -> None:
    assert sorted(table()) == MODULES
    assert set(VIEWS) & set(MODULES)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_downwards(module: str) -> None:
    assert faults(module, (FOLDER / f"{module}.py").read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("view", sorted(VIEWS & set(MODULES)))
def test_views_never_import_each_other(view: str) -> None:
    source = (FOLDER / f"{view}.py").read_text(encoding="utf-8")
    assert not {name for name, _ in imports(source)} & VIEWS


def test_the_way_in_is_the_command_line_alone() -> None:
    source = (FOLDER / "__main__.py").read_text(encoding="utf-8")
    assert {name for name, _ in imports(source)} == {"cli"}


@pytest.mark.parametrize(
    "source",
    [
        "from geolaunch.cli import main",
        "def f():\n    from geolaunch.impact import zone",
        "import geolaunch.impact",
        "import geolaunch",
        "from geolaunch import impact",
        "from geolaunch import zone",
        "from geolaunch.quantity import Quantity",
        "from .errors import InputError",
        "from . import errors",
        "if TYPE_CHECKING:\n    from geolaunch.report import Report",
        "import_module('geolaunch.impact')",
    ],
)
def test_the_test_sees_what_is_forbidden(source: str) -> None:
    assert len(faults("quantity", source)) == 1
    assert faults("quantity", "from geolaunch.errors import InputError\nimport re") == []


def test_each_module_imports_alone() -> None:
    """Each in a process of its own, forked from one that holds no module of ours.

    The libraries are loaded before, so that each fork takes milliseconds.
    """
    code = (
        "import importlib, os, sys\n"
        "import click, contourpy, folium, jinja2, numpy, pyproj, shapely\n"
        "for module in sys.argv[1:]:\n"
        "    if not os.fork():\n"
        "        importlib.import_module('geolaunch.' + module)\n"
        "        os._exit(0)\n"
        "    if os.wait()[1]:\n"
        "        print(module)\n"
    )
    argv = [sys.executable, "-W", "ignore", "-c", code, *MODULES]
    told = run(argv, capture_output=True, text=True, check=True)
    assert told.stdout == "", told.stderr
