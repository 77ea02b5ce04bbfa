"""`python -m tests.bench.soak --minutes 20`: the sample season over and over on fifty portals, in one process that
lives as long as the service does. Its memory, its workers' and its open files have to stay what they were."""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from crawler.watchlist import SHIPPED
from monitor.alerts.local import LocalMail
from monitor.channel_config import Mail
from monitor.config import Alerts, Config
from monitor.season.days import DAYS, Day
from monitor.steps.flow import Flow, build_flow
from monitor.workers import ReadPool
from storage.archive import Archive

ROOT = Path(__file__).parents[2]
WITH_BROWSER = 2
"""Portals whose pages a browser shows; the others are fetched plainly, so that the days are short."""
MOST_MEMORY_GROWTH, MOST_FILE_GROWTH = 1.10, 4


@dataclass(frozen=True, slots=True)
class Sample:
    """After a day: MiB of this process and of its workers, open files of this process, seconds the day took."""

    memory: float
    workers: float
    files: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Soak:
    minutes: float
    portals: int
    seasons: int
    samples: Sequence[Sample]
    reports: int
    delivered: int

    @property
    def early(self) -> Sequence[Sample]:
        """A third of the days, the first few left out: caches fill up in them."""
        return self.samples[3 : 3 + max(1, len(self.samples) // 3)]

    @property
    def late(self) -> Sequence[Sample]:
        return self.samples[-max(1, len(self.samples) // 3) :]

    @property
    def holds(self) -> bool:
        if len(self.samples) < 9:
            return False
        flat = all(
            _median(self.late, name) <= _median(self.early, name) * MOST_MEMORY_GROWTH + 5
            for name in ("memory", "workers")
        )
        return flat and _median(self.late, "files") <= _median(self.early, "files") + MOST_FILE_GROWTH

    def __str__(self) -> str:
        rows = [
            f"{self.minutes:.1f} minutes, {self.portals} portals, {len(self.samples)} days in {self.seasons} seasons"
        ]
        rows += [
            f"{name}: {_median(self.early, name):.0f} early, {_median(self.late, name):.0f} late, "
            f"{max(getattr(each, name) for each in self.samples):.0f} at most"
            for name in ("memory", "workers", "files", "seconds")
        ]
        rows.append(f"{self.reports} reports read, {self.delivered} messages delivered")
        return "\n".join([*rows, "flat" if self.holds else "NOT FLAT, or too few days to say"])


def soak(minutes: float, portals: int, folder: Path) -> Soak:
    """Play seasons until the time is up."""
    samples: list[Sample] = []
    reports = seasons = 0
    started = time.monotonic()
    with _portals(portals) as ports, LocalMail() as mail:
        config = _config(write_list(folder / "list.yml", ports), mail)
        with ReadPool(config.reading) as pool:
            while time.monotonic() - started < 60 * minutes:
                seasons += 1
                home = folder / f"season-{seasons}"
                for day in DAYS:
                    samples.append(_play(day, ports, home, config, pool))
                    if time.monotonic() - started >= 60 * minutes:
                        break
                with Archive.open(home) as archive:
                    reports += archive.rows("SELECT count(*) AS n FROM reports")[0]["n"]
        return Soak((time.monotonic() - started) / 60, portals, seasons, samples, reports, len(mail.messages))


def _play(day: Day, ports: Sequence[str], home: Path, config: Config, pool: ReadPool) -> Sample:
    began = time.monotonic()
    for port in ports:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/_sample/day?date={day.date}", data=b"").close()
    flow = build_flow(home, config, lambda: day.moment)
    _turn(flow, day.moment, pool)
    return Sample(memory_of("self"), _workers(), len(list(Path("/proc/self/fd").iterdir())), time.monotonic() - began)


def _turn(flow: Flow, now: dt.datetime, pool: ReadPool) -> None:
    with flow.crawl(now=now) as crawl:
        for _ in crawl:
            pass
    with Archive.open(flow.home) as archive:
        for _ in flow.read(archive, pool):
            pass
        flow.check(archive)
        flow.deliver(archive)


@contextmanager
def _portals(number: int) -> Iterator[list[str]]:
    command = [sys.executable, "-m", "tests.bench.crawling.portals", str(number)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield (process.stdout.readline() if process.stdout else "").split()
        finally:
            process.kill()


def write_list(path: Path, ports: Sequence[str]) -> Path:
    """The sample's watch list once for each portal, its bodies and columns with a number behind their ids and names."""
    shipped = yaml.safe_load((SHIPPED / "sample.yml").read_text(encoding="utf-8"))
    bodies, portals = [], []
    for number, port in enumerate(ports):
        bodies += [{**body, "id": f"{body['id']}_{number}"} for body in shipped["bodies"]]
        for portal in shipped["portals"]:
            url = portal["url"].replace("127.0.0.1:8765", f"127.0.0.1:{port}")
            ids = [f"{body}_{number}" for body in portal["bodies"]]
            browser = portal.get("browser", "never") if number < WITH_BROWSER else "never"
            own = {"id": f"{portal['id']}_{number}", "url": url, "bodies": ids, "browser": browser}
            portals.append({**portal, **own})
    path.write_text(yaml.safe_dump({**shipped, "bodies": bodies, "portals": portals}, allow_unicode=True), "utf-8")
    return path


def _config(watchlist: Path, mail: LocalMail) -> Config:
    letters = mail.settings()
    channel = Mail(host=letters.host, port=letters.port, security="none", sender=letters.sender, to=letters.to)
    return Config(watchlist=str(watchlist), alerts=Alerts(reminder_days=0), mail=channel)


def memory_of(pid: str) -> float:
    """MiB that a process holds."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS")), 0.0)


def _workers() -> float:
    """MiB of the largest worker process of ours."""
    children = Path("/proc/self/task").glob("*/children")
    pids = {pid for each in children for pid in each.read_text().split()}
    grandchildren = {pid for each in pids for task in Path(f"/proc/{each}/task").glob("*/children")
                     for pid in task.read_text().split()}  # fmt: skip
    return max((memory_of(pid) for pid in pids | grandchildren), default=0.0)


def _median(samples: Sequence[Sample], name: str) -> float:
    return statistics.median(getattr(each, name) for each in samples) if samples else 0.0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--portals", type=int, default=50)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        result = soak(arguments.minutes, arguments.portals, Path(folder))
    sys.stdout.write(f"{result}\n")
    return 0 if result.holds else 1


if __name__ == "__main__":
    sys.exit(main())
