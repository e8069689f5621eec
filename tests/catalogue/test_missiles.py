"""The missiles that ship: names that are found, figures as they were published, who said them."""

import csv
import re
import sys
from subprocess import run

import pytest
from helpers.paths import SHARED
from hypothesis import given
from hypothesis import strategies as st

from geolaunch.catalogue.missiles import Missile, RangeClaim, find_missile, missiles
from geolaunch.errors import InputError, UnknownNameError
from geolaunch.files import shipped_text
from geolaunch.names import names_of

FIELDS = {
    "missiles.csv": [
        "id", "name", "aliases", "country", "missile_class", "propellant",
        "first_seen", "first_seen_as",
    ],
    "missile_claims.csv": [
        "id", "missile", "kind", "low_km", "high_km", "distance_kind", "conditions", "originator",
        "carrier", "stated_at", "source",
    ],
}  # fmt: skip
CLASSES = {"SRBM", "MRBM", "IRBM", "ICBM", "SLBM", "SLV", "cruise"}
KINDS = {"estimate", "lower-bound", "observed", "assertion"}
DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
ANTIPODE_KM = 20_003.9
FACTS = SHARED / "facts" / "missiles.csv"

EVERY_CLAIM = [(missile, claim) for missile in missiles() for claim in missile.claims]


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(shipped_text(name).splitlines()))


def names(missile: Missile) -> list[str]:
    own = (missile.id, missile.name, *missile.aliases, *names_of("missile", missile.id))
    return [name for name in own if name]


# --- the tables -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FIELDS)
def test_fields_ids_and_cells(name: str) -> None:
    table = rows(name)
    assert list(table[0]) == FIELDS[name]
    ids = [row["id"] for row in table]
    assert len(set(ids)) == len(ids) > 30
    assert all(None not in row and None not in row.values() for row in table)  # no ragged row
    assert all(cell == " ".join(cell.split()) for row in table for cell in row.values())


def test_every_claim_has_a_missile_and_every_missile_a_claim() -> None:
    ids = [row["id"] for row in rows("missiles.csv")]
    claims = rows("missile_claims.csv")
    assert {claim["missile"] for claim in claims} == set(ids)
    for id_ in ids:
        own = [claim["id"] for claim in claims if claim["missile"] == id_]
        assert own == [f"{id_}/{number}" for number in range(1, len(own) + 1)]
    assert len(EVERY_CLAIM) == len(claims)


@pytest.mark.parametrize("missile", missiles(), ids=lambda missile: missile.id)
def test_a_missile_is_of_known_words(missile: Missile) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", missile.id)
    assert missile.name
    assert missile.country == "KP"
    assert missile.missile_class in CLASSES
    assert missile.propellant in {"solid", "liquid", "jet", ""}
    assert DATE.fullmatch(missile.first_seen)
    assert "1984" <= missile.first_seen < "2027"
    assert missile.first_seen_as in {"launch", "parade"}
    assert len(set(names(missile)[1:])) == len(names(missile)) - 1


@pytest.mark.parametrize(("missile", "claim"), EVERY_CLAIM, ids=lambda thing: thing.id)
def test_a_claim_has_a_figure_a_voice_and_a_source(missile: Missile, claim: RangeClaim) -> None:
    assert claim.kind in KINDS
    assert claim.originator
    assert claim.carrier
    assert claim.source
    assert DATE.fullmatch(claim.stated_at) or claim.carrier == "Jiji Press"  # a caption, undated
    figures = [km for km in (claim.low_km, claim.high_km) if km is not None]
    assert figures == sorted(figures)
    assert figures
    assert all(100 <= km <= ANTIPODE_KM for km in figures)
    if claim.kind == "lower-bound":
        assert claim.low_km is not None
        assert claim.high_km is None
    if claim.kind == "assertion":
        assert claim.originator == "North Korea"


def test_no_row_mixes_publishers() -> None:
    for row in rows("missile_claims.csv"):
        assert ";" not in row["originator"] + row["carrier"] + row["source"]


@pytest.mark.parametrize("name", FIELDS)
def test_no_row_names_a_path_or_a_host(name: str) -> None:
    found = re.findall(
        r"https?:|www\.|(?<![\w/])/\w+/|[A-Z]:\\|\.\./|npmjs|pypi|crates\.io|rubygems|conda|\.txt",
        shipped_text(name),
        flags=re.IGNORECASE,
    )
    assert found == []


# --- figures as published -------------------------------------------------------------------------


def told(id_: str) -> set[tuple[str, str, float | None, float | None]]:
    """Return who says what of a missile."""
    claims = find_missile(id_).claims
    return {(claim.originator, claim.kind, claim.low_km, claim.high_km) for claim in claims}


@pytest.mark.parametrize(
    ("id_", "originator", "kind", "low_km", "high_km"),
    [
        ("hwasong-15", "CSIS", "estimate", 8_500, 13_000),
        ("hwasong-15", "Japan MoD", "lower-bound", 14_000, None),
        ("hwasong-15", "USFK", "estimate", None, 12_874),
        ("hwasong-14", "CSIS", "estimate", None, 10_400),
        ("hwasong-14", "CSIS", "estimate", None, 7_000),
        ("hwasong-14", "CSIS", "lower-bound", 10_000, None),
        ("hwasong-14", "USFK", "estimate", None, 10_058),
        ("hwasong-14", "CSIS and FT", "estimate", 6_500, 8_500),
        ("hwasong-17", "Japan MoD", "lower-bound", 15_000, None),
        ("hwasong-12", "Japan MoD", "estimate", None, 5_000),
        ("hwasong-12", "Japan MoD", "observed", 3_700, 3_700),
        ("hwasong-10", "CSIS", "estimate", 2_500, 4_000),
        ("hwasong-10", "CSIS and FT", "estimate", 2_500, 4_000),
        ("hwasong-16b", "Japan MoD", "observed", 1_100, 1_100),
        ("hwasong-11a", "Japan MoD", "observed", 800, 800),
        ("hwasong-11d", "ROK JCS", "observed", 140, 140),
        ("unha-3", "ROK MND", "lower-bound", 10_000, None),
        ("hwasal-2", "North Korea", "assertion", None, 2_000),
    ],
)
def test_figures_stand_as_published(
    id_: str, originator: str, kind: str, low_km: float | None, high_km: float | None
) -> None:
    assert (originator, kind, low_km, high_km) in told(id_)


def test_8000_miles_are_the_kilometres_of_the_digest() -> None:
    (claim,) = (claim for claim in find_missile("KN-22").claims if claim.originator == "USFK")
    assert claim.high_km == pytest.approx(8_000 * 1.609344, abs=1)


@pytest.mark.parametrize("missile", missiles(), ids=lambda missile: missile.id)
def test_a_cruise_missile_has_a_path_and_no_ring(missile: Missile) -> None:
    for claim in missile.claims:
        assert (claim.distance_kind == "path") == (missile.missile_class == "cruise")
        assert bool(claim.radii_km) == (missile.missile_class != "cruise")


@pytest.mark.parametrize("missile", missiles(), ids=lambda missile: missile.id)
def test_what_flew_is_no_farther_than_what_it_may_reach(missile: Missile) -> None:
    """One reporter's 600 km for the KN-23 is known to be short: it flew 800."""
    flown = [km for c in missile.claims if c.kind == "observed" for km in c.radii_km]
    reach = [km for c in missile.claims if c.kind != "observed" for km in c.radii_km]
    if flown and reach:
        assert (max(flown) <= max(reach)) == (missile.id != "hwasong-11a")


@pytest.mark.parametrize(
    ("low_km", "high_km", "distance_kind", "radii_km"),
    [
        (8_500.0, 13_000.0, "ground", (8_500, 13_000)),
        (None, 600.0, "ground", (600,)),
        (14_000.0, None, "ground", (14_000,)),
        (800.0, 800.0, "ground", (800,)),
        (None, 2_000.0, "path", ()),
    ],
)
def test_radii_are_the_distinct_figures(
    low_km: float | None, high_km: float | None, distance_kind: str, radii_km: tuple[float, ...]
) -> None:
    claim = RangeClaim("x/1", "estimate", low_km, high_km, distance_kind, "", "a", "b", "2020", "c")
    assert claim.radii_km == radii_km


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("hwasong-15", "Hwasong-15", "hwasong15", "Hwasong 15", " HWASONG  15 ", "hwasong_15"),
        *("Hwas\u014fng-15", "Hwaseong-15", "Hwasongpho-15", "HS-15", "KN-22", "kn22", "KN 22"),
        *("화성-15", "화성 15형", "화성포-15", "火星15", "火星１５", "火星15型", "火星砲-15"),
    ],
)
def test_one_missile_in_many_words(words: str) -> None:
    assert find_missile(words).id == "hwasong-15"


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("KN-23", "hwasong-11a"),
        ("HS-11Ga", "hwasong-11a"),
        ("Hwasong-11", "toksa"),
        ("Nodong", "hwasong-7"),
        ("Ro'dong", "hwasong-7"),
        ("ﾉﾄﾞﾝ", "hwasong-7"),
        ("Musudan", "hwasong-10"),
        ("대포동 2호", "taepodong-2"),
        ("北極星", "pukguksong-1"),
        ("화성-11ㅅ", "hwasong-11s"),
        ("600 mm MLRS", "kn-25"),
        ("Hwasal-2", "hwasal-2"),
    ],
)
def test_other_names_of_a_missile(words: str, id_: str) -> None:
    assert find_missile(words).id == id_


SHARED = {"KN-30"}


@pytest.mark.parametrize("missile", missiles(), ids=lambda missile: missile.id)
def test_every_name_of_a_missile_finds_it(missile: Missile) -> None:
    for name in set(names(missile)) - SHARED:
        assert find_missile(name) is missile
        assert find_missile(f" {name.upper()} ".replace("-", " ")) is missile


@given(st.sampled_from(missiles()), st.data())
def test_case_and_punctuation_do_not_matter(missile: Missile, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(set(names(missile)) - SHARED)))
    between = data.draw(st.lists(st.sampled_from(["", "-", " ", "'", "\u2019", "\u2013"])))
    spread = "".join(
        letter + (between[i] if i < len(between) else "") for i, letter in enumerate(name)
    )
    assert find_missile(data.draw(st.sampled_from([spread, spread.upper(), spread.lower()]))) is (
        missile
    )


def test_a_name_that_several_bear_is_refused_with_their_ids() -> None:
    with pytest.raises(InputError) as refused:
        find_missile("kn30")
    assert not isinstance(refused.value, UnknownNameError)
    assert str(refused.value) == (
        "'kn30' is the name of 2 missiles: hwasong-11c, hwasong-18; give the id"
    )
    assert find_missile("hwasong-18").aliases == find_missile("Hwasong-18").aliases == ("KN-30",)


@pytest.mark.parametrize(
    ("words", "nearest"),
    [("Hwasung-15", "hwasong-15"), ("Pukkuksong-1", "pukguksong-1"), ("Nodon", "Nodong")],
)
def test_an_unknown_name_says_the_nearest(words: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        find_missile(words)
    assert nearest in refused.value.nearest
    assert str(refused.value).startswith(f"unknown missile {words!r}; the nearest names are ")
    assert str(refused.value).endswith("; a range in km can be given in its place")


@pytest.mark.parametrize("words", ["", " ", "-", "'", "xyzzy", "\x00", "x" * 2000, "<b>", "15"])
def test_words_that_name_no_missile(words: str) -> None:
    with pytest.raises(UnknownNameError, match="unknown missile"):
        find_missile(words)


# --- the researched facts -------------------------------------------------------------------------

# Rows of the facts that are told by a description there, and by an id here.
DESCRIBED = {
    "Hwasong-11D (HS-11Ra)": "hwasong-11d",
    "solid-fuel IRBM with hypersonic warhead (2024-01-14)": "hwasong-16a",
    '"hypersonic missile" (Jan 2022)': "hwasong-12a",
    "multiple-warhead test missile (2024-06-26)": "multiple-warhead-2024",
}


@pytest.mark.skipif(not FACTS.exists(), reason="the researched facts are not here")
def test_every_row_of_the_facts_is_represented() -> None:
    """Each figure stands with the missile, and there are at least as many claims as sources."""
    with FACTS.open(encoding="utf-8") as stream:
        facts = list(csv.DictReader(stream))
    wanted: dict[str, int] = {}
    for fact in facts:
        missile = find_missile(DESCRIBED.get(fact["missile"], fact["missile"]))
        stand = {km for claim in missile.claims for km in (claim.low_km, claim.high_km)}
        columns = ("range_low_km", "range_high_km", "observed_km")
        given_km = {float(fact[column]) for column in columns if fact[column]}
        assert given_km
        assert given_km <= stand
        wanted[missile.id] = wanted.get(missile.id, 0) + fact["source"].count("; ") + 1
        if fact["observed_km"]:
            flown = [claim for claim in missile.claims if claim.kind == "observed"]
            assert float(fact["observed_km"]) in {claim.high_km for claim in flown}
    assert all(len(find_missile(id_).claims) >= count for id_, count in wanted.items())
    assert set(wanted) == {missile.id for missile in missiles()}


def test_a_look_up_is_light() -> None:
    code = (
        "import sys\n"
        "from geolaunch.catalogue.missiles import find_missile\n"
        "find_missile('KN-22')\n"
        "print(*{'numpy', 'shapely', 'pandas', 'pyproj'} & set(sys.modules))\n"
    )
    argv = [sys.executable, "-W", "ignore", "-c", code]
    assert run(argv, capture_output=True, text=True, check=True).stdout == "\n"
