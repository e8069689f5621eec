"""geolaunch: reported missile launches as honest maps.

What a launch report says goes in at the top; a map that does not claim more than the report goes
out at the bottom. Imports run one way, downwards in this table.

============  ====================================================================================
module        one line
============  ====================================================================================
errors        the exception tree, drawn in its docstring
version       the version, in a module that imports nothing
files         the files that ship, and the one way in which a file is written
quantity      one reported number: value, unit, qualifier, words, and its spread in km
direction     one reported direction: winds or degrees, its spread, and the words for it
report        `Report`: what one source said of one launch; `Launch`: an event and its reports
fields        one field of a report record: read, or refused with what was wanted
records       report files in and out: records read with the path of every fault
tables        CSV tables in and out: rows with their lines, every fault of form, no formulas
schema        the JSON Schema of a report file
ellipsoid     WGS84: the direct and inverse problem, and sizes
antimeridian  closed curves cut at the antimeridian and closed about the poles
chords        how far straight edges leave a curve, on a map and in space, poles included
tracing       curves as vertices: as few as keep straight edges on the curve
geodesy       curves and areas at a distance on (lon, lat): path, ring, disc, band, sector
geocentric    places in space: (lon, lat, height) and Earth-centred x, y, z
orbit         one orbit through two places in space, by how high it rises
circles       how rings are drawn elsewhere, and how far each is off
border        the border of a territory as points, and which of them is the nearest
growth        the reach of a territory near it: strips added to the offset in the plane
offset        the reach of a whole territory: the geodesic offset of a polygon
seas          seas by name: which one a text means, and what a map calls it
regions       seas and land as areas: the chance that a point lies in each
places        names to places: launch sites and cities, each with its uncertainty
coasts        coasts by name, and how far places and areas lie from them
references    places from which landings are told, with how well each phrase is placed
gazetteer     cities of 100,000 and more, capitals, and the places that articles name
territories   land of whole territories, and a user's own polygons
missiles      the missiles that ship: names, classes, published range estimates, longest flights
accounts      rows of claims to reports: one report an originator and source
catalogue     the launches that ship: load and find
cells         what each cell of the catalogue's tables may hold
integrity     the same of whole tables: ids, keys, claims
supplied      a user's own catalogue: read whole, or refused with every fault
selection     launches chosen by missile, class, site, outcome, dates, words
listing       launches and claims as plain rows, CSV, GeoJSON
frames        the same as data frames with typed columns, and GeoParquet
article       the text of an article: bytes decoded, HTML stripped of markup
tokens        text as tokens: words, numbers, marks, each with its place
vocabulary    the words that reports use, as phrases in a tree
seawords      seas told without their name: "waters off its east coast"
sentences     sentences with their phrases marked; values with the words they came from
numerals      numbers in digits, in words, and in mixtures of both
measures      numbers with unit and qualifier, intervals, conversions, several figures
lengths       what stands about a length: "50 km up", "800 km away", "200 km west of"
several       which of several missiles a figure is of: "the first", "the other"
roles         what a measure is of: a flight's length, height, time, or none
leftovers     what was not used of a text, and why
days          days in a sentence: dates, weekdays, "yesterday"
clocks        times of day in a sentence, in Korean time
nounphrases   the words of a place in a sentence, and the verb that governs them
launchsites   where a sentence says that missiles left
landings      where a sentence says that they came down
courses       which way missiles flew, and whether with turns
missilewords  counts, classes and names of missiles in a sentence
speakers      who says what
earlier       which parts of a sentence tell of another time
relevance     which sentences tell of the launch, and of which day
prose         English prose sentence by sentence: what each tells, by whom
formnumbers   numbers as Korean and Japanese prose writes them
forms         the forms of Korean and Japanese bulletins as expressions
formtimes     days and times of day in such bulletins
formfigures   lengths and durations in them, with their qualifiers
formmeasures  what each of those is of
formlandings  where they say that missiles came down
formmissiles  how many, which, and from where they left
formothers    what in them tells of other launches, or of what could be
filling       a report filled with what was read, and one for each other reading
bulletins     the bulletins of the Korean and Japanese ministries, by their forms
grouping      what a text tells, by launch and by originator
reading       press text to reports: one an originator and launch, every value with its words
inputs        what a user names or hands in -> launches
evidence      what the reports of a launch say of where it fell, as likelihoods
density       the laws of distance and azimuth: what claims make likely
grid          a polar grid about a site: its nodes as places on Earth
landmarks     landings told from a coast or a place, as likelihoods
outline       a density on the grid -> regions at any level
trajectory    the vacuum arc behind the figures: times, heights, the track over the turning Earth
boost         what a flight time has over the arc: the boost phase, with its spread
arcs          the claims of a launch -> its arc, from the figures of one publisher
arccheck      can the figures of one publisher belong to one flight
conflicts     what disagrees among claims, as remarks; the refusal of what cannot be
impact        the evidence in a report -> `ImpactZone`
reach         a range and a site or territory -> reach rings; the cities inside
counting      counting rules: which missiles count, and what makes one event
tally         the place of a launch among others, and tables of counts
published     tallies that others published, beside ours
tallylines    tallies as lines to print and as flat records
barchart      bars by year and class as an SVG string
findings      what a check finds, and what each voice of a launch says of one thing
dates         the date of a launch against calendar, id, sources and quoted weekdays
clock         its times against the date in Korea, each other and the fall
duplicates    one launch under two ids, one report twice
disagreement  its figures against each other: distance, apogee, flight time, direction
statements    its words against each other: count, type, class, sea, outcome, site
whereabouts   sites in their country; seas and places that the distance cannot give
consistency   do the claims of a launch agree: with clock, map and arc, with each other
wording       a launch in plain words: title, summary, what is not known
facts         what can be said of a zone in figures: distances to coasts, a familiar distance
claims        the claims of a launch side by side: one column an originator
labels        where names stand on a map: seas in open water, cities by need
features      the records of a scene: styled features and the words around them
svgtext       text in an SVG picture: escaped, in lines as wide as there is room
strokes       the parts of a profile as SVG: axes, curves, what was reported of them
profile       an altitude profile as an SVG string
tracks        the track of a flight with heights: rows, CSV, a GeoJSON feature
sideview      the flights of a map from the side: the profile, its words, what does not fit
layers        all of it -> one ordered collection of styled features; computes nothing
ringwords     reach rings in plain words: names, title, sentences, tables
ringscene     reach rings as the same: styled features, words and tables
pagedata      a scene as the data that the page's script draws
webmap        the layers as one Folium page that needs no network
export        the layers as GeoJSON
columns       tables and claims as the command line prints them
printing      what the command line prints of zones and rings
shell         what the commands share
clicatalogue  the commands about the catalogue
cliflight     the commands about one flight
clireading    the command that reads prose
cli           a thin shell: one command a library function
============  ====================================================================================
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geolaunch.arcs import LaunchArc, flight
    from geolaunch.catalogue import find
    from geolaunch.consistency import check
    from geolaunch.errors import GeolaunchError, InputError
    from geolaunch.export import geojson, track_geojson
    from geolaunch.features import Scene
    from geolaunch.frames import claims_frame, frame
    from geolaunch.impact import ImpactZone, zone
    from geolaunch.inputs import launches
    from geolaunch.layers import scene
    from geolaunch.places import find_site
    from geolaunch.profile import profile_svg
    from geolaunch.quantity import Quantity, parse_quantity
    from geolaunch.reach import ReachRing, places_inside, reach_rings
    from geolaunch.reading import Reading, read
    from geolaunch.records import read_reports
    from geolaunch.report import Launch, Report
    from geolaunch.ringscene import rings_scene
    from geolaunch.schema import json_schema
    from geolaunch.selection import select
    from geolaunch.supplied import read_catalogue
    from geolaunch.version import VERSION as __version__  # noqa: N811
    from geolaunch.webmap import folium_map, page

_HOMES = {
    "GeolaunchError": "errors",
    "ImpactZone": "impact",
    "InputError": "errors",
    "Launch": "report",
    "LaunchArc": "arcs",
    "Quantity": "quantity",
    "ReachRing": "reach",
    "Reading": "reading",
    "Report": "report",
    "Scene": "features",
    "check": "consistency",
    "claims_frame": "frames",
    "find": "catalogue",
    "find_site": "places",
    "flight": "arcs",
    "folium_map": "webmap",
    "frame": "frames",
    "geojson": "export",
    "json_schema": "schema",
    "launches": "inputs",
    "page": "webmap",
    "parse_quantity": "quantity",
    "places_inside": "reach",
    "profile_svg": "profile",
    "reach_rings": "reach",
    "read": "reading",
    "read_catalogue": "supplied",
    "read_reports": "records",
    "rings_scene": "ringscene",
    "scene": "layers",
    "select": "selection",
    "track_geojson": "export",
    "zone": "impact",
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
    """Return a name of the door from its module, imported when it is first asked for."""
    if name == "__version__":
        return import_module("geolaunch.version").VERSION
    if name not in _HOMES:
        raise AttributeError(f"module 'geolaunch' has no attribute {name!r}")
    return getattr(import_module(f"geolaunch.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """Return the names of the door."""
    return __all__
