"""The reports of a launch to evidence, and evidence to an impact zone.

===========  =====================================================================================
evidence     what the reports of a launch say of where it fell, as likelihoods: the records
sites        where a launch left from: the sharpest account, and those that exclude it
statements   the words of a report, field by field
landings     what reports say of where it came down: by a coast, a place, a region, at sea
overflights  lands flown over: what reports say, and what is assumed where they say nothing
gather       the reports of a launch -> evidence, and what is not used
density      the laws of distance and azimuth: what claims make likely
grid         a polar grid about a site: its nodes as places on Earth
landmarks    landings by a coast or a place, as likelihoods
paths        which lands the path to a place crosses, as chances
shape        what is said of a launch on the grid: a density and likelihoods
contours     a density on the grid -> regions at any level
conflicts    what disagrees among claims, as remarks; the refusal of what cannot be
zones        the evidence in a report -> `ImpactZone`
missing      statements that nobody made, with the values that they could have
settle       what one more statement would make of a zone
===========  =====================================================================================
"""
