"""What the sample season is played on: the portal, the mail server and the Slack endpoint, all on this machine."""

from __future__ import annotations

import contextlib
import json
import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from crawler.sample.server import DEFAULT_PORT, SamplePortal
from crawler.watchlist import SHIPPED
from monitor.alerts.local import LocalMail, LocalSlack
from monitor.catalogue import Language
from monitor.channel_config import Mail, Slack
from monitor.config import Alerts, Config
from monitor.errors import ConfigError

MARKER = "season.json"
SAMPLE_ADDRESS = f"http://127.0.0.1:{DEFAULT_PORT}"


@dataclass(frozen=True, slots=True)
class Stage:
    """`settings` are those a real installation would have, pointed at the stage."""

    home: Path
    portal: SamplePortal
    mail: LocalMail
    slack: LocalSlack
    config: Config


@contextlib.contextmanager
def set_stage(home: Path, language: Language, archive_url: str) -> Iterator[Stage]:
    """Start portal, mail server and Slack endpoint, and write the watch list with the portal's address.

    A season that was broken off goes on with the portal at the address it had: a document is known by its address.
    """
    port = _portal_port(home)
    with SamplePortal(port=port) as portal, LocalMail() as mail, LocalSlack() as slack:
        watchlist = home / "sample.yml"
        shipped = (SHIPPED / "sample.yml").read_text(encoding="utf-8")
        watchlist.write_text(shipped.replace(SAMPLE_ADDRESS, f"http://127.0.0.1:{port}"), encoding="utf-8")
        yield Stage(home, portal, mail, slack, _config(watchlist, mail, slack, language, archive_url))


def _config(watchlist: Path, mail: LocalMail, slack: LocalSlack, language: Language, archive_url: str) -> Config:
    bot, letters = slack.bot(), mail.settings()
    return Config(
        watchlist=str(watchlist),
        alerts=Alerts(language=language, archive_url=archive_url, reminder_days=0),
        slack=Slack(token=bot.token, channel=bot.channel, base_url=bot.base_url),
        mail=Mail(host=letters.host, port=letters.port, security="none", sender=letters.sender, to=letters.to),
    )


def open_home(home: Path, is_over: Callable[[], bool]) -> None:
    """Make room for a season: a new directory, one that was broken off, or one whose season is over and is cleared.

    Raises ConfigError for a directory that holds anything else: nothing of a user's is ever cleared away.
    """
    if not home.exists() or not any(home.iterdir()):
        home.mkdir(parents=True, exist_ok=True)
        return
    if not (home / MARKER).is_file():
        raise ConfigError(f"{home}: holds something else than a sample season; choose another --home")
    if is_over():
        shutil.rmtree(home)
        home.mkdir(parents=True)


def _portal_port(home: Path) -> int:
    """The port this season's portal has, chosen once: the usual one, or any that is free."""
    marker = home / MARKER
    if marker.is_file():
        return int(json.loads(marker.read_text(encoding="utf-8"))["port"])
    port = free_port(DEFAULT_PORT)
    marker.write_text(json.dumps({"port": port}), encoding="utf-8")
    return port


def free_port(preferred: int) -> int:
    """`preferred` if nothing listens there, else some port that is free now."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
    raise ConfigError("no port is free on 127.0.0.1")
