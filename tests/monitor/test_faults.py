"""The fault matrix of telling, through real parts: real SMTP, real HTTP, a real archive. Each time nothing is lost, and
nothing arrives twice except a repetition under the same key."""

from __future__ import annotations

import datetime as dt
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from monitor.alerts.digest import Receipt
from monitor.alerts.local import INVALID_AUTH, Answer, LocalMail, LocalSlack, rate_limited
from monitor.alerts.settings import MailSettings, SlackSettings
from monitor.routing import is_quiet
from monitor.steps.deliver import Outlet
from storage.connection import archive_file
from storage.errors import ArchiveLocked
from tests.monitor.endpoints import answer_half, answer_with_a_page, raw_server, self_signed, smtp_that_drops
from tests.monitor.outbox_world import HOUR, MINUTE, START, Recorder, World, mail_outlet, slack_outlet

NAMES = ("甲", "乙", "丙")
LOOPBACK = "127.0.0.1"


def plain(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def posted(slack: LocalSlack) -> list[str]:
    """The digests of the messages that Slack took."""
    return [payload["metadata"]["event_payload"]["digest"] for payload in slack.payloads]


def mail_to(port: int, **more: Any) -> MailSettings:
    known: dict[str, Any] = {"host": LOOPBACK, "port": port, "security": "none", "timeout": 2.0}
    return MailSettings(**{**known, "sender": "n@example.org", "to": ("office@example.org",), **more})


def test_a_channel_down_for_an_hour_is_told_everything_once_when_it_is_up(tmp_path: Path) -> None:
    with LocalMail() as server:
        settings = server.settings()
    other = Recorder()
    world = World(tmp_path, mail=mail_outlet(settings), other=other.outlet)
    world.find("甲")
    attempts = [each for each in world.live(HOUR / 2) if each.channel == "mail"]
    world.find("乙")
    attempts += [each for each in world.live(HOUR / 2) if each.channel == "mail"]
    assert 4 <= len(attempts) <= 10, "tried again, and less and less often"
    assert world.states("mail") == {"pending": 2}
    with LocalMail() as server:
        world.outlets["mail"] = mail_outlet(server.settings())
        world.live(2 * HOUR)
    said = "".join(map(plain, server.messages))
    assert len({message["Message-ID"] for message in server.messages}) == len(server.messages) <= 2
    assert [said.count(f"情形 {name}。") for name in "甲乙"] == [1, 1]
    assert world.everything_arrived_once("mail")
    assert world.everything_arrived_once("other"), "and held up no other"
    assert world.open_codes() == []


@pytest.mark.parametrize("after_data", [False, True])
def test_a_mail_server_that_takes_and_hangs_up_gets_the_same_mail_again(tmp_path: Path, after_data: bool) -> None:
    heard: list[bytes] = []
    with raw_server(smtp_that_drops(heard, after_data)) as port:
        world = World(tmp_path, mail=mail_outlet(mail_to(port)))
        world.find(*NAMES)
        world.live(10 * MINUTE)
        assert world.states("mail") == {"pending": 3}
    with LocalMail() as server:
        world.outlets["mail"] = mail_outlet(server.settings())
        world.live(HOUR)
    (message,) = server.messages
    assert {message_from_bytes(each)["Message-ID"] for each in heard} <= {message["Message-ID"]}
    assert (len(heard) > 1) is after_data
    assert world.everything_arrived_once("mail")


def test_a_storm_of_429_is_waited_out(tmp_path: Path) -> None:
    with LocalSlack(*[rate_limited(300)] * 12) as slack:
        world = World(tmp_path, slack=slack_outlet(slack.bot()))
        world.find(*NAMES)
        attempts = world.live(4 * HOUR)
        world.live(12 * HOUR, every=5 * MINUTE)
        assert len(set(posted(slack))) == len(slack.payloads) == 1
    assert world.everything_arrived_once("slack")
    refused = [each for each in attempts if not each.receipt.delivered]
    assert len(refused) <= 4 * 60 / 5, "never sooner than Slack asked"


def test_retry_after_is_kept_to_the_second(tmp_path: Path) -> None:
    with LocalSlack(rate_limited(1800)) as slack:
        world = World(tmp_path, slack=slack_outlet(slack.bot()))
        world.find("甲")
        world.step()
        world.now = START + dt.timedelta(seconds=1799)
        assert world.step() == []
        world.now = START + dt.timedelta(seconds=1801)
        assert [each.receipt.delivered for each in world.step()] == [True]


@pytest.mark.parametrize("talk", [answer_half, answer_with_a_page])
@pytest.mark.parametrize("way", ["bot", "webhook"])
def test_half_an_answer_is_a_failure_and_the_message_comes_again(tmp_path: Path, talk: Any, way: str) -> None:
    with raw_server(talk) as port:
        address = f"http://{LOOPBACK}:{port}"
        broken = {
            "bot": SlackSettings(token="xoxb-local", channel="#nianbao", base_url=f"{address}/api/", timeout=2),
            "webhook": SlackSettings(webhook_url=f"{address}{LocalSlack.WEBHOOK}", timeout=2),
        }
        world = World(tmp_path, slack=slack_outlet(broken[way]))
        world.find(*NAMES)
        (attempt,) = world.step()
    assert (attempt.receipt.delivered, attempt.receipt.permanent) == (False, False)
    assert "\n" not in attempt.receipt.error
    with LocalSlack() as slack:
        world.outlets["slack"] = slack_outlet(getattr(slack, way)())
        world.live(HOUR)
        assert posted(slack) == [attempt.digest.id]
    assert world.everything_arrived_once("slack")


def test_a_certificate_nobody_vouches_for_is_refused_and_one_that_is_named_is_taken(tmp_path: Path) -> None:
    context, certificate = self_signed(tmp_path)
    with LocalMail(tls=context) as server:
        strict = server.settings(security="starttls", host=LOOPBACK)
        world = World(tmp_path / "home", mail=mail_outlet(strict))
        world.find("甲")
        (attempt,) = world.step()
        assert "certificate" in attempt.receipt.error.lower()
        assert not attempt.receipt.delivered
        assert server.messages == []
        world.outlets["mail"] = mail_outlet(server.settings(security="starttls", ca_file=str(certificate)))
        world.live(HOUR)
        assert len(server.messages) == 1
    assert world.everything_arrived_once("mail")


def test_a_server_that_speaks_no_tls_is_a_failure_to_be_tried_again(tmp_path: Path) -> None:
    with LocalMail() as server:
        world = World(tmp_path, mail=mail_outlet(server.settings(security="tls", timeout=2.0)))
        world.find("甲")
        (attempt,) = world.step()
    assert not attempt.receipt.delivered
    assert world.states("mail") == {"pending": 1}


def test_a_wrong_password_is_told_elsewhere_at_once_and_not_hammered(tmp_path: Path) -> None:
    other = Recorder()
    with LocalMail(("clerk", "right")) as server:
        world = World(tmp_path, mail=mail_outlet(server.settings(password="wrong")), other=other.outlet)
        world.find(*NAMES)
        attempts = [each for each in world.live(24 * HOUR, every=5 * MINUTE) if each.channel == "mail"]
        assert 4 <= len(attempts) <= 12
        assert other.codes[-1] == ("opened", "channel.failing")
        told = other.digests[-1].notices[0]
        assert "refused the name or password" in told.message
        assert "wrong" not in told.message
        assert other.digests[-1].at == START, "at once"
        world.outlets["mail"] = mail_outlet(server.settings())
        world.live(6 * HOUR, every=5 * MINUTE)
        assert len(server.messages) == 1
    assert world.everything_arrived_once("mail")
    assert other.codes[-1] == ("resolved", "channel.failing")
    assert world.open_codes() == []


def test_a_revoked_token_is_not_hammered(tmp_path: Path) -> None:
    with LocalSlack(*[INVALID_AUTH] * 100) as slack:
        world = World(tmp_path, slack=slack_outlet(slack.bot()), other=Recorder().outlet)
        world.find(*NAMES)
        world.live(24 * HOUR, every=5 * MINUTE)
        assert 100 - len(slack.answers) <= 12
    assert world.open_codes() == ["channel.failing"]


def test_recipients_who_are_put_off_get_it_later_and_the_others_once(tmp_path: Path) -> None:
    with LocalMail(put_off=("later@example.org",)) as server:
        to = ("now@example.org", "later@example.org", "too@example.org")
        world = World(tmp_path, mail=mail_outlet(server.settings(to=to)))
        world.find("甲")
        (attempt,) = world.step()
        assert not attempt.receipt.delivered
        server.put_off = ()
        world.live(HOUR)
    assert server.recipients == [("now@example.org", "too@example.org"), ("later@example.org",)]
    assert len({message["Message-ID"] for message in server.messages}) == 1
    assert world.everything_arrived_once("mail")


def test_a_recipient_nobody_knows_is_told_to_the_others(tmp_path: Path) -> None:
    with LocalMail(refused=("gone@example.org",)) as server:
        to = ("here@example.org", "gone@example.org")
        world = World(tmp_path, mail=mail_outlet(server.settings(to=to)))
        world.find("甲")
        world.step()
        assert world.open_codes() == ["channel.failing"]
        assert "gone@\u2060example" in plain(server.messages[-1])
        world.outlets["mail"] = mail_outlet(server.settings(to=to[:1]))
        world.find("乙")
        world.live(HOUR)
    assert world.open_codes() == []
    assert world.everything_arrived_once("mail")


def test_a_channel_that_is_no_longer_configured_is_no_longer_failing(tmp_path: Path) -> None:
    other = Recorder()
    world = World(tmp_path, mail=mail_outlet(mail_to(9)), other=other.outlet)
    world.find("甲")
    world.live(5 * HOUR, every=5 * MINUTE)
    assert world.open_codes() == ["channel.failing"]
    del world.outlets["mail"]
    world.step()
    assert world.open_codes() == []
    assert other.codes[-1] == ("resolved", "channel.failing")


def test_the_fallback_alone_is_told(tmp_path: Path) -> None:
    first, second = Recorder(), Recorder()
    world = World(tmp_path, mail=mail_outlet(mail_to(9)), first=first.outlet, second=second.outlet)
    world.telling = replace(world.telling, fallback="second")
    world.find("甲")
    world.live(5 * HOUR, every=5 * MINUTE)
    assert ("opened", "channel.failing") in second.codes
    assert ("opened", "channel.failing") not in first.codes


def test_a_message_that_is_refused_goes_out_as_a_short_one(tmp_path: Path) -> None:
    with LocalSlack(Answer(200, "invalid_blocks")) as slack:
        world = World(tmp_path, slack=slack_outlet(slack.bot()))
        world.find(*NAMES)
        (attempt,) = world.step()
        assert attempt.receipt.delivered
        assert attempt.digest.is_summary
        assert len(slack.payloads) == 1
    assert world.everything_arrived_once("slack")


def test_a_message_that_is_refused_in_any_form_is_given_up_loudly_and_blocks_no_other(tmp_path: Path) -> None:
    other = Recorder()
    refusal = Answer(200, "invalid_blocks")
    with LocalSlack(refusal, refusal) as slack:
        world = World(tmp_path, slack=slack_outlet(slack.bot()), other=other.outlet)
        world.find("甲")
        world.step()
        assert world.states("slack") == {"given_up": 1}
        assert other.codes[-1] == ("opened", "channel.failing")
        world.find("乙")
        world.step()
        assert len(slack.payloads) == 1
    assert world.states("slack") == {"given_up": 1, "delivered": 1}


def test_after_its_time_a_message_is_given_up_and_that_is_told_on_another_channel(tmp_path: Path) -> None:
    other = Recorder()
    world = World(tmp_path, mail=mail_outlet(mail_to(9)), other=other.outlet)
    world.find(*NAMES)
    world.live(5 * HOUR, every=5 * MINUTE)
    assert ("opened", "channel.failing") in other.codes, "hours before anything is given up"
    assert world.states("mail")["pending"] == 3
    world.live(80 * HOUR, every=20 * MINUTE)
    assert world.states("mail") == {"given_up": 3}
    assert other.codes[-1] == ("changed", "channel.failing")
    assert "3 条提醒" in other.digests[-1].notices[0].message
    world.archive.resend("mail", world.archive.given_up("mail"), world.now)
    with LocalMail() as server:
        world.outlets["mail"] = mail_outlet(server.settings())
        world.live(2 * HOUR)
        assert len(server.messages) == 1
    assert other.codes[-1] == ("resolved", "channel.failing")
    assert world.open_codes() == []


def test_what_waits_together_is_told_as_it_is_now(tmp_path: Path) -> None:
    mail = Recorder(Receipt(False, "down"))
    world = World(tmp_path, mail=mail.outlet)
    world.find("甲")
    world.step()
    world.find("乙")
    world.open.pop("乙")
    world.settle()
    world.live(HOUR)
    assert sorted((str(notice.transition), notice.finding) for digest in mail.digests for notice in digest.notices) == [
        ("opened", "甲"), ("resolved", "乙"),
    ]  # fmt: skip
    assert world.everything_arrived_once("mail")


@pytest.mark.parametrize("hours", [2, -2])
@pytest.mark.parametrize("when", ["before the first attempt", "between attempts"])
def test_a_clock_that_jumps_loses_and_repeats_nothing(tmp_path: Path, hours: int, when: str) -> None:
    mail = Recorder(*([Receipt(False, "down")] * 4 if when == "between attempts" else []))
    world = World(tmp_path, mail=mail.outlet)
    world.find("甲")
    if when == "between attempts":
        world.live(20 * MINUTE)
    world.now += hours * HOUR
    world.find("乙")
    world.live(2 * MINUTE)
    world.now -= hours * HOUR
    world.live(4 * HOUR)
    assert sorted(notice.finding for digest in mail.digests for notice in digest.notices) == ["乙", "甲"]
    assert world.everything_arrived_once("mail")


def test_a_channel_left_alone_by_a_clock_that_was_wrong_is_tried_when_it_is_right(tmp_path: Path) -> None:
    mail = Recorder(Receipt(False, "no", permanent=True))
    world = World(tmp_path, mail=mail.outlet)
    world.now += 2 * HOUR
    world.find("甲")
    world.step()
    world.now = START
    world.archive.retry_now("mail")
    assert [each.receipt.delivered for each in world.step()] == [True]


def test_while_another_program_writes_the_archive_nothing_is_sent(tmp_path: Path) -> None:
    with LocalSlack() as slack:
        world = World(tmp_path, slack=slack_outlet(slack.bot()))
        world.find(*NAMES)
        with closing(sqlite3.connect(archive_file(tmp_path))) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(ArchiveLocked):
                world.step()
            assert slack.payloads == []
            other.rollback()
        world.live(HOUR)
        assert len(slack.payloads) == 1
    assert world.everything_arrived_once("slack")


def test_an_archive_locked_while_we_were_sending_repeats_under_the_same_key(tmp_path: Path) -> None:
    other = sqlite3.connect(archive_file(tmp_path), check_same_thread=False)
    with LocalSlack() as slack, closing(other):
        world = World(tmp_path, slack=slack_outlet(slack.bot()))
        send = world.outlets["slack"].send

        def locks(digest: Any) -> Receipt:
            receipt = send(digest)
            other.execute("BEGIN IMMEDIATE")
            return receipt

        world.outlets["slack"] = Outlet(locks)
        world.find(*NAMES)
        with pytest.raises(ArchiveLocked):
            world.step()
        other.rollback()
        world.outlets["slack"] = Outlet(send)
        world.live(HOUR)
        assert len(posted(slack)) == 2
        assert len(set(posted(slack))) == 1
    assert world.everything_arrived_once("slack")


def test_a_reader_of_the_archive_holds_up_nothing(tmp_path: Path) -> None:
    with LocalSlack() as slack:
        world = World(tmp_path, slack=slack_outlet(slack.bot()))
        with closing(sqlite3.connect(archive_file(tmp_path))) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM deliveries").fetchone()
            world.find(*NAMES)
            world.step()
        assert len(slack.payloads) == 1
    assert world.everything_arrived_once("slack")


_SEND = """
import resource, sys
from dataclasses import replace
from pathlib import Path
from monitor.alerts.settings import SlackSettings
from tests.monitor.outbox_world import World, slack_outlet
settings = SlackSettings(token="xoxb-local", channel="#nianbao", base_url=sys.argv[2], timeout=5)
world = World(Path(sys.argv[1]), slack=slack_outlet(settings))
world.telling = replace(world.telling, storm=9999)
size = int(sys.argv[3])
if size >= 0:
    used = max((f.stat().st_size for f in Path(sys.argv[1]).glob("nianbao.db*")), default=0)
    resource.setrlimit(resource.RLIMIT_FSIZE, (used + size, used + size))
for _ in range(int(sys.argv[4])):
    world.step()
"""


def send_in_child(home: Path, slack: LocalSlack, room: int = -1, steps: int = 1) -> subprocess.Popen[str]:
    """A process that delivers, and may write only `room` bytes more to any file."""
    command = [sys.executable, "-c", _SEND, str(home), str(slack.bot().base_url), str(room), str(steps)]
    return subprocess.Popen(
        command, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(Path.cwd())}
    )


@pytest.mark.parametrize("room", [0, 60_000, 80_000, 100_000])
def test_a_full_disk_loses_nothing_and_is_said_in_one_line(tmp_path: Path, room: int) -> None:
    with LocalSlack() as slack:
        world = World(tmp_path, slack=slack_outlet(slack.bot()))
        world.find(*(f"n{number}" for number in range(60)))
        child = send_in_child(tmp_path, slack, room)
        _, stderr = child.communicate(timeout=60)
        assert child.returncode or room
        if child.returncode:
            assert "the disk is full or failing; make room" in stderr.splitlines()[-1]
        world.live(2 * HOUR)
        assert len(set(posted(slack))) == 1
    assert world.everything_arrived_once("slack")


def test_killed_while_sending_it_goes_on_under_the_same_key(tmp_path: Path) -> None:
    kept: list[str] = []
    world = World(tmp_path)
    world.telling = replace(world.telling, storm=9999)
    with LocalSlack() as slack:
        world.outlets = {"slack": slack_outlet(slack.bot())}
        for turn in range(4):
            world.find(*(f"{turn}-{number}" for number in range(60)))
            child = send_in_child(tmp_path, slack, steps=3)
            before, deadline = len(slack.payloads), time.monotonic() + 20
            while len(slack.payloads) == before and child.poll() is None and time.monotonic() < deadline:
                time.sleep(0.01)
            time.sleep(0.01 * turn)
            child.send_signal(signal.SIGKILL)
            child.communicate()
        world.live(2 * HOUR)
        kept = posted(slack)
        said = str(slack.payloads)
    assert world.everything_arrived_once("slack")
    assert all(f"情形 {name}。" in said for name in world.open)
    sent = {row["id"] for row in world.archive.rows("SELECT id FROM digests WHERE delivered_at IS NOT NULL")}
    assert set(kept) == sent, "every message belongs to a digest that is on record as delivered"


def test_quiet_hours_hold_back_and_lose_nothing(tmp_path: Path) -> None:
    mail = Recorder()
    night = (dt.time(22), dt.time(7))
    world = World(tmp_path, mail=Outlet(mail, quiet=night))
    world.now = START.replace(hour=21, minute=50)
    world.live(10 * HOUR, every=10 * MINUTE)
    world.find("甲")
    world.now = START.replace(hour=23)
    world.find("乙")
    attempts = world.live(10 * HOUR, every=10 * MINUTE)
    assert world.everything_arrived_once("mail")
    assert len(attempts) >= 1
    assert is_quiet(night, START.replace(hour=23))


def test_no_more_than_its_hourly_measure_and_the_rest_together(tmp_path: Path) -> None:
    mail = Recorder()
    world = World(tmp_path, mail=Outlet(mail, most_per_hour=2))
    for number in range(30):
        world.find(f"n{number}")
        world.live(2 * MINUTE)
    assert len(mail.digests) == 2
    world.live(HOUR)
    assert len(mail.digests) == 3
    assert len(mail.digests[-1].notices) == 28
    assert world.everything_arrived_once("mail")


def test_a_storm_is_one_message(tmp_path: Path) -> None:
    with LocalSlack() as slack, LocalMail() as mail:
        world = World(tmp_path, slack=slack_outlet(slack.bot()), mail=mail_outlet(mail.settings()))
        world.find(*(f"n{number}" for number in range(300)))
        world.step()
        assert len(slack.payloads) == len(mail.messages) == 1
        (table,) = mail.messages[0].iter_attachments()
        assert table.get_filename() == "nianbao-2021-02-01.xlsx"
    assert world.everything_arrived_once("slack")
    assert world.everything_arrived_once("mail")


def test_two_who_send_at_once_tell_it_once(tmp_path: Path) -> None:
    with LocalSlack() as slack:
        world = World(tmp_path, slack=slack_outlet(slack.bot()))
        world.find(*(f"n{number}" for number in range(60)))
        children = [send_in_child(tmp_path, slack, steps=2) for _ in range(3)]
        assert [child.communicate(timeout=60)[1] for child in children] == [""] * 3
        marks = [payload["metadata"]["event_payload"] for payload in slack.payloads]
    assert len({(mark["digest"], mark["part"]) for mark in marks}) == len(marks)
    assert world.everything_arrived_once("slack")
