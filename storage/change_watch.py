"""Whether anybody wrote to the archive: asked often, so it has to cost next to nothing."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from storage.connection import archive_file, clear_errors


class ChangeWatch:
    """SQLite counts, for each connection, the commits of all others (`PRAGMA data_version`)."""

    def __init__(self, home: Path) -> None:
        self._file = archive_file(home)
        self._connection: sqlite3.Connection | None = None
        self._seen = -1

    def changed(self) -> bool:
        """Whether there was a commit since this was last asked; True the first time. Raises ArchiveError."""
        with clear_errors(self._file):
            if self._connection is None:
                address = f"file:{quote(str(self._file))}?mode=ro"
                self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            (version,) = self._connection.execute("PRAGMA data_version").fetchone()
        before, self._seen = self._seen, version
        return bool(version != before)

    def close(self) -> None:
        if self._connection:
            self._connection.close()
            self._connection = None
