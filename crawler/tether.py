"""A crawl that was started by another process ends when that process does, however it ends."""

from __future__ import annotations

import os
import signal
import threading

_STANDARD_INPUT = 0
"""Read past Python's own buffer: its lock, held by a waiting thread, would trip the interpreter's exit."""

LAST_RESORT_SECONDS = 5.0
"""How long a polite stop may take before the process simply leaves."""


def hold_tether() -> None:
    """Stop this process when standard input closes: the parent holds its other end and never writes to it."""
    threading.Thread(target=_wait, name="tether", daemon=True).start()


def _wait() -> None:
    while os.read(_STANDARD_INPUT, 4096):
        continue  # nothing is ever written there; only its end matters
    os.kill(os.getpid(), signal.SIGTERM)
    threading.Event().wait(LAST_RESORT_SECONDS)
    os._exit(1)
