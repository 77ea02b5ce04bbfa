"""`nianbao alerts send`, `test`, `resend` and `snooze`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from rich.console import Console
from rich.text import Text

from monitor.alerts.digest import Digest
from monitor.alerts.words import FRAMES
from monitor.clock import ZONE, now
from monitor.commands.alert_preview import chosen_channels, heading, language_of
from monitor.commands.open_archive import open_existing
from monitor.errors import ConfigError
from monitor.failures import UNDELIVERED
from monitor.steps.deliver import send_safely
from monitor.steps.flow import Flow
from monitor.steps.patience import after_success
from storage.archive import Archive


def send_due(flow: Flow) -> int:
    """Deliver what is due now; returns the exit code."""
    chosen_channels(flow, ())
    console = Console()
    with open_existing(flow.home) as archive:
        attempts = flow.deliver(archive)
        for attempt in attempts:
            _say(console, attempt.channel, f"{len(attempt.digest.notices)} alerts", attempt.receipt.error)
        if not attempts:
            _say_why(console, archive, flow)
    return 0 if all(attempt.receipt.delivered for attempt in attempts) else UNDELIVERED


def _say_why(console: Console, archive: Archive, flow: Flow) -> None:
    """Nothing was tried: because nothing is due, or because a channel is left alone just now."""
    waiting = [name for name in flow.outlets if archive.has_due(name, flow.clock())]
    for name in waiting:
        console.print(heading(archive, name, flow.config.channels[name], flow.clock()))
    if not waiting:
        console.print("Nothing is due.")


def send_test(flow: Flow, names: tuple[str, ...]) -> int:
    """A test message on each channel; one that takes it is no longer left alone. Returns the exit code."""
    channels = chosen_channels(flow, names)
    console, failed = Console(), False
    for name in channels:
        receipt = send_safely(flow.outlets[name].send, build_test(flow, name))
        _say(console, name, "test message", receipt.error)
        failed = failed or not receipt.delivered
        if receipt.delivered:
            with Archive.open(flow.home) as archive:
                archive.keep_channel_state(after_success(archive.channel_state(name), flow.clock()))
                archive.retry_now(name)
    return UNDELIVERED if failed else 0


def build_test(flow: Flow, name: str) -> Digest:
    chosen, at = language_of(flow, name), flow.clock()
    return Digest(
        f"test-{at:%Y%m%d%H%M%S}",
        at,
        chosen,
        (),
        flow.watchlist.name,
        remark=FRAMES[chosen].test,
        templates=flow.templates,
    )


def resend_alerts(flow: Flow, channel: str, numbers: tuple[int, ...]) -> None:
    chosen_channels(flow, (channel,))
    with open_existing(flow.home) as archive:
        chosen = numbers or tuple(archive.given_up(channel))
        count = archive.resend(channel, chosen, flow.clock())
    if not count:
        Console().print(f"There is nothing to send again on {channel}.")
        return
    waits = "alert waits" if count == 1 else "alerts wait"
    Console().print(f"{count} {waits} in the outbox of {channel}; `nianbao alerts send` delivers at once.")


def snooze_finding(home: Path, beginning: str, until: str | None, days: int | None) -> None:
    """Raises ConfigError where the finding or the day can't be made out."""
    at = now()
    with open_existing(home) as archive:
        found = archive.findings_like(beginning)
        if len(found) != 1:
            reason = "begins more than one id" if found else "there is no such finding"
            raise ConfigError(f"{beginning}: {reason}; `nianbao findings` shows them")
        moment = _until(until, days, at)
        archive.snooze(found[0], moment, at)
    said = f"silent until {moment:%Y-%m-%d}" if moment > at else "awake again"
    Console().print(f"{found[0]}: {said}")


def _until(until: str | None, days: int | None, at: dt.datetime) -> dt.datetime:
    """The beginning of the day named, or of the day so many days ahead."""
    if (until is None) == (days is None):
        raise ConfigError("name either --until or --days")
    try:
        day = dt.date.fromisoformat(until) if until else at.date() + dt.timedelta(days=days or 0)
    except ValueError as error:
        raise ConfigError(f"--until {until}: is no date like 2027-01-31") from error
    return dt.datetime.combine(day, dt.time(), ZONE)


def _say(console: Console, channel: str, what: str, error: str) -> None:
    outcome = Text(f"not delivered: {error}", style="red") if error else Text("delivered", style="green")
    console.print(Text.assemble((f"{channel}: ", "bold"), f"{what} ", outcome))
