"""`nianbao serve`: the archive in a browser, from this machine, until interrupted."""

from __future__ import annotations

import contextlib
import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvicorn

from storage.errors import ArchiveError
from storage.web.app import build_datasette

HOST = "127.0.0.1"
PORT = 8001


def serve(
    home: Path,
    host: str = HOST,
    port: int = PORT,
    open_browser: bool = False,
    announce: Callable[[str], object] = print,
) -> None:
    """Serve the archive in `home` until interrupted; raises ArchiveError when there is none, or the port is taken.

    `announce` is told the address once it can be opened. Port 0 takes any free port.
    """
    app = build_datasette(home)
    with listen(host, port) as listener:
        url = url_of(listener)
        announce(f"{url}  (Ctrl-C ends)")
        if open_browser:
            webbrowser.open(url)
        run(app, listener)


def listen(host: str, port: int) -> socket.socket:
    """A listening socket; whoever connects from now on waits until `run` answers."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(128)
    except OSError as error:
        listener.close()
        reason = error.strerror or error
        raise ArchiveError(f"{host}:{port}: {reason}; stop what holds it or name another --port") from error
    return listener


def url_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def run(app: Any, listener: socket.socket) -> None:
    """Answer requests on `listener` until the process is told to stop."""
    config = uvicorn.Config(app.app(), log_level="warning", access_log=False, lifespan="on")
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
