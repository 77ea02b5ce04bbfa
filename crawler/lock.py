"""One crawl at a time per archive."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from storage.lock import Held
from storage.lock import hold_lock as hold_file

FILE_NAME = "crawl.lock"


class CrawlRunning(Exception):
    """Raised when another crawl works on the same archive, by `hold_lock`; `str()` names its process and since when."""


@contextlib.contextmanager
def hold_lock(home: Path, since: dt.datetime, patience: float = 0.0) -> Iterator[None]:
    """Hold the archive's crawl lock, waiting up to `patience` seconds for a crawl that is just ending."""
    try:
        with hold_file(home / FILE_NAME, since, patience):
            yield
    except Held as error:
        raise CrawlRunning(f"another crawl is running on {home} ({error.holder}); wait for it to finish") from None
