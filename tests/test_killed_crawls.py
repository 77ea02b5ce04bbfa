"""`kill -9` at random moments of crawls and of what follows them: the archive stays whole, nothing is lost or told
twice, and the next crawl goes on."""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from crawler.sample.calendar import PUBLICATIONS
from crawler.sample.server import SamplePortal
from monitor.alerts.local import LocalSlack
from storage.archive import Archive
from tests.killing import Player
from tests.services import configure

DAYS = tuple(map(dt.date.fromisoformat, ("2021-01-26", "2021-02-20", "2021-03-08", "2021-03-10", "2021-04-01")))
KILLED_CRAWLS = (14, 6, 5, 5, 10)
"""So many crawls are killed on each day: the first fetches the most, and most can go wrong in it."""
GROWTHS, CRAWL_SECONDS = (0, 0, 0, 1), 0.05
"""A crawl is killed once so many more rows have come in, and so much later at most."""
FOLLOW_SECONDS = 0.5
"""How long what follows is left alone at most before it is killed."""
GROWN = "SELECT (SELECT count(*) FROM visits) + (SELECT count(*) FROM sightings)"
TOLD = (
    "SELECT x.channel, x.state, a.transition, substr(a.at, 1, 10), f.code, f.body, f.year FROM deliveries x"
    " JOIN alerts a ON a.id = x.alert JOIN findings f ON f.id = a.finding"
)
ENTRIES = "SELECT portal, url, title, body, year FROM entries"
DOCUMENTS = "SELECT url, role, gone_since IS NOT NULL FROM documents"
REPORTS = "SELECT body, year, json_remove(json, '$.source'), current FROM reports"


@contextmanager
def season(folder: Path) -> Iterator[tuple[Player, SamplePortal, LocalSlack]]:
    folder.mkdir()
    with SamplePortal(DAYS[0]) as portal, LocalSlack() as slack:
        home = configure(folder, portal, slack)
        token = {"NIANBAO_SLACK_TOKEN": str(slack.bot().token)}
        player = Player("tests.crawled_season", home, folder / "nianbao.toml", token)
        try:
            yield player, portal, slack
        finally:
            player.stop()


def what_is_known(player: Player, portal: SamplePortal) -> dict[str, Counter[tuple[object, ...]]]:
    """All that must not depend on how often it was interrupted, without the port of this portal."""
    found = {sql: player.query(sql) for sql in (TOLD, ENTRIES, DOCUMENTS, REPORTS)}
    return {sql: Counter(_without(portal.url, row) for row in rows.elements()) for sql, rows in found.items()}


def assert_sound(player: Player) -> None:
    """The archive is whole, and its snapshots are on the disk byte for byte."""
    assert player.query("PRAGMA integrity_check") == Counter([("ok",)])
    assert player.query("PRAGMA foreign_key_check") == Counter()
    with Archive.open(player.home) as archive:
        for row in archive.rows("SELECT sha256 FROM snapshots"):
            assert hashlib.sha256(archive.blobs.read(row["sha256"])).hexdigest() == row["sha256"]


def _without(address: str, row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(each.replace(address, "") if isinstance(each, str) else each for each in row)


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Counter[tuple[object, ...]]]:
    """What a season that nobody disturbs comes to."""
    with season(tmp_path_factory.mktemp("calm") / "season") as (player, portal, _):
        for day in DAYS:
            portal.set_day(day)
            for turn in ("crawl", "follow"):
                assert player.take(f"{turn} {day}T09:00:00+08:00") == 0
        return what_is_known(player, portal)


def test_a_season_whose_crawls_are_killed_comes_to_the_same(
    calm: dict[str, Counter[tuple[object, ...]]], tmp_path: Path
) -> None:
    chance, killed = random.Random(2020), Counter[str]()
    with season(tmp_path / "killed") as (player, portal, slack):
        for day, kills in zip(DAYS, KILLED_CRAWLS, strict=True):
            portal.set_day(day)
            for number in range(kills):
                growth, seconds = chance.choice(GROWTHS), chance.uniform(0, CRAWL_SECONDS)
                killed["crawl"] += player.kill_once_grown(f"crawl {day}T09:00:00+08:00", GROWN, growth, seconds)
                if number % 3 == 2:  # the service works off what has come in so far
                    seconds = chance.uniform(0, FOLLOW_SECONDS)
                    killed["follow"] += player.kill_after(f"follow {day}T09:00:00+08:00", seconds)
            assert_sound(player)
            for turn in ("crawl", "follow"):
                assert player.take(f"{turn} {day}T09:00:00+08:00") == 0
        found = what_is_known(player, portal)
        digests = {row[0] for row in player.query("SELECT id FROM digests")}
    assert {payload["metadata"]["event_payload"]["digest"] for payload in slack.payloads} == digests
    assert killed["crawl"] >= sum(KILLED_CRAWLS) // 4, "too many were over before they could be killed"
    assert found == calm
    assert len(found[REPORTS]) >= len(PUBLICATIONS) // 2
