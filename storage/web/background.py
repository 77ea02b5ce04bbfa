"""The archive in a browser beside other work: a child process that ends with its parent."""

from __future__ import annotations

import contextlib
import http.client
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from storage.errors import ArchiveError
from storage.web.app import check_archive
from storage.web.serve import HOST, PORT, listen, url_of

START_SECONDS = 30.0
STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class WebServer:
    """A running child; `stop` ends it and returns when it has ended."""

    url: str
    process: subprocess.Popen[bytes]

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()


def start_in_background(home: Path, host: str = HOST, port: int = PORT) -> WebServer:
    """Start serving and return when the first page answers; raises ArchiveError as `serve` does.

    The child inherits a socket that already listens, so a taken port is known here, and port 0 means any free one.
    """
    check_archive(home)
    with listen(host, port) as listener:
        handle = listener.fileno()
        command = [sys.executable, "-m", "storage.web", "--home", str(home), "--listener", str(handle)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, pass_fds=[handle])  # noqa: S603 - our own module
        server = WebServer(url_of(listener), process)
    try:
        _wait_for_answer(server)
    except BaseException:
        server.stop()
        raise
    return server


def _wait_for_answer(server: WebServer) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.process.poll() is not None:
            raise ArchiveError(f"{server.url}: the page ended at once; run `nianbao serve` to see why")
        if _answers(server.url):
            return
        time.sleep(0.1)
    raise ArchiveError(f"{server.url}: the page did not answer within {START_SECONDS:.0f} seconds")


def _answers(url: str) -> bool:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=START_SECONDS)
    with contextlib.closing(connection):
        try:
            connection.request("GET", "/-/versions.json")
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
