"""Figures beside a zone: coasts, a familiar distance, and as of when."""

from __future__ import annotations

from dataclasses import replace

import pytest
from geographiclib.geodesic import Geodesic
from shapely.geometry import box

from geolaunch.places.cities import cities
from geolaunch.report.model import Launch, Report
from geolaunch.scenes import scale as facts
from geolaunch.scenes.language import words

W = words("en")
NBSP = "\u00a0"


def test_the_familiar_distance_is_the_geodesic_between_the_two_cities():
    by_id = {city.id: city for city in cities()}
    seoul, busan = by_id["seoul"], by_id["busan"]
    line = Geodesic.WGS84.Inverse(seoul.lat_deg, seoul.lon_deg, busan.lat_deg, busan.lon_deg)
    assert facts.familiar_km() == pytest.approx(line["s12"] / 1000, abs=1e-6)
    assert facts.familiar_km() == pytest.approx(325, abs=10)  # city hall to city hall, as told
    what, distance = facts.scale_box(W, {})[-1]
    assert what == "Seoul to Busan"
    assert distance == f"about {round(line['s12'] / 1e4) * 10}{NBSP}km (200{NBSP}mi)"


def test_distances_to_the_coasts_are_those_of_the_nearest_and_the_farthest_place():
    at_sea, at_the_shore = box(131.0, 39.0, 131.5, 39.5), box(128.8, 37.5, 129.4, 38.0)
    spans = facts.coast_spans_km([at_sea])
    assert 0 < spans["south-korea"][0] < spans["south-korea"][1] < 400
    assert facts.coast_spans_km([at_the_shore])["south-korea"][0] == 0
    both = facts.coast_spans_km([at_sea, at_the_shore])
    assert both["south-korea"] == (0, spans["south-korea"][1])


@pytest.mark.parametrize(
    ("span_km", "told"),
    [
        ((245.2, 601.7), "240–610 km (150–380 mi)"),
        ((0.0, 263.1), "0–270 km (0–170 mi)"),
        ((3.6, 48.0), "3–50 km (2–30 mi)"),
        ((996.0, 1412.0), "990–1,450 km (610–880 mi)"),
    ],
)
def test_spans_are_rounded_outwards(span_km, told):
    assert facts.span_words(W, span_km).replace(NBSP, " ") == told


@pytest.mark.parametrize(
    ("stated_at", "told"),
    [
        ("2023-03-27", "27 March 2023"),
        ("2023-03-27T08:30+09:00", "27 March 2023, 08:30 in Korea (UTC+9)"),
        ("2023-03-27T08:30:59+09:00", "27 March 2023, 08:30 in Korea (UTC+9)"),
        (
            "2023-03-26T23:30Z",
            "27 March 2023, 08:30 in Korea (UTC+9); as stated: 26 March 2023, 23:30 UTC",
        ),
        (
            "2023-03-26T19:30-04:00",
            "27 March 2023, 08:30 in Korea (UTC+9); as stated: 26 March 2023, 19:30 UTC-04:00",
        ),
    ],
)
def test_a_moment_is_told_in_korean_time_and_as_said(stated_at, told):
    assert facts.moment(W, stated_at) == told


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ((None,), ""),
        (("2023-03-27", None), "As of 27 March 2023"),
        (
            ("2023-03-27T08:30+09:00", "2023-03-27T00:10Z", "2023-03-26"),
            "As of 27 March 2023, 09:10 in Korea (UTC+9); as stated: 27 March 2023, 00:10 UTC",
        ),
        # Nobody can tell which of the two was later.
        (("2023-03-27T08:30+09:00", "2023-03-27"), "As of 27 March 2023"),
        # 23:30 UTC is the next day in Korea.
        (
            ("2023-03-26T23:30Z", "2023-03-26"),
            "As of 27 March 2023, 08:30 in Korea (UTC+9); as stated: 26 March 2023, 23:30 UTC",
        ),
    ],
)
def test_as_of_is_the_newest_claim(stated, told):
    report = Report(site="sunan")
    launch = Launch("x", tuple(replace(report, stated_at=each) for each in stated))
    assert facts.as_of(W, [launch]) == told
    assert facts.newest_date(W, [launch]) in told
