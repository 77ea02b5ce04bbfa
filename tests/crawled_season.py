"""A season in short turns, each in a child that can be killed: a real crawl of the sample portal, or what follows one.

Run as a program it waits for lines, `crawl MOMENT` or `follow MOMENT`; for each it forks, takes the turn in the child,
and says the child's number and then how it ended. Everything is imported before, so that a turn is a matter of moments.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable
from pathlib import Path

import crawler.crawl
import crawler.families
import crawler.spiders.revisit  # noqa: F401 - imported for all children
from crawler.__main__ import main as crawl_main
from monitor.config import Config, load_config
from monitor.steps.flow import build_flow
from monitor.workers import ReadPool
from storage.archive import Archive


def crawl(home: Path, config: Config, moment: dt.datetime) -> int:
    """What the service starts when it looks which columns and documents have their turn."""
    arguments = ["--home", str(home), "--watchlist", config.watchlist, "--now", moment.isoformat()]
    return crawl_main([*arguments, "--due", "--revisit", "--log-level", "ERROR"])


def follow(home: Path, config: Config, moment: dt.datetime) -> int:
    """Read, check and deliver whatever has come in."""
    flow = build_flow(home, config, lambda: moment)
    with Archive.open(home) as archive, ReadPool(config.reading, "fork") as pool:
        list(flow.read(archive, pool))
        flow.check(archive)
        flow.deliver(archive)
    return 0


TURNS: dict[str, Callable[[Path, Config, dt.datetime], int]] = {"crawl": crawl, "follow": follow}


def main() -> None:
    home, config = Path(sys.argv[1]), load_config(Path(sys.argv[2]), os.environ)
    for line in sys.stdin:
        turn, moment = line.split()
        child = os.fork()
        if child == 0:
            os.dup2(os.open(os.devnull, os.O_RDWR), 0)
            os.dup2(0, 1)
            os._exit(TURNS[turn](home, config, dt.datetime.fromisoformat(moment)))
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        sys.stdout.write(f"{os.waitpid(child, 0)[1]}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
