"""`python -m crawler`: one crawl, as a child process. Progress goes to stdout as JSON lines, trouble to stderr.

Exit codes: 0 finished; 1 interrupted; 2 wrong usage or watch list; 4 another crawl is running; 5 the archive can't be
written.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from crawler.families import FAMILIES
from crawler.lock import CrawlRunning, hold_lock
from crawler.session import Clock, Orders
from crawler.tether import hold_tether
from crawler.watchlist import Portal, Watchlist, WatchlistError, find_watchlist, load_watchlist
from storage.errors import ArchiveError

FINISHED, INTERRUPTED, WRONG_USAGE, ALREADY_RUNNING, NO_ARCHIVE = 0, 1, 2, 4, 5
_SHANGHAI = ZoneInfo("Asia/Shanghai")


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    if options.tethered:
        hold_tether()
    try:
        watchlist = load_watchlist(find_watchlist(options.watchlist))
        portals = choose_portals(watchlist, options.portal)
    except WatchlistError as error:
        return stop(WRONG_USAGE, error)
    try:
        with hold_lock(options.home, dt.datetime.now(_SHANGHAI), options.patience):
            return _crawl(options, watchlist, portals)
    except CrawlRunning as error:
        return stop(ALREADY_RUNNING, error)
    except ArchiveError as error:
        return stop(NO_ARCHIVE, error)
    except OSError as error:
        return stop(NO_ARCHIVE, f"{options.home}: can't be written ({error.strerror}); check its permissions and space")


def choose_portals(watchlist: Watchlist, ids: Sequence[str]) -> tuple[Portal, ...]:
    """The portals named, or all that are enabled; raises WatchlistError for one that is unknown or can't be read."""
    by_id = {portal.id: portal for portal in watchlist.portals}
    unknown = [id_ for id_ in ids if id_ not in by_id]
    if unknown:
        raise WatchlistError(f"--portal {unknown[0]}: no portal of the watch list has this id")
    portals = tuple(by_id[id_] for id_ in dict.fromkeys(ids)) if ids else watchlist.enabled_portals
    strange = [portal for portal in portals if portal.family not in FAMILIES]
    if strange:
        known = ", ".join(FAMILIES)
        raise WatchlistError(f"portal {strange[0].id}: the family {strange[0].family} is not known (known: {known})")
    bare = [portal for portal in portals if FAMILIES[portal.family].by_script and portal.browser != "always"]
    if bare:
        raise WatchlistError(f"portal {bare[0].id}: the family {bare[0].family} needs a browser; add `browser: always`")
    return portals


def _crawl(options: argparse.Namespace, watchlist: Watchlist, portals: tuple[Portal, ...]) -> int:
    from crawler.crawl import run_crawl  # imports Scrapy, which a wrong command line need not wait for

    orders = Orders(revisit=options.revisit, due_only=options.due, screenshots=options.screenshots)
    return run_crawl(options.home, watchlist, portals, _clock(options.now), orders, options.log_level)


def _clock(now: dt.datetime | None) -> Clock:
    """The time all records bear: the one given, standing still, or the real one in China."""
    if now is None:
        return lambda: dt.datetime.now(_SHANGHAI)
    moment = now if now.tzinfo else now.replace(tzinfo=_SHANGHAI)
    return lambda: moment


def stop(code: int, reason: object) -> int:
    """Say why on stderr, in one line; returns the exit code."""
    sys.stderr.write(f"crawler: {reason}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m crawler", description="Read the columns of a watch list into an archive."
    )
    parser.add_argument("--home", type=Path, required=True, metavar="DIR", help="directory of the archive")
    parser.add_argument(
        "--watchlist", required=True, metavar="FILE", help="a file, or the name of a shipped watch list"
    )
    parser.add_argument("--portal", action="append", default=[], metavar="ID", help="only this portal; may be repeated")
    parser.add_argument(
        "--now", type=dt.datetime.fromisoformat, metavar="ISO", help="the time to record instead of the real one"
    )
    parser.add_argument("--revisit", action="store_true", help="also fetch known documents that are due again")
    parser.add_argument("--due", action="store_true", help="only the columns whose turn has come")
    parser.add_argument(
        "--screenshots", action="store_true", help="also keep a picture of each page as a browser shows it"
    )
    parser.add_argument(
        "--patience", type=float, default=0.0, metavar="SECONDS", help="wait so long for a crawl that is just ending"
    )
    parser.add_argument("--tethered", action="store_true", help="stop when standard input closes")
    parser.add_argument("--log-level", default="WARNING", choices=["DEBUG", "INFO", "WARNING", "ERROR"])
    return parser


if __name__ == "__main__":
    sys.exit(main())
