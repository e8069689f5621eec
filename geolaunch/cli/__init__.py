"""The command line: one file a command.

=========  =======================================================================================
text       tables and claims as the command line prints them
printing   what the command line prints of zones and rings
options    what the commands share
catalogue  the commands about the catalogue
flight     the commands about one flight
read       the command that reads prose
main       a thin shell: one command a library function
=========  =======================================================================================
"""
