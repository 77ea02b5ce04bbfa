"""The service watches itself: what goes wrong with it is told like anything else, and who asks is answered."""

from __future__ import annotations

import datetime as dt
import json
import signal
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from apscheduler.triggers.cron import CronTrigger

from crawler.sample.server import SamplePortal
from monitor.alerts.local import LocalSlack
from monitor.clock import ZONE
from monitor.schedule import is_overdue
from storage.archive import Archive
from storage.job_log import JobRecord
from tests.services import QUICKLY, configure, count, end, start, wait_until


def free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def ask(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def open_codes(home: Path) -> set[str]:
    with Archive.open(home) as archive:
        return {finding.code for finding in archive.open_findings("watcher")}


def told(slack: LocalSlack) -> str:
    return json.dumps(slack.payloads, ensure_ascii=False)


@contextmanager
def running(folder: Path, more: str, **environment: str) -> Iterator[tuple[Path, LocalSlack]]:
    with SamplePortal(dt.date(2021, 1, 4)) as portal, LocalSlack() as slack:
        home = configure(folder, portal, slack, QUICKLY + more)
        service = start(folder, slack, **environment)
        try:
            wait_until(lambda: count(home, "SELECT count(*) FROM runs WHERE finished_at IS NOT NULL") > 0)
            yield home, slack
        finally:
            code, _, stderr = end(service, signal.SIGTERM)
    assert code == 0, stderr
    assert "Traceback" not in stderr


def test_it_answers_systemd_and_whoever_asks_for_its_health(tmp_path: Path) -> None:
    port = free_port()
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as systemd:
        systemd.bind(str(tmp_path / "notify"))
        systemd.settimeout(20)
        environment = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "900000"}
        with running(tmp_path, f"[service]\nport = {port}\n", **environment) as (home, _):
            assert systemd.recv(50) == b"READY=1"
            assert systemd.recv(50) == b"WATCHDOG=1"
            status, body = ask(port, "/healthz")
            assert (status, json.loads(body)["status"]) == (200, "ok")
            status, metrics = ask(port, "/metrics")
            assert status == 200
            assert "nianbao_up 1.0" in metrics
            assert 'nianbao_columns{outcome="read"} 2.0' in metrics
            assert 'nianbao_job_troubles{job="deadlines"} 0.0' in metrics
            assert ask(port, "/etc/passwd")[0] == 404
            with Archive.open(home) as archive:
                beat = archive.last_beat()
                assert beat is not None
                assert beat.stopped_at is None
        with Archive.open(home) as archive:
            stopped = archive.last_beat()
        assert stopped is not None
        assert stopped.stopped_at is not None


def test_a_job_that_fails_is_told_and_so_is_its_recovery(tmp_path: Path) -> None:
    (tmp_path / "copies").write_text("a file where a directory is wanted")
    more = f'[service]\nport = 0\n[backup]\nto = "{tmp_path / "copies"}"\n'
    with running(tmp_path, more) as (home, slack):
        wait_until(lambda: "watcher.job_failed" in open_codes(home))
        wait_until(lambda: "“backup” has been failing" in told(slack))
    (tmp_path / "copies").unlink()
    with SamplePortal(dt.date(2021, 1, 4)) as portal, LocalSlack() as slack:
        configure(tmp_path, portal, slack, QUICKLY + more)
        service = start(tmp_path, slack)  # what failed is made up for at the start
        wait_until(lambda: "watcher.job_failed" not in open_codes(home))
        wait_until(lambda: bool(list((tmp_path / "copies").glob("nianbao-*.db"))))
        wait_until(lambda: "A job of the service fails" in told(slack) or "resolved" in told(slack).lower())
        end(service, signal.SIGTERM)


def test_a_watch_list_is_taken_over_while_it_runs_and_a_broken_one_is_told(tmp_path: Path) -> None:
    with running(tmp_path, "[service]\nport = 0\n") as (home, slack):
        list_ = tmp_path / "list.yml"
        good = list_.read_text(encoding="utf-8")
        list_.write_text(good.replace("first_year: 2020", "first_year: soon"), encoding="utf-8")
        wait_until(lambda: "watcher.configuration_refused" in open_codes(home))
        wait_until(lambda: "first_year" in told(slack))
        list_.write_text(good, encoding="utf-8")
        wait_until(lambda: "watcher.configuration_refused" not in open_codes(home))


AT = dt.datetime(2026, 1, 20, 9, 0, tzinfo=ZONE)
DAILY = CronTrigger.from_crontab("0 3 * * *", timezone=ZONE)
CASES = [
    ("it never ran", None, True),
    ("it ran since its last time", JobRecord("backup", AT - dt.timedelta(hours=5), "done"), False),
    ("its time passed while we were down", JobRecord("backup", AT - dt.timedelta(hours=9), "done"), True),
    ("it was broken off", JobRecord("backup", AT - dt.timedelta(minutes=5), "running"), True),
    ("it failed", JobRecord("backup", AT - dt.timedelta(minutes=5), "failed"), True),
]


@pytest.mark.parametrize(("last", "overdue"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_what_was_missed_while_down_is_made_up_for_once(last: JobRecord | None, overdue: bool) -> None:
    assert is_overdue(DAILY, last, AT) == overdue
