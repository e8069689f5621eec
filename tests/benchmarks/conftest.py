"""What the benchmarks share: a way to print their tables past pytest's capture of output."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest


@pytest.fixture(scope="module")
def uncaptured(request: pytest.FixtureRequest) -> Callable[[], AbstractContextManager[None]]:
    """Return a context in which what is printed is seen."""
    manager = request.config.pluginmanager.getplugin("capturemanager")
    return manager.global_and_fixture_disabled
