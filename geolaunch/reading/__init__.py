"""Press text to reports, every value with its words.

==========  ======================================================================================
article     the text of an article: bytes decoded, HTML stripped of markup
tokens      text as tokens: words, numbers, marks, each with its place
vocabulary  the words that reports use, as phrases in a tree
unused      what was not used of a text, and why
assembly    a report filled with what was read, and one for each other reading
events      what a text tells, by launch and by originator
reader      press text to reports: one an originator and launch, every value with its words
==========  ======================================================================================
"""
