"""A crawl of many columns against a bare spider, and what a second pass with nothing new costs."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
LEAST_THROUGHPUT = 0.8
MOST_MEMORY = 300.0
MOST_GROWTH = 200.0
FIRST, SECOND = "2026-02-02T09:00:00+08:00", "2026-02-02T12:05:00+08:00"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one process took: seconds on the clock, seconds of CPU, MiB at its peak, requests it sent."""

    wall: float
    cpu: float
    memory: float
    requests: int
    early: float = 0.0
    """MiB after a fifth of its documents, where that was watched."""

    @property
    def rate(self) -> float:
        return self.requests / self.wall


@dataclass(frozen=True, slots=True)
class Crawling:
    """A crawl, the floor in the same run, and the second pass."""

    columns: int
    entries: int
    ours: Cost
    bare: Cost
    second: Cost
    documents: int
    """Documents fetched in the second pass."""
    growth: float
    """Bytes by which the second pass made the archive grow, a column."""
    pages: tuple[str, str, bool] | None = None
    """The bar of pages open in a browser, where there is one."""

    @property
    def throughput(self) -> float:
        """Requests a second against the bare spider's."""
        return self.ours.rate / self.bare.rate

    @property
    def bars(self) -> Sequence[tuple[str, str, bool]]:
        """What was promised, what was measured, whether it holds."""
        share = f"{self.throughput:.2f} ({self.ours.rate:.0f} and {self.bare.rate:.0f} requests a second)"
        flat = self.ours.early == 0.0 or self.ours.memory <= self.ours.early * 1.25 + 10
        memory = f"{self.ours.memory:.0f} MiB, {self.ours.early:.0f} after a fifth"
        asked = f"{self.second.requests / self.columns:.2f}, {self.documents} documents"
        return (
            (f"throughput ≥ {LEAST_THROUGHPUT} of a bare spider's", share, self.throughput >= LEAST_THROUGHPUT),
            (f"memory ≤ {MOST_MEMORY:.0f} MiB and flat", memory, self.ours.memory <= MOST_MEMORY and flat),
            ("second pass: one request a column, no document", asked, asked.startswith("1.00, 0 ")),
            (f"second pass: < {MOST_GROWTH:.0f} bytes a column", f"{self.growth:.0f}", self.growth < MOST_GROWTH),
            *([self.pages] if self.pages else []),
        )


def measure_crawling(columns: int = 500, entries: int = 20) -> Crawling:
    """Crawl, let the bare spider do the same, crawl again three hours later."""
    with tempfile.TemporaryDirectory() as name, serve_columns(entries) as url:
        folder = Path(name)
        watchlist = write_list(folder / "list.yml", url, columns)
        (folder / "bodies").mkdir()
        bare = _bare(url, columns, folder / "bodies")
        ours = crawl(folder, watchlist, url, FIRST)
        before = size_of(folder / "home")
        second = crawl(folder, watchlist, url, SECOND, "--due")
        growth = (size_of(folder / "home") - before) / columns
        return Crawling(columns, entries, ours[0], bare, second[0], second[1], growth)


@contextmanager
def serve_columns(entries: int) -> Iterator[str]:
    command = [sys.executable, "-m", "tests.bench.crawling.site", str(entries)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            yield f"http://127.0.0.1:{server.stdout.readline().strip() if server.stdout else ''}"
        finally:
            server.kill()


def write_list(path: Path, url: str, columns: int) -> Path:
    bodies = [{"id": f"body_{n}", "name": f"示例第{n}局", "kind": "department"} for n in range(columns)]
    portals = [
        {"id": f"example_district_of_example_column_{n}", "name": f"{n}", "url": f"{url}/nb/{n}/", "family": "nfcms"}
        | {"bodies": [f"body_{n}"]}
        for n in range(columns)
    ]
    head = {"name": "Bench", "first_year": 2020, "allowed_hosts": ["127.0.0.1"], "delay": 0, "requests_a_day": 10**6}
    path.write_text(json.dumps(head | {"bodies": bodies, "portals": portals}), encoding="utf-8")
    return path


def crawl(folder: Path, watchlist: Path, url: str, now: str, *options: str) -> tuple[Cost, int]:
    """A crawl and the number of documents it fetched."""
    command = [sys.executable, "-m", "crawler", "--home", str(folder / "home"), "--watchlist", str(watchlist)]
    asked, documents, early = count_requests(url), 0, 0.0
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    with subprocess.Popen([*command, "--now", now, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        peak = 0.0
        for line in process.stdout or ():
            documents += line.startswith('{"event": "document"')
            if documents % 500 == 0:
                peak = max(peak, memory_of(process.pid))
                early = early or (peak if documents >= 2000 else 0.0)
        peak = max(peak, memory_of(process.pid))
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, peak, count_requests(url) - asked, early), documents


def _bare(url: str, columns: int, folder: Path) -> Cost:
    command = [sys.executable, "-m", "tests.bench.crawling.bare", url, str(columns), str(folder)]
    asked, started, before = count_requests(url), time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, env=dict(os.environ))
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, float(done.stdout), count_requests(url) - asked)


def count_requests(url: str) -> int:
    with urllib.request.urlopen(f"{url}/count") as answer:
        return int(answer.read())


def memory_of(pid: int) -> float:
    """MiB that a process has had at its peak; 0 where it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM")), 0.0)


def size_of(home: Path) -> int:
    """Bytes of the archive, its log emptied into it."""
    with closing(sqlite3.connect(home / "nianbao.db")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return sum(file.stat().st_size for file in home.rglob("*") if file.is_file())
