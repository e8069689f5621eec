"""The laws of distance and azimuth: what claims make likely, each in one dimension.

The density of the true distance, of the distance from an uncertain site, and of the azimuth: closed
forms and one convolution, no sampling. Vectors are added as on a plane: off by a share D^2 / 6R^2
of the site's error, 6e-4 of it at 400 km.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from geolaunch.constants import HALF_MERIDIAN_KM, MEAN_RADIUS_KM
from geolaunch.impact.evidence import DirectionEvidence, DistanceEvidence
from geolaunch.impact.statements import state_of
from geolaunch.report.direction import Direction
from geolaunch.report.quantity import Spread

__all__ = [
    "FINE_STEPS",
    "AzimuthLaw",
    "SiteLaw",
    "azimuth_density",
    "azimuth_law",
    "distance_density",
    "distance_likelihood",
    "distance_steps",
    "site_law",
    "wave_shares",
]

FloatArray = NDArray[np.float64]

# The share of direction statements that are plainly wrong; the density never falls below it.
DIRECTION_ERROR = 0.02

# A bound that leaves less of the mass than this is no bound but a conflict.
LEAST_BOUNDED = 1e-6

# Distances are first computed on so many equal steps, then on nodes drawn to where the mass is.
FINE_STEPS = 768
TAIL_WIDTHS = 40.0  # of a Student-t with 4 degrees of freedom, 2e-6 lies beyond 40 scales
TAIL_DECAYS = 12.0

# A site error under this share of the distance, 1 / 6, takes the quick way of `_narrow_site`; one
# of fewer steps than this changes nothing that could be seen.
NARROW_SITES = 6.0
LEAST_STEPS = 0.5

# Otherwise the law is found at so many distances, from at least so many true ones.
SITE_NODES = 400
LEAST_TRUE = 128

# Azimuths are first computed on so many, then as waves around the circle; what is smaller is cut.
FINE_AZIMUTHS = 256
LEAST_WAVE = 1e-8


# --- distance -------------------------------------------------------------------------------------


def _t4(z: FloatArray) -> FloatArray:
    """Return the density of Student's t with 4 degrees of freedom, not normalised."""
    return np.asarray((1.0 + z * z / 4.0) ** -2.5)


def _t4_cdf(z: FloatArray) -> FloatArray:
    """Return the distribution function of Student's t with 4 degrees of freedom (closed form)."""
    u = z / np.sqrt(4.0 + z * z)
    return np.asarray(0.5 + 0.75 * u - 0.25 * u**3)


def distance_likelihood(spread: Spread, distance_km: FloatArray) -> FloatArray:
    """Return the likelihood that `spread` gives to true distances, at most about 1."""
    s, scale = distance_km, spread.scale_km
    if spread.shape == "above":
        excess = np.maximum(s - spread.low_km, 0.0)
        return _t4_cdf((s - spread.low_km) / scale) * np.exp(-excess / spread.decay_km)
    if spread.shape == "below":
        shortfall = np.maximum(spread.high_km - s, 0.0)
        return _t4_cdf((spread.high_km - s) / scale) * np.exp(-shortfall / spread.decay_km)
    if spread.shape == "within":
        return _t4_cdf((spread.high_km - s) / scale)
    if spread.shape == "between":
        return _t4_cdf((s - spread.low_km) / scale) * _t4_cdf((spread.high_km - s) / scale)
    return _t4((s - spread.low_km) / scale)


def distance_steps(distances: Iterable[DistanceEvidence]) -> FloatArray:
    """Return equal steps of distance in km that hold all but 1e-5 of what is claimed."""
    spreads = [distance.spread for distance in distances]
    low = min(s.low_km - TAIL_WIDTHS * s.scale_km - _decay(s, "below") for s in spreads)
    high = max(s.high_km + TAIL_WIDTHS * s.scale_km + _decay(s, "above") for s in spreads)
    low, high = max(low, 0.0), min(high, HALF_MERIDIAN_KM)
    step = (high - low) / FINE_STEPS
    return np.asarray(low + step * (np.arange(FINE_STEPS) + 0.5), np.float64)


def _decay(spread: Spread, shape: str) -> float:
    """Return how far a bound's decay reaches on its open side, in km."""
    return TAIL_DECAYS * spread.decay_km if spread.shape == shape else 0.0


def distance_density(
    distances: tuple[DistanceEvidence, ...], steps_km: FloatArray, *, mixture: bool
) -> FloatArray:
    """Return the density of the true distance on equal steps, normalised to a sum of 1.

    One true distance, each originator with its own error: their likelihoods multiply. Where they
    conflict beyond their spreads (`mixture`) each is as likely right as the next: their densities
    are averaged.
    """
    likelihoods: list[FloatArray] = [
        distance_likelihood(distance.spread, steps_km) for distance in distances
    ]
    if mixture:
        likelihoods = [np.asarray(sum(values / values.sum() for values in likelihoods))]
    product = np.prod(likelihoods, axis=0)
    return np.asarray(product / product.sum())


def within_conditions(
    density: FloatArray, steps_km: FloatArray, conditions: tuple[DistanceEvidence, ...]
) -> FloatArray:
    """Return a density of the true distance, cut softly where a conditional figure bounds it.

    A bound that leaves nothing is not applied: it is reported as a conflict.
    """
    for condition in conditions:
        bounded = density * distance_likelihood(condition.spread, steps_km)
        if bounded.sum() > LEAST_BOUNDED:
            density = bounded / bounded.sum()
    return density


@dataclass(frozen=True, slots=True)
class SiteLaw:
    """How far from an uncertain site a place of impact lies.

    At the distances `at_km` from the mean site, rising: `planar` is P(D) / D, P the density of the
    distance D per km, and `true_km` the mean of the true distance flown. `sd_km` is the standard
    deviation of the site's circular normal error.
    """

    sd_km: float
    at_km: FloatArray
    planar: FloatArray
    true_km: FloatArray


def site_law(density: FloatArray, steps_km: FloatArray, site_sd_km: float) -> SiteLaw:
    """Return the law of the distance from the mean site; `density` stands on equal `steps_km`.

    With the true distance s given, the distance D from the mean site is Rice-distributed: P(D | s)
    = D / v exp(-(D^2 + s^2) / 2v) I0(D s / v) with v the variance. That adds the site's error in
    quadrature and its bias of v / 2s.
    """
    step = steps_km[1] - steps_km[0]
    if site_sd_km < LEAST_STEPS * step:
        return _to_the_site(site_sd_km, steps_km, density / steps_km / step)
    if steps_km[np.searchsorted(np.cumsum(density), 1e-3)] > NARROW_SITES * site_sd_km:
        return _narrow_site(density, steps_km, site_sd_km)
    return _wide_site(density, steps_km, site_sd_km)


def _narrow_site(density: FloatArray, steps_km: FloatArray, site_sd_km: float) -> SiteLaw:
    """Return the law where all but 1e-3 of the mass is over 6 site errors away.

    I0 at large arguments: P(D | s) is sqrt(D / s) times a normal density of D - s, to 1 in 300, so
    that the sum over s is a convolution.
    """
    step = steps_km[1] - steps_km[0]
    reach = int(np.ceil(5.0 * site_sd_km / step))
    kernel = np.exp(-((np.arange(-reach, reach + 1) * step / site_sd_km) ** 2) / 2)
    spread = np.convolve(density / np.sqrt(steps_km), kernel / kernel.sum())
    at = steps_km[0] + np.arange(-reach, len(steps_km) + reach) * step
    first = int(np.searchsorted(at, step / 4))
    at, spread = at[first:], spread[first:]
    return _to_the_site(site_sd_km, at, spread / np.sqrt(at) / step)


def _to_the_site(site_sd_km: float, at_km: FloatArray, planar: FloatArray) -> SiteLaw:
    """Return the law on equal steps, from the site itself on if the first is within a step of it.

    The site's error being small, the distance flown is the distance from the mean site.
    """
    if at_km[0] < at_km[1] - at_km[0]:
        at_km, planar = np.append(0.0, at_km), np.append(planar[0], planar)
    return SiteLaw(site_sd_km, at_km, planar, at_km)


def _wide_site(density: FloatArray, steps_km: FloatArray, site_sd_km: float) -> SiteLaw:
    """Return the law by the sum over true distances no farther apart than the site's error.

    Each stands in the middle of an odd number of steps.
    """
    step = steps_km[1] - steps_km[0]
    half = int(np.clip(site_sd_km / step, 1, len(steps_km) // LEAST_TRUE) - 1) // 2
    middles = slice(half, None, 2 * half + 1)
    s, mass = steps_km[middles], density[middles] / density[middles].sum()
    low, high = max(steps_km[0] - 5.0 * site_sd_km, 0.0), steps_km[-1] + 5.0 * site_sd_km
    at, v = np.linspace(low, high, SITE_NODES), site_sd_km**2
    d = at[:, None]
    kernel = np.exp(-((d - s) ** 2) / (2 * v)) * _i0_scaled(d * s / v)
    planar, flown = (kernel @ np.column_stack([mass, mass * s])).T
    return SiteLaw(site_sd_km, at, planar / v, flown / np.maximum(planar, np.finfo(float).tiny))


def _i0_scaled(x: FloatArray) -> FloatArray:
    """Return exp(-x) I0(x) for x >= 0 to 2e-7 (Abramowitz and Stegun 9.8.1 and 9.8.2)."""
    small, large = np.minimum(x, 3.75), np.maximum(x, 3.75)
    near = _horner(_I0_NEAR, (small / 3.75) ** 2) * np.exp(-small)
    far = _horner(_I0_FAR, 3.75 / large) / np.sqrt(large)
    return np.where(x < 3.75, near, far)


def _horner(coefficients: tuple[float, ...], x: FloatArray) -> FloatArray:
    """Return the polynomial with these coefficients, lowest power first."""
    value = np.full_like(x, coefficients[-1])
    for coefficient in coefficients[-2::-1]:
        value *= x
        value += coefficient
    return value


_I0_NEAR = (1.0, 3.5156229, 3.0899424, 1.2067492, 0.2659732, 0.0360768, 0.0045813)
_I0_FAR = (
    *(0.39894228, 0.01328592, 0.00225319, -0.00157565, 0.00916281),
    *(-0.02057706, 0.02635537, -0.01647633, 0.00392377),
)


# --- direction ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AzimuthLaw:
    """The density of the azimuth as waves around the circle.

    Per radian it is 1/2 pi (1 + the sum over k = 1, 2, ... of size_k cos(k azimuth + phase_k)).
    Without a reported direction there is no wave.
    """

    size: FloatArray
    phase: FloatArray


def azimuth_law(
    directions: Iterable[DirectionEvidence], error: float = DIRECTION_ERROR
) -> AzimuthLaw:
    """Return the law of the azimuth at the true site.

    Each direction is a sector with blurred edges, on a floor of `error`; several hold at once and
    multiply. The same word from two of one state, whose measurement is one, counts once.
    """
    once = {_told_by(evidence): evidence for evidence in directions}
    if not once:
        return AzimuthLaw(np.empty(0), np.empty(0))
    density = np.ones(FINE_AZIMUTHS)
    for evidence in once.values():
        density *= (1.0 - error) * _sector(evidence.direction) + error
    waves = np.fft.rfft(density)[1:-1] / density.sum()
    count = int(np.count_nonzero(np.abs(waves) > LEAST_WAVE))
    return AzimuthLaw(2.0 * np.abs(waves[:count]), np.angle(waves[:count]))


def _told_by(evidence: DirectionEvidence) -> tuple[str, float, float]:
    """Return what makes two directions one: the state and the direction."""
    direction = evidence.direction
    return state_of(evidence.originator), direction.azimuth_deg, direction.sd_deg


def _sector(direction: Direction) -> FloatArray:
    """Return the density of a sector with blurred edges on the fine azimuths, its mean 1.

    By its waves, in closed form: a sector of half-width h has sin(k h) / k h, a normal blur of
    standard deviation b takes exp(-(k b)^2 / 2) of them.
    """
    k = np.arange(FINE_AZIMUTHS // 2 + 1)
    half, blur, azimuth = np.radians(
        (direction.half_width_deg, direction.blur_deg, direction.azimuth_deg)
    )
    size = np.sinc(k * half / np.pi) * np.exp(-((k * blur) ** 2) / 2)
    density = np.fft.irfft(size * np.exp(-1j * k * azimuth), FINE_AZIMUTHS) * FINE_AZIMUTHS
    return np.asarray(np.maximum(density, 0.0))


def azimuth_density(law: AzimuthLaw, shares: FloatArray, azimuth_deg: FloatArray) -> FloatArray:
    """Return the density per radian of azimuths (m,), if each wave keeps its `shares` (n, k)."""
    order = np.arange(1, len(law.size) + 1)[:, None]
    waves = law.size[:, None] * np.cos(order * np.radians(azimuth_deg) + law.phase[:, None])
    return np.asarray(np.maximum(1.0 + shares @ waves, 0.0) / (2.0 * np.pi))


def wave_shares(
    law: AzimuthLaw, site: SiteLaw, lat_deg: float, distance_km: FloatArray
) -> FloatArray:
    """Return the share (n, k) of each wave that the site's error leaves at distances (n,).

    With the distance s flown, the azimuth of a place as seen from the mean site is von Mises about
    that flown, of concentration D s / v: wave k keeps I_k / I_0 of it. An error across the flight
    moves the far end by another length than the site, as meridians converge.
    """
    flown = np.interp(distance_km, site.at_km, site.true_km)
    across = site.sd_km * _cross_factor(law, lat_deg, distance_km)
    concentration = distance_km * flown / np.maximum(across**2, 1e-12)
    order = np.arange(1.0, len(law.size) + 1)
    return np.asarray(np.cumprod(_bessel_ratio(order, concentration[:, None]), axis=1))


def _cross_factor(law: AzimuthLaw, lat_deg: float, distance_km: FloatArray) -> FloatArray:
    """Return how far the end of a flight moves for each km that its start moves across it.

    On a sphere, the azimuth staying as it is: along a meridian the parallels' radii compare.
    """
    if not len(law.size):
        return np.ones_like(distance_km)
    arc, northward = distance_km / MEAN_RADIUS_KM, np.cos(law.phase[0])
    return np.asarray(np.cos(arc) - northward * np.tan(np.radians(lat_deg)) * np.sin(arc))


def _bessel_ratio(order: FloatArray, x: FloatArray) -> FloatArray:
    """Return I_k(x) / I_(k-1)(x) for k = `order`: estimated five orders up, and down by recurrence.

    The estimate lies between the two bounds of Amos ("Computation of modified Bessel functions and
    their ratios", Math. Comp. 28, 239-251, 1974). I_k / I_0 comes out to 7e-4.
    """
    above = order + 5.0
    ratio = x / (above - 0.5 + np.hypot(above, x))
    for up in range(4, -1, -1):
        ratio = x / (2.0 * (order + up) + x * ratio)
    return np.asarray(ratio)
