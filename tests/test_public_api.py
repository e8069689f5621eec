"""The public API: few names, all there, and nothing behind them loaded before it is needed."""

import ast
import inspect
import sys
from importlib import import_module
from pathlib import Path
from subprocess import run

import pytest

import geolaunch

FOLDER = Path(geolaunch.__file__).parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("__"))


def type_checking_names() -> dict[str, str]:
    """Return the names that type checkers see, each with the module that it comes from."""
    tree = ast.parse(inspect.getsource(geolaunch))
    blocks = [
        node
        for node in tree.body
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
    ]
    return {
        alias.asname or alias.name: node.module or ""
        for block in blocks
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def test_all_is_sorted_and_what_type_checkers_see() -> None:
    assert geolaunch.__all__ == sorted(geolaunch.__all__)
    assert set(type_checking_names()) == set(geolaunch.__all__)
    assert dir(geolaunch) == geolaunch.__all__


@pytest.mark.parametrize("name", geolaunch.__all__)
def test_each_name_is_what_its_module_holds(name: str) -> None:
    module = import_module(type_checking_names()[name])
    held = "VERSION" if name == "__version__" else name
    assert getattr(geolaunch, name) is getattr(module, held)
    assert getattr(geolaunch, name) is getattr(module, held)  # nor a module once that is loaded


def test_no_public_name_is_a_module() -> None:
    """Python puts a module that is imported into its package, over what the public API gives."""
    assert not set(geolaunch.__all__) & set(MODULES)


def test_a_star_brings_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from geolaunch import *", names)
    assert set(names) - {"__builtins__"} == set(geolaunch.__all__)


@pytest.mark.parametrize("name", ["Zone", "_secret", "__path", "launch"])
def test_an_unknown_name(name: str) -> None:
    with pytest.raises(AttributeError, match=f"module 'geolaunch' has no attribute '{name}'"):
        getattr(geolaunch, name)


def loaded_after(code: str) -> set[str]:
    """Return the modules that a fresh interpreter holds after `code`."""
    argv = [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"]
    return set(run(argv, capture_output=True, text=True, check=True).stdout.split())


def test_importing_loads_nothing() -> None:
    loaded = loaded_after("import geolaunch; dir(geolaunch)")
    assert {name for name in loaded if name.startswith("geolaunch")} == {"geolaunch"}
    assert not loaded & {"numpy", "pyproj", "shapely", "pandas", "folium", "click", "rich"}


def test_a_name_loads_only_what_it_needs() -> None:
    loaded = loaded_after("import geolaunch; geolaunch.parse_quantity('370 km')")
    assert "geolaunch.report.quantity" in loaded
    assert not loaded & {"geolaunch.report.model", "numpy"}


def by_kind(name: str) -> tuple[bool, bool, str]:
    """Return the key that sorts constants, classes and functions, as Ruff's RUF022 does."""
    return not name.isupper(), name[0].islower(), name


@pytest.mark.parametrize("name", MODULES)
def test_what_a_module_exports_is_sorted_and_there(name: str) -> None:
    module = import_module(f"geolaunch.{name}")
    assert module.__all__ == sorted(module.__all__, key=by_kind)
    assert len(set(module.__all__)) == len(module.__all__) > 0
    for exported in module.__all__:
        assert not exported.startswith("_")
        assert hasattr(module, exported)


def test_ours_is_typed() -> None:
    assert (FOLDER / "py.typed").is_file()
