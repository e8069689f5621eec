"""English prose, sentence by sentence.

============  ====================================================================================
phrases       the words and names that reports use, each with its categories
sentences     sentences with their phrases marked; values with the words they came from
numerals      numbers in digits, in words, and in mixtures of both
measures      numbers with unit and qualifier, intervals, conversions, several figures
lengths       what stands about a length: "50 km up", "800 km away", "200 km west of"
missiles      counts, classes and names of missiles, and which of several a figure is of
roles         what a measure is of: a flight's length, height, time, or none
days          days in a sentence: dates, weekdays, "yesterday"
times         times of day in a sentence, in Korean time
noun_phrases  the words of a place in a sentence, and the verb that governs them
launch_sites  where a sentence says that missiles left
landings      where a sentence says that they came down
directions    which way missiles flew, and whether with turns
speakers      who says what
relevance     which sentences, and which parts of one, are about the launch, and its day
unused        measures of a sentence that no value was read from
reader        what each sentence says of a launch, by whom
============  ====================================================================================
"""
