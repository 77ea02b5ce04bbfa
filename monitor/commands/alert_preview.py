"""`nianbao alerts preview`: what would be sent next, printed and, if wanted, written as files; nothing is sent."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import cast

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from monitor.alerts.chat import digest_to_texts
from monitor.alerts.digest import Digest
from monitor.alerts.mail import digest_to_mail
from monitor.alerts.preview import mail_to_html, slack_to_html
from monitor.alerts.sample import sample_digest
from monitor.alerts.settings import MailSettings, SlackSettings
from monitor.alerts.slack_messages import digest_to_posts
from monitor.alerts.terminal import render_digest
from monitor.catalogue import Language
from monitor.channel_config import AnyChannel, settings_of
from monitor.commands.open_archive import open_existing
from monitor.errors import ConfigError
from monitor.routing import is_quiet
from monitor.steps.deliver import build_digest
from monitor.steps.flow import Flow
from storage.archive import Archive

_CHAT = 4_000


def chosen_channels(flow: Flow, names: tuple[str, ...]) -> dict[str, AnyChannel]:
    """The channels of these names, or all; raises ConfigError where there is none, or none of a name."""
    channels = flow.config.channels
    if not channels:
        raise ConfigError("no channel is configured; `nianbao init` writes a file that shows how")
    for name in names:
        if name not in channels:
            raise ConfigError(f"{name}: there is no such channel; known: {', '.join(channels)}")
    return {name: channel for name, channel in channels.items() if not names or name in names}


def language_of(flow: Flow, channel: str) -> Language:
    """The language of the first route to a channel, or that of the installation."""
    chosen = next((route.language for route in flow.config.routes if channel in route.channels), None)
    return chosen or flow.telling.language


def preview_alerts(flow: Flow, channel: str | None, *, sample: bool, output: Path | None) -> None:
    console = Console()
    for name, section in chosen_channels(flow, (channel,) if channel else ()).items():
        if sample:
            telling = replace(flow.telling, language=language_of(flow, name))
            digests = [sample_digest(telling, flow.clock())]
        else:
            with open_existing(flow.home) as archive:
                digests = list(_next_digests(archive, name, flow))
                console.print(heading(archive, name, section, flow.clock()))
        for digest in digests:
            console.print(Panel(render_digest(digest), title=f"{name} ({section.kind})", title_align="left"))
            for file in write_message(digest, name, section, output) if output else ():
                console.print(f"  {file}", soft_wrap=True)


def _next_digests(archive: Archive, channel: str, flow: Flow) -> Iterator[Digest]:
    """What is due now; a digest that was begun comes alone."""
    pending = archive.pending_notices(channel, flow.clock())
    if pending:
        yield build_digest(pending, flow.telling)


def heading(archive: Archive, name: str, channel: AnyChannel, now: dt.datetime) -> Text:
    """How things stand with the channel, in one line."""
    due = archive.count_due(name, now)
    later, at = archive.waiting(name, now)
    state = archive.channel_state(name)
    said = [f"{due} due now"]
    said += [f"{later} later, the first at {at[:16].replace('T', ' ')}"] if at else []
    said += ["quiet hours now"] if is_quiet(channel.quiet, now) else []
    if state.is_waiting(now) and state.waiting_until:
        said += [f"left alone until {state.waiting_until:%Y-%m-%d %H:%M} after: {state.error}"]
    return Text.assemble((f"{name} ", "bold"), ("; ".join(said), "dim"))


def write_message(digest: Digest, name: str, channel: AnyChannel, folder: Path) -> Iterator[Path]:
    """The message as files: what is sent, byte for byte, and a page that shows it."""
    folder.mkdir(parents=True, exist_ok=True)
    if channel.kind == "mail":
        message = digest_to_mail(digest, cast(MailSettings, settings_of(channel)))
        yield _write(folder / f"{name}.eml", message.as_bytes())
        yield _write(folder / f"{name}.html", mail_to_html(message).encode())
    elif channel.kind == "slack":
        posts = digest_to_posts(digest, cast(SlackSettings, settings_of(channel)))
        payloads = [post.message.to_json() for post in posts]
        yield _write(folder / f"{name}.json", json.dumps(payloads, ensure_ascii=False, indent=1).encode())
        yield _write(folder / f"{name}.html", slack_to_html([post.message for post in posts]).encode())
    else:
        yield _write(folder / f"{name}.txt", "\n\n---\n\n".join(digest_to_texts(digest, _CHAT)).encode())


def _write(file: Path, data: bytes) -> Path:
    file.write_bytes(data)
    return file
