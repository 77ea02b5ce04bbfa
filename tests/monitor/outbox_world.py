"""An archive, channels and a clock to break in tests: what is told, how often, and that nothing is lost."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial
from pathlib import Path

from monitor.alerts.digest import Digest, Receipt
from monitor.alerts.mail import send_mail
from monitor.alerts.settings import MailSettings, SlackSettings
from monitor.alerts.slack import send_slack
from monitor.catalogue import Language
from monitor.clock import ZONE
from monitor.steps.deliver import Delivered, Outlet, Telling, deliver_step
from monitor.steps.patience import Patience
from storage.archive import Archive
from storage.plan import Everywhere
from storage.records import FindingRow

START = dt.datetime(2021, 2, 1, 9, 0, tzinfo=ZONE)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
TELLING = Telling(Language.ZH, "示例", "http://127.0.0.1:8001", Patience(72 * HOUR, 4 * HOUR))


def finding(name: str, severity: str = "error") -> FindingRow:
    return FindingRow(
        name, "applications.row_total", severity, "示例市示例区统计局", None, 2020, (), f"case {name}.",
        f"情形 {name}。", "8", "9", (), None, f"evidence of {name}",
    )  # fmt: skip


def slack_outlet(settings: SlackSettings) -> Outlet:
    return Outlet(lambda digest: send_slack(digest, settings, lambda _: None))


def mail_outlet(settings: MailSettings) -> Outlet:
    return Outlet(partial(send_mail, settings=settings))


class World:
    """`now` is the clock; each `step` is what the service does every few seconds."""

    def __init__(self, home: Path, **outlets: Outlet) -> None:
        self.archive = Archive.open(home, busy_seconds=0.2)
        self.outlets = outlets
        self.telling = TELLING
        self.now = START
        self.open: dict[str, FindingRow] = {}

    def find(self, *names: str, severity: str = "error") -> None:
        self.open |= {name: finding(name, severity) for name in names}
        self.settle()

    def settle(self) -> None:
        plan = Everywhere(dict.fromkeys(self.outlets, "info"))
        self.archive.settle("reports", list(self.open.values()), plan, self.now)

    def step(self) -> list[Delivered]:
        return deliver_step(self.archive, self.outlets, self.telling, lambda: self.now)

    def live(self, span: dt.timedelta, every: dt.timedelta = MINUTE) -> list[Delivered]:
        """Step through `span`; returns every attempt."""
        attempts: list[Delivered] = []
        end = self.now + span
        while self.now < end:
            attempts += self.step()
            self.now += every
        return attempts

    def states(self, channel: str) -> Counter[str]:
        rows = self.archive.rows("SELECT state FROM deliveries WHERE channel = ?", (channel,))
        return Counter(row["state"] for row in rows)

    def everything_arrived_once(self, channel: str) -> bool:
        """Each delivery of the channel is delivered, in exactly one digest that went out."""
        lost = self.archive.rows(
            "SELECT x.id FROM deliveries x LEFT JOIN digests d ON d.id = x.digest"
            " WHERE x.channel = ? AND (x.state <> 'delivered' OR d.delivered_at IS NULL)",
            (channel,),
        )
        keys = self.archive.rows("SELECT key FROM deliveries WHERE channel = ?", (channel,))
        return not lost and len(keys) == len({row["key"] for row in keys}) > 0

    def open_codes(self) -> list[str]:
        return [row.code for row in self.archive.open_findings() if row.id not in self.open]


class Recorder:
    """A channel that keeps what it is told; `answers` come first."""

    def __init__(self, *answers: Receipt) -> None:
        self.digests: list[Digest] = []
        self.answers = list(answers)

    def __call__(self, digest: Digest) -> Receipt:
        receipt = self.answers.pop(0) if self.answers else Receipt(True)
        if receipt.delivered:
            self.digests.append(digest)
        return receipt

    @property
    def outlet(self) -> Outlet:
        return Outlet(self)

    @property
    def codes(self) -> list[tuple[str, str]]:
        return [(str(notice.transition), notice.code) for digest in self.digests for notice in digest.notices]
