"""The archive's file: opening it, moving its schema on, and the one way to write to it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from sqlite_utils import Database, Migrations

from storage.blobs import Blobs
from storage.errors import ArchiveError, ArchiveLocked, ArchiveReadOnly
from storage.records import Event
from storage.schema import MIGRATIONS, read_migration
from storage.views import VIEWS

FILE_NAME = "nianbao.db"
BUSY_SECONDS = 10.0
_PAUSE = 0.02

Self = TypeVar("Self", bound="Connection")


def archive_file(home: Path) -> Path:
    return home / FILE_NAME


class Connection:
    """An open archive; the verbs are added by the classes that build on this one. Not to be shared between threads."""

    def __init__(self, home: Path, db: Database) -> None:
        self.home = home
        self.db = db
        self.blobs = Blobs(home / "blobs")

    @classmethod
    def open(cls: type[Self], home: Path, *, busy_seconds: float = BUSY_SECONDS) -> Self:
        """Open the archive in `home`, making it where there is none; raises ArchiveError."""
        file = archive_file(home)
        with clear_errors(file):
            _make_directory(home)
            connection = sqlite3.connect(str(file), timeout=busy_seconds)
            try:
                return cls(home, _prepared(connection, busy_seconds))
            except BaseException:
                connection.close()
                raise

    @classmethod
    def open_to_read(cls: type[Self], home: Path) -> Self:
        """Open the archive that is in `home`, and be unable to change it; raises ArchiveError."""
        file = archive_file(home)
        with clear_errors(file):
            connection = sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True, timeout=BUSY_SECONDS)
            return cls(home, Database(connection))

    def close(self) -> None:
        self.db.close()

    def __enter__(self: Self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside happen together or not at all; nested calls join the outer one.

        The write lock is taken at the start (BEGIN IMMEDIATE): a reader that turns writer half way would fail at once
        instead of waiting its turn.
        """
        if self.db.conn.in_transaction:
            yield
            return
        with _clear_database_errors(archive_file(self.home)):
            self.db.conn.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.db.conn.rollback()
                raise
            self.db.conn.commit()

    def rows(self, sql: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> list[dict[str, Any]]:
        """The rows of a question, by the names of its columns; a savepoint around each, as sqlite-utils puts one, takes
        longer than most answers."""
        with _clear_database_errors(archive_file(self.home)):
            answer = self.db.conn.execute(sql, parameters)
            names = [column[0] for column in answer.description]
            return [dict(zip(names, row, strict=True)) for row in answer]

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> dict[str, Any] | None:
        found = self.rows(sql, parameters)
        return found[0] if found else None

    def log(self, kind: str, subject: object, now: dt.datetime, **data: Any) -> int:
        """Append an event; belongs into the transaction of what it announces. Returns its sequence number."""
        self._within_transaction()
        row = (now.isoformat(), kind, str(subject), to_text(data))
        sql = "INSERT INTO events (at, kind, subject, data) VALUES (?, ?, ?, ?)"
        return int(self.db.conn.execute(sql, row).lastrowid or 0)

    def events_after(self, seq: int, kinds: Sequence[str] = (), limit: int = 500) -> list[Event]:
        """Up to `limit` events later than `seq`, in order; of the given kinds only, where some are given."""
        marks = ",".join("?" * len(kinds))
        condition = f"AND kind IN ({marks})" if kinds else ""
        sql = f"SELECT * FROM events WHERE seq > ? {condition} ORDER BY seq LIMIT ?"  # noqa: S608 - only question marks
        return [_event(row) for row in self.rows(sql, (seq, *kinds, limit))]

    def cursor(self, consumer: str) -> int:
        """The last event `consumer` has dealt with; 0 before its first."""
        row = self.one("SELECT seq FROM cursors WHERE consumer = ?", (consumer,))
        return int(row["seq"]) if row else 0

    def move_cursor(self, consumer: str, seq: int, now: dt.datetime) -> None:
        """Belongs into the transaction of the effects of the events up to `seq`."""
        self._within_transaction()
        row = {"consumer": consumer, "seq": seq, "moved_at": now.isoformat()}
        self.db.table("cursors").upsert(row, pk="consumer")

    def _within_transaction(self) -> None:
        if not self.db.conn.in_transaction:
            raise ArchiveError("an event was to be written outside the transaction of what it announces")


def _make_directory(home: Path) -> None:
    """Make `home`; a file of that name is told apart from other trouble."""
    if home.exists() and not home.is_dir():
        raise ArchiveError(f"{home}: is a file; name a directory for the archive")
    home.mkdir(parents=True, exist_ok=True)


def _prepared(connection: sqlite3.Connection, busy_seconds: float) -> Database:
    connection.execute("PRAGMA foreign_keys = ON")
    _use_write_ahead_log(connection, time.monotonic() + busy_seconds)
    connection.execute("PRAGMA synchronous = FULL")
    db = Database(connection)
    _migrate(db)
    return db


def _use_write_ahead_log(connection: sqlite3.Connection, until: float) -> None:
    """Turn a new file to WAL. Where several programs do so at once, SQLite refuses all but one without waiting."""
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= until:
                raise
            time.sleep(_PAUSE)
        else:
            return


def _migrate(db: Database) -> None:
    """Apply what is missing of the schema and lay the views anew when they changed, all in one transaction.

    The write lock is taken before looking again: of two processes that open a new archive at once, the second finds the
    work done.
    """
    migrations = Migrations("nianbao")
    for name in MIGRATIONS:
        _register(migrations, name)
    if not migrations.pending(db) and not _views_differ(db):
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        migrations.apply(db)
        _lay_views(db)
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.commit()


def _register(migrations: Migrations, name: str) -> None:
    @migrations(name=name)
    def apply(db: Database) -> None:
        for statement in read_migration(name).split(";\n"):
            if statement.strip():
                db.conn.execute(statement)


def _views_differ(db: Database) -> bool:
    laid = {row["name"]: row["sql"] for row in db.query("SELECT name, sql FROM sqlite_master WHERE type = 'view'")}
    return any(not laid.get(name, "").endswith(sql.strip()) for name, sql in VIEWS.items())


def _lay_views(db: Database) -> None:
    for name, sql in VIEWS.items():
        db.create_view(name, sql.strip(), replace=True)


@contextlib.contextmanager
def clear_errors(file: Path) -> Iterator[None]:
    """Turn SQLite's and the system's errors into one line that names the file and what to do."""
    try:
        with _clear_database_errors(file):
            yield
    except PermissionError as error:
        raise ArchiveReadOnly(f"{file}: can't be written; check the permissions of {file.parent}") from error
    except OSError as error:
        raise ArchiveError(f"{file}: {error.strerror or error}") from error


@contextlib.contextmanager
def _clear_database_errors(file: Path) -> Iterator[None]:
    """Turn SQLite's errors alone; what the caller does with other files inside a transaction is told as it is."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise _explained(file, error) from error
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:  # a fault of ours: a broken constraint, a wrong parameter
            raise
        raise ArchiveError(f"{file}: is no archive or is damaged ({error}); restore a copy of it") from error


def _explained(file: Path, error: sqlite3.OperationalError) -> ArchiveError:
    text = str(error)
    if "locked" in text or "busy" in text:
        return ArchiveLocked(
            f"{file}: another program is holding the archive; close it, or try again when it has finished"
        )
    if "readonly" in text or "unable to open" in text:
        return ArchiveReadOnly(f"{file}: can't be written; check the permissions of {file.parent}")
    if "disk" in text:
        return ArchiveError(
            f"{file}: the disk is full or failing; make room on it, nothing that was kept is lost ({text})"
        )
    return ArchiveError(f"{file}: {text}")


_WRITE_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


def to_text(value: Any) -> str:
    return _WRITE_JSON(value)


def to_moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def to_date(text: str | None) -> dt.date | None:
    """The date of an ISO date or moment; None stays None."""
    return dt.date.fromisoformat(text[:10]) if text else None


def from_date(date: dt.date | None) -> str | None:
    return date.isoformat() if date else None


def _event(row: dict[str, Any]) -> Event:
    return Event(row["seq"], to_moment(row["at"]), row["kind"], row["subject"], json.loads(row["data"]))
