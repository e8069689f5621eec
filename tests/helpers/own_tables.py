"""A small sound catalogue of a user's own, for tests to put faults into."""

from __future__ import annotations

from pathlib import Path

from geolaunch.catalogue.columns import COLUMNS, name_columns
from geolaunch.tables import csv_text

Tables = dict[str, list[dict[str, str]]]


def row(file: str, **cells: str) -> dict[str, str]:
    """Return a row of a table; what is not given is empty. `class` is given as `class_`."""
    given = {key.rstrip("_"): value for key, value in cells.items()}
    assert set(given) <= {*COLUMNS[file], *name_columns(file)}
    return dict.fromkeys(COLUMNS[file], "") | given


def claim(id_: str, quantity: str, value: str, **cells: str) -> dict[str, str]:
    """Return a claim of the originator Us on the launch own-1."""
    shared = {"launch": "own-1", "originator": "Us", "carrier": "Daily", "source": "daily"}
    return row("claims.csv", **{**shared, "id": id_, "quantity": quantity, "value": value, **cells})


def sound() -> Tables:
    """Return two launches: one from a site of the user's own, one of a missile and site of ours."""
    first = row(
        "launches.csv",
        id="own-1",
        date="2031-05-06",
        time_utc="2031-05-06T01:02Z|2031-05-06T01:04Z",
        count="2",
        missile="own-rocket",
        class_="SRBM",
        class_basis="type",
        site="own-pad",
        outcome="success",
        note="=a note, with\na line break & <b>markup</b>",
        source="daily",
    )
    second = row(
        "launches.csv",
        id="own-2",
        date="2031-05",
        missile="hwasong-11a",
        missile_name="Hwasong-11A",
        site="sunan",
        source="cns-nti",
    )
    km = {"unit": "km", "qualifier": "about", "distance_kind": "unstated"}
    claims = [
        claim("own-1/1", "site", "the Hidden Pad", words="from “the Hidden Pad”, it said"),
        claim("own-1/2", "range", "400", status="first", **km),
        claim("own-1/3", "range", "450", status="revised", supersedes="own-1/2", **km),
        claim(
            "own-1/4", "range", "300/350", **{**km, "qualifier": "between", "originator": "They"}
        ),
        claim("own-1/5", "landing.eez.Japan", "outside"),
        claim("own-1/6", "outcome", "success"),
        claim("own-2/1", "site", "Sunan", launch="own-2", source="cns-nti"),
    ]
    return {
        "launches.csv": [first, second],
        "claims.csv": claims,
        "sources.csv": [
            row("sources.csv", id="daily", publisher="Daily", address="https://daily.example/1")
        ],
        "sources_read.csv": [
            row("sources_read.csv", launch="own-1", source="daily", originators="Us|They")
        ],
        "sites.csv": [
            row(
                "sites.csv",
                id="own-pad",
                name="Own Pad",
                variants="The Hidden Pad|Pad One",
                name_ko="비밀 발사장",
                country="KP",
                lon="127.5",
                lat="39.25",
                sd_km="4",
            )
        ],
        "missiles.csv": [
            row("missiles.csv", id="own-rocket", name="Own Rocket", aliases="OR-1|Rocket One")
        ],
    }


def write(folder: Path, tables: Tables) -> Path:
    """Write tables into a folder, and return it."""
    folder.mkdir(exist_ok=True)
    for file, rows in tables.items():
        columns = list(rows[0]) if rows else list(COLUMNS[file])
        text = csv_text(columns, [list(each.values()) for each in rows])
        (folder / file).write_bytes(text.encode())
    return folder


def write_long(folder: Path, count: int, *, bad: bool) -> Path:
    """Write a sound catalogue with `count` claims of its own, each wrong in two cells if `bad`."""
    lines = [
        f"{n},own-1,,range,{'x' if bad else ''}{n % 9000 + 1},km,about,unstated,Voice {n},,,,,,,,"
        f"{f'no-{n}' if bad else 'daily'}"
        for n in range(count)
    ]
    write(folder, sound())
    head = ",".join(COLUMNS["claims.csv"])
    (folder / "claims.csv").write_text("\n".join([head, *lines]), encoding="utf-8")
    return folder
