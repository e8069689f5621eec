"""What every map says of itself: from whose figures it is made, and what nobody checked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

from geolaunch.places.seas import seas
from geolaunch.scenes.language import Words, sea_name
from geolaunch.scenes.model import checked_status
from geolaunch.version import VERSION

__all__ = ["Imprint", "imprint"]


class Imprint(TypedDict):
    """The fields of a `Scene` that are filled alike for launches and for rings."""

    lang: str
    status: str
    editorial_status: str
    mark: str
    credits: tuple[str, ...]
    source_line: str
    credit_line: str
    correction: str


def imprint(
    w: Words,
    *,
    user: bool,
    editorial_status: str,
    sources: Sequence[str],
    originators: Sequence[str],
    has_seas: bool,
    day: str = "",
) -> Imprint:
    """Return what a map says of itself; InputError for an editorial status that is none.

    `user` tells whether anything on it is a user's own. `sources` and `originators` are names as
    the page has them, each once, `day` is that of the newest claim; `has_seas` tells whether the
    map names seas, so that it should say by which names.
    """
    status = checked_status(editorial_status)
    return Imprint(
        lang=w.lang,
        status=w("user") if user else "",
        editorial_status=status,
        mark=w(f"mark_{status}") if status else "",
        credits=(w("boundary"), *([_sea_credit(w)] if has_seas else [])),
        source_line=_source_line(w, sources),
        credit_line=_credit_line(w, originators),
        correction=_correction(w, status, day),
    )


def _sea_credit(w: Words) -> str:
    """Return by which names the seas are called."""
    names = w("comma").join(sea_name(w, sea) for sea in seas()[:2])
    return w("credit_seas", names=names)


def _source_line(w: Words, sources: Sequence[str]) -> str:
    """Return the sources in one line, "" if there are none."""
    return w("source_names", sources=w("comma").join(sources)) if sources else ""


def _credit_line(w: Words, originators: Sequence[str]) -> str:
    """Return in one line what made the map, and from whose figures and data."""
    names = w("comma").join(originators)
    figures = (
        w("credit_line", version=VERSION, originators=names)
        if names
        else w("credit_line_given", version=VERSION)
    )
    return figures + w("space") + w("credit_land")


def _correction(w: Words, status: str, day: str) -> str:
    """Return what a reader should know of corrections."""
    if status == "corrected":
        return w("correction_made")
    return w("correction_as_of", date=day) if day else w("correction")
