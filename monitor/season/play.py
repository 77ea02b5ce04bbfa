"""Play the sample season: for each day set the portal's calendar, then crawl, read, check and deliver, for real."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from monitor.alerts.local import LocalMail, LocalSlack
from monitor.alerts.preview import mail_to_html
from monitor.catalogue import Language
from monitor.season.days import DAYS, Day
from monitor.season.screen import Screen
from monitor.season.stage import Stage, open_home, set_stage
from monitor.steps.flow import RESTART_PATIENCE, Flow, build_flow
from monitor.workers import ReadPool
from storage.archive import Archive
from storage.connection import archive_file

CONSUMER = "season"
"""Its cursor is the number of days already played, so that a season that was broken off goes on where it was."""

COUNTED: tuple[tuple[str, str], ...] = (
    ("reports read", "SELECT count(*) FROM reports WHERE current = 1"),
    ("cells kept", "SELECT count(*) FROM figures"),
    ("alerts told", "SELECT count(*) FROM alerts"),
    ("messages delivered", "SELECT count(DISTINCT digest || channel) FROM deliveries WHERE state = 'delivered'"),
    ("findings still open", "SELECT count(*) FROM findings WHERE state = 'open'"),
)


def play(home: Path, console: Console, language: Language, archive_url: str) -> None:
    """Play what is left of the season at `home`, or a new one where the last is over."""
    started = time.monotonic()
    screen = Screen(console)
    open_home(home, lambda: is_over(home))
    with set_stage(home, language, archive_url) as stage:
        time_of_day = SeasonClock()
        flow = build_flow(home, stage.config, time_of_day)
        with Archive.open(home) as archive, ReadPool(stage.config.reading) as pool:
            screen.opening(len(flow.watchlist.bodies), stage.portal.url)
            for number, day in enumerate(DAYS[archive.cursor(CONSUMER) :], archive.cursor(CONSUMER) + 1):
                time_of_day.moment = day.moment
                _play_day(stage, flow, archive, pool, day, screen)
                with archive.transaction():
                    archive.move_cursor(CONSUMER, number, day.moment)
            counts = [(label, archive.rows(sql)[0]["n"]) for label, sql in _counted()]
        _keep_messages(home / "messages", stage.mail, stage.slack)
        screen.closing(counts, time.monotonic() - started)


class SeasonClock:
    """The season's own time: stands still during a day."""

    def __init__(self) -> None:
        self.moment = DAYS[0].moment

    def __call__(self) -> dt.datetime:
        return self.moment


def _counted() -> Iterator[tuple[str, str]]:
    for label, sql in COUNTED:
        yield label, f"SELECT ({sql}) AS n"


def is_over(home: Path) -> bool:
    """Whether the season at `home` has been played to its end."""
    if not archive_file(home).exists():
        return False
    with Archive.open(home) as archive:
        return archive.cursor(CONSUMER) >= len(DAYS)


def _play_day(stage: Stage, flow: Flow, archive: Archive, pool: ReadPool, day: Day, screen: Screen) -> None:
    stage.portal.set_day(day.date)
    screen.day(day)
    began = time.monotonic()
    with flow.crawl(now=day.moment, patience=RESTART_PATIENCE) as crawl:
        events = list(crawl)
    screen.crawled(events, time.monotonic() - began)
    for each in flow.read(archive, pool):
        screen.read(each)
    flow.check(archive)
    attempts = flow.deliver(archive)
    screen.alerts(attempts)
    screen.delivered(attempts)


def _keep_messages(folder: Path, mail: LocalMail, slack: LocalSlack) -> None:
    """Leave what was delivered where an onlooker can open it: the mails as .eml and .html, the Slack messages as
    JSON."""
    folder.mkdir(exist_ok=True)
    for number, message in enumerate(mail.messages, 1):
        (folder / f"mail-{number:02}.eml").write_bytes(message.as_bytes())
        (folder / f"mail-{number:02}.html").write_text(mail_to_html(message), encoding="utf-8")
    for number, payload in enumerate(slack.payloads, 1):
        text = json.dumps(payload, ensure_ascii=False, indent=1)
        (folder / f"slack-{number:02}.json").write_text(text, encoding="utf-8")
