"""One holder at a time: a lock file that names its holder, and that the system lets go of however the holder ends."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

POLL_SECONDS = 0.1


class Held(Exception):
    """Raised when the lock is held by another process, by `hold_lock`; `holder` names it and since when."""

    def __init__(self, holder: str) -> None:
        super().__init__(holder)
        self.holder = holder


@contextlib.contextmanager
def hold_lock(file: Path, since: dt.datetime, patience: float = 0.0) -> Iterator[None]:
    """Hold the lock `file` while inside, waiting up to `patience` seconds for it.

    Raises Held, or OSError when its directory can't be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a+", encoding="utf-8") as handle:
        _take(handle, patience)
        handle.truncate(0)
        handle.write(f"pid {os.getpid()}, since {since.isoformat(timespec='seconds')}")
        handle.flush()
        yield
        handle.truncate(0)


def _take(handle: TextIO, patience: float) -> None:
    deadline = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                handle.seek(0)
                raise Held(handle.read().strip() or "not yet named") from None
            time.sleep(POLL_SECONDS)
        else:
            return
