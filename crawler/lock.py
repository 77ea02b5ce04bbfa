"""One crawl at a time per archive."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

FILE_NAME = "crawl.lock"


class CrawlRunning(Exception):
    """Raised when another crawl works on the same archive, by `hold_lock`; `str()` names its process and since when."""


@contextlib.contextmanager
def hold_lock(home: Path, since: dt.datetime) -> Iterator[None]:
    """Hold the archive's crawl lock. The system lets go of it when the process ends, however it ends."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / FILE_NAME).open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "not yet named"
            raise CrawlRunning(f"another crawl is running on {home} ({holder}); wait for it to finish") from None
        file.truncate(0)
        file.write(f"pid {os.getpid()}, since {since.isoformat(timespec='seconds')}")
        file.flush()
        yield
        file.truncate(0)
