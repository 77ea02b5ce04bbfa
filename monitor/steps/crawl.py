"""Crawl: a child process that fetches and keeps. It takes nothing with it when it dies, and it dies with us."""

from __future__ import annotations

import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from monitor.errors import CrawlRefused

STOP_SECONDS = 6.0
"""How long a crawl that is asked to stop may take before it is ended."""


class Crawl:
    """A crawl under way. Iterate over it for its progress; leaving it ends it.

    The child holds one end of a pipe to us and stops when it closes, so that even `kill -9` of this process leaves no
    crawl behind to hold the lock.
    """

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str] | None = None, module: str = "crawler"
    ) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", module, "--tethered", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **(environment or {})},
        )

    def __enter__(self) -> Crawl:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Yield the crawl's progress, an object an event; raises CrawlRefused when it could not start or finish."""
        if self.process.stdout is None or self.process.stderr is None:
            return
        for line in self.process.stdout:
            if line.startswith("{"):
                yield json.loads(line)
        complaint = self.process.stderr.read().strip()
        code = self.process.wait()
        if code:
            raise CrawlRefused(_last_line(complaint) or f"the crawl ended with code {code}", code)

    def stop(self) -> None:
        """End the crawl if it is still running: politely, then not."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            if stream:
                stream.close()


def start_crawl(
    home: Path,
    watchlist: Path | str,
    *,
    portals: Sequence[str] = (),
    now: dt.datetime | None = None,
    revisit: bool = True,
    due_only: bool = False,
    contact: str = "",
    patience: float = 0.0,
    screenshots: bool = False,
) -> Crawl:
    """Start a crawl of a watch list into the archive at `home`; `now` stands in for the clock in the sample season.

    `due_only` leaves out the columns whose turn has not come. `patience` is how many seconds it waits for the crawl of
    a killed parent to notice its end.
    """
    arguments = ["--home", str(home), "--watchlist", str(watchlist), "--patience", f"{patience:g}"]
    for portal in portals:
        arguments += ["--portal", portal]
    if now:
        arguments += ["--now", now.isoformat()]
    chosen = {"--revisit": revisit, "--due": due_only, "--screenshots": screenshots}
    arguments += [option for option, wanted in chosen.items() if wanted]
    return Crawl(arguments, {"NIANBAO_CONTACT": contact} if contact else None)


def _last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].removeprefix("crawler: ") if lines else ""
