"""How many characters an expression looks at, counted: how its time grows, without a clock.

Python's engine for regular expressions counts nothing, so `Matcher` does as it does, by trial and
error over the same parsed tree, and counts. A test holds it to find what Python's engine finds.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

__all__ = ["Matcher"]

Then = Callable[[int], int | None]  # what must match from there: the end of all of it, or None
Part = Callable[[int, Then], int | None]
DEEP = 20_000

CATEGORIES: dict[Any, Callable[[str], bool]] = {
    op.CATEGORY_DIGIT: str.isdecimal,
    op.CATEGORY_SPACE: str.isspace,
    op.CATEGORY_WORD: lambda sign: sign.isalnum() or sign == "_",
    op.CATEGORY_NOT_DIGIT: lambda sign: not sign.isdecimal(),
    op.CATEGORY_NOT_SPACE: lambda sign: not sign.isspace(),
    op.CATEGORY_NOT_WORD: lambda sign: not (sign.isalnum() or sign == "_"),
}


class Matcher:
    """One expression; after `spans_in`, `looks` is how often it looked at a character."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.ignores_case = bool(pattern.flags & re.IGNORECASE)
        self.part = self._sequence(parser.parse(pattern.pattern, pattern.flags))
        self.text = ""
        self.looks = 0

    def spans_in(self, text: str) -> list[tuple[int, int]]:
        """Return the spans of all that matches, in order, and leave `looks` behind."""
        self.text, self.looks = text, 0
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(DEEP)
        try:
            return list(self._found())
        finally:
            sys.setrecursionlimit(limit)

    def _found(self) -> Any:
        at = 0
        while at <= len(self.text):
            end = self.part(at, lambda place: place)
            if end is not None:
                yield at, end
            at = at + 1 if end is None or end == at else end

    # --- what one place of an expression is -------------------------------------------------------

    def _sequence(self, items: Sequence[Any]) -> Part:
        parts = [self._part(*item) for item in items]

        def match(at: int, then: Then, number: int = 0) -> int | None:
            if number == len(parts):
                return then(at)
            return parts[number](at, lambda place: match(place, then, number + 1))

        return parts[0] if len(parts) == 1 else match

    def _part(self, code: Any, of: Any) -> Part:
        accepts = self._accepted(code, of)
        if accepts is not None:
            return self._repeat_of_one(1, 1, accepts, lazy=False)
        if code is op.BRANCH:
            return self._branch(of[1])
        if code in (op.MAX_REPEAT, op.MIN_REPEAT):
            return self._repeat(*of, lazy=code is op.MIN_REPEAT)
        if code is op.SUBPATTERN and not of[1] and not of[2]:
            return self._sequence(of[3])
        if code in (op.ASSERT, op.ASSERT_NOT):
            return self._look(*of, wanted=code is op.ASSERT)
        if code is op.AT:
            return self._place(of)
        raise NotImplementedError(f"{code}: add it here")

    def _accepted(self, code: Any, of: Any) -> Callable[[str], bool] | None:
        """Return whether a character may stand here; None where no single character is meant."""
        if code is op.ANY:
            return lambda sign: sign != "\n"
        if code not in (op.LITERAL, op.NOT_LITERAL, op.IN):
            return None
        items = of if code is op.IN else [(op.LITERAL, of)]
        negated = code is op.NOT_LITERAL or items[0][0] is op.NEGATE

        @cache
        def accepts(sign: str) -> bool:
            signs = {sign, sign.lower(), sign.upper()} if self.ignores_case else {sign}
            return any(_holds(item, sign) for item in items for sign in signs) != negated

        return accepts

    def _repeat_of_one(
        self, low: int, high: int, accepts: Callable[[str], bool], *, lazy: bool
    ) -> Part:
        def fits(place: int) -> bool:
            if place == len(self.text):
                return False
            self.looks += 1
            return accepts(self.text[place])

        def longest_first(at: int, then: Then) -> int | None:
            last = at
            while last - at < high and fits(last):
                last += 1
            return _first(then, range(last, at + low - 1, -1))

        def shortest_first(at: int, then: Then) -> int | None:
            place = at
            while True:
                end = then(place) if place - at >= low else None
                if end is not None or place - at == high or not fits(place):
                    return end
                place += 1

        return shortest_first if lazy else longest_first

    def _repeat(self, low: int, high: int, items: Sequence[Any], *, lazy: bool) -> Part:
        accepts = self._accepted(*items[0]) if len(items) == 1 else None
        if accepts is not None:
            return self._repeat_of_one(low, high, accepts, lazy=lazy)
        body = self._sequence(items)

        def match(at: int, then: Then, count: int = 0) -> int | None:
            self.looks += 1

            def more(_: int) -> int | None:
                if count >= high:
                    return None
                return body(
                    at,
                    lambda place: (
                        match(place, then, count + 1) if place > at or count < low else None
                    ),
                )

            def enough(_: int) -> int | None:
                return then(at) if count >= low else None

            ways = (enough, more) if lazy else (more, enough)
            return _first(lambda way: ways[way](at), range(2))

        return match

    def _branch(self, alternatives: Sequence[Sequence[Any]]) -> Part:
        parts = [(self._sequence(items), self._opening(items)) for items in alternatives]

        @cache
        def possible(sign: str) -> list[Part]:
            return [part for part, opens in parts if opens is None or (sign and opens(sign))]

        def match(at: int, then: Then) -> int | None:
            self.looks += 1
            tried = possible(self.text[at : at + 1])
            return _first(lambda number: tried[number](at, then), range(len(tried)))

        return match

    def _opening(self, items: Sequence[Any]) -> Callable[[str], bool] | None:
        """Return whether an alternative may begin with a character; None where any may."""
        return self._accepted(*items[0]) if len(items) else None

    def _look(self, direction: int, items: Any, *, wanted: bool) -> Part:
        body = self._sequence(items)
        back = items.getwidth()[0] if direction < 0 else 0

        def match(at: int, then: Then) -> int | None:
            self.looks += 1
            seen = at >= back and body(at - back, lambda place: place) is not None
            return then(at) if seen == wanted else None

        return match

    def _place(self, where: Any) -> Part:
        is_word = CATEGORIES[op.CATEGORY_WORD]

        def here(at: int) -> bool:
            before, after = self.text[max(at - 1, 0) : at], self.text[at : at + 1]
            if where is op.AT_BOUNDARY:
                return bool(before and is_word(before)) != bool(after and is_word(after))
            if where is op.AT_END:
                return self.text[at:] in ("", "\n")
            if where in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
                return at == 0
            raise NotImplementedError(f"{where}: add it here")

        def match(at: int, then: Then) -> int | None:
            self.looks += 1
            return then(at) if here(at) else None

        return match


def _holds(item: tuple[Any, Any], sign: str) -> bool:
    """Return whether one item of a set holds a character."""
    code, of = item
    if code is op.LITERAL:
        return ord(sign) == of
    if code is op.RANGE:
        return bool(of[0] <= ord(sign) <= of[1])
    return code is op.CATEGORY and CATEGORIES[of](sign)


def _first(way: Then, places: Any) -> int | None:
    """Return the first end that a way finds; None if it finds none."""
    for place in places:
        end = way(place)
        if end is not None:
            return end
    return None
