"""A range and a site or territory to reach rings.

=============  ===================================================================================
other_methods  how rings are drawn elsewhere, and how far each is off
border         the border of a territory as points, and which of them is the nearest
near_offset    the reach of a territory near it: strips added to the offset in the plane
offset         the reach of a whole territory: the geodesic offset of a polygon
rings          a range and a site or territory -> reach rings; the cities inside
=============  ===================================================================================
"""
