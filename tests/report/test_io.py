"""Report records: every fault by its path, all of them at once, and records there and back."""

import json
from bisect import bisect_left
from dataclasses import replace
from typing import Any

import pytest
from helpers.paths import CASES
from helpers.record_strategies import records
from hypothesis import given, settings

from geolaunch.errors import InputError, SchemaError
from geolaunch.report.fields import EVIDENCE, parted
from geolaunch.report.io import read_report, read_reports, record_of
from geolaunch.report.model import Landing, Overflight, SitePoint, Words, launches_of
from geolaunch.report.quantity import Quantity


def faults_of(given: Any, where: str = "file") -> tuple[str, ...]:
    text = given if isinstance(given, str | bytes) else json.dumps(given)
    with pytest.raises(SchemaError) as refused:
        read_reports(text, where)
    assert isinstance(refused.value, InputError)
    assert str(refused.value) == "\n".join(f"{where}: {fault}" for fault in refused.value.faults)
    return refused.value.faults


# --- what is read ---------------------------------------------------------------------------------


def test_every_field() -> None:
    text = (CASES / "records-every-field.json").read_text(encoding="utf-8")
    (report,) = read_reports(text, "file")
    assert report.time_local == ("07:47", "08:00")
    assert report.time_utc == ("2023-03-26T22:47Z",)
    assert report.count == 2
    assert report.missile == 'a "new type" </script>'
    assert report.site == SitePoint(125.8, 38.8639, 10)
    assert report.range == Quantity(350, 370, "km", "between", "350 to 370 km", (12, 25))
    assert report.apogee == Quantity(50, 50, "km", "about", "about 50 km")
    assert report.flight_time == Quantity(7, 7, "min", "exact")
    assert (report.azimuth_deg, report.trajectory) == (85.5, "irregular")
    assert report.direction is not None
    assert report.direction.azimuth_deg == 67.5
    assert report.landing.eez == {"Japan": "outside"}
    assert report.landing.reference is not None
    assert report.landing.reference.distance == Quantity(20, 20, "nmi", "less_than")
    assert report.overflight == Overflight(
        ("Hokkaido", "Aomori Prefecture"), ("Okinawa",), ("07:55",)
    )
    assert (report.toward, report.launch_place) == (
        "Okinawa",
        "near the west coast of North Korea",
    )
    assert (report.impact_time_local, report.missile_no) == (("07:58", "08:11"), (1, 2))
    assert report.words["site"] == Words("from around Chunghwa")
    assert report.words["landing.eez.Japan"].span == (40, 82)
    assert read_report(record_of(report), "record") == report


def test_a_report_of_two_times_is_of_one_launch() -> None:
    record = {"site": "x", "range": "5 km", "stated": {"range": {"status": "revised"}}}
    given = [{"site": "y", "launch": "user-supplied-2"}, record, record]
    launches = launches_of(read_reports(json.dumps(given), "file"))
    assert [(launch.id, len(launch.reports)) for launch in launches] == [
        ("user-supplied-2", 1),
        ("user-supplied-2 (unnamed)", 2),
        ("user-supplied-3", 2),
    ]


def test_a_report_of_two_times_is_read_as_two() -> None:
    record = {
        "site": "Chunghwa",
        "range": "350 km",
        "overflight": {"over": "Japan"},
        "stated_at": "2022-11-03",
        "stated": {"overflight": {"status": "retracted"}, "range": {"stated_at": "2022-11-04"}},
    }
    first, overflight, distance = read_reports(json.dumps(record), "file")
    assert (first.site, first.range, first.overflight) == ("Chunghwa", None, Overflight())
    assert (overflight.overflight.over, overflight.status) == (("Japan",), "retracted")
    assert (distance.range, distance.stated_at) == (
        Quantity(350, 350, "km", "exact", "350 km"),
        "2022-11-04",
    )


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        ({"missile_no": 0}, "missile_no: got 0; wanted 1 to 1000 missiles"),
        ({"missile_no": []}, "missile_no: got []; wanted"),
        ({"overflight": {}}, "overflight: got {}; wanted an object with over, not_over or time"),
        ({"overflight": {"over": [""]}}, 'overflight.over: got ""; wanted'),
        ({"overflight": {"time_local": "7:06"}}, 'overflight.time_local: got "7:06"; wanted "HH'),
        ({"impact_time_local": "24:00"}, 'impact_time_local: got "24:00"; wanted "HH:MM"'),
        ({"stated": {"range": {}}}, "stated.range: got {}; wanted an object with status or"),
        ({"stated": {"url": {"status": "first"}}}, "stated.url: unknown field"),
    ],
    ids=str,
)
def test_faults_of_what_is_said_of_one_missile_or_of_a_flight_over_land(
    given: dict[str, Any], fault: str
) -> None:
    (found,) = faults_of({"site": "x"} | given)
    assert found.startswith(fault)


@pytest.mark.parametrize(
    "form", ["[{}]", '{{"reports": [{}]}}', '{{"reports": [{}], "unused": 5}}', "{}"]
)
def test_one_report_a_list_or_an_object(form: str) -> None:
    (report,) = read_reports(form.format('{"site": "Chunghwa"}'), "file")
    assert report.site == "Chunghwa"
    assert report.landing == Landing()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_bytes_with_and_without_a_mark(encoding: str) -> None:
    (report,) = read_reports('{"site": "중화"}'.encode(encoding), "file")
    assert report.site == "중화"
    assert read_reports('\ufeff{"site": "중화"}', "file") == (report,)


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"azimuth_deg": 360}, {"azimuth_deg": 0.0}),
        ({"count": 2.0, "site": "x"}, {"count": 2}),
        ({"date": "2024-02-29", "site": "x"}, {"date": "2024-02-29"}),
        ({"stated_at": "2023-03-27", "site": "x"}, {"stated_at": "2023-03-27"}),
        ({"range_mi": 200}, {"range": Quantity(200, 200, "mi", "exact")}),
        ({"range_km": 20003.9}, {"range": Quantity(20003.9, 20003.9, "km", "exact")}),
        ({"flight_time": "7 min"}, {"flight_time": Quantity(7, 7, "min", "exact", "7 min")}),
        ({"trajectory": "unstated", "site": "x"}, {"trajectory": "unstated"}),
    ],
)
def test_what_is_read(given: dict[str, Any], read: dict[str, Any]) -> None:
    report = read_report(given, "record")
    assert {name: getattr(report, name) for name in read} == read


# --- what is refused ------------------------------------------------------------------------------


def test_all_faults_of_all_reports_are_listed() -> None:
    case = json.loads((CASES / "records-many-faults.json").read_text(encoding="utf-8"))
    assert list(faults_of(case["input"])) == case["faults"]


FINITE = "wanted a finite number"


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("orignator", "JCS", "orignator: unknown field; the nearest are originator"),
        ("rangekm", 370, "rangekm: unknown field; the nearest are range_km"),
        ("qqqqqq", 1, "qqqqqq: unknown field"),
        ("range_km", 0, "range_km: got 0; wanted a number above 0"),
        ("range_km", -1.5, "range_km: got -1.5; wanted a number above 0"),
        ("range_km", True, f"range_km: got true; {FINITE}"),
        ("range_km", "370", f'range_km: got "370"; {FINITE}'),
        ("range_km", None, f"range_km: got null; {FINITE}"),
        ("range_km", float("nan"), f"range_km: got NaN; {FINITE}"),
        ("range_km", float("inf"), f"range_km: got Infinity; {FINITE}"),
        ("range_km", 10**400, f"range_km: got 1{'0' * 56}...; {FINITE}"),
        (
            "range_km",
            20004,
            "range_km: got 20004 km, beyond the antipode; wanted at most 20,004 km",
        ),
        ("range_km", {"value": 1, "unit": "km", "qualifier": "exact"}, "range_km: got {"),
        (
            "range",
            {"value": [9, 9], "unit": "km", "qualifier": "between"},
            "range.value: got [9, 9]",
        ),
        ("range", "13,000 miles", "range: got 13000 mi, beyond the antipode"),
        (
            "range",
            370,
            "range: got 370; wanted words with a unit, an object, or a number under a key",
        ),
        ("range", None, "range: got null; wanted words with a unit"),
        ("range", "12 min", "range: got unit 'min'; wanted one of km, m, mi, nmi, ft"),
        ("range", "370", "range: got '370'; wanted a number with its unit"),
        (
            "range",
            {"value": 1, "unit": "km"},
            "range.qualifier: missing; wanted all of value, unit",
        ),
        ("flight_time", "370 km", "flight_time: got unit 'km'; wanted one of s, min"),
        ("apogee_furlong", 3, "apogee_furlong: unknown field; the nearest are apogee"),
        ("azimuth_deg", 361, "azimuth_deg: got 361 degrees; wanted 0 to 360"),
        ("azimuth_deg", -float("inf"), f"azimuth_deg: got -Infinity; {FINITE}"),
        ("direction", "up", "direction: got 'up'; wanted one of the 16 winds"),
        ("direction", 85, "direction: got 85; wanted text"),
        ("count", 0, "count: got 0; wanted 1 to 1000 missiles"),
        ("count", 1.5, "count: got 1.5; wanted a whole number"),
        ("count", True, f"count: got true; {FINITE}"),
        ("date", "2023-02-30", 'date: got "2023-02-30"; wanted a date that exists, YYYY-MM-DD'),
        ("date", "0000-01-01", "date: got"),
        ("date", "2023-W13-1", "date: got"),
        ("date", "20230327", "date: got"),
        ("date", "2023-03-27T00:00", "date: got"),
        ("date", 20230327, "date: got 20230327; wanted a date"),
        ("time_local", "24:00", 'time_local: got "24:00"; wanted "HH:MM" or [start, end]'),
        ("time_local", "7:47", "time_local: got"),
        ("time_local", "07:47\n", "time_local: got"),
        ("time_local", "0\u0667:47", "time_local: got"),
        ("time_local", ["07:47"], "time_local: got"),
        ("time_local", ["07:47", None], "time_local: got"),
        ("time_utc", "2023-03-26T22:47", "time_utc: got"),
        ("time_utc", "2023-02-29T22:47Z", 'time_utc: got "2023-02-29"; wanted a date that exists'),
        ("stated_at", "yesterday", 'stated_at: got "yesterday"; wanted YYYY-MM-DD or'),
        ("stated_at", "2023-03-27T08:00", "stated_at: got"),
        ("stated_at", "2023-02-29T08:00Z", "stated_at: got"),
        ("trajectory", "loop", 'trajectory: got "loop"; wanted one of ballistic, irregular, glide'),
        ("status", ["first"], 'status: got ["first"]; wanted one of first, revised, final'),
        ("site", "", 'site: got ""; wanted text'),
        ("site", 5, "site: got 5; wanted a name or {lon, lat, sd_km}"),
        ("site", {"lon": 0, "lat": 91, "sd_km": 1}, "site.lat: got 91; wanted -90 to 90 degrees"),
        ("site", {"lon": 0, "lat": 0, "sd_km": 501}, "site.sd_km: got 501; wanted 0 to 500 km"),
        ("originator", "x" * 100_000, "originator: got 100000 characters; wanted at most 2000"),
        ("originator", "\ud800", 'originator: got "\\ud800", half of a surrogate pair'),
        ("landing", {}, "landing: got {}; wanted an object with sea, near, eez or reference"),
        ("landing", {"sea": None}, "landing.sea: got null; wanted text"),
        ("landing", {"eez": {}}, 'landing.eez: got {}; wanted {"Japan": "inside"}'),
        ("landing", {"reference": {"place": "x", "distance": None}}, "landing.reference.distance:"),
        ("words", {"colour": "red"}, "words.colour: unknown field"),
        ("words", {"site": {"words": "x", "span": [5, 5]}}, "words.site.span: got [5, 5]; wanted"),
        ("words", {"site": {"words": "x", "span": [0, 1.5]}}, "words.site.span: got 1.5; wanted"),
        ("words", {"site": {"span": [0, 1]}}, "words.site.words: missing; wanted all of words"),
    ],
)
def test_each_fault_by_its_path(field: str, value: Any, told: str) -> None:
    record = {"site": "Chunghwa"} | {field: value}
    (fault,) = faults_of(record)
    assert fault.startswith(told)
    assert len(fault) < 300
    (in_a_list,) = faults_of([{"site": "Chunghwa"}, record])
    assert in_a_list == f"[1].{fault}"
    with pytest.raises(SchemaError) as refused:
        read_report(record, "record")
    assert refused.value.faults == (fault,)


@pytest.mark.parametrize("first", ["range", "range_km", "range_mi"])
def test_two_forms_of_one_quantity(first: str) -> None:
    second = "range_nmi"
    values = {"range": "370 km"}
    record = {first: values.get(first, 370), second: 200}
    assert faults_of(record) == ("range_nmi: a second `range`; wanted one of its forms",)
    wrong = {first: -1, second: 200}
    assert [fault.partition(":")[0] for fault in faults_of(wrong)] == [first, second]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1, column 1: Expecting value; wanted JSON"),
        ('{"site": "x",\n "range_km": }', "line 2, column 14: Expecting value; wanted JSON"),
        ('{"site": "x"} and more', "line 1, column 15: Extra data; wanted JSON"),
        ("[]", "no report in it; wanted at least one"),
        ('{"reports": []}', "no report in it; wanted at least one"),
        ('{"reports": {}}', "reports: got {}; wanted a list"),
        ("5", "report: got 5; wanted an object"),
        ("null", "report: got null; wanted an object"),
        ("{}", "report: no claim in it; wanted at least one of site, range"),
        ('[[{"site": "x"}]]', '[0]: got [{"site": "x"}]; wanted an object'),
        ('{"site": "x", "site": "y"}', "site: given twice in one object; wanted once"),
        ('[{"landing": {"sea": "x", "sea": "x"}}]', "sea: given twice in one object"),
        ('{"reports": 1, "site": "x"}', "site: unknown field beside `reports`"),
        ('{"site": "\\ud800"}', 'site: got "\\ud800", half of a surrogate pair; wanted text'),
        ('{"site": "x", "range_km": 1e999}', f"range_km: got Infinity; {FINITE}"),
        ('{"site": "x", "range_km": -Infinity}', f"range_km: got -Infinity; {FINITE}"),
        ('{"range_km": ' + "9" * 5000 + "}", "a number of thousands of digits; wanted a report"),
        (b'{"site": "\xff"}', "byte 10 is not UTF-8; save it as UTF-8"),
        ('{"site": "x"}'.encode("utf-16"), "byte 0 is not UTF-8; save it as UTF-8"),
        (b"PK\x03\x04\x14\x00\x8a", "byte 6 is not UTF-8"),
    ],
)
def test_files_that_are_none(text: str | bytes, told: str) -> None:
    (fault,) = faults_of(text)
    assert fault.startswith(told)


def test_every_key_beside_the_reports_is_named() -> None:
    faults = faults_of({"reports": [], "version": 1, "site": "x"})
    assert faults == (
        "version: unknown field beside `reports`",
        "site: unknown field beside `reports`",
    )


def test_every_key_given_twice_is_named() -> None:
    faults = faults_of('{"site": 1, "url": 2, "site": 3, "url": 4, "date": 5}')
    assert faults == tuple(
        f"{key}: given twice in one object; wanted once" for key in ("site", "url")
    )


def list_of_lists(depth: int) -> str:
    return "[" * depth + "]" * depth


def is_parsed(depth: int) -> bool:
    return "nested too deeply; wanted a report" not in faults_of(list_of_lists(depth))


def test_nested_too_deeply() -> None:
    """Just below the depth that Python's parser takes, a message cannot show the value either."""
    deepest = bisect_left(range(200_000), True, key=lambda depth: not is_parsed(depth + 1))
    for depth in (1, 2, 100, *range(deepest - 60, deepest + 5), 200_000):
        for form in ("{}", '{{"site": "x", "range": {}}}', '{{"reports": [{}]}}'):
            (fault,) = faults_of(form.format(list_of_lists(depth)))
            assert "wanted" in fault
            assert len(fault) < 300


def test_keys_are_shown_short_and_harmless() -> None:
    (fault,) = faults_of({"site": "x", "k" * 100_000: 1})
    assert fault == f"{'k' * 57}...: unknown field"
    (fault,) = faults_of({"site": "x", "\x1b[31m\n": 1})
    assert fault == "\\x1b[31m\\n: unknown field"
    (fault,) = faults_of({"site": "x", "\ud800": 1})
    assert fault == "\\ud800: unknown field"
    (fault,) = faults_of({"site": {"lon": 1, "lat": 1, "sd_km": 1, "\x1b": 1}})
    assert fault.startswith("site.\\x1b: unknown field")


def test_a_million_equal_keys_are_refused_at_once() -> None:
    text = "{" + ",".join(['"site": 1'] * 200_000) + "}"
    assert faults_of(text) == ("site: given twice in one object; wanted once",)


# --- there and back -------------------------------------------------------------------------------


@given(records())
@settings(max_examples=120, deadline=None)
def test_there_and_back(record: dict[str, Any]) -> None:
    report = read_report(record, "file")
    if report.stated and not report.launch:
        report = replace(report, launch="user-supplied-1")
    assert read_reports(json.dumps(record), "file") == parted(report)
    (report, *_) = parted(report)
    written = record_of(report)
    assert read_report(written, "record", bare=True) == report
    if set(written) & {*EVIDENCE}:
        assert read_reports(json.dumps([written, written]), "file") == (report, report)
    assert record_of(read_report(written, "record", bare=True)) == written
    assert None not in written.values()


def test_an_unnamed_report_never_joins_a_named_launch():
    named = {"launch": "user-supplied-2", "site": "sunan", "range_km": 300}
    unnamed = {"site": "wonsan", "range_km": 400}
    reports = read_reports(json.dumps([named, unnamed]), "two")
    assert [len(launch.reports) for launch in launches_of(reports)] == [1, 1]


def test_a_bare_report_may_say_only_that_it_was() -> None:
    bare = {"missile": "Scud-B", "count": 2, "time_local": "07:47", "trajectory": "ballistic"}
    assert read_report(bare, "row", bare=True).count == 2
    with pytest.raises(SchemaError, match="no claim in it; wanted at least one of site, range"):
        read_report(bare, "row")


def test_the_length_of_a_path_is_read_beside_the_range() -> None:
    report = read_report({"path_length_km": 1500, "range": "about 200 km"}, "record")
    assert report.path_length == Quantity(1500, 1500, "km", "exact")
    assert report.range == Quantity(200, 200, "km", "about", "about 200 km")
