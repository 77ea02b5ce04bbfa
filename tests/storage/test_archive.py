"""The archive's file and its log: opening, refusing, and writing all or nothing."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.errors import ArchiveError, ArchiveLocked, ArchiveReadOnly
from storage.records import DocumentRow, RunStats
from tests.storage.asking import count, fetch, kinds
from tests.storage.filled import NOW, SITE


def test_a_cursor_moves_only_with_its_effects(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="outside the transaction"):
        archive.move_cursor("read", 3, NOW)
    with pytest.raises(ArchiveError, match="outside the transaction"):
        archive.log("report.kept", 1, NOW)
    with archive.transaction():
        archive.move_cursor("read", 3, NOW)
    assert archive.cursor("read") == 3


def test_events_come_in_order_and_by_kind(archive: Archive, document: int) -> None:
    fetch(archive, document, b"a")
    archive.finish_run(1, "finished", RunStats(), NOW)
    assert kinds(archive) == ["entry.seen", "run.started", "snapshot.kept", "run.finished"]
    (event,) = archive.events_after(0, ["snapshot.kept"])
    assert (event.subject, event.at) == (str(document), NOW)
    assert archive.events_after(event.seq, ["snapshot.kept"]) == []
    assert len(archive.events_after(0, limit=2)) == 2


def test_other_troubles_inside_a_transaction_are_told_as_they_are(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), archive.transaction():
        (tmp_path / "nothing").read_text()


def test_opening_again_writes_nothing(archive: Archive) -> None:
    before = archive.one("PRAGMA schema_version")
    Archive.open(archive.home).close()
    assert archive.one("PRAGMA schema_version") == before


def test_two_may_open_a_new_archive_at_once(tmp_path: Path) -> None:
    troubles: list[BaseException] = []
    start = threading.Barrier(4)

    def open_it() -> None:
        start.wait()
        try:
            Archive.open(tmp_path / "home").close()
        except BaseException as error:
            troubles.append(error)

    threads = [threading.Thread(target=open_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []


def test_a_locked_archive_says_so(archive: Archive) -> None:
    with Archive.open(archive.home, busy_seconds=0.05) as other, archive.transaction():
        with pytest.raises(ArchiveLocked, match=r"nianbao\.db: another program is holding the archive; close it"):
            other.start_run(NOW)
        assert other.rows("SELECT * FROM runs") == []


@pytest.mark.parametrize("damage", [b"this is no database", b""])
def test_a_damaged_archive_says_so(tmp_path: Path, damage: bytes) -> None:
    Archive.open(tmp_path).close()
    file = tmp_path / "nianbao.db"
    file.write_bytes(damage * 100 or file.read_bytes()[:100] + b"\xff" * 4000)
    with pytest.raises(ArchiveError, match=r"nianbao\.db: .*damaged.*restore a copy"):
        Archive.open(tmp_path)


def test_a_home_that_is_a_file_says_so(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.write_text("")
    with pytest.raises(ArchiveError, match="home: is a file"):
        Archive.open(home)


@contextlib.contextmanager
def somebody_else() -> Iterator[None]:
    """Permissions do not bind root, so act as nobody meanwhile; anybody else is bound as it is."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("existing", [True, False])
def test_a_home_that_cannot_be_written_says_so(existing: bool) -> None:
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        if existing:
            Archive.open(home).close()
        home.chmod(0o555)
        told = pytest.raises(ArchiveReadOnly, match="can't be written; check the permissions of")
        with told, somebody_else(), Archive.open(home) as archive:
            archive.start_run(NOW)
        home.chmod(0o755)


def test_a_database_turned_read_only_says_so(archive: Archive) -> None:
    archive.db.conn.execute("PRAGMA query_only = ON")
    with pytest.raises(ArchiveReadOnly, match=r"nianbao\.db: can't be written"):
        archive.start_run(NOW)


def test_blobs_that_cannot_be_written_say_so(archive: Archive, document: int) -> None:
    archive.blobs.root.write_text("in the way")
    with pytest.raises(ArchiveError, match="blobs: "):
        fetch(archive, document, b"a")
    assert count(archive, "sightings") == 0


def test_faults_of_ours_are_not_blamed_on_the_archive(archive: Archive) -> None:
    with pytest.raises(sqlite3.ProgrammingError):
        archive.rows("SELECT ?", (object(),))
    with pytest.raises(sqlite3.IntegrityError):
        archive.see_document(DocumentRow(99, f"{SITE}/9.html", "page"), NOW)
