"""`/healthz` and `/metrics`, on this machine only unless the configuration says otherwise."""

from __future__ import annotations

import contextlib
import json
import logging
import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from monitor.config import Service as ServiceSettings
from monitor.service.duties import Duties
from storage.errors import ArchiveError

_TEXT = "text/plain; charset=utf-8"
_JSON = "application/json"

logger = logging.getLogger(__name__)


@contextlib.contextmanager
def serve_health(settings: ServiceSettings, duties: Duties) -> Iterator[int | None]:
    """Answer while inside; yields the port, None where the configuration wants none or the port is taken (which is
    logged: no reason not to watch)."""
    server = _listen(settings, duties)
    if server is None:
        yield None
        return
    thread = threading.Thread(target=server.serve_forever, name="health", daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _listen(settings: ServiceSettings, duties: Duties) -> ThreadingHTTPServer | None:
    if settings.port == 0:
        return None
    handler = type("Answers", (_Answers,), {"duties": duties})
    try:
        return ThreadingHTTPServer((settings.host, settings.port), handler)
    except OSError as error:
        logger.warning("%s:%s: no /healthz and /metrics (%s)", settings.host, settings.port, error.strerror or error)
        return None


class _Answers(BaseHTTPRequestHandler):
    duties: Duties
    server_version, sys_version = "nianbao", ""
    timeout = 10

    def do_GET(self) -> None:
        try:
            if self.path == "/healthz":
                health = self.duties.health()
                status = HTTPStatus.OK if health.ok else HTTPStatus.SERVICE_UNAVAILABLE
                self._answer(status, _JSON, json.dumps(health.to_json()).encode())
            elif self.path == "/metrics":
                self._answer(HTTPStatus.OK, *_metrics(self.duties))
            else:
                self._answer(HTTPStatus.NOT_FOUND, _TEXT, b"/healthz or /metrics\n")
        except ArchiveError as error:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, _TEXT, f"{error}\n".encode())

    def _answer(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: a probe every few seconds would fill the log."""


def _metrics(duties: Duties) -> tuple[str, bytes]:
    from prometheus_client import CollectorRegistry, generate_latest
    from prometheus_client.exposition import CONTENT_TYPE_LATEST

    from monitor.service.metrics import ArchiveMetrics

    registry = CollectorRegistry()
    registry.register(ArchiveMetrics(duties.flow.home, duties.health()))
    return CONTENT_TYPE_LATEST, generate_latest(registry)
