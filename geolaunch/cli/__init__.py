"""The command line: one file a command.

=========  =======================================================================================
output     where results go, and which ending of a file makes which view
options    the options that several commands share
text       what is printed on a terminal: tables, reports side by side, a map in a few lines
catalogue  list the launches of the catalogue
show       show every claim of a launch side by side
check      check a catalogue: its form, and whether its claims agree
tally      count launches and missiles under named rules
places     look up a launch site; print the schema of a report
read       read a press text
zone       give the impact zone of a launch
settle     say what one more statement would make of a zone
map        draw a launch, or several, as one page
rings      draw reach rings
flight     give the track of a flight, draw altitude profiles
main       the group of all commands, and their exit codes
=========  =======================================================================================
"""
