"""Print what a cold start costs, as medians of whole processes run in turn.

    python tests/benchmarks/cold_start.py [ROUNDS]

Wanted: `geolaunch map` at most 1.35 times an empty Folium map, `import geolaunch` at most 1.5 times
`import numpy`, `geolaunch show ID` and `geolaunch catalogue ID` at most twice `import click, json,
csv`. Bytecode is written, as it is where the package is installed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 11
PAIRS = (
    (
        "geolaunch map",
        ["-m", "geolaunch", "map", "2023-03-27", "-o", "zone.html"],
        "folium.Map().save",
        ["-c", "import folium; folium.Map().save('x.html')"],
        1.35,
    ),
    (
        "geolaunch show ID",
        ["-m", "geolaunch", "show", "2022-11-18-a"],
        "import click, json, csv",
        ["-c", "import click, json, csv"],
        2.0,
    ),
    (
        "show ID, in JSON",
        ["-m", "geolaunch", "show", "2022-11-18-a", "--json"],
        "import click, json, csv",
        ["-c", "import click, json, csv"],
        2.0,
    ),
    (
        "catalogue ID",
        ["-m", "geolaunch", "catalogue", "2022-11-18-a"],
        "import click, json, csv",
        ["-c", "import click, json, csv"],
        2.0,
    ),
    ("import geolaunch", ["-c", "import geolaunch"], "import numpy", ["-c", "import numpy"], 1.5),
)


def seconds(arguments: list[str], folder: str) -> float:
    """Return how long one Python process takes; its first failure ends the run with its words."""
    root = str(Path(__file__).parents[2])
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - begun
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)}: {done.stderr.strip() or done.returncode}")
    return taken


def compared(ours: list[str], theirs: list[str], rounds: int) -> tuple[float, float]:
    """Return the median seconds of both, run in turn; a first run of each warms the disk."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = [(seconds(ours, folder), seconds(theirs, folder)) for _ in range(rounds + 1)][1:]
    one, other = zip(*pairs, strict=True)
    return statistics.median(one), statistics.median(other)


def main() -> None:
    """Print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    for name, ours, other_name, theirs, wanted in PAIRS:
        one, other = compared(ours, theirs, rounds)
        print(
            f"{name:18s} {1000 * one:7.0f} ms   {other_name:24s} {1000 * other:7.0f} ms   "
            f"ratio {one / other:.2f} (wanted at most {wanted})"
        )


if __name__ == "__main__":
    main()
