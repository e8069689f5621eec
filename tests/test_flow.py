"""Imports run one way: the order of packages, and of the modules in each, as documented.

The table in `geolaunch.__doc__` says which packages a package may import. The table in the
docstring of a package lists its modules, and a module imports only those above it.
"""

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from subprocess import run

import pytest

import geolaunch

FOLDER = Path(geolaunch.__file__).parent
RULE = re.compile(r"^=+(  =+)+$")
PICTURES = {"svg", "bar_chart", "profile_parts", "profile"}
PAGES = {"page"}  # what may import pictures; otherwise no kind of view imports another
SHARED_BY_VIEWS = {"tracks", "page_data", "scripts"}


def name_of(path: Path) -> str:
    """Return the name of a module or package below `geolaunch`: "impact.zones"."""
    return ".".join(path.relative_to(FOLDER).with_suffix("").parts)


MODULES = sorted(
    name_of(path) for path in FOLDER.rglob("*.py") if path.stem not in {"__init__", "__main__"}
)
# What ships is installed as `geolaunch.data`, a package without code: it has no row.
PACKAGES = sorted({name_of(path.parent) for path in FOLDER.rglob("*/__init__.py")} - {"data"})


def table(docstring: str) -> list[list[str]]:
    """Return the cells of the one table in a docstring, without its head."""
    lines = docstring.splitlines()
    rules = [number for number, line in enumerate(lines) if RULE.match(line)]
    body = lines[rules[-2] + 1 : rules[-1]]
    return [re.split(r" {2,}", line.strip()) for line in body]


@cache
def modules_of(package: str) -> tuple[str, ...]:
    """Return the modules and packages directly in a package, in the order of its table."""
    source = (FOLDER / package.replace(".", "/") / "__init__.py").read_text(encoding="utf-8")
    return tuple(f"{package}.{row[0]}" for row in table(ast.get_docstring(ast.parse(source)) or ""))


def _steps() -> dict[str, set[str]]:
    """Return the packages and root modules that each of them may import."""
    steps: dict[str, set[str]] = {}
    root: set[str] = set()
    for name, _, *last in table(geolaunch.__doc__ or ""):
        words = set((last or [""])[0].replace(",", "").split())
        allowed = root if "root" in words else set()
        if "above" in words:
            allowed = set(steps) - words
        steps[name] = allowed | (words & set(steps))
        if name not in {package.split(".")[0] for package in PACKAGES}:
            root.add(name)
    return steps


STEPS = _steps()


def imports(source: str) -> Iterator[tuple[str, int]]:
    """Yield each module of ours that `source` imports, at the top or inside, with its line."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "geolaunch":
                    yield alias.name.partition(".")[2] or "the public API", node.lineno
        elif isinstance(node, ast.ImportFrom):
            yield from ((name, node.lineno) for name in _imported_from(node))
        elif isinstance(node, ast.Constant):
            match = re.fullmatch(r"geolaunch\.([\w.]+)", str(node.value))
            if match:
                yield match[1], node.lineno  # as import_module takes it


def _imported_from(node: ast.ImportFrom) -> Iterator[str]:
    """Yield the modules of ours in `from X import ...`."""
    package, _, module = (node.module or "").partition(".")
    if node.level:
        yield "a relative import"
    elif package == "geolaunch" and module in PACKAGES:
        yield from (f"{module}.{name.name}" for name in node.names)
    elif package == "geolaunch" and module:
        yield module
    elif package == "geolaunch":
        known = {*MODULES, *PACKAGES, "data"}
        yield from (name.name if name.name in known else "the public API" for name in node.names)


def allowed(module: str, other: str) -> bool:
    """Return whether `module` may import `other`."""
    if (module, other) == ("files", "data"):
        return True  # the folder of files that ship has no row
    step, other_step = module.split(".")[0], other.split(".")[0]
    if other not in MODULES or other == module:
        return False
    if step != other_step:
        return other_step in STEPS[step]
    parts, other_parts = module.split("."), other.split(".")
    shared = next(i for i, (a, b) in enumerate(zip(parts, other_parts, strict=False)) if a != b)
    names = modules_of(".".join(parts[:shared]))
    place, other_place = (".".join(name[: shared + 1]) for name in (parts, other_parts))
    if {place, other_place} <= set(PACKAGES):
        return False  # two packages inside one, as two languages, never import each other
    return names.index(other_place) < names.index(place)


def faults(module: str, source: str) -> list[str]:
    """Return the imports of `module` that go against the order."""
    return [
        f"{module}, line {line}: imports {name}"
        for name, line in imports(source)
        if not allowed(module, name)
    ]


def test_every_package_has_one_row() -> None:
    root = [name for name in MODULES if "." not in name]
    assert sorted(STEPS) == sorted([*root, *(name for name in PACKAGES if "." not in name)])


@pytest.mark.parametrize("package", PACKAGES)
def test_every_module_has_one_row(package: str) -> None:
    inside = [name for name in (*MODULES, *PACKAGES) if name.rpartition(".")[0] == package]
    assert sorted(modules_of(package)) == sorted(inside)


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_holds_a_docstring_alone(package: str) -> None:
    path = FOLDER / package.replace(".", "/") / "__init__.py"
    (docstring,) = ast.parse(path.read_text(encoding="utf-8")).body
    assert isinstance(docstring, ast.Expr)


def test_no_package_bears_a_name_of_the_public_api() -> None:
    """An imported module would cover the function of that name."""
    top = {name for name in (*MODULES, *PACKAGES) if "." not in name}
    assert not top & set(geolaunch.__all__)


@pytest.mark.parametrize("module", MODULES)
def test_imports_run_one_way(module: str) -> None:
    path = FOLDER / f"{module.replace('.', '/')}.py"
    assert faults(module, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("views.")])
def test_no_kind_of_view_imports_another(module: str) -> None:
    view = module.partition(".")[2]
    path = FOLDER / f"{module.replace('.', '/')}.py"
    found = {name for name, _ in imports(path.read_text(encoding="utf-8"))}
    others = {name.partition(".")[2] for name in found if name.startswith("views.")}
    may = SHARED_BY_VIEWS | (PICTURES if view in PICTURES | PAGES | SHARED_BY_VIEWS else set())
    assert others <= may


def test_python_m_starts_the_command_line_alone() -> None:
    source = (FOLDER / "__main__.py").read_text(encoding="utf-8")
    assert {name for name, _ in imports(source)} == {"cli.main"}


@pytest.mark.parametrize(
    "source",
    [
        "from geolaunch.cli.main import main",
        "def f():\n    from geolaunch.impact.zones import zone",
        "import geolaunch.impact.zones",
        "import geolaunch",
        "from geolaunch import impact",
        "from geolaunch import zone",
        "from geolaunch.impact import zones",
        "from geolaunch.report.quantity import Quantity",
        "from geolaunch.report.model import Report",
        "from .errors import InputError",
        "from . import errors",
        "if TYPE_CHECKING:\n    from geolaunch.report.model import Report",
        "import_module('geolaunch.impact.zones')",
    ],
)
def test_the_test_sees_what_is_forbidden(source: str) -> None:
    assert len(faults("report.quantity", source)) == 1
    assert faults("report.quantity", "from geolaunch.errors import InputError\nimport re") == []


def test_two_languages_may_not_import_each_other() -> None:
    source = "from geolaunch.reading.english.times import x"
    assert len(faults("reading.cjk.times", source)) == 1


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
    outcome = run(argv, capture_output=True, text=True, check=True)
    assert outcome.stdout == "", outcome.stderr
