"""The archive, its copies, and the service that writes it."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from collections.abc import Iterator

from monitor.doctor.checkup import Checkup, Patient, bad, good, warning
from storage.archive import Archive
from storage.backup import copies
from storage.connection import archive_file
from storage.errors import ArchiveError

_OLD_COPY = dt.timedelta(days=2)
_SILENT = dt.timedelta(minutes=5)
"""The service gives a sign of life every minute."""
_RESTORE = "stop the service and put a copy back (`nianbao restore`)"


def check_archive(patient: Patient) -> Iterator[Checkup]:
    """The database is whole: every page, every reference."""
    file = archive_file(patient.home)
    if not file.is_file():
        yield good("archive", f"{file}: none yet; `nianbao crawl` makes it")
        return
    try:
        with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
            dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        yield bad("archive", f"{file}: {error}", _RESTORE)
        return
    if dangling and said == "ok":
        said = f"a row of {dangling[0]} refers to nothing"
    if said != "ok":
        yield bad("archive", f"{file}: {said}", _RESTORE)
    else:
        yield good("archive", f"{file}: whole, {file.stat().st_size / 2**20:,.1f} MiB")


def check_blobs(patient: Patient) -> Iterator[Checkup]:
    """Every snapshot's bytes are there in their full length."""
    if not archive_file(patient.home).is_file():
        return
    with Archive.open(patient.home) as archive:
        rows = archive.rows("SELECT sha256, size FROM snapshots")
        paths = [(archive.blobs.path(row["sha256"]), row["size"]) for row in rows]
    missing = [path for path, size in paths if not path.is_file() or path.stat().st_size != size]
    if missing:
        said = f"the bytes of {len(missing)} of {len(paths)} snapshots are missing or cut short, such as {missing[0]}"
        yield bad("documents", said, "copy blobs/ back from a copy; files that are there already stay")
    else:
        yield good("documents", f"{len(paths)} snapshots, all there")


def check_backups(patient: Patient) -> Iterator[Checkup]:
    if patient.config is None:
        return
    settings = patient.config.backup
    if not settings.to:
        yield warning("copies", "none are made", 'name a directory in nianbao.toml: [backup] to = "…"')
        return
    found = copies(settings.folder)
    newest = dt.datetime.fromtimestamp(found[0].stat().st_mtime, patient.now.tzinfo) if found else None
    if newest is None or patient.now - newest > _OLD_COPY:
        said = f"the newest copy in {settings.folder} is of {newest:%Y-%m-%d %H:%M}" if newest else "there is none yet"
        yield warning("copies", said, "run `nianbao backup`, and see why the service did not")
    else:
        yield good("copies", f"{len(found)} in {settings.folder}, the newest of {newest:%Y-%m-%d %H:%M}")


def check_service(patient: Patient) -> Iterator[Checkup]:
    """Whether it gives signs of life, and what it complains of itself."""
    if not archive_file(patient.home).is_file():
        return
    try:
        with Archive.open(patient.home) as archive:
            beat, own = archive.last_beat(), archive.open_findings("watcher")
    except ArchiveError as error:
        yield bad("service", str(error), "stop what holds the archive")
        return
    start = "start it: `nianbao run`, or systemctl start nianbao"
    if beat is None:
        yield warning("service", "it has never run on this archive", start)
    elif beat.stopped_at:
        yield warning("service", f"it was stopped at {beat.stopped_at:%Y-%m-%d %H:%M}", start)
    elif patient.now - beat.beat_at > _SILENT:
        yield bad("service", f"no sign of life since {beat.beat_at:%Y-%m-%d %H:%M} (process {beat.pid})", start)
    else:
        yield good("service", f"running as process {beat.pid} since {beat.started_at:%Y-%m-%d %H:%M}")
    for finding in own:
        yield warning("service", finding.message_en, f"see docs/findings.md, {finding.code}")
