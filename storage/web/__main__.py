"""The child of `start_in_background`: serves on a socket it inherits, and ends when its standard input does."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import threading
from pathlib import Path

from storage.errors import ArchiveError
from storage.web.app import build_datasette
from storage.web.serve import run


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m storage.web")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--listener", type=int, required=True, help="descriptor of a listening socket")
    arguments = parser.parse_args()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        app = build_datasette(arguments.home)
    except ArchiveError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    with socket.socket(fileno=arguments.listener) as listener:
        run(app, listener)
    return 0


def _end_with_parent() -> None:
    """The parent holds the other end of our standard input: it closes when the parent stops, however that happens."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
