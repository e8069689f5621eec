"""Texts that a reader could stumble over, of any size: work must grow with it and no faster."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["HOSTILE"]

HOSTILE: dict[str, Callable[[int], str]] = {
    "no spaces": lambda n: "a" * n,
    "digits": lambda n: "9" * n,
    "numbers": lambda n: "12 km " * (n // 6),
    "commas": lambda n: "1,111" * (n // 5),
    "distinct values": lambda n: "".join(f"The missile flew {i} km. " for i in range(1, n // 30)),
    "days": lambda n: "".join(f"Fired on {1950 + i % 99}-03-27. " for i in range(n // 21)),
    "brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "tags": lambda n: "<p>" + "<" * n,
    "comments": lambda n: "<p>" + "<!--" * (n // 4),
    "attributes": lambda n: "<p>" + '<a b="' * (n // 6),
    "entities": lambda n: "<p>" + "&" * n,
    "dashes": lambda n: "-" * n,
    "apostrophes": lambda n: "a'" * (n // 2),
    "accents": lambda n: "e" + "\u0301" * n,
    "sites": lambda n: "missile fired from near " * (n // 24),
    "numerals": lambda n: "five and " * (n // 9),
    "japanese": lambda n: "約350km飛翔" * (n // 8),
    "korean": lambda n: "미사일 발사 약 1,000km " * (n // 18),
    "clauses": lambda n: "昨年、(5km" * (n // 9),
    "Korean times": lambda n: "오전 7시 47분과 발사 " * (n // 14),
    "the second": lambda n: "the second 1 km " * (n // 16),
    "one and the other": lambda n: "one flew 5 km and the other 6 km " * (n // 33),
    "waters": lambda n: "waters off the east " * (n // 20),
    "times": lambda n: "fired at 7:47 a.m. and 7:48 a.m. " * (n // 33),
    "places": lambda n: "flew 5 km west of Okushiri " * (n // 27),
    "since": lambda n: "since it fired " * (n // 15),
    "groups of digits": lambda n: "1 111 111 " * (n // 10),
    "paragraphs": lambda n: "A missile flew.\n\n" * (n // 17),
    "elements": lambda n: "<div>" * (n // 5),
    "scripts": lambda n: "<p><script>" * (n // 11),
}
