"""One value in one sentence: numbers, qualifiers, roles, times, counts, sites, seas, speakers."""

from typing import Any

import pytest

from geolaunch.reading.reader import read
from geolaunch.report.model import Report, SitePoint


def only(text: str, base: str | None = None) -> Report:
    (report,) = read(text, base).reports
    return report


def figure(quantity: Any) -> tuple[float, float, str, str]:
    return quantity.low, quantity.high, quantity.unit, quantity.qualifier


@pytest.mark.parametrize(
    ("words", "figures"),
    [
        ("370 km", (370, 370, "km", "exact")),
        ("about 370-km", (370, 370, "km", "about")),
        ("more than 200 miles", (200, 200, "mi", "more_than")),
        ("just over 200 miles", (200, 200, "mi", "more_than")),
        ("at least 1,200 kilometres", (1200, 1200, "km", "more_than")),
        ("less than 100 km", (100, 100, "km", "less_than")),
        ("up to 800 km", (800, 800, "km", "less_than")),
        ("some 60 nautical miles", (60, 60, "nmi", "about")),
        ("between 300 and 350 km", (300, 350, "km", "between")),
        ("300 to 350 km", (300, 350, "km", "between")),
        ("300-350 km", (300, 350, "km", "between")),
        ("300 km to 350 km", (300, 350, "km", "between")),
        ("200 miles (320 km)", (320, 320, "km", "exact")),
        ("more than 200 miles (320 km)", (320, 320, "km", "more_than")),
        ("370 km (230 miles)", (370, 370, "km", "exact")),
        ("some 1 090.5 km", (1090.5, 1090.5, "km", "about")),
        ("approx. 50 km", (50, 50, "km", "about")),
        ("~370 km", (370, 370, "km", "about")),
        ("roughly 3,700 km, or 2,300 miles,", (3700, 3700, "km", "about")),
        ("300 km or more", (300, 300, "km", "more_than")),
        ("300 km or so", (300, 300, "km", "about")),
        ("six hundred and eleven point four km", (611.4, 611.4, "km", "exact")),
        ("a thousand kilometers", (1000, 1000, "km", "exact")),
        ("about a hundred miles", (100, 100, "mi", "about")),
    ],
)
def test_distances(words: str, figures: tuple[float, float, str, str]) -> None:
    report = only(f"The missile flew {words} before falling into the sea.")
    assert figure(report.range) == figures
    assert report.range is not None
    assert report.range.words is not None
    assert report.range.words in words.rstrip(",")


@pytest.mark.parametrize(
    "text",
    [
        "The missile flew 350 km at an altitude of 50 km.",
        "The missile rose to a height of 50 km and covered 350 km.",
        "With an apogee of 50 km, the missile travelled 350 km.",
        "The missile traveled a distance of 350 km, 50 km high.",
        "The missile peaked at 50 km and landed after flying 350 km.",
        "A range of 350 km was covered by the missile at a maximum altitude of 50 km.",
        "The missile reached 50 km in altitude on its flight of 350 km.",
        "Missile flight distance: 350 km, altitude: 50 km",
    ],
)
def test_lengths_and_heights_are_told_apart(text: str) -> None:
    report = only(text)
    assert report.range is not None
    assert report.apogee is not None
    assert (report.range.low, report.apogee.low) == (350, 50)


@pytest.mark.parametrize(
    ("text", "length", "height"),
    [
        ("The missile's flight path stretched over 390 km.", 390, None),
        ("The weapon had a 1,000-km flight at a 6,000-km apogee.", 1000, 6000),
        ("Their flight of 240 km, at an altitude no higher than 30 km, was short.", 240, 30),
        ("The missile was sent some 950 km into the sea.", 950, None),
        ("Two missiles fell 350 km east of where they had been fired.", 350, None),
        ("The missile came down 1,320 km from its pad.", 1320, None),
        ("The missile went up 4,500 km and fell 950 km from the launch site.", 950, 4500),
        ("The missile put 1,001 km behind it and topped out at 7,687 km.", 1001, 7687),
        ("The ICBM reached 1,000 km horizontally and 6,100 km vertically.", 1000, 6100),
        ("Roughly 900 km separated the launch site from where the missile fell.", 900, None),
        ("A steep path took the missile as high as 6,100 km.", None, 6100),
        ("The missile had been followed by radar for 500 km.", 500, None),
        (
            "The missile flew 500 km, not 400 km, and farther than in the test of May 2022.",
            500,
            None,
        ),
        ("The missile flew 60 km, far less than the 500 km flown in February's test.", 60, None),
        ("The missile fell into the sea after 620 km.", 620, None),
        (
            "Fired with ranges of 110 to 670 km and altitudes of 25 to 90 km, missiles fell.",
            110,
            25,
        ),
        ("On its lofted flight the missile reached 2,111 km, landing 787 km away.", 787, 2111),
    ],
)
def test_ways_to_tell_a_length(text: str, length: float | None, height: float | None) -> None:
    (report,) = read(text).reports
    assert (report.range.low if report.range else None) == length
    assert (report.apogee.low if report.apogee else None) == height


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("The missile spent 70 minutes in the air.", 70),
        ("The missile was in flight for 73 minutes.", 73),
        ("It took the missile just six minutes to cover 217 miles.", 6),
        ("The missile was sent up and fell west of Hokkaido 86 minutes later.", 86),
        ("The missiles flew 260 miles, splashing down half an hour after takeoff.", 30),
        ("The missile flew for an hour and a half.", 90),
        ("The missile flew for more than an hour (66 minutes).", 66),
        ("The missile flew 500 km; it failed 40 seconds into its second stage.", None),
        ("A missile fired from Wonsan exploded two minutes after lift-off.", None),
    ],
)
def test_ways_to_tell_a_time_of_flight(text: str, minutes: float | None) -> None:
    (report,) = read(text).reports
    assert (report.flight_time.value if report.flight_time else None) == minutes


@pytest.mark.parametrize(
    ("words", "low", "unit"),
    [
        ("flew for 69 minutes", 69, "min"),
        ("flew for 4,052s", 4052, "s"),
        ("ended its 23-minute flight", 23, "min"),
        ("had a flight time of 40 minutes", 40, "min"),
        ("flew for one hour and 14 minutes", 74, "min"),
        ("flew for an hour and 14 minutes", 74, "min"),
        ("flew 47 minutes and 12 seconds", 2832, "s"),
    ],
)
def test_flight_times(words: str, low: float, unit: str) -> None:
    report = only(f"The missile {words}.")
    assert report.flight_time is not None
    assert (report.flight_time.low, report.flight_time.unit) == (low, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Two missiles were fired 20 minutes apart from Wonsan.",
        "A missile fired from Wonsan fell at a speed of 3,000 km per hour.",
        "A missile fired from Wonsan fell outside the EEZ, which extends 200 nautical miles.",
        "A missile fired from Wonsan made a turn; a tram stop is 5 km from there, 7 minutes later.",
    ],
)
def test_what_is_none_of_a_flight(text: str) -> None:
    report = only(text)
    assert report.range is report.apogee is report.flight_time is None


@pytest.mark.parametrize(
    ("words", "times"),
    [
        ("at 7:47 a.m.", ("07:47",)),
        ("at 7:47pm", ("19:47",)),
        ("at 12:05 a.m.", ("00:05",)),
        ("at 12:05 p.m. local time", ("12:05",)),
        ("at 16:29", ("16:29",)),
        ("at 0747 hours", ("07:47",)),
        ("between 7:47-8 a.m. local time", ("07:47", "08:00")),
        ("between 1:48am and 1:58am", ("01:48", "01:58")),
        ("from 9:08 to 9:43 a.m.", ("09:08", "09:43")),
        ("from 11:40 a.m. to 1 p.m.", ("11:40", "13:00")),
        ("from 07:47 am (2247 GMT)", ("07:47",)),
        ("between around 7:47 a.m. (10:47 p.m. Sunday GMT) and 7:57 a.m.", ("07:47", "07:57")),
        ("at 2247 UTC", ("07:47",)),
        ("at 5:47 p.m. EST", ("07:47",)),
        ("around noon", ("12:00",)),
        ("at 8", ()),
    ],
)
def test_times_of_day(words: str, times: tuple[str, ...]) -> None:
    assert only(f"A missile was fired {words} from Wonsan.").time_local == times


def test_times_of_landings_and_statements_are_none_of_a_launch() -> None:
    text = "The JCS said at 9:30 a.m. that a missile fired from Wonsan landed at 8:10 a.m."
    assert only(text).time_local == ()


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Two short-range ballistic missiles were", 2),
        ("At least seven missiles were", 7),
        ("A missile was", 1),
        ("The missile was", 1),
        ("Both missiles were", 2),
        ("A pair of unidentified projectiles were", 2),
        ("17 SRBMs were", 17),
        ("What appeared to be an ICBM was", 1),
        ("Its 20th and 21st missiles were", None),
        ("Several missiles were", None),
        ("Missiles were", None),
    ],
)
def test_counts(words: str, count: int | None) -> None:
    assert only(f"{words} fired from Wonsan.").count == count


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Hwasong-17", "Hwasong-17"),
        ("Hwasong 17", "Hwasong-17"),
        ("Hwasongpho-17", "Hwasong-17"),
        ("Hwaseong-17", "Hwasong-17"),
        ("KN-28", "Hwasong-17"),
        ("Musudan", "Hwasong-10"),
        ("Rodong", "Hwasong-7"),
    ],
)
def test_names_of_missiles(words: str, name: str) -> None:
    report = only(f"The {words} was fired from Wonsan.")
    assert (report.missile, report.words["missile"].words) == (name, words)


def test_what_is_only_compared_is_no_name() -> None:
    assert only("A missile similar to the Hwasong-15 was fired from Wonsan.").missile is None


@pytest.mark.parametrize(
    ("words", "site", "kept"),
    [
        ("from a site south of Pyongyang", "a site south of Pyongyang", None),
        ("from Sunan", "Sunan", None),
        ("from around Chunghwa area in North Hwanghae province", None, "around Chunghwa area"),
        ("from near the east-coast city of Wonsan", "Wonsan", "near the east-coast city"),
        ("from waters off Sinpo", "waters off Sinpo", None),
        ("near Wonsan", "near Wonsan", None),
        ("at Pyongyang International Airport", "Pyongyang International Airport", None),
        ("from Banghyon, North Pyongan Province", "Banghyon, North Pyongan Province", None),
    ],
)
def test_sites(words: str, site: str | None, kept: str | None) -> None:
    report = only(f"A missile was fired {words} toward the East Sea on Monday, the JCS said.")
    assert report.words["site"].words.startswith(kept or site or "")
    assert site is None or report.site == site


@pytest.mark.parametrize(
    ("words", "lon", "lat"),
    [
        ("from North Hwanghae province", 126.2, 38.5),
        ("from the country's west coast", 125.0, 39.0),
        ("from a site 50 km north of Pyongyang", 125.8, 39.5),
    ],
)
def test_regions_and_offsets_are_wide_points(words: str, lon: float, lat: float) -> None:
    site = only(f"A missile was fired {words}.").site
    assert isinstance(site, SitePoint)
    assert site.sd_km >= 10
    assert (site.lon_deg, site.lat_deg) == pytest.approx((lon, lat), abs=0.06)


@pytest.mark.parametrize("words", ["from North Korea", "from Japan's west coast", "from a ship"])
def test_no_site(words: str) -> None:
    assert "site" not in str(read(f"A missile was fired {words} and flew 5 km.").reports[0].words)


@pytest.mark.parametrize(
    ("words", "sea"),
    [
        ("fell into the Sea of Japan", "Sea of Japan / East Sea"),
        ("was fired toward the East Sea", "Sea of Japan / East Sea"),
        ("landed in waters between the Korean Peninsula and Japan", "Sea of Japan / East Sea"),
        ("splashed down in waters east of the Korean peninsula", "Sea of Japan / East Sea"),
        ("landed off its east coast", "Sea of Japan / East Sea"),
        ("fell 130 miles west of Hokkaido", "Sea of Japan / East Sea"),
        ("fell into the Yellow Sea", "Yellow Sea / West Sea"),
        ("landed in the Pacific", "Pacific Ocean"),
        ("flew over the East Sea and landed in the Pacific", "Pacific Ocean"),
    ],
)
def test_seas(words: str, sea: str) -> None:
    assert only(f"The missile {words}.").landing.sea == sea


def test_ships_in_a_sea_are_no_landing() -> None:
    text = "A missile flew 5 km. A carrier group is to exercise in the East China Sea."
    assert only(text).landing.sea is None


@pytest.mark.parametrize(
    ("words", "side"),
    [
        ("landed outside Japan's exclusive economic zone", "outside"),
        ("fell inside the country's EEZ", "inside"),
        ("landed within Japan's exclusive economic zone", "inside"),
        ("did not fall within Japan's EEZ", "outside"),
        ("landed in the EEZ", "inside"),
    ],
)
def test_the_economic_zone(words: str, side: str) -> None:
    assert only(f"The missile {words}.").landing.eez == {"Japan": side}


def test_a_landing_told_from_a_place_is_no_distance_flown() -> None:
    report = only("The missile fell about 200 km west of Oshima-Oshima, Japan's coast guard said.")
    assert report.range is None
    reference = report.landing.reference
    assert reference is not None
    assert reference.place == "Oshima-Oshima"
    assert figure(reference.distance) == (200, 200, "km", "about")
    assert reference.direction is not None
    assert reference.direction.azimuth_deg == 270


@pytest.mark.parametrize(
    ("words", "azimuth"),
    [
        ("flew eastward", 90),
        ("was fired northeast", 45),
        ("flew toward the southeast", 135),
        ("flew in an easterly direction", 90),
        ("flew in a northeastern direction", 45),
    ],
)
def test_directions(words: str, azimuth: float) -> None:
    direction = only(f"The missile {words} for 5 km.").direction
    assert direction is not None
    assert direction.azimuth_deg == azimuth


@pytest.mark.parametrize(
    ("words", "originator"),
    [
        ("the JCS said", "ROK JCS"),
        ("according to the South's Joint Chiefs of Staff", "ROK JCS"),
        ("South Korea's military said", "ROK JCS"),
        ("said Japan's defense minister", "Japan MoD"),
        ("Japan\u2019s Ministry of Defence estimated", "Japan MoD"),
        ("Japan said", "Japan government"),
        ("North Korean state media said", "KCNA"),
        ("U.S. Indo-Pacific Command said", "US Indo-Pacific Command"),
        ("Russia's defence ministry claimed", "Russia MoD"),
        ("a fisherman said", None),
    ],
)
def test_originators(words: str, originator: str | None) -> None:
    assert only(f"The missile flew 300 km, {words}.").originator == originator


def test_the_ministry_is_the_one_that_was_meant_last() -> None:
    text = (
        "Japan's Defense Ministry said a missile was fired.\n\nIt flew 300 km, the ministry said."
    )
    assert only(text).originator == "Japan MoD"


def test_two_in_one_sentence() -> None:
    text = (
        "The JCS said the missile flew 300 km, while Japan's defence ministry said it flew 350 km."
    )
    ours, theirs = read(text).reports
    assert ours.range is not None
    assert theirs.range is not None
    assert (ours.originator, ours.range.low) == ("ROK JCS", 300)
    assert (theirs.originator, theirs.range.low) == ("Japan MoD", 350)


def test_who_printed_it() -> None:
    report = only("SEOUL (Yonhap) -- A missile flew 300 km, the JCS said.")
    assert (report.carrier, report.originator) == ("Yonhap", "ROK JCS")
