"""`nianbao alerts`: what a clerk types, against a real archive, a mail server and a Slack endpoint on this machine."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.alerts.local import LocalMail, LocalSlack
from monitor.cli import app
from monitor.clock import now
from monitor.errors import ConfigError
from storage.archive import Archive
from storage.plan import Everywhere
from tests.monitor.outbox_world import finding

PLAN = Everywhere({"office": "info", "slack": "info"})


class Desk:
    """A home with two findings waiting to be told, and a configuration for it."""

    def __init__(self, folder: Path, mail: LocalMail, slack: LocalSlack) -> None:
        self.home, self.config, self.mail, self.slack = folder / "data", folder / "nianbao.toml", mail, slack
        bot, letters = slack.bot(), mail.settings()
        self.config.write_text(
            f'watchlist = "sample"\n[slack]\ntoken = "{bot.token}"\nchannel = "{bot.channel}"\n'
            f'base_url = "{bot.base_url}"\n[channel.office]\nkind = "mail"\nhost = "{letters.host}"\n'
            f'port = {letters.port}\nsecurity = "none"\nsender = "{letters.sender}"\nto = ["{letters.to[0]}"]\n'
            '[[route]]\nchannels = ["office"]\nlanguage = "zh"\n[[route]]\nchannels = ["slack"]\n',
            encoding="utf-8",
        )
        with Archive.open(self.home) as archive:
            archive.settle("reports", [finding("one"), finding("two")], PLAN, now())

    def type(self, *words: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, ["--home", str(self.home), "--config", str(self.config), "alerts", *words])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, result.output
        return result.output

    def states(self) -> list[str]:
        with Archive.open(self.home) as archive:
            return [f"{row['channel']} {row['state']}" for row in archive.rows("SELECT * FROM deliveries ORDER BY id")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with LocalMail() as mail, LocalSlack() as slack:
        yield Desk(tmp_path, mail, slack)


def test_what_waits_is_previewed_without_being_sent_and_then_sent(desk: Desk) -> None:
    for words in (("preview",), ("send", "--dry-run")):
        said = desk.type(*words)
        assert "office 2 due now" in said
        assert "情形 one。" in said or "case one." in said
    assert desk.mail.messages == desk.slack.payloads == []
    assert "delivered" in desk.type("send")
    assert (len(desk.mail.messages), len(desk.slack.payloads)) == (1, 1)
    assert "Nothing is due." in desk.type("send")
    assert set(desk.states()) == {"office delivered", "slack delivered"}


def test_the_messages_are_written_as_they_would_be_sent(desk: Desk, tmp_path: Path) -> None:
    desk.type("preview", "--output", str(tmp_path / "look"))
    written = {file.name for file in (tmp_path / "look").iterdir()}
    assert written == {"office.eml", "office.html", "slack.json", "slack.html"}
    (payload,) = json.loads((tmp_path / "look" / "slack.json").read_text(encoding="utf-8"))
    assert payload["blocks"]
    assert desk.slack.TOKEN not in json.dumps(payload)


def test_the_sample_is_in_the_language_of_the_route(desk: Desk) -> None:
    assert "各项相加为 8" in desk.type("preview", "--sample", "--channel", "office")
    assert "add up to 8" in desk.type("preview", "--sample", "--channel", "slack")


def test_the_list_and_one_alert_in_words_and_for_programs(desk: Desk) -> None:
    desk.type("send")
    assert "delivered" in desk.type("list")
    alerts = [json.loads(line) for line in desk.type("list", "--json").splitlines()]
    assert [alert["finding"] for alert in alerts] == ["two", "one"]
    assert {each["channel"] for each in alerts[0]["deliveries"]} == {"office", "slack"}
    assert "key one.1.office" in desk.type("show", "1")
    assert json.loads(desk.type("show", "1", "--json"))["code"] == "applications.row_total"
    assert desk.type("list", "--state", "given_up").strip() == "No alerts."


def test_a_test_message_arrives_and_what_waited_is_tried_again(desk: Desk) -> None:
    said = desk.type("test", "office")
    assert "office: test message delivered" in said
    (message,) = desk.mail.messages
    assert "这是一条测试消息" in str(message["Subject"])
    assert desk.slack.payloads == []


def test_a_channel_that_is_wrong_is_said_so(desk: Desk) -> None:
    text = desk.config.read_text(encoding="utf-8").replace(f'"{desk.slack.TOKEN}"', '"xoxb-wrong"')
    desk.config.write_text(text, encoding="utf-8")
    said = desk.type("test", "slack", code=6)
    assert "the token is not valid" in " ".join(said.split())
    assert "xoxb-wrong" not in said
    assert "slack: 2 alerts not delivered" in desk.type("send", code=6)
    assert "left alone until" in " ".join(desk.type("preview", "--channel", "slack").split())
    with Archive.open(desk.home) as archive:
        archive.retry_now("slack")
    assert "2 due now; left alone until" in " ".join(desk.type("send").split())


def test_what_was_given_up_is_sent_again(desk: Desk) -> None:
    with Archive.open(desk.home) as archive:
        waiting = [notice.delivery for notice in archive.pending_notices("office", now())]
        archive.begin_digest("lost", "office", waiting, now())
        archive.digest_failed("lost", "gone", None, now())
    assert "2 alerts wait in the outbox of office" in desk.type("resend", "--channel", "office")
    desk.type("send")
    assert len(desk.mail.messages) == 1
    assert "1 alert waits" in desk.type("resend", "--channel", "office", "1")
    desk.type("send")
    ids = [message["Message-ID"] for message in desk.mail.messages]
    assert len(set(ids)) == 2, "wanted once more, so no mail program may take it for the one it has"


def test_a_snoozed_finding_is_not_sent(desk: Desk) -> None:
    tomorrow = (now().date() + dt.timedelta(days=1)).isoformat()
    assert f"one: silent until {tomorrow}" in desk.type("snooze", "one", "--until", tomorrow)
    desk.type("send")
    part = desk.mail.messages[0].get_body(("plain",))
    assert part is not None
    said = str(part.get_content())
    assert ("case one." in said, "case two." in said) == (False, True)
    assert "awake again" in desk.type("snooze", "one", "--days", "0")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("snooze", "nothing", "--days", "3"), "there is no such finding"),
        (("snooze", "one"), "name either --until or --days"),
        (("snooze", "one", "--until", "soon"), "is no date"),
        (("list", "--state", "lost"), "is none of pending, delivered"),
        (("show", "99"), "there is none"),
        (("preview", "--channel", "pigeon"), "there is no such channel; known: slack, office"),
        (("resend", "--channel", "pigeon"), "there is no such channel"),
    ],
)
def test_wrong_usage_is_one_clear_line(desk: Desk, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        desk.type(*words)
