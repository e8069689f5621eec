"""The tree of errors: as drawn, each also a built-in, and messages that teach."""

import inspect
import pickle
import re

import pytest

from geolaunch import errors
from geolaunch.errors import GeolaunchError, SchemaError, UnknownNameError, nearest_names

DRAWN = re.compile(r"^    (?P<lines>[│├└─ ]*)(?P<name>[A-Z]\w+)(?: \((?P<builtin>\w+)\))?")
BUILTINS = {"ValueError": ValueError, "RuntimeError": RuntimeError}


def drawn_tree() -> dict[str, tuple[str | None, str | None]]:
    """Return parent and built-in of each class as the module's docstring draws them."""
    tree: dict[str, tuple[str | None, str | None]] = {}
    above: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        match = DRAWN.match(line)
        if match:
            depth = len(match["lines"]) // 4
            above = [*above[:depth], match["name"]]
            tree[match["name"]] = (above[-2] if depth else None, match["builtin"])
    return tree


def classes() -> dict[str, type]:
    return {
        name: value
        for name, value in vars(errors).items()
        if inspect.isclass(value) and value.__module__ == errors.__name__
    }


def test_the_drawn_tree_is_the_tree() -> None:
    drawn = drawn_tree()
    assert set(drawn) == set(classes())
    for name, (parent, builtin) in drawn.items():
        bases = (classes()[parent] if parent else Exception, builtin and BUILTINS[builtin])
        assert classes()[name].__bases__ == tuple(base for base in bases if base), name


@pytest.mark.parametrize("name", sorted(set(drawn_tree()) - {"GeolaunchError"}))
def test_each_is_also_a_builtin(name: str) -> None:
    error = classes()[name]
    assert issubclass(error, GeolaunchError)
    assert issubclass(error, (ValueError, RuntimeError))


def test_every_fault_stands_on_a_line_of_its_own() -> None:
    error = SchemaError("a.json", (fault for fault in ["range_km: got -1", "date: missing"]))
    assert str(error) == "a.json: range_km: got -1\na.json: date: missing"
    assert error.faults == ("range_km: got -1", "date: missing")


def test_an_unknown_name_comes_with_the_nearest_and_a_hint() -> None:
    known = ["Chunghwa", "Hwangju", "Wonsan"]
    error = UnknownNameError("launch site", "Chungwha", known, "see `places`")
    assert error.nearest == ("Chunghwa",)
    assert str(error) == (
        "unknown launch site 'Chungwha'; the nearest names are Chunghwa; see `places`"
    )
    assert str(UnknownNameError("sea", "qqqq", known)) == "unknown sea 'qqqq'"


def test_nearest_names_fold_case_and_put_the_likest_first() -> None:
    known = ["Wonsan", "WONSAN AREA", "Hamhung"]
    assert nearest_names("wonsan", known) == ("Wonsan", "WONSAN AREA")
    assert nearest_names("wonsan", known, 1) == ("Wonsan",)
    assert nearest_names("wonsan", ["Wonsan", "WONSAN", "wonsan"]) == ("Wonsan",)
    assert nearest_names("", known) == ()


def test_an_unknown_name_goes_through_a_process_pool() -> None:
    error = UnknownNameError("sea", "Yelow Sea", ["Yellow Sea", "East Sea"], "see `places`")
    again = pickle.loads(pickle.dumps(error))
    assert (str(again), again.nearest) == (str(error), error.nearest)


def test_names_alike_are_looked_for_when_they_are_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []
    monkeypatch.setattr("geolaunch.errors.nearest_names", lambda *_: asked.append(1) or ("x",))
    error = UnknownNameError("sea", "y", ["x"])
    assert asked == []
    assert str(error) == str(error) == "unknown sea 'y'; the nearest names are x"
    assert asked == [1]
