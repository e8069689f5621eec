"""The laws of distance and azimuth: what claims make likely, each in one dimension.

The density of the true distance, of the distance from an uncertain site, and of the azimuth: closed
forms and one convolution, no sampling.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from geolaunch.evidence import DirectionEvidence, DistanceEvidence
from geolaunch.quantity import ANTIPODE_KM, Spread

__all__ = [
    "azimuth_density",
    "distance_density",
    "distance_likelihood",
    "distance_steps",
    "planar_density",
]

FloatArray = NDArray[np.float64]

# The share of direction statements that are plainly wrong; the density never falls below it.
DIRECTION_ERROR = 0.02

# Distances are first computed on so many equal steps, then on nodes drawn to where the mass is.
FINE_STEPS = 768
TAIL_WIDTHS = 40.0  # of a Student-t with 4 degrees of freedom, 2e-6 lies beyond 40 scales
TAIL_DECAYS = 12.0

# A site error under this share of the distance, 1 / 6, takes the quick way of `_narrow_site`.
NARROW_SITES = 6.0


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
    if spread.shape == "between":
        return _t4_cdf((s - spread.low_km) / scale) * _t4_cdf((spread.high_km - s) / scale)
    return _t4((s - spread.low_km) / scale)


def distance_steps(distances: Iterable[DistanceEvidence]) -> FloatArray:
    """Return equal steps of distance in km that hold all but 1e-5 of what is claimed."""
    spreads = [each.spread for each in distances]
    low = min(s.low_km - TAIL_WIDTHS * s.scale_km - _decay(s, "below") for s in spreads)
    high = max(s.high_km + TAIL_WIDTHS * s.scale_km + _decay(s, "above") for s in spreads)
    low, high = max(low, 0.0), min(high, ANTIPODE_KM)
    step = (high - low) / FINE_STEPS
    return low + step * (np.arange(FINE_STEPS) + 0.5)


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
        distance_likelihood(each.spread, steps_km) for each in distances
    ]
    if mixture:
        likelihoods = [np.asarray(sum(each / each.sum() for each in likelihoods))]
    product = np.prod(likelihoods, axis=0)
    return np.asarray(product / product.sum())


def planar_density(
    density: FloatArray, steps_km: FloatArray, site_sd_km: float, at_km: FloatArray
) -> FloatArray:
    """Return P(D) / D at distances D from the mean site, P the density of D (per km, sum 1).

    The true site lies off the mean one by a circular normal error of standard deviation
    `site_sd_km`, so D, given the true distance s, is Rice-distributed: P(D | s) = D / v
    exp(-(D^2 + s^2) / 2v) I0(D s / v) with v the variance. That adds the site's error in quadrature
    and its bias of v / 2s. Vectors are added as on a plane: off by a share D^2 / 6R^2 of the site's
    error, 6e-4 of it at 400 km. `density` stands on equal `steps_km`.
    """
    step = steps_km[1] - steps_km[0]
    if site_sd_km < 1.5 * step:
        return np.asarray(np.interp(at_km, steps_km, density / steps_km) / step)
    if steps_km[np.searchsorted(np.cumsum(density), 1e-3)] > NARROW_SITES * site_sd_km:
        return _narrow_site(density, steps_km, site_sd_km, at_km)
    v = site_sd_km**2
    d, s = at_km[:, None], steps_km[None, :]
    kernel = np.exp(-((d - s) ** 2) / (2 * v)) * _i0_scaled(d * s / v)
    return np.asarray(kernel @ density / (v * step))


def _narrow_site(
    density: FloatArray, steps_km: FloatArray, site_sd_km: float, at_km: FloatArray
) -> FloatArray:
    """Return `planar_density` where all but 1e-3 of the mass is over 6 site errors away.

    I0 at large arguments: P(D | s) is sqrt(D / s) times a normal density of D - s, to 1 in 300, so
    that the sum over s is a convolution.
    """
    step = steps_km[1] - steps_km[0]
    reach = int(np.ceil(5.0 * site_sd_km / step))
    offsets = np.arange(-reach, reach + 1)
    kernel = np.exp(-((offsets * step / site_sd_km) ** 2) / 2)
    spread = np.convolve(density / np.sqrt(steps_km), kernel / kernel.sum())
    centres = steps_km[0] + np.arange(-reach, len(steps_km) + reach) * step
    near = np.maximum(at_km, step)
    return np.asarray(np.interp(near, centres, spread) / np.sqrt(near) / step)


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


def azimuth_density(
    directions: tuple[DirectionEvidence, ...],
    azimuth_deg: FloatArray,
    extra_sd_deg: FloatArray | float = 0.0,
    error: float = DIRECTION_ERROR,
) -> FloatArray:
    """Return the density of the azimuth per radian, 1/2 pi everywhere if no direction was told.

    Each direction is a wrapped normal of its own standard deviation and `extra_sd_deg` in
    quadrature, on a floor of `error`; several multiply (not normalised then). Broadcasts
    `azimuth_deg` against `extra_sd_deg`.
    """
    flat = 1.0 / (2.0 * np.pi)
    density = np.asarray(flat)
    for each in directions:
        off = (azimuth_deg - each.direction.azimuth_deg + 180.0) % 360.0 - 180.0
        sd = np.hypot(each.direction.sd_deg, extra_sd_deg)
        bell = sum(np.exp(-(((off + turn) / sd) ** 2) / 2) for turn in (-360.0, 0.0, 360.0))
        normal = bell / np.radians(sd) / np.sqrt(2.0 * np.pi)
        density = density * ((1.0 - error) * normal + error * flat) / flat
    return np.asarray(density + np.zeros(np.broadcast(azimuth_deg, extra_sd_deg).shape))
