"""Configuration: nianbao.toml, with secrets from the environment. Checked as a whole before anything starts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, PrivateAttr, ValidationError

from monitor.catalogue import Language, Severity
from monitor.channel_config import NAME, SECRET_KEYS, AnyChannel, Channels, Mail, Route, Section, Slack, settings_of
from monitor.errors import ConfigError
from monitor.toml_lines import Path as Location
from monitor.toml_lines import line_of

FILE_NAME = "nianbao.toml"

SECRETS: dict[str, tuple[str, str]] = {
    "NIANBAO_SLACK_WEBHOOK_URL": ("slack", "webhook_url"),
    "NIANBAO_SLACK_TOKEN": ("slack", "token"),
    "NIANBAO_SMTP_USERNAME": ("mail", "username"),
    "NIANBAO_SMTP_PASSWORD": ("mail", "password"),
    "NIANBAO_PING_URL": ("service", "ping_url"),
}
"""Environment variables that override a key; the usual place for what must not stand in a file."""


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
    failing_hours: Annotated[float, Field(gt=0)] = 4.0
    """How long a channel may fail before that is told on another."""
    fallback: str | None = None
    """The channel that is told when another fails; all others, where none is named."""
    reminder_days: Annotated[int, Field(ge=0, le=366)] = 30
    """What stands for so long is told again; 0 reminds of nothing."""
    reminder_severity: Severity = Severity.WARNING
    unstable_after: Annotated[int, Field(ge=2)] = 3
    """A finding that opens so often within `unstable_days` is told once as unstable."""
    unstable_days: Annotated[int, Field(ge=1)] = 14
    storm: Annotated[int, Field(ge=2)] = 100
    """So many alerts at once go out as one summary."""
    templates: str | None = None
    """Folder of the user's own templates for messages."""


class Evidence(Section):
    """What is kept besides the bytes."""

    screenshots: bool = False
    """A picture of each new page as a browser shows it."""


class Schedule(Section):
    """When things happen, as cron expressions in Asia/Shanghai; `follow` is how often new events are worked off."""

    crawl: str = "*/10 * * * *"
    deadlines: str = "0 9 * * *"
    backup: str = "40 3 * * *"
    follow_seconds: Annotated[float, Field(ge=0.2)] = 0.5


class Service(Section):
    """What the service says of itself, and to whom."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8002
    """Where `/healthz` and `/metrics` are answered; 0 for nowhere."""
    blind_hours: Annotated[float, Field(gt=0)] = 36.0
    least_free_mib: Annotated[int, Field(ge=0)] = 500
    ping_url: Annotated[str, Field(pattern=r"^(https?://.+)?$")] = Field(default="", repr=False)
    """A dead man's switch; the address is a secret."""
    ping_minutes: Annotated[float, Field(ge=1)] = 5.0


class Backup(Section):
    """Where copies of the archive go, and how many of them are kept."""

    to: str = ""
    keep: Annotated[int, Field(ge=1)] = 14

    @property
    def folder(self) -> Path:
        return Path(self.to)


class Log(Section):
    """What the service logs, and where."""

    level: Literal["debug", "info", "warning", "error"] = "info"
    format: Literal["console", "json"] = "console"
    file: str = ""
    """Empty for standard error."""
    max_mib: Annotated[int, Field(ge=1)] = 10
    keep: Annotated[int, Field(ge=0)] = 5


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
    rules_path: str = ""
    """A folder of rules of the user's own, or one file."""
    reading: Reading = Reading()
    alerts: Alerts = Alerts()
    slack: Slack | None = None
    mail: Mail | None = None
    channel: Channels = Field(default_factory=dict)
    route: tuple[Route, ...] = ()
    evidence: Evidence = Evidence()
    schedule: Schedule = Schedule()
    service: Service = Service()
    backup: Backup = Backup()
    log: Log = Log()
    serve: Serve = Serve()

    _source: tuple[str, str] = PrivateAttr(default=("", ""))

    def place(self, *location: str | int) -> str:
        """Where a key stands, to begin a complaint about it with: 「nianbao.toml, line 12: route.2.bodies」."""
        name, text = self._source
        key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in location)
        return f"{name}, line {line_of(text, location)}: {key}" if name else key

    @property
    def channels(self) -> dict[str, AnyChannel]:
        """Every configured channel by its name; the sections `[slack]` and `[mail]` are channels of these names."""
        plain: dict[str, AnyChannel | None] = {"slack": self.slack, "mail": self.mail}
        return {**{name: section for name, section in plain.items() if section}, **self.channel}

    @property
    def routes(self) -> tuple[Route, ...]:
        """The routes of the file; without any, everything that is grave enough goes to every channel at once."""
        if self.route or not self.channels:
            return self.route
        return (Route(channels=tuple(self.channels), least_severity=self.alerts.least_severity),)

    @property
    def secrets(self) -> tuple[str, ...]:
        """Everything that must never be printed."""
        settings = map(settings_of, self.channels.values())
        return (self.service.ping_url, *(secret for each in settings for secret in each.secrets))


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
    for channel, own in data.get("channel", {}).items() if isinstance(data.get("channel"), dict) else ():
        for key in SECRET_KEYS:
            if isinstance(own, dict) and environment.get(variable_of(channel, key)):
                own[key] = environment[variable_of(channel, key)]
    return _validate(name, text, data)


def load_serve(path: Path | None) -> Serve:
    """The section of `nianbao serve`, by itself: it is started without the secrets that the others need."""
    text = _read(path) if path else ""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from error
    return _validate(str(path), text, {"serve": data["serve"]} if "serve" in data else {}).serve


def variable_of(channel: str, key: str) -> str:
    """The environment variable that stands for a channel's key."""
    return f"NIANBAO_{channel}_{key}".upper().replace("-", "_")


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
    config._source = name, text
    for location, reason in _contradictions(config):
        raise ConfigError(f"{name}, line {line_of(text, location)}: {reason}")
    return config


def _contradictions(config: Config) -> Iterator[tuple[Location, str]]:
    """What each section allows and all of them together do not."""
    for name, channel in config.channels.items():
        location = ("channel", name) if name in config.channel else (name,)
        if not NAME.fullmatch(name):
            yield location, f"channel.{name}: a channel's name is of small letters, digits, - and _"
        try:
            settings_of(channel)
        except ValueError as error:
            named = f"channel.{name}: " if name in config.channel else ""
            yield location, f"{named}{error}"
    for name in ("slack", "mail"):
        if name in config.channel and getattr(config, name):
            yield ("channel", name), f"channel.{name}: there is a section [{name}] too; give one of them another name"
    for number, route in enumerate(config.route):
        for name in route.channels:
            if name not in config.channels:
                known = ", ".join(config.channels) or "none"
                yield ("route", number, "channels"), f"route: there is no channel {name}; known: {known}"
    led_to = {name for route in config.routes for name in route.channels} | {config.alerts.fallback}
    for name in config.channels.keys() - led_to:
        location = ("channel", name) if name in config.channel else (name,)
        yield location, f"{name}: no route leads to this channel, it would stay silent; name it in a [[route]]"
    if config.alerts.fallback and config.alerts.fallback not in config.channels:
        yield ("alerts", "fallback"), f"alerts.fallback: there is no channel {config.alerts.fallback}"


def _complaint(name: str, text: str, location: tuple[str | int, ...], kind: str, message: str) -> str:
    written = (location[0], location[1], *location[3:]) if location[:1] == ("channel",) else location
    key = ".".join(str(part + 1 if isinstance(part, int) else part) for part in written)
    reason = "is not a known key; check its spelling or remove it" if kind == "extra_forbidden" else message
    if kind == "missing":
        reason = f"is missing; add it{_by_environment(location)}"
    return f"{name}, line {line_of(text, location)}: {key}: {reason}"


def _by_environment(location: tuple[str | int, ...]) -> str:
    variable = next((name for name, keys in SECRETS.items() if keys == location), None)
    if len(location) == 4 and location[0] == "channel" and location[3] in SECRET_KEYS:
        variable = variable_of(str(location[1]), str(location[3]))
    return f" or set {variable}" if variable else ""
