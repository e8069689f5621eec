"""Whether the claims of a launch agree: with clock, map and arc, and with each other.

==========  ======================================================================================
findings    what a check finds, and what each voice of a launch says of one thing
dates       the date of a launch against calendar, id, sources and quoted weekdays
times       its times against the date in Korea, each other and the fall
duplicates  one launch under two ids, one report twice
figures     its figures against each other: distance, apogee, flight time, direction
statements  its words against each other: count, type, class, sea, outcome, site
locations   sites in their country; seas and places that the distance cannot give
quick       the checks that cost little, for launches from any input
run         do the claims of a launch agree: with clock, map and arc, with each other
==========  ======================================================================================
"""
