"""`kill -9` at two hundred random moments: nothing is lost, nothing is told twice but by a repetition of the same
message."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.watchlist import SHIPPED
from monitor.alerts.local import LocalMail, LocalSlack
from tests.killing import Player
from tests.short_season import DAYS

KILLS = 200
LONGEST = 0.25
"""Seconds a season is left to play at most before it is killed; an undisturbed one takes a few."""
ALERTS = (
    "SELECT substr(a.at, 1, 10), a.transition, f.code, f.body, f.year FROM alerts a JOIN findings f ON f.id = a.finding"
)
DELIVERIES = (
    "SELECT x.channel, x.state, a.transition, f.code, f.body, f.year FROM deliveries x"
    " JOIN alerts a ON a.id = x.alert JOIN findings f ON f.id = a.finding"
)
REPORTS = "SELECT body, year, json, current FROM reports"


def player(folder: Path, slack: LocalSlack, mail: LocalMail) -> Player:
    """A program that plays the season in a child whenever it is told to."""
    folder.mkdir()
    bot, letters = slack.bot(), mail.settings()
    (folder / "list.yml").write_bytes((SHIPPED / "sample.yml").read_bytes())
    (folder / "nianbao.toml").write_text(
        f'watchlist = "{folder / "list.yml"}"\n[alerts]\nreminder_days = 0\n'
        f'[slack]\nchannel = "{bot.channel}"\nbase_url = "{bot.base_url}"\n'
        f'[mail]\nhost = "{letters.host}"\nport = {letters.port}\nsecurity = "none"\n'
        f'sender = "{letters.sender}"\nto = ["{letters.to[0]}"]\n'
    )
    token = {"NIANBAO_SLACK_TOKEN": str(bot.token)}
    return Player("tests.short_season", folder / "home", folder / "nianbao.toml", token)


@contextmanager
def playing(folder: Path) -> Iterator[tuple[Player, LocalSlack, LocalMail]]:
    with LocalSlack() as slack, LocalMail() as mail:
        child = player(folder, slack, mail)
        try:
            yield child, slack, mail
        finally:
            child.stop()


def digests(slack: LocalSlack) -> Counter[str]:
    """Slack messages by the key they carry: digest and part."""
    found = (payload.get("metadata", {}).get("event_payload", {}) for payload in slack.payloads)
    return Counter(json.dumps(each, sort_keys=True) for each in found)


def test_nothing_is_lost_and_nothing_told_twice(tmp_path: Path) -> None:
    chance = random.Random(2020)
    with playing(tmp_path / "calm") as (calm, slack, mail):
        assert calm.take("play") == 0
        alerts, deliveries, reports = calm.query(ALERTS), calm.query(DELIVERIES), calm.query(REPORTS)
        said, letters = digests(slack), {letter["Message-ID"] for letter in mail.messages}
    assert len(alerts) >= 15
    assert {row[1] for row in deliveries} == {"delivered"}

    kills, season = 0, 0
    while kills < KILLS:
        season += 1
        with playing(tmp_path / f"killed-{season}") as (killed, slack, mail):
            while True:
                if kills >= KILLS:
                    assert killed.take("play") == 0
                    break
                if not killed.kill_after("play", chance.uniform(0, LONGEST)):
                    break
                kills += 1
            assert killed.query(ALERTS) == alerts
            assert killed.query(DELIVERIES) == deliveries
            assert killed.query(REPORTS) == reports
            assert killed.query("PRAGMA integrity_check") == Counter([("ok",)])
            assert killed.query("PRAGMA foreign_key_check") == Counter()
            assert killed.query(f"SELECT seq FROM cursors WHERE consumer = 'short season' AND seq = {len(DAYS)}")
            assert digests(slack).keys() == said.keys()
            assert {letter["Message-ID"] for letter in mail.messages} == letters
