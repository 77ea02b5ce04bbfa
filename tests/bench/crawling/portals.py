"""`python -m tests.bench.crawling.portals N`: so many sample portals on this machine. Prints their ports; ends with its
standard input."""

from __future__ import annotations

import contextlib
import sys

from crawler.sample.server import SamplePortal


def main(number: int) -> None:
    with contextlib.ExitStack() as stack:
        portals = [stack.enter_context(SamplePortal()) for _ in range(number)]
        sys.stdout.write(" ".join(portal.url.rpartition(":")[2] for portal in portals) + "\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main(int(sys.argv[1]))
