"""Which of several missiles a figure is of: "the first", "the other", "(2)"; "" for no one of them.

Figures of two missiles are told as "one flew 600 km while the other covered 120 km", and left out
is what was said before: "the first flew 600 km and the second 120".
"""

from __future__ import annotations

from geolaunch.reading.english.sentences import Sentence

__all__ = ["which_after", "which_missile"]

_REACH = 26  # tokens from a figure back to the missile that it is of
_ORDINALS = {"first": "1", "former": "1", "second": "2", "latter": "2", "third": "3", "fourth": "4"}
_ALL = ("each", "both", "all")
_PEAKS = ("peak", "apogee", "altitude")


def which_missile(sentence: Sentence, index: int) -> tuple[str, int]:
    """Return which missile what stands at a token is of, and where that is said; ("", -1)."""
    for at in range(index - 1, max(-1, index - _REACH), -1):
        word = sentence.word(at)
        if word in _ALL or (sentence.word(at + 1) in _PEAKS and word in _ORDINALS):
            break
        which = _named(sentence, at)
        if which:
            return which, at
    return "", -1


def which_after(sentence: Sentence, last: int) -> str:
    """Return which missile a figure at the head of a sentence is of: "Flying 430 km, the first"."""
    headed = sentence.word(last + 1) == "," and sentence.word(last + 2) == "the"
    return _named(sentence, last + 3) if headed and last + 3 < len(sentence.tokens) else ""


def _named(sentence: Sentence, at: int) -> str:
    """Return which missile a token names: "1", "2", "one", "other"; "" for none."""
    word = sentence.word(at)
    if word.isdecimal() and len(word) == 1:
        bracketed = sentence.word(at - 1) == "(" and sentence.word(at + 1) == ")"
        return word if bracketed else ""
    if sentence.is_(at, "other_one"):
        return "" if sentence.is_(at + 1, "no_ordinal") else "other"
    if word in _ORDINALS and not sentence.is_(at + 1, "no_ordinal"):
        return _ORDINALS[word] if _is_of_missiles(sentence, at) else ""
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
