"""Files: the ones that ship, and the one way in which a file is written.

A file is written beside its place and renamed into it, so that a reader never sees half of one.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from geolaunch.errors import InputError, ShippedDataError

__all__ = [
    "shipped_names",
    "shipped_path",
    "shipped_table",
    "shipped_text",
    "template_text",
    "write_whole",
]


def _data_folder() -> Path:
    """Return the folder of `geolaunch.data`; in a bare checkout, `data/` beside the package."""
    try:
        import geolaunch.data
    except ModuleNotFoundError:
        return Path(__file__).resolve().parent.parent / "data"
    return Path(next(iter(geolaunch.data.__path__)))


def shipped_path(name: str) -> Path:
    """Return the path of the data file `name`; ShippedDataError if it is not there."""
    path = _data_folder() / name
    if not path.is_file():
        raise ShippedDataError(f"{name} is missing from the installation (looked in {path.parent})")
    return path


def shipped_names(pattern: str) -> tuple[str, ...]:
    """Return the names of the data files that match `strings-*.json` or the like, sorted."""
    return tuple(sorted(path.name for path in _data_folder().glob(pattern)))


def shipped_table(name: str) -> Iterator[Mapping[str, str]]:
    """Return the rows of the CSV table `name`, by the names of its columns."""
    return csv.DictReader(io.StringIO(shipped_text(name)))


def shipped_text(name: str) -> str:
    """Return the text of the data file `name`, UTF-8."""
    return shipped_path(name).read_text(encoding="utf-8")


def template_text(name: str) -> str:
    """Return the text of the page template `name`, UTF-8."""
    return (Path(__file__).parent / "views" / "templates" / name).read_text(encoding="utf-8")


def write_whole(path: str | os.PathLike[str], content: str | bytes) -> None:
    """Write `content` to `path` whole or not at all; InputError if the place cannot be written.

    A link is followed to the file that it names; a device or a pipe is written to as it stands.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        if Path(path).exists() and not (Path(path).is_file() or Path(path).is_dir()):
            Path(path).write_bytes(data)
        else:
            _write_beside(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise InputError(f"cannot write {path}: {error.strerror}; choose another path") from error


def _write_beside(target: Path, data: bytes) -> None:
    """Write `data` to a new file beside `target` and rename it; no trace stays if that fails."""
    import tempfile  # here, as it loads much that a command that prints does not need

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".geolaunch-")
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
