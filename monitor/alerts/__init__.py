"""From findings to people: a digest is put into words and sent over a channel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from monitor.alerts.digest import Digest, Receipt
from monitor.alerts.mail import send_mail
from monitor.alerts.settings import MailSettings, SlackSettings
from monitor.alerts.slack import send_slack

Send = Callable[[Digest, Any], Receipt]
"""One per channel; the second argument is the channel's own settings, an instance of its class in SETTINGS."""

CHANNELS: dict[str, Send] = {
    "slack": send_slack,
    "mail": send_mail,
}

SETTINGS: dict[str, type[SlackSettings] | type[MailSettings]] = {
    "slack": SlackSettings,
    "mail": MailSettings,
}
