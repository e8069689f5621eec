"""The figures of one originator to the arc of a flight.

=======  =========================================================================================
orbit    places in space, and one orbit through two of them, by how high it rises
arc      the vacuum arc behind the figures: times, heights, the track over the turning Earth
boost    what a flight time has over the arc: the boost phase, with its spread
flights  the claims of a launch -> its arc, from the figures of one publisher
fit      can the figures of one publisher belong to one flight
=======  =========================================================================================
"""
