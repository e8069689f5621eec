"""The launches that ship: found, joined from claims that have a source, and light to load."""

import csv
import json
import re
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from subprocess import run

import pytest
from helpers import own_tables
from helpers.own_tables import sound, write
from helpers.paths import ROOT, SHARED
from jsonschema import Draft202012Validator

from geolaunch.catalogue.launches import (
    ASIDE,
    by_missile,
    claims_of,
    find,
    load,
    sources,
    why_not_drawn,
)
from geolaunch.catalogue.user_tables import read_catalogue
from geolaunch.errors import InputError, ShippedDataError, UnknownNameError
from geolaunch.files import shipped_text
from geolaunch.impact import landings
from geolaunch.impact.zones import zone
from geolaunch.names import languages
from geolaunch.places.lands import find_land
from geolaunch.places.seas import find_sea
from geolaunch.places.sites import find_site
from geolaunch.report.fields import EVIDENCE, UNITS
from geolaunch.report.io import read_reports, record_of
from geolaunch.report.model import STATUSES, Launch, Reference
from geolaunch.report.quantity import QUALIFIERS, Quantity
from geolaunch.report.schema import json_schema
from geolaunch.report.voices import standing
from geolaunch.scenes.launch_scene import scene


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(shipped_text(name).splitlines()))


# --- find -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("launch", load(), ids=lambda launch: launch.id)
def test_found_by_id_and_by_date(launch) -> None:
    assert find(launch.id) == (launch,)
    assert find(f" {launch.id.upper()} ") == (launch,)
    assert launch in find(launch.date)
    assert all(found.date.startswith(launch.date) for found in find(launch.date))


@pytest.mark.parametrize("span", sorted({launch.date[:7] for launch in load()}))
def test_found_by_month_and_by_year(span: str) -> None:
    """In the order of the table, and all of them."""
    month = tuple(launch for launch in load() if launch.date.startswith(span))
    year = tuple(launch for launch in load() if launch.date[:4] == span[:4])
    assert find(span) == month
    assert find(span[:4]) == year


def test_found_among_others() -> None:
    launches = find("2023-03")
    assert find("2023-03-27", launches) == find("2023-03-27")
    assert find("2023", launches) == launches
    with pytest.raises(UnknownNameError):
        find("2022", launches)
    assert find("A", (Launch(id="a", reports=()),)) == (Launch(id="a", reports=()),)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("2023-03-27-z", "launch"),
        ("2023-3-27", "launch"),
    ],
)
def test_an_unknown_launch_says_the_nearest(name: str, kind: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        find(name)
    assert "2023-03-27" in refused.value.nearest
    assert str(refused.value).startswith(f"unknown {kind} {name!r}; the nearest names are ")
    assert "an INPUT is a launch id, a date, a report file, or -" in str(refused.value)


@pytest.mark.parametrize(
    ("day", "beside"),
    [
        ("2017-11-28", ("2017-09-15", "2017-11-29")),  # its date in UTC
        ("2023-03-28", ("2023-03-27", "2023-04-13")),
        ("1970-01-01", ("1984-04-09",)),
        ("2099-01-01", ("2026-10-03",)),
    ],
)
def test_a_day_without_a_launch_says_the_days_next_to_it(day: str, beside: tuple[str, ...]) -> None:
    with pytest.raises(UnknownNameError, match=f"unknown launch date '{day}'") as refused:
        find(day)
    assert refused.value.nearest == beside
    assert str(refused.value).endswith(
        f"dates are those in Korea (UTC+9); the launches next to it are of {' and '.join(beside)}"
    )


@pytest.mark.parametrize("name", ["1999", "2023-00", "2023-13"])
def test_a_year_or_a_month_without_a_launch(name: str) -> None:
    with pytest.raises(UnknownNameError, match=f"unknown launch date '{name}'"):
        find(name)


@pytest.mark.parametrize("name", ["202", "2023-", "2023-0", "20", "-a"])
def test_a_part_of_a_date_is_no_launch(name: str) -> None:
    with pytest.raises(UnknownNameError, match=f"unknown launch '{name}'"):
        find(name)


def test_an_empty_name_is_no_launch() -> None:
    with pytest.raises(UnknownNameError, match="unknown launch ''"):
        find("")


# --- the tables -----------------------------------------------------------------------------------

HEADS = {
    "launches.csv": "id date time_utc count missile missile_name class class_basis site outcome "
    "note source",
    "claims.csv": "id launch missile_no quantity value unit qualifier distance_kind originator "
    "carrier stated_at status supersedes words seen note source",
    "sources.csv": "id publisher title date address",
    "sources_read.csv": "launch source originators",
    "sites.csv": "id name variants country lon lat sd_km basis source",
    "differences.csv": "launch quantity ours theirs why",
}
TABLES = ("launches.csv", "claims.csv", "sources.csv", "sites.csv")
CLASSES = {"", "SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "SLV", "cruise"}
DATE = re.compile(r"\d{4}-\d\d(-\d\d)?")
KOREA = timezone(timedelta(hours=9))


@pytest.mark.parametrize("name", HEADS)
def test_heads_are_as_described(name: str) -> None:
    assert shipped_text(name).splitlines()[0].split(",") == HEADS[name].split()


@pytest.mark.parametrize("name", HEADS)
def test_every_column_is_described(name: str) -> None:
    text = shipped_text("TABLES.md").split(f"## `{name}`")[1].split("\n## ")[0]
    described = re.findall(r"^\| `([a-z_]+)` \|", text, re.MULTILINE)
    assert described == HEADS[name].split()


@pytest.mark.parametrize("name", TABLES)
def test_ids_are_unique_and_cells_are_trimmed(name: str) -> None:
    table = rows(name)
    ids = [row["id"] for row in table]
    assert len(set(ids)) == len(ids) > 0
    assert all(None not in row and None not in row.values() for row in table)  # no ragged row
    assert all(cell == cell.strip() for row in table for cell in row.values())


@pytest.mark.parametrize("name", HEADS)
def test_tables_are_plain_utf8_without_formulas(name: str) -> None:
    assert "\r" not in shipped_text(name)
    assert not shipped_text(name).startswith("\ufeff")
    assert all(cell[:1] not in "=+-@\t" for row in rows(name) for cell in row.values() if cell)


def test_every_claim_has_a_launch_a_source_and_a_voice() -> None:
    launch_ids = {row["id"] for row in rows("launches.csv")}
    for claim in rows("claims.csv"):
        assert claim["launch"] in launch_ids
        assert re.fullmatch(re.escape(claim["launch"]) + r"/[1-9]\d*", claim["id"])
        assert claim["source"] in sources()
        assert claim["value"]
        assert claim["originator"]
        assert claim["carrier"]


def test_claims_stand_by_launch_in_order() -> None:
    order = [row["id"] for row in rows("launches.csv")]
    told = [claim["launch"] for claim in rows("claims.csv")]
    assert told == sorted(told, key=order.index)


def test_every_launch_has_a_claim_a_source_and_a_date_in_its_id() -> None:
    claimed = {claim["launch"] for claim in rows("claims.csv")}
    for launch in rows("launches.csv"):
        assert launch["id"] in claimed
        assert launch["source"] in sources()
        assert DATE.fullmatch(launch["date"])
        assert re.fullmatch(re.escape(launch["date"]) + "-[a-z]", launch["id"])
        assert launch["class"] in CLASSES
        assert bool(launch["class"]) == bool(launch["class_basis"])
        assert launch["outcome"] in {"", "success", "failure", "disputed"}
        assert not launch["count"] or 1 <= int(launch["count"]) <= 30


def test_launches_stand_in_time() -> None:
    days = [row["date"] for row in rows("launches.csv")]
    months = [day[:7] for day in days]
    assert months == sorted(months)
    assert days[0] == "1984-04-09"
    assert days[-1] == "2026-10-03"


def test_dates_exist_and_times_fall_on_them_in_korea() -> None:
    for launch in rows("launches.csv"):
        for time in filter(None, launch["time_utc"].split("|")):
            moment = datetime.strptime(time, "%Y-%m-%dT%H:%MZ").replace(tzinfo=UTC)
            assert moment.astimezone(KOREA).date().isoformat() == launch["date"], launch["id"]
        if len(launch["date"]) == 10:
            assert date(1984, 1, 1) < date.fromisoformat(launch["date"]) < date(2027, 1, 1)


def test_claimed_times_agree_with_the_launch() -> None:
    """What is told of times differs by minutes; half a day off would be AM for PM.

    Where they differ by more, `known_conflicts.csv` says why.
    """
    known = {row["launch"] for row in rows("known_conflicts.csv") if row["check"] == "time"}
    times = {row["id"]: row["time_utc"].split("|") for row in rows("launches.csv")}
    for claim in rows("claims.csv"):
        if claim["quantity"] not in ("time_local", "time_utc") or times[claim["launch"]] == [""]:
            continue
        if "together" in claim["note"] or "in that hour" in claim["note"]:
            continue  # hours of several launches of one day, or no more than an hour
        zone = {"UTC+9": KOREA, "UTC": UTC, "": KOREA}[claim["unit"]]
        day = claim["launch"][:10]
        for end in claim["value"].split("/"):
            told = f"{day}T{end}" if zone is KOREA else end.rstrip("Z")
            moment = datetime.fromisoformat(told).replace(tzinfo=zone)
            near = min(
                abs(moment - datetime.fromisoformat(time)) for time in times[claim["launch"]]
            )
            assert near <= timedelta(minutes=13) or claim["launch"] in known, claim["id"]


def test_sites_are_ids_and_missiles_too() -> None:
    site_ids = {row["id"] for row in rows("sites.csv")}
    assert {row["site"] for row in rows("launches.csv")} <= site_ids | {""}
    try:
        names = {row["id"]: row["name"] for row in rows("missiles.csv")}
    except ShippedDataError:
        pytest.skip("the table of missiles is not here yet")
    for row in rows("launches.csv"):
        assert not row["missile"] or row["missile_name"] == names[row["missile"]]


UNITS_OF = {
    "range": {"km", "mi"},
    "apogee": {"km", "mi"},
    "flight_time": {"s", "min"},
    "distance": {"km", "mi"},
    "time_local": {"UTC+9", ""},
    "impact_time_local": {"UTC+9"},
    "time_utc": {"UTC"},
}
SPANS_KM = {"range": (20, 4700), "apogee": (2, 7700), "distance": (20, 3300)}


def test_figures_are_sane() -> None:
    for claim in rows("claims.csv"):
        name = claim["quantity"].split(".")[-1]
        assert claim["unit"] in UNITS_OF.get(name, {""}), claim["id"]
        if name not in (*UNITS, "distance"):
            assert not claim["qualifier"], claim["id"]
            assert not claim["distance_kind"], claim["id"]
            continue
        assert claim["qualifier"] in QUALIFIERS
        ends = [float(end) for end in claim["value"].split("/")]
        assert ends == sorted(set(ends))
        assert (len(ends) == 2) == (claim["qualifier"] == "between")
        assert bool(claim["distance_kind"]) == (name in ("range", "distance"))
        if name in SPANS_KM:
            low, high = SPANS_KM[name]
            km = {"km": 1.0, "mi": 1.609344}[claim["unit"]]
            assert low <= ends[0] * km <= ends[-1] * km <= high, claim["id"]


def test_cruise_missiles_have_paths_and_nothing_else_has() -> None:
    classes = {row["id"]: row["class"] for row in rows("launches.csv")}
    for claim in rows("claims.csv"):
        if claim["quantity"] == "range":
            path = claim["distance_kind"] == "path"
            assert path == (classes[claim["launch"]] == "cruise"), claim["id"]


def test_what_is_revised_says_what_it_supersedes() -> None:
    by_id = {claim["id"]: claim for claim in rows("claims.csv")}
    for claim in by_id.values():
        assert claim["status"] in ("", *STATUSES)
        if claim["supersedes"]:
            earlier = by_id[claim["supersedes"]]
            assert claim["status"] in ("revised", "final")
            for column in ("launch", "quantity", "originator"):
                assert earlier[column] == claim[column]


def test_no_claim_stands_twice() -> None:
    seen: set[tuple[str, ...]] = set()
    for claim in rows("claims.csv"):
        if "reference" not in claim["quantity"]:
            told = tuple(value for key, value in claim.items() if key not in ("id", "note"))
            assert told not in seen, claim["id"]
            seen.add(told)


def test_no_one_mixes_two_voices() -> None:
    for claim in rows("claims.csv"):
        assert not re.search(r"[/;+]| and ", claim["originator"]), claim["id"]


def test_every_source_is_used_and_dated() -> None:
    tables = ("claims.csv", "sources_read.csv", "launches.csv")
    tables += ("published_tallies.csv", "disputed_launches.csv")
    used = {row["source"] for table in tables if _ships(table) for row in rows(table)}
    assert used == set(sources())
    undated = {"yomiuri", "fas-org", "cns-factsheet", "csis-missile-threat"}
    undated |= {"japanese-wikipedia-copy"}
    for source in sources().values():
        assert source.publisher
        assert re.fullmatch(r"\d{4}(-\d\d){0,2}", source.date) or source.id in undated
        assert re.match("https?://", source.address) or not source.address


def _ships(table: str) -> bool:
    with suppress(ShippedDataError):
        return bool(shipped_text(table))
    return False


def test_every_report_reads_through_the_schema() -> None:
    """What says of a launch only that it was is left out: a user's report must say more."""
    schema = Draft202012Validator(json_schema())
    for launch in load():
        assert launch.in_catalogue
        assert launch.reports
        told = [report for report in launch.reports if set(record_of(report)) & {*EVIDENCE}]
        records = [record_of(report) for report in told]
        if records:
            assert schema.is_valid({"reports": records}), launch.id
            assert read_reports(json.dumps(records), launch.id) == tuple(told)


def test_every_site_sea_place_and_land_that_is_named_is_known() -> None:
    means = {
        "site": find_site,
        "landing.sea": find_sea,
        "landing.near": lambda words: landings._near("", words),
        "landing.reference.place": lambda words: landings._from("", words, Reference(words)),
        "overflight.over": find_land,
        "overflight.not_over": find_land,
    }
    for claim in rows("claims.csv"):
        for name in claim["value"].split("|") if claim["quantity"] in means else ():
            assert means[claim["quantity"]](name), name


def test_a_site_claim_of_the_row_s_own_source_is_its_site() -> None:
    """The site of a launch is what its source says, and where that names one place, no wider."""
    claims = rows("claims.csv")
    for launch in rows("launches.csv"):
        names = [
            claim["value"]
            for claim in claims
            if (claim["launch"], claim["quantity"], claim["source"])
            == (launch["id"], "site", launch["source"])
        ]
        if launch["site"] and names:
            found = {place.id for name in names for place in find_site(name).places}
            assert launch["site"] in found, launch["id"]


def test_no_claim_is_lost_on_the_way() -> None:
    """Each row of claims.csv is found again in the report of its originator and source."""
    reports = {launch.id: launch.reports for launch in load()}
    for claim in rows("claims.csv"):
        if claim["quantity"].split(".")[0] in ASIDE:
            continue
        address = sources()[claim["source"]].address or None
        of_claim = [
            record_of(report)
            for report in reports[claim["launch"]]
            if (report.originator, report.carrier) == (claim["originator"], claim["carrier"])
            and report.url == address
        ]
        path = "path_length" if claim["distance_kind"] == "path" else claim["quantity"]
        assert any(stated(record, path, claim["value"]) for record in of_claim), claim
        assert not claim["words"] or claim["words"] in json.dumps(of_claim, ensure_ascii=False)


def stated(record: dict[str, object], path: str, value: str) -> bool:
    told: object = record
    for key in path.split("."):
        told = told.get(key) if isinstance(told, dict) else None
    if isinstance(told, dict):
        told = told["value"]
    ends = told if isinstance(told, list) else [told]
    texts = [f"{end:.6g}" if isinstance(end, float) else str(end) for end in ends]
    return value in ("/".join(texts), "|".join(texts))


# --- traps ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("launch", "time"),
    [("2016-02-07-a", "2016-02-07T00:29Z"), ("2017-07-04-a", "2017-07-04T00:40Z")],
)
def test_two_launches_that_a_public_table_has_twelve_hours_late(launch: str, time: str) -> None:
    (found,) = find(launch)
    assert found.time_utc == (time,)
    told = {end for report in found.reports for end in report.time_utc}
    assert told == {time}


def test_a_launch_near_midnight_stands_under_its_korean_date() -> None:
    (launch,) = find("2017-07-28")
    assert launch.time_utc == ("2017-07-28T14:42Z",)
    assert {launch.id for launch in find("2015-03-02")} == {"2015-03-02-a"}
    with pytest.raises(UnknownNameError):
        find("2015-03-01")  # its date in UTC


@pytest.mark.parametrize(
    ("launch", "range_km", "apogee_km"), [("2022-05-25-a", 360, 540), ("2022-12-18-a", 500, 550)]
)
def test_distance_and_apogee_are_not_swapped(launch: str, range_km: int, apogee_km: int) -> None:
    (found,) = find(launch)
    ranges = {report.range.value for report in found.reports if report.range}
    apogees = {report.apogee.value for report in found.reports if report.apogee}
    assert range_km in ranges
    assert apogee_km in apogees
    assert max(ranges) < min(apogees)


def test_stages_and_debris_are_no_landings() -> None:
    for launch in ("1998-08-31-a", "2012-04-13-a", "2012-12-12-a", "2016-02-07-a", "2023-08-24-a"):
        (found,) = find(launch)
        assert any(claim["quantity"].startswith("stage.") for claim in claims_of(launch))
        assert not any(report.range for report in found.reports)
        assert not any(report.landing.reference for report in standing(found.reports))
        assert why_not_drawn(found) == "no distance"


def test_directions_are_those_that_somebody_stated_in_words() -> None:
    """None is computed, and none a data base's: those have bearings whose author nobody names."""
    claims = [row for row in rows("claims.csv") if row["quantity"] in ("azimuth_deg", "direction")]
    assert not {claim["originator"] for claim in claims} & {"CNS", "CSIS", "38 North"}
    assert all(claim["quantity"] == "direction" and claim["words"] for claim in claims)
    assert len({claim["launch"] for claim in claims}) >= 160


def test_two_governments_speak_of_a_launch_or_it_is_said_that_one_alone_was_found() -> None:
    governments: dict[str, set[str]] = {}
    for claim in rows("claims.csv"):
        state = re.match("ROK|Japan|Seiko|US |Russia|KCNA", claim["originator"])
        if state:
            word = state[0].replace("Seiko", "Japan")
            governments.setdefault(claim["launch"], set()).add(word)
    few = {
        row["id"]
        for row in rows("launches.csv")
        if row["date"] >= "2017" and row["class"] != "cruise"
        if len(governments.get(row["id"], ())) < 2
    }
    said = shipped_text("SOURCES.md").partition("of one government alone was found")[2]
    listed = set(re.findall(r"\d{4}-\d\d-\d\d-[a-z]", said.partition("Read and left out")[0]))
    assert few == listed


def test_the_record_is_as_full_as_it_says() -> None:
    def launches(*quantities: str) -> int:
        claims = (claim for claim in rows("claims.csv") if claim["quantity"] in quantities)
        return len({claim["launch"] for claim in claims})

    assert launches("overflight.over") >= 17
    assert launches("landing.reference.place") >= 32
    assert launches("landing.reference.place", "stage.landing.reference.place") >= 36
    assert launches("landing.near") >= 91
    assert launches("flight_time", "impact_time_local") >= 35
    assert all(claim["words"] or not claim["seen"] for claim in rows("claims.csv"))


def test_the_eez_is_the_word_of_those_who_watch_it() -> None:
    told = [claim for claim in rows("claims.csv") if claim["quantity"] == "landing.eez.Japan"]
    by_others = [claim["id"] for claim in told if not claim["originator"].startswith("Japan")]
    assert by_others == ["2016-08-03-a/25", "2016-08-03-a/21"]
    assert len({claim["launch"] for claim in told}) >= 100
    verdicts = {claim["launch"]: claim["value"] for claim in told}
    assert verdicts["2022-11-18-a"] == verdicts["2023-02-18-a"] == "inside"
    assert verdicts["2023-03-16-a"] == "outside"  # although told in the same words


# --- launches as their sources tell them, by hand -------------------------------------------------


def told(launch: str, name: str) -> set[tuple[str, float, float, str]]:
    (found,) = find(launch)
    return {
        (report.originator or "", quantity.low, quantity.high, quantity.qualifier)
        for report in found.reports
        if (quantity := getattr(report, name)) is not None
    }


def test_three_voices_on_the_launch_of_18_november_2022() -> None:
    assert told("2022-11-18-a", "range") == {
        ("ROK JCS", 1000, 1000, "about"),
        ("Japan MoD", 1000, 1000, "about"),
        ("KCNA", 999.2, 999.2, "exact"),
    }
    assert told("2022-11-18-a", "apogee") == {
        ("ROK JCS", 6100, 6100, "about"),
        ("Japan MoD", 6000, 6000, "about"),
        ("KCNA", 6040.9, 6040.9, "exact"),
    }
    assert told("2022-11-18-a", "flight_time") == {
        ("Japan MoD", 69, 69, "about"),
        ("KCNA", 4135, 4135, "exact"),
    }


def test_bounds_and_contradictions_of_january_2022() -> None:
    assert told("2022-01-11-a", "range") == {
        ("ROK JCS", 700, 700, "more_than"),
        ("Japan MoD", 700, 700, "conditional"),
        ("Japan MoD", 700, 700, "less_than"),
        ("KCNA", 1000, 1000, "exact"),
    }


def test_a_salvo_told_first_and_revised() -> None:
    assert told("2019-07-25-a", "range") == {
        ("ROK JCS", 430, 430, "about"),
        ("ROK JCS", 430, 690, "between"),
        ("ROK JCS", 600, 600, "about"),
    }
    (launch,) = find("2019-07-25-a")
    assert launch.count == 2
    assert by_missile(launch) == (launch,)
    assert {r.range.value: r.status for r in launch.reports if r.range} == {
        430: "first",
        560: "first",
        600: "revised",
    }


def test_each_missile_of_a_pair_has_its_own_figure() -> None:
    assert ("Japan MoD", 850, 850, "about") in told("2023-06-15-a", "range")
    assert ("Japan MoD", 900, 900, "about") in told("2023-06-15-b", "range")
    assert ("ROK JCS", 780, 780, "about") in told("2023-06-15-a", "range")
    assert ("ROK JCS", 780, 780, "about") in told("2023-06-15-b", "range")


def test_a_cruise_missile_has_a_path_and_no_range() -> None:
    (launch,) = find("2021-09-11")
    assert told(launch.id, "path_length") == {("KCNA", 1500, 1500, "about")}
    assert told(launch.id, "range") == set()
    assert why_not_drawn(launch) == "a cruise missile"
    with pytest.raises(InputError, match=r"about 1,500 km is the length of its path"):
        zone(launch)


def test_two_places_that_one_landing_was_told_from() -> None:
    (launch,) = find("2017-07-28")
    ministry = [r for r in launch.reports if r.originator == "Japan MoD"]
    places = [r.landing.reference.place for r in ministry if r.landing.reference]
    assert places == ["Shakotan Peninsula", "Okushiri Island"]


def test_a_type_in_dispute_keeps_both_names() -> None:
    (launch,) = find("2022-03-24")
    names = {report.originator: report.missile for report in launch.reports if report.missile}
    assert names == {"KCNA": "Hwasong-17", "ROK MND": "Hwasong-15", "CNS": "Hwasong-15"}


def test_an_outcome_in_dispute_keeps_both_words() -> None:
    assert find("2024-06-26")[0].outcome == "disputed"
    said = {
        c["originator"]: c["value"] for c in claims_of("2024-06-26-a") if "outc" in c["quantity"]
    }
    assert said == {"ROK JCS": "failure", "KCNA": "success"}


def test_a_launch_of_which_little_is_known_loads() -> None:
    (launch,) = find("1985-06-07")
    assert [report.missile for report in launch.reports] == ["Hwasong-5 (Scud-B), improved"]
    assert why_not_drawn(launch) == "no site"
    (month,) = (launch for launch in find("1984-09") if launch.id == "1984-09-a")
    assert month.date == "1984-09"
    assert all(report.date is None for report in month.reports)


# --- missile by missile ---------------------------------------------------------------------------

SALVO = """\
id,launch,missile_no,quantity,value,unit,qualifier,distance_kind,originator,source
own-1/1,own-1,,site,Sunan,,,,Us,daily
own-1/2,own-1,,landing.sea,East Sea,,,,Us,daily
own-1/3,own-1,1,range,350,km,about,unstated,Us,daily
own-1/4,own-1,2,range,620,km,about,unstated,Us,daily
own-1/5,own-1,1,time_local,07:47,,,,Us,daily
"""


def salvo(folder: Path, claims: str = SALVO) -> Launch:
    tables = sound()
    told = list(csv.DictReader(claims.splitlines()))
    tables["claims.csv"] = [own_tables.row("claims.csv", **cells) for cells in told]
    (launch, _) = read_catalogue(write(folder, tables))
    return launch


def test_each_missile_that_is_reported_apart_is_a_launch(tmp_path: Path) -> None:
    launch = salvo(tmp_path)
    first, second = by_missile(launch)
    assert (first.id, second.id) == ("own-1.1", "own-1.2")
    assert (first.count, first.time_utc) == (1, ("2031-05-06T01:02Z",))
    assert [claim["id"][-1] for claim in claims_of(first)] == ["1", "2", "3", "5"]
    assert [claim["id"][-1] for claim in claims_of(second)] == ["1", "2", "4"]
    assert [[r.range.value for r in one.reports if r.range] for one in (first, second)] == [
        [350],
        [620],
    ]
    assert all(report.missile_no == () for one in (first, second) for report in one.reports)
    assert by_missile(first) == (first,)


def test_no_zone_takes_two_missiles_figures_for_one(tmp_path: Path) -> None:
    launch = salvo(tmp_path)
    assert why_not_drawn(launch) == "its missiles are reported apart"
    with pytest.raises(InputError, match=r"own-1: its missiles .* wanted one of own-1.1, own-1.2"):
        zone(launch)
    near, far = (zone(missile).regions[-1].label_lonlat for missile in by_missile(launch))
    assert near != far


def test_a_missile_is_found_by_its_number(tmp_path: Path) -> None:
    launch = salvo(tmp_path)
    assert find("OWN-1.2", [launch]) == by_missile(launch)[1:]
    with pytest.raises(UnknownNameError):
        find("own-1.3", [launch])
    with pytest.raises(UnknownNameError):
        find("2023-03-27-a.1")


def test_a_missile_of_which_nothing_is_said_apart_has_what_is_said_of_all(tmp_path: Path) -> None:
    claims = "".join(line for line in SALVO.splitlines(keepends=True) if ",1,range," not in line)
    first, second = by_missile(salvo(tmp_path, claims))
    assert [report.range for report in first.reports if report.range] == []
    assert [report.range.value for report in second.reports if report.range] == [620]


def test_a_later_word_of_all_missiles_replaces_those_of_each(tmp_path: Path) -> None:
    head, *lines = SALVO.splitlines()
    revised = "own-1/6,own-1,,range,600,km,about,unstated,Us,daily,revised"
    claims = "\n".join([f"{head},status", *(f"{line}," for line in lines), revised])
    launch = salvo(tmp_path, claims)
    assert by_missile(launch) == (launch,)


def test_a_time_or_a_height_of_one_missile_parts_no_launch(tmp_path: Path) -> None:
    claims = "".join(line for line in SALVO.splitlines(keepends=True) if ",range," not in line)
    launch = salvo(tmp_path, claims)
    assert by_missile(launch) == (launch,)


# --- every launch ---------------------------------------------------------------------------------


@pytest.mark.parametrize("launch", load(), ids=lambda launch: launch.id)
def test_each_launch_has_a_zone_or_a_reason_for_none(launch: Launch) -> None:
    reason = why_not_drawn(launch)
    if reason:
        with pytest.raises(InputError, match=launch.id):
            zone(launch)
        return
    found = zone(launch)
    assert sum(found.probabilities.values()) == pytest.approx(1, abs=1e-6)
    assert all(region.area_km2 > 0 for region in found.regions)


# One launch in thirteen of those that have a zone, from 1993 on.
DRAWN = [launch for launch in load() if not why_not_drawn(launch)][::13]


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("launch", DRAWN, ids=lambda launch: launch.id)
def test_a_spread_of_launches_is_drawn(launch: Launch, lang: str) -> None:
    drawn = scene([launch], [zone(launch)], lang=lang)
    assert drawn.title
    assert drawn.lang == lang
    kinds = [feature.kind for feature in drawn.features]
    assert "impact-zone" in kinds
    assert kinds.count("distance-arc") <= len({report.originator for report in launch.reports})


# --- against the researched facts, where they are -------------------------------------------------

FACTS = SHARED / "facts"

# Launches that ministries and joint staffs reported, found since.
SINCE_THE_FACTS = {
    *("2013-06-26-a", "2014-02-21-a", "2014-07-30-a", "2014-07-30-b", "2014-07-30-c"),
    *("2015-05-09-a", "2022-11-02-d", "2026-10-03-a"),
}


@pytest.mark.skipif(not FACTS.is_dir(), reason="the researched facts are not beside the project")
def test_every_launch_of_the_facts_is_in() -> None:
    facts = fact_rows("launches.csv")
    ours = {row["id"]: row for row in rows("launches.csv")}
    assert set(ours) - {our_id(row["event_id"]) for row in facts} == SINCE_THE_FACTS
    assert {our_id(row["event_id"]) for row in facts} <= set(ours)
    for row in facts:
        mine = ours[our_id(row["event_id"])]
        assert mine["date"] == row["date"]
        assert float(mine["count"] or 0) == float(row["n_missiles"] or 0)
        assert mine["class"] == row["missile_class"].replace("unknown", "")
        if row["time_utc"]:
            assert mine["time_utc"] == row["time_utc"].replace(";", "|")


@pytest.mark.skipif(not FACTS.is_dir(), reason="the researched facts are not beside the project")
def test_every_figure_of_the_facts_is_claimed() -> None:
    """But for two that newspapers rounded from another's."""
    missing = []
    for row in fact_rows("figures_by_publisher.csv"):
        for number, event in enumerate(row["event_ids"].split(";")):
            for name in ("range", "apogee"):
                figures = [float(part) for part in re.split("[;-]", row[f"{name}_km"]) if part]
                if figures and ";" in row["event_ids"] and len(figures) > 1:
                    figures = [figures[number]]
                if not all(near_any(figure, our_id(event), name) for figure in figures):
                    missing.append((row["publisher"], our_id(event)))
    assert set(missing) <= {("Yonhap/CSIS", "2022-03-24-a"), ("Washington Post", "2017-07-28-a")}


@pytest.mark.skipif(not FACTS.is_dir(), reason="the researched facts are not beside the project")
def test_every_offset_of_the_facts_is_claimed() -> None:
    """Not so what was announced, foreseen or drawn in between."""
    missing = set()
    for row in fact_rows("landings.csv"):
        told = re.fullmatch(r"[1-9]\d*", row["offset_km"])
        if told and not row["kind"].startswith(("ANNOUNCED", "in-flight")):
            km = float(row["offset_km"])
            launches = [our_id(event) for event in row["event_id"].split(";")]
            if not any(near_any(km, launch, "distance") for launch in launches):
                missing.add((launches[0], km))
    between = {("2017-03-06-a", km) for km in (280.0, 360.0, 440.0)}
    assert missing == between


@pytest.mark.skipif(not FACTS.is_dir(), reason="the researched facts are not beside the project")
def test_every_flight_time_of_the_facts_is_claimed() -> None:
    """Not so what was only remembered, told second-hand or taken from two clocks."""
    missing = set()
    for row in fact_rows("flight_times.csv"):
        if row["flight_time_s"] and row["basis"].startswith("stated duration"):
            launch, wanted = our_id(row["event_id"]), float(row["flight_time_s"])
            ends = [
                float(end) * {"s": 1.0, "min": 60.0}[claim["unit"]]
                for claim in claims_of(launch)
                if claim["quantity"] == "flight_time"
                for end in claim["value"].split("/")
            ]
            if not any(abs(end - wanted) <= 30 for end in ends):
                missing.add((launch, row["publisher"]))
    assert not missing


def fact_rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((FACTS / name).read_text(encoding="utf-8").splitlines()))


def near_any(figure: float, launch: str, name: str) -> bool:
    km = {"km": 1.0, "mi": 1.609344}
    return any(
        abs(float(end) * km[claim["unit"]] - figure) < 1
        for claim in claims_of(launch)
        if claim["quantity"].split(".")[-1] == name
        for end in claim["value"].split("/")
    )


def our_id(event: str) -> str:
    match = re.fullmatch(r"NK-(\d{4})(\d\d)(\d\d)?-([a-z])", event)
    assert match
    return "-".join(filter(None, match.groups()))


# --- the first launch, as its sources tell it -----------------------------------------------------


def test_the_launch_of_27_march_2023() -> None:
    (launch,) = find("2023-03-27")
    assert (launch.missile, launch.missile_class, launch.count) == ("Hwasong-11A", "SRBM", 2)
    said = [
        (r.originator, r.carrier, r.site, r.range and (r.range.value, r.range.unit))
        for r in launch.reports
    ]
    assert said == [
        ("ROK JCS", "AFP", "Chunghwa", (370, "km")),
        ("ROK JCS", "Newsweek", "a site south of Pyongyang", (200, "mi")),
        ("Japan MoD", "Jiji Press", "Chunghwa County", (350, "km")),
        ("Japan MoD", "TV Asahi", None, None),
        ("Japan MoD", "Japan MoD", None, (350, "km")),
    ]
    _, article, ministry, _, notice = launch.reports
    assert ministry.apogee == Quantity(50, 50, "km", "about", "an altitude of about 50 kilometers")
    assert ministry.landing.eez == notice.landing.eez == {"Japan": "outside"}
    assert ministry.trajectory == notice.trajectory == "irregular"
    assert notice.direction is not None
    assert notice.direction.words == "northeast"
    assert [read.originators for read in launch.read] == [("Japan MoD",)]
    assert article.range is not None
    assert article.range.qualifier == "more_than"
    assert article.time_local == ("07:47", "08:00")
    assert article.words["site"].words == "a site south of Pyongyang"


# --- light ----------------------------------------------------------------------------------------


def test_records_places_and_catalogue_need_no_numbers_library() -> None:
    code = (
        "import sys, geolaunch\n"
        "from geolaunch.catalogue import launches, rows, selection\n"
        "from geolaunch.impact import evidence, gather\n"
        "from geolaunch.places import sites\n"
        "from geolaunch.report import io, schema\n"
        "launch, = launches.find('2023-03-27'); sites.find_site('chunghwa')\n"
        "chosen = selection.select(missile='KN-23', site='Chunghwa', since='2023', text='JCS')\n"
        "assert rows.launches_csv(chosen) and rows.claims_csv(chosen)\n"
        "assert rows.launches_geojson(chosen)\n"
        "io.read_reports('{\"range\": \"more than 200 miles\"}', 'x'); schema.json_schema()\n"
        "print(*sorted(set(sys.argv) & set(sys.modules)))"
    )
    heavy = ["numpy", "scipy", "pyproj", "shapely", "pandas", "geopandas", "folium", "contourpy"]
    told = run([sys.executable, "-c", code, *heavy], capture_output=True, text=True, check=True)
    assert told.stdout == "\n"


# --- against another public table -----------------------------------------------------------------

REFERENCE = FACTS.parent / "reference" / "nk-missile-tests.csv"
AGREEMENT = ROOT / "data" / "make" / "agreement.py"


def test_every_difference_has_a_reason() -> None:
    launch_ids = {row["id"] for row in rows("launches.csv")}
    for row in rows("differences.csv"):
        assert row["launch"] in launch_ids
        assert len(row["why"]) > 20


@pytest.mark.skipif(not REFERENCE.is_file(), reason="the other table is not beside the project")
def test_the_catalogue_agrees_with_the_other_table_but_for_what_is_explained() -> None:
    told = run([sys.executable, AGREEMENT, REFERENCE], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "NOT EXPLAINED" not in told.stdout
    assert "site      338 of 338 missiles agree" in told.stdout
