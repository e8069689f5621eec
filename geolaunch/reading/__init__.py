"""Press text to reports, every value with its words.

==========  ======================================================================================
article     the text of an article: bytes decoded, HTML stripped of markup
tokens      text as tokens: words, numbers, marks, each with its place
vocabulary  the words that reports use, as phrases
mentions    a value with its words, who says it, and all that a sentence says of a launch
unused      what was not used of a text, and why
offsets     the point and the sea at a distance off a place
assembly    a report filled with what was read, and one for each other reading
events      what a text says, by launch and by originator
english     English prose, sentence by sentence
cjk         Korean and Japanese bulletins and news
languages   the readers of languages beside English, one a package here
reader      press text to reports: one an originator and launch, every value with its words
==========  ======================================================================================
"""
