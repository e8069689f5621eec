"""Names to places: mixtures, relative sites, spellings, and names that nobody knows."""

import math

import pytest
from geographiclib.geodesic import Geodesic

from geolaunch.errors import UnknownNameError
from geolaunch.places.cities import cities
from geolaunch.places.sites import find_places, find_site, names_of_place, site_of, sites
from geolaunch.report.model import SitePoint


def ids(words: str) -> list[str]:
    return [place.id for place in find_site(words).places]


# --- names ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        *("chunghwa", "Chunghwa", "CHUNGHWA", " chunghwa ", "Chunghwa County", "Chunghwa-gun"),
        *("chunghwa gun", "Junghwa", "중화", "中和", "Chunghwa, North Hwanghae Province"),
        *("around Chunghwa area in North Hwanghae province", "the Chunghwa  area", "in Chunghwa"),
        *("the Chunghwa County area in North Hwanghae Province", "a site near Chunghwa"),
        *("the Chunghwa area of North Hwanghae Province", "a location in Chunghwa, North Korea"),
    ],
)
def test_one_county_in_many_words(words: str) -> None:
    (place,) = find_site(words).places
    assert (place.id, place.sd_km) == ("chunghwa", 10)
    assert find_site(words).words == words
    assert find_site(words).in_catalogue


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        ("P'yongyang", "pyongyang"),
        ("P\u2019yongyang", "pyongyang"),
        ("P`yongyang", "pyongyang"),
        ("Musudan-ri", "musudan-ri"),
        ("MUSUDAN RI", "musudan-ri"),
        ("Sunan International Airport", "sunan-airport"),
        ("the Sunan area of Pyongyang", "sunan"),
        ("from the Wonsan area", "wonsan"),
        ("in the vicinity of Sunan", "sunan"),
        ("waters off Sinpo", "sinpo-waters"),
    ],
)
def test_case_hyphens_and_apostrophes_do_not_matter(words: str, id_: str) -> None:
    assert ids(words) == [id_]


def test_a_name_that_several_places_bear_is_all_of_them() -> None:
    bearers = ids("Kusong")
    assert {"kusong", "kusong-north", "panghyon-airbase", "kusong-testing-ground"} <= set(bearers)
    assert ids("kusong") == ids("the Kusong area of North Pyongan") == ids("KUSONG") == bearers
    assert ids("Sinpo") == ["sinpo", "sinpo-waters"]


def test_a_place_found_later_does_not_sharpen_the_wide_name() -> None:
    for words, later in (
        ("Chunghwa", "chunghwa-2023"),
        ("Samsok", "samsok"),
        ("Sunan", "sunan-2022"),
    ):
        assert later not in ids(words)
        assert min(place.sd_km for place in find_site(words).places) >= 5


@pytest.mark.parametrize("place", sites(), ids=lambda place: place.id)
def test_every_name_of_a_place_finds_it(place) -> None:
    for name in names_of_place(place):
        assert place in find_site(name).places
        assert place in find_places(f"  {name.upper()} ")
    if "-" in place.id:
        assert find_places(place.id) == (place,)
    else:
        assert find_places(place.id)


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("Chungwha", "Chunghwa"),
        ("Wonsann", "Wonsan"),
        ("Tongchangri", "Tongchang-ri"),
        ("south of Wonsann", "South Wonsan"),
    ],
)
def test_an_unknown_name_says_the_nearest(words: str, nearest: str) -> None:
    with pytest.raises(UnknownNameError) as refused:
        find_site(words)
    assert nearest in refused.value.nearest
    assert str(refused.value).startswith(f"unknown launch site {words!r}; the nearest names are ")
    assert "{lon, lat, sd_km}" in str(refused.value)


@pytest.mark.parametrize(
    "words",
    ["", " ", ",", "the", "in", "of", "area", "xyzzy", "up of Wonsan", "x" * 2000, "in " * 600],
)
def test_words_that_name_no_site(words: str) -> None:
    with pytest.raises(UnknownNameError, match="unknown launch site"):
        find_site(words)
    assert find_places(words) == ()


# --- sites told from a place ----------------------------------------------------------------------

PYONGYANG = next(city for city in cities() if city.id == "pyongyang")


def bearing_and_km(lon_deg: float, lat_deg: float) -> tuple[float, float]:
    """Return azimuth and distance in km from Pyongyang, by GeographicLib."""
    line = Geodesic.WGS84.Inverse(PYONGYANG.lat_deg, PYONGYANG.lon_deg, lat_deg, lon_deg)
    return line["azi1"] % 360, line["s12"] / 1000


@pytest.mark.parametrize(
    ("words", "azimuth_deg"),
    [
        ("a site south of Pyongyang", 180),
        ("an area south of Pyongyang", 180),
        ("the site to the south of Pyongyang", 180),
        ("a site south of the Pyongyang area", 180),
        ("South of PYONGYANG", 180),
        ("northeast of Pyongyang", 45),
        ("an area north-northwest of Pyongyang", 337.5),
    ],
)
def test_a_relative_site_is_wide(words: str, azimuth_deg: float) -> None:
    (place,) = find_site(words).places
    bearing_deg, away_km = bearing_and_km(place.lon_deg, place.lat_deg)
    assert bearing_deg == pytest.approx(azimuth_deg, abs=1e-6)
    assert away_km == pytest.approx(30, abs=1e-6)
    assert place.sd_km > 25
    assert "no distance is named" in place.basis
    assert place.name == words


def test_a_relative_site_holds_where_such_launches_left() -> None:
    """The county told as "a site south of Pyongyang" in 2023 lies within two deviations."""
    (place,) = find_site("a site south of Pyongyang").places
    (county,) = find_site("Chunghwa").places
    line = Geodesic.WGS84.Inverse(place.lat_deg, place.lon_deg, county.lat_deg, county.lon_deg)
    assert line["s12"] / 1000 < 2 * place.sd_km


def test_relative_to_a_name_of_several_is_a_mixture_too() -> None:
    bases = find_site("Kusong").places
    shifted = find_site("a site east of Kusong").places
    assert len(shifted) == len(bases) > 1
    for base, place in zip(bases, shifted, strict=True):
        line = Geodesic.WGS84.Inverse(base.lat_deg, base.lon_deg, place.lat_deg, place.lon_deg)
        assert line["azi1"] == pytest.approx(90, abs=1e-6)
        assert place.sd_km == pytest.approx(math.hypot(30, base.sd_km))


# --- sites given as a point -----------------------------------------------------------------------


def test_a_point_is_the_user_s_own() -> None:
    site = site_of(SitePoint(-122.5, 37.7, 3.0))
    (place,) = site.places
    assert not site.in_catalogue
    assert (place.lon_deg, place.lat_deg, place.sd_km) == (-122.5, 37.7, 3.0)
    assert site.words == "37.700, -122.500"
    assert "user" in place.basis


def test_no_point_is_sharper_than_a_runway() -> None:
    assert site_of(SitePoint(0, 0, 0)).places[0].sd_km == 0.5


def test_a_name_is_looked_up() -> None:
    assert site_of("Wonsan") == find_site("Wonsan")
