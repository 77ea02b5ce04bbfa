"""Taking over a changed configuration or watch list while running: checked as a whole first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from crawler.watchlist import WatchlistError
from monitor.errors import ConfigError
from monitor.steps.flow import Flow

Marks = tuple[tuple[int, int, int] | None, ...]


class Reloader:
    """Looks at the files behind a flow. `load` builds the flow anew, `files` are what it is built from."""

    def __init__(self, load: Callable[[], Flow], files: Sequence[Path]) -> None:
        self._load = load
        self._files = tuple(files)
        self._marks = self._look()
        self.refused = ""
        """Why the files as they stand can't be used; empty where they are in force."""

    def reload(self, *, anyhow: bool = False) -> Flow | None:
        """The new flow where a file has changed (or `anyhow`) and all of them can be used; else None."""
        marks = self._look()
        if marks == self._marks and not anyhow:
            return None
        self._marks = marks
        try:
            flow = self._load()
        except (ConfigError, WatchlistError) as error:
            self.refused = str(error)
            return None
        self.refused = ""
        return flow

    def _look(self) -> Marks:
        return tuple(_mark(file) for file in self._files)


def _mark(file: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written or replaced; None where it is gone."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
