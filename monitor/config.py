"""Configuration: nianbao.toml, with secrets from the environment. Checked as a whole before anything starts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from monitor.alerts.settings import MailSettings, SlackSettings
from monitor.catalogue import Language, Severity
from monitor.errors import ConfigError

FILE_NAME = "nianbao.toml"

SECRETS: dict[str, tuple[str, str]] = {
    "NIANBAO_SLACK_WEBHOOK_URL": ("slack", "webhook_url"),
    "NIANBAO_SLACK_TOKEN": ("slack", "token"),
    "NIANBAO_SMTP_USERNAME": ("mail", "username"),
    "NIANBAO_SMTP_PASSWORD": ("mail", "password"),
}
"""Environment variables that override a key; the usual place for what must not stand in a file."""


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reading(Section):
    """Limits under which each document is read."""

    workers: Annotated[int, Field(ge=1, le=64)] = 2
    timeout: Annotated[float, Field(gt=0)] = 60.0
    memory_mib: Annotated[int, Field(ge=256)] = 1024


class Alerts(Section):
    """What is told, in which language, and for how long a delivery is tried."""

    language: Language = Language.EN
    least_severity: Severity = Severity.INFO
    archive_url: str = "http://127.0.0.1:8001"
    due_soon_days: Annotated[int, Field(ge=0, le=60)] = 7
    give_up_hours: Annotated[float, Field(gt=0)] = 72.0


class Slack(Section):
    webhook_url: str | None = Field(default=None, repr=False)
    token: str | None = Field(default=None, repr=False)
    channel: str | None = None
    base_url: str = "https://slack.com/api/"


class Mail(Section):
    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: str | None = None
    password: str | None = Field(default=None, repr=False)


class Schedule(Section):
    """When things happen, as cron expressions in Asia/Shanghai; `follow` is how often new events are worked off."""

    crawl: str = "7 8,11,14,17,20 * * *"
    deadlines: str = "0 9 * * *"
    follow_seconds: Annotated[float, Field(ge=0.2)] = 5.0


class Serve(Section):
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8001


class Config(Section):
    """Everything a user can set. The defaults need no file at all."""

    watchlist: str = "guangdong"
    contact: str = ""
    """Address or page that a website's operator can write to; part of the user agent."""
    use_corrections: bool = False
    """Whether rules judge corrected figures (`nianbao correct`) instead of the printed ones."""
    reading: Reading = Reading()
    alerts: Alerts = Alerts()
    slack: Slack | None = None
    mail: Mail | None = None
    schedule: Schedule = Schedule()
    serve: Serve = Serve()

    def slack_settings(self) -> SlackSettings | None:
        return SlackSettings(**self.slack.model_dump()) if self.slack else None

    def mail_settings(self) -> MailSettings | None:
        return MailSettings(**self.mail.model_dump()) if self.mail else None

    @property
    def channels(self) -> dict[str, str]:
        """The configured channels with the least severity told on each."""
        names = [name for name, section in (("slack", self.slack), ("mail", self.mail)) if section]
        return dict.fromkeys(names, str(self.alerts.least_severity))


def load_config(path: Path | None, environment: Mapping[str, str]) -> Config:
    """The configuration of `path`, or the defaults where there is no file, with the environment's secrets over it.

    Raises ConfigError with file, line and key.
    """
    text = _read(path) if path else ""
    name = str(path) if path else "the environment"
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{name}: is not TOML: {error}") from error
    for variable, (section, key) in SECRETS.items():
        if environment.get(variable):
            data.setdefault(section, {})[key] = environment[variable]
    return _validate(name, text, data)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: there is no such file; `nianbao init` writes one") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 text; save it as UTF-8") from error
    except OSError as error:
        raise ConfigError(f"{path}: can't be read ({error.strerror})") from error


def _validate(name: str, text: str, data: dict[str, Any]) -> Config:
    try:
        config = Config.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise ConfigError(_complaint(name, text, first["loc"], first["type"], first["msg"])) from error
    for key, settings in (("slack", config.slack_settings), ("mail", config.mail_settings)):
        try:
            settings()
        except ValueError as error:
            raise ConfigError(f"{name}, line {line_of(text, (key,))}: {error}") from error
    return config


def _complaint(name: str, text: str, location: tuple[str | int, ...], kind: str, message: str) -> str:
    key = ".".join(str(part) for part in location)
    reason = "is not a known key; check its spelling or remove it" if kind == "extra_forbidden" else message
    if kind == "missing":
        reason = f"is missing; add it{_by_environment(location)}"
    return f"{name}, line {line_of(text, location)}: {key}: {reason}"


def _by_environment(location: tuple[str | int, ...]) -> str:
    variable = next((name for name, keys in SECRETS.items() if keys == location), None)
    return f" or set {variable}" if variable else ""


def line_of(text: str, location: tuple[str | int, ...]) -> int:
    """The line, from 1, where a key stands, or where its section begins; 1 where the file has neither."""
    sections = [str(part) for part in location]
    current, found = "", 1
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[+\s*([^\]]+?)\s*\]", line)
        if header:
            current = header[1]
            if sections and current == sections[0]:
                found = number
            continue
        key = re.match(r"\s*[\"']?([\w.-]+)[\"']?\s*=", line)
        if key and (f"{current}." if current else "") + key[1] == ".".join(sections[: 2 if current else 1]):
            return number
    return found


TEMPLATE = """# nianbao.toml: every key with its default. Remove the leading # to change one.
# Secrets are better set in the environment: {secrets}.

# The watch list: a file of yours, or the name of one that is shipped (guangdong, sample).
watchlist = "guangdong"

# Where a website's operator can reach you; it is part of the user agent.
# contact = "you@example.org"

# Whether the rules judge figures that you corrected (`nianbao correct`) instead of the printed ones.
# use_corrections = false

[reading]
# workers = 2         # documents read side by side
# timeout = 60        # seconds a document may take
# memory_mib = 1024   # memory a worker may take

[alerts]
# language = "en"             # en or zh
# least_severity = "info"     # info, warning or error: what is told
# archive_url = "http://127.0.0.1:8001"   # where `nianbao serve` can be reached by your readers
# due_soon_days = 7           # days before the statutory date to be reminded
# give_up_hours = 72          # how long a message is tried before it is given up, loudly

# [slack]             # an incoming webhook, or a bot token with a channel
# webhook_url = ""    # better: NIANBAO_SLACK_WEBHOOK_URL
# token = ""          # better: NIANBAO_SLACK_TOKEN
# channel = "#nianbao"

# [mail]
# host = "smtp.example.org"
# port = 587
# security = "starttls"   # starttls, tls or none
# username = ""           # better: NIANBAO_SMTP_USERNAME
# password = ""           # better: NIANBAO_SMTP_PASSWORD
# sender = "nianbao@example.org"
# to = ["you@example.org"]

[schedule]            # cron expressions, Asia/Shanghai
# crawl = "7 8,11,14,17,20 * * *"
# deadlines = "0 9 * * *"
# follow_seconds = 5  # how often new events are read, checked and delivered

[serve]
# host = "127.0.0.1"
# port = 8001
""".replace("{secrets}", ", ".join(SECRETS))
