"""`python -m crawler.probe`: looks at portals and keeps nothing of them, as a child process; JSON lines on stdout.

What hosts asked of us (to be left alone, a robots.txt, the requests of a day) is taken from the archive where there is
one, and noted there. Exit codes are those of `python -m crawler`.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import sys
import tempfile
from collections.abc import Iterator, Sequence
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from crawler.__main__ import ALREADY_RUNNING, NO_ARCHIVE, WRONG_USAGE, choose_portals, stop
from crawler.leads import site_of
from crawler.lock import CrawlRunning, hold_lock
from crawler.tether import hold_tether
from crawler.watchlist import Watchlist, WatchlistError, find_watchlist, load_watchlist
from storage.connection import archive_file
from storage.errors import ArchiveError

PAGES = 12
"""So many pages of a portal are looked at to find its columns, besides what a column needs to be read."""
_SHANGHAI = ZoneInfo("Asia/Shanghai")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.tethered:
        hold_tether()
    try:
        with _home(options.home) as home, hold_lock(home, dt.datetime.now(_SHANGHAI)):
            return _check(home, options) if options.command == "check" else _discover(home, options)
    except WatchlistError as error:
        return stop(WRONG_USAGE, error)
    except CrawlRunning as error:
        return stop(ALREADY_RUNNING, error)
    except ArchiveError as error:
        return stop(NO_ARCHIVE, error)


@contextlib.contextmanager
def _home(home: Path | None) -> Iterator[Path]:
    """The directory of the archive; one that is thrown away afterwards where there is none yet."""
    if home and archive_file(home).is_file():
        yield home
        return
    with tempfile.TemporaryDirectory(prefix="nianbao-probe-") as folder:
        yield Path(folder)


def _check(home: Path, options: argparse.Namespace) -> int:
    from crawler.probing import run_check  # imports Scrapy

    watchlist = load_watchlist(find_watchlist(options.watchlist))
    every = [portal.id for portal in watchlist.portals] if options.all else []
    return run_check(home, watchlist, choose_portals(watchlist, options.portal or every), options.log_level)


def _discover(home: Path, options: argparse.Namespace) -> int:
    from crawler.probing import run_discover  # imports Scrapy

    for url in options.url:
        if not urlsplit(url).hostname or urlsplit(url).scheme not in ("http", "https"):
            raise WatchlistError(f"{url}: is no address of a website; it begins with http:// or https://")
    hosts = tuple(dict.fromkeys(map(site_of, options.url)))
    site = Watchlist(name="discover", first_year=2019, allowed_hosts=hosts, bodies=(), portals=())
    if all(map(_is_here, options.url)):
        site = site.model_copy(update={"delay": 0.0})
    return run_discover(home, site, tuple(options.url), options.pages, options.log_level)


def _is_here(url: str) -> bool:
    """Whether an address is this machine's own, which need not be spared."""
    host = urlsplit(url).hostname or ""
    with contextlib.suppress(ValueError):
        return ip_address(host).is_loopback
    return host == "localhost"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m crawler.probe", description="Look at portals, keep nothing.")
    parser.add_argument("--home", type=Path, metavar="DIR", help="directory of the archive, if there is one")
    parser.add_argument("--tethered", action="store_true", help="stop when standard input closes")
    parser.add_argument("--log-level", default="WARNING", choices=["DEBUG", "INFO", "WARNING", "ERROR"])
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="look at the columns of a watch list")
    check.add_argument("--watchlist", required=True, metavar="FILE")
    check.add_argument("--portal", action="append", default=[], metavar="ID")
    check.add_argument("--all", action="store_true", help="also those that are switched off")
    discover = commands.add_parser("discover", help="find the columns of portals")
    discover.add_argument("url", nargs="+", metavar="URL")
    discover.add_argument("--pages", type=int, default=PAGES, metavar="N")
    return parser


if __name__ == "__main__":
    sys.exit(main())
