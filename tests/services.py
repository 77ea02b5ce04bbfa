"""A real service as a child process, over the sample portal and a local Slack."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from crawler.sample.server import SamplePortal
from crawler.watchlist import SHIPPED
from monitor.alerts.local import LocalSlack
from storage.archive import Archive
from storage.connection import archive_file
from storage.lock import Held, hold_lock

WAIT_SECONDS = 60.0


QUICKLY = "[schedule]\nfollow_seconds = 0.3\n"
"""How often tests have a service look for what came in: more often than it does by itself."""
ANY_PORT = "[service]\nport = 0\n"


def configure(folder: Path, portal: SamplePortal, slack: LocalSlack, more: str = QUICKLY + ANY_PORT) -> Path:
    text = (SHIPPED / "sample.yml").read_text(encoding="utf-8").replace("http://127.0.0.1:8765", portal.url.rstrip("/"))
    (folder / "list.yml").write_text(text.replace("browser: documents", "browser: never"), encoding="utf-8")
    bot = slack.bot()
    config = f'watchlist = "{folder / "list.yml"}"\n[slack]\nchannel = "{bot.channel}"\nbase_url = "{bot.base_url}"\n'
    (folder / "nianbao.toml").write_text(config + more, encoding="utf-8")
    return folder / "data"


def start(folder: Path, slack: LocalSlack, **more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "NIANBAO_SLACK_TOKEN": str(slack.bot().token), **more}
    return subprocess.Popen(
        [sys.executable, "-m", "monitor.cli", "run", "--home", str(folder / "data")],
        cwd=folder,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_SECONDS
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.1)


def count(home: Path, sql: str) -> int:
    if not archive_file(home).exists():
        return 0
    with Archive.open(home) as archive:
        return int(archive.rows(f"SELECT ({sql}) AS n")[0]["n"])


def delivered(home: Path) -> int:
    return count(home, "SELECT count(*) FROM deliveries WHERE state = 'delivered'")


def holds_lock(home: Path, service: subprocess.Popen[str]) -> bool:
    lock = home / "service.lock"
    return lock.is_file() and f"pid {service.pid}," in lock.read_text()


def is_free(lock: Path) -> bool:
    try:
        with hold_lock(lock, dt.datetime.now(dt.UTC)):
            return True
    except Held:
        return False


def end(service: subprocess.Popen[str], number: signal.Signals) -> tuple[int, float, str]:
    began = time.monotonic()
    service.send_signal(number)
    _, stderr = service.communicate(timeout=30)
    return service.returncode, time.monotonic() - began, stderr
