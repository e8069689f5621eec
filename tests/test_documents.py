"""What the documents name is there: files to change, commands, the citation."""

import re
from configparser import ConfigParser
from pathlib import Path

import pytest
from helpers.paths import ROOT

import geolaunch

DOCUMENTS = ("CONTRIBUTING.md", "tests/README.md", "CITATION.cff")
IN_BACKTICKS = re.compile(r"`([\w.*/-]+)`")
PLACEHOLDER = re.compile(r"\b(?:LANG|NAME)\b")
ENDINGS = (".py", ".md", ".json", ".jsonl", ".csv", ".cff", ".cfg", ".in", ".txt", ".js", ".css")
# Where the package is installed it is not beside the tests.
ABOVE_PACKAGE = Path(geolaunch.__file__).parents[1]


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def paths_in(text: str) -> set[str]:
    """The paths in backticks, placeholders such as LANG made a star."""
    words = IN_BACKTICKS.findall(text)
    paths = {word for word in words if "/" in word or word.endswith(ENDINGS)}
    return {PLACEHOLDER.sub("*", path) for path in paths}


def is_there(path: str, folder: str) -> bool:
    """Whether a path exists below the root, below the folder of its document, or in the package."""
    bases = [ABOVE_PACKAGE] if path.startswith("geolaunch/") else [ROOT, ROOT / folder]
    return any(True for base in bases for _ in base.glob(path))


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "tests/README.md"])
def test_every_path_named_is_there(name: str) -> None:
    paths = paths_in(text_of(name))
    assert len(paths) > 5
    assert {path for path in paths if not is_there(path, Path(name).parent.as_posix())} == set()


def test_the_table_of_new_things_names_files() -> None:
    """Each row says what to change, by name."""
    table = text_of("CONTRIBUTING.md").partition("| to add | change |\n|---|---|\n")[2]
    rows = table.partition("\n\n")[0].splitlines()
    assert len(rows) >= 10
    assert [row for row in rows if not paths_in(row)] == []


def test_a_path_that_is_not_there_is_seen() -> None:
    assert paths_in("`geolaunch/impact/nowhere.py`, `data/strings-LANG.json`, `claims`") == {
        "geolaunch/impact/nowhere.py",
        "data/strings-*.json",
    }
    assert not is_there("geolaunch/impact/nowhere.py", ".")
    assert is_there("data/strings-*.json", ".")


def test_the_commands_are_those_of_the_readme_and_of_ci() -> None:
    quick = '-m "not slow and not browser"'
    assert quick in text_of("CONTRIBUTING.md")
    assert quick in text_of("tests/README.md")
    assert quick in text_of(".ci/run")
    assert ".venv/bin/pip install -e '.[test]'" in text_of("CONTRIBUTING.md")


def test_the_citation_says_what_the_package_says() -> None:
    text = text_of("CITATION.cff")
    fields = dict(re.findall(r"^([a-z-]+): *(.*)$", text, re.MULTILINE))
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg", encoding="utf-8")
    assert {"cff-version", "message", "title", "authors", "version", "license"} <= set(fields)
    assert (fields["cff-version"], fields["type"]) == ("1.2.0", "software")
    assert fields["version"] == geolaunch.__version__
    assert fields["license"] == setup["metadata"]["license"]
    assert fields["title"].strip('"').startswith("geolaunch: ")


def test_the_citation_names_no_person() -> None:
    text = text_of("CITATION.cff")
    assert text.partition("authors:\n")[2].startswith("  - name: geolaunch maintainers\n")
    assert not re.search(r"@|orcid|email|(family|given)-names", text)
    for line in text.splitlines():
        assert re.match(r"^(?:[a-z-]+: ?.*|  .*)$", line), line
