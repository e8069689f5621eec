"""Korean and Japanese bulletins and news.

============  ====================================================================================
numerals      numbers as Korean and Japanese prose writes them
forms         what such bulletins say, as expressions, and their names, from `data/vocabulary/`
sentences     a sentence, the words that govern others in it, and the names
measures      lengths and durations with their qualifiers
times         times of day
days          days: dates with or without year and month, eras, "the same day"
launch_sites  where missiles left
directions    which way they flew
landings      where they came down
missiles      how many, which, and which of several a figure is of
roles         what a measure is of: a flight's length, height, time, or none
speakers      who says what
relevance     which sentences, and which parts of one, are about the launch, and its day
unused        measures of a sentence that no value was read from
reader        what each sentence says of a launch, by whom
============  ====================================================================================
"""
