"""The data that ships with geolaunch; see SOURCES.md for source, licence and date of each file."""
