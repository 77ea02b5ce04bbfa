"""The sections of nianbao.toml that say who is told: channels by name, and routes that lead findings to them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from monitor.alerts.settings import AddressSettings, MailSettings, Settings, SlackSettings
from monitor.catalogue import Language, Severity

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
SECRET_KEYS = ("webhook_url", "token", "username", "password", "address")
"""Keys of a channel that may come from the environment: NIANBAO_<NAME>_<KEY>."""
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def _to_time(value: object) -> object:
    """「08:30」 as TOML has it, with quotation marks or without."""
    if isinstance(value, str) and re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", value):
        return dt.time.fromisoformat(value.zfill(5))
    if isinstance(value, dt.time):
        return value
    raise ValueError("is no time like 08:30")


def _to_span(value: object) -> object:
    """「22:00-07:00」: from and to, over midnight where the second is earlier."""
    parts = value.split("-") if isinstance(value, str) else ()
    if len(parts) != 2:
        raise ValueError("is no span like 22:00-07:00")
    return tuple(_to_time(part.strip()) for part in parts)


Time = Annotated[dt.time, BeforeValidator(_to_time)]
Span = Annotated[tuple[dt.time, dt.time], BeforeValidator(_to_span)]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Channel(Section):
    """What holds for a channel of any kind."""

    quiet: Span | None = None
    """Hours, in Asia/Shanghai, in which nothing is sent; what comes up waits for their end."""
    most_per_hour: Annotated[int, Field(ge=0)] = 0
    """Messages an hour; what comes up beyond waits and goes out together. 0 sets no limit."""

    def _own(self) -> dict[str, Any]:
        return self.model_dump(exclude={"kind", *Channel.model_fields})


class Slack(Channel):
    kind: Literal["slack"] = "slack"
    webhook_url: str | None = Field(default=None, repr=False)
    token: str | None = Field(default=None, repr=False)
    channel: str | None = None
    base_url: str = "https://slack.com/api/"

    def settings(self) -> SlackSettings:
        return SlackSettings(**self._own())


class Mail(Channel):
    kind: Literal["mail"] = "mail"
    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: str | None = None
    password: str | None = Field(default=None, repr=False)
    ca_file: str | None = None
    attach: Literal["xlsx", "csv", "none"] = "xlsx"
    unsubscribe: str | None = None

    def settings(self) -> MailSettings:
        return MailSettings(**self._own())


class Address(Channel):
    """Anything Apprise knows by an address: Feishu, DingTalk, WeCom, Telegram, a webhook, the desktop."""

    kind: Literal["apprise"] = "apprise"
    address: str = Field(repr=False)

    def settings(self) -> AddressSettings:
        return AddressSettings(**self._own())


AnyChannel = Slack | Mail | Address
Channels = dict[str, Annotated[AnyChannel, Field(discriminator="kind")]]


class Route(Section):
    """Leads what fits all of its conditions to its channels; an empty condition fits everything. A name may end in
    `*`."""

    channels: Annotated[tuple[str, ...], Field(min_length=1)]
    bodies: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    least_severity: Severity = Severity.INFO
    send: Literal["now", "daily", "weekly"] = "now"
    at: Time = dt.time(8, 30)
    weekday: Literal[WEEKDAYS] = "monday"  # type: ignore[valid-type]
    language: Language | None = None


def settings_of(channel: AnyChannel) -> Settings:
    """The channel's settings, checked; raises ValueError where they can't work together."""
    return channel.settings()
