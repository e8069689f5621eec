"""A user's own catalogue: read whole, or refused with every fault of every table."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from helpers.own_tables import Tables, claim, sound, write, write_long
from helpers.work import calls
from hypothesis import given, settings
from hypothesis import strategies as st

from geolaunch.catalogue.columns import COLUMNS, OPTIONAL_COLUMNS, name_columns
from geolaunch.catalogue.launches import Entry, claims_of, find, load
from geolaunch.catalogue.user_tables import faults, joined, read_catalogue
from geolaunch.checks.run import check
from geolaunch.errors import InputError, SchemaError
from geolaunch.files import shipped_path, shipped_text
from geolaunch.impact.zones import zone
from geolaunch.report.model import SitePoint
from geolaunch.scenes.launch_scene import scene

KM = {"unit": "km", "qualifier": "about", "distance_kind": "unstated"}
SHIPPED = shipped_path("launches.csv").parent


def told(folder: Path) -> list[str]:
    """Return the faults of a folder, which is refused if there are any."""
    found = [str(fault) for fault in faults(folder)]
    if found:
        with pytest.raises(SchemaError) as refused:
            read_catalogue(folder)
        assert [f"{folder}: {fault}" for fault in found] == str(refused.value).splitlines()
    else:
        assert read_catalogue(folder)
    return found


# --- what is read ---------------------------------------------------------------------------------


def test_a_sound_catalogue(tmp_path: Path) -> None:
    folder = write(tmp_path, sound())
    assert told(folder) == []
    first, second = read_catalogue(folder)
    assert not first.in_catalogue
    assert not second.in_catalogue
    assert (first.id, first.date, first.count, first.missile) == (
        "own-1",
        "2031-05-06",
        2,
        "Own Rocket",
    )
    assert first.time_utc == ("2031-05-06T01:02Z", "2031-05-06T01:04Z")
    assert first.note == "=a note, with\na line break & <b>markup</b>"
    assert [source.publisher for source in first.sources] == ["Daily"]
    assert [claim["id"] for claim in claims_of(first)] == [f"own-1/{n}" for n in range(1, 7)]
    ranges = [(r.originator, r.status, r.range.low, r.range.high) for r in first.reports if r.range]
    assert ranges == [
        ("Us", "first", 400, 400),
        ("Us", "revised", 450, 450),
        ("They", None, 300, 350),
    ]
    assert (second.missile, second.missile_id, second.site) == (
        "Hwasong-11A",
        "hwasong-11a",
        "sunan",
    )
    assert second.reports[0].site == "Sunan"
    assert second.date == "2031-05"


def test_a_site_of_one_s_own_is_its_point_and_keeps_its_name(tmp_path: Path) -> None:
    first, _ = read_catalogue(write(tmp_path, sound()))
    sites = [(each.site, each.words["site"].words) for each in first.reports if each.site]
    assert sites == [(SitePoint(127.5, 39.25, 4), "from “the Hidden Pad”, it said")]
    assert first.own_site is not None
    assert first.own_site.name == "Own Pad"


def test_what_is_supplied_is_drawn_and_marked(tmp_path: Path) -> None:
    first, _ = read_catalogue(write(tmp_path, sound()))
    drawn = scene([first], [zone(first)])
    assert drawn.status == "user-supplied, not verified"


def test_optional_tables_may_be_missing(tmp_path: Path) -> None:
    tables = sound()
    del tables["sites.csv"], tables["missiles.csv"], tables["sources_read.csv"]
    tables["launches.csv"][0] |= {"site": "sunan", "missile": ""}
    tables["claims.csv"][0]["value"] = "around Chunghwa area in North Hwanghae"
    assert told(write(tmp_path, tables)) == []


def test_columns_that_came_later_may_be_missing(tmp_path: Path) -> None:
    whole = read_catalogue(write(tmp_path / "whole", sound()))
    tables = sound()
    later = OPTIONAL_COLUMNS["claims.csv"]
    assert later == ("missile_no", "seen")
    tables["claims.csv"] = [
        {key: cell for key, cell in row.items() if key not in later} for row in tables["claims.csv"]
    ]
    folder = write(tmp_path / "without", tables)
    assert told(folder) == []
    assert read_catalogue(folder) == whole


def test_what_was_read_whole_for_a_launch(tmp_path: Path) -> None:
    first, second = read_catalogue(write(tmp_path, sound()))
    ((source, originators),) = [(each.source.publisher, each.originators) for each in first.read]
    assert (source, originators) == ("Daily", ("Us", "They"))
    assert second.read == ()


def test_a_document_is_read_once_for_a_launch(tmp_path: Path) -> None:
    tables = sound()
    tables["sources_read.csv"] *= 2
    assert told(write(tmp_path, tables)) == [
        'sources_read.csv, row 3, source: got "daily"; wanted one row a launch and source: row 2 '
        "has both"
    ]


def test_a_missing_name_of_a_missile_is_that_of_the_table(tmp_path: Path) -> None:
    tables = sound()
    tables["launches.csv"][1]["missile_name"] = ""
    assert read_catalogue(write(tmp_path, tables))[1].missile == "Hwasong-11A"


def test_the_tables_that_ship_have_no_fault_and_give_the_launches_that_ship() -> None:
    assert faults(SHIPPED) == ()
    read = read_catalogue(SHIPPED)
    assert [entry.id for entry in read] == [entry.id for entry in load()]
    for own, ours in zip(read, load(), strict=True):
        assert (own.reports, own.claims, own.sources) == (ours.reports, ours.claims, ours.sources)
        assert not own.in_catalogue
        assert own.own_site is None
        assert own.own_missile is None


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: data.rstrip(b"\n"),
        lambda data: data + b"\n,,,\n\n",
    ],
    ids=["BOM", "CRLF", "no end", "blank rows"],
)
def test_tables_as_spreadsheets_save_them(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    plain = read_catalogue(write(tmp_path / "plain", sound()))
    folder = write(tmp_path / "saved", sound())
    for path in folder.iterdir():
        data = change(path.read_bytes())
        if data.endswith(b",,,\n\n"):
            blank = b"," * (len(COLUMNS[path.name]) - 1)
            data = data[: -len(b",,,\n\n")] + blank + b"\n\n"
        path.write_bytes(data)
    saved = read_catalogue(folder)
    assert [entry.reports for entry in saved] == [entry.reports for entry in plain]
    assert [(entry.note or "").replace("\r", "") for entry in saved] == [
        entry.note or "" for entry in plain
    ]


# --- with ours ------------------------------------------------------------------------------------


def test_launches_are_added_to_ours_by_date(tmp_path: Path) -> None:
    tables = sound()
    tables["launches.csv"][0]["date"] = "2023-03-27"
    tables["launches.csv"][0]["time_utc"] = ""
    own = read_catalogue(write(tmp_path, tables))
    both = joined(own)
    assert len(both) == len(load()) + 2
    assert [launch.date for launch in both] == sorted(launch.date or "" for launch in both)
    assert {launch.id for launch in both if not launch.in_catalogue} == {"own-1", "own-2"}
    assert [launch.id for launch in find("2023-03-27", both)] == ["2023-03-27-a", "own-1"]
    assert find("OWN-1", both) == (own[0],)


def test_nothing_of_one_s_own_leaves_ours_as_they_are() -> None:
    assert joined(()) == load()
    assert joined(read_catalogue(SHIPPED)) == load()


@pytest.mark.parametrize("table", ["launches.csv", "claims.csv"])
def test_an_id_of_ours_is_refused_unless_all_is_the_same(tmp_path: Path, table: str) -> None:
    ours = "2023-03-27-a"
    tables: Tables = {
        file: list(csv.DictReader(io.StringIO(shipped_text(file))))
        for file in ("launches.csv", "claims.csv", "sources.csv")
    }
    tables["launches.csv"] = [each for each in tables["launches.csv"] if each["id"] == ours]
    tables["claims.csv"] = [each for each in tables["claims.csv"] if each["launch"] == ours]
    assert told(write(tmp_path, tables)) == []
    tables[table][-1]["note"] = "changed"
    assert told(write(tmp_path, tables)) == [
        'launches.csv, row 2, id: got "2023-03-27-a"; wanted an id of your own: a launch that '
        "ships has it, and differs from this one"
    ]


# --- what is refused ------------------------------------------------------------------------------

CLAIM_FAULTS = [
    (
        {"launch": "own-3"},
        'launch: got "own-3"; wanted an id in launches.csv; the nearest are own-',
    ),
    ({"source": ""}, 'source: got ""; wanted an id in sources.csv: every figure has its source'),
    (
        {"source": "dayly"},
        'source: got "dayly"; wanted an id in sources.csv; the nearest are daily',
    ),
    ({"originator": ""}, 'originator: got ""; wanted who says so'),
    ({"quantity": "rnage"}, 'quantity: got "rnage"; wanted a field of a report file that can be'),
    ({"quantity": "launch"}, 'quantity: got "launch"; wanted a field of a report file'),
    ({"unit": ""}, 'unit: got ""; wanted km, m, mi, nmi, ft beside range'),
    ({"unit": "leagues"}, 'unit: got "leagues"; wanted km, m, mi, nmi, ft beside range'),
    ({"qualifier": ""}, 'qualifier: got ""; wanted exact, about, more_than, less_than, between'),
    ({"qualifier": "circa"}, 'qualifier: got "circa"; wanted exact, about'),
    ({"distance_kind": ""}, 'distance_kind: got ""; wanted ground, path, unstated beside range'),
    ({"value": "four hundred"}, 'value: got "four hundred"; wanted a number like 370 or 0.5, or'),
    ({"value": "-5"}, 'value: got "-5"; wanted a number above 0'),
    ({"value": "1e3"}, 'value: got "1e3"; wanted a number like 370'),
    ({"value": "nan"}, 'value: got "nan"; wanted a number like 370'),
    ({"value": "1,000"}, 'value: got "1,000"; wanted a number like 370'),
    ({"value": "30000"}, 'value: got "30000"; wanted at most 20,004 km'),
    (
        {"value": "350/300", "qualifier": "between"},
        'value: got "350/300"; wanted the smaller number',
    ),
    ({"value": "350"} | {"qualifier": "between"}, 'value: got "350"; wanted [low, high] for'),
    ({"value": "300/350"}, 'value: got "300/350"; wanted a finite number'),
    ({"value": ""}, 'value: got ""; wanted a value'),
    ({"status": "last"}, 'status: got "last"; wanted one of first, revised, final, retracted'),
    ({"stated_at": "27 March"}, 'stated_at: got "27 March"; wanted YYYY-MM-DD'),
    ({"supersedes": "own-1/9"}, 'supersedes: got "own-1/9"; wanted an id in claims.csv; the nea'),
    ({"supersedes": "own-1/7"}, 'supersedes: got "own-1/7"; wanted an earlier claim of the same'),
    ({"supersedes": "own-1/5"}, 'supersedes: got "own-1/5"; wanted an earlier claim of the same'),
    ({"missile_no": "0"}, 'missile_no: got "0"; wanted 1, or 1/2 for several, or an empty cell'),
    ({"seen": "half"}, 'seen: got "half"; wanted one of whole, excerpt, or an empty cell'),
    ({"words": "x" * 2001}, 'words: got "xxxx'),
    ({"note": "a\x00b"}, 'note: got "a\\u0000b"; wanted text without control characters'),
]


@pytest.mark.parametrize(("cells", "fault"), CLAIM_FAULTS)
def test_faults_of_a_claim(tmp_path: Path, cells: dict[str, str], fault: str) -> None:
    tables = sound()
    bad = claim("own-1/7", "range", "400", **{**KM, "carrier": "Other"}) | cells
    tables["claims.csv"].insert(6, bad)
    (found,) = told(write(tmp_path, tables))
    assert found.startswith(f"claims.csv, row 8, {fault}")


@pytest.mark.parametrize(
    ("quantity", "value", "cells", "fault"),
    [
        ("landing.eez.Japan", "maybe", {}, 'value: got "maybe"; wanted one of inside, outside'),
        ("direction", "upward", {}, 'value: got "upward"; wanted'),
        ("time_local", "25:00", {}, 'value: got "25:00"; wanted "HH:MM"'),
        ("time_local", "07:00", {"unit": "KST"}, 'unit: got "KST"; wanted UTC+9, an empty cell'),
        (
            "time_utc",
            "2031-05-06T01:02",
            {"unit": "UTC"},
            'value: got "2031-05-06T01:02"; wanted "YYY',
        ),
        ("count", "two", {}, 'value: got "two"; wanted a number'),
        ("count", "0", {}, 'value: got "0"; wanted 1 to 1000 missiles'),
        ("azimuth_deg", "400", {}, 'value: got "400"; wanted'),
        ("overflight.over", "Japan|", {}, 'value: got "Japan|"; wanted'),
        ("overflight.time_local", "7", {}, 'value: got "7"; wanted "HH:MM"'),
        ("outcome", "failed", {}, 'value: got "failed"; wanted one of success, failure, disputed'),
        ("trajectory", "high", {}, 'value: got "high"; wanted one of ballistic, irregular'),
        ("date", "2031-02-30", {}, 'value: got "2031-02-30"; wanted a date that exists'),
        ("missile", "X", {"unit": "km"}, 'unit: got "km"; wanted an empty cell beside missile'),
        ("flight_time", "12", {**KM}, 'unit: got "km"; wanted s, min beside flight_time'),
        ("site", "Nowhere", {}, 'value: got "Nowhere"; wanted the name of a launch site, in your'),
        ("stage.range", "0", KM, 'value: got "0"; wanted a number above 0'),
        ("impact_time_local", "7", {}, 'value: got "7"; wanted "HH:MM"'),
        ("landing.reference.distance", "x", KM, 'value: got "x"; wanted a number like 370'),
    ],
)
def test_faults_of_values(
    tmp_path: Path, quantity: str, value: str, cells: dict[str, str], fault: str
) -> None:
    tables = sound()
    tables["claims.csv"].insert(
        6, claim("own-1/7", quantity, value, **{"carrier": "Other", **cells})
    )
    found = told(write(tmp_path, tables))
    assert found[0].startswith(f"claims.csv, row 8, {fault}")


@pytest.mark.parametrize(
    ("file", "cells", "fault"),
    [
        (
            "launches.csv",
            {"date": "2031-02-30"},
            'date: got "2031-02-30"; wanted a date that exists',
        ),
        (
            "launches.csv",
            {"missile": "hwasong-99"},
            'missile: got "hwasong-99"; wanted an id in miss',
        ),
        (
            "launches.csv",
            {"site": "suna"},
            'site: got "suna"; wanted an id in sites.csv; the nearest',
        ),
        ("launches.csv", {"source": "x"}, 'source: got "x"; wanted an id in sources.csv'),
        (
            "launches.csv",
            {"missile_name": "Scud"},
            "missile_name: got \"Scud\"; wanted 'Own Rocket'",
        ),
        ("launches.csv", {"count": "many"}, 'count: got "many"; wanted 1 to 999 missiles'),
        (
            "sources.csv",
            {"address": "javascript:alert(1)"},
            'address: got "javascript:alert(1)"; w',
        ),
        ("sources_read.csv", {"launch": "own-3"}, 'launch: got "own-3"; wanted an id in launches'),
        ("sources_read.csv", {"source": "x"}, 'source: got "x"; wanted an id in sources.csv'),
        ("sources_read.csv", {"originators": ""}, 'originators: got ""; wanted who speaks in it'),
        ("sites.csv", {"lat": "91"}, 'lat: got "91"; wanted -90 to 90 degrees'),
        ("sites.csv", {"name": ""}, 'name: got ""; wanted a name'),
        ("missiles.csv", {"missile_class": "X"}, 'missile_class: got "X"; wanted one of SRBM'),
    ],
)
def test_faults_of_other_tables(
    tmp_path: Path, file: str, cells: dict[str, str], fault: str
) -> None:
    tables = sound()
    tables[file][0] |= cells
    (found,) = told(write(tmp_path, tables))
    assert found.startswith(f"{file}, row 2, {fault}")


def test_ids_stand_once_whatever_their_case(tmp_path: Path) -> None:
    tables = sound()
    with_id = [file for file, columns in COLUMNS.items() if "id" in columns]
    for file in with_id:
        tables[file].append(tables[file][0] | {"id": tables[file][0]["id"].upper()})
    found = told(write(tmp_path, tables))
    once = [fault for fault in found if "wanted an id of its own: row 2 has it" in fault]
    assert [fault.split(",")[0] for fault in once] == with_id
    assert found == once


def test_one_account_says_a_thing_once(tmp_path: Path) -> None:
    tables = sound()
    tables["claims.csv"].insert(5, claim("own-1/7", "range", "460", status="revised", **KM))
    assert told(write(tmp_path, tables)) == [
        'claims.csv, row 7, quantity: got "range"; wanted one claim of it in one account: row 4 is '
        "of the same voice and print"
    ]


def test_a_landing_told_from_no_place_makes_no_report(tmp_path: Path) -> None:
    tables = sound()
    tables["claims.csv"].insert(5, claim("own-1/7", "landing.reference.direction", "west"))
    (found,) = told(write(tmp_path, tables))
    assert found.startswith("claims.csv, row 7, quantity: got ")
    assert "landing.reference.place: missing" in found


def test_all_faults_of_all_tables_are_listed_in_order(tmp_path: Path) -> None:
    tables = sound()
    tables["launches.csv"][0] |= {"date": "x", "count": "y", "site": "nowhere-at-all"}
    tables["claims.csv"][1] |= {"unit": "", "value": "z", "source": "no-such"}
    tables["claims.csv"].insert(5, claim("own-1/7", "range", "460", status="revised", **KM))
    tables["sources.csv"][0]["address"] = "ftp://x"
    tables["sites.csv"][0] |= {"lon": "east", "sd_km": ""}
    tables["missiles.csv"][0]["name"] = ""
    folder = write(tmp_path, tables)
    assert [(fault.file, fault.row, fault.column) for fault in faults(folder)] == [
        ("launches.csv", 2, "date"),
        ("launches.csv", 2, "count"),
        ("launches.csv", 2, "site"),
        ("claims.csv", 3, "value"),
        ("claims.csv", 3, "unit"),
        ("claims.csv", 3, "source"),
        ("sources.csv", 2, "address"),
        ("sites.csv", 2, "lon"),
        ("sites.csv", 2, "sd_km"),
        ("missiles.csv", 2, "name"),
    ]


def test_rows_after_a_quoted_line_break_are_counted_as_an_editor_does(tmp_path: Path) -> None:
    tables = sound()
    tables["launches.csv"][1]["count"] = "none"
    folder = write(tmp_path, tables)
    (fault,) = faults(folder)
    assert fault.row == 4  # the note of the row before holds a line break
    line = (folder / "launches.csv").read_text(encoding="utf-8").split("\n")[fault.row - 1]
    assert line.startswith("own-2,")


@pytest.mark.parametrize("file", ["launches.csv", "claims.csv", "sources.csv"])
def test_a_missing_table(tmp_path: Path, file: str) -> None:
    folder = write(tmp_path, sound())
    (folder / file).unlink()
    assert f'{file}: got "no such file"; wanted a table of that name' in told(folder)


@pytest.mark.parametrize(("file", "columns"), COLUMNS.items())
def test_a_missing_column_is_told_and_no_other_fault_comes_of_it(
    tmp_path: Path, file: str, columns: dict[str, object]
) -> None:
    for column in columns.keys() - {*OPTIONAL_COLUMNS.get(file, ())}:
        tables = sound()
        tables[file] = [{k: v for k, v in each.items() if k != column} for each in tables[file]]
        (fault,) = [each for each in faults(write(tmp_path, tables)) if each.file == file]
        assert (fault.row, fault.column, fault.value) == (1, column, "no such column")


def test_an_extra_column(tmp_path: Path) -> None:
    tables = sound()
    tables["sources.csv"] = [each | {"adress": ""} for each in tables["sources.csv"]]
    (found,) = told(write(tmp_path, tables))
    assert found.endswith("wanted none of that name; is it `address`")


def test_a_table_in_another_encoding(tmp_path: Path) -> None:
    folder = write(tmp_path, sound())
    path = folder / "sites.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp949"))
    (found,) = told(folder)
    assert found.startswith('sites.csv, row 2: got "\\\\xba"; wanted UTF-8; byte ')
    assert path.read_bytes()[int(found.split("byte ")[1].split()[0])] == 0xBA


def test_no_folder_is_no_catalogue(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for path in (tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(InputError, match=r"not a folder; wanted one that holds launches.csv"):
            faults(path)


def test_a_message_tells_fifty_faults_and_how_many_there_are(tmp_path: Path) -> None:
    tables = sound()
    tables["claims.csv"] = [claim(f"own-1/{n}", "range", "x", **KM) for n in range(1, 1300)]
    folder = write(tmp_path, tables)
    assert len(faults(folder)) == 1299
    with pytest.raises(SchemaError) as refused:
        read_catalogue(folder)
    assert len(str(refused.value).splitlines()) == 51
    assert str(refused.value).endswith("and 1,249 more faults, 1,299 in all")


def test_the_example_that_is_shown_is_sound(tmp_path: Path) -> None:
    text = shipped_text("TABLES.md").partition("## A catalogue of your own")[2]
    shown = re.findall(r"`(\w+\.csv)`:\n\n```csv\n(.*?)```", text, re.DOTALL)
    assert [file for file, _ in shown] == ["launches.csv", "claims.csv", "sources.csv"]
    for file, table in shown:
        (tmp_path / file).write_text(table, encoding="utf-8")
    assert told(tmp_path) == []
    assert check(read_catalogue(tmp_path)) == ()
    (launch,) = read_catalogue(tmp_path)
    assert max(zone(launch).probabilities, key=zone(launch).probabilities.get) == "sea-of-japan"


def test_the_cells_that_may_not_be_empty_are_told(tmp_path: Path) -> None:
    text = " ".join(shipped_text("TABLES.md").split())
    never = {file: {c for c, check_ in of.items() if check_("")} for file, of in COLUMNS.items()}
    told_so = text.partition("Never empty are ")[2].partition(". ")[0]
    for part, file in zip(told_so.split("; "), COLUMNS, strict=True):
        assert set(re.findall(r"`(\w+)`", part)) == never[file], file


def test_every_quantity_that_we_claim_is_in_the_list_of_quantities() -> None:
    text = shipped_text("TABLES.md").partition("| quantity | value | beside it |")[2]
    claimed = {row["quantity"] for row in csv.DictReader(shipped_text("claims.csv").splitlines())}
    for quantity in claimed:
        first, _, last = quantity.rpartition(".")
        known = f"`{quantity}`" in text or (f"`{first}." in text and f"`.{last}`" in text)
        assert known or quantity.startswith("stage."), quantity


# --- many rows ------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("bad", [False, True])
def test_a_hundred_thousand_rows_are_read_or_refused_each(tmp_path: Path, *, bad: bool) -> None:
    found = faults(write_long(tmp_path, 100_000, bad=bad))
    assert len(found) == (200_000 if bad else 0)


@pytest.mark.parametrize("bad", [False, True])
def test_twice_the_rows_are_twice_the_work(tmp_path: Path, *, bad: bool) -> None:
    """What is wrong with each row is found once, so the time of a long table is that of its rows.

    `tests/benchmarks/test_table_speed.py` holds it against reading the same table as plain CSV.
    """
    few, many = (write_long(tmp_path / str(n), n, bad=bad) for n in (3_000, 6_000))
    once, twice = calls(lambda: faults(few)), calls(lambda: faults(many))
    assert twice < 2.1 * once
    assert twice < 400 * 6_000  # about 300 calls a row, of 15 cells


def test_unknown_sites_are_looked_up_in_vain_only_so_often(tmp_path: Path) -> None:
    tables = sound()
    tables["claims.csv"] = [
        claim(str(n), "site", f"Nowhere {n}", carrier=str(n)) for n in range(400)
    ]
    found = faults(write(tmp_path, tables))
    assert len(found) == 201
    assert found[-1].value == "more than 200 unknown launch sites"


# --- anything at all ------------------------------------------------------------------------------

TEXTS = st.text(max_size=12) | st.sampled_from(
    [
        "\x00",
        "=1+1",
        "'=x",
        "\ud800",
        "1" * 400,
        "NaN",
        "٣",
        "1/2",
        "/",
        "|",
        "x" * 5000,
        "</script>",
    ]
)
ALL_COLUMNS = {file: [*columns, *name_columns(file)] for file, columns in COLUMNS.items()}
CELLS = st.sampled_from([(file, name) for file, columns in ALL_COLUMNS.items() for name in columns])


@settings(max_examples=150)
@given(changes=st.lists(st.tuples(CELLS, st.integers(0, 5), TEXTS), min_size=1, max_size=3))
def test_any_text_in_any_cell_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[tuple[str, str], int, str]]
) -> None:
    tables = sound()
    for (file, column), number, text in changes:
        tables[file][number % len(tables[file])][column] = text
    folder = tmp_path_factory.mktemp("own")
    for file, rows in tables.items():
        out = io.StringIO()
        writer = csv.DictWriter(out, ALL_COLUMNS[file], lineterminator="\n", quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
        (folder / file).write_bytes(out.getvalue().encode("utf-8", "surrogatepass"))
    found = faults(folder)
    assert all(fault.wanted and str(fault).isprintable() for fault in found)
    if found:
        with pytest.raises(InputError):
            read_catalogue(folder)
        return
    first, *_ = read_catalogue(folder)
    assert isinstance(first, Entry)
    assert (first.note or "") in (tables["launches.csv"][0]["note"], first.note)


@settings(max_examples=80)
@given(file=st.sampled_from(list(COLUMNS)), data=st.binary(max_size=120), where=st.integers(0, 400))
def test_any_bytes_in_any_table_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, file: str, data: bytes, where: int
) -> None:
    folder = write(tmp_path_factory.mktemp("own"), sound())
    whole = (folder / file).read_bytes()
    (folder / file).write_bytes(whole[:where] + data + whole[where:])
    if faults(folder):
        with pytest.raises(InputError):
            read_catalogue(folder)
    else:
        assert len(read_catalogue(folder)) >= 1
