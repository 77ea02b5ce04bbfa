"""A real Chromium with a door of its own, through which is seen from outside which pages are open in it."""

from __future__ import annotations

import json
import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from crawler.browser import find_chromium


@dataclass
class Door:
    """`program` starts Chromium with the door; `seen` are the numbers of open pages, one each time it was looked."""

    program: Path
    port: int
    seen: list[int] = field(default_factory=list)

    @property
    def most(self) -> int:
        return max(self.seen, default=0)

    def look(self) -> None:
        """Count the open pages; nothing while there is no browser."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/json/list", timeout=2) as answer:
                targets = json.load(answer)
        except (OSError, ValueError):
            return
        self.seen.append(sum(target["type"] == "page" for target in targets))


@contextmanager
def watched_chromium(folder: Path, every_seconds: float = 0.02) -> Iterator[Door]:
    """Look again and again for as long as the context lasts; give `program` to a crawl as NIANBAO_CHROMIUM."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = folder / "chromium"
    program.write_text(f'#!/bin/sh\nexec "{find_chromium()}" --remote-debugging-port={port} "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    door, done = Door(program, port), threading.Event()

    def watch() -> None:
        while not done.wait(every_seconds):
            door.look()

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield door
    finally:
        done.set()
        watcher.join()
