"""Files that ship, and files written whole or not at all."""

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import run
from threading import Thread

import pytest

from geolaunch.errors import InputError, ShippedDataError
from geolaunch.files import shipped_path, shipped_text, template_text, write_whole


@pytest.fixture(name="open_umask")
def _open_umask() -> Iterator[None]:
    mask = os.umask(0o022)
    yield
    os.umask(mask)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_text_and_bytes_arrive_as_they_are(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.txt", "동해 / 日本海\r\n")
    write_whole(str(tmp_path / "b.bin"), b"\x00\xff")
    assert (tmp_path / "a.txt").read_bytes() == "동해 / 日本海\r\n".encode()
    assert (tmp_path / "b.bin").read_bytes() == b"\x00\xff"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.bin"]


def test_a_longer_file_is_replaced_whole(tmp_path: Path) -> None:
    target = tmp_path / "map.html"
    target.write_text("long" * 1000)
    write_whole(target, "short")
    assert target.read_text() == "short"


@pytest.mark.parametrize(("mask", "expected"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
@pytest.mark.usefixtures("open_umask")
def test_permissions_follow_the_umask(tmp_path: Path, mask: int, expected: int) -> None:
    os.umask(mask)
    write_whole(tmp_path / "a.txt", "a")
    assert mode(tmp_path / "a.txt") == expected
    assert os.umask(mask) == mask  # and the umask is as it was


def test_the_longest_name_that_a_folder_takes(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 250 + ".html")
    write_whole(target, "a")
    assert target.read_text() == "a"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    write_whole(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_pipe_is_written_to_and_stays(tmp_path: Path) -> None:
    """A file renamed over it would do away with the pipe, or, for root, with /dev/null."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[str] = []
    reader = Thread(target=lambda: got.append(pipe.read_text()), daemon=True)
    reader.start()
    write_whole(pipe, "through")
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    reader.join(timeout=10)
    assert got == ["through"]


@pytest.mark.parametrize("failing", ["chmod", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_when_it_fails_the_old_file_stays_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str, error: BaseException
) -> None:
    target = tmp_path / "map.html"
    target.write_text("old")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, failing, fail)
    wanted = InputError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(wanted):
        write_whole(target, "new")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_disk_that_is_full_half_way(tmp_path: Path) -> None:
    """The kernel itself stops the write after 1000 bytes."""
    target = tmp_path / "map.html"
    target.write_text("old")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "from geolaunch.errors import InputError\n"
        "from geolaunch.files import write_whole\n"
        "try: write_whole(sys.argv[1], 'x' * 100_000)\n"
        "except InputError as error: print(error)"
    )
    outcome = run([sys.executable, "-c", code, target], capture_output=True, text=True, check=True)
    assert outcome.stdout == f"cannot write {target}: File too large; choose another path\n"
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot write .*none/map.html: No such file.*another"):
        write_whole(tmp_path / "none" / "map.html", "a")


def test_a_path_that_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    with pytest.raises(InputError, match=r"cannot write .*folder: Is a directory"):
        write_whole(folder, "a")
    assert list(tmp_path.iterdir()) == [folder]
    assert list(folder.iterdir()) == []


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("a")
    with pytest.raises(InputError, match="cannot write"):
        write_whole(tmp_path / "file" / "map.html", "a")


def test_a_folder_that_nobody_may_write(tmp_path: Path) -> None:
    folder = Path("/proc") if os.geteuid() == 0 else tmp_path / "closed"
    if folder.parent == tmp_path:
        folder.mkdir(mode=0o500)
    if not folder.is_dir():
        pytest.skip("no /proc here, and root may write everywhere else")
    with pytest.raises(InputError, match=r"cannot write .*map.html: .*; choose another path"):
        write_whole(folder / "map.html", "a")


def test_what_ships_is_there() -> None:
    assert shipped_path("claims.csv").is_file()
    assert shipped_text("claims.csv").startswith("id,launch,missile_no,quantity,")
    assert template_text("map.js")


def test_what_does_not_ship_is_a_fault_of_ours() -> None:
    with pytest.raises(ShippedDataError, match=r"none.csv is missing .*looked in"):
        shipped_text("none.csv")
