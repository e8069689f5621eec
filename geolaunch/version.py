"""The version, in a module that imports nothing: setup.cfg and the pages read it from here."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
