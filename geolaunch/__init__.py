"""geolaunch: reported missile launches as honest maps.

Reports go in at the top of this table, and maps that claim no more than the reports come out at
the bottom: each package is one step. A package imports only what the last column of its row names
("root" is the modules above `report`), and a module inside a package only those above it in the
table of that package; `tests/test_flow.py` checks both.

===========  ==========================================  =========================================
package      what it holds                               what it may import
===========  ==========================================  =========================================
errors       the exception tree, and values in messages
version      the version
constants    figures of the Earth, units, Korean time
files        files that ship, files written whole        errors
names        names by language, folded and found         files
strings      the words that readers see, by language     files
tables       CSV tables in and out                       errors files
report       what one source said of one launch          root
geodesy      curves and areas at a distance, on WGS84    root
places       names to places, with their uncertainty     root report geodesy
catalogue    the tables: launches, claims, missiles      root report places
reading      press text to reports                       root report geodesy places catalogue
trajectory   one originator's figures to an arc          root report geodesy places catalogue
impact       reports to evidence to an impact zone       root report geodesy places
reach        ranges and places to reach rings            root report geodesy places catalogue
tally        counting rules, and tallies                 root report catalogue
checks       do the claims of a launch agree             above, but reading reach tally
scenes       all that is drawn and said, as data         above, but reading
views        scenes as pages, pictures and files         above, but reading checks
cli          the command line                            above
===========  ==========================================  =========================================
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geolaunch.catalogue.frames import claims_frame, frame
    from geolaunch.catalogue.inputs import launches
    from geolaunch.catalogue.launches import find
    from geolaunch.catalogue.selection import select
    from geolaunch.catalogue.user_tables import read_catalogue
    from geolaunch.checks.run import check
    from geolaunch.errors import GeolaunchError, InputError
    from geolaunch.impact.zones import ImpactZone, zone
    from geolaunch.places.sites import find_site
    from geolaunch.reach.rings import ReachRing, places_inside, reach_rings
    from geolaunch.reading.reader import Reading, read
    from geolaunch.report.io import read_reports
    from geolaunch.report.model import Launch, Report
    from geolaunch.report.quantity import Quantity, parse_quantity
    from geolaunch.report.schema import json_schema
    from geolaunch.scenes.launch_scene import scene
    from geolaunch.scenes.model import Scene
    from geolaunch.scenes.ring_scene import rings_scene
    from geolaunch.trajectory.flights import LaunchArc, flight
    from geolaunch.version import VERSION as __version__  # noqa: N811
    from geolaunch.views.geojson import geojson, track_geojson
    from geolaunch.views.page import folium_map, page
    from geolaunch.views.profile import profile_svg

_HOMES = {
    "GeolaunchError": "errors",
    "ImpactZone": "impact.zones",
    "InputError": "errors",
    "Launch": "report.model",
    "LaunchArc": "trajectory.flights",
    "Quantity": "report.quantity",
    "ReachRing": "reach.rings",
    "Reading": "reading.reader",
    "Report": "report.model",
    "Scene": "scenes.model",
    "check": "checks.run",
    "claims_frame": "catalogue.frames",
    "find": "catalogue.launches",
    "find_site": "places.sites",
    "flight": "trajectory.flights",
    "folium_map": "views.page",
    "frame": "catalogue.frames",
    "geojson": "views.geojson",
    "json_schema": "report.schema",
    "launches": "catalogue.inputs",
    "page": "views.page",
    "parse_quantity": "report.quantity",
    "places_inside": "reach.rings",
    "profile_svg": "views.profile",
    "reach_rings": "reach.rings",
    "read": "reading.reader",
    "read_catalogue": "catalogue.user_tables",
    "read_reports": "report.io",
    "rings_scene": "scenes.ring_scene",
    "scene": "scenes.launch_scene",
    "select": "catalogue.selection",
    "track_geojson": "views.geojson",
    "zone": "impact.zones",
}

__all__ = [
    "GeolaunchError",
    "ImpactZone",
    "InputError",
    "Launch",
    "LaunchArc",
    "Quantity",
    "ReachRing",
    "Reading",
    "Report",
    "Scene",
    "__version__",
    "check",
    "claims_frame",
    "find",
    "find_site",
    "flight",
    "folium_map",
    "frame",
    "geojson",
    "json_schema",
    "launches",
    "page",
    "parse_quantity",
    "places_inside",
    "profile_svg",
    "reach_rings",
    "read",
    "read_catalogue",
    "read_reports",
    "rings_scene",
    "scene",
    "select",
    "track_geojson",
    "zone",
]


def __getattr__(name: str) -> Any:
    """Return a name of the public API from its module, which is imported on first use."""
    if name == "__version__":
        return import_module("geolaunch.version").VERSION
    if name not in _HOMES:
        raise AttributeError(f"module 'geolaunch' has no attribute {name!r}")
    return getattr(import_module(f"geolaunch.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the names of the public API."""
    return __all__
