"""Copies of the archive: whole while others write, checked, put back, and never over something that is there."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.backup import back_up, copies, prune_backups, restore
from storage.connection import archive_file
from storage.errors import ArchiveError
from storage.lock import hold_lock
from tests.storage.filled import NOW, fill

TABLES = ("bodies", "reports", "figures", "findings", "alerts", "deliveries", "events", "snapshots")


def content(home: Path) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(archive_file(home))) as connection:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES}


def blobs(home: Path) -> dict[str, bytes]:
    return {str(path.relative_to(home)): path.read_bytes() for path in (home / "blobs").rglob("*") if path.is_file()}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fill(tmp_path / "home")
    return tmp_path / "home"


def test_what_is_restored_is_what_was_there(home: Path, tmp_path: Path) -> None:
    copy = back_up(home, tmp_path / "copies", NOW)
    restored = tmp_path / "elsewhere"
    assert restore(copy, restored, NOW) == copy
    assert content(restored) == content(home)
    assert blobs(restored) == blobs(home)
    with Archive.open(restored) as archive:
        assert len(archive.blobs.read(next(iter(archive.rows("SELECT sha256 FROM snapshots")))["sha256"])) > 0


def test_a_copy_is_whole_though_somebody_writes_meanwhile(home: Path, tmp_path: Path) -> None:
    stop, written = threading.Event(), []

    def write() -> None:
        with Archive.open(home) as archive:
            while not stop.is_set():
                with archive.transaction():
                    written.append(archive.log("test.event", "x", NOW))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while len(written) < 11:  # the eleventh may not be committed yet
            stop.wait(0.01)
        made = [back_up(home, tmp_path / "copies", NOW + dt.timedelta(seconds=number)) for number in range(5)]
    finally:
        stop.set()
        writer.join()
    for copy in made:
        with closing(sqlite3.connect(copy)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (seen,) = connection.execute("SELECT count(*) FROM events WHERE kind = 'test.event'").fetchone()
            assert 10 <= seen <= len(written)


def test_bytes_are_copied_once_and_old_copies_go(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    for day in range(4):
        back_up(home, folder, NOW + dt.timedelta(days=day))
    before = {path: path.stat().st_ino for path in (folder / "blobs").rglob("*") if path.is_file()}
    gone = prune_backups(folder, keep=2)
    assert [file.name for file in copies(folder)] == ["nianbao-20220206-093000.db", "nianbao-20220205-093000.db"]
    assert len(gone) == 2
    assert {path: path.stat().st_ino for path in (folder / "blobs").rglob("*") if path.is_file()} == before
    assert restore(folder, tmp_path / "newest", NOW).name == "nianbao-20220206-093000.db"


def test_nothing_is_overwritten(home: Path, tmp_path: Path) -> None:
    copy, before = back_up(home, tmp_path / "copies", NOW), content(home)
    with pytest.raises(ArchiveError, match="is there already"):
        restore(copy, home, NOW)
    assert content(home) == before


def test_an_archive_in_use_is_not_restored_into(home: Path, tmp_path: Path) -> None:
    copy = back_up(home, tmp_path / "copies", NOW)
    with (
        hold_lock(tmp_path / "used" / "service.lock", NOW),
        pytest.raises(ArchiveError, match="in use \\(pid "),
    ):
        restore(copy, tmp_path / "used", NOW)


def test_a_copy_without_its_documents_is_refused(home: Path, tmp_path: Path) -> None:
    copy = back_up(home, tmp_path / "copies", NOW)
    next(path for path in (tmp_path / "copies" / "blobs").rglob("*") if path.is_file()).unlink()
    with pytest.raises(ArchiveError, match="bytes of 1 documents are missing"):
        restore(copy, tmp_path / "elsewhere", NOW)
    assert not archive_file(tmp_path / "elsewhere").exists()


def test_a_damaged_copy_is_refused(home: Path, tmp_path: Path) -> None:
    copy = back_up(home, tmp_path / "copies", NOW)
    data = bytearray(copy.read_bytes())
    data[5000:9000] = b"\xff" * 4000
    copy.write_bytes(data)
    with pytest.raises(ArchiveError, match=r"nianbao-20220203-093000\.db"):
        restore(copy, tmp_path / "elsewhere", NOW)
    assert not archive_file(tmp_path / "elsewhere").exists()


def test_a_failed_copy_leaves_nothing_behind(home: Path, tmp_path: Path) -> None:
    next(path for path in (home / "blobs").rglob("*") if path.is_file()).unlink()
    with pytest.raises(ArchiveError):
        back_up(home, tmp_path / "copies", NOW)
    assert copies(tmp_path / "copies") == []
    assert not list((tmp_path / "copies").glob("*.part"))


def test_no_archive_no_copy(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="there is no archive"):
        back_up(tmp_path, tmp_path / "copies", NOW)
    with pytest.raises(ArchiveError, match="is no copy of an archive"):
        restore(tmp_path, tmp_path / "elsewhere", NOW)
