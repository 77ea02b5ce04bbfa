"""How many pages are open in a real Chromium over a crawl of columns and reports that a script renders."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from crawler.browser import find_chromium
from tests.bench.crawling.measure import FIRST, ROOT
from tests.browser_door import watched_chromium
from tests.portals.registry import build
from tests.portals.site import serve

MOST_PAGES = 2


def count_pages(columns: int = 5) -> tuple[str, str, bool] | None:
    """The bar, what was seen, and whether it holds; None on a machine without a browser.

    Each column is a site of its own, so that nothing but our own limit keeps their pages apart.
    """
    if find_chromium() is None:
        return None
    with tempfile.TemporaryDirectory() as name, contextlib.ExitStack() as stack:
        folder = Path(name)
        urls = [stack.enter_context(serve(build("rendered", "plain"))).column for _ in range(columns)]
        watchlist = _write_list(folder / "list.yml", urls)
        with watched_chromium(folder) as door:
            command = [sys.executable, "-m", "crawler", "--home", str(folder / "home"), "--watchlist", str(watchlist)]
            environment = {**os.environ, "NIANBAO_CHROMIUM": str(door.program)}
            done = subprocess.run(
                [*command, "--now", FIRST], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
            )
    told = [json.loads(line) for line in done.stdout.splitlines()]
    read, shown = (sum(each["event"] == kind for each in told) for kind in ("column", "document"))
    measured = f"{door.most} at most, looked {len(door.seen)} times; {read} columns, {shown} documents"
    return f"browser columns: ≤ {MOST_PAGES} pages open", measured, 1 <= door.most <= MOST_PAGES and read == columns


def _write_list(path: Path, urls: list[str]) -> Path:
    portals = [
        {"id": f"column_{number}", "name": f"{number}", "url": url, "family": "rendered", "browser": "always"}
        for number, url in enumerate(urls)
    ]
    head = {"name": "Bench", "first_year": 2020, "allowed_hosts": ["127.0.0.1"], "delay": 0}
    path.write_text(json.dumps(head | {"bodies": [], "portals": portals}), encoding="utf-8")
    return path
