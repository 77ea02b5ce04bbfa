"""The sample portal, its pages, and a crawl as its parent process sees it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from crawler.families import Page
from crawler.sample.server import SamplePortal
from crawler.watchlist import SHIPPED

ROOT = Path(__file__).parents[2]


def fetch(url: str) -> Page:
    try:
        with urllib.request.urlopen(url) as answer:
            headers = {name.lower(): value for name, value in answer.headers.items()}
            return Page(url, answer.status, headers, answer.read())
    except urllib.error.HTTPError as error:
        with error:
            return Page(url, error.code, {"content-type": error.headers.get("Content-Type", "")}, error.read())


@pytest.fixture
def portal() -> Iterator[SamplePortal]:
    with SamplePortal(dt.date(2021, 2, 10)) as running:
        yield running


@pytest.fixture
def sample_list(portal: SamplePortal, tmp_path: Path) -> Path:
    """The shipped sample list, with the addresses of this test's portal."""
    text = (SHIPPED / "sample.yml").read_text(encoding="utf-8")
    path = tmp_path / "sample.yml"
    path.write_text(text.replace("http://127.0.0.1:8765", portal.url), encoding="utf-8")
    return path


def rows(home: Path, sql: str) -> list[dict[str, Any]]:
    with contextlib.closing(sqlite3.connect(home / "nianbao.db")) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(sql)]


def without_browser(path: Path) -> Path:
    path.write_text(path.read_text(encoding="utf-8").replace("browser: documents", "browser: never"), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Outcome:
    code: int
    events: list[dict[str, Any]]
    stderr: str

    def of(self, kind: str) -> list[dict[str, Any]]:
        return [event for event in self.events if event["event"] == kind]

    def column(self, portal: str) -> dict[str, Any]:
        return next(event for event in self.of("column") if event["portal"] == portal)


Crawl = Callable[..., Outcome]


def run_crawler(watchlist: Path, *arguments: str, home: Path, seconds: float = 90, **environment: str) -> Outcome:
    """Run `python -m crawler` as a child process."""
    command = [sys.executable, "-m", "crawler", "--home", str(home), "--watchlist", str(watchlist), *arguments]
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=seconds, check=False
    )
    events = [json.loads(line) for line in done.stdout.splitlines()]
    return Outcome(done.returncode, events, done.stderr)


@pytest.fixture
def crawl(tmp_path: Path) -> Crawl:
    """Run `python -m crawler` on this test's archive."""
    return partial(run_crawler, home=tmp_path / "home")
