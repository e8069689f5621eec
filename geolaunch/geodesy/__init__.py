"""WGS84: the direct and inverse problem, and curves and areas at a distance.

============  ====================================================================================
sphere        angles round the circle, and distances on a sphere, to compare with
ellipsoid     WGS84: the direct and inverse problem, and sizes
antimeridian  closed curves cut at the antimeridian and closed about the poles
chord_error   how far straight edges leave a curve, on a map and in space, poles included
sampling      curves as vertices: as few as keep straight edges on the curve
curves        rings and radials as rows of vertices, for `shapes`
shapes        curves and areas at a distance on (lon, lat): path, ring, disc, band, sector
============  ====================================================================================
"""
