"""The laws of distance and azimuth against SciPy's, and against sums on fine grids."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import integrate, special, stats

from geolaunch.constants import HALF_MERIDIAN_KM
from geolaunch.impact.density import (
    DIRECTION_ERROR,
    _bessel_ratio,
    _i0_scaled,
    _t4,
    _t4_cdf,
    azimuth_density,
    azimuth_law,
    distance_density,
    distance_likelihood,
    distance_steps,
    site_law,
    wave_shares,
)
from geolaunch.impact.evidence import DirectionEvidence, DistanceEvidence
from geolaunch.report.direction import Direction, parse_direction
from geolaunch.report.quantity import Spread

AT = np.linspace(0, 2000, 4001)
CENTRE = Spread("centre", 370, 370, 13)
ABOVE = Spread("above", 322, 322, 12.4, 48)
BELOW = Spread("below", 400, 400, 12.6, 60)
BETWEEN = Spread("between", 300, 400, 25)
SPREADS = [CENTRE, ABOVE, BELOW, BETWEEN]
I0_TOLERANCE = 2e-7  # of Abramowitz and Stegun's polynomials
RATIO_TOLERANCE = 7e-4
NARROW_TOLERANCE = 1 / 288  # the first term left out of I0 at large arguments, 1 / 8 x, x = 36


def told(*spreads: Spread) -> tuple[DistanceEvidence, ...]:
    return tuple(DistanceEvidence(str(n), spread, "") for n, spread in enumerate(spreads))


def towards(*directions: tuple[float, float]) -> tuple[DirectionEvidence, ...]:
    return tuple(DirectionEvidence("", Direction(azimuth, sd, "")) for azimuth, sd in directions)


# --- closed forms ---------------------------------------------------------------------------------


def test_student_t_is_scipys() -> None:
    z = np.linspace(-60, 60, 2401)
    assert _t4(z) / _t4(np.zeros(1)) == pytest.approx(stats.t(4).pdf(z) / stats.t(4).pdf(0))
    assert _t4_cdf(z) == pytest.approx(stats.t(4).cdf(z), abs=1e-12)


def test_i0_is_scipys() -> None:
    x = np.concatenate([np.linspace(0, 10, 2001), np.geomspace(10, 1e6, 500)])
    assert _i0_scaled(x) == pytest.approx(special.ive(0, x), abs=I0_TOLERANCE)


def test_bessel_ratios_are_scipys() -> None:
    order, x = np.arange(1.0, 100), np.geomspace(1e-6, 1e5, 500)[:, None]
    got = np.cumprod(_bessel_ratio(order, x), axis=1)
    assert np.abs(got - special.ive(order, x) / special.ive(0, x)).max() < RATIO_TOLERANCE


@pytest.mark.parametrize("spread", SPREADS, ids=lambda spread: spread.shape)
def test_likelihoods_are_smooth_and_at_most_1(spread) -> None:
    likelihood = distance_likelihood(spread, AT)
    assert likelihood.min() > 0
    assert likelihood.max() <= 1
    assert np.abs(np.diff(likelihood)).max() < 0.03  # half a km on: no step, no wall


def test_a_bound_reaches_past_itself_on_its_open_side() -> None:
    above, below = (distance_likelihood(spread, AT) for spread in (ABOVE, BELOW))
    assert 322 < (AT @ above) / above.sum() < 400
    assert 300 < (AT @ below) / below.sum() < 400
    assert distance_likelihood(ABOVE, np.array([322.0])) == pytest.approx(0.5)


# --- the true distance ----------------------------------------------------------------------------


@pytest.mark.parametrize("spread", SPREADS, ids=lambda spread: spread.shape)
def test_steps_hold_all_but_1e_5(spread) -> None:
    steps = distance_steps(told(spread))
    half = (steps[1] - steps[0]) / 2
    assert steps[0] - half >= -1e-9
    assert steps[-1] + half <= HALF_MERIDIAN_KM + 1e-9

    def mass(low: float, high: float) -> float:
        at = np.linspace(low, high, 200_001)
        return float(integrate.trapezoid(distance_likelihood(spread, at), at))

    outside = mass(0, steps[0] - half) + mass(steps[-1] + half, 12_000)
    assert outside < 1e-5 * mass(0, 12_000)


def test_likelihoods_multiply_and_a_mixture_averages() -> None:
    both = told(CENTRE, Spread("centre", 350, 350, 20))
    steps = distance_steps(both)
    one, other = (distance_likelihood(each.spread, steps) for each in both)
    product = distance_density(both, steps, mixture=False)
    mixture = distance_density(both, steps, mixture=True)
    assert product == pytest.approx(one * other / (one @ other))
    assert mixture == pytest.approx((one / one.sum() + other / other.sum()) / 2)


# --- the site -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sd_km", [0.5, 3, 10, 30, 60, 200, 500])
@pytest.mark.parametrize("spread", [CENTRE, Spread("centre", 30, 30, 12), ABOVE])
def test_site_law_is_the_sum_of_rice_densities(spread, sd_km) -> None:
    steps = distance_steps(told(spread))
    density = distance_density(told(spread), steps, mixture=False)
    law = site_law(density, steps, sd_km)
    fine = np.linspace(steps[0], steps[-1], 20_000)
    mass = distance_likelihood(spread, fine)
    at = np.linspace(max(spread.low_km - 3 * sd_km, 1), spread.low_km + 3 * sd_km + 40, 25)
    rice = stats.rice(fine[None, :] / sd_km, scale=sd_km).pdf(at[:, None])
    exact = rice @ (mass / mass.sum())
    got = np.interp(at, law.at_km, law.planar) * at
    peak = exact.max()
    # Linear steps and, where the site's error is under half a step, none of it: up to 1 % of the
    # peak; a fifth of that elsewhere comes from the narrow way's 1 in 288.
    assert got == pytest.approx(exact, abs=0.01 * peak)
    assert integrate.trapezoid(law.planar * law.at_km, law.at_km) == pytest.approx(1, abs=5e-3)


def test_the_narrow_way_meets_the_wide_one() -> None:
    from geolaunch.impact.density import _narrow_site, _wide_site

    steps = distance_steps(told(CENTRE))
    density = distance_density(told(CENTRE), steps, mixture=False)
    at = np.linspace(250, 500, 101)
    narrow, wide = (way(density, steps, 40.0) for way in (_narrow_site, _wide_site))
    one, other = (np.interp(at, law.at_km, law.planar) for law in (narrow, wide))
    assert np.abs(one - other).max() < 2 * NARROW_TOLERANCE * other.max()


def test_the_law_starts_at_the_site_where_there_is_mass_there() -> None:
    steps = distance_steps(told(BELOW))
    density = distance_density(told(BELOW), steps, mixture=False)
    assert [site_law(density, steps, sd).at_km[0] for sd in (0.1, 5, 60)] == [0, 0, 0]


def test_the_true_distance_is_known_where_the_site_is() -> None:
    steps = distance_steps(told(CENTRE))
    density = distance_density(told(CENTRE), steps, mixture=False)
    sharp, blurred = site_law(density, steps, 1.0), site_law(density, steps, 300.0)
    assert np.interp(600, sharp.at_km, sharp.true_km) == pytest.approx(600, abs=1)
    assert np.interp(600, blurred.at_km, blurred.true_km) == pytest.approx(370, abs=10)


# --- the azimuth ----------------------------------------------------------------------------------


def density_of(directions, azimuth_deg: np.ndarray) -> np.ndarray:
    law = azimuth_law(directions)
    return azimuth_density(law, np.ones((1, len(law.size))), azimuth_deg)[0]


def test_no_direction_is_a_flat_circle() -> None:
    assert density_of((), AT) == pytest.approx(np.full(len(AT), 1 / (2 * np.pi)))


@pytest.mark.parametrize("sd_deg", [5.0, 8.0, 13.0, 20.0, 60.0])
@pytest.mark.parametrize("centre", [0.0, 90.0, 359.0])
def test_one_direction_is_a_wrapped_normal_on_a_floor(centre, sd_deg) -> None:
    azimuth = np.linspace(0, 360, 721)
    turns = centre + 360.0 * np.arange(-2, 3)[:, None]
    bell = np.degrees(stats.norm.pdf(azimuth, turns, sd_deg).sum(axis=0))
    exact = (1 - DIRECTION_ERROR) * bell + DIRECTION_ERROR / (2 * np.pi)
    got = density_of(towards((centre, sd_deg)), azimuth)
    assert got == pytest.approx(exact, abs=1e-7)


@pytest.mark.parametrize("words", ["east", "northeast", "north-northwest"])
def test_a_wind_is_a_sector_blurred_at_its_edges(words) -> None:
    wind = parse_direction(words)
    azimuth = np.linspace(0, 360, 721)
    turns = azimuth - wind.azimuth_deg + 360.0 * np.arange(-2, 3)[:, None]
    ends = [
        stats.norm.cdf((turns + side) / wind.blur_deg)
        for side in (wind.half_width_deg, -wind.half_width_deg)
    ]
    sector = np.degrees((ends[0] - ends[1]).sum(axis=0) / (2 * wind.half_width_deg))
    exact = (1 - DIRECTION_ERROR) * sector + DIRECTION_ERROR / (2 * np.pi)
    got = density_of((DirectionEvidence("", wind),), azimuth)
    assert got == pytest.approx(exact, abs=1e-5)


def test_several_directions_multiply() -> None:
    azimuth = np.linspace(0, 360, 3601)
    one, other = (density_of(towards(each), azimuth) for each in ((80, 20), (95, 5)))
    both = density_of(towards((80, 20), (95, 5)), azimuth)
    product = one * other
    assert both == pytest.approx(
        product / integrate.trapezoid(product, np.radians(azimuth)), abs=1e-6
    )


def test_a_site_blurs_the_azimuth_as_von_mises_does() -> None:
    """A flight of known length due east from an uncertain site on the equator."""
    steps = np.linspace(395, 405, 768)
    site = site_law(np.full(768, 1 / 768), steps, 150.0)
    law = azimuth_law(towards((90.0, 3.0)), error=0.0)
    azimuth = np.linspace(0, 360, 721)
    density = azimuth_density(law, wave_shares(law, site, 0.0, np.array([450.0])), azimuth)[0]
    spread = np.sqrt(integrate.trapezoid(density * (azimuth - 90) ** 2, np.radians(azimuth)))
    turn = np.linspace(-np.pi, np.pi, 2001)
    von_mises = stats.vonmises(450 * 400 / 150**2).pdf(turn)
    blur = np.degrees(np.sqrt(integrate.trapezoid(von_mises * turn**2, turn)))
    assert spread == pytest.approx(np.hypot(blur, 3.0), rel=0.01)


def test_meridians_that_converge_narrow_the_blur_northward() -> None:
    steps = np.linspace(990, 1010, 768)
    site = site_law(np.full(768, 1 / 768), steps, 40.0)
    kept = {}
    for name, azimuth in (("north", 0.0), ("east", 90.0), ("south", 180.0)):
        law = azimuth_law(towards((azimuth, 5.0)))
        kept[name] = wave_shares(law, site, 45.0, np.array([1000.0]))[0, 4]
    assert kept["north"] > kept["east"] > kept["south"]
