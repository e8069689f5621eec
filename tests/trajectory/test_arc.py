"""Vacuum arcs against a numerical integration, an outside two-body solver, and laws."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from helpers.paths import CASES
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from geolaunch.errors import GeodesyRangeError, InputError
from geolaunch.geodesy.ellipsoid import direct, inverse, position_km
from geolaunch.trajectory import arc as trajectory
from geolaunch.trajectory.arc import (
    LEAST_RANGE_KM,
    Arc,
    arc,
    downrange_km,
    minimum_energy_arc,
    rotation_offset_km,
    track,
)
from geolaunch.trajectory.orbit import GM_KM3_S2, TURN_RAD_S, along, normal, turned

METRE = 1e-3
SECOND = 1.0
TWO_BODY = json.loads((CASES / "two-body.json").read_text("utf-8"))["cases"]
SUNAN = (125.67, 39.2)

law = settings(max_examples=60, deadline=None)


def flown(az_deg: float, range_km: float, apogee_km: float, site: Any = SUNAN) -> Arc:
    lon, lat, _ = direct(*site, az_deg, range_km)
    return arc(*site, lon, lat, apogee_km)


def velocity_in_space(flight: Arc) -> Any:
    """The velocity at the site in km/s, from places of the track alone: its first metres."""
    turn = flight.ellipse.start_rad + np.linspace(0, 1e-4, 5)
    lon, lat, height, seconds, _ = along(flight.ellipse, turn)
    places = np.array(turned(position_km(lon, lat, height), TURN_RAD_S * seconds))
    return np.polynomial.polynomial.polyfit(seconds, places.T, 3)[1]


def integrated(start: Any, velocity: Any, times: Any) -> Any:
    """Places over the turning Earth at times: (lon, lat, height) by DOP853, no J2."""

    def pull(_: float, state: Any) -> Any:
        place = state[:3]
        return np.concatenate([state[3:], -GM_KM3_S2 * place / np.linalg.norm(place) ** 3])

    state = np.concatenate([start, velocity])
    made = solve_ivp(pull, (0, times[-1]), state, "DOP853", t_eval=times, rtol=1e-13, atol=1e-10)
    return np.array(turned(tuple(made.y[:3]), -TURN_RAD_S * times))


@pytest.mark.parametrize(
    ("azimuth", "range_km", "apogee_km"),
    [(72, 1090, 6248.5), (72, 3700, 770), (270, 1000, 4500), (20, 450, 910), (95, 9000, 1200)],
)
def test_a_numerical_integration_flies_the_same_track(
    azimuth: float, range_km: float, apogee_km: float
) -> None:
    """With the Earth's turn, to 10 m all along: over ground and in height."""
    flight = flown(azimuth, range_km, apogee_km)
    points = track(flight, 40)
    x, y, z = integrated(np.array(position_km(*SUNAN)), velocity_in_space(flight), points.time_s)
    ours = np.array(position_km(points.lon_deg, points.lat_deg, points.height_km))
    assert np.abs(ours - np.array([x, y, z])).max() < 10 * METRE
    high_km = normal((x, y, z))[1]
    assert abs(high_km[-1]) < 10 * METRE
    assert high_km.max() < apogee_km + 10 * METRE


@pytest.mark.parametrize("case", TWO_BODY, ids=[case["name"] for case in TWO_BODY])
def test_an_outside_solver_finds_the_same_arc(case: Any) -> None:
    """lamberthub's Lambert problem and hapsira's propagator; heights by ERFA."""
    apex_s, apex_lon, apex_lat, apogee_km = case["apex_time_lon_lat_height"]
    flight = arc(*case["site_lon_lat_deg"], *case["impact_lon_lat_deg"], apogee_km)
    assert abs(flight.time_s - case["time_s"]) < 1e-4 * SECOND
    assert abs(flight.apex_time_s - apex_s) < 0.01 * SECOND  # where it is highest is flat
    assert inverse(flight.apex_lon_deg, flight.apex_lat_deg, apex_lon, apex_lat)[0] < METRE
    assert np.abs(velocity_in_space(flight) - case["launch_velocity_km_s"]).max() < 1e-6
    for seconds, lon, lat, height in case["track_time_lon_lat_height"]:
        place = at_time(flight, seconds)
        assert inverse(place[0], place[1], lon, lat)[0] < METRE
        assert abs(place[2] - height) < METRE


def at_time(flight: Arc, seconds: float) -> Any:
    """The row of a track at a time."""
    bow = flight.ellipse
    gone = seconds - flight.time_s  # sharp at both ends
    turn = brentq(
        lambda t: along(bow, np.float64(t))[3] - flight.time_s - gone,
        float(bow.start_rad) - 1e-6,
        float(bow.stop_rad) + 1e-6,
        xtol=1e-14,
    )
    return along(bow, np.float64(turn))


places = st.tuples(st.floats(-180, 180), st.floats(-89, 89))
azimuths = st.floats(0, 360)
ranges_km = st.floats(20, 9000)
apogees_km = st.floats(100, 7000)


@law
@given(places, azimuths, ranges_km, apogees_km)
def test_apogee_and_impact_are_met(
    site: Any, azimuth: float, range_km: float, apogee_km: float
) -> None:
    flight = flown(azimuth, range_km, apogee_km, site)
    points = track(flight, 65)
    lon, lat, height, seconds, _ = along(flight.ellipse, flight.ellipse.apex_rad)
    assert abs(height - apogee_km) < METRE
    assert abs(flight.apogee_km - apogee_km) < METRE
    assert points.height_km.max() <= apogee_km + METRE
    assert inverse(flight.apex_lon_deg, flight.apex_lat_deg, lon, lat)[0] < METRE
    assert 0 < seconds == flight.apex_time_s < flight.time_s
    for n, place in ((0, site), (-1, (flight.impact_lon_deg, flight.impact_lat_deg))):
        assert abs(points.height_km[n]) < METRE
        assert inverse(points.lon_deg[n], points.lat_deg[n], *place)[0] < METRE
    assert (np.diff(points.time_s) > 0).all()
    assert points.time_s[-1] == pytest.approx(float(flight.time_s), abs=1e-9)


@law
@given(places, azimuths, ranges_km, apogees_km, st.floats(-180, 180))
def test_turning_the_scene_about_the_axis_turns_its_answer(
    site: Any, azimuth: float, range_km: float, apogee_km: float, turn_deg: float
) -> None:
    one = flown(azimuth, range_km, apogee_km, site)
    lon, lat = site[0] + turn_deg, site[1]
    other = arc(lon, lat, one.impact_lon_deg + turn_deg, one.impact_lat_deg, apogee_km)
    assert abs(one.time_s - other.time_s) < 1e-4 * SECOND
    assert inverse(one.apex_lon_deg + turn_deg, one.apex_lat_deg, other.apex_lon_deg,
                   other.apex_lat_deg)[0] < METRE  # fmt: skip


@law
@given(azimuths, ranges_km, apogees_km, st.floats(1.01, 2))
def test_a_higher_arc_takes_longer(
    azimuth: float, range_km: float, apogee_km: float, times: float
) -> None:
    low, high = flown(azimuth, range_km, apogee_km), flown(azimuth, range_km, apogee_km * times)
    assert high.time_s > low.time_s


@law
@given(places, azimuths, st.floats(20, 9000), st.floats(-0.4, 0.4))
def test_no_other_arc_leaves_slower_than_the_assumed_one(
    site: Any, azimuth: float, range_km: float, change: float
) -> None:
    lon, lat, _ = direct(*site, azimuth, range_km)
    least = minimum_energy_arc(*site, lon, lat)
    assert least.assumed
    other = arc(*site, lon, lat, least.apogee_km * np.exp(change))
    assert not other.assumed
    assert least.launch_speed_km_s <= other.launch_speed_km_s * (1 + 1e-6)


def test_the_assumed_arc_of_a_short_flight_is_a_quarter_as_high() -> None:
    """On flat ground at rest 45 degrees go farthest, with an apogee of a quarter of the range."""
    for azimuth in (0, 90, 180, 270):
        lon, lat, _ = direct(*SUNAN, azimuth, 60.0)
        assert minimum_energy_arc(*SUNAN, lon, lat).apogee_km == pytest.approx(15.0, rel=0.02)


def test_a_plain_fall_is_that_of_the_textbook() -> None:
    """Straight up to 100 km and down, over the pole, where the Earth's turn does nothing."""
    flight = arc(0.0, 89.9999, 0.0, 89.95, 100.0)
    radius, top = 6356.752, 6456.752
    half = top / 2
    turn = np.arccos(radius / half - 1)
    upright_s = 2 * np.sqrt(half**3 / GM_KM3_S2) * (turn + np.sin(turn))
    assert abs(flight.time_s - upright_s) < 0.01 * SECOND
    assert flight.launch_speed_km_s == pytest.approx(
        np.sqrt(2 * GM_KM3_S2 * (1 / radius - 1 / top)), abs=1e-3
    )


def test_speed_is_over_the_turning_ground() -> None:
    flight = flown(80, 1000, 600)
    points = track(flight, 2001)
    x, y, z = position_km(points.lon_deg, points.lat_deg, points.height_km)
    steps = np.sqrt(sum(np.diff(each) ** 2 for each in (x, y, z))) / np.diff(points.time_s)
    middle = (points.speed_km_s[1:] + points.speed_km_s[:-1]) / 2
    assert np.abs(steps - middle).max() < 1e-4
    assert points.speed_km_s[0] == flight.launch_speed_km_s
    assert points.speed_km_s[-1] == flight.impact_speed_km_s


def test_the_turn_takes_the_track_off_the_geodesic() -> None:
    """About as far as the ground turns beside it: none on the equator, much on a lofted arc."""
    assert rotation_offset_km(arc(10.0, 0.0, 30.0, 0.0, 800.0)) < METRE
    low, high = (float(rotation_offset_km(flown(72, 1000, each))) for each in (300, 6000))
    assert 1 < low < 15
    assert 70 < high < 120


@pytest.mark.slow
def test_the_offset_is_that_of_a_dense_track() -> None:
    flight = flown(60, 1000, 4000)
    lon, lat, _ = direct(*SUNAN, 60, np.linspace(0, 1000, 4001))
    points = track(flight, 4001)
    off = [
        inverse(a, b, lon, lat)[0].min()
        for a, b in zip(points.lon_deg[::20], points.lat_deg[::20], strict=True)
    ]
    assert float(rotation_offset_km(flight)) == pytest.approx(max(off), abs=10 * METRE)


def test_downrange_runs_from_site_to_impact() -> None:
    flight = flown(72, 3700, 770)
    points = track(flight)
    gone = downrange_km(flight, points)
    assert gone[0] < METRE
    assert abs(gone[-1] - 3700) < METRE
    assert (np.diff(gone) > 0).all()


def test_arrays_are_many_arcs_at_once() -> None:
    lon, lat, _ = direct(*SUNAN, [[10.0], [80.0]], [300.0, 1000.0, 5000.0])
    many = arc(*SUNAN, lon, lat, 700.0)
    points = track(many, 7)
    assert many.time_s.shape == (2, 3)
    assert points.height_km.shape == (2, 3, 7)
    one = arc(*SUNAN, lon[1, 2], lat[1, 2], 700.0)
    assert one.time_s.shape == ()
    assert one.time_s == pytest.approx(float(many.time_s[1, 2]), abs=1e-4)
    assert track(one, 7).lat_deg == pytest.approx(points.lat_deg[1, 2], abs=1e-6)
    assert rotation_offset_km(many).shape == (2, 3)


def test_no_arcs_are_no_arcs() -> None:
    none = arc([], [], [], [], [])
    assert none.time_s.shape == (0,)
    assert track(none).lon_deg.shape == (0, 64)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ((*SUNAN, 130.0, 40.0, 0.0), "got apogee 0 km; wanted above 0 km"),
        ((*SUNAN, 130.0, 40.0, float("nan")), "got apogee nan km"),
        ((*SUNAN, *SUNAN, 100.0), f"wanted {LEAST_RANGE_KM:g} km or more"),
        ((*SUNAN, -55.0, -38.0, 1000.0), "which way round the Earth"),
        ((*SUNAN, 130.0, 40.0, 60_000.0), "which way round the Earth"),
        ((10.0, -40.0, 10.0, 5.0, 1.0), "over 4982.41 km, 1 km high: it would leave downwards"),
    ],
)
def test_what_is_no_arc_is_refused(given: Any, words: str) -> None:
    with pytest.raises(InputError, match=words):
        arc(*given)


def test_what_is_no_place_is_refused() -> None:
    with pytest.raises(GeodesyRangeError, match=r"order is \(lon, lat\)"):
        arc(39.2, 125.67, 41.0, 139.0, 1000.0)
    with pytest.raises(InputError, match="got 1 points; wanted 2 or more"):
        track(flown(80, 1000, 600), 1)


def test_many_arcs_take_as_few_steps_as_the_hardest_of_them(monkeypatch: Any) -> None:
    """The work is a count of whole-array steps, not of arcs: 5 to 9 a block, of 8,192 arcs.

    How long 100,000 take stands in tests/benchmarks/test_arc_speed.py.
    """
    steps = []
    counted = trajectory.ellipse_through
    monkeypatch.setattr(
        trajectory, "ellipse_through", lambda *given: steps.append(1) or counted(*given)
    )
    rng = np.random.default_rng(6)
    count = 2 * 8192
    lon, lat = rng.uniform(-180, 180, count), rng.uniform(-80, 80, count)
    there = direct(lon, lat, rng.uniform(0, 360, count), rng.uniform(200, 8000, count))
    flown_ = arc(lon, lat, there[0], there[1], rng.uniform(100, 6500, count))
    assert 10 <= len(steps) <= 18
    points = track(flown_)
    assert points.height_km.shape == (count, 64)
    assert np.isfinite(points.height_km).all()
    assert len(steps) <= 18  # a track needs no step of its own
