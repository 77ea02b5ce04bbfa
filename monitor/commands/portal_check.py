"""`nianbao portals check`: a table of what the columns of a watch list look like now."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from crawler.watchlist import find_watchlist, load_watchlist
from monitor.failures import UNREAD
from monitor.steps.probe import start_check

NOT_TOLD_BY_LOOKS = ("auto", "rendered", "report-page", "link-table", "shell")
"""Families whose pages look like another's, or like none."""
PLAIN = "generic-static"
GOOD, DOUBTFUL, BAD = "green", "yellow", "red"


def check_columns(
    home: Path, watchlist: str, portals: tuple[str, ...], contact: str, *, every: bool, as_json: bool
) -> int:
    """Look at the columns and print what was seen; returns the exit code. Raises WatchlistError or CrawlRefused."""
    order = [portal.id for portal in load_watchlist(find_watchlist(watchlist)).portals]
    console = Console()
    seen: list[dict[str, Any]] = []
    requests = 0
    with start_check(home, watchlist, portals, contact, every=every) as looks, console.status("Looking …") as status:
        for event in looks:
            requests += event["requests"] if event["event"] == "finished" else 0
            if event["event"] != "checked":
                continue
            seen.append(event)
            if as_json:
                sys.stdout.write(json.dumps({**event, "verdict": verdict(event)[0]}, ensure_ascii=False) + "\n")
                sys.stdout.flush()
            status.update(f"{len(seen)} looked at, last {event['portal']}")
    seen.sort(key=lambda event: order.index(event["portal"]))
    if not as_json:
        console.print(_table(seen))
        console.print(_summary(seen, requests))
    return 0 if all(verdict(event)[1] == GOOD for event in seen) else UNREAD


def verdict(event: dict[str, Any]) -> tuple[str, str]:
    """What to make of a column, in a few words, and how good that is."""
    if event["robots"] == "disallows":
        return "robots.txt forbids it", BAD
    if event["outcome"] != "read":
        return str(event["outcome"]), BAD
    if not event["reports"]:
        return f"no report among {event['rows']} rows" if event["rows"] else "no rows", DOUBTFUL
    if wrong_family(event):
        return f"looks like {event['looks']}", DOUBTFUL
    return "in order", GOOD


def wrong_family(event: dict[str, Any]) -> bool:
    """Whether a column looks like one of another platform than the watch list says."""
    told, looks = event["family"], event["looks"]
    return bool(looks) and looks not in (told, PLAIN) and told not in NOT_TOLD_BY_LOOKS


def _table(seen: list[dict[str, Any]]) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("column", "verdict", "reports", "newest", "family", "robots.txt", "remark"):
        table.add_column(heading, overflow="fold", justify="right" if heading == "reports" else "left")
    for event in seen:
        said, colour = verdict(event)
        family = event["family"]
        if family == "auto" and event["looks"]:
            family = f"auto ({event['looks']})"
        more = "+" if event["older"] and event["reports"] else ""
        remark = event["detail"] or ("" if colour == GOOD else event["note"])
        cells = (f"{event['reports']}{more}", event["newest"] or "", family, event["robots"], remark)
        table.add_row(event["portal"], Text(said, style=colour), *cells)
    return table


def _summary(seen: list[dict[str, Any]], requests: int) -> str:
    good = sum(verdict(event)[1] == GOOD for event in seen)
    return f"{good} of {len(seen)} columns in order, with {requests} requests. “+” means that older pages list more."
