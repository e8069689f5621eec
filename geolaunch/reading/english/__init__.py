"""English prose, sentence by sentence.

============  ====================================================================================
seawords      seas told without their name: "waters off its east coast"
sentences     sentences with their phrases marked; values with the words they came from
numerals      numbers in digits, in words, and in mixtures of both
measures      numbers with unit and qualifier, intervals, conversions, several figures
lengths       what stands about a length: "50 km up", "800 km away", "200 km west of"
several       which of several missiles a figure is of: "the first", "the other"
roles         what a measure is of: a flight's length, height, time, or none
days          days in a sentence: dates, weekdays, "yesterday"
times         times of day in a sentence, in Korean time
noun_phrases  the words of a place in a sentence, and the verb that governs them
launch_sites  where a sentence says that missiles left
landings      where a sentence says that they came down
directions    which way missiles flew, and whether with turns
missiles      counts, classes and names of missiles in a sentence
speakers      who says what
earlier       which parts of a sentence tell of another time
relevance     which sentences tell of the launch, and of which day
reader        English prose sentence by sentence: what each tells, by whom
============  ====================================================================================
"""
