"""From a report posted on a portal to what is wrong with it, received in Slack: a real service, a real crawl."""

from __future__ import annotations

import json
import signal
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from monitor.alerts.local import LocalSlack
from monitor.steps.crawl import start_crawl
from tests.bench.service import Measure
from tests.portals.site import Answer, Question, Site, html, not_found, serve
from tests.services import count, end, start
from tests.short_season import DOCUMENTS

MOST_SECONDS, MOST_WITH_START = 2.0, 3.0
"""The bar of the issue, from the poll that could see the report to its alert; and our own for all that a poll takes."""
_REPORTS = 5
_LONGEST = 60.0
_BODY = "示例市统计局"


@dataclass
class Column:
    """A column of one body's reports. It notes when it was first asked with a report on it."""

    posted: int = 0
    asked_at: float = 0.0
    _text: str = field(default_factory=lambda: (DOCUMENTS / "sample_statistics_2020.html").read_text(encoding="utf-8"))

    def post(self) -> None:
        """One report more, on the year after; what is wrong with the first is wrong with each."""
        self.posted, self.asked_at = self.posted + 1, 0.0

    def answer(self, question: Question) -> Answer:
        if question.path == "/nb/":
            self.asked_at = self.asked_at or time.monotonic()
            return html(f"<ul class='list'>{''.join(map(self._row, range(self.posted)))}</ul>")
        if question.path.startswith("/nb/content/post_"):
            number = int(question.path[len("/nb/content/post_") : -len(".html")])
            text = self._text.replace("2020年", f"{2020 + number}年")
            return html(f"<html><body><h1>{_title(number)}</h1><div id='zoom'>{text}</div></body></html>")
        return not_found()

    def _row(self, number: int) -> str:
        return f"<li><a href='content/post_{number}.html'>{_title(number)}</a><span>2026-01-20</span></li>"


def _title(number: int) -> str:
    return f"{_BODY}{2020 + number}年政府信息公开工作年度报告"


def measure_posting() -> list[Measure]:
    """The medians of several reports posted one after the other, each polled at once."""
    column = Column()
    with (
        tempfile.TemporaryDirectory() as name,
        LocalSlack() as slack,
        serve(Site("nfcms", "/nb/", column.answer)) as at,
    ):
        folder = Path(name)
        home = _configure(folder, at.column, slack)
        service = start(folder, slack)
        try:
            _wait(lambda: count(home, "SELECT count(*) FROM runs WHERE finished_at IS NOT NULL") > 0)
            took = [_post(column, home, folder / "list.yml", slack) for _ in range(_REPORTS)]
        finally:
            end(service, signal.SIGTERM)
    polled, started = (statistics.median(each) for each in zip(*took, strict=True))
    return [
        Measure("from the poll that sees a new report to its finding in Slack", polled, MOST_SECONDS, "s"),
        Measure("the same from its posting, the start of the crawl's process included", started, MOST_WITH_START, "s"),
    ]


def _post(column: Column, home: Path, watchlist: Path, slack: LocalSlack) -> tuple[float, float]:
    """Seconds from the poll's request, and from the posting, to the message."""
    told = len(slack.payloads)
    column.post()
    began = time.monotonic()
    with start_crawl(home, watchlist, revisit=False) as crawl:
        _wait(lambda: len(slack.payloads) > told)
        arrived = time.monotonic()
        for _ in crawl:
            continue
    return arrived - column.asked_at, arrived - began


def _configure(folder: Path, url: str, slack: LocalSlack) -> Path:
    body = {"id": "statistics", "name": _BODY, "kind": "department"}
    portal = {"id": "example_city_statistics", "name": "年报", "url": url, "family": "nfcms", "bodies": ["statistics"]}
    head = {"name": "Bench", "first_year": 2026, "allowed_hosts": ["127.0.0.1"], "delay": 0}
    text = json.dumps(head | {"bodies": [body], "portals": [portal]})
    (folder / "list.yml").write_text(text, encoding="utf-8")
    bot = slack.bot()
    config = f'watchlist = "{folder / "list.yml"}"\n[slack]\nchannel = "{bot.channel}"\nbase_url = "{bot.base_url}"\n'
    (folder / "nianbao.toml").write_text(f"{config}[service]\nport = 0\n", encoding="utf-8")
    return folder / "data"


def _wait(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _LONGEST
    while not true():
        if time.monotonic() > deadline:
            raise TimeoutError("it did not happen in time")
        time.sleep(0.01)
