"""What a user names or hands in: a launch id, a date, a report file, `-`, or words -> launches."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geolaunch.catalogue.launches import find
from geolaunch.errors import InputError
from geolaunch.report.io import read_report, read_reports
from geolaunch.report.model import Launch, launches_of

__all__ = ["launch_from", "launches"]

# No report is longer; a film given by mistake is refused before it fills the memory.
LARGEST_FILE_BYTES = 20_000_000


def launches(given: str) -> tuple[Launch, ...]:
    """Return the launches that an INPUT names.

    An INPUT is a launch id or a Korean date of the catalogue, the path of a report file (one
    report, a list, or {"reports": [...]}), or `-` for such a file on standard input. What comes
    from a file is marked as not in the catalogue. Raises InputError, SchemaError or
    UnknownNameError with what was got and what was wanted.
    """
    if given == "-":
        return launches_of(
            read_reports(
                _limited(sys.stdin.buffer.read(LARGEST_FILE_BYTES + 1), "-"), "-", one_clock=True
            )
        )
    path = Path(given)
    if path.suffix or "/" in given or path.is_file():
        return launches_of(read_reports(_read(path), given, one_clock=True))
    return find(given)


def launch_from(fields: Mapping[str, Any], where: str = "command line") -> Launch:
    """Return a user-supplied launch from report fields; SchemaError names the field at fault."""
    return launches_of([read_report(fields, where)])[0]


def _read(path: Path) -> bytes:
    """Return the bytes of a report file."""
    try:
        with path.open("rb") as stream:
            return _limited(stream.read(LARGEST_FILE_BYTES + 1), str(path))
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror}; wanted a report file") from error


def _limited(data: bytes, where: str) -> bytes:
    """Return `data` unless it is longer than any report file is."""
    if len(data) > LARGEST_FILE_BYTES:
        raise InputError(f"{where}: more than {LARGEST_FILE_BYTES:,} bytes; wanted a report file")
    return data
