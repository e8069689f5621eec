"""The notebooks execute from top to bottom, and are kept without their outputs."""

from __future__ import annotations

import warnings

import nbformat
import pytest
from helpers.paths import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path, monkeypatch):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the notebook machinery; the cells run elsewhere
        from nbclient import NotebookClient

        monkeypatch.setenv("PYTHONWARNINGS", "error::UserWarning:geolaunch")
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(
            notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
        ).execute()
    assert all(cell.get("execution_count") for cell in notebook.cells if cell.cell_type == "code")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_outputs_are_stripped(path):
    for cell in nbformat.read(path, as_version=4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_there_is_one():
    root = ROOT
    assert NOTEBOOKS or not (root / "setup.cfg").is_file()
