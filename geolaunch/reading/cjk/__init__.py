"""Korean and Japanese bulletins and news.

===========  =====================================================================================
numerals     numbers as Korean and Japanese prose writes them
forms        the forms of Korean and Japanese bulletins as expressions
times        days and times of day in such bulletins
measures     lengths and durations in them, with their qualifiers
roles        what each of those is of
landings     where they say that missiles came down
missiles     how many, which, and from where they left
relevance    what in them is about other launches, or of what could be
reader       the bulletins of the Korean and Japanese ministries, by their forms
===========  =====================================================================================
"""
