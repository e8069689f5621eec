"""How fast a text is read, beside what must be done with any text, in one run on one machine.

    python -m pytest tests/benchmarks/test_reading_speed.py --benchmark-only

Nothing timed is asserted; the table at the end gives the least times in ms, which a busy machine
disturbs least, and their ratio to one pass of the tokenizer. Wanted: 10 kB in 50 ms after the
import, the first reading of a process with its vocabulary included, 1 MB in a hundred times as
long as 10 kB, and four times a hostile text in about four times as long (16 would be quadratic;
`tests/reading/test_linear.py` counts the same without a clock).
"""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from helpers.hostile import HOSTILE
from helpers.paths import CASES

from geolaunch.reading.cjk.reader import read_text
from geolaunch.reading.english.phrases import english
from geolaunch.reading.reader import read
from geolaunch.reading.tokens import tokenise

ARTICLE = ((CASES / "reading-article-two-srbms.txt").read_text(encoding="utf-8") * 20)[:10_000]
BULLETIN = ((CASES / "reading-japanese-ministry.txt").read_text(encoding="utf-8") * 80)[:10_000]
least_s: dict[str, float] = {}


@pytest.fixture(scope="module", autouse=True)
def _table(uncaptured) -> Iterator[None]:
    """Print the least times and their ratios when all is measured."""
    yield
    if "tokens of 10 kB" not in least_s:
        return
    unit = least_s["tokens of 10 kB"]
    with uncaptured():
        print("\n")
        for name, seconds in least_s.items():
            print(f"  {name:42s} {1000 * seconds:9.2f} ms  {seconds / unit:8.1f} x")


def measured(benchmark, name: str, work, *, rounds: int = 15) -> None:
    """Time `work` and keep the least time."""
    benchmark.pedantic(work, rounds=rounds, warmup_rounds=1)
    least_s[name] = benchmark.stats.stats.min


def test_tokens(benchmark) -> None:
    measured(benchmark, "tokens of 10 kB", lambda: tokenise(ARTICLE))


def test_an_article(benchmark) -> None:
    measured(benchmark, "an article of 10 kB", lambda: read(ARTICLE, "2023-03-27"))


def test_an_article_with_its_vocabulary(benchmark) -> None:
    def work() -> None:
        english.cache_clear()
        read(ARTICLE, "2023-03-27")

    measured(benchmark, "the same, the vocabulary built anew", work)


def test_a_bulletin(benchmark) -> None:
    measured(benchmark, "a bulletin of 10,000 signs", lambda: read_text(BULLETIN, "ja", None))


def test_a_megabyte(benchmark) -> None:
    text = ARTICLE * 100
    measured(benchmark, "1 MB of articles", lambda: read(text, "2023-03-27"), rounds=3)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts(benchmark, name: str) -> None:
    small, large = (HOSTILE[name](size) for size in (12_000, 48_000))
    benchmark.pedantic(read, (large,), rounds=1)
    times_s = [(_seconds(lambda: read(small)), _seconds(lambda: read(large))) for _ in range(5)]
    small_s, large_s = map(min, zip(*times_s, strict=True))
    least_s[f"{name}, {large_s / small_s:.1f} x a quarter of it"] = large_s


def _seconds(work) -> float:
    """Return the processor's time for one run."""
    begin = time.process_time()
    work()
    return time.process_time() - begin
