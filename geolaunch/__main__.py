"""`python -m geolaunch` is the command line."""

from geolaunch.cli import run

run()
