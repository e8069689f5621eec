"""All that is drawn and all that is said, as data, in a language.

===============  =================================================================================
language         the words of a language: numbers, names, dates, remarks
launch_words     what several sentences about a launch share: what flew, from where, its name
headline         the title of a map and the line above it: whose launch, what flew, when
account          the sentence under the title: who says how far it flew and where it fell
scale            what can be said of a zone in figures: distances to coasts, a familiar distance
claim_table      the claims of a launch side by side: one column an originator
labels           where names stand on a map: seas in open water, cities by need
styles           every colour, and how each kind of feature is drawn
model            the records of a scene: styled features and the words around them
outlook          what one more statement would make of the area, in one sentence
absence          what is not known of a launch, and what we have read of it
shown            a launch with its zone, or why it has none; its site; its name among several
overflights      lands that a launch is reported to have flown over
directions       a reported direction as a short wedge at the site
landings         where stages, pieces and launches without a zone are reported to have come down
zoneless_words   a launch without a zone in plain words: what is known, and why there is none
side_view        the flights of a map from the side, their words, and what does not fit
imprint          what every map says of itself: sources, credits, status, corrections
launch_features  the features of a launch, styled, in drawing order
reported         what is reported of the way of a launch, gathered and drawn
launch_legend    the legend of a map of launches
launch_view      the features of a map together, how much of the Earth it shows, names on it
launch_scene     launches and their zones as one scene
ring_words       reach rings in plain words: names, title, sentences
ring_tables      the tables beside a map of rings
ring_scene       reach rings as the same: styled features, words and tables
===============  =================================================================================
"""
