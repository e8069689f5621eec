"""How many missiles an English sentence reports, and which: counts, classes and names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from geolaunch.catalogue.missiles import missiles
from geolaunch.reading.english.numerals import number_at
from geolaunch.reading.english.sentences import Mark, Sentence
from geolaunch.reading.mentions import Mention

__all__ = [
    "missiles_in",
    "which_after",
    "which_missile",
]

_REACH = 26  # tokens from a figure back to the missile that it is of


_NUMBER_OF = {
    "first": "1",
    "former": "1",
    "second": "2",
    "latter": "2",
    "third": "3",
    "fourth": "4",
}


_ALL = ("each", "both", "all")


_PEAKS = ("peak", "apogee", "altitude")


_LONGEST_PHRASE = 9  # tokens from a number to the noun that it counts
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "last", "other")
_QUOTES = ('"', "\u201c", "\u201d")
_MOST = 120  # missiles at once; greater numbers count something else


def missiles_in(sentence: Sentence) -> Iterator[Mention]:
    """Yield counts, classes and names; those of a year, or of what is only compared, are left."""
    for index in range(len(sentence.tokens)):
        count = _count_at(sentence, index)
        if count is not None and not _is_total(sentence, index, count[1].last):
            yield count[0]
    yield from _pronouns(sentence)
    yield from _classes(sentence)
    yield from _names(sentence)


def _pronouns(sentence: Sentence) -> Iterator[Mention]:
    """Yield numbers that stand alone: "both fell", "one of the two flew", "two more were fired"."""
    for index, token in enumerate(sentence.tokens):
        value, last = _standing_alone(sentence, index, token.text)
        if value and any(
            sentence.is_(last + more, "fly", "land", "reach", "copula") for more in (1, 2)
        ):
            yield sentence.mention("count", value, index, last, 1)


def _standing_alone(sentence: Sentence, index: int, word: str) -> tuple[int, int]:
    """Return a number that stands for missiles and its last token; (0, 0) for others."""
    if word == "both" or (word == "pair" and sentence.word(index - 1) == "the"):
        return 2, index
    number = number_at(sentence.tokens, index) if sentence.word(index - 1) in ("the", "") else None
    if number is None or not number.value.is_integer() or not 2 <= number.value <= _MOST:
        return 0, 0
    more = sentence.word(number.last + 1) == "more"
    if sentence.word(index - 1) == "" and not more:
        return 0, 0
    return int(number.value), number.last + more


def _count_at(sentence: Sentence, index: int) -> tuple[Mention, Mark] | None:
    """Return the count that begins at a token, and the noun counted."""
    value, after, rank = _number(sentence, index)
    if sentence.word(after) == "of" and sentence.word(index) == "both":
        after += 1 + (sentence.word(after + 1) == "the")
    if value is None or sentence.word(after) == "of":
        return None
    head = _head(sentence, after)
    if head is None:
        return None
    if rank < 2 and not _is_singular(sentence, head):
        return None
    if sentence.word(index) in ("a", "an") and _is_comparison(sentence, index):
        return None
    first = index
    before = sentence.cover[index - 1] if index else None
    if before is not None and "qualifier" in before.tags:
        first = before.first
    return sentence.mention("count", value, first, head.last, rank), head


def _number(sentence: Sentence, index: int) -> tuple[int | None, int, int]:
    """Return a whole number of missiles, the token after it, and its rank; None without one."""
    mark = sentence.cover[index]
    if mark is not None and ("missile" in mark.tags or "class" in mark.tags):
        return _bare(sentence, index, mark)
    if mark is not None and mark.first == index and "collective" in mark.tags:
        return int(mark.tags["collective"]), mark.last + 1, 3
    word = sentence.word(index)
    if word in ("a", "an", "another"):
        return (None, 0, 0) if sentence.is_(index + 1, "collective") else (1, index + 1, 2)
    if word in ("the", "this", "its") or sentence.tokens[index].owner:
        following = sentence.word(index + 1)
        if following in _ORDINALS or number_at(sentence.tokens, _within(sentence, index + 1)):
            return None, 0, 0
        return 1, index + 1, 1
    if word == "one" and which_missile(sentence, index + 1)[0]:
        return None, 0, 0
    number = number_at(sentence.tokens, index)
    if number is None or sentence.tokens[index].joined:
        return None, 0, 0
    if not number.value.is_integer() or not 1 <= number.value <= _MOST:
        return None, 0, 0
    return int(number.value), number.last + 1, 3


def _within(sentence: Sentence, index: int) -> int:
    """Return a token's number, at most the last one's."""
    return min(index, len(sentence.tokens) - 1)


def _bare(sentence: Sentence, index: int, mark: Mark) -> tuple[int | None, int, int]:
    """Return one missile for a name without an article at the head of a sentence."""
    if index == 0 and mark.first == 0 and "missile" in mark.tags:
        return 1, 0, 1
    return None, 0, 0


def _head(sentence: Sentence, after: int) -> Mark | None:
    """Return the noun that a number counts: missiles, SRBMs, a Hwasong-14; None for another."""
    head: Mark | None = None
    single = sentence.word(after) == "," and sentence.is_(after - 1, "collective")
    at = after + single  # "a single, short-range missile"
    while at < min(after + _LONGEST_PHRASE, len(sentence.tokens)):
        mark = sentence.cover[at]
        if mark is not None and any(kind in mark.tags for kind in ("class", "thing", "missile")):
            head = mark
            at = mark.last + 1
        elif head is None and (sentence.word(at) in _QUOTES or _is_modifier(sentence, at, after)):
            at += 1
        else:
            break
    if head is None or sentence.is_(head.last + 1, "countless"):
        return None
    return head


def _is_modifier(sentence: Sentence, at: int, first: int) -> bool:
    """Return whether a word may stand before what is counted: "two rail-mobile Soviet missiles"."""
    if sentence.is_(at, "modifier"):
        return True
    token, following = sentence.tokens[at], at + 1
    if token.kind == "number":
        return token.joined and at > first  # "the Chollima-1 rocket"
    if token.kind != "word" or sentence.is_(at, "other_thing", "unit", "countless", "actor"):
        return False
    compound = following < len(sentence.tokens) and sentence.tokens[following].joined
    return compound or (token.joined and at > first) or token.capital


def _is_singular(sentence: Sentence, head: Mark) -> bool:
    """Return whether a noun stands for one."""
    return not sentence.word(head.last).endswith("s")


def _is_total(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a count is one of a year or a month, and of no launch."""
    if any(sentence.is_(number, "yearly") for number in range(min(4, first))):
        return True
    for number in range(last + 1, len(sentence.tokens)):
        if sentence.word(number) in (",", ";", "("):
            return False
        if sentence.is_(number, "yearly"):
            return True
    return False


def _is_comparison(sentence: Sentence, first: int) -> bool:
    """Return whether what follows is only compared with: "similar to a Hwasong-12"."""
    near = range(max(0, first - 3), first)
    return any(sentence.is_(number, "compare") for number in near)


def _classes(sentence: Sentence) -> Iterator[Mention]:
    """Yield the classes; "ballistic missile" alone ranks below one that says more."""
    for mark in sentence.of("class"):
        following = mark.last + 1
        if sentence.is_(following, "countless") and not sentence.is_(following, "soft_head"):
            continue
        if _is_comparison(sentence, mark.first) or _is_total(sentence, mark.first, mark.last):
            continue
        value = mark.tags["class"].split("|")[0]
        rank = 1 if value == "ballistic missile" else 2
        yield sentence.mention("missile_class", value, mark.first, mark.last, rank)


def _names(sentence: Sentence) -> Iterator[Mention]:
    """Yield the names of missiles, each of those that bear one."""
    for mark in sentence.of("missile"):
        if _is_family(sentence, mark):
            continue
        if _is_comparison(sentence, mark.first) or _is_total(sentence, mark.first, mark.last):
            continue
        for id_ in mark.tags["missile"].split("|"):
            yield sentence.mention("missile", _named(id_), mark.first, mark.last)


def _is_family(sentence: Sentence, mark: Mark) -> bool:
    """Return whether a name stands for a family of missiles: "a Pukguksong-class missile"."""
    family = sentence.word(mark.last + 1) in ("class", "type", "series", "family", "based")
    return family and not any(sign.isdigit() for sign in sentence.words(mark.first, mark.last))


@cache
def _names_by_id() -> dict[str, str]:
    """Return the primary names of the missiles that ship, by id."""
    return {missile.id: missile.name for missile in missiles()}


def _named(id_: str) -> str:
    """Return the primary name of a missile."""
    return _names_by_id()[id_]


def which_missile(sentence: Sentence, index: int) -> tuple[str, int]:
    """Return which missile what stands at a token is of, and where that is said; ("", -1)."""
    for at in range(index - 1, max(-1, index - _REACH), -1):
        word = sentence.word(at)
        if word in _ALL or (sentence.word(at + 1) in _PEAKS and word in _NUMBER_OF):
            break
        which = _missile_named_at(sentence, at)
        if which:
            return which, at
    return "", -1


def which_after(sentence: Sentence, last: int) -> str:
    """Return which missile a figure at the head of a sentence is of: "Flying 430 km, the first"."""
    headed = sentence.word(last + 1) == "," and sentence.word(last + 2) == "the"
    return (
        _missile_named_at(sentence, last + 3) if headed and last + 3 < len(sentence.tokens) else ""
    )


def _missile_named_at(sentence: Sentence, at: int) -> str:
    """Return which missile a token names: "1", "2", "one", "other"; "" for none."""
    word = sentence.word(at)
    if word.isdecimal() and len(word) == 1:
        bracketed = sentence.word(at - 1) == "(" and sentence.word(at + 1) == ")"
        return word if bracketed else ""
    if sentence.is_(at, "other_one"):
        return "" if sentence.is_(at + 1, "no_ordinal") else "other"
    if word in _NUMBER_OF and not sentence.is_(at + 1, "no_ordinal"):
        return _NUMBER_OF[word] if _is_of_missiles(sentence, at) else ""
    return "1" if word == "one" and _is_pronoun(sentence, at) else ""


def _is_of_missiles(sentence: Sentence, at: int) -> bool:
    """Return whether an ordinal is that of a missile: "the first", "the first of the pair"."""
    if sentence.word(at + 1) != "of":
        return True
    near = range(at + 2, at + 5)
    return any(
        sentence.is_(number, "thing", "class", "missile")
        or sentence.word(number) in ("pair", "them", "two", "three")
        for number in near
    )


def _is_pronoun(sentence: Sentence, at: int) -> bool:
    """Return whether "one" stands for one of several: "one flew", "one of them", "one missile"."""
    if sentence.is_(at - 1, "copula", "qualifier") or sentence.is_(at + 1, "unit"):
        return False
    following = at + 1
    if sentence.word(following) == "of" or sentence.is_(following, "thing", "class", "missile"):
        return _names_another(sentence, at)
    return sentence.is_(following, "fly", "land", "altitude") and not sentence.is_(at - 1, "fire")


def _names_another(sentence: Sentence, at: int) -> bool:
    """Return whether another one is named after a token."""
    later = range(at + 1, len(sentence.tokens))
    return any(
        sentence.is_(number, "other_one") or sentence.word(number) in ("second", "other")
        for number in later
    )
