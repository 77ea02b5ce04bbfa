"""One pass of the whole flow over an archive: crawl, read, check, deliver. The CLI, the service and the sample season
share it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from crawler.watchlist import Watchlist, find_watchlist, load_watchlist
from monitor.alerts import CHANNELS
from monitor.alerts.digest import Digest, Receipt
from monitor.alerts.template import OURS, Templates, load_templates
from monitor.channel_config import AnyChannel, settings_of
from monitor.config import Config
from monitor.errors import ConfigError
from monitor.local.load import NO_RULES, LocalRules, load_local_rules
from monitor.routing import Routing, unknown_names
from monitor.steps.affected import Checking
from monitor.steps.check import check_step
from monitor.steps.crawl import Crawl, start_crawl
from monitor.steps.deliver import Delivered, Outlet, Telling, deliver_step
from monitor.steps.patience import Patience
from monitor.steps.read import Read, read_step
from monitor.steps.remind import introduce_channels, remind_step
from monitor.workers import ReadPool
from storage.archive import Archive
from storage.polling import due_portals
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
    outlets: Mapping[str, Outlet]
    config_file: Path | None = None
    local: LocalRules = NO_RULES
    templates: Templates = OURS

    @property
    def files(self) -> tuple[Path, ...]:
        """What this flow was built from."""
        return (self.watchlist_file, *([self.config_file] if self.config_file else []), *self.local.files)

    def crawl(
        self,
        *,
        now: dt.datetime | None = None,
        portals: tuple[str, ...] = (),
        revisit: bool = True,
        due_only: bool = False,
        patience: float = 0.0,
    ) -> Crawl:
        contact = self.config.contact
        return start_crawl(
            self.home,
            self.watchlist_file,
            portals=portals,
            now=now,
            revisit=revisit,
            due_only=due_only,
            contact=contact,
            patience=patience,
            screenshots=self.config.evidence.screenshots,
        )

    def has_crawl_due(self, archive: Archive) -> bool:
        """Whether the turn of any column or document has come, or a column is not known to the archive yet."""
        now = self.clock()
        looks = {look.portal: look for look in archive.looks()}
        enabled = [portal.id for portal in self.watchlist.enabled_portals]
        if any(id_ not in looks for id_ in enabled):
            return True
        return bool(due_portals(now, (looks[id_] for id_ in enabled)) or archive.documents_due(now))

    def read(self, archive: Archive, pool: ReadPool) -> Iterator[Read]:
        return read_step(archive, self.watchlist, pool, self.clock())

    def check(self, archive: Archive) -> list[Change]:
        now = self.clock()
        alerts, plan = self.config.alerts, self.plan
        introduce_channels(archive, {name: plan.mark_of(name) for name in self.outlets}, plan, now)
        changes = check_step(archive, self.checking(now.date()), now)
        after = dt.timedelta(days=alerts.reminder_days)
        return changes + remind_step(archive, plan, after, str(alerts.reminder_severity), now)

    def checking(self, today: dt.date) -> Checking:
        config = self.config
        return Checking(
            self.watchlist,
            self.plan,
            today,
            config.alerts.due_soon_days,
            use_corrections=config.use_corrections,
            local=self.local,
        )

    @property
    def plan(self) -> Routing:
        alerts = self.config.alerts
        within = dt.timedelta(days=alerts.unstable_days)
        return Routing(self.config.routes, self.watchlist, alerts.unstable_after, within)

    @property
    def telling(self) -> Telling:
        alerts = self.config.alerts
        hours = [dt.timedelta(hours=each) for each in (alerts.give_up_hours, alerts.failing_hours)]
        return Telling(
            alerts.language,
            self.watchlist.name,
            alerts.archive_url,
            Patience(*hours),
            alerts.storm,
            alerts.fallback,
            self.templates,
        )

    def deliver(self, archive: Archive) -> list[Delivered]:
        return deliver_step(archive, self.outlets, self.telling, self.clock)


def build_flow(home: Path, config: Config, clock: Callable[[], dt.datetime], config_file: Path | None = None) -> Flow:
    """Settle watch list and channels; raises WatchlistError or ConfigError before anything is started."""
    file = find_watchlist(config.watchlist)
    watchlist = load_watchlist(file)
    templates = load_templates(config.alerts.templates)
    for number, key, name in unknown_names(config.route, watchlist):
        raise ConfigError(f"{config.place('route', number, key)}: the watch list {watchlist.name} has no {name}")
    outlets = {name: _outlet(channel) for name, channel in config.channels.items()}
    local = load_local_rules(config.rules_path)
    return Flow(home, config, file, watchlist, clock, outlets, config_file, local, templates)


def _outlet(channel: AnyChannel) -> Outlet:
    return Outlet(partial(_send, channel.kind, settings_of(channel)), channel.quiet, channel.most_per_hour)


def _send(kind: str, settings: Any, digest: Digest) -> Receipt:
    return CHANNELS[kind](digest, settings)
