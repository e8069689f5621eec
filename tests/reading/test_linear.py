"""Reading takes work in proportion to the length of a text, whatever it says: counted, not timed.

`tests/benchmarks/test_reading_speed.py` times the same texts.
"""

import re
from dataclasses import fields

import pytest
from helpers.expressions import Matcher
from helpers.hostile import HOSTILE
from helpers.work import calls

from geolaunch.reading import article, tokens, vocabulary
from geolaunch.reading.cjk import numerals, roles
from geolaunch.reading.cjk import reader as bulletins
from geolaunch.reading.cjk.forms import Forms, forms_of
from geolaunch.reading.english import phrases, sentences
from geolaunch.reading.reader import read

FACTOR = 4
BOUND = 4.5  # times the work for four times the text: quadratic work would be 16 times
TEXT_SIZE, PATTERN_SIZE = 2000, 60

READERS = (article, tokens, sentences, phrases, bulletins, roles, numerals, vocabulary)

# Every expression that reads a text, and what texts it could stumble over.
PATTERNS: dict[str, re.Pattern[str]] = {
    **{
        f"{module.__name__.rpartition('.')[2]}.{name}": value
        for module in READERS
        for name, value in vars(module).items()
        if isinstance(value, re.Pattern) and isinstance(value.pattern, str)
    },
    "unnamed seas": sentences._sea_forms(),
    **{
        f"{lang}.{field.name}": getattr(forms_of(lang), field.name)
        for lang in ("ko", "ja")
        for field in fields(Forms)
        if isinstance(getattr(forms_of(lang), field.name), re.Pattern)
    },
    **{
        f"{lang}.{kind}": pattern
        for lang in ("ko", "ja")
        for kind, (pattern, _) in forms_of(lang).names.items()
    },
}
FRAGMENTS = (
    *("a", "(", "(a", "<", "<p ", "&", " ", "\n \t", "12", "1,", "1,111", "1.", "1 ", "a'", "a.-"),
    *(
        "약 1",
        "約1,",
        "1만5천",
        "午前7時",
        "오전 7시 47분과 ",
        "7:47",
        "11日",
        "令和6年",
        "2023年",
        "1발",
    ),
    *("waters off the east ", "east coast of ", "昨年、(", "、", "。", "다. ", "の北", "e\u0301"),
)


@pytest.mark.parametrize("name", HOSTILE)
def test_calls_grow_with_the_length_and_no_faster(name: str) -> None:
    small, large = HOSTILE[name](TEXT_SIZE), HOSTILE[name](FACTOR * TEXT_SIZE)
    read(small)  # so that the vocabularies are loaded
    assert calls(lambda: read(large)) < BOUND * calls(lambda: read(small))


@pytest.mark.parametrize("name", PATTERNS)
def test_no_expression_looks_at_a_text_again_and_again(name: str) -> None:
    """Each on all its worst texts; what the counting engine finds is what Python's engine finds."""
    pattern = PATTERNS[name]
    matcher = Matcher(pattern)
    for fragment in FRAGMENTS:
        once = fragment * (PATTERN_SIZE // len(fragment))
        looks = []
        for text in (once, FACTOR * once):
            assert matcher.spans_in(text) == [match.span() for match in pattern.finditer(text)]
            looks.append(matcher.looks)
        assert looks[1] < BOUND * looks[0], fragment


@pytest.mark.parametrize(
    ("expression", "growth"),
    [("a", 4), ("a+b", 16), ("(?:a|b)*c", 16), (r"a(?=\w{0,9}b)", 4), (r"\w+?\s", 16), ("a*?$", 4)],
)
def test_the_count_tells_linear_from_quadratic(expression: str, growth: int) -> None:
    matcher, looks = Matcher(re.compile(expression)), []
    for size in (100, 100 * FACTOR):
        matcher.spans_in("a" * size)
        looks.append(matcher.looks)
    assert looks[1] / looks[0] == pytest.approx(growth, rel=0.06)
