"""Scenes made by hand, so that the views can be tested without anything that computes."""

from __future__ import annotations

from dataclasses import replace
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import Any

from shapely.geometry import LineString, Point, Polygon

from geolaunch.places.seas import sea_label, seas
from geolaunch.scenes.claim_table import Claim, ClaimColumn, ClaimRow
from geolaunch.scenes.language import words
from geolaunch.scenes.model import Feature, LegendEntry, Scene
from geolaunch.scenes.styles import Style

SEA_WORDS = {f"property.{sea.id}": sea_label(sea) for sea in seas()}  # as a scene adds them
PAGE_WORDS = {**words("en").groups["page"], **SEA_WORDS}
SITE = (125.80, 38.86)
EARTH_KM = 6371.0
VERMILION, INK, BLUE = "#D55E00", "#1C2227", "#0072B2"
WIDE = Style(fill=VERMILION, fill_opacity=0.28, soft_edge=True)
NARROW = Style(fill=VERMILION, fill_opacity=0.42, soft_edge=True)
MARK = Style(stroke="#FFFFFF", stroke_width_px=2, fill=INK, fill_opacity=1)
HATCHED = Style(stroke="#6B6B6B", stroke_width_px=1, fill="#6B6B6B", fill_opacity=0.9, hatch=True)
ARC = Style(stroke=BLUE, stroke_width_px=2, dash="7 4")


def along(azimuth_deg: float, distance_km: float) -> tuple[float, float]:
    """The point that far from the site on a sphere: near enough for a test of drawing."""
    lon, lat = map(radians, SITE)
    azimuth, arc = radians(azimuth_deg), distance_km / EARTH_KM
    y = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(azimuth))
    x = lon + atan2(sin(azimuth) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(y))
    return degrees(x), degrees(y)


def crescent(low: float, high: float, half_width_km: float) -> Polygon:
    """A crescent about 370 km away between two azimuths, pointed at its ends."""
    steps = [low + (high - low) * n / 60 for n in range(61)]
    width = [half_width_km * sqrt(max(0.0, 1 - ((2 * n - 60) / 60) ** 2)) for n in range(61)]
    outer = [along(azimuth, 368 + w) for azimuth, w in zip(steps, width, strict=True)]
    inner = [along(azimuth, 368 - w) for azimuth, w in zip(steps, width, strict=True)]
    return Polygon(outer + inner[::-1])


def zone(level: float, label: str, at: tuple[float, float], style: Style) -> Feature:
    shape = crescent(33, 122, 62) if level == 0.9 else crescent(55, 108, 30)
    return Feature(
        id=f"2023-03-27-a/impact-zone/combined/{level}",
        kind="impact-zone",
        geometry=shape,
        properties={
            "kind": "impact-zone",
            "basis": "derived",
            "launch": "2023-03-27-a",
            "source": "combined",
            "level": level,
            "area_km2": 61234.5 if level == 0.9 else 21456.7,
            "probabilities": {"sea-of-japan": 0.93, "land": 0.07},
        },
        style=style,
        label=label,
        label_lonlat=at,
    )


def arc(source: str, distance_km: float, label: str) -> Feature:
    line = LineString([along(azimuth, distance_km) for azimuth in range(30, 131, 2)])
    return Feature(
        id=f"2023-03-27-a/distance-arc/{source}",
        kind="distance-arc",
        geometry=line,
        properties={
            "kind": "distance-arc",
            "basis": "reported",
            "launch": "2023-03-27-a",
            "source": source,
            "range_km": distance_km,
            "words": label,
            "url": "https://example.org/statement",
        },
        style=ARC,
        label=label,
        label_lonlat=along(36, distance_km),
        on_request=True,
    )


def site_features() -> tuple[Feature, Feature]:
    shared = {"launch": "2023-03-27-a", "source": "jcs"}
    area = Feature(
        id="2023-03-27-a/site-area",
        kind="site-area",
        geometry=Point(SITE).buffer(0.22),
        properties={"kind": "site-area", "basis": "assumed", "sd_km": 10, **shared},
        style=HATCHED,
    )
    mark = Feature(
        id="2023-03-27-a/site",
        kind="site",
        geometry=Point(SITE),
        properties={"kind": "site", "basis": "reported", "name": "Chunghwa county", **shared},
        style=MARK,
        label="Launched near Chunghwa",
        label_lonlat=SITE,
    )
    return area, mark


def features() -> tuple[Feature, ...]:
    area, mark = site_features()
    return (
        zone(0.9, "9 in 10: they fell inside here", along(70, 368), WIDE),
        zone(0.5, "about 1 in 2: inside the darker part", along(100, 372), NARROW),
        area,
        arc("jcs", 370, "South Korea's JCS: about 370 km"),
        arc("jp-mod", 350, "Japan's MoD: about 350 km"),
        mark,
    )


def columns() -> tuple[ClaimColumn, ...]:
    return (
        ClaimColumn(
            originator="South Korea's JCS",
            carrier="Yonhap",
            stated_at="27 March 2023",
            statuses=("final",),
            url="https://example.org/jcs",
            arc_id="2023-03-27-a/distance-arc/jcs",
        ),
        ClaimColumn(
            originator="Japan's MoD",
            carrier="Japan's MoD",
            stated_at="27 March 2023",
            url="https://example.org/mod",
            arc_id="2023-03-27-a/distance-arc/jp-mod",
        ),
    )


def rows() -> tuple[ClaimRow, ...]:
    unused = "kept and shown; the boundary is not in the data yet"
    return (
        ClaimRow(
            "Distance",
            (
                Claim("about 370 km (230 mi)", "flew about 370 kilometers"),
                Claim("about 350 km (217 mi)", "a distance of about 350 km"),
            ),
        ),
        ClaimRow("Apogee", (Claim(), Claim("about 50 km (31 mi)", "maximum altitude about 50 km"))),
        ClaimRow("Direction", (Claim("toward the East Sea", "into the East Sea"), Claim())),
        ClaimRow(
            "Where it fell",
            (
                Claim("East Sea", "fell in the East Sea"),
                Claim("near the east coast", "near the east coast of the Korean Peninsula"),
            ),
        ),
        ClaimRow(
            "Japan's EEZ",
            (Claim(), Claim("outside", "outside Japan's EEZ", used=False, why_unused=unused)),
        ),
    )


def crescent_scene(**changes: Any) -> Scene:
    """The launch of 27 March 2023 as a scene: a crescent, a site, two arcs, two originators."""
    scene = Scene(
        lang="en",
        title="Two missiles fell somewhere here, South Korea's military says",
        summary=(
            "North Korea launched two short-range missiles on 27 March 2023; South Korea's military"
            " reports about 370 km (230 mi), Japan's defence ministry about 350 km."
        ),
        caveat=(
            "The shaded area is worked out from what was reported; it is not a measured landing"
            " point, and 1 time in 10 such a zone misses."
        ),
        caveat_short="Worked out from what was reported. No boundary is endorsed.",
        text_alternative=(
            "A map of the Korean Peninsula and the Sea of Japan / East Sea. A crescent about 370 km"
            " east of Chunghwa shows where the missiles may have fallen."
        ),
        one_line=(
            "Two missiles launched on 27 March 2023 fell inside a crescent about 370 km east of"
            " Chunghwa (9 in 10), most likely in the Sea of Japan / East Sea."
        ),
        as_of="as of 27 March 2023",
        status="",
        editorial_status="",
        mark="",
        features=features(),
        bounds=(124.4, 35.6, 132.0, 42.4),
        sea_labels=(
            ("Sea of Japan / East Sea", 132.3, 39.2),
            ("Yellow Sea / West Sea", 124.1, 36.6),
        ),
        places=(
            ("Pyongyang", 125.755, 39.039),
            ("Seoul", 126.978, 37.567),
            ("Busan", 129.076, 35.18),
            ("Wonsan", 127.443, 39.153),
            ("Chongjin", 129.776, 41.796),
            ("Vladivostok", 131.886, 43.115),
            ("Gangneung", 128.9, 37.75),
            ("Dandong", 124.383, 40.129),
            ("Fukuoka", 130.4, 33.59),
        ),
        columns=columns(),
        rows=rows(),
        unknown=(
            "The direction of flight: no one reported degrees.",
            "Where exactly it fell: no coordinates were published.",
            "The type of missile: “short-range” is all that was said.",
        ),
        notes=("Two originators differ by 20 km; both are within each other's rounding.",),
        scale=(
            ("Shaded area to the coast of Japan", "240–610 km (150–380 mi)"),
            ("Seoul to Busan", "about 330 km (200 mi)"),
        ),
        legend=(
            LegendEntry("reported", "launch site, as named by South Korea's military", MARK),
            LegendEntry("reported", "a reported distance, on request", ARC),
            LegendEntry("derived", "9 in 10 (lighter) and 1 in 2 (darker): fell inside", WIDE),
            LegendEntry("assumed", "how exact the launch site is, ± 10 km", HATCHED),
        ),
        sources=("South Korea's JCS via Yonhap, 27 March 2023", "https://example.org/mod"),
        credits=(
            "Coast and borders: Natural Earth, public domain. Drawn with Leaflet and Folium.",
            "No boundary shown is endorsed; disputed lines are dashed.",
        ),
        source_line="Sources: South Korea's JCS via Yonhap, Japan's MoD.",
        credit_line="Map: geolaunch; land by Natural Earth.",
        correction="Corrections: this map shows the figures as of 27 March 2023.",
        strings=PAGE_WORDS,
    )
    return replace(scene, **changes)


HOSTILE = (
    '</script><script>window.__pwned=1</script><img src=x onerror="window.__pwned=1">\'"\\'
    "{{ 7*7 }}{% raw %}\u2028\u2029<!--"
)
