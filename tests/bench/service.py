"""The service when nothing happens, and how soon it tells when something does: a real one, as a child process."""

from __future__ import annotations

import datetime as dt
import os
import signal
import statistics
import subprocess
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from crawler.sample.calendar import PUBLICATIONS
from crawler.sample.server import SamplePortal
from monitor.alerts.local import LocalSlack
from monitor.clock import now
from monitor.service.duties import REST_SECONDS
from storage.archive import Archive
from storage.change_watch import ChangeWatch
from storage.records import DocumentRow, EntryRow, FetchRow
from tests.services import ANY_PORT, configure, count, end, start, wait_until
from tests.short_season import DOCUMENTS

IDLE_SECONDS = 120.0
MOST_MIB, MOST_SHARE, MOST_SECONDS = 120.0, 0.005, 1.0
"""The bars of the issue: memory, share of a core, and seconds from an event to its delivery."""
_DAY = dt.date(2021, 1, 4)
_EVENTS = 7


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the section, in its own unit; `most` is what the bar allows."""

    name: str
    value: float
    most: float
    unit: str

    @property
    def holds(self) -> bool:
        return self.value <= self.most


def measure_service(idle_seconds: float = IDLE_SECONDS) -> list[Measure]:
    """An idle service, and then one event after the other."""
    with tempfile.TemporaryDirectory() as name, SamplePortal(_DAY) as portal, LocalSlack() as slack:
        folder = Path(name)
        home = configure(folder, portal, slack, ANY_PORT)
        service = start(folder, slack)
        try:
            wait_until(lambda: count(home, "SELECT count(*) FROM runs WHERE finished_at IS NOT NULL") > 0)
            wait_until(lambda: _is_quiet(home))
            measured = _events(home, slack)
            time.sleep(min(idle_seconds, REST_SECONDS + 5))  # the workers go to rest
            return [*_idle(home, service, idle_seconds), measured]
        finally:
            end(service, signal.SIGTERM)


def _is_quiet(home: Path) -> bool:
    with Archive.open(home) as archive:
        newest = archive.one("SELECT max(seq) AS seq FROM events")
        return archive.next_delivery_at(now()) is None and bool(newest) and archive.cursor("read") > 0


def _idle(home: Path, service: subprocess.Popen[str], seconds: float) -> list[Measure]:
    watch, writes = ChangeWatch(home), 0
    watch.changed()
    before, began = _cpu_seconds(service.pid), time.monotonic()
    while time.monotonic() - began < seconds:
        time.sleep(0.05)
        writes += watch.changed()
    took = time.monotonic() - began
    watch.close()
    beats = int(took // 60) + 1
    return [
        Measure("memory of the idle service", _resident_mib(service.pid), MOST_MIB, "MiB"),
        Measure("its share of a core", _spent(before, _cpu_seconds(service.pid)) / took, MOST_SHARE, ""),
        Measure(f"its writes in {took:.0f} s beyond the heartbeats", max(0, writes - beats), 0, ""),
    ]


def _events(home: Path, slack: LocalSlack) -> Measure:
    """From a document kept to what is wrong with its report, received in Slack: the median of several."""
    took = []
    data = (DOCUMENTS / "sample_statistics_2020.html").read_bytes()
    with Archive.open(home) as archive:
        portal = archive.rows("SELECT id FROM portals LIMIT 1")[0]["id"]
        body = archive.rows("SELECT id FROM bodies WHERE name LIKE '%统计局' LIMIT 1")[0]["id"]
        publication = next(each for each in PUBLICATIONS if each.document == "sample_statistics_2020")
        for number in range(_EVENTS):
            text = data.replace("2020年".encode(), f"{2020 + number}年".encode())
            told = len(slack.payloads)
            moment, began = now(), time.monotonic()
            run = archive.start_run(moment)
            url = f"http://127.0.0.1/{number}.html"
            title = publication.title.replace("2020", str(2020 + number))
            entry = archive.see_entry(EntryRow(portal, url, title, body, 2020 + number, None), moment)
            document = archive.see_document(DocumentRow(entry.id, url, "page"), moment)
            archive.keep_snapshot(FetchRow(document.id, run, 200, {}, "text/html", text), moment)
            wait_until(lambda told=told: len(slack.payloads) > told)  # type: ignore[misc]
            took.append(time.monotonic() - began)
    return Measure("from a document kept to its finding in Slack", statistics.median(took), MOST_SECONDS, "s")


def _cpu_seconds(pid: int) -> dict[int, float]:
    """User and system time of the process and of those under it that live, each by its number."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    spent = {pid: sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")}
    for thread in Path(f"/proc/{pid}/task").iterdir():
        for child in (thread / "children").read_text().split():
            with suppress(FileNotFoundError):  # it has just ended
                spent |= _cpu_seconds(int(child))
    return spent


def _spent(before: Mapping[int, float], after: Mapping[int, float]) -> float:
    """What those that still live have used since. The time of a crawl or a worker that has ended is added to its
    parent's then, however long before it was spent: it says nothing of idling."""
    return sum(seconds - before.get(pid, 0.0) for pid, seconds in after.items())


def _resident_mib(pid: int) -> float:
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def service_section(measured: Sequence[Measure]) -> str:
    """The section of the page, as Markdown."""
    lines = ["| what | measured | bar | |", "| --- | --- | --- | --- |"]
    for each in measured:
        value, most = (f"{number:.3g} {each.unit}".strip() for number in (each.value, each.most))
        lines.append(f"| {each.name} | {value} | ≤ {most} | {'holds' if each.holds else 'missed'} |")
    return "\n".join(lines)


def as_json(measured: Sequence[Measure]) -> list[dict[str, object]]:
    return [asdict(each) | {"holds": each.holds} for each in measured]
