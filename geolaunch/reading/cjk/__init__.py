"""Korean and Japanese bulletins and news.

===========  =====================================================================================
formnumbers  numbers as Korean and Japanese prose writes them
forms        the forms of Korean and Japanese bulletins as expressions
times        days and times of day in such bulletins
figures      lengths and durations in them, with their qualifiers
roles        what each of those is of
landings     where they say that missiles came down
missiles     how many, which, and from where they left
asides       what in them tells of other launches, or of what could be
reader       the bulletins of the Korean and Japanese ministries, by their forms
===========  =====================================================================================
"""
