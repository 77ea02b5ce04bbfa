"""`nianbao crawl` and `nianbao once`: one pass over the watch list, shown as it happens."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console
from rich.text import Text

from monitor.failures import UNDELIVERED, UNREAD
from monitor.season.screen import Screen
from monitor.steps.flow import Flow
from monitor.workers import ReadPool
from storage.archive import Archive


def run_crawl(flow: Flow, portals: tuple[str, ...], *, revisit: bool, due_only: bool, as_json: bool) -> int:
    """Crawl and print what happens; returns the exit code. Raises CrawlRefused."""
    console = Console()
    code = 0
    with flow.crawl(portals=portals, revisit=revisit, due_only=due_only) as crawl:
        for event in crawl:
            if event["event"] == "column" and event["outcome"] not in ("read", "postponed"):
                code = UNREAD
            if as_json:
                sys.stdout.write(json.dumps(event, ensure_ascii=False) + "\n")
                sys.stdout.flush()
            else:
                console.print(event_line(event), soft_wrap=True)
    return code


def run_once(flow: Flow, *, due_only: bool) -> int:
    """One pass of all steps; returns the exit code."""
    screen = Screen(Console())
    code = run_crawl(flow, (), revisit=True, due_only=due_only, as_json=False)
    with Archive.open(flow.home) as archive, ReadPool(flow.config.reading) as pool:
        for each in flow.read(archive, pool):
            screen.read(each)
        changes = flow.check(archive)
        attempts = flow.deliver(archive)
        screen.alerts(attempts)
        screen.delivered(attempts)
        if changes and not flow.outlets:
            screen.console.print(
                f"{len(changes)} findings opened, changed or resolved; no channel is configured, so nobody was told: "
                "`nianbao findings` lists them"
            )
    return code if all(attempt.receipt.delivered for attempt in attempts) else UNDELIVERED


def event_line(event: dict[str, Any]) -> Text:
    """A crawl's progress as a line for a person."""
    match event["event"]:
        case "column":
            good = event["outcome"] == "read"
            said = f"{event['entries']} reports listed" if good else f"{event['outcome']}: {event['detail']}"
            return Text.assemble(("column    ", "dim"), (f"{event['portal']}: {said}", "" if good else "yellow"))
        case "document":
            news = "new" if event["new"] else "different" if event["changed"] else "unchanged"
            return Text.assemble(("document  ", "dim"), f"{event['url']} ({news})")
        case "failed":
            return Text.assemble(("failed    ", "dim"), (f"{event['url']}: {event['error']}", "yellow"))
        case "nothing_due":
            said = f"no column is due before {event['next_at'] or 'one is enabled'}; --all reads them all the same"
            return Text.assemble(("crawl     ", "dim"), said)
        case _:
            numbers = ", ".join(f"{key} {value}" for key, value in event.items() if key != "event")
            return Text.assemble((f"{event['event']:<10}", "dim"), (numbers, "dim"))
