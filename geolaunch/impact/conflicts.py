"""What disagrees among the claims of a launch, as remarks; and the refusal of what cannot be.

Nothing is hidden: claims that disagree beyond their spreads are all shown, with a remark. A launch
is refused only when its claims leave less than `LEAST_MASS`, each of them taken as right.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import combinations

from geolaunch.errors import NoPlaceLeftError
from geolaunch.geodesy.sphere import angle_difference_deg
from geolaunch.impact.evidence import (
    DistanceEvidence,
    Evidence,
    LandmarkEvidence,
    OverflightEvidence,
)
from geolaunch.report.direction import Direction
from geolaunch.report.model import Remark
from geolaunch.report.quantity import Spread

__all__ = [
    "CONFLICT_MASS",
    "LEAST_MASS",
    "between_distances",
    "between_others",
    "of_landmark",
    "of_little_left",
    "of_overflight",
    "within_one_originator",
]

# Evidence that leaves less than this of the mass, each piece taken as right, is refused; below the
# second share it is reported as a conflict.
LEAST_MASS = 1e-6
CONFLICT_MASS = 0.02

# Two distances conflict when they lie more than so many of their joint scales apart, two
# directions when so many of their joint standard deviations.
CONFLICT_SCALES = 4.0
CONFLICT_TURNS = 3.0


def between_distances(evidence: Evidence) -> tuple[Remark, ...]:
    """Return a remark for each pair of originators whose distances cannot both be right."""
    return tuple(
        _pair("conflict_distances", a, b)
        for a, b in combinations(evidence.distances, 2)
        if _apart(a.spread, b.spread)
    )


def within_one_originator(evidence: Evidence) -> tuple[Remark, ...]:
    """Return a remark for each vague or conditional figure that its originator's own one breaks."""
    used = {distance.originator: distance for distance in evidence.distances}
    return tuple(
        _pair("conflict_own", used[figure.originator], figure)
        for figure in (*evidence.vague, *evidence.conditions)
        if figure.originator in used and _apart(used[figure.originator].spread, figure.spread)
    )


def between_others(evidence: Evidence) -> tuple[Remark, ...]:
    """Return a remark for each pair of directions or of seas that do not agree."""
    directions = [
        Remark(
            "conflict_directions",
            _both((a.direction.words, a.originator), (b.direction.words, b.originator)),
        )
        for a, b in combinations(evidence.directions, 2)
        if _turned_deg(a.direction, b.direction)
        > CONFLICT_TURNS * math.hypot(a.direction.sd_deg, b.direction.sd_deg)
    ]
    seas = [
        Remark(
            "conflict_seas", _both((a.words, _who(a.originators)), (b.words, _who(b.originators)))
        )
        for a, b in combinations(evidence.seas, 2)
    ]
    return (*directions, *seas)


def of_little_left(evidence: Evidence, left: float, without_direction: float) -> tuple[Remark, ...]:
    """Return a remark if the named seas hold little of the mass; NoPlaceLeftError if nothing.

    `left` is the share of the mass in them, each claim taken as right, `without_direction` the same
    if no direction counts: the direction is named only where it makes the difference.
    """
    if left < LEAST_MASS:
        _refuse(evidence, without_direction >= LEAST_MASS)
    if left >= CONFLICT_MASS:
        return ()
    turned = without_direction >= CONFLICT_MASS
    share = _share(left if turned else without_direction)
    return (Remark("conflict_little", {"claims": _quoted(evidence, turned), "share": share}),)


def of_landmark(evidence: Evidence, landmark: LandmarkEvidence, fit: float) -> tuple[Remark, ...]:
    """Return a remark if a landing by a landmark hardly fits; refuse one that does not fit at all.

    `fit` is the greatest value, over all places, of its likelihood times that of the rest.
    """
    if fit < LEAST_MASS:
        far = f"the landing “{landmark.words}”{_first_distance(evidence)}"
        raise NoPlaceLeftError(
            f"{evidence.launch}: {far} from {evidence.site.words} exclude each other: no place has "
            f"{LEAST_MASS:g} of the likelihood of the best; one of them must be wrong or misread"
        )
    if fit >= CONFLICT_MASS:
        return ()
    return (Remark("conflict_landmark", {"words": landmark.words, "who": landmark.originator}),)


def _first_distance(evidence: Evidence) -> str:
    """Return the first distance as the end of a list, "" if there is none."""
    first = next(map(_quotation, evidence.distances), "")
    return f" and the distance {first}" if first else " and the rest"


def of_overflight(overflight: OverflightEvidence, fit: float) -> tuple[Remark, ...]:
    """Return a remark if a land flown over, or not, hardly fits the rest of the claims.

    `fit` is the greatest value, over all places, of its likelihood times that of the rest.
    """
    if fit >= CONFLICT_MASS:
        return ()
    key = "conflict_overflight" if overflight.crossed else "conflict_not_over"
    return (Remark(key, {"words": overflight.words, "who": _who(overflight.originators)}),)


def _refuse(evidence: Evidence, with_direction: bool) -> None:
    """Raise the error of claims that exclude each other, in their own words."""
    raise NoPlaceLeftError(
        f"{evidence.launch}: {_named(evidence, with_direction=with_direction)} exclude each other: "
        f"less than {LEAST_MASS:g} of the mass is left; one of them must be wrong or misread"
    )


def _pair(key: str, a: DistanceEvidence, b: DistanceEvidence) -> Remark:
    """Return the remark of two distances."""
    unprinted = frozenset(name for name, of in (("a", a), ("b", b)) if not of.printed)
    return Remark(key, _both((a.words, a.originator), (b.words, b.originator)), unprinted)


def _both(a: tuple[str, str], b: tuple[str, str]) -> dict[str, str]:
    """Return the values of a remark about two claims: words and originator of each."""
    return {"a": a[0], "who_a": a[1], "b": b[0], "who_b": b[1]}


def _who(originators: Iterable[str]) -> str:
    """Return originators as one text."""
    return ", ".join(originators)


def _turned_deg(a: Direction, b: Direction) -> float:
    """Return the angle between two directions, 0 to 180 degrees."""
    return abs(angle_difference_deg(a.azimuth_deg, b.azimuth_deg))


def _apart(a: Spread, b: Spread) -> bool:
    """Tell whether two distances conflict: they lie too many of their joint scales apart."""
    joint = CONFLICT_SCALES * math.hypot(a.scale_km, b.scale_km)
    return _lowest(a) - _highest(b) > joint or _lowest(b) - _highest(a) > joint


def _lowest(spread: Spread) -> float:
    """Return the lowest distance that a claim names, 0 for an upper bound."""
    return 0.0 if spread.shape in ("below", "within") else spread.low_km


def _highest(spread: Spread) -> float:
    """Return the highest distance that a claim names, infinite for a lower bound."""
    return math.inf if spread.shape == "above" else spread.high_km


def _named(evidence: Evidence, *, with_direction: bool) -> str:
    """Return the claims in their own words, as one list."""
    claims = [f"the distance {_quotation(claim)}" for claim in evidence.distances]
    claims = claims or [f"the landing “{claim.words}”" for claim in evidence.landmarks]
    claims[-1] += f" from {evidence.site.words}"
    if with_direction:
        claims += [f"the direction “{claim.direction.words}”" for claim in evidence.directions]
    claims += [f"the sea “{claim.words}”" for claim in evidence.seas]
    claims += [f"“{evidence.at_sea.words}”"] if evidence.at_sea else []
    return f"{', '.join(claims[:-1])} and {claims[-1]}"


def _quoted(evidence: Evidence, with_direction: bool) -> str:
    """Return the claims as quotations and figures only, which need no language."""
    figures = [_quotation(claim) for claim in evidence.distances]
    quoted = [claim.direction.words for claim in evidence.directions if with_direction]
    quoted += [claim.words for claim in evidence.seas]
    quoted += [evidence.at_sea.words] if evidence.at_sea else []
    return ", ".join([*figures, *(f"“{words}”" for words in quoted)])


def _quotation(distance: DistanceEvidence) -> str:
    """Return the words of a distance in quotation marks, a figure of ours without."""
    return f"“{distance.words}”" if distance.printed else distance.words


def _share(share: float) -> str:
    """Return a small share in words."""
    return f"{100 * share:.1g} %" if share >= 1e-3 else f"{share:.0e}"
