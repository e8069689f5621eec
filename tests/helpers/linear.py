"""Whether time grows with the size of a text and no faster, told so that noise cannot decide."""

from __future__ import annotations

from collections.abc import Callable

FACTOR = 4
BOUND = 8.0  # half-way between 4, which is linear, and 16, which is quadratic, on a scale of logs
ROUNDS = 12
FEWEST = 3
RESOLUTION_S = 0.002


def assert_linear(seconds: Callable[[int], float], size: int) -> None:
    """Fail if a text of four times the size takes eight times as long, or longer.

    The two sizes are timed by turns and the least time of each is kept: what disturbs a machine
    only ever adds, so that the ratio of the least times comes down to the true one, and a ratio of
    16 cannot come down to 8. It passes as soon as the ratio is below, and fails after `ROUNDS`.
    """
    small = large = float("inf")
    for number in range(1, ROUNDS + 1):
        small = min(small, seconds(size), seconds(size))
        large = min(large, seconds(FACTOR * size))
        if number >= FEWEST and large < BOUND * small + RESOLUTION_S:
            return
    raise AssertionError(
        f"{FACTOR} times the size took {large / small:.1f} times as long ({small:.4f} s, "
        f"{large:.4f} s); wanted less than {BOUND:g} times"
    )
