"""From findings to people: a digest is put into words and sent over a channel."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from monitor.alerts.settings import AddressSettings, MailSettings, Settings, SlackSettings

if TYPE_CHECKING:
    from monitor.alerts.digest import Digest, Receipt

Send = Callable[["Digest", Any], "Receipt"]
"""One per channel; the second argument is the channel's own settings, an instance of its class in SETTINGS."""


def _on_demand(module: str, name: str) -> Send:
    """A channel that is imported when it is used: reading the configuration must not load Slack's client."""

    def send(digest: Digest, settings: Any) -> Receipt:
        return cast(Send, getattr(import_module(module), name))(digest, settings)

    return send


CHANNELS: dict[str, Send] = {
    "slack": _on_demand("monitor.alerts.slack", "send_slack"),
    "mail": _on_demand("monitor.alerts.mail", "send_mail"),
    "apprise": _on_demand("monitor.alerts.address", "send_to_address"),
}

SETTINGS: dict[str, type[Settings]] = {
    "slack": SlackSettings,
    "mail": MailSettings,
    "apprise": AddressSettings,
}
