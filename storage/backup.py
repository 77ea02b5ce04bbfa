"""Copies of the archive, made while it is in use, checked when they are made, and put back.

A folder of copies holds one database a copy, and below `blobs/` the documents' bytes of all of them: these never
change, so each is copied once.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from storage.blobs import Blobs, sync_directory
from storage.connection import archive_file, clear_errors
from storage.errors import ArchiveError
from storage.lock import Held, hold_lock

PREFIX, SUFFIX = "nianbao-", ".db"
PAGES = 512
"""Pages of the database copied in one step, between which others may write."""
_LOCKS = ("service.lock", "crawl.lock")


def back_up(home: Path, folder: Path, now: dt.datetime) -> Path:
    """Copy the archive in `home` into `folder` and return the copy's file; raises ArchiveError, and then leaves no
    copy behind that is not whole.

    The database first, then the bytes: so every document that the copy knows is there.
    """
    source = archive_file(home)
    if not source.is_file():
        raise ArchiveError(f"{source}: there is no archive to copy")
    with clear_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{PREFIX}{now:%Y%m%d-%H%M%S}{SUFFIX}"
        begun = target.with_suffix(".part")
        try:
            _copy_database(source, begun)
            _copy_blobs(Blobs(home / "blobs"), Blobs(folder / "blobs"), begun)
            _check(begun, Blobs(folder / "blobs"))
            begun.replace(target)
        finally:
            begun.unlink(missing_ok=True)
        sync_directory(folder)
    return target


def copies(folder: Path) -> list[Path]:
    """The copies in a folder, the newest first."""
    return sorted(folder.glob(f"{PREFIX}*{SUFFIX}"), reverse=True)


def prune_backups(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` databases and return what is gone; the bytes of documents stay."""
    old = copies(folder)[keep:]
    for file in old:
        file.unlink()
    return old


def restore(copy: Path, home: Path, now: dt.datetime) -> Path:
    """Put a copy (a file, or the newest of a folder) back into `home`, and return the copy's file.

    Raises ArchiveError where `home` already holds an archive (nothing is overwritten), where it is in use, or where the
    copy is not whole.
    """
    file = _chosen(copy)
    target = archive_file(home)
    if target.exists():
        raise ArchiveError(f"{target}: an archive is there already; name an empty directory with --home")
    with clear_errors(home), _unused(home, now):
        blobs = Blobs(file.parent / "blobs")
        _check(file, blobs)
        begun = target.with_suffix(".part")
        try:
            _copy_blobs(blobs, Blobs(home / "blobs"), file)
            shutil.copyfile(file, begun)
            _sync(begun)
            begun.replace(target)
        finally:
            begun.unlink(missing_ok=True)
        sync_directory(home)
    return file


def _chosen(copy: Path) -> Path:
    found = copies(copy) if copy.is_dir() else [copy] if copy.is_file() else []
    if not found:
        raise ArchiveError(f"{copy}: is no copy of an archive, and no folder of copies; `nianbao backup` makes them")
    return found[0]


@contextlib.contextmanager
def _unused(home: Path, now: dt.datetime) -> Iterator[None]:
    with contextlib.ExitStack() as stack:
        try:
            for name in _LOCKS:
                stack.enter_context(hold_lock(home / name, now))
        except Held as error:
            raise ArchiveError(f"{home}: in use ({error.holder}); stop it first") from error
        yield


def _copy_database(source: Path, target: Path) -> None:
    """SQLite's own backup: a whole copy, even while others write."""
    with contextlib.closing(sqlite3.connect(source)) as reading, contextlib.closing(sqlite3.connect(target)) as writing:
        reading.backup(writing, pages=PAGES)
        writing.execute("PRAGMA journal_mode = DELETE")
    _sync(target)


def _copy_blobs(source: Blobs, target: Blobs, database: Path) -> None:
    for sha256 in _snapshots(database):
        if not target.path(sha256).exists():
            target.keep(source.read(sha256))


def _check(database: Path, blobs: Blobs) -> None:
    """Raise ArchiveError unless the database is sound and every snapshot it knows is there."""
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        (said,) = connection.execute("PRAGMA integrity_check(1)").fetchone()
    if said != "ok":
        raise ArchiveError(f"{database}: is damaged ({said}); use an older copy")
    missing = [sha256 for sha256, size in _snapshots(database).items() if _size(blobs.path(sha256)) != size]
    if missing:
        raise ArchiveError(f"{database}: bytes of {len(missing)} documents are missing or cut short ({missing[0]} …)")


def _snapshots(database: Path) -> dict[str, int]:
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        return dict(connection.execute("SELECT sha256, size FROM snapshots"))


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else -1


def _sync(file: Path) -> None:
    with file.open("rb") as handle:
        os.fsync(handle.fileno())
