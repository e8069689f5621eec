"""The launches that ship: found, joined from claims that have a source, and light to load."""

import csv
import json
import sys
from subprocess import run

import pytest
from jsonschema import Draft202012Validator

from geolaunch import catalogue
from geolaunch.catalogue import find, load, sources
from geolaunch.errors import ShippedDataError, UnknownNameError
from geolaunch.files import shipped_text
from geolaunch.places import find_site
from geolaunch.quantity import Quantity
from geolaunch.records import read_report, read_reports, record_of
from geolaunch.schema import json_schema
from geolaunch.seas import find_sea


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(shipped_text(name).splitlines()))


# --- find -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("launch", load(), ids=lambda launch: launch.id)
def test_found_by_id_and_by_date(launch) -> None:
    assert find(launch.id) == (launch,)
    assert find(f" {launch.id.upper()} ") == (launch,)
    assert launch in find(launch.date)
    assert all(found.date == launch.date for found in find(launch.date))


@pytest.mark.parametrize(
    ("name", "kind"),
    [("2023-03-28", "launch date"), ("2023-03-27-z", "launch"), ("2023-3-27", "launch")],
)
def test_an_unknown_launch_says_the_nearest(name: str, kind: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        find(name)
    assert "2023-03-27" in refused.value.nearest
    assert str(refused.value).startswith(f"unknown {kind} {name!r}; the nearest names are ")
    assert "an INPUT is a launch id, a date, a report file, or -" in str(refused.value)


def test_an_empty_name_is_no_launch() -> None:
    with pytest.raises(UnknownNameError, match="unknown launch ''"):
        find("")


# --- the tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["launches.csv", "claims.csv", "sources.csv"])
def test_ids_are_unique_and_cells_are_trimmed(name: str) -> None:
    table = rows(name)
    ids = [row["id"] for row in table]
    assert len(set(ids)) == len(ids) > 0
    assert all(None not in row and None not in row.values() for row in table)  # no ragged row
    assert all(cell == cell.strip() for row in table for cell in row.values())


def test_every_claim_has_a_launch_a_source_and_a_voice() -> None:
    launch_ids = {row["id"] for row in rows("launches.csv")}
    for claim in rows("claims.csv"):
        assert claim["launch"] in launch_ids
        assert claim["id"].startswith(f"{claim['launch']}/")
        assert claim["source"] in sources()
        assert claim["originator"]
        assert claim["carrier"]
        assert claim["stated_at"]


def test_every_launch_has_a_source_and_a_date_in_its_id() -> None:
    for launch in rows("launches.csv"):
        assert launch["source"] in sources()
        assert launch["id"].startswith(launch["date"])
        assert find_site(launch["site"])


def test_every_source_is_used_and_dated() -> None:
    used = {row["source"] for row in (*rows("claims.csv"), *rows("launches.csv"))}
    assert used == set(sources())
    for source in sources().values():
        assert source.publisher
        assert source.date
        assert source.address.startswith("https://") or not source.address


def test_every_report_reads_through_the_schema() -> None:
    schema = Draft202012Validator(json_schema())
    for launch in load():
        assert launch.in_catalogue
        assert launch.reports
        records = [record_of(report) for report in launch.reports]
        assert schema.is_valid({"reports": records})
        assert read_reports(json.dumps(records), launch.id) == launch.reports


def test_every_site_and_sea_that_is_named_is_known() -> None:
    for report in (report for launch in load() for report in launch.reports):
        assert report.site is None or find_site(report.site)
        assert report.landing.sea is None or find_sea(report.landing.sea)


def test_no_claim_is_lost_on_the_way() -> None:
    """Each row of claims.csv is found again in the report of its originator and source."""
    reports = {launch.id: launch.reports for launch in load()}
    for claim in rows("claims.csv"):
        address = sources()[claim["source"]].address or None
        of_claim = [
            record_of(report)
            for report in reports[claim["launch"]]
            if (report.originator, report.carrier) == (claim["originator"], claim["carrier"])
            and report.url == address
        ]
        assert any(stated(record, claim["quantity"], claim["value"]) for record in of_claim), claim
        assert not claim["words"] or claim["words"] in json.dumps(of_claim, ensure_ascii=False)


def stated(record: dict[str, object], path: str, value: str) -> bool:
    told: object = record
    for key in path.split("."):
        told = told.get(key) if isinstance(told, dict) else None
    if isinstance(told, dict):
        told = told["value"]
    ends = told if isinstance(told, list) else [told]
    return value == "/".join(f"{end:g}" if isinstance(end, float) else str(end) for end in ends)


# --- the first launch, as its sources tell it -----------------------------------------------------


def test_the_launch_of_27_march_2023() -> None:
    (launch,) = find("2023-03-27")
    assert (launch.missile, launch.missile_class, launch.count) == ("Hwasong-11A", "SRBM", 2)
    said = [
        (
            r.originator,
            r.carrier,
            r.site,
            r.range and (r.range.value, r.range.unit, r.range.qualifier),
        )
        for r in launch.reports
    ]
    assert said == [
        ("ROK JCS", "AFP", "Chunghwa", (370, "km", "about")),
        ("Japan MoD", "Jiji Press", "Chunghwa County", (350, "km", "about")),
        ("Japan MoD", "TV Asahi", None, None),
        ("ROK JCS", "Newsweek", "a site south of Pyongyang", (200, "mi", "more_than")),
    ]
    _, ministry, _, article = launch.reports
    assert ministry.apogee == Quantity(50, 50, "km", "about", "an altitude of about 50 kilometers")
    assert ministry.landing.eez == {"Japan": "outside"}
    assert ministry.trajectory == "irregular"
    assert article.time_local == ("07:47", "08:00")
    assert article.words["site"].words == "a site south of Pyongyang"


# --- claims put together --------------------------------------------------------------------------

CLAIM = {
    "launch": "x",
    "unit": "",
    "qualifier": "",
    "originator": "ROK JCS",
    "carrier": "AFP",
    "stated_at": "2023-03-27",
    "status": "",
    "words": "",
    "source": "afp-2023-03-27",
}
LAUNCH = dict.fromkeys(("missile", "class", "count", "outcome"), "") | {
    "id": "x",
    "date": "2023-03-27",
}


def claim(id_: str, quantity: str, value: str, **rest: str) -> dict[str, str]:
    return CLAIM | {"id": id_, "quantity": quantity, "value": value} | rest


KM = {"unit": "km", "qualifier": "about"}


def test_first_word_and_revision_are_two_reports() -> None:
    first = claim("x/1", "range", "400", status="first", **KM)
    revised = claim("x/2", "range", "650", status="revised", **KM)
    launch = catalogue._launch(LAUNCH, [first, revised])
    assert [(r.status, r.range.value) for r in launch.reports if r.range] == [
        ("first", 400),
        ("revised", 650),
    ]


def test_one_account_does_not_say_two_things_of_one_quantity() -> None:
    twice = [claim("x/1", "range", "400", **KM), claim("x/2", "range", "650", **KM)]
    with pytest.raises(ShippedDataError, match=r"claims.csv, x/2: a second range"):
        catalogue._launch(LAUNCH, twice)


def test_values_in_every_form() -> None:
    claims = [
        claim("x/1", "range", "300/350", unit="mi", qualifier="between", words="300 to 350 miles"),
        claim("x/2", "azimuth_deg", "85.5"),
        claim("x/3", "count", "2"),
        claim("x/4", "time_utc", "2023-03-26T22:47Z/2023-03-26T23:00Z"),
        claim("x/5", "landing.eez.Japan", "inside", words="within the EEZ"),
    ]
    (report,) = catalogue._launch(LAUNCH, claims).reports
    assert report.range == Quantity(300, 350, "mi", "between", "300 to 350 miles")
    assert (report.azimuth_deg, report.count) == (85.5, 2)
    assert report.time_utc == ("2023-03-26T22:47Z", "2023-03-26T23:00Z")
    assert report.landing.eez == {"Japan": "inside"}
    assert report.words["landing.eez.Japan"].words == "within the EEZ"
    assert report.url == sources()["afp-2023-03-27"].address
    assert read_report(record_of(report), "record") == report


# --- light ----------------------------------------------------------------------------------------


def test_records_places_and_catalogue_need_no_numbers_library() -> None:
    code = (
        "import sys, geolaunch\n"
        "from geolaunch import catalogue, evidence, places, records, schema\n"
        "launch, = catalogue.find('2023-03-27'); places.find_site('chunghwa')\n"
        "records.read_reports('{\"range\": \"more than 200 miles\"}', 'x'); schema.json_schema()\n"
        "print(*sorted(set(sys.argv) & set(sys.modules)))"
    )
    heavy = ["numpy", "scipy", "pyproj", "shapely", "pandas", "geopandas", "folium", "contourpy"]
    told = run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert told.stdout == "\n"
