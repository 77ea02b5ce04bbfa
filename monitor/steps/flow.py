"""One pass of the whole flow over an archive: crawl, read, check, deliver. The CLI, the service and the sample season
share it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from crawler.watchlist import Watchlist, find_watchlist, load_watchlist
from monitor.alerts import CHANNELS
from monitor.alerts.digest import Digest, Receipt
from monitor.config import Config
from monitor.steps.affected import Checking
from monitor.steps.check import check_step
from monitor.steps.crawl import Crawl, start_crawl
from monitor.steps.deliver import Delivered, Send, Telling, deliver_step
from monitor.steps.read import Read, read_step
from monitor.workers import ReadPool
from storage.archive import Archive
from storage.records import Change

RESTART_PATIENCE = 20.0
"""Seconds that a service or a season waits for a crawl left over from before it was killed; it ends by itself in
less."""


@dataclass(frozen=True, slots=True)
class Flow:
    """Everything a pass needs, settled once. `clock` is the only source of time."""

    home: Path
    config: Config
    watchlist_file: Path
    watchlist: Watchlist
    clock: Callable[[], dt.datetime]
    send: dict[str, Send]

    def crawl(
        self,
        *,
        now: dt.datetime | None = None,
        portals: tuple[str, ...] = (),
        revisit: bool = True,
        patience: float = 0.0,
    ) -> Crawl:
        contact = self.config.contact
        return start_crawl(
            self.home,
            self.watchlist_file,
            portals=portals,
            now=now,
            revisit=revisit,
            contact=contact,
            patience=patience,
        )

    def read(self, archive: Archive, pool: ReadPool) -> Iterator[Read]:
        return read_step(archive, self.watchlist, pool, self.clock())

    def check(self, archive: Archive) -> list[Change]:
        now = self.clock()
        return check_step(archive, self.checking(now.date()), now)

    def checking(self, today: dt.date) -> Checking:
        config = self.config
        return Checking(
            self.watchlist, config.channels, today, config.alerts.due_soon_days, use_corrections=config.use_corrections
        )

    def deliver(self, archive: Archive) -> list[Delivered]:
        alerts = self.config.alerts
        telling = Telling(
            alerts.language, self.watchlist.name, alerts.archive_url, dt.timedelta(hours=alerts.give_up_hours)
        )
        return deliver_step(archive, self.send, telling, self.clock)


def build_flow(home: Path, config: Config, clock: Callable[[], dt.datetime]) -> Flow:
    """Settle watch list and channels; raises WatchlistError before anything is started."""
    file = find_watchlist(config.watchlist)
    settings: dict[str, Any] = {"slack": config.slack_settings(), "mail": config.mail_settings()}
    send: dict[str, Send] = {
        name: partial(_send, name, chosen) for name, chosen in settings.items() if chosen is not None
    }
    return Flow(home, config, file, load_watchlist(file), clock, send)


def _send(channel: str, settings: Any, digest: Digest) -> Receipt:
    return CHANNELS[channel](digest, settings)
