"""The version, in a module that imports nothing: setup.cfg and the pages read it from here."""

VERSION = "0.1.0"
