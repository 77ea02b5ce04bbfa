"""systemd, the dead man's switch, reloading, the logs: each with a real other side."""

from __future__ import annotations

import json
import logging
import os
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from monitor.config import Config, load_config
from monitor.errors import ConfigError
from monitor.logs import configure_logs
from monitor.service.ping import ping
from monitor.service.reload import Reloader
from monitor.service.systemd import notify, watchdog_seconds


def test_systemd_hears_us_where_it_listens(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(tmp_path / "notify"))
        listener.settimeout(5)
        assert notify("READY=1", {"NOTIFY_SOCKET": str(tmp_path / "notify")})
        assert listener.recv(100) == b"READY=1"


def test_an_abstract_address_is_meant_by_an_at_sign() -> None:
    name = f"nianbao-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(f"\0{name}")
        listener.settimeout(5)
        assert notify("WATCHDOG=1", {"NOTIFY_SOCKET": f"@{name}"})
        assert listener.recv(100) == b"WATCHDOG=1"


@pytest.mark.parametrize("environment", [{}, {"NOTIFY_SOCKET": ""}, {"NOTIFY_SOCKET": "/nowhere/at/all"}])
def test_without_systemd_nothing_happens(environment: dict[str, str]) -> None:
    assert not notify("READY=1", environment)


@pytest.mark.parametrize(
    ("environment", "seconds"),
    [
        ({}, None),
        ({"WATCHDOG_USEC": "30000000"}, 30.0),
        ({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "1"}, None),
        ({"WATCHDOG_USEC": "x"}, None),
    ],
)
def test_the_watchdog_is_obeyed_where_it_means_us(environment: dict[str, str], seconds: float | None) -> None:
    assert watchdog_seconds(environment) == seconds


class Switch(BaseHTTPRequestHandler):
    asked: list[str]
    status = 200

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(self.status)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def switch() -> Iterator[tuple[type[Switch], str]]:
    handler = type("OneSwitch", (Switch,), {"asked": []})
    server = HTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield handler, f"http://127.0.0.1:{server.server_address[1]}/secret-uuid"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_dead_man_s_switch_is_told_how_we_are(switch: tuple[type[Switch], str]) -> None:
    handler, url = switch
    assert ping(url, healthy=True) == ""
    assert ping(url, healthy=False) == ""
    assert handler.asked == ["/secret-uuid", "/secret-uuid/fail"]


def test_what_goes_wrong_with_it_is_said_without_its_address(switch: tuple[type[Switch], str]) -> None:
    handler, url = switch
    handler.status = 503
    assert ping(url, healthy=True) == "127.0.0.1 answered 503"
    unreachable = ping("http://127.0.0.1:1/secret-uuid", healthy=True)
    assert "127.0.0.1 could not be reached" in unreachable
    assert "secret" not in unreachable


def test_a_changed_file_is_taken_over_once_and_a_broken_one_never(tmp_path: Path) -> None:
    file = tmp_path / "nianbao.toml"
    file.write_text('contact = "a"\n')
    reloader = Reloader(lambda: load_config(file, {}), [file])  # type: ignore[arg-type,return-value]
    assert reloader.reload() is None
    file.write_text('contact = "other"\n')
    taken: object = reloader.reload()
    assert isinstance(taken, Config)
    assert taken.contact == "other"
    assert reloader.reload() is None
    file.write_text("contakt = 1\n")
    assert reloader.reload() is None
    assert "contakt" in reloader.refused
    file.write_text('contact = "mended"\n')
    assert reloader.reload()
    assert reloader.refused == ""
    assert reloader.reload(anyhow=True)


def test_a_file_that_is_gone_changes_nothing(tmp_path: Path) -> None:
    file = tmp_path / "nianbao.toml"
    file.write_text("")
    reloader = Reloader(lambda: load_config(file, {}), [file])  # type: ignore[arg-type,return-value]
    file.unlink()
    assert reloader.reload() is None
    assert "there is no such file" in reloader.refused


@pytest.fixture
def logging_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    for handler in root.handlers:
        if handler not in handlers:
            handler.close()
    root.handlers[:], root.level = handlers, level


def config(file: Path, **log: object) -> Config:
    settings = {"file": str(file), **log}
    text = "\n".join(f"{key} = {json.dumps(value)}" for key, value in settings.items())
    path = file.with_suffix(".toml")
    path.write_text(f'[slack]\nchannel = "#x"\n[log]\n{text}\n')
    return load_config(path, {"NIANBAO_SLACK_TOKEN": "xoxb-very-secret", "NIANBAO_PING_URL": "https://hc.example/uuid"})


def test_the_log_is_json_rotated_and_without_secrets(tmp_path: Path, logging_as_it_was: None) -> None:
    (tmp_path / "logs").mkdir()
    configure_logs(config(tmp_path / "logs" / "n.log", format="json", max_mib=1, keep=2))
    logger = logging.getLogger("monitor.test")
    logger.info("posting with %s", "xoxb-very-secret")
    try:
        int("https://hc.example/uuid")
    except ValueError:
        logger.exception("it failed")
    lines = [json.loads(line) for line in (tmp_path / "logs" / "n.log").read_text().splitlines()]
    assert lines[0]["message"] == "posting with •••"
    assert lines[0]["at"].endswith("+08:00")
    assert lines[1]["exception"] == "ValueError"
    assert "xoxb" not in json.dumps(lines)
    assert "hc.example" not in json.dumps(lines)
    for _ in range(3000):
        logger.info("x" * 1000)
    assert {path.name for path in (tmp_path / "logs").glob("n.log*")} == {"n.log", "n.log.1", "n.log.2"}


def test_a_log_that_cannot_be_written_is_wrong_configuration(tmp_path: Path, logging_as_it_was: None) -> None:
    (tmp_path / "file").write_text("")
    settings = config(tmp_path / "n.log")
    broken = settings.model_copy(update={"log": settings.log.model_copy(update={"file": str(tmp_path / "file" / "n")})})
    with pytest.raises(ConfigError, match=r"log\.file"):
        configure_logs(broken)
