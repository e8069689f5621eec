"""Write `tests/cases/two-body.json`: arcs as an outside two-body solver has them.

Usage: ``python data/make/two_body_cases.py OUT.json``, with `lamberthub` and `hapsira` (and so
`astropy`) installed; neither is a dependency of the project or of its tests.

Sites, impacts and times are made up, about as those of tests that were reported. Lambert's problem
(D. Izzo's method, by lamberthub) gives the velocity that leads from the site to where the impact
has turned to in that time; hapsira's Farnocchia propagator carries it on. Heights over the
ellipsoid and places are astropy's (ERFA). The greatest height is found by bounded minimisation.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from astropy import units as u
from astropy.coordinates import EarthLocation
from hapsira.core.propagation.farnocchia import farnocchia_rv
from lamberthub import izzo2015
from scipy.optimize import minimize_scalar

TURN_RAD_S = 7.292115e-5
GM = 398600.4418
CASES = [
    ("lofted, eastward", (125.67, 39.2), (139.0, 41.2), 4100.0),
    ("lofted, westward", (139.0, 41.2), (125.67, 39.2), 4100.0),
    ("over Hokkaido", (125.67, 39.2), (168.0, 41.0), 1080.0),
    ("short, flat", (127.5, 39.4), (131.0, 40.6), 240.0),
    ("southern, southward", (-60.0, -20.0), (-62.0, -55.0), 1500.0),
    ("across the antimeridian", (170.0, 50.0), (-150.0, 20.0), 1700.0),
    ("far", (100.0, 45.0), (-110.0, 35.0), 2400.0),
    ("equator, east", (10.0, 0.0), (40.0, 0.0), 1200.0),
]


def turned(place: Any, angle: float) -> Any:
    """Return a place turned eastward about the Earth's axis."""
    sine, cosine = np.sin(angle), np.cos(angle)
    return np.array([[cosine, -sine, 0], [sine, cosine, 0], [0, 0, 1]]) @ np.asarray(place)


def ground(place: Any) -> list[float]:
    """Return lon, lat in degrees and the height in km of x, y, z in km."""
    lon, lat, height = EarthLocation.from_geocentric(*place, unit=u.km).to_geodetic("WGS84")
    return [float(lon.deg), float(lat.deg), float(height.to_value(u.km))]


def case(name: str, site: Any, impact: Any, time_s: float) -> dict[str, Any]:
    """Return one arc: what was given, and what the solver answers."""
    r1, r2 = (
        np.array([each.to_value(u.km) for each in EarthLocation.from_geodetic(*lonlat).geocentric])
        for lonlat in (site, impact)
    )
    r2 = turned(r2, TURN_RAD_S * time_s)
    eastward = bool(np.cross(r1, r2)[2] >= 0)
    v1, v2 = izzo2015(GM, r1, r2, time_s, prograde=eastward, atol=1e-12, rtol=1e-14)

    def at(time: float) -> list[float]:
        place, _ = farnocchia_rv(GM, r1, v1, time)
        return [time, *ground(turned(place, -TURN_RAD_S * time))]

    top = minimize_scalar(
        lambda time: -at(time)[3], bounds=(0.2 * time_s, 0.8 * time_s), method="bounded",
        options={"xatol": 1e-3},
    )  # fmt: skip
    return {
        "name": name,
        "site_lon_lat_deg": site,
        "impact_lon_lat_deg": impact,
        "time_s": time_s,
        "launch_velocity_km_s": v1.tolist(),
        "impact_velocity_km_s": v2.tolist(),
        "apex_time_lon_lat_height": at(float(top.x)),
        "track_time_lon_lat_height": [at(time_s * share / 8) for share in range(9)],
    }


def main(path: Path) -> None:
    """Write the cases."""
    names = ("lamberthub", "hapsira", "astropy", "pyerfa")
    answers = {
        "about": "two-body arcs by outside solvers, raw; data/make/two_body_cases.py",
        "solvers": {name: version(name) for name in names},
        "date": date.today().isoformat(),
        "settings": {"gm_km3_s2": GM, "turn_rad_s": TURN_RAD_S, "lambert": "izzo2015, M=0"},
        "cases": [case(*each) for each in CASES],
    }
    path.write_text(json.dumps(answers, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python data/make/two_body_cases.py OUT.json")
    main(Path(sys.argv[1]))
