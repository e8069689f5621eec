"""Names to places, each with its uncertainty.

================  ================================================================================
seas              seas by name: which one a text means, and what a map calls it
regions           seas and land as areas: the chance that a point lies in each
sites             names to places: launch sites and cities, each with its uncertainty
coasts            coasts by name, and how far places and areas lie from them
reference_places  places from which landings are told, with how well each phrase is placed
cities            cities of 100,000 and more, capitals, and the places that articles name
territories       land of whole territories, and a user's own polygons
================  ================================================================================
"""
