"""Names to places, each with its uncertainty.

================  ================================================================================
seas              seas by name: which one a text means, and what a map calls it
regions           seas and land as areas: the chance that a point lies in each
provinces         provinces and coasts that launches are reported from: wide points
cities            cities that a map labels, and those that a reach ring may hold
sites             names to places: launch sites, each with its uncertainty
coasts            coasts by name, and how far places and areas lie from them
reference_places  places that landings are reported from, and how well each phrase is placed
lands             lands that a missile may have flown over, as polygons and discs
territories       land of whole territories, and a user's own polygons
================  ================================================================================
"""
