"""Hypothesis strategies for report records: those that a reader takes, and those it may refuse."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from geolaunch.constants import KM_PER_UNIT
from geolaunch.report.fields import UNITS
from geolaunch.report.model import TRAJECTORIES

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20).filter(str.strip)
DATES = (
    st.dates()
    .map(lambda day: f"{day.year:04}-{day.month:02}-{day.day:02}")
    .filter(lambda day: day >= "0001")
)
TIMES = st.times().map(lambda time: time.strftime("%H:%M"))
WINDS = st.sampled_from(["east", "NNE", "toward the southwest", "85 degrees", "north-northwest"])
SPANS = st.tuples(st.integers(0, 500), st.integers(1, 500)).map(lambda t: [t[0], t[0] + t[1]])


def _one_or_two(times: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    return times | st.tuples(times, times).map(list)


def numbers(unit: str) -> st.SearchStrategy[float]:
    """Return numbers above 0 that are lengths on Earth in any unit of length."""
    most = 20000 / KM_PER_UNIT.get(unit, 1.0)
    return st.floats(0, most, exclude_min=True) | st.integers(1, int(most))


@st.composite
def quantity_objects(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """Draw {value, unit, qualifier, words?, span?}."""
    unit = draw(st.sampled_from(sorted(UNITS[name])))
    one_sided = ["exact", "about", "more_than", "less_than", "conditional"]
    qualifier = draw(st.sampled_from([*one_sided, "between"]))
    value: Any = draw(numbers(unit))
    if qualifier == "between":
        value = sorted(draw(st.lists(numbers(unit), min_size=2, max_size=2, unique=True)))
    record = {"value": value, "unit": unit, "qualifier": qualifier}
    return record | draw(st.fixed_dictionaries({}, optional={"words": WORDS, "span": SPANS}))


def _quantity_words(name: str) -> st.SearchStrategy[str]:
    unit = "min" if name == "flight_time" else "miles"
    phrases = st.sampled_from(["", "more than ", "up to ", "about "])
    one = st.tuples(phrases, st.integers(1, 9999)).map(lambda t: f"{t[0]}{t[1]} {unit}")
    return one | st.integers(1, 99).map(lambda n: f"{n} to {n + 5} {unit}")


def _quantities(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return {} or one form of a quantity under its key."""
    plain = st.sampled_from(sorted(UNITS[name])).flatmap(
        lambda unit: numbers(unit).map(lambda number: {f"{name}_{unit}": number})
    )
    full = (_quantity_words(name) | quantity_objects(name)).map(lambda value: {name: value})
    return st.just({}) | plain | full


_REFERENCES = st.fixed_dictionaries(
    {"place": WORDS},
    optional={
        "distance": _quantity_words("range") | quantity_objects("range"),
        "direction": WINDS,
    },
)
_LANDINGS = st.fixed_dictionaries(
    {},
    optional={
        "sea": WORDS,
        "near": WORDS,
        "eez": st.sampled_from([{"Japan": "inside"}, {"Japan": "outside"}]),
        "reference": _REFERENCES,
    },
).filter(bool)
_NAMES = WORDS | st.lists(WORDS, min_size=1, max_size=3)
_OVERFLIGHTS = st.fixed_dictionaries(
    {}, optional={"over": _NAMES, "not_over": _NAMES, "time_local": _one_or_two(TIMES)}
).filter(bool)
_STATUSES = st.sampled_from(["first", "revised", "final", "retracted"])
_MOMENTS = DATES | DATES.map(lambda day: f"{day}T10:30+09:00")
_STATED = st.fixed_dictionaries({}, optional={"status": _STATUSES, "stated_at": _MOMENTS}).filter(
    bool
)
_SITES = WORDS | st.fixed_dictionaries(
    {"lon": st.floats(-180, 180), "lat": st.floats(-90, 90), "sd_km": st.floats(0, 500)}
)
_WORD = WORDS | st.fixed_dictionaries({"words": WORDS}, optional={"span": SPANS})
_PLAIN = {
    "launch": WORDS,
    "date": DATES,
    "time_local": _one_or_two(TIMES),
    "time_utc": _one_or_two(st.tuples(DATES, TIMES).map(lambda t: f"{t[0]}T{t[1]}Z")),
    "count": st.integers(1, 1000) | st.just(2.0),
    "missile": WORDS,
    "missile_class": WORDS,
    "site": _SITES,
    "azimuth_deg": st.floats(0, 360),
    "direction": WINDS,
    "toward": WORDS,
    "trajectory": st.sampled_from([*TRAJECTORIES]),
    "overflight": _OVERFLIGHTS,
    "landing": _LANDINGS,
    "impact_time_local": _one_or_two(TIMES),
    "launch_place": WORDS,
    "missile_no": st.integers(1, 1000) | st.lists(st.integers(1, 9), min_size=1, max_size=3),
    "originator": WORDS,
    "carrier": WORDS,
    "stated_at": _MOMENTS,
    "status": _STATUSES,
    "url": WORDS,
    "stated": st.dictionaries(
        st.sampled_from(["site", "range", "direction", "landing", "overflight", "count"]),
        _STATED,
        max_size=3,
    ),
    "words": st.dictionaries(st.sampled_from(["site", "count", "landing.sea"]), _WORD, max_size=2),
}
_OPTIONAL = {key: values for key, values in _PLAIN.items() if key != "site"}
_PLAIN_RECORDS = st.fixed_dictionaries({"site": _SITES}, optional=_OPTIONAL)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a record that the readers take."""
    record: dict[str, Any] = draw(_PLAIN_RECORDS)
    for name in UNITS:
        record |= draw(_quantities(name))
    return record


# Values that are wrong wherever they stand: no words of any kind are among them, since only the
# readers know which words mean a quantity, a direction, a sea or a place.
ODD_VALUES: list[Any] = [
    *(None, True, False, 0, -1, -0.5, 1.5, 1001, 5e3, "", " \t", "x" * 2001, [], {}, [[]]),
    *(
        [1],
        [1, 2, 3],
        ["07:47"],
        {"a": 1},
        {"colour": "red"},
        {"value": 5},
        {"lon": 1, "lat": 2},
        {"words": 1},
    ),
    *({"value": 5, "unit": "km", "qualifier": "between"}, {"place": "x", "direction": None}),
    {"value": [5, 6], "unit": "km", "qualifier": "about"},
    {"value": 5, "unit": "km", "qualifier": "about", "words": "", "more": 1},
    {"lon": 180.5, "lat": 0, "sd_km": 1},
    {"lon": 0, "lat": 0, "sd_km": -1},
    {"lon": 0, "lat": 0, "sd_km": 1, "alt_km": 1},
    *({"eez": {}}, {"eez": {"Japan": "maybe"}}, {"reference": {}}, {"sea": None}),
    {"value": 5, "unit": "km", "qualifier": "about"},
    *({"over": []}, {"over": "x", "under": "y"}, {"not_over": [" "]}, {"time_local": "7"}),
    *({"range": {}}, {"range": {"status": "late"}}, {"site": {"stated_at": "2023-03-27"}}),
]
KEYS = [*_PLAIN, "range", "range_km", "range_mi", "apogee", "apogee_ft", "flight_time_s", "colour"]


@st.composite
def odd_records(draw: st.DrawFn) -> Any:
    """Draw a record with a few of its values put out of order, or one that is none."""
    record: Any = draw(records())
    for key in draw(st.lists(st.sampled_from(KEYS), max_size=3)):
        change = draw(st.sampled_from(["put", "drop", "below"]))
        if change == "drop":
            record.pop(key, None)
        elif change == "below" and isinstance(record.get(key), dict):
            inner = draw(st.sampled_from([*record[key], "colour"])) if record[key] else "colour"
            record[key] = record[key] | {inner: draw(st.sampled_from(ODD_VALUES))}
        else:
            record[key] = draw(st.sampled_from(ODD_VALUES))
    return record
