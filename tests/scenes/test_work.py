"""Nothing is computed twice for one page: calls are counted, by what they are asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from geolaunch import find, page, reach_rings, rings_scene, scene, zone
from geolaunch.report.model import Launch, originators
from geolaunch.trajectory.flights import flights

COUNTED = (
    "geolaunch.scenes.launch_features.ring",
    "geolaunch.scenes.directions.sector",
    "geolaunch.scenes.launch_features.disc",
    "geolaunch.scenes.launch_scene.claim_columns",
    "geolaunch.scenes.launch_scene.claim_rows",
    "geolaunch.scenes.launch_scene._one_line",
    "geolaunch.scenes.scale.nearest_farthest_km",
    "geolaunch.scenes.side_view.flights",
    "geolaunch.scenes.side_view.fits",
    "geolaunch.trajectory.flights.arc_of",
    "geolaunch.views.page.side_profile",
)


def counted(monkeypatch: pytest.MonkeyPatch, name: str, calls: Counter[str]) -> None:
    """Count the calls of a function under the name that its caller has for it."""
    module, _, function = name.rpartition(".")
    asked: Callable[..., Any] = getattr(__import__(module, fromlist=[function]), function)

    def counting(*args: Any, **options: Any) -> Any:
        calls[name] += 1
        return asked(*args, **options)

    monkeypatch.setattr(name, counting)


def calls_for(monkeypatch: pytest.MonkeyPatch, launches: tuple[Launch, ...]) -> Counter[str]:
    """Return how often each of `COUNTED` is called for the page of launches."""
    zones = [zone(launch) for launch in launches]
    calls: Counter[str] = Counter()
    for name in COUNTED:
        counted(monkeypatch, name, calls)
    page(scene(launches, zones))
    return Counter({name.rpartition(".")[2]: calls[name] for name in COUNTED})


def test_for_one_launch(monkeypatch: pytest.MonkeyPatch) -> None:
    (launch,) = find("2023-03-27")
    evidence = zone(launch).evidence
    calls = calls_for(monkeypatch, (launch,))
    assert len(evidence.distances) == 2
    assert calls == {
        "ring": len(evidence.distances),
        "sector": len(evidence.directions),
        "disc": 1,
        "claim_columns": 1,
        "claim_rows": 1,
        "_one_line": 1,
        "nearest_farthest_km": 2,  # a coast each
        "flights": 1,
        "fits": 2,
        "arc_of": 2,
        "side_profile": 1,
    }


def test_for_several_launches(monkeypatch: pytest.MonkeyPatch) -> None:
    launches = (*find("2023-03-27"), *find("2017-11-29"), *find("2022-11-18"))
    calls = calls_for(monkeypatch, launches)
    for name in ("disc", "claim_columns", "claim_rows", "flights"):
        assert calls[name] == len(launches), name
    assert calls["arc_of"] == sum(len(originators(launch)) for launch in launches)
    assert calls["fits"] == sum(len(flights(launch, assume=False)) for launch in launches)
    assert calls["_one_line"] == calls["side_profile"] == 1


def test_for_rings(monkeypatch: pytest.MonkeyPatch) -> None:
    rings = reach_rings("hwasong-15", "sunan")
    calls: Counter[str] = Counter()
    names = [f"geolaunch.scenes.ring_scene.{name}" for name in ("alternative", "named_rings")]
    for name in names:
        counted(monkeypatch, name, calls)
    page(rings_scene(rings))
    assert calls == dict.fromkeys(names, 1)
