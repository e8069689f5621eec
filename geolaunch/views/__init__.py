"""A scene as a page, as GeoJSON, as tables; pictures as SVG.

=============  ===================================================================================
bar_chart      bars by year and class as an SVG string
svg            text in an SVG picture: escaped, in lines as wide as there is room
profile_parts  the parts of a profile as SVG: axes, curves, what was reported of them
profile        an altitude profile as an SVG string
tracks         the track of a flight with heights: rows, CSV, a GeoJSON feature
page_data      a scene as the data that the page's script draws
scripts        the page's JavaScript modules as scripts inside a page
page           the layers as one Folium page that needs no network
geojson        the layers as GeoJSON
records        zones and rings as plain records, places inside rings as CSV
=============  ===================================================================================
"""
