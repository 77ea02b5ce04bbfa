"""Telling at its worst and at its usual: 10,000 findings opened at once, and one finding on a healthy channel."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from monitor.alerts.local import LocalMail, LocalSlack
from storage.archive import Archive
from storage.plan import Everywhere
from storage.records import FindingRow
from tests.monitor.outbox_world import START, World, mail_outlet, slack_outlet

ROOT = Path(__file__).parents[2]
FINDINGS = 10_000
BODIES = 400
LONGEST_DIGEST, MOST_MEMORY, LONGEST_DELIVERY = 3.0, 200.0, 1.0
"""Seconds, MiB, seconds: the bars of the issue."""

_DIGEST = """
import json, resource, sys, time
from pathlib import Path
from monitor.alerts.mail import digest_to_mail
from monitor.alerts.settings import MailSettings
from monitor.alerts.slack_messages import digest_to_posts
from monitor.alerts.settings import SlackSettings
from monitor.steps.deliver import build_digest
from storage.archive import Archive
from tests.monitor.outbox_world import START, TELLING
began, wall = time.process_time(), time.perf_counter()
with Archive.open(Path(sys.argv[1])) as archive:
    pending = archive.pending_notices(sys.argv[2], START)
    digest = build_digest(pending, TELLING)
    archive.begin_digest(digest.id, sys.argv[2], [notice.delivery for notice in pending], START)
    if sys.argv[2] == "mail":
        size = len(digest_to_mail(digest, MailSettings("h", "a@b.cn", ("c@d.cn",))).as_bytes())
    else:
        size = len(digest_to_posts(digest, SlackSettings(token="x", channel="#c")))
took = time.process_time() - began, time.perf_counter() - wall
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(json.dumps([len(digest.notices), size, *took, int(peak.split()[1]) / 1024]))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the section: CPU and wall seconds, MiB at the peak, and what the bar allows."""

    name: str
    cpu: float
    wall: float
    peak: float | None
    most_seconds: float
    most_memory: float | None = None

    @property
    def holds(self) -> bool:
        is_small = self.peak is None or self.most_memory is None or self.peak <= self.most_memory
        return self.cpu <= self.most_seconds and is_small


def measure_telling(findings: int = FINDINGS) -> list[Measured]:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        opened = _open(home, findings)
        digests = [_digest(home, channel) for channel in ("mail", "slack")]
    return [opened, *digests, _one_on_a_healthy_channel()]


def _row(number: int) -> FindingRow:
    """A finding as large as an ordinary one: seven cells with their labels and printed text."""
    operands = tuple(
        {"cell": f"applications.received_new.k{cell}", "label": "一、本年新收政府信息公开申请数量 · 自然人",
         "raw": str(number + cell), "year": 2020}
        for cell in range(7)
    )  # fmt: skip
    return FindingRow(
        f"{number:016x}", "applications.row_total", "error", f"示例市示例区第{number % BODIES}局", None, 2020,
        tuple(operand["cell"] for operand in operands), "The parts add up to 8, the total says 9.",
        "各项相加为 8，总计填写为 9。", "8", "9", operands, None, f"evidence {number}",
    )  # fmt: skip


def _open(home: Path, findings: int) -> Measured:
    """All of them opened in one transaction, with their alerts and two deliveries each."""
    rows = [_row(number) for number in range(findings)]
    with Archive.open(home) as archive:
        began, wall = time.process_time(), time.perf_counter()
        archive.settle("bench", rows, Everywhere({"mail": "info", "slack": "info"}), START)
        took = time.process_time() - began, time.perf_counter() - wall
    return Measured(f"{findings:,} findings opened, two deliveries each (no bar)", *took, None, float("inf"))


def _digest(home: Path, channel: str) -> Measured:
    command = [sys.executable, "-c", _DIGEST, str(home), channel]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=120)
    notices, size, cpu, wall, peak = json.loads(done.stdout)
    what = f"{size / 1e6:.1f} MB with its table" if channel == "mail" else f"{size} message"
    return Measured(f"digest of {notices:,} for {channel}, {what}", cpu, wall, peak, LONGEST_DIGEST, MOST_MEMORY)


def _one_on_a_healthy_channel() -> Measured:
    """From the change of a finding to the receiver's yes, on Slack and by mail; the median of several."""
    with tempfile.TemporaryDirectory() as folder, LocalSlack() as slack, LocalMail() as mail:
        world = World(Path(folder), slack=slack_outlet(slack.bot()), mail=mail_outlet(mail.settings()))
        world.find("warm")
        world.step()
        took: list[tuple[float, float]] = []
        for number in range(9):
            began, wall = time.process_time(), time.perf_counter()
            world.find(f"n{number}")
            world.step()
            took.append((time.process_time() - began, time.perf_counter() - wall))
        assert len(slack.payloads) == len(mail.messages) == 10
        world.archive.close()
    cpu, wall = sorted(took)[len(took) // 2]
    return Measured("a finding opened, told in Slack and by mail", cpu, wall, None, LONGEST_DELIVERY)


def telling_section(measured: Sequence[Measured]) -> str:
    """The section of the page, as Markdown."""
    lines = ["| what | CPU, s | wall, s | peak MiB | bar | |", "| --- | --- | --- | --- | --- | --- |"]
    for each in measured:
        has_bar = each.most_seconds != float("inf")
        bar = f"≤ {each.most_seconds:g} s" + (f", ≤ {each.most_memory:g} MiB" if each.most_memory else "")
        peak = f"{each.peak:.0f}" if each.peak else ""
        verdict = ("holds" if each.holds else "missed") if has_bar else ""
        lines.append(
            f"| {each.name} | {each.cpu:.2f} | {each.wall:.2f} | {peak} | {bar if has_bar else ''} | {verdict} |"
        )
    return "\n".join(lines)


def as_json(measured: Sequence[Measured]) -> list[dict[str, object]]:
    return [asdict(each) | {"holds": each.holds} for each in measured if each.most_seconds != float("inf")]
