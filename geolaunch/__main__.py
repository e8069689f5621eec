"""`python -m geolaunch` is the command line."""

from geolaunch.cli import main

main(prog_name="geolaunch")
