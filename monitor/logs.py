"""What the service logs: lines for people or JSON for machines, rotated, and never a secret or a document's text."""

from __future__ import annotations

import datetime as dt
import json
import logging
import logging.handlers
import sys
from pathlib import Path

from monitor.calendar import ZONE
from monitor.config import Config, Log
from monitor.errors import ConfigError

CONSOLE = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
OURS = ("monitor", "storage", "crawler", "parsers")
"""Loggers that speak at the level of the configuration; libraries only warn."""
BLOT = "•••"


class JsonLines(logging.Formatter):
    """One object a line: time, level, logger, message, and the kind of an exception."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": _moment(record.created),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            "thread": record.threadName,
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


class ConsoleLines(logging.Formatter):
    def __init__(self) -> None:
        super().__init__(CONSOLE)

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802
        return _moment(record.created)


class WithoutSecrets(logging.Formatter):
    """Another formatter's lines, with every secret blotted out."""

    def __init__(self, inner: logging.Formatter, secrets: tuple[str, ...]) -> None:
        super().__init__()
        self.inner = inner
        self.secrets = tuple(sorted((secret for secret in secrets if secret), key=len, reverse=True))

    def format(self, record: logging.LogRecord) -> str:
        line = self.inner.format(record)
        for secret in self.secrets:
            line = line.replace(secret, BLOT)
        return line


def configure_logs(config: Config, *, verbose: bool = False) -> None:
    """Set the process's logging up; raises ConfigError where the log file can't be written."""
    handler = _handler(config.log)
    lines = JsonLines() if config.log.format == "json" else ConsoleLines()
    handler.setFormatter(WithoutSecrets(lines, config.secrets))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger("apscheduler.executors").setLevel(logging.CRITICAL)  # a turn that fails is ours to tell
    for name in OURS:
        logging.getLogger(name).setLevel("DEBUG" if verbose else config.log.level.upper())


def _handler(log: Log) -> logging.Handler:
    if not log.file:
        return logging.StreamHandler(sys.stderr)
    try:
        Path(log.file).parent.mkdir(parents=True, exist_ok=True)
        return logging.handlers.RotatingFileHandler(log.file, "a", log.max_mib * 2**20, log.keep, "utf-8")
    except OSError as error:
        raise ConfigError(f"log.file: {log.file} can't be written ({error.strerror})") from error


def _moment(seconds: float) -> str:
    return dt.datetime.fromtimestamp(seconds, ZONE).isoformat(timespec="milliseconds")
