"""`python -m geolaunch` is the command line."""

from geolaunch.cli.main import run

run()
