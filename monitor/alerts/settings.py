"""What each channel has to be told; checked on construction, so that a wrong setting is refused before it is needed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import unquote, urlsplit

_LOOPBACK = ("127.0.0.1", "::1", "localhost")


@dataclass(frozen=True, slots=True)
class SlackSettings:
    """Either an incoming webhook, or a bot token with a channel. The webhook's address is itself a secret."""

    webhook_url: str | None = field(default=None, repr=False)
    token: str | None = field(default=None, repr=False)
    channel: str | None = None
    base_url: str = "https://slack.com/api/"
    timeout: int = 30
    patience: float = 60.0
    """Seconds we wait, in all, for Slack's rate limit between two messages of one digest before giving the rest up."""

    def __post_init__(self) -> None:
        if bool(self.webhook_url) == bool(self.token):
            raise ValueError("slack needs either webhook_url or token with channel")
        if self.token and not self.channel:
            raise ValueError("slack.token needs slack.channel")
        _check_address("slack.webhook_url" if self.webhook_url else "slack.base_url", self.webhook_url or self.base_url)

    @property
    def secrets(self) -> tuple[str, ...]:
        path = urlsplit(self.webhook_url).path if self.webhook_url else None
        return tuple(secret for secret in (self.webhook_url, path, self.token) if secret and len(secret) > 1)


@dataclass(frozen=True, slots=True)
class MailSettings:
    host: str
    sender: str
    to: tuple[str, ...]
    port: int = 587
    security: Literal["none", "starttls", "tls"] = "starttls"
    username: str | None = None
    password: str | None = field(default=None, repr=False)
    timeout: float = 30.0
    ca_file: str | None = None
    """Certificates to trust besides the system's, for a server with a certificate of its own."""
    attach: Literal["xlsx", "csv", "none"] = "xlsx"
    """What goes with a digest of many findings: a table of them."""
    unsubscribe: str | None = None
    """Where a reader can ask to be left out, https or mailto; the sender's address unless another is given."""

    def __post_init__(self) -> None:
        if not self.to:
            raise ValueError("mail.to names no recipient")
        for address in (self.sender, *self.to):
            if "@" not in address or any(char in address for char in "\r\n"):
                raise ValueError(f"mail: not an address: {address!r}")
        if self.security not in ("none", "starttls", "tls"):
            raise ValueError("mail.security is none, starttls or tls")
        if bool(self.username) != bool(self.password):
            raise ValueError("mail.username and mail.password go together")
        if self.password and self.security == "none" and self.host not in _LOOPBACK:
            raise ValueError("mail.security = none would send the password unprotected; use starttls or tls")

        if self.unsubscribe and not self.unsubscribe.startswith(("https://", "mailto:")):
            raise ValueError("mail.unsubscribe must begin with https:// or mailto:")
        if self.unsubscribe and any(char in self.unsubscribe for char in "<> \r\n"):
            raise ValueError("mail.unsubscribe must be one address without spaces")

    @property
    def secrets(self) -> tuple[str, ...]:
        return (self.password,) if self.password else ()


@dataclass(frozen=True, slots=True)
class AddressSettings:
    """An address as Apprise writes them; nearly all of them hold a token, so the whole of it is a secret."""

    address: str = field(repr=False)
    timeout: float = 30.0
    endpoint: str | None = None
    """Where a robot's service is reached instead of its own host: a relay of the house."""

    def __post_init__(self) -> None:
        scheme, separator, rest = self.address.partition("://")
        if not separator or not rest or not scheme.isalnum() or any(char.isspace() for char in self.address):
            raise ValueError(
                "address must be one of Apprise's, like feishu://token (see https://appriseit.com/services/)"
            )

    @property
    def scheme(self) -> str:
        return self.address.partition("://")[0].lower()

    @property
    def secrets(self) -> tuple[str, ...]:
        """The address, and every piece of it that is long enough to be a token."""
        rest = self.address.partition("://")[2]
        pieces = [unquote(piece) for piece in re.split(r"[/?&=@:]", rest) if len(piece) >= 6]
        return tuple(sorted({self.address, rest, *pieces}, key=len, reverse=True))


Settings = SlackSettings | MailSettings | AddressSettings


def without_secrets(text: str, secrets: tuple[str, ...]) -> str:
    """The text on one line with every secret blotted out; for errors, which end up in the archive."""
    for secret in secrets:
        text = text.replace(secret, "•••")
    return " ".join(text.split())[:300]


def _check_address(name: str, url: str) -> None:
    """The address itself is left out of the message: a webhook's is a secret."""
    parts = urlsplit(url)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise ValueError(f"{name} must be an https address (http only on this machine)")
