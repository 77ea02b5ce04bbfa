"""What a message looks like to its reader, as a page of its own: Slack's rendering imitated, a mail's HTML part."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage

from monitor.alerts.slack_messages import SlackMessage
from monitor.alerts.template import own_templates

EMOJI: dict[str, str] = {
    "red_circle": "🔴",
    "large_orange_circle": "🟠",
    "large_blue_circle": "🔵",
    "white_check_mark": "✓",
}


def slack_to_html(messages: Sequence[SlackMessage], tongue: str = "en", at: str = "09:00") -> str:
    """The messages as a channel shows them, in Slack's light or dark theme as the reader's system has it."""
    blocks = [list(message.blocks) for message in messages]
    return own_templates().get_template("slack_preview.html").render(messages=blocks, emoji=EMOJI, tongue=tongue, at=at)


def mail_to_html(message: EmailMessage) -> str:
    """The designed part of a mail, byte for byte as a mail program gets it."""
    part = message.get_body(preferencelist=("html",))
    if part is None:
        raise ValueError("the mail has no HTML part")
    return str(part.get_content())
