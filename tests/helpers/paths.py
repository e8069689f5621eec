"""Where the tests find the checkout, their cases, and outside truth that may lie beside it."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parent.parent
ROOT = TESTS.parent
CASES = TESTS / "cases"
SHARED = ROOT.parent / "shared"  # researched material beside a checkout; tests may use it, too
