"""Figures of the Earth, units and Korean time: each once, with its source."""

from __future__ import annotations

from datetime import timedelta, timezone

__all__ = [
    "E2",
    "EQUATOR_RADIUS_KM",
    "FLATTENING",
    "HALF_MERIDIAN_KM",
    "KM_PER_UNIT",
    "KOREAN_TIME",
    "MEAN_RADIUS_KM",
    "POLAR_RADIUS_KM",
    "S_PER_UNIT",
]

# WGS84, NIMA TR8350.2 (2000): the semi-major axis and the flattening define the rest.
EQUATOR_RADIUS_KM = 6378.137
FLATTENING = 1 / 298.257223563
POLAR_RADIUS_KM = EQUATOR_RADIUS_KM * (1 - FLATTENING)
E2 = FLATTENING * (2 - FLATTENING)  # the first eccentricity, squared

# The mean radius (2 a + b) / 3 (IUGG; Moritz 2000): of a sphere to compare distances on, no more.
MEAN_RADIUS_KM = 6371.0088

# The meridian from pole to pole (GeographicLib 2.0): no two places lie farther apart (Karney 2013,
# section 2).
HALF_MERIDIAN_KM = 20003.931458625443

# International mile, nautical mile and foot: exact by definition (1959 agreement; SI brochure).
KM_PER_UNIT = {"km": 1.0, "m": 0.001, "mi": 1.609344, "nmi": 1.852, "ft": 0.0003048}
S_PER_UNIT = {"s": 1.0, "min": 60.0}

# Korean and Japanese time, UTC+9; ids and dates of launches are in it. Pyongyang kept UTC+8:30 from
# 15 August 2015 to 4 May 2018, and what was reported then is kept in UTC+9, too.
KOREAN_TIME = timezone(timedelta(hours=9), "UTC+9")
