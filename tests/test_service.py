"""The service: runs on a schedule, stops cleanly on a signal, and goes on after `kill -9`."""

import datetime as dt
import signal
import time
from pathlib import Path

import pytest

from crawler.sample.server import SamplePortal
from monitor.alerts.local import LocalSlack
from monitor.config import Config
from monitor.schedule import JOBS
from tests.services import configure, count, delivered, end, holds_lock, is_free, start, wait_until

EVERYTHING_ON = Config(backup={"to": "copies"}, service={"ping_url": "http://127.0.0.1:1/"})  # type: ignore[arg-type]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_crawls_reads_checks_and_tells_and_stops_within_ten_seconds(tmp_path: Path, number: signal.Signals) -> None:
    with SamplePortal(dt.date(2021, 4, 1)) as portal, LocalSlack() as slack:
        home = configure(tmp_path, portal, slack)
        service = start(tmp_path, slack)
        wait_until(lambda: delivered(home) > 0)
        code, took, stderr = end(service, number)
    assert code == 0, stderr
    assert took < 10
    assert "Traceback" not in stderr
    assert slack.payloads


def test_it_stops_at_once_while_a_crawl_is_under_way(tmp_path: Path) -> None:
    with SamplePortal(dt.date(2021, 4, 1)) as portal, LocalSlack() as slack:
        home = configure(tmp_path, portal, slack)
        slow = (tmp_path / "list.yml").read_text(encoding="utf-8").replace("delay: 0", "delay: 30")
        (tmp_path / "list.yml").write_text(slow, encoding="utf-8")
        service = start(tmp_path, slack)
        wait_until(lambda: count(home, "SELECT count(*) FROM runs") > 0)
        code, took, stderr = end(service, signal.SIGTERM)
        assert (code, took < 10) == (0, True), stderr
        assert count(home, "SELECT count(*) FROM runs WHERE finished_at IS NULL") <= 1
        wait_until(lambda: is_free(home / "crawl.lock"))


def test_after_kill_it_picks_up_where_it_was(tmp_path: Path) -> None:
    with SamplePortal(dt.date(2021, 4, 1)) as portal, LocalSlack() as slack:
        home = configure(tmp_path, portal, slack)
        for _ in range(3):
            service = start(tmp_path, slack)
            time.sleep(1.8)
            service.kill()
            service.communicate()
        service = start(tmp_path, slack)
        wait_until(lambda: holds_lock(home, service))
        wait_until(lambda: count(home, "SELECT count(*) FROM reports") >= 8)
        wait_until(
            lambda: delivered(home) > 0 and count(home, "SELECT count(*) FROM deliveries WHERE state = 'pending'") == 0
        )
        code, _, stderr = end(service, signal.SIGTERM)
        assert code == 0, stderr
        assert count(home, "SELECT count(*) FROM alerts") == count(home, "SELECT count(DISTINCT finding) FROM alerts")
        assert count(home, "SELECT count(*) FROM deliveries") == count(
            home, "SELECT count(DISTINCT key) FROM deliveries"
        )


def test_a_second_service_on_the_same_archive_is_refused_by_name(tmp_path: Path) -> None:
    with SamplePortal(dt.date(2021, 1, 4)) as portal, LocalSlack() as slack:
        home = configure(tmp_path, portal, slack)
        service = start(tmp_path, slack)
        wait_until(lambda: holds_lock(home, service))
        second = start(tmp_path, slack)
        _, stderr = second.communicate(timeout=30)
        end(service, signal.SIGTERM)
    assert second.returncode == 4
    assert f"pid {service.pid}" in stderr
    assert len(stderr.splitlines()) == 1


@pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)
def test_every_job_says_how_it_is_run(job: object) -> None:
    assert job.trigger(EVERYTHING_ON)  # type: ignore[attr-defined]
    assert job.misfire_grace_time > 0  # type: ignore[attr-defined]
    assert job.max_instances == 1  # type: ignore[attr-defined]
