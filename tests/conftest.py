"""What several test modules share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from helpers.browser import ARGUMENTS, chromium_path
from hypothesis import settings

# An example may take as long as it takes: no clock decides on a busy machine.
settings.register_profile("no clock", deadline=None)
settings.load_profile("no clock")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One headless Chromium for all tests; where there is none they are skipped, with the reason.

    With GEOLAUNCH_REQUIRE_BROWSER=1 a missing browser is a failure.
    """
    sync_api = _or_skip(lambda: __import__("playwright.sync_api").sync_api, "no playwright here")
    path = _or_skip(chromium_path, "no chromium on the PATH")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def _or_skip(find: Any, reason: str) -> Any:
    try:
        found = find()
    except ModuleNotFoundError:
        found = None
    if found is None and os.environ.get("GEOLAUNCH_REQUIRE_BROWSER") == "1":
        pytest.fail(f"{reason}, and GEOLAUNCH_REQUIRE_BROWSER is 1")
    if found is None:
        pytest.skip(reason)
    return found
