"""The sample portal: a small web server on this machine that publishes real reports day by day, as real portals do."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from types import TracebackType
from typing import cast
from urllib.parse import parse_qsl, urlsplit

from crawler.sample import gkmlpt_site, nfcms_site
from crawler.sample.calendar import OPENING_DAY
from crawler.sample.pages import Ask, Reply, frame, not_found, render, stylesheet

DEFAULT_PORT = 8765
CONTROL = "/_sample/day"
_ROBOTS = b"User-agent: *\nDisallow: /_sample/\n"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], day: dt.date) -> None:
        super().__init__(address, _Handler)
        self.day = day
        self.visits = itertools.count(10_000)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "nianbao-sample"
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body leave in one packet
    timeout = 30

    def do_GET(self) -> None:
        self._reply(_answer(self._ask()))

    def do_HEAD(self) -> None:
        self._reply(_answer(self._ask()))

    def do_POST(self) -> None:
        self._reply(self._set_day())

    def log_message(self, *_: object) -> None:
        """Nothing: the sample is not watched by its log."""

    def _ask(self) -> Ask:
        parts = urlsplit(self.path)
        server = cast(_Server, self.server)
        host = self.headers.get("Host") or f"127.0.0.1:{server.server_port}"
        return Ask(parts.path, dict(parse_qsl(parts.query)), f"http://{host}", server.day, next(server.visits))

    def _set_day(self) -> Reply:
        """`POST /_sample/day?date=2021-02-01`, from this machine only."""
        ask = self._ask()
        if ask.path != CONTROL or not ip_address(self.client_address[0]).is_loopback:
            return _json({"error": "not found"}, 404)
        try:
            day = dt.date.fromisoformat(ask.query.get("date", ""))
        except ValueError:
            return _json({"error": "date is missing or not like 2021-02-01"}, 400)
        cast(_Server, self.server).day = day
        return _json({"day": day.isoformat()})

    def _reply(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)
        self.wfile.flush()


def _answer(ask: Ask) -> Reply:
    if ask.path == "/robots.txt":
        return Reply(_ROBOTS, "text/plain")
    if ask.path == "/static/portal.css":
        return stylesheet()
    if ask.path == CONTROL:
        return _json({"day": ask.day.isoformat()})
    if ask.path == "/":
        return frame(ask, "首页", render("home.html"), position="首页")
    if ask.path.startswith(gkmlpt_site.ROOT):
        return gkmlpt_site.answer(ask)
    return nfcms_site.answer(ask) or not_found(ask)


def _json(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), "application/json", status)


class SamplePortal:
    """The portal in this process, for tests: `with SamplePortal(day) as portal: … portal.url …`."""

    def __init__(self, day: dt.date = OPENING_DAY, port: int = 0, host: str = "127.0.0.1") -> None:
        self._server = _Server((host, port), day)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def url(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def set_day(self, day: dt.date) -> None:
        self._server.day = day

    def __enter__(self) -> SamplePortal:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def serve(host: str = "127.0.0.1", port: int = DEFAULT_PORT, day: dt.date = OPENING_DAY) -> None:
    """Serve the portal until interrupted."""
    with _Server((host, port), day) as server:
        server.serve_forever()
