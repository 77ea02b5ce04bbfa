"""A look at portals, as a child process like a crawl: what it sees comes as events, and nothing is kept."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from monitor.steps.crawl import Crawl

MODULE = "crawler.probe"


def start_check(home: Path, watchlist: str, portals: Sequence[str], contact: str, *, every: bool) -> Crawl:
    """Look at the columns of a watch list: those named, else all that are switched on, or with `every` all of them."""
    arguments = ["--home", str(home), "check", "--watchlist", watchlist]
    for portal in portals:
        arguments += ["--portal", portal]
    if every:
        arguments.append("--all")
    return Crawl(arguments, _told(contact), MODULE)


def start_discover(home: Path, urls: Sequence[str], pages: int, contact: str) -> Crawl:
    """Look for the columns of portals, at up to `pages` pages of each."""
    return Crawl(["--home", str(home), "discover", "--pages", str(pages), *urls], _told(contact), MODULE)


def _told(contact: str) -> dict[str, str] | None:
    return {"NIANBAO_CONTACT": contact} if contact else None
