"""What all simulated portals share: a question, an answer, a site that answers, and the server in front of it.

A simulator is a function from a `Question` to an `Answer`; trouble on the way is another such function around it.
`serve` puts one on an ephemeral port of this machine for as long as the context lasts.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import socket
from typing import Any, Literal, cast
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Question:
    """What a client asks. `headers` has lower-case names, `base` is the scheme and host it was asked at."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    base: str
    body: bytes = b""

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form that was sent along."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(frozen=True)
class Answer:
    """What a portal answers. With `write` it is sent by hand, and `status`, `headers` and `body` count for nothing."""

    body: bytes = b""
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    write: Callable[[socket], None] | None = None


Routes = Callable[[Question], Answer]


@dataclass(frozen=True)
class Site:
    """A portal. `column` is the column's path as a watch list names it; `/` is the home page, which leads there."""

    family: str
    column: str
    routes: Routes
    browser: Literal["never", "documents", "always"] = "never"


@dataclass
class Running:
    """A site being served, and what it was asked so far."""

    url: str
    site: Site
    questions: list[Question] = field(default_factory=list)

    @property
    def column(self) -> str:
        return self.url + self.site.column


@contextlib.contextmanager
def serve(site: Site) -> Iterator[Running]:
    """Serve a site on an ephemeral port of 127.0.0.1."""
    server = build_server(site)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.running
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def build_server(site: Site) -> PortalServer:
    """The server of a site, on an ephemeral port of 127.0.0.1, not running yet."""
    return PortalServer(site)


class PortalServer(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Nothing: a client that goes away, or does not get on with our TLS, is part of the game."""

    def __init__(self, site: Site) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.running = Running(f"http://127.0.0.1:{self.server_port}", site)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 20

    def _answer(self) -> None:
        running = cast(PortalServer, self.server).running
        question = self._question(running.url)
        running.questions.append(question)
        answer = running.site.routes(question)
        if answer.write is not None:
            self.close_connection = True
            with contextlib.suppress(OSError):  # the client may have had enough
                answer.write(self.connection)
            return
        self.send_response(answer.status)
        for name, value in {"Content-Type": answer.media_type, **answer.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(answer.body)
            self.wfile.flush()

    def do_GET(self) -> None:
        self._answer()

    def do_POST(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _question(self, url: str) -> Question:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length") or 0))
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        return Question(self.command, parts.path, query, headers, url, body)

    def log_message(self, *_: object) -> None:
        """Nothing: tests look at `questions`."""


def html(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Answer:
    return Answer(text.encode(), status=status, headers=headers or {})


def data(value: Any, status: int = 200) -> Answer:
    return Answer(json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=utf-8", status)


def not_found(text: str = "<html><body><h1>404 Not Found</h1></body></html>") -> Answer:
    return html(text, 404)
